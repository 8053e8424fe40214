"""Where the database gives way to induction, what moves the crossing, and what more training does to it.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_crossing.py       (about five minutes a seed on one core)

The networks of lab 08. First as many steps as there, with other numbers of programs, then 64 programs with one setting
changed. Then 64 programs five times longer, with and without weight decay, marked on the way.
Chapter 08 quotes what it records in labs/results/08_crossing.cpu.json.
"""

import labkit as lk
from labkit.programs import network, worlds

session = lk.start("en", unit="08_crossing")
P = lk.preset(
    smoke=dict(counts=(2, 3), steps=4, long=8, every=4, changes=("repeat_low", "symbols_fewer")),
    cpu=dict(
        counts=(24, 32, 48, 64, 96, 128, 192),
        steps=550,
        long=2750,
        every=110,
        changes=("repeat_low", "repeat_high", "demonstrations_fewer", "symbols_fewer", "steps_fewer", "steps_more"),
    ),
    gpu={},
)
CHANGES = {  # of 64 programs, one setting each
    "repeat_low": dict(repeat=0.5),
    "repeat_high": dict(repeat=0.9),
    "demonstrations_fewer": dict(demonstrations=5),
    "symbols_fewer": dict(symbols=12),
    "steps_fewer": dict(steps=0.5),
    "steps_more": dict(steps=2),
}


def trained(count, *, symbols=16, demonstrations=8, steps=1.0, every=None, **options):
    """The four cells at the end of a training, and with `every` on the way: (step, marks)."""
    programs = worlds.permutations(count, symbols=symbols, seed=session.seed)
    new = worlds.permutations(256, symbols=symbols, seed=session.seed + 1000)
    exam = network.exam(programs, new, demonstrations=demonstrations)
    model = network.build(symbols=symbols, demonstrations=demonstrations, seed=session.seed).to(session.device)
    total = round(steps * P.steps)
    for step, _ in network.learn(model, programs, steps=total, seed=session.seed, progress=False, **options):
        if step == total or (every and step % every == 0):
            yield step, {cell: network.accuracy(model, prompts) for cell, prompts in exam.items()}


counts, curves = lk.History(), {}
for count in P.counts:
    (_, marks), *_ = trained(count)
    counts.add(count, **marks)
changed = {}
for name in P.changes:
    (_, changed[name]), *_ = trained(max(P.counts) if session.scale == "smoke" else 64, **CHANGES[name])
for name, decay in (("decay", 0.1), ("no_decay", 0.0)):
    curves[name] = lk.History()
    for step, marks in trained(64, steps=P.long / P.steps, every=P.every, weight_decay=decay, schedule="constant"):
        curves[name].add(step, **marks)
print(lk.record(counts=counts, changed=changed, curves=curves))
