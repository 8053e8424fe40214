"""The site for students: no answer is left, in a page, a source or a notebook, and no link is dead."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, SoupStrainer

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "book/editions"))

import student  # noqa: E402 – ours, in book/editions
from website import PAGES, SITE, missing, report  # noqa: E402

PAGE = """<html><head><link rel="next" href="teaching/index.html"/></head><body><nav><ul>
<li class="toctree-l1"><a href="teaching/index.html">Enseigner</a></li>
<li class="toctree-l1"><a href="using.html">x</a></li>
</ul></nav><article><h1>Un</h1><p>Voyez la <a href="teaching/plans.html#douze">page des plans</a>.</p>
<table><tr><td><a href="teaching/exam.html">Examen</a></td></tr>
<tr><td><a href="using.html">Utiliser</a></td></tr></table>
<p><b>1.</b> Combien ?</p><details class="sd-dropdown"><summary> Réponse – 1</summary><p>Douze.</p></details>
<details><summary>Ce chapitre en une minute</summary><p>Vite.</p></details>
<details><summary>Solution de l’exercice 1</summary><pre>12</pre></details>
<details class="quiz-answer"><summary>Réponse et remarques</summary><p>Juste.</p></details></article>
<a href="https://colab.research.google.com/github/o/r/blob/main/labs/fr/05.ipynb">Colab</a></body></html>"""
SOURCE = """**1.** Combien ?

```{dropdown} Réponse
Douze, car

:::{note}
trois fois quatre
:::
```

```{dropdown} Ce chapitre en une minute
Vite.
```
"""


def test_a_page_loses_its_answers_and_keeps_the_rest():
    text = BeautifulSoup(student.for_students(PAGE, "book/fr/05_grokking.html"), "html.parser").get_text()
    assert "Douze" not in text
    assert "12" not in text
    assert "Vite." in text
    assert "Combien" in text


def test_links_to_what_is_left_out_go_and_words_stay():
    soup = BeautifulSoup(student.for_students(PAGE, "book/fr/05_grokking.html"), "html.parser")
    assert {link["href"] for link in soup.select("[href]")} == {"using.html"}
    assert "page des plans" in soup.get_text()
    assert "Enseigner" not in soup.get_text()
    assert [row.get_text() for row in soup.select("tr")] == ["Utiliser"]


def test_the_remarks_on_a_question_stay():
    assert "Juste." in student.for_students(PAGE, "book/fr/quiz_05.html")


def test_a_source_loses_its_answers():
    assert student.without_answers(SOURCE).split() == [
        *("**1.**", "Combien", "?", "```{dropdown}", "Ce", "chapitre", "en", "une", "minute", "Vite.", "```")
    ]


@pytest.mark.site
def test_the_site_for_students_has_no_answer_and_no_dead_link(tmp_path):
    if not PAGES:
        missing(f"no built site in {SITE}: run `make book`, or set SITE_DIR")
    notebooks = tmp_path / "notebooks"
    build = [sys.executable, "labs/build.py", "--student", str(notebooks)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    site = tmp_path / "site"
    student.make(SITE, site, notebooks)
    failures = []
    for page in sorted(site.glob("[bl]*/??/**/*.html")):
        name, html = page.relative_to(site).as_posix(), page.read_text("utf-8")
        soup = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer(["a", "details"]))  # a third of the time
        summaries = [s.get_text().strip() for s in soup.select("details:not(.quiz-answer) > summary")]
        failures += [f"{name}: {text}" for text in summaries if text.startswith(student.ANSWERS)]
        for link in soup.select("a[href]"):
            address = urlsplit(urljoin(name, link["href"]))
            if not address.scheme and address.path and not (site / unquote(address.path)).is_file():
                failures.append(f"{name}: dead link {link['href']}")
    sources = [*site.glob("_sources/**/*.md"), *site.glob("_sources/**/*.ipynb")]
    marks = re.compile(r"\{dropdown\} (Réponse|Answer)|Solution de l’exercice|Solution to exercise")
    failures += [f"{file.relative_to(site)}: a solution" for file in sources if marks.search(file.read_text("utf-8"))]
    assert (site / "pagefind/pagefind.js").is_file() or list((site / "pagefind").glob("*"))
    report(failures)
