"""Vocabularies: which number stands for which word.

A model reads and writes numbers. Ours are handed out in the simplest way: one per word of a closed list.
"""

from collections.abc import Iterable, Sequence

import torch
from jaxtyping import Int
from torch import Tensor

from labkit.messages import say

START, PAD = "<start>", "<pad>"


class Vocabulary:
    """A closed list of words; word number i is `vocabulary.words[i]`.

    Two words are added: `<start>`, which stands before every text, and `<pad>`, which fills the rows of a table of
    texts after their end.

    Raises:
        ValueError: for a word that is given twice.
    """

    def __init__(self, words: Iterable[str]):
        self.words = [START, PAD, *words]
        self.index = {word: i for i, word in enumerate(self.words)}
        if len(self.index) < len(self.words):
            twice = next(word for i, word in enumerate(self.words) if self.index[word] != i)
            raise ValueError(say("tokenizer.twice", value=twice))

    def __len__(self) -> int:
        return len(self.words)

    def encode(self, words: Sequence[str]) -> list[int]:
        """`<start>`, then the number of each word.

        Raises:
            ValueError: for a word that is not in the vocabulary; names the nearest one.
        """
        try:
            return [0, *map(self.index.__getitem__, words)]
        except KeyError as error:
            from rapidfuzz.process import extractOne

            nearest = extractOne(error.args[0], self.words)[0]
            raise ValueError(say("tokenizer.unknown", value=error.args[0], nearest=nearest)) from None

    def decode(self, numbers: Iterable[int]) -> list[str]:
        """The words of these numbers, without `<start>` and `<pad>`."""
        words = [self.words[i] for i in numbers]
        return [word for word in words if word not in (START, PAD)]

    def batch(self, texts: Sequence[Sequence[str]]) -> tuple[Int[Tensor, "text pos"], Int[Tensor, "text pos"]]:
        """What a model reads and what it should say: inputs start with `<start>`, targets are the words themselves.

        Short texts are filled up to the longest; the filler's target is -100, which no loss counts.
        """
        rows = [self.encode(words) for words in texts]
        longest = max(map(len, rows)) - 1
        inputs = torch.full((len(rows), longest), self.index[PAD])
        targets = torch.full((len(rows), longest), -100)
        for i, row in enumerate(rows):
            inputs[i, : len(row) - 1] = torch.tensor(row[:-1])
            targets[i, : len(row) - 1] = torch.tensor(row[1:])
        return inputs, targets
