"""Checks of lab 08: what is true of a right answer, never the answer."""

from itertools import permutations

import numpy as np

from labkit.checks import CLOSE, exercise, expect
from labkit.messages import number, percent

THREE = np.array([[0, 1, 2, 3], [0, 2, 3, 1], [3, 2, 1, 0]])  # programs of four symbols, to try an answer on


@exercise
def four_cells(database, induction):
    """What each picture answers rightly: known and new programs, the question demonstrated or not, four booleans."""
    whole = all(isinstance(row, list | tuple) and len(row) == 4 for row in (database, induction))
    expect(whole and all(cell in (True, False) for cell in (*database, *induction)), "programs.four_cells.form")
    expect(database[0] and database[1], "programs.four_cells.known")
    expect(not database[2] and not database[3], "programs.four_cells.new")
    expect(induction[0] and induction[2], "programs.four_cells.copied")
    expect(not induction[1] and not induction[3], "programs.four_cells.nothing")


@exercise
def bayes(answer):
    """The probability of each answer for who has the list of programs and has read the demonstrations."""
    told = _probabilities(answer, [1], [1], 3)
    expect(abs(told[3] - 1) < CLOSE, "programs.bayes.certain", value=percent(told[3]))
    told = _probabilities(answer, [1, 2], [1, 2], 3)  # two fit one by one, and one as they stand
    expect(np.allclose(told, [0, 0, 0, 1], atol=CLOSE), "programs.bayes.certain", value=percent(told[3]))
    told = _probabilities(answer, [0], [0], 1)
    half = abs(told[1] - 0.5) < CLOSE and abs(told[2] - 0.5) < CLOSE
    expect(half, "programs.bayes.tie", value=_listed(told))
    told = _probabilities(answer, [], [], 1)
    expect(abs(told[2] - 2 / 3) < CLOSE, "programs.bayes.empty", options=percent(2 / 3, 4), value=percent(told[2], 4))
    told = _probabilities(answer, [0, 1], [3, 1], 2)
    expect(np.allclose(told, 0.25), "programs.bayes.stranger", value=_listed(told))


def _probabilities(answer, x, y, question):
    told = answer(THREE.copy(), np.array(x, dtype=int), np.array(y, dtype=int), question)
    told = np.asarray(told, dtype=float)
    expect(told.shape == (4,), "programs.bayes.shape", options=4, value=told.shape)
    return told


def _listed(values) -> str:
    return " ; ".join(number(value) for value in values)


@exercise
def rivals(answer):
    """How many of K − 1 other programs, drawn at random, agree with n demonstrations by chance, on average."""
    found = float(answer(65, 16, 0))
    expect(abs(found - 64) < 1e-6, "programs.rivals.others", options=64, value=number(found))
    found = float(answer(65, 16, 1))
    expect(abs(found - 4) < 1e-6, "programs.rivals.one", options=4, value=number(found))
    found = float(answer(241, 16, 2))
    expect(abs(found - 1) < 1e-6, "programs.rivals.different", options=1, value=number(found, 3))
    found = float(answer(65, 16, 2))
    expect(abs(found - 64 / 240) < 1e-6, "programs.rivals.mean", options=number(64 / 240, 6), value=number(found, 6))
    found = float(answer(3361, 16, 3))
    expect(abs(found - 1) < 1e-6, "programs.rivals.three", options=1, value=number(found, 3))


@exercise
def trap(answer):
    """A prompt, out of a list of programs, that the database and induction answer differently."""
    for seed in range(3):
        draw = np.random.default_rng(seed)
        programs = np.array([draw.permutation(16) for _ in range(8)])
        x, y, question = answer(programs.copy())
        x, y = [int(value) for value in x], [int(value) for value in y]
        expect(len(x) == len(y) > 0, "programs.trap.pairs", x=len(x), y=len(y))
        foreign = next((value for value in (*x, *y) if not 0 <= value < 16), None)
        expect(foreign is None, "programs.trap.symbols", value=foreign)
        expect(x.count(int(question)) == 1, "programs.trap.demonstrated", value=x.count(int(question)))
        agree = (programs[:, x] == y).sum(1)
        likeliest = np.flatnonzero(agree == agree.max())
        expect(len(likeliest) == 1, "programs.trap.recognised", value=len(likeliest))
        copied, found = y[x.index(int(question))], programs[likeliest[0], int(question)]
        expect(copied != found, "programs.trap.same")


@exercise
def no_way_out(answer):
    """Programs of p symbols which demonstrations never betray: who has the list still guesses among what is left."""
    p, shown = 4, 2
    programs = np.asarray(answer(p))
    form = programs.ndim == 2 and programs.shape[1] == p and len(programs) > 1
    expect(form, "programs.no_way_out.form", options=p, value=programs.shape)
    good = (np.sort(programs, axis=1) == np.arange(p)).all()
    expect(good, "programs.no_way_out.programs")
    programs = programs.astype(int)
    best = np.mean([_best(programs, program, x) for program in programs for x in permutations(range(p), shown + 1)])
    chance = 1 / (p - shown)
    expect(best < chance + 1e-9, "programs.no_way_out.betrayed", options=percent(chance), value=percent(best))


def _best(programs, program, x) -> float:
    """The probability that Bayes gives to its likeliest answer to the last of the questions x."""
    fits = (programs[:, x[:-1]] == program[list(x[:-1])]).all(1)
    return np.bincount(programs[fits, x[-1]]).max() / fits.sum()


@exercise
def spread(answer):
    """Best wording minus worst, and what this difference is on average if all wordings are equally good."""
    luck = {"draws": 400, "seed": 0}
    right = np.zeros((2, 4), dtype=bool)
    right[0, :3] = True
    measured, chance = (float(value) for value in answer(right.copy(), **luck))
    expect(abs(measured - 0.75) < 1e-9, "programs.spread.range", options=percent(0.75), value=percent(measured))
    expect(0 < chance < 0.75, "programs.spread.luck", options=percent(measured), value=percent(chance))
    three = np.array([[1, 0, 0, 0], [1, 1, 1, 0], [0, 0, 0, 0]], dtype=bool)
    measured, chance = (float(value) for value in answer(three.copy(), draws=2000, seed=0))
    expect(abs(measured - 0.75) < 1e-9, "programs.spread.range", options=percent(0.75), value=percent(measured))
    expect(abs(chance - 5 / 12) < 0.02, "programs.spread.mean", options=percent(5 / 12), value=percent(chance))
    same = np.repeat([[True, False, True, False]], 3, axis=0)
    chance = float(answer(same, **luck)[1])
    expect(abs(chance) < 1e-9, "programs.spread.questions", value=percent(chance))
