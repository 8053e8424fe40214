"""Checks of lab 01: what is true of a right answer, never the answer."""

from types import SimpleNamespace

import numpy as np

from labkit.checks import Hint, exercise, expect
from labkit.messages import number


@exercise
def surprisal(answer):
    """Bits of an event of probability p."""
    expect(abs(answer(1)) < 1e-9, "next_token.surprisal.certain", value=number(answer(1)))
    coin = answer(0.5)
    expect(coin > 0, "next_token.surprisal.sign", value=number(coin))
    expect(abs(coin - 1) < 1e-6, "next_token.surprisal.unit", value=number(coin))
    expect(abs(answer(0.3 * 0.2) - answer(0.3) - answer(0.2)) < 1e-6, "next_token.surprisal.add")


@exercise
def price_of_ignorance(reader, trigram):
    """Bits of the culprit's name for one who knows the suspects, and for one who knows the characters only."""
    for bits in (reader, trigram):
        expect(isinstance(bits, int | float), "next_token.price_of_ignorance.number")
    for bits, options, key in ((reader, 4, "reader"), (trigram, 8, "trigram")):
        expect(bits != options, "next_token.price_of_ignorance.count", value=number(bits, 0))
        expect(abs(2**bits - options) < 1e-3, f"next_token.price_of_ignorance.{key}", options=options)


@exercise
def drop_of_the_average(answer):
    """How much the mean over `length` tokens falls when one of them goes from `before` to `after` bits."""
    none, all_of_it = answer(60, 2.0, 2.0), answer(60, 2.0, 0.0)
    expect(abs(none) < 1e-9, "next_token.drop_of_the_average.zero", value=number(none, 3))
    expect(all_of_it > 0, "next_token.drop_of_the_average.sign", value=number(all_of_it, 3))
    same = abs(answer(60, 2.0, 0.5) - 2 * answer(120, 2.0, 0.5)) < 1e-9
    expect(same, "next_token.drop_of_the_average.length")
    surprisals = np.array([1.0, 0.5, 3.0, 2.0])
    later = np.array([1.0, 0.5, 0.25, 2.0])
    fall = surprisals.mean() - later.mean()
    expect(abs(answer(4, 3.0, 0.25) - fall) < 1e-9, "next_token.drop_of_the_average.mean")


@exercise
def shared_combinations(answer):
    """How many different combinations of clues two lists of stories share."""
    pairs = [(name, room) for name in "abc" for room in "xy"]
    cases = [SimpleNamespace(clues=frozenset({pair, ("d", "z")})) for pair in pairs]  # all share one clue
    count = answer(cases, list(reversed(cases)))
    expect(count == len(cases), "next_token.shared_combinations.same", options=len(cases), value=count)
    count = answer(cases[:3], cases[3:])
    expect(count == 0, "next_token.shared_combinations.distinct", value=count)
    count = answer([cases[0], cases[0], cases[1]], [cases[0], cases[0]])
    expect(count == 1, "next_token.shared_combinations.twice", value=count)


@exercise
def at_temperature(answer):
    """A distribution raised to the power 1/T and brought back to sum 1."""
    p = np.array([0.5, 0.3, 0.2])
    try:
        cold, same = np.asarray(answer(p, 0.5), dtype=float), np.asarray(answer(p, 1.0), dtype=float)
    except (TypeError, ValueError):
        raise Hint("next_token.at_temperature.one") from None
    expect(abs(cold.sum() - 1) < 1e-6, "next_token.at_temperature.sum", value=number(float(cold.sum()), 3))
    expect(np.allclose(same, p), "next_token.at_temperature.one")
    expect(cold[0] > p[0], "next_token.at_temperature.direction")
    expect(np.isclose(cold[0] / cold[1], (p[0] / p[1]) ** 2), "next_token.at_temperature.ratio")
