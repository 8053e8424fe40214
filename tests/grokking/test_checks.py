"""The checks of lab 05: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from lab_sources import ROOT, build

from labkit.grokking import checks, fourier
from labkit.messages import LANGUAGES, TEXTS, set_language

CELLS = [
    cell for cell in build.read(ROOT / "labs" / "05_grokking.py") if cell.kind == "code" and build.BEGIN in cell.text
]
CHECKS = [name for name, check in vars(checks).items() if getattr(check, "__module__", "") == checks.__name__]
UNSEEN = "unseen_network"  # its cell trains a network: the notebook tests run it


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


class Recorder:
    """Stands for the module of checks, and keeps what they find."""

    def __init__(self):
        self.found = {}

    def __getattr__(self, name):
        def check(*answers, **context):
            self.found[name] = getattr(checks, name)(*answers, **context)

        return check


class Settings:
    shares = (0.15, 0.5)
    share_steps = 400


def run(code):
    """{check: feedback} of an exercise's cell."""
    check = Recorder()
    code = code.replace("from labkit.grokking import checks as check", "")
    exec(code, {"check": check, "math": math, "np": np, "torch": torch, "F": F, "fourier": fourier, "P": Settings})
    return check.found


def exercises():
    return [cell for cell in CELLS if f"check.{UNSEEN}" not in cell.text]


def test_every_check_is_asked_for_by_one_exercise():
    asked = [name for cell in exercises() for name in run(build.solved(cell.text))]
    assert sorted([*asked, UNSEEN]) == sorted(CHECKS)
    assert len(CELLS) == len(CHECKS)


def test_solutions_pass(language):
    for cell in exercises():
        for name, feedback in run(build.solved(cell.text)).items():
            assert feedback.passed, f"{name}: {feedback}"


def test_stubs_are_not_started(language):
    for cell in exercises():
        for name, feedback in run(build.stub(cell, "your code here")).items():
            assert not feedback.started, f"{name}: {feedback}"


def scores(p=11, *frequencies):
    n = torch.arange(p)
    turns = (n[:, None, None] + n[:, None] - n) * 2 * math.pi / p
    return sum((k * turns).cos() for k in frequencies)


def without_filter(logits, keys):
    return F.cross_entropy(logits.flatten(0, 1), fourier.sums_of(len(logits))).item()


def kept_outside(logits, keys):
    others = [k for k in range(1, len(logits) // 2 + 1) if k not in keys]
    return fourier.restricted_loss(logits, others)


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
    ("parrot_accuracy", [lambda shown: shown.mean()], {}, "everything"),
    ("parrot_accuracy", [lambda shown: (~shown).mean() + (shown & shown.T).mean()], {}, "everything"),
    ("parrot_accuracy", [lambda shown: 1.0], {}, "nothing"),
    (
        "parrot_accuracy",
        [
            lambda shown: (
                (~shown & shown.T).sum() / max(1, (~(shown & shown.T) & ~np.eye(len(shown), dtype=bool)).sum() / 2)
            )
        ],
        {},
        "hidden",
    ),
    ("effect_of_the_fraction", [[True, False]], {"fractions": (0.15, 0.5)}, "form"),
    ("effect_of_the_fraction", [{0.15: True}], {"fractions": (0.15, 0.5)}, "form"),
    ("effect_of_the_fraction", [{0.15: 0.2, 0.5: 1.0}], {"fractions": (0.15, 0.5)}, "form"),
    ("effect_of_the_fraction", [{0.15: True, 0.5: False}], {"fractions": (0.15, 0.5)}, "order"),
    ("key_frequencies", [lambda sizes: np.flatnonzero(sizes >= 0.1 * sizes[1:].max()).tolist()], {}, "constant"),
    ("key_frequencies", [lambda sizes: []], {}, "largest"),
    ("key_frequencies", [lambda sizes: [k for k in range(1, len(sizes)) if sizes[k] >= 0.2]], {}, "scale"),
    ("key_frequencies", [lambda sizes: [k for k in range(1, len(sizes)) if sizes[k] > 0]], {}, "tenth"),
    (UNSEEN, [[]], {"logits": scores(11, 2, 3)}, "form"),
    (UNSEEN, [[0, 3]], {"logits": scores(11, 2, 3)}, "form"),
    (UNSEEN, [[2, 6]], {"logits": scores(11, 2, 3)}, "form"),
    (UNSEEN, [[2]], {"logits": scores(11, 2, 3)}, "other"),
    ("restricted_loss", [kept_outside], {}, "perfect"),
    ("restricted_loss", [without_filter], {}, "key"),
    ("restricted_loss", [row_of_b_zero], {}, "noise"),
    ("output_weights", [lambda p, k, phi, psi: gromov()(p, k, phi, psi).T], {}, "shape"),
    ("output_weights", [lambda p, k, phi, psi: gromov()(p, k, 0 * phi, 0 * psi)], {}, "phase"),
    ("output_weights", [gromov(sign=-1)], {}, "accuracy"),
    ("logarithm", [lambda p, g: {pow(g, n, p): n for n in range(p - 2)}], {}, "length"),
    ("logarithm", [swapped], {}, "length"),
    ("logarithm", [lambda p, g: {pow(g, n, p): n for n in range(1, p)}], {}, "one"),
    ("logarithm", [lambda p, g: {a: a - 1 for a in range(1, p)}], {}, "sum"),
    ("logarithm", [lambda p, g: dict.fromkeys(range(1, p), 0)], {}, "different"),
]
FAMILY = {  # the first part of a hint's key
    "parrot_accuracy": "parrot",
    "effect_of_the_fraction": "fraction",
    "key_frequencies": "keys",
    UNSEEN: "unseen",
    "restricted_loss": "restricted",
    "output_weights": "gromov",
    "logarithm": "logarithm",
}


@pytest.mark.parametrize(("name", "answers", "context", "hint"), WRONG)
def test_a_typical_mistake_gets_its_own_hint(name, answers, context, hint, language):
    feedback = getattr(checks, name)(*answers, **context)
    assert feedback.outcome == "wrong"
    text = TEXTS[f"grokking.{name}.{hint}"][language]
    assert feedback.message.startswith(text.partition("{")[0])
    assert feedback.message.endswith(text.rpartition("}")[2])


def test_every_hint_has_a_mistake_that_earns_it():
    earned = {f"grokking.{name}.{hint}" for name, _, _, hint in WRONG}
    assert earned == {key for key in TEXTS if key.startswith("checks.checks.")}


def test_right_answers_of_other_forms_pass(language):
    assert checks.parrot_accuracy(lambda shown: float(shown.T[~shown].mean())).passed
    assert checks.effect_of_the_fraction({0.5: True, 0.15: True}, fractions=(0.15, 0.5)).passed
    assert checks.key_frequencies(lambda sizes: np.array([3, 5])).passed
    assert checks.unseen_network((3, 2), logits=scores(11, 2, 3)).passed
    assert checks.output_weights(lambda *args: 7 * gromov()(*args)).passed
    assert checks.restricted_loss(fourier.restricted_loss).passed
