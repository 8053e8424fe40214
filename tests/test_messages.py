"""What labkit says: always in both languages, with numbers as each of them writes them."""

import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from labkit import results
from labkit.messages import LANGUAGES, TEXTS, get_language, number, percent, say, set_language

ROOT = Path(__file__).parent.parent
SOURCES = [file for folder in ("labkit", "labs") for file in sorted((ROOT / folder).rglob("*.py"))]


def texts_of(package):
    """The texts that a package writes; "" for the core."""
    return import_module(f"labkit.{package}.texts" if package else "labkit.texts").TEXTS


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_is_there_in_both_languages_with_the_same_placeholders(report):
    results.packages()  # imports every unit, which adds its texts
    for key, texts in TEXTS.items():
        report(tuple(texts) == LANGUAGES, f"{key}: {tuple(texts)}")
        report(all(text.strip() for text in texts.values()), f"{key}: an empty text")
        fr, en = placeholders(texts["fr"]), placeholders(texts["en"])
        report(fr == en and all(name.isidentifier() for name in fr), f"{key}: {fr} in French, {en} in English")


def test_no_unit_takes_the_key_of_another(report):
    found = {}
    for owner in ("", *results.packages().values()):
        for key in texts_of(owner):
            report(key not in found, f"{key}: in {owner or 'the core'} and in {found.get(key) or 'the core'}")
            found[key] = owner


def test_every_text_that_the_code_asks_for_exists_and_is_asked_for(report):
    results.packages()
    code = {file: re.sub(r'""".*?"""', "", file.read_text("utf-8"), flags=re.S) for file in SOURCES}
    for file, text in code.items():
        for key in re.findall(r'\bsay\(\s*"([\w.]+)"[,)]', text):
            report(key in TEXTS, f"{file.name} asks for {key}")
    all_code = "\n".join(text for file, text in code.items() if file.name != "texts.py")
    written = {key for module in ("", *results.packages().values()) for key in texts_of(module)}
    for key in sorted(written):
        start = key.partition(".")[0]
        built = key.startswith("checks.") or re.search(rf'"{start}(\.\w+)*\.\{{', all_code)  # say(f"plots.{{name}}")
        report(f'"{key}"' in all_code or built, f"nothing asks for {key}")


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
    assert say("metrics.sum", row=1, value="0.9") == "the probabilities of row 1 must sum to 1; got 0.9"
    set_language("fr")
    assert get_language() == "fr"
    french = "les probabilités de la ligne 1 doivent avoir pour somme 1\u00a0; reçu\u00a0: 0,9"
    assert say("metrics.sum", row=1, value="0,9") == french


def test_where_no_language_was_chosen_labkit_says_it_in_both(monkeypatch):
    monkeypatch.setattr("labkit.messages._language", None)  # a fresh kernel, its first cell not run
    assert say("checks.passed") == "C’est juste. · That is right."
    within = say("argument.kind", name="x", allowed=say("argument.whole"), value="1.5")
    assert within == f"x doit être {TEXTS['argument.whole']['fr']} ; reçu : 1.5 · x must be a whole number; got 1.5"
    assert get_language() == "en"
    assert number(1234.5, 1) == "1,234.5"
    with pytest.raises(ValueError, match=r"language doit être .*'FR' · language must be .*'FR'"):
        set_language("FR")


def test_a_third_language_is_refused_in_the_one_before():
    set_language("fr")
    with pytest.raises(ValueError, match=r"language doit être .*fr, en.*'de'"):
        set_language("de")
    assert get_language() == "fr"
