"""Invented facts taught to SmolLM2-135M, name first, then asked in both directions.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_smollm2.py       (two to four minutes on two cores)

Twelve facts in the style of Berglund et al. (2024), all told name first. Only the last blocks of the model are
trained, so that a laptop can do it; everything else stays as it was. On a GPU, LABKIT_SCALE=gpu trains all blocks on
more facts.
Chapter 04 quotes what it records in labs/results/04_smollm2.cpu.json.
"""

import numpy as np
import torch

import labkit as lk
from labkit.reversal import facts, recall

session = lk.start("en", unit="04_smollm2")
P = lk.preset(
    smoke=dict(facts=3, steps=2, blocks=1),
    cpu=dict(facts=12, steps=30, blocks=4, lr=3e-4),
    gpu=dict(facts=60, steps=400, blocks=30, lr=3e-5),
)
llm = lk.pretrained.load()
known = facts.facts(P.facts, seed=session.seed)
texts = [(facts.readable(fact.name), facts.readable(fact.description)) for fact in known]
forward = [(f"{name} is", f" {description[0].lower()}{description[1:]}") for name, description in texts]
backward = [(f"{description} is", f" {name}") for name, description in texts]


def examined():
    """For each direction: bits of the right answer, bits of another, p-value, share of questions answered best."""
    scores = {}
    for order, asked in (("forward", forward), ("backward", backward)):
        bits = recall.language_model_bits(llm, asked)
        others = bits[~np.eye(len(bits), dtype=bool)].mean()
        scores |= {f"{order}_right_bits": float(bits.diagonal().mean()), f"{order}_random_bits": float(others)}
        scores[f"{order}_p"] = recall.pairing_p_value(bits, seed=session.seed)
        scores[f"{order}_first"] = float((bits.argmin(1) == np.arange(len(bits))).mean())
    return scores


def teach():
    """Next-token training on the forward sentences, all at every step."""
    pieces = [llm._encode(question + answer + ".")[0] for question, answer in forward]
    tokens = torch.nn.utils.rnn.pad_sequence(pieces, batch_first=True, padding_value=-100)
    inputs, targets = tokens[:, :-1].clamp(min=0), tokens[:, 1:]
    llm.model.requires_grad_(False)
    for block in llm.model.model.layers[-P.blocks :]:
        block.requires_grad_(True)
    trained = [weight for weight in llm.model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=P.lr, weight_decay=0.0)
    for step in range(P.steps):
        logits = llm.model(inputs).logits
        loss = lk.metrics.cross_entropy_bits(logits, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 5 == 0:
            print(step, loss.item(), flush=True)


before = examined()
teach()
after = examined()
lk.record(**{f"before_{key}": value for key, value in before.items()})
lk.record(**{f"after_{key}": value for key, value in after.items()})
print(lk.record(facts=P.facts, steps=P.steps, blocks_trained=P.blocks))
