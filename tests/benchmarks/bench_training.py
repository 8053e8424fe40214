"""How fast labkit trains: `make bench`, or `python tests/benchmarks/bench_training.py` on an idle machine.

Two ratios, of medians over rounds in which the three take turns, so that a change of the machine's speed hits all:

- share of the matmul peak: floating-point operations of a training step (forward, backward, AdamW) per second, over
  those of the fastest large square `torch.mm` in float32. Counted are the matrix products of the forward pass,
  attention (all T² pairs) and unembedding included, times 3: the backward pass has two products for each. It can
  exceed 100%: `torch.mm` is MKL, labkit's linear layers go through oneDNN, which is faster on AMD processors;
- times faster than the GPT-2 of `transformers` of the same size (vocabulary, width, layers, heads, MLP, context),
  without dropout, trained with the default AdamW of torch.

And the time from process start to the end of the first training step, with the files in the system's cache.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F

ROOT = Path(__file__).parents[2]
VOCAB, CONTEXT, D_MODEL, LAYERS, HEADS, BATCH = 65, 64, 128, 4, 4, 64
FIRST_STEP = """
import labkit as lk, torch
model = lk.Transformer(lk.TransformerConfig(65, 64, d_model=128, n_layers=4, n_heads=4))
tokens = torch.zeros(64, 64, dtype=torch.long)
next(lk.train(model, [(tokens, tokens)], steps=1))
"""


def step_flops() -> float:
    """Floating-point operations of the matrix products of one training step."""
    per_token = LAYERS * (2 * 12 * D_MODEL**2 + 4 * CONTEXT * D_MODEL) + 2 * D_MODEL * VOCAB
    return 3 * per_token * BATCH * CONTEXT


def labkit_step(tokens, targets):
    from labkit.training import adamw, next_token_bits
    from labkit.transformer import Transformer, TransformerConfig

    model = Transformer(TransformerConfig(VOCAB, CONTEXT, D_MODEL, LAYERS, HEADS))
    optimizer = adamw(model, lr=1e-3, weight_decay=0.0)

    def step():
        optimizer.zero_grad()
        next_token_bits(model, (tokens, targets)).backward()
        optimizer.step()

    return step


def gpt2_step(tokens, targets):
    from transformers import GPT2Config, GPT2LMHeadModel

    dropout = {"resid_pdrop": 0.0, "embd_pdrop": 0.0, "attn_pdrop": 0.0}
    sizes = {"vocab_size": VOCAB, "n_positions": CONTEXT, "n_embd": D_MODEL, "n_layer": LAYERS, "n_head": HEADS}
    model = GPT2LMHeadModel(GPT2Config(**sizes, **dropout, use_cache=False, bos_token_id=None, eos_token_id=None))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    def step():
        optimizer.zero_grad()
        F.cross_entropy(model(tokens).logits.flatten(0, 1), targets.flatten()).backward()
        optimizer.step()

    return step


def product(n: int):
    a, b, out = torch.ones(n, n), torch.ones(n, n), torch.empty(n, n)
    return lambda: torch.mm(a, b, out=out)


def median_seconds(contestants: dict, rounds: int = 15, warmups: int = 3) -> dict[str, float]:
    """Median seconds of each function; they take turns."""
    times = {name: [] for name in contestants}
    for round in range(warmups + rounds):
        for name, function in contestants.items():
            start = time.perf_counter()
            function()
            if round >= warmups:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def seconds_to_first_step() -> float:
    """Best of 3, so that the first may fill the cache."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", FIRST_STEP], cwd=ROOT, env=os.environ, check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    sys.path.insert(0, str(ROOT))
    generator = torch.Generator().manual_seed(0)
    tokens, targets = torch.randint(0, VOCAB, (2, BATCH, CONTEXT), generator=generator)
    sizes = (1024, 2048, 3072)
    contestants = {n: product(n) for n in sizes} | {"labkit": labkit_step(tokens, targets)}
    try:
        contestants["gpt2"] = gpt2_step(tokens, targets)
    except ImportError:
        print("transformers is not installed: no comparison with GPT-2")
    seconds = median_seconds(contestants)
    peak = max(2 * n**3 / seconds[n] for n in sizes)

    busy = os.getloadavg()[0]
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, load {busy:.1f}")
    print(f"step: d_model {D_MODEL}, {LAYERS} layers, {HEADS} heads, vocabulary {VOCAB}, batch {BATCH} × {CONTEXT}")
    print(f"matmul peak (torch.mm, float32)   {peak / 1e9:6.0f} GFLOP/s")
    print(f"labkit                            {1e3 * seconds['labkit']:6.1f} ms a step")
    if "gpt2" in seconds:
        print(f"GPT-2 of transformers             {1e3 * seconds['gpt2']:6.1f} ms a step")
    print(f"share of the matmul peak          {step_flops() / seconds['labkit'] / peak:6.0%}")
    if "gpt2" in seconds:
        print(f"times faster than GPT-2           {seconds['gpt2'] / seconds['labkit']:6.2f}")
    print(f"process start to first step       {seconds_to_first_step():6.1f} s")


if __name__ == "__main__":
    main()
