"""What is read and exchanged at the second token is what the docstrings say."""

import pytest
import torch

from labkit.implicit_reasoning import inside, network, worlds

COMPOSED = worlds.composition(entities=8, relations=4, exam=60, seed=0)
COMPARED = worlds.comparison(entities=12, attributes=2, values=4, exam=60, seed=0)
BOTH = pytest.mark.parametrize("world", [COMPARED, COMPOSED], ids=lambda world: world.task)


@BOTH
def test_the_state_at_the_second_token_is_that_of_any_question_that_begins_so(world):
    model = network.build(world, d_model=16)
    rows, facts = world.exams["familiar"], world.facts["familiar"]
    name = "blocks.0.resid"
    acts = model.tap(rows[:, :3], [name])[1][name][:, 1]
    torch.testing.assert_close(inside.states(model, world)[facts[:, 0]], acts, atol=1e-5, rtol=1e-4)


@BOTH
def test_its_own_state_changes_no_answer(world):
    model = network.build(world, d_model=16)
    rows, facts = world.exams["familiar"], world.facts["familiar"]
    told = inside.answers_with(model, rows, inside.states(model, world)[facts[:, 0]])
    assert torch.equal(told, model(rows[:, :3], last_only=True).argmax(-1))
    assert model.taps["blocks.0.resid"].watch is None


@BOTH
def test_states_that_are_the_answer_are_read_and_states_of_noise_are_not(world, monkeypatch):
    model = network.build(world, d_model=16)
    kinds = torch.nn.functional.one_hot(world.atoms[:, 3]).float()
    monkeypatch.setattr(inside, "states", lambda *_: kinds)
    once = world.atoms[:, 3].bincount()[world.atoms[:, 3]] > 4  # answers that enough familiar facts have
    assert inside.read(model, world)[once].all()
    noise = torch.randn(len(world.atoms), 16, generator=torch.Generator().manual_seed(0))
    monkeypatch.setattr(inside, "states", lambda *_: noise)
    assert inside.read(model, world).double().mean() < 0.6


def test_shares_tell_inside_from_outside():
    found = inside.shares(COMPOSED.outside, COMPOSED)
    assert found == {"inside": 0.0, "outside": 1.0}


@BOTH
def test_all_questions_are_there_and_those_shown_are_marked(world):
    rows, used, shown = inside.every_question(world)
    facts = {tuple(row[:2]): row[3] for row in world.atoms.tolist()}
    assert len({tuple(row[:3]) for row in rows.tolist()}) == len(rows)
    assert int(shown.sum()) == len(world.exams["training"])
    assert torch.equal(world.atoms[used[:, 0], :2], rows[:, :2])
    if world.task == "composition":
        assert all(facts[facts[h, r1], r2] == t for h, r1, r2, t in rows.tolist())
    else:
        marked = {tuple(row) for row in world.exams["outside"].tolist()}
        assert marked <= {tuple(row) for row in rows.tolist()}


@BOTH
def test_mixed_questions_are_of_the_kind_that_is_named(world):
    for kind, part in inside.crossed(world, count=50).items():
        first, second = kind.split("_")
        apart = world.outside[part.facts["outside"]]
        assert (apart[:, 0] == (first == "out")).all()
        assert (apart[:, 1] == (second == "out")).all()
        assert len(part.exams["outside"])


@BOTH
def test_a_swap_gives_what_the_other_fact_says(world, monkeypatch):
    """With a network that reads the answer of the first fact off the state, the swap is followed every time."""
    told = world.atoms[:, 3]
    monkeypatch.setattr(inside, "states", lambda *_: told[:, None].float())

    def perfect(model, rows, given, block=0):
        would = inside._answers(world, rows, told)
        atom = (told[None] == given.long()).int().argmax(1)  # any fact with this answer
        return would[torch.arange(len(rows)), atom]

    monkeypatch.setattr(inside, "answers_with", perfect)
    found = inside.swapped(network.build(world, d_model=16), world, count=60)
    assert found == {"before": 1.0, "same": 1.0, "follows": 1.0, "stays": 0.0}
