"""Measures again what the chapters quote: each lab with seeds 0 to 4.

    python labs/record.py                      all labs
    python labs/record.py 01_next_token        this one
    LABKIT_SCALE=gpu python labs/record.py     at another scale

A lab is recorded once a seed, in English. Its package may say otherwise (RECORDED_IN): in each language where the data
are written in the reader's, in none where no text quotes a number. Elsewhere language changes nothing: a test holds it.

What a chapter says of a control that no lab runs is measured by a script in labs/controls; each says how to run it.

The runs go to labs/results/UNIT.SCALE.json with the machine, the versions and the commit they come from.
"""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from labkit import results

LABS = Path(__file__).parent
SEEDS = range(5)


def main(units):
    there = sorted(source.stem for source in LABS.glob("[0-9]*.py"))
    if unknown := [unit for unit in units if unit not in there]:
        sys.exit(f"there is no lab {unknown[0]}; there are: {', '.join(there)}")
    for unit in units or there:
        for language in languages(unit):
            for seed in SEEDS:
                print(f"{unit} {language} seed {seed}", flush=True)
                run(unit, language, seed)


def languages(unit):
    """The languages that a lab is recorded in."""
    return getattr(import_module(f"labkit.{results.package_of(unit)}"), "RECORDED_IN", ("en",))


def run(unit, language, seed, into=LABS / "results"):
    """One lab as a script, in a process of its own; its last cell keeps what it measured in the folder `into`."""
    settings = {"LABKIT_RECORD": "1", "LABKIT_SEED": str(seed), "LABKIT_RESULTS": str(into)}
    source = (LABS / f"{unit}.py").read_text("utf-8").replace('lk.start("fr"', f'lk.start("{language}"')
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, f"{unit}.py")
        script.write_text(source, "utf-8")
        subprocess.run([sys.executable, script], env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
