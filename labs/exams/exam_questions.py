"""Questions whose numbers are drawn for one student: how each kind is asked, what its key is, how it is marked.

A unit offers a file of this folder, NN_slug.py, with QUESTIONS: a list of the kinds below, filled in.

- draw(rng): the question's world, plain numbers that JSON holds; the secret and the student's id decide the rng
- shown(world): what the {placeholders} of `text` become, in the language of the moment
- given(world): code with the data of the question, for a cell of its own; empty: there is none
- key(world): the right answer, computed with labkit
- typical(world): what known mistakes would answer, by name; `mistakes` explains each
- code(world, key): what a student who is right would write, for the tests and the teacher's key

Worlds where a known mistake gives the right answer are drawn again. Marks are given from answers as JSON: nothing of a
student's runs here.
"""

import hashlib
import hmac
import importlib.util
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from labkit import messages
from labkit.messages import number

FOLDER = Path(__file__).parent
MOST_DRAWS = 200
LETTERS = "ABCDEFGH"
TEXTS = {  # of the marker, whatever the question
    "none": {"fr": "Pas de réponse.", "en": "No answer."},
    "number": {"fr": "Il faut un nombre ; reçu : {value}.", "en": "A number is wanted; got {value}."},
    "word": {"fr": "Il faut un texte ; reçu : {value}.", "en": "A text is wanted; got {value}."},
    "letters": {
        "fr": "Il faut des lettres parmi {allowed} ; reçu : {value}.",
        "en": "Letters among {allowed} are wanted; got {value}.",
    },
    "right": {"fr": "Juste.", "en": "Right."},
    "expected": {
        "fr": "Vous répondez {value} ; la bonne réponse est {key}.",
        "en": "You answer {value}; the right answer is {key}.",
    },
    "within": {
        "fr": "Vous répondez {value} ; la bonne réponse est {key}, à {tolerance} près.",
        "en": "You answer {value}; the right answer is {key}, within {tolerance}.",
    },
    "case": {
        "fr": "{right} cas justes sur {all}. Par exemple, pour {arguments}, votre fonction donne {value} ; il faut {key}.",
        "en": "{right} cases right out of {all}. For example, for {arguments} your function gives {value}; it should give {key}.",
    },
    "stops": {
        "fr": "{right} cas justes sur {all}. Par exemple, pour {arguments}, votre fonction s’arrête sur une erreur ({error}).",
        "en": "{right} cases right out of {all}. For example, for {arguments} your function stops with an error ({error}).",
    },
    "truth": {"fr": "Il fallait choisir {key} ; vous avez {value}.", "en": "The choice was {key}; you have {value}."},
    "nothing": {"fr": "aucune", "en": "none"},
}
NATS = {  # a mistake of several units
    "fr": "Ce sont des nats : le logarithme doit être en base 2.",
    "en": "These are nats: the logarithm must be to base 2.",
}


@dataclass(frozen=True)
class Mark:
    """What an answer is worth, a share of the points from 0 to 1, and why, in the student's language."""

    share: float
    why: str


class Question:
    """What all kinds share; see the module."""

    name = ""  # short, of its file alone
    points = 2
    text: dict = {}
    mistakes: dict = {}
    stub = "answer_{n} = ..."

    def draw(self, rng) -> dict:
        raise NotImplementedError

    def shown(self, world) -> dict:
        return {}

    def given(self, world) -> str:
        return ""

    def key(self, world) -> Any:
        raise NotImplementedError

    def typical(self, world) -> dict:
        return {}

    def cases(self, world) -> list:
        """The arguments that a function is tried on: hidden from the student."""
        return []

    def distinct(self, world, key) -> bool:
        """Whether no known mistake gives the right answer."""
        return True

    def code(self, world, key) -> str:
        return f"answer_{{n}} = {key!r}"

    def mark(self, answer, world, key) -> Mark:
        raise NotImplementedError

    def world(self, rng) -> dict:
        """A drawn world in which every known mistake is one."""
        for _ in range(MOST_DRAWS):
            world = json.loads(json.dumps(self.draw(rng)))
            if self.distinct(world, self.key(world)):
                return world
        raise ValueError(f"{self.name}: {MOST_DRAWS} draws, and in each a known mistake gives the right answer")

    def asked(self, world) -> str:
        """The question in the language of the moment."""
        return phrase(self.text, **self.shown(world))

    def explained(self, name: str, world) -> str:
        return phrase(self.mistakes[name], **self.shown(world))


class Number(Question):
    """Answered with a number, within a tolerance."""

    tolerance = 0.0
    digits = 0  # after the decimal point, where the marker writes it

    def distinct(self, world, key):
        return all(abs(value - key) > 3 * self.tolerance for value in self.typical(world).values())

    def mark(self, answer, world, key):
        if answer is None:
            return Mark(0.0, sentence("none"))
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return Mark(0.0, sentence("number", value=code_of(answer)))
        if abs(answer - key) <= self.tolerance + 1e-9:
            return Mark(1.0, sentence("right"))
        name = "within" if self.tolerance else "expected"
        tolerance = number(self.tolerance, 3).rstrip("0").rstrip(".,")
        written = self._written(answer), self._written(key), tolerance
        why = sentence(name, value=written[0], key=written[1], tolerance=written[2])
        known = [m for m, value in self.typical(world).items() if abs(answer - value) <= self.tolerance + 1e-9]
        return Mark(0.0, " ".join([why, *(self.explained(name, world) for name in known[:1])]))

    def _written(self, value):
        return number(value, self.digits if value == round(value, self.digits) else max(self.digits, 3))


class Word(Question):
    """Answered with a text, exactly."""

    def distinct(self, world, key):
        return key not in self.typical(world).values()

    def mark(self, answer, world, key):
        if answer is None:
            return Mark(0.0, sentence("none"))
        if not isinstance(answer, str):
            return Mark(0.0, sentence("word", value=code_of(answer)))
        if answer.strip() == key:
            return Mark(1.0, sentence("right"))
        known = [name for name, value in self.typical(world).items() if answer.strip() == value]
        why = sentence("expected", value=code_of(answer), key=code_of(key))
        return Mark(0.0, " ".join([why, *(self.explained(name, world) for name in known[:1])]))


class Function(Question):
    """Answered with a function, tried on hidden cases; each case counts the same.

    key(world) is the list of what it should give; `typical` holds what mistaken functions give.
    """

    tolerance = 1e-3
    stub = "def answer_{n}(x):\n    ..."

    def distinct(self, world, key):
        wrong = self.typical(world).values()
        return all(not self._close(value, right) for values in wrong for value, right in zip(values, key, strict=True))

    def _close(self, value, right):
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return good and abs(value - right) <= self.tolerance + 1e-9

    def mark(self, answer, world, key):
        if not isinstance(answer, list) or len(answer) != len(key):
            return Mark(0.0, sentence("none"))
        found = [case.get("value") for case in answer]
        right = [self._close(value, wanted) for value, wanted in zip(found, key, strict=True)]
        if all(right):
            return Mark(1.0, sentence("right"))
        first = right.index(False)
        told = {"right": sum(right), "all": len(key), "arguments": code_of(self.cases(world)[first])}
        if "error" in answer[first]:
            why = sentence("stops", error=code_of(answer[first]["error"]), **told)
        else:
            why = sentence("case", value=code_of(found[first]), key=code_of(round(key[first], 4)), **told)
        for name, values in self.typical(world).items():
            if all(self._close(value, wrong) for value, wrong in zip(found, values, strict=True)):
                why += " " + self.explained(name, world)
        return Mark(sum(right) / len(key), why)


class Statements(Question):
    """Answered with the letters of the true statements, such as "BD"; half the points with one mistake.

    statements(world) lists (true, text, why), texts in both languages; they are shown in the order of world["order"].
    """

    stub = 'answer_{n} = ""'

    def statements(self, world) -> list:
        raise NotImplementedError

    def asked(self, world):
        listed = [f"- **{letter}.** {phrase(text)}" for letter, (_, text, _) in self._lettered(world)]
        return "\n".join([super().asked(world), "", *listed])

    def key(self, world):
        return "".join(letter for letter, (true, *_) in self._lettered(world) if true)

    def distinct(self, world, key):
        return 0 < len(key) < len(world["order"])

    def _lettered(self, world):
        statements = self.statements(world)
        return list(zip(LETTERS, (statements[i] for i in world["order"]), strict=False))

    def mark(self, answer, world, key):
        if not answer:
            return Mark(0.0, sentence("none"))
        lettered = self._lettered(world)
        allowed = [letter for letter, _ in lettered]
        letters = "".join(answer) if isinstance(answer, list) and all(isinstance(a, str) for a in answer) else answer
        letters = set(re.sub(r"[\s,;]", "", letters).upper()) if isinstance(letters, str) else {"?"}
        if not letters <= set(allowed):
            return Mark(0.0, sentence("letters", allowed=", ".join(allowed), value=code_of(answer)))
        wrong = [f"{letter} : {phrase(why)}" for letter, (true, _, why) in lettered if (letter in letters) != true]
        if not wrong:
            return Mark(1.0, sentence("right"))
        nothing = sentence("nothing")
        why = sentence("truth", key=", ".join(key) or nothing, value=", ".join(sorted(letters)) or nothing)
        wrong = [line if messages.get_language() == "fr" else line.replace(" :", ":") for line in wrong]
        return Mark(0.5 if len(wrong) == 1 else 0.0, french(" ".join([why, *wrong])))


# Words


def french(text: str) -> str:
    """French typography, where that is the language: no-break spaces before : ; ! ? % and inside « », outside code."""
    if messages.get_language() != "fr":
        return text
    parts = re.split(r"(```.*?```|`[^`]*`)", text, flags=re.S)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r" ([:;!?%»])", "\u00a0\\1", parts[i]).replace("« ", "«\u00a0").replace("'", "’")
    return "".join(parts)


def phrase(text: dict, **values) -> str:
    """A text of ours in the language of the moment, its {placeholders} filled."""
    return french(text[messages.get_language()].format(**values))


def sentence(name: str, **values) -> str:
    return phrase(TEXTS[name], **values)


def code_of(value: Any) -> str:
    """An answer as code, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False).replace("`", "'")
    return f"`{text if len(text) < 80 else text[:79] + '…'}`"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, numbers to the right."""
    lines = [heads, ["---:"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


# One student's sheet


@dataclass(frozen=True)
class Sheet:
    """The exam of one student: of each question, its world and its key."""

    questions: list
    worlds: list
    keys: list

    @property
    def points(self) -> float:
        return sum(question.points for question in self.questions)

    def digest(self, secret: bytes) -> str:
        """Tells, to who has the secret alone, whether keys computed again are those of the first day."""
        whole = json.dumps([self.worlds, [_rounded(key) for key in self.keys]], sort_keys=True)
        return hmac.new(secret, whole.encode(), hashlib.sha256).hexdigest()[:16]

    def mark(self, place: int, answer: Any) -> Mark:
        return self.questions[place].mark(answer, self.worlds[place], self.keys[place])


def _rounded(key):
    """A key as far as another machine must agree with it."""
    if isinstance(key, list):
        return [_rounded(item) for item in key]
    return float(f"{key:.6g}") if isinstance(key, float) else key


def sheet(unit: str, student: str, secret: bytes, sitting: str = "") -> Sheet:
    """The exam that id and secret decide; another sitting has other questions."""
    questions = load(unit)
    worlds = [question.world(_draws(secret, unit, sitting, student, question.name)) for question in questions]
    return Sheet(questions, worlds, [q.key(world) for q, world in zip(questions, worlds, strict=True)])


def _draws(secret: bytes, *parts: str):
    told = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    return np.random.default_rng(int.from_bytes(hmac.new(secret, told.encode(), hashlib.sha256).digest(), "big"))


def units() -> list[str]:
    """The units that have questions."""
    return sorted(file.stem for file in FOLDER.glob("[0-9][0-9]_*.py"))


def load(unit: str) -> list[Question]:
    """The questions of a unit, or of a file of the teacher's own."""
    file = Path(unit) if unit.endswith(".py") else FOLDER / f"{unit}.py"
    spec = importlib.util.spec_from_file_location(f"exam_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.QUESTIONS
