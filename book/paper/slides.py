"""The slides on paper: from the built site, two PDFs a deck (`make slides`), with its notes and without.

    python book/paper/slides.py _build/html _build/slides

Chromium prints (browser.py says which) what reveal.js lays out for paper. A vote is printed twice: as it
is asked, and with its answer.
"""

import sys
from pathlib import Path

from pypdf import PdfReader


def decks(site):
    """The pages of the decks of a built site."""
    return sorted(Path(site, "slides").glob("??/[0-9]*.html"))


def make(files, folder):
    """Writes the PDFs of these decks; gives their paths."""
    from browser import launched
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launched(playwright, "slides")
        for deck in files:
            for notes in ("", "notes"):
                file = folder / deck.parent.name / f"{deck.stem}{'-' * bool(notes)}{notes}.pdf"
                file.parent.mkdir(parents=True, exist_ok=True)
                view = browser.new_page()
                view.goto(f"{deck.as_uri()}?print-pdf{'&' * bool(notes)}{notes}")
                view.wait_for_selector(".pdf-page")
                view.evaluate("document.fonts.ready.then(() => true)")
                view.pdf(path=file, prefer_css_page_size=True, print_background=True, tagged=True)
                view.close()
                yield file
        browser.close()


if __name__ == "__main__":
    site, folder = (Path(argument).resolve() for argument in sys.argv[1:])
    for file in make(decks(site), folder):
        print(f"{file} ({file.stat().st_size / 1e6:.1f} MB, {len(PdfReader(file).pages)} pages)")
