"""labs/build.py as a module, for the tests."""

import importlib.util
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
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


def kernels(folder):
    """A folder for JUPYTER_PATH, in which the kernel of the usual name starts at once."""
    spec = folder / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    launched = [*PYTHON, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": launched, "display_name": "Python", "language": "python"}), "utf-8")
    return folder
