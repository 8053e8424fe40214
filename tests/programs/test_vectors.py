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


def test_a_line_begins_with_the_first_program_and_ends_with_the_second(model):
    taken = vectors.program_vectors(model, LIST, PLACE, demonstrations=2, count=5)
    assert taken.shape == (3, 16)
    marks = vectors.between(model, LIST, taken, PLACE, pairs=[(0, 1), (1, 2)], shares=[0, 0.5, 1], middle=[2, 0])
    total = [sum(marks[name][i] for name in ("first", "second", "middle", "other")) for i in range(3)]
    assert total == pytest.approx([1, 1, 1])
    ends = vectors.with_vectors(model, taken[[0, 1]], PLACE)
    differ = LIST[0] != LIST[1]
    one = vectors.between(model, LIST, taken, PLACE, pairs=[(0, 1)], shares=[0, 1])
    assert one["first"][0] == pytest.approx(ends[0].gather(1, LIST[0][:, None])[differ].mean().item(), abs=1e-6)
    assert one["second"][1] == pytest.approx(ends[1].gather(1, LIST[1][:, None])[differ].mean().item(), abs=1e-6)
    assert all(0.5 <= share <= 1 for share in one["larger"])


def test_a_line_needs_a_pair(model):
    with pytest.raises(ValueError, match="pairs"):
        vectors.between(model, LIST, torch.zeros(3, 16), PLACE, pairs=[], shares=[0])
