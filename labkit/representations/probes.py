"""Linear probes: what can be read out of a network by weighted sums, and how not to be fooled by one.

A probe is fitted on some entities (cities, boards) and judged on others it has never met: `held_out`. With as many
dimensions as examples, a linear map fits anything on the examples it was fitted on; only new ones tell.

Sources: Alain and Bengio 2016 (probes); Hewitt and Liang 2019 (control tasks, selectivity); Hoerl and Kennard 1970
(ridge regression); Allen 1974 (the leave-one-out errors of ridge regression, without fitting again).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from jaxtyping import Float, Integer

from labkit import arguments
from labkit.arguments import NOT_EMPTY, NotNegative, Seed
from labkit.messages import say

PENALTIES = tuple(10.0**k for k in range(-3, 4))  # in units of the mean square of the features


@dataclass(frozen=True)
class Probe:
    """target ≈ (features - centre) @ weights + mean."""

    weights: Float[np.ndarray, "feature target"]
    centre: Float[np.ndarray, " feature"]
    mean: Float[np.ndarray, " target"]
    penalty: float

    def __call__(self, features: Float[np.ndarray, "item feature"]) -> Float[np.ndarray, "item target"]:
        return (np.asarray(features, dtype=float) - self.centre) @ self.weights + self.mean


@dataclass(frozen=True)
class Reading:
    """What a probe reads of each item when it was fitted without it, and how well it does."""

    predictions: Float[np.ndarray, "item target"]
    r2: float  # on held-out items
    train_r2: float  # on the items it was fitted on, mean over the folds
    interval: tuple[float, float]  # of r2, 95 %, over the draw of the items


def fit(
    features: Float[np.ndarray, "item feature"],
    targets: Float[np.ndarray, "row target"],
    *,
    penalty: NotNegative | None = None,
) -> Probe:
    """Ridge regression in closed form: (XᵀX + λI)⁻¹ XᵀY, of centred features X and targets Y.

    Args:
        features: What is read, one row an item.
        targets: What is to be found in it.
        penalty: λ, in units of the number of items times the mean square of a feature: 1 halves a direction of
            average size. None: the one of PENALTIES with the smallest leave-one-out error.

    Raises:
        ValueError: for unequal lengths, fewer than 3 items, a negative penalty.
    """
    X, Y = _as_matrix(features), _as_matrix(targets)
    if len(X) != len(Y):
        raise ValueError(say("metrics.lengths", first=len(X), second=len(Y)))
    if len(X) < 3:
        raise ValueError(say("argument.range", name="features", allowed="≥ 3", value=len(X)))
    if penalty is not None and penalty < 0:
        raise ValueError(say("argument.range", name="penalty", allowed="≥ 0", value=penalty))
    centre, mean = X.mean(0), Y.mean(0)
    X, Y = X - centre, Y - mean
    U, sizes, V = _axes(X)
    unit = max((X**2).sum() / X.shape[1], 1e-12)
    chosen = penalty
    if chosen is None:
        chosen = min(PENALTIES, key=lambda p: _left_out_error(U, sizes, Y, p * unit))
    shrunk = sizes / (sizes**2 + chosen * unit)
    return Probe(V @ (shrunk[:, None] * (U.T @ Y)), centre, mean, chosen)


def _axes(X):
    """U, sizes, V with X = U diag(sizes) Vᵀ: the singular values above rounding, from the smaller of XXᵀ and XᵀX."""
    wide = X.shape[0] < X.shape[1]
    squares, vectors = np.linalg.eigh(X @ X.T if wide else X.T @ X)
    solid = squares > max(squares[-1], 1e-300) * 1e-11
    sizes, vectors = np.sqrt(squares[solid]), vectors[:, solid]
    return (vectors, sizes, X.T @ vectors / sizes) if wide else (X @ vectors / sizes, sizes, vectors)


def _left_out_error(U, sizes, Y, penalty) -> float:
    """Sum of squared errors for each item when the probe is fitted without it; U and sizes are the features' SVD."""
    kept = sizes**2 / (sizes**2 + penalty)
    leverage = (U**2 * kept).sum(1) + 1 / len(Y)  # of an item on its own prediction; 1/n for the mean
    errors = Y - U @ (kept[:, None] * (U.T @ Y))
    return float(((errors / np.maximum(1 - leverage, 1e-9)[:, None]) ** 2).sum())


def r2(predictions: Float[np.ndarray, "item target"], targets: Float[np.ndarray, "item target"]) -> float:
    """Share of the variance explained: 1 is perfect, 0 is worth the mean of the targets; worse is negative."""
    predictions, targets = _as_matrix(predictions), _as_matrix(targets)
    if np.ptp(targets, axis=0).max() == 0:
        raise ValueError(say("representations.constant"))
    return float(1 - ((predictions - targets) ** 2).sum() / ((targets - targets.mean(0)) ** 2).sum())


def held_out(
    features: Float[np.ndarray, "item feature"],
    targets: Float[np.ndarray, "item target"],
    *,
    groups: Sequence[int] | Integer[np.ndarray, " item"] | None = None,
    folds: int = 5,
    penalty: NotNegative | None = None,
    seed: Seed = 0,
) -> Reading:
    """Cross-validation: each item is read by a probe fitted on the other folds.

    Args:
        groups: What each item belongs to (its city, its board): a group is never on both sides. None: each item alone.
        folds: Parts into which the groups are dealt.
        penalty: As in `fit`; None is chosen within each training part, never on what is judged.
        seed: Of the deal.

    Raises:
        ValueError: for fewer than 2 folds, or fewer groups than folds.
    """
    X, Y = _as_matrix(features), _as_matrix(targets)
    groups = np.arange(len(X)) if groups is None else np.asarray(groups)
    kinds, group = np.unique(groups, return_inverse=True)
    if not 2 <= folds <= len(kinds):
        raise ValueError(say("argument.range", name="folds", allowed=f"2 … {len(kinds)}", value=folds))
    draw = np.random.default_rng(seed)
    fold = (draw.permutation(len(kinds)) % folds)[group]
    predictions, fitted = np.zeros_like(Y), []
    for k in range(folds):
        test = fold == k
        probe = fit(X[~test], Y[~test], penalty=penalty)
        predictions[test] = probe(X[test])
        fitted.append(r2(probe(X[~test]), Y[~test]))
    interval = _bootstrap(predictions, Y, group, draw)
    return Reading(predictions, r2(predictions, Y), float(np.mean(fitted)), interval)


def scores(**readings: Reading) -> dict[str, tuple[float, float]]:
    """R² of each reading on the items of the fit and on held-out items."""
    return {name: (reading.train_r2, reading.r2) for name, reading in readings.items()}


def by_layer(
    states: Float[np.ndarray, "item layer feature"],
    targets: Float[np.ndarray, "item target"],
    layers: Annotated[Sequence[int], NOT_EMPTY],
    *,
    seed: Seed = 0,
) -> list[Reading]:
    """What a probe of its own reads in each of some layers."""
    return [held_out(states[:, layer], targets, seed=seed) for layer in layers]


def _bootstrap(predictions, targets, group, draw, rounds: int = 1000) -> tuple[float, float]:
    """Where 95 % of the R² lie when the groups are drawn again with replacement (Efron 1979)."""
    count = group.max() + 1
    errors = np.bincount(group, ((predictions - targets) ** 2).sum(1), count)
    spread = np.bincount(group, ((targets - targets.mean(0)) ** 2).sum(1), count)
    chosen = draw.integers(count, size=(rounds, count))
    low, high = np.quantile(1 - errors[chosen].sum(1) / spread[chosen].sum(1), [0.025, 0.975])
    return float(low), float(high)


def shuffled(targets: Float[np.ndarray, "item target"], *, seed: Seed) -> Float[np.ndarray, "item target"]:
    """A control task: the same targets, dealt at random to the items. What a probe makes of them is its own doing."""
    return np.asarray(targets)[np.random.default_rng(seed).permutation(len(targets))]


def _as_matrix(values) -> Float[np.ndarray, "item column"]:
    """Two dimensions, float64."""
    values = np.asarray(values, dtype=float)
    return values[:, None] if values.ndim == 1 else values


arguments.check(__name__)
