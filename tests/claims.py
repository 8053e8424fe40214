"""What chapters say that models do, as rows, each held by every recorded run, by that of the site
at hand, and each week by one with a new seed (`make fresh`).

    CLAIMS = [
        ("the exam is passed", "new_accuracy", ">=", 0.985),
        ("memory comes first", "steps_to_memorise", "<", lambda v: v["steps_to_generalise"] / 2),
    ]

A row has the words of the sentence, a number of the run's summary (or a function of the summary), a comparison, and a
bound (a number, the name of another number, or a function of the summary).
"""

import datetime
import operator
from collections.abc import Callable

import pytest
from lab_sources import ROOT, load
from website import SITE, missing

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


def hold(report, claims, unit, *, seeds=SEEDS):
    """Every recorded run of a unit or control, of these seeds at least, holds every claim, in each language it has."""
    for language in record.languages(unit):
        runs = recorded(unit, language)
        report(set(seeds) <= set(runs), f"seeds {sorted(runs)} of {unit} are recorded: run make results")
        for seed, values in runs.items():
            for failure in failures(claims, values):
                report(False, f"{language}, seed {seed}: {failure}")


def hold_built(report, claims, unit):
    """The runs that the site was built with, on this machine, hold every claim, in both languages.

    Raises:
        pytest.skip: where the site was built at another scale than `cpu`, or not at all: this fails under CI.
    """
    for language in LANGUAGES:
        folder = SITE.parent / "runs" / language
        runs = kept_in(folder, unit, language)
        if not runs and list(folder.glob(f"{unit}.*.json")):
            pytest.skip("the site was built at another scale than cpu, whose numbers say nothing")
        if not runs:
            missing(f"no run of {unit} in {language} beside {SITE}: run `make book`")
        for seed, values in runs.items():
            for failure in failures(claims, values):
                report(False, f"{language}, seed {seed} on this machine: {failure}")


def kept_in(folder, unit, language):
    """The summaries, by seed, of the runs kept in a folder; none where there are none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABKIT_RESULTS", str(folder))
        return recorded(unit, language) if (folder / f"{unit}.cpu.json").is_file() else {}


def new_run(unit, language, folder):
    """The summary of a run of the lab, now, at `cpu` scale, with a seed that was not recorded: one a day."""
    seed = 100 + datetime.date.today().toordinal() % 1000
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABKIT_SCALE", "cpu")
        patch.setenv("LABKIT_DEVICE", "cpu")
        patch.setenv("PYTHONPATH", str(ROOT))
        record.run(unit, language, seed, into=folder)
    return kept_in(folder, unit, language)[seed]


class ClaimTests:
    """The tests that every unit has of its lab's claims, beside those of the recorded runs:

    class TestClaims(ClaimTests):
        unit, claims = "05_grokking", CLAIMS
    """

    unit: str
    claims: list
    language = "fr"  # of the run with a new seed

    @pytest.mark.site
    def test_the_runs_of_the_site_hold_what_the_chapter_says(self, report):
        hold_built(report, self.claims, self.unit)

    @pytest.mark.fresh
    @pytest.mark.slow
    def test_a_run_with_a_new_seed_holds_what_the_chapter_says(self, tmp_path):
        values = new_run(self.unit, self.language, tmp_path)
        assert failures(self.claims, values) == []
        self.also(values)

    def also(self, values):
        """What else holds for the summary of a new run."""
