"""Additions digit by digit, in either order, for networks that write the answer one digit after the other.

Written from the units on ("reversed"), each digit of a sum follows from two digits and one carry; written as we do, the
first digit may depend on the last ones (Lee et al. 2024, "Teaching Arithmetic to Small Transformers").
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Range, Seed
from labkit.messages import say

PLUS, EQUALS = 10, 11  # tokens after the ten digits
SYMBOLS = 12


def problems(*shape: int, digits: Count, generator: torch.Generator) -> Int[Tensor, "*shape 2"]:
    """Pairs of whole numbers, uniform in [0, 10^digits)."""
    if not 1 <= digits <= 8:
        raise ValueError(say("argument.range", name="digits", allowed="1 … 8", value=digits))
    return torch.randint(10**digits, (*shape, 2), generator=generator)


def written(
    numbers: Annotated[Int[Tensor, "*shape"], Range(0)], digits: Count, *, reversed: bool
) -> Int[Tensor, "*shape digit"]:
    """The digits of each number, with leading zeros: units first if `reversed`, units last otherwise."""
    arguments.require_within("numbers", numbers, 10**digits - 1)
    powers = 10 ** torch.arange(digits)
    return numbers[..., None] // (powers if reversed else powers.flip(0)) % 10


def answers(
    pairs: Annotated[Int[Tensor, "*shape 2"], Range(0)], *, digits: Count, reversed: bool
) -> Int[Tensor, "*shape digit"]:
    """The digits of each sum, one more than each term has."""
    arguments.require_within("pairs", pairs, 10**digits - 1)
    return written(pairs.sum(-1), digits + 1, reversed=reversed)


def sentences(
    pairs: Annotated[Int[Tensor, "item 2"], Range(0)], *, digits: Count, reversed: bool
) -> Int[Tensor, "item token"]:
    """What a transformer reads: the digits of a, +, those of b, =, those of the sum."""
    arguments.require_within("pairs", pairs, 10**digits - 1)
    a, b = (written(pairs[:, i], digits, reversed=reversed) for i in (0, 1))
    plus, equals = (torch.full_like(a[:, :1], sign) for sign in (PLUS, EQUALS))
    return torch.cat([a, plus, b, equals, answers(pairs, digits=digits, reversed=reversed)], dim=1)


def features(
    pairs: Annotated[Int[Tensor, "*shape 2"], Range(0)], answer: Int[Tensor, "*shape place"], *, digits: Count
) -> Float[Tensor, "*shape place feature"]:
    """What a perceptron reads before it writes each digit of the answer.

    One-hot: every digit of a and of b, each in a place of its own; the digits of the answer before this place (nothing
    stands in the others); this place.
    """
    places = answer.shape[-1]
    terms = F.one_hot(written(pairs, digits, reversed=True), 10).flatten(-3)  # (*shape, 20 digits)
    before = torch.ones(places, places).tril(-1)[:, :-1, None] * F.one_hot(answer[..., None, :-1], 10)
    alike = terms[..., None, :].expand(*terms.shape[:-1], places, -1)
    place = torch.eye(places).expand(*alike.shape[:-1], places)
    return torch.cat([alike, before.flatten(-2), place], dim=-1).float()


def by_digit(
    pairs: Int[Tensor, "member item 2"], *, digits: Count
) -> tuple[Float[Tensor, "member place feature"], Int[Tensor, "member place 1"]]:
    """Problems digit by digit, from the units on: what is read before each digit of the answer, and that digit."""
    answer = answers(pairs, digits=digits, reversed=True)
    return features(pairs, answer, digits=digits).flatten(1, 2), answer.flatten(1, 2)[..., None]


def batches(
    *, members: Count, batch: Count, digits: Count, seed: Seed
) -> Iterator[tuple[Float[Tensor, "member item feature"], Int[Tensor, "member item 1"]]]:
    """Endless fresh problems for an ensemble: what it reads before each digit, and that digit, from the units on."""
    generator = torch.Generator().manual_seed(seed)
    while True:
        pairs = problems(members, batch, digits=digits, generator=generator)
        yield by_digit(pairs, digits=digits)


@torch.no_grad()
def write(model: Callable, pairs: Int[Tensor, "member item 2"], *, digits: Count) -> Int[Tensor, "member item place"]:
    """The answers that the model writes: each digit its likeliest, given those that it has written before."""
    answer = torch.zeros(*pairs.shape[:-1], digits + 1, dtype=torch.long)
    for place in range(digits + 1):
        seen = features(pairs, answer, digits=digits)[..., place, :]
        answer[..., place] = model(seen)[..., 0, :].argmax(-1)
    return answer


def recorded_transformers() -> dict[str, list]:
    """What transformers of six sizes made of three-digit sums, as labs/controls/07_transformer.py recorded it.

    parameters: by size; exact: share of exact answers, (seed, size); bits: per digit, (seed, size).
    """
    return json.loads(Path(__file__).with_name("transformers.json").read_text("utf-8"))


arguments.check(__name__)
