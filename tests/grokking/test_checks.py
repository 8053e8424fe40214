"""The checks of lab 05: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from exercises import ExerciseTests

from labkit.grokking import checks, fourier
from labkit.messages import LANGUAGES, set_language


class Settings:
    shares = (0.15, 0.5)
    share_steps = 400


def scores(p=11, *frequencies):
    n = torch.arange(p)
    turns = (n[:, None, None] + n[:, None] - n) * 2 * math.pi / p
    return sum((k * turns).cos() for k in frequencies)


def without_filter(logits, keys):
    return F.cross_entropy(logits.flatten(0, 1), fourier.sums_of(len(logits))).item()


def kept_outside(logits, keys):
    others = [k for k in range(1, len(logits) // 2 + 1) if k not in keys]
    return fourier.restricted_loss(logits, others)


def off_the_middle(logits, keys):
    by_sum = fourier.mean_by_sum(logits)
    scores = fourier.filtered(by_sum, keys) - by_sum.quantile(0.5, dim=0)
    return F.cross_entropy(scores, torch.arange(len(scores))).item()


def row_of_b_zero(logits, keys):
    """The questions a + 0 stand for all: a wave of a alone gets in."""
    by_sum = logits[:, 0]
    kept = fourier.filtered(by_sum, keys) - by_sum.mean(0)
    return F.cross_entropy(kept, torch.arange(len(kept))).item()


def gromov(sign=1):
    return lambda p, k, phi, psi: np.cos(2 * np.pi * k[:, None] * np.arange(p) / p + (phi + sign * psi)[:, None])


def swapped(p, g):
    return {n: pow(g, n, p) for n in range(p - 1)}


WRONG = [
    ("parrot_accuracy", [lambda shown: shown.mean()], "everything"),
    ("parrot_accuracy", [lambda shown: (~shown).mean() + (shown & shown.T).mean()], "everything"),
    ("parrot_accuracy", [lambda shown: 1.0], "nothing"),
    (
        "parrot_accuracy",
        [
            lambda shown: (
                (~shown & shown.T).sum() / max(1, (~(shown & shown.T) & ~np.eye(len(shown), dtype=bool)).sum() / 2)
            )
        ],
        "hidden",
    ),
    ("effect_of_the_fraction", [[True, False]], "form"),
    ("effect_of_the_fraction", [{0.15: True}], "form"),
    ("effect_of_the_fraction", [{0.15: 0.2, 0.5: 1.0}], "form"),
    ("effect_of_the_fraction", [{0.15: True, 0.5: False}], "order"),
    ("key_frequencies", [lambda sizes: np.flatnonzero(sizes >= 0.1 * sizes[1:].max()).tolist()], "constant"),
    ("key_frequencies", [lambda sizes: []], "largest"),
    ("key_frequencies", [lambda sizes: [k for k in range(1, len(sizes)) if sizes[k] >= 0.2]], "scale"),
    ("key_frequencies", [lambda sizes: [k for k in range(1, len(sizes)) if sizes[k] > 0]], "tenth"),
    ("unseen_network", [[]], "form"),
    ("unseen_network", [[0, 3]], "form"),
    ("unseen_network", [[2, 6]], "form"),
    ("unseen_network", [[2]], "other"),
    ("restricted_loss", [kept_outside], "perfect"),
    ("restricted_loss", [without_filter], "key"),
    ("restricted_loss", [row_of_b_zero], "noise"),
    ("restricted_loss", [off_the_middle], "column"),
    ("restricted_loss", [lambda logits, keys: fourier.restricted_loss(logits, keys[:1])], "several"),
    ("output_weights", [lambda p, k, phi, psi: gromov()(p, k, phi, psi).T], "shape"),
    ("output_weights", [lambda p, k, phi, psi: gromov()(p, k, 0 * phi, 0 * psi)], "phase"),
    ("output_weights", [gromov(sign=-1)], "accuracy"),
    ("logarithm", [lambda p, g: {pow(g, n, p): n for n in range(p - 2)}], "length"),
    ("logarithm", [swapped], "length"),
    ("logarithm", [lambda p, g: {int(torch.tensor(g) ** n % p): n for n in range(p - 1)}], "large"),
    ("logarithm", [lambda p, g: {pow(g, n, p): n for n in range(1, p)}], "one"),
    ("logarithm", [lambda p, g: {pow(g, -n, p): n for n in range(p - 1)}], "base"),
    ("logarithm", [lambda p, g: {a: a - 1 for a in range(1, p)}], "sum"),
    ("logarithm", [lambda p, g: dict.fromkeys(range(1, p), 0)], "different"),
]


class TestChecks(ExerciseTests):
    unit = "05_grokking"
    alike = {  # noqa: RUF012
        *(
            (name, mutation)
            for name in ("key_frequencies", "unseen_network")
            for mutation in ("larger", "reversed", "one off")
        ),
        *(("output_weights", mutation) for mutation in ("larger", "in nats", "rounded", "ceiling")),
    }
    wrong = WRONG
    context = {  # noqa: RUF012 – constants of a class
        "effect_of_the_fraction": {"fractions": Settings.shares},
        "unseen_network": {"logits": scores(11, 2, 3)},
    }
    names = {  # noqa: RUF012
        **{"np": np, "torch": torch, "F": F, "fourier": fourier, "P": Settings, "keys": [2, 3]},
        "other_logits": scores(11, 2, 3),
        "key_frequencies": lambda sizes: fourier.key_frequencies(torch.tensor(sizes)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_of_other_forms_pass(language):
    set_language(language)
    assert checks.parrot_accuracy(lambda shown: float(shown.T[~shown].mean())).passed
    assert checks.effect_of_the_fraction({0.5: True, 0.15: True}, fractions=(0.15, 0.5)).passed
    assert checks.key_frequencies(lambda sizes: np.array([3, 5, 9])).passed
    assert checks.unseen_network((3, 2), logits=scores(11, 2, 3)).passed
    assert checks.output_weights(lambda *args: 7 * gromov()(*args)).passed
    assert checks.restricted_loss(fourier.restricted_loss).passed
