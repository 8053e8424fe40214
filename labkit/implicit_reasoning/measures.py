"""Every number that is quoted of lab 06 and its controls, derived from what they kept; nothing is measured here.

`curves` holds one training by network: comparison, composition, and "few", the composition with a small ratio φ. A
curve is (steps, values): right answers to the atomic facts and in the three exams. What was not measured is None.
"""

from collections.abc import Mapping, Sequence

from labkit.implicit_reasoning.real import AT_ONCE, by_country
from labkit.implicit_reasoning.worlds import EXAMS

CARD = {  # rows of the result card, with their formats
    "comparison_familiar": ".1%",
    "comparison_outside": ".1%",
    "comparison_frequency_outside": ".1%",
    "composition_familiar": ".1%",
    "composition_outside": ".1%",
    "composition_frequency_outside": ".1%",
    "few_ratio": ".1f",
    "few_training": ".1%",
    "few_familiar": ".1%",
    "follows_comparison": ".1%",
    "follows_composition": ".1%",
    "out_in": ".1%",
    "in_out": ".1%",
    "written_outside": ".1%",
}


def first(curve: Sequence, level: float) -> int | None:
    """The first step at which a curve reaches the level."""
    return next((int(step) for step, value in zip(*curve, strict=True) if value >= level), None)


def summary(measured: Mapping) -> dict:
    """The numbers of a run of lab 06."""
    found = {name: measured[name] for name in ("parameters", "train_seconds")}
    for name, curves in measured["curves"].items():
        found |= _course(name, curves)
        found[f"{name}_ratio"] = measured["ratio"][name]
    for task, readers in measured["opponents"].items():
        found[f"{task}_chance"] = measured["chance"][task]
        for reader, marks in readers.items():
            found |= {f"{task}_{reader}_{exam}": share for exam, share in marks.items()}
    for task, blocks in measured["read"].items():
        found |= {f"read_{task}_{where}_{i}": v for i, marks in enumerate(blocks) for where, v in marks.items()}
    for task, blocks in measured["lens"].items():
        found |= {f"lens_{task}_{where}_{i}": v for i, marks in enumerate(blocks) for where, v in marks.items()}
    for task, shares in measured["swapped"].items():
        found |= {f"{name}_{task}": share for name, share in shares.items()}
    for task, kinds in measured["crossed"].items():
        found |= {(name if task == "composition" else f"{task}_{name}"): share for name, share in kinds.items()}
    for name in ("twice", "alone"):
        trained = measured[name].items()
        found |= {f"{name}_{path}_{exam}": curves[exam][1][-1] for path, curves in trained for exam in EXAMS}
    found |= {f"rescued_{name}": share for name, share in measured["rescued"].items()}
    for name in ("written", "product"):
        found |= {f"{name}_{exam}": share for exam, share in measured[name].items()}
    return found


def _course(name, curves):
    """The last marks of a training, and when it knew its facts and questions."""
    found = {f"{name}_{part}": curves[part][1][-1] for part in ("atoms", *EXAMS)}
    found[f"{name}_steps"] = curves["atoms"][0][-1]
    found |= {f"{name}_{part}_90_step": first(curves[part], 0.9) for part in EXAMS}
    return found


def cures(measured: Mapping) -> dict:
    """The numbers of 06_cures: the last marks of each cure."""
    found = {
        f"{name}_{part}": curves[part][1][-1]
        for name, curves in measured["curves"].items()
        for part in ("atoms", *EXAMS)
    }
    return found | {"steps": measured["steps"], "chance": measured["chance"]}


def rounds(measured: Mapping) -> dict:
    """The numbers of 06_rounds: the last marks of each network, and when facts kept apart reached nine in ten."""
    steps = {f"{name}_90_step": first(curves["outside"], 0.9) for name, curves in measured["curves"].items()}
    return cures(measured) | steps


def arms(measured: Mapping) -> dict:
    """The numbers of 06_arms: those of `rounds`, and which of the two facts a network fails at (`other_in_out`)."""
    kinds = {f"{name}_{kind}": share for name, marks in measured["crossed"].items() for kind, share in marks.items()}
    return rounds(measured) | kinds


def tasks(measured: Mapping) -> dict:
    """The numbers of 06_tasks: the marks of each task, by its name."""
    found = {f"{task}_{name}": share for task, marks in measured["marks"].items() for name, share in marks.items()}
    return found | {"steps": measured["steps"]}


def ratio(measured: Mapping) -> dict:
    """The numbers of 06_ratio: the last marks by ratio φ, a whole number in the name."""
    found = {
        f"{exam}_{float(phi):.0f}": curves[exam][1][-1] for phi, curves in measured["curves"].items() for exam in EXAMS
    }
    return found | {"steps": measured["steps"]}


def plateau(measured: Mapping) -> dict:
    """The numbers of 06_plateau: the marks at the end, and from which step half and nine tenths were right."""
    curves = measured["curves"]
    found = {exam: curves[exam][1][-1] for exam in EXAMS}
    found |= {f"{exam}_{round(100 * level)}_step": first(curves[exam], level) for exam in EXAMS for level in (0.5, 0.9)}
    steps = {"steps": curves["familiar"][0][-1]}
    start = {"familiar_start": curves["familiar"][1][0], "outside_most": max(curves["outside"][1])}
    return found | steps | start | {"ratio": measured["ratio"], "chance": measured["chance"]}


ENDS = {"share": "", "low": "_low", "high": "_high"}


def real(measured: Mapping) -> dict:
    """The numbers of 06_real: how many facts SmolLM2 knows; of cities both of whose facts it knows, shares by country.

    `right_written` is the share, `right_written_low` and `_high` its interval; "once" is the wording of the question in
    one go that does best by that mark. `same_answer` is what naming one and the same capital gets.
    """
    countries = [country for _, country in measured["cities"]]
    kinds = len(set(countries))
    found = {"asked": len(measured["first"]), "cities": len(countries), "countries": kinds, "same_answer": 1 / kinds}
    found |= {name: sum(measured[name]) / len(measured[name]) for name in ("first", "second")}
    for mark in ("right", "picked", "follows"):
        shares = {name: by_country(right, countries) for name, right in measured[mark].items()}
        shares["once"] = max((shares[name] for name in AT_ONCE), key=lambda row: row["share"])
        found |= {f"{mark}_{name}{end}": row[part] for name, row in shares.items() for part, end in ENDS.items()}
    return found
