# %% [markdown] lang="fr"
# # Atelier 5 · Grokking : d’abord par cœur, ensuite pour de bon
#
# {{colab}}
#
# **La question.** Un réseau apprend une partie d’une table d’addition, jusqu’à la réciter sans faute. On continue pourtant de l’entraîner sur les mêmes lignes. Peut-il encore apprendre quelque chose ?
#
# | Image mentale | Ce qu’elle prédit pour les additions jamais montrées |
# |---|---|
# | le perroquet, qui a tout retenu | rien à gagner : il répondra au hasard, aussi longtemps qu’on voudra |
# | la carte, qui trouve la règle | toutes les bonnes réponses, le jour où elle aura remplacé la mémoire |
#
# Calcul : une minute environ sur un processeur ordinaire. Travail : 100 minutes, exercices compris. Le [chapitre]({{chapter}}) raconte l’histoire de cette découverte.
# %% [markdown] lang="en"
# # Lab 5 · Grokking: first by heart, then for good
#
# {{colab}}
#
# **The question.** A network learns part of an addition table until it recites it without a mistake. We go on training it all the same, on the same lines. Can it still learn anything?
#
# | Mental model | What it predicts for additions never shown |
# |---|---|
# | the parrot, which has memorised everything | nothing to gain: it will answer at random for as long as you like |
# | the map, which finds the rule | every answer right, on the day the rule replaces the memory |
#
# Computing: about a minute on an ordinary processor. Work: 100 minutes, exercises included. The [chapter]({{chapter}}) tells the story of this discovery.
# %%
import labkit as lk

session = lk.start("fr", unit="05_grokking")
# %% [markdown] lang="fr"
# Tous les réglages sont ici (`steps` est un maximum : l’entraînement s’arrête quand toutes les réponses, ou presque, sont justes). `cpu` est notre recette rapide ; `gpu` est le réglage de Nanda et ses coauteurs (2023) : un réseau deux fois plus large, un taux d’apprentissage quinze fois plus petit, des milliers d’itérations.
# %% [markdown] lang="en"
# All the settings are here (`steps` is a maximum: training stops when all answers, or nearly all, are right). `cpu` is our fast recipe; `gpu` is the setting of Nanda and co-authors (2023): a network twice as wide, a learning rate fifteen times smaller, thousands of steps.
# %%
network = dict(
    p=113, fraction=0.3, d_model=64, d_mlp=256, lr=1.5e-2, weight_decay=1.0
)
budget = dict(steps=800, every=10, shares=(0.15, 0.5), share_steps=400, units=1000)
P = lk.preset(
    smoke=dict(
        p=23,
        fraction=0.5,
        d_model=16,
        d_mlp=32,
        steps=40,
        every=5,
        shares=(0.4,),
        share_steps=20,
    ),
    cpu=network | budget,
    gpu=dict(
        d_model=128, d_mlp=512, lr=1e-3, steps=40_000, every=100, share_steps=20_000
    ),
)
# %% [markdown] lang="fr"
# ## 1. Une table et un examen (15 min)
#
# Imaginez un cadran de 113 heures. Avancer de 100 heures à partir de 50, c’est arriver à 37 : on a fait un tour. Cette **addition modulo 113** a 113 × 113 questions ; le réseau en verra 30 %, tirées au sort.
# %% [markdown] lang="en"
# ## 1. A table and an exam (15 min)
#
# Picture a clock face with 113 hours. Move on 100 hours from hour 50 and you arrive at 37, after a full round. This **addition modulo 113** has 113 × 113 questions; the network will see 30% of them, drawn at random.
# %%
from labkit.grokking import modular

table = modular.table(p=P.p, fraction=P.fraction, seed=session.seed).to(
    session.device
)
for i in table.train.nonzero().flatten()[:4].tolist():
    print(f"{i // P.p} + {i % P.p} = {table.answers[i]}")
print(
    {
        part: int(getattr(table, part).sum())
        for part in ("train", "test", "twins", "new")
    }
)
# %% [markdown] lang="fr"
# Le réseau ne connaît pas les nombres : pour lui, 0, 1, …, 112 sont 113 jetons sans ordre ni grandeur.
#
# Les questions cachées (`test`) ne se valent pas toutes. Qui a retenu 8 + 5 = 13, et sait seulement que l’ordre est sans effet, répond à 5 + 8 sans avoir compris l’addition. Séparons donc les **jumelles** (`twins`), montrées dans l’autre ordre, des **inédites** (`new`), que personne n’a vues dans aucun ordre.
#
# ### {{exercise difficulty=1 minutes=10}} Ce que vaut l’ordre des termes
#
# `train` est un tableau de booléens : `train[a, b]` dit si la question a + b a été montrée. Un perroquet a tout retenu, et sait en plus que a + b = b + a. À quelle part des questions **cachées** répond-il ? (Il ne devine pas.)
# %% [markdown] lang="en"
# The network knows nothing of numbers: to it, 0, 1, …, 112 are 113 tokens without order or size.
#
# The hidden questions (`test`) are not all alike. Someone who remembers 8 + 5 = 13, and knows only that order does not matter, can answer 5 + 8 without understanding addition. So let us separate the **twins**, shown in the other order, from the **new** questions, which nobody has seen in either order.
#
# ### {{exercise difficulty=1 minutes=10}} What the order of the terms is worth
#
# `train` is an array of booleans: `train[a, b]` says whether question a + b was shown. A parrot has memorised everything, and knows besides that a + b = b + a. What share of the **hidden** questions can it answer? (It does not guess.)
# %%
from labkit.grokking import checks as check


def parrot_accuracy(train):
    ### BEGIN SOLUTION
    hidden = ~train
    return (hidden & train.T).sum() / hidden.sum()
    ### END SOLUTION


check.parrot_accuracy(parrot_accuracy)
# %% [markdown] lang="fr"
# Trois dixièmes des questions cachées, sans rien comprendre : une note d’ensemble peut venir des jumelles seules. Nous jugerons le réseau sur les inédites.
#
# ## 2. Le réseau, sans calcul inutile (10 min)
#
# C’est le transformeur de l’atelier 1, en plus simple : une seule couche, quatre têtes, ni normalisation ni `reach`. Il lit trois jetons, `a`, `b` et `=`, et répond à la place du signe égal.
#
# Un pas d’entraînement porte sur **toutes** les questions montrées. Pour qu’il soit rapide, on calcule une seule fois ce qui ne dépend que d’un jeton : la clé et la valeur de 5 sont les mêmes dans 5 + 8 et dans 5 + 90. Voici ce calcul en entier.
# %% [markdown] lang="en"
# Three tenths of the hidden questions, with no understanding at all: an overall mark may come from the twins alone. We shall judge the network on the new questions.
#
# ## 2. The network, without idle computation (10 min)
#
# It is the transformer of lab 1, made simpler: a single layer, four heads, neither normalisation nor `reach`. It reads three tokens, `a`, `b` and `=`, and answers at the equals sign.
#
# A training step covers **all** the questions shown. To make it fast, whatever depends on one token only is computed once: the key and the value of 5 are the same in 5 + 8 and in 5 + 90. Here is that computation in full.
# %%
import inspect

from labkit.grokking import modular_transformer as mt

print(inspect.getsource(mt.attention_table))
print(inspect.getsource(mt.answer_logits))
# %% [markdown] lang="fr"
# La moyenne pondérée de l’attention est une fraction : au numérateur, une somme de trois vecteurs ; au dénominateur, une somme de trois poids. Les termes sont rangés dans une table, une ligne par jeton et par place ; chaque question en additionne trois. Est-ce bien la même fonction que le transformeur général ?
# %% [markdown] lang="en"
# The weighted mean of attention is a fraction: above the line, a sum of three vectors; below it, a sum of three weights. The terms are kept in a table, one row for each token and place; each question adds three of them. Is it really the same function as the general transformer?
# %%
import torch

model = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=session.seed).to(
    session.device
)
with torch.no_grad():
    general = model(table.tokens, last_only=True)[:, : P.p]
    gap = (general - mt.answer_logits(model, table.left, table.right)).abs().max()
print(
    tuple(general.shape),
    f"{gap:.0e}",
    sum(weights.numel() for weights in model.parameters()),
)
# %% [markdown] lang="fr"
# L’écart n’est que de l’arrondi. Le dernier nombre compte les paramètres : il y en a bien plus que de questions montrées, de quoi tout retenir par cœur.
#
# ## 3. Apprendre, puis comprendre (15 min)
#
# **Pronostic.** Dessinez trois courbes avant d’exécuter : les bonnes réponses aux questions apprises, aux jumelles, aux inédites. Laquelle monte d’abord ? Les deux autres la suivent-elles, et quand ?
#
# Au fil de l’entraînement, nous gardons des photos du réseau : nous les développerons plus tard.
# %% [markdown] lang="en"
# The gap is mere rounding. The last number counts the parameters: far more than there are questions shown, enough to learn everything by heart.
#
# ## 3. Learning, then understanding (15 min)
#
# **Predict first.** Draw three curves before you run: right answers to the training questions, to the twins, to the new ones. Which rises first? Do the other two follow, and when?
#
# As training goes on, we keep photographs of the network: we shall develop them later.
# %%
import copy
import time

film, curves, clock = {}, lk.History(), {}
started = time.perf_counter()
for step, marks in mt.learn(
    model, table, steps=P.steps, lr=P.lr, weight_decay=P.weight_decay, every=P.every
):
    curves.add(step, **marks)
    film[step] = copy.deepcopy(model)
    clock[step] = time.perf_counter() - started
# %%
from labkit.grokking import plots as plots_clock

steps = curves["train"][0].tolist()
shares = {part: curves[part][1].tolist() for part in ("train", "twins", "new")}
plots_clock.marks(steps, shares)


# %% [markdown] lang="fr"
# Trois temps. Le réseau sait d’abord sa table par cœur. Puis rien, ou presque : sur les inédites, sa réponse est à peu près toujours **fausse**. (Les jumelles montent entre-temps : le réseau apprend que l’ordre est sans effet avant de savoir additionner.) Enfin la courbe se redresse et va jusqu’en haut, alors que la table était sue depuis longtemps. C’est le *grokking* (Power et al., 2022).
#
# De loin en loin, un à-coup : la courbe des questions apprises plonge, puis se rétablit. C’est le prix d’un taux d’apprentissage élevé ; avec un taux plus petit les à-coups s’espacent, et l’attente s’allonge.
#
# Mettons des chiffres sur ces trois temps.
# %% [markdown] lang="en"
# Three phases. First the network knows its table by heart. Then nothing, or nearly: on new questions its answer is nearly always **wrong**. (The twins rise meanwhile: the network learns that order does not matter before it knows how to add.) At last the curve bends upwards and goes all the way, though the table had long been known. This is *grokking* (Power et al., 2022).
#
# Now and then there is a jolt: the curve of the training questions dives, then recovers. That is the price of a high learning rate; with a smaller one the jolts are rarer, and the wait is longer.
#
# Let us put numbers on these three phases.
# %%
def first(part, level):
    reached = [
        step for step, value in zip(*curves[part], strict=True) if value >= level
    ]
    return int(reached[0]) if reached else 0


memorised, generalised = first("train", 0.99), first("test", 0.99)
known = curves["train"][1] >= 0.99
delay, delay_all = (
    P.every * int((known & (curves[part][1] <= 0.2)).sum())
    for part in ("new", "test")
)
print(
    memorised,
    delay,
    delay_all,
    generalised,
    lk.messages.number(clock.get(generalised, 0), 1),
)
# %% [markdown] lang="fr"
# De gauche à droite : le pas où la table est sue à 99 %, le nombre de pas où elle est sue tandis que les inédites restent sous 20 % (à-coups non comptés), le même pour l’ensemble des questions cachées, le pas où toutes les questions cachées passent 99 %, et les secondes qu’il a fallu. (Un 0 veut dire « pas encore » : à l’échelle `smoke`, rien n’a le temps de se produire.)
#
# ## 4. Pourquoi continue-t-il à changer ? (15 min)
#
# La perte d’entraînement est presque nulle : d’où vient le mouvement ? D’une force que nous avons ajoutée, petite à chaque pas mais jamais en repos. La **décroissance des poids** (*weight decay*) rapproche tous les poids de zéro à chaque pas. Une table retenue ligne à ligne coûte de grands poids ; une règle qui sert à toutes les lignes en demande moins.
#
# **Pronostic.** Le même réseau, le même départ, la même table, autant de pas, mais sans décroissance : que deviennent les trois courbes ?
# %% [markdown] lang="en"
# From left to right: the step at which 99% of the table is known, the number of steps during which it is known while new questions stay below 20% (jolts not counted), the same for all hidden questions, the step at which all hidden questions pass 99%, and the seconds it took. (A 0 means “not yet”: at `smoke` scale nothing has time to happen.)
#
# ## 4. Why does it go on changing? (15 min)
#
# The training loss is almost zero, so where does the motion come from? From a force that we added, small at each step but never at rest. **Weight decay** pulls every weight towards zero at each step. A table remembered line by line costs large weights; a rule that serves all the lines needs less.
#
# **Predict first.** The same network, the same start, the same table, as many steps, but no decay: what becomes of the three curves?
# %%
plain = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=session.seed).to(
    session.device
)
plain_film, plain_curves = {}, lk.History()
for step, marks in mt.learn(
    plain, table, steps=steps[-1], lr=P.lr, weight_decay=0.0, every=2 * P.every
):
    plain_curves.add(step, **marks)
    plain_film[step] = copy.deepcopy(plain)
plain_steps = plain_curves["train"][0].tolist()
plain_shares = {part: plain_curves[part][1].tolist() for part in shares}
plots_clock.marks(
    plain_steps, plain_shares, title=lk.messages.say("grokking.no_decay")
)


# %% [markdown] lang="fr"
# La table est sue encore plus vite, et rien ne suit. Selon la graine, le réseau retrouve une petite part des jumelles ou les deux tiers ; des inédites, presque aucune. Sans décroissance, ce réseau reste un perroquet aussi longtemps que nous l’avons regardé. Le restera-t-il toujours ? Le chapitre suit cinq de ces réseaux bien plus longtemps : aucun ne réussit l’examen, mais tous ne restent pas immobiles.
#
# Suivons maintenant la taille des poids : la somme de leurs carrés, photo après photo.
# %% [markdown] lang="en"
# The table is known even sooner, and nothing follows. Depending on the seed, the network gets a small part of the twins or two thirds of them; of the new questions, almost none. Without decay this network stays a parrot for as long as we watched. Would it for ever? The chapter follows five such networks for far longer: none passes the exam, but they do not all stand still.
#
# Now let us follow the size of the weights: the sum of their squares, photograph after photograph.
# %%
def squared_weights(network):
    return sum(
        float(weights.detach().square().sum()) for weights in network.parameters()
    )


norms = [squared_weights(film[step]) for step in steps]
lk.plots.lines(
    steps,
    {lk.messages.say("grokking.decay"): norms},
    xlabel=lk.messages.say("plots.step"),
    ylabel="Σ w²",
)
# %% [markdown] lang="fr"
# Les poids grossissent pendant que le réseau mémorise, et souvent encore après. Ils fondent ensuite, parfois d’un coup à la faveur d’un à-coup, et ne cessent de fondre tandis que monte la courbe des inédites : comparez les pas des deux figures. La règle trouvée tient avec bien moins de poids que la mémoire.
#
# ### {{exercise difficulty=1 minutes=5}} Prédire l’effet de la part montrée
#
# Et si l’on montrait moins de la table, ou davantage ? **Avant d’exécuter la cellule suivante**, écrivez votre pronostic : pour chaque part, le réseau passera-t-il 99 % sur les questions cachées en `P.share_steps` pas ? Répondez par un dictionnaire, `{part: True ou False}`. La vérification ne juge que la cohérence ; c’est l’expérience qui jugera le reste.
# %% [markdown] lang="en"
# The weights grow while the network memorises, and often for some time after. Then they melt away, sometimes all at once in a jolt, and they go on melting while the curve of the new questions rises: compare the steps of the two figures. The rule it found holds with far less weight than the memory.
#
# ### {{exercise difficulty=1 minutes=5}} Predicting the effect of the share shown
#
# What if we showed less of the table, or more? **Before you run the next cell**, write your prediction: for each share, will the network pass 99% on the hidden questions in `P.share_steps` steps? Answer with a dictionary, `{share: True or False}`. The check judges only whether your prediction is coherent; the experiment will judge the rest.
# %%
print(P.shares, P.share_steps)
### BEGIN SOLUTION
prediction = {share: share >= 0.3 for share in P.shares}
### END SOLUTION
check.effect_of_the_fraction(prediction, fractions=P.shares)
# %%
shares_new, shares_steps = [], []
options = dict(steps=P.steps, lr=P.lr, weight_decay=P.weight_decay, every=P.every)
for share in P.shares:
    part = modular.table(p=P.p, fraction=share, seed=session.seed).to(
        session.device
    )
    network = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=session.seed).to(
        session.device
    )
    found = dict(
        mt.learn(network, part, **options | dict(steps=P.share_steps, until=0.99))
    )
    shares_new.append(found[max(found)]["new"])
    shares_steps.append(max(found))
    print(
        lk.messages.percent(share),
        lk.messages.percent(shares_new[-1]),
        shares_steps[-1],
    )
# %% [markdown] lang="fr"
# Chaque ligne : la part montrée, les bonnes réponses aux inédites à la fin, le nombre de pas faits. Avec peu de la table, la mémoire suffit à tout, et la règle ne vient pas dans ce délai ; avec la moitié, elle vient presque sans attente. Entre les deux il y a un seuil, qui dépend du nombre de pas accordés : à 30 %, le réseau de la section 3 en a peut-être demandé davantage. Le chapitre montre la courbe entière.
#
# ## 5. Ouvrir le réseau (25 min)
#
# Il répond juste à des questions jamais vues. Comment fait-il ? Chaque nombre a son **plongement**, un vecteur appris. Rangés de 0 à 112, ces vecteurs forment 64 colonnes de 113 valeurs. Décomposons chaque colonne en **ondes**, comme un son en notes : une onde de fréquence $k$ fait $k$ tours pendant un tour de cadran.
# %% [markdown] lang="en"
# Each line: the share shown, right answers to the new questions at the end, the number of steps made. With little of the table, memory is enough for everything, and the rule does not come in this time; with half of it, the rule comes almost without a wait. In between there is a threshold, which depends on the number of steps allowed: at 30%, the network of section 3 may have needed more. The chapter shows the whole curve.
#
# ## 5. Opening the network (25 min)
#
# It answers questions that it has never seen. How? Each number has its **embedding**, a learned vector. Lined up from 0 to 112, these vectors make 64 columns of 113 values. Let us take each column apart into **waves**, as one takes a sound apart into notes: a wave of frequency $k$ makes $k$ turns during one round of the clock.
# %%
from labkit.grokking import fourier


def embeddings(network):
    return network.token_embedding.weight[: P.p].detach().cpu()


start = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=session.seed)
plots_clock.spectrum(
    fourier.spectrum(embeddings(start)).tolist(),
    [],
    title=lk.messages.say("grokking.before"),
)
# %% [markdown] lang="fr"
# Avant l’entraînement : du bruit, un peu de chaque fréquence. Après, quelques barres devraient dépasser. Pour les choisir sans les regarder, mesurons ce que le réseau **répond** : de quelle taille est l’onde $\cos\big(2\pi k\,(a+b-c)/p\big)$ dans la note qu’il donne à la réponse $c$ ? Cette onde est au plus haut quand $c$ est la bonne réponse.
#
# ### {{exercise difficulty=2 minutes=10}} Trouver les fréquences clés
#
# `sizes[k]` est la taille de l’onde de fréquence `k`. Rendez la liste croissante des fréquences, 0 exclue, dont la taille vaut au moins un dixième de la plus grande.
# %% [markdown] lang="en"
# Before training: noise, a little of every frequency. Afterwards a few bars should stand out. To pick them without looking, let us measure what the network **answers**: how large is the wave $\cos\big(2\pi k\,(a+b-c)/p\big)$ in the score it gives to answer $c$? That wave is highest where $c$ is the right answer.
#
# ### {{exercise difficulty=2 minutes=10}} Finding the key frequencies
#
# `sizes[k]` is the size of the wave of frequency `k`. Return the ascending list of the frequencies, 0 excluded, whose size is at least a tenth of the largest.
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
energy = fourier.spectrum(embeddings(model))
print(keys, [round(waves[k].item(), 1) for k in keys])
plots_clock.spectrum(energy.tolist(), keys, title=lk.messages.say("grokking.after"))
# %% [markdown] lang="fr"
# Une poignée de fréquences, sur une cinquantaine possibles. Pour une fréquence, un cosinus et un sinus dessinent un cercle : regardons les plongements dans ce plan.
# %% [markdown] lang="en"
# A handful of frequencies, out of some fifty. For one frequency, a cosine and a sine draw a circle: let us look at the embeddings in that plane.
# %%
planes = {k: fourier.circle(embeddings(model), k).numpy() for k in keys[:4]}
plots_clock.circles(planes)
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
    lk.messages.percent(neurons_fitted),
    {k: int((tuned_to[well] == k).sum()) for k in keys},
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
def with_embeddings(network, vectors):
    patient = copy.deepcopy(network)
    patient.token_embedding.weight.data[: P.p] = vectors.to(session.device)
    right = mt.all_logits(patient, table).flatten(0, 1).argmax(-1) == table.answers
    return right.double().mean().item()


vectors = embeddings(model)
kept = fourier.filtered(vectors, keys)
only_keys, without_keys = (
    with_embeddings(model, kept),
    with_embeddings(model, vectors - kept + vectors.mean(0)),
)
print(
    lk.messages.percent(only_keys),
    lk.messages.percent(without_keys),
    lk.messages.percent(1 / P.p, 1),
)
# %% [markdown] lang="fr"
# Avec les clés seules, presque tout demeure ; sans elles, il ne reste presque rien (le dernier nombre est le hasard). Ces quelques ondes sont nécessaires et, à peu près, suffisantes.
#
# ### {{exercise difficulty=2 minutes=10}} Un réseau inconnu
#
# Entraînez un réseau avec une autre graine, et trouvez ses clés avec **votre** fonction. Les mêmes fréquences ? Pariez d’abord.
# %% [markdown] lang="en"
# With the keys alone nearly everything survives; without them nearly nothing is left (the last number is chance). These few waves are necessary and, more or less, sufficient.
#
# ### {{exercise difficulty=2 minutes=10}} An unknown network
#
# Train a network with another seed, and find its keys with **your** function. The same frequencies? Bet first.
# %%
other = mt.build(P.p, d_model=P.d_model, d_mlp=P.d_mlp, seed=session.seed + 1).to(
    session.device
)
other_table = modular.table(p=P.p, fraction=P.fraction, seed=session.seed + 1).to(
    session.device
)
for step, marks in mt.learn(other, other_table, **options, until=0.99):
    pass
other_logits = mt.all_logits(other, other_table).cpu()
### BEGIN SOLUTION
other_keys = key_frequencies(fourier.sum_waves(other_logits).numpy())
### END SOLUTION
print(keys, other_keys)
check.unseen_network(other_keys, logits=other_logits)


# %% [markdown] lang="fr"
# ## 6. Ce qui mûrissait sous le plateau (20 min)
#
# Pendant que la note restait à zéro, que se passait-il ? Nous avons les photos. Pour chacune, séparons deux choses : ce que dit le **circuit**, c’est-à-dire les ondes de $a+b$ aux fréquences clés, et le reste.
#
# ### {{exercise difficulty=3 minutes=20}} La perte restreinte
#
# Écrivez la perte du circuit seul, en nats. Trois lignes suffisent : `fourier.mean_by_sum(logits)` donne la moyenne des notes par somme, un tableau `[somme, réponse]` ; `fourier.filtered(tableau, keys)` n’y garde que les fréquences voulues, et la moyenne de chaque colonne, qu’il faut ôter ; enfin l’entropie croisée, où la bonne réponse de la ligne $s$ est $s$.
# %% [markdown] lang="en"
# ## 6. What was ripening under the plateau (20 min)
#
# While the mark stayed at zero, what was going on? We have the photographs. For each of them let us separate two things: what the **circuit** says, that is the waves of $a+b$ at the key frequencies, and the rest.
#
# ### {{exercise difficulty=3 minutes=20}} The restricted loss
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
# Un piège, avant de regarder. Cette moyenne par somme mêle les questions apprises aux autres : un réseau qui sait sa table par cœur y glisse ses bonnes réponses, et le « circuit » semble exister où il n’y a que mémoire. Nous ajusterons donc les ondes sur les **inédites** seules, que la mémoire ne peut pas connaître ; et nous ferons la même mesure, avec les mêmes fréquences, sur le réseau sans décroissance. C’est notre témoin.
# %% [markdown] lang="en"
# A trap, before we look. This mean by sum mixes training questions with the others: a network that knows its table by heart slips its right answers in, and the “circuit” seems to exist where there is only memory. So we shall fit the waves on **new** questions alone, which memory cannot know; and we shall make the same measurement, at the same frequencies, on the network without decay. That is our control.
# %%
train, new = table.train.cpu(), table.new.cpu()


def developed(film):
    pictures = {
        step: mt.all_logits(network, table).cpu() for step, network in film.items()
    }
    circuit = [
        fourier.restricted_loss(scores, keys, new) for scores in pictures.values()
    ]
    memory = [
        fourier.excluded_loss(scores, keys, train) for scores in pictures.values()
    ]
    peeking = [
        fourier.restricted_loss(scores, keys) for scores in pictures.values()
    ]
    return circuit, memory, peeking


# %%
restricted, excluded, peeking = developed(film)
plain_restricted, plain_excluded, plain_peeking = developed(plain_film)
say = lk.messages.say
losses = {
    say("grokking.restricted"): (steps, restricted),
    say("grokking.excluded"): (steps, excluded),
}
losses |= {say("grokking.restricted_no_decay"): (plain_steps, plain_restricted)}
plots_clock.progress(steps, shares, losses, chance=float(np.log(P.p)))
# %% [markdown] lang="fr"
# En haut, un plateau, puis la montée. En bas, la perte du circuit n’a pas attendu : elle passe sous celle de qui ne sait rien et, aux à-coups près, descend pendant **tout** le plateau. Sans décroissance, la même mesure ne bouge plus guère une fois la table sue : en ce temps-là, rien ne mûrit. Une autre courbe dit la même chose à l’envers : ôtez le circuit, et les questions apprises elles-mêmes se perdent, de plus en plus tant que dure le plateau, car le réseau s’en remet à lui. (Cette courbe-là est ajustée sur toutes les questions, comme chez Nanda.)
#
# (Chez certaines graines, le réseau sans décroissance se fige sous le hasard, parfois loin : parti des mêmes poids, il a ébauché un circuit aux mêmes fréquences pendant qu’il mémorisait, puis l’a laissé là. C’est la pente qu’il faut comparer, non la hauteur.)
#
# Le saut est-il donc celui de la note, et non du réseau ? En partie seulement. La note ne connaît que juste ou faux : elle ne voit le circuit qu’une fois plus fort que la mémoire. Mais le réseau change aussi tandis qu’elle monte : les poids de la section 4 fondent encore à ce moment-là. Une note plus fine ne suffit pas non plus : dans les entraînements publiés, la perte de test attend, puis tombe, car la mémoire couvre le circuit de ses erreurs. Il a fallu la faire taire pour voir le progrès. Gardez cette idée pour l’unité 7.
#
# Et dans notre entraînement ? La perte sur les inédites se lit sur chaque photo `network` de `film`, par `F.cross_entropy(mt.all_logits(network, table).flatten(0, 1)[table.new], table.answers[table.new])`. Tracez-la, et comparez-la aux deux autres : attend-elle, comme la note, ou descend-elle, comme la perte du circuit ?
#
# Voici les trois vues ensemble. Déplacez le curseur.
# %% [markdown] lang="en"
# Above, a plateau, then the rise. Below, the loss of the circuit has not waited: it goes under that of someone who knows nothing and, jolts aside, falls during the **whole** plateau. Without decay the same measurement hardly moves once the table is known: in this time nothing ripens. Another curve says the same the other way round: take the circuit away, and even the training questions are lost, more and more as long as the plateau lasts, because the network relies on it. (That curve is fitted on all questions, as in Nanda’s work.)
#
# (With some seeds the network without decay freezes below chance, sometimes far below: from the same starting weights it sketched a circuit at the same frequencies while it memorised, then left it there. Compare the slopes, not the heights.)
#
# Does the jump belong to the mark, then, and not to the network? Only in part. The mark knows only right and wrong: it does not see the circuit until that is stronger than the memory. But the network also changes while the mark rises: the weights of section 4 are still melting then. Nor is a finer mark enough: in published runs the test loss waits, then falls, because memory drowns the circuit with its errors. Memory had to be silenced for the progress to show. Keep this thought for unit 7.
#
# And in our own run? The loss on the new questions can be read off each photograph `network` of `film`, by `F.cross_entropy(mt.all_logits(network, table).flatten(0, 1)[table.new], table.answers[table.new])`. Draw it, and compare it with the other two: does it wait, like the mark, or fall, like the loss of the circuit?
#
# Here are the three views together. Move the slider.
# %%
shown = sorted({steps[round(i)] for i in np.linspace(0, len(steps) - 1, 9)})
best = max(keys, key=lambda k: waves[k])
places = {
    step: fourier.circle(embeddings(film[step]), best).numpy().round(2)
    for step in shown
}
energies = {
    step: fourier.spectrum(embeddings(film[step])).numpy().round(4)
    for step in shown
}


def view(step):
    return plots_clock.snapshot(
        steps, shares, step, places[step], best, energies[step], keys
    )._repr_html_()


lk.widgets.explore_html(
    view, caption=say("grokking.slider"), step=(say("plots.step"), shown)
)


# %% [markdown] lang="fr"
# ## 7. Écrire la solution (10 min)
#
# Si l’algorithme est si simple, à quoi bon l’apprendre ? Gromov (2023) l’a **écrit**. Chaque unité cachée tire au sort une fréquence $k$ et deux phases, $\varphi$ et $\psi$ ; elle calcule $\big(\cos(2\pi k a/p+\varphi)+\cos(2\pi k b/p+\psi)\big)^2$. Le carré contient un produit de cosinus, donc $\cos\big(2\pi k(a+b)/p+\varphi+\psi\big)$. Reste la sortie.
#
# ### {{exercise difficulty=2 minutes=15}} Les poids de sortie
#
# Quel poids chaque unité doit-elle donner à chaque réponse $c$, pour que la **somme** de toutes les voix soit la plus forte en $c = a+b$ ? Rendez un tableau (unité, $c$). `k`, `phi` et `psi` ont une valeur par unité.
# %% [markdown] lang="en"
# ## 7. Writing the solution down (10 min)
#
# If the algorithm is so simple, why learn it at all? Gromov (2023) **wrote** it. Each hidden unit draws a frequency $k$ and two phases, $\varphi$ and $\psi$; it computes $\big(\cos(2\pi k a/p+\varphi)+\cos(2\pi k b/p+\psi)\big)^2$. The square contains a product of cosines, hence $\cos\big(2\pi k(a+b)/p+\varphi+\psi\big)$. The output remains.
#
# ### {{exercise difficulty=2 minutes=15}} The output weights
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
units = [P.units // 20, P.units // 5, P.units]
started = time.perf_counter()
written = []
for count in units:
    scores = fourier.written_by_hand(P.p, count, seed=session.seed).flatten(0, 1)
    written.append(
        (scores.argmax(-1) == table.answers.cpu()).double().mean().item()
    )
    print(count, lk.messages.percent(written[-1], 1))
written_seconds = time.perf_counter() - started


# %% [markdown] lang="fr"
# La solution existait avant l’entraînement ; une graine et deux formules suffisent à l’écrire. Ce que l’entraînement montre, c’est qu’on peut la **trouver** à partir d’exemples.
#
# ### {{exercise difficulty=3 minutes=15}} Une multiplication n’est qu’une addition
#
# Un réseau qui apprend a × b modulo p trouverait-il aussi des ondes ? Oui, à condition de changer l’ordre des nombres. Si $p$ est premier, il existe un nombre $g$ dont les puissances $g^0, g^1, \dots, g^{p-2}$ sont tous les nombres de 1 à $p-1$. Rendez le dictionnaire qui à chaque nombre associe son **logarithme**, l’exposant $n$ tel que $g^n$ vaut ce nombre modulo $p$.
# %% [markdown] lang="en"
# The solution existed before training; a seed and two formulas are enough to write it. What training shows is that it can be **found** from examples.
#
# ### {{exercise difficulty=3 minutes=15}} A multiplication is an addition in disguise
#
# Would a network that learns a × b modulo p find waves too? Yes, if one changes the order of the numbers. If $p$ is prime, there is a number $g$ whose powers $g^0, g^1, \dots, g^{p-2}$ are all the numbers from 1 to $p-1$. Return the dictionary that gives each number its **logarithm**, the exponent $n$ such that $g^n$ is that number modulo $p$.
# %%
def logarithm(p, g):
    ### BEGIN SOLUTION
    return {pow(g, n, p): n for n in range(p - 1)}
    ### END SOLUTION


check.logarithm(logarithm)
# %% [markdown] lang="fr"
# Rangez les nombres par logarithme, et le produit devient une somme modulo $p-1$ : c’est la règle à calcul. L’exercice de la fin propose d’entraîner un réseau sur les produits.
#
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# Line the numbers up by their logarithms, and a product becomes a sum modulo $p-1$: that is the slide rule. The exercise at the end proposes to train a network on products.
#
# ## 8. What we have measured
# %%
record, end = (
    lk.record,
    {part: curves[part][1][-1] for part in ("test", "twins", "new")},
)
record(
    p=P.p,
    fraction=P.fraction,
    lr=P.lr,
    max_steps=P.steps,
    training_questions=int(train.sum()),
)
record(
    test_accuracy=end["test"],
    new_accuracy=end["new"],
    twin_accuracy=end["twins"],
    steps_trained=steps[-1],
)
record(
    steps_to_memorise=memorised,
    steps_to_generalise=generalised,
    delay_steps=delay,
    delay_all_steps=delay_all,
)
record(
    train_seconds=clock.get(generalised, clock[steps[-1]]),
    parameters=sum(w.numel() for w in model.parameters()),
)
plain_end = {
    part: plain_curves[part][1][-1] for part in ("train", "test", "twins", "new")
}
record(
    no_decay_test_accuracy=plain_end["test"],
    no_decay_new_accuracy=plain_end["new"],
    no_decay_steps=plain_steps[-1],
)
record(
    no_decay_twin_accuracy=plain_end["twins"],
    no_decay_train_accuracy=plain_end["train"],
)
record(
    key_frequencies=keys,
    key_count=len(keys),
    key_share=sum(energy[k].item() for k in keys),
)
record(
    other_key_frequencies=fourier.key_frequencies(fourier.sum_waves(other_logits))
)
# %%
record(
    only_keys_accuracy=only_keys,
    without_keys_accuracy=without_keys,
    neurons_fitted=neurons_fitted,
    chance=1 / P.p,
)
record(
    gromov_units=units[-1],
    gromov_accuracy=written[-1],
    gromov_few_units=units[0],
    gromov_few_accuracy=written[0],
)
record(
    gromov_seconds=written_seconds,
    gromov_middle_units=units[1],
    gromov_middle_accuracy=written[1],
)
# %%
# fr: deux photos : la table vient d’être sue ; les inédites sont encore sous 5 %
# en: two photographs: the table has just been learnt; the new questions are still below 5%
learnt = steps.index(memorised) if memorised else 0
late = max((i for i, value in enumerate(shares["new"]) if value <= 0.05), default=0)
for name, i in (("memorised", learnt), ("before", late)):
    record(
        **{
            f"{part}_accuracy_{name}": curves[part][1][i]
            for part in ("test", "twins", "new")
        }
    )
    record(
        **{
            f"restricted_loss_{name}": restricted[i],
            f"excluded_loss_{name}": excluded[i],
        }
    )
record(plateau_end_step=steps[late], chance_loss=float(np.log(P.p)))
record(
    no_decay_restricted_loss=plain_restricted[-1],
    no_decay_peeking_loss=plain_peeking[-1],
)
record(weights_peak=max(norms), weights_end=norms[-1])
# %% [markdown] lang="fr"
# Le chapitre dessine aussi ses figures avec ces mesures ; voici de quoi les refaire.
# %% [markdown] lang="en"
# The chapter draws its figures from these measurements too; here is what it takes to draw them again.
# %%
record(
    steps=steps,
    train_curve=shares["train"],
    twin_curve=shares["twins"],
    new_curve=shares["new"],
)
record(
    restricted_curve=restricted,
    excluded_curve=excluded,
    peeking_curve=peeking,
    weights_curve=norms,
)
record(no_decay_step_list=plain_steps, no_decay_train_curve=plain_shares["train"])
record(
    no_decay_twin_curve=plain_shares["twins"],
    no_decay_new_curve=plain_shares["new"],
)
record(
    no_decay_restricted_curve=plain_restricted, no_decay_peeking_curve=plain_peeking
)
record(
    shares=P.shares,
    shares_new_accuracy=shares_new,
    shares_steps=shares_steps,
    spectrum=energy,
)
record(slider_steps=shown, slider_frequency=best)
for step in shown:
    record(
        **{
            f"circle_x_{step}": places[step][:, 0],
            f"circle_y_{step}": places[step][:, 1],
        }
    )
    record(**{f"spectrum_{step}": energies[step]})
record(logit_waves=waves)
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
# ### {{exercise difficulty=3 minutes=30}} D’autres opérations
#
# Remplacez l’opération : `modular.table(p=P.p, operation="a - b", …)`, puis `"a * b"`, `"a² + b²"`, `"a³ + ab² + b"`. Avant chaque essai, écrivez votre pronostic : le réseau passera-t-il le plateau ? Rangez les plongements du produit par logarithme, et regardez leur spectre.
#
# <details>
# <summary>Une réponse</summary>
#
# La différence est une somme dont un terme a changé de signe, le produit une somme de logarithmes : rien n’empêche les mêmes ondes de servir, et `fourier.spectrum` les montre une fois les nombres rangés. La somme des carrés va souvent plus vite encore, et il faut s’en méfier : $a$ et $-a$ ont le même carré, si bien qu’une question a jusqu’à huit formes ; rares sont les « inédites » dont aucune n’a été montrée. La dernière opération ne se ramène pas à une somme de deux termes séparés ; Power et ses coauteurs ne l’ont pas vue s’apprendre non plus. Le chapitre donne nos mesures ; comparez plusieurs graines avant de conclure.
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
# ### {{exercise difficulty=3 minutes=30}} Other operations
#
# Replace the operation: `modular.table(p=P.p, operation="a - b", …)`, then `"a * b"`, `"a² + b²"`, `"a³ + ab² + b"`. Before each trial, write down your prediction: will the network get over the plateau? Line up the embeddings of the product by logarithm, and look at their spectrum.
#
# <details>
# <summary>An answer</summary>
#
# A difference is a sum in which one term has changed its sign, a product a sum of logarithms: nothing prevents the same waves from serving, and `fourier.spectrum` shows them once the numbers are lined up. The sum of squares is often quicker still, and that should make you wary: $a$ and $-a$ have the same square, so a question has up to eight forms; few of the “new” ones have had none of them shown. The last operation cannot be reduced to a sum of two separate terms; Power et al. did not see it learnt either. The chapter gives our measurements; compare several seeds before you conclude.
#
# </details>
#
# ## Sources
#
# Power et al. (2022) for the discovery; Nanda et al. (2023) for the circuit and the restricted and excluded losses; Gromov (2023) for the network written by hand; Liu et al. (2023) for the role of the start and of the decay. Full references in the [chapter]({{chapter}}).
