"""Fourier analysis on the clock of p hours: what a network that adds modulo p is made of.

A function of the numbers 0 to p − 1 is a sum of waves of 0, 1, ..., p // 2 turns per round of the clock; "frequency k"
is the wave of k turns, a cosine and a sine. The trained network of Nanda et al. 2023 keeps a handful of them:

    cos(w(a + b − c)),  w = 2π k / p,  is largest where c = a + b modulo p

so a sum of a few such cosines is an answer, and all the functions here measure how much of a network is that.
"""

import math

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Device, Natural, Seed
from labkit.messages import say


def wave(p: Count, k: Natural) -> tuple[Float[Tensor, " p"], Float[Tensor, " p"]]:
    """The cosine and the sine of k turns on 0 to p − 1."""
    angles = 2 * math.pi * k * torch.arange(p) / p
    return angles.cos(), angles.sin()


def spectrum(vectors: Float[Tensor, "p width"]) -> Float[Tensor, " frequency"]:
    """How the energy (sum of squares) of p vectors divides among the frequencies 0 to p // 2; the sum is 1.

    Args:
        vectors: One vector for each number, such as the embeddings of a model.

    Raises:
        ValueError: for vectors that are all 0, which have no energy to divide.
    """
    power = torch.fft.rfft(vectors.double(), dim=0).abs().square().sum(1)  # (p // 2 + 1,)
    power *= _copies(len(vectors)).to(power.device)
    if not power.any():
        raise ValueError(say("grokking.no_energy"))
    return (power / power.sum()).float()


def strongest(vectors: Float[Tensor, "p width"], count: Count) -> list[int]:
    """The `count` frequencies, 0 excluded, that hold most of the energy of the vectors, in ascending order.

    Raises:
        ValueError: for a count out of its range.
    """
    most = len(vectors) // 2
    if not 1 <= count <= most:
        raise ValueError(say("argument.range", name="count", allowed=f"1 … {most}", value=count))
    return sorted((spectrum(vectors)[1:].topk(count).indices + 1).tolist())


def _copies(p: int) -> Float[Tensor, " frequency"]:
    """How many of the p complex waves make each real frequency: 2, but 1 for frequency 0, and for p / 2."""
    copies = torch.full((p // 2 + 1,), 2.0, dtype=torch.float64)
    copies[0] = 1
    if p % 2 == 0:
        copies[-1] = 1
    return copies


def sums_of(p: Count, device: torch.device | Device = "cpu") -> Int[Tensor, " question"]:
    """a + b modulo p for the p² questions in the order (0, 0), (0, 1), ..., (p − 1, p − 1)."""
    numbers = torch.arange(p, device=device)
    return ((numbers[:, None] + numbers) % p).flatten()


def mean_by_sum(
    logits: Float[Tensor, "p p p"], questions: Bool[Tensor, " question"] | None = None
) -> Float[Tensor, "p p"]:
    """The scores [sum, answer]: the mean over the questions (a, b) of the same sum modulo p.

    Args:
        logits: Scores [a, b, answer].
        questions: Those to count, of the p² in the order of `sums_of`; None: all.

    Raises:
        ValueError: where some sum has no question.
    """
    p, device = len(logits), logits.device
    kept = torch.ones(p * p, dtype=torch.bool, device=device) if questions is None else questions
    arguments.require_size("questions", kept, "p²", p * p)
    sums = sums_of(p, device)[kept]
    count = torch.bincount(sums, minlength=p)
    if not count.all():
        raise ValueError(say("grokking.no_question", value=count.argmin().item()))
    total = torch.zeros(p, p, dtype=torch.float64, device=device)
    total.index_add_(0, sums, logits.flatten(0, 1)[kept].double())
    return (total / count[:, None]).float()


def sum_waves(logits: Float[Tensor, "p p p"]) -> Float[Tensor, " frequency"]:
    """How large a cosine of each frequency the scores hold, in the direction of the right answer.

    The coefficients u of the best fit of sum over k of u[k] cos(2π k (a + b − c) / p) to the scores [a, b, c]; u[0] is
    their mean.
    """
    p = len(logits)
    sums = torch.arange(p, device=logits.device)[:, None]
    by_error = mean_by_sum(logits).gather(1, (sums + sums.T) % p).mean(0)  # score of the answer a + b + d, by d
    return (torch.fft.rfft(by_error.double()).real * _copies(p).to(logits.device) / p).float()


def key_frequencies(waves: Float[Tensor, " frequency"], *, least: float = 0.1) -> list[int]:
    """The frequencies that stand out, ascending: above 0, at least `least` of the largest; never frequency 0.

    Args:
        waves: A size for each frequency, from `sum_waves` or `spectrum`.
        least: Share of the largest, above 0 and at most 1.
    """
    if not 0 < least <= 1:
        raise ValueError(say("argument.range", name="least", allowed="]0, 1]", value=least))
    sizes = waves.clone()
    sizes[0] = 0
    return torch.nonzero((sizes > 0) & (sizes >= least * sizes.max())).flatten().tolist()


def filtered(vectors: Float[Tensor, "p width"], frequencies: list[int]) -> Float[Tensor, "p width"]:
    """The vectors with these frequencies only, and the mean (frequency 0)."""
    waves = torch.fft.rfft(vectors.double(), dim=0)
    kept = torch.zeros(len(waves), 1, dtype=torch.float64, device=vectors.device)
    kept[[0, *checked(frequencies, len(vectors))]] = 1
    return torch.fft.irfft(waves * kept, n=len(vectors), dim=0).to(vectors.dtype)


def checked(frequencies: list[int], p: Count) -> list[int]:
    """The frequencies, if the clock of p hours has them.

    Raises:
        ValueError: for a frequency outside 1 to p // 2.
    """
    for k in frequencies:
        if not 1 <= k <= p // 2:
            raise ValueError(say("argument.range", name="frequencies", allowed=f"1 … {p // 2}", value=k))
    return frequencies


def circuit(
    logits: Float[Tensor, "p p p"], frequencies: list[int], questions: Bool[Tensor, " question"] | None = None
) -> Float[Tensor, "p p"]:
    """What waves of a + b, of these frequencies, contribute to the scores: [sum, answer].

    Args:
        logits: Scores [a, b, answer].
        frequencies: Those of the circuit.
        questions: Those on which the waves are fitted, as for `mean_by_sum`.
    """
    by_sum = mean_by_sum(logits, questions)
    return filtered(by_sum, frequencies) - by_sum.mean(0)


def restricted_loss(
    logits: Float[Tensor, "p p p"], frequencies: list[int], questions: Bool[Tensor, " question"] | None = None
) -> float:
    """Cross-entropy in nats of the sums as the circuit of these frequencies alone gives them (Nanda et al. 2023).

    Fitted on all questions, as in the paper, it flatters a network that knows some of them by heart: the means by sum
    hold their answers. Fitted on questions that training never showed, it cannot.
    """
    scores = circuit(logits, frequencies, questions)
    return F.cross_entropy(scores, torch.arange(len(scores), device=scores.device)).item()


def excluded_loss(
    logits: Float[Tensor, "p p p"], frequencies: list[int], questions: Bool[Tensor, " question"]
) -> float:
    """Cross-entropy in nats on these questions, once the circuit, fitted on all, is taken from the scores.

    On training questions it says what memory alone would lose (Nanda et al. 2023).
    """
    arguments.require_size("questions", questions, "p²", len(logits) ** 2)
    sums = sums_of(len(logits), logits.device)[questions]
    rest = logits.flatten(0, 1)[questions] - circuit(logits, frequencies)[sums]
    return F.cross_entropy(rest, sums).item()


def neuron_frequencies(hidden: Float[Tensor, "p p neuron"]) -> tuple[Int[Tensor, " neuron"], Float[Tensor, " neuron"]]:
    """For each neuron the frequency that explains most of what it does, and the share of its variance explained.

    Explained by frequency k: waves of k turns in a, in b, and their products. A neuron that never changes: share 0.

    Args:
        hidden: Activations for the questions (a, b).
    """
    p = len(hidden)
    varying = hidden.float() - hidden.float().mean((0, 1))
    power = torch.fft.fft2(varying, dim=(0, 1)).abs().square()  # (p, p, neuron)
    power[0, 0] = 0
    k = torch.arange(1, p // 2 + 1)
    places = [(k, 0 * k), (p - k, 0 * k), (0 * k, k), (0 * k, p - k)]
    places += [(k, k), (k, p - k), (p - k, k), (p - k, p - k)]
    explained = sum(power[i, j] for i, j in places)  # (frequency, neuron)
    if p % 2 == 0:  # k and p − k are one at the last frequency
        explained[-1] = power[k[-1], 0] + power[0, k[-1]] + power[k[-1], k[-1]]
    share, best = (explained / power.sum((0, 1)).clamp_min(1e-12)).max(0)
    return best + 1, share


def circle(vectors: Float[Tensor, "p width"], k: Natural) -> Float[Tensor, "p 2"]:
    """The vectors seen in the plane where the wave of frequency k turns.

    The plane is spanned by what the cosine and the sine of frequency k pick out of the vectors; a perfect circle of k
    turns looks like one.
    """
    checked([k], len(vectors))
    centred = vectors - vectors.mean(0)
    cosine, sine = wave(len(vectors), k)
    plane, _ = torch.linalg.qr(torch.stack([cosine @ centred, sine @ centred], dim=1))  # (width, 2)
    return centred @ plane


def written_by_hand(p: Count, units: Count, *, seed: Seed = 0) -> Float[Tensor, "p p p"]:
    """The scores [a, b, c] of Gromov's network of two layers (2023), whose weights are a formula: nothing is trained.

    Hidden unit j of frequency k adds cos(2π k a / p + φ) and cos(2π k b / p + ψ), and squares the sum; it speaks for
    answer c with the weight cos(2π k c / p + φ + ψ).

    Args:
        units: Hidden units; each draws its frequency and its two phases.
        seed: Of the draw; torch's global random state is left alone.
    """
    if units < 1:
        raise ValueError(say("argument.range", name="units", allowed="≥ 1", value=units))
    if p < 3:
        raise ValueError(say("argument.range", name="p", allowed="≥ 3", value=p))
    generator = torch.Generator().manual_seed(seed)
    k = torch.randint(1, (p - 1) // 2 + 1, (units,), generator=generator)
    phi, psi = 2 * math.pi * torch.rand(2, units, generator=generator)
    turns = 2 * math.pi * torch.arange(p)[:, None] * k / p  # (p, unit)
    hidden = ((turns + phi).cos()[:, None] + (turns + psi).cos()[None]).square()  # (p, p, unit)
    return hidden @ (turns + phi + psi).cos().T / units


arguments.check(__name__)
