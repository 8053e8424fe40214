"""Files: they come back to the last token, cost what the loss says, and never give a wrong text in silence."""

import copy
import random

import numpy as np
import pytest
import torch

from labkit.compression import archive, coding, shelf
from labkit.messages import LANGUAGES, set_language
from labkit.metrics import token_bits
from labkit.transformer import Transformer, TransformerConfig

RECIPE = {"steps": 20, "lr": 4e-3, "weight_decay": 0.1, "warmup": 2, "schedule": "linear"}


def network(seed=0, **shape):
    shape = {"context": 96, "d_model": 16, "n_layers": 2, "n_heads": 2, "reach": 3} | shape
    return Transformer(TransformerConfig(len(shelf.vocabulary()), **shape), seed=seed)


def some_rows(n=6, seed=0):
    return shelf.rows(shelf.stories(n, seed=seed, split="test"))


@pytest.mark.parametrize("reach", [0, 3])
@pytest.mark.parametrize("norm", ["pre", "none"])
def test_a_reader_computes_what_the_transformer_computes(reach, norm):
    model, (inputs, _) = network(reach=reach, norm=norm), shelf.batch(some_rows())
    reader = archive.Reader(model, len(inputs))
    with torch.no_grad():
        expected = model(inputs).double().softmax(-1)
    for t in range(inputs.shape[1]):
        torch.testing.assert_close(reader.step(inputs[:, t]), expected[:, t], atol=1e-5, rtol=0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [1, 2, 17])
def test_what_is_unpacked_is_what_was_packed(language, n):
    set_language(language)
    rows, model = some_rows(n, seed=n), network()
    assert archive.unpack(archive.pack(rows, model), model) == rows


def test_a_file_costs_what_the_loss_says():
    rows, model = some_rows(40), network()
    inputs, targets = shelf.batch(rows)
    with torch.no_grad():
        bits = token_bits(model(inputs), targets).sum().item()
    data = archive.pack(rows, model)
    assert 8 * (len(data) - archive.HEADER.size - archive.CHECKSUM.size) == pytest.approx(bits, abs=64 + 1e-3 * bits)


def test_stories_of_other_lengths_and_one_word_come_back():
    rows, model = [[0, 5, 0], [0, *range(2, 50), 0], [0, 7, 7, 0]], network()
    assert archive.unpack(archive.pack(rows, model), model) == rows


def test_writing_leaves_the_model_and_the_global_state_alone():
    model = network()
    before, state = archive.fingerprint(model), torch.get_rng_state().tolist()
    archive.pack(some_rows(), model)
    assert archive.fingerprint(model) == before
    assert torch.get_rng_state().tolist() == state


# Learning


def test_a_decoder_that_learns_as_it_reads_recovers_every_row():
    rows = some_rows(20)
    data, costs = archive.pack_learning(rows, network(), recipe=RECIPE, size=4)
    assert archive.unpack_learning(data, network(), recipe=RECIPE, size=4) == rows
    assert len(costs) == 5
    assert costs[-1] < costs[0]
    assert 8 * (len(data) - 17) == pytest.approx(sum(costs), abs=64)


def test_the_last_batch_may_be_smaller():
    rows = some_rows(7)
    data, _ = archive.pack_learning(rows, network(), recipe=RECIPE, size=4)
    assert archive.unpack_learning(data, network(), recipe=RECIPE, size=4) == rows


def test_another_recipe_is_found_out():
    with pytest.raises(ValueError, match=r"recipe\['steps'\].*≥ 3.*2"):
        archive.pack_learning(some_rows(12), network(), recipe=RECIPE | {"steps": 2}, size=4)
    data, _ = archive.pack_learning(some_rows(12), network(), recipe=RECIPE, size=4)
    with pytest.raises(ValueError, match=r"lost its place|no code"):
        archive.unpack_learning(data, network(), recipe=RECIPE | {"lr": 4.01e-3}, size=4)


# Damage


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_damage_is_found_out(language, report):
    set_language(language)
    rows, model = some_rows(), network()
    data, draw = archive.pack(rows, model), random.Random(0)
    damaged = {f"cut at {end}": data[:end] for end in (0, 1, 5, 16, 17, 20, len(data) - 4, len(data) - 1)}
    damaged |= {"longer": data + b"\0\0\0\0", "empty": b"", "another file": b"%PDF-1.7" + data}
    for _ in range(60):
        place, bit = draw.randrange(len(data)), 1 << draw.randrange(8)
        damaged[f"bit {bit} of byte {place}"] = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
    for name, some in damaged.items():
        try:
            archive.unpack(some, model)
        except ValueError as error:
            report(len(str(error)) > 20, f"{name}: {error}")
        else:
            report(False, f"{name} was read without a word")


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_model_and_another_kind_of_file_are_refused_by_name(language):
    set_language(language)
    data = archive.pack(some_rows(), network())
    with pytest.raises(ValueError, match=r"autre modèle|another model"):
        archive.unpack(data, network(seed=1))
    with pytest.raises(ValueError, match=r"autre sorte|another kind"):
        archive.unpack_learning(data, network(), recipe=RECIPE, size=4)


def test_a_decoder_with_other_floats_says_that_it_is_lost(monkeypatch):
    """The same weights, computed otherwise: as on another machine, but more so."""
    rows, model = some_rows(12), network()
    data, whole = archive.pack(rows, model), coding.quantised
    monkeypatch.setattr(archive, "quantised", lambda p: whole(p**1.001 / (p**1.001).sum(1, keepdims=True)))
    with pytest.raises(ValueError, match=r"lost its place|no code"):
        archive.unpack(data, model)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rows", [[], [[]], [[0]], [[5, 0]], [[0, 5]], [[0, 5, 0, 6, 0]]])
def test_what_is_no_text_is_refused(language, rows):
    set_language(language)
    with pytest.raises(ValueError, match=r"vide|empty|<start>"):
        archive.pack(rows, network())


def test_half_precision_needs_two_bytes_a_weight_and_changes_little():
    model = network()
    half = archive.halved(model)
    for weight, rounded in zip(model.parameters(), half.parameters(), strict=True):
        assert torch.equal(rounded.half().float(), rounded)
        torch.testing.assert_close(weight, rounded, atol=1e-3, rtol=1e-3)
    assert archive.fingerprint(half) != archive.fingerprint(model)
    assert archive.fingerprint(copy.deepcopy(half)) == archive.fingerprint(half)


def test_rows_of_the_shelf_are_told_apart_by_their_ends():
    stories = shelf.stories(5, seed=3, primer=2)
    assert [len(story.suspects) for story in stories] == [2, 2, 4, 4, 4]
    rows = shelf.rows(stories)
    assert shelf.story_texts(rows) == shelf.printed(stories)
    assert len(shelf.token_bytes(rows)) == sum(len(row) - 1 for row in rows)
    inputs, targets = shelf.batch(rows)
    assert (targets == 0).sum() == 5
    assert int((targets != -100).sum()) == sum(len(row) - 1 for row in rows)
    assert shelf.source_bits(shelf.stories(400, seed=0)) / 400 == pytest.approx(shelf.entropy_per_story(), rel=0.02)
    assert np.all(inputs[:, 0].numpy() == shelf.START)
