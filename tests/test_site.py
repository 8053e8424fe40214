"""The built site in headless Chromium: languages, links, requests, search, figures, accessibility, weight."""

import re
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from axe import AT_REST, axe_failures
from website import (
    ALL_PAGES,
    FRENCH,
    IN_TURN,
    LANGUAGES,
    OVERFLOW,
    PAGES,
    ROOT,
    SITE,
    compressed,
    hrefs,
    language_of,
    listen,
    report,
)

KILOBYTES = 350  # of a first visit, compressed as GitHub Pages does
CHAPTER = "book/{}/01_next_token.html"
SAME_WORDS = set("Colab|Colab logo|Ctrl K|Note|Page|Solution|make serve|CC BY 4.0".split("|"))
HAS_REPOSITORY = "OWNER/REPO" not in (ROOT / "_config.yml").read_text("utf-8")
INTERFACE_WORDS = """() => {
  const content = "article, #jb-print-docs-body, .bd-docs-nav, .page-toc, .prev-next-title, .course-brand";
  const words = [], names = ["title", "data-bs-title", "data-tooltip", "aria-label", "placeholder", "alt"];
  for (const node of document.body.querySelectorAll("*:not(script, style, noscript, noscript *)")) {
    if (node.closest(content) && !node.closest("summary, .admonition-title, .copybtn")) continue;
    words.push(...names.map(name => node.getAttribute(name)));
    words.push(...[...node.childNodes].filter(child => child.nodeType === 3).map(child => child.textContent));
  }
  return words.map(word => (word || "").trim()).filter(word => /\\p{L}/u.test(word));
}"""
PROSE = """() => {
  const copy = document.querySelector("article").cloneNode(true);
  copy.querySelectorAll("pre, code, math, script, style").forEach(element => element.remove());
  return copy.textContent;
}"""

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def words():
    """The words of the interface of each page that was opened."""
    return {}


@pytest.fixture(scope="module")
def asked_for():
    """The addresses that each page has asked for while it was opened."""
    return {}


@pytest.fixture(scope="module", params=[*PAGES, "index.html"] if PAGES else [])
def opened(request, context_of, base, words, asked_for):
    """(page, view): each page, opened once for all tests that take it; it may complain of nothing meanwhile."""
    view, page = context_of().new_page(), request.param
    complaints, asked_for[page] = listen(view, base), set()
    view.on("requestfinished", lambda request: asked_for[page].add(request.url))
    view.goto(base + page)
    if page == "index.html":
        view.wait_for_url("**/book/index.html")
    words[page] = set(view.evaluate(INTERFACE_WORDS))
    yield page, view
    view.close()
    report(complaints)


@pytest.fixture
def at_rest(opened):
    """(page, view) on a screen of 1280 pixels, in daylight, whatever the test before left."""
    page, view = opened
    view.emulate_media(media="screen", color_scheme="light")
    view.set_viewport_size({"width": 1280, "height": 800})
    return page, view


def test_every_page_has_its_twin(base):
    assert {language_of(page) for page in PAGES} == {None, *LANGUAGES}
    assert {page.replace("/fr/", "/en/") for page in FRENCH} == {page for page in PAGES if "/en/" in page}


def test_page_keeps_to_its_language(at_rest):
    page, view = at_rest
    language = language_of(page)
    assert view.get_attribute("html", "lang") == (language or "fr")
    if language is None:
        return
    for code in LANGUAGES:
        twin = page.replace(f"/{language}/", f"/{code}/")
        assert [link.endswith(f"/{twin}") for link in hrefs(view, f"link[hreflang={code}]")] == [True]
        switches = hrefs(view, f"a.language-switch[hreflang={code}]")
        assert [link.endswith(f"/{twin}") for link in switches] == [True] * (code != language)
    view.set_viewport_size({"width": 390, "height": 800})
    assert view.locator("a.language-switch").is_visible(), "no language switch on a phone"
    navigation = hrefs(view, ".bd-sidebar-primary a, .prev-next-footer a")
    report(f"navigation leads to {link}" for link in navigation if language_of(link) != language)
    colab = hrefs(view, ".bd-header-article a[href^='https://colab.research.google.com/github/']")
    assert bool(colab) == (page.startswith("labs/") and HAS_REPOSITORY), "Colab button on a chapter, or none on a lab"


def test_interface_speaks_the_language_of_the_page(at_rest, visit, words):
    page, _ = at_rest
    if language_of(page) != "fr":
        return  # its twin compares
    twin = page.replace("/fr/", "/en/")
    english = words.get(twin) or set(visit(twin).evaluate(INTERFACE_WORDS))
    report(f"the same in both languages: {word!r}" for word in sorted((words[page] & english) - SAME_WORDS))


def test_content_is_whole(at_rest):
    _, view = at_rest
    view.emulate_media(color_scheme="dark")
    view.wait_for_selector("html[data-theme=dark]")
    images = view.eval_on_selector_all("article img", "all => all.map(i => [i.alt.trim(), i.src])")
    failures = [f"no alternative text: {source[:80]}" for alt, source in images if not alt]
    raw = re.findall(r"\\[a-zA-Z]+|\$[^$]*\$|\{[a-z:]+\}`", view.evaluate(PROSE))
    failures += [f"unconverted markup: {text!r}" for text in raw]
    numbers = view.locator(".result").all_text_contents()  # those in a closed answer, too
    failures += [f"not a number: {text!r}" for text in numbers if not re.fullmatch(r"−?[\d.,\s]+%?", text)]
    view.emulate_media(media="print", color_scheme="dark")
    view.wait_for_selector("html[data-theme=light]")
    cut = view.eval_on_selector_all("article pre", "all => all.map(b => b.scrollWidth - b.clientWidth)")
    failures += [f"code cut in print, by {pixels} pixels" for pixels in cut if pixels > 1]
    report(failures)


def test_no_page_is_wider_than_its_window(at_rest):
    _, view = at_rest
    failures = []
    for width in (1280, 390, 320):
        view.set_viewport_size({"width": width, "height": 900})
        overflow = view.evaluate(OVERFLOW)
        if overflow > 0:
            failures.append(f"{overflow} pixels wider than a window of {width}")
    report(failures)


def test_a_first_visit_is_light(opened, asked_for, base):
    page, _ = opened
    sent = {urldefrag(url).url.removeprefix(base).split("?")[0] for url in asked_for[page] if url.startswith(base)}
    sizes = {name: len(compressed(SITE / unquote(name))) / 1000 for name in sent}
    assert len(sizes) > 10
    assert sum(sizes.values()) < KILOBYTES, sorted(sizes.items(), key=lambda item: -item[1])[:5]
    report(f"the icons of the theme: {name}" for name in sent if "fa-" in name)


def test_links_and_anchors_are_alive(at_rest, base):
    _, view = at_rest
    failures = []
    for link in sorted(set(hrefs(view, "a[href], link[href]"))):
        if not link.startswith(base.removesuffix("course/")):
            continue
        address = urlsplit(link.removeprefix(base))
        file = SITE / unquote(address.path)
        if not file.is_file():
            failures.append(f"dead link {link}")
        elif address.fragment and f'id="{unquote(address.fragment)}"' not in file.read_text("utf-8"):
            failures.append(f"dead anchor {link}")
    report(failures)


def test_figures_answer_the_keyboard(at_rest):
    page, view = at_rest
    if page not in IN_TURN:
        return  # its twin answers
    for figure in view.locator("figure.explore").all():
        before = shown(figure)
        for control in figure.locator("select, input[type=range], input[type=radio]:checked").all():
            control.focus()
            view.keyboard.press("ArrowDown" if control.evaluate("c => c.matches('select')") else "ArrowRight")
            after = shown(figure)
            assert len(before) == len(after) == 1
            assert after != before, f"nothing changes: {control.evaluate('c => c.parentNode.textContent')}"
            before = after


def shown(figure):
    """The frames that a figure shows: there should be one."""
    frames = figure.locator("[data-chosen]").all()
    return [frame.get_attribute("data-chosen") for frame in frames if frame.is_visible()]


@pytest.mark.parametrize("page", IN_TURN)
def test_page_can_be_read_without_scripts(visit, page):
    view = visit(page, java_script_enabled=False)
    assert view.locator("article h1").is_visible()
    assert not view.locator(".search-open").first.is_visible(), "a search button that does nothing"
    for figure in view.locator("figure.explore").all():
        assert len(shown(figure)) == 1, "not one first frame"
        controls = figure.locator("input, select").all()
        assert not any(control.is_visible() for control in controls), "useless controls"


def search(view, words):
    """Addresses of the pages that the search gives for these words; its dialog stays open."""
    if not view.locator("pagefind-modal dialog[open]").count():
        view.keyboard.press("Control+k")
    view.locator("pagefind-modal input").fill(words)
    view.locator("pagefind-modal pagefind-results a").first.wait_for()
    view.wait_for_timeout(700)  # until the results of what was typed before are gone
    return {urldefrag(link).url for link in hrefs(view, "pagefind-modal pagefind-results a")}


@pytest.mark.parametrize(("language", "queries"), [("fr", ["bibliothèque", "bibliotheque"]), ("en", ["culprit"])])
def test_search_answers_in_the_language_of_the_page(visit, base, language, queries):
    view = visit(CHAPTER.format(language))  # the words are this chapter’s own: the dialog shows the best few pages only
    found = [search(view, words) for words in queries]
    assert all(pages == found[0] for pages in found), "accents change what is found"
    assert base + CHAPTER.format(language) in found[0]
    assert {language_of(page) for page in found[0]} == {language}
    view.add_style_tag(content=AT_REST)
    for theme in ("light", "dark"):
        view.emulate_media(color_scheme=theme)
        report(f"search dialog, {theme}: {failure}" for failure in axe_failures(view))


def test_search_opens_from_its_button_on_a_phone(visit):
    view = visit(CHAPTER.format("fr"))
    view.set_viewport_size({"width": 390, "height": 800})
    view.locator(".bd-header-article .search-open").click()
    view.locator("pagefind-modal input").wait_for(state="visible")


@pytest.mark.parametrize(("language", "words"), [("fr", "Passer au contenu principal"), ("en", "Skip to main content")])
def test_first_stop_of_the_keyboard_is_the_skip_link(visit, language, words):
    view = visit(CHAPTER.format(language))
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.textContent") == words
    assert view.locator(".skip-link a").is_visible()


def test_page_not_found_speaks_both_languages_and_stands_alone(visit):
    view = visit("404.html")
    assert view.locator("h1").inner_text() == "Page introuvable"
    assert view.locator("h2[lang=en]").inner_text() == "Page not found"
    parts = "link:not([href^='data:']), script[src], img:not([src^='data:'])"
    assert view.locator(parts).count() == 0, "its address is unknown, so it can load nothing"


def test_no_page_names_a_folder_of_the_machine_that_built_it(base):
    report(page for page in ALL_PAGES if str(ROOT) in (SITE / page).read_text("utf-8"))
