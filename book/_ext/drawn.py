"""Figures drawn by our own code while the book is built.

    ```{drawn} 01_next_token.surprisal_story
    A caption, in Markdown; it may be left out.
    ```

calls `surprisal_story("fr")` of `book/figures/u01_next_token.py` on a French page (the file has a "u" before
the digit, so that Python can import it). The function returns

- `(figure, alt)`: a matplotlib figure, saved as SVG, and one or two sentences that say what it shows; or
- an object with `_repr_html_`, such as what `labkit.widgets.explore` returns, with its own text alternatives.

It reads recorded data (`labs/results/*.json`) and draws; it trains nothing, so that builds stay fast. labkit
speaks the language of the page by then. An error in it is a build warning, with the line of the directive and
that of the error.
"""

import importlib.util
import os
import traceback
from pathlib import Path

import matplotlib as mpl
from bilingual import language_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from labkit import messages

logger = logging.getLogger(__name__)


def load(file):
    """The module in a file, read afresh."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def save_svg(figure, file):
    """Write a figure, the same bytes at every run: no date, ids from its name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context({"svg.hashsalt": file.stem}):
        figure.savefig(file, format="svg", metadata={"Date": None})


class Drawn(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        unit, _, name = self.arguments[0].rpartition(".")
        module = f"u{unit}" if unit[:1].isdigit() else unit
        file = Path(self.env.srcdir, "book", "figures", f"{module}.py")
        for source in (file, *Path(self.env.srcdir, "labs", "results").glob(f"{unit}.*.json")):
            self.env.note_dependency(str(source))
        language = language_of(self.env.docname) or self.config.language
        messages.set_language(language)
        try:
            drawing = getattr(load(file), name)(language)
            picture = self.picture(drawing, f"{unit}.{name}.{language}")
        except Exception as error:  # whatever the code of the figure raises
            where = traceback.extract_tb(error.__traceback__)[-1]
            text = f"{type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})"
            logger.warning("figure %s: %s", self.arguments[0], text, location=self.get_location())
            return []
        figure = nodes.figure("", picture, classes=["drawn"])
        if self.content:
            text, messages_of_text = self.parse_inline("\n".join(self.content))
            figure += nodes.caption("", "", *text, *messages_of_text)
        return [figure]

    def picture(self, drawing, name):
        if hasattr(drawing, "_repr_html_"):
            return nodes.raw("", drawing._repr_html_(), format="html")
        figure, alt = drawing
        file = Path(self.env.app.doctreedir, "drawn", f"{name}.svg")
        save_svg(figure, file)
        page = Path(self.env.doc2path(self.env.docname))
        return nodes.image(uri=Path(os.path.relpath(file, page.parent)).as_posix(), alt=alt)


def setup(app):
    app.add_directive("drawn", Drawn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
