"""Relations as matrices: the smallest model in which a reversed fact can follow from the facts.

Every entity is one token with one vector, every relation a matrix. How well entity t answers "what is h's r?" is

    score(h, r, t) = (e_h M_r) · o_t

With tied embeddings (o = e) the same number answers the inverse question, as soon as the matrix of the inverse relation
is the transpose of M_r: (e_h M_r) · e_t = (e_t M_r^T) · e_h. Untied, an entity has two unrelated vectors, one for being
asked about and one for being the answer.

Sources: Nickel et al. 2011 (RESCAL); Kim et al. 2026, arXiv 2509.21993 (bilinear structure and the reversal curse).
"""

from collections.abc import Iterator

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

from labkit.messages import say


class Bilinear(nn.Module):
    """Scores of every entity as the answer to every question.

    Args:
        entities: Number of entities.
        relations: Number of relations; each has an inverse, with a matrix of its own: relation r + relations.
        d_model: Length of an entity's vector.
        tied: True: an entity has the same vector in the question and in the answer.
        seed: Of the initial weights; the global random state is left alone.
    """

    def __init__(self, entities: int, relations: int, *, d_model: int = 64, tied: bool = True, seed: int = 0):
        super().__init__()
        generator = torch.Generator().manual_seed(seed)

        def draw(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape, generator=generator) * d_model**-0.5)

        self.asked = draw(entities, d_model)
        self.answers = self.asked if tied else draw(entities, d_model)
        self.matrices = draw(2 * relations, d_model, d_model)

    def forward(self) -> Float[Tensor, "relation entity answer"]:
        return self.asked @ self.matrices @ self.answers.T


def world(
    entities: int, relations: int, *, one_way: int, seed: int
) -> tuple[Int[Tensor, "relation entity"], Int[Tensor, "relation entity"]]:
    """Who is whose what: for each relation and entity the right answer, in training and in the test (-100: not asked).

    Each relation pairs the entities one to one, at random. All forward facts are for training, and their inverses too,
    except those whose answer is among the first `one_way` entities: these are the test. Every entity thus plays both
    parts in training; only the held-out facts are told one way.

    Raises:
        ValueError: where no entity would be left for training both ways, or none for the test.
    """
    if relations < 1:
        raise ValueError(say("argument.range", name="relations", allowed="≥ 1", value=relations))
    if not 0 < one_way <= entities:
        raise ValueError(say("argument.range", name="one_way", allowed=f"1 … {entities}", value=one_way))
    generator = torch.Generator().manual_seed(seed)
    forward = torch.stack([torch.randperm(entities, generator=generator) for _ in range(relations)])
    inverse = forward.argsort(1)
    held_out = inverse < one_way
    train = torch.cat([forward, inverse.masked_fill(held_out, -100)])
    test = torch.cat([torch.full_like(forward, -100), inverse.masked_fill(~held_out, -100)])
    return train, test


def loss(model: Bilinear, answers: Int[Tensor, "relation entity"]) -> Float[Tensor, ""]:
    """Mean cross-entropy of the right answers, in nats: what `lk.train` minimises."""
    return F.cross_entropy(model().flatten(0, 1), answers.flatten())


def repeated(answers: Int[Tensor, "relation entity"]) -> Iterator[Int[Tensor, "relation entity"]]:
    """The same batch, endlessly: all facts at every step."""
    while True:
        yield answers


@torch.no_grad()
def accuracy(model: Bilinear, answers: Int[Tensor, "relation entity"]) -> float:
    """The share of questions (those not -100) whose right answer has the highest score.

    Raises:
        ValueError: where there is no question.
    """
    asked = answers != -100
    if not asked.any():
        raise ValueError(say("facts.empty"))
    return (model().argmax(-1).cpu() == answers.cpu())[asked.cpu()].float().mean().item()
