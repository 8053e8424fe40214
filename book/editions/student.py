"""The site for students, without answers: from the built site (`make student`).

    python book/editions/student.py _build/html _build/student/site _build/student

No page answers an exercise, of a chapter or of a lab; pages for teachers are left out, and the slides, whose votes say
what is right.
What a page lets one download has no answers either: the notebooks are those of the third folder, written by
`labs/build.py --student`. The questions at the end of a chapter keep their remarks, which are there to learn from.
Buttons that run a lab elsewhere go, for they open the notebook of the open edition.
"""

import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
LEFT_OUT = ("teaching", "slides", "pagefind", "sitemap.xml", ".built-*")
ANSWERS = ("Réponse", "Answer", "Solution")  # what the bar of a folded answer begins with
FENCE = re.compile(r"^(`{3,}|:{3,})\{dropdown\} (?:Réponse|Answer).*?^\1[ \t]*\n", re.MULTILINE | re.DOTALL)
ELSEWHERE = "a[href*='colab.research.google.com/github/'], a[href*='mybinder.org']"


def for_students(html, page):
    """A page without answers and without links to what is left out.

    Args:
        html: Of the page of the open edition.
        page: Its path in the site, such as "book/fr/05_grokking.html".
    """
    soup = BeautifulSoup(html, "html.parser")
    for details in soup.select("article details:not(.quiz-answer)"):
        if details.summary and details.summary.get_text().strip().startswith(ANSWERS):
            details.decompose()
    for link in soup.select(ELSEWHERE):
        link.decompose()
    for link in soup.select("a[href], link[href]"):
        if not link.decomposed and is_left_out(urlsplit(urljoin(page, link["href"])).path):
            remove(link)
    return str(soup)


def is_left_out(path):
    return "/teaching/" in path or path.startswith("slides/")


def remove(link):
    """A link with the line of the plan or the row of the table that it is there for; in a sentence, its words stay."""
    row = link.find_parent("tr") or link.find_parent("li", class_=re.compile("toctree"))
    footer = link if "class" in link.attrs and {"left-prev", "right-next"} & set(link["class"]) else None
    if row or footer or link.name == "link":
        (row or footer or link).decompose()
    else:
        link.unwrap()


def without_answers(markdown):
    """The source of a chapter without its folded answers."""
    return FENCE.sub("", markdown)


def make(site, folder, notebooks):
    """Writes the site for students, with a search index of its own.

    Args:
        site: Folder of the built site.
        folder: Where the new one goes; what was there before goes.
        notebooks: Folder of the notebooks without solutions, {fr,en}/NN_slug.ipynb.
    """
    from search_index import index

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for file in (*folder.glob("book/**/*.html"), *folder.glob("labs/**/*.html")):
        page = file.relative_to(folder).as_posix()
        file.write_text(for_students(file.read_text("utf-8"), page), "utf-8")
    for file in folder.glob("_sources/book/**/*.md"):
        file.write_text(without_answers(file.read_text("utf-8")), "utf-8")
    for file in folder.glob("_sources/labs/**/*.ipynb"):
        shutil.copy(notebooks / file.parent.name / file.name, file)
    index(folder)


if __name__ == "__main__":
    make(*(Path(argument).resolve() for argument in sys.argv[1:]))
