"""The figures of unit 06, drawn by its lab from what it has in its hands and by its chapter from recorded runs.

Arguments have the names under which the lab keeps its measurements.
"""

from collections.abc import Mapping

import numpy as np
from IPython.display import HTML

from labkit import plots, results
from labkit.implicit_reasoning.worlds import EXAMS
from labkit.messages import number, percent, say
from labkit.plots import (
    ABOVE,
    FAINT,
    INK,
    MAP,
    MIRAGE,
    PALE,
    PARROT,
    WIDTH,
    Drawing,
    in_percent,
    listed,
    panels,
    sentences,
    trend,
)
from labkit.widgets import explore

STYLES = {"training": (FAINT, "--", "s"), "familiar": (MAP, "-", "o"), "outside": (MIRAGE, "-", "^")}
TASKS = ("comparison", "composition")
ROUNDS = {
    "same_spoken": (MAP, "-", "o"),
    "same_two": (MIRAGE, "-", "^"),
    "same": (PARROT, "-", "s"),
    "late": (FAINT, "-", "v"),
    "other_spoken": (INK, "--", "x"),
    "other": (FAINT, "--", "+"),
}


# Training


def curves(curves: Mapping, chance: Mapping) -> Drawing:
    """Right answers in the three exams over training, comparison beside composition, at one size."""
    shown = {_task(task): (curves[task], chance[task]) for task in TASKS}
    return _two_trainings(shown, say("implicit_reasoning.curves_alt"))


def dial(curves: Mapping, ratio: Mapping, chance: Mapping) -> Drawing:
    """Composition over training with a large and a small ratio φ of training questions to facts."""
    names = ("few", "composition")
    shown = {f"φ = {number(ratio[name], 1)}": (curves[name], chance["composition"]) for name in names}
    return _two_trainings(shown, say("implicit_reasoning.dial_alt"))


def seeds() -> Drawing:
    """The three exams of both tasks at the end of training, a dot for each recorded run of the lab."""
    runs = results.summaries("06_implicit_reasoning")
    ax = plots.axes(figsize=(WIDTH, 3.2))
    rows = [(task, exam) for task in TASKS for exam in EXAMS[1:]]
    said = {}
    for i, (task, exam) in enumerate(rows):
        values = [found[f"{task}_{exam}"] for found in runs.values()]
        colour, _, marker = STYLES[exam]
        shift = 0.12 * (np.arange(len(values)) - (len(values) - 1) / 2)
        ax.plot(values, i + shift, marker, color=colour, alpha=0.8, markersize=6, clip_on=False)
        level = np.median([found[f"{task}_chance"] for found in runs.values()])
        ax.plot([level] * 2, [i - 0.4, i + 0.4], ":", color=INK, linewidth=1.4)
        said[f"{_task(task)}, {_exam(exam)}"] = plots.ends(values)
    ax.set_yticks(range(len(rows)), [f"{_task(task)}\n{_exam(exam)}" for task, exam in rows])
    ax.set(ylim=(len(rows) - 0.5, -0.5), xlim=(-0.02, 1.02), xlabel=say("implicit_reasoning.right_answers"))
    in_percent(ax.xaxis)
    ax.grid(axis="x", color=PALE)
    return Drawing(ax, sentences(say("implicit_reasoning.seeds_alt", n=len(runs)), listed(said)))


# Opponents


def opponents(opponents: Mapping, curves: Mapping, task: str = "comparison") -> Drawing:
    """The network and the readers that were never trained, in the three exams of a task: a table."""
    return _opponents(opponents[task], curves[task], task)


def opponents_composition(opponents: Mapping, curves: Mapping) -> Drawing:
    """The same table for composition."""
    return _opponents(opponents["composition"], curves["composition"], "composition")


# Inside


def storeys() -> Drawing:
    """What might go on inside, as a drawing: the two look-ups side by side, or one above the other."""
    axes = panels(2, columns=2, figsize=(WIDTH, 3.3))
    for ax, task in zip(axes, TASKS, strict=True):
        _draw_storeys(ax, task)
    return Drawing(axes, say("implicit_reasoning.storeys_alt"))


def read(read: Mapping, lens: Mapping) -> Drawing:
    """The first fact's answer, read at the second token after each block, for facts inside and outside: a table."""
    rows, values = [], []
    for task in TASKS:
        for where in ("inside", "outside"):
            rows.append(say(f"implicit_reasoning.read.{task}.{where}"))
            values.append([marks[where] for marks in (*read[task], lens[task][-1])])
    deeper = [say("implicit_reasoning.after_blocks", n=n + 1) for n in range(1, len(read["comparison"]))]
    columns = [say("implicit_reasoning.after_one_block"), *deeper, say("implicit_reasoning.lens")]
    return _table(values, rows, columns, say("implicit_reasoning.read_alt"))


def swapped(swapped: Mapping) -> Drawing:
    """What becomes of answers when the state at the second token comes from another beginning: a table."""
    names = ("before", "same", "follows", "stays")
    values = [[swapped[task][name] for name in names] for task in TASKS]
    columns = [say(f"implicit_reasoning.swap.{name}") for name in names]
    return _table(values, [_task(task) for task in TASKS], columns, say("implicit_reasoning.swapped_alt"))


def crossed(crossed: Mapping, rescued: Mapping) -> Drawing:
    """Composition by the kind of its two facts: inside or outside, first and second; and with the bridge lent."""
    kinds = ("in_in", "out_in", "in_out", "out_out")
    values = [[crossed["composition"][kind], rescued[kind]] for kind in kinds]
    rows = [say(f"implicit_reasoning.kind.{kind}") for kind in kinds]
    columns = [say(f"implicit_reasoning.bridge.{name}") for name in ("own", "lent")]
    return _table(values, rows, columns, say("implicit_reasoning.crossed_alt"))


# Cures


def written(curves: Mapping, written: Mapping, product: Mapping) -> Drawing:
    """Composition in one go, with the bridge written, and the product of both facts' shares, by exam: a table."""
    at_once = {exam: curves["composition"][exam][1][-1] for exam in EXAMS}
    values = [[row[exam] for exam in EXAMS] for row in (at_once, written, product)]
    rows = [say(f"implicit_reasoning.way.{name}") for name in ("at_once", "written", "product")]
    columns = [_exam(exam, "column") for exam in EXAMS]
    return _table(values, rows, columns, say("implicit_reasoning.written_alt"))


def twice(twice: Mapping, chance: Mapping) -> Drawing:
    """Composition over training in two rounds with the bridge spoken, the second through another or the same block."""
    shown = {
        say(f"implicit_reasoning.rounds.{path}"): (curves, chance["composition"]) for path, curves in twice.items()
    }
    return _two_trainings(shown, say("implicit_reasoning.twice_alt"))


def rounds() -> Drawing:
    """Composition of facts kept apart over training in two rounds, a thin line for each recorded run of the control."""
    runs, ax, said = list(results.runs("06_rounds").values()), plots.axes(figsize=(WIDTH, 3.6)), {}
    for name, (colour, line, marker) in ROUNDS.items():
        label = say(f"implicit_reasoning.rounds.{name}")
        curves = [run["curves"][name]["outside"] for run in runs]
        style = {"marker": marker, "markevery": 0.25, "color": colour, "linewidth": 1.4}
        _thin_lines(ax, curves, line, label=label, **style)
        said[label] = trend(np.median([values for _, values in curves], axis=0), curves[0][0], write=percent)
    ax.axhline(runs[0]["chance"], color=INK, linestyle=":", linewidth=1.3)
    ax.set(xlabel=say("plots.step"), ylabel=say("implicit_reasoning.right_answers"), ylim=(-0.03, 1.05))
    in_percent(ax.yaxis)
    ax.legend(ncols=2, **ABOVE)
    return Drawing(ax, sentences(say("implicit_reasoning.rounds_alt"), listed(said)))


def sweep() -> Drawing:
    """Composition after the same steps by the ratio φ, a thin line for each recorded run of the control."""
    runs, ax, said = results.runs("06_ratio").values(), plots.axes(), {}
    for exam, (colour, line, marker) in STYLES.items():
        ends = [[curves[exam][1][-1] for curves in run["curves"].values()] for run in runs]  # (run, ratio)
        lines = [(run["ratios"], values) for run, values in zip(runs, ends, strict=True)]
        _thin_lines(ax, lines, line, label=_exam(exam), marker=marker, color=colour, linewidth=1.5)
        said[_exam(exam)] = trend(np.median(ends, axis=0), write=percent)
    ax.set(xlabel="φ", ylabel=say("implicit_reasoning.right_answers"), ylim=(-0.03, 1.05))
    in_percent(ax.yaxis)
    ax.legend(ncols=3, **ABOVE)
    asked = ", ".join(number(phi, 0) for phi in next(iter(runs))["ratios"])
    return Drawing(ax, sentences(say("implicit_reasoning.sweep_alt", ratios=asked), listed(said)))


def plateau() -> Drawing:
    """Composition with few questions, trained on: the three exams, the recorded run of seed 0."""
    run, ax = results.runs("06_plateau")[0], plots.axes(figsize=(WIDTH, 3.2))
    told = _draw_exams(ax, {exam: run["curves"][exam] for exam in EXAMS}, run["chance"])
    ax.set(ylabel=say("implicit_reasoning.right_answers"))
    ax.legend(ncols=3, **ABOVE)
    return Drawing(ax, sentences(say("implicit_reasoning.plateau_alt", ratio=number(run["ratio"], 0)), told))


# A real model


def real() -> Drawing:
    """SmolLM2 on cities both of whose facts it knows, in three ways and by two marks, with intervals."""
    found, ways, said = results.summaries("06_real")[0], ("beside", "once", "written"), {}
    ax = plots.axes(figsize=(WIDTH, 3.0))
    for j, (mark, colour) in enumerate((("right", MAP), ("picked", FAINT))):
        label = say(f"implicit_reasoning.real.{mark}")
        for i, way in enumerate(ways):
            share, low, high = (found[f"{mark}_{way}{end}"] for end in ("", "_low", "_high"))
            reach = [[share - low], [high - share]]
            place = i + 0.2 * (2 * j - 1)
            ax.barh(place, share, 0.36, color=colour, label=label if i == 0 else None)
            ax.errorbar(share, place, xerr=reach, color=INK, linewidth=1.3, capsize=3)
            told = say("implicit_reasoning.real_bar", share=percent(share), interval=plots.ends([low, high]))
            said[f"{_way(way)}, {label}".replace("\n", " ")] = told
    ax.axvline(found["same_answer"], color=INK, linestyle=":", linewidth=1.3)
    ax.set_yticks(range(len(ways)), map(_way, ways))
    ax.set(ylim=(len(ways) - 0.5, -0.5), xlim=(0, 1.02), xlabel=say("implicit_reasoning.right_answers"))
    in_percent(ax.xaxis)
    ax.legend(ncols=2, **ABOVE)
    return Drawing(ax, sentences(say("implicit_reasoning.real_alt", n=found["cities"]), listed(said)))


# The reader's own


def explorer(curves: Mapping, ratio: Mapping, chance: Mapping, *, caption: str = "") -> HTML:
    """Three exams as bars: the network and the step are the reader's."""
    names = {_network(name, ratio): name for name in curves}
    steps = sorted(set.intersection(*({int(step) for step in curves[name]["atoms"][0]} for name in curves)))

    def frame(network, step):
        name = names[network]
        at = {part: dict(zip(*curves[name][part], strict=True))[step] for part in ("atoms", *EXAMS)}
        return _bars(at, chance["comparison" if name == "comparison" else "composition"], network, step)

    return explore(
        frame,
        caption=caption,
        network=(say("implicit_reasoning.network"), list(names)),
        step=(say("plots.step"), steps),
    )


def sweep_explorer(curves: Mapping, ratio: Mapping, chance: Mapping, *, caption: str = "") -> HTML:
    """The same for the chapter: comparison, and composition at every ratio φ of the recorded sweep."""
    swept = results.runs("06_ratio")[0]["curves"]
    curves, ratio = {"comparison": curves["comparison"]} | swept, ratio | {phi: float(phi) for phi in swept}
    return explorer(curves, ratio, chance, caption=caption)


def _bars(marks, level, network, step) -> Drawing:
    ax = plots.axes(figsize=(WIDTH, 2.2))
    colours = {"atoms": PARROT} | {exam: style[0] for exam, style in STYLES.items()}
    for i, (name, value) in enumerate(marks.items()):
        ax.barh(i, value, color=colours[name], height=0.7)
        ax.text(min(value + 0.015, 1.02), i, percent(value), va="center", color=INK)
    ax.plot([level] * 2, [0.5, 3.5], ":", color=INK, linewidth=1.4)
    labels = [say("implicit_reasoning.atoms"), *(_exam(exam) for exam in EXAMS)]
    ax.set_yticks(range(4), labels)
    ax.set(ylim=(3.5, -0.5), xlim=(0, 1.12), xlabel=say("implicit_reasoning.right_answers"))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    in_percent(ax.xaxis)
    told = listed(dict(zip(labels, map(percent, marks.values()), strict=True)))
    return Drawing(ax, sentences(say("implicit_reasoning.bars_alt", network=network, at=number(step, 0)), told))


# Parts of figures


def _two_trainings(shown: Mapping, told: str) -> Drawing:
    """Two trainings at one size, by title: their curves and the level of chance."""
    axes = panels(2, columns=2, figsize=(WIDTH, 3.4), sharey=True)
    said = {}
    for ax, (title, (curves, level)) in zip(axes, shown.items(), strict=True):
        said[title] = _draw_exams(ax, curves, level)
        ax.set_title(title)
    axes[0].figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=3)
    axes[0].set(ylabel=say("implicit_reasoning.right_answers"))
    return Drawing(axes, sentences(told, listed(said)))


def _thin_lines(ax, lines, dashes, *, label, **style) -> None:
    """A line (x, y) for each recorded run, all alike, with one entry in the legend."""
    for i, (x, y) in enumerate(lines):
        ax.plot(x, y, dashes, alpha=0.85, label=label if i == 0 else None, **style)


def _opponents(readers, curves, task) -> Drawing:
    rows = {"network": {exam: curves[exam][1][-1] for exam in EXAMS}} | readers
    values = [[row[exam] for exam in EXAMS] for row in rows.values()]
    names = [say(f"implicit_reasoning.reader.{name}") for name in rows]
    columns = [_exam(exam, "column") for exam in EXAMS]
    return _table(values, names, columns, say("implicit_reasoning.table_alt", task=_task(task)))


def _draw_exams(ax, curves, level) -> str:
    said = {}
    for exam, (colour, line, marker) in STYLES.items():
        steps, values = curves[exam]
        ax.plot(steps, values, line, marker=marker, markevery=0.2, color=colour, linewidth=2, label=_exam(exam))
        said[_exam(exam)] = trend(values, steps, write=percent)
    ax.axhline(level, color=INK, linestyle=":", linewidth=1.3)
    ax.set(xlabel=say("plots.step"), ylim=(-0.03, 1.05))
    in_percent(ax.yaxis)
    return ", ".join(f"{name} {text}" for name, text in said.items())


def _draw_storeys(ax, task) -> None:
    """Three tokens below, two blocks above; boxes where a fact is looked up, arrows where its answer goes."""
    tokens = [say(f"implicit_reasoning.token.{task}.{i}") for i in range(3)]
    boxes = {"comparison": [(1, 1), (2, 1)], "composition": [(1, 1), (2, 2)]}[task]
    for x, token in enumerate(tokens):
        ax.text(x, 0, token, ha="center", va="center", color=INK)
        ax.annotate("", (x, 0.72), (x, 0.2), arrowprops={"arrowstyle": "-", "color": PALE})
    for i, (x, y) in enumerate(boxes):
        text = say(f"implicit_reasoning.lookup.{task}.{i}")
        ax.text(x, y, text, ha="center", va="center", color=INK, bbox={"fc": "none", "ec": MAP, "boxstyle": "round"})
    end = 2 if task == "comparison" else 3
    ax.text(2, end, say(f"implicit_reasoning.lookup.{task}.2"), ha="center", va="center", color=INK)
    arrows = {
        "comparison": [
            ((0.1, 0.2), (0.75, 0.8)),
            ((0.15, 0.2), (1.7, 0.85)),
            ((1.3, 1.2), (1.8, 1.8)),
            ((2, 1.3), (2, 1.75)),
        ],
        "composition": [
            ((0.1, 0.2), (0.75, 0.8)),
            ((1.3, 1.2), (1.75, 1.75)),
            ((2, 0.2), (2, 1.7)),
            ((2, 2.3), (2, 2.8)),
        ],
    }[task]
    for start, stop in arrows:
        ax.annotate("", stop, start, arrowprops={"arrowstyle": "->", "color": MIRAGE, "lw": 1.6})
    ax.set(xlim=(-0.6, 2.7), ylim=(-0.4, 3.4), title=_task(task))
    ax.axis("off")


def _table(values, rows, columns, told: str) -> Drawing:
    """A table of proportions, each cell in percent and tinted by it; what was not measured is a dash."""
    ax = plots.axes(figsize=(WIDTH, 0.75 + 0.42 * len(rows)))
    return Drawing(ax, sentences(told, plots.table(ax, values, rows=rows, columns=columns)))


def _task(task: str) -> str:
    return say(f"implicit_reasoning.task.{task}")


def _exam(exam: str, form: str = "exam") -> str:
    return say(f"implicit_reasoning.{form}.{exam}")


def _way(way: str) -> str:
    return say(f"implicit_reasoning.real.{way}")


def _network(name: str, ratio: Mapping) -> str:
    task = "comparison" if name == "comparison" else "composition"
    return say("implicit_reasoning.task_ratio", task=_task(task), ratio=number(ratio[name], 1))
