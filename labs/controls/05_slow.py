"""Lab 05 with a learning rate five times smaller, 0.003: the long plateau, in the same network.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_slow.py       (about two minutes a seed)

Chapter 05 quotes what it records in labs/results/05_slow.cpu.json.
"""

import numpy as np

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

LR, STEPS, EVERY = 3e-3, 12_000, 50


def first(steps, reached):
    """The first step at which it is so; 0: not in this budget."""
    return int(steps[reached][0]) if reached.any() else 0


session = lk.start("en", unit="05_slow")
table = modular.table(p=113, fraction=0.3, seed=session.seed)
model = mt.build(113, seed=session.seed)
curves = lk.History()
for step, marks in mt.learn(model, table, steps=STEPS, lr=LR, every=EVERY):
    curves.add(step, **marks)
steps, train = curves["train"]
test, twins, new = (curves[part][1] for part in ("test", "twins", "new"))
waiting = int(np.sum((train >= 0.99) & (new <= 0.2)))
lk.record(learning_rate=LR, max_steps=STEPS, test_accuracy=test[-1], new_accuracy=new[-1])
lk.record(steps_to_memorise=first(steps, train >= 0.99), steps_to_generalise=first(steps, test >= 0.99))
lk.record(steps=steps, train_curve=train, twin_curve=twins, new_curve=new)
print(lk.record(delay_steps=EVERY * waiting))
