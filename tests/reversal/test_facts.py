"""Invented facts: who is what, told in which order, and what is refused."""

import pytest

from labkit.messages import LANGUAGES, set_language
from labkit.reversal import facts


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


FACT = facts.Fact(("Ada", "King"), ("the_countess", "of_Lovelace"))


def test_reversing_entities_keeps_them_whole_and_reversing_tokens_does_not():
    assert FACT.told("forward", "is") == ["Ada", "King", "is", "the_countess", "of_Lovelace"]
    assert FACT.told("entities", "is") == ["the_countess", "of_Lovelace", "is", "Ada", "King"]
    assert FACT.told("tokens", "is") == ["of_Lovelace", "the_countess", "is", "King", "Ada"]


def test_every_connective_says_the_same_fact(language):
    words = facts.connectives()
    assert len(set(words)) == len(words) >= 5
    assert {fact[2] for fact in (FACT.told(connective=c) for c in words)} == set(words)


def test_unknown_order_is_refused():
    with pytest.raises(ValueError, match="backwards"):
        FACT.told("backwards")


@pytest.mark.parametrize("shared", [False, True])
def test_no_two_facts_share_a_name_or_a_description(shared, language):
    drawn = facts.facts(100, shared=shared, seed=3)
    assert len({fact.name for fact in drawn}) == len({fact.description for fact in drawn}) == 100


def test_tokens_are_unique_or_shared_as_asked(language):
    for shared, different in ((False, 100), (True, facts.SHARED)):
        drawn = facts.facts(100, shared=shared, seed=3)
        for place in (0, 1):
            assert len({fact.name[place] for fact in drawn}) <= different
            assert len({fact.description[place] for fact in drawn}) <= different
        tokens = [token for fact in drawn for token in fact.name + fact.description]
        assert (len(set(tokens)) == len(tokens)) == (not shared)


def test_all_shared_facts_use_every_pair_of_words_once():
    assert len({fact.name for fact in facts.facts(400, shared=True, seed=0)}) == 400


def test_the_seed_settles_the_draw():
    assert facts.facts(20, seed=1) == facts.facts(20, seed=1) != facts.facts(20, seed=2)
    some = facts.facts(20, seed=1)
    assert next(facts.reminders(some, batch=3, seed=1)) == next(facts.reminders(some, batch=3, seed=1))


@pytest.mark.parametrize(("count", "shared"), [(101, False), (401, True), (1, False), (0, True)])
def test_more_facts_than_unique_names_is_refused(count, shared, language):
    with pytest.raises(ValueError, match="400" if shared else "100"):
        facts.facts(count, shared=shared, seed=0)


def test_vocabulary_has_every_word_of_every_fact(language):
    vocabulary = facts.vocabulary()
    for fact in facts.facts(100, seed=0) + facts.facts(400, shared=True, seed=0):
        for order in facts.ORDERS:
            assert vocabulary.decode(vocabulary.encode(fact.told(order))) == fact.told(order)


def test_halves_are_disjoint_and_neither_is_empty():
    some = facts.facts(10, seed=0)
    both, one = facts.halves(some, 0.3)
    assert both + one == some
    assert len(both) == 3
    for share in (0.0, 1.0, 0.01):
        with pytest.raises(ValueError, match="share"):
            facts.halves(some, share)


def test_overlap_of_training_and_test_and_empty_sets_are_refused():
    some = facts.facts(4, seed=0)
    facts.require_disjoint(some[:2], some[2:])
    with pytest.raises(ValueError, match=f"1 fact.*{facts.readable(some[2].told())}"):
        facts.require_disjoint(some[:3], some[2:])
    for train, test in (([], some), (some, [])):
        with pytest.raises(ValueError, match="no fact"):
            facts.require_disjoint(train, test)
    with pytest.raises(ValueError, match="no fact"):
        facts.rows([], facts.vocabulary())


def test_a_reminder_holds_its_answer_and_pairs_names_anew():
    some = facts.facts(6, seed=0)
    known = {fact.name: fact.description for fact in some}
    for text in next(facts.reminders(some, batch=60, seed=0)):
        told = {tuple(text[1:3]): tuple(text[4:6]), tuple(text[7:9]): tuple(text[10:12])}
        description, name = tuple(text[13:15]), tuple(text[16:18])
        assert told[name] == description
        assert len(told) == len(set(told.values())) == 2
        assert all(known[name] != description for name, description in told.items())  # no fact is told by the way


def test_the_reminder_of_a_fact_stops_at_the_question():
    some = facts.facts(5, seed=0)
    for fact, reminder in zip(some, facts.reminders_of(some), strict=True):
        assert reminder[0] == facts.REMINDER
        assert reminder[-1] == facts.STOP
        assert " ".join(fact.told()) in " ".join(reminder)
    places = [reminder.index(fact.name[0]) for fact, reminder in zip(some, facts.reminders_of(some), strict=True)]
    assert set(places) == {1, 7}


def test_readable_sentences(language):
    fact = facts.facts(100, seed=0)[0]
    sentence = str(fact)
    assert "_" not in sentence
    assert sentence[0].isupper()
    set_language("fr")
    assert "’ " not in " ".join(str(fact) for fact in facts.facts(100, seed=0))
