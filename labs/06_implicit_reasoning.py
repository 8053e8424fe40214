# %% [markdown] lang="fr"
# # Atelier 6 · Raisonner sans l’écrire : un réseau combine-t-il deux faits dans ses seuls calculs ?
#
# {{colab}}
#
# **La question.** Vous avez appris deux faits séparément. Répondez d’un trait, sans rien noter, à une question qui demande les deux. Un réseau y parvient-il, et de quoi cela dépend-il ?
#
# | Image | Ce qu’elle prédit |
# |---|---|
# | le perroquet | juste aux questions d’entraînement, perdu devant toute question nouvelle, même sur des faits connus |
# | la carte | juste partout où les deux faits sont connus, car répondre, c’est les chercher puis les réunir |
#
# Calcul : une à trois minutes. Travail : {{minutes}} minutes, exercices compris ; les exercices facultatifs viennent en plus. Le [chapitre]({{chapter}}) raconte d’où vient l’expérience.
# %% [markdown] lang="en"
# # Lab 6 · Reasoning without writing it down: does a network combine two facts in its own computation?
#
# {{colab}}
#
# **The question.** You have learned two facts apart from each other. Answer in one breath, without a note, a question that takes both. Does a network manage, and what does that depend on?
#
# | Picture | What it predicts |
# |---|---|
# | the parrot | right about training questions, lost before any new question, even about facts it knows |
# | the map | right wherever the two facts are known, for to answer is to look them up and put them together |
#
# Computing: one to three minutes. Work: {{minutes}} minutes, exercises included; the optional exercises come on top. The [chapter]({{chapter}}) tells where the experiment comes from.
# %%
import labkit as lk

session = lk.start("fr", unit="06_implicit_reasoning")
# %% [markdown] lang="fr"
# Tous les réglages sont ici. Celui qui nous occupera le plus est `few`, un rapport entre le nombre des questions et celui des faits.
# %% [markdown] lang="en"
# All the settings are here. The one that will keep us busiest is `few`, a ratio between the number of questions and that of facts.
# %%
paper = dict(d_model=768, n_heads=12, batch=512, lr=1e-4, weight_decay=0.1)
P = lk.preset(
    smoke=dict(compared=dict(entities=20, exam=60), steps=6, every=2, some=40)
    | dict(composed=dict(entities=12, relations=8, exam=60), few=2.0, rounds=6),
    cpu=dict(compared=dict(entities=100), composed=dict(entities=40, relations=20))
    | dict(few=5.0, steps=800, every=50, some=1000, n_layers=2, recipe={})
    | dict(rounds=200, width=64),
    gpu=dict(compared=dict(entities=1000, attributes=20, values=20, ratio=12.6))
    | dict(composed=dict(entities=2000, relations=200, degree=20, outside=0.05))
    | dict(recipe=paper, steps=100_000, every=2000, n_layers=8)
    | dict(rounds=10_000, width=256),
)
# %% [markdown] lang="fr"
# ## 1. Deux tâches, une seule sorte de texte (15 min)
#
# Voici deux petits mondes. Dans le premier, des êtres ont un âge, une taille, un poids. Dans le second, chacun a une mère, un maître, un voisin. Les **faits** s’écrivent en trois mots : un être, ce que l’on en demande, et la réponse.
# %% [markdown] lang="en"
# ## 1. Two tasks, one kind of text (15 min)
#
# Here are two small worlds. In the first, beings have an age, a height, a weight. In the second, each has a mother, a teacher, a neighbour. **Facts** are written in three words: a being, what is asked about it, and the answer.
# %%
from labkit.implicit_reasoning import worlds

seed = session.seed
compared = worlds.comparison(**P.compared, seed=seed)
composed = worlds.composition(**P.composed, seed=seed)
for world in (compared, composed):
    print(worlds.readable(world, world.atoms[0]))
    print(worlds.readable(world, world.exams["training"][0]))
# %% [markdown] lang="fr"
# La deuxième et la quatrième ligne sont des **questions** : leur réponse découle de deux faits. Comparer, c’est chercher deux valeurs, et dire si la première est plus petite, égale ou plus grande. Composer, c’est chercher la mère de quelqu’un, puis le voisin de cette mère ; l’être du milieu, que la question ne nomme pas, s’appelle le **pont**.
#
# Pour le réseau, tout cela n’est que numéros. Un fait a trois jetons et une réponse, une question aussi.
# %% [markdown] lang="en"
# The second and the fourth line are **questions**: their answer follows from two facts. To compare is to look up two values, and to say whether the first is smaller, equal or greater. To compose is to look up somebody’s mother, then that mother’s neighbour; the being in the middle, whom the question does not name, is called the **bridge**.
#
# For the network all this is numbers. A fact has three tokens and an answer, and so has a question.
# %%
tiny = worlds.composition(entities=4, relations=3, outside=0.3, seed=3)
tiny.atoms[:4].tolist()
# out: [[0, 4, 7, 2], [0, 5, 7, 0], [0, 6, 7, 1], [1, 4, 7, 3]]
# %% [markdown] lang="fr"
# Quatre êtres (0 à 3), trois relations (4 à 6), et 7 pour le point d’interrogation : voici quatre des douze faits. Combien de questions peut-on en tirer ?
#
# ### {{exercise difficulty=1 minutes=5}} Compter les questions d’un monde
#
# `facts` est une liste de faits (tête, relation, arrivée) ; certains peuvent manquer. Rendez le nombre de questions à deux pas, puis ce nombre divisé par celui des faits : le rapport φ.
# %% [markdown] lang="en"
# Four beings (0 to 3), three relations (4 to 6), and 7 for the question mark: these are four of the twelve facts. How many questions can be drawn from them?
#
# ### {{exercise difficulty=1 minutes=5}} Counting the questions of a world
#
# `facts` is a list of facts (head, relation, tail); some may be missing. Return the number of questions of two steps, then that number divided by the number of facts: the ratio φ.
# %%
from labkit.implicit_reasoning import checks as check


def count_paths(facts):
    ### BEGIN SOLUTION
    paths = sum(first[2] == second[0] for first in facts for second in facts)
    return paths, paths / len(facts)
    ### END SOLUTION


check.count_paths(count_paths)
# %% [markdown] lang="fr"
# Autant de questions pour chaque fait qu’il y a de relations. Nos mondes en montrent au réseau une partie : les **questions d’entraînement**. Et ils mettent un fait sur cinq **à l’écart** : il est montré comme les autres, mais ne sert à aucune question d’entraînement. D’où trois examens.
# %% [markdown] lang="en"
# As many questions for each fact as there are relations. Our worlds show the network some of them: the **training questions**. And they keep one fact in five **apart**: it is shown like the others, but serves no training question. Hence three exams.
# %%
{exam: len(rows) for exam, rows in tiny.exams.items()}
# out: {'training': 16, 'familiar': 2, 'outside': 5}
# %%
for world in (compared, composed):
    print(world.task, len(world.atoms), {k: len(v) for k, v in world.exams.items()})


# %% [markdown] lang="fr"
# `training` : les questions d’entraînement elles-mêmes. `familiar` : des questions nouvelles, sur des faits qui ont servi à d’autres questions. `outside` : des questions nouvelles dont les deux faits sont à l’écart.
#
# ### {{exercise difficulty=2 minutes=5}} Une coupe sans fuite
#
# `questions` est une liste de couples de faits, `outside` l’ensemble des faits à l’écart. Rendez les questions permises à l’entraînement, puis celles de l’examen à l’écart.
# %% [markdown] lang="en"
# `training`: the training questions themselves. `familiar`: new questions, about facts that served other questions. `outside`: new questions whose two facts are both kept apart.
#
# ### {{exercise difficulty=2 minutes=5}} A split without a leak
#
# `questions` is a list of pairs of facts, `outside` the set of facts kept apart. Return the questions that training may show, then those of the exam about facts kept apart.
# %%
def split(questions, outside):
    ### BEGIN SOLUTION
    training = [q for q in questions if not set(q) & outside]
    return training, [q for q in questions if set(q) <= outside]
    ### END SOLUTION


check.split(split)
# %% [markdown] lang="fr"
# Notre petit monde dit de quels faits chaque question découle : les voici pour la première question de l’examen à l’écart, puis la question.
# %% [markdown] lang="en"
# Our little world says which facts each question follows from: here they are for the first question of the exam about facts kept apart, then the question.
# %%
first = tiny.facts["outside"][0]
tiny.atoms[first].tolist(), tiny.exams["outside"][0].tolist()
# out: ([[2, 5, 7, 1], [1, 6, 7, 0]], [2, 5, 6, 0])
# %% [markdown] lang="fr"
# Les questions mixtes, un fait familier et un fait à l’écart, ne vont ni d’un côté ni de l’autre. Nous en aurons besoin plus tard.
#
# ## 2. Pronostic, puis mesure (10 min)
#
# ### {{exercise difficulty=1 minutes=5}} Remplir les trois cases d’avance
#
# Dites quels examens réussit un lecteur qui a retenu tous les textes de l’entraînement et n’en tire rien (`memoriser`), et lesquels, un lecteur qui cherche les deux faits, puis les réunit (`reasoner`). Dans l’ordre : entraînement, faits familiers, faits à l’écart.
# %% [markdown] lang="en"
# Mixed questions, one fact familiar and one kept apart, go to neither side. We shall need them later.
#
# ## 2. Forecast, then measurement (10 min)
#
# ### {{exercise difficulty=1 minutes=5}} Fill the three cells beforehand
#
# Say which exams are passed by one who has kept all the texts of training and draws nothing from them (`memoriser`), and by one who looks up the two facts, then puts them together (`reasoner`). In this order: training, familiar facts, facts kept apart.
# %%
### BEGIN SOLUTION
memoriser, reasoner = [True, False, False], [True, True, True]
### END SOLUTION

check.forecast(memoriser, reasoner)
# %% [markdown] lang="fr"
# Le réseau est le transformeur de l’atelier 1, en deux couches. La recette est presque la même pour les deux tâches : mille textes à chaque pas, dont trois dixièmes de faits, et une forte décroissance des poids, comme à l’atelier 5 (3 pour la comparaison, 2 pour la composition, que 3 ralentit). Un troisième réseau apprend la composition des **mêmes faits** avec bien moins de questions ; nous y reviendrons.
#
# **Pronostic.** Quelle ligne pour la comparaison ? Pour la composition ? Écrivez-le avant de lancer la cellule.
# %% [markdown] lang="en"
# The network is the transformer of lab 1, with two blocks. The recipe is nearly the same for both tasks: a thousand texts at each step, three tenths of them facts, and a strong weight decay, as in lab 5 (3 for comparison, 2 for composition, which 3 slows down). A third network learns to compose the **same facts** with far fewer questions; we shall come back to it.
#
# **Predict first.** Which row for comparison? Which for composition? Write it down before you run the cell.
# %%
import time

from labkit.implicit_reasoning import network

few = worlds.composition(**P.composed, ratio=P.few, seed=seed)
learners = dict(comparison=compared, composition=composed, few=few)
started = time.perf_counter()
options = dict(steps=P.steps, every=P.every, n_layers=P.n_layers, **P.recipe)
options |= dict(seed=seed, device=session.device)
models, curves = network.trained(learners, **options)
train_seconds = time.perf_counter() - started
# %%
from labkit.implicit_reasoning import figures

tasks = dict(comparison=compared, composition=composed)
chance = {task: 1 / world.answers for task, world in tasks.items()}
figures.curves(curves, chance)
# %% [markdown] lang="fr"
# À gauche, la courbe orange monte : deux êtres dont aucun n’a jamais été comparé à personne, le réseau les compare, et se trompe rarement. À droite, elle reste à terre, au niveau du hasard (le pointillé), jusqu’au bout. Entre les deux, la bleue : des faits familiers, réunis d’une façon nouvelle, et le réseau y vient dans les deux tâches.
#
# Ni le perroquet ni la carte, donc. La composition a réussi la deuxième épreuve, qui élimine le perroquet, et manqué la troisième, qui élimine la carte.
#
# ## 3. De bons adversaires (15 min)
#
# Le hasard est un adversaire trop facile. En voici d’autres, qui n’apprennent rien et lisent les mêmes textes. L’un **retient tout**. Un autre donne toujours la réponse **la plus fréquente**. Le **voisin** répond comme la question d’entraînement qui partage le plus de mots avec celle-ci. L’**association** ne regarde que le premier et le dernier mot. Le **classement** n’existe que pour la comparaison.
#
# ### {{exercise difficulty=2 minutes=10}} Un classement par les victoires
#
# `comparisons` est une liste de triplets (gauche, droite, signe) : le signe vaut −1, 0 ou 1 si l’être de gauche est plus petit, égal ou plus grand. Rendez un nombre pour chacun des `count` êtres : la moyenne de ses comparaisons, vues de son côté ; 0 pour qui n’a pas été comparé.
# %% [markdown] lang="en"
# On the left the orange curve rises: two beings neither of which was ever compared with anybody, and the network compares them, seldom wrongly. On the right it stays on the ground, at the level of chance (dotted), to the end. In between is the blue one: familiar facts put together in a new way, and the network gets there in both tasks.
#
# So it is neither the parrot nor the map. Composition has passed the second test, which rules out the parrot, and failed the third, which rules out the map.
#
# ## 3. Good opponents (15 min)
#
# Chance is too easy an opponent. Here are others, which learn nothing and read the same texts. One **keeps everything**. Another always gives the **most frequent** answer. The **neighbour** answers as the training question that shares the most words with this one. The **association** looks at the first and the last word alone. The **ranking** exists for comparison only.
#
# ### {{exercise difficulty=2 minutes=10}} Ranking by wins
#
# `comparisons` is a list of triples (left, right, sign): the sign is −1, 0 or 1 as the left one is smaller, equal or greater. Return a score for each of the `count` beings: the mean of its comparisons, seen from its side; 0 for who was never compared.
# %%
import numpy as np


def ranking(comparisons, count):
    ### BEGIN SOLUTION
    total, seen = np.zeros(count), np.zeros(count)
    for left, right, sign in comparisons:
        total[left] += sign
        total[right] -= sign
        seen[[left, right]] += 1
    return total / np.maximum(seen, 1)
    ### END SOLUTION


check.ranking(ranking)
# %%
from labkit.implicit_reasoning import readers

opponents = {task: readers.opponents(world) for task, world in tasks.items()}
figures.opponents(opponents, curves)
# %% [markdown] lang="fr"
# Le classement réussit presque l’examen des faits familiers : pour comparer des êtres déjà comparés, nul besoin de connaître leur taille. Voilà pourquoi cet examen-là ne prouve rien. Devant des êtres jamais comparés, il n’a pas de nombre à leur donner, et il tombe sous la réponse la plus fréquente ; le réseau, lui, a bien dû passer par les valeurs.
#
# La dernière ligne est un programme de dix lignes, à qui nous avons **dit** ce qui lie les deux sortes de textes : il cherche les deux faits et les réunit. Il bat le réseau partout. Ce que nous mesurons n’est pas ce que la machine peut calculer, mais ce qu’elle a trouvé seule.
# %% [markdown] lang="en"
# The ranking nearly passes the exam on familiar facts: to compare beings that have been compared before, one need not know their height. That is why this exam proves nothing. Before beings that were never compared it has no score to give, and falls below the most frequent answer; the network must have gone by way of the values.
#
# The last row is a program of ten lines which we **told** what the two kinds of text have to do with each other: it looks up the two facts and puts them together. It beats the network everywhere. What we measure is not what a machine can compute, but what this one has found by itself.
# %%
figures.opponents(opponents, curves, task="composition")
# %% [markdown] lang="fr"
# Ici aucun raccourci ne mène loin : ni le voisin, ni l’association de la tête et de la dernière relation. Les faits familiers demandaient de passer par le pont.
#
# ## 4. Le bouton : le rapport φ (5 min)
#
# Dans le premier exercice, φ comptait les questions pour un fait. Voici les deux réseaux de composition, mêmes faits, mêmes pas, même recette : à droite, celui que vous connaissez ; à gauche, celui qui a vu moins de questions par fait.
# %% [markdown] lang="en"
# Here no short cut leads far: neither the neighbour, nor the association of the head with the last relation. Familiar facts took a way across the bridge.
#
# ## 4. The dial: the ratio φ (5 min)
#
# In the exercise above, φ counted the questions for a fact. Here are the two networks of composition, with the same facts, the same steps, the same recipe: on the right the one you know, on the left the one that has seen fewer questions for each fact.
# %%
ratio = {name: world.ratio for name, world in learners.items()}
figures.dial(curves, ratio, chance)
# %% [markdown] lang="fr"
# À gauche, tout est su par cœur, et les faits familiers attendent : avec peu de questions, les retenir une à une coûte moins que de trouver le chemin. C’est le plateau du grokking de l’atelier 5, où l’attente se réglait par la part de la table montrée. Finira-t-il ? Nos quelques centaines de pas ne le disent pas ; le chapitre prolonge l’entraînement. À l’écart, en revanche, les deux réseaux se valent : le rapport décide **quand** le réseau compose ce qui lui est familier, et non **s’il** compose le reste.
#
# ## 5. Pourquoi ? Ouvrir le réseau (15 min)
#
# Deux recherches à faire. Dans une comparaison, aucune n’attend l’autre. Dans une composition, la seconde ne peut commencer que lorsque la première a donné le pont.
# %% [markdown] lang="en"
# On the left everything is known by heart, and familiar facts wait: with few questions, keeping them one by one costs less than finding the way. It is the plateau of grokking of lab 5, where the share of the table shown set the wait. Will it end? Our few hundred steps do not tell; the chapter trains on. Apart, however, both networks are alike: the ratio decides **when** the network composes what is familiar to it, and not **whether** it composes the rest.
#
# ## 5. Why? Opening the network (15 min)
#
# There are two look-ups to make. In a comparison neither waits for the other. In a composition the second can begin only when the first has given the bridge.
# %%
figures.storeys()


# %% [markdown] lang="fr"
# C’est une hypothèse, celle de Wang et de ses coauteurs. Cherchons d’abord la réponse du premier fait. À la deuxième position, le réseau a lu un être et ce que l’on en demande : la valeur, ou le pont, devrait s’y trouver après la première couche.
#
# ### {{exercise difficulty=2 minutes=10}} Lire par la moyenne la plus proche
#
# `states` est un tableau (état, coordonnée), `labels` donne l’étiquette de chacun, `new` est un tableau d’états à lire. Rendez, pour chacun, l’étiquette dont la moyenne des états est la plus proche.
# %% [markdown] lang="en"
# This is a hypothesis, that of Wang and co-authors. Let us first look for the answer of the first fact. At the second position the network has read a being and what is asked about it: the value, or the bridge, should be there after the first block.
#
# ### {{exercise difficulty=2 minutes=10}} Reading by the nearest mean
#
# `states` is an array (state, coordinate), `labels` gives the label of each, `new` is an array of states to be read. Return, for each of them, the label whose mean state is nearest.
# %%
def nearest_mean(states, labels, new):
    ### BEGIN SOLUTION
    kinds = np.unique(labels)
    means = np.array([states[labels == kind].mean(0) for kind in kinds])
    distances = ((new[:, None] - means) ** 2).sum(-1)
    return kinds[distances.argmin(1)]
    ### END SOLUTION


check.nearest_mean(nearest_mean)
# %% [markdown] lang="fr"
# Les moyennes se prennent sur les faits familiers (chaque fait étant ôté de la sienne), et l’on lit les faits familiers comme les faits à l’écart. La dernière colonne est la **lentille** : la couche de sortie, appliquée à cet endroit comme si c’était la fin.
# %% [markdown] lang="en"
# The means are taken over familiar facts (each fact being left out of its own), and both kinds are read. The last column is the **lens**: the output layer, applied there as if it were the end.
# %%
from labkit.implicit_reasoning import inside

read, lens = {}, {}
for task, world in tasks.items():
    pair = models[task], world
    right = [inside.read(*pair, block) for block in range(P.n_layers)]
    read[task] = [inside.shares(found, world) for found in right]
    told = [inside.lens(*pair, block) for block in range(P.n_layers)]
    answers = world.atoms[:, 3]
    lens[task] = [inside.shares(found == answers, world) for found in told]
figures.read(read, lens)
# %% [markdown] lang="fr"
# La valeur d’un être se lit à la deuxième position, qu’il soit familier ou à l’écart. Le pont s’y lit aussi, plus ou moins bien selon la graine, mais pour les faits familiers seulement : à l’écart, presque rien. Pourtant le réseau **sait** les faits à l’écart : interrogé sur l’un d’eux, il répond juste. C’est donc qu’il les a rangés ailleurs, et ne les sort qu’à la dernière position. La lentille voit moins que la moyenne : ce qui se trouve là n’est pas encore écrit dans la langue des réponses.
#
# Lire n’est pas prouver. **Échangeons.** À la deuxième position, remplaçons l’état par celui d’un autre début de question, de même contenu (même valeur, même pont), puis d’un contenu différent.
# %% [markdown] lang="en"
# The value of a being is read at the second position, whether the being is familiar or kept apart. The bridge is read there too, more or less well according to the seed, but only for familiar facts: of those kept apart, hardly any. Yet the network **knows** the facts kept apart: asked about one of them, it answers rightly. So it has put them elsewhere, and brings them out at the last position alone. The lens sees less than the mean: what stands there is not yet written in the language of answers.
#
# Reading is no proof. Let us **swap**. At the second position, let us replace the state by that of another beginning of a question with the same content (same value, same bridge), then with another content.
# %%
half = P.n_layers // 2 - 1
swapped = {
    task: inside.swapped(models[task], world, count=P.some, block=half, seed=seed)
    for task, world in tasks.items()
}
figures.swapped(swapped)
# %% [markdown] lang="fr"
# Dans la comparaison, même valeur : rien ne change ; autre valeur : la réponse suit. Dans la composition, même pont : la plupart des réponses restent ; autre pont : la moitié au moins des réponses suivent, et presque aucune ne reste. Voilà donc ce que le réseau emploie : la valeur dans l’une, le pont dans l’autre, mêlé dans certains réseaux à d’autres traces du chemin.
#
# Où la composition échoue-t-elle, au premier fait ou au second ? Reprenons les questions mixtes. La seconde colonne prête à chaque question le pont d’un début familier, qui mène au même être.
# %% [markdown] lang="en"
# In comparison, same value: nothing changes; another value: the answer follows. In composition, same bridge: most answers stay; another bridge: half of the answers or more follow, and hardly any stays. So this is what the network uses: the value in one task, the bridge in the other, in some networks mixed with other traces of the way.
#
# Where does composition fail, at the first fact or at the second? Let us take up the mixed questions. The second column lends each question the bridge of a familiar beginning that leads to the same being.
# %%
crossed, rescued = {}, {}
for task, world in tasks.items():
    kinds = inside.crossed(world, count=P.some, seed=seed)
    crossed[task] = {
        kind: network.accuracy(models[task], part.exams["outside"])
        for kind, part in kinds.items()
    }
for kind, part in kinds.items():
    lent = inside.swapped(models[task], part, exam="outside", block=half, seed=seed)
    rescued[kind] = lent["same"]
figures.crossed(crossed, rescued)


# %% [markdown] lang="fr"
# Lisez les deux lignes du milieu. **À l’écart puis familier** : le réseau seul échoue le plus souvent, mais prêtez-lui le pont, et il répond dès lors à peu près comme si le premier fait était familier (première ligne, même colonne). Ce qui manquait était le pont. **Familier puis à l’écart** : le pont est là, le réseau le manie, et la réponse ne vient pas. Le second fait se trouve dans le réseau, qui le récite quand on le lui demande ; il ne se trouve pas à l’étage où le second pas en aurait besoin. Rien, à l’entraînement, ne l’obligeait à l’y ranger.
#
# La comparaison n’a qu’un étage de recherche, et les faits y sont tous.
#
# ## 6. Un remède : écrire le pas (10 min)
#
# Un tel réseau doit-il changer, ou suffit-il de lui parler autrement ?
#
# ### {{exercise difficulty=1 minutes=5}} En deux questions
#
# `ask(h, r)` pose au réseau une question sur un seul fait, et rend sa réponse. Répondez à la question (h, r1, r2) en deux appels.
# %% [markdown] lang="en"
# Read the two rows in the middle. **Apart then familiar**: alone, the network mostly fails, but lend it the bridge, and it answers about as well as if the first fact were familiar (first row, same column). What was missing was the bridge. **Familiar then apart**: the bridge is there, the network handles it, and the answer does not come. The second fact is in the network, since it answers when asked about it; it is not on the storey where the second step would need it. Nothing in training forced the network to put it there.
#
# Comparison has one storey of look-ups, and there all facts are.
#
# ## 6. A cure: writing the step (10 min)
#
# Must such a network change, or is it enough to speak to it differently?
#
# ### {{exercise difficulty=1 minutes=5}} In two questions
#
# `ask(h, r)` puts to the network a question about a single fact, and returns its answer. Answer the question (h, r1, r2) in two calls.
# %%
def written(ask, h, r1, r2):
    ### BEGIN SOLUTION
    bridge = ask(h, r1)
    return ask(bridge, r2)
    ### END SOLUTION


check.written(written)
# %% [markdown] lang="fr"
# Le même réseau, les mêmes trois examens. Aucun poids ne change : il répond à deux questions au lieu d’une, et relit sa première réponse.
# %% [markdown] lang="en"
# The same network, the same three exams. No weight changes: it answers two questions instead of one, and reads its first answer again.
# %%
steps_written = {
    exam: network.written(models["composition"], composed, rows)
    for exam, rows in composed.exams.items()
}
product = {
    exam: network.product(models["composition"], composed, exam)
    for exam in composed.exams
}
figures.written(curves, steps_written, product)


# %% [markdown] lang="fr"
# La dernière ligne est ce que donneraient deux recherches indépendantes : la part des premiers faits sus, multipliée par celle des seconds. Ce qui manque pour l’atteindre est l’**écart de composition**.
#
# Les mêmes faits à l’écart, le même réseau, et l’examen est réussi. Le pont est sorti par la bouche et rentré par les yeux : la seconde recherche n’est plus qu’un fait demandé seul, comme à l’entraînement. C’est la **chaîne de pensée**, réduite à un mot. Notez ce que ce résultat ne dit pas : c’est nous qui avons coupé la question en deux.
#
# ### Deux fois le même étage
#
# Un réseau peut-il en faire autant dans ses propres calculs ? Faisons-le passer **deux fois** sur la question. Au premier tour, un bloc. Les faits se demandent ici dès leur deuxième mot, *(être, relation)* : le pont d’une question qui commence ainsi s’y trouve donc. On prend alors le mot que le réseau allait dire, ou plutôt la moyenne de tous les mots, pondérée par leurs probabilités ; on le met en tête, et la dernière relation derrière lui. Puis vient le second tour, par un **autre** bloc ou par le **même**.
#
# **Pronostic.** Les deux réseaux apprennent les mêmes ponts. Lequel répondra sur les faits à l’écart ?
# %% [markdown] lang="en"
# The last row is what two independent look-ups would give: the share of first facts known, times that of second facts. What is missing below it is the **compositionality gap**.
#
# The same facts kept apart, the same network, and the exam is passed. The bridge went out by the mouth and came back in by the eyes: the second look-up is now a fact asked alone, as in training. This is the **chain of thought**, cut down to one word. Note what this result does not say: it was we who cut the question in two.
#
# ### The same storey twice
#
# Can a network do as much in its own computation? Let us send it over the question **twice**. In the first round, one block. Facts are asked here at their second word already, *(being, relation)*: the bridge of a question that begins so is then there. We take the word that the network was about to say, or rather the mean of all words, weighted by their probabilities; we put it first, and the last relation behind it. Then comes the second round, through **another** block or through **the same** one.
#
# **Predict first.** Both networks learn the same bridges. Which of them will answer about facts kept apart?
# %%
from labkit.implicit_reasoning import rounds

paths = ["other_spoken", "same_spoken"]
options = dict(steps=P.rounds, d_model=P.width, seed=seed, device=session.device)
twice = rounds.trained(composed, paths, **options)
figures.twice(twice, chance)
# %% [markdown] lang="fr"
# Mêmes questions, mêmes ponts, mêmes mots ; seul change le bloc du second tour. Un autre bloc a ses propres tiroirs, et les faits à l’écart n’y sont pas. Le même bloc les a appris au premier tour, et les rouvre. Voilà la prédiction des deux étages, éprouvée en changeant le seul second bloc.
#
# L’avocat adverse demande la parole : un réseau qui repasse par le même bloc, et qui lit un mot entre les deux, n’est-ce pas nous qui l’avons fait composer ? Retirons-lui toutes les questions : qu’il n’apprenne que les faits (`atomic=1.0`).
# %% [markdown] lang="en"
# The same questions, bridges and words; only the block of the second round differs. Another block has drawers of its own, and the facts kept apart are not in them. The same block learned them in the first round, and opens them again. This is what the two storeys foretold, put to the test by changing the second block alone.
#
# Counsel for the other side asks for the floor: a network that goes back through the same block, and reads a word in between, is it not we who made it compose? Take all questions away from it: let it learn the facts alone (`atomic=1.0`).
# %%
alone = rounds.trained(composed, paths[1:], atomic=1.0, every=P.rounds, **options)
lk.percent(alone["same_spoken"]["outside"][1][-1])


# %% [markdown] lang="fr"
# Sans avoir vu une seule question, il répond à une bonne partie d’entre elles. L’avocat a donc raison pour moitié : la construction fait une part du chemin, et les questions lui apprennent le reste, peut-être à négliger le premier mot. Ici encore, c’est nous qui avons coupé la question.
#
# Faut-il vraiment un mot ? Notre expérience témoin (`06_rounds` ; le chapitre en montre les courbes) laisse aussi passer l’état tel quel : le même bloc en tire déjà beaucoup, deux blocs parcourus deux fois presque tout ; mais si les faits se demandent avec un « ? » au bout, comme plus haut, le partage seul n’a rien donné en 2 000 pas.
#
# Un autre remède est dans les données. Un fait est « familier » parce que des questions s’en servent, comme premier fait et comme second.
#
# ### {{exercise difficulty=3 minutes=10 optional}} Des données qui couvrent tout
#
# `tail[h, r]` donne l’arrivée de chaque fait ; ici, chaque relation mène à chaque être une fois et une seule. Rendez une courte liste de questions d’entraînement (h, r1, r2), deux au plus par fait, où chaque fait sert au moins une fois de premier fait et au moins une fois de second.
# %% [markdown] lang="en"
# Without having seen a single question, it answers a good part of them. So counsel is half right: the construction goes a part of the way, and questions teach the rest, perhaps to overlook the first word. Here too it was we who cut the question.
#
# Does it take a word? Our control (`06_rounds`; the chapter shows its curves) also lets the state pass as it is: the same block already gets much out of it, two blocks gone through twice nearly everything; but if facts are asked with a “?” at the end, as above, sharing alone gave nothing in 2,000 steps.
#
# Another cure is in the data. A fact is “familiar” because questions use it, as a first fact and as a second.
#
# ### {{exercise difficulty=3 minutes=10 optional}} Data that cover everything
#
# `tail[h, r]` gives the tail of each fact; here each relation leads to each being once and once only. Return a short list of training questions (h, r1, r2), at most two for each fact, in which each fact serves at least once as a first fact and at least once as a second.
# %%
def cover(tail):
    ### BEGIN SOLUTION
    entities, relations = tail.shape
    return [(h, r, r) for h in range(entities) for r in range(relations)]
    ### END SOLUTION


check.cover(cover)
# %% [markdown] lang="fr"
# Autant de questions que de faits suffisent à n’en laisser aucun à l’écart. Mais une question par fait, c’est un φ de 1 : rien n’oblige alors à trouver le chemin plutôt qu’à retenir les réponses. Couvrir ne dispense pas d’un rapport élevé. Nous l’avons essayé (expérience témoin `06_cures`) : cinq questions de plus pour chaque fait à l’écart, et l’examen de ces faits quitte nettement le hasard, sans être réussi. Quatre couches ne l’en éloignent pas en autant de pas.
#
# ## 7. À vous de tourner les boutons (5 min)
#
# Choisissez un réseau et un moment de son entraînement. À quel moment sait-il les faits ? Les questions d’entraînement ? Que manque-t-il ensuite, et pour combien de temps ?
# %% [markdown] lang="en"
# As many questions as there are facts are enough to keep none of them apart. But one question a fact is a φ of 1: nothing then forces a network to find the way rather than keep the answers. Covering does not do without a high ratio. We tried it (control `06_cures`): with five more questions for each fact kept apart, the exam on these facts leaves chance clearly, without being passed. Four blocks do not take it away from chance in as many steps.
#
# ## 7. Your turn at the dials (5 min)
#
# Choose a network and a moment of its training. When does it know the facts? The training questions? What is missing then, and for how long?
# %%
figures.explorer(curves, ratio, chance)
# %% [markdown] lang="fr"
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# ## 8. What we have measured
# %%
measured = dict(curves=curves, ratio=ratio, chance=chance, opponents=opponents)
measured |= dict(read=read, lens=lens, swapped=swapped)
measured |= dict(twice=twice, alone=alone)
measured |= dict(
    crossed=crossed, rescued=rescued, written=steps_written, product=product
)
parameters = sum(w.numel() for w in models["composition"].parameters())
lk.record(**measured, parameters=parameters, train_seconds=train_seconds)
# %% [markdown] lang="fr"
# ## 9. Ce que cet atelier ne montre pas
#
# - **Qu’un transformeur ne puisse pas composer.** Celui-ci compose tous les faits qui ont servi à des questions, et tous les faits si le pont est écrit. Il n’échoue que dans une case du tableau.
# - **Qu’il raisonne.** Il réussit des examens dont la règle tient en dix lignes, et dont nous avons choisi les faits.
# - **Que la recette soit indifférente.** Nous avons choisi par essais, pour chaque tâche, la décroissance des poids (`network.DECAY`) et le nombre de vecteurs d’un jeton (`network.TIED`). Divisez la première par dix et relancez : jusqu’où va chaque courbe ?
# - **Que tout se lise à la deuxième position.** La moyenne la plus proche n’y trouve pas tous les ponts familiers, et dans certains réseaux une bonne moitié seulement ; l’échange n’emporte pas la réponse à chaque fois. Une partie du chemin passe ailleurs.
# - **Qu’un grand modèle se comporte ainsi.** Il a lu chaque fait sous cent formes, à côté de mille autres. Le chapitre rapporte ce que l’on en sait.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=30 optional}} Votre propre tâche
#
# Écrivez une troisième tâche sur les faits du premier monde : « ont-ils la même valeur ? », ou « les deux valeurs dépassent-elles 5 ? ». Il suffit de changer la dernière colonne de `compared.exams`. Avant d’entraîner, prédisez les trois examens, et donnez votre raison : les deux recherches s’attendent-elles l’une l’autre ? Donnez aussi la réponse la plus fréquente : « différente » est juste neuf fois sur dix.
#
# <details>
# <summary>Une réponse</summary>
#
# Les deux recherches se font côte à côte, comme dans la comparaison : l’hypothèse de la section 5 prédit donc que la réussite s’étend aux êtres à l’écart. Comptez à part les « oui » et les « non ». Nos mesures (`06_tasks`, et l’exercice 3 du chapitre) lui donnent raison pour l’une des deux tâches, et à moitié pour l’autre. Laquelle, d’après vous ?
#
# </details>
#
# **Et un vrai modèle ?** `python labs/controls/06_real.py` pose à SmolLM2-135M des questions à deux pas, d’un trait, puis le pays étant écrit. Sans le modèle, rien n’est mesuré. Le chapitre donne nos résultats.
#
# ## Sources
#
# Wang et al. (2024) pour les deux tâches, le rapport φ et l’explication par les étages ; Yang et al. (2024) et Balesni et al. (2024) pour les grands modèles ; Press et al. (2023) pour l’écart de composition. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 9. What this lab does not show
#
# - **That a transformer cannot compose.** This one composes all facts that served questions, and all facts if the bridge is written. What it misses is one cell of the table.
# - **That it reasons.** It passes exams whose rule takes ten lines, and whose facts we chose.
# - **That the recipe makes no difference.** We chose by trial, for each task, the weight decay (`network.DECAY`) and how many vectors a token has (`network.TIED`). Divide the former by ten and train again: how far does each curve get?
# - **That all can be read at the second position.** The nearest mean does not find all familiar bridges there, and in some networks a good half only; the swap does not carry the answer along every time. A part of the way goes elsewhere.
# - **That a large model behaves like this.** It has read each fact in a hundred forms, beside a thousand others. The chapter reports what is known about that.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=30 optional}} A task of your own
#
# Write a third task on the facts of the first world: “have they the same value?”, or “are both values above 5?”. All it takes is another last column of `compared.exams`. Before you train, predict the three exams and give your reason: does one look-up wait for the other? Give the most frequent answer too: “different” is right nine times in ten.
#
# <details>
# <summary>An answer</summary>
#
# The two look-ups are made side by side, as in comparison: so the hypothesis of section 5 predicts that these tasks reach beings kept apart. Count “yes” and “no” cases apart. Our measurements (`06_tasks`, and exercise 3 of the chapter) bear it out for one of the two tasks, and by half for the other. Which, do you think?
#
# </details>
#
# **And a real model?** `python labs/controls/06_real.py` asks SmolLM2-135M questions of two steps, in one go, then with the country written. Without the model nothing is measured. The chapter gives our results.
#
# ## Sources
#
# Wang et al. (2024) for the two tasks, the ratio φ and the explanation by storeys; Yang et al. (2024) and Balesni et al. (2024) for large models; Press et al. (2023) for the compositionality gap. Full references in the [chapter]({{chapter}}).
