"""Lab 01 without its aids: a plain transformer, one deduction per story, four suspects from the first step.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/01_plain.py       (about a minute a seed)

The model and the learning rate are those of the lab; only `reach`, the inspector's notes and the warm-up on stories
with two suspects are gone. Chapter 01 quotes what it records in labs/results/01_plain.cpu.json.
"""

import torch

import labkit as lk
from labkit import detective

STEPS, BATCH, TESTS = 2000, 16, 800
WORLD = {"suspects": 4, "red_herrings": 1, "notes": 0}

session = lk.start("en", unit="01_plain")
vocabulary = detective.vocabulary()
tests = detective.stories(TESTS, **WORLD, split="test", seed=session.seed)
inputs, _ = vocabulary.batch([story.tokens for story in tests])
places = torch.tensor([story.culprit_position for story in tests])


def batches():
    stories = detective.stream(**WORLD, seed=session.seed)
    while True:
        yield vocabulary.batch([next(stories).tokens for _ in range(BATCH)])


model = lk.Transformer(lk.TransformerConfig(len(vocabulary), context=128, d_model=80, tied=False), seed=session.seed)
for _ in lk.train(model, batches(), steps=STEPS, lr=3e-3, weight_decay=0.1, warmup=20, schedule="linear"):
    pass
with torch.no_grad():
    guesses = model(inputs)[torch.arange(TESTS), places].softmax(-1).numpy()
print(lk.record(culprit_accuracy=detective.culprit_accuracy(tests, guesses), steps=STEPS))
