"""The checks of lab 07."""

import numpy as np
import pytest
from exercises import ExerciseTests

from labkit.emergence import checks
from labkit.messages import LANGUAGES, set_language

BITS = {  # as in the lab
    "A": [3.3, 2.4, 1.5, 0.6],
    "B": [3.3, 3.28, 0.05, 0.05],
    "C": [3.3, 2.0, 1.2, 0.7],
    "D": [1.0, 0.02, 0.02, 0.02],
}


class TestChecks(ExerciseTests):
    unit = "07_emergence"
    names = {"np": np, "bits_of": BITS}  # noqa: RUF012
    context = {"survives": {"curves": BITS}}  # noqa: RUF012
    alike = {("make_it_emerge", "larger")}  # noqa: RUF012
    wrong = [  # noqa: RUF012
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_of_other_forms_pass(language, report):
    set_language(language)
    others = {
        "bend": lambda share, length: np.exp(np.log(share) / length),
        "smallest_visible": lambda questions: -np.expm1(np.log(0.05) / questions),
        "make_it_emerge": lambda curve, k: curve[k],
        "survives": ["D", "B"],
        "product_of_positions": lambda p: np.exp(np.log(np.maximum(p, 1e-300)).sum()),
    }
    for name, answer in others.items():
        feedback = getattr(checks, name)(answer, **TestChecks.context.get(name, {}))
        report(feedback.passed, f"{name}: {feedback}")
