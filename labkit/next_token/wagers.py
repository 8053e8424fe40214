"""What unit 01 bet on, number by number; see `labkit.wagers`."""

from labkit.wagers import DRAW, Wager

FORETOLD = {"parrot": (0.0, 0.35), "map": (0.95, 1.0)}  # chance is one suspect in four

WAGERS = [
    Wager("one_hop", FORETOLD, "culprit_accuracy", DRAW, opponents={"copier": "copier_accuracy"}),
    Wager("at_once", FORETOLD, "one_go_two_hops", "parrot", opponents={"copier_twice": "copier_twice_two_hops"}),
    Wager("written", FORETOLD, "written_two_hops", DRAW, opponents={"copier_twice": "copier_twice_two_hops"}),
]
