"""The figures of unit 05: each draws what it is given, and says it to those who do not see it."""

import numpy as np
import pytest
from spoken import spoken

from labkit import results
from labkit.grokking import figures
from labkit.messages import LANGUAGES, number, percent, set_language

STEPS = [10, 20, 30]
SHARES = {"train": [0.1, 0.9, 1.0], "twins": [0.0, 0.1, 0.97], "new": [0.0, 0.0, 0.4]}
CURVES = {part: (STEPS, values) for part, values in SHARES.items()}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def test_marks_say_when_half_was_right_and_how_it_ended(language):
    drawing = figures.marks(CURVES, title="so")
    assert [list(line.get_ydata()) for line in drawing.axes.lines] == list(SHARES.values())
    said = {"fr": "cahier\u00a0: la moitié de bonnes réponses au pas 20", "en": "book: half right at step 20"}
    assert said[language] in drawing.alt
    assert percent(0.97) in drawing.alt
    assert ("jamais la moitié" if language == "fr" else "never half") in drawing.alt  # the new cells
    assert drawing.axes.get_title() == "so"


def test_the_spectrum_names_the_keys_and_their_share(language):
    energy = [0.1, 0.5, 0.1, 0.25, 0.05]
    drawing = figures.spectrum(energy, [1, 3])
    assert [bar.get_height() for bar in drawing.axes.patches] == energy
    assert [text.get_text() for text in drawing.axes.texts] == ["1", "3"]
    assert "1, 3" in drawing.alt
    assert percent(0.75) in drawing.alt
    assert "%" not in figures.spectrum(energy).alt


@pytest.mark.parametrize("k", [1, 2, 3])
def test_a_circle_joins_neighbours_of_the_wave(k, language):
    p = 7
    turns = 2 * np.pi * k * np.arange(p) / p
    drawing = figures.circles({k: np.stack([np.cos(turns), np.sin(turns)], axis=1)})
    ring = drawing.axes[0].lines[0].get_xydata()
    assert len(ring) == p + 1
    sides = np.linalg.norm(np.diff(ring, axis=0), axis=1)
    assert sides == pytest.approx(np.full(p, 2 * np.sin(np.pi / p)))  # each joined to the next on the circle


def test_progress_shows_losses_of_runs_of_other_lengths(language):
    losses = {"restricted": (STEPS, [3.0, 2.0, 1.0]), "excluded": (STEPS, [1.0, 2.0, 4.5])}
    drawing = figures.progress(CURVES, losses, {"restricted": ([10, 40], [3.0, 4.25])}, 12)
    below = drawing.axes[1].lines
    assert [line.get_ydata()[-1] for line in below] == [1.0, 4.5, 4.25, pytest.approx(np.log(12))]
    assert drawing.axes[1].get_xlim() == (0, 30)
    for told in ((3, 2, 1), (1, 2, 4.5), (3, 4.25)):
        assert ": " + " → ".join(map(number, told)) in drawing.alt.replace("\u00a0:", ":")
    control = {"restricted": ([10, 40], [3.0, 4.25]), "excluded": ([10, 40], [2.5, 0.5])}
    drawing = figures.progress(CURVES, losses, control, 12)
    assert [list(line.get_ydata()) for line in drawing.axes[1].lines[3:-1]] == [[2.5, 0.5]]
    assert f"{number(2.5)} → {number(0.5)}" in drawing.alt


def test_a_frame_of_the_slider_says_what_is_known_at_its_step(language):
    places = np.stack([np.cos(np.arange(7)), np.sin(np.arange(7))], axis=1)
    slides = {"20": {"places": places, "energy": [0.2, 0.3, 0.5]}}  # as JSON keeps steps
    (alt,) = spoken(figures.explorer(CURVES, slides, [2], 2).data)
    assert {"fr": "Au pas 20", "en": "At step 20"}[language] in alt
    assert percent(0.9) in alt
    assert percent(0.97) not in alt


def test_weights_say_where_they_started_and_ended(language):
    drawing = figures.weights({"squared": (STEPS, [1.5, 9.0, 2.25])})
    assert " → ".join(map(number, (1.5, 9.0, 2.25))) in drawing.alt


def test_the_figures_of_the_chapter_say_what_was_recorded(language, report):
    runs, numbers = results.runs("05_grokking"), results.summaries("05_grokking")
    first, seeds = runs[0], range(len(runs))

    def holds(drawing, *texts):
        for text in texts:
            said = drawing.alt.replace("\u00a0:", ":")
            report(text in said, f"{text!r} is not in {said!r}")

    holds(figures.marks(first["curves"]), percent(numbers[0]["new_accuracy"]))
    holds(figures.no_decay(first["plain_curves"]), percent(numbers[0]["no_decay_twin_accuracy"]))
    restricted = first["losses"]["restricted"][1]
    arguments = [first[name] for name in ("curves", "losses", "plain_losses", "p")]
    holds(figures.progress(*arguments), f"{number(restricted[0])} → {number(restricted[-1])}")
    half = [next(s for s, v in zip(*run["curves"]["new"], strict=True) if v >= 0.5) for run in runs.values()]
    holds(figures.seeds(), *(f"{['seed', 'graine'][language == 'fr']} {seed}" for seed in seeds), *map(str, half))
    rates = {"fr": ("0,015", "0,003", "0,001"), "en": ("0.015", "0.003", "0.001")}[language]
    holds(figures.slow(), *rates, percent(results.summaries("05_paper")[0]["new_accuracy"]))
    last = [run["new"][-1] for run in results.runs("05_fractions").values()]
    holds(figures.fractions(), *map(percent, last))
    steps = results.runs("05_operations")[0]["steps"]
    holds(figures.operations(), f"a + b: {steps[0]}", f"a − b: {steps[1]}", f"a × b: {steps[2]}")


def test_the_slider_has_a_frame_for_each_recorded_step(report):
    run = results.runs("05_grokking")[0]
    report(len(run["slides"]) == 9, f"{len(run['slides'])} slides")
    slides = {step: run["slides"][step] for step in ("10", list(run["slides"])[5])}  # a frame takes half a second
    html = figures.explorer(run["curves"], slides, run["keys"], run["dial"]).data
    for alt, step in zip(spoken(html), slides, strict=True):
        new = dict(zip(*run["curves"]["new"], strict=True))[int(step)]
        report(f"step {step}: " in alt and f"new cells {percent(new)}" in alt, f"step {step}: {alt}")


def test_operations_tell_never_from_a_number(monkeypatch, language):
    run = {"operations": ["a", "b"], "max_steps": 1200}
    runs = {0: run | {"steps": [100, None]}, 1: run | {"steps": [300, None]}}
    monkeypatch.setattr(figures.results, "runs", lambda unit: runs)
    drawing = figures.operations()
    never = {"fr": "jamais", "en": "never"}[language]
    assert f"a: 100, 300; b: {never}, {never}" in drawing.alt.replace("\u00a0", "")
    shown = [tuple(point) for dots in drawing.axes.collections for point in dots.get_offsets().data]
    assert sorted(x for x, _ in shown) == [100, 300, 1200, 1200]


def test_several_runs_have_steps_of_their_own(monkeypatch):
    new = {0: ([1, 2], [0.0, 1.0]), 1: ([1, 2, 3], [0.0, 0.2, 0.3])}
    monkeypatch.setattr(figures.results, "runs", lambda unit: {s: {"curves": {"new": c}} for s, c in new.items()})
    drawing = figures.seeds()
    assert [len(line.get_xdata()) for line in drawing.axes.lines] == [2, 3]
