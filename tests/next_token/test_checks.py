"""The checks of lab 01: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import math

import numpy as np
from exercises import ExerciseTests

from labkit.messages import LANGUAGES, set_language
from labkit.next_token import checks


def count_pairs(some, others):
    return len({pair for s in some for pair in s.clues} & {pair for s in others for pair in s.clues})


def share_of(p):
    return np.asarray(p) / np.sum(p)


WRONG = [
    ("surprisal", [lambda p: 1 / p], "certain"),
    ("surprisal", [lambda p: p], "certain"),
    ("surprisal", [math.log2], "sign"),
    ("surprisal", [lambda p: math.log2(p)], "sign"),
    ("surprisal", [lambda p: -math.log(p)], "unit"),
    ("surprisal", [lambda p: -math.log10(p)], "unit"),
    ("surprisal", [lambda p: 2 * (1 - p)], "add"),
    ("price_of_ignorance", ["2", "3"], "number"),
    ("price_of_ignorance", [4, 8], "count"),
    ("price_of_ignorance", [2, 8], "count"),
    ("price_of_ignorance", [3.0, 3.0], "reader"),
    ("price_of_ignorance", [math.log(4), math.log(8)], "reader"),
    ("price_of_ignorance", [2.0, 2.0], "trigram"),
    ("drop_of_the_average", [lambda length, before, after: before / length], "zero"),
    ("drop_of_the_average", [lambda length, before, after: (after - before) / length], "sign"),
    ("drop_of_the_average", [lambda length, before, after: before - after], "length"),
    ("drop_of_the_average", [lambda length, before, after: (before - after) * length], "length"),
    ("drop_of_the_average", [lambda length, before, after: (before - after) / (length - 1)], "length"),
    ("drop_of_the_average", [lambda length, before, after: (before - after) / length / 2], "mean"),
    ("shared_combinations", [count_pairs], "same"),
    ("shared_combinations", [lambda some, others: 0], "same"),
    ("shared_combinations", [lambda some, others: len(some)], "distinct"),
    (
        "shared_combinations",
        [lambda some, others: sum(s.clues in [o.clues for o in others] for s in some)],
        "twice",
    ),
    ("at_temperature", [lambda p, T: p ** (1 / T)], "sum"),
    ("at_temperature", [lambda p, T: p / T], "sum"),
    ("at_temperature", [lambda p, T: share_of(np.exp(p / T))], "one"),
    ("at_temperature", [lambda p, T: share_of(p**T)], "direction"),
    ("at_temperature", [lambda p, T: share_of(p / T)], "direction"),
    ("at_temperature", [lambda p, T: share_of(p ** (1 / T**2))], "ratio"),
]


class TestChecks(ExerciseTests):
    unit = "01_next_token"
    names = {"math": math, "np": np}  # noqa: RUF012
    wrong = WRONG


def test_right_answers_of_other_forms_pass(report):
    for language in LANGUAGES:
        set_language(language)
        for feedback in (
            checks.surprisal(lambda p: math.log2(1 / p)),
            checks.surprisal(lambda p: -np.log(p) / np.log(2)),
            checks.price_of_ignorance(2, np.float64(3)),
            checks.drop_of_the_average(lambda n, b, a: b / n - a / n),
            checks.at_temperature(lambda p, T: [x ** (1 / T) / sum(q ** (1 / T) for q in p) for x in p]),
            checks.at_temperature(lambda p, T: share_of(np.exp(np.log(p) / T))),
        ):
            report(feedback.passed, feedback)
