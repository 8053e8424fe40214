"""When does the bilinear model of lab 04 find inverses it never read? One condition changed at a time.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_sweep.py       (about half a minute a seed)

Each line of the sweep trains the lab's model with one setting changed: number of entities (so, of pairs told both
ways), weight decay, length of the vectors, number of relations, and tied or untied embeddings; for 200 steps, where
the lab takes 150. Chapter 04 quotes what it records in labs/results/04_sweep.cpu.json: the share of held-out inverses
found, and of facts recited.
"""

import labkit as lk
from labkit.reversal import bilinear

STEPS = 200
CHANGES = [
    {},
    {"tied": False},
    *({"entities": n} for n in (75, 100, 200)),
    *({"decay": decay} for decay in (0.0, 0.1, 3.0)),
    *({"d_model": d} for d in (64, 128)),
    {"relations": 4},
]


def learn(*, decay=1.0, tied=True, d_model=32, **world):
    """Seen and held-out accuracy after training."""
    world = bilinear.WORLD | world
    train, test = bilinear.world(**world, seed=session.seed)
    model = bilinear.Bilinear(world["entities"], world["relations"], d_model=d_model, tied=tied, seed=session.seed)
    for _ in bilinear.fit(model, train, steps=STEPS, decay=decay):
        pass
    return bilinear.accuracy(model, train), bilinear.accuracy(model, test)


session = lk.start("en", unit="04_sweep")
seen, held_out = {}, {}
for change in CHANGES:
    name = "_".join(f"{key}_{value}" for key, value in change.items()).lower() or "base"
    seen[name], held_out[name] = learn(**change)
print(lk.record(seen=seen, held_out=held_out, steps=STEPS))
