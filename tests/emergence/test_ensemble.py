"""An ensemble's members learn as if each were alone."""

import math

import pytest
import torch
from torch import nn

from labkit.emergence.ensemble import Ensemble, answer_bits, fit, member_bits
from labkit.messages import LANGUAGES, set_language


def batches(members, seed=0):
    generator = torch.Generator().manual_seed(seed)
    while True:
        x = torch.randn(1, 8, 3, generator=generator)
        yield x.expand(members, -1, -1), torch.randint(4, (1, 8, 2), generator=generator).expand(members, -1, -1)


def trained(members, seed):
    networks = Ensemble(3, (6, 5), answers=2, options=4, members=members, seed=seed)
    list(fit(networks, batches(members), steps=12, lr=1e-2))
    return networks


def test_a_member_learns_as_if_it_were_alone():
    together, alone = trained(3, seed=5), trained(1, seed=7)  # member 2 draws from seed 5 + 2
    for ours, theirs in zip(together.parameters(), alone.parameters(), strict=True):
        torch.testing.assert_close(ours[2:], theirs)
    assert not torch.allclose(together.weights[0][0], together.weights[0][2])


def test_it_computes_what_torchs_own_layers_do():
    networks = Ensemble(3, (6,), answers=2, options=4, members=2, seed=0)
    layers = [nn.Linear(3, 6), nn.Linear(6, 8)]
    for layer, weight, bias in zip(layers, networks.weights, networks.biases, strict=True):
        layer.weight.data, layer.bias.data = weight[1].T, bias[1, 0]
    x = torch.randn(2, 5, 3, generator=torch.Generator().manual_seed(1))
    expected = layers[1](layers[0](x[1]).relu()).view(5, 2, 4)
    torch.testing.assert_close(networks(x)[1], expected)
    assert networks.parameters_each == sum(p.numel() for layer in layers for p in layer.parameters())


def test_bits_are_minus_log2_of_the_softmax():
    logits = torch.tensor([[[[0.0, math.log(3)]]]])
    assert answer_bits(logits, torch.tensor([[[1]]])).item() == pytest.approx(-math.log2(0.75))


def test_a_member_is_marked_on_its_own_questions():
    networks = Ensemble(3, (6,), answers=2, options=4, members=2, seed=0)
    x, targets = (
        torch.randn(2, 5, 3, generator=torch.Generator().manual_seed(1)),
        torch.zeros(2, 5, 2, dtype=torch.long),
    )
    bits = member_bits(networks, x, targets)
    for i in range(2):
        expected = -networks(x)[i].log_softmax(-1)[..., 0].mean() / math.log(2)
        assert bits[i].item() == pytest.approx(expected.item())
    assert not bits.requires_grad


def test_torchs_global_random_state_is_left_alone():
    before = torch.get_rng_state()  # not Python's: beartype draws the item of a sequence that it checks
    trained(2, seed=0)
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_size_is_named(language, report):
    set_language(language)
    for name, value in [("inputs", 0), ("options", 0), ("answers", -1), ("members", 0)]:
        try:
            Ensemble(**{"inputs": 3, "hidden": (4,), "options": 2} | {name: value})
            report(False, f"{name}={value} is taken")
        except ValueError as error:
            report(name in str(error) and str(value) in str(error), f"{name}={value}: {error}")
