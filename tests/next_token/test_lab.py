"""The last exercise of lab 01 done as a student would: each crutch taken away where the lab sets it."""

import re

import pytest
from lab_sources import ROOT, build

import labkit as lk
from labkit import detective


@pytest.mark.slow
def test_the_crutches_are_taken_away_where_they_are_set(monkeypatch):
    monkeypatch.setenv("LABKIT_SCALE", "smoke")
    made = build.notebook_cells(build.read(ROOT / "labs/01_next_token.py"), "en", solutions=True)
    code = [text.replace("%pip", "pass  #") for kind, text, _ in made if kind == "code"]
    for crutch, without in ((r"primer=5\b", "primer=0"), (r"notes=3\b", "notes=0"), (r"reach=3\b", "reach=0")):
        found = [i for i, cell in enumerate(code) if re.search(crutch, cell)]
        assert len(found) == 1, f"{crutch} stands in one place"
        code[found[0]] = re.sub(crutch, without, code[found[0]])
    last = next(i for i, cell in enumerate(code) if "figures.story(tale)" in cell)
    names = {}
    monkeypatch.setattr(lk.session, "_session", None)
    for cell in code[: last + 1]:
        exec(cell, names)
    lesson, _ = next(names["batches"](4, 0, *names["kinds"]))
    assert (lesson != detective.vocabulary("en").index[":"]).all()  # no note in what it learns from, as in the test
    assert not any(":" in story.tokens for story in names["test_stories"])
    assert names["config"].reach == 0
    assert list(names["snapshots"])[:2] == [0, 10]  # the warm-up of no step is the beginning
