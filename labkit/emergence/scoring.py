"""What unit 07 measures: one set of predictions under many metrics, and how sudden a curve is.

A curve is a sequence of values by model size, the smallest model first.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from labkit import arguments, metrics
from labkit.arguments import Below, Count, Seed, Share
from labkit.emergence.ensemble import answer_bits
from labkit.messages import say

Curve = Sequence[float | int] | np.ndarray


def scores(
    logits: Float[Tensor, "member item digit option"],
    targets: Annotated[Int[Tensor, "member item digit"], Below("option")],
    *,
    seed: Seed = 0,
) -> dict[str, float]:
    """Six metrics of the same predictions.

    exact: share of answers right from the first digit to the last.
    digit: share of digits right.
    edit: mean edit distance to the answer, in digits.
    choice: share of items whose answer is the likeliest of four, the other three being drawn, with repetition, among
        the answers to other items.
    brier: Brier score per digit, 0 to 2.
    bits: cross-entropy in bits per digit.

    Raises:
        ValueError: for a single item, beside which there are no others.
    """
    if targets.shape[1] < 2:
        raise ValueError(say("emergence.single", value=targets.shape[1]))
    guesses, answers = (x.flatten(0, 1).tolist() for x in (logits.argmax(-1), targets))
    distances = [metrics.token_edit_distance(g, a) for g, a in zip(guesses, answers, strict=True)]
    probabilities = logits.softmax(-1).flatten(0, 2).double()
    return {
        "exact": metrics.exact_match(guesses, answers),
        "digit": (logits.argmax(-1) == targets).float().mean().item(),
        "edit": float(np.mean(distances)),
        "choice": _choice(logits, targets, seed),
        "brier": metrics.brier_score(probabilities.numpy(), targets.flatten().tolist()),
        "bits": answer_bits(logits, targets).mean().item(),
    }


def by_metric(scores: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    """The scores of several models as a curve for each metric."""
    return {name: [of_model[name] for of_model in scores] for name in scores[0]}


def _choice(logits, targets, seed, options=4):
    """Multiple choice among the right answer and those to other items of the same member."""
    members, items, _ = targets.shape
    others = torch.randint(1, items, (members, items, options - 1), generator=torch.Generator().manual_seed(seed))
    rows = torch.cat([torch.zeros(members, items, 1, dtype=torch.long), others], dim=-1)
    rows = (rows + torch.arange(items)[:, None]) % items  # (member, item, option): column 0 is the item's own
    offered = targets[torch.arange(members)[:, None, None], rows]  # (member, item, option, digit)
    log_p = logits.log_softmax(-1)[:, :, None].expand(-1, -1, options, -1, -1)
    log_p = log_p.gather(-1, offered[..., None]).sum((-1, -2))  # (member, item, option)
    return metrics.multiple_choice(log_p.flatten(0, 1).numpy(), [0] * (members * items))


def exact_share(right: Bool[Tensor, "*shape digit"]) -> float:
    """The share of answers all of whose digits are right."""
    return right.all(-1).double().mean().item()


def digit_correlation(right: Bool[Tensor, "member item digit"]) -> float:
    """How far right digits come together: the mean correlation between two digits of one answer, within a member.

    0 for independent digits: exact match is then the product of the accuracies per digit. Digits that are always right,
    or always wrong, say nothing and are left out.

    Raises:
        ValueError: where no two digits vary.
    """
    found = []
    for member in right.double().numpy():
        varying = member[:, member.std(0) > 0]
        table = np.corrcoef(varying.T) if varying.shape[1] > 1 else np.ones((1, 1))
        found += table[np.triu_indices(len(table), 1)].tolist()
    if not found:
        raise ValueError(say("emergence.constant"))
    return float(np.mean(found))


def emergence_score(values: Curve) -> float:
    """How sudden a curve is: its range, with the sign of its direction, over the median step.

    sign(argmax - argmin) · (max - min) / sqrt(median of squared steps), the "breakthroughness" of BIG-bench (Srivastava
    et al. 2023) and the emergence score of Schaeffer et al. 2023. A straight line of n values has n - 1; inf: more than
    half of the steps are flat.

    Raises:
        ValueError: for fewer than three values, or values that do not change.
    """
    values = _curve(values)
    spread = np.sign(values.argmax() - values.argmin()) * np.ptp(values)
    median = np.sqrt(np.median(np.diff(values) ** 2))
    return float(spread / median) if median else float(np.copysign(np.inf, spread))


def steepest_share(values: Curve) -> float:
    """The share of the whole change, from the first value to the last, that the largest single step makes."""
    values = _curve(values)
    if values[0] == values[-1]:
        raise ValueError(say("emergence.flat"))
    return float((np.diff(values) / (values[-1] - values[0])).max())


def _curve(values):
    values = np.asarray(values, dtype=float)
    if values.ndim != 1 or len(values) < 3:
        raise ValueError(say("argument.range", name="len(values)", allowed="≥ 3", value=values.shape))
    if not np.isfinite(values).all():
        raise ValueError(say("argument.range", name="values", allowed="]−∞, ∞[", value=values[~np.isfinite(values)][0]))
    if np.ptp(values) == 0:
        raise ValueError(say("emergence.flat"))
    return values


def forecast(sizes: Curve, accuracy: Curve, *, at: Curve) -> Float[np.ndarray, " prediction"]:
    """Accuracies per token at other sizes by the law of Schaeffer et al. 2023: -ln p = (N / c)^alpha.

    Fitted by least squares on ln(-ln p) against ln N: a straight line.

    Raises:
        ValueError: for fewer than two models, sizes that are not positive, accuracies outside ]0, 1[.
    """
    sizes, accuracy, at = (np.asarray(x, dtype=float) for x in (sizes, accuracy, at))
    if len(sizes) != len(accuracy):
        raise ValueError(say("metrics.lengths", first=len(sizes), second=len(accuracy)))
    if len(sizes) < 2:
        raise ValueError(say("argument.range", name="len(sizes)", allowed="≥ 2", value=len(sizes)))
    for name, values, good in (
        ("sizes", sizes, sizes > 0),
        ("accuracy", accuracy, (accuracy > 0) & (accuracy < 1)),
        ("at", at, at > 0),
    ):
        if not good.all():
            allowed = "]0, 1[" if name == "accuracy" else "> 0"
            raise ValueError(say("argument.range", name=name, allowed=allowed, value=values[~good][0]))
    slope, level = np.polyfit(np.log(sizes), np.log(-np.log(accuracy)), 1)
    return np.exp(-np.exp(level + slope * np.log(at)))


def small_tests(
    right: Bool[np.ndarray, " item"], *, questions: int, tests: Count, seed: Seed = 0
) -> Float[np.ndarray, " test"]:
    """The score on each of `tests` examinations of `questions` items, drawn without repetition within a test."""
    if not 1 <= questions <= len(right):
        raise ValueError(say("argument.range", name="questions", allowed=f"1 … {len(right)}", value=questions))
    draw = np.random.default_rng(seed)
    return np.array([right[draw.choice(len(right), questions, replace=False)].mean() for _ in range(tests)])


def pages_mastered(right: Bool[Tensor, "member item digit"], *, page: int, threshold: Share) -> float:
    """The share of pages (of `page` items) on which at least `threshold` of the digits are right: Schaeffer's recipe.

    A smooth accuracy under a threshold becomes a jump, and the threshold says where.
    """
    members, items, digits = right.shape
    if not 1 <= page <= items:
        raise ValueError(say("argument.range", name="page", allowed=f"1 … {items}", value=page))
    whole = right[:, : items // page * page].double().reshape(members, -1, page * digits)
    return (whole.mean(-1) >= threshold).double().mean().item()


arguments.check(__name__)
