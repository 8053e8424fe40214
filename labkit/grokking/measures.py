"""Every number that is quoted of lab 05 and its controls, derived from what they kept; nothing is measured here.

A curve is (steps, values), as a `History` gives it and a results file holds it. `curves` are those of the marks, shares
of right answers: train, test, and of test the twins and the new. What did not happen is None.

`summary` is for the lab; each control has a function of its own name.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Curve = Sequence  # (steps, values)
Curves = Any  # curves by name: a History, or a dict

KNOWN = 0.99  # share of right answers from which a table is known by heart, or an exam passed
WAITING = 0.2  # a part of the table that stays below is still waiting
FLOOR = 0.05  # and below this it has not moved

CARD = {  # rows of the result card, with their formats
    "steps_to_memorise": ",.0f",
    "delay_steps": ",.0f",
    "steps_to_generalise": ",.0f",
    "new_accuracy": ".1%",
    "no_decay_new_accuracy": ".1%",
    "weights_peak": ",.0f",
    "weights_end": ",.0f",
    "key_frequencies": ".0f",
    "only_keys_accuracy": ".1%",
    "without_keys_accuracy": ".1%",
    "restricted_loss_memorised": ".1f",
    "restricted_loss_before": ".1f",
    "gromov_accuracy": ".1%",
}


def first(curve: Curve, level: float = KNOWN) -> int | None:
    """The first step at which a curve reaches the level."""
    return next((int(step) for step, value in zip(*curve, strict=True) if value >= level), None)


def delay(curves: Curves, part: str = "new") -> int | None:
    """For how many steps the table was known while a part of it waited; jolts, when it was not known, do not count."""
    if first(curves["train"]) is None:
        return None
    (steps, train), (_, values) = np.array(curves["train"]), np.array(curves[part])
    return int(steps[0] * ((train >= KNOWN) & (values <= WAITING)).sum())  # marks stand steps[0] apart


def plateau_end(new: Curve) -> int | None:
    """The last step at which the new questions were on the floor, if they have left it since."""
    steps, values = new
    low = [int(step) for step, value in zip(steps, values, strict=True) if value <= FLOOR]
    return low[-1] if low and low[-1] < steps[-1] else None


def at(curve: Curve, step: int | None) -> float | None:
    """The value of a curve at a step at which it was measured."""
    return dict(zip(*curve, strict=True)).get(step)


def course(curves: Curves) -> dict:
    """How a training went: when the table was known and the exam passed, the wait in between, the last marks."""
    return {
        "steps_trained": curves["train"][0][-1],
        "steps_to_memorise": first(curves["train"]),
        "steps_to_generalise": first(curves["test"]),
        "delay_steps": delay(curves),
        "delay_all_steps": delay(curves, "test"),
        "train_accuracy": curves["train"][1][-1],
        "test_accuracy": curves["test"][1][-1],
        "twin_accuracy": curves["twins"][1][-1],
        "new_accuracy": curves["new"][1][-1],
    }


def summary(measured: Mapping) -> dict:
    """The numbers of a run of lab 05."""
    found = course(measured["curves"])
    found |= {name: measured[name] for name in ("parameters", "train_seconds", "neurons_fitted")}
    found |= {f"{name}_accuracy": measured[name] for name in ("only_keys", "without_keys")}
    found |= {f"witness_{part}": accuracy for part, accuracy in measured["witness"].items()}
    found |= {"chance": 1 / measured["p"], "chance_loss": math.log(measured["p"])}
    found |= _keys(measured["keys"], measured["energy"])
    found |= _moments(measured, found["steps_to_memorise"], plateau_end(measured["curves"]["new"]))
    found |= _no_decay(course(measured["plain_curves"]), measured["plain_losses"])
    found |= _shares(measured["shares"]) | _gromov(measured["written"])
    found |= {f"sudoku_{round(100 * float(share))}": filled for share, filled in measured["sudoku"].items()}
    return found | {"no_decay_peeking_loss": measured["peeking"], "gromov_seconds": measured["written_seconds"]}


def _keys(keys, energy):
    return {"key_frequencies": keys, "key_count": len(keys), "key_share": sum(energy[k] for k in keys)}


def _moments(measured, memorised, before):
    """Marks, losses and weights when the table has just been learnt, and before the new questions leave the floor."""
    curves, losses, weights = measured["curves"], measured["losses"], measured["weights"]["squared"]
    found = {"plateau_end_step": before, "weights_before": at(weights, before)}
    found |= {"weights_peak": max(weights[1]), "weights_end": weights[1][-1]}
    for moment, step in (("memorised", memorised), ("before", before)):
        found |= {f"{part}_accuracy_{moment}": at(curves[part], step) for part in ("twins", "new")}
        found |= {f"{name}_loss_{moment}": at(losses[name], step) for name in ("restricted", "excluded")}
    return found


def _no_decay(plain, losses):
    """The network without decay at its end, and its losses at the end and two marks after it knew the table."""
    known, marks = plain["steps_to_memorise"], losses["restricted"][0]
    soon = known + 2 * marks[0] if known else None
    found = {
        "no_decay_steps": plain["steps_trained"],
        "no_decay_train_accuracy": plain["train_accuracy"],
        "no_decay_twin_accuracy": plain["twin_accuracy"],
        "no_decay_new_accuracy": plain["new_accuracy"],
    }
    for name, curve in losses.items():  # restricted, and its opposite
        found |= {f"no_decay_{name}_loss": curve[1][-1], f"no_decay_{name}_loss_memorised": at(curve, soon)}
    return found


def _shares(shares):
    """Right answers to the new questions with the smallest and the largest share of the table shown."""
    new = {float(share): accuracy for share, accuracy in shares.items()}
    return {"least_shown_new_accuracy": new[min(new)], "most_shown_new_accuracy": new[max(new)]}


def _gromov(written):
    accuracy = {int(units): value for units, value in written.items()}
    few, many = min(accuracy), max(accuracy)
    found = {"gromov_units": many, "gromov_accuracy": accuracy[many]}
    return found | {"gromov_few_units": few, "gromov_few_accuracy": accuracy[few]}


def slow(measured: Mapping) -> dict:
    """The numbers of 05_slow."""
    return course(measured["curves"]) | {"max_steps": measured["max_steps"]}


def paper(measured: Mapping) -> dict:
    """The numbers of 05_paper."""
    return course(measured["curves"])


def no_decay(measured: Mapping) -> dict:
    """The numbers of 05_no_decay."""
    curves = measured["curves"]
    known = float(np.median(curves["train"][1]))
    best = {"best_new_accuracy": max(curves["new"][1]), "median_train_accuracy": known}
    return course(curves) | best | {"max_steps": measured["max_steps"]}


def fractions(measured: Mapping) -> dict:
    """The numbers of 05_fractions: by share of the table shown, the steps to 99% of the hidden questions."""
    return dict(zip(map(str, measured["fractions"]), measured["steps"], strict=True)) | {
        "max_steps": measured["max_steps"]
    }


def operations(measured: Mapping) -> dict:
    """The numbers of 05_operations: by operation, the share of right answers to the new questions at the end."""
    return dict(zip(measured["operations"], measured["new"], strict=True)) | {"max_steps": measured["max_steps"]}
