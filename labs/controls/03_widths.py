"""Unit 03: how wide must the network of the islands be for its answers to be good, and its map legible? Who computes?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_widths.py       (about a minute and a half a seed)

Lab 03's network of the islands with MLPs of four widths, told near or far first, as in the lab. Of each, at the end:
the error on new pairs and on the neighbours of hidden islands, and the R² of the probe on islands it was not fitted on.
Then, where is the dot product of two islands to be found? A linear fit on pairs shown reads it, for new pairs, in the
two embeddings as they are, in what attention makes of them, before the MLP, and in the MLP; also in a network that was
never trained. And what is the error of this network if each head looks at the two islands as it does on average,
whatever they are? It was trained to choose where to look; so others are trained from the start with heads that cannot,
and look at both islands alike: one as long as the rest, one on five times as many exact statements.

Chapter 03 quotes what this records in labs/results/03_widths.cpu.json.
"""

import numpy as np
import torch

import labkit as lk
from labkit.representations import cities, models, probes

session = lk.start("en", unit="03_widths")
P = lk.preset(
    smoke=dict(places=44, d_model=16, batch=32, widths=(8, 32), roughly=4, exactly=6),
    cpu=dict(places=200, d_model=40, batch=320, widths=(8, 40, 160, 640), roughly=300, exactly=700),
    gpu={},
)
LONGER = 5
seed = session.seed
islands = cities.World(cities.archipelago(P.places + 8, seed=seed), hidden=8)
old_pairs, new_pairs = (islands.known[part] for part in cities.split_pairs(P.places, seed=seed))
near_pairs = islands.with_known(islands.hidden)
near_pairs = near_pairs[islands.pair_km(near_pairs) < cities.FAR]
told_pairs = np.vstack([old_pairs, np.split(islands.far_pairs(islands.hidden), 2)[0]])


def new(width):
    shape = dict(context=2, d_model=P.d_model, d_mlp=width, n_heads=8, scale=1)
    return models.one_layer(islands, **shape, seed=seed).to(session.device)


def trained(model, times=1):
    exact = islands.statements(told_pairs, batch=P.batch, seed=seed)
    for _ in models.learn_islands(model, exact, islands.roughly(exact), roughly=P.roughly, exactly=times * P.exactly):
        pass
    return model


EMBEDDED, ATTENDED, HIDDEN = "embed", "blocks.0.attention.out", "blocks.0.mlp.hidden"
PATTERN = "blocks.0.attention.pattern"


def read_cosine(model, name):
    """The R² on new pairs of a linear fit, on pairs shown, of the cosine of the angle between two islands."""
    told, asked = (
        model.tap(torch.from_numpy(pairs).to(session.device), [name])[1][name].double().cpu().numpy()
        for pairs in (old_pairs, new_pairs)
    )
    if name == EMBEDDED:  # both embeddings, side by side
        told, asked = told.reshape(len(told), -1), asked.reshape(len(asked), -1)
    else:
        told, asked = told[:, -1], asked[:, -1]
    cosines, wanted = (np.cos(islands.pair_km(pairs) / cities.EARTH_RADIUS) for pairs in (old_pairs, new_pairs))
    fit = probes.fit(told, cosines[:, None], penalty=0.0)
    return 1 - np.mean((fit(asked)[:, 0] - wanted) ** 2) / np.var(wanted)


def frozen_km(model):
    """The error on new pairs, each head looking as it does on average over them."""
    _, seen = model.tap(torch.from_numpy(new_pairs).to(session.device), [PATTERN])
    mean = seen[PATTERN].mean(0)  # (head, query, key)
    with model.watching({PATTERN: lambda pattern: mean.expand_as(pattern)}):
        return islands.errors_km(model, new_pairs).mean()


found = {"untrained_r2": read_cosine(new(P.widths[-1]), ATTENDED)}
for width in P.widths:
    model = trained(new(width))
    vectors, places = models.embeddings(model)[islands.known], islands.positions[islands.known]
    found[f"km_{width}"] = islands.errors_km(model, new_pairs).mean()
    found[f"near_km_{width}"] = islands.errors_km(model, near_pairs).mean()
    found[f"shown_km_{width}"] = islands.errors_km(model, old_pairs).mean()
    found[f"r2_{width}"] = probes.held_out(vectors, places, seed=seed).r2
    found[f"embedded_r2_{width}"] = read_cosine(model, EMBEDDED)
    found[f"attended_r2_{width}"] = read_cosine(model, ATTENDED)
    found[f"hidden_r2_{width}"] = read_cosine(model, HIDDEN)
    found[f"frozen_km_{width}"] = frozen_km(model)
    print(
        width, {name: round(float(value), 3) for name, value in found.items() if name.endswith(f"_{width}")}, flush=True
    )
for name, times in (("uniform", 1), ("uniform_longer", LONGER)):
    with (model := new(P.widths[-1])).watching({PATTERN: lambda pattern: torch.full_like(pattern, 0.5)}):
        trained(model, times)
        found[f"{name}_km"] = islands.errors_km(model, new_pairs).mean()
        found[f"{name}_shown_km"] = islands.errors_km(model, old_pairs).mean()
        found[f"{name}_hidden_r2"] = read_cosine(model, HIDDEN)
        vectors, places = models.embeddings(model)[islands.known], islands.positions[islands.known]
        found[f"{name}_r2"] = probes.held_out(vectors, places, seed=seed).r2
print(lk.record(**found))
