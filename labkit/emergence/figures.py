"""The figures of chapter 07, drawn from the recorded runs of lab 07 and of its controls in the page's language."""

import json
from pathlib import Path

import numpy as np

from labkit import metrics
from labkit.emergence import published, scoring
from labkit.emergence.plots import Panel, described, draw, grid, seeds
from labkit.messages import number, percent, say
from labkit.widgets import explore

RESULTS = Path(__file__).parents[2] / "labs" / "results"
SHARES = ("exact", "digit", "choice")  # metrics between 0 and 1, written in percent
METRICS = ("exact", "digit", "edit", "choice", "brier", "bits")


def runs(unit):
    return json.loads((RESULTS / f"{unit}.cpu.json").read_text("utf-8"))["runs"]


def recorded(language):
    """What lab 07 measured in this language with seed 0."""
    return next(run["values"] for run in runs("07_emergence") if (run["language"], run["seed"]) == (language, 0))


def by_size(values, name):
    """The panel of one metric of the phone books, by number of parameters."""
    title = say(f"emergence.{name}")
    lines = {title: values[f"recall_{name}"]}
    x, xlabel = values["recall_parameters"], say("emergence.parameters")
    return Panel(title, x, lines, xlabel=xlabel, proportion=name in SHARES)


def two_faces(language):
    values = recorded(language)
    return grid([by_size(values, "exact"), by_size(values, "bits")])


def six_metrics(language):
    values = recorded(language)
    return grid([by_size(values, name) for name in METRICS])


def power(language):
    values = recorded(language)
    p = np.array(values["recall_digit"])
    lines = {f"$p^{n}$": p**n for n in (1, 3, 5)}
    dots = {say("emergence.length", n=n): values[f"recall_exact_{n}"] for n in (1, 3, 5)}
    x, xlabel = values["recall_parameters"], say("emergence.parameters")
    return grid([Panel(say("emergence.power"), x, lines, dots, xlabel=xlabel, proportion=True)], columns=1, height=3.2)


def few_questions(language):
    values = recorded(language)
    n, shown = values["small_test"], values["small_test_scores"]
    ranges = [metrics.wilson_interval(round(share * n), n) for share in shown]
    lines = {say("emergence.one_test", n=n): shown, say("emergence.all_questions"): values["recall_exact"]}
    panel = Panel(
        say("emergence.exact"),
        values["recall_parameters"],
        lines,
        interval=tuple(zip(*ranges, strict=True)),
        xlabel=say("emergence.parameters"),
        proportion=True,
    )
    return grid([panel], columns=1, height=3.2)


def axes(language):
    values = recorded(language)
    sizes, exact = values["recall_parameters"], values["recall_exact"]
    views = [
        (sizes, exact, "parameters", True),
        (sizes, exact, "parameters_linear", False),
        (sizes[1::3], exact[1::3], "few_models", True),
        (values["recall_bits"], exact, "loss", False),
    ]
    name = say("emergence.exact")
    panels = [
        Panel(name, x, {name: y}, xlabel=say(f"emergence.{label}"), proportion=True, log_x=log)
        for x, y, label, log in views
    ]
    return grid(panels)


def induced(language):
    values = recorded(language)
    lines = {
        say("emergence.threshold", value=percent(values[f"threshold_{i}"])): values[f"mastered_{i}"] for i in range(3)
    }
    x, xlabel = values["recall_parameters"], say("emergence.parameters")
    return grid([Panel(say("emergence.pages"), x, lines, xlabel=xlabel, proportion=True)], columns=1, height=3.2)


def addition(language):
    values = recorded(language)
    axis = {"x": values["addition_parameters"], "xlabel": say("emergence.parameters")}
    shares = {say(f"emergence.{name}"): values[f"addition_{name}"] for name in ("exact", "digit")}
    bits = {say("emergence.bits"): values["addition_bits"]}
    panels = [
        Panel(say("emergence.perceptron"), lines=shares, proportion=True, **axis),
        Panel(say("emergence.bits"), lines=bits, **axis),
    ]
    controls = [run["values"] for run in runs("07_transformer")]
    for name in ("exact", "bits"):
        table = np.array([control[name] for control in controls])
        title, x = say(f"emergence.transformer_{name}"), controls[0]["parameters"]
        panels.append(seeds(title, x, table, xlabel=axis["xlabel"], proportion=name == "exact"))
    return grid(panels)


def parity(language):
    values = recorded(language)
    panels = []
    for key, title in (("bits", "parity_bits"), ("weight", "progress")):
        table = np.array([values[f"parity_{key}_{i}"] for i in range(5)])
        panels.append(
            seeds(say(f"emergence.{title}"), values["parity_steps"], table, xlabel=say("emergence.step"), log_x=False)
        )
    return grid(panels)


def quanta(language):
    values = next(run["values"] for run in runs("07_quanta") if run["seed"] == 0)
    first = next(i for i, step in enumerate(values["steps"]) if step >= 100)  # before it, no skill is learnt
    skills = [values[f"bits_{i}"][first:] for i in range(values["skills"])]
    lines = {say("panels.mean"): values["mean_bits"][first:]}
    panel = Panel(say("emergence.quanta"), values["steps"][first:], lines, faint=skills, xlabel=say("emergence.step"))
    return grid([panel], columns=1, height=3.2)


def gpt3(language):
    exact, length = published.gpt3("3D+"), published.mean_sum_length(3)
    digit, flops = exact ** (1 / length), published.GPT3_FLOPS
    forecast = scoring.forecast(flops[:6], digit[:6], at=flops)
    names = say("emergence.published"), say("scoring.forecast")
    panels = [
        Panel(say(title), flops, dict(zip(names, both, strict=True)), xlabel=say("emergence.flops"), proportion=True)
        for title, both in (
            ("emergence.gpt3_exact", (exact, forecast**length)),
            ("emergence.gpt3_digit", (digit, forecast)),
        )
    ]
    return grid(panels)


def explorer(language):
    """The same models under the reader's hands: metric, length of the answer, number of questions, axis."""
    values = recorded(language)
    names = {say(f"emergence.{name}"): name for name in ("exact", "digit", "edit", "bits")}
    logarithmic = say("emergence.log")

    def panel(metric, length, questions, axis):
        name = names[metric]
        shown = values[f"recall_exact_{length}"] if name == "exact" else values[f"recall_{name}"]
        interval = None
        if name in SHARES:  # a test that short: what it would show, in whole questions, and how far to trust it
            asked = int(questions)
            passed = [round(share * asked) for share in shown]
            interval = tuple(zip(*(metrics.wilson_interval(k, asked) for k in passed), strict=True))
            shown = [k / asked for k in passed]
        lines = {metric: shown}
        x, label = values["recall_parameters"], say("emergence.parameters")
        log_x = axis == logarithmic
        return Panel(metric, x, lines, interval=interval, xlabel=label, proportion=name in SHARES, log_x=log_x)

    def alt(metric, length, questions, axis):
        setting = f"{say('emergence.length', n=length)}, {say('emergence.one_test', n=number(questions, 0))}, {axis}"
        return f"{described(panel(metric, length, questions, axis))} {setting}."

    return explore(
        lambda ax, **chosen: draw(ax, panel(**chosen)),
        caption="",
        alt=alt,
        metric=(say("emergence.explore_metric"), list(names)),
        length=(say("emergence.explore_length"), [5, 3, 1]),
        questions=(say("emergence.explore_questions"), [10_000, 50]),
        axis=(say("emergence.explore_axis"), [logarithmic, say("emergence.linear")]),
    )
