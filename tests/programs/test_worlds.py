"""Programs, prompts and texts say what they promise."""

import pytest
import torch

from labkit.messages import LANGUAGES, set_language
from labkit.programs import worlds

FEW = worlds.permutations(5, symbols=6, seed=1)


def asked_before(prompts):
    return (prompts.x[:, :-1] == prompts.x[:, -1:]).any(1)


def test_programs_are_permutations():
    for programs in (worlds.permutations(7, symbols=9), worlds.shifts(9), worlds.affine(7)):
        assert (programs.sort(1).values == torch.arange(programs.shape[1])).all()


def test_shifts_and_affine_programs_follow_their_rule():
    assert worlds.shifts(5)[3].tolist() == [3, 4, 0, 1, 2]
    programs = worlds.affine(5)
    assert len(programs) == len(programs.unique(dim=0)) == 20
    assert (3 * torch.arange(5) + 2).remainder(5).tolist() in programs.tolist()


def test_the_same_seed_gives_the_same_programs(global_rng_unchanged):
    assert torch.equal(worlds.permutations(3, seed=5), worlds.permutations(3, seed=5))
    assert not torch.equal(worlds.permutations(3, seed=5), worlds.permutations(3, seed=6))


@pytest.mark.parametrize("demonstrated", [True, False])
def test_a_prompt_shows_different_questions_of_one_program(demonstrated):
    prompts = worlds.prompts(FEW, 200, demonstrations=4, demonstrated=demonstrated, seed=3)
    assert prompts.x.shape == prompts.y.shape == (200, 5)
    assert torch.equal(FEW[prompts.program[:, None], prompts.x], prompts.y)
    assert all(len(set(row)) == 4 for row in prompts.x[:, :-1].tolist())
    assert (asked_before(prompts) == demonstrated).all()


def test_every_question_and_program_is_drawn_equally_often():
    prompts = worlds.prompts(FEW, 6000, demonstrations=2, demonstrated=True, seed=0)
    for drawn, kinds in ((prompts.x[:, -1], 6), (prompts.program, 5)):
        counts = drawn.bincount(minlength=kinds) / 6000
        spread = (1 / kinds * (1 - 1 / kinds) / 6000) ** 0.5
        assert (counts - 1 / kinds).abs().max() < 5 * spread


def test_tokens_alternate_and_end_with_the_question():
    prompts = worlds.prompts(FEW, 3, demonstrations=2, demonstrated=False)
    assert prompts.tokens.shape == (3, 5)
    assert torch.equal(prompts.tokens[:, ::2], prompts.x)
    assert torch.equal(prompts.tokens[:, 1::2], prompts.y[:, :-1] + 6)
    assert prompts.demonstrations == 2


def test_texts_demonstrate_then_ask(global_rng_unchanged):
    draw = torch.Generator().manual_seed(0)
    x, y = worlds.texts(FEW, 4000, demonstrations=3, questions=2, repeat=0.75, draw=draw)
    assert x.shape == y.shape == (4000, 5)
    assert all(len(set(row)) == 3 for row in x[:, :3].tolist())
    again = torch.stack([(x[:, :3] == x[:, t : t + 1]).any(1) for t in (3, 4)], 1).double().mean(0)
    assert (again - 0.75).abs().max() < 5 * (0.25 * 0.75 / 4000) ** 0.5
    for row, answers in zip(x[:50], y[:50], strict=True):
        assert any((program[row] == answers).all() for program in FEW)
    distinct, _ = worlds.texts(FEW, 100, demonstrations=3, questions=3, repeat=0.0, draw=draw)
    assert (distinct.sort(1).values == torch.arange(6)).all()


def test_corrupted_prompts_keep_the_question_and_its_right_answer():
    prompts = worlds.prompts(FEW, 3000, demonstrations=4, demonstrated=False)
    worse = worlds.corrupted(prompts, 0.5, seed=1)
    assert torch.equal(worse.x, prompts.x)
    assert torch.equal(worse.answers, prompts.answers)
    changed = (worse.y != prompts.y).double()[:, :-1].mean().item()
    assert changed == pytest.approx(0.5 * 5 / 6, abs=0.03)  # one draw in six is the right one
    assert torch.equal(worlds.corrupted(prompts, 0.0).y, prompts.y)


def test_a_contradiction_changes_the_pair_of_the_question_alone():
    prompts = worlds.prompts(FEW, 300, demonstrations=4, demonstrated=True)
    lying = worlds.contradicted(prompts)
    here = lying.x[:, :-1] == lying.x[:, -1:]
    assert torch.equal(lying.answers, prompts.answers)
    assert torch.equal(lying.y[:, :-1][~here], prompts.y[:, :-1][~here])
    assert (lying.y[:, :-1][here] != prompts.answers).all()
    assert all(len(set(row)) == 4 for row in lying.y[:, :-1].tolist())  # no answer twice
    with pytest.raises(ValueError, match="demonstrated=True"):
        worlds.contradicted(worlds.prompts(FEW, 3, demonstrations=2, demonstrated=False))


def test_a_mixed_prompt_takes_so_many_demonstrations_from_the_second_program():
    asked, theirs = worlds.mixed(FEW, 50, demonstrations=4, second=3, seed=2)
    assert (asked.answers != theirs).all()
    own = (FEW[asked.program[:, None], asked.x[:, :-1]] == asked.y[:, :-1]).sum(1)
    assert (own >= 1).all()  # the second program may agree with the first
    assert (own == 1).any()
    alone, _ = worlds.mixed(FEW, 50, demonstrations=4, second=0, seed=2)
    assert torch.equal(FEW[alone.program[:, None], alone.x], alone.y)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_the_reader_s(language):
    set_language(language)
    assert worlds.readable(15, 0) == {"fr": "zup → soleil", "en": "zup → sun"}[language]
    assert worlds.readable(torch.tensor(0)) == "bomi → ?"
    assert len(set(worlds.WORDS)) == len(set(worlds.MEANINGS[language])) == worlds.SYMBOLS


@pytest.mark.parametrize(
    ("call", "value"),
    [
        (lambda: worlds.permutations(0), "0"),
        (lambda: worlds.permutations(2, symbols=1), "1"),
        (lambda: worlds.affine(9), "9"),
        (lambda: worlds.prompts(FEW, 2, demonstrations=6, demonstrated=False), "6"),
        (lambda: worlds.prompts(FEW, 2, demonstrations=0, demonstrated=True), "0"),
        (lambda: worlds.prompts(FEW, 0, demonstrations=1, demonstrated=True), "0"),
        (lambda: worlds.texts(FEW, 2, demonstrations=3, questions=4, repeat=0.1, draw=torch.Generator()), "4"),
        (lambda: worlds.texts(FEW, 2, demonstrations=6, questions=1, repeat=0.1, draw=torch.Generator()), "6"),
        (lambda: worlds.texts(FEW, 2, demonstrations=3, questions=3, repeat=1.5, draw=torch.Generator()), "1.5"),
        (lambda: worlds.corrupted(worlds.prompts(FEW, 2, demonstrations=1, demonstrated=True), -0.5), "-0.5"),
        (lambda: worlds.mixed(FEW, 2, demonstrations=2, second=3), "3"),
    ],
)
def test_bad_arguments_are_named(call, value):
    with pytest.raises(ValueError, match=value):
        call()
