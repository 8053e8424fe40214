"""What lab 01, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # lab 01
    "next_token.train": {"fr": "histoires d’entraînement", "en": "training stories"},
    "next_token.test": {"fr": "histoires de test", "en": "test stories"},
    "next_token.ngram": {"fr": "{n}-gramme", "en": "{n}-gram"},
    "next_token.uniform": {"fr": "au hasard", "en": "at random"},
    "next_token.transformer": {"fr": "transformeur", "en": "transformer"},
    "next_token.average": {
        "fr": "Perte moyenne sur les histoires de test",
        "en": "Average loss on the test stories",
    },
    "next_token.all_tokens": {"fr": "tous les jetons", "en": "all tokens"},
    "next_token.but_culprit": {"fr": "sans le nom du coupable", "en": "without the culprit’s name"},
    "next_token.culprits": {
        "fr": "Coupables trouvés parmi quatre suspects",
        "en": "Culprits found among four suspects",
    },
    "next_token.story_caption": {
        "fr": "Une histoire de test, teintée par la surprise du modèle au fil de l’entraînement ; les noms encadrés se déduisent.",
        "en": "A test story, tinted by the model’s surprisal over training; the framed names can be deduced.",
    },
    "next_token.alone": {"fr": "chacun ses erreurs", "en": "each with mistakes of their own"},
    "next_token.school": {"fr": "tous les mêmes erreurs", "en": "all with the same mistakes"},
    "next_token.master": {"fr": "un maître", "en": "one master"},
    "next_token.temperature": {"fr": "température", "en": "temperature"},
    "next_token.right_moves": {"fr": "bons coups", "en": "right moves"},
    "next_token.prompt_caption": {
        "fr": "Les jetons suivants les plus probables selon SmolLM2-135M.",
        "en": "The likeliest next tokens according to SmolLM2-135M.",
    },
    # checks of unit 01
    "next_token.surprisal.certain": {
        "fr": "Un événement certain ne surprend pas : `surprisal(1)` doit valoir 0 ; le vôtre vaut {value}.",
        "en": "What is certain is no surprise: `surprisal(1)` must be 0; yours is {value}.",
    },
    "next_token.surprisal.sign": {
        "fr": "Une surprise n’est jamais négative ; la vôtre vaut {value} pour p = 1/2. Un signe a dû se perdre.",
        "en": "A surprisal is never negative; yours is {value} for p = 1/2. A sign must have gone missing.",
    },
    "next_token.surprisal.unit": {
        "fr": "Un pile ou face vaut 1 bit ; le vôtre vaut {value}. Quelle est la base du logarithme ?",
        "en": "The toss of a coin is worth 1 bit; yours is {value}. What is the base of the logarithm?",
    },
    "next_token.surprisal.add": {
        "fr": "Les surprises de deux événements indépendants doivent s’ajouter : celle de p·q n’est pas la somme ici.",
        "en": "The surprisals of two independent events must add up: that of p·q is not the sum here.",
    },
    "next_token.price_of_ignorance.number": {
        "fr": "Donnez deux nombres de bits, par exemple `math.log2(16)`.",
        "en": "Give two numbers of bits, for example `math.log2(16)`.",
    },
    "next_token.price_of_ignorance.count": {
        "fr": "{value} est un nombre de possibilités, non de bits : combien de questions par oui ou non faut-il ?",
        "en": "{value} is a number of possibilities, not of bits: how many yes-or-no questions does it take?",
    },
    "next_token.price_of_ignorance.reader": {
        "fr": "Pour le lecteur, un des {options} noms est le bon, à égalité : combien de bits vaut un tel choix ?",
        "en": "For the reader one of {options} names is the right one, all alike: how many bits is such a choice worth?",
    },
    "next_token.price_of_ignorance.trigram": {
        "fr": "Le 3-gramme hésite entre {options} personnages : combien de bits vaut un tel choix ?",
        "en": "The trigram wavers between {options} characters: how many bits is such a choice worth?",
    },
    "next_token.drop_of_the_average.zero": {
        "fr": "Si rien ne change (`before == after`), la moyenne ne bouge pas ; votre fonction donne {value}.",
        "en": "If nothing changes (`before == after`), the mean does not move; your function gives {value}.",
    },
    "next_token.drop_of_the_average.sign": {
        "fr": "Une baisse se compte ici en positif : de 2 bits à 0, votre fonction donne {value}.",
        "en": "A fall counts as positive here: from 2 bits to 0, your function gives {value}.",
    },
    "next_token.drop_of_the_average.length": {
        "fr": "Deux fois plus de jetons, deux fois moins d’effet sur la moyenne : votre résultat ne suit pas.",
        "en": "Twice as many tokens, half the effect on the mean: your result does not follow.",
    },
    "next_token.drop_of_the_average.mean": {
        "fr": "Comparez les deux moyennes en entier : la somme de toutes les surprises, divisée par `length`.",
        "en": "Compare the two means in full: the sum of all surprisals, divided by `length`.",
    },
    "next_token.shared_combinations.same": {
        "fr": "Une liste comparée à elle-même partage toutes ses combinaisons ({options}) ; vous en comptez {value}.",
        "en": "A list compared with itself shares all its combinations ({options}); you count {value}.",
    },
    "next_token.shared_combinations.distinct": {
        "fr": "Ces deux listes n’ont aucune combinaison d’indices en commun ; vous comptez {value}.",
        "en": "These two lists have no combination of clues in common; you count {value}.",
    },
    "next_token.shared_combinations.twice": {
        "fr": "Une combinaison répétée dans une liste ne compte qu’une fois ; vous comptez {value}.",
        "en": "A combination repeated within a list counts once only; you count {value}.",
    },
    "next_token.at_temperature.sum": {
        "fr": "Après le changement, les probabilités doivent encore avoir pour somme 1 ; la vôtre est {value}.",
        "en": "After the change the probabilities must still sum to 1; yours sum to {value}.",
    },
    "next_token.at_temperature.one": {
        "fr": "À température 1 rien ne doit changer.",
        "en": "At temperature 1 nothing must change.",
    },
    "next_token.at_temperature.direction": {
        "fr": "À basse température le favori doit gagner ; chez vous il perd. L’exposant est-il T ou 1/T ?",
        "en": "At low temperature the favourite must gain; yours loses. Is the exponent T or 1/T?",
    },
    "next_token.at_temperature.ratio": {
        "fr": "À température 1/2, le rapport de deux probabilités doit être élevé au carré ; ce n’est pas le cas ici.",
        "en": "At temperature 1/2 the ratio of two probabilities must be squared; here it is not.",
    },
}
