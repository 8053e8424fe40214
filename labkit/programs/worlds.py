"""Programs, texts written by them, and prompts that examine who has read these texts.

A program is a row of a table: row[x] is its answer to the question x. A prompt is one program at work, questions and
answers in turn; the answer to the last question is what an exam asks for:

    x0 y0 x1 y1 x2 y2 x3  ->  y3

A question that was already asked in the same prompt is *demonstrated*: its answer stands in the prompt. Questions and
answers are different tokens, 0 … p − 1 and p … 2p − 1, as words of a foreign language and their meanings are.

Letters in the shape comments:
    K program    B text    n demonstrations    p symbols
"""

from dataclasses import dataclass, replace

import torch
from jaxtyping import Int
from torch import Tensor

from labkit.messages import get_language, say

SYMBOLS, DEMONSTRATIONS = 16, 8  # of the lab: answers to a question, pairs before it
WORDS = "bomi dax fep gazzer kiki lum mipen noz plib rill sef tova ulk wug yaro zup".split()
MEANINGS = {
    "en": "sun moon rain snow wind fire stone tree bread milk salt house door boat road king".split(),
    "fr": "soleil lune pluie neige vent feu pierre arbre pain lait sel maison porte bateau route roi".split(),
}


def permutations(count: int, *, symbols: int = SYMBOLS, seed: int = 0) -> Int[Tensor, "program symbol"]:
    """`count` programs drawn at random: each question has its own answer, no two the same."""
    _at_least("count", count, 1)
    _at_least("symbols", symbols, 2)
    draw = torch.Generator().manual_seed(seed)
    return torch.rand(count, symbols, generator=draw).argsort(1)


def shifts(symbols: int = SYMBOLS) -> Int[Tensor, "program symbol"]:
    """Program b answers x + b, modulo the number of symbols: one demonstration is enough to know it."""
    _at_least("symbols", symbols, 2)
    x = torch.arange(symbols)
    return (x + x[:, None]) % symbols


def affine(p: int) -> Int[Tensor, "program symbol"]:
    """The p (p − 1) programs x → a x + b modulo a prime p, a not 0: two demonstrations are enough to know one."""
    prime = p > 1 and all(p % d for d in range(2, p))
    if not prime:
        raise ValueError(say("argument.range", name="p", allowed=say("programs.a_prime"), value=p))
    x, a, b = torch.arange(p), torch.arange(1, p), torch.arange(p)
    return ((a[:, None, None] * x + b[:, None]) % p).flatten(0, 1)


@dataclass(frozen=True)
class Prompts:
    """Prompts of one length, each with the program that wrote it; the last question is the one that is asked."""

    x: Int[Tensor, "prompt question"]  # demonstrated questions, then the one asked
    y: Int[Tensor, "prompt question"]  # what stands in the text, then the right answer, which does not
    program: Int[Tensor, " prompt"]  # the row of the table
    symbols: int

    @property
    def answers(self) -> Int[Tensor, " prompt"]:
        """The right answers."""
        return self.y[:, -1]

    @property
    def demonstrations(self) -> int:
        """How many pairs come before the question."""
        return self.x.shape[1] - 1

    @property
    def tokens(self) -> Int[Tensor, "prompt pos"]:
        """What a network reads."""
        return tokens(self.x, self.y, self.symbols)

    def with_demonstrations(self, y: Int[Tensor, "prompt demonstration"]) -> "Prompts":
        """The same questions and right answers, after other demonstrations."""
        return replace(self, y=torch.cat([y, self.y[:, -1:]], dim=1))


def tokens(
    x: Int[Tensor, "prompt question"], y: Int[Tensor, "prompt question"], symbols: int
) -> Int[Tensor, "prompt pos"]:
    """x0, y0, x1, y1, ..., and the last question without its answer."""
    return torch.stack([x, y + symbols], dim=2).flatten(1)[:, :-1]  # (B, 2n + 1)


def prompts(
    programs: Int[Tensor, "program symbol"], count: int, *, demonstrations: int, demonstrated: bool, seed: int = 0
) -> Prompts:
    """Exam prompts: so many different questions with their answers, then one of them again, or one more.

    Args:
        programs: Each prompt draws one of them.
        count: How many prompts.
        demonstrations: From 0 to p − 1, at least 1 where the question is one of them.
        demonstrated: Whether the question asked has its answer in the prompt.
        seed: Of the draws.
    """
    p = programs.shape[1]
    low = 1 if demonstrated else 0
    if not low <= demonstrations < p:
        allowed = f"{low} … {p - 1}"
        raise ValueError(say("argument.range", name="demonstrations", allowed=allowed, value=demonstrations))
    _at_least("count", count, 1)
    draw = torch.Generator().manual_seed(seed)
    program = torch.randint(len(programs), (count,), generator=draw)
    order = torch.rand(count, p, generator=draw).argsort(1)  # the first are demonstrated
    again = torch.randint(max(demonstrations, 1), (count, 1), generator=draw)
    asked = order.gather(1, again) if demonstrated else order[:, -1:]
    x = torch.cat([order[:, :demonstrations], asked], dim=1)
    return Prompts(x, programs[program[:, None], x], program, p)


def texts(
    programs: Int[Tensor, "program symbol"],
    count: int,
    *,
    demonstrations: int,
    questions: int,
    repeat: float,
    draw: torch.Generator,
) -> tuple[Int[Tensor, "text question"], Int[Tensor, "text question"]]:
    """Texts to learn from: demonstrations, then questions, each of which was demonstrated with probability `repeat`.

    Returns:
        All questions and their answers, demonstrations first: two arrays (B, n), n = demonstrations + questions.
    """
    p = programs.shape[1]
    if not 0 <= repeat <= 1:
        raise ValueError(say("argument.range", name="repeat", allowed="[0, 1]", value=repeat))
    for name, value, high in (("demonstrations", demonstrations, p - 1), ("questions", questions, p - demonstrations)):
        if not 1 <= value <= high:
            raise ValueError(say("argument.range", name=name, allowed=f"1 … {high}", value=value))
    program = torch.randint(len(programs), (count, 1), generator=draw)
    x = torch.rand(count, p, generator=draw).argsort(1)[:, : demonstrations + questions]  # different questions
    before = x.gather(1, torch.randint(demonstrations, (count, questions), generator=draw))
    again = torch.rand(count, questions, generator=draw) < repeat
    x = torch.cat([x[:, :demonstrations], torch.where(again, before, x[:, demonstrations:])], dim=1)
    return x, programs[program, x]


def corrupted(asked: Prompts, share: float | int, *, seed: int = 0) -> Prompts:
    """The same prompts, in which that share of the demonstrations, on average, has an answer drawn at random."""
    if not 0 <= share <= 1:
        raise ValueError(say("argument.range", name="share", allowed="[0, 1]", value=share))
    draw = torch.Generator().manual_seed(seed)
    y = asked.y[:, :-1]
    other = torch.randint(asked.symbols, y.shape, generator=draw)
    return asked.with_demonstrations(torch.where(torch.rand(y.shape, generator=draw) < share, other, y))


def contradicted(asked: Prompts, *, seed: int = 0) -> Prompts:
    """The same prompts, where one demonstration, that of the question asked, has another answer than the program's.

    The prompt then says one thing and the program another. The new answer is none of those in the prompt.

    Raises:
        ValueError: where the question asked is not among the demonstrations.
    """
    here = asked.x[:, :-1] == asked.x[:, -1:]
    if not here.any(1).all():
        raise ValueError(say("programs.not_demonstrated"))
    draw = torch.Generator().manual_seed(seed)
    free = torch.rand(len(asked.y), asked.symbols, generator=draw).scatter(1, asked.y, -1)  # not an answer in use
    return asked.with_demonstrations(torch.where(here, free.argmax(1, keepdim=True), asked.y[:, :-1]))


def mixed(programs: Int[Tensor, "program symbol"], count: int, *, demonstrations: int, second: int, seed: int = 0):
    """Prompts whose demonstrations come from two programs, `second` of them from the second; the question is new.

    Returns:
        The prompts, whose right answer is the first program's, and the answers of the second program; the two differ.
    """
    if not 0 <= second <= demonstrations:
        raise ValueError(say("argument.range", name="second", allowed=f"0 … {demonstrations}", value=second))
    found = prompts(programs, 4 * count, demonstrations=demonstrations, demonstrated=False, seed=seed)
    draw = torch.Generator().manual_seed(seed + 1)
    other = (found.program + torch.randint(1, len(programs), found.program.shape, generator=draw)) % len(programs)
    theirs = programs[other[:, None], found.x]
    keep = (theirs[:, -1] != found.answers).nonzero()[:count, 0]
    turn = torch.rand(len(keep), demonstrations, generator=draw).argsort(1) < second  # which come from the second
    y = torch.where(turn, theirs[keep, :-1], found.y[keep, :-1])
    both = Prompts(found.x[keep], found.y[keep], found.program[keep], found.symbols).with_demonstrations(y)
    return both, theirs[keep, -1]


def readable(x, y=None) -> str:
    """One question, or a pair, in words: "zup → sun".

    Args:
        x: Number of the question's word.
        y: Number of the answer's meaning; None: not said.
    """
    meanings = MEANINGS[get_language()]
    return f"{WORDS[int(x)]} → {'' if y is None else meanings[int(y)]}".rstrip() + (" ?" if y is None else "")


def _at_least(name: str, value, low: int) -> None:
    if value < low:
        raise ValueError(say("argument.range", name=name, allowed=f"≥ {low}", value=value))
