"""The numbers of chapter 07, against a run so small that they can be worked out by hand."""

import numpy as np
import pytest

from labkit.emergence import measures, published
from labkit.results import plain

RUN = {
    "parameters": [10, 100, 1000, 10_000],
    "scores": {
        "exact": [0.0, 0.02, 0.2, 1.0],
        "digit": [0.2, 0.4, 0.6, 1.0],
        "bits": [3.0, 2.5, 2.0, 0.0],
    },
    "by_length": [[0.2, 0.4, 0.6, 1.0]] * 4 + [[0.0, 0.02, 0.2, 1.0]],
    "questions": 200,
    "correlation": 0.03,
    "short_test": {"questions": 10, "marks": [0.0, 0.0, 0.2, 1.0], "zeros": [1.0, 0.8, 0.1, 0.0]},
    "pages": {"thresholds": [0.3, 0.5, 0.9], "mastered": [[0, 0.6, 1, 1], [0, 0, 0.51, 1], [0, 0, 0, 0.5]]},
    "sums": {"parameters": [1, 2, 3], "exact": [0.1, 0.5, 0.9], "digit": [0.5, 0.8, 1.0], "bits": [2.0, 1.0, 0.5]},
    "falls": {
        "steps": [20, 40, 60],
        "bits": [[1.2, 1.0], [0.4, 1.0], [0.1, 0.6]],
        "weight": [[1.1, 1], [2, 1.3], [3, 2]],
        "control": [[1.0, 1], [1.1, 0.9], [0.8, 0.9]],
    },
}


def test_the_numbers_of_a_small_run():
    found = measures.summary(RUN)
    hand = {
        "recall_exact_smallest": 0.0,
        "recall_exact_largest": 1.0,
        "recall_digit_smallest": 0.2,
        "recall_digit_largest": 1.0,
        "recall_gap": 0.2 - 0.6**5,
        "recall_questions": 200,
        "score_exact": 1 / ((0.18**2 + 0.18**2) / 2) ** 0.5,  # the median of 0.02, 0.18 and 0.8, squared
        "score_digit": 4,
        "rise_digit": 0.5,
        "rise_bits": 2 / 3,
        "least_digit": 0.2,
        "least_bits": 0.5,
        "critical_sizes": [100, 1000, None],
        "addition_exact_smallest": 0.1,
        "addition_exact_largest": 0.9,
        "addition_cube_smallest": 0.125,
        "addition_rise": 2 / 3,
        "addition_gap_mean": 0.1,
        "parity_bits_before": (1.2 + 1 + 0.4 + 1 + 0.1 + 0.6) / 6,
        "parity_bits_after": 0.6,
        "parity_fall_first": 40,
        "parity_fall_last": None,  # the second network has not lost half
        "parity_hidden": 1.1,
    }
    for name, value in hand.items():
        assert found[name] == (pytest.approx(value) if value is not None else None), name


def test_the_size_that_knows_one_number_in_a_hundred():
    run = RUN | {"scores": RUN["scores"] | {"exact": [0.0, 0.013, 0.2, 1.0]}}
    found = measures.summary(run)
    assert (found["zero_accuracy"], found["zero_share"]) == (0.013, 0.8)


def test_the_law_is_fitted_to_all_but_the_three_largest_sizes():
    sizes = np.array([1e3, 1e4, 1e5, 1e6, 1e7])
    digit = np.exp(-((sizes / 5e3) ** -0.4))
    bent = [*digit[:2], 0.99, 0.99, 0.99]  # what the largest do says nothing to the law
    run = RUN | {"parameters": sizes.tolist(), "scores": RUN["scores"] | {"digit": bent, "exact": [0, 0, 0, 0, 1]}}
    run["short_test"] = RUN["short_test"] | {"zeros": [1, 1, 1, 1, 0]}
    run["pages"] = {"thresholds": [], "mastered": []}
    assert measures.summary(run)["recall_forecast"] == pytest.approx(digit[-1] ** 5)


def test_what_did_not_happen_is_none_and_every_row_of_the_card_is_there():
    flat = {name: [values[0]] * 4 for name, values in RUN["scores"].items()} | {"digit": [0.5, 1.0, 1.0, 1.0]}
    falls = {"steps": [20], "bits": [[1.1, 1.2]], "weight": [[1.0, 1.1]]}
    found = measures.summary(plain(RUN | {"scores": flat, "falls": falls}))
    for name in ("score_exact", "rise_exact", "recall_forecast", "parity_fall_first", "parity_fall_last"):
        assert found[name] is None, name
    assert set(measures.CARD) <= set(found)


def test_the_published_table_says_what_the_chapter_prints_of_it():
    found = measures.gpt3()
    assert published.mean_sum_length(3) == pytest.approx(3.49, abs=0.005)
    assert found["gpt3_digit"][-4:] == pytest.approx([0.25, 0.26, 0.49, 0.94], abs=0.005)
    assert found["gpt3_exact"][-4:] == pytest.approx([0.0075, 0.009, 0.084, 0.804])
    assert 85 < found["gpt3_exact"][-1] / found["gpt3_exact"][-3] < 90
    assert found["gpt3_digit"][-1] / found["gpt3_digit"][-3] < 4
    assert published.GPT3_FLOPS[-1] / published.GPT3_FLOPS[-2] == pytest.approx(13.6, abs=0.05)


def test_transformers_jump_and_halt():
    measured = {"exact": [0.0, 0.5, 1.0], "digit": [0.3, 0.8, 1.0], "bits": [1.66, 1.3, 0.0], "plain": {"exact": 0.9}}
    found = measures.transformer(measured)
    assert (found["cliff"], found["undecided"], found["unfinished"], found["halts"]) == (2, 1, 2, 1)
    assert found["largest_step"] == pytest.approx(1.3 / 1.66)
    assert found["plain_gain"] == pytest.approx(-0.1)


def test_skills_and_their_mean():
    measured = {"steps": [10, 100, 200, 300], "frequency": [0.75, 0.25], "bits": [[1, 1, 0, 0], [1, 1, 1, 0.6]]}
    found = measures.quanta(measured)
    assert (found["skills"], found["learnt"], found["first_skill"]) == (2, 1, 0)
    assert (found["steepest_skill"], found["steepest_mean"]) == (1, 0.75)
