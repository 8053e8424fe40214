"""The engine of the checks: what a student reads, whatever the answer."""

import re
from fractions import Fraction

import numpy as np
import pytest
import torch

from labkit import checks, messages
from labkit.checks import STYLES, CheckFailed, Feedback, Hint, exercise, expect

messages.TEXTS.setdefault("test.hint", {"fr": "Essayez {value}.", "en": "Try `{value}` <now>."})


@exercise
def doubled(answer):
    """Twice its argument."""
    expect(answer(1) != 1, "test.hint", value="2*x")
    expect(answer(3) == 6, "test.hint", value="x+x")


@exercise
def positive(answer, *, least=0):
    expect(answer > least, "test.hint", value=least)


def outcome(check, *args, **kwargs) -> str:
    return check(*args, **kwargs).outcome


def test_a_right_answer_passes(capsys):
    feedback = doubled(lambda x: 2 * x)
    assert feedback.passed
    assert feedback.started
    assert capsys.readouterr().out == "✓ That is right.\n"


def test_a_wrong_answer_gets_its_hint(capsys):
    feedback = doubled(lambda x: x)
    assert not feedback.passed
    assert feedback.started
    assert "Not right yet. Try `2*x`" in capsys.readouterr().out


def test_context_reaches_the_check():
    assert outcome(positive, 3, least=2) == "passed"
    assert outcome(positive, 3, least=4) == "wrong"


def stub(x): ...


def documented_stub(x):
    """Twice its argument."""
    ...


def stub_with_a_name(x):
    result = ...
    return result  # noqa: RET504 – what build.py makes of `result = 2 * x`


def stub_in_a_computation(x):
    result = ...
    return 2 * result


@pytest.mark.parametrize(
    "answer", [None, ..., stub, documented_stub, stub_with_a_name, stub_in_a_computation, lambda x: ...]
)
def test_an_untouched_stub_is_not_started(answer):
    feedback = doubled(answer)
    assert feedback.outcome == "not_started"
    assert not feedback.started
    assert not feedback.passed


def test_a_missing_context_is_not_started_either():
    assert outcome(positive, 3, least=...) == "not_started"


def test_a_forgotten_return_is_named():
    def double(x):
        x = 2 * x

    assert "`double` returns nothing" in doubled(double).message


def test_an_error_of_the_student_is_told_with_its_line():
    def double(x):
        values = [x]
        return values[1]

    feedback = doubled(double)
    line = double.__code__.co_firstlineno + 2
    assert feedback.outcome == "raised"
    assert feedback.message == f"IndexError at line {line} (`return values[1]`): list index out of range"


def test_the_line_is_the_student_s_even_where_a_library_raised():
    def double(x):
        return re.compile("(")

    assert "`return re.compile" in doubled(double).message


@pytest.mark.parametrize("answer", ["text", [], object(), 3 + 1j])
def test_an_answer_of_another_kind_does_not_raise(answer):
    feedback = positive(answer)
    assert feedback.outcome == "wrong"
    assert "not of the expected kind: it is " in feedback.message
    assert "Error" not in feedback.message


def test_an_answer_that_is_no_function_does_not_raise():
    assert doubled(6).message.endswith("it is the number 6.")


def test_strict_raises_unless_passed(monkeypatch):
    monkeypatch.setenv("LABKIT_STRICT", "1")
    assert positive(1).passed
    with pytest.raises(CheckFailed, match="Try `0`"):
        positive(-1)
    with pytest.raises(CheckFailed, match="Your turn"):
        positive(None)


def test_feedback_is_in_the_readers_language():
    messages.set_language("fr")
    assert str(positive(1)) == "✓ C’est juste."
    assert "Essayez 0." in str(positive(-1))


def test_interrupting_a_check_is_not_swallowed():
    def double(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        doubled(double)


def test_a_check_keeps_its_name_and_text():
    assert doubled.__name__ == "doubled"
    assert doubled.__doc__ == "Twice its argument."


def test_html_escapes_and_marks_code():
    html = Feedback("wrong", str(Hint("test.hint", value="a < b"))).html()
    assert "<now>" not in html
    assert re.search(r"<code[^>]*>a &lt; b</code>", html)
    assert 'data-outcome="wrong"' in html


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("style", STYLES)
def test_colours_are_readable(style):
    _, text, background, rule = STYLES[style]
    light, dark = luminance(background) + 0.05, luminance(text) + 0.05
    assert light / dark > 7
    assert light / (luminance(rule) + 0.05) > 3


@exercise
def fifth(answer):
    expect(abs(answer(np.array([1.0, 4.0])) - 0.2) < 1e-6, "argument.range", name="a", allowed="b", value="c")


def first_share(counts):
    return counts[0] / counts.sum()


@pytest.mark.parametrize("kind", [float, np.float32, np.float64, torch.tensor, Fraction, np.array])
def test_a_number_of_any_kind_is_a_number(kind):
    assert fifth(lambda counts: kind(first_share(counts))).passed


def test_a_function_that_changes_its_argument_is_told_so():
    def in_place(counts):
        counts /= counts.sum()
        return counts[0]

    assert "`in_place` changes the object" in fifth(in_place).message


@exercise
def known(answer):
    expect(answer(np.array([1.0, np.nan])) == 1, "test.hint", value="np.nansum")


def test_a_gap_that_is_left_is_no_change_and_one_that_is_filled_is():
    def filled(row):
        row[np.isnan(row)] = 0
        return row.sum()

    assert known(lambda row: np.nansum(row)).passed
    assert "`filled` changes the object" in known(filled).message


def test_strong_words_are_strong():
    html = checks.Feedback("wrong", "count **at most** `n` of them").html()
    assert "count <strong>at most</strong> <code" in html
