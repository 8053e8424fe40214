"""Checks of lab 00: what is true of a right answer, never the answer."""

import numpy as np
import torch

from labkit.checks import Hint, exercise, expect
from labkit.messages import number, percent


@exercise
def inputs_and_targets(answer):
    """All but the last, all but the first: at each place what is read, and what follows it."""
    ids = np.array([4, 0, 2, 2, 5])
    found = answer(ids.copy())
    expect(isinstance(found, tuple | list) and len(found) == 2, "first_steps.inputs_and_targets.pair")
    inputs, targets = (np.asarray(part).tolist() for part in found)
    lengths = f"{len(inputs)}, {len(targets)}"
    expect(len(inputs) == len(targets) == 4, "first_steps.inputs_and_targets.length", options=4, value=lengths)
    expect(inputs != [0, 2, 2, 5], "first_steps.inputs_and_targets.swapped")
    expect((inputs, targets) == ([4, 0, 2, 2], [0, 2, 2, 5]), "first_steps.inputs_and_targets.shift")


@exercise
def share_right(answer):
    """The share of the hidden questions whose guess is the answer."""
    answers = np.arange(10).reshape(2, 5)
    right = np.array([[1, 1, 1, 0, 0], [0, 1, 0, 0, 0]], dtype=bool)
    hidden = np.array([[0, 0, 0, 0, 0], [0, 1, 1, 1, 1]], dtype=bool)  # shown: 3 right of 6; hidden: 1 of 4
    share = answer(np.where(right, answers, answers + 1), answers.copy(), hidden.copy())
    expect(np.ndim(share) == 0, "first_steps.share_right.number", value=np.shape(share))
    share = float(share)
    expect(abs(share - 1) > 1e-9, "first_steps.share_right.count")
    for part, hint in ((right, "everything"), (right[~hidden], "shown"), (right & hidden, "divisor")):
        expect(abs(share - part.mean()) > 1e-9, f"first_steps.share_right.{hint}", value=percent(share))
    expect(abs(share - 0.25) < 1e-6, "first_steps.share_right.other", options=percent(0.25), value=percent(share))


@exercise
def row_shares(answer):
    """Each row of a table of counts divided by its own sum."""
    counts = np.array([[1, 3, 4], [2, 2, 4], [5, 0, 15]])
    shares = np.asarray(answer(counts.copy()), dtype=float)
    expect(shares.shape == (3, 3), "first_steps.row_shares.shape", options="(3, 3)", value=shares.shape)
    expect(not np.allclose(shares, counts / counts.sum()), "first_steps.row_shares.total")
    expect(not np.allclose(shares, counts / counts.sum(axis=0)), "first_steps.row_shares.axis")
    expect(not np.allclose(shares, counts / counts.sum(axis=1)), "first_steps.row_shares.column")
    sums = ", ".join(number(total) for total in shares.sum(axis=1))
    right = np.allclose(shares, counts / counts.sum(axis=1, keepdims=True))
    expect(right, "first_steps.row_shares.sums", value=sums)


@exercise
def two_words_later(answer):
    """From the shares [word, next word]: those of the word after the next."""
    shares = np.array([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    found = np.asarray(answer(shares.copy(), 0), dtype=float)
    expect(found.shape == (3,), "first_steps.two_words_later.shape", options="(3,)", value=found.shape)
    expect(not np.allclose(found, shares[0]), "first_steps.two_words_later.one")
    total = float(found.sum())
    expect(abs(total - 1) < 1e-6, "first_steps.two_words_later.sum", value=number(total))
    expect(not np.allclose(found, shares @ shares[0]), "first_steps.two_words_later.order")
    wanted = np.array([[0.25, 0.25, 0.5], [1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    all_found = [np.asarray(answer(shares.copy(), word), dtype=float) for word in range(3)]
    expect(np.allclose(all_found, wanted), "first_steps.two_words_later.word")


@exercise
def mean_bits(answer):
    """The mean surprise of the targets, from the probabilities (position, word)."""
    p = torch.tensor([[0.4, 0.35, 0.25], [0.125, 0.125, 0.75]], dtype=torch.float64)
    targets = torch.tensor([0, 1])
    found = torch.as_tensor(answer(p.clone(), targets.clone()))
    expect(found.dim() == 0, "first_steps.mean_bits.number", value=tuple(found.shape))
    bits = found.item()
    expect(bits > 0, "first_steps.mean_bits.sign", value=number(bits))
    chosen = p[[0, 1], targets]
    wrong = {"unit": -chosen.log().mean(), "total": -chosen.log2().sum(), "before": -chosen.mean().log2()}
    wrong["pairs"] = -p[:, targets].log2().mean()
    for hint, value in wrong.items():
        expect(abs(bits - value.item()) > 1e-3, f"first_steps.mean_bits.{hint}", value=number(bits))
    right = -chosen.log2().mean().item()
    expect(abs(bits - right) < 1e-3, "first_steps.mean_bits.other", options=number(right), value=number(bits))
    uneven = torch.tensor([[1 / 2, 1 / 4, 1 / 4], [1 / 4, 1 / 2, 1 / 4], [1 / 64, 31.5 / 64, 31.5 / 64]]).double()
    bits = torch.as_tensor(answer(uneven, torch.tensor([0, 1, 0]))).item()  # of 1, 1 and 6 bits
    expect(abs(bits - 8 / 3) < 1e-3, "first_steps.mean_bits.middle", options=number(8 / 3), value=number(bits))


@exercise
def slopes(answer):
    """How fast a loss changes with each parameter, the others left alone."""

    def loss(weights):
        return weights[0] ** 2 + 2.4 * weights[1]

    weights = torch.tensor([2.0, -1.0], dtype=torch.float64)
    found = answer(loss, weights)
    try:
        found = [float(slope) for slope in found]
    except TypeError:
        raise Hint("first_steps.slopes.length", options=2, value=1) from None
    expect(len(found) == 2, "first_steps.slopes.length", options=2, value=len(found))
    told = ", ".join(number(slope) for slope in found)
    expect(not np.allclose(found, 0, atol=0.1), "first_steps.slopes.divided", value=told)
    expect(not np.allclose(found, 6.4, atol=0.1), "first_steps.slopes.together")
    expect(not np.allclose(found, [4, 6.4], atol=0.1), "first_steps.slopes.together")
    expect(not np.allclose(found, [-4, -2.4], atol=0.1), "first_steps.slopes.sign")
    right = np.allclose(found, [4, 2.4], atol=0.1)
    expect(right, "first_steps.slopes.other", options=f"{number(4, 0)}, {number(2.4, 1)}", value=told)
