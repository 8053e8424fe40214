"""Readers that were never trained: the best opponents of the networks, on the same exam.

Each takes prompts and gives, for each, a distribution over the p answers. An accuracy is the probability given to the
right answer where a reader guesses among equals: it is exact, and draws nothing.
"""

from collections.abc import Mapping
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Below
from labkit.messages import say
from labkit.programs.worlds import Programs, Prompts


def matches(programs: Programs, asked: Prompts) -> Int[Tensor, "prompt program"]:
    """How many demonstrations each program would have answered as they stand."""
    p = asked.symbols
    said = torch.zeros(len(asked.x), p * p)  # 1 where question x was answered y; a product then counts, 20 times faster
    places = asked.x[:, :-1] * p + asked.y[:, :-1]
    said.scatter_add_(1, places, torch.ones(places.shape))
    answers = F.one_hot(programs, p).flatten(1).float()  # (program, p²)
    return (said @ answers.T).long()


def bayes(programs: Programs, asked: Prompts) -> Float[Tensor, "prompt symbol"]:
    """Who has the list of programs in hand, each as likely as another: the exact posterior after the demonstrations.

    No reader does better on texts of these programs. Where no program agrees with all the demonstrations, it knows
    nothing and guesses among all the answers.
    """
    fits = (matches(programs, asked) == asked.demonstrations).double()  # (prompt, program)
    return _votes(programs, asked, fits)


def nearest(programs: Programs, asked: Prompts) -> Float[Tensor, "prompt symbol"]:
    """The librarian who always brings a book: the programs that agree with most demonstrations, in equal parts."""
    found = matches(programs, asked)
    return _votes(programs, asked, (found == found.amax(1, keepdim=True)).double())


def copier(asked: Prompts) -> Float[Tensor, "prompt symbol"]:
    """Induction and nothing else: the answer that followed this question in the prompt; else one not yet given."""
    here = asked.x[:, :-1] == asked.x[:, -1:]  # (prompt, demonstration)
    shown = torch.zeros(len(asked.x), asked.symbols, dtype=torch.float64)
    copied = shown.scatter_add(1, asked.y[:, :-1], here.double())
    left = 1 - shown.scatter(1, asked.y[:, :-1], 1.0)
    chosen = torch.where(here.any(1, keepdim=True), copied, left)
    return chosen / chosen.sum(1, keepdim=True)


def babbler(asked: Prompts) -> Float[Tensor, "prompt symbol"]:
    """Who repeats one of the answers in the prompt, no matter which; without a prompt, any."""
    shown = torch.zeros(len(asked.x), asked.symbols, dtype=torch.float64)
    shown = shown.scatter(1, asked.y[:, :-1], 1.0) if asked.demonstrations else shown + 1
    return shown / shown.sum(1, keepdim=True)


def frequencies(programs: Programs, asked: Prompts) -> Float[Tensor, "prompt symbol"]:
    """Who does not read the demonstrations: how often each answer follows this question in the list."""
    return _votes(programs, asked, torch.ones(len(asked.x), len(programs), dtype=torch.float64))


READERS = ("bayes", "nearest", "copier", "babbler", "table")


def opponent(name: str, programs: Programs, asked: Prompts) -> float:
    """The accuracy of one of the READERS."""
    if name not in READERS:
        raise ValueError(say("session.bad_value", name="name", allowed=", ".join(READERS), value=name))
    listed = {"bayes": bayes, "nearest": nearest, "table": frequencies}
    told = listed[name](programs, asked) if name in listed else {"copier": copier, "babbler": babbler}[name](asked)
    return accuracy(told, asked.answers)


def opponents(programs: Programs, exam: Mapping[str, Prompts]) -> dict[str, dict[str, float]]:
    """Every reader in every cell of an exam: {reader: {cell: accuracy}}."""
    return {name: {cell: opponent(name, programs, asked) for cell, asked in exam.items()} for name in READERS}


def accuracy(
    probabilities: Float[Tensor, "prompt symbol"], answers: Annotated[Int[Tensor, " right"], Below("symbol")]
) -> float:
    """How often the likeliest answer is right; among equally likely ones, a guess."""
    if len(probabilities) != len(answers):
        raise ValueError(say("metrics.lengths", first=len(probabilities), second=len(answers)))
    best = probabilities >= probabilities.amax(1, keepdim=True) - 1e-9
    hit = best.gather(1, answers[:, None])[:, 0]
    return (hit / best.sum(1)).double().mean().item()


def _votes(programs, asked, weights):
    """The answers of the programs to the question asked, weighted; all answers where no program counts."""
    answers = programs[:, asked.x[:, -1]].T  # (prompt, program)
    votes = torch.zeros(len(asked.x), asked.symbols, dtype=torch.float64).scatter_add(1, answers, weights)
    total = votes.sum(1, keepdim=True)
    return torch.where(total > 0, votes / total.clamp(min=1e-12), torch.full_like(votes, 1 / asked.symbols))


arguments.check(__name__)
