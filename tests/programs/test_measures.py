"""The numbers of unit 08, on runs of a few marks, and on the recorded ones."""

import pytest
from claims import recorded

from labkit import results
from labkit.programs import measures

CELLS = dict(zip(measures.CELLS, (1.0, 0.9, 0.08, 0.1), strict=True))
MEASURED = {
    "cells": {"16": CELLS, "256": dict(zip(measures.CELLS, (1.0, 0.12, 1.0, 0.13), strict=True))},
    "attention": {"16": 0.1, "256": 0.9},
    "follows": {"16": 0.0, "256": 1.0},
    "opponents": {K: {"nearest": CELLS} for K in ("16", "256")},
    "counts": [0, 2],
    "shots": {K: {"known_other": [0.2, 0.7], "new_demonstrated": [None, 0.1]} for K in ("16", "256")},
    "bayes": {K: [0.3, 0.99] for K in ("16", "256")},
    "conflict": {K: {"program": 0.7, "prompt": 0.2, "other": 0.1} for K in ("16", "256")},
    "lies": {"16": [1.0, 0.5]},
    "kept": {"permutations": {"a": 0.1, "b": 0.2, "blocks.1.attention.out": 0.9}},
    "shifts_known": 1.0,
    "mix": {"first": [1, 0.5], "second": [0, 0.4], "other": [0, 0.1]},
    "llm": {"copy": {"five": 1.0, "random": 0.5}, "plural": {"five": 0.5, "random": 0.25}},
    "traps": {"copy": {"program": 0.75, "prompt": 0.25, "other": 0.0}},
    "spreads": {"copy": {"none": [0.5, 0.2], "one": [0.1, 0.1]}},
    "parameters": 10,
    "train_seconds": 1.0,
    "llm_seconds": 2.0,
}


def test_the_crossing_quotes_the_end_of_each_training():
    curves = {cell: [[10, 20], [0.1, share]] for cell, share in CELLS.items()}
    found = measures.crossing({"longer": {"curves": curves, "attention": 0.3}})
    assert found == {"longer_attention": 0.3} | {f"longer_{cell}": share for cell, share in CELLS.items()}


def test_numbers_are_named_by_the_number_of_programs():
    found = measures.summary(MEASURED)
    assert found["known_other_16"] == 0.9
    assert found["new_demonstrated_largest"] == found["new_demonstrated_256"] == 1.0
    assert found["nearest_new_demonstrated_16"] == 0.08
    assert (found["shots_16_2"], found["bayes_shots_16_2"], found["copied_16_0"]) == (0.7, 0.99, None)
    assert (found["prompt_256"], found["attention_256"], found["lies_16_1"]) == (0.2, 0.9, 0.5)
    assert found["chance"] == 1 / 16
    assert found["chance_left"] == 1 / 8


def test_vectors_and_mixtures():
    found = measures.summary(MEASURED)
    assert found["kept_permutations"] == 0.9
    assert found["kept_permutations_0"] == 0.1
    assert found["mix_second_1"] == 0.4


def test_the_real_model_is_a_mean_over_tasks_or_nothing():
    found = measures.summary(MEASURED)
    assert (found["llm_five"], found["llm_random"], found["llm_copy_five"]) == (0.75, 0.375, 1.0)
    assert (found["spread_none"], found["luck_none"]) == (0.5, 0.2)
    assert found["trap_copy_prompt"] == 0.25
    nobody = {"llm": {"copy": {"five": None, "random": None}}, "spreads": {}, "traps": {"copy": {"prompt": None}}}
    found = measures.summary(MEASURED | nobody)
    assert found["llm_five"] is None
    assert found["spread_none"] is None


def test_controls():
    curves = {K: {cell: [[5], [0.5]] for cell in measures.CELLS} for K in ("8", "88")}
    found = measures.rules({"p": 11, "programs": 110, "rule": 1.0, "nearest": 0.2, "curves": curves})
    assert (found["count_few"], found["count_many"], found["steps"]) == (8, 88, 5)
    assert found["new_other_many"] == 0.5


def test_mixtures_of_two_vectors_are_quoted_at_a_quarter_and_at_half():
    mix = {"first": [1.0, 0.9, 0.4, 0.1, 0.0], "between": [0.0, 0.1, 0.2, 0.1, 0.0]}
    marks = {"shown": 1.0, "hidden": None, "mix": mix}
    found = measures.offsets({"p": 16, "modulus": 59, "programs": 45, "circles": 6, "blends": {"rule": marks}})
    assert (found["rule_first_quarter"], found["rule_between_half"], found["rule_first_none"]) == (0.9, 0.2, 1.0)
    assert (found["rule_shown"], found["rule_hidden"], found["modulus"]) == (1.0, None, 59)
    assert "rule_mix" not in found


def test_the_card_has_a_number_for_each_row():
    found = next(iter(recorded("08_programs").values()))
    assert set(measures.CARD) <= set(found)
    assert results.package_of("08_programs") == "programs"
    assert found["chance"] == pytest.approx(0.0625)
