"""Experts who err alone or together, and what a majority makes of it."""

from itertools import islice

import numpy as np
import pytest
import torch

from labkit.messages import LANGUAGES, set_language
from labkit.next_token import experts


def majority(panel):
    """The most frequent answer to each question."""
    return np.array([np.bincount(answers, minlength=panel.moves).argmax() for answers in panel.answers.T])


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("skill", [0.0, 0.25, 0.6, 1.0])
def test_each_expert_knows_exactly_the_share_asked_for(skill, shared):
    panel = experts.panel(experts=7, questions=40, moves=5, skill=skill, shared=shared)
    assert panel.answers.shape == (7, 40)
    assert ((panel.answers == panel.right).mean(axis=1) == skill).all()
    assert panel.accuracy == skill
    for moves in (panel.right, panel.answers):
        assert moves.min() >= 0
        assert moves.max() < panel.moves == 5


def test_from_one_school_all_give_the_same_answers():
    panel = experts.panel(shared=True)
    assert (panel.answers == panel.answers[0]).all()
    assert (majority(panel) == panel.right).mean() == panel.accuracy


def test_experts_who_err_alone_agree_by_chance_only():
    panel = experts.panel(experts=20, questions=500, moves=8, skill=0.6)
    agree = np.mean([(a == b).mean() for i, a in enumerate(panel.answers) for b in panel.answers[:i]])
    # both right, or both wrong and on the same one of 7 wrong moves
    assert agree == pytest.approx(0.6**2 + 0.4**2 / 7, abs=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_a_majority_of_lone_experts_beats_each_of_them(seed):
    panel = experts.panel(skill=0.6, seed=seed)
    assert (majority(panel) == panel.right).mean() > 0.9


def test_mistakes_are_spread_over_all_wrong_moves():
    panel = experts.panel(experts=200, questions=50, moves=5, skill=0.0)
    shifts = np.bincount(((panel.answers - panel.right) % 5).ravel(), minlength=5) / panel.answers.size
    assert shifts == pytest.approx([0, 0.25, 0.25, 0.25, 0.25], abs=0.02)  # 0.02: more than 4 standard errors


def test_games_are_answers_of_the_panel():
    panel = experts.panel(experts=3, questions=6, moves=4)
    asked, moves = (torch.cat(parts) for parts in zip(*islice(panel.games(batch=500, seed=0), 4), strict=True))
    assert asked.shape == moves.shape == (2000, 1)
    given = {(q, 6 + panel.answers[e, q]) for e in range(3) for q in range(6)}
    assert set(zip(asked[:, 0].tolist(), moves[:, 0].tolist(), strict=True)) == given
    right = (moves[:, 0] - 6).numpy() == panel.right[asked[:, 0].numpy()]
    assert abs(right.mean() - panel.accuracy) < 4 * np.sqrt(panel.accuracy * (1 - panel.accuracy) / 2000)


def test_a_player_is_scored_at_a_temperature():
    panel = experts.Panel(right=np.array([0, 1]), answers=np.array([[0, 0]]), moves=2)
    probabilities = np.array([[0.8, 0.2], [0.6, 0.4]])
    assert panel.score(probabilities, 1) == pytest.approx((0.8 + 0.4) / 2)
    squares = (0.64 / 0.68 + 0.16 / 0.52) / 2
    assert panel.score(probabilities, 0.5) == pytest.approx(squares)


def test_an_imitator_plays_as_its_masters_do(global_rng_unchanged):
    panel = experts.panel(experts=3, questions=4, moves=5, skill=0.5, seed=1)
    shares = (panel.answers[:, :, None] == np.arange(5)).mean(0)  # (question, move)
    assert experts.imitate(panel, steps=400, seed=0) == pytest.approx(shares, abs=0.08)
    first, again = (experts.imitate(panel, steps=5, seed=0) for _ in range(2))
    assert np.array_equal(first, again)


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    panels = [experts.panel(seed=seed) for seed in (1, 1, 2)]
    assert np.array_equal(panels[0].answers, panels[1].answers)
    assert not np.array_equal(panels[0].answers, panels[2].answers)
    first = [next(panels[0].games(batch=20, seed=seed))[1] for seed in (1, 1, 2)]
    assert torch.equal(first[0], first[1])
    assert not torch.equal(first[0], first[2])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "options", [{"experts": 0}, {"questions": 1}, {"moves": 1}, {"skill": 1.5}, {"skill": -0.1}], ids=str
)
def test_a_wrong_argument_is_named_with_its_value(options, language):
    set_language(language)
    ((name, value),) = options.items()
    with pytest.raises(ValueError, match=f"{name}.* {value}$"):
        experts.panel(**options)
