"""A flock of parrots: cheap rules that name a culprit without following the case, and the copiers, which do better.

A rule reads the words of a story up to the culprit's name, which is missing, and gives a name, or None where it has
none to give: then it guesses among the suspects, and the exam counts its chance (`named`). On stories of two hops
each rule of `OPPONENTS` stays at chance (a test holds it); the copier, one look-up, falls to chance there too, and the
copier that copies twice does not. Whoever has a better parrot adds it here:

    OPPONENTS["my_parrot"] = lambda words: ...
"""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence

import numpy as np

from labkit import detective
from labkit.detective import WORLDS, Story
from labkit.messages import say
from labkit.next_token.ngram import NGram

Rule = Callable[[Sequence[str]], str | None]

PERSONS, ROOMS, WEAPONS = (
    frozenset(phrase for world in WORLDS.values() for phrase in phrases(world))
    for phrases in (
        lambda world: world["person"],
        lambda world: world["slots"]["room"],
        lambda world: world["slots"]["weapon"],
    )
)  # the words of both languages


def sentences(words: Sequence[str]) -> list[list[str]]:
    """The sentences of a story, each a list of words without its full stop; the last one is the unfinished one."""
    found = [[]]
    for word in words:
        if word == ".":
            found.append([])
        else:
            found[-1].append(word)
    return found


def named(rule: Rule, stories: Sequence[Story]) -> float:
    """The share of culprits that a rule names; where it gives no name it guesses: 1 / number of suspects.

    Raises:
        ValueError: for an answer that is neither None nor a name.
    """
    return float(np.mean([_mark(rule(_unfinished(story)), story) for story in stories]))


def _unfinished(story):
    return list(story.tokens[: story.culprit_position])


def _mark(answer, story):
    if answer is None:
        return 1 / len(story.suspects)
    if answer not in PERSONS:
        raise ValueError(say("next_token.bad_name", value=answer))
    return float(answer == story.culprit)


def _names(words):
    return [word for word in words if word in PERSONS]


# Cheap rules: none of them follows the case


def first_named(words):
    """The first name of the story."""
    return next(iter(_names(words)), None)


def last_named(words):
    """The last name before the question."""
    return next(iter(reversed(_names(words))), None)


def most_named(words):
    """The name that comes up most often; of several, the latest."""
    return max(reversed(_names(words)), key=Counter(_names(words)).get, default=None)


def least_named(words):
    """The suspect whose name comes up least often; of several, the last one seen."""
    return min(reversed(_suspects(words)), key=Counter(_names(words)).get, default=None)


def not_in_the_notes(words):
    """By elimination: the last suspect seen in a room whom no note is about."""
    noted = _noted(words)
    return next((name for name in reversed(_suspects(words)) if name not in noted), None)


def first_in_the_notes(words):
    """Whom the inspector's first note is about."""
    return next(iter(_noted(words)), None)


def gossip(words):
    """The suspect who is named where no room is: the one people talk about."""
    talk = [sentence for sentence in sentences(words)[:-1] if not ROOMS & set(sentence) and ":" not in sentence]
    return next((name for sentence in talk for name in _names(sentence) if name in _suspects(words)), None)


def same_rank(words):
    """The weapon of the crime was the third to be told? Then the third suspect."""
    told = [s for s in sentences(words)[:-1] if WEAPONS & set(s) and ROOMS & set(s) and ":" not in s]
    return next(
        (name for name, sentence in zip(_suspects(words), told, strict=False) if _asked(words) in sentence), None
    )


def name_before(words):
    """The last name before the first mention of what the question names."""
    return last_named(words[: words.index(_asked(words))]) if _asked(words) else None


def name_after(words):
    """The first name after the first mention of what the question names."""
    return first_named(words[words.index(_asked(words)) :]) if _asked(words) else None


def last_room(words):
    """Whoever was seen in the room named last before the question."""
    room = next((word for sentence in reversed(sentences(words)[:-1]) for word in sentence if word in ROOMS), None)
    return next((name for sentence in _clues(words) if room in sentence for name in _names(sentence)), None)


def memoriser(stories: Sequence[Story]) -> Rule:
    """Remembers `stories`, and names the suspect who stands where the culprit stood in the most similar one.

    Similar: the most words in common. A culprit's place is their rank among the suspects, in the order of the clues.
    """
    words = sorted({word for story in stories for word in story.tokens})
    index = {word: i for i, word in enumerate(words)}
    ranks = [story.suspects.index(story.culprit) for story in stories]
    read = np.stack([_bag(_unfinished(story), index) for story in stories])  # (story, word)

    def rule(words):
        most_similar = int((read @ _bag(words, index)).argmax())
        suspects = _suspects(words)
        return suspects[ranks[most_similar]] if ranks[most_similar] < len(suspects) else None

    return rule


def counting(model: NGram) -> Rule:
    """The suspect whom an n-gram, fitted on the token ids of stories, finds the likeliest to come next."""
    vocabulary = detective.vocabulary()

    def rule(words):
        expected = model.probabilities(vocabulary.encode(words))
        return max(_suspects(words), key=lambda name: expected[vocabulary.index[name]], default=None)

    return rule


def _bag(words, index):
    bag = np.zeros(len(index), dtype=np.float32)
    bag[[index[word] for word in set(words) if word in index]] = 1
    return bag


def _asked(words):
    """The room or the weapon that the question names last, if it was named before."""
    *past, question = sentences(words)
    before = {word for sentence in past for word in sentence}
    return next((word for word in reversed(question) if word in (ROOMS | WEAPONS) & before), None)


def _clues(words):
    """The sentences that say who was where."""
    return [s for s in sentences(words)[:-1] if ROOMS & set(s) and PERSONS & set(s) and ":" not in s]


def _suspects(words):
    """Those who were seen in a room, in the order of the clues."""
    return [name for sentence in _clues(words) for name in _names(sentence)]


def _noted(words):
    """Those whom the inspector's notes are about: named there, or seen in the room that stands there."""
    clues, notes = _clues(words), [sentence for sentence in sentences(words)[:-1] if ":" in sentence]
    about = [look_up([*clues, note], word, PERSONS) for note in notes for word in note if word in ROOMS | PERSONS]
    return [name for name in dict.fromkeys(about) if name]


# The copiers


def copier(words):
    """One look-up: the name in the last earlier sentence that has the room (or the weapon) of the crime and a name."""
    return look_up(sentences(words)[:-1], _asked(words), PERSONS)


def copier_twice(words):
    """Two look-ups in a row: the room that stands beside the weapon, then the name beside that room."""
    past = sentences(words)[:-1]
    return look_up(past, look_up(past, _asked(words), ROOMS), PERSONS)


def look_up(past: Sequence[Sequence[str]], wanted: str | None, kind: Container[str]) -> str | None:
    """The word of this kind in the last of the sentences that has both it and the word wanted; None if none has.

    kind: PERSONS, ROOMS or WEAPONS. A word wanted of the kind itself is found, too.
    """
    return next((word for sentence in reversed(past) if wanted in sentence for word in sentence if word in kind), None)


OPPONENTS: dict[str, Rule] = {  # each stays at chance on stories of two hops
    rule.__name__: rule
    for rule in (
        first_named,
        last_named,
        most_named,
        least_named,
        not_in_the_notes,
        first_in_the_notes,
        gossip,
        same_rank,
        name_before,
        name_after,
        last_room,
    )
}


def exam(rules: Mapping[str, Rule], *stories: Sequence[Story]) -> dict[str, list[float]]:
    """For each rule the share of culprits it names, one number for each list of stories."""
    return {name: [named(rule, told) for told in stories] for name, rule in rules.items()}
