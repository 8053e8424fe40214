"""What labkit itself says and draws, by module. Each key has its French and its English text."""

TEXTS: dict[str, dict[str, str]] = {
    # session
    "session.started": {
        "fr": "Perroquets, cartes et mirages · {device} · fils : {threads} · échelle {scale} · graine {seed}",
        "en": "Parrots, Maps and Mirages · {device} · threads: {threads} · scale {scale} · seed {seed}",
    },
    "session.bad_value": {
        "fr": "{name} doit être l’une des valeurs {allowed} ; reçu : {value!r}",
        "en": "{name} must be one of {allowed}; got {value!r}",
    },
    "session.bad_seed": {
        "fr": "{name} doit être un entier positif ou nul ; reçu : {value!r}",
        "en": "{name} must be a whole number, 0 or more; got {value!r}",
    },
    "session.no_cuda": {
        "fr": "{name} demande « {value} », mais PyTorch ne trouve pas cet accélérateur ici ; essayez {allowed}",
        "en": "{name} asks for '{value}', but PyTorch finds no such accelerator here; try {allowed}",
    },
    "session.not_started": {
        "fr": "Exécutez d’abord la première cellule de code de l’atelier : elle appelle lk.start.",
        "en": "Run the first code cell of the lab first: it calls lk.start.",
    },
    "session.missing_name": {
        "fr": "`{name}` n’existe pas. S’il vient d’une cellule plus haut, exécutez-la d’abord, jusqu’au bout.",
        "en": "There is no `{name}`. If a cell above makes it, run that cell first, to its end.",
    },
    "session.cell_stopped": {
        "fr": "`{name}` n’existe pas encore : la cellule qui commence par `{line}` s’est arrêtée avant de le créer. Exécutez-la de nouveau, jusqu’au bout.",
        "en": "There is no `{name}` yet: the cell that begins with `{line}` stopped before making it. Run it again, to its end.",
    },
    "session.no_unit": {
        "fr": "pour garder un essai, il faut le nom de l’unité : `lk.start('fr', unit='05_grokking')`",
        "en": "to keep a run, labkit needs the name of the unit: `lk.start('en', unit='05_grokking')`",
    },
    "session.gpu_unusable": {
        "fr": "Une carte graphique est là, mais ce PyTorch ne sait pas s’en servir : l’atelier se fait sur le processeur. {error}",
        "en": "There is a graphics card, but this PyTorch cannot use it: the lab runs on the processor. {error}",
    },
    "session.missing_preset": {
        "fr": "preset a besoin d’un dictionnaire pour chaque échelle ({allowed}) ; il manque {value}",
        "en": "preset needs one dictionary for each scale ({allowed}); {value} is missing",
    },
    "session.not_a_number": {
        "fr": "record ne garde que nombres, textes, tableaux, courbes et dictionnaires ; {name} est de type {value}",
        "en": "record keeps numbers, text, arrays, curves and dictionaries; {name} is a {value}",
    },
    # any module: a number out of its range
    "argument.range": {
        "fr": "{name} doit être dans l’intervalle {allowed} ; reçu : {value}",
        "en": "{name} must be in the range {allowed}; got {value}",
    },
    # any module: what the signature of a function says
    "argument.kind": {
        "fr": "{name} doit être {allowed} ; reçu : {value}",
        "en": "{name} must be {allowed}; got {value}",
    },
    "argument.or": {"fr": " ou ", "en": " or "},
    "argument.whole": {"fr": "un nombre entier", "en": "a whole number"},
    "argument.number": {"fr": "un nombre", "en": "a number"},
    "argument.boolean": {"fr": "True ou False", "en": "True or False"},
    "argument.text": {"fr": "un texte", "en": "a text"},
    "argument.none": {"fr": "None", "en": "None"},
    "argument.function": {"fr": "une fonction", "en": "a function"},
    "argument.list": {"fr": "une liste", "en": "a list"},
    "argument.tuple": {"fr": "un tuple", "en": "a tuple"},
    "argument.tuple_of": {"fr": "un tuple de {count} éléments", "en": "a tuple of {count} elements"},
    "argument.sequence": {"fr": "une liste ou un tuple", "en": "a list or a tuple"},
    "argument.one_sequence": {"fr": "une seule suite de jetons", "en": "one sequence of tokens"},
    "argument.iterable": {"fr": "une suite de valeurs", "en": "a series of values"},
    "argument.mapping": {"fr": "un dictionnaire", "en": "a dictionary"},
    "argument.instance": {"fr": "un objet `{kind}`", "en": "an object `{kind}`"},
    "argument.model": {"fr": "un modèle (torch.nn.Module)", "en": "a model (torch.nn.Module)"},
    "argument.tensor": {"fr": "un tenseur", "en": "a tensor"},
    "argument.array": {"fr": "un tableau NumPy", "en": "a NumPy array"},
    "argument.a_tensor": {"fr": "un tenseur {of} de forme {shape}", "en": "a tensor of {of} of shape {shape}"},
    "argument.an_array": {
        "fr": "un tableau NumPy {of} de forme {shape}",
        "en": "a NumPy array of {of} of shape {shape}",
    },
    "argument.floats": {"fr": "de nombres à virgule", "en": "floats"},
    "argument.whole_numbers": {"fr": "d’entiers", "en": "whole numbers"},
    "argument.booleans": {"fr": "de booléens", "en": "booleans"},
    "argument.numbers": {"fr": "de nombres", "en": "numbers"},
    "argument.tensor_shown": {"fr": "un tenseur {dtype} de forme {shape}", "en": "a tensor {dtype} of shape {shape}"},
    "argument.array_shown": {
        "fr": "un tableau NumPy {dtype} de forme {shape}",
        "en": "a NumPy array {dtype} of shape {shape}",
    },
    "argument.sizes": {
        "fr": "{name} ne va pas avec les autres arguments : il faut {letter} = {size} ; reçu : {value}",
        "en": "{name} does not go with the other arguments: {letter} must be {size}; got {value}",
    },
    "argument.empty": {"fr": "{name} est vide ; reçu : {value}", "en": "{name} is empty; got {value}"},
    "argument.not_finite": {
        "fr": "{name} contient une valeur qui n’est pas un nombre fini : {value} (un modèle dont l’entraînement a divergé ?)",
        "en": "{name} holds a value that is not a finite number: {value} (a model whose training diverged?)",
    },
    # tokenizer
    "tokenizer.twice": {
        "fr": "chaque mot ne doit figurer qu’une fois dans le vocabulaire ; « {value} » y est deux fois",
        "en": "each word must be in the vocabulary only once; '{value}' is there twice",
    },
    "tokenizer.unknown": {
        "fr": "« {value} » n’est pas dans le vocabulaire ; le mot le plus proche est « {nearest} »",
        "en": "'{value}' is not in the vocabulary; the nearest word is '{nearest}'",
    },
    # metrics
    "metrics.nothing_scored": {
        "fr": "aucune cible à évaluer : elles valent toutes -100",
        "en": "no target to score: they are all -100",
    },
    "metrics.lengths": {
        "fr": "il faut une réponse par prédiction ; reçu : {first} prédictions et {second} réponses",
        "en": "each prediction needs one answer; got {first} predictions and {second} answers",
    },
    "metrics.empty": {"fr": "il n’y a aucune prédiction à évaluer", "en": "there is no prediction to score"},
    "metrics.not_finite": {
        "fr": "{name} contient une valeur qui n’est pas un nombre fini : {value} (un modèle dont l’entraînement a divergé ?)",
        "en": "{name} holds a value that is not a finite number: {value} (a model whose training diverged?)",
    },
    "metrics.sum": {
        "fr": "les probabilités de la ligne {row} doivent avoir pour somme 1 ; reçu : {value}",
        "en": "the probabilities of row {row} must sum to 1; got {value}",
    },
    # plots
    "plots.too_many": {
        "fr": "lines trace au plus {allowed} courbes ; reçu : {value}",
        "en": "lines draws at most {allowed} curves; got {value}",
    },
    "plots.step": {"fr": "pas d’entraînement", "en": "training step"},
    "plots.lines_alt": {
        "fr": "Courbes : {ylabel} selon {xlabel}",
        "en": "Curves: {ylabel} against {xlabel}",
    },
    "plots.item": {"fr": "{name} : {said}", "en": "{name}: {said}"},
    "plots.then": {"fr": " ; ", "en": "; "},
    "plots.highest": {"fr": "au plus haut {value}", "en": "highest {value}"},
    "plots.lowest": {"fr": "au plus bas {value}", "en": "lowest {value}"},
    "plots.at": {"fr": " en {x}", "en": " at {x}"},
    # session: the result card
    "session.card": {"fr": "Fiche de résultats", "en": "Result card"},
    "session.card_where": {
        "fr": "{unit} · {device} · échelle {scale} · graine {seed} · {seconds} s depuis le début",
        "en": "{unit} · {device} · scale {scale} · seed {seed} · {seconds} s since the start",
    },
    # checks
    "checks.passed": {"fr": "C’est juste.", "en": "That is right."},
    "checks.not_started": {
        "fr": "À vous de jouer : écrivez votre réponse à la place de `...`, puis exécutez de nouveau la cellule.",
        "en": "Your turn: write your answer in place of `...`, then run the cell again.",
    },
    "checks.wrong": {"fr": "Pas encore.", "en": "Not right yet."},
    "checks.raised": {"fr": "Votre code s’arrête sur une erreur.", "en": "Your code stops with an error."},
    "checks.raised_at": {
        "fr": "{error} à la ligne {line} (`{code}`) : {message}",
        "en": "{error} at line {line} (`{code}`): {message}",
    },
    "checks.no_return": {
        "fr": "`{name}` ne renvoie rien : manque-t-il un `return` ?",
        "en": "`{name}` returns nothing: is a `return` missing?",
    },
    "checks.changed": {
        "fr": "`{name}` change l’objet qu’on lui donne : travaillez sur une copie (`.copy()`, ou `.clone()` pour un tenseur).",
        "en": "`{name}` changes the object that it is given: work on a copy (`.copy()`, or `.clone()` for a tensor).",
    },
    "checks.unusable": {
        "fr": "La réponse n’est pas du type attendu : c’est {kind}.",
        "en": "The answer is not of the expected kind: it is {kind}.",
    },
    "checks.boolean": {"fr": "`{value}`", "en": "`{value}`"},
    "checks.text": {"fr": "un texte, « {value} »", "en": "a text, “{value}”"},
    "checks.array": {"fr": "un tableau de forme {shape}", "en": "an array of shape {shape}"},
    "checks.list": {"fr": "une collection de {count} éléments", "en": "a collection of {count} elements"},
    "checks.number": {"fr": "le nombre {value}", "en": "the number {value}"},
    "checks.other": {"fr": "un objet de type `{kind}`", "en": "an object of type `{kind}`"},
    # transformer
    "transformer.bad_choice": {
        "fr": "{name} doit être l’une des valeurs {allowed} ; reçu : {value!r}",
        "en": "{name} must be one of {allowed}; got {value!r}",
    },
    "transformer.bad_heads": {
        "fr": "n_heads doit diviser d_model : {n_heads} ne divise pas {d_model}",
        "en": "n_heads must divide d_model: {n_heads} does not divide {d_model}",
    },
    "transformer.bad_tokens": {
        "fr": "tokens doit être un tenseur d’entiers de forme (lot, position) ; reçu : {dtype}, de forme {shape}",
        "en": "tokens must be a tensor of integers of shape (batch, position); got {dtype} of shape {shape}",
    },
    "transformer.bad_length": {
        "fr": "le modèle lit de 1 à {context} positions (context={context}) ; tokens est de forme {value}",
        "en": "the model reads 1 to {context} positions (context={context}); tokens has shape {value}",
    },
    "transformer.bad_id": {
        "fr": "les identifiants des jetons vont de 0 à {last} (vocab_size − 1) ; reçu : {value}",
        "en": "token ids go from 0 to {last} (vocab_size − 1); got {value}",
    },
    # training
    "training.bar": {
        "fr": "pas {step}/{total} |{bar}| perte {loss} · {speed} pas/s · reste {left}",
        "en": "step {step}/{total} |{bar}| loss {loss} · {speed} steps/s · {left} left",
    },
    "training.done": {
        "fr": "{step} pas sur {total} · perte {loss} · {time}",
        "en": "{step} of {total} steps · loss {loss} · {time}",
    },
    "training.interrupted": {
        "fr": "Entraînement interrompu après {step} pas sur {total} : le modèle garde ce qu’il a appris.",
        "en": "Training interrupted after {step} of {total} steps: the model keeps what it has learned.",
    },
    "training.not_finite": {
        "fr": (
            "au pas {step}, la perte vaut {value}. Essayez un lr plus petit (ici {lr}), un warmup plus long, clip=1.0 ; "
            "et vérifiez que chaque lot contient au moins une cible à prédire (différente de −100)."
        ),
        "en": (
            "at step {step} the loss is {value}. Try a smaller lr (here {lr}), a longer warmup, clip=1.0; "
            "and check that every batch has at least one scored target (other than −100)."
        ),
    },
    "training.out_of_batches": {
        "fr": (
            "batches s’est épuisé après {step} pas sur {total} : donnez un générateur sans fin, "
            "itertools.cycle(lots), ou moins de pas (steps)"
        ),
        "en": (
            "batches ran out after {step} of {total} steps: give an endless generator, "
            "itertools.cycle(batches), or fewer steps"
        ),
    },
    "training.bad_value": {
        "fr": "{name} : valeurs permises {allowed} ; reçu : {value!r}",
        "en": "{name}: allowed values {allowed}; got {value!r}",
    },
    "training.bad_batch": {
        "fr": (
            "un lot est un couple (entrées, cibles) de tenseurs d’entiers de même forme (lot, position) ; "
            "reçu : {value}"
        ),
        "en": "a batch is a pair (inputs, targets) of integer tensors of one shape (batch, position); got {value}",
    },
    "training.bad_loss": {
        "fr": "loss_fn doit renvoyer un seul nombre, un tenseur de forme () ; reçu : {value}",
        "en": "loss_fn must return a single number, a tensor of shape (); got {value}",
    },
    "training.frozen": {
        "fr": "la perte ne dépend d’aucun poids que l’on puisse changer : le modèle est-il gelé (requires_grad=False) ?",
        "en": "the loss depends on no weight that may change: is the model frozen (requires_grad=False)?",
    },
    "training.no_gradient": {
        "fr": "lk.train a besoin des gradients : sortez-le du bloc torch.no_grad() ou torch.inference_mode()",
        "en": "lk.train needs gradients: take it out of the block torch.no_grad() or torch.inference_mode()",
    },
    "training.nothing_measured": {
        "fr": (
            "l’historique est vide : rien n’a encore été mesuré. L’entraînement a-t-il été arrêté avant sa première "
            "mesure ? Exécutez de nouveau sa cellule, jusqu’au bout."
        ),
        "en": (
            "the history is empty: nothing has been measured yet. Was the training stopped before its first measure? "
            "Run its cell again, to its end."
        ),
    },
    "training.no_curve": {
        "fr": "l’historique n’a pas de courbe {value!r} ; il a : {allowed}",
        "en": "the history has no curve {value!r}; it has: {allowed}",
    },
    # widgets
    "widgets.no_values": {
        "fr": "explore a besoin d’au moins une valeur pour {name}",
        "en": "explore needs at least one value for {name}",
    },
    "widgets.bad_values": {
        "fr": "les valeurs de {name} doivent être toutes des nombres ou toutes du texte ; reçu : {value}",
        "en": "the values of {name} must be all numbers or all text; got {value}",
    },
    "widgets.too_many": {
        "fr": "{count} images à dessiner ({controls} valeurs) ; {allowed} au plus : donnez moins de valeurs",
        "en": "{count} frames to draw ({controls} values); at most {allowed}: give fewer values",
    },
    "widgets.too_heavy": {
        "fr": (
            "les images pèsent {size} ko ({controls} valeurs) ; {allowed} au plus : "
            "donnez moins de valeurs ou dessinez moins de points"
        ),
        "en": (
            "the frames weigh {size} kB ({controls} values); at most {allowed}: give fewer values or draw fewer points"
        ),
    },
    "widgets.failed": {
        "fr": "l’image pour {values} n’a pas pu être dessinée ; {error}",
        "en": "the frame for {values} could not be drawn; {error}",
    },
    "widgets.prompt": {"fr": "Votre texte", "en": "Your text"},
    "widgets.placeholder": {"fr": "tapez un texte, puis Entrée", "en": "type a text, then Enter"},
    "widgets.no_ipywidgets": {
        "fr": "La zone de saisie a besoin d’ipywidgets : pip install ipywidgets, puis redémarrez le noyau.",
        "en": "The box to type in needs ipywidgets: pip install ipywidgets, then restart the kernel.",
    },
    # pretrained
    "pretrained.converting": {
        "fr": "Première utilisation : conversion du modèle, une fois pour toutes (environ 20 secondes)…",
        "en": "First use: converting the model, once and for all (about 20 seconds)…",
    },
    "pretrained.not_kept": {
        "fr": "La conversion n’a pas pu être gardée dans {folder}, elle sera refaite la prochaine fois ({error})",
        "en": "The conversion could not be kept in {folder} and will be done again next time ({error})",
    },
    "pretrained.missing": {
        "fr": "Pas de modèle réel ici ; l’atelier continue sans lui. Pour l’installer :\n    {command}",
        "en": "No real model here; the lab goes on without it. To install it:\n    {command}",
    },
    "pretrained.unreachable": {
        "fr": "Le modèle « {name} » n’a pas pu être chargé ; l’atelier continue sans lui. {error}",
        "en": "The model '{name}' could not be loaded; the lab goes on without it. {error}",
    },
    "pretrained.too_long": {
        "fr": "ce texte a {value} jetons ; le modèle en lit {allowed} au plus",
        "en": "this text has {value} tokens; the model reads {allowed} at most",
    },
    "pretrained.merged": {
        "fr": "answers : « {value} » est vide, ou se fond dans le dernier mot de la question ; commencez la réponse par une espace",
        "en": "answers: '{value}' is empty, or merges with the last word of the question; begin the answer with a space",
    },
    "pretrained.not_measured": {
        "fr": "Pas mesuré : il n’y a pas de modèle réel ici ; le chapitre donne nos résultats.",
        "en": "Not measured: there is no real model here; the chapter gives our results.",
    },
    "pretrained.no_model": {
        "fr": "[pas de modèle réel ici : voyez le message de pretrained.load]",
        "en": "[no real model here: see the message of pretrained.load]",
    },
    "pretrained.model": {
        "fr": "{name} · {size} millions de paramètres · {device}",
        "en": "{name} · {size} million parameters · {device}",
    },
    # wagers
    "wagers.no_run": {
        "fr": "il n’y a aucun essai pour juger le pari « {name} »",
        "en": "there is no run to judge the bet '{name}' by",
    },
    "wagers.not_measured": {
        "fr": "l’essai n° {run} n’a pas mesuré ce que demande le pari « {name} »",
        "en": "run {run} has not measured what the bet '{name}' asks for",
    },
    "wagers.parrot": {"fr": "le perroquet", "en": "the parrot"},
    "wagers.map": {"fr": "la carte", "en": "the map"},
    "wagers.database": {"fr": "la base", "en": "the database"},
    "wagers.piecemeal": {"fr": "par bribes", "en": "piecemeal"},
    "wagers.one_piece": {"fr": "d’un seul tenant", "en": "in one piece"},
    "wagers.measured": {"fr": "mesuré", "en": "measured"},
    "wagers.won": {"fr": "→ {picture}, sur {seeds} graines", "en": "→ {picture}, on {seeds} seeds"},
    "wagers.draw": {"fr": "→ match nul, sur {seeds} graines", "en": "→ a draw, on {seeds} seeds"},
    "wagers.nobody": {"fr": "→ personne, sur {seeds} graines", "en": "→ nobody, on {seeds} seeds"},
    "wagers.split": {
        "fr": "→ selon la graine ({said}, sur {seeds})",
        "en": "→ depends on the seed ({said}, of {seeds})",
    },
    "wagers.at_most": {"fr": "au plus {value}", "en": "at most {value}"},
    "wagers.at_least": {"fr": "au moins {value}", "en": "at least {value}"},
    "wagers.between": {"fr": "de {low} à {high}", "en": "{low} to {high}"},
    # exam: the student's copy
    "exam.started": {
        "fr": "Perroquets, cartes et mirages · examen. Vos réponses ne sont pas corrigées ici, elles sont gardées.",
        "en": "Parrots, Maps and Mirages · exam. Your answers are not marked here; they are kept.",
    },
    "exam.missing": {
        "fr": "{question} : pas encore de réponse.",
        "en": "{question}: no answer yet.",
    },
    "exam.kept": {
        "fr": "{question} : réponse gardée, {value}",
        "en": "{question}: answer kept, {value}",
    },
    "exam.function": {
        "fr": "{question} : la fonction `{name}` est là ; elle sera essayée sur des cas que vous ne voyez pas.",
        "en": "{question}: the function `{name}` is there; it will be tried on cases that you do not see.",
    },
    "exam.refused": {
        "fr": "{question} : un objet de type `{kind}` ne peut pas être gardé ; donnez un nombre fini, un texte, une liste ou une fonction.",
        "en": "{question}: an object of type `{kind}` cannot be kept; give a finite number, a text, a list or a function.",
    },
    "exam.too_long": {
        "fr": "{question} : la réponse est trop longue pour être gardée (plus de {longest} caractères).",
        "en": "{question}: the answer is too long to be kept (over {longest} characters).",
    },
}
