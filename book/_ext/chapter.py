"""The head and the foot of a chapter: how long it takes, what to read first, how to cite it.

`prerequisites: 01_next_token, 03_representations` in the front matter of a page names the units to read first.
"""

import re

from bilingual import language_of
from docutils import nodes

WORDS_PER_MINUTE = 150  # with its formulas and figures
UNIT = re.compile(r"\d\d_\w+")
WORDS = {
    "fr": {
        "time": "Lecture : {} min",
        "first": "À lire d’abord : ",
        "lab": "L’atelier",
        "cite": "Citer cette page",
        "name": "french",
    },
    "en": {
        "time": "Reading: {} min",
        "first": "Read first: ",
        "lab": "The lab",
        "cite": "Cite this page",
        "name": "english",
    },
}


def minutes(doctree):
    """How long one reads a page: its prose, without code and sources."""
    other = (nodes.citation, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)
    prose = (text for text in doctree.findall(nodes.Text) if not within(text, *other))
    count = sum(len(re.findall(r"\w+", text)) for text in prose)
    return max(1, round(count / WORDS_PER_MINUTE))


def within(node, *kinds):
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kinds):
            return True
    return False


def link(app, docname, target, text):
    return nodes.reference("", text, refuri=app.builder.get_relative_uri(docname, target), internal=True)


def facts(app, doctree, docname):
    """Reading time · prerequisites · lab, as a paragraph for the head of a chapter."""
    language = language_of(docname)
    words = WORDS[language]
    paragraph = nodes.paragraph("", words["time"].format(minutes(doctree)), classes=["aside", "chapter-facts"])
    for i, unit in enumerate(UNIT.findall(str(app.env.metadata[docname].get("prerequisites", "")))):
        page = f"book/{language}/{unit}"
        paragraph += nodes.Text(", " if i else f" · {words['first']}")
        paragraph += link(app, docname, page, app.env.titles[page].astext())
    lab = docname.replace("book/", "labs/")
    if lab in app.env.found_docs:
        paragraph += nodes.Text(" · ")
        paragraph += link(app, docname, lab, words["lab"])
    return paragraph


def is_chapter(docname):
    return bool(re.fullmatch(rf"book/(?:{'|'.join(WORDS)})/{UNIT.pattern}", docname))


def add_facts(app, doctree, docname):
    if is_chapter(docname):
        title = next(doctree.findall(nodes.title))
        title.parent.insert(title.parent.index(title) + 1, facts(app, doctree, docname))


def bibtex(entry):
    fields = "".join(f"  {name:<9} = {{{value}}},\n" for name, value in entry.items() if value)
    return fields.rstrip(",\n")


def complete_context(app, pagename, templatename, context, doctree):
    language = language_of(pagename)
    if not language or not UNIT.search(pagename):
        return
    year = app.config.copyright[-4:]
    entry = {
        "author": f"{{{app.config.author}}}",
        "title": app.env.titles[pagename].astext(),
        "booktitle": app.env.titles[f"book/{language}/index"].astext(),
        "year": year,
        "url": context.get("pageurl"),
        "language": WORDS[language]["name"],
    }
    kind, _, name = pagename.split("/")
    key = f"mirages{year}-{kind}-{name}-{language}".replace("_", "-")
    context["cite"] = {"summary": WORDS[language]["cite"], "bibtex": f"@incollection{{{key},\n{bibtex(entry)}\n}}"}


def setup(app):
    app.connect("doctree-resolved", add_facts)
    app.connect("html-page-context", complete_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
