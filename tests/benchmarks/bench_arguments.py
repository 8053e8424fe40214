"""What it costs that functions look at their arguments, where they are called at every step of a training.

Microseconds of processor time a call, the best of several rounds, the functions themselves left out; then the share of
a step of lab 08 (texts, tokens, scores, loss). Less than 2 % of a step is not worth a thought.
"""

import inspect
import time

import numpy as np
import torch

from labkit import metrics, training
from labkit.emergence import scoring
from labkit.grokking import modular, modular_transformer
from labkit.programs import network, worlds
from labkit.representations import cities
from labkit.reversal import bilinear
from labkit.transformer import Transformer, TransformerConfig


class Given(torch.nn.Module):
    """A model that has computed its scores already."""

    def __init__(self, logits):
        super().__init__()
        self.logits = logits

    def forward(self, inputs):
        return self.logits


def best(call, repeats=50, rounds=6) -> float:
    """Microseconds of one call."""
    found = []
    for _ in range(rounds):
        started = time.thread_time()
        for _ in range(repeats):
            call()
        found.append((time.thread_time() - started) / repeats)
    return 1e6 * min(found)


def cases():
    """(name, function, arguments) of functions that a step calls."""
    draw = torch.Generator().manual_seed(0)
    logits, targets = torch.randn(32, 110, 87, generator=draw), torch.randint(87, (32, 110), generator=draw)
    programs = worlds.permutations(4096)
    x, y = worlds.texts(programs, 32, demonstrations=8, questions=4, repeat=0.75, draw=draw)
    clerk, tokens = network.build(), worlds.tokens(x, y, 16)
    table, adder = modular.table(p=113, fraction=0.3), modular_transformer.build(113)
    train, _ = bilinear.world(400, 2, one_way=50, seed=0)
    places = cities.unit_vectors(np.linspace(-60, 60, 200), np.linspace(-150, 150, 200))
    small = Transformer(TransformerConfig(87, 128, d_model=64, n_layers=1, n_heads=4))
    yield "metrics.cross_entropy_bits", metrics.cross_entropy_bits, (logits, targets), {}
    yield "training.next_token_bits", training.next_token_bits, (Given(logits), (targets, targets)), {}
    shape = {"demonstrations": 8, "questions": 4, "repeat": 0.75, "draw": draw}
    yield "worlds.texts", worlds.texts, (programs, 32), shape
    yield "worlds.tokens", worlds.tokens, (x, y, 16), {}
    yield "network.answer_scores", network.answer_scores, (clerk, tokens), {}
    yield "network.loss", network.loss, (clerk, (tokens, y)), {}
    yield "modular_transformer.answer_logits", modular_transformer.answer_logits, (adder, table.left, table.right), {}
    yield "bilinear.loss", bilinear.loss, (bilinear.Bilinear(400, 2, d_model=64), train), {}
    yield "cities.kilometres", cities.kilometres, (places, places), {}
    yield "scoring.exact_share", scoring.exact_share, (torch.rand(5, 2000, 5, generator=draw) > 0.5,), {}
    yield "transformer.check_tokens", small.check_tokens, (targets,), {}


def looking(function, args, kwargs) -> float:
    """Microseconds that the look at the arguments takes, the function itself left out."""
    bare = inspect.unwrap(function)
    if bare is function:
        return 0.0
    [cell] = [c for c in function.__closure__ if c.cell_contents is bare]
    function(*args, **kwargs)  # the first call makes the plan
    cell.cell_contents = lambda *args, **kwargs: None
    try:
        return best(lambda: function(*args, **kwargs))
    finally:
        cell.cell_contents = bare


def step_of_lab_08():
    """Milliseconds of a whole step, and of that the looks."""
    programs = worlds.permutations(256)
    model = network.build()
    reading = network.batches(programs, batch=32, fewest=8, demonstrations=8, questions=4, repeat=0.75, seed=0)
    batch = next(reading)
    optimizer = training.adamw(model, lr=5e-3, weight_decay=0.1)

    def step():
        tokens, y = next(reading)
        loss = network.loss(model, (tokens, y))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    whole = best(step, repeats=10, rounds=8)
    draw = torch.Generator().manual_seed(0)
    shape = {"demonstrations": 8, "questions": 4, "repeat": 0.75, "draw": draw}
    x, y = worlds.texts(programs, 32, **shape)
    looks = looking(worlds.texts, (programs, 32), shape) + looking(worlds.tokens, (x, y, 16), {})
    looks += looking(network.loss, (model, batch), {}) + looking(network.answer_scores, (model, batch[0]), {})
    return whole, looks


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name, function, args, kwargs in cases():
        print(f"{name:36} {looking(function, args, kwargs):8.1f} µs")
    whole, looks = step_of_lab_08()
    print(f"a step of lab 08: {whole / 1000:.2f} ms, of which looking at arguments {looks:.0f} µs, {looks / whole:.1%}")
