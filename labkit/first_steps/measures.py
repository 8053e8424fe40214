"""What the result card of lab 00 shows: the very numbers that the lab keeps, losses in bits per word."""

CARD = {"words": ",.0f", "start_bits": ".3f", "end_bits": ".3f", "counted_bits": ".3f"}
