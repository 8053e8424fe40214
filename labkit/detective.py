"""Short detective stories whose culprit follows from the clues, and whose every bit is known.

Each suspect was in a room of their own. The crime took place in one of those rooms, so the last name of the story is
settled by what came before, and by nothing else:

    On a stormy night, someone killed the baron.
    According to the cook, Harold was in the library. Celia was dozing in the study. ...
    The inspector reread the notes. In the study: Celia.
    The crime took place in the library, so the culprit is Harold.

That is one hop, from the room to the name. In stories of two hops only the weapon is told, and earlier each suspect's
room had a weapon in it. The last sentence may write the step in between, or leave it out:

    The weapon was the axe, which was kept in the library, so the culprit is Harold.

The weapon of the crime is drawn after all else, each of the four alike: notes, order and frequency say nothing of the
culprit, who can only be found by way of the room (`labkit.next_token.opponents` holds the rules that try without).

The generator makes its choices in the order in which the reader discovers them, so it knows the probability of each
word given the words before: `Story.bits`. Their sum is the information in the story, their mean over stories the
entropy of the source. A model that reads well comes close to it; no model gets below.

Stories for training and for testing share no combination of clues (who was where): memory does not help.
"""

import random
import zlib
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import comb, log2, perm
from typing import Annotated, no_type_check

import numpy as np
from jaxtyping import Float

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Language, Natural, Seed
from labkit.messages import LANGUAGES, get_language, say
from labkit.metrics import multiple_choice
from labkit.tokenizer import Vocabulary

TEST_SHARE = 5  # one combination of clues in 5 is for testing

# A sentence is a template; each {slot} takes one of the slot's phrases. Tokens are separated by spaces; a group of
# words that always go together is one token, its words joined by "_", as the vocabularies of large models have tokens
# for frequent groups of letters. The first tokens of the templates of a kind tell them apart: a choice must show in
# the first token that depends on it.
WORLDS = {
    "en": {
        "opening": "on_a {night} night , someone killed {victim} .",
        "clue": (
            "according_to {witness} , {suspect} was {room} .",
            "{time} , {suspect} was {room} .",
            "{suspect} was {activity} {room} .",
            "{witness} greeted {suspect} {room} .",
            "{room} , {suspect} was {activity} .",
            "lamp_in_hand , {suspect} was pacing_about {room} .",
        ),
        "red herring": (
            "every_clock had_stopped {time} .",
            "someone had_lost {trinket} .",
            "rumour_has_it_that {witness} lent_money_to {suspect} .",
            "outside , {noise} .",
            "strangely , {suspect} seemed {mood} .",
        ),
        "object": "{weapon} was_kept {room} .",
        "notes": "the_inspector reread the_notes .",
        "note": ("{room} : {answer} .", "{weapon} : {kept} .", "{weapon} : {answer} ."),
        "solution": (
            "the_crime took_place {room} , so_the_culprit_is {answer} .",
            "the_weapon_was {weapon} , so_the_culprit_is {answer} .",
            "the_weapon_was {weapon} , which_was_kept {kept} , so_the_culprit_is {answer} .",
        ),
        "person": "Agatha Bertram Celia Desmond Edith Frederick Grace Harold".split(),
        "slots": {
            "room": "in_the_kitchen in_the_library in_the_study in_the_cellar in_the_attic in_the_chapel "
            "in_the_ballroom in_the_greenhouse",
            "weapon": "the_candlestick the_dagger the_rope the_revolver the_poker the_poison the_axe the_sabre",
            "night": "stormy foggy moonless frosty",
            "victim": "the_baron the_countess the_colonel the_notary",
            "witness": "the_butler the_cook the_gardener the_governess",
            "time": "at_nine at_ten at_eleven at_midnight",
            "activity": "reading dozing smoking writing",
            "trinket": "a_glove a_letter a_key a_ring",
            "noise": "the_dog_barked the_wind_howled an_owl_hooted a_carriage_passed",
            "mood": "calm sad nervous cheerful",
        },
    },
    "fr": {
        "opening": "par_une nuit {night} , on_tua {victim} .",
        "clue": (
            "selon {witness} , {suspect} était {room} .",
            "{time} , {suspect} était {room} .",
            "{suspect} {activity} {room} .",
            "{witness} salua {suspect} {room} .",
            "{room} , {suspect} {activity} .",
            "lampe_au_poing , {suspect} allait_et_venait {room} .",
        ),
        "red herring": (
            "toutes_les_horloges étaient_arrêtées {time} .",
            "quelqu’un avait_perdu {trinket} .",
            "d’après_la_rumeur , {witness} prêtait_de_l’argent_à {suspect} .",
            "dehors , {noise} .",
            "curieusement , {suspect} semblait {mood} .",
        ),
        "object": "{weapon} se_trouvait {room} .",
        "notes": "l’inspectrice relut ses_notes .",
        "note": ("{room} : {answer} .", "{weapon} : {kept} .", "{weapon} : {answer} ."),
        "solution": (
            "le_crime a_eu_lieu {room} , le_nom_du_coupable_est_donc {answer} .",
            "l’arme_du_crime_est {weapon} , le_nom_du_coupable_est_donc {answer} .",
            "l’arme_du_crime_est {weapon} , qui_se_trouvait {kept} , le_nom_du_coupable_est_donc {answer} .",
        ),
        "person": "Agathe Bertrand Céline Désiré Édith Firmin Gisèle Honoré".split(),
        "slots": {
            "room": "dans_la_cuisine dans_la_bibliothèque dans_le_bureau dans_la_cave dans_le_grenier "
            "dans_la_chapelle dans_le_salon dans_la_serre",
            "weapon": "le_chandelier le_poignard la_corde le_revolver le_tisonnier le_poison la_hache le_sabre",
            "night": "orageuse brumeuse glaciale étoilée",
            "victim": "le_baron la_comtesse le_colonel le_notaire",
            "witness": "le_majordome la_cuisinière le_jardinier la_gouvernante",
            "time": "à_neuf_heures à_dix_heures à_onze_heures à_minuit",
            "activity": "lisait somnolait fumait écrivait",
            "trinket": "un_gant une_lettre une_clef une_bague",
            "noise": "le_chien_aboyait le_vent_hurlait une_chouette_criait un_fiacre_passait",
            "mood": "calme triste fébrile aimable",
        },
    },
}
for _world in WORLDS.values():
    _world["slots"] = {slot: tuple(phrases.split()) for slot, phrases in _world["slots"].items()}
MOST_SUSPECTS = 8  # as many as persons, rooms and weapons
NOTES_BY = ("room", "weapon", "both")  # the hop that a note takes: room to name, weapon to room, weapon to name


@dataclass(frozen=True)
class Story:
    """One story, token by token, with all that the generator knows about it."""

    language: str
    tokens: tuple[str, ...]
    bits: tuple[float, ...]  # surprisal of each token under the source, given the tokens before it
    suspects: tuple[str, ...]  # those whose room the clues tell, in the order of the clues
    culprit: str
    clues: frozenset[tuple[str, str]]  # (suspect, room)
    answers: tuple[int, ...]  # positions of the tokens that can be deduced; the last one is the culprit
    asked: int  # position of the room, or at depth 2 the weapon, of the crime: from there on all can be deduced

    @property
    def culprit_position(self) -> int:
        """Where the culprit's name stands in `tokens`."""
        return self.answers[-1]

    def __str__(self) -> str:
        return readable(self.tokens, self.language)


def stories(
    n: Natural,
    *,
    suspects: int = 4,
    red_herrings: int = 2,
    notes: int = 2,
    depth: int = 1,
    written: bool = False,
    notes_by: str = "room",
    split: str = "train",
    seed: Seed = 0,
    language: Language | None = None,
) -> list[Story]:
    """Draws `n` stories; the same arguments give the same stories.

    Args:
        n: Number of stories.
        suspects: Number of suspects, 1 to 8.
        red_herrings: Number of sentences that say nothing about who was where, 0 or more.
        notes: Number of deductions that the inspector writes down before the last one, 0 to `suspects`.
        depth: Facts to combine for the culprit: 1 (the room of the crime is told), 2 (only the weapon is, and each
            suspect's room had a weapon in it).
        written: Whether the last sentence also says where the weapon was kept, the step in between (depth 2 only).
        notes_by: The hop of the inspector's notes: "room" (whom the clues saw there) or, at depth 2 only, "weapon"
            (the room it was kept in) or "both" (weapon to name at once).
        split: "train" or "test"; no combination of clues occurs in both.
        seed: Seed of the draw; Python's own random state is left alone.
        language: "fr" or "en"; by default the reader's.

    Raises:
        ValueError: for an argument out of its range.
    """
    endless = stream(
        suspects=suspects,
        red_herrings=red_herrings,
        notes=notes,
        depth=depth,
        written=written,
        notes_by=notes_by,
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
    written: bool = False,
    notes_by: str = "room",
    split: str = "train",
    seed: Seed = 0,
    language: Language | None = None,
) -> Iterator[Story]:
    """An endless supply of stories; arguments and errors as in `stories`."""
    language = _checked(suspects, red_herrings, notes, depth, written, notes_by, split, language)
    draw = random.Random(f"{seed} {split}")

    @no_type_check
    def pick(weights):  # as draw.choices does, in half the time
        upto = list(accumulate(weights))
        return bisect(upto, draw.random() * upto[-1], 0, len(upto) - 1)

    def endless():
        while True:
            pen = _Pen(pick)
            story = _tell(pen, language, suspects, red_herrings, notes, depth, written, notes_by)
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
    written: bool = False,
    notes_by: str = "room",
    language: Language | None = None,
) -> tuple[float, float]:
    """The entropy of the source: (bits per story, bits per token), from the grammar, without drawing anything.

    A story is a sequence of independent choices, each among equally likely options, so its entropy is the sum of
    their logarithms, averaged over the templates. It is that of all stories, of which `split` keeps four in five
    or one in five: who does not know which combinations are held out pays the same on either part. Arguments and
    errors as in `stories`.
    """
    language = _checked(suspects, red_herrings, notes, depth, written, notes_by, "train", language)
    world = WORLDS[language]
    objects = suspects if depth == 2 else 0
    parts = [  # (how often, bits on average, tokens on average)
        (1, *_average([world["opening"]], world)),
        (suspects, *_average(world["clue"], world)),
        (red_herrings, *_average(world["red herring"], world, suspect_bits=log2(len(world["person"])))),
        (objects, *_average([world["object"]], world)),
        (1, 0, len(world["notes"].split()) if notes else 0),
        (notes, *_average([world["note"][NOTES_BY.index(notes_by)]], world)),
        (1, *_average([world["solution"][depth - 1 + written]], world)),
    ]
    orders = [  # numbers of equally likely ways to pick things one after the other
        perm(len(world["person"]), suspects),  # who is seen
        comb(suspects + red_herrings, suspects),  # where the clues stand among the red herrings
        perm(len(world["slots"]["room"]), suspects),  # who was where
        perm(len(world["slots"]["weapon"]), objects) * perm(objects),  # which weapon was where
        perm(suspects, notes),  # what the inspector notes
        suspects,  # the room or the weapon of the crime
    ]
    bits = sum(often * mean for often, mean, _ in parts) + sum(log2(ways) for ways in orders)
    return bits, bits / sum(often * tokens for often, _, tokens in parts)


def culprit_accuracy(
    stories: Annotated[list[Story], NOT_EMPTY], probabilities: Float[np.ndarray, "story vocab"]
) -> float:
    """How often the culprit is the likeliest of the story's suspects: 1 / suspects by chance, whatever the tokens.

    Args:
        stories: Stories of one language.
        probabilities: What a model expects in the place of the culprit's name, by token id of `vocabulary`.
    """
    if len(stories) != len(probabilities):
        raise ValueError(say("metrics.lengths", first=len(probabilities), second=len(stories)))
    index = vocabulary(stories[0].language).index
    line_up = np.array(
        [[row[index[name]] for name in s.suspects] for s, row in zip(stories, probabilities, strict=True)]
    )
    return multiple_choice(line_up, [s.suspects.index(s.culprit) for s in stories])


def vocabulary(language: Language | None = None, *, written: bool = True) -> Vocabulary:
    """Every token a story of this language can contain; with written=False, one that never writes the step between."""
    world = WORLDS[language or get_language()]
    texts = [world["opening"], *world["clue"], *world["red herring"], world["object"]]
    texts += [world["notes"], *world["note"], *world["solution"][: 3 if written else 2], *world["person"]]
    tokens = [token for text in texts for token in text.split() if not token.startswith("{")]
    tokens += [phrase for phrases in world["slots"].values() for phrase in phrases]
    return Vocabulary(dict.fromkeys(tokens))


def is_over(tokens: Sequence[str], language: Language | None = None) -> bool:
    """Whether the culprit, whoever they are, has just been named and the full stop set."""
    announced = WORLDS[language or get_language()]["solution"][0].split()[-3]  # so_the_culprit_is
    return len(tokens) > 2 and tokens[-3] == announced and tokens[-1] == "."


def readable(tokens: Sequence[str], language: Language | None = None) -> str:
    """The tokens as a printed text: capitals, spaces and punctuation of the language."""
    return "".join(space + text for space, text in printed(tokens, language))


def printed(tokens: Sequence[str], language: Language | None = None) -> list[tuple[str, str]]:
    """(space before it, text as printed), for each token of a story."""
    french = (language or get_language()) == "fr"
    pairs, previous = [], "."
    for token in tokens:
        text = token.replace("_", " ")
        text = text[0].upper() + text[1:] if previous == "." else text
        space = "" if not pairs or token in (",", ".") else " "
        if token == ":":
            space = "\u00a0" if french else ""
        pairs.append((space, text))
        previous = token
    return pairs


@no_type_check  # the tests check types at each call, which would make a story, written word by word, 20 times slower
class _Pen:
    """Writes a story and keeps the account of its bits.

    `pick(weights)` returns the index of the option taken. A choice is paid for by the first token written after it,
    which must reveal it.
    """

    def __init__(self, pick):
        self.pick, self.tokens, self.bits, self.pending = pick, [], [], 0.0

    def choose(self, options, weights=None):
        """One of the options, drawn with these weights (by default equal)."""
        weights = weights or [1] * len(options)
        i = self.pick(weights)
        self.pending += log2(sum(weights) / weights[i])
        return options[i]

    def write(self, token: str) -> None:
        """Adds a token; it is paid for by the choices made since the last one."""
        self.tokens.append(token)
        self.bits.append(self.pending)
        self.pending = 0.0

    def write_one_of(self, phrases) -> str:
        """Draws one of the phrases, each a token, and writes it."""
        phrase = self.choose(phrases)
        self.write(phrase)
        return phrase


@no_type_check  # as above
def _tell(pen, language, n_suspects, red_herrings, notes, depth, written=False, notes_by="room") -> Story:
    """One story; `pen.pick` makes all the choices, in the order in which the tokens reveal them."""
    world = WORLDS[language]
    persons, rooms = list(world["person"]), list(world["slots"]["room"])  # not yet taken
    weapons = list(world["slots"]["weapon"])
    suspects, answers = [], []
    resident, room_of = {}, {}  # room -> its suspect; weapon -> its room

    def fill(template, **slots):
        """Writes a template; returns what the given slots drew (or were told) in it."""
        drawn = {}
        for token, slot in _parts(template):
            if slot is None:
                pen.write(token)
            elif callable(slots.get(slot)):
                answers.append(len(pen.tokens))
                pen.write(slots[slot](**drawn))
            else:
                drawn[slot] = pen.write_one_of(slots.get(slot) or world["slots"][slot])
        return drawn

    def take(options, value):
        options.remove(value)
        return value

    fill(world["opening"])
    clues, herrings = n_suspects, red_herrings  # still to be told
    while clues or herrings:
        if pen.choose(("clue", "herring"), [clues, herrings]) == "clue":
            clue = fill(pen.choose(world["clue"]), suspect=persons, room=rooms)
            suspects.append(take(persons, clue["suspect"]))
            resident[take(rooms, clue["room"])] = clue["suspect"]
            clues -= 1
        else:
            fill(pen.choose(world["red herring"]), suspect=world["person"])
            herrings -= 1

    empty = list(resident) if depth == 2 else []  # rooms whose weapon has not been told
    while empty:
        found = fill(world["object"], weapon=weapons, room=empty)
        room_of[take(weapons, found["weapon"])] = take(empty, found["room"])

    def solve(room=None, weapon=None):
        return resident[room or room_of[weapon]]

    deduced = {"kept": lambda weapon: room_of[weapon], "answer": solve}
    start = "room" if notes_by == "room" else "weapon"
    unread = list(resident if start == "room" else room_of)
    if notes:
        fill(world["notes"])
    for _ in range(notes):
        take(unread, fill(world["note"][NOTES_BY.index(notes_by)], **{start: unread}, **deduced)[start])

    last_sentence = len(pen.tokens)
    asked = fill(world["solution"][depth - 1 + written], room=list(resident), weapon=list(room_of), **deduced)
    asked = asked[("room", "weapon")[depth - 1]]
    return Story(
        language=language,
        tokens=tuple(pen.tokens),
        bits=tuple(pen.bits),
        suspects=tuple(suspects),
        culprit=pen.tokens[answers[-1]],
        clues=frozenset((suspect, room) for room, suspect in resident.items()),
        answers=tuple(answers),
        asked=pen.tokens.index(asked, last_sentence),
    )


@cache
def _parts(template: str) -> list[tuple[str, str | None]]:
    """The tokens of a template, each with the slot it stands for."""
    return [(token, token[1:-1] if token.startswith("{") else None) for token in template.split()]


def _average(templates, world, suspect_bits=0.0) -> tuple[float, float]:
    """Mean bits of the free slots, and mean number of tokens, over equally likely templates (their choice included).

    Slots whose options shrink as the story goes on ({room}, {weapon}, a clue's {suspect}) cost nothing here.
    """
    slot_bits = {slot: log2(len(phrases)) for slot, phrases in world["slots"].items()}
    slot_bits |= {"room": 0.0, "weapon": 0.0, "kept": 0.0, "answer": 0.0, "suspect": suspect_bits}
    tokens = [token for template in templates for token in template.split()]
    bits = sum(slot_bits[token[1:-1]] for token in tokens if token.startswith("{"))
    return log2(len(templates)) + bits / len(templates), len(tokens) / len(templates)


def _checked(suspects, red_herrings, notes, depth, written, notes_by, split, language) -> str:
    """The language to write in, once all arguments are known to be in range."""
    language = language or get_language()
    ranges = {
        "suspects": (suspects, range(1, MOST_SUSPECTS + 1)),
        "red_herrings": (red_herrings, range(100)),
        "notes": (notes, range(suspects + 1)),
        "depth": (depth, range(1 + (written or notes_by in NOTES_BY[1:]), 3)),
    }
    for name, (value, allowed) in ranges.items():
        if value not in allowed:
            text = f"{allowed.start} … {allowed.stop - 1}"
            raise ValueError(say("argument.range", name=name, allowed=text, value=value))
    choices = {"notes_by": (notes_by, NOTES_BY), "split": (split, ("train", "test")), "language": (language, LANGUAGES)}
    for name, (value, words) in choices.items():
        if value not in words:
            raise ValueError(say("session.bad_value", name=name, allowed=", ".join(words), value=value))
    return language


arguments.check(__name__)
