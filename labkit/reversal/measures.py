"""Every number that is quoted of unit 04, derived from what its lab and its controls kept.

Accuracies are shares of exact answers, 0 to 1; costs are in bits; `p` is that of `recall.pairing_p_value`.
"""

from collections.abc import Mapping

CARD = {  # the rows of the lab's result card, with their formats
    "forward_accuracy": ".0%",
    "seen_reversal_accuracy": ".0%",
    "unseen_reversal_accuracy": ".0%",
    "in_context_accuracy": ".0%",
    "backward_p": ".4f",
    "cure_entities_backward": ".0%",
    "cure_tokens_backward": ".0%",
    "rate_uniform_backward_accuracy": ".0%",
    "ahead_only_backward_accuracy": ".0%",
    "tied_held_out_accuracy": ".0%",
    "untied_held_out_accuracy": ".0%",
    "llm_parent_advantage_bits": ".1f",
    "llm_child_advantage_bits": ".1f",
}


def summary(measured: Mapping) -> dict:
    """The numbers of lab 04."""
    two_way, one_way = (measured["recalled"][group] for group in ("two_way", "one_way"))
    curves = measured["gaps"] | measured["links"]
    return {
        "forward_accuracy": (two_way["forward"] + one_way["forward"]) / 2,
        "seen_reversal_accuracy": two_way["backward"],
        "unseen_reversal_accuracy": one_way["backward"],
        "in_context_accuracy": measured["in_context"],
        **_flat({"searcher": measured["searcher"]}),
        **_flat(measured["evidence"]),
        **_flat({"cure": measured["diets"] | {"rewording": measured["rewording"]}}),
        **_flat({name: {f"{curve}_accuracy": curves[name][curve][1][-1] for curve in curves[name]} for name in curves}),
        **_flat({f"swap_{case}": _carried(table) for case, table in measured["swaps"].items()}),
        **{f"llm_{asked}_advantage_bits": bits for asked, bits in measured["advantage"].items()},
    }


def masking(measured: Mapping) -> dict:
    """For each kind of names and each rate: the poorer direction at the end, how far the two part, their mean."""
    return _flat(
        {
            names: {rate: _together(curves["forward"][1], curves["backward"][1]) for rate, curves in rates.items()}
            for names, rates in measured["curves"].items()
        }
    )


def denoising(measured: Mapping) -> dict:
    """What a small BART recalls at the end, in both directions, after spans of several tokens or single tokens."""
    ends = {diet: {way: curve[1][-1] for way, curve in curves.items()} for diet, curves in measured["curves"].items()}
    return _flat(ends)


def repetitions(measured: Mapping) -> dict:
    """What either reader recalls after each number of readings, at the learning rate that did best in the trial.

    `beginner_4` is the share recalled after four readings; with it go the cost of the right answers in `bits` and the
    share of the other facts still `kept`. `at_once` is the share recalled just after the first reading of each;
    `half` and `all` are the fewest readings, of those measured, after which half of the facts, or 99%, are recalled
    (None: never). `backward` is the greatest share that either reader ever recalls backwards.
    """
    found, backward = {}, []
    for reader, trial in measured["trial"].items():
        counts = next(iter(trial.values()))["forward"][0][1:]  # the first is 0: not yet read
        rates = {count: _best_rate(trial, place) for place, count in enumerate(counts, start=1)}
        curves = {count: measured["curves"][reader][rate] for count, rate in rates.items()}
        shares = {count: curves[count]["forward"][1][place] for place, count in enumerate(counts, start=1)}
        found[reader] = {str(count): share for count, share in shares.items()}
        for place, count in enumerate(counts, start=1):
            found[reader] |= {f"{count}_{name}": curves[count][name][1][place] for name in ("bits", "kept")}
            backward.append(curves[count]["backward"][1][place])
        found[reader]["at_once"] = curves[1]["at_once"][1][0]
        for name, share in {"half": 0.5, "all": 0.99}.items():
            found[reader][name] = next((count for count in counts if shares[count] >= share), None)
    return _flat(found) | {"backward": max(backward)}


def smollm2(measured: Mapping) -> dict:
    """What SmolLM2 makes of invented facts, before and after it is taught them name first."""
    return _flat(measured)


def spelling(measured: Mapping) -> dict:
    """Facts recited (`seen`) and inverses found (`held_out`), by the way names are written."""
    return {f"{name}_{part}": share for part in ("seen", "held_out") for name, share in measured[part].items()}


def sweep(measured: Mapping) -> dict:
    """The same, one condition of the bilinear model changed at a time."""
    return spelling(measured)


def _best_rate(trial: Mapping, place: int) -> str:
    """The learning rate at which most is recalled at that place of the curves; of equals, that of the fewest bits."""
    return max(trial, key=lambda rate: (trial[rate]["forward"][1][place], -trial[rate]["bits"][1][place]))


def _carried(table) -> dict:
    """Where in a table (depth, place) of swaps the answer goes along.

    through: at the entity at the entrance and at "is" at the exit, the lesser of the two; elsewhere: at the other place
    of these two depths, the greater; most: anywhere.
    """
    entrance, exit = table[0], table[-1]
    return {
        "through": min(entrance[0], exit[1]),
        "elsewhere": max(entrance[1], exit[0]),
        "most": max(map(max, table)),
    }


def _together(forward, backward) -> dict:
    both = [*forward, *backward]
    return {
        "end": min(forward[-1], backward[-1]),
        "apart": max(abs(a - b) for a, b in zip(forward, backward, strict=True)),
        "mean": sum(both) / len(both),
    }


def _flat(nested: Mapping, before: str = "") -> dict:
    """{"a": {"b": 1}} as {"a_b": 1}."""
    found = {}
    for name, value in nested.items():
        found |= _flat(value, f"{before}{name}_") if isinstance(value, Mapping) else {before + name: value}
    return found
