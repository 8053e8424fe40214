"""What unit 02 bet on, number by number; see `labkit.wagers`."""

from labkit.wagers import Wager

WAGERS = [
    Wager(
        "excess",
        {"parrot": (0.25, 1.0), "map": (0.0, 0.12)},
        "file_excess",
        "map",
        opponents={"ngram": "ngram_excess"},
        lower=True,
    ),
]
