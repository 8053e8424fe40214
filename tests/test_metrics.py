"""Scores against SciPy and slow loops."""

import math

import numpy as np
import pytest
import torch
from scipy.stats import binomtest

from labkit.messages import LANGUAGES, set_language
from labkit.metrics import (
    brier_score,
    cross_entropy_bits,
    exact_match,
    multiple_choice,
    token_bits,
    token_edit_distance,
    wilson_interval,
)


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


# Bits


def test_uniform_logits_cost_log2_v_bits():
    for v in (2, 7, 8):
        bits = cross_entropy_bits(torch.full((2, 3, v), 1.5), torch.ones(2, 3, dtype=torch.long))
        assert bits.item() == pytest.approx(math.log2(v))


def test_bits_are_minus_log2_of_the_softmax():
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn(2, 3, 5, generator=generator)
    targets = torch.randint(0, 5, (2, 3), generator=generator)
    bits = token_bits(logits, targets)
    for i in range(2):
        for j in range(3):
            p = math.exp(logits[i, j, targets[i, j]]) / sum(math.exp(x) for x in logits[i, j])
            assert bits[i, j].item() == pytest.approx(-math.log2(p), rel=1e-5)


def test_targets_of_minus_100_do_not_count():
    logits = torch.randn(1, 4, 5, generator=torch.Generator().manual_seed(0))
    targets = torch.tensor([[2, -100, 4, -100]])
    bits = token_bits(logits, targets)
    assert bits[0, [1, 3]].tolist() == [0, 0]
    assert cross_entropy_bits(logits, targets).item() == pytest.approx(bits[0, [0, 2]].mean().item())


def test_nothing_to_score_is_an_error(language):
    with pytest.raises(ValueError, match="-100"):
        cross_entropy_bits(torch.zeros(1, 2, 3), torch.full((1, 2), -100))


# Sequences


def slow_distance(a, b):
    """Levenshtein's recursion, as it is defined."""
    if not a or not b:
        return len(a) + len(b)
    replaced = slow_distance(a[1:], b[1:]) + (a[0] != b[0])
    return min(replaced, slow_distance(a[1:], b) + 1, slow_distance(a, b[1:]) + 1)


def test_edit_distance_is_levenshteins():
    draw = np.random.default_rng(0)
    for _ in range(60):
        a, b = (draw.integers(3, size=draw.integers(6)).tolist() for _ in range(2))
        assert token_edit_distance(a, b) == slow_distance(a, b)
    assert token_edit_distance(["the", "cat"], ["cat", "the"]) == 2
    assert token_edit_distance("kitten", "sitting") == 3


def test_exact_match_is_all_or_nothing():
    assert exact_match([[1, 2], [3]], [[1, 2], [3, 4]]) == 0.5
    assert exact_match(["ab", ("a", "b")], [["a", "b"], "ab"]) == 1


# Choices and probabilities


def test_a_tie_counts_as_a_guess():
    assert multiple_choice(np.array([[0.4, 0.4, 0.2]]), [1]) == 0.5
    assert multiple_choice(np.array([[0.4, 0.4, 0.2]]), [2]) == 0
    assert multiple_choice(np.full((6, 5), 0.2), [0, 1, 2, 3, 4, 0]) == pytest.approx(1 / 5)
    assert multiple_choice(np.array([[3.0, 1.0], [0.0, 9.0]]), [0, 0]) == 0.5  # scores of any size will do


def test_brier_is_twice_the_one_of_two_classes():
    draw = np.random.default_rng(0)
    p, truth = draw.random(50), draw.integers(2, size=50)
    both = np.stack([1 - p, p], axis=1)
    assert brier_score(both, truth.tolist()) == pytest.approx(
        2 * sum((q - t) ** 2 for q, t in zip(p, truth, strict=True)) / 50
    )


def test_brier_of_several_classes_by_hand():
    p = np.array([[0.5, 0.3, 0.2], [0.0, 0.0, 1.0]])
    assert brier_score(p, [1, 2]) == pytest.approx(((0.25 + 0.49 + 0.04) + 0) / 2)
    assert brier_score(np.array([[1.0, 0.0]]), [1]) == 2


def test_wilson_is_scipys():
    for trials in (1, 5, 40, 1000):
        for successes in sorted({0, 1, trials // 3, trials - 1, trials}):
            for confidence in (0.5, 0.95, 0.999):
                ours = wilson_interval(successes, trials, confidence)
                theirs = binomtest(successes, trials).proportion_ci(confidence, method="wilson")
                assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-12)
                assert 0 <= ours[0] <= successes / trials <= ours[1] <= 1


BAD_CHOICES = [
    (np.array([[0.5, 0.5]]), [2], "answers", "2"),
    (np.array([[0.5, 0.5]]), [-1], "answers", "-1"),
    (np.array([[0.5, 0.5]]), [0, 1], "1 pr", "2 "),
    (np.zeros((0, 2)), [], "", ""),
]
BAD_PROBABILITIES = [
    *BAD_CHOICES,
    (np.array([[1.25, -0.25]]), [0], "probabilities", "[0, 1]"),
    (np.array([[0.5, 0.5], [0.5, 0.2]]), [0, 0], "1", "0.7"),
]


@pytest.mark.parametrize("case", BAD_CHOICES, ids=lambda case: case[2])
def test_choices_that_cannot_be_scored_are_named(case, language):
    refuses(multiple_choice, *case)


@pytest.mark.parametrize("case", BAD_PROBABILITIES, ids=lambda case: case[2])
def test_probabilities_that_cannot_be_scored_are_named(case, language):
    refuses(brier_score, *case)


def refuses(score, probabilities, answers, *words):
    with pytest.raises(ValueError) as error:  # noqa: PT011 – the text is checked next
        score(probabilities, answers)
    assert all(word in str(error.value) for word in words)


def test_a_prediction_without_answer_is_named(language):
    with pytest.raises(ValueError, match=r"2 pr.* 1 "):
        exact_match([[1], [2]], [[1]])
    with pytest.raises(ValueError, match="pr"):
        exact_match([], [])


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        ((0, 0), "trials", "0"),
        ((5, 4), "successes", "5"),
        ((-1, 4), "successes", "-1"),
        ((1, 4, 1.0), "confidence", "1.0"),
    ],
)
def test_an_interval_out_of_range_is_named(arguments, name, value, language):
    with pytest.raises(ValueError, match=f"{name}.* {value}$"):
        wilson_interval(*arguments)


def test_tensors_are_compared_by_their_values():
    first, second = torch.tensor([1, 2, 3]), torch.tensor([1, 2, 4])
    assert token_edit_distance(first, first.clone()) == 0
    assert token_edit_distance(first, [1, 2, 4]) == 1
    assert exact_match([first, second], [first.clone(), first]) == 0.5


@pytest.mark.parametrize("score", [multiple_choice, brier_score])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_finite_is_refused(score, value):
    with pytest.raises(ValueError, match="probabilities holds a value that is not a finite number"):
        score(np.array([[0.5, 0.5], [value, 0.5]]), [0, 1])
