"""What a network makes of a story: how it finishes it by itself, where it looks, what it cannot do without.

A model is asked to finish a story from the room or the weapon of the crime on (`Story.asked`). Whatever comes after,
a step in between included, it writes itself, the likeliest word after the likeliest word.
"""

from collections.abc import Sequence

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from labkit import detective
from labkit.detective import Story
from labkit.metrics import token_bits
from labkit.next_token.opponents import PERSONS, ROOMS
from labkit.transformer import Transformer

LONGEST = 10  # words of an ending
SECRETS = ("room", "name")  # what an ending with the step written in between has to find, in this order


def sit(model: torch.nn.Module, stories: Sequence[Story]) -> dict:
    """The marks of a model on stories it reads whole, word by word.

    Returns:
        Bits per token, means over all stories: `average`, `others` (without the culprit's name), `culprit` (that name
        alone); `accuracy`, the share of culprits found among the suspects; `bits`, of each token of the first story.
    """
    device = next(model.parameters()).device
    inputs, targets = (t.to(device) for t in detective.vocabulary().batch([story.tokens for story in stories]))
    rows, places = torch.arange(len(stories)), torch.tensor([story.culprit_position for story in stories])
    with torch.no_grad():
        logits = model(inputs)
    bits = token_bits(logits, targets).cpu()  # (story, pos)
    scored = targets.cpu() != -100
    others = scored.clone()
    others[rows, places] = False
    guesses = logits[rows, places].softmax(-1).cpu().numpy()
    return {
        "average": float(bits[scored].mean()),
        "others": float(bits[others].mean()),
        "culprit": float(bits[rows, places].mean()),
        "accuracy": detective.culprit_accuracy(list(stories), guesses),
        "bits": bits[0, : len(stories[0].tokens)].tolist(),
    }


def finish(model: torch.nn.Module, beginnings: Sequence[Sequence[str]]) -> list[list[str]]:
    """The words that a model writes after each beginning, up to the full stop, LONGEST at most; the same every time.

    A beginning: the words of a story of the current language, up to where the model takes over.
    """
    vocabulary = detective.vocabulary()
    device = next(model.parameters()).device
    rows = [vocabulary.encode(words) for words in beginnings]
    ends = torch.tensor([len(row) for row in rows], device=device)
    text = torch.full((len(rows), int(ends.max()) + LONGEST), vocabulary.index["<pad>"], device=device)
    for i, row in enumerate(rows):
        text[i, : len(row)] = torch.tensor(row)
    every = torch.arange(len(rows), device=device)
    with torch.no_grad():
        for n in range(LONGEST):
            read = text[:, : int(ends.max()) + n]
            text[every, ends + n] = model(read)[every, ends + n - 1].argmax(-1)
    pairs = zip(text.tolist(), ends.tolist(), strict=True)
    written = [vocabulary.decode(row[end : end + LONGEST]) for row, end in pairs]
    return [words[: words.index(".") + 1] if "." in words else words for words in written]


def named(endings: Sequence[Sequence[str]], stories: Sequence[Story]) -> float:
    """The share of endings whose last name is the culprit's."""
    return _share(endings, [story.culprit for story in stories], PERSONS)


def rooms_found(endings: Sequence[Sequence[str]], stories: Sequence[Story]) -> float:
    """The share of endings whose last room is that of the culprit, where the weapon was kept."""
    return _share(endings, [dict(story.clues)[story.culprit] for story in stories], ROOMS)


def _share(endings, wanted, kind):
    last = [next((word for word in reversed(words) if word in kind), None) for words in endings]
    return float(np.mean([a == b for a, b in zip(last, wanted, strict=True)]))


def misled(model: torch.nn.Module, stories: Sequence[Story]) -> tuple[float, float]:
    """What a model names once a wrong room, the next suspect's, stands written as the step in between.

    stories: With the step written.

    Returns:
        The share of stories in which it names whom the clues saw in the wrong room; and the culprit all the same.
    """
    beginnings, residents = [], []
    for story in stories:
        other = _other(story)
        beginnings.append((*story.tokens[: place(story, "room")], dict(story.clues)[other]))
        residents.append(other)
    endings = finish(model, beginnings)
    return _share(endings, residents, PERSONS), named(endings, stories)


def _other(story):
    """The suspect after the culprit, in the order of the clues."""
    return story.suspects[(story.suspects.index(story.culprit) + 1) % len(story.suspects)]


def sources(story: Story, secret: str, *, of: str | None = None) -> Bool[np.ndarray, " token"]:
    """The words of the sentences in which a reader finds a secret of the ending: those the copier copies from.

    Args:
        story: Of two hops.
        secret: "room": the sentence that says where the weapon was kept; "name": those with the room and a name.
        of: The suspect whose room it is, by default the culprit.
    """
    room = dict(story.clues)[of or story.culprit]
    found, start = np.zeros(len(story.tokens), dtype=bool), 0
    for end, word in enumerate(story.tokens):
        if word == ".":
            sentence = story.tokens[start : end + 1]
            if (
                end < story.asked
                and room in sentence
                and any(word in PERSONS for word in sentence) == (secret == "name")
            ):
                found[start : end + 1] = True
            start = end + 1
    return found


def place(story: Story, secret: str) -> int:
    """The position of a secret in a story with the step written."""
    return story.answers[SECRETS.index(secret) - 2]


def gaze(model: Transformer, stories: Sequence[Story]) -> dict:
    """Where a model looks while it writes the room, then the name.

    For each secret the head is taken that pays most attention, on average, to the sentences that a copier would
    consult. With `reach`, a head that looks at a word also reads the few words before it.

    Args:
        stories: With the step written.

    Returns:
        `tokens` of the first story; `written`, where the room and the name stand in it; `weights`, the attention that
        the head pays to each of the tokens; `heads`, each as (layer, head); `shares`, the attention on the sentences
        to consult; `even`, what it would be if it were spread evenly. Means over the stories.
    """
    found = {"tokens": list(stories[0].tokens), "written": [place(stories[0], secret) for secret in SECRETS]}
    found |= {"weights": [], "heads": [], "shares": [], "even": []}
    for secret in SECRETS:
        looks = [_look(model, story, place(story, secret)) for story in stories]
        consulted = [sources(story, secret)[: weights.shape[-1]] for story, weights in zip(stories, looks, strict=True)]
        shares = np.mean([weights[..., words].sum(-1) for weights, words in zip(looks, consulted, strict=True)], axis=0)
        layer, head = np.unravel_index(shares.argmax(), shares.shape)
        found["weights"].append(np.round(looks[0][layer, head], 3).tolist())
        found["heads"].append((int(layer), int(head)))
        found["shares"].append(float(shares.max()))
        found["even"].append(float(np.mean([words.mean() for words in consulted])))
    return found


def _look(model, story, at) -> Float[np.ndarray, "layer head token"]:
    """The attention of each head to the tokens before position `at`, when the model is about to write there."""
    read = torch.tensor([detective.vocabulary().encode(story.tokens[:at])])
    names = [f"blocks.{i}.attention.pattern" for i in range(model.config.n_layers)]
    _, patterns = model.tap(read.to(next(model.parameters()).device), names)
    return np.stack([patterns[name][0, :, -1, 1:].cpu().numpy() for name in names])  # without <start>


def blinded(model: Transformer, stories: Sequence[Story]) -> dict[str, list[float]]:
    """The share of rooms, and of names, still found once the sentences to copy from are hidden from the question.

    stories: With the step written. For each secret: nothing hidden; another suspect's sentences; those to consult.
    """
    return {
        secret: [
            _without(model, stories, secret, [np.zeros(len(story.tokens), dtype=bool) for story in stories]),
            _without(model, stories, secret, [sources(story, secret, of=_other(story)) for story in stories]),
            _without(model, stories, secret, [sources(story, secret) for story in stories]),
        ]
        for secret in SECRETS
    }


def _without(model, stories, secret, hidden) -> float:
    """The share of secrets found when no attention may go to the `hidden` words, from the question on.

    The weights on them are set to zero in all heads and layers, and the others of a row raised to sum 1 again.
    """
    vocabulary = detective.vocabulary()
    device = next(model.parameters()).device
    inputs, _ = vocabulary.batch([story.tokens for story in stories])
    shut = torch.zeros(len(stories), 1, inputs.shape[1], inputs.shape[1], dtype=torch.bool)  # (story, 1, query, key)
    for i, (story, words) in enumerate(zip(stories, hidden, strict=True)):
        for key in np.flatnonzero(words) + 1:  # a word is read one place later, after <start>
            shut[i, 0, story.asked + 1 :, key] = True
    shut = shut.to(device)

    def shield(pattern: Tensor) -> Tensor:
        left = pattern.masked_fill(shut, 0.0)
        return left / left.sum(-1, keepdim=True).clamp_min(1e-9)

    taps = {f"blocks.{i}.attention.pattern": shield for i in range(model.config.n_layers)}
    with torch.no_grad(), model.watching(taps):
        guesses = model(inputs.to(device)).argmax(-1).cpu()
    places = [place(story, secret) for story in stories]
    right = [vocabulary.words[guesses[i, at]] == stories[i].tokens[at] for i, at in enumerate(places)]
    return float(np.mean(right))
