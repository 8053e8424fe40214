"""What unit 04 bet on, number by number; see `labkit.wagers`."""

from labkit.wagers import DRAW, Wager

NEVER, ALWAYS = (0.0, 0.05), (0.85, 1.0)

WAGERS = [
    Wager(
        "memory",
        {"parrot": NEVER, "map": ALWAYS},
        "unseen_reversal_accuracy",
        "parrot",
        opponents={"searcher": "searcher_memory"},
    ),
    Wager(
        "prompt",
        {"parrot": NEVER, "map": ALWAYS},
        "in_context_accuracy",
        DRAW,
        opponents={"searcher": "searcher_prompt"},
    ),
    Wager("half", {"parrot": NEVER, "map": ALWAYS}, "cure_half_backward", "parrot"),
    Wager(
        "equality",
        {"parrot": NEVER, "map": ALWAYS},
        "tied_held_out_accuracy",
        "map",
        opponents={"untied": "untied_held_out_accuracy"},
    ),
]
