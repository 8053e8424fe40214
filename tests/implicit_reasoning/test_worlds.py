"""Worlds say what they promise: facts, what follows from them, and exams that leak nothing."""

import subprocess
from types import SimpleNamespace

import pytest
import torch
from lab_sources import PYTHON, ROOT, build

from labkit.implicit_reasoning import inside, worlds
from labkit.messages import LANGUAGES, set_language

COMPARED = worlds.comparison(entities=20, attributes=2, values=5, exam=200, seed=3)
COMPOSED = worlds.composition(entities=8, relations=5, exam=100, seed=3)
SPARSE = worlds.composition(entities=12, relations=9, degree=4, exam=100, seed=3, outside=0.25)
BOTH = pytest.mark.parametrize("world", [COMPARED, COMPOSED, SPARSE], ids=["comparison", "composition", "sparse"])


def facts_of(world):
    return {tuple(row[:2]): row[3] for row in world.atoms.tolist()}


def test_every_comparison_follows_from_its_values():
    facts, first = facts_of(COMPARED), worlds.start_of(COMPARED, "signs")
    for rows in COMPARED.exams.values():
        for a, left, right, answer in rows.tolist():
            x, y = facts[a, left], facts[a, right]
            assert worlds.SIGNS[answer - first] == ("<" if x < y else ">" if x > y else "=")
            assert left != right


@pytest.mark.parametrize("world", [COMPOSED, SPARSE], ids=["composition", "sparse"])
def test_every_composition_follows_from_two_facts(world):
    facts = facts_of(world)
    for rows in world.exams.values():
        for h, r1, r2, answer in rows.tolist():
            assert facts[facts[h, r1], r2] == answer


@BOTH
def test_the_two_facts_named_are_those_that_the_question_uses(world):
    for name, rows in world.exams.items():
        used = world.atoms[world.facts[name]]  # (question, two, four)
        assert torch.equal(used[:, 0, :2], rows[:, :2])
        if world.task == "comparison":
            assert torch.equal(used[:, 1, 1], rows[:, 2])
        else:
            assert torch.equal(used[:, 1, 0], used[:, 0, 3])
            assert torch.equal(used[:, 1, 1], rows[:, 2])


@BOTH
def test_nothing_leaks_between_the_exams(world):
    apart = {name: world.outside[world.facts[name]] for name in worlds.EXAMS}
    assert not apart["training"].any()
    assert not apart["familiar"].any()
    assert apart["outside"].all()
    seen = {name: {tuple(row) for row in rows.tolist()} for name, rows in world.exams.items()}
    assert not seen["training"] & seen["familiar"]


@BOTH
def test_facts_apart_are_a_fifth_and_all_facts_are_written(world):
    assert world.outside.double().mean().item() == pytest.approx(0.25 if world is SPARSE else 0.2)
    assert len(facts_of(world)) == len(world.atoms)
    assert world.atoms.max() < world.vocabulary


def test_the_ratio_is_that_which_was_asked_for():
    world = worlds.composition(entities=20, relations=10, ratio=3, seed=1)
    assert world.ratio == pytest.approx(3, abs=0.01)
    same = worlds.composition(entities=20, relations=10, ratio=6, seed=1)
    assert torch.equal(same.atoms, world.atoms)
    assert torch.equal(same.outside, world.outside)


def test_the_same_seed_gives_the_same_world(global_rng_unchanged):
    again, other = (worlds.composition(entities=8, relations=5, exam=100, seed=s) for s in (3, 4))
    assert torch.equal(again.exams["training"], COMPOSED.exams["training"])
    assert not torch.equal(other.atoms, COMPOSED.atoms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_the_reader_s(language):
    set_language(language)
    fact = {"fr": "baba · mère → bagu", "en": "baba · mother → bagu"}[language]
    world = worlds.composition(seed=0)
    told = worlds.readable(world, world.atoms[0])
    assert told.rpartition(" → ")[0] == fact.rpartition(" → ")[0]
    question = worlds.readable(COMPARED, COMPARED.exams["training"][0])
    assert question[-1] in worlds.SIGNS
    assert question.count("·") == 2
    assert len({worlds.token_name(world, token) for token in range(world.vocabulary)}) == world.vocabulary


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("call", "value"),
    [
        (lambda: worlds.comparison(entities=1), "entities.*1"),
        (lambda: worlds.comparison(attributes=0), "attributes.*0"),
        (lambda: worlds.comparison(values=1), "values.*1"),
        (lambda: worlds.comparison(outside=1.0), r"outside.*1\.0"),
        (lambda: worlds.comparison(exam=0), "exam.*0"),
        (lambda: worlds.comparison(entities=10, outside=0.1), "outside"),
        (lambda: worlds.comparison(entities=20, ratio=1000), "ratio.*1000"),
        (lambda: worlds.composition(entities=1), "entities.*1"),
        (lambda: worlds.composition(relations=0), "relations.*0"),
        (lambda: worlds.composition(outside=0), "outside.*0"),
        (lambda: worlds.composition(ratio=0), "ratio.*0"),
        (lambda: worlds.composition(ratio=99.5), r"ratio.*99\.5"),
        (lambda: worlds.composition(entities=40, relations=20, outside=0.001), "outside"),
    ],
)
def test_bad_arguments_are_named(call, value, language):
    set_language(language)
    with pytest.raises(ValueError, match=value):
        call()


def test_each_entity_has_the_relations_of_its_degree():
    atoms = SPARSE.atoms
    assert atoms[:, 0].bincount().tolist() == [4] * 12
    assert len({tuple(row[:2]) for row in atoms.tolist()}) == 48
    assert len(set(atoms[:, 1].tolist())) == 9  # not the same four everywhere
    rows, used, _ = inside.every_question(SPARSE)
    assert len(rows) == 12 * 4 * 4
    assert torch.equal(SPARSE.atoms[used[:, 1], 1], rows[:, 2])


def test_more_relations_than_there_are_cannot_be_had():
    with pytest.raises(ValueError, match=r"degree.*1 … 9.*10"):
        worlds.composition(relations=9, degree=10)


@pytest.mark.slow
def test_the_worlds_of_the_paper_fit_in_memory_and_train():
    """The preset `gpu` of the lab: 8 GB are enough for its worlds and networks, and a step is a matter of seconds."""
    lab = preset_of("06_implicit_reasoning", "gpu")
    code = f"""
import resource
from labkit.implicit_reasoning import network, worlds

lab, recipe = {lab!r}, {lab["recipe"]!r}
for world in (worlds.comparison(**lab["compared"]), worlds.composition(**lab["composed"])):
    ((_, marks),) = network.learn(network.build(world), world, steps=1, progress=False)
    model = network.build(world, n_layers=lab["n_layers"], d_model=recipe["d_model"], n_heads=recipe["n_heads"])
    print(len(world.atoms), len(marks), sum(weights.numel() for weights in model.parameters()))
network.loss(model, next(network.batches(world, batch=recipe["batch"], atomic=0.3, seed=0))).backward()  # the larger
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    run = subprocess.run([*PYTHON, "-c", code], capture_output=True, text=True, check=True)
    compared, composed, peak = run.stdout.splitlines()
    assert composed.startswith("40000 "), "2,000 entities, each with 20 relations"
    assert compared.startswith("20000 ")
    assert all(int(line.split()[-1]) > 5e7 for line in (composed, compared)), "8 blocks of 768"
    assert int(peak) < 8 * 2**20  # kilobytes


def preset_of(unit, scale):
    (cell,) = [cell for cell in build.read(ROOT / "labs" / f"{unit}.py") if "lk.preset(" in cell.text]
    found = {}
    exec(cell.text, {"lk": SimpleNamespace(preset=lambda **scales: found.update(scales[scale]))})
    return found
