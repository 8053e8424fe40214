"""The checks of lab 07: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import numpy as np
import pytest
from lab_sources import ROOT, build

from labkit.emergence import checks
from labkit.messages import LANGUAGES, TEXTS, set_language

CELLS = [
    cell for cell in build.read(ROOT / "labs" / "07_emergence.py") if cell.kind == "code" and build.BEGIN in cell.text
]
BITS = {  # as in the lab
    "A": [3.3, 2.4, 1.5, 0.6],
    "B": [3.3, 3.28, 0.05, 0.05],
    "C": [3.3, 2.0, 1.2, 0.7],
    "D": [1.0, 0.02, 0.02, 0.02],
}
CONTEXT = {"survives": {"curves": BITS}}
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
    code = code.replace("from labkit.emergence import checks as check", "")
    exec(code, {"check": check, "np": np, "bits_of": BITS})
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


WRONG = [
    ("bend", [lambda share, length: share * length], "certain"),
    ("bend", [lambda share, length: share ** (1 / (length + 1))], "one"),
    ("bend", [lambda share, length: share**length], "longer"),
    ("bend", [lambda share, length: share ** (1 / length**2)], "power"),
    ("smallest_visible", [lambda questions: 1 / questions], "range"),
    ("smallest_visible", [lambda questions: 0.05], "falls"),
    ("smallest_visible", [lambda questions: 0.05 ** (1 / questions)], "falls"),
    ("smallest_visible", [lambda questions: 1 / (questions + 1)], "chance"),
    ("smallest_visible", [lambda questions: 1 - 0.95 ** (1 / questions)], "chance"),
    ("make_it_emerge", [lambda curve, k: curve], "number"),
    ("make_it_emerge", [lambda curve, k: 1.0], "late"),
    ("make_it_emerge", [lambda curve, k: curve[k - 1]], "early"),
    ("make_it_emerge", [lambda curve, k: 0.0], "early"),
    ("survives", ["B"], "kind"),
    ("survives", [{"A", "B", "C", "D"}], "extra"),
    ("survives", [{"B", "C"}], "extra"),
    ("survives", [{"B"}], "missing"),
    ("product_of_positions", [len], "one"),
    ("product_of_positions", [np.mean], "zero"),
    ("product_of_positions", [min], "mean"),
    ("product_of_positions", [lambda p: np.mean(p) ** len(p)], "zero"),
]
FAMILY = {  # the first part of a hint's key
    "bend": "bend",
    "smallest_visible": "visible",
    "make_it_emerge": "emerge",
    "survives": "survives",
    "product_of_positions": "product",
}


@pytest.mark.parametrize(("name", "answers", "hint"), WRONG)
def test_a_typical_mistake_gets_its_own_hint(name, answers, hint, language):
    feedback = getattr(checks, name)(*answers, **CONTEXT.get(name, {}))
    assert feedback.outcome == "wrong"
    text = TEXTS[f"emergence.{name}.{hint}"][language]
    assert feedback.message.startswith(text.partition("{")[0])
    assert feedback.message.endswith(text.rpartition("}")[2])


def test_every_hint_has_a_mistake_that_earns_it():
    earned = {f"emergence.{name}.{hint}" for name, _, hint in WRONG}
    assert earned == {key for key in TEXTS if key.startswith("checks.checks.")}


def test_right_answers_of_other_forms_pass(language):
    assert checks.bend(lambda share, length: np.exp(np.log(share) / length)).passed
    assert checks.smallest_visible(lambda questions: -np.expm1(np.log(0.05) / questions)).passed
    assert checks.make_it_emerge(lambda curve, k: curve[k]).passed
    assert checks.survives(["D", "B"], **CONTEXT["survives"]).passed
    assert checks.product_of_positions(lambda p: np.exp(np.log(np.maximum(p, 1e-300)).sum())).passed
