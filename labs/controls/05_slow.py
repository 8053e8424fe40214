"""Lab 05 with a learning rate five times smaller, 0.003: the long plateau, in the same network.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_slow.py       (about two minutes a seed)

All else as in the lab (the defaults of its functions). Chapter 05 quotes what it records in
labs/results/05_slow.cpu.json.
"""

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

LR, STEPS, EVERY = 3e-3, 12_000, 50

session = lk.start("en", unit="05_slow")
table, curves = modular.table(seed=session.seed), lk.History()
for step, marks in mt.learn(mt.build(table.p, seed=session.seed), table, steps=STEPS, lr=LR, every=EVERY):
    curves.add(step, **marks)
print(lk.record(lr=LR, max_steps=STEPS, curves=curves))
