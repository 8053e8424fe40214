"""The network of the unit: what learns afterwards is what was asked for."""

import numpy as np
import pytest
import torch

import labkit as lk
from labkit.representations import cities, models


@pytest.fixture
def world():
    return cities.World(cities.largest(20), hidden=2)


def test_the_embedding_starts_small(world):
    small, usual = (models.one_layer(world, context=2, d_model=8, seed=0, scale=scale) for scale in (0.1, 1))
    assert models.embeddings(small) == pytest.approx(0.1 * models.embeddings(usual))


def test_width_and_heads_are_those_asked_for(world):
    config = models.one_layer(world, context=2, d_model=16, d_mlp=48, n_heads=8, seed=0).config
    assert (config.d_mlp, config.n_heads, config.n_layers) == (48, 8, 1)


def test_only_the_tokens_asked_for_learn_and_the_model_is_left_alone(world, global_rng_unchanged):
    model = models.one_layer(world, context=3, d_model=8, seed=0)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    start = np.array([5, 9])
    copy = models.learn_only(model, world.late, start=start)
    assert np.array_equal(models.embeddings(copy)[world.late], models.embeddings(model)[start])
    lesson = world.lessons({"distance": world.far_pairs(world.late)}, {"distance": 1.0}, batch=16, seed=0)
    for _ in lk.train(copy, lesson, steps=3, lr=1e-2, progress=False):
        pass
    after = copy.state_dict()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"token_embedding.weight"}
    rows = (before["token_embedding.weight"] != after["token_embedding.weight"]).any(1)
    assert rows.nonzero().flatten().tolist() == world.late.tolist()
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(parameter.requires_grad for parameter in model.parameters())
    assert not model.token_embedding.weight._backward_hooks


def test_after_pairs_is_what_the_last_position_holds(world):
    model = models.one_layer(world, context=2, d_model=8, seed=0)
    pairs = np.array([[0, 1], [2, 1], [0, 1]])
    held = models.after_pairs(model, pairs)
    assert held.shape == (3, 8)
    assert np.array_equal(held[0], held[2])
    assert not np.allclose(held[0], held[1])
