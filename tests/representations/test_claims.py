"""What chapter 03 says that models do: held by the recorded runs, the site's, and new ones."""

import numpy as np
from claims import ClaimTests, hold, recorded

CLAIMS = [
    ("two hundred cities", "cities", ">=", 200),
    ("answers on pairs never shown are right", "pair_error_km", "<=", 300),
    ("always the same distance is far off", "constant_error_km", ">", 3000),
    ("always the same distance is far off", "constant_error_km", "<", 4500),
    ("the parrot is far off", lambda v: v["parrot_error_km"] / 4, ">", "pair_error_km"),
    ("a probe reads a map on cities it has not met", "map_r2", ">=", 0.75),
    ("the interval holds the value", "map_r2_low", "<", "map_r2"),
    ("the interval holds the value", "map_r2", "<", "map_r2_high"),
    ("an untrained model shows nothing", "untrained_r2", "<=", 0.1),
    ("shuffled positions show nothing", "shuffled_r2", "<=", 0.1),
    ("too many dimensions show nothing", "wide_r2", "<=", 0.1),
    ("split by city, an untrained model shows nothing", "by_city_r2", "<=", 0.1),
    ("the map stands out from the control task", "selectivity", ">=", 0.7),
    ("too many dimensions fit anything", "wide_train_r2", ">=", 0.95),
    ("split by pair, an untrained model seems to know", "by_pair_r2", ">=", 0.5),
    ("three questions straighten the map", "three_r2", ">=", 0.97),
    ("three questions leave the distances right", "three_error_km", "<=", 300),
    ("directions are learnt", "three_direction", ">=", 0.85),
    ("the answers follow the map", "dose_slope", ">=", 0.8),
    ("the answers follow the map", "dose_slope", "<=", 1.2),
    ("a random push has no regard to geometry", lambda v: abs(v["dose_random_slope"]), "<=", 0.1),
    ("with one question they follow it less", "dose_one_slope", "<", lambda v: 0.7 * v["dose_slope"]),
    ("directions of hidden cities are right", "together_direction", ">=", 0.7),
    ("continents of hidden cities are right", "together_continent", ">=", 0.75),
    ("answers put hidden cities in their place", "together_answers_km", "<=", 300),
    ("so do those of one question", "one_answers_km", "<=", 300),
    ("where the probe does not", "one_probe_km", ">=", lambda v: 3 * v["one_answers_km"]),
    ("near cities are answered worse", "near_error_km", ">", lambda v: 2 * v["far_error_km"]),
    ("cities learnt afterwards find their place", "after_answers_km", "<=", 300),
    ("and their directions", "after_direction", ">=", 0.7),
    ("which are borrowed, not learnt", "after_start_direction", ">=", lambda v: v["after_direction"] - 0.1),
    ("while distances are learnt", "after_answers_km", "<", "after_start_answers_km"),
    ("mine and yours can be read", "game_mine", ">=", 0.95),
    ("the players less", "game_players", "<=", lambda v: v["game_mine"] - 0.1),
    ("no better than untrained", lambda v: abs(v["game_players"] - v["game_untrained_players"]), "<=", 0.05),
    ("the moves are legal", "game_illegal", "<=", 0.03),
    ("three hundred cities of the real model", "llm_cities", ">=", 300),
    ("the real model has a map", "llm_r2_low", ">", 0.2),
    ("its control shows nothing", "llm_shuffled_r2", "<=", 0.1),
    ("the layers add to the embedding", "llm_r2", ">", lambda v: v["llm_embedding_r2"] + 0.1),
]


def test_recorded_runs_hold_what_the_chapter_says(report):
    hold(report, CLAIMS, "03_representations")


def test_over_the_seeds_the_map_is_as_good_as_the_chapter_says():
    assert np.median([run["map_r2"] for run in recorded("03_representations").values()]) >= 0.85


def test_decay_straightens_the_map_and_too_much_coarsens_the_answers():
    runs = recorded("03_decay").values()
    assert len(runs) == 5
    medians = {name: np.median([run[name] for run in runs]) for name in next(iter(runs))}
    assert medians["most_decay_r2"] > medians["no_decay_r2"]
    assert medians["most_decay_km"] > 2 * medians["least_km"]


def test_rare_features_share_two_numbers_and_frequent_ones_do_not(report):
    hold(report, [("two of five against all", "dense_kept", "<", "sparse_kept")], "03_superposition")


def test_copiers_and_the_bare_table_do_better_as_the_chapter_says(report):
    network, control = recorded("03_representations"), recorded("03_neighbours")
    for seed, values in control.items():
        report(values["copier_km"] < network[seed]["pair_error_km"], f"seed {seed}: {values}")
        report(values["table_r2"] > network[seed]["map_r2"], f"seed {seed}: {values}")
    report(len(control) == 5, f"seeds {sorted(control)}")


class TestClaims(ClaimTests):
    unit, claims = "03_representations", CLAIMS
    language = "en"
