"""What each picture commits to, unit by unit, and how its bets ended: the directive {pictures}.

The commitments stand in `book/pictures.yml`; how the bets of a unit ended is worked out from its recorded runs by
`labkit.wagers`. A unit without a chapter yet is left out.
"""

from pathlib import Path

import yaml
from bilingual import language_of
from sphinx.util.docutils import SphinxDirective
from units import units

from labkit import messages, results, wagers
from labkit.messages import say

FILE = "book/pictures.yml"
WORDS = {"fr": ("Le meilleur adversaire", "Les paris"), "en": ("The best opponent", "The bets")}


def page(root, language):
    """The Markdown of all units that are there."""
    messages.set_language(language)
    there = {unit["unit"]: unit for unit in units(root) if unit["there"]}
    rows = yaml.safe_load(Path(root, FILE).read_text("utf-8"))
    return "\n\n".join(entry(row, there[row["unit"]], language) for row in rows if row["unit"] in there)


def entry(row, unit, language):
    """One unit: a heading that links to its chapter, what each picture commits to, and how the bets ended."""
    name, (best, bets) = row["unit"], WORDS[language]
    colon = "\u00a0:" if language == "fr" else ":"
    said = {name_of(key): text for key, text in row[language].items() if key != "best"} | {best: row[language]["best"]}
    lines = [f"### {name[:2]}. [{unit[language]['title']}]({name}.md)"]
    lines += ["\n".join(f"- **{who}**{colon} {text}" for who, text in said.items())]
    if results.module_of(name, "wagers"):
        package = results.package_of(name)
        ended = [f"*{say(f'{package}.wager_{bet.name}')}* {wagers.verdict(found)}" for bet, found in wagers.of(name)]
        lines += [f"{bets}{colon}\n\n" + "\n".join(f"- {line}" for line in ended)]
    return "\n\n".join(lines)


def name_of(picture):
    """The name of a picture at the beginning of a line."""
    named = say(f"wagers.{picture}")
    return named[0].upper() + named[1:]


class Pictures(SphinxDirective):
    def run(self):
        self.env.note_reread()  # the commitments, the recorded runs, or which chapters exist may have changed
        written = page(self.env.srcdir, language_of(self.env.docname))
        return self.parse_text_to_nodes(written, allow_section_headings=True)


def setup(app):
    app.add_directive("pictures", Pictures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
