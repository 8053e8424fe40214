"""The numbers of unit 06, on a run of a few marks, and on the recorded ones."""

import pytest
from claims import recorded

from labkit import results
from labkit.implicit_reasoning import measures
from labkit.implicit_reasoning.worlds import EXAMS


def curve(end):
    return [[10, 20], [0.1, end]]


CURVES = {part: curve(end) for part, end in zip(("atoms", *EXAMS), (1.0, 0.95, 0.92, 0.05), strict=True)}
KINDS = {"in_in": 1.0, "out_in": 0.2, "in_out": 0.03, "out_out": 0.02}
MEASURED = {
    "curves": dict.fromkeys(("comparison", "composition", "few"), CURVES),
    "ratio": {"comparison": 39.5, "composition": 14.4, "few": 5.0},
    "chance": {"comparison": 1 / 3, "composition": 1 / 40},
    "opponents": {task: {"frequency": dict.fromkeys(EXAMS, 0.4)} for task in ("comparison", "composition")},
    "read": {task: [{"inside": 0.9, "outside": 0.1}, {"inside": 0.5, "outside": 0.2}] for task in ("comparison",)},
    "lens": {"comparison": [{"inside": 0.3, "outside": 0.1}]},
    "swapped": {"composition": {"before": 1.0, "same": 0.97, "follows": 0.8, "stays": 0.01}},
    "crossed": {"comparison": {"in_out": 0.9}, "composition": KINDS},
    "rescued": {"out_in": 0.96},
    "written": dict.fromkeys(EXAMS, 1.0),
    "product": dict.fromkeys(EXAMS, 0.99),
    "twice": {"same_spoken": CURVES},
    "alone": {"same_spoken": CURVES},
    "parameters": 10,
    "train_seconds": 1.0,
}


def test_numbers_are_those_of_the_last_marks():
    found = measures.summary(MEASURED)
    assert (found["comparison_familiar"], found["composition_outside"], found["few_atoms"]) == (0.92, 0.05, 1.0)
    assert (found["few_ratio"], found["composition_steps"]) == (5.0, 20)
    assert found["composition_familiar_90_step"] == 20
    assert found["composition_outside_90_step"] is None
    assert found["comparison_frequency_outside"] == 0.4
    assert found["composition_chance"] == 1 / 40


def test_what_stands_inside_has_a_name_for_each_block_and_kind():
    found = measures.summary(MEASURED)
    assert (found["read_comparison_inside_1"], found["lens_comparison_outside_0"]) == (0.5, 0.1)
    assert (found["follows_composition"], found["in_out"], found["comparison_in_out"]) == (0.8, 0.03, 0.9)
    assert (found["twice_same_spoken_familiar"], found["alone_same_spoken_outside"]) == (0.92, 0.05)
    assert (found["rescued_out_in"], found["written_outside"], found["product_familiar"]) == (0.96, 1.0, 0.99)


def test_the_card_has_a_number_for_each_row():
    found = next(iter(recorded("06_implicit_reasoning").values()))
    assert set(measures.CARD) <= set(found)
    assert results.package_of("06_implicit_reasoning") == "implicit_reasoning"


def test_controls():
    found = measures.cures({"curves": {"covered": CURVES}, "steps": 20, "chance": 0.1})
    assert (found["covered_outside"], found["covered_atoms"], found["steps"]) == (0.05, 1.0, 20)
    found = measures.rounds({"curves": {"same": CURVES}, "steps": 20, "chance": 0.1})
    assert (found["same_outside"], found["same_90_step"]) == (0.05, None)
    found = measures.ratio({"curves": {"3.0": CURVES, "14.0": CURVES}, "steps": 20})
    assert (found["familiar_3"], found["outside_14"]) == (0.92, 0.05)


def test_a_training_that_goes_on():
    curves = {
        "training": [[1, 2], [0.95, 1]],
        "familiar": [[1, 2], [0.1, 0.6]],
        "outside": [[1, 2], [0.04, 0.02]],
    }
    found = measures.plateau({"curves": curves, "ratio": 5.0, "chance": 0.025})
    assert (found["steps"], found["familiar"], found["familiar_start"]) == (2, 0.6, 0.1)
    assert (found["training_90_step"], found["familiar_50_step"], found["familiar_90_step"]) == (1, 2, None)
    assert (found["outside"], found["outside_most"]) == (0.02, 0.04)


def test_the_real_model_by_country_and_the_best_wording():
    once = {"where": [True, False, False], "whose": [False] * 3, "arrows": [True, True, False]}
    measured = {
        "first": [True, True, True, False],
        "second": [True, True, False],
        "cities": [["Munich", "Germany"], ["Hamburg", "Germany"], ["Lyon", "France"]],
        "right": once | {"written": [True] * 3},
        "picked": once,
        "follows": once | {"swapped": [True, True, False]},
    }
    found = measures.real(measured)
    assert (found["asked"], found["cities"], found["countries"], found["same_answer"]) == (4, 3, 2, 0.5)
    assert (found["first"], found["second"]) == (0.75, pytest.approx(2 / 3))
    assert (found["right_where"], found["right_once"], found["right_written"]) == (0.25, 0.5, 1)
    assert found["right_written_high"] == 1
    assert found["right_written_low"] < 0.5  # two countries, not three cities
    assert found["follows_swapped"] == 0.5
