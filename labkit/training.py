"""Training as a loop that the notebook owns.

    for step, loss in train(model, batches, steps=400, lr=1e-3):
        if step % 20 == 0:
            history.add(step, train=loss, test=accuracy(model, test_set))

`train` does what the loop written out in lab 1 does (forward, backward, step), and adds a progress line, a
learning-rate schedule, and the care that a GPU, Ctrl-C and a loss gone wild ask for.
"""

import math
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from labkit.messages import number, say

SCHEDULES = ("constant", "cosine", "linear")


def next_token_bits(model: nn.Module, batch: tuple[Tensor, Tensor]) -> Tensor:
    """Mean cross-entropy in bits per scored token.

    Args:
        model: Gives logits (batch, pos, vocab) for tokens (batch, pos).
        batch: Inputs and targets, two long tensors (batch, pos); a target of -100 is not scored.
    """
    inputs, targets = batch
    return F.cross_entropy(model(inputs).flatten(0, 1), targets.flatten()) / math.log(2)


def train(
    model: nn.Module,
    batches: Iterable,
    *,
    steps: int = 400,
    lr: float = 1e-3,
    weight_decay: float = 0.0,
    betas: tuple[float, float] = (0.9, 0.98),
    warmup: int = 10,
    schedule: str = "constant",
    loss_fn: Callable[[nn.Module, object], Tensor] | None = None,
    clip: float | None = 1.0,
    bf16: bool | None = None,
    compile: bool = False,
    progress: bool = True,
) -> Iterator[tuple[int, float]]:
    """Trains `model` with AdamW, one batch per step, and yields after every step.

    The loop's body sees the model in evaluation mode. Interrupting (Ctrl-C, the stop button) leaves the model as
    the last whole step made it: during a step the loop ends with a notice, in the body the interrupt goes on.

    Args:
        model: Trained in place, on the device it is on; batches are moved there.
        batches: Gives (inputs, targets), or what `loss_fn` takes: tensors, alone or in a tuple or list.
        steps: Number of optimizer steps.
        lr: Learning rate after the warm-up.
        weight_decay: Each step shrinks matrices, embeddings included, by lr · weight_decay; vectors (gains) never.
        betas: Memory of AdamW's two running means.
        warmup: Number of steps over which the learning rate rises from 0 to lr.
        schedule: After the warm-up: "constant", or down to 0 at the last step, "linear" or "cosine".
        loss_fn: Takes (model, batch), returns the scalar to minimise. Default: `next_token_bits`.
        clip: Largest norm of the gradient; None: no limit.
        bf16: Half-precision products on a CUDA device. None: where they pay, from 10 million parameters.
        compile: Run the model through `torch.compile`, which needs a C++ compiler; slow first step, then faster.
        progress: Show a line with step, loss, speed and time left.

    Yields:
        The step, counted from 1, and its loss (before the update), by default in bits per scored token.

    Raises:
        ValueError: for a wrong argument, a batch of wrong shapes, batches that run out before the last step.
        FloatingPointError: for a loss that is not finite; the model keeps the weights of the step before.
    """
    positive = {"steps": steps >= 1 and steps == int(steps), "lr": lr > 0, "clip": clip is None or clip > 0}
    positive |= {"weight_decay": weight_decay >= 0, "warmup": warmup >= 0}
    allowed = {"steps": "≥ 1", "lr": "> 0", "clip": "> 0 / None", "weight_decay": "≥ 0", "warmup": "≥ 0"}
    for name, good in positive.items():
        if not good:
            value = {"steps": steps, "lr": lr, "clip": clip, "weight_decay": weight_decay, "warmup": warmup}[name]
            raise ValueError(say("training.bad_number", name=name, allowed=allowed[name], value=value))
    if schedule not in SCHEDULES:
        allowed = ", ".join(SCHEDULES)
        raise ValueError(say("training.bad_choice", name="schedule", allowed=allowed, value=schedule))
    if not isinstance(batches, Iterable):
        raise ValueError(say("training.bad_batches", value=type(batches).__name__))

    def rate(step):
        """Learning rate of `step`, 1 to `steps`."""
        if step <= warmup:
            return lr * step / warmup
        done = (step - warmup) / max(1, steps - warmup)
        return lr * {"constant": 1.0, "linear": 1 - done, "cosine": (1 + math.cos(math.pi * done)) / 2}[schedule]

    optimizer = adamw(model, lr=lr, weight_decay=weight_decay, betas=betas)
    return _steps(model, iter(batches), steps, optimizer, rate, loss_fn, clip, bf16, compile, progress)


def _steps(model, batches, steps, optimizer, rate, loss_fn, clip, bf16, compile, progress):
    """The loop behind `train`, whose arguments have been checked."""
    weights = list(model.parameters())
    device = weights[0].device
    run = torch.compile(model) if compile else model
    if bf16 is None:
        bf16 = sum(w.numel() for w in weights) >= 10_000_000
    bf16 = bf16 and device.type == "cuda" and torch.cuda.is_bf16_supported()
    step = 0
    with ProgressLine(steps, shown=progress) as line:
        try:
            for step in range(1, steps + 1):
                try:
                    batch = to_device(next(batches), device)
                except StopIteration:
                    raise ValueError(say("training.out_of_batches", step=step - 1, total=steps)) from None
                model.train()
                with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
                    loss = loss_fn(run, batch) if loss_fn else next_token_bits(run, checked(batch))
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                value = loss.item()  # waits for a GPU once per step, here
                if not math.isfinite(value):
                    lr = number(optimizer.param_groups[0]["lr"], 5)
                    raise FloatingPointError(say("training.not_finite", step=step, value=value, lr=lr))
                if clip is not None:
                    nn.utils.clip_grad_norm_(weights, clip)
                for group in optimizer.param_groups:
                    group["lr"] = rate(step)
                with interrupts_held_back():
                    optimizer.step()
                model.eval()
                line.show(step, value)
                yield step, value
        except KeyboardInterrupt:
            print(say("training.interrupted", step=line.n, total=steps))
        finally:
            model.eval()
