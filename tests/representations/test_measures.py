"""The summary of a run, against a run made up by hand, and of the runs that are kept."""

import pytest

from labkit import results
from labkit.representations import measures

ATLAS = {"names": ["a", "b", "c"], "places": [[1, 0, 0]] * 3, "continents": ["AF", "AS", "EU"]}
MEASURED = {
    "guess_km": {"constant": 4000.0, "parrot": 3000.0},
    "run": {
        "error_km": [[0, 10], [5000.0, 200.0]],
        "r2": [[0, 10], [-0.1, 0.9]],
        "median_km": [[10], [800.0]],
        "seconds": [[10], [9.5]],
    },
    "r2_interval": [0.85, 0.95],
    "atlas": ATLAS,
    "controls": {"trained": [0.95, 0.9], "untrained": [0.1, 0.05], "shuffled": [0.3, -0.2]},
    "three_scores": {"error_km": 180.0, "r2": 0.99, "direction": 0.875},
    "slopes": {"dose": 0.9, "dose_one": 0.4},
    "hidden_km": {
        "one_question": {"probe": 1000.0, "answers": 50.0},
        "three_questions": {"probe": 300.0, "answers": 60.0},
        "start": {"probe": 290.0, "answers": 100.0},
        "afterwards": {"probe": 600.0, "answers": 48.0},
    },
    "hidden_questions": {
        "three_questions": {"direction": 0.8, "continent": 1.0},
        "start": {"direction": 0.7, "continent": 0.75},
        "afterwards": {"direction": 0.6, "continent": 0.5},
    },
    "near_far_km": {"near": 600.0, "far": 150.0},
    "llm_r2s": {"english": [0.1, 0.4, 0.5, 0.45], "french": [0.1, 0.4, 0.48, 0.4], "shuffled": [0.0, 0.0, -0.1, 0.0]},
    "llm_interval": [0.42, 0.58],
    "llm_atlas": ATLAS,
    "llm_median_km": 2500.0,
    "game": {"mine": [0.6, 0.9, 0.97], "players": [0.6, 0.7, 0.8]},
    "game_untrained": {"mine": 0.79, "players": 0.78},
    "game_illegal": 0.005,
}
EXPECTED = {
    "cities": 3,
    "constant_error_km": 4000,
    "parrot_error_km": 3000,
    "pair_error_km": 200,
    "map_r2": 0.9,
    "map_r2_low": 0.85,
    "map_r2_high": 0.95,
    "map_median_km": 800,
    "train_seconds": 9.5,
    "trained_r2": 0.9,
    "trained_train_r2": 0.95,
    "untrained_r2": 0.05,
    "untrained_train_r2": 0.1,
    "shuffled_r2": -0.2,
    "shuffled_train_r2": 0.3,
    "selectivity": 1.1,
    "three_error_km": 180,
    "three_r2": 0.99,
    "three_direction": 0.875,
    "dose_slope": 0.9,
    "dose_one_slope": 0.4,
    "one_probe_km": 1000,
    "one_answers_km": 50,
    "together_probe_km": 300,
    "together_answers_km": 60,
    "together_direction": 0.8,
    "together_continent": 1,
    "after_start_probe_km": 290,
    "after_start_answers_km": 100,
    "after_start_direction": 0.7,
    "after_start_continent": 0.75,
    "after_probe_km": 600,
    "after_answers_km": 48,
    "after_direction": 0.6,
    "after_continent": 0.5,
    "near_error_km": 600,
    "far_error_km": 150,
    "llm_cities": 3,
    "llm_r2": 0.5,
    "llm_r2_low": 0.42,
    "llm_r2_high": 0.58,
    "llm_french_r2": 0.48,
    "llm_shuffled_r2": -0.1,
    "llm_embedding_r2": 0.1,
    "llm_median_km": 2500,
    "game_mine": 0.97,
    "game_players": 0.8,
    "game_untrained": 0.79,
    "game_untrained_players": 0.78,
    "game_illegal": 0.005,
}


def test_a_run_made_up_by_hand_gives_the_numbers_worked_out_by_hand():
    assert measures.summary(MEASURED) == pytest.approx(EXPECTED)


def test_what_was_not_measured_stays_none():
    nothing_near = MEASURED | {"near_far_km": {"near": None, "far": 150.0}}
    assert measures.summary(nothing_near)["near_error_km"] is None


def test_every_recorded_run_has_every_number():
    for seed, run in results.summaries("03_representations").items():
        missing = [name for name in EXPECTED if not isinstance(run.get(name), int | float)]
        assert not missing, f"seed {seed}: {missing}"


def test_the_card_shows_numbers_of_the_summary():
    assert set(measures.CARD) <= set(EXPECTED)
    assert 8 <= len(measures.CARD) <= 13


def test_decay_and_superposition_worked_out_by_hand():
    assert measures.decay({"decay": [0, 1, 4], "error_km": [300, 100, 900], "r2": [0.5, 0.8, 0.7]}) == {
        "no_decay_r2": 0.5,
        "most_decay_r2": 0.7,
        "most_decay_km": 900,
        "least_km": 100,
    }
    kept = measures.superposition({"dense": [[1.0, 0.0], [0.3, 0.3]], "sparse": [[0.6, 0.0], [0.0, -0.6]]})
    assert kept == {"dense_kept": 1, "sparse_kept": 2}
