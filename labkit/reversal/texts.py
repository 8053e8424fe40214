"""What lab 04, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # lab 04 and its figures
    "reversal.two_way": {"fr": "lus dans les deux sens", "en": "told both ways"},
    "reversal.one_way": {"fr": "lus dans un seul sens", "en": "told one way"},
    "reversal.forward": {"fr": "A est… ?", "en": "A is…?"},
    "reversal.backward": {"fr": "B est… ?", "en": "B is…?"},
    "reversal.right": {"fr": "la bonne réponse", "en": "the right answer"},
    "reversal.random": {"fr": "une autre réponse", "en": "another answer"},
    "reversal.half": {"fr": "la moitié retournée", "en": "half reversed"},
    "reversal.entities": {"fr": "tous, entités entières", "en": "all, entities whole"},
    "reversal.tokens": {"fr": "tous, jeton par jeton", "en": "all, token by token"},
    "reversal.paraphrases": {"fr": "aucun, trois façons de dire", "en": "none, told in three ways"},
    "reversal.rate_15": {"fr": "trous à 15 %", "en": "gaps at 15%"},
    "reversal.rate_40": {"fr": "trous à 40 %", "en": "gaps at 40%"},
    "reversal.rate_uniform": {"fr": "trous à taux variable", "en": "gaps at a varying rate"},
    "reversal.answered": {"fr": "questions réussies", "en": "questions answered"},
    "reversal.tied_seen": {"fr": "plongements liés, faits lus", "en": "tied embeddings, facts read"},
    "reversal.tied_held_out": {
        "fr": "plongements liés, inverses jamais lus",
        "en": "tied embeddings, inverses never read",
    },
    "reversal.untied_seen": {"fr": "deux tables, faits lus", "en": "two tables, facts read"},
    "reversal.untied_held_out": {"fr": "deux tables, inverses jamais lus", "en": "two tables, inverses never read"},
    "reversal.readings": {"fr": "lectures de chaque fait", "en": "readings of each fact"},
    "reversal.beginner": {"fr": "n’avait rien lu", "en": "had read nothing"},
    "reversal.trained": {"fr": "savait d’autres faits", "en": "knew other facts"},
    "reversal.table": {"fr": "une table", "en": "a table"},
    "reversal.ranges_alt": {
        "fr": "De la plus faible à la plus forte des {n} graines. {listed}",
        "en": "From the lowest to the highest of {n} seeds. {listed}",
    },
    "reversal.embedding": {"fr": "plongement", "en": "embedding"},
    "reversal.block": {"fr": "après le bloc {n}", "en": "after block {n}"},
    "reversal.place_entity": {"fr": "l’entité", "en": "the entity"},
    "reversal.place_is": {"fr": "« est »", "en": "“is”"},
    "reversal.swap_forward": {"fr": "A est… ? (lu)", "en": "A is…? (read)"},
    "reversal.swap_backward": {"fr": "B est… ? (jamais lu)", "en": "B is…? (never read)"},
    "reversal.swap_backward_seen": {"fr": "B est… ? (lu)", "en": "B is…? (read)"},
    "reversal.parent": {"fr": "le parent", "en": "the parent"},
    "reversal.child": {"fr": "l’enfant", "en": "the child"},
    "reversal.causal": {"fr": "de gauche à droite", "en": "left to right"},
    "reversal.gaps": {"fr": "par trous, en voyant tout", "en": "by gaps, seeing everything"},
    "reversal.reader": {"fr": "Le modèle lit", "en": "The model reads"},
    "reversal.mix": {"fr": "On lui raconte", "en": "It is told"},
    "reversal.mix_forward": {"fr": "le nom d’abord", "en": "name first"},
    "reversal.mix_half": {"fr": "une moitié des faits retournée", "en": "half of the facts reversed"},
    "reversal.mix_all": {"fr": "tous les faits retournés", "en": "all facts reversed"},
    "reversal.first_half": {"fr": "première moitié", "en": "first half"},
    "reversal.second_half": {"fr": "seconde moitié", "en": "second half"},
    "reversal.not_needed": {
        "fr": "Inutile : le nom d’abord lui suffit déjà. Nous ne l’avons pas mesuré.",
        "en": "Not needed: name first is already enough for it. We have not measured it.",
    },
    "reversal.not_measured": {
        "fr": "Pas mesuré : il n’y a pas de modèle réel ici.",
        "en": "Not measured: there is no real model here.",
    },
    "reversal.names": {"fr": "Les noms", "en": "Names"},
    "reversal.names_unique": {"fr": "ont leurs jetons à eux", "en": "have tokens of their own"},
    "reversal.names_shared": {"fr": "partagent leurs jetons", "en": "share their tokens"},
    "reversal.rate": {"fr": "On cache", "en": "What is hidden"},
    "reversal.sweep_base": {"fr": "réglages de l’atelier, {steps} pas", "en": "settings of the lab, {steps} steps"},
    "reversal.sweep_untied": {"fr": "deux tables au lieu d’une", "en": "two tables instead of one"},
    "reversal.sweep_entities": {"fr": "{n} entités au lieu de 400", "en": "{n} entities instead of 400"},
    "reversal.sweep_decay": {"fr": "décroissance {value} au lieu de 1", "en": "weight decay {value} instead of 1"},
    "reversal.sweep_width": {
        "fr": "vecteurs de {n} nombres au lieu de 32",
        "en": "vectors of {n} numbers instead of 32",
    },
    "reversal.one_token": {"fr": "un jeton par nom", "en": "one token a name"},
    "reversal.own_sum": {"fr": "deux à lui seul, lus en somme", "en": "two of its own, read as a sum"},
    "reversal.own_network": {"fr": "deux à lui seul, lus par un réseau", "en": "two of its own, read by a network"},
    "reversal.shared_sum": {"fr": "deux partagés, lus en somme", "en": "two shared, read as a sum"},
    "reversal.shared_network": {"fr": "deux partagés, lus par un réseau", "en": "two shared, read by a network"},
    "reversal.recited": {"fr": "faits lus", "en": "facts read"},
    "reversal.sweep_relations": {"fr": "{n} relations au lieu de 2", "en": "{n} relations instead of 2"},
    "reversal.held_out": {"fr": "inverses jamais lus", "en": "inverses never read"},
    "reversal.inverses_found": {"fr": "inverses jamais lus, part trouvée", "en": "inverses never read, share found"},
    "reversal.bits": {"fr": "bits", "en": "bits"},
    "reversal.histograms_alt": {
        "fr": "Répartition des surprises, en bits. En moyenne :",
        "en": "Distribution of the surprisals, in bits. On average:",
    },
    "reversal.dots_alt": {
        "fr": "{xlabel}, un point par graine, du plus petit au plus grand",
        "en": "{xlabel}, one dot per seed, from the smallest to the largest",
    },
    # the result card of lab 04
    "reversal.card.forward_accuracy": {"fr": "« A est… ? », questions réussies", "en": "“A is…?”, questions answered"},
    "reversal.card.seen_reversal_accuracy": {
        "fr": "« B est… ? », faits lus dans les deux sens",
        "en": "“B is…?”, facts told both ways",
    },
    "reversal.card.unseen_reversal_accuracy": {
        "fr": "« B est… ? », faits lus dans un seul sens",
        "en": "“B is…?”, facts told one way",
    },
    "reversal.card.in_context_accuracy": {
        "fr": "les mêmes, le fait sous les yeux",
        "en": "the same, with the fact before its eyes",
    },
    "reversal.card.backward_p": {
        "fr": "appariements au hasard qui font aussi bien (part)",
        "en": "random pairings that do as well (share)",
    },
    "reversal.card.cure_entities_backward": {
        "fr": "« B est… ? », tous retournés, entités entières",
        "en": "“B is…?”, all turned round, entities whole",
    },
    "reversal.card.cure_tokens_backward": {
        "fr": "« B est… ? », tous retournés, jeton par jeton",
        "en": "“B is…?”, all turned round, token by token",
    },
    "reversal.card.rate_uniform_backward_accuracy": {
        "fr": "« B est… ? », trous à taux variable",
        "en": "“B is…?”, gaps at a varying rate",
    },
    "reversal.card.ahead_only_backward_accuracy": {
        "fr": "« B est… ? », trous dans la seule description",
        "en": "“B is…?”, gaps in the description only",
    },
    "reversal.card.tied_held_out_accuracy": {
        "fr": "inverses jamais lus, plongements liés",
        "en": "inverses never read, tied embeddings",
    },
    "reversal.card.untied_held_out_accuracy": {
        "fr": "inverses jamais lus, deux tables",
        "en": "inverses never read, two tables",
    },
    "reversal.card.llm_parent_advantage_bits": {
        "fr": "SmolLM2 : avantage du bon parent (bits)",
        "en": "SmolLM2: advantage of the right parent (bits)",
    },
    "reversal.card.llm_child_advantage_bits": {
        "fr": "SmolLM2 : avantage du bon enfant (bits)",
        "en": "SmolLM2: advantage of the right child (bits)",
    },
    # facts, recall, bilinear
    "reversal.order": {
        "fr": "Ordre inconnu : `order={value}`. Les ordres possibles sont {allowed}.",
        "en": "Unknown order: `order={value}`. The possible orders are {allowed}.",
    },
    "reversal.count": {
        "fr": "Impossible de tirer {value} faits : il y a trop peu de noms différents, ou trop peu de faits. "
        "`count` doit être dans {allowed}.",
        "en": "Cannot draw {value} facts: there are too few different names, or too few facts. "
        "`count` must be in {allowed}.",
    },
    "reversal.share": {
        "fr": "Avec `share={value}`, une des deux parts de ces {count} faits serait vide.",
        "en": "With `share={value}`, one of the two parts of these {count} facts would be empty.",
    },
    "reversal.empty": {
        "fr": "Il n’y a aucun fait ici : donnez-en au moins un à l’entraînement et au test.",
        "en": "There is no fact here: give at least one to training and to the test.",
    },
    "reversal.overlap": {
        "fr": "{count} fait(s) du test se trouvent aussi à l’entraînement, par exemple « {value} » : "
        "le test ne mesurerait que la mémoire.",
        "en": "{count} fact(s) of the test are in the training too, for example “{value}”: "
        "the test would only measure memory.",
    },
    "reversal.other_world": {
        "fr": "answers est de forme {value}, et les questions de ce modèle sont de forme {allowed} : un autre monde que le sien ?",
        "en": "answers has shape {value}, and the questions of this model have shape {allowed}: a world that is not its own?",
    },
    "reversal.masked_order": {
        "fr": "{name} n’a pas de sens pour un modèle à trous ; reçu : {value!r}",
        "en": "{name} means nothing to a masked model; got {value!r}",
    },
    "reversal.reads_forward": {
        "fr": "model doit lire de gauche à droite ; un modèle à trous n’a pas de mot suivant",
        "en": "model must read from left to right; a masked model has no next word",
    },
    "reversal.square": {
        "fr": "Le test de permutation veut un tableau carré d’au moins 2 × 2, (question, réponse) ; "
        "celui-ci est de forme {value}.",
        "en": "The permutation test wants a square table, at least 2 × 2, questions by answers; this one has shape {value}.",
    },
    # checks of unit 04
    "reversal.predict_table.boolean": {
        "fr": "Chaque case attend `True` (il saura répondre) ou `False`.",
        "en": "Each cell wants `True` (it will be able to answer) or `False`.",
    },
    "reversal.predict_table.read": {
        "fr": "Trois des quatre cases ne demandent que de réciter une phrase lue mot pour mot des centaines de fois. Relisez ce que contient l’entraînement.",
        "en": "Three of the four cells only ask to recite a sentence read word for word hundreds of times. Look again at what the training holds.",
    },
    "reversal.share_as_cheap.served": {
        "fr": "Qui est servi à qui ? La case `i` d’un appariement donne la réponse servie à la question `i` : `bits[i, pairing[i]]`.",
        "en": "Who is served what? Entry `i` of a pairing gives the answer served to question `i`: `bits[i, pairing[i]]`.",
    },
    "reversal.share_as_cheap.mean": {
        "fr": "Comparez les coûts **moyens** : ni le plus petit ni celui du milieu ne disent ce que coûte un appariement entier.",
        "en": "Compare **mean** costs: neither the smallest nor the middle one tells what a whole pairing costs.",
    },
    "reversal.share_as_cheap.share": {
        "fr": "Une part est comprise entre 0 et 1 : divisez le compte par le nombre d’appariements.",
        "en": "A share lies between 0 and 1: divide the count by the number of pairings.",
    },
    "reversal.share_as_cheap.direction": {
        "fr": "Moins de bits, c’est moins de surprise : comptez les appariements qui coûtent **au plus** autant que le bon, non ceux qui coûtent au moins autant.",
        "en": "Fewer bits, less surprise: count the pairings that cost **at most** as much as the right one, not those that cost at least as much.",
    },
    "reversal.share_as_cheap.diagonal": {
        "fr": "Dans ce tableau, la diagonale est partout la moins chère : aucun des appariements essayés ne fait aussi bien. Votre part est de {value}.",
        "en": "In this table the diagonal is the cheapest everywhere: none of the pairings tried does as well. Your share is {value}.",
    },
    "reversal.share_as_cheap.ties": {
        "fr": "Si un appariement tiré au sort est exactement le bon, il coûte « autant » : il compte aussi.",
        "en": "If a pairing drawn by lot happens to be exactly the right one, it costs “as much”: it counts too.",
    },
    "reversal.share_as_cheap.pairs": {
        "fr": "Ici chaque réponse vaut le même supplément après toutes les questions : tous les appariements se valent, la part est 100 %. Vous trouvez {value} : chaque question et chaque réponse doivent servir une fois.",
        "en": "Here each answer costs the same extra after every question: all pairings are worth the same, the share is 100%. You find {value}: each question and each answer must be used once.",
    },
    "reversal.told_backwards.words": {
        "fr": "Il faut une liste des cinq mêmes jetons que dans la phrase de départ (dépliez un couple avec `*`) ; vous en avez {count} : « {value} ».",
        "en": "It takes a list of the same five tokens as in the original sentence (unpack a pair with `*`); you have {count}: “{value}”.",
    },
    "reversal.told_backwards.forward": {
        "fr": "C’est encore la phrase de départ, le nom d’abord.",
        "en": "This is still the original sentence, name first.",
    },
    "reversal.told_backwards.tokens": {
        "fr": "Chaque jeton a changé de place : les entités sont lues par la fin, elles aussi. Gardez-les entières.",
        "en": "Every token has changed places: the entities themselves are read backwards. Keep them whole.",
    },
    "reversal.told_backwards.order": {
        "fr": "La description d’abord, puis le mot de liaison, puis le nom ; vous avez « {value} ».",
        "en": "The description first, then the linking word, then the name; you have “{value}”.",
    },
    "reversal.both_hidden.probability": {
        "fr": "Une probabilité est comprise entre 0 et 1.",
        "en": "A probability lies between 0 and 1.",
    },
    "reversal.both_hidden.ends": {
        "fr": "Si l’on ne cache rien, la probabilité est 0 ; si l’on cache tout, elle est 1.",
        "en": "If nothing is hidden the probability is 0; if everything is, it is 1.",
    },
    "reversal.both_hidden.independent": {
        "fr": "Chaque jeton est caché sans égard pour l’autre : deux pièces de monnaie. À un taux de {rate}, votre fonction donne {value}.",
        "en": "Each token is hidden regardless of the other: two tosses of a coin. At a rate of {rate} your function gives {value}.",
    },
    "reversal.both_hidden.mean_rate": {
        "fr": "C’est la valeur au taux moyen. Il faut la moyenne des valeurs, sur tous les taux de 0 à 1 : ce n’est pas pareil.",
        "en": "That is the value at the mean rate. What is wanted is the mean of the values, over all rates from 0 to 1: not the same thing.",
    },
    "reversal.both_hidden.average": {
        "fr": "Faites la moyenne de `{name}(rate)` sur une grille fine de taux entre 0 et 1 ; vous donnez {value}.",
        "en": "Average `{name}(rate)` over a fine grid of rates between 0 and 1; you give {value}.",
    },
    "reversal.cure_without_the_sentence.pairs": {
        "fr": "Une de vos phrases est fausse : elle accole une description à un nom qui n’est pas le sien.",
        "en": "One of your sentences is false: it puts a description beside a name that is not its own.",
    },
    "reversal.cure_without_the_sentence.empty": {
        "fr": "La liste est vide : écrivez au moins une phrase par fait.",
        "en": "The list is empty: write at least one sentence per fact.",
    },
    "reversal.cure_without_the_sentence.tested": {
        "fr": "Une de vos phrases est justement celle du test : ce serait réciter, non guérir. Changez de mot de liaison.",
        "en": "One of your sentences is the very sentence of the test: that would be reciting, not a cure. Change the linking word.",
    },
    "reversal.cure_without_the_sentence.connective": {
        "fr": "Une phrase a cinq jetons, dont un mot de liaison au milieu : {allowed}.",
        "en": "A sentence has five tokens, with a linking word in the middle: {allowed}.",
    },
    "reversal.cure_without_the_sentence.order": {
        "fr": "Aucune de vos phrases ne donne le nom **après** la description ; c’est pourtant ce sens qui manque.",
        "en": "None of your sentences gives the name **after** the description; yet that is the missing direction.",
    },
    "reversal.cure_without_the_sentence.all": {
        "fr": "Il reste {value} fait(s) dont le nom ne suit jamais la description.",
        "en": "There are {value} fact(s) left whose name never follows the description.",
    },
    "reversal.inverse_matrix.shape": {
        "fr": "Il faut une matrice de la même taille que `M` ; la vôtre est de forme {value}.",
        "en": "It takes a matrix of the same size as `M`; yours has shape {value}.",
    },
    "reversal.inverse_matrix.undo": {
        "fr": "C’est la matrice qui **défait** `M`. Ici il faut celle qui donne le même score quand question et réponse échangent leurs places.",
        "en": "That is the matrix that **undoes** `M`. What is wanted here gives the same score when question and answer change places.",
    },
    "reversal.inverse_matrix.score": {
        "fr": "Le score de la question retournée n’est pas celui de départ. Écrivez la somme sur les indices i et j : qu’arrive-t-il à `M[i, j]` ?",
        "en": "The score of the reversed question is not the original one. Write out the sum over the indices i and j: what happens to `M[i, j]`?",
    },
    "reversal.wager_memory": {"fr": "La question inverse, de mémoire", "en": "The reversed question, from memory"},
    "reversal.wager_prompt": {
        "fr": "La question inverse, l’énoncé dans l’invite",
        "en": "The reversed question, statement in the prompt",
    },
    "reversal.wager_half": {
        "fr": "La même, quand d’autres faits sont lus dans les deux sens",
        "en": "The same, when other facts are read both ways",
    },
    "reversal.wager_equality": {
        "fr": "Inverses jamais lus, un vecteur par entité",
        "en": "Inverses never read, one vector an entity",
    },
    "reversal.opponent_searcher": {"fr": "chercheur, livre ouvert", "en": "searcher, book open"},
    "reversal.opponent_untied": {"fr": "deux vecteurs par entité", "en": "two vectors an entity"},
}
