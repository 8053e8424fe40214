"""The figures of unit 07, each drawn from what the lab has in its hands or from its recorded run.

Everywhere, `parameters` are the sizes of the networks, the smallest first, and `scores` the values of each metric at
these sizes: {"exact": [...], "digit": [...], ...}.
"""

import numpy as np
from IPython.display import HTML
from matplotlib.ticker import MaxNLocator

from labkit import arguments, plots, results
from labkit.emergence.addition import recorded_transformers
from labkit.emergence.plots import Panel, grid, several, wide
from labkit.emergence.published import GPT3_FLOPS, mean_sum_length
from labkit.messages import number, percent, say
from labkit.metrics import wilson_interval
from labkit.plots import Drawing
from labkit.widgets import explore

SHARES = ("exact", "digit", "choice")  # metrics between 0 and 1, written in percent


def metric(name: str, x, values, *, xlabel: str = "parameters", **options) -> Panel:
    """The panel of one metric, by size or along another axis."""
    title = say(f"emergence.{name}")
    label = say(f"emergence.{xlabel}")
    return Panel(title, x, {title: values}, xlabel=label, proportion=name in SHARES, **options)


def by_size(parameters, lines, title: str, **options) -> Panel:
    """A panel of several shares by size."""
    label = say("emergence.parameters")
    return Panel(say(f"emergence.{title}"), parameters, lines, xlabel=label, proportion=True, **options)


# The phone books


def two_faces(parameters, scores) -> Drawing:
    """Exact match, and bits per digit, of the same answers."""
    return grid([metric(name, parameters, scores[name]) for name in ("exact", "bits")])


def six_metrics(parameters, scores) -> Drawing:
    """Every metric of the same answers."""
    return grid([metric(name, parameters, values) for name, values in scores.items()])


def power(parameters, scores, by_length) -> Drawing:
    """Exact match when only the first L digits count (`by_length[L - 1]`), over powers of the accuracy per digit."""
    digit = np.array(scores["digit"])
    lines = {f"$p^{n}$": digit**n for n in (1, 3, 5)}
    dots = {say("emergence.length", n=n): by_length[n - 1] for n in (1, 3, 5)}
    return wide(by_size(parameters, lines, "power", dots=dots))


def few_questions(parameters, scores, short_test) -> Drawing:
    """The marks of a test of few questions with their intervals, and the share known of all the questions."""
    asked, marks = short_test["questions"], short_test["marks"]
    lines = {say("emergence.one_test", n=asked): marks, say("emergence.all_questions"): scores["exact"]}
    return wide(by_size(parameters, lines, "exact", interval=_interval(marks, asked)))


def _interval(marks, questions: int) -> tuple:
    """The lowest and the highest shares that are compatible with each mark (Wilson, 95%)."""
    return tuple(zip(*(wilson_interval(round(mark * questions), questions) for mark in marks), strict=True))


def axes(parameters, scores, growth=None) -> Drawing:
    """Exact match along four axes; along a fifth, of one model as it reads, given {"exact": (examples, shares)}."""
    exact = scores["exact"]
    few = slice(1, None, max(1, (len(parameters) - 1) // 2))
    panels = [
        metric("exact", parameters, exact),
        metric("exact", parameters, exact, xlabel="parameters_linear", log_x=False),
        metric("exact", parameters[few], exact[few], xlabel="few_models"),
        metric("exact", scores["bits"], exact, xlabel="loss", log_x=False),
    ]
    if growth is not None:
        panels.append(metric("exact", *growth["exact"], xlabel="examples", log_x=False))
    return grid(panels)


def time_and_size(parameters, growths) -> HTML:
    """Exact match as each size reads, and by size where the reader stops the clock: two axes that are often confused.

    Args:
        growths: For each size, {"exact": (examples read, shares)}.
    """
    curves = [growth["exact"] for growth in growths]
    examples = list(curves[0][0])
    every = max(1, len(examples) // 5)
    stops = examples[every - 1 :: every]

    def frame(stop):
        left, right = plots.panels(2, columns=2, figsize=(plots.WIDTH, 3.0), sharey=True)
        for place, (read, shares) in enumerate(curves):
            largest = place == len(curves) - 1
            left.plot(read, shares, color=plots.MAP if largest else plots.FAINT, linewidth=2.2 if largest else 1)
        left.axvline(stop, color=plots.MIRAGE, linestyle="--")
        left.set(xlabel=say("emergence.examples_each"), ylim=(-0.03, 1.05))
        left.set_title(say("emergence.in_time"), loc="left")
        left.xaxis.set_major_locator(MaxNLocator(3))
        now = [float(shares[examples.index(stop)]) for _, shares in curves]
        right.plot(parameters, now, "o-", color=plots.MIRAGE)
        right.set(xlabel=say("emergence.parameters"), xscale="log")
        right.set_title(say("emergence.in_size"), loc="left")
        plots.in_percent(left.yaxis)
        largest = plots.trend([float(y) for y in curves[-1][1]], [float(x) for x in curves[-1][0]], write=percent)
        said = {say("emergence.in_time_largest"): largest, say("emergence.in_size"): plots.trend(now, write=percent)}
        return Drawing([left, right], plots.sentences(plots.listed(said)))

    return explore(frame, caption="", stop=(say("emergence.stop"), stops))


def induced(parameters, pages) -> Drawing:
    """The share of pages mastered under each of three thresholds."""
    names = [say("emergence.threshold", value=percent(threshold)) for threshold in pages["thresholds"]]
    return wide(by_size(parameters, dict(zip(names, pages["mastered"], strict=True)), "pages"))


def explorer(parameters, scores, by_length) -> HTML:
    """The same models under the reader's hands: metric, length of the answer, number of questions, axis."""
    names = {say(f"emergence.{name}"): name for name in ("exact", "digit", "edit", "bits")}
    logarithmic = say("emergence.log")

    def frame(chosen, length, questions, axis):
        name, asked = names[chosen], int(questions)
        shown, interval = by_length[length - 1] if name == "exact" else scores[name], None
        if name in SHARES:  # what a test that short would show, in whole questions, and how far to trust it
            shown, interval = [round(share * asked) / asked for share in shown], _interval(shown, asked)
        drawing = wide(metric(name, parameters, shown, interval=interval, log_x=axis == logarithmic))
        settings = [say("emergence.length", n=length)] if name == "exact" else []
        settings += [say("emergence.one_test", n=number(asked, 0))] if name in SHARES else []
        return Drawing(drawing.axes, f"{drawing.alt} {', '.join([*settings, axis])}.")

    return explore(
        frame,
        caption="",
        chosen=(say("emergence.explore_metric"), list(names)),
        length=(say("emergence.explore_length"), [5, 3, 1]),
        questions=(say("emergence.explore_questions"), [10_000, 50]),
        axis=(say("emergence.explore_axis"), [logarithmic, say("emergence.linear")]),
    )


# Additions, parities, published numbers


def perceptrons(sums) -> Drawing:
    """Additions by perceptrons: {"parameters": sizes, "exact", "digit" and "bits": values by size}."""
    return grid(_perceptrons(sums))


def transformers() -> Drawing:
    """Additions by the recorded transformers, one thin line a seed."""
    return grid(_transformers())


def addition(sums) -> Drawing:
    """Both architectures, one above the other."""
    return grid(_perceptrons(sums) + _transformers())


def _perceptrons(sums):
    sizes = sums["parameters"]
    shares = {say(f"emergence.{name}"): sums[name] for name in ("exact", "digit")}
    return [by_size(sizes, shares, "perceptron"), metric("bits", sizes, sums["bits"])]


def _transformers():
    recorded, label = recorded_transformers(), say("emergence.parameters")
    sizes, exact, bits = recorded["parameters"], np.array(recorded["exact"]), np.array(recorded["bits"])
    return [
        several(say("emergence.transformer_exact"), sizes, exact, xlabel=label, proportion=True),
        several(say("emergence.transformer_bits"), sizes, bits, xlabel=label),
    ]


def parity(falls) -> Drawing:
    """Five networks over time: {"steps": steps, "bits" and "weight": (step, network)}."""
    titles = {"bits": "parity_bits", "weight": "progress"}
    options = {"xlabel": say("emergence.step"), "log_x": False}
    tables = {say(f"emergence.{title}"): np.array(falls[name]).T for name, title in titles.items()}
    return grid([several(title, falls["steps"], table, **options) for title, table in tables.items()])


def quanta() -> Drawing:
    """Twenty skills of one network, and their mean weighted by demand, from step 100 on: before, none is learnt."""
    run = results.runs("07_quanta")[0]
    steps, bits = np.array(run["steps"]), np.array(run["bits"])  # (step), (skill, step)
    late, mean = steps >= 100, np.array(run["frequency"]) @ bits
    lines, label = {say("emergence.mean"): mean[late]}, say("emergence.step")
    return wide(Panel(say("emergence.quanta"), steps[late], lines, faint=bits[:, late], xlabel=label))


def gpt3(gpt3_exact, gpt3_digit, gpt3_law) -> Drawing:
    """The published shares of exact sums, what they mean per digit, and the law fitted to the smallest models."""
    names = say("emergence.published"), say("emergence.forecast")
    pairs = {"gpt3_exact": (gpt3_exact, np.array(gpt3_law) ** mean_sum_length(3)), "gpt3_digit": (gpt3_digit, gpt3_law)}
    options = {"xlabel": say("emergence.flops"), "proportion": True}
    return grid(
        [
            Panel(say(f"emergence.{title}"), GPT3_FLOPS, dict(zip(names, pair, strict=True)), **options)
            for title, pair in pairs.items()
        ]
    )


arguments.check(__name__)
