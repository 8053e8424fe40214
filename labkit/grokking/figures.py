"""The figures of unit 05: how a network learns a table modulo p, and the waves it is made of.

Lab and chapter call the same functions. A curve is (steps, values), as a `History` gives it and a run keeps it;
`curves` are the shares of right answers by part of the table. What is drawn on given axes returns its words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from IPython.display import HTML
from matplotlib.axes import Axes

from labkit import arguments, plots, results
from labkit.grokking.measures import Curve, Curves, first
from labkit.messages import number, percent, say
from labkit.plots import (
    ABOVE,
    COLOURS,
    FAINT,
    INK,
    MAP,
    MARKERS,
    MIRAGE,
    PALE,
    PARROT,
    ROSE,
    WIDTH,
    Drawing,
    in_percent,
    listed,
    panels,
    sentences,
    trend,
)
from labkit.widgets import explore

Array = Any  # a tensor, an array or a list
PARTS = {"train": (FAINT, "--"), "twins": (PARROT, ":"), "new": (MAP, "-")}  # colour and line of each part of a table


# Training


def marks(curves: Curves, *, title: str = "") -> Drawing:
    """Right answers over training, for the cells of the book, their twins and the new ones."""
    ax = plots.axes()
    return Drawing(ax, _draw_marks(ax, curves, title))


def no_decay(plain_curves: Curves) -> Drawing:
    """The same for the network without weight decay."""
    return marks(plain_curves, title=say("grokking.no_decay"))


def seeds() -> Drawing:
    """The new cells in each recorded run of the lab."""
    return _several(
        {say("grokking.seed", seed=s): run["curves"]["new"] for s, run in results.runs("05_grokking").items()}
    )


def slow() -> Drawing:
    """The lab's recipe and the slow one, with the first seed that passes the exam there, and the paper's setting."""
    slow_runs = results.runs("05_slow")
    seed = min(s for s, values in results.summaries("05_slow").items() if values["steps_to_generalise"])
    runs = results.runs("05_grokking")[seed], slow_runs[seed], results.runs("05_paper")[0]
    rates = {say("grokking.rate", lr=number(run["lr"], 3)): run["curves"]["new"] for run in runs}
    return _several(rates, log_x=True)


def _several(runs: Mapping[str, Curve], *, log_x: bool = False) -> Drawing:
    """The new cells in several runs, a curve each by name; five at most."""
    ax = plots.axes()
    for (name, curve), colour, marker in zip(runs.items(), COLOURS, MARKERS, strict=False):
        ax.plot(*curve, color=colour, marker=marker, markevery=0.12, markersize=5, label=name)
    if log_x:
        ax.set_xscale("log")
    _label(ax, say("grokking.new_answers"))
    ax.legend()
    courses = listed({name: _course(curve) for name, curve in runs.items()})
    return Drawing(ax, sentences(say("grokking.several_alt"), courses))


def weights(weights: Curves) -> Drawing:
    """The sum of the squared weights over training."""
    steps, values = map(list, weights["squared"])
    return plots.lines(steps, {say("grokking.decay"): values}, xlabel=say("plots.step"), ylabel="Σ w²")


def fractions() -> Drawing:
    """The new cells at the end, by share of the table shown: a mark for each seed, side by side where they agree."""
    runs = results.runs("05_fractions")
    shares = np.array(runs[0]["fractions"])
    ax = plots.axes()
    for i, (seed, run) in enumerate(runs.items()):
        beside = shares + 0.006 * (i - (len(runs) - 1) / 2)
        name = say("grokking.seed", seed=seed)
        ax.plot(beside, run["new"], color=COLOURS[i], marker=MARKERS[i], markersize=5, linewidth=1, label=name)
    ax.set_xticks(shares)
    in_percent(ax.xaxis)
    _label(ax, say("grokking.new_answers"), xlabel=say("grokking.fraction"))
    ax.legend(loc="lower right")
    ends = {say("grokking.seed", seed=seed): trend(run["new"], write=percent) for seed, run in runs.items()}
    asked = " → ".join(map(percent, shares))
    return Drawing(ax, sentences(say("grokking.fractions_alt", shares=asked), listed(ends)))


def operations() -> Drawing:
    """Steps to 99% of the hidden cells, by operation: a dot for each seed; at the right edge, never."""
    runs = list(results.runs("05_operations").values())
    names, limit = [_written(name) for name in runs[0]["operations"]], runs[0]["max_steps"]
    ax = plots.axes(figsize=(WIDTH, 0.9 + 0.45 * len(names)))
    for i, run in enumerate(runs):
        for row, steps in enumerate(run["steps"]):
            shape = {"color": MAP, "marker": "o", "s": 28} if steps else {"color": MIRAGE, "marker": "x", "s": 36}
            ax.scatter(steps or limit, row + 0.12 * (i - (len(runs) - 1) / 2), zorder=2, **shape)
    ax.set_yticks(range(len(names)), names)
    ax.axvline(limit, color=FAINT, linestyle=":", linewidth=1.2)
    end = say("grokking.limit", steps=number(limit, 0))
    ax.text(limit, -0.55, end, ha="right", va="bottom", color=INK)
    ax.set(xlabel=say("grokking.steps_to_generalise"), xlim=(0, 1.04 * limit), ylim=(len(names) - 0.5, -0.5))
    never = say("grokking.never")
    found = {name: [run["steps"][row] for run in runs] for row, name in enumerate(names)}
    told = {name: ", ".join(number(n, 0) if n else never for n in steps) for name, steps in found.items()}
    return Drawing(ax, sentences(say("grokking.operations_alt", limit=number(limit, 0)), listed(told)))


def _written(operation: str) -> str:
    """An operation in the signs of mathematics."""
    return operation.replace("*", "×").replace("-", "−")


# Inside the network


def spectrum(energy: Array, keys: Sequence[int] = (), *, title: str = "") -> Drawing:
    """How energy divides among the frequencies, from 0: bars, the key frequencies blue and named."""
    ax = plots.axes(figsize=(WIDTH, 2.8))
    return Drawing(ax, _draw_spectrum(ax, energy, keys, title))


def circles(places: Mapping[int, Array]) -> Drawing:
    """The numbers 0 to p − 1 in the plane of each frequency, joined in the order in which that wave turns.

    Args:
        places: Coordinates by frequency, (p, 2).
    """
    axes = panels(len(places), columns=2, figsize=(WIDTH, 3.0 * -(-len(places) // 2)))
    for ax, (k, points) in zip(axes, places.items(), strict=True):
        _draw_circle(ax, points, k)
    return Drawing(axes, say("grokking.circles_alt", listed=", ".join(map(str, places))))


def progress(curves: Curves, losses: Curves, plain_losses: Curves, p: int) -> Drawing:
    """Right answers over training and, below, losses that move before them; with that of who knows nothing.

    Args:
        curves: Shares of right answers.
        losses: Nats: "restricted" to the circuit, and with the circuit "excluded".
        plain_losses: The same without weight decay; "excluded" may be missing.
        p: Of the table.
    """
    top, bottom = panels(2, figsize=(WIDTH, 5.6), sharex=True, height_ratios=(1, 1.3))
    above = _draw_marks(top, curves)
    shown = {
        say("grokking.restricted"): (losses["restricted"], MAP, "-"),
        say("grokking.excluded"): (losses["excluded"], MIRAGE, "--"),
        say("grokking.restricted_no_decay"): (plain_losses["restricted"], PARROT, ":"),
    }
    if "excluded" in getattr(plain_losses, "names", plain_losses):
        shown[say("grokking.excluded_no_decay")] = (plain_losses["excluded"], ROSE, "-.")
    for name, (curve, colour, style) in shown.items():
        bottom.plot(*curve, style, color=colour, linewidth=2, label=name)
    bottom.axhline(np.log(p), color=FAINT, linestyle="-.", linewidth=1.2, label=say("grokking.chance_loss"))
    top.set(xlabel="")
    bottom.set(xlabel=say("plots.step"), ylabel=say("grokking.nats"), ylim=(0, None), xlim=(0, curves["train"][0][-1]))
    bottom.legend(ncols=2, columnspacing=1, **ABOVE)
    told = listed({name: trend(curve[1], curve[0]) for name, (curve, *_) in shown.items()})
    return Drawing((top, bottom), sentences(above, say("grokking.progress_alt"), told))


def explorer(curves: Curves, slides: Mapping, keys: Sequence[int], dial: int, *, caption: str = "") -> HTML:
    """Training under a slider, seen in three ways: the marks, the embeddings in one plane, their spectrum.

    Args:
        curves: Shares of right answers.
        slides: By step: "places", the numbers in the plane of a frequency, (p, 2), and "energy", shares by frequency.
        keys: The key frequencies.
        dial: The frequency of the plane.
    """
    slides = {int(step): slide for step, slide in slides.items()}
    return explore(
        lambda step: _snapshot(curves, step, slides[step], keys, dial),
        caption=caption,
        step=(say("plots.step"), list(slides)),
    )


def _snapshot(curves, step, slide, keys, dial) -> Drawing:
    """One step of training, three ways."""
    left, right, below = panels(3, columns=2, figsize=(WIDTH, 5.2), width_ratios=(1.5, 1), height_ratios=(1.2, 1))
    below.set_subplotspec(below.get_gridspec()[1, :])  # the whole width
    _draw_marks(left, curves, spacing=1.2)
    left.axvline(step, color=MIRAGE, linewidth=2)
    _draw_circle(right, slide["places"], dial)
    _draw_spectrum(below, slide["energy"], keys, say("grokking.energy_title"))
    below.set(ylabel="", ylim=(0, 0.4))
    now = {part: dict(zip(*curves[part], strict=True))[step] for part in PARTS}
    told = ", ".join(f"{say(f'grokking.{part}')} {percent(share)}" for part, share in now.items())
    return Drawing((left, right, below), say("grokking.snapshot_alt", at=number(step, 0), listed=told, k=dial))


# Parts of figures


def _draw_marks(ax: Axes, curves, title: str = "", *, spacing: float = 2) -> str:
    for part, (colour, style) in PARTS.items():
        ax.plot(*curves[part], style, color=colour, linewidth=2, label=say(f"grokking.{part}"))
    _label(ax, say("grokking.right_answers"))
    ax.legend(ncols=3, handlelength=spacing, columnspacing=spacing, **ABOVE)
    ax.set_title(title, pad=24)
    courses = listed({say(f"grokking.{part}"): _course(curves[part]) for part in PARTS})
    return sentences(say("grokking.marks_alt", title=title and f", {title}"), courses)


def _draw_spectrum(ax: Axes, energy, keys, title: str = "") -> str:
    energy = np.asarray(energy)
    ax.bar(range(len(energy)), energy, color=[MAP if k in keys else FAINT for k in range(len(energy))])
    top = max(energy.max(), 0.02)
    for k in keys:
        ax.text(k, energy[k] + 0.02 * top, k, ha="center", va="bottom", color=INK)
    ax.set(xlabel=say("grokking.frequency"), ylabel=say("grokking.energy"), ylim=(0, 1.2 * top))
    in_percent(ax.yaxis)
    ax.set_title(title)
    held = {"listed": ", ".join(map(str, keys)), "share": percent(sum(energy[k] for k in keys))}
    return sentences(title, say("grokking.spectrum_alt"), say("grokking.keys_alt", **held) if keys else "")


def _draw_circle(ax: Axes, places, k: int) -> None:
    places, p = np.asarray(places), len(places)
    order = np.argsort(k * np.arange(p) % p, kind="stable")  # numbers one after the other around the circle
    ax.plot(*places[[*order, order[0]]].T, ".-", color=PALE, markerfacecolor=MAP, markeredgewidth=0, linewidth=1)
    centre = places.mean(0)
    distance = np.linalg.norm(places - centre, axis=1)
    written = []
    for n in order[: p - p // 12 : max(1, p // 6)]:  # six at most, outside; before it is a circle, those that have room
        outwards = (places[n] - centre) / max(distance[n], 1e-9)
        if any(outwards @ other > 0.93 for other in written):
            continue
        written.append(outwards)
        ax.text(*(centre + 1.15 * distance.max() * outwards), n, color=INK, ha="center", va="center")
    ax.set(aspect="equal", title=say("grokking.frequency_k", k=k))
    reach = 1.25 * max(distance.max(), 1e-9)
    ax.set(xlim=(centre[0] - reach, centre[0] + reach), ylim=(centre[1] - reach, centre[1] + reach))
    ax.axis("off")


def _label(ax: Axes, ylabel: str, *, xlabel: str = "") -> None:
    """Axes of shares over steps, or over what `xlabel` says."""
    ax.set(xlabel=xlabel or say("plots.step"), ylabel=ylabel, ylim=(-0.03, 1.05))
    in_percent(ax.yaxis)


def _course(curve: Curve) -> str:
    """A curve in words: the first step at which it reaches one half, if it does, and where it ends."""
    half = first(curve, 0.5)
    reached = say("grokking.half_alt", half=number(half, 0)) if half else say("grokking.never_half_alt")
    return say("grokking.course_alt", half=reached, end=percent(curve[1][-1]))


arguments.check(__name__)
