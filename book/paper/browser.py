"""The Chromium that prints the course, and that its tests drive: Debian's, for Playwright is to download none."""

import os
import shutil

NAMES = "chromium-headless-shell", "chromium"  # the first has no window to draw, and needs half of the time
FLAGS = [  # nothing but this machine is reached, not even for updates
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def chromium() -> str | None:
    """The path of $CHROMIUM, or of the first of NAMES on the PATH; None: there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launched(playwright, target):
    """A headless browser for a target of make, which stops with one sentence where there is none."""
    found = chromium()
    if not found:
        raise SystemExit(f"make {target} needs Chromium: install the package chromium, or set CHROMIUM to its path")
    return playwright.chromium.launch(executable_path=found, args=FLAGS)
