"""Training as a loop that the notebook owns.

    for step, loss in train(model, batches, steps=400, lr=1e-3):
        if step % 20 == 0:
            history.add(step, train=loss, test=accuracy(model, test_set))

`train` does what the loop written out in lab 1 does (forward, backward, step), and adds a progress line, a
learning-rate schedule, and the care that a GPU, Ctrl-C and a loss gone wild ask for.
"""

import inspect
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from threading import Event
from typing import SupportsFloat

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from labkit import arguments
from labkit.arguments import Count, Natural, NotNegative, Positive
from labkit.messages import number, say

SCHEDULES = ("constant", "cosine", "linear", "wsd")
DECAY = 0.4  # share of the steps after the warm-up over which "wsd" brings the learning rate down


def next_token_bits(model: nn.Module, batch: tuple[Tensor, Tensor]) -> Tensor:
    """Mean cross-entropy in bits per scored token.

    Args:
        model: Gives logits (batch, pos, vocab) for tokens (batch, pos).
        batch: Inputs and targets, two long tensors (batch, pos); a target of -100 is not scored.
    """
    inputs, targets = batch
    logits = model(inputs)
    if targets.device.type == "cpu":
        arguments.require_within("targets", targets.masked_fill(targets == -100, 0), logits.shape[-1] - 1)
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten()) / math.log(2)


def train(
    model: nn.Module,
    batches: Iterable,
    *,
    steps: Natural = 400,
    lr: Positive = 1e-3,
    weight_decay: NotNegative = 0.0,
    warmup: Natural = 10,
    schedule: str = "constant",
    loss_fn: Callable[[nn.Module, object], Tensor] | None = None,
    clip: Positive | None = 1.0,
    progress: bool = True,
) -> Iterator[tuple[int, float]]:
    """Trains `model` with AdamW, one batch per step, and yields after every step.

    The loop's body sees the model in evaluation mode. Interrupting (Ctrl-C, the stop button) stops the cell, after a
    notice that says how far the training came; the model keeps what it has learned. On a CUDA device, models of
    10 million parameters and more train with half-precision products.

    Args:
        model: Trained in place, on the device it is on; batches are moved there.
        batches: Gives (inputs, targets), or what `loss_fn` takes: tensors, alone or in a tuple or list.
        steps: Number of optimizer steps; with 0 the model stays as it is.
        lr: Learning rate after the warm-up.
        weight_decay: Each step shrinks the matrices, embeddings included, by lr · weight_decay of their size;
            vectors (the gains of norms) are left alone.
        warmup: Number of steps over which the learning rate rises from 0 to lr.
        schedule: After the warm-up: "constant"; from lr down to almost 0, "linear" or "cosine"; or "wsd" ("warm-up,
            stable, decay", Hu et al. 2024, arXiv:2404.06395): constant, then linear over the last two fifths.
        loss_fn: Takes (model, batch), returns the scalar to minimise. Default: `next_token_bits`.
        clip: Largest norm of the gradient; None: no limit.
        progress: Show a line with step, loss, speed and time left.

    Yields:
        The step, counted from 1, and its loss (before the update), by default in bits per scored token.

    Raises:
        ValueError: for a wrong argument, a batch of wrong shapes, batches that run out before the last step.
        FloatingPointError: for a loss that is not finite; the model keeps the weights of the step before.
    """
    if not torch.is_grad_enabled() or torch.is_inference_mode_enabled():
        raise ValueError(say("training.no_gradient"))
    if schedule not in SCHEDULES:
        allowed = ", ".join(SCHEDULES)
        raise ValueError(say("training.bad_value", name="schedule", allowed=allowed, value=schedule))

    optimizer = adamw(model, lr=lr, weight_decay=weight_decay)
    rate = partial(rate_at, steps=int(steps), lr=lr, warmup=warmup, schedule=schedule)
    return _loop(model, iter(batches), int(steps), optimizer, rate, loss_fn, clip, progress)


def rate_at(step: Count, *, steps: Count, lr: Positive, warmup: Natural, schedule: str) -> float:
    """The learning rate of `step`, from 1 to `steps`; see `train`."""
    if step <= warmup:
        return lr * step / warmup
    left = (steps + 1 - step) / (steps - warmup)  # 1 after the warm-up, almost 0 at the last step
    late = min(1.0, left / DECAY)
    return lr * {"constant": 1.0, "linear": left, "cosine": (1 - math.cos(math.pi * left)) / 2, "wsd": late}[schedule]


def _loop(model, batches, steps, optimizer, rate, loss_fn, clip, progress):
    """The loop behind `train`, which has checked the arguments."""
    weights = list(model.parameters())
    device = weights[0].device
    large = sum(weight.numel() for weight in weights) >= 10_000_000
    half = large and device.type == "cuda" and torch.cuda.is_bf16_supported()
    precision = torch.autocast("cuda", torch.bfloat16) if half else nullcontext()
    done = 0
    with ProgressLine(steps, shown=progress) as line:
        try:
            for step in range(1, steps + 1):
                batch = _next_batch(batches, step, steps, device, paired=loss_fn is None)
                model.train()
                with precision:
                    loss = (loss_fn or next_token_bits)(model, batch)
                if not isinstance(loss, Tensor) or loss.dim():
                    raise ValueError(say("training.bad_loss", value=arguments.shown(loss)))
                if not loss.requires_grad:
                    raise ValueError(say("training.frozen"))
                optimizer.zero_grad()
                loss.backward()
                value = loss.item()  # a GPU is waited for here, once per step
                if not math.isfinite(value):
                    text = say("training.not_finite", step=step, value=value, lr=f"{rate(step):.2g}")
                    raise FloatingPointError(text)
                if clip is not None:
                    nn.utils.clip_grad_norm_(weights, clip)
                for group in optimizer.param_groups:
                    group["lr"] = rate(step)
                optimizer.step()
                model.eval()
                done = step
                line.show(value)
                yield step, value
        except KeyboardInterrupt:
            line.close()
            print(say("training.interrupted", step=done, total=steps))
            raise  # the cell stops: what follows in it expects a whole training
        finally:
            model.eval()


def side_by_side(trainings: Mapping[str, Iterable], *, device: str = "cpu", seen: Callable | None = None) -> None:
    """Runs several trainings to their ends.

    On a CPU they run at the same time, one thread each, which wastes less than many threads on one small network.
    Interrupting (the stop button), or an error in one of them, stops them all after the step they are at.

    Args:
        trainings: By name; what `train`, or a generator around it, has given and nobody has begun to read.
        device: Of their networks.
        seen: Called with the name and each thing that a training yields.
    """
    threads, stopped = torch.get_num_threads(), Event()

    def run(name) -> None:
        torch.set_num_threads(1)
        for told in trainings[name]:
            if seen is not None:
                seen(name, told)
            if stopped.is_set():
                return

    try:
        with ThreadPoolExecutor(threads if device == "cpu" else 1) as pool:
            try:
                list(pool.map(run, trainings))
            finally:
                stopped.set()  # for whoever is still at work
    finally:
        torch.set_num_threads(threads)


def histories(trainings: Mapping[str, Iterable], *, device: str = "cpu") -> "dict[str, History]":
    """The curves, by name, of trainings that yield a step and its marks, run `side_by_side`.

    Args:
        trainings, device: See `side_by_side`.
    """
    curves = {name: History() for name in trainings}
    side_by_side(trainings, device=device, seen=lambda name, told: curves[name].add(told[0], **told[1]))
    return curves


class AdamW(torch.optim.AdamW):
    """torch's AdamW without the wrappers that keep torch.compile away from it.

    They load the compiler, which takes four seconds, when the first optimizer of a process is made.
    """

    add_param_group = inspect.unwrap(torch.optim.AdamW.add_param_group)
    zero_grad = inspect.unwrap(torch.optim.AdamW.zero_grad)
    step = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.step))


def adamw(model: nn.Module, *, lr: float, weight_decay: float) -> torch.optim.AdamW:
    """AdamW in one fused pass over the weights; `weight_decay` applies to matrices only, not to gains."""
    matrices = [weight for weight in model.parameters() if weight.dim() >= 2]
    vectors = [weight for weight in model.parameters() if weight.dim() < 2]
    return adamw_of(matrices, vectors, lr=lr, weight_decay=weight_decay)


def adamw_of(matrices: list, vectors: list, *, lr: float, weight_decay: float) -> torch.optim.AdamW:
    """The same over weights at hand, such as those of several models; the vectors are left to no decay."""
    groups = [{"params": matrices, "weight_decay": weight_decay}, {"params": vectors, "weight_decay": 0.0}]
    return AdamW([group for group in groups if group["params"]], lr=lr, betas=(0.9, 0.98), fused=True)


def _next_batch(batches: Iterator, step: int, steps: int, device: torch.device, *, paired: bool):
    """The next batch, on `device`; `paired` asks for (inputs, targets) of one shape."""
    try:
        batch = next(batches)
    except StopIteration:
        raise ValueError(say("training.out_of_batches", step=step - 1, total=steps)) from None
    tensors = batch if isinstance(batch, tuple | list) else (batch,)
    if paired:
        pair = len(tensors) == 2 and all(isinstance(t, Tensor) and t.dtype == torch.int64 for t in tensors)
        if not pair or tensors[0].dim() != 2 or tensors[0].shape != tensors[1].shape:
            raise ValueError(say("training.bad_batch", value=", ".join(map(_describe, tensors))))
    moved = [t.to(device, non_blocking=True) if isinstance(t, Tensor) else t for t in tensors]
    return tuple(moved) if isinstance(batch, tuple | list) else moved[0]


def _describe(value) -> str:
    return f"{value.dtype} {tuple(value.shape)}" if isinstance(value, Tensor) else type(value).__name__


class ProgressLine(tqdm):
    """One line that follows the training, then says how it ended.

    In a terminal it is an ordinary tqdm bar; where the output goes to a file, nothing. In a notebook it is a
    plain-text output, updated in place: a stored notebook keeps its last state, and no widget.
    """

    def __init__(self, steps: Natural, *, shown: bool):
        self.loss = math.nan
        notebook = shown and _in_notebook()
        words = {"step": "{n}", "total": "{total}", "bar": "{bar}", "loss": "{loss}"}  # tqdm fills these
        super().__init__(
            total=steps,
            file=_NotebookOutput() if notebook else sys.stderr,
            disable=False if notebook else None if shown else True,  # None: shown in a terminal only
            bar_format=say("training.bar", speed="{speed}", left="{remaining}", **words),
            ncols=79 if notebook else None,
            mininterval=0.2,
            miniters=1,
        )

    def show(self, loss: float) -> None:
        """One more step is done, with this loss."""
        self.loss = loss
        self.update()

    def close(self) -> None:
        self.bar_format = say("training.done", step="{n}", total="{total}", loss="{loss}", time="{elapsed}")
        super().close()

    @property
    def format_dict(self) -> dict:
        values = super().format_dict
        speed = values["rate"] or self.n / max(values["elapsed"], 1e-9)
        loss = "…" if math.isnan(self.loss) else number(self.loss, 3)
        return values | {"loss": loss, "speed": number(speed, 0 if speed >= 10 else 1)}


def _in_notebook() -> bool:
    """Whether the code runs in a Jupyter kernel (Jupyter, Colab, VS Code)."""
    ipython = sys.modules.get("IPython")
    return hasattr(ipython.get_ipython(), "kernel") if ipython else False


class _NotebookOutput:
    """A file whose last line is shown as one output of the running cell."""

    encoding = "utf-8"

    def __init__(self):
        self.shown = None

    def write(self, text: str) -> None:
        from IPython.display import display

        line = {"text/plain": text.strip()}
        if not line["text/plain"]:
            return
        if self.shown is None:
            self.shown = display(line, raw=True, display_id=True)
        else:
            self.shown.update(line, raw=True)

    def flush(self) -> None:
        pass


class History:
    """Curves measured during training: numbers by name, each with the step it was measured at."""

    def __init__(self):
        self._curves: dict[str, list[tuple[int, float]]] = {}

    def add(self, step: Natural, **values: SupportsFloat) -> None:
        """Adds one point to each named curve: add(20, train=1.3, test=0.9)."""
        for name, value in values.items():
            self._curves.setdefault(name, []).append((step, float(value)))

    @property
    def names(self) -> list[str]:
        """The curves, in the order they appeared."""
        return list(self._curves)

    def __getitem__(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Steps and values of the curve `name`, two arrays (point,)."""
        if not self._curves:
            raise LookupError(say("training.nothing_measured"))
        if name not in self._curves:
            raise LookupError(say("training.no_curve", value=name, allowed=", ".join(self._curves)))
        steps, values = zip(*self._curves[name], strict=True)
        return np.array(steps), np.array(values)

    def __repr__(self) -> str:
        return f"History({', '.join(f'{name}: {len(points)}' for name, points in self._curves.items())})"


arguments.check(__name__)
