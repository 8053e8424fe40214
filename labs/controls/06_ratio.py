"""Lab 06 with other ratios φ of training questions to facts: what composition is worth after the same steps.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_ratio.py       (two to three minutes a seed on one core)

The facts, the steps and the recipe of the lab; only the number of training questions changes. What it records stands in
labs/results/06_ratio.cpu.json.
"""

import labkit as lk
from labkit.implicit_reasoning import network, worlds

session = lk.start("en", unit="06_ratio")
P = lk.preset(
    smoke=dict(ratios=(1.0, 2.0), steps=4, size=dict(entities=12, relations=8, exam=60)),
    cpu=dict(ratios=(3.0, 6.0, 9.0, 12.0, 14.0), steps=800, size=dict(entities=40, relations=20)),
    gpu={},
)
learners = {str(ratio): worlds.composition(**P.size, ratio=ratio, seed=session.seed) for ratio in P.ratios}
_, curves = network.trained(
    learners, steps=P.steps, every=max(P.steps // 8, 1), seed=session.seed, device=session.device
)
print(lk.record(ratios=list(P.ratios), curves=curves, steps=P.steps))
