"""What chapter 9 says of the bets, held by the recorded runs of either language: a verdict that no longer follows from
its numbers fails here, and so does a sentence that leans on it."""

import pytest
import yaml
from lab_sources import ROOT

from labkit import messages, results, wagers
from labkit.conclusion.measures import counted
from labkit.messages import LANGUAGES
from labkit.wagers import SPLIT

ALONE = {  # "the parrot is right alone where ...", "the map ...", "the database ...", bet by bet
    ("04_reversal_curse", "memory"): "parrot",
    ("04_reversal_curse", "half"): "parrot",
    ("01_next_token", "at_once"): "parrot",
    ("05_grokking", "first"): "parrot",
    ("02_compression", "excess"): "map",
    ("03_representations", "islands"): "draw",
    ("03_representations", "near"): "map",
    ("03_representations", "push"): "map",
    ("04_reversal_curse", "equality"): "map",
    ("05_grokking", "few_waves"): "map",
    ("06_implicit_reasoning", "compose_outside"): "parrot",
    ("08_programs", "not_shown"): "parrot",
    ("06_implicit_reasoning", "compare"): "map",
    ("06_implicit_reasoning", "compose_familiar"): "map",
    ("08_programs", "stranger"): "database",
    ("08_programs", "lie"): "database",
}
PICTURES = ("parrot", "map", "database")


@pytest.fixture(params=LANGUAGES)
def language(request):
    before = messages.get_language()
    messages.set_language(request.param)
    yield request.param
    messages.set_language(before)


def outcomes():
    return {(unit, wager.name): outcome for unit, wager, outcome in wagers.all_bets()}


def test_each_picture_is_right_alone_where_the_chapter_says(language, report):
    found = outcomes()
    for bet, picture in ALONE.items():
        report(found[bet].won == picture, f"{bet}: {found[bet].won}, not {picture}")


def test_the_database_is_wrong_with_many_tasks(language):
    assert outcomes()["08_programs", "not_shown"].right["database"] == 0


def test_no_picture_is_right_everywhere_and_each_is_right_alone_somewhere(language, report):
    found = counted()
    for picture in PICTURES:
        report(found[f"{picture}_right"] < found[f"{picture}_bets"], f"{picture} is right everywhere")
        report(found[f"{picture}_won"] > 0, f"{picture} is never right alone")


def test_several_bets_are_draws_and_each_has_five_seeds(language):
    found = counted()
    assert found["draws"] >= 3
    assert found["seeds_least"] >= 5
    assert found["nobody"] == 0  # the chapter names three ways to end


def test_steps_were_seen_in_a_continuous_metric_at_sizes_that_depend_on_the_draw(language):
    outcome = outcomes()["07_emergence", "transformers"]
    assert outcome.won == SPLIT
    assert outcome.right["one_piece"] > 0


def test_what_training_asked_decides(language, report):
    """One network is a database or a copyist by its data; facts told backwards are recalled backwards."""
    runs = results.summaries("08_programs").values()
    report(all(run["known_other_16"] > 0.95 > 0.2 > run["known_other_4096"] for run in runs), "database or copyist")
    waves = outcomes()["05_grokking", "last"]
    report(waves.right["map"] == len(waves.values), "a table is understood once enough of it is shown")


def test_the_tower_falls_off_the_cliff_that_the_chapter_computes(report):
    for discs, share in ((8, 77), (10, 36), (12, 2)):
        found = 0.999 ** (2**discs - 1)
        report(round(100 * found) == share or abs(100 * found - share) < 0.5, f"{discs} discs: {found:.3f}")
    assert round(100 * 0.8**5) == 33


def test_the_guide_names_bets_that_are_there(report):
    there = {(unit, wager.name) for unit, wager, _ in wagers.all_bets()}
    units = set(wagers.units())
    listed = {row["unit"] for row in yaml.safe_load((ROOT / "book/units.yml").read_text("utf-8"))}
    for row in yaml.safe_load((ROOT / "book/guide.yml").read_text("utf-8")):
        for unit, names in row["bets"].items():
            report(unit in listed, f"{unit} is no unit")
            for name in names if unit in units else ():
                report((unit, name) in there, f"{unit} has no bet {name}")


def test_every_unit_that_bets_supports_a_branch_of_the_guide(report):
    named = {unit for row in yaml.safe_load((ROOT / "book/guide.yml").read_text("utf-8")) for unit in row["bets"]}
    for unit in wagers.units():
        report(unit in named, f"{unit} supports no branch of book/guide.yml")


def test_the_picture_that_the_guide_bets_on_won(language, report):
    """Where the guide says "bet on the parrot" or "the map", its bets went that way, or nobody else's."""
    advice = {"04_reversal_curse": {"memory": "parrot", "half": "parrot", "equality": "map"}}
    advice |= {"03_representations": {"near": "map", "push": "map"}, "02_compression": {"excess": "map"}}
    found = outcomes()
    for unit, bets in advice.items():
        for name, picture in bets.items():
            report(found[unit, name].won == picture, f"{unit} {name}: {found[unit, name].won}")
