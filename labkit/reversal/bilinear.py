"""Relations as matrices: the smallest model in which a reversed fact can follow from the facts.

Every entity is one token with one vector, every relation a matrix. How well entity t answers "what is h's r?" is

    score(h, r, t) = (e_h M_r) · o_t

With tied embeddings (o = e) the same number answers the inverse question, as soon as the matrix of the inverse relation
is the transpose of M_r: (e_h M_r) · e_t = (e_t M_r^T) · e_h. Untied, an entity has two unrelated vectors, one for being
asked about and one for being the answer.

A name of several tokens has no vector of its own: it is read as a mixture of its tokens' vectors, and answered token
by token. `Spelled` is that model; tying its token vectors no longer ties the entities.

Sources: Nickel et al. 2011 (RESCAL); Kim et al. 2026, arXiv 2509.21993 (bilinear structure and the reversal curse).
"""

import itertools
from collections.abc import Iterator
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

from labkit import arguments
from labkit.arguments import Count, Natural, NotNegative, Range, Seed
from labkit.messages import say
from labkit.training import train

WORLD = {"entities": 400, "relations": 2, "one_way": 50}  # of lab 04 and its controls


class Bilinear(nn.Module):
    """Scores of every entity as the answer to every question.

    Args:
        entities: Number of entities.
        relations: Number of relations; each has an inverse, with a matrix of its own: relation r + relations.
        d_model: Length of an entity's vector.
        tied: True: an entity has the same vector in the question and in the answer.
        seed: Of the initial weights; the global random state is left alone.
    """

    def __init__(self, entities: Count, relations: Count, *, d_model: Count = 32, tied: bool = True, seed: Seed = 0):
        super().__init__()
        generator = torch.Generator().manual_seed(seed)

        def draw(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape, generator=generator) * d_model**-0.5)

        self.asked = draw(entities, d_model)
        self.answers = self.asked if tied else draw(entities, d_model)
        self.matrices = draw(2 * relations, d_model, d_model)

    def forward(self) -> Float[Tensor, "relation entity answer"]:
        return self.asked @ self.matrices @ self.answers.T


class Spelled(nn.Module):
    """The same, for names of two tokens: scores of every token as the first and as the second token of the answer.

    A name is read as the sum of its two vectors or, with `d_hidden`, as a small network of both; a relation has one
    matrix for each token of the answer; token vectors are tied.

    Args:
        names: The two tokens of each entity.
        relations: Number of relations, as in `Bilinear`.
        d_model: Length of a token's vector.
        d_hidden: Width of the network that reads a name; 0: the sum.
        seed: Of the initial weights; the global random state is left alone.
    """

    def __init__(
        self,
        names: Annotated[Int[Tensor, "entity 2"], Range(0)],
        relations: Count,
        *,
        d_model: Count = 32,
        d_hidden: Natural = 0,
        seed: Seed = 0,
    ):
        super().__init__()
        generator = torch.Generator().manual_seed(seed)

        def draw(*shape: int, scale: float) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape, generator=generator) * scale)

        self.register_buffer("names", names)
        self.tokens = draw(int(names.max()) + 1, d_model, scale=d_model**-0.5)
        self.matrices = draw(2, 2 * relations, d_model, d_model, scale=d_model**-0.5)
        self.read = None
        if d_hidden:
            # token vectors start with length 1: the hidden layer gets inputs of size 1 or so
            widen, narrow = draw(2 * d_model, d_hidden, scale=1.0), draw(d_hidden, d_model, scale=d_hidden**-0.5)
            self.read = nn.ParameterList([widen, narrow])

    def forward(self) -> Float[Tensor, "place relation entity token"]:
        vectors = self.tokens[self.names]  # (entity, 2, d_model)
        asked = F.relu(vectors.flatten(1) @ self.read[0]) @ self.read[1] if self.read else vectors.sum(1)
        return asked @ self.matrices @ self.tokens.T

    def spell(self, answers: Int[Tensor, "relation entity"]) -> Int[Tensor, "place relation entity"]:
        """The tokens of the right answers (-100: not asked), for `loss` and `accuracy`."""
        tokens = self.names[answers.clamp(min=0)].permute(2, 0, 1)
        return tokens.masked_fill(answers == -100, -100)


def world(
    entities: Count, relations: Count, *, one_way: int, seed: Seed
) -> tuple[Int[Tensor, "relation entity"], Int[Tensor, "relation entity"]]:
    """Who is whose what: for each relation and entity the right answer, in training and in the test (-100: not asked).

    Each relation pairs the entities one to one, at random. All forward facts are for training, and their inverses too,
    except those whose answer is among the first `one_way` entities: these are the test. Every entity thus plays both
    parts in training; only the held-out facts are told one way.

    Raises:
        ValueError: where no entity would be left for training both ways, or none for the test.
    """
    if not 0 < one_way < entities:
        raise ValueError(say("argument.range", name="one_way", allowed=f"1 … {entities - 1}", value=one_way))
    generator = torch.Generator().manual_seed(seed)
    forward = torch.stack([torch.randperm(entities, generator=generator) for _ in range(relations)])
    inverse = forward.argsort(1)
    held_out = inverse < one_way
    train = torch.cat([forward, inverse.masked_fill(held_out, -100)])
    test = torch.cat([torch.full_like(forward, -100), inverse.masked_fill(~held_out, -100)])
    return train, test


def loss(model: Bilinear | Spelled, answers: Int[Tensor, "*place relation entity"]) -> Float[Tensor, ""]:
    """Mean cross-entropy of the right answers (of their tokens, if spelled), in nats: what `lk.train` minimises."""
    scores = model()
    _require_answers(scores, answers)
    return F.cross_entropy(scores.flatten(0, -2), answers.flatten())


def _require_answers(scores: Tensor, answers: Tensor) -> None:
    """Refuses answers to other questions than the model has, or that it cannot give."""
    if scores.shape[:-1] != answers.shape:
        shape = tuple(scores.shape[:-1])
        raise ValueError(say("reversal.other_world", allowed=shape, value=tuple(answers.shape)))
    if answers.device.type == "cpu":
        arguments.require_within("answers", answers.masked_fill(answers == -100, 0), scores.shape[-1] - 1)


def fit(
    model: Bilinear | Spelled, answers: Int[Tensor, "*place relation entity"], *, steps: Count, decay: NotNegative = 1.0
) -> Iterator[tuple[int, float]]:
    """Trains as lab 04 and its controls do, with all facts at every step, and yields as `lk.train` does."""
    options = {"lr": 2e-2, "weight_decay": decay, "clip": None, "schedule": "linear", "progress": False}
    return train(model, itertools.repeat(answers), steps=steps, loss_fn=loss, **options)


@torch.no_grad()
def accuracy(model: Bilinear | Spelled, answers: Int[Tensor, "*place relation entity"]) -> float:
    """The share of questions (those not -100) whose right answer has the highest score, at every place of its name.

    Raises:
        ValueError: where there is no question.
    """
    scores = model()
    _require_answers(scores, answers)
    answers = answers.cpu().reshape(-1, *answers.shape[-2:])  # one place, where names are not spelled
    asked = (answers != -100).all(0)
    if not asked.any():
        raise ValueError(say("reversal.empty"))
    right = scores.argmax(-1).cpu().view_as(answers) == answers
    return right.all(0)[asked].float().mean().item()


arguments.check(__name__)
