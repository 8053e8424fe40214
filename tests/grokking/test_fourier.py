"""Fourier analysis on small clocks: slow sums as oracles, tables whose waves are known, planted mistakes."""

import math

import pytest
import torch
import torch.nn.functional as F

from labkit.grokking import fourier
from labkit.messages import LANGUAGES, set_language


def drawn(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def clock_scores(p, k, size=1.0):
    """size · cos(2π k (a + b − c) / p): [a, b, c]."""
    n = torch.arange(p)
    return size * (2 * math.pi * k / p * (n[:, None, None] + n[:, None] - n)).cos()


@pytest.mark.parametrize("p", [2, 5, 8, 13])
def test_the_spectrum_is_the_energy_of_each_wave_written_as_sums(p):
    vectors = drawn(p, 3)
    shares = []
    for k in range(p // 2 + 1):
        basis = torch.stack(fourier.wave(p, k)).double()
        basis = basis[basis.norm(dim=1) > 1e-3]  # frequency 0, and p / 2, have no sine
        basis /= basis.norm(dim=1, keepdim=True)
        shares.append((basis @ vectors.double()).square().sum())
    expected = torch.stack(shares) / vectors.double().square().sum()
    torch.testing.assert_close(fourier.spectrum(vectors), expected.float())
    assert fourier.spectrum(vectors).sum() == pytest.approx(1)


@pytest.mark.parametrize("p", [5, 8])
def test_filtering_splits_vectors_into_parts_that_add_up(p):
    vectors = drawn(p, 4)
    mean = vectors.mean(0)
    parts = [fourier.filtered(vectors, [k]) - mean for k in range(1, p // 2 + 1)]
    torch.testing.assert_close(sum(parts) + mean, vectors)
    for k, part in enumerate(parts, 1):
        torch.testing.assert_close(fourier.spectrum(part)[k].item(), 1.0)


def test_means_by_sum_written_as_loops():
    p, scores = 5, drawn(5, 5, 5)
    questions = torch.ones(25, dtype=torch.bool)
    questions[[0, 7, 24]] = False
    for mask in (None, questions):
        expected = torch.zeros(p, p)
        for total in range(p):
            rows = [
                scores[a, (total - a) % p] for a in range(p) if mask is None or mask[a * p + (total - a) % p].item()
            ]
            expected[total] = torch.stack(rows).mean(0)
        torch.testing.assert_close(fourier.mean_by_sum(scores, mask), expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sum_without_a_question_is_named(language):
    set_language(language)
    questions = fourier.sums_of(5) != 3
    with pytest.raises(ValueError, match=r"3$"):
        fourier.mean_by_sum(drawn(5, 5, 5), questions)


@pytest.mark.parametrize("p", [7, 8])
def test_the_waves_of_known_scores_are_found(p):
    n = torch.arange(p)
    beside = 3 * (2 * math.pi * 2 / p * (n[:, None, None] - n)).cos() + 0 * n[:, None]  # a wave of a − c: not of a + b
    scores = clock_scores(p, 3, 2.5) + clock_scores(p, 1, 0.5) + beside + 7
    expected = torch.zeros(p // 2 + 1)
    expected[[0, 1, 3]] = torch.tensor([7.0, 0.5, 2.5])
    torch.testing.assert_close(fourier.sum_waves(scores), expected, atol=1e-4, rtol=1e-4)


def test_key_frequencies_stand_out_and_never_are_the_constant():
    waves = torch.tensor([9.0, 1.0, 0.11, 0.09, -5.0])
    assert fourier.key_frequencies(waves) == [1, 2]
    assert fourier.key_frequencies(10 * waves) == [1, 2]
    assert fourier.key_frequencies(waves, least=0.5) == [1]
    assert fourier.key_frequencies(torch.tensor([1.0, -1.0, 0.0])) == []
    assert waves[0] == 9  # left as it was


def test_the_circuit_keeps_waves_of_the_sum_and_nothing_else():
    p, n = 11, torch.arange(11)
    noise = 4 * (2 * math.pi * 3 / p * n).cos()[:, None, None].expand(p, p, p)  # a wave of a alone
    bias = drawn(p)[None, None].expand(p, p, p)
    scores = clock_scores(p, 3, 2.0) + clock_scores(p, 4, 1.0)
    expected = clock_scores(p, 3, 2.0)[0]  # [b, c] with a = 0: [sum, c]
    torch.testing.assert_close(fourier.circuit(scores + noise + bias, [3]), expected, atol=1e-4, rtol=1e-4)


def test_restricted_loss_is_that_of_the_wave_alone():
    p = 11
    scores = clock_scores(p, 3, 2.0)
    expected = F.cross_entropy(scores.flatten(0, 1), fourier.sums_of(p)).item()
    noisy = scores + clock_scores(p, 2, 5.0)
    assert fourier.restricted_loss(noisy, [3]) == pytest.approx(expected, abs=1e-4)
    assert fourier.restricted_loss(noisy, [5]) == pytest.approx(math.log(p), abs=1e-4)


def test_restricted_loss_is_not_fooled_by_memory_on_new_questions_only():
    """A table known by heart: fitted on all questions, the measure sees a circuit that is not there."""
    p, every = 31, list(range(1, 16))
    shown = torch.rand(p * p, generator=torch.Generator().manual_seed(0)) < 0.5
    scores = drawn(p, p, p)
    scores.flatten(0, 1)[shown] += 20 * F.one_hot(fourier.sums_of(p)[shown], p)
    assert fourier.restricted_loss(scores, every) < 0.1
    assert fourier.restricted_loss(scores, every, ~shown) > 0.95 * math.log(p)


def test_excluded_loss_is_what_memory_alone_would_lose():
    p, mask = 11, torch.ones(121, dtype=torch.bool)
    mask[5:] = False
    circuit, memory = clock_scores(p, 3, 9.0), drawn(p, p, p)
    memory -= fourier.circuit(memory, [3])[fourier.sums_of(p)].view(p, p, p)  # no wave of its own there
    expected = F.cross_entropy(memory.flatten(0, 1)[mask], fourier.sums_of(p)[mask]).item()
    assert fourier.excluded_loss(circuit + memory, [3], mask) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("p", [7, 8])
def test_a_neuron_of_one_frequency_is_recognised(p):
    n = 2 * math.pi * torch.arange(p) / p
    a, b = n[:, None].expand(p, p), n[None].expand(p, p)
    neurons = [
        (2 * a).cos() + (2 * b).cos() + 5,
        ((3 * a + 1).cos() + (3 * b + 2).cos()) ** 2 - (6 * a + 2).cos() / 2 - (6 * b + 4).cos() / 2,  # cos · cos
        (1 * a).cos() + (2 * b).sin(),  # half each
        torch.full((p, p), 3.0),
    ]
    frequency, share = fourier.neuron_frequencies(torch.stack(neurons, dim=-1))
    assert frequency[:2].tolist() == [2, 3]
    torch.testing.assert_close(share, torch.tensor([1.0, 1.0, 0.5, 0.0]), atol=1e-4, rtol=1e-4)


def test_shares_of_a_neuron_never_exceed_one():
    for p in (6, 7):
        _, share = fourier.neuron_frequencies(drawn(p, p, 50))
        assert (share <= 1 + 1e-5).all()


@pytest.mark.parametrize(("p", "k"), [(7, 1), (7, 3), (12, 5)])
def test_a_circle_hidden_in_many_dimensions_is_a_circle_again(p, k):
    plane, _ = torch.linalg.qr(drawn(9, 4))
    ours, other = torch.stack(fourier.wave(p, k), 1), torch.stack(fourier.wave(p, 2), 1)
    vectors = 3 * ours @ plane[:, :2].T + 2 * other @ plane[:, 2:].T + drawn(9)
    places = fourier.circle(vectors, k)
    torch.testing.assert_close(places.norm(dim=1), torch.full((p,), 3.0), atol=1e-4, rtol=1e-4)
    turn = torch.atan2(places[:, 1], places[:, 0]).diff().remainder(2 * math.pi)
    angle = 2 * math.pi * k / p
    assert torch.allclose(turn, torch.tensor(angle), atol=1e-3) or torch.allclose(
        turn, torch.tensor(2 * math.pi - angle), atol=1e-3
    )


def test_the_network_written_by_hand_adds():
    scores = fourier.written_by_hand(31, 1500)
    assert (scores.flatten(0, 1).argmax(-1) == fourier.sums_of(31)).all()


def test_its_scores_written_as_loops():
    p, units = 5, 3
    generator = torch.Generator().manual_seed(4)
    frequencies = torch.randint(1, 3, (units,), generator=generator)
    phases = 2 * math.pi * torch.rand(2, units, generator=generator)
    scores = fourier.written_by_hand(p, units, seed=4)
    for a, b, c in ((0, 0, 0), (1, 2, 3), (4, 3, 1)):
        total = 0.0
        for k, phi, psi in zip(frequencies.tolist(), *phases.tolist(), strict=True):
            w = 2 * math.pi * k / p
            total += (math.cos(w * a + phi) + math.cos(w * b + psi)) ** 2 * math.cos(w * c + phi + psi)
        assert scores[a, b, c].item() == pytest.approx(total / units, abs=1e-5)


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    first, again, other = (fourier.written_by_hand(7, 5, seed=seed) for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: fourier.key_frequencies(torch.ones(3), least=0.0), "least"),
        (lambda: fourier.filtered(torch.ones(7, 2), [4]), "frequencies"),
        (lambda: fourier.circle(torch.ones(7, 2), 0), "frequencies"),
        (lambda: fourier.written_by_hand(7, 0), "units"),
        (lambda: fourier.written_by_hand(2, 5), "p"),
    ],
    ids=["least", "filtered", "circle", "units", "p"],
)
def test_a_wrong_argument_is_named(call, name, language):
    set_language(language)
    with pytest.raises(ValueError, match=name):
        call()
