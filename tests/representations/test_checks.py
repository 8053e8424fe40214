"""The checks of lab 03: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import numpy as np
from exercises import ExerciseTests

from labkit.messages import LANGUAGES, set_language
from labkit.representations import checks, cities

R = cities.EARTH_RADIUS


def angle(u, v):
    return np.arccos(np.clip(u @ v, -1, 1))


def normal(X, Y, matrix):
    return np.linalg.solve(X.T @ X + matrix, X.T @ Y)


def penalty_everywhere(X, Y, penalty):
    return normal(X, Y, penalty + 1e-9 * np.eye(X.shape[1]))


def columns_apart(targets, generator):
    return np.stack([generator.permutation(column) for column in targets.T], axis=1)


def with_replacement(targets, generator):
    return targets[generator.integers(len(targets), size=len(targets))]


def distance(table, place):
    return np.nanmean(abs(table - table[place]), axis=1)


def others(differences, place=0):
    return int(np.argmin(np.where(np.arange(len(differences)) == place, np.inf, differences)))


def rows_of(pairs, keep):
    return pairs[keep]


def misfits(candidates, references, km):
    return abs(cities.kilometres(candidates[:, None], references) - km).sum(1)


class TestChecks(ExerciseTests):
    unit = "03_representations"
    names = {"np": np, "cities": cities}  # noqa: RUF012
    alike = {  # noqa: RUF012
        *(("arc", mutation) for mutation in ("rounded", "ceiling")),
        ("control", "reversed"),
    }
    wrong = [  # noqa: RUF012
        ("arc", [lambda u, v: R * np.outer(u, v)], "number"),
        ("arc", [angle], "radians"),
        ("arc", [lambda u, v: np.degrees(angle(u, v))], "degrees"),
        ("arc", [lambda u, v: R * np.linalg.norm(u - v)], "chord"),
        ("arc", [lambda u, v: R * np.arcsin(u @ v)], "same"),
        ("arc", [lambda u, v: 2 * R * angle(u, v)], "quarter"),
        ("arc", [lambda u, v: R * np.pi / 2 * (1 - u @ v)], "any"),
        ("alike", [lambda table, place: table[1]], "index"),
        ("alike", [lambda table, place: int(np.nanargmin(distance(table, place)))], "self"),
        ("alike", [lambda table, place: int(np.nanargmax(distance(table, place)))], "different"),
        ("alike", [lambda table, place: others(np.nansum(abs(table - table[place]), axis=1))], "sum"),
        ("alike", [lambda table, place: others(abs(np.nanmean(table - table[place], axis=1)))], "sign"),
        ("alike", [lambda table, place: 5], "wrong"),
        ("alike", [lambda table, place: others(np.nanmin(abs(table - table[place]), axis=1), place)], "other"),
        ("ridge", [lambda X, Y, penalty: X.T @ Y @ Y.T], "shape"),
        ("ridge", [lambda X, Y, penalty: X.T @ Y], "exact"),
        ("ridge", [lambda X, Y, penalty: np.linalg.lstsq(X, Y, rcond=None)[0]], "ignored"),
        ("ridge", [penalty_everywhere], "identity"),
        ("ridge", [lambda X, Y, penalty: normal(X, Y, penalty**2 * 2 * np.eye(X.shape[1]))], "size"),
        ("control", [lambda targets, generator: targets.ravel()], "shape"),
        ("control", [lambda targets, generator: generator.standard_normal(targets.shape)], "values"),
        ("control", [columns_apart], "rows"),
        ("control", [with_replacement], "once"),
        ("control", [lambda targets, generator: targets.copy()], "same"),
        ("control", [lambda targets, generator: np.roll(targets, 1, axis=0)], "generator"),
        ("clean", [lambda pairs, test: rows_of(pairs, ~np.isin(pairs[:, 1], test))], "first"),
        ("clean", [lambda pairs, test: rows_of(pairs, ~np.isin(pairs[:, 0], test))], "second"),
        ("clean", [lambda pairs, test: pairs[:0]], "lost"),
        ("place", [lambda c, r, km: int(misfits(c, r, km).argmin())], "index"),
        ("place", [lambda c, r, km: c[np.argsort(misfits(c, r, km))]], "shape"),
        ("place", [lambda c, r, km: c[misfits(c, r, km).argmax()]], "farthest"),
        ("place", [lambda c, r, km: c[misfits(c, r[:1], km[:1]).argmin()]], "wrong"),
    ]


RIGHT = [  # in other forms
    ("alike", lambda table, place: others(np.nanmean((table - table[place]) ** 2, axis=1) ** 0.5, place)),
    ("alike", lambda table, place: np.int64(distance(table, place).argsort()[1])),
    ("arc", lambda u, v: 2 * R * np.arcsin(min(1, np.linalg.norm(u - v) / 2))),
    ("arc", lambda u, v: R * np.arctan2(np.linalg.norm(np.cross(u, v)), u @ v)),
    ("ridge", lambda X, Y, a: np.linalg.inv(X.T @ X + a * np.eye(X.shape[1])) @ X.T @ Y),
    ("control", lambda targets, generator: targets[generator.permutation(len(targets))]),
    ("clean", lambda pairs, test: [p for p in pairs if not set(p) & set(test)]),
    ("place", lambda c, r, km: c[((cities.kilometres(c[:, None], r) - km) ** 2).sum(1).argmin()]),
]


def test_right_answers_of_other_forms_pass(report):
    for language in LANGUAGES:
        set_language(language)
        for name, answer in RIGHT:
            feedback = getattr(checks, name)(answer)
            report(feedback.passed, f"{name}: {feedback}")
