"""The parrot's best lawyer on distances: whoever copies from the places most alike, and the table read by itself.

All read one table, `observed`, which holds what the corpus tells and nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

import numpy as np
from jaxtyping import Float, Int

from labkit import arguments
from labkit.arguments import GAPS, Seed
from labkit.representations.cities import World
from labkit.representations.opponents import by_mean_distances

OPTIONS = [{"rows": rows, "power": power} for rows in (1, 2, 3, 4, 6, 8, 12) for power in (1, 2, 3)]
FEW = 1500.0  # km by which a row counts as less alike, shared among the columns that both rows know
Gappy = Annotated[Float[np.ndarray, "place place"], GAPS]


def observed(world: World, pairs: Int[np.ndarray, "pair 2"]) -> Float[np.ndarray, "place place"]:
    """The table that some pairs tell, in km, as the corpus has them (the middle of a class); NaN where none tells."""
    table = np.full((len(world), len(world)), np.nan)
    first, second = pairs.T
    told = world.middles.numpy()[world.answers(pairs).numpy() - world.options("distance").start]
    table[first, second] = table[second, first] = told
    return table


def tuned(table: Gappy, *, seed: Seed, options: Sequence[Mapping] = OPTIONS) -> Mapping:
    """The option with which `copied` errs least on a tenth of the known pairs, hidden from it for the occasion."""
    pairs = np.argwhere(np.triu(~np.isnan(table), 1))
    first, second = np.random.default_rng(seed).permutation(pairs)[: max(1, len(pairs) // 10)].T
    shown, hidden = table.copy(), np.stack([first, second], 1)
    shown[first, second] = shown[second, first] = np.nan
    return min(options, key=lambda option: np.abs(copied(shown, hidden, **option) - table[first, second]).mean())


def filled(table: Gappy) -> Float[np.ndarray, "place place"]:
    """The table with each gap filled by what the means of its row and its column say, so that a probe can read rows."""
    known, gaps = np.argwhere(~np.isnan(table)), np.argwhere(np.isnan(table))
    whole = table.copy()
    whole[tuple(gaps.T)] = by_mean_distances(known, table[tuple(known.T)], gaps)
    return whole


def unlikeness(table: Gappy) -> Float[np.ndarray, "place place"]:
    """How much two rows differ, in km: the mean over the columns that both know, and more where these are few.

    Infinite for a row and itself, and for rows with fewer than two columns in common.
    """
    known = ~np.isnan(table)
    values, unlike = np.where(known, table, 0.0), np.full(table.shape, np.inf)
    for place in range(len(table)):
        both = known[place] & known
        shared = both.sum(1)
        difference = np.where(both, np.abs(values - values[place]), 0).sum(1) + FEW
        unlike[place] = np.where(shared > 1, difference / np.maximum(shared, 1), np.inf)
    np.fill_diagonal(unlike, np.inf)
    return unlike


def copied(
    table: Gappy, asked: Int[np.ndarray, "asked 2"], *, rows: int = 1, power: int = 1
) -> Float[np.ndarray, " asked"]:
    """Distances in km: for a place, look up those whose rows are most alike, and copy what they know.

    Both places of a pair are looked up, and the two answers averaged.

    Args:
        table: Known distances in km, NaN elsewhere.
        asked: Pairs to guess.
        rows: From how many rows to copy.
        power: Their answers weigh as (unlikeness + 50 km) to the power of minus this.
    """
    unlike = unlikeness(table)

    def one_way(first, second):
        cost = np.where(np.isnan(table[:, second].T), np.inf, unlike[first])  # (asked, place)
        best = np.argpartition(cost, min(rows, cost.shape[1] - 1), axis=1)[:, :rows]
        cost, told = np.take_along_axis(cost, best, 1), table[best, second[:, None]]
        weight = np.where(np.isfinite(cost), (1 + cost / 50) ** -float(power), 0)
        total = weight.sum(1)
        copy = np.where(weight > 0, weight * told, 0).sum(1) / np.maximum(total, 1e-300)
        return np.where(total > 0, copy, np.nanmean(table))

    first, second = asked.T
    return (one_way(first, second) + one_way(second, first)) / 2


arguments.check(__name__)
