"""Checks of lab 07: what is true of a right answer, never the answer."""

from numbers import Real

import numpy as np

from labkit.checks import exercise, expect
from labkit.messages import number


@exercise
def bend(answer):
    """The accuracy per digit at which a share of the answers of a length is exact."""
    expect(abs(answer(1.0, 5) - 1) < 1e-6, "emergence.bend.certain", share="share", value=number(answer(1.0, 5)))
    expect(abs(answer(0.3, 1) - 0.3) < 1e-6, "emergence.bend.one", value=number(answer(0.3, 1)))
    expect(answer(0.5, 2) < answer(0.5, 5) < answer(0.5, 20), "emergence.bend.longer")
    for share, length in ((0.5, 5), (0.05, 3)):
        again = np.prod([answer(share, length)] * length)
        values = {"share": number(share), "length": length, "value": number(again, 3)}
        expect(abs(again - share) < 1e-6, "emergence.bend.power", **values)


@exercise
def smallest_visible(answer):
    """The accuracy at which all questions of a test fail with probability 5%."""
    expect(0 < answer(1) < 1, "emergence.smallest_visible.range", value=number(answer(1)))
    expect(answer(50) > answer(500) > answer(10_000), "emergence.smallest_visible.falls")
    for questions in (1, 50, 2000):
        nothing = np.prod([1 - answer(questions)] * questions)
        values = {"questions": number(questions, 0), "value": number(nothing, 3)}
        expect(abs(nothing - 0.05) < 1e-4, "emergence.smallest_visible.chance", **values)


@exercise
def make_it_emerge(answer):
    """A threshold that the chosen model is the first to pass."""
    for curve, k in (([0.1, 0.2, 0.5, 0.6, 0.9], 3), ([0.1, 0.2, 0.5, 0.6, 0.9], 1), ([0.3, 0.31, 0.32], 2)):
        threshold = answer(curve, k)
        expect(isinstance(threshold, Real), "emergence.make_it_emerge.number")
        values = {"value": number(float(threshold), 3), "k": k}
        expect(curve[k] >= threshold, "emergence.make_it_emerge.late", **values)
        expect(curve[k - 1] < threshold, "emergence.make_it_emerge.early", **values)


@exercise
def survives(answer, curves):
    """The names of the curves whose bits make most of their fall in a single step."""
    expect(isinstance(answer, set | frozenset | list | tuple), "emergence.survives.kind", example='{"A", "D"}')
    sudden = {name for name, bits in curves.items() if np.diff(bits).min() < -0.5 * np.ptp(bits)}
    for name in sorted(map(str, answer)):
        expect(name in sudden, "emergence.survives.extra", name=name)
    expect(set(answer) == sudden, "emergence.survives.missing")


@exercise
def product_of_positions(answer):
    """The share of exact answers whose digits are right independently, each with a probability of its own."""
    expect(abs(answer([0.4]) - 0.4) < 1e-6, "emergence.product_of_positions.one", value=number(answer([0.4])))
    expect(
        abs(answer([0.9, 0.0, 1.0])) < 1e-6,
        "emergence.product_of_positions.zero",
        value=number(answer([0.9, 0.0, 1.0])),
    )
    p = np.array([0.2, 0.5, 0.95])
    right = np.array(np.meshgrid(*[[0, 1]] * 3)).reshape(3, -1).T  # every case
    cases = np.where(right, p, 1 - p).prod(1)
    expect(abs(answer(p) - cases[right.all(1)].sum()) < 1e-6, "emergence.product_of_positions.mean")
