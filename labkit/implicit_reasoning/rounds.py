"""Networks that go over a question in two rounds: through the same blocks again, or through others.

Facts are asked here at their second word, after the first round: [entity, relation] → entity. A question that begins
with that fact has its bridge there, and then: the state at its first two words is the same, to the last digit. In the
second round the third word may look at that state as the round left it; or, where the bridge is "spoken", at a word in
its place: the mean of all words, each weighted by the probability that the network gives it, at the place where a fact
has its entity. The third word then stands where a fact has its relation.

Sources: Dehghani et al. 2019 (blocks applied again), Kohli et al. 2026 (facts never composed, in looped networks), Hao
et al. 2024, arXiv:2412.06769 (a state read again as if it were a word).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Device, NotNegative, Positive, Seed, Share
from labkit.implicit_reasoning.network import through
from labkit.implicit_reasoning.worlds import EXAMS, Rows, World, require_model, require_rows, require_task
from labkit.training import History, histories, train
from labkit.transformer import Transformer, TransformerConfig


@dataclass(frozen=True)
class Path:
    """The blocks of the first and of the second round, by number, and whether the bridge is spoken between them."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    spoken: bool = False


PATHS = {
    "other": Path((0,), (1,)),
    "other_two": Path((0, 1), (2, 3)),
    "other_spoken": Path((0,), (1,), spoken=True),
    "same": Path((0,), (0,)),
    "same_two": Path((0, 1), (0, 1)),
    "same_spoken": Path((0,), (0,), spoken=True),
}
PathName = Literal["other", "other_two", "other_spoken", "same", "same_two", "same_spoken"]


def build(
    world: World, path: PathName, *, d_model: Count = 64, n_heads: Count = 4, tied: bool = True, seed: Seed = 0
) -> Transformer:
    """A transformer with the blocks of one of PATHS; `tied`, its words are read and predicted by the same vectors."""
    require_task(world, "composition")
    shape = {"d_model": d_model, "n_heads": n_heads, "n_layers": 1 + max(PATHS[path].first + PATHS[path].second)}
    return Transformer(TransformerConfig(world.vocabulary, 3, tied=tied, **shape), seed)


def scores(
    model: Transformer, world: World, rows: Rows, path: PathName
) -> tuple[Float[Tensor, "question vocab"], Float[Tensor, "atom vocab"]]:
    """The scores of all words as answers: to questions of this world, and to all its facts after the first round."""
    require_model(model, world)
    require_rows(world, rows)
    V, atoms, rounds = world.vocabulary, world.atoms, PATHS[path]
    heads, to_head = atoms[:, 0].unique(return_inverse=True)
    number = torch.zeros(V * V, dtype=torch.long, device=rows.device)
    number[V * atoms[:, 0] + atoms[:, 1]] = torch.arange(len(atoms), device=rows.device)
    fact = number[V * rows[:, 0] + rows[:, 1]]  # with which each question begins
    past = [[], [to_head], [to_head[fact], fact]]
    place, word = model.position_embedding.weight, model.token_embedding
    x = [word(heads) + place[0], word(atoms[:, 1]) + place[1], word(rows[:, 2]) + place[2]]
    for i in rounds.first:
        x = through(model.blocks[i], x, past)
    told = _said(model, x[1])
    if rounds.spoken:
        x = [x[0], told.softmax(-1) @ word.weight + place[0], word(rows[:, 2]) + place[1]]
    for i in rounds.second:
        x = through(model.blocks[i], x, past)
    return _said(model, x[2]), told


def _said(model, states):
    return model.unembedding(model.final(model.final_norm(states)))


def learn(
    model: Transformer,
    world: World,
    path: PathName,
    *,
    steps: Count,
    batch: Count = 512,
    atomic: Share = 0.3,
    lr: Positive = 5e-3,
    weight_decay: NotNegative = 2.0,
    every: Count = 100,
    seed: Seed = 0,
) -> Iterator[tuple[int, dict[str, float]]]:
    """Trains on all facts and a batch of training questions a step, and now and then sets the exams.

    Args:
        batch: Questions a step.
        atomic: The share of the facts in the loss.
        lr, weight_decay: See `lk.train`; the rate falls in a line.
        every: Steps between two marks.
        seed: Of the batches.

    Yields:
        The step, and its `marks`.
    """
    draw = torch.Generator().manual_seed(seed)
    asked = world.exams["training"]

    def reading():
        while True:
            yield asked[torch.randint(len(asked), (batch,), generator=draw).to(asked.device)]

    def loss(model, rows):
        answers, told = scores(model, world, rows, path)
        facts = F.cross_entropy(told, world.atoms[:, 3])
        return atomic * facts + (1 - atomic) * F.cross_entropy(answers, rows[:, 3])

    options = {"lr": lr, "weight_decay": weight_decay, "schedule": "linear", "warmup": 20, "progress": False}
    for step, _ in train(model, reading(), steps=steps, loss_fn=loss, **options):
        if step % every == 0 or step == steps:
            yield step, marks(model, world, path)


def trained(
    world: World,
    paths: Annotated[Sequence[PathName], NOT_EMPTY],
    *,
    steps: Count,
    every: Count = 25,
    batch: Count = 256,
    atomic: Share = 0.3,
    d_model: Count = 64,
    seed: Seed = 0,
    device: Device = "cpu",
) -> dict[str, History]:
    """A network for each path, trained `side_by_side` with the same batches: the curves of their marks, by path.

    Args:
        steps, every, batch, atomic, seed: See `learn`; with an `atomic` of 1 no question is trained on.
        d_model: See `build`.
        device: Of the networks.
    """
    there, trainings = world.to(device), {}
    for path in paths:
        model = build(world, path, d_model=d_model, seed=seed).to(device)
        options = {"steps": steps, "every": every, "batch": batch, "atomic": atomic, "seed": seed}
        trainings[path] = learn(model, there, path, **options)
    return histories(trainings, device=device)


@torch.no_grad()
def marks(model: Transformer, world: World, path: PathName, *, most: Count = 2000) -> dict[str, float]:
    """Right answers to the facts and in the three exams, of at most so many questions each."""

    asked = [world.exams[exam][:most] for exam in EXAMS]
    answers, told = scores(model, world, torch.cat(asked), path)
    right = (answers.argmax(-1) == torch.cat(asked)[:, 3]).double().split([len(rows) for rows in asked])
    known = (told.argmax(-1) == world.atoms[:, 3]).double()
    return {"atoms": known.mean().item(), **{exam: r.mean().item() for exam, r in zip(EXAMS, right, strict=True)}}


arguments.check(__name__)
