"""How pages are set: what a line may not break, how long it is, and which words are of the other language."""

import re
import sys
from html import unescape

import pytest
from docutils import nodes
from fontTools.ttLib import TTFont
from website import FRENCH, PAGES, ROOT, SITE, report

pytest.importorskip("sphinx", reason="the book's tools are not installed")
sys.path.insert(0, str(ROOT / "book/_ext"))

import bibliography
import mathml
import typography

LABS = [page for page in FRENCH if page.startswith("labs/")]
TEXTS = ["book/fr/05_grokking.html", "book/fr/07_emergence.html", "book/en/05_grokking.html"]
SEPARATED = """() => {
  const parted = [], range = document.createRange();
  for (const formula of document.querySelectorAll("article .tied > math")) {
    const next = formula.nextSibling;
    if (!next || next.nodeType !== 3) continue;
    range.setStart(next, 0);
    range.setEnd(next, 1);
    const [sign, box] = [range.getBoundingClientRect(), [...formula.getClientRects()].at(-1)];
    if (sign.width && sign.left < box.right - 2) parted.push(formula.parentNode.textContent);
  }
  return parted;
}"""
LETTERS_A_LINE = """() => {
  const counts = [];
  for (const block of document.querySelectorAll("article section > p")) {
    const lines = Math.round(block.offsetHeight / parseFloat(getComputedStyle(block).lineHeight));
    if (lines >= 4) counts.push(block.innerText.length / (lines - 0.5));
  }
  return counts.sort((a, b) => a - b)[counts.length >> 1];
}"""
COLUMN = """() => {
  const block = document.querySelector("article .cell_input pre");
  block.textContent = "0".repeat(84);
  return block.scrollWidth - block.clientWidth;
}"""
CUT_OUTPUTS = """() => [...document.querySelectorAll("article .cell_output pre")]
  .filter(block => block.scrollWidth > block.clientWidth + 1).map(block => block.textContent.slice(0, 80))"""
ENGLISH_WORDS = {"weight decay", "grokking"}


@pytest.mark.site
@pytest.mark.parametrize("page", TEXTS)
def test_no_line_begins_with_the_sign_that_follows_a_formula(visit, page):
    view = visit(page)
    for width in (1280, 900, 390):
        view.set_viewport_size({"width": width, "height": 900})
        report(f"{width} pixels: {text}" for text in view.evaluate(SEPARATED))


@pytest.mark.site
@pytest.mark.parametrize("page", TEXTS)
def test_lines_are_neither_long_nor_short(visit, page):
    view = visit(page)
    for width in (768, 1280, 1440, 1920):
        view.set_viewport_size({"width": width, "height": 900})
        assert 60 <= view.evaluate(LETTERS_A_LINE) <= 76, f"at {width} pixels"


@pytest.mark.site
@pytest.mark.parametrize("page", LABS)
def test_outputs_are_whole_and_84_columns_of_code_fit(visit, page):
    view = visit(page)
    report(f"cut: {text}" for text in view.evaluate(CUT_OUTPUTS))
    assert view.evaluate(COLUMN) <= 0


@pytest.mark.site
@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("page", PAGES)
def test_each_arxiv_number_in_the_sources_is_a_link(page):
    sources = "".join(re.findall(r'<div class="citation".*?</div>', (SITE / page).read_text("utf-8"), re.DOTALL))
    unlinked = re.sub(r"<a [^>]*>.*?</a>", "", sources)
    assert not re.findall(r"arXiv:\d+\.\d+", unlinked)
    assert "`" not in sources
    if page in FRENCH:
        spoken = re.sub(r'<(em|span)[^>]*lang="en"[^>]*>.*?</\1>', "", sources)
        assert not re.findall(r",? and [A-Z]|\bIn <", spoken)


def letters_of(font):
    return TTFont(ROOT / f"book/_static/fonts/{font}.woff2").getBestCmap()


@pytest.mark.parametrize("font", ["Literata", "Literata-Italic"])
def test_the_typeface_has_what_french_needs(font):
    assert {ord(letter) for letter in "\u202f\u00a0\u2011−œŒ’«»…€"} <= letters_of(font).keys()


@pytest.mark.site
@pytest.mark.usefixtures("base")
def test_the_mathematical_font_has_each_sign_of_each_formula():
    pages = "".join((SITE / page).read_text("utf-8") for page in PAGES)
    signs = set(re.sub(r"<[^>]*>", "", "".join(re.findall(r"<math.*?</math>", pages, re.DOTALL))))
    assert {ord(sign) for sign in unescape("".join(signs))} - letters_of("STIXTwoMath").keys() <= {ord("\u202f"), 10}


@pytest.mark.parametrize(
    ("tex", "number"),
    [
        ("0{,}83", "0,83"),
        ("19{,}900", "19,900"),
        (r"19\,900", "19\u202f900"),
        (r"1\,080\,000", "1\u202f080\u202f000"),
        (r"1\,080{,}5", "1\u202f080,5"),
    ],
)
def test_a_number_is_one_token(tex, number):
    assert f">{'<mn>'}{number}</mn></math>" in mathml.to_mathml(tex, displaystyle=False)


def test_a_set_of_two_numbers_stays_one():
    assert "<mn>0</mn><mo>,</mo><mn>1</mn>" in mathml.to_mathml(r"\{0, 1\}", displaystyle=False)


def test_dots_are_one_sign():
    assert mathml.to_mathml(r"1, \dots, n", displaystyle=False).count("…") == 1


def paragraph(*children):
    return nodes.paragraph("", "", *children)


def tied(*children):
    """What the first tie of a paragraph of these nodes holds."""
    text = paragraph(*children)
    for formula in list(text.findall(nodes.math)):
        typography.tie(formula)
    return [inline.astext() for inline in text.findall(nodes.inline)]


def formula(tex="x"):
    return nodes.math("", tex)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("see ", ", and", "x,"),
        ("(", ") is", "(x)"),
        ("d’", " on", "d’x"),
        ("only ", "\u00a0; then", "x\u00a0;"),
        ("with ", "\u00a0bits of", "x\u00a0bits"),
        ("an ", "-gram is", "x-gram"),
    ],
)
def test_a_formula_holds_what_touches_it(before, after, expected):
    assert tied(nodes.Text(before), formula(), nodes.Text(after)) == [expected]


def test_only_long_formulas_may_break():
    text = paragraph(formula(), nodes.Text(" or "), formula("x = " + "y + " * 20 + "1"))
    for node in list(text.findall(nodes.math)):
        typography.tie(node)
    assert [("long" in node["classes"]) for node in text.findall(nodes.inline)] == [False, True]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (nodes.emphasis("", "grokking"), True),
        (nodes.emphasis("", "Weight decay."), True),
        (nodes.emphasis("", "cette"), False),
        (nodes.literal("", "The capital of France is"), True),
        (nodes.literal("", "model.weight"), False),
        (nodes.Text("grokking"), False),
    ],
)
def test_english_words_in_a_french_text_are_known(node, expected):
    assert bool(typography.is_english(node, ENGLISH_WORDS)) is expected


def test_an_arxiv_number_becomes_a_link():
    before, link, after = bibliography.linked("2024. arXiv:2406.11741; code: here")
    assert (before, after) == ("2024. ", "; code: here")
    assert link["refuri"] == "https://arxiv.org/abs/2406.11741"
