"""Figures of unit 01: they say what they show, in numbers, in both languages."""

import re
from html.parser import HTMLParser

import matplotlib as mpl
import numpy as np
import pytest
import torch

from labkit import plots, results
from labkit.messages import LANGUAGES, number, percent, set_language
from labkit.next_token import figures
from labkit.training import History

TITLE = 'After "the <cat>" & co'
NGRAMS = {"train": [3.5, 1.0, 0.5], "test": [3.25, 2.0, 2.25]}
CURVES = {
    "average": [[100, 200], [3.25, 1.5]],
    "others": [[100, 200], [3.0, 1.75]],
    "accuracy": [[100, 200], [0.25, 0.95]],
}
DRAW = {
    "next_words": lambda: figures.next_words([(" $cat", 0.625), ("dog", 0.055)], title=TITLE),
    "overfitting": lambda: figures.overfitting(NGRAMS, 1.25),
    "ladder": lambda: figures.ladder(NGRAMS, 1.5, 1.25),
    "jump": lambda: figures.jump(CURVES, 1.25),
    "crowd": lambda: figures.crowd({"alone": [[0.05, 1.0], [0.9, 0.5]], "school": [[0.05, 1.0], [0.6, 0.55]]}, 0.6),
}
SAID = {  # in the text alternative: in French, in English
    "next_words": (["$cat 62\u00a0%", "dog 5,5\u00a0%", TITLE], ["$cat 62%", "dog 5.5%", TITLE]),
    "overfitting": (["test: 3,25 → 2,25", "entraînement: 3,50 → 0,50"], ["test stories: 3.25 → 2.25"]),
    "ladder": (
        ["source\u00a0: 1,25", "au hasard 6,43", "3-gramme 2,25", "transformeur 1,50"],
        ["source: 1.25", "at random 6.43", "1-gram 3.25", "transformer 1.50"],
    ),
    "jump": (
        ["jetons: 3,25 → 1,50", "de 25\u00a0% à 95\u00a0%"],
        ["without the culprit’s name: 3.00 → 1.75", "from 25% to 95%"],
    ),
    "crowd": (["90\u00a0% → 50\u00a0%", "60\u00a0% → 55\u00a0%"], ["90% → 50%", "60% → 55%"]),
}
WRITTEN = {  # in the figure
    "next_words": (["50\u00a0%", "5,5\u00a0%"], ["50%", "5.5%"]),
    "overfitting": (["source\u00a0: 1,25", "bits par jeton"], ["source: 1.25", "bits per token"]),
    "ladder": (["source\u00a0: 1,25", "1,50"], ["source: 1.25", "1.50"]),
    "jump": (["source\u00a0: 1,25", "hasard\u00a0: 25\u00a0%", "40\u00a0%"], ["source: 1.25", "chance: 25%", "40%"]),
    "crowd": (["0,05", "un maître"], ["0.05", "one master"]),
}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def words(figure):
    """All that is written in a figure, tick labels included."""
    figure.draw_without_rendering()
    return [text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_visible()]


def spans(html):
    """The attributes of each <span>, and the whole text."""
    found, text = [], []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: found.append(dict(attributes)) if tag == "span" else None
    reader.handle_data = text.append
    reader.feed(html.data)
    return found, "".join(text)


def test_figures_say_and_write_their_numbers_in_the_readers_language(language, report):
    before = mpl.rcParams.copy()
    for name, draw in DRAW.items():
        drawing = draw()
        written = " ".join(words(drawing.figure))
        which = LANGUAGES.index(language)
        for text in SAID[name][which]:
            report(text in drawing.alt, f"{name}: {text!r} is not said in {drawing.alt!r}")
        for text in WRITTEN[name][which]:
            report(text in written, f"{name}: {text!r} is not written in {written!r}")
        foreign = re.findall(r"\d\.\d" if language == "fr" else r"\d,\d", written + drawing.alt)
        report(not foreign, f"{name}: {foreign} in {language}")
    report(mpl.rcParams == before, "a figure has changed matplotlib's settings")


def test_recorded_figures_say_what_was_measured(language, report):
    run = results.runs("01_next_token")[0]
    numbers = results.summary("01_next_token", run)
    floor, bits = numbers["entropy_bits_per_token"], numbers["bits_per_token"]
    said = {
        figures.ladder(run["ngram_bits"], bits, floor): [
            number(floor),
            number(bits),
            number(min(run["ngram_bits"]["test"])),
        ],
        figures.jump(run["curves"], floor): [number(bits), percent(numbers["culprit_accuracy"])],
        figures.crowd(run["crowd"], 0.6): [
            percent(numbers[f"crowd_{name}accuracy"]) for name in ("", "cold_", "shared_")
        ],
        figures.next_words(run["likeliest"]): [f"Paris {percent(numbers['llm_paris'])}", "The capital of France is"],
    }
    for drawing, texts in said.items():
        for text in texts:
            report(text in drawing.alt, f"{text!r} is not said in {drawing.alt!r}")


def test_dollars_are_no_formulas():
    written = words(figures.next_words([(" $5 or $6_", 0.5)], title="It costs $5_ or $6_").figure)
    assert {r" \$5 or \$6_", r"It costs \$5_ or \$6_"} <= set(written)


def test_bars_are_as_long_as_their_numbers():
    bars = DRAW["next_words"]().axes.patches
    assert [bar.get_width() for bar in bars] == [0.625, 0.055]
    bars = DRAW["ladder"]().axes.patches
    assert [bar.get_width() for bar in bars] == [np.log2(86), 3.25, 2.0, 2.25, 1.5]
    colours = [bar.get_facecolor() for bar in bars]
    assert colours[-1] == mpl.colors.to_rgba(plots.MAP)  # the best
    assert set(colours[:-1]) == {mpl.colors.to_rgba(plots.FAINT)}


def test_curves_go_through_their_numbers():
    top, bottom = DRAW["jump"]().axes
    assert [list(line.get_ydata()) for line in top.lines[:2]] == [[3.25, 1.5], [3.0, 1.75]]
    assert list(bottom.lines[0].get_ydata()) == [0.25, 0.95]
    assert len({line.get_linestyle() for line in top.lines[:2]}) == 2  # not by colour alone
    history = History()
    for i, step in enumerate((100, 200)):
        history.add(step, **{name: values[i] for name, (_, values) in CURVES.items()})
    assert figures.jump(history, 1.25).alt == DRAW["jump"]().alt
    assert [list(line.get_ydata()) for line in DRAW["overfitting"]().axes.lines[:2]] == list(NGRAMS.values())


# Tinted texts

TOKENS = ["«a", "<cat>", "."]


def test_each_word_has_its_bits_as_a_tooltip(language):
    found, text = spans(figures.tinted(TOKENS, [0.0, 2.25, 9.0]))
    comma = "," if language == "fr" else "."
    assert [span["title"] for span in found[:3]] == [
        f"{bits.replace('.', comma)} bits" for bits in ("0.0", "2.2", "9.0")
    ]
    assert len({span["style"] for span in found[:3]}) == 3
    assert text.startswith("«a <cat>.")
    assert text.endswith("0 1 2 3 4 6")
    assert ("Surprise de chaque jeton" if language == "fr" else "Surprisal of each token") in text


def test_boxed_words_are_framed_and_no_others():
    found, _ = spans(figures.tinted(TOKENS, [0.0, 2.25, 9.0], boxed=[1]))
    assert ["outline" in span["style"] for span in found[:3]] == [False, True, False]


def test_a_word_without_bits_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        figures.tinted(TOKENS, [1.0, 2.0])


def test_the_slider_shows_each_step_with_its_bits(language):
    tale = {
        "tokens": TOKENS,
        "answers": [1],
        "steps": [0, 125],
        "bits": [[6.5, 6.0, 5.5], torch.tensor([0.5, 0.25, 0.0])],
    }
    found, text = spans(figures.story(tale))
    comma = "," if language == "fr" else "."
    titles = [span["title"].split()[0].replace(comma, ".") for span in found if "title" in span]
    assert titles == ["6.5", "6.0", "5.5", "0.5", "0.2", "0.0"]
    assert sum("outline" in span.get("style", "") for span in found) == 2
    assert ("pas d’entraînement" if language == "fr" else "training step") in text


def luminance(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_is_readable_on_every_tint():
    bits = np.linspace(-1, 12, 60).tolist()
    html = figures.tinted(["word"] * len(bits), bits).data
    text = re.search(r"[^-]color:#(...);", html)[1]
    dark = luminance("#" + "".join(2 * digit for digit in text)) + 0.05
    tints = [luminance(tint) for tint in re.findall(r"background:(#[0-9a-f]{6})", html)]
    assert len(tints) == len(bits) + 6
    assert all((tint + 0.05) / dark >= 7 for tint in tints)
    assert tints[: len(bits)] == sorted(tints[: len(bits)], reverse=True)  # the more bits the darker
    assert tints[0] == pytest.approx(1)  # white
