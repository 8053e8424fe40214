"""The transformer of the course on texts of questions and answers, computed only where it answers.

Two blocks, layer norm, `reach` 1, so that an answer's keys and values hold the question before it. Two facts make
training cheap, and change nothing:

- only the places of the questions are scored, so the last block is computed there and nowhere else;
- of the scores, only those of the p answers are computed.

Letters in the shape comments:
    B text    T position    n questions in a text    D width    H head    p symbols
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Below, Count, Device, Natural, Seed, Share
from labkit.messages import say
from labkit.programs import family, worlds
from labkit.programs.worlds import Programs, Prompts
from labkit.training import side_by_side, train
from labkit.transformer import Transformer, TransformerConfig, with_predecessors

QUESTIONS, REPEAT = 4, 0.8  # of a training text, and how often one of them was demonstrated
BATCH, WEIGHT_DECAY, WARMUP = 32, 0.1, 30  # of a training
CELLS = {  # of an exam: is the program known, is the question demonstrated
    "known_demonstrated": (True, True),
    "known_other": (True, False),
    "new_demonstrated": (False, True),
    "new_other": (False, False),
}


def build(
    *,
    symbols: Count = worlds.SYMBOLS,
    demonstrations: Natural = worlds.DEMONSTRATIONS,
    questions: Count = QUESTIONS,
    d_model: Count = 48,
    d_mlp: int = 96,
    n_heads: Count = 2,
    n_layers: Count = 2,
    seed: Seed = 0,
) -> Transformer:
    """A transformer that reads texts of so many demonstrations and questions, in 2p tokens."""
    size = {"d_model": d_model, "n_layers": n_layers, "n_heads": n_heads, "d_mlp": d_mlp}
    return Transformer(
        TransformerConfig(2 * symbols, 2 * (demonstrations + questions) - 1, **size, tied=False, reach=1), seed
    )


def answer_scores(model: Transformer, tokens: Int[Tensor, "text pos"]) -> Float[Tensor, "text question symbol"]:
    """The scores of the p answers at every question: those of `model(tokens)[:, ::2, p:]`, and the same gradients."""
    model.check_tokens(tokens)
    *before, last = model.blocks
    x = model.embed(model.token_embedding(tokens) + model.position_embedding.weight[: tokens.shape[1]])  # (B, T, D)
    for block in before:
        x = block(x)
    attention, (B, T, _) = last.attention, x.shape
    read = with_predecessors(last.norm_attention(x), attention.reach)
    heads = attention.qkv(read).view(B, T, 3, attention.n_heads, -1)
    q, k, v = heads.permute(2, 0, 3, 1, 4)  # 3 of (B, H, T, D/H)
    place = torch.arange(T, device=x.device)
    past = place <= place[::2, None]  # (n, T): a question sees itself and what comes before
    mixed = F.scaled_dot_product_attention(q[:, :, ::2], k, v, attn_mask=past)  # (B, H, n, D/H)
    x = x[:, ::2] + attention.out(attention.output(mixed.transpose(1, 2).flatten(2)))  # (B, n, D)
    x = last.resid(x + last.mlp(last.norm_mlp(x)))
    return F.linear(model.final(model.final_norm(x)), model.unembedding.weight[model.config.vocab_size // 2 :])


def loss(model: Transformer, batch: tuple[Tensor, Tensor]) -> Float[Tensor, ""]:
    """Mean cross-entropy in nats of all answers of the texts, for `lk.train(loss_fn=...)`; batch: tokens, answers."""
    tokens, y = batch
    return F.cross_entropy(answer_scores(model, tokens).flatten(0, 1), y.flatten())


def batches(
    programs: Programs,
    *,
    batch: Count,
    fewest: Count,
    demonstrations: Natural,
    questions: Count,
    repeat: Share,
    seed: Seed,
) -> Iterator[tuple[Tensor, Tensor]]:
    """Texts without end, `batch` at a time: tokens (B, T) and answers (B, n).

    Each batch draws how many demonstrations its texts begin with, from `fewest` to `demonstrations`.
    """
    draw = torch.Generator().manual_seed(seed)
    while True:
        shown = int(torch.randint(fewest, demonstrations + 1, (), generator=draw))
        shape = {"demonstrations": shown, "questions": questions, "repeat": repeat}
        x, y = worlds.texts(programs, batch, **shape, draw=draw)
        yield worlds.tokens(x, y, programs.shape[1]), y


def learn(
    model: Transformer,
    programs: Programs,
    *,
    steps: Count,
    batch: Count = BATCH,
    fewest: Count | None = None,
    questions: Count = QUESTIONS,
    repeat: Share = REPEAT,
    lr: float = 5e-3,
    weight_decay: float = WEIGHT_DECAY,
    schedule: str = "linear",
    seed: Seed = 0,
    progress: bool = True,
) -> Iterator[tuple[int, float]]:
    """Trains on texts of a list of programs, new texts at every step; see `labkit.train`.

    Args:
        programs: The list: p symbols each, half as many as the model has tokens.
        batch: Texts at a step.
        fewest: Demonstrations at the start of the shortest texts; None: as many as in the longest.
        questions: At the end of each text; the rest of the model's context is demonstrations, in the longest texts.
        repeat: The probability that a question was demonstrated in its text.
        seed: Of the texts.

    Yields:
        The step, and its loss in nats per answer.
    """
    symbols = model.config.vocab_size // 2
    if programs.shape[1] != symbols:
        raise ValueError(say("programs.symbols", allowed=symbols, value=programs.shape[1]))
    longest = (model.config.context + 1) // 2 - questions
    fewest = longest if fewest is None else fewest
    if not 1 <= fewest <= longest:
        raise ValueError(say("argument.range", name="fewest", allowed=f"1 … {longest}", value=fewest))
    shape = {"fewest": fewest, "demonstrations": longest, "questions": questions, "repeat": repeat}
    reading = batches(programs, batch=batch, seed=seed, **shape)
    options = {"lr": lr, "weight_decay": weight_decay, "schedule": schedule, "warmup": WARMUP, "progress": progress}
    return train(model, reading, steps=steps, loss_fn=loss, **options)


def trained(lists: Mapping, *, steps: Count, lr: float = 5e-3, seed: Seed = 0, device: Device = "cpu") -> dict:
    """A network for each list of programs, all with the same start, as `learn` trains them: {name: model}.

    They are trained as families, one for each thread, which takes two thirds of the time or less.

    Args:
        lists: Programs by name, of as many symbols each.
        steps, lr, seed: See `learn`.
        device: Of the networks.
    """
    models = {name: build(symbols=programs.shape[1], seed=seed).to(device) for name, programs in lists.items()}
    shape = {"batch": BATCH, "fewest": worlds.DEMONSTRATIONS, "demonstrations": worlds.DEMONSTRATIONS}
    shape |= {"questions": QUESTIONS, "repeat": REPEAT, "seed": seed}
    options = {"steps": steps, "lr": lr, "weight_decay": WEIGHT_DECAY, "warmup": WARMUP}
    threads = torch.get_num_threads() if device == "cpu" else 1
    trainings = {}
    for names in filter(None, (tuple(lists)[i::threads] for i in range(threads))):
        readings = [batches(lists[name], **shape) for name in names]
        trainings[", ".join(map(str, names))] = family.learn([models[name] for name in names], readings, **options)
    side_by_side(trainings, device=device)
    return models


@torch.no_grad()
def probabilities(model: Transformer, asked: Prompts) -> Float[Tensor, "prompt symbol"]:
    """What the model answers to the last question of each prompt, on the CPU."""
    scores = answer_scores(model, asked.tokens.to(model.unembedding.weight.device))
    return scores[:, -1].float().softmax(-1).cpu()


def accuracy(model: Transformer, asked: Prompts) -> float:
    """The share of prompts to which the likeliest answer is the right one."""
    return (probabilities(model, asked).argmax(-1) == asked.answers).double().mean().item()


def exam(
    programs: Programs,
    new: Annotated[Int[Tensor, "another symbol"], Below("symbol")],
    *,
    demonstrations: Natural = worlds.DEMONSTRATIONS,
    count: Count = 1000,
    seed: Seed = 0,
) -> dict[str, Prompts]:
    """Prompts for the four cells: known or new programs, the question demonstrated or not.

    Without a demonstration, no question is demonstrated: two cells only.
    """
    found = {}
    for cell, (known, demonstrated) in CELLS.items():
        if demonstrations or not demonstrated:
            options = {"demonstrations": demonstrations, "demonstrated": demonstrated, "seed": seed}
            found[cell] = worlds.prompts(programs if known else new, count, **options)
    return found


def attention_to_the_demonstration(model: Transformer, asked: Prompts) -> float:
    """How much attention, from the question, goes to the pair of the same question: the most of any head of any block.

    The mean over prompts. Equal attention to all positions would give 2 of 2n + 1.
    """
    names = [f"blocks.{i}.attention.pattern" for i in range(model.config.n_layers)]
    _, acts = model.tap(asked.tokens.to(model.unembedding.weight.device), names)
    here = (asked.x[:, :-1] == asked.x[:, -1:]).float().repeat_interleave(2, dim=1)  # (B, 2n)
    most = 0.0
    for name in names:
        pattern = acts[name][:, :, -1].cpu()  # (B, H, T), from the question
        paid = (pattern[:, :, :-1] * here[:, None]).sum(-1)  # (B, H)
        most = max(most, paid.mean(0).max().item())
    return most


@torch.no_grad()
def follows_attention(model: Transformer, asked: Prompts) -> float:
    """How often the answer is that of another pair, once the two pairs have exchanged the attention paid to them.

    The exchange is made at the question, in one block, between the pair of the same question and the next pair; the
    block that matters most counts. It does not say whether the head looks at the pair or away from it.
    """
    tokens = asked.tokens.to(model.unembedding.weight.device)
    here = (asked.x[:, :-1] == asked.x[:, -1:]).int().argmax(1)
    there = (here + 1) % asked.demonstrations
    rows, places = torch.arange(len(here)), torch.arange(tokens.shape[1]).repeat(len(here), 1)
    for offset in (0, 1):  # question and answer of a pair
        places[rows, 2 * here + offset], places[rows, 2 * there + offset] = 2 * there + offset, 2 * here + offset

    def exchange(pattern):
        changed = pattern.clone()
        order = places.to(pattern.device)[:, None].expand(-1, pattern.shape[1], -1)
        changed[:, :, -1] = pattern[:, :, -1].gather(-1, order)
        return changed

    most = 0.0
    for i in range(model.config.n_layers):
        with model.watching({f"blocks.{i}.attention.pattern": exchange}):
            told = model(tokens, last_only=True)[:, asked.symbols :].argmax(-1).cpu()
        most = max(most, (told == asked.y[rows, there]).double().mean().item())
    return most


def slide(exam: Mapping[str, Prompts], told: Mapping[str, Float[Tensor, "prompt symbol"]]) -> dict:
    """What the interactive figure shows of an exam: the cells, and of each the first prompt with three answers."""
    prompts, cells = {}, {}
    for cell, asked in exam.items():
        best, answers = told[cell][0].topk(3)
        pairs = [[int(y), round(float(p), 3)] for y, p in zip(answers, best, strict=True)]
        prompts[cell] = {"x": asked.x[0].tolist(), "y": asked.y[0].tolist(), "told": pairs}
        cells[cell] = (told[cell].argmax(-1) == asked.answers).double().mean().item()
    return {"cells": cells, "prompts": prompts}


arguments.check(__name__)
