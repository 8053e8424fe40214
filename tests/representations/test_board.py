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


class Player(torch.nn.Module):
    """Answers with given probabilities, whatever it reads."""

    def __init__(self, probabilities):
        super().__init__()
        self.logits = torch.nn.Parameter(torch.log(probabilities))

    def forward(self, tokens):
        return self.logits


def test_illegal_share_counts_taken_squares_only(games):
    probabilities = torch.full((400, board.LENGTH - 1, board.VOCAB_SIZE), 1e-9)
    probabilities[..., board.END] = 1.0
    assert board.illegal_share(Player(probabilities), games) == pytest.approx(0, abs=1e-6)
    taken = torch.from_numpy(games.boards[:, :-1] > 0)
    probabilities[..., : board.SQUARES] = 0.1 * taken
    probabilities[..., board.END] = 1 - 0.1 * taken.sum(-1)
    expected = 0.1 * (games.boards[:, :-1] > 0).sum(-1)[games.going_on[:, :-1]].mean()
    assert board.illegal_share(Player(probabilities), games) == pytest.approx(expected, rel=1e-4)


class Holder:
    """A stand-in for a model whose only layer holds the board in one basis."""

    def __init__(self, boards):
        self.held = torch.from_numpy(board.one_hot(boards[:, :-1].reshape(-1, 9))).reshape(len(boards), -1, 27)

    def parameters(self):
        yield torch.zeros(1)

    def tap(self, inputs, layers):
        return None, dict.fromkeys(layers, self.held)


def test_a_board_that_is_held_in_one_basis_is_read_in_that_basis(games):
    held = {"mine": board.seen_by_mover(games.boards), "players": games.boards}
    for basis, other in (("mine", "players"), ("players", "mine")):
        model = Holder(held[basis])
        assert board.share_read(model, "layer", games, basis, seed=0) > 0.99
        assert board.share_read(model, "layer", games, other, seed=0) < 0.9


def test_batches_are_drawn_from_the_games(games, global_rng_unchanged):
    batches = [games.batches(16, seed=seed) for seed in (0, 0, 1)]
    first, same, other = (next(batch)[0] for batch in batches)
    assert torch.equal(first, same)
    assert not torch.equal(first, other)
    known = {tuple(row) for row in games.tokens[:, :-1].clip(0).tolist()}
    assert {tuple(row) for row in first.tolist()} <= known


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    a, b, c = (board.games(20, seed=seed).tokens for seed in (1, 1, 2))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_games_are_refused(language):
    set_language(language)
    with pytest.raises(ValueError, match=r"count.*0$"):
        board.games(0)
