"""Small charts side by side: what the figures of unit 07 are made of."""

from collections.abc import Callable, Mapping, Sequence
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
MANY = 10  # values that a sentence lists; of more it tells the first and the last


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


def grid(panels: Sequence[Panel], *, columns: int = 2, height: float = HEIGHT) -> Drawing:
    """The panels in rows, with a sentence that says what each shows."""
    rows = -(-len(panels) // columns)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, rows * height), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False).flatten()
    for ax, panel in zip(axes, panels, strict=False):
        draw(ax, panel)
    for ax in axes[len(panels) :]:
        ax.axis("off")
    return Drawing(list(axes), " ".join(described(panel) for panel in panels))


def wide(panel: Panel) -> Drawing:
    """One panel over the whole width."""
    return grid([panel], columns=1, height=3.2)


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
    _scale(ax, panel)
    ax.set_title(panel.title, fontsize=10, loc="left", color=INK)
    if len(panel.lines) + len(panel.dots) > 1 or len(panel.faint):
        ax.legend(frameon=False, fontsize=8.5)


def _scale(ax: Axes, panel: Panel) -> None:
    """Both axes: their limits, and how they write numbers."""
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


def described(panel: Panel) -> str:
    """What a panel shows, in one sentence: every value of a short curve, both ends of a long one."""
    curves = {**panel.lines, **panel.dots}
    show = percent if panel.proportion else number
    told = {name.replace("$", ""): _values(values, show) for name, values in curves.items()}
    listed = [say("emergence.curve", name=name, values=values) for name, values in told.items()]
    if list(told) == [panel.title]:
        listed = list(told.values())
    if len(panel.faint):
        last = [values[-1] for values in panel.faint]
        listed.append(say("emergence.faint", count=len(last), low=show(min(last)), high=show(max(last))))
    return say("emergence.panel", title=panel.title, xlabel=panel.xlabel, listed="; ".join(listed))


def _values(values: Numbers, show: Callable) -> str:
    chosen = values if len(values) <= MANY else (values[0], values[-1])
    return " → ".join(show(value) for value in chosen)
