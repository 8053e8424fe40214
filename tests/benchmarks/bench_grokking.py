"""How much faster lab 05 groks than the configuration of Nanda et al. 2023, on this machine: part of `make bench`.

Both train on the same table modulo 113, side by side in one process, step about:

- ours: width 64, MLP 256, learning rate 0.015, attention factored, the last position only; timed over a whole run of
  seed 0, until 99% of the hidden questions are right;
- the paper's: width 128, MLP 512, learning rate 0.001, every position of every question, unfactored. A step is timed
  here; how many it takes was measured by labs/controls/05_paper.py (the paper says about 10,000).

The share of the matmul peak counts the matrix products of our step alone, as in bench_training.py.
"""

import statistics
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from bench_training import median_seconds, product

ROOT = Path(__file__).parents[2]
P, FRACTION, D_MODEL, D_MLP = 113, 0.3, 64, 256


def step_flops(questions: int) -> float:
    """Floating-point operations of the matrix products of one of our steps, over so many questions."""
    return 3 * questions * 2 * (D_MODEL**2 + 2 * D_MODEL * D_MLP + D_MODEL * (P + 1))


def our_step(table):
    from labkit.grokking import modular_transformer as mt
    from labkit.training import adamw

    model = mt.build(P, d_model=D_MODEL, d_mlp=D_MLP)
    optimizer = adamw(model, lr=1.5e-2, weight_decay=1.0)
    batch = table.left[table.train], table.right[table.train], table.answers[table.train]

    def step():
        optimizer.zero_grad()
        mt.loss(model, batch).backward()
        optimizer.step()

    return step


def paper_step(table):
    from labkit.grokking import modular_transformer as mt

    model = mt.build(P, d_model=128, d_mlp=512)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1.0, betas=(0.9, 0.98))
    tokens, answers = table.tokens[table.train], table.answers[table.train]

    def step():
        optimizer.zero_grad()
        F.cross_entropy(model(tokens)[:, -1, :P].double(), answers).backward()
        optimizer.step()

    return step


def our_run(table) -> tuple[int, float]:
    """Steps and seconds to 99% of the hidden questions, marks included."""
    from labkit.grokking import modular_transformer as mt

    start = time.perf_counter()
    for step, marks in mt.learn(mt.build(P), table, steps=2000, until=0.99, progress=False):
        if marks["test"] >= 0.99:
            return step, time.perf_counter() - start
    raise SystemExit("our recipe has not reached 99% in 2,000 steps")


def main():
    sys.path.insert(0, str(ROOT))
    from labkit import results
    from labkit.grokking import modular

    table = modular.table(p=P, fraction=FRACTION)
    paper_steps = statistics.median(run["steps_to_generalise"] for run in results.summaries("05_paper").values())
    contestants = {"ours": our_step(table), "paper": paper_step(table), "peak": product(2048)}
    seconds = median_seconds(contestants, rounds=10, warmups=2)
    share = step_flops(int(table.train.sum())) / seconds["ours"] / (2 * 2048**3 / seconds["peak"])
    steps, whole = our_run(table)
    theirs = paper_steps * seconds["paper"]
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads")
    print(f"our recipe                        {1e3 * seconds['ours']:6.1f} ms a step, {share:.0%} of the matmul peak")
    print(f"the paper's configuration         {1e3 * seconds['paper']:6.1f} ms a step")
    print(f"ours to 99%, seed 0, measured     {whole:6.1f} s ({steps} steps, marks included)")
    print(f"the paper's, {paper_steps:,.0f} steps as recorded {theirs:6.0f} s (steps and time a step measured apart)")
    print(f"times faster                      {theirs / whole:6.0f}")


if __name__ == "__main__":
    main()
