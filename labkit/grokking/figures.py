"""The figures of unit 05: how a network learns a table modulo p, and the waves it is made of.

Lab and chapter call the same functions. A curve is (steps, values), as a `History` gives it and a run keeps it;
`curves` are the shares of right answers by part of the table. What is drawn on given axes returns its words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from labkit import plots, results
from labkit.grokking.measures import Curve, Curves, first
from labkit.messages import number, percent, say
from labkit.plots import COLOURS, FAINT, INK, MAP, MARKERS, MIRAGE, PARROT, STYLE, Drawing
from labkit.widgets import explore

Array = Any  # a tensor, an array or a list
PARTS = {"train": (FAINT, "--"), "twins": (PARROT, ":"), "new": (MAP, "-")}  # colour and line of each part of a table


# Training


def marks(curves: Curves, *, title: str = "") -> Drawing:
    """Right answers over training, for the questions shown, their twins and the new ones."""
    ax = _panels(1, 1, (6.4, 3.4))[0, 0]
    return Drawing(ax, _draw_marks(ax, curves, title))


def no_decay(plain_curves: Curves) -> Drawing:
    """The same for the network without weight decay."""
    return marks(plain_curves, title=say("grokking.no_decay"))


def seeds() -> Drawing:
    """The new questions in each recorded run of the lab."""
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
    """The new questions in several runs, a curve each by name; five at most."""
    ax = _panels(1, 1, (6.4, 3.4))[0, 0]
    for (name, curve), colour, marker in zip(runs.items(), COLOURS, MARKERS, strict=False):
        ax.plot(*curve, color=colour, marker=marker, markevery=0.12, markersize=5, label=name)
    if log_x:
        ax.set_xscale("log")
    ylabel = say("grokking.new_answers")
    _label(ax, say("plots.step"), ylabel)
    ax.legend(frameon=False)
    listed = "; ".join(_course(name, curve) for name, curve in runs.items())
    return Drawing(ax, say("grokking.several_alt", ylabel=ylabel, listed=listed))


def weights(weights: Curves) -> Drawing:
    """The sum of the squared weights over training."""
    steps, values = map(list, weights["squared"])
    return plots.lines(steps, {say("grokking.decay"): values}, xlabel=say("plots.step"), ylabel="Σ w²")


def fractions() -> Drawing:
    """The new questions at the end, by share of the table shown: a curve for each seed."""
    runs = results.runs("05_fractions")
    shares = runs[0]["fractions"]
    series = {say("grokking.seed", seed=seed): run["new"] for seed, run in runs.items()}
    words = {"xlabel": say("grokking.fraction"), "ylabel": say("grokking.new_answers")}
    drawing = plots.lines(shares, series, **words, proportion=True)
    drawing.axes.set_xticks(shares, [percent(share) for share in shares])
    return drawing


def operations() -> Drawing:
    """Steps to 99% of the hidden questions, by operation: a dot for each seed; at the right edge, never."""
    runs = list(results.runs("05_operations").values())
    names, limit = runs[0]["operations"], runs[0]["max_steps"]
    ax = _panels(1, 1, (6.4, 0.9 + 0.45 * len(names)))[0, 0]
    for i, run in enumerate(runs):
        for row, steps in enumerate(run["steps"]):
            shape = {"color": MAP, "marker": "o", "s": 28} if steps else {"color": MIRAGE, "marker": "x", "s": 36}
            ax.scatter(steps or limit, row + 0.12 * (i - (len(runs) - 1) / 2), zorder=2, **shape)
    ax.set_yticks(range(len(names)), names)
    ax.axvline(limit, color=FAINT, linestyle=":", linewidth=1.2)
    ax.text(limit, -0.55, say("grokking.limit", steps=number(limit, 0)), ha="right", va="bottom", color=INK, fontsize=9)
    ax.set(xlabel=say("grokking.steps_to_generalise"), xlim=(0, 1.04 * limit), ylim=(len(names) - 0.5, -0.5))
    _thousands(ax)
    found = {name: [run["steps"][row] for run in runs] for row, name in enumerate(names)}
    listed = (f"{name}: {', '.join(number(n, 0) if n else '–' for n in steps)}" for name, steps in found.items())
    return Drawing(ax, say("grokking.operations_alt", limit=number(limit, 0), listed="; ".join(listed)))


# Inside the network


def spectrum(energy: Array, keys: Sequence[int] = (), *, title: str = "") -> Drawing:
    """How energy divides among the frequencies, from 0: bars, the key frequencies dark and named."""
    ax = _panels(1, 1, (6.4, 2.8))[0, 0]
    return Drawing(ax, _draw_spectrum(ax, energy, keys, title))


def circles(places: Mapping[int, Array]) -> Drawing:
    """The numbers 0 to p − 1 in the plane of each frequency, joined in the order in which that wave turns.

    Args:
        places: Coordinates by frequency, (p, 2).
    """
    axes = _panels(1, len(places), (2.4 * len(places), 2.7))[0]
    for ax, (k, points) in zip(axes, places.items(), strict=True):
        _draw_circle(ax, points, k)
    return Drawing(tuple(axes), say("grokking.circles_alt", listed=", ".join(map(str, places))))


def progress(curves: Curves, losses: Curves, plain_losses: Curves, p: int) -> Drawing:
    """Right answers over training and, below, losses that move before them; with that of who knows nothing.

    Args:
        curves: Shares of right answers.
        losses: Nats: "restricted" to the circuit, and with the circuit "excluded".
        plain_losses: The same without weight decay.
        p: Of the table.
    """
    top, bottom = _panels(2, 1, (6.4, 5.2), sharex=True)[:, 0]
    above = _draw_marks(top, curves)
    shown = {
        say("grokking.restricted"): losses["restricted"],
        say("grokking.excluded"): losses["excluded"],
        say("grokking.restricted_no_decay"): plain_losses["restricted"],
    }
    for (name, curve), colour, style in zip(shown.items(), (MAP, MIRAGE, PARROT), ("-", "--", ":"), strict=True):
        bottom.plot(*curve, style, color=colour, linewidth=2, label=name)
    bottom.axhline(np.log(p), color=FAINT, linestyle="-.", linewidth=1.2, label=say("grokking.chance_loss"))
    top.set(xlabel="")
    bottom.set(xlabel=say("plots.step"), ylabel=say("grokking.nats"), ylim=(0, None), xlim=(0, curves["train"][0][-1]))
    _thousands(bottom)
    bottom.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=2, fontsize=8)
    listed = "; ".join(f"{name}: {number(values[0])} → {number(values[-1])}" for name, (_, values) in shown.items())
    return Drawing((top, bottom), say("grokking.progress_alt", above=above, listed=listed))


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
    axes = _panels(1, 3, (9.6, 3.0), width_ratios=(1.3, 1, 1.2))[0]
    _draw_marks(axes[0], curves, say("grokking.right_answers"))
    axes[0].axvline(step, color=MIRAGE, linewidth=2)
    axes[0].set(ylabel="")
    _draw_circle(axes[1], slide["places"], dial)
    _draw_spectrum(axes[2], slide["energy"], keys, say("grokking.energy_title"))
    axes[2].set(ylabel="", ylim=(0, 0.4))
    now = {part: dict(zip(*curves[part], strict=True))[step] for part in PARTS}
    listed = ", ".join(f"{say(f'grokking.{part}')} {percent(share)}" for part, share in now.items())
    return Drawing(tuple(axes), say("grokking.snapshot_alt", at=number(step, 0), listed=listed, k=dial))


# Parts of figures


def _panels(rows: int, columns: int, size: tuple[float, float], **options) -> np.ndarray:
    """Empty axes in the house style, [row, column]."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        return figure.subplots(rows, columns, squeeze=False, **options)


def _draw_marks(ax: Axes, curves, title: str = "") -> str:
    for part, (colour, style) in PARTS.items():
        ax.plot(*curves[part], style, color=colour, linewidth=2, label=say(f"grokking.{part}"))
    _label(ax, say("plots.step"), say("grokking.right_answers"))
    above = {"loc": "lower center", "bbox_to_anchor": (0.5, 1.0), "borderaxespad": 0.1}  # where it hides no curve
    ax.legend(frameon=False, ncols=3, fontsize=9, **above)
    ax.set_title(title, fontsize=10.5, pad=20)
    listed = "; ".join(_course(say(f"grokking.{part}"), curves[part]) for part in PARTS)
    return say("grokking.marks_alt", title=title and f", {title}", listed=listed)


def _draw_spectrum(ax: Axes, energy, keys, title: str = "") -> str:
    energy = np.asarray(energy)
    ax.bar(range(len(energy)), energy, color=[MAP if k in keys else "#bbbbbb" for k in range(len(energy))])
    top = max(energy.max(), 0.02)
    for k in keys:
        ax.text(k, energy[k] + 0.02 * top, k, ha="center", va="bottom", color=INK, fontsize=9)
    ax.set(xlabel=say("grokking.frequency"), ylabel=say("grokking.energy"), ylim=(0, 1.15 * top))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))
    ax.set_title(title, fontsize=10.5)
    listed = ", ".join(map(str, keys))
    held = say("grokking.keys_alt", listed=listed, share=percent(sum(energy[k] for k in keys))) if keys else ""
    return say("grokking.spectrum_alt", title=title and f" {title}.", keys=held)


def _draw_circle(ax: Axes, places, k: int) -> None:
    places, p = np.asarray(places), len(places)
    order = np.argsort(k * np.arange(p) % p, kind="stable")  # numbers one after the other around the circle
    ax.plot(*places[[*order, order[0]]].T, color="#bbbbbb", linewidth=0.8)
    ax.scatter(*places.T, s=9, c=np.arange(p) / p, cmap="cividis")
    for n in range(0, p, max(1, p // 6)):
        ax.annotate(n, places[n], fontsize=8, color=INK, ha="center", va="bottom")
    ax.set(xticks=[], yticks=[], aspect="equal")
    ax.set_title(say("grokking.frequency_k", k=k), fontsize=10.5)
    ax.margins(0.12)


def _label(ax: Axes, xlabel: str, ylabel: str) -> None:
    """Axes of steps and shares."""
    ax.set(xlabel=xlabel, ylabel=ylabel, ylim=(-0.03, 1.05))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))
    _thousands(ax)


def _thousands(ax: Axes) -> None:
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x, 0)))


def _course(name: str, curve: Curve) -> str:
    """A curve in words: the first step at which it reaches one half, if it does, and where it ends."""
    half = first(curve, 0.5)
    reached = say("grokking.half_alt", half=number(half, 0)) if half else say("grokking.never_half_alt")
    return say("grokking.part_alt", part=name, half=reached, end=percent(curve[1][-1]))
