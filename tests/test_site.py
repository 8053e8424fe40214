"""The built site in headless Chromium: languages, links, requests, search, figures, accessibility, weight, print.

SITE_DIR names the folder of the site (default: _build/html). Without a site or a Chromium ($CHROMIUM, or `chromium` on the
PATH) these tests are skipped; where CI is set they fail. The site is served under /course/, as in a project of GitHub Pages.
"""

import functools
import http.server
import json
import os
import re
import shutil
import threading
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

ROOT = Path(__file__).parents[1]
SITE = Path(os.environ.get("SITE_DIR") or ROOT / "_build/html").resolve()
LANGUAGES = ("fr", "en")
PAGES = sorted(file.relative_to(SITE).as_posix() for part in ("book", "labs") for file in SITE.glob(f"{part}/**/*.html"))
TWINS = [page for page in PAGES if "/fr/" in page]
ALL_PAGES = [*PAGES, "index.html", "404.html"] if PAGES else []
KILOBYTES = {"book": 1000, "labs": 2500}  # what one visit may transfer, uncached and uncompressed
FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing outside can be reached
    *"--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split(),
    *"--disable-component-update --disable-sync".split(),
]
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    "resultTypes": ["violations"],
    "preload": False,  # or axe asks for style sheets at wrong addresses
}
SAME_WORDS = set("Colab|Colab logo|Ctrl K|Note|Page|Solution|.ipynb|.md|.pdf|CC BY 4.0".split("|"))
INTERFACE_WORDS = """() => {
  const words = [], names = ["title", "data-bs-title", "data-tooltip", "aria-label", "placeholder", "alt"];
  for (const node of document.body.querySelectorAll("*")) {
    const content = "article, .bd-docs-nav, .page-toc nav, .prev-next-title, .course-brand, script, style, noscript, #jb-print-docs-body";
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

pytestmark = [
    pytest.mark.site,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


def language_of(address):
    return next((part for part in urlsplit(address).path.split("/") if part in LANGUAGES), None)


def missing(what):
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI is set")
    pytest.skip(what)


def report(failures):
    failures = list(failures)
    assert not failures, "\n  " + "\n  ".join(map(str, failures))


def hrefs(page, selector):
    return page.eval_on_selector_all(selector, "links => links.map(link => link.href)")


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The address of the served site."""
    root = tmp_path_factory.mktemp("served")
    (root / "course").symlink_to(SITE, target_is_directory=True)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    server.handle_error = lambda *arguments: None  # a page that closes before it has everything
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/course/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not PAGES:
        missing(f"no built site in {SITE}: run `make book`, or set SITE_DIR")
    if not chromium:
        missing("no Chromium: install the package chromium, or set CHROMIUM")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context_of(browser):
    """context_of(**options): one browser context, hence one cache, for all tests that want the same options."""
    return functools.cache(lambda **options: browser.new_context(locale="fr-FR", **options))


@pytest.fixture
def visit(context_of, base):
    """visit(page, **options of the browser context): opens it. What it asks for or complains about must stay in the site."""
    views, failures = [], []

    def visit(path, **options):
        view = context_of(**options).new_page()
        views.append(view)
        inside = (base, "data:", "blob:")
        view.on("request", lambda sent: sent.url.startswith(inside) or failures.append(f"outside request {sent.url}"))
        view.on("console", lambda message: message.type == "error" and failures.append(f"console: {message.text}"))
        view.on("pageerror", lambda error: failures.append(f"script error: {error}"))
        view.on("response", lambda answer: answer.status >= 400 and failures.append(f"HTTP {answer.status} {answer.url}"))
        view.goto(base + path)
        if path == "index.html":
            view.wait_for_url("**/book/index.html")
        return view

    yield visit
    for view in views:
        view.close()
    report(failures)


def axe_failures(page):
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    violations = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']}: {n['html'][:150]} {n['failureSummary'][:200]!r}" for v in violations for n in v["nodes"]]


def test_the_site_can_be_checked(browser):
    """Skipped, or failed where CI is set, when there is nothing to check or nothing to check it with."""
    assert {language_of(page) for page in PAGES} == {None, *LANGUAGES}
    assert {page.replace("/fr/", "/en/") for page in TWINS} == {page for page in PAGES if "/en/" in page}


@pytest.mark.parametrize("page", ALL_PAGES)
def test_page_is_accessible_in_both_themes_and_on_a_phone(visit, page):
    view, failures = visit(page), []
    for width in (1280, 390):
        view.set_viewport_size({"width": width, "height": 900})
        view.goto(view.url)
        for theme in ("light", "dark"):
            view.emulate_media(color_scheme=theme)
            failures += [f"{theme}, {width} pixels: {failure}" for failure in axe_failures(view)]
            overflow = view.evaluate("document.documentElement.scrollWidth - innerWidth")
            failures += [f"{theme}: {overflow} pixels wider than a window of {width}"] if overflow > 0 else []
    report(failures)


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
    assert bool(colab) == page.startswith("labs/"), "Colab button on a chapter, or none on a lab"


@pytest.mark.parametrize("page", TWINS)
def test_interface_speaks_the_language_of_the_page(visit, page):
    french, english = (
        set(visit(path).evaluate(INTERFACE_WORDS)) for path in (page, page.replace("/fr/", "/en/"))
    )
    report(f"the same in both languages: {word!r}" for word in sorted((french & english) - SAME_WORDS))


@pytest.mark.parametrize("page", PAGES)
def test_content_is_whole(visit, page):
    view = visit(page)
    images = view.eval_on_selector_all("article img", "all => all.map(i => [i.alt.trim(), i.src.slice(0, 80)])")
    failures = [f"no alternative text: {source}" for alt, source in images if not alt]
    failures += [f"unconverted markup {raw!r}" for raw in re.findall(r"\\[a-zA-Z]+|\$[^$]*\$|\{[a-z:]+\}`", view.evaluate(PROSE))]
    numbers = view.locator(".result").all_inner_texts()
    failures += [f"result {number!r}" for number in numbers if not re.fullmatch(r"−?[\d.,\s]+(e−?\d+)?%?", number)]
    view.emulate_media(media="print")
    widths = view.eval_on_selector_all("article pre", "blocks => blocks.map(b => b.scrollWidth - b.clientWidth)")
    failures += ["code cut in print"] if max(widths, default=0) > 1 else []
    report(failures)


@pytest.mark.parametrize("page", ALL_PAGES)
def test_links_and_anchors_are_alive(visit, base, page):
    view = visit(page)
    failures = []
    for link in sorted({link for link in hrefs(view, "a[href], link[href]") if link.startswith(base.removesuffix("course/"))}):
        address = urlsplit(link.removeprefix(base))
        file = SITE / unquote(address.path)
        file = file / "index.html" if file.is_dir() else file
        if page == "404.html":  # its home is the root of the domain, unless the site knows its address
            continue
        if not file.is_file():
            failures.append(f"dead link {link}")
        elif address.fragment and f'id="{unquote(address.fragment)}"' not in file.read_text("utf-8"):
            failures.append(f"dead anchor {link}")
    report(failures)


@pytest.mark.parametrize("page", PAGES)
def test_page_is_light(visit, page):
    view = visit("404.html", user_agent=f"first visit of {page}")  # options of its own: a cache of its own
    sizes = {}
    view.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    view.goto(view.url.replace("404.html", page), wait_until="networkidle")
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    kilobytes = sum(sizes.values()) / 1000
    assert kilobytes < KILOBYTES[page.split("/")[0]], f"{kilobytes:.0f} kB, of which {largest}"


def shown(figure):
    """The frame that a figure shows."""
    frames = figure.locator("[data-chosen]").all()
    return [frame.get_attribute("data-chosen") for frame in frames if frame.is_visible()]


@pytest.mark.parametrize("page", PAGES)
def test_figures_answer_the_keyboard(visit, page):
    view = visit(page)
    for figure in view.locator("figure.explore").all():
        before = shown(figure)
        assert len(before) == 1
        for control in figure.locator("select, input[type=range], input[type=radio]:checked").all():
            control.focus()
            view.keyboard.press("ArrowDown" if control.evaluate("c => c.matches('select')") else "ArrowRight")
            after = shown(figure)
            assert len(after) == 1
            assert after != before, "a control changes nothing"
            before = after


@pytest.mark.parametrize("page", PAGES)
def test_page_can_be_read_without_scripts(visit, page):
    view = visit(page, java_script_enabled=False)
    assert view.locator("article h1").is_visible()
    assert not view.locator(".search-open").first.is_visible(), "a search button that does nothing"
    for figure in view.locator("figure.explore").all():
        assert len(shown(figure)) == 1, "no first frame"
        controls = figure.locator("input, select").all()
        assert not any(control.is_visible() for control in controls), "useless controls"


def search(view, words):
    """Addresses of the pages that the dialog of search gives for these words; the dialog stays open."""
    if not view.locator("pagefind-modal dialog[open]").count():
        view.keyboard.press("Control+k")
    view.locator("pagefind-modal input").fill(words)
    view.wait_for_timeout(900)  # until the typing counts as finished, and the index is there
    return {urldefrag(link).url for link in hrefs(view, "pagefind-modal pagefind-results a")}


def test_search_answers_in_the_language_of_the_page_without_accents(visit, base):
    chapter = "book/{}/01_next_token.html"
    view = visit(chapter.format("fr"))
    found = search(view, "réseau")
    assert found == search(view, "reseau")
    assert base + chapter.format("fr") in found
    assert {language_of(link) for link in found} == {"fr"}
    assert not axe_failures(view)
    view = visit(chapter.format("en"), color_scheme="dark")
    found = search(view, "network")
    assert base + chapter.format("en") in found
    assert {language_of(link) for link in found} == {"en"}
    assert not axe_failures(view)


def test_search_opens_from_its_button(visit):
    view = visit("book/en/01_next_token.html")
    view.set_viewport_size({"width": 390, "height": 800})
    view.locator(".search-open").locator("visible=true").first.click()
    view.locator("pagefind-modal input").wait_for(state="visible")


def test_skip_link_is_the_first_stop_of_the_keyboard(visit):
    for language, words in (("fr", "Passer au contenu principal"), ("en", "Skip to main content")):
        view = visit(f"book/{language}/01_next_token.html")
        view.keyboard.press("Tab")
        assert view.evaluate("document.activeElement.textContent") == words
        assert view.locator(".skip-link a").is_visible()


def test_page_not_found_speaks_both_languages_alone(visit):
    view = visit("404.html")
    assert view.locator("h1").inner_text() == "Page introuvable"
    assert view.locator("h2[lang=en]").inner_text() == "Page not found"
    assert not view.locator("link[rel=stylesheet], script[src], img[src]:not([src^='data:'])").count()  # its address is unknown


def test_no_stored_page_names_this_machine():
    pages = [SITE / page for page in ALL_PAGES]
    report(page for page in pages if str(ROOT) in page.read_text("utf-8") or str(Path.home()) + "/" in page.read_text("utf-8"))


def test_search_index_holds_both_languages():
    entry = SITE / "pagefind/pagefind-entry.json"
    if not PAGES:
        missing(f"no built site in {SITE}")
    assert set(json.loads(entry.read_text("utf-8"))["languages"]) == set(LANGUAGES)
