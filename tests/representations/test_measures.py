"""The summary of a run, against a run made up by hand, and of the runs that are kept."""

import pytest

from labkit import results
from labkit.representations import measures

ATLAS = {"names": ["a", "b", "c"], "places": [[1, 0, 0]] * 3, "continents": ["AF", "AS", "EU"]}
MEASURED = {
    "rivals_km": {
        "cities": {"copier": 190.0, "network": 210.0, "geometry": 30.0},
        "islands": {"copier": 280.0, "network": 100.0, "geometry": 25.0},
    },
    "run": {
        "error_km": [[0, 10], [5000.0, 210.0]],
        "r2": [[0, 10], [-0.1, 0.9]],
        "median_km": [[0, 10], [9000.0, 800.0]],
        "seconds": [[0, 10], [0.1, 9.5]],
    },
    "raw_km": 300.0,
    "island_run": {
        "error_km": [[0, 7, 20], [3600.0, 3000.0, 100.0]],
        "r2": [[0, 7, 20], [-0.1, 0.3, 0.999]],
        "median_km": [[0, 7, 20], [9000.0, 4000.0, 90.0]],
        "seconds": [[0, 7, 20], [0.1, 3.0, 17.5]],
    },
    "at_once_run": {"error_km": [[0, 20], [3600.0, 3605.0]], "r2": [[0, 20], [-0.1, 0.02]]},
    "rough_steps": 7,
    "island_interval": [0.99, 1.0],
    "code_r2": 1.0,
    "atlas": ATLAS,
    "controls": {"trained": [0.95, 0.9], "table": [1.0, 0.98], "shuffled": [0.3, -0.2]},
    "stirred": {"geometry": 800.0, "borrowed": 700.0},
    "slopes": {"dose": 0.9, "dose_random": 0.01, "dose_reading": 0.4, "dose_cities": 0.5},
    "hidden_km": {"alike": 900.0, "answers": 60.0},
    "near_km": {"copier": 1200.0, "network": 300.0},
    "llm_r2s": {"english": [0.1, 0.4, 0.5, 0.45], "french": [0.1, 0.4, 0.48, 0.4], "shuffled": [0.0, 0.0, -0.1, 0.0]},
    "llm_interval": [0.42, 0.58],
    "llm_atlas": ATLAS,
    "llm_median_km": 2500.0,
}
EXPECTED = {
    "places": 3,
    "cities_copier_km": 190,
    "cities_network_km": 210,
    "cities_geometry_km": 30,
    "islands_copier_km": 280,
    "islands_network_km": 100,
    "islands_geometry_km": 25,
    "copier_over_network": 2.8,
    "map_r2": 0.9,
    "map_median_km": 800,
    "table_median_km": 300,
    "train_seconds": 9.5,
    "trained_r2": 0.9,
    "trained_train_r2": 0.95,
    "table_r2": 0.98,
    "table_train_r2": 1,
    "shuffled_r2": -0.2,
    "shuffled_train_r2": 0.3,
    "selectivity": 1.1,
    "island_r2": 0.999,
    "island_r2_low": 0.99,
    "island_median_km": 90,
    "island_seconds": 17.5,
    "code_r2": 1,
    "rough_steps": 7,
    "island_steps": 20,
    "at_once_km": 3605,
    "at_once_r2": 0.02,
    "dose_slope": 0.9,
    "dose_random_slope": 0.01,
    "dose_reading_slope": 0.4,
    "cities_slope": 0.5,
    "stirred_geometry_km": 800,
    "stirred_borrowed_km": 700,
    "hidden_alike_km": 900,
    "hidden_answers_km": 60,
    "near_copier_km": 1200,
    "near_network_km": 300,
    "llm_cities": 3,
    "llm_r2": 0.5,
    "llm_r2_low": 0.42,
    "llm_r2_high": 0.58,
    "llm_french_r2": 0.48,
    "llm_shuffled_r2": -0.1,
    "llm_embedding_r2": 0.1,
    "llm_median_km": 2500,
}


def test_a_run_made_up_by_hand_gives_the_numbers_worked_out_by_hand():
    assert measures.summary(MEASURED) == pytest.approx(EXPECTED)


def test_every_recorded_run_has_every_number():
    for seed, run in results.summaries("03_representations").items():
        missing = [name for name in EXPECTED if not isinstance(run.get(name), int | float)]
        assert not missing, f"seed {seed}: {missing}"


def test_the_card_shows_numbers_of_the_summary():
    assert set(measures.CARD) <= set(EXPECTED)
    assert 8 <= len(measures.CARD) <= 13


def test_the_controls_worked_out_by_hand():
    kept = measures.superposition({"dense": [[1.0, 0.0], [0.3, 0.3]], "sparse": [[0.6, 0.0], [0.0, -0.6]]})
    assert kept == {"dense_kept": 1, "sparse_kept": 2}
    assert measures.questions({"models": {"one": {"r2": 0.8}, "borrowed": {"direction": 0.9}}}) == {
        "one_r2": 0.8,
        "borrowed_direction": 0.9,
    }
    game = {"mine": [0.6, 0.97], "players": [0.6, 0.8]}
    played = measures.board({"game": game, "untrained": {"mine": 0.79, "players": 0.78}, "illegal": 0.005})
    assert played == {"mine": 0.97, "players": 0.8, "untrained": 0.79, "untrained_players": 0.78, "illegal": 0.005}
