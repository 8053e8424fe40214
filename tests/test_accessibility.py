"""Every page on a screen or a phone, in a light or a dark theme: axe, and nothing wider than the window.

A file of its own, so that it runs beside the other tests of the site: it takes about as long as all of these.
"""

import pytest
from axe import AT_REST, axe_failures
from website import ALL_PAGES, FRENCH, language_of, report

SCROLLERS_HAVE_FOCUS = """() => [...document.querySelectorAll("pre, .pst-scrollable-table-container")]
  .every(block => block.scrollWidth <= block.clientWidth || block.tabIndex === 0)"""

pytestmark = pytest.mark.site


@pytest.mark.parametrize("page", ALL_PAGES)
def test_page_is_accessible_on_a_screen_or_a_phone_and_fits_both(visit, page):
    width, theme = looked_at(page)
    view, failures = visit(page, color_scheme=theme), []
    for window in sorted((1280, 390), key=lambda other: other == width):
        view.set_viewport_size({"width": window, "height": 900})
        overflow = view.evaluate("document.documentElement.scrollWidth - innerWidth")
        if overflow > 0:
            failures.append(f"{overflow} pixels wider than a window of {window}")
    view.add_style_tag(content=AT_REST)
    view.wait_for_function(SCROLLERS_HAVE_FOCUS)
    failures += [f"{theme}, {width} pixels: {failure}" for failure in axe_failures(view)]
    report(failures)


def looked_at(page):
    """The width and the theme in which axe sees a page: the other ones in its twin, and in the chapters beside it.

    Axe takes seconds a page, and what differs between themes and widths is the same from page to page.
    """
    english = language_of(page) == "en"
    french = page.replace("/en/", "/fr/")
    place = FRENCH.index(french) if french in FRENCH else 0
    return (1280, 390)[(place + english) % 2], ("light", "dark")[(place // 2 + english) % 2]
