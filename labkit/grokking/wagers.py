"""What unit 05 bet on, number by number; see `labkit.wagers`."""

from labkit.wagers import DRAW, Wager

CHANCE, PASSED = (0.0, 0.05), (0.95, 1.0)  # one in 113, and an exam passed

WAGERS = [
    Wager("first", {"parrot": CHANCE, "map": PASSED}, "new_accuracy_memorised", "parrot"),
    Wager(
        "last",
        {"parrot": CHANCE, "map": PASSED},
        "new_accuracy",
        DRAW,
        opponents={"sudoku": "sudoku_30", "chance": "chance"},
    ),
    Wager(
        "few_waves",
        {"parrot": CHANCE, "map": (0.8, 1.0)},
        "only_keys_accuracy",
        "map",
        opponents={"reciter": "witness_strongest"},
    ),
]
