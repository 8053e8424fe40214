"""A shelf of stories as a text to be compressed: what it costs is known to the bit.

The stories are those of lab 1. A row is a story as numbers: `<start>`, its tokens, and `<start>` again, which says that
the story is over; so rows can be told apart in a file, and nobody has to send their lengths.
"""

from collections.abc import Iterable
from typing import Annotated

import numpy as np
import torch
from jaxtyping import Int
from torch import Tensor

from labkit import arguments, detective
from labkit.arguments import NOT_EMPTY, Count, Natural, Seed
from labkit.messages import say
from labkit.metrics import require_finite

WORLD = {"suspects": 4, "red_herrings": 1, "notes": 3}  # of every story, unless a primer is asked for
PRIMER = {"suspects": 2, "red_herrings": 1, "notes": 2}
START, PAD = 0, 1  # their numbers in the vocabulary


def stories(n: Natural, *, seed: Seed, split: str = "train", primer: Natural = 0) -> list[detective.Story]:
    """`n` stories in the reader's language, the first `primer` of them with two suspects, always of the split "train".

    Raises:
        ValueError: for a longer primer than there are stories.
    """
    if primer > n:
        raise ValueError(say("argument.range", name="primer", allowed=f"0 … {n}", value=primer))
    simple = detective.stories(primer, **PRIMER, seed=seed, split="train") if primer else []
    return simple + detective.stories(n - primer, **WORLD, seed=seed, split=split)


def printed(stories: list[detective.Story]) -> str:
    """The stories as a text, one a line."""
    return "".join(f"{story}\n" for story in stories)


def source_bits(stories: list[detective.Story]) -> float:
    """What the stories cost, in bits, to whoever knows the source: the floor, on these very stories."""
    return sum(sum(story.bits) for story in stories)


def vocabulary():
    """Every token of the stories in the reader's language."""
    return detective.vocabulary(written=False)


def rows(stories: list[detective.Story]) -> list[list[int]]:
    """The stories as rows of numbers."""
    words = vocabulary()
    return [[*words.encode(story.tokens), START] for story in stories]


def story_texts(rows: list[list[int]]) -> str:
    """The printed text of rows: the inverse of `rows`, as far as a reader can see."""
    words = vocabulary()
    return "".join(f"{detective.readable(words.decode(row))}\n" for row in rows)


def batch(rows: Annotated[list[list[int]], NOT_EMPTY]) -> tuple[Int[Tensor, "row pos"], Int[Tensor, "row pos"]]:
    """What a model reads and what it should say, the end of each story included; -100 is not scored."""
    read = np.array([len(row) - 1 for row in rows])
    inside = np.arange(read.max()) < read[:, None]  # (row, pos): not beyond the end
    inputs, targets = np.full(inside.shape, PAD), np.full(inside.shape, -100)
    inputs[inside] = [token for row in rows for token in row[:-1]]
    targets[inside] = [token for row in rows for token in row[1:]]
    return torch.from_numpy(inputs), torch.from_numpy(targets)


def culprit(story: detective.Story) -> int:
    """Where the culprit's name stands among the targets of its row."""
    return story.culprit_position


def entropy_per_story() -> float:
    """Bits a story of WORLD costs on average, from the grammar."""
    return detective.entropy(**WORLD)[0]


def token_bytes(rows: list[list[int]]) -> bytes:
    """The rows with one byte a token: what compressors get who are told what a word is."""
    return bytes(token for row in rows for token in row[1:])


def by_lot(costs: Iterable, size: Count) -> list[float]:
    """The bits of each lot of `size` stories, from those of each story's tokens."""
    each = [float(np.sum(arguments.as_array("costs", bits, "floats", "(token,)"))) for bits in costs]
    require_finite("costs", np.array(each))
    return [sum(each[first : first + size]) for first in range(0, len(each), size)]


arguments.check(__name__)
