"""Several small charts side by side: what unit 07 draws, in its lab and in its chapter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import matplotlib as mpl
import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from labkit.messages import number, percent, say
from labkit.plots import COLOURS, FAINT, INK, MARKERS, STYLE, Drawing

Numbers = Sequence[float | int] | np.ndarray  # one value at each x
STYLES = ("-", "--", ":", "-.", "-")
WIDTH, HEIGHT = 6.4, 2.5  # inches: of a row of panels, and of one panel


@dataclass(frozen=True)
class Panel:
    """One chart: curves, and dots where something was measured, over the same x."""

    title: str
    x: Numbers
    lines: Mapping[str, Numbers] = field(default_factory=dict)
    dots: Mapping[str, Numbers] = field(default_factory=dict)  # in the colours of the lines, in their order
    faint: Sequence[Numbers] = ()  # curves without a name, drawn thin
    interval: tuple[Numbers, Numbers] | None = None  # lowest and highest value at each x
    reference: tuple[str, float | int] | None = None  # label and value of a dashed horizontal line
    xlabel: str = ""
    proportion: bool = False  # values between 0 and 1, written in percent
    log_x: bool = True


def seeds(
    title: str,
    x: Numbers,
    table: Float[np.ndarray, "seed x"],
    *,
    xlabel: str,
    proportion: bool = False,
    log_x: bool = True,
) -> Panel:
    """A chart of several runs, one thin line each, and their mean."""
    mean = {say("panels.mean"): np.mean(table, axis=0)}
    faint = [list(row) for row in table]
    return Panel(title, x, lines=mean, faint=faint, xlabel=xlabel, proportion=proportion, log_x=log_x)


def draw(ax: Axes, panel: Panel) -> None:
    """Draw one panel on empty axes."""
    if panel.interval:
        ax.fill_between(panel.x, *panel.interval, color=COLOURS[0], alpha=0.2, linewidth=0)
    for values in panel.faint:
        ax.plot(panel.x, values, color=FAINT, linewidth=0.8, alpha=0.8)
    for i, (name, values) in enumerate(panel.lines.items()):
        marker = "" if panel.dots or len(panel.x) > 20 else MARKERS[i % len(MARKERS)]
        style, colour = STYLES[i % len(STYLES)], COLOURS[i % len(COLOURS)]
        ax.plot(panel.x, values, style, color=colour, marker=marker, markersize=4, label=name)
    for i, (name, values) in enumerate(panel.dots.items()):
        marker, colour = MARKERS[i % len(MARKERS)], COLOURS[i % len(COLOURS)]
        ax.plot(panel.x, values, marker, color=colour, markersize=4.5, label=name)
    if panel.reference:
        label, value = panel.reference
        ax.axhline(value, color=FAINT, linestyle="--", linewidth=1.2, label=label)
    _axes(ax, panel)
    ax.set_title(panel.title, fontsize=10, loc="left", color=INK)
    if len(ax.get_legend_handles_labels()[1]) > 1 or panel.reference or panel.faint:
        ax.legend(frameon=False, fontsize=8.5)


def _axes(ax: Axes, panel: Panel) -> None:
    if panel.log_x:
        ax.set_xscale("log")
        ax.xaxis.set_minor_formatter(NullFormatter())
    ax.xaxis.set_major_formatter(FuncFormatter(_written))
    ax.tick_params(labelsize=9)
    ax.set_xlabel(panel.xlabel, fontsize=9.5)
    if panel.proportion:
        ax.set_ylim(-0.03, 1.05)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))
    else:
        low = min(0.0, ax.get_ylim()[0])
        ax.set_ylim(low if low < -1e-9 else 0, None)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y, 0 if y == int(y) else 1)))


def _written(value: float | int, _=None) -> str:
    """1000 as 1 k, 2e22 as a power of ten."""
    if value >= 1e9:
        mantissa, exponent = f"{value:.0e}".split("e")
        power = rf"10^{{{int(exponent)}}}"
        return f"${power}$" if mantissa == "1" else rf"${mantissa}\cdot{power}$"
    if value >= 1000:
        return number(value / 1000, 0 if value % 1000 == 0 else 1) + "\u00a0k"
    return number(value, 0 if value == int(value) else 1)


def grid(panels: Sequence[Panel], *, columns: int = 2, height: float = HEIGHT) -> Drawing:
    """The panels in rows, with a sentence that says where each curve begins and ends."""
    rows = -(-len(panels) // columns)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, rows * height), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False).flatten()
    for ax, panel in zip(axes, panels, strict=False):
        draw(ax, panel)
    for ax in axes[len(panels) :]:
        ax.axis("off")
    return Drawing(list(axes), " ".join(described(panel) for panel in panels))


def described(panel: Panel) -> str:
    """What a panel shows, in one sentence."""
    show = percent if panel.proportion else number
    curves = {**panel.lines, **panel.dots} or {say("panels.curves", count=len(panel.faint)): panel.faint[0]}
    listed = "; ".join(f"{name}: {show(v[0])} → {show(v[-1])}" for name, v in curves.items())
    return say("panels.alt", title=panel.title, xlabel=panel.xlabel, listed=listed)
