"""A family learns what each of its members would have learned alone."""

import math

import pytest
import torch

from labkit.programs import family, network, worlds

SMALL = {"symbols": 4, "demonstrations": 2, "questions": 1, "d_model": 16, "d_mlp": 32}
LISTS = [worlds.permutations(count, symbols=4, seed=count) for count in (2, 3)]
OPTIONS = {"steps": 12, "lr": 1e-2, "weight_decay": 0.1}


def readings():
    shape = {"fewest": 2, "demonstrations": 2, "questions": 1, "repeat": 0.5, "seed": 1}
    return [network.batches(programs, batch=8, **shape) for programs in LISTS]


def test_each_member_learns_as_it_would_alone():
    together = [network.build(**SMALL, seed=seed) for seed in (0, 1)]
    told = list(family.learn(together, readings(), warmup=3, **OPTIONS))
    for i, programs in enumerate(LISTS):
        alone, losses = network.build(**SMALL, seed=i), []
        for step, loss in _alone(alone, programs):
            losses.append((step, pytest.approx(loss, abs=1e-4)))
        assert [(step, marks[i]) for step, marks in told] == losses
        for mine, theirs in zip(together[i].parameters(), alone.parameters(), strict=True):
            torch.testing.assert_close(mine, theirs, atol=1e-4, rtol=1e-3)


def _alone(model, programs):
    reading = readings()[len(programs) - 2]
    options = OPTIONS | {"warmup": 3, "schedule": "linear", "loss_fn": network.loss, "progress": False}
    return network.train(model, reading, **options)


def test_a_long_gradient_is_shortened_without_regard_to_the_others():
    long, short = torch.full((3,), 10.0), torch.full((3,), 0.1)
    weight = torch.zeros(2, 3, requires_grad=True)
    weight.grad = torch.stack([long, short])
    family._clip([weight], 1.0)
    assert weight.grad[0].norm().item() == pytest.approx(1, abs=1e-4)
    assert torch.equal(weight.grad[1], short)


def test_a_loss_gone_wild_stops_the_training():
    model = network.build(**SMALL)
    with torch.no_grad():
        model.unembedding.weight.fill_(math.inf)
    with pytest.raises(FloatingPointError, match="nan"):
        list(family.learn([model], readings()[:1], warmup=3, **OPTIONS))
