"""A start that lab 03 drops, let go on: does it leave the plateau of the islands later, or learn its pairs by heart?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_by_heart.py       (a minute or two on one core)

The world, the pairs, the network and its first steps are those of the lab: it is the first of its starts that is still
on its plateau after `wait` steps. Here it gets the rest of the training all the same. Chapter 03 quotes what is kept
in labs/results/03_by_heart.cpu.json: the errors on a part of what it read and on the pairs of the exam.
"""

import numpy as np

import labkit as lk
from labkit.representations import cities, models, probes

session = lk.start("en", unit="03_by_heart")
P = lk.preset(
    smoke=dict(places=44, batch=32, island_steps=24, starts=1, wait=8, aside=40, d_model=16, mlp=32),
    cpu=dict(places=200, batch=320, island_steps=2000, starts=12, wait=700, aside=300, d_model=40, mlp=640),
    gpu={},
)
seed = session.seed
islands = cities.World(cities.archipelago(P.places + 8, seed=seed), hidden=8)
old_pairs, new_pairs = (islands.known[part] for part in cities.split_pairs(P.places, seed=seed))
far_pairs = islands.far_pairs(islands.hidden)
told_pairs = np.vstack([old_pairs, far_pairs[: len(far_pairs) // 2]])
aside, learnt = told_pairs[: P.aside], told_pairs[P.aside :]
SHAPE = dict(context=2, d_model=P.d_model, d_mlp=P.mlp, n_heads=8, scale=1)


def learn(network, batches, steps, schedule):
    options = dict(lr=1e-2, weight_decay=0.3, schedule=schedule, progress=False)
    losses = [loss for _, loss in lk.train(network, batches, steps=steps, **options)]
    return float(np.mean(losses[-20:]))


def off(network, pairs):
    return float(islands.errors_km(network, pairs).mean())


for start in range(P.starts):
    own = seed + 1000 * start
    network = models.one_layer(islands, **SHAPE, seed=own).to(session.device)
    batches, at_first = islands.statements(learnt, batch=P.batch, seed=own), off(network, aside)
    loss = learn(network, batches, P.wait, "constant")
    if off(network, aside) > 0.9 * at_first:
        break
else:
    raise SystemExit(f"seed {seed}: all of {P.starts} starts leave the plateau")
dropped = dict(loss=loss, read_km=off(network, learnt[:3000]), new_km=off(network, new_pairs))
loss = learn(network, batches, P.island_steps - P.wait, "linear")
in_the_end = dict(loss=loss, read_km=off(network, learnt[:3000]), new_km=off(network, new_pairs))
vectors = models.embeddings(network)[islands.known]
r2 = probes.held_out(vectors, islands.positions[islands.known], seed=seed).r2
print(lk.record(start=start, dropped=dropped, in_the_end=in_the_end, r2=r2))
