"""What chapters say that models do, as rows, each held by every recorded run and by a new one.

    CLAIMS = [
        ("the exam is passed", "new_accuracy", ">=", 0.985),
        ("memory comes first", "steps_to_memorise", "<", lambda v: v["steps_to_generalise"] / 2),
    ]

A row has the words of the sentence, a number of the run's summary (or a function of the summary), a comparison, and a
bound (a number, the name of another number, or a function of the summary).
"""

import operator
from collections.abc import Callable

from lab_sources import ROOT, load

from labkit import messages, results

LANGUAGES, SEEDS = ("fr", "en"), range(5)
COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq}
record = load("labs/record.py")


def failures(claims, values):
    """The rows that a run's summary does not hold, each as a line."""
    found = []
    for sentence, left, comparison, right in claims:
        try:
            a, b = (_value(side, values) for side in (left, right))
            held = COMPARISONS[comparison](a, b)
        except Exception as error:
            found.append(f"{sentence}: {type(error).__name__}: {error}")
            continue
        if not held:
            name = left if isinstance(left, str) else "value"
            found.append(f"{sentence}: {name} = {a} is not {comparison} {b}")
    return found


def _value(side, values):
    if isinstance(side, Callable):
        return side(values)
    return values[side] if isinstance(side, str) else side


def recorded(unit, language="en"):
    """The summary of each recorded run of a lab or control, by seed, at `cpu` scale."""
    before = messages.get_language()
    messages.set_language(language)
    try:
        return results.summaries(unit)
    finally:
        messages.set_language(before)


def hold(report, claims, unit):
    """Every recorded run of the unit holds every claim, in each language it was recorded in."""
    for language in record.languages(unit):
        runs = recorded(unit, language)
        report(set(SEEDS) <= set(runs), f"seeds {sorted(runs)} of {unit} are recorded: run make results")
        for seed, values in runs.items():
            for failure in failures(claims, values):
                report(False, f"{language}, seed {seed}: {failure}")


def new_run(unit, language, seed, tmp_path, monkeypatch):
    """The summary of a run of the lab, now, at `cpu` scale, with a seed that was not recorded."""
    monkeypatch.setenv("LABKIT_SCALE", "cpu")
    monkeypatch.setenv("LABKIT_DEVICE", "cpu")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    record.run(unit, language, seed, into=tmp_path)
    monkeypatch.setenv("LABKIT_RESULTS", str(tmp_path))
    return recorded(unit, language)[seed]
