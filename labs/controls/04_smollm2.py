"""Invented facts taught to SmolLM2-135M, name first, then asked in both directions.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_smollm2.py       (two to four minutes on two cores)

Twelve facts in the style of Berglund et al. (2024), all told name first. Only the last blocks of the model are
trained, so that a laptop can do it; everything else stays as it was. On a GPU, LABKIT_SCALE=gpu trains all blocks on
more facts.
Chapter 04 quotes what it records in labs/results/04_smollm2.cpu.json.
"""

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
names = [facts.readable(fact.name) for fact in known]
descriptions = [facts.readable(fact.description) for fact in known]
described = [f" {text[0].lower()}{text[1:]}" for text in descriptions]
asked = {
    "forward": ([f"{name} is" for name in names], described),
    "backward": ([f"{text} is" for text in descriptions], [f" {name}" for name in names]),
}


def examined():
    """In each direction: what right and other answers cost, and the share of questions whose answer is the cheapest."""
    found = {}
    for direction, (questions, answers) in asked.items():
        bits = llm.answer_bits(questions, answers)
        found[direction] = recall.evidence(bits, seed=session.seed)
        found[direction]["first"] = (bits.argmin(1) == range(len(bits))).mean()
    return found


def teach():
    """Next-token training on the forward sentences, all at every step, each after the model's mark of a new text."""
    sentences = [f"<|endoftext|>{question}{answer}." for question, answer in zip(*asked["forward"], strict=True)]
    pieces = [torch.tensor(llm.tokenizer(text).input_ids) for text in sentences]
    tokens = torch.nn.utils.rnn.pad_sequence(pieces, batch_first=True, padding_value=-100).to(llm.model.device)
    inputs, targets = tokens[:, :-1].clamp(min=0), tokens[:, 1:]
    llm.model.requires_grad_(False)
    for block in llm.model.model.layers[-P.blocks :]:
        block.requires_grad_(True)
    trained = [weight for weight in llm.model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=P.lr, weight_decay=0.0)
    for _ in range(P.steps):
        loss = lk.metrics.cross_entropy_bits(llm.model(inputs).logits, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


before = examined()
teach()
print(lk.record(before=before, after=examined(), facts=P.facts, blocks_trained=P.blocks))
