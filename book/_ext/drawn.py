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
"""

import importlib.util
import inspect
import traceback
from pathlib import Path

import matplotlib as mpl
from bilingual import language_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from labkit import messages, plots, results, wagers

logger = logging.getLogger(__name__)


def load(file):
    """The module in a file, read afresh."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawing(unit, name):
    """The figure `name` of a unit, from its recorded runs."""
    if name == "verdict":
        return wagers.board(unit)
    function = getattr(results.module_of(unit, "figures"), name)
    parameters = inspect.signature(function).parameters.values()
    asked = [p.name for p in parameters if p.default is p.empty]
    if not asked:
        return function()
    run = results.runs(unit)[0]
    known = results.summary(unit, run) | run
    return function(**{argument: known[argument] for argument in asked})


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
        figure = nodes.figure("", nodes.raw("", picture._repr_html_(), format="html"), classes=["drawn"])
        if self.content:
            text, messages_of_text = self.parse_inline("\n".join(self.content))
            figure += nodes.caption("", "", *text, *messages_of_text)
        return [figure]

    def picture(self, unit, name, language):
        if not results.package_of(unit):
            file = Path(self.env.srcdir, "book", "figures", f"{unit}.py")
            self.env.note_dependency(str(file))
            return getattr(load(file), name)(language)
        code = Path(results.module_of(unit, "figures").__file__).parent.glob("*.*")  # code, and data such as JSON
        for source in (*code, *results.folder().glob(f"{unit[:2]}_*.json")):
            self.env.note_dependency(str(source))
        return drawing(unit, name)


def setup(app):
    app.add_directive("drawn", Drawn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
