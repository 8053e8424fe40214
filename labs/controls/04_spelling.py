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

STEPS, D_HIDDEN = 500, 256
ENTITIES, RELATIONS = bilinear.WORLD["entities"], bilinear.WORLD["relations"]

session = lk.start("en", unit="04_spelling")
train, test = bilinear.world(**bilinear.WORLD, seed=session.seed)
entity = torch.arange(ENTITIES)
spellings = {
    "own": torch.stack([2 * entity, 2 * entity + 1], dim=1),
    "shared": torch.stack([entity // 20, 20 + entity % 20], dim=1),
}
models = {"one_token": bilinear.Bilinear(ENTITIES, RELATIONS, seed=session.seed)}
for spelling, names in spellings.items():
    for reading, d_hidden in (("sum", 0), ("network", D_HIDDEN)):
        models[f"{spelling}_{reading}"] = bilinear.Spelled(names, RELATIONS, d_hidden=d_hidden, seed=session.seed)

seen, held_out = {}, {}
for name, model in models.items():
    spell = model.spell if isinstance(model, bilinear.Spelled) else lambda answers: answers
    for _ in bilinear.fit(model, spell(train), steps=STEPS):
        pass
    seen[name], held_out[name] = (bilinear.accuracy(model, spell(asked)) for asked in (train, test))
print(lk.record(seen=seen, held_out=held_out))
