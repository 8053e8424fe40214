"""How the checks of exercises work; they stand in the units' packages: one function an exercise, in `checks.py`.

A check says in the reader's language that an answer is right, what is wrong with it, or that nothing has been
written yet. It never raises for a student and never holds the answer: it tests what is true of a right one.

    @exercise
    def perplexity(answer):
        expect(answer(0.0) == 1, "next_token.perplexity.zero")
        expect(abs(answer(3.0) - 8) < 1e-6, "next_token.perplexity.base", value=number(answer(3.0)))

With LABKIT_STRICT=1 an answer that does not pass raises `CheckFailed`: that is how the solutions are tested.
"""

import copy
import dis
import functools
import inspect
import linecache
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from numbers import Real

from labkit.messages import say

CLOSE = 1e-6  # float32 is accepted
STYLES = {  # icon, text, background, rule: contrast above 7 on both themes, for the background comes along
    "passed": ("✓", "#0f3d1e", "#e3f5e8", "#1e7b3a"),
    "not_started": ("○", "#1b2f4b", "#e8eff8", "#4a6fa5"),
    "wrong": ("✗", "#4a2500", "#fdf0dc", "#b45f06"),
    "raised": ("!", "#56111b", "#fbe9eb", "#b3261e"),
}


class Hint(Exception):
    """What is wrong with an answer: `say(key, **values)`. A check raises it, usually through `expect`."""

    def __init__(self, key: str, **values):
        super().__init__(say(key, **values))


class NoReturn(Hint):
    """The student's function gave nothing back: a check may take it for an answer."""


class CheckFailed(AssertionError):
    """An answer did not pass while LABKIT_STRICT=1."""


class _NotStarted(Exception):
    """The answer, or what the student's function returns, is still `...`."""


class _Raised(Exception):
    """The student's function raised; the text says what and where."""


@dataclass(frozen=True, repr=False)
class Feedback:
    """What a check found; already displayed when it is returned."""

    outcome: str  # "passed", "not_started", "wrong" or "raised"
    message: str = ""

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"

    @property
    def started(self) -> bool:
        return self.outcome != "not_started"

    def __repr__(self) -> str:
        return f"{STYLES[self.outcome][0]} {say('checks.' + self.outcome)} {self.message}".rstrip()

    def html(self) -> str:
        icon, text, background, rule = STYLES[self.outcome]
        title, message = (
            re.sub(
                r"\*\*([^*]+)\*\*",
                r"<strong>\1</strong>",
                re.sub(r"`([^`]+)`", r"<code style='color:inherit;background:none'>\1</code>", escape(words)),
            )
            for words in (say("checks." + self.outcome), self.message)
        )
        return (
            f'<div class="labkit-check" data-outcome="{self.outcome}" role="status" style="color:{text};'
            f'background:{background};border-left:4px solid {rule};padding:.5em .8em;margin:.3em 0">'
            f'<span aria-hidden="true">{icon}</span> <strong>{title}</strong> {message}</div>'
        )

    def _ipython_display_(self):
        """Nothing: a cell that ends with a check has shown it already."""


def expect(condition, key: str, **values) -> None:
    """Go on if `condition` holds, else tell the student `say(key, **values)`."""
    if not condition:
        raise Hint(key, **values)


def exercise(check: Callable) -> Callable[..., Feedback]:
    """Make a check out of a function that raises `Hint` for a wrong answer and returns for a right one.

    It is called only with answers that are there: `None` and `...` count as not started, and so does
    a student's function returning them. It may call the student's functions freely: a function that changes its
    arguments is told so, and a number is a number to the check, be it Python's, NumPy's, a fraction or a tensor.
    """

    @functools.wraps(check, assigned=("__module__", "__name__", "__qualname__", "__doc__"))
    def checked(*answers, **context) -> Feedback:
        feedback = _judge(check, answers, context)
        _show(feedback)
        if os.environ.get("LABKIT_STRICT") == "1" and not feedback.passed:
            raise CheckFailed(str(feedback))
        return feedback

    checked.is_exercise = True  # tells a check from the other functions of its module
    return checked


def _judge(check: Callable, answers: tuple, context: dict) -> Feedback:
    if any(value is None or value is ... for value in (*answers, *context.values())):
        return Feedback("not_started")
    returned: list = []  # by the student's functions
    guarded = [_guard(a, returned) if inspect.isfunction(a) else plain_number(a) for a in answers]
    try:
        check(*guarded, **context)
    except _NotStarted:
        return Feedback("not_started")
    except _Raised as error:
        return Feedback("raised", str(error))
    except Hint as hint:
        return Feedback("wrong", str(hint))
    except Exception:  # an answer of a kind that the check cannot even test
        return Feedback("wrong", say("checks.unusable", kind=_kind(returned[-1] if returned else answers[0])))
    return Feedback("passed")


def plain_number(value):
    """A number of any kind as Python's; anything else as it is.

    A float32 becomes the shortest decimal that it stands for: 0.2, not 0.20000000298.
    """
    if isinstance(value, bool | int | float | complex | str):
        return value
    if getattr(value, "shape", None) == () and hasattr(value, "item"):  # NumPy's scalars, tensors and arrays of no axis
        number = value.item()
        return float(f"{number:.7g}") if isinstance(number, float) and "float32" in str(value.dtype) else number
    return float(value) if isinstance(value, Real) else value  # a Fraction


def _kind(value) -> str:
    """What an answer is, in the reader's words."""
    if isinstance(value, bool):
        return say("checks.boolean", value=value)
    if isinstance(value, str):
        return say("checks.text", value=value if len(value) < 30 else value[:29] + "…")
    if getattr(value, "shape", ()):
        return say("checks.array", shape=" × ".join(map(str, value.shape)))
    if isinstance(value, list | tuple | set | frozenset | dict):
        return say("checks.list", count=len(value))
    if isinstance(plain_number(value), int | float):
        return say("checks.number", value=value)
    return say("checks.other", kind=type(value).__name__)


def _spared(value):
    """A copy of what an answer might change in place; everything else as it is."""
    changeable = isinstance(value, list | dict | set) or type(value).__name__ in ("ndarray", "Tensor")
    return copy.deepcopy(value) if changeable else value


def _same(before, after) -> bool:
    """Whether a value that may be changed in place has not been; a NaN that is still there has not."""
    if before is after:
        return True
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_same(before[key], after[key]) for key in before)
    same = (before == after) | ((before != before) & (after != after))  # NaN is not equal to itself
    return bool(same.all()) if hasattr(same, "all") else bool(same)


def _guard(function: Callable, returned: list) -> Callable:
    """The student's function; its errors and its missing results become feedback, what it returns is kept."""

    @functools.wraps(function)
    def guarded(*args, **kwargs):
        given = [*map(_spared, args)]  # copies: what one call spoils, the next finds whole
        try:
            result = function(*given, **kwargs)
        except Exception as error:
            if "ellipsis" in str(error):  # the stub's `...` went into a computation
                raise _NotStarted from error
            raise _Raised(_where(error, function)) from error
        if result is ... or (result is None and _is_empty(function)):
            raise _NotStarted
        if result is None:
            raise NoReturn("checks.no_return", name=function.__name__)
        if not all(map(_same, args, given)):
            raise Hint("checks.changed", name=function.__name__)
        returned.append(result)
        return plain_number(result)

    return guarded


def _is_empty(function: Callable) -> bool:
    """Whether the function's body is still `...`: it does nothing but return a constant."""
    trivial = {"RESUME", "NOP", "COPY_FREE_VARS", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}
    return {instruction.opname for instruction in dis.get_instructions(function)} <= trivial


def _where(error: Exception, function: Callable) -> str:
    """ "ValueError at line 3 (`x = int(word)`): ..." for the last line of the student's own cell."""
    file, line = function.__code__.co_filename, function.__code__.co_firstlineno
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    code = linecache.getline(file, line).strip()
    return say("checks.raised_at", error=type(error).__name__, line=line, code=code, message=error)


def _show(feedback: Feedback) -> None:
    from IPython import get_ipython
    from IPython.display import display

    if get_ipython() is None:
        print(feedback)
    else:
        display({"text/plain": str(feedback), "text/html": feedback.html()}, raw=True)
