"""What unit 07 says: its measures, figures, card and checks."""

TEXTS: dict[str, dict[str, str]] = {
    # scoring
    "emergence.constant": {
        "fr": "Aucune paire de chiffres ne varie : tout est juste, ou tout est faux, et la corrélation n’a pas de sens.",
        "en": "No two digits vary: all are right, or all are wrong, and the correlation has no meaning.",
    },
    "emergence.flat": {
        "fr": "La courbe ne change pas : sa pente la plus forte n’a pas de sens.",
        "en": "The curve does not change: its steepest step has no meaning.",
    },
    # the figures
    "emergence.faint": {
        "fr": "{count} courbes fines, qui finissent entre {low} et {high}",
        "en": "{count} thin curves, which end between {low} and {high}",
    },
    "emergence.mean": {"fr": "moyenne", "en": "mean"},
    "emergence.exact": {"fr": "correspondance exacte", "en": "exact match"},
    "emergence.digit": {"fr": "exactitude par chiffre", "en": "accuracy per digit"},
    "emergence.edit": {"fr": "distance d’édition (chiffres)", "en": "edit distance (digits)"},
    "emergence.choice": {"fr": "choix entre quatre numéros", "en": "choice among four numbers"},
    "emergence.brier": {"fr": "score de Brier", "en": "Brier score"},
    "emergence.bits": {"fr": "entropie croisée (bits/chiffre)", "en": "cross-entropy (bits per digit)"},
    "emergence.parameters": {"fr": "paramètres", "en": "parameters"},
    "emergence.parameters_linear": {"fr": "paramètres, axe linéaire", "en": "parameters, linear axis"},
    "emergence.few_models": {"fr": "paramètres, trois tailles seulement", "en": "parameters, three sizes only"},
    "emergence.examples": {"fr": "exemples lus, un seul modèle", "en": "examples read, one model"},
    "emergence.examples_each": {"fr": "exemples lus", "en": "examples read"},
    "emergence.in_time": {"fr": "Au fil de l’entraînement", "en": "In the course of training"},
    "emergence.in_time_largest": {
        "fr": "Au fil de l’entraînement, la plus grande taille",
        "en": "In the course of training, the largest size",
    },
    "emergence.in_size": {"fr": "De taille en taille", "en": "From size to size"},
    "emergence.stop": {"fr": "on s’arrête après (exemples)", "en": "stop after (examples)"},
    # the bets
    "emergence.wager_phone_book": {
        "fr": "Annuaire : la plus grande marche des bits",
        "en": "Phone book: the largest step of the bits",
    },
    "emergence.wager_perceptrons": {
        "fr": "Addition, perceptrons : la plus grande marche des bits",
        "en": "Addition, perceptrons: the largest step of the bits",
    },
    "emergence.wager_transformers": {
        "fr": "Addition, transformeurs : la plus grande marche des bits",
        "en": "Addition, transformers: the largest step of the bits",
    },
    "emergence.opponent_exact_match": {"fr": "correspondance exacte", "en": "exact match"},
    "emergence.loss": {"fr": "perte, en bits par chiffre", "en": "loss, in bits per digit"},
    "emergence.log": {"fr": "logarithmique", "en": "logarithmic"},
    "emergence.linear": {"fr": "linéaire", "en": "linear"},
    "emergence.single": {
        "fr": "targets doit avoir deux éléments au moins, pour que les réponses des autres servent de choix ; reçu : {value}",
        "en": "targets must have two items or more, so that the answers to others can be offered; got {value}",
    },
    "emergence.length": {"fr": "L = {n}", "en": "L = {n}"},
    "emergence.power": {
        "fr": "Correspondance exacte ; en lignes, p puissance L",
        "en": "Exact match; lines: p to the power L",
    },
    "emergence.all_questions": {"fr": "toutes les questions", "en": "all the questions"},
    "emergence.one_test": {"fr": "un examen de {n} questions", "en": "one test of {n} questions"},
    "emergence.pages": {"fr": "pages sues", "en": "pages mastered"},
    "emergence.threshold": {"fr": "seuil {value}", "en": "threshold {value}"},
    "emergence.step": {"fr": "pas", "en": "step"},
    "emergence.progress": {
        "fr": "Poids sur les signes utiles (1 au départ)",
        "en": "Weight on the useful signs (1 at start)",
    },
    "emergence.parity_bits": {"fr": "Entropie croisée, en bits", "en": "Cross-entropy, in bits"},
    "emergence.perceptron": {"fr": "Perceptron, deux chiffres", "en": "Perceptron, two digits"},
    "emergence.transformer_exact": {"fr": "Transformeur : correspondance exacte", "en": "Transformer: exact match"},
    "emergence.transformer_bits": {"fr": "Transformeur : bits par chiffre", "en": "Transformer: bits per digit"},
    "emergence.quanta": {
        "fr": "Vingt savoir-faire, et leur moyenne pondérée (bits)",
        "en": "Twenty skills, and their weighted mean (bits)",
    },
    "emergence.flops": {"fr": "calcul d’entraînement (FLOP)", "en": "training compute (FLOP)"},
    "emergence.published": {"fr": "publié", "en": "published"},
    "emergence.forecast": {"fr": "prévu", "en": "forecast"},
    "emergence.gpt3_exact": {"fr": "GPT-3, additions à 3 chiffres : exactes", "en": "GPT-3, 3-digit additions: exact"},
    "emergence.gpt3_digit": {"fr": "Par chiffre, si p puissance L", "en": "Per digit, if p to the power L"},
    "emergence.explore_metric": {"fr": "métrique", "en": "metric"},
    "emergence.explore_length": {"fr": "longueur (chiffres)", "en": "length (digits)"},
    "emergence.explore_questions": {"fr": "questions", "en": "questions"},
    "emergence.explore_axis": {"fr": "axe", "en": "axis"},
    # the card
    "emergence.card.recall_exact_smallest": {
        "fr": "Annuaire, plus petite taille : numéros entiers justes",
        "en": "Phone book, smallest size: whole numbers right",
    },
    "emergence.card.recall_exact_largest": {
        "fr": "Annuaire, plus grande taille : numéros entiers justes",
        "en": "Phone book, largest size: whole numbers right",
    },
    "emergence.card.recall_digit_smallest": {
        "fr": "Annuaire, plus petite taille : chiffres justes",
        "en": "Phone book, smallest size: digits right",
    },
    "emergence.card.recall_gap": {
        "fr": "Plus grand écart entre p⁵ et la part mesurée",
        "en": "Largest gap between p⁵ and the share measured",
    },
    "emergence.card.score_exact": {
        "fr": "Score de brusquerie de la correspondance exacte (ligne droite : 7)",
        "en": "Suddenness score of exact match (straight line: 7)",
    },
    "emergence.card.score_bits": {
        "fr": "Score de brusquerie de l’entropie croisée",
        "en": "Suddenness score of cross-entropy",
    },
    "emergence.card.recall_forecast": {
        "fr": "Numéros justes que la loi promet à la plus grande taille",
        "en": "Numbers right that the law promises the largest size",
    },
    "emergence.card.zero_share": {
        "fr": "Zéros aux examens courts, pour le modèle qui sait un numéro sur cent",
        "en": "Zeros in short tests, for the model that knows one number in a hundred",
    },
    "emergence.card.critical_sizes": {
        "fr": "Taille qui « émerge » sous chaque seuil, en paramètres",
        "en": "Size that “emerges” under each threshold, in parameters",
    },
    "emergence.card.addition_rise": {
        "fr": "Additions : plus grande marche des bits, en part de la chute",
        "en": "Additions: largest step of the bits, as a share of their fall",
    },
    "emergence.card.parity_fall_first": {
        "fr": "Parité : pas où le premier réseau a perdu la moitié de sa perte",
        "en": "Parity: step by which the first network has lost half of its loss",
    },
    "emergence.card.parity_fall_last": {
        "fr": "Parité : pas où le dernier réseau a perdu la moitié de sa perte",
        "en": "Parity: step by which the last network has lost half of its loss",
    },
    "emergence.card.parity_hidden": {
        "fr": "Parité : progrès caché à la fin du plateau, au moins (1 au départ)",
        "en": "Parity: hidden progress at the end of the plateau, at least (1 at start)",
    },
    # the checks
    "emergence.bend.certain": {
        "fr": "Pour réussir toujours ({share} = 1), il faut que chaque chiffre soit toujours juste ; vous donnez {value}.",
        "en": "To succeed always ({share} = 1), every digit must always be right; you give {value}.",
    },
    "emergence.bend.one": {
        "fr": "Avec un seul chiffre, correspondance exacte et chiffre juste sont la même chose ; vous donnez {value} pour une part de 0,3.",
        "en": "With a single digit, exact answer and right digit are the same thing; you give {value} for a share of 0.3.",
    },
    "emergence.bend.longer": {
        "fr": "Plus la réponse est longue, plus chaque chiffre doit être sûr : votre valeur ne monte pas avec `length`.",
        "en": "The longer the answer, the surer each digit must be: your value does not rise with `length`.",
    },
    "emergence.bend.power": {
        "fr": "Remontez le calcul : votre valeur, multipliée {length} fois par elle-même, devrait redonner la part {share} ; elle donne {value}.",
        "en": "Work it backwards: your value, multiplied {length} times by itself, should give back the share {share}; it gives {value}.",
    },
    "emergence.smallest_visible.range": {
        "fr": "Une exactitude est entre 0 et 1 ; vous donnez {value} pour une question.",
        "en": "An accuracy is between 0 and 1; you give {value} for one question.",
    },
    "emergence.smallest_visible.falls": {
        "fr": "Plus il y a de questions, plus on voit de petites exactitudes : votre valeur ne baisse pas.",
        "en": "The more questions, the smaller the accuracies one can see: your value does not fall.",
    },
    "emergence.smallest_visible.chance": {
        "fr": "Un modèle de cette exactitude échouerait à toutes les {questions} questions avec une probabilité de {value}, non de 5\u00a0%.",
        "en": "A model of that accuracy would fail all {questions} questions with probability {value}, not 5%.",
    },
    "emergence.make_it_emerge.number": {
        "fr": "Rendez un seul nombre, le seuil.",
        "en": "Return a single number, the threshold.",
    },
    "emergence.make_it_emerge.late": {
        "fr": "Avec votre seuil, {value}, le modèle choisi (n° {k}) ne passe pas.",
        "en": "With your threshold, {value}, the chosen model (no. {k}) does not pass.",
    },
    "emergence.make_it_emerge.early": {
        "fr": "Avec votre seuil, {value}, un modèle plus petit que le n° {k} passe déjà.",
        "en": "With your threshold, {value}, a model smaller than no. {k} already passes.",
    },
    "emergence.survives.kind": {
        "fr": "Donnez un ensemble de lettres, par exemple {example}.",
        "en": "Give a set of letters, for example {example}.",
    },
    "emergence.survives.extra": {
        "fr": "La courbe {name} n’y a pas sa place : regardez ses bits d’un point au suivant, que font-ils de brusque ?",
        "en": "Curve {name} does not belong there: look at its bits from one point to the next, what is sudden about them?",
    },
    "emergence.survives.missing": {
        "fr": "Il en manque. Cherchez où les bits eux-mêmes tombent d’un coup.",
        "en": "Some are missing. Look for bits that themselves fall all at once.",
    },
    "emergence.product_of_positions.one": {
        "fr": "Pour une réponse d’un seul chiffre, juste à 0,4, la correspondance exacte est 0,4 ; vous donnez {value}.",
        "en": "For an answer of a single digit, right with 0.4, the share of exact answers is 0.4; you give {value}.",
    },
    "emergence.product_of_positions.zero": {
        "fr": "Si un chiffre n’est jamais juste, aucune réponse n’est exacte ; vous donnez {value}.",
        "en": "If one digit is never right, no answer is exact; you give {value}.",
    },
    "emergence.product_of_positions.mean": {
        "fr": "Un chiffre facile ne rachète pas un chiffre difficile : ne partez pas de la moyenne, mais de chaque position.",
        "en": "An easy digit does not make up for a hard one: do not start from the mean, but from each position.",
    },
}
