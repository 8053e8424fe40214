"""Is there a program between two programs? Each has a token of its own; the vectors of two tokens are mixed.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_offsets.py       (half a minute to three a seed on one core)

A prompt is a program's token and a question. Three networks answer: one that knows twelve permutations by heart, one
that knows twelve offsets x -> x + b modulo 16 by heart, and one that *computes* offsets modulo 59 (the network of
lab 05, with a token for each program): it answers pairs that it was never shown. Every fourth offset has no token. Then
the token's vector gives way, step by step, to another program's, two offsets further on: whose answers come out? Those
of the offset in between? For the third network that vector is also looked for where the others lie, on a few circles.
Opponents: vectors drawn at random, and those of another layer.
Chapter 08 quotes labs/results/08_offsets.cpu.json.
"""

import math

import torch
import torch.nn.functional as F

import labkit as lk
from labkit.programs import worlds
from labkit.training import train
from labkit.transformer import Transformer, TransformerConfig

session = lk.start("en", unit="08_offsets")
P = lk.preset(
    smoke=dict(p=8, steps=3, rule=9, rule_steps=3, every=1, circles=1),
    cpu=dict(p=16, steps=200, rule=59, rule_steps=2000, every=25, circles=6),
    gpu={},
)
MIXES = (0.0, 0.25, 0.5, 0.75, 1.0)


def learned(programs, *, share=1.0, steps, lr, weight_decay, **shape):
    """A network that reads [program, question]; its right answers on the pairs that it was not shown, and its steps."""
    count, p = programs.shape
    size = TransformerConfig(p + count, 2, d_model=64, tied=False, **shape)
    model = Transformer(size, session.seed).to(session.device)
    program, x = (part.flatten() for part in torch.meshgrid(torch.arange(count), torch.arange(p), indexing="ij"))
    tokens, answers = torch.stack([p + program, x], 1).to(session.device), programs.flatten().to(session.device)
    shown = torch.rand(len(x), generator=torch.Generator().manual_seed(session.seed)) < share

    def loss(model, batch):
        return F.cross_entropy(model(batch[0], last_only=True)[:, :p], batch[1])

    def right(which):
        with torch.no_grad():
            return (model(tokens[which], last_only=True)[:, :p].argmax(-1) == answers[which]).double().mean().item()

    batches = iter(lambda: (tokens[shown], answers[shown]), None)
    options = dict(steps=steps, lr=lr, weight_decay=weight_decay, loss_fn=loss, progress=False)
    for step, _ in train(model, batches, **options):
        if share < 1 and step % P.every == 0 and right(~shown) > 0.999:
            break
    return model, dict(shown=right(shown), hidden=right(~shown) if share < 1 else None, steps=step)


def vectors(model, p):
    """The embeddings of the programs' tokens, (program, D)."""
    return model.token_embedding.weight[p:].detach()


@torch.no_grad()
def told(model, p, vector, place="embed", at=0):
    """The answers to all questions when a vector stands for the program's token, or elsewhere is added."""
    tokens = torch.stack([torch.full((p,), p), torch.arange(p)], 1).to(vector.device)
    start = vectors(model, p).mean(0) if place != "embed" else vector

    def token(x):
        return torch.cat([(start + model.position_embedding.weight[0]).expand(p, 1, -1), x[:, 1:]], 1)

    watchers = {"embed": token}
    if place != "embed":
        watchers[place] = lambda x: torch.cat([x[:, :at], x[:, at:] + vector], 1)
    with model.watching(watchers):
        return model(tokens, last_only=True)[:, :p].argmax(-1).cpu()


def agree(answers, program):
    return (answers == program).double().mean().item()


def mixtures(model, programs, pairs, between):
    """Whose answers come out of a mixture of two programs, by the second one's part: means over the pairs."""
    given, marks = vectors(model, programs.shape[1]), []
    for a, b in pairs:
        for t in MIXES:
            answers = told(model, programs.shape[1], (1 - t) * given[a] + t * given[b])
            marks.append([agree(answers, programs[a]), agree(answers, programs[b]), between(answers, a, b)])
    means = torch.tensor(marks).view(len(pairs), len(MIXES), 3).mean(0)
    first, second, middle = means.T.tolist()
    return dict(first=first, second=second, between=middle, other=(1 - means.sum(1)).clamp(min=0).tolist())


def elsewhere(model, programs):
    """Right answers with the program's vector of another layer: what its token adds, after block 0, at the question."""
    count, p = programs.shape
    tokens = torch.stack([torch.arange(count).repeat_interleave(p) + p, torch.arange(p).repeat(count)], 1)
    _, acts = model.tap(tokens.to(session.device), ["blocks.0.resid"])
    states = acts["blocks.0.resid"][:, 1].view(count, p, -1).mean(1)
    added = states - states.mean(0)
    marks = [agree(told(model, p, v, "blocks.0.resid", 1), row) for v, row in zip(added, programs, strict=True)]
    return sum(marks) / count


def untrained(model, programs):
    """Right answers, best program for each, with vectors drawn at random, as long as a token's."""
    given, p = vectors(model, programs.shape[1]), programs.shape[1]
    draw = torch.Generator().manual_seed(session.seed)
    drawn = F.normalize(torch.randn(given.shape, generator=draw), dim=1).to(given) * given.norm(dim=1, keepdim=True)
    return sum(max(agree(told(model, p, v), row) for row in programs) for v in drawn) / len(drawn)


def on_circles(model, p, known, wanted):
    """Right answers of offsets without a token, whose vectors are read off the circles on which the others lie."""
    given = vectors(model, p).cpu()

    def waves(b, frequencies):
        angles = 2 * math.pi * torch.outer(b.float(), torch.tensor(frequencies).float()) / p
        return torch.cat([torch.ones(len(b), 1), angles.cos(), angles.sin()], 1)

    def fitted(frequencies):
        return torch.linalg.lstsq(waves(known, frequencies), given).solution

    left = {k: (given - waves(known, [k]) @ fitted([k])).norm().item() for k in range(1, (p + 1) // 2)}
    chosen = sorted(left, key=left.get)[: P.circles]
    made = (waves(wanted, chosen) @ fitted(chosen)).to(session.device)
    x = torch.arange(p)
    return sum(agree(told(model, p, v), (x + b) % p) for v, b in zip(made, wanted, strict=True)) / len(wanted)


def offsets(p):
    """The offsets that have a token, those that have none, and the pairs two offsets apart around these."""
    known = torch.arange(p)[torch.arange(p) % 4 != 3]
    wanted = torch.arange(p)[torch.arange(p) % 4 == 3]
    at = {b: i for i, b in enumerate(known.tolist())}
    pairs = [(at[b - 1], at[(b + 1) % p]) for b in wanted.tolist() if (b + 1) % p in at]
    return known, wanted, pairs


found = {}
by_heart = dict(steps=P.steps, lr=5e-3, weight_decay=0.1, n_heads=2, d_mlp=128, reach=1)
known, _, pairs = offsets(P.p)
permutations = worlds.permutations(len(known), symbols=P.p, seed=session.seed)
lists = {"permutations": permutations, "offsets": worlds.shifts(P.p)[known]}
for name, programs in lists.items():
    model, marks = learned(programs, **by_heart)

    def between(answers, a, b, programs=programs, name=name):
        if name == "offsets":
            return agree(answers, (programs[a] + 1) % P.p)
        return max(agree(answers, row) for i, row in enumerate(programs) if i not in (a, b))  # any third program

    found[name] = marks | dict(mix=mixtures(model, programs, pairs, between))
    found[name] |= dict(untrained=untrained(model, programs), elsewhere=elsewhere(model, programs))
    print(name, found[name], flush=True)

known, wanted, pairs = offsets(P.rule)
programs = worlds.shifts(P.rule)[known]
shape = dict(n_layers=1, n_heads=4, d_mlp=256, norm="none", activation="relu")
model, marks = learned(programs, share=0.7, steps=P.rule_steps, lr=1.5e-2, weight_decay=1.0, **shape)
mixed = mixtures(model, programs, pairs, lambda answers, a, b: agree(answers, (programs[a] + 1) % P.rule))
found["rule"] = marks | dict(mix=mixed, untrained=untrained(model, programs))
found["rule"] |= dict(circles=on_circles(model, P.rule, known, wanted))
print("rule", found["rule"], flush=True)
print(lk.record(blends=found, parts=list(MIXES), p=P.p, modulus=P.rule, circles=P.circles, programs=len(known)))
