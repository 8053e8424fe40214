"""labs/build.py as a module, for the tests."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "_build" / "measured"  # by the notebooks that nbval ran
PYTHON = [sys.executable, str(ROOT / "tests" / "warm.py")]  # for programs that import torch


def load(path):
    """The module in a file of the repository."""
    name = path.removesuffix(".py").replace("/", "_")
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


build = load("labs/build.py")
