"""Runs a lab again when its code, labkit's core, its unit's package, the scale or the lock changed; several at a time.

Jupyter Book's own cache compares the code of the notebook alone: here what is kept carries the state of the rest, and
goes when that has changed. It also runs one notebook after the other, which leaves cores idle, for the models of the
labs are small: here several run side by side before the pages are read, and the pages then find them in the cache.

What a lab measured while the site was built is kept beside the site, in runs/LANGUAGE: the tests hold the chapters to
it, so that each claim has been true on the machine at hand too.

A failing cell is never cached: the page runs it again and reports it as a warning, so `-W` stops the build every time.
"""

import asyncio
import hashlib
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from sphinx.util import logging

from labkit import results, session

QUIET = "--IPKernelApp.log_level=40"  # no warning that a kernel of this machine speaks to it without encryption
MOST = 4  # labs at a time
MEMORY = 2e9  # bytes, of one of them
logger = logging.getLogger(__name__)


def state(root, unit):
    """A short digest of what, beside its own cells, decides what the lab of a unit prints."""
    labkit = Path(root, "labkit")
    package = results.package_of(unit)
    code = [*labkit.glob("*.py"), *files(labkit / package if package else labkit)]
    settings = [os.environ.get(name, "") for name in ("LABKIT_SCALE", "LABKIT_SEED", "LABKIT_DEVICE")]
    digest = hashlib.sha256("\n".join(settings).encode())
    for file in [*sorted(code), Path(root, "requirements.lock")]:
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()[:12]


def files(package):
    """Code and data of a package, all that its numbers and figures can come from."""
    return [file for file in package.rglob("*.*") if file.suffix != ".pyc"]


def choose_cache(app, config):
    os.environ.setdefault("LABKIT_SCALE", "cpu")  # the pages show what a reader's machine would
    config.nb_execution_cache_path = str(Path(app.outdir).parent / ".jupyter_cache")


def labs_to_read(app, env, added, changed, removed):
    """Sphinx also reads again the pages of labs that have to run again."""
    cache = get_cache(app.config.nb_execution_cache_path)
    for record in cache.list_cache_records():
        path = Path(record.uri)
        if not path.is_file() or record.data.get("state") != state(app.srcdir, path.stem):
            cache.remove_cache(record.pk)
    return [name for name in env.found_docs if is_lab(env, name) and not known(cache, read(env, name))]


def is_lab(env, name):
    return env.doc2path(name).endswith(".ipynb")


def read(env, name):
    return nbformat.read(env.doc2path(name), as_version=4)


def known(cache, notebook):
    try:
        return cache.match_cache_notebook(notebook)
    except KeyError:
        return None


def run_labs(app, env, docnames):
    """Executes the notebooks that are about to be read and stand in no cache."""
    cache = get_cache(app.config.nb_execution_cache_path)
    labs = {Path(env.doc2path(name)): read(env, name) for name in docnames if is_lab(env, name)}
    waiting = {path: notebook for path, notebook in labs.items() if not known(cache, notebook)}
    options = {"timeout": app.config.nb_execution_timeout, "keep_in": Path(app.outdir).parent / "runs"}
    for path, seconds in asyncio.run(execute_all(waiting, **options)).items():
        if seconds is not None:
            logger.info("%s ran in %.0f s", env.path2doc(path), seconds)
            data = {"execution_seconds": seconds, "state": state(app.srcdir, path.stem)}
            bundle = CacheBundleIn(waiting[path], str(path), data=data)
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


async def execute_all(notebooks, *, timeout, keep_in):
    """Runs the notebooks in place: the seconds each took by its path, None where a cell failed.

    As many run at a time as there are cores, `MOST` at most, and they share the cores. What they measure goes to the
    folder `keep_in`, to one of its own for each language, for twins may end at the same moment.
    """
    cores = session.usable_cores()
    at_once = max(1, min(MOST, cores, len(notebooks), int(free_memory() / MEMORY)))
    environment = {"LABKIT_RECORD": "1", "OMP_NUM_THREADS": str(max(1, cores // at_once))} | os.environ
    # this interpreter's kernel, and not one of the same name that a hub or another tool has put on the way
    paths = [str(Path(sys.prefix, "share", "jupyter")), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, paths))
    places = asyncio.Semaphore(at_once)

    async def execute(path, notebook):
        async with places:
            started = time.perf_counter()
            resources = {"metadata": {"path": str(path.parent)}}
            options = {"timeout": timeout, "record_timing": False, "resources": resources}
            client = NotebookClient(notebook, extra_arguments=[QUIET], **options)
            try:
                await client.async_execute(env=environment | {"LABKIT_RESULTS": str(keep_in / path.parent.name)})
            except (CellExecutionError, CellTimeoutError, DeadKernelError):  # the page will say it
                return None
            return time.perf_counter() - started

    return dict(zip(notebooks, await asyncio.gather(*(execute(*item) for item in notebooks.items())), strict=True))


def free_memory():
    """The bytes that processes may still take; without a word from the system, enough for all."""
    try:
        found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text("utf-8"))
        return int(found[1]) * 1024
    except (OSError, TypeError):
        return MOST * MEMORY


def setup(app):
    app.connect("config-inited", choose_cache, priority=100)
    app.connect("env-get-outdated", labs_to_read)
    app.connect("env-before-read-docs", run_labs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
