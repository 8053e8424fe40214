"""The searcher copies the other side of a sentence, in whichever order it was told."""

import pytest

from labkit.reversal import facts, opponents

PEOPLE = facts.facts(10, seed=3)


@pytest.mark.parametrize("order", ["forward", "entities"])
def test_both_directions_are_one_to_a_searcher(order):
    fact = PEOPLE[4]
    book = [word for other in PEOPLE for word in (*other.told(order), facts.STOP)]
    assert opponents.searched(book, fact.description) == fact.name
    assert opponents.searched(book, fact.name) == fact.description


def test_what_no_sentence_holds_is_not_found():
    book = [*PEOPLE[0].told(), facts.STOP]
    assert opponents.searched(book, PEOPLE[1].description) is None
    assert opponents.search_score(PEOPLE[:2], [book, book]) == 0.5


def test_a_reminder_holds_its_answer():
    assert opponents.search_score(PEOPLE, facts.reminders_of(PEOPLE)) == 1


def test_each_fact_needs_its_text():
    with pytest.raises(ValueError, match="2 predictions and 1 answers"):
        opponents.search_score(PEOPLE[:2], [[]])
