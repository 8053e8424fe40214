"""The figures of unit 05: each draws what it is given, and says it to those who do not see it."""

import numpy as np
import pytest

from labkit.grokking import plots as plots_clock
from labkit.messages import LANGUAGES, set_language

STEPS = [10, 20, 30]
SHARES = {"train": [0.1, 0.9, 1.0], "twins": [0.0, 0.1, 0.97], "new": [0.0, 0.0, 0.4]}
PLACES = np.stack([np.cos(np.arange(7)), np.sin(np.arange(7))], axis=1)


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def test_marks_say_when_half_was_right_and_how_it_ended(language):
    drawing = plots_clock.marks(STEPS, SHARES)
    assert [line.get_ydata().tolist() for line in drawing.axes.lines] == list(SHARES.values())
    assert "20" in drawing.alt
    assert ("97\u00a0%" if language == "fr" else "97%") in drawing.alt
    assert ("jamais la moitié" if language == "fr" else "never half") in drawing.alt  # the new questions


def test_the_spectrum_names_the_keys_and_their_share(language):
    shares = [0.1, 0.5, 0.1, 0.25, 0.05]
    drawing = plots_clock.spectrum(shares, [1, 3])
    assert [bar.get_height() for bar in drawing.axes.patches] == shares
    assert [text.get_text() for text in drawing.axes.texts] == ["1", "3"]
    assert "1, 3" in drawing.alt
    assert "75" in drawing.alt


@pytest.mark.parametrize("k", [1, 2, 3])
def test_a_circle_joins_neighbours_of_the_wave(k, language):
    p = 7
    turns = 2 * np.pi * k * np.arange(p) / p
    drawing = plots_clock.circles({k: np.stack([np.cos(turns), np.sin(turns)], axis=1)})
    ring = drawing.axes[0].lines[0].get_xydata()
    assert len(ring) == p + 1
    sides = np.linalg.norm(np.diff(ring, axis=0), axis=1)
    assert sides == pytest.approx(np.full(p, 2 * np.sin(np.pi / p)))  # each joined to the next on the circle


def test_progress_shows_losses_of_runs_of_other_lengths(language):
    drawing = plots_clock.progress(
        STEPS, SHARES, {"a": (STEPS, [3.0, 2.0, 1.0]), "b": ([10, 20], [3.0, 4.0])}, chance=2.5
    )
    assert len(drawing.axes[1].lines) == 3  # and the loss of chance
    assert "a: " in drawing.alt
    assert "b: " in drawing.alt


def test_a_snapshot_says_what_is_known_at_its_step(language):
    drawing = plots_clock.snapshot(STEPS, SHARES, 20, PLACES, 2, [0.2, 0.3, 0.5], [2])
    assert ("90\u00a0%" if language == "fr" else "90%") in drawing.alt
    assert ("97\u00a0%" if language == "fr" else "97%") not in drawing.alt
    assert len(drawing.axes) == 3


def test_several_runs_have_steps_of_their_own(language):
    runs = {"one": ([1, 2], [0.0, 1.0]), "two": ([1, 2, 3], [0.0, 0.2, 0.3])}
    drawing = plots_clock.several(runs, ylabel="y", log_x=True)
    assert [len(line.get_xdata()) for line in drawing.axes.lines] == [2, 3]
    assert drawing.axes.get_xscale() == "log"


def test_dots_tell_never_from_a_number(language):
    drawing = plots_clock.dots(["a", "b"], [[100, 0], [300, 0]], limit=1200)
    assert "a: 100, 300; b: –, –" in drawing.alt
    shown = [tuple(point) for dots in drawing.axes.collections for point in dots.get_offsets().data]
    assert sorted(x for x, _ in shown) == [100, 300, 1200, 1200]
