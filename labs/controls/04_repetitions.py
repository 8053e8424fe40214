"""How many readings does a fact take? Recall by a left-to-right model after each fact was read 1, 2, 4, 8, 16 times.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_repetitions.py       (two to three minutes on one core)

The transformer of lab 04 (without `reach`) reads 50 facts, name first, one fact a step: one reading is one step of the
optimizer. Every fact is read once before any is read again, each time in a new random order. There is no warm-up and
the learning rate stays constant, so that every stop is fair, the first one too. The whole is done three times, at
different rates, with other facts and other starting weights (seed + 100): for each number of readings, the rate
that does best there is the one whose result is quoted (`measures.repetitions`), so that a single reading has the rate
that suits a single reading. Tried on seeds 100 to 104 as well: rates from 0.003 to 0.008, which do no better for one
reading or two. Chance is one fact in fifty, for whoever always gives the same answer.

Two readers: one has never read anything; the other has first learned 150 other facts by heart, told in the same words
and with the same twenty tokens of each kind, so that only the pairings are new to it. A table would remember all facts
after one reading; and lab 04 has a model that uses a fact at once when it stands in the prompt (`in_context`).
Chapter 04 quotes what this records in labs/results/04_repetitions.cpu.json.
"""

import copy

import torch

import labkit as lk
from labkit.reversal import facts, recall

session = lk.start("en", unit="04_repetitions")
P = lk.preset(
    smoke=dict(facts=4, others=6, readings=[1, 2], lessons=3, d_model=16),
    cpu=dict(facts=50, others=150, readings=[1, 2, 4, 8, 16], lessons=60, d_model=64, rates=[5e-4, 1e-3, 2e-3]),
    gpu=dict(facts=100, others=300, readings=[1, 2, 4, 8, 16, 32]),
)
vocabulary = facts.vocabulary()


def epochs(known, *, batch, seed):
    """Endless batches for next-token training: every fact once, in random order, then all again in another order."""
    texts, generator = facts.rows([fact.told() for fact in known], vocabulary), torch.Generator().manual_seed(seed)
    while True:
        for chosen in torch.randperm(len(texts), generator=generator).split(batch):
            yield texts[chosen, :-1], texts[chosen, 1:]


def taught(model, known, *, seed):
    """A copy of the model that has learned these facts by heart."""
    model, steps = copy.deepcopy(model), P.lessons * -(-len(known) // 15)
    options = recall.LEARNING | {"schedule": "linear", "progress": False}
    for _ in lk.train(model, epochs(known, batch=15, seed=seed), steps=steps, **options):
        pass
    return model


def read(model, known, others, *, lr, seed):
    """Exact answers by the number of readings; `at_once`: asked about each fact just after its first reading."""
    model, curves, at_once, count = copy.deepcopy(model), lk.History(), [], len(known)

    def ask(readings):
        bits = recall.answer_bits(model, vocabulary, known).diagonal().mean()
        kept = recall.recalled(model, vocabulary, others)
        curves.add(readings, **recall.both_ways(model, vocabulary, known), bits=bits, kept=kept)

    ask(0)
    orders = epochs(known, batch=1, seed=seed)
    texts = [next(orders) for _ in range(max(P.readings) * count)]
    for step, _ in lk.train(model, texts, lr=lr, steps=len(texts), warmup=0, progress=False):
        if step <= count:
            inputs, targets = texts[step - 1]
            answer = recall.complete(model, inputs[:, : 1 - recall.ENTITY])
            at_once.append(torch.equal(answer, targets[:, -recall.ENTITY :]))
        readings, rest = divmod(step, count)
        if rest == 0 and readings in P.readings:
            ask(readings)
    curves.add(1, at_once=sum(at_once) / count)
    return curves


def readers(seed):
    """What either reader recalls, at each learning rate."""
    everyone = facts.facts(P.facts + P.others, shared=True, seed=seed)
    known, others = everyone[: P.facts], everyone[P.facts :]
    config = lk.TransformerConfig(len(vocabulary), context=8, d_model=P.d_model)
    beginner = lk.Transformer(config, seed=seed).to(session.device)
    models = {"beginner": beginner, "trained": taught(beginner, others, seed=seed)}
    return {name: {f"{lr:g}": read(m, known, others, lr=lr, seed=seed) for lr in P.rates} for name, m in models.items()}


print(lk.record(trial=readers(session.seed + 100), curves=readers(session.seed)))
