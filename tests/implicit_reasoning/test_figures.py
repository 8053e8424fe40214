"""The figures of unit 06 say what they draw, in the reader's language, and draw what was measured."""

import numpy as np
import pytest

from labkit import results
from labkit.messages import LANGUAGES, percent, set_language


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def test_the_figures_tell_the_recorded_run(language, report):
    run = results.runs("06_implicit_reasoning")[0]
    sentences = {
        "curves": [run["curves"]["comparison"]["outside"][1][-1], run["curves"]["composition"]["outside"][1][-1]],
        "dial": [run["curves"]["few"]["familiar"][1][-1]],
        "opponents": [run["opponents"]["comparison"]["ranking"]["outside"]],
        "opponents_composition": [run["opponents"]["composition"]["association"]["familiar"]],
        "read": [run["read"]["composition"][0]["outside"], run["lens"]["comparison"][-1]["inside"]],
        "swapped": [run["swapped"]["composition"]["follows"]],
        "crossed": [run["crossed"]["composition"]["in_out"], run["rescued"]["out_in"]],
        "written": [run["written"]["outside"], run["product"]["outside"]],
        "seeds": [],
        "storeys": [],
    }
    for name, values in sentences.items():
        alt = results.figure("06_implicit_reasoning", name).alt
        report(len(alt) > 60, f"{name}: {alt}")
        for value in values:
            report(percent(value) in alt, f"{name}: {percent(value)} is not in {alt}")


def test_the_reader_chooses_a_network_and_a_step(language):
    run = results.runs("06_implicit_reasoning")[0]
    html = results.figure("06_implicit_reasoning", "explorer").data
    assert html.count("data-chosen") == 3 * len(run["curves"]["few"]["atoms"][0])
    assert percent(run["curves"]["few"]["familiar"][1][-1]) in html


def test_the_reader_of_the_chapter_has_every_ratio_of_the_sweep(language):
    swept = results.runs("06_ratio")[0]
    html = results.figure("06_implicit_reasoning", "sweep_explorer").data
    steps = len(swept["curves"]["3.0"]["atoms"][0])
    assert html.count("data-chosen") == (1 + len(swept["ratios"])) * steps
    for curves in swept["curves"].values():
        assert percent(curves["familiar"][1][-1]) in html


def test_the_controls_are_drawn(language):
    ends = [values["same_two_outside"] for values in results.summaries("06_rounds").values()]
    assert percent(float(np.median(ends))) in results.figure("06_implicit_reasoning", "rounds").alt
    assert (
        percent(results.summaries("06_ratio")[0]["familiar_14"]) in results.figure("06_implicit_reasoning", "sweep").alt
    )


def test_the_real_model_and_the_longer_training_are_drawn(language):
    found = results.summaries("06_real")[0]
    alt = results.figure("06_implicit_reasoning", "real").alt
    for name in ("right_once", "right_written", "picked_once", "picked_beside"):
        assert percent(found[name]) in alt, name
    last = results.summaries("06_plateau")[0]["familiar"]
    assert percent(last) in results.figure("06_implicit_reasoning", "plateau").alt
