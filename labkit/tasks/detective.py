"""Short detective stories whose culprit follows from the clues, and whose every bit is known.

Each suspect was in a room of their own. The crime took place in one of those rooms (or, two facts to combine: its
weapon was kept in one of them), so the last name of the story is settled by what came before, and by nothing else:

    On a stormy night, someone killed the baron. The suspects were Edith, Harold and Celia.
    According to the cook, Harold was in the library. Celia was dozing in the study. ...
    The inspector reread the notes. In the study: Celia.
    The crime took place in the library, so the culprit is Harold.

The generator makes its choices in the order in which the reader discovers them, so it knows the probability of each
word given the words before: `Story.bits`. Their sum is the information in the story, their mean over stories the
entropy of the source. A model that reads well comes close to it; no model gets below.

Stories for training and for testing share no combination of clues (who was where): memory does not help.
"""

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb, log2, perm

from labkit.messages import LANGUAGES, get_language, say
from labkit.tokenizer import Vocabulary

TEST_SHARE = 5  # one combination of clues in 5 is for testing

# A sentence is a template; each {slot} takes one of the slot's phrases. Words are separated by spaces. The first
# words of the templates of a kind tell them apart: a choice must show in the first word that depends on it.
WORLDS = {
    "en": {
        "opening": "on a {night} night , someone killed {victim} .",
        "suspects": ("the suspects were", ",", "and", "."),
        "clue": (
            "according to {witness} , {suspect} was in {room} .",
            "at {time} , {suspect} was {activity} in {room} .",
            "{suspect} was {activity} in {room} .",
            "in {room} , {witness} greeted {suspect} .",
            "lamp in hand , {suspect} went into {room} .",
            "fingerprints found in {room} betray {suspect} .",
        ),
        "red herring": (
            "every clock had stopped at {time} .",
            "someone had lost {trinket} .",
            "rumour has it that {witness} lent money to {suspect} .",
            "outside , {noise} .",
            "strangely , {suspect} seemed {mood} .",
        ),
        "object": "{weapon} was kept in {room} .",
        "notes": "the inspector reread the notes .",
        "note": "in {room} : {answer} .",
        "solution": (
            "the crime took place in {room} , so the culprit is {answer} .",
            "the weapon was {weapon} , so the culprit is {answer} .",
        ),
        "person": "Agatha Bertram Celia Desmond Edith Frederick Grace Harold".split(),
        "slots": {
            "room": (
                "the kitchen",
                "the library",
                "the study",
                "the cellar",
                "the attic",
                "the chapel",
                "the ballroom",
                "the greenhouse",
            ),
            "weapon": (
                "the candlestick",
                "the dagger",
                "the rope",
                "the revolver",
                "the poker",
                "the poison",
                "the axe",
                "the sabre",
            ),
            "night": ("stormy", "foggy", "moonless", "frosty"),
            "victim": ("the baron", "the countess", "the colonel", "the notary"),
            "witness": ("the butler", "the cook", "the gardener", "the governess"),
            "time": ("nine", "ten", "eleven", "midnight"),
            "activity": ("reading", "dozing", "smoking", "writing"),
            "trinket": ("a glove", "a letter", "a key", "a ring"),
            "noise": ("the dog barked", "the wind howled", "an owl hooted", "a carriage passed"),
            "mood": ("calm", "sad", "nervous", "cheerful"),
        },
    },
    "fr": {
        "opening": "par une nuit {night} , on tua {victim} .",
        "suspects": ("on soupçonnait", ",", "et", "."),
        "clue": (
            "selon {witness} , {suspect} était dans {room} .",
            "à {time} , {suspect} {activity} dans {room} .",
            "{suspect} {activity} dans {room} .",
            "dans {room} , {witness} salua {suspect} .",
            "lampe au poing , {suspect} entra dans {room} .",
            "des empreintes relevées dans {room} trahissent {suspect} .",
        ),
        "red herring": (
            "toutes les horloges étaient arrêtées à {time} .",
            "quelqu’un avait perdu {trinket} .",
            "d’ après la rumeur , {witness} prêtait de l’ argent à {suspect} .",
            "dehors , {noise} .",
            "curieusement , {suspect} semblait {mood} .",
        ),
        "object": "{weapon} se trouvait dans {room} .",
        "notes": "l’ inspectrice relut ses notes .",
        "note": "dans {room} : {answer} .",
        "solution": (
            "le crime a eu lieu dans {room} , le nom du coupable est donc {answer} .",
            "l’ arme du crime est {weapon} , le nom du coupable est donc {answer} .",
        ),
        "person": "Agathe Bertrand Céline Désiré Édith Firmin Gisèle Honoré".split(),
        "slots": {
            "room": (
                "la cuisine",
                "la bibliothèque",
                "le bureau",
                "la cave",
                "le grenier",
                "la chapelle",
                "le salon",
                "la serre",
            ),
            "weapon": (
                "le chandelier",
                "le poignard",
                "la corde",
                "le revolver",
                "le tisonnier",
                "le poison",
                "la hache",
                "le sabre",
            ),
            "night": ("orageuse", "brumeuse", "glaciale", "étoilée"),
            "victim": ("le baron", "la comtesse", "le colonel", "le notaire"),
            "witness": ("le majordome", "la cuisinière", "le jardinier", "la gouvernante"),
            "time": ("neuf heures", "dix heures", "onze heures", "minuit"),
            "activity": ("lisait", "somnolait", "fumait", "écrivait"),
            "trinket": ("un gant", "une lettre", "une clef", "une bague"),
            "noise": ("le chien aboyait", "le vent hurlait", "une chouette criait", "un fiacre passait"),
            "mood": ("calme", "triste", "fébrile", "aimable"),
        },
    },
}
MOST_SUSPECTS = 8  # as many as persons, rooms and weapons


@dataclass(frozen=True)
class Story:
    """One story, word by word, with all that the generator knows about it."""

    language: str
    words: tuple[str, ...]
    bits: tuple[float, ...]  # surprisal of each word under the source, given the words before it
    suspects: tuple[str, ...]  # in the order in which the story lists them
    culprit: str
    clues: frozenset[tuple[str, str]]  # (suspect, room)
    answers: tuple[int, ...]  # positions of the words that can be deduced; the last one is the culprit

    @property
    def culprit_position(self) -> int:
        """Where the culprit's name stands in `words`."""
        return self.answers[-1]

    def __str__(self) -> str:
        return readable(self.words, self.language)


def stories(
    n: int,
    *,
    suspects: int = 4,
    red_herrings: int = 2,
    notes: int = 2,
    depth: int = 1,
    split: str = "train",
    seed: int = 0,
    language: str | None = None,
) -> list[Story]:
    """Draws `n` stories; the same arguments give the same stories.

    Args:
        n: Number of stories.
        suspects: Number of suspects, 1 to 8.
        red_herrings: Number of sentences that say nothing about who was where, 0 or more.
        notes: Number of deductions that the inspector writes down before the last one, 0 to `suspects`.
        depth: Facts to combine for the culprit: 1 (the room of the crime is told), 2 (only the weapon is, and each
            suspect's room had a weapon in it).
        split: "train" or "test"; no combination of clues occurs in both.
        seed: Seed of the draw; Python's own random state is left alone.
        language: "fr" or "en"; by default the reader's.

    Raises:
        ValueError: for an argument out of its range.
    """
    if n < 0:
        raise ValueError(say("detective.range", name="n", allowed="≥ 0", value=n))
    endless = stream(
        suspects=suspects,
        red_herrings=red_herrings,
        notes=notes,
        depth=depth,
        split=split,
        seed=seed,
        language=language,
    )
    return [next(endless) for _ in range(n)]


def stream(
    *,
    suspects: int = 4,
    red_herrings: int = 2,
    notes: int = 2,
    depth: int = 1,
    split: str = "train",
    seed: int = 0,
    language: str | None = None,
) -> Iterator[Story]:
    """An endless supply of stories; arguments and errors as in `stories`."""
    language = _checked(suspects, red_herrings, notes, depth, split, language)
    draw = random.Random(f"{seed} {split}")

    def endless():
        while True:
            pen = _Pen(lambda weights: draw.choices(range(len(weights)), weights)[0])
            story = _tell(pen, language, suspects, red_herrings, notes, depth)
            if is_for_testing(story.clues) == (split == "test"):
                yield story

    return endless()


def is_for_testing(clues: frozenset[tuple[str, str]]) -> bool:
    """Whether this combination of clues belongs to the test stories (about one in five does)."""
    return zlib.crc32(repr(sorted(clues)).encode()) % TEST_SHARE == 0


def entropy(
    *,
    suspects: int = 4,
    red_herrings: int = 2,
    notes: int = 2,
    depth: int = 1,
    language: str | None = None,
) -> tuple[float, float]:
    """The entropy of the source: (bits per story, bits per token), from the grammar, without drawing anything.

    A story is a sequence of independent choices, each among equally likely options, so its entropy is the sum of
    their logarithms, averaged over the templates. Holding clue combinations out does not change it: the choice of
    the words around the clues does not depend on the combination. Arguments and errors as in `stories`.
    """
    language = _checked(suspects, red_herrings, notes, depth, "train", language)
    world = WORLDS[language]
    objects = suspects if depth == 2 else 0
    parts = [  # (how often, bits on average, words on average)
        (1, *_average([world["opening"]], world)),
        (suspects, *_average(world["clue"], world)),
        (red_herrings, *_average(world["red herring"], world, suspect_bits=log2(suspects))),
        (objects, *_average([world["object"]], world)),
        (1, 0, len(world["suspects"][0].split()) + 2 * suspects),
        (1, 0, len(world["notes"].split()) if notes else 0),
        (notes, *_average([world["note"]], world)),
        (1, *_average([world["solution"][depth - 1]], world)),
    ]
    orders = [  # numbers of equally likely ways to pick things one after the other
        perm(len(world["person"]), suspects),  # who is suspected
        comb(suspects + red_herrings, suspects),  # where the clues stand among the red herrings
        perm(suspects),  # whose clue comes when
        perm(len(world["slots"]["room"]), suspects),  # who was where
        perm(len(world["slots"]["weapon"]), objects) * perm(objects),  # which weapon was where
        perm(suspects, notes),  # what the inspector notes
        suspects,  # the room or the weapon of the crime
    ]
    bits = sum(often * bits for often, bits, _ in parts) + sum(log2(ways) for ways in orders)
    return bits, bits / sum(often * words for often, _, words in parts)


def vocabulary(language: str | None = None) -> Vocabulary:
    """Every word a story of this language can contain."""
    world = WORLDS[language or get_language()]
    texts = [world["opening"], *world["suspects"], *world["clue"], *world["red herring"], world["object"]]
    texts += [world["notes"], world["note"], *world["solution"], *world["person"]]
    texts += [phrase for phrases in world["slots"].values() for phrase in phrases]
    words = (word for text in texts for word in text.split() if "{" not in word)
    return Vocabulary(dict.fromkeys(words))


def readable(words, language: str | None = None) -> str:
    """The words as a printed text: capitals, spaces and punctuation of the language."""
    return "".join(before + word for before, word in spaced(words, language))


def spaced(words, language: str | None = None) -> list[tuple[str, str]]:
    """(space before the word, the word as printed), for each word of a story."""
    french = (language or get_language()) == "fr"
    pairs, previous = [], "."
    for word in words:
        shown = word[:1].upper() + word[1:] if previous == "." else word
        before = " "
        if word in ".," or (word in ":;" and not french) or previous.endswith("’"):
            before = ""
        elif word in ":;":
            before = "\u00a0"
        pairs.append((before if pairs else "", shown))
        previous = word
    return pairs


class _Pen:
    """Writes a story and keeps the account of its bits.

    `pick(weights)` returns the index of the option taken. A choice is paid for by the first word written after it,
    which must reveal it.
    """

    def __init__(self, pick):
        self.pick, self.words, self.bits, self.pending = pick, [], [], 0.0

    def choose(self, options, weights=None):
        """One of the options, drawn with these weights (by default equal)."""
        weights = weights or [1] * len(options)
        i = self.pick(weights)
        self.pending += log2(sum(weights) / weights[i])
        return options[i]

    def write(self, text: str) -> None:
        """Adds words that follow from what was chosen before."""
        for word in text.split():
            self.words.append(word)
            self.bits.append(self.pending)
            self.pending = 0.0

    def write_one_of(self, phrases):
        """Draws a phrase and writes it; each of its words is paid for by the phrases that it rules out."""
        phrase = phrases[self.pick([1] * len(phrases))]
        for i, word in enumerate(phrase.split()):
            possible = [other for other in phrases if other.split()[i : i + 1] == [word]]
            self.pending += log2(len(phrases) / len(possible))
            phrases = possible
            self.write(word)
        return phrase


def _tell(pen, language, n_suspects, red_herrings, notes, depth) -> Story:
    """One story; `pen.pick` makes all the choices, in the order in which the words reveal them."""
    world = WORLDS[language]
    persons, rooms, weapons = list(world["person"]), list(world["slots"]["room"]), list(world["slots"]["weapon"])
    suspects, resident, room_of, answers = [], {}, {}, []  # resident: room -> suspect; room_of: weapon -> room

    def fill(template, **slots):
        """Writes a template; returns what the given slots drew (or were told) in it."""
        drawn = {}
        for word in template.split():
            slot = word[1:-1] if word.startswith("{") else None
            if slot is None:
                pen.write(word)
            elif slot == "answer":
                answers.append(len(pen.words))
                pen.write(slots["answer"](**drawn))
            else:
                drawn[slot] = pen.write_one_of(slots.get(slot) or world["slots"][slot])
        return drawn

    def take(options, value):
        options.remove(value)
        return value

    fill(world["opening"])
    first, comma, last_joint, stop = world["suspects"]
    pen.write(first)
    for left in range(n_suspects - 1, -1, -1):
        suspects.append(take(persons, pen.write_one_of(persons)))
        pen.write(stop if left == 0 else last_joint if left == 1 else comma)

    unseen, herrings = list(suspects), red_herrings
    while unseen or herrings:
        if pen.choose(("clue", "herring"), [len(unseen), herrings]) == "clue":
            clue = fill(pen.choose(world["clue"]), suspect=unseen, room=rooms)
            resident[take(rooms, clue["room"])] = take(unseen, clue["suspect"])
        else:
            fill(pen.choose(world["red herring"]), suspect=suspects)
            herrings -= 1

    empty = list(resident) if depth == 2 else []  # rooms whose weapon has not been told
    while empty:
        found = fill(world["object"], weapon=weapons, room=empty)
        room_of[take(weapons, found["weapon"])] = take(empty, found["room"])

    unread = list(resident)
    if notes:
        fill(world["notes"])
    for _ in range(notes):
        take(unread, fill(world["note"], room=unread, answer=lambda room: resident[room])["room"])

    def solve(room=None, weapon=None):
        return resident[room or room_of[weapon]]

    fill(world["solution"][depth - 1], room=list(resident), weapon=list(room_of), answer=solve)
    return Story(
        language=language,
        words=tuple(pen.words),
        bits=tuple(pen.bits),
        suspects=tuple(suspects),
        culprit=pen.words[answers[-1]],
        clues=frozenset((suspect, room) for room, suspect in resident.items()),
        answers=tuple(answers),
    )


def _average(templates, world, suspect_bits=0.0) -> tuple[float, float]:
    """Mean bits of the free slots, and mean number of words, over equally likely templates (their choice included).

    Slots whose options shrink as the story goes on ({room}, {weapon}, a clue's {suspect}) count for words only.
    """
    bits, words = log2(len(templates)), 0.0
    for template in templates:
        for word in template.split():
            slot = word[1:-1] if word.startswith("{") else None
            phrases = world["slots"].get(slot, [word])  # a name counts as one word
            words += sum(len(phrase.split()) for phrase in phrases) / len(phrases) / len(templates)
            if slot == "suspect":
                bits += suspect_bits / len(templates)
            elif slot not in ("room", "weapon"):
                bits += log2(len(phrases)) / len(templates)
    return bits, words


def _checked(suspects, red_herrings, notes, depth, split, language) -> str:
    """The language to write in, once all arguments are known to be in range."""
    language = language or get_language()
    ranges = {
        "suspects": (suspects, range(1, MOST_SUSPECTS + 1)),
        "red_herrings": (red_herrings, range(100)),
        "notes": (notes, range(suspects + 1)),
        "depth": (depth, range(1, 3)),
    }
    for name, (value, allowed) in ranges.items():
        if value not in allowed:
            text = f"{allowed.start} … {allowed.stop - 1}"
            raise ValueError(say("detective.range", name=name, allowed=text, value=value))
    for name, value, words in (("split", split, ("train", "test")), ("language", language, LANGUAGES)):
        if value not in words:
            raise ValueError(say("session.bad_value", name=name, allowed=", ".join(words), value=value))
    return language
