"""The network answers where it is asked, as the transformer of the course does, and learns a small list."""

import time

import pytest
import torch

from labkit.programs import network, worlds

SMALL = {"symbols": 4, "demonstrations": 2, "questions": 1, "d_model": 16, "d_mlp": 32}
LIST = worlds.permutations(2, symbols=4, seed=0)
LIST16 = worlds.permutations(2)


@pytest.fixture(scope="module")
def learned():
    model = network.build(**SMALL)
    for _ in network.learn(model, LIST, steps=150, lr=1e-2, questions=1, progress=False):
        pass
    return model


def test_scores_are_those_of_the_transformer():
    model = network.build(**SMALL, seed=3)
    tokens = worlds.prompts(LIST, 5, demonstrations=2, demonstrated=True).tokens
    expected = model(tokens)[:, ::2, 4:]
    torch.testing.assert_close(network.answer_scores(model, tokens), expected)


def test_gradients_are_those_of_the_transformer():
    model = network.build(**SMALL)
    tokens, y = next(network.batches(LIST, batch=4, fewest=1, demonstrations=2, questions=1, repeat=0.2, seed=0))
    network.loss(model, (tokens, y)).backward()
    ours = [w.grad.clone() for w in model.parameters()]
    model.zero_grad()
    scores = model(tokens)[:, ::2, 4:]
    torch.nn.functional.cross_entropy(scores.flatten(0, 1), y.flatten()).backward()
    for mine, theirs in zip(ours, (w.grad for w in model.parameters()), strict=True):
        torch.testing.assert_close(mine, theirs, atol=1e-6, rtol=1e-4)


def test_a_short_list_is_known(learned):
    asked = worlds.prompts(LIST, 200, demonstrations=2, demonstrated=False, seed=9)
    assert network.accuracy(learned, asked) >= 0.9


def test_the_same_seed_learns_the_same(global_rng_unchanged):
    ends = []
    for _ in range(2):
        model = network.build(**SMALL, seed=1)
        ends.append([loss for _, loss in network.learn(model, LIST, steps=3, questions=1, progress=False, seed=4)])
    assert ends[0] == ends[1]


def test_probabilities_are_distributions(learned):
    told = network.probabilities(learned, worlds.prompts(LIST, 7, demonstrations=1, demonstrated=True))
    assert told.shape == (7, 4)
    torch.testing.assert_close(told.sum(1), torch.ones(7))


def test_an_exam_has_four_cells_or_two():
    exam = network.exam(LIST, LIST, demonstrations=2, count=10)
    assert list(exam) == list(network.CELLS)
    assert list(network.exam(LIST, LIST, demonstrations=0, count=10)) == ["known_other", "new_other"]


def test_attention_to_the_demonstration_is_a_share(learned):
    asked = worlds.prompts(LIST, 50, demonstrations=2, demonstrated=True)
    paid = network.attention_to_the_demonstration(learned, asked)
    assert 0 <= paid <= 1
    with torch.no_grad():  # queries of nothing: equal attention, two places of five
        model = network.build(**SMALL)
        for block in model.blocks:
            block.attention.qkv.weight.zero_()
    assert network.attention_to_the_demonstration(model, asked) == pytest.approx(2 / 5)


def test_a_slide_holds_the_cells_and_one_prompt_of_each(learned):
    exam = network.exam(LIST, LIST, demonstrations=2, count=10)
    slide = network.slide(exam, {cell: network.probabilities(learned, asked) for cell, asked in exam.items()})
    assert set(slide["cells"]) == set(slide["prompts"]) == set(network.CELLS)
    first = slide["prompts"]["known_other"]
    assert len(first["x"]) == len(first["y"]) == 3
    assert [p for _, p in first["told"]] == sorted((p for _, p in first["told"]), reverse=True)


def test_a_list_of_other_symbols_is_refused():
    with pytest.raises(ValueError, match="5"):
        network.learn(network.build(**SMALL), worlds.permutations(2, symbols=5), steps=1)


def test_networks_side_by_side_are_those_alone():
    lists = {"a": worlds.permutations(2), "b": worlds.permutations(3, seed=1)}
    both = network.trained(lists, steps=2, seed=5)
    alone = network.trained({"b": lists["b"]}, steps=2, seed=5)
    for mine, theirs in zip(both["b"].parameters(), alone["b"].parameters(), strict=True):
        torch.testing.assert_close(mine, theirs)


def test_a_network_of_a_family_is_that_which_learns_alone():
    programs = worlds.permutations(3, seed=1)
    found = network.trained({"a": LIST16, "b": programs}, steps=3, seed=5)["b"]
    alone = network.build(seed=5)
    for _ in network.learn(alone, programs, steps=3, seed=5, progress=False):
        pass
    for mine, theirs in zip(found.parameters(), alone.parameters(), strict=True):
        torch.testing.assert_close(mine, theirs, atol=1e-5, rtol=1e-3)


def test_one_that_fails_or_is_interrupted_stops_the_others(monkeypatch):
    steps = {"slow": 0}

    def learn(models, readings, **options):
        if models[0].seen == "fails":
            raise KeyboardInterrupt
        for steps["slow"] in range(1, 10_000):
            time.sleep(0.001)
            yield steps["slow"], [0.0]

    def build(*, symbols, seed):
        model = network.Transformer(network.TransformerConfig(2 * symbols, 23, d_model=4, n_heads=1))
        model.seen = "fails" if symbols == 15 else "slow"
        return model

    monkeypatch.setattr(network.family, "learn", learn)
    monkeypatch.setattr(network, "build", build)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)
    with pytest.raises(KeyboardInterrupt):
        network.trained({"fails": worlds.permutations(2, symbols=15), "slow": worlds.permutations(3)}, steps=1)
    assert steps["slow"] < 5000
