"""N-grams: a language model that counts.

The probability of a token is read off the table of what followed the last n - 1 tokens in the training text. A context
never seen has an empty table: so each order leans on the one below it, the more so the less it has seen
(Witten and Bell 1991; Chen and Goodman 1999, "Witten-Bell smoothing").
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from jaxtyping import Float

from labkit.detective import Story
from labkit.messages import say


class NGram:
    """A model of order n: it looks at the last n - 1 tokens.

    Args:
        order: n, 1 or more. 1 counts tokens, 2 pairs, 3 triples...
        vocab_size: Number of different tokens.

    With N the number of times the context was seen and T the number of different tokens that followed it,

        P(token | context) = (count(context, token) + T · P(token | context without its first token)) / (N + T).
    """

    def __init__(self, order: int, vocab_size: int):
        if not 1 <= order <= 8:
            raise ValueError(say("next_token.order", value=order))
        if vocab_size**order >= 2**63:  # see _code
            raise ValueError(say("next_token.too_large", vocab_size=vocab_size, order=order))
        self.order, self.vocab_size = order, vocab_size
        self._tables = []  # one per length of context, 0 to n - 1

    def fit(self, texts: list[list[int]]) -> "NGram":
        """Counts the texts: lists of token ids, the first of which (`<start>`) is read but not predicted."""
        self._tables = []
        for length in range(self.order):
            contexts, tokens = self._pairs(texts, length)
            pairs, counts = np.unique(contexts * self.vocab_size + tokens, return_counts=True)
            seen, first = np.unique(pairs // self.vocab_size, return_index=True)
            totals = np.add.reduceat(counts, first)  # N, for each context seen
            kinds = np.diff(np.append(first, len(pairs)))  # T
            self._tables.append((pairs, counts, seen, totals, kinds))
        return self

    def bits(self, texts: list[list[int]]) -> list[Float[np.ndarray, " token"]]:
        """The surprisal in bits of every token but the first, text by text."""
        ends = np.cumsum([len(text) - 1 for text in texts])[:-1]
        p = np.full(sum(len(text) - 1 for text in texts), 1 / self.vocab_size)
        for length in range(self.order):
            p = self._lean(length, *self._pairs(texts, length), p)
        return np.split(-np.log2(p), ends)

    def mean_bits(self, texts: list[list[int]]) -> float:
        """The loss: bits per token, the mean over all tokens but the first of each text."""
        return float(np.concatenate(self.bits(texts)).mean())

    def probabilities(self, context: list[int]) -> Float[np.ndarray, " vocab"]:
        """The probability of each token after this context (token ids, of which the last n - 1 count)."""
        tokens = np.arange(self.vocab_size)
        p = np.full(self.vocab_size, 1 / self.vocab_size)
        for length in range(self.order):
            code = self._code([0] * length + list(context), length)[-1]
            p = self._lean(length, np.full(self.vocab_size, code), tokens, p)
        return p

    def _lean(self, length, contexts, tokens, p):
        """The probabilities of the tokens with contexts of this length, given those with shorter ones."""
        if not self._tables:
            raise RuntimeError(say("next_token.not_fitted"))
        pairs, counts, seen, totals, kinds = self._tables[length]
        count = _look_up(pairs, counts, contexts * self.vocab_size + tokens)
        total, kind = _look_up(seen, totals, contexts), _look_up(seen, kinds, contexts)
        return np.where(total > 0, (count + kind * p) / np.maximum(total + kind, 1), p)

    def _pairs(self, texts, length):
        """(code of the context of this length, token) for each token to predict, all texts in a row."""
        codes = [self._code([0] * (length - 1) + text, length)[: len(text) - 1] for text in texts]
        return np.concatenate(codes), np.concatenate([text[1:] for text in texts])

    def _code(self, tokens, length):
        """Each window of `length` tokens as one number, its digits in base V."""
        tokens = np.asarray(tokens, dtype=np.int64)
        code = np.zeros(max(len(tokens) - length + 1, 0), dtype=np.int64)
        for i in range(length):
            code = code * self.vocab_size + tokens[i : i + len(code)]
        return code


def followers(stories: Iterable[Story], word: str) -> Counter:
    """How often each word comes right after this one: a page of the table of an n-gram of order 2."""
    return Counter(after for story in stories for before, after in pairwise(story.tokens) if before == word)


def _look_up(keys, values, wanted):
    """The value of each wanted key, 0 where it is not among the (sorted) keys."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, values[place], 0)
