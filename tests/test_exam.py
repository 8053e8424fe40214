"""Personal exams: each student's own questions, keys that hold, nbgrader's round trip, and lists that will not do."""

import csv
import json
import os
import re
import shutil
import stat
import sys
from itertools import pairwise

import nbformat
import prose
import pytest
from lab_sources import ROOT, load

from labkit.messages import LANGUAGES, set_language

exam = load("labs/exam.py")
questions = sys.modules["exam_questions"]
ExamError = exam.ExamError

SECRET = b"a secret of the tests, 1"  # with which chance gives the one who copies nothing
UNITS = questions.units()
STUDENTS = [f"s{n}" for n in range(6)]
TRIP = "02_compression"  # the unit of the round trip: its copies need no torch
LIST = "id;nom;langue\r\nada;Éloïse Müller;\r\n\r\nBob-2;Zoé;en\r\ncyd;;fr\r\n"


def returned(question, world, key):
    """The answer, as JSON, of a student who writes the code of the key."""
    names = {}
    exec(question.code(world, key).replace("{n}", "1"), names)
    answer = names["answer_1"]
    return [hand_in._returned(answer, case) for case in question.cases(world)] if callable(answer) else answer


@pytest.fixture(autouse=True)
def _hand_in():
    global hand_in
    from labkit import exam as hand_in


def each(unit, student="ada", secret=SECRET, sitting=""):
    sheet = questions.sheet(unit, student, secret, sitting)
    return sheet, list(zip(sheet.questions, sheet.worlds, sheet.keys, strict=True))


# Questions


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_asks_several_kinds_of_personal_questions(unit):
    asked = questions.load(unit)
    assert len(asked) >= 5
    assert sum(question.points for question in asked) == 20
    kinds = {question.__class__.__bases__[0].__name__ for question in asked}
    assert {"Number", "Function", "Statements"} <= kinds
    assert len({question.name for question in asked}) == len(asked)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_hold_and_known_mistakes_are_told(unit, language, report):
    set_language(language)
    for student in STUDENTS:
        sheet, asked = each(unit, student)
        for place, (question, world, key) in enumerate(asked):
            where = f"{unit} {student} {question.name}"
            right = sheet.mark(place, returned(question, world, key))
            report(right.share == 1, f"{where}: the key is marked {right}")
            report(sheet.mark(place, None).share == 0, f"{where}: no answer earns points")
            report(sheet.mark(place, {"a": [1]}).share == 0, f"{where}: nonsense earns points")
            report(set(question.typical(world)) == set(question.mistakes), f"{where}: mistakes without a value or text")
            for name, value in question.typical(world).items():
                answer = [{"value": v} for v in value] if isinstance(value, list) else value
                wrong = sheet.mark(place, answer)
                told = question.explained(name, world) in wrong.why or isinstance(question, questions.Number)
                report(wrong.share == 0 and told, f"{where}, {name}: {wrong}")


@pytest.mark.parametrize("unit", UNITS)
def test_a_known_mistake_is_explained_in_words_of_its_own(unit):
    found = set()
    for student in STUDENTS:
        sheet, asked = each(unit, student)
        for place, (question, world, _) in enumerate(asked):
            for name, value in question.typical(world).items():
                answer = [{"value": v} for v in value] if isinstance(value, list) else value
                if question.explained(name, world) in sheet.mark(place, answer).why:
                    found.add((question.name, name))
    assert found == {(question.name, name) for question in questions.load(unit) for name in question.mistakes}


@pytest.mark.parametrize("unit", UNITS)
def test_statements_misjudged_are_explained_and_one_costs_half(unit):
    for student in STUDENTS:
        sheet, asked = each(unit, student)
        for place, (question, _, key) in enumerate(asked):
            if isinstance(question, questions.Statements):
                missed = "B" if key == "A" else "A"  # an answer without a letter is none
                mark = sheet.mark(place, "".join(sorted(set(key) ^ {missed})))
                assert mark.share == 0.5
                assert f"{missed}: " in mark.why
                all_wrong = "".join(sorted(set("ABCDE") - set(key)))
                assert sheet.mark(place, all_wrong).share == 0
                assert sheet.mark(place, ", ".join(key).lower()).share == 1


@pytest.mark.parametrize("unit", UNITS)
def test_students_secrets_and_sittings_have_exams_of_their_own(unit, report):
    sheet, asked = each(unit)
    assert each(unit)[0].worlds == sheet.worlds
    assert each(unit)[0].keys == sheet.keys
    others = {
        "student": each(unit, "bob"),
        "secret": each(unit, secret=SECRET + b"!"),
        "sitting": each(unit, sitting="b"),
    }
    for name, (other, theirs) in others.items():
        report(other.digest(SECRET) != sheet.digest(SECRET), f"another {name}: the same digest")
        for (question, world, _), (_, their_world, _) in zip(asked, theirs, strict=True):
            report(world != their_world, f"another {name}: the same {question.name}")


@pytest.mark.parametrize("unit", UNITS)
def test_copying_a_neighbour_earns_next_to_nothing(unit):
    sheets = [each(unit, f"c{n}") for n in range(20)]
    earned = [
        sheet.mark(place, returned(question, world, key)).share * question.points
        for (_, theirs), (sheet, _) in pairwise(sheets)
        for place, (question, world, key) in enumerate(theirs)
    ]
    assert sum(earned) / 19 < 2  # of 20 points


@pytest.mark.parametrize("unit", UNITS)
def test_questions_are_twins_and_typeset_in_their_language(unit, report):
    for question in questions.load(unit):
        texts = [question.text, *question.mistakes.values()]
        for text in texts:
            marks = [sorted(set(re.findall(r"\{\w+\}", text[language]))) for language in LANGUAGES]
            report(marks[0] == marks[1], f"{unit} {question.name}: {marks}")
    for language in LANGUAGES:
        set_language(language)
        for student in STUDENTS[:3]:
            for question, world, _ in each(unit, student)[1]:
                said = [question.asked(world), *(question.explained(name, world) for name in question.mistakes)]
                for text in said:
                    found = [p for item in prose.items(text) for p in prose.typography(item.value, language)]
                    report(not found, f"{unit} {question.name} in {language}: {found}")


def test_worlds_leave_the_global_random_state_alone(global_rng_unchanged):
    each("05_grokking")


def test_what_is_no_answer_of_the_kind_is_told_so():
    sheet, asked = each(TRIP)
    names = [question.name for question, *_ in asked]
    assert sheet.mark(names.index("entropy"), "2 bits").why == 'A number is wanted; got `"2 bits"`.'
    assert sheet.mark(names.index("entropy"), True).share == 0
    assert sheet.mark(names.index("digits"), 101).why == "A text is wanted; got `101`."
    assert sheet.mark(names.index("verdicts"), "AZ").why.startswith("Letters among A, B, C, D, E are wanted")
    stopped = sheet.mark(names.index("spare"), [{"error": "KeyError: 3"}] * 5).why
    assert "0 cases right out of 5" in stopped
    assert "KeyError: 3" in stopped


@pytest.mark.parametrize(
    ("tolerance", "fr", "en"), [(1, "1", "1"), (10, "10", "10"), (0.05, "0,05", "0.05"), (1500, "1\u202f500", "1,500")]
)
def test_a_tolerance_is_written_without_needless_decimals(tolerance, fr, en):
    question = questions.Number()
    question.tolerance = tolerance
    set_language("fr")
    assert question.mark(9000, {}, 2.0).why.endswith(f" la bonne réponse est 2, à {fr} près.")
    set_language("en")
    assert question.mark(9000, {}, 2.0).why.endswith(f"; the right answer is 2, within {en}.")


@pytest.mark.parametrize(("language", "pattern"), [("fr", r"pour les unités (.*)\."), ("en", r"for units (.*)\.")])
def test_teachers_are_told_which_units_have_questions(language, pattern):
    page = (ROOT / "book" / language / "exams.md").read_text("utf-8")
    assert re.findall(r"\d\d", re.search(pattern, page)[1]) == [unit[:2] for unit in UNITS]


# What a copy keeps


@pytest.mark.parametrize(
    ("answer", "kept"),
    [(..., None), (None, None), (2, 2), (0.5, 0.5), ("01", "01"), ([1, (2, 3)], [1, [2, 3]]), ({"b", "a"}, ["a", "b"])],
)
def test_an_answer_is_kept_as_json(answer, kept, monkeypatch):
    shown = []
    monkeypatch.setattr(hand_in, "_show", lambda said, answer: shown.append(answer))
    hand_in.hand_in("q1", answer)
    assert shown == [{"question": "q1", "answer": kept}]


def test_numbers_of_any_kind_are_kept_and_those_that_are_none_refused(monkeypatch):
    import numpy as np
    import torch

    shown = []
    monkeypatch.setattr(hand_in, "_show", lambda said, answer: shown.append((said, answer["answer"])))
    for answer in (np.float32(0.2), torch.tensor([1, 2]), np.arange(2), float("nan"), object(), "a" * 20_000):
        hand_in.hand_in("q1", answer)
    assert [answer for _, answer in shown] == [0.2, [1, 2], [0, 1], None, None, None]
    assert shown[4][0].startswith("q1: an object of type `object` cannot be kept")


def test_a_function_is_tried_on_copies_and_its_errors_are_kept(monkeypatch):
    shown = []
    monkeypatch.setattr(hand_in, "_show", lambda said, answer: shown.append(answer["answer"]))
    hand_in.hand_in("q4", lambda xs: xs.pop() / 2, cases=[[[4]], [[]]])
    assert shown[0][0] == {"value": 2.0}
    assert shown[0][1]["error"].startswith("IndexError")
    hand_in.hand_in("q4", lambda xs: xs)
    assert shown[1] is None


# The list, the secret, the folder


def listed(folder, text, coding="utf-8"):
    file = folder / "list.csv"
    file.write_bytes(text.encode(coding))
    return file


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_lists_as_they_come(tmp_path, coding, separator):
    file = listed(tmp_path, LIST.replace(";", separator), coding)
    assert exam.read_students(file, "fr") == {"ada": "fr", "Bob-2": "en", "cyd": "fr"}


BAD = {
    "twice": ("id\nada\nbob\nAda\n", "fr", "“Ada” is in line 2 and in line 4"),
    "missing": ("id;nom\nada;A\n;B\n", "fr", "id is missing in line 3"),
    "accent": ("id\nzoé\n", "fr", "“zoé” must be made of letters without accents"),
    "folder": ("id\n../ada\n", "fr", "“../ada” must be made"),
    "no header": ("ada\nbob\n", "fr", "one of them “id”; got: ada"),
    "empty": ("\n\n", "fr", "holds no student"),
    "header alone": ("id\n\n", "fr", "holds no student"),
    "language": ("id;langue\nada;de\n", "fr", "got “de”"),
    "LANGUAGE": ("id\nada\n", "es", "got “es” (LANGUAGE=)"),
}


@pytest.mark.parametrize(("text", "language", "sentence"), BAD.values(), ids=BAD)
def test_a_list_that_will_not_do_gets_one_sentence_and_leaves_nothing(tmp_path, text, language, sentence):
    file, out = listed(tmp_path, text), tmp_path / "exams" / "one"
    with pytest.raises(ExamError) as error:
        exam.make(file, TRIP, language, "", out, SECRET)
    assert sentence in error.value.text["en"]
    assert all(len(error.value.text[x].splitlines()) == 1 for x in LANGUAGES)
    assert prose.typography(error.value.text["fr"].replace(str(tmp_path), ""), "fr") == []
    assert not list(tmp_path.glob("exams/*"))


def test_unknown_unit_missing_file_and_bad_sitting(tmp_path):
    file = listed(tmp_path, LIST)
    with pytest.raises(
        ExamError, match=r"no exam questions for “99_none”; there are for 01_next_token, 02_compression, 0"
    ):
        exam.make(file, "99_none", "fr", "", tmp_path / "a", SECRET)
    with pytest.raises(ExamError, match=r"Say whose exam it is: STUDENTS=list.csv"):
        exam.make(exam.Path(""), TRIP, "fr", "", tmp_path / "a", SECRET)
    with pytest.raises(ExamError, match="There is no file"):
        exam.make(tmp_path / "none.csv", TRIP, "fr", "", tmp_path / "a", SECRET)
    with pytest.raises(ExamError, match=r"got “../b”"):
        exam.make(file, TRIP, "fr", "../b", tmp_path / "a", SECRET)
    with pytest.raises(ExamError, match="exists already"):
        exam.make(file, TRIP, "fr", "", tmp_path, SECRET)
    assert os.listdir(tmp_path) == ["list.csv"]


def test_a_failure_halfway_leaves_no_folder(tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(exam, "nbgrader", stopped)
    with pytest.raises(KeyboardInterrupt):
        exam.make(listed(tmp_path, LIST), TRIP, "fr", "", tmp_path / "exams" / "a", SECRET)
    assert not os.listdir(tmp_path / "exams")


def test_every_error_is_in_both_languages():
    for name, text in exam.ERRORS.items():
        marks = [sorted(set(re.findall(r"\{\w+\}", text[language]))) for language in LANGUAGES]
        assert marks[0] == marks[1], name


def test_the_secret_is_made_once_for_its_owner_and_never_short(tmp_path, monkeypatch, capsys):
    file = tmp_path / "secret"
    monkeypatch.setenv("EXAM_SECRET_FILE", str(file))
    assert exam.main(["make", "--students", "list.csv", "--unit", TRIP]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line[:16] for line in said] == ["Il n’y a pas de ", "There is no secr"]
    assert exam.main(["secret"]) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(exam.read_secret()) == 64
    assert exam.main(["secret"]) == 1
    file.write_text("short", "utf-8")
    with pytest.raises(ExamError, match="has 5 characters; it needs at least 16"):
        exam.read_secret()


def test_git_sees_neither_the_secret_nor_the_exams():
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {".exam_secret", "_exams/"} <= set(ignored)


# The round trip: three invented students, marked by nbgrader


def answered(folder, student, answers, into):
    """A copy with answers, code by question's number, returned as into/student.ipynb."""
    book = nbformat.read(folder / "students" / f"{student}.ipynb", 4)
    for cell in book.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name.startswith("answer_") and int(name[7:]) in answers:
            cell.source = answers[int(name[7:])]
    into.mkdir(exist_ok=True)
    nbformat.write(book, into / f"{student}.ipynb")


def codes(student):
    asked = each(TRIP, student)[1]
    return {n: q.code(w, k).replace("{n}", str(n)) for n, (q, w, k) in enumerate(asked, 1)}


@pytest.fixture(scope="module")
def trip(tmp_path_factory):
    """An exam of three students, made, answered and marked: all right; half right; copied from the first."""
    base = tmp_path_factory.mktemp("exam")
    folder = exam.make(listed(base, LIST), TRIP, "fr", "", base / "exams" / "one", SECRET)
    back = base / "back"
    ada = codes("ada")
    ada[1] = f"exam = lk = None  # names of hers, which the cells that keep answers must not need\n{ada[1]}"
    answered(folder, "ada", ada, back)
    wrong = {4: "def answer_4(lengths):\n    return 1 / 0", 5: "answer_5 = '12'", 6: "raise ValueError('lost')"}
    answered(folder, "Bob-2", codes("Bob-2") | wrong, back)
    answered(folder, "cyd", codes("ada"), back)
    exam.mark(folder, back, SECRET)
    return folder


def rows(file):
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


@pytest.mark.slow
def test_nbgrader_gives_each_what_she_deserves(trip):
    marks = {row["id"]: row for row in rows(trip / "marks.csv")}
    assert {name: row["total"] for name, row in marks.items()} == {"ada": "20", "Bob-2": "10", "cyd": "0"}
    assert marks["Bob-2"]["q4"] == marks["Bob-2"]["q5"] == marks["Bob-2"]["q6"] == "0"
    assert {row["out_of"] for row in marks.values()} == {"20"}


@pytest.mark.slow
def test_each_lost_point_is_explained_in_the_students_language(trip):
    lost = rows(trip / "lost.csv")
    assert [row["id"] for row in lost] == ["Bob-2"] * 3 + ["cyd"] * 6
    why = {(row["id"], row["question"]): row["why"] for row in lost}
    assert 'your function stops with an error (`"ZeroDivisionError' in why["Bob-2", "q4"]
    assert why["Bob-2", "q5"] == 'A number is wanted; got `"12"`.'
    assert why["Bob-2", "q6"] == "No answer."
    assert why["cyd", "q1"].startswith("Vous répondez ")
    for student, q in (("Bob-2", "q5"), ("cyd", "q1")):
        page = (trip / "feedback" / student / TRIP / f"{TRIP}.html").read_text("utf-8")
        assert why[student, q].split("`")[0] in page


@pytest.mark.slow
def test_copies_carry_nbgraders_metadata_and_no_key(trip):
    book = nbformat.read(trip / "students" / "ada.ipynb", 4)
    graded = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [cell.metadata.nbgrader.schema_version for cell in graded] == [3] * 6
    assert all(cell.metadata.nbgrader.locked and cell.metadata.nbgrader.points > 0 for cell in graded)
    text = (trip / "students" / "ada.ipynb").read_text("utf-8")
    assert "HIDDEN" not in text
    for question, _, key in each(TRIP)[1]:
        if not isinstance(question, questions.Statements | questions.Function):
            assert json.dumps(key) not in text, question.name
    assert "Éloïse" not in "".join(file.read_text("utf-8") for file in trip.glob("students/*"))


@pytest.mark.slow
def test_a_copy_that_could_not_be_run_stops_nobody(trip, tmp_path):
    folder = tmp_path / "again"
    shutil.copytree(trip, folder)
    (folder / "autograded" / "cyd" / TRIP / f"{TRIP}.ipynb").unlink()
    exam.mark(folder, None, SECRET)
    assert [row["total"] for row in rows(folder / "marks.csv")] == ["20", "10", ""]
    assert rows(folder / "lost.csv")[-1]["why"] == exam.STOPPED["fr"]


@pytest.mark.slow
def test_another_secret_is_noticed_before_any_copy_is_run(trip, tmp_path):
    with pytest.raises(ExamError, match="The keys of ada are no longer those of the exam"):
        exam.mark(trip, tmp_path, SECRET + b"!")
    assert "answer_1 = " in exam.key(trip, "ada", SECRET)
    with pytest.raises(ExamError, match="“eve” is not on the list"):
        exam.key(trip, "eve", SECRET)


@pytest.mark.slow
def test_copies_that_cannot_be_taken_are_named(trip, tmp_path):
    about = exam.read_exam(trip)["students"]
    with pytest.raises(ExamError, match="no copy"):
        exam.collected(tmp_path, about)
    (tmp_path / "ada.ipynb").write_text("no json", "utf-8")
    with pytest.raises(ExamError, match=r"no notebooks that can be read: ada.ipynb"):
        exam.collected(tmp_path, about)
    (tmp_path / "ada (1).ipynb").write_text("no json", "utf-8")
    with pytest.raises(ExamError, match="two copies of “ada”"):
        exam.collected(tmp_path, about)
    (tmp_path / "eve.ipynb").write_text("no json", "utf-8")
    with pytest.raises(ExamError, match=r"ID.ipynb: eve.ipynb"):
        exam.collected(tmp_path, about)
