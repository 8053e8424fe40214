"""Lab 03's first model under six strengths of weight decay: how straight its map, how fine its answers.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_decay.py       (about a minute a seed)

Everything but the decay is as in the lab, without hidden cities. Chapter 03 draws what it records in
labs/results/03_decay.cpu.json.
"""

import labkit as lk
from labkit.representations import cities, models, probes

DECAYS, CITIES, STEPS = (0.0, 0.1, 0.3, 1.0, 2.0, 4.0), 200, 800

session = lk.start("en", unit="03_decay")
world = cities.World(cities.largest(CITIES))
train_pairs, test_pairs = cities.split_pairs(CITIES, seed=session.seed)
error_km, r2 = [], []
for decay in DECAYS:
    model = models.one_layer(world, context=2, d_model=40, seed=session.seed)
    corpus = world.statements(train_pairs, batch=320, seed=session.seed)
    for _ in lk.train(model, corpus, steps=STEPS, lr=1e-2, weight_decay=decay, schedule="linear"):
        pass
    error_km.append(world.errors_km(model, test_pairs).mean())
    r2.append(probes.held_out(models.embeddings(model)[:CITIES], world.positions, seed=session.seed).r2)
print(lk.record(decay=DECAYS, error_km=error_km, r2=r2))
