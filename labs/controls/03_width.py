"""Lab 03's islands and networks of several widths: what it takes to leave the plateau, and when a fit is a map.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_width.py       (about two minutes a seed)

Everything but the width of the MLP is as in the lab, without hidden islands. Beside it: the widest network on the
cities; a network whose good answers hide a bad map; and what attention holds in the widest network. Chapter 03
draws what it records in labs/results/03_width.cpu.json.
"""

import labkit as lk
from labkit.representations import cities, interventions, models, probes

session = lk.start("en", unit="03_width")
P = lk.preset(
    smoke=dict(places=44, widths=(8, 16), batch=32, steps=24),
    cpu=dict(places=200, widths=(40, 160, 640), batch=320, steps=2000),
    gpu={},
)
train_pairs, test_pairs = cities.split_pairs(P.places, seed=session.seed)
islands = cities.World(cities.archipelago(P.places, seed=session.seed))
options = dict(lr=1e-2, weight_decay=0.3, schedule="linear", progress=False)


def trained(world, width):
    """A network of this width."""
    model = models.one_layer(world, context=2, d_model=40, d_mlp=width, n_heads=8, scale=1, seed=session.seed)
    batches = world.statements(train_pairs, batch=P.batch, seed=session.seed)
    for _ in lk.train(model, batches, steps=P.steps, **options):
        pass
    return model


def measured(world, model):
    """Error on pairs never shown, in km, and R² of the map."""
    reading = probes.held_out(models.embeddings(model)[: P.places], world.positions, seed=session.seed)
    return float(world.errors_km(model, test_pairs).mean()), reading.r2


found = [trained(islands, width) for width in P.widths]
error_km, r2 = zip(*(measured(islands, model) for model in found), strict=True)
widest = found[-1]
wide_cities = cities.World(cities.largest(P.places))
cities_km, cities_r2 = measured(wide_cities, trained(wide_cities, P.widths[-1]))
patterns, blind_km = interventions.attention(islands, widest, test_pairs)
print(
    lk.record(
        widths=P.widths,
        error_km=error_km,
        r2=r2,
        attention=dict(
            attention_r2=probes.held_out(patterns, islands.pair_km(test_pairs), seed=session.seed).r2,
            attention_blind_km=blind_km,
        ),
        apart=dict(cities_km=cities_km, cities_r2=cities_r2),
    )
)
