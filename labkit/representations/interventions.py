"""Changing what a model holds while it computes, to see whether it makes use of it.

That something can be read out of a network (see `probes`) does not mean that the network reads it. One finds out by
writing: change the representation as if the fact were another, and look whether the answers follow.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Seed
from labkit.messages import say
from labkit.representations import cities

MOVES = (-2000, -1500, -1000, -500, 500, 1000, 1500, 2000)  # km


@torch.no_grad()
def with_shift(
    model: torch.nn.Module,
    tokens: Int[Tensor, "batch pos"],
    shift: Float[Tensor, "batch d_model"],
    *,
    position: int = -1,
) -> Float[Tensor, "batch vocab"]:
    """Logits after the last token, with a vector added to the embedding of the token at `position`.

    Raises:
        ValueError: for a shift of another size than one vector of the model's width for each row of tokens.
    """
    if not -tokens.shape[1] <= position < tokens.shape[1]:
        allowed = f"{-tokens.shape[1]} … {tokens.shape[1] - 1}"
        raise ValueError(say("argument.range", name="position", allowed=allowed, value=position))
    wanted = (len(tokens), model.config.d_model)
    if tuple(shift.shape) != wanted:
        raise ValueError(say("argument.range", name="shift", allowed=wanted, value=tuple(shift.shape)))
    device = next(model.parameters()).device

    def moved(embedded):
        embedded = embedded.clone()
        embedded[:, position] += shift.to(embedded)
        return embedded

    with model.watching({"embed": moved}):
        return model(tokens.to(device), last_only=True).cpu()


class Doses(NamedTuple):
    """How a distance changes when one of its two cities is moved, in km, one number a pair."""

    geometry: Float[np.ndarray, " pair"]  # as geometry has it
    moved: Float[np.ndarray, " pair"]  # as the model answers, its embedding moved from one place to the other
    borrowed: Float[np.ndarray, " pair"]  # as the model answers, its embedding pushed as far as another city's would be
    arbitrary: Float[np.ndarray, " pair"]  # as the model answers, its embedding pushed as far in a random direction

    def slope(self, answers: str = "moved") -> float:
        """By how much answers change for each km that geometry wants: 1 if they follow it, 0 if they do not."""
        return float((self.geometry * getattr(self, answers)).sum() / (self.geometry**2).sum())

    def sizes(self) -> dict[str, float]:
        """Root mean squares of the changes, in km: how much each push stirs the answers, whichever way."""
        return {name: float(np.sqrt((changes**2).mean())) for name, changes in self._asdict().items()}

    def means(self, *, width: float | int = 500) -> dict[str, list[float]]:
        """Means of the changes over pairs for which geometry wants about the same: what a figure shows.

        Changes are told apart by `width` km up to 3.5 widths, and beyond; five pairs are too few for a mean.
        """
        edges = np.arange(-3.5, 4) * width
        kind = np.digitize(self.geometry, edges)
        kinds = [kind == k for k in range(len(edges) + 1) if (kind == k).sum() > 5]
        return {name: [float(values[of].mean()) for of in kinds] for name, values in self._asdict().items()}


def dose_response(
    world: cities.World,
    model,
    pairs: Int[np.ndarray, "pair 2"],
    write: Callable[[Float[np.ndarray, "some 3"]], Float[np.ndarray, "some d_model"]],
    *,
    question: str | None = None,
    seed: Seed,
) -> Doses:
    """Moves the second city of 400 pairs by each of MOVES, in random directions, and asks for the distances again.

    Two controls push as hard: by what another of these cities would need for its own move, which stays among the
    directions in which places differ, and in a direction drawn at random among all.

    Args:
        pairs: From which the 400 are drawn.
        write: The embedding that a city at a place would have; differences of it are added.
        question: What the model is asked, where it knows several questions.
        seed: Of pairs and directions.
    """
    draw, rows = np.random.default_rng(seed), []
    for km in MOVES:
        chosen = draw.permutation(pairs)[:400]
        first, start = world.positions[chosen[:, 0]], world.positions[chosen[:, 1]]
        goal = cities.travel(start, draw.uniform(0, 360, len(chosen)), km)
        shift = write(goal) - write(start)
        pushes = [shift, np.roll(shift, 1, axis=0), draw.standard_normal(shift.shape)]
        length = np.linalg.norm(shift, axis=1, keepdims=True)
        prompts, before = world.prompts(chosen, question), world.ask_km(model, chosen, question)
        changes = [cities.kilometres(goal, first) - cities.kilometres(start, first)]
        for push in pushes:
            own = np.linalg.norm(push, axis=1, keepdims=True)
            by = push * np.divide(length, own, out=np.zeros_like(own), where=own > 0)
            changes.append(
                world.expected_km(with_shift(model, prompts, torch.tensor(by, dtype=torch.float32))) - before
            )
        rows.append(changes)
    return Doses(*np.concatenate(rows, axis=1))


arguments.check(__name__)
