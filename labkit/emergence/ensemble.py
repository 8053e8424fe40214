"""Many small networks trained at once, each as if it were alone.

A processor loses more time in starting a small computation than in doing it. The members of an ensemble have one shape;
a step of all of them is one batched matrix product per layer. Nothing is shared between them but the time.

    networks = Ensemble(40, (64, 64), answers=5, options=10, members=5, seed=0)
    for step, _ in fit(networks, batches, steps=200, lr=1e-2):
        ...
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Seed
from labkit.training import train


class Ensemble(nn.Module):
    """Perceptrons of one shape: `inputs` numbers, hidden layers of ReLUs, then `answers` choices among `options`.

    Args:
        inputs: Numbers that a network reads.
        hidden: Width of each hidden layer.
        answers: Questions that it answers at once, each with scores of its own.
        options: Possible answers to each.
        members: Number of networks.
        seed: Member i draws its weights from seed + i: it is the only member of an ensemble made with that seed.
    """

    def __init__(
        self,
        inputs: Count,
        hidden: Annotated[Sequence[Count], NOT_EMPTY],
        *,
        options: Count,
        answers: Count = 1,
        members: Count = 1,
        seed: Seed = 0,
    ):
        super().__init__()
        self.members, self.answers, self.options = members, answers, options
        widths = [inputs, *hidden, answers * options]
        draws = [torch.Generator().manual_seed(seed + i) for i in range(members)]
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for n_in, n_out in pairwise(widths):
            drawn = torch.stack([torch.randn(n_in, n_out, generator=draw) for draw in draws])
            self.weights.append(drawn * (2 / n_in) ** 0.5)  # He et al. 2015: what suits ReLUs
            self.biases.append(torch.zeros(members, 1, n_out))

    @property
    def parameters_each(self) -> int:
        """Number of weights of one member."""
        return sum(weight.numel() for weight in self.parameters()) // self.members

    def forward(self, x: Float[Tensor, "member item input"]) -> Float[Tensor, "member item answer option"]:
        last = len(self.weights) - 1
        for layer, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = torch.baddbmm(bias, x, weight)
            x = x if layer == last else x.relu()
        return x.unflatten(-1, (self.answers, self.options))


def answer_bits(
    logits: Float[Tensor, "member item answer option"], targets: Int[Tensor, "member item answer"]
) -> Float[Tensor, "member item answer"]:
    """The surprisal of every right answer, in bits."""
    nats = F.cross_entropy(logits.flatten(0, -2), targets.flatten(), reduction="none")
    return nats.view(targets.shape) / math.log(2)


@torch.no_grad()
def member_bits(ensemble: nn.Module, inputs: Tensor, targets: Tensor) -> Float[Tensor, " member"]:
    """The mean bits per answer of each member."""
    return answer_bits(ensemble(inputs), targets).mean((1, 2))


def total_bits(ensemble: nn.Module, batch: tuple[Tensor, Tensor]) -> Float[Tensor, ""]:
    """The mean bits per answer of each member, added up: the gradient of a member is what it would be alone."""
    inputs, targets = batch
    return answer_bits(ensemble(inputs), targets).mean((1, 2)).sum()


def fit(
    ensemble: Ensemble,
    batches: Iterable[tuple[Tensor, Tensor]],
    *,
    steps: Count,
    lr: float,
    weight_decay: float = 0.0,
    schedule: str = "linear",
) -> Iterator[tuple[int, float]]:
    """`labkit.train` without what would tie the members together (a limit on the norm of all gradients).

    Biases, which stand here in an array for all members, decay with the weights.

    Yields:
        The step, and the bits per answer, summed over the members.
    """
    options = {"steps": steps, "lr": lr, "weight_decay": weight_decay, "schedule": schedule, "warmup": 20}
    return train(ensemble, batches, loss_fn=total_bits, clip=None, progress=False, **options)


arguments.check(__name__)
