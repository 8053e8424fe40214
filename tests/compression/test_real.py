"""A real model as a compressor, on a stand-in whose tokens are bytes and whose scores depend on the past alone."""

import pytest
import torch

from labkit import pretrained
from labkit.compression import archive, real


class Bytes:
    """A language model of 256 tokens: the next one is likely to be near the last two."""

    name = "bytes"

    def tokens(self, text):
        return list(text.encode())

    def text(self, tokens):
        return bytes(tokens).decode("utf-8", errors="replace")

    def scores(self, tokens):
        rows = [[0, 0, *tokens][i : i + 2] for i in range(len(tokens) + 1)]
        near = torch.arange(256.0)
        return torch.stack([-((near - a) ** 2 + (near - b) ** 2).sqrt() / 9 for a, b in rows])

    def reader(self):
        past = []

        def read(token):
            past.extend([] if token is None else [token])
            return self.scores(past)[-1]

        return read


class Other(Bytes):
    name = "other"


@pytest.mark.parametrize("text", ["a", "Le perroquet.", "« été » – œuf"])
def test_a_text_comes_back(text):
    data = real.pack(Bytes(), text)
    assert real.unpack(Bytes(), data) == text
    bits = sum(bits for _, bits in real.costs(Bytes(), text))
    assert 8 * (len(data) - archive.HEADER.size - archive.CHECKSUM.size) == pytest.approx(bits, abs=64)


def test_damage_another_model_and_nothing_are_refused():
    data = real.pack(Bytes(), "perroquet")
    for call, words in (
        (lambda: real.unpack(Other(), data), "another model"),
        (lambda: real.unpack(Bytes(), data[:-1] + b"?"), "altered"),
        (lambda: real.unpack(Bytes(), data[:9]), "cut short"),
        (lambda: real.pack(Bytes(), ""), "empty"),
        (lambda: real.pack(pretrained.NoModel(), "a"), "empty"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


def test_a_model_that_computes_otherwise_is_found_out(monkeypatch):
    data, whole = real.pack(Bytes(), "the parrot looked at the sea"), Bytes.scores
    monkeypatch.setattr(Bytes, "scores", lambda self, tokens: 1.01 * whole(self, tokens))
    with pytest.raises(ValueError, match=r"lost its place|no code"):
        real.unpack(Bytes(), data)


def test_the_bits_of_tokens_stand_on_their_first_letters():
    text = "«é»"
    costs = real.costs(Bytes(), text)
    letters = real.by_letter(costs, text)
    assert len(letters) == 3
    assert letters.sum() == pytest.approx(sum(bits for _, bits in costs))
    costs = [("the", 3.0), (" cat", 4.0)]
    assert real.by_letter(costs, "the cat").tolist() == [3, 0, 0, 4, 0, 0, 0]


def test_without_a_model_the_lab_goes_on():
    nobody = pretrained.NoModel()
    assert real.costs(nobody, "a text") == []
    found = real.weighed("a text", [], "something read before")
    assert (found["tokens"], found["bits"]) == (0, 0)
    assert found["ngram"] > 0
    assert "llm" not in real.letter_costs("a text", [], "something read before")


def test_a_long_text_is_read_in_pieces(monkeypatch):
    monkeypatch.setattr(real, "AT_ONCE", 4)
    costs = real.costs(Bytes(), "parrot")
    assert [piece for piece, _ in costs] == list("parrot")
    assert costs[4][1] == real.costs(Bytes(), "ot")[0][1]  # from the start mark again
