"""The glossary of both languages, from one file: `book/terms.yml`.

    - id: token
      fr: {term: jeton, definition: "…"}
      en: {term: token, definition: "…"}
      avoid_fr: [false friends that a test forbids]

The directive {terms} prints it in the language of the page, in alphabetical order; terms and definitions are
Markdown. The role {gloss}`token` is a link to an entry, with its term as text; {gloss}`jetons <token>` has
another text.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml
from bilingual import LANGUAGES, language_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

FILE = Path(__file__).parents[1] / "terms.yml"
TWIN = {"fr": "en anglais : ", "en": "in French: "}
logger = logging.getLogger(__name__)


@cache
def parsed(text):
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


def entries(env):
    """The entries of the glossary by their ids, for a page that from now on depends on them."""
    env.note_dependency(str(FILE))
    return parsed(FILE.read_text("utf-8"))


def alphabetical(term):
    """A sort key that sees letters only, without accents and capitals."""
    return "".join(letter for letter in unicodedata.normalize("NFD", term.casefold()) if letter.isalnum())


class Terms(SphinxDirective):
    def run(self):
        language = language_of(self.env.docname) or self.config.language
        terms = sorted(entries(self.env).values(), key=lambda entry: alphabetical(entry[language]["term"]))
        items = [self.item(entry, language) for entry in terms]
        return [nodes.definition_list("", *items, classes=["terms"])]

    def item(self, entry, language):
        other = next(code for code in LANGUAGES if code != language)
        term, twin = (self.parse_inline(entry[code]["term"])[0] for code in (language, other))
        twin = nodes.inline("", "", *twin, classes=[f"language-{other}"])
        twin = nodes.inline("", "", nodes.Text(TWIN[language]), twin, classes=["twin"])
        heading = nodes.term("", "", *term, nodes.Text(" "), twin, ids=[f"term-{entry['id']}"])
        definition = nodes.definition("", *self.parse_text_to_nodes(entry[language]["definition"]))
        return nodes.definition_list_item("", heading, definition)


class Gloss(SphinxRole):
    def run(self):
        text, name = re.fullmatch(r"(?:(.*?)\s*<)?([^<>]*)>?", self.text, re.DOTALL).groups()
        language = language_of(self.env.docname) or self.config.language
        entry = entries(self.env).get(name)
        if entry is None:
            logger.warning("no entry %r in %s", name, FILE, location=self.get_location())
            return [nodes.inline(text, text or name)], []
        page = self.env.app.builder.get_relative_uri(self.env.docname, f"book/{language}/glossary")
        text = text or entry[language]["term"]
        return [nodes.reference("", text, refuri=f"{page}#term-{name}", internal=True)], []


def setup(app):
    app.add_directive("terms", Terms)
    app.add_role("gloss", Gloss())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
