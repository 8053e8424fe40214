"""The built site, served as on GitHub Pages, for the tests that look at it in a browser.

SITE_DIR names the folder of the site (default: _build/html). Without a site or a browser ($CHROMIUM and $FIREFOX,
or those on the PATH: book/paper/browser.py, `firefox-esr`) these tests are skipped; where CI is set they fail. The
site is served under /course/, as in a project of GitHub Pages, and nothing outside it can be reached.
"""

import functools
import gzip
import http.server
import os
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from firefox import Firefox

ROOT = Path(__file__).parents[1]
SITE = Path(os.environ.get("SITE_DIR") or ROOT / "_build/html").resolve()
LANGUAGES = ("fr", "en")
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"  # pixels that do not fit in the window


def language_of(address):
    return next((part for part in urlsplit(address).path.split("/") if part in LANGUAGES), None)


FILES = (*SITE.glob("book/**/*.html"), *SITE.glob("labs/**/*.html"))
PAGES = sorted(file.relative_to(SITE).as_posix() for file in FILES)
FRENCH = [page for page in PAGES if "/fr/" in page]
# Of twins, which have the same structure (tests/test_parity.py), one, in turn; and the page that has none
TURNS = {page: LANGUAGES[place % 2] for place, page in enumerate(FRENCH)}
IN_TURN = [page for page in PAGES if language_of(page) in (None, TURNS.get(page.replace("/en/", "/fr/")))]
ALL_PAGES = [*PAGES, "index.html", "404.html"] if PAGES else []


def missing(what):
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} (it may not be skipped where CI is set)")
    pytest.skip(what)


def report(failures):
    """Fail with one line per failure."""
    failures = list(failures)
    if failures:
        pytest.fail("\n".join(["", *failures]), pytrace=False)


def hrefs(view, selector):
    return view.eval_on_selector_all(selector, "links => links.map(link => link.href)")


@functools.cache
def compressed(file):
    """The bytes of a file as GitHub Pages sends them."""
    sent = file.read_bytes()
    return min(sent, gzip.compress(sent), key=len)


@contextmanager
def serving(folder, slow=False, **headers):
    """Serves a folder with these headers, or as a slow line would (40 ms, then 1.25 MB a second): its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def do_GET(self):
            file = Path(self.translate_path(self.path))
            if slow and file.is_file():
                self.send_slowly(file)
            else:
                super().do_GET()

        def send_slowly(self, file):
            time.sleep(0.04)
            sent = compressed(file.resolve())
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(file))
            self.send_header("Content-Length", str(len(sent)))
            if sent.startswith(b"\x1f\x8b"):
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            for start in range(0, len(sent), 50_000):
                piece = sent[start : start + 50_000]
                self.wfile.write(piece)
                time.sleep(len(piece) / 1_250_000)

        def end_headers(self):
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            super().end_headers()

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 128  # 5 by default: a page asks for thirty files at once, and a sixth may wait for ever

    server = Server(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    server.handle_error = lambda *arguments: None  # a page that closes before it has everything
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def serving_site(folder, **options):
    """Serves the site from a folder where it may be put: its address, under course/ as in a project of GitHub Pages."""
    if not PAGES:
        missing(f"no built site in {SITE}: run `make book`, or set SITE_DIR")
    (folder / "course").symlink_to(SITE, target_is_directory=True)
    with serving(folder, **options) as address:
        yield f"{address}course/"


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The address of the served site."""
    with serving_site(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def context_of(browser):
    """context_of(**options): one browser context, hence one cache, for all tests with the same options."""
    return functools.cache(lambda **options: browser.new_context(locale="fr-FR", **options))


def listen(view, base):
    """The list of what the page of a view complains of, or asks for outside the site, from now on."""
    failures = []

    def on_request(request):
        if not request.url.startswith((base, "data:", "blob:")):
            failures.append(f"outside request {request.url}")

    def on_response(response):
        if response.status >= 400:
            failures.append(f"HTTP {response.status} {response.url}")

    def on_console(message):
        if message.type == "error":
            failures.append(f"console: {message.text}")

    view.on("request", on_request)
    view.on("response", on_response)
    view.on("console", on_console)
    view.on("pageerror", lambda error: failures.append(f"script error: {error}"))
    return failures


@pytest.fixture
def visit(context_of, base):
    """visit(page, **options): opens it; the test fails where it complains or asks for anything outside."""
    views, complaints = [], []

    def visit(page, **options):
        view = context_of(**options).new_page()
        views.append(view)
        complaints.append(listen(view, base))
        view.goto(base + page)
        if page == "index.html":
            view.wait_for_url("**/book/index.html")
        return view

    yield visit
    for view in views:
        view.close()
    report(line for lines in complaints for line in lines)


@pytest.fixture(scope="session")
def firefox(tmp_path_factory):
    """A headless Firefox for all tests: what engines decide is asked of it too."""
    executable = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not executable:
        missing("no Firefox: install the package firefox-esr, or set FIREFOX to its path")
    firefox = Firefox(executable, tmp_path_factory.mktemp("firefox"))
    yield firefox
    firefox.close()
