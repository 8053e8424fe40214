"""Probes: against slow oracles, and the traps of the chapter shown on pure noise."""

import numpy as np
import pytest

from labkit.messages import LANGUAGES, set_language
from labkit.representations import probes


def noise(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize(("items", "features"), [(40, 6), (12, 30)])  # taller than wide, wider than tall
@pytest.mark.parametrize("penalty", [0.01, 1.0])
def test_the_closed_form_solves_the_normal_equations(items, features, penalty):
    X, Y = noise(items, features), noise(items, 2, seed=1)
    probe = probes.fit(X, Y, penalty=penalty)
    Xc, Yc = X - X.mean(0), Y - Y.mean(0)
    scale = penalty * (Xc**2).sum() / features
    assert Xc.T @ (Yc - Xc @ probe.weights) == pytest.approx(scale * probe.weights)
    assert probe(X.mean(0)[None])[0] == pytest.approx(Y.mean(0))


def test_a_linear_truth_is_found_and_shifts_do_not_matter():
    X, W = noise(50, 4) + 7, noise(4, 3, seed=1)
    assert probes.fit(X, X @ W - 2, penalty=0.0)(X) == pytest.approx(X @ W - 2)


def test_penalty_zero_takes_the_smallest_weights_that_fit():
    X, Y = noise(10, 25), noise(10, 1, seed=1)
    Xc = X - X.mean(0)
    assert probes.fit(X, Y, penalty=0.0).weights == pytest.approx(np.linalg.pinv(Xc) @ (Y - Y.mean(0)))


def test_the_chosen_penalty_is_the_best_one_left_out_one_by_one():
    X = noise(24, 10)
    Y = X[:, :1] + 2 * noise(24, 1, seed=1)

    def left_out(penalty):
        unit = ((X - X.mean(0)) ** 2).sum() / 10  # as the whole set has it
        error = 0.0
        for i in range(24):
            rest = np.arange(24) != i
            scale = ((X[rest] - X[rest].mean(0)) ** 2).sum() / 10
            error += ((probes.fit(X[rest], Y[rest], penalty=penalty * unit / scale)(X[i : i + 1]) - Y[i]) ** 2).sum()
        return error

    assert probes.fit(X, Y).penalty == min(probes.PENALTIES, key=left_out)


def test_r2_is_one_for_the_truth_and_zero_for_the_mean():
    Y = noise(30, 3)
    assert probes.r2(Y, Y) == 1
    assert probes.r2(np.broadcast_to(Y.mean(0), Y.shape), Y) == pytest.approx(0)
    assert probes.r2(-Y, Y) < 0


def test_held_out_items_are_read_by_probes_that_never_met_them():
    X, Y = noise(40, 3), noise(40, 1, seed=1)
    changed = Y.copy()
    changed[7] += 100.0
    for penalty in (1.0, None):
        before, after = (probes.held_out(X, y, folds=40, penalty=penalty).predictions for y in (Y, changed))
        assert after[7] == pytest.approx(before[7])  # the answer of item 7 was not seen
        assert after[6] != pytest.approx(before[6])  # but by the probes that read the others


def test_a_group_is_never_on_both_sides():
    """Each group has a name in its features and a value drawn at random: only a leak lets one read the value."""
    groups = np.repeat(np.arange(30), 10)
    names, values = noise(30, 60), noise(30, 1, seed=1)
    X, Y = names[groups] + 0.01 * noise(300, 60, seed=2), values[groups]
    assert probes.held_out(X, Y, penalty=1e-4).r2 > 0.95
    assert probes.held_out(X, Y, groups=groups, penalty=1e-4).r2 < 0.1


def test_with_too_many_features_noise_fits_and_fails_on_new_cases():
    reading = probes.held_out(noise(100, 200), noise(100, 3, seed=1), penalty=1e-4)
    assert reading.train_r2 > 0.95
    assert reading.r2 < 0
    careful = probes.held_out(noise(100, 200), noise(100, 3, seed=1))
    assert careful.r2 < 0.1


def test_the_interval_holds_the_r2_and_shrinks_with_the_items():
    widths = []
    for items in (50, 800):
        X = noise(items, 4)
        reading = probes.held_out(X, X[:, :1] + noise(items, 1, seed=1))
        assert reading.interval[0] < reading.r2 < reading.interval[1]
        widths.append(reading.interval[1] - reading.interval[0])
    assert widths[1] < widths[0] / 2


def test_shuffled_targets_are_the_same_rows_in_other_hands(global_rng_unchanged):
    Y = noise(60, 3)
    dealt = probes.shuffled(Y, seed=0)
    assert sorted(map(tuple, dealt)) == sorted(map(tuple, Y))
    assert (dealt != Y).any(axis=1).mean() > 0.8
    assert np.array_equal(dealt, probes.shuffled(Y, seed=0))
    assert not np.array_equal(dealt, probes.shuffled(Y, seed=1))


def test_each_layer_has_a_probe_of_its_own():
    states, targets = noise(40, 3, 4), noise(40, 2, seed=1)
    states[:, 2, :2] = targets
    first, last = probes.by_layer(states, targets, [0, 2], seed=3)
    assert first.r2 < 0.2
    assert last.r2 > 0.95
    assert last.r2 == probes.held_out(states[:, 2], targets, seed=3).r2


def test_scores_give_the_fit_first():
    reading = probes.held_out(noise(30, 60), noise(30, 1, seed=1), penalty=1e-4)
    assert probes.scores(wide=reading) == {"wide": (reading.train_r2, reading.r2)}
    assert reading.train_r2 > reading.r2


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_arguments_are_named(language):
    set_language(language)
    for call, name in (
        (lambda: probes.fit(noise(2, 2), noise(2, 1)), "features"),
        (lambda: probes.fit(noise(5, 2), noise(5, 1), penalty=-1.0), "penalty"),
        (lambda: probes.held_out(noise(5, 2), noise(5, 1), folds=1), "folds"),
        (lambda: probes.held_out(noise(9, 2), noise(9, 1), groups=[0] * 9), "folds"),
    ):
        with pytest.raises(ValueError, match=name):
            call()
    with pytest.raises(ValueError, match=r"5.*4"):
        probes.fit(noise(5, 2), noise(4, 1))
