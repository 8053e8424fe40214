"""The counts of chapter 9, on bets made up for the purpose, and their sums on the real ones."""

import pytest

from labkit import results, wagers
from labkit.conclusion import measures
from labkit.wagers import DRAW, Wager, judge

FORETOLD = {"parrot": (0.0, 0.1), "map": (0.9, 1.0)}


@pytest.fixture
def three_bets(monkeypatch):
    """The map wins one, draws one against an opponent, and is right on one seed of two in the last."""
    runs = {
        "won": [{"x": 0.95, "rule": 0.0}, {"x": 1.0, "rule": 0.0}],
        "drawn": [{"x": 0.95, "rule": 1.0}, {"x": 1.0, "rule": 1.0}],
        "split": [{"x": 0.95, "rule": 0.0}, {"x": 0.5, "rule": 0.0}],
    }
    bets = [Wager(name, FORETOLD, "x", DRAW, opponents={"rule": "rule"}) for name in runs]
    monkeypatch.setattr(wagers, "all_bets", lambda: [("05_grokking", bet, judge(bet, runs[bet.name])) for bet in bets])


def test_each_picture_is_counted_by_how_it_fared(three_bets):
    found = measures.counted()
    assert (found["bets"], found["units"], found["won"], found["draws"], found["splits"]) == (3, 1, 1, 1, 1)
    assert [found[f"map_{fate}"] for fate in measures.FATES] == [1, 1, 1, 0]
    assert [found[f"parrot_{fate}"] for fate in measures.FATES] == [0, 0, 0, 3]
    assert found["map_right"] == 2
    assert found["seeds_least"] == 2


def test_the_counts_are_what_the_book_quotes():
    assert results.summaries("09_conclusion") == {0: measures.counted()}


def test_every_bet_is_counted_once_and_every_picture_in_each_of_its_bets(report):
    found, bets = measures.counted(), wagers.all_bets()
    report(found["bets"] == sum(found[end] for end in ("won", "draws", "splits", "nobody")), "bets by their ends")
    for picture in wagers.pictures(bets):
        fates = sum(found[f"{picture}_{fate}"] for fate in measures.FATES)
        report(found[f"{picture}_bets"] == fates, f"{picture}: {fates}")
    taking = sum(len(wager.foretold) for _, wager, _ in bets)
    report(sum(found[f"{picture}_bets"] for picture in wagers.pictures(bets)) == taking, "forecasts")
