"""Unit 08, the program database: does a prompt teach a task, or find one?

- worlds: programs (permutations, shifts, affine rules), texts to learn from, prompts that examine, invented words
- network: the transformer where it answers, `learn`, several trained as families, and the four cells of an exam
- family: several networks of one shape, trained as one
- readers: opponents that need no training: Bayes with the list in hand, the nearest program, the copier, the table
- vectors: a program as a vector: taken from one prompt, put into another, mixed with a second one
- real: seven small tasks for SmolLM2: demonstrations, wrong labels, wordings, task vectors
- measures: every number that chapter, figures and result card quote, derived from what lab and controls kept
- figures: the figures of lab and chapter
- wagers: what each picture foretold of a number, and who was right
- checks: of the lab's exercises
- texts: what all of these say, in French and English
"""

from labkit import messages
from labkit.programs import texts

UNIT = "08_programs"

messages.add(texts.TEXTS)
