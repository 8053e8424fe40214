"""The units of the course, from one file: `book/units.yml` has them all, and what exists is found.

A unit is there when its chapter and its lab are; a lab without a chapter (`chapter: false`) prepares for them and is
called by its number, "Lab 0". The directive {units} prints the table of the home page;

    ```{in-preparation}
    Units {list} are in preparation.
    ```

prints its text while some unit is missing, with their numbers in place of {list}, and nothing after that.
"""

import re
from pathlib import Path

import yaml
from bilingual import language_of
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
    },
    "en": {
        "head": ("Unit", "What it asks", "Time, chapter + lab", "Status"),
        "available": "available: [chapter]({unit}.md) and [lab](../../labs/en/{unit}.ipynb)",
        "chapter": "available: [chapter]({unit}.md)",
        "lab": "available: [lab](../../labs/en/{unit}.ipynb)",
        "missing": "in preparation",
        "number": "Lab {number}: {title}",
        "and": " and ",
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


def table(found, language):
    """The table of the home page, in Markdown."""
    words = WORDS[language]
    rows = [words["head"], ("---",) * 4]
    for unit in found:
        name, lab, chapter = unit["unit"], unit.get("lab", True), unit.get("chapter", True)
        title, question = (unit[language][key] for key in ("title", "question"))
        address = f"{name}.md" if chapter else f"../../labs/{language}/{name}.ipynb"
        linked = f"[{title}]({address})" if unit["there"] else title
        numbered = f"{name[:2]}. {linked}" if chapter else words["number"].format(number=int(name[:2]), title=linked)
        kind = "available" if lab and chapter else "lab" if lab else "chapter"
        status = words[kind if unit["there"] else "missing"].format(unit=name)
        times = [READING] * chapter + [str(unit["minutes"])] * lab
        rows.append((numbered, question, " + ".join(times) + " min", status))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


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


def setup(app):
    app.add_directive("units", Units)
    app.add_directive("in-preparation", InPreparation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
