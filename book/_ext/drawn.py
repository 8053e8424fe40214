"""Figures drawn by our own code while the book is built.

    ```{drawn} 05_grokking.marks
    A caption, in Markdown; it may be left out.
    ```

calls `marks` of `labkit/grokking/figures.py`, the function that the lab calls too. Each of its arguments without a
default is taken by name from what the lab recorded with seed 0, in the page's language where there is a choice; a name
that was not recorded is looked for among the derived numbers (`labkit.results.summary`). A function without arguments
reads what it needs by `labkit.results.runs`: the figures of several seeds, or of a control.

`05_grokking.verdict` is not looked for there: every unit's bets are drawn by one function, `labkit.wagers.board`.

A figure of no unit, such as `cover.cover`, is a function of `book/figures/cover.py` that takes the language.

The function returns an object with `_repr_html_`, such as a `Drawing`, with its own text alternative. It trains
nothing, so that builds stay fast. An error in it is a build warning, with the line of the directive and of the error.

What a figure does beyond its first state, where the figure itself is not enough, is a script in `_static` that only its
pages load (`SCRIPTS`).

A drawing is kept in `drawings`, beside what Sphinx keeps, while the code and the runs that it comes from are what they
were: the slides show those of the chapters, and whoever changes one unit does not wait for the figures of the others.
"""

import hashlib
import importlib.util
import traceback
from pathlib import Path

import matplotlib as mpl
from bilingual import language_of
from docutils import nodes
from labs_cache import files
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from labkit import messages, plots, results, wagers

logger = logging.getLogger(__name__)

SCRIPTS = {"02_compression.priced": "priced.js"}


def load(file):
    """The module in a file, read afresh."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources(unit):
    """The files that the figures of a unit come from: labkit's core, the unit's package, its recorded runs."""
    labkit = results.ROOT / "labkit"
    code = files(labkit if results.counts(unit) else labkit / results.package_of(unit))
    runs = results.folder().glob("*.json" if results.counts(unit) else f"{unit[:2]}_*.json")
    return sorted({*labkit.glob("*.py"), *code, *runs, results.ROOT / "requirements.lock"})


def kept(file, unit, draw):
    """The HTML of a figure of a unit: what the file has if drawn from the same sources, or else drawn now and kept."""
    digest = hashlib.sha256()
    for source in sources(unit):
        digest.update(source.read_bytes() if source.is_file() else b"")
    mark = f"<!-- {digest.hexdigest()} -->\n"
    before = file.read_text("utf-8") if file.is_file() else ""
    if before.startswith(mark):
        return before.removeprefix(mark)
    html = draw()._repr_html_()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(mark + html, "utf-8")
    return html


def drawing(unit, name):
    """The figure `name` of a unit, from its recorded runs."""
    if name == "verdict":
        return wagers.board(unit)
    return results.figure(unit, name)


class Drawn(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        unit, _, name = self.arguments[0].rpartition(".")
        language = language_of(self.env.docname) or self.config.language
        messages.set_language(language)
        try:
            with mpl.rc_context(plots.STYLE):  # which a lab gets from lk.start
                picture = self.picture(unit, name, language)
        except Exception as error:  # whatever the code of the figure raises
            where = traceback.extract_tb(error.__traceback__)[-1]
            text = f"{type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})"
            logger.warning("figure %s: %s", self.arguments[0], text, location=self.get_location())
            return []
        figure = nodes.figure("", nodes.raw("", picture, format="html"), classes=["drawn"], drawn=self.arguments[0])
        if self.content:
            text, messages_of_text = self.parse_inline("\n".join(self.content))
            figure += nodes.caption("", "", *text, *messages_of_text)
        return [figure]

    def picture(self, unit, name, language):
        """The figure as HTML."""
        if not results.package_of(unit):
            file = Path(self.env.srcdir, "book", "figures", f"{unit}.py")
            self.env.note_dependency(str(file))
            return getattr(load(file), name)(language)._repr_html_()
        for source in sources(unit):
            self.env.note_dependency(str(source))
        if results.counts(unit):
            self.env.note_reread()  # any recorded run may have changed
        file = Path(self.env.doctreedir).parent / "drawings" / f"{unit}.{name}.{language}.html"
        return kept(file, unit, lambda: drawing(unit, name))


def add_scripts(app, pagename, templatename, context, doctree):
    drawn = {figure.get("drawn") for figure in doctree.findall(nodes.figure)} if doctree is not None else ()
    for name in SCRIPTS.keys() & drawn:
        app.add_js_file(SCRIPTS[name], loading_method="defer")


def setup(app):
    app.add_directive("drawn", Drawn)
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
