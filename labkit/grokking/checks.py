"""Checks of lab 05: what is true of a right answer, never the answer."""

import math

import numpy as np
import torch

from labkit.checks import exercise, expect
from labkit.grokking import fourier
from labkit.messages import number, percent


@exercise
def parrot_accuracy(answer):
    """Share of the hidden questions for one who knows the shown ones, and that a + b = b + a."""
    lower = np.tril(np.ones((4, 4), dtype=bool))
    share = float(answer(lower))
    expect(abs(share - 1) < 1e-6, "grokking.parrot_accuracy.everything", value=percent(share))
    mirrored = ~np.eye(4, dtype=bool)
    share = float(answer(mirrored))
    expect(abs(share) < 1e-6, "grokking.parrot_accuracy.nothing", value=percent(share))
    shown = np.array([[False, True, False], [False, True, False], [False, False, True]])  # 1 twin of 6 hidden
    share = float(answer(shown))
    expect(abs(share - 1 / 6) < 1e-6, "grokking.parrot_accuracy.hidden", options=percent(1 / 6), value=percent(share))


@exercise
def effect_of_the_fraction(prediction, fractions):
    """A prediction, True or False, for each share of the table; only its form and its good sense are tested."""
    listed = " ; ".join(number(fraction) for fraction in fractions)
    whole = isinstance(prediction, dict) and set(prediction) == set(fractions)
    expect(whole and all(value in (True, False) for value in prediction.values()), _FORM, options=listed)
    for less in fractions:
        for more in fractions:
            good = not (less < more and prediction[less] and not prediction[more])
            expect(good, "grokking.effect_of_the_fraction.order", less=percent(less), more=percent(more))


_FORM = "grokking.effect_of_the_fraction.form"


@exercise
def key_frequencies(answer):
    """The frequencies, ascending and without 0, whose size is at least a tenth of the largest of them."""
    sizes = np.zeros(12)
    sizes[[0, 3, 5, 8, 9]] = 40.0, 2.0, 0.5, 0.1, 0.25  # 0.1: too small
    found = [int(k) for k in answer(sizes.copy())]
    expect(0 not in found, "grokking.key_frequencies.constant")
    expect(3 in found, "grokking.key_frequencies.largest", options=3)
    again = [int(k) for k in answer(100 * sizes)]
    expect(again == found, "grokking.key_frequencies.scale")
    expect(found == [3, 5, 9], "grokking.key_frequencies.tenth", options="[3, 5, 9]", value=found)


@exercise
def unseen_network(keys, logits):
    """The key frequencies of the network that gives these scores [a, b, answer]."""
    last = len(logits) // 2
    numbers = isinstance(keys, list | tuple | np.ndarray | torch.Tensor)
    keys = sorted(int(k) for k in keys) if numbers else []
    expect(keys and keys[0] >= 1 and keys[-1] <= last, "grokking.unseen_network.form", options=last)
    expect(keys == fourier.key_frequencies(fourier.sum_waves(logits)), "grokking.unseen_network.other")


@exercise
def restricted_loss(answer):
    """Cross-entropy of what the waves of a + b, of some frequencies, say about the sum."""
    p, k = 11, 3
    a = torch.arange(p)

    def wave(k):
        return (2 * math.pi * k / p * (a[:, None, None] + a[:, None] - a)).cos()  # [a, b, answer]

    scores = 40 * wave(k)
    loss = float(answer(scores, [k]))
    expect(abs(loss) < 0.1, "grokking.restricted_loss.perfect", value=number(loss))
    chance = math.log(p)
    loss = float(answer(scores, [k + 1]))
    expect(abs(loss - chance) < 1e-3, "grokking.restricted_loss.key", options=number(chance), value=number(loss))
    weak = wave(k)
    noise = 5 * (2 * math.pi * k / p * (a[:, None, None] - 0 * a[:, None] - a)).cos()
    clean = torch.nn.functional.cross_entropy(weak[0].T, a).item()  # what these scores say, exactly
    noisy = float(answer(weak + noise, [k]))
    same = abs(clean - noisy) < 1e-3
    expect(same, "grokking.restricted_loss.noise", options=number(clean, 3), value=number(noisy, 3))
    turn = 2 * math.pi / p * (a[:, None] + a)
    uneven = (turn.cos() + (2 * turn).cos())[..., None] * a / 4  # no more above its mean than below; by answer
    other = float(answer(weak + uneven + a / 4, [k]))
    same = abs(clean - other) < 1e-3
    expect(same, "grokking.restricted_loss.column", options=number(clean, 3), value=number(other, 3))
    both = weak + 2 * wave(k + 1)
    right = torch.nn.functional.cross_entropy(both[0].T, a).item()
    found = float(answer(both, [k, k + 1]))
    same = abs(right - found) < 1e-3
    expect(same, "grokking.restricted_loss.several", options=number(right, 3), value=number(found, 3))


@exercise
def output_weights(answer):
    """The weight of each hidden unit for each answer in Gromov's network."""
    p, units = 13, 400
    draw = np.random.default_rng(0)
    k = draw.integers(1, (p - 1) // 2 + 1, size=units)
    phi, psi = draw.uniform(0, 2 * np.pi, size=(2, units))
    weights = np.asarray(answer(p, k, phi, psi), dtype=float)
    shape = ", ".join(map(str, weights.shape))
    expect(weights.shape == (units, p), "grokking.output_weights.shape", options=f"{units}, {p}", value=shape)
    moved = [np.asarray(answer(p, k, phi + d, psi + e), dtype=float) for d, e in ((1, 0), (0, 1))]
    expect(not any(np.allclose(weights, other) for other in moved), "grokking.output_weights.phase")
    turns = 2 * np.pi * np.arange(p)[:, None] * k / p
    hidden = (np.cos(turns + phi)[:, None] + np.cos(turns + psi)[None]) ** 2  # (p, p, unit)
    right = ((hidden @ weights).argmax(-1) == (np.arange(p)[:, None] + np.arange(p)) % p).mean()
    expect(right > 0.95, "grokking.output_weights.accuracy", value=percent(float(right)))


@exercise
def logarithm(answer):
    """For a prime p and a number g whose powers are all of 1 to p − 1: {g to the power n: n}."""
    for p, g in ((7, 3), (11, 7), (113, 3)):
        log = answer(p, g)
        if p > 100:
            expect(sorted(log) == list(range(1, p)), "grokking.logarithm.large", options=p, value=len(log))
        expect(sorted(log) == list(range(1, p)), "grokking.logarithm.length", options=p - 1, value=len(log))
        expect(log[1] == 0, "grokking.logarithm.one", value=log[1])
        for a in range(1, p):
            for b in range(1, p):
                good = (log[a] + log[b] - log[a * b % p]) % (p - 1) == 0
                expect(good, "grokking.logarithm.sum", a=a, b=b)
        expect(len(set(log.values())) == p - 1, "grokking.logarithm.different")
        expect(log[g] == 1, "grokking.logarithm.base", p=p, g=g, value=log[g])
