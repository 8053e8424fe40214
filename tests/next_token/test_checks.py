"""The checks of lab 01: its solutions pass, its stubs wait, typical mistakes get their own hint."""

import math

import numpy as np
from exercises import ExerciseTests

from labkit.messages import LANGUAGES, say, set_language
from labkit.next_token import checks, opponents


def by_the_notes_alone(words):
    """Two look-ups, the first in the notes, which lack one weapon of four."""
    *past, question = opponents.sentences(words)
    notes = [sentence for sentence in past if ":" in sentence]
    room = opponents.look_up(notes, question[1], opponents.ROOMS)
    return opponents.copier(words) or opponents.look_up(past, room, opponents.PERSONS)


def share_of(p):
    return np.asarray(p) / np.sum(p)


WRONG = [
    ("surprisal", [lambda p: 1 / p], "certain"),
    ("surprisal", [lambda p: p], "certain"),
    ("surprisal", [math.log2], "sign"),
    ("surprisal", [lambda p: math.log2(p)], "sign"),
    ("surprisal", [lambda p: -math.log(p)], "unit"),
    ("surprisal", [lambda p: -math.log10(p)], "unit"),
    ("surprisal", [lambda p: 2 * (1 - p)], "add"),
    ("drop_of_the_average", [lambda length, before, after: before / length], "zero"),
    ("drop_of_the_average", [lambda length, before, after: (after - before) / length], "sign"),
    ("drop_of_the_average", [lambda length, before, after: abs(before - after) / length], "rise"),
    ("drop_of_the_average", [lambda length, before, after: max(0, (before - after) / length)], "rise"),
    ("drop_of_the_average", [lambda length, before, after: before - after], "length"),
    ("drop_of_the_average", [lambda length, before, after: (before - after) * length], "length"),
    ("drop_of_the_average", [lambda length, before, after: (before - after) / (length - 1)], "length"),
    ("drop_of_the_average", [lambda length, before, after: (before - after) / length / 2], "mean"),
    ("better_parrot", [lambda words: "Sherlock"], "name"),
    ("better_parrot", [lambda words: words[-1]], "name"),
    ("better_parrot", [lambda words: opponents.look_up([], "", ())], "silent"),
    ("better_parrot", [lambda words: opponents.last_named(words)], "one_hop"),
    ("better_parrot", [lambda words: opponents.name_before(words)], "one_hop"),
    ("better_parrot", [lambda words: opponents.copier(words)], "chance"),
    ("better_parrot", [lambda words: opponents.copier(words) or opponents.last_named(words)], "chance"),
    ("better_parrot", [by_the_notes_alone], "two_hops"),
    ("at_temperature", [lambda p, T: p ** (1 / T)], "sum"),
    ("at_temperature", [lambda p, T: p / T], "sum"),
    ("at_temperature", [lambda p, T: share_of(np.exp(p / T))], "one"),
    ("at_temperature", [lambda p, T: share_of(p**T)], "direction"),
    ("at_temperature", [lambda p, T: share_of(p / T)], "direction"),
    ("at_temperature", [lambda p, T: share_of(p ** (1 / T**2))], "ratio"),
    ("at_temperature", [lambda p, T: share_of(p ** (1 // T))], "root"),
]


class TestChecks(ExerciseTests):
    unit = "01_next_token"
    names = {"math": math, "np": np, "opponents": opponents}  # noqa: RUF012
    wrong = WRONG


def test_right_answers_of_other_forms_pass(report):
    for language in LANGUAGES:
        set_language(language)
        for feedback in (
            checks.surprisal(lambda p: math.log2(1 / p)),
            checks.surprisal(lambda p: -np.log(p) / np.log(2)),
            checks.better_parrot(opponents.copier_twice),
            checks.drop_of_the_average(lambda n, b, a: b / n - a / n),
            checks.at_temperature(lambda p, T: [x ** (1 / T) / sum(q ** (1 / T) for q in p) for x in p]),
            checks.at_temperature(lambda p, T: share_of(np.exp(np.log(p) / T))),
        ):
            report(feedback.passed, feedback)


def test_a_rule_that_spoils_the_story_is_told_so():
    set_language("en")
    feedback = checks.better_parrot(lambda words: opponents.last_named([words.pop(0), *words]))
    assert feedback.message == say("checks.changed", name="<lambda>")
