"""The configuration of Nanda et al. (2023) to the end: how long does its plateau last?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/05_paper.py       (six to ten minutes a seed on two cores)

Width 128, MLP 512, learning rate 0.001, weight decay 1, the same 30% of the table as in lab 05; only the evaluation is
ours (attention factored, the last position alone), which changes the time and not the function. On a GPU
(LABKIT_SCALE=gpu) the same run goes through CUDA graphs. Chapter 05 quotes what it records in
labs/results/05_paper.cpu.json.
"""

import labkit as lk
from labkit.grokking import modular
from labkit.grokking import modular_transformer as mt

session = lk.start("en", unit="05_paper")
paper = {"p": 113, "fraction": 0.3, "d_model": 128, "d_mlp": 512, "lr": 1e-3, "steps": 40_000, "every": 100}
P = lk.preset(smoke={"p": 23, "d_model": 16, "d_mlp": 32, "steps": 20, "every": 10}, cpu=paper, gpu={})

table = modular.table(p=P.p, fraction=P.fraction, seed=session.seed).to(session.device)
model = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=session.seed).to(session.device)
curves = lk.History()
for step, marks in mt.learn(model, table, steps=P.steps, lr=P.lr, every=P.every, until=0.99):
    curves.add(step, **marks)
print(lk.record(lr=P.lr, curves=curves))
