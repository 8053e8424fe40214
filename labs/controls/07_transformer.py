"""Unit 07, addition by transformers: six sizes that must find out for themselves which digits belong together.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/07_transformer.py       (about three minutes a seed)

Three-digit terms; the answer written from the units on ("reversed") at all sizes, and as we write it ("plain") at the
largest. Chapter 07 quotes what it records in labs/results/07_transformer.cpu.json. With LABKIT_SCALE=gpu: the model of
Lee et al. 2024 (6 layers, 6 heads, width 384: 10.6 million parameters, 5,000 steps), and smaller ones.
"""

import torch

import labkit as lk
from labkit.emergence import addition

session = lk.start("en", unit="07_transformer")
small = {"widths": [8, 12, 16, 24, 32, 48], "layers": 2, "heads": 2, "steps": 1000, "batch": 128, "lr": 3e-3}
large = {"widths": [24, 48, 96, 192, 384], "layers": 6, "heads": 6, "steps": 5000, "batch": 256, "lr": 1e-3}
P = lk.preset(smoke={"widths": [8], "steps": 50}, cpu=small | {"digits": 3, "tests": 1000, "every": 50}, gpu=large)
QUESTION = 2 * P.digits + 1  # tokens before the first digit of the answer, less one: what is not scored


def batches(reversed):
    generator = torch.Generator().manual_seed(session.seed)
    while True:
        pairs = addition.problems(P.batch, digits=P.digits, generator=generator)
        tokens = addition.sentences(pairs, digits=P.digits, reversed=reversed)
        targets = tokens[:, 1:].clone()
        targets[:, :QUESTION] = -100
        yield tokens[:, :-1], targets


@torch.no_grad()
def measure(model, reversed):
    """Exact match and accuracy per digit of the answers written digit by digit, and bits per digit."""
    pairs = addition.problems(P.tests, digits=P.digits, generator=torch.Generator().manual_seed(session.seed + 1))
    tokens = addition.sentences(pairs, digits=P.digits, reversed=reversed).to(session.device)
    bits = lk.metrics.cross_entropy_bits(model(tokens[:, :-1])[:, QUESTION:], tokens[:, QUESTION + 1 :])
    said = tokens[:, : QUESTION + 1]
    while said.shape[1] < tokens.shape[1]:
        said = torch.cat([said, model(said, last_only=True).argmax(-1, keepdim=True)], dim=1)
    right = (said == tokens)[:, QUESTION + 1 :].float()
    return right.prod(1).mean().item(), right.mean().item(), bits.item()


def run(width, reversed):
    """Parameters, steps measured, and the three curves of one model."""
    shape = {"d_model": width, "n_layers": P.layers, "n_heads": P.heads}
    config = lk.TransformerConfig(addition.SYMBOLS, context=3 * P.digits + 2, **shape)
    model = lk.Transformer(config, seed=session.seed).to(session.device)
    curve = {}
    options = {"steps": P.steps, "lr": P.lr, "warmup": 50, "schedule": "linear", "progress": False}
    for step, _ in lk.train(model, batches(reversed), **options):
        if step % P.every == 0:
            curve[step] = measure(model, reversed)
    return sum(p.numel() for p in model.parameters()), list(curve), *zip(*curve.values(), strict=True)


runs = [run(width, reversed=True) for width in P.widths]
last = {name: [curves[k][-1] for curves in runs] for k, name in ((2, "exact"), (3, "digit"), (4, "bits"))}
lk.record(parameters=[curves[0] for curves in runs], steps=runs[0][1], **last)
for width, (_, _, exact, _, bits) in zip(P.widths, runs, strict=True):
    lk.record(**{f"exact_{width}": exact, f"bits_{width}": bits})
_, _, exact, digit, bits = run(P.widths[-1], reversed=False)
print(lk.record(plain_exact=exact[-1], plain_digit=digit[-1], plain_bits=bits[-1], plain_exact_curve=exact))
