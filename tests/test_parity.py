"""Twin chapters say the same in the same order, and either language is typeset by its own rules."""

import re
from pathlib import Path

import prose
import pytest
import yaml
from lab_sources import build

from labkit import results
from labkit.messages import LANGUAGES, TEXTS

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT / "book" / language for language in LANGUAGES]
PAGES = sorted({file.relative_to(folder).as_posix() for folder in FOLDERS for file in folder.rglob("*.md")})
CHAPTERS = [page for page in PAGES if page[0].isdecimal()]
TERMS = yaml.safe_load((ROOT / "book" / "terms.yml").read_text("utf-8"))
LONGEST = {"fr": 3400, "en": 3000}  # words of a chapter: the same thing takes a tenth more in French
ONE_WORD = {"pages", "labs", "texts"}  # where each thing has one French word already; "labs" and "texts" are to follow


def read(language: str, page: str) -> list[prose.Item]:
    return list(prose.items((ROOT / "book" / language / page).read_text("utf-8")))


def problems(text: str, language: str, where: str) -> list[str]:
    found = prose.typography(text, language)
    if language == "fr":
        found += prose.false_friends(text, TERMS)
        if where in ONE_WORD:
            found += prose.abandoned(text, TERMS)
    return found


def problems_of(text: str, language: str, place: str, line: int = 1, *, where: str = "pages") -> list[str]:
    """`place:line: problem` for each line of prose of a Markdown text."""
    return [
        f"{place}:{item.line}: {problem}"
        for item in prose.items(text, line)
        if item.kind in ("prose", "alt")
        for problem in problems(item.value, language, where)
    ]


# The pages of this course


@pytest.mark.parametrize("page", PAGES)
def test_twin_pages_have_the_same_structure(page):
    for language in LANGUAGES:
        assert (ROOT / "book" / language / page).exists(), f"book/{language}/{page} is missing"
    french, english = (prose.shape(read(language, page)) for language in ("fr", "en"))
    for name in french:
        assert french[name] == english[name], f"{name} of book/fr/{page} and book/en/{page}"


@pytest.mark.parametrize("page", CHAPTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_is_read_in_one_sitting(language, page):
    count = prose.words(read(language, page))
    assert 1500 <= count <= LONGEST[language], f"book/{language}/{page} has {count} words"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_typeset_in_their_language(language, page):
    file = ROOT / "book" / language / page
    found = problems_of(file.read_text("utf-8"), language, f"book/{language}/{page}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("source", build.sources(), ids=lambda source: source.stem)
def test_labs_are_typeset_in_their_language(source):
    found = []
    for cell in build.read(source):
        if cell.kind == "markdown":
            text = re.sub(r"\{\{exercise [^}]*\}\} ", "", cell.text).replace("{{colab}}", "")
            found += problems_of(text, cell.language, f"labs/{source.name}", cell.line + 1, where="labs")
    assert not found, "\n".join(found)


def test_glossary_is_typeset_in_its_language():
    found = [
        problem
        for entry in TERMS
        for language in LANGUAGES
        for text in entry[language].values()
        for problem in problems_of(text, language, f"book/terms.yml ({entry['id']})")
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("file", ["guide.yml", "pictures.yml", "units.yml"])
def test_lists_of_the_book_are_typeset_in_their_language_and_say_the_same_in_both(file):
    rows = yaml.safe_load((ROOT / "book" / file).read_text("utf-8"))
    found = []
    for number, row in enumerate(rows, 1):
        assert row["fr"].keys() == row["en"].keys(), f"book/{file}, entry {number}"
        for language in LANGUAGES:
            for text in row[language].values():
                found += problems_of(text, language, f"book/{file} ({number})")
    assert not found, "\n".join(found)


def test_messages_are_typeset_in_french():
    results.packages()  # imports every unit, which adds its texts
    found = []
    for key, texts in TEXTS.items():
        text = re.sub(r"\{[^}]*\}|`[^`]*`", prose.THING, texts["fr"])
        found += [f"labkit/texts {key}: {problem}" for problem in problems(text, "fr", "texts")]
    assert not found, "\n".join(found)


# The tests above would notice


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Vraiment?", "before ?"),
        ("Vraiment ?", "before ?"),
        ("deux cas : un", "before :"),
        ("deux cas:", "before :"),
        ("oui ; non", "before ;"),
        ("95 % des noms", "before %"),
        ("95% des noms", "before %"),
        ("« oui\u00a0»", "after «"),
        ("«\u00a0oui »", "before »"),
        ("l'indice", "straight apostrophe"),
        ('dit "oui"', "straight quotation mark"),
        ("une perte de 0.95", "decimal point in 0.95"),
        ("10 000 histoires", "inside 10 000"),
    ],
)
def test_french_typography_is_checked(text, problem):
    assert any(problem in found for found in prose.typography(text, "fr"))


def test_good_french_passes():
    text = (
        "«\u00a0L’indice\u00a0» vaut 0,95\u00a0bit (95\u00a0%)\u202f; vraiment\u00a0?! https://a.fr à 12:30, "
        "Python 3.11, CC BY 4.0, GPT-3.5, arXiv:2304.15004, 10\u00a0000 noms, 1.0.4, en 2023 100 noms\u00a0:"
    )
    assert prose.typography(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Really ?", "space before ?"),
        ("Two cases\u00a0: one", "space before :"),
        ("95 % of names", "space before %"),
        ("«yes»", "French quotation mark"),
        ("it's", "straight apostrophe"),
        ('says "yes"', "straight quotation mark"),
        ("a loss of 0,95", "decimal comma in 0,95"),
        ("1,00 or", "decimal comma in 1,00"),
    ],
)
def test_english_typography_is_checked(text, problem):
    assert any(problem in found for found in prose.typography(text, "en"))


def test_good_english_passes():
    assert prose.typography("It’s “right”: 95% of 10,000 or 1,080,000 names… cost 0.95 bits; really?", "en") == []


def test_false_friends_are_found_as_whole_phrases():
    terms = [{"fr": {"term": "jeton"}, "avoid_fr": ["un token"]}]
    assert prose.false_friends("Un\u00a0token suit.", terms) == ["“un token”: write “jeton”"]
    assert prose.false_friends("aucun tokeniseur", terms) == []


def test_a_second_word_for_one_thing_is_found():
    terms = [{"fr": {"term": "bond"}, "abandoned_fr": {"le saut": "le bond"}}]
    assert prose.abandoned("Le\u00a0saut survit.", terms) == ["“le saut”: write “le bond”"]
    assert prose.abandoned("le sauteur", terms) == []


PAGE = """\
(fr-top)=
# Titre

Une ligne
et `du code` {cite:p}`shannon1951`, {result}`01.cpu.x .1%`, $x$.

:::{figure} a.png
:name: fr-figure
:alt: Une courbe : elle descend

Légende
:::

::::{grid} 1 2
:::{grid-item-card} Un titre?
mot {gloss}`jetons <token>`
:::
::::
"""


def test_a_page_is_read_with_its_nested_directives():
    shape = prose.shape(list(prose.items(PAGE)))
    assert shape["heading levels"] == ["h1"]
    assert shape["labels"] == ["top", "figure"]
    assert shape["directives"] == ["figure", "grid", "grid-item-card"]
    assert shape["formulas"] == 1
    assert shape["cited works"] == ["shannon1951"]
    assert shape["results"] == ["01.cpu.x .1%"]
    assert prose.words(list(prose.items(PAGE))) == 9  # Titre, Une ligne, et, Légende, Un titre?, mot jetons


def test_problems_come_with_their_line():
    places = [problem.split(": ")[0] for problem in problems_of(PAGE, "fr", "page.md")]
    assert places == ["page.md:9", "page.md:15"]  # an alternative text, the title of a card


@pytest.mark.parametrize("change", [("# Titre", "## Titre"), ("fr-figure", "fr-other"), ("{figure}", "{image}")])
def test_a_difference_between_twins_is_seen(change):
    twin = PAGE.replace(*change).replace("fr-", "en-")
    assert prose.shape(list(prose.items(PAGE))) != prose.shape(list(prose.items(twin)))
    assert prose.shape(list(prose.items(PAGE))) == prose.shape(list(prose.items(PAGE.replace("fr-", "en-"))))
