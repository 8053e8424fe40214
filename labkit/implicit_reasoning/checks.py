"""Checks of lab 06: what is true of a right answer, never the answer."""

import itertools

import numpy as np

from labkit.checks import CLOSE, exercise, expect
from labkit.messages import number


@exercise
def forecast(memoriser, reasoner):
    """Which exams each passes: training, familiar, outside, three booleans."""
    whole = all(isinstance(row, list | tuple) and len(row) == 3 for row in (memoriser, reasoner))
    expect(whole and all(cell in (True, False) for cell in (*memoriser, *reasoner)), "implicit_reasoning.forecast.form")
    expect(memoriser[0] and reasoner[0], "implicit_reasoning.forecast.training")
    expect(not memoriser[1] and not memoriser[2], "implicit_reasoning.forecast.memoriser")
    expect(reasoner[1] and reasoner[2], "implicit_reasoning.forecast.reasoner")


@exercise
def count_paths(answer):
    """How many two-step questions a set of facts (head, relation, tail) gives, and how many for each fact."""
    chain = [(0, 0, 1), (1, 0, 2)]
    paths, ratio = _two(answer(list(chain)))
    expect(paths == 1, "implicit_reasoning.count_paths.chain", value=number(paths, 0))
    expect(abs(ratio - 0.5) < CLOSE, "implicit_reasoning.count_paths.ratio", options=number(0.5), value=number(ratio))
    paths, _ = _two(answer([(0, 0, 0), (0, 1, 0)]))
    expect(paths == 4, "implicit_reasoning.count_paths.loop", options=4, value=number(paths, 0))
    draw = np.random.default_rng(0)
    facts = [(h, r, int(draw.integers(8))) for h in range(8) for r in range(5) if (h, r) != (3, 0)]
    right = sum(first[2] == second[0] for first in facts for second in facts)
    paths, ratio = _two(answer(list(facts)))
    expect(paths == right, "implicit_reasoning.count_paths.missing", options=right, value=number(paths, 0))
    good, expected = abs(ratio - right / len(facts)) < CLOSE, number(right / len(facts), 6)
    expect(good, "implicit_reasoning.count_paths.ratio", options=expected, value=number(ratio, 6))


def _two(found):
    paths, ratio = found
    return float(paths), float(ratio)


@exercise
def split(answer):
    """Training and outside questions: those of two inside facts, those of two outside facts, and no other."""
    questions = list(itertools.product("abcd", "abcd"))
    outside = {"c", "d"}
    training, beyond = answer(list(questions), set(outside))
    training, beyond = ([tuple(q) for q in part] for part in (training, beyond))
    expect(set(training) | set(beyond) <= set(questions), "implicit_reasoning.split.form")
    leak = next((q for q in training if set(q) & outside), None)
    expect(leak is None, "implicit_reasoning.split.leak", value=" ".join(leak or ()))
    mixed = next((q for q in beyond if not set(q) <= outside), None)
    expect(mixed is None, "implicit_reasoning.split.mixed", value=" ".join(mixed or ()))
    expect(
        sorted(training) == sorted(itertools.product("ab", "ab")),
        "implicit_reasoning.split.few",
        options=4,
        value=len(training),
    )
    expect(
        sorted(beyond) == sorted(itertools.product("cd", "cd")),
        "implicit_reasoning.split.lost",
        options=4,
        value=len(beyond),
    )


@exercise
def ranking(answer):
    """A score for each entity from comparisons (left, right, sign), sign -1, 0 or 1: higher for the greater."""
    ladder = [(0, 1, -1), (1, 2, -1), (0, 2, -1)]
    scores = np.asarray(answer(list(ladder), 4), dtype=float)
    expect(scores.shape == (4,), "implicit_reasoning.ranking.shape", options=4, value=scores.shape)
    expect(scores[2] > scores[0], "implicit_reasoning.ranking.order")
    expect(scores[0] < scores[1] < scores[2], "implicit_reasoning.ranking.order")
    expect(abs(scores[3]) < 1e-9, "implicit_reasoning.ranking.never", value=number(scores[3]))
    often = [(0, 1, 1), (0, 1, 1), (0, 1, 1), (0, 3, -1), (2, 1, 1)]
    scores = np.asarray(answer(list(often), 4), dtype=float)
    mean = np.allclose(scores[:3], [0.5, -1, 1])
    expect(mean, "implicit_reasoning.ranking.mean", options=number(0.5), value=number(scores[0]))
    scores = np.asarray(answer([(0, 1, 0), (0, 2, 1)], 3), dtype=float)
    tied = np.allclose(scores, [0.5, 0, -1])
    expect(tied, "implicit_reasoning.ranking.tie", value=" ; ".join(number(score) for score in scores))


@exercise
def nearest_mean(answer):
    """What each state is read as: the label of the nearest mean of labelled states."""
    states = np.array([[0.0, 0.0], [0.0, 2.0], [4.0, 0.0], [4.0, 2.0], [5.0, 1.0]])
    labels = np.array([7, 7, 3, 3, 3])
    told = np.asarray(answer(states.copy(), labels.copy(), np.array([[0.5, 1.0], [4.2, 1.0]])))
    expect(told.shape == (2,), "implicit_reasoning.nearest_mean.shape", options=2, value=told.shape)
    expect(
        set(told.tolist()) <= {3, 7}, "implicit_reasoning.nearest_mean.labels", value=", ".join(map(str, told.tolist()))
    )
    expect(told.tolist() == [7, 3], "implicit_reasoning.nearest_mean.wrong")
    both = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 9.0], [1.0, 9.0]])  # the second coordinate decides
    told = np.asarray(answer(both, np.array([1, 1, 2, 2]), np.array([[0.0, 9.0]])))
    expect(told.tolist() == [2], "implicit_reasoning.nearest_mean.wrong")
    opposed = np.array([[5.0, -5.0], [1.0, 1.0]])  # differences that cancel
    told = np.asarray(answer(opposed, np.array([1, 2]), np.array([[0.5, 0.0]])))
    expect(told.tolist() == [2], "implicit_reasoning.nearest_mean.wrong")
    far = np.array([[0.0, 0.0], [10.0, 0.0], [3.0, 0.0]])  # means: 5 and 3; the nearest state is another matter
    told = np.asarray(answer(far, np.array([1, 1, 2]), np.array([[9.0, 0.0]])))
    expect(told.tolist() == [1], "implicit_reasoning.nearest_mean.wrong")
    told = np.asarray(answer(far, np.array([1, 1, 2]), np.array([[0.5, 0.0]])))
    expect(told.tolist() == [2], "implicit_reasoning.nearest_mean.mean")
    uneven = np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 0.0], [5.0, 0.0]])  # means: 3 and 5; medians: 0 and 5
    told = np.asarray(answer(uneven, np.array([1, 1, 1, 2]), np.array([[3.5, 0.0]])))
    expect(told.tolist() == [1], "implicit_reasoning.nearest_mean.mean")


@exercise
def written(answer):
    """The answer to (h, r1, r2) in two questions, with the bridge written in between."""
    tail = {(0, 0): 1, (1, 1): 2, (0, 1): 3, (3, 0): 1, (1, 0): 0, (2, 0): 2, (2, 1): 0, (3, 1): 3}
    asked = []

    def ask(h, r):
        asked.append((h, r))
        return tail[h, r]

    for h, r1, r2 in itertools.product(range(4), range(2), range(2)):
        asked.clear()
        told = answer(ask, h, r1, r2)
        expect(len(asked) == 2, "implicit_reasoning.written.two", value=len(asked))
        expect(asked[0] == (h, r1), "implicit_reasoning.written.first")
        expect(asked[1] == (tail[h, r1], r2), "implicit_reasoning.written.second")
        expect(told == tail[tail[h, r1], r2], "implicit_reasoning.written.answer")


@exercise
def cover(answer):
    """Training questions (h, r1, r2) such that each fact is used as a first and as a second fact: few of them."""
    for seed in range(3):
        draw = np.random.default_rng(seed)
        tail = np.array([draw.permutation(6) for _ in range(3)]).T  # each entity is the tail of each relation once
        chosen = [tuple(float(x) for x in q) for q in answer(tail.copy())]
        good = all(len(q) == 3 and q[0] in range(6) and q[1] in range(3) and q[2] in range(3) for q in chosen)
        expect(chosen and good, "implicit_reasoning.cover.form")
        chosen = [tuple(map(int, q)) for q in chosen]
        first = {(h, r) for h, r, _ in chosen}
        second = {(int(tail[h, r]), s) for h, r, s in chosen}
        expect(len(first) == 18, "implicit_reasoning.cover.first", options=18, value=len(first))
        expect(len(second) == 18, "implicit_reasoning.cover.second", options=18, value=len(second))
        expect(len(chosen) <= 36, "implicit_reasoning.cover.many", options=36, value=len(chosen))
