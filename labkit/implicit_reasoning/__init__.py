"""Unit 06, reasoning without writing it down: does a network combine two facts in its own computation?

- worlds: facts, the questions that follow from two of them, three exams
- network: the transformer on three tokens, each beginning computed once; `learn`, several trained side by side; the
  step written out
- rounds: networks that go over a question twice, through the same blocks or through others
- readers: opponents that need no training: who keeps all, the nearest neighbour, an association, a ranking
- inside: where the first fact's answer stands in the network, and whether it is used
- real: two facts that SmolLM2 knows, asked in one go and with the step written, and controls for short cuts
- measures: every number that chapter, figures and result card quote, derived from what lab and controls kept
- figures: the figures of lab and chapter
- wagers: what each picture foretold of a number, and who was right
- checks: of the lab's exercises
- texts: what all of these say, in French and English
"""

from labkit import messages
from labkit.implicit_reasoning import texts

UNIT = "06_implicit_reasoning"

messages.add(texts.TEXTS)
