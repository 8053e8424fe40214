"""What labs say and keep where no real model can be had: that nothing was measured, and nothing."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from lab_sources import ROOT, build

import labkit as lk
from labkit.messages import say, set_language
from labkit.next_token import figures as next_token_figures
from labkit.next_token import network
from labkit.pretrained import NoModel
from labkit.representations import cities, probes
from labkit.representations import figures as representations_figures
from labkit.representations import measures as representations_measures
from labkit.reversal import recall


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the French cells of a lab that ask the real model, from its loading to a text: names, what was printed."""

    def run(lab, until, **names):
        monkeypatch.setattr(lk.pretrained, "load", lambda *_: NoModel())
        monkeypatch.setattr(lk, "record", lambda **measured: measured)
        made = build.notebook_cells(build.read(ROOT / f"labs/{lab}.py"), "fr", solutions=True)
        code = [text for kind, text, _ in made if kind == "code"]
        first = next(i for i, text in enumerate(code) if "pretrained.load" in text)
        last = next(i for i, text in enumerate(code) if until in text)
        names |= {"lk": lk, "np": np}
        set_language("fr")
        for cell in code[first:last]:
            exec(cell, names)
        return names, capsys.readouterr().out, code[-1]

    return run


def test_lab_04_says_once_that_nothing_was_measured(run):
    names, said, _ = run("04_reversal_curse", "lk.record(", recall=recall, P=SimpleNamespace(families=2))
    assert said.count(say("reversal.not_measured")) == 1
    assert not re.search(r"nan|%", said)
    assert names["advantage"] == {"parent": None, "child": None}


def test_lab_03_draws_nothing_and_keeps_nothing(run):
    given = {"cities": cities, "probes": probes, "figures": representations_figures, "seed": 0}
    names, said, record = run(
        "03_representations",
        "lk.record(",
        P=SimpleNamespace(llm=None, llm_cities=12),
        **given,
    )
    assert said.count(say("pretrained.not_measured")) == 2
    assert {value for row in names["llm_r2s"].values() for value in row} == {None}
    assert names["off_km"] is None
    assert set(names["llm_map"].values()) == {None}
    assert "llm_median_km=off_km, **llm_map" in record
    found = representations_measures._real_model(names["llm_r2s"], names["llm_map"]["llm_interval"])
    assert set(found.values()) == {None}


def test_lab_01_draws_a_dash_and_keeps_no_token(run):
    drawn = []
    figures = SimpleNamespace(next_words=lambda *a, **k: drawn.append(next_token_figures.next_words(*a, **k)))
    names, _, record = run("01_next_token", "lk.widgets.prompt", figures=figures, network=network)
    (drawing,) = drawn
    assert "%" not in drawing.alt
    assert "–" in drawing.alt
    assert eval(re.search(r"likeliest=(.*),\n", record)[1], names) == []
