"""What unit 07 bet on: how much of a whole rise a continuous metric, the bits, makes in its largest step."""

from labkit.wagers import SPLIT, Wager

SLOPE, STEP = ((0.0, 0.4), (0.5, 1.0))  # a straight line over eight sizes: 0.14; over six: 0.2
FORETOLD = {"piecemeal": SLOPE, "one_piece": STEP}

WAGERS = [
    Wager("phone_book", FORETOLD, "rise_bits", "piecemeal", opponents={"exact_match": "rise_exact"}),
    Wager("perceptrons", FORETOLD, "addition_rise", "piecemeal"),
    Wager("transformers", FORETOLD, "largest_step", SPLIT, control="07_transformer"),
]
