"""Unit 03: maps inside a network that saw distances only.

- `cities`: real cities as tokens, what is true of them, and what one can ask a model about them;
- `models`: the network of the lab, its embeddings, and learning a few tokens afterwards;
- `opponents`: guesses that need no map, to compare the network with;
- `probes`: what can be read out of a network by weighted sums, and the controls that keep one from being fooled;
- `interventions`: writing in a network, to see whether it uses what can be read in it;
- `board`: tic-tac-toe as strings of moves, whose board a probe looks for;
- `measures`: the numbers that chapter, card and tests quote, derived from what a run kept;
- `figures`, `checks`, `texts`: what lab and chapter show, how exercises are judged, and all that either says.
"""

from labkit import messages
from labkit.representations import texts

UNIT = "03_representations"

messages.add(texts.TEXTS)
