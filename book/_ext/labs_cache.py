"""Runs a lab again when its code, labkit, the scale or the locked versions changed, and only then.

Jupyter Book's own cache compares the code of the notebook alone: here each state of the rest has its own.
A failing cell is a warning and is never cached, so `-W` stops the build every time.
"""

import hashlib
import os
import shutil
from pathlib import Path


def state(root):
    """A short digest of what, beside its own cells, decides what a lab prints."""
    files = [*sorted(Path(root, "labkit").rglob("*.py")), Path(root, "requirements.lock")]
    settings = [os.environ.get(name, "") for name in ("LABKIT_SCALE", "LABKIT_SEED", "LABKIT_DEVICE")]
    digest = hashlib.sha256("\n".join(settings).encode())
    for file in files:
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()[:12]


def choose_cache(app, config):
    os.environ.setdefault("LABKIT_SCALE", "cpu")  # the pages show what a reader's machine would
    cache = Path(app.outdir).parent / ".jupyter_cache" / state(app.srcdir)
    for old in cache.parent.glob("*"):
        if old != cache:
            shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(cache)


def setup(app):
    app.connect("config-inited", choose_cache, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
