"""Phone books, additions, parities and published tables: each against the mathematics it stands for."""

import itertools

import numpy as np
import pytest
import torch

from labkit.emergence import addition, parity, phonebook, published


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def number(digits, *, reversed):
    digits = [int(d) for d in digits]
    return int("".join(map(str, digits[::-1] if reversed else digits)))


# Phone books


def test_no_name_twice_and_every_batch_belongs_to_its_book():
    books = phonebook.phone_books(books=2, names=200, seed=3)
    for book in range(2):
        entries = dict(books.entry(book, row) for row in range(200))
        assert len(entries) == 200
    features, numbers = next(books.batches(64, seed=0))
    known = {tuple(n): tuple(d) for n, d in zip(books.names[1].tolist(), books.numbers[1].tolist(), strict=True)}
    assert all(known[tuple(f)] == tuple(d) for f, d in zip(features[1].tolist(), numbers[1].tolist(), strict=True))


def test_a_reading_of_the_book_shows_every_name_once():
    books = phonebook.phone_books(names=50)
    pages = itertools.islice(books.batches(20, seed=0), 3)
    seen = torch.cat([features for features, _ in pages], dim=1)
    assert len({tuple(row) for row in seen[0].tolist()}) == 50


def test_a_book_does_not_depend_on_its_neighbours(global_rng_unchanged):
    many, one = phonebook.phone_books(books=3, names=20, seed=4), phonebook.phone_books(names=20, seed=6)
    assert torch.equal(many.numbers[2], one.numbers[0])
    assert torch.equal(many.syllables[2], one.syllables[0])


@pytest.mark.parametrize(("name", "value"), [("names", 0), ("names", 10_001), ("books", 0), ("digits", 0)])
def test_a_book_of_a_wrong_size_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        phonebook.phone_books(**{name: value})


# Additions


@pytest.mark.parametrize("reversed", [True, False])
def test_sentences_are_right_sums(reversed):
    pairs = torch.cat([addition.problems(30, digits=3, generator=generator()), torch.tensor([[999, 999], [0, 0]])])
    for (a, b), tokens in zip(pairs.tolist(), addition.sentences(pairs, digits=3, reversed=reversed), strict=True):
        assert (tokens[3].item(), tokens[7].item()) == (addition.PLUS, addition.EQUALS)
        assert number(tokens[:3], reversed=reversed) == a
        assert number(tokens[4:7], reversed=reversed) == b
        assert number(tokens[8:], reversed=reversed) == a + b


def test_a_place_sees_the_digits_written_before_it_and_no_later_one():
    pairs = torch.tensor([[12, 34]])
    answer = torch.tensor([[6, 4, 0]])
    seen = addition.features(pairs, answer, digits=2)
    changed = addition.features(pairs, torch.tensor([[6, 9, 9]]), digits=2)
    assert torch.equal(seen[0, :2], changed[0, :2])  # units and tens see the units at most
    assert not torch.equal(seen[0, 2], changed[0, 2])
    assert seen.sum(-1).tolist() == [[5.0, 6.0, 7.0]]  # four digits and a place, then one more digit each time


def test_a_sum_digit_by_digit_from_the_units_on():
    seen, digits = addition.by_digit(torch.tensor([[[58, 67]]]), digits=2)
    assert digits.flatten().tolist() == [5, 2, 1]
    ones = [row.nonzero().flatten().tolist() for row in seen[0]]
    terms = [8, 10 + 5, 20 + 7, 30 + 6]  # units and tens of each
    assert ones == [[*terms, 60], [*terms, 45, 61], [*terms, 45, 52, 62]]


def test_an_oracle_of_the_next_digit_writes_right_sums():
    pairs = addition.problems(2, 40, digits=2, generator=generator())
    truth = addition.answers(pairs, digits=2, reversed=True)
    places = iter(range(3))

    def oracle(seen):
        place = next(places)
        before = seen[..., 40:60].unflatten(-1, (2, 10))[..., :place, :]
        assert torch.equal(before.argmax(-1), truth[..., :place])
        return torch.nn.functional.one_hot(truth[..., place], 10)[..., None, :].float()

    assert torch.equal(addition.write(oracle, pairs, digits=2), truth)


def test_problems_of_a_wrong_length_are_refused(global_rng_unchanged):
    next(addition.batches(members=2, batch=4, digits=2, seed=0))
    with pytest.raises(ValueError, match="digits"):
        addition.problems(3, digits=0, generator=generator())


# Parity


def test_parity_is_that_of_the_relevant_signs_alone():
    signs, answers = parity.draw(500, bits=6, relevant=3, generator=generator())
    negative = (signs[:, :3] < 0).sum(1)
    assert torch.equal(answers[:, 0], 1 - negative % 2)
    every = torch.tensor(list(itertools.product([-1.0, 1.0], repeat=3)))
    parities = every.prod(1)
    assert (every.T @ parities).abs().max() == 0  # no single sign says anything,
    assert all((every[:, i] * every[:, j] * parities).sum() == 0 for i, j in ((0, 1), (0, 2), (1, 2)))  # nor any pair


def test_the_share_of_relevant_weights():
    even = torch.ones(1, 30, 4)
    assert parity.relevant_share(even).item() == pytest.approx(0.1)
    assert parity.relevant_share(even, first=27).item() == pytest.approx(0.1)
    even[:, 3:] = 0
    assert parity.relevant_share(even, first=3).item() == 0
    assert parity.relevant_share(even).item() == 1


@pytest.mark.parametrize("relevant", [0, 7])
def test_a_parity_of_too_many_signs_is_refused(relevant, global_rng_unchanged):
    with pytest.raises(ValueError, match="relevant"):
        parity.draw(5, bits=6, relevant=relevant, generator=generator())


def test_a_network_leaves_chance_after_its_plateau_and_loses_half_of_its_loss():
    steps = [20, 40, 60, 80, 100]
    bits = [[1.2, 1.1, 0.9], [1.0, 1.1, 0.8], [0.7, 1.0, 0.4], [0.4, 1.0, 0.1], [0.1, 0.995, 0.1]]
    weight = [[1, 1, 1.5], [1.1, 1, 1], [1.5, 1, 1], [2, 1, 1], [3, 1.2, 1]]
    assert parity.turning_points(steps, bits, weight) == [(40, 80, 1.1), (100, None, 1.2), (20, 60, 1.5)]
    other = [[0.9, 1, 1]] * 5
    assert parity.turning_points(steps, bits, weight, other)[0] == (40, 80, 1.1, 0.9)


# Published and recorded


def test_the_transformers_shown_are_those_recorded():
    from labkit import results

    runs = results.runs("07_transformer")
    assert list(runs) == [0, 1, 2, 3, 4]
    sizes = {tuple(run["parameters"]) for run in runs.values()}
    recorded = {name: [run[name] for run in runs.values()] for name in ("exact", "bits")}
    shown = addition.recorded_transformers()
    assert sizes == {tuple(shown["parameters"])}
    assert shown == {"parameters": shown["parameters"]} | recorded  # what transformers.json must hold


def test_the_gpt3_table_agrees_with_the_text_of_the_paper():
    assert published.gpt3("2D+")[-1] == 1.0
    assert published.gpt3("3D-")[-1] == pytest.approx(0.942)
    for task in published.GPT3_TASKS:
        scores = published.gpt3(task)
        assert len(scores) == len(published.GPT3_NAMES) == len(published.GPT3_FLOPS)
        hits = scores * 2000  # problems
        if task not in ("2Dx", "1DC"):  # shares of 2,000 problems, printed with three figures
            np.testing.assert_allclose(hits, hits.round(), atol=1)
    with pytest.raises(ValueError, match="3D\\+"):
        published.gpt3("6D+")


def test_the_mean_length_of_a_sum_is_counted():
    for digits in (1, 2):
        lengths = [len(str(a + b)) for a in range(10**digits) for b in range(10**digits)]
        assert published.mean_sum_length(digits) == pytest.approx(np.mean(lengths))
