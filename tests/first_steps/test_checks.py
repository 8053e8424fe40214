"""The checks of lab 00: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import numpy as np
import pytest
import torch
from exercises import ExerciseTests

from labkit.first_steps import checks
from labkit.messages import LANGUAGES, set_language


def nudged(weights, i, h=0.001):
    return weights + h * torch.eye(len(weights))[i]


def in_place(loss, weights, h=0.001):
    before = loss(weights)
    found = []
    for i in range(len(weights)):
        weights[i] += h
        found.append((loss(weights) - before) / h)
    return found


def one_copy(loss, weights, h=0.001):
    """Pushes the parameters one after the other, and leaves them pushed."""
    return in_place(loss, weights.clone(), h)


WRONG = [
    ("inputs_and_targets", [lambda ids: ids[:-1]], "pair"),
    ("inputs_and_targets", [lambda ids: (ids, ids[1:])], "length"),
    ("inputs_and_targets", [lambda ids: (ids[:-1], ids[2:])], "length"),
    ("inputs_and_targets", [lambda ids: (ids[1:], ids[:-1])], "swapped"),
    ("inputs_and_targets", [lambda ids: (ids[:-1], ids[:-1])], "shift"),
    ("share_right", [lambda guesses, answers, hidden: guesses == answers], "number"),
    ("share_right", [lambda guesses, answers, hidden: (guesses == answers)[hidden].sum()], "count"),
    ("share_right", [lambda guesses, answers, hidden: (guesses == answers).mean()], "everything"),
    ("share_right", [lambda guesses, answers, hidden: (guesses == answers)[~hidden].mean()], "shown"),
    ("share_right", [lambda guesses, answers, hidden: ((guesses == answers) & hidden).mean()], "divisor"),
    ("share_right", [lambda guesses, answers, hidden: (guesses != answers)[hidden].mean()], "other"),
    ("row_shares", [lambda counts: counts.sum(axis=1)], "shape"),
    ("row_shares", [lambda counts: counts / counts.sum()], "total"),
    ("row_shares", [lambda counts: counts / counts.sum(axis=0)], "axis"),
    ("row_shares", [lambda counts: counts / counts.sum(axis=1)], "column"),
    ("row_shares", [lambda counts: counts / counts.max()], "sums"),
    ("two_words_later", [lambda shares, word: shares @ shares], "shape"),
    ("two_words_later", [lambda shares, word: shares[word] * shares], "shape"),
    ("two_words_later", [lambda shares, word: shares[word]], "one"),
    ("two_words_later", [lambda shares, word: shares[word] * shares[word]], "sum"),
    ("two_words_later", [lambda shares, word: shares @ shares[word]], "order"),
    ("two_words_later", [lambda shares, word: shares[0] @ shares], "word"),
    ("mean_bits", [lambda p, targets: -p[torch.arange(len(targets)), targets].log2()], "number"),
    ("mean_bits", [lambda p, targets: p[torch.arange(len(targets)), targets].log2().mean()], "sign"),
    ("mean_bits", [lambda p, targets: -p[torch.arange(len(targets)), targets].log().mean()], "unit"),
    ("mean_bits", [lambda p, targets: -p[torch.arange(len(targets)), targets].log2().sum()], "total"),
    ("mean_bits", [lambda p, targets: -p[torch.arange(len(targets)), targets].mean().log2()], "before"),
    ("mean_bits", [lambda p, targets: -p[:, targets].log2().mean()], "pairs"),
    ("mean_bits", [lambda p, targets: -p.log2().mean()], "other"),
    ("mean_bits", [lambda p, targets: -p[torch.arange(len(targets)), targets].log2().quantile(0.5)], "middle"),
    ("slopes", [lambda loss, weights: (loss(nudged(weights, 0)) - loss(weights)) / 0.001], "length"),
    ("slopes", [lambda loss, weights: [(loss(nudged(weights, 0)) - loss(weights)) / 0.001]], "length"),
    ("slopes", [lambda loss, weights: [loss(nudged(weights, i)) - loss(weights) for i in (0, 1)]], "divided"),
    ("slopes", [lambda loss, weights: 2 * [(loss(weights + 0.001) - loss(weights)) / 0.001]], "together"),
    ("slopes", [one_copy], "together"),
    ("slopes", [lambda loss, weights: [(loss(weights) - loss(nudged(weights, i))) / 0.001 for i in (0, 1)]], "sign"),
    ("slopes", [lambda loss, weights: list(weights)], "other"),
]


class TestChecks(ExerciseTests):
    unit = "00_first_steps"
    alike = {("slopes", "larger")}  # noqa: RUF012
    wrong = WRONG
    names = {"np": np, "torch": torch}  # noqa: RUF012 – constants of a class


def in_loops(counts):
    """Without a word of NumPy."""
    return [[n / sum(row) for n in row] for row in counts.tolist()]


def central(loss, weights, h=0.01):
    return torch.stack([(loss(nudged(weights, i, h)) - loss(nudged(weights, i, -h))) / (2 * h) for i in (0, 1)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_of_other_forms_pass(language):
    set_language(language)
    assert checks.inputs_and_targets(lambda ids: [list(ids[:-1]), list(ids[1:])]).passed
    assert checks.share_right(lambda g, a, hidden: ((g == a) & hidden).sum() / hidden.sum()).passed
    assert checks.row_shares(in_loops).passed
    assert checks.row_shares(lambda counts: (counts.T / counts.sum(axis=1)).T).passed
    assert checks.two_words_later(lambda shares, word: np.linalg.matrix_power(shares, 2)[word]).passed
    assert checks.mean_bits(lambda p, targets: -p[range(len(targets)), targets].log2().mean().item()).passed
    assert checks.slopes(central).passed
