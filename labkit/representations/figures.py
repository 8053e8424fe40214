"""The figures of chapter 03, drawn from the recorded run of lab 03 in the page's language (seed 0)."""

import json
from pathlib import Path

import numpy as np

from labkit import plots
from labkit.messages import say
from labkit.representations import cities
from labkit.representations import plots as maps
from labkit.widgets import explore

RESULTS = Path(__file__).parents[2] / "labs" / "results"
LIES = ("probe", "untrained", "shuffled", "wide", "by_pair", "by_city")


def runs_of(unit):
    return json.loads((RESULTS / f"{unit}.cpu.json").read_text("utf-8"))["runs"]


def recorded(language):
    """What lab 03 measured in this language with seed 0."""
    runs = runs_of("03_representations")
    return next(run["values"] for run in runs if (run["language"], run["seed"]) == (language, 0))


def places_of(values, name):
    """Recorded latitudes and longitudes, back on the unit sphere."""
    return cities.unit_vectors(values[f"{name}_lat"], values[f"{name}_lon"])


def truth(names):
    """True places and continents of cities, by name."""
    found = [cities.find(name) for name in names]
    places = cities.unit_vectors([c.latitude for c in found], [c.longitude for c in found])
    return places, [c.continent for c in found]


def unfolding(language):
    values = recorded(language)
    places, continents = truth(values["city_names"])

    def draw(ax, step):
        maps.decoded(places, places_of(values, f"map_{step}"), continents, ax=ax)

    def alt(step):
        return maps.decoded_alt(places, places_of(values, f"map_{step}"))

    return explore(draw, caption="", alt=alt, figsize=maps.FIGSIZE, step=(say("plots.step"), values["map_steps"]))


def lies(language):
    values = recorded(language)
    fitted, held_out = ([values[f"{name}_{kind}"] for name in LIES] for kind in ("train_r2", "r2"))
    return maps.lies([say(f"representations.{name}") for name in LIES], fitted, held_out)


def decay(language):
    runs = [run["values"] for run in runs_of("03_decay")]
    amounts = runs[0]["decay"]
    error, r2 = (np.array([run[name] for run in runs]) for name in ("error_km", "r2"))
    return maps.front(amounts, error, r2)


def three(language):
    values = recorded(language)
    places, continents = truth(values["city_names"])
    return maps.decoded(places, places_of(values, "three"), continents, title=say("representations.three"))


def hidden(language):
    values = recorded(language)
    places, _ = truth(values["hidden_names"])
    names = say("representations.cities").split(", ")

    def pair(model):
        return places_of(values, f"{model}_probe"), places_of(values, f"{model}_answers")

    models = {say("representations.one"): "one", say("representations.three"): "together"}

    def draw(ax, model):
        maps.found(places, *pair(models[model]), names, ax=ax)

    def alt(model):
        return maps.found_alt(places, *pair(models[model]), names, title=f"{model}.")

    return explore(draw, caption="", alt=alt, figsize=maps.FIGSIZE, model=(say("representations.model"), list(models)))


def readouts(language):
    values = recorded(language)
    models = {"one": "representations.one", "together": "representations.three", "after": "representations.after"}
    medians = {say(key): (values[f"{m}_probe_km"], values[f"{m}_answers_km"]) for m, key in models.items()}
    return maps.two_readouts(medians)


def dose(language):
    values = recorded(language)
    moved = values["dose_km"]
    answers = {
        say("representations.moved"): values["dose_answer"],
        say("representations.arbitrary"): values["dose_random"],
    }
    series = answers | {say("representations.geometry"): moved}
    return plots.lines(moved, series, xlabel=say("representations.dose"), ylabel=say("representations.response"))


def game(language):
    values = recorded(language)
    bases = {
        say("representations.mine"): values["game_mine_layers"],
        say("representations.players"): values["game_players_layers"],
    }
    level = (say("representations.fresh"), values["game_untrained"])
    words = dict(xlabel=say("representations.layer"), ylabel=say("representations.squares"))
    drawing = plots.lines([0, 1, 2], bases, **words, proportion=True, reference=level)
    drawing.axes.set_xticks([0, 1, 2])
    return drawing


def llm_layers(language):
    values = recorded(language)
    names = dict(english="llm_r2_layers", french="llm_french_layers", shuffled="llm_shuffled_layers")
    curves = {say(f"representations.{name}"): values[key] for name, key in names.items()}
    return plots.lines(values["llm_layers"], curves, xlabel=say("representations.layer"), ylabel="R²")


def llm_map(language):
    values = recorded(language)
    places, continents = truth(values["llm_names"])
    title = say("representations.llm_title", layer=values["llm_layer"])
    return maps.decoded(places, places_of(values, "llm"), continents, title=title)


def superposition(language):
    runs = [run["values"] for run in runs_of("03_superposition")]
    (values,) = [values for values, run in zip(runs, runs_of("03_superposition"), strict=True) if run["seed"] == 0]
    arrows = {key: np.reshape(values[key], (-1, 2)) for key in ("dense", "sparse")}
    return maps.arrows({say(f"representations.{key}"): vectors for key, vectors in arrows.items()})
