"""The figures of unit 08 say what they draw, in the reader's language, and draw what was measured."""

import re

import pytest
from lab_sources import ROOT

from labkit import results
from labkit.messages import LANGUAGES, percent, set_language
from labkit.programs import figures


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def test_the_chapters_figures_tell_the_recorded_run(language, report):
    run = results.runs("08_programs")[0]
    sentences = {
        "dial": [run["cells"]["64"]["new_demonstrated"]],
        "opponents": [run["opponents"]["16"]["nearest"]["new_demonstrated"]],
        "shots": run["bayes"]["16"],
        "conflict": [run["conflict"]["16"]["program"]],
        "lies": run["lies"]["16"],
        "mixtures": run["mix"]["second"],
        "tasks": [run["llm"]["capital"]["five"]],
        "wordings": [max(run["wordings"]["capital"]["one"])],
        "seeds": [],
    }
    chapter = (ROOT / "book" / language / "08_programs.md").read_text("utf-8")
    asked = re.findall(r"\{drawn\} 08_programs\.(\w+)", chapter)
    assert set(asked) == set(sentences) | {"explorer", "verdict"}  # tested below, and the verdict with the bets
    for name, values in sentences.items():
        alt = results.figure("08_programs", name).alt
        for value in values:
            report(percent(value) in alt, f"{name}: {percent(value)} is not in {alt}")


def test_the_real_model_is_told_task_by_task_and_place_by_place(language, report):
    run = results.runs("08_real")[0]
    chapter = (ROOT / "book" / language / "08_programs.md").read_text("utf-8")
    for name, kept in (("traps", run["traps"]["capital"]["program"]), ("shifts", run["shifts"]["13"])):
        report(percent(kept) in results.figure("08_real", name).alt, f"{name}: {percent(kept)}")
        report(f"{{drawn}} 08_real.{name}" in chapter, f"{name} is not in the chapter")


def test_mixed_vectors_are_told_network_by_network(language):
    run = results.runs("08_offsets")[0]
    alt = results.figure("08_offsets", "blends").alt
    for marks in run["blends"].values():
        assert percent(marks["mix"]["first"][2]) in alt
    chapter = (ROOT / "book" / language / "08_programs.md").read_text("utf-8")
    assert "{drawn} 08_offsets.blends" in chapter


def test_the_table_can_be_that_of_the_longest_list():
    run = results.runs("08_programs")[0]
    alt = figures.opponents(run["opponents"], run["cells"], K=4096).alt
    assert "4096" in alt


def test_lies_are_drawn_for_any_number_of_lists():
    lies = {K: [1.0, 0.5] for K in (4, 16, 64, 256, 1024, 4096)} | {"nearest": [1.0, 0.75]}
    drawing = figures.lies([0.0, 1.0], lies)
    assert len({(line.get_color(), line.get_marker()) for line in drawing.axes.lines}) == 7
    assert "1024" in drawing.alt.replace(",", "")


def test_a_task_that_was_not_measured_is_a_dash():
    alt = figures.tasks({"copy": {"none": None, "one": 0.5}}).alt
    assert "–" in alt
    assert "50%" in alt


def test_the_reader_chooses_among_prompts_of_every_kind(language):
    html = results.figure("08_programs", "explorer").data
    assert html.count("<table") == 5 * 4 * 4
    right = {"en": "That is right.", "fr": "C’est juste."}[language]
    assert 0 < html.count(right) < 5 * 4 * 4
