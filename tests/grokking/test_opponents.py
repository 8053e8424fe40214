"""The sudoku player fills what follows from symbols alone, and only that."""

import pytest
import torch

from labkit.grokking import modular, opponents


def table(fraction=0.3, **options):
    return modular.table(p=31, fraction=fraction, seed=1, **options)


def right(table, part):
    return (opponents.sudoku(table) == table.answers)[part].double().mean().item()


@pytest.mark.parametrize("operation", ["a + b", "a - b"])
def test_with_enough_shown_every_hidden_cell_of_a_group_follows(operation):
    shown = table(0.5, operation=operation)
    assert right(shown, shown.test) == 1


def test_what_was_shown_stays():
    shown = table(0.1)
    assert right(shown, shown.train) == 1


def test_with_little_shown_some_cells_do_not_follow_and_those_filled_are_right():
    shown = table(0.05)
    found = opponents.sudoku(shown)
    filled = (found >= 0) & shown.test
    assert 0 < (found < 0).sum() < len(found)
    assert torch.equal(found[filled], shown.answers[filled])


def test_two_shown_cells_of_one_answer_teach_one_move():
    # 0 + 1 = 1 + 0: from row 0 to row 1 undoes from column 0 to column 1. So 1 + 1, shown, tells 0 + 2 only where the
    # move between columns 1 and 2 is known too; nothing here tells it
    answers = torch.tensor([(a + b) % 3 for a in range(3) for b in range(3)])
    train = torch.tensor([[0, 1, 0], [1, 1, 0], [0, 0, 0]], dtype=torch.bool).flatten()
    found = opponents.sudoku(modular.Table(3, "a + b", answers, train))
    assert found.view(3, 3).tolist() == [[-1, 1, -1], [1, 2, -1], [-1, -1, -1]]


def test_where_moves_cannot_be_replayed_its_answers_are_worth_nothing():
    shown = modular.table(p=113, fraction=0.3, operation="a³ + ab² + b", seed=0)
    assert right(shown, shown.new) < 0.05
