"""Tables modulo p: every answer right, every question on one side, twins told from new questions."""

import pytest
import torch

from labkit.grokking import modular
from labkit.messages import LANGUAGES, set_language

PYTHON = {  # the same operations on Python's whole numbers
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a² + b²": lambda a, b: a**2 + b**2,
    "a³ + ab² + b": lambda a, b: a**3 + a * b**2 + b,
}


@pytest.mark.parametrize("operation", modular.OPERATIONS)
@pytest.mark.parametrize("p", [5, 7, 12])
def test_every_answer_is_right(p, operation):
    table = modular.table(p=p, fraction=0.05, operation=operation)
    questions = [(a, b) for a in range(p) for b in range(p)]
    assert table.answers.tolist() == [PYTHON[operation](a, b) % p for a, b in questions]
    assert list(zip(table.left.tolist(), table.right.tolist(), strict=True)) == questions
    assert table.tokens.tolist() == [[a, b, p] for a, b in questions]


def test_the_smallest_table():
    table = modular.table(p=2, fraction=0.3, seed=1)
    assert table.answers.tolist() == [0, 1, 1, 0]
    assert table.train.sum() == 1


def test_no_operation_overflows_at_the_largest_p():
    numbers = torch.tensor([792])
    for operation, function in modular.OPERATIONS.items():
        assert function(numbers, numbers).item() == PYTHON[operation](792, 792)


@pytest.mark.parametrize("fraction", [0.1, 0.3, 0.5, 0.71])
def test_the_share_shown_is_the_fraction_asked_for(fraction):
    table = modular.table(p=31, fraction=fraction)
    assert table.train.sum().item() == round(fraction * 31 * 31)


def test_each_question_is_of_one_part_only():
    table = modular.table(p=31, fraction=0.3)
    parts = torch.stack([table.train, table.twins, table.new]).int()
    assert (parts.sum(0) == 1).all()
    assert torch.equal(table.test, table.twins | table.new)


def test_twins_and_new_questions_written_as_loops():
    table = modular.table(p=11, fraction=0.4, seed=3)
    shown = {divmod(i, 11) for i in table.train.nonzero().flatten().tolist()}
    for i in range(121):
        a, b = divmod(i, 11)
        assert table.twins[i].item() == ((a, b) not in shown and (b, a) in shown)
        assert table.new[i].item() == ((a, b) not in shown and (b, a) not in shown)


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    first, again, other = (modular.table(p=13, seed=seed).train for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_questions_are_drawn_alike_whatever_their_answer():
    counts = torch.zeros(11)
    for seed in range(200):
        table = modular.table(p=11, fraction=0.3, seed=seed)
        counts += torch.bincount(table.answers[table.train], minlength=11)
    mean = counts.sum() / 11
    assert (abs(counts - mean) < 4 * mean.sqrt()).all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({"p": 1}, ("p", "≥ 2", "1")),
        ({"p": 0}, ("p", "≥ 2", "0")),
        ({"p": 1000}, ("p = 1000", "793")),
        ({"fraction": 0.0}, ("fraction", "]0, 1[")),
        ({"fraction": 1.0}, ("fraction", "]0, 1[")),
        ({"fraction": -0.2}, ("fraction", "-0.2")),
        ({"operation": "a / b"}, ("operation", "a + b, a - b", "a / b")),
        ({"fraction": 0.01, "p": 3}, ("fraction", "9")),
        ({"fraction": 0.95, "p": 3}, ("fraction",)),
    ],
    ids=str,
)
def test_a_wrong_argument_is_named_with_what_is_allowed(options, shown, language):
    set_language(language)
    with pytest.raises(ValueError, match=next(iter(options))) as error:
        modular.table(**options)
    assert all(text in str(error.value) for text in shown)


@pytest.mark.parametrize("p", [2, 3])
def test_a_table_that_is_drawn_has_a_test_question_for_each_answer(p):
    refused = 0
    for seed in range(60):
        try:
            table = modular.table(p=p, fraction=0.6, seed=seed)
        except ValueError:
            refused += 1
            continue
        assert set(table.answers[table.test].tolist()) == set(range(p))
    assert 0 < refused < 60
