"""The sources of a page in its own words: “et”, “Dans” on a French one, where titles are marked as English.

What is in the bibliography is in English so far. arXiv numbers become links.
"""

import re

from bilingual import language_of
from docutils import nodes
from pybtex.plugin import register_plugin
from pybtex.style.formatting.alpha import Style
from pybtex.style.template import names, sentence, tag
from pybtex_docutils import Backend
from sphinxcontrib.bibtex.directives import BibliographyDirective
from typography import replace_text

ARXIV = re.compile(r"arXiv:(\d{4}\.\d{4,5})")


class English(Style):
    """Pybtex's style alpha, with titles marked as English."""

    def format_title(self, e, which_field, as_sentence=True):
        title = tag("english")[super().format_title(e, which_field, as_sentence=False)]
        return sentence[title] if as_sentence else title


class French(English):
    def format_names(self, role, as_sentence=True):
        written = names(role, sep=", ", sep2=" et ", last_sep=" et ")
        return sentence[written] if as_sentence else written


def english(rawsource, text, *children):
    return nodes.inline(rawsource, text, *children, classes=["language-en"])


def english_emphasis(rawsource, text, *children):
    return nodes.emphasis(rawsource, text, *children, classes=["language-en"])


class Bibliography(BibliographyDirective):
    def run(self):
        language = language_of(self.env.docname) or self.config.language
        self.options.setdefault("style", f"course-{language}")
        return super().run()


def linked(text):
    """A text in pieces, its arXiv numbers as links."""
    start = 0
    for match in ARXIV.finditer(text):
        yield nodes.Text(text[start : match.start()])
        yield nodes.reference("", match[0], refuri=f"https://arxiv.org/abs/{match[1]}", internal=False)
        start = match.end()
    yield nodes.Text(text[start:])


def complete(app, doctree, docname):
    for citation in doctree.findall(nodes.citation):
        for text in list(citation.findall(nodes.Text)):
            written = re.sub(r"`([^`']*)'", r"‘\1’", text).replace("'", "’")  # TeX quotes by ` and '
            written = re.sub(r",? (?:and|et) others\b", " et al", written)
            if language_of(docname) == "fr":
                written = re.sub(r"(?<!\w)In $", "Dans ", written)
            if not isinstance(text.parent, nodes.reference):
                replace_text(text, linked(written))


def setup(app):
    Backend.tags |= {"english": english, "em": english_emphasis}
    for language, style in {"en": English, "fr": French}.items():
        register_plugin("pybtex.style.formatting", f"course-{language}", style)
    app.add_directive("bibliography", Bibliography, override=True)
    app.connect("doctree-resolved", complete)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
