"""What no annotation can say, and a reader must be told all the same: relations between arguments, worlds that differ.

Kinds, shapes and ranges are the business of test_hostile.py.
"""

import math

import numpy as np
import pytest
import torch

from labkit import plots, session, training
from labkit.grokking import fourier, modular
from labkit.grokking import modular_transformer as mt
from labkit.messages import LANGUAGES, set_language
from labkit.next_token import figures as next_token_figures
from labkit.representations import cities
from labkit.representations import figures as representations_figures
from labkit.reversal import bilinear
from labkit.reversal import plots as reversal_plots
from labkit.transformer import Transformer, TransformerConfig

TABLE = modular.table(p=7, fraction=0.5)
AXES = {"xlabel": "x", "ylabel": "y"}


def ours(p=7):
    return mt.build(p, d_model=8, n_heads=2, d_mlp=8)


def of_another_lab():
    return Transformer(TransformerConfig(8, 6, d_model=8, n_layers=1, n_heads=2))


def atlas_with_a_continent_of_its_own():
    atlas = cities.atlas(cities.largest(3))
    atlas["continents"][0] = "XX"
    return atlas


def world_of_another_size():
    train, _ = bilinear.world(30, 2, one_way=3, seed=0)
    return bilinear.loss(bilinear.Bilinear(20, 2), train)


REFUSED = {
    "a pole has no bearing": (lambda: cities.travel(np.eye(3)[2:], np.zeros(1), 100.0), r"start\[0\]"),
    "a model of another lab": (lambda: mt.answer_logits(of_another_lab(), TABLE.left, TABLE.right), "build"),
    "a model of another p": (lambda: mt.all_logits(ours(11), TABLE), r"modulo 7.*modulo 11.*build\(7\)"),
    "no energy": (lambda: fourier.spectrum(torch.zeros(7, 3)), "vectors"),
    "a scale that is not": (lambda: session.preset(smoke={}, cpu={}, gpu={}, tpu={}), "smoke, cpu, gpu.*'tpu'"),
    "more than certain": (lambda: next_token_figures.next_words([("a", 0.1), ("b", 2.0)]), r"likeliest\[1\].*2\.0"),
    "no probability": (lambda: next_token_figures.next_words([("a", math.nan)]), "likeliest.*nan"),
    "no logarithm": (lambda: plots.lines([0, 1], {"a": [1, 2]}, log_x=True, **AXES), "x .*> 0.*0"),
    "bits below 0": (lambda: reversal_plots.histograms({"a": ([1.0, -2.0], [1.0])}, names=("r", "o")), r"-2\.0"),
    "a continent unknown": (
        lambda: representations_figures.world_map(np.eye(3), atlas_with_a_continent_of_its_own()),
        r"AF, AS, EU, NA, OC, SA.*'XX'",
    ),
    "a world of another size": (world_of_another_size, r"answers.*\(4, 30\).*\(4, 20\)"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", REFUSED)
def test_it_is_said_in_the_readers_language(what, language, monkeypatch):
    set_language(language)
    monkeypatch.setattr(session, "_session", session.Session(language, "", "cpu", "cpu", 0))
    call, said = REFUSED[what]
    with pytest.raises(ValueError, match=said):
        call()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_history_without_a_measure_says_which_cell_to_run_again(language):
    set_language(language)
    with pytest.raises(LookupError, match=r"^(the history is empty|l’historique est vide)"):
        training.History()["average"]


def test_the_last_step_is_marked_however_rarely_marks_are_asked_for():
    steps = [step for step, _ in mt.learn(ours(), TABLE, steps=5, every=3, until=2, progress=False)]
    assert steps == [3, 5]
    assert [step for step, _ in mt.learn(ours(), TABLE, steps=5, every=9, progress=False)] == [5]


def test_no_step_leaves_the_model_as_it_is():
    model = ours()
    before = [weight.clone() for weight in model.parameters()]
    assert list(training.train(model, [], steps=0, progress=False)) == []
    assert all(map(torch.equal, before, model.parameters()))
