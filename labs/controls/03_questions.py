"""Lab 03's cities with one kind of question or three, eight of them hidden: what straightens a map, and who borrows.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_questions.py       (about half a minute a seed)

The network of the cities, once with distances alone and once with distances, directions and continents. Eight cities
appear only in distances to far-away cities; in the second network they are then asked for directions, as nobody did.
The parrot is the vector borrowed from the known city that, going by these distances, is most like the hidden one.
Chapter 03 quotes what it records in labs/results/03_questions.cpu.json.
"""

import numpy as np

import labkit as lk
from labkit.representations import cities, interventions, models, probes

session = lk.start("en", unit="03_questions")
P = lk.preset(smoke=dict(places=44, steps=12, batch=32), cpu=dict(places=208, steps=800, batch=320), gpu={})
seed = session.seed
world = cities.World(cities.largest(P.places, also=cities.HIDDEN), hidden=8)
known, places, hidden_places = world.known, world.positions[world.known], world.positions[world.hidden]
train_pairs, test_pairs = (known[part] for part in cities.split_pairs(len(known), seed=seed))
far, both_ways = world.far_pairs(world.hidden), np.vstack([train_pairs, np.flip(train_pairs, 1)])
options = dict(steps=P.steps, lr=1e-2, weight_decay=1.0, schedule="linear", progress=False)


def curved(points):
    x, y, z = points.T
    return np.stack([x, y, z, x * x, y * y, x * y, y * z, z * x], axis=1)


def scores(model, question):
    """Error in km, R² of the map, slope of the answers when a city is moved, and where hidden cities end up."""
    vectors = models.embeddings(model)
    put = probes.fit(curved(places), vectors[known], penalty=0.0)
    doses = interventions.dose_response(
        world, model, test_pairs, lambda points: put(curved(points)), question=question, seed=seed
    )
    return dict(
        km=world.errors_km(model, test_pairs, question).mean(),
        r2=probes.held_out(vectors[known], places, seed=seed).r2,
        slope=doses.slope(),
        answers_km=located(model, world.hidden, question),
        probe_km=cities.median_km(hidden_places, probes.fit(vectors[known], places)(vectors[world.hidden])),
    )


def located(model, tokens, question):
    """How far from their places, in km (median), a model's own answers put hidden cities."""
    answers = [world.located(model, token, known, question) for token in tokens]
    return cities.median_km(hidden_places, np.stack(answers))


def directions(model, tokens):
    pairs = world.with_known(tokens)
    return world.accuracy(model, np.vstack([pairs, np.flip(pairs, 1)]), "direction")


one = models.one_layer(world, context=2, d_model=40, seed=seed)
for _ in lk.train(one, world.statements(np.vstack([train_pairs, far]), batch=P.batch, seed=seed), **options):
    pass
three = models.one_layer(world, context=3, d_model=40, seed=seed)
lessons = dict(distance=np.vstack([both_ways, far]), direction=both_ways, continent=np.stack([known, known], 1))
shares = dict(distance=0.6, direction=0.3, continent=0.1)
for _ in lk.train(three, world.lessons(lessons, shares, batch=P.batch, seed=seed), **options):
    pass
alike = world.most_alike(three, world.hidden, "distance")
borrowed = models.learn_only(three, world.late, start=alike)  # before it learns anything
print(
    lk.record(
        models=dict(
            one=scores(one, None),
            three=scores(three, "distance") | dict(direction=directions(three, world.hidden)),
            borrowed=dict(
                direction=directions(borrowed, world.late),
                answers_km=located(borrowed, world.late, "distance"),
            ),
        )
    )
)
