"""Islands told exactly from the start, or first in two classes with no geometry in them: who needs which stair.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_stairs.py       (about a minute a seed)

Lab 03's network of the islands, its pairs, its number of steps and its learning rates. There, the first steps tell
distances roughly, near or far. Here, one twin is told all of them exactly; the other is told, during the first steps,
in which of two halves of the classes a distance lies, halves drawn at random: as few answers, and no stair.
Chapter 03 quotes what it records in labs/results/03_stairs.cpu.json.
"""

import numpy as np
import torch

import labkit as lk
from labkit.representations import cities, models, probes

session = lk.start("en", unit="03_stairs")
P = lk.preset(
    smoke=dict(places=44, d_model=16, batch=32, mlp=32, roughly=4, exactly=6),
    cpu=dict(places=200, d_model=40, batch=320, mlp=640, roughly=300, exactly=700),
    gpu={},
)
seed = session.seed
islands = cities.World(cities.archipelago(P.places + 8, seed=seed), hidden=8)
old_pairs, new_pairs = (islands.known[part] for part in cities.split_pairs(P.places, seed=seed))
told_pairs = np.vstack([old_pairs, np.split(islands.far_pairs(islands.hidden), 2)[0]])
shown = {0, *np.linspace(0, P.roughly, 6).astype(int), *np.linspace(P.roughly, P.roughly + P.exactly, 8).astype(int)}


def halved(statements):
    """Distances by the first class of a half of them, drawn at random."""
    told = torch.arange(islands.classes)
    for half in np.array_split(np.random.default_rng(seed).permutation(islands.classes), 2):
        told[half] = int(half[0])
    return islands.retold(statements, told)


def looked_at(run, step, model):
    vectors, places = models.embeddings(model)[islands.known], islands.positions[islands.known]
    run.add(
        step, error_km=islands.errors_km(model, new_pairs).mean(), shown_km=islands.errors_km(model, old_pairs).mean()
    )
    run.add(step, r2=probes.held_out(vectors, places, seed=seed).r2)


def trained(first):
    """The run of a network that is told what `first` makes of the statements, then the statements."""
    shape = dict(context=2, d_model=P.d_model, d_mlp=P.mlp, n_heads=8, scale=1)
    model, run = models.one_layer(islands, **shape, seed=seed).to(session.device), lk.History()
    exact = islands.statements(told_pairs, batch=P.batch, seed=seed)
    looked_at(run, 0, model)
    for step in models.learn_islands(model, exact, first(exact), roughly=P.roughly, exactly=P.exactly):
        if step in shown:
            looked_at(run, step, model)
    return run


print(lk.record(exact=trained(lambda exact: exact), halves=trained(halved)))
