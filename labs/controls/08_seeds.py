"""How sure are the two ends of the dial? Twenty starts of the networks of lab 08 with 16, 256 and 4,096 programs.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_seeds.py       (about nine minutes on one core)

Seeds 0 to 4 are those of the lab. A start decides the first weights, the lists, the texts and the exam.
Chapter 08 quotes labs/results/08_seeds.cpu.json.
"""

import labkit as lk
from labkit.programs import network, worlds

session = lk.start("en", unit="08_seeds")
P = lk.preset(
    smoke=dict(lists=(4, 16), seeds=2, steps=4), cpu=dict(lists=(16, 256, 4096), seeds=20, steps=1200), gpu={}
)
ends = {K: {cell: [] for cell in network.CELLS} for K in P.lists}
for seed in range(session.seed, session.seed + P.seeds):
    lists = {K: worlds.permutations(K, seed=seed) for K in P.lists}
    models = network.trained(lists, steps=P.steps, seed=seed, device=session.device)
    new = worlds.permutations(256, seed=seed + 1000)
    for K in P.lists:
        for cell, asked in network.exam(lists[K], new, seed=seed).items():
            ends[K][cell].append(network.accuracy(models[K], asked))
    print(seed, {K: [round(marks[-1], 3) for marks in cells.values()] for K, cells in ends.items()}, flush=True)
print(lk.record(ends=ends))
