# %% [markdown] lang="fr"
# # Atelier 2 · Prédire, c’est comprimer
#
# {{colab}}
#
# **La question.** Vous payez un télégramme au bit, et votre correspondant a chez lui la même machine à prédire que vous. Combien de bits faut-il lui envoyer pour qu’il retrouve votre texte, jusqu’à la dernière virgule ?
#
# | Image | Ce qu’elle prédit pour la taille du fichier |
# |---|---|
# | le perroquet, qui a retenu des suites de mots | bien moins que gzip, mais un plancher sous lequel il ne passe pas : les noms que l’histoire fait deviner |
# | la carte, qui suit qui était où | presque l’entropie de la source, et jamais moins |
# | le meilleur adversaire imaginé : un n-gramme qui apprend en lisant, sans poids à envoyer | le plus petit envoi, tant que le réseau n’a pas remboursé ses poids ou son apprentissage |
#
# Calcul : moins d’une minute sur un processeur ordinaire. Travail : {{minutes}} minutes, exercices compris. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 2 · Prediction is compression
#
# {{colab}}
#
# **The question.** You pay for a telegram by the bit, and at the other end stands the same predicting machine as yours. How many bits must you send for your text to be recovered, down to the last comma?
#
# | Picture | What it predicts for the size of the file |
# |---|---|
# | the parrot, which has kept sequences of words | far less than gzip, but a floor it does not break: the names that the story lets one deduce |
# | the map, which keeps track of who was where | almost the entropy of the source, and never less |
# | the best opponent we could think of: an n-gram that learns as it reads, with no weights to send | the smallest parcel, until the network has paid back its weights or its schooling |
#
# Computing: under a minute on an ordinary processor. Work: {{minutes}} minutes, exercises included. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="02_compression")
# %% [markdown] lang="fr"
# Tous les réglages sont ici. Un pas d’entraînement lit `batch` histoires, chacune une seule fois ; les `primer` premiers pas lisent des histoires à deux suspects.
# %% [markdown] lang="en"
# All the settings are here. A training step reads `batch` stories, each of them once; the first `primer` steps read stories with two suspects.
# %%
P = lk.preset(
    smoke=dict(steps=48, primer=8, tests=24, d_model=16, sent=2, given=40)
    | dict(symbols=4000, old=16, written=40, letters=60),
    cpu=dict(steps=750, primer=300, batch=8, tests=600, d_model=64, layers=2)
    | dict(lr=2.5e-3, sent=8, given=1000, symbols=100_000, old=320)
    | dict(written=160, letters=900),
    gpu=dict(steps=1500, batch=64, d_model=256, layers=4, lr=1e-3),
)
# %% [markdown] lang="fr"
# ## 1. Devinez la lettre suivante (10 min)
#
# Voici le jeu de Claude Shannon (1951). Une phrase est cachée. Devinez sa première lettre, puis la suivante, jusqu’au bout ; un 5-gramme de lettres joue à côté de vous.
# %% [markdown] lang="en"
# ## 1. Guess the next letter (10 min)
#
# This is Claude Shannon’s game (1951). A sentence is hidden. Guess its first letter, then the next one, to the end; a 5-gram of letters plays beside you.
# %%
from labkit.compression import counts, figures, prose

language = session.language
read_before = prose.read_before(language)
# %%
parrot = counts.LetterModel(
    prose.plain(f"{read_before} {prose.NEW[language]}"),
    order=5,
    alphabet="".join(prose.GAME[language]),
)
game = counts.played(prose.GAME[language], parrot)
figures.guessing(game)
# %% [markdown] lang="fr"
# Ce que vous n’aviez pas à demander était déjà dans votre tête : le texte ne vous l’a pas appris. Shannon a vu mieux. Supposez que votre **jumelle** joue exactement comme vous. Envoyez-lui seulement la suite de vos nombres d’essais, 1, 1, 3, 1… : elle rejoue, et retrouve le texte. Le texte entier est dans ces nombres, et comme presque tous valent 1, ils s’écrivent en peu de bits.
#
# ### {{exercise difficulty=1 minutes=5}} Le prix de vos essais
#
# `guesses` est une liste de nombres d’essais. Si la part $q_k$ de ces nombres vaut $k$, leur entropie est $-\sum_k q_k \log_2 q_k$ bits par lettre. C’est la borne supérieure de Shannon. Calculez-la.
# %% [markdown] lang="en"
# What you had no need to ask was in your head already: the text did not teach it to you. Shannon saw further. Suppose that your **twin** plays exactly as you do. Send her only your numbers of guesses, 1, 1, 3, 1…: she plays again, and recovers the text. The whole text is in these numbers, and as nearly all of them are 1, they can be told in few bits.
#
# ### {{exercise difficulty=1 minutes=5}} The price of your guesses
#
# `guesses` is a list of numbers of guesses. If the share $q_k$ of these numbers is $k$, their entropy is $-\sum_k q_k \log_2 q_k$ bits a letter. This is Shannon’s upper bound. Compute it.
# %%
import numpy as np

from labkit.compression import checks as check


def bound_of_guesses(guesses):
    ### BEGIN SOLUTION
    _, n = np.unique(guesses, return_counts=True)
    q = n / n.sum()
    return -(q * np.log2(q)).sum()
    ### END SOLUTION


check.bound_of_guesses(bound_of_guesses)
# %%
print(lk.percent(game["first"]), lk.number(game["bits"]))
# %% [markdown] lang="fr"
# Le premier nombre est la part des lettres que le 5-gramme trouve du premier coup, le second l’entropie de ses essais, en bits par lettre : sur un long texte, une borne supérieure. (Sur une centaine de lettres, elle est trop basse : les nombres d’essais rares n’ont pas eu le temps de se montrer.)
#
# ## 2. Des essais aux bits (15 min)
#
# Il reste à écrire ces bits. Un code à mots entiers donne à chaque symbole une suite de 0 et de 1, courte s’il est fréquent. Pour que l’on puisse couper le message sans virgules, les longueurs $\ell$ doivent vérifier l’**inégalité de Kraft**, $\sum 2^{-\ell} \le 1$. Huffman (1952) a trouvé le meilleur de ces codes.
# %% [markdown] lang="en"
# The first number is the share of letters that the 5-gram finds at the first guess, the second the entropy of its guesses, in bits a letter: on a long text, an upper bound. (On a hundred letters or so it is too low: rare numbers of guesses have not had the time to show.)
#
# ## 2. From guesses to bits (15 min)
#
# The bits remain to be written. A code of whole words gives each symbol a sequence of 0s and 1s, short if the symbol is frequent. For the message to be cut without commas, the lengths $\ell$ must satisfy **Kraft’s inequality**, $\sum 2^{-\ell} \le 1$. Huffman (1952) found the best of these codes.
# %%
from labkit.compression import coding

skewed = {"a": 0.9, "b": 0.06, "c": 0.04}
words = coding.huffman(skewed)
print(words, coding.kraft([len(word) for word in words.values()]))
# out: {'a': '0', 'b': '10', 'c': '11'} 1.0
# %% [markdown] lang="fr"
# La somme vaut 1 : pas un mot n’est perdu. Et pourtant…
# %% [markdown] lang="en"
# The sum is 1: not a word is lost. And yet…
# %%
p = np.array(list(skewed.values()))
huffman = dict(huffman=sum(p * list(map(len, words.values()))))
huffman["entropy"] = -(p * np.log2(p)).sum()
print(lk.number(huffman["huffman"]), lk.number(huffman["entropy"]))
# fr: out: 1,10 0,57
# en: out: 1.10 0.57
# %% [markdown] lang="fr"
# Huffman paie presque le double de l’entropie. Un mot ne peut pas faire moins d’un bit, alors que « a », presque certain, n’en vaut que 0,15. Sur un texte bien prédit, presque tous les jetons sont dans ce cas.
# %% [markdown] lang="en"
# Huffman pays nearly twice the entropy. A word cannot be shorter than one bit, while “a”, almost certain, is only worth 0.15. In a well-predicted text nearly every token is in that situation.
# %%
figures.waste()
# %% [markdown] lang="fr"
# La surface grise est le gaspillage des bits entiers. Coder par paires en reprend une partie. L’idée du **codage arithmétique** est d’aller au bout : un seul mot pour tout le message. Chaque symbole garde, de l’intervalle courant, la part que lui donne sa probabilité. Voici « acaba », où a vaut 1/2, b et c 1/4.
# %% [markdown] lang="en"
# The grey area is the waste of whole bits. Coding by pairs wins part of it back. The idea of **arithmetic coding** is to go all the way: a single word for the whole message. Each symbol keeps of the current interval the share that its probability gives it. Here is “acaba”, where a has 1/2, b and c 1/4.
# %%
figures.intervals()
# %%
digits = coding.shortest_binary(*coding.narrowed("acaba", figures.ALPHABET)[-1])
print(digits, coding.read_back(digits, 5, figures.ALPHABET))


# out: 0110100 ['a', 'c', 'a', 'b', 'a']
# %% [markdown] lang="fr"
# L’intervalle final a pour largeur le produit des probabilités, $2^{-7}$ ; il suffit de 7 bits pour y désigner un nombre, et le décodeur refait les mêmes coupes pour relire le message. Un texte de probabilité $p$ coûte donc $-\log_2 p$ bits, arrondis **une seule fois**. Voilà le pont : la perte d’un modèle de langage, en bits, **est** la taille d’un fichier.
#
# Une condition : les deux côtés doivent couper aux mêmes endroits, au chiffre près. On arrondit donc les probabilités à des entiers.
#
# ### {{exercise difficulty=2 minutes=8}} Des fréquences entières
#
# Rendez un tableau d’entiers, proches de `p * total`, tous **au moins égaux à 1**, dont la somme est exactement `total`. (`p` est un tableau NumPy.)
# %% [markdown] lang="en"
# The width of the final interval is the product of the probabilities, $2^{-7}$; 7 bits are enough to point at a number in it, and the decoder makes the same cuts again to read the message. So a text of probability $p$ costs $-\log_2 p$ bits, rounded **once**. Here is the bridge: the loss of a language model, in bits, **is** the size of a file.
#
# On one condition: both sides must cut in the same places, to the last digit. So probabilities are rounded to whole numbers.
#
# ### {{exercise difficulty=2 minutes=8}} Whole frequencies
#
# Return an array of integers, close to `p * total`, each **at least 1**, whose sum is exactly `total`. (`p` is a NumPy array.)
# %%
def whole_frequencies(p, total):
    ### BEGIN SOLUTION
    found = np.floor(p * (total - len(p))).astype(int) + 1
    found[p.argmax()] += total - found.sum()
    return found
    ### END SOLUTION


check.whole_frequencies(whole_frequencies)
# %% [markdown] lang="fr"
# Un zéro interdirait un symbole pour toujours : le jour où il vient, il n’y a plus de code. Passons aux vrais messages : la bibliothèque `constriction` coupe les intervalles en arithmétique entière.
# %% [markdown] lang="en"
# A zero would forbid a symbol for ever: on the day it comes, there is no code. Now for real messages: the library `constriction` cuts intervals in whole numbers.
# %%
import time

message = np.random.default_rng(session.seed).choice(3, size=P.symbols, p=p)
frequencies = coding.quantised(np.tile(p, (P.symbols, 1)))
started = time.perf_counter()
code = coding.encode(message, frequencies)
back = coding.decode(code, frequencies)
coder_seconds = (time.perf_counter() - started) / (2 * P.symbols)
huffman["arithmetic"] = 8 * len(code) / P.symbols
print(back == message.tolist(), lk.number(huffman["arithmetic"]))


# %% [markdown] lang="fr"
# Le message revient entier, au prix de l’entropie. (Le hasard du tirage déplace un peu le dernier chiffre.)
#
# ### {{exercise difficulty=2 minutes=7}} Une unité égarée
#
# Et si les deux côtés ne sont pas **tout à fait** d’accord ? Rendez une copie de `table` où, à la ligne `place` et là seulement, une unité passe du premier symbole au dernier.
# %% [markdown] lang="en"
# The message comes back whole, at the price of its entropy. (The luck of the draw moves the last digit a little.)
#
# ### {{exercise difficulty=2 minutes=7}} One unit astray
#
# And if the two sides do not **quite** agree? Return a copy of `table` in which, in the row `place` and there alone, one unit goes from the first symbol to the last.
# %%
def one_unit_astray(table, place):
    ### BEGIN SOLUTION
    table = table.copy()
    table[place, 0] -= 1
    table[place, -1] += 1
    return table
    ### END SOLUTION


check.one_unit_astray(one_unit_astray)
# %%
astray = frequencies.copy()
astray[1000] += np.array([-1, 0, 1])
decoded = np.array(coding.read_on(code, astray))
wrong = decoded != message[: len(decoded)]
print(np.flatnonzero(wrong)[:5], len(decoded), lk.percent(wrong.mean()))


# %% [markdown] lang="fr"
# Une unité sur seize millions, à la ligne 1000 : voici les premières places fausses, le nombre de symboles lus, et la part des symboles faux. Le décodeur lit encore juste un moment, puis se décale d’une coupe, et ce qui suit n’est plus le message. (La part des symboles faux reste petite parce que neuf sur dix sont des « a » : on en retrouve par hasard. Il arrive aussi que l’écart ne change aucune coupe : la liste est alors vide.) Il lit parfois des milliers de symboles avant de tomber sur un nombre impossible, parfois jusqu’au bout, **sans rien signaler**. Nos fichiers portent donc une somme de contrôle.
#
# ## 3. Un seul axe (15 min)
#
# Prenons les histoires de l’atelier 1, dont chaque bit est connu, et imprimons-en à la suite.
# %% [markdown] lang="en"
# One unit in sixteen million, in row 1000: here are the first wrong places, the number of symbols read, and the share of wrong symbols. The decoder goes on reading correctly for a while, then is off by one cut, and what follows is no longer the message. (The share of wrong symbols stays small because nine in ten are “a”: some are right by chance. It may also happen that the difference moves no cut: then the list is empty.) Sometimes it reads thousands of symbols before it meets an impossible number, sometimes it goes on to the end, **reporting nothing**. So our files carry a checksum.
#
# ## 3. One axis (15 min)
#
# Let us take the stories of lab 1, in which every bit is known, and print a row of them.
# %%
from labkit.compression import shelf

tests = shelf.stories(P.tests, seed=session.seed, split="test")
text = shelf.printed(tests)
print(tests[0])
# %%
axis = dict(characters=len(text), stories=len(tests), raw=len(text.encode()))
axis["source"] = shelf.source_bits(tests)
print(lk.number(shelf.entropy_per_story(), 1))
print(lk.number(axis["source"] / len(text), 3))
# %% [markdown] lang="fr"
# D’abord l’entropie de la source, en bits par histoire. Puis ce que coûtent **ces** histoires à qui connaît la source, en bits par caractère imprimé : le plancher, que personne ne passera.
#
# **Pronostic.** Le texte brut prend un octet par caractère ou un peu plus. Combien en garderont gzip, bz2, xz et zstd ? Et un n-gramme ?
# %% [markdown] lang="en"
# First the entropy of the source, in bits a story. Then what **these** stories cost to whoever knows the source, in bits a printed character: the floor, which nobody will break.
#
# **Predict first.** The plain text takes one byte a character, or a little more. How much of it will gzip, bz2, xz and zstd keep? And an n-gram?
# %%
from labkit.compression import classical

library = shelf.stories(
    P.steps * P.batch, seed=session.seed, primer=P.primer * P.batch
)
# %%
axis["sizes"] = classical.sizes(text)
axis["given"] = classical.sizes(text, given=shelf.printed(library[-P.given :]))
axis["tokens"] = classical.sizes(shelf.token_bytes(shelf.rows(tests)))
{name: lk.number(8 * n / len(text), 3) for name, n in axis["sizes"].items()}
# %% [markdown] lang="fr"
# Ces compresseurs cherchent des répétitions. Soyons justes avec eux : nous les avons aussi interrogés après leur avoir fait lire d’autres histoires (`given`), et sur les jetons, un octet chacun, comme si on leur avait dit ce qu’est un mot (`tokens`).
#
# Voici maintenant le meilleur perroquet que nous connaissions : un n-gramme qui **apprend en lisant**. Il ne reçoit rien d’avance ; le décodeur tient les mêmes comptes.
# %% [markdown] lang="en"
# These compressors look for repetitions. Let us be fair to them: we have also asked them after having them read other stories (`given`), and on the tokens, a byte each, as if they had been told what a word is (`tokens`).
#
# Now comes the best parrot we know: an n-gram that **learns as it reads**. It is given nothing beforehand; the decoder keeps the same counts.
# %%
rows = shelf.rows(library)
exam = shelf.rows(tests)
vocab_size = len(shelf.vocabulary())
parrots = counts.costs(rows + exam, order=6, vocab_size=vocab_size)
axis["ngrams"] = [sum(c.sum() for c in bits[len(rows) :]) for bits in parrots]
[lk.number(bits / len(text), 3) for bits in axis["ngrams"]]


# %% [markdown] lang="fr"
# Après la bibliothèque entière, voilà ce que lui coûtent les histoires de test, de n = 1 à n = 6. (Nous calculons ces tailles ; le fichier en aurait quatre octets de plus, au pire.)
#
# ### {{exercise difficulty=2 minutes=5}} Le prix d’une phrase
#
# `shares[a][b]` est la probabilité que le mot `b` suive le mot `a`. Combien de bits coûte la liste `words`, son premier mot étant donné ?
# %% [markdown] lang="en"
# After the whole library, this is what the test stories cost it, from n = 1 to n = 6. (We compute these sizes; the file would have four bytes more at worst.)
#
# ### {{exercise difficulty=2 minutes=5}} The price of a sentence
#
# `shares[a][b]` is the probability that the word `b` follows the word `a`. How many bits does the list `words` cost, its first word being given?
# %%
def price_under_pairs(words, shares):
    ### BEGIN SOLUTION
    places = range(1, len(words))
    return sum(-np.log2(shares[words[i - 1]][words[i]]) for i in places)
    ### END SOLUTION


check.price_under_pairs(price_under_pairs)


# %% [markdown] lang="fr"
# Et le transformeur de l’atelier 1, un peu plus étroit. Il lit la bibliothèque une fois, de la première histoire à la dernière ; gardons en passant ce que lui coûte chaque lot **avant** qu’il ne l’apprenne.
# %% [markdown] lang="en"
# And the transformer of lab 1, a little narrower. It reads the library once, from the first story to the last; let us keep in passing what each batch costs it **before** it learns from it.
# %%
def build():
    shape = dict(context=128, d_model=P.d_model, n_layers=P.layers, reach=3)
    config = lk.TransformerConfig(vocab_size, **shape, tied=False)
    return lk.Transformer(config, seed=session.seed).to(session.device)


recipe = dict(
    steps=P.steps, lr=P.lr, weight_decay=0.1, warmup=40, schedule="linear"
)
# %%
started, model, spent = time.perf_counter(), build(), []
lots = [rows[i : i + P.batch] for i in range(0, len(rows), P.batch)]
for step, loss in lk.train(model, map(shelf.batch, lots), **recipe):
    spent.append(loss * sum(len(row) - 1 for row in lots[step - 1]))
train_seconds = time.perf_counter() - started
parameters = sum(weight.numel() for weight in model.parameters())
# %% [markdown] lang="fr"
# Écrivons le fichier, pour de bon. Les poids sont arrondis à deux octets ; le codeur avance position par position, comme le décodeur devra le faire.
# %% [markdown] lang="en"
# Let us write the file for good. The weights are rounded to two bytes; the coder goes position by position, as the decoder will have to.
# %%
from labkit.compression import archive

coder = archive.halved(model)
file = archive.save(archive.pack(exam, coder))
axis["file"] = file.stat().st_size
decoded = archive.unpack(file.read_bytes(), coder)
axis["decoded"] = decoded == exam and shelf.story_texts(decoded) == text
print(axis["raw"], "->", axis["file"], axis["decoded"])
# %%
exam_bits = archive.row_bits(exam, coder)
axis["formula"] = exam_bits.sum()
print(lk.number(axis["formula"] / 8, 0))
# %% [markdown] lang="fr"
# Le fichier a la taille que dit la formule, la perte fois le nombre de jetons, à quelques dizaines d’octets près : l’en-tête et l’arrondi. Sur un seul axe :
# %% [markdown] lang="en"
# The file has the size that the formula says, the loss times the number of tokens, to within a few dozen bytes: header and rounding. On one axis:
# %%
figures.axis(axis)
# %% [markdown] lang="fr"
# En vert les n-grammes, en bleu le transformeur, en pointillé le plancher. Une bonne part de ce qui sépare le bleu du meilleur vert tient aux noms que l’histoire permet de déduire, et que nul décompte des derniers mots ne retrouve.
#
# Notre format refuse de mentir. Coupons le fichier, changeons-en un octet, lisons-le avec un autre modèle.
# %% [markdown] lang="en"
# The n-grams are green, the transformer blue, the floor dashed. A good part of what separates the blue from the best green is the names that the story lets one deduce, which no count of the last words recovers.
#
# Our format refuses to lie. Let us cut the file short, change a byte of it, read it with another model.
# %%
whole = file.read_bytes()
for data, reader in (
    (whole[:-4], coder),
    (whole.replace(whole[60:64], b"oops"), coder),
    (whole, build()),
):
    try:
        archive.unpack(data, reader)
    except ValueError as error:
        print(str(error).partition(":")[0].strip())
# fr: out: fichier coupé ou altéré
# fr: out: fichier coupé ou altéré
# fr: out: ce fichier a été écrit par un autre modèle
# en: out: the file was cut short or altered
# en: out: the file was cut short or altered
# en: out: this file was written by another model
# %% [markdown] lang="fr"
# ## 4. Qui paie les poids ? (15 min)
#
# Objection : votre correspondant n’a pas ce modèle. Il faut aussi le lui envoyer.
# %% [markdown] lang="en"
# ## 4. Who pays for the weights? (15 min)
#
# Objection: your correspondent does not have this model. It must be sent as well.
# %%
print(lk.number(2 * parameters, 0), lk.number(axis["file"], 0))


# %% [markdown] lang="fr"
# À gauche les poids, à deux octets chacun ; à droite les histoires. Compté honnêtement, l’envoi est bien plus gros que celui de gzip, et que le texte lui-même. Mais on n’envoie les poids qu’une fois.
#
# ### {{exercise difficulty=2 minutes=5}} Le point d’équilibre
#
# Un modèle a `weights` poids de `bytes_each` octets. Une histoire coûte `ours` bits avec lui, `theirs` sans lui. Combien d’histoires faut-il envoyer pour que les poids soient remboursés ?
# %% [markdown] lang="en"
# On the left the weights, two bytes each; on the right the stories. Counted honestly, the parcel is far larger than gzip’s, and than the text itself. But the weights are sent only once.
#
# ### {{exercise difficulty=2 minutes=5}} The break-even point
#
# A model has `weights` weights of `bytes_each` bytes. A story costs `ours` bits with it, `theirs` without it. How many stories must be sent until the weights are paid for?
# %%
def paid_after(weights, bytes_each, theirs, ours):
    ### BEGIN SOLUTION
    return 8 * weights * bytes_each / (theirs - ours)
    ### END SOLUTION


check.paid_after(paid_after)
# %% [markdown] lang="fr"
# Il y a plus malin : **ne pas envoyer les poids**. Les deux côtés partent du même réseau non entraîné. Le codeur écrit un lot avec ce que le réseau sait, puis l’entraîne sur ce lot ; le décodeur lit le lot, puis fait **le même pas**. C’est le codage *préquentiel*. Le premier lot coûte cher, les suivants de moins en moins, tant que les histoires ne changent pas. Faisons-le pour de vrai, sur le début de la bibliothèque.
# %% [markdown] lang="en"
# There is something cleverer: **not to send the weights**. Both sides start from the same untrained network. The coder writes a batch with what the network knows, then trains it on that batch; the decoder reads the batch, then makes **the same step**. This is *prequential* coding. The first batch is dear, the next ones less and less so, as long as the stories do not change. Let us do it in earnest, on the beginning of the library.
# %%
started = time.perf_counter()
part = rows[: P.sent * P.batch]
parcel, _ = archive.pack_learning(part, build(), recipe=recipe, size=P.batch)
back = archive.unpack_learning(parcel, build(), recipe=recipe, size=P.batch)
learning = dict(bytes=len(parcel), bits=sum(spent[: P.sent]), stories=len(part))
learning |= dict(decoded=back == part, seconds=time.perf_counter() - started)
print(learning["decoded"], len(parcel), lk.number(learning["bits"] / 8, 0))
# %% [markdown] lang="fr"
# Le décodeur a appris en lisant, et retrouvé chaque histoire. Le dernier nombre vient de la section 3 : c’est l’**aire sous la courbe de perte** du même début, en octets. Les deux s’accordent : la courbe de perte d’un entraînement en une passe est la taille d’un fichier. Voyons la courbe entière.
# %% [markdown] lang="en"
# The decoder learnt as it read, and recovered every story. The last number comes from section 3: it is the **area under the loss curve** of the same beginning, in bytes. The two agree: the loss curve of a one-pass training is the size of a file. Let us see the whole curve.
# %%
best = int(np.argmin(axis["ngrams"]))
bookshelf = dict(stories=np.cumsum(list(map(len, lots))), transformer=spent)
bookshelf["ngram"] = shelf.by_lot(parrots[best][: len(rows)], P.batch)
bookshelf["floor"] = shelf.by_lot([story.bits for story in library], P.batch)
figures.learning(bookshelf)
# %% [markdown] lang="fr"
# Le n-gramme apprend tout de suite, puis plafonne. Le réseau part plus haut, passe dessous, remonte au-dessus pendant quelques lots là où finissent les histoires à deux suspects, plus courtes, puis reste dessous. Comparons la taille des envois, poids compris là où il y en a.
# %% [markdown] lang="en"
# The n-gram learns at once, then levels off. The network starts higher, passes below, jumps above for a few batches where the stories with two suspects end, which are shorter, then stays below. Let us compare the sizes of the parcels, weights included where there are any.
# %%
amounts = dict(stories=[n for n in (100, 300, 1000, 3000) if n < len(rows)])
amounts["stories"] += [len(rows)]
parts = shelf.printed(library).splitlines(keepends=True)
parts = ["".join(parts[:n]) for n in amounts["stories"]]
for name in ("gzip", "bz2"):
    amounts[name] = [classical.size(name, part) for part in parts]
bookshelf |= dict(amounts=amounts, characters=len(parts[-1]))
figures.accounts(bookshelf, parameters, axis)
# %%
figures.accounts_explorer(bookshelf, parameters, axis)
# %% [markdown] lang="fr"
# Pour peu de texte, le n-gramme qui apprend envoie le moins. Ensuite vient le temps du réseau qui apprend. Le même réseau, envoyé avec ses poids, arrive le dernier ; il passe gzip, puis bz2, mais bien plus tard.
#
# Reste le **perroquet** parfait, celui qui recopie. C’est xz, à qui l’on a fait lire les dernières histoires de la bibliothèque : donnons-lui, ainsi qu’au réseau, des histoires qu’ils ont déjà lues.
# %% [markdown] lang="en"
# For little text the n-gram that learns sends least. Then comes the time of the network that learns. The same network, sent with its weights, comes last; it passes gzip, then bz2, but much later.
#
# There remains the perfect **parrot**, the one that copies. It is xz, which we have had read the last stories of the library: let us give it, and the network, stories that they have read before.
# %%
lesson, part = (shelf.printed(library[-n:]) for n in (P.given, P.old))
reread = dict(
    xz_new=8 * axis["given"]["xz"] / len(tests),
    xz_old=8 * classical.size("xz", part, given=lesson) / P.old,
    transformer_new=exam_bits.sum(1).mean(),
    transformer_old=archive.row_bits(rows[-P.old :], coder).sum(1).mean(),
    floor_old=shelf.source_bits(library[-P.old :]) / P.old,
)
{name: lk.number(bits, 1) for name, bits in reread.items()}
# %% [markdown] lang="fr"
# En bits par histoire. Le compresseur passe loin **sous le plancher** sur ce qu’il a déjà lu : il récite. Sur du neuf, il paie très au-dessus. Le réseau, qui ne les avait lues qu’une fois, en fin d’entraînement, quand ses pas étaient petits, paie le même prix des deux côtés. Un examen sur le texte d’entraînement aurait donné la victoire au perroquet ; la longueur de description, où chaque texte est payé **avant** d’être appris, ne s’y trompe pas.
#
# ## 5. Un vrai modèle (10 min)
#
# SmolLM2 a lu des milliers de milliards de jetons, surtout anglais. Donnons-lui une page écrite pour ce cours, que personne n’a pu lire, et un texte que tout le monde a copié. (Sans lui, les cellules passent.)
# %% [markdown] lang="en"
# In bits a story. The compressor goes far **below the floor** on what it has read before: it recites. On new stories it pays far above. The network, which had read them only once, at the end of its training, when its steps were small, pays the same price on both sides. A mark on the training text would have given the parrot the victory; description length, where each text is paid for **before** it is learnt, is not taken in.
#
# ## 5. A real model (10 min)
#
# SmolLM2 has read thousands of billions of tokens, most of them English. Let us give it a page written for this course, which nobody can have read, and a text that everybody has copied. (Without it the cells pass.)
# %%
from labkit.compression import real

llm = lk.pretrained.load()
pages = dict(new=prose.NEW, known=prose.KNOWN)
pages = {name: page[language][: P.letters] for name, page in pages.items()}
pieces = {name: real.costs(llm, page) for name, page in pages.items()}
[(piece, lk.number(bits, 1)) for piece, bits in pieces["new"][:8]]


# %%
weighed = {n: real.weighed(pages[n], pieces[n], read_before) for n in pages}
for name, found in weighed.items():
    sizes = dict(llm=found["bits"], xz=8 * found["xz_given"], ngram=found["ngram"])
    print(name, {k: lk.number(v / len(pages[name])) for k, v in sizes.items()})
# %% [markdown] lang="fr"
# En bits par caractère : SmolLM2, puis xz et un 5-gramme de lettres qui ont tous deux lu d’avance tout ce que `labkit` dit dans la même langue (quelques dizaines de milliers de caractères). Attention aux unités : un jeton vaut plusieurs caractères, et en UTF-8 un « é » vaut deux octets. Ne comparez que des bits par caractère, d’un même texte.
#
# Le texte célèbre coûte moins cher. Pour le 5-gramme, qui ne l’a pas lu, il n’est qu’un peu plus facile : une bonne part en a été **retenue**. Et les poids ?
# %% [markdown] lang="en"
# In bits a character: SmolLM2, then xz and a 5-gram of letters, which have both read beforehand all that `labkit` says in the same language (some tens of thousands of characters). Mind the units: a token is worth several characters, and in UTF-8 an “é” is two bytes. Compare bits a character only, of one and the same text.
#
# The famous text is cheaper. To the 5-gram, which has not read it, it is only a little easier: a good part of it has been **remembered**. And the weights?
# %%
llm_parameters = sum(w.numel() for w in llm.model.parameters()) if llm else 0
print(lk.number(2 * llm_parameters / 1e6, 0))
# %% [markdown] lang="fr"
# Des mégaoctets, à deux octets le poids, pour un texte de moins d’un kilooctet. Codons et décodons maintenant une phrase, pour de bon, jeton par jeton des deux côtés.
# %% [markdown] lang="en"
# Megabytes, at two bytes a weight, for a text of less than a kilobyte. Now let us code and decode a sentence in earnest, token by token on both sides.
# %%
short, started = prose.SHORT[language][: P.letters // 3], time.perf_counter()
telegram = real.pack(llm, short) if llm else b""
received = real.unpack(llm, telegram) if llm else None
llm_file = dict(bytes=len(telegram), characters=len(short))
llm_file |= dict(seconds=time.perf_counter() - started)
llm_file["decoded"] = float(received == short) if llm else None
print(received, len(short), "->", len(telegram))
# %% [markdown] lang="fr"
# Dix-sept de ces octets sont l’en-tête. Voyez enfin où vont les bits, lettre par lettre, sous trois modèles. (Les bits d’un jeton se tiennent sur sa première lettre.)
# %% [markdown] lang="en"
# Seventeen of these bytes are the header. See at last where the bits go, letter by letter, under three models. (The bits of a token stand on its first letter.)
# %%
letters = {n: real.letter_costs(pages[n], pieces[n], read_before) for n in pages}
figures.letters(letters)
# %% [markdown] lang="fr"
# ## 6. Un compresseur est un prédicteur (5 min)
#
# Le pont se passe dans l’autre sens. Demandez à gzip combien d’octets coûterait chaque lettre possible, et tirez-en une au prorata de $2^{-\text{bits}}$ : gzip écrit.
# %% [markdown] lang="en"
# ## 6. A compressor is a predictor (5 min)
#
# The bridge carries both ways. Ask gzip how many bytes each possible letter would cost, and draw one in proportion to $2^{-\text{bits}}$: gzip writes.
# %%
print(classical.written(text, length=P.written, seed=session.seed))
# %% [markdown] lang="fr"
# C’est mauvais, et c’est bien le propos : gzip compte en octets entiers, et presque toutes les lettres lui coûtent autant. Il prédit mal, donc il comprime mal.
#
# On classe aussi des textes ainsi : de quelle langue est ce fragment ? De celle après laquelle il coûte le moins. Face à gzip, un adversaire équitable : compter des paires de lettres.
# %% [markdown] lang="en"
# It is bad, and that is the point: gzip counts in whole bytes, and nearly all letters cost it the same. It predicts badly, so it compresses badly.
#
# Texts are classified this way too: which language is this fragment in? The one after which it costs least. Against gzip, a fair opponent: counting pairs of letters.
# %%
samples = {name: prose.halves(name)[0] for name in prose.LANGUAGES}
quiz = [(name, f) for name in samples for f in prose.halves(name)[1]]
languages = dict(
    gzip=np.mean([classical.classified(f, samples) == name for name, f in quiz]),
    ncd=np.mean([classical.nearest(f, samples) == name for name, f in quiz]),
    pairs=np.mean([classical.by_pairs(f, samples) == name for name, f in quiz]),
    fragments=len(quiz),
)
print(*(lk.percent(languages[name]) for name in ("gzip", "ncd", "pairs")))
# %% [markdown] lang="fr"
# Le deuxième nombre est celui de la **distance normalisée** : de la taille des deux textes comprimés ensemble, on ôte celle du plus petit comprimé seul, et l’on divise par celle du plus gros. Des deux façons, gzip fait bien mieux que le hasard (un sur cinq), et bien moins bien qu’un simple décompte. Un article de 2023 avait annoncé le contraire ; le chapitre dit ce qu’il en est advenu.
#
# ### {{exercise difficulty=3 minutes=10 optional}} Le texte sur lequel gzip l’emporte
#
# Écrivez un texte d’au moins 300 caractères que gzip comprime **mieux** que des paires de lettres qui apprennent en lisant.
# %% [markdown] lang="en"
# The second number is that of the **normalised distance**: from the size of the two texts compressed together, take that of the smaller one compressed alone, and divide by that of the larger. Either way gzip does far better than chance (one in five), and far worse than simple counting. A paper of 2023 had announced the opposite; the chapter tells what became of it.
#
# ### {{exercise difficulty=3 minutes=10 optional}} The text that gzip wins
#
# Write a text of at least 300 characters that gzip compresses **better** than pairs of letters that learn as they read.
# %%
### BEGIN SOLUTION
text_for_gzip = "waltz, bad nymph, for quick jigs vex " * 12
### END SOLUTION
check.where_gzip_wins(text_for_gzip)
# %% [markdown] lang="fr"
# ## 7. Ce que la compression ne dit pas (5 min)
#
# Revenons au coupable. Combien de bits coûte son nom, au réseau et au meilleur n-gramme ?
# %% [markdown] lang="en"
# ## 7. What compression does not say (5 min)
#
# Back to the culprit. How many bits does the name cost, for the network and for the best n-gram?
# %%
at = [shelf.culprit(story) for story in tests]
culprit = dict(transformer=exam_bits[range(len(at)), at].mean())
culprit |= dict(
    ngram=np.mean(
        [
            bits[place]
            for bits, place in zip(parrots[best][len(rows) :], at, strict=True)
        ]
    )
)
culprit |= dict(tokens_per_story=np.mean([len(row) - 1 for row in exam]))
{name: lk.number(value) for name, value in culprit.items()}
# %% [markdown] lang="fr"
# L’énigme entière tient dans deux ou trois bits, sur une soixantaine de jetons. Un compresseur qui ne résoudrait jamais une seule affaire ne perdrait que quelques centièmes de son débit. La taille d’un fichier est une moyenne : elle ne dit pas **sur quoi** un modèle est bon.
#
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# The whole riddle fits in two or three bits, among some sixty tokens. A compressor that never solved a single case would lose but a few hundredths of its rate. The size of a file is an average: it does not say **at what** a model is good.
#
# ## 8. What we have measured
# %%
measured = dict(parameters=parameters, train_seconds=train_seconds, axis=axis)
measured |= dict(entropy_per_story=shelf.entropy_per_story(), reread=reread)
measured |= dict(shelf=bookshelf, learning=learning, culprit=culprit, game=game)
measured |= dict(languages=languages, huffman=huffman, coder_seconds=coder_seconds)
measured["llm"] = dict(texts=weighed, file=llm_file, parameters=llm_parameters)
measured["llm"]["read"] = len(read_before)
lk.record(**measured, letters=letters)
# %% [markdown] lang="fr"
# ## 9. Ce que cet atelier ne montre pas
#
# - **Qu’un bon compresseur comprend.** Le nôtre déduit des noms dans un petit monde. Les meilleurs compresseurs du monde ne répondent à aucune question.
# - **Que nos fichiers voyagent.** Codeur et décodeur doivent calculer les mêmes flottants : même machine, mêmes bibliothèques, même nombre de fils. Ailleurs, la somme de contrôle refuse.
# - **Que les poids ne comptent pas.** Données seules, données et poids, apprentissage préquentiel : trois des quatre comptes, et pas un seul vainqueur. Dites toujours lequel.
# - **Que SmolLM2 comprime le français.** Il l’a peu lu. Mesurez-le, puis comparez les deux langues sur des pages jumelles.
#
# ## Sources
#
# Shannon (1948, 1951) ; Huffman (1952) ; Delétang et al. (2024) pour les grands modèles comme compresseurs ; Blier et Ollivier (2018) pour le codage préquentiel des réseaux. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 9. What this lab does not show
#
# - **That a good compressor understands.** Ours deduces names in a small world. The best compressors in the world answer no question.
# - **That our files travel.** Coder and decoder must compute the same floats: same machine, same libraries, same number of threads. Elsewhere, the checksum refuses.
# - **That weights do not count.** Data alone, data and weights, prequential learning: three of the four accounts, and not one winner. Always say which.
# - **That SmolLM2 compresses French.** It has read little of it. Measure, then compare the two languages on twin pages.
#
# ## Sources
#
# Shannon (1948, 1951); Huffman (1952); Delétang et al. (2024) for large models as compressors; Blier and Ollivier (2018) for the prequential coding of networks. Full references in the [chapter]({{chapter}}).
