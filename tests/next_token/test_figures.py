"""Figures of unit 01: they say what they show, in numbers, in both languages."""

import re
from html.parser import HTMLParser

import matplotlib as mpl
import numpy as np
import pytest
import torch

from labkit import detective, plots, results
from labkit.messages import LANGUAGES, number, percent, set_language
from labkit.next_token import figures
from labkit.plots import listed
from labkit.training import History

TITLE = 'After "the <cat>" & co'
NGRAMS = {"train": [3.5, 1.0, 0.5], "test": [3.25, 2.0, 2.25]}
CURVES = {
    "average": [[100, 200], [3.25, 1.5]],
    "others": [[100, 200], [3.0, 1.75]],
    "accuracy": [[100, 200], [0.25, 0.95]],
}
LADDER = {
    "ngram": [0.25, 0.26],
    "copier": [1.0, 0.25],
    "copier_twice": [1.0, 1.0],
    "at_once": [0.99, 0.24],
    "step_by_step": [None, 0.97],
}
DRAW = {
    "next_words": lambda: figures.next_words([(" $cat", 0.625), ("dog", 0.055)], title=TITLE),
    "overfitting": lambda: figures.overfitting(NGRAMS, 1.25),
    "scale": lambda: figures.scale(NGRAMS, 1.5, 1.25),
    "ladder": lambda: figures.ladder(LADDER, {"first_named": [0.2, 0.27], "last_named": [0.85, 0.23]}),
    "jump": lambda: figures.jump(CURVES, 1.25),
    "crowd": lambda: figures.crowd({"alone": [[0.05, 1.0], [0.9, 0.5]], "school": [[0.05, 1.0], [0.6, 0.55]]}, 0.6),
}
SAID = {  # in the text alternative: in French, in English
    "next_words": (["$cat\u00a0: 62\u00a0%\u00a0; dog\u00a0: 5,5\u00a0%", TITLE], ["$cat: 62%; dog: 5.5%", TITLE]),
    "overfitting": (
        ["test\u00a0: 3,25 → 2,00 → 2,25", "entraînement\u00a0: 3,50 → 1,00 → 0,50"],
        ["test stories: 3.25 → 2.00 → 2.25"],
    ),
    "ladder": (
        ["2 règles à bas prix\u00a0: 23\u00a0% … 27\u00a0%", "qui écrit l’étape\u00a0: 97\u00a0%"],
        ["One hop (best n-gram: 25%; copier: 100%", "2 cheap rules: 20% … 85%", "writing the step: 97%", "chance: 25%"],
    ),
    "scale": (
        ["source\u00a0: 1,25", "au hasard\u00a0: 6,44", "3-gramme\u00a0: 2,25", "transformeur\u00a0: 1,50"],
        ["source: 1.25", "at random: 6.44", "1-gram: 3.25", "transformer: 1.50"],
    ),
    "jump": (
        ["jetons\u00a0: 3,25 → 1,50", "suspects\u00a0: 25\u00a0% → 95\u00a0%", "source\u00a0: 1,25"],
        ["without the culprit’s name: 3.00 → 1.75", "suspects: 25% → 95%", "source: 1.25"],
    ),
    "crowd": (["90\u00a0% → 50\u00a0%", "60\u00a0% → 55\u00a0%"], ["90% → 50%", "60% → 55%"]),
}
WRITTEN = {  # in the figure
    "next_words": (["50\u00a0%", "5,5\u00a0%"], ["50%", "5.5%"]),
    "overfitting": (["entropie de la source", "bits par jeton"], ["entropy of the source", "bits per token"]),
    "scale": (["source\u00a0: 1,25", "1,50"], ["source: 1.25", "1.50"]),
    "ladder": (["Deux maillons", "copieur", "97\u00a0%"], ["Two hops", "copier", "(nothing to write)", "97%"]),
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
        figures.scale(run["ngram_bits"], bits, floor): [
            number(floor),
            number(bits),
            number(min(run["ngram_bits"]["test"])),
        ],
        figures.ladder(run["ladder"], run["cheap"]): [
            percent(numbers["written_two_hops"]),
            f"{percent(numbers['cheap_least'])} … {percent(numbers['cheap_most'])}",
        ],
        figures.jump(run["curves"], floor): [number(bits), percent(numbers["culprit_accuracy"])],
        figures.crowd(run["crowd"], 0.6): [
            percent(numbers[f"crowd_{name}accuracy"]) for name in ("", "cold_", "shared_")
        ],
        figures.next_words(run["likeliest"]): [
            f"{listed({'Paris': percent(numbers['llm_paris'])})}",
            "The capital of France is",
        ],
    }
    for drawing, texts in said.items():
        for text in texts:
            report(text in drawing.alt, f"{text!r} is not said in {drawing.alt!r}")


def test_tokens_without_a_letter_are_said_and_written_in_words(language):
    drawing = figures.next_words([(",", 0.4), (" \n", 0.3), (" ", 0.2), (" the", 0.05), ("the", 0.01)], title="A …")
    said = {
        "fr": "virgule\u00a0: 40\u00a0%\u00a0; retour à la ligne\u00a0: 30\u00a0%\u00a0; "
        "espace\u00a0: 20\u00a0%\u00a0; the\u00a0: 5,0\u00a0%, 1,0\u00a0%.",
        "en": "comma: 40%; line break: 30%; space: 20%; the: 5.0%, 1.0%.",
    }
    assert drawing.alt.endswith(said[language])
    written = words(drawing.figure)
    assert set(written) >= ({"virgule  ,", "retour à la ligne"} if language == "fr" else {"comma  ,", "line break"})


def test_the_label_of_the_floor_clears_its_line():
    ax = DRAW["scale"]().axes
    ax.figure.draw_without_rendering()
    (label,) = (text for text in ax.texts if "entropy" in text.get_text())
    (line,) = ax.lines
    assert label.get_window_extent().x0 > line.get_window_extent().x1


def test_dollars_are_no_formulas():
    written = words(figures.next_words([(" $5 or $6_", 0.5)], title="It costs $5_ or $6_").figure)
    assert {r" \$5 or \$6_", r"It costs \$5_ or \$6_"} <= set(written)


def test_bars_are_as_long_as_their_numbers():
    bars = DRAW["next_words"]().axes.patches
    assert [bar.get_width() for bar in bars] == [0.625, 0.055]
    one_hop, two_hops = DRAW["ladder"]().axes
    assert [bar.get_width() for bar in one_hop.patches] == [0.25, 1.0, 0.99, 1.0]  # no step to write
    assert [bar.get_width() for bar in two_hops.patches] == [0.26, 0.25, 0.24, 0.97, 1.0]
    bars = DRAW["scale"]().axes.patches
    assert [bar.get_width() for bar in bars] == [np.log2(len(detective.vocabulary())), 3.25, 2.0, 2.25, 1.5]
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


def lines_below(found):
    """How thick the line below each token is, in pixels."""
    return [
        int(re.search(r"border-bottom:(\d)px", span["style"])[1]) for span in found if "border" in span.get("style", "")
    ]


def test_surprisal_is_heard_and_drawn_without_colour(language):
    html = figures.tinted(TOKENS, [0.0, 2.25, 9.0], boxed=[1])
    found, text = spans(html)
    heard = {
        "fr": "En moyenne, 3,75 bits par jeton. Encadrés\u00a0: <cat> 2,2 bits.",
        "en": "On average, 3.75 bits per token. Framed: <cat> 2.2 bits.",
    }
    assert heard[language] in text
    assert "«a <cat>." in text
    assert text.endswith("0 1 2 3 4 6")
    assert lines_below(found) == [0, 2, 4, 0, 1, 1, 2, 3, 4]  # then those of the legend
    assert "title=" not in html.data  # seen by few, heard by fewer


def test_tints_stay_and_their_ink_comes_with_a_ground():
    html = figures.tinted(TOKENS, [0.0, 2.25, 9.0]).data
    assert {"forced-color-adjust:none", "print-color-adjust:exact"} <= set(re.split('[;"]', html))
    for medium in ("print", r"\(forced-colors:active\)"):
        assert re.search(rf"@media ?{medium}{{\.tinted{{color:[^;]+;background:[^}}]+}}}}", html)


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
    means = re.findall(r"(\d[.,]\d\d) bits", text)
    assert means == (["6,00", "0,25"] if language == "fr" else ["6.00", "0.25"])
    words = [line for i, line in enumerate(lines_below(found)) if i % 9 < 3]  # three tokens, a legend of six
    assert words == [4, 4, 4, 0, 0, 0]
    assert sum("outline" in span.get("style", "") for span in found) == 2
    assert ("pas d’entraînement" if language == "fr" else "training step") in text


def luminance(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def over(tint, ground):
    """A colour, "red green blue/share", over a ground."""
    *colour, share = map(float, re.split("[ /]", tint))
    mixed = [share * c + (1 - share) * int(ground[i : i + 2], 16) for c, i in zip(colour, (1, 3, 5), strict=True)]
    return "#" + "".join(f"{round(c):02x}" for c in mixed)


@pytest.mark.parametrize(("ink", "ground"), [("#22292f", "#fffdf9"), ("#e9e4d9", "#12191f"), ("#dddddd", "#14181e")])
def test_text_is_readable_on_every_tint(ink, ground):
    bits = np.linspace(-1, 12, 60).tolist()
    tints = re.findall(r"background:rgb\(([^)]*)\)", figures.tinted(["word"] * len(bits), bits).data)
    assert len(tints) == len(bits) + 6
    colours = [luminance(over(tint, ground)) for tint in tints]
    light = luminance(ink) > luminance(ground)
    for colour in colours:
        low, high = sorted((colour, luminance(ink)))
        assert (high + 0.05) / (low + 0.05) >= 7
    assert colours[: len(bits)] == sorted(colours[: len(bits)], reverse=not light)  # the more bits the further
    assert colours[0] == luminance(ground)
