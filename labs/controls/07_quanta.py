"""Unit 07, many skills in one network: twenty parities, each rarer than the one before (Michaud et al. 2023).

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/07_quanta.py       (about half a minute a seed)

The network reads which parity is asked for and 30 random signs. Chapter 07 draws each skill's loss, and the mean
weighted by how often the skill is asked for.
"""

import torch
from torch.nn import functional as F

import labkit as lk
from labkit.emergence import ensemble

session = lk.start("en", unit="07_quanta")
P = lk.preset(
    smoke={"steps": 40},
    cpu={"skills": 20, "signs": 30, "relevant": 3, "width": 500, "steps": 5000, "batch": 1000, "tests": 300},
    gpu={"skills": 100, "signs": 100, "width": 2000, "steps": 50_000, "batch": 20_000},
)
generator = torch.Generator().manual_seed(session.seed)
chosen = torch.stack([torch.randperm(P.signs, generator=generator)[: P.relevant] for _ in range(P.skills)])
frequency = torch.arange(1, P.skills + 1) ** -1.4
frequency /= frequency.sum()


def questions(skills):
    """What the network reads and should answer when asked for these skills."""
    signs = torch.randint(2, (len(skills), P.signs), generator=generator) * 2.0 - 1
    answers = (signs.gather(1, chosen[skills]).prod(1) > 0).long()
    inputs = torch.cat([F.one_hot(skills, P.skills) * P.signs**0.5, signs], dim=1)
    return inputs[None], answers[None, :, None]


def batches():
    while True:
        yield questions(torch.multinomial(frequency, P.batch, replacement=True, generator=generator))


inputs, targets = (t.to(session.device) for t in questions(torch.arange(P.skills).repeat_interleave(P.tests)))
network = ensemble.Ensemble(P.skills + P.signs, (P.width,), options=2, seed=session.seed).to(session.device)
measured = sorted({round(P.steps ** (i / 40)) for i in range(41)})  # evenly on a logarithmic axis
bits = []
for step, _ in ensemble.fit(network, batches(), steps=P.steps, lr=2e-3, schedule="constant"):
    if step in measured:
        with torch.no_grad():
            losses = ensemble.answer_bits(network(inputs), targets)
        bits.append(losses.view(P.skills, P.tests).mean(1).cpu())  # (skill)
print(lk.record(steps=measured, frequency=frequency, bits=torch.stack(bits, dim=1)))  # (skill, step)
