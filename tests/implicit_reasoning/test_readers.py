"""Opponents answer as their names say; those who know the rule are right."""

import pytest
import torch

from labkit.implicit_reasoning import readers, worlds

COMPARED = worlds.comparison(entities=30, attributes=2, values=5, exam=300, seed=0)
COMPOSED = worlds.composition(entities=12, relations=8, exam=200, seed=0)
BOTH = pytest.mark.parametrize("world", [COMPARED, COMPOSED], ids=lambda world: world.task)


@BOTH
def test_two_lookups_pass_every_exam(world):
    assert set(readers.opponents(world)["two_lookups"].values()) == {1.0}


@BOTH
def test_who_keeps_everything_passes_the_exam_that_was_shown_and_no_other(world):
    marks, often = (readers.opponents(world)[name] for name in ("memoriser", "frequency"))
    assert marks["training"] == 1
    assert marks["familiar"] == often["familiar"]
    assert marks["outside"] == often["outside"]


@BOTH
def test_the_nearest_question_is_the_question_itself_where_it_was_shown(world):
    asked = world.exams["training"][:50]
    assert torch.equal(readers.neighbour(world, asked), asked[:, 3])


@BOTH
def test_the_neighbour_is_the_vote_of_those_that_share_most(world):
    asked = world.exams["familiar"][:20]
    told = readers.neighbour(world, asked)
    shown = world.exams["training"].tolist()
    for row, answer in zip(asked.tolist(), told.tolist(), strict=True):
        alike = [sum(a == b for a, b in zip(row[:3], other[:3], strict=True)) for other in shown]
        best = [other[3] for other, n in zip(shown, alike, strict=True) if n == max(alike)]
        assert best.count(answer) == max(map(best.count, best))


def test_the_association_looks_at_the_first_and_the_last_token():
    asked = COMPOSED.exams["familiar"][:20]
    other = asked.clone()
    other[:, 1] = other[:, 1].roll(1)
    assert torch.equal(readers.association(COMPOSED, asked), readers.association(COMPOSED, other))


def test_the_ranking_knows_who_was_compared_and_holds_strangers_equal():
    familiar, outside = COMPARED.exams["familiar"], COMPARED.exams["outside"]
    assert (readers.ranking(COMPARED, familiar) == familiar[:, 3]).double().mean() > 0.8
    equal = worlds.start_of(COMPARED, "signs") + 1
    assert (readers.ranking(COMPARED, outside) == equal).all()
