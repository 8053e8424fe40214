"""Lab 03's first model under six strengths of weight decay: how straight its map, how fine its answers.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_decay.py       (about a minute a seed)

Everything but the decay is as in the lab. Chapter 03 draws what it records in labs/results/03_decay.cpu.json.
"""

import numpy as np
import torch

import labkit as lk
from labkit.representations import cities, probes

DECAYS, CITIES, STEPS = (0.0, 0.1, 0.3, 1.0, 2.0, 4.0), 200, 800

session = lk.start("en", unit="03_decay")
world = cities.World(cities.largest(CITIES))
train_pairs, test_pairs = cities.split_pairs(CITIES, seed=session.seed)
error_km, r2 = [], []
for decay in DECAYS:
    config = lk.TransformerConfig(world.vocab_size, context=2, d_model=40, n_layers=1, n_heads=4, tied=False)
    model = lk.Transformer(config, seed=session.seed)
    with torch.no_grad():
        model.token_embedding.weight *= 0.1
    corpus = world.statements(train_pairs, batch=320, seed=session.seed)
    for _ in lk.train(model, corpus, steps=STEPS, lr=1e-2, weight_decay=decay, schedule="linear"):
        pass
    truth = world.km[test_pairs[:, 0], test_pairs[:, 1]]
    error_km.append(float(np.abs(world.ask_km(model, test_pairs) - truth).mean()))
    embeddings = model.token_embedding.weight.detach().numpy()[:CITIES]
    r2.append(probes.held_out(embeddings, world.positions, seed=session.seed).r2)
print(lk.record(decay=list(DECAYS), error_km=error_km, r2=r2, steps=STEPS))
