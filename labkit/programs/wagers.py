"""What unit 08 bet on, number by number; see `labkit.wagers`.

The librarian and Bayes hold the list in their hands: they are databases written by hand. They sit the exam so that one
sees what a database would have got there, and a network that answers otherwise is not one.
"""

from labkit.programs.worlds import DEMONSTRATIONS, SYMBOLS
from labkit.wagers import Wager

GUESS = (0.0, 1 / SYMBOLS + 0.05)  # chance, and five points
LEFT = (0.0, 1 / (SYMBOLS - DEMONSTRATIONS) + 0.05)  # a guess among the answers not shown, and five points
PASSED = (0.95, 1.0)

WAGERS = [
    Wager(
        "stranger",
        {"database": GUESS, "parrot": PASSED, "map": PASSED},
        "new_demonstrated_16",
        "database",
        opponents={"librarian": "nearest_new_demonstrated_16"},
    ),
    Wager(
        "not_shown",
        {"database": PASSED, "parrot": LEFT, "map": PASSED},
        "known_other_4096",
        "parrot",
        opponents={"bayes": "bayes_known_other_4096"},
    ),
    Wager("lie", {"database": (0.8, 1.0), "parrot": GUESS}, "program_16", "database"),
]
