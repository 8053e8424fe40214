"""The checks of lab 02: its solutions pass, its stubs wait, typical mistakes get their own hint."""

from itertools import pairwise

import numpy as np
from exercises import ExerciseTests


def share_entropy(guesses):
    _, n = np.unique(guesses, return_counts=True)
    q = n / n.sum()
    return -(q * np.log2(q)).sum()


def rounded(p, total):
    return np.round(p * total).astype(int)


def at_least_one(p, total):
    return np.maximum(rounded(p, total), 1)


def flat(p, total):
    found = np.full(len(p), total // len(p))
    found[0] += total - found.sum()
    return found


def moved(table, place, *, column=-1):
    table = table.copy()
    table[place, 0] -= 1
    table[place, column] += 1
    return table


def everywhere(table, place):
    return table + np.array([-1, 0, 1])


WRONG = [
    ("bound_of_guesses", [lambda guesses: float(len(guesses))], "certain"),
    ("bound_of_guesses", [lambda guesses: share_entropy(guesses) * np.log(2)], "halves"),
    ("bound_of_guesses", [lambda guesses: float(np.log2(guesses).mean() * 2)], "numbers"),
    ("whole_frequencies", [lambda p, total: p * total], "whole"),
    ("whole_frequencies", [rounded], "zero"),
    ("whole_frequencies", [at_least_one], "sum"),
    ("whole_frequencies", [flat], "close"),
    ("price_under_pairs", [lambda words, shares: float(len(words))], "first"),
    (
        "price_under_pairs",
        [lambda words, shares: sum(-np.log2(shares[b][a]) for a, b in pairwise(words))],
        "order",
    ),
    (
        "price_under_pairs",
        [lambda words, shares: max([-np.log2(shares[a][b]) for a, b in pairwise(words)], default=0)],
        "sum",
    ),
    ("paid_after", [lambda weights, each, theirs, ours: weights * each / (theirs - ours)], "bits"),
    ("paid_after", [lambda weights, each, theirs, ours: 8 * weights / (theirs - ours)], "each"),
    ("paid_after", [lambda weights, each, theirs, ours: 8 * weights * each / theirs * 6], "gain"),
    ("one_unit_astray", [lambda table, place: table[place]], "same"),
    ("one_unit_astray", [everywhere], "row"),
    ("one_unit_astray", [lambda table, place: moved(table, place, column=1)], "unit"),
    ("where_gzip_wins", ["abc"], "length"),
    ("where_gzip_wins", ["".join(map(chr, np.random.default_rng(0).integers(97, 123, 400)))], "wins"),
]


class TestChecks(ExerciseTests):
    unit = "02_compression"
    wrong = WRONG
    names = {"np": np}  # noqa: RUF012 – constants of a class
