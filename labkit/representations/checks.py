"""Checks of lab 03: what is true of a right answer, never the answer."""

import numpy as np

from labkit.checks import exercise, expect
from labkit.messages import number
from labkit.representations import cities

QUARTER = cities.FARTHEST / 2  # km from a pole to the equator


@exercise
def arc(answer):
    """Kilometres along the sphere between two unit vectors."""
    pole, greenwich = np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
    expect(np.ndim(answer(pole, greenwich)) == 0, "representations.arc.number")
    quarter = float(answer(pole, greenwich))
    expect(abs(quarter - np.pi / 2) > 1e-3, "representations.arc.radians", value=number(quarter))
    expect(abs(quarter - 90) > 1e-3, "representations.arc.degrees")
    chord = 2**0.5 * cities.EARTH_RADIUS
    expect(abs(quarter - chord) > 20, "representations.arc.chord", value=number(quarter, 0))
    expect(abs(answer(pole, pole)) < 1, "representations.arc.same", value=number(float(answer(pole, pole)), 0))
    for place in cities.unit_vectors(
        np.arange(-80.0, 80.0, 5.0), np.full(32, 20.0)
    ):  # rounding makes some longer than 1
        expect(abs(answer(place, place)) < 1, "representations.arc.same", value=number(float(answer(place, place)), 0))
    expect(abs(quarter - QUARTER) < 20, "representations.arc.quarter", value=number(quarter, 0))
    near = cities.unit_vectors([10.0, 40.0], [20.0, 160.0])
    right = np.isclose(answer(*near), cities.kilometres(*near), rtol=0.005)
    expect(right, "representations.arc.any", value=number(float(answer(*near)), 0))


@exercise
def alike(answer):
    """The row most alike in a table with gaps."""
    nan, place = np.nan, 0
    table = np.array(
        [
            [nan, 500, 900, 1000, 2000, 3000],
            [500, nan, 950, 1050, 2050, 3050],  # most alike
            [900, nan, nan, nan, nan, 3090],  # the smallest sum of differences
            [1000, 8000, 9000, nan, 9000, 9000],  # least alike
            [2000, 790, 590, 1290, nan, 2690],  # differences that cancel
            [nan, 900, 1300, 1400, 2400, nan],
        ]
    )
    found = answer(table.copy(), place)
    expect(np.ndim(found) == 0 and found in range(len(table)), "representations.alike.index", value=found)
    for row, hint in ((place, "self"), (2, "sum"), (3, "different"), (4, "sign")):
        expect(found != row, f"representations.alike.{hint}")
    expect(found == 1, "representations.alike.wrong")
    table = np.array(
        [
            [1100, nan, 2900, nan, nan],
            [1000, 9000, 9000, nan, 9000],  # one difference of none
            [1300, 2300, 3300, nan, 4300],
            [1000, 2000, 3000, nan, 4000],
        ]
    )
    expect(answer(table.copy(), 3) == 0, "representations.alike.other")


@exercise
def ridge(answer):
    """The weights of a ridge regression, for centred features and targets."""
    draw = np.random.default_rng(0)
    X, W = draw.standard_normal((30, 5)), draw.standard_normal((5, 2))
    found = np.asarray(answer(X, X @ W, 0.0), dtype=float)
    expect(found.shape == (5, 2), "representations.ridge.shape", value=found.shape)
    expect(np.allclose(found, W, atol=1e-4), "representations.ridge.exact")
    found = np.asarray(answer(np.eye(4), np.eye(4), 1.0), dtype=float)
    expect(not np.allclose(found, np.eye(4)), "representations.ridge.ignored")
    expect(np.allclose(found, np.diag(np.diag(found)), atol=1e-6), "representations.ridge.identity")
    expect(np.allclose(found, np.eye(4) / 2), "representations.ridge.size", value=number(float(found[0, 0]), 3))
    X, Y = draw.standard_normal((5, 40)), draw.standard_normal((5, 2))  # more features than items
    found = np.asarray(answer(X, Y, 3.0), dtype=float)
    expect(
        np.allclose(X.T @ (Y - X @ found), 3 * found, atol=1e-3),
        "representations.ridge.size",
        value=number(float(found[0, 0]), 3),
    )


@exercise
def control(answer):
    """The same targets dealt to other cities."""
    targets = np.arange(120.0).reshape(40, 3)
    dealt = np.asarray(answer(targets, np.random.default_rng(0)))
    expect(dealt.shape == targets.shape, "representations.control.shape", value=dealt.shape)
    expect(np.isin(dealt, targets).all(), "representations.control.values")
    rows = {tuple(row) for row in dealt}
    expect(rows <= {tuple(row) for row in targets}, "representations.control.rows")
    expect(len(rows) == len(targets), "representations.control.once")
    expect((dealt[:, 0] == targets[:, 0]).mean() < 0.3, "representations.control.same")
    again = np.asarray(answer(targets, np.random.default_rng(1)))
    expect((again != dealt).any(), "representations.control.generator")
    again = np.asarray(answer(targets, np.random.default_rng(0)))
    expect((again == dealt).all(), "representations.control.generator")


@exercise
def clean(answer):
    """The training pairs in which no test city appears, on either side."""
    pairs = np.array([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (5, 1), (1, 5)])
    kept = {tuple(pair) for pair in np.asarray(answer(pairs, np.array([1, 4])))}
    expect(not kept & {(1, 2), (1, 5), (4, 0)}, "representations.clean.first")
    expect(not kept & {(0, 1), (5, 1), (3, 4)}, "representations.clean.second")
    expect(kept == {(2, 3)}, "representations.clean.lost")


@exercise
def place(answer):
    """Of some candidate points, the one that fits the distances best."""
    draw = np.random.default_rng(0)
    points = draw.standard_normal((60, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    candidates, references = points[:50], points[50:]
    for truth in range(0, 50, 5):
        km = cities.kilometres(candidates[truth], references) + 300 * draw.standard_normal(10)
        found = np.asarray(answer(candidates, references, km), dtype=float)
        expect(found.ndim != 0, "representations.place.index")
        expect(found.shape == (3,), "representations.place.shape", value=found.shape)
        misfit = np.abs(cities.kilometres(candidates[:, None], references) - km).mean(1)
        expect(not np.allclose(found, candidates[misfit.argmax()]), "representations.place.farthest")
        expect(np.allclose(found, candidates[truth]), "representations.place.wrong")
