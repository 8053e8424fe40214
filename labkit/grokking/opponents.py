"""Whoever fills a table without learning anything of numbers: the best opponents we know for the exam of unit 05."""

import numpy as np
import torch
from jaxtyping import Int
from torch import Tensor

from labkit import arguments
from labkit.grokking.modular import Table


def sudoku(table: Table) -> Int[Tensor, " question"]:
    """The answers of a player who deduces the hidden cells of a table, with symbols alone; −1 where nothing follows.

    Two shown cells (a, b) and (a', b') with one answer teach that going from row a to row a' undoes going from column
    b to column b'. Moves that undo the same move are one and the same, wherever they are made. A hidden cell then has
    the answer of any shown cell that is reached by a move along the rows and the move along the columns that undoes it.

    The player knows no number, but was given one idea: that moves can be replayed elsewhere. It is what makes a table
    that of a group (the quadrangle criterion of Frolov 1890 and Brandt 1927 for Latin squares); where it does not hold,
    the answers are worth nothing.
    """
    p, answers = table.p, table.answers.cpu().numpy()
    shown = np.flatnonzero(table.train.cpu().numpy())
    rows, columns = _moves(p, shown, answers[shown])
    a, b = shown // p, shown % p
    found = np.full((p, p), -1)
    for row in range(p):
        # (column, shown cell): does the move to the cell's row undo the move from the cell's column?
        undone = rows[row, a] == columns[b].T
        first = undone.argmax(1)
        found[row] = np.where(undone.any(1), answers[shown[first]], -1)
    found.flat[shown] = answers[shown]
    return torch.from_numpy(found.flatten()).to(table.answers.device)


def _moves(p, shown, answers):
    """A label for each move from row to row and from column to column, (from, to); equal: one undoes the other."""
    rows, columns = np.arange(p * p), np.arange(p * p) + p * p
    pairs = [np.meshgrid(cells, cells) for cells in (shown[answers == value] for value in np.unique(answers))]
    first, second = (np.concatenate([pair[i].ravel() for pair in pairs]) for i in (0, 1))
    along_rows = first // p * p + second // p
    along_columns = second % p * p + first % p
    while True:
        least = np.minimum(rows[along_rows], columns[along_columns])
        before = rows.sum() + columns.sum()
        np.minimum.at(rows, along_rows, least)
        np.minimum.at(columns, along_columns, least)
        if rows.sum() + columns.sum() == before:
            return rows.reshape(p, p), columns.reshape(p, p)


arguments.check(__name__)
