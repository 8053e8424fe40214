"""What all tests share; about the site, see website.py.

labkit is imported in the fixtures: jaxtyping must be there first.
"""

import os
import random
import shutil

import pytest
from website import base, context_of, firefox, visit  # noqa: F401 – fixtures

pytest.register_assert_rewrite("claims", "exercises")  # tests that units inherit say what differs, too

CHROMIUM_FLAGS = [  # nothing but this machine is reached, not even for updates
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

os.environ.setdefault("MPLBACKEND", "Agg")  # no window, on any machine
os.environ.setdefault("OMP_NUM_THREADS", "1")  # small models gain little from more, and lose much beside a browser


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English and leaves the language as it found it."""
    from labkit import messages

    before = messages.get_language()
    messages.set_language("en")
    yield
    messages.set_language(before)


@pytest.fixture
def report():
    """report(condition, message): a test with many conditions tells all that fail, not the first alone."""

    def check(condition, message):
        if not condition:
            check.failures.append(str(message))

    check.failures = []
    return check


def pytest_collection_modifyitems(config, items):
    """Tests that train a lab for minutes run only where they are asked for, whatever else -m says."""
    if "fresh" not in config.option.markexpr:
        fresh = [item for item in items if item.get_closest_marker("fresh")]
        config.hook.pytest_deselected(items=fresh)
        items[:] = [item for item in items if item not in fresh]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    result = yield
    failures = getattr(pyfuncitem.funcargs.get("report"), "failures", [])
    if failures:
        pytest.fail("\n".join(["", *failures]), pytrace=False)
    return result


@pytest.fixture
def global_rng_unchanged():
    """Fails the test that draws from, or seeds, the random state that all of Python, NumPy or torch share."""
    import numpy as np
    import torch

    def state():
        name, keys, *rest = np.random.get_state(legacy=True)  # noqa: NPY002 – the state under test
        return random.getstate(), (name, keys.tolist(), *rest), torch.get_rng_state().tolist()

    before = state()
    yield
    for generator, then, now in zip(("random", "numpy.random", "torch"), before, state(), strict=True):
        assert then == now, f"the global state of {generator} has moved"


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium ($CHROMIUM, or `chromium` on the PATH); one for all: Playwright allows no second.

    Where there is none, its tests are skipped; where CI is set, they fail.
    """
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        no_browser = pytest.fail if os.environ.get("CI") else pytest.skip
        no_browser("no Chromium: install the package chromium, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
