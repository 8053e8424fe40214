"""The built site in headless Chromium: languages, links, requests, search, figures, accessibility, weight."""

import gzip
import re
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from website import ALL_PAGES, FRENCH, LANGUAGES, PAGES, ROOT, SITE, hrefs, language_of, report

CHAPTER = "book/{}/01_next_token.html"
KILOBYTES = 350  # one visit, uncached, compressed as GitHub Pages does
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    "resultTypes": ["violations"],
    "preload": False,  # or axe asks for style sheets at wrong addresses
}
# Thousands of words of code have a few dozen colours; looking at the first of each is enough, and several times faster
KEEP_ONE_WORD_A_COLOUR = """() => { const seen = new Set();
  for (const word of document.querySelectorAll("pre span")) {
    const kind = [word.className, word.closest("[class*=highlight]")?.className].join("|");
    if (seen.has(kind) && !word.childElementCount) word.remove();
    seen.add(kind);
  } }"""
AT_REST = "* { transition: none !important; animation: none !important; }"
SCROLLERS_HAVE_FOCUS = """() => [...document.querySelectorAll("pre, .pst-scrollable-table-container")]
  .every(block => block.scrollWidth <= block.clientWidth || block.tabIndex === 0)"""
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


def axe_failures(view):
    from axe_playwright_python.sync_playwright import Axe

    view.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
    violations = Axe().run(view, options=AXE | {"rules": {"color-contrast": {"enabled": False}}}).response["violations"]
    view.evaluate(KEEP_ONE_WORD_A_COLOUR)
    violations += Axe().run(view, options=AXE | {"runOnly": ["color-contrast"]}).response["violations"]
    nodes = [(violation["id"], node) for violation in violations for node in violation["nodes"]]
    return [f"{name}: {node['html'][:150]} {node['failureSummary'][:250]!r}" for name, node in nodes]


def test_every_page_has_its_twin(base):
    assert {language_of(page) for page in PAGES} == {None, *LANGUAGES}
    assert {page.replace("/fr/", "/en/") for page in FRENCH} == {page for page in PAGES if "/en/" in page}


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
    widths is the same from page to page.
    """
    odd = (PAGES.index(page) if page in PAGES else 0) % 2 ^ (language_of(page) == "en")
    return dict(zip((1280, 390), ("light", "dark") if odd else ("dark", "light"), strict=True))


@pytest.mark.parametrize("page", PAGES)
def test_page_keeps_to_its_language(visit, page):
    view = visit(page)
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


@pytest.mark.parametrize("page", FRENCH)
def test_interface_speaks_the_language_of_the_page(visit, page):
    french = set(visit(page).evaluate(INTERFACE_WORDS))
    english = set(visit(page.replace("/fr/", "/en/")).evaluate(INTERFACE_WORDS))
    report(f"the same in both languages: {word!r}" for word in sorted((french & english) - SAME_WORDS))


@pytest.mark.parametrize("page", PAGES)
def test_content_is_whole(visit, page):
    view = visit(page)
    view.emulate_media(color_scheme="dark")
    view.wait_for_selector("html[data-theme=dark]")
    images = view.eval_on_selector_all("article img", "all => all.map(i => [i.alt.trim(), i.src])")
    failures = [f"no alternative text: {source[:80]}" for alt, source in images if not alt]
    raw = re.findall(r"\\[a-zA-Z]+|\$[^$]*\$|\{[a-z:]+\}`", view.evaluate(PROSE))
    failures += [f"unconverted markup: {text!r}" for text in raw]
    numbers = view.locator(".result").all_inner_texts()
    failures += [f"not a number: {text!r}" for text in numbers if not re.fullmatch(r"−?[\d.,\s]+%?", text)]
    view.emulate_media(media="print", color_scheme="dark")
    view.wait_for_selector("html[data-theme=light]")
    cut = view.eval_on_selector_all("article pre", "all => all.map(b => b.scrollWidth - b.clientWidth)")
    failures += [f"code cut in print, by {pixels} pixels" for pixels in cut if pixels > 1]
    report(failures)


@pytest.mark.parametrize("page", [*PAGES, "index.html"] if PAGES else [])
def test_links_and_anchors_are_alive(visit, base, page):
    view, failures = visit(page), []
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


@pytest.mark.parametrize("page", PAGES)
def test_page_is_light(visit, base, page):
    view = visit("404.html", user_agent=f"first visit of {page}")  # a context, hence a cache, of its own
    sizes = {}

    def on_finished(request):
        if request.url.startswith(base):
            sent = (SITE / urldefrag(request.url).url.removeprefix(base).split("?")[0]).read_bytes()
            sizes[request.url.removeprefix(base)] = min(len(sent), len(gzip.compress(sent)))

    view.on("requestfinished", on_finished)
    view.goto(base + page)
    view.evaluate("document.fonts.ready")
    kilobytes = sum(sizes.values()) / 1000
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert kilobytes < KILOBYTES, f"{kilobytes:.0f} kB, the largest: {largest}"
    report(f"the icons of the theme: {name}" for name in sizes if "fa-" in name)


def shown(figure):
    """The frames that a figure shows: there should be one."""
    frames = figure.locator("[data-chosen]").all()
    return [frame.get_attribute("data-chosen") for frame in frames if frame.is_visible()]


@pytest.mark.parametrize("page", PAGES)
def test_figures_answer_the_keyboard(visit, page):
    view = visit(page)
    for figure in view.locator("figure.explore").all():
        before = shown(figure)
        for control in figure.locator("select, input[type=range], input[type=radio]:checked").all():
            control.focus()
            view.keyboard.press("ArrowDown" if control.evaluate("c => c.matches('select')") else "ArrowRight")
            after = shown(figure)
            assert len(before) == len(after) == 1
            assert after != before, f"nothing changes: {control.evaluate('c => c.parentNode.textContent')}"
            before = after


@pytest.mark.parametrize("page", PAGES)
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
