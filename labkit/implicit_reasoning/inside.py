"""Where a network keeps what a question passes through: read at the second token, and exchanged with another's.

At the second token of a question the network knows one entity and its attribute (comparison), or one entity and the
first relation (composition). If it combines two facts, the answer to the first must be there, or on its way: the value
of the first entity, or the bridge. What stands there after a block is the state, (question, d_model).

- `read`: is it there? The mean state of each value (each bridge) is drawn up from facts used in training questions; a
  state is read as the nearest of these means.
- `lens`: does it stand there in the language of answers? The unembedding, applied to the state as if it were the last.
- `swapped`: is it used? The state is replaced by that of another beginning, and the answer should follow.
"""

from dataclasses import replace

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Natural, Seed
from labkit.implicit_reasoning.worlds import (
    Exam,
    Rows,
    World,
    compared,
    composed,
    require_model,
    start_of,
)
from labkit.messages import say
from labkit.transformer import Transformer

SECOND = 1  # the position of the second token


def beginnings(world: World) -> Int[Tensor, "atom 2"]:
    """The first two tokens of each atomic fact: those of the questions that begin with this fact."""
    return world.atoms[:, :2]


@torch.no_grad()
def states(model: Transformer, world: World, block: Natural = 0) -> Float[Tensor, "atom d_model"]:
    """What block `block` leaves at the second token, for every atomic fact: the same in all texts that begin so."""
    require_model(model, world)
    name = f"blocks.{block}.resid"
    device = model.unembedding.weight.device
    return model.tap(beginnings(world).to(device), [name])[1][name][:, SECOND].float().cpu()


def read(model: Transformer, world: World, block: Natural = 0) -> Bool[Tensor, " atom"]:
    """For every atomic fact, whether its answer is read rightly from the state: the nearest mean of inside facts.

    A fact has no part in the mean that it is compared with.
    """
    x, answers = states(model, world, block), world.atoms[:, 3].cpu()
    kinds, which = answers.unique(return_inverse=True)
    inside = ~world.outside.cpu()
    member = torch.nn.functional.one_hot(which, len(kinds)).float() * inside[:, None]  # (atom, kind)
    total, count = member.T @ x, member.sum(0)  # (kind, D), (kind,)
    distance = torch.cdist(x, total / count.clamp(min=1)[:, None])
    distance[:, count == 0] = torch.inf
    own = torch.arange(len(x))
    left = (count[which] - inside.float())[:, None]  # members of its own kind but for itself
    without = (total[which] - x * inside[:, None]) / left.clamp(min=1)
    distance[own, which] = torch.where(left[:, 0] > 0, (x - without).norm(dim=1), torch.inf)
    return distance.argmin(1) == which


@torch.no_grad()
def lens(model: Transformer, world: World, block: Natural = 0) -> Int[Tensor, " atom"]:
    """The likeliest token, for every atomic fact, if the state at the second token were the last one."""
    x = states(model, world, block).to(model.unembedding.weight.device)
    return model.unembedding(model.final_norm(x)).argmax(-1).cpu()


def shares(right: Bool[Tensor, " atom"], world: World) -> dict[str, float]:
    """The share of True among the facts used in training questions, and among those that are not."""
    outside = world.outside.cpu()
    arguments.require_size("right", right, "atom", len(outside))
    return {name: right[which].double().mean().item() for name, which in (("inside", ~outside), ("outside", outside))}


@torch.no_grad()
def answers_with(
    model: Transformer, rows: Rows, given: Float[Tensor, "question d_model"], block: Natural = 0
) -> Int[Tensor, " question"]:
    """The answers when block `block` leaves other states at the second token."""

    arguments.require_within("rows", rows, model.config.vocab_size - 1)
    arguments.require_size("given", given, "question", len(rows))
    if given.shape[1] != model.config.d_model:
        size = model.config.d_model
        raise ValueError(say("argument.sizes", name="given", letter="d_model", size=size, value=tuple(given.shape)))

    def put(x):
        x = x.clone()
        x[:, SECOND] = given.to(x)
        return x

    device = model.unembedding.weight.device
    with model.watching({f"blocks.{block}.resid": put}):
        return model(rows[:, :3].to(device), last_only=True).argmax(-1).cpu()


def swapped(
    model: Transformer,
    world: World,
    *,
    exam: Exam = "familiar",
    count: Count = 1000,
    block: Natural = 0,
    seed: Seed = 0,
) -> dict:
    """What becomes of answers when the state at the second token, after a block, comes from another beginning.

    For each question, two donors are drawn among inside facts: one whose own answer (value or bridge) is the same as
    that of the question's first fact, one whose answer is another, and leads elsewhere.

    Returns:
        "before": right answers without a swap; "same": right answers with the state of another beginning that has the
        same value or bridge; "follows": answers of the other donor's value or bridge; "stays": those of the question,
        with that donor.
    """
    if exam not in world.exams:  # a world of `crossed` has one exam
        raise ValueError(say("session.bad_value", name="exam", allowed=", ".join(world.exams), value=exam))
    rows, facts = world.exams[exam][:count].cpu(), world.facts[exam][:count].cpu()
    x, told = states(model, world, block), world.atoms[:, 3].cpu()
    draw = torch.Generator().manual_seed(seed)
    first = facts[:, 0]
    order = torch.rand(len(rows), len(told), generator=draw)
    allowed = (~world.outside.cpu()).expand(len(rows), -1).clone()
    if world.task == "comparison":
        allowed &= world.atoms[:, 0].cpu() == rows[:, :1]  # of the same attribute
    allowed[torch.arange(len(rows)), first] = False
    alike = told == told[first][:, None]  # (question, atom)
    would = _answers(world, rows, told)  # (question, atom): the answer if this atom's value were the first
    same = (order * (allowed & alike)).argmax(1)
    other = (order * (allowed & ~alike & (would != rows[:, 3:]) & (would >= 0))).argmax(1)
    there = (allowed & alike).any(1)
    here = torch.arange(len(rows))
    plain = answers_with(model, rows, x[first], block)
    kept = answers_with(model, rows, x[same], block)
    moved = answers_with(model, rows, x[other], block)
    return {
        "before": _share(plain == rows[:, 3]),
        "same": _share((kept == rows[:, 3])[there]),
        "follows": _share(moved == would[here, other]),
        "stays": _share(moved == rows[:, 3]),
    }


def _answers(world: World, rows: Rows, told: Int[Tensor, " atom"]) -> Int[Tensor, "question atom"]:
    """The right answer of each question if its first fact were each of the atoms; -1 where there would be none."""
    if world.task == "comparison":
        value = {tuple(row[:2]): row[3] for row in world.atoms.tolist()}
        second = torch.tensor([value[a, right] for a, _, right, _ in rows.tolist()])
        return start_of(world, "signs") + 1 + torch.sign(told[None] - second[:, None])
    N, R = world.sizes["entities"], world.sizes["relations"]
    tails = torch.full((N, R), -1)
    heads, relations, _, tail = world.atoms.cpu().T
    tails[heads, relations - N] = tail
    return tails[told[None], rows[:, 2:3] - N]


def _share(right) -> float:
    return right.double().mean().item() if len(right) else float("nan")


def crossed(world: World, *, count: Count = 1000, seed: Seed = 0) -> dict[str, World]:
    """Worlds whose one exam, "outside", has questions of one kind: first fact inside or outside, second likewise.

    The four kinds tell where a network fails: at the first fact or at the second. "in_in" are familiar questions.
    """
    rows, used, shown = every_question(world)
    apart = world.outside.cpu()[used]
    draw, found = torch.Generator().manual_seed(seed), {}
    for name, first, second in (("in_in", 0, 0), ("out_in", 1, 0), ("in_out", 0, 1), ("out_out", 1, 1)):
        which = torch.nonzero((apart[:, 0] == bool(first)) & (apart[:, 1] == bool(second)) & ~shown)[:, 0]
        which = which[torch.randperm(len(which), generator=draw)[:count]]
        found[name] = replace(world, exams={"outside": rows[which]}, facts={"outside": used[which]})
    return found


def every_question(world: World) -> tuple[Rows, Int[Tensor, "question 2"], Bool[Tensor, " question"]]:
    """All questions that combine two facts of a world, the two facts, and whether training showed the question."""
    N, told = world.sizes["entities"], world.atoms[:, 3].cpu()
    if world.task == "comparison":
        rows, used = compared(told.view(-1, N), start_of(world, "signs"))
    else:
        rows, used = composed(told.view(N, -1), world.atoms[:, 1].cpu().view(N, -1) - N)
    V = world.vocabulary
    key = (rows[:, 0] * V + rows[:, 1]) * V + rows[:, 2]
    training = world.exams["training"].cpu()
    shown = torch.isin(key, (training[:, 0] * V + training[:, 1]) * V + training[:, 2])
    return rows, used, shown


arguments.check(__name__)
