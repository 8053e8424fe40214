"""Slides of a unit: `book/slides/LANGUAGE/UNIT.md`, shown by reveal.js, and printed by `make slides`.

    # Chapitre 5 · …                      the title of the chapter, letter for letter

    ## A slide                            one title, few words; figures and numbers as in the chapters:
                                          ```{drawn} 05_grokking.marks, {result}`05_grokking.cpu.new_accuracy .0%`
    {.step}                               what comes at the next press of a key
    A paragraph.

    ```{notes} 4
    What to say, in how many minutes.     every slide has notes
    ```

    ## Votez                              a question of `book/questions/UNIT.yml` with one right answer: its choices,
                                          at the next key the right one; the notes say what each choice betrays
    ```{vote} why_twins_apart
    ```

A last slide is added, with links to the chapter, the lab, the questions and the sessions. Twins have the same
slides in the same order (tests/test_slides.py); no slide is higher than a screen (tests/test_decks.py).
"""

import re
import shutil
from functools import cache
from pathlib import Path

import questions
from bilingual import language_of
from docutils import nodes
from quiz import Tag, depart_tag, visit_tag
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).parents[2]
WORDS = {
    "fr": {
        "minutes": "{} min",
        "right": "La bonne réponse : {}.",
        "choice": "{} : ",
        "onwards": "Pour continuer",
        "chapter": "Le chapitre",
        "lab": "L’atelier",
        "quiz": "Les questions",
        "teaching": "Les séances, pour qui enseigne",
    },
    "en": {
        "minutes": "{} min",
        "right": "The right answer: {}.",
        "choice": "{}: ",
        "onwards": "Onwards",
        "chapter": "The chapter",
        "lab": "The lab",
        "quiz": "The questions",
        "teaching": "The sessions, for teachers",
    },
}
PAGES = {  # in the site, from a deck
    "chapter": "book/{language}/{unit}",
    "lab": "labs/{language}/{unit}",
    "quiz": "book/{language}/quiz_{unit:.2}",
    "teaching": "book/{language}/teaching/sessions",
}
SOURCES = {"lab": ".ipynb"}  # of these pages; .md of the others
UNUSED = ("*.map", "*.esm.js", "reset.css", "highlight", "markdown", "math", "search", "zoom", "theme", "css")
logger = logging.getLogger(__name__)


@cache
def bank(unit):
    """The questions of a unit by their ids, read once a build."""
    return {question.id: question for question in questions.read(ROOT, unit)}


class Notes(SphinxDirective):
    """What the speaker sees; on paper it follows its slide."""

    optional_arguments = 1
    has_content = True

    def run(self):
        notes = Tag("aside", classes=["notes"])
        if self.arguments:
            minutes = WORDS[language_of(self.env.docname)]["minutes"].format(int(self.arguments[0]))
            notes += nodes.paragraph("", "", nodes.strong("", minutes))
            notes["minutes"] = int(self.arguments[0])
        notes += self.parse_content_to_nodes()
        return [notes]


class Vote(SphinxDirective):
    """A question of the unit, its choices, its right answer at the next key; the remarks are notes."""

    required_arguments = 1

    def run(self):
        self.language = language_of(self.env.docname)
        unit = Path(self.env.docname).name
        self.env.note_dependency(str(ROOT / questions.FOLDER / f"{unit}.yml"))
        try:
            known = bank(unit)
            question = known.get(self.arguments[0])
            if question is None or question.kind != "single":
                single = ", ".join(name for name in known if known[name].kind == "single")
                raise ValueError(f"{self.arguments[0]} is not a question of {unit} with one right answer: {single}")
        except (OSError, ValueError) as error:
            logger.warning("vote: %s", error, location=self.get_location())
            return []
        choices = Tag("ol", classes=["vote"], html={"type": "A"})
        for choice in question.choices:
            classes = ["fragment", "custom", "right"] if choice.right else []
            choices += Tag("li", *self.parse_inline(choice.text[self.language])[0], classes=classes)
        asked = Tag("div", *self.parse_text_to_nodes(question.ask[self.language]), classes=["asked"])
        return [asked, choices, self.remarks(question)]

    def remarks(self, question):
        words, notes = WORDS[self.language], Tag("aside", classes=["notes"])
        letters = dict(zip("ABCDEFGH", question.choices, strict=False))
        (right,) = (letter for letter, choice in letters.items() if choice.right)
        notes += nodes.paragraph("", "", nodes.strong("", words["right"].format(right)))
        for letter, choice in letters.items():
            remark = self.parse_text_to_nodes(choice.because[self.language])
            remark[0].insert(0, nodes.strong("", words["choice"].format(letter)))
            notes += remark
        return notes


def gather_notes(app, document):
    """One aside a slide, at its end: reveal.js shows the first alone."""
    for section in document.findall(nodes.section):
        first, *others = [node for node in section.children if is_notes(node)] or [None]
        for other in others:
            section.remove(other)
            first += other.children
        if first is not None:
            section.remove(first)
            before = next((i for i, child in enumerate(section) if isinstance(child, nodes.section)), len(section))
            section.insert(before, first)


def is_notes(node):
    return isinstance(node, Tag) and node["name"] == "aside"


def add_last_slide(app, document):
    language, unit = language_of(app.env.docname), Path(app.env.docname).name
    words = WORDS[language]
    links = nodes.bullet_list(classes=["onwards"])
    for kind, address in PAGES.items():
        page = address.format(language=language, unit=unit)
        if (ROOT / (page + SOURCES.get(kind, ".md"))).is_file():
            link = nodes.reference("", words[kind], refuri=f"../../{page}.html", internal=True)
            links += nodes.list_item("", nodes.paragraph("", "", link))
    slide = nodes.section(ids=["onwards"], names=["onwards"])
    slide += [nodes.title("", words["onwards"]), links]
    next(document.findall(nodes.section)).append(slide)


def hide_steps(app, document):
    """What is marked {.step} is a fragment of reveal.js."""
    for node in document.findall(lambda node: isinstance(node, nodes.Element) and "step" in node.get("classes", ())):
        node["classes"] = ["fragment", *node["classes"]]


def finish(app, document):
    app.env.metadata[app.env.docname]["orphan"] = True  # in no table of contents
    hide_steps(app, document)
    gather_notes(app, document)
    add_last_slide(app, document)


def complete_context(app, pagename, templatename, context, doctree):
    context["language"] = language_of(pagename) or app.config.language
    corner = re.compile(r'<th class="head">(<p></p>)?</th>')  # an empty cell heads nothing
    context["body"] = corner.sub("<td></td>", context.get("body", ""))


def remove_unused(app, exception):
    """What no deck loads of reveal.js: two megabytes."""
    if exception is None and app.builder.name == "revealjs":
        reveal = Path(app.outdir, "_static", "revealjs")
        for pattern in UNUSED:
            for found in list(reveal.rglob(pattern)):
                shutil.rmtree(found) if found.is_dir() else found.unlink()


def setup(app):
    app.add_node(Tag, html=(visit_tag, depart_tag), revealjs=(visit_tag, depart_tag))
    app.add_directive("notes", Notes)
    app.add_directive("vote", Vote)
    app.connect("doctree-read", finish)
    app.connect("html-page-context", complete_context)
    app.connect("build-finished", remove_unused)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
