"""Control experiments: those that choose a scale run at the smallest, and each has recorded numbers to quote."""

import os
import re
import subprocess
import sys

import pytest
from claims import ROOT, runs_of

SCRIPTS = sorted((ROOT / "labs" / "controls").glob("*.py"))
SCALED = [script for script in SCRIPTS if "lk.preset(" in script.read_text("utf-8")]


@pytest.mark.slow
@pytest.mark.parametrize("script", SCALED, ids=lambda script: script.stem)
def test_a_control_with_several_scales_runs_at_the_smallest(script, tmp_path):
    settings = {"LABKIT_SCALE": "smoke", "LABKIT_RECORD": "1", "LABKIT_RESULTS": str(tmp_path), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, script], env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)
    (run,) = runs_of(tmp_path / f"{script.stem}.smoke.json")
    assert run["values"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_control_has_recorded_runs_and_says_how_to_run_it(script):
    text = script.read_text("utf-8")
    assert f"LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/{script.name}" in text
    assert re.search(rf'lk\.start\("en", unit="{script.stem}"\)', text)
    runs = runs_of(ROOT / "labs" / "results" / f"{script.stem}.cpu.json")
    assert len({run["seed"] for run in runs}) == len(runs) >= 1
