"""Unit 01: predicting the next token. Its stories, `labkit.detective`, are in the core: unit 02 reads them too.

- `opponents`: players who learn nothing, cheap rules and copiers, on the same exam;
- `network`: a transformer that writes the end of a story itself, and what it looks at meanwhile;
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
