# %% [markdown] lang="fr"
# # Atelier 5 · Le *grokking* : par cœur d’abord, la règle ensuite
#
# {{colab}}
#
# **La question.** Un réseau apprend une partie d’une table d’addition, jusqu’à la réciter sans faute. On continue pourtant de l’entraîner sur les mêmes cases. Peut-il encore apprendre quelque chose ?
#
# | Image | Ce qu’elle prédit pour les additions jamais montrées |
# |---|---|
# | le perroquet, qui a tout retenu | rien à gagner : il répondra au hasard, aussi longtemps qu’on voudra |
# | la carte, qui trouve la règle | toutes les bonnes réponses, le jour où elle aura remplacé la mémoire |
#
# Calcul : une minute environ sur un processeur ordinaire. Travail : 75 minutes, exercices compris ; les exercices facultatifs en demandent autant. Le [chapitre]({{chapter}}) raconte l’histoire de cette découverte.
# %% [markdown] lang="en"
# # Lab 5 · Grokking: by heart first, the rule later
#
# {{colab}}
#
# **The question.** A network learns part of an addition table until it recites it without a mistake. We go on training it all the same, on the same cells. Can it still learn anything?
#
# | Picture | What it predicts for additions never shown |
# |---|---|
# | the parrot, which has memorised everything | nothing to gain: it will answer at random for as long as you like |
# | the map, which finds the rule | every answer right, on the day the rule replaces the memory |
#
# Computing: about a minute on an ordinary processor. Work: 75 minutes, exercises included; the optional exercises take as long again. The [chapter]({{chapter}}) tells the story of this discovery.
# %%
import labkit as lk

session = lk.start("fr", unit="05_grokking")
# %% [markdown] lang="fr"
# Tous les réglages sont ici (`steps` est un maximum : l’entraînement s’arrête quand toutes les réponses, ou presque, sont justes). `cpu` est notre recette rapide ; `gpu` est le réglage de Nanda et ses coauteurs (2023) : un réseau deux fois plus large, un taux d’apprentissage quinze fois plus petit, des milliers de pas.
# %% [markdown] lang="en"
# All the settings are here (`steps` is a maximum: training stops when all answers, or nearly all, are right). `cpu` is our fast recipe; `gpu` is the setting of Nanda and co-authors (2023): a network twice as wide, a learning rate fifteen times smaller, thousands of steps.
# %%
P = lk.preset(
    smoke=dict(p=23, fraction=0.5, d_model=16, d_mlp=32, steps=40, every=5)
    | dict(shares=(0.4,), share_steps=20),
    cpu=dict(
        p=113, fraction=0.3, d_model=64, d_mlp=256, lr=1.5e-2, weight_decay=1.0
    )
    | dict(steps=800, every=10, shares=(0.15, 0.5), share_steps=400, units=1000),
    gpu=dict(d_model=128, d_mlp=512, lr=1e-3)
    | dict(steps=40_000, every=100, share_steps=20_000),
)
# %% [markdown] lang="fr"
# ## 1. Une table et un examen (10 min)
#
# Imaginez un cadran de 113 heures. Avancer de 100 heures à partir de 50, c’est arriver à 37 : on a fait un tour.
# %% [markdown] lang="en"
# ## 1. A table and an exam (10 min)
#
# Picture a clock face with 113 hours. Move on 100 hours from hour 50 and you arrive at 37, after a full round.
# %%
(50 + 100) % 113
# out: 37
# %% [markdown] lang="fr"
# La table de cette **addition modulo 113** a 113 × 113 cases. Le réseau en verra 30 %, tirées au sort : c’est son **cahier**. En voici quatre.
# %% [markdown] lang="en"
# The table of this **addition modulo 113** has 113 × 113 cells. The network will see 30% of them, drawn at random: that is its exercise **book**. Here are four.
# %%
from labkit.grokking import modular


def drawn_table(fraction=P.fraction, seed=session.seed):
    table = modular.table(p=P.p, fraction=fraction, seed=seed)
    return table.to(session.device)


table = drawn_table()
for i in table.train.nonzero().flatten()[:4].tolist():
    print(f"{i // P.p} + {i % P.p} = {table.answers[i]}")
# %% [markdown] lang="fr"
# Le réseau ne connaît pas les nombres : pour lui, 0, 1, …, 112 sont 113 jetons sans ordre ni grandeur.
#
# Les cases cachées (`test`) ne se valent pas toutes. Qui a retenu 8 + 5 = 13, et sait seulement que l’ordre est sans effet, répond à 5 + 8 sans avoir compris l’addition. Séparons donc les **jumelles** (`twins`), montrées dans l’autre ordre, des **inédites** (`new`), que personne n’a vues dans aucun ordre.
# %% [markdown] lang="en"
# The network knows nothing of numbers: to it, 0, 1, …, 112 are 113 tokens without order or size.
#
# The hidden cells (`test`) are not all alike. Someone who remembers 8 + 5 = 13, and knows only that order does not matter, can answer 5 + 8 without understanding addition. So let us separate the **twins**, shown in the other order, from the **new** cells, which nobody has seen in either order.
# %%
{
    part: int(getattr(table, part).sum())
    for part in ("train", "test", "twins", "new")
}
# %% [markdown] lang="fr"
# ### {{exercise difficulty=1 minutes=5}} Ce que vaut l’ordre des termes
#
# `train` est un tableau de booléens : `train[a, b]` dit si la case a + b est dans le cahier. Un perroquet a tout retenu, et sait en plus que a + b = b + a. À quelle part des cases **cachées** répond-il ? (Il ne devine pas.)
# %% [markdown] lang="en"
# ### {{exercise difficulty=1 minutes=5}} What the order of the terms is worth
#
# `train` is an array of booleans: `train[a, b]` says whether cell a + b is in the book. A parrot has memorised everything, and knows besides that a + b = b + a. What share of the **hidden** cells can it answer? (It does not guess.)
# %%
from labkit.grokking import checks as check


def parrot_accuracy(train):
    ### BEGIN SOLUTION
    hidden = ~train
    return (hidden & train.T).sum() / hidden.sum()
    ### END SOLUTION


check.parrot_accuracy(parrot_accuracy)
# %% [markdown] lang="fr"
# Trois dixièmes des cases cachées, sans rien comprendre : une exactitude d’ensemble peut venir des jumelles seules. Nous jugerons le réseau sur les inédites.
#
# ## 2. Le réseau, sans calcul inutile (5 min, facultatif)
#
# Exécutez ces cellules ; les lire est facultatif. C’est le transformeur de l’atelier 1, en plus simple : une seule couche, quatre têtes, ni normalisation ni `reach`. Il lit trois jetons, `a`, `b` et `=`, et répond à la place du signe égal.
#
# Un pas d’entraînement porte sur **toutes** les cases du cahier ; chacune est donc relue des centaines de fois. Pour que ce pas soit rapide, on calcule une seule fois ce qui ne dépend que d’un jeton : la clé et la valeur de 5 sont les mêmes dans 5 + 8 et dans 5 + 90. Voici ce calcul en entier.
# %% [markdown] lang="en"
# Three tenths of the hidden cells, with no understanding at all: an overall accuracy may come from the twins alone. We shall judge the network on the new cells.
#
# ## 2. The network, without idle computation (5 min, optional)
#
# Run these cells; reading them is optional. It is the transformer of lab 1, made simpler: a single layer, four heads, neither normalisation nor `reach`. It reads three tokens, `a`, `b` and `=`, and answers at the equals sign.
#
# A training step covers **all** the cells of the book, so each is reread hundreds of times. To make the step fast, whatever depends on one token only is computed once: the key and the value of 5 are the same in 5 + 8 and in 5 + 90. Here is that computation in full.
# %%
import inspect

from labkit.grokking import modular_transformer as mt

print(inspect.getsource(mt.attention_table))
print(inspect.getsource(mt.answer_logits))
# %% [markdown] lang="fr"
# La moyenne pondérée de l’attention est une fraction : au numérateur, une somme de trois vecteurs ; au dénominateur, une somme de trois poids. Les termes sont rangés dans une table, une ligne par jeton et par place ; chaque case en additionne trois. Est-ce bien la même fonction que le transformeur général ?
# %% [markdown] lang="en"
# The weighted mean of attention is a fraction: above the line, a sum of three vectors; below it, a sum of three weights. The terms are kept in a table, one row for each token and place; each cell adds three of them. Is it really the same function as the general transformer?
# %%
import torch


def untrained(seed=session.seed):
    network = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=seed)
    return network.to(session.device)


start = untrained()
# %%
with torch.no_grad():
    general = start(table.tokens, last_only=True)[:, : P.p]
    general -= mt.answer_logits(start, table.left, table.right)
print(tuple(general.shape), f"{general.abs().max():.0e}")
# %% [markdown] lang="fr"
# L’écart n’est que de l’arrondi. Comptons aussi les paramètres.
# %% [markdown] lang="en"
# The gap is mere rounding. Let us count the parameters too.
# %%
parameters = sum(w.numel() for w in start.parameters())
parameters
# %% [markdown] lang="fr"
# Il y en a bien plus que de cases dans le cahier : de quoi tout retenir par cœur.
#
# ## 3. Apprendre, puis comprendre (10 min)
#
# **Pronostic.** Dessinez trois courbes avant d’exécuter : les bonnes réponses aux cases du cahier, aux jumelles, aux inédites. Laquelle monte d’abord ? Les deux autres la suivent-elles, et quand ?
#
# Au fil de l’entraînement, nous gardons des photos du réseau : nous les développerons plus tard.
# %% [markdown] lang="en"
# There are far more of them than cells in the book: enough to learn everything by heart.
#
# ## 3. Learning, then understanding (10 min)
#
# **Predict first.** Draw three curves before you run: right answers to the cells of the book, to the twins, to the new cells. Which rises first? Do the other two follow, and when?
#
# As training goes on, we keep photographs of the network: we shall develop them later.
# %%
import copy
import time

recipe = dict(lr=P.lr, weight_decay=P.weight_decay, every=P.every)
model, film, clock, curves = untrained(), {}, {}, lk.History()
started = time.perf_counter()
for step, marks in mt.learn(model, table, steps=P.steps, **recipe):
    curves.add(step, **marks)
    film[step] = copy.deepcopy(model)
    clock[step] = time.perf_counter() - started
# %%
from labkit.grokking import figures

figures.marks(curves)
# %% [markdown] lang="fr"
# Trois temps. Le réseau sait d’abord son cahier par cœur. Puis rien, ou presque : sur les inédites, sa réponse est à peu près toujours **fausse**. (Les jumelles montent entre-temps : le réseau apprend que l’ordre est sans effet avant de savoir additionner.) Enfin la courbe se redresse et va jusqu’en haut, alors que le cahier était su depuis longtemps. C’est le *grokking* (Power et al., 2022).
#
# De loin en loin, un à-coup : la courbe du cahier plonge, puis se rétablit. C’est le prix d’un taux d’apprentissage élevé ; avec un taux plus petit les à-coups s’espacent, et l’attente s’allonge.
#
# Mettons des chiffres sur ces trois temps.
# %% [markdown] lang="en"
# Three phases. First the network knows its book by heart. Then nothing, or nearly: on new cells its answer is nearly always **wrong**. (The twins rise meanwhile: the network learns that order does not matter before it knows how to add.) At last the curve bends upwards and goes all the way, though the book had long been known. This is *grokking* (Power et al., 2022).
#
# Now and then there is a jolt: the curve of the book dives, then recovers. That is the price of a high learning rate; with a smaller one the jolts are rarer, and the wait is longer.
#
# Let us put numbers on these three phases.
# %%
from labkit.grokking import measures

generalised = measures.first(curves["test"], 0.99)
train_seconds = clock[generalised or max(clock)]
print(
    measures.first(curves["train"], 0.99),
    measures.delay(curves, "new"),
    measures.delay(curves, "test"),
    generalised,
    lk.number(train_seconds, 1),
)
# %% [markdown] lang="fr"
# De gauche à droite : le pas où le cahier est su à 99 %, le nombre de pas où il est su tandis que les inédites restent sous 20 % (à-coups non comptés), le même pour l’ensemble des cases cachées, le pas où l’ensemble des cases cachées passe 99 %, et les secondes qu’il a fallu. (`None` veut dire « pas encore » : à l’échelle `smoke`, rien n’a le temps de se produire.)
#
# ## 4. Pourquoi continue-t-il à changer ? (15 min)
#
# La perte d’entraînement est presque nulle : d’où vient le mouvement ? D’une force que nous avons ajoutée, petite à chaque pas mais jamais en repos. La **décroissance des poids** (*weight decay*) rapproche tous les poids de zéro à chaque pas. Un cahier retenu case à case coûte de grands poids ; une règle qui sert à toutes les cases en demande moins.
#
# C’est un loyer : à chaque pas, un poids que rien ne regonfle perd la part $\eta\lambda$ de sa taille (taux d’apprentissage × décroissance). En combien de pas n’en reste-t-il que la moitié, avec notre taux de 0,015, puis avec 0,001, celui de Nanda, et une décroissance de 1 ? Pariez.
# %% [markdown] lang="en"
# From left to right: the step at which 99% of the book is known, the number of steps during which it is known while the new cells stay below 20% (jolts not counted), the same for all hidden cells taken together, the step at which these pass 99%, and the seconds it took. (`None` means “not yet”: at `smoke` scale nothing has time to happen.)
#
# ## 4. Why does it go on changing? (15 min)
#
# The training loss is almost zero, so where does the motion come from? From a force that we added, small at each step but never at rest. **Weight decay** pulls every weight towards zero at each step. A book remembered cell by cell costs large weights; a rule that serves all the cells needs less.
#
# This is a rent: at each step, a weight that nothing pushes up again loses the share $\eta\lambda$ of its size (learning rate × decay). In how many steps is only half of it left, at our rate of 0.015, then at 0.001, that of Nanda, with a decay of 1? Place your bet.
# %%
import math

[round(math.log(0.5) / math.log(1 - rate)) for rate in (0.015, 0.001)]
# out: [46, 693]
# %% [markdown] lang="fr"
# Chez nous, le loyer court quinze fois plus vite que chez Nanda.
#
# **Pronostic.** Le même réseau, le même départ, le même cahier, autant de pas, mais sans décroissance : que deviennent les trois courbes ?
# %% [markdown] lang="en"
# With us, the rent runs fifteen times faster than with Nanda.
#
# **Predict first.** The same network, the same start, the same book, as many steps, but no decay: what becomes of the three curves?
# %%
plain, plain_film, plain_curves = untrained(), {}, lk.History()
for step, marks in mt.learn(
    plain, table, steps=max(film), lr=P.lr, weight_decay=0.0, every=2 * P.every
):
    plain_curves.add(step, **marks)
    plain_film[step] = copy.deepcopy(plain)
# %%
figures.no_decay(plain_curves)


# %% [markdown] lang="fr"
# Le cahier est su encore plus vite, et rien ne suit. Selon la graine, le réseau retrouve une petite part des jumelles ou les deux tiers ; des inédites, presque aucune. Sans décroissance, ce réseau reste un perroquet aussi longtemps que nous l’avons regardé. Le restera-t-il toujours ? Le chapitre suit cinq de ces réseaux bien plus longtemps : aucun ne réussit l’examen, mais tous ne restent pas immobiles.
#
# Suivons maintenant la taille des poids : la somme de leurs carrés, photo après photo.
# %% [markdown] lang="en"
# The book is known even sooner, and nothing follows. Depending on the seed, the network gets a small part of the twins or two thirds of them; of the new cells, almost none. Without decay this network stays a parrot for as long as we watched. Would it for ever? The chapter follows five such networks for far longer: none passes the exam, but they do not all stand still.
#
# Now let us follow the size of the weights: the sum of their squares, photograph after photograph.
# %%
def squared_weights(network):
    return sum(w.detach().square().sum().item() for w in network.parameters())


weights = lk.History()
for step, network in film.items():
    weights.add(step, squared=squared_weights(network))
figures.weights(weights)
# %% [markdown] lang="fr"
# Les poids grossissent pendant que le réseau mémorise, et souvent encore après. Ils fondent ensuite, parfois d’un coup à la faveur d’un à-coup, et ne cessent de fondre tandis que monte la courbe des inédites : comparez les pas des deux figures. La règle trouvée tient avec bien moins de poids que la mémoire.
#
# ### {{exercise difficulty=1 minutes=5}} Prédire l’effet de la part montrée
#
# Et si l’on montrait moins de la table, ou davantage ? **Avant d’exécuter la cellule suivante**, écrivez votre pronostic : pour chaque part, le réseau passera-t-il 99 % sur les cases cachées en `P.share_steps` pas ? Répondez par un dictionnaire, `{part: True ou False}`. La vérification ne juge que la cohérence ; c’est l’expérience qui jugera le reste.
# %% [markdown] lang="en"
# The weights grow while the network memorises, and often for some time after. Then they melt away, sometimes all at once in a jolt, and they go on melting while the curve of the new cells rises: compare the steps of the two figures. The rule it found holds with far less weight than the memory.
#
# ### {{exercise difficulty=1 minutes=5}} Predicting the effect of the share shown
#
# What if we showed less of the table, or more? **Before you run the next cell**, write your prediction: for each share, will the network pass 99% on the hidden cells in `P.share_steps` steps? Answer with a dictionary, `{share: True or False}`. The check judges only whether your prediction is coherent; the experiment will judge the rest.
# %%
print(P.shares, P.share_steps)
### BEGIN SOLUTION
prediction = {share: share >= 0.3 for share in P.shares}
### END SOLUTION
check.effect_of_the_fraction(prediction, fractions=P.shares)
# %%
shares = {}
for share in P.shares:
    part, network = drawn_table(share), untrained()
    for step, marks in mt.learn(
        network, part, steps=P.share_steps, **recipe, until=0.99
    ):
        shares[share] = marks["new"]
    print(lk.percent(share), lk.percent(shares[share]), step)


# %% [markdown] lang="fr"
# Chaque ligne : la part montrée, les bonnes réponses aux inédites à la fin, le nombre de pas faits. Avec peu de la table, la mémoire suffit à tout, et la règle ne vient pas dans ce délai ; avec la moitié, elle vient presque sans attente. Entre les deux il y a un seuil, qui dépend du nombre de pas accordés : à 30 %, le réseau de la section 3 en a peut-être demandé davantage. Le chapitre montre la courbe entière.
#
# ### Un adversaire qui n’apprend rien
#
# Avant de conclure que le réseau a compris, donnons au perroquet son meilleur avocat : un joueur de sudoku. Il ne connaît aucun nombre, mais il raisonne sur la grille. Si les cases (a, b) et (a′, b′) ont la même réponse, passer de la ligne a à la ligne a′ défait le passage de la colonne b à la colonne b′. Deux passages qui défont le même sont interchangeables, où qu’on les fasse ; il les rejoue dans les cases cachées.
#
# **Pronostic.** Combien d’inédites remplira-t-il, avec un dixième de la table, 15 %, puis la part montrée au réseau ?
# %% [markdown] lang="en"
# Each line: the share shown, right answers to the new cells at the end, the number of steps made. With little of the table, memory is enough for everything, and the rule does not come in this time; with half of it, the rule comes almost without a wait. In between there is a threshold, which depends on the number of steps allowed: at 30%, the network of section 3 may have needed more. The chapter shows the whole curve.
#
# ### An opponent who learns nothing
#
# Before we conclude that the network has understood, let us give the parrot its best lawyer: a sudoku player. The player knows no number, but reasons about the grid. If cells (a, b) and (a′, b′) have the same answer, going from row a to row a′ undoes going from column b to column b′. Two moves that undo the same move are interchangeable, wherever they are made; the player replays them in the hidden cells.
#
# **Predict first.** How many new cells will be filled in, with a tenth of the table, 15%, then the share shown to the network?
# %%
from labkit.grokking import opponents

sudoku = {}
for share in (0.1, 0.15, P.fraction):
    part = drawn_table(share)
    right = opponents.sudoku(part)[part.new] == part.answers[part.new]
    sudoku[share] = right.double().mean().item()
    print(lk.percent(share), lk.percent(sudoku[share]))


# %% [markdown] lang="fr"
# Avec un dixième de la table, le joueur remplit à peu près la moitié des inédites ; dès 15 %, toutes, quand il en faut davantage au réseau. Et il n’a rien appris : une idée sur les grilles, que **nous** lui avons donnée, et une fraction de seconde. L’examen ne prouve donc pas qu’il y a des nombres dans le réseau ; il prouve que le réseau ne récite pas. Personne ne lui avait soufflé cette idée : qu’a-t-il trouvé à la place ? Il faut l’ouvrir.
#
# ## 5. Ouvrir le réseau (15 min)
#
# Il répond juste dans des cases jamais vues. Comment fait-il ? Chaque nombre a son **plongement**, un vecteur appris. Rangés de 0 à 112, ces vecteurs forment 64 colonnes de 113 valeurs.
# %% [markdown] lang="en"
# With a tenth of the table the player fills in about half of the new cells; from 15% on, all of them, when the network needs more. And nothing was learned: one idea about grids, which **we** supplied, and a fraction of a second. So the exam does not prove that there are numbers in the network; it proves that the network does not recite. Nobody had whispered that idea to it: what has it found instead? We must open it.
#
# ## 5. Opening the network (15 min)
#
# It is right in cells that it has never seen. How? Each number has its **embedding**, a learned vector. Lined up from 0 to 112, these vectors make 64 columns of 113 values.
# %%
def embeddings(network):
    return network.token_embedding.weight[: P.p].detach().cpu()


tuple(embeddings(model).shape)
# %% [markdown] lang="fr"
# Décomposons chaque colonne en **ondes**, comme un accord en notes de musique : une onde de fréquence $k$ fait $k$ tours pendant un tour de cadran.
#
# Pour commencer, un cadran de 8 heures, et une onde de 2 tours : son cosinus et son sinus font deux colonnes. `fourier.spectrum` donne la part de leur énergie (la somme de leurs carrés) qui revient à chaque fréquence, de 0 à 4.
# %% [markdown] lang="en"
# Let us take each column apart into **waves**, as one takes a chord apart into notes: a wave of frequency $k$ makes $k$ turns during one round of the clock.
#
# To begin with, a clock of 8 hours, and a wave of 2 turns: its cosine and its sine make two columns. `fourier.spectrum` gives the share of their energy (the sum of their squares) that belongs to each frequency, from 0 to 4.
# %%
from labkit.grokking import fourier

print(
    fourier.spectrum(torch.stack(fourier.wave(8, 2), dim=1))
    .round(decimals=2)
    .tolist()
)
# out: [0.0, 0.0, 1.0, 0.0, 0.0]
# %% [markdown] lang="fr"
# Tout est à la fréquence 2. Et les plongements, avant l’entraînement ?
# %% [markdown] lang="en"
# Everything is at frequency 2. And the embeddings, before training?
# %%
figures.spectrum(
    fourier.spectrum(embeddings(start)), title=lk.say("grokking.before")
)
# %% [markdown] lang="fr"
# Du bruit : un peu de chaque fréquence. Après l’entraînement, quelques barres devraient dépasser. Pour les choisir sans les regarder, mesurons ce que le réseau **répond** : de quelle taille est l’onde $\cos\big(2\pi k\,(a+b-c)/p\big)$ dans le score qu’il donne à la réponse $c$ ? Cette onde est au plus haut quand $c$ est la bonne réponse.
#
# ### {{exercise difficulty=2 minutes=5}} Trouver les fréquences clés
#
# Dans le tableau NumPy `sizes`, `sizes[k]` est la taille de l’onde de fréquence `k`. Rendez la liste croissante des fréquences, 0 exclue, dont la taille vaut au moins un dixième de la plus grande.
# %% [markdown] lang="en"
# Noise: a little of every frequency. After training a few bars should stand out. To pick them without looking, let us measure what the network **answers**: how large is the wave $\cos\big(2\pi k\,(a+b-c)/p\big)$ in the score it gives to answer $c$? That wave is highest where $c$ is the right answer.
#
# ### {{exercise difficulty=2 minutes=5}} Finding the key frequencies
#
# In the NumPy array `sizes`, `sizes[k]` is the size of the wave of frequency `k`. Return the ascending list of the frequencies, 0 excluded, whose size is at least a tenth of the largest.
# %%
import numpy as np


def key_frequencies(sizes):
    ### BEGIN SOLUTION
    sizes = np.array(sizes)
    sizes[0] = 0
    return np.flatnonzero(sizes >= 0.1 * sizes.max()).tolist()
    ### END SOLUTION


check.key_frequencies(key_frequencies)
# %%
logits = mt.all_logits(model, table).cpu()
waves = fourier.sum_waves(logits)
keys = fourier.key_frequencies(waves)
print({k: round(waves[k].item(), 1) for k in keys})
# %%
energy = fourier.spectrum(embeddings(model))
figures.spectrum(energy, keys, title=lk.say("grokking.after"))
# %% [markdown] lang="fr"
# Une poignée de fréquences, sur une cinquantaine possibles. Pour une fréquence, un cosinus et un sinus dessinent un cercle : regardons les plongements dans ce plan.
# %% [markdown] lang="en"
# A handful of frequencies, out of some fifty. For one frequency, a cosine and a sine draw a circle: let us look at the embeddings in that plane.
# %%
figures.circles({k: fourier.circle(embeddings(model), k) for k in keys[:4]})
# %% [markdown] lang="fr"
# Le réseau s’est fabriqué des cadrans. Sur celui de fréquence $k$, le nombre $n$ est à l’angle $2\pi k n/p$ ; additionner deux nombres, c’est additionner deux angles. Personne ne lui a parlé de cercles.
#
# Passons aux neurones de la couche cachée. Chacun reçoit la somme de ce que l’attention apporte ; se règle-t-il sur une seule fréquence ?
# %% [markdown] lang="en"
# The network has made itself dials. On that of frequency $k$, the number $n$ stands at angle $2\pi k n/p$; to add two numbers is to add two angles. Nobody told it about circles.
#
# Now the neurons of the hidden layer. Each receives what attention brings; does it tune to a single frequency?
# %%
_, inside = model.tap(table.tokens, ["blocks.0.mlp.hidden"])
hidden = inside["blocks.0.mlp.hidden"][:, -1].view(P.p, P.p, -1).cpu()
tuned_to, tuned = fourier.neuron_frequencies(hidden)
well = tuned > 0.85
neurons_fitted = well.double().mean().item()
print(
    lk.percent(neurons_fitted), {k: int((tuned_to[well] == k).sum()) for k in keys}
)


# %% [markdown] lang="fr"
# Le pourcentage est la part des neurones dont une seule fréquence explique plus de 85 % des variations ; l’accolade dit combien s’en tiennent à chaque clé.
#
# Est-ce bien **cela** qui répond ? Pour le savoir, opérons : ne gardons dans les plongements que les fréquences clés ; puis, au contraire, ôtons-les. **Pronostic** : quelle part de bonnes réponses dans chaque cas ?
# %% [markdown] lang="en"
# The percentage is the share of neurons of which a single frequency explains more than 85% of the variation; the braces say how many keep to each key.
#
# Is **this** what gives the answers? To find out, let us operate: keep only the key frequencies in the embeddings; then, on the contrary, remove them. **Predict first**: what share of right answers in each case?
# %%
def accuracy_with(network, vectors):
    patient = copy.deepcopy(network)
    patient.token_embedding.weight.data[: P.p] = vectors.to(session.device)
    right = mt.all_logits(patient, table).flatten(0, 1).argmax(-1) == table.answers
    return right.double().mean().item()


# %%
vectors = embeddings(model)
waves_kept = fourier.filtered(vectors, keys)
only_keys = accuracy_with(model, waves_kept)
without_keys = accuracy_with(model, vectors - waves_kept + vectors.mean(0))
print(lk.percent(only_keys), lk.percent(without_keys), lk.percent(1 / P.p, 1))
# %% [markdown] lang="fr"
# Avec les clés seules, presque tout demeure ; sans elles, il ne reste presque rien (le dernier nombre est le hasard). Ces quelques ondes sont nécessaires et, à peu près, suffisantes.
#
# N’en serait-il pas de même de n’importe quel réseau ? Il faut un témoin. Faisons la même opération sur le réseau sans décroissance, celui qui récite : ne gardons que ses ondes les plus fortes, en même nombre. Ses réponses d’abord, puis ce qui en reste.
# %% [markdown] lang="en"
# With the keys alone nearly everything survives; without them nearly nothing is left (the last number is chance). These few waves are necessary and, more or less, sufficient.
#
# Would the same not hold of any network? We need a control. Let us operate in the same way on the network without decay, the one that recites: keep only its strongest waves, as many of them. Its answers first, then what is left of them.
# %%
vectors = embeddings(plain)
waves_kept = fourier.filtered(vectors, fourier.strongest(vectors, len(keys)))
witness = dict(
    everything=accuracy_with(plain, vectors),
    strongest=accuracy_with(plain, waves_kept),
)
print(*map(lk.percent, witness.values()))
# %% [markdown] lang="fr"
# Il en perd l’essentiel : la mémoire est répandue sur toutes les ondes. (Avec certaines graines il en garde un peu plus, car il a ébauché un circuit en mémorisant.) Tenir dans quelques ondes est le propre de la règle.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Un réseau inconnu
#
# Entraînez un réseau avec une autre graine, et trouvez ses clés avec **votre** fonction (`.numpy()` fait un tableau d’un tenseur). Les mêmes fréquences ? Pariez d’abord.
# %% [markdown] lang="en"
# It loses most of them: memory is spread over all the waves. (With some seeds a little more is left, because a circuit was sketched while memorising.) To fit into a few waves is the mark of the rule.
#
# ### {{exercise difficulty=2 minutes=10 optional}} An unknown network
#
# Train a network with another seed, and find its keys with **your** function (`.numpy()` makes an array of a tensor). The same frequencies? Bet first.
# %%
other, other_table = untrained(session.seed + 1), drawn_table(seed=session.seed + 1)
for step, marks in mt.learn(other, other_table, steps=P.steps, **recipe):
    if marks["test"] >= 0.99:
        break
other_logits = mt.all_logits(other, other_table).cpu()
# %%
### BEGIN SOLUTION
other_keys = key_frequencies(fourier.sum_waves(other_logits).numpy())
### END SOLUTION
print(keys, other_keys)
check.unseen_network(other_keys, logits=other_logits)


# %% [markdown] lang="fr"
# ## 6. Ce qui mûrissait sous le plateau (10 min)
#
# Pendant que l’exactitude restait à zéro, que se passait-il ? Nous avons les photos. Pour chacune, séparons deux choses : ce que dit le **circuit**, c’est-à-dire les ondes de $a+b$ aux fréquences clés, et le reste.
#
# ### {{exercise difficulty=3 minutes=20 optional}} La perte restreinte
#
# Écrivez la perte du circuit seul, en nats. Trois lignes suffisent : `fourier.mean_by_sum(logits)` donne la moyenne des scores par somme, un tableau `[somme, réponse]` ; `fourier.filtered(tableau, keys)` n’y garde que les fréquences voulues, et la moyenne de chaque colonne, qu’il faut ôter ; enfin l’entropie croisée, où la bonne réponse de la ligne $s$ est $s$.
# %% [markdown] lang="en"
# ## 6. What was ripening under the plateau (10 min)
#
# While accuracy stayed at zero, what was going on? We have the photographs. For each of them let us separate two things: what the **circuit** says, that is the waves of $a+b$ at the key frequencies, and the rest.
#
# ### {{exercise difficulty=3 minutes=20 optional}} The restricted loss
#
# Write the loss of the circuit alone, in nats. Three lines are enough: `fourier.mean_by_sum(logits)` gives the mean scores by sum, an array `[sum, answer]`; `fourier.filtered(array, keys)` keeps only the frequencies wanted, and the mean of each column, which must be taken off; last, the cross-entropy, where the right answer of row $s$ is $s$.
# %%
import torch.nn.functional as F


def restricted_loss(logits, keys):
    ### BEGIN SOLUTION
    by_sum = fourier.mean_by_sum(logits)
    scores = fourier.filtered(by_sum, keys) - by_sum.mean(0)
    return F.cross_entropy(scores, torch.arange(len(scores))).item()
    ### END SOLUTION


check.restricted_loss(restricted_loss)


# %% [markdown] lang="fr"
# Un piège, avant de regarder. Cette moyenne par somme mêle les cases du cahier aux autres : un réseau qui sait son cahier par cœur y glisse ses bonnes réponses, et le « circuit » semble exister où il n’y a que mémoire. Nous ajusterons donc les ondes sur les **inédites** seules, que la mémoire ne peut pas connaître ; et nous ferons la même mesure, avec les mêmes fréquences, sur le réseau sans décroissance. C’est notre témoin.
#
# Le piège se voit sur lui. Voici la perte de son « circuit », ajustée sur toutes les cases, puis sur les inédites seules ; le dernier nombre est la perte de qui ne sait rien.
# %% [markdown] lang="en"
# A trap, before we look. This mean by sum mixes the cells of the book with the others: a network that knows its book by heart slips its right answers in, and the “circuit” seems to exist where there is only memory. So we shall fit the waves on the **new** cells alone, which memory cannot know; and we shall make the same measurement, at the same frequencies, on the network without decay. That is our control.
#
# It shows the trap. Here is the loss of its “circuit”, fitted on all cells, then on new ones alone; the last number is the loss of someone who knows nothing.
# %%
train, new = table.train.cpu(), table.new.cpu()
plain_logits = mt.all_logits(plain_film[max(plain_film)], table).cpu()
peeking = fourier.restricted_loss(plain_logits, keys)
print(lk.number(peeking), end=" ")
print(lk.number(fourier.restricted_loss(plain_logits, keys, new)), end=" ")
print(lk.number(np.log(P.p)))


# %% [markdown] lang="fr"
# L’écart entre les deux premiers nombres n’est pas un circuit : c’est de la mémoire. Développons maintenant toutes les photos, celles des deux réseaux.
# %% [markdown] lang="en"
# The difference between the first two numbers is no circuit: it is memory. Now let us develop all the photographs, those of both networks.
# %%
def developed(film):
    losses = lk.History()
    for step, network in film.items():
        scores = mt.all_logits(network, table).cpu()
        circuit = fourier.restricted_loss(scores, keys, new)
        memory = fourier.excluded_loss(scores, keys, train)
        losses.add(step, restricted=circuit, excluded=memory)
    return losses


losses, plain_losses = developed(film), developed(plain_film)
# %%
figures.progress(curves, losses, plain_losses, P.p)
# %% [markdown] lang="fr"
# En haut, un plateau, puis la montée. En bas, la perte du circuit n’a pas attendu : elle passe sous celle de qui ne sait rien et, aux à-coups près, descend pendant **tout** le plateau. Sans décroissance, la même mesure, notre témoin, ne bouge plus guère une fois le cahier su : en ce temps-là, rien ne mûrit. Une autre courbe dit la même chose à l’envers : ôtez le circuit, et les cases du cahier elles-mêmes se perdent, de plus en plus tant que dure le plateau, car le réseau s’en remet à lui. (Cette courbe-là est ajustée sur toutes les cases, comme chez Nanda : le reproche fait plus haut vaut donc pour elle. Elle a aussi son témoin : sans décroissance, la même perte se fige peu après que le cahier est su, à une hauteur qui dépend beaucoup de la graine.)
#
# (Chez certaines graines, le réseau sans décroissance se fige sous le hasard, parfois loin : parti des mêmes poids, il a ébauché un circuit aux mêmes fréquences pendant qu’il mémorisait, puis l’a laissé là. C’est la pente qu’il faut comparer, non la hauteur.)
#
# Le bond est-il donc celui de la métrique, et non du réseau ? En partie seulement. L’exactitude ne connaît que juste ou faux : elle ne voit le circuit que lorsqu’il bat la mémoire. Mais le réseau change aussi tandis qu’elle monte : les poids de la section 4 fondent encore à ce moment-là. Une métrique plus fine ne suffit pas non plus : dans les entraînements publiés, la perte de test attend, puis tombe, car la mémoire couvre le circuit de ses erreurs. Il a fallu la faire taire pour voir le progrès. Gardez cette idée pour l’unité 7.
#
# Et dans notre entraînement ? La perte sur les inédites se lit sur chaque photo `network` de `film`, par `F.cross_entropy(mt.all_logits(network, table).flatten(0, 1)[table.new], table.answers[table.new])`. Tracez-la, et comparez-la aux deux autres : attend-elle, comme l’exactitude, ou descend-elle, comme la perte du circuit ?
#
# Voici les trois vues ensemble. Déplacez le curseur.
# %% [markdown] lang="en"
# Above, a plateau, then the rise. Below, the loss of the circuit has not waited: it goes under that of someone who knows nothing and, jolts aside, falls during the **whole** plateau. Without decay the same measurement, our control, hardly moves once the book is known: in this time nothing ripens. Another curve says the same the other way round: take the circuit away, and even the cells of the book are lost, more and more as long as the plateau lasts, because the network relies on it. (That curve is fitted on all cells, as in Nanda’s work, so the objection above holds for it too. It has its control as well: without decay, the same loss freezes soon after the book is known, at a height that depends very much on the seed.)
#
# (With some seeds the network without decay freezes below chance, sometimes far below: from the same starting weights it sketched a circuit at the same frequencies while it memorised, then left it there. Compare the slopes, not the heights.)
#
# Does the jump belong to the metric, then, and not to the network? Only in part. Accuracy knows only right and wrong: it does not see the circuit until that is stronger than the memory. But the network also changes while accuracy rises: the weights of section 4 are still melting then. Nor is a finer metric enough: in published runs the test loss waits, then falls, because memory drowns the circuit with its errors. Memory had to be silenced for the progress to show. Keep this thought for unit 7.
#
# And in our own run? The loss on the new cells can be read off each photograph `network` of `film`, by `F.cross_entropy(mt.all_logits(network, table).flatten(0, 1)[table.new], table.answers[table.new])`. Draw it, and compare it with the other two: does it wait, like accuracy, or fall, like the loss of the circuit?
#
# Here are the three views together. Move the slider.
# %%
steps = list(film)
shown = sorted({steps[round(i)] for i in np.linspace(0, len(steps) - 1, 9)})
dial = max(keys, key=lambda k: waves[k])
slides = {}
for step in shown:
    vectors = embeddings(film[step])
    slides[step] = dict(
        places=fourier.circle(vectors, dial).round(decimals=2),
        energy=fourier.spectrum(vectors).round(decimals=4),
    )
# %%
figures.explorer(curves, slides, keys, dial, caption=lk.say("grokking.slider"))


# %% [markdown] lang="fr"
# ## 7. Écrire la solution (15 min)
#
# Si l’algorithme est si simple, à quoi bon l’apprendre ? Gromov (2023) l’a **écrit**. Chaque unité cachée tire au sort une fréquence $k$ et deux phases, $\varphi$ et $\psi$ ; elle calcule $\big(\cos(2\pi k a/p+\varphi)+\cos(2\pi k b/p+\psi)\big)^2$. Le carré contient un produit de cosinus, donc $\cos\big(2\pi k(a+b)/p+\varphi+\psi\big)$. Reste la sortie.
#
# ### {{exercise difficulty=2 minutes=10}} Les poids de sortie
#
# Quel poids chaque unité doit-elle donner à chaque réponse $c$, pour que la **somme** de toutes les voix soit la plus forte en $c = a+b$ ? Rendez un tableau (unité, $c$). `k`, `phi` et `psi` ont une valeur par unité.
# %% [markdown] lang="en"
# ## 7. Writing the solution down (15 min)
#
# If the algorithm is so simple, why learn it at all? Gromov (2023) **wrote** it. Each hidden unit draws a frequency $k$ and two phases, $\varphi$ and $\psi$; it computes $\big(\cos(2\pi k a/p+\varphi)+\cos(2\pi k b/p+\psi)\big)^2$. The square contains a product of cosines, hence $\cos\big(2\pi k(a+b)/p+\varphi+\psi\big)$. The output remains.
#
# ### {{exercise difficulty=2 minutes=10}} The output weights
#
# What weight must each unit give to each answer $c$, so that the **sum** of all voices is strongest at $c = a+b$? Return an array (unit, $c$). `k`, `phi` and `psi` have one value for each unit.
# %%
def output_weights(p, k, phi, psi):
    ### BEGIN SOLUTION
    c = np.arange(p)
    return np.cos(2 * np.pi * k[:, None] * c / p + (phi + psi)[:, None])
    ### END SOLUTION


check.output_weights(output_weights)
# %% [markdown] lang="fr"
# Combien d’unités faut-il pour que le bruit des autres termes s’annule ? Voici la part de bonnes réponses, sans aucun entraînement.
# %% [markdown] lang="en"
# How many units does it take for the noise of the other terms to cancel out? Here is the share of right answers, with no training at all.
# %%
written, started = {}, time.perf_counter()
for units in (P.units // 20, P.units // 5, P.units):
    scores = fourier.written_by_hand(P.p, units, seed=session.seed).flatten(0, 1)
    right = scores.argmax(-1) == table.answers.cpu()
    written[units] = right.double().mean().item()
    print(units, lk.percent(written[units], 1))
written_seconds = time.perf_counter() - started


# %% [markdown] lang="fr"
# La solution existait avant l’entraînement ; une graine et deux formules suffisent à l’écrire. Ce que l’entraînement montre, c’est qu’on peut la **trouver** à partir d’exemples.
#
# ### {{exercise difficulty=3 minutes=15 optional}} Une multiplication n’est qu’une addition
#
# Un réseau qui apprend a × b modulo p trouverait-il aussi des ondes ? Oui, à condition de changer l’ordre des nombres. Si $p$ est premier, il existe un nombre $g$ dont les puissances $g^0, g^1, \dots, g^{p-2}$ sont tous les nombres de 1 à $p-1$. Rendez le dictionnaire qui à chaque nombre associe son **logarithme**, l’exposant $n$ tel que $g^n$ vaut ce nombre modulo $p$.
# %% [markdown] lang="en"
# The solution existed before training; a seed and two formulas are enough to write it. What training shows is that it can be **found** from examples.
#
# ### {{exercise difficulty=3 minutes=15 optional}} A multiplication is an addition in disguise
#
# Would a network that learns a × b modulo p find waves too? Yes, if one changes the order of the numbers. If $p$ is prime, there is a number $g$ whose powers $g^0, g^1, \dots, g^{p-2}$ are all the numbers from 1 to $p-1$. Return the dictionary that gives each number its **logarithm**, the exponent $n$ such that $g^n$ is that number modulo $p$.
# %%
def logarithm(p, g):
    ### BEGIN SOLUTION
    return {pow(g, n, p): n for n in range(p - 1)}
    ### END SOLUTION


check.logarithm(logarithm)
# %% [markdown] lang="fr"
# Voici les logarithmes de 3, de 9 et de 3 × 9 modulo 11, en base 2 : les deux premiers donnent le troisième, modulo 10.
# %% [markdown] lang="en"
# Here are the logarithms of 3, of 9 and of 3 × 9 modulo 11, to base 2: the first two give the third, modulo 10.
# %%
powers = [pow(2, n, 11) for n in range(10)]
print(powers)
print(powers.index(3), powers.index(9), powers.index(3 * 9 % 11))
# out: [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]
# out: 8 6 4
# %% [markdown] lang="fr"
# Rangez les nombres par logarithme, et le produit devient une somme modulo $p-1$ : c’est la règle à calcul. L’exercice de la fin propose d’entraîner un réseau sur les produits.
#
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# Line the numbers up by their logarithms, and a product becomes a sum modulo $p-1$: that is the slide rule. The exercise at the end proposes to train a network on products.
#
# ## 8. What we have measured
# %%
measured = dict(p=P.p, lr=P.lr, parameters=parameters, train_seconds=train_seconds)
measured |= dict(curves=curves, weights=weights, losses=losses, shares=shares)
measured |= dict(plain_curves=plain_curves, plain_losses=plain_losses)
measured |= dict(keys=keys, energy=energy, neurons_fitted=neurons_fitted)
measured |= dict(only_keys=only_keys, without_keys=without_keys, peeking=peeking)
measured |= dict(witness=witness)
measured |= dict(slides=slides, dial=dial, sudoku=sudoku)
lk.record(**measured, written=written, written_seconds=written_seconds)
# %% [markdown] lang="fr"
# ## 9. Ce que cet atelier ne montre pas
#
# - **Que tout apprentissage passe par là.** Le plateau tient à une petite table, à un réseau capable de tout retenir, à un départ et à une décroissance bien choisis. Montrez la moitié de la table, et l’attente raccourcit.
# - **Que le grand modèle de langage « groke ».** L’ampleur du phénomène hors de ces petits mondes est une question ouverte.
# - **Que notre vitesse tient à une découverte.** Le plateau célèbre d’un million de pas venait d’une autre tâche et d’un autre réglage. Le nôtre est court parce que nous l’avons voulu court : un taux d’apprentissage élevé, une forte décroissance.
# - **Qu’il comprend l’addition.** Il sait celle-ci, modulo 113, entre jetons qu’il a tous rencontrés. Demandez-lui 113 + 1 : il n’a pas de jeton pour le dire.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=30 optional}} D’autres opérations
#
# Remplacez l’opération : `modular.table(p=P.p, operation="a - b", …)`, puis `"a * b"`, `"a² + b²"`, `"a³ + ab² + b"`. Avant chaque essai, écrivez votre pronostic : le réseau passera-t-il le plateau ? Rangez les plongements du produit par logarithme, et regardez leur spectre.
#
# <details>
# <summary>Une réponse</summary>
#
# La différence est une somme dont un terme a changé de signe, le produit une somme de logarithmes : rien n’empêche les mêmes ondes de servir, et `fourier.spectrum` les montre une fois les nombres rangés. La somme des carrés va souvent plus vite encore, et il faut s’en méfier : $a$ et $-a$ ont le même carré, si bien qu’une case a jusqu’à huit formes ; rares sont les « inédites » dont aucune n’a été montrée. La dernière opération ne se ramène pas à une somme de deux termes séparés ; Power et ses coauteurs ne l’ont pas vue s’apprendre non plus. Le chapitre donne nos mesures ; comparez plusieurs graines avant de conclure.
#
# </details>
#
# ## Sources
#
# Power et al. (2022) pour la découverte ; Nanda et al. (2023) pour le circuit et les pertes restreinte et exclue ; Gromov (2023) pour le réseau écrit à la main ; Liu et al. (2023) pour le rôle du départ et de la décroissance. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 9. What this lab does not show
#
# - **That all learning goes this way.** The plateau comes from a small table, from a network able to remember it all, from a well-chosen start and decay. Show half of the table, and the wait grows shorter.
# - **That a large language model “groks”.** How far the phenomenon reaches beyond these small worlds is an open question.
# - **That our speed is a discovery.** The famous plateau of a million steps came from another task and another setting. Ours is short because we wanted it short: a high learning rate, a strong decay.
# - **That it understands addition.** It knows this one, modulo 113, between tokens all of which it has met. Ask it for 113 + 1: it has no token to say it with.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=30 optional}} Other operations
#
# Replace the operation: `modular.table(p=P.p, operation="a - b", …)`, then `"a * b"`, `"a² + b²"`, `"a³ + ab² + b"`. Before each trial, write down your prediction: will the network get over the plateau? Line up the embeddings of the product by logarithm, and look at their spectrum.
#
# <details>
# <summary>An answer</summary>
#
# A difference is a sum in which one term has changed its sign, a product a sum of logarithms: nothing prevents the same waves from serving, and `fourier.spectrum` shows them once the numbers are lined up. The sum of squares is often quicker still, and that should make you wary: $a$ and $-a$ have the same square, so a cell has up to eight forms; few of the “new” ones have had none of them shown. The last operation cannot be reduced to a sum of two separate terms; Power et al. did not see it learnt either. The chapter gives our measurements; compare several seeds before you conclude.
#
# </details>
#
# ## Sources
#
# Power et al. (2022) for the discovery; Nanda et al. (2023) for the circuit and the restricted and excluded losses; Gromov (2023) for the network written by hand; Liu et al. (2023) for the role of the start and of the decay. Full references in the [chapter]({{chapter}}).
