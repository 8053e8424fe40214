"""What lab 05, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # tables modulo p
    "grokking.too_large": {
        "fr": "p = {value} est trop grand : les scores de toutes les réponses occuperaient {size} Go ; au plus {allowed}",
        "en": "p = {value} is too large: the scores of all answers would take {size} GB; at most {allowed}",
    },
    "grokking.no_training": {
        "fr": "fraction = {fraction} ne laisse rien à apprendre : elle ne montre aucune des {count} cases",
        "en": "fraction = {fraction} leaves nothing to learn from: it shows none of the {count} cells",
    },
    "grokking.untested": {
        "fr": (
            "fraction = {fraction} ne laisse aucune case cachée dont la réponse soit {answer} : "
            "choisissez une fraction plus petite ou un p plus grand"
        ),
        "en": (
            "fraction = {fraction} leaves no hidden cell whose answer is {answer}: "
            "choose a smaller fraction or a larger p"
        ),
    },
    "grokking.no_question": {
        "fr": "questions doit contenir au moins une case de chaque somme ; il n’y en a aucune de somme {value}",
        "en": "questions must hold at least one cell of each sum; there is none of sum {value}",
    },
    "grokking.other_model": {
        "fr": "ce modèle ne vient pas de `modular_transformer.build` : il lit autre chose qu’une somme de deux nombres",
        "en": "this model does not come from `modular_transformer.build`: it reads something else than a sum of two numbers",
    },
    "grokking.other_table": {
        "fr": "la table compte modulo {p}, le modèle modulo {value} : construisez-le avec `build({p})`",
        "en": "the table counts modulo {p}, the model modulo {value}: build it with `build({p})`",
    },
    "grokking.no_energy": {
        "fr": "vectors ne contient que des zéros : il n’y a aucune énergie à répartir entre les fréquences",
        "en": "vectors holds zeros only: there is no energy to divide among the frequencies",
    },
    # figures
    "grokking.train": {"fr": "cahier", "en": "book"},
    "grokking.twins": {"fr": "jumelles", "en": "twins"},
    "grokking.new": {"fr": "inédites", "en": "new cells"},
    "grokking.right_answers": {"fr": "bonnes réponses", "en": "right answers"},
    "grokking.new_answers": {"fr": "bonnes réponses aux inédites", "en": "right answers to new cells"},
    "grokking.half_alt": {"fr": "la moitié de bonnes réponses au pas {half}", "en": "half right at step {half}"},
    "grokking.never_half_alt": {"fr": "jamais la moitié de bonnes réponses", "en": "never half right"},
    "grokking.course_alt": {"fr": "{half}, {end} à la fin", "en": "{half}, {end} at the end"},
    "grokking.marks_alt": {
        "fr": "Bonnes réponses au fil de l’entraînement{title}",
        "en": "Right answers over training{title}",
    },
    "grokking.several_alt": {
        "fr": "Bonnes réponses aux inédites au fil de l’entraînement, une courbe par essai",
        "en": "Right answers to new cells over training, a curve for each run",
    },
    "grokking.frequency": {
        "fr": "fréquence (tours par tour de cadran)",
        "en": "frequency (turns per round of the clock)",
    },
    "grokking.frequency_k": {"fr": "fréquence {k}", "en": "frequency {k}"},
    "grokking.energy": {"fr": "part de l’énergie", "en": "share of the energy"},
    "grokking.energy_title": {"fr": "énergie des plongements", "en": "energy of the embeddings"},
    "grokking.spectrum_alt": {
        "fr": "Barres, une par fréquence, aussi hautes que sa part de l’énergie",
        "en": "Bars, one for each frequency, as high as its share of the energy",
    },
    "grokking.keys_alt": {
        "fr": "Les fréquences clés, {listed}, en portent {share}",
        "en": "The key frequencies, {listed}, hold {share} of it",
    },
    "grokking.circles_alt": {
        "fr": "Les plongements des nombres, vus dans le plan de chaque fréquence : {listed}. Les nombres, joints dans l’ordre de l’onde, y dessinent un tour de cadran.",
        "en": "The embeddings of the numbers, seen in the plane of each frequency: {listed}. Joined in the order of the wave, the numbers go round a dial.",
    },
    "grokking.nats": {"fr": "perte (nats)", "en": "loss (nats)"},
    "grokking.chance_loss": {"fr": "qui ne sait rien", "en": "who knows nothing"},
    "grokking.progress_alt": {"fr": "Au-dessous, les pertes en nats", "en": "Below, the losses in nats"},
    "grokking.snapshot_alt": {
        "fr": "Au pas {at} : {listed}. À côté, les plongements dans le plan de la fréquence {k}, et leur énergie par fréquence.",
        "en": "At step {at}: {listed}. Beside it, the embeddings in the plane of frequency {k}, and their energy by frequency.",
    },
    "grokking.seed": {"fr": "graine {seed}", "en": "seed {seed}"},
    "grokking.restricted": {"fr": "circuit seul (inédites)", "en": "circuit alone (new cells)"},
    "grokking.restricted_no_decay": {"fr": "circuit seul (témoin)", "en": "circuit alone (control)"},
    "grokking.excluded": {"fr": "sans le circuit (cahier)", "en": "without the circuit (book)"},
    "grokking.excluded_no_decay": {"fr": "sans le circuit (témoin)", "en": "without the circuit (control)"},
    "grokking.slider": {
        "fr": "L’entraînement, vu de trois façons : les bonnes réponses, les plongements dans le plan d’une fréquence clé, leur énergie par fréquence.",
        "en": "Training, seen in three ways: right answers, the embeddings in the plane of a key frequency, their energy by frequency.",
    },
    "grokking.fraction": {"fr": "part de la table montrée", "en": "share of the table shown"},
    "grokking.fractions_alt": {
        "fr": "Bonnes réponses aux inédites à la fin, pour {shares} de la table montrée, une courbe par graine",
        "en": "Right answers to new cells at the end, with {shares} of the table shown, a curve for each seed",
    },
    "grokking.rate": {"fr": "taux d’apprentissage {lr}", "en": "learning rate {lr}"},
    "grokking.limit": {"fr": "fin de l’essai : {steps} pas", "en": "end of the run: {steps} steps"},
    "grokking.steps_to_generalise": {
        "fr": "pas jusqu’à 99 % des cases cachées",
        "en": "steps to 99% of the hidden cells",
    },
    "grokking.operations_alt": {
        "fr": "Points, un par graine : le nombre de pas jusqu’à 99 % des cases cachées. « jamais » veut dire : pas en {limit} pas",
        "en": "Dots, one for each seed: the number of steps to 99% of the hidden cells. “never” means: not within {limit} steps",
    },
    "grokking.never": {"fr": "jamais", "en": "never"},
    "grokking.before": {"fr": "Avant l’entraînement", "en": "Before training"},
    "grokking.after": {"fr": "Après l’entraînement", "en": "After training"},
    "grokking.decay": {"fr": "avec décroissance des poids", "en": "with weight decay"},
    "grokking.no_decay": {"fr": "sans décroissance des poids", "en": "without weight decay"},
    # the result card
    "grokking.card.steps_to_memorise": {"fr": "cahier su (99 %), au pas", "en": "book known (99%), at step"},
    "grokking.card.delay_steps": {
        "fr": "attente : pas, le cahier su et les inédites sous 20 %",
        "en": "wait: steps with the book known, new cells below 20%",
    },
    "grokking.card.steps_to_generalise": {
        "fr": "examen réussi (99 % des cases cachées), au pas",
        "en": "exam passed (99% of the hidden cells), at step",
    },
    "grokking.card.new_accuracy": {"fr": "inédites justes, à la fin", "en": "new cells right, at the end"},
    "grokking.card.no_decay_new_accuracy": {
        "fr": "inédites justes sans décroissance",
        "en": "new cells right without decay",
    },
    "grokking.card.weights_peak": {
        "fr": "somme des carrés des poids, au plus haut",
        "en": "sum of the squared weights, at its highest",
    },
    "grokking.card.weights_end": {
        "fr": "somme des carrés des poids, à la fin",
        "en": "sum of the squared weights, at the end",
    },
    "grokking.card.key_frequencies": {"fr": "fréquences clés", "en": "key frequencies"},
    "grokking.card.only_keys_accuracy": {
        "fr": "toute la table, avec les fréquences clés seules",
        "en": "whole table, with the key frequencies alone",
    },
    "grokking.card.without_keys_accuracy": {"fr": "toute la table, sans elles", "en": "whole table, without them"},
    "grokking.card.restricted_loss_memorised": {
        "fr": "perte du circuit, cahier tout juste su (nats)",
        "en": "loss of the circuit, book just learnt (nats)",
    },
    "grokking.card.restricted_loss_before": {
        "fr": "perte du circuit, au bout du plateau (nats)",
        "en": "loss of the circuit, at the end of the plateau (nats)",
    },
    "grokking.card.gromov_accuracy": {
        "fr": "toute la table, réseau écrit à la main",
        "en": "whole table, network written by hand",
    },
    # exercises
    "grokking.parrot_accuracy.everything": {
        "fr": "Si l’autre ordre de chaque case cachée a été montré, ce perroquet répond à tout ; le vôtre répond à {value}.",
        "en": "If every hidden cell was shown in the other order, this parrot answers all of them; yours answers {value}.",
    },
    "grokking.parrot_accuracy.nothing": {
        "fr": "Si aucune case cachée n’a été montrée dans l’autre ordre, ce perroquet ne sait répondre à aucune ; le vôtre répond à {value}.",
        "en": "If no hidden cell was shown in the other order, this parrot can answer none of them; yours answers {value}.",
    },
    "grokking.parrot_accuracy.hidden": {
        "fr": "Seules les cases cachées comptent, au numérateur comme au dénominateur : ici {options} ; vous trouvez {value}.",
        "en": "Only hidden cells count, above the line as below it: here {options}; you find {value}.",
    },
    "grokking.effect_of_the_fraction.form": {
        "fr": "Donnez un dictionnaire : pour chacune des parts {options}, `True` si vous pensez que le réseau généralise, sinon `False`.",
        "en": "Give a dictionary: for each of the shares {options}, `True` if you think that the network generalises, else `False`.",
    },
    "grokking.effect_of_the_fraction.order": {
        "fr": "Vous prédisez que {less} suffit, mais non {more} : en montrer davantage nuirait-il ?",
        "en": "You predict that {less} is enough, but {more} is not: would showing more do harm?",
    },
    "grokking.key_frequencies.constant": {
        "fr": "La fréquence 0 est une constante, la même pour toutes les réponses : elle ne distingue rien et n’est pas une clé.",
        "en": "Frequency 0 is a constant, the same for all answers: it tells nothing apart and is no key.",
    },
    "grokking.key_frequencies.largest": {
        "fr": "La plus grande onde est toujours une clé ; ici, c’est la fréquence {options}.",
        "en": "The largest wave is always a key; here that is frequency {options}.",
    },
    "grokking.key_frequencies.scale": {
        "fr": "Multiplier toutes les tailles par 100 ne change pas quelles ondes dépassent les autres : comparez à la plus grande.",
        "en": "Multiplying all sizes by 100 does not change which waves stand out: compare with the largest.",
    },
    "grokking.key_frequencies.tenth": {
        "fr": "Gardez celles qui valent au moins un dixième de la plus grande : ici {options} ; vous gardez {value}.",
        "en": "Keep those that are at least a tenth of the largest: {options} here; you keep {value}.",
    },
    "grokking.unseen_network.form": {
        "fr": "Donnez une liste de fréquences, des entiers de 1 à {options}.",
        "en": "Give a list of frequencies, whole numbers from 1 to {options}.",
    },
    "grokking.unseen_network.other": {
        "fr": "Les scores de ce réseau-ci ont d’autres fréquences clés. Avez-vous analysé le bon réseau ?",
        "en": "The scores of this network have other key frequencies. Have you analysed the right network?",
    },
    "grokking.restricted_loss.perfect": {
        "fr": "Des scores qui sont une grande onde de a + b donnent une perte presque nulle ; la vôtre vaut {value}.",
        "en": "Scores that are one large wave of a + b give a loss of almost 0; yours is {value}.",
    },
    "grokking.restricted_loss.key": {
        "fr": "Sans la fréquence de l’onde, il ne reste rien : la perte est celle du hasard, {options} ; la vôtre vaut {value}.",
        "en": "Without the frequency of the wave nothing is left: the loss is that of chance, {options}; yours is {value}.",
    },
    "grokking.restricted_loss.noise": {
        "fr": "Ajouter aux scores une onde de a seul ne change pas le circuit, mais votre perte passe de {options} à {value}.",
        "en": "Adding a wave of a alone to the scores does not change the circuit, but your loss goes from {options} to {value}.",
    },
    "grokking.output_weights.shape": {
        "fr": "Il faut un poids par unité et par réponse : une forme ({options}) ; reçu : {value}.",
        "en": "There must be a weight for each unit and answer: shape ({options}); got {value}.",
    },
    "grokking.output_weights.phase": {
        "fr": "Les phases comptent : changer φ ou ψ doit changer le poids.",
        "en": "The phases matter: changing φ or ψ must change the weight.",
    },
    "grokking.output_weights.accuracy": {
        "fr": "Avec ces poids, le réseau ne répond juste qu’à {value} des cases. De quoi φ + ψ est-il la phase, dans le carré de la somme ?",
        "en": "With these weights the network answers only {value} of the cells right. Of what is φ + ψ the phase, in the square of the sum?",
    },
    "grokking.restricted_loss.column": {
        "fr": "D’autres ondes de a + b, plus fortes pour certaines réponses, ne changent pas le circuit, mais votre perte passe de {options} à {value}. Est-ce bien la **moyenne** de chaque colonne que vous ôtez ?",
        "en": "Other waves of a + b, stronger for some answers, do not change the circuit, but your loss goes from {options} to {value}. Is it the **mean** of each column that you take off?",
    },
    "grokking.logarithm.length": {
        "fr": "Il faut un logarithme pour chaque nombre de 1 à {options}, et pour aucun autre ; vous en donnez {value}.",
        "en": "Each number from 1 to {options} needs a logarithm, and no other does; you give {value}.",
    },
    "grokking.logarithm.large": {
        "fr": "Pour p = {options}, {value} nombres seulement ont un logarithme : les grandes puissances de g débordent. Prenez le reste après chaque produit.",
        "en": "For p = {options} only {value} numbers have a logarithm: the large powers of g overflow. Take the remainder after each product.",
    },
    "grokking.restricted_loss.several": {
        "fr": "Avec deux fréquences, le circuit est la somme de leurs ondes : sa perte est {options}, pas {value}.",
        "en": "With two frequencies the circuit is the sum of their waves: its loss is {options}, not {value}.",
    },
    "grokking.logarithm.base": {
        "fr": "La puissance 1 de g est g : avec p = {p} et g = {g}, `log[{g}]` vaut 1 ; le vôtre vaut {value}.",
        "en": "g to the power 1 is g: with p = {p} and g = {g}, `log[{g}]` is 1; yours is {value}.",
    },
    "grokking.logarithm.one": {
        "fr": "La puissance 0 de tout nombre est 1 : `log[1]` vaut 0 ; le vôtre vaut {value}.",
        "en": "Any number to the power 0 is 1: `log[1]` is 0; yours is {value}.",
    },
    "grokking.logarithm.sum": {
        "fr": "Le logarithme d’un produit doit être la somme des logarithmes, modulo p − 1 : ce n’est pas le cas de {a} × {b}.",
        "en": "The logarithm of a product must be the sum of the logarithms, modulo p − 1: it is not so for {a} × {b}.",
    },
    "grokking.logarithm.different": {
        "fr": "Deux nombres différents ont des logarithmes différents ; chez vous, certains se confondent.",
        "en": "Two different numbers have different logarithms; with yours some coincide.",
    },
    "grokking.wager_first": {
        "fr": "Cases inédites, le cahier tout juste su",
        "en": "New cells, the book only just known",
    },
    "grokking.wager_last": {"fr": "Cases inédites, à la fin", "en": "New cells, at the end"},
    "grokking.wager_few_waves": {
        "fr": "Toute la table, en ne gardant que quelques ondes",
        "en": "The whole table, keeping only a few waves",
    },
    "grokking.opponent_sudoku": {"fr": "joueur de sudoku", "en": "sudoku player"},
    "grokking.opponent_chance": {"fr": "hasard", "en": "chance"},
    "grokking.opponent_reciter": {"fr": "réseau qui récite", "en": "network that recites"},
}
