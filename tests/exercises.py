"""What the tests of a unit's checks share: solutions pass, stubs wait, each typical mistake earns its own hint.

A standing set of forms and of mutants is applied to every solution besides: a right answer passes whatever the kind of
its numbers; a solution whose result is negated, one per cent too large, rounded, reversed, transposed... does not.
`alike` names the (check, mutant) pairs where that is no mistake, such as a threshold that may lie anywhere in a range.

    class TestChecks(ExerciseTests):
        unit = "05_grokking"
        names = {"np": np, "fourier": fourier}       # what the exercises' cells find in the lab's namespace
        wrong = [("parrot_accuracy", [lambda shown: shown.mean()], "everything"), ...]
        context = {"unseen_network": {"logits": scores(11, 2, 3)}}      # keyword arguments of a check
        elsewhere = {"unseen_network"}               # cells that train a network: run with the whole lab only

A hint is the text PACKAGE.CHECK.HINT: each must be earned by a row of `wrong`.
"""

import functools
import inspect
import math
from fractions import Fraction
from numbers import Integral, Real

import numpy as np
import pytest
import torch
from lab_sources import ROOT, build

from labkit import results
from labkit.messages import LANGUAGES, TEXTS, set_language


def of_kind(real, integral):
    """Numbers as another kind writes them; what is no number stays."""

    def form(value):
        if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
            return value
        return integral(value) if isinstance(value, Integral) else real(value)

    return form


def fraction(value):
    return Fraction(float(value)).limit_denominator(10**9)


def mutant(of_number=None, of_array=None):
    """A change of results: of numbers, of arrays (lists of numbers too); None where it changes nothing."""

    def change(value):
        number = isinstance(value, Real) and not isinstance(value, bool)
        if number or getattr(value, "shape", None) == ():
            value = float(value)
            changed = of_number(value) if of_number else value
            return None if changed == value else changed
        try:
            array = np.array(value, dtype=float)
        except (TypeError, ValueError):
            return None
        changed = of_array(array) if of_array and array.ndim and array.size else None
        same = changed is None or (np.shape(changed) == array.shape and np.allclose(changed, array))
        return None if same else changed

    return change


FORMS = {  # of a right answer
    "NumPy": of_kind(np.float64, np.int64),
    "float32": of_kind(np.float32, np.int32),
    "tensor": of_kind(lambda x: torch.tensor(float(x)), lambda n: torch.tensor(int(n))),
    "fraction": of_kind(fraction, int),
}
MUTANTS = {  # of a solution
    "negated": mutant(lambda x: -x, lambda a: -a),
    "larger": mutant(lambda x: 1.01 * x, lambda a: 1.01 * a),
    "rounded": mutant(round, np.round),
    "ceiling": mutant(math.ceil, np.ceil),
    "reversed": mutant(of_array=lambda a: a[::-1]),
    "transposed": mutant(of_array=lambda a: a.T if a.ndim == 2 and len(a) == len(a.T) else None),
    "one off": mutant(lambda x: x + 1, lambda a: np.roll(a, 1, axis=-1)),
    "first only": mutant(of_array=lambda a: np.where(np.arange(a.size).reshape(a.shape) == 0, a, 0)),
}


class Recorder:
    """Stands for the module of checks; keeps what they are asked and what they find."""

    def __init__(self, checks, watch=False):
        self.checks, self.watch, self.found, self.asked = checks, watch, {}, {}

    def __getattr__(self, name):
        def check(*answers, **context):
            kept = [[] for _ in answers]  # what each gives, or what the function that it is returns
            if self.watch:
                watched = [changed(answer, results.append) for answer, results in zip(answers, kept, strict=True)]
            self.found[name] = getattr(self.checks, name)(*(watched if self.watch else answers), **context)
            self.asked[name] = answers, context, kept

        return check


def changed(answer, change, used=None):
    """An answer with its result changed, or that of the function that it is; `used` is told whether anything was."""
    used = [] if used is None else used

    def result(value):
        new = change(value)
        used.append(new is not None)
        return value if new is None else new

    if not inspect.isfunction(answer):
        return result(answer)
    return functools.wraps(answer)(lambda *args, **kwargs: result(answer(*args, **kwargs)))


class ExerciseTests:
    """The tests themselves; see the module."""

    unit: str
    names: dict = {}  # noqa: RUF012 – constants of a class
    wrong: list = []  # noqa: RUF012
    context: dict = {}  # noqa: RUF012
    elsewhere: set = set()  # noqa: RUF012
    alike: set = set()  # noqa: RUF012

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
        return self.recorded(code).found

    def recorded(self, code, watch=False):
        """What a cell asks the checks, and what they find."""
        check = Recorder(self.checks, watch)
        package = results.package_of(self.unit)
        code = code.replace(f"from labkit.{package} import checks as check", "")
        exec(code, dict(self.names) | {"check": check})
        return check

    def solutions(self):
        """(check, answers, context, results of each answer) of every solution that can run alone."""
        for cell in self.cells():
            for name, asked in self.recorded(build.solved(cell.text), watch=True).asked.items():
                yield name, *asked

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

    def test_a_right_answer_passes_whatever_the_kind_of_its_numbers(self, report):
        for name, answers, context, kept in self.solutions():
            for form, change in FORMS.items():
                if not any(isinstance(value, Real) for values in kept for value in values):
                    continue  # no number to write otherwise
                feedback = getattr(self.checks, name)(*(changed(answer, change) for answer in answers), **context)
                report(feedback.passed, f"{name} as {form}: {feedback}")

    def test_a_mutant_of_a_solution_does_not_pass(self, report):
        for name, answers, context, kept in self.solutions():
            for mutation, change in MUTANTS.items():
                for place, answer in enumerate(answers):
                    if all(change(value) is None for value in kept[place]):
                        continue  # nothing to change
                    used = []
                    mutated = [*answers[:place], changed(answer, change, used), *answers[place + 1 :]]
                    feedback = getattr(self.checks, name)(*mutated, **context)
                    passed = feedback.passed and any(used) and (name, mutation) not in self.alike
                    report(not passed, f"{name}, answer {place + 1} {mutation}: passes")

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
