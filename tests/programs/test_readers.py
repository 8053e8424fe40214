"""The readers that were never trained: right on cases small enough to do by hand."""

import pytest
import torch

from labkit.programs import readers, worlds

LIST = torch.tensor([[0, 1, 2, 3], [0, 2, 3, 1], [3, 2, 1, 0]])


def prompt(x, y, asked, answer=0):
    row = torch.tensor([[*x, asked]]), torch.tensor([[*y, answer]])
    return worlds.Prompts(*row, torch.zeros(1, dtype=torch.long), 4)


def test_bayes_crosses_out_what_the_demonstrations_contradict():
    assert readers.bayes(LIST, prompt([1], [1], 3))[0].tolist() == [0, 0, 0, 1]
    assert readers.bayes(LIST, prompt([0], [0], 1))[0].tolist() == [0, 0.5, 0.5, 0]
    assert readers.bayes(LIST, prompt([], [], 1))[0].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 0])
    assert readers.bayes(LIST, prompt([0, 1], [3, 1], 2))[0].tolist() == [0.25] * 4  # nobody's


def test_bayes_is_never_beaten_on_known_programs():
    programs = worlds.permutations(40, symbols=8, seed=0)
    for n in (0, 1, 3):
        asked = worlds.prompts(programs, 2000, demonstrations=n, demonstrated=False, seed=1)
        best = readers.accuracy(readers.bayes(programs, asked), asked.answers)
        for rival in (
            readers.nearest(programs, asked),
            readers.copier(asked),
            readers.babbler(asked),
            readers.frequencies(programs, asked),
        ):
            assert readers.accuracy(rival, asked.answers) <= best + 0.03


def test_bayes_needs_as_many_demonstrations_as_the_count_of_rivals_says():
    programs = worlds.permutations(100, symbols=8, seed=0)
    asked = worlds.prompts(programs, 500, demonstrations=2, demonstrated=False, seed=1)
    rivals = (readers.matches(programs, asked) == 2).sum(1).double().mean().item() - 1
    assert rivals == pytest.approx(99 / (8 * 7), abs=0.25)


def test_the_librarian_brings_the_nearest_program_where_none_agrees():
    asked = prompt([0, 1, 2], [0, 2, 0], 3)  # the second program agrees twice
    assert readers.nearest(LIST, asked)[0].tolist() == [0, 1, 0, 0]


def test_the_copyist_copies_or_guesses_among_what_is_left():
    assert readers.copier(prompt([0, 2], [3, 1], 2))[0].tolist() == [0, 1, 0, 0]
    assert readers.copier(prompt([0, 2], [3, 1], 1))[0].tolist() == [0.5, 0, 0.5, 0]


def test_the_babbler_repeats_any_answer_and_the_table_does_not_read():
    assert readers.babbler(prompt([0, 2], [3, 1], 2))[0].tolist() == [0, 0.5, 0, 0.5]
    assert readers.babbler(prompt([], [], 2))[0].tolist() == [0.25] * 4
    assert readers.frequencies(LIST, prompt([0], [3], 1))[0].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 0])


def test_an_accuracy_counts_a_guess_among_equals():
    told = torch.tensor([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5]])
    assert readers.accuracy(told, torch.tensor([1, 2])) == pytest.approx(0.75)
    with pytest.raises(ValueError, match="2"):
        readers.accuracy(told, torch.tensor([1]))


def test_opponents_take_the_whole_exam():
    exam = {"known_other": worlds.prompts(LIST, 20, demonstrations=3, demonstrated=False)}
    found = readers.opponents(LIST, exam)
    assert list(found) == ["bayes", "nearest", "copier", "babbler", "table"]
    assert found["bayes"]["known_other"] == 1
    assert found["copier"]["known_other"] == 1  # one answer is left
    assert found["babbler"]["known_other"] == 0
