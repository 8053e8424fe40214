"""Lab 05 with other operations than addition: which of them are understood in the same number of steps?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_operations.py       (about two minutes a seed)

The lab's settings (the defaults of its functions), up to 1,200 steps. Chapter 05 quotes what it records in
labs/results/05_operations.cpu.json.
"""

import labkit as lk
from labkit.grokking import measures, modular
from labkit.grokking import modular_transformer as mt

STEPS = 1200

session = lk.start("en", unit="05_operations")
new, steps = [], []
for operation in modular.OPERATIONS:
    table, curves = modular.table(operation=operation, seed=session.seed), lk.History()
    for step, marks in mt.learn(mt.build(table.p, seed=session.seed), table, steps=STEPS, progress=False):
        curves.add(step, **marks)
    new.append(marks["new"])
    steps.append(measures.first(curves["test"]))
    print(operation, new[-1], steps[-1], flush=True)
print(lk.record(operations=list(modular.OPERATIONS), new=new, steps=steps, max_steps=STEPS))
