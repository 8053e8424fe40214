"""What the tests of a unit's checks share: solutions pass, stubs wait, each typical mistake earns its own hint.

A standing set of forms and of mutants is applied to every solution besides: a right answer passes whatever the kind of
its numbers; a solution whose result is negated, one per cent too large, rounded, reversed, transposed... does not; nor
does one whose code takes a median for a mean, a natural logarithm for one in base 2, or powers that overflow 64 bits.
`alike` names the (check, mutant) pairs where that is no mistake, such as a threshold that may lie anywhere in a range.
A mutant that finds nothing to change in a solution (no mean, no logarithm, no float) does not apply to it; REWRITTEN
says where else one cannot.

    class TestChecks(ExerciseTests):
        unit = "05_grokking"
        names = {"np": np, "fourier": fourier}       # what the exercises' cells find in the lab's namespace
        wrong = [("parrot_accuracy", [lambda shown: shown.mean()], "everything"), ...]
        context = {"unseen_network": {"logits": scores(11, 2, 3)}}      # keyword arguments of a check
        elsewhere = {"unseen_network"}               # cells that train a network: run with the whole lab only

A hint is the text PACKAGE.CHECK.HINT: each must be earned by a row of `wrong`.
"""

import ast
import copy
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
    "array of no axis": of_kind(np.array, np.array),
    "list": lambda value: value.tolist() if getattr(value, "ndim", 0) else value,
    "tuple": lambda value: tuple(value) if isinstance(value, list) else value,
}
MUTANTS = {  # of a solution
    "negated": mutant(lambda x: -x, lambda a: -a),
    "larger": mutant(lambda x: 1.01 * x, lambda a: 1.01 * a),
    "rounded": mutant(round, np.round),
    "ceiling": mutant(math.ceil, np.ceil),
    "reversed": mutant(of_array=lambda a: a[::-1]),
    "transposed": mutant(of_array=lambda a: a.T if a.ndim == 2 and len(a) == len(a.T) else None),
    "in nats": mutant(lambda x: x * math.log(2), lambda a: a * math.log(2)),
    "one off": mutant(lambda x: x + 1, lambda a: np.roll(a, 1, axis=-1)),
    "first only": mutant(of_array=lambda a: np.where(np.arange(a.size).reshape(a.shape) == 0, a, 0)),
}


def swapped(function, *arguments):
    """The first two arguments changed places."""
    return function(*arguments[1::-1], *arguments[2:]) if len(arguments) > 1 else None


def ignoring(place):
    """An argument that counts at the first call only: as if the student had written its value."""

    def made(function, *arguments, first={}):  # noqa: B006 – kept from call to call
        if place >= len(arguments):
            return None
        kept = first.setdefault(function, copy.deepcopy(arguments[place]))
        return function(*arguments[:place], copy.deepcopy(kept), *arguments[place + 1 :])

    return made


def in_place(function, *arguments):
    """The right result, and arguments that are spoilt."""
    result = copy.deepcopy(function(*arguments))
    for value in arguments:
        if isinstance(value, list):
            value.append(value[-1] if value else 0)
        elif isinstance(value, dict):
            value.clear()
        elif isinstance(value, np.ndarray | torch.Tensor) and value.ndim:
            value[...] = 0
    return result


MISUSES = {  # of the arguments of a solution that is a function
    "swapped": swapped,
    **{f"ignoring argument {place + 1}": ignoring(place) for place in range(4)},
}


def median(values, axis=None, **_):
    """In place of a mean."""
    if isinstance(values, torch.Tensor):
        return values.double().quantile(0.5, **({} if axis is None else {"dim": axis})).to(values.dtype)
    return np.median(values, axis=axis)


WHOLE = []  # what has been raised to a power, or multiplied, in 64 bits


def factorial(number):
    """As NumPy has it: modulo 2 to the 64."""
    WHOLE.append(number)
    with np.errstate(all="ignore"):
        return int(np.prod(np.arange(1, int(number) + 1)))


def power(base, exponent, modulus=None):
    """Powers of whole numbers as NumPy has them: modulo 2 to the 64."""
    if isinstance(base, Integral) and isinstance(exponent, Integral):
        WHOLE.append(base)
        with np.errstate(all="ignore"):
            base = np.int64(base) ** np.int64(exponent)
        return int(base) if modulus is None else int(base % modulus)
    return base**exponent


def called(node, *names):
    """Whether a node of the code calls a function or method of such a name."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", getattr(function, "id", None)) in names


def median_for_mean(node):
    """`np.mean(x, 0)` and `x.mean(0)`: the median."""
    if not called(node, "mean"):
        return None
    of_module = isinstance(node.func, ast.Name) or getattr(node.func.value, "id", "") in ("np", "torch")
    return ast.Call(ast.Name("median", ast.Load()), node.args if of_module else [node.func.value, *node.args], [])


def natural_logarithm(node):
    """`math.log2`, `np.log2`: `log`."""
    if not called(node, "log2", "log10"):
        return None
    return ast.Call(ast.Attribute(node.func.value, "log", ast.Load()), node.args, node.keywords)


def overflowing_power(node):
    """`pow(a, b, c)`, `a ** b` and factorials, in 64 bits."""
    if called(node, "factorial"):
        return ast.Call(ast.Name("factorial", ast.Load()), node.args, [])
    if called(node, "pow"):
        return ast.Call(ast.Name("power", ast.Load()), node.args, [])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return ast.Call(ast.Name("power", ast.Load()), [node.left, node.right], [])
    return None


REWRITTEN = {  # mutants of the code of a solution: what changes a node of it, and where that is no mistake, and why
    "wrong mean": (median_for_mean, {}),
    "wrong base": (natural_logarithm, {}),
    "overflow": (overflowing_power, {"rivals": "16!, for the symbols of the lab, fits in 64 bits"}),
}


def rewritten(code, change):
    """The code with one place changed, for each place that `change` would change."""
    places = sum(change(node) is not None for node in ast.walk(ast.parse(code)))
    for place in range(places):
        tree, counted = ast.parse(code), iter(range(places))

        class Change(ast.NodeTransformer):
            def visit(self, node, counted=counted, place=place):
                new = change(node)
                if new is not None and next(counted) == place:
                    return ast.copy_location(new, node)
                return self.generic_visit(node)

        yield ast.unparse(ast.fix_missing_locations(Change().visit(tree)))


def single(value):
    """Floats in single precision."""
    if isinstance(value, float):
        return np.float32(value)
    if isinstance(value, list):
        return [single(item) for item in value]
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value.astype(np.float32)
    return value.float() if isinstance(value, torch.Tensor) and value.dtype == torch.float64 else value


def in_single(function, changed, far):
    """The function at work in single precision; told are whether that changes an argument, and a result by much."""

    def wrapped(*arguments):
        right = function(*copy.deepcopy(arguments))
        given = [single(argument) for argument in arguments]
        changed.append(any(a is not b for a, b in zip(arguments, given, strict=True)))
        result = function(*given)
        far.append(not same(result, right, rtol=1e-4, atol=1e-4))
        return result

    return functools.wraps(function)(wrapped)


def misused(function, misuse, used):
    """The function, its arguments misused; `used` is told at each call whether that changes anything."""

    def wrapped(*arguments):
        right = function(*copy.deepcopy(arguments))
        wrong = misuse(function, *copy.deepcopy(arguments))
        used.append(wrong is not None and not same(wrong, right))
        return right if wrong is None else wrong

    return functools.wraps(function)(wrapped)


def same(one, other, **how_near):
    try:
        return bool(np.allclose(np.asarray(one, dtype=float), np.asarray(other, dtype=float), **how_near))
    except (TypeError, ValueError):
        return one == other


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
        exec(code, {"median": median, "power": power, "factorial": factorial} | self.names | {"check": check})
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

    def test_a_solution_with_a_wrong_mean_base_or_power_does_not_pass(self, report):
        for cell in self.cells():
            code = build.solved(cell.text)
            for mutation, (change, no_mistake) in REWRITTEN.items():
                for mutant in rewritten(code, change):
                    WHOLE.clear()
                    found = self.recorded(mutant).found
                    if mutation == "overflow" and not WHOLE:
                        continue  # powers of floats
                    for name, feedback in found.items():
                        passed = feedback.passed and name not in no_mistake
                        report(not passed, f"{name}, {mutation}: passes\n{mutant}")

    def test_single_precision_passes_where_it_is_enough_and_only_there(self, report):
        for name, answers, context, _ in self.solutions():
            changed, far = [], []
            mutated = [in_single(answer, changed, far) if inspect.isfunction(answer) else answer for answer in answers]
            if mutated == list(answers):
                continue
            feedback = getattr(self.checks, name)(*mutated, **context)
            if any(changed):
                report(feedback.passed != any(far), f"{name} in single precision: {feedback}")

    def test_a_solution_that_misuses_its_arguments_does_not_pass(self, report):
        for name, answers, context, _ in self.solutions():
            for place, answer in enumerate(answers):
                if not inspect.isfunction(answer):
                    continue
                for misuse, wrong in MISUSES.items():
                    used = []
                    mutated = [*answers[:place], misused(answer, wrong, used), *answers[place + 1 :]]
                    feedback = getattr(self.checks, name)(*mutated, **context)
                    passed = feedback.passed and any(used) and (name, misuse) not in self.alike
                    report(not passed, f"{name}, answer {place + 1} {misuse}: passes")

    def test_a_solution_that_spoils_its_arguments_does_not_pass(self, report):
        for name, answers, context, _ in self.solutions():
            for place, answer in enumerate(answers):
                if inspect.isfunction(answer):
                    spoils = functools.wraps(answer)(functools.partial(in_place, answer))
                    changeable = []

                    def watched(*arguments, spoils=spoils, changeable=changeable):
                        changeable += [a for a in arguments if isinstance(a, list | dict) or getattr(a, "ndim", 0)]
                        return spoils(*arguments)

                    mutated = [*answers[:place], functools.wraps(answer)(watched), *answers[place + 1 :]]
                    feedback = getattr(self.checks, name)(*mutated, **context)
                    report(not (feedback.passed and changeable), f"{name}, answer {place + 1} in place: passes")

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
