"""Unit 04: A is B does not give B is A.

- `facts`: people who do not exist, told in either order, and the reminders in which a fact can be looked up;
- `recall`: what a transformer says of the facts it has read, forwards and backwards, and what an answer costs it;
- `bilinear`: relations as matrices, a model that can learn that equality goes both ways;
- `measures`: every number that is quoted, derived from what the lab and its controls kept;
- `figures`: the figures of lab and chapter, drawn by `plots`: tables of proportions, distributions, dots;
- `checks`: the checks of the exercises; `texts`: everything said and drawn, in French and English.
"""

from labkit import messages
from labkit.reversal import texts

UNIT = "04_reversal_curse"

messages.add(texts.TEXTS)
