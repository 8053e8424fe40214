"""What the tests of a unit's checks share: solutions pass, stubs wait, each typical mistake earns its own hint.

    class TestChecks(ExerciseTests):
        unit = "05_grokking"
        names = {"np": np, "fourier": fourier}       # what the exercises' cells find in the lab's namespace
        wrong = [("parrot_accuracy", [lambda shown: shown.mean()], "everything"), ...]
        context = {"unseen_network": {"logits": scores(11, 2, 3)}}      # keyword arguments of a check
        elsewhere = {"unseen_network"}               # cells that train a network: run with the whole lab only

A hint is the text PACKAGE.CHECK.HINT: each must be earned by a row of `wrong`.
"""

import inspect

import pytest
from lab_sources import ROOT, build

from labkit import results
from labkit.messages import LANGUAGES, TEXTS, set_language


class Recorder:
    """Stands for the module of checks, and keeps what they find."""

    def __init__(self, checks):
        self.checks, self.found = checks, {}

    def __getattr__(self, name):
        def check(*answers, **context):
            self.found[name] = getattr(self.checks, name)(*answers, **context)

        return check


class ExerciseTests:
    """The tests themselves; see the module."""

    unit: str
    names: dict = {}  # noqa: RUF012 – constants of a class
    wrong: list = []  # noqa: RUF012
    context: dict = {}  # noqa: RUF012
    elsewhere: set = set()  # noqa: RUF012

    @property
    def checks(self):
        return results.module_of(self.unit, "checks")

    def all_checks(self):
        made = inspect.getmembers(self.checks, inspect.isfunction)
        return {name for name, function in made if getattr(function, "is_exercise", False)}

    def cells(self):
        """The code cells of the exercises that can run alone."""
        cells = [c for c in build.read(ROOT / "labs" / f"{self.unit}.py") if c.kind == "code" and build.BEGIN in c.text]
        return [cell for cell in cells if not any(f"check.{name}(" in cell.text for name in self.elsewhere)]

    def run(self, code):
        """{check: feedback} of an exercise's cell."""
        check = Recorder(self.checks)
        package = results.package_of(self.unit)
        code = code.replace(f"from labkit.{package} import checks as check", "")
        exec(code, dict(self.names) | {"check": check})
        return check.found

    def test_every_check_is_asked_for_by_one_exercise(self):
        asked = [name for cell in self.cells() for name in self.run(build.solved(cell.text))]
        assert sorted([*asked, *self.elsewhere]) == sorted(self.all_checks())

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_solutions_pass_and_stubs_wait(self, language, report):
        set_language(language)
        for cell in self.cells():
            for name, feedback in self.run(build.solved(cell.text)).items():
                report(feedback.passed, f"the solution of {name}: {feedback}")
            for name, feedback in self.run(build.stub(cell, "your code here")).items():
                report(not feedback.started, f"the stub of {name}: {feedback}")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_typical_mistake_gets_its_own_hint(self, language, report):
        set_language(language)
        package = results.package_of(self.unit)
        for name, answers, hint in self.wrong:
            feedback = getattr(self.checks, name)(*answers, **self.context.get(name, {}))
            text = TEXTS[f"{package}.{name}.{hint}"][language]
            told = feedback.message.startswith(text.partition("{")[0]) and feedback.message.endswith(
                text.rpartition("}")[2]
            )
            report(feedback.outcome == "wrong" and told, f"{name}, {hint}: {feedback}")

    def test_every_hint_has_a_mistake_that_earns_it(self):
        package = results.package_of(self.unit)
        earned = {f"{package}.{name}.{hint}" for name, _, hint in self.wrong}
        families = tuple(f"{package}.{name}." for name in self.all_checks())
        assert earned == {key for key in TEXTS if key.startswith(families)}
