"""The figures of the course, one function each, and what they share.

A function draws on the axes it is given, or on axes of its own; it computes nothing and returns a `Drawing`: the figure
and a sentence that says what it shows, for those who do not see it. Colours are told apart by every kind of
colour vision (Okabe and Ito 2008), and never carry the message alone; black and greys are the ink of the page.

For a figure of your own: `axes` and `panels` give empty axes in the house style, at the house width; `Drawing` writes
the numbers of their scales as the reader does; `trend`, `listed` and `sentences` write what is read aloud.
"""

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from html import escape

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, LogFormatter, NullFormatter, ScalarFormatter

from labkit import arguments
from labkit.arguments import Count
from labkit.messages import number, percent, say
from labkit.svg import svg

PARROT, MAP, MIRAGE, ROSE = "#009e73", "#0072b2", "#d55e00", "#cc79a7"  # green, blue, orange, pink
INK, FAINT, PALE = "#222222", "#767676", "#d3d3d3"  # text and what counts; what is beside; grids and grounds
COLOURS = (MAP, MIRAGE, PARROT, ROSE, FAINT)
MARKERS = "os^Dv"
WIDTH = 6.4  # inches, of every figure: they share both edges, and their text has one size
FIGSIZE = (WIDTH, 3.4)
ABOVE = {"loc": "lower center", "bbox_to_anchor": (0.5, 1.0), "borderaxespad": 0.1}  # a legend that hides no curve
FONT_SIZE = 10.5  # points; smaller than 10, a text is too small on a phone


def use_house_style() -> None:
    """The look of every figure; `lk.start` calls it once, and nothing else changes matplotlib's settings."""
    import matplotlib as mpl

    mpl.rcParams.update(STYLE)


STYLE = {
    "figure.facecolor": "white",  # as by default: another style may have set a dark ground
    "axes.facecolor": "white",
    "savefig.facecolor": "auto",
    "text.color": "black",
    "font.family": "sans-serif",
    "font.size": FONT_SIZE,
    "axes.titlesize": FONT_SIZE,
    "axes.labelsize": FONT_SIZE,
    "xtick.labelsize": FONT_SIZE,
    "ytick.labelsize": FONT_SIZE,
    "legend.fontsize": FONT_SIZE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "figure.figsize": FIGSIZE,
}


# How much of a colour a mark keeps, and how much a text, when they move towards the ink of the page: on both grounds of
# the site, contrast is then 3 and more for marks, 4.5 and more for texts, and green is still called green.
KEPT = {PARROT: (92, 62), MAP: (78, 55), MIRAGE: (94, 62), ROSE: (90, 62)}


def _towards_ink(colour: str, mark: int, text: int) -> str:
    marked, written = (f"color-mix(in oklab,{colour} {share}%,currentColor)" for share in (mark, text))
    fill, stroke, letters = f'[fill="{colour}"]', f'[stroke="{colour}"]', f'text[fill="{colour}"]'
    return f".drawing {fill}{{fill:{marked}}}.drawing {stroke}{{stroke:{marked}}}.drawing {letters}{{fill:{written}}}"


LOOK = (  # of a drawing, wherever it is shown
    ".drawing{overflow-x:auto;font-family:var(--course-sans,system-ui,sans-serif)}"
    ".drawing>svg,.drawing>img{display:block;max-width:100%;height:auto}"
    + "".join(_towards_ink(colour, *shares) for colour, shares in KEPT.items())
    + "@media(forced-colors:active){.drawing{color:CanvasText}}"
    "@media print{.drawing{overflow:visible}.drawing>*{min-width:0!important;max-width:min(100%,13cm)!important}}"
)
MOST_CHARACTERS = 150_000  # of one drawing: beyond them, a picture of points


class Drawing:
    """A figure with its text alternative; shows itself in a notebook and on a page.

    On a page it takes the ink of the text around it and has no ground, so that it is at home by day and by night. It
    keeps its size; where the page is narrower it shrinks, down to letters of ten pixels, and then scrolls.
    """

    def __init__(self, axes: Axes | Sequence[Axes], alt: str):
        self.axes, self.alt = axes, alt
        first = axes if isinstance(axes, Axes) else axes[0]
        self.figure = first.figure
        for ax in self.figure.axes:
            write_as_the_reader(ax)

    def html(self) -> str:
        """The drawing without the rules of `LOOK`, for a page that has them."""
        drawn = svg(self.figure)
        if len(drawn) > MOST_CHARACTERS:
            drawn = min(drawn, _bitmap(self.figure), key=len)
        # one object for who listens: a named picture, which the keyboard can reach, for it may scroll
        return f'<div class="drawing" role="img" tabindex="0" aria-label="{escape(self.alt)}">{drawn}</div>'

    def _repr_html_(self) -> str:
        return f"<style>{LOOK}</style>{self.html()}"

    def __repr__(self) -> str:
        return self.alt


def _bitmap(figure: Figure) -> str:
    """The figure as points, on a ground that does not glare at night."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=144, facecolor="#f4f1ea", metadata={"Software": None})
    width = 96 * figure.get_size_inches()[0]
    source = base64.b64encode(file.getvalue()).decode()
    return (
        f'<img alt="" width="{width:.0f}" style="min-width:{0.75 * width:.0f}px" src="data:image/png;base64,{source}"/>'
    )


# Axes


def axes(ax: Axes | None = None, figsize: tuple[float, float] = FIGSIZE) -> Axes:
    """The axes that were given, or the axes of a new figure in the house style."""
    return panels(1, figsize=figsize)[0] if ax is None else ax


def panels(count: Count, *, columns: int = 1, figsize: tuple[float, float] | None = None, **options) -> list[Axes]:
    """Axes of a new figure in the house style, row by row: one column, unless the panels are narrow.

    Args:
        columns: Side by side; on a phone two are still legible, three are not.
        figsize: Inches; WIDTH by 2.4 for each row if not given.
        options: Of matplotlib's `subplots`: sharex, height_ratios...
    """
    import matplotlib as mpl

    rows = -(-count // columns)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=figsize or (WIDTH, 2.4 * rows), layout="constrained")
        found = list(figure.subplots(rows, columns, squeeze=False, **options).flat)
    for spare in found[count:]:
        spare.remove()
    return found[:count]


def in_percent(axis) -> None:
    """Write the scale of `ax.xaxis` or `ax.yaxis` in percent."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, 0 if abs(value * 100 % 1) < 1e-6 else 1)))


def shade(share: float | int) -> tuple[float, float, float, float]:
    """The colour of a cell of a table: blue, as strong as the share, so thin that ink is read on it day and night."""
    return to_rgba(MAP, 0.5 * min(max(float(share), 0.0), 1.0))


def table(ax: Axes, values, *, rows: Sequence[str], columns: Sequence[str]) -> str:
    """Proportions as a table, each cell in percent and tinted by it.

    Args:
        ax: Drawn on.
        values: 0 to 1, row by row; None: not measured, a dash.
        rows: Their labels.
        columns: Their labels, on top; two lines at most.

    Returns:
        What the table says, for its text alternative.
    """
    said = {}
    for i, (name, row) in enumerate(zip(rows, values, strict=True)):
        cells = ["–" if value is None else percent(value) for value in row]
        for j, (text, value) in enumerate(zip(cells, row, strict=True)):
            ax.add_patch(Rectangle((j - 0.49, i - 0.47), 0.98, 0.94, fc=shade(value or 0), ec=PALE))
            ax.text(j, i, text, ha="center", va="center", color=INK)
        said[name] = ", ".join(
            f"{column} {cell}".replace("\n", " ") for column, cell in zip(columns, cells, strict=True)
        )
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    return listed(said)


def ends(shares: Sequence[float]) -> str:
    """The least and the most of some proportions, in percent: "7%–11%", or "7%" where they are written alike."""
    return "–".join(dict.fromkeys([percent(min(shares)), percent(max(shares))]))


def write_as_the_reader(ax: Axes) -> None:
    """Numbers with the reader's comma, minus and thousands on the scales that matplotlib would write."""
    for axis in (ax.xaxis, ax.yaxis):
        formatter = axis.get_major_formatter()
        if isinstance(formatter, LogFormatter):
            axis.set_major_formatter(_Logarithmic(formatter._base))
            axis.set_minor_formatter(NullFormatter())
        elif type(formatter) is ScalarFormatter:
            axis.set_major_formatter(_Linear())


class _Linear(ScalarFormatter):
    """The decimals that matplotlib finds necessary, in the reader's signs."""

    def __init__(self):
        super().__init__(useOffset=False)
        self.set_scientific(False)

    def __call__(self, value, pos=None):
        return number(value, len(super().__call__(value, pos).partition(".")[2]))


class _Logarithmic(LogFormatter):
    """0.01, 1, 100 and 10 000 in full; 10⁶ and beyond as powers."""

    def __call__(self, value, pos=None):
        return short(value) if super().__call__(value, pos) else ""


def short(value: float | int) -> str:
    """A number with the decimals that it has, four significant figures at most; a power of ten from a million on."""
    if abs(value) >= 1e6:
        mantissa, exponent = f"{value:.3e}".split("e")
        power = "10" + str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return power if float(mantissa) == 1 else f"{number(float(mantissa), _decimals(float(mantissa)))} × {power}"
    return number(value, _decimals(value))


def _decimals(value: float | int) -> int:
    """How many decimals a number has among its first four figures."""
    return len(np.format_float_positional(value, precision=4, fractional=False, trim="-").partition(".")[2])


# For the ear


def trend(
    values: Sequence | np.ndarray, x: Sequence | np.ndarray | None = None, *, write: Callable = number, most: int = 8
) -> str:
    """A curve in words: all its values where they are few, or its ends and what it reaches beyond them.

    >>> trend([0.11, 0.3, 0.54, 0.49], [0, 6, 12, 24], most=3)
    '0.11 → 0.49, highest 0.54 at 12'

    Args:
        x: Where the values were measured, to say where the extremes are.
        write: number or percent, or what else makes a value a text.
        most: The number of values up to which all are said.
    """
    values = [float(value) for value in values]
    if len(values) <= most:
        return " → ".join(write(value) for value in values)
    said = f"{write(values[0])} → {write(values[-1])}"
    for key, extreme in (("highest", max(values)), ("lowest", min(values))):
        if write(extreme) not in (write(values[0]), write(values[-1])):
            where = "" if x is None else say("plots.at", x=short(float(x[values.index(extreme)])))
            said += ", " + say(f"plots.{key}", value=write(extreme)) + where
    return said


def listed(items: Mapping[str, str]) -> str:
    """Names and what is said of each, as one list: "model: 1.42; source: 1.25"."""
    return say("plots.then").join(say("plots.item", name=name, said=said) for name, said in items.items())


def sentences(*parts: str) -> str:
    """The parts that are not empty, each ended by one full stop, unless it ends itself."""
    ended = (part.strip() + ("" if part.strip()[-1:] in ".!?…:" else ".") for part in parts if part.strip())
    return " ".join(ended)


# Figures


def lines(
    x: Sequence | np.ndarray,
    series: Mapping[str, Sequence | np.ndarray],
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

    Raises:
        ValueError: for more curves than there are colours, lengths that differ, a number that has no logarithm.
    """
    if len(series) > len(COLOURS):
        raise ValueError(say("plots.too_many", allowed=len(COLOURS), value=len(series)))
    for name, values in series.items():
        if len(values) != len(x):
            raise ValueError(
                say("argument.sizes", name=f"series[{name!r}]", letter="x", size=len(x), value=len(values))
            )
    if log_x:
        low = min(x, default=1)
        if not low > 0:
            raise ValueError(say("argument.range", name="x", allowed="> 0", value=low))
    ax = axes(ax)
    for (name, values), colour, marker in zip(series.items(), COLOURS, MARKERS, strict=False):
        ax.plot(x, values, color=colour, marker=marker, markersize=4, label=name)
    if reference:
        ax.axhline(reference[1], color=FAINT, linestyle="--", linewidth=1.3, label=reference[0])
    if log_x:
        ax.set_xscale("log")
        ax.set_xticks(x, [short(value) for value in x])
        ax.xaxis.set_minor_formatter(NullFormatter())
    if proportion:
        ax.set_ylim(0, 1.05)
        in_percent(ax.yaxis)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend(frameon=False)
    said = listed({name: trend(values, x, write=percent if proportion else number) for name, values in series.items()})
    level = reference and listed({reference[0]: (percent if proportion else number)(reference[1])})
    return Drawing(ax, sentences(say("plots.lines_alt", ylabel=ylabel, xlabel=xlabel), said, level or ""))


arguments.check(__name__)
