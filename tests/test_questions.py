"""The questions of the units: what their files hold, what an examiner would object to, what Moodle and Canvas get."""

import io
import re
import sys
import zipfile
from xml.etree import ElementTree as Xml

import pytest
import yaml
from lab_sources import ROOT
from test_parity import problems_of

from labkit.messages import LANGUAGES

pytest.importorskip("sphinx", reason="the book's tools are not installed")
sys.path[:0] = [str(ROOT / "book/_ext"), str(ROOT / "book/questions")]

import export  # noqa: E402
import mathml  # noqa: E402
import questions as bank  # noqa: E402

UNITS = list(bank.banks(ROOT))
EDITIONS = [(unit, language) for unit in UNITS for language in LANGUAGES]
FRACTIONS = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5}
FRACTIONS |= {11.11111, 10, 5, 0}  # which Moodle allows; others make its import fail
CHAPTER = "# Title\n\n## First section\n\n```python\n# no heading\n```\n\n## Second `section`\n"
NUMERIC = """\
- id: number
  kind: numeric
  level: 1
  section: First section
  ask: {fr: "Combien ?", en: "How much?"}
  answer: log2(5)
  form: .2f
  tolerance: 0.05
  because: {fr: "Oui.", en: "Yes."}
  mistakes:
    - {value: 5, because: {fr: "Le logarithme manque.", en: "The logarithm is missing."}}
  otherwise: {fr: "Non.", en: "No."}
"""
SINGLE = """\
- id: one
  kind: single
  level: 2
  section: "Second `section`"
  ask: {fr: "Où ?", en: "Where?"}
  choices:
    - {right: true, fr: Ici, en: Here, because: {fr: "Oui.", en: "Yes."}}
    - {fr: Là, en: There, because: {fr: "Non.", en: "No."}}
    - {fr: Ailleurs, en: Elsewhere, because: {fr: "Non.", en: "No."}}
"""
HARD = r"""
Été « œuf » & a < b > c : si $p < \frac{1}{2}$, `d = {"a": 1}` donne-t-il ~a=b~ # %50 \n → 100 % ?

- $\cos\bigl(w (a + b - c)\bigr) = 0{,}83$
- = } { : // ]]> "fin" ’
"""


@pytest.fixture
def root(tmp_path):
    """A book of one unit, 01_unit, without questions; write(text) gives it some."""
    for language in LANGUAGES:
        (tmp_path / "book" / language).mkdir(parents=True)
        (tmp_path / "book" / language / "01_unit.md").write_text(CHAPTER, "utf-8")
    (tmp_path / bank.FOLDER).mkdir()
    return tmp_path


def read(root, text):
    (root / bank.FOLDER / "01_unit.yml").write_text(text, "utf-8")
    return bank.read(root, "01_unit")


# The questions of this course


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_has_its_questions_and_its_pages(unit, report):
    found = bank.read(ROOT, unit)
    report(len(found) >= 15, f"15 questions, not {len(found)}")
    report({question.level for question in found} == set(bank.LEVELS), "questions of both levels")
    report(len({question.kind for question in found}) >= 2, "questions of two kinds at least")
    report(len({question.place for question in found}) >= 5, "questions on five sections at least")
    toc = (ROOT / "_toc.yml").read_text("utf-8")
    for language in LANGUAGES:
        page = f"book/{language}/quiz_{unit[:2]}"
        report(f"- file: {page}\n" in toc, f"{page} in _toc.yml")
        file = ROOT / f"{page}.md"
        report(file.is_file() and f"```{{quiz}} {unit}\n" in file.read_text("utf-8"), f"the directive in {page}.md")


def test_a_question_has_one_name_in_the_whole_course():
    names = [question.name for unit in UNITS for question in bank.read(ROOT, unit)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("unit", UNITS)
def test_twin_texts_hold_the_same_numbers_code_and_formulas(unit, report):
    for question in bank.read(ROOT, unit):
        for (key, french), (_, english) in zip(question.texts("fr"), question.texts("en"), strict=True):
            for what, pattern in {"results": r"\{result\}`([^`]*)`", "formulas": r"\$[^$]+\$"}.items():
                found = [re.findall(pattern, text) for text in (french, english)]
                if what == "formulas":
                    found = [sorted(re.sub(r"\{,\}|\\,|\.", "", formula) for formula in side) for side in found]
                    found = [[re.sub(r"\\text\{[^}]*\}", "", formula) for formula in side] for side in found]
                report(sorted(found[0]) == sorted(found[1]), f"{question.id}, {key}: {what} {found[0]} and {found[1]}")


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_questions_are_typeset_in_their_language(unit, language):
    found = []
    for question in bank.read(ROOT, unit):
        for key, text in question.texts(language):
            found += problems_of(text, language, f"{question.id}, {key}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_formulas_of_questions_can_be_set(unit, language):
    for question in bank.read(ROOT, unit):
        for _, text in question.texts(language):
            for formula in re.findall(r"\$([^$]+)\$", text):
                assert mathml.to_mathml(formula, displaystyle=False)


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_the_longest_choice_is_no_clue(unit, language):
    """Who always takes the longest choice, or the one in some place, should not do much better than chance."""
    single = [question for question in bank.read(ROOT, unit) if question.kind == "single"]
    longest = [max(question.choices, key=lambda choice: len(choice.text[language])).right for question in single]
    assert sum(longest) <= len(single) / 2, [q.id for q, right in zip(single, longest, strict=True) if right]
    places = [[choice.right for choice in question.choices].index(True) for question in single]
    assert max(map(places.count, places)) <= len(single) / 2


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_choices_of_a_question_differ(unit, language):
    for question in bank.read(ROOT, unit):
        texts = [choice.text[language] for choice in question.choices]
        assert len(set(texts)) == len(texts), question.id
        remarks = [choice.because[language] for choice in question.choices]
        assert len(set(remarks)) == len(remarks), f"{question.id}: each choice has a remark of its own"


# What a file may hold


def test_a_question_is_read(root):
    number, one = read(root, NUMERIC + SINGLE)
    assert (number.name, number.number, number.place, one.number, one.place) == ("01.number", 1, 1, 2, 2)
    assert number.answer == pytest.approx(2.3219, abs=1e-4)
    assert number.written(number.answer, "fr") == "2,32"
    assert number.written(number.mistakes[0].value, "fr") == "5"
    assert one.headings == {"fr": "Second `section`", "en": "Second `section`"}
    assert [choice.text["en"] for choice in one.choices if choice.right] == ["Here"]


def test_the_order_of_the_choices_is_no_order_of_the_file(root):
    texts = [SINGLE.replace("id: one", f"id: one_{i}") for i in range(40)]
    places = [[choice.right for choice in question.choices].index(True) for question in read(root, "".join(texts))]
    assert set(places) == {0, 1, 2}
    assert [bank.shuffled("abc", "x") for _ in range(2)] == [bank.shuffled("abc", "x")] * 2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("kind: numeric", "kind: number"), "number: kind: one of single, multiple, numeric, got 'number'"),
        (("level: 1", "level: 3"), "level: one of 1, 2, got 3"),
        (("  form: .2f\n", ""), "form: missing"),
        (("form: .2f", "form: .2q"), "a number: "),
        (("form: .2f", "form: .0f"), "writes the answer 2.32193 as 2, outside the tolerance"),
        (("  form: .2f\n", "  form: .2f\n  choices: []\n"), "choices: no such key for a numeric question, only answer"),
        (("id: number", "id: Number"), "id: small letters"),
        (("section: First section", "section: Third"), "First section / Second `section`), got 'Third'"),
        (("section: First section", "section: Title"), "got 'Title'"),
        (('ask: {fr: "Combien ?", en: "How much?"}', "ask: How much?"), "ask: write {fr: …, en: …}"),
        (('en: "How much?"', 'en: ""'), "ask, en: a text"),
        (("tolerance: 0.05", "tolerance: 0"), "tolerance: above 0, got 0"),
        (("value: 5", "value: 2.4"), "mistake 1: its value 2.4 is within twice the tolerance"),
        (("answer: log2(5)", "answer: open(5)"), "'open(5)': only numbers, + - * / **, pi, cos"),
        (("answer: log2(5)", "answer: 1 / 0"), "division by zero"),
        (("answer: log2(5)", "answer: measured('05_grokking.cpu.nothing')"), "no number 'nothing', only"),
        (("answer: log2(5)", "answer: true"), "only numbers"),
        (('"Yes."', '"{result}`05_grokking.cpu.nothing .0f`"'), "because, en: {result}`05_grokking.cpu.nothing .0f`"),
        (('"Yes."', '"A {gloss}`token`"'), "the role {gloss}: only {result} in a question"),
        (('"Yes."', '"A <b>bold</b> word"'), "<b>: no HTML in a question; write it as `code`"),
        (("mistakes:\n    - ", "mistakes: []\n  unused: "), "unused: no such key"),
    ],
)
def test_a_wrong_number_is_named(root, change, problem):
    assert NUMERIC.count(change[0]) == 1
    with pytest.raises(ValueError, match=re.escape(problem)) as error:
        read(root, NUMERIC.replace(*change))
    assert "book/questions/01_unit.yml, " in str(error.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("right: true, ", ""), "one: choices: exactly one with “right: true” where kind is single, got 0"),
        (("{fr: Là", "{right: true, fr: Là"), "got 2"),
        (("{fr: Là", "{right: false, fr: Là"), "choice 2, right: true, or left out where it is wrong, got False"),
        ((', because: {fr: "Oui.", en: "Yes."}', ""), "choice 1, because: missing; every choice has its feedback"),
        (("en: There", "eng: There"), "choice 2: write {fr: …, en: …}"),
        (("en: There", "en: 3"), "choice 2, en: a text between quotation marks, got 3"),
        (("kind: single", "kind: multiple\n  answer: 1"), "answer: no such key for a multiple question"),
        (("right: true", "hint: x, right: true"), "choice 1: write {fr: …, en: …}"),
    ],
)
def test_a_wrong_choice_is_named(root, change, problem):
    with pytest.raises(ValueError, match=re.escape(problem)):
        read(root, SINGLE.replace(*change))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1", "book/questions/01_unit.yml: write a list of questions"),
        ("- one", "write a list of questions"),
        ("", "write a list of questions"),
        ("- id: 'x", "book/questions/01_unit.yml: not YAML: "),
        (SINGLE + SINGLE, "one: id: 'one' twice; each question has its own"),
    ],
)
def test_a_wrong_file_is_named(root, text, problem):
    with pytest.raises(ValueError, match=re.escape(problem)):
        read(root, text)


def test_all_problems_are_told_at_once(root):
    with pytest.raises(ValueError, match="level") as error:
        read(root, NUMERIC.replace("level: 1", "level: 0") + SINGLE.replace("right: true, ", ""))
    assert [line.split(", ")[1].split(":")[0] for line in str(error.value).splitlines()] == ["number", "one"]


def test_a_measured_number_is_printed_in_the_language():
    text = "{result}`05_grokking.cpu.parameters ,.0f` & $x < 1$"
    assert re.fullmatch(r"\d\d\u202f\d{3} &amp; \\\(x &lt; 1\\\)", bank.html(text, "fr", inline=True))
    assert re.fullmatch(r"<p>\d\d,\d{3} &amp; \\\(x &lt; 1\\\)</p>", bank.html(text, "en"))
    assert bank.value_of('2 * measured("05_grokking.cpu.gromov_units")') == 2000


# Moodle and Canvas


def hard(root):
    """Questions of the three kinds, with everything in them that a format might lose."""
    text = dict.fromkeys(LANGUAGES, HARD)
    rows = [row for source in (NUMERIC, SINGLE, SINGLE) for row in yaml.safe_load(source)]
    rows[2] |= {"id": "many", "kind": "multiple"}
    rows[2]["choices"][1]["right"] = True
    for row in rows:
        row["ask"] = text
        for part in row.get("choices", row.get("mistakes")):
            part["because"] = text
    rows[1]["choices"][0] |= text
    return read(root, yaml.safe_dump(rows, allow_unicode=True))


def text_of(element, path):
    return element.findtext(path) or ""


def from_moodle(data):
    """What Moodle's importer would read: {idnumber: (kind, text, {answer: (fraction, feedback, tolerance)})}."""
    found = {}
    for item in Xml.fromstring(data).findall("question"):
        if item.get("type") == "category":
            continue
        answers = {
            text_of(answer, "text"): (
                float(answer.get("fraction")),
                text_of(answer, "feedback/text"),
                answer.findtext("tolerance"),
            )
            for answer in item.findall("answer")
        }
        kind = {"multichoice": {"true": "single", "false": "multiple"}.get(item.findtext("single"))}
        found[item.findtext("idnumber")] = (
            kind.get(item.get("type"), "numeric"),
            text_of(item, "questiontext/text"),
            answers,
        )
    return found


def expected(question, language):
    """The same, from the question itself."""
    if question.kind != "numeric":
        right = sum(choice.right for choice in question.choices)
        wrong = len(question.choices) - right
        gains = {True: 100 / right, False: 0 if question.kind == "single" else -100 / wrong}
        return {
            bank.html(choice.text[language], language): (
                pytest.approx(gains[choice.right], abs=1e-5),
                bank.html(choice.because[language], language),
                None,
            )
            for choice in question.choices
        }
    tolerance = f"{question.tolerance:.10g}"
    rows = [(question.answer, 100, question.because), *((m.value, 0, m.because) for m in question.mistakes)]
    answers = {f"{value:.10g}": (gain, bank.html(text[language], language), tolerance) for value, gain, text in rows}
    return answers | {"*": (0, bank.html(question.otherwise[language], language), None)}


def check_round_trip(unit, found, language):
    back = from_moodle(export.moodle(unit, found, language))
    assert list(back) == [question.name for question in found]
    for question in found:
        kind, ask, answers = back[question.name]
        assert (kind, ask) == (question.kind, bank.html(question.ask[language], language))
        assert answers == expected(question, language)


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_questions_come_back_from_moodle_as_they_were(unit, language):
    check_round_trip(unit, bank.read(ROOT, unit), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_accents_formulas_and_marks_of_other_formats_survive_moodle(root, monkeypatch, language):
    monkeypatch.setattr(export, "title_of", lambda unit, language: "01. Unit")
    found = hard(root)
    check_round_trip("01_unit", found, language)
    data = export.moodle("01_unit", found, language)
    texts = [text.text or "" for text in Xml.fromstring(data).iter("text")]
    for sign in (
        "Été « œuf » &amp; a &lt; b &gt; c",
        r"\(p &lt; \frac{1}{2}\)",
        "<code>d = {&quot;a&quot;: 1}</code>",
        r"\(\cos\bigl(w (a + b - c)\bigr) = 0{,}83\)",
        "~a=b~ # %50",
        "= } { : // ]]&gt; &quot;fin&quot; ’",
    ):
        assert sum(sign in text for text in texts) >= 5, sign


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_moodle_gets_the_parts_that_its_format_asks_for(unit, language, report):
    """Its format has no published schema: these are the parts that its importer reads, and the values it knows."""
    root = Xml.fromstring(export.moodle(unit, bank.read(ROOT, unit), language))
    first, *items = root
    report(root.tag == "quiz" and first.get("type") == "category", "a category comes first, in <quiz>")
    path = first.findtext("category/text")
    report(re.fullmatch(r"\$course\$/top/[^/]+/[^/]+", path), f"the category {path}")
    for item in items:
        name = item.findtext("name/text")
        report(item.get("type") in ("multichoice", "numerical"), f"{name}: type {item.get('type')}")
        for part in ("questiontext", "generalfeedback"):
            report(item.find(part).get("format") == "html" and text_of(item, f"{part}/text"), f"{name}: {part}")
        for part in ("defaultgrade", "penalty", "hidden"):
            report(re.fullmatch(r"[\d.]+", item.findtext(part)), f"{name}: {part}")
        gains = [float(answer.get("fraction")) for answer in item.findall("answer")]
        report({abs(gain) for gain in gains} <= FRACTIONS, f"{name}: fractions {gains}")
        report(sum(gain for gain in gains if gain > 0) == pytest.approx(100, abs=1e-3), f"{name}: {gains}")
        report(all(text_of(answer, "feedback/text") for answer in item.findall("answer")), f"{name}: a feedback each")
        if item.get("type") == "numerical":
            report(item.findall("answer")[-1].findtext("text") == "*", f"{name}: any other number comes last")
            report(item.findtext("showunits") == "3", f"{name}: no units")
        else:
            report(item.findtext("answernumbering") == "ABCD", f"{name}: numbering")
            one = item.findtext("single") == "true"
            report((gains.count(100) == 1 and set(gains) == {0, 100}) == one, f"{name}: {gains}")


NAMESPACE = {"q": export.QTI, "p": export.PACKAGE}


def canvas_files(unit, found, language):
    archive = zipfile.ZipFile(io.BytesIO(export.canvas(unit, found, language)))
    assert archive.testzip() is None
    return {name: Xml.fromstring(archive.read(name)) for name in archive.namelist()}


def simulate(item, response):
    """The mark, and the feedback shown, when an item is answered: {chosen labels}, or a number."""
    mark, shown = 0.0, []

    def holds(element):
        tag = element.tag.rpartition("}")[2]
        match tag:
            case "conditionvar" | "and":
                return all(map(holds, element))
            case "or":
                return any(map(holds, element))
            case "not":
                return not holds(element[0])
            case "other":
                return True
            case "varequal" if isinstance(response, set):
                return element.text in response
        number = float(element.text)
        return {"varequal": response == number, "vargte": response >= number, "varlte": response <= number}[tag]

    for condition in item.iterfind("q:resprocessing/q:respcondition", NAMESPACE):
        if holds(condition.find("q:conditionvar", NAMESPACE)):
            for part in condition:
                if part.tag.endswith("setvar"):
                    mark = float(part.text)
                if part.tag.endswith("displayfeedback"):
                    shown.append(part.get("linkrefid"))
            if condition.get("continue") == "No":
                break
    return mark, shown


@pytest.mark.parametrize(("unit", "language"), EDITIONS)
def test_canvas_gives_the_marks_and_the_remarks_of_the_questions(unit, language):
    """Answered by the rules of QTI 1.2, whose schema needs the network: no Canvas was at hand."""
    found = bank.read(ROOT, unit)
    files = canvas_files(unit, found, language)
    manifest = files.pop("imsmanifest.xml")
    assert {file.get("href") for file in manifest.iterfind(".//p:file", NAMESPACE)} == set(files)
    kinds = [resource.get("type") for resource in manifest.iterfind(".//p:resource", NAMESPACE)]
    assert kinds[0] == "imsqti_xmlv1p2"
    name = f"{unit}_{language}"
    items = files[f"{name}/{name}.xml"].findall(".//q:item", NAMESPACE)
    assert [item.get("title") for item in items] == [question.name for question in found]
    idents = [element.get("ident") for element in items]
    assert len(set(idents)) == len(idents)
    for item, question in zip(items, found, strict=True):
        texts = {
            feedback.get("ident"): feedback.findtext(".//q:mattext", namespaces=NAMESPACE)
            for feedback in item.iterfind("q:itemfeedback", NAMESPACE)
        }
        ask = item.findtext("q:presentation/q:material/q:mattext", namespaces=NAMESPACE)
        assert ask == bank.html(question.ask[language], language)
        check_answers(item, question, texts, language)


def check_answers(item, question, texts, language):
    said = lambda response: [texts[label] for label in simulate(item, response)[1]]  # noqa: E731
    if question.kind == "numeric":
        for value in (question.answer, question.answer + 0.99 * question.tolerance):
            assert simulate(item, value)[0] == 100
            assert bank.html(question.because[language], language) in said(value)
        for mistake in question.mistakes:
            assert simulate(item, mistake.value)[0] == 0
            assert bank.html(mistake.because[language], language, inline=True) in "".join(said(mistake.value))
        return
    labels = [label.get("ident") for label in item.iterfind(".//q:response_label", NAMESPACE)]
    right = {label for label, choice in zip(labels, question.choices, strict=True) if choice.right}
    assert simulate(item, right)[0] == 100
    for label, choice in zip(labels, question.choices, strict=True):
        assert bank.html(choice.because[language], language) in said({label})
        wrong = {label} if question.kind == "single" else right ^ {label}  # one choice too many, or too few
        assert (simulate(item, wrong)[0] == 100) == (wrong == right), wrong


def test_canvas_keeps_accents_and_formulas(root, monkeypatch):
    monkeypatch.setattr(export, "title_of", lambda unit, language: "01. Unit")
    files = canvas_files("01_unit", hard(root), "fr")
    texts = [text.text for text in files["01_unit_fr/01_unit_fr.xml"].iter(f"{{{export.QTI}}}mattext")]
    assert sum(bank.html(HARD, "fr") == text for text in texts) >= 8


def test_both_exports_are_written_for_every_unit_and_language(tmp_path, capsys):
    export.main(tmp_path)
    written = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")}
    assert written == {f"{lang}/{unit}.{end}" for unit, lang in EDITIONS for end in ("moodle.xml", "qti.zip")}
    first = {name: (tmp_path / name).read_bytes() for name in written}
    export.main(tmp_path)
    assert first == {name: (tmp_path / name).read_bytes() for name in written}, "the same questions, other bytes"
    assert f"of {len(UNITS)} units" in capsys.readouterr().out


def test_a_wrong_file_stops_the_export_before_anything_is_written(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise ValueError("book/questions/01_unit.yml, one: level: one of 1, 2, got 3")

    monkeypatch.setattr(bank, "read", refuse)
    with pytest.raises(SystemExit, match="level: one of 1, 2, got 3"):
        export.main(tmp_path / "out")
    assert not (tmp_path / "out").exists()
