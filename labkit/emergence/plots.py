"""Small charts side by side: what the figures of unit 07 are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import fill

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from labkit import arguments
from labkit.messages import number, percent, say
from labkit.plots import COLOURS, FAINT, MARKERS, WIDTH, Drawing, in_percent, listed, panels, sentences, trend

Numbers = Sequence[float | int] | np.ndarray  # one value at each x
STYLES = ("-", "--", ":", "-.", "-")


@dataclass(frozen=True)
class Panel:
    """One chart: curves, and dots where something was measured, over the same x."""

    title: str
    x: Numbers
    lines: Mapping[str, Numbers]
    dots: Mapping[str, Numbers] = field(default_factory=dict)  # in the colours of the lines, in their order
    faint: Sequence[Numbers] | np.ndarray = ()  # curves without a name, drawn thin
    interval: tuple[Numbers, Numbers] | None = None  # lowest and highest value at each x
    xlabel: str = ""
    proportion: bool = False  # values between 0 and 1, written in percent
    log_x: bool = True


def several(title: str, x: Numbers, table: Float[np.ndarray, "run x"], **options) -> Panel:
    """A chart of several runs, one thin line each, and their mean."""
    return Panel(title, x, {say("emergence.mean"): table.mean(0)}, faint=table, **options)


def grid(charts: Sequence[Panel], *, columns: int = 2, height: float = 2.7) -> Drawing:
    """The charts in rows, with a sentence that says what each shows; `height` of a row in inches."""
    axes = panels(len(charts), columns=columns, figsize=(WIDTH, height * -(-len(charts) // columns)))
    for ax, chart in zip(axes, charts, strict=True):
        draw(ax, chart)
    return Drawing(axes, sentences(*(described(chart) for chart in charts)))


def wide(chart: Panel) -> Drawing:
    """One chart over the whole width."""
    return grid([chart], columns=1, height=3.2)


def draw(ax: Axes, panel: Panel) -> None:
    """Draw one panel on empty axes."""
    if panel.interval:
        ax.fill_between(panel.x, *panel.interval, color=COLOURS[0], alpha=0.2, linewidth=0)
    for values in panel.faint:
        ax.plot(panel.x, values, color=FAINT, linewidth=0.8, alpha=0.8)
    for (name, values), style, colour, marker in zip(panel.lines.items(), STYLES, COLOURS, MARKERS, strict=False):
        marker = "" if panel.dots or len(panel.x) > 20 else marker
        ax.plot(panel.x, values, style, color=colour, marker=marker, markersize=4, label=name)
    for (name, values), colour, marker in zip(panel.dots.items(), COLOURS, MARKERS, strict=False):
        ax.plot(panel.x, values, marker, color=colour, markersize=4.5, label=name)
    if panel.log_x:
        ax.set_xscale("log")
        if max(panel.x) < 100 * min(panel.x):  # one label would be no scale
            ax.xaxis.set_major_locator(LogLocator(subs=(1, 3)))
        ax.xaxis.set_minor_formatter(NullFormatter())
    else:
        ax.xaxis.set_major_locator(MaxNLocator(3 if max(panel.x) >= 10_000 else 5))  # long numbers need room
    if panel.proportion:
        ax.set_ylim(-0.03, 1.05)
        in_percent(ax.yaxis)
    else:
        ax.set_ylim(0, None)
    ax.set(xlabel=panel.xlabel)
    entries = len(panel.lines) + len(panel.dots)
    explained = entries > 1 or len(panel.faint)
    narrow = ax.get_subplotspec() is not None and ax.get_subplotspec().get_gridspec().ncols > 1
    above = explained and narrow  # within, it would lie on the curves
    ax.set_title(fill(panel.title, 33), loc="left", pad=6 + above * 15 * entries)
    if explained:
        place = {"loc": "lower left", "bbox_to_anchor": (-0.02, 1.0)} if above else {}
        ax.legend(frameon=False, handlelength=1.4, handletextpad=0.5, borderaxespad=0.1, **place)


def described(panel: Panel) -> str:
    """What a panel shows, in one sentence."""
    write = percent if panel.proportion else number
    curves = {**panel.lines, **panel.dots}
    told = {
        name.replace("$", ""): trend([*map(float, values)], [*map(float, panel.x)], write=write)
        for name, values in curves.items()
    }
    said = told[panel.title] if list(told) == [panel.title] else listed(told)
    if len(panel.faint):
        last = [values[-1] for values in panel.faint]
        ends = say("emergence.faint", count=len(last), low=write(min(last)), high=write(max(last)))
        said += say("plots.then") + ends
    return listed({f"{panel.title} ({panel.xlabel})": said})


arguments.check(__name__)
