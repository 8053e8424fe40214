"""Seven small tasks for a real language model, and what a prompt does to it: examples, lies, wordings, a vector.

A prompt is an instruction (or none), some demonstrations, and a question, one a line:

    Give the capital of each country.
    Italy -> Rome
    Egypt -> Cairo
    Japan ->

The mark is strict: of all the tokens the model knows, the first one of the right answer must be the likeliest. The
prompts are English in both languages of the course, for the model reads English.
"""

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch

from labkit import arguments
from labkit.arguments import Count, Natural, Seed
from labkit.messages import say
from labkit.pretrained import next_scores

_CAPITALS = """France Paris, Italy Rome, Japan Tokyo, Egypt Cairo, Russia Moscow, China Beijing, Greece Athens,
Spain Madrid, Germany Berlin, Ireland Dublin, Norway Oslo, Austria Vienna, Portugal Lisbon, Cuba Havana,
Poland Warsaw, Iraq Baghdad"""
_ANTONYMS = """hot cold, big small, up down, good bad, fast slow, old young, open closed, light dark, rich poor,
wet dry, hard soft, early late, strong weak, happy sad, full empty, long short"""
_FRENCH = """chat cat, chien dog, maison house, eau water, pain bread, livre book, rouge red, vert green, arbre tree,
soleil sun, lune moon, fleur flower, roi king, reine queen, homme man, femme woman"""
_PLURALS = """cat cats, dog dogs, tree trees, book books, house houses, car cars, man men, woman women, child children,
foot feet, tooth teeth, mouse mice, city cities, baby babies, leaf leaves, knife knives"""
_COPIES = "stone river apple garden music paper window winter silver mountain bridge coffee summer yellow doctor market"
_LETTERS = "abcdefghijklmnop"


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(tuple(pair.split()) for pair in text.split(","))


TASKS: dict[str, tuple[tuple[str, str], ...]] = {
    "copy": tuple((word, word) for word in _COPIES.split()),
    "capital": _pairs(_CAPITALS),
    "plural": _pairs(_PLURALS),
    "antonym": _pairs(_ANTONYMS),
    "translation": _pairs(_FRENCH),
    "alphabet": tuple((letter, chr(ord(letter) + 1)) for letter in _LETTERS),
    "cipher": tuple((letter, chr(ord(letter) + 3)) for letter in _LETTERS),  # Caesar's: three letters on
}
RULES = ("copy", "alphabet", "cipher")  # what one line of code does


def shifted(places: int) -> tuple[tuple[str, str], ...]:
    """The 26 letters, each with the one so many places on; after z comes a."""
    letters = [chr(ord("a") + i) for i in range(26)]
    return tuple((letter, letters[(i + places) % 26]) for i, letter in enumerate(letters))


INSTRUCTIONS: dict[str, tuple[str, ...]] = {  # wordings that mean the same; the first one is used elsewhere
    "copy": ("Repeat each word.", "Copy the word.", "Write the same word again.", "Say it again:", "Echo."),
    "capital": (
        *("Give the capital of each country.", "Country -> capital", "Name the capital city."),
        *("What is the capital?", "Capitals of the world:"),
    ),
    "antonym": (
        *("Give the opposite of each word.", "Word -> antonym", "Write the word with the opposite meaning."),
        *("What is the opposite?", "Opposites:"),
    ),
    "translation": (
        *("Translate each word from French to English.", "French -> English", "Give the English word."),
        *("What is this in English?", "A French dictionary:"),
    ),
    "plural": (
        *("Give the plural of each word.", "Singular -> plural", "Write the word for more than one."),
        *("What is the plural?", "Plurals:"),
    ),
    "alphabet": (
        *("Give the next letter of the alphabet.", "Letter -> next letter", "Write the letter that comes after."),
        *("What is the next letter?", "The alphabet:"),
    ),
    "cipher": (
        *("Move each letter three places on in the alphabet.", "Letter -> letter plus three", "Use the secret code."),
        *("What is the letter three places later?", "A cipher:"),
    ),
}


@dataclass(frozen=True)
class Question:
    """A prompt, the first token that a right answer begins with, and which of the task's items it asks for."""

    prompt: str
    answer: str
    item: int


def questions(
    task: str | Sequence[tuple[str, str]],
    count: Count,
    *,
    demonstrations: Natural,
    instruction: str = "",
    labels: str = "right",
    seed: Seed = 0,
) -> list[Question]:
    """The first `count` items of a task, each after demonstrations drawn from the others.

    Args:
        task: One of TASKS, or the items of another: what is asked, with its answer.
        count: At most the items of the task.
        demonstrations: Pairs before the question.
        instruction: A first line; empty: none.
        labels: "right", or "random": every demonstration has the answer of another item of the same task.
        seed: Of the draws.
    """
    if isinstance(task, str) and task not in TASKS:
        raise ValueError(say("session.bad_value", name="task", allowed=", ".join(TASKS), value=task))
    items = TASKS[task] if isinstance(task, str) else task
    for name, value, low, high in (("count", count, 1, len(items)), ("demonstrations", demonstrations, 0, 12)):
        if not low <= value <= high:
            raise ValueError(say("argument.range", name=name, allowed=f"{low} … {high}", value=value))
    if labels not in ("right", "random"):
        raise ValueError(say("session.bad_value", name="labels", allowed="right, random", value=labels))
    draw = np.random.default_rng(seed)
    found = []
    for i, (asked, answer) in enumerate(items[:count]):
        chosen = draw.permutation([j for j in range(len(items)) if j != i])[:demonstrations]
        lines = [instruction] if instruction else []
        for j in chosen:
            wrong = [k for k in range(len(items)) if k not in (i, j) and items[k][1] != items[j][1]]
            told = items[draw.choice(wrong)][1] if labels == "random" else items[j][1]
            lines.append(f"{items[j][0]} -> {told}")
        found.append(Question("\n".join([*lines, f"{asked} ->"]), f" {answer}", i))
    return found


def right(llm, asked: Sequence[Question]) -> np.ndarray:
    """For each question, whether the first token of the right answer is the likeliest of all: booleans."""
    return _are_right(llm, llm.hidden_states([question.prompt for question in asked], layer=-1), asked)


def _are_right(llm, last: torch.Tensor, asked: Sequence[Question]) -> np.ndarray:
    """The same, for states of the last layer that are there already."""
    return next_scores(llm, last).argmax(-1).numpy() == [first_token(llm, question.answer) for question in asked]


def share(llm, asked: Sequence[Question]) -> float:
    """The share of questions answered rightly."""
    return float(right(llm, asked).mean())


def first_token(llm, text: str) -> int:
    """The number of the first token of a text."""
    return llm.tokens(text)[0]


def states(llm, asked: Sequence[Question]) -> torch.Tensor:
    """What each layer holds at the end of each prompt: (question, layer, d_model)."""
    return llm.hidden_states([question.prompt for question in asked])


def patched(llm, asked: Sequence[Question], after_examples: torch.Tensor, layer: int) -> float:
    """The share of questions, asked without a demonstration, answered with the task's vector in place of the state.

    The vector of a task is the mean, over prompts with demonstrations, of what block `layer` leaves at the last token;
    for each question, over the prompts of the *other* items (Hendel et al. 2023).

    Args:
        asked: Prompts without demonstrations, the same items in the same order.
        after_examples: What `states` gives for the prompts with demonstrations.
        layer: 1 to the number of blocks.
    """
    count = len(asked)
    given = after_examples[:, layer]
    vectors = (given.sum(0) - given) / (count - 1)  # (question, d_model): without its own prompt
    lengths = [len(llm.tokens(question.prompt)) for question in asked]
    last = torch.zeros_like(vectors)
    for length in set(lengths):  # of one length: the last token is then the last place
        same = [i for i in range(count) if lengths[i] == length]
        with _replacing(llm, layer, vectors[same]):
            last[same] = llm.hidden_states([asked[i].prompt for i in same], layer=-1)
    return float(_are_right(llm, last, asked).mean())


CONDITIONS = {"none": (0, "right"), "one": (1, "right"), "five": (5, "right"), "random": (5, "random")}


def examined(
    llm, task: str, *, count: Count, layers: Sequence[int], seed: Seed = 0
) -> tuple[dict[str, float | None], list[float]]:
    """A task under each of CONDITIONS, and with its vector: the shares of right answers; None without a model.

    Returns:
        The shares by condition, "vector" being the best of the layers; and the share for each layer.
    """
    if not llm:
        return dict.fromkeys([*CONDITIONS, "vector"]), []
    asked = {
        name: questions(task, count, demonstrations=n, labels=labels, seed=seed)
        for name, (n, labels) in CONDITIONS.items()
    }
    given = states(llm, asked["five"])
    row: dict[str, float | None] = {name: share(llm, asked[name]) for name in ("none", "one", "random")}
    row["five"] = float(_are_right(llm, given[:, -1], asked["five"]).mean())
    row = {name: row[name] for name in CONDITIONS}
    by_layer = [patched(llm, asked["none"], given, layer) for layer in layers]
    return row | {"vector": max(by_layer)}, by_layer


def contradicted(
    llm, task: str, *, count: Count, demonstrations: Count = 5, lie: bool = True, seed: Seed = 0
) -> dict[str, float | None]:
    """Whose answer a model gives to a demonstrated question when that one demonstration lies: shares; None without one.

    The other demonstrations are right; the false answer is that of an item which is not in the prompt. Without the
    `lie`, for comparison, that demonstration is right too, and program and prompt say the same.

    Returns:
        The shares of the "program" (the task), of the "prompt" (the lie), and of any "other" answer.
    """
    if not llm:
        return dict.fromkeys(("program", "prompt", "other"))
    asked, draw = questions(task, count, demonstrations=demonstrations - 1, seed=seed), np.random.default_rng(seed)
    lying, lies = [], []
    for question in asked:
        *shown, last = question.prompt.split("\n")
        said = {question.answer, *(line.partition("->")[2] for line in shown)}
        taken = {first_token(llm, answer) for answer in said}
        free = [item for _, item in TASKS[task] if first_token(llm, f" {item}") not in taken]
        lies.append(f" {draw.choice(free)}" if lie else question.answer)
        shown.insert(int(draw.integers(demonstrations)), last + lies[-1])
        lying.append("\n".join([*shown, last]))
    told = next_scores(llm, llm.hidden_states(lying, layer=-1)).argmax(-1).tolist()
    of = {"program": [question.answer for question in asked], "prompt": lies}
    shares = {
        name: float(np.mean([a == first_token(llm, b) for a, b in zip(told, answers, strict=True)]))
        for name, answers in of.items()
    }
    return shares | {"other": 1 - (sum(shares.values()) if lie else shares["program"])}


def worded(llm, task: str, *, count: Count, wordings: int, seed: Seed = 0) -> dict[str, list[list[bool]]]:
    """Right or wrong by wording and question, with no demonstration ("none") and with "one"; empty without a model."""
    found: dict[str, list[list[bool]]] = {"none": [], "one": []}
    for n, rows in enumerate(found.values()):
        for wording in INSTRUCTIONS[task][:wordings] if llm else []:
            asked = questions(task, count, demonstrations=n, instruction=wording, seed=seed)
            rows.append(right(llm, asked).tolist())
    return found


def spread(right: np.ndarray, *, draws: Count = 300, seed: Seed = 0) -> tuple[float, float]:
    """Best wording minus worst, in share of right answers, and its mean when answers are shuffled between wordings.

    Args:
        right: Booleans, (wording, question).

    The shuffle is made question by question: what is left is what luck makes of wordings that are equally good.
    """
    draw, right = np.random.default_rng(seed), np.asarray(right)
    if right.ndim != 2 or len(right) < 2:
        raise ValueError(say("programs.wordings", value=right.shape))
    luck = [np.ptp(draw.permuted(right, axis=0).mean(1)) for _ in range(draws)]
    return float(np.ptp(right.mean(1))), float(np.mean(luck))


@contextmanager
def _replacing(llm, layer: int, vectors: torch.Tensor):
    """Inside the `with`, block `layer` leaves `vectors` at the last token, one for each text."""

    def put(_module, _inputs, output):
        hidden = output[0] if isinstance(output, tuple) else output
        if len(hidden) != len(vectors):  # what the texts begin with, read once for all of them
            return output
        hidden = hidden.clone()
        hidden[:, -1] = vectors.to(hidden)
        return (hidden, *output[1:]) if isinstance(output, tuple) else hidden

    handle = llm.model.base_model.layers[layer - 1].register_forward_hook(put)
    try:
        yield
    finally:
        handle.remove()


arguments.check(__name__)
