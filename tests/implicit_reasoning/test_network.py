"""The network answers as the transformer of the course does, and learns a small world."""

import time

import pytest
import torch

from labkit.implicit_reasoning import network, worlds

COMPOSED = worlds.composition(entities=8, relations=4, exam=50, seed=0)
COMPARED = worlds.comparison(entities=12, attributes=2, values=4, exam=50, seed=0)
TOKENS = torch.cat([COMPOSED.atoms, COMPOSED.exams["training"]])[:, :3]


@pytest.mark.parametrize("shape", [{}, {"n_layers": 1}, {"n_layers": 3}, {"shared": True}], ids=str)
def test_beginnings_computed_once_change_nothing(shape):
    model = network.build(COMPOSED, d_model=16, n_heads=2, **shape)
    plain = model(TOKENS, last_only=True)
    torch.testing.assert_close(network.answer_scores(model, TOKENS), plain, atol=1e-4, rtol=1e-4)


def test_the_gradients_are_the_same():
    model = network.build(COMPOSED, d_model=16, n_heads=2)
    found = []
    for scores in (network.answer_scores, lambda m, t: m(t, last_only=True)):
        model.zero_grad()
        torch.nn.functional.cross_entropy(scores(model, TOKENS), TOKENS[:, 0]).backward()
        found.append([w.grad.clone() for w in model.parameters()])
    for one, other in zip(*found, strict=True):
        torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-3)


def test_shared_blocks_are_one():
    twice = network.build(COMPOSED, d_model=16, n_layers=2, shared=True)
    once = network.build(COMPOSED, d_model=16, n_layers=1)
    assert sum(w.numel() for w in twice.parameters()) == sum(w.numel() for w in once.parameters())


def test_batches_mix_facts_and_training_questions(global_rng_unchanged):
    rows = next(network.batches(COMPOSED, batch=100, atomic=0.3, seed=0))
    mark = worlds.start_of(COMPOSED, "mark")
    assert (rows[:, 2] == mark).sum() == 30
    allowed = {tuple(row) for row in torch.cat([COMPOSED.atoms, COMPOSED.exams["training"]]).tolist()}
    assert {tuple(row) for row in rows.tolist()} <= allowed


def test_facts_and_training_questions_are_learned_and_marks_are_shares():
    model = network.build(COMPOSED, d_model=32)
    options = {"steps": 250, "batch": 128, "weight_decay": 0.1, "every": 250, "progress": False}
    ((_, marks),) = network.learn(model, COMPOSED, **options)
    assert marks["atoms"] > 0.95
    assert marks["training"] > 0.95
    assert set(marks) == {"atoms", *worlds.EXAMS}
    everyone = COMPOSED.exams["outside"]
    assert network.written(model, COMPOSED, everyone) > 0.9  # whoever knows the facts can write the step
    assert network.product(model, COMPOSED, "outside") == pytest.approx(1, abs=0.1)
    told = network.probabilities(model, everyone).argmax(-1) == everyone[:, 3]
    assert network.accuracy(model, everyone) == pytest.approx(told.double().mean().item())


def test_writing_asks_for_the_fact_then_for_the_one_after_it():
    model = network.build(COMPOSED, d_model=16)
    rows = COMPOSED.exams["familiar"]
    mark = torch.full((len(rows),), worlds.start_of(COMPOSED, "mark"))
    bridge = model(torch.stack([rows[:, 0], rows[:, 1], mark], 1), last_only=True).argmax(-1)
    tail = model(torch.stack([bridge, rows[:, 2], mark], 1), last_only=True).argmax(-1)
    share = (tail == rows[:, 3]).double().mean().item()
    assert network.written(model, COMPOSED, rows) == pytest.approx(share)


def test_several_are_trained_side_by_side_as_each_would_be_alone():
    pair = {"comparison": COMPARED, "composition": COMPOSED}
    threads = torch.get_num_threads()
    models, curves = network.trained(pair, steps=4, every=2, seed=1)
    assert torch.get_num_threads() == threads
    alone = network.build(COMPARED, seed=1)
    for _ in network.learn(alone, COMPARED, steps=4, seed=1, progress=False):
        pass
    for one, other in zip(models["comparison"].parameters(), alone.parameters(), strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)
    assert curves["composition"]["outside"][0].tolist() == [2, 4]


def test_an_interrupted_network_stops_the_others(monkeypatch):
    seen = []

    def slow(model, world, **options):
        for step in range(1000):
            if world.task == "comparison" and step == 3:
                raise KeyboardInterrupt
            seen.append(world.task)
            time.sleep(0.001)
            yield step, {"atoms": 0.0}

    monkeypatch.setattr(network, "learn", slow)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)
    with pytest.raises(KeyboardInterrupt):
        network.trained({"comparison": COMPARED, "composition": COMPOSED}, steps=1000)
    assert seen.count("composition") < 900
