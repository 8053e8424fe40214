"""What lab 04, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # facts, recall, bilinear
    "facts.order": {
        "fr": "Ordre inconnu : `order={value}`. Les ordres possibles sont {allowed}.",
        "en": "Unknown order: `order={value}`. The possible orders are {allowed}.",
    },
    "facts.count": {
        "fr": "Impossible de tirer {value} faits : il y a trop peu de noms différents, ou trop peu de faits. "
        "`count` doit être dans {allowed}.",
        "en": "Cannot draw {value} facts: there are too few different names, or too few facts. "
        "`count` must be in {allowed}.",
    },
    "facts.share": {
        "fr": "Avec `share={value}`, une des deux parts de ces {count} faits serait vide.",
        "en": "With `share={value}`, one of the two parts of these {count} facts would be empty.",
    },
    "facts.empty": {
        "fr": "Il n’y a aucun fait ici : donnez-en au moins un à l’entraînement et au test.",
        "en": "There is no fact here: give at least one to training and to the test.",
    },
    "facts.overlap": {
        "fr": "{count} fait(s) du test se trouvent aussi à l’entraînement, par exemple « {value} » : "
        "le test ne mesurerait que la mémoire.",
        "en": "{count} fact(s) of the test are in the training too, for example “{value}”: "
        "the test would only measure memory.",
    },
    "recall.square": {
        "fr": "Le test de permutation veut un tableau carré d’au moins 2 × 2, questions sur réponses ; "
        "celui-ci est de forme {value}.",
        "en": "The permutation test wants a square table, at least 2 × 2, questions by answers; this one has shape {value}.",
    },
}
