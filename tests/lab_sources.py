"""labs/build.py as a module, for the tests."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

spec = importlib.util.spec_from_file_location("labs_build", ROOT / "labs" / "build.py")
build = importlib.util.module_from_spec(spec)
sys.modules["labs_build"] = build
spec.loader.exec_module(build)
