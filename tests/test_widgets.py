import re
import sys
from collections import Counter
from html.parser import HTMLParser
from itertools import product
from types import SimpleNamespace
from xml.etree import ElementTree

import ipywidgets
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from labkit import plots, widgets
from labkit.messages import set_language

TEMPERATURES = (0.5, 1, 2)
WORDS = ("chat", "chien", "loup", "œil")


def draw(temperature, word):
    ax = plots.axes()
    p = np.exp(-np.arange(5) / temperature)
    ax.barh([f"{word} {i}" for i in range(5)], p / p.sum())
    return plots.Drawing(ax, alt(temperature, word))


def alt(temperature, word):
    return f'After "{word}", at temperature {temperature} & falling.'


def figure(**controls):
    controls = controls or {"temperature": ("température", TEMPERATURES), "word": ("mot", WORDS)}
    return widgets.explore(draw, caption="Next words, <softly>", **controls).data


def elements(html):
    """All start tags of a piece of HTML: (tag, attributes)."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(html)
    return found


def said(html):
    """The text alternatives of all frames."""
    return [attributes["aria-label"] for _, attributes in elements(html) if attributes.get("class") == "drawing"]


# Structure


def test_without_its_scripts_and_styles_the_first_frame_and_its_words_are_left():
    """What JupyterLab leaves of the output of a notebook that nobody trusts."""
    html = re.sub(r"<style>.*?</style>", "", figure(), flags=re.S)
    html = re.sub(r' on\w+="[^"]*"', "", html).replace("<input ", "<input disabled ")
    shown = [
        attributes for _, attributes in elements(html) if "data-chosen" in attributes and "hidden" not in attributes
    ]
    assert [attributes["data-chosen"] for attributes in shown] == ["0,0"]
    assert said(html)[0] == alt(0.5, "chat")
    assert 'température <input disabled type="range" name="c0" min="0" max="2" value="0"' in html
    assert '<span aria-hidden="true">0.5</span>' in html  # the value that the frame is of
    assert html.index('<option value="0">chat') < html.index('<option value="1">chien')
    assert "<figcaption>Next words, &lt;softly&gt;</figcaption>" in html


def test_one_frame_for_each_combination_and_only_the_first_is_shown():
    frames = [attributes for tag, attributes in elements(figure()) if "data-chosen" in attributes]
    assert [f["data-chosen"] for f in frames] == [f"{i},{j}" for i, j in product(range(3), range(4))]
    assert ["hidden" in f for f in frames] == [False] + [True] * 11


def test_every_frame_has_its_own_alternative_text():
    assert said(figure()) == [alt(temperature, word) for temperature, word in product(TEMPERATURES, WORDS)]


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
    html = widgets.explore(lambda step: f"<p>{step}</p>", caption="", step=np.array([0.5, 1, 12000])).data
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


def test_a_figure_is_well_formed_for_a_book_of_xml_and_keeps_its_text():
    label = 'l\'été : 50 % <&> "#1"'

    def frame(n, word):
        ax = plots.axes()
        ax.set_title(label)
        return plots.Drawing(ax, label)

    html = widgets.explore(frame, caption=label, n=(1, 2), word=("word", WORDS[:2])).data
    figure = ElementTree.fromstring(html)
    titles = ["".join(text.itertext()) for text in figure.iter("{http://www.w3.org/2000/svg}text")]
    assert titles.count(label) == 4
    assert {box.get("aria-label") for box in figure.iter("div") if box.get("class") == "drawing"} == {label}


def test_the_look_of_a_drawing_is_said_once_for_all_frames():
    assert figure().count(plots.LOOK) == 1


def test_ten_bar_charts_are_light():
    html = figure(temperature=np.linspace(0.2, 3, 10), word=WORDS[:1])
    assert len(html.encode()) < 30_000


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
        widgets.explore(lambda step: "x" * 100_000, caption="", step=range(7))


def test_a_frame_that_fails_is_named():
    with pytest.raises(RuntimeError, match="step=2 could not be drawn; ZeroDivisionError") as error:
        widgets.explore(lambda step: f"{1 / (step - 2)}", caption="", step=(1, 2))
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
    assert first.get_by_role("img").get_attribute("aria-label") == alt(1, "chien")
    assert problems == []
    page.close()


@pytest.mark.parametrize("forced", [None, "active"])
def test_a_drawing_takes_the_ink_of_the_page_by_day_by_night_and_in_high_contrast(browser, forced):
    page = browser.new_context(forced_colors=forced, color_scheme="dark").new_page()
    one = plots.lines([1, 2], {"a": [1.0, 2.0]}, xlabel="x", ylabel="y")._repr_html_()
    page.set_content(f'<div style="color:#22292f">{one}</div><div style="color:#e9e4d9">{one}</div>')
    inks = page.eval_on_selector_all(".drawing text", "all => [...new Set(all.map(t => getComputedStyle(t).fill))]")
    marks = page.eval_on_selector_all(
        f".drawing path[stroke='{plots.MAP}']", "all => [...new Set(all.map(p => getComputedStyle(p).stroke))]"
    )
    if forced:
        assert inks == ["rgb(255, 255, 255)"]
        assert len(marks) == 1
    else:
        assert inks == ["rgb(34, 41, 47)", "rgb(233, 228, 217)"]
        assert len(marks) == 2  # each nearer to its ink
    page.context.close()


def test_on_a_phone_a_drawing_scrolls_in_its_box_with_letters_of_ten_pixels(browser):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(figure() + plots.lines([1, 2], {"a": [1.0, 2.0]}, xlabel="x", ylabel="y")._repr_html_())
    boxes = page.locator(".drawing:visible").all()
    assert len(boxes) == 2
    for box in boxes:
        width, inner, scale = box.evaluate(
            "box => [box.clientWidth, box.scrollWidth, box.querySelector('svg').clientWidth / 614.4]"
        )
        assert width < 390 < inner
        assert scale * plots.FONT_SIZE * 96 / 72 > 10
        assert box.get_attribute("tabindex") == "0"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
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
    options = {"frame": lambda prompt: f"<p>{len(prompt)} {1 / len(prompt)}</p>"} | options
    return widgets.prompt(**options, examples=("The cat", "A dog"), caption="Length", label="Say")


def test_where_nobody_types_prompt_shows_its_examples():
    html = answer_box().data
    assert html.count("data-chosen=") == 2
    assert "The cat" in html
    assert "A dog" in html


def test_prompt_draws_too():
    html = widgets.prompt(lambda prompt: plots.Drawing(plots.axes(), prompt), examples=["a", "b"], caption="").data
    assert said(html) == ["a", "b"]


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
    code = "from labkit import widgets\nwidgets.prompt(lambda prompt: prompt, examples=['a'], caption='')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert set(notebook.cells[0].outputs[0].data) == {"text/html", "text/plain"}
    assert "widgets" not in notebook.metadata
