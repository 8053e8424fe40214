"""Unit 07, addition by transformers: six sizes that must find out for themselves which digits belong together.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/07_transformer.py       (about three minutes a seed)

Three-digit terms; the answer written from the units on ("reversed") at all sizes, and as we write it ("plain") at the
largest. The lab and chapter 07 show the runs of seeds 0 to 4 from labkit/emergence/transformers.json: a test says what
must stand there once they are recorded anew. With LABKIT_SCALE=gpu: the model of
Lee et al. 2024 (6 layers, 6 heads, width 384: 10.6 million parameters, 5,000 steps), and smaller ones.
"""

import torch

import labkit as lk
from labkit.emergence import addition
from labkit.emergence.scoring import by_metric, exact_share

session = lk.start("en", unit="07_transformer")
small = {"widths": [8, 12, 16, 24, 32, 48], "layers": 2, "heads": 2, "steps": 1000, "batch": 128, "lr": 3e-3}
large = {"widths": [24, 48, 96, 192, 384], "layers": 6, "heads": 6, "steps": 5000, "batch": 256, "lr": 1e-3}
P = lk.preset(smoke={"widths": [8], "steps": 50}, cpu=small | {"digits": 3, "tests": 1000}, gpu=large)
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
    right = (said == tokens)[:, QUESTION + 1 :]
    return {"exact": exact_share(right), "digit": right.double().mean().item(), "bits": bits.item()}


def run(width, reversed):
    """The parameters of one model, and what it has learnt."""
    shape = {"d_model": width, "n_layers": P.layers, "n_heads": P.heads}
    config = lk.TransformerConfig(addition.SYMBOLS, context=3 * P.digits + 2, **shape)
    model = lk.Transformer(config, seed=session.seed).to(session.device)
    options = {"steps": P.steps, "lr": P.lr, "warmup": 50, "schedule": "linear", "progress": False}
    for _ in lk.train(model, batches(reversed), **options):
        pass
    return sum(p.numel() for p in model.parameters()), measure(model, reversed)


parameters, learnt = zip(*(run(width, reversed=True) for width in P.widths), strict=True)
_, plain = run(P.widths[-1], reversed=False)
print(lk.record(parameters=parameters, **by_metric(learnt), plain=plain))
