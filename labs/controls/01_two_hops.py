"""Two hops in one go: does a transformer come to name the culprit without writing the room, given ten times as much?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/01_two_hops.py     (about five minutes a seed)

Lab 01 gives its network 200 steps of stories of two hops, two layers and one such question a story. Here it has three
layers, 2,000 steps and five questions a story, for the inspector's four notes start from the weapon, too. As in the
lab it first learns one hop; then it reads two hops with two suspects before it reads four. At the exam the story has no
notes. Chapter 01 quotes what it records in labs/results/01_two_hops.cpu.json.
"""

import labkit as lk
from labkit.next_token import detective, network

BATCH, TESTS, LAYERS = 32, 400, 3
COURSE = (  # steps, and the stories read in them
    (100, {"suspects": 1, "notes": 1}),
    (500, {"suspects": 4, "notes": 3}),
    (500, {"suspects": 2, "notes": 2, "depth": 2, "notes_by": "both"}),
    (1500, {"suspects": 4, "notes": 4, "depth": 2, "notes_by": "both"}),
)

session = lk.start("en", unit="01_two_hops")
vocabulary = detective.vocabulary()
config = lk.TransformerConfig(len(vocabulary), context=128, n_layers=LAYERS, n_heads=4, reach=3)


def batches(seed, **world):
    stories = detective.stream(red_herrings=1, **world, seed=seed)
    while True:
        yield vocabulary.batch([next(stories).tokens for _ in range(BATCH)])


def exam(suspects):
    """The share of culprits named, by a model that finishes unseen stories of two hops."""
    world = {"suspects": suspects, "red_herrings": 1, "notes": 0, "depth": 2}
    stories = detective.stories(TESTS, **world, split="test", seed=session.seed)
    return network.named(network.finish(model, [s.tokens[: s.asked + 1] for s in stories]), stories)


model = lk.Transformer(config, seed=session.seed)
two_suspects = []
for stage, (steps, world) in enumerate(COURSE):
    last = stage == len(COURSE) - 1
    lessons = batches(10 * session.seed + stage, **world)
    schedule = "linear" if last else "constant"
    for _ in lk.train(model, lessons, steps=steps, lr=4e-3, weight_decay=0.1, warmup=20, schedule=schedule):
        pass
    two_suspects.append(exam(2))
hop_steps = sum(steps for steps, world in COURSE if world.get("depth") == 2)
print(lk.record(culprit_accuracy=exam(4), two_suspects=two_suspects[2], layers=LAYERS, steps=hop_steps))
