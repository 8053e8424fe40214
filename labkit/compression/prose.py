"""Texts: some written for this unit, which no model has read, some so famous that any model has.

French and English twins say the same; they are printed nowhere else before this course.
"""

from pathlib import Path

NEW = {  # written for this course
    "en": (
        "The ferry had stopped running in October, and nobody on the island expected a letter before spring. So when "
        "old Marta saw a yellow boat crossing the bay in the middle of January, she put down her knitting, counted "
        "the oars, and went to wake the schoolteacher. Two men were rowing. The third, in a fur hat, held a birdcage "
        "on his knees. By the time they reached the jetty the whole village was there, pretending to mend nets. The "
        "man in the hat climbed out, slipped on the ice, and apologised to the cage. “I am told,” he said, “that one "
        "of you can teach a parrot to be silent.” Nobody laughed. They all looked at Marta, who had not spoken a word "
        "to her neighbours for eleven years, and Marta, very slowly, held out her hand for the cage."
    ),
    "fr": (
        "Le bac ne passait plus depuis octobre, et personne sur l’île n’attendait de lettre avant le printemps. Aussi, "
        "quand la vieille Marthe vit une barque jaune traverser la baie en plein mois de janvier, elle posa son "
        "tricot, compta les rames et alla réveiller l’instituteur. Deux hommes ramaient. Le troisième, en bonnet de "
        "fourrure, tenait une cage à oiseau sur ses genoux. Quand ils touchèrent le quai, tout le village était là, "
        "faisant semblant de réparer des filets. L’homme au bonnet sortit, glissa sur la glace et présenta ses excuses "
        "à la cage. «\u00a0On me dit, commença-t-il, que l’un de vous sait apprendre à un perroquet à se taire.\u00a0» "
        "Personne ne rit. Tous regardèrent Marthe, qui n’avait pas adressé la parole à ses voisins depuis onze ans, et "
        "Marthe, très lentement, tendit la main vers la cage."
    ),
}

KNOWN = {  # in the public domain, copied everywhere
    "en": (  # The Declaration of Independence, 1776
        "We hold these truths to be self-evident, that all men are created equal, that they are endowed by their "
        "Creator with certain unalienable Rights, that among these are Life, Liberty and the pursuit of Happiness. "
        "That to secure these rights, Governments are instituted among Men, deriving their just powers from the "
        "consent of the governed."
    ),
    "fr": (  # Déclaration des droits de l’homme et du citoyen, 1789
        "Les hommes naissent et demeurent libres et égaux en droits. Les distinctions sociales ne peuvent être fondées "
        "que sur l’utilité commune. Le but de toute association politique est la conservation des droits naturels et "
        "imprescriptibles de l’homme. Ces droits sont la liberté, la propriété, la sûreté et la résistance à "
        "l’oppression."
    ),
}

SHORT = {  # to be coded and decoded by a real model: about twenty tokens
    "en": "The parrot looked at the sea and did not say a word until the first snow.",
    "fr": "Le perroquet regarda la mer et ne dit pas un mot avant la neige.",
}

GAME = {  # sentences to guess, letter by letter: small letters and spaces only
    "en": (
        "the old ferry left without a sound",
        "nobody had seen the key since summer",
        "she counted the stars and then the sheep",
    ),
    "fr": (
        "le vieux bac partit sans faire de bruit",
        "personne n avait vu la clef depuis l été",
        "elle compta les étoiles puis les moutons",
    ),
}

# One little story in five languages: the first half of each to learn from, the second to be recognised.
LANGUAGES = {
    "fr": (
        "un matin d hiver le facteur trouva devant sa porte un panier couvert de neige et dans le panier un chat gris "
        "qui dormait il n y avait ni lettre ni nom le facteur le porta chez le boulanger puis chez le médecin mais "
        "personne ne connaissait la bête alors il la garda le chat apprit vite les rues du village et bientôt il "
        "marchait devant le vélo comme un chef les enfants disaient que c était lui qui lisait les adresses et que le "
        "vieux facteur qui voyait mal ne faisait que le suivre"
    ),
    "en": (
        "one winter morning the postman found a basket covered with snow in front of his door and in the basket a grey "
        "cat that was asleep there was neither letter nor name the postman carried it to the baker and then to the "
        "doctor but nobody knew the animal so he kept it the cat soon learnt the streets of the village and before "
        "long it walked ahead of the bicycle like a chief the children said that it was the cat who read the addresses "
        "and that the old postman who could not see well only followed"
    ),
    "es": (
        "una mañana de invierno el cartero encontró delante de su puerta una cesta cubierta de nieve y en la cesta un "
        "gato gris que dormía no había ni carta ni nombre el cartero lo llevó al panadero y luego al médico pero nadie "
        "conocía al animal así que se lo quedó el gato aprendió pronto las calles del pueblo y en poco tiempo caminaba "
        "delante de la bicicleta como un jefe los niños decían que era él quien leía las direcciones y que el viejo "
        "cartero que veía mal solo lo seguía"
    ),
    "de": (
        "an einem wintermorgen fand der briefträger vor seiner tür einen korb voller schnee und in dem korb eine graue "
        "katze die schlief es gab weder brief noch namen der briefträger trug sie zum bäcker und dann zum arzt aber "
        "niemand kannte das tier also behielt er es die katze lernte schnell die straßen des dorfes und bald lief sie "
        "vor dem fahrrad her wie ein anführer die kinder sagten dass sie es sei die die adressen lese und dass der "
        "alte briefträger der schlecht sah ihr nur folge"
    ),
    "it": (
        "una mattina d inverno il postino trovò davanti alla sua porta un cesto coperto di neve e nel cesto un gatto "
        "grigio che dormiva non c era né lettera né nome il postino lo portò dal fornaio e poi dal medico ma nessuno "
        "conosceva la bestia così lo tenne il gatto imparò presto le strade del paese e in poco tempo camminava "
        "davanti alla bicicletta come un capo i bambini dicevano che era lui a leggere gli indirizzi e che il vecchio "
        "postino che vedeva male non faceva che seguirlo"
    ),
}
FRAGMENT = 24  # letters of a fragment to be recognised


def halves(language: str) -> tuple[str, list[str]]:
    """The part of the little story to learn from, and the fragments of the rest, FRAGMENT letters each."""
    text = LANGUAGES[language]
    middle = len(text) // 2
    rest = text[middle:]
    return text[:middle], [rest[i : i + FRAGMENT] for i in range(0, len(rest) - FRAGMENT + 1, FRAGMENT // 2)]


def read_before(language: str) -> str:
    """Something for compressors to read first: what labkit said to its readers in that language in November 2026.

    A copy in a file: taken from labkit's texts at each call, the numbers of this unit would move with every word of
    any unit.
    """
    text = Path(__file__).with_name(f"read_before.{language}.txt").read_text("utf-8")
    return " ".join(text.split())


def plain(text: str) -> str:
    """Small letters and single spaces, as in Shannon's game."""
    return " ".join("".join(sign if sign.isalpha() else " " for sign in text.lower()).split())
