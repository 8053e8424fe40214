"""What lab 04 says where no real model can be had."""

import re
from types import SimpleNamespace

import numpy as np
from lab_sources import ROOT, build

import labkit as lk
from labkit.messages import say, set_language
from labkit.pretrained import NoModel
from labkit.reversal import recall


def test_without_a_real_model_the_lab_says_once_that_nothing_was_measured(monkeypatch, capsys):
    monkeypatch.setattr(lk.pretrained, "load", NoModel)
    made = build.notebook_cells(build.read(ROOT / "labs/04_reversal_curse.py"), "fr", solutions=True)
    code = [text for kind, text, _ in made if kind == "code"]
    first = next(i for i, text in enumerate(code) if "pretrained.load" in text)
    names = {"lk": lk, "np": np, "recall": recall, "P": SimpleNamespace(families=2)}
    set_language("fr")
    for cell in code[first:-1]:  # all that asks the model, up to the record
        exec(cell, names)
    said = capsys.readouterr().out
    assert said.count(say("reversal.not_measured")) == 1
    assert not re.search(r"nan|%", said)
    assert names["advantage"] == {"parent": None, "child": None}
