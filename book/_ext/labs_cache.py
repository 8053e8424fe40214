"""Runs a lab again when its code, labkit, the scale or the locked versions changed; otherwise its outputs come from the cache.

Jupyter Book's own cache looks at the code of the notebook alone. Here it is one folder per state of everything else.
A failing cell is a warning and is never cached, so `-W` stops the build each time.
"""

import hashlib
import os
from pathlib import Path


def state(root):
    """A short digest of what, beside its own cells, decides what a lab prints."""
    files = [*sorted(Path(root, "labkit").rglob("*.py")), Path(root, "requirements.lock")]
    digest = hashlib.sha256(" ".join(f"{key}={os.environ.get(key)}" for key in ("LABKIT_SCALE", "LABKIT_SEED")).encode())
    for file in files:
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()[:12]


def choose_cache(app, config):
    os.environ.setdefault("LABKIT_SCALE", "cpu")  # the pages show what a reader's machine would
    config.nb_execution_cache_path = str(Path(app.outdir).parent / ".jupyter_cache" / state(app.srcdir))


def setup(app):
    app.connect("config-inited", choose_cache, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
