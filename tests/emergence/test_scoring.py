"""What unit 07 measures, against cases worked out by hand."""

import math
from contextlib import suppress

import numpy as np
import pytest
import torch
from scipy.stats import binom

from labkit.emergence import scoring
from labkit.messages import LANGUAGES, set_language


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def certain(digits):
    """Logits that give these digits with certainty."""
    return 50.0 * torch.nn.functional.one_hot(digits, 10).float()


def test_scores_of_a_perfect_and_of_an_ignorant_model():
    targets = torch.randint(10, (2, 30, 5), generator=torch.Generator().manual_seed(0))
    perfect = scoring.scores(certain(targets), targets)
    assert perfect == pytest.approx({"exact": 1, "digit": 1, "edit": 0, "choice": 1, "brier": 0, "bits": 0}, abs=1e-6)
    ignorant = scoring.scores(torch.zeros(2, 30, 5, 10), targets)
    assert ignorant["bits"] == pytest.approx(math.log2(10))
    assert ignorant["brier"] == pytest.approx(0.9)  # 0.9² + 9 · 0.1²
    assert ignorant["choice"] == pytest.approx(0.25, abs=1e-6)  # all four alike


def test_scores_of_one_wrong_digit():
    targets = torch.tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9], [0, 0, 0]]])
    said = targets.clone()
    said[0, 0, 1] = 7
    scores = scoring.scores(certain(said), targets)
    assert (scores["exact"], scores["edit"]) == (0.75, 0.25)
    assert scores["digit"] == pytest.approx(11 / 12)
    shifted = torch.tensor([[[2, 3, 1], [4, 5, 6], [7, 8, 9], [0, 0, 0]]])  # three digits wrong, two edits away
    assert scoring.scores(certain(shifted), targets)["edit"] == 0.5


def test_an_answer_is_exact_when_all_its_digits_are():
    right = torch.tensor([[[1, 1, 1], [1, 0, 1]], [[0, 1, 1], [0, 0, 0]]]).bool()
    assert scoring.exact_share(right) == 0.25
    assert scoring.exact_share(right[..., :1]) == 0.5


def test_scores_become_curves():
    assert scoring.by_metric([{"exact": 0.1, "bits": 3}, {"exact": 0.5, "bits": 1}]) == {
        "exact": [0.1, 0.5],
        "bits": [3, 1],
    }


def test_correlation_of_digits():
    draw = torch.Generator().manual_seed(0)
    independent = torch.rand(1, 20_000, 3, generator=draw) < 0.4
    assert abs(scoring.digit_correlation(independent)) < 0.02
    together = independent[..., :1].expand(-1, -1, 3)
    assert scoring.digit_correlation(together) == pytest.approx(1)
    with_certain = torch.cat([together[..., :2], torch.ones(1, 20_000, 1, dtype=torch.bool)], -1)
    assert scoring.digit_correlation(with_certain) == pytest.approx(1)
    two_books = torch.stack([independent[0], torch.rand(20_000, 3, generator=draw) < 0.9])
    assert abs(scoring.digit_correlation(two_books)) < 0.02  # books of different quality are no correlation


def test_nothing_varies(language):
    with pytest.raises(ValueError, match="orr"):
        scoring.digit_correlation(torch.ones(1, 5, 3, dtype=torch.bool))


def test_emergence_score():
    assert scoring.emergence_score([0, 1, 2, 3, 4, 5, 6, 7]) == pytest.approx(7)
    assert scoring.emergence_score([7, 6, 5, 4, 3, 2, 1, 0]) == pytest.approx(-7)
    assert scoring.emergence_score([0, 0, 0, 0, 1]) == math.inf
    assert scoring.emergence_score([0, 0.01, 0.02, 0.03, 1]) == pytest.approx(100)
    assert scoring.emergence_score([3, 5, 9, 10]) == scoring.emergence_score([30, 50, 90, 100])


def test_steepest_share():
    assert scoring.steepest_share([0, 1, 2, 3, 4]) == pytest.approx(0.25)
    assert scoring.steepest_share([5, 4, 1, 0]) == pytest.approx(0.6)  # falling curves too


def test_a_curve_that_says_nothing_is_refused(language, report):
    for measure in (scoring.emergence_score, scoring.steepest_share):
        for values in ([], [0.1, 0.2], [0.3, 0.3, 0.3], [0.1, math.nan, 0.2]):
            with suppress(ValueError):
                report(False, f"{measure.__name__}({values}) gives {measure(values)}")


def test_forecast_finds_the_law_that_made_the_data():
    sizes = np.array([1e3, 1e4, 1e5, 1e6])
    p = np.exp(-((sizes / 5e3) ** -0.4))
    np.testing.assert_allclose(scoring.forecast(sizes[:2], p[:2], at=sizes), p)


def test_a_forecast_from_impossible_numbers_is_refused(report):
    for sizes, accuracy, at, name in [
        ([1, 2], [0.5, 1.0], [3], "accuracy"),
        ([1, 2], [0.0, 0.5], [3], "accuracy"),
        ([0, 2], [0.2, 0.5], [3], "sizes"),
        ([1, 2], [0.2, 0.5], [-3], "at"),
        ([1], [0.2], [3], "sizes"),
    ]:
        try:
            report(False, f"{sizes}, {accuracy}, {at} give {scoring.forecast(sizes, accuracy, at=at)}")
        except ValueError as error:
            report(name in str(error), f"{sizes}, {accuracy}, {at}: {error}")


def test_short_tests_see_nothing_as_often_as_chance_has_it():
    right = np.arange(10_000) < 100
    scores = scoring.small_tests(right, questions=50, tests=2000)
    assert (scores == 0).mean() == pytest.approx(binom.pmf(0, 50, 0.01), abs=0.04)
    assert scores.mean() == pytest.approx(0.01, abs=0.002)
    assert scoring.small_tests(right, questions=10_000, tests=1)[0] == pytest.approx(0.01)
    with pytest.raises(ValueError, match="questions"):
        scoring.small_tests(right, questions=0, tests=1)


def test_pages_pass_at_their_threshold():
    right = torch.zeros(1, 4, 5, dtype=torch.bool)
    right[0, 0] = True  # page 1 (rows 0 and 1): half of the digits; page 2: none
    assert scoring.pages_mastered(right, page=2, threshold=0.5) == 0.5
    assert scoring.pages_mastered(right, page=2, threshold=0.51) == 0
    assert scoring.pages_mastered(right, page=3, threshold=0.3) == 1  # the last row makes no whole page
    with pytest.raises(ValueError, match="page"):
        scoring.pages_mastered(right, page=5, threshold=0.5)
