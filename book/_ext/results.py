"""Measured numbers in the text: {result}`01_next_token.cpu.culprit_accuracy .1%` prints 99,3 % or 99.3%.

The number is the median over the recorded seeds (of a lab recorded in both languages, over those of the page's);
`….culprit_accuracy.min .1%` and `….max` give the extremes. What follows the name is a Python format specification.
Names come from `labkit.results.summaries`; a unit without a lab counts what the others recorded. A wrong name is a
build warning with its file and line.
"""

import re
from statistics import median

from bilingual import language_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from labkit import messages, results

FORM = re.compile(r"(\w+)\.(\w+)\.(\w+)(?:\.(min|max))? +(\S+)")
STATISTICS = {"median": median, "min": min, "max": max}
logger = logging.getLogger(__name__)


def measured(unit, scale, name):
    """The values that the recorded runs give under a name: one number per seed.

    Raises:
        ValueError: No run, or not every run, has a number of that name.
    """
    runs = results.summaries(unit, scale=scale).values()
    values = [run.get(name) for run in runs]
    if not values or not all(isinstance(value, int | float) for value in values):
        known = sorted({key for run in runs for key, value in run.items() if isinstance(value, int | float)})
        raise ValueError(f"no number {name!r}, only {', '.join(known) or 'none at all'}")
    return values


def printed(text):
    """What {result}`text` prints in the language that labkit speaks.

    Raises:
        ValueError: The text, its name or its format is wrong. OSError: there is no such file of results.
    """
    parts = FORM.fullmatch(text)
    if not parts:
        raise ValueError("write UNIT.SCALE.NAME FORMAT or UNIT.SCALE.NAME.min FORMAT, with a FORMAT like .1%")
    unit, scale, name, statistic, form = parts.groups("median")
    return messages.written(STATISTICS[statistic](measured(unit, scale, name)), form)


class Result(SphinxRole):
    def run(self):
        unit, scale = [*self.text.split("."), ""][:2]
        if results.counts(unit):
            self.env.note_reread()  # any recorded run may have changed
        else:
            self.env.note_dependency(str(results.folder() / f"{unit}.{scale}.json"))
        measures = results.module_of(unit, "measures")
        if measures:
            self.env.note_dependency(measures.__file__)
        messages.set_language(language_of(self.env.docname) or self.config.language)
        try:
            text = printed(self.text)
        except (OSError, ValueError) as error:
            logger.warning("result %s: %s", self.text, error, location=self.get_location())
            text = "?"
        return [nodes.inline(text, text, classes=["result"])], []


def setup(app):
    app.add_role("result", Result())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
