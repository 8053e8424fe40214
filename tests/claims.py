"""What the tests of claims share: the recorded runs of a unit, and a new run of its lab."""

import importlib.util
import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGES, SEEDS = ("fr", "en"), range(5)


def runs_of(file):
    """The runs in a results file."""
    return json.loads(file.read_text("utf-8"))["runs"]


def recorded(unit, language, seed):
    """What the lab (or control) `unit` measured at `cpu` scale in this language with this seed."""
    runs = runs_of(ROOT / "labs" / "results" / f"{unit}.cpu.json")
    found = [run["values"] for run in runs if (run["language"], run["seed"]) == (language, seed)]
    assert len(found) == 1, f"no recorded run of {unit} in {language} with seed {seed}: run make results"
    return found[0]


def controls(unit):
    """What the control `unit` measured at `cpu` scale, seed by seed (of one seed: `recorded(unit, "en", seed)`)."""
    return {run["seed"]: run["values"] for run in runs_of(ROOT / "labs" / "results" / f"{unit}.cpu.json")}


def new_run(unit, language, seed, tmp_path, monkeypatch):
    """What the lab measures now, at `cpu` scale, with a seed that was not recorded."""
    monkeypatch.setenv("LABKIT_SCALE", "cpu")
    monkeypatch.setenv("LABKIT_DEVICE", "cpu")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    spec = importlib.util.spec_from_file_location("record", ROOT / "labs" / "record.py")
    record = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(record)
    record.run(unit, language, seed, results=tmp_path)
    (run,) = runs_of(tmp_path / f"{unit}.cpu.json")
    return run["values"]
