import inspect
import io
import itertools
import math
import os
import signal
import subprocess
import sys

import nbformat
import numpy as np
import pytest
import torch
from nbclient import NotebookClient

from labkit.arguments import checked
from labkit.messages import set_language
from labkit.training import SCHEDULES, AdamW, History, adamw, next_token_bits, side_by_side, train
from labkit.transformer import Transformer, TransformerConfig

V, T = 5, 6


def small(seed=0, **options) -> Transformer:
    return Transformer(TransformerConfig(V, T, d_model=8, n_layers=1, n_heads=2, **options), seed)


def random_batches(seed=0, batch=4):
    generator = torch.Generator().manual_seed(seed)
    while True:
        tokens = torch.randint(0, V, (batch, T + 1), generator=generator)
        yield tokens[:, :-1], tokens[:, 1:]


def weights(model) -> torch.Tensor:
    return torch.cat([weight.detach().flatten().clone() for weight in model.parameters()])


class Constant(torch.nn.Module):
    """A model with one weight matrix, which gives every token the same logits."""

    def __init__(self, logits):
        super().__init__()
        self.logits = torch.nn.Parameter(torch.tensor([logits]))

    def forward(self, tokens):
        return self.logits.expand(*tokens.shape, -1)


def test_uniform_logits_cost_log2_v_bits():
    inputs, targets = next(random_batches())
    assert next_token_bits(Constant([0.0] * V), (inputs, targets)).item() == pytest.approx(math.log2(V))


def test_targets_of_minus_100_are_not_scored():
    model = Constant([math.log2(8), 0.0, 0.0, 0.0, 0.0])
    inputs, targets = torch.zeros(1, 3, dtype=torch.long), torch.tensor([[-100, 0, -100]])
    only = next_token_bits(model, (inputs[:, :1], targets[:, 1:2])).item()
    assert next_token_bits(model, (inputs, targets)).item() == pytest.approx(only)


def test_train_equals_the_loop_written_out():
    ours, plain = small(), small()
    losses = [loss for _, loss in train(ours, random_batches(), steps=5, lr=1e-2, warmup=0, clip=None)]
    optimizer = torch.optim.AdamW(plain.parameters(), lr=1e-2, betas=(0.9, 0.98), weight_decay=0.0)
    for expected, batch in zip(losses, random_batches(), strict=False):
        loss = next_token_bits(plain, batch)
        assert loss.item() == pytest.approx(expected, rel=1e-5)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    torch.testing.assert_close(weights(ours), weights(plain), atol=1e-5, rtol=1e-4)


def markov_chain(seed=0, batch=32):
    """Batches of a stationary chain: the next token is the next number, or with probability 1/4 any number."""
    generator = torch.Generator().manual_seed(seed)
    while True:
        tokens = torch.randint(0, V, (batch, T + 1), generator=generator)
        stay = torch.rand(batch, T + 1, generator=generator) < 0.75
        for t in range(1, T + 1):
            tokens[:, t] = torch.where(stay[:, t], (tokens[:, t - 1] + 1) % V, tokens[:, t])
        yield tokens[:, :-1], tokens[:, 1:]


@pytest.mark.parametrize("seed", range(2))
def test_training_reaches_the_entropy_of_the_source_and_not_less(seed):
    likely, other = 0.75 + 0.25 / V, 0.25 / V
    entropy = -likely * math.log2(likely) - (V - 1) * other * math.log2(other)
    model = small(seed)
    for _ in train(model, markov_chain(seed), steps=300, lr=1e-2, schedule="linear"):
        pass
    with torch.no_grad():
        fresh = next_token_bits(model, next(markov_chain(seed=1000 + seed, batch=2000))).item()
    assert entropy - 0.03 < fresh < entropy + 0.05


def test_trainings_side_by_side_are_those_of_one_after_the_other(monkeypatch):
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)
    losses = {"a": [], "b": []}
    models = {name: small(seed) for seed, name in enumerate(losses)}
    trainings = {name: train(model, random_batches(), steps=4) for name, model in models.items()}
    side_by_side(trainings, seen=lambda name, told: losses[name].append(told))
    for seed, name in enumerate(losses):
        alone = list(train(small(seed), random_batches(), steps=4))
        assert [step for step, _ in losses[name]] == [1, 2, 3, 4]
        assert [loss for _, loss in losses[name]] == pytest.approx([loss for _, loss in alone], rel=1e-4)


def test_same_seed_same_training(global_rng_unchanged):
    runs = [[loss for _, loss in train(small(), random_batches(), steps=4)] for _ in range(2)]
    assert runs[0] == runs[1]


def test_steps_are_counted_from_1_and_there_are_as_many_as_asked():
    assert [step for step, _ in train(small(), random_batches(), steps=7)] == list(range(1, 8))


def test_the_body_sees_evaluation_mode_and_the_loss_training_mode():
    model, modes = small(), []

    def loss_fn(model, batch):
        modes.append(model.training)
        return next_token_bits(model, batch)

    for _ in train(model, random_batches(), steps=2, loss_fn=loss_fn):
        modes.append(model.training)
    assert modes == [True, False, True, False]


def rates(**options) -> list[float]:
    """The learning rate of every step: under a constant gradient, Adam moves a weight by exactly that."""
    model = Constant([0.0])
    heights = [0.0]
    down = {"loss_fn": lambda model, batch: model.logits.sum(), "clip": None}
    for _ in train(model, itertools.repeat(torch.zeros(1)), **options, **down):
        heights.append(model.logits.item())
    return [before - after for before, after in itertools.pairwise(heights)]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_rate_rises_over_the_warmup_then_follows_the_schedule(schedule):
    got = rates(steps=10, lr=1.0, warmup=4, schedule=schedule)
    assert got[:5] == pytest.approx([0.25, 0.5, 0.75, 1.0, 1.0], rel=1e-3)
    after = {
        "constant": [1.0] * 6,
        "linear": [1, 5 / 6, 4 / 6, 3 / 6, 2 / 6, 1 / 6],
        "cosine": [(1 + math.cos(math.pi * k / 6)) / 2 for k in range(6)],
        "wsd": [1, 1, 1, 1, 5 / 6, 5 / 12],
    }
    assert got[4:] == pytest.approx(after[schedule], rel=1e-3)


def test_clip_limits_the_gradient():
    for clip, norms in ((1.0, (0.999, 1.001)), (None, (9.99, 10.01))):
        model = Constant([0.0])
        steep = {"loss_fn": lambda model, batch: 10 * model.logits.sum()}
        next(train(model, [torch.zeros(1)], steps=1, clip=clip, **steep))
        assert norms[0] < model.logits.grad.norm() < norms[1]


def test_weight_decay_shrinks_matrices_and_leaves_gains():
    model = small()
    optimizer = adamw(model, lr=0.1, weight_decay=0.5)
    for weight in model.parameters():
        weight.grad = torch.zeros_like(weight)
    before = {name: weight.clone() for name, weight in model.named_parameters()}
    optimizer.step()
    for name, weight in model.named_parameters():
        factor = 1 - 0.1 * 0.5 if weight.dim() >= 2 else 1.0
        torch.testing.assert_close(weight, factor * before[name])
    assert {weight.dim() for weight in model.parameters()} == {1, 2}


def test_another_loss_takes_the_batch_as_it_is():
    seen = []

    def loss_fn(model, batch):
        seen.append(batch)
        return next_token_bits(model, batch[:2])

    batches = ((*pair, "note") for pair in random_batches())
    for _ in train(small(), batches, steps=1, loss_fn=loss_fn):
        pass
    assert seen[0][2] == "note"


def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def stoppable():
    """Ctrl-C raises KeyboardInterrupt, also in a process that was started in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("where", ["step", "body"])
def test_an_interrupt_stops_the_cell_and_leaves_a_model_that_can_be_used(where, capsys, stoppable):
    model, history = small(), History()

    def batches():
        for i, batch in enumerate(random_batches()):
            if i == 3 and where == "step":
                interrupt()
            yield batch

    with pytest.raises(KeyboardInterrupt):
        for step, loss in train(model, batches(), steps=10):
            history.add(step, train=loss)
            last = weights(model)
            if step == 3 and where == "body":
                interrupt()
    assert history["train"][0].tolist() == [1, 2, 3]
    assert torch.equal(weights(model), last)  # the fourth step was not begun
    assert not model.training
    assert ("3 of 10 steps" in capsys.readouterr().out) == (where == "step")
    assert len(list(train(model, random_batches(), steps=2))) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_loss_that_is_not_finite_names_the_step_and_keeps_the_weights(language):
    set_language(language)
    model = small()

    def loss_fn(model, batch):
        loss_fn.calls += 1
        return next_token_bits(model, batch) * (math.inf if loss_fn.calls == 3 else 1)

    loss_fn.calls = 0
    word = {"fr": "pas 3", "en": "step 3"}[language]
    with pytest.raises(FloatingPointError, match=rf"{word}\b.*inf.*lr.*0\.0003.*warmup"):
        for _ in train(model, random_batches(), steps=5, warmup=10, lr=1e-3, loss_fn=loss_fn):
            last = weights(model)
    assert torch.equal(weights(model), last)
    assert not model.training


BAD_OPTIONS = {
    "steps": -3,
    "lr": -0.5,
    "weight_decay": -1.5,
    "warmup": -2,
    "clip": 0.0,
    "schedule": "cosinus",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", BAD_OPTIONS)
def test_a_wrong_argument_is_refused_at_once(name, language):
    set_language(language)
    with pytest.raises(ValueError, match=name) as error:
        train(small(), random_batches(), **{name: BAD_OPTIONS[name]})
    assert str(BAD_OPTIONS[name]) in str(error.value)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_generator_function_that_was_not_called_is_refused(language):
    set_language(language)
    with pytest.raises(TypeError, match=r"batches.*random_batches"):
        checked(inspect.unwrap(train))(small(), random_batches)  # unwrapped: in tests jaxtyping would speak first


@pytest.mark.parametrize("language", ["fr", "en"])
def test_batches_that_run_out_are_reported_after_the_steps_they_allow(language):
    set_language(language)
    steps = []
    with pytest.raises(ValueError, match=r"batches.*3.*10"):
        for step, _ in train(small(), itertools.islice(random_batches(), 3), steps=10):
            steps.append(step)
    assert steps == [1, 2, 3]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("batch", "value"),
    [
        ((torch.zeros(2, 3).long(), torch.zeros(2, 4).long()), "(2, 4)"),
        ((torch.zeros(2, 3), torch.zeros(2, 3).long()), "float32"),
        ((torch.zeros(3).long(), torch.zeros(3).long()), "(3,)"),
        (torch.zeros(2, 3).long(), "(2, 3)"),
        ("text", "str"),
    ],
)
def test_a_batch_of_wrong_shape_is_described(batch, value, language):
    set_language(language)
    with pytest.raises(ValueError, match=r"\(batch, position\)|\(lot, position\)") as error:
        next(train(small(), [batch], steps=1))
    assert value in str(error.value)


def test_history_keeps_each_curve_with_its_own_steps():
    history = History()
    history.add(1, train=2.5)
    history.add(2, train=torch.tensor(1.5), test=np.float32(3.0))
    assert history.names == ["train", "test"]
    steps, values = history["train"]
    assert (steps.tolist(), values.tolist()) == ([1, 2], [2.5, 1.5])
    assert history["test"][0].tolist() == [2]
    with pytest.raises(LookupError, match=r"^the history has no curve 'tset'; it has: train, test$"):
        history["tset"]


CELLS = {
    "training": """
        import os, signal, time, torch
        from labkit.messages import set_language
        from labkit.training import train
        from labkit.transformer import Transformer, TransformerConfig
        set_language("fr")
        model = Transformer(TransformerConfig(5, 6, d_model=8, n_layers=1, n_heads=2))
        tokens = torch.zeros(2, 6, dtype=torch.long)
        for step, loss in train(model, iter(lambda: (tokens, tokens), None), steps=20):
            time.sleep(0.03)  # long enough for the line to be drawn several times
    """,
    "interrupted": """
        def batches():
            yield tokens, tokens
            os.kill(os.getpid(), signal.SIGINT)
            yield tokens, tokens
        for step, loss in train(model, batches(), steps=20):
            pass
    """,
    "silent": """
        for step, loss in train(model, [(tokens, tokens)], steps=1, progress=False):
            pass
    """,
}


def test_a_stored_notebook_keeps_one_clean_line():
    cells = [nbformat.v4.new_code_cell(inspect.cleandoc(source)) for source in CELLS.values()]
    cells[list(CELLS).index("interrupted")].metadata["tags"] = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    outputs = {name: cell.outputs for name, cell in zip(CELLS, notebook.cells, strict=True)}
    (line,) = outputs["training"]
    assert line.output_type == "display_data"
    assert set(line.data) == {"text/plain"}
    assert line.data["text/plain"].startswith("20 pas sur 20 · perte ")
    assert "\n" not in line.data["text/plain"]
    line, notice, error = outputs["interrupted"]
    assert line.data["text/plain"].startswith("1 pas sur 20 · perte ")
    assert (notice.output_type, notice.name) == ("stream", "stdout")
    assert notice.text.startswith("Entraînement interrompu après 1 pas sur 20")
    assert error.ename == "KeyboardInterrupt"
    assert outputs["silent"] == []


def test_nothing_is_written_where_the_output_goes_to_a_file(capsys):
    list(train(small(), random_batches(), steps=3))
    assert capsys.readouterr() == ("", "")


def test_a_terminal_shows_a_bar_and_ends_with_one_line(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    list(train(small(), random_batches(), steps=3))
    lines = [line.strip() for line in screen.getvalue().split("\r") if line.strip()]
    assert lines[0].startswith("step 0/3 |")
    assert lines[-1].startswith("3 of 3 steps · loss ")


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_on_a_gpu_the_same_call_learns():
    model = small().to("cuda")
    losses = [loss for _, loss in train(model, markov_chain(), steps=200, lr=1e-2)]
    assert losses[-1] < losses[0] - 0.5


@pytest.mark.parametrize("block", [torch.no_grad, torch.inference_mode])
def test_without_gradients_it_says_which_block_to_leave(block):
    with block(), pytest.raises(ValueError, match="needs gradients"):
        train(torch.nn.Linear(2, 2), [], steps=1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"loss_fn": lambda model, batch: None}, "loss_fn.*None"),
        ({"loss_fn": lambda model, batch: 1.0}, r"loss_fn.*1\.0"),
        ({"loss_fn": lambda model, batch: model(batch[0]).sum(-1)}, "loss_fn.*tensor"),
        ({"loss_fn": lambda model, batch: model(batch[0]).sum().detach()}, "frozen"),
    ],
)
def test_a_loss_that_nothing_can_be_learnt_from_is_refused(options, said):
    tokens = torch.zeros(2, 3, dtype=torch.long)
    with pytest.raises(ValueError, match=said):
        next(inspect.unwrap(train)(small(), [(tokens, tokens)], steps=1, progress=False, **options))


def test_a_target_outside_the_vocabulary_is_named():
    tokens = torch.zeros(2, 3, dtype=torch.long)
    with pytest.raises(ValueError, match=r"targets.*999"):
        next(train(small(), [(tokens, tokens + 999)], steps=1, progress=False))


def test_an_optimizer_does_what_that_of_torch_does():
    def trained(make):
        torch.manual_seed(0)
        layer = torch.nn.Linear(3, 2)
        optimizer = make(layer.parameters(), lr=0.1, weight_decay=0.3, betas=(0.9, 0.98), fused=True)
        for x in torch.randn(5, 4, 3):
            optimizer.zero_grad()
            layer(x).square().sum().backward()
            optimizer.step()
        return torch.cat([weight.detach().flatten() for weight in layer.parameters()])

    with torch.random.fork_rng(devices=[]):
        assert torch.equal(trained(AdamW), trained(torch.optim.AdamW))


def test_a_training_does_not_wait_for_the_compiler():
    """4 seconds in each process that trains, for nothing: no network here is compiled but on a GPU."""
    program = (
        "import sys, torch\nfrom labkit.training import train\nlayer = torch.nn.Linear(2, 1)\n"
        "for _ in train(layer, [torch.ones(1, 2)] * 2, steps=2, loss_fn=lambda model, x: model(x).sum()):\n    pass\n"
        "print('torch._dynamo' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.strip() == "False", run.stderr[-800:]
