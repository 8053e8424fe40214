"""The search: Pagefind reads a copy of the pages, one part per language, in which its habits do no harm.

- A French elision is a word of its own: who looks for “attention” finds “l’attention”.
- So is each name in a chain such as torch.optim.AdamW.
- Headings carry the ids of their sections, and the terms of the glossary are headings: a result leads to the section
  and not to the top of the page.
- The no-break hyphen is a hyphen.
- Questions and their answers are left out: whoever looks for a word wants the chapter that explains it.

`_static/search/pagefind.js` does the same to what a reader types.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bilingual import LANGUAGES

HAIR_SPACE = "\u200a"  # separates words, and hardly shows in the excerpts
ELISION = re.compile(r"\b((?:[ldnsjcmt]|(?:jus|lors|puis|quoi)?qu)’)", re.IGNORECASE)
SECTION = re.compile(r'<section([^>]*) id="([^"]*)"([^>]*)>((?:\s*<span id="[^"]*"></span>)*\s*)<(h[1-6])')
TERM = re.compile(r'<dt id=("term-[^"]*")>(.*?)</dt>', re.DOTALL)
CODE = re.compile(r'<pre>.*?</pre>|<span class="pre">.*?</span>', re.DOTALL)
DOT = re.compile(r'(?<=[A-Za-z_])(\.)(?=[A-Za-z_])|(<span class="o">\.</span>)')


def searchable(html):
    """The page as Pagefind should read it."""
    html = ELISION.sub(rf"\1{HAIR_SPACE}", html).replace("\u2011", "-")
    html = CODE.sub(lambda code: DOT.sub(rf"\g<0>{HAIR_SPACE}", code[0]), html)
    html = TERM.sub(r"<h4 id=\1>\2</h4>", html)
    return SECTION.sub(r'<section\1\3>\4<\5 id="\2"', html)


def write_search_index(app, exception):
    if exception is None and app.builder.name == "html":
        index(Path(app.outdir))


def index(site):
    """Writes the search index of the pages in a folder."""
    pages = [page for language in LANGUAGES for page in site.glob(f"[bl]*/{language}/*.html")]  # book, labs; no slides
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            copy = Path(folder, page.relative_to(site))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(searchable(page.read_text("utf-8")), "utf-8")
        shutil.rmtree(site / "pagefind", ignore_errors=True)
        where = ["--site", folder, "--output-path", str(site / "pagefind")]
        parts = ["--root-selector", "article", "--exclude-selectors", ".headerlink, .aside, .quiz, .quiz-text, math"]
        subprocess.run([sys.executable, "-m", "pagefind", "--quiet", *where, *parts], check=True)


def setup(app):
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))  # Sphinx’s own
    app.connect("build-finished", write_search_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
