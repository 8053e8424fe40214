"""What lab 00 counts, and what its figure, its card and its checks say."""

TEXTS: dict[str, dict[str, str]] = {
    # the sentence: the same word for word, so that both languages count the same
    "first_steps.text": {
        "fr": "le chat voit le chien et le chien voit le rat",
        "en": "the cat sees the dog and the dog sees the rat",
    },
    # figure
    "first_steps.loss": {"fr": "tableau de scores qui apprend", "en": "table of scores that learns"},
    "first_steps.step": {"fr": "pas", "en": "step"},
    "first_steps.bits": {"fr": "bits par mot", "en": "bits per word"},
    "first_steps.counting": {"fr": "tableau de comptes", "en": "table of counts"},
    # the result card
    "first_steps.card.words": {"fr": "mots différents", "en": "different words"},
    "first_steps.card.start_bits": {
        "fr": "perte au premier pas, en bits par mot",
        "en": "loss at the first step, in bits per word",
    },
    "first_steps.card.end_bits": {
        "fr": "perte au dernier point de la courbe, en bits par mot",
        "en": "loss at the last point of the curve, in bits per word",
    },
    "first_steps.card.counted_bits": {
        "fr": "perte d’un tableau de comptes, en bits par mot",
        "en": "loss of a table of counts, in bits per word",
    },
    # exercises
    "first_steps.inputs_and_targets.pair": {
        "fr": "Il faut deux tableaux, séparés par une virgule : `return …, …`.",
        "en": "Two arrays are needed, with a comma between them: `return …, …`.",
    },
    "first_steps.inputs_and_targets.length": {
        "fr": "De cinq mots on tire {options} couples, un mot et le suivant : vos deux tableaux ont pour longueurs {value}.",
        "en": "Five words make {options} pairs, a word and the next: your two arrays have lengths {value}.",
    },
    "first_steps.inputs_and_targets.swapped": {
        "fr": "Vos deux tableaux sont dans l’autre ordre : d’abord ce qui est lu, ensuite ce qui est à prédire.",
        "en": "Your two arrays are the other way round: first what is read, then what is to be predicted.",
    },
    "first_steps.inputs_and_targets.shift": {
        "fr": "À chaque place, le second tableau doit contenir le mot qui suit celui du premier.",
        "en": "At each place the second array must hold the word that follows the one in the first.",
    },
    "first_steps.share_right.number": {
        "fr": "Il faut un seul nombre ; le vôtre est un tableau de forme {value}. Une moyenne en fait un nombre.",
        "en": "A single number is needed; yours is an array of shape {value}. A mean makes one number of it.",
    },
    "first_steps.share_right.count": {
        "fr": "Votre nombre est un nombre de réponses. Pour une part, il reste à diviser, ou à prendre une moyenne.",
        "en": "Your number is a number of answers. For a share, divide it, or take a mean.",
    },
    "first_steps.share_right.everything": {
        "fr": "{value}, c’est la part de toutes les questions. Gardez seulement celles où `hidden` est vrai.",
        "en": "{value} is the share over all the questions. Keep only those where `hidden` is true.",
    },
    "first_steps.share_right.shown": {
        "fr": "{value}, c’est la part des questions montrées : le masque est à l’envers.",
        "en": "{value} is the share over the questions shown: the mask is the wrong way round.",
    },
    "first_steps.share_right.divisor": {
        "fr": "Vous comptez bien les bonnes réponses cachées, mais vous divisez par toutes les questions : {value}.",
        "en": "You do count the right hidden answers, but you divide by all the questions: {value}.",
    },
    "first_steps.share_right.other": {
        "fr": "Quatre questions cachées, une bonne réponse parmi elles : il faut {options}, et vous trouvez {value}.",
        "en": "Four hidden questions, one right answer among them: it should be {options}, and you find {value}.",
    },
    "first_steps.row_shares.shape": {
        "fr": "Le résultat a la forme du tableau reçu, {options} ; le vôtre a la forme {value}.",
        "en": "The result has the shape of the table, {options}; yours has the shape {value}.",
    },
    "first_steps.row_shares.total": {
        "fr": "Vous divisez par la somme de tout le tableau : il faut une somme par ligne, donc un `axis`.",
        "en": "You divide by the sum of the whole table: there must be one sum a row, hence an `axis`.",
    },
    "first_steps.row_shares.axis": {
        "fr": "Vous divisez par la somme de chaque colonne : c’est l’autre axe.",
        "en": "You divide by the sum of each column: take the other axis.",
    },
    "first_steps.row_shares.column": {
        "fr": "Les sommes sont les bonnes, mais elles sont rangées en ligne : chaque colonne est divisée par la somme d’une autre ligne. Mettez-les debout avec `[:, None]`.",
        "en": "The sums are right, but they lie in a row: each column is divided by the sum of some other row. Stand them up with `[:, None]`.",
    },
    "first_steps.row_shares.sums": {
        "fr": "Sur chaque ligne, les parts doivent avoir pour somme 1 et garder les proportions des comptes ; vos sommes valent {value}.",
        "en": "In each row the shares must sum to 1 and keep the proportions of the counts; your sums are {value}.",
    },
    "first_steps.two_words_later.shape": {
        "fr": "Il faut une probabilité par mot, une forme {options} ; la vôtre est {value}. Partez de la seule ligne du mot.",
        "en": "There must be one probability a word, the shape {options}; yours is {value}. Start from the row of the word alone.",
    },
    "first_steps.two_words_later.one": {
        "fr": "C’est la distribution du mot suivant. Il reste un mot à avancer.",
        "en": "That is the distribution of the next word. There is one more word to go.",
    },
    "first_steps.two_words_later.sum": {
        "fr": "Des probabilités ont pour somme 1 ; les vôtres, {value}. `*` multiplie case par case, `@` multiplie puis additionne.",
        "en": "Probabilities sum to 1; yours to {value}. `*` multiplies entry by entry, `@` multiplies, then adds up.",
    },
    "first_steps.two_words_later.order": {
        "fr": "L’ordre compte : `shares @ ligne` suit les mots à l’envers. La ligne se place à gauche du tableau.",
        "en": "The order matters: `shares @ row` follows the words backwards. The row stands to the left of the table.",
    },
    "first_steps.two_words_later.word": {
        "fr": "C’est juste pour le mot 0, non pour les autres : partez de la ligne `word`.",
        "en": "It is right for word 0, but not for the others: start from the row `word`.",
    },
    "first_steps.mean_bits.number": {
        "fr": "Il faut un seul nombre, la moyenne ; le vôtre est un tenseur de forme {value}.",
        "en": "A single number is needed, the mean; yours is a tensor of shape {value}.",
    },
    "first_steps.mean_bits.sign": {
        "fr": "Une surprise n’est jamais négative ; la vôtre vaut {value}. Le logarithme d’un nombre inférieur à 1 est négatif.",
        "en": "A surprisal is never negative; yours is {value}. The logarithm of a number below 1 is negative.",
    },
    "first_steps.mean_bits.unit": {
        "fr": "{value}, c’est la réponse en nats : prenez le logarithme en base 2.",
        "en": "{value} is the answer in nats: take the logarithm to base 2.",
    },
    "first_steps.mean_bits.total": {
        "fr": "{value}, c’est la somme des surprises : il faut leur moyenne.",
        "en": "{value} is the sum of the surprisals: their mean is needed.",
    },
    "first_steps.mean_bits.before": {
        "fr": "{value}, c’est la surprise de la probabilité moyenne : prenez d’abord les surprises, puis la moyenne.",
        "en": "{value} is the surprisal of the mean probability: take the surprisals first, then the mean.",
    },
    "first_steps.mean_bits.pairs": {
        "fr": "`[:, targets]` garde chaque cible à toutes les positions. Donnez aussi le numéro de chaque position.",
        "en": "`[:, targets]` keeps every target at all the positions. Give the number of each position too.",
    },
    "first_steps.mean_bits.middle": {
        "fr": "Trois cibles, de 1, 1 et 6 bits : la moyenne est de {options} bits, et vous trouvez {value}. Celle du milieu n’est pas la moyenne.",
        "en": "Three targets, of 1, 1 and 6 bits: the mean is {options} bits, and you find {value}. The one in the middle is not the mean.",
    },
    "first_steps.mean_bits.other": {
        "fr": "Deux cibles, de probabilités 1/2 et 1/8 : la moyenne est de {options} bits, et vous trouvez {value}.",
        "en": "Two targets, of probabilities 0.4 and 0.125: the mean is {options} bits, and you find {value}.",
    },
    "first_steps.slopes.length": {
        "fr": "Il faut une pente par paramètre, donc {options} ici ; reçu : {value}.",
        "en": "There must be one slope a parameter, so {options} here; got {value}.",
    },
    "first_steps.slopes.divided": {
        "fr": "{value} : ce sont les changements de la perte. Une pente est un changement divisé par `h`.",
        "en": "{value}: these are the changes of the loss. A slope is a change divided by `h`.",
    },
    "first_steps.slopes.together": {
        "fr": "Plusieurs paramètres ont bougé à la fois. N’en poussez qu’un, `[i]`, à partir d’une copie neuve.",
        "en": "Several parameters have moved at once. Push one only, `[i]`, starting from a fresh copy.",
    },
    "first_steps.slopes.sign": {
        "fr": "Le signe est à l’envers : soustrayez l’ancienne perte de la nouvelle.",
        "en": "The sign is the wrong way round: subtract the old loss from the new one.",
    },
    "first_steps.slopes.other": {
        "fr": "Pour la perte `w[0]**2 + 3*w[1]` au point (2, −1), les pentes sont {options} ; vous trouvez {value}.",
        "en": "For the loss `w[0]**2 + 3*w[1]` at the point (2, −1) the slopes are {options}; you find {value}.",
    },
}
