"""The numbers of unit 05: each worked out by hand on a run of a few marks."""

import math

import pytest

from labkit import History, results
from labkit.grokking import measures

STEPS = [10, 20, 30, 40, 50, 60]
CURVES = {  # known at 20; a jolt at 30; the new leave the floor after 40; passed at 60
    "train": [STEPS, [0.5, 0.99, 0.6, 1.0, 1.0, 1.0]],
    "test": [STEPS, [0.0, 0.1, 0.1, 0.2, 0.5, 0.99]],
    "twins": [STEPS, [0.0, 0.3, 0.4, 0.8, 0.9, 1.0]],
    "new": [STEPS, [0.0, 0.0, 0.1, 0.05, 0.2, 0.98]],
}
PLAIN_STEPS = [20, 40, 60, 80]
PLAIN = [PLAIN_STEPS, [0.9, 1.0, 1.0, 1.0]], [PLAIN_STEPS, [0.0, 0.25, 0.25, 0.25]]
MEASURED = {
    "p": 5,
    "parameters": 100,
    "train_seconds": 3.0,
    "curves": CURVES,
    "weights": {"squared": [STEPS, [10.0, 40.0, 50.0, 30.0, 20.0, 15.0]]},
    "losses": {
        "restricted": [STEPS, [1.6, 1.5, 1.4, 1.0, 0.5, 0.1]],
        "excluded": [STEPS, [1.6, 0.2, 0.3, 1.0, 2.0, 3.0]],
    },
    "plain_curves": {"train": PLAIN[0], "test": PLAIN[1], "twins": PLAIN[1], "new": PLAIN[1]},
    "plain_losses": {
        "restricted": [PLAIN_STEPS, [1.6, 1.5, 1.45, 1.4]],
        "excluded": [PLAIN_STEPS, [1.6, 0.1, 0.3, 0.2]],
    },
    "witness": {"everything": 0.4, "strongest": 0.02},
    "sudoku": {"0.1": 0.5, "0.3": 1.0},
    "peeking": 0.9,
    "shares": {"0.5": 1.0, "0.15": 0.01},
    "keys": [1, 3],
    "energy": [0.1, 0.5, 0.15, 0.25],
    "neurons_fitted": 0.75,
    "only_keys": 0.96,
    "without_keys": 0.04,
    "written": {"50": 0.8, "200": 0.9, "1000": 1.0},
    "written_seconds": 0.1,
}
SUMMARY = {
    "steps_trained": 60,
    "steps_to_memorise": 20,
    "steps_to_generalise": 60,
    "delay_steps": 30,  # at 20, 40 and 50: 30 is a jolt
    "delay_all_steps": 20,  # at 20 and 40
    "train_accuracy": 1.0,
    "test_accuracy": 0.99,
    "twin_accuracy": 1.0,
    "new_accuracy": 0.98,
    "parameters": 100,
    "train_seconds": 3.0,
    "neurons_fitted": 0.75,
    "only_keys_accuracy": 0.96,
    "without_keys_accuracy": 0.04,
    "chance": 0.2,
    "chance_loss": math.log(5),
    "key_frequencies": [1, 3],
    "key_count": 2,
    "key_share": 0.75,
    "plateau_end_step": 40,
    "weights_before": 30.0,
    "weights_peak": 50.0,
    "weights_end": 15.0,
    "twins_accuracy_memorised": 0.3,
    "new_accuracy_memorised": 0.0,
    "restricted_loss_memorised": 1.5,
    "excluded_loss_memorised": 0.2,
    "twins_accuracy_before": 0.8,
    "new_accuracy_before": 0.05,
    "restricted_loss_before": 1.0,
    "excluded_loss_before": 1.0,
    "no_decay_steps": 80,
    "no_decay_train_accuracy": 1.0,
    "no_decay_twin_accuracy": 0.25,
    "no_decay_new_accuracy": 0.25,
    "no_decay_restricted_loss": 1.4,
    "no_decay_restricted_loss_memorised": 1.4,  # two marks after 40
    "no_decay_excluded_loss": 0.2,
    "no_decay_excluded_loss_memorised": 0.2,
    "witness_everything": 0.4,
    "witness_strongest": 0.02,
    "sudoku_10": 0.5,
    "sudoku_30": 1.0,
    "no_decay_peeking_loss": 0.9,
    "least_shown_new_accuracy": 0.01,
    "most_shown_new_accuracy": 1.0,
    "gromov_units": 1000,
    "gromov_accuracy": 1.0,
    "gromov_few_units": 50,
    "gromov_few_accuracy": 0.8,
    "gromov_seconds": 0.1,
}


def test_the_summary_of_a_lab(report):
    found = measures.summary(MEASURED)
    report(set(found) == set(SUMMARY), f"names {set(found) ^ set(SUMMARY)}")
    for name, expected in SUMMARY.items():
        report(found.get(name) == expected, f"{name} is {found.get(name)}, not {expected}")


def test_what_did_not_happen_is_none(report):
    """As at smoke scale: nothing is known, nothing passed, and no plateau has ended."""
    low = [STEPS, [0.0] * 6]
    nothing = dict.fromkeys(CURVES, low)
    found = measures.summary(MEASURED | {"curves": nothing, "plain_curves": nothing})
    never = ["steps_to_memorise", "steps_to_generalise", "delay_steps", "delay_all_steps", "plateau_end_step"]
    never += ["weights_before", "new_accuracy_memorised", "new_accuracy_before", "restricted_loss_before"]
    never += ["no_decay_restricted_loss_memorised", "no_decay_excluded_loss_memorised"]
    for name in never:
        report(found[name] is None, f"{name} is {found[name]}")
    report(found["new_accuracy"] == 0, "the last mark is a number all the same")


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ([0.0, 0.05, 0.1, 0.0, 0.3, 1.0], 40),  # it fell back
        ([0.1, 0.2, 0.3, 0.4, 0.5, 1.0], None),  # never low
        ([0.0] * 6, None),  # not yet over
        ([0.0] * 5 + [0.06], 50),
    ],
)
def test_the_end_of_a_plateau(values, step):
    assert measures.plateau_end([STEPS, values]) == step


def test_a_history_is_measured_as_what_is_kept_of_it():
    history = History()
    for i, step in enumerate(STEPS):
        history.add(step, **{part: values[i] for part, (_, values) in CURVES.items()})
    assert measures.course(history) == measures.course(results.plain({"curves": history})["curves"])
    assert measures.first(history["new"], 0.2) == 50
    assert measures.first(history["new"]) is None


def test_the_numbers_of_the_controls():
    assert measures.slow({"curves": CURVES, "max_steps": 90}) == measures.course(CURVES) | {"max_steps": 90}
    assert measures.paper({"curves": CURVES})["delay_all_steps"] == 20
    watched = measures.no_decay({"curves": CURVES, "max_steps": 90})
    assert (watched["best_new_accuracy"], watched["median_train_accuracy"]) == (0.98, pytest.approx(0.995))
    shown = {"fractions": [0.15, 0.2], "steps": [None, 300], "new": [0.0, 1.0], "max_steps": 400}
    assert measures.fractions(shown) == {"0.15": None, "0.2": 300, "max_steps": 400}
    tried = {"operations": ["a + b", "a - b"], "steps": [None, 300], "new": [0.0, 1.0], "max_steps": 400}
    assert measures.operations(tried) == {"a + b": 0.0, "a - b": 1.0, "max_steps": 400}


def test_every_row_of_the_card_is_measured():
    assert set(measures.CARD) <= set(SUMMARY)
