"""Lab 05 with less and more of the table shown: is there a threshold?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_fractions.py       (about two minutes a seed)

The lab's settings (the defaults of its functions), up to 1,200 steps. Chapter 05 quotes what it records in
labs/results/05_fractions.cpu.json.
"""

import labkit as lk
from labkit.grokking import measures, modular
from labkit.grokking import modular_transformer as mt

FRACTIONS, STEPS = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5), 1200

session = lk.start("en", unit="05_fractions")
new, steps = [], []
for fraction in FRACTIONS:
    table, curves = modular.table(fraction=fraction, seed=session.seed), lk.History()
    for step, marks in mt.learn(mt.build(table.p, seed=session.seed), table, steps=STEPS, progress=False):
        curves.add(step, **marks)
    new.append(marks["new"])
    steps.append(measures.first(curves["test"]))
    print(fraction, new[-1], steps[-1], flush=True)
print(lk.record(fractions=FRACTIONS, new=new, steps=steps, max_steps=STEPS))
