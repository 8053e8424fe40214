"""Who has no mouse, or hears the page: where one is, where Escape leads, what things are called."""

import re

import pytest
from website import PAGES, SITE, report

pytestmark = pytest.mark.site

CHAPTER = "book/fr/05_grokking.html"
HEADER = ".bd-header-article :is(button, a.btn), .search-open"
RING = """async element => {
  await new Promise(requestAnimationFrame);
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""
SIDEBARS = [
    ("primary", "Afficher ou masquer le plan du cours"),
    ("secondary", "Afficher ou masquer le plan de la page"),
]
FOCUS_IS_ON = "document.activeElement?.matches('.{}-toggle')"


@pytest.mark.parametrize(
    ("page", "scheme"), [(CHAPTER, "light"), (CHAPTER, "dark"), ("labs/en/05_grokking.html", "light")]
)
def test_each_button_of_the_header_shows_that_it_has_the_focus(visit, page, scheme):
    view = visit(page)
    view.emulate_media(color_scheme=scheme)
    failures = []
    for width in (1280, 390):
        view.set_viewport_size({"width": width, "height": 900})
        view.reload()  # or the plan of the course is still on its way out
        view.keyboard.press("Tab")  # from now on the browser shows where the focus is
        for button in view.locator(HEADER).all():
            if button.is_visible():
                button.focus()
                if not button.evaluate(RING):
                    failures.append(button.evaluate("element => element.outerHTML.slice(0, 150)"))
    report(failures)


@pytest.mark.parametrize(("side", "name"), SIDEBARS)
def test_escape_leads_back_to_the_button_that_opened_a_plan(visit, side, name):
    view = visit(CHAPTER)
    view.set_viewport_size({"width": 390, "height": 800})
    button, dialog = view.locator(f".{side}-toggle"), view.locator(f"#pst-{side}-sidebar-modal")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    view.keyboard.press("Enter")
    dialog.wait_for(state="visible")
    assert dialog.get_attribute("aria-label") == name
    assert button.get_attribute("aria-expanded") == "true"
    view.keyboard.press("Escape")
    view.wait_for_function(FOCUS_IS_ON.format(side))
    assert button.get_attribute("aria-expanded") == "false"


def test_a_section_chosen_in_the_plan_has_the_focus(visit):
    view = visit(CHAPTER)
    view.set_viewport_size({"width": 390, "height": 800})
    view.locator(".secondary-toggle").click()
    view.locator("#pst-secondary-sidebar-modal a[href='#exercices']").click()
    view.wait_for_function("document.activeElement?.id === 'exercices'")
    assert view.evaluate("location.hash") == "#exercices"


def test_the_skip_link_leads_past_the_buttons_to_the_text(visit):
    view = visit(CHAPTER)
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.closest('article') !== null")


def test_a_figure_is_enlarged_with_its_controls_and_comes_back(visit):
    view = visit("book/fr/07_emergence.html")
    figure = view.locator("figure.drawn:has(.explore)").first
    button = figure.locator("> .enlarge")
    place = figure.evaluate("figure => [...document.querySelectorAll('figure.drawn')].indexOf(figure)")
    button.focus()
    view.keyboard.press("Enter")
    dialog = view.locator("dialog.enlarged")
    assert dialog.locator("figure .explore input, figure .explore select").first.is_visible()
    view.keyboard.press("Escape")
    view.wait_for_function("document.activeElement.matches('.enlarge')")
    assert figure.evaluate("figure => [...document.querySelectorAll('figure.drawn')].indexOf(figure)") == place


def test_the_other_language_opens_at_the_same_section(visit):
    view = visit(CHAPTER)
    view.evaluate("document.getElementById('exercices').scrollIntoView()")
    view.locator("a.language-switch").focus()
    view.keyboard.press("Enter")
    view.wait_for_url("**/en/05_grokking.html#exercises")


def test_a_copied_formula_is_its_tex(visit):
    view = visit(CHAPTER)
    copied = view.evaluate("""() => {
      getSelection().selectAllChildren(document.querySelector("article .tied").parentNode);
      const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      document.dispatchEvent(event);
      return event.clipboardData.getData("text/plain");
    }""")
    assert "$a + b$" in copied


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("page", PAGES)
def test_things_have_names_of_their_own(page):
    html = (SITE / page).read_text("utf-8")
    answers = re.findall(
        r'<span class="sd-summary-text">((?:Réponse|Answer)\b.*?)</span><span class="sd-summary-state', html
    )
    assert len(set(answers)) == len(answers)
    back = re.findall(r'<a role="doc-backlink"([^>]*)>', html)
    assert all("aria-label" in link for link in back)
    assert html.count('aria-current="page"') == (
        page not in ("book/index.html", "book/fr/index.html", "book/en/index.html")
    )
    assert "<header" not in html, "a banner without content"
    if 'id="pst-secondary-sidebar"' in html:
        assert html.index('id="pst-secondary-sidebar"') < html.index("<article"), "the plan comes after the text"
