"""Measures again every number that the chapters quote: each lab, in each language, with seeds 0 to 4.

    python labs/record.py                      all labs
    python labs/record.py 01_next_token        this one
    LABKIT_SCALE=gpu python labs/record.py     at another scale

What a chapter says of a control that no lab runs is measured by a script in labs/controls; each says how to run it.

The runs go to labs/results/UNIT.SCALE.json with the machine, the versions and the commit they come from.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

LABS = Path(__file__).parent
SEEDS = range(5)


def main(units):
    for unit in units or sorted(source.stem for source in LABS.glob("[0-9]*.py")):
        for language in ("fr", "en"):
            for seed in SEEDS:
                print(f"{unit} {language} seed {seed}", flush=True)
                run(unit, language, seed)


def run(unit, language, seed, results=LABS / "results"):
    """One lab as a script, in a process of its own; its last cell writes the numbers."""
    settings = {"LABKIT_RECORD": "1", "LABKIT_SEED": str(seed), "LABKIT_RESULTS": str(results)}
    source = (LABS / f"{unit}.py").read_text("utf-8").replace('lk.start("fr"', f'lk.start("{language}"')
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, f"{unit}.py")
        script.write_text(source, "utf-8")
        subprocess.run([sys.executable, script], env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
