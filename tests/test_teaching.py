"""The papers for teachers: minutes add up, what they name exists, both languages say the same, errors are clear."""

import copy
import importlib
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

import labkit
from labkit import messages
from labkit.messages import LANGUAGES

ROOT = Path(__file__).parents[1]
pytest.importorskip("sphinx", reason="the book's tools are not installed")
sys.path.insert(0, str(ROOT / "book/_ext"))

import results  # noqa: E402
import teaching  # noqa: E402
from test_parity import problems_of  # noqa: E402

FILES = sorted((ROOT / teaching.FOLDER).glob("*.yml"))
ROLE = re.compile(r"\{result\}`([^`]*)`")
QUESTION = re.compile(r"^### Question (\d) · .+ \((\d) points, (\d+)[ \u00a0]min\)$", re.M)
PART = re.compile(r"\((\d(?:[.,]\d)?)(?: ?[:,\u00a0][^)]*)?\)")


def texts(value, where=""):
    """Every text in both languages of a file, with where it stands: (where, {"fr": …, "en": …})."""
    if isinstance(value, dict):
        pair = {language: value[language] for language in LANGUAGES if language in value}
        if pair:
            yield where, pair
        for key, inner in value.items():
            if key not in LANGUAGES:
                yield from texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts(inner, f"{where}[{i}]")


@pytest.fixture(scope="module")
def sheet():
    return yaml.safe_load((ROOT / teaching.FOLDER / "05_grokking.yml").read_text("utf-8"))


def checked(sheet):
    return teaching.checked(ROOT, "05_grokking", copy.deepcopy(sheet))


# The course


def test_each_unit_that_is_there_has_its_sheet_and_its_outcomes(report):
    known = teaching.sheets(ROOT)
    for name in teaching.there(ROOT):
        report(name in known, f"{teaching.FOLDER}/{name}.yml: what the teacher of this unit needs")
    for language in LANGUAGES:
        assert list(teaching.outcomes(ROOT, language)) == list(teaching.there(ROOT))


def test_the_minutes_of_a_lab_are_those_of_its_source():
    for name, sheet in teaching.sheets(ROOT).items():
        for step in sheet["steps"]:
            if step["part"] and step["step"] == "lab":
                assert set(step["minutes"].values()) == {step["part"].minutes}, f"{name}, section {step['section']}"


def test_plans_rubric_copies_and_projects_are_in_order():
    found = teaching.module(ROOT)
    assert [plan["hours"] for plan in found["plans"]] == [12, 24, 24]
    for plan in found["plans"]:
        assert sum(teaching.hours(ROOT, plan, found["common"], teaching.sheets(ROOT)).values()) == 60 * plan["hours"]
    projects = yaml.safe_load((ROOT / teaching.FOLDER / "projects.yml").read_text("utf-8"))
    assert len(projects) == len(teaching.projects(ROOT)) == 6


def test_what_a_project_calls_exists():
    for project in teaching.projects(ROOT):
        for call in project["calls"]:
            module, _, name = call.rpartition(".")
            assert hasattr(importlib.import_module(module), name), call


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_languages_say_the_same_with_the_same_numbers(file, report):
    for where, pair in texts(yaml.safe_load(file.read_text("utf-8"))):
        report(set(pair) == set(LANGUAGES), f"{file.name}{where} in {sorted(pair)} only")
        quoted = [Counter(ROLE.findall(text)) for text in pair.values()]
        report(quoted[0] == quoted[-1], f"{file.name}{where} quotes {quoted[0]} and {quoted[-1]}")
        links = [re.findall(r"\]\(([^)#]*)", text) for text in pair.values()]
        report(links[0] == links[-1], f"{file.name}{where} links to {links[0]} and {links[-1]}")
        for language, text in pair.items():
            messages.set_language(language)
            for role in ROLE.findall(text):
                assert results.printed(role)
            for problem in problems_of(text, language, f"{file.name}{where}"):
                report(False, problem)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_is_typeset_in_its_language(language):
    printed = {
        name: getattr(teaching, f"{name}_text")(ROOT, language) for name in ("sheets", "plans", "hours", "copies")
    }
    found = [problem for name, text in printed.items() for problem in problems_of(text, language, name)]
    assert not found, "\n".join(found)


def papers(language):
    """The exam and the resit: for each, its questions as (number, points, minutes, sum of what the key grants)."""
    page = (ROOT / f"book/{language}/teaching/exam.md").read_text("utf-8")
    first, resit = page.split("\n## ")[1:3]
    for paper in (first, resit):
        heads = QUESTION.findall(paper)
        keys = re.findall(r"```\{dropdown\} (?:Key|Corrigé)\n(.*?)\n```", paper, re.S)
        assert len(heads) == len(keys)
        granted = [sum(float(part.replace(",", ".")) for part in PART.findall(key)) for key in keys]
        yield [(*map(int, head), sum_) for head, sum_ in zip(heads, granted, strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exam_is_out_of_20_takes_90_minutes_and_its_key_grants_all_points(language):
    for questions in papers(language):
        assert sum(points for _, points, _, _ in questions) == 20
        assert sum(minutes for _, _, minutes, _ in questions) == 90
        assert [(n, points) for n, points, _, granted in questions if granted != points] == []


def test_twin_exams_have_the_same_points():
    assert list(papers("fr")) == list(papers("en"))


def test_a_version_is_in_the_changelog_with_the_date_of_its_citation():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    newest = re.search(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest.groups() == (labkit.__version__, citation["date-released"])


def test_a_plan_does_without_a_unit_that_is_not_there(monkeypatch):
    plan = next(plan for plan in teaching.module(ROOT)["plans"] if plan["plan"] == "8x3")
    everything = dict.fromkeys(session["unit"] for session in plan["sessions"] if "unit" in session)
    monkeypatch.setattr(teaching, "there", lambda root: everything)
    assert len(teaching.sessions_of(ROOT, plan)) == 8
    some = {name: None for name in everything if not name.startswith("06")} | {"02_compression": None}
    monkeypatch.setattr(teaching, "there", lambda root: some)
    held = teaching.sessions_of(ROOT, plan)
    assert len(held) == 8
    assert [session.get("unit") for session in held][4] == "02_compression"


@pytest.mark.parametrize("name", ["06_implicit_reasoning", "09_conclusion"])
def test_a_sheet_written_before_its_unit_will_fit_whatever_the_lab_takes(name):
    steps = teaching.read(ROOT, f"{name}.yml")["steps"]
    work = teaching.Lab({1: teaching.Part({}, 73, False)}, {}) if name.startswith("06") else None
    steps = [teaching.step_of(step, work, set(), name) for step in steps]
    for form, sessions in teaching.FORMATS.items():
        teaching.fill_rest(steps, form, sum(sessions))
        assert len(teaching.divided([step for step in steps if form in step["minutes"]], form, name)) == len(sessions)


# Wrong entries


def test_a_right_sheet_passes(sheet):
    assert checked(sheet)["steps"]


def at(path, value):
    """A change: sheet[path[0]]…[path[-1]] = value, or gone where the value is None."""

    def change(sheet):
        for key in path[:-1]:
            sheet = sheet[key]
        if value is None:
            del sheet[path[-1]]
        else:
            sheet[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (at(["vote"], None), "the keys"),
        (at(["vote", "ask", "en"], ""), "vote: a text for en, not ''"),
        (at(["difficulties", 0, "fr"], None), "a text for fr, not None"),
        (at(["objections", 4], None), "five objections, not 4"),
        (at(["steps", 0, "minutes", "2h"], 11), "in 2h, The limits"),
        (at(["steps", 0, "minutes", "3h"], 14), "in 3h, 1 minutes are missing"),
        (at(["steps", 0, "minutes"], {"4h": 10}), r"formats among 2h, 3h, 2x2h, not \['4h'\]"),
        (at(["steps", 0, "minutes", "2h"], "ten"), "step 1: whole minutes, not 'ten'"),
        (at(["steps", 0, "step"], "nap"), "step 1: a step among question, vote"),
        (at(["steps", 0, "colour"], 1), r"step 1: unknown keys \['colour'\]"),
        (at(["steps", 6, "section"], 42), "step 7: section 42 is not among"),
        (at(["steps", 11, "exercise"], 3), "exercise 3 has its minutes in its section already"),
        (at(["steps", 3, "pencil"], [9]), "exercise of the chapter 9 is not among"),
        (at(["steps", 6], None), r"minutes are missing|sections \[1\] are missing"),
        (at(["last20", 0, "minutes"], 9), "take 19 minutes, not 20"),
        (at(["last20", 0, "figure"], "nothing"), "no figure 'nothing'"),
        (at(["cut"], [12]), "cut: section 12"),
        (at(["vote", "ask"], None), "the entry 'ask' is missing"),
        (at(["last20", 0, "minutes"], None), "the entry 'minutes' is missing"),
        (at(["objections", 2, "says"], None), "the entry 'says' is missing"),
        (at(["home", "text"], None), "the entry 'text' is missing"),
        (at(["home", "exercises"], [99]), "home: exercise 99"),
    ],
)
def test_a_wrong_entry_is_one_sentence_with_its_file(sheet, change, message):
    wrong = copy.deepcopy(sheet)
    change(wrong)
    with pytest.raises(teaching.TeachingError, match=rf"^book/teaching/05_grokking\.yml.*({message})") as found:
        checked(wrong)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (at(["plans", 0, "hours"], 11), "11 h in sessions of 120 min"),
        (at(["plans", 0, "sessions", 5, "common"], "party"), "'party' is not among"),
        (at(["plans", 0, "sessions", 0, "unit"], "10_more"), "'10_more' is not in book/units.yml"),
        (at(["plans", 0, "sessions", 0, "format"], "3h"), "3h does not last 120 min"),
        (at(["plans", 1, "sessions", 1, "half"], 3), "2x2h has no part 3"),
        (at(["common", "exam", "steps", 0, "minutes"], 80), "exam takes 110 minutes, not 120"),
        (at(["common", "exam", "steps", 0, "form"], "feast"), "a form among lecture"),
        (at(["rubric", 0, "levels", 3], None), "four levels for forecasts, not 3"),
        (at(["rubric", 0, "levels", 3, "points"], 5), "adds up to 21, not 20"),
        (at(["copies", 0, "marks", 0, "level"], 7), "a level from 1 to 4, not 7"),
    ],
)
def test_a_wrong_plan_or_mark_is_one_sentence(monkeypatch, change, message):
    wrong = teaching.read(ROOT, "module.yml")
    change(wrong)
    monkeypatch.setattr(teaching, "read", lambda root, name: wrong)
    with pytest.raises(teaching.TeachingError, match=rf"^book/teaching/module\.yml.*{message}"):
        teaching.module(ROOT)
