"""Names for what a screen reader announces: the theme and Sphinx leave some things nameless, or name all alike.

- “Answer” says which exercise it answers.
- A link back from a source to the text says so.
- The plan of the course marks the current page; the skip link leads past the buttons, to the text.
- A few roles and names that accessibility checkers reject go.
"""

import re

from bilingual import language_of
from docutils import nodes
from sphinx_design.dropdown import dropdown_main

BACK = {"fr": "Retour au texte", "en": "Back to the text"}
ANSWERS = {"Réponse", "Answer"}
REPAIRS = {  # from docutils, from MyST-NB
    ' role="doc-biblioentry"': ' role="listitem"',
    ' aria-label="Toggle hidden content"': "",
}
BACK_LINK = re.compile(r'<a role="doc-backlink" href="([^"]*)">([^<]*)</a>')


def exercise_before(dropdown):
    """The title of the exercise that an answer follows: the bold beginning of a paragraph above it."""
    for node in reversed(dropdown.parent[: dropdown.parent.index(dropdown)]):
        bold = next(iter(node.findall(nodes.strong)), None) if isinstance(node, nodes.paragraph) else None
        if bold is not None and node.astext().startswith(bold.astext()):
            return bold.astext().strip(" .")
    return ""


def name_answers(app, doctree, docname):
    for dropdown in doctree.findall(dropdown_main):
        title = next(text for text in dropdown.findall(nodes.inline) if "sd-summary-text" in text["classes"])
        exercise = exercise_before(dropdown)
        if title.astext() in ANSWERS and exercise:
            title += nodes.inline("", f" – {exercise}", classes=["visually-hidden"])


def complete_context(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    for wrong, right in REPAIRS.items():
        body = body.replace(wrong, right)
    back = BACK.get(language_of(pagename), "")
    start = '<span id="text"></span>' if body else ""  # where the skip link leads
    context["body"] = start + BACK_LINK.sub(rf'<a role="doc-backlink" href="\1" aria-label="\2 – {back}">\2</a>', body)


def setup(app):
    app.connect("doctree-resolved", name_answers)
    app.connect("html-page-context", complete_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
