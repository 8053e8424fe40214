"""Changing what a model holds while it computes, to see whether it makes use of it.

That something can be read out of a network (see `probes`) does not mean that the network reads it. One finds out by
writing: change the representation as if the fact were another, and look whether the answers follow.
"""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from labkit.messages import say


@torch.no_grad()
def with_shift(
    model, tokens: Int[Tensor, "batch pos"], shift: Float[Tensor, "batch d_model"], *, position: int = -1
) -> Float[Tensor, "batch vocab"]:
    """Logits after the last token, with a vector added to the embedding of the token at `position`.

    Raises:
        ValueError: for a shift of another size than one vector of the model's width for each row of tokens.
    """
    wanted = (len(tokens), model.config.d_model)
    if tuple(shift.shape) != wanted:
        raise ValueError(say("argument.range", name="shift", allowed=wanted, value=tuple(shift.shape)))
    device = next(model.parameters()).device

    def moved(embedded):
        embedded = embedded.clone()
        embedded[:, position] += shift.to(embedded)
        return embedded

    with model.watching({"embed": moved}):
        return model(tokens.to(device), last_only=True).cpu()
