"""The figures of unit 04 say in words what they show, in either language."""

import re

import numpy as np
import pytest
from spoken import spoken

from labkit import results
from labkit.messages import LANGUAGES, percent, say, set_language
from labkit.plots import INK, listed, shade, trend
from labkit.reversal import figures, plots


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


@pytest.fixture
def run():
    return results.runs("04_reversal_curse")[0]


def label(name):
    return say(f"reversal.{name}")


def test_a_table_names_each_cell_in_words_and_in_the_picture():
    drawing = plots.tables({"T": np.array([[0.25, 1.0], [0.0, 0.5]])}, rows=["r", "s"], columns=["a", "b"])
    assert drawing.alt == "T. r: a 25%, b 100%; s: a 0%, b 50%."
    texts, cells = drawing.axes[0].texts, drawing.axes[0].patches
    assert [text.get_text() for text in texts] == ["25%", "100%", "0%", "50%"]
    assert [cell.get_facecolor() for cell in cells] == [shade(share) for share in (0.25, 1.0, 0.0, 0.5)]
    assert {text.get_color() for text in texts} == {INK}  # which the page turns, as its ground
    for text, cell in zip(texts, cells, strict=True):
        x, y = text.get_position()
        assert cell.get_x() < x < cell.get_x() + cell.get_width()
        assert cell.get_y() < y < cell.get_y() + cell.get_height()


def test_histograms_share_one_scale_and_tell_both_means():
    drawing = plots.histograms({"P": ([1.0, 2.0], [3.0, 5.0]), "Q": ([0.0], [20.0])}, names=("right", "others"))
    assert "P. right: 1.5; others: 4.0. Q. right: 0.0; others: 20.0." in drawing.alt
    first, second = (ax.get_xlim() for ax in drawing.axes)
    assert first == second
    for ax in drawing.axes:  # bars of a group add up to one
        heights = [bar.get_height() for bar in ax.patches if hasattr(bar, "get_height")]
        assert sum(heights) == pytest.approx(2)


def test_dots_are_as_many_as_runs_and_their_range_is_told():
    drawing = plots.dots({"row": {"k": [0.25, 0.5], "l": [1.0]}, "other": {"k": [0.0]}}, xlabel="share")
    assert "row: k 25%–50%, l 100%; other: k 0%." in drawing.alt
    assert sum(len(line.get_xdata()) for line in drawing.axes.lines) == 4


def test_the_curse_is_drawn_from_both_directions(language, run):
    drawing = figures.curse(run["costs"])
    titles = [ax.get_title() for ax in drawing.axes]
    assert titles == [label("forward"), label("backward")]
    assert all(title in drawing.alt for title in titles)


def test_diets_and_groups_are_tables_of_both_directions(language, run):
    def row(name, *shares):
        columns = zip(("forward", "backward"), shares, strict=True)
        return listed({label(name): ", ".join(f"{label(column)} {percent(share)}" for column, share in columns)})

    assert row("tokens", 1, 0) in figures.cures(run["diets"]).alt
    alt = figures.groups(run["recalled"]).alt
    assert row("two_way", 1, 1) in alt
    assert row("one_way", 1, 0) in alt


def test_only_half_of_the_answers_hang_on_what_was_reversed(language, run):
    values = results.summaries("04_reversal_curse")[0]
    given = (values["forward_accuracy"], values["seen_reversal_accuracy"])
    shown = figures.answers(run["diets"], run["gaps"], *given)
    told_forward, half, every, by_gaps = spoken(shown)  # two of the six frames say that nothing was measured
    assert shown.data.count(say("reversal.not_needed")) == 2
    cells = [re.findall(r"\d+", alt) for alt in (told_forward, half, every, by_gaps)]
    assert cells == [["100", "0"] * 2, ["100", "100", "100", "0"], ["100"] * 4, ["100"] * 4]


def test_curves_begin_and_end_as_they_were_recorded(language, run):
    alt = figures.inverses(run["links"]).alt
    steps, held_out = run["links"]["tied"]["held_out"]
    assert listed({label("tied_held_out"): trend(held_out, steps, write=percent)}) in alt
    rates = {rate: run["gaps"][rate] for rate in ("rate_15", "rate_uniform")}
    assert len(figures.filling(rates).axes.lines) == 4


def test_masking_has_a_frame_for_each_rate_and_kind_of_names(language):
    curves = results.runs("04_masking")[0]["curves"]
    frames = spoken(figures.masking())
    expected = [curves[kind][rate] for kind in ("unique", "shared") for rate in ("15", "40", "uniform")]
    assert len(frames) == len(expected)
    for alt, chosen in zip(frames, expected, strict=True):
        for name in ("forward", "backward"):
            steps, shares = chosen[name]
            assert trend(shares, steps, write=percent) in alt


def test_the_sweep_has_a_dot_for_each_seed_and_says_how_many_steps(language):
    runs = results.runs("04_sweep")
    drawing = figures.equality()
    (line,) = drawing.axes.lines
    assert len(line.get_xdata()) == 10 * len(runs)
    assert say("reversal.sweep_base", steps=200) in drawing.alt
    shares = [run["held_out"]["entities_75"] for run in runs.values()]
    assert f"{percent(min(shares))}–{percent(max(shares))}" in drawing.alt


def test_readings_are_drawn_for_both_readers_with_the_range_of_the_seeds(language):
    seeds = results.summaries("04_repetitions")
    drawing = figures.repetitions()
    beginner, trained, table = drawing.axes.lines
    assert drawing.axes.get_xscale() == "log"
    assert list(beginner.get_xdata()) == list(trained.get_xdata()) == [1, 2, 4, 8, 16]
    assert set(table.get_ydata()) == {1}
    assert len(drawing.axes.collections) == 2
    for name, line in {"beginner": beginner, "trained": trained}.items():
        found = np.array([[values[f"{name}_{n}"] for n in (1, 2, 4, 8, 16)] for values in seeds.values()])
        assert list(line.get_ydata()) == list(np.median(found, axis=0))
        assert listed({label(name): trend(np.median(found, axis=0), write=percent)}) in drawing.alt
        assert f", {percent(found[:, 2].min())}–{percent(found[:, 2].max())}, " in drawing.alt  # four readings


def test_spellings_have_two_kinds_of_dots(language):
    seen, held_out = figures.spelling().axes.lines
    assert len(seen.get_xdata()) == len(held_out.get_xdata()) == 5 * len(results.runs("04_spelling"))


def test_the_arrow_is_three_tables_of_two_places(language, run):
    drawing = figures.direction(run["swaps"])
    assert [ax.get_title("left") for ax in drawing.axes] == [label(f"swap_{case}") for case in run["swaps"]]
    assert listed({label("embedding"): f"{label('place_entity')} {percent(1)}"}) in drawing.alt
    assert drawing.alt.count(say("reversal.block", n=2)) == 3
