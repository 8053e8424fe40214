"""Lab 01 without its aids: a plain transformer, no notes to reread, four suspects from the first step.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/01_plain.py       (about two minutes a seed)

The learning rate and the two kinds of stories are those of the lab, the model is a little wider; only `reach`, the
inspector's notes and the warm-up on stories with two suspects are gone. A second network lacks `reach` alone. What this
records stands in labs/results/01_plain.cpu.json.
"""

from itertools import chain, cycle, islice

import labkit as lk
from labkit import detective
from labkit.next_token import network

STEPS, PRIMER, LAB_STEPS, BATCH, TESTS = 2000, 450, 750, 16, 800  # PRIMER as in the lab, LAB_STEPS no fewer

session = lk.start("en", unit="01_plain")
vocabulary = detective.vocabulary()


def batches(suspects, notes, seed):
    """Stories of one hop, then of two with the step written, in turn."""
    cast = {"suspects": suspects, "red_herrings": 1, "notes": min(notes, suspects), "seed": seed}
    two_hops = {"depth": 2, "notes_by": "weapon", "written": True}
    for stories in cycle([detective.stream(**cast), detective.stream(**cast, **two_hops)]):
        yield vocabulary.batch([next(stories).tokens for _ in range(BATCH)])


def named(*, notes, primer, steps):
    """The share of culprits of one hop named after a training without `reach`."""
    model = lk.Transformer(lk.TransformerConfig(len(vocabulary), context=128, d_model=80, tied=False), session.seed)
    lessons = chain(islice(batches(2, notes, session.seed + 2), primer), batches(4, notes, session.seed + 3))
    for _ in lk.train(model, lessons, steps=steps, lr=3e-3, weight_decay=0.1, warmup=20, schedule="wsd"):
        pass
    tests = detective.stories(TESTS, suspects=4, red_herrings=1, notes=notes, split="test", seed=session.seed)
    return network.sit(model, tests)["accuracy"]


plain = named(notes=0, primer=0, steps=STEPS)
without_reach = named(notes=3, primer=PRIMER, steps=LAB_STEPS)
print(lk.record(culprit_accuracy=plain, without_reach=without_reach, steps=STEPS))
