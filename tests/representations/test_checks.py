"""The checks of lab 03: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import numpy as np
import pytest
from lab_sources import ROOT, build

from labkit.messages import LANGUAGES, TEXTS, set_language
from labkit.representations import board, checks, cities

CELLS = [
    cell
    for cell in build.read(ROOT / "labs" / "03_representations.py")
    if cell.kind == "code" and build.BEGIN in cell.text
]
CHECKS = [name for name, check in vars(checks).items() if getattr(check, "__module__", "") == checks.__name__]
R = cities.EARTH_RADIUS


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


class Recorder:
    """Stands for the module of checks, and keeps what they find."""

    def __init__(self):
        self.found = {}

    def __getattr__(self, name):
        def check(*answers, **context):
            self.found[name] = getattr(checks, name)(*answers, **context)

        return check


def run(code):
    """{check: feedback} of an exercise's cell."""
    check = Recorder()
    code = code.replace("from labkit.representations import checks as check", "")
    exec(code, {"check": check, "np": np, "cities": cities, "board": board})
    return check.found


def test_every_check_is_asked_for_by_one_exercise():
    assert sorted(name for cell in CELLS for name in run(build.solved(cell.text))) == sorted(CHECKS)


def test_solutions_pass(language):
    for cell in CELLS:
        for name, feedback in run(build.solved(cell.text)).items():
            assert feedback.passed, f"{name}: {feedback}"


def test_stubs_are_not_started(language):
    for cell in CELLS:
        for name, feedback in run(build.stub(cell, "your code here")).items():
            assert not feedback.started, f"{name}: {feedback}"


def angle(u, v):
    return np.arccos(np.clip(u @ v, -1, 1))


def normal(X, Y, matrix):
    return np.linalg.solve(X.T @ X + matrix, X.T @ Y)


def penalty_everywhere(X, Y, penalty):
    return normal(X, Y, penalty + 1e-9 * np.eye(X.shape[1]))


def shuffle_in_place(targets, generator):
    generator.shuffle(targets)
    return targets


def columns_apart(targets, generator):
    return np.stack([generator.permutation(column) for column in targets.T], axis=1)


def with_replacement(targets, generator):
    return targets[generator.integers(len(targets), size=len(targets))]


def rows_of(pairs, keep):
    return pairs[keep]


def misfits(candidates, references, km):
    return abs(cities.kilometres(candidates[:, None], references) - km).sum(1)


WRONG = [
    ("arc", [lambda u, v: R * np.outer(u, v)], "number"),
    ("arc", [angle], "radians"),
    ("arc", [lambda u, v: np.degrees(angle(u, v))], "degrees"),
    ("arc", [lambda u, v: R * np.linalg.norm(u - v)], "chord"),
    ("arc", [lambda u, v: R * np.arcsin(u @ v)], "same"),
    ("arc", [lambda u, v: 2 * R * angle(u, v)], "quarter"),
    ("arc", [lambda u, v: R * np.pi / 2 * (1 - u @ v)], "any"),
    ("ridge", [lambda X, Y, penalty: X.T @ Y @ Y.T], "shape"),
    ("ridge", [lambda X, Y, penalty: X.T @ Y], "exact"),
    ("ridge", [lambda X, Y, penalty: np.linalg.lstsq(X, Y, rcond=None)[0]], "ignored"),
    ("ridge", [penalty_everywhere], "identity"),
    ("ridge", [lambda X, Y, penalty: normal(X, Y, penalty**2 * 2 * np.eye(X.shape[1]))], "size"),
    ("control", [shuffle_in_place], "original"),
    ("control", [lambda targets, generator: targets.ravel()], "shape"),
    ("control", [lambda targets, generator: generator.standard_normal(targets.shape)], "values"),
    ("control", [columns_apart], "rows"),
    ("control", [with_replacement], "once"),
    ("control", [lambda targets, generator: targets.copy()], "same"),
    ("control", [lambda targets, generator: np.roll(targets, 1, axis=0)], "generator"),
    ("clean", [lambda pairs, test: rows_of(pairs, ~np.isin(pairs[:, 1], test))], "first"),
    ("clean", [lambda pairs, test: rows_of(pairs, ~np.isin(pairs[:, 0], test))], "second"),
    ("clean", [lambda pairs, test: pairs[:0]], "lost"),
    ("toward_north", [lambda weights: weights[2]], "shape"),
    ("toward_north", [lambda weights: weights[:, 2] * 0], "zero"),
    ("toward_north", [lambda weights: -weights[:, 2]], "south"),
    ("toward_north", [lambda weights: weights[:, 0]], "axis"),
    ("toward_north", [lambda weights: weights.sum(1)], "mixed"),
    ("place", [lambda c, r, km: int(misfits(c, r, km).argmin())], "index"),
    ("place", [lambda c, r, km: c[np.argsort(misfits(c, r, km))]], "shape"),
    ("place", [lambda c, r, km: c[misfits(c, r, km).argmax()]], "farthest"),
    ("place", [lambda c, r, km: c[misfits(c, r[:1], km[:1]).argmin()]], "wrong"),
    ("mine_or_yours", [lambda squares, moves: squares.reshape(3, 3)], "shape"),
    ("mine_or_yours", [lambda squares, moves: 3 - squares], "empty"),
    ("mine_or_yours", [lambda squares, moves: np.array([0, 2, 1])[squares]], "odd"),
    ("mine_or_yours", [lambda squares, moves: squares], "even"),
]
FAMILY = {"toward_north": "north", "mine_or_yours": "mine"}  # the first part of a hint's key, where it is shorter


@pytest.mark.parametrize(("name", "answers", "hint"), WRONG)
def test_a_typical_mistake_gets_its_own_hint(name, answers, hint, language):
    feedback = getattr(checks, name)(*answers)
    assert feedback.outcome == "wrong"
    text = TEXTS[f"representations.{name}.{hint}"][language]
    assert feedback.message.startswith(text.partition("{")[0])
    assert feedback.message.endswith(text.rpartition("}")[2])


def test_every_hint_has_a_mistake_that_earns_it():
    earned = {f"representations.{name}.{hint}" for name, _, hint in WRONG}
    assert earned == {key for key in TEXTS if key.startswith("checks.checks.")}


def test_right_answers_of_other_forms_pass(language):
    assert checks.arc(lambda u, v: 2 * R * np.arcsin(min(1, np.linalg.norm(u - v) / 2))).passed
    assert checks.arc(lambda u, v: R * np.arctan2(np.linalg.norm(np.cross(u, v)), u @ v)).passed
    assert checks.ridge(lambda X, Y, a: np.linalg.inv(X.T @ X + a * np.eye(X.shape[1])) @ X.T @ Y).passed
    assert checks.control(lambda targets, generator: targets[generator.permutation(len(targets))]).passed
    assert checks.clean(lambda pairs, test: [p for p in pairs if not set(p) & set(test)]).passed
    assert checks.toward_north(lambda weights: weights @ [0, 0, 5]).passed
    assert checks.place(lambda c, r, km: c[((cities.kilometres(c[:, None], r) - km) ** 2).sum(1).argmin()]).passed
    assert checks.mine_or_yours(lambda s, moves: [0 if x == 0 else 1 + (x + moves) % 2 for x in s]).passed
