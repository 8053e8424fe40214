"""Rules that name a culprit without following the case: none beats chance on two hops; copiers do what they say."""

import numpy as np
import pytest

from labkit import detective
from labkit.messages import LANGUAGES, set_language
from labkit.next_token import opponents
from labkit.next_token.ngram import NGram

WORLD = {"suspects": 4, "red_herrings": 1, "notes": 3}
HARD = WORLD | {"depth": 2, "notes_by": "weapon"}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def told(n=1200, **options):
    return detective.stories(n, **WORLD | options, split="test")


def test_no_cheap_rule_beats_chance_on_two_hops(language, report):
    """Each within 5 points; with 1,200 stories that is four standard errors."""
    assert len(opponents.OPPONENTS) >= 8
    rules = opponents.OPPONENTS | {"memoriser": opponents.memoriser(detective.stories(500, **HARD))}
    for options in ({"notes": 0}, {"notes_by": "room"}, {"notes_by": "weapon"}):
        shares = opponents.exam(rules | {"copier": opponents.copier}, told(**HARD | options))
        for name, (share,) in shares.items():
            report(abs(share - 1 / 4) <= 0.05, f"{options}: {name} names {share:.3f} of the culprits")


def test_an_ngram_that_reads_two_hops_stays_at_chance(language):
    vocabulary = detective.vocabulary()
    texts = [vocabulary.encode(story.tokens) for story in detective.stories(500, **HARD)]
    for order in (2, 4):
        rule = opponents.counting(NGram(order, len(vocabulary)).fit(texts))
        assert abs(opponents.named(rule, told(**HARD)) - 1 / 4) <= 0.05


@pytest.mark.parametrize("notes", [0, 3])
def test_the_copier_needs_one_hop_and_the_copier_that_copies_twice_two(notes, language):
    one, two = told(300, notes=notes), told(300, notes=notes, depth=2, notes_by="weapon")
    assert opponents.exam({"copier": opponents.copier}, one, two) == {"copier": [1, 1 / 4]}
    assert opponents.exam({"twice": opponents.copier_twice}, one, two) == {"twice": [1, 1]}
    written = told(300, notes=notes, depth=2, notes_by="weapon", written=True)  # one hop is left to go
    assert opponents.named(opponents.copier, written) == 1


def test_a_cheap_rule_may_do_well_on_one_hop(language):
    """Which is why one hop decides nothing: the name stands before the room in most clues."""
    assert opponents.named(opponents.OPPONENTS["name_before"], told(500)) > 0.7


TALE = (
    "on_a stormy night , someone killed the_baron . Celia was reading in_the_study . strangely , Grace seemed sad . "
    "in_the_attic , Grace was reading . Harold was reading in_the_cellar . the_rope was_kept in_the_attic . "
    "the_axe was_kept in_the_study . the_dagger was_kept in_the_cellar . the_inspector reread the_notes . "
    "in_the_cellar : Harold . the_weapon_was the_axe , so_the_culprit_is"
).split()
SAYS = {
    "first_named": "Celia",
    "last_named": "Harold",
    "most_named": "Harold",
    "least_named": "Celia",
    "not_in_the_notes": "Grace",
    "first_in_the_notes": "Harold",
    "gossip": "Grace",
    "same_rank": "Grace",
    "name_before": "Harold",
    "name_after": "Harold",
    "last_room": "Harold",
}


def test_each_rule_does_what_it_says(report):
    assert SAYS.keys() == opponents.OPPONENTS.keys()
    for name, answer in SAYS.items():
        report(opponents.OPPONENTS[name](TALE) == answer, f"{name}: {opponents.OPPONENTS[name](TALE)}")
    assert opponents.copier(TALE) is None
    assert opponents.copier_twice(TALE) == "Celia"


def test_a_rule_may_find_nothing(report):
    for name, rule in opponents.OPPONENTS.items():
        report(rule(["on_a", "stormy", "night"]) is None, name)
    assert opponents.copier(["so_the_culprit_is"]) is None
    assert opponents.copier_twice(["so_the_culprit_is"]) is None


def test_sentences_end_at_their_full_stops():
    assert opponents.sentences(["a", "b", ".", "c"]) == [["a", "b"], ["c"]]
    assert opponents.sentences([]) == [[]]


def test_a_memory_names_the_rank_of_the_most_similar_story():
    set_language("en")
    stories = detective.stories(50, **WORLD)
    assert opponents.named(opponents.memoriser(stories), stories) == 1  # it has read these


def test_who_gives_no_name_guesses_and_who_gives_another_word_is_told(language):
    stories = told(20)
    assert opponents.named(lambda words: None, stories) == 1 / 4
    with pytest.raises(ValueError, match="Sherlock"):
        opponents.named(lambda words: "Sherlock", stories)


def test_a_student_may_add_a_rule(language):
    rules = opponents.OPPONENTS | {"mine": opponents.copier_twice}
    shares = opponents.exam(rules, told(50, depth=2))
    assert shares["mine"] == [1]
    assert np.isfinite([share for (share,) in shares.values()]).all()
