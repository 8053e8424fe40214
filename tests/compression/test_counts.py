"""N-grams that learn as they read, against a slow reader; gzip as a writer and a judge; Shannon's bound."""

import numpy as np
import pytest

from labkit.compression import classical, counts, prose, shelf
from labkit.messages import LANGUAGES, set_language


def slow_costs(rows, order, vocab_size):
    """Witten and Bell's formula as it is written, after all that was read before."""

    def p(token, context, seen):
        below = p(token, context[1:], seen) if context else 1 / vocab_size
        followers = [t for c, t in seen if c[len(c) - len(context) :] == context]
        if not followers:
            return below
        kinds = len(set(followers))
        return (followers.count(token) + kinds * below) / (len(followers) + kinds)

    found, seen = [], []
    for row in rows:
        padded = [0] * (order - 1) + list(row[1:])
        bits = []
        for i in range(len(row) - 1):
            context = tuple(padded[i : i + order - 1])
            bits.append(-np.log2(p(row[i + 1], context, seen)))
            seen.append((context, row[i + 1]))
        found.append(bits)
    return found


@pytest.mark.parametrize("order", [1, 2, 3])
def test_costs_are_those_of_a_slow_reader(order):
    draw = np.random.default_rng(order)
    rows = [[0, *draw.integers(1, 4, size=n).tolist()] for n in (5, 1, 8, 6)]
    found = counts.costs(rows, order=order, vocab_size=4)[-1]
    for bits, slow in zip(found, slow_costs(rows, order, 4), strict=True):
        np.testing.assert_allclose(bits, slow)


def test_what_comes_later_changes_nothing():
    rows = [[0, 1, 2, 3], [0, 2, 2, 1], [0, 1, 2, 3]]
    for whole, part in zip(
        counts.costs(rows, order=3, vocab_size=4), counts.costs(rows[:2], order=3, vocab_size=4), strict=True
    ):
        for a, b in zip(whole, part, strict=False):
            np.testing.assert_array_equal(a, b)


def test_a_letter_model_agrees_with_the_costs():
    read, text = "la la lune", "la lu"
    letters = sorted(set(read))
    rows = [[0, *(letters.index(x) + 1 for x in read)], [0, *(letters.index(x) + 1 for x in text)]]
    model = counts.LetterModel(read, order=1)
    assert model.probabilities("").sum() == pytest.approx(1)
    first = counts.costs(rows, order=1, vocab_size=len(letters) + 1)[0][1][0]
    p = model.probabilities("")[model.place["l"]]
    kinds = len(letters)
    assert 2.0**-first == pytest.approx(p + kinds / (len(read) + kinds) * (1 / (kinds + 1) - 1 / kinds))


def test_ranks_and_their_entropy():
    model = counts.LetterModel("aaab", order=1)
    assert model.ranks("ab") == [1, 2]
    assert counts.bits_of_ranks([1, 1, 1]) == 0
    assert counts.bits_of_ranks([1, 2, 1, 2]) == pytest.approx(1)


@pytest.mark.parametrize("name", list(classical.COMPRESSORS))
def test_a_compressor_that_has_read_the_text_needs_less(name):
    text = "the old ferry left without a sound " * 3
    assert classical.size(name, text, given=text) < classical.size(name, text)


def test_xz_recites_what_it_has_read_below_what_a_story_is_worth(report):
    for language in LANGUAGES:
        set_language(language)
        read = shelf.stories(300, seed=1)
        again = read[-100:]
        bits = 8 * classical.size("xz", shelf.printed(again), given=shelf.printed(read)) / len(again)
        worth = shelf.source_bits(again) / len(again)
        report(bits < worth / 4, f"{language}: {bits:.1f} bits a story that is worth {worth:.1f}")


def test_gzip_has_probabilities_and_writes_with_them():
    text = "ab" * 200
    p = classical.guesses(text, ["a", "b", "c"])
    assert p.sum() == pytest.approx(1)
    assert len(classical.written(text, length=5, seed=0)) == 5
    assert classical.written(text, length=5, seed=0) == classical.written(text, length=5, seed=0)


def test_pairs_of_letters_know_their_language():
    samples = {name: prose.halves(name)[0] for name in prose.LANGUAGES}
    assert classical.by_pairs("the children and the baker", samples) == "en"
    assert classical.classified(samples["de"][:60], samples) == "de"
    assert classical.nearest(samples["de"][:60], samples) == "de"


@pytest.mark.parametrize("name", classical.COMPRESSORS)
def test_a_text_is_near_itself_and_far_from_another_language(name):
    german, italian = prose.LANGUAGES["de"], prose.LANGUAGES["it"]
    assert classical.distance(german, german, compressor=name) < 0.2
    assert classical.distance(german, italian, compressor=name) > 0.6


def test_equal_letters_are_guessed_in_the_order_of_the_alphabet():
    assert counts.LetterModel("", order=1, alphabet="abcd").ranks("dcba") == [4, 3, 2, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_to_be_guessed_have_small_letters_and_spaces_only(language):
    for sentence in prose.GAME[language]:
        assert sentence == prose.plain(sentence)
    assert len(prose.read_before(language)) > 10_000
    assert prose.NEW[language] not in prose.read_before(language)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: counts.costs([[0, 1]], order=0, vocab_size=4), "0"),
        (lambda: counts.costs([], order=1, vocab_size=4), "empty"),
        (lambda: counts.costs([[0, 1]], order=8, vocab_size=10**6), "1000000"),
        (lambda: counts.LetterModel("ab", order=9), "9"),
        (lambda: counts.LetterModel("", order=1), "empty"),
        (lambda: counts.bits_of_ranks([]), "empty"),
        (lambda: classical.size("zip", b"a"), "zip"),
        (lambda: classical.size("gzip", b""), "empty"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=r".") as raised:
        call()
    assert words in str(raised.value)
