"""Whoever answers without a model: the best opponent we know for both exams of unit 04."""

from collections.abc import Iterator, Sequence

from labkit.messages import say
from labkit.reversal.facts import REMINDER, STOP, Fact, connectives


def searched(text: Sequence[str], asked: Sequence[str]) -> tuple[str, ...] | None:
    """What the first sentence of a text that holds the entity `asked` says beside it; None where none holds it.

    It looks for the words and copies what stands on the other side of "is": nothing is learned, and the direction in
    which the sentence was told does not matter.
    """
    for sides in _sentences(text):
        if tuple(asked) in sides:
            return sides[1 - sides.index(tuple(asked))]
    return None


def _sentences(text: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The two sides of each "A is B" of a text; sentences end with STOP."""
    sentence: list[str] = []
    for word in text:
        if word != STOP:
            sentence += [word] * (word != REMINDER)
            continue
        cut = next((i for i, w in enumerate(sentence) if w in connectives()), None)
        if cut is not None:
            yield tuple(sentence[:cut]), tuple(sentence[cut + 1 :])
        sentence = []


def search_score(facts: Sequence[Fact], texts: Sequence[Sequence[str]]) -> float:
    """The share of the facts whose name is found from the description, each in the text given for it.

    Raises:
        ValueError: for no fact, or another number of texts.
    """
    if not facts or len(facts) != len(texts):
        raise ValueError(say("metrics.lengths", first=len(facts), second=len(texts)))
    found = [searched(text, fact.description) == fact.name for fact, text in zip(facts, texts, strict=True)]
    return sum(found) / len(found)
