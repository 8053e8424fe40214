"""Lab 01's two hops in one go, with ten times the lab's budget, on two blocks and on four.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/01_one_go.py       (about a quarter of an hour a seed)

The recipe is the lab's, warm-up and `reach` included, the network a little wider. A third of the stories have one hop,
a third two hops with the step written, so that each hop is learnt; a third have two hops and no step, as at the exam.
Chapter 01 quotes what this records in labs/results/01_one_go.cpu.json.
"""

from itertools import chain, cycle, islice

import labkit as lk
from labkit import detective
from labkit.next_token import network

session = lk.start("en", unit="01_one_go")
P = lk.preset(
    smoke=dict(steps=12, primer=6, every=6, tests=20, layers=(2,), d_model=16),
    cpu=dict(steps=7500, primer=450, every=500, tests=800, layers=(2, 4), d_model=80),
    gpu=dict(steps=75_000, every=5000),
)
vocabulary = detective.vocabulary()
CAST = {"suspects": 4, "red_herrings": 1, "notes": 3}
HARD = {"depth": 2, "notes_by": "weapon"}


def batches(suspects, seed):
    """Stories of one hop, of two with the step written, of two without, in turn."""
    cast = CAST | {"suspects": suspects, "notes": min(CAST["notes"], suspects), "seed": seed}
    kinds = {}, HARD | {"written": True}, HARD
    for stories in cycle([detective.stream(**cast, **kind) for kind in kinds]):
        yield vocabulary.batch([next(stories).tokens for _ in range(16)])


def named(layers):
    """The shares of culprits named in one go, with two hops and with one, as training goes: a curve each."""
    shape = {"context": 128, "d_model": P.d_model, "n_layers": layers, "n_heads": 4, "reach": 3, "tied": False}
    model = lk.Transformer(lk.TransformerConfig(len(vocabulary), **shape), session.seed).to(session.device)
    lessons = chain(islice(batches(2, session.seed + 2), P.primer), batches(4, session.seed + 3))
    exams = {
        name: detective.stories(P.tests, **CAST, **kind, split="test", seed=session.seed)
        for name, kind in {"two_hops": HARD, "one_hop": {}}.items()
    }
    curves = lk.History()
    for step, _ in lk.train(model, lessons, steps=P.steps, lr=3e-3, weight_decay=0.1, warmup=20, schedule="wsd"):
        if step % P.every == 0:
            curves.add(step, **{name: network.sit(model, exam)["accuracy"] for name, exam in exams.items()})
    return {f"{name}_{layers}": curves[name] for name in exams}


curves = {}
for layers in P.layers:
    curves |= named(layers)
print(lk.record(steps=P.steps, curves=curves, **{name: marks[-1] for name, (_, marks) in curves.items()}))
