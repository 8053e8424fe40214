"""Every number that is quoted of lab 08 and its controls, derived from what they kept; nothing is measured here.

`cells` holds, for each number of programs K, the right answers in the four cells of the exam. What was not measured,
for want of a language model, is None.
"""

from collections.abc import Mapping
from statistics import mean

from labkit import arguments
from labkit.programs.network import CELLS
from labkit.programs.worlds import DEMONSTRATIONS, SYMBOLS

CARD = {  # rows of the result card, with their formats
    "known_demonstrated_16": ".0%",
    "known_other_16": ".0%",
    "new_demonstrated_16": ".1%",
    "nearest_new_demonstrated_16": ".1%",
    "known_other_64": ".0%",
    "new_demonstrated_64": ".0%",
    "known_other_largest": ".1%",
    "new_demonstrated_largest": ".0%",
    "prompt_16": ".0%",
    "prompt_largest": ".0%",
    "kept_permutations": ".0%",
    "llm_five": ".0%",
    "llm_random": ".0%",
}


def summary(measured: Mapping) -> dict:
    """The numbers of a run of lab 08."""
    found = {"chance": 1 / SYMBOLS, "chance_shown": 1 / DEMONSTRATIONS, "chance_left": 1 / (SYMBOLS - DEMONSTRATIONS)}
    counts = list(measured["cells"])
    for K in counts:
        ends = (str(K), "largest") if counts[-1] == K else (str(K),)
        for end in ends:
            found |= _count(measured, K, end)
    found |= {f"lies_{K}_{i}": v for K, values in measured["lies"].items() for i, v in enumerate(values)}
    for kind, places in measured["kept"].items():
        found[f"kept_{kind}"] = max(places.values())
        found |= {f"kept_{kind}_{i}": share for i, share in enumerate(places.values())}
    found["shifts_known"] = measured["shifts_known"]
    found["kept_best"] = max(found[f"kept_{kind}"] for kind in measured["kept"])
    for name in ("first", "second", "other"):
        values = measured["mix"][name]
        found |= {f"mix_{name}_{i}": values[i] for i in range(len(values))}
    found |= _model(measured["llm"], measured["spreads"], measured["traps"])
    return found | {name: measured[name] for name in ("parameters", "train_seconds", "llm_seconds")}


def _count(measured, K, end):
    """What was measured with K programs, under names that end in `end`."""
    shots, bayes = measured["shots"][K], measured["bayes"][K]
    found = {f"{cell}_{end}": share for cell, share in measured["cells"][K].items()}
    for reader, marks in measured["opponents"][K].items():
        found |= {f"{reader}_{cell}_{end}": share for cell, share in marks.items()}
    for i, n in enumerate(measured["counts"]):
        found |= {f"shots_{end}_{n}": shots["known_other"][i], f"bayes_shots_{end}_{n}": bayes[i]}
        found[f"copied_{end}_{n}"] = shots["new_demonstrated"][i]
    found |= {f"{name}_{end}": share for name, share in measured["conflict"][K].items()}
    return found | {f"{name}_{end}": measured[name][K] for name in ("attention", "follows")}


def _model(llm, spreads, traps):
    """SmolLM2: each task by condition, the mean over tasks, a demonstration that lies, wordings against luck."""
    found = {f"llm_{task}_{name}": share for task, row in llm.items() for name, share in row.items()}
    for name in next(iter(llm.values())):
        shares = [row[name] for row in llm.values()]
        found[f"llm_{name}"] = None if None in shares else mean(shares)
    found |= _traps(traps)
    for name in ("none", "one"):
        pairs = [marks[name] for marks in spreads.values()]
        found[f"spread_{name}"] = mean(pair[0] for pair in pairs) if pairs else None
        found[f"luck_{name}"] = mean(pair[1] for pair in pairs) if pairs else None
        found |= {f"spread_{name}_{task}": marks[name][0] for task, marks in spreads.items()}
    return found


def rules(measured: Mapping) -> dict:
    """The numbers of 08_rules: the cells at the end with few and with many programs, and what the rule would give."""
    counts = list(measured["curves"])
    found = {name: measured[name] for name in ("p", "programs", "rule", "nearest")}
    for end, K in (("few", counts[0]), ("many", counts[-1])):
        curves = measured["curves"][K]
        found |= {f"{cell}_{end}": curves[cell][1][-1] for cell in CELLS} | {f"count_{end}": int(K)}
        found["steps"] = curves["known_demonstrated"][0][-1]
    return found


def crossing(measured: Mapping) -> dict:
    """The numbers of 08_crossing: the cells after each training (`longer_known_other`), and attention."""
    found = {f"{name}_attention": run["attention"] for name, run in measured.items()}
    return found | {f"{name}_{cell}": run["curves"][cell][1][-1] for name, run in measured.items() for cell in CELLS}


def seeds(measured: Mapping) -> dict:
    """The numbers of 08_seeds: of how many starts, and how many keep the two ends apart as the lab says they do."""
    ends = {int(K): marks for K, marks in measured["ends"].items()}
    few, *many = ends.values()
    found = {"count": len(few["known_other"])}
    copied, known = (1 / SYMBOLS + 0.05, 1 / (SYMBOLS - DEMONSTRATIONS) + 0.05)  # five points above chance
    found["few_copying"] = sum(share > copied for share in few["new_demonstrated"])
    found["few_most"] = max(few["new_demonstrated"])
    found["few_knowing"] = min(few["known_other"])
    found["many_copying"] = min(min(marks["new_demonstrated"]) for marks in many)
    found["many_most"] = max(max(marks["known_other"]) for marks in many)
    return found | {"many_knowing": sum(share > known for marks in many for share in marks["known_other"])}


def real(measured: Mapping) -> dict:
    """The numbers of 08_real: right answers by the places that a letter moves on, and whom the model believes."""
    found = {f"shift_{places}": share for places, share in measured["shifts"].items()}
    found["shift_other"] = max(share for places, share in measured["shifts"].items() if int(places) != 1)
    found |= {f"{how}_{task}": share for how in ("told", "unshown") for task, share in measured[how].items()}
    return found | _traps(measured["traps"])


def _traps(traps):
    return {f"trap_{task}_{name}": share for task, marks in traps.items() for name, share in marks.items()}


def offsets(measured: Mapping) -> dict:
    """The numbers of 08_offsets: the marks of each network, and whose answers come out at a quarter and at half."""
    found = {name: measured[name] for name in ("p", "modulus", "programs", "circles")}
    for kind, marks in measured["blends"].items():
        found |= {f"{kind}_{name}": value for name, value in marks.items() if name != "mix"}
        for part, i in (("none", 0), ("quarter", 1), ("half", 2)):
            found |= {f"{kind}_{name}_{part}": values[i] for name, values in marks["mix"].items()}
    return found


arguments.check(__name__)
