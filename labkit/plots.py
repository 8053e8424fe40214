"""The figures of the course, one function each.

A function draws on the axes it is given, or on axes of its own; it computes nothing and returns a `Drawing`: the figure
and a sentence that says what it shows, for those who do not see it. Colours are told apart by every kind of
colour vision (Okabe and Ito 2008), and never carry the message alone.
"""

from collections.abc import Mapping, Sequence
from html import escape

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from labkit.messages import number, percent, say

PARROT, MAP, MIRAGE, INK, FAINT = "#009e73", "#0072b2", "#d55e00", "#222222", "#767676"
COLOURS = (MAP, MIRAGE, PARROT, "#cc79a7", FAINT)
MARKERS = "os^Dv"
FIGSIZE = (6.4, 3.4)  # inches


def use_house_style() -> None:
    """The look of every figure; `lk.start` calls it once, and nothing else changes matplotlib's settings."""
    import matplotlib as mpl

    mpl.rcParams.update(STYLE)


STYLE = {
    "font.family": "sans-serif",
    "font.size": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "figure.figsize": FIGSIZE,
}


class Drawing:
    """A figure with its text alternative; shows itself in a notebook and on a page."""

    def __init__(self, axes: Axes | Sequence[Axes], alt: str):
        self.axes, self.alt = axes, alt
        first = axes if isinstance(axes, Axes) else axes[0]
        self.figure = first.figure

    def _repr_html_(self) -> str:
        from labkit.widgets import image_source

        width = self.figure.get_size_inches()[0] * 96
        return (
            f"""<img alt="{escape(self.alt)}" width="{width:.0f}" style="max-width:100%;height:auto;"""
            f"""background:#fff;border-radius:6px" src='{image_source(self.figure)}'>"""
        )

    def __repr__(self) -> str:
        return self.alt


def _axes(ax: Axes | None, figsize=FIGSIZE) -> Axes:
    import matplotlib as mpl

    if ax is not None:
        return ax
    with mpl.rc_context(STYLE):
        return Figure(figsize=figsize, layout="constrained").add_subplot()


def lines(
    x: Sequence[float | int],
    series: Mapping[str, Sequence[float]],
    *,
    xlabel: str,
    ylabel: str,
    proportion: bool = False,
    reference: tuple[str, float] | None = None,
    log_x: bool = False,
    ax: Axes | None = None,
) -> Drawing:
    """Several curves over the same x, told apart by colour, marker and a legend.

    Args:
        x: Shared abscissa.
        series: Values by the curve's name.
        proportion: The values are proportions: the axis is in percent, from 0 to 1.
        reference: (label, value) of a horizontal dashed line.
    """
    from matplotlib.ticker import FuncFormatter, NullFormatter

    ax = _axes(ax)
    for (name, values), colour, marker in zip(series.items(), COLOURS, MARKERS, strict=False):
        ax.plot(x, values, color=colour, marker=marker, markersize=4, label=name)
    if reference:
        ax.axhline(reference[1], color=FAINT, linestyle="--", linewidth=1.3)
        ax.text(max(x), reference[1] + 0.02, reference[0], ha="right", color=INK)
    if log_x:
        ax.set_xscale("log")
        ax.set_xticks(x)
        ax.xaxis.set_minor_formatter(NullFormatter())
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda v, _: number(v, 0 if v >= 10 or v == int(v) else 2 if v < 0.1 else 1))
    )
    if proportion:
        ax.set_ylim(0, 1.05)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend(frameon=False)
    show = percent if proportion else number
    listed = "; ".join(f"{name}: {show(v[0])} → {show(v[-1])}" for name, v in series.items())
    return Drawing(ax, say("plots.lines_alt", ylabel=ylabel, xlabel=xlabel, listed=listed))
