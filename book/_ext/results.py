"""Measured numbers in the text: {result}`01_next_token.cpu.culprit_accuracy .1%` prints 99,3 % or 99.3%.

The number is the median over the seeds that `labs/results/01_next_token.cpu.json` holds for the language of
the page, or over all of them where that language has none; `….culprit_accuracy.min .1%` and `….max` give the
extremes. What follows the name is a Python format specification. A wrong name is a build warning with its
file and line.
"""

import json
import re
from pathlib import Path
from statistics import median

from bilingual import language_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

FORM = re.compile(r"(\w+\.\w+)\.(\w+)(?:\.(min|max))? +(\S+)")
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
    numbers = [{key: v for key, v in run["values"].items() if isinstance(v, int | float)} for run in runs]
    if not numbers or not all(name in run for run in numbers):
        known = sorted(set().union(*numbers))
        raise ValueError(f"no number {name!r}, only {', '.join(known) or 'none at all'}")
    return [run[name] for run in numbers]


def printed(text, folder, language):
    """What {result}`text` prints, from the files in `folder`.

    Raises:
        ValueError: The text, its name or its format is wrong. OSError: there is no such file of results.
    """
    parts = FORM.fullmatch(text)
    if not parts:
        raise ValueError("write UNIT.SCALE.NAME FORMAT or UNIT.SCALE.NAME.min FORMAT, with a FORMAT like .1%")
    file, name, statistic, spec = parts.groups("median")
    runs = json.loads(Path(folder, f"{file}.json").read_text("utf-8"))["runs"]
    number = STATISTICS[statistic](measured(runs, name, language))
    return format(float(number), f"z{spec}").translate(WRITTEN[language])  # z: no minus before a zero


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
