"""Experts who are often wrong, and the record of their games, from which a model learns.

A miniature of the chess experiments of Zhang et al. 2024 ("Transcendence"): each question has one right move; each
expert knows it for a share of the questions and errs on the others, always in the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Device, Positive, Seed
from labkit.messages import say
from labkit.training import train
from labkit.transformer import Transformer, TransformerConfig


@dataclass(frozen=True)
class Panel:
    """The answers of all experts to all questions."""

    right: Int[np.ndarray, " question"]  # the right move
    answers: Int[np.ndarray, "expert question"]
    moves: int

    @property
    def accuracy(self) -> float:
        """Share of right answers, the mean over the experts."""
        return float((self.answers == self.right).mean())

    def score(self, probabilities: Float[np.ndarray, "question move"], temperature: Positive) -> float:
        """The share of right moves to expect of a player who draws from these probabilities at this temperature."""
        weights = probabilities ** (1 / temperature)
        weights = weights / weights.sum(1, keepdims=True)
        return float(weights[np.arange(len(self.right)), self.right].mean())

    def games(self, *, batch: Count, seed: Seed) -> Iterator[tuple[Int[Tensor, "batch 1"], Int[Tensor, "batch 1"]]]:
        """Endless batches of (question, move): a question drawn at random, answered by an expert drawn at random.

        Questions are the tokens 0, 1, ...; the moves come after them.
        """
        draw = np.random.default_rng(seed)
        experts, questions = self.answers.shape
        while True:
            asked = draw.integers(questions, size=(batch, 1))
            move = self.answers[draw.integers(experts, size=(batch, 1)), asked]
            yield torch.from_numpy(asked), torch.from_numpy(questions + move)


def panel(
    *,
    experts: Count = 15,
    questions: Count = 100,
    moves: Count = 8,
    skill: float = 0.6,
    shared: bool = False,
    seed: Seed = 0,
) -> Panel:
    """Draws a panel of experts.

    Args:
        experts: Number of experts.
        questions: Number of different questions.
        moves: Possible answers to each.
        skill: Share of the questions to which an expert knows the answer, between 0 and 1.
        shared: False: each expert errs alone, on questions and with answers of their own. True: all went to the
            same school and make the same mistakes.
        seed: Of the draw.

    Raises:
        ValueError: for a number out of its range.
    """
    for name, value, least in (("experts", experts, 1), ("questions", questions, 2), ("moves", moves, 2)):
        if value < least:
            raise ValueError(say("argument.range", name=name, allowed=f"≥ {least}", value=value))
    if not 0 <= skill <= 1:
        raise ValueError(say("argument.range", name="skill", allowed="0 … 1", value=skill))
    draw = np.random.default_rng(seed)
    right = draw.integers(moves, size=questions)
    schools = 1 if shared else experts
    known = np.stack([draw.permutation(questions) < round(skill * questions) for _ in range(schools)])
    wrong = (right + draw.integers(1, moves, size=(schools, questions))) % moves
    answers = np.broadcast_to(np.where(known, right, wrong), (experts, questions))
    return Panel(right, answers, moves)


def imitate(panel: Panel, *, steps: Count, seed: Seed, device: Device = "cpu") -> Float[np.ndarray, "question move"]:
    """The probabilities of each move that a small transformer learns from the games of a panel, at temperature 1.

    Args:
        steps: Of training, on 256 games each.
        seed: Of the model and of the games.
    """
    questions = len(panel.right)
    config = TransformerConfig(questions + panel.moves, context=1, d_model=32, n_layers=1, tied=False)
    model = Transformer(config, seed=seed).to(device)
    games = panel.games(batch=256, seed=seed)
    for _ in train(model, games, steps=steps, lr=1e-2, schedule="linear", progress=False):
        pass
    with torch.no_grad():
        scores = model(torch.arange(questions, device=device)[:, None], last_only=True)
    return scores[:, questions:].softmax(-1).cpu().numpy()


arguments.check(__name__)
