"""The secret that decides every exam: read from a file that git never sees, or from the environment."""

import os
import secrets
import sys
from pathlib import Path

FILE = ".exam_secret"
SHORTEST = 16  # characters


class ExamError(Exception):
    """What is wrong with an exam's list, folder or secret; `text` has the sentence in both languages."""

    def __init__(self, text: dict, **values):
        self.text = {language: words.format(**values) for language, words in text.items()}
        super().__init__("\n".join(self.text.values()))


MISSING = {
    "fr": "Il n’y a pas de secret dans {file}\u00a0: créez-le une fois pour toutes avec «\u00a0make secret\u00a0», ou nommez "
    "votre fichier dans EXAM_SECRET_FILE.",
    "en": "There is no secret in {file}: create one, once and for all, with “make secret”, or name your file in "
    "EXAM_SECRET_FILE.",
}
SHORT = {
    "fr": "Le secret de {file} a {count} caractères\u00a0; il en faut au moins {shortest}, tirés au hasard.",
    "en": "The secret in {file} has {count} characters; it needs at least {shortest}, drawn at random.",
}
THERE = {
    "fr": "Il y a déjà un secret dans {file}\u00a0: un autre changerait toutes les clés\u00a0; gardez celui-ci.",
    "en": "There is a secret in {file} already: another would change every key; keep this one.",
}


def place() -> Path:
    """The file of the secret: EXAM_SECRET_FILE ("-": standard input), else .exam_secret at the repository's root."""
    return Path(os.environ.get("EXAM_SECRET_FILE") or Path(__file__).parents[2] / FILE)


def read_secret() -> bytes:
    """The secret.

    Raises:
        ExamError: where there is none, or a short one.
    """
    file = place()
    if str(file) == "-":
        text = sys.stdin.readline().strip()
    elif file.is_file():
        text = file.read_text("utf-8").strip()
    else:
        raise ExamError(MISSING, file=file)
    if len(text) < SHORTEST:
        raise ExamError(SHORT, file=file, count=len(text), shortest=SHORTEST)
    return text.encode()


def make_secret() -> Path:
    """Writes a new secret, for its owner's eyes alone.

    Raises:
        ExamError: where there is one already.
    """
    file = place()
    if file.exists():
        raise ExamError(THERE, file=file)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(secrets.token_hex(32) + "\n")
    return file
