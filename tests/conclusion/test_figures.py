"""The scoreboard shows and says every bet, in either language."""

import re
from html import unescape

import pytest

from labkit import messages, wagers
from labkit.conclusion import figures
from labkit.messages import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def language(request):
    before = messages.get_language()
    messages.set_language(request.param)
    yield request.param
    messages.set_language(before)


def text(html):
    return unescape(re.sub("<[^>]+>", " ", html))


def test_the_table_has_a_row_for_each_bet_with_its_verdict(language, report):
    html, bets = figures.table()._repr_html_(), wagers.all_bets()
    assert html.count('<th scope="row">') == len(bets)
    assert html.count('scope="rowgroup"') == len(wagers.units())
    for unit, wager, outcome in bets:
        row = next(part for part in html.split("<tr>") if figures.question(unit, wager) in unescape(part))
        report(wagers.verdict(outcome) in text(row), f"{unit} {wager.name}")
        report(wagers.span(outcome.values, wager.write) in text(row), f"{unit} {wager.name}: measured")


def test_the_scoreboard_has_a_mark_for_each_picture_in_each_bet(language):
    bets = wagers.all_bets()
    board = figures.scoreboard()
    marks = [line for line in board.axes.lines if line.get_marker() in "o^x" and len(line.get_xdata()) == 1]
    assert len(marks) == sum(len(wager.foretold) for _, wager, _ in bets)
    for picture in wagers.pictures(bets):
        assert figures.name(picture) in board.alt


def test_one_may_choose_any_picture_and_any_unit(language):
    pictures, units = figures.by_picture().data, figures.bets_of_a_unit().data
    bets = wagers.all_bets()
    assert pictures.count("data-chosen=") == len(wagers.pictures(bets))
    assert units.count("data-chosen=") == len(wagers.units())
    assert pictures.count("<li>") == sum(len(wager.foretold) for _, wager, _ in bets)


def test_a_unit_has_its_number_and_the_title_of_the_book(language):
    assert figures.title("05_grokking").startswith("05. ")
    assert "*" not in figures.title("05_grokking")
    assert figures.title("05_grokking") != "05. grokking"
