"""Unit 06, what 06_rounds leaves open: another fact, as much computing, two sets of vectors.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_arms.py       (five to seven minutes a seed on one core)

"other" of 06_rounds again, asked questions of which only the first or only the second fact was kept apart; "other_two",
two blocks and then two others, as much computing as "same_two" with twice the parameters; and "same", "same_two" and
"same_spoken" with words that are read by one set of vectors and predicted by another. What it records stands in
labs/results/06_arms.cpu.json.
"""

from dataclasses import replace

import labkit as lk
from labkit.implicit_reasoning import inside, rounds, worlds
from labkit.training import histories

session = lk.start("en", unit="06_arms")
P = lk.preset(
    smoke=dict(steps=4, size=dict(entities=12, relations=8, exam=60)),
    cpu=dict(steps=2000, size=dict(entities=40, relations=20)),
    gpu={},
)
world = worlds.composition(**P.size, seed=session.seed).to(session.device)
kinds = {name: replace(kind, exams=world.exams | kind.exams) for name, kind in inside.crossed(world).items()}
ARMS = {  # the path, and whether words are read and predicted by the same vectors
    "other": ("other", True),
    "other_two": ("other_two", True),
    "same_untied": ("same", False),
    "same_two_untied": ("same_two", False),
    "same_spoken_untied": ("same_spoken", False),
}
models, trainings = {}, {}
options = dict(steps=P.steps, every=max(P.steps // 20, 1), seed=session.seed)
for name, (path, tied) in ARMS.items():
    models[name] = rounds.build(world, path, tied=tied, seed=session.seed).to(session.device)
    trainings[name] = rounds.learn(models[name], world, path, **options)
curves = histories(trainings, device=session.device)
crossed = {
    name: {kind: rounds.marks(models[name], there, path)["outside"] for kind, there in kinds.items()}
    for name, (path, _) in ARMS.items()
}
print(lk.record(curves=curves, crossed=crossed, steps=P.steps, chance=1 / world.answers))
