"""Rules, not lists: affine programs x -> a x + b modulo a prime, some of which are never shown.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_rules.py       (half a minute on one core)
    LABKIT_SCALE=gpu LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_rules.py

Two demonstrations are enough to know such a program, and arithmetic then answers every question. Does a network that
has read many of these programs do the arithmetic for one that it has not read? He et al. (2024) say yes, for large
networks trained for long: that is the `gpu` scale here, not yet recorded. The `cpu` scale is a small control.
Chapter 08 quotes what it records in labs/results/08_rules.cpu.json.
"""

import torch

import labkit as lk
from labkit.programs import network, readers, worlds

session = lk.start("en", unit="08_rules")
P = lk.preset(
    smoke=dict(p=5, held=4, counts=(2, 16), steps=4, every=2, d_model=16, d_mlp=32, batch=8),
    cpu=dict(p=11, held=22, counts=(8, 88), steps=600, every=100, batch=32, lr=3e-3, weight_decay=0.1)
    | dict(d_model=64, d_mlp=256, n_layers=2),
    gpu=dict(p=29, held=200, counts=(16, 64, 256, 612), steps=200_000, every=2000, batch=1024)
    | dict(d_model=512, d_mlp=2048, n_layers=4, lr=1e-4, weight_decay=2.0),
)
programs = worlds.affine(P.p)
order = torch.randperm(len(programs), generator=torch.Generator().manual_seed(session.seed))
new, rest = programs[order[: P.held]], programs[order[P.held :]]
demonstrations = min(7, P.p - 2)
questions = min(4, P.p - demonstrations)
curves, seen = {}, {}
for count in P.counts:
    known = rest[:count]
    exam = network.exam(known, new, demonstrations=demonstrations)
    shape = dict(d_model=P.d_model, d_mlp=P.d_mlp, n_layers=P.n_layers)
    model = network.build(symbols=P.p, demonstrations=demonstrations, questions=questions, seed=session.seed, **shape)
    model, curves[count] = model.to(session.device), lk.History()
    options = dict(steps=P.steps, batch=P.batch, lr=P.lr, weight_decay=P.weight_decay, schedule="constant")
    options |= dict(questions=questions, repeat=0.0)
    for step, _ in network.learn(model, known, seed=session.seed, progress=False, **options):
        if step % P.every == 0:
            curves[count].add(step, **{cell: network.accuracy(model, prompts) for cell, prompts in exam.items()})
# who knows the whole family, and who knows only what was shown: on the new programs, questions not demonstrated
asked = network.exam(rest, new, demonstrations=demonstrations)["new_other"]
rule = readers.accuracy(readers.bayes(programs, asked), asked.answers)
nearest = readers.accuracy(readers.nearest(rest, asked), asked.answers)
print(lk.record(p=P.p, counts=list(P.counts), programs=len(programs), curves=curves, rule=rule, nearest=nearest))
