"""Opponents that train nothing: each reads the facts and training questions as a list, and sits the three exams.

    memoriser      a training question is answered as it was; any other, by the most frequent answer
    frequency      the most frequent answer, always
    neighbour      the answer of the training question that shares the most tokens with this one; ties vote
    association    the most frequent answer among the training questions with the same first and last token
    ranking        comparison only: a score for each entity and attribute, from the comparisons won and lost
    two_lookups    looks the two facts up, one after the other: what a program of two lines does

The first five see no atomic fact in a question about an entity, for nobody told them that the two kinds of text have to
do with each other. The last one was told.
"""

from collections import Counter, defaultdict
from typing import Annotated

import torch
from jaxtyping import Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Range
from labkit.implicit_reasoning.worlds import EXAMS, Rows, World, require_rows, require_task, start_of

Place = Annotated[int, Range(0, 2)]


def frequency(world: World, asked: Rows) -> Int[Tensor, " question"]:
    """The most frequent answer of training, to every question."""
    require_rows(world, asked, name="asked")
    return _most_frequent(world.exams["training"][:, 3]).expand(len(asked))


def memoriser(world: World, asked: Rows) -> Int[Tensor, " question"]:
    """Training questions as they were answered; the rest by the most frequent answer."""
    require_rows(world, asked, name="asked")
    known = {tuple(row[:3]): row[3] for row in world.exams["training"].tolist()}
    other = int(_most_frequent(world.exams["training"][:, 3]))
    return torch.tensor([known.get(tuple(row[:3]), other) for row in asked.tolist()])


def neighbour(world: World, asked: Rows) -> Int[Tensor, " question"]:
    """The vote of the training questions that share the most tokens, place by place."""
    require_rows(world, asked, name="asked")
    shown, found = world.exams["training"], []
    for part in asked.split(100):
        alike = sum((part[:, i, None] == shown[:, i]).to(torch.int8) for i in range(3))  # (question, shown)
        question, nearest = (alike == alike.amax(1, keepdim=True)).nonzero().T
        votes = torch.zeros(len(part), world.vocabulary)
        found.append(votes.index_put_((question, shown[nearest, 3]), torch.ones(1), accumulate=True).argmax(1))
    return torch.cat(found)


def association(world: World, asked: Rows, *, places: tuple[Place, ...] = (0, 2)) -> Int[Tensor, " question"]:
    """The vote of the training questions with the same tokens at these places, h and r2 for a composition."""
    require_rows(world, asked, name="asked")
    votes = defaultdict(Counter)
    for row in world.exams["training"].tolist():
        votes[tuple(row[p] for p in places)][row[3]] += 1
    other = int(_most_frequent(world.exams["training"][:, 3]))
    best = {key: min(found, key=lambda answer: (-found[answer], answer)) for key, found in votes.items()}
    return torch.tensor([best.get(tuple(row[p] for p in places), other) for row in asked.tolist()])


def ranking(world: World, asked: Rows) -> Int[Tensor, " question"]:
    """Comparisons only: who won more often is greater. Who was never compared has no score, and all are equal.

    The score of an entity is the mean of its comparisons, -1, 0 or 1; two scores closer than half a value are "=".
    """
    require_task(world, "comparison")
    require_rows(world, asked, name="asked")
    A, N = world.sizes["attributes"], world.sizes["entities"]
    first = start_of(world, "signs")
    total, count = torch.zeros(A, N), torch.zeros(A, N)
    a, left, right, sign = (world.exams["training"] - torch.tensor([N, 0, 0, first + 1])).T
    for entity, value in ((left, sign), (right, -sign)):
        total.index_put_((a, entity), value.float(), accumulate=True)
        count.index_put_((a, entity), torch.ones(len(a)), accumulate=True)
    score = total / count.clamp(min=1)
    a, left, right = (asked[:, :3] - torch.tensor([N, 0, 0])).T
    apart = score[a, left] - score[a, right]
    same = 1 / world.sizes["values"]
    return first + 1 + torch.where(apart.abs() < same, 0, apart.sign()).long()


def two_lookups(world: World, asked: Rows) -> Int[Tensor, " question"]:
    """Looks up two atomic facts, and puts them together as the task says."""
    require_rows(world, asked, name="asked")
    facts = {tuple(row[:2]): row[3] for row in world.atoms.tolist()}
    if world.task == "comparison":
        first = start_of(world, "signs")
        values = [(facts[a, left], facts[a, right]) for a, left, right, _ in asked.tolist()]
        return torch.tensor([first + 1 + (x > y) - (x < y) for x, y in values])
    return torch.tensor([facts[facts[h, r1], r2] for h, r1, r2, _ in asked.tolist()])


READERS = {
    "comparison": (memoriser, frequency, neighbour, association, ranking, two_lookups),
    "composition": (memoriser, frequency, neighbour, association, two_lookups),
}


def opponents(world: World) -> dict[str, dict[str, float]]:
    """The share of right answers of each reader in each exam."""
    found = {}
    for reader in READERS[world.task]:
        found[reader.__name__] = {
            name: (reader(world, asked) == asked[:, 3]).double().mean().item()
            for name, asked in ((name, world.exams[name][:2000]) for name in EXAMS)
        }
    return found


def chance(world: World) -> float:
    """What a guess among the possible answers is worth."""
    return 1 / world.answers


def _most_frequent(answers):
    return answers.bincount().argmax()


arguments.check(__name__)
