"""Unit 06: can a network answer questions on facts kept apart if it goes over them in two rounds?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_rounds.py       (five to eight minutes a seed on one core)

The facts and the questions of the lab. Six networks whose words are read and predicted by the same vectors: "late", one
block used twice, facts asked as in the lab, with a "?", and answered after both rounds; and five of `rounds.PATHS`,
whose facts are asked at their second word after the first round: "other", the second round through another block;
"same", through the same one; "same_two", two blocks, both used twice; "other_spoken" and "same_spoken", a word in the
bridge's place between the rounds. 06_arms tries what these leave open. What it records stands in
labs/results/06_rounds.cpu.json.
"""

import labkit as lk
from labkit.implicit_reasoning import network, rounds, worlds
from labkit.training import histories

session = lk.start("en", unit="06_rounds")
P = lk.preset(
    smoke=dict(steps=4, size=dict(entities=12, relations=8, exam=60)),
    cpu=dict(steps=2000, size=dict(entities=40, relations=20)),
    gpu={},
)
world = worlds.composition(**P.size, seed=session.seed).to(session.device)
options = dict(steps=P.steps, every=max(P.steps // 20, 1), seed=session.seed)
late = network.build(world, shared=True, tied=True, seed=session.seed).to(session.device)
trainings = {"late": network.learn(late, world, progress=False, **options)}
for name in ("other", "other_spoken", "same", "same_two", "same_spoken"):
    model = rounds.build(world, name, seed=session.seed).to(session.device)
    trainings[name] = rounds.learn(model, world, name, **options)
curves = histories(trainings, device=session.device)
print(lk.record(curves=curves, steps=P.steps, chance=1 / world.answers))
