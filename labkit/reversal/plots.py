"""Figures of what a model can recall: tables of proportions, distributions of surprisals, one dot per seed."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import numpy as np
from jaxtyping import Float

from labkit import arguments, plots
from labkit.arguments import NotNegative, Range
from labkit.messages import number, say
from labkit.plots import COLOURS, MAP, MARKERS, MIRAGE, PALE, WIDTH, Drawing, listed, sentences

Costs = Sequence[NotNegative] | Annotated[Float[np.ndarray, " answer"], Range(0)]  # bits
ROW = 0.42  # inches


def tables(
    panels: Mapping[str, Float[np.ndarray, "row column"]], *, rows: Sequence[str], columns: Sequence[str]
) -> Drawing:
    """Tables of proportions one below the other, each cell in percent and tinted by it.

    They keep to the left of the figure, which is all that a phone shows of it at once.

    Args:
        panels: A table of proportions, 0 to 1, by its title.
        rows: Labels of the rows, the same in every table.
        columns: Labels of the columns, written once, above the first table.
    """
    titled = 0.35 * any(panels)
    axes = plots.panels(len(panels), figsize=(WIDTH, 0.35 + len(panels) * (titled + ROW * len(rows))))
    said = []
    for ax, (title, values) in zip(axes, panels.items(), strict=True):
        said += [title, plots.table(ax, values, rows=rows, columns=columns)]
        ax.set_xlim(-0.5, 1.5 * len(columns) - 0.5)
        ax.set_title(title, loc="left")
        if ax is not axes[0]:
            ax.set_xticklabels([])
    return Drawing(axes, sentences(*said))


def histograms(panels: Mapping[str, tuple[Costs, Costs]], *, names: tuple[str, str]) -> Drawing:
    """Where two groups of surprisals lie, in bits: shares of each group, panel by panel, on one scale.

    Args:
        panels: The two groups of a panel, by its title.
        names: What the groups are.
    """
    axes = plots.panels(len(panels), columns=2, figsize=(WIDTH, 2.9), sharex=True)
    most = max(max(max(group) for group in groups) for groups in panels.values())
    edges = np.linspace(0, most + 1e-6, 22)
    styles = ({"color": MAP}, {"edgecolor": MIRAGE, "facecolor": "none", "hatch": "////"})
    said = []
    for ax, (title, groups) in zip(axes, panels.items(), strict=True):
        for name, bits, style in zip(names, groups, styles, strict=True):
            ax.hist(bits, edges, weights=np.full(len(bits), 1 / len(bits)), label=name, **style)
        ax.set(title=title, xlabel=say("reversal.bits"), yticks=[])
        means = (number(float(np.mean(bits)), 1) for bits in groups)
        said += [title, listed(dict(zip(names, means, strict=True)))]
    axes[0].figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
    return Drawing(axes, sentences(say("reversal.histograms_alt"), *said))


def dots(groups: Mapping[str, Mapping[str, Sequence[float]]], *, xlabel: str) -> Drawing:
    """One dot per run: proportions in rows, one colour and one marker for each kind of run.

    Args:
        groups: For each row, the values of each kind by its name.
        xlabel: What is measured.
    """
    ax = plots.axes(figsize=(WIDTH, 0.9 + ROW * len(groups)))
    kinds = list(dict.fromkeys(kind for values in groups.values() for kind in values))
    for k, (kind, colour, marker) in enumerate(zip(kinds, COLOURS, MARKERS, strict=False)):
        shift = (k - (len(kinds) - 1) / 2) * 0.22
        points = [(v, i + shift) for i, values in enumerate(groups.values()) for v in values.get(kind, ())]
        xs, ys = zip(*points, strict=True)
        ax.plot(xs, ys, marker, color=colour, alpha=0.75, markersize=6, label=kind, clip_on=False)
    ax.set_yticks(range(len(groups)), list(groups))
    ax.set(ylim=(len(groups) - 0.5, -0.5), xlim=(-0.02, 1.02), xticks=[0, 0.25, 0.5, 0.75, 1], xlabel=xlabel)
    plots.in_percent(ax.xaxis)
    ax.grid(axis="x", color=PALE)
    ax.set_axisbelow(True)
    if len(kinds) > 1:
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(kinds), frameon=False)
    names = {kind: f"{kind} " if len(kinds) > 1 else "" for kind in kinds}
    said = {
        row: ", ".join(names[kind] + plots.ends(shares) for kind, shares in values.items())
        for row, values in groups.items()
    }
    return Drawing(ax, sentences(say("reversal.dots_alt", xlabel=xlabel), listed(said)))


arguments.check(__name__)
