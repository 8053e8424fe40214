"""The slides: each unit has a deck in each language, the same slide by slide, with the chapter's own figures."""

import re
from pathlib import Path

import pytest
from prose import items
from test_parity import problems_of

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
UNITS = [file.stem for file in sorted(BOOK.glob("en/[0-9]*.md"))]
LANGUAGES = ("fr", "en")
NOTES = re.compile(r"```\{notes\} (\d+)\n(.*?)\n```\n?", re.DOTALL)
MADE = re.compile(r"```\{(drawn|vote)\} ([\w.]+)")
RESULT = re.compile(r"\{result\}`([^`]+)`")
WORDS = 60  # that a slide shows at most
MINUTES = (60, 80)  # of a lecture


def slides(language, unit):
    """(title, text without its notes, notes, minutes) of each slide; the title slide comes first."""
    text = (BOOK / "slides" / language / f"{unit}.md").read_text("utf-8")
    for slide in re.split(r"^(?=##? )", text, flags=re.MULTILINE)[1:]:
        title, _, body = slide.partition("\n")
        notes = NOTES.findall(body)
        yield title, NOTES.sub("", body), [text for _, text in notes], [int(minutes) for minutes, _ in notes]


def test_each_unit_has_its_deck():
    for language in LANGUAGES:
        assert [file.stem for file in sorted((BOOK / "slides" / language).glob("*.md"))] == UNITS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS)
def test_a_deck_is_a_lecture(unit, language, report):
    deck = list(slides(language, unit))
    chapter = (BOOK / language / f"{unit}.md").read_text("utf-8")
    report(f"\n{deck[0][0]}\n" in f"\n{chapter}", f"its title is not the chapter's: {deck[0][0]}")
    report(19 <= len(deck) <= 24, f"{len(deck)} slides, and one that is added: 20 to 25 are a lecture")
    report(sum(body.count("{vote}") for _, body, _, _ in deck) >= 3, "fewer than three votes")
    report(MINUTES[0] <= sum(m for *_, minutes in deck for m in minutes) <= MINUTES[1], "not an hour and a quarter")
    for title, body, notes, minutes in deck:
        report(len(minutes) == 1 and len(notes[0].split()) >= 15, f"{title}: no notes to speak from, or two of them")
        shown = [word for item in items(body) if item.kind == "prose" for word in re.findall(r"\w[\w’'-]*", item.value)]
        report(len(shown) <= WORDS, f"{title}: {len(shown)} words")
        report(not re.search(r"\{(cite|gloss|numref|ref)", body + notes[0]), f"{title}: leads outside the deck")


@pytest.mark.parametrize("unit", UNITS)
def test_twin_decks_are_the_same_slide_by_slide(unit):
    french, english = ([*slides(language, unit)] for language in LANGUAGES)
    assert len(french) == len(english)
    for one, other in zip(french, english, strict=True):
        assert MADE.findall(one[1]) == MADE.findall(other[1]), (one[0], other[0])
        assert RESULT.findall(one[1]) == RESULT.findall(other[1]), (one[0], other[0])
        assert sorted(RESULT.findall(one[2][0])) == sorted(RESULT.findall(other[2][0])), (one[0], other[0])
        assert one[1].count("{.step}") == other[1].count("{.step}"), (one[0], other[0])
        assert one[3] == other[3], f"other minutes: {one[0]}, {other[0]}"


@pytest.mark.parametrize("unit", UNITS)
def test_a_deck_shows_figures_of_its_chapter(unit):
    chapter = (BOOK / f"en/{unit}.md").read_text("utf-8")
    shown = [name for _, body, _, _ in slides("en", unit) for kind, name in MADE.findall(body) if kind == "drawn"]
    assert len(shown) >= 3
    known = set(re.findall(r"```\{drawn\} ([\w.]+)", chapter))
    if unit.startswith("09"):  # it counts the bets of the others
        known |= {f"{other}.verdict" for other in UNITS}
    assert set(shown) <= known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS)
def test_a_deck_is_typeset_as_the_pages_are(unit, language):
    file = f"book/slides/{language}/{unit}.md"
    assert not problems_of((ROOT / file).read_text("utf-8"), language, file)
