"""Every number that the texts of unit 03 quote, derived from what its lab and its controls kept."""

import numpy as np

from labkit import arguments

KEPT = 0.5  # length from which on a feature's direction counts as kept, where 1 is kept whole

CARD = {  # rows of the result card, with their formats
    "cities_network_km": ",.0f",
    "cities_copier_km": ",.0f",
    "map_r2": ".2f",
    "table_r2": ".2f",
    "islands_network_km": ",.0f",
    "islands_copier_km": ",.0f",
    "islands_geometry_km": ",.0f",
    "island_r2": ".2f",
    "dose_slope": ".2f",
    "cities_slope": ".2f",
    "near_network_km": ",.0f",
    "near_copier_km": ",.0f",
    "llm_r2": ".2f",
}


def summary(measured: dict) -> dict:
    """The numbers of a run of the lab.

    Names begin with where they were measured: `cities`, `islands`, `near` (from hidden islands to their neighbours),
    then with whom: see `opponents`. `map` is that of the network of the cities, `island` that of the other,
    `at_once` that of a network of the islands to which nothing was told roughly first.
    """
    rivals, island_run = measured["rivals_km"], measured["island_run"]
    return {
        "places": len(measured["atlas"]["names"]),
        **{f"{world}_{name}_km": km for world, errors in rivals.items() for name, km in errors.items()},
        "copier_over_network": rivals["islands"]["copier"] / rivals["islands"]["network"],
        **_controls(measured["controls"]),
        "map_r2": measured["run"]["r2"][1][-1],
        "map_median_km": measured["run"]["median_km"][1][-1],
        "table_median_km": measured["raw_km"],
        "train_seconds": measured["run"]["seconds"][1][-1],
        "island_r2": island_run["r2"][1][-1],
        "island_r2_low": measured["island_interval"][0],
        "island_median_km": island_run["median_km"][1][-1],
        "island_seconds": island_run["seconds"][1][-1],
        "code_r2": measured["code_r2"],
        "rough_steps": measured["rough_steps"],
        "island_steps": island_run["error_km"][0][-1],
        "at_once_km": measured["at_once_run"]["error_km"][1][-1],
        "at_once_r2": measured["at_once_run"]["r2"][1][-1],
        **{f"{name}_slope": value for name, value in _slopes(measured["slopes"])},
        **{f"stirred_{name}_km": km for name, km in measured["stirred"].items()},
        **{f"hidden_{how}_km": km for how, km in measured["hidden_km"].items()},
        **{f"near_{name}_km": km for name, km in measured["near_km"].items()},
        "llm_cities": len(measured["llm_atlas"]["names"]),
        "llm_median_km": measured["llm_median_km"],
        **_real_model(measured["llm_r2s"], measured["llm_interval"]),
    }


def _controls(controls):
    """R² of each control on new cases and, `train`, on those of the fit."""
    fitted = {f"{name}_train_r2": fitted for name, (fitted, _) in controls.items()}
    held_out = {f"{name}_r2": held_out for name, (_, held_out) in controls.items()}
    return fitted | held_out | {"selectivity": held_out["trained_r2"] - held_out["shuffled_r2"]}


def _slopes(slopes):
    """The slope in the network of the cities is named after them."""
    return [(name.removeprefix("dose_") if name == "dose_cities" else name, value) for name, value in slopes.items()]


def _real_model(r2s, interval):
    """The last layer but one of those examined, chosen beforehand; None where there was no model."""
    return {
        "llm_r2": r2s["english"][-2],
        "llm_r2_low": interval and interval[0],
        "llm_r2_high": interval and interval[1],
        "llm_french_r2": r2s["french"][-2],
        "llm_shuffled_r2": r2s["shuffled"][-2],
        "llm_embedding_r2": r2s["english"][0],
    }


def stairs(measured: dict) -> dict:
    """Islands told exactly from the start, `exact`, or first by random halves of the distances, `halves`: at the end,
    error in km on pairs never shown, on shown ones, and R² of the map."""
    names = ("error_km", "shown_km", "r2")
    return {f"{twin}_{name}": measured[twin][name][1][-1] for twin in ("exact", "halves") for name in names}


def questions(measured: dict) -> dict:
    """One question or three, on the cities: `one_r2`, `three_slope`, and of hidden cities `three_direction`..."""
    return {f"{model}_{name}": value for model, values in measured["models"].items() for name, value in values.items()}


def board(measured: dict) -> dict:
    """Share of squares read in the last layer, in the basis of the mover and in that of the players."""
    return {
        "mine": measured["game"]["mine"][-1],
        "players": measured["game"]["players"][-1],
        "untrained": measured["untrained"]["mine"],
        "untrained_players": measured["untrained"]["players"],
        "illegal": measured["illegal"],
    }


def superposition(measured: dict) -> dict:
    """How many features each regime keeps."""
    return {f"{name}_kept": kept(measured[name]) for name in ("dense", "sparse")}


def kept(directions) -> int:
    """Number of features whose direction, two numbers a row, is longer than KEPT."""
    return int((np.linalg.norm(directions, axis=1) > KEPT).sum())


arguments.check(__name__)
