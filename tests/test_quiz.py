"""The pages with questions, in a browser: with a mouse, a keyboard, neither scripts nor a lax policy, and on paper."""

import re
import sys

import pytest
from website import OVERFLOW, PAGES, ROOT, SITE, report

pytest.importorskip("sphinx", reason="the book's tools are not installed")
sys.path.insert(0, str(ROOT / "book/_ext"))

import questions as bank
from quiz import WORDS
from test_conditions import strict  # noqa: F401 – a fixture

QUIZZES = [page for page in PAGES if "/quiz_" in page]
SOME = QUIZZES[::5]  # of both languages: all are written by the same code
FRENCH = [page for page in QUIZZES if "/fr/" in page]

pytestmark = pytest.mark.site


def asked(page):
    """The questions of a page, and its language."""
    language, number = re.fullmatch(r"book/(\w\w)/quiz_(\d\d)\.html", page).groups()
    (unit,) = (unit for unit in bank.banks(ROOT) if unit.startswith(number))
    return bank.read(ROOT, unit), language


def form_of(view, question):
    return view.locator(f"#q-{question.id.replace('_', '-')} form")


def answer(form, question, choices=(), number=None):
    """Fill in and send a form by keyboard alone: the text that it then says."""
    if question.kind == "numeric":
        form.locator("fieldset input").fill(number)
        form.page.keyboard.press("Enter")
    else:
        boxes = form.locator("fieldset input")
        for i, choice in enumerate(question.choices):
            boxes.nth(i).set_checked(choice in choices) if question.kind == "multiple" else None
            if choice in choices and question.kind == "single":
                boxes.nth(i).check()
        form.locator("button").focus()
        form.page.keyboard.press("Space")
    return form.locator("[role=status]").inner_text()


@pytest.mark.parametrize("page", SOME[::2])
def test_each_choice_is_told_why_it_is_right_or_wrong(visit, page):
    view, failures = visit(page), []
    found, language = asked(page)
    words = WORDS[language]
    for question in found:
        form = form_of(view, question)
        if question.kind == "numeric":
            given = [(question.answer, True), *((mistake.value, False) for mistake in question.mistakes)]
            for value, right in given:
                typed = f"{value:.6g}".replace(".", "," if language == "fr" else ".")
                said = answer(form, question, number=typed)
                expected = words["right" if right else "wrong"]
                failures += [f"{question.id}: {typed} gets {said!r}"] * (not said.startswith(expected))
            continue
        for choice in question.choices:
            said = answer(form, question, [choice])
            verdicts = ("wanted", "unwanted") if question.kind == "multiple" else ("right", "wrong")
            expected = words[verdicts[0] if choice.right else verdicts[1]]
            failures += [f"{question.id}: {said!r}"] * (not said.startswith(expected))
        right = [choice for choice in question.choices if choice.right]
        said = answer(form, question, right)
        failures += [f"{question.id}: {said!r}"] * (words["missing"] in said or words["wrong"] in said)
    report(failures)


@pytest.mark.parametrize("page", SOME)
def test_the_score_counts_first_tries_and_an_empty_answer_is_none(visit, page):
    view = visit(page)
    found, language = asked(page)
    words = WORDS[language]
    first, second = [question for question in found if question.kind == "single"][:2]
    form_of(view, first).locator("button").click()
    assert form_of(view, first).locator("[role=status]").inner_text() == words["none"]
    assert not view.locator(".quiz-score").is_visible()
    for question, order in ((first, (True, False)), (second, (False, True))):
        for right in order:
            answer(form_of(view, question), question, [next(c for c in question.choices if c.right == right)])
    assert view.locator(".quiz-score").inner_text() == words["score"].format(right=1, tried=2)
    number = next(question for question in found if question.kind == "numeric")
    assert answer(form_of(view, number), number, number="a few") == words["number"]


@pytest.mark.parametrize("page", SOME)
def test_answers_wait_until_a_question_has_been_tried(visit, page):
    view = visit(page)
    first = next(question for question in asked(page)[0] if question.kind == "single")
    form = form_of(view, first)
    assert not form.locator("details").is_visible()
    answer(form, first, first.choices[:1])
    assert form.locator("details").is_visible()


@pytest.mark.parametrize("page", SOME)
def test_without_scripts_every_question_has_its_folded_answer(visit, page):
    view = visit(page, java_script_enabled=False)
    assert not any(control.is_visible() for control in view.locator("form.quiz :is(input, button)").all())
    folded = view.locator("form.quiz details")
    assert folded.count() == len(asked(page)[0])
    assert all(summary.is_visible() for summary in folded.locator("summary").all())
    rows = view.locator("form.quiz details > ol > li").count()
    assert rows == sum(len(question.choices) for question in asked(page)[0])


@pytest.mark.parametrize("page", SOME)
def test_on_paper_there_are_questions_without_answers(visit, page):
    view = visit(page)
    first = next(question for question in asked(page)[0] if question.kind == "single")
    answer(form_of(view, first), first, first.choices[:1])
    view.emulate_media(media="print")
    hidden = "form.quiz :is(button, .quiz-said, details, input[type=radio], input[type=checkbox])"
    assert not any(part.is_visible() for part in view.locator(hidden).all())
    assert all(text.is_visible() for text in view.locator(".quiz-text, .quiz-choices").all())


@pytest.mark.parametrize("page", FRENCH[::4])
def test_a_narrow_phone_shows_the_whole_page(visit, page):
    view = visit(page)
    view.set_viewport_size({"width": 320, "height": 700})
    for box in view.locator("form.quiz.multiple input, form.quiz.single li:first-child input").all():
        box.check()
    for button in view.locator("form.quiz button").all():
        button.click()
    view.eval_on_selector_all("details", "all => all.forEach(part => part.open = true)")
    assert view.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("page", FRENCH[:1])
def test_questions_answer_behind_a_strict_policy(browser, strict, page):  # noqa: F811
    view = browser.new_page()
    view.goto(strict + page)
    first = next(question for question in asked(page)[0] if question.kind == "single")
    right = [choice for choice in first.choices if choice.right]
    assert answer(form_of(view, first), first, right).startswith(WORDS["fr"]["right"])
    view.close()


@pytest.mark.parametrize("page", QUIZZES)
def test_a_chapter_and_its_questions_lead_to_each_other(page, report):
    found, language = asked(page)
    chapter = (SITE / f"book/{language}/{found[0].bank}.html").read_text("utf-8")
    report(f'href="{page.rpartition("/")[2]}"' in chapter.partition('class="quiz-link"')[2][:600], "a link to the quiz")
    report("quiz.js" not in chapter, "the script is for pages with questions only")
    text = (SITE / page).read_text("utf-8")
    report(f'href="{found[0].bank}.html#' in text, "links to the chapter")
    report("quiz.js" in text, "the script")
