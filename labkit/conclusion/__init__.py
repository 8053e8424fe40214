"""Unit 09, which picture, and when: it has no lab, and counts how the bets of all other units ended.

- `measures`: who won how many bets, counted by `labkit.wagers` in whatever units are there;
- `figures`: the scoreboard, whole, by picture and by unit;
- `texts`: their words in both languages.
"""

from labkit import messages
from labkit.conclusion import texts

UNIT = "09_conclusion"

messages.add(texts.TEXTS)
