"""What axe says of the pages, on a screen and on a phone, in a light and a dark theme.

A file of its own, so that it runs beside the other tests of the site: it takes about as long as all of these.
"""

import pytest
from axe import AT_REST, axe_failures
from website import ALL_PAGES, FRENCH, language_of, report

SCROLLERS_HAVE_FOCUS = """() => [...document.querySelectorAll("pre, .pst-scrollable-table-container")]
  .every(block => block.scrollWidth <= block.clientWidth || block.tabIndex === 0)"""

pytestmark = pytest.mark.site


def looked_at(page):
    """The width and the theme in which axe sees a page, or None where its twin, or a page of its kind, stands for it.

    Axe takes ten seconds a page. Twins have the same structure (tests/test_parity.py), and pages of questions are
    written by the same code: one language of each page is looked at, in turn, on a screen or a phone, by day or night.
    """
    if language_of(page) is None:
        return 1280, "light"
    french = page.replace("/en/", "/fr/")
    place = FRENCH.index(french)
    if (language_of(page) == "en") != place % 2 or ("/quiz_" in page and place % 4 > 1):
        return None
    return (1280, 390)[place // 2 % 2], ("light", "dark")[place // 4 % 2]


@pytest.mark.parametrize("page", [page for page in ALL_PAGES if looked_at(page)])
def test_page_is_accessible(visit, page):
    width, theme = looked_at(page)
    view = visit(page, color_scheme=theme)
    view.set_viewport_size({"width": width, "height": 900})
    view.add_style_tag(content=AT_REST)
    view.wait_for_function(SCROLLERS_HAVE_FOCUS)
    report(f"{theme}, {width} pixels: {failure}" for failure in axe_failures(view))
