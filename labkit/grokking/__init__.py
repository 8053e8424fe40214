"""Unit 05, grokking: by heart first, the rule later.

- modular: the table of an operation modulo p, part of it to learn from, the rest to be found
- modular_transformer: a one-layer transformer that learns it quickly, `learn`, and the marks of each part
- fourier: waves on the clock of p hours: spectra, key frequencies, the circuit and its losses, a network by formula
- measures: every number that chapter, figures and result card quote, derived from what lab and controls kept
- figures: the figures of lab and chapter
- checks: of the lab's exercises
- texts: what all of these say, in French and English
"""

from labkit import messages
from labkit.grokking import texts

UNIT = "05_grokking"

messages.add(texts.TEXTS)
