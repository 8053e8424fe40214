"""Checks of lab 01: what is true of a right answer, never the answer."""

import numpy as np

from labkit import detective
from labkit.checks import Hint, NoReturn, exercise, expect
from labkit.messages import number, percent
from labkit.next_token import opponents


@exercise
def surprisal(answer):
    """Bits of an event of probability p."""
    expect(abs(answer(1)) < 1e-6, "next_token.surprisal.certain", value=number(answer(1)))
    coin = answer(0.5)
    expect(coin > 0, "next_token.surprisal.sign", value=number(coin))
    expect(abs(coin - 1) < 1e-6, "next_token.surprisal.unit", value=number(coin))
    for p, q in ((0.3, 0.2), (0.6, 0.6), (0.9, 0.9)):
        expect(abs(answer(p * q) - answer(p) - answer(q)) < 1e-6, "next_token.surprisal.add")


@exercise
def drop_of_the_average(answer):
    """How much the mean over `length` tokens falls when one of them goes from `before` to `after` bits."""
    none, all_of_it = answer(60, 2.0, 2.0), answer(60, 2.0, 0.0)
    expect(abs(none) < 1e-6, "next_token.drop_of_the_average.zero", value=number(none, 3))
    expect(all_of_it > 0, "next_token.drop_of_the_average.sign", value=number(all_of_it, 3))
    rise = answer(60, 0.5, 2.0)
    expect(rise < 0, "next_token.drop_of_the_average.rise", value=number(rise, 3))
    same = abs(answer(60, 2.0, 0.5) - 2 * answer(120, 2.0, 0.5)) < 1e-6
    expect(same, "next_token.drop_of_the_average.length")
    surprisals = np.array([1.0, 0.5, 3.0, 2.0])
    later = np.array([1.0, 0.5, 0.25, 2.0])
    fall = surprisals.mean() - later.mean()
    expect(abs(answer(4, 3.0, 0.25) - fall) < 1e-6, "next_token.drop_of_the_average.mean")


@exercise
def better_parrot(answer):
    """A rule that names the culprit, words of a story in, name out: on stories of one hop and of two."""
    shares, given = [], []
    for depth in (1, 2):
        world = dict(suspects=4, red_herrings=1, notes=3, depth=depth, notes_by=("room", "weapon")[depth - 1])
        told = detective.stories(100, **world, split="test", seed=1)
        names = [_name(answer, story) for story in told]
        wrong = next((name for name in names if name is not None and name not in opponents.PERSONS), None)
        expect(wrong is None, "next_token.better_parrot.name", value=repr(wrong))
        given += [name for name in names if name is not None]
        shares.append(sum(name == story.culprit for name, story in zip(names, told, strict=True)) / len(told))
    one, two = shares
    expect(given, "next_token.better_parrot.silent")
    expect(one >= 0.95, "next_token.better_parrot.one_hop", value=percent(one))
    expect(two >= 0.4, "next_token.better_parrot.chance", value=percent(two))
    expect(two >= 0.95, "next_token.better_parrot.two_hops", value=percent(two))


def _name(rule, story):
    """What a student's rule gives for a story; None where it finds nothing."""
    try:
        return rule(list(story.tokens[: story.culprit_position]))
    except NoReturn:
        return None


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
    warm = np.asarray(answer(p, 2.0), dtype=float)
    expect(np.isclose(warm[0] / warm[1], (p[0] / p[1]) ** 0.5), "next_token.at_temperature.root")
