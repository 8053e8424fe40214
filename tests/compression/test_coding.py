"""Codes: what Kraft, Huffman and Shannon promise, and messages that come back."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from labkit import compression
from labkit.compression import coding
from labkit.messages import LANGUAGES, set_language

HALVES = {"a": Fraction(1, 2), "b": Fraction(1, 4), "c": Fraction(1, 4)}


def some_probabilities(seed, *, symbols=200, vocab=7):
    return np.random.default_rng(seed).dirichlet(np.full(vocab, 0.2), size=symbols)


# By hand


def test_huffman_pays_less_than_a_bit_more_than_the_entropy_and_leaves_no_word_unused():
    for seed in range(20):
        p = np.random.default_rng(seed).dirichlet(np.ones(6))
        words = coding.huffman(dict(zip("abcdef", p, strict=True)))
        mean = sum(q * len(words[symbol]) for symbol, q in zip("abcdef", p, strict=True))
        entropy = -(p * np.log2(p)).sum()
        assert entropy - 1e-9 <= mean < entropy + 1
        assert coding.kraft([len(word) for word in words.values()]) == pytest.approx(1)
        assert not any(u != v and v.startswith(u) for u in words.values() for v in words.values())


def test_huffman_is_exact_for_halves_and_quarters():
    assert {s: len(w) for s, w in coding.huffman(HALVES).items()} == {"a": 1, "b": 2, "c": 2}


def test_an_interval_is_as_wide_as_the_message_is_likely():
    found = coding.narrowed("acaba", HALVES)
    assert found[0] == (0, 1)
    for i, (low, high) in enumerate(found[1:], 1):
        assert high - low == math.prod(HALVES[s] for s in "acaba"[:i])
        assert found[i - 1][0] <= low < high <= found[i - 1][1]


@settings(max_examples=60, deadline=None)
@given(some.text(alphabet="abc", min_size=0, max_size=12))
def test_a_message_comes_back_from_the_shortest_binary_of_its_interval(message):
    low, high = coding.narrowed(message, HALVES)[-1]
    digits = coding.shortest_binary(low, high)
    assert coding.read_back(digits, len(message), HALVES) == list(message)
    assert len(digits) <= math.ceil(-math.log2(high - low)) + 1
    if digits:  # a digit fewer would leave the interval
        step = Fraction(1, 2 ** (len(digits) - 1))
        assert (math.ceil(low / step) + 1) * step > high


# Frequencies


@pytest.mark.parametrize("vocab", [2, 7, 86, 5000])
def test_frequencies_are_whole_never_zero_and_sum_to_the_total(vocab):
    p = some_probabilities(0, symbols=20, vocab=vocab)
    p[0], p[1] = 0, 1 / vocab
    p[0, 1] = 1  # certain of one symbol: the others keep one unit
    f = coding.quantised(p)
    assert f.min() >= 1
    assert (f.sum(1) == coding.TOTAL).all()
    assert np.abs(f / coding.TOTAL - p).max() < 2 * vocab / coding.TOTAL


def test_rounding_costs_next_to_nothing():
    p = some_probabilities(1, symbols=2000, vocab=86)
    entropy = -(p * np.log2(np.maximum(p, 1e-300))).sum()
    f = coding.quantised(p) / coding.TOTAL
    assert -(p * np.log2(f)).sum() == pytest.approx(entropy, rel=1e-3)


# Files


@settings(max_examples=60, deadline=None)
@given(some.integers(0, 10**6), some.integers(0, 300), some.integers(2, 90))
def test_decoded_is_the_original(seed, symbols, vocab):
    p = some_probabilities(seed, symbols=symbols, vocab=vocab).reshape(symbols, vocab)
    draw = random.Random(seed)
    message = [draw.choices(range(vocab), row + 1e-6)[0] for row in p]
    f = coding.quantised(p) if symbols else np.zeros((0, vocab), int)
    code = compression.encode(message, f)
    assert compression.decode(code, f) == message
    assert 8 * len(code) <= coding.code_bits(message, f).sum() + 64 if symbols else not code


def test_a_symbol_of_probability_zero_can_still_be_written():
    f = coding.quantised([[1.0, 0.0, 0.0]])
    assert compression.decode(compression.encode([2], f), f) == [2]
    assert coding.code_bits([2], f)[0] == coding.PRECISION


def test_symbols_may_come_in_pieces():
    p = coding.quantised(some_probabilities(2))
    message = p.argmax(1)
    coder = coding.Encoder()
    for piece in range(0, 200, 30):
        coder.put(message[piece : piece + 30], p[piece : piece + 30])
    decoder = coding.Decoder(coder.bytes())
    assert np.concatenate([decoder.take(p[i : i + 7]) for i in range(0, 200, 7)]).tolist() == message.tolist()


def test_a_decoder_one_unit_astray_reads_right_up_to_there_and_then_no_longer():
    p = np.tile([0.9, 0.06, 0.04], (20_000, 1))
    message = np.random.default_rng(0).choice(3, size=len(p), p=p[0])
    frequencies = coding.quantised(p)
    code = compression.encode(message, frequencies)
    assert coding.read_on(code, frequencies) == message.tolist()
    frequencies[1000] += np.array([-1, 0, 1])
    read = np.array(coding.read_on(code, frequencies))
    wrong = read != message[: len(read)]
    assert not wrong[:1000].any()
    assert wrong[2000:].mean() > 0.1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: coding.quantised([[0.5, float("nan")]]), "probabilities[0, 1]"),
        (lambda: coding.quantised([[0.5, float("inf")]]), "inf"),
        (lambda: coding.quantised([[1.5, -0.5]]), "-0.5"),
        (lambda: coding.quantised([[0.5, 0.4]]), "0.9"),
        (lambda: coding.quantised([[0.0, 0.0]]), "0"),
        (lambda: coding.quantised([0.5, 0.5]), "(2,)"),
        (lambda: coding.quantised([[1.0]]), "1"),
        (lambda: coding.huffman({"a": 1.0}), "1"),
        (lambda: coding.huffman({"a": 0.6, "b": 0.6}), "1.2"),
        (lambda: coding.narrowed("ax", HALVES), "'x'"),
        (lambda: coding.encode([0], np.array([[0, coding.TOTAL]])), "min 0"),
        (lambda: coding.encode([0], np.array([[1, 1]])), "sum 2"),
        (lambda: coding.encode([0], np.array([[0.5, 0.5]])), "(1, 2)"),
        (lambda: coding.encode([2], coding.quantised([[0.5, 0.5]])), "0 … 1"),
        (lambda: coding.encode([-1], coding.quantised([[0.5, 0.5]])), "-1"),
        (lambda: coding.encode([0, 1], coding.quantised([[0.5, 0.5]])), "2"),
        (lambda: coding.decode(b"abc", coding.quantised([[0.5, 0.5]])), "3"),
    ],
)
def test_bad_input_is_named_with_its_value(language, call, words):
    set_language(language)
    with pytest.raises(ValueError, match=r".") as raised:
        call()
    assert words in str(raised.value)
