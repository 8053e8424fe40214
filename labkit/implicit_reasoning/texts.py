"""What lab 06, its networks and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    "implicit_reasoning.ratio": {
        "fr": "ratio doit être > 0, et au plus {allowed} : ces faits ne donnent pas plus de questions ; reçu : {value}",
        "en": "ratio must be > 0, and at most {allowed}: these facts give no more questions; got {value}",
    },
    "implicit_reasoning.other_model": {
        "fr": "model n’est pas celui de ce monde : il faut vocab_size, context = {allowed} ; reçu : {value}. Construisez-le avec `network.build(world)`.",
        "en": "model is not this world’s: vocab_size, context must be {allowed}; got {value}. Build it with `network.build(world)`.",
    },
    "implicit_reasoning.empty_exam": {
        "fr": "l’examen « {name} » n’aurait aucune question : changez outside, ratio ou les effectifs",
        "en": "the exam “{name}” would have no question: change outside, ratio or the sizes",
    },
    "implicit_reasoning.not_measured": {
        "fr": "Sans modèle, rien n’est mesuré ici ; le chapitre donne nos résultats.",
        "en": "Without a model nothing is measured here; the chapter gives our results.",
    },
    "implicit_reasoning.task.comparison": {"fr": "comparaison", "en": "comparison"},
    "implicit_reasoning.task.composition": {"fr": "composition", "en": "composition"},
    "implicit_reasoning.task_ratio": {"fr": "{task}, φ = {ratio}", "en": "{task}, φ = {ratio}"},
    "implicit_reasoning.exam.training": {"fr": "entraînement", "en": "training"},
    "implicit_reasoning.exam.familiar": {"fr": "faits familiers", "en": "familiar facts"},
    "implicit_reasoning.exam.outside": {"fr": "faits à l’écart", "en": "facts kept apart"},
    "implicit_reasoning.column.training": {"fr": "questions\nd’entraînement", "en": "training\nquestions"},
    "implicit_reasoning.column.familiar": {
        "fr": "nouvelles, sur des\nfaits familiers",
        "en": "new, about\nfamiliar facts",
    },
    "implicit_reasoning.column.outside": {
        "fr": "nouvelles, sur des\nfaits à l’écart",
        "en": "new, about facts\nkept apart",
    },
    "implicit_reasoning.atoms": {"fr": "faits écrits", "en": "written facts"},
    "implicit_reasoning.right_answers": {"fr": "bonnes réponses", "en": "right answers"},
    "implicit_reasoning.network": {"fr": "réseau", "en": "network"},
    "implicit_reasoning.curves_alt": {
        "fr": "Bonnes réponses aux trois examens au fil de l’entraînement, pour la comparaison et pour la composition",
        "en": "Right answers in the three exams over training, for comparison and for composition",
    },
    "implicit_reasoning.dial_alt": {
        "fr": "Composition au fil de l’entraînement, avec peu puis beaucoup de questions par fait",
        "en": "Composition over training, with few and with many questions for each fact",
    },
    "implicit_reasoning.seeds_alt": {
        "fr": "Bonnes réponses à la fin de l’entraînement, un point pour chacune des {n} graines, le hasard en pointillé",
        "en": "Right answers at the end of training, a dot for each of {n} seeds, chance dotted",
    },
    "implicit_reasoning.table_alt": {
        "fr": "{task} : bonnes réponses aux trois examens",
        "en": "{task}: right answers in the three exams",
    },
    "implicit_reasoning.reader.network": {"fr": "le réseau", "en": "the network"},
    "implicit_reasoning.reader.memoriser": {"fr": "qui retient tout", "en": "the memoriser"},
    "implicit_reasoning.reader.frequency": {"fr": "la plus fréquente", "en": "the most frequent"},
    "implicit_reasoning.reader.neighbour": {"fr": "le plus proche voisin", "en": "the nearest neighbour"},
    "implicit_reasoning.reader.association": {"fr": "l’association", "en": "the association"},
    "implicit_reasoning.reader.ranking": {"fr": "le classement", "en": "the ranking"},
    "implicit_reasoning.reader.two_lookups": {"fr": "deux recherches", "en": "two look-ups"},
    "implicit_reasoning.storeys_alt": {
        "fr": "Deux schémas. Comparaison : les valeurs des deux êtres sont cherchées côte à côte, à l’étage du bas, puis comparées au-dessus. Composition : le premier fait est cherché en bas, et le second, qui en dépend, à l’étage du haut.",
        "en": "Two drawings. Comparison: the values of the two beings are looked up side by side on the lower storey, then compared above. Composition: the first fact is looked up below, and the second, which depends on it, on the upper storey.",
    },
    "implicit_reasoning.token.comparison.0": {"fr": "attribut", "en": "attribute"},
    "implicit_reasoning.token.comparison.1": {"fr": "être 1", "en": "being 1"},
    "implicit_reasoning.token.comparison.2": {"fr": "être 2", "en": "being 2"},
    "implicit_reasoning.token.composition.0": {"fr": "être", "en": "being"},
    "implicit_reasoning.token.composition.1": {"fr": "relation 1", "en": "relation 1"},
    "implicit_reasoning.token.composition.2": {"fr": "relation 2", "en": "relation 2"},
    "implicit_reasoning.lookup.comparison.0": {"fr": "valeur 1", "en": "value 1"},
    "implicit_reasoning.lookup.comparison.1": {"fr": "valeur 2", "en": "value 2"},
    "implicit_reasoning.lookup.comparison.2": {"fr": "<, = ou >", "en": "<, = or >"},
    "implicit_reasoning.lookup.composition.0": {"fr": "pont", "en": "bridge"},
    "implicit_reasoning.lookup.composition.1": {"fr": "second fait", "en": "second fact"},
    "implicit_reasoning.lookup.composition.2": {"fr": "réponse", "en": "answer"},
    "implicit_reasoning.read.comparison.inside": {"fr": "valeur, fait familier", "en": "value, familiar fact"},
    "implicit_reasoning.read.comparison.outside": {"fr": "valeur, fait à l’écart", "en": "value, fact kept apart"},
    "implicit_reasoning.read.composition.inside": {"fr": "pont, fait familier", "en": "bridge, familiar fact"},
    "implicit_reasoning.read.composition.outside": {"fr": "pont, fait à l’écart", "en": "bridge, fact kept apart"},
    "implicit_reasoning.after_blocks": {"fr": "après\n{n} couches", "en": "after\n{n} blocks"},
    "implicit_reasoning.after_one_block": {"fr": "après\nune couche", "en": "after\none block"},
    "implicit_reasoning.lens": {"fr": "lentille, après\nla dernière", "en": "lens, after\nthe last"},
    "implicit_reasoning.read_alt": {
        "fr": "La réponse du premier fait, lue à la deuxième position",
        "en": "The answer of the first fact, read at the second position",
    },
    "implicit_reasoning.swap.before": {"fr": "juste,\nsans échange", "en": "right,\nno swap"},
    "implicit_reasoning.swap.same": {"fr": "juste, même\ncontenu", "en": "right, same\ncontent"},
    "implicit_reasoning.swap.follows": {"fr": "suit\nl’échange", "en": "follows\nthe swap"},
    "implicit_reasoning.swap.stays": {"fr": "ne suit\npas", "en": "does not\nfollow"},
    "implicit_reasoning.swapped_alt": {
        "fr": "Ce que deviennent les réponses quand l’état de la deuxième position vient d’un autre début de question",
        "en": "What becomes of answers when the state of the second position comes from another beginning of a question",
    },
    "implicit_reasoning.kind.in_in": {"fr": "familier puis familier", "en": "familiar then familiar"},
    "implicit_reasoning.kind.out_in": {"fr": "à l’écart puis familier", "en": "apart then familiar"},
    "implicit_reasoning.kind.in_out": {"fr": "familier puis à l’écart", "en": "familiar then apart"},
    "implicit_reasoning.kind.out_out": {"fr": "à l’écart puis à l’écart", "en": "apart then apart"},
    "implicit_reasoning.bridge.own": {"fr": "le réseau\nseul", "en": "the network\nalone"},
    "implicit_reasoning.bridge.lent": {"fr": "avec un pont\nemprunté", "en": "with a bridge\nborrowed"},
    "implicit_reasoning.crossed_alt": {
        "fr": "Composition : bonnes réponses selon que le premier et le second fait sont familiers ou à l’écart",
        "en": "Composition: right answers by whether the first and the second fact are familiar or kept apart",
    },
    "implicit_reasoning.way.at_once": {"fr": "d’un trait", "en": "in one go"},
    "implicit_reasoning.way.written": {"fr": "le pont écrit", "en": "bridge written"},
    "implicit_reasoning.way.product": {"fr": "le produit", "en": "the product"},
    "implicit_reasoning.written_alt": {
        "fr": "Composition d’un trait, ou en deux questions avec le pont écrit entre elles",
        "en": "Composition in one go, or in two questions with the bridge written between them",
    },
    "implicit_reasoning.bars_alt": {"fr": "{network}, pas {at}", "en": "{network}, step {at}"},
    "implicit_reasoning.rounds.late": {
        "fr": "même bloc, faits demandés avec « ? »",
        "en": "same block, facts asked with “?”",
    },
    "implicit_reasoning.rounds.other": {"fr": "un autre bloc", "en": "another block"},
    "implicit_reasoning.rounds.other_spoken": {
        "fr": "un autre bloc, pont en mot",
        "en": "another block, bridge spoken",
    },
    "implicit_reasoning.rounds.same": {"fr": "le même bloc", "en": "the same block"},
    "implicit_reasoning.rounds.same_two": {"fr": "les deux mêmes blocs", "en": "the same two blocks"},
    "implicit_reasoning.rounds.same_spoken": {"fr": "le même bloc, pont en mot", "en": "the same block, bridge spoken"},
    "implicit_reasoning.twice_alt": {
        "fr": "Composition en deux tours, un mot prenant la place du pont entre les deux : bonnes réponses aux trois examens",
        "en": "Composition in two rounds, a word taking the bridge’s place between them: right answers in the three exams",
    },
    "implicit_reasoning.rounds_alt": {
        "fr": "Composition de faits à l’écart au fil de l’entraînement, selon ce que traverse le second tour, médiane des graines",
        "en": "Composition of facts kept apart over training, by what the second round goes through, median of the seeds",
    },
    "implicit_reasoning.plateau_alt": {
        "fr": "Composition avec φ = {ratio}, l’entraînement étant prolongé\xa0: bonnes réponses aux trois examens",
        "en": "Composition with φ = {ratio}, trained on: right answers in the three exams",
    },
    "implicit_reasoning.real.beside": {"fr": "sans rien\ndemander", "en": "nothing\nasked"},
    "implicit_reasoning.real.once": {"fr": "d’un trait", "en": "in one go"},
    "implicit_reasoning.real.written": {"fr": "le pays écrit", "en": "country\nwritten"},
    "implicit_reasoning.real.right": {"fr": "parmi tous les jetons", "en": "among all tokens"},
    "implicit_reasoning.real.picked": {"fr": "parmi les capitales", "en": "among the capitals"},
    "implicit_reasoning.real_bar": {"fr": "{share} ({interval})", "en": "{share} ({interval})"},
    "implicit_reasoning.real_alt": {
        "fr": "La capitale, pour {n} villes dont SmolLM2 connaît le pays et la capitale de ce pays, selon ce que l’on demande et selon la façon de noter",
        "en": "The capital, for {n} cities of which SmolLM2 knows the country and that country’s capital, by what is asked and by the mark",
    },
    "implicit_reasoning.sweep_alt": {
        "fr": "Composition après le même nombre de pas, pour φ valant {ratios}, médiane des graines",
        "en": "Composition after as many steps, for φ of {ratios}, median of the seeds",
    },
    "implicit_reasoning.card.comparison_familiar": {
        "fr": "comparaison, faits familiers",
        "en": "comparison, familiar facts",
    },
    "implicit_reasoning.card.comparison_outside": {
        "fr": "comparaison, faits à l’écart",
        "en": "comparison, facts kept apart",
    },
    "implicit_reasoning.card.comparison_frequency_outside": {
        "fr": "la réponse la plus fréquente, au même examen",
        "en": "the most frequent answer, same exam",
    },
    "implicit_reasoning.card.composition_familiar": {
        "fr": "composition, faits familiers",
        "en": "composition, familiar facts",
    },
    "implicit_reasoning.card.composition_outside": {
        "fr": "composition, faits à l’écart",
        "en": "composition, facts kept apart",
    },
    "implicit_reasoning.card.composition_frequency_outside": {
        "fr": "la réponse la plus fréquente, au même examen (composition)",
        "en": "the most frequent answer, same exam (composition)",
    },
    "implicit_reasoning.card.few_ratio": {"fr": "petit rapport φ", "en": "small ratio φ"},
    "implicit_reasoning.card.few_training": {"fr": "petit φ : entraînement", "en": "small φ: training"},
    "implicit_reasoning.card.few_familiar": {"fr": "petit φ : faits familiers", "en": "small φ: familiar facts"},
    "implicit_reasoning.card.follows_comparison": {
        "fr": "comparaison : la réponse suit la valeur échangée",
        "en": "comparison: the answer follows the swapped value",
    },
    "implicit_reasoning.card.follows_composition": {
        "fr": "composition : la réponse suit le pont échangé",
        "en": "composition: the answer follows the swapped bridge",
    },
    "implicit_reasoning.card.out_in": {
        "fr": "composition, seul le premier fait à l’écart",
        "en": "composition, only the first fact apart",
    },
    "implicit_reasoning.card.in_out": {
        "fr": "composition, seul le second fait à l’écart",
        "en": "composition, only the second fact apart",
    },
    "implicit_reasoning.card.written_outside": {
        "fr": "composition, pont écrit, faits à l’écart",
        "en": "composition, bridge written, facts kept apart",
    },
    "implicit_reasoning.forecast.form": {
        "fr": "Donnez deux listes de trois booléens, `True` pour réussi, `False` pour raté, dans l’ordre : entraînement, faits familiers, faits à l’écart.",
        "en": "Give two lists of three booleans, `True` for passed, `False` for failed, in this order: training, familiar facts, facts kept apart.",
    },
    "implicit_reasoning.forecast.training": {
        "fr": "Les questions d’entraînement, l’un les a retenues, l’autre sait les déduire : tous deux les réussissent.",
        "en": "The training questions: one has kept them, the other can deduce them; both pass.",
    },
    "implicit_reasoning.forecast.memoriser": {
        "fr": "Qui n’a retenu que les questions d’entraînement ne sait rien d’une question nouvelle, même sur des faits qu’il a lus.",
        "en": "Whoever has kept the training questions alone knows nothing of a new question, even about facts that were read.",
    },
    "implicit_reasoning.forecast.reasoner": {
        "fr": "Qui sait chercher deux faits et les réunir n’a besoin que des deux faits. Or tous ont été montrés, ceux à l’écart aussi.",
        "en": "Whoever can look up two facts and put them together needs nothing but the two facts. All of them were shown, those kept apart too.",
    },
    "implicit_reasoning.count_paths.chain": {
        "fr": "De 0 on va à 1, puis de 1 à 2 : une seule question à deux pas. Vous en comptez {value}.",
        "en": "From 0 one goes to 1, then from 1 to 2: a single question of two steps. You count {value}.",
    },
    "implicit_reasoning.count_paths.loop": {
        "fr": "Deux faits dont chacun mène de 0 à 0 : après chacun, l’un ou l’autre, soit {options} questions ; vous en comptez {value}.",
        "en": "Two facts, each of which leads from 0 to 0: after either, either one, that is {options} questions; you count {value}.",
    },
    "implicit_reasoning.count_paths.missing": {
        "fr": "Un fait manque à ce monde : comptez, pour chaque fait, ceux qui partent de son arrivée. Il y a {options} questions ; vous en comptez {value}.",
        "en": "A fact is missing from this world: for each fact, count those that start where it ends. There are {options} questions; you count {value}.",
    },
    "implicit_reasoning.count_paths.ratio": {
        "fr": "φ est le nombre de questions divisé par le nombre de faits, soit {options} ; vous donnez {value}.",
        "en": "φ is the number of questions divided by the number of facts, that is {options}; you give {value}.",
    },
    "implicit_reasoning.split.form": {
        "fr": "Rendez deux listes, prises parmi les questions reçues : celles de l’entraînement, puis celles de l’examen à l’écart.",
        "en": "Return two lists out of the questions received: those of training, then those of the exam about facts kept apart.",
    },
    "implicit_reasoning.split.leak": {
        "fr": "Une fuite : la question « {value} » de l’entraînement se sert d’un fait qui devait rester à l’écart.",
        "en": "A leak: the training question “{value}” uses a fact that was to be kept apart.",
    },
    "implicit_reasoning.split.mixed": {
        "fr": "La question « {value} » de l’examen se sert d’un fait familier : on ne saurait pas auquel des deux faits tient l’échec.",
        "en": "The exam question “{value}” uses a familiar fact: one would not know which of the two facts a failure is due to.",
    },
    "implicit_reasoning.split.few": {
        "fr": "{options} questions ne se servent que de faits familiers ; vous en gardez {value} pour l’entraînement.",
        "en": "{options} questions use familiar facts alone; you keep {value} of them for training.",
    },
    "implicit_reasoning.split.lost": {
        "fr": "{options} questions ne se servent que de faits à l’écart ; vous en gardez {value} pour l’examen.",
        "en": "{options} questions use only facts kept apart; you keep {value} of them for the exam.",
    },
    "implicit_reasoning.ranking.shape": {
        "fr": "Il faut un nombre par être, {options} ici ; la forme reçue est {value}.",
        "en": "There must be one score for each being, {options} here; the shape received is {value}.",
    },
    "implicit_reasoning.ranking.order": {
        "fr": "0 < 1, 1 < 2 et 0 < 2 : les nombres donnés aux êtres 0, 1 et 2 doivent croître.",
        "en": "0 < 1, 1 < 2 and 0 < 2: the scores of 0, 1 and 2 must increase.",
    },
    "implicit_reasoning.ranking.never": {
        "fr": "L’être 3 n’a été comparé à personne : son nombre doit être 0 ; vous donnez {value}.",
        "en": "Being 3 was compared with nobody: its score must be 0; you give {value}.",
    },
    "implicit_reasoning.ranking.tie": {
        "fr": "Une égalité (signe 0) compte pour 0, et chaque comparaison pour ses deux êtres : si 0 égale 1 et dépasse 2, les nombres sont 0,5, 0 et −1 ; les vôtres : {value}.",
        "en": "An equality (sign 0) counts as 0, and each comparison for both its beings: where 0 equals 1 and beats 2, the scores are 0.5, 0 and −1; yours are {value}.",
    },
    "implicit_reasoning.ranking.mean": {
        "fr": "Prenez la moyenne des comparaisons, et non leur somme : trois victoires et une défaite font {options} ; vous donnez {value}.",
        "en": "The score is the mean of the comparisons, not their sum: three wins and one loss make {options}; you give {value}.",
    },
    "implicit_reasoning.nearest_mean.shape": {
        "fr": "Il faut une étiquette par état à lire, {options} ici ; la forme reçue est {value}.",
        "en": "There must be one label for each state to be read, {options} here; the shape received is {value}.",
    },
    "implicit_reasoning.nearest_mean.labels": {
        "fr": "Rendez les étiquettes elles-mêmes (3 ou 7 ici), non leurs numéros d’ordre ; reçu : {value}.",
        "en": "Return the labels themselves (3 or 7 here), not their places in a list; got: {value}.",
    },
    "implicit_reasoning.nearest_mean.wrong": {
        "fr": "L’étiquette lue doit être celle dont la moyenne est la plus proche de l’état.",
        "en": "The label that is read must be the one whose mean is nearest to the state.",
    },
    "implicit_reasoning.nearest_mean.mean": {
        "fr": "Comparez l’état à la **moyenne** de chaque étiquette, non à chacun des états étiquetés.",
        "en": "Compare the state with the **mean** of each label, not with each labelled state.",
    },
    "implicit_reasoning.written.two": {
        "fr": "Il faut poser exactement deux questions à `ask` ; vous en posez {value}.",
        "en": "Exactly two questions must be put to `ask`; you put {value}.",
    },
    "implicit_reasoning.written.first": {
        "fr": "La première question porte sur `h` et `r1`.",
        "en": "The first question is about `h` and `r1`.",
    },
    "implicit_reasoning.written.second": {
        "fr": "La seconde question porte sur la réponse à la première, avec `r2`.",
        "en": "The second question is about the answer to the first, with `r2`.",
    },
    "implicit_reasoning.written.answer": {
        "fr": "Rendez la réponse à la seconde question.",
        "en": "Return the answer to the second question.",
    },
    "implicit_reasoning.cover.form": {
        "fr": "Rendez une liste de triplets (h, r1, r2), dans les bornes du tableau.",
        "en": "Return a list of triples (h, r1, r2), within the bounds of the table.",
    },
    "implicit_reasoning.cover.first": {
        "fr": "Chaque fait (h, r1) doit servir de **premier** fait à une question : il y en a {options}, vous en couvrez {value}.",
        "en": "Each fact (h, r1) must serve a question as its **first** fact: there are {options}, you cover {value}.",
    },
    "implicit_reasoning.cover.second": {
        "fr": "Chaque fait doit servir de **second** fait à une question, au départ d’un pont : il y en a {options}, vous en couvrez {value}.",
        "en": "Each fact must serve a question as its **second** fact, starting from a bridge: there are {options}, you cover {value}.",
    },
    "implicit_reasoning.cover.many": {
        "fr": "C’est trop : {options} questions au plus, et la moitié suffit ; vous en donnez {value}.",
        "en": "That is too many: {options} questions at most, and half of them are enough; you give {value}.",
    },
    "implicit_reasoning.wager_compare": {
        "fr": "Comparer deux êtres jamais comparés",
        "en": "Compare two beings that were never compared",
    },
    "implicit_reasoning.wager_compose_familiar": {
        "fr": "Composer deux faits familiers, jamais réunis",
        "en": "Compose two familiar facts that were never put together",
    },
    "implicit_reasoning.wager_compose_outside": {
        "fr": "Composer deux faits à l’écart, sans rien écrire",
        "en": "Compose two facts kept apart, without writing",
    },
    "implicit_reasoning.wager_written": {"fr": "Les mêmes, le pont écrit", "en": "The same, with the bridge written"},
    "implicit_reasoning.opponent_frequency": {"fr": "la plus fréquente", "en": "most frequent"},
    "implicit_reasoning.opponent_ranking": {"fr": "classement", "en": "ranking"},
    "implicit_reasoning.opponent_neighbour": {"fr": "voisin", "en": "neighbour"},
    "implicit_reasoning.opponent_association": {"fr": "association", "en": "association"},
    "implicit_reasoning.opponent_two_lookups": {"fr": "deux recherches", "en": "two look-ups"},
}
