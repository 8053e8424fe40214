"""Unit 04: A is B does not give B is A."""

from labkit import messages
from labkit.reversal import texts

UNIT = "04_reversal_curse"

messages.add(texts.TEXTS)
