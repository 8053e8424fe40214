"""Tic-tac-toe told as strings of moves: a model that reads them never sees a board.

Two players put their mark in turn on one of nine squares; who has three in a row, a column or a diagonal has won. Ours
play at random, so that nothing but the rules is to be learnt: no square twice, and the game ends when someone has won.

Tokens: the squares 0 to 8 (row by row), END, START. A game reads START, its moves, END.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Range, Seed
from labkit.messages import say
from labkit.representations import probes

SQUARES, END, START, VOCAB_SIZE = 9, 9, 10, 11
LENGTH = SQUARES + 2  # longest game, with START and END
ROWS = np.array([(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)])
BASES = ("mine", "players")  # in which a board can be described
EMPTY, MINE, YOURS = 0, 1, 2  # and, in the other basis: EMPTY, first player, second player


@dataclass(frozen=True)
class Games:
    """Games as a model reads them, padded with -1 after END, and what only we see: the board after each token."""

    tokens: Int[np.ndarray, "game 11"]
    boards: Int[np.ndarray, "game 11 9"]  # EMPTY, 1 where the first player stands, 2 where the second does

    @property
    def going_on(self) -> Bool[np.ndarray, "game 11"]:
        """The places from which a next token follows: START and the moves."""
        return (self.tokens >= 0) & (self.tokens != END)

    def batch(self, rows: slice | Int[np.ndarray, " some"]) -> tuple[Int[Tensor, "some 10"], Int[Tensor, "some 10"]]:
        """Inputs and targets for `lk.train`; nothing is scored after END."""
        tokens = torch.from_numpy(self.tokens[rows])
        targets = tokens[:, 1:].clone()
        targets[targets < 0] = -100
        return tokens[:, :-1].clamp(min=0), targets

    def batches(self, size: Count, *, seed: Seed) -> Iterator[tuple[Int[Tensor, "size 10"], Int[Tensor, "size 10"]]]:
        """Endless batches for `lk.train`, drawn from the games."""
        draw = np.random.default_rng(seed)
        while True:
            yield self.batch(draw.integers(len(self.tokens), size=size))


def games(count: Count, *, seed: Seed = 0) -> Games:
    """Draws games of two players who choose among the free squares at random, until one has won or none is left.

    Raises:
        ValueError: for a count below 1.
    """
    if count < 1:
        raise ValueError(say("argument.range", name="count", allowed="≥ 1", value=count))
    order = np.random.default_rng(seed).random((count, SQUARES)).argsort(axis=1)  # the moves, were nobody to win
    tokens, boards = np.full((count, LENGTH), -1), np.zeros((count, LENGTH, SQUARES), dtype=int)
    tokens[:, 0] = START
    live = np.ones(count, dtype=bool)
    for turn in range(SQUARES):
        boards[:, turn + 1] = boards[:, turn]
        tokens[live, turn + 1] = order[live, turn]
        boards[live, turn + 1, order[live, turn]] = 1 + turn % 2
        ended = live & (has_won(boards[:, turn + 1], 1 + turn % 2) | (turn == SQUARES - 1))
        tokens[ended, turn + 2] = END
        live &= ~ended
    boards[:, -1] = boards[:, -2]
    return Games(tokens, boards)


def has_won(
    boards: Annotated[Int[np.ndarray, "board 9"], Range(0, 2)], player: Literal[1, 2]
) -> Bool[np.ndarray, " board"]:
    """Whether the player holds a whole row, column or diagonal."""
    return (boards[:, ROWS] == player).all(axis=2).any(axis=1)


def seen_by_mover(boards: Annotated[Int[np.ndarray, "game 11 9"], Range(0, 2)]) -> Int[np.ndarray, "game 11 9"]:
    """The same boards in the basis of who has just moved: EMPTY, MINE, YOURS.

    After an odd number of moves the first player has just moved, after an even number the second.
    """
    first_moved = (np.arange(boards.shape[1]) % 2 == 1)[:, None]
    return np.where(boards == EMPTY, EMPTY, np.where((boards == 1) == first_moved, MINE, YOURS))


def board_ids(boards: Annotated[Int[np.ndarray, "board 9"], Range(0, 2)]) -> Int[np.ndarray, " board"]:
    """One number for each different board, to keep all copies of a board on one side of a split."""
    return boards @ 3 ** np.arange(SQUARES)


def one_hot(boards: Annotated[Int[np.ndarray, "board 9"], Range(0, 2)]) -> Float[np.ndarray, "board 27"]:
    """Targets for a linear probe: for each square, three numbers of which one is 1."""
    return np.eye(3)[boards].reshape(len(boards), -1)


def squares_read(
    predictions: Float[np.ndarray, "board 27"], boards: Annotated[Int[np.ndarray, "board 9"], Range(0, 2)]
) -> Bool[np.ndarray, "board 9"]:
    """Which squares a probe of `one_hot` reads rightly: of the three numbers the largest counts."""
    return predictions.reshape(-1, SQUARES, 3).argmax(-1) == boards


@torch.no_grad()
def share_read(model, layer: str, games: Games, basis: str, *, seed: Seed) -> float:
    """Share of the squares that a linear probe of a layer reads rightly after each move, on boards it never met.

    Args:
        layer: A name that the model's `tap` knows.
        basis: "mine" (mine, yours, empty: see `seen_by_mover`) or "players" (first, second, empty).
        seed: Of the split of the boards.
    """
    inputs, _ = games.batch(slice(None))
    _, inside = model.tap(inputs.to(next(model.parameters()).device), [layer])
    moved = games.going_on[:, :-1] & (np.arange(LENGTH - 1) >= 1)  # not after START
    boards = {"mine": seen_by_mover(games.boards), "players": games.boards}[basis]
    states, squares = inside[layer].cpu().numpy()[moved], boards[:, :-1][moved]
    same = board_ids(games.boards[:, :-1][moved])
    reading = probes.held_out(states, one_hot(squares), groups=same, folds=3, penalty=1e-3, seed=seed)
    return float(squares_read(reading.predictions, squares).mean())


@torch.no_grad()
def illegal_share(model, games: Games) -> float:
    """Mean probability that a model gives, while a game goes on, to squares that are taken."""
    inputs, _ = games.batch(slice(None))
    probabilities = model(inputs.to(next(model.parameters()).device)).softmax(-1)  # (game, 10, 11)
    taken = (games.boards > 0)[:, :-1]  # (game, 10, 9)
    on_taken = (probabilities[..., :SQUARES].cpu().numpy() * taken).sum(-1)
    return float(on_taken[games.going_on[:, :-1]].mean())


arguments.check(__name__)
