"""Two rounds over a question: what each network computes, and that the same block twice can do what another cannot."""

import pytest
import torch

from labkit.implicit_reasoning import rounds, worlds

WORLD = worlds.composition(entities=8, relations=4, exam=50, seed=0)
ROWS = torch.cat([WORLD.exams["training"][:20], WORLD.exams["outside"]])
SMALL = {"d_model": 16, "n_heads": 2}


@pytest.mark.parametrize("path", [path for path in rounds.PATHS if not rounds.PATHS[path].spoken])
def test_a_question_goes_through_the_blocks_of_both_rounds(path):
    """What the transformer of the course computes with its blocks in that order, told at the third word."""
    model = rounds.build(WORLD, path, **SMALL)
    answers, told = rounds.scores(model, WORLD, ROWS, path)
    blocks = list(model.blocks)
    order = rounds.PATHS[path]
    model.blocks = torch.nn.ModuleList(blocks[i] for i in order.first + order.second)
    torch.testing.assert_close(answers, model(ROWS[:, :3], last_only=True), atol=1e-4, rtol=1e-4)
    model.blocks = torch.nn.ModuleList(blocks[i] for i in order.first)
    torch.testing.assert_close(told, model(WORLD.atoms[:, :2], last_only=True), atol=1e-4, rtol=1e-4)


def test_a_spoken_bridge_is_read_as_the_word_it_is():
    """A network that is sure of the bridge reads its vector: the second round does not see how the bridge was found."""
    model = rounds.build(WORLD, "same_spoken", **SMALL)
    with torch.no_grad():
        model.token_embedding.weight.mul_(1e4)  # all probability on one word
    _, told = rounds.scores(model, WORLD, ROWS, "same_spoken")
    word, place = model.token_embedding.weight, model.position_embedding.weight
    x = word[ROWS[:1, 0]] + place[0], word[ROWS[:1, 1]] + place[1], word[ROWS[:1, 2]] + place[2]
    past = [[], [torch.tensor([0])], [torch.tensor([0])] * 2]
    head = rounds.through(model.blocks[0], list(x), past)[0]
    begun = (WORLD.atoms[:, :2] == ROWS[0, :2]).all(1).nonzero().item()
    bridge = word[told[begun].argmax()] + place[0]
    third = rounds.through(model.blocks[0], [head, bridge[None], word[ROWS[:1, 2]] + place[1]], past)[2]
    expected = model.unembedding(model.final_norm(third))
    torch.testing.assert_close(rounds.scores(model, WORLD, ROWS[:1], "same_spoken")[0], expected, rtol=1e-3, atol=1e-3)


def test_the_same_block_twice_composes_what_another_block_does_not():
    world = worlds.composition(entities=12, relations=8, exam=200, seed=0)
    ends = {}
    for path in ("same_spoken", "other_spoken"):
        model = rounds.build(world, path, d_model=32, n_heads=2)
        options = {"steps": 250, "batch": 128, "weight_decay": 1.0, "every": 250}
        ((_, ends[path]),) = rounds.learn(model, world, path, **options)
        assert set(ends[path]) == {"atoms", *worlds.EXAMS}
        assert ends[path]["atoms"] > 0.95
    assert ends["same_spoken"]["outside"] > 0.8
    assert ends["other_spoken"]["outside"] < 0.5


def test_what_it_cannot_take_is_refused():
    with pytest.raises(ValueError, match="composition"):
        rounds.build(worlds.comparison(entities=8, values=3, exam=9), "same")
    model = rounds.build(WORLD, "same", **SMALL)
    with pytest.raises(ValueError, match="rows"):
        rounds.scores(model, WORLD, ROWS + 99, "same")
    with pytest.raises((ValueError, TypeError), match="path"):
        rounds.build(WORLD, "sideways")
