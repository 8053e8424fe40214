"""Relations as matrices: the world of pairs, the algebra of inverses, and who may be asked."""

import pytest
import torch

from labkit.reversal import bilinear


def test_the_inverse_undoes_the_relation_and_test_facts_are_not_in_training():
    train, test = bilinear.world(20, 3, one_way=5, seed=0)
    assert train.shape == test.shape == (6, 20)
    assert ((train != -100) & (test != -100)).sum() == 0
    inverse = torch.where(train[3:] == -100, test[3:], train[3:])
    for relation in range(3):
        assert torch.equal(inverse[relation][train[relation]], torch.arange(20))
    assert (test != -100).sum() == 15
    assert test[3:][test[3:] != -100].max() < 5
    assert (test[:3] == -100).all()


def test_tied_with_transposed_matrices_scores_every_inverse_alike():
    model = bilinear.Bilinear(10, 2, d_model=8, seed=1)
    with torch.no_grad():
        model.matrices[2:] = model.matrices[:2].transpose(1, 2)
    scores = model()
    assert torch.allclose(scores[:2], scores[2:].transpose(1, 2), atol=1e-5)
    untied = bilinear.Bilinear(10, 2, d_model=8, tied=False, seed=1)
    with torch.no_grad():
        untied.matrices[2:] = untied.matrices[:2].transpose(1, 2)
    assert not torch.allclose(untied()[:2], untied()[2:].transpose(1, 2), atol=0.1)


def test_the_seed_settles_weights_and_world(global_rng_unchanged):
    one, same, other = (bilinear.Bilinear(6, 1, seed=seed).matrices for seed in (0, 0, 1))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
    assert torch.equal(bilinear.world(9, 1, one_way=2, seed=4)[0], bilinear.world(9, 1, one_way=2, seed=4)[0])


def test_accuracy_counts_only_what_is_asked():
    model = bilinear.Bilinear(4, 1, d_model=4, seed=0)
    best = model().argmax(-1)
    answers = torch.full_like(best, -100)
    answers[0, :2] = torch.stack([best[0, 0], (best[0, 1] + 1) % 4])
    assert bilinear.accuracy(model, answers) == 0.5
    with pytest.raises(ValueError, match="no fact"):
        bilinear.accuracy(model, torch.full_like(best, -100))


@pytest.mark.parametrize(("one_way", "relations"), [(0, 1), (11, 1), (3, 0)])
def test_a_world_without_test_or_relations_is_refused(one_way, relations):
    with pytest.raises(ValueError, match="relations" if relations == 0 else "one_way"):
        bilinear.world(10, relations, one_way=one_way, seed=0)


def test_a_name_of_one_token_said_twice_is_read_and_answered_as_one():
    names = torch.arange(10)[:, None].expand(10, 2).contiguous()
    spelled, plain = bilinear.Spelled(names, 2, d_model=8), bilinear.Bilinear(10, 2, d_model=8)
    with torch.no_grad():
        plain.asked.copy_(spelled.tokens)
        plain.matrices.copy_(spelled.matrices[1])
    torch.testing.assert_close(spelled()[1], 2 * plain())  # the sum of two equal vectors
    assert spelled.tokens.shape == (10, 8)


def test_spelled_answers_are_the_tokens_of_the_names_and_count_only_whole():
    names = torch.tensor([[0, 2], [0, 3], [1, 2], [1, 3]])
    model = bilinear.Spelled(names, 1, d_model=4, d_hidden=6)
    answers = torch.tensor([[3, 2, -100, 0], [-100, -100, -100, 1]])
    spelled = model.spell(answers)
    assert spelled[:, 0].T.tolist() == [[1, 3], [1, 2], [-100, -100], [0, 2]]
    best = model().argmax(-1)
    half = torch.where(spelled == -100, -100, best)
    assert bilinear.accuracy(model, half) == 1
    half[1, 0, 0] = (best[1, 0, 0] + 1) % 4  # the first token right, the second wrong
    assert bilinear.accuracy(model, half) == 0.75
    assert torch.isfinite(bilinear.loss(model, spelled))


def test_fit_takes_all_facts_at_every_step_and_learns_them():
    train, _ = bilinear.world(6, 1, one_way=2, seed=0)
    model = bilinear.Bilinear(6, 1, d_model=8)
    before = bilinear.loss(model, train).item()
    steps, losses = zip(*bilinear.fit(model, train, steps=60, decay=0.0), strict=True)
    assert steps == tuple(range(1, 61))
    assert losses[0] == pytest.approx(before)
    assert bilinear.accuracy(model, train) == 1
