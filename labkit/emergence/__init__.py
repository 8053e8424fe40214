"""Unit 07: emergence or mirage."""

from labkit import messages
from labkit.emergence import texts

UNIT = "07_emergence"

messages.add(texts.TEXTS)
