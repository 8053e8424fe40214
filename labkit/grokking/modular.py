"""The table of an operation on the numbers 0 to p − 1, part of it to learn from, the rest to be found.

The question (a, b) is read as three tokens, a, b and "=" (the token p); its answer is a number modulo p:

    table = modular.table(p=113, fraction=0.3)
    table.tokens[0], table.answers[0]  ->  [0, 0, 113], 0

Who has learnt that 8 + 5 = 5 + 8, and nothing else, finds the answer to a hidden pair whenever its mirror was shown. A
test set therefore has two parts: `twins`, whose mirror (b, a) is a training pair, and `new`, where neither order was
seen. Modular addition as a test of learning: Power et al. 2022, Nanda et al. 2023.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Bool, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Device, Natural, Seed
from labkit.messages import number, say

OPERATIONS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a² + b²": lambda a, b: a * a + b * b,
    "a³ + ab² + b": lambda a, b: a**3 + a * b**2 + b,
}
MOST_BYTES = 2e9  # of the scores of all answers to all p² questions, float32


@dataclass(frozen=True)
class Table:
    """All p² questions in the order (0, 0), (0, 1), ..., (p − 1, p − 1), with their answers and their part."""

    p: int
    operation: str
    answers: Int[Tensor, " question"]
    train: Bool[Tensor, " question"]  # shown in training

    @property
    def left(self) -> Int[Tensor, " question"]:
        """The first number, a."""
        return torch.arange(self.p**2, device=self.answers.device) // self.p

    @property
    def right(self) -> Int[Tensor, " question"]:
        """The second number, b."""
        return torch.arange(self.p**2, device=self.answers.device) % self.p

    @property
    def tokens(self) -> Int[Tensor, "question 3"]:
        """What a transformer reads: a, b and the token p, which stands for "="."""
        return torch.stack([self.left, self.right, torch.full_like(self.left, self.p)], dim=1)

    @property
    def test(self) -> Bool[Tensor, " question"]:
        """Not shown in training: `twins` and `new` together."""
        return ~self.train

    @property
    def twins(self) -> Bool[Tensor, " question"]:
        """Not shown, but in the other order (b, a) it was."""
        return self.test & self._mirrored(self.train)

    @property
    def new(self) -> Bool[Tensor, " question"]:
        """Shown in neither order."""
        return self.test & ~self._mirrored(self.train)

    def _mirrored(self, mask: Tensor) -> Tensor:
        return mask.view(self.p, self.p).T.flatten()

    def to(self, device: Device) -> "Table":
        """The same table on another device."""
        return Table(self.p, self.operation, self.answers.to(device), self.train.to(device))


def table(*, p: Natural = 113, fraction: float = 0.3, operation: str = "a + b", seed: Seed = 0) -> Table:
    """The table of an operation, `fraction` of it drawn at random for training.

    Args:
        p: Numbers go from 0 to p − 1; in the papers p is prime.
        fraction: Share of the p² questions to train on, strictly between 0 and 1.
        operation: One of `OPERATIONS`, computed modulo p.
        seed: Of the draw; torch's global random state is neither read nor changed.

    Raises:
        ValueError: for an argument out of its range, for a fraction that leaves no training question, or some answer
            without a test question.
    """
    _check(p, fraction, operation)
    questions = torch.arange(p * p)
    answers = OPERATIONS[operation](questions // p, questions % p) % p
    shown = round(fraction * p * p)
    if shown == 0:
        raise ValueError(say("grokking.no_training", fraction=number(fraction, 4), count=p * p))
    train = torch.zeros(p * p, dtype=torch.bool)
    train[torch.randperm(p * p, generator=torch.Generator().manual_seed(seed))[:shown]] = True
    possible = torch.bincount(answers, minlength=p) > 0
    tested = torch.bincount(answers[~train], minlength=p) > 0
    if (possible & ~tested).any():
        missing = (possible & ~tested).nonzero()[0].item()
        raise ValueError(say("grokking.untested", fraction=number(fraction, 4), answer=missing))
    return Table(p, operation, answers, train)


def _check(p: int, fraction: float, operation: str) -> None:
    if p < 2:
        raise ValueError(say("argument.range", name="p", allowed="≥ 2", value=p))
    largest = int((MOST_BYTES / 4) ** (1 / 3))
    if p > largest:
        size = number(4 * p**3 / 1e9, 1)
        raise ValueError(say("grokking.too_large", value=p, size=size, allowed=largest))
    if not 0 < fraction < 1:
        raise ValueError(say("argument.range", name="fraction", allowed="]0, 1[", value=fraction))
    if operation not in OPERATIONS:
        allowed = ", ".join(OPERATIONS)
        raise ValueError(say("session.bad_value", name="operation", allowed=allowed, value=operation))


arguments.check(__name__)
