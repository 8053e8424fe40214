"""What a model can say of the facts it was trained on: asked with one entity, it must give the other, token by token.

For models that read from left to right, and for masked models, which see both sides of a gap and fill it.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from labkit import arguments
from labkit.arguments import Count, Natural, Range, Seed, Share
from labkit.messages import say
from labkit.metrics import token_bits
from labkit.reversal.facts import MASK, Fact, rows
from labkit.tokenizer import Vocabulary

ENTITY = 2  # tokens in a name, and in a description
DIRECTIONS = {"forward": "forward", "backward": "entities"}  # of a question, and the order in which the fact is told
LEARNING = {"lr": 4e-3, "weight_decay": 0.1}  # of the transformers of lab 04 and its controls


def whole(
    texts: Annotated[Int[Tensor, "text pos"], Range(0)],
) -> Iterator[tuple[Int[Tensor, "text pos1"], Int[Tensor, "text pos1"]]]:
    """Endless batches for next-token training, each with all the texts."""
    while True:
        yield texts[:, :-1], texts[:, 1:]


def masked(
    texts: Annotated[Int[Tensor, "text pos"], Range(0)],
    *,
    rate: Share | None,
    mask: Natural,
    first: Natural = 1,
    seed: Seed,
) -> Iterator[tuple[Int[Tensor, "text pos"], Int[Tensor, "text pos"]]]:
    """Endless batches with gaps: inputs where tokens are replaced by `mask`, targets -100 wherever nothing is.

    Args:
        texts: Token ids, each text beginning with `<start>`.
        rate: Probability that a token is hidden, 0 to 1, each on its own. None: drawn anew for every text, uniformly
            from 0 to 1 (Kitouni et al. 2024).
        mask: Id of the token that marks a gap.
        first: Tokens before this position are never hidden, so never asked for; 1 spares `<start>` alone.
        seed: Of the draws; the global random state is left alone.

    Raises:
        ValueError: at the call, for no text, or a rate or a first position out of its range.
    """
    if not len(texts):
        raise ValueError(say("reversal.empty"))
    if not 0 <= first < texts.shape[1]:
        raise ValueError(say("argument.range", name="first", allowed=f"0 … {texts.shape[1] - 1}", value=first))
    least = 0.01 / texts[:, first:].numel()  # with less, hardly any batch would hide a token
    if rate is not None and not least <= rate <= 1:
        raise ValueError(say("argument.range", name="rate", allowed=f"[{least:.1g}, 1], None", value=rate))
    return _masked(texts, rate, mask, first, seed)


def _masked(texts, rate, mask, first, seed):
    generator = torch.Generator().manual_seed(seed)
    while True:
        rates = torch.rand(len(texts), 1, generator=generator) if rate is None else torch.tensor(rate)
        hidden = torch.rand(texts.shape, generator=generator) < rates
        hidden[:, :first] = False
        if hidden.any():
            yield texts.masked_fill(hidden, mask), texts.masked_fill(~hidden, -100)


@torch.no_grad()
def complete(model: nn.Module, prompts: Int[Tensor, "prompt pos"]) -> Int[Tensor, "prompt 2"]:
    """The likeliest next two tokens, one after the other."""
    device = next(model.parameters()).device
    tokens = prompts.to(device)
    for _ in range(ENTITY):
        tokens = torch.cat([tokens, model(tokens, last_only=True).argmax(-1, keepdim=True)], dim=1)
    return tokens[:, -ENTITY:].cpu()


@torch.no_grad()
def fill(
    model: nn.Module, tokens: Annotated[Int[Tensor, "text pos"], Range(0)], mask: Natural
) -> Int[Tensor, "text pos"]:
    """The texts with their gaps filled, the surest token of each text first (as diffusion models write)."""
    device = next(model.parameters()).device
    tokens = tokens.to(device)
    while (tokens == mask).any():
        probabilities = model(tokens).softmax(-1)
        probabilities[..., mask] = 0
        surest, token = probabilities.max(-1)  # (text, pos)
        place = surest.masked_fill(tokens != mask, -1).argmax(1, keepdim=True)  # (text, 1)
        new = torch.where(tokens.gather(1, place) == mask, token.gather(1, place), tokens.gather(1, place))
        tokens = tokens.scatter(1, place, new)
    return tokens.cpu()


def recalled(
    model: nn.Module,
    vocabulary: Vocabulary,
    facts: Sequence[Fact],
    order: str = "forward",
    prefix: Sequence[Sequence[str]] = (),
) -> float:
    """The share of facts whose second entity the model writes without a mistake, given the first.

    Args:
        order: "forward": asked with the name, it owes the description; "entities": the other way round. A masked model
            sees the forward sentence in both cases, with a gap in place of what it owes.
        prefix: For each fact, the tokens of a text that stands before the question; empty: nothing does.
    """
    if order not in DIRECTIONS.values():
        allowed = ", ".join(DIRECTIONS.values())
        raise ValueError(say("reversal.order", allowed=allowed, value=order))
    if not model.config.causal:
        if prefix:
            raise ValueError(say("reversal.masked_order", name="prefix", value=prefix))
        return _recalled_masked(model, vocabulary, facts, order)
    before = list(prefix) or [[]] * len(facts)
    texts = rows([[*start, *fact.told(order)] for start, fact in zip(before, facts, strict=True)], vocabulary)
    said = complete(model, texts[:, :-ENTITY])
    return (said == texts[:, -ENTITY:]).all(1).float().mean().item()


def _recalled_masked(model, vocabulary, facts, order):
    texts, mask = rows([fact.told() for fact in facts], vocabulary), vocabulary.index[MASK]
    gap = slice(-ENTITY, None) if order == "forward" else slice(1, 1 + ENTITY)
    asked = texts.clone()
    asked[:, gap] = mask
    return (fill(model, asked, mask) == texts).all(1).float().mean().item()


def both_ways(model: nn.Module, vocabulary: Vocabulary, facts: Sequence[Fact]) -> dict[str, float]:
    """The share of the facts recalled in each direction, forward and backward."""
    return {name: recalled(model, vocabulary, facts, order) for name, order in DIRECTIONS.items()}


def _require_reader(model: nn.Module) -> None:
    if not model.config.causal:
        raise ValueError(say("reversal.reads_forward"))


@torch.no_grad()
def answer_bits(
    model: nn.Module, vocabulary: Vocabulary, facts: Sequence[Fact], order: str = "forward"
) -> Float[np.ndarray, "question answer"]:
    """Surprisal in bits of every fact's answer after every fact's question; the right ones are on the diagonal."""
    _require_reader(model)
    device, count = next(model.parameters()).device, len(facts)
    texts = rows([fact.told(order) for fact in facts], vocabulary)
    questions = texts[:, :-ENTITY].repeat_interleave(count, 0)  # every question with every answer
    asked = torch.cat([questions, texts[:, -ENTITY:].repeat(count, 1)], dim=1).to(device)
    bits = token_bits(model(asked[:, :-1]), asked[:, 1:])
    return bits[:, -ENTITY:].sum(1).view(count, count).cpu().numpy()


def _require_square(bits: np.ndarray) -> None:
    if bits.ndim != 2 or bits.shape[0] != bits.shape[1] or len(bits) < 2:
        raise ValueError(say("reversal.square", value=bits.shape))


def pairing_p_value(bits: Float[np.ndarray, "question answer"], *, draws: Count = 2000, seed: Seed) -> float:
    """How often answers dealt out at random to the questions look as cheap as the right ones: a permutation test.

    Under the hypothesis that the model knows nothing, the right pairing (the diagonal) is a pairing like any other.
    Answers that are likely after every question, and questions that make every answer likely, cancel out: each random
    pairing uses every row and every column once.
    """
    _require_square(bits)
    draw, every = np.random.default_rng(seed), np.arange(len(bits))
    dealt = np.array([bits[every, draw.permutation(len(bits))].mean() for _ in range(draws)])
    return float((1 + (dealt <= bits.diagonal().mean()).sum()) / (1 + draws))


def right_and_others(bits: Float[np.ndarray, "question answer"]) -> dict[str, np.ndarray]:
    """The costs of the right answers (the diagonal) and those of all the others."""
    _require_square(bits)
    return {"right": bits.diagonal(), "others": bits[~np.eye(len(bits), dtype=bool)]}


def sampled(costs: dict[str, dict]) -> dict[str, dict]:
    """The same `right_and_others` by name, with one in three of the other answers: enough to draw them again."""
    return {name: cost | {"others": cost["others"][::3]} for name, cost in costs.items()}


def evidence(bits: Float[np.ndarray, "question answer"], *, seed: Seed) -> dict[str, float]:
    """Does the model favour the right answers? Their mean cost in bits, that of the others, and `pairing_p_value`."""
    costs = right_and_others(bits)
    means = {"right_bits": float(costs["right"].mean()), "random_bits": float(costs["others"].mean())}
    return means | {"p": pairing_p_value(bits, seed=seed)}


def swaps(
    model: nn.Module, vocabulary: Vocabulary, facts: Sequence[Fact], order: str = "forward"
) -> Float[np.ndarray, "depth place"]:
    """Where in the model is the fact? Activation patching (Vig et al. 2020, Meng et al. 2022), with every question.

    While the model reads a question, the vectors at one place of the stream are replaced by those it has there when
    reading the next fact's question. Where the answer follows, they carried it.

    Returns:
        The share of questions whose answer then begins as the next fact's does. Depth 0 is the embedding, depth k the
        stream after block k; the places are the entity (its two tokens together) and the connective.
    """
    _require_reader(model)
    if len(facts) < 2:
        raise ValueError(say("argument.range", name="len(facts)", allowed="≥ 2", value=len(facts)))
    texts = rows([fact.told(order) for fact in facts], vocabulary).to(next(model.parameters()).device)
    asked, other_answer = texts[:, :-ENTITY], texts[:, -ENTITY].roll(-1)
    _, seen = model.tap(asked, _depths(model))

    def follows(depth: str, place: slice) -> float:
        def replace(x: Tensor) -> Tensor:
            x = x.clone()
            x[:, place] = seen[depth][:, place].roll(-1, 0)
            return x

        with torch.no_grad(), model.watching({depth: replace}):
            return (model(asked, last_only=True).argmax(-1) == other_answer).float().mean().item()

    places = slice(1, 1 + ENTITY), slice(1 + ENTITY, None)
    return np.array([[follows(depth, place) for place in places] for depth in _depths(model)])


def _depths(model: nn.Module) -> list[str]:
    return ["embed", *(f"blocks.{i}.resid" for i in range(model.config.n_layers))]


# Child, role of the parent, parent, role of the child: families in which names give nothing away. The first pair is
# Berglund's example.
FAMILIES = [
    ("Tom Cruise", "mother", "Mary Lee Pfeiffer", "son"),
    ("Carrie Fisher", "mother", "Debbie Reynolds", "daughter"),
    ("Liza Minnelli", "mother", "Judy Garland", "daughter"),
    ("Ada Lovelace", "father", "Lord Byron", "daughter"),
    ("Alexander the Great", "father", "Philip II of Macedon", "son"),
    ("Queen Elizabeth I", "mother", "Anne Boleyn", "daughter"),
]


arguments.check(__name__)
