"""What lab 08, its networks and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # worlds and networks
    "programs.a_prime": {"fr": "les nombres premiers", "en": "the prime numbers"},
    "programs.not_demonstrated": {
        "fr": "la question posée doit figurer parmi les démonstrations de chaque invite : demonstrated=True",
        "en": "the question asked must be among the demonstrations of each prompt: demonstrated=True",
    },
    "programs.symbols": {
        "fr": "ces programmes répondent à {value} questions ; le réseau en lit {allowed}",
        "en": "these programs answer {value} questions; the network reads {allowed}",
    },
    "programs.not_measured": {
        "fr": "Sans modèle, rien n’est mesuré ici ; le chapitre donne nos résultats.",
        "en": "Without a model nothing is measured here; the chapter gives our results.",
    },
    "programs.wordings": {
        "fr": "right doit être de forme (formulation, question), avec au moins deux formulations ; reçu : {value}",
        "en": "right must have the shape (wording, question), with two wordings or more; got {value}",
    },
    # figures: the cells
    "programs.cell.known_demonstrated": {"fr": "connu, démontré", "en": "known, demonstrated"},
    "programs.cell.known_other": {"fr": "connu, non démontré", "en": "known, not demonstrated"},
    "programs.cell.new_demonstrated": {"fr": "inédit, démontré", "en": "new, demonstrated"},
    "programs.cell.new_other": {"fr": "inédit, non démontré", "en": "new, not demonstrated"},
    "programs.column.known_demonstrated": {"fr": "connu,\ndémontré", "en": "known,\ndemonstrated"},
    "programs.column.known_other": {"fr": "connu,\nnon démontré", "en": "known, not\ndemonstrated"},
    "programs.column.new_demonstrated": {"fr": "inédit,\ndémontré", "en": "new,\ndemonstrated"},
    "programs.column.new_other": {"fr": "inédit,\nnon démontré", "en": "new, not\ndemonstrated"},
    "programs.asked.yes": {"fr": "question démontrée", "en": "question demonstrated"},
    "programs.asked.no": {"fr": "question non démontrée", "en": "question not demonstrated"},
    "programs.program.known": {"fr": "programme connu", "en": "known program"},
    "programs.program.new": {"fr": "programme inédit", "en": "new program"},
    "programs.programs": {"fr": "programmes à l’entraînement", "en": "programs in training"},
    "programs.demonstrations": {"fr": "démonstrations", "en": "demonstrations"},
    "programs.question": {"fr": "question", "en": "question"},
    "programs.right_answers": {"fr": "bonnes réponses", "en": "right answers"},
    "programs.prompts_share": {"fr": "part des invites", "en": "share of the prompts"},
    "programs.count": {"fr": "{n} programmes", "en": "{n} programs"},
    "programs.dial_alt": {
        "fr": "Bonnes réponses dans les quatre cases, pour {counts} programmes à l’entraînement",
        "en": "Right answers in the four cells, with {counts} programs in training",
    },
    "programs.seeds_alt": {
        "fr": "Bonnes réponses dans les deux cases qui se croisent, par nombre de programmes, un point pour chacune des {n} graines",
        "en": "Right answers in the two cells that cross, by number of programs, a dot for each of {n} seeds",
    },
    # figures: readers
    "programs.reader.network": {"fr": "le réseau", "en": "the network"},
    "programs.reader.bayes": {"fr": "Bayes", "en": "Bayes"},
    "programs.reader.nearest": {"fr": "le bibliothécaire", "en": "the librarian"},
    "programs.reader.copier": {"fr": "le copiste", "en": "the copyist"},
    "programs.reader.babbler": {"fr": "le radoteur", "en": "the babbler"},
    "programs.reader.table": {"fr": "la table", "en": "the table"},
    "programs.table_alt": {
        "fr": "Bonnes réponses dans les quatre cases, {K} programmes à l’entraînement",
        "en": "Right answers in the four cells, {K} programs in training",
    },
    "programs.shots_alt": {
        "fr": "Bonnes réponses pour {counts} démonstrations",
        "en": "Right answers after {counts} demonstrations",
    },
    "programs.shots_one": {
        "fr": "connu, non démontré {model}, Bayes {bayes}, inédit démontré {new}",
        "en": "known, not demonstrated {model}, Bayes {bayes}, new demonstrated {new}",
    },
    "programs.says.program": {"fr": "ce que sait la liste", "en": "what the list knows"},
    "programs.says.prompt": {"fr": "ce que dit l’invite", "en": "what the prompt says"},
    "programs.says.other": {"fr": "autre chose", "en": "something else"},
    "programs.conflict_alt": {
        "fr": "Quand une démonstration contredit le programme, ce que répond le réseau",
        "en": "When one demonstration contradicts the program, what the network answers",
    },
    "programs.places_on": {"fr": "places dont la lettre avance", "en": "places that the letter moves on"},
    "programs.shifts_alt": {
        "fr": "SmolLM2 après cinq exemples de lettres qui avancent dans l’alphabet, bonnes réponses selon le nombre de places",
        "en": "SmolLM2 after five examples of letters that move on in the alphabet, right answers by the number of places",
    },
    "programs.traps_alt": {
        "fr": "Quand une démonstration ment et que la question porte sur elle, ce que répond SmolLM2",
        "en": "When one demonstration lies and is asked about, what SmolLM2 answers",
    },
    "programs.nearest_16": {"fr": "le bibliothécaire (16 programmes)", "en": "the librarian (16 programs)"},
    "programs.share_random": {
        "fr": "part des réponses tirées au sort",
        "en": "share of answers drawn at random",
    },
    "programs.lies_alt": {
        "fr": "Bonnes réponses aux questions non démontrées de programmes connus, selon la part de réponses au hasard dans l’invite",
        "en": "Right answers to questions not demonstrated about known programs, by the share of random answers in the prompt",
    },
    # figures: vectors
    "programs.first": {"fr": "premier programme", "en": "first program"},
    "programs.second": {"fr": "second programme", "en": "second program"},
    "programs.other": {"fr": "autre", "en": "other"},
    "programs.of_the_second": {
        "fr": "démonstrations du second programme, sur 8",
        "en": "demonstrations of the second program, of 8",
    },
    "programs.mixtures_alt": {
        "fr": "Réponse du réseau à une question non démontrée, selon le nombre de démonstrations du second programme, de 0 à 8",
        "en": "The network’s answer to a question not demonstrated, by the number of demonstrations of the second program, 0 to 8",
    },
    "programs.blends.permutations": {"fr": "permutations", "en": "permutations"},
    "programs.blends.offsets": {"fr": "décalages appris par cœur", "en": "offsets learned by heart"},
    "programs.blends.rule": {"fr": "décalages calculés", "en": "offsets that are computed"},
    "programs.blend.first": {"fr": "premier programme", "en": "first program"},
    "programs.blend.second": {"fr": "second programme", "en": "second program"},
    "programs.blend.between": {"fr": "programme entre les deux", "en": "program in between"},
    "programs.blend.other": {"fr": "aucun d’eux", "en": "none of them"},
    "programs.answers_share": {"fr": "part des réponses", "en": "share of answers"},
    "programs.part_of_the_second": {
        "fr": "part du second vecteur dans le mélange",
        "en": "part of the second vector in the mixture",
    },
    "programs.blends_alt": {
        "fr": "Réponses de trois réseaux quand les vecteurs de deux programmes se mélangent",
        "en": "Answers of three networks when the vectors of two programs are mixed",
    },
    # figures: a real model
    "programs.task.copy": {"fr": "copie", "en": "copy"},
    "programs.task.capital": {"fr": "capitale", "en": "capital"},
    "programs.task.antonym": {"fr": "contraire", "en": "opposite"},
    "programs.task.translation": {"fr": "traduction", "en": "translation"},
    "programs.task.plural": {"fr": "pluriel", "en": "plural"},
    "programs.task.alphabet": {"fr": "lettre suivante", "en": "next letter"},
    "programs.task.cipher": {"fr": "code de César", "en": "Caesar’s code"},
    "programs.condition.none": {"fr": "aucune\ndémonstration", "en": "no demon-\nstration"},
    "programs.condition.one": {"fr": "une", "en": "one"},
    "programs.condition.five": {"fr": "cinq", "en": "five"},
    "programs.condition.random": {"fr": "cinq, réponses\nau hasard", "en": "five, random\nanswers"},
    "programs.condition.vector": {"fr": "vecteur\nde tâche", "en": "task\nvector"},
    "programs.tasks_alt": {
        "fr": "SmolLM2-135M, sept tâches : bonnes réponses selon les démonstrations",
        "en": "SmolLM2-135M, seven tasks: right answers by demonstrations",
    },
    "programs.wording.none": {"fr": "sans démonstration", "en": "no demonstration"},
    "programs.wording.one": {"fr": "une démonstration", "en": "one demonstration"},
    "programs.wordings_alt": {
        "fr": "Bonnes réponses selon la formulation de la consigne, un point par formulation",
        "en": "Right answers by the wording of the instruction, a dot for each wording",
    },
    # bets
    "programs.wager_stranger": {
        "fr": "16 dictionnaires : mot démontré, dictionnaire inédit",
        "en": "16 dictionaries: the answer stands in the prompt of a new one",
    },
    "programs.wager_not_shown": {
        "fr": "4 096 dictionnaires : mot non démontré, dictionnaire connu",
        "en": "4,096 dictionaries: what was not demonstrated of a known one",
    },
    "programs.wager_lie": {
        "fr": "16 dictionnaires : l’invite ment, le réseau la corrige",
        "en": "16 dictionaries: the prompt lies, the network corrects it",
    },
    "programs.opponent_librarian": {"fr": "bibliothécaire", "en": "librarian"},
    "programs.opponent_bayes": {"fr": "Bayes", "en": "Bayes"},
    # the interactive figure
    "programs.network_answers": {"fr": "Le réseau répond :", "en": "The network answers:"},
    "programs.is_right": {"fr": "C’est juste.", "en": "That is right."},
    "programs.is_wrong": {"fr": "C’est faux ; il fallait : {answer}.", "en": "That is wrong; it should be: {answer}."},
    # the result card
    "programs.card.known_demonstrated_16": {
        "fr": "16 programmes : connu, démontré",
        "en": "16 programs: known, demonstrated",
    },
    "programs.card.known_other_16": {
        "fr": "16 programmes : connu, non démontré",
        "en": "16 programs: known, not demonstrated",
    },
    "programs.card.new_demonstrated_16": {
        "fr": "16 programmes : inédit, démontré",
        "en": "16 programs: new, demonstrated",
    },
    "programs.card.nearest_new_demonstrated_16": {
        "fr": "la même case, le bibliothécaire",
        "en": "the same cell, the librarian",
    },
    "programs.card.known_other_64": {
        "fr": "64 programmes : connu, non démontré",
        "en": "64 programs: known, not demonstrated",
    },
    "programs.card.new_demonstrated_64": {
        "fr": "64 programmes : inédit, démontré",
        "en": "64 programs: new, demonstrated",
    },
    "programs.card.known_other_largest": {
        "fr": "la plus longue liste : connu, non démontré",
        "en": "the longest list: known, not demonstrated",
    },
    "programs.card.new_demonstrated_largest": {
        "fr": "la plus longue liste : inédit, démontré",
        "en": "the longest list: new, demonstrated",
    },
    "programs.card.prompt_16": {
        "fr": "16 programmes : l’invite ment, le réseau la croit",
        "en": "contrary demonstration believed, 16 programs",
    },
    "programs.card.prompt_largest": {
        "fr": "la plus longue liste : l’invite ment, le réseau la croit",
        "en": "contrary demonstration believed, longest list",
    },
    "programs.card.kept_permutations": {
        "fr": "bonnes réponses avec le seul vecteur du programme",
        "en": "right answers with the program’s vector alone",
    },
    "programs.card.llm_five": {
        "fr": "SmolLM2, cinq démonstrations, moyenne de sept tâches",
        "en": "SmolLM2, five demonstrations, mean of seven tasks",
    },
    "programs.card.llm_random": {
        "fr": "les mêmes, réponses au hasard",
        "en": "the same, random answers",
    },
    # exercises
    "programs.four_cells.form": {
        "fr": "Donnez deux listes de quatre booléens, `True` pour juste, `False` pour le hasard, dans l’ordre du tableau.",
        "en": "Give two lists of four booleans, `True` for right, `False` for chance, in the order of the table.",
    },
    "programs.four_cells.known": {
        "fr": "Qui a retrouvé un programme connu en connaît toutes les réponses : celles de l’invite, et les autres.",
        "en": "Whoever has found a known program knows all its answers: those in the prompt, and the others.",
    },
    "programs.four_cells.new": {
        "fr": "Une base ne contient pas un programme inédit. Qui ne fait que chercher dans la base ne peut rendre que les réponses d’un autre programme, même quand la bonne est sous ses yeux.",
        "en": "A database does not hold a new program. Whoever only searches the database can give back nothing but another program’s answers, even when the right one stands before its eyes.",
    },
    "programs.four_cells.copied": {
        "fr": "L’induction recopie ce qui suivait la même question : il lui suffit que la réponse soit dans l’invite, quel que soit le programme.",
        "en": "Induction copies what followed the same question: all it needs is the answer in the prompt, whatever the program.",
    },
    "programs.four_cells.nothing": {
        "fr": "Quand la question n’est pas dans l’invite, l’induction n’a rien à recopier, même d’un programme connu.",
        "en": "When the question is not in the prompt, induction has nothing to copy, not even from a known program.",
    },
    "programs.bayes.shape": {
        "fr": "Il faut une probabilité par réponse, {options} ici ; la forme reçue est {value}.",
        "en": "There must be one probability for each answer, {options} here; the shape received is {value}.",
    },
    "programs.bayes.certain": {
        "fr": "Un seul programme de la liste est d’accord avec la démonstration : sa réponse doit avoir la probabilité 1 ; la vôtre lui donne {value}.",
        "en": "One program of the list alone agrees with the demonstration: its answer must have probability 1; yours gives it {value}.",
    },
    "programs.bayes.tie": {
        "fr": "Deux programmes sont d’accord avec la démonstration, et répondent 1 et 2 : une moitié pour chacune ; vous donnez {value}.",
        "en": "Two programs agree with the demonstration, and answer 1 and 2: one half for each; you give {value}.",
    },
    "programs.bayes.empty": {
        "fr": "Sans démonstration, tous les programmes restent possibles : deux sur trois répondent ici 2, soit {options} ; vous donnez {value}.",
        "en": "Without a demonstration, all the programs remain possible: two in three answer 2 here, that is {options}; you give {value}.",
    },
    "programs.bayes.stranger": {
        "fr": "Aucun programme de la liste n’est d’accord avec ces démonstrations : toutes les réponses se valent ; vous donnez {value}.",
        "en": "No program of the list agrees with these demonstrations: all answers are equally likely; you give {value}.",
    },
    "programs.rivals.others": {
        "fr": "Sans démonstration, tous les **autres** programmes sont des rivaux : {options} sur 65 ; vous trouvez {value}.",
        "en": "Without a demonstration all the **other** programs are rivals: {options} of 65; you find {value}.",
    },
    "programs.rivals.one": {
        "fr": "Une démonstration parmi 16 réponses écarte quinze programmes sur seize : il en reste {options} sur 64 ; vous trouvez {value}.",
        "en": "One demonstration, with 16 possible answers, rules out fifteen programs in sixteen: {options} of 64 are left; you find {value}.",
    },
    "programs.rivals.different": {
        "fr": "Deux questions n’ont jamais la même réponse : après la première, il n’en reste que 15 pour la seconde. Sur 240 autres programmes, il reste {options} rival ; vous trouvez {value}.",
        "en": "Two questions never have the same answer: after the first, only 15 are left for the second. Of 240 other programs {options} rival is left; you find {value}.",
    },
    "programs.rivals.mean": {
        "fr": "Ce nombre est une moyenne, et n’a pas à être entier : deux démonstrations laissent {options} rival sur 64 ; vous trouvez {value}.",
        "en": "This number is a mean and need not be whole: two demonstrations leave {options} of 64 rivals; you find {value}.",
    },
    "programs.rivals.three": {
        "fr": "Après deux réponses, il n’en reste que 14 pour la troisième question. Sur 3\u202f360 autres programmes, il reste {options} rival ; vous trouvez {value}.",
        "en": "After two answers only 14 are left for the third question. Of 3,360 other programs {options} rival is left; you find {value}.",
    },
    "programs.trap.symbols": {
        "fr": "Questions et réponses sont des numéros de 0 à 15 ; votre invite contient {value}.",
        "en": "Questions and answers are numbers from 0 to 15; your prompt holds {value}.",
    },
    "programs.trap.pairs": {
        "fr": "Il faut autant de réponses que de questions, et au moins une ; reçu : {x} et {y}.",
        "en": "There must be as many answers as questions, and at least one; got {x} and {y}.",
    },
    "programs.trap.demonstrated": {
        "fr": "L’induction ne répond que si la question figure dans l’invite, une fois ; elle y figure {value} fois.",
        "en": "Induction answers only if the question is in the prompt, once; it is there {value} times.",
    },
    "programs.trap.recognised": {
        "fr": "Pour que la base réponde, un programme et un seul doit s’accorder mieux que les autres avec vos démonstrations ; ils sont {value} à égalité.",
        "en": "For the database to answer, one program alone must agree with your demonstrations better than the others; {value} are level.",
    },
    "programs.trap.same": {
        "fr": "La base et l’induction donnent ici la même réponse : l’invite ne les distingue pas. Que se passerait-il si une démonstration mentait ?",
        "en": "The database and induction give the same answer here: the prompt does not tell them apart. What if one demonstration lied?",
    },
    "programs.no_way_out.form": {
        "fr": "Donnez un tableau d’au moins deux lignes, une par programme, et de {options} colonnes ; reçu : {value}.",
        "en": "Give an array of at least two rows, one for each program, and {options} columns; got {value}.",
    },
    "programs.no_way_out.programs": {
        "fr": "Chaque ligne doit être une permutation : toutes les réponses, une fois chacune.",
        "en": "Each row must be a permutation: all the answers, once each.",
    },
    "programs.no_way_out.betrayed": {
        "fr": "Après deux démonstrations, qui a votre liste répond juste dans {value} des cas ; qui devine parmi les réponses restantes, dans {options}. Vos programmes se ressemblent trop peu, ou sont trop peu nombreux.",
        "en": "After two demonstrations, whoever has your list is right {value} of the time; a guess among the answers that are left, {options}. Your programs are too different, or too few.",
    },
    "programs.spread.range": {
        "fr": "L’écart est celui des parts de bonnes réponses de la meilleure et de la pire formulation : {options} ici ; vous trouvez {value}.",
        "en": "The difference is between the shares of right answers of the best and of the worst wording: {options} here; you find {value}.",
    },
    "programs.spread.mean": {
        "fr": "Le hasard se mesure comme l’écart lui-même : la meilleure moins la pire, quelle que soit leur ligne, en moyenne sur tous les tirages ; ici {options} environ, et vous trouvez {value}.",
        "en": "Luck is measured as the difference itself is: the best minus the worst, whichever row they are, averaged over all draws; about {options} here, and you find {value}.",
    },
    "programs.spread.luck": {
        "fr": "Si les formulations se valaient, chaque réussite pourrait revenir à l’une ou à l’autre : l’écart serait en moyenne plus petit que {options}, et non nul ; vous trouvez {value}.",
        "en": "If the wordings were equally good, each success might fall to either: the difference would on average be smaller than {options}, and not zero; you find {value}.",
    },
    "programs.spread.questions": {
        "fr": "Une question que toutes les formulations réussissent, ou manquent, ne doit rien au hasard des formulations : battez les cartes question par question. Vous trouvez {value}.",
        "en": "A question that all wordings get right, or all miss, owes nothing to the luck of wordings: shuffle question by question. You find {value}.",
    },
}
