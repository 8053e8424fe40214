"""The questions of a unit on a page of their own: the directive {quiz}, and the links that lead there.

    ```{quiz} 01_next_token
    ```

prints the questions of `book/questions/01_next_token.yml` (see questions.py), one section each. Without scripts a page
shows every question, and under each its answer, folded, with a remark on every choice; on paper, the questions alone.
`_static/quiz.js`, which only these pages load, lets readers answer and shows the remark on what they chose.

The directive {quizzes} lists the pages of all units that have questions.

The page is called `quiz_NN`, NN being the number of its unit; the chapter links to it where it names its lab,
or in its last section where it has none.
"""

import re
from pathlib import Path

import questions
from bilingual import language_of, places_of
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

WORDS = {
    "fr": {
        "title": "Question {}",
        "level": "Niveau {}",
        "single": "Choisissez une réponse",
        "multiple": "Cochez toutes les bonnes réponses",
        "numeric": "Donnez un nombre",
        "numeric_unit": "Donnez un nombre, en {}",
        "check": "Vérifier",
        "answer": "Réponse et remarques",
        "to": " à la question {}",
        "right": "Juste.",
        "wrong": "Faux.",
        "wanted": "À cocher.",
        "unwanted": "À ne pas cocher.",
        "found": "{}, à {} près.",
        "mistake": "Si vous trouvez {} :",
        "other": "Tout autre nombre :",
        "from": "Dans le chapitre : ",
        "none": "Choisissez d’abord une réponse.",
        "number": "Écrivez un nombre en chiffres, par exemple 2,5.",
        "missing": "Il manque des réponses à cocher.",
        "score": "Justes au premier essai : {right} sur {tried}.",
    },
    "en": {
        "title": "Question {}",
        "level": "Level {}",
        "single": "Choose one answer",
        "multiple": "Tick every right answer",
        "numeric": "Give a number",
        "numeric_unit": "Give a number, in {}",
        "check": "Check",
        "answer": "Answer and remarks",
        "to": " to question {}",
        "right": "Right.",
        "wrong": "Wrong.",
        "wanted": "To be ticked.",
        "unwanted": "Not to be ticked.",
        "found": "{}, within {}.",
        "mistake": "If you find {}:",
        "other": "Any other number:",
        "from": "In the chapter: ",
        "none": "First choose an answer.",
        "number": "Write a number in digits, such as 2.5.",
        "missing": "Some right answers are not ticked.",
        "score": "Right at the first try: {right} of {tried}.",
    },
}
LINK = {
    "fr": "Pour savoir ce que vous en avez retenu\u00a0: ",
    "en": "To find out what you have kept of it: ",
}
UNITS = {"fr": "Questions des unités\u00a0: {}.", "en": "Questions of the units: {}."}
SAID = ("none", "number", "missing", "score", "right", "wrong")  # which the script says
logger = logging.getLogger(__name__)


class Tag(nodes.General, nodes.Element):
    """An HTML element: Tag("label", classes=["choice"], html={"for": "x"})."""

    def __init__(self, name="div", *children, html=None, **attributes):
        super().__init__("", *children, **attributes)
        self["name"], self["html"] = name, html or {}

    def copy(self):
        new = super().copy()
        new["name"], new["html"] = self["name"], self["html"]
        return new


def visit_tag(translator, node):
    html = {name: value for name, value in node["html"].items() if value is not None}
    translator.body.append(translator.starttag(node, node["name"], "", **html))


def depart_tag(translator, node):
    if node["name"] != "input":
        translator.body.append(f"</{node['name']}>")


class Quiz(SphinxDirective):
    required_arguments = 1

    def run(self):
        unit, language = self.arguments[0], language_of(self.env.docname) or self.config.language
        self.env.note_dependency(str(Path(self.env.srcdir, questions.FOLDER, f"{unit}.yml")))
        self.env.note_dependency(str(Path(self.env.srcdir, f"book/{language}/{unit}.md")))
        try:
            found = questions.read(self.env.srcdir, unit)
        except (OSError, ValueError) as error:
            for line in str(error).splitlines():
                logger.warning("quiz: %s", line, location=self.get_location())
            return []
        self.words = WORDS[language]
        said = {f"data-{key}": self.words[key] for key in SAID}
        score = Tag("p", classes=["quiz-score"], html={"role": "status", "hidden": "hidden"})
        sections = [self.section(question, language) for question in found]
        return [Tag("div", classes=["quiz-words"], html=said | {"hidden": "hidden"}), *sections, score]

    def section(self, question, language):
        name, words = f"q-{question.id.replace('_', '-')}", self.words
        section = nodes.section(ids=[name], names=[name])
        section += nodes.title("", words["title"].format(question.number))
        section += Tag("div", *self.parsed(question.ask[language]), classes=["quiz-text"], ids=[f"{name}-text"])
        section += self.form(question, language, name)
        return section

    def form(self, question, language, name):
        words = self.words
        unit = question.unit.get(language)
        hint = words["numeric_unit"].format(unit) if unit else words[question.kind]
        level = words["level"].format(question.level)
        legend = Tag("legend", nodes.Text(hint), Tag("span", nodes.Text(f" · {level}"), classes=["quiz-level"]))
        fieldset = Tag("fieldset", legend, html={"aria-describedby": f"{name}-text"})
        numeric = question.kind == "numeric"
        fieldset += self.number(name) if numeric else self.choices(question, language, name)
        check = Tag("button", nodes.Text(words["check"]), html={"type": "submit"})
        said = Tag("div", classes=["quiz-said"], html={"role": "status"})
        answer = (self.numbers if numeric else self.remarks)(question, language)
        summary = Tag("summary", nodes.Text(words["answer"]))
        summary += Tag("span", nodes.Text(words["to"].format(question.number)), classes=["visually-hidden"])
        details = Tag("details", summary, *answer, self.source(question, language), classes=["quiz-answer"])
        return Tag("form", fieldset, check, said, details, classes=["quiz", question.kind])

    def choices(self, question, language, name):
        kind = "radio" if question.kind == "single" else "checkbox"
        rows = Tag("ol", classes=["quiz-choices"], html={"type": "A"})
        for i, choice in enumerate(question.choices):
            box = Tag("input", html={"type": kind, "name": name, "value": str(i)})
            text = Tag("span", *self.parsed_inline(choice.text[language]))
            rows += Tag("li", Tag("label", box, text))
        return rows

    def number(self, name):
        options = {"type": "text", "inputmode": "decimal", "autocomplete": "off", "aria-labelledby": f"{name}-text"}
        return Tag("input", html=options | {"name": name})

    def remarks(self, question, language):
        """The remark on every choice, in their order."""
        right, wrong = ("wanted", "unwanted") if question.kind == "multiple" else ("right", "wrong")
        rows = Tag("ol", html={"type": "A"})
        for choice in question.choices:
            verdict = self.words[right if choice.right else wrong]
            html = {"data-right": "yes"} if choice.right else {}
            rows += Tag("li", *self.remark(verdict, choice.because[language]), html=html)
        return [rows]

    def numbers(self, question, language):
        """The answer, then what each known mistake gives, then what is said to any other number."""
        width = {"data-tolerance": f"{question.tolerance:.10g}"}
        written = question.written(question.answer, language)
        digits = f".{max(0, -exponent(question.tolerance))}f"
        tolerance = questions.messages.written(question.tolerance, digits)
        found = self.words["found"].format(written, tolerance)
        html = {"data-right": "yes", "data-value": f"{question.answer:.10g}"} | width
        rows = Tag("ul", Tag("li", *self.remark(found, question.because[language]), html=html))
        for mistake in question.mistakes:
            verdict = self.words["mistake"].format(question.written(mistake.value, language))
            html = {"data-value": f"{mistake.value:.10g}"} | width
            rows += Tag("li", *self.remark(verdict, mistake.because[language]), html=html)
        rows += Tag("li", *self.remark(self.words["other"], question.otherwise[language]))
        return [rows]

    def remark(self, verdict, text):
        """A verdict in bold, and why."""
        verdict = Tag("strong", nodes.Text(verdict), classes=["quiz-verdict"])
        first, *others = self.parsed(text)
        if isinstance(first, nodes.paragraph):
            first.insert(0, [verdict, nodes.Text(" ")])
            return [first, *others]
        return [verdict, first, *others]

    def source(self, question, language):
        """A link to the section of the chapter; `resolve` completes its address."""
        title = self.parsed_inline(question.headings[language])
        link = nodes.reference("", "", *title, internal=True, refuri="", classes=["quiz-source"])
        link["chapter"], link["place"] = f"book/{language}/{question.bank}", question.place
        return nodes.paragraph("", self.words["from"], link, classes=["aside"])

    def parsed(self, text):
        return self.parse_text_to_nodes(text)

    def parsed_inline(self, text):
        return self.parse_inline(text)[0]


class Quizzes(SphinxDirective):
    """Units: 1, 5, each a link to its page."""

    def run(self):
        self.env.note_reread()  # which units have questions may have changed
        numbers = [unit[:2] for unit in questions.banks(self.env.srcdir)]
        links = ", ".join(f"[{int(number)}](quiz_{number}.md)" for number in numbers)
        return self.parse_text_to_nodes(UNITS[language_of(self.env.docname)].format(links))


def exponent(number):
    """The power of ten of the first digit of a number."""
    return int(f"{number:e}".partition("e")[2])


def page_of(docname, env):
    """The page with the questions on a chapter, or None."""
    match = re.fullmatch(r"book/(\w\w)/(\d\d)_\w+", docname)
    page = match and f"book/{match[1]}/quiz_{match[2]}"
    return page if page in env.found_docs else None


def resolve(app, doctree, docname):
    """The addresses of the sections that the answers name; a link to the questions at the end of a chapter."""
    for link in doctree.findall(nodes.reference):
        if "chapter" in link:
            places = places_of(app.env, link["chapter"])
            address = app.builder.get_relative_uri(docname, link["chapter"])
            link["refuri"] = f"{address}#{places[link['place']]}"
    page = page_of(docname, app.env)
    if page:
        add_link(app, doctree, docname, page)


def add_link(app, doctree, docname, page):
    """Say at the end of the section on the lab, or of the last before the sources, that there are questions."""
    *_, last = (node for node in doctree.findall(nodes.section) if "sources" not in node["ids"])
    link = nodes.reference("", app.env.titles[page].astext(), internal=True)
    link["refuri"] = app.builder.get_relative_uri(docname, page)
    last += nodes.paragraph("", LINK[language_of(docname)], link, nodes.Text("."), classes=["quiz-link"])


def complete_context(app, pagename, templatename, context, doctree):
    if doctree is not None and any(node["name"] == "form" for node in doctree.findall(Tag)):
        app.add_js_file("quiz.js", loading_method="defer")


def setup(app):
    app.add_node(Tag, html=(visit_tag, depart_tag))
    app.add_directive("quiz", Quiz)
    app.add_directive("quizzes", Quizzes)
    app.connect("doctree-resolved", resolve)
    app.connect("html-page-context", complete_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
