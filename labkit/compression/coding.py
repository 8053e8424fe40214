"""From probabilities to bits: whole-bit codes, and arithmetic coding.

By hand: `huffman`, `kraft`, and the intervals of exact fractions (`narrowed`, `shortest_binary`). For files: `encode`
and `decode`, which hand integers (`quantised`) to the range coder of the library constriction.

Letters in shapes: symbol, a place in the message; V, the alphabet.
Sources: Shannon 1948; Huffman 1952; Witten, Neal and Cleary 1987; Bamler 2022 (constriction).
"""

import heapq
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import count
from typing import Annotated

import numpy as np
import torch
from jaxtyping import Float, Int

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Natural
from labkit.messages import say

PRECISION = 24  # bits of a frequency: they sum to 2**24, so that the rarest of 50,000 symbols still has one
TOTAL = 1 << PRECISION
Table = Sequence | np.ndarray | torch.Tensor  # numbers (symbol, V): what is wrong with them is said in words
Symbols = Sequence | np.ndarray | torch.Tensor  # whole numbers (symbol), likewise
SUM_TOLERANCE = 1e-3  # how far from 1 float32 probabilities may sum


# By hand


def kraft(lengths: Annotated[Sequence[int], NOT_EMPTY]) -> float:
    """The sum of 2**-length: at most 1 for any code whose words can be told apart without commas."""
    return sum(2.0**-length for length in lengths)


def huffman(probabilities: Mapping[str, float | Fraction]) -> dict[str, str]:
    """The best code that gives each symbol a word of whole bits: {symbol: its word, such as "01"}.

    Raises:
        ValueError: for probabilities that are none, or fewer than two symbols.
    """
    _checked([list(probabilities.values())])
    if len(probabilities) < 2:
        raise ValueError(say("compression.alphabet", value=len(probabilities)))
    tie = count()  # equals are taken in the order they came
    heap = [(p, next(tie), {symbol: ""}) for symbol, p in probabilities.items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        (p, _, rare), (q, _, other) = heapq.heappop(heap), heapq.heappop(heap)
        words = {symbol: "1" + word for symbol, word in rare.items()}
        words |= {symbol: "0" + word for symbol, word in other.items()}
        heapq.heappush(heap, (p + q, next(tie), words))
    return {symbol: heap[0][2][symbol] for symbol in probabilities}


def narrowed(message: Sequence[str], probabilities: Mapping[str, Fraction]) -> list[tuple[Fraction, Fraction]]:
    """The interval (low, high) of a message, from [0, 1) on: one more after each symbol.

    Each symbol keeps of the interval the share that it has of the probability, in the order of `probabilities`.

    Raises:
        ValueError: for a symbol without probability, or probabilities that do not sum to 1.
    """
    _checked([list(probabilities.values())])
    low, width, found = Fraction(0), Fraction(1), [(Fraction(0), Fraction(1))]
    for symbol in message:
        if not probabilities.get(symbol):
            raise ValueError(say("compression.symbol", value=symbol, allowed=", ".join(probabilities)))
        below = Fraction(0)
        for other, p in probabilities.items():
            if other == symbol:
                break
            below += p
        low, width = low + width * below, width * probabilities[symbol]
        found.append((low, low + width))
    return found


def shortest_binary(low: Fraction, high: Fraction) -> str:
    """The fewest binary digits after the point such that whatever follows them stays in [low, high)."""
    digits = 0
    while True:
        step = Fraction(1, 1 << digits)
        first = math.ceil(low / step)
        if (first + 1) * step <= high:
            return format(first, f"0{digits}b") if digits else ""
        digits += 1


def read_back(digits: str, length: Natural, probabilities: Annotated[Mapping[str, Fraction], NOT_EMPTY]) -> list[str]:
    """The message of `length` symbols whose interval holds the number 0.digits, read in base 2.

    Raises:
        ValueError: for other digits than 0 and 1, or probabilities that do not sum to 1.
    """
    _checked([list(probabilities.values())])
    if set(digits) - {"0", "1"}:
        raise ValueError(say("argument.range", name="digits", allowed="0, 1", value=digits))
    number = Fraction(int(digits or "0", 2), 1 << len(digits))
    message = []
    for _ in range(length):
        below = Fraction(0)
        for symbol, p in probabilities.items():
            if number < below + p:
                message.append(symbol)
                number = (number - below) / p
                break
            below += p
    return message


# For files


def quantised(probabilities: Table) -> Int[np.ndarray, "symbol V"]:
    """Whole frequencies, at least 1 each, that sum to TOTAL: what coder and decoder share exactly.

    Rounding takes off the last digits of the floats, where two computations might differ, and no symbol is impossible.

    Raises:
        ValueError: for probabilities that are negative, not finite, or do not sum to 1; for an alphabet of one symbol
            or of more than TOTAL / 2.
    """
    p = _checked(probabilities)
    V = p.shape[1]
    if not 2 <= V <= TOTAL // 2:
        raise ValueError(say("compression.alphabet", value=V))
    frequencies = np.floor(p / p.sum(1, keepdims=True) * (TOTAL - V)).astype(np.int64) + 1
    rows = np.arange(len(p))
    frequencies[rows, p.argmax(1)] += TOTAL - frequencies.sum(1)  # what rounding left over
    return frequencies


def code_bits(symbols: Symbols, frequencies: Table) -> Float[np.ndarray, " symbol"]:
    """What each symbol costs, in bits: -log2 of its share of the frequencies."""
    symbols = arguments.as_array("symbols", symbols, "whole_numbers", "(symbol,)")
    shares = _shares(frequencies, len(symbols))
    arguments.require_within("symbols", symbols, shares.shape[1] - 1)
    return -np.log2(shares[np.arange(len(symbols)), symbols.astype(int)])


class Encoder:
    """Takes symbols, with the frequencies that were foreseen for them, and gives bytes."""

    def __init__(self):
        self._coder = _constriction().queue.RangeEncoder()

    def put(self, symbols: Symbols, frequencies: Table) -> None:
        """Codes symbols, each by its row of frequencies.

        Raises:
            ValueError: for frequencies that are not those of `quantised`, or symbols outside the alphabet.
        """
        symbols = arguments.as_array("symbols", symbols, "whole_numbers", "(symbol,)").astype(np.int32)
        shares = _shares(frequencies, len(symbols))
        if len(symbols):
            low, high = int(symbols.min()), int(symbols.max())
            if low < 0 or high >= shares.shape[1]:
                value = low if low < 0 else high
                raise ValueError(
                    say("argument.range", name="symbols", allowed=f"0 … {shares.shape[1] - 1}", value=value)
                )
            self._coder.encode(symbols, _model(), shares)

    def bytes(self) -> bytes:
        """All that has been put, as bytes."""
        return self._coder.get_compressed().astype("<u4").tobytes()


class Decoder:
    """Gives the symbols back, asked with the same frequencies in the same order."""

    def __init__(self, data: bytes):
        if len(data) % 4:
            raise ValueError(say("compression.words", value=len(data)))
        self._coder = _constriction().queue.RangeDecoder(np.frombuffer(data, dtype="<u4").astype(np.uint32))

    def take(self, frequencies: Table) -> Int[np.ndarray, " symbol"]:
        """The next symbols, one for each row of frequencies.

        Raises:
            ValueError: for frequencies that are not those of `quantised`, or bytes that are no code.
        """
        shares = _shares(frequencies, len(frequencies))
        if not len(shares):
            return np.zeros(0, dtype=np.int64)
        try:
            return self._coder.decode(_model(), shares).astype(np.int64)
        except (AssertionError, ValueError) as error:  # what constriction makes of bytes that nobody wrote
            raise ValueError(say("compression.not_a_code")) from error


def encode(symbols: Symbols, frequencies: Table) -> bytes:
    """The message as bytes: the sum of `code_bits`, and at most four bytes more or so. Arguments as `Encoder.put`."""
    coder = Encoder()
    coder.put(symbols, frequencies)
    return coder.bytes()


def decode(data: bytes, frequencies: Table) -> list[int]:
    """The message of which `encode` made these bytes with these frequencies.

    Raises:
        ValueError: for frequencies that are not those of `quantised`. Other bytes, or other frequencies, give another
            message without a word: a file needs a checksum (`labkit.compression.archive`).
    """
    return Decoder(data).take(frequencies).tolist()


def read_on(data: bytes, frequencies: Table, *, at_once: Count = 100) -> list[int]:
    """What a decoder reads that may have lost its place: to where it meets a number that no coder writes, if ever."""
    decoder, message = Decoder(data), []
    _shares(frequencies, len(frequencies))
    for first in range(0, len(frequencies), at_once):
        try:
            message += decoder.take(frequencies[first : first + at_once]).tolist()
        except ValueError:
            break
    return message


def _checked(probabilities) -> np.ndarray:
    """The probabilities as float64 rows, if that is what they are."""
    p = arguments.as_array("probabilities", probabilities, "floats", "(symbol, V)").astype(np.float64)
    if p.ndim != 2:
        raise ValueError(say("compression.shape", value=p.shape))
    if not p.size:
        return p
    if not np.isfinite(p).all():
        row, symbol = np.argwhere(~np.isfinite(p))[0]
        raise ValueError(say("compression.not_finite", row=row, symbol=symbol, value=p[row, symbol]))
    if p.min() < 0:
        row, symbol = np.unravel_index(p.argmin(), p.shape)
        raise ValueError(say("compression.negative", row=row, symbol=symbol, value=p[row, symbol]))
    sums = p.sum(1)
    worst = int(np.abs(sums - 1).argmax())
    if abs(sums[worst] - 1) > SUM_TOLERANCE:
        raise ValueError(say("compression.sum", row=worst, value=f"{sums[worst]:.4g}"))
    return p


def _shares(frequencies, symbols: int) -> np.ndarray:
    """Frequencies as the exact fractions of TOTAL that constriction reads, if they are frequencies."""
    frequencies = arguments.as_array("frequencies", frequencies, "floats", "(symbol, V)")
    if frequencies.ndim != 2 or len(frequencies) != symbols or not np.issubdtype(frequencies.dtype, np.integer):
        raise ValueError(say("compression.frequencies_shape", symbols=symbols, value=frequencies.shape))
    if frequencies.size and (frequencies.min() < 1 or (frequencies.sum(1) != TOTAL).any()):
        row = int(((frequencies < 1).any(1) | (frequencies.sum(1) != TOTAL)).argmax())
        value = f"min {frequencies[row].min()}, sum {frequencies[row].sum()}"
        raise ValueError(say("compression.frequencies", row=row, total=TOTAL, value=value))
    return frequencies / TOTAL


def _constriction():
    import constriction

    return constriction.stream


@lru_cache(maxsize=1)
def _model():
    return _constriction().model.Categorical(perfect=False)


arguments.check(__name__)
