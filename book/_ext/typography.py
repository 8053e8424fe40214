"""What a line may not break, and in which language a word is.

- An inline formula stays with whatever touches it: browsers would put a comma alone at the start of a line.
- The hyphen of *n*-gram does not break.
- On a French page, English words in italics are marked as English, so that a screen reader says them well:
  the glossary's English terms, and `ENGLISH` below; code that is an English sentence is marked as well.
"""

import re

from bilingual import language_of
from docutils import nodes
from glossary import entries
from sphinx.transforms import SphinxTransform

TOUCHING_BEFORE = re.compile(r"[^ \n\t]+\Z")
TOUCHING_AFTER = re.compile(r"\A[^ \n\t]+")
SHORT = 24  # letters of TeX of a formula that no browser should break, not even before its “=”
HYPHEN = re.compile(r"(\A|(?<=\b[nN]))-(?=gramm?)")
ENGLISH = set(  # and not in the glossary
    "billion binding fork grokfast probe prompt ridge seeds slingshots trillion ungrokking".split()
)
SENTENCE = re.compile(r"(?=.*\b(?:the|is|of|was|whose|are)\b)[A-Z][a-z]+( [\w’,]+){2,}[ .…]*", re.ASCII | re.IGNORECASE)


def replace_text(text, new):
    """Put nodes, or nothing, in the place of a text node."""
    place = text.parent.index(text)
    text.parent[place : place + 1] = [node for node in new if node.astext()]


def tie(formula):
    """Keep an inline formula and the characters that touch it on one line."""
    parent, place = formula.parent, formula.parent.index(formula)
    tied = nodes.inline(classes=["tied"] + ["long"] * (len(formula.astext()) > SHORT))
    before = parent[place - 1] if place else None
    after = parent[place + 1] if place + 1 < len(parent) else None
    parent[place] = tied
    tied += formula
    if isinstance(before, nodes.Text) and (match := TOUCHING_BEFORE.search(before)):
        tied.insert(0, nodes.Text(match[0]))
        replace_text(before, [nodes.Text(before[: match.start()])])
    if isinstance(after, nodes.Text) and (match := TOUCHING_AFTER.search(after)):
        tied += nodes.Text(match[0])
        replace_text(after, [nodes.Text(after[match.end() :])])


def is_prose(text):
    return not isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.math | nodes.math_block | nodes.raw)


def english_words(env):
    """The words that are English wherever they stand in italics."""
    terms = {entry["en"]["term"].casefold() for entry in entries(env).values()}
    return ENGLISH | terms


def is_english(node, words):
    text = node.astext()
    if isinstance(node, nodes.emphasis):
        return text.casefold().strip(" .,") in words
    return isinstance(node, nodes.literal) and SENTENCE.fullmatch(text)


def typeset(app, doctree, docname):
    for text in list(doctree.findall(nodes.Text)):
        follows_one_letter = len(text.parent.astext()) > len(text) and text.parent.index(text) > 0
        if is_prose(text) and (match := HYPHEN.search(text)) and (match.start() or follows_one_letter):
            replace_text(text, [nodes.Text(HYPHEN.sub("\u2011", text))])
    for formula in list(doctree.findall(nodes.math)):
        tie(formula)


class MarkEnglish(SphinxTransform):
    """As soon as a page is read, so that its title is marked in the plan of the course too."""

    default_priority = 500

    def apply(self):
        if language_of(self.env.docname) == "fr":
            words = english_words(self.env)
            for node in self.document.findall(nodes.Element):
                if is_english(node, words):
                    node["classes"].append("language-en")


def setup(app):
    app.add_transform(MarkEnglish)
    app.connect("doctree-resolved", typeset)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
