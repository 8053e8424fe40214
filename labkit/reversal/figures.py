"""The figures of lab and chapter 04.

A function takes what the lab records under the names of its arguments, curves as a History or as they are kept,
{name: [steps, values]}; one without arguments reads the recorded runs of a control.
"""

from collections.abc import Mapping

import numpy as np
from IPython.display import HTML

from labkit import arguments, plots, results
from labkit.messages import number, percent, say
from labkit.plots import Drawing
from labkit.reversal.plots import dots, histograms, tables
from labkit.widgets import explore

DIRECTIONS = ("forward", "backward")
READERS = ("beginner", "trained")  # of the control 04_repetitions


def curse(costs: Mapping) -> Drawing:
    """What the right answers cost, in bits, and what others cost, in both directions."""
    panels = {_label(name): (costs[name]["right"], costs[name]["others"]) for name in DIRECTIONS}
    return histograms(panels, names=(_label("right"), _label("random")))


def groups(recalled: Mapping) -> Drawing:
    """Who can answer what: facts told both ways, facts told one way."""
    return _exact_answers(recalled)


def cures(diets: Mapping) -> Drawing:
    """What each diet makes of the facts of the second half."""
    return _exact_answers(diets)


def answers(diets: Mapping, gaps: Mapping, forward_accuracy: float, seen_reversal_accuracy: float) -> HTML:
    """Who can answer what: the reader and the training texts are chosen, the table follows."""
    causal, halves = _label("causal"), ("first_half", "second_half")
    mixes = {_label("mix_forward"): "paraphrases", _label("mix_half"): "half", _label("mix_all"): "entities"}
    both_ways = {"forward": forward_accuracy, "backward": seen_reversal_accuracy}
    by_gaps = {name: gaps["rate_uniform"][name][1][-1] for name in DIRECTIONS}

    def frame(reader, mix):
        diet = mixes[mix]
        if reader == causal and diet == "half":
            return _exact_answers({"two_way": both_ways, "one_way": diets[diet]})
        if reader == causal:
            return _exact_answers(dict.fromkeys(halves, diets[diet]))
        if diet == "paraphrases":  # it needs no reversed text
            return _exact_answers(dict.fromkeys(halves, by_gaps))
        return f"<p>{say('reversal.not_needed')}</p>"

    reader = (_label("reader"), [causal, _label("gaps")])
    return explore(frame, caption="", reader=reader, mix=(_label("mix"), list(mixes)))


def filling(gaps: Mapping) -> Drawing:
    """Both directions over the steps of training by gaps, one pair of curves for each rate."""
    return _over_steps({f"{_label(rate)}, {_label(name)}": gaps[rate][name] for rate in gaps for name in DIRECTIONS})


def masking() -> HTML:
    """The same in the control; the reader chooses the rate, and whether names share their tokens."""
    curves = results.runs("04_masking")[0]["curves"]
    names = {_label(f"names_{kind}"): kind for kind in ("unique", "shared")}
    rates = {_label(f"rate_{rate}"): rate for rate in ("15", "40", "uniform")}

    def frame(kind, rate):
        chosen = curves[names[kind]][rates[rate]]
        return _over_steps({_label(name): chosen[name] for name in DIRECTIONS})

    return explore(frame, caption="", kind=(_label("names"), list(names)), rate=(_label("rate"), list(rates)))


def repetitions() -> Drawing:
    """What two readers recall by the number of readings of each fact: the median of the seeds and their range."""
    seeds = list(results.summaries("04_repetitions").values())
    curves = next(iter(results.runs("04_repetitions")[0]["curves"][READERS[0]].values()))
    counts = curves["forward"][0][1:]  # the first is 0: not yet read
    shares = {r: np.array([[seed[f"{r}_{count}"] for count in counts] for seed in seeds]) for r in READERS}
    drawing = plots.lines(
        counts,
        {_label(reader): np.median(values, axis=0) for reader, values in shares.items()},
        xlabel=_label("readings"),
        ylabel=_label("answered"),
        proportion=True,
        reference=(_label("table"), 1.0),
        log_x=True,
    )
    ranges = {}
    for (reader, values), colour in zip(shares.items(), plots.COLOURS, strict=False):
        low, high = values.min(axis=0), values.max(axis=0)
        drawing.axes.fill_between(counts, low, high, color=colour, alpha=0.2, linewidth=0)
        ends = zip(map(percent, low), map(percent, high), strict=True)
        ranges[_label(reader)] = ", ".join(a if a == b else f"{a}–{b}" for a, b in ends)
    drawing.alt = plots.sentences(drawing.alt, say("reversal.ranges_alt", n=len(seeds), listed=plots.listed(ranges)))
    return drawing


def inverses(links: Mapping) -> Drawing:
    """Facts recited and inverses found over the steps of training, with tied embeddings and with two tables."""
    parts = ("seen", "held_out")
    return _over_steps({_label(f"{kind}_{part}"): links[kind][part] for kind in links for part in parts})


def equality() -> Drawing:
    """Held-out inverses found by the bilinear model, one dot per seed, one condition changed per row."""
    seeds = results.runs("04_sweep").values()
    rows = {say("reversal.sweep_base", steps=number(next(iter(seeds))["steps"], 0)): "base"}
    rows |= {_label("sweep_untied"): "tied_false"}
    rows |= {say("reversal.sweep_entities", n=n): f"entities_{n}" for n in (200, 100, 75)}
    rows |= {say("reversal.sweep_decay", value=number(d, k)): f"decay_{d}" for d, k in ((0.0, 0), (0.1, 1), (3.0, 0))}
    rows |= {say("reversal.sweep_width", n=128): "d_model_128", say("reversal.sweep_relations", n=4): "relations_4"}
    return _dots(rows, seeds, {_label("held_out"): "held_out"}, xlabel=_label("inverses_found"))


def spelling() -> Drawing:
    """Facts recited and inverses found by the bilinear model, by the way names are written, one dot per seed."""
    rows = ("one_token", "own_sum", "own_network", "shared_sum", "shared_network")
    parts = {_label("recited"): "seen", _label("held_out"): "held_out"}
    seeds = results.runs("04_spelling").values()
    return _dots({_label(row): row for row in rows}, seeds, parts, xlabel=_label("answered"))


def direction(swaps: Mapping) -> Drawing:
    """Where swapping the activation moves the answer: read, never read, read."""
    panels = {_label(f"swap_{case}"): np.array(table) for case, table in swaps.items()}
    depths = len(next(iter(swaps.values())))
    rows = [_label("embedding"), *(say("reversal.block", n=n) for n in range(1, depths))]
    return tables(panels, rows=rows, columns=[_label("place_entity"), _label("place_is")])


def _label(name: str) -> str:
    return say(f"reversal.{name}")


def _exact_answers(shares: Mapping[str, Mapping]) -> Drawing:
    """A table of questions answered, a row for each name of `shares`, a column for each direction."""
    cells = np.array([[row[name] for name in DIRECTIONS] for row in shares.values()])
    return tables({"": cells}, rows=[*map(_label, shares)], columns=[*map(_label, DIRECTIONS)])


def _over_steps(curves: Mapping) -> Drawing:
    """Questions answered over the steps of training; (steps, values) by label."""
    (steps, _), *_ = curves.values()
    series = {label: values for label, (_, values) in curves.items()}
    return plots.lines(steps, series, xlabel=say("plots.step"), ylabel=_label("answered"), proportion=True)


def _dots(rows: Mapping[str, str], seeds, parts: Mapping[str, str], xlabel: str) -> Drawing:
    """One dot per seed: `rows` and `parts` give the names of the record by their labels."""
    groups = {
        row: {part: [run[what][name] for run in seeds] for part, what in parts.items()} for row, name in rows.items()
    }
    return dots(groups, xlabel=xlabel)


arguments.check(__name__)
