"""The questions for Moodle and Canvas: `make questions`.

    python book/questions/export.py _build/questions

writes, in each language, UNIT.moodle.xml (Moodle: Question bank, Import, “Moodle XML format”; formulas need the filter
MathJax) and UNIT.qti.zip (Canvas: Settings, Import course content, “QTI .zip file”; IMS QTI 1.2 with Canvas's names of
question types). Both are small formats that the standard library writes in full.

- A wrong choice of a question with several right ones costs as much as a right one brings, never below zero in all.
- Canvas keeps no remark for a wrong number: there, the known mistakes are explained together to whoever is wrong.
"""

import io
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as Xml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book/_ext"))

import questions as bank  # noqa: E402
from quiz import WORDS  # noqa: E402

from labkit import results  # noqa: E402

COURSE = {"fr": "Perroquets, cartes et mirages", "en": "Parrots, Maps and Mirages"}
DATE = (1980, 1, 1, 0, 0, 0)  # of every file in an archive, so that the same questions give the same bytes
PENALTY = "0.3333333"  # of the mark, for each further try: Moodle's own default
CANVAS = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "numeric": "numerical_question",
}
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
INSTRUCTURE = "http://canvas.instructure.com/xsd/cccv1p0"


def title_of(unit, language):
    """Such as “01. Predicting the next token”."""
    return f"{unit[:2]}. {results.titles(language)[unit].replace('*', '')}"


def add(parent, name, text=None, **attributes):
    """A new element in another: the new one."""
    element = Xml.SubElement(parent, name, attributes)
    element.text = text
    return element


def written(root):
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def plain(number):
    """A number as programs write it, without a needless zero."""
    return f"{number:.10g}"


def source(question, language):
    """Where the chapter says it."""
    heading = bank.html(question.headings[language], language, inline=True)
    return f"<p>{WORDS[language]['from']}{heading}.</p>"


def known_mistakes(question, language):
    """What a reader may have done wrong, for a program that keeps one remark for all wrong numbers."""
    rows = [
        (WORDS[language]["mistake"].format(question.written(mistake.value, language)), mistake.because)
        for mistake in question.mistakes
    ]
    rows.append((WORDS[language]["other"], question.otherwise))
    return "".join(f"<p>{said} {bank.html(text[language], language, inline=True)}</p>" for said, text in rows)


# Moodle


def moodle(unit, questions, language):
    """The questions as Moodle XML."""
    quiz = Xml.Element("quiz")
    category = add(add(quiz, "question", type="category"), "category")
    path = [COURSE[language], title_of(unit, language)]
    add(category, "text", "/".join(["$course$", "top", *(part.replace("/", "//") for part in path)]))
    for question in questions:
        quiz.append(moodle_question(question, language))
    return written(quiz)


def moodle_question(question, language):
    kind = "numerical" if question.kind == "numeric" else "multichoice"
    item = Xml.Element("question", type=kind)
    add(add(item, "name"), "text", question.name)
    add(add(item, "questiontext", format="html"), "text", bank.html(question.ask[language], language))
    add(add(item, "generalfeedback", format="html"), "text", source(question, language))
    for name, text in {"defaultgrade": "1", "penalty": PENALTY, "hidden": "0", "idnumber": question.name}.items():
        add(item, name, text)
    (moodle_number if kind == "numerical" else moodle_choices)(item, question, language)
    tags = add(item, "tags")
    for tag in (question.bank, WORDS[language]["level"].format(question.level)):
        add(add(tags, "tag"), "text", tag)
    return item


def moodle_choices(item, question, language):
    single = question.kind == "single"
    for name, value in {"single": str(single).lower(), "shuffleanswers": "true", "answernumbering": "ABCD"}.items():
        add(item, name, value)
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        add(add(item, name, format="html"), "text", "")
    if not single:
        add(item, "shownumcorrect")
    for choice in question.choices:
        fraction = share(question, choice)
        answer = moodle_answer(item, fraction, bank.html(choice.text[language], language), "html")
        moodle_remark(answer, choice.because[language], language)


def share(question, choice):
    """What choosing it brings, in percent, as Moodle lists it: five decimals."""
    alike = sum(other.right == choice.right for other in question.choices)
    if question.kind == "single":
        return "100" if choice.right else "0"
    return f"{(100 if choice.right else -100) / alike:.5f}".rstrip("0").rstrip(".")


def moodle_number(item, question, language):
    rows = [("100", question.answer, question.because)]
    rows += [("0", mistake.value, mistake.because) for mistake in question.mistakes]
    for fraction, value, because in rows:
        answer = moodle_answer(item, fraction, plain(value), "moodle_auto_format")
        moodle_remark(answer, because[language], language)
        add(answer, "tolerance", plain(question.tolerance))
    moodle_remark(moodle_answer(item, "0", "*", "moodle_auto_format"), question.otherwise[language], language)
    for name, value in {"unitgradingtype": "0", "unitpenalty": "0", "showunits": "3", "unitsleft": "0"}.items():
        add(item, name, value)


def moodle_answer(item, fraction, text, form):
    answer = add(item, "answer", fraction=fraction, format=form)
    add(answer, "text", text)
    return answer


def moodle_remark(answer, text, language):
    add(add(answer, "feedback", format="html"), "text", bank.html(text, language))


# Canvas


def canvas(unit, questions, language):
    """The questions as an archive of IMS QTI 1.2."""
    name = f"{unit}_{language}"
    files = {
        "imsmanifest.xml": manifest(name, title_of(unit, language)),
        f"{name}/{name}.xml": assessment(name, unit, questions, language),
        f"{name}/assessment_meta.xml": assessment_meta(name, title_of(unit, language), len(questions)),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path, data in files.items():
            opened.writestr(zipfile.ZipInfo(path, DATE), data, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def manifest(name, title):
    root = Xml.Element("manifest", identifier=f"{name}_manifest", xmlns=PACKAGE)
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    questions = add(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    add(questions, "file", href=f"{name}/{name}.xml")
    add(questions, "dependency", identifierref=f"{name}_meta")
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    meta = add(resources, "resource", identifier=f"{name}_meta", type=kind, href=f"{name}/assessment_meta.xml")
    add(meta, "file", href=f"{name}/assessment_meta.xml")
    return written(root)


def assessment_meta(name, title, points):
    root = Xml.Element("quiz", identifier=name, xmlns=INSTRUCTURE)
    values = {
        "title": title,
        "description": "",
        "shuffle_answers": "true",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": str(points),
        "allowed_attempts": "-1",
        "show_correct_answers": "true",
    }
    for key, value in values.items():
        add(root, key, value)
    return written(root)


def assessment(name, unit, questions, language):
    root = Xml.Element("questestinterop", xmlns=QTI)
    whole = add(root, "assessment", ident=name, title=title_of(unit, language))
    section = add(whole, "section", ident="root_section")
    for question in questions:
        section.append(canvas_item(question, language, f"{name}_{question.id}"))
    return written(root)


def canvas_item(question, language, name):
    item = Xml.Element("item", ident=name, title=question.name)
    fields = add(add(item, "itemmetadata"), "qtimetadata")
    labels = [f"{name}_{i}" for i in range(len(question.choices))]
    values = {"question_type": CANVAS[question.kind], "points_possible": "1"}
    if labels:
        values["original_answer_ids"] = ",".join(labels)
    for label, entry in values.items():
        row = add(fields, "qtimetadatafield")
        add(row, "fieldlabel", label)
        add(row, "fieldentry", entry)
    presentation = add(item, "presentation")
    material(presentation, bank.html(question.ask[language], language))
    processing = Xml.Element("resprocessing")
    add(add(processing, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    remarks = {"general_fb": source(question, language)}
    show(condition(processing, "Yes", add_other=True), "general_fb")
    if labels:
        remarks |= canvas_choices(question, language, labels, presentation, processing)
    else:
        remarks |= canvas_number(question, language, presentation, processing)
    item.append(processing)
    for label, text in remarks.items():
        material(add(add(item, "itemfeedback", ident=label), "flow_mat"), text)
    return item


def material(parent, html):
    add(add(parent, "material"), "mattext", html, texttype="text/html")


def condition(processing, continues, *, add_other=False):
    respcondition = add(processing, "respcondition", **{"continue": continues})
    variables = add(respcondition, "conditionvar")
    if add_other:
        add(variables, "other")
    return respcondition


def show(respcondition, label):
    add(respcondition, "displayfeedback", feedbacktype="Response", linkrefid=label)


def score(respcondition):
    add(respcondition, "setvar", "100", action="Set", varname="SCORE")


def canvas_choices(question, language, labels, presentation, processing):
    """Adds the choices and what they bring: the remarks by their labels."""
    single = question.kind == "single"
    response = add(presentation, "response_lid", ident="response1", rcardinality="Single" if single else "Multiple")
    shown = add(response, "render_choice")
    remarks = {}
    for label, choice in zip(labels, question.choices, strict=True):
        material(add(shown, "response_label", ident=label), bank.html(choice.text[language], language))
        chosen = condition(processing, "Yes")
        add(chosen[0], "varequal", label, respident="response1")
        show(chosen, f"{label}_fb")
        remarks[f"{label}_fb"] = bank.html(choice.because[language], language)
    right = condition(processing, "No")
    parent = right[0] if single else add(right[0], "and")
    for label, choice in zip(labels, question.choices, strict=True):
        if choice.right:
            add(parent, "varequal", label, respident="response1")
        elif not single:
            add(add(parent, "not"), "varequal", label, respident="response1")
    score(right)
    return remarks


def canvas_number(question, language, presentation, processing):
    response = add(presentation, "response_str", ident="response1", rcardinality="Single")
    add(add(response, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    right = condition(processing, "No")
    either = add(right[0], "or")
    add(either, "varequal", plain(question.answer), respident="response1")
    between = add(either, "and")
    add(between, "vargte", plain(question.answer - question.tolerance), respident="response1")
    add(between, "varlte", plain(question.answer + question.tolerance), respident="response1")
    score(right)
    show(right, "correct_fb")
    show(condition(processing, "Yes", add_other=True), "general_incorrect_fb")
    right_text = bank.html(question.because[language], language)
    return {"correct_fb": right_text, "general_incorrect_fb": known_mistakes(question, language)}


def main(folder):
    try:
        units = {unit: bank.read(ROOT, unit) for unit in bank.banks(ROOT)}
    except ValueError as error:
        sys.exit(str(error))
    for language in bank.LANGUAGES:
        place = Path(folder, language)
        place.mkdir(parents=True, exist_ok=True)
        for unit, found in units.items():
            (place / f"{unit}.moodle.xml").write_bytes(moodle(unit, found, language))
            (place / f"{unit}.qti.zip").write_bytes(canvas(unit, found, language))
    print(f"{sum(map(len, units.values()))} questions of {len(units)} units, in both languages, in {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
