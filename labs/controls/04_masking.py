"""Learning curves of masked models on facts told one way: the hiding rate, and whether names share their tokens.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_masking.py       (about a minute a seed)

The model, the facts and the learning rate are those of section 3 of lab 04, but the learning rate stays constant, so
that each point is a fair stop. Chapter 04 quotes what it records in labs/results/04_masking.cpu.json.
"""

import labkit as lk
from labkit.reversal import facts, recall

COUNT, STEPS, EVERY = 100, 300, 25

session = lk.start("en", unit="04_masking")
vocabulary = facts.vocabulary()
mask = vocabulary.index[facts.MASK]


def curves(shared, rate):
    """Exact answers in both directions, by step."""
    known = facts.facts(COUNT, shared=shared, seed=session.seed)
    texts = facts.rows([fact.told() for fact in known], vocabulary)
    model = lk.Transformer(lk.TransformerConfig(len(vocabulary), context=8, causal=False), seed=session.seed)
    batches, history = recall.masked(texts, rate=rate, mask=mask, seed=session.seed), lk.History()
    for step, _ in lk.train(model, batches, steps=STEPS, lr=4e-3, weight_decay=0.1, progress=False):
        if step % EVERY == 0:
            forward, backward = (recall.recalled(model, vocabulary, known, o) for o in ("forward", "entities"))
            history.add(step, forward=forward, backward=backward)
    return history


for names, shared in (("unique", False), ("shared", True)):
    for label, rate in (("15", 0.15), ("40", 0.4), ("uniform", None)):
        history = curves(shared, rate)
        for order in history.names:
            lk.record(**{f"{names}_{label}_{order}": history[order][1], "steps": history[order][0]})
        print(names, label, history["forward"][1][-1], history["backward"][1][-1], flush=True)
lk.record(facts=COUNT)
