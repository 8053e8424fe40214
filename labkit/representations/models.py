"""The network of this unit, the vectors that it keeps of its tokens, and how it learns a few tokens afterwards."""

from collections.abc import Iterator
from copy import deepcopy

import numpy as np
import torch
from jaxtyping import Float, Int

from labkit import arguments
from labkit.arguments import Count, NotNegative, Seed
from labkit.representations.cities import World
from labkit.training import train
from labkit.transformer import Transformer, TransformerConfig


def one_layer(
    world: World,
    *,
    context: Count,
    d_model: Count,
    seed: Seed,
    d_mlp: Count | None = None,
    n_heads: Count = 4,
    scale: NotNegative = 0.1,
) -> Transformer:
    """A transformer of one layer that reads `context` tokens of a world.

    Args:
        d_mlp: Hidden units of its MLP; None: 4 d_model.
        scale: Its embedding starts so many times as large as usual: if small, it has less randomness to forget.
    """
    shape = dict(context=context, d_model=d_model, d_mlp=d_mlp, n_layers=1, n_heads=n_heads, tied=False)
    model = Transformer(TransformerConfig(world.vocab_size, **shape), seed=seed)
    with torch.no_grad():
        model.token_embedding.weight *= scale
    return model


def learn_islands(
    model: Transformer, exact: Iterator, rough: Iterator, *, roughly: Count, exactly: Count
) -> Iterator[int]:
    """Trains as lab 03 does among islands: on rough statements at a constant rate, then on exact ones at a falling one.

    Args:
        model: Trained in place.
        exact: What `World.statements` gives.
        rough: What is made of these, such as `World.roughly(exact)`: it draws from them.
        roughly, exactly: Steps on either.

    Yields:
        The step, counted from 1 through both.
    """
    options = {"weight_decay": 0.3, "progress": False}
    for step, _ in train(model, rough, steps=roughly, lr=3e-3, **options):
        yield step
    for step, _ in train(model, exact, steps=exactly, lr=1e-2, schedule="linear", **options):
        yield roughly + step


def embeddings(model: Transformer) -> Float[np.ndarray, "token d_model"]:
    """The vector of each token."""
    return model.token_embedding.weight.detach().cpu().numpy()


@torch.no_grad()
def after_pairs(model: Transformer, pairs: Int[np.ndarray, "pair 2"]) -> Float[np.ndarray, "pair d_model"]:
    """What the residual stream holds after the layer, once both cities of a pair have been read."""
    _, inside = model.tap(torch.from_numpy(pairs), ["blocks.0.resid"])
    return inside["blocks.0.resid"][:, -1].numpy()


def learn_only(model: Transformer, tokens: Int[np.ndarray, " some"], *, start: Int[np.ndarray, " some"]) -> Transformer:
    """A copy in which training changes the vectors of `tokens` and nothing else, as long as no weight decays.

    Args:
        model: Left as it is.
        tokens: Those that are to learn.
        start: The token whose vector each of them begins with.
    """
    copy = deepcopy(model)
    weight = copy.token_embedding.weight
    for parameter in copy.parameters():
        parameter.requires_grad_(parameter is weight)
    with torch.no_grad():
        weight[tokens] = weight[start]
    learns = torch.zeros(len(weight), 1, device=weight.device)
    learns[tokens] = 1
    weight.register_hook(lambda gradient: gradient * learns)  # of the copy: it lives as long as the copy
    return copy


arguments.check(__name__)
