"""Two hops in one go: does a transformer come to name the culprit without writing the room, given ten times as much?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/01_two_hops.py     (about two minutes a seed)

Lab 01 gives its network 200 steps of two-hop stories without the step, two layers and one such question a story. Here
it has three layers, 2,000 steps and, in every other story, five questions, for the inspector's four notes ask for both
hops, too; and it reads them with two suspects before it reads them with four. As in the lab it first learns each hop,
with the step written. At the exam the story has no notes. Chapter 01 quotes what it records in
labs/results/01_two_hops.cpu.json.
"""

import labkit as lk
from labkit.next_token import detective, network

BATCH, TESTS, LAYERS = 32, 400, 3
ONE, TWO = {"notes": 3}, {"notes": 3, "depth": 2, "notes_by": "weapon", "written": True}
AT_ONCE = tuple({"notes": notes, "depth": 2, "notes_by": "both"} for notes in (0, 4))
COURSE = (  # steps, suspects, and the kinds of story, in equal parts
    (100, 1, (ONE, TWO)),
    (400, 4, (ONE, TWO)),
    (500, 2, AT_ONCE),
    (1500, 4, AT_ONCE),
)

session = lk.start("en", unit="01_two_hops")
vocabulary = detective.vocabulary()
config = lk.TransformerConfig(len(vocabulary), context=128, n_layers=LAYERS, n_heads=4, reach=3)
model = lk.Transformer(config, seed=session.seed)


def batches(seed, suspects, kinds):
    casts = [kind | {"suspects": suspects, "notes": min(suspects, kind["notes"])} for kind in kinds]
    streams = [detective.stream(**cast, red_herrings=1, seed=seed) for cast in casts]
    while True:
        told = [next(stories) for stories in streams for _ in range(BATCH // len(streams))]
        yield vocabulary.batch([story.tokens for story in told])


def exam(suspects):
    """The share of culprits named, by a model that finishes unseen stories of two hops from the weapon on."""
    world = {"suspects": suspects, "red_herrings": 1, "notes": 0, "depth": 2}
    stories = detective.stories(TESTS, **world, split="test", seed=session.seed)
    return network.named(network.finish(model, [story.tokens[: story.asked + 1] for story in stories]), stories)


found = []
for stage, (steps, suspects, kinds) in enumerate(COURSE):
    last = stage == len(COURSE) - 1
    lessons = batches(10 * session.seed + stage, suspects, kinds)
    schedule = "linear" if last else "constant"
    for _ in lk.train(model, lessons, steps=steps, lr=4e-3, weight_decay=0.1, warmup=20, schedule=schedule):
        pass
    found.append(exam(2 if kinds == AT_ONCE and not last else 4))
    print(stage, found[-1], flush=True)
hop_steps = sum(steps for steps, _, kinds in COURSE if kinds == AT_ONCE)
print(lk.record(written=found[1], two_suspects=found[2], culprit_accuracy=found[3], layers=LAYERS, steps=hop_steps))
