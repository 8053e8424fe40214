"""The bets: judged as their docstring says, and won by whom the chapters say."""

import pytest
from lab_sources import build

from labkit import messages, results, wagers
from labkit.messages import LANGUAGES, TEXTS
from labkit.wagers import DRAW, DRAWN, NOBODY, SOMETIMES, SPLIT, WON, WRONG, Wager, fate, judge

UNITS = [source.stem for source in build.sources() if results.module_of(source.stem, "wagers")]
NO_OUTCOME = wagers.Outcome([], None, None, {}, DRAW)
BET = {"parrot": (0.0, 0.1), "map": (0.9, 1.0)}


def runs(*values, **opponents):
    """Summaries of runs that measured these values; the opponents have one value in all of them."""
    return [{"value": value} | opponents for value in values]


@pytest.mark.parametrize(
    ("values", "opponent", "won"),
    [
        ((0.95, 1.0), 0.2, "map"),
        ((0.0, 0.1), 0.5, "parrot"),
        ((0.95, 1.0), 0.9, DRAW),
        ((0.0, 0.05), 0.95, "parrot"),
        ((0.5, 0.6), 0.2, NOBODY),
        ((0.95, 0.5), 0.2, SPLIT),
    ],
)
def test_a_bet_is_won_by_the_picture_that_is_right_on_every_seed_unless_an_opponent_is_too(values, opponent, won):
    bet = Wager("x", BET, "value", won, opponents={"rule": "rule"})
    assert judge(bet, runs(*values, rule=opponent)).won == won


def test_two_pictures_that_foretold_it_draw():
    assert judge(Wager("x", {"a": (0.0, 1.0), "b": (0.4, 0.6)}, "value", DRAW), runs(0.5)).won == DRAW


def test_the_best_opponent_is_the_highest_or_of_errors_the_lowest():
    bet = {"foretold": BET, "measured": "value", "won": "map", "opponents": {"good": "good", "bad": lambda v: 0.01}}
    assert judge(Wager("x", **bet), runs(1.0, good=0.3)).opponent == "good"
    assert judge(Wager("x", **bet, lower=True), runs(1.0, good=0.3)).opponent == "bad"


def test_a_bet_without_a_run_cannot_be_judged():
    with pytest.raises(ValueError, match="no run"):
        judge(Wager("x", BET, "value", "map"), [])
    with pytest.raises(ValueError, match="run 2 has not measured what the bet 'x'"):
        judge(Wager("x", BET, "value", "map"), [{"value": 1}, {"value": None}])
    with pytest.raises(ValueError, match="run 1 has not measured what the bet 'x'"):
        judge(Wager("x", BET, "value", "map", opponents={"copier": "copied"}), [{"value": 1, "copied": None}])


@pytest.mark.parametrize("unit", UNITS)
def test_the_recorded_runs_decide_as_the_chapter_says(unit, report):
    package = results.package_of(unit)
    for wager, outcome in wagers.of(unit):
        report(outcome.won == wager.won, f"{wager.name}: {outcome.won}, not {wager.won} ({outcome})")
        report(len(outcome.values) >= 5, f"{wager.name}: {len(outcome.values)} seeds")
        names = [f"{package}.wager_{wager.name}", *(f"wagers.{picture}" for picture in wager.foretold)]
        names += [f"{package}.opponent_{name}" for name in wager.opponents]
        for name in names:
            report(name in TEXTS, f"the text {name}")


@pytest.mark.parametrize("unit", UNITS)
def test_the_board_says_all_it_shows(unit, report):
    board = wagers.board(unit)
    for wager, outcome in wagers.of(unit):
        report(wagers.told(wager, outcome, results.package_of(unit)) in board.alt, wager.name)


@pytest.mark.parametrize(
    ("values", "opponent", "parrot", "map_"),
    [
        ((0.95, 1.0), 0.2, WRONG, WON),
        ((0.95, 1.0), 0.9, WRONG, DRAWN),
        ((0.95, 0.05), 0.2, SOMETIMES, SOMETIMES),
        ((0.5, 0.6), 0.2, WRONG, WRONG),
    ],
)
def test_how_each_picture_fared_in_a_bet(values, opponent, parrot, map_):
    outcome = judge(Wager("x", BET, "value", DRAW, opponents={"rule": "rule"}), runs(*values, rule=opponent))
    assert (fate("parrot", outcome), fate("map", outcome)) == (parrot, map_)


def test_two_pictures_that_are_always_right_have_both_drawn():
    outcome = judge(Wager("x", {"a": (0.0, 1.0), "b": (0.4, 0.6)}, "value", DRAW), runs(0.5, 0.5))
    assert (fate("a", outcome), fate("b", outcome)) == (DRAWN, DRAWN)


def test_every_unit_that_bets_is_found_without_a_list():
    assert wagers.units() == UNITS
    assert len(wagers.all_bets()) == sum(len(wagers.of(unit)) for unit in UNITS)


def test_known_pictures_come_first_and_new_ones_as_they_come():
    names = ("new", "map", "newer", "parrot")
    bets = [("01_x", Wager("x", {name: (0.0, 1.0)}, "value", name), NO_OUTCOME) for name in names]
    assert wagers.pictures(bets) == ["parrot", "map", "new", "newer"]


def test_neither_edition_judges_a_bet_against_the_other(report):
    """Runs may differ by language, and a bet then be a draw here and hang on the seed there; never won by another."""
    before, ends = messages.get_language(), {}
    for language in LANGUAGES:
        messages.set_language(language)
        ends[language] = [outcome.won for _, _, outcome in wagers.all_bets()]
    messages.set_language(before)
    for (unit, wager, _), here, there in zip(wagers.all_bets(), *ends.values(), strict=True):
        report(here == there or {here, there} == {DRAW, SPLIT}, f"{unit} {wager.name}: {here} and {there}")
