"""The checks of lab 08: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import itertools
import math

import numpy as np
import pytest
from exercises import ExerciseTests

from labkit.messages import LANGUAGES, set_language
from labkit.programs import checks, real


def solution(programs, x, y, question):
    fits = (programs[:, x] == y).all(1)
    if not fits.any():
        return np.full(programs.shape[1], 1 / programs.shape[1])
    return np.bincount(programs[fits, question], minlength=programs.shape[1]) / fits.sum()


def first_that_fits(programs, x, y, question):
    fits = np.flatnonzero((programs[:, x] == y).all(1))
    return np.eye(programs.shape[1])[programs[fits[0], question]]


def no_list(programs, x, y, question):
    """All answers, whatever the list says, until something is demonstrated."""
    if len(x) == 0:
        return np.full(programs.shape[1], 1 / programs.shape[1])
    return solution(programs, x, y, question)


def zero_for_strangers(programs, x, y, question):
    fits = (programs[:, x] == y).all(1)
    return np.bincount(programs[fits, question], minlength=programs.shape[1]) / max(fits.sum(), 1)


def uniform(programs, x, y, question):
    return np.full(programs.shape[1], 1 / programs.shape[1])


def demonstrated(programs):
    x = list(range(8))
    return x, programs[0, x], 3


def undemonstrated(programs):
    x = list(range(8))
    return x, programs[0, x], 12


def foreign_answer(programs):
    x, y = list(range(8)), programs[0, :8].tolist()
    return x, [*y[:3], 99, *y[4:]], 3


def half_the_luck(right, draws, seed):
    measured, luck = real.spread(right, draws=draws, seed=seed)
    return measured, luck / 2


def one_pair_short(programs):
    return [0, 1], programs[0, [0]], 0


def unheard_of(programs):
    """An answer that no program of the list gives: all are equally far."""
    told = next(answer for answer in range(16) if answer not in programs[:, 3])
    return [3], [told], 3


def table_shuffled(right, draws, seed):
    """Shuffles all the answers, whatever the question."""
    draw = np.random.default_rng(seed)
    luck = [np.ptp(draw.permutation(right.ravel()).reshape(right.shape).mean(1)) for _ in range(draws)]
    return np.ptp(right.mean(1)), np.mean(luck)


RIGHT = [True, True, False, False], [True, False, True, False]

WRONG = [
    ("four_cells", [[True, True], RIGHT[1]], "form"),
    ("four_cells", [["right", "right", "chance", "chance"], RIGHT[1]], "form"),
    ("four_cells", [[True, False, False, False], RIGHT[1]], "known"),
    ("four_cells", [[True, True, True, False], RIGHT[1]], "new"),
    ("four_cells", [RIGHT[0], [True, False, False, False]], "copied"),
    ("four_cells", [RIGHT[0], [True, True, True, False]], "nothing"),
    ("bayes", [lambda programs, x, y, question: 1.0], "shape"),
    ("bayes", [uniform], "certain"),
    ("bayes", [first_that_fits], "tie"),
    ("bayes", [no_list], "empty"),
    ("bayes", [zero_for_strangers], "stranger"),
    ("rivals", [lambda K, p, n: K * math.factorial(p - n) / math.factorial(p)], "others"),
    ("rivals", [lambda K, p, n: (K - 1) / math.factorial(n)], "one"),
    ("rivals", [lambda K, p, n: (K - 1) / p**n], "different"),
    ("rivals", [lambda K, p, n: round((K - 1) * math.factorial(p - n) / math.factorial(p))], "mean"),
    ("rivals", [lambda K, p, n: (K - 1) / (p * (p - 1) ** (n - 1) if n else 1)], "three"),
    ("trap", [one_pair_short], "pairs"),
    ("trap", [foreign_answer], "symbols"),
    ("trap", [undemonstrated], "demonstrated"),
    ("trap", [unheard_of], "recognised"),
    ("trap", [demonstrated], "same"),
    ("no_way_out", [lambda p: np.arange(p)], "form"),
    ("no_way_out", [lambda p: np.zeros((3, p), dtype=int)], "programs"),
    ("no_way_out", [lambda p: np.array([np.arange(p), np.arange(p)[::-1]])], "betrayed"),
    ("spread", [lambda right, draws, seed: (right.mean(), 0.1)], "range"),
    ("spread", [lambda right, draws, seed: (np.ptp(right.mean(1)),) * 2], "luck"),
    ("spread", [half_the_luck], "mean"),
    ("spread", [table_shuffled], "questions"),
]


class TestChecks(ExerciseTests):
    unit = "08_programs"
    wrong = WRONG
    names = {"np": np, "math": math, "itertools": itertools}  # noqa: RUF012 – constants of a class
    alike = {("no_way_out", "reversed"), ("no_way_out", "one off")}  # noqa: RUF012 – all permutations still


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_of_other_forms_pass(language):
    set_language(language)
    assert checks.bayes(solution).passed
    assert checks.rivals(lambda K, p, n: (K - 1) / math.perm(p, n)).passed
    assert checks.spread(lambda right, draws, seed: real.spread(right, draws=draws, seed=seed)).passed
    assert checks.no_way_out(lambda p: [list(row) for row in itertools.permutations(range(p))]).passed
