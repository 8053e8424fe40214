"""The course on paper: what is made of a page, and what the built site gives; of a PDF that was made, its frame."""

import importlib.util
import os
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
SITE = Path(os.environ.get("SITE_DIR") or ROOT / "_build/html").resolve()
PDF = ROOT / "_build/pdf"
PAGE = """<html><body><article class="bd-article"><section id="un"><h1>Un<a class="headerlink" href="#un">#</a></h1>
<figure class="drawn"><figure class="explore"><style>i{}</style><form>
<label>pas <input type="range" aria-valuetext="1\u202f000"/><span aria-hidden="true">1\u202f000</span></label>
<label>modèle <select><option value="0">petit</option><option value="1">grand</option></select></label>
<fieldset><legend>axe</legend><label><input type="radio" checked="checked"/>droit</label><label><input type="radio"/>log
</label></fieldset></form><div><div data-chosen="0,0,0">First</div><div data-chosen="1,0,0" hidden="">Second</div></div>
</figure></figure>
<figure class="shannon"><form data-game="{}"><p>x</p><button>Jouer</button></form><table><tbody><tr data-row="you"><th>
vous</th><td>–</td></tr><tr data-row="ngram"><th>5-gramme</th><td>12</td></tr></tbody></table></figure>
<figure class="priced"><style>i{}</style><form data-priced="{}"><textarea>Tapez</textarea></form><div class="drawing">
<table><tr><td>3-gramme</td></tr></table></div><output></output><details><summary>Tous</summary>Rangs</details></figure>
<p id="question"><strong>1. Le loyer.</strong> Combien ?</p>
<details><summary>Réponse</summary><div><p>Douze.</p></div></details>
<details><summary>Pour aller plus loin</summary><p>Un détail.</p></details>
<p><a href="#question">ici</a> <a href="02.html#deux">deux</a> <a href="../../labs/fr/01.html">atelier</a>
<a href="https://arxiv.org/abs/1">article</a></p></section></article></body></html>"""


@pytest.fixture(scope="module")
def paper():
    return load("make")


@pytest.fixture(scope="module")
def epub(paper):
    sys.modules["make"] = paper  # as where it is run
    yield load("epub")
    del sys.modules["make"]


def load(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / f"book/paper/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def page(paper, tmp_path, monkeypatch):
    """PAGE, made ready for paper."""
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / "book/fr").mkdir(parents=True)
    (tmp_path / "book/fr/01.html").write_text(PAGE, "utf-8")
    return paper.chapter(tmp_path, "book/fr/01", ["book/fr/01", "book/fr/02"])


def test_a_figure_with_controls_shows_its_first_frame_and_what_was_chosen(page):
    assert "First" in page.get_text()
    assert "Second" not in page.get_text()
    assert not page.select("form, input, style")
    assert (
        page.select_one(".chosen").get_text().endswith("pas\u00a0: 1\u202f000, modèle\u00a0: petit, axe\u00a0: droit.")
    )


def test_of_a_game_the_other_players_marks_stay(page):
    game = page.select_one(".shannon")
    assert game.p.get_text().startswith("Sur le site, cette figure est un jeu")
    assert [row.th.get_text() for row in game.select("tr")] == ["5-gramme"]


def test_of_a_text_priced_on_the_site_the_first_stays_without_its_long_table(page):
    figure = page.select_one(".priced")
    assert figure.p.get_text().startswith("Sur le site, vous tapez un texte")
    assert "3-gramme" in figure.get_text()
    assert not figure.select("textarea, output, details, div:not(.drawing)")
    assert "Rangs" not in page.get_text()


def test_answers_stand_at_the_end_under_the_name_of_their_question(page):
    (answer,) = page.select(".answers .answer")
    assert answer.h3.get_text() == "1. Le loyer."
    assert "Douze." in answer.get_text()
    (link,) = page.select("a.to-answer")
    assert link["href"] == f"#{answer['id']}"
    assert link.find_previous_sibling()["id"] == "01--question"
    assert "Un détail." in page.get_text()  # what is no answer stays
    assert "Un détail." not in page.select_one(".answers").get_text()


def test_links_lead_into_the_book_to_the_web_or_nowhere(page):
    links = {link.get_text(): link.get("href") for link in page.select("p a:not(.to-answer)")}
    assert links == {"ici": "#01--question", "deux": "#02--deux", "atelier": None, "article": "https://arxiv.org/abs/1"}


@pytest.mark.site
@pytest.mark.skipif(not SITE.is_dir(), reason=f"no built site in {SITE}: run `make book`")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_book_is_whole(paper, language):
    book = BeautifulSoup(paper.assemble(SITE, language), "html.parser")
    assert book.html["lang"] == language
    assert len(book.select("main > .chapter > section")) == len(paper.pages_of(language))
    assert book.select_one(".front svg.cover")
    identifiers = [part["id"] for part in book.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    targets = {link["href"][1:] for link in book.select("a[href^='#']")}
    assert targets <= set(identifiers)
    assert not book.select("script, form, button, details, [hidden]")
    assert len(book.select(".contents .level-1")) == len(paper.pages_of(language))
    assert len(book.select(".to-answer")) == len(book.select(".answers .answer")) > 10
    assert all(link.get("href") != "" for link in book.select("a"))


@pytest.mark.site
@pytest.mark.skipif(not SITE.is_dir(), reason=f"no built site in {SITE}: run `make book`")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_epub_is_well_formed_and_its_links_arrive(epub, tmp_path, language):
    """epubcheck says more; it needs Java."""
    file = tmp_path / "book.epub"
    epub.write(SITE, language, file)
    first = file.read_bytes()
    epub.write(SITE, language, file)
    assert file.read_bytes() == first
    with zipfile.ZipFile(file) as book:
        assert book.namelist()[0] == "mimetype"
        texts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist() if name.endswith("xhtml")}
    known = {name: {part.get("id") for part in text.iter()} for name, text in texts.items()}
    for name, text in texts.items():
        for link in text.iter("{http://www.w3.org/1999/xhtml}a"):
            place, _, part = link.get("href", "").partition("#")
            if ":" not in place and link.get("href"):
                target = known[f"EPUB/{place}" if place else name]
                assert not part or part in target, f"{name}: {link.get('href')}"
    drawings = [part for text in texts.values() for part in text.iter() if part.get("role") == "img"]
    assert all(drawing.get("aria-label") for drawing in drawings if drawing.get("class") == "drawing")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_pdf_that_was_made_is_tagged_outlined_and_light(paper, language):
    file = PDF / paper.FILES[language]
    if not file.is_file():
        pytest.skip("no PDF: run `make pdf`")
    pdf = paper.PdfReader(file)
    assert file.stat().st_size < 15e6
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert sum(title.startswith("Chap") for title in titles(pdf.outline)) >= 5
    contents = pdf.pages[1].extract_text()
    assert re.search(r"\b[1-9]\d*\s*$", contents, re.MULTILINE)
    assert not re.search(r"\b0\s*$", contents, re.MULTILINE)


def titles(outline):
    for entry in outline:
        yield from titles(entry) if isinstance(entry, list) else [entry.title]
