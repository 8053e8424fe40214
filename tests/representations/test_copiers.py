"""Copiers against cases worked out by hand."""

import numpy as np
import pytest

from labkit.representations import cities, copiers

nan = np.nan
TABLE = np.array(
    [
        [nan, nan, 500, 900, 700, nan],
        [nan, nan, 520, 880, 720, 300],  # most alike to 0, and knows 5
        [500, 520, nan, nan, nan, 4000],
        [900, 880, nan, nan, nan, nan],
        [700, 720, nan, nan, nan, nan],
        [nan, 300, 4000, nan, nan, nan],
    ]
)


def test_the_table_holds_what_the_corpus_tells_and_nothing_else():
    world = cities.World([cities.find(name) for name in ("Paris", "Kinshasa", "Tokyo", "Lima")])
    table = copiers.observed(world, np.array([[0, 1], [3, 2]]))
    assert table[0, 1] == table[1, 0] == world.km[0, 1] // 400 * 400 + 200  # the middle of its class
    assert np.isnan(table).sum() == 12


def test_the_copier_takes_the_answer_of_the_row_most_alike():
    unlike = copiers.unlikeness(TABLE)
    assert unlike[0].argmin() == 1
    assert unlike[0, 1] == pytest.approx(20 + copiers.FEW / 3)
    assert np.isinf(unlike[0, 5])  # one column in common
    # from 0: row 1 says 300 of column 5; from 5: no row is like it, and the mean of the table stands in
    assert copiers.copied(TABLE, np.array([[0, 5]]))[0] == pytest.approx((300 + np.nanmean(TABLE)) / 2)


def test_options_are_chosen_among_those_given():
    world = cities.World(cities.largest(40))
    table = copiers.observed(world, cities.split_pairs(40)[0])
    assert copiers.tuned(table, seed=0, options=[{"rows": 2, "power": 1}]) == {"rows": 2, "power": 1}
    assert copiers.tuned(table, seed=0) in copiers.OPTIONS


def test_gaps_are_filled_and_what_is_known_is_left():
    whole = copiers.filled(TABLE)
    known = ~np.isnan(TABLE)
    assert (whole[known] == TABLE[known]).all()
    assert whole == pytest.approx(whole.T)
    assert not np.isnan(whole).any()
