# %% [markdown] lang="fr"
# # Atelier 0 · Le peu de NumPy et de PyTorch qu’il faut
#
# {{colab}}
#
# **La question.** Vous savez écrire une boucle et une fonction en Python. Que vous manque-t-il pour lire le code des ateliers ? Trois choses : ranger des nombres en tableaux, calculer sur tous à la fois, et laisser une machine chercher les bons nombres toute seule.
#
# | Idée | Section | Où elle sert, par exemple |
# |---|---|---|
# | formes et tranches | 1 | partout : un texte est une rangée de numéros |
# | masques | 2 | atelier 5 : les questions montrées, les questions cachées |
# | axes et diffusion | 3 | atelier 5 : les ondes ; atelier 7 : les notes de chaque réseau |
# | tirages et produits de matrices | 4 | atelier 3 : la carte lue dans le modèle |
# | tenseurs, softmax, bits | 5 | atelier 1 : la surprise d’un mot |
# | gradient et entraînement | 6 | partout où un modèle apprend |
#
# Calcul : quelques secondes. Travail : {{minutes}} minutes, exercices compris. Presque tous les exemples parlent d’une même phrase de onze mots. Vous connaissez déjà NumPy ? Exécutez tout jusqu’à la section 5, et commencez là.
# %% [markdown] lang="en"
# # Lab 0 · The little of NumPy and PyTorch that you need
#
# {{colab}}
#
# **The question.** You can write a loop and a function in Python. What do you lack to read the code of the labs? Three things: keeping numbers in arrays, computing on all of them at once, and letting a machine look for the right numbers by itself.
#
# | Idea | Section | Where it serves, for instance |
# |---|---|---|
# | shapes and slices | 1 | everywhere: a text is a row of numbers |
# | masks | 2 | lab 5: the questions shown, the questions hidden |
# | axes and broadcasting | 3 | lab 5: the waves; lab 7: the marks of each network |
# | draws and matrix products | 4 | lab 3: the map read in the model |
# | tensors, softmax, bits | 5 | lab 1: how surprising a word is |
# | gradient and training | 6 | wherever a model learns |
#
# Computing: a few seconds. Work: {{minutes}} minutes, exercises included. Nearly all the examples are about one sentence of eleven words. You know NumPy already? Run everything up to section 5, and begin there.
# %%
import labkit as lk

session = lk.start("fr", unit="00_first_steps")
# %% [markdown] lang="fr"
# Tous les ateliers commencent ainsi. `labkit`, ou `lk`, est la bibliothèque du cours. La ligne affichée nomme l’appareil qui calculera et la graine des tirages : les sections 4 et 5 disent ce que c’est.
#
# ## 1. Des nombres bien rangés (6 min)
#
# Voici notre phrase, découpée, puis la liste de ses mots différents, dans l’ordre où ils paraissent.
# %% [markdown] lang="en"
# All labs begin like this. `labkit`, or `lk`, is the library of the course. The line it prints names the device that will compute and the seed of the draws: sections 4 and 5 say what these are.
#
# ## 1. Numbers in good order (6 min)
#
# Here is our sentence, cut up, then the list of its different words, in the order in which they appear.
# %%
from labkit import first_steps

sentence = first_steps.sentence()
words = list(dict.fromkeys(sentence))
print(*sentence)
print(words)
# fr: out: le chat voit le chien et le chien voit le rat
# fr: out: ['le', 'chat', 'voit', 'chien', 'et', 'rat']
# en: out: the cat sees the dog and the dog sees the rat
# en: out: ['the', 'cat', 'sees', 'dog', 'and', 'rat']
# %% [markdown] lang="fr"
# Un modèle ne lit pas des mots mais des numéros : ici, le rang dans cette liste, à partir de 0. Rangeons-les dans un **tableau** NumPy.
# %% [markdown] lang="en"
# A model reads not words but numbers: here, the rank in this list, counted from 0. Let us keep them in a NumPy **array**.
# %%
import numpy as np

ids = np.array([words.index(word) for word in sentence])
ids
# out: array([0, 1, 2, 0, 3, 4, 0, 3, 2, 0, 5])
# %% [markdown] lang="fr"
# Un tableau a une **forme** (`shape`), et l’on en prend un élément ou une **tranche**.
# %% [markdown] lang="en"
# An array has a **shape**, and one takes an element or a **slice** of it.
# %%
print(ids.shape, ids[0], ids[-1], ids[:3], ids[3:])
# out: (11,) 0 5 [0 1 2] [0 3 4 0 3 2 0 5]
# %% [markdown] lang="fr"
# De gauche à droite : onze nombres en une rangée ; le premier ; le dernier, car −1 compte à partir de la fin ; les trois premiers (l’indice 3 est exclu) ; tout le reste.
#
# ### {{exercise difficulty=1 minutes=3}} Lire et prédire
#
# Un modèle de langage lit un mot et prédit le suivant. Rendez deux tableaux de même longueur : ce qu’il lit, c’est-à-dire tous les numéros sauf le dernier, et ce qu’il doit prédire, tous sauf le premier.
# %% [markdown] lang="en"
# From left to right: eleven numbers in one row; the first; the last, since −1 counts from the end; the first three (index 3 is left out); all the rest.
#
# ### {{exercise difficulty=1 minutes=3}} Reading and predicting
#
# A language model reads a word and predicts the next one. Return two arrays of the same length: what it reads, that is all numbers but the last, and what it is to predict, all but the first.
# %%
from labkit.first_steps import checks as check


def inputs_and_targets(ids):
    ### BEGIN SOLUTION
    return ids[:-1], ids[1:]
    ### END SOLUTION


check.inputs_and_targets(inputs_and_targets)
# %% [markdown] lang="fr"
# Ces couples, comptons-les. Un tableau à deux dimensions s’y prête : la case `[a, b]` dira combien de fois le mot `b` suit le mot `a`. Elle part de zéros, des entiers (`int`).
# %% [markdown] lang="en"
# Let us count these pairs. An array of two dimensions will do: the entry `[a, b]` will say how often word `b` follows word `a`. It starts from zeros, whole numbers (`int`).
# %%
counts = np.zeros((6, 6), dtype=int)
for i in range(len(ids) - 1):
    counts[ids[i], ids[i + 1]] += 1
# %%
for a, row in enumerate(counts):
    print(f"{words[a]:5}", row)
# fr: out: le    [0 1 0 2 0 1]
# fr: out: chat  [0 0 1 0 0 0]
# fr: out: voit  [2 0 0 0 0 0]
# fr: out: chien [0 0 1 0 1 0]
# fr: out: et    [1 0 0 0 0 0]
# fr: out: rat   [0 0 0 0 0 0]
# en: out: the   [0 1 0 2 0 1]
# en: out: cat   [0 0 1 0 0 0]
# en: out: sees  [2 0 0 0 0 0]
# en: out: dog   [0 0 1 0 1 0]
# en: out: and   [1 0 0 0 0 0]
# en: out: rat   [0 0 0 0 0 0]
# %% [markdown] lang="fr"
# Une ligne par mot lu, une colonne par mot qui suit. Après « le », on a vu une fois « chat », deux fois « chien », une fois « rat ».
# %% [markdown] lang="en"
# A row for each word read, a column for each word that follows. After “the” we have seen “cat” once, “dog” twice, “rat” once.
# %%
print(counts.shape, counts[0, 3], counts[0], counts[:, 0])
print(counts[ids[:-1], ids[1:]])
# out: (6, 6) 2 [0 1 0 2 0 1] [0 0 2 0 1 0]
# out: [1 1 2 2 1 1 2 1 2 1]
# %% [markdown] lang="fr"
# D’abord la forme, une case, une ligne, une colonne (`:` veut dire « tout »). En bas, deux tableaux servent d’indices : il sort une case par couple, dix ici. Nous nous en resservirons.
#
# ## 2. Des masques (7 min)
#
# Une comparaison porte sur toutes les cases à la fois, et rend un tableau de booléens, un **masque**.
# %% [markdown] lang="en"
# First the shape, an entry, a row, a column (`:` means “all”). Below, two arrays serve as indices: one entry comes out for each pair, ten here. We shall use this again.
#
# ## 2. Masks (7 min)
#
# A comparison is made on all entries at once, and gives an array of booleans, a **mask**.
# %%
seen = counts > 0
print(seen[0, 3], seen[3, 0], seen.sum(), lk.percent(seen.mean()))
# fr: out: True False 8 22 %
# en: out: True False 8 22%
# %% [markdown] lang="fr"
# « Le chien » s’est vu, « chien le » non. `True` compte pour 1 : la somme d’un masque est un nombre de cases, sa moyenne une part. Huit couples sur trente-six, donc. (`lk.percent` et `lk.number` écrivent un nombre avec les signes de votre langue.)
# %% [markdown] lang="en"
# “The dog” was seen, “dog the” was not. `True` counts as 1: the sum of a mask is a number of entries, its mean a share. Eight pairs out of thirty-six, then. (`lk.percent` and `lk.number` write a number with the signs of your language.)
# %%
print(counts[seen])
print((seen & ~(counts > 1)).sum(), seen.T[3, 0])


# out: [1 2 1 1 2 1 1 1]
# out: 6 True
# %% [markdown] lang="fr"
# Un masque entre crochets garde les cases vraies, en une rangée. Entre masques, `&` est « et », `|` « ou », `~` « non » : six couples se sont vus une fois et pas davantage. `.T` échange lignes et colonnes : `seen.T[3, 0]`, c’est `seen[0, 3]`.
#
# ### {{exercise difficulty=1 minutes=4}} L’exactitude sur les questions cachées
#
# Un élève répond aux questions d’une table d’addition. `guesses[a, b]` est sa réponse à la question a + b, `answers[a, b]` la bonne, et `hidden[a, b]` dit si la question lui avait été cachée. Quelle part de ses réponses est juste, **parmi les questions cachées** ?
# %% [markdown] lang="en"
# A mask in brackets keeps the entries where it is true, in one row. Between masks `&` is “and”, `|` is “or”, `~` is “not”: six pairs were seen once and no more. `.T` swaps rows and columns: `seen.T[3, 0]` is `seen[0, 3]`.
#
# ### {{exercise difficulty=1 minutes=4}} The mark on the hidden questions
#
# A pupil answers the questions of an addition table. `guesses[a, b]` is the answer given to question a + b, `answers[a, b]` the right one, and `hidden[a, b]` says whether the question had been hidden. What share of the answers is right, **among the hidden questions**?
# %%
def share_right(guesses, answers, hidden):
    ### BEGIN SOLUTION
    right = guesses == answers
    return right[hidden].mean()
    ### END SOLUTION


check.share_right(share_right)
# %% [markdown] lang="fr"
# ## 3. Ligne par ligne, sans boucle (8 min)
#
# Une somme peut suivre un seul **axe**. L’axe 0 descend de ligne en ligne, l’axe 1 court de colonne en colonne.
# %% [markdown] lang="en"
# ## 3. Row by row, without a loop (8 min)
#
# A sum can follow a single **axis**. Axis 0 goes down the rows, axis 1 runs along the columns.
# %%
print(counts.sum(axis=1), counts.sum(axis=0))
# out: [4 1 2 2 1 0] [3 1 2 2 1 1]
# %% [markdown] lang="fr"
# L’axe nommé disparaît : avec `axis=1` il reste un nombre par ligne (combien de fois chaque mot a été lu), avec `axis=0` un par colonne. De même pour `mean`, `max`, `any`, et pour `argmax`, qui rend non la plus grande valeur, mais sa **place**. L’axe −1 est le dernier.
# %% [markdown] lang="en"
# The axis that is named goes away: with `axis=1` one number is left for each row (how often each word was read), with `axis=0` one for each column. The same holds for `mean`, `max`, `any`, and for `argmax`, which gives not the largest value but its **place**. Axis −1 is the last one.
# %%
for a, b in enumerate(counts.argmax(axis=1)):
    print(words[a], "→", words[b])
# fr: out: le → chien
# fr: out: chat → voit
# fr: out: voit → le
# fr: out: chien → voit
# fr: out: et → le
# fr: out: rat → le
# en: out: the → dog
# en: out: cat → sees
# en: out: sees → the
# en: out: dog → sees
# en: out: and → the
# en: out: rat → the
# %% [markdown] lang="fr"
# Voilà le mot suivant favori de chacun. Méfiez-vous de deux lignes : « voit » et « et » sont à égalité après « chien », et `argmax` garde le premier ; après « rat » on n’a rien vu, et le premier de six zéros ne veut rien dire.
#
# Que se passe-t-il quand les formes diffèrent ? NumPy répète ce qui manque : c’est la **diffusion** (*broadcasting*). `n[:, None]` met la rangée debout, en une colonne de forme (4, 1).
# %% [markdown] lang="en"
# There is everyone’s favourite next word. Beware of two lines: “sees” and “and” are level after “dog”, and `argmax` keeps the first; after “rat” nothing was seen, and the first of six zeros means nothing.
#
# What happens where shapes differ? NumPy repeats what is missing: this is **broadcasting**. `n[:, None]` stands the row up, as a column of shape (4, 1).
# %%
n = np.arange(4)
(n[:, None] + n) % 4


# out: array([[0, 1, 2, 3],
# out:        [1, 2, 3, 0],
# out:        [2, 3, 0, 1],
# out:        [3, 0, 1, 2]])
# %% [markdown] lang="fr"
# Une colonne plus une rangée donnent un tableau : la table d’addition modulo 4, cousine de celle de l’atelier 5. La règle : les formes s’alignent **par la droite**, et une dimension de taille 1, ou absente, s’étire.
#
# ### {{exercise difficulty=2 minutes=4}} Des comptes aux parts
#
# Divisez chaque **ligne** d’un tableau de comptes par sa somme, pour que chacune ait pour somme 1. Attention : `counts / counts.sum(axis=1)` ne provoque pas d’erreur sur un tableau carré, et pourtant c’est faux.
# %% [markdown] lang="en"
# A column plus a row make a table: addition modulo 4, a cousin of the table in lab 5. The rule: shapes are aligned **on the right**, and a dimension of size 1, or missing, stretches.
#
# ### {{exercise difficulty=2 minutes=4}} From counts to shares
#
# Divide each **row** of a table of counts by its sum, so that each sums to 1. Careful: `counts / counts.sum(axis=1)` raises no error on a square table, and is wrong all the same.
# %%
def row_shares(counts):
    ### BEGIN SOLUTION
    return counts / counts.sum(axis=1)[:, None]
    ### END SOLUTION


check.row_shares(row_shares)
# %% [markdown] lang="fr"
# La ligne de « rat » n’a que des zéros, et 0/0 n’est pas un nombre. Ajoutons donc 1 à chaque compte (c’est un *lissage*) : aucun mot n’est plus impossible. Voici la ligne de « le ».
# %% [markdown] lang="en"
# The row of “rat” holds nothing but zeros, and 0/0 is not a number. So let us add 1 to each count (this is a kind of *smoothing*): no word is impossible any more. Here is the row of “the”.
# %%
smoothed = counts + 1
shares = smoothed / smoothed.sum(axis=1)[:, None]
print(shares.shape, shares[0])
# out: (6, 6) [0.1 0.2 0.1 0.3 0.1 0.2]
# %% [markdown] lang="fr"
# Chaque ligne est désormais une **distribution** sur le mot suivant : c’est le plus petit des modèles de langage.
#
# ## 4. Tirer au sort, multiplier des tableaux (7 min)
#
# Un **générateur** donne des nombres au hasard, mais d’un hasard qui se répète : la **graine** dit à quelle page ouvrir le livre des tirages.
# %% [markdown] lang="en"
# Each row is now a **distribution** over the next word: the smallest of language models.
#
# ## 4. Drawing lots, multiplying arrays (7 min)
#
# A **generator** gives random numbers, but of a chance that can be repeated: the **seed** says at which page to open the book of draws.
# %%
for seed in (0, 0, 1):
    print(seed, np.random.default_rng(seed).integers(6, size=8))
# out: 0 [5 3 3 1 1 0 0 0]
# out: 0 [5 3 3 1 1 0 0 0]
# out: 1 [2 3 4 5 0 0 4 5]
# %% [markdown] lang="fr"
# Même graine, mêmes tirages ; autre graine, autres tirages. Celle des ateliers est `session.seed` : on la change pour savoir si un résultat tenait au hasard. PyTorch a son propre générateur, `torch.Generator().manual_seed(0)`.
#
# Tirons maintenant chaque mot dans la ligne du précédent.
# %% [markdown] lang="en"
# Same seed, same draws; another seed, other draws. That of the labs is `session.seed`: one changes it to find out whether a result was down to chance. PyTorch has a generator of its own, `torch.Generator().manual_seed(0)`.
#
# Now let us draw each word from the row of the one before.
# %%
rng = np.random.default_rng(0)
walk = [0]
for _ in range(9):
    walk.append(rng.choice(6, p=shares[walk[-1]]))
print(*(words[i] for i in walk))
# fr: out: le chien voit le le rat rat chien et voit
# en: out: the dog sees the the rat rat dog and sees
# %% [markdown] lang="fr"
# De la grammaire par endroits, aucun sens : ce modèle ne se souvient que d’un mot, et n’a lu qu’une phrase.
#
# Le **produit** `@` multiplie terme à terme, puis additionne.
# %% [markdown] lang="en"
# Grammar in places, no sense: this model remembers one word only, and has read a single sentence.
#
# The **product** `@` multiplies term by term, then adds up.
# %%
print(np.array([2, 0, 1]) @ np.array([3, 5, 4]))
print(np.eye(6)[0] @ shares)


# out: 10
# out: [0.1 0.2 0.1 0.3 0.1 0.2]
# %% [markdown] lang="fr"
# 2 × 3 + 0 × 5 + 1 × 4 = 10. Devant un tableau, le produit pondère les lignes : `np.eye(6)[0]` vaut 1 à la place 0 et 0 ailleurs, il ne reste donc que la ligne 0. Règle des formes : (n, **m**) @ (**m**, k) donne (n, k), et (**m**,) @ (**m**, k) donne (k,).
#
# ### {{exercise difficulty=2 minutes=4}} Deux mots plus loin
#
# `shares[a, b]` est la probabilité que `b` suive `a`. Rendez les probabilités du mot qui vient **deux** places après `word` : une par mot. (Pondérez chaque ligne par la probabilité d’y passer.)
# %% [markdown] lang="en"
# 2 × 3 + 0 × 5 + 1 × 4 = 10. In front of a table, the product weighs the rows: `np.eye(6)[0]` is 1 at place 0 and 0 elsewhere, so that only row 0 is left. The rule of shapes: (n, **m**) @ (**m**, k) gives (n, k), and (**m**,) @ (**m**, k) gives (k,).
#
# ### {{exercise difficulty=2 minutes=4}} Two words later
#
# `shares[a, b]` is the probability that `b` follows `a`. Return the probabilities of the word that comes **two** places after `word`: one for each word. (Weigh each row by the probability of passing through it.)
# %%
def two_words_later(shares, word):
    ### BEGIN SOLUTION
    return shares[word] @ shares
    ### END SOLUTION


check.two_words_later(two_words_later)
# %% [markdown] lang="fr"
# ## 5. Tenseurs, scores et bits (7 min)
#
# Un **tenseur** est le tableau de PyTorch. Tranches, masques, `[:, None]` et `@` s’écrivent de même ; `axis` s’appelle aussi `dim`.
# %% [markdown] lang="en"
# ## 5. Tensors, scores and bits (7 min)
#
# A **tensor** is PyTorch’s array. Slices, masks, `[:, None]` and `@` are written in the same way; `axis` is also called `dim`.
# %%
import torch

inputs, targets = torch.tensor(ids[None, :-1]), torch.tensor(ids[None, 1:])
print(tuple(inputs.shape), inputs.device, inputs[0, :3].tolist())
# out: (1, 10) cpu [0, 1, 2]
# %% [markdown] lang="fr"
# Un texte de dix mots : la forme (texte, position) est celle de tous les ateliers, où un **lot** contient bien des textes. `.tolist()` rend une liste, `.item()` un nombre.
#
# L’**appareil** (`device`) est l’endroit où vivent les nombres : la mémoire du processeur (`cpu`) ou celle d’une carte graphique (`cuda`). On ne calcule qu’entre tenseurs du même appareil ; `.to(session.device)` y emmène un tenseur ou un modèle, `.cpu()` en ramène.
#
# Un modèle ne rend pas des probabilités, mais des **scores** quelconques (*logits*). Le **softmax** en fait une distribution : l’exponentielle de chacun, divisée par leur somme.
# %% [markdown] lang="en"
# One text of ten words: the shape (text, position) is that of all labs, where a **batch** holds many texts. `.tolist()` gives a list, `.item()` a number.
#
# The **device** is the place where the numbers live: the memory of the processor (`cpu`) or that of a graphics card (`cuda`). One computes only between tensors on the same device; `.to(session.device)` takes a tensor or a model there, `.cpu()` brings it back.
#
# A model gives not probabilities but **scores** of any size (*logits*). The **softmax** makes a distribution of them: the exponential of each, divided by their sum.
# %%
scores = torch.tensor([1.0, 2.0, 1.0]).log()
print(scores.softmax(-1), (scores + 7).softmax(-1))
# out: tensor([0.2500, 0.5000, 0.2500]) tensor([0.2500, 0.5000, 0.2500])
# %% [markdown] lang="fr"
# Les logarithmes des comptes 1, 2, 1 redonnent les parts 1/4, 1/2, 1/4. Et ajouter 7 à tous ne change rien : seuls comptent les écarts entre scores.
#
# Reste à noter une prédiction. La **surprise** d’un mot de probabilité $p$ est $-\log_2 p$ **bits**, soit $\log_2 (1/p)$.
# %% [markdown] lang="en"
# The logarithms of the counts 1, 2, 1 give back the shares 1/4, 1/2, 1/4. And adding 7 to all of them changes nothing: only the differences between scores count.
#
# A prediction still has to be marked. The **surprisal** of a word of probability $p$ is $-\log_2 p$ **bits**, that is $\log_2 (1/p)$.
# %%
p = torch.tensor([1, 1 / 2, 1 / 4, 1 / 8])
(1 / p).log2()


# out: tensor([0., 1., 2., 3.])
# %% [markdown] lang="fr"
# Une certitude ne surprend pas ; un choix parmi huit coûte 3 bits. La moyenne de ces surprises sur un texte est l’**entropie croisée** : c’est elle que la plupart de nos modèles apprennent à réduire.
#
# ### {{exercise difficulty=2 minutes=4}} La surprise moyenne
#
# `probabilities[i, b]` est la probabilité que le modèle donne au mot `b` à la position `i` ; `targets[i]` est le mot qui est venu. Rendez la surprise moyenne, en bits. (`torch.arange(n)` donne 0, 1, …, n − 1 ; pensez aux deux tableaux d’indices de la section 1.)
# %% [markdown] lang="en"
# A certainty does not surprise; one choice in eight costs 3 bits. The mean of these surprisals over a text is the **cross-entropy**: most of our models learn to make it small.
#
# ### {{exercise difficulty=2 minutes=4}} The mean surprisal
#
# `probabilities[i, b]` is the probability that the model gives to word `b` at position `i`; `targets[i]` is the word that came. Return the mean surprisal, in bits. (`torch.arange(n)` gives 0, 1, …, n − 1; think of the two arrays of indices in section 1.)
# %%
def mean_bits(probabilities, targets):
    ### BEGIN SOLUTION
    positions = torch.arange(len(targets))
    return -probabilities[positions, targets].log2().mean()
    ### END SOLUTION


check.mean_bits(mean_bits)
# %% [markdown] lang="fr"
# PyTorch a la sienne, qui part des scores et compte en nats (logarithme népérien) : on la divise par $\ln 2$. Des scores tous nuls, sur six mots, valent $\log_2 6$ bits : qui ne sait rien hésite entre six mots.
# %% [markdown] lang="en"
# PyTorch has its own, which starts from the scores and counts in nats (natural logarithm): one divides it by $\ln 2$. Scores that are all zero, over six words, are worth $\log_2 6$ bits: who knows nothing wavers between six words.
# %%
import math

import torch.nn.functional as F

nothing_known = torch.zeros(10, 6)  # (position, word)
start_bits = F.cross_entropy(nothing_known, targets[0]).item() / math.log(2)
print(lk.number(start_bits, 3), lk.number(math.log2(6), 3))
# fr: out: 2,585 2,585
# en: out: 2.585 2.585
# %% [markdown] lang="fr"
# ## 6. Descendre la pente (10 min)
#
# Apprendre, c’est chercher les scores qui font la plus petite surprise moyenne, la **perte**. Commençons par deux mots et deux scores : « oui » revient trois fois sur quatre, « non » une fois. Sans rien savoir, on paie 1 bit.
# %% [markdown] lang="en"
# ## 6. Going downhill (10 min)
#
# Learning means looking for the scores that make the mean surprisal, the **loss**, as small as can be. Let us begin with two words and two scores: “yes” comes three times in four, “no” once. Knowing nothing, one pays 1 bit.
# %%
yes_no = torch.tensor([0.75, 0.25])


def cost(weights):
    return -(yes_no * weights.softmax(-1).log2()).sum()


cost(torch.zeros(2))
# out: tensor(1.)
# %% [markdown] lang="fr"
# Vers où pousser le premier score ? Montons-le d’un rien, et regardons la perte.
# %% [markdown] lang="en"
# Which way should the first score be pushed? Let us raise it by next to nothing, and look at the loss.
# %%
h = 0.001
change = cost(torch.tensor([h, 0.0])) - cost(torch.zeros(2))
print(lk.number(change.item() / h))


# fr: out: −0,36
# en: out: −0.36
# %% [markdown] lang="fr"
# La pente est négative : monter le score de « oui » fait **baisser** la perte, de 0,36 bit par unité. La liste des pentes, une par paramètre, est le **gradient**.
#
# ### {{exercise difficulty=2 minutes=5}} Un gradient à la main
#
# `loss` est une fonction, `weights` un tenseur. Rendez la liste des pentes : pour chaque paramètre, montez-le **seul** de `h`, et divisez par `h` le changement de la perte. (`weights.clone()` donne une copie.)
# %% [markdown] lang="en"
# The slope is negative: raising the score of “yes” makes the loss **fall**, by 0.36 bits a unit. The list of slopes, one for each parameter, is the **gradient**.
#
# ### {{exercise difficulty=2 minutes=5}} A gradient by hand
#
# `loss` is a function, `weights` a tensor. Return the list of slopes: for each parameter, raise it **alone** by `h`, and divide the change of the loss by `h`. (`weights.clone()` gives a copy.)
# %%
def slopes(loss, weights, h=0.001):
    ### BEGIN SOLUTION
    found = []
    for i in range(len(weights)):
        nudged = weights.clone()
        nudged[i] += h
        found.append((loss(nudged) - loss(weights)) / h)
    return found
    ### END SOLUTION


check.slopes(slopes)
# %% [markdown] lang="fr"
# Avec un million de paramètres, il faudrait un million d’essais. PyTorch fait mieux : il note chaque calcul où entre un tenseur marqué `requires_grad`, puis `backward` remonte ces calculs et trouve toutes les pentes en une fois.
# %% [markdown] lang="en"
# With a million parameters, that would take a million trials. PyTorch does better: it writes down every computation with a tensor marked `requires_grad`, then `backward` goes back through them and finds all the slopes at once.
# %%
weights = torch.zeros(2, requires_grad=True)
cost(weights).backward()
weights.grad
# out: tensor([-0.3607,  0.3607])
# %% [markdown] lang="fr"
# La même pente qu’à la main, et l’autre, opposée. Faisons un **pas** contre le gradient, sans que PyTorch note ce calcul-ci (`no_grad`).
# %% [markdown] lang="en"
# The same slope as by hand, and the other one, its opposite. Let us take one **step** against the gradient, without PyTorch writing this computation down (`no_grad`).
# %%
with torch.no_grad():
    after = weights - 1.0 * weights.grad
    print(lk.number(cost(after).item(), 3), after.softmax(-1))
# fr: out: 0,832 tensor([0.6729, 0.3271])
# en: out: 0.832 tensor([0.6729, 0.3271])
# %% [markdown] lang="fr"
# De 1 bit à 0,832, et « oui » est passé de 1/2 à 0,67. Ici le pas valait 1,0 fois le gradient : c’est le **taux d’apprentissage** (`lr`).
#
# Retour à notre phrase, avec 36 paramètres : un tableau de scores, une ligne par mot lu (`Embedding`). Voici **toute** une boucle d’entraînement ; un *optimiseur*, AdamW, fait les pas, avec une longueur réglée pour chaque paramètre.
# %% [markdown] lang="en"
# From 1 bit to 0.832, and “yes” has gone from 1/2 to 0.67. Here the step was 1.0 times the gradient: this is the **learning rate** (`lr`).
#
# Back to our sentence, with 36 parameters: a table of scores, one row for each word read (`Embedding`). Here is **all** of a training loop; an *optimiser*, AdamW, takes the steps, with a length tuned for each parameter.
# %%
table = torch.nn.Embedding(6, 6)
torch.nn.init.zeros_(table.weight)
optimizer = torch.optim.AdamW(table.parameters(), lr=0.2)
for step in range(1, 5):
    logits = table(inputs)  # (text, position, word)
    loss = F.cross_entropy(logits[0], targets[0]) / math.log(2)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(step, lk.number(loss.item(), 3))
# fr: out: 1 2,585
# fr: out: 2 2,224
# fr: out: 3 1,915
# fr: out: 4 1,658
# en: out: 1 2.585
# en: out: 2 2.224
# en: out: 3 1.915
# en: out: 4 1.658
# %% [markdown] lang="fr"
# Lisez le corps de la boucle à voix haute : prédire et noter, effacer les anciennes pentes (sans quoi elles s’ajoutent aux nouvelles), trouver les pentes, faire un pas. La première perte est celle de qui ne sait rien.
#
# Dans les ateliers, cette boucle s’appelle `lk.train`. Elle rend la main après chaque pas, avec son numéro et sa perte : à vous de mesurer ce que vous voulez dans le corps de la boucle. `History` garde la courbe, ici un point tous les cinq pas ; `repeat` redonne toujours le même lot.
# %% [markdown] lang="en"
# Read the body of the loop aloud: predict and mark, wipe out the old slopes (or they add up with the new ones), find the slopes, take a step. The first loss is that of someone who knows nothing.
#
# In the labs this loop is called `lk.train`. It hands over after each step, with its number and its loss: it is for you to measure whatever you like in the body of the loop. `History` keeps the curve, here one point every five steps; `repeat` gives the same batch again and again.
# %%
from itertools import repeat


def blank_table():
    model = torch.nn.Embedding(6, 6)
    torch.nn.init.zeros_(model.weight)
    return model.to(session.device)


# %%
model, curves = blank_table(), lk.History()
for step, loss in lk.train(model, repeat((inputs, targets)), steps=101, lr=0.2):
    if step % 5 == 1:
        curves.add(step, loss=loss)
# %% [markdown] lang="fr"
# Jusqu’où cette perte peut-elle descendre ? Un tableau de comptes donne à chaque couple sa part exacte : notons-le sur les dix mêmes mots.
# %% [markdown] lang="en"
# How far down can this loss go? A table of counts gives each pair its exact share: let us mark it on the same ten words.
# %%
pairs = counts[ids[:-1], ids[1:]]
exact = pairs / counts.sum(axis=1)[ids[:-1]]
counted_bits = -np.log2(exact).mean()
print(exact)
print(lk.number(counted_bits, 3))
# fr: out: [0.25 1.   1.   0.5  0.5  1.   0.5  0.5  1.   0.25]
# fr: out: 0,800
# en: out: [0.25 1.   1.   0.5  0.5  1.   0.5  0.5  1.   0.25]
# en: out: 0.800
# %%
from labkit.first_steps import figures

figures.learning(curves, counted_bits)
# %% [markdown] lang="fr"
# Lisez une courbe dans cet ordre. **Les axes** : des pas en travers, des bits par mot en hauteur (moins, c’est mieux). **Le départ** : 2,585, celui qui ne sait rien. **Le repère** : 0,8, le tableau de comptes. **L’allure** : une chute, puis un long palier juste au-dessus de la ligne en tirets, qu’elle ne franchit pas. Sur ces mots, un tableau qui ne voit que le mot d’avant ne peut pas faire mieux.
#
# Qu’a-t-il appris pour le mot « le » ?
# %% [markdown] lang="en"
# Read a curve in this order. **The axes**: steps across, bits per word upwards (less is better). **The start**: 2.585, someone who knows nothing. **The landmark**: 0.8, the table of counts. **The course**: a fall, then a long plateau just above the dashed line, which it does not cross. On these words a table that sees only the word before cannot do better.
#
# What has it learnt for the word “the”?
# %%
learnt = model.weight[0].detach().cpu().softmax(-1)
print([round(share, 2) for share in learnt.tolist()])
print(counts[0] / counts[0].sum())
# out: [0.0, 0.25, 0.0, 0.5, 0.0, 0.25]
# out: [0.   0.25 0.   0.5  0.   0.25]
# %% [markdown] lang="fr"
# Personne ne lui a dit de compter. En descendant la pente, il a retrouvé les comptes. (Les voici arrondis. `detach` sépare un tenseur des calculs notés pour le gradient.)
#
# ## 7. Ce que nous avons mesuré
#
# Chaque atelier s’achève par une **fiche de résultats**, avec l’appareil et la graine. Ici, la graine ne change rien : rien de mesuré n’est tiré au sort.
# %% [markdown] lang="en"
# Nobody told it to count. Going downhill, it has found the counts again. (Here they are rounded. `detach` separates a tensor from the computations written down for the gradient.)
#
# ## 7. What we have measured
#
# Each lab ends with a **result card**, with the device and the seed. Here the seed changes nothing: nothing that was measured has been drawn at random.
# %%
steps, losses = curves["loss"]
lk.record(
    words=len(words),
    start_bits=start_bits,
    end_bits=losses[-1],
    counted_bits=counted_bits,
)
# %% [markdown] lang="fr"
# ## 8. Ce que cet atelier ne montre pas
#
# - **Que le modèle sait le français.** Il a été noté sur la phrase même qu’il a lue. Les ateliers notent sur des données réservées.
# - **Que la descente mène toujours au mieux.** Ici la perte est une cuvette ; celle d’un transformeur a bien d’autres reliefs.
# - **Le reste de NumPy et de PyTorch.** Deux bonnes suites, en anglais : [NumPy pour débutants](https://numpy.org/doc/stable/user/absolute_beginners.html) et [les bases de PyTorch](https://docs.pytorch.org/tutorials/beginner/basics/intro.html).
#
# L’atelier 1 vous attend : les histoires y sont plus longues, et un coupable s’y cache.
# %% [markdown] lang="en"
# ## 8. What this lab does not show
#
# - **That the model knows English.** It was marked on the very sentence that it has read. The labs mark on held-out data.
# - **That going downhill always leads to the best.** Here the loss is a bowl; that of a transformer has a far more rugged relief.
# - **The rest of NumPy and PyTorch.** Two good sequels: [NumPy for absolute beginners](https://numpy.org/doc/stable/user/absolute_beginners.html) and [the basics of PyTorch](https://docs.pytorch.org/tutorials/beginner/basics/intro.html).
#
# Lab 1 is waiting for you: its stories are longer, and a culprit is hiding in them.
