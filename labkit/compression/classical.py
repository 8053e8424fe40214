"""Compressors of the trade: what they make of a text, what they guess, whom they take for whom."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated

import numpy as np
import zstandard

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Natural, Seed
from labkit.messages import say

COMPRESSORS = {
    "gzip": lambda data: gzip.compress(data, 9, mtime=0),
    "bz2": lambda data: bz2.compress(data, 9),
    "xz": lambda data: lzma.compress(data, preset=9 | lzma.PRESET_EXTREME),
    "zstd": lambda data: zstandard.ZstdCompressor(level=zstandard.MAX_COMPRESSION_LEVEL).compress(data),
}
WINDOW = 4000  # characters of its past that gzip keeps while it writes: fewer are faster


def size(name: str, data: str | bytes, *, given: str | bytes = b"") -> int:
    """Bytes that a compressor needs for the data; once it has read what is `given`, the bytes more.

    Raises:
        ValueError: for another compressor, or no data.
    """
    if name not in COMPRESSORS:
        raise ValueError(say("session.bad_value", name="name", allowed=", ".join(COMPRESSORS), value=name))
    data, given = (text.encode() if isinstance(text, str) else text for text in (data, given))
    if not data:
        raise ValueError(say("compression.empty"))
    compress = COMPRESSORS[name]
    return len(compress(given + data)) - (len(compress(given)) if given else 0)


def sizes(data: str | bytes, *, given: str | bytes = b"") -> dict[str, int]:
    """The same for each compressor, by name."""
    return {name: size(name, data, given=given) for name in COMPRESSORS}


def guesses(text: str, letters: Annotated[Sequence[str], NOT_EMPTY]) -> np.ndarray:
    """Probabilities of the next letter that gzip implies: 2 to the power of minus the bits it adds to the file."""
    coder = zlib.compressobj(9)
    begun = len(coder.compress(text[-WINDOW:].encode()))
    added = []
    for letter in letters:
        copy = coder.copy()
        added.append(begun + len(copy.compress(letter.encode())) + len(copy.flush()))
    weights = 2.0 ** (-8 * (np.array(added) - min(added)))  # gzip counts in whole bytes
    return weights / weights.sum()


def written(text: str, *, length: Natural, seed: Seed) -> str:
    """`length` letters that gzip writes after a text, drawn by its own probabilities."""
    draw, letters = np.random.default_rng(seed), sorted(set(text))
    start = len(text)
    for _ in range(length):
        text += draw.choice(letters, p=guesses(text, letters))
    return text[start:]


def classified(fragment: str, samples: Annotated[Mapping[str, str], NOT_EMPTY], *, compressor: str = "gzip") -> str:
    """The sample after which the fragment costs fewest bytes; the first of equals."""
    return min(samples, key=lambda name: size(compressor, fragment, given=samples[name]))


def distance(a: str, b: str, *, compressor: str = "gzip") -> float:
    """The normalised compression distance: about 0 for a text and itself, about 1 for texts with nothing in common."""
    alone, other = size(compressor, a), size(compressor, b)
    return (size(compressor, a + b) - min(alone, other)) / max(alone, other)


def nearest(fragment: str, samples: Annotated[Mapping[str, str], NOT_EMPTY], *, compressor: str = "gzip") -> str:
    """The sample at the smallest `distance` of the fragment; the first of equals."""
    return min(samples, key=lambda name: distance(samples[name], fragment, compressor=compressor))


def by_pairs(fragment: str, samples: Annotated[Mapping[str, str], NOT_EMPTY]) -> str:
    """The sample whose pairs of letters make the fragment likeliest: counts plus one, nothing else."""
    return min(samples, key=lambda name: _pair_bits(fragment, samples[name]))


def _pair_bits(fragment: str, sample: str) -> float:
    letters = set(sample) | set(fragment)
    pairs, single = {}, {}
    for a, b in pairwise(sample):
        pairs[a, b], single[a] = pairs.get((a, b), 0) + 1, single.get(a, 0) + 1
    return -sum(
        np.log2((pairs.get((a, b), 0) + 1 / len(letters)) / (single.get(a, 0) + 1)) for a, b in pairwise(fragment)
    )


arguments.check(__name__)
