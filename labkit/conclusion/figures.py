"""The figures of unit 09: the scoreboard of all bets, whole, as a table, by picture and by unit.

Each takes whatever units bet, through `labkit.wagers`: a unit that comes is counted, with no list kept by hand. Their
titles stand in book/units.yml.
"""

import textwrap
from html import escape
from itertools import groupby

from IPython.display import HTML

from labkit import plots, results, wagers
from labkit.conclusion.measures import FATES
from labkit.messages import get_language, say
from labkit.plots import Drawing
from labkit.wagers import DRAWN, SOMETIMES, WON, WRONG
from labkit.widgets import explore

MARKS = {
    WON: {"marker": "o", "markersize": 9},
    DRAWN: {"marker": "o", "markersize": 8, "markerfacecolor": "none", "markeredgewidth": 1.8},
    SOMETIMES: {"marker": "^", "markersize": 7, "markerfacecolor": "none", "markeredgewidth": 1.5},
    WRONG: {"marker": "x", "markersize": 6, "markeredgewidth": 1.5},
}


def title(unit: str) -> str:
    """ "05. Grokking": a unit by its number and its title in the reader's language."""
    named = results.titles(get_language()).get(unit, unit[3:]).replace("*", "")
    return say("conclusion.numbered", number=unit[:2], title=named)


def name(picture: str) -> str:
    """A picture at the beginning of a line: "The parrot"."""
    named = say(f"wagers.{picture}")
    return named[0].upper() + named[1:]


def question(unit: str, wager: wagers.Wager) -> str:
    """What a bet asked, in a few words."""
    return say(f"{results.package_of(unit)}.wager_{wager.name}")


def by_unit(bets) -> dict:
    """The bets of each unit, in order."""
    return {unit: list(rows) for unit, rows in groupby(bets, key=lambda bet: bet[0])}


def scoreboard() -> Drawing:
    """One mark for each picture in each bet: units as rows, pictures as columns."""
    bets = wagers.all_bets()
    rows, pictures = by_unit(bets), wagers.pictures(bets)
    taking = {
        (unit, picture): [wagers.fate(picture, outcome) for _, wager, outcome in found if picture in wager.foretold]
        for unit, found in rows.items()
        for picture in pictures
    }
    room = {picture: max(len(taking[unit, picture]) for unit in rows) for picture in pictures}
    ax = plots.axes(figsize=(plots.WIDTH, 0.5 * len(rows) + 1.3))
    left, centres = 0.0, {}
    for picture in pictures:
        centres[picture] = left + (max(room[picture], 3) - 1) / 2
        for y, unit in enumerate(rows):
            fates = taking[unit, picture]
            for i, fate in enumerate(fates):
                x = centres[picture] + i - (len(fates) - 1) / 2
                ax.plot(x, y, color=wagers.colour(picture), linestyle="none", **MARKS[fate])
        left += max(room[picture], 3) + 1
    for y in range(1, len(rows)):
        ax.axhline(y - 0.5, color=plots.PALE, linewidth=0.8)
    ax.set(xlim=(-1, left - 1), ylim=(len(rows) - 0.5, -0.5))
    ax.set_yticks(range(len(rows)), [textwrap.fill(title(unit), 24) for unit in rows])
    ax.set_xticks(list(centres.values()), [textwrap.fill(name(picture), 9) for picture in pictures])
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    for fate in FATES:
        ax.plot([], [], color=plots.INK, linestyle="none", label=say(f"conclusion.{fate}"), **MARKS[fate])
    ax.legend(loc="upper center", bbox_to_anchor=(0.3, 0.0), ncols=2, handletextpad=0.2)
    said = plots.listed({name(picture): _tally(picture, bets) for picture in pictures})
    return Drawing(ax, plots.sentences(say("conclusion.scoreboard"), said))


def _tally(picture, bets) -> str:
    fates = [wagers.fate(picture, outcome) for _, wager, outcome in bets if picture in wager.foretold]
    return ", ".join(f"{say(f'conclusion.{fate}')} {fates.count(fate)}" for fate in FATES if fate in fates)


def table() -> HTML:
    """Every bet: what each picture foretold, what was measured on all seeds, the best opponent, the verdict."""
    heads = "".join(
        f'<th scope="col">{say(f"conclusion.head_{head}")}</th>'
        for head in ("bet", "foretold", "measured", "opponent", "verdict")
    )
    parts = []
    for unit, bets in by_unit(wagers.all_bets()).items():
        parts.append(f'<tbody><tr><th colspan="5" scope="rowgroup">{escape(title(unit))}</th></tr>')
        parts += [_row(*bet) for bet in bets]
        parts.append("</tbody>")
    named = escape(say("conclusion.table"))
    body = f'<table class="table"><thead><tr>{heads}</tr></thead>{"".join(parts)}</table>'
    return HTML(f'<div class="scores" role="region" tabindex="0" aria-label="{named}">{body}</div>')


def _row(unit, wager, outcome) -> str:
    write = wager.write
    foretold = "<br/>".join(
        f"{escape(name(picture))} {escape(wagers.interval(ends, wager))}" for picture, ends in wager.foretold.items()
    )
    opponent = say("conclusion.none")
    if outcome.opponent:
        named = say(f"{results.package_of(unit)}.opponent_{outcome.opponent}")
        opponent = f"{named} {write(outcome.opponent_value)}"
    cells = (foretold, escape(wagers.span(outcome.values, write)), escape(opponent), escape(wagers.verdict(outcome)))
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(question(unit, wager))}</th>{row}</tr>'


def by_picture() -> HTML:
    """Choose a picture: the bets in which it was right, and those in which it was wrong."""
    bets = wagers.all_bets()
    chosen = {name(picture): picture for picture in wagers.pictures(bets)}
    return explore(
        lambda picture: _fared(chosen[picture], bets),
        caption="",
        picture=(say("conclusion.picture"), list(chosen)),
    )


def _fared(picture, bets) -> str:
    """The bets of a picture, those it won first, as HTML."""
    taking = [bet for bet in bets if picture in bet[1].foretold]
    parts = []
    for fate in FATES:
        lines = [_line(picture, *bet) for bet in taking if wagers.fate(picture, bet[2]) == fate]
        if lines:
            said = say(f"conclusion.{fate}")
            heading = say("conclusion.heading", fate=said[0].upper() + said[1:], count=len(lines))
            parts.append(f"<p><strong>{escape(heading)}</strong></p><ul>{''.join(lines)}</ul>")
    return f'<div class="fared">{"".join(parts)}</div>'


def _line(picture, unit, wager, outcome) -> str:
    foretold = say("conclusion.foretold", value=wagers.interval(wager.foretold[picture], wager))
    measured = say("conclusion.measured", value=wagers.span(outcome.values, wager.write))
    said = f"{escape(foretold)}, {escape(measured)}. {escape(wagers.verdict(outcome))}"
    return f"<li>{escape(title(unit))}. <em>{escape(question(unit, wager))}</em><br/>{said}</li>"


def bets_of_a_unit() -> HTML:
    """Choose a unit: its bets, each with forecasts, measurements and the best opponent."""
    chosen = {title(unit): unit for unit in wagers.units()}
    return explore(
        lambda unit: wagers.board(chosen[unit]),
        caption="",
        unit=(say("conclusion.unit"), list(chosen)),
    )
