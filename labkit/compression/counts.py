"""N-grams that learn as they read: the best parrot we know as a compressor.

The probability of each token is Witten and Bell's, as in lab 1, from what was read *before* it, in the same row or in
earlier ones. Nothing is trained apart, no table is sent: a decoder can keep the same counts.
"""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Int

from labkit import arguments
from labkit.arguments import Count
from labkit.messages import say

MOST = 8


def costs(rows: Sequence[Sequence[int]], *, order: int, vocab_size: Count) -> list[list[Float[np.ndarray, " token"]]]:
    """What each token costs n-grams that learn as they read, in bits.

    Args:
        rows: Token numbers; the first of each row is read and not coded, and contexts do not reach back beyond it.
        order: The longest n, 1 to 8.

    Returns:
        For n = 1 to `order`, an array a row.

    Raises:
        ValueError: for an order out of range, or no rows.
    """
    if not 1 <= order <= MOST:
        raise ValueError(say("argument.range", name="order", allowed=f"1 … {MOST}", value=order))
    if vocab_size**order >= 2**62:  # contexts are numbers
        raise ValueError(say("argument.range", name="vocab_size", allowed=f"< 2^{62 // order}", value=vocab_size))
    if not rows:
        raise ValueError(say("compression.empty"))
    tokens = np.concatenate([row[1:] for row in rows]).astype(np.int64)
    first = np.concatenate([np.arange(len(row) - 1) for row in rows])  # place in the row
    ends = np.cumsum([len(row) - 1 for row in rows])[:-1]
    p, context, found = np.full(len(tokens), 1 / vocab_size), np.zeros(len(tokens), dtype=np.int64), []
    for length in range(order):
        if length:  # one more token of context, 0 before the row; each length has its own tables
            back = np.concatenate([np.zeros(length, np.int64), tokens[:-length]])
            context += np.where(first >= length, back, 0) * vocab_size ** (length - 1)
        p = _lean(context, tokens, vocab_size, p)
        found.append(np.split(-np.log2(p), ends))
    return found


def _lean(context, tokens, vocab_size, p) -> Float[np.ndarray, " token"]:
    """Probabilities with this context, which lean on those with a shorter one."""
    order = _Order(context)
    before = order.earlier()  # N: how often this context was met before
    same = _Order(context * vocab_size + tokens).earlier()  # and with this token after it
    kinds = order.earlier(same == 0)  # T: after it, how many different tokens
    return np.where(before > 0, (same + kinds * p) / np.maximum(before + kinds, 1), p)


class _Order:
    """Places sorted by key, those of one key in the order in which they stand."""

    def __init__(self, keys: Int[np.ndarray, " n"]):
        self.places = np.argsort(keys, kind="stable")
        ordered = keys[self.places]
        new = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        self.starts = np.maximum.accumulate(np.where(new, np.arange(len(keys)), 0))

    def earlier(self, counted: np.ndarray | None = None) -> Int[np.ndarray, " n"]:
        """For each place, at how many earlier places the same key stood (among those `counted`, if given)."""
        found = np.empty(len(self.places), np.int64)
        if counted is None:
            found[self.places] = np.arange(len(self.places)) - self.starts
        else:
            weights = counted[self.places].astype(np.int64)
            running = np.cumsum(weights) - weights  # before this place, in key order
            found[self.places] = running - running[self.starts]
        return found


class LetterModel:
    """Witten and Bell's n-gram over letters, for whoever wants all probabilities of one place.

    Args:
        text: What it has read.
        order: It looks at the last order - 1 letters.
        alphabet: Letters that may come; those of the text are added.
    """

    def __init__(self, text: str, *, order: int, alphabet: str = ""):
        if not 1 <= order <= MOST:
            raise ValueError(say("argument.range", name="order", allowed=f"1 … {MOST}", value=order))
        self.order, self.alphabet = order, sorted({*text, *alphabet})
        if not self.alphabet:
            raise ValueError(say("compression.empty"))
        self.place = {letter: i for i, letter in enumerate(self.alphabet)}
        self.counts = {}
        for length in range(order):
            for i in range(length, len(text)):
                after = self.counts.setdefault(text[i - length : i], {})
                after[text[i]] = after.get(text[i], 0) + 1

    def probabilities(self, context: str) -> Float[np.ndarray, " letter"]:
        """Of each letter of `alphabet` after this context."""
        p = np.full(len(self.alphabet), 1 / len(self.alphabet))
        for length in range(min(self.order, len(context) + 1)):
            after = self.counts.get(context[len(context) - length :])
            if after:
                seen = np.zeros(len(p))
                for letter, n in after.items():
                    seen[self.place[letter]] = n
                p = (seen + len(after) * p) / (seen.sum() + len(after))
        return p

    def ranks(self, text: str) -> list[int]:
        """Which guess each letter would have been, the likeliest letter first, equals in the alphabet's order."""
        found = []
        for i, letter in enumerate(text):
            if letter not in self.place:
                allowed = ", ".join(self.place)
                raise ValueError(say("compression.symbol", value=letter, allowed=allowed))
            p = self.probabilities(text[:i])
            place = self.place[letter]
            found.append(int((p > p[place]).sum() + (p[:place] == p[place]).sum()) + 1)
        return found


def bits_of_ranks(ranks: Sequence[int]) -> float:
    """Shannon's upper bound on the bits a letter: the entropy of the numbers of guesses (1951)."""
    if not len(ranks):
        raise ValueError(say("compression.empty"))
    _, counts = np.unique(np.asarray(ranks), return_counts=True)
    q = counts / counts.sum()
    return float(-(q * np.log2(q)).sum())


LETTERS = 300  # numbers of letters: those of Latin-1, and one for all others


def letter_row(text: str) -> list[int]:
    """A text as a row for `costs`: the numbers of its letters, after a 0. Beyond Latin-1, all letters are one."""
    return [0, *(min(ord(letter) + 1, LETTERS - 1) for letter in text)]


def single_costs(read: str, text: str) -> Float[np.ndarray, " letter"]:
    """What each letter of a text costs whoever knows only how frequent letters were in what was read."""
    return costs([letter_row(read), letter_row(text)], order=1, vocab_size=LETTERS)[0][-1]


def played(sentences: Sequence[str], model: LetterModel) -> dict:
    """Shannon's game as a model plays it: its guesses (`ranks`), and the share that was right at the `first`.

    `bits` is Shannon's bound for all letters together.
    """
    ranks = [model.ranks(sentence) for sentence in sentences]
    every = [rank for row in ranks for rank in row]
    marks = {"first": every.count(1) / len(every), "bits": bits_of_ranks(every)}
    return {"sentences": list(sentences), "ranks": ranks} | marks


arguments.check(__name__)
