"""Invented facts that can be told in two orders: a name is a description, or the description is the name.

    Alric Hawthorne is the archivist of Oakbury.
    The archivist of Oakbury is Alric Hawthorne.

A name has two tokens, and so has a description. "Reversed" can therefore mean two things: the two entities change
places, each kept whole (order "entities"), or all tokens do (order "tokens"). Nobody knows these people beforehand:
what a model says of them, it has from its training.

Names and descriptions are paired at random, so that nothing but the fact itself tells which go together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count, Natural, Seed, Share
from labkit.messages import get_language, say
from labkit.tokenizer import Vocabulary

ORDERS = ("forward", "entities", "tokens")
UNIQUE = 100  # words of a kind where no two facts share one
SHARED = 20  # and where facts share them
MASK, REMINDER, STOP = "<mask>", "reminder:", "."

# A first name, a surname or a town is one of the first halves and one of the second halves, glued.
WORDS = {
    "en": {
        "first": ("Al Ber Cor Dar El Fen Gar Hal Is Jor", "ric wen dan mond ton lis vin bert gar nor"),
        "surname": (
            "Haw Black Ash Wood Stone Green North West Oak Fair",
            "thorne field ford ley ton well bury by worth den",
        ),
        "town": (
            "Or Sel Mar Tor Win Bram Cal Dun Ever Frost",
            "mouth haven bridge wick ham stead minster dale gate cliff",
        ),
        "of": "of_",
        "trade": (
            "the_archivist the_astronomer the_baker the_barber the_beekeeper the_bellringer the_blacksmith "
            "the_bookbinder the_bookseller the_botanist the_brewer the_bricklayer the_butcher the_butler "
            "the_candlemaker the_carpenter the_cartographer the_cellist the_chemist the_clockmaker the_clown "
            "the_coachman the_cobbler the_composer the_conjuror the_cook the_cooper the_dancer the_dentist "
            "the_diver the_doctor the_dyer the_engraver the_falconer the_farmer the_ferryman the_fiddler "
            "the_fisher the_flautist the_florist the_forester the_gardener the_geologist the_gilder the_glazier "
            "the_goldsmith the_governor the_grocer the_guide the_hairdresser the_harpist the_hatter the_herbalist "
            "the_historian the_hunter the_innkeeper the_inspector the_jeweller the_judge the_juggler "
            "the_knife_grinder the_lamplighter the_lawyer the_librarian the_lighthouse_keeper the_locksmith "
            "the_mason the_mathematician the_mayor the_midwife the_miller the_miner the_notary the_nurse "
            "the_optician the_organist the_painter the_perfumer the_photographer the_pianist the_pilot "
            "the_plumber the_poet the_porter the_postmaster the_potter the_printer the_saddler the_schoolteacher "
            "the_sculptor the_shepherd the_singer the_smuggler the_surgeon the_tailor the_tanner the_toymaker "
            "the_translator the_violinist the_weaver"
        ),
        "is": "is remains has_always_been is_known_as is_also",
    },
    "fr": {
        "first": ("Al Ber Cor Dar El Fen Gar Hil Is Jor", "ric win dan mond gis lin vin bert thur nel"),
        "surname": (
            "Beau Clair Mont Roche Bon Fon Haut Grand Vieux Char",
            "champ fort val bois lieu pré mare rive pont court",
        ),
        "town": ("Bel Cler Mar Sol Ver Ran Cour Lan Mir Tour", "ville mont bourg sac nay gny lac vert fond zac"),
        "of": "de_",
        "trade": (
            "l’_archiviste l’_astronome la_boulangère le_barbier l’_apicultrice le_carillonneur le_forgeron "
            "la_relieuse le_libraire la_botaniste le_brasseur la_maçonne le_boucher le_majordome la_cirière "
            "le_charpentier la_cartographe le_violoncelliste la_chimiste l’_horloger le_clown le_cocher "
            "la_cordonnière le_compositeur la_prestidigitatrice le_cuisinier le_tonnelier la_danseuse le_dentiste "
            "la_plongeuse le_médecin la_teinturière le_graveur la_fauconnière le_fermier le_passeur la_luthière "
            "le_pêcheur la_flûtiste le_fleuriste la_forestière le_jardinier la_géologue le_doreur la_vitrière "
            "l’_orfèvre le_gouverneur l’_épicière le_guide la_coiffeuse le_harpiste la_chapelière l’_herboriste "
            "l’_historienne le_chasseur l’_aubergiste l’_inspectrice la_joaillière le_juge la_jongleuse "
            "le_rémouleur l’_allumeur_de_réverbères l’_avocate la_bibliothécaire le_gardien_du_phare "
            "la_serrurière le_tailleur_de_pierre la_mathématicienne le_maire la_sage-femme le_meunier la_mineuse "
            "la_notaire l’_infirmier l’_opticienne l’_organiste la_peintre le_parfumeur la_photographe "
            "le_pianiste la_pilote le_plombier la_poétesse le_portier la_postière le_potier l’_imprimeuse "
            "le_sellier l’_institutrice le_sculpteur la_bergère le_chanteur la_contrebandière le_chirurgien "
            "la_couturière le_tanneur la_fabricante_de_jouets la_traductrice le_violoniste le_tisserand"
        ),
        "is": "est reste a_toujours_été demeure est_aussi",
    },
}


@dataclass(frozen=True)
class Fact:
    """Who is what, in tokens."""

    name: tuple[str, ...]
    description: tuple[str, ...]

    def told(self, order: str = "forward", connective: str | None = None) -> list[str]:
        """The fact as a sequence of tokens.

        Args:
            order: "forward" (the name first), "entities" (the description first, both kept whole) or "tokens" (the
                forward sequence read from its end).
            connective: The word between the two; None: the first of the language.

        Raises:
            ValueError: for an unknown order.
        """
        if order not in ORDERS:
            raise ValueError(say("reversal.order", allowed=", ".join(ORDERS), value=order))
        connective = connective or connectives()[0]
        if order == "entities":
            return [*self.description, connective, *self.name]
        words = [*self.name, connective, *self.description]
        return words if order == "forward" else words[::-1]

    def __str__(self) -> str:
        return readable(self.told())


def _words(kind: str) -> list[str]:
    """All words of a kind in the reader's language, 100 of each: "first", "surname", "trade", "town"."""
    words = WORDS[get_language()]
    if kind == "trade":
        return words["trade"].split()
    starts, ends = (half.split() for half in words[kind])
    glued = [start + end for start in starts for end in ends]
    return [words["of"] + town for town in glued] if kind == "town" else glued


def connectives() -> list[str]:
    """The ways to say "is"; the first is the plain one, the others serve as paraphrases."""
    return WORDS[get_language()]["is"].split()


def vocabulary() -> Vocabulary:
    """All words of the world, in the reader's language."""
    kinds = [word for kind in ("first", "surname", "trade", "town") for word in _words(kind)]
    return Vocabulary([MASK, REMINDER, STOP, *connectives(), *kinds])


def facts(count: int, *, shared: bool = False, seed: Seed) -> list[Fact]:
    """Draws `count` facts; no two have the same name, nor the same description.

    Args:
        count: How many, 2 to 100; with `shared`, 2 to 400.
        shared: False: no token serves in two facts. True: 20 words of each kind make up all names and descriptions,
            so that only two tokens together tell who or what is meant.
        seed: Of the draw; the global random state is left alone.

    Raises:
        ValueError: for more facts than there are different names.
    """
    most = SHARED**2 if shared else UNIQUE
    if not 2 <= count <= most:
        raise ValueError(say("reversal.count", allowed=f"2 … {most}", value=count))
    draw = np.random.default_rng(seed)

    def entities(one: str, two: str) -> list[tuple[str, str]]:
        ones, twos = (draw.permutation(_words(kind)).tolist() for kind in (one, two))
        if not shared:
            return list(zip(ones[:count], twos[:count], strict=True))
        chosen = draw.choice(most, count, replace=False)
        return [(ones[i // SHARED], twos[i % SHARED]) for i in chosen]

    pairs = zip(entities("first", "surname"), entities("trade", "town"), strict=True)
    return [Fact(name, description) for name, description in pairs]


def halves(facts: Sequence[Fact], share: Share = 0.5) -> tuple[list[Fact], list[Fact]]:
    """The first part of the facts and the rest: those told both ways, say, and those told one way.

    Raises:
        ValueError: where one of the two parts would be empty.
    """
    cut = round(share * len(facts))
    if not 0 < cut < len(facts):
        raise ValueError(say("reversal.share", value=share, count=len(facts)))
    return list(facts[:cut]), list(facts[cut:])


def require_disjoint(train: Sequence[Fact], test: Sequence[Fact]) -> None:
    """Refuses a test that repeats training facts, or no test at all.

    Raises:
        ValueError: for an empty list, or a fact in both.
    """
    if not train or not test:
        raise ValueError(say("reversal.empty"))
    if both := set(train) & set(test):
        raise ValueError(say("reversal.overlap", value=str(next(f for f in test if f in both)), count=len(both)))


def reminders(facts: Sequence[Fact], *, batch: Count, seed: Seed) -> Iterator[list[list[str]]]:
    """Endless batches of texts that hold their own answer: two statements, then one of them the other way round.

        reminder: Alric Hawthorne is the baker of Selham. Dardan Ashford is the judge of Torwick. The baker of Selham is
        Alric Hawthorne.

    Names and descriptions are paired anew in every text, and never as in the facts (that would tell some of them
    backwards): nothing can be learnt here but how to look up.
    """
    if len(facts) < 2:
        raise ValueError(say("argument.range", name="len(facts)", allowed="≥ 2", value=len(facts)))
    return _reminders(facts, batch, seed)


def _reminders(facts, batch, seed):
    draw = np.random.default_rng(seed)
    while True:
        yield [reminder(_shuffled(facts, draw), int(draw.integers(2))) for _ in range(batch)]


def _shuffled(facts: Sequence[Fact], draw: np.random.Generator) -> list[Fact]:
    """Two names and two descriptions of these facts, paired at random, but never as in the facts."""
    while True:
        names, descriptions = (draw.choice(len(facts), 2, replace=False) for _ in range(2))
        if (names != descriptions).all():
            return [Fact(facts[i].name, facts[j].description) for i, j in zip(names, descriptions, strict=True)]


def reminder(pair: Sequence[Fact], asked: Natural) -> list[str]:
    """Two facts told forward, then fact number `asked` with the description first."""
    if len(pair) != 2 or asked > 1:
        raise ValueError(
            say("argument.range", name="len(pair), asked", allowed="2, 0 … 1", value=f"{len(pair)}, {asked}")
        )
    first, second = pair
    return [REMINDER, *first.told(), STOP, *second.told(), STOP, *pair[asked].told("entities")]


def reminders_of(facts: Sequence[Fact]) -> list[list[str]]:
    """For each fact a reminder, up to its question: the fact stands in it, beside another, now first, now second."""
    if len(facts) < 2:
        raise ValueError(say("argument.range", name="len(facts)", allowed="≥ 2", value=len(facts)))
    length = len(facts[0].told())
    others = [*facts[1:], facts[0]]
    pairs = zip(facts, others, strict=True)
    return [reminder([f, g] if i % 2 == 0 else [g, f], i % 2)[:-length] for i, (f, g) in enumerate(pairs)]


def rows(texts: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Int[Tensor, "text pos"]:
    """Texts of one length as token ids, `<start>` first.

    Raises:
        ValueError: for no text.
    """
    if not texts:
        raise ValueError(say("reversal.empty"))
    numbers = [vocabulary.encode(text) for text in texts]
    for i, row in enumerate(numbers):
        if len(row) != len(numbers[0]):
            name, value = f"texts[{i}]", len(row) - 1
            raise ValueError(say("argument.sizes", name=name, letter="pos", size=len(numbers[0]) - 1, value=value))
    return torch.tensor(numbers)


def readable(tokens: Sequence[str]) -> str:
    """Tokens as a reader writes them."""
    text = " ".join(tokens).replace("_", " ").replace("’ ", "’").replace(" .", ".")
    text = text.replace(REMINDER, {"en": REMINDER, "fr": "rappel\u00a0:"}[get_language()])
    return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in text.split(". "))


arguments.check(__name__)
