"""Two facts that SmolLM2 may know, asked one by one, both in one go, and with the first answer written.

A city that is no capital, its country, the country's capital: Munich, Germany, Berlin. The question in one go does not
name the bridge, the country. The mark is strict: of all the tokens that the model knows, the first one of the right
answer must be the likeliest. A milder one, `picked`, lets it choose among the capitals of the table. The prompts are
English in both languages of the course, for the model reads English; it reads them as plain text, without a chat
template.

The table leaves out capitals whose first token is a single letter, countries with two capitals or two names, and
cities whose name holds that of their country or capital.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated

import numpy as np
import torch
from torch import Tensor

from labkit import arguments
from labkit.arguments import NOT_EMPTY, Seed
from labkit.metrics import wilson_interval
from labkit.pretrained import next_scores

_TABLE = """
Germany, Berlin: Munich, Hamburg, Cologne, Frankfurt, Stuttgart, Leipzig, Dresden
France, Paris: Lyon, Marseille, Toulouse, Bordeaux, Strasbourg, Nantes, Lille
Italy, Rome: Milan, Naples, Turin, Florence, Venice, Bologna, Palermo
Spain, Madrid: Barcelona, Seville, Bilbao, Zaragoza, Malaga
Portugal, Lisbon: Porto, Coimbra, Braga
Poland, Warsaw: Krakow, Gdansk, Wroclaw, Poznan, Lodz
Austria, Vienna: Salzburg, Graz, Innsbruck, Linz
Belgium, Brussels: Antwerp, Ghent, Bruges
Sweden, Stockholm: Gothenburg, Uppsala
Norway, Oslo: Bergen, Trondheim, Stavanger
Denmark, Copenhagen: Aarhus, Odense, Aalborg
Finland, Helsinki: Tampere, Turku, Oulu
Ireland, Dublin: Cork, Galway, Limerick
England, London: Manchester, Liverpool, Leeds, Bristol, Sheffield
Scotland, Edinburgh: Glasgow, Aberdeen, Dundee
Greece, Athens: Thessaloniki, Patras, Heraklion
Hungary, Budapest: Debrecen, Szeged
Romania, Bucharest: Timisoara, Constanta, Brasov
Bulgaria, Sofia: Plovdiv, Varna, Burgas
Lithuania, Vilnius: Kaunas, Klaipeda
Russia, Moscow: Vladivostok, Novosibirsk, Volgograd, Kazan, Yekaterinburg, Omsk
Turkey, Ankara: Istanbul, Izmir, Antalya, Bursa, Konya, Adana
Japan, Tokyo: Kyoto, Osaka, Hiroshima, Nagasaki, Nagoya, Yokohama, Sapporo, Fukuoka
China, Beijing: Shanghai, Guangzhou, Shenzhen, Wuhan, Chengdu, Tianjin, Nanjing
South Korea, Seoul: Busan, Incheon, Daegu
Thailand, Bangkok: Chiang Mai, Phuket, Pattaya
Pakistan, Islamabad: Karachi, Lahore, Peshawar, Faisalabad
Bangladesh, Dhaka: Chittagong, Khulna, Sylhet
Iran, Tehran: Isfahan, Shiraz, Tabriz, Mashhad
Iraq, Baghdad: Basra, Mosul, Erbil, Kirkuk
Syria, Damascus: Aleppo, Homs, Latakia
Afghanistan, Kabul: Kandahar, Herat, Jalalabad
Egypt, Cairo: Luxor, Aswan, Giza
Morocco, Rabat: Casablanca, Marrakesh, Tangier, Agadir
Libya, Tripoli: Benghazi, Misrata
Kenya, Nairobi: Mombasa, Kisumu, Nakuru
Ghana, Accra: Kumasi, Tamale
Nigeria, Abuja: Lagos, Kano, Ibadan, Port Harcourt
Zambia, Lusaka: Ndola, Kitwe
Zimbabwe, Harare: Bulawayo, Mutare
Uganda, Kampala: Entebbe, Gulu, Jinja
Canada, Ottawa: Toronto, Montreal, Vancouver, Calgary, Edmonton, Winnipeg
Australia, Canberra: Sydney, Melbourne, Brisbane, Adelaide, Darwin
Argentina, Buenos Aires: Rosario, Mendoza, Mar del Plata
Peru, Lima: Cusco, Arequipa
Chile, Santiago: Valparaiso, Antofagasta
Venezuela, Caracas: Maracaibo, Barquisimeto
"""


def _cities() -> tuple[tuple[str, str, str], ...]:
    found = []
    for line in _TABLE.strip().splitlines():
        head, cities = line.split(": ")
        country, capital = head.split(", ")
        found += [(city, country, capital) for city in cities.split(", ")]
    return tuple(found)


CITIES = _cities()  # (city, country, capital)

COUNTRY = "{city} is a city in the country of"
CAPITAL = "The capital of {country} is the city of"
_SHOWN = (("Mumbai", "New Delhi"), ("Geneva", "Bern"), ("Medellin", "Bogota"))  # of no country in the table
AT_ONCE = {
    "where": "The capital of the country where {city} lies is the city of",
    "whose": "{city} is a city in a country whose capital is the city of",
    "arrows": "".join(f"{city} -> {capital}\n" for city, capital in _SHOWN) + "{city} ->",
}
CONTROLS = {
    "written": f"{COUNTRY} {{country}}. {CAPITAL}",  # the model's own step: it was asked for the country and gave it
    "told": f"{COUNTRY} {{country}}. {AT_ONCE['where']}",  # the bridge stands there, and the question does not use it
    "swapped": f"{COUNTRY} {{other}}. {CAPITAL.format(country='{other}')}",
    "beside": "{city} is not far from the city of",  # no country is asked about: does the capital come by itself?
}


def examined(llm, *, cities: Sequence[tuple[str, str, str]] = CITIES, seed: Seed = 0) -> dict:
    """Right or wrong, city by city: both facts, then the question in one go and its controls where both are known.

    Args:
        llm: What `labkit.pretrained.load` returns.
        cities: (city, country, capital).
        seed: Of the other countries that "swapped" writes.

    Returns:
        "first" for each city and "second" for each country, whether the model knows that fact. The "cities" both of
        whose facts it knows, as [city, country]. For these, by wording and control: "right", whether the answer is the
        capital; "picked", whether it is the likeliest of all capitals; "follows", whether what is answered is the
        capital of the *other* country, which "swapped" writes. Nothing without a model.
    """
    if not llm:
        return {}
    capitals = {country: capital for _, country, capital in cities}
    second = _says(llm, _scores(llm, [CAPITAL.format(country=country) for country in capitals]), capitals.values())
    first = _says(llm, _scores(llm, [COUNTRY.format(city=row[0]) for row in cities]), [row[1] for row in cities])
    recalled = dict(zip(capitals, second, strict=True))
    known = [row for row, right in zip(cities, first, strict=True) if right and recalled[row[1]]]
    others = _others([country for _, country, _ in known], seed=seed)
    among, answers = list(capitals.values()), [capital for *_, capital in known]
    found = {"right": {}, "picked": {}, "follows": {}}
    for name, form in {**AT_ONCE, **CONTROLS}.items() if others else ():
        rows = zip(known, others, strict=True)
        scores = _scores(llm, [form.format(city=row[0], country=row[1], other=other) for row, other in rows])
        found["right"][name] = _says(llm, scores, answers)
        found["picked"][name] = _picks(llm, scores, answers, among)
        found["follows"][name] = _says(llm, scores, [capitals[other] for other in others])
    return {"first": first, "second": second, "cities": [list(row[:2]) for row in known], **found}


def by_country(right: Annotated[Sequence[bool], NOT_EMPTY], countries: Sequence[str]) -> dict[str, float]:
    """A share in which each country counts once, and its interval of 95%, as if each had been asked once.

    Cities of one country have their second fact in common: an interval that took them as independent would be too
    narrow.

    Args:
        right: For each city.
        countries: Of each city.
    """
    arguments.require_size("countries", countries, "city", len(right))
    kinds = sorted(set(countries))
    shares = [np.mean([r for r, country in zip(right, countries, strict=True) if country == kind]) for kind in kinds]
    share = float(np.mean(shares))
    low, high = wilson_interval(round(share * len(kinds)), len(kinds))
    return {"share": share, "low": min(low, share), "high": max(high, share)}


def _others(countries: Sequence[str], *, seed: int) -> list[str]:
    """For each country another one, drawn among those in the list; none where there is but one."""
    draw, kinds = np.random.default_rng(seed), sorted(set(countries))
    if len(kinds) < 2:
        return []
    return [draw.choice([other for other in kinds if other != country]).item() for country in countries]


def _scores(llm, prompts: Sequence[str]) -> Tensor:
    """The scores of the token after each prompt: (prompt, vocab)."""
    return next_scores(llm, llm.hidden_states(prompts, layer=-1))


def _says(llm, scores: Tensor, answers: Iterable[str]) -> list[bool]:
    """Whether the likeliest of all tokens is the first one of each answer."""
    begins = torch.tensor([_first(llm, answer) for answer in answers])
    return (scores.argmax(-1) == begins).tolist()


def _picks(llm, scores: Tensor, answers: Sequence[str], among: Sequence[str]) -> list[bool]:
    """Whether of the first tokens of all the names the likeliest is that of the answer."""
    begins = torch.tensor([_first(llm, name) for name in among])
    return [among[i] == answer for i, answer in zip(scores[:, begins].argmax(-1).tolist(), answers, strict=True)]


def _first(llm, name: str) -> int:
    return llm.tokens(f" {name}")[0]


arguments.check(__name__)
