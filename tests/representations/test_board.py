"""Tic-tac-toe: every board is one that the rules allow, and each game ends when it must."""

import numpy as np
import pytest
import torch

from labkit.messages import LANGUAGES, set_language
from labkit.representations import board


@pytest.fixture(scope="module")
def games():
    return board.games(400, seed=1)


def slow_winner(squares):
    """1, 2 or 0, from the eight lines written out as a human sees them."""
    grid = np.array(squares).reshape(3, 3)
    lines = [*grid, *grid.T, grid.diagonal(), np.fliplr(grid).diagonal()]
    return next((int(line[0]) for line in lines if line[0] and (line == line[0]).all()), 0)


def test_games_replayed_move_by_move(games):
    for tokens, boards in zip(games.tokens, games.boards, strict=True):
        assert tokens[0] == board.START
        moves = [t for t in tokens[1:] if 0 <= t < board.SQUARES]
        assert len(set(moves)) == len(moves)
        assert tokens[len(moves) + 1] == board.END
        assert (tokens[len(moves) + 2 :] == -1).all()
        squares = [0] * 9
        for turn, move in enumerate(moves):
            assert not slow_winner(squares), "a game goes on after it was won"
            squares[move] = 1 + turn % 2
            assert boards[turn + 1].tolist() == squares
        assert slow_winner(squares) or len(moves) == 9


def test_random_play_favours_the_first_player_as_is_known():
    games = board.games(20_000, seed=0)
    last = games.boards[:, -1]
    first, second = board.has_won(last, 1).mean(), board.has_won(last, 2).mean()
    assert first == pytest.approx(0.585, abs=0.015)  # exact: 0.5850 and 0.2881
    assert second == pytest.approx(0.288, abs=0.015)


def test_mine_and_yours_change_places_at_every_move(games):
    mine = board.seen_by_mover(games.boards)
    assert np.array_equal(mine == 0, games.boards == 0)
    for turn in range(1, board.LENGTH - 1):
        mover = 1 if turn % 2 == 1 else 2
        assert ((mine[:, turn] == board.MINE) == (games.boards[:, turn] == mover)).all()


def test_a_batch_scores_moves_and_end_and_nothing_behind(games):
    inputs, targets = games.batch(slice(0, 50))
    assert inputs.shape == targets.shape == (50, board.LENGTH - 1)
    assert inputs.min() >= 0
    for row, want in zip(targets.tolist(), games.tokens[:50, 1:].tolist(), strict=True):
        assert row == [t if t >= 0 else -100 for t in want]
    assert np.array_equal(games.going_on[:50, :-1], (targets != -100).numpy())


def test_board_ids_tell_boards_apart():
    boards = board.games(300, seed=2).boards.reshape(-1, 9)
    assert len(np.unique(board.board_ids(boards))) == len(np.unique(boards, axis=0))


def test_one_hot_is_read_back(games):
    boards = games.boards[:, 5]
    assert board.squares_read(board.one_hot(boards), boards).all()
    assert not board.squares_read(-board.one_hot(boards), boards).any()


def test_illegal_share_counts_taken_squares_only(games):
    probabilities = torch.zeros(400, board.LENGTH - 1, board.VOCAB_SIZE)
    probabilities[..., board.END] = 1.0
    assert board.illegal_share(probabilities, games) == 0
    taken = torch.from_numpy(games.boards[:, :-1] > 0)
    probabilities[..., : board.SQUARES] = 0.1 * taken
    expected = 0.1 * (games.boards[:, :-1] > 0).sum(-1)[games.going_on[:, :-1]].mean()
    assert board.illegal_share(probabilities, games) == pytest.approx(expected, rel=1e-5)


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    a, b, c = (board.games(20, seed=seed).tokens for seed in (1, 1, 2))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_games_are_refused(language):
    set_language(language)
    with pytest.raises(ValueError, match=r"count.*0$"):
        board.games(0)
