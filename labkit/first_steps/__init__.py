"""Lab 00, first steps: the little of NumPy and PyTorch that the labs use. It belongs to no chapter.

- measures: the rows of the lab's result card
- figures: its learning curve
- checks: of its exercises
- texts: what all of these say, in French and English, and the sentence that the lab counts
"""

from labkit import messages
from labkit.first_steps import texts

UNIT = "00_first_steps"
RECORDED_IN = ()  # no text quotes its numbers, the same on every machine and with every seed

messages.add(texts.TEXTS)


def sentence() -> list[str]:
    """The words of the sentence that the lab counts; the two languages correspond word for word."""
    return messages.say("first_steps.text").split()
