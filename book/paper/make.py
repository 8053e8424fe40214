"""The course on paper: from the built site, one PDF a language (`make pdf`).

    python book/paper/make.py _build/html _build/pdf

A chapter becomes the pages of a book: figures with controls show their first frame and say what was chosen, games say
that they are, answers stand at the end of the chapter, links lead to pages. The labs are not among them: they are there
to be run, and their code alone would double the book. Chromium prints, the one that the tests use: see browser.py.
"""

import json
import os
import re
import sys
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import yaml
from bs4 import BeautifulSoup
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from labkit import plots

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILES = {"fr": "perroquets-cartes-et-mirages.pdf", "en": "parrots-maps-and-mirages.pdf"}
WORDS = {
    "fr": {
        "answer": "Réponse",
        "answers": "Réponses",
        "brief": "Le cours en bref",
        "by": "Les auteurs de {}",
        "chosen": "Sur le site, cette figure obéit à vos choix. Ici\u00a0: {}.",
        "contents": "Sommaire",
        "is": "{}\u00a0: {}",
        "licence": "Texte sous licence CC\u00a0BY\u00a04.0, programmes sous licence MIT.",
        "page": "p.\u00a0{}",
        "played": "Sur le site, cette figure est un jeu\u00a0: vous y devinez une phrase, lettre par lettre.",
        "typed": "Sur le site, vous tapez un texte à vous. En voici un autre.",
    },
    "en": {
        "answer": "Answer",
        "answers": "Answers",
        "brief": "The course in brief",
        "by": "The authors of {}",
        "chosen": "On the site, this figure follows your choices. Here: {}.",
        "contents": "Contents",
        "is": "{}: {}",
        "licence": "Text under the licence CC\u00a0BY\u00a04.0, programs under the MIT licence.",
        "page": "p.\u00a0{}",
        "played": "On the site, this figure is a game: you guess a sentence, letter by letter.",
        "typed": "On the site, you type a text of your own. Here is another.",
    },
}
ON_SCREEN = "script, style, template, button, dialog, .headerlink, .backrefs, [hidden], .sd-octicon"


def pages_of(language):
    """The pages of the course in their order: ["book/fr/index", "book/fr/using"...]; no lab, nothing for teachers."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    (part,) = (part for part in toc["chapters"] if part["file"].startswith(f"book/{language}/"))
    files = [part["file"], *(section["file"] for section in part["sections"])]
    return [file for file in files if file.startswith("book/") and "/teaching/" not in file]


def chapter(site, page, inside):
    """The text of a page, ready for paper: a <section> whose identifiers begin with the name of the page.

    Args:
        site: Folder of the built site.
        page: Such as "book/fr/05_grokking".
        inside: All pages of the book: links to them lead into it.
    """
    language = page.split("/")[1]
    soup = BeautifulSoup((site / f"{page}.html").read_text("utf-8"), "html.parser")
    body = soup.select_one("article.bd-article > section")
    for form in body.select(".explore form"):
        form.replace_with(chosen(soup, form, language))
    for game in body.select(".shannon"):
        game.form.replace_with(note(soup, WORDS[language]["played"]))
        game.select_one("[data-row=you]").decompose()
    for figure in body.select(".priced"):
        figure.form.replace_with(note(soup, WORDS[language]["typed"]))
        figure.details.decompose()
        figure.output.decompose()
    for part in body.select(ON_SCREEN):
        part.decompose()
    answers(soup, body, language)
    for part in body.select("[id]"):
        part["id"] = anchor(page, part["id"])
    body["id"] = anchor(page)
    for link in body.select("a[href]"):
        link["href"] = target(page, link["href"], inside)
        if not link["href"]:
            del link["href"]
    for image in body.select("img[src]"):
        image["src"] = urljoin((site / f"{page}.html").as_uri(), image["src"])
    return body


def chosen(soup, form, language):
    """What the first frame of a figure shows, in words."""
    words, settings = WORDS[language], []
    for control in form.find_all(["label", "fieldset"], recursive=False):
        slider, option = control.select_one("input[type=range]"), control.select_one("option")
        checked = control.select_one("label:has(input[checked])")
        name = control.select_one("legend") or control.find(string=True)
        value = slider["aria-valuetext"] if slider else (option or checked).get_text()
        settings.append(words["is"].format(name.get_text().strip(), value.strip()))
    return note(soup, words["chosen"].format(", ".join(settings)))


def note(soup, text):
    """A remark on what a figure is on the site."""
    paragraph = soup.new_tag("p", attrs={"class": "chosen"})
    paragraph.string = text
    return paragraph


def answers(soup, body, language):
    """Moves the answers to the end of the chapter, with a link to each where it was; opens what else is folded."""
    words = WORDS[language]
    last = soup.new_tag("section", attrs={"class": "answers", "id": "answers"})
    title = soup.new_tag("h2")
    title.string = words["answers"]
    last.append(title)
    for i, folded in enumerate(body.select("details"), 1):
        summary = folded.summary.extract()
        if not summary.get_text().strip().startswith(words["answer"]):
            folded.name = "div"
            continue
        question = folded.find_previous_sibling()
        name = question.find("strong") if question else None
        link = soup.new_tag("a", attrs={"class": "page-of to-answer", "href": f"#answer-{i}"})
        link.string = words["answer"]
        folded.replace_with(link)
        folded.name, folded.attrs = "div", {"class": "answer", "id": f"answer-{i}"}
        heading = soup.new_tag("h3")
        heading.string = name.get_text() if name else f"{i}."
        folded.insert(0, heading)
        last.append(folded)
    if last.select(".answer"):
        body.append(last)


def anchor(page, name=""):
    return f"{page.rpartition('/')[2]}--{name}" if name else page.rpartition("/")[2]


def target(page, address, inside):
    """Where a link leads on paper: into the book, to the web, or nowhere."""
    path, name = urldefrag(address)
    file = urljoin(f"{page}.html", path) if path else f"{page}.html"
    if re.match(r"[a-z]+:", address):
        return address
    if file.removesuffix(".html") in inside:
        return "#" + anchor(file.removesuffix(".html"), name)
    return urljoin(os.environ["SITE_URL"].rstrip("/") + "/", file) if os.environ.get("SITE_URL") else ""


def read(site, language):
    """Title, drawing of the cover and chapters of the book."""
    pages = pages_of(language)
    chapters = [chapter(site, page, pages) for page in pages]
    title = chapters[0].h1.get_text()
    cover = chapters[0].select_one("svg.cover").find_parent("figure").extract()
    chapters[0].h1.string = WORDS[language]["brief"]
    return title, cover, chapters


def year():
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["copyright"]


def assemble(site, language, page_numbers=None):
    """The whole book as one HTML page.

    Args:
        page_numbers: The page of each identifier, once it is known.
    """
    words, (title, cover, chapters) = WORDS[language], read(site, language)
    listed = "".join(
        f'<li class="level-{level}"><a class="page-of" href="#{place}"><span>{name}</span></a></li>'
        for level, place, name in headings(chapters)
    )
    rules = "".join(  # each page has the title of its chapter at its head
        f".chapter-{i} {{ page: chapter-{i} }} @page chapter-{i} {{ @top-left {{ content: {quoted(body)} }} }}"
        for i, body in enumerate(chapters)
    )
    body = "".join(f'<div class="chapter chapter-{i}">{c}</div>' for i, c in enumerate(chapters))
    book = f"""<!DOCTYPE html>
<html lang="{language}" data-theme="light"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{(site / "_static/site.css").as_uri()}">
<style>{plots.LOOK}{(HERE / "paper.css").read_text("utf-8")}{rules}</style></head><body>
<header class="front">{cover}<h1>{title}</h1>
<p>{words["by"].format(title)}, {year()}</p><p>{words["licence"]}</p><p>{os.environ.get("SITE_URL", "")}</p></header>
<nav class="contents"><h1>{words["contents"]}</h1><ol>{listed}</ol></nav>
<main>{body}</main></body></html>"""
    numbered = BeautifulSoup(book, "html.parser")
    for link in numbered.select("a.page-of"):
        number = (page_numbers or {}).get(link["href"][1:], 0)
        where = numbered.new_tag("span", attrs={"class": "page"})
        where.string = words["page"].format(number) if "to-answer" in link["class"] else str(number)
        link.append(where)
    return str(numbered)


def headings(chapters):
    """(level, identifier, text) of the titles of chapters and of their sections."""
    for body in chapters:
        yield 1, body["id"], body.h1.decode_contents()
        for title in body.select("h2"):
            place = title if title.get("id") else title.find_parent("section")
            yield 2, place["id"], title.decode_contents()


def quoted(body):
    """The title of a chapter as a string of CSS."""
    return json.dumps(" ".join(body.h1.get_text().split()), ensure_ascii=False)


def make(site, folder):
    """Writes both PDFs; gives their paths."""
    from browser import launched
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright, "pdf")
        for language, name in FILES.items():
            file, numbers = folder / name, None
            for _ in range(2):  # once to learn where each chapter begins, once to print it
                page = file.with_suffix(".html")
                page.write_text(assemble(site, language, numbers), "utf-8")
                view = browser.new_page(java_script_enabled=False)
                view.goto(page.as_uri())
                view.pdf(path=file, tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
                titles = view.locator("h1, h2, h3").all_inner_texts()
                view.close()
                printed = PdfReader(file)
                places = printed.named_destinations.items()
                numbers = {name[1:]: printed.get_destination_page_number(place) + 1 for name, place in places}
            finish(file, titles, author=WORDS[language]["by"].format(titles[0]))
            page.unlink()
            yield file
        browser.close()


def finish(file, titles, *, author):
    """Names the authors, and repairs the outline: Chromium leaves out the space where a title goes to the next line."""
    known = {re.sub(r"\s", "", title): " ".join(title.split()) for title in titles}
    writer = PdfWriter(clone_from=file)
    writer.add_metadata({"/Author": author})
    for entry in entries(writer.root_object["/Outlines"].get_object()):
        title = re.sub(r"\s", "", entry["/Title"])
        entry[NameObject("/Title")] = TextStringObject(known.get(title, entry["/Title"]))
    writer.write(file)


def entries(parent):
    """The entries of an outline, from top to bottom."""
    entry = parent.get("/First")
    while entry:
        entry = entry.get_object()
        yield entry
        yield from entries(entry)
        entry = entry.get("/Next")


if __name__ == "__main__":
    site, folder = (Path(argument).resolve() for argument in sys.argv[1:])
    for file in make(site, folder):
        print(f"{file} ({file.stat().st_size / 1e6:.1f} MB, {len(PdfReader(file).pages)} pages)")
