"""Runs, kept and read back; the numbers derived from them."""

import math

import numpy as np
import pytest
import torch

import labkit as lk
from labkit import messages, results


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("LABKIT_RESULTS", str(tmp_path))
    return tmp_path


def run(seed=0, language="en", **measured):
    return {"language": language, "seed": seed, "seconds": 2.5, "measured": measured}


def test_every_package_has_a_unit_of_its_own():
    packages = results.packages()
    assert packages["05"] == "grokking"
    assert list(packages) == [key for key in packages if key.isdecimal() and len(key) == 2]
    assert results.package_of("05_slow") == results.package_of("05_grokking") == "grokking"
    assert results.package_of("cover") is None


def test_a_module_of_a_unit_is_found_by_the_name_of_a_lab_or_control():
    assert results.module_of("05_slow", "fourier").__name__ == "labkit.grokking.fourier"
    assert results.module_of("05_slow", "no_such_module") is None
    assert results.module_of("cover", "figures") is None


def test_a_run_takes_the_place_of_the_one_of_its_language_and_seed(folder):
    for language, seed, x in [("fr", 0, 1), ("en", 1, 2), ("en", 0, 3), ("fr", 0, 4), ("en", 1, 5)]:
        results.keep("05_demo", "cpu", run(seed, language, x=x))
    assert results.runs("05_demo") == {0: {"x": 3}, 1: {"x": 5}}
    messages.set_language("fr")
    assert results.runs("05_demo") == {0: {"x": 4}}


def test_runs_in_another_language_serve_where_there_are_none():
    results.keep("05_demo", "cpu", run(3, x=1))
    messages.set_language("fr")
    assert results.runs("05_demo") == {3: {"x": 1}}


def test_a_file_that_was_written_again_is_read_again():
    results.keep("05_demo", "cpu", run(x=1))
    assert results.runs("05_demo")[0] == {"x": 1}
    results.keep("05_demo", "cpu", run(x=2.5))
    assert results.runs("05_demo")[0] == {"x": 2.5}


def test_what_was_not_recorded_is_an_error():
    with pytest.raises(FileNotFoundError, match="05_nothing"):
        results.runs("05_nothing")


def test_what_is_short_shares_a_line_and_a_list_keeps_to_one(folder):
    long = list(range(100))
    measured = {"curve": {"train": [long, long]}, "words": ["a", "é"], "none": None, "empty": [], "x": 1.5}
    results.keep("05_demo", "cpu", run(**measured))
    text = (folder / "05_demo.cpu.json").read_text("utf-8")
    numbers = ",".join(map(str, long))
    assert f'\n     "train": [[{numbers}],[{numbers}]]}},\n' in text
    assert '\n    "words": ["a","é"], "none": null, "empty": [], "x": 1.5}}]}\n' in text
    assert results.runs("05_demo")[0] == measured


def test_a_number_is_derived_by_the_function_of_the_labs_or_controls_name(monkeypatch):
    from labkit.grokking import measures

    monkeypatch.setattr(measures, "summary", lambda measured: {"twice": 2 * measured["x"]})
    monkeypatch.setattr(measures, "demo", lambda measured: {"thrice": 3 * measured["x"]}, raising=False)
    results.keep("05_demo", "cpu", run(x=1))
    assert results.summary("05_grokking", {"x": 1}) == {"twice": 2}
    assert results.summaries("05_demo") == {0: {"thrice": 3, "seconds": 2.5}}
    plain = {"x": 1, "word": "w", "curve": [1], "none": None, "nested": {"y": 1}}
    assert results.summary("05_other", plain) == {"x": 1, "word": "w"}


def test_measured_things_become_what_json_keeps():
    history = lk.History()
    history.add(20, train=0.5, test=0.25)
    history.add(40, train=0.125)
    measured = {
        "curves": history,
        "array": np.array([[1.0, 2.0]]),
        "tensor": torch.tensor([3, 4]),
        "scalar": np.float64(1 / 3),
        "one": torch.tensor(1.5),
        "by_step": {20: (1, 2)},
        "flag": np.bool_(True),
        "nothing": None,
        "nan": math.nan,
    }
    assert results.plain(measured) == {
        "curves": {"train": [[20, 40], [0.5, 0.125]], "test": [[20], [0.25]]},
        "array": [[1.0, 2.0]],
        "tensor": [3, 4],
        "scalar": 0.33333,
        "one": 1.5,
        "by_step": {"20": [1, 2]},
        "flag": True,
        "nothing": None,
        "nan": None,
    }


def test_a_unit_without_a_lab_counts_what_the_others_recorded(monkeypatch):
    measures = results.module_of("09_conclusion", "measures")
    monkeypatch.setattr(measures, "counted", lambda: {"bets": 3})
    assert results.counts("09_conclusion")
    assert not results.counts("05_grokking")
    assert results.summaries("09_conclusion") == {0: {"bets": 3}}
