"""Does another network, or another diet, compose facts kept apart? Four cures for lab 06, as long as its training.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_cures.py       (three to four minutes a seed on one core)

The facts, the questions, the steps and the recipe of the lab, and: "deeper", four blocks; "shared", one block used four
times; "identity", each entity also read alone, [entity, "?", "?"] → entity; "covered", five training questions for each
fact that was kept apart, drawn among those of which at least one fact was. The exams stay what they were, without the
questions that "covered" shows. What it records stands in labs/results/06_cures.cpu.json.
"""

from dataclasses import replace

import torch

import labkit as lk
from labkit.implicit_reasoning import inside, network, worlds

session = lk.start("en", unit="06_cures")
P = lk.preset(
    smoke=dict(steps=4, each=1, size=dict(entities=12, relations=8, exam=60)),
    cpu=dict(steps=800, each=5, size=dict(entities=40, relations=20)),
    gpu={},
)
world = worlds.composition(**P.size, seed=session.seed)


def with_identity():
    """Facts that only name an entity."""
    entity, mark = torch.arange(world.sizes["entities"]), worlds.start_of(world, "mark")
    alone = torch.stack([entity, torch.full_like(entity, mark), torch.full_like(entity, mark), entity], 1)
    return replace(world, atoms=torch.cat([world.atoms, alone]))


def covered():
    """A world whose facts kept apart serve a few training questions."""
    rows, used, _ = inside.every_question(world)
    touched = torch.nonzero(world.outside[used].any(1))[:, 0]
    draw = torch.Generator().manual_seed(session.seed)
    chosen = touched[torch.randperm(len(touched), generator=draw)[: P.each * int(world.outside.sum())]]
    shown = {tuple(row) for row in rows[chosen].tolist()}
    left = torch.tensor([tuple(row) not in shown for row in world.exams["outside"].tolist()])
    training = torch.cat([world.exams["training"], rows[chosen]])
    return replace(world, exams={**world.exams, "training": training, "outside": world.exams["outside"][left]})


trials = {
    "deeper": (world, dict(n_layers=4)),
    "shared": (world, dict(n_layers=4, shared=True)),
    "identity": (with_identity(), {}),
    "covered": (covered(), {}),
}
found = {}
for name, (diet, shape) in trials.items():
    model, curves = network.build(diet, seed=session.seed, **shape), lk.History()
    options = dict(steps=P.steps, every=P.steps // 4, seed=session.seed, progress=False)
    for step, marks in network.learn(model, diet, **options):
        curves.add(step, **marks)
    found[name] = curves
    print(name, marks, flush=True)
print(lk.record(curves=found, steps=P.steps, chance=1 / world.answers))
