"""The checks of lab 04: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import numpy as np
import pytest
from exercises import ExerciseTests

from labkit.messages import LANGUAGES, set_language
from labkit.reversal import checks, facts


def costs(bits, pairings):
    return np.array([bits[np.arange(len(bits)), pairing].mean() for pairing in pairings])


def by(summary):
    """The share as it should be, but for the mean."""
    every = np.arange(3)
    return lambda bits, p: float(np.mean([summary(bits[every, q]) <= summary(bits.diagonal()) for q in p]))


def everybody(some):
    """Every description with every name."""
    is_ = facts.connectives()[1]
    return [[*f.description, is_, *g.name] for f in some for g in some]


def worded(order, connective=1):
    return lambda some: [fact.told(order, facts.connectives()[connective]) for fact in some]


WRONG = [
    ("predict_table", ["yes", True, True, False], "boolean"),
    ("predict_table", [True, False, True, False], "read"),
    ("predict_table", [True, True, False, True], "read"),
    ("share_as_cheap", [lambda bits, p: int((costs(bits, p) <= bits.diagonal().mean()).sum())], "share"),
    ("share_as_cheap", [lambda bits, p: 100 * float((costs(bits, p) <= bits.diagonal().mean()).mean())], "share"),
    ("share_as_cheap", [by(np.median)], "mean"),
    ("share_as_cheap", [by(np.min)], "mean"),
    ("share_as_cheap", [lambda bits, p: float((costs(bits.T, p) <= bits.diagonal().mean()).mean())], "served"),
    ("share_as_cheap", [lambda bits, p: float((costs(bits, p) >= bits.diagonal().mean()).mean())], "direction"),
    ("share_as_cheap", [lambda bits, p: float((costs(bits, p) <= bits.mean()).mean())], "diagonal"),
    ("share_as_cheap", [lambda bits, p: float((costs(bits, p) < bits.diagonal().mean()).mean())], "ties"),
    ("share_as_cheap", [lambda bits, p: float(np.mean([(bits[:, q[0]] <= bits.diagonal()).all() for q in p]))], "ties"),
    (
        "share_as_cheap",
        [lambda bits, p: float(np.mean([bits[:, q].diagonal().max() <= bits.diagonal().min() + 2 for q in p]))],
        "pairs",
    ),
    ("told_backwards", [lambda name, description, is_: [*description, *name]], "words"),
    ("told_backwards", [lambda name, description, is_: [description, is_, name]], "words"),
    ("told_backwards", [lambda name, description, is_: " ".join([*description, is_, *name])], "words"),
    ("told_backwards", [lambda name, description, is_: [*description, "is", *name]], "words"),
    ("told_backwards", [lambda name, description, is_: [*name, is_, *description]], "forward"),
    ("told_backwards", [lambda name, description, is_: [*name, is_, *description][::-1]], "tokens"),
    ("told_backwards", [lambda name, description, is_: [is_, *description, *name]], "order"),
    ("both_hidden", [lambda rate: 2 * rate * 3, 1 / 3], "probability"),
    ("both_hidden", [lambda rate: 0.25, 1 / 3], "ends"),
    ("both_hidden", [lambda rate: rate, 1 / 3], "independent"),
    ("both_hidden", [lambda rate: round(rate**2, 2), 1 / 3], "independent"),
    ("both_hidden", [lambda rate: rate**2, 0.25], "mean_rate"),
    ("both_hidden", [lambda rate: rate**2, 0.5], "average"),
    ("cure_without_the_sentence", [lambda some: []], "empty"),
    ("cure_without_the_sentence", [worded("entities", 0)], "tested"),
    ("cure_without_the_sentence", [lambda some: [[*f.description, *f.name] for f in some]], "connective"),
    ("cure_without_the_sentence", [lambda some: [[*f.told("entities"), "."] for f in some]], "tested"),
    ("cure_without_the_sentence", [lambda some: [[*f.description, "equals", *f.name] for f in some]], "connective"),
    ("cure_without_the_sentence", [everybody], "pairs"),
    ("cure_without_the_sentence", [worded("forward")], "order"),
    ("cure_without_the_sentence", [worded("tokens")], "order"),
    ("cure_without_the_sentence", [lambda some: worded("entities")(some[:2])], "all"),
    ("inverse_matrix", [lambda M: M[0]], "shape"),
    ("inverse_matrix", [np.linalg.inv], "undo"),
    ("inverse_matrix", [lambda M: M], "score"),
    ("inverse_matrix", [lambda M: -M.T], "score"),
]


class TestChecks(ExerciseTests):
    unit = "04_reversal_curse"
    names = {"np": np, "facts": facts}  # noqa: RUF012
    wrong = WRONG


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_of_other_forms_pass(language):
    set_language(language)
    assert checks.predict_table(True, True, True, True).passed  # the map's bet
    assert checks.share_as_cheap(lambda b, p: sum(c <= np.trace(b) / len(b) for c in costs(b, p)) / len(p)).passed
    assert checks.told_backwards(lambda name, description, is_: (*description, is_, *name)).passed
    assert checks.both_hidden(lambda rate: rate * rate, float((np.linspace(0, 1, 2001) ** 2).mean())).passed
    assert checks.cure_without_the_sentence(lambda f: worded("entities", 2)(f) + worded("forward")(f)).passed
    assert checks.inverse_matrix(lambda M: [list(column) for column in zip(*M, strict=True)]).passed
