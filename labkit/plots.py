"""The figures of the course, one function each.

A function draws on the axes it is given, or on axes of its own; it computes nothing and returns a `Drawing`: the figure
and a sentence that says what it shows, for those who do not see it. Colours are told apart by every kind of
colour vision (Okabe and Ito 2008), and never carry the message alone.
"""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
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


def next_tokens(pairs: Sequence[tuple[str, float]], *, title: str = "", ax: Axes | None = None) -> Drawing:
    """Bars of the likeliest next tokens: (token, probability) pairs, the likeliest first."""
    ax = _axes(ax, (6.4, 0.5 + 0.28 * len(pairs)))
    tokens, probabilities = [token for token, _ in pairs], [p for _, p in pairs]
    rows = np.arange(len(pairs))
    ax.barh(rows, probabilities, color=MAP, height=0.7)
    ax.set_yticks(rows, [token.replace("$", r"\$") for token in tokens])
    ax.invert_yaxis()
    for row, p in zip(rows, probabilities, strict=True):
        ax.text(p + 0.01, row, percent(p, 0 if p >= 0.1 else 1), va="center", color=INK)
    ax.set(xlim=(0, 1.12), xlabel=say("plots.probability"), title=title.replace("$", r"\$"))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(x) for x in (0, 0.25, 0.5, 0.75, 1)])
    listed = ", ".join(f"{token.strip()} {percent(p, 0 if p >= 0.1 else 1)}" for token, p in pairs[:3])
    return Drawing(ax, say("plots.next_tokens_alt", title=title, listed=listed))


def ladder(bits: Mapping[str, float], *, floor: float, ax: Axes | None = None) -> Drawing:
    """Bits per token of several models, as bars, over the entropy of the source, which none goes below.

    Args:
        bits: Bits per token by the model's name.
        floor: Entropy of the source, bits per token.
    """
    ax = _axes(ax, (6.4, 0.9 + 0.3 * len(bits)))
    rows = np.arange(len(bits))
    best = min(bits, key=bits.get)
    ax.barh(rows, list(bits.values()), color=[MAP if name == best else FAINT for name in bits], height=0.68)
    ax.set_yticks(rows, list(bits))
    ax.invert_yaxis()
    for row, value in zip(rows, bits.values(), strict=True):
        ax.text(value + 0.06, row, number(value, 2), va="center", color=INK)
    ax.axvline(floor, color=MIRAGE, linestyle="--", linewidth=1.5)
    floor_label = say("plots.floor", value=number(floor, 2))
    ax.text(floor, -0.75, floor_label, color="#a34700", ha="left", va="bottom")
    ax.set(xlabel=say("plots.bits_per_token"), ylim=(len(bits) - 0.5, -0.6), xlim=(0, max(bits.values()) * 1.1))
    listed = "; ".join(f"{name} {number(value, 2)}" for name, value in bits.items())
    return Drawing(ax, say("plots.ladder_alt", listed=listed, floor=number(floor, 2)))


def two_curves(
    steps: Sequence[int],
    above: Mapping[str, Sequence[float]],
    below: tuple[str, Sequence[float]],
    *,
    title: str,
    floor: float | None = None,
    chance: float | None = None,
) -> Drawing:
    """Losses in bits over the steps of training, and under them, on the same steps, a proportion.

    Args:
        steps: Where all were measured.
        above: The curves of the upper panel, bits per token by name.
        below: (label, proportions) of the lower panel.
        title: Of the upper panel.
        floor: Entropy of the source in bits, a dashed line in the upper panel.
        chance: Chance level, a dashed line in the lower panel.
    """
    import matplotlib as mpl
    from matplotlib.ticker import FuncFormatter

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 4.6), layout="constrained")
        top, bottom = figure.subplots(2, sharex=True)
    for (name, values), colour, style in zip(above.items(), COLOURS, ("-", "--", ":"), strict=False):
        top.plot(steps, values, style, color=colour, label=name)
    top.legend(loc="lower left", frameon=False)
    top.set(ylabel=say("plots.bits_per_token"), ylim=(0, None), title=title)
    if floor is not None:
        top.axhline(floor, color=MIRAGE, linestyle="--", linewidth=1.5)
        label = say("plots.floor", value=number(floor, 2))
        top.text(steps[-1], floor * 0.92, label, color="#a34700", ha="right", va="top")
    bottom.plot(steps, below[1], color=PARROT, marker="s", markersize=3)
    bottom.set(xlabel=say("plots.step"), ylim=(-0.03, 1.05), title=below[0])
    bottom.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))
    if chance is not None:
        bottom.axhline(chance, color=FAINT, linestyle=":", linewidth=1.5)
        bottom.text(steps[-1], chance + 0.03, say("plots.chance", value=percent(chance)), ha="right", color=INK)
    for axes in (top, bottom):
        axes.title.set_fontsize(10.5)
    alt = say(
        "plots.two_curves_alt",
        above=title,
        listed="; ".join(f"{name}: {number(v[0])} → {number(v[-1])}" for name, v in above.items()),
        below=below[0],
        start=percent(below[1][0]),
        end=percent(below[1][-1]),
    )
    return Drawing((top, bottom), alt)


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


def tinted(pieces: Sequence[tuple[str, str]], bits: Sequence[float], *, boxed: Sequence[int] = ()) -> str:
    """A text whose words are tinted by their surprisal: HTML, to return from a cell within `HTML(...)`.

    Args:
        pieces: (space before, word as printed), word by word.
        bits: The surprisal of each word; 0 is white, 6 bits and more the strongest tint.
        boxed: Positions of words to frame.

    Each word has its bits as a tooltip, and the tints have a legend in words.
    """
    words = []
    for i, ((space, word), value) in enumerate(zip(pieces, bits, strict=True)):
        frame = "outline:2px solid #222;border-radius:2px;font-weight:600;" if i in boxed else ""
        said = say("plots.bits", value=number(value, 1))
        style = f"background:{_tint(value)};padding:1px 2px;{frame}"
        words.append(f'{space}<span style="{style}" title="{said}">{escape(word)}</span>')
    scale = " ".join(
        f'<span style="background:{_tint(b)};padding:1px 6px">{number(b, 0)}</span>' for b in (0, 1, 2, 3, 4, 6)
    )
    return (
        '<div style="background:#fff;color:#111;padding:.7em .9em;border-radius:6px;line-height:1.9;text-align:left;'
        f'max-width:46em">{"".join(words)}<p style="margin:.6em 0 0;font-size:.85em">'
        f"{say('plots.tint_legend')} {scale}</p></div>"
    )


def _tint(bits: float | int) -> str:
    """White at 0 bits to orange at 6 and more; black text keeps a contrast above 7 on all of them."""
    share = min(max(bits, 0.0), 6.0) / 6
    return "#" + "".join(f"{round(255 + share * (end - 255)):02x}" for end in (0xF5, 0x9A, 0x3C))
