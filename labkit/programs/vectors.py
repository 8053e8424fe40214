"""A program as a vector: read where a network has just recognised it, put into a prompt that demonstrates nothing.

The vector of a program, at some place of the network, is what demonstrations add there at the question: the mean over
prompts of that program, minus the mean over prompts without demonstrations (Hendel et al. 2023 and Todd et al. 2024 do
likewise in large models).

Letters in the shape comments:
    K program    D width    B prompt    p symbols
"""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from labkit.programs import network, worlds
from labkit.programs.worlds import Prompts
from labkit.transformer import Transformer

PLACES = ("blocks.0.attention.out", "blocks.0.resid", "blocks.1.attention.out")


@torch.no_grad()
def state(model: Transformer, asked: Prompts, place: str) -> Float[Tensor, "prompt d_model"]:
    """What stands at the question, at a place of the model."""
    seen = []
    with model.watching({place: lambda x: seen.append(x) or x}):
        network.answer_scores(model, asked.tokens.to(model.unembedding.weight.device))
    return seen[0][:, -1]


def empty(symbols: int = worlds.SYMBOLS) -> Prompts:
    """Every question once, without a demonstration; their answers are not told."""
    x = torch.arange(symbols)[:, None]
    return Prompts(x, torch.zeros_like(x), torch.zeros(symbols, dtype=torch.long), symbols)


def program_vectors(
    model: Transformer,
    programs: Int[Tensor, "program symbol"],
    place: str,
    *,
    demonstrations: int = worlds.DEMONSTRATIONS,
    count: int = 100,
    seed: int = 0,
) -> Float[Tensor, "program d_model"]:
    """The vector of each program at a place: see the module."""
    options = {"demonstrations": demonstrations, "demonstrated": False, "seed": seed}
    with_examples = [state(model, worlds.prompts(row[None], count, **options), place).mean(0) for row in programs]
    return torch.stack(with_examples) - state(model, empty(programs.shape[1]), place).mean(0)


def everywhere(
    model: Transformer,
    programs: Int[Tensor, "program symbol"],
    *,
    demonstrations: int = worlds.DEMONSTRATIONS,
    count: int = 100,
    seed: int = 0,
) -> dict[str, Tensor]:
    """The program vectors at each of PLACES."""
    options = {"demonstrations": demonstrations, "count": count, "seed": seed}
    return {place: program_vectors(model, programs, place, **options) for place in PLACES}


@torch.no_grad()
def with_vectors(
    model: Transformer, vectors: Float[Tensor, "some d_model"], place: str
) -> Float[Tensor, "some symbol symbol"]:
    """The answers to all questions without demonstrations, with each vector added at the place: [i, x, y]."""
    tokens = empty(model.config.vocab_size // 2).tokens.to(vectors.device)  # (p, 1)
    found = []
    for vector in vectors:

        def add(x, vector=vector):
            return torch.cat([x[:, :-1], x[:, -1:] + vector], dim=1)

        with model.watching({place: add}):
            found.append(network.answer_scores(model, tokens)[:, -1].float().softmax(-1).cpu())
    return torch.stack(found)


def kept(told: Float[Tensor, "program symbol symbol"], programs: Int[Tensor, "program symbol"]) -> float:
    """The share of questions that are answered as the program whose vector was added would answer them."""
    return (told.argmax(-1) == programs).double().mean().item()
