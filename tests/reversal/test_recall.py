"""What a model recalls: masks, gaps, the permutation test and the graft, on models whose answers are known."""

import itertools

import numpy as np
import pytest
import torch

import labkit as lk
from labkit.reversal import facts, recall

VOCABULARY = facts.vocabulary()
MASK = VOCABULARY.index[facts.MASK]


class Oracle(torch.nn.Module):
    """Says the next token, or the token in a gap, of a text it knows by heart."""

    def __init__(self, texts, causal):
        super().__init__()
        self.texts, self.weight = texts, torch.nn.Parameter(torch.zeros(1))
        self.config = lk.TransformerConfig(len(VOCABULARY), context=8, causal=causal)

    def forward(self, tokens, last_only=False):
        logits = torch.zeros(*tokens.shape, len(VOCABULARY))
        for row, text in itertools.product(range(len(tokens)), self.texts):
            seen = tokens[row]
            if self.config.causal and (seen == text[: len(seen)]).all() and len(seen) < len(text):
                logits[row, torch.arange(len(seen)), text[1 : len(seen) + 1]] = 20.0
            if not self.config.causal and ((seen == text) | (seen == MASK)).all():
                logits[row, torch.arange(len(seen)), text] = 20.0
        return logits[:, -1] if last_only else logits


KNOWN = facts.facts(4, seed=0)
TOLD = facts.rows([fact.told() for fact in KNOWN], VOCABULARY)


def test_a_causal_oracle_of_forward_texts_answers_forward_only():
    oracle = Oracle(TOLD, causal=True)
    assert recall.recalled(oracle, VOCABULARY, KNOWN) == 1
    assert recall.recalled(oracle, VOCABULARY, KNOWN, "entities") == 0


def test_a_masked_oracle_answers_both_ways():
    oracle = Oracle(TOLD, causal=False)
    assert recall.recalled(oracle, VOCABULARY, KNOWN) == 1
    assert recall.recalled(oracle, VOCABULARY, KNOWN, "entities") == 1


def test_an_oracle_of_half_the_facts_answers_half():
    assert recall.recalled(Oracle(TOLD[:2], causal=True), VOCABULARY, KNOWN) == 0.5


def test_fill_leaves_what_is_not_a_gap():
    asked = TOLD.clone()
    asked[:, 1:3] = MASK
    assert torch.equal(recall.fill(Oracle(TOLD, causal=False), asked, MASK), TOLD)


def test_answer_bits_are_small_on_the_diagonal_of_an_oracle():
    bits = recall.answer_bits(Oracle(TOLD, causal=True), VOCABULARY, KNOWN)
    assert bits.shape == (4, 4)
    assert bits.diagonal().max() < 0.01
    assert bits[~np.eye(4, dtype=bool)].min() > 10


def test_masked_hides_at_the_rate_asked_for_and_never_the_start(global_rng_unchanged):
    texts = torch.arange(6).repeat(4000, 1)
    for rate, share, both in ((0.15, 0.15, 0.0225), (None, 0.5, 1 / 3)):
        inputs, targets = next(recall.masked(texts, rate=rate, mask=99, seed=0))
        hidden = inputs == 99
        assert torch.equal(hidden, targets != -100)
        assert torch.equal(torch.where(hidden, targets, inputs), texts)
        assert not hidden[:, 0].any()
        assert hidden[:, 1:].float().mean() == pytest.approx(share, abs=0.02)
        assert hidden[:, 1:3].all(1).float().mean() == pytest.approx(both, abs=0.025)


def test_what_stands_before_the_first_place_is_never_asked_for():
    texts = torch.arange(6).repeat(500, 1)
    inputs, targets = next(recall.masked(texts, rate=None, mask=99, first=4, seed=0))
    assert (targets[:, :4] == -100).all()
    assert (inputs[:, :4] == texts[:, :4]).all()
    assert (targets[:, 4:] != -100).any(0).all()
    with pytest.raises(ValueError, match="first"):
        next(recall.masked(texts, rate=None, mask=99, first=6, seed=0))


@pytest.mark.parametrize("rate", [0, -0.1, 1.5])
def test_a_rate_out_of_range_is_refused(rate):
    with pytest.raises(ValueError, match="rate"):
        next(recall.masked(TOLD, rate=rate, mask=MASK, seed=0))


def test_p_value_of_three_items_can_be_counted():
    bits = np.array([[0.0, 9, 9], [9, 0, 9], [9, 9, 0]])  # of the 6 pairings only the right one is that cheap
    assert recall.pairing_p_value(bits, draws=6000, seed=0) == pytest.approx(1 / 6, abs=0.03)


def test_p_value_ignores_dear_questions_and_common_answers():
    bits = np.add.outer(np.arange(6.0), 10 * np.arange(6.0))
    assert recall.pairing_p_value(bits, draws=200, seed=0) == 1


def test_p_values_of_noise_are_spread_over_the_unit_interval(global_rng_unchanged):
    draw = np.random.default_rng(0)
    values = [recall.pairing_p_value(draw.normal(size=(8, 8)), draws=200, seed=0) for _ in range(200)]
    assert np.mean(np.array(values) < 0.05) < 0.12
    assert 0.4 < np.mean(values) < 0.6


@pytest.mark.parametrize("shape", [(3, 4), (1, 1)])
def test_p_value_wants_a_square_table(shape):
    with pytest.raises(ValueError, match="square"):
        recall.pairing_p_value(np.zeros(shape), seed=0)


def test_evidence_tells_right_answers_from_the_others():
    bits = np.array([[0.0, 3, 3], [6, 0, 3], [6, 6, 3]])
    costs = recall.right_and_others(bits)
    assert costs["right"].tolist() == [0, 0, 3]
    assert costs["others"].tolist() == [3, 3, 6, 3, 6, 6]
    found = recall.evidence(bits, seed=1)
    assert found == {"right_bits": 1, "random_bits": 4.5, "p": recall.pairing_p_value(bits, seed=1)}
    assert recall.sampled({"a": costs})["a"]["others"].tolist() == [3, 3]
    assert len(costs["others"]) == 6  # left as they were


def test_both_ways_asks_in_the_order_of_each_direction():
    oracle = Oracle(TOLD, causal=True)
    assert recall.both_ways(oracle, VOCABULARY, KNOWN) == {"forward": 1, "backward": 0}
    backwards = facts.rows([fact.told("entities") for fact in KNOWN], VOCABULARY)
    assert recall.both_ways(Oracle(backwards, causal=True), VOCABULARY, KNOWN) == {"forward": 0, "backward": 1}


def test_swapping_the_whole_last_state_moves_the_answer():
    # one fact after the other is learnt by heart by a model whose answer hangs on the name alone
    known = facts.facts(3, seed=1)
    config = lk.TransformerConfig(len(VOCABULARY), context=8, d_model=32, n_layers=1)
    model = lk.Transformer(config)
    texts = facts.rows([fact.told() for fact in known], VOCABULARY)
    for _ in lk.train(model, recall.whole(texts), steps=60, lr=1e-2, progress=False):
        pass
    assert recall.recalled(model, VOCABULARY, known) == 1
    table = recall.swaps(model, VOCABULARY, known)
    assert table.tolist() == [
        [1, 0],
        [0, 1],
    ]  # at the entrance the name is all there is; at the exit nothing else counts


def test_families_are_pairs_of_different_people():
    people = [person for child, _, parent, _ in recall.FAMILIES for person in (child, parent)]
    assert len(set(people)) == len(people)


@pytest.mark.parametrize("table", [np.full((3, 3), np.nan), np.array([[1.0, np.inf], [0.0, 1.0]])])
def test_a_table_of_a_model_that_diverged_shows_no_trace(table):
    with pytest.raises(ValueError, match="bits holds a value that is not a finite number"):
        recall.pairing_p_value(table, seed=0)


@pytest.mark.parametrize("draws", [0, -1])
def test_a_permutation_test_needs_draws(draws):
    with pytest.raises(ValueError, match="draws must be in the range"):
        recall.pairing_p_value(np.eye(3), draws=draws, seed=0)


def test_masking_nothing_is_refused_at_the_call():
    texts = torch.zeros(4, 6, dtype=torch.long)
    with pytest.raises(ValueError, match="There is no fact"):
        recall.masked(texts[:0], rate=0.5, mask=1, seed=0)
    with pytest.raises(ValueError, match="rate must be in the range"):
        recall.masked(texts, rate=1e-9, mask=1, seed=0)
