"""What a teacher needs for each unit and for the whole module, from one source a unit: `book/teaching/NN_slug.yml`.

    vote:                     # what the room writes down before it measures
      ask: {fr: …, en: …}
      typical: [{fr: …, en: …}, …]          # what students answer, and what to do with it
    steps:                    # one session, in order; minutes by format
      - {step: question, minutes: {2h: 10, 3h: 15, 2x2h: 15}, fr: …, en: …}
      - {step: lab, section: 3, fr: …, en: …}           # in all formats; minutes and title are those of the lab
      - {step: exercise, exercise: 4, in: [3h, 2x2h]}   # an optional one of the lab; minutes and title likewise
      - {step: pencil, pencil: [1, 2], minutes: …}      # exercises of the chapter
    last20:                   # when only twenty minutes are left: minutes that add up to twenty
      - {minutes: 8, figure: ladder, fr: …, en: …}
    cut: [5, 6]               # the sections that go home then
    home: {exercises: [4], pencil: [1], text: {fr: …, en: …}}
    difficulties: [{fr: …, en: …}, …]       # at least three
    objections:               # five
      - {says: {fr: …, en: …}, reply: {fr: …, en: …}}
    without: {fr: …, en: …}   # no Colab, or no network

Steps are those of `STEPS`, formats those of `FORMATS`; the steps of 2x2h fill two sessions, each to the minute. A lab
that is not written yet is one step, `lab: whole`. A unit whose chapter or lab is not there is left out everywhere.

`book/teaching/module.yml` holds the plans of 12 and 24 hours, the sessions that belong to no unit and the rubric with
its sample copies; `book/teaching/projects.yml` the projects. `sheets` and `module` check everything that they read: a
wrong entry is one sentence with its file. The directives {sheets}, {plans}, {hours}, {outcomes}, {mark-levels},
{copies} and {projects} print it in the language of the page; {decks} lists the slides.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from bilingual import LANGUAGES, language_of
from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from units import listed, units

FOLDER = "book/teaching"
FORMATS = {"2h": (120,), "3h": (180,), "2x2h": (120, 120)}  # minutes of each session
NAMES = {
    "fr": {"2h": "2\u00a0h", "3h": "3\u00a0h", "2x2h": "2 × 2\u00a0h"},
    "en": {"2h": "2\u00a0h", "3h": "3\u00a0h", "2x2h": "2 × 2\u00a0h"},
}
STEPS = {
    "question": ("La question", "The question"),
    "vote": ("Les pronostics", "The forecasts"),
    "lecture": ("Le cours", "The lecture"),
    "pencil": ("Papier et crayon", "Pencil and paper"),
    "pause": ("Pause", "Break"),
    "reading": ("Lecture critique", "Critical reading"),
    "lab": ("Atelier", "Lab"),
    "exercise": ("Exercice", "Exercise"),
    "debate": ("Le débat", "The debate"),
    "limits": ("Les limites", "The limits"),
    "close": ("Une phrase pour sortir", "One sentence before leaving"),
}
FORMS = {
    "lecture": ("Cours", "Lecture"),
    "tutorial": ("TD", "Tutorial"),
    "lab": ("TP", "Lab"),
    "exam": ("Examen", "Exam"),
    "pause": ("Pause", "Break"),
}
FORM_OF = dict.fromkeys(("question", "vote", "lecture", "close"), "lecture")
FORM_OF |= dict.fromkeys(("pencil", "debate", "limits", "reading"), "tutorial")
FORM_OF |= {"lab": "lab", "exercise": "lab", "pause": "pause"}
WORDS = {
    "fr": {
        "unit": "Unité {number} · {title}",
        "deck": "Unité {}\u00a0: ",
        "links": "[Chapitre](../{unit}.md) · [atelier](../../../labs/fr/{unit}.ipynb), {minutes}\u00a0min",
        "chapter_link": "[Chapitre](../{unit}.md)",
        "minutes": "Minute par minute",
        "step": "Étape",
        "vote": "Le vote",
        "last20": "S’il ne reste que 20\u00a0minutes",
        "home": "À la maison",
        "before": "**Avant.** Lire le chapitre, 15 à 25\u00a0min.",
        "after": "**Après.** {}",
        "also": "Puis {}.",
        "first_half": "Ouvrir l’atelier et exécuter sa première cellule, pour que tout marche à la séance suivante.",
        "cut": "À finir à la maison\u00a0: {}.",
        "sections": "la section {} de l’atelier",
        "several_sections": "les sections {} de l’atelier",
        "exercises": "l’exercice {} de l’atelier",
        "several_exercises": "les exercices {} de l’atelier",
        "pencil": "l’exercice {} du chapitre",
        "several_pencil": "les exercices {} du chapitre",
        "figure": "figure du chapitre\u00a0: {}",
        "difficulties": "Difficultés attendues",
        "objections": "Cinq objections, cinq réponses",
        "without": "Sans Colab, ou sans réseau",
        "whole": "Tout l’atelier, sans ses parties facultatives",
        "optional": "facultatif",
        "section": "§\u00a0{number}. {title}",
        "numbered": "{number}. {title}",
        "colon": "\u00a0: ",
        "form": "Heures",
        "session": "Séance",
        "what": "Contenu",
        "half": "{title}, {ordinal} partie",
        "ordinal": ("première", "seconde"),
        "able": "À la fin, on sait",
        "needs": "Il faut",
        "chapter": "Unité",
        "criterion": "Critère",
        "points": "Points",
        "why": "Pourquoi",
        "total": "Total",
        "unit_of": "Unité {}",
        "first": "Première expérience",
        "opponent": "Adversaire",
        "outcomes": "Ce que dirait chaque issue",
        "calls": "À appeler",
        "project": "Projet {number} · {title}",
    },
    "en": {
        "unit": "Unit {number} · {title}",
        "deck": "Unit {}: ",
        "links": "[Chapter](../{unit}.md) · [lab](../../../labs/en/{unit}.ipynb), {minutes}\u00a0min",
        "chapter_link": "[Chapter](../{unit}.md)",
        "minutes": "Minute by minute",
        "step": "Step",
        "vote": "The vote",
        "last20": "With only 20\u00a0minutes left",
        "home": "At home",
        "before": "**Before.** Read the chapter, 15 to 25\u00a0min.",
        "after": "**After.** {}",
        "also": "Then {}.",
        "first_half": "Open the lab and run its first cell, so that all works in the next session.",
        "cut": "To be finished at home: {}.",
        "sections": "section {} of the lab",
        "several_sections": "sections {} of the lab",
        "exercises": "exercise {} of the lab",
        "several_exercises": "exercises {} of the lab",
        "pencil": "exercise {} of the chapter",
        "several_pencil": "exercises {} of the chapter",
        "figure": "figure of the chapter: {}",
        "difficulties": "Expected difficulties",
        "objections": "Five objections, five replies",
        "without": "Without Colab, or without network",
        "whole": "The whole lab, without its optional parts",
        "optional": "optional",
        "section": "§\u00a0{number}. {title}",
        "numbered": "{number}. {title}",
        "colon": ": ",
        "form": "Hours",
        "session": "Session",
        "what": "Content",
        "half": "{title}, {ordinal} part",
        "ordinal": ("first", "second"),
        "able": "Afterwards one can",
        "needs": "It takes",
        "chapter": "Unit",
        "criterion": "Criterion",
        "points": "Points",
        "why": "Why",
        "total": "Total",
        "unit_of": "Unit {}",
        "first": "First experiment",
        "opponent": "Opponent",
        "outcomes": "What each outcome would say",
        "calls": "To call",
        "project": "Project {number} · {title}",
    },
}
HEADING = re.compile(r"^# ## (?:(\d+)\. )?(.+?)(?: \((\d+)[ \u00a0]min(,[^)]*)?\))?$")
EXERCISE = re.compile(r"^# ### \{\{exercise difficulty=\d minutes=(\d+)( optional)?\}\} (.+)$")
CELL = re.compile(r'^# %%(?: \[markdown\] lang="(\w\w)")?')
PENCIL = re.compile(r"^\*\*(\d+)\. ", re.M)
ABLE = re.compile(
    r"\*\*(?:You will be able to|Vous saurez)\*\* (.+?)\. \*\*(?:You need|Il (?:vous )?faut)\*\* (.+?)\.", re.S
)


class TeachingError(ValueError):
    """A wrong entry; the text is one sentence that begins with the file."""


@dataclass(frozen=True)
class Part:
    """A section or an exercise of a lab: its title by language, its minutes, whether a session may leave it out."""

    title: dict
    minutes: int | None
    optional: bool


@dataclass(frozen=True)
class Lab:
    sections: dict[int, Part]
    exercises: dict[int, Part]

    @property
    def minutes(self):
        return sum(part.minutes for part in self.sections.values() if part.minutes and not part.optional)


def lab(root, unit):
    """The sections and the exercises of a lab, by their numbers, or None where there is no lab."""
    file = Path(root, f"labs/{unit}.py")
    if not file.is_file():
        return None
    sections, exercises = {}, {}
    language, count = None, dict.fromkeys(LANGUAGES, 0)
    for line in file.read_text("utf-8").splitlines():
        if cell := CELL.match(line):
            language = cell[1]
        elif not language:
            continue
        elif (found := HEADING.match(line)) and found[1]:
            number, title, minutes, optional = found.groups()
            keep(sections, int(number), language, title, minutes, optional)
        elif found := EXERCISE.match(line):
            count[language] += 1
            keep(exercises, count[language], language, found[3], found[1], found[2])
    return Lab(sections, exercises)


def keep(parts, number, language, title, minutes, optional):
    known = parts[number].title if number in parts else {}
    parts[number] = Part(known | {language: title}, minutes and int(minutes), bool(optional))


def read(root, name):
    return yaml.safe_load(Path(root, FOLDER, name).read_text("utf-8"))


def there(root):
    """The units that are there and have a chapter, by name."""
    return {unit["unit"]: unit for unit in units(root) if unit["there"] and unit.get("chapter", True)}


def sheets(root):
    """The checked sheet of each unit that is there and has one, in order: {name: sheet}. A test wants one for each."""
    names = [name for name in there(root) if Path(root, FOLDER, f"{name}.yml").is_file()]
    return {name: checked(root, name, read(root, f"{name}.yml")) for name in names}


# What is checked


def need(condition, where, message):
    if not condition:
        raise TeachingError(f"{where}: {message}")


@contextmanager
def entries_of(where):
    """Inside the `with`, an entry that is looked for and is not there is told as the others are."""
    try:
        yield
    except KeyError as missing:
        raise TeachingError(f"{where}: the entry {missing} is missing") from missing


def need_both(value, where):
    """A text in both languages."""
    languages = ", ".join(LANGUAGES)
    need(isinstance(value, dict), where, f"a text in {languages}, not {value!r}")
    for language in LANGUAGES:
        text = value.get(language)
        need(isinstance(text, str) and text.strip(), where, f"a text for {language}, not {text!r}")


def need_known(numbers, known, what, where):
    for number in numbers:
        need(number in known, where, f"{what} {number} is not among {sorted(known)}")


def checked(root, name, sheet):
    """The sheet of a unit, its steps with minutes in every format.

    Raises:
        TeachingError: an entry that is missing, wrong, or not in the lab or the chapter that it names.
    """
    where = f"{FOLDER}/{name}.yml"
    with entries_of(where):
        return _checked(root, name, sheet, where)


def _checked(root, name, sheet, where):
    keys = {"vote", "steps", "last20", "cut", "home", "difficulties", "objections", "without"}
    need(isinstance(sheet, dict) and set(sheet) == keys, where, f"the keys {sorted(keys)}, not {sorted(sheet or [])}")
    work = lab(root, name)
    pages = {language: Path(root, f"book/{language}/{name}.md").read_text("utf-8") for language in LANGUAGES}
    pencil = {int(number) for number in PENCIL.findall(pages["en"])}
    need_both(sheet["vote"]["ask"], f"{where}, vote")
    need(len(sheet["vote"]["typical"]) >= 2, where, "at least two typical answers to the vote")
    for text in sheet["vote"]["typical"] + sheet["difficulties"]:
        need_both(text, where)
    need(len(sheet["difficulties"]) >= 3, where, f"three difficulties at least, not {len(sheet['difficulties'])}")
    need(len(sheet["objections"]) == 5, where, f"five objections, not {len(sheet['objections'])}")
    for objection in sheet["objections"]:
        need_both(objection["says"], f"{where}, objections")
        need_both(objection["reply"], f"{where}, objections")
    need_both(sheet["without"], f"{where}, without")
    steps = [step_of(step, work, pencil, f"{where}, step {i}") for i, step in enumerate(sheet["steps"], 1)]
    for form, sessions in FORMATS.items():
        fill_rest(steps, form, sum(sessions))
        divided([step for step in steps if form in step["minutes"]], form, where)
    check_core(steps, work, where)
    total = sum(step["minutes"] for step in sheet["last20"])
    need(total == 20, where, f"the steps of last20 take {total} minutes, not 20")
    for step in sheet["last20"]:
        need_both(step, f"{where}, last20")
        figure = step.get("figure")
        drawn = all(f"{{drawn}} {name}.{figure}\n" in page for page in pages.values())
        need(not figure or drawn, where, f"the chapter has no figure {figure!r}")
    home = sheet["home"]
    need_known(sheet["cut"], work.sections if work else {}, "section", f"{where}, cut")
    need_known(home.get("exercises", []), work.exercises if work else {}, "exercise", f"{where}, home")
    need_known(home.get("pencil", []), pencil, "exercise of the chapter", f"{where}, home")
    need_both(home["text"], f"{where}, home")
    return sheet | {"steps": steps, "lab": work}


def step_of(step, work, pencil, where):
    """A checked step; its minutes by format, and its title, where the lab has one."""
    kind = step.get("step")
    need(kind in STEPS, where, f"a step among {', '.join(STEPS)}, not {kind!r}")
    known = {"step", "minutes", "in", "section", "exercise", "pencil", "lab", *LANGUAGES}
    need(set(step) <= known, where, f"unknown keys {sorted(set(step) - known)}")
    if set(step) & set(LANGUAGES):
        need_both(step, where)
    part = None
    if kind == "lab" and step.get("lab") != "whole":
        need(work, where, "the unit has no lab")
        need_known([step.get("section")], work.sections, "section", where)
        part = work.sections[step["section"]]
    elif kind == "exercise":
        need(work, where, "the unit has no lab")
        need_known([step.get("exercise")], work.exercises, "exercise", where)
        part = work.exercises[step["exercise"]]
        need(part.optional, where, f"exercise {step['exercise']} has its minutes in its section already")
    elif kind == "pencil":
        need_known(step.get("pencil", []), pencil, "exercise of the chapter", where)
    minutes = step.get("minutes")
    if minutes is None:
        forms = step.get("in", list(FORMATS))
        whole = work.minutes if work and step.get("lab") == "whole" else None
        need(whole or (part and part.minutes), where, "minutes, since no lab gives them")
        minutes = dict.fromkeys(forms, whole or part.minutes)
    need(set(minutes) <= set(FORMATS), where, f"formats among {', '.join(FORMATS)}, not {sorted(minutes)}")
    for value in minutes.values():
        need(value == "rest" or (isinstance(value, int) and value > 0), where, f"whole minutes, not {value!r}")
    return step | {"minutes": dict(minutes), "part": part}


def fill_rest(steps, form, total):
    """`minutes: rest` is what the other steps leave."""
    for step in steps:
        if step["minutes"].get(form) == "rest":
            others = [other["minutes"].get(form, 0) for other in steps if other is not step]
            step["minutes"][form] = total - sum(others)


def divided(steps, form, where):
    """The steps of each session of a format: [[step, …], …].

    Raises:
        TeachingError: the minutes do not fill every session exactly.
    """
    sessions, left = [[]], list(FORMATS[form])
    for step in steps:
        need(left, where, f"in {form}, more steps than the minutes of its sessions")
        minutes = step["minutes"][form]
        need(0 < minutes <= left[0], where, f"in {form}, {STEPS[step['step']][1]} ({minutes} min) overruns its session")
        sessions[-1].append(step)
        left[0] -= minutes
        if not left[0]:
            sessions.append([])
            left.pop(0)
    need(not left, where, f"in {form}, {sum(left)} minutes are missing")
    return sessions[:-1]


def check_core(steps, work, where):
    """Every section that a session may not leave out is in every format, once."""
    core = {n for n, part in (work.sections if work else {}).items() if part.minutes and not part.optional}
    if any(step.get("lab") == "whole" for step in steps):
        return
    for form in FORMATS:
        found = [step["section"] for step in steps if step["step"] == "lab" and form in step["minutes"]]
        missing = core - set(found)
        need(not missing, where, f"in {form}, the lab's sections {sorted(missing)} are missing")
        need(found == sorted(set(found)), where, f"in {form}, the lab's sections come as {found}")


def module(root):
    """The checked plans, common sessions, rubric and copies.

    Raises:
        TeachingError: a plan whose hours do not add up, a unit or a session that nobody knows, a mark out of range.
    """
    where, found = f"{FOLDER}/module.yml", read(root, "module.yml")
    with entries_of(where):
        _check_module(root, found, where)
    return found


def _check_module(root, found, where):
    names = {unit["unit"] for unit in units(root) if unit.get("chapter", True)}
    for name, common in found["common"].items():
        need_both(common["title"], f"{where}, {name}")
        for step in common["steps"]:
            need_both(step, f"{where}, {name}")
            need(step.get("form") in FORMS, f"{where}, {name}", f"a form among {', '.join(FORMS)}")
    for plan in found["plans"]:
        check_plan(plan, found["common"], names, f"{where}, plan {plan.get('plan')}")
    check_rubric(found["rubric"], found["copies"], where)


def check_plan(plan, common, names, where):
    length = plan["minutes"]
    need(len(plan["sessions"]) * length == 60 * plan["hours"], where, f"{plan['hours']} h in sessions of {length} min")
    for session in plan["sessions"]:
        for choice in (session, session.get("else")):
            if not choice:
                continue
            if "common" in choice:
                need(choice["common"] in common, where, f"{choice['common']!r} is not among {sorted(common)}")
                total = sum(step["minutes"] for step in common[choice["common"]]["steps"])
                need(total == length, where, f"{choice['common']} takes {total} minutes, not {length}")
            else:
                need(choice["unit"] in names, where, f"{choice['unit']!r} is not in book/units.yml")
                form, half = choice["format"], choice.get("half", 1)
                need(form in FORMATS, where, f"a format among {', '.join(FORMATS)}, not {form!r}")
                need(1 <= half <= len(FORMATS[form]), where, f"{form} has no part {half}")
                need(FORMATS[form][half - 1] == length, where, f"{form} does not last {length} min")


def check_rubric(rubric, copies, where):
    for criterion in rubric:
        need_both(criterion["name"], f"{where}, rubric")
        need(len(criterion["levels"]) == 4, where, f"four levels for {criterion['id']}, not {len(criterion['levels'])}")
        marks = [level["points"] for level in criterion["levels"]]
        need(marks == sorted(set(marks)), where, f"levels of {criterion['id']} from low to high, not {marks}")
        for level in criterion["levels"]:
            need_both(level, f"{where}, rubric")
    total = sum(criterion["levels"][-1]["points"] for criterion in rubric)
    need(total == 20, where, f"the rubric adds up to {total}, not 20")
    for copy in copies:
        need(
            {mark["for"] for mark in copy["marks"]} == {criterion["id"] for criterion in rubric},
            where,
            "a mark for each",
        )
        for mark in copy["marks"]:
            criterion = next(criterion for criterion in rubric if criterion["id"] == mark["for"])
            need(mark["level"] in range(1, 5), where, f"a level from 1 to 4, not {mark['level']}")
            need_both(mark, f"{where}, copies")
            mark["points"] = criterion["levels"][mark["level"] - 1]["points"]
        for key in ("title", "text"):
            need_both(copy[key], f"{where}, copies")


def sessions_of(root, plan):
    """The sessions of a plan that can be held today: an absent unit gives way to its `else`, or is left out."""
    present = there(root)
    chosen = [s if s.get("unit") in present or "common" in s else s.get("else") for s in plan["sessions"]]
    return [session for session in chosen if session]


# What is printed


def bold(text):
    return f"**{text}**"


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def points(value, language):
    """A mark: 1.5, 1,5, 4."""
    return f"{value:g}".replace(".", "," if language == "fr" else ".")


def said(step, language):
    """What one reads of a step: its kind, the title of its part, its text."""
    words = WORDS[language]
    kind = STEPS[step["step"]][language == "en"]
    part, text = step.get("part"), step.get(language, "")
    if step.get("lab") == "whole":
        return f"{bold(kind + '.')} {words['whole']}. {text}".strip()
    if not part:
        return f"{bold(kind + '.')} {text}".strip()
    number = step.get("section") or step.get("exercise")
    title = words["section" if "section" in step else "numbered"].format(number=number, title=part.title[language])
    end = "" if title[-1] in ".?!" else "."
    return f"{bold(kind)} {title}{end} {text}".strip()


def starts(steps, form):
    """The minute of its session at which each step of a format begins; nothing for the others."""
    found = {}
    for session in divided([step for step in steps if form in step["minutes"]], form, "steps"):
        start = 0
        for step in session:
            found[id(step)] = str(start)
            start += step["minutes"][form]
    return found


def schedule(steps, language):
    """The table of a unit: when each step is, in each format."""
    words = WORDS[language]
    when = {form: starts(steps, form) for form in FORMATS}
    rows = [row(words["step"], *(NAMES[language][form] for form in FORMATS)), row(*["---"] * (1 + len(FORMATS)))]
    for step in steps:
        rows.append(row(said(step, language), *(when[form].get(id(step), "·") for form in FORMATS)))
    return "\n".join(rows)


def named(key, numbers, language):
    words = WORDS[language]
    return words[key if len(numbers) == 1 else f"several_{key}"].format(listed(list(map(str, numbers)), language))


def homework(home, language):
    """What is done after the session: its text, then the exercises of the lab and of the chapter."""
    words = WORDS[language]
    parts = [named(key, home[key], language) for key in ("exercises", "pencil") if home.get(key)]
    return f"{home['text'][language]} {words['also'].format(', '.join(parts))}" if parts else home["text"][language]


def sheet_text(name, unit, sheet, language):
    """The page of one unit, in Markdown."""
    words = WORDS[language]
    links = words["links" if sheet["lab"] else "chapter_link"]
    lines = [
        f"({language}-teaching-{name[:2]})=",
        f"## {words['unit'].format(number=name[:2], title=unit[language]['title'])}",
    ]
    lines += ["", links.format(unit=name, minutes=sheet["lab"] and sheet["lab"].minutes)]
    lines += ["", f"### {words['minutes']}", "", schedule(sheet["steps"], language)]
    lines += ["", f"### {words['vote']}", "", sheet["vote"]["ask"][language], ""]
    lines += [f"- {text[language]}" for text in sheet["vote"]["typical"]]
    lines += ["", f"### {words['last20']}", ""]
    lines += [f"- **{step['minutes']}\u00a0min.** {step[language]}" for step in sheet["last20"]]
    if sheet["cut"]:
        lines += ["", words["cut"].format(named("sections", sheet["cut"], language))]
    lines += [
        "",
        f"### {words['home']}",
        "",
        f"{words['before']} {words['after'].format(homework(sheet['home'], language))}",
    ]
    lines += ["", f"### {words['difficulties']}", ""]
    lines += [f"- {text[language]}" for text in sheet["difficulties"]]
    lines += ["", f"### {words['objections']}", ""]
    for objection in sheet["objections"]:
        lines += [objection["says"][language], f": {objection['reply'][language]}", ""]
    lines += [f"### {words['without']}", "", sheet["without"][language]]
    return "\n".join(lines)


def sheets_text(root, language):
    present = there(root)
    return "\n\n".join(sheet_text(name, present[name], sheet, language) for name, sheet in sheets(root).items())


def session_title(session, common, present, language):
    words = WORDS[language]
    if "common" in session:
        return f"[{common[session['common']]['title'][language]}](#{language}-session-{session['common']})"
    unit = session["unit"]
    linked = f"[{unit[:2]}. {present[unit][language]['title']}](#{language}-teaching-{unit[:2]})"
    if len(FORMATS[session["format"]]) == 1:
        return linked
    return words["half"].format(title=linked, ordinal=words["ordinal"][session["half"] - 1])


def plans_text(root, language):
    """The plans, then the sessions that belong to no unit, minute by minute."""
    found, present, words = module(root), there(root), WORDS[language]
    all_sheets, used, lines = sheets(root), [], []
    for plan in found["plans"]:
        lines += [f"## {plan['title'][language]}", "", plan[language], ""]
        lines += [row(words["session"], words["what"], words["home"]), row("---", "---", "---")]
        for number, session in enumerate(sessions_of(root, plan), 1):
            if "common" in session:
                used.append(session["common"])
                home = found["common"][session["common"]]["home"][language]
            elif session.get("half") == 1:  # the lab is still to come
                home = words["first_half"]
            else:
                home = homework(all_sheets[session["unit"]]["home"], language)
            lines.append(row(str(number), session_title(session, found["common"], present, language), home))
        lines.append("")
    for name, common in found["common"].items():
        if name not in used:
            continue
        lines += [f"({language}-session-{name})=", f"## {common['title'][language]}", ""]
        lines += [row("min", words["step"]), row("---", "---")]
        start = 0
        for step in common["steps"]:
            lines.append(row(f"{start}–{start + step['minutes']}", step[language]))
            start += step["minutes"]
        lines.append("")
    return "\n".join(lines)


def hours(root, plan, common, all_sheets):
    """How many minutes of a plan are lecture, tutorial, lab, exam or break: {form: minutes}."""
    found = dict.fromkeys(FORMS, 0)
    for session in sessions_of(root, plan):
        if "common" in session:
            for step in common[session["common"]]["steps"]:
                found[step["form"]] += step["minutes"]
        else:
            form = session["format"]
            steps = all_sheets[session["unit"]]["steps"]
            parts = divided([step for step in steps if form in step["minutes"]], form, session["unit"])
            for step in parts[session.get("half", 1) - 1]:
                found[FORM_OF[step["step"]]] += step["minutes"][form]
    return found


def hours_text(root, language):
    """The forms of teaching by rows, the plans by columns."""
    words, taught, all_sheets = WORDS[language], module(root), sheets(root)
    plans = taught["plans"]
    counted = [hours(root, plan, taught["common"], all_sheets) for plan in plans]
    rows = [row(words["form"], *(plan["short"] for plan in plans)), row(*["---"] * (1 + len(plans)))]
    for form, names in FORMS.items():
        rows.append(row(names[language == "en"], *(points(round(found[form] / 60, 1), language) for found in counted)))
    return "\n".join(rows)


def outcomes(root, language):
    """What the head of each chapter promises and asks for: {unit: (able, needs)}."""
    found = {}
    for name in there(root):
        page = Path(root, f"book/{language}/{name}.md").read_text("utf-8")
        head = ABLE.search(page)
        need(head, f"book/{language}/{name}.md", "a line with what one will be able to do, and what it takes")
        found[name] = tuple(re.sub("[ \n]+", " ", text) for text in head.groups())  # no-break spaces stay
    return found


def outcomes_text(root, language):
    words = WORDS[language]
    rows = [row(words["chapter"], words["able"], words["needs"]), row("---", "---", "---")]
    rows += [row(f"[{name[:2]}](../{name}.md)", *texts) for name, texts in outcomes(root, language).items()]
    return "\n".join(rows)


def rubric_text(root, language):
    words, lines = WORDS[language], []
    for criterion in module(root)["rubric"]:
        most = criterion["levels"][-1]["points"]
        lines += [f"### {criterion['name'][language]} ({most})", ""]
        lines += [row(words["points"], words["criterion"]), row("---", "---")]
        lines += [row(points(level["points"], language), level[language]) for level in reversed(criterion["levels"])]
        lines.append("")
    return "\n".join(lines)


def copies_text(root, language):
    words, found = WORDS[language], module(root)
    names = {criterion["id"]: criterion for criterion in found["rubric"]}
    lines = []
    for copy in found["copies"]:
        lines += [f"### {copy['title'][language]}", "", copy["text"][language], ""]
        lines += [row(words["criterion"], words["points"], words["why"]), row("---", "---", "---")]
        for mark in copy["marks"]:
            criterion = names[mark["for"]]
            mark_of = f"{points(mark['points'], language)} / {points(criterion['levels'][-1]['points'], language)}"
            lines.append(row(criterion["name"][language], mark_of, mark[language]))
        total = sum(mark["points"] for mark in copy["marks"])
        lines += [row(bold(words["total"]), bold(f"{points(total, language)} / 20"), ""), ""]
    return "\n".join(lines)


def projects(root):
    """The checked projects whose unit is there.

    Raises:
        TeachingError: an entry that is missing in a language, or a unit that nobody knows.
    """
    where, found = f"{FOLDER}/projects.yml", read(root, "projects.yml")
    names = {unit["unit"] for unit in units(root)}
    with entries_of(where):
        for project in found:
            need(project["unit"] in names, where, f"{project['unit']!r} is not in book/units.yml")
            for key in ("title", "question", "first", "opponent", "outcomes"):
                need_both(project[key], f"{where}, {key} of {project['unit']}")
            need(project["calls"], where, f"what to call in {project['unit']}")
    present = there(root)
    return [project for project in found if project["unit"] in present]


def projects_text(root, language):
    words, lines = WORDS[language], []
    for number, project in enumerate(projects(root), 1):
        unit = project["unit"]
        lines += [f"### {words['project'].format(number=number, title=project['title'][language])}", ""]
        lines += [f"[{words['unit_of'].format(unit[:2])}](../{unit}.md). {project['question'][language]}", ""]
        for key in ("first", "opponent", "outcomes"):
            lines.append(f"- **{words[key]}.** {project[key][language]}")
        lines += [f"- **{words['calls']}.** " + ", ".join(f"`{call}`" for call in project["calls"]) + ".", ""]
    return "\n".join(lines)


class Decks(SphinxDirective):
    """The decks of slides, a link each; they are built beside the site (slides.py)."""

    def run(self):
        language, found = language_of(self.env.docname), there(self.env.srcdir)
        self.env.note_reread()  # which units are there may have changed
        links = nodes.bullet_list()
        for name, unit in found.items():
            title = self.parse_inline(unit[language]["title"])[0]
            link = nodes.reference("", "", *title, refuri=f"../../../slides/{language}/{name}.html", internal=True)
            number = nodes.Text(WORDS[language]["deck"].format(int(name[:2])))
            links += nodes.list_item("", nodes.paragraph("", "", number, link))
        return [links]


def directive(text):
    """A directive that prints what a function gives in the language of the page."""

    class Printed(SphinxDirective):
        def run(self):
            self.env.note_reread()  # units, labs, recorded runs or the sheets may have changed
            written = text(self.env.srcdir, language_of(self.env.docname))
            return self.parse_text_to_nodes(written, allow_section_headings=True)

    return Printed


def setup(app):
    printed = {
        "sheets": sheets_text,
        "plans": plans_text,
        "hours": hours_text,
        "outcomes": outcomes_text,
        "mark-levels": rubric_text,
        "copies": copies_text,
        "projects": projects_text,
    }
    app.add_directive("decks", Decks)
    for name, text in printed.items():
        app.add_directive(name, directive(text))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
