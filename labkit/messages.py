"""What labkit says to the reader, in French or in English.

`say("session.bad_scale", value="big")` gives the sentence in the reader's language, which `lk.start` sets.
The sentences stand in `labkit/texts`: those of a unit in its own module, all others in `common`. Add yours there,
in both languages: a test refuses a text that lacks one of them.
"""

from labkit.texts import common, unit01, unit03, unit04, unit05, unit07

LANGUAGES = ("fr", "en")
NO_BREAK = "\u00a0"

TEXTS: dict[str, dict[str, str]] = {}
for _module in (common, unit01, unit03, unit04, unit05, unit07):
    TEXTS |= _module.TEXTS

_language = "en"


def get_language() -> str:
    """The reader's language, "fr" or "en"."""
    return _language


def set_language(language: str) -> None:
    """Choose the language of everything labkit says from now on."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(say("session.bad_value", name="language", allowed=", ".join(LANGUAGES), value=language))
    _language = language


def say(key: str, **values) -> str:
    """The text `key` in the reader's language, with its {placeholders} filled."""
    return TEXTS[key][_language].format(**values)


def number(value: float | int, digits: int = 2) -> str:
    """`value` with `digits` decimals as the reader writes it: 1 234,50 in French, 1,234.50 in English."""
    text = f"{value:z,.{digits}f}".replace("-", "−")  # z: no minus before 0
    if _language == "fr":
        text = text.replace(",", "\u202f").replace(".", ",")
    return text


def percent(value: float | int, digits: int = 0) -> str:
    """The proportion `value` in percent: 0.953 is 95 % in French, 95% in English."""
    return number(100 * value, digits) + (NO_BREAK + "%" if _language == "fr" else "%")
