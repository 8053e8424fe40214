"""What moves the crossing from database to copyist: training, repetition, symbols, the lengths of the texts.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_crossing.py       (about four minutes a seed on one core)

The networks of lab 08: with 64 programs five times as long as there, half as long, with fewer repetitions, with twice
as many symbols, with half as many demonstrations; with 16 programs on texts of one to eight demonstrations.
Chapter 08 quotes labs/results/08_crossing.cpu.json.
"""

import labkit as lk
from labkit.programs import network, worlds

session = lk.start("en", unit="08_crossing")
P = lk.preset(smoke=dict(few=4, count=6, steps=4), cpu=dict(few=16, count=64, steps=1200), gpu={})


def trained(count, *, steps, every=None, symbols=worlds.SYMBOLS, demonstrations=worlds.DEMONSTRATIONS, **options):
    """The four cells during a training, by step, and how much attention the pair gets at its end."""
    programs = worlds.permutations(count, symbols=symbols, seed=session.seed)
    new = worlds.permutations(256, symbols=symbols, seed=session.seed + 1000)
    exam = network.exam(programs, new, demonstrations=demonstrations, seed=session.seed)
    shape = dict(symbols=symbols, demonstrations=demonstrations)
    model = network.build(**shape, seed=session.seed).to(session.device)
    curves = lk.History()
    for step, _ in network.learn(model, programs, steps=steps, seed=session.seed, progress=False, **options):
        if step % (every or steps) == 0:
            curves.add(step, **{cell: network.accuracy(model, asked) for cell, asked in exam.items()})
    attention = network.attention_to_the_demonstration(model, exam["new_demonstrated"])
    return dict(curves=curves, attention=attention)


measured = dict(
    longer=trained(P.count, steps=5 * P.steps, every=P.steps),
    shorter=trained(P.count, steps=P.steps // 2),
    rarer=trained(P.count, steps=P.steps, repeat=0.5),
    symbols=trained(P.count, steps=P.steps, symbols=2 * worlds.SYMBOLS),
    demonstrations=trained(P.count, steps=P.steps, demonstrations=worlds.DEMONSTRATIONS // 2),
    mixed=trained(P.few, steps=P.steps, fewest=1),
)
print(lk.record(**measured))
