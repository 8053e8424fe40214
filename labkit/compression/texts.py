"""What lab 02, its coder, its files, its figures and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # coding
    "compression.shape": {
        "fr": "probabilities doit être un tableau (symbole, alphabet), une ligne par symbole ; reçu : une forme {value}",
        "en": "probabilities must be a table (symbol, alphabet), one row a symbol; got shape {value}",
    },
    "compression.not_finite": {
        "fr": "probabilities[{row}, {symbol}] doit être un nombre entre 0 et 1 ; reçu : {value}",
        "en": "probabilities[{row}, {symbol}] must be a number between 0 and 1; got {value}",
    },
    "compression.negative": {
        "fr": "probabilities[{row}, {symbol}] doit être ≥ 0 ; reçu : {value}",
        "en": "probabilities[{row}, {symbol}] must be ≥ 0; got {value}",
    },
    "compression.sum": {
        "fr": "la somme de la ligne {row} de probabilities doit être 1 ; reçu : {value}",
        "en": "row {row} of probabilities must sum to 1; got {value}",
    },
    "compression.alphabet": {
        "fr": "l’alphabet doit compter de 2 à 8 388 608 symboles ; reçu : {value}",
        "en": "the alphabet must have 2 to 8,388,608 symbols; got {value}",
    },
    "compression.symbol": {
        "fr": "le symbole {value!r} n’a pas de probabilité ; permis : {allowed}",
        "en": "the symbol {value!r} has no probability; allowed: {allowed}",
    },
    "compression.frequencies_shape": {
        "fr": "frequencies doit être un tableau d’entiers, une ligne pour chacun des {symbols} symboles ; reçu : une forme {value}",
        "en": "frequencies must be a table of whole numbers, one row for each of the {symbols} symbols; got shape {value}",
    },
    "compression.frequencies": {
        "fr": "la ligne {row} de frequencies doit avoir partout au moins 1 et pour somme {total} ; reçu : {value}",
        "en": "row {row} of frequencies must have at least 1 everywhere and sum to {total}; got {value}",
    },
    "compression.words": {
        "fr": "un code compte un multiple de 4 octets ; reçu : {value}",
        "en": "a code has a multiple of 4 bytes; got {value}",
    },
    "compression.not_a_code": {
        "fr": "ces octets ne sont pas un code écrit avec ces fréquences",
        "en": "these bytes are no code written with these frequencies",
    },
    # files
    "compression.empty": {
        "fr": "il n’y a rien à comprimer : le texte est vide",
        "en": "there is nothing to compress: the text is empty",
    },
    "compression.bad_row": {
        "fr": "la ligne {row} doit commencer et finir par <start>, sans <start> au milieu",
        "en": "row {row} must begin and end with <start>, with no <start> in between",
    },
    "compression.cut": {
        "fr": "fichier coupé : il compte {value} octets, et l’en-tête seul en demande {allowed}",
        "en": "the file is cut short: it has {value} bytes, and the header alone takes {allowed}",
    },
    "compression.no_file": {
        "fr": "ce n’est pas un fichier de cet atelier, ou son début a été altéré",
        "en": "this is no file of this lab, or its beginning has been altered",
    },
    "compression.altered": {
        "fr": "fichier coupé ou altéré : sa somme de contrôle n’est pas la bonne",
        "en": "the file was cut short or altered: its checksum is wrong",
    },
    "compression.other_kind": {
        "fr": "ce fichier est d’une autre sorte : {value}, et non {allowed} (S : modèle connu ; L : modèle qui apprend ; T : modèle réel)",
        "en": "this file is of another kind: {value}, not {allowed} (S: a known model; L: a model that learns; T: a real model)",
    },
    "compression.other_model": {
        "fr": "ce fichier a été écrit par un autre modèle : empreinte {writer}, et non {value}",
        "en": "this file was written by another model: fingerprint {writer}, not {value}",
    },
    "compression.lost": {
        "fr": "le décodeur a perdu le fil : le texte lu n’a pas la somme de contrôle du texte écrit. Les probabilités du lecteur ne sont pas, au chiffre près, celles de l’auteur",
        "en": "the decoder has lost its place: the text read has not the checksum of the text written. The reader’s probabilities are not, to the last digit, the writer’s",
    },
    "compression.not_spelt": {
        "fr": "les jetons de ce modèle n’épellent pas exactement ce texte",
        "en": "the tokens of this model do not spell this text exactly",
    },
    # the game
    "compression.game.start": {"fr": "Devinez la première lettre.", "en": "Guess the first letter."},
    "compression.game.type": {
        "fr": "Tapez une lettre ; un tiret vaut un espace.",
        "en": "Type a letter; a hyphen stands for a space.",
    },
    "compression.game.yes": {"fr": "Oui :", "en": "Yes:"},
    "compression.game.no": {"fr": "Non, pas", "en": "No, not"},
    "compression.game.again": {"fr": "Vous l’avez déjà essayée.", "en": "You have tried that one."},
    "compression.game.tried": {"fr": "Essais :", "en": "Guesses:"},
    "compression.game.guesses": {"fr": "essai", "en": "guess"},
    "compression.game.it_was": {"fr": "C’était :", "en": "It was:"},
    "compression.game.over": {
        "fr": "Phrase finie : lisez le tableau.",
        "en": "The sentence is complete: read the table.",
    },
    "compression.game.so_far": {"fr": "connu :", "en": "so far:"},
    "compression.game.space": {"fr": "l’espace", "en": "the space"},
    "compression.game.percent": {"fr": "\u00a0%", "en": "%"},
    "compression.game.letter": {
        "fr": "Lettre suivante (un tiret pour l’espace)",
        "en": "Next letter (a hyphen for the space)",
    },
    "compression.game.guess": {"fr": "Essayer", "en": "Guess"},
    "compression.game.show": {"fr": "Montrer la lettre", "en": "Show the letter"},
    "compression.game.restart": {"fr": "Recommencer", "en": "Start again"},
    "compression.game.choose": {"fr": "Phrase", "en": "Sentence"},
    "compression.game.sentence": {"fr": "numéro {n}", "en": "number {n}"},
    "compression.game.you": {"fr": "vous", "en": "you"},
    "compression.game.ngram": {"fr": "5-gramme de lettres", "en": "5-gram of letters"},
    "compression.game.reader": {"fr": "lecteur de Shannon, 1951", "en": "Shannon’s reader, 1951"},
    "compression.game.letters": {"fr": "lettres", "en": "letters"},
    "compression.game.first": {"fr": "du premier coup", "en": "at the first guess"},
    "compression.game.bits": {"fr": "bits par lettre, au plus", "en": "bits a letter, at most"},
    # figures
    "compression.intervals_alt": {
        "fr": "Codage arithmétique de « {message} » : une ligne par symbole, qui agrandit l’intervalle de ce qui précède ; le code est 0,{digits} en base 2",
        "en": "Arithmetic coding of “{message}”: one row a symbol, which magnifies the interval of what came before; the code is 0.{digits} in base 2",
    },
    "compression.bits": {"fr": "bits", "en": "bits"},
    "compression.bits_symbol": {"fr": "bits par symbole", "en": "bits a symbol"},
    "compression.waste_p": {"fr": "probabilité du symbole fréquent", "en": "probability of the frequent symbol"},
    "compression.waste_one": {"fr": "Huffman, un mot par symbole", "en": "Huffman, one word a symbol"},
    "compression.waste_pairs": {"fr": "Huffman, un mot par paire", "en": "Huffman, one word a pair"},
    "compression.waste_entropy": {"fr": "entropie (et codage arithmétique)", "en": "entropy (and arithmetic coding)"},
    "compression.waste_alt": {
        "fr": "Bits par symbole d’une source à deux symboles, selon la probabilité du plus fréquent. À 0,95",
        "en": "Bits a symbol of a source of two symbols, by the probability of the more frequent one. At 0.95",
    },
    "compression.belief_cost": {"fr": "ce que l’on paie (entropie croisée)", "en": "what one pays (cross-entropy)"},
    "compression.belief_floor": {"fr": "le plancher (entropie)", "en": "the floor (entropy)"},
    "compression.belief_excess": {
        "fr": "le prix de l’erreur (divergence)",
        "en": "the price of the error (divergence)",
    },
    "compression.belief_q": {"fr": "probabilité que l’on croit", "en": "probability one believes"},
    "compression.belief_alt": {
        "fr": "Bits par jour selon la probabilité de pluie que l’on croit, quand il pleut avec la probabilité {truth} ; le plancher est à {floor}. Prix, par croyance",
        "en": "Bits a day by the probability of rain one believes, where it rains with probability {truth}; the floor is at {floor}. Price, by belief",
    },
    "compression.rate": {"fr": "bits par caractère", "en": "bits a character"},
    "compression.floor": {"fr": "entropie de la source : {value}", "en": "entropy of the source: {value}"},
    "compression.file": {"fr": "transformeur, fichier", "en": "transformer, file"},
    "compression.ngram": {"fr": "{n}-gramme qui apprend", "en": "{n}-gram that learns"},
    "compression.given": {"fr": "{name} après lecture", "en": "{name} after reading"},
    "compression.tokens": {"fr": "{name} sur les jetons", "en": "{name} on the tokens"},
    "compression.axis_alt": {
        "fr": "Bits par caractère des histoires de test, une barre par méthode (le texte brut en prend {raw})",
        "en": "Bits a character of the test stories, one bar a method (the plain text takes {raw})",
    },
    "compression.learning_ngram": {"fr": "n-gramme qui apprend", "en": "n-gram that learns"},
    "compression.learning_transformer": {"fr": "transformeur qui apprend", "en": "transformer that learns"},
    "compression.learning_floor": {"fr": "entropie de la source", "en": "entropy of the source"},
    "compression.stories_read": {"fr": "histoires déjà lues", "en": "stories already read"},
    "compression.bits_story": {"fr": "bits par histoire", "en": "bits a story"},
    "compression.learning_alt": {
        "fr": "Ce que coûte une histoire, en bits, à mesure que l’on en a lu d’autres ; l’aire sous la courbe du transformeur est la taille de l’envoi. Au début, au quart, à la moitié, à la fin",
        "en": "What a story costs, in bits, as others have been read; the area under the transformer’s curve is the size of the parcel. At the start, a quarter, half, the end",
    },
    "compression.account_gzip": {"fr": "gzip", "en": "gzip"},
    "compression.account_bz2": {"fr": "bz2", "en": "bz2"},
    "compression.account_ngram": {"fr": "n-gramme qui apprend", "en": "n-gram that learns"},
    "compression.account_two_part": {"fr": "transformeur et ses poids", "en": "transformer and its weights"},
    "compression.account_transformer": {"fr": "transformeur qui apprend", "en": "transformer that learns"},
    "compression.account_floor": {"fr": "entropie de la source", "en": "entropy of the source"},
    "compression.stories_sent": {"fr": "histoires envoyées", "en": "stories sent"},
    "compression.kilobytes": {"fr": "kilooctets, tout compris", "en": "kilobytes, all included"},
    "compression.accounts_alt": {
        "fr": "Taille de l’envoi en kilooctets, de {first} à {last} histoires, axes logarithmiques",
        "en": "Size of the parcel in kilobytes, from {first} to {last} stories, logarithmic axes",
    },
    "compression.account_alt": {
        "fr": "Taille de l’envoi pour {amount} histoires, en kilooctets ; les poids sont hachurés. Le plus petit : {best}",
        "en": "Size of the parcel for {amount} stories, in kilobytes; weights are hatched. The smallest: {best}",
    },
    "compression.extrapolated": {
        "fr": "Au-delà de ce qui a été lu : prolongé au dernier débit",
        "en": "Beyond what was read: continued at the last rate",
    },
    "compression.text_new": {"fr": "prose inédite", "en": "new prose"},
    "compression.text_known": {"fr": "texte célèbre", "en": "famous text"},
    "compression.text_story": {"fr": "histoire policière", "en": "detective story"},
    "compression.model_letters": {"fr": "fréquence des lettres", "en": "letter frequencies"},
    "compression.model_ngram": {"fr": "5-gramme de lettres", "en": "5-gram of letters"},
    "compression.model_llm": {"fr": "SmolLM2", "en": "SmolLM2"},
    "compression.choose_text": {"fr": "texte", "en": "text"},
    "compression.choose_model": {"fr": "modèle", "en": "model"},
    "compression.letters_title": {"fr": "{model} : {mean} bits par lettre", "en": "{model}: {mean} bits a letter"},
    "compression.letters_alt": {
        "fr": "Bits de chaque lettre de « {text} » pour : {model} ; moyenne {mean}. Les plus chères",
        "en": "Bits of each letter of “{text}” for: {model}; mean {mean}. The dearest",
    },
    # a text of one's own
    "compression.text_again": {"fr": "une phrase qui revient", "en": "a line that returns"},
    "compression.text_random": {"fr": "lettres au hasard", "en": "letters at random"},
    "compression.priced.yours": {"fr": "le vôtre", "en": "your own"},
    "compression.priced.type": {
        "fr": "Tapez le vôtre ({most} caractères au plus)",
        "en": "Type your own ({most} characters at most)",
    },
    "compression.priced.ngram": {"fr": "{n}-gramme de lettres", "en": "{n}-gram of letters"},
    "compression.priced.total": {"fr": "bits en tout", "en": "bits in all"},
    "compression.priced.every": {"fr": "Les bits de chaque caractère", "en": "The bits of each character"},
    "compression.priced.place": {"fr": "n°", "en": "no."},
    "compression.priced.letter": {"fr": "signe", "en": "sign"},
    "compression.priced.short": {"fr": "{n}-gramme", "en": "{n}-gram"},
    "compression.priced.space": {"fr": "espace", "en": "space"},
    "compression.priced.line": {"fr": "fin de ligne", "en": "line end"},
    "compression.priced.none": {"fr": "Tapez un texte, ou choisissez-en un.", "en": "Type a text, or choose one."},
    "compression.priced.alt": {
        "fr": "Bits de chaque caractère de « {text} », une barre par modèle. Bits par caractère : {rates}",
        "en": "Bits of each character of “{text}”, one bar a model. Bits a character: {rates}",
    },
    # the result card
    "compression.card.floor_rate": {
        "fr": "entropie de la source (bits par caractère)",
        "en": "entropy of the source (bits a character)",
    },
    "compression.card.file_rate": {
        "fr": "fichier du transformeur (bits par caractère)",
        "en": "the transformer’s file (bits a character)",
    },
    "compression.card.file_excess": {"fr": "ce fichier, au-dessus de l’entropie", "en": "that file, above the entropy"},
    "compression.card.ngram_rate": {
        "fr": "meilleur n-gramme (bits par caractère)",
        "en": "best n-gram (bits a character)",
    },
    "compression.card.best_classical_rate": {
        "fr": "meilleur compresseur d’usage (bits par caractère)",
        "en": "best ordinary compressor (bits a character)",
    },
    "compression.card.gzip_rate": {"fr": "gzip (bits par caractère)", "en": "gzip (bits a character)"},
    "compression.card.decoded": {
        "fr": "fichier décodé à l’identique (1 : oui)",
        "en": "file decoded to the last byte (1: yes)",
    },
    "compression.card.break_even_stories": {
        "fr": "histoires à envoyer pour que les poids soient payés, contre bz2",
        "en": "stories to send until the weights are paid for, against bz2",
    },
    "compression.card.learning_bytes": {
        "fr": "fichier écrit en apprenant, sans poids (octets)",
        "en": "file written while learning, no weights (bytes)",
    },
    "compression.card.learning_decoded": {
        "fr": "et décodé à l’identique (1 : oui)",
        "en": "and decoded to the last byte (1: yes)",
    },
    "compression.card.llm_new_rate": {
        "fr": "SmolLM2 sur notre prose (bits par caractère)",
        "en": "SmolLM2 on our prose (bits a character)",
    },
    "compression.card.pairs_accuracy": {
        "fr": "langue reconnue par les paires de lettres",
        "en": "language recognised by pairs of letters",
    },
    "compression.card.gzip_accuracy": {"fr": "langue reconnue par gzip", "en": "language recognised by gzip"},
    # exercises
    "compression.bound_of_guesses.certain": {
        "fr": "Si chaque lettre est trouvée du premier coup, le texte n’apprend rien : 0 bit ; vous trouvez {value}.",
        "en": "If every letter is found at the first guess, the text teaches nothing: 0 bits; you find {value}.",
    },
    "compression.bound_of_guesses.halves": {
        "fr": "La moitié des lettres au premier essai, l’autre moitié au deuxième : c’est un pile ou face, 1 bit ; vous trouvez {value}.",
        "en": "Half of the letters at the first guess, half at the second: that is the toss of a coin, 1 bit; you find {value}.",
    },
    "compression.bound_of_guesses.numbers": {
        "fr": "Seules comptent les parts de chaque nombre d’essais, non les nombres : [1, 2, 2, 5] et [3, 7, 7, 4] donnent {options} ; vous trouvez {value}.",
        "en": "Only the share of each number of guesses counts, not the numbers: [1, 2, 2, 5] and [3, 7, 7, 4] give {options}; you find {value}.",
    },
    "compression.whole_frequencies.whole": {
        "fr": "Les fréquences doivent être des entiers : un tableau d’entiers de la longueur de `p` ; reçu : {value}.",
        "en": "Frequencies must be whole: an array of integers as long as `p`; got {value}.",
    },
    "compression.whole_frequencies.zero": {
        "fr": "Un symbole de fréquence 0 ne peut plus s’écrire : chacun doit avoir au moins 1. Avec {options}, le plus petit est chez vous {value}.",
        "en": "A symbol of frequency 0 can no longer be written: each must have at least 1. With {options}, your smallest is {value}.",
    },
    "compression.whole_frequencies.sum": {
        "fr": "La somme doit être exactement `total` = {options} ; la vôtre est {value}. Que faire de ce que l’arrondi a laissé ?",
        "en": "The sum must be exactly `total` = {options}; yours is {value}. What is to be done with what rounding left over?",
    },
    "compression.whole_frequencies.close": {
        "fr": "Chaque part doit rester proche de sa probabilité : pour {options}, vous donnez {value}.",
        "en": "Each share must stay close to its probability: for {options}, you give {value}.",
    },
    "compression.price_under_pairs.first": {
        "fr": "Le premier mot n’a pas de prédécesseur et n’est pas compté : une phrase d’un seul mot coûte 0 bit ; chez vous {value}.",
        "en": "The first word has no predecessor and is not counted: a sentence of one word costs 0 bits; with you {value}.",
    },
    "compression.price_under_pairs.sum": {
        "fr": "Le prix d’une phrase est la somme des surprises : avec 1/2 puis 1/4, {options} bits ; vous trouvez {value}.",
        "en": "The price of a sentence is the sum of its surprisals: with 1/2, then 1/4, {options} bits; you find {value}.",
    },
    "compression.price_under_pairs.order": {
        "fr": "`shares[a][b]` est la probabilité de b **après** a : « b a » doit coûter {options} bits ; chez vous {value}.",
        "en": "`shares[a][b]` is the probability of b **after** a: “b a” must cost {options} bits; with you {value}.",
    },
    "compression.paid_after.bits": {
        "fr": "Les poids sont en octets et les débits en bits : un octet vaut 8 bits. Avec 100 poids d’un octet et 10 bits gagnés par histoire, il faut {options} histoires ; vous trouvez {value}.",
        "en": "Weights are in bytes and rates in bits: a byte is 8 bits. With 100 weights of one byte and 10 bits saved a story, it takes {options} stories; you find {value}.",
    },
    "compression.paid_after.each": {
        "fr": "Des poids deux fois plus gros demandent deux fois plus d’histoires : {options} ; vous trouvez {value}.",
        "en": "Weights twice as large take twice as many stories: {options}; you find {value}.",
    },
    "compression.paid_after.gain": {
        "fr": "C’est l’**écart** entre les deux débits qui rembourse : de 60 à 50 ou de 20 à 10, même délai ; vous trouvez {value} au lieu de {options}.",
        "en": "It is the **difference** between the two rates that pays back: from 60 to 50 or from 20 to 10, the same delay; you find {value} instead of {options}.",
    },
    "compression.one_unit_astray.same": {
        "fr": "Rendez un tableau de la même forme.",
        "en": "Return an array of the same shape.",
    },
    "compression.one_unit_astray.row": {
        "fr": "Seule la ligne `place` = {options} doit changer ; chez vous, lignes changées : {value}.",
        "en": "Only the row `place` = {options} may change; with you, rows changed: {value}.",
    },
    "compression.one_unit_astray.unit": {
        "fr": "Ôtez 1 au premier symbole et donnez-le au dernier : la somme ne change pas. Chez vous, la ligne change de {value}.",
        "en": "Take 1 from the first symbol and give it to the last: the sum stays. With you, the row changes by {value}.",
    },
    "compression.where_gzip_wins.length": {
        "fr": "Il faut un texte d’au moins {options} caractères ; le vôtre en a {value}.",
        "en": "It takes a text of at least {options} characters; yours has {value}.",
    },
    "compression.where_gzip_wins.wins": {
        "fr": "Sur ce texte, gzip prend {gzip} bits par caractère et les paires de lettres {pairs} : gzip perd encore. Que sait-il faire qu’un compteur de paires ne sait pas ?",
        "en": "On this text gzip takes {gzip} bits a character and the pairs of letters {pairs}: gzip still loses. What can it do that a counter of pairs cannot?",
    },
    "compression.wager_excess": {
        "fr": "Ce que le fichier coûte de plus que la source",
        "en": "What the file costs above the source",
    },
    "compression.opponent_ngram": {"fr": "n-gramme qui apprend", "en": "n-gram that learns"},
}
