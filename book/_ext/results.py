"""Measured numbers in the text: {result}`01_next_token.cpu.culprit_accuracy .1%`, that is 99,3 % in French, 99.3% in English.

The number is the median over the seeds that `labs/results/01_next_token.cpu.json` holds for the page's language, or over
all of them where that language has none; `….culprit_accuracy.min .1%` and `….max` give the extremes.
What follows the name is a Python format specification. A wrong name is a build warning with its file and line.
"""

import json
from pathlib import Path
from statistics import median

from bilingual import language_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

STATISTICS = {"median": median, "min": min, "max": max}
WRITTEN = {  # how a language writes what Python's formatting gives
    "fr": str.maketrans({",": "\u202f", ".": ",", "%": "\u00a0%", "-": "−"}),
    "en": str.maketrans({"-": "−"}),
}
logger = logging.getLogger(__name__)


def measured(runs, name, language):
    """The values that the runs in this language recorded under a name: one number per seed.

    Raises:
        ValueError: No run has a number of that name.
    """
    runs = [run for run in runs if run["language"] == language] or runs
    values = [run["values"].get(name) for run in runs]
    if not values or not all(isinstance(value, int | float) for value in values):
        known = sorted({name for run in runs for name, value in run["values"].items() if isinstance(value, int | float)})
        raise ValueError(f"no number {name!r}, only {', '.join(known) or 'nothing'}")
    return values


def printed(text, folder, language):
    """What {result}`text` prints, from the files in `folder`.

    Raises:
        ValueError: The text, its name or its format is wrong. OSError: there is no such file of results.
    """
    name, _, spec = text.partition(" ")
    unit, scale, key, statistic = [*name.split("."), "median"][:4] if 2 <= name.count(".") <= 3 else [None] * 4
    if statistic not in STATISTICS or not spec.strip():
        raise ValueError("write UNIT.SCALE.NAME FORMAT, such as 01_next_token.cpu.seconds .0f; .min or .max may end the name")
    runs = json.loads(Path(folder, f"{unit}.{scale}.json").read_text("utf-8"))["runs"]
    number = STATISTICS[statistic](measured(runs, key, language))
    return format(number, spec.strip()).translate(WRITTEN[language])


class Result(SphinxRole):
    def run(self):
        folder = Path(self.env.srcdir, "labs", "results")
        self.env.note_dependency(str(folder / f"{'.'.join(self.text.split('.')[:2])}.json"))
        try:
            text = printed(self.text, folder, language_of(self.env.docname) or self.config.language)
        except (OSError, ValueError) as error:
            logger.warning("result %s: %s", self.text, error, location=self.get_location())
            text = "?"
        return [nodes.inline(text, text, classes=["result"])], []


def setup(app):
    app.add_role("result", Result())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
