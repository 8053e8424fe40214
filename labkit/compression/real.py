"""A real language model as a compressor: what a text costs it, and a short text really coded and decoded.

`llm` is what `labkit.pretrained.load` returns. A token has one of some 50,000 values; its frequencies sum to 2**24, so
that the rarest of them costs 24 bits and the table as a whole loses a few thousandths of a bit.
"""

import zlib
from itertools import pairwise

import numpy as np
from jaxtyping import Float, Int

from labkit import arguments
from labkit.compression import archive, classical, counts
from labkit.compression.coding import Decoder, Encoder, quantised
from labkit.messages import say

AT_ONCE = 512  # tokens read in one pass: a longer text is read in pieces, each from the start mark


def costs(llm, text: str) -> list[tuple[str, float]]:
    """The tokens of a text, as text, and what each costs the model, in bits.

    A cut inside a letter of several bytes gives the replacement character to its pieces.
    """
    found, tokens = [], llm.tokens(text)
    for first in range(0, len(tokens), AT_ONCE):
        piece = tokens[first : first + AT_ONCE]
        p = _probabilities(llm, piece)[np.arange(len(piece)), piece]
        found += [(llm.text([token]), float(-np.log2(chance))) for token, chance in zip(piece, p, strict=True)]
    return found


def by_letter(costs: list[tuple[str, float]], text: str) -> Float[np.ndarray, " letter"]:
    """What each letter costs: a token's bits stand at its first letter, the others are free.

    Pieces of a letter of several bytes are put together.
    """
    bits, place, held = np.zeros(len(text)), 0, 0.0
    for piece, cost in costs:
        held += cost
        if "\ufffd" in piece:  # to be completed by the next
            continue
        place = text.find(piece, place) if text.find(piece, place) >= 0 else place
        bits[min(place, len(text) - 1)] += held
        place, held = place + len(piece), 0.0
    bits[-1] += held
    return bits


def pack(llm, text: str) -> bytes:
    """The text as a file, for a reader who has the model: as `labkit.compression.archive` writes them.

    Raises:
        ValueError: for an empty text, or one that the model's tokens do not spell.
    """
    tokens = llm.tokens(text)
    if not tokens:
        raise ValueError(say("compression.empty"))
    if llm.text(tokens) != text:
        raise ValueError(say("compression.not_spelt"))
    coder, read = Encoder(), llm.reader()
    for before, token in pairwise([None, *tokens]):
        coder.put([token], _foreseen(read(before)))
    return archive.sealed(archive.TEXT, len(tokens), _name(llm), zlib.crc32(text.encode()), coder.bytes())


def unpack(llm, data: bytes) -> str:
    """The text of a file that `pack` made with the same model.

    Both sides read token by token, by the same function on tables of the same shape: their numbers agree to the last
    digit on one machine.

    Raises:
        ValueError: for a file of another kind, cut short, altered, or of another model; for a decoder that lost its
            place.
    """
    count, code, checksum = archive.opened(data, archive.TEXT, _name(llm))
    decoder, read, tokens = Decoder(code), llm.reader(), []
    for _ in range(count):
        tokens += decoder.take(_foreseen(read(tokens[-1] if tokens else None))).tolist()
    text = llm.text(tokens)
    if zlib.crc32(text.encode()) != checksum:
        raise ValueError(say("compression.lost"))
    return text


def _probabilities(llm, tokens) -> Float[np.ndarray, "pos vocab"]:
    """Of each of these tokens, given those before it."""
    return llm.scores(tokens)[: len(tokens)].double().softmax(-1).numpy()


def _foreseen(logits) -> Int[np.ndarray, "1 vocab"]:
    return quantised(logits[None].double().softmax(-1).numpy())


def _name(llm) -> int:
    return zlib.crc32(llm.name.encode())


def weighed(text: str, costs: list[tuple[str, float]], read: str) -> dict:
    """A text under a real model and under others: sizes in bytes, costs in bits.

    Args:
        costs: Of the model's tokens, as `costs` gives them; none where there is no model.
        read: What the others have read before (`gzip_given`, `xz_given`, and the `ngram` of five letters).
    """
    found = {"characters": len(text), "bytes": len(text.encode()), "tokens": len(costs)}
    found |= {"bits": sum(bits for _, bits in costs), "ngram": float(_five_letters(text, read).sum())}
    for name in ("gzip", "xz"):
        found[name] = classical.size(name, text)
        found[f"{name}_given"] = classical.size(name, text, given=read)
    return found


def letter_costs(text: str, costs: list[tuple[str, float]], read: str, *, shown: int = 60) -> dict:
    """The beginning of a text, and what each of its letters costs three models.

    These are letter frequencies, an n-gram of five letters, and the real one where it is there.
    """
    found = {"text": text[:shown], "letters": counts.single_costs(read, text)[:shown]}
    found["ngram"] = _five_letters(text, read)[:shown]
    return found | ({"llm": by_letter(costs, text)[:shown]} if costs else {})


def _five_letters(text: str, read: str) -> Float[np.ndarray, " letter"]:
    rows = [counts.letter_row(read), counts.letter_row(text)]
    return counts.costs(rows, order=5, vocab_size=counts.LETTERS)[-1][-1]


arguments.check(__name__)
