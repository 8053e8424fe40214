"""Maps say in words what they draw, and put places where they are."""

import numpy as np
import pytest

from labkit.messages import LANGUAGES, set_language
from labkit.representations import cities
from labkit.representations import plots as maps

CHOSEN = [cities.find(name) for name in ("Paris", "Kinshasa", "Tokyo", "Lima")]
PLACES = cities.unit_vectors([c.latitude for c in CHOSEN], [c.longitude for c in CHOSEN])
CONTINENTS = [c.continent for c in CHOSEN]


def test_off_by_is_the_distance_of_the_directions():
    assert maps.off_by(PLACES, 0.2 * PLACES) == pytest.approx(np.zeros(4), abs=1e-3)
    assert maps.off_by(PLACES, -PLACES) == pytest.approx(np.full(4, cities.FARTHEST))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decoded_map_shows_every_city_and_says_how_far_off_they_are(language):
    set_language(language)
    drawing = maps.decoded(PLACES, PLACES, CONTINENTS)
    spots = np.vstack([np.asarray(c.get_offsets()) for c in drawing.axes.collections])
    expected = cities.degrees(PLACES)[:, ::-1]
    assert sorted(map(tuple, spots.round(3))) == sorted(map(tuple, expected.round(3)))
    assert "4" in drawing.alt
    assert "0" in drawing.alt


def test_a_city_read_across_the_date_line_gets_a_short_line():
    fiji, tonga = cities.unit_vectors([-18], [178]), cities.unit_vectors([-21], [-175])
    drawing = maps.decoded(fiji, tonga, ["OC"])
    (line,) = drawing.axes.lines
    assert np.ptp(line.get_xdata()) == pytest.approx(7, abs=0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_alternatives_name_each_city_and_each_bar(language):
    set_language(language)
    found = maps.found(PLACES, -PLACES, PLACES, [c.name for c in CHOSEN])
    assert all(city.name in found.alt for city in CHOSEN)
    lies = maps.lies(["one", "two"], [0.9, 1.0], [0.8, -3.0])
    assert "one" in lies.alt
    assert "−3" in lies.alt
    readouts = maps.two_readouts({"one": (1200.0, 80.0)})
    assert "80" in readouts.alt


def test_a_bar_below_the_axis_is_cut_and_its_number_is_not():
    drawing = maps.lies(["one"], [1.0], [-7.25])
    assert drawing.axes.patches[0].get_width() >= -1.05
    assert any("−7.25" in text.get_text() for text in drawing.axes.texts)


def test_the_front_takes_medians_over_runs():
    drawing = maps.front([0.0, 1.0], np.array([[300.0, 100.0], [500.0, 200.0], [400.0, 900.0]]), np.full((3, 2), 0.9))
    assert list(drawing.axes[0].lines[-1].get_ydata()) == [400.0, 200.0]


def test_arrows_count_the_features_that_are_kept():
    drawing = maps.arrows({"dense": np.array([[1.0, 0.0], [0.0, 0.1]]), "sparse": np.array([[1.0, 0.0], [0.0, 1.0]])})
    assert "dense: 1/2" in drawing.alt
    assert "sparse: 2/2" in drawing.alt
