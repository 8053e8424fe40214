"""Unit 05: first by heart, then for good."""

from labkit import messages
from labkit.grokking import texts

UNIT = "05_grokking"

messages.add(texts.TEXTS)
