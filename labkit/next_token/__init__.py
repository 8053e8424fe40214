"""Unit 01: predicting the next token."""

from labkit import messages
from labkit.next_token import texts

UNIT = "01_next_token"
RECORDED_IN = ("fr", "en")  # its stories are told in the reader's language

messages.add(texts.TEXTS)
