"""The numbers that unit 01 quotes: a run worked out by hand, and one of a few steps."""

import pytest

from labkit.messages import TEXTS
from labkit.next_token import measures

RUN = {
    "entropy_bits_per_token": 1.0,
    "sizes": {"parameters": 7, "tokens_per_story": 50, "train_seconds": 12.0, "hops_seconds": 5.0, "hop_steps": 200},
    "ngram_bits": {"train": [4.0, 2.0, 1.0], "test": [3.0, 2.0, 2.5]},
    "ngram_accuracy": [None, 0.25, None],  # of old runs only that of the best was kept
    "curves": {
        "average": [[100, 200], [2.0, 1.5]],
        "others": [[100, 200], [1.9, 1.6]],
        "culprit": [[100, 200], [3.0, 0.5]],
        "accuracy": [[100, 200], [0.2, 0.9]],
    },
    "ladder": {
        "ngram": [0.25, 0.26],
        "copier": [1.0, 0.25],
        "at_once": [0.9, 0.24],
        "step_by_step": [None, 0.97],
        "copier_twice": [1.0, 0.99],
    },
    "cheap": {"first": [0.2, 0.27], "last": [0.8, 0.23]},
    "rooms_written": 0.98,
    "gaze": {"shares": [0.7, 0.6], "even": [0.05, 0.1]},
    "blinded": {"room": [1.0, 0.9, 0.3], "name": [0.95, 0.85, 0.2]},
    "misled": [0.96, 0.01],
    "crowd": {"alone": [[2.0, 1.0, 0.1], [0.4, 0.6, 0.95]], "school": [[2.0, 1.0, 0.1], [0.5, 0.6, 0.7]]},
    "expert_accuracy": 0.6,
    "likeliest": [[" Paris", 0.8], [" the", 0.1]],
}


def test_a_run_worked_out_by_hand():
    assert measures.summary(RUN) == {
        "entropy_bits_per_token": 1.0,
        "parameters": 7,
        "tokens_per_story": 50,
        "ngram_train_fall": 1.0,
        "best_n": 2,  # 2.0 bits on the test stories
        "ngram_bits_per_token": 2.0,
        "ngram_culprit_accuracy": 0.25,
        "bits_per_token": 1.5,
        "culprit_accuracy": 0.9,
        "culprit_bits": 0.5,
        "culprit_first_bits": 3.0,
        "average_fall_bits": 0.5,
        "average_fall_step": 100,
        "jump_drop_bits": (3.0 - 0.5) / 50,
        "train_seconds": 12.0,
        "hops_seconds": 5.0,
        "hop_steps": 200,
        "copier_accuracy": 1.0,
        "ngram_two_hops": 0.26,
        "copier_two_hops": 0.25,
        "one_go_two_hops": 0.24,
        "written_two_hops": 0.97,
        "copier_twice_one_hop": 1.0,
        "copier_twice_two_hops": 0.99,
        "rooms_written": 0.98,
        "cheap_count": 2,
        "cheap_least": 0.23,
        "cheap_most": 0.27,
        "cheap_one_hop": 0.8,
        "misled_follows": 0.96,
        "misled_culprit": 0.01,
        "gaze_room": 0.7,
        "even_room": 0.05,
        "seeing_room": 1.0,
        "spared_room": 0.9,
        "blind_room": 0.3,
        "gaze_name": 0.6,
        "even_name": 0.1,
        "seeing_name": 0.95,
        "spared_name": 0.85,
        "blind_name": 0.2,
        "expert_accuracy": 0.6,
        "crowd_accuracy": 0.6,  # at temperature 1
        "crowd_cold_accuracy": 0.95,  # at 0.1
        "crowd_shared_accuracy": 0.7,
        "llm_likeliest": " Paris",
        "llm_paris": 0.8,
    }


def test_what_was_not_measured_is_none():
    short = {name: [[100], [0.5]] for name in RUN["curves"]}  # one look in all of training
    numbers = measures.summary(RUN | {"curves": short, "likeliest": []})
    assert numbers["llm_likeliest"] is None
    assert numbers["llm_paris"] is None
    assert numbers["jump_drop_bits"] == 0.0
    assert numbers["culprit_bits"] == pytest.approx(0.5)


def test_each_row_of_the_card_has_a_number_and_its_words():
    assert 8 <= len(measures.CARD) <= 13
    assert set(measures.CARD) <= set(measures.summary(RUN))
    assert {f"next_token.card.{name}" for name in measures.CARD} == {
        key for key in TEXTS if key.startswith("next_token.card.")
    }
