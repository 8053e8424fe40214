"""The figures of unit 07 say what they draw, in the reader's language, and draw what was measured."""

import re

import numpy as np
import pytest
from lab_sources import ROOT

from labkit import results
from labkit.emergence import figures
from labkit.emergence.plots import grid, several
from labkit.messages import LANGUAGES, number, percent, set_language

SIZES = [10, 100, 1000, 10_000]
SCORES = {
    "exact": [0.0, 0.01, 0.2, 0.9],
    "digit": [0.2, 0.4, 0.7, 0.98],
    "bits": [3.25, 2.0, 1.0, 0.125],
}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def test_a_short_curve_is_told_value_by_value(language):
    drawing = figures.two_faces(SIZES, SCORES)
    expected = {
        "en": "exact match (parameters): 0% → 1% → 20% → 90%. "
        "cross-entropy (bits per digit) (parameters): 3.25 → 2.00 → 1.00 → 0.12.",
        "fr": "correspondance exacte (paramètres)\u00a0: 0\u00a0% → 1\u00a0% → 20\u00a0% → 90\u00a0%. "
        "entropie croisée (bits/chiffre) (paramètres)\u00a0: 3,25 → 2,00 → 1,00 → 0,12.",
    }
    assert drawing.alt == expected[language]
    for ax, name in zip(drawing.axes, ("exact", "bits"), strict=True):
        assert ax.lines[0].get_xydata().tolist() == [list(point) for point in zip(SIZES, SCORES[name], strict=True)]


def test_several_runs_are_told_by_their_mean_and_how_far_apart_they_end(language):
    table = np.array([np.linspace(2, 0, 20), np.linspace(1, 1, 20)])
    alt = grid([several("T", range(20), table, xlabel="x")]).alt
    assert (
        alt
        == {
            "en": "T (x): mean: 1.50 → 0.50; 2 thin curves, which end between 0.00 and 1.00.",
            "fr": "T (x)\u00a0: moyenne\u00a0: 1,50 → 0,50\u00a0; 2 courbes fines, qui finissent entre 0,00 et 1,00.",
        }[language]
    )


def test_the_powers_of_the_accuracy_are_lines_and_what_was_measured_dots():
    by_length = [[0.1 * n] * 4 for n in range(1, 6)]
    (ax,) = figures.power(SIZES, SCORES, by_length).axes
    drawn = [line.get_ydata() for line in ax.lines]
    for line, n in zip(drawn[:3], (1, 3, 5), strict=True):
        np.testing.assert_allclose(line, np.array(SCORES["digit"]) ** n)
    assert [dots[0] for dots in drawn[3:]] == pytest.approx([0.1, 0.3, 0.5])


def test_the_interval_of_a_short_test_holds_its_marks():
    (ax,) = figures.few_questions(SIZES, SCORES, {"questions": 50, "marks": [0, 0, 0.2, 1.0]}).axes
    low, high = ax.collections[0].get_paths()[0].get_extents().intervaly
    assert low == 0
    assert high == 1
    edges = ax.collections[0].get_paths()[0].vertices
    assert max(y for x, y in edges if x == 10) == pytest.approx(0.07, abs=0.005)  # zero in fifty: up to 7%


def test_a_fifth_axis_shows_one_model_as_it_reads():
    growth = {"exact": [[500, 1000], [0.1, 0.6]]}
    assert len(figures.axes(SIZES, SCORES).figure.axes) == 4
    drawing = figures.axes(SIZES, SCORES, growth)
    assert "(examples read, one model): 10% → 60%." in drawing.alt
    assert drawing.axes[4].lines[0].get_xdata().tolist() == [500, 1000]


def test_the_readers_own_test_has_whole_questions():
    run = results.runs("07_emergence")[0]
    html = figures.explorer(run["parameters"], run["scores"], run["by_length"]).data
    told = re.findall(r'aria-label="([^"]*)"', html)
    metrics = 2 * (3 * 2 + 2 + 1 + 1)  # axes; length counts for exact match alone, the test's size for shares
    assert (len(told), len(set(told))) == (4 * 3 * 2 * 2, metrics)
    fifty = [alt for alt in told if alt.startswith("exact match") and "L = 3, one test of 50 questions" in alt]
    marks = " → ".join(percent(round(50 * share) / 50) for share in run["by_length"][2])
    assert [marks in alt for alt in fifty] == [True, True]  # on either axis
    assert sum(" → ".join(map(number, run["scores"]["bits"])) in alt for alt in told) == 12


def test_time_and_size_are_two_axes_of_the_same_runs(language):
    growths = [{"exact": [[100, 200], shares]} for shares in ([0.0, 0.1], [0.2, 0.9])]
    told = re.findall(r'aria-label="([^"]*)"', figures.time_and_size([10, 100], growths).data)
    early, late = (" → ".join(map(percent, shares)) for shares in ([0.0, 0.2], [0.1, 0.9]))
    assert [early in told[0], late in told[1]] == [True, True]  # the first stop is shown first
    assert all(" → ".join(map(percent, [0.2, 0.9])) in alt for alt in told)  # the largest, as it reads


def test_the_chapters_figures_draw_the_recorded_run(language, report):
    """Each figure that the chapter asks for is told with the numbers of seed 0."""
    run = results.runs("07_emergence")[0]
    known = results.summary("07_emergence", run) | run
    sentences = {
        "two_faces": run["scores"]["exact"],
        "power": run["by_length"][2],
        "six_metrics": run["scores"]["choice"],
        "few_questions": run["short_test"]["marks"],
        "axes": run["scores"]["exact"],
        "induced": run["pages"]["mastered"][1],
        "addition": run["sums"]["digit"],
        "gpt3": known["gpt3_digit"],
    }
    chapter = (ROOT / "book" / language / "07_emergence.md").read_text("utf-8")
    asked = re.findall(r"\{drawn\} 07_emergence\.(\w+)", chapter)
    elsewhere = {"parity", "quanta", "explorer", "verdict"}  # tested above, and the verdict with the bets
    assert set(sentences) | elsewhere == set(asked)
    for name in sentences:
        picture = results.figure("07_emergence", name)
        told = " → ".join(map(percent, sentences[name]))
        report(told in picture.alt, f"{name}: {told} is not in {picture.alt}")


def test_parities_and_skills_of_the_recorded_runs(report):
    falls = results.runs("07_emergence")[0]["falls"]
    bits, weight = figures.parity(falls).axes
    for ax, name in ((bits, "bits"), (weight, "weight")):
        drawn = np.array([line.get_ydata() for line in ax.lines])
        np.testing.assert_allclose(drawn[:5], np.array(falls[name]).T)
        np.testing.assert_allclose(drawn[5], np.mean(falls[name], axis=1))
    (ax,) = figures.quanta().axes
    assert len(ax.lines) == 21
    assert min(ax.lines[0].get_xdata()) >= 100
    mean = ax.lines[20].get_ydata()
    final = [line.get_ydata()[-1] for line in ax.lines[:20]]
    assert min(final) < mean[-1] < max(final)
