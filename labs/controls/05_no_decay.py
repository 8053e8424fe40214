"""Lab 05 without weight decay, watched for long: does the network ever leave its memory?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_no_decay.py       (one to two minutes a seed)

Same network, table and learning rate as the lab. Chapter 05 quotes what it records in
labs/results/05_no_decay.cpu.json.
"""

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

STEPS, EVERY = 5000, 50

session = lk.start("en", unit="05_no_decay")
table = modular.table(p=113, fraction=0.3, seed=session.seed)
curves = lk.History()
for step, marks in mt.learn(mt.build(113, seed=session.seed), table, steps=STEPS, weight_decay=0.0, every=EVERY):
    curves.add(step, **marks)
steps, train = curves["train"]
twins, new = (curves[part][1] for part in ("twins", "new"))
lk.record(max_steps=STEPS, train_accuracy=train[-1], twin_accuracy=twins[-1], new_accuracy=new[-1])
print(lk.record(best_new_accuracy=new.max(), steps=steps, train_curve=train, twin_curve=twins, new_curve=new))
