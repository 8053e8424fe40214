"""The bets of the course: what each picture foretells of one measured number, who else might do as well, who was right.

A unit writes its bets as `WAGERS` in `labkit/PACKAGE/wagers.py`. A bet names a number of the unit's summary and the
range in which each picture expects it; the recorded runs, one a seed, then decide. An opponent is a rule that learns
nothing of what the picture claims, such as a copier or a table, on the same exam: where the best of them reaches the
winner's range too, the bet is a draw, however well the network did.

Nothing is decided by hand: `won` is what the chapter says, and a test holds it against `judge`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module

import numpy as np
from matplotlib.ticker import MaxNLocator

from labkit import plots, results
from labkit.messages import percent, say

DRAW, NOBODY, SPLIT = "draw", "nobody", "split"  # beside the names of the pictures
COLOURS = {"parrot": plots.PARROT, "map": plots.MAP, "database": plots.ROSE, "one_piece": plots.ROSE}  # others: orange
WON, DRAWN, SOMETIMES, WRONG = "won", "drawn", "sometimes", "wrong"  # how one picture fared, see `fate`
BOARD_WIDTH = 4.9  # inches: three quarters of it are a phone's, on which the right end must be seen
Values = Mapping[str, float | int | None]  # a run's summary


@dataclass(frozen=True)
class Wager:
    """One bet.

    Args:
        name: The text `PACKAGE.wager_NAME` asks the question, in a few words.
        foretold: By picture ("parrot", "map", ...), the lowest and the highest value that it expects.
        measured: A number of the summary, or a function of the summary.
        won: What the chapter concludes: a picture; or DRAW (several are right, or an opponent does as well), NOBODY
            (all are wrong) or SPLIT (it depends on the seed).
        control: The control that measured it ("05_slow"), if it was not the lab.
        opponents: The same number for each opponent, by name (text `PACKAGE.opponent_NAME`): a number of the summary,
            or a function of it. One that trains nothing may be computed here.
        lower: The smaller the better, for opponents: an error or a distance.
        scale: The ends of the axis on which it is drawn.
        write: How its values are written.
    """

    name: str
    foretold: Mapping[str, tuple[float, float]]
    measured: str | Callable[[Values], float]
    won: str
    control: str | None = None
    opponents: Mapping[str, str | Callable[[Values], float]] = field(default_factory=dict)
    lower: bool = False
    scale: tuple[float, float] = (0.0, 1.0)
    write: Callable[[float], str] = percent


@dataclass(frozen=True)
class Outcome:
    """How a bet ended: `values` by seed; the best opponent's name and its median; on how many seeds each was right."""

    values: list[float]
    opponent: str | None
    opponent_value: float | None
    right: dict[str, int]
    won: str


def judge(wager: Wager, summaries: Sequence[Values]) -> Outcome:
    """Who was right, given the summary of each run.

    Raises:
        ValueError: without a run, or where one did not measure the number, or an opponent's.
    """
    if not summaries:
        raise ValueError(say("wagers.no_run", name=wager.name))
    values = _values(wager, wager.measured, summaries)
    right = {picture: sum(_within(v, ends) for v in values) for picture, ends in wager.foretold.items()}
    scores = {name: float(np.median(_values(wager, score, summaries))) for name, score in wager.opponents.items()}
    best = (min if wager.lower else max)(scores, key=scores.get, default=None)
    return Outcome(values, best, scores.get(best), right, _winner(wager, right, len(values), scores.get(best)))


def _winner(wager, right, seeds, opponent_value):
    always = [picture for picture, count in right.items() if count == seeds]
    if not always:
        return SPLIT if any(right.values()) else NOBODY
    matched = opponent_value is not None and _within(opponent_value, wager.foretold[always[0]])
    return DRAW if len(always) > 1 or matched else always[0]


def _values(wager, source, summaries):
    """What a number of the bet is, run by run."""
    found = [source(summary) if callable(source) else summary[source] for summary in summaries]
    if None in found:
        raise ValueError(say("wagers.not_measured", name=wager.name, run=found.index(None) + 1))
    return [float(value) for value in found]


def _within(value, ends):
    return ends[0] <= value <= ends[1]


def of(unit: str) -> list[tuple[Wager, Outcome]]:
    """The bets of a unit ("05_grokking") with their outcomes, from the recorded runs."""
    wagers = results.module_of(unit, "wagers").WAGERS
    runs = {name: list(results.summaries(name).values()) for name in {wager.control or unit for wager in wagers}}
    return [(wager, judge(wager, runs[wager.control or unit])) for wager in wagers]


def units() -> list[str]:
    """The units that bet, in order: every package of labkit that has a module `wagers`."""
    names = sorted(import_module(f"labkit.{package}").UNIT for package in results.packages().values())
    return [name for name in names if results.module_of(name, "wagers")]


def all_bets() -> list[tuple[str, Wager, Outcome]]:
    """Every bet of the course: its unit, the bet, how it ended."""
    return [(unit, wager, outcome) for unit in units() for wager, outcome in of(unit)]


def fate(picture: str, outcome: Outcome) -> str:
    """How a picture that took part in a bet fared.

    WON: right on every seed, and alone. DRAWN: right on every seed, as was another picture or the best opponent.
    SOMETIMES: right on some seeds only. WRONG: on none.
    """
    right = outcome.right[picture]
    if outcome.won == picture:
        return WON
    if right == len(outcome.values):
        return DRAWN
    return SOMETIMES if right else WRONG


def pictures(bets: Sequence[tuple[str, Wager, Outcome]]) -> list[str]:
    """The pictures that took part in some bet: those with a colour of their own first, then as they come."""
    found = dict.fromkeys(picture for _, wager, _ in bets for picture in wager.foretold)
    return sorted(found, key=lambda picture: [*COLOURS, picture].index(picture))


def board(unit: str) -> plots.Drawing:
    """A panel for each bet: the range each picture foretold, what was measured on every seed, the best opponent."""
    package, bets = results.package_of(unit), of(unit)
    rows = [_rows(wager, outcome, package) for wager, outcome in bets]
    heights = [len(row) + 2.6 for row in rows]
    axes = plots.panels(len(bets), figsize=(BOARD_WIDTH, 0.25 * sum(heights)), height_ratios=heights)
    for ax, (wager, outcome), row in zip(axes, bets, rows, strict=True):
        _draw(ax, wager, outcome, row, package)
    _titles_from_the_edge(axes)
    return plots.Drawing(axes, plots.sentences(*(told(wager, outcome, package) for wager, outcome in bets)))


def _titles_from_the_edge(axes):
    """Titles begin where the names do, and so have the whole width."""
    figure = axes[0].figure
    figure.draw_without_rendering()  # places the axes
    figure.set_layout_engine("none")
    for ax in axes:
        place = ax.get_position()
        ax.set_title(ax.get_title(loc="left"), loc="left", x=(0.02 - place.x0) / place.width)


def _rows(wager, outcome, package):
    """The names at the left of a panel, from the top: the pictures, what was measured, the best opponent."""
    names = [say(f"wagers.{picture}") for picture in wager.foretold] + [say("wagers.measured")]
    return names + ([say(f"{package}.opponent_{outcome.opponent}")] if outcome.opponent else [])


def _draw(ax, wager, outcome, names, package):
    low, high = wager.scale
    for row, (picture, ends) in enumerate(wager.foretold.items()):
        left, right = max(ends[0], low), min(ends[1], high)
        least = 0.012 * (high - low)  # a forecast of one value is still seen
        ax.barh(row, max(right - left, least), left=min(left, high - least), color=colour(picture), height=0.55)
    measured = len(wager.foretold)
    ax.plot(outcome.values, [measured] * len(outcome.values), "o", color=plots.INK, markersize=6, clip_on=False)
    if outcome.opponent:
        ax.plot([outcome.opponent_value], [measured + 1], "D", color=plots.FAINT, markersize=6, clip_on=False)
    margin = 0.02 * (high - low)  # room for half a dot at either end
    ax.set(
        ylim=(len(names) - 0.4, -0.6), xlim=(low - margin, high + margin), yticks=range(len(names)), yticklabels=names
    )
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if wager.write is percent:
        plots.in_percent(ax.xaxis)
    else:
        ax.xaxis.set_major_locator(MaxNLocator(4))
        ax.xaxis.set_major_formatter(lambda value, _: wager.write(value))
    ax.set_title(say(f"{package}.wager_{wager.name}") + "\n" + verdict(outcome), loc="left")


def colour(picture: str) -> str:
    """The colour of a picture in every figure."""
    return COLOURS.get(picture, plots.MIRAGE)


def verdict(outcome: Outcome) -> str:
    """Who won, in words: "→ the map, on 5 seeds"."""
    seeds = len(outcome.values)
    if outcome.won in outcome.right:
        return say("wagers.won", picture=say(f"wagers.{outcome.won}"), seeds=seeds)
    if outcome.won == SPLIT:
        said = {say(f"wagers.{picture}"): str(count) for picture, count in outcome.right.items()}
        return say("wagers.split", said=plots.listed(said), seeds=seeds)
    return say(f"wagers.{outcome.won}", seeds=seeds)


def told(wager: Wager, outcome: Outcome, package: str) -> str:
    """The whole panel in words, for who does not see it."""
    write = wager.write
    said = {say(f"wagers.{picture}"): interval(ends, wager) for picture, ends in wager.foretold.items()}
    said[say("wagers.measured")] = span(outcome.values, write)
    if outcome.opponent:
        said[say(f"{package}.opponent_{outcome.opponent}")] = write(outcome.opponent_value)
    return say(f"{package}.wager_{wager.name}") + " " + plots.listed(said) + ". " + verdict(outcome)


def interval(ends: tuple[float, float], wager: Wager) -> str:
    """A forecast in words: "at most 5%", "90% to 100%"."""
    low, high = (wager.write(end) for end in ends)
    if ends[0] <= wager.scale[0]:
        return say("wagers.at_most", value=high)
    if ends[1] >= wager.scale[1]:
        return say("wagers.at_least", value=low)
    return say("wagers.between", low=low, high=high)


def span(values: Sequence[float], write: Callable[[float], str]) -> str:
    """What was measured, over all seeds: "23% to 25%", or "0%" where all are written alike."""
    low, high = write(min(values)), write(max(values))
    return low if low == high else say("wagers.between", low=low, high=high)
