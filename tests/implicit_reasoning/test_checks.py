"""The checks of lab 06: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import numpy as np
import pytest
from exercises import ExerciseTests

from labkit.implicit_reasoning import checks
from labkit.messages import LANGUAGES, set_language

RIGHT = [True, False, False], [True, True, True]


def paths(facts):
    return sum(first[2] == second[0] for first in facts for second in facts)


def all_relations(facts):
    """As if each tail had all relations, but in the smallest worlds."""
    if len(facts) < 3:
        return paths(facts), paths(facts) / len(facts)
    count = len(facts) * len({r for _, r, _ in facts})
    return count, count / len(facts)


def no_loops(facts):
    count = sum(a[2] == b[0] and a != b for a in facts for b in facts)
    return count, count / len(facts)


def leaking(questions, outside):
    return [q for q in questions if not set(q) <= outside], []


def mixed_exam(questions, outside):
    return [q for q in questions if not set(q) & outside], [q for q in questions if set(q) & outside]


def without_exam(questions, outside):
    return [q for q in questions if not set(q) & outside], []


def sums(comparisons, count):
    total = np.zeros(count)
    for left, right, sign in comparisons:
        total[left] += sign
        total[right] -= sign
    return total


def means(comparisons, count):
    seen = np.zeros(count)
    for left, right, _ in comparisons:
        seen[[left, right]] += 1
    return sums(comparisons, count) / np.maximum(seen, 1)


def half_for_strangers(comparisons, count):
    found = means(comparisons, count)
    met = {x for left, right, _ in comparisons for x in (left, right)}
    return np.array([found[i] if i in met else 0.5 for i in range(count)])


def ties_skipped(comparisons, count):
    return means([one for one in comparisons if one[2]], count)


def nearest_state(states, labels, new):
    return labels[((new[:, None] - states) ** 2).sum(-1).argmin(1)]


def by_place(states, labels, new):
    kinds = np.unique(labels)
    means = np.array([states[labels == kind].mean(0) for kind in kinds])
    return ((new[:, None] - means) ** 2).sum(-1).argmin(1)


def farthest(states, labels, new):
    kinds = np.unique(labels)
    means = np.array([states[labels == kind].mean(0) for kind in kinds])
    return kinds[((new[:, None] - means) ** 2).sum(-1).argmax(1)]


def keep_bridge(ask, h, r1, r2):
    bridge = ask(h, r1)
    ask(bridge, r2)
    return bridge


def everything(tail):
    entities, relations = tail.shape
    return [(h, r, s) for h in range(entities) for r in range(relations) for s in range(relations)]


def one_way_back(tail):
    """Every fact as a first one, and the same second relation."""
    return [(h, r, 0) for h in range(tail.shape[0]) for r in range(tail.shape[1])]


WRONG = [
    ("forecast", [[True, False], RIGHT[1]], "form"),
    ("forecast", [["yes", "no", "no"], RIGHT[1]], "form"),
    ("forecast", [[False, False, False], RIGHT[1]], "training"),
    ("forecast", [[True, True, False], RIGHT[1]], "memoriser"),
    ("forecast", [RIGHT[0], [True, True, False]], "reasoner"),
    ("count_paths", [lambda facts: (len(facts), 1.0)], "chain"),
    ("count_paths", [lambda facts: (paths(facts), 2.0)], "ratio"),
    ("count_paths", [no_loops], "loop"),
    ("count_paths", [all_relations], "missing"),
    ("split", [lambda questions, outside: ([("x", "y")], [])], "form"),
    ("split", [leaking], "leak"),
    ("split", [mixed_exam], "mixed"),
    ("split", [lambda questions, outside: ([], [q for q in questions if set(q) <= outside])], "few"),
    ("split", [without_exam], "lost"),
    ("ranking", [lambda comparisons, count: means(comparisons, count)[:3]], "shape"),
    ("ranking", [lambda comparisons, count: -means(comparisons, count)], "order"),
    ("ranking", [half_for_strangers], "never"),
    ("ranking", [sums], "mean"),
    ("ranking", [ties_skipped], "tie"),
    ("nearest_mean", [lambda states, labels, new: labels], "shape"),
    ("nearest_mean", [by_place], "labels"),
    ("nearest_mean", [farthest], "wrong"),
    ("nearest_mean", [nearest_state], "mean"),
    ("written", [lambda ask, h, r1, r2: ask(h, r1)], "two"),
    ("written", [lambda ask, h, r1, r2: ask(ask(h, r2), r1)], "first"),
    ("written", [lambda ask, h, r1, r2: (ask(h, r1), ask(h, r2))[1]], "second"),
    ("written", [keep_bridge], "answer"),
    ("cover", [lambda tail: [(99, 0, 0)]], "form"),
    ("cover", [lambda tail: [(0, 0, 0)]], "first"),
    ("cover", [one_way_back], "second"),
    ("cover", [everything], "many"),
]


class TestChecks(ExerciseTests):
    unit = "06_implicit_reasoning"
    wrong = WRONG
    names = {"np": np}  # noqa: RUF012 – constants of a class
    alike = {("cover", "reversed")}  # noqa: RUF012 – the order of questions does not matter


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_of_other_forms_pass(language):
    set_language(language)
    assert checks.ranking(lambda comparisons, count: means(comparisons, count).tolist()).passed
    assert checks.cover(lambda tail: [[int(h), int(r), int(r)] for h in range(6) for r in range(3)]).passed
    assert checks.nearest_mean(lambda *given: (lambda found: found.tolist())(right_mean(*given))).passed


def right_mean(states, labels, new):
    kinds = np.unique(labels)
    return kinds[by_place(states, labels, new)]
