"""Figures: drawn where they are told to, readable without eyes, and leaving nothing changed."""

from html.parser import HTMLParser

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from labkit import plots
from labkit.messages import LANGUAGES, set_language

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
    "lines": (["y selon n", "<a>: 0,50 → 3,25"], ["y against n", "b: 1.50 → 1.00"]),
    "proportions": (["y selon T", "<a>: 50\u00a0% → 25\u00a0%"], ["y against T", "<a>: 50% → 25%"]),
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
    ((tag, image),) = Reader(drawing._repr_html_()).tags
    assert tag == "img"
    assert image["alt"] == drawing.alt
    assert image["src"].startswith("data:image/")
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


def test_numbers_in_a_figure_are_in_the_readers_language(language):
    written = " ".join(words(DRAW["proportions"]().figure))
    assert ("40\u00a0%" if language == "fr" else "40%") in written
    assert ("0,05" if language == "fr" else "0.05") in written


def test_curves_go_through_their_numbers():
    first, second = DRAW["lines"]().axes.lines
    assert list(first.get_ydata()) == [0.5, 3.25]
    assert first.get_marker() != second.get_marker()


def test_the_house_style_is_set_on_demand_only():
    with mpl.rc_context():
        plots.use_house_style()
        assert mpl.rcParams["axes.spines.top"] is False
        assert mpl.rcParams["axes.edgecolor"] == plots.FAINT
