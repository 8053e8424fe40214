"""Interventions: what is added is added there and nowhere else."""

import numpy as np
import pytest
import torch

import labkit as lk
from labkit.messages import LANGUAGES, set_language
from labkit.representations import cities, interventions, models
from labkit.representations.interventions import MOVES, Doses, dose_response, with_shift

TOKENS = torch.tensor([[1, 2, 3], [4, 5, 6]])


@pytest.fixture
def model():
    return lk.Transformer(lk.TransformerConfig(8, context=3, d_model=16, n_layers=1, n_heads=2, tied=False), seed=0)


def test_no_shift_changes_nothing(model):
    with torch.no_grad():
        expected = model(TOKENS, last_only=True)
    assert torch.equal(with_shift(model, TOKENS, torch.zeros(2, 16)), expected)


@pytest.mark.parametrize("position", [0, 1, 2, -1])
def test_shifting_to_another_token_gives_that_tokens_answers(model, position):
    weight = model.token_embedding.weight.detach()
    other = TOKENS.clone()
    other[:, position] = torch.tensor([7, 0])
    shift = weight[other[:, position]] - weight[TOKENS[:, position]]
    with torch.no_grad():
        expected = model(other, last_only=True)
    assert with_shift(model, TOKENS, shift, position=position) == pytest.approx(expected, abs=1e-5)


def test_the_model_is_left_as_it_was(model, global_rng_unchanged):
    with torch.no_grad():
        before = model(TOKENS)
    with_shift(model, TOKENS, torch.ones(2, 16))
    with torch.no_grad():
        assert torch.equal(model(TOKENS), before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shift_of_another_shape_is_refused(model, language):
    set_language(language)
    with pytest.raises(ValueError, match=r"shift.*\(2, 16\).*\(2, 8\)"):
        with_shift(model, TOKENS, torch.zeros(2, 8))


@pytest.fixture
def world():
    return cities.World(cities.largest(30))


def test_a_model_that_does_not_listen_has_no_slope_and_moves_are_as_long_as_said(world, global_rng_unchanged):
    pairs = np.stack(np.triu_indices(30, 1), 1)
    model = models.one_layer(world, context=2, d_model=8, seed=0)
    doses = dose_response(world, model, pairs, lambda places: np.tile(places[:, :1], 8) * 0, seed=1)
    assert doses.geometry.shape == (len(MOVES) * min(400, len(pairs)),)
    assert np.abs(doses.geometry).max() <= max(MOVES) + 1
    assert np.abs(doses.geometry).max() > 0.9 * max(MOVES)
    assert not doses.moved.any()
    assert not doses.borrowed.any()


def test_the_seed_decides_and_other_pushes_are_other_ones(world):
    model = models.one_layer(world, context=2, d_model=8, seed=0)
    rotation = np.linalg.qr(np.random.default_rng(0).standard_normal((8, 8)))[0][:3]
    with torch.no_grad():
        model.token_embedding.weight[:30] = torch.tensor(world.positions @ rotation)
    pairs = np.stack(np.triu_indices(30, 1), 1)
    first, same, other = (
        dose_response(world, model, pairs, lambda places: places @ rotation, seed=s) for s in (1, 1, 2)
    )
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)
    assert first.moved.std() > 0
    assert np.abs(first.arbitrary - first.moved).max() > 0
    assert np.abs(first.borrowed - first.moved).max() > 0


class Told(cities.World):
    """A world that keeps by what embeddings were pushed; its answers are the lengths of the pushes."""

    def __init__(self, places):
        super().__init__(places)
        self.pushes = []

    def ask_km(self, model, pairs, question=None):
        return np.zeros(len(pairs))

    def expected_km(self, pushes):
        self.pushes.append(pushes.numpy())
        return pushes.norm(dim=1).numpy().astype(float)


def test_controls_push_as_hard_and_another_citys_push_stays_where_places_differ(monkeypatch):
    told = Told(cities.largest(30))
    monkeypatch.setattr(interventions, "with_shift", lambda model, prompts, by: by)
    rotation = np.linalg.qr(np.random.default_rng(0).standard_normal((8, 8)))[0][:3]
    pairs = np.stack(np.triu_indices(30, 1), 1)
    doses = interventions.dose_response(told, None, pairs, lambda places: places @ rotation, seed=0)
    np.testing.assert_allclose(doses.borrowed, doses.moved, rtol=1e-5)
    np.testing.assert_allclose(doses.arbitrary, doses.moved, rtol=1e-5)
    moved, borrowed, arbitrary = told.pushes[:3]
    assert np.abs(np.roll(moved, 1, axis=0) - borrowed).max() < 1  # of another pair, made as long as this one's own
    outside = np.eye(8) - rotation.T @ rotation
    assert np.abs(borrowed @ outside).max() < 1e-5 < 0.1 < np.abs(arbitrary @ outside).max()


def test_slope_and_means_are_those_of_a_line_drawn_by_hand():
    geometry = np.repeat([-2000.0, -400.0, 0.0, 600.0], 10)
    doses = Doses(geometry, 0.5 * geometry, -geometry, np.ones(40))
    assert doses.slope() == pytest.approx(0.5)
    assert doses.slope("arbitrary") == pytest.approx(geometry.sum() / (geometry**2).sum())
    assert doses.slope("borrowed") == pytest.approx(-1)
    assert doses.sizes()["borrowed"] == pytest.approx(np.sqrt((2000**2 + 400**2 + 600**2) / 4))
    means = doses.means(width=500)
    assert means["geometry"] == [-2000, -400, 0, 600]
    assert means["moved"] == [-1000, -200, 0, 300]
    few = Doses(np.array([100.0] * 5), np.zeros(5), np.zeros(5), np.zeros(5))
    assert few.means() == {"geometry": [], "moved": [], "borrowed": [], "arbitrary": []}
