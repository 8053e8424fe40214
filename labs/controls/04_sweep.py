"""When does the bilinear model of lab 04 find inverses it never read? One condition changed at a time.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_sweep.py       (about half a minute a seed)

Each line of the sweep trains the lab's model with one setting changed: number of entities (so, of pairs told both
ways), weight decay, length of the vectors, number of relations, and tied or untied embeddings. Chapter 04 quotes what
it records in labs/results/04_sweep.cpu.json: the share of held-out inverses found, and of facts recited.
"""

import labkit as lk
from labkit.reversal import bilinear

BASE = {"entities": 400, "relations": 2, "d_model": 32, "decay": 1.0, "tied": True}
CHANGES = [
    {},
    {"tied": False},
    *({"entities": n} for n in (75, 100, 200)),
    *({"decay": decay} for decay in (0.0, 0.1, 3.0)),
    *({"d_model": d} for d in (64, 128)),
    {"relations": 4},
]
STEPS, LR, ONE_WAY = 200, 2e-2, 50


def trained(entities, relations, d_model, decay, tied, seed):
    """Held-out and seen accuracy after training."""
    train, test = bilinear.world(entities, relations, one_way=ONE_WAY, seed=seed)
    model = bilinear.Bilinear(entities, relations, d_model=d_model, tied=tied, seed=seed)
    options = {"lr": LR, "weight_decay": decay, "clip": None, "schedule": "linear", "progress": False}
    for _ in lk.train(model, bilinear.repeated(train), steps=STEPS, loss_fn=bilinear.loss, **options):
        pass
    return bilinear.accuracy(model, test), bilinear.accuracy(model, train)


session = lk.start("en", unit="04_sweep")
for change in CHANGES:
    name = "_".join(f"{key}_{value}" for key, value in change.items()).lower() or "base"
    held_out, seen = trained(**BASE | change, seed=session.seed)
    lk.record(**{f"{name}_held_out": held_out, f"{name}_seen": seen})
print(lk.record(steps=STEPS))
