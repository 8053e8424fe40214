"""Phone books: names and numbers that nothing links, so that a network can only know them by heart."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Natural, Seed
from labkit.messages import say

SYLLABLES = ("ba", "da", "fi", "go", "ki", "lo", "mu", "na", "ri", "to")
SYLLABLES_PER_NAME = 4


@dataclass(frozen=True)
class PhoneBooks:
    """Several books of the same size, each with names and numbers of its own."""

    syllables: Int[Tensor, "book name syllable"]
    numbers: Int[Tensor, "book name digit"]

    def entry(self, book: Natural, row: Natural) -> tuple[str, str]:
        """A name and its number as a book prints them: ("Bakimuto", "40718")."""
        name = "".join(SYLLABLES[i] for i in self.syllables[book, row].tolist())
        return name.capitalize(), "".join(map(str, self.numbers[book, row].tolist()))

    @property
    def names(self) -> Float[Tensor, "book name feature"]:
        """Every name as a network reads it: one-hot syllables, brought to mean 0 and deviation 1."""
        share = 1 / len(SYLLABLES)
        return (F.one_hot(self.syllables, len(SYLLABLES)).flatten(2) - share) / (share * (1 - share)) ** 0.5

    def batches(
        self, batch: Count, *, seed: Seed
    ) -> Iterator[tuple[Float[Tensor, "book item feature"], Int[Tensor, "book item digit"]]]:
        """Endless batches of names and numbers, page by page in an order drawn anew at each reading."""
        names, generator = self.names, torch.Generator().manual_seed(seed)
        while True:
            for rows in torch.randperm(names.shape[1], generator=generator).split(batch):
                yield names[:, rows], self.numbers[:, rows]


def phone_books(*, books: int = 1, names: int = 2000, digits: int = 5, seed: Seed = 0) -> PhoneBooks:
    """Draws phone books: no name twice in a book, every digit uniform and independent of all else.

    Book i is drawn from seed + i.

    Raises:
        ValueError: for a number out of its range.
    """
    most = len(SYLLABLES) ** SYLLABLES_PER_NAME
    ranges = (("books", books, 1, 1000), ("names", names, 1, most), ("digits", digits, 1, 20))
    for name, value, least, greatest in ranges:
        if not least <= value <= greatest:
            raise ValueError(say("argument.range", name=name, allowed=f"{least} … {greatest}", value=value))
    rows, numbers = [], []
    for i in range(books):
        generator = torch.Generator().manual_seed(seed + i)
        rows.append(torch.randperm(most, generator=generator)[:names])
        numbers.append(torch.randint(10, (names, digits), generator=generator))
    powers = len(SYLLABLES) ** torch.arange(SYLLABLES_PER_NAME)
    return PhoneBooks(torch.stack(rows)[..., None] // powers % len(SYLLABLES), torch.stack(numbers))


arguments.check(__name__)
