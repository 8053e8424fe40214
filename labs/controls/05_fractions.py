"""Lab 05 with less and more of the table shown: is there a threshold?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_fractions.py       (about two minutes a seed)

Same network and settings as the lab, up to 1,200 steps. Chapter 05 quotes what it records in
labs/results/05_fractions.cpu.json.
"""

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

FRACTIONS, STEPS = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5), 1200

session = lk.start("en", unit="05_fractions")
new, steps = [], []
for fraction in FRACTIONS:
    table = modular.table(p=113, fraction=fraction, seed=session.seed)
    marks = dict(mt.learn(mt.build(113, seed=session.seed), table, steps=STEPS, progress=False))
    new.append(marks[max(marks)]["new"])
    steps.append(min((step for step, m in marks.items() if m["test"] >= 0.99), default=0))  # 0: not in this budget
    print(fraction, new[-1], steps[-1], flush=True)
print(lk.record(fractions=FRACTIONS, new_accuracy=new, steps_to_generalise=steps, max_steps=STEPS))
