"""Figures: drawn where they are told to, readable without eyes, and leaving nothing changed."""

from html.parser import HTMLParser

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import style
from matplotlib.figure import Figure

from labkit import plots
from labkit.messages import LANGUAGES, percent, set_language

DRAW = {
    "lines": lambda **ax: plots.lines([1, 2], {"<a>": [0.5, 3.25], "b": [1.5, 1.0]}, xlabel="n", ylabel="y", **ax),
    "proportions": lambda **ax: plots.lines(
        [0.05, 1.0],
        {"<a>": [0.5, 0.25]},
        **{"xlabel": "T", "ylabel": "y", "proportion": True, "reference": ("one", 0.6), "log_x": True},
        **ax,
    ),
}
SAID = {  # in French, in English
    "lines": (["y selon n. <a>\u00a0: 0,50 → 3,25\u00a0; b"], ["y against n. <a>: 0.50 → 3.25; b: 1.50 → 1.00."]),
    "proportions": (
        ["y selon T", "<a>\u00a0: 50\u00a0% → 25\u00a0%", "one\u00a0: 60\u00a0%."],
        ["y against T", "<a>: 50% → 25%. one: 60%."],
    ),
}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


@pytest.fixture
def settings_unchanged():
    before = mpl.rcParams.copy()
    yield
    assert mpl.rcParams == before


class Reader(HTMLParser):
    """Start tags with their attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", DRAW)
def test_a_drawing_says_what_it_shows(name, language, settings_unchanged):
    drawing = DRAW[name]()
    assert isinstance(drawing, plots.Drawing)
    assert isinstance(drawing.figure, Figure)
    for text in SAID[name][LANGUAGES.index(language)]:
        assert text in drawing.alt
    assert repr(drawing) == drawing.alt
    (_, (_, box), (tag, image), *_) = Reader(drawing._repr_html_()).tags
    assert (box["class"], box["role"], box["aria-label"]) == ("drawing", "img", drawing.alt)
    assert tag == "svg"
    assert image["width"] == str(round(drawing.figure.get_size_inches()[0] * 96))


@pytest.mark.parametrize("name", DRAW)
def test_it_draws_on_the_axes_it_is_given(name, settings_unchanged):
    figure = Figure()
    left, right = figure.subplots(1, 2)
    drawing = DRAW[name](ax=right)
    assert drawing.axes is right
    assert drawing.figure is figure
    assert right.has_data()
    assert not left.has_data()


def words(figure):
    """All that is written in a figure, tick labels included."""
    figure.draw_without_rendering()
    return [text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_visible()]


@pytest.mark.parametrize("name", DRAW)
def test_numbers_in_a_figure_are_in_the_readers_language(name, language):
    written = " ".join(words(DRAW[name]().figure))
    if name == "proportions":
        assert ("40\u00a0%" if language == "fr" else "40%") in written
    if name == "proportions":
        assert ("0,05" if language == "fr" else "0.05") in written


def test_scales_that_nobody_formatted_are_in_the_readers_language(language):
    linear, logarithmic, mine = plots.panels(3)
    linear.plot([-2000, 2000], [0.25, 1.25])
    linear.set_yticks([0.25, 0.5, 0.75])
    logarithmic.loglog([0.01, 1e7], [1, 10])
    mine.plot([0, 1])
    mine.set_xticks([0, 1], ["0.0", "1.0"])
    drawing = plots.Drawing([linear, logarithmic, mine], "")
    written = words(drawing.figure)
    expected = {"fr": {"−2\u202f000", "0,50", "0,01", "10⁶"}, "en": {"−2,000", "0.50", "0.01", "10⁶"}}
    assert expected[language] <= set(written)
    assert {"0.0", "1.0"} <= set(written)  # what its author wrote stays


def test_panels_stand_in_a_column_at_the_house_width():
    panels = plots.panels(3)
    assert panels[0].figure.get_size_inches()[0] == plots.WIDTH
    assert len({ax.get_position().x0 for ax in panels}) == 1
    assert len(plots.panels(3, columns=2)) == len(plots.panels(3, columns=2)[0].figure.axes) == 3


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0.05, "0,05", "0.05"),
        (-1775.5, "−1\u202f776", "−1,776"),
        (12345, "12\u202f345", "12,345"),
        (3.2e22, "3,2 × 10²²", "3.2 × 10²²"),
        (1e-3, "0,001", "0.001"),
        (0, "0", "0"),
    ],
)
def test_a_number_has_the_decimals_it_needs(value, french, english):
    for language, text in (("fr", french), ("en", english)):
        set_language(language)
        assert plots.short(value) == text


# What is read aloud


def test_a_curve_in_words_keeps_its_peak():
    layers = list(range(13))
    rising = [0.11, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.52, 0.53, 0.54, 0.49]
    assert plots.trend(rising, layers) == "0.11 → 0.49, highest 0.54 at 11"
    assert plots.trend([0.5, *rising], write=percent) == "50% → 49%, highest 54%, lowest 11%"
    assert plots.trend([0.1, 0.2, 0.3]) == "0.10 → 0.20 → 0.30"  # few: all of them
    set_language("fr")
    assert plots.trend(rising, layers) == "0,11 → 0,49, au plus haut 0,54 en 11"


def test_lists_and_sentences_read_well(language):
    space = "\u00a0" if language == "fr" else ""
    assert plots.listed({"a": "1", "b": "2"}) == f"a{space}: 1{space}; b{space}: 2"
    assert plots.sentences("One", "", "two?", "Three. ") == "One. two? Three."


def test_curves_go_through_their_numbers():
    first, second = DRAW["lines"]().axes.lines
    assert list(first.get_ydata()) == [0.5, 3.25]
    assert first.get_marker() != second.get_marker()


# Colours


def mixed(colour, ink, share):
    """CSS's color-mix(in oklab, ...): the colour, `share` percent of it, towards the ink."""
    to_cones = np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.63]])
    a, b = (np.cbrt(to_cones @ linear(c)) for c in (colour, ink))  # OKLab is linear in these
    return np.clip(np.linalg.inv(to_cones) @ (share / 100 * a + (1 - share / 100) * b) ** 3, 0, 1)


def linear(colour):
    channels = np.array(mpl.colors.to_rgb(colour))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    dark, light = sorted((one @ [0.2126, 0.7152, 0.0722], other @ [0.2126, 0.7152, 0.0722]))
    return (light + 0.05) / (dark + 0.05)


SITE = [("#fffdf9", "#22292f"), ("#12191f", "#e9e4d9")]  # ground and ink, by day and by night
JUPYTER = [("#ffffff", "#000000"), ("#111111", "#dedede"), ("#383838", "#d5d5d5")]  # the last: Colab at night


@pytest.mark.parametrize(("ground", "ink"), SITE + JUPYTER)
@pytest.mark.parametrize("colour", plots.KEPT)
def test_colours_stand_out_by_day_and_by_night(colour, ground, ink):
    mark, text = plots.KEPT[colour]
    assert contrast(linear(colour), linear(ground)) > 2.2  # where the browser mixes no colours
    assert contrast(mixed(colour, ink, mark), linear(ground)) > 2.95
    assert contrast(mixed(colour, ink, text), linear(ground)) > (4.5 if ground != "#383838" else 4.1)


@pytest.mark.parametrize(("ground", "ink"), SITE)
def test_ink_is_read_on_the_darkest_cell(ground, ink):
    red, green, blue, alpha = plots.shade(1)
    cell = alpha * np.array([red, green, blue]) + (1 - alpha) * np.array(mpl.colors.to_rgb(ground))
    assert contrast(linear(cell), linear(ink)) > 4.5
    assert plots.shade(0)[3] == 0


def test_every_colour_of_the_course_follows_the_page():
    for colour in {*plots.COLOURS, plots.PARROT, plots.MAP, plots.MIRAGE} - {plots.FAINT}:
        assert f'[stroke="{colour}"]' in plots.LOOK


def test_a_dark_style_chosen_before_leaves_ink_on_a_light_ground():
    with mpl.rc_context():
        style.use("dark_background")
        plots.use_house_style()
        ax = Figure().subplots()
        ax.set(title="t", xlabel="x")
        for ground in (ax.figure.get_facecolor(), ax.get_facecolor()):
            for ink in (ax.title.get_color(), ax.xaxis.label.get_color(), ax.xaxis.get_ticklabels()[0].get_color()):
                assert contrast(linear(ground[:3]), linear(ink)) > 7


def test_the_house_style_is_set_on_demand_only():
    with mpl.rc_context():
        plots.use_house_style()
        assert mpl.rcParams["axes.spines.top"] is False
        assert mpl.rcParams["axes.edgecolor"] == plots.FAINT


def test_a_table_says_each_cell_and_a_dash_for_what_was_not_measured():
    ax = plots.axes()
    told = plots.table(ax, [[0.5, None], [0.0, 1.0]], rows=["r", "s"], columns=["one\nway", "other"])
    assert told == "r: one way 50%, other –; s: one way 0%, other 100%"
    assert [text.get_text() for text in ax.texts] == ["50%", "–", "0%", "100%"]


def test_the_ends_of_proportions_are_said_once_where_they_are_written_alike():
    assert plots.ends([0.11, 0.07, 0.09]) == "7%–11%"
    assert plots.ends([0.5, 0.5]) == "50%"
