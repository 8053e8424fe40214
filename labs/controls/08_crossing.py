"""Where the database gives way to induction, and what moves the crossing.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_crossing.py       (about two minutes a seed on one core)

The networks of lab 08: first with other numbers of programs, then 16 programs in texts with 6 demonstrations, not 8.
Chapter 08 quotes what it records in labs/results/08_crossing.cpu.json.
"""

import labkit as lk
from labkit.programs import network, worlds

session = lk.start("en", unit="08_crossing")
P = lk.preset(
    smoke=dict(counts=(2, 3), few=4, steps=4),
    cpu=dict(counts=(32, 48, 96), few=16, steps=900),
    gpu={},
)


def trained(count, *, symbols=16, demonstrations=8, steps=1.0, **options):
    """The four cells at the end of a training."""
    programs = worlds.permutations(count, symbols=symbols, seed=session.seed)
    new = worlds.permutations(256, symbols=symbols, seed=session.seed + 1000)
    exam = network.exam(programs, new, demonstrations=demonstrations)
    model = network.build(symbols=symbols, demonstrations=demonstrations, seed=session.seed).to(session.device)
    options |= dict(steps=round(steps * P.steps), seed=session.seed, progress=False)
    for _ in network.learn(model, programs, **options):
        pass
    return {cell: network.accuracy(model, prompts) for cell, prompts in exam.items()}


counts = lk.History()
for count in P.counts:
    counts.add(count, **trained(count))
print(lk.record(counts=counts, shorter=trained(P.few, demonstrations=6)))
