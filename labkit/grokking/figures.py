"""The figures of chapter 05, drawn from the recorded runs of lab 05 (seed 0 unless said) and of its controls."""

import json
from pathlib import Path

import numpy as np

from labkit import plots
from labkit.grokking import plots as plots_clock
from labkit.messages import number, percent, say
from labkit.widgets import explore_html

RESULTS = Path(__file__).parents[2] / "labs" / "results"


def recorded(language, seed=0):
    """What lab 05 measured in this language with this seed."""
    (run,) = [values for name, values in runs("05_grokking", language).items() if name == seed]
    return run


def runs(unit, language="en"):
    """{seed: values} of a lab or a control script."""
    found = json.loads((RESULTS / f"{unit}.cpu.json").read_text("utf-8"))["runs"]
    return {run["seed"]: run["values"] for run in found if run["language"] == language}


def _shares(values, prefix=""):
    parts = {"train": "train", "twins": "twin", "new": "new"}
    return {part: values[f"{prefix}{name}_curve"] for part, name in parts.items()}


def curves(language):
    values = recorded(language)
    return plots_clock.marks(values["steps"], _shares(values))


def no_decay(language):
    values = recorded(language)
    return plots_clock.marks(values["no_decay_step_list"], _shares(values, "no_decay_"), title=say("grokking.no_decay"))


def seeds(language):
    shown = {
        say("grokking.seed", seed=seed): (values["steps"], values["new_curve"])
        for seed, values in runs("05_grokking", language).items()
    }
    return plots_clock.several(shown, ylabel=say("grokking.new_answers"))


def slow(language):
    """The lab's recipe and the slow setting, on the first seed that ends there, and the paper's setting."""
    slow_runs = runs("05_slow")
    seed = min(seed for seed, values in slow_runs.items() if values["steps_to_generalise"])
    shown = {}
    for values in (runs("05_grokking", language)[seed], slow_runs[seed], runs("05_paper")[0]):
        rate = say("grokking.rate", lr=number(values.get("lr") or values["learning_rate"], 3))
        shown[rate] = values["steps"], values["new_curve"]
    return plots_clock.several(shown, ylabel=say("grokking.new_answers"), log_x=True)


def fractions(language):
    shown = {say("grokking.seed", seed=seed): values["new_accuracy"] for seed, values in runs("05_fractions").items()}
    shares = runs("05_fractions")[0]["fractions"]
    words = {"xlabel": say("grokking.fraction"), "ylabel": say("grokking.new_answers")}
    drawing = plots.lines(shares, shown, **words, proportion=True)
    drawing.axes.set_xticks(shares, [percent(share) for share in shares])
    return drawing


def operations(language):
    """Steps to 99% of the hidden questions, by operation: a dot for each seed; at the right edge, never."""
    found = runs("05_operations")
    return plots_clock.dots(
        found[0]["operations"],
        [values["steps_to_generalise"] for values in found.values()],
        limit=found[0]["max_steps"],
    )


def spectrum(language):
    values = recorded(language)
    return plots_clock.spectrum(values["spectrum"], values["key_frequencies"])


def progress(language):
    values = recorded(language)
    losses = {
        say("grokking.restricted"): (values["steps"], values["restricted_curve"]),
        say("grokking.excluded"): (values["steps"], values["excluded_curve"]),
        say("grokking.restricted_no_decay"): (values["no_decay_step_list"], values["no_decay_restricted_curve"]),
    }
    return plots_clock.progress(values["steps"], _shares(values), losses, chance=values["chance_loss"])


def explorer(language):
    values = recorded(language)

    def view(step):
        places = np.stack([values[f"circle_x_{step}"], values[f"circle_y_{step}"]], axis=1)
        energy = values[f"spectrum_{step}"]
        k, keys = values["slider_frequency"], values["key_frequencies"]
        return plots_clock.snapshot(values["steps"], _shares(values), step, places, k, energy, keys)._repr_html_()

    return explore_html(view, caption="", step=(say("plots.step"), values["slider_steps"]))
