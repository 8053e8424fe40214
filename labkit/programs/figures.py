"""The figures of unit 08, drawn by its lab from what it has in its hands and by its chapter from recorded runs.

Arguments have the names under which the lab keeps its measurements. `cells` are the shares of right answers in the four
cells of the exam, by number of programs; numbers of programs are whole numbers in the lab, texts in a kept run.
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import cycle

import numpy as np
from IPython.display import HTML

from labkit import arguments, plots, results
from labkit.messages import number, percent, say
from labkit.plots import (
    ABOVE,
    FAINT,
    INK,
    MAP,
    MIRAGE,
    PALE,
    PARROT,
    ROSE,
    WIDTH,
    Drawing,
    in_percent,
    listed,
    sentences,
    trend,
)
from labkit.programs import worlds
from labkit.programs.network import CELLS
from labkit.widgets import explore

STYLES = {  # colour, line and marker of each cell
    "known_demonstrated": (FAINT, "--", "s"),
    "known_other": (MAP, "-", "o"),
    "new_demonstrated": (MIRAGE, "-", "^"),
    "new_other": (PARROT, ":", "v"),
}


# The dial


def dial(cells: Mapping) -> Drawing:
    """Right answers in the four cells, by the number of programs in training."""
    ax = plots.axes(figsize=(WIDTH, 3.7))
    counts = [int(K) for K in cells]
    said = {}
    for cell, (colour, line, marker) in STYLES.items():
        values = [marks[cell] for marks in cells.values()]
        ax.plot(counts, values, line, marker=marker, color=colour, linewidth=2, markersize=6, label=_label(cell))
        said[_label(cell)] = trend(values, counts, write=percent)
    ax.axhline(1 / worlds.SYMBOLS, color=PALE, linewidth=1, zorder=0)
    _counts(ax, counts)
    ax.legend(ncols=2, **ABOVE)
    return Drawing(ax, sentences(say("programs.dial_alt", counts=_told(counts)), listed(said)))


def seeds() -> Drawing:
    """The two cells that cross, in each recorded run of the lab: one thin line and one row of dots for each seed."""
    runs = results.runs("08_programs")
    axes, said = plots.panels(2, figsize=(WIDTH, 5.0), sharex=True), {}
    for ax, cell in zip(axes, ("known_other", "new_demonstrated"), strict=True):
        colour, _, marker = STYLES[cell]
        for run in runs.values():
            counts = [int(K) for K in run["cells"]]
            values = [marks[cell] for marks in run["cells"].values()]
            ax.plot(counts, values, "-", color=PALE, linewidth=1, zorder=1)
            ax.plot(counts, values, marker, color=colour, alpha=0.75, markersize=6, zorder=2)
        ranges = {K: [run["cells"][K][cell] for run in runs.values()] for K in next(iter(runs.values()))["cells"]}
        said[_label(cell)] = ", ".join(f"{number(int(K), 0)} ({plots.ends(values)})" for K, values in ranges.items())
        _counts(ax, counts)
        ax.set_title(_label(cell), loc="left")
    axes[0].set(xlabel="")
    return Drawing(axes, sentences(say("programs.seeds_alt", n=len(runs)), listed(said)))


# Readers


def opponents(opponents: Mapping, cells: Mapping, K=16) -> Drawing:
    """The network and the readers that were never trained, on the same exam with K programs: a table."""
    key = K if K in cells else str(K)
    rows = {"network": cells[key]} | opponents[key]
    columns = [say(f"programs.column.{cell}") for cell in CELLS]
    values = [[row[cell] for cell in CELLS] for row in rows.values()]
    return _table(values, [say(f"programs.reader.{name}") for name in rows], columns, say("programs.table_alt", K=K))


def _by_list():
    """A colour and a marker for each number of programs, from the shortest list on, the same in all figures."""
    return zip(cycle((MIRAGE, MAP, ROSE, PARROT, INK)), cycle("os^DvP"), strict=False)


def shots(counts: Sequence[int], shots: Mapping, bayes: Mapping) -> Drawing:
    """Right answers by the number of demonstrations: known programs beside Bayes, new ones beside their own answers."""
    above, below = plots.panels(2, figsize=(WIDTH, 5.8), sharex=True)
    said = {}
    for (K, marks), (colour, marker) in zip(shots.items(), _by_list(), strict=False):
        label = say("programs.count", n=number(int(K), 0))
        above.plot(counts, marks["known_other"], "-", marker=marker, color=colour, label=label)
        above.plot(counts, bayes[K], ":", color=colour, linewidth=2)
        copied = [(n, value) for n, value in zip(counts, marks["new_demonstrated"], strict=True) if value is not None]
        below.plot(*zip(*copied, strict=True), "-", marker=marker, color=colour)
        said[label] = say(
            "programs.shots_one",
            model=trend(marks["known_other"], write=percent),
            bayes=trend(bayes[K], write=percent),
            new=trend([value for value in marks["new_demonstrated"] if value is not None], write=percent),
        )
    above.plot([], [], ":", color=INK, linewidth=2, label=say("programs.reader.bayes"))
    for ax, cell in ((above, "known_other"), (below, "new_demonstrated")):
        ax.set(ylim=(-0.03, 1.05), ylabel=say("programs.right_answers"))
        ax.set_title(_label(cell), loc="left")
        in_percent(ax.yaxis)
    below.set(xlabel=say("programs.demonstrations"), xticks=list(counts))
    above.legend(ncols=3, **ABOVE | {"bbox_to_anchor": (0.5, 1.12)})
    return Drawing((above, below), sentences(say("programs.shots_alt", counts=_told(counts)), listed(said)))


# Learning or finding


def conflict(conflict: Mapping) -> Drawing:
    """When the prompt contradicts the program: whose answer the network gives, by the number of programs."""
    named = {say("programs.count", n=number(int(K), 0)): marks for K, marks in conflict.items()}
    return _whose(named, say("programs.conflict_alt"))


def traps(traps: Mapping) -> Drawing:
    """The same, set for SmolLM2: whose answer it gives, by task."""
    return _whose({say(f"programs.task.{task}"): marks for task, marks in traps.items()}, say("programs.traps_alt"))


def _whose(named: Mapping[str, Mapping[str, float]], alt: str) -> Drawing:
    """A bar for each name, in three parts: the answer of the program, that of the prompt, any other."""
    ax = plots.axes(figsize=(WIDTH, 1.1 + 0.42 * len(named)))
    shown, said = (("program", MAP, ""), ("prompt", MIRAGE, "//"), ("other", PALE, "")), {}
    rows = np.arange(len(named))
    left = np.zeros(len(named))
    for name, colour, hatch in shown:
        values = np.array([marks[name] for marks in named.values()])
        ax.barh(rows, values, left=left, color=colour, hatch=hatch, edgecolor="white", linewidth=0, height=0.7)
        ax.barh([0], [0], color=colour, hatch=hatch, edgecolor="white", linewidth=0, label=say(f"programs.says.{name}"))
        left += values
    for row, marks in named.items():
        said[row] = ", ".join(f"{say(f'programs.says.{name}')} {percent(marks[name])}" for name, *_ in shown)
    ax.set_yticks(rows, list(said))
    ax.set(ylim=(len(named) - 0.5, -0.5), xlim=(0, 1), xlabel=say("programs.prompts_share"))
    in_percent(ax.xaxis)
    ax.legend(ncols=3, columnspacing=1, handlelength=1.2, **ABOVE)
    return Drawing(ax, sentences(alt, listed(said)))


def lies(shares: Sequence[float], lies: Mapping) -> Drawing:
    """Right answers of known programs when a share of the demonstrations is random: networks, and a librarian."""
    ax, said = plots.axes(figsize=(WIDTH, 4.0)), {}
    styles = _by_list()
    for name, values in lies.items():
        reader = name == "nearest"
        colour, marker = (FAINT, "X") if reader else next(styles)
        label = say("programs.nearest_16") if reader else say("programs.count", n=number(int(name), 0))
        ax.plot(shares, values, ":" if reader else "-", marker=marker, color=colour, label=label)
        said[label] = trend(values, shares, write=percent)
    ax.set(xlabel=say("programs.share_random"), ylabel=say("programs.right_answers"), ylim=(-0.03, 1.05))
    for axis in (ax.xaxis, ax.yaxis):
        in_percent(axis)
    ax.legend(ncols=2, **ABOVE)
    return Drawing(ax, sentences(say("programs.lies_alt"), listed(said)))


# Vectors


def mixtures(mix: Mapping) -> Drawing:
    """A prompt with demonstrations of two programs: whose answer the network gives, by their numbers."""
    ax, said = plots.axes(figsize=(WIDTH, 3.2)), {}
    for name, colour, style in (("first", MAP, "-"), ("second", MIRAGE, "--"), ("other", FAINT, ":")):
        ax.plot(mix["counts"], mix[name], style, marker="o", color=colour, label=say(f"programs.{name}"))
        said[say(f"programs.{name}")] = trend(mix[name], write=percent, most=9)
    ax.set(xlabel=say("programs.of_the_second"), ylabel=say("programs.prompts_share"), ylim=(-0.03, 1.05))
    in_percent(ax.yaxis)
    ax.legend(ncols=3, **ABOVE)
    return Drawing(ax, sentences(say("programs.mixtures_alt"), listed(said)))


def blends(blends: Mapping, parts: Sequence[float]) -> Drawing:
    """The vectors of two programs mixed: whose answers each network gives, by the second one's part."""
    axes, said = plots.panels(len(blends), figsize=(WIDTH, 1.1 + 1.75 * len(blends)), sharex=True), {}
    styles = (("first", MAP, "-"), ("second", MIRAGE, "--"), ("between", ROSE, "-."), ("other", FAINT, ":"))
    for ax, (kind, marks) in zip(axes, blends.items(), strict=True):
        told = []
        for name, colour, style in styles:
            label = say(f"programs.blend.{name}")
            if kind == "permutations" and name in ("between", "other"):  # nothing stands between two of them
                continue
            ax.plot(parts, marks["mix"][name], style, marker="o", color=colour, label=label, clip_on=False)
            told.append(f"{label} {trend(marks['mix'][name], write=percent)}")
        title = say(f"programs.blends.{kind}")
        said[title] = ", ".join(told)
        ax.set_title(title, loc="left")
        ax.set(ylabel=say("programs.answers_share"), ylim=(-0.03, 1.05))
        in_percent(ax.yaxis)
    axes[-1].set(xlabel=say("programs.part_of_the_second"), xticks=list(parts))
    in_percent(axes[-1].xaxis)
    axes[0].legend(*axes[-1].get_legend_handles_labels(), ncols=2, **ABOVE | {"bbox_to_anchor": (0.5, 1.2)})
    return Drawing(axes, sentences(say("programs.blends_alt"), listed(said)))


# A real model


def tasks(llm: Mapping) -> Drawing:
    """Six tasks of SmolLM2: right answers by what stands before the question, a table."""
    conditions = list(next(iter(llm.values())))
    values = [[row[name] for name in conditions] for row in llm.values()]
    columns = [say(f"programs.condition.{name}") for name in conditions]
    return _table(values, [say(f"programs.task.{task}") for task in llm], columns, say("programs.tasks_alt"))


def shifts() -> Drawing:
    """One rule, to move a letter on: right answers of SmolLM2 by the places, one dot for each recorded run."""
    ax, said = plots.axes(figsize=(WIDTH, 2.8)), {}
    runs = results.runs("08_real").values()
    places = [int(n) for n in next(iter(runs))["shifts"]]
    for i, n in enumerate(places):
        values = [run["shifts"][str(n)] for run in runs]
        colour = MAP if n == 1 else MIRAGE
        ax.plot([i] * len(values), values, "o", color=colour, alpha=0.7, clip_on=False)
        ax.plot([i - 0.25, i + 0.25], [np.median(values)] * 2, "-", color=colour, linewidth=2)
        said["+" * (n > 0) + number(n, 0)] = plots.ends(values)
    ax.set_xticks(range(len(places)), list(said))
    ax.set(xlabel=say("programs.places_on"), ylabel=say("programs.right_answers"), ylim=(-0.03, 1.03))
    in_percent(ax.yaxis)
    return Drawing(ax, sentences(say("programs.shifts_alt"), listed(said)))


def wordings(wordings: Mapping) -> Drawing:
    """Right answers of each task by the wording of the instruction, one dot a wording."""
    ax, said = plots.axes(figsize=(WIDTH, 1.0 + 0.46 * len(wordings))), {}
    for i, (task, marks) in enumerate(wordings.items()):
        told = []
        for name, colour, marker, shift in (("none", MIRAGE, "o", -0.14), ("one", MAP, "s", 0.14)):
            values = marks[name]
            ax.plot([min(values), max(values)], [i + shift] * 2, "-", color=colour, linewidth=1, alpha=0.6)
            label = say(f"programs.wording.{name}") if i == 0 else None
            ax.plot(values, [i + shift] * len(values), marker, color=colour, alpha=0.7, label=label, clip_on=False)
            told.append(f"{say(f'programs.wording.{name}')} {plots.ends(values)}")
        said[say(f"programs.task.{task}")] = ", ".join(told)
    ax.set_yticks(range(len(wordings)), [say(f"programs.task.{task}") for task in wordings])
    ax.set(ylim=(len(wordings) - 0.5, -0.5), xlim=(-0.02, 1.02), xlabel=say("programs.right_answers"))
    in_percent(ax.xaxis)
    ax.grid(axis="x", color=PALE)
    ax.legend(ncols=2, **ABOVE)
    return Drawing(ax, sentences(say("programs.wordings_alt"), listed(said)))


# The reader's own


def explorer(slides: Mapping, *, caption: str = "") -> HTML:
    """One prompt and the four cells: the number of programs, of demonstrations, and the question are the reader's.

    Args:
        slides: By "K|demonstrations": "cells", their shares, and "prompts", by cell: questions x, answers y (the
            last one is the right answer), and "told", the likeliest answers with their probabilities.
    """
    pairs = [tuple(map(int, key.split("|"))) for key in slides]
    counts, demonstrations = sorted({K for K, _ in pairs}), sorted({n for _, n in pairs})
    kinds = {_label(cell): cell for cell in CELLS}

    def frame(K, n, kind):
        slide = slides[f"{K}|{n}"]
        return _prompt(slide["prompts"][kinds[kind]]) + _cells(slide["cells"], kinds[kind])

    return explore(
        frame,
        caption=caption,
        K=(say("programs.programs"), counts),
        n=(say("programs.demonstrations"), demonstrations),
        kind=(say("programs.question"), list(kinds)),
    )


def _prompt(prompt) -> str:
    """A prompt in words, and what the network answers."""
    *shown, (asked, right) = zip(prompt["x"], prompt["y"], strict=True)
    lines = [worlds.readable(x, y) for x, y in shown] + [worlds.readable(asked)]
    told = ", ".join(f"{worlds.readable(asked, y).partition(' → ')[2]} {percent(p)}" for y, p in prompt["told"])
    good = worlds.readable(asked, right).partition(" → ")[2]
    verdict = say("programs.is_right" if prompt["told"][0][0] == right else "programs.is_wrong", answer=good)
    text = "<br>".join(map(escape, lines))
    return (
        f'<p style="font-family:var(--course-mono,monospace);columns:2 12em;max-width:34em">{text}</p>'
        f"<p>{escape(say('programs.network_answers'))} <strong>{escape(told)}</strong>. {escape(verdict)}</p>"
    )


def _cells(cells, chosen) -> str:
    """The four cells as a table; the chosen one is framed."""

    def cell(name):
        value = cells[name]
        red, green, blue, strength = plots.shade(value)
        ground = f"rgba({red * 255:.0f},{green * 255:.0f},{blue * 255:.0f},{strength:.2f})"
        frame = "outline:2px solid currentColor;outline-offset:-2px;font-weight:600;" if name == chosen else ""
        return f'<td style="{frame}background:{ground};text-align:center;padding:.4em .7em">{percent(value)}</td>'

    wraps = "white-space:normal;overflow-wrap:anywhere;hyphens:auto;padding:.3em .2em"  # on a phone
    heads = "".join(
        f'<th scope="col" style="{wraps}">{escape(say(f"programs.asked.{name}"))}</th>' for name in ("yes", "no")
    )
    rows = "".join(
        f'<tr><th scope="row" style="{wraps}">{escape(say(f"programs.program.{known}"))}</th>'
        f"{cell(f'{known}_demonstrated')}{cell(f'{known}_other')}</tr>"
        for known in ("known", "new")
    )
    fits = "table-layout:fixed;width:100%;max-width:30em;font-size:.85em"
    return f'<table style="{fits}"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'


# Parts of figures


def _label(cell: str) -> str:
    return say(f"programs.cell.{cell}")


def _counts(ax, counts) -> None:
    """Axes of shares over numbers of programs."""
    ax.set_xscale("log")
    ax.set_xticks(counts, [plots.short(K) for K in counts])
    ax.xaxis.set_minor_formatter(lambda *_: "")
    ax.set(xlabel=say("programs.programs"), ylabel=say("programs.right_answers"), ylim=(-0.03, 1.05))
    in_percent(ax.yaxis)


def _told(values) -> str:
    return ", ".join(number(value, 0) for value in values)


def _table(values, rows, columns, told: str) -> Drawing:
    """A table of proportions, each cell in percent and tinted by it; what was not measured is a dash."""
    ax = plots.axes(figsize=(WIDTH, 0.75 + 0.42 * len(rows)))
    return Drawing(ax, sentences(told, plots.table(ax, values, rows=rows, columns=columns)))


arguments.check(__name__)
