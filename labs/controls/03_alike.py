"""Unit 03: each world in the network and the training of the other. Is it the world that makes the difference?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_alike.py       (about half a minute a seed)

In lab 03 the cities and the islands have two networks and two trainings. Here they are exchanged. Of both, at the end:
the error on new pairs, the R² of the probe on places it was not fitted on, and the slope of the answers when a place is
pushed along the map. Chapter 03 quotes what this records in labs/results/03_alike.cpu.json.
"""

import numpy as np

import labkit as lk
from labkit.representations import cities, interventions, models, probes

session = lk.start("en", unit="03_alike")
P = lk.preset(
    smoke=dict(places=44, d_model=16, batch=32, mlp=32, roughly=4, exactly=6, steps=10),
    cpu=dict(places=200, d_model=40, batch=320, mlp=640, roughly=300, exactly=700, steps=800),
    gpu={},
)
seed = session.seed
earth = cities.World(cities.largest(P.places))
islands = cities.World(cities.archipelago(P.places + 8, seed=seed), hidden=8)


def as_islands(world, told):
    """The network of the islands: near or far first, then distances."""
    model = models.one_layer(world, context=2, d_model=P.d_model, d_mlp=P.mlp, n_heads=8, scale=1, seed=seed)
    exact = world.statements(told, batch=P.batch, seed=seed)
    for _ in models.learn_islands(model, exact, world.roughly(exact), roughly=P.roughly, exactly=P.exactly):
        pass
    return model


def as_cities(world, told):
    """The network of the cities: narrower, with small embeddings and a strong decay; distances from the start."""
    model = models.one_layer(world, context=2, d_model=P.d_model, seed=seed)
    exact = world.statements(told, batch=P.batch, seed=seed)
    options = dict(steps=P.steps, lr=1e-2, weight_decay=1.0, schedule="linear", progress=False)
    for _ in lk.train(model, exact, **options):
        pass
    return model


def curved(points):
    x, y, z = points.T
    return np.stack([x, y, z, x * x, y * y, x * y, y * z, z * x], axis=1)


def pushed(world, model, pairs):
    """The slope of the answers, as in lab 03."""
    put = probes.fit(curved(world.positions[world.known]), models.embeddings(model)[world.known], penalty=0.0)
    return interventions.dose_response(world, model, pairs, lambda points: put(curved(points)), seed=seed).slope()


found = {}
for name, world, trained in (("cities", earth, as_islands), ("islands", islands, as_cities)):
    old_pairs, new_pairs = (world.known[part] for part in cities.split_pairs(P.places, seed=seed))
    hidden = [np.split(world.far_pairs(world.hidden), 2)[0]] if len(world.hidden) else []
    model = trained(world, np.vstack([old_pairs, *hidden]))
    vectors, places = models.embeddings(model)[world.known], world.positions[world.known]
    found[f"{name}_km"] = world.errors_km(model, new_pairs).mean()
    found[f"{name}_r2"] = probes.held_out(vectors, places, seed=seed).r2
    found[f"{name}_slope"] = pushed(world, model, new_pairs)
    print(name, {key: round(float(value), 3) for key, value in found.items()}, flush=True)
print(lk.record(**found))
