"""Two hops in one go: what it takes a transformer of lab 01 to name the culprit without writing the room.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/01_two_hops.py

The lab gives its network two hops for 200 steps and two layers. Here it has more layers, ten times those steps and
four times as many two-hop questions a story: the inspector's notes start from the weapon, and there are four of them.
It starts with stories of one hop, as in the lab, then reads two hops with two suspects before it reads four.
Chapter 01 quotes what it records in labs/results/01_two_hops.cpu.json.
"""

import labkit as lk
from labkit.next_token import detective, network

PRIMER, ONE_HOP, TWO_SUSPECTS, FOUR_SUSPECTS = 100, 500, 500, 1500
BATCH, TESTS, EVERY, LAYERS = 32, 400, 250, 4
EXAM = {"suspects": 4, "red_herrings": 1, "notes": 0, "depth": 2}

session = lk.start("en", unit="01_two_hops")
vocabulary = detective.vocabulary()
