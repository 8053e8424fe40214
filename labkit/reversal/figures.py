"""The figures of chapter 04: lab 04 in the page's language (seed 0), and its controls (all seeds recorded)."""

import json
from pathlib import Path

import numpy as np

from labkit import plots
from labkit.messages import number, say
from labkit.reversal import plots as plots_recall
from labkit.widgets import explore, explore_html

RESULTS = Path(__file__).parents[2] / "labs" / "results"
ORDERS = ("forward", "backward")
DIETS = ("half", "entities", "tokens", "paraphrases")
DEPTHS = 3  # embedding, after block 1, after block 2


def runs(unit):
    return json.loads((RESULTS / f"{unit}.cpu.json").read_text("utf-8"))["runs"]


def recorded(language):
    """What lab 04 measured in this language with seed 0."""
    return next(run["values"] for run in runs("04_reversal_curse") if (run["language"], run["seed"]) == (language, 0))


def control(unit):
    """What a control measured, seed by seed."""
    return [run["values"] for run in runs(unit)]


def labels(names):
    return [say(f"reversal.{name}") for name in names]


def answers(language):
    """Who can answer what: the reader and the training texts are chosen, the table follows."""
    values = recorded(language)
    causal, gaps, parts = say("reversal.causal"), say("reversal.gaps"), labels(("two_way", "one_way"))
    mixes = dict(zip(labels(("mix_forward", "mix_half", "mix_all")), ("paraphrases", "half", "entities"), strict=True))

    def table(reader, mix):
        if reader == gaps:  # it needs no reversed text: what it answers from forward sentences alone
            cells = [[values["rate_uniform_forward_accuracy"], values["rate_uniform_backward_accuracy"]]] * 2
            return cells if mixes[mix] == "paraphrases" else None
        diet = mixes[mix]
        told_one_way = [values[f"cure_{diet}_forward"], values[f"cure_{diet}_backward"]]
        both_ways = [values["forward_accuracy"], values["seen_reversal_accuracy"]]
        return [both_ways if diet == "half" else told_one_way, told_one_way]

    def frame(reader, mix):
        cells = table(reader, mix)
        if cells is None:
            return f"<p>{say('reversal.not_needed')}</p>"
        rows = parts if mixes[mix] == "half" else labels(("first_half", "second_half"))
        drawing = plots_recall.tables({"": cells}, rows=rows, columns=labels(ORDERS), size=(5.2, 1.9))
        return drawing._repr_html_()

    readers = (say("reversal.reader"), [causal, gaps])
    return explore_html(frame, caption="", reader=readers, mix=(say("reversal.mix"), list(mixes)))


def curse(language):
    """Surprisal of the right answers and of others, in both directions."""
    values = recorded(language)
    panels = {say(f"reversal.{o}"): (values[f"{o}_right"], values[f"{o}_random"]) for o in ORDERS}
    return plots_recall.heaps(panels, names=tuple(labels(("right", "random"))))


def cures(language):
    """What each diet makes of the facts of the second half, in both directions."""
    values = recorded(language)
    table = [[values[f"cure_{diet}_{order}"] for order in ORDERS] for diet in DIETS]
    return plots_recall.tables({"": table}, rows=labels(DIETS), columns=labels(ORDERS), size=(6.4, 2.6))


def masking(language):
    """Both directions over the steps of masked training; the reader chooses whether names share their tokens."""
    values = control("04_masking")[0]
    kinds = {say("reversal.names_unique"): "unique", say("reversal.names_shared"): "shared"}
    rates = {say("reversal.rate_15"): "15", say("reversal.rate_40"): "40", say("reversal.rate_uniform"): "uniform"}
    names, rate = (say("reversal.names"), list(kinds)), (say("reversal.rate"), list(rates))

    def series(names, rate):
        return {say(f"reversal.{o}"): values[f"{kinds[names]}_{rates[rate]}_{o}"] for o in ORDERS}

    words = {"xlabel": say("plots.step"), "ylabel": say("reversal.answered"), "proportion": True}

    def draw(ax, names, rate):
        plots.lines(values["steps"], series(names, rate), ax=ax, **words)

    def alt(names, rate):
        return plots.lines(values["steps"], series(names, rate), **words).alt

    return explore(draw, caption="", alt=alt, names=names, rate=rate)


def equality(language):
    """Held-out inverses found by the bilinear model, one dot per seed, one condition changed per row."""
    seeds = control("04_sweep")
    rows = {say("reversal.sweep_base"): "base", say("reversal.sweep_untied"): "tied_false"}
    rows |= {say("reversal.sweep_entities", n=n): f"entities_{n}" for n in (200, 100, 75)}
    rows |= {say("reversal.sweep_decay", value=number(d, k)): f"decay_{d}" for d, k in ((0.0, 0), (0.1, 1), (3.0, 0))}
    rows |= {say("reversal.sweep_width", n=128): "d_model_128", say("reversal.sweep_relations", n=4): "relations_4"}
    kinds = {say("reversal.held_out"): "held_out"}
    groups = {
        row: {kind: [values[f"{key}_{what}"] for values in seeds] for kind, what in kinds.items()}
        for row, key in rows.items()
    }
    return plots_recall.dots(groups, xlabel=say("reversal.inverses_found"))


def spelling(language):
    """Facts recited and inverses found by the bilinear model, by the way names are written, one dot per seed."""
    seeds = control("04_spelling")
    kinds = {say("reversal.recited"): "seen", say("reversal.held_out"): "held_out"}
    groups = {
        say(f"reversal.{names}"): {
            kind: [values[f"{names}_{what}"] for values in seeds] for kind, what in kinds.items()
        }
        for names in ("one_token", "own_sum", "own_network", "shared_sum", "shared_network")
    }
    return plots_recall.dots(groups, xlabel=say("reversal.answered"))


def direction(language):
    """Where swapping the activation moves the answer: read, never read, read."""
    values = recorded(language)
    cases = ("forward", "backward", "backward_seen")
    panels = {say(f"reversal.swap_{case}"): np.reshape(values[f"swap_{case}"], (DEPTHS, -1)) for case in cases}
    rows = [say("reversal.embedding"), *(say("reversal.block", n=n) for n in range(1, DEPTHS))]
    return plots_recall.tables(panels, rows=rows, columns=labels(("place_entity", "place_is")), size=(7.6, 2.5))
