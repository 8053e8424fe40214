"""Five features in two numbers: the toy model of superposition (Elhage et al. 2022), for a figure of chapter 03.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_superposition.py       (about ten seconds)

Each of five features is 0 most of the time or, with probability `p`, uniform between 0 and 1. The model has two
numbers to keep them in and must give them back: x' = ReLU(WᵀW x + b). The first feature counts most.
"""

import torch

import labkit as lk

FEATURES, STEPS, BATCH = 5, 3000, 512
IMPORTANCE = 0.9 ** torch.arange(FEATURES)

session = lk.start("en", unit="03_superposition")


def directions(p):
    """The two numbers that each feature is kept in after training, (feature, 2)."""
    generator = torch.Generator().manual_seed(session.seed)
    weights = torch.nn.Parameter(0.3 * torch.randn(2, FEATURES, generator=generator))
    bias = torch.nn.Parameter(torch.zeros(FEATURES))
    optimizer = torch.optim.Adam([weights, bias], lr=1e-2)
    for _ in range(STEPS):
        there = torch.rand(BATCH, FEATURES, generator=generator) < p
        x = there * torch.rand(BATCH, FEATURES, generator=generator)
        given_back = torch.relu(x @ weights.T @ weights + bias)
        loss = (IMPORTANCE * (given_back - x) ** 2).sum(1).mean() / p
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return weights.detach().T


print(lk.record(dense=directions(0.9), sparse=directions(0.05)))
