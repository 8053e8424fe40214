"""The best opponents of lab 03's first model, on its own cities and pairs: copiers, and the probe on the bare table.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_neighbours.py       (seconds a seed: nothing is trained)

Chapter 03 quotes what it records in labs/results/03_neighbours.cpu.json.
"""

import numpy as np

import labkit as lk
from labkit.representations import cities, copiers, probes

CITIES = 200

session = lk.start("en", unit="03_neighbours")
world = cities.World(cities.largest(CITIES))
train_pairs, test_pairs = cities.split_pairs(CITIES, seed=session.seed)
table, true = copiers.observed(world, train_pairs), world.pair_km(test_pairs)
best = copiers.tuned(table, seed=session.seed)
reading = probes.held_out(copiers.filled(table), world.positions, seed=session.seed)
print(
    lk.record(
        one_row_km=np.abs(copiers.copied(table, test_pairs) - true).mean(),
        copier_km=np.abs(copiers.copied(table, test_pairs, **best) - true).mean(),
        rows=best["rows"],
        table_r2=reading.r2,
    )
)
