"""Every drawing of the built site, read from its pages: its width, letters that a phone shows, words for the ear.

SITE_DIR names the folder of the site, as for `test_site.py`.
"""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from labkit import plots, wagers

SITE = Path(os.environ.get("SITE_DIR") or Path(__file__).parents[1] / "_build/html").resolve()
FILES = (*SITE.glob("book/**/*.html"), *SITE.glob("labs/**/*.html"))
PAGES = sorted(file.relative_to(SITE).as_posix() for file in FILES)
DRAWING = re.compile(r'<div class="drawing"[^>]* aria-label="([^"]*)">(.*?)</div>', re.DOTALL)
TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
BOARD = re.compile(r"\. → ")  # a board of bets ends each of them with who won
SMALLEST = 13.3  # pixels at the full width: ten on a phone, where a drawing keeps three quarters of it
WRONG = {  # what must not be said, by language
    "fr": {
        "no space, or one that breaks, before a double sign": r"(?:^|[^\u00a0\u202f])[;!?]|[^\u00a0\u202f\d]:",
        "a decimal point": r"\d\.\d",
        "a thousand joined by a space that breaks": r"\d \d{3}\b",
    },
    "en": {
        "a French space": r"[\u00a0\u202f][:;!?%]",
        "a decimal comma": r"\d,\d{1,2}\b(?!,)",
        "a thousand joined by a space": r"\d[ \u202f]\d{3}\b",
    },
}
WRONG_EVERYWHERE = {
    "two signs in a row": r"[.,;:][  ]?[.,;:](?!\.)",
    "TeX": r"\$|\\",
    "no end": r"[^.!?…]$",
    "an empty name": r"(?:^|[;.] ?)[:,]",
}

pytestmark = [pytest.mark.site, pytest.mark.skipif(not PAGES, reason=f"no built site in {SITE}: run `make book`")]


def faults(page):
    """What is wrong with the drawings of a page, in a line each."""
    language = "fr" if "/fr/" in page else "en"
    rules = WRONG[language] | WRONG_EVERYWHERE
    for label, inside in DRAWING.findall((SITE / page).read_text("utf-8")):
        said = unescape(label)
        for what, pattern in rules.items():
            if found := re.search(pattern, said):
                yield f"{what}: …{said[max(0, found.start() - 30) : found.end() + 30]}…"
        inches = wagers.BOARD_WIDTH if BOARD.search(said) else plots.WIDTH
        yield from (f"{what}: {said[:60]}" for what in seen(inside, language, inches))


def seen(drawn, language, inches):
    """What is wrong with what the eye sees of a drawing."""
    width = re.search(r'width="(\d+)"', drawn)[1]
    if width != f"{96 * inches:.0f}":
        yield f"{width} pixels wide"
    if "<svg" not in drawn:
        yield "a bitmap"
    small = [float(size) for size in re.findall(r'<t(?:ext|span)[^>]* font-size="([\d.]+)"', drawn)]
    formulas = set(map(float, re.findall(r'<tspan[^>]* dy="[^"]*" font-size="([\d.]+)"', drawn)))  # exponents
    small = {size for size in small if size < SMALLEST} - formulas
    if small:
        yield f"letters of {', '.join(f'{size * 0.75:g}' for size in sorted(small))} points"
    numbers = [re.sub("<[^>]*>", "", text) for text in TEXT.findall(drawn)]
    foreign = [text for text in numbers if re.search(r"\d\.\d" if language == "fr" else r"\d,\d{1,2}\b(?!,)", text)]
    if foreign:
        yield f"numbers of the other language, {foreign[0]}"
    if re.search(r'<path fill="#ffffff"', drawn):
        yield "a white ground"
    if " id=" in drawn:
        yield "an identifier"


@pytest.mark.parametrize("page", PAGES)
def test_drawings_are_seen_and_heard(page):
    found = sorted(set(faults(page)))
    assert not found, "\n".join(["", *found])
