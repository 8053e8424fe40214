"""Learning curves of masked models on facts told one way: the hiding rate, and whether names share their tokens.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_masking.py       (about a minute a seed)

The model, its optimizer and the kind of facts are those of section 3 of lab 04, but the learning rate stays constant,
so that each point is a fair stop. Chapter 04 quotes what it records in labs/results/04_masking.cpu.json.
"""

import labkit as lk
from labkit.reversal import facts, recall

COUNT, STEPS, EVERY = 100, 300, 25
RATES = {"15": 0.15, "40": 0.4, "uniform": None}

session = lk.start("en", unit="04_masking")
vocabulary = facts.vocabulary()
mask = vocabulary.index[facts.MASK]


def learn(shared, rate):
    """Exact answers in both directions, by step."""
    known = facts.facts(COUNT, shared=shared, seed=session.seed)
    texts = facts.rows([fact.told() for fact in known], vocabulary)
    model = lk.Transformer(lk.TransformerConfig(len(vocabulary), context=8, causal=False), seed=session.seed)
    batches, curves = recall.masked(texts, rate=rate, mask=mask, seed=session.seed), lk.History()
    for step, _ in lk.train(model, batches, steps=STEPS, progress=False, **recall.LEARNING):
        if step % EVERY == 0:
            curves.add(step, **recall.both_ways(model, vocabulary, known))
    return curves


kinds = {"unique": False, "shared": True}
curves = {names: {label: learn(shared, rate) for label, rate in RATES.items()} for names, shared in kinds.items()}
print(lk.record(curves=curves))
