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
@pytest.mark.usefixtures("base")
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
@pytest.mark.usefixtures("base")
def test_the_site_tells_search_engines_that_they_are_welcome():
    assert "Allow: /" in (SITE / "robots.txt").read_text("utf-8")
    with Image.open(SITE / "_static/cards/icon.png") as icon:
        assert icon.size == (180, 180)


@pytest.mark.site
@pytest.mark.usefixtures("base")
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
    pages = {element.text for element in root.findall(".//{*}loc")}
    assert pages == {f"https://a.org/course/{page}.html" for page in FOUND}
    twins = {element.get("href") for element in root.findall(".//{*}link")}
    assert "https://a.org/course/labs/en/01_unit.html" in twins


def picture(file):
    with Image.open(file) as image:
        return image.convert("RGB")


def test_a_card_shows_the_title_on_the_drawing_of_the_course(tmp_path):
    pages = ["labs/fr/01_unit", "book/en/01_unit"]
    cards.write_all(tmp_path, dict.fromkeys(pages, nodes.title("", "Le grokking : par cœur d’abord")), pages)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "book-en-01_unit.png",
        "icon.png",
        "labs-fr-01_unit.png",
    ]
    first, second = (picture(tmp_path / cards.name(page)) for page in pages)
    assert first.size == second.size == (1200, 630)
    assert first.getpixel((64, 500)) != second.getpixel((64, 500))  # labs and chapters have colours of their own
    assert first.crop((0, 0, 1200, 400)).tobytes() == second.crop((0, 0, 1200, 400)).tobytes()


PLACEHOLDER = "https://github.com/OWNER/REPO"


def app_of(url):
    options = {"repository_url": url}
    builder = SimpleNamespace(get_relative_uri=lambda source, target: f"to/{target}.html")
    config = SimpleNamespace(html_theme_options=options)
    return SimpleNamespace(config=config, builder=builder, env=SimpleNamespace(found_docs=FOUND))


def settled(url, address):
    """A link alone in its paragraph and one in a sentence, as pages of that repository have them."""
    alone = nodes.paragraph("", "", nodes.strong("", "", nodes.reference("", "link", refuri=address)))
    sentence = nodes.paragraph("", "See the ", nodes.reference("", "link", refuri=address), nodes.Text("."))
    section = nodes.section("", alone, sentence)
    repository.settle_links(app_of(url), section, "page")
    return [node.astext() for node in section], [link["refuri"] for link in section.findall(nodes.reference)]


def test_a_link_to_the_placeholder_goes_and_its_words_stay_in_a_sentence():
    assert settled(PLACEHOLDER, f"{PLACEHOLDER}/issues") == (["See the link."], [])


def test_a_link_to_a_repository_stays():
    address = "https://github.com/someone/course/issues"
    assert settled("https://github.com/someone/course", address) == (["link", "See the link."], [address] * 2)


@pytest.mark.parametrize("url", [PLACEHOLDER, "https://github.com/someone/course"])
def test_a_link_to_a_page_in_the_repository_leads_to_the_page(url):
    _, addresses = settled(url, f"{url}/blob/main/labs/fr/01_unit.ipynb")
    assert addresses == ["to/labs/fr/01_unit.html"] * 2


def test_buttons_for_the_placeholder_go():
    buttons = [{"url": "https://colab.example/github/OWNER/REPO/x.ipynb"}, {"url": "x.md"}]
    context = {"header_buttons": buttons}
    repository.complete_context(app_of(PLACEHOLDER), "page", "page.html", context, None)
    assert context == {"header_buttons": buttons[1:], "repository": ""}


def test_a_citation_is_bibtex_without_empty_fields():
    assert chapter.bibtex({"title": "T", "url": None, "year": "2026"}) == "  title     = {T},\n  year      = {2026}"


def test_reading_time_counts_prose_alone():
    text = nodes.paragraph("", "word " * 300)
    code = nodes.literal_block("", "code " * 3000)
    assert chapter.minutes(nodes.section("", text, code)) == 2


CONF = f"""
extensions = ["myst_nb", "sphinx_design", "sphinx_book_theme", "bilingual", "head", "repository"]
html_theme = "sphinx_book_theme"
html_theme_options = {{
    "repository_url": "https://github.com/OWNER/REPO",
    "article_header_end": ["language-switch.html"],
    "footer_content_items": ["course-footer.html"],
    "use_download_button": False,
}}
templates_path = [{str(ROOT / "book/_templates")!r}]
html_context = {{"default_mode": "auto"}}
source_suffix = {{".md": "myst-nb"}}  # ours to change: the default one is shared by all books of a process
language, root_doc = "fr", "book/index"
"""
HOME = "# {}\n\n{}\n\n```{{toctree}}\npage\n```\n"
FRENCH = "Une page qui tient en une seule phrase, et cela suffit."
ENGLISH = "A page of one single sentence, and that is enough."
MINI = {
    "conf.py": CONF,
    "book/index.md": "# Deux\n\n```{toctree}\nfr/index\nen/index\n```\n",
    "book/fr/index.md": HOME.format("Cours", FRENCH),
    "book/en/index.md": HOME.format("Course", ENGLISH),
    "book/fr/page.md": f"# Une page\n\n{FRENCH}\n",
    "book/en/page.md": f"# A page\n\n{ENGLISH}\n",
}


def test_a_published_page_gives_its_address_its_card_and_its_twins(tmp_path, monkeypatch):
    from sphinx.testing.util import SphinxTestApp

    monkeypatch.setenv("SITE_URL", "https://a.org/course")
    monkeypatch.setattr(cards, "write_all", lambda *arguments: None)
    for name, content in MINI.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    app = SphinxTestApp("html", srcdir=tmp_path)
    app.build()
    site = "https://a.org/course/"
    soup = BeautifulSoup((app.outdir / "book/fr/page.html").read_text("utf-8"), "html.parser")
    assert soup.find("link", rel="canonical")["href"] == f"{site}book/fr/page.html"
    assert {link["hreflang"]: link["href"] for link in soup.find_all("link", hreflang=True)} == {
        "fr": f"{site}book/fr/page.html",
        "en": f"{site}book/en/page.html",
        "x-default": f"{site}book/en/page.html",
    }
    assert contents(soup, "og:image") == [f"{site}_static/cards/book-fr-page.png"]
    assert contents(soup, "og:url") == [f"{site}book/fr/page.html"]
    assert contents(soup, "og:site_name") == ["Cours"]
    assert "OWNER" not in str(soup)
    assert f"Sitemap: {site}sitemap.xml" in (app.outdir / "robots.txt").read_text("utf-8")
    assert (app.outdir / "sitemap.xml").exists()
    app.cleanup()
