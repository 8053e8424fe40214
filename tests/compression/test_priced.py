"""A text priced on the page: the script counts as labkit does, forgets what it was given, and is open to all."""

import json

import pytest
from test_conditions import strict  # noqa: F401 – a fixture
from website import OVERFLOW, ROOT

from labkit.compression import counts, figures, priced, prose
from labkit.messages import LANGUAGES, number, set_language

SCRIPT = (ROOT / "book/_static/priced.js").read_text("utf-8")
OWN = {
    "fr": ["Où est l’œuf d’Éloïse ? « Ici ! »", "aaaaaaaaaa", "x", 'un <b>deux</b> & "trois"\nquatre 🦜 cinq\uffff'],
    "en": ["Where is Eloise’s egg? “Here!”", "abababab", "x", 'one <b>two</b> & "three"\nfour 🦜 five\uffff'],
}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


@pytest.fixture
def view(browser, language):
    page, errors = browser.new_page(viewport={"width": 320, "height": 700}), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    page.set_content(f"{head}{figures.priced().data}<script>{SCRIPT}</script>")
    yield page
    page.close()
    assert not errors


def shown(view):
    """The bits of each letter as the page says them: a list for each model."""
    rows = view.locator("details tbody tr")
    cells = rows.evaluate_all("rows => rows.map(row => [...row.cells].slice(2).map(cell => cell.textContent))")
    return [list(column) for column in zip(*cells, strict=True)]


def expected(text, read):
    return [[number(float(bits)) for bits in costs] for costs in priced.bits(read, text)]


def totals(view):
    return view.locator(".drawing tbody").inner_text()


def test_the_page_says_the_bits_that_labkit_says(view, language, report):
    read = prose.read_before(language)
    for text in OWN[language]:
        view.locator("textarea").fill(text)
        report(shown(view) == expected(text, read), f"{text!r}: {shown(view)}")
        costs = priced.bits(read, text)
        for bits, row in zip(costs, totals(view).splitlines(), strict=True):
            told = row.split("\t")[1:]
            report(told == [number(float(bits.mean())), number(float(bits.sum()), 0)], f"{text!r}: {row}")
    for i, text in enumerate(priced.texts(language).values()):
        view.locator("select").select_option(str(i))
        report(view.locator("textarea").input_value() == text, text)
        report(shown(view) == expected(text, read), f"{text!r}: {shown(view)}")


def test_what_was_drawn_before_is_drawn_alike_by_the_script(view):
    parts = ["[role=img]", ".drawing tbody", "details tbody"]

    def all_of_it():
        said = view.locator("[role=img]").get_attribute("aria-label")
        return [said, *(view.locator(part).inner_html() for part in parts)]

    before = all_of_it()
    view.locator("textarea").fill("")
    assert all_of_it() != before
    view.locator("select").select_option("0")
    assert all_of_it() == before


def test_a_text_is_forgotten_once_it_was_priced(view):
    field = view.locator("textarea")
    field.fill("parrots, maps, mirages; parrots, maps, mirages")
    once = shown(view)
    field.fill("parrots")
    field.fill("parrots, maps, mirages; parrots, maps, mirages")
    assert shown(view) == once


def test_the_keyboard_is_enough_and_a_pause_tells_the_rates(view, language):
    view.locator("select").focus()
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.localName") == "textarea"
    view.keyboard.press("Control+a")
    view.keyboard.type("Bonjour.")
    assert view.locator("select").input_value() == "3", "a text of one's own is not chosen from the list"
    assert len(view.locator("[role=img] span").all()) == 8
    status = view.get_by_role("status")
    rate = number(float(priced.bits(prose.read_before(language), "Bonjour.")[0].mean()))
    view.wait_for_function("said => document.querySelector('output').textContent.includes(said)", arg=rate)
    assert len(status.inner_text().splitlines()) == 1
    view.locator("select").select_option("3")
    assert view.locator("textarea").input_value() == ""
    assert view.evaluate("document.activeElement.localName") == "textarea"
    view.wait_for_function("document.querySelector('output').textContent.startsWith('T')")  # type, tapez
    assert "NaN" not in view.locator("figure").inner_text()


def test_a_long_text_fits_a_narrow_phone_and_no_more_can_be_typed(view):
    view.locator("textarea").fill("")
    view.locator("textarea").press_sequentially("ab")
    view.evaluate("document.querySelector('textarea').value = 'W'.repeat(299)")
    view.locator("textarea").press("End")
    view.keyboard.type("xyz")
    assert len(view.locator("textarea").input_value()) == priced.LONGEST
    view.locator("summary").click()
    assert view.evaluate(OVERFLOW) <= 0


def test_a_text_is_cheapest_under_the_model_that_it_suits(language):
    """What comes again pays for a long memory, noise for none; new prose for some, how long hangs on what was read."""
    read, texts = prose.read_before(language), priced.texts(language)
    best = {}
    for name, text in texts.items():
        rates = {n: bits.mean() for n, bits in zip(priced.MODELS, priced.bits(read, text), strict=True)}
        best[name] = min(rates, key=rates.get)
    assert best.pop("new") in (3, 5)
    assert best == {"again": 5, "random": 1}


def test_its_bits_are_those_of_the_letter_frequencies_of_the_lab(language):
    read, text = prose.read_before(language), priced.texts(language)["new"]
    assert priced.bits(read, text)[0].tolist() == counts.single_costs(read, text).tolist()


def test_the_figure_is_light_loads_nothing_and_is_whole_without_scripts(browser, language):
    data = figures.priced().data
    assert len(data.encode()) < 120_000
    assert " id=" not in data
    assert "http" not in data.replace(json.dumps(prose.read_before(language)), "")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(data)
    assert not page.locator("form").is_visible()
    assert page.locator("[role=img]").is_visible()
    assert page.get_by_role("table").first.is_visible()
    context.close()


@pytest.mark.site
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_chapter_prices_a_text_behind_a_strict_policy(browser, strict, tongue):  # noqa: F811
    page = browser.new_page()
    page.goto(f"{strict}book/{tongue}/02_compression.html")
    figure = page.locator("figure.priced")
    read = json.loads(figure.locator("form").get_attribute("data-priced"))["read"]
    figure.locator("textarea").fill("perroquet parrot")
    set_language(tongue)
    assert shown(figure) == expected("perroquet parrot", read)
    page.close()
