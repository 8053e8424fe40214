"""Checks of lab 02: what is true of a right answer, never the answer."""

import numpy as np

from labkit.checks import exercise, expect
from labkit.compression import classical, counts
from labkit.messages import number


@exercise
def bound_of_guesses(answer):
    """The entropy, in bits, of a list of numbers of guesses."""
    value = float(answer([1] * 12))
    expect(abs(value) < 1e-6, "compression.bound_of_guesses.certain", value=number(value))
    value = float(answer([1, 2] * 8))
    expect(abs(value - 1) < 1e-6, "compression.bound_of_guesses.halves", value=number(value))
    value = float(answer([3, 7, 7, 4]))
    right = abs(value - 1.5) < 1e-6
    expect(right, "compression.bound_of_guesses.numbers", options=number(1.5, 1), value=number(value))


@exercise
def whole_frequencies(answer):
    """Integers, at least 1, that sum to `total` and are close to p · total."""
    total = 1000
    for p in ([0.5, 0.25, 0.25], [0.9995, 0.0005, 0.0], [1 / 3, 1 / 3, 1 / 3], [0.0, 0.0005, 0.9995]):
        found = np.asarray(answer(np.array(p), total))
        whole = found.shape == (len(p),) and np.issubdtype(found.dtype, np.integer)
        expect(whole, "compression.whole_frequencies.whole", value=f"{found.dtype} {found.shape}")
        listed = ", ".join(number(x, 4) for x in p)
        expect(found.min() >= 1, "compression.whole_frequencies.zero", options=listed, value=int(found.min()))
        expect(found.sum() == total, "compression.whole_frequencies.sum", options=total, value=int(found.sum()))
        near = np.abs(found - total * np.array(p)).max() <= len(p)
        expect(near, "compression.whole_frequencies.close", options=listed, value=", ".join(map(str, found)))


@exercise
def price_under_pairs(answer):
    """The bits of a list of words under a table of pairs; the first word is free."""
    shares = {"a": {"a": 0.5, "b": 0.5}, "b": {"a": 0.125, "b": 0.25}}
    value = float(answer(["a"], shares))
    expect(abs(value) < 1e-6, "compression.price_under_pairs.first", value=number(value))
    value = float(answer(["b", "a"], shares))
    expect(abs(value - 3) < 1e-6, "compression.price_under_pairs.order", options=3, value=number(value))
    value = float(answer(["a", "b", "b"], shares))
    expect(abs(value - 3) < 1e-6, "compression.price_under_pairs.sum", options=3, value=number(value))


@exercise
def paid_after(answer):
    """The number of stories after which weights that were sent along have paid for themselves."""
    value = float(answer(100, 1, 60, 50))
    expect(abs(value - 80) < 1e-6, "compression.paid_after.bits", options=80, value=number(value))
    value = float(answer(100, 2, 60, 50))
    expect(abs(value - 160) < 1e-6, "compression.paid_after.each", options=160, value=number(value))
    value = float(answer(100, 1, 20, 10))
    expect(abs(value - 80) < 1e-6, "compression.paid_after.gain", options=80, value=number(value))


@exercise
def one_unit_astray(answer):
    """A copy of a table of frequencies in which one unit has moved from the first symbol to the last, in one row."""
    table = np.array([[5, 3, 2], [4, 4, 2], [2, 2, 6]])
    kept = table.copy()
    found = np.asarray(answer(table, 1))
    expect(found.shape == table.shape, "compression.one_unit_astray.same")
    changed = np.flatnonzero((found != kept).any(axis=1))
    listed = ", ".join(map(str, changed)) or "–"
    expect(changed.tolist() in ([1], []), "compression.one_unit_astray.row", options=1, value=listed)
    move = ", ".join(f"{x:+d}" for x in (found - kept)[1])
    expect((found - kept)[1].tolist() == [-1, 0, 1], "compression.one_unit_astray.unit", value=move)


@exercise
def where_gzip_wins(text):
    """A text of 300 characters that costs gzip fewer bits than pairs of letters that learn as they read."""
    expect(len(text) >= 300, "compression.where_gzip_wins.length", options=300, value=len(text))
    gzip, pairs = gzip_and_pairs(text)
    expect(gzip < pairs, "compression.where_gzip_wins.wins", gzip=number(gzip), pairs=number(pairs))


def gzip_and_pairs(text: str) -> tuple[float, float]:
    """Bits a character: gzip, and the pairs of letters that learn as they read."""
    letters = sorted(set(text))
    row = [0, *(letters.index(letter) + 1 for letter in text)]
    pairs = counts.costs([row], order=2, vocab_size=len(letters) + 1)[1][0]
    return 8 * classical.size("gzip", text) / len(text), float(pairs.mean())
