"""Figures say in words what they draw, put places where they are, and draw lab and recorded run alike."""

import inspect

import numpy as np
import pytest
from spoken import spoken

from labkit import results
from labkit.messages import LANGUAGES, number, say, set_language
from labkit.plots import Drawing, listed
from labkit.representations import cities, figures

CHOSEN = [cities.find(name) for name in ("Paris", "Kinshasa", "Tokyo", "Lima")]
ATLAS = cities.atlas(CHOSEN)
PLACES = ATLAS["places"]


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


@pytest.fixture
def run():
    return results.runs("03_representations")[0]


def drawn(run, name):
    """A figure of the recorded run, as the chapter calls it."""
    function = getattr(figures, name)
    return function(**{key: run[key] for key in inspect.signature(function).parameters})


def alts(shown):
    """The text alternatives of a drawing, or of the frames of an `explore`."""
    return [shown.alt] if isinstance(shown, Drawing) else spoken(shown)


def half_within(atlas, read):
    return number(cities.median_km(np.array(atlas["places"]), np.array(read)), 0)


def test_a_map_shows_every_city_and_says_how_far_off_half_of_them_are(language):
    read = np.vstack([PLACES[:2], -PLACES[2:]])
    drawing = figures.world_map(read, ATLAS)
    spots = np.vstack([np.asarray(c.get_offsets()) for c in drawing.axes.collections])
    assert sorted(map(tuple, spots.round(3))) == sorted(map(tuple, cities.degrees(read)[:, ::-1].round(3)))
    assert say("representations.cities_read", count=4, km=number(cities.FARTHEST / 2, 0)) in drawing.alt


def test_a_city_read_across_the_date_line_gets_a_short_line():
    atlas = {"places": cities.unit_vectors([-18], [178]), "continents": ["OC"]}
    drawing = figures.world_map(cities.unit_vectors([-21], [-175]), atlas)
    (line,) = drawing.axes.lines
    assert np.ptp(line.get_xdata()) == pytest.approx(7, abs=0.01)


def test_the_slider_shows_the_steps_of_the_lab_and_of_a_record_in_order():
    in_the_lab = figures.unfolding({0: -PLACES, 40: PLACES}, ATLAS)
    recorded = figures.unfolding({"40": PLACES.tolist(), "0": (-PLACES).tolist()}, ATLAS | {"places": PLACES.tolist()})
    assert in_the_lab.data == recorded.data
    first, last = alts(recorded)
    assert number(cities.FARTHEST, 0) in first
    assert " 0 km" in last


def test_islands_are_drawn_where_areas_are_kept(language):
    islands = cities.archipelago(40)
    atlas = cities.atlas(islands)
    drawing = figures.world_map(atlas["places"], atlas)
    spots = np.vstack([np.asarray(c.get_offsets()) for c in drawing.axes.collections])
    assert sorted(spots[:, 1]) == pytest.approx(sorted(90 * atlas["places"][:, 2]))
    assert say("representations.islands_read", count=40, km="0") in drawing.alt
    assert {text.get_text() for text in drawing.figure.legends[0].get_texts()} == {
        say(f"representations.sea.{code}") for code in cities.SEAS
    }


def test_hidden_islands_are_named_with_both_distances(language):
    names = ["One", "Two", "Three", "Four"]
    drawing = figures.hidden(names, PLACES, {"alike": -PLACES, "answers": PLACES})
    one = say("representations.readouts_one", alike=number(cities.FARTHEST, 0), answers="0")
    assert all(listed({name: one}) in drawing.alt for name in names)
    assert [text.get_text() for text in drawing.axes.texts] == names


def test_rivals_stand_from_the_worst_to_the_best_with_their_kilometres(language):
    km = {"copier": 190.0, "network": 210.4, "geometry": 30.0}
    drawing = figures.rivals({"cities": km, "islands": km | {"network": 100.0}})
    first, second = ([round(bar.get_width()) for bar in panel.patches] for panel in drawing.axes)
    assert first == [210, 190, 30]
    assert second == [190, 100, 30]
    assert listed({say("representations.rival.network"): "210 km"}) in drawing.alt
    assert say("representations.islands") in drawing.alt


def test_the_plateau_says_all_curves(language):
    ends = {"cities": (4000, 200), "islands": (3600, 100), "at_once": (3610, 3620)}
    drawing = figures.plateau(*({"error_km": [[0, 40], [float(km) for km in values]]} for values in ends.values()))
    for name, values in ends.items():
        told = " → ".join(number(km, 0) for km in values)
        assert listed({say(f"representations.{name}"): told}) in drawing.alt
    legend = [text.get_text() for text in drawing.axes.get_legend().get_texts()]
    assert legend == [say(f"representations.{name}") for name in ends]


def test_a_bar_below_the_axis_is_cut_and_its_number_is_not(language):
    drawing = figures.probe_controls({"trained": [0.9, 0.8], "wide": [1.0, -7.25]})
    assert drawing.axes.patches[1].get_width() == -1
    assert number(-7.25) in [text.get_text() for text in drawing.axes.texts]
    for name, fitted, held_out in (("trained", 0.9, 0.8), ("wide", 1.0, -7.25)):
        values = dict(fitted=number(fitted), held_out=number(held_out))
        assert listed({say(f"representations.{name}"): say("representations.controls_one", **values)}) in drawing.alt


def test_the_figures_of_a_recorded_run_say_its_numbers(language, run, report):
    summary = results.summary("03_representations", run)
    told = {
        "probe_controls": [number(summary["map_r2"]), number(summary["by_pair_r2"]), number(summary["wide_train_r2"])],
        "rivals": [number(summary[f"{world}_network_km"], 0) for world in ("cities", "islands")],
        "plateau": [number(summary[name], 0) for name in ("cities_network_km", "islands_network_km", "at_once_km")],
        "dose_response": [number(run["dose"]["moved"][0]), number(run["dose"]["borrowed"][-1])],
        "hidden": run["hidden_names"],
        "llm_by_layer": [number(run["llm_r2s"]["english"][0]), number(run["llm_r2s"]["french"][-1])],
        "llm_map": [half_within(run["llm_atlas"], run["llm_read"])],
    }
    for name, numbers in told.items():
        (alt,) = alts(drawn(run, name))
        for value in numbers:
            report(value in alt, f"{name}: {value} is not in {alt}")
    report(len(alts(drawn(run, "archipelago"))) == len(run["island_maps"]), "one frame a map")


def test_arrows_are_drawn_for_the_features_that_are_kept(language):
    drawing = figures.superposition()
    kept = results.summaries("03_superposition")[0]
    for panel, name in zip(drawing.axes, ("dense", "sparse"), strict=True):
        arrows = [text for text in panel.texts if text.get_text()]
        assert len(arrows) == kept[f"{name}_kept"]
        assert listed({say(f"representations.{name}"): f"{len(arrows)}/5"}) in drawing.alt


def test_lines_of_print_give_what_they_say():
    run = {"error_km": [[0, 40], [4000.0, 2600.4]], "r2": [[0, 40], [-0.01, 0.37]]}
    assert figures.progress_lines(run) == ["    0  4,000 km −0.01", "   40  2,600 km 0.37"]
    assert figures.rival_lines({"network": 99.6, "copier": 1200.4}) == [
        f" 1,200 km  {say('representations.rival.copier')}",
        f"   100 km  {say('representations.rival.network')}",
    ]
    lines = figures.hidden_lines({"alike": 900.0, "answers": 60.0}, {"copier": 1200.0, "network": 300.0})
    assert len(lines) == 6
    assert "   900 km" in lines[1]
    assert " 1,200 km" in lines[4]
