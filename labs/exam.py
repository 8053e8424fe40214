"""Exams whose worlds, numbers and keys are each student's own, marked by nbgrader.

    python labs/exam.py secret                                   once: the secret that decides all draws
    python labs/exam.py make --students list.csv --unit 05_grokking [--language fr] [--sitting resit] [--out DIR]
    python labs/exam.py key DIR ID                               one student's key, to be read on the screen
    python labs/exam.py mark DIR --returned FOLDER               collect, run, mark, feedback, marks.csv
    python labs/exam.py mark DIR                                 marks.csv again, after marks were changed in nbgrader

The list has one student a line and names its columns in the first: `id`, and `language` (fr, en) if you like. Nothing
else of it is read. Questions come from labs/exams/UNIT.py, or from a file of your own: --unit path/to/05_own.py.

An exam's folder is an nbgrader course of one assignment: the marks, feedback and appeals are nbgrader's. A folder is
written whole, or not at all.
"""

import argparse
import copy
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import nbformat
from nbformat import v4

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "labs" / "exams"), str(ROOT / "labs")]

import build  # noqa: E402
import exam_questions as questions  # noqa: E402
from exam_secret import ExamError, make_secret, read_secret  # noqa: E402

from labkit import results  # noqa: E402
from labkit.messages import LANGUAGES, set_language  # noqa: E402

IDS = {"id", "identifiant"}
TONGUES = {"language", "langue"}
ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")  # names a file on any system
SITTING = re.compile(r"[a-z0-9-]{0,30}")
TODO = {"fr": "# votre réponse ci-dessus", "en": "# your answer above"}
ERRORS = {
    "usage": {
        "fr": "Dites pour qui est l’examen\u00a0: STUDENTS=liste.csv.",
        "en": "Say whose exam it is: STUDENTS=list.csv.",
    },
    "no_file": {"fr": "Le fichier {file} n’existe pas.", "en": "There is no file {file}."},
    "no_students": {"fr": "{file} ne contient aucun étudiant.", "en": "{file} holds no student."},
    "no_id": {
        "fr": "La première ligne de {file} doit nommer les colonnes, dont une «\u00a0id\u00a0»\u00a0; reçu\u00a0: {value}.",
        "en": "The first line of {file} must name the columns, one of them “id”; got: {value}.",
    },
    "missing": {
        "fr": "Il manque l’id à la ligne {line} de {file}.",
        "en": "The id is missing in line {line} of {file}.",
    },
    "bad_id": {
        "fr": "Ligne {line} de {file}\u00a0: l’id «\u00a0{value}\u00a0» doit être fait de lettres sans accent, de chiffres, de "
        "points, de tirets et de _, et commencer et finir par une lettre ou un chiffre.",
        "en": "Line {line} of {file}: the id “{value}” must be made of letters without accents, digits, dots, hyphens and "
        "_, and begin and end with a letter or a digit.",
    },
    "twice": {
        "fr": "L’id «\u00a0{value}\u00a0» est à la ligne {before} et à la ligne {line} de {file}\u00a0: chacun n’y va qu’une fois.",
        "en": "The id “{value}” is in line {before} and in line {line} of {file}: each may be there only once.",
    },
    "language": {
        "fr": "La langue est «\u00a0fr\u00a0» ou «\u00a0en\u00a0»\u00a0; reçu\u00a0: «\u00a0{value}\u00a0» ({where}).",
        "en": "The language is “fr” or “en”; got “{value}” ({where}).",
    },
    "unit": {
        "fr": "Il n’y a pas de questions d’examen pour «\u00a0{value}\u00a0»\u00a0; il y en a pour {allowed}.",
        "en": "There are no exam questions for “{value}”; there are for {allowed}.",
    },
    "sitting": {
        "fr": "Le nom de la session n’a que des minuscules, des chiffres et des tirets\u00a0; reçu\u00a0: «\u00a0{value}\u00a0».",
        "en": "The sitting’s name has only small letters, digits and hyphens; got “{value}”.",
    },
    "there": {
        "fr": "Le dossier {value} existe déjà\u00a0: renommez-le, ou choisissez-en un autre avec OUT=.",
        "en": "The folder {value} exists already: rename it, or choose another with OUT=.",
    },
    "no_exam": {
        "fr": "Le dossier {value} ne contient pas d’examen (il y manque exam.json).",
        "en": "The folder {value} holds no exam (exam.json is missing).",
    },
    "no_student": {
        "fr": "«\u00a0{value}\u00a0» n’est pas sur la liste de cet examen.",
        "en": "“{value}” is not on the list of this exam.",
    },
    "nothing_returned": {
        "fr": "Il n’y a pas de copie (fichier .ipynb) dans {value}.",
        "en": "There is no copy (.ipynb file) in {value}.",
    },
    "strangers": {
        "fr": "Ces copies ne portent pas le nom d’un étudiant de la liste, ID.ipynb\u00a0: {value}.",
        "en": "These copies do not bear the name of a student of the list, ID.ipynb: {value}.",
    },
    "two_copies": {
        "fr": "Il y a deux copies de «\u00a0{value}\u00a0»\u00a0: n’en laissez qu’une.",
        "en": "There are two copies of “{value}”: leave only one.",
    },
    "unreadable": {
        "fr": "Ces copies ne sont pas des notebooks lisibles\u00a0: {value}.",
        "en": "These copies are no notebooks that can be read: {value}.",
    },
    "keys": {
        "fr": "Les clés de {value} ne sont plus celles de l’examen\u00a0: le secret est un autre, ou la version du cours.",
        "en": "The keys of {value} are no longer those of the exam: the secret is another, or the version of the course.",
    },
    "no_nbgrader": {
        "fr": "nbgrader n’est pas installé\u00a0: lancez «\u00a0make exam\u00a0», qui l’installe dans .venv.",
        "en": "nbgrader is not installed: run “make exam”, which installs it in .venv.",
    },
    "nbgrader": {
        "fr": "nbgrader s’est arrêté ({step})\u00a0: {value}",
        "en": "nbgrader has stopped ({step}): {value}",
    },
}
INTRO = {
    "fr": "# Examen · {title}\n\nÉtudiant : **{student}** · {count} questions, {points} points\n\nCes questions ne sont "
    "posées qu'à vous : les nombres, les tables et les réponses d'une autre copie sont différents. Remplacez chaque `...` "
    "par votre réponse, puis exécutez la cellule qui suit : elle dit ce qui est gardé, et non si c'est juste. Tout ce que "
    "le cours et Python offrent est permis.\n\nPour finir, choisissez « Redémarrer et tout exécuter », enregistrez, et "
    "rendez ce fichier sous son nom, `{student}.ipynb`.",
    "en": "# Exam · {title}\n\nStudent: **{student}** · {count} questions, {points} points\n\nThese questions are asked of "
    "you alone: the numbers, the tables and the answers of another copy are different. Replace each `...` by your answer, "
    "then run the cell below it: it says what is kept, and not whether it is right. All that the course and Python offer "
    "is allowed.\n\nAt the end choose “Restart and run all”, save, and hand in this file under its name, "
    "`{student}.ipynb`.",
}
STOPPED = {
    "fr": "Cette copie n’a pas pu être exécutée jusqu’au bout\u00a0: elle est à corriger à la main.",
    "en": "This copy could not be run to its end: it is to be marked by hand.",
}
HEADING = {"fr": "## Question {n} ({points} points)", "en": "## Question {n} ({points} points)"}
CONFIG = '''"""Written by labs/exam.py: this folder is an nbgrader course. Run nbgrader here; `nbgrader formgrader` to look."""

import sys
from pathlib import Path

sys.path.insert(0, {exams!r})
import exam_steps
from nbgrader.preprocessors import CheckCellMetadata, Execute, LimitOutput, SaveAutoGrades

exam_steps.folder = Path(__file__).parent
c = get_config()
c.CourseDirectory.course_id = {name!r}
c.ClearSolutions.code_stub = {{"python": "# ..."}}
c.Autograde.autograde_preprocessors = [
    exam_steps.Deal, Execute, exam_steps.Judge, LimitOutput, SaveAutoGrades, CheckCellMetadata
]
c.ExecutePreprocessor.timeout = 60  # seconds a cell
'''


# The list of students


def read_students(file: Path, language: str) -> dict[str, str]:
    """The language of each student of a list, by id: UTF-8 or what Excel writes, with commas, semicolons or tabs.

    Raises:
        ExamError: names the line of the first mistake.
    """
    if not file.is_file():
        raise ExamError(ERRORS["no_file"], file=file)
    data = file.read_bytes()
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    if not rows:
        raise ExamError(ERRORS["no_students"], file=file)
    columns = [cell.lower() for cell in rows[0][1]]
    places = [place for place, name in enumerate(columns) if name in IDS]
    if len(places) != 1:
        raise ExamError(ERRORS["no_id"], file=file, value=head.strip()[:60])
    tongues = [place for place, name in enumerate(columns) if name in TONGUES]
    found, lines = {}, {}
    for line, row in rows[1:]:
        student = unicodedata.normalize("NFC", row[places[0]]) if len(row) > places[0] else ""
        where = {"file": file, "line": line, "value": student}
        if not student:
            raise ExamError(ERRORS["missing"], **where)
        if not ID.fullmatch(student):
            raise ExamError(ERRORS["bad_id"], **where)
        if student.lower() in lines:  # some systems take A.ipynb and a.ipynb for one file
            raise ExamError(ERRORS["twice"], before=lines[student.lower()], **where)
        lines[student.lower()] = line
        told = (row[tongues[0]].lower() if tongues and len(row) > tongues[0] else "") or language
        if told not in LANGUAGES:
            raise ExamError(ERRORS["language"], value=told, where=f"{file}:{line}")
        found[student] = told
    if not found:
        raise ExamError(ERRORS["no_students"], file=file)
    return found


# Making an exam


def make(students: Path, unit: str, language: str, sitting: str, out: Path | None, secret: bytes) -> Path:
    """Writes the exam's folder, whole or not at all, and returns it.

    Raises:
        ExamError: for a list, a unit, a language or a folder that will not do.
    """
    if students == Path():
        raise ExamError(ERRORS["usage"])
    if language not in LANGUAGES:
        raise ExamError(ERRORS["language"], value=language, where="LANGUAGE=")
    if unit not in questions.units() and not (unit.endswith(".py") and Path(unit).is_file()):
        raise ExamError(ERRORS["unit"], value=unit, allowed=", ".join(questions.units()))
    if not SITTING.fullmatch(sitting):
        raise ExamError(ERRORS["sitting"], value=sitting)
    unit = str(Path(unit).resolve()) if unit.endswith(".py") else unit
    listed = read_students(students, language)
    name = Path(unit).stem + f"-{sitting}" * bool(sitting)
    out = out or ROOT / "_exams" / name
    if out.exists():
        raise ExamError(ERRORS["there"], value=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".exam-", dir=out.parent))
    try:
        _write(work, name, unit, sitting, listed, secret)
        work.rename(out)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return out


def _write(folder: Path, name: str, unit: str, sitting: str, listed: dict[str, str], secret: bytes) -> None:
    asked = questions.load(unit)
    source = folder / "source" / name / f"{name}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(common(asked), source)
    (folder / "nbgrader_config.py").write_text(CONFIG.format(exams=str(ROOT / "labs" / "exams"), name=name), "utf-8")
    nbgrader(folder, "generate_assignment", name, "--create")
    released = nbformat.read(folder / "release" / name / f"{name}.ipynb", 4)
    about = {"unit": unit, "sitting": sitting, "name": name, "students": {}}
    (folder / "students").mkdir()
    for student, language in listed.items():
        sheet = questions.sheet(unit, student, secret, sitting)
        set_language(language)
        nbformat.write(personal(released, sheet, student, language, unit), folder / "students" / f"{student}.ipynb")
        about["students"][student] = {"language": language, "digest": sheet.digest(secret)}
    (folder / "exam.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def common(asked: list) -> nbformat.NotebookNode:
    """What all copies share, as nbgrader's source: for each question a cell for the answer and one that keeps it."""
    cells = []
    for n, question in enumerate(asked, 1):
        stub = question.stub.replace("{n}", str(n))
        indent = re.search(r"^ *(?=\S.*\Z)", stub, re.M)[0]
        code = f"{stub}\n{indent}### BEGIN SOLUTION\n{indent}### END SOLUTION"
        cells.append(v4.new_code_cell(code, id=f"answer-{n}", metadata=_grading(f"answer_{n}", solution=True)))
        keep = f'hand_in("q{n}", answer_{n}'
        code = (
            f"from labkit import exam\n\nexam.{keep})\n### BEGIN HIDDEN TESTS\nfrom labkit.exam import hand_in\n\n"
            f"{keep}, cases=HIDDEN_CASES)\n### END HIDDEN TESTS"
        )
        cells.append(v4.new_code_cell(code, id=f"q{n}", metadata=_grading(f"q{n}", points=question.points)))
    return v4.new_notebook(cells=cells, metadata=_kernel())


def _kernel() -> dict:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"colab": {"generative_ai_disabled": True}, "kernelspec": kernel, "language_info": {"name": "python"}}


def _grading(name: str, *, points: float = 0, solution: bool = False) -> dict:
    """The metadata of nbgrader, schema 3: a cell for an answer, or a locked one that earns points."""
    kept = {"grade": not solution, "solution": solution, "locked": not solution, "grade_id": name, "task": False}
    return {"nbgrader": kept | {"schema_version": 3} | ({} if solution else {"points": points})}


def personal(released, sheet, student: str, language: str, unit: str) -> nbformat.NotebookNode:
    """One student's copy: the released cells, with her questions between them."""
    name = Path(unit).stem
    intro = questions.phrase(
        INTRO, title=title(name, language), student=student, count=len(sheet.questions), points=sheet.points
    )
    code = f'import labkit as lk\nfrom labkit import exam\n\nexam.start("{language}")'
    start = build.start_cell(code, language)
    cells = [v4.new_markdown_cell(intro, id="intro"), v4.new_code_cell(start, id="start")]
    graded = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells}
    for n, (question, world) in enumerate(zip(sheet.questions, sheet.worlds, strict=True), 1):
        heading = HEADING[language].format(n=n, points=question.points)
        text = question.asked(world).replace("{n}", str(n))
        cells.append(v4.new_markdown_cell(f"{heading}\n\n{text}", id=f"question-{n}"))
        if question.given(world):
            cells.append(v4.new_code_cell(question.given(world), id=f"given-{n}"))
        answer = copy.deepcopy(graded[f"answer_{n}"])
        answer.source = answer.source.replace("# ...", TODO[language])
        cells += [answer, copy.deepcopy(graded[f"q{n}"])]
    metadata = _kernel() | {"exam": {"student": student}}
    book = v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(book)
    return book


def title(unit: str, language: str) -> str:
    """The title of a unit; its file's name where the course has no such unit."""
    return results.titles(language).get(unit, unit)


# Marking


def mark(folder: Path, returned: Path | None, secret: bytes) -> Path:
    """Collects copies, has nbgrader run and mark them, and writes feedback, marks.csv and lost.csv.

    Raises:
        ExamError: for a folder without an exam, copies of nobody, keys that are not those of the exam.
    """
    about = read_exam(folder)
    for student, known in about["students"].items():  # before any student's code is run
        if questions.sheet(about["unit"], student, secret, about["sitting"]).digest(secret) != known["digest"]:
            raise ExamError(ERRORS["keys"], value=student)
    name = about["name"]
    if returned:
        copies = collected(returned, about["students"])
        for student, book in copies.items():
            place = folder / "submitted" / student / name
            place.mkdir(parents=True, exist_ok=True)
            nbformat.write(book, place / f"{name}.ipynb")
        nbgrader(folder, "autograde", name, "--force", secret=secret, done=folder / "autograded")
        nbgrader(folder, "generate_feedback", name, "--force", done=folder / "feedback")
    return report(folder, about)


def read_exam(folder: Path) -> dict:
    if not (folder / "exam.json").is_file():
        raise ExamError(ERRORS["no_exam"], value=folder)
    return json.loads((folder / "exam.json").read_text("utf-8"))


def collected(returned: Path, students: dict) -> dict:
    """The copies in a folder, by student: ID.ipynb, wherever it lies, or "ID (1).ipynb" as browsers name a second one.

    Raises:
        ExamError: for none, for copies of nobody, two of one student, or files that are no notebooks.
    """
    files = [file for file in sorted(returned.rglob("*.ipynb")) if ".ipynb_checkpoints" not in file.parts]
    if not files:
        raise ExamError(ERRORS["nothing_returned"], value=returned)
    owners = [re.sub(r" ?\(\d+\)$", "", file.stem) for file in files]
    strangers = [file.name for file, owner in zip(files, owners, strict=True) if owner not in students]
    if strangers:
        raise ExamError(ERRORS["strangers"], value=", ".join(strangers))
    twice = [owner for owner in owners if owners.count(owner) > 1]
    if twice:
        raise ExamError(ERRORS["two_copies"], value=twice[0])
    copies, unreadable = {}, []
    for owner, file in zip(owners, files, strict=True):
        try:
            copies[owner] = nbformat.read(file, 4)
            nbformat.validate(copies[owner])
        except Exception:  # whatever a file that is no notebook makes of the reader
            unreadable.append(file.name)
    if unreadable:
        raise ExamError(ERRORS["unreadable"], value=", ".join(unreadable))
    return copies


def report(folder: Path, about: dict) -> Path:
    """Writes marks.csv, a line a student, and lost.csv, a line for each answer that lost points, and why."""
    from nbgrader.api import Gradebook, MissingEntry

    name, asked = about["name"], questions.load(about["unit"])
    names = [f"q{n}" for n in range(1, len(asked) + 1)]
    marks, lost = [["id", *names, "total", "out_of", "sheet_of"]], [["id", "question", "points", "out_of", "why"]]
    whole = sum(question.points for question in asked)
    with Gradebook(f"sqlite:///{folder.resolve() / 'gradebook.db'}") as book:
        for student in about["students"]:
            try:
                grades = {g.name: g for nb in book.find_submission(name, student).notebooks for g in nb.grades}
            except MissingEntry:  # no copy
                marks.append([student, *[""] * len(names), "", _written(whole), ""])
                continue
            ran = folder / "autograded" / student / name / f"{name}.ipynb"
            if not ran.is_file():
                marks.append([student, *[""] * len(names), "", _written(whole), ""])
                lost.append([student, "", "", _written(whole), STOPPED[about["students"][student]["language"]]])
                continue
            copy = nbformat.read(ran, 4)
            reasons = {cell.metadata.nbgrader.grade_id: _why(cell) for cell in copy.cells if _why(cell)}
            scores = [grades[q].score for q in names]
            sent = nbformat.read(folder / "submitted" / student / name / f"{name}.ipynb", 4)
            owner = str(sent.metadata.get("exam", {}).get("student", "?"))
            other = "" if owner == student else owner if ID.fullmatch(owner) else "?"
            marks.append([student, *map(_written, scores), _written(sum(scores)), _written(whole), other])
            for q, score in zip(names, scores, strict=True):
                if score < grades[q].max_score:
                    lost.append([student, q, _written(score), _written(grades[q].max_score), reasons.get(q, "")])
    for file, rows in (("marks.csv", marks), ("lost.csv", lost)):
        with open(folder / file, "w", encoding="utf-8-sig", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows(rows)
    return folder / "marks.csv"


def _written(score: float) -> str:
    return f"{score:.2f}".rstrip("0").rstrip(".")


def _why(cell) -> str:
    found = [output.metadata.get("why", "") for output in cell.get("outputs", []) if "metadata" in output]
    return found[0] if found and "nbgrader" in cell.metadata else ""


def key(folder: Path, student: str, secret: bytes) -> str:
    """One student's key, for the teacher: each question's answer, and code that gives it."""
    about = read_exam(folder)
    if student not in about["students"]:
        raise ExamError(ERRORS["no_student"], value=student)
    set_language(about["students"][student]["language"])
    sheet = questions.sheet(about["unit"], student, secret, about["sitting"])
    if sheet.digest(secret) != about["students"][student]["digest"]:
        raise ExamError(ERRORS["keys"], value=student)
    return "\n\n".join(
        f"# {n}. {q.name}, {q.points}\n{q.code(world, right).replace('{n}', str(n))}"
        for n, (q, world, right) in enumerate(zip(sheet.questions, sheet.worlds, sheet.keys, strict=True), 1)
    )


def nbgrader(folder: Path, step: str, *words: str, secret: bytes = b"", done: Path | None = None) -> None:
    """Runs a step of nbgrader in the exam's folder; the secret, if any, goes through a pipe and stands in no file.

    Args:
        done: A folder; where the step has written something there, one copy that fails stops nobody.

    Raises:
        ExamError: where nbgrader is missing, or stops.
    """
    command = [sys.executable, "-m", "nbgrader", step, *words]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # nbgrader calls alembic by name
    settings = os.environ | {"EXAM_SECRET_FILE": "-", "OMP_NUM_THREADS": "1", "PATH": path}
    run = subprocess.run(command, cwd=folder, env=settings, input=secret.decode(), capture_output=True, text=True)
    if "No module named nbgrader" in run.stderr:
        raise ExamError(ERRORS["no_nbgrader"])
    if run.returncode and not (done and any(done.rglob(f"{words[0]}.*"))):
        lines = [line for line in run.stderr.splitlines() if "ERROR" in line] or run.stderr.splitlines()
        raise ExamError(ERRORS["nbgrader"], step=step, value=" ".join(lines[-3:]))


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("secret", help="write a new secret")
    making = commands.add_parser("make", help="write the exams of a list")
    making.add_argument("--students", type=Path, required=True)
    making.add_argument("--unit", required=True)
    making.add_argument("--language", default="fr")
    making.add_argument("--sitting", default="")
    making.add_argument("--out", type=Path)
    keying = commands.add_parser("key", help="show one student's key")
    keying.add_argument("folder", type=Path)
    keying.add_argument("student")
    marking = commands.add_parser("mark", help="mark the copies")
    marking.add_argument("folder", type=Path)
    marking.add_argument("--returned", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.command == "secret":
            print(make_secret())
        elif given.command == "make":
            told = given.students, given.unit, given.language, given.sitting, given.out
            print(make(*told, read_secret()) / "students")
        elif given.command == "key":
            print(key(given.folder, given.student, read_secret()))
        else:
            print(mark(given.folder, given.returned, read_secret()))
    except ExamError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
