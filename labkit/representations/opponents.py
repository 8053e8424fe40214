"""What a network that answers distances is compared with: whoever answers from the same pairs without it.

All read one table, `observed`, which holds what the corpus tells and nothing else. From the simplest to the best:

- `by_mean_distances`: some places are far from everything, others are not;
- `copied`: look up the places whose known distances are most alike, and copy their answers;
- `combined`: the same, but what each of these rows weighs, a negative weight perhaps, is fitted to what the rows know;
- `completed`: a table of low rank that agrees with what is known; each place gets a few numbers of its own, its code;
- `on_a_globe`: three numbers a place and the formula of the sphere: whoever holds the map, the ceiling of the others.

What they can be tuned by (how many rows, which weights, what rank) is chosen on shown pairs alone: `tuned`.

Sources: Bell and Koren 2007 (weights of neighbours, fitted together); Koren, Bell and Volinsky 2009 (low rank by
alternating least squares); Torgerson 1952 (places from distances).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated

import numpy as np
from jaxtyping import Float, Int

from labkit import arguments
from labkit.arguments import GAPS, NOT_EMPTY, Below, Count, Positive, Seed
from labkit.messages import say
from labkit.representations.cities import EARTH_RADIUS, World, trilaterate

COPIERS = [{"rows": rows, "power": power} for rows in (1, 2, 3, 4, 6, 8, 12) for power in (1, 2, 3)]
COMBINERS = [{"rows": rows} for rows in (10, 20, 40, 60)]
COMPLETIONS = [{"rank": rank, "penalty": penalty} for rank in (5, 10, 20, 30) for penalty in (0.1, 0.3)]
FEW = 1500.0  # km by which a row counts as less alike, shared among the columns that both rows know
UNIT = 5000.0  # km, the size of what a table of low rank completes
Gappy = Annotated[Float[np.ndarray, "place place"], GAPS]
Asked = Annotated[Int[np.ndarray, "asked 2"], Below("place")]


class Opponents:
    """All of them at work on the distances that some pairs tell.

    Args:
        world: Whose places the pairs name.
        pairs: What everybody was told.
        seed: Of the tenth of these pairs on which the opponents that can be tuned are tuned.
    """

    def __init__(self, world: World, pairs: Int[np.ndarray, "pair 2"], *, seed: Seed = 0):
        self.world, self.table = world, observed(world, pairs)
        self.copier = tuned(copied, self.table, COPIERS, seed=seed)
        self.combiner = tuned(combined, self.table, COMBINERS, seed=seed)
        self.completion = tuned(completed, self.table, COMPLETIONS, seed=seed)

    def answers(self, asked: Int[np.ndarray, "asked 2"]) -> dict[str, Float[np.ndarray, " asked"]]:
        """The distances that each answers, in km."""
        table = self.table
        arguments.require_within("asked", asked, len(table) - 1)
        return {
            "constant": np.full(len(asked), np.nanmedian(table)),  # the same distance always
            "parrot": by_mean_distances(table, asked),
            "neighbour": copied(table, asked),
            "copier": copied(table, asked, **self.copier),
            "combiner": combined(table, asked, **self.combiner),
            "completion": completed(table, asked, **self.completion),
            "geometry": on_a_globe(table, asked),
        }

    def errors_km(self, asked: Int[np.ndarray, "asked 2"]) -> dict[str, float]:
        """The mean error of each, in km."""
        true = self.world.pair_km(asked)
        return {name: float(np.abs(guess - true).mean()) for name, guess in self.answers(asked).items()}

    def placed(self, places: Int[np.ndarray, " place"]) -> Float[np.ndarray, "place 3"]:
        """Where some places lie going by what the pairs tell of them, the places at the other ends being given.

        Compasses alone, see `cities.trilaterate`: no network, and no other row of the table.
        """
        arguments.require_within("places", places, len(self.table) - 1)
        found = []
        for row in self.table[places]:
            known = ~np.isnan(row)
            known[self.world.hidden] = False  # nobody gives theirs
            found.append(trilaterate(self.world.positions[known], row[known]))
        return np.stack(found)

    def codes(self, places: Int[np.ndarray, " place"]) -> Float[np.ndarray, "place rank"]:
        """The numbers that matrix completion gives to some places."""
        arguments.require_within("places", places, len(self.table) - 1)
        return codes_of(self.table, **self.completion)[0][places]


def observed(world: World, pairs: Int[np.ndarray, "pair 2"]) -> Float[np.ndarray, "place place"]:
    """The table that some pairs tell, in km, as the corpus has them (the middle of a class); NaN where none tells."""
    arguments.require_within("pairs", pairs, len(world) - 1)
    table = np.full((len(world), len(world)), np.nan)
    first, second = pairs.T
    told = world.middles.numpy()[world.answers(pairs).numpy() - world.options("distance").start]
    table[first, second] = table[second, first] = told
    return table


def tuned(guess: Callable, table: Gappy, options: Annotated[Sequence[Mapping], NOT_EMPTY], *, seed: Seed) -> Mapping:
    """The option with which a guesser errs least on a tenth of the known pairs, hidden from it for the occasion."""
    _require_known(table)
    pairs = np.argwhere(~np.isnan(np.triu(table, 1)) & (np.triu(np.ones_like(table), 1) > 0))
    hidden = np.random.default_rng(seed).permutation(pairs)[: max(1, len(pairs) // 10)]
    first, second = hidden.T
    shown = table.copy()
    shown[first, second] = shown[second, first] = np.nan
    return min(options, key=lambda option: np.nanmean(np.abs(guess(shown, hidden, **option) - table[first, second])))


def by_mean_distances(table: Gappy, asked: Asked) -> Float[np.ndarray, " asked"]:
    """The distances in km that a parrot guesses: some cities are far from everything, others are not.

    The mean of all distances, and by how much each of the two places is on average farther off than that.
    """
    _require_known(table)
    known = ~np.isnan(table)
    mean = table[known].mean()
    excess = np.where(known, table - mean, 0).sum(1) / np.maximum(known.sum(1), 1)
    return mean + excess[asked].sum(1)


def filled(table: Gappy) -> Float[np.ndarray, "place place"]:
    """The table with its gaps filled in by `by_mean_distances`, so that a probe can read its rows."""
    _require_known(table)
    gaps = np.argwhere(np.isnan(table))
    whole = table.copy()
    whole[tuple(gaps.T)] = by_mean_distances(table, gaps)
    return whole


def unlikeness(table: Gappy) -> Float[np.ndarray, "place place"]:
    """How much two rows differ, in km: the mean over the columns that both know, and more where these are few.

    Infinite for a row and itself, and for rows with fewer than two columns in common.
    """
    _require_known(table)
    return _unlikeness(table.astype(float).tobytes(), len(table)).copy()


@lru_cache(maxsize=2)  # copiers are tuned on one table and answer from another, dozens of times each
def _unlikeness(data: bytes, places: int) -> np.ndarray:
    table = np.frombuffer(data).reshape(places, places)
    known = ~np.isnan(table)
    filled, unlike = np.where(known, table, 0.0), np.full(table.shape, np.inf)
    for place in range(len(table)):
        both = known[place] & known
        shared = both.sum(1)
        difference = np.where(both, np.abs(filled - filled[place]), 0).sum(1) + FEW
        unlike[place] = np.where(shared > 1, difference / np.maximum(shared, 1), np.inf)
    np.fill_diagonal(unlike, np.inf)
    return unlike


def copied(table: Gappy, asked: Asked, *, rows: Count = 1, power: Positive = 1) -> Float[np.ndarray, " asked"]:
    """The neighbour parrot: for a place, it looks up those whose rows are most alike and copies what they know.

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


def combined(table: Gappy, asked: Asked, *, rows: Count, penalty: Positive = 0.001) -> Float[np.ndarray, " asked"]:
    """A copier that does not trust likeness: it mixes rows by weights that best give back what the place knows.

    For a place, the rows most alike that know the answer; their weights sum to 1 and may be negative.

    Args:
        table: Known distances in km, NaN elsewhere.
        asked: Pairs to guess.
        rows: From how many rows to mix; all of the others, where there are fewer.
        penalty: On large weights, in squares of a thousand km.
    """
    unlike, known = unlikeness(table), ~np.isnan(table)
    told, rows = np.where(known, table, 0.0), min(rows, len(table) - 1)

    def one_way(first, second):
        cost = np.where(known[:, second].T, unlike[first], np.inf)  # (asked, place)
        best = np.argsort(cost, axis=1)[:, :rows]
        both = known[best] & known[first][:, None]
        gap = np.where(both, told[best] - told[first][:, None], 0.0) / 1000  # (asked, row, place)
        size = np.maximum(known[first].sum(1), 1)[:, None, None]
        squares = gap @ gap.transpose(0, 2, 1) / size + penalty * np.eye(rows)
        usable = np.isfinite(np.take_along_axis(cost, best, 1)).astype(float)
        weight = np.linalg.solve(squares, usable[..., None])[..., 0] * usable
        total = weight.sum(1)
        mixed = (weight * told[best, second[:, None]]).sum(1) / np.where(total == 0, 1.0, total)
        return np.where(total == 0, np.nanmean(table), mixed)

    parts = [part.T for part in np.array_split(asked, 1 + len(asked) // 300)]
    return np.concatenate([(one_way(a, b) + one_way(b, a)) / 2 for a, b in parts])


def completed(table: Gappy, asked: Asked, *, rank: Count, penalty: Positive) -> Float[np.ndarray, " asked"]:
    """Distances in km by matrix completion: a table of this rank that agrees with the known one."""
    _require_known(table)
    mean, codes = np.nanmean(table), codes_of(table, rank=rank, penalty=penalty)
    return mean + UNIT * _products(codes, asked)


def codes_of(
    table: Gappy, *, rank: Count, penalty: Positive
) -> tuple[Float[np.ndarray, "place rank"], Float[np.ndarray, "place rank"]]:
    """What `completed` holds of each place: `rank` numbers as a row of the table and as many as a column."""
    _require_known(table)
    return _low_rank((table - np.nanmean(table)) / UNIT, rank=rank, penalty=penalty)


def on_a_globe(table: Gappy, asked: Asked, *, penalty: Positive = 0.01) -> Float[np.ndarray, " asked"]:
    """Distances in km by whoever knows that places lie on a sphere: the cosines of the angles have rank 3."""
    _require_known(table)
    codes = _low_rank(np.cos(table / EARTH_RADIUS), rank=3, penalty=penalty)
    return EARTH_RADIUS * np.arccos(np.clip(_products(codes, asked), -1, 1))


def _require_known(table):
    """Refuses an infinite distance, and a table that tells none: all that can be made of these is NaN."""
    if np.isinf(table).any():
        raise ValueError(say("argument.not_finite", name="table", value=table[np.isinf(table)][0]))
    if np.isnan(table).all():
        raise ValueError(say("representations.nothing_known", name="table"))


def _products(codes, asked):
    """What two sets of codes say of pairs; both orders averaged."""
    (one, other), (first, second) = codes, asked.T
    return ((one[first] * other[second]).sum(1) + (one[second] * other[first]).sum(1)) / 2


def _low_rank(table, *, rank: Count, penalty: Positive, rounds: int = 20):
    """U, V with U Vᵀ ≈ table where it is known: ridge regression of each on the other in turn."""
    known = ~np.isnan(table)
    filled, draw = np.where(known, table, 0.0), np.random.default_rng(0)
    one = 0.3 * draw.standard_normal((len(table), rank))
    other = one.copy()
    for _ in range(rounds):
        for learns, given in ((one, other), (other, one)):
            products = (given[:, :, None] * given[:, None]).reshape(-1, rank * rank)
            squares = (known @ products).reshape(-1, rank, rank)  # of what each row knows
            learns[:] = np.linalg.solve(squares + penalty * np.eye(rank), (filled @ given)[..., None])[..., 0]
    return one, other


arguments.check(__name__)
