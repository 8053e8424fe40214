"""Interventions: what is added is added there and nowhere else."""

import pytest
import torch

import labkit as lk
from labkit.messages import LANGUAGES, set_language
from labkit.representations.interventions import with_shift

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
