"""The one-layer transformer of the grokking experiments, evaluated only where it answers, each token only once.

The questions are a, b, "=" and the answer is read at "=". Three facts make that cheap, and change nothing:

- only the last position is needed, so there is one query, the same for all questions: that of "=";
- a key and a value depend on a token and its position, not on the question: 2p + 1 of them serve all p² questions;
- so softmax attention over the three positions is a quotient of two sums of three terms, each looked up in a table:

      (e_a v_a + e_b v_b + e_= v_=) / (e_a + e_b + e_=)      with e = exp(query · key / sqrt(head width))

What remains for each question is the output matrix of attention, the MLP and the unembedding.

Letters in the shape comments:
    Q question    D width of the residual stream    H attention head    p numbers
"""

from collections.abc import Iterator
from itertools import repeat

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Natural, NotNegative, Seed
from labkit.grokking.modular import Table
from labkit.messages import say
from labkit.training import train
from labkit.transformer import Transformer, TransformerConfig


def build(p: Natural, *, d_model: Count = 64, n_heads: Count = 4, d_mlp: int = 256, seed: Seed = 0) -> Transformer:
    """The transformer of Nanda et al. 2023 for tables modulo p: one layer, ReLU, no layer norm, untied; 3 tokens read.

    Its tokens are the numbers 0 to p − 1 and "=" (p). Positions start as large as tokens, as in the paper: with our
    usual 0.3 of that, the network starts almost blind to order, and one seed in five groks too soon to see a delay.

    Raises:
        ValueError: for p below 2, or a size that a transformer refuses.
    """
    if p < 2:
        raise ValueError(say("argument.range", name="p", allowed="≥ 2", value=p))
    shape = {"d_model": d_model, "n_layers": 1, "n_heads": n_heads, "d_mlp": d_mlp}
    model = Transformer(TransformerConfig(p + 1, 3, **shape, norm="none", tied=False, activation="relu"), seed)
    with torch.no_grad():
        model.position_embedding.weight /= 0.3
    return model


def answer_logits(
    model: Transformer, left: Int[Tensor, " question"], right: Int[Tensor, " question"]
) -> Float[Tensor, "question p"]:
    """The scores of all p answers to the questions left, right, "=".

    The same function as `model(tokens, last_only=True)[:, :p]`, and the same gradients.

    Raises:
        ValueError: for a model that `build` has not made, a number that is not 0 to p - 1.
    """
    block, p = model.blocks[0], model.config.vocab_size - 1
    if (model.config.context, model.config.norm, len(model.blocks)) != (3, "none", 1):
        raise ValueError(say("grokking.other_model"))
    if left.device.type == "cpu":
        arguments.require_within("left", left, p - 1)
        arguments.require_within("right", right, p - 1)
    at_equals, table = attention_table(model)
    rows = torch.stack([left, p + right, torch.full_like(left, 2 * p)], dim=1)  # (Q, 3)
    sums = F.embedding_bag(rows, table, mode="sum")  # (Q, D + H)
    D, H = at_equals.shape[0], block.attention.n_heads
    mixed = sums[:, :D].view(-1, H, D // H) / sums[:, D:, None]  # (Q, H, D/H)
    x = at_equals + block.attention.output(mixed.flatten(1))  # (Q, D)
    x = x + block.mlp.output(block.mlp.activation(block.mlp.input(x)))
    return model.unembedding(x)[:, :p]


def attention_table(model: Transformer) -> tuple[Float[Tensor, " d_model"], Float[Tensor, "rows d_model_and_heads"]]:
    """What attention at "=" needs to know of each token at each place.

    Returns:
        The residual stream of "=" before attention, and 2p + 1 rows: every number as a, every number as b, then "=".
        A row holds the D numbers e · value, head after head, and the H weights e. (A score is taken to be at most
        80 below the largest of its head, where float32 ends: no trained network of ours comes near.)
    """
    attention, p = model.blocks[0].attention, model.config.vocab_size - 1
    numbers, places = model.token_embedding.weight[:p], model.position_embedding.weight
    at_equals = model.token_embedding.weight[p] + places[2]
    x = torch.cat([numbers + places[0], numbers + places[1], at_equals[None]])  # (2p + 1, D)
    q, k, v = attention.qkv(x).view(len(x), 3, attention.n_heads, -1).unbind(1)  # 3 of (2p + 1, H, D/H)
    scores = (q[-1] * k).sum(-1) * k.shape[-1] ** -0.5  # (2p + 1, H)
    e = (scores - scores.amax(0).detach()).clamp_min(-80).exp()  # one factor for all, which the quotient forgets
    return at_equals, torch.cat([(e[..., None] * v).flatten(1), e], dim=1)


def loss(model: Transformer, batch: tuple[Tensor, Tensor, Tensor]) -> Float[Tensor, ""]:
    """Mean cross-entropy in nats of the right answers, for `lk.train(loss_fn=...)`; batch: left, right, answers."""
    left, right, answers = batch
    return F.cross_entropy(answer_logits(model, left, right), answers)


def learn(
    model: Transformer,
    table: Table,
    *,
    steps: Count,
    lr: float = 1.5e-2,
    weight_decay: float = 1.0,
    every: Count = 10,
    until: NotNegative = 0.999,
    progress: bool = True,
) -> Iterator[tuple[int, dict[str, float]]]:
    """Trains on all training questions at every step, and now and then marks the whole table.

    Args:
        steps: At most so many.
        lr: Learning rate of AdamW, after 10 steps of warm-up.
        weight_decay: See `lk.train`.
        every: Steps between two marks; the last step is marked whatever its number.
        until: The test accuracy that ends the training.
        progress: Show a line with step, loss and speed.

    Yields:
        The step, and its `accuracies`; the model stands as that step left it.
    """
    batch = table.left[table.train], table.right[table.train], table.answers[table.train]
    on_gpu = table.answers.device.type == "cuda"
    step_loss = torch.compile(loss, mode="reduce-overhead") if on_gpu else loss  # CUDA graphs: one launch a step
    options = {"lr": lr, "weight_decay": weight_decay, "clip": None, "progress": progress}
    for step, _ in train(model, repeat(batch), steps=steps, loss_fn=step_loss, **options):
        if step % every == 0 or step == steps:
            marks = accuracies(all_logits(model, table), table)
            yield step, marks
            if marks["test"] >= until:
                return


@torch.no_grad()
def all_logits(model: Transformer, table: Table) -> Float[Tensor, "p p p"]:
    """The scores of every answer c to every question (a, b): [a, b, c].

    Raises:
        ValueError: for a model that `build` has not made, or of another p than the table's.
    """
    if model.config.vocab_size != table.p + 1:
        raise ValueError(say("grokking.other_table", p=table.p, value=model.config.vocab_size - 1))
    return answer_logits(model, table.left, table.right).view(table.p, table.p, table.p)


def accuracies(logits: Float[Tensor, "p p p"], table: Table) -> dict[str, float]:
    """Share of right answers among the questions of each part: train, test, and of test the twins and the new."""
    right = logits.flatten(0, 1).argmax(-1) == table.answers
    parts = {"train": table.train, "test": table.test, "twins": table.twins, "new": table.new}
    return {name: right[mask].double().mean().item() for name, mask in parts.items()}


arguments.check(__name__)
