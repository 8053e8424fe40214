"""How good are predictions? Scores, each with its unit, and how far a few of them can be trusted.

Losses are in bits: bits = nats / ln 2. Proportions are between 0 and 1.
"""

import math
from collections.abc import Sequence
from typing import Annotated

import numpy as np
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Below, Count
from labkit.messages import say

Tokens = Sequence | np.ndarray | Tensor  # one sequence
Targets = Annotated[Int[Tensor, "batch pos"], Below("vocab", besides=-100)]


def token_bits(logits: Float[Tensor, "batch pos vocab"], targets: Targets) -> Float[Tensor, "batch pos"]:
    """The surprisal of each target in bits, -log2 p; 0 where the target is -100 (not scored)."""
    nats = F.cross_entropy(logits.transpose(1, 2), targets, reduction="none", ignore_index=-100)
    return nats / math.log(2)


def cross_entropy_bits(logits: Float[Tensor, "batch pos vocab"], targets: Targets) -> Float[Tensor, ""]:
    """Mean surprisal in bits per scored token.

    Raises:
        ValueError: where no target is scored.
    """
    scored = (targets != -100).sum()
    if scored == 0:
        raise ValueError(say("metrics.nothing_scored"))
    return token_bits(logits, targets).sum() / scored


def exact_match(predictions: Sequence, answers: Sequence) -> float:
    """The share of predictions that are equal to their answer, from the first token to the last."""
    _same_length(predictions, answers)
    return sum(_listed(p) == _listed(a) for p, a in zip(predictions, answers, strict=True)) / len(answers)


def token_edit_distance(prediction: Tokens, answer: Tokens) -> int:
    """The smallest number of tokens to insert, delete or replace to turn one sequence into the other.

    Source: Levenshtein 1966.
    """
    from rapidfuzz.distance import Levenshtein

    prediction, answer = _listed(prediction), _listed(answer)
    try:
        return Levenshtein.distance(prediction, answer)
    except TypeError:  # tokens that are lists themselves
        allowed = say("argument.one_sequence")
        raise TypeError(
            say("argument.kind", name="prediction, answer", allowed=allowed, value=arguments.shown(prediction))
        ) from None


def multiple_choice(probabilities: Float[np.ndarray, "item option"], answers: Sequence[int]) -> float:
    """The share of items whose right option has the largest probability; among k equals it counts 1/k."""
    probabilities = _distributions(probabilities, answers, must_sum_to_one=False)
    best = probabilities == probabilities.max(axis=1, keepdims=True)
    return float((best[np.arange(len(answers)), answers] / best.sum(axis=1)).mean())


def brier_score(probabilities: Float[np.ndarray, "item option"], answers: Sequence[int]) -> float:
    """Mean squared distance between the probabilities and the truth (1 for the answer, 0 elsewhere): 0 to 2.

    Source: Brier 1950.

    Raises:
        ValueError: for probabilities outside [0, 1] or that do not sum to 1, or unequal lengths.
    """
    probabilities = _distributions(probabilities, answers, must_sum_to_one=True)
    truth = np.eye(probabilities.shape[1])[np.asarray(answers)]
    return float(((probabilities - truth) ** 2).sum(axis=1).mean())


def wilson_interval(successes: int, trials: Count, confidence: float = 0.95) -> tuple[float, float]:
    """Where a proportion lies, given that it showed `successes` times in `trials`.

    Source: Wilson 1927; unlike the textbook interval it stays within [0, 1] and is right for 0 successes.

    Raises:
        ValueError: for numbers out of range.
    """
    if not 0 <= successes <= trials:
        raise ValueError(say("argument.range", name="successes", allowed=f"0 … {trials}", value=successes))
    if not 0 < confidence < 1:
        raise ValueError(say("argument.range", name="confidence", allowed="]0, 1[", value=confidence))
    from statistics import NormalDist

    z, p = NormalDist().inv_cdf((1 + confidence) / 2), successes / trials
    centre = (p + z**2 / (2 * trials)) / (1 + z**2 / trials)
    half = z / (1 + z**2 / trials) * math.sqrt(p * (1 - p) / trials + z**2 / (4 * trials**2))
    low = 0.0 if successes == 0 else centre - half
    return low, 1.0 if successes == trials else centre + half


def _listed(sequence) -> list:
    """A sequence as a list of plain values: the elements of a tensor are equal to nothing but themselves."""
    return sequence.tolist() if hasattr(sequence, "tolist") else list(sequence)


def require_finite(name: str, values: np.ndarray) -> None:
    """Refuses NaN and infinity, which would make of a comparison a wrong answer without a word.

    Raises:
        ValueError: names the first such value.
    """
    wrong = ~np.isfinite(values)
    if wrong.any():
        raise ValueError(say("metrics.not_finite", name=name, value=np.asarray(values)[wrong].flat[0]))


def _same_length(predictions, answers):
    if len(predictions) != len(answers):
        raise ValueError(say("metrics.lengths", first=len(predictions), second=len(answers)))
    if len(answers) == 0:
        raise ValueError(say("metrics.empty"))


def _distributions(probabilities, answers, *, must_sum_to_one):
    probabilities = np.asarray(probabilities, dtype=float)
    _same_length(probabilities, answers)
    require_finite("probabilities", probabilities)
    options = probabilities.shape[1]
    for answer in answers:
        if not 0 <= answer < options:
            raise ValueError(say("argument.range", name="answers", allowed=f"0 … {options - 1}", value=answer))
    if must_sum_to_one:
        if probabilities.min() < 0 or probabilities.max() > 1:
            worst = probabilities.flat[np.abs(probabilities - 0.5).argmax()]
            raise ValueError(say("argument.range", name="probabilities", allowed="[0, 1]", value=worst))
        wrong = np.abs(probabilities.sum(axis=1) - 1).argmax()
        if abs(probabilities[wrong].sum() - 1) > 1e-4:
            raise ValueError(say("metrics.sum", row=wrong, value=probabilities[wrong].sum()))
    return probabilities


arguments.check(__name__)
