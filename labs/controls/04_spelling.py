"""The bilinear model of lab 04, for names of two tokens: what is left of the rule when an entity has no vector?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_spelling.py       (about half a minute a seed)

The lab's world and settings, 500 steps. Three ways of writing 400 names: one token each, as in the lab; two tokens
each, which no other name has; two tokens each, a first name and a last name out of twenty. A name of two is read as the
sum of its tokens, or by a small network (with shared tokens, the sum cannot tell the facts apart). Chapter 04 quotes
what it records in labs/results/04_spelling.cpu.json: the share of held-out inverses found, and of facts recited.
"""

import torch

import labkit as lk
from labkit.reversal import bilinear

ENTITIES, RELATIONS, ONE_WAY, STEPS, D_HIDDEN = 400, 2, 50, 500, 256
OPTIONS = {"lr": 2e-2, "weight_decay": 1.0, "clip": None, "schedule": "linear", "progress": False}

session = lk.start("en", unit="04_spelling")
train, test = bilinear.world(ENTITIES, RELATIONS, one_way=ONE_WAY, seed=session.seed)
number = torch.arange(ENTITIES)
own = torch.stack([2 * number, 2 * number + 1], dim=1)
shared = torch.stack([number // 20, 20 + number % 20], dim=1)
models = {"one_token": bilinear.Bilinear(ENTITIES, RELATIONS, d_model=32, seed=session.seed)}
for spelling, names in (("own", own), ("shared", shared)):
    for reading, d_hidden in (("sum", 0), ("network", D_HIDDEN)):
        model = bilinear.Spelled(names, RELATIONS, d_hidden=d_hidden, seed=session.seed)
        models[f"{spelling}_{reading}"] = model
for name, model in models.items():
    spell = model.spell if isinstance(model, bilinear.Spelled) else lambda answers: answers
    lessons = bilinear.repeated(spell(train))
    for _ in lk.train(model, lessons, steps=STEPS, loss_fn=bilinear.loss, **OPTIONS):
        pass
    seen, held_out = (bilinear.accuracy(model, spell(part)) for part in (train, test))
    lk.record(**{f"{name}_seen": seen, f"{name}_held_out": held_out})
    print(name, seen, held_out, flush=True)
print(lk.record(steps=STEPS))
