"""Labs as programs: the language, a cell run twice, or all of them again, change nothing that is measured."""

import os
import subprocess

import pytest
from lab_sources import PYTHON, ROOT, build

# Runs a lab in this process: once, in French where what is measured speaks no language; then all again from the top
# in English, each cell twice. Both must measure the same.
PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from lab_sources import build
from labkit import session

def comparable(value):
    if isinstance(value, dict):
        return {{name: comparable(item) for name, item in value.items() if "seconds" not in name}}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    return value

kept = []
record = session.record
def keep(**measured):
    card = record(**measured)
    kept.append(comparable(card.measured))
    return card

import labkit
import matplotlib.figure
labkit.record = keep
matplotlib.figure.Figure.draw = lambda *_, **__: None  # half of the time; whoever runs the notebooks draws
source = Path({source!r})
cells = {{}}
for language in build.LANGUAGES:
    made = build.notebook_cells(build.read(source), language, solutions=True)
    cells[language] = [text.replace("%pip", "pass  #") for kind, text, _ in made if kind == "code"]

def run(language, times, names):
    for cell in cells[language]:
        for _ in range(times):
            exec(compile(cell, "cell", "exec"), names)

names = {{"__name__": "__main__"}}
run({once!r}, 1, names)
run("en", 2, names)
once, *twice = kept
assert len(twice) == 2 and all(twice), "record is called once, in the last cell"
def differing(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for key in a.keys() | b.keys() for d in differing(a.get(key), b.get(key), path + "." + key)]
    return [] if a == b else [path]
print("differs:", *differing(once, twice[-1])[:8])
"""


@pytest.mark.slow
@pytest.mark.parametrize("source", build.sources(), ids=lambda source: source.stem)
def test_a_lab_measures_the_same_in_both_languages_and_when_its_cells_run_again(source, tmp_path):
    from claims import record

    once = "en" if len(record.languages(source.stem)) > 1 else "fr"
    program = PROGRAM.format(tests=str(ROOT / "tests"), source=str(source), once=once)
    settings = {"LABKIT_SCALE": "smoke", "LABKIT_STRICT": "1", "LABKIT_STATIC": "1", "PYTHONPATH": str(ROOT)}
    settings["LABKIT_RESULTS"] = str(tmp_path)
    run = subprocess.run([*PYTHON, "-c", program], env=os.environ | settings, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-3000:]
    assert [line for line in run.stdout.splitlines() if line.startswith("differs:")] == ["differs:"]
