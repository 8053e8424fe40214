"""A guide for the next question, by kind of question: the directive {guide}.

Which picture to bet on, and what would overturn that, stand in `book/guide.yml`; how the bets that support it ended is
worked out from the recorded runs by `labkit.wagers`. A unit that is not there yet is left out.
"""

from pathlib import Path

import yaml
from bilingual import language_of
from sphinx.util.docutils import SphinxDirective
from units import units

from labkit import messages, results, wagers
from labkit.messages import say

FILE = "book/guide.yml"
WORDS = {
    "fr": {
        "support": "*Ce qui l’appuie\u00a0:* {bets}.",
        "then": "\u00a0; ",
        "over": "*Ce qui le renverserait\u00a0:* {over}",
    },
    "en": {"support": "*What supports it:* {bets}.", "then": "; ", "over": "*What would overturn it:* {over}"},
}


def page(root, language):
    """The Markdown of the whole guide: a list of kinds of question with what is said of each."""
    messages.set_language(language)
    there = {unit["unit"]: unit for unit in units(root) if unit["there"]}
    rows = yaml.safe_load(Path(root, FILE).read_text("utf-8"))
    return "\n\n".join(entry(row, there, language) for row in rows)


def entry(row, there, language):
    """One kind of question, as a term and its definition."""
    text, words = row[language], WORDS[language]
    bets = [found for unit, names in row["bets"].items() if unit in there for found in supporting(unit, names)]
    lines = [text["bet"]]
    if bets:
        lines.append(words["support"].format(bets=words["then"].join(bets)))
    lines.append(words["over"].format(over=text["over"]))
    return f"{text['kind']}\n: " + "\n\n  ".join(lines)


def supporting(unit, names):
    """The bets of a unit, all or those of these names, each with its unit and its verdict."""
    package = results.package_of(unit)
    for wager, outcome in wagers.of(unit):
        if wager.name in names or not names:
            yield f"[{unit[:2]}]({unit}.md), {say(f'{package}.wager_{wager.name}')} {wagers.verdict(outcome)}"


class Guide(SphinxDirective):
    def run(self):
        self.env.note_dependency(str(Path(self.env.srcdir, FILE)))
        self.env.note_reread()  # the recorded runs, or which chapters exist, may have changed
        return self.parse_text_to_nodes(page(self.env.srcdir, language_of(self.env.docname)))


def setup(app):
    app.add_directive("guide", Guide)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
