"""The detective stories: each bit accounted for, each culprit deducible, each combination of clues on one side."""

import importlib.util
import math
import random
import sys
from collections import Counter, defaultdict
from itertools import combinations, permutations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, chisquare

from labkit import detective as checked
from labkit.messages import LANGUAGES, set_language

# The same module without its type checks: they take ten times as long, and draw from Python's global random state.
spec = importlib.util.spec_from_file_location("detective_without_type_checks", checked.__file__)
detective = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(detective)
WORLDS = detective.WORLDS

# A world small enough to tell all its stories. Templates of one kind differ in length, in free slots and in bits.
TINY = {
    "opening": "one {night} night .",
    "clue": ("{witness} saw {suspect} {room} .", "{room} , {suspect} ."),
    "red herring": ("a_clock had_stopped .", "rumour_has_it that {suspect} was {mood} ."),
    "object": "{weapon} lay {room} .",
    "notes": "notes .",
    "note": ("{room} : {answer} .", "{weapon} : {kept} .", "{weapon} : {answer} ."),
    "solution": (
        "scene {room} , so {answer} .",
        "weapon {weapon} , so {answer} .",
        "weapon {weapon} , kept {kept} , so {answer} .",
    ),
    "person": ["Ann", "Bob", "Cid"],
    "slots": {
        "room": ("here", "there"),
        "weapon": ("axe", "bow", "club"),
        "night": ("dark", "cold"),
        "witness": ("cook", "maid"),
        "mood": ("sad", "glad"),
    },
}
TINY_SETTINGS = [
    {"suspects": 1, "red_herrings": 0, "notes": 0, "depth": 1},
    {"suspects": 1, "red_herrings": 2, "notes": 1, "depth": 1},
    {"suspects": 2, "red_herrings": 1, "notes": 1, "depth": 1},
    {"suspects": 1, "red_herrings": 1, "notes": 0, "depth": 2},
    {"suspects": 2, "red_herrings": 0, "notes": 2, "depth": 2},
    {"suspects": 2, "red_herrings": 0, "notes": 1, "depth": 2, "written": True, "notes_by": "weapon"},
    {"suspects": 2, "red_herrings": 0, "notes": 1, "depth": 2, "written": False, "notes_by": "both"},
]
SETTINGS = [
    {},
    {"suspects": 1, "red_herrings": 0, "notes": 1},
    {"suspects": 4, "red_herrings": 1, "notes": 3},
    {"suspects": 8, "red_herrings": 3, "notes": 8},
    {"suspects": 3, "red_herrings": 1, "notes": 0, "depth": 2},
    {"suspects": 8, "red_herrings": 0, "notes": 2, "depth": 2},
    {"suspects": 4, "red_herrings": 1, "notes": 3, "depth": 2, "written": True},
    {"suspects": 4, "red_herrings": 1, "notes": 4, "depth": 2, "written": True, "notes_by": "weapon"},
    {"suspects": 4, "red_herrings": 1, "notes": 4, "depth": 2, "notes_by": "both"},
]


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


# All stories of a tiny world


def all_stories(*, suspects, red_herrings, notes, depth, written=False, notes_by="room"):
    """Every story with its probability: all sequences of choices, like the readings of an odometer."""
    pick = Odometer()
    while pick.taken is not None:
        pick.probability, pick.taken = 1.0, []
        options = suspects, red_herrings, notes, depth, written, notes_by
        yield detective._tell(detective._Pen(pick), "en", *options), pick.probability
        pick.turn()


class Odometer:
    """Takes the first option of each choice, then, turn after turn, the next one of the last choice that has one."""

    def __init__(self):
        self.digits = []
        self.taken = []  # (option, number of options), choice by choice; None at the end
        self.probability = 1.0

    def __call__(self, weights):
        possible = [i for i, weight in enumerate(weights) if weight]
        option = self.digits[len(self.taken)] if len(self.taken) < len(self.digits) else 0
        self.taken.append((option, len(possible)))
        self.probability *= weights[possible[option]] / sum(weights)
        return possible[option]

    def turn(self):
        while self.taken and self.taken[-1][0] + 1 == self.taken[-1][1]:
            self.taken.pop()
        self.digits = [option for option, _ in self.taken]
        if self.digits:
            self.digits[-1] += 1
        else:
            self.taken = None


@pytest.fixture(params=TINY_SETTINGS, ids=lambda options: "-".join(map(str, options.values())))
def tiny(request, monkeypatch):
    monkeypatch.setitem(WORLDS, "en", TINY)
    return request.param, list(all_stories(**request.param))


def test_every_bit_of_every_story_is_exact(tiny):
    options, told = tiny
    assert len({story.tokens for story, _ in told}) == len(told)  # each text comes from one sequence of choices
    nodes, masses = {}, [1.0]  # the tree of all beginnings: its root is 0
    paths = []
    for story, probability in told:
        path = [0]
        for token in story.tokens:
            path.append(nodes.setdefault((path[-1], token), len(masses)))
            if path[-1] == len(masses):
                masses.append(0.0)
            masses[path[-1]] += probability
        paths.append(path)
    surprisals = -np.log2(masses)
    for (story, _), path in zip(told, paths, strict=True):
        np.testing.assert_allclose(story.bits, np.diff(surprisals[path]), atol=1e-9)
    assert sum(2 ** -sum(story.bits) for story, _ in told) == pytest.approx(1)

    entropy = -sum(p * math.log2(p) for _, p in told)
    length = sum(p * len(story.tokens) for story, p in told)
    assert detective.entropy(**options) == pytest.approx((entropy, entropy / length))


def culprits_given(told, evidence):
    """The distribution of the culprit given what `evidence` keeps of a story."""
    mass = defaultdict(Counter)
    for story, probability in told:
        mass[evidence(story)][story.culprit] += probability
    return [[p / culprits.total() for p in culprits.values()] for culprits in mass.values()]


def test_depth_2_needs_both_facts(monkeypatch):
    monkeypatch.setitem(WORLDS, "en", TINY)
    told = list(all_stories(suspects=2, red_herrings=0, notes=0, depth=2))

    def sentences(story, kind):
        texts = " ".join(story.tokens[:-2]).split(" . ")  # all but the culprit's name
        objects = [text for text in texts if text.split()[0] in TINY["slots"]["weapon"]]
        return tuple(text for text in texts[:-1] if (text in objects) == (kind == "objects")) + (texts[-1],)

    for share in culprits_given(told, lambda story: sentences(story, "clues")):
        assert share == pytest.approx([1 / 2] * 2)  # who was where, not where the weapon was: one suspect as the other
    for share in culprits_given(told, lambda story: sentences(story, "objects")):
        assert share == pytest.approx([1 / 3] * 3)  # where the weapon was, not who was there: any person
    assert all(share == pytest.approx([1]) for share in culprits_given(told, lambda story: story.tokens[:-2]))


# The real worlds


def test_a_choice_shows_in_the_first_word_after_it(language):
    world = WORLDS[language]
    first = []
    for template in (*world["clue"], *world["red herring"]):
        word = template.split()[0]
        slot = word.strip("{}")
        first += [word] if slot == word else world["person"] if slot == "suspect" else world["slots"][slot]
    assert len(first) == len(set(first))


def test_worlds_differ_in_their_words_only():
    def shape(world):
        slots = {slot: len(phrases) for slot, phrases in world["slots"].items()}
        kinds = [[world[kind]] if isinstance(world[kind], str) else world[kind] for kind in world if kind != "slots"]
        free = [[[t for t in text.split() if t.startswith("{")] for text in texts] for texts in kinds]
        return slots, len(world["person"]), free

    assert shape(WORLDS["fr"]) == shape(WORLDS["en"])
    for world in WORLDS.values():
        assert len(world["person"]) == len(world["slots"]["room"]) == detective.MOST_SUSPECTS
        assert len(world["slots"]["weapon"]) == detective.MOST_SUSPECTS


def deduced(text, language):
    """All that can be deduced in a printed story, the culprit last: an independent, forgetful reader."""
    world = WORLDS[language]

    def found(phrases, sentence):
        return next((phrase for phrase in phrases if phrase.replace("_", " ").lower() in sentence.lower()), None)

    resident, room_of, names = {}, {}, []
    *sentences, last = text.removesuffix(".").split(". ")
    for sentence in sentences:
        room, weapon = (found(world["slots"][slot], sentence) for slot in ("room", "weapon"))
        if ":" in sentence:
            answer = resident if weapon is None or not room else {room: room}  # a name, or the weapon's room
            names.append(answer[room_of[weapon] if weapon else room])
        elif weapon:
            room_of[weapon] = room
        elif room:
            resident[room] = found(world["person"], sentence)
    room, weapon = (found(world["slots"][slot], last) for slot in ("room", "weapon"))
    step = [room_of[weapon]] if room and weapon else []  # written in between
    return [*names, *step, resident[room or room_of[weapon]]]


@pytest.mark.parametrize("options", SETTINGS, ids=str)
def test_every_answer_follows_from_the_text(options, language):
    for story in detective.stories(60, **options, split="test"):
        names = [story.tokens[i] for i in story.answers]
        assert deduced(str(story), language) == names
        assert names[-1] == story.culprit == story.tokens[story.culprit_position] == story.tokens[-2]
        assert len(names) == options.get("notes", 2) + 1 + options.get("written", False)
        asked = story.tokens[story.asked]
        assert asked in WORLDS[language]["slots"]["room" if options.get("depth", 1) == 1 else "weapon"]
        assert set(story.answers) >= {i for i in range(story.asked, len(story.tokens)) if story.tokens[i] in names}
        assert all(story.bits[i] == 0 for i in story.answers)
        assert len(story.tokens) == len(story.bits)
        assert {name for name, _ in story.clues} == set(story.suspects)
        assert len({room for _, room in story.clues}) == len(story.suspects) == options.get("suspects", 4)


@pytest.mark.parametrize("options", SETTINGS, ids=str)
def test_bits_and_lengths_average_to_the_entropy(options, language):
    told = detective.stories(1500, **options, seed=1)
    per_story, per_token = detective.entropy(**options)
    bits = np.array([sum(story.bits) for story in told])
    words = np.array([len(story.tokens) for story in told])
    for sample, mean in ((bits, per_story), (words, per_story / per_token), (bits - per_token * words, 0)):
        assert abs(sample.mean() - mean) <= 4 * sample.std() / math.sqrt(len(told)) + 1e-9


def test_training_and_test_stories_share_no_clues(language):
    train, test = (
        {story.clues for story in detective.stories(2500, split=split, seed=5)} for split in ("train", "test")
    )
    assert len(train) > 2000
    assert len(test) > 2000
    assert not train & test


def test_one_combination_in_five_is_for_testing(language):
    world = WORLDS[language]
    picked = combinations(world["person"], 3)
    clues = [
        frozenset(zip(names, rooms, strict=True))
        for names in picked
        for rooms in permutations(world["slots"]["room"], 3)
    ]
    share = np.mean([detective.is_for_testing(each) for each in clues])
    assert abs(share - 0.2) < 4 * math.sqrt(0.2 * 0.8 / len(clues))


@pytest.mark.parametrize("suspects", [1, 8])
@pytest.mark.parametrize("split", ["train", "test"])
def test_even_the_smallest_and_the_largest_world_have_both_splits(suspects, split, language):
    told = detective.stories(40, suspects=suspects, notes=1, split=split)
    assert len({story.clues for story in told}) > 5


def test_arguments_and_results_have_the_types_they_declare(language):
    for options in SETTINGS:
        (story,) = checked.stories(1, **options)
        assert story.tokens == detective.stories(1, **options)[0].tokens
        checked.entropy(**options)
    index = checked.vocabulary().index
    assert checked.culprit_accuracy([story], np.ones((1, len(index)))) == pytest.approx(1 / len(story.suspects))


def test_the_seed_decides_and_nothing_else(language, global_rng_unchanged):
    told = detective.stories(50, seed=3)
    assert told == detective.stories(50, seed=3)
    assert told[:20] == detective.stories(20, seed=3)
    endless = detective.stream(seed=3)
    assert told == [next(endless) for _ in range(50)]
    assert not {s.tokens for s in told} & {s.tokens for s in detective.stories(50, seed=4)}


def test_the_same_choices_tell_the_same_story_in_both_languages():
    def tell(language, seed):
        draw = random.Random(seed)
        pen = detective._Pen(lambda weights: draw.choices(range(len(weights)), weights)[0])
        return detective._tell(pen, language, 4, 2, 2, 2)

    for seed in range(50):
        french, english = tell("fr", seed), tell("en", seed)
        assert french.suspects.index(french.culprit) == english.suspects.index(english.culprit)
        assert [b for b in french.bits if b] == [b for b in english.bits if b]
        twins = dict(zip(WORLDS["fr"]["person"], WORLDS["en"]["person"], strict=True))
        assert tuple(twins[name] for name in french.suspects) == english.suspects


@pytest.mark.parametrize("depth", [1, 2])
def test_the_culprit_is_any_suspect_and_any_person_alike(depth, language):
    told = detective.stories(2500, depth=depth, red_herrings=0, notes=0)
    assert chisquare(list(Counter(s.suspects.index(s.culprit) for s in told).values())).pvalue > 1e-4
    assert chisquare(list(Counter(s.culprit for s in told).values())).pvalue > 1e-4
    # the room, or the weapon, of the crime: what the solution names
    kind = "room" if depth == 1 else "weapon"
    phrases, people = WORLDS[language]["slots"][kind], WORLDS[language]["person"]
    table = np.zeros((len(phrases), len(people)))
    for story in told:
        named = next(token for token in reversed(story.tokens) if token in phrases)
        table[phrases.index(named), people.index(story.culprit)] += 1
    assert chi2_contingency(table).pvalue > 1e-4


def test_the_solution_names_no_room_at_depth_2(language):
    rooms = set(WORLDS[language]["slots"]["room"])
    for story in detective.stories(100, depth=2):
        solution = story.tokens[len(story.tokens) - 1 - story.tokens[-2::-1].index(".") :]
        assert not rooms & set(solution)


@pytest.mark.parametrize("options", SETTINGS, ids=str)
def test_the_vocabulary_has_every_word_and_no_other(options, language):
    vocabulary = detective.vocabulary()
    seen = {token for story in detective.stories(300, **options, seed=2) for token in story.tokens}
    assert seen <= set(vocabulary.words)
    if options == {}:
        objects = {token for s in detective.stories(300, depth=2, written=True) for token in s.tokens}
        assert seen | objects == set(vocabulary.words[2:])


def test_stories_are_printed_by_the_rules_of_their_language():
    words = ("in_the_study", ":", "Celia", ".", "at_nine", ",", "Harold", "was", "calm", ".")
    assert detective.readable(words, "en") == "In the study: Celia. At nine, Harold was calm."
    assert detective.readable(words, "fr") == "In the study\u00a0: Celia. At nine, Harold was calm."
    assert detective.readable(("à_minuit", "."), "fr") == "À minuit."
    assert detective.printed(("à_minuit", ":"), "fr") == [("", "À minuit"), ("\u00a0", ":")]


def test_a_story_is_over_at_its_end_and_not_before(language):
    for depth in (1, 2):
        for story in detective.stories(20, depth=depth):
            over = [end for end in range(len(story.tokens) + 1) if detective.is_over(story.tokens[:end])]
            assert over == [len(story.tokens)]


def test_printing_loses_nothing(language):
    for story in detective.stories(100, depth=2):
        text = str(story)
        assert text == detective.readable(story.tokens)
        assert "_" not in text
        assert "  " not in text
        letters = "".join(story.tokens).replace("_", "").lower()
        assert "".join(text.split()).lower() == letters


def test_the_language_is_the_readers_unless_given(language):
    (other,) = set(LANGUAGES) - {language}
    assert detective.stories(1)[0].language == language
    assert detective.stories(1, language=other)[0].language == other
    assert detective.vocabulary().words != detective.vocabulary(other).words


def test_culprit_accuracy_counts_among_the_suspects_only(language):
    told = detective.stories(20)
    index = detective.vocabulary().index
    flat = np.full((20, len(index)), 1 / len(index))
    assert detective.culprit_accuracy(told, flat) == pytest.approx(1 / 4)
    right = flat.copy()
    right[np.arange(20), [index[s.culprit] for s in told]] += 0.01
    right[:, index["."]] = 0.9  # not a suspect: does not count
    assert detective.culprit_accuracy(told, right) == 1
    wrong = flat.copy()
    wrong[np.arange(20), [index[s.culprit] for s in told]] -= 0.001
    assert detective.culprit_accuracy(told, wrong) == 0


BAD = [
    ({"suspects": 0}, "1 … 8"),
    ({"suspects": 9}, "1 … 8"),
    ({"red_herrings": -1}, "0 … 99"),
    ({"notes": 5}, "0 … 4"),
    ({"depth": 3}, "1 … 2"),
    ({"notes_by": "person"}, "room, weapon, both"),
    ({"split": "validation"}, "train, test"),
    ({"language": "de"}, "fr, en"),
]


@pytest.mark.parametrize(("options", "allowed"), BAD, ids=str)
def test_a_wrong_argument_is_named_with_its_value(options, allowed, language):
    ((name, value),) = options.items()
    for tell in (detective.stream, lambda **options: detective.stories(1, **options), detective.entropy):
        if name == "split" and tell is detective.entropy:
            continue
        with pytest.raises(ValueError, match=name) as error:
            tell(**options)
        assert str(value) in str(error.value)
        assert allowed in str(error.value)


def test_a_step_in_between_needs_two_hops(language):
    for options in ({"written": True}, {"notes_by": "weapon"}, {"notes_by": "both"}):
        with pytest.raises(ValueError, match=r"depth.*2 … 2"):
            detective.stories(1, depth=1, **options)


def test_a_written_step_changes_nothing_before_it(language):
    """The same draw tells the same case: a model that reads the step reads the story that another reads without."""
    world = {"suspects": 4, "red_herrings": 1, "notes": 3, "depth": 2, "split": "test"}
    for plain, written in zip(
        detective.stories(20, **world), detective.stories(20, **world, written=True), strict=True
    ):
        assert plain.clues == written.clues
        assert plain.tokens[: plain.asked + 1] == written.tokens[: written.asked + 1]
        assert plain.culprit == written.culprit


def test_fewer_than_no_stories_are_refused(language):
    with pytest.raises(ValueError, match=r"n .* -3"):
        detective.stories(-3)
    assert detective.stories(0) == []
