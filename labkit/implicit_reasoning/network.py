"""The transformer of the course on three tokens, each beginning of a question computed once.

A position sees itself and the past. So what the network computes at the first token depends on that token alone, and at
the second on the first two: in a batch of a thousand questions only a few hundred beginnings differ. They are computed
once; at the third position, where the answer is read, every question is. That is the same function as
`model(tokens, last_only=True)`, with the same gradients, about three times cheaper.

Letters in the shape comments:
    Q question    n beginning    D width of the residual stream    H head    V vocabulary
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Device, NotNegative, Positive, Seed, Share
from labkit.implicit_reasoning.worlds import (
    EXAMS,
    Exam,
    Rows,
    World,
    require_model,
    require_rows,
    require_task,
    start_of,
)
from labkit.training import History, histories, train
from labkit.transformer import Block, Transformer, TransformerConfig

DECAY = {"comparison": 3.0, "composition": 2.0}  # with 2 comparison takes longer; with 3, composition
TIED = {"comparison": True, "composition": False}  # where values have two vectors, comparison reaches fewer entities


def build(
    world: World,
    *,
    d_model: Count = 64,
    n_layers: Count = 2,
    n_heads: Count = 4,
    shared: bool = False,
    tied: bool | None = None,
    seed: Seed = 0,
) -> Transformer:
    """A transformer that reads the three tokens of a question of this world.

    Args:
        shared: The blocks are one and the same, used again: a network that can look a fact up a second time.
        tied: A token has one vector, by which it is read and predicted; None: as TIED has it for the task.
    """
    size = {"d_model": d_model, "n_layers": n_layers, "n_heads": n_heads}
    tied = TIED[world.task] if tied is None else tied
    model = Transformer(TransformerConfig(world.vocabulary, 3, **size, tied=tied), seed)
    if shared:
        model.blocks = torch.nn.ModuleList([model.blocks[0]] * n_layers)
    return model


def answer_scores(model: Transformer, tokens: Int[Tensor, "question 3"]) -> Float[Tensor, "question vocab"]:
    """The scores of all tokens as the answer: those of `model(tokens, last_only=True)`, and the same gradients."""
    model.check_tokens(tokens)
    V = model.config.vocab_size
    pairs, to_pair = (tokens[:, 0] * V + tokens[:, 1]).unique(return_inverse=True)
    firsts, to_first = (pairs // V).unique(return_inverse=True)
    place, embedding = model.position_embedding.weight, model.token_embedding
    x = [embedding(firsts) + place[0], embedding(pairs % V) + place[1], embedding(tokens[:, 2]) + place[2]]
    past = [[], [to_first], [to_first[to_pair], to_pair]]  # where the earlier positions of each row stand
    for i, block in enumerate(model.blocks):
        x = through(block, x, past, only_last=i == len(model.blocks) - 1)
    return model.unembedding(model.final(model.final_norm(x[2])))


def through(block: Block, x: list[Tensor], past: list[list[Tensor]], *, only_last: bool = False) -> list[Tensor]:
    """What a block makes of the three positions.

    Args:
        block: Of a `Transformer`.
        x: The states at each position, (n, D), of which there are as many as differ.
        past: For each position, where the states at the earlier ones stand in `x`, for each of its own: (n,) each.
        only_last: Leave the first two positions as they are.
    """
    attention = block.attention
    H = attention.n_heads
    q, k, v = zip(
        *(attention.qkv(block.norm_attention(rows)).view(len(rows), 3, H, -1).unbind(1) for rows in x), strict=True
    )
    out = []
    for i, rows in enumerate(x):
        if only_last and i < 2:
            out.append(rows)
            continue
        keys = [*(k[j][past[i][j]] for j in range(i)), k[i]]  # of each position seen: (n, H, D/H)
        values = [*(v[j][past[i][j]] for j in range(i)), v[i]]
        scores = torch.stack([(q[i] * key).sum(-1) for key in keys], -1) * q[i].shape[-1] ** -0.5  # (n, H, i + 1)
        weights = scores.softmax(-1)
        mixed = sum(weights[..., j, None] * values[j] for j in range(i + 1))  # (n, H, D/H)
        rows = rows + attention.output(mixed.flatten(1))
        hidden = block.mlp.activation(block.mlp.input(block.norm_mlp(rows)))
        out.append(rows + block.mlp.output(hidden))
    return out


def loss(model: Transformer, rows: Rows) -> Float[Tensor, ""]:
    """Mean cross-entropy in nats of the answers, for `lk.train(loss_fn=...)`."""
    arguments.require_within("rows", rows, model.config.vocab_size - 1)
    return F.cross_entropy(answer_scores(model, rows[:, :3]), rows[:, 3])


def batches(world: World, *, batch: Count, atomic: Share, seed: Seed) -> Iterator[Rows]:
    """Facts and training questions without end, drawn at random; `atomic` is the share of facts."""
    draw = torch.Generator().manual_seed(seed)
    atoms, asked = world.atoms, world.exams["training"]
    facts = round(atomic * batch)
    while True:
        i = torch.randint(len(atoms), (facts,), generator=draw)
        j = torch.randint(len(asked), (batch - facts,), generator=draw)
        yield torch.cat([atoms[i.to(atoms.device)], asked[j.to(asked.device)]])


def learn(
    model: Transformer,
    world: World,
    *,
    steps: Count,
    batch: Count = 1024,
    atomic: Share = 0.3,
    lr: Positive = 5e-3,
    weight_decay: NotNegative | None = None,
    schedule: str = "linear",
    every: Count = 50,
    seed: Seed = 0,
    progress: bool = True,
) -> Iterator[tuple[int, dict[str, float]]]:
    """Trains on atomic facts and training questions, and now and then sets the exams.

    Args:
        batch: Rows at a step.
        atomic: The share of atomic facts among them.
        lr: See `lk.train`.
        weight_decay: See `lk.train`; None: that of DECAY for the task. It is what makes memory give way to a rule.
        schedule: See `lk.train`; with a constant rate a long training sometimes breaks down.
        every: Steps between two marks.
        seed: Of the batches.

    Yields:
        The step, and its `marks`.
    """
    require_model(model, world)
    weight_decay = DECAY[world.task] if weight_decay is None else weight_decay
    reading = batches(world, batch=batch, atomic=atomic, seed=seed)
    options = {"lr": lr, "weight_decay": weight_decay, "schedule": schedule, "warmup": 20, "progress": progress}
    for step, _ in train(model, reading, steps=steps, loss_fn=loss, **options):
        if step % every == 0 or step == steps:
            yield step, marks(model, world)


@torch.no_grad()
def probabilities(model: Transformer, rows: Rows) -> Float[Tensor, "question vocab"]:
    """What the model answers, on the CPU."""
    arguments.require_within("rows", rows, model.config.vocab_size - 1)
    return answer_scores(model, rows[:, :3].to(model.unembedding.weight.device)).float().softmax(-1).cpu()


def accuracy(model: Transformer, rows: Rows) -> float:
    """The share of rows whose answer is the likeliest of all tokens."""
    return (probabilities(model, rows).argmax(-1) == rows[:, 3].cpu()).double().mean().item()


def marks(model: Transformer, world: World, *, most: Count = 2000) -> dict[str, float]:
    """Right answers to the atomic facts and in the three exams, of at most so many questions each."""
    require_model(model, world)
    asked: Mapping = {"atoms": world.atoms, **world.exams}
    return {name: accuracy(model, asked[name][:most]) for name in ("atoms", *EXAMS)}


def trained(
    worlds: Annotated[Mapping[str, World], NOT_EMPTY],
    *,
    steps: Count,
    every: Count = 50,
    batch: Count = 1024,
    lr: Positive = 5e-3,
    weight_decay: NotNegative | None = None,
    d_model: Count = 64,
    n_layers: Count = 2,
    n_heads: Count = 4,
    seed: Seed = 0,
    device: Device = "cpu",
) -> tuple[dict[str, Transformer], dict[str, History]]:
    """A network for each world, trained `side_by_side`, alike but for DECAY and TIED: models, curves of marks, by name.

    Args:
        worlds: By name.
        steps, every, batch, lr, weight_decay, seed: See `learn`.
        d_model, n_layers, n_heads: See `build`.
        device: Of the networks.
    """
    shape = {"d_model": d_model, "n_layers": n_layers, "n_heads": n_heads}
    models = {name: build(world, **shape, seed=seed).to(device) for name, world in worlds.items()}
    options = {"steps": steps, "every": every, "batch": batch, "lr": lr, "weight_decay": weight_decay, "seed": seed}
    trainings = {
        name: learn(models[name], world.to(device), **options, progress=False) for name, world in worlds.items()
    }
    return models, histories(trainings, device=device)


def ask(model: Transformer, world: World, head: Int[Tensor, " question"], relation: Int[Tensor, " question"]):
    """The network's answers to atomic questions: [head, relation, "?"] of a composition, ids of tokens."""
    require_task(world, "composition")
    require_model(model, world)
    for name, ids in (("head", head), ("relation", relation)):
        arguments.require_within(name, ids, world.vocabulary - 1)
    mark = torch.full_like(head, start_of(world, "mark"))
    rows = torch.stack([head, relation, mark, mark], 1)
    return probabilities(model, rows).argmax(-1)


def written(model: Transformer, world: World, rows: Rows) -> float:
    """The share of compositions answered rightly in two questions: the bridge is written, then read as a new head."""
    require_rows(world, rows)
    head, first, second, answer = rows.cpu().T
    bridge = ask(model, world, head, first)
    return (ask(model, world, bridge, second) == answer).double().mean().item()


def product(model: Transformer, world: World, exam: Exam) -> float:
    """What independent errors would leave of compositions: the share of first facts known times that of second ones."""
    require_task(world, "composition")
    require_model(model, world)
    known = (probabilities(model, world.atoms).argmax(-1) == world.atoms[:, 3].cpu()).double()
    first, second = known[world.facts[exam].cpu()].mean(0).tolist()
    return first * second


arguments.check(__name__)
