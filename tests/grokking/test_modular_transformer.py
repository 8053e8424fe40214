"""The factored transformer: the same function as the general one, and training that is what it says."""

import inspect
import subprocess
from types import SimpleNamespace

import pytest
import torch
import torch.nn.functional as F
from lab_sources import PYTHON, ROOT, build

from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt
from labkit.messages import LANGUAGES, set_language

SMALL = {"d_model": 12, "n_heads": 3, "d_mlp": 20}


def model_and_table(p=7, seed=0, scale=3.0):
    """A network with large weights, so that attention is far from uniform, and a table."""
    model, table = mt.build(p, **SMALL, seed=seed), modular.table(p=p, fraction=0.4, seed=seed)
    with torch.no_grad():
        for weights in model.parameters():
            weights *= scale
    return model, table


@pytest.mark.parametrize("p", [2, 7, 13])
def test_factored_and_general_transformer_are_the_same_function(p):
    model, table = model_and_table(p)
    general = model(table.tokens, last_only=True)[:, :p]
    torch.testing.assert_close(mt.answer_logits(model, table.left, table.right), general, rtol=1e-4, atol=1e-4)


def test_attention_is_far_from_uniform_in_that_comparison():
    model, table = model_and_table()
    _, inside = model.tap(table.tokens, ["blocks.0.attention.pattern"])
    pattern = inside["blocks.0.attention.pattern"][:, :, -1]  # (question, head, key)
    assert pattern.max() > 0.9


def test_their_gradients_are_the_same():
    model, table = model_and_table()
    batch = table.left[table.train], table.right[table.train], table.answers[table.train]
    general = F.cross_entropy(model(table.tokens[table.train], last_only=True)[:, :7], batch[2])
    ours = torch.autograd.grad(mt.loss(model, batch), list(model.parameters()))
    theirs = torch.autograd.grad(general, list(model.parameters()))
    torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-5)


def test_attention_neither_overflows_nor_divides_by_zero():
    model, table = model_and_table(scale=30.0)
    assert torch.isfinite(mt.answer_logits(model, table.left, table.right)).all()


@pytest.mark.slow
def test_the_loss_can_be_compiled_in_one_piece():
    """As on a GPU; in a process of its own, where nobody checks types at run time."""
    code = """
import torch
from labkit.grokking import modular_transformer as mt
from labkit.grokking import modular
model, table = mt.build(7, d_model=12, n_heads=3, d_mlp=20), modular.table(p=7)
batch = table.left, table.right, table.answers
compiled = torch.compile(mt.loss, backend="eager", fullgraph=True)
torch.testing.assert_close(compiled(model, batch), mt.loss(model, batch))
"""
    subprocess.run([*PYTHON, "-c", code], cwd=ROOT, check=True)


def test_scores_of_all_answers_stand_by_question():
    model, table = model_and_table()
    model.double()  # the two ways of summing then differ by far less than any wrong place would
    scores = mt.all_logits(model, table)
    assert scores.shape == (7, 7, 7)
    torch.testing.assert_close(scores[2, 5], model(torch.tensor([[2, 5, 7]]), last_only=True)[0, :7])


def test_accuracies_count_each_part():
    _, table = model_and_table()
    scores = F.one_hot(table.answers, 7).float()
    right = table.train | table.twins
    scores[~right] = scores[~right].roll(1, dims=1)  # wrong on the new questions only
    marks = mt.accuracies(scores.view(7, 7, 7), table)
    twins = table.twins.sum().item() / table.test.sum().item()
    assert marks == {"train": 1.0, "test": pytest.approx(twins), "twins": 1.0, "new": 0.0}


def test_positions_start_as_large_as_tokens():
    model = mt.build(113)
    sizes = [weights.weight.std().item() for weights in (model.token_embedding, model.position_embedding)]
    assert sizes[1] == pytest.approx(sizes[0], rel=0.2)


def test_training_trains_on_the_training_questions_only():
    model, table = model_and_table(scale=1.0)
    other = modular.Table(7, "a + b", torch.where(table.train, table.answers, 0), table.train)  # test answers spoilt
    twin = mt.build(7, **SMALL)
    options = {"steps": 6, "every": 3, "progress": False}
    assert [step for step, _ in mt.learn(model, table, **options)] == [3, 6]
    for _ in mt.learn(twin, other, **options):
        pass
    for ours, theirs in zip(model.parameters(), twin.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_training_ends_when_the_test_is_passed():
    model, table = model_and_table()
    steps = [step for step, _ in mt.learn(model, table, steps=50, every=5, until=0.0, progress=False)]
    assert steps == [5]


def test_the_defaults_are_the_settings_of_the_lab():
    """The controls and the benchmark rely on it."""
    (cell,) = [cell for cell in build.read(ROOT / "labs" / "05_grokking.py") if "lk.preset(" in cell.text]
    lab = {}
    exec(cell.text, {"lk": SimpleNamespace(preset=lambda cpu, **_: lab.update(cpu))})
    for function in (modular.table, mt.build, mt.learn):
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.default is not parameter.empty and name in lab:
                assert lab.pop(name) == parameter.default, f"{name} of {function.__name__}"
    assert set(lab) == {"steps", "shares", "share_steps", "units"}


def test_a_small_table_is_memorised():
    model, table = mt.build(7, **SMALL), modular.table(p=7, fraction=0.5)
    *_, (_, marks) = mt.learn(model, table, steps=150, weight_decay=0.0, until=2.0, progress=False)
    assert marks["train"] == 1


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    first, again, other = (mt.build(5, **SMALL, seed=seed).state_dict()["token_embedding.weight"] for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_size_is_named(language):
    set_language(language)
    with pytest.raises(ValueError, match=r"p .* 1$"):
        mt.build(1)
    with pytest.raises(ValueError, match="n_heads"):
        mt.build(5, d_model=10, n_heads=4)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_training_on_a_gpu_memorises_too():
    model, table = mt.build(7, **SMALL).to("cuda"), modular.table(p=7, fraction=0.5).to("cuda")
    *_, (_, marks) = mt.learn(model, table, steps=150, weight_decay=0.0, until=2.0, progress=False)
    assert marks["train"] == 1
