"""Every page on a screen and on a phone, in a light or a dark theme: axe, and nothing wider than the window.

A file of its own, so that it runs beside the other tests of the site: it takes about as long as all of these.
"""

import pytest
from axe import AT_REST, axe_failures
from website import ALL_PAGES, PAGES, language_of, report

SCROLLERS_HAVE_FOCUS = """() => [...document.querySelectorAll("pre, .pst-scrollable-table-container")]
  .every(block => block.scrollWidth <= block.clientWidth || block.tabIndex === 0)"""

pytestmark = pytest.mark.site


@pytest.mark.parametrize("page", ALL_PAGES)
def test_page_is_accessible_on_a_screen_and_on_a_phone(visit, page):
    view, failures = visit(page), []
    for width, theme in theme_by_width(page).items():
        view.set_viewport_size({"width": width, "height": 900})
        view.emulate_media(color_scheme=theme)
        view.goto(view.url)
        view.add_style_tag(content=AT_REST)
        view.wait_for_function(SCROLLERS_HAVE_FOCUS)
        overflow = view.evaluate("document.documentElement.scrollWidth - innerWidth")
        failures += [f"{theme}, {width} pixels: {failure}" for failure in axe_failures(view)]
        if overflow > 0:
            failures.append(f"{theme}: {overflow} pixels wider than a window of {width}")
    report(failures)


def theme_by_width(page):
    """One theme at each width, the other way round in the twin page and from one chapter to the next.

    Axe takes seconds a page, ten where a lab has thousands of coloured words, and what differs between themes and
    widths is the same from page to page. Pages that the same code writes one after the other, questions and teachers'
    pages, are looked at in one width each, their twins in the other.
    """
    odd = (PAGES.index(page) if page in PAGES else 0) % 2 ^ (language_of(page) == "en")
    widths = dict(zip((1280, 390), ("light", "dark") if odd else ("dark", "light"), strict=True))
    if "/quiz_" in page or "/teaching/" in page:
        widths.pop(1280 if language_of(page) == "en" else 390)
    return widths
