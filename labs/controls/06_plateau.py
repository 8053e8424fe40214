"""Lab 06 with few questions, φ 5, trained on: does composition come to familiar facts, and when?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_plateau.py       (a quarter of an hour a seed on one core)

The facts, the questions and the recipe of the lab's third network; only the training is longer. What it
records stands in labs/results/06_plateau.cpu.json.
"""

import labkit as lk
from labkit.implicit_reasoning import network, worlds

session = lk.start("en", unit="06_plateau")
P = lk.preset(
    smoke=dict(ratio=2.0, steps=8, every=2, size=dict(entities=12, relations=8, exam=60)),
    cpu=dict(ratio=5.0, steps=12_000, every=400, size=dict(entities=40, relations=20)),
    gpu={},
)
world = worlds.composition(**P.size, ratio=P.ratio, seed=session.seed)
model, curves = network.build(world, seed=session.seed).to(session.device), lk.History()
options = dict(steps=P.steps, every=P.every, seed=session.seed, progress=False)
for step, marks in network.learn(model, world.to(session.device), **options):
    curves.add(step, **marks)
    print(step, marks, flush=True)
print(lk.record(curves=curves, ratio=world.ratio, chance=1 / world.answers))
