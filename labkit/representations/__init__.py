"""Unit 03: maps inside a network."""

from labkit import messages
from labkit.representations import texts

UNIT = "03_representations"

messages.add(texts.TEXTS)
