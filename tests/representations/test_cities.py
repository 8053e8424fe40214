"""Cities: geometry against known facts and slow oracles, tokens that mean what they say, errors one understands."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import labkit as lk
from labkit.messages import LANGUAGES, set_language
from labkit.representations import cities

POLE, GREENWICH, ANTIPODE = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, -1.0]])
NAMES = ["Paris", "Kinshasa", "Tokyo", "Lagos", "Sydney", "Cairo", "Lima", "Moscow", "Madrid", "Jakarta", "Nairobi"]


@pytest.fixture(scope="module")
def world():
    return cities.World([cities.find(name) for name in NAMES])


def points(count, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((count, 3))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_distances_known_from_school():
    assert cities.kilometres(POLE, GREENWICH) == pytest.approx(10_008, abs=2)
    assert cities.kilometres(POLE, ANTIPODE) == pytest.approx(20_015, abs=2)
    assert cities.kilometres(POLE, POLE) == 0
    world = cities.World([cities.find(name) for name in ("Paris", "Kinshasa", "London", "Sydney")])
    assert world.km[0, 1] == pytest.approx(6040, rel=0.01)  # as any atlas has it
    assert world.km[0, 2] == pytest.approx(344, rel=0.01)
    assert world.km[0, 3] == pytest.approx(16_960, rel=0.01)
    assert np.array_equal(world.km, world.km.T)
    assert not world.km.diagonal().any()


def test_distances_are_angles_between_the_vectors():
    a, b = points(50), points(50, seed=1)
    angle = np.arccos((a * b).sum(1))
    assert cities.kilometres(a, b) == pytest.approx(cities.EARTH_RADIUS * angle)


@given(latitude=st.floats(-89, 89), longitude=st.floats(-179, 179))
def test_degrees_and_unit_vectors_are_inverse(latitude, longitude):
    vector = cities.unit_vectors([latitude], [longitude])
    assert np.linalg.norm(vector) == pytest.approx(1)
    assert cities.degrees(3.7 * vector)[0] == pytest.approx([latitude, longitude], abs=1e-6)


def test_the_axes_are_where_the_docstring_says():
    assert cities.unit_vectors([0, 0, 90], [0, 90, 0]) == pytest.approx(np.eye(3), abs=1e-12)


def test_bearings_of_well_known_ways(world):
    ways = {
        ("Paris", "Moscow"): "NE",
        ("Paris", "Madrid"): "SW",
        ("Lagos", "Nairobi"): "E",
        ("Paris", "Kinshasa"): "S",
    }
    ways |= {("Nairobi", "Lagos"): "W", ("Paris", "Tokyo"): "NE"}  # the shortest way to Tokyo leads over Siberia
    for (start, goal), direction in ways.items():
        found = world.directions[world.index(start), world.index(goal)]
        assert cities.COMPASS[found] == direction, (start, goal)


@given(st.integers(0, 359), st.integers(1, 15_000), st.integers(0, 40))
@settings(max_examples=60)
def test_a_journey_has_the_length_and_the_bearing_asked_for(bearing, km, seed):
    start = points(1, seed)
    goal = cities.travel(start, np.array([float(bearing)]), km)
    assert np.linalg.norm(goal) == pytest.approx(1)
    assert cities.kilometres(start, goal)[0] == pytest.approx(km, abs=0.01)
    if bearing % 45 not in (22, 23):  # not on the edge between two directions
        assert cities.bearings(start, goal)[0] == np.floor((bearing + 22.5) % 360 / 45)


@pytest.mark.parametrize("count", [4, 10, 50])
@pytest.mark.parametrize("seed", range(4))
def test_trilateration_finds_the_point(count, seed):
    truth, references = points(1, seed)[0], points(count, seed + 100)
    found = cities.trilaterate(references, cities.kilometres(truth, references))
    assert cities.kilometres(found, truth) < 5


def test_trilateration_outvotes_a_few_wrong_distances():
    truth, references = points(1, 3)[0], points(20, 103)
    km = cities.kilometres(truth, references)
    km[:4] = 9000.0
    assert cities.kilometres(cities.trilaterate(references, km), truth) < 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_placed_is_refused(language):
    set_language(language)
    with pytest.raises(ValueError, match=r"4 distances.*3$"):
        cities.trilaterate(points(3), np.full(3, 1000.0))
    with pytest.raises(ValueError, match=r"5.*4"):
        cities.trilaterate(points(5), np.full(4, 1000.0))
    for wrong in (-1.0, 25_000.0):
        with pytest.raises(ValueError, match=r"km.*20.*015"):
            cities.trilaterate(points(4), np.array([1000.0, 1000.0, wrong, 1000.0]))
    with pytest.raises(ValueError, match=r"km.*nan"):
        cities.trilaterate(points(4), np.array([1000.0, 1000.0, np.nan, 1000.0]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_name_brings_the_nearest(language, world):
    set_language(language)
    for wrong, meant in (("Kinshassa", "Kinshasa"), ("paris", "Paris"), ("Tokio", "Tokyo")):
        with pytest.raises(ValueError, match=f"{wrong}.*{meant}"):
            world.index(wrong)
    with pytest.raises(ValueError, match="Kinshasa"):
        cities.largest(20, also=["Kinchasa"])
    with pytest.raises(ValueError, match="Xqzw"):
        world.index("Xqzw")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_given_twice_is_named(language):
    set_language(language)
    paris = cities.find("Paris")
    with pytest.raises(ValueError, match="Paris"):
        cities.World([paris, *map(cities.find, ["Lima", "Cairo", "Lagos"]), replace(paris, country="US")])
    with pytest.raises(ValueError, match=r"Lima$|Lima\.$"):
        cities.largest(20, also=["Lima", "Paris", "Lima"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: cities.largest(0), "count"),
        (lambda: cities.largest(10**6), "count"),
        (lambda: cities.largest(10, per_country=0), "per_country"),
        (lambda: cities.largest(1, also=["Paris", "Lima"]), "count"),
        (lambda: cities.World([cities.find("Paris")] * 3), "cities"),
        (lambda: cities.World([cities.find(n) for n in NAMES], step=0), "step"),
        (lambda: cities.split_pairs(1), "cities"),
        (lambda: cities.split_pairs(9, held_out=1.0), "held_out"),
    ],
)
def test_a_number_out_of_range_is_named(call, name, language):
    set_language(language)
    with pytest.raises(ValueError, match=f"^`?{name}|{name}"):
        call()


def test_the_largest_cities_keep_their_promises():
    chosen = cities.largest(150, per_country=3, also=["Paris", "Kinshasa"])
    assert [city.name for city in chosen[:2]] == ["Paris", "Kinshasa"]
    assert len({city.name for city in chosen}) == len(chosen) == 150
    assert max(sum(c.country == country for c in chosen) for country in {c.country for c in chosen}) == 3
    assert {city.continent for city in chosen} == {"AF", "AS", "EU", "NA", "OC", "SA"}
    left = [city.population for city in chosen[2:]]
    assert left == sorted(left, reverse=True)


def test_tokens_are_all_different_and_fill_the_vocabulary(world):
    slices = [range(len(world)), *(range(world.vocab_size)[world.options(q)] for q in world.QUESTIONS)]
    questions = [world.prompts(np.array([[0, 1]]), q)[0, 0].item() for q in world.QUESTIONS]
    tokens = [token for part in [*slices, questions] for token in part]
    assert sorted(tokens) == list(range(world.vocab_size))


def test_answers_are_true(world):
    pairs = np.array(list(itertools.permutations(range(len(world)), 2)))
    km = world.middles[world.answers(pairs) - world.options("distance").start].numpy()
    assert np.abs(km - world.km[pairs[:, 0], pairs[:, 1]]).max() <= world.step / 2
    paris, lagos = world.index("Paris"), world.index("Lagos")
    token = world.answers(np.array([[lagos, paris]]), "continent") - world.options("continent").start
    assert world.continents[token] == "AF"


def test_the_farthest_places_still_have_a_distance_token():
    corners = [
        replace(cities.find("Paris"), name=n, latitude=a, longitude=0.0)
        for n, a in zip("abcd", (90, -90, 0, 1), strict=True)
    ]
    world = cities.World(corners, step=400)
    assert world.answers(np.array([[0, 1]])).item() == world.options("distance").stop - 1


def test_statements_score_the_answer_alone_and_come_both_ways(world, global_rng_unchanged):
    inputs, targets = next(world.statements(np.array([[0, 1]]), batch=64, seed=3))
    assert {tuple(row) for row in inputs.tolist()} == {(0, 1), (1, 0)}
    assert (targets[:, 0] == -100).all()
    assert torch.equal(targets[:, 1], world.answers(inputs.numpy()))
    again = next(world.statements(np.array([[0, 1]]), batch=64, seed=3))
    assert torch.equal(again[0], inputs)


def test_lessons_keep_the_shares_and_the_pairs_of_each_question(world):
    pairs = {"distance": np.array([[0, 1]]), "direction": np.array([[2, 3]]), "continent": np.array([[4, 4]])}
    shares = {"distance": 0.5, "direction": 0.3, "continent": 0.2}
    inputs, targets = next(world.lessons(pairs, shares, batch=10, seed=0))
    assert inputs[:, 1:].tolist() == [[0, 1]] * 5 + [[2, 3]] * 3 + [[4, 4]] * 2
    for question, rows in (("distance", slice(0, 5)), ("direction", slice(5, 8)), ("continent", slice(8, 10))):
        assert torch.equal(targets[rows, -1], world.answers(inputs[rows, 1:].numpy(), question))
    assert (targets[:, :-1] == -100).all()


def test_an_unknown_question_is_refused(world):
    with pytest.raises(ValueError, match=r"distance, direction, continent.*colour"):
        world.prompts(np.array([[0, 1]]), "colour")


@pytest.mark.parametrize("seed", range(3))
def test_held_out_pairs_are_never_shown_in_either_order(seed):
    train, test = cities.split_pairs(30, held_out=0.3, seed=seed)
    unordered = [frozenset(pair) for pair in np.vstack([train, test]).tolist()]
    assert len(set(unordered)) == len(unordered) == 30 * 29 // 2
    assert len(test) == round(0.3 * len(unordered))


def test_hidden_cities_have_a_second_token_and_the_others_are_known():
    chosen = [cities.find(name) for name in NAMES]
    world = cities.World(chosen, hidden=2)
    assert (world.hidden.tolist(), world.late.tolist()) == ([0, 1], [11, 12])
    assert world.known.tolist() == list(range(2, 11))
    assert [world.cities[i].name for i in world.late] == ["Paris bis", "Kinshasa bis"]
    assert np.array_equal(world.positions[world.late], world.positions[world.hidden])


def test_far_pairs_are_far_and_never_join_two_hidden_cities():
    world = cities.World([cities.find(name) for name in NAMES], hidden=2)
    wanted = {(h, k) for h, k in itertools.product([0, 1], range(2, 11)) if world.km[h, k] >= 5000}
    pairs = world.far_pairs(world.hidden, at_least=5000)
    assert {tuple(p) for p in pairs.tolist()} == wanted | {(k, h) for h, k in wanted}
    assert len(pairs) == 2 * len(wanted)


def test_a_city_that_looks_like_another_is_found_by_its_far_distances(world):
    """An oracle that mistakes Madrid for Paris: of all cities, Paris has the distances of Madrid."""
    chosen = [replace(cities.find("Madrid"), name="Gotham"), *(cities.find(name) for name in NAMES)]
    world = cities.World(chosen, hidden=1)
    (alike,) = world.most_alike(oracle(world), world.hidden)
    assert world.cities[alike].name == "Madrid"
    assert world.nearest(world.positions[0]).name == "Madrid"


def test_errors_are_how_far_answers_are_from_the_truth():
    world = cities.World([cities.find(name) for name in NAMES], hidden=1)
    errors = world.errors_km(oracle(world, too_far_beyond=2000), world.with_known(world.hidden))
    assert errors.max() == pytest.approx(400, abs=40)
    assert errors.min() < 40


def test_accuracy_is_the_share_of_right_likeliest_answers(world):
    pairs = np.array([[0, 1], [0, 2], [0, 3], [0, 4]])
    first = world.options("direction").start

    class Northward(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.nothing = torch.nn.Parameter(torch.zeros(1))

        def forward(self, tokens, last_only):
            logits = torch.zeros(len(tokens), world.vocab_size)
            logits[:, first + 1] = 5.0  # always NE
            logits[:, 0] = 99.0  # a city is no direction
            return logits

    right = np.mean(world.directions[0, 1:5] == cities.COMPASS.index("NE"))
    assert 0 < right < 1
    assert world.accuracy(Northward(), pairs, "direction") == right


def test_a_told_pair_names_both_cities_and_the_middle_of_the_class(world):
    assert world.told(np.array([0, 1])) == "Paris – Kinshasa, 6,200 km"
    set_language("fr")
    assert world.told(np.array([0, 1])) == "Paris – Kinshasa, 6\u202f200\xa0km"


def test_off_by_is_the_distance_of_the_directions(world):
    places = world.positions[:4]
    assert cities.off_by(places, 0.2 * places) == pytest.approx(np.zeros(4), abs=1e-3)
    assert cities.off_by(places, -places) == pytest.approx(np.full(4, cities.FARTHEST))
    half = np.vstack([places[:2], -places[2:]])
    assert cities.median_km(places, half) == pytest.approx(cities.FARTHEST / 2)


def test_the_answer_is_the_mean_over_what_is_held_possible(world):
    logits = torch.full((2, world.vocab_size), -50.0)
    first = world.options("distance").start
    logits[0, first + 3] = 0.0
    logits[1, [first, first + 4]] = 0.0
    logits[:, 0] = 90.0  # a city: no distance
    assert world.expected_km(logits) == pytest.approx([3.5 * 400, 2.5 * 400], rel=1e-4)


class Oracle(torch.nn.Module):
    """Knows all distances; adds one class to those beyond a limit."""

    def __init__(self, world, too_far_beyond):
        super().__init__()
        self.world, self.limit = world, too_far_beyond
        self.nothing = torch.nn.Parameter(torch.zeros(1))

    def forward(self, tokens, last_only):
        world = self.world
        km = world.km[tokens[:, 0], tokens[:, 1]]
        low = (km + world.step * (km >= self.limit)) / world.step - 0.5  # between two middles
        logits = torch.full((len(tokens), world.vocab_size), -60.0)
        first, rows = world.options("distance").start, torch.arange(len(tokens))
        below, share = torch.tensor(np.floor(low)).long().clamp(min=0), torch.tensor(low % 1).float()
        logits[rows, first + below] = torch.log(1 - share + 1e-9)
        logits[rows, first + below + 1] = torch.log(share + 1e-9)
        return logits


def oracle(world, too_far_beyond=np.inf):
    return Oracle(world, too_far_beyond)


def test_a_model_that_answers_truly_is_located(world):
    """A stand-in that knows all distances puts every city where it is."""
    found = world.located(oracle(world), 0, np.arange(1, len(world)))
    assert cities.kilometres(found, world.positions[0]) < 40


def test_training_needs_no_more_than_train(world):
    config = lk.TransformerConfig(world.vocab_size, context=2, d_model=16, n_layers=1, n_heads=2, tied=False)
    model = lk.Transformer(config, seed=0)
    pairs = np.array(list(itertools.permutations(range(len(world)), 2)))
    losses = [loss for _, loss in lk.train(model, world.statements(pairs, batch=64, seed=0), steps=60, lr=1e-2)]
    assert np.mean(losses[-5:]) < np.mean(losses[:5]) - 0.5


def test_land_is_where_people_live():
    grid = cities.land(1.5)
    assert grid.shape == (120, 240)

    def at(latitude, longitude):
        return grid[int((90 - latitude) / 1.5), int((longitude + 180) / 1.5)]

    assert at(48.85, 2.35)
    assert at(-33.9, 151.2)
    assert not at(0, -30)  # Atlantic
    assert not at(-80, 0)  # Antarctica


# Islands


def test_islands_are_spread_evenly_and_have_no_close_neighbour():
    islands = cities.archipelago(200, seed=1)
    places = cities.atlas(islands)["places"]
    apart = cities.kilometres(places[:, None], places[None]) + 1e9 * np.eye(200)
    nearest = np.sort(apart.min(1))
    assert 1000 < nearest.mean() < 1200
    assert nearest[-1] < 2000
    assert np.abs(places.mean(0)).max() < 0.02
    octants, counts = np.unique(places > 0, axis=0, return_counts=True)
    assert len(octants) == 8
    assert counts.min() > 18
    assert len({island.name for island in islands}) == 200


def test_another_seed_gives_other_islands_and_the_same_seed_the_same():
    assert cities.archipelago(40, seed=2) == cities.archipelago(40, seed=2)
    assert cities.archipelago(40, seed=2) != cities.archipelago(40, seed=3)


def test_the_sea_of_an_island_is_the_nearest_of_six():
    ends = {"0": (0, 0), "180": (0, 180), "E": (0, 90), "W": (0, -90), "N": (90, 0), "S": (-90, 0)}
    towards = cities.unit_vectors(*zip(*ends.values(), strict=True))
    for island in cities.archipelago(60):
        place = cities.atlas([island])["places"][0]
        assert island.continent == list(ends)[int((towards @ place).argmax())]


@pytest.mark.parametrize("count", [3, 3601])
def test_a_number_of_islands_out_of_range_is_refused(count):
    with pytest.raises(ValueError, match=f"count.*{count}"):
        cities.archipelago(count)


def test_told_roughly_a_distance_is_near_or_far_and_all_else_is_left():
    world = cities.World(cities.archipelago(40, seed=1))
    pairs = np.array([[a, b] for a in range(40) for b in range(40) if a != b])
    exact = next(world.statements(pairs, batch=500, seed=0))
    prompts, rough = next(world.roughly([exact]))
    assert (prompts == exact[0]).all()
    km = world.middles[rough[:, -1] - world.options("distance").start].numpy()
    true = world.pair_km(prompts.numpy())
    assert set(km) == {5000.0, 15_000.0}
    assert ((km == 5000.0) == (true < 10_000)).all()
    assert (rough[:, 0] == exact[1][:, 0]).all()  # not scored
    with pytest.raises(ValueError, match=r"to.*400.*100"):
        world.roughly([exact], to=100)


def test_near_or_far_is_the_sign_of_the_dot_product():
    u, v = cities.unit_vectors([10, 80, -45], [20, 0, 170]), cities.unit_vectors([-5, -30, 60], [40, 100, -10])
    assert ((cities.kilometres(u, v) < np.pi / 2 * cities.EARTH_RADIUS) == ((u * v).sum(1) > 0)).all()
