"""What engines decide, in Firefox as well: scripts, mathematics, fonts, search, keyboard, narrow windows."""

import re

import pytest
from test_conditions import COLOURS
from test_typography import SEPARATED
from website import OVERFLOW, PAGES, report

pytestmark = pytest.mark.site

TAB, RIGHT = "\ue004", "\ue014"
OUTSIDE = (
    "() => performance.getEntriesByType('resource').map(r => r.name).filter(name => !name.startsWith(location.origin))"
)
FONTS = """() => document.fonts.ready.then(() =>
  [...document.fonts].filter(font => font.status === "loaded").map(font => font.family.replaceAll('"', "")))"""
LOADED = "() => performance.getEntriesByType('resource').map(r => r.name).filter(name => name.endsWith('.woff2'))"
FRAMES = (
    "() => [...document.querySelector('figure.explore').querySelectorAll('[data-chosen]')].map(frame => frame.hidden)"
)
SEARCH = """async words => {
  document.querySelector(".search-open").click();
  const found = async selector => {
    for (let i = 0; i < 200; i++) {
      const element = document.querySelector(selector);
      if (element) return element;
      await new Promise(next => setTimeout(next, 50));
    }
  };
  const input = await found("pagefind-modal input");
  input.value = words;
  input.dispatchEvent(new Event("input"));
  return (await found("pagefind-results a"))?.href;
}"""
BROKEN = """() => [...document.querySelectorAll("article .tied:not(.long) > math")]
  .filter(formula => formula.getClientRects().length > 1).map(formula => formula.dataset.tex)"""


@pytest.mark.parametrize("path", PAGES[1::3])  # not “page”: one Firefox, so one process, for all
def test_a_page_is_whole_in_firefox(firefox, base, path):
    firefox.complaints()
    firefox.resize(1280, 900)
    firefox.open(base + path)
    failures = [f"outside request {name}" for name in firefox.evaluate(OUTSIDE)]
    failures += [f"the sign after {text} begins a line" for text in firefox.evaluate(SEPARATED)]
    failures += [f"broken formula {tex}" for tex in firefox.evaluate(BROKEN)]
    failures += [f"the icons of the theme: {name}" for name in firefox.evaluate(LOADED) if "fa-" in name]
    failures += [] if "Literata" in firefox.evaluate(FONTS) else ["not in its typeface"]
    firefox.resize(320, 800)
    if (overflow := firefox.evaluate(OVERFLOW)) > 0:
        failures.append(f"{overflow} pixels wider than a window of 320")
    report(failures + firefox.complaints())


def test_figures_and_search_answer_in_firefox(firefox, base):
    firefox.complaints()
    firefox.resize(1280, 900)
    firefox.open(base + "book/fr/07_emergence.html")
    before = firefox.evaluate(FRAMES)
    firefox.evaluate("() => document.querySelector('.explore input').focus()")
    firefox.press(RIGHT)
    assert firefox.evaluate(FRAMES) != before
    assert re.search(r"/05_grokking\.html", firefox.evaluate(SEARCH, "par coeur"))
    report(firefox.complaints())


def test_both_themes_show_in_firefox(firefox, base):
    firefox.open(base + "book/fr/05_grokking.html")
    grounds = []
    for scheme in ("dark", "light"):
        firefox.colours(scheme)
        firefox.open(base + "book/fr/05_grokking.html")
        grounds.append(firefox.evaluate(COLOURS))
    assert grounds[0] == grounds[1][::-1] or grounds[0] != grounds[1]


def test_the_first_stop_of_the_keyboard_is_the_skip_link_in_firefox(firefox, base):
    firefox.open(base + "book/fr/05_grokking.html")
    firefox.press(TAB)
    assert firefox.evaluate("() => document.activeElement.textContent") == "Passer au contenu principal"
