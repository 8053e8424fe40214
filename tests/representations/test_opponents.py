"""Opponents against cases worked out by hand, and against what is true of a globe."""

import numpy as np
import pytest

from labkit.representations import cities, opponents

nan = np.nan


@pytest.fixture
def islands():
    return cities.World(cities.archipelago(60, seed=3), step=100)


def test_the_table_holds_what_the_corpus_tells_and_nothing_else():
    world = cities.World([cities.find(name) for name in ("Paris", "Kinshasa", "Tokyo", "Lima")])
    table = opponents.observed(world, np.array([[0, 1], [3, 2]]))
    km = world.km[0, 1] // 400 * 400 + 200  # the middle of its class
    assert table[0, 1] == table[1, 0] == km
    assert table[2, 3] == table[3, 2]
    assert np.isnan(table).sum() == 12


def test_the_parrot_adds_what_each_place_is_farther_off_than_the_mean():
    table = np.array([[nan, 3, 6, nan], [3, nan, 9, nan], [6, 9, nan, nan], [nan] * 4])
    # mean 6; place 0: 3 and 6, 1.5 less; place 1: 3 and 9, none; place 2: 6 and 9, 1.5 more; of 3 nothing was heard
    asked = np.array([[0, 1], [2, 1], [0, 2], [3, 1]])
    assert opponents.by_mean_distances(table, asked) == pytest.approx([4.5, 7.5, 6.0, 6.0])


def test_the_copier_takes_the_answer_of_the_row_most_alike():
    table = np.array(
        [
            [nan, nan, 500, 900, 700, nan],
            [nan, nan, 520, 880, 720, 300],  # most alike to 0, and knows 5
            [500, 520, nan, nan, nan, 4000],
            [900, 880, nan, nan, nan, nan],
            [700, 720, nan, nan, nan, nan],
            [nan, 300, 4000, nan, nan, nan],
        ]
    )
    unlike = opponents.unlikeness(table)
    assert unlike[0].argmin() == 1
    assert unlike[0, 1] == pytest.approx(20 + opponents.FEW / 3)
    assert np.isinf(np.diag(unlike)).all()
    assert np.isinf(unlike[0, 5])  # one column in common
    # from 0: row 1 says 300 of column 5; from 5: no row is like it, and the mean of the table stands in
    assert opponents.copied(table, np.array([[0, 5]]))[0] == pytest.approx((300 + np.nanmean(table)) / 2)


def test_more_rows_err_less_on_islands_than_one(islands):
    train, test = cities.split_pairs(60)
    table, true = opponents.observed(islands, train), islands.pair_km(test)
    one, four = (np.abs(opponents.copied(table, test, rows=rows) - true).mean() for rows in (1, 4))
    assert four < 0.9 * one


def test_the_combiner_reaches_beyond_every_row_that_it_mixes():
    far_off = np.arange(40) * 100.0  # a distance is the sum of two of these
    table = far_off[:, None] + far_off
    np.fill_diagonal(table, nan)
    table[38, 39] = table[39, 38] = nan  # all other rows say less of 38 and of 39
    asked, said = np.array([[38, 39]]), np.nanmax(table)
    assert opponents.combined(table, asked, rows=4) == pytest.approx([7700], abs=40)
    assert opponents.combined(table, asked, rows=400) == pytest.approx([7700], abs=40)  # all there are
    assert opponents.copied(table, asked, rows=4)[0] < said < 7700


def test_the_combiner_leaves_copying_by_likeness_behind(islands):
    train, test = cities.split_pairs(60, seed=1)
    km = opponents.Opponents(islands, train, seed=1).errors_km(test)
    assert km["combiner"] < 0.75 * km["copier"]


def test_where_no_row_knows_the_answer_the_combiner_gives_the_mean():
    table = np.array([[nan, 500, 700, nan], [500, nan, 600, nan], [700, 600, nan, nan], [nan] * 4])
    assert opponents.combined(table, np.array([[0, 3]]), rows=2) == pytest.approx([600])


def test_compasses_place_a_hidden_island_by_what_was_told_of_it():
    world = cities.World(cities.archipelago(60, seed=3), hidden=2, step=100)
    rivals = _told(world, world.far_pairs(world.hidden))
    found = rivals.placed(world.hidden)
    assert cities.off_by(world.positions[world.hidden], found).max() < 60


def _told(world, pairs):
    """Opponents that are not tuned."""
    rivals = object.__new__(opponents.Opponents)
    rivals.world, rivals.table = world, opponents.observed(world, pairs)
    return rivals


def test_options_are_chosen_on_known_pairs_alone(islands):
    table = opponents.observed(islands, cities.split_pairs(60)[0])
    seen = []

    def guess(shown, hidden, *, add):
        seen.append((shown, hidden))
        return table[tuple(hidden.T)] + add

    assert opponents.tuned(guess, table, [{"add": 9}, {"add": -1}, {"add": 4}], seed=0) == {"add": -1}
    for shown, hidden in seen:
        assert np.isnan(shown[tuple(hidden.T)]).all()  # hidden from the guesser
        assert not np.isnan(table[tuple(hidden.T)]).any()  # and known
        assert len(hidden) == round(0.7 * 60 * 59 / 2) // 10
    assert not np.isnan(table[tuple(seen[0][1].T)]).any()


def test_who_knows_the_globe_comes_first_and_who_copies_comes_before_who_guesses(islands):
    train, test = cities.split_pairs(60, seed=1)
    rivals = opponents.Opponents(islands, train, seed=1)
    km = rivals.errors_km(test)
    assert km["geometry"] < km["completion"] < km["copier"] < km["neighbour"] < min(km["constant"], km["parrot"])
    assert km["geometry"] < 100
    assert rivals.codes(np.arange(7)).shape == (7, rivals.completion["rank"])


def test_gaps_are_filled_and_what_is_known_is_left(islands):
    table = opponents.observed(islands, cities.split_pairs(60)[0])
    whole = opponents.filled(table)
    assert not np.isnan(whole).any()
    known = ~np.isnan(table)
    assert (whole[known] == table[known]).all()
    assert whole == pytest.approx(whole.T)


def test_a_constant_is_the_median(islands):
    train, test = cities.split_pairs(60)
    rivals = opponents.Opponents(islands, train)
    assert set(rivals.answers(test)["constant"]) == {np.nanmedian(rivals.table)}
