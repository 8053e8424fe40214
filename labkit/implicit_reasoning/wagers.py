"""What unit 06 bet on, number by number; see `labkit.wagers`.

The parrot keeps the training questions, and at best the answer that is most frequent in them. The map holds the facts,
and wherever two of them are known it puts them together. A table of the facts, looked into twice, would pass all exams,
but it has to be told how a question is cut in two: it is an opponent where we cut it, and nowhere else.
"""

from labkit.wagers import DRAW, Wager

GUESS = (0.0, 0.1)  # of forty entities: chance, and some frequent answers
PASSED = (0.95, 1.0)

WAGERS = [
    Wager(
        "compare",
        {"parrot": (0.0, 0.55), "map": (0.85, 1.0)},
        "comparison_outside",
        "map",
        opponents={
            "frequency": "comparison_frequency_outside",
            "ranking": "comparison_ranking_outside",
            "neighbour": "comparison_neighbour_outside",
        },
    ),
    Wager(
        "compose_familiar",
        {"parrot": GUESS, "map": PASSED},
        "composition_familiar",
        "map",
        opponents={
            "association": "composition_association_familiar",
            "neighbour": "composition_neighbour_familiar",
        },
    ),
    Wager("compose_outside", {"parrot": GUESS, "map": PASSED}, "composition_outside", "parrot"),
    Wager(
        "written",
        {"parrot": GUESS, "map": PASSED},
        "written_outside",
        DRAW,
        opponents={"two_lookups": "composition_two_lookups_outside"},
    ),
]
