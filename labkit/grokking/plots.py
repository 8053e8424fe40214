"""The figures of unit 05: how a network learns a table modulo p, and the waves it is made of.

Each returns a `Drawing`, as those of `labkit.plots` do, in the same colours; nothing is computed but positions.
"""

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from labkit.messages import number, percent, say
from labkit.plots import COLOURS, FAINT, INK, MAP, MARKERS, MIRAGE, PARROT, STYLE, Drawing

PARTS = {"train": (FAINT, "--"), "twins": (PARROT, ":"), "new": (MAP, "-")}  # colour and line of each part of a table


def _panels(rows: int, columns: int, size: tuple[float, float], **options) -> np.ndarray:
    """Empty axes in the house style, [row, column]."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        return figure.subplots(rows, columns, squeeze=False, **options)


def _in_percent(ax: Axes) -> None:
    ax.set_ylim(-0.03, 1.05)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))


def _thousands(ax: Axes) -> None:
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x, 0)))


def _course(name: str, steps: Sequence[int], values: Sequence[float]) -> str:
    """A curve in words: the first step at which it reaches one half, if it does, and where it ends."""
    reached = [step for step, value in zip(steps, values, strict=True) if value >= 0.5]
    half = say("grokking.half_alt", half=number(reached[0], 0)) if reached else say("grokking.never_half_alt")
    return say("grokking.part_alt", part=name, half=half, end=percent(values[-1]))


def marks(steps: Sequence[int], shares: Mapping[str, Sequence[float]], *, title: str = "") -> Drawing:
    """Right answers over training, for the parts of a table: "train", "twins" and "new".

    Args:
        steps: Where all were measured.
        shares: Shares of right answers by part.
    """
    ax = _panels(1, 1, (6.4, 3.4))[0, 0]
    _marks(ax, steps, shares)
    _title(ax, title, above_legend=True)
    return Drawing(ax, _marks_alt(steps, shares, title))


def _marks(ax: Axes, steps, shares) -> None:
    for part, values in shares.items():
        colour, style = PARTS[part]
        ax.plot(steps, values, style, color=colour, linewidth=2, label=say(f"grokking.{part}"))
    ax.set(xlabel=say("plots.step"), ylabel=say("grokking.right_answers"))
    _in_percent(ax)
    _thousands(ax)
    _legend_above(ax)


def _legend_above(ax: Axes) -> None:
    """One line above the axes, where it hides no curve; the title goes over it."""
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, fontsize=9, borderaxespad=0.1)


def _title(ax: Axes, text: str, *, above_legend: bool = False) -> None:
    ax.set_title(text, fontsize=10.5, pad=20 if above_legend else 6)


def _marks_alt(steps, shares, title) -> str:
    listed = "; ".join(_course(say(f"grokking.{part}"), steps, values) for part, values in shares.items())
    return say("grokking.marks_alt", title=title and f", {title}", listed=listed)


def several(runs: Mapping[str, tuple[Sequence[int], Sequence[float]]], *, ylabel: str, log_x: bool = False) -> Drawing:
    """The same share over training in several runs, each with steps of its own.

    Args:
        runs: (steps, shares) by the run's name; five at most.
    """
    ax = _panels(1, 1, (6.4, 3.4))[0, 0]
    for (name, (steps, values)), colour, marker in zip(runs.items(), COLOURS, MARKERS, strict=False):
        ax.plot(steps, values, color=colour, marker=marker, markevery=0.12, markersize=5, label=name)
    if log_x:
        ax.set_xscale("log")
    ax.set(xlabel=say("plots.step"), ylabel=ylabel)
    _in_percent(ax)
    _thousands(ax)
    ax.legend(frameon=False)
    listed = "; ".join(_course(name, *run) for name, run in runs.items())
    return Drawing(ax, say("grokking.several_alt", ylabel=ylabel, listed=listed))


def spectrum(shares: Sequence[float], keys: Sequence[int], *, title: str = "") -> Drawing:
    """How energy divides among the frequencies: bars, the key frequencies dark and named.

    Args:
        shares: By frequency, from 0.
    """
    ax = _panels(1, 1, (6.4, 2.8))[0, 0]
    _spectrum(ax, shares, keys)
    _title(ax, title)
    return Drawing(ax, _spectrum_alt(shares, keys, title))


def _spectrum(ax: Axes, shares, keys) -> None:
    frequencies = np.arange(len(shares))
    ax.bar(frequencies, shares, color=[MAP if k in keys else "#bbbbbb" for k in frequencies], width=0.8)
    top = max(max(shares), 0.02)
    for k in keys:
        ax.text(k, shares[k] + 0.02 * top, k, ha="center", va="bottom", color=INK, fontsize=9)
    ax.set(xlabel=say("grokking.frequency"), ylabel=say("grokking.energy"), ylim=(0, 1.15 * top))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))


def _spectrum_alt(shares, keys, title) -> str:
    listed = ", ".join(str(k) for k in keys)
    held = say("grokking.keys_alt", listed=listed, share=percent(sum(shares[k] for k in keys))) if keys else ""
    return say("grokking.spectrum_alt", title=title and f" {title}.", keys=held)


def circles(points: Mapping[int, Float[np.ndarray, "p 2"]]) -> Drawing:
    """The numbers 0 to p − 1 in the plane of each frequency, joined in the order in which that wave turns.

    Args:
        points: Coordinates by frequency.
    """
    axes = _panels(1, len(points), (2.4 * len(points), 2.7))[0]
    for ax, (k, places) in zip(axes, points.items(), strict=True):
        _circle(ax, np.asarray(places), k)
    return Drawing(tuple(axes), say("grokking.circles_alt", listed=", ".join(str(k) for k in points)))


def _circle(ax: Axes, places: np.ndarray, k: int) -> None:
    p = len(places)
    order = np.argsort(k * np.arange(p) % p, kind="stable")  # numbers one after the other around the circle
    ring = places[[*order, order[0]]]
    ax.plot(*ring.T, color="#bbbbbb", linewidth=0.8)
    ax.scatter(*places.T, s=9, c=np.arange(p) / p, cmap="cividis")
    for n in range(0, p, max(1, p // 6)):
        ax.annotate(n, places[n], fontsize=8, color=INK, ha="center", va="bottom")
    ax.set(xticks=[], yticks=[], aspect="equal")
    _title(ax, say("grokking.frequency_k", k=k))
    ax.margins(0.12)


def progress(
    steps: Sequence[int],
    shares: Mapping[str, Sequence[float]],
    losses: Mapping[str, tuple[Sequence[int], Sequence[float]]],
    *,
    chance: float,
) -> Drawing:
    """Right answers over training, and under them, on the same steps, losses that move before them.

    Args:
        steps: Where the shares were measured.
        shares: Of the upper panel, as for `marks`.
        losses: Of the lower panel, (steps, nats) by name; three at most. Those of a longer run are cut.
        chance: The loss of who knows nothing, nats.
    """
    top, bottom = _panels(2, 1, (6.4, 5.2), sharex=True)[:, 0]
    _marks(top, steps, shares)
    top.set(xlabel="")
    for (name, run), colour, style in zip(losses.items(), (MAP, MIRAGE, PARROT), ("-", "--", ":"), strict=False):
        bottom.plot(*run, style, color=colour, linewidth=2, label=name)
    bottom.axhline(chance, color=FAINT, linestyle="-.", linewidth=1.2, label=say("grokking.chance_loss"))
    bottom.set(xlabel=say("plots.step"), ylabel=say("grokking.nats"), ylim=(0, None), xlim=(0, steps[-1]))
    _thousands(bottom)
    bottom.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=2, fontsize=8)
    alt = _marks_alt(steps, shares, "")
    listed = "; ".join(f"{name}: {number(values[0])} → {number(values[-1])}" for name, (_, values) in losses.items())
    return Drawing((top, bottom), say("grokking.progress_alt", above=alt, listed=listed))


def snapshot(
    steps: Sequence[int],
    shares: Mapping[str, Sequence[float]],
    at: int,
    places: Float[np.ndarray, "p 2"],
    k: int,
    energy: Sequence[float],
    keys: Sequence[int],
) -> Drawing:
    """One step of training, three ways: the marks so far, the embeddings in one plane, their spectrum.

    Args:
        steps: Of the curves.
        shares: As for `marks`.
        at: The step that the figure shows.
        places: Coordinates of the numbers in the plane of frequency k.
        energy: Shares of the embeddings' energy by frequency.
    """
    axes = _panels(1, 3, (9.6, 3.0), width_ratios=(1.3, 1, 1.2))[0]
    _marks(axes[0], steps, shares)
    axes[0].axvline(at, color=MIRAGE, linewidth=2)
    axes[0].set(ylabel="")
    _title(axes[0], say("grokking.right_answers"), above_legend=True)
    _circle(axes[1], np.asarray(places), k)
    _spectrum(axes[2], energy, keys)
    axes[2].set(ylabel="", ylim=(0, 0.4))
    _title(axes[2], say("grokking.energy_title"))
    return Drawing(tuple(axes), say("grokking.snapshot_alt", at=number(at, 0), listed=_at(steps, shares, at), k=k))


def _at(steps, shares, at) -> str:
    """What each share is at the last step measured not after `at`."""
    i = max((j for j, step in enumerate(steps) if step <= at), default=0)
    return ", ".join(f"{say(f'grokking.{part}')} {percent(values[i])}" for part, values in shares.items())


def dots(names: Sequence[str], runs: Sequence[Sequence[int]], *, limit: int) -> Drawing:
    """How many steps each of several tasks took, a dot for each run.

    Args:
        names: Of the tasks.
        runs: For each run, the steps by task; 0 for a task not learnt within the limit.
        limit: Steps that each run had.
    """
    ax = _panels(1, 1, (6.4, 0.9 + 0.45 * len(names)))[0, 0]
    rows = np.arange(len(names))
    for i, steps in enumerate(runs):
        steps, height = np.array(steps), rows + 0.12 * (i - (len(runs) - 1) / 2)
        learnt = steps > 0
        ax.scatter(steps[learnt], height[learnt], color=MAP, marker="o", s=28, zorder=2)
        ax.scatter([limit] * int((~learnt).sum()), height[~learnt], color=MIRAGE, marker="x", s=36, zorder=2)
    ax.set_yticks(rows, names)
    ax.invert_yaxis()
    ax.axvline(limit, color=FAINT, linestyle=":", linewidth=1.2)
    ax.text(limit, -0.55, say("grokking.limit", steps=number(limit, 0)), ha="right", va="bottom", color=INK, fontsize=9)
    ax.set(xlabel=say("grokking.steps_to_generalise"), xlim=(0, 1.04 * limit), ylim=(len(names) - 0.5, -0.5))
    _thousands(ax)
    listed = "; ".join(
        f"{name}: {', '.join(number(run[i], 0) if run[i] else '–' for run in runs)}" for i, name in enumerate(names)
    )
    return Drawing(ax, say("grokking.dots_alt", limit=number(limit, 0), listed=listed))
