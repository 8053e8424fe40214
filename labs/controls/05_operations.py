"""Lab 05 with other operations than addition: which of them are understood in the same number of steps?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_operations.py       (about two minutes a seed)

Same network, settings and share of the table as the lab, up to 1,200 steps. Chapter 05 quotes what it records in
labs/results/05_operations.cpu.json.
"""

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

STEPS = 1200

session = lk.start("en", unit="05_operations")
new, twins, steps = [], [], []
for operation in modular.OPERATIONS:
    table = modular.table(p=113, fraction=0.3, operation=operation, seed=session.seed)
    marks = dict(mt.learn(mt.build(113, seed=session.seed), table, steps=STEPS, progress=False))
    new.append(marks[max(marks)]["new"])
    twins.append(marks[max(marks)]["twins"])
    steps.append(min((step for step, m in marks.items() if m["test"] >= 0.99), default=0))  # 0: not in this budget
    print(operation, new[-1], twins[-1], steps[-1], flush=True)
results = {"new_accuracy": new, "twin_accuracy": twins, "steps_to_generalise": steps, "max_steps": STEPS}
print(lk.record(operations=list(modular.OPERATIONS), **results))
