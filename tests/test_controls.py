"""Control experiments: those that choose a scale run at the smallest, and each has recorded numbers to quote."""

import os
import subprocess

import pytest
from lab_sources import PYTHON, ROOT

from labkit import results

SCRIPTS = sorted((ROOT / "labs" / "controls").glob("*.py"))
SCALED = [script for script in SCRIPTS if "lk.preset(" in script.read_text("utf-8")]


@pytest.mark.slow
@pytest.mark.parametrize("script", SCALED, ids=lambda script: script.stem)
def test_a_control_with_several_scales_runs_at_the_smallest(script, tmp_path, monkeypatch):
    monkeypatch.setenv("LABKIT_RESULTS", str(tmp_path))
    settings = {"LABKIT_SCALE": "smoke", "LABKIT_RECORD": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([*PYTHON, script], env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)
    (measured,) = results.runs(script.stem, scale="smoke").values()
    assert measured


def test_each_control_has_recorded_runs_and_says_how_to_run_it(report):
    for script in SCRIPTS:
        text = script.read_text("utf-8")
        command = f"LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/{script.name}"
        report(command in text, f"{script.name} does not say: {command}")
        report(f'lk.start("en", unit="{script.stem}")' in text, f"{script.name} starts another unit")
        report((results.folder() / f"{script.stem}.cpu.json").is_file(), f"{script.name} has no recorded run")
