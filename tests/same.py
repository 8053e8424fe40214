"""Whether each lab measured the same in either language, and when every cell was run twice; no output: they all did.

    python tests/same.py      (the end of `make test`)

nbval has run each lab three times: the notebooks in both languages, and the one of _build/checked, where every cell
comes twice. conftest.py had the labs keep what they measured, times aside; none is run again for this.
"""

import json
import sys

from lab_sources import MEASURED, build, load


def problems():
    """What differs, a line each."""
    for unit in (source.stem for source in build.sources()):
        found = {folder: measured(unit, folder) for folder in (*build.LANGUAGES, "checked")}
        missing = [folder for folder, run in found.items() if not run]
        if missing:
            yield f"{unit}: nothing was measured in {', '.join(missing)}"
            continue
        twice = found.pop("checked")
        comparable = [run for run in found.values() if one_for_all(unit) or run["language"] == twice["language"]]
        for run in comparable:
            for place in differing(run["measured"], twice["measured"]):
                other = f"{run['language']}, and in {twice['language']} with each cell run twice"
                yield f"{unit}: {place} is not the same in {other}"


def measured(unit, folder):
    file = MEASURED / folder / f"{unit}.smoke.json"
    (run,) = json.loads(file.read_text("utf-8"))["runs"] if file.exists() else [None]
    return run


def one_for_all(unit):
    """Whether what this lab measures depends on no language."""
    return len(load("labs/record.py").languages(unit)) < 2


def differing(a, b, path=""):
    """Where two measurements differ, as paths such as .curves.loss; how long something took may."""
    if isinstance(a, dict) and isinstance(b, dict):
        names = [name for name in sorted(a.keys() | b.keys()) if "seconds" not in name]
        return [place for name in names for place in differing(a.get(name), b.get(name), f"{path}.{name}")]
    return [] if a == b else [path]


if __name__ == "__main__":
    sys.exit("\n".join(problems()) or None)
