"""Opponents against cases worked out by hand."""

import numpy as np
import pytest

from labkit.representations import cities, opponents


def test_the_parrot_adds_what_each_city_is_farther_off_than_the_mean():
    heard, km = np.array([[0, 1], [0, 2], [1, 2]]), np.array([3.0, 6.0, 9.0])
    # mean 6; city 0: 3 and 6, 1.5 less; city 1: 3 and 9, none; city 2: 6 and 9, 1.5 more
    asked = np.array([[0, 1], [2, 1], [0, 2], [3, 1]])
    guesses = opponents.by_mean_distances(heard, km, asked)
    assert guesses == pytest.approx([4.5, 7.5, 6.0, 6.0])  # of city 3 nothing was heard


def test_the_constant_is_the_median_and_errors_are_means():
    world = cities.World([cities.find(name) for name in ("Paris", "Kinshasa", "Tokyo", "Lima")])
    train, test = np.array([[0, 1], [0, 2], [0, 3]]), np.array([[1, 2], [1, 3]])
    found = opponents.errors_km(world, train, test)
    assert list(found) == ["constant", "parrot"]
    assert found["constant"] == pytest.approx(np.abs(np.median(world.km[0, 1:]) - world.km[1, 2:]).mean())
