"""The slides in Chromium: none is higher than the screen, votes answer to a key, and paper has them all."""

import subprocess
import sys

import pytest
from axe import AT_REST, axe_failures
from pypdf import PdfReader
from website import ROOT, SITE, listen, report

pytestmark = pytest.mark.site

DECKS = sorted(file.relative_to(SITE).as_posix() for file in SITE.glob("slides/??/[0-9]*.html"))
BOTTOM = """() => { const slide = Reveal.getCurrentSlide(), shown = [...slide.querySelectorAll(":scope > :not(aside)")];
  return [Math.max(...shown.map(c => c.offsetTop + c.offsetHeight)), slide.scrollWidth - slide.clientWidth]; }"""
FIRST = {"fr": "diapositive suivante", "en": "next slide"}


@pytest.fixture(scope="module", params=DECKS)
def deck(request, context_of, base):
    view = context_of().new_page()
    complaints = listen(view, base)
    view.goto(base + request.param)
    view.wait_for_function("window.Reveal?.isReady()")
    yield view
    view.close()
    report(complaints)


def test_each_chapter_of_the_site_has_its_deck(base):
    chapters = {page.relative_to(SITE / "book").as_posix() for page in SITE.glob("book/??/[0-9]*.html")}
    assert {page.removeprefix("slides/") for page in DECKS} == chapters


def test_no_slide_is_higher_or_wider_than_the_screen(deck):
    failures = []
    for i in range(deck.evaluate("Reveal.getTotalSlides()")):
        deck.evaluate("place => Reveal.slide(place, 0, 99)", i)
        bottom, wide = deck.evaluate(BOTTOM)
        if bottom > 695 or wide > 0:
            failures.append(f"slide {i + 1} ends at {bottom} of 720 pixels, {wide} too wide")
    report(failures)


def test_each_vote_shows_the_right_choice_at_the_next_key(deck):
    for vote in deck.locator(".vote").all():
        place = vote.evaluate("vote => Reveal.getIndices(vote.closest('section')).h")
        deck.evaluate("place => Reveal.slide(place, 0, -1)", place)
        right = vote.locator(".right")
        assert right.count() == 1
        assert "visible" not in right.get_attribute("class")
        deck.keyboard.press("ArrowRight")
        assert "visible" in right.get_attribute("class")
        assert deck.evaluate("Reveal.getIndices().h") == place


def test_the_controls_speak_and_every_slide_has_notes(deck):
    language = deck.get_attribute("html", "lang")
    assert deck.locator(f".controls [aria-label='{FIRST[language]}']").count() == 1
    without = deck.eval_on_selector_all(
        ".slides > section > section", "all => all.filter(s => !s.querySelector('aside.notes')).map(s => s.innerText)"
    )
    assert len(without) == 1, without  # the last, with its links


def test_the_links_of_the_last_slide_arrive(deck, base):
    links = deck.eval_on_selector_all(".onwards a", "links => links.map(link => link.href)")
    assert len(links) >= 3
    report(link for link in links if not (SITE / link.removeprefix(base)).is_file())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_deck_is_accessible_by_day_and_by_night(visit, theme):
    view = visit(DECKS[0] if theme == "light" else DECKS[-1])
    view.wait_for_function("window.Reveal?.isReady()")
    view.add_style_tag(content=AT_REST)
    if theme == "dark":
        view.keyboard.press("n")
        assert view.get_attribute("html", "data-theme") == "dark"
    failures = []
    for place in (0, 2, 6, 9):
        view.evaluate("place => Reveal.slide(place, 0, 99)", place)
        failures += [f"{theme}, slide {place + 1}: {failure}" for failure in axe_failures(view)]
    report(failures)


def test_a_deck_is_printed_whole_with_its_notes_and_without(tmp_path, base):
    run = "import sys; from pathlib import Path; import slides; "
    run += "[print(file) for file in slides.make(slides.decks(Path(sys.argv[1]))[:1], Path(sys.argv[2]))]"
    python = [sys.executable, "-c", run, str(SITE), str(tmp_path)]  # apart: one Playwright a process
    made = subprocess.run(python, cwd=ROOT / "book/paper", capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    plain, noted = (PdfReader(file) for file in made.stdout.split())
    assert 20 <= len(plain.pages) <= 60
    assert len(noted.pages) > len(plain.pages) + 20
    assert "Onwards" in plain.pages[-1].extract_text()
