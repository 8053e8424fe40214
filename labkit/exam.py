"""What a student's copy of an exam needs: to hand in an answer, in a form that can be marked without running her code.

    exam.hand_in("q1", answer_1)

shows what is kept of an answer, and keeps it as JSON in the output of the cell. No key is here: the marks are given in
another process, from that JSON alone (labs/exam.py). A function cannot be kept; it is tried on cases, and what it
returns is.
"""

import inspect
import json
import math
from collections.abc import Sequence
from typing import Any

from labkit.checks import plain_number
from labkit.messages import say, set_language

MIME = "application/json"
LONGEST = 10_000  # characters of JSON that are kept of an answer


def start(language: str) -> None:
    """Opens the copy: from here on all is said in that language, "fr" or "en"."""
    set_language(language)
    print(say("exam.started"))


def hand_in(question: str, answer: Any, cases: Sequence[Sequence] | None = None) -> None:
    """Keeps an answer in the output of the cell, and says what was kept.

    Args:
        question: Its name, such as "q1".
        answer: A number, a text, a list of these, or a function; `...` and None are no answer.
        cases: Lists of arguments to try a function on; None: it is not tried.
    """
    kept, said = None, say("exam.missing", question=question)
    if inspect.isfunction(answer):
        tried = [_returned(answer, case) for case in cases or ()]
        kept = tried if cases is not None else None
        said = say("exam.function", question=question, name=answer.__name__)
    elif answer is not None and answer is not ...:
        try:
            kept = _plain(answer)
            said = say("exam.kept", question=question, value=json.dumps(kept, ensure_ascii=False))
        except (TypeError, ValueError):
            said = say("exam.refused", question=question, kind=type(answer).__name__)
    if kept is not None and len(json.dumps(kept)) > LONGEST:
        kept, said = None, say("exam.too_long", question=question, longest=LONGEST)
    _show(said, {"question": question, "answer": kept})


def _returned(function, case):
    """What a function makes of a case: {"value": ...} or {"error": ...}."""
    try:
        return {"value": _plain(function(*json.loads(json.dumps(case))))}
    except Exception as error:  # whatever the student's function raises, or returns
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def _plain(value):
    """A value as JSON holds it.

    Raises:
        TypeError: for a value of another kind.
        ValueError: for a number that is not finite.
    """
    value = plain_number(value)
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(value)
        return float(value)
    if hasattr(value, "tolist"):  # an array or a tensor
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [_plain(item) for item in items]
    raise TypeError(type(value).__name__)


def _show(text: str, kept: dict) -> None:
    from IPython import get_ipython
    from IPython.display import display

    if get_ipython() is None:
        print(text)
    else:
        display({"text/plain": text, MIME: kept}, raw=True)
