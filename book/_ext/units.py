"""The units of the course, from one file: `book/units.yml` has them all, and what exists is found.

A unit is there when its chapter and its lab are; a lab without a chapter (`chapter: false`) prepares for them and is
called by its number, "Lab 0". The directive {units} prints the table of the home page; {course-map} draws the units as
a tree, each hanging from the one to do first (`needs`), which is a list of lists for who does not see it;

    ```{in-preparation}
    Units {list} are in preparation.
    ```

prints its text while some unit is missing, with their numbers in place of {list}, and nothing after that.

    ```{path} evening
    **One evening** ({time}): units {list}.
    ```

prints its text with the numbers of the units on that path (`paths`; every unit, and lab 0, is on the path "whole") and
the time that their chapters and labs take together.
"""

import re
from pathlib import Path

import yaml
from bilingual import language_of
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

FILE = "book/units.yml"
READING, WORKING = "15–25", "60–90"  # minutes, for a chapter, and for a lab that is not written yet
WORDS = {
    "fr": {
        "head": ("Unité", "Ce qu’elle demande", "Temps, chapitre + atelier", "État"),
        "available": "disponible\u00a0: [chapitre]({unit}.md) et [atelier](../../labs/fr/{unit}.ipynb)",
        "chapter": "disponible\u00a0: [chapitre]({unit}.md)",
        "lab": "disponible\u00a0: [atelier](../../labs/fr/{unit}.ipynb)",
        "missing": "en préparation",
        "number": "Atelier {number}\u00a0: {title}",
        "and": " et ",
        "minutes": "de {low} à {high}\u00a0minutes",
        "hours": "de {low} à {high}\u00a0heures",
    },
    "en": {
        "head": ("Unit", "What it asks", "Time, chapter + lab", "Status"),
        "available": "available: [chapter]({unit}.md) and [lab](../../labs/en/{unit}.ipynb)",
        "chapter": "available: [chapter]({unit}.md)",
        "lab": "available: [lab](../../labs/en/{unit}.ipynb)",
        "missing": "in preparation",
        "number": "Lab {number}: {title}",
        "and": " and ",
        "minutes": "{low} to {high} minutes",
        "hours": "{low} to {high} hours",
    },
}


def units(root):
    """The units in order; `there`: its chapter and its lab, if it has one, exist; `minutes`: of work for the lab."""
    found = yaml.safe_load(Path(root, FILE).read_text("utf-8"))
    for unit in found:
        lab, chapter = Path(root, f"labs/{unit['unit']}.py"), Path(root, f"book/fr/{unit['unit']}.md")
        parts = {"chapter": chapter, "lab": lab}
        unit["there"] = all(file.is_file() for part, file in parts.items() if unit.get(part, True))
        unit["minutes"] = minutes(lab.read_text("utf-8")) if lab.is_file() else WORKING
    return found


def minutes(source):
    """The time that a lab takes: the sum of the minutes that its sections announce, as in `## 1. Title (15 min)`."""
    sections = re.findall(r"^# ## .*\((\d+)\u00a0?\s?min\)$", source, flags=re.M)
    return sum(map(int, sections)) // 2  # each section stands there in both languages


def numbered(unit, language):
    """Number and title of a unit, the title a link where the unit is there."""
    name, chapter, title = unit["unit"], unit.get("chapter", True), unit[language]["title"]
    address = f"{name}.md" if chapter else f"../../labs/{language}/{name}.ipynb"
    linked = f"[{title}]({address})" if unit["there"] else title
    return f"{name[:2]}. {linked}" if chapter else WORDS[language]["number"].format(number=int(name[:2]), title=linked)


def times(unit):
    """The minutes for the chapter of a unit, and for its lab, where it has them: "15–25", 75."""
    return [READING] * unit.get("chapter", True) + [unit["minutes"]] * unit.get("lab", True)


def table(found, language):
    """The table of the home page, in Markdown."""
    words = WORDS[language]
    rows = [words["head"], ("---",) * 4]
    for unit in found:
        lab, chapter = unit.get("lab", True), unit.get("chapter", True)
        kind = "available" if lab and chapter else "lab" if lab else "chapter"
        status = words[kind if unit["there"] else "missing"].format(unit=unit["unit"])
        rows.append((numbered(unit, language), unit[language]["question"], written(unit), status))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def written(unit):
    """The time of a unit: "15–25 + 75 min"."""
    return " + ".join(map(str, times(unit))) + " min"


def tree(found, language, root=None, indent=""):
    """The units that need `root`, with those that need them in turn, as a Markdown list of lists."""
    lines = []
    for unit in found:
        if unit.get("needs") == root:
            title = numbered(unit, language).replace(". ", "\\. ", 1)  # or it begins a list of its own
            lines += [f"{indent}- {title} ({written(unit)})", *tree(found, language, unit["unit"], indent + "  ")]
    return lines


def duration(found, language):
    """How long these units take together, chapters and labs: "100 to 120 minutes", or in hours from three on."""
    bounds = [[int(bound) for bound in str(time).split("–")] for unit in found for time in times(unit)]
    low, high = sum(bound[0] for bound in bounds), sum(bound[-1] for bound in bounds)
    if high < 180:
        return WORDS[language]["minutes"].format(low=low, high=high)
    return WORDS[language]["hours"].format(low=low // 60, high=-(-high // 60))


def on_path(found, path):
    """The units of a path; all of them are on the path "whole"."""
    return [unit for unit in found if path == "whole" or path in unit.get("paths", ())]


def listed(numbers, language):
    """02, 06 and 08."""
    *first, last = numbers
    return WORDS[language]["and"].join([", ".join(first), last]) if first else last


class Units(SphinxDirective):
    def run(self):
        self.env.note_dependency(str(Path(self.env.srcdir, FILE)))
        self.env.note_reread()  # what exists may have changed
        return self.parse_text_to_nodes(table(units(self.env.srcdir), language_of(self.env.docname)))


class InPreparation(SphinxDirective):
    has_content = True

    def run(self):
        self.env.note_reread()
        missing = [unit["unit"][:2] for unit in units(self.env.srcdir) if not unit["there"]]
        text = "\n".join(self.content)
        if not missing:
            return []
        return self.parse_text_to_nodes(text.replace("{list}", listed(missing, language_of(self.env.docname))))


class CourseMap(SphinxDirective):
    def run(self):
        self.env.note_dependency(str(Path(self.env.srcdir, FILE)))
        self.env.note_reread()
        lines = tree(units(self.env.srcdir), language_of(self.env.docname))
        return [nodes.container("", *self.parse_text_to_nodes("\n".join(lines)), classes=["course-map"])]


class CoursePath(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        self.env.note_reread()
        found, language = on_path(units(self.env.srcdir), self.arguments[0]), language_of(self.env.docname)
        if not found:
            raise self.error(f"no unit of {FILE} is on the path {self.arguments[0]!r}")
        numbers = listed([unit["unit"][:2] for unit in found if unit.get("chapter", True)], language)
        text = "\n".join(self.content).replace("{list}", numbers)
        return self.parse_text_to_nodes(text.replace("{time}", duration(found, language)))


def setup(app):
    app.add_directive("units", Units)
    app.add_directive("course-map", CourseMap)
    app.add_directive("path", CoursePath)
    app.add_directive("in-preparation", InPreparation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
