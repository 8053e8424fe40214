"""Two steps of nbgrader's own `autograde`: they keep every key away from the process that runs a student's code.

- Deal, before the notebook is run: puts the hidden cases of her questions, without their results, into the cells that
  try her functions
- Judge, after it: reads what the cells kept of her answers, marks it here, and leaves points and reasons as the cell's
  output, where nbgrader looks for them

Without these steps a cell fails and earns nothing. nbgrader_config.py in each exam's folder names them.
"""

import json
from functools import cache
from pathlib import Path

import exam_questions as questions
from exam_secret import read_secret
from nbformat import v4
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

from labkit.exam import MIME
from labkit.messages import set_language

CASES = "HIDDEN_CASES"
folder = Path()  # of the exam: nbgrader_config.py sets it


@cache
def exam() -> dict:
    """What exam.json holds: unit, sitting and, by student, language and digest."""
    return json.loads((folder / "exam.json").read_text("utf-8"))


@cache
def secret() -> bytes:
    return read_secret()


def sheet(student: str) -> questions.Sheet:
    """The student's exam, computed again; her language is that of the moment from here on.

    Raises:
        KeyError: for an id that is not on the list.
        ValueError: where the keys are not those of the day on which the exam was made.
    """
    about = exam()["students"][student]
    made = questions.sheet(exam()["unit"], student, secret(), exam()["sitting"])
    if made.digest(secret()) != about["digest"]:
        raise ValueError(f"the keys of {student} are not those of the exam: another secret, or another version")
    set_language(about["language"])
    return made


class Deal(NbGraderPreprocessor):
    """Gives the hidden cases to the cells that ask for them."""

    def preprocess(self, nb, resources):
        made = sheet(resources["nbgrader"]["student"])
        for place, cell in graded(nb):
            cases = made.questions[place].cases(made.worlds[place])
            cell.source = cell.source.replace(CASES, json.dumps(cases))
        return nb, resources


class Judge(NbGraderPreprocessor):
    """Marks what the cells have kept."""

    def preprocess(self, nb, resources):
        made = sheet(resources["nbgrader"]["student"])
        for place, cell in graded(nb):
            mark = made.mark(place, kept(cell))
            points = round(mark.share * made.questions[place].points, 2)
            why = v4.new_output("display_data", {"text/plain": mark.why}, metadata={"why": mark.why})
            cell.outputs = [why, v4.new_output("execute_result", {"text/plain": str(points)}, execution_count=1)]
        return nb, resources


def graded(nb) -> list:
    """The (place from 0, cell) of the cells that earn points: their grade ids are q1, q2, ..."""
    cells = [cell for cell in nb.cells if utils.is_grade(cell)]
    return [(int(cell.metadata.nbgrader.grade_id.removeprefix("q")) - 1, cell) for cell in cells]


def kept(cell):
    """The answer that a cell kept last, for the question that it is about."""
    found = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
    name = cell.metadata.nbgrader.grade_id
    failed = any(output.output_type == "error" for output in cell.outputs)
    return None if failed or not found or found[-1].get("question") != name else found[-1].get("answer")
