"""What was measured: kept by `lk.record`, read back by chapters, figures and tests.

A run is what one lab (or control script) measured with one seed; labs/results/UNIT.SCALE.json holds the runs of a unit.
A run keeps what the lab had in its hands: curves, arrays, marks. Every number that a text quotes is derived from it by
a pure function of the unit's package, so that quoting another number needs no new run:

- for a lab, `summary(measured)` in `labkit/PACKAGE/measures.py`;
- for a control such as 05_slow, the function of its name there, `slow(measured)`;
- where there is no such function, the single values that the run kept.

A unit without a lab measures nothing itself: `counted()` in its measures counts what the others recorded.
"""

import inspect
import json
import math
import os
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from numbers import Number
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import labkit
from labkit.messages import get_language, say

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 120  # characters of a line of results, or little more


def folder() -> Path:
    """Where runs are kept: LABKIT_RESULTS, or labs/results beside this package."""
    return Path(os.environ.get("LABKIT_RESULTS") or ROOT / "labs" / "results")


@lru_cache
def packages() -> dict[str, str]:
    """The package of each unit, by its two digits: {"05": "grokking", ...}."""
    names = [module.name for module in iter_modules(labkit.__path__) if module.ispkg]
    return {import_module(f"labkit.{name}").UNIT[:2]: name for name in names}


def package_of(unit: str) -> str | None:
    """The name of the package that a lab ("05_grokking") or a control ("05_slow") belongs to; None: of no unit."""
    return packages().get(unit[:2])


@lru_cache
def titles(language: str) -> dict[str, str]:
    """The titles of the units by name, in Markdown, from book/units.yml."""
    import yaml  # which comes with the book

    listed = yaml.safe_load((ROOT / "book" / "units.yml").read_text("utf-8"))
    return {row["unit"]: row[language]["title"] for row in listed}


def counts(unit: str) -> bool:
    """Whether this is a unit without a lab, which counts what the others recorded."""
    return is_lab(unit) and hasattr(module_of(unit, "measures"), "counted")


def is_lab(unit: str) -> bool:
    """Whether this is the name of a lab, such as "05_grokking", and not of one of its controls."""
    package = package_of(unit)
    return package is not None and unit == import_module(f"labkit.{package}").UNIT


def module_of(unit: str, name: str) -> ModuleType | None:
    """The module `name` (measures, figures, checks...) of a unit's package, or None."""
    package = package_of(unit)
    found = package and name in {module.name for module in iter_modules(import_module(f"labkit.{package}").__path__)}
    return import_module(f"labkit.{package}.{name}") if found else None


def runs(unit: str, *, scale: str = "cpu") -> dict[int, dict]:
    """What each recorded run measured, by seed; of a lab recorded in both languages, the runs in the reader's.

    Raises:
        FileNotFoundError: where nothing was recorded.
    """
    return {seed: run["measured"] for seed, run in _chosen(unit, scale).items()}


def summaries(unit: str, *, scale: str = "cpu") -> dict[int, dict]:
    """Every number that may be quoted of the recorded runs, by seed and name; `seconds` is the time of the run.

    What a unit without a lab counts stands under seed 0.
    """
    if counts(unit):
        return {0: module_of(unit, "measures").counted()}
    file = folder() / f"{unit}.{scale}.json"
    known = _summaries(unit, scale, get_language(), file, file.stat().st_mtime_ns)
    return {seed: dict(numbers) for seed, numbers in known.items()}


@lru_cache(maxsize=256)
def _summaries(unit, scale, _language, _file, _changed):
    found = _chosen(unit, scale)
    return {seed: summary(unit, run["measured"]) | {"seconds": run["seconds"]} for seed, run in found.items()}


def summary(unit: str, measured: Mapping) -> dict:
    """The numbers derived from one run, by name."""
    derive = getattr(module_of(unit, "measures"), "summary" if is_lab(unit) else unit[3:], None)
    return derive(measured) if derive else {n: v for n, v in measured.items() if isinstance(v, Number | str)}


def _chosen(unit, scale):
    """The runs of a file by seed, those of the reader's language where both were recorded."""
    file = folder() / f"{unit}.{scale}.json"
    kept = json.loads(file.read_text("utf-8"))["runs"]
    mine = [run for run in kept if run["language"] == get_language()] or kept
    return {run["seed"]: run for run in mine}


def figure(unit: str, name: str):
    """A figure of a unit as its chapter shows it: `name` of its `figures`, drawn from the recorded run of seed 0.

    Each argument without a default is taken by name from what the lab kept, or else from the derived numbers.
    """
    function = getattr(module_of(unit, "figures"), name)
    parameters = inspect.signature(function).parameters.values()
    asked = [p.name for p in parameters if p.default is p.empty]
    if not asked:
        return function()
    run = runs(unit)[0]
    known = summary(unit, run) | run
    return function(**{argument: known[argument] for argument in asked})


def keep(unit: str, scale: str, run: dict) -> None:
    """Put a run in the file of its unit, in place of an earlier one of the same language and seed."""
    folder().mkdir(parents=True, exist_ok=True)
    file = folder() / f"{unit}.{scale}.json"
    kept = json.loads(file.read_text("utf-8"))["runs"] if file.exists() else []
    kept = [r for r in kept if (r["language"], r["seed"]) != (run["language"], run["seed"])] + [run]
    kept.sort(key=lambda r: (r["language"], r["seed"]))
    file.write_text(_lines({"unit": unit, "scale": scale, "runs": kept}) + "\n", "utf-8")


def _lines(value, indent: str = "") -> str:
    """JSON with lines filled by what is short; a list of numbers or words is on one: diffs of lines, not of digits."""
    short = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    dicts = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    fits = indent and len(indent + short) < WIDTH
    if fits or not value or not (dicts or isinstance(value, dict)):
        return short
    within = indent + " "
    if dicts:
        items = [_lines(item, within) for item in value]
    else:
        items = [f"{json.dumps(name)}: {_lines(item, within)}" for name, item in value.items()]
    filled = [items[0]]
    for item in items[1:]:
        together = f"{filled[-1]}, {item}"
        if "\n" in together or len(within + together) > WIDTH:
            filled.append(item)
        else:
            filled[-1] = together
    opened, closed = "[]" if dicts else "{}"
    return f"{opened}\n{within}" + f",\n{within}".join(filled) + closed


def plain(value, name: str = ""):
    """`value` as JSON keeps it: nested dicts and lists of numbers (five significant digits) and words.

    A History becomes {curve: [steps, values]}, tensors and arrays lists; None and NaN mean: not measured.

    Raises:
        TypeError: for anything else; names it.
    """
    if hasattr(value, "names") and hasattr(value, "add"):  # a History
        value = {curve: value[curve] for curve in value.names}
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, Mapping):
        return {str(key): plain(item, f"{name}.{key}" if name else str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, name) for item in value]
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 2**53:  # a count, to the last digit
            return value
        return None if math.isnan(value) else float(f"{value:.5g}")
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(say("session.not_a_number", name=name, value=type(value).__name__))
