"""Where the database gives way to induction, and what moves the crossing.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_crossing.py       (about three minutes a seed on one core)

The networks of lab 08: first with other numbers of programs, then 64 programs with one setting changed.
Chapter 08 quotes what it records in labs/results/08_crossing.cpu.json.
"""

import labkit as lk
from labkit.programs import network, worlds

session = lk.start("en", unit="08_crossing")
P = lk.preset(
    smoke=dict(counts=(2, 3), steps=4, changes=("repeat_low", "symbols_fewer")),
    cpu=dict(
        counts=(32, 48, 64, 96, 128),
        steps=900,
        changes=("repeat_low", "repeat_high", "demonstrations_fewer", "symbols_fewer", "steps_fewer", "steps_more"),
    ),
    gpu={},
)
CHANGES = {  # of 64 programs, one setting each
    "repeat_low": dict(repeat=0.5),
    "repeat_high": dict(repeat=0.9),
    "demonstrations_fewer": dict(demonstrations=6),
    "symbols_fewer": dict(symbols=12),
    "steps_fewer": dict(steps=0.5),
    "steps_more": dict(steps=2),
}


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
middle = max(P.counts) if session.scale == "smoke" else 64
changed = {name: trained(middle, **CHANGES[name]) for name in P.changes}
print(lk.record(counts=counts, changed=changed))
