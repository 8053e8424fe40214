"""The checks of lab 01: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import math

import numpy as np
import pytest
from lab_sources import ROOT, build

from labkit.messages import LANGUAGES, TEXTS, set_language
from labkit.next_token import checks

CELLS = [
    cell for cell in build.read(ROOT / "labs" / "01_next_token.py") if cell.kind == "code" and build.BEGIN in cell.text
]
CHECKS = [name for name, check in vars(checks).items() if getattr(check, "__module__", "") == checks.__name__]


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


class Recorder:
    """Stands for the module of checks, and keeps what they find."""

    def __init__(self):
        self.found = {}

    def __getattr__(self, name):
        def check(*answers, **context):
            self.found[name] = getattr(checks, name)(*answers, **context)

        return check


def run(code):
    """{check: feedback} of an exercise's cell."""
    check = Recorder()
    code = code.replace("from labkit.next_token import checks as check", "")
    exec(code, {"check": check, "math": math, "np": np})
    return check.found


def test_every_check_is_asked_for_by_one_exercise():
    assert sorted(name for cell in CELLS for name in run(build.solved(cell.text))) == sorted(CHECKS)


def test_solutions_pass(language):
    for cell in CELLS:
        for name, feedback in run(build.solved(cell.text)).items():
            assert feedback.passed, f"{name}: {feedback}"


def test_stubs_are_not_started(language):
    for cell in CELLS:
        for name, feedback in run(build.stub(cell, "your code here")).items():
            assert not feedback.started, f"{name}: {feedback}"


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
    ("shared_combinations", [lambda some, others: sum(s.clues in [o.clues for o in others] for s in some)], "twice"),
    ("at_temperature", [lambda p, T: p ** (1 / T)], "sum"),
    ("at_temperature", [lambda p, T: p / T], "sum"),
    ("at_temperature", [lambda p, T: share_of(np.exp(p / T))], "one"),
    ("at_temperature", [lambda p, T: share_of(p**T)], "direction"),
    ("at_temperature", [lambda p, T: share_of(p / T)], "direction"),
    ("at_temperature", [lambda p, T: share_of(p ** (1 / T**2))], "ratio"),
]
FAMILY = {  # the first part of a hint's key
    "surprisal": "surprisal",
    "price_of_ignorance": "price",
    "drop_of_the_average": "drop",
    "shared_combinations": "shared",
    "at_temperature": "temperature",
}


@pytest.mark.parametrize(("name", "answers", "hint"), WRONG)
def test_a_typical_mistake_gets_its_own_hint(name, answers, hint, language):
    feedback = getattr(checks, name)(*answers)
    assert feedback.outcome == "wrong"
    text = TEXTS[f"next_token.{name}.{hint}"][language]
    assert feedback.message.startswith(text.partition("{")[0])
    assert feedback.message.endswith(text.rpartition("}")[2])


def test_every_hint_has_a_mistake_that_earns_it():
    earned = {f"next_token.{name}.{hint}" for name, _, hint in WRONG}
    assert earned == {key for key in TEXTS if key.startswith("checks.checks.")}


def test_right_answers_of_other_forms_pass(language):
    assert checks.surprisal(lambda p: math.log2(1 / p)).passed
    assert checks.surprisal(lambda p: -np.log(p) / np.log(2)).passed
    assert checks.price_of_ignorance(2, np.float64(3)).passed
    assert checks.drop_of_the_average(lambda n, b, a: b / n - a / n).passed
    assert checks.at_temperature(lambda p, T: [x ** (1 / T) / sum(q ** (1 / T) for q in p) for x in p]).passed
    assert checks.at_temperature(lambda p, T: share_of(np.exp(np.log(p) / T))).passed
