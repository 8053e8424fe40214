"""Every number that the texts of unit 03 quote, derived from what its lab and its controls kept."""

import numpy as np

from labkit import arguments

KEPT = 0.5  # length from which on a feature's direction counts as kept, where 1 is kept whole

CARD = {  # rows of the result card, with their formats
    "cities": ",.0f",
    "pair_error_km": ",.0f",
    "parrot_error_km": ",.0f",
    "map_r2": ".2f",
    "untrained_r2": ".2f",
    "three_r2": ".2f",
    "dose_slope": ".2f",
    "together_direction": ".0%",
    "one_answers_km": ",.0f",
    "one_probe_km": ",.0f",
    "llm_r2": ".2f",
    "game_mine": ".1%",
}


def summary(measured: dict) -> dict:
    """The numbers of a run of the lab.

    Names begin with the model: `map` for that of one question, `three`, `llm`, `game`. Those of hidden cities begin
    with how they were learnt: `one` in the model of one question, `together` with the others in that of three, `after`
    them.
    """
    return {
        "cities": len(measured["atlas"]["names"]),
        **{f"{name}_error_km": km for name, km in measured["guess_km"].items()},
        **_map(measured["run"], measured["r2_interval"]),
        **_controls(measured["controls"]),
        **{f"three_{name}": value for name, value in measured["three_scores"].items()},
        **{f"{name}_slope": value for name, value in measured["slopes"].items()},
        **_hidden(measured["hidden_km"], measured["hidden_questions"]),
        **{f"{name}_error_km": km for name, km in measured["near_far_km"].items()},
        "llm_cities": len(measured["llm_atlas"]["names"]),
        "llm_median_km": measured["llm_median_km"],
        **_real_model(measured["llm_r2s"], measured["llm_interval"]),
        **_game(measured["game"], measured["game_untrained"]),
        "game_illegal": measured["game_illegal"],
    }


def _map(run, interval):
    """The model of one question: its answers on pairs never shown, and the map that a probe reads in it."""
    return {
        "pair_error_km": run["error_km"][1][-1],
        "map_r2": run["r2"][1][-1],
        "map_r2_low": interval[0],
        "map_r2_high": interval[1],
        "train_seconds": run["seconds"][1][-1],
        "map_median_km": run["median_km"][1][-1],
    }


def _controls(controls):
    """R² of each control on new cases and, `train`, on those of the fit."""
    fitted = {f"{name}_train_r2": fitted for name, (fitted, _) in controls.items()}
    held_out = {f"{name}_r2": held_out for name, (_, held_out) in controls.items()}
    return fitted | held_out | {"selectivity": held_out["trained_r2"] - held_out["shuffled_r2"]}


def _hidden(km, questions):
    """Hidden cities: median distance from home by probe and answers, share of right directions and continents."""
    names = {"one_question": "one", "three_questions": "together", "start": "after_start", "afterwards": "after"}
    off = {f"{names[how]}_{readout}_km": value for how, pair in km.items() for readout, value in pair.items()}
    return off | {f"{names[how]}_{asked}": share for how, right in questions.items() for asked, share in right.items()}


def _game(game, untrained):
    """Share of squares read in the last layer, in the basis of the mover and in that of the players."""
    return {
        "game_mine": game["mine"][-1],
        "game_players": game["players"][-1],
        "game_untrained": untrained["mine"],
        "game_untrained_players": untrained["players"],
    }


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


def decay(measured: dict) -> dict:
    """Error of the answers and R² of the map with no weight decay and with most; the smallest error of all."""
    error_km, r2 = measured["error_km"], measured["r2"]
    return {"no_decay_r2": r2[0], "most_decay_r2": r2[-1], "most_decay_km": error_km[-1], "least_km": min(error_km)}


def superposition(measured: dict) -> dict:
    """How many features each regime keeps."""
    return {f"{name}_kept": kept(measured[name]) for name in ("dense", "sparse")}


def kept(directions) -> int:
    """Number of features whose direction, two numbers a row, is longer than KEPT."""
    return int((np.linalg.norm(directions, axis=1) > KEPT).sum())


arguments.check(__name__)
