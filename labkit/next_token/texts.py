"""What the figures, the card and the checks of unit 01 say."""

TEXTS: dict[str, dict[str, str]] = {
    # n-grams
    "next_token.order": {
        "fr": "order (l’ordre n du modèle) doit être un entier de 1 à 8 ; reçu : {value}",
        "en": "order (the n of the model) must be a whole number from 1 to 8; got {value}",
    },
    "next_token.too_large": {
        "fr": "vocab_size puissance order doit rester sous 2⁶³ pour coder les contextes ; reçu : {vocab_size} puissance {order}",
        "en": "vocab_size to the power of order must stay below 2⁶³ to encode contexts; got {vocab_size} to the power of {order}",
    },
    "next_token.not_fitted": {
        "fr": "Ce modèle n’a encore rien compté : appelez d’abord fit(textes).",
        "en": "This model has not counted anything yet: call fit(texts) first.",
    },
    # figures
    "next_token.probability": {"fr": "probabilité", "en": "probability"},
    "next_token.bits": {"fr": "{value} bits", "en": "{value} bits"},
    "next_token.bits_per_token": {"fr": "bits par jeton", "en": "bits per token"},
    "next_token.floor": {"fr": "entropie de la source", "en": "entropy of the source"},
    "next_token.chance": {"fr": "hasard : {value}", "en": "chance: {value}"},
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
    "next_token.tint_mean": {
        "fr": "En moyenne, {value} bits par jeton",
        "en": "On average, {value} bits per token",
    },
    "next_token.tint_framed": {"fr": "Encadrés : {names}", "en": "Framed: {names}"},
    "next_token.tint_legend": {
        "fr": "Surprise de chaque jeton, en bits :",
        "en": "Surprisal of each token, in bits:",
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
    "next_token.next_words_alt": {
        "fr": "Barres : les jetons suivants les plus probables",
        "en": "Bars: the likeliest next tokens",
    },
    "next_token.scale_alt": {
        "fr": "Barres : bits par jeton de chaque modèle, l’entropie de la source en pointillé",
        "en": "Bars: bits per token of each model, the entropy of the source dashed",
    },
    "next_token.ladder_alt": {
        "fr": "Part des coupables nommés par chaque joueur, du plus simple au plus savant",
        "en": "Share of culprits named by each player, from the simplest up",
    },
    "next_token.hops_1": {"fr": "Un maillon", "en": "One hop"},
    "next_token.hops_2": {"fr": "Deux maillons", "en": "Two hops"},
    "next_token.no_step": {"fr": "(rien à écrire)", "en": "(nothing to write)"},
    "next_token.cheap": {"fr": "{count} règles à bas prix", "en": "{count} cheap rules"},
    "next_token.player.ngram": {"fr": "meilleur n-gramme", "en": "best n-gram"},
    "next_token.player.copier": {"fr": "copieur", "en": "copier"},
    "next_token.player.at_once": {"fr": "transformeur, d’un coup", "en": "transformer, in one go"},
    "next_token.player.step_by_step": {
        "fr": "transformeur, qui écrit l’étape",
        "en": "transformer, writing the step",
    },
    "next_token.player.copier_twice": {"fr": "copieur qui copie deux fois", "en": "copier that copies twice"},
    "next_token.gaze_when": {"fr": "pendant qu’il écrit", "en": "while it writes"},
    "next_token.gaze_room": {"fr": "la pièce", "en": "the room"},
    "next_token.gaze_name": {"fr": "le nom", "en": "the name"},
    "next_token.gaze_legend": {
        "fr": "Attention par laquelle chaque jeton est lu :",
        "en": "Attention through which each token is read:",
    },
    "next_token.gaze_heard": {
        "fr": "Les jetons les plus lus : {words}",
        "en": "The tokens read most: {words}",
    },
    "next_token.bad_name": {
        "fr": "la règle doit rendre un nom de personnage, ou None pour deviner ; reçu : {value!r}",
        "en": "the rule must give the name of a character, or None to guess; got {value!r}",
    },
    "next_token.jump_alt": {
        "fr": "Deux graphiques au fil des pas d’entraînement",
        "en": "Two charts over the steps of training",
    },
    # signs, by name
    "next_token.sign_stop": {"fr": "point", "en": "full stop"},
    "next_token.sign_comma": {"fr": "virgule", "en": "comma"},
    "next_token.sign_colon": {"fr": "deux-points", "en": "colon"},
    "next_token.sign_semicolon": {"fr": "point-virgule", "en": "semicolon"},
    "next_token.sign_exclamation": {"fr": "point d’exclamation", "en": "exclamation mark"},
    "next_token.sign_question": {"fr": "point d’interrogation", "en": "question mark"},
    "next_token.sign_hyphen": {"fr": "trait d’union", "en": "hyphen"},
    "next_token.sign_underscore": {"fr": "tiret bas", "en": "underscore"},
    "next_token.sign_apostrophe": {"fr": "apostrophe", "en": "apostrophe"},
    "next_token.sign_quote": {"fr": "guillemet", "en": "quotation mark"},
    "next_token.sign_newline": {"fr": "retour à la ligne", "en": "line break"},
    "next_token.sign_space": {"fr": "espace", "en": "space"},
    # result card
    "next_token.card.culprit_accuracy": {
        "fr": "un maillon : coupables trouvés par le transformeur",
        "en": "one hop: culprits found by the transformer",
    },
    "next_token.card.ngram_culprit_accuracy": {
        "fr": "un maillon : coupables trouvés par le meilleur n-gramme",
        "en": "one hop: culprits found by the best n-gram",
    },
    "next_token.card.bits_per_token": {
        "fr": "perte du transformeur, en bits par jeton",
        "en": "loss of the transformer, in bits per token",
    },
    "next_token.card.entropy_bits_per_token": {
        "fr": "entropie de la source, en bits par jeton",
        "en": "entropy of the source, in bits per token",
    },
    "next_token.card.crowd_cold_accuracy": {
        "fr": "bons coups de l’imitateur à température 0,05, ses maîtres se trompant chacun à sa façon",
        "en": "right moves of the imitator at temperature 0.05, its masters each erring alone",
    },
    "next_token.card.copier_accuracy": {
        "fr": "un maillon : coupables trouvés par le copieur, qui n’apprend rien",
        "en": "one hop: culprits found by the copier, which learns nothing",
    },
    "next_token.card.copier_two_hops": {
        "fr": "deux maillons : coupables trouvés par le copieur",
        "en": "two hops: culprits found by the copier",
    },
    "next_token.card.cheap_most": {
        "fr": "deux maillons : la meilleure des règles à bas prix",
        "en": "two hops: the best of the cheap rules",
    },
    "next_token.card.one_go_two_hops": {
        "fr": "deux maillons : le transformeur, d’un coup",
        "en": "two hops: the transformer, in one go",
    },
    "next_token.card.written_two_hops": {
        "fr": "deux maillons : le transformeur, qui écrit lui-même l’étape",
        "en": "two hops: the transformer, writing the step itself",
    },
    "next_token.card.misled_follows": {
        "fr": "une fausse pièce écrite à sa place : il nomme qui s’y trouvait",
        "en": "a wrong room written in its stead: it names whoever was there",
    },
    "next_token.card.llm_paris": {
        "fr": "probabilité de « Paris » selon SmolLM2",
        "en": "probability of “Paris” according to SmolLM2",
    },
    "next_token.card.train_seconds": {
        "fr": "durée de l’entraînement du transformeur, en secondes",
        "en": "training of the transformer, in seconds",
    },
    # checks
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
    "next_token.drop_of_the_average.zero": {
        "fr": "Si rien ne change (`before == after`), la moyenne ne bouge pas ; votre fonction donne {value}.",
        "en": "If nothing changes (`before == after`), the mean does not move; your function gives {value}.",
    },
    "next_token.drop_of_the_average.sign": {
        "fr": "Une baisse se compte ici en positif : de 2 bits à 0, votre fonction donne {value}.",
        "en": "A fall counts as positive here: from 2 bits to 0, your function gives {value}.",
    },
    "next_token.drop_of_the_average.rise": {
        "fr": "Si le jeton coûte soudain plus cher, la moyenne monte : de 0,5 bit à 2, la baisse est négative ; votre fonction donne {value}.",
        "en": "If the token suddenly costs more, the mean rises: from 0.5 bits to 2, the fall is negative; your function gives {value}.",
    },
    "next_token.drop_of_the_average.length": {
        "fr": "Deux fois plus de jetons, deux fois moins d’effet sur la moyenne : votre résultat ne suit pas.",
        "en": "Twice as many tokens, half the effect on the mean: your result does not follow.",
    },
    "next_token.drop_of_the_average.mean": {
        "fr": "Comparez les deux moyennes en entier : la somme de toutes les surprises, divisée par `length`.",
        "en": "Compare the two means in full: the sum of all surprisals, divided by `length`.",
    },
    "next_token.better_parrot.name": {
        "fr": "Votre règle a rendu {value}, qui n’est le nom de personne : rendez un mot de l’histoire, un prénom.",
        "en": "Your rule returned {value}, which is nobody’s name: return a word of the story, a first name.",
    },
    "next_token.better_parrot.silent": {
        "fr": "Votre règle n’a donné de nom dans aucune histoire : se termine-t-elle par `return` ?",
        "en": "Your rule gave no name in any story: does it end with `return`?",
    },
    "next_token.better_parrot.one_hop": {
        "fr": "Un maillon : votre règle nomme {value} des coupables, et le copieur, tous. Partez de lui.",
        "en": "One hop: your rule names {value} of the culprits, the copier all of them. Start from the copier.",
    },
    "next_token.better_parrot.chance": {
        "fr": "Un maillon : c’est gagné. Deux maillons : {value}, pas mieux que le hasard. Que dit la phrase où se trouve l’arme ?",
        "en": "One hop: you have it. Two hops: {value}, no better than chance. What does the sentence with the weapon say?",
    },
    "next_token.better_parrot.two_hops": {
        "fr": "Deux maillons : {value}, mieux que le hasard. Dans quelles phrases la pièce paraît-elle sans aucun nom ?",
        "en": "Two hops: {value}, better than chance. In which sentences does the room appear without any name?",
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
    "next_token.at_temperature.root": {
        "fr": "À température 2, le rapport de deux probabilités doit devenir sa racine carrée ; ce n’est pas le cas ici.",
        "en": "At temperature 2 the ratio of two probabilities must become its square root; here it does not.",
    },
    "next_token.wager_one_hop": {"fr": "Un maillon : le nom du coupable", "en": "One hop: the culprit’s name"},
    "next_token.wager_at_once": {"fr": "Deux maillons, d’un coup", "en": "Two hops, in one go"},
    "next_token.wager_written": {
        "fr": "Deux maillons, l’étape écrite par le réseau",
        "en": "Two hops, the step written by the network",
    },
    "next_token.opponent_copier": {"fr": "copieur", "en": "copier"},
    "next_token.opponent_copier_twice": {"fr": "copieur, deux fois", "en": "copier, twice"},
}
