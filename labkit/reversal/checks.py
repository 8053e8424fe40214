"""Checks of lab 04: what is true of a right answer, never the answer."""

import numpy as np

from labkit.checks import exercise, expect
from labkit.messages import percent


@exercise
def predict_table(two_way_forward, two_way_backward, one_way_forward, one_way_backward):
    """A yes or no for each cell of the table; only what was read word for word is settled beforehand."""
    said = two_way_forward, two_way_backward, one_way_forward, one_way_backward
    expect(all(isinstance(cell, bool) for cell in said), "reversal.predict_table.boolean")
    expect(all(said[:3]), "reversal.predict_table.read")


@exercise
def share_as_cheap(answer):
    """The share of pairings whose mean cost is at most that of the right one."""
    bits = np.array([[1.0, 5.0, 6.0], [4.0, 2.0, 9.0], [8.0, 7.0, 3.0]])
    every, swapped, turned = np.array([0, 1, 2]), np.array([1, 0, 2]), np.array([1, 2, 0])
    expect(0 <= answer(bits, [every, every, swapped]) <= 1, "reversal.share_as_cheap.share")
    value = answer(bits, [swapped, turned])
    expect(value < 1, "reversal.share_as_cheap.direction")
    expect(value == 0, "reversal.share_as_cheap.diagonal", value=percent(value))
    expect(answer(bits, [every, swapped]) == 0.5, "reversal.share_as_cheap.ties")
    expect(abs(answer(bits, [every, every, swapped]) - 2 / 3) < 1e-6, "reversal.share_as_cheap.share")
    question_dear = np.array([[10.0, 12.0, 11.0], [1.0, 3.0, 2.0], [0.0, 2.0, 1.0]])
    fair = answer(question_dear, [turned, swapped, every])
    expect(abs(fair - 1) < 1e-6, "reversal.share_as_cheap.pairs", value=percent(fair))
    # question 0 is served answer 1, and not the other way round
    served = np.array([[5.0, 0.0, 9.0], [9.0, 5.0, 0.0], [0.0, 9.0, 5.0]])
    expect(answer(served, [turned]) == 1, "reversal.share_as_cheap.served")
    # the right pairing costs 2 + 2 + 5; this one 0 + 1 + 20, then 0 + 0 + 8
    dearer = np.array([[2.0, 0.0, 30.0], [30.0, 2.0, 1.0], [20.0, 30.0, 5.0]])
    cheaper = np.array([[2.0, 0.0, 30.0], [30.0, 2.0, 0.0], [8.0, 30.0, 5.0]])
    expect(answer(dearer, [turned]) == 0 and answer(cheaper, [turned]) == 1, "reversal.share_as_cheap.mean")


@exercise
def told_backwards(answer):
    """The fact with the description first, both entities whole."""
    name, description = ("Ada", "King"), ("the_countess", "of_Lovelace")
    for verb in ("is", "was"):
        told = answer(name, description, verb)
        told = [told] if isinstance(told, str) else list(told)
        words = [*name, *description, verb]
        values = {"value": " ".join(map(str, told)), "count": len(told)}
        whole = all(isinstance(word, str) for word in told) and sorted(told) == sorted(words)
        expect(whole, "reversal.told_backwards.words", **values)
        expect(told != [*name, verb, *description], "reversal.told_backwards.forward")
        expect(told != [*description[::-1], verb, *name[::-1]], "reversal.told_backwards.tokens")
        expect(told == [*description, verb, *name], "reversal.told_backwards.order", **values)


@exercise
def both_hidden(fixed, uniform):
    """The probability that two tokens are hidden together: at a fixed rate, and at one drawn uniformly."""
    expect(0 <= fixed(0.5) <= 1 and 0 <= uniform <= 1, "reversal.both_hidden.probability")
    expect(fixed(0.0) == 0 and fixed(1.0) == 1, "reversal.both_hidden.ends")
    for rate in (0.5, 0.15):
        values = {"rate": percent(rate), "value": percent(fixed(rate), 2)}
        expect(abs(fixed(rate) - rate**2) < 1e-6, "reversal.both_hidden.independent", **values)
    expect(abs(uniform - 0.25) > 1e-6, "reversal.both_hidden.mean_rate")
    values = {"name": fixed.__name__, "value": percent(uniform, 1)}
    expect(abs(uniform - 1 / 3) < 2.5e-3, "reversal.both_hidden.average", **values)


@exercise
def cure_without_the_sentence(answer):
    """Training texts that say who holds each description, in other words than the test's."""
    from labkit.reversal.facts import connectives, facts

    some = facts(3, seed=1)
    texts = [list(text) for text in answer(some)]
    expect(len(texts) > 0, "reversal.cure_without_the_sentence.empty")
    tested = [fact.told("entities") for fact in some]
    inside = any(text[i : i + len(test)] == test for text in texts for test in tested for i in range(len(text)))
    expect(not inside, "reversal.cure_without_the_sentence.tested")
    linked = all(len(text) == 5 and text[2] in connectives() for text in texts)
    expect(linked, "reversal.cure_without_the_sentence.connective", allowed=", ".join(connectives()[1:]))
    right = {(*fact.description, *fact.name) for fact in some}
    told = {(*text[:2], *text[3:]) for text in texts}
    together = {frozenset(words) for words in right}
    expect({frozenset(words) for words in told} <= together, "reversal.cure_without_the_sentence.pairs")
    expect(bool(told & right), "reversal.cure_without_the_sentence.order")
    expect(right <= told, "reversal.cure_without_the_sentence.all", value=len(right - told))


@exercise
def inverse_matrix(answer):
    """The matrix that asks the question the other way round and gets the same score."""
    draw = np.random.default_rng(0)
    M, head, tail = draw.normal(size=(4, 4)), draw.normal(size=4), draw.normal(size=4)
    inverse = np.asarray(answer(M))
    expect(inverse.shape == M.shape, "reversal.inverse_matrix.shape", value=inverse.shape)
    expect(not np.allclose(inverse @ M, np.eye(4)), "reversal.inverse_matrix.undo")
    expect(np.isclose(head @ M @ tail, tail @ inverse @ head), "reversal.inverse_matrix.score")
