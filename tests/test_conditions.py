"""Where readers are: without scripts, behind a strict policy, in high contrast, in a file, on paper, on a slow line."""

import pytest
from website import IN_TURN, SITE, report, serving_site

pytestmark = pytest.mark.site

CHAPTER = "book/fr/05_grokking.html"
POLICY = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self'; object-src 'none'"
COLOURS = "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """The address of the site behind the policy of a school."""
    with serving_site(tmp_path_factory.mktemp("strict"), Content_Security_Policy=POLICY) as address:
        yield address


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """The address of the site at the end of a slow line."""
    with serving_site(tmp_path_factory.mktemp("slow"), slow=True) as address:
        yield address


def test_figures_and_search_work_behind_a_strict_policy(browser, strict):
    view = browser.new_page()
    view.goto(strict + "book/fr/07_emergence.html")
    figure = view.locator("figure.explore").first
    frames = figure.locator("[data-chosen]")
    first = [frame.is_visible() for frame in frames.all()]
    figure.locator("input, select").first.focus()
    view.keyboard.press("ArrowRight")
    view.keyboard.press("ArrowDown")
    assert [frame.is_visible() for frame in frames.all()] != first, "the controls do nothing"
    view.keyboard.press("Control+k")
    view.locator("pagefind-modal input").fill("perroquet")
    view.locator("pagefind-modal pagefind-results a").first.wait_for()
    view.close()


def test_without_scripts_a_page_has_its_colours_and_its_plan(visit):
    view = visit(CHAPTER, java_script_enabled=False)
    view.set_viewport_size({"width": 390, "height": 800})
    failures = []
    for scheme, ground in (("light", "rgb(255, 253, 249)"), ("dark", "rgb(18, 25, 31)")):
        view.emulate_media(color_scheme=scheme)
        if view.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") != ground:
            failures.append(f"no ground of the {scheme} theme")
    failures += ["a plan that does not open"] * view.locator(".sidebar-toggle").first.is_visible()
    failures += ["no plan of the course"] * (not view.locator(".bd-docs-nav a").first.is_visible())
    report(failures)


def test_in_high_contrast_the_page_and_its_controls_are_there(visit):
    view = visit("book/fr/07_emergence.html")
    view.emulate_media(forced_colors="active")
    ground, text = view.evaluate(COLOURS)
    assert ground != text
    assert view.locator("figure.explore input, figure.explore select").first.is_visible()
    assert view.locator(".search-open").first.is_visible()


@pytest.mark.parametrize(
    ("page", "sentence"), [(CHAPTER, "comme un fichier"), (CHAPTER.replace("fr", "en"), "as a file")]
)
def test_in_a_file_a_page_is_whole_and_says_why_it_does_not_search(browser, base, page, sentence):
    view, complaints = browser.new_page(), []
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.goto((SITE / page).as_uri())
    assert view.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Literata'))")
    view.keyboard.press("Control+k")
    dialog = view.locator("#search-on-file")
    dialog.wait_for(state="visible")
    assert sentence in dialog.inner_text()
    view.keyboard.press("Escape")
    assert not dialog.is_visible()
    view.close()
    report(complaints)


def test_paper_has_no_closed_bars_and_says_where_it_comes_from(visit):
    view = visit(CHAPTER)
    view.emulate_media(media="print")
    view.locator("details.sd-dropdown").nth(1).evaluate("answer => answer.open = true")
    answers = [answer.is_visible() for answer in view.locator("details.sd-dropdown").all()]
    assert answers == [i == 1 for i in range(len(answers))], "who prints chooses the answers by opening them"
    assert not view.locator(".explore form").first.is_visible()
    assert view.locator("article h1").is_visible()
    assert "Perroquets, cartes et mirages" in view.locator(".course-footer").inner_text()
    assert view.locator(".bd-footer-content").is_visible()


@pytest.mark.parametrize("page", [page for page in IN_TURN if "/quiz_" not in page and "/teaching/" not in page])
def test_on_a_slow_line_nothing_moves(browser, slow, page):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    view = context.new_page()
    view.goto(slow + page, timeout=120_000)
    view.evaluate("document.fonts.ready.then(() => true)")
    shift = view.evaluate(SHIFT)
    context.close()
    assert shift <= 0.02
