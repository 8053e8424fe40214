"""The figures of unit 02 say in words what they show; the game is played with a keyboard, in a page of its own."""

import pytest

from labkit.compression import counts, figures, game, prose
from labkit.messages import LANGUAGES, set_language

SHELF = {
    "stories": [10, 20, 30],
    "transformer": [4000.0, 2000.0, 700.0],
    "ngram": [1500.0, 1000.0, 900.0],
    "floor": [570.0, 560.0, 570.0],
    "characters": 12_600,
    "amounts": {"stories": [10, 20, 30], "gzip": [600, 1000, 1400], "bz2": [500, 800, 1000]},
}
AXIS = {
    "characters": 4200,
    "stories": 10,
    "raw": 4200,
    "source": 567.0,
    "sizes": {"gzip": 400, "bz2": 300, "xz": 390},
    "given": {"gzip": 330, "bz2": 170, "xz": 210},
    "tokens": {"gzip": 220, "bz2": 140, "xz": 200},
    "ngrams": [3150.0, 1400.0, 1010.0],
    "file": 80,
    "formula": 610.0,
    "decoded": True,
}


def some_game():
    sentences = ["été au lac", "a b"]
    return counts.played(sentences, counts.LetterModel("été au lac et la mer", order=3, alphabet="b"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_words_in_either_language(language, report):
    set_language(language)
    letters = {"new": {"text": "the sea", "letters": [4.0] * 7, "ngram": [3.0] * 7, "llm": [6.0] + [0.0] * 6}}
    made = {
        "intervals": (figures.intervals(), "0110100"),
        "waste": (figures.waste(), "0,29" if language == "fr" else "0.29"),
        "belief": (figures.belief(), "0,47" if language == "fr" else "0.47"),
        "axis": (figures.axis(AXIS), "0,152" if language == "fr" else "0.152"),
        "learning": (figures.learning(SHELF), "400"),
        "accounts": (figures.accounts(SHELF, 1000, AXIS), "0,6" if language == "fr" else "0.6"),
    }
    for name, (drawing, words) in made.items():
        report(words in drawing.alt, f"{name}: {drawing.alt}")
    for name, page in (
        ("letters", figures.letters(letters)),
        ("accounts_explorer", figures.accounts_explorer(SHELF, 1000, AXIS)),
        ("guessing", figures.guessing(some_game())),
    ):
        report("<figure" in page.data, name)
        report(" id=" not in page.data and "http" not in page.data.replace("http://www.w3.org", ""), f"{name} loads")


def test_the_game_is_light_and_has_no_secret_language():
    for language in LANGUAGES:
        set_language(language)
        model = counts.LetterModel(prose.plain(prose.NEW[language]), order=3, alphabet="".join(prose.GAME[language]))
        assert len(figures.guessing(counts.played(prose.GAME[language], model)).data) < 12_000


def test_the_game_is_played_with_the_keyboard(browser):
    set_language("fr")
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    played = some_game()
    page.set_content(f"<meta charset='utf-8'>{figures.guessing(played).data}")
    box, told, row = page.get_by_label("Lettre suivante"), page.get_by_role("status"), page.locator("[data-row=you] td")
    box.press("Enter")
    assert "Tapez une lettre" in told.inner_text()
    for letter in "xe":  # wrong, then right: an accent is no obstacle
        box.press(letter)
        box.press("Enter")
    assert "Oui" in told.inner_text()
    assert row.nth(0).inner_text() == "1"
    assert page.evaluate("document.activeElement.name") == "letter"
    for letter in "te-au-la":
        box.press(letter)
        box.press("Enter")
    page.get_by_role("button", name="Montrer la lettre").press("Enter")
    assert "finie" in told.inner_text()
    assert [row.nth(i).inner_text() for i in range(3)] == ["10", "80\u00a0%", "0,92"]  # eight 1s, a 2, a 27
    bits = counts.bits_of_ranks([1] * 8 + [2, game.GIVEN_UP])
    assert f"{bits:.2f}".replace(".", ",") == "0,92"
    ngram = page.locator("[data-row=ngram] td")
    assert ngram.nth(2).inner_text() == f"{counts.bits_of_ranks(played['ranks'][0]):.2f}".replace(".", ",")
    page.get_by_label("Phrase").select_option("1")
    assert row.nth(0).inner_text() == "–"
    assert "première lettre" in told.inner_text()
    assert not errors
    page.close()


def test_without_scripts_the_table_stays(browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(figures.guessing(some_game()).data)
    assert not page.get_by_role("button").first.is_visible()
    assert page.get_by_role("table").is_visible()
    context.close()


def test_before_anybody_plays_the_table_says_the_bound_of_all_letters():
    played = some_game()
    assert f"<td>{played['bits']:.2f}</td>" in figures.guessing(played).data
