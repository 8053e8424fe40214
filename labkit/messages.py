"""What labkit says to the reader, in French or in English.

`say("session.bad_value", ...)` gives the sentence in the reader's language, which `lk.start` sets. The core's sentences
stand in `labkit/texts.py`, those of a unit in its package, which adds them when it is imported. Write yours in both
languages: a test refuses a text that lacks one of them.
"""

from collections.abc import Mapping

from labkit import texts

LANGUAGES = ("fr", "en")
WRITTEN = {  # how a language writes what Python's formatting gives
    "fr": str.maketrans({",": "\u202f", ".": ",", "%": "\u00a0%", "-": "−"}),
    "en": str.maketrans({"-": "−"}),
}

TEXTS: dict[str, dict[str, str]] = dict(texts.TEXTS)

_language: str | None = None  # nobody has chosen: what labkit says, it says in both


def add(texts: Mapping[str, dict[str, str]]) -> None:
    """Make the texts of a unit known: {key: {"fr": ..., "en": ...}}; its package calls this once."""
    TEXTS.update(texts)


def get_language() -> str:
    """The reader's language, "fr" or "en"; "en" where `lk.start` has not been called."""
    return _language or "en"


def set_language(language: str) -> None:
    """Choose the language of everything labkit says from now on."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(say("session.bad_value", name="language", allowed=", ".join(LANGUAGES), value=language))
    _language = language


def say(key: str, **values) -> str:
    """The text `key` in the reader's language, with its {placeholders} filled; in both where none was chosen."""
    if _language:
        return TEXTS[key][_language].format(**values)
    said = {}
    for language in LANGUAGES:
        own = {name: getattr(value, "said", {}).get(language, value) for name, value in values.items()}
        said[language] = TEXTS[key][language].format(**own)
    return _Both(said)


class _Both(str):
    """What is said in both languages; within another text, each has its own."""

    said: dict[str, str]

    def __new__(cls, said: dict[str, str]):
        both = super().__new__(cls, " · ".join(dict.fromkeys(said.values())))
        both.said = said
        return both


def written(value: float | int, form: str) -> str:
    """`value` as the reader writes it: a Python format such as `.1%` or `,.0f`, with the signs of the language."""
    return format(float(value), f"z{form}").translate(WRITTEN[get_language()])  # z: no minus before 0


def number(value: float | int, digits: int = 2) -> str:
    """`value` with `digits` decimals: 1 234,50 in French, 1,234.50 in English."""
    return written(value, f",.{digits}f")


def percent(value: float | int, digits: int = 0) -> str:
    """The proportion `value` in percent: 0.953 is 95 % in French, 95% in English."""
    return written(value, f",.{digits}%")
