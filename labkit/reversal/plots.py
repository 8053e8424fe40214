"""Figures of what a model can recall: tables of proportions, distributions of surprisals, one dot per seed."""

from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from labkit.messages import number, percent, say
from labkit.plots import COLOURS, FAINT, INK, MAP, MARKERS, MIRAGE, STYLE, Drawing

Costs = Sequence[float] | Float[np.ndarray, "answer"]  # bits


def _panels(count: int, size: tuple[float, float]) -> list[Axes]:
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        return list(figure.subplots(1, count, squeeze=False)[0])


def tables(
    panels: Mapping[str, Float[np.ndarray, "row column"]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    size: tuple[float, float],
) -> Drawing:
    """Tables of proportions side by side, each cell in percent and tinted by it.

    Args:
        panels: A table of proportions, 0 to 1, by its title.
        rows: Labels of the rows, the same in every table.
        columns: Labels of the columns.
        size: In inches.
    """
    axes = _panels(len(panels), size)
    said = []
    for ax, (title, values) in zip(axes, panels.items(), strict=True):
        ax.imshow(values, cmap="Blues", vmin=0, vmax=1.15, aspect="auto")
        for (i, j), value in np.ndenumerate(values):
            ax.text(j, i, percent(value), ha="center", va="center", color="white" if value > 0.6 else INK)
        ax.set_xticks(range(len(columns)), columns)
        ax.set_yticks(range(len(rows)), rows if ax is axes[0] else [""] * len(rows))
        ax.tick_params(length=0)
        ax.set_title(title, fontsize=10.5)
        cells = "; ".join(f"{rows[i]}, {columns[j]} {percent(v)}" for (i, j), v in np.ndenumerate(values))
        said.append(say("reversal.panel_alt", title=title, cells=cells) if title else cells)
    return Drawing(axes, ". ".join(said) + ".")


def histograms(panels: Mapping[str, tuple[Costs, Costs]], *, names: tuple[str, str]) -> Drawing:
    """Where two groups of surprisals lie, in bits: shares of each group, panel by panel, on one scale.

    Args:
        panels: The two groups of a panel, by its title.
        names: What the groups are.
    """
    axes = _panels(len(panels), (6.4, 2.9))
    most = max(max(max(group) for group in groups) for groups in panels.values())
    edges = np.linspace(0, most + 1e-6, 22)
    styles = ({"color": MAP, "alpha": 0.75}, {"edgecolor": MIRAGE, "facecolor": "none", "hatch": "////"})
    said = []
    for ax, (title, groups) in zip(axes, panels.items(), strict=True):
        for name, bits, style in zip(names, groups, styles, strict=True):
            ax.hist(bits, edges, weights=np.full(len(bits), 1 / len(bits)), label=name, **style)
        ax.set_title(title, fontsize=10.5)
        ax.set_xlabel(say("reversal.bits"))
        ax.set_yticks([])
        means = "; ".join(f"{n} {number(float(np.mean(b)), 1)}" for n, b in zip(names, groups, strict=True))
        said.append(say("reversal.panel_alt", title=title, cells=means))
    axes[0].legend(fontsize=9)
    return Drawing(axes, say("reversal.histograms_alt", listed=". ".join(said)))


def dots(groups: Mapping[str, Mapping[str, Sequence[float]]], *, xlabel: str) -> Drawing:
    """One dot per run: proportions in rows, one colour and one marker for each kind of run.

    Args:
        groups: For each row, the values of each kind by its name.
        xlabel: What is measured.
    """
    (ax,) = _panels(1, (6.4, 0.9 + 0.42 * len(groups)))
    kinds = list(dict.fromkeys(kind for values in groups.values() for kind in values))
    for k, (kind, colour, marker) in enumerate(zip(kinds, COLOURS, MARKERS, strict=False)):
        shift = (k - (len(kinds) - 1) / 2) * 0.22
        points = [(v, i + shift) for i, values in enumerate(groups.values()) for v in values.get(kind, ())]
        xs, ys = zip(*points, strict=True)
        ax.plot(xs, ys, marker, color=colour, alpha=0.75, markersize=6, label=kind, clip_on=False)
    ax.set_yticks(range(len(groups)), list(groups))
    ax.set_ylim(len(groups) - 0.5, -0.5)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(x) for x in (0, 0.25, 0.5, 0.75, 1)])
    ax.grid(axis="x", color=FAINT, alpha=0.3)
    ax.set_xlabel(xlabel)
    if len(kinds) > 1:
        ax.legend(fontsize=9, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(kinds))
    said = []
    for row, values in groups.items():
        ends = ((kind, percent(min(v)), percent(max(v))) for kind, v in values.items())
        ranges = (f"{kind} {low}–{high}" if low != high else f"{kind} {low}" for kind, low, high in ends)
        said.append(say("reversal.panel_alt", title=row, cells=", ".join(ranges)))
    return Drawing(ax, say("reversal.dots_alt", xlabel=xlabel, listed=". ".join(said)))
