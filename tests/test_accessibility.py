"""What axe says of the pages, on a screen and on a phone, in a light and a dark theme.

A file of its own, so that it runs beside the other tests of the site: it takes about as long as all of these.
"""

import pytest
from axe import AT_REST, axe_failures
from website import ALL_PAGES, FRENCH, IN_TURN, PAGES, language_of, report

SCROLLERS_HAVE_FOCUS = """() => [...document.querySelectorAll("pre, .pst-scrollable-table-container")]
  .every(block => block.scrollWidth <= block.clientWidth || block.tabIndex === 0)"""

pytestmark = pytest.mark.site


def seen(page):
    """The width and the theme in which axe sees a page: on a screen or a phone, by day or night."""
    if language_of(page) is None:
        return 1280, "light"
    place = FRENCH.index(page.replace("/en/", "/fr/"))
    return (1280, 390)[place // 2 % 2], ("light", "dark")[place // 4 % 2]


# Axe takes seconds a page: one language of each is looked at, and half of those with questions, which one code writes
SOME = [page for page in ALL_PAGES if page not in PAGES or page in IN_TURN]
QUIZZES = [page for page in SOME if "/quiz_" in page]


@pytest.mark.parametrize("page", [page for page in SOME if page not in QUIZZES[::2]])
def test_page_is_accessible(visit, page):
    width, theme = seen(page)
    view = visit(page, color_scheme=theme)
    view.set_viewport_size({"width": width, "height": 900})
    view.add_style_tag(content=AT_REST)
    view.wait_for_function(SCROLLERS_HAVE_FOCUS)
    report(f"{theme}, {width} pixels: {failure}" for failure in axe_failures(view))
