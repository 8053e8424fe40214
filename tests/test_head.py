"""What others see of a page: search engines, and whoever gets its address in a message."""

import sys
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from PIL import Image
from website import ALL_PAGES, PAGES, ROOT, SITE, language_of

pytest.importorskip("sphinx", reason="the book's tools are not installed")
sys.path.insert(0, str(ROOT / "book/_ext"))

import cards
import chapter
import head
import repository

FOUND = {"book/index", "book/fr/index", "book/en/index", "labs/fr/01_unit", "labs/en/01_unit"}
ICON = [f"_static/{name}" for name in ("favicon.svg", "cards/icon.png")]


def contents(soup, name):
    found = soup.find_all("meta", {"name": name}) or soup.find_all("meta", {"property": name})
    return [element["content"] for element in found]


@pytest.mark.site
@pytest.mark.parametrize("page", PAGES)
def test_the_head_of_a_page_says_what_it_is(page):
    soup = BeautifulSoup((SITE / page).read_text("utf-8").partition("</head>")[0], "html.parser")
    assert len(contents(soup, "viewport")) == 1
    [description] = contents(soup, "description")
    assert 40 < len(description) <= head.LENGTH
    assert contents(soup, "og:description") == [description]
    title, _, course = soup.title.text.partition(" — ")
    assert title != course
    assert contents(soup, "og:title") == [title]
    languages = {link["hreflang"] for link in soup.find_all("link", hreflang=True)}
    assert languages == ({"fr", "en", "x-default"} if language_of(page) else set())
    assert [
        link["href"].rpartition("../")[2] for link in soup.find_all("link", rel=["icon", "apple-touch-icon"])
    ] == ICON


@pytest.mark.site
def test_the_site_tells_search_engines_that_they_are_welcome():
    assert "Allow: /" in (SITE / "robots.txt").read_text("utf-8")
    icon = Image.open(SITE / "_static/cards/icon.png")
    assert icon.size == (180, 180)


@pytest.mark.site
def test_no_page_links_to_the_placeholder_of_a_repository():
    linked = [
        page for page in ALL_PAGES if 'OWNER/REPO"' in (SITE / page).read_text("utf-8").replace("/blob/main", '"')
    ]
    assert not linked


def paragraphs(*texts):
    section = nodes.section("", *(nodes.paragraph("", text) for text in texts))
    return nodes.section("", section)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Too short.", "A first paragraph that says what the page is about."], "A first paragraph that says what"),
        (["A sentence of its own, " + "long " * 17 + "indeed. Another " + "one " * 30], "indeed."),
        (["word " * 100], "word…"),
    ],
)
def test_a_description_is_the_beginning_of_the_text_in_whole_sentences_or_words(texts, expected):
    text = head.description(paragraphs(*texts))
    assert len(text) <= head.LENGTH
    assert expected in text


def test_pages_without_text_have_no_description():
    assert head.description(paragraphs()) == ""


def test_readers_of_a_third_language_are_led_to_english_or_to_the_choice():
    assert head.alternates("labs/fr/01_unit", FOUND)["x-default"] == "labs/en/01_unit"
    assert head.alternates("book/fr/index", FOUND)["x-default"] == "book/index"
    assert head.alternates("book/index", FOUND) == {}


def test_the_site_map_has_each_page_with_its_twin():
    root = ElementTree.fromstring(head.site_map("https://a.org/course/", FOUND, FOUND).encode())
    pages = {element.text for element in root.iter("{*}loc")}
    assert pages == {f"https://a.org/course/{page}.html" for page in FOUND}
    twins = {element.get("href") for element in root.iter("{*}link")}
    assert "https://a.org/course/labs/en/01_unit.html" in twins


def test_a_card_shows_the_title_on_the_drawing_of_the_course(tmp_path):
    pages = ["labs/fr/01_unit", "book/en/01_unit"]
    cards.write_all(tmp_path, dict.fromkeys(pages, nodes.title("", "Le grokking : par cœur d’abord")), pages)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "book-en-01_unit.png",
        "icon.png",
        "labs-fr-01_unit.png",
    ]
    first, second = (Image.open(tmp_path / cards.name(page)).convert("RGB") for page in pages)
    assert first.size == second.size == (1200, 630)
    assert first.getpixel((64, 500)) != second.getpixel((64, 500))  # labs and chapters have colours of their own
    assert first.crop((0, 0, 1200, 400)).tobytes() == second.crop((0, 0, 1200, 400)).tobytes()


def links_of(address):
    paragraph = nodes.paragraph("", "", nodes.reference("", "a link", refuri=address))
    section = nodes.section("", paragraph, nodes.paragraph("", "", nodes.Text("See "), *paragraph.deepcopy().children))
    repository.leave_out(None, section, "page")
    return section.astext()


def test_links_to_the_placeholder_go_with_the_paragraphs_they_leave_empty():
    assert links_of("https://github.com/OWNER/REPO") == "See "
    assert links_of("https://github.com/someone/course") == "a link\n\nSee a link"


def test_buttons_for_the_placeholder_go():
    buttons = [{"url": "https://colab.example/github/OWNER/REPO/x.ipynb"}, {"url": "x.md"}]
    app = SimpleNamespace(
        config=SimpleNamespace(html_theme_options={"repository_url": "https://github.com/OWNER/REPO"})
    )
    context = {"header_buttons": buttons}
    repository.complete_context(app, "page", "page.html", context, None)
    assert context == {"header_buttons": buttons[1:], "repository": ""}


def test_a_citation_is_bibtex_without_empty_fields():
    assert chapter.bibtex({"title": "T", "url": None, "year": "2026"}) == "  title     = {T},\n  year      = {2026}"


def test_reading_time_counts_prose_alone():
    text = nodes.paragraph("", "word " * 300)
    code = nodes.literal_block("", "code " * 3000)
    assert chapter.minutes(nodes.section("", text, code)) == 2
