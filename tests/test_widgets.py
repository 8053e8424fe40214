import sys
from collections import Counter
from html.parser import HTMLParser
from itertools import product
from types import SimpleNamespace
from urllib.parse import unquote
from xml.etree import ElementTree

import ipywidgets
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from labkit import widgets
from labkit.messages import set_language

TEMPERATURES = (0.5, 1, 2)
WORDS = ("chat", "chien", "loup", "œil")


def draw(ax, temperature, word):
    p = np.exp(-np.arange(5) / temperature)
    ax.barh([f"{word} {i}" for i in range(5)], p / p.sum())


def alt(temperature, word):
    return f'After "{word}", at temperature {temperature} & falling.'


def figure(**controls):
    controls = controls or {"temperature": ("température", TEMPERATURES), "word": ("mot", WORDS)}
    return widgets.explore(draw, caption="Next words, <softly>", alt=alt, **controls).data


def elements(html):
    """All start tags of a piece of HTML: (tag, attributes)."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(html)
    return found


def sources(html):
    return [attributes["src"] for tag, attributes in elements(html) if tag == "img"]


# Structure


def test_one_frame_for_each_combination_and_only_the_first_is_shown():
    frames = [attributes for tag, attributes in elements(figure()) if "data-chosen" in attributes]
    assert [f["data-chosen"] for f in frames] == [f"{i},{j}" for i, j in product(range(3), range(4))]
    assert ["hidden" in f for f in frames] == [False] + [True] * 11


def test_every_frame_has_its_own_alternative_text():
    alts = [attributes["alt"] for tag, attributes in elements(figure()) if tag == "img"]
    assert alts == [alt(temperature, word) for temperature, word in product(TEMPERATURES, WORDS)]


def test_numbers_make_a_slider_few_texts_buttons_many_texts_a_list():
    html = figure(temperature=TEMPERATURES, word=WORDS[:3]) + figure(temperature=(1,), word=WORDS)
    kinds = Counter((tag, attributes.get("type")) for tag, attributes in elements(html))
    assert kinds["input", "range"] == 2
    assert kinds["input", "radio"] == 3
    assert kinds["select", None] == 1
    assert kinds["option", None] == 4


@pytest.mark.parametrize(("language", "texts"), [("fr", "0,5|1|12\u202f000"), ("en", "0.5|1|12,000")])
def test_values_are_written_as_the_reader_writes_them(language, texts):
    set_language(language)
    html = widgets.explore_html(lambda step: f"<p>{step}</p>", caption="", step=np.array([0.5, 1, 12000])).data
    slider = next(attributes for tag, attributes in elements(html) if tag == "input")
    assert slider["data-texts"] == texts
    assert slider["aria-valuetext"] == texts.partition("|")[0]


def test_caption_and_labels_are_text_and_not_markup():
    html = figure(temperature=("<b>t</b>", (1,)), word=WORDS)
    assert "<figcaption>Next words, &lt;softly&gt;</figcaption>" in html
    assert "<b>" not in html


def test_no_id_and_nothing_to_load():
    for tag, attributes in elements(figure()):
        assert "id" not in attributes, tag
        assert attributes.get("src", "data:").startswith("data:")
        assert tag not in ("script", "link")


# Frames


def test_the_same_figure_is_the_same_text_at_every_run():
    assert figure() == figure()


def test_an_svg_frame_is_well_formed_and_keeps_its_text():
    label = 'l\'été : 50 % <&> "#1"'
    html = widgets.explore(lambda ax, n: ax.set_title(label), caption="", alt=lambda n: "", n=(1,)).data
    address = unquote(sources(html)[0])
    svg = ElementTree.fromstring(address.removeprefix("data:image/svg+xml;charset=utf-8,"))
    assert label in "".join(svg.itertext())


def test_a_heavy_drawing_becomes_a_bitmap():
    points = np.random.default_rng(0).random((2, 5000))
    html = widgets.explore(lambda ax, n: ax.scatter(*points), caption="", alt=lambda n: "", n=(1,)).data
    assert sources(html)[0].startswith("data:image/png;base64,")
    assert len(html) < 200_000


def test_thirty_bar_charts_are_light():
    html = figure(temperature=np.linspace(0.2, 3, 30), word=WORDS[:1])
    assert len(html.encode()) < 300_000


def test_drawing_leaves_pyplot_alone():
    import matplotlib.pyplot as plt

    figure()
    assert plt.get_fignums() == []


# Errors


@pytest.mark.parametrize(
    ("controls", "words"),
    [
        ({"word": []}, ("word",)),
        ({"word": ("mot", [])}, ("word",)),
        ({"word": ["chat", 1]}, ("word", "['chat', 1]")),
        ({"word": [None]}, ("word", "[None]")),
        ({"word": [True, False]}, ("word", "[True, False]")),
        ({"temperature": range(50), "word": WORDS}, ("200", "120", "temperature: 50", "word: 4")),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_wrong_control_is_named_with_its_values(controls, words, language):
    set_language(language)
    with pytest.raises(ValueError, match="valeur" if language == "fr" else "value") as error:
        figure(**controls)
    assert all(word in str(error.value) for word in words)


def test_frames_that_are_too_heavy_are_refused_with_advice():
    with pytest.raises(ValueError, match=r"700 kB \(step: 7 values\); at most 600: give fewer"):
        widgets.explore_html(lambda step: "x" * 100_000, caption="", step=range(7))


@pytest.mark.parametrize("failing", ["draw", "alt"])
def test_a_frame_that_fails_is_named(failing):
    def fail(*axes, step):
        return 1 / (step - 2) and ""

    functions = {"draw": lambda ax, step: None, "alt": lambda step: ""} | {failing: fail}
    with pytest.raises(RuntimeError, match="step=2 could not be drawn; ZeroDivisionError") as error:
        widgets.explore(**functions, caption="", step=(1, 2))
    assert isinstance(error.value.__cause__, ZeroDivisionError)


# In the browser


def shown(figure):
    return [f.get_attribute("data-chosen") for f in figure.locator("[data-chosen]").all() if f.is_visible()]


def test_arrow_keys_choose_the_frame_and_twins_on_a_page_do_not_meet(browser):
    page = browser.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: request.url.startswith("data:") or problems.append(request.url))
    few_words = figure(temperature=TEMPERATURES, word=WORDS[:3])
    page.set_content(f"<main>{few_words}{few_words}{figure()}</main>")
    first, second, third = page.locator("figure").all()

    first.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    assert first.get_by_role("slider").get_attribute("aria-valuetext") == "1"
    assert first.locator("label span").inner_text() == "1"
    first.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    third.get_by_label("mot").focus()
    page.keyboard.press("ArrowDown")
    assert [shown(f) for f in (first, second, third)] == [["1,1"], ["0,0"], ["0,1"]]
    assert first.get_by_role("img").get_attribute("alt") == alt(1, "chien")
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert problems == []
    page.close()


def test_without_scripts_the_first_frame_stays_and_the_controls_go(browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_content(figure())
    assert shown(page.locator("figure")) == ["0,0"]
    assert not page.locator("form").is_visible()
    page.context.close()


# prompt


def live_kernel(monkeypatch, allow_stdin=True):
    parent = {"content": {"allow_stdin": allow_stdin}}
    kernel = SimpleNamespace(get_parent=lambda channel: parent)
    monkeypatch.setattr(widgets, "get_ipython", lambda: SimpleNamespace(kernel=kernel))
    monkeypatch.delenv("LABKIT_STATIC", raising=False)


def answer_box(**options):
    options = {"render": lambda prompt: f"<p>{len(prompt)} {1 / len(prompt)}</p>"} | options
    return widgets.prompt_html(**options, examples=("The cat", "A dog"), caption="Length", label="Say")


def test_where_nobody_types_prompt_shows_its_examples():
    html = answer_box().data
    assert html.count("data-chosen=") == 2
    assert "The cat" in html
    assert "A dog" in html


def test_prompt_draws_too():
    html = widgets.prompt(
        lambda ax, prompt: ax.set_title(prompt), examples=["a", "b"], caption="", alt=lambda prompt: prompt
    ).data
    assert [attributes["alt"] for tag, attributes in elements(html) if tag == "img"] == ["a", "b"]


def test_typing_a_prompt_shows_the_answer_and_its_errors(monkeypatch):
    live_kernel(monkeypatch)
    box, answer = answer_box().children
    assert isinstance(box, ipywidgets.Text)
    assert "<p>7 " in answer.value
    box.value = "four"
    assert "<p>4 0.25</p>" in answer.value
    box.value = ""
    assert "ZeroDivisionError" in answer.value


def test_prompt_is_static_when_asked_and_where_input_has_nobody_to_ask(monkeypatch):
    live_kernel(monkeypatch, allow_stdin=False)
    assert "data-chosen" in answer_box().data
    live_kernel(monkeypatch)
    monkeypatch.setenv("LABKIT_STATIC", "1")
    assert "data-chosen" in answer_box().data


def test_prompt_without_ipywidgets_says_what_to_install(monkeypatch):
    live_kernel(monkeypatch)
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(ImportError, match="pip install ipywidgets"):
        answer_box()


def test_a_notebook_executed_by_a_program_stores_no_widget(monkeypatch):
    """A stored widget would have the page load scripts from elsewhere."""
    monkeypatch.delenv("LABKIT_STATIC", raising=False)
    code = "from labkit import widgets\nwidgets.prompt_html(lambda prompt: prompt, examples=['a'], caption='')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert set(notebook.cells[0].outputs[0].data) == {"text/html", "text/plain"}
    assert "widgets" not in notebook.metadata
