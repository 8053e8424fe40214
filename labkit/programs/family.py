"""Several networks of one shape, trained as one: what is done to all of them is done in one go.

A small network spends more time on being told what to compute than on computing. A family stacks the weights of its
members, (M, ...) each, and reads a text of each member at a time; its members never meet. Each learns what it would
have learned alone, to rounding: the same scores, the same gradients, its own clipping, the same steps.

Letters in the shape comments:
    M member    B text    T position    n questions in a text    D width    H head    p symbols
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Natural, NotNegative, Positive
from labkit.messages import say
from labkit.training import adamw_of, rate_at
from labkit.transformer import Transformer, TransformerConfig


def learn(
    models: Annotated[Sequence[Transformer], NOT_EMPTY],
    readings: Sequence[Iterable],
    *,
    steps: Count,
    lr: Positive,
    weight_decay: NotNegative,
    warmup: Natural,
    clip: Positive = 1.0,
) -> Iterator[tuple[int, list[float]]]:
    """Trains each model on its own texts, as `labkit.train` would with the schedule "linear".

    Args:
        models: Of one shape, as `network.build` makes them; they have their new weights once the last step is done.
        readings: For each model, batches without end, as `network.batches` gives them.
        steps, lr, weight_decay, warmup, clip: See `labkit.train`.

    Yields:
        The step, and each member's loss in nats per answer.
    """
    arguments.require_size("readings", readings, "member", len(models))
    config, device = models[0].config, models[0].unembedding.weight.device
    weights = _stacked(models)
    every = list(weights.values())
    matrices, gains = ([weight for weight in every if weight.dim() == rank] for rank in (3, 2))  # of all members
    optimizer = adamw_of(matrices, gains, lr=lr, weight_decay=weight_decay)
    texts = [iter(reading) for reading in readings]
    for step in range(1, steps + 1):
        tokens, answers = (torch.stack(part).to(device) for part in zip(*map(next, texts), strict=True))
        scores = _answer_scores(weights, config, tokens)
        losses = F.cross_entropy(scores.flatten(0, 2), answers.flatten(), reduction="none")
        losses = losses.unflatten(0, (len(models), -1)).mean(1)
        optimizer.zero_grad()
        losses.sum().backward()
        _clip(every, clip)
        rate = rate_at(step, steps=steps, lr=lr, warmup=warmup, schedule="linear")
        for group in optimizer.param_groups:
            group["lr"] = rate
        told = losses.tolist()
        if not all(map(math.isfinite, told)):
            raise FloatingPointError(say("training.not_finite", step=step, value=max(told), lr=f"{rate:.2g}"))
        optimizer.step()
        yield step, told
    _hand_back(weights, models)


def _stacked(models: Sequence[Transformer]) -> dict[str, Tensor]:
    """The weights of all models by name, (M, ...) each."""
    members = [dict(model.named_parameters()) for model in models]
    return {name: torch.stack([member[name].detach() for member in members]).requires_grad_() for name in members[0]}


@torch.no_grad()
def _hand_back(weights: Mapping[str, Tensor], models: Sequence[Transformer]) -> None:
    """Gives each model its own of the stacked weights."""
    for i, model in enumerate(models):
        for name, weight in model.named_parameters():
            weight.copy_(weights[name][i])


def _answer_scores(
    weights: Mapping[str, Tensor], config: TransformerConfig, tokens: Int[Tensor, "member text pos"]
) -> Float[Tensor, "member text question symbol"]:
    """What `network.answer_scores` gives for each member and its texts."""
    M, _, T = tokens.shape
    p, D = config.vocab_size // 2, config.d_model
    ids = tokens + config.vocab_size * torch.arange(M, device=tokens.device)[:, None, None]
    x = F.embedding(ids, weights["token_embedding.weight"].flatten(0, 1))  # (M, B, T, D)
    x = x + weights["position_embedding.weight"][:, None, :T]
    past = torch.ones(T, T, dtype=torch.bool, device=tokens.device).tril()
    for i in range(config.n_layers):
        named = {name: weights[f"blocks.{i}.{name}.weight"] for name in _BLOCK}
        own = F.layer_norm(x, (D,))
        read = torch.cat([own, F.pad(own, (0, 0, 1, 0))[:, :, :-1]], dim=-1)  # (M, B, T, 2D): with the predecessor
        gain = named["norm_attention"].repeat(1, 2)
        of_queries, of_pairs = named["attention.qkv"].split([D, 2 * D], dim=1)
        asking = read
        if i == config.n_layers - 1:  # the last block is needed at the questions only
            x, asking, past = x[:, :, ::2], read[:, :, ::2], past[::2]
        heads = _heads(_product(asking, of_queries, gain), config.n_heads)  # (M B, H, n, D/H)
        k, v = (_heads(half, config.n_heads) for half in _product(read, of_pairs, gain).split(D, dim=-1))
        mixed = F.scaled_dot_product_attention(heads, k, v, attn_mask=past).transpose(1, 2)  # (M B, n, H, D/H)
        x = x + _product(mixed.reshape(x.shape), named["attention.output"])
        hidden = F.gelu(_product(F.layer_norm(x, (D,)), named["mlp.input"], named["norm_mlp"]))
        x = x + _product(hidden, named["mlp.output"])
    return _product(F.layer_norm(x, (D,)), weights["unembedding.weight"][:, p:], weights["final_norm.weight"])


_BLOCK = ("norm_attention", "norm_mlp", "attention.qkv", "attention.output", "mlp.input", "mlp.output")


def _product(x, weight, gain=None):
    """x (M, B, n, D) times each member's matrix (M, out, D); the gain of a norm before it goes into the matrix."""
    weight = weight if gain is None else weight * gain[:, None]
    return torch.bmm(x.flatten(1, 2), weight.transpose(1, 2)).unflatten(1, x.shape[1:3])


def _heads(x, n_heads):
    return x.flatten(0, 1).unflatten(-1, (n_heads, -1)).transpose(1, 2)  # (M, B, n, D) -> (M B, H, n, D/H)


def _clip(weights, most):
    """Shortens the gradient of each member that is longer than `most`."""
    lengths = torch.stack([weight.grad.flatten(1).norm(dim=1) for weight in weights]).norm(dim=0)  # (M)
    factors = (most / (lengths + 1e-6)).clamp(max=1)
    for weight in weights:
        weight.grad.mul_(factors.view(-1, *[1] * (weight.dim() - 1)))


arguments.check(__name__)
