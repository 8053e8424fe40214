"""Figures say in words what they draw, put places where they are, and draw lab and recorded run alike."""

import inspect
import re

import numpy as np
import pytest

from labkit import results
from labkit.messages import LANGUAGES, number, percent, say, set_language
from labkit.plots import Drawing
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
    return [shown.alt] if isinstance(shown, Drawing) else re.findall(r'<img alt="([^"]*)"', shown.data)


def half_within(atlas, read):
    return number(cities.median_km(np.array(atlas["places"]), np.array(read)), 0)


def test_a_map_shows_every_city_and_says_how_far_off_half_of_them_are(language):
    read = np.vstack([PLACES[:2], -PLACES[2:]])
    drawing = figures.world_map(read, ATLAS)
    spots = np.vstack([np.asarray(c.get_offsets()) for c in drawing.axes.collections])
    assert sorted(map(tuple, spots.round(3))) == sorted(map(tuple, cities.degrees(read)[:, ::-1].round(3)))
    count, km = (number(x, 0) for x in (4, cities.FARTHEST / 2))
    assert f" {count} " in drawing.alt
    assert f"{km}\xa0km" in drawing.alt or f"{km} km" in drawing.alt


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


def test_hidden_cities_are_named_with_both_distances(language):
    eight = np.tile(PLACES, (2, 1))
    drawing = figures.hidden_map(eight, {"probe": -eight, "answers": eight}, title="one")
    names, far = say("representations.hidden_names").split(", "), number(cities.FARTHEST, 0)
    for name in names:
        one = say("representations.readouts_one", name=name, probe=far, answers="0")
        assert one in drawing.alt
    assert [text.get_text() for text in drawing.axes.texts] == names


def test_a_bar_below_the_axis_is_cut_and_its_number_is_not(language):
    drawing = figures.probe_controls({"trained": [0.9, 0.8], "wide": [1.0, -7.25]})
    assert drawing.axes.patches[1].get_width() == -1
    assert number(-7.25) in [text.get_text() for text in drawing.axes.texts]
    for name, fitted, held_out in (("trained", 0.9, 0.8), ("wide", 1.0, -7.25)):
        values = dict(fitted=number(fitted), held_out=number(held_out))
        assert say("representations.controls_one", name=say(f"representations.{name}"), **values) in drawing.alt


def test_readouts_show_three_ways_of_learning(language):
    pairs = {"one_question": (1200.0, 80.0), "three_questions": (300.0, 60.0), "afterwards": (500.0, 40.0)}
    km = {name: {"probe": probe, "answers": answers} for name, (probe, answers) in pairs.items()}
    drawing = figures.readouts(km | {"start": {"probe": 7777.0, "answers": 7777.0}})
    assert [round(bar.get_width()) for bar in drawing.axes.patches] == [1200, 300, 500, 80, 60, 40]
    for name, (probe, answers) in pairs.items():
        values = dict(probe=number(probe, 0), answers=number(answers, 0))
        assert say("representations.readouts_one", name=say(f"representations.{name}"), **values) in drawing.alt


def test_the_figures_of_a_recorded_run_say_its_numbers(language, run, report):
    summary = results.summary("03_representations", run)
    told = {
        "three_questions": [half_within(run["atlas"], run["three_map"])],
        "probe_controls": [number(summary["map_r2"]), number(summary["by_pair_r2"]), number(summary["wide_train_r2"])],
        "dose_response": [number(run["dose"]["moved"][0]), number(run["dose"]["arbitrary"][-1])],
        "readouts": [number(summary[f"{how}_answers_km"], 0) for how in ("one", "together", "after")],
        "game_by_layer": [percent(summary["game_mine"]), percent(summary["game_players"])],
        "llm_by_layer": [number(run["llm_r2s"]["english"][0]), number(run["llm_r2s"]["french"][-1])],
        "llm_map": [half_within(run["llm_atlas"], run["llm_read"])],
    }
    for name, numbers in told.items():
        (alt,) = alts(drawn(run, name))
        for value in numbers:
            report(value in alt, f"{name}: {value} is not in {alt}")
    report(len(alts(drawn(run, "unfolding"))) == len(run["maps"]), "one frame a map")
    one, three = alts(drawn(run, "hidden"))
    report(say("representations.one_question") in one, one)
    report(say("representations.three_questions") in three, three)


def test_the_figure_of_decay_takes_medians_over_runs(language):
    drawing = figures.decay()
    runs = results.runs("03_decay").values()
    medians = np.median([run["error_km"] for run in runs], axis=0)
    assert drawing.axes[0].lines[-1].get_ydata() == pytest.approx(medians)
    assert all(number(km, 0) in drawing.alt for km in medians)


def test_arrows_are_drawn_for_the_features_that_are_kept(language):
    drawing = figures.superposition()
    kept = results.summaries("03_superposition")[0]
    for panel, name in zip(drawing.axes, ("dense", "sparse"), strict=True):
        arrows = [text for text in panel.texts if text.get_text()]
        assert len(arrows) == kept[f"{name}_kept"]
        assert f"{say(f'representations.{name}')}: {len(arrows)}/5" in drawing.alt


def test_lines_of_print_give_what_they_say():
    run = {"error_km": [[0, 40], [4000.0, 2600.4]], "r2": [[0, 40], [-0.01, 0.37]]}
    assert figures.progress_lines(run) == ["    0  4,000 km −0.01", "   40  2,600 km 0.37"]
    km = {how: {"probe": 300.2, "answers": 99.6} for how in ("one_question", "start", "afterwards")}
    right = {how: {"direction": 0.9, "continent": 1.0} for how in ("start", "afterwards")}
    assert figures.late_lines(km, right) == ["300 100 90% 100%"] * 2
