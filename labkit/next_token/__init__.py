"""Unit 01: predicting the next token.

- `detective`: the world, short stories whose culprit follows from the clues and whose every bit is known;
- `ngram`: the parrot, a model that counts what follows what;
- `experts`: masters who are often wrong, and the model that imitates them all;
- `measures`: every number that lab and chapter quote, derived from what the lab kept;
- `figures`: what lab and chapter draw;
- `checks` and `texts`: what is true of a right answer to an exercise, and the words of all this in both languages.
"""

from labkit import messages
from labkit.next_token import texts

UNIT = "01_next_token"
RECORDED_IN = ("fr", "en")  # its stories are told in the reader's language

messages.add(texts.TEXTS)
