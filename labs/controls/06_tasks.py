"""Unit 06, tasks of one's own: are two values the same, are both above 5? Beings that were never asked about.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_tasks.py       (about a minute a seed on one core)

The facts, the questions and the recipe of the lab's comparison; only the answers are others, "=" for yes and "<" for
no. "No" is right far more often, so right answers are counted apart where the answer is yes and where it is no. What it
records stands in labs/results/06_tasks.cpu.json.
"""

from dataclasses import replace

import torch

import labkit as lk
from labkit.implicit_reasoning import network, worlds

session = lk.start("en", unit="06_tasks")
P = lk.preset(
    smoke=dict(steps=4, size=dict(entities=20, exam=60)),
    cpu=dict(steps=800, size=dict(entities=100)),
    gpu={},
)
world = worlds.comparison(**P.size, seed=session.seed)
NO, YES = (worlds.start_of(world, "signs") + i for i in (0, 1))
value = world.atoms[:, 3] - worlds.start_of(world, "values")  # of each fact
RULES = {"same": lambda a, b: a == b, "above": lambda a, b: (a > 5) & (b > 5)}


def asking(rule):
    """The world whose questions have the answers of a rule."""
    exams = {}
    for name, rows in world.exams.items():
        yes = rule(*value[world.facts[name]].T)
        exams[name] = torch.cat([rows[:, :3], torch.where(yes, YES, NO)[:, None]], 1)
    return replace(world, exams=exams)


found = {}
for name, rule in RULES.items():
    task = asking(rule)
    model = network.build(task, seed=session.seed)
    options = dict(steps=P.steps, every=P.steps, seed=session.seed, progress=False)
    for _, marks in network.learn(model, task, **options):
        found[name] = marks
    for exam, rows in task.exams.items():
        for answer, token in (("yes", YES), ("no", NO)):
            found[name][f"{exam}_{answer}"] = network.accuracy(model, rows[rows[:, 3] == token])
        found[name][f"{exam}_frequent"] = (rows[:, 3] == NO).double().mean().item()
    print(name, found[name], flush=True)
print(lk.record(marks=found, steps=P.steps))
