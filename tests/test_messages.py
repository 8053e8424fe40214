"""What labkit says: always in both languages, with numbers as each of them writes them."""

import re
from pathlib import Path
from string import Formatter

import pytest

from labkit.messages import LANGUAGES, TEXTS, get_language, number, percent, say, set_language

ROOT = Path(__file__).parent.parent
SOURCES = [*(ROOT / "labkit").rglob("*.py"), *(ROOT / "labs").glob("[0-9]*.py")]


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_placeholders(key):
    texts = TEXTS[key]
    assert tuple(texts) == LANGUAGES
    assert all(text.strip() for text in texts.values())
    assert placeholders(texts["fr"]) == placeholders(texts["en"])
    assert all(name.isidentifier() for name in placeholders(texts["fr"]))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_text_that_the_code_asks_for_exists(file):
    code = re.sub(r'""".*?"""', "", file.read_text("utf-8"), flags=re.S)
    assert set(re.findall(r'\bsay\(\s*"([\w.]+)"[,)]', code)) <= set(TEXTS)
    assert set(re.findall(r'"(checks\.unit\d\d[\w.]+)"', code)) <= set(TEXTS)


def test_numbers_are_written_as_the_reader_does():
    cases = [(1234.5, 2), (0.125, 1), (-3, 0), (1e6, 0), (-0.0, 1), (-0.001, 2)]
    assert [number(*case) for case in cases] == ["1,234.50", "0.1", "−3", "1,000,000", "0.0", "0.00"]
    set_language("fr")
    french = ["1\u202f234,50", "0,1", "−3", "1\u202f000\u202f000", "0,0", "0,00"]
    assert [number(*case) for case in cases] == french


def test_percentages_are_written_as_the_reader_does():
    assert [percent(0.953), percent(0.9534, 1), percent(12)] == ["95%", "95.3%", "1,200%"]
    set_language("fr")
    assert [percent(0.953), percent(0.9534, 1), percent(12)] == [
        "95\u00a0%",
        "95,3\u00a0%",
        "1\u202f200\u00a0%",
    ]


def test_say_follows_the_readers_language():
    assert say("plots.chance", value="25%") == "chance: 25%"
    set_language("fr")
    assert get_language() == "fr"
    assert say("plots.chance", value="25\u00a0%") == "hasard\u00a0: 25\u00a0%"


def test_a_third_language_is_refused_in_the_one_before():
    set_language("fr")
    with pytest.raises(ValueError, match=r"language doit être .*fr, en.*'de'"):
        set_language("de")
    assert get_language() == "fr"
