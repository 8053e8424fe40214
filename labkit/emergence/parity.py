"""Sparse parity: is the number of -1 among a few of many signs even? The others are there to distract.

No single sign, and no pair, says anything about the answer: a learner has nothing to climb until it has found all the
relevant ones (Barak et al. 2022, "Hidden Progress in Deep Learning").
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Natural, Seed
from labkit.messages import say


def draw(
    *shape: int, bits: Count = 30, relevant: int = 3, generator: torch.Generator
) -> tuple[Float[Tensor, "*shape bit"], Int[Tensor, "*shape 1"]]:
    """Random signs, and the parity of the first `relevant`: 1 where their product is positive, else 0.

    Which signs count makes no difference to a network that does not know it; ours are the first, to be found easily.
    """
    if not 1 <= relevant <= bits:
        raise ValueError(say("argument.range", name="relevant", allowed=f"1 … {bits}", value=relevant))
    signs = torch.randint(2, (*shape, bits), generator=generator).float() * 2 - 1
    return signs, (signs[..., :relevant].prod(-1, keepdim=True) > 0).long()


def batches(
    *, members: Count, batch: Count, bits: Count = 30, relevant: int = 3, seed: Seed
) -> Iterator[tuple[Float[Tensor, "member item bit"], Int[Tensor, "member item 1"]]]:
    """Endless fresh questions, other ones for each member of an ensemble."""
    generator = torch.Generator().manual_seed(seed)
    while True:
        yield draw(members, batch, bits=bits, relevant=relevant, generator=generator)


def relevant_share(
    weight: Float[Tensor, "member bit unit"], *, relevant: int = 3, first: Natural = 0
) -> Float[Tensor, " member"]:
    """The share of a first layer's squared weights that reads the relevant signs: relevant / bits where it knows none.

    A measure of hidden progress: it may move while the loss stands still. With another `first`, the share of as many
    signs from there on: those that do not count, for comparison.
    """
    if not 1 <= relevant <= weight.shape[1] - first:
        allowed = f"1 … {weight.shape[1] - first}"
        raise ValueError(say("argument.range", name="relevant", allowed=allowed, value=relevant))
    squares = weight.detach() ** 2
    return squares[:, first : first + relevant].sum((1, 2)) / squares.sum((1, 2))


def turning_points(
    steps: Annotated[Sequence[int], NOT_EMPTY],
    bits: Annotated[Sequence[Sequence[float | int]], NOT_EMPTY],
    *shares: Sequence[Sequence[float | int]],
) -> list[tuple]:
    """When each network leaves chance, and what stirs before it does.

    Args:
        bits: Cross-entropy, (step, network).
        shares: Measures of hidden progress, each (step, network).

    Returns:
        For each network: the last step at which it is still at chance (0.99 bits and more), or the first of all; the
        step by which half of the loss is gone, None where it is not; each share at the first of these steps.
    """
    found = []
    for network, losses in enumerate(np.transpose(bits)):
        plateau, halved = np.flatnonzero(losses >= 0.99), np.flatnonzero(losses < 0.5)
        last = int(plateau[-1]) if len(plateau) else 0
        half = int(steps[halved[0]]) if len(halved) else None
        found.append((int(steps[last]), half, *(float(share[last][network]) for share in shares)))
    return found


arguments.check(__name__)
