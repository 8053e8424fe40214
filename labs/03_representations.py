# %% [markdown] lang="fr"
# # Atelier 3 · Des cartes dans la machine
#
# {{colab}}
#
# **La question.** On vous dicte des milliers de distances, « de Paris à Kinshasa, 6 000 km », sans jamais montrer de carte ni donner de coordonnées. Sauriez-vous dessiner le monde ? Et une machine qui ne fait que prédire le mot suivant ?
#
# | Image | Ce qu’elle prédit pour deux villes jamais rapprochées |
# |---|---|
# | le perroquet, qui retient ce qu’il a entendu | une distance moyenne, au jugé |
# | la carte, qui place chaque ville | la bonne distance, et d’autres réponses encore |
#
# Calcul : une minute environ sur un processeur ordinaire. Travail : {{minutes}} minutes, exercices compris, pour les sections 1 à 5 ; les sections 6 et 7, et les exercices facultatifs, vont plus loin. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 3 · Maps in the machine
#
# {{colab}}
#
# **The question.** Someone reads out thousands of distances to you, “Paris to Kinshasa, 6,000 km”, never showing a map or giving a coordinate. Could you draw the world? And could a machine that only predicts the next word?
#
# | Picture | What it predicts for two cities never mentioned together |
# |---|---|
# | the parrot, which remembers what it has heard | an average distance, a rough guess |
# | the map, which gives each city its place | the right distance, and other answers besides |
#
# Computing: about a minute on an ordinary processor. Work: {{minutes}} minutes, exercises included, for sections 1 to 5; sections 6 and 7, and the exercises marked optional, go further. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="03_representations")

# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages de l’atelier.
# %% [markdown] lang="en"
# The next cell holds all the settings of the lab.
# %%
P = lk.preset(
    smoke=dict(cities=44, steps=24, batch=32, after=4)
    | dict(games=300, game_steps=10, llm_cities=12),
    cpu=dict(cities=208, d_model=40, wide=384, steps=800, batch=320, after=200)
    | dict(games=6000, game_steps=350, llm=None, llm_cities=300),
    gpu=dict(cities=1000, d_model=128, steps=6000, batch=1024, after=400)
    | dict(games=60_000, game_steps=3000)
    | dict(llm="HuggingFaceTB/SmolLM2-1.7B", llm_cities=1000),
)

# %% [markdown] lang="fr"
# ## 1. Rien que des distances (15 min)
#
# Voici de vraies villes : les plus grandes du monde, quatre par pays au plus. Chacune est **un jeton**, un numéro sans rapport avec sa place. Huit d’entre elles, que nous appellerons *cachées*, auront un régime à part ; nous y viendrons à la section 5, où servira aussi leur second jeton, « Paris bis ».
# %% [markdown] lang="en"
# ## 1. Nothing but distances (15 min)
#
# These are real cities: the largest in the world, at most four per country. Each is **one token**, a number that says nothing about its place. Eight of them, which we shall call *hidden*, get a special diet; we shall come to it in section 5, where their second token, “Paris bis”, will also serve.
# %%
from labkit.representations import cities

world = cities.World(cities.largest(P.cities, also=cities.HIDDEN), hidden=8)
print(", ".join(world.cities[i].name for i in world.known[:6]))
# out: Shanghai, Beijing, Shenzhen, Guangzhou, Istanbul, Ho Chi Minh City
# %% [markdown] lang="fr"
# La Terre est ronde : entre deux villes, le plus court chemin est un arc de cercle. Une place sur le globe est un vecteur de longueur 1 à trois coordonnées $(x, y, z)$, où $z$ vaut 1 au pôle Nord, 0 à l’équateur, −1 au pôle Sud.
# %% [markdown] lang="en"
# The Earth is round: between two cities, the shortest way is an arc of a circle. A place on the globe is a vector of length 1 with three coordinates $(x, y, z)$, where $z$ is 1 at the North Pole, 0 on the equator, −1 at the South Pole.
# %%
print(world.positions[:3].round(2))
# out: [[ 0.66  0.03  0.75]
# out:  [ 0.96  0.26 -0.08]
# out:  [-0.62  0.53  0.58]]

# %% [markdown] lang="fr"
# Une ligne par ville : Paris, Kinshasa, Tokyo. Kinshasa est tout près de l’équateur, un peu au sud ; Tokyo se trouve de l’autre côté du globe, son $x$ est négatif.
#
# ### {{exercise difficulty=1 minutes=8}} La longueur d’un arc
#
# Deux places sont données par leurs vecteurs `u` et `v`, de longueur 1. Donnez leur distance à la surface de la Terre, en kilomètres. Le rayon est `cities.EARTH_RADIUS` ; le produit scalaire `u @ v` est le cosinus de l’angle entre les deux.
# %% [markdown] lang="en"
# One row per city: Paris, Kinshasa, Tokyo. Kinshasa is right by the equator, a little south; Tokyo is on the other side of the globe, its $x$ is negative.
#
# ### {{exercise difficulty=1 minutes=8}} The length of an arc
#
# Two places are given by their vectors `u` and `v`, of length 1. Give their distance on the surface of the Earth, in kilometres. The radius is `cities.EARTH_RADIUS`; the dot product `u @ v` is the cosine of the angle between the two.
# %%
import numpy as np

from labkit.representations import checks as check


def arc(u, v):
    ### BEGIN SOLUTION
    return cities.EARTH_RADIUS * np.arccos(np.clip(u @ v, -1, 1))
    ### END SOLUTION


check.arc(arc)

# %% [markdown] lang="fr"
# Une phrase du corpus a trois jetons : une ville, une autre, leur distance, en classes de 400 km.
# %% [markdown] lang="en"
# A sentence of the corpus has three tokens: one city, another, their distance, in classes of 400 km.
# %%
print(world.classes, world.middles[:4].tolist())
# out: 51 [200.0, 600.0, 1000.0, 1400.0]

# %% [markdown] lang="fr"
# Cela fait 51 classes, dont chacune est un jeton, nommé ici par son milieu. Parmi les villes connues, 70 % des paires servent à l’entraînement ; les autres ne seront **jamais** montrées. Les villes cachées n’apparaissent que dans des distances à des villes connues lointaines, à 2 000 km au moins.
# %% [markdown] lang="en"
# That makes 51 classes, each of which is a token, named here by its middle. Among the known cities, 70% of the pairs serve for training; the others will **never** be shown. The hidden cities appear only in distances to known cities that are far away, at least 2,000 km.
# %%
seed, known = session.seed, world.known
train_pairs, test_pairs = (
    known[part] for part in cities.split_pairs(len(known), seed=seed)
)
print(*map(world.told, train_pairs[:3]), sep="\n")
# %% [markdown] lang="fr"
# À quoi comparer le modèle ? Un perroquet consciencieux retient, pour chaque ville, la distance moyenne de celle-ci aux autres (Sydney est loin de tout, Le Caire non), et devine d’après les deux moyennes.
# %% [markdown] lang="en"
# What shall we compare the model with? A conscientious parrot remembers, for each city, its mean distance to the others (Sydney is far from everything, Cairo is not), and guesses from the two means.
# %%
from labkit.representations import opponents

guess_km = opponents.errors_km(world, train_pairs, test_pairs)
print(*(lk.number(km, 0) for km in guess_km.values()))


# %% [markdown] lang="fr"
# En kilomètres : l’erreur moyenne de qui dirait toujours la même distance, puis celle du perroquet.
#
# ## 2. La carte se déplie (15 min)
#
# Le modèle est un transformeur d’une seule couche. Son **plongement** donne à chaque ville un vecteur de quelques dizaines de nombres, petits et tirés au hasard au départ. Personne ne lui parle de latitude.
#
# Pour savoir si une carte s’y forme, on y plante une **sonde linéaire** : une machine à lire sans finesse, qui cherche des sommes pondérées de ces nombres donnant $x$, $y$ et $z$. On l’ajuste sur une partie des villes, et on la juge sur **les autres**.
#
# ### {{exercise difficulty=2 minutes=12}} La sonde en une formule
#
# `X` tient un vecteur par ligne (centré), `Y` les cibles (centrées). La régression pénalisée, ou *ridge*, cherche les poids $W$ qui vérifient $(X^\top X + \lambda I)\,W = X^\top Y$. Écrivez-la ; `np.linalg.solve(A, B)` résout $AW = B$.
# %% [markdown] lang="en"
# In kilometres: the mean error of someone who always says the same distance, then that of the parrot.
#
# ## 2. The map unfolds (15 min)
#
# The model is a transformer with a single layer. Its **embedding** gives each city a vector of a few dozen numbers, small and random to begin with. Nobody tells it about latitude.
#
# To find out whether a map forms there, one plants a **linear probe**: a reading machine without finesse, which looks for weighted sums of these numbers that give $x$, $y$ and $z$. It is fitted on some of the cities, and judged on **the others**.
#
# ### {{exercise difficulty=2 minutes=12}} The probe in one formula
#
# `X` holds one vector per row (centred), `Y` the targets (centred). Ridge regression looks for the weights $W$ such that $(X^\top X + \lambda I)\,W = X^\top Y$. Write it; `np.linalg.solve(A, B)` solves $AW = B$.
# %%
def ridge(X, Y, penalty):
    ### BEGIN SOLUTION
    return np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T @ Y)
    ### END SOLUTION


check.ridge(ridge)

# %% [markdown] lang="fr"
# **Pronostic.** Sur des paires jamais vues, l’erreur passera-t-elle sous celle du perroquet ? Le $R^2$ de la sonde vaut 1 si elle place chaque ville inconnue d’elle exactement, 0 si elle ne fait pas mieux que le centre de gravité de toutes : qu’attendez-vous, et viendra-t-il avant ou après les bonnes réponses ?
# %% [markdown] lang="en"
# **Predict first.** On pairs never seen, will the error fall below the parrot’s? The $R^2$ of the probe is 1 if it places each city it has not met exactly, 0 if it does no better than the centre of gravity of them all: what do you expect, and will it come before or after the right answers?
# %%
from labkit.representations import models, probes

places = world.positions[known]


def new_model(context):
    model = models.one_layer(world, context=context, d_model=P.d_model, seed=seed)
    return model.to(session.device)


def read_map(model, targets=places):
    return probes.held_out(models.embeddings(model)[known], targets, seed=seed)


# %%
def look(step):
    reading = read_map(one_question)
    maps[step] = reading.predictions
    error_km = world.errors_km(one_question, test_pairs).mean()
    off_km = cities.median_km(places, reading.predictions)
    seconds = time.perf_counter() - started
    run.add(
        step, error_km=error_km, r2=reading.r2, median_km=off_km, seconds=seconds
    )


# %%
import time

options = dict(lr=1e-2, weight_decay=1.0, schedule="linear")
shown = [P.steps * k // 40 for k in (2, 4, 8, 14, 24, 40)]
# %%
started = time.perf_counter()
one_question, run, maps = new_model(context=2), lk.History(), {}
batches = world.statements(
    np.vstack([train_pairs, world.far_pairs(world.hidden)]),
    batch=P.batch,
    seed=seed,
)
look(0)
for step, loss in lk.train(one_question, batches, steps=P.steps, **options):
    if step in shown:
        look(step)
# %%
from labkit.representations import figures

print(*figures.progress_lines(run), sep="\n")
# %%
reading = read_map(one_question)
print(*(lk.number(value, 3) for value in (reading.r2, *reading.interval)))
# %% [markdown] lang="fr"
# Au fil des pas : l’erreur moyenne sur les paires jamais vues, et le $R^2$ de la sonde ; sur la dernière ligne, le $R^2$ final et son intervalle de confiance, qui tient compte du hasard qui a choisi ces villes plutôt que d’autres. Un $R^2$ négatif dit que la sonde fait pis que le centre de gravité. Carte et bonnes réponses partent ensemble ; avec la graine 0, la carte se stabilise la première, et les réponses s’affinent encore longtemps après. Voici la carte que lit la sonde. Chaque ville y est lue par une sonde **qui ne l’a jamais rencontrée** ; un trait la relie à sa vraie place. Le fond gris n’est pas un atlas : ce sont les 34 000 villes de GeoNames.
# %% [markdown] lang="en"
# Step by step: the mean error on pairs never seen, and the $R^2$ of the probe; on the last line the final $R^2$ and its confidence interval, which allows for the chance that picked these cities rather than others. A negative $R^2$ says that the probe does worse than the centre of gravity. Map and right answers set out together; with seed 0 the map settles first, and the answers go on getting finer long after. Here is the map that the probe reads. Each city is read by a probe that **has never met it**; a line joins it to its true place. The grey ground is no atlas: it is the 34,000 cities of GeoNames.
# %%
atlas = cities.atlas([world.cities[i] for i in known])
figures.unfolding(maps, atlas)


# %% [markdown] lang="fr"
# Poussez le curseur. D’abord un amas au milieu ; puis les continents se séparent ; puis chaque ville se rapproche de chez elle. Aucune consigne ne demandait de carte : la carte est ce qui permet de répondre à propos de paires jamais entendues.
#
# ## 3. Ne vous laissez pas duper (15 min)
#
# Une belle carte peut mentir. Une sonde est un élève : avec assez de nombres à peser, elle apprend n’importe quoi, et le mérite lui revient, non au modèle. Il faut un **témoin**.
#
# ### {{exercise difficulty=2 minutes=10}} Inventer un témoin
#
# Rendez les mêmes positions distribuées au hasard aux villes (`generator` est un générateur de NumPy). Une sonde qui y « réussit » ne nous apprendrait rien sur le modèle.
# %% [markdown] lang="en"
# Push the slider. First a lump in the middle; then the continents part; then each city comes closer to home. No instruction asked for a map: the map is what makes it possible to answer about pairs never heard.
#
# ## 3. Do not be fooled (15 min)
#
# A fine map can lie. A probe is a pupil: with enough numbers to weigh, it learns anything, and the credit is its own, not the model’s. A **control** is needed.
#
# ### {{exercise difficulty=2 minutes=10}} Inventing a control
#
# Return the same positions dealt at random to the cities (`generator` is a NumPy generator). A probe that “succeeds” on these would teach us nothing about the model.
# %%
def control(targets, generator):
    ### BEGIN SOLUTION
    return generator.permutation(targets)
    ### END SOLUTION


check.control(control)

# %% [markdown] lang="fr"
# **Pronostic.** Que trouvera la sonde dans le modèle entraîné quand les positions sont mélangées ? Et dans un modèle jamais entraîné, avec les vraies positions ?
# %% [markdown] lang="en"
# **Predict first.** What will the probe find in the trained model when positions are shuffled? And in a model that was never trained, with the true positions?
# %%
no_map = dict(
    untrained=read_map(new_model(context=2)),
    shuffled=read_map(one_question, probes.shuffled(places, seed=seed)),
)
print(*(lk.number(found.r2) for found in no_map.values()))
# %% [markdown] lang="fr"
# Rien, dans les deux cas. Un dernier témoin est plus trompeur : un modèle **jamais entraîné**, mais large, qui a plus de nombres par ville qu’il n’y a de villes. Ne regarder que les villes sur lesquelles on a ajusté la sonde, ce serait crier au miracle.
# %% [markdown] lang="en"
# Nothing, in either case. One last control is more deceptive: a model **never trained**, but wide, with more numbers per city than there are cities. To look only at the cities on which the probe was fitted would be to cry miracle.
# %%
wide = models.one_layer(world, context=2, d_model=P.wide, scale=1, seed=seed)
too_wide = probes.held_out(
    models.embeddings(wide)[known], places, penalty=1e-4, seed=seed
)
print(lk.number(too_wide.train_r2), lk.number(too_wide.r2))


# %% [markdown] lang="fr"
# Le $R^2$ sur les villes de l’ajustement, puis sur les autres. Il y a plus sournois. Sondons ce modèle large après lecture d’une **paire**, prise parmi soixante villes : la sonde doit y lire la place de la seconde. Si l’on partage les données *par paires*, chaque ville de test a déjà été vue, en compagnie d’une autre.
#
# ### {{exercise difficulty=2 minutes=8 optional}} Un partage propre
#
# `pairs` tient une paire de villes par ligne, `test_cities` les villes réservées au test. Rendez les paires où aucune d’elles n’apparaît, d’un côté ni de l’autre (servez-vous de `np.isin`). La cellule suivante se contentera d’écarter la seconde ville, la seule dont la sonde lise la place.
# %% [markdown] lang="en"
# The $R^2$ on the cities of the fit, then on the others. There is something more devious. Let us probe this wide model after it has read a **pair**, taken from sixty cities: the probe must read the place of the second there. If the data are split *by pair*, each test city has been seen before, in other company.
#
# ### {{exercise difficulty=2 minutes=8 optional}} A clean split
#
# `pairs` holds a pair of cities per row, `test_cities` the cities kept for the test. Return the pairs in which none of them appears, on either side (`np.isin` is your friend). The next cell will be content to keep out the second city, the only one whose place the probe reads.
# %%
def clean(pairs, test_cities):
    ### BEGIN SOLUTION
    return pairs[~np.isin(pairs, test_cities).any(axis=1)]
    ### END SOLUTION


check.clean(clean)

# %%
met = np.random.default_rng(seed).choice(known[:60], (1500, 2))
features = models.after_pairs(wide, met)
pair_readings = dict(
    by_pair=probes.held_out(features, world.positions[met[:, 1]], seed=seed),
    by_city=probes.held_out(
        features, world.positions[met[:, 1]], groups=met[:, 1], seed=seed
    ),
)
# %%
controls = probes.scores(trained=reading, **no_map, wide=too_wide, **pair_readings)
figures.probe_controls(controls)
# %% [markdown] lang="fr"
# Un seul de ces modèles a appris quelque chose : le premier. Pourtant, vus à travers un mauvais protocole, des nombres tirés au sort donnent un $R^2$ flatteur. Retenez trois règles : juger sur des **entités** neuves (des villes, non des paires), comparer à un réseau non entraîné et à des cibles mélangées, montrer les $R^2$ négatifs.
#
# ## 4. Présente, mais utilisée ? (10 min)
#
# Une carte lisible n’est pas forcément une carte dont le modèle **se sert**. Pour le savoir, écrivons dans ses activations : déplaçons une ville, et redemandons les distances.
#
# Auparavant, un second modèle, de même taille. Il apprend, outre les distances, à répondre à deux autres questions : dans quelle **direction** partir (huit secteurs : nord, nord-est…), sur quel **continent** se trouve la ville. Un jeton annonce la question.
# %% [markdown] lang="en"
# Only one of these models has learnt anything: the first. And yet, seen through a bad protocol, random numbers give a flattering $R^2$. Remember three rules: judge on new **entities** (cities, not pairs), compare with an untrained network and with shuffled targets, show the negative $R^2$.
#
# ## 4. Present, but used? (10 min)
#
# A map that can be read is not necessarily a map that the model **uses**. To find out, let us write into its activations: move a city, and ask for the distances again.
#
# First, a second model of the same size. Besides distances, it learns to answer two other questions: in which **direction** to set out (eight points of the compass), and on which **continent** the city is. A token announces the question.
# %%
print([cities.COMPASS[world.directions[0, city]] for city in (1, 2, 7)])
# out: ['S', 'NE', 'SE']

# %% [markdown] lang="fr"
# De Paris vers Kinshasa, vers Tokyo, vers Le Caire : pour aller à Tokyo par le plus court, on met le cap au nord-est, sur la Sibérie.
# %% [markdown] lang="en"
# From Paris to Kinshasa, to Tokyo, to Cairo: the shortest way to Tokyo sets out north-east, towards Siberia.
# %%
both_ways = np.vstack([train_pairs, np.flip(train_pairs, 1)])
lessons = dict(
    distance=np.vstack([both_ways, world.far_pairs(world.hidden)]),
    direction=both_ways,
    continent=np.stack([known, known], 1),
)
shares = dict(distance=0.6, direction=0.3, continent=0.1)
# %%
three_questions = new_model(context=3)
batches = world.lessons(lessons, shares, batch=P.batch, seed=seed)
for step, loss in lk.train(three_questions, batches, steps=P.steps, **options):
    pass
# %%
three_reading = read_map(three_questions)
three_scores = dict(
    error_km=world.errors_km(three_questions, test_pairs, "distance").mean(),
    r2=three_reading.r2,
    direction=world.accuracy(three_questions, test_pairs, "direction"),
)
print(lk.number(three_scores["error_km"], 0), lk.number(three_scores["r2"], 3))
print(lk.percent(three_scores["direction"]))

# %% [markdown] lang="fr"
# Dans l’ordre : l’erreur sur les distances, en kilomètres, le $R^2$ de la sonde, la part de directions justes. Même taille, même durée, et pourtant la carte est bien plus droite : trois questions différentes sur les mêmes lieux, et le plus commode est de retenir les lieux eux-mêmes. Regardez.
# %% [markdown] lang="en"
# In order: the error on distances in kilometres, the $R^2$ of the probe, the share of right directions. Same size, same time, and yet the map is far straighter: three different questions about the same places, and the handiest thing is to keep the places themselves. Look.
# %%
figures.three_questions(three_reading.predictions, atlas)


# %% [markdown] lang="fr"
# ### {{exercise difficulty=2 minutes=8 optional}} Où est le nord ?
#
# La sonde lit $(x, y, z)$ par un produit : `vecteurs @ weights`, où `weights` a une ligne par nombre du plongement et trois colonnes. Donnez la direction du plongement le long de laquelle la sonde voit approcher le pôle Nord.
# %% [markdown] lang="en"
# ### {{exercise difficulty=2 minutes=8 optional}} Where is north?
#
# The probe reads $(x, y, z)$ by a product: `vectors @ weights`, where `weights` has one row per number of the embedding and three columns. Give the direction of the embedding along which the probe sees the North Pole coming nearer.
# %%
def toward_north(weights):
    ### BEGIN SOLUTION
    return weights[:, 2]
    ### END SOLUTION


check.toward_north(toward_north)


# %% [markdown] lang="fr"
# Cette direction est bonne pour **lire**. Pour **écrire**, il faut savoir où le modèle aurait rangé une ville située ailleurs : on régresse le plongement sur la position, et non la position sur le plongement. (Un thermomètre dit qu’il fait chaud ; chauffer le thermomètre ne réchauffe pas la pièce.) Comme une carte sur une orange, le rangement peut être courbe : on joint donc à $x$, $y$, $z$ leurs produits deux à deux.
#
# **Pronostic.** Nous déplaçons la seconde ville de 500 à 2 000 km, dans une direction tirée au sort. La géométrie dit de combien la distance à la première doit changer. Le modèle suivra-t-il ? Et si nous ajoutons un vecteur de même longueur, mais de direction quelconque ?
# %% [markdown] lang="en"
# This direction is good for **reading**. For **writing**, one must know where the model would have put a city lying elsewhere: the embedding is regressed on the position, not the position on the embedding. (A thermometer says it is warm; warming the thermometer does not warm the room.) Like a map on an orange, the arrangement may be curved: so the products of $x$, $y$, $z$ two by two are added to them.
#
# **Predict first.** We move the second city by 500 to 2,000 km, in a random direction. Geometry says by how much the distance to the first should change. Will the model follow? And if we add a vector of the same length, but in an arbitrary direction?
# %%
def curved(points):
    x, y, z = points.T
    # fr: z² se déduit de x² et de y²
    # en: z² follows from x² and y²
    return np.stack([x, y, z, x * x, y * y, x * y, y * z, z * x], axis=1)


def writing(model):
    put = probes.fit(curved(places), models.embeddings(model)[known], penalty=0.0)
    return lambda points: put(curved(points))


# %%
from labkit.representations import interventions


def move_cities(model, write, question=None):
    return interventions.dose_response(
        world, model, test_pairs, write(model), question=question, seed=seed
    )


doses = move_cities(three_questions, writing, "distance")
figures.dose_response(doses.means())


# %%
def along_weights(model):
    weights = probes.fit(models.embeddings(model)[known], places).weights
    inverse = np.linalg.pinv(weights)
    return lambda points: points @ inverse


# %%
slopes = dict(
    dose=doses.slope(),
    dose_random=doses.slope("arbitrary"),
    dose_reading=move_cities(three_questions, along_weights, "distance").slope(),
    dose_one=move_cities(one_question, writing).slope(),
)
print(*map(lk.number, slopes.values()))


# %% [markdown] lang="fr"
# La **pente** dit de combien les réponses changent quand la géométrie veut un changement de 1. Dans le modèle aux trois questions, elle est proche de 1 : les réponses suivent la carte. Un vecteur quelconque de même longueur les dérange aussi, mais sans rapport avec la géométrie : pente à peu près nulle. La carte y est **utilisée**.
#
# Les deux autres pentes imprimées incitent à la prudence. Dans ce même modèle, pousser le long des poids de la sonde agit deux fois moins : on n’écrit pas où on lit. Et dans le premier modèle, celui des seules distances, la bonne façon d’écrire agit elle-même moitié moins : on y **lit** une carte, mais ses réponses s’appuient aussi sur autre chose, ou notre façon d’écrire y convient moins bien.
#
# ## 5. Relier les points (15 min)
#
# Revenons aux huit villes cachées. Le modèle n’a jamais reçu, à leur sujet, que des distances à des villes lointaines. Ni direction, ni continent, ni voisine. Sait-il pourtant *où elles sont* ? Treutlein et ses collègues ont posé cette question à un grand modèle ; Paris y était l’une des villes cachées.
#
# Deux façons de le savoir : demander à la sonde, ou **au modèle lui-même**, en reportant ses réponses sur un globe.
#
# ### {{exercise difficulty=2 minutes=12}} Placer une ville d’après dix distances
#
# `candidates` tient des points du globe, `references` dix villes de position connue, `km` les dix distances. Rendez le candidat qui convient le mieux. `cities.kilometres(point, references)` donne les dix distances d’un point.
# %% [markdown] lang="en"
# The **slope** says by how much the answers change when geometry asks for a change of 1. In the model with three questions it is close to 1: the answers follow the map. An arbitrary vector of the same length disturbs them too, but without regard to geometry: a slope of about zero. There the map is **used**.
#
# The other two slopes printed counsel caution. In this same model, pushing along the weights of the probe acts half as much: one does not write where one reads. And in the first model, the one with distances only, the right way of writing itself acts about half as much: one can **read** a map there, but its answers rest on something else too, or our way of writing suits it less.
#
# ## 5. Connecting the dots (15 min)
#
# Back to the eight hidden cities. All the model was ever given about them is distances to far-away cities. No direction, no continent, no neighbour. Does it know *where they are* all the same? Treutlein and colleagues put this question to a large model; Paris was one of their hidden cities.
#
# There are two ways to find out: ask the probe, or **the model itself**, by plotting its answers on a globe.
#
# ### {{exercise difficulty=2 minutes=12}} Placing a city from ten distances
#
# `candidates` holds points of the globe, `references` ten cities of known position, `km` the ten distances. Return the candidate that fits best. `cities.kilometres(point, references)` gives the ten distances of a point.
# %%
def place(candidates, references, km):
    ### BEGIN SOLUTION
    misfits = [
        abs(cities.kilometres(point, references) - km).sum() for point in candidates
    ]
    return candidates[np.argmin(misfits)]
    ### END SOLUTION


check.place(place)

# %% [markdown] lang="fr"
# À vous de choisir la ville, connue ou cachée : changez le nom ci-dessous. (Un nom mal écrit ? L’atelier vous proposera le plus proche.) Le modèle donne dix distances ; `world.located` fait comme votre fonction, en plus fin. La cellule imprime la latitude et la longitude trouvées, et la ville connue la plus proche.
# %% [markdown] lang="en"
# Choose the city yourself, known or hidden: change the name below. (A misspelt name? The lab will suggest the nearest.) The model gives ten distances; `world.located` does as your function does, more finely. The cell prints the latitude and longitude found, and the nearest known city.
# %%
city = world.index("Kinshasa")
ten = np.random.default_rng(seed).choice(known[known != city], 10, replace=False)
found = world.located(three_questions, city, ten, "distance")
print(cities.degrees(found[None])[0].round(1), "→", world.nearest(found).name)


# %% [markdown] lang="fr"
# **Pronostic.** Pour les huit villes, laquelle des deux lectures tombera le plus près : la sonde, ou les réponses du modèle ? La même dans les deux modèles ?
# %% [markdown] lang="en"
# **Predict first.** For the eight cities, which of the two readings will come closer: the probe, or the model’s answers? The same one in both models?
# %%
def readouts(model, tokens, question=None):
    vectors = models.embeddings(model)
    probe = probes.fit(vectors[known], places)
    answers = [world.located(model, token, known, question) for token in tokens]
    return dict(probe=probe(vectors[tokens]), answers=np.stack(answers))


# %%
hidden_places = world.positions[world.hidden]
hidden_read = dict(
    one_question=readouts(one_question, world.hidden),
    three_questions=readouts(three_questions, world.hidden, "distance"),
)
figures.hidden(hidden_places, hidden_read)


# %% [markdown] lang="fr"
# Premier modèle, distances seules : ses **réponses** placent les villes cachées à leur place, à quelques dizaines de kilomètres (les croix) ; la **sonde** les envoie bien plus loin (les triangles). Elle lisait déjà mal les villes connues de ce modèle ; un chercheur qui n’aurait qu’elle dirait que le modèle ne sait qu’à mille kilomètres près où est Kinshasa. Il le sait vingt fois mieux.
#
# Second modèle : cette fois la sonde suit. Mais sait-il aussi répondre à des questions qu’on ne lui a **jamais** posées sur ces villes, la direction et le continent ?
# %% [markdown] lang="en"
# First model, distances only: its **answers** put the hidden cities in their place, to within some tens of kilometres (the crosses); the **probe** sends them much further off (the triangles). It already read the known cities of this model badly; a researcher with nothing else would say that the model knows where Kinshasa is to within a thousand kilometres. It knows twenty times better.
#
# Second model: this time the probe follows. But can it also answer questions it has **never** been asked about these cities, the direction and the continent?
# %%
def other_questions(model, tokens):
    pairs = world.with_known(tokens)
    pairs = np.vstack([pairs, np.flip(pairs, 1)])
    itself = np.stack([tokens, tokens], 1)
    return dict(
        direction=world.accuracy(model, pairs, "direction"),
        continent=world.accuracy(model, itself, "continent"),
    )


print(*map(lk.percent, other_questions(three_questions, world.hidden).values()))
# %% [markdown] lang="fr"
# Oui. Les deux pourcentages sont ses bonnes réponses sur les directions (le hasard : 12,5 %) et sur les continents. Une chose lui échappe encore, comme au grand modèle de Treutlein : les distances aux villes **proches**, dont il n’a rien entendu à propos de celles-ci.
# %% [markdown] lang="en"
# It can. The two percentages are its right answers on directions (chance: 12.5%) and on continents. One thing still escapes it, as it did Treutlein’s large model: the distances to **near** cities, about which it was told nothing here.
# %%
near_far_km = world.near_and_far(three_questions, world.hidden, "distance")
print(*(lk.number(km, 0) for km in near_far_km.values()))
print(world.nearest(hidden_read["three_questions"]["answers"][1]).name)
# %% [markdown] lang="fr"
# En kilomètres, l’erreur sur les villes proches, puis lointaines ; et la ville la plus proche du point où ses réponses placent Kinshasa.
#
# Dernière variante : apprendre les villes **après coup**. Tout le modèle est gelé, sauf un vecteur neuf par ville, ajusté sur les mêmes distances lointaines. Chaque vecteur part de celui de la ville connue qui, d’après ces distances, lui ressemble le plus ; partis du centre de la carte, plusieurs restent coincés du mauvais côté du globe.
# %% [markdown] lang="en"
# In kilometres, the error for near cities, then for far ones; and the city nearest to the point where its answers put Kinshasa.
#
# A last variant: learning the cities **afterwards**. The whole model is frozen, except for one new vector per city, fitted on the same far distances. Each vector starts from that of the known city which, going by these distances, resembles it most; starting from the centre of the map, several stay stuck on the wrong side of the globe.
# %%
alike = world.most_alike(three_questions, world.hidden, "distance")
borrowed = models.learn_only(three_questions, world.late, start=alike)
print([world.cities[i].name for i in alike])
# %%
afterwards = models.learn_only(three_questions, world.late, start=alike)
batches = world.lessons(
    dict(distance=world.far_pairs(world.late)),
    dict(distance=1.0),
    batch=P.batch,
    seed=seed,
)
for step, loss in lk.train(
    afterwards, batches, steps=P.after, lr=5e-3, schedule="linear"
):
    pass
# %%
late_read = dict(
    start=readouts(borrowed, world.late, "distance"),
    afterwards=readouts(afterwards, world.late, "distance"),
)
# %%
hidden_km = {
    how: {by: cities.median_km(hidden_places, at) for by, at in read.items()}
    for how, read in (hidden_read | late_read).items()
}
# %%
hidden_questions = dict(
    three_questions=other_questions(three_questions, world.hidden),
    start=other_questions(borrowed, world.late),
    afterwards=other_questions(afterwards, world.late),
)
# %%
print(*figures.late_lines(hidden_km, hidden_questions), sep="\n")
# %%
figures.readouts(hidden_km)

# %% [markdown] lang="fr"
# Deux lignes, avant et après l’ajustement : les kilomètres de la sonde et ceux des réponses (ville médiane), les directions et les continents justes. L’emprunt à la ville ressemblante donne déjà les directions et les continents, ou peu s’en faut : ne les portons pas au crédit de l’ajustement. Lui n’a vu que des distances, et ce sont les distances qu’il corrige ; la sonde, elle, n’y gagne rien et y perd souvent.
#
# ## 6. Un vrai modèle (10 min, facultatif)
#
# SmolLM2 n’a jamais reçu de distances en dictée ; il a lu des textes. Donnons-lui des noms de villes et sondons ce que contiennent ses activations au dernier jeton du nom.
# %% [markdown] lang="en"
# Two lines, before and after the fit: the kilometres of the probe and those of the answers (median city), the right directions and continents. Borrowing from the city that resembles it already gives the directions and the continents, or nearly: let us not credit the fit with them. The fit has seen nothing but distances, and it is distances that it corrects; the probe gains nothing by it and often loses.
#
# ## 6. A real model (10 min, optional)
#
# Nobody ever dictated distances to SmolLM2; it read texts. Let us give it names of cities and probe what its activations hold at the last token of the name.
# %%
llm = lk.pretrained.load(P.llm)
llm_atlas = cities.atlas(cities.largest(P.llm_cities, per_country=6))


def states_after(opening):
    prompts = [f"{opening} {name}" for name in llm_atlas["names"]]
    return llm.hidden_states(prompts).numpy()


english, french = states_after("The city of"), states_after("La ville de")
print(*english.shape)
# %% [markdown] lang="fr"
# Trois nombres : les villes, les couches (plongement compris), la longueur d’un vecteur.
#
# **Pronostic.** À quelle couche la carte sera-t-elle la plus nette ? Et l’invite française fera-t-elle moins bien, sur un modèle qui a lu surtout de l’anglais ?
# %% [markdown] lang="en"
# Three numbers: the cities, the layers (embedding included), the length of a vector.
#
# **Predict first.** At which layer will the map be sharpest? And will the French prompt do worse, on a model that has read mostly English?
# %%
llm_layers = [round(k * (english.shape[1] - 1) / 5) for k in range(6)]
llm_places = llm_atlas["places"]
llm_readings = dict(
    english=probes.by_layer(english, llm_places, llm_layers, seed=seed),
    french=probes.by_layer(french, llm_places, llm_layers, seed=seed),
    shuffled=probes.by_layer(
        english, probes.shuffled(llm_places, seed=seed), llm_layers, seed=seed
    ),
)
# %%
llm_r2s = {
    name: [r.r2 if llm else None for r in read]
    for name, read in llm_readings.items()
}
nothing = lk.say("pretrained.not_measured")
figures.llm_by_layer(llm_layers, llm_r2s) if llm else print(nothing)
# %%
best = llm_readings["english"][-2]
off_km = cities.median_km(llm_places, best.predictions) if llm else None
llm_read = dict(llm_read=best.predictions, llm_interval=best.interval)
llm_map = llm_read if llm else dict.fromkeys(llm_read)
figures.llm_map(best.predictions, llm_atlas, llm_layers) if llm else print(nothing)
# %% [markdown] lang="fr"
# (La carte est celle de l’avant-dernière couche examinée, choisie d’avance : l’élire après coup, parce qu’elle est la meilleure, serait se flatter.) La courbe monte avec la profondeur, puis se tasse. Un $R^2$ de l’ordre d’un demi : les continents se devinent, les pays non. C’est peu à côté de notre petit modèle, mais celui-ci ne lisait que des distances. SmolLM2 a 135 millions de paramètres ; Gurnee et Tegmark trouvent 0,91 avec les 70 milliards de Llama-2. Les deux invites se valent presque : les noms sont les mêmes, et c’est le nom qui porte la place.
#
# ## 7. Pour aller plus loin (30 min, facultatif)
#
# La séance peut s’arrêter ici. (Exécutez tout de même les cellules qui suivent : la fiche de la fin en garde les chiffres.)
#
# ### Une partie de morpion
#
# Autre monde caché : un jeu. Le modèle lit des parties de morpion comme des suites de numéros de cases, jouées au hasard, et prédit le coup suivant. Il ne voit jamais de grille. Peut-on lire la grille dans ses activations ?
# %% [markdown] lang="en"
# (The map is that of the last layer but one among those examined, chosen beforehand: to elect it afterwards because it is the best would be flattering oneself.) The curve rises with depth, then levels off. An $R^2$ of about a half: continents can be made out, countries cannot. That is little beside our small model, but that one read nothing but distances. SmolLM2 has 135 million parameters; Gurnee and Tegmark find 0.91 with the 70 billion of Llama-2. The two prompts are nearly as good: the names are the same, and it is the name that carries the place.
#
# ## 7. Further (30 min, optional)
#
# The session may end here. (Run the cells that follow all the same: the card at the end keeps their numbers.)
#
# ### A game of tic-tac-toe
#
# Another hidden world: a game. The model reads games of tic-tac-toe as strings of square numbers, played at random, and predicts the next move. It never sees a board. Can the board be read in its activations?
# %%
from labkit.representations import board

print(board.games(2, seed=0).tokens)
# out: [[10  3  2  1  8  6  0  7  4  9 -1]
# out:  [10  2  4  6  8  5  1  3  7  9 -1]]


# %% [markdown] lang="fr"
# Deux parties : 10 ouvre, 9 clôt, −1 comble la ligne. La première s’ouvre au bord gauche (la case 3) et se joue jusqu’à la dernière case.
# %% [markdown] lang="en"
# Two games: 10 opens, 9 closes, −1 fills the row. The first opens on the left edge (square 3) and is played to the last square.
# %%
def new_player(seed):
    config = lk.TransformerConfig(
        board.VOCAB_SIZE, context=board.LENGTH - 1, d_mlp=128, tied=False
    )
    return lk.Transformer(config, seed=seed).to(session.device)


# %%
player = new_player(seed)
batches = board.games(P.games, seed=seed).batches(128, seed=seed)
for step, loss in lk.train(
    player,
    batches,
    steps=P.game_steps,
    lr=8e-3,
    weight_decay=0.1,
    schedule="linear",
):
    pass
# %%
tests = board.games(1000, seed=seed + 1000)
game_illegal = board.illegal_share(player, tests)
print(lk.percent(game_illegal, 1))


# %% [markdown] lang="fr"
# C’est la probabilité que le modèle donne à des cases déjà prises : il a compris le jeu, ou peu s’en faut.
#
# Faut-il chercher « croix, rond, vide », comme nous décririons la grille ? Ou « à moi, à toi, vide », du point de vue de celui qui vient de jouer ? C’est la même information ; un simple changement de point de vue.
#
# ### {{exercise difficulty=2 minutes=8 optional}} À moi, à toi
#
# `squares` tient neuf cases : 0 vide, 1 premier joueur, 2 second joueur. `moves` coups ont été joués. Rendez les neuf cases vues par celui qui vient de jouer : 0 vide, 1 à moi, 2 à toi.
# %% [markdown] lang="en"
# This is the probability that the model gives to squares already taken: it has understood the game, or nearly.
#
# Should one look for “cross, nought, empty”, as we should describe the board? Or for “mine, yours, empty”, from the point of view of the player who has just moved? It is the same information; a mere change of viewpoint.
#
# ### {{exercise difficulty=2 minutes=8 optional}} Mine and yours
#
# `squares` holds nine squares: 0 empty, 1 first player, 2 second player. `moves` moves have been played. Return the nine squares as seen by the player who has just moved: 0 empty, 1 mine, 2 yours.
# %%
def mine_or_yours(squares, moves):
    ### BEGIN SOLUTION
    return squares if moves % 2 == 1 else np.array([0, 2, 1])[squares]
    ### END SOLUTION


check.mine_or_yours(mine_or_yours)

# %% [markdown] lang="fr"
# **Pronostic.** Dans laquelle des deux langues la sonde lira-t-elle le mieux ? Une grille vue pendant l’ajustement de la sonde ne sert jamais à la juger.
# %% [markdown] lang="en"
# **Predict first.** In which of the two languages will the probe read best? A board seen while the probe was fitted never serves to judge it.
# %%
game_untrained = {
    basis: board.share_read(
        new_player(seed + 50), "blocks.1.resid", tests, basis, seed=seed
    )
    for basis in board.BASES
}
print(*(lk.percent(share, 1) for share in game_untrained.values()))
# %%
game = {
    basis: [
        board.share_read(player, layer, tests, basis, seed=seed)
        for layer in ("embed", "blocks.0.resid", "blocks.1.resid")
    ]
    for basis in board.BASES
}
figures.game_by_layer(game, game_untrained)
# %% [markdown] lang="fr"
# Les deux valeurs imprimées sont les témoins, un réseau non entraîné lu dans l’une et dans l’autre langue. Dans la bonne langue, presque toute la grille se lit ; dans l’autre, guère mieux que chez ces témoins. Les chercheurs qui ont ouvert le modèle d’Othello ont d’abord cru qu’il fallait une sonde compliquée : ils cherchaient les couleurs, le modèle les range en « à moi, à toi ». **Une sonde qui échoue peut n’avoir qu’une mauvaise langue.**
#
# ### {{exercise difficulty=3 minutes=20 optional}} Une question de plus, une carte plus droite ?
#
# Entraînez le second modèle avec les distances et les seuls continents, puis avec les distances et les seules directions (ôtez l’autre question de `lessons` et de `shares`). Laquelle des deux questions redresse la carte ? Écrivez votre pronostic d’abord, et essayez trois graines (`LABKIT_SEED`).
#
# <details>
# <summary>Une réponse</summary>
#
# Dans nos essais, la direction suffit : avec elle et sans les continents, le $R^2$ reste celui des trois questions. Une direction est une affaire de coordonnées, alors qu’une distance se calcule aussi bien dans un espace tordu. Comparez plusieurs graines avant de conclure : avec les seules distances, le $R^2$ varie beaucoup de l’une à l’autre.
#
# </details>
#
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# The two values printed are the controls, an untrained network read in either language. In the right language, almost the whole board can be read; in the other, hardly better than in these controls. The researchers who opened the Othello model first believed it took a complicated probe: they looked for colours, the model keeps “mine, yours”. **A probe that fails may only have the wrong language.**
#
# ### {{exercise difficulty=3 minutes=20 optional}} One more question, a straighter map?
#
# Train the second model on distances and continents alone, then on distances and directions alone (take the other question out of `lessons` and of `shares`). Which of the two questions straightens the map? Write down your prediction first, and try three seeds (`LABKIT_SEED`).
#
# <details>
# <summary>An answer</summary>
#
# In our trials, direction is enough: with it and without continents, the $R^2$ stays that of the three questions. A direction is a matter of coordinates, whereas a distance can just as well be worked out in a twisted space. Compare several seeds before you conclude: with distances alone, the $R^2$ varies a good deal from one to the next.
#
# </details>
#
# ## 8. What we have measured
# %%
lk.record(
    **dict(guess_km=guess_km, run=run, maps=maps, atlas=atlas, controls=controls),
    **dict(r2_interval=reading.interval, hidden_places=hidden_places),
    **dict(three_scores=three_scores, three_map=three_reading.predictions),
    **dict(dose=doses.means(), slopes=slopes, near_far_km=near_far_km),
    **dict(hidden_read=hidden_read, hidden_km=hidden_km),
    **dict(hidden_questions=hidden_questions),
    **dict(llm_layers=llm_layers, llm_r2s=llm_r2s, llm_atlas=llm_atlas),
    **dict(llm_map, llm_median_km=off_km),
    **dict(game=game, game_untrained=game_untrained, game_illegal=game_illegal),
)
# %% [markdown] lang="fr"
# ## 9. Ce que cet atelier ne montre pas
#
# - **Que les grands modèles font leur carte ainsi.** Le nôtre reçoit des distances, toutes justes à 200 km près ; eux lisent des phrases. Nous montrons qu’une carte *peut* naître de la prédiction, non comment la leur est née.
# - **Que SmolLM2 se sert de sa carte.** Nous l’avons lue, sans y écrire.
# - **Qu’une carte est une compréhension.** Nous appelons *représentation* un état interne qui varie avec le monde, que l’on peut lire sur des cas neufs et dont les réponses dépendent. Que ce soit là tout ce que « représenter » veut dire, les philosophes en débattent ; le chapitre leur laisse la parole.
#
# ## Sources
#
# Treutlein et al. (2024) pour les villes cachées ; Park (2026) pour la carte apprise de zéro et l’effet de plusieurs tâches ; Gurnee et Tegmark (2024) pour les lieux dans Llama-2 ; Hewitt et Liang (2019) pour les témoins ; Li et al. (2023) et Nanda et al. (2023) pour Othello. Villes : GeoNames, CC BY 4.0. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 9. What this lab does not show
#
# - **That large models make their map this way.** Ours is given distances, all of them right to within 200 km; they read sentences. We show that a map *can* arise from prediction, not how theirs arose.
# - **That SmolLM2 uses its map.** We have read it, not written in it.
# - **That a map is understanding.** We call a *representation* an inner state that varies with the world, that can be read on new cases, and on which the answers depend. Whether that is all that “to represent” means is a matter of debate among philosophers; the chapter lets them speak.
#
# ## Sources
#
# Treutlein et al. (2024) for the hidden cities; Park (2026) for the map learnt from scratch and the effect of several tasks; Gurnee and Tegmark (2024) for places in Llama-2; Hewitt and Liang (2019) for controls; Li et al. (2023) and Nanda et al. (2023) for Othello. Cities: GeoNames, CC BY 4.0. Full references in the [chapter]({{chapter}}).
