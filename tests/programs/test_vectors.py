"""Program vectors: what is added where, and what stands halfway."""

import pytest
import torch

from labkit.programs import network, vectors, worlds

SMALL = {"symbols": 4, "demonstrations": 2, "questions": 1, "d_model": 16, "d_mlp": 32}
LIST = worlds.permutations(3, symbols=4, seed=0)
PLACE = "blocks.1.attention.out"


@pytest.fixture(scope="module")
def model():
    return network.build(**SMALL)


def test_empty_prompts_ask_every_question_once():
    asked = vectors.empty(4)
    assert asked.tokens.tolist() == [[0], [1], [2], [3]]
    assert asked.demonstrations == 0


@pytest.mark.parametrize("place", vectors.PLACES)
def test_nothing_added_changes_nothing(model, place):
    told = vectors.with_vectors(model, torch.zeros(1, 16), place)
    expected = network.probabilities(model, vectors.empty(4))
    torch.testing.assert_close(told[0], expected)
    assert model.taps[place].watch is None


@pytest.mark.parametrize("place", vectors.PLACES)
def test_the_difference_of_one_prompt_moves_the_state_there(model, place):
    """With one question only, vector and empty state add up to the state after the demonstrations."""
    asked = worlds.prompts(LIST, 1, demonstrations=2, demonstrated=False)
    alone = worlds.Prompts(asked.x[:, -1:], asked.y[:, -1:], asked.program, 4)
    after, before = (vectors.state(model, prompts, place) for prompts in (asked, alone))
    assert after.shape == before.shape == (1, 16)
    assert not torch.allclose(after, before)


def test_kept_counts_the_answers_of_the_programs():
    told = torch.nn.functional.one_hot(LIST, 4).float()
    assert vectors.kept(told, LIST) == 1
    assert vectors.kept(told.roll(1, 0), LIST) < 1


def test_vectors_are_taken_at_every_place(model):
    found = vectors.everywhere(model, LIST, demonstrations=2, count=5)
    assert list(found) == list(vectors.PLACES)
    assert all(taken.shape == (3, 16) for taken in found.values())
