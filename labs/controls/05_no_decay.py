"""Lab 05 without weight decay, watched for long: does the network ever leave its memory?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_no_decay.py       (one to two minutes a seed)

Network, table and learning rate of the lab (the defaults of its functions). Chapter 05 quotes what it records in
labs/results/05_no_decay.cpu.json.
"""

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

STEPS, EVERY = 5000, 50

session = lk.start("en", unit="05_no_decay")
table, curves = modular.table(seed=session.seed), lk.History()
model = mt.build(table.p, seed=session.seed)
for step, marks in mt.learn(model, table, steps=STEPS, weight_decay=0.0, every=EVERY):
    curves.add(step, **marks)
print(lk.record(max_steps=STEPS, curves=curves))
