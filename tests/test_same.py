import json

import pytest
import same

RUN = {"curve": [1, 2], "inside": {"mark": 0.5, "seconds": 3}}


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Two labs have measured RUN in each folder; keep(unit, folder, **changes) writes another run."""

    def keep(unit, folder, **changes):
        language = "fr" if folder == "checked" else folder
        file = tmp_path / folder / f"{unit}.smoke.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"runs": [{"language": language, "measured": RUN | changes}]}))

    monkeypatch.setattr(same, "MEASURED", tmp_path)
    units = ("01_next_token", "05_grokking")  # the first has other texts in each language
    monkeypatch.setattr(same.build, "sources", lambda: [tmp_path / f"{unit}.py" for unit in units])
    for unit in units:
        for folder in ("fr", "en", "checked"):
            keep(unit, folder)
    return keep


def test_equal_measurements_are_no_problem_whatever_time_they_took(keep):
    keep("05_grokking", "checked", inside={"mark": 0.5, "seconds": 4})
    assert list(same.problems()) == []


def test_what_differs_when_cells_run_twice_is_told_once_a_language(keep):
    keep("05_grokking", "checked", curve=[1, 3])
    french, english = same.problems()
    assert french == "05_grokking: .curve is not the same in fr, and in fr with each cell run twice"
    assert english == "05_grokking: .curve is not the same in en, and in fr with each cell run twice"


def test_languages_may_differ_only_where_a_lab_says_so(keep):
    keep("01_next_token", "en", curve=[0])
    assert list(same.problems()) == []
    keep("05_grokking", "en", inside={"seconds": 3})
    assert ["05_grokking: .inside.mark" in problem for problem in same.problems()] == [True]


def test_a_notebook_that_measured_nothing_is_a_problem(keep, tmp_path):
    (tmp_path / "en" / "05_grokking.smoke.json").unlink()
    assert list(same.problems()) == ["05_grokking: nothing was measured in en"]
