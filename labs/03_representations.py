# %% [markdown] lang="fr"
# # Atelier 3 · Des cartes dans la machine
#
# {{colab}}
#
# **La question.** On vous dicte des milliers de distances, « de Paris à Kinshasa, 6 000 km », sans jamais montrer de carte ni donner de coordonnées. Sauriez-vous dessiner le monde ? Et une machine qui ne fait que prédire le mot suivant ?
#
# | Image | Ce qu’elle prédit pour deux lieux jamais rapprochés |
# |---|---|
# | le perroquet, qui retient ce qu’il a entendu | une distance moyenne, au jugé |
# | le meilleur adversaire imaginé, un copieur qui consulte le lieu le plus ressemblant | à peu près la bonne distance, s’il y a un voisin à copier |
# | la carte, qui place chaque lieu | la bonne distance, voisin ou non ; et qui déplace un lieu déplace les réponses |
#
# Calcul : une minute environ sur un processeur ordinaire. Travail : {{minutes}} minutes, exercices compris, pour les sections 1 à 5 ; les sections 6 à 8, et les exercices facultatifs, vont plus loin. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 3 · Maps in the machine
#
# {{colab}}
#
# **The question.** Someone reads out thousands of distances to you, “Paris to Kinshasa, 6,000 km”, never showing a map or giving a coordinate. Could you draw the world? And could a machine that only predicts the next word?
#
# | Picture | What it predicts for two places never mentioned together |
# |---|---|
# | the parrot, which remembers what it has heard | an average distance, a rough guess |
# | the best opponent we could think of, a copier that looks up the place most alike | about the right distance, if there is a neighbour to copy from |
# | the map, which gives each place its position | the right distance, neighbour or not; and whoever moves a place moves the answers |
#
# Computing: about a minute on an ordinary processor. Work: {{minutes}} minutes, exercises included, for sections 1 to 5; sections 6 to 8, and the exercises marked optional, go further. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="03_representations")

# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages de l’atelier.
# %% [markdown] lang="en"
# The next cell holds all the settings of the lab.
# %%
P = lk.preset(
    smoke=dict(places=44, steps=6, batch=32, llm_cities=12)
    | dict(rough_steps=4, island_steps=6),
    cpu=dict(places=200, d_model=40, steps=800, batch=320)
    | dict(mlp=640, rough_steps=300, island_steps=1000)
    | dict(llm=None, llm_cities=300),
    gpu=dict(places=1000, d_model=128, steps=6000, batch=1024)
    | dict(mlp=2048, rough_steps=1500, island_steps=6000)
    | dict(llm="HuggingFaceTB/SmolLM2-1.7B", llm_cities=1000),
)

# %% [markdown] lang="fr"
# ## 1. Rien que des distances (5 min)
#
# Voici de vraies villes : les plus grandes du monde, quatre par pays au plus. Chacune est **un jeton**, un numéro sans rapport avec sa place.
# %% [markdown] lang="en"
# ## 1. Nothing but distances (5 min)
#
# These are real cities: the largest in the world, at most four per country. Each is **one token**, a number that says nothing about its place.
# %%
from labkit.representations import cities

world = cities.World(cities.largest(P.places))
print(", ".join(city.name for city in world.cities[:6]))
# out: Shanghai, Beijing, Shenzhen, Guangzhou, Kinshasa, Istanbul
# %% [markdown] lang="fr"
# La Terre est ronde : entre deux villes, le plus court chemin est un arc de cercle. Une place sur le globe est un vecteur de longueur 1 à trois coordonnées $(x, y, z)$, où $z$ vaut 1 au pôle Nord, 0 à l’équateur, −1 au pôle Sud. Le produit scalaire de deux places est le cosinus de l’angle qui les sépare au centre de la Terre.
# %% [markdown] lang="en"
# The Earth is round: between two cities, the shortest way is an arc of a circle. A place on the globe is a vector of length 1 with three coordinates $(x, y, z)$, where $z$ is 1 at the North Pole, 0 on the equator, −1 at the South Pole. The dot product of two places is the cosine of the angle between them at the centre of the Earth.
# %%
print(world.positions[world.index("Kinshasa")].round(2))
# out: [ 0.96  0.26 -0.08]

# %% [markdown] lang="fr"
# Kinshasa est tout près de l’équateur, un peu au sud.
#
# ### {{exercise difficulty=1 minutes=8 optional}} La longueur d’un arc
#
# Deux places sont données par leurs vecteurs `u` et `v`, de longueur 1. Donnez leur distance à la surface de la Terre, en kilomètres. Le rayon est `cities.EARTH_RADIUS`.
# %% [markdown] lang="en"
# Kinshasa is right by the equator, a little south.
#
# ### {{exercise difficulty=1 minutes=8 optional}} The length of an arc
#
# Two places are given by their vectors `u` and `v`, of length 1. Give their distance on the surface of the Earth, in kilometres. The radius is `cities.EARTH_RADIUS`.
# %%
import numpy as np

from labkit.representations import checks as check


def arc(u, v):
    ### BEGIN SOLUTION
    return cities.EARTH_RADIUS * np.arccos(np.clip(u @ v, -1, 1))
    ### END SOLUTION


check.arc(arc)

# %% [markdown] lang="fr"
# Une phrase du corpus a trois jetons : une ville, une autre, leur distance, en classes de 400 km.
# %% [markdown] lang="en"
# A sentence of the corpus has three tokens: one city, another, their distance, in classes of 400 km.
# %%
print(world.classes, world.middles[:4].tolist())
# out: 51 [200.0, 600.0, 1000.0, 1400.0]

# %% [markdown] lang="fr"
# Cela fait 51 classes, dont chacune est un jeton, nommé ici par son milieu. Parmi toutes les paires de villes, 70 % servent à l’entraînement ; les autres ne seront **jamais** montrées.
# %% [markdown] lang="en"
# That makes 51 classes, each of which is a token, named here by its middle. Of all the pairs of cities, 70% serve for training; the others will **never** be shown.
# %%
seed = session.seed
train_pairs, test_pairs = cities.split_pairs(P.places, seed=seed)
print(*map(world.told, train_pairs[:3]), sep="\n")


# %% [markdown] lang="fr"
# ## 2. Le perroquet prend un avocat (15 min)
#
# À quoi comparer le réseau ? Un perroquet consciencieux retient, pour chaque ville, sa distance moyenne aux autres (Sydney est loin de tout, Le Caire non), et devine d’après les deux moyennes. C’est un adversaire facile. Soyons l’avocat de la partie adverse : que ferait le perroquet **le plus malin** ?
#
# Il a le tableau des distances entendues, avec des trous. On lui demande Lima–Nairobi, qu’il n’a jamais entendu. Il cherche la ville dont la ligne ressemble le plus à celle de Lima, et recopie ce qu’elle dit de Nairobi.
#
# ### {{exercise difficulty=2 minutes=10}} La ligne la plus ressemblante
#
# `table` tient les distances connues ; un trou est un `np.nan`. Rendez le numéro du lieu, autre que `place`, dont la ligne diffère le moins de la sienne **dans les colonnes que les deux connaissent** (`np.nanmean` saute les trous).
# %% [markdown] lang="en"
# ## 2. The parrot gets a lawyer (15 min)
#
# What shall we compare the network with? A conscientious parrot remembers, for each city, its mean distance to the others (Sydney is far from everything, Cairo is not), and guesses from the two means. That is an easy opponent. Let us be the other side’s lawyer: what would the **cleverest** parrot do?
#
# It has the table of the distances it heard, with gaps. It is asked for Lima–Nairobi, which it never heard. It looks for the city whose row is most like that of Lima, and copies what that one says about Nairobi.
#
# ### {{exercise difficulty=2 minutes=10}} The row most alike
#
# `table` holds the known distances; a gap is a `np.nan`. Return the number of the place, other than `place`, whose row differs least from its own **in the columns that both know** (`np.nanmean` skips the gaps).
# %%
def alike(table, place):
    ### BEGIN SOLUTION
    differences = np.nanmean(abs(table - table[place]), axis=1)
    differences[place] = np.inf
    return int(np.nanargmin(differences))
    ### END SOLUTION


check.alike(alike)

# %%
from labkit.representations import figures, opponents

rivals = opponents.Opponents(world, train_pairs, seed=seed)
row = opponents.unlikeness(rivals.table)[world.index("Lima")]
print([world.cities[i].name for i in row.argsort()[:3]])
# %% [markdown] lang="fr"
# Les trois lignes les plus semblables à celle de Lima, sans une seule coordonnée. Voici tous les adversaires au travail, sur les paires jamais montrées. Le **copieur** consulte plusieurs lignes et les pondère ; combien, et comment, il l’a choisi sur une part des paires montrées. Le **combineur** mélange des lignes, lui aussi, mais par des poids ajustés à ce que la ligne cherchée connaît ; il y en a de négatifs. La **complétion** donne à chaque ville un code de quelques dizaines de nombres et cherche ceux qui redonnent le tableau connu. Le dernier **sait que la Terre est ronde** : il cherche trois coordonnées par ville.
# %% [markdown] lang="en"
# The three rows most like that of Lima, without a single coordinate. Here are all the opponents at work, on the pairs never shown. The **copier** looks up several rows and weighs them; how many, and how, it chose on a part of the pairs shown. The **combiner** mixes rows too, but by weights fitted to what the row asked for knows; some are negative. **Completion** gives each city a code of a few dozen numbers and looks for those that give back the known table. The last one **knows that the Earth is round**: it looks for three coordinates per city.
# %%
rivals_km = dict(cities=rivals.errors_km(test_pairs))
print(*figures.rival_lines(rivals_km["cities"]), sep="\n")


# %% [markdown] lang="fr"
# Comparez les trois premières lignes. Recopier **une seule** ligne divise l’erreur par plus de dix : les vraies villes vont par grappes, et il y a presque toujours quelqu’un à copier.
#
# ## 3. La carte se déplie (20 min)
#
# Le modèle est un transformeur d’une seule couche. Son **plongement** donne à chaque ville un vecteur de quelques dizaines de nombres, petits et tirés au hasard au départ. Personne ne lui parle de latitude.
#
# Pour savoir si une carte s’y forme, on y plante une **sonde linéaire** : une machine à lire sans finesse, qui cherche des sommes pondérées de ces nombres donnant $x$, $y$ et $z$. On l’ajuste sur une partie des villes, et on la juge sur **les autres**.
#
# ### {{exercise difficulty=2 minutes=12}} La sonde en une formule
#
# `X` tient un vecteur par ligne (centré), `Y` les cibles (centrées). La régression pénalisée, ou *ridge*, cherche les poids $W$ qui vérifient $(X^\top X + \lambda I)\,W = X^\top Y$. Écrivez-la ; `np.linalg.solve(A, B)` résout $AW = B$.
# %% [markdown] lang="en"
# Compare the first three lines. Copying **a single** row divides the error by more than ten: real cities come in clusters, and there is nearly always someone to copy from.
#
# ## 3. The map unfolds (20 min)
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
# **Pronostic.** Sur des paires jamais vues, l’erreur passera-t-elle sous celle du copieur ? Le $R^2$ de la sonde vaut 1 si elle place chaque ville inconnue d’elle exactement, 0 si elle ne fait pas mieux que le centre de gravité de toutes : qu’attendez-vous ?
# %% [markdown] lang="en"
# **Predict first.** On pairs never seen, will the error fall below the copier’s? The $R^2$ of the probe is 1 if it places each city it has not met exactly, 0 if it does no better than the centre of gravity of them all: what do you expect?
# %%
import time

from labkit.representations import models, probes


def read_map(network, world):
    vectors = models.embeddings(network)[world.known]
    return probes.held_out(vectors, world.positions[world.known], seed=seed)


# %%
def look(step, network, world, pairs, run, maps):
    reading = read_map(network, world)
    maps[step] = reading.predictions
    run.add(
        step,
        error_km=world.errors_km(network, pairs).mean(),
        r2=reading.r2,
        median_km=cities.median_km(world.positions[world.known], maps[step]),
        seconds=time.perf_counter() - started,
    )


# %%
def new_network():
    shape = dict(context=2, d_model=P.d_model, seed=seed)
    return models.one_layer(world, **shape).to(session.device)


started = time.perf_counter()
network, run, maps = new_network(), lk.History(), {}
shown = [P.steps * k // 40 for k in (2, 4, 8, 14, 24, 40)]
batches = world.statements(train_pairs, batch=P.batch, seed=seed)
options = dict(steps=P.steps, lr=1e-2, weight_decay=1.0, schedule="linear")
look(0, network, world, test_pairs, run, maps)
for step, loss in lk.train(network, batches, **options):
    if step in shown:
        look(step, network, world, test_pairs, run, maps)
# %%
print(*figures.progress_lines(run), sep="\n")
# %% [markdown] lang="fr"
# Au fil des pas : l’erreur moyenne sur les paires jamais vues, et le $R^2$ de la sonde. (Un $R^2$ négatif dit que la sonde fait pis que le centre de gravité.) Chaque ville est lue par une sonde **qui ne l’a jamais rencontrée** ; un trait la relie à sa vraie place. Le fond gris n’est pas un atlas : ce sont les 34 000 villes de GeoNames.
# %% [markdown] lang="en"
# Step by step: the mean error on pairs never seen, and the $R^2$ of the probe. (A negative $R^2$ says that the probe does worse than the centre of gravity.) Each city is read by a probe that **has never met it**; a line joins it to its true place. The grey ground is no atlas: it is the 34,000 cities of GeoNames.
# %%
atlas = cities.atlas(world.cities)
figures.unfolding(maps, atlas)
# %% [markdown] lang="fr"
# Poussez le curseur. D’abord un amas au milieu ; puis les continents se séparent ; puis chaque ville se rapproche de chez elle. Une belle carte, donc ? Deux témoins d’abord : un réseau jamais entraîné, et des positions distribuées au hasard entre les villes.
# %% [markdown] lang="en"
# Push the slider. First a lump in the middle; then the continents part; then each city comes closer to home. A fine map, then? Two controls first: a network that was never trained, and positions dealt at random to the cities.
# %%
reading = read_map(network, world)
dealt = probes.shuffled(world.positions, seed=seed)
no_map = dict(
    untrained=read_map(new_network(), world),
    shuffled=probes.held_out(models.embeddings(network)[world.known], dealt),
)
print(*(lk.number(found.r2) for found in no_map.values()))
# %% [markdown] lang="fr"
# Rien, dans les deux cas : la carte lue n’est pas une invention de la sonde. Le troisième témoin est celui que l’on oublie. La même sonde, sur **les lignes du tableau**, sans aucun réseau (les trous comblés par le perroquet aux moyennes) :
# %% [markdown] lang="en"
# Nothing, in either case: the map that was read is no invention of the probe. The third control is the one that people forget. The same probe, on **the rows of the table**, with no network at all (its gaps filled in by the parrot of the means):
# %%
raw = probes.held_out(opponents.filled(rivals.table), world.positions, seed=seed)
print(lk.number(reading.r2, 3), lk.number(raw.r2, 3))
# %%
rivals_km["cities"]["network"] = run["error_km"][1][-1]
print(*figures.rival_lines(rivals_km["cities"]), sep="\n")


# %% [markdown] lang="fr"
# **Match nul.** Le réseau répond à peu près comme le copieur, et la carte se lit mieux dans le tableau que dans le réseau. Ni l’erreur ni la sonde ne nous disent donc que le réseau tient une carte :
#
# - *la géométrie est dans les données* : qui garde toute la ligne garde la carte, sans le savoir ;
# - *un bon copieur est déjà une carte*, tant qu’il a de proches voisins.
#
# Il reste deux questions que le copieur n’a pas choisies. Que devient-il **sans voisins** ? Et le réseau se **sert**-il de la carte qu’on lit en lui ?
# %% [markdown] lang="en"
# **A draw.** The network answers about as well as the copier, and the map is read better in the table than in the network. So neither the error nor the probe tells us that the network holds a map:
#
# - *the geometry is in the data*: whoever keeps the whole row keeps the map, without knowing it;
# - *a good copier is a map already*, as long as it has close neighbours.
#
# Two questions are left that the copier did not choose. What becomes of it **without neighbours**? And does the network **use** the map that we read in it?
# %% [markdown] lang="fr"
# ## 4. Un archipel (20 min)
#
# Ôtons au copieur ses voisins. Sur un globe inventé, des îles réparties **régulièrement** : une spirale d’un pôle à l’autre, un peu secouée. Ni grappe ni continent ; la plus proche voisine d’une île est à un millier de kilomètres. Huit îles de plus, *cachées*, n’apparaissent que dans des distances à des îles situées à 2 000 km au moins ; elles serviront à la section 7.
# %% [markdown] lang="en"
# ## 4. An archipelago (20 min)
#
# Let us take its neighbours from the copier. On an invented globe, islands spread **evenly**: a spiral from pole to pole, shaken a little. No cluster and no continent; the nearest neighbour of an island is about a thousand kilometres away. Eight more islands, *hidden*, appear only in distances to islands at least 2,000 km away; they will serve in section 7.
# %%
islands = cities.World(cities.archipelago(P.places + 8, seed=seed), hidden=8)
old_pairs, new_pairs = (
    islands.known[part] for part in cities.split_pairs(P.places, seed=seed)
)
told_pairs = np.vstack(
    [old_pairs, np.split(islands.far_pairs(islands.hidden), 2)[0]]
)
island_rivals = opponents.Opponents(islands, told_pairs, seed=seed)
# %% [markdown] lang="fr"
# **Pronostic.** Les mêmes adversaires, la même part de paires montrées. Pour chacun : mieux que sur les villes, pareil, ou moins bien ?
# %% [markdown] lang="en"
# **Predict first.** The same opponents, the same share of pairs shown. For each of them: better than on the cities, the same, or worse?
# %%
rivals_km["islands"] = island_rivals.errors_km(new_pairs)
print(*figures.rival_lines(rivals_km["islands"]), sep="\n")


# %% [markdown] lang="fr"
# Qui recopie perd ; qui calcule n’y perd rien. L’échelle est posée : en haut, ne rien savoir ; en bas, tenir la carte. Où tombera le réseau ?
#
# Celui de la section 3 n’apprend rien ici (essayez). Le nôtre a deux fois plus de têtes d’attention, quatre fois plus d’unités cachées, des plongements qui commencent plus grands et une décroissance moins forte. Il lui manque encore autre chose. Parmi les villes, on gagne d’abord à savoir que Sydney est loin de tout. Chaque île, elle, est aussi loin de tout que les autres : le réseau n’a pas de première marche.
#
# Donnons-lui-en une. Pendant les premiers pas, nous ne lui disons que **près ou loin** : chaque distance est arrondie à 5 000 ou à 15 000 km. Une île est près d’une autre quand elle se trouve dans la moitié du globe dont l’autre est le centre, autrement dit quand le produit scalaire de leurs places est positif. Ensuite, il lit les distances comme tout le monde. Cela ne lui apprend rien de plus : les mêmes paires, dites moins précisément d’abord.
# %% [markdown] lang="en"
# Whoever copies loses; whoever computes loses nothing by it. The scale is set: at the top, knowing nothing; at the bottom, holding the map. Where will the network fall?
#
# The one of section 3 learns nothing here (try it). Ours has twice as many attention heads, four times as many hidden units, embeddings that start larger and a weaker decay. It lacks one thing more. Among cities, the first gain is to know that Sydney is far from everything. Each island is as far from everything as the others: the network has no first stair.
#
# So let us give it one. For the first steps, we tell it only **near or far**: each distance is rounded to 5,000 or 15,000 km. One island is near another when it lies in the half of the globe that has the other at its centre, in other words when the dot product of their places is positive. Then it reads distances like everybody else. This tells it nothing more: the same pairs, less precisely at first.
# %%
def look_at_islands(step, islander, run, maps):
    look(step, islander, islands, new_pairs, run, maps)


def learn(islander, run, maps, batches, first, last, **options):
    options = dict(steps=last - first, weight_decay=0.3) | options
    for step, loss in lk.train(islander, batches, **options):
        if first + step in shown:
            look_at_islands(first + step, islander, run, maps)


# %%
def islander_told(rough_steps, d_mlp=P.mlp):
    shape = dict(context=2, d_model=P.d_model, d_mlp=d_mlp, n_heads=8, scale=1)
    islander = models.one_layer(islands, **shape, seed=seed).to(session.device)
    exact = islands.statements(told_pairs, batch=P.batch, seed=seed)
    kept = islander, lk.History(), {}
    look_at_islands(0, *kept)
    if rough_steps:
        learn(*kept, islands.roughly(exact), 0, rough_steps, lr=3e-3)
    falling = dict(lr=1e-2, schedule="linear")
    learn(*kept, exact, rough_steps, P.island_steps, **falling)
    return kept


# %%
started = time.perf_counter()
shown = [P.island_steps * k // 20 for k in (2, 4, 6, 7, 8, 9, 10, 12, 16, 20)]
islander, island_run, island_maps = islander_told(P.rough_steps)
print(*figures.progress_lines(island_run), sep="\n")
# %%
island_atlas = cities.atlas([islands.cities[i] for i in islands.known])
figures.archipelago(island_maps, island_atlas)
# %% [markdown] lang="fr"
# (Cette carte-ci garde les surfaces : des îles réparties régulièrement sur le globe le sont aussi sur le papier. Les couleurs sont celles de six mers.) Une pelote, puis le globe. Et si l’on avait tout dit d’un coup ? Même réseau, mêmes nombres de départ, mêmes paires, autant de pas.
# %% [markdown] lang="en"
# (This map keeps areas: islands spread evenly over the globe are so on paper too. The colours are those of six seas.) A tangle, then the globe. And if all had been told at once? The same network, the same first numbers, the same pairs, as many steps.
# %%
started = time.perf_counter()
_, at_once_run, _ = islander_told(0)
figures.plateau(run, island_run, at_once_run)
# %% [markdown] lang="fr"
# Les villes descendent un escalier. Quand on dit tout dès le début, les îles attendent sur un **plateau**, d’où le réseau sort avec certaines graines. Quand on dit d’abord « près ou loin », elles trouvent leur forme, et le reste suit.
# %% [markdown] lang="en"
# The cities come down a staircase. When all is told at once, the islands wait on a **plateau**; the network sometimes gets off it, as luck has it. When near or far comes first, they find their shape, and the rest follows.
# %%
rivals_km["islands"]["network"] = island_run["error_km"][1][-1]
figures.rivals(rivals_km)
# %% [markdown] lang="fr"
# **Aucun copieur par ressemblance ne suit.** Le réseau se trompe plus de deux fois moins que le meilleur d’entre eux, et une sonde lit en lui la place d’îles qu’elle ne connaît pas. Mais deux adversaires font mieux. Le **combineur** ne tient aucun code par lieu : l’erreur seule ne décide donc plus. La **complétion** en tient un ; regardons ce que c’est : une part de tableau, ou une carte ?
# %% [markdown] lang="en"
# **No copier by likeness follows.** The network errs less than half as much as the best of them, and a probe reads in it the place of islands that it has not met. But two rivals do better. The **combiner** holds no code for a place: so the error alone no longer decides. **Completion** holds one; let us look at what it is: a piece of the table, or a map?
# %%
island_reading = read_map(islander, islands)
code_reading = probes.held_out(
    island_rivals.codes(islands.known), islands.positions[islands.known], seed=seed
)
print(*(lk.number(read.r2, 3) for read in (island_reading, code_reading)))


# %% [markdown] lang="fr"
# Une carte, elle aussi : ses quelques dizaines de nombres par île se lisent comme le globe. Retenez l’enseignement de cette échelle : **tous les codes par lieu que nous avons trouvés étaient des cartes.**
#
# ### {{exercise difficulty=2 minutes=15 optional}} Plus étroit
#
# Entraînez des réseaux plus étroits, `islander_told(P.rough_steps, d_mlp=40)`. Leurs réponses sont-elles aussi bonnes, et leur carte aussi lisible ? Essayez aussi 8 et 160, puis moins de pas d’ébauche. (Le chapitre dit ce que nous avons trouvé avec 8.) La fonction rend le réseau, ses mesures et ses cartes : `figures.progress_lines` affiche les deuxièmes.
#
# ## 5. Présente, mais utilisée ? (10 min)
#
# Une carte lisible n’est pas forcément une carte dont le réseau **se sert** : le tableau aussi se lisait. Écrivons donc dans ses activations : déplaçons une île, et redemandons les distances.
#
# Pour **écrire**, il faut savoir où le réseau aurait rangé une île située ailleurs : on régresse le plongement sur la position, et non la position sur le plongement. (Un thermomètre dit qu’il fait chaud ; chauffer le thermomètre ne réchauffe pas la pièce.) Comme une carte sur une orange, le rangement peut être courbe : on joint donc à $x$, $y$, $z$ leurs produits deux à deux.
#
# **Pronostic.** Nous déplaçons la seconde île de 500 à 2 000 km, dans une direction tirée au sort. La géométrie dit de combien la distance à la première doit changer. Le réseau suivra-t-il ? Et si nous ajoutons un vecteur de même longueur, mais de direction quelconque ? Ou celui qui déplacerait comme il faut une **autre** île ?
# %% [markdown] lang="en"
# A map, it too: its few dozen numbers an island can be read as the globe. Remember what this scale teaches: **all the codes for a place that we found were maps.**
#
# ### {{exercise difficulty=2 minutes=15 optional}} Narrower
#
# Train narrower networks, `islander_told(P.rough_steps, d_mlp=40)`. Are their answers as good, and is their map as legible? Try 8 and 160 too, then fewer rough steps. (The chapter says what we found with 8.) The function returns the network, its measurements and its maps: `figures.progress_lines` shows the second.
#
# ## 5. Present, but used? (10 min)
#
# A map that can be read is not necessarily a map that the network **uses**: the table could be read too. So let us write into its activations: move an island, and ask for the distances again.
#
# For **writing**, one must know where the network would have put an island lying elsewhere: the embedding is regressed on the position, not the position on the embedding. (A thermometer says it is warm; warming the thermometer does not warm the room.) Like a map on an orange, the arrangement may be curved: so the products of $x$, $y$, $z$ two by two are added to them.
#
# **Predict first.** We move the second island by 500 to 2,000 km, in a random direction. Geometry says by how much the distance to the first should change. Will the network follow? And if we add a vector of the same length, but in an arbitrary direction? Or the one that would move **another** island as it should?
# %%
def curved(points):
    x, y, z = points.T
    # fr: z² se déduit de x² et de y²
    # en: z² follows from x² and y²
    return np.stack([x, y, z, x * x, y * y, x * y, y * z, z * x], axis=1)


def writing(network, world):
    vectors = models.embeddings(network)[world.known]
    put = probes.fit(curved(world.positions[world.known]), vectors, penalty=0.0)
    return lambda points: put(curved(points))


# %%
from labkit.representations import interventions


def moved(world, network, pairs, writer):
    write = writer(network, world)
    return interventions.dose_response(world, network, pairs, write, seed=seed)


doses = moved(islands, islander, new_pairs, writing)
figures.dose_response(doses.means())


# %%
def along_weights(network, world):
    vectors = models.embeddings(network)[world.known]
    weights = probes.fit(vectors, world.positions[world.known]).weights
    inverse = np.linalg.pinv(weights)
    return lambda points: points @ inverse


# %%
slopes = dict(
    dose=doses.slope(),
    dose_borrowed=doses.slope("borrowed"),
    dose_random=doses.slope("arbitrary"),
    dose_reading=moved(islands, islander, new_pairs, along_weights).slope(),
    dose_cities=moved(world, network, test_pairs, writing).slope(),
)
print(*map(lk.number, slopes.values()))
print(*(lk.number(km, 0) for km in doses.sizes().values()))


# %% [markdown] lang="fr"
# La **pente** dit de combien les réponses changent quand la géométrie veut un changement de 1. Les cinq pentes imprimées :
#
# 1. le long de la carte, dans le réseau des îles : proche de 1, ses réponses suivent ; la carte y est **utilisée** ;
# 2. la poussée d’une **autre** île, aussi longue et parmi les directions de la carte : sans rapport avec ce que la géométrie veut pour celle-ci ;
# 3. un vecteur quelconque de même longueur : sans rapport non plus ;
# 4. le long des poids de la sonde : presque autant ; là où la carte est droite, on écrit à peu près où on lit ;
# 5. dans le réseau **des villes**, de la même façon qu’en 1 : bien moins. On y *lit* une carte, mais ses réponses s’appuient aussi sur autre chose, ou notre façon d’écrire y convient moins bien.
#
# La seconde ligne dit de combien de kilomètres les réponses changent, dans un sens ou dans l’autre : selon la géométrie, puis sous chacune des trois poussées. Celle d’une autre île remue donc les réponses presque autant, mais pas dans le sens que veut la géométrie ; la quelconque les remue quatre fois moins, car elle sort presque toute de la carte.
#
# Voilà ce que ni l’erreur ni la sonde ne disaient : les deux réseaux diffèrent. Est-ce à cause du monde ? Ils n’ont ni la même forme, ni le même entraînement ; l’expérience témoin `03_alike` les échange, et une part de la différence s’en va : elle tenait à la recette.
# %% [markdown] lang="en"
# The **slope** says by how much the answers change when geometry asks for a change of 1. The five slopes printed:
#
# 1. along the map, in the network of the islands: close to 1, its answers follow; there the map is **used**;
# 2. the push of **another** island, as long and among the directions of the map: without regard to what geometry wants for this one;
# 3. an arbitrary vector of the same length: without regard either;
# 4. along the weights of the probe: nearly as much; where the map is straight, one writes about where one reads;
# 5. in the network **of the cities**, written as in 1: far less. A map can be *read* there, but its answers rest on something else too, or our way of writing suits it less.
#
# The second line says by how many kilometres the answers change, one way or the other: as geometry has it, then under each of the three pushes. So another island’s push stirs the answers nearly as much, but not the way geometry wants; the arbitrary one stirs them four times less, since most of it leaves the map.
#
# That is what neither error nor probe told: the two networks differ. Because of the world? They have neither the same shape nor the same training; the control `03_alike` exchanges them, and part of the difference goes: it was the recipe’s.
# %% [markdown] lang="fr"
# ## 6. Pour aller plus loin : ne vous laissez pas duper (25 min, facultatif)
#
# La séance peut s’arrêter ici. (Exécutez tout de même les cellules qui suivent : la fiche de la fin en garde les chiffres.)
#
# Une belle carte peut mentir. Une sonde est un élève : avec assez de nombres à peser, elle apprend n’importe quoi, et le mérite lui revient, non au modèle. Il faut un **témoin**.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Inventer un témoin
#
# Rendez les mêmes positions distribuées au hasard aux villes (`generator` est un générateur de NumPy). Une sonde qui y « réussit » ne nous apprendrait rien sur le modèle.
# %% [markdown] lang="en"
# ## 6. Further: do not be fooled (25 min, optional)
#
# The session may end here. (Run the cells that follow all the same: the card at the end keeps their numbers.)
#
# A fine map can lie. A probe is a pupil: with enough numbers to weigh, it learns anything, and the credit is its own, not the model’s. A **control** is needed.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Inventing a control
#
# Return the same positions dealt at random to the cities (`generator` is a NumPy generator). A probe that “succeeds” on these would teach us nothing about the model.
# %%
def control(targets, generator):
    ### BEGIN SOLUTION
    return generator.permutation(targets)
    ### END SOLUTION


check.control(control)

# %% [markdown] lang="fr"
# La section 3 a montré deux témoins honnêtes. Celui-ci est plus trompeur : un modèle **jamais entraîné**, mais qui a deux fois plus de nombres par ville qu’il n’y a de villes. Ne regarder que les villes sur lesquelles on a ajusté la sonde, ce serait crier au miracle.
# %% [markdown] lang="en"
# Section 3 showed two honest controls. This one is more deceptive: a model **never trained**, but with twice as many numbers per city as there are cities. To look only at the cities on which the probe was fitted would be to cry miracle.
# %%
wide = models.one_layer(world, context=2, d_model=2 * P.places, scale=1, seed=seed)
print(models.embeddings(wide)[world.known].shape)
# %%
too_wide = probes.held_out(
    models.embeddings(wide)[world.known], world.positions, penalty=1e-4, seed=seed
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
met = np.random.default_rng(seed).choice(world.known[:60], (1500, 2))
features, second = models.after_pairs(wide, met), world.positions[met[:, 1]]
pair_readings = dict(
    by_pair=probes.held_out(features, second, seed=seed),
    by_city=probes.held_out(features, second, groups=met[:, 1], seed=seed),
)
# %%
controls = probes.scores(
    trained=reading, table=raw, **no_map, wide=too_wide, **pair_readings
)
figures.probe_controls(controls)


# %% [markdown] lang="fr"
# Les deux premières barres ont quelque chose à lire ; les autres, rien. Pourtant, vus à travers un mauvais protocole, des nombres tirés au sort donnent un $R^2$ flatteur. Retenez quatre règles : juger sur des **entités** neuves (des villes, non des paires), comparer à un réseau non entraîné et à des cibles mélangées, **sonder aussi les données brutes**, montrer les $R^2$ négatifs.
#
# ## 7. Relier les points (25 min, facultatif)
#
# Revenons aux huit îles cachées. Le réseau n’a reçu, à leur sujet, que des distances à des îles lointaines. Sait-il pourtant *où elles sont*, et ce qui les entoure ? Treutlein et ses collègues ont posé cette question à un grand modèle ; Paris y était l’une des villes cachées.
#
# ### {{exercise difficulty=2 minutes=12 optional}} Placer un lieu d’après dix distances
#
# `candidates` tient des points du globe, `references` dix lieux de position connue, `km` les dix distances. Rendez le candidat qui convient le mieux. `cities.kilometres(point, references)` donne les dix distances d’un point.
# %% [markdown] lang="en"
# The first two bars have something to read; the others, nothing. And yet, seen through a bad protocol, random numbers give a flattering $R^2$. Remember four rules: judge on new **entities** (cities, not pairs), compare with an untrained network and with shuffled targets, **probe the raw data too**, show the negative $R^2$.
#
# ## 7. Connecting the dots (25 min, optional)
#
# Back to the eight hidden islands. All the network was given about them is distances to far-away islands. Does it know *where they are* all the same, and what lies around them? Treutlein and colleagues put this question to a large model; Paris was one of their hidden cities.
#
# ### {{exercise difficulty=2 minutes=12 optional}} Placing a spot from ten distances
#
# `candidates` holds points of the globe, `references` ten places of known position, `km` the ten distances. Return the candidate that fits best. `cities.kilometres(point, references)` gives the ten distances of a point.
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
# Deux réponses s’opposent ici. Le **perroquet** met une île cachée à la place de l’île connue dont la ligne ressemble le plus à la sienne. Le **réseau** donne ses distances à toutes les îles connues ; `islands.located` les reporte sur le globe, comme votre fonction, en plus fin.
# %% [markdown] lang="en"
# Two answers stand against each other here. The **parrot** puts a hidden island in the place of the known island whose row is most like its own. The **network** gives its distances to all known islands; `islands.located` plots them on the globe, as your function does, more finely.
# %%
row = opponents.unlikeness(island_rivals.table)[islands.hidden][:, islands.known]
hidden_read = dict(
    alike=islands.positions[islands.known[row.argmin(1)]],
    answers=np.stack(
        [islands.located(islander, at, islands.known) for at in islands.hidden]
    ),
    compasses=island_rivals.placed(islands.hidden),
)
hidden_places = islands.positions[islands.hidden]
hidden_names = [islands.cities[at].name for at in islands.hidden]
figures.hidden(hidden_names, hidden_places, hidden_read)
# %% [markdown] lang="fr"
# Et voici le pari où les deux images diffèrent le plus : les distances des îles cachées à leurs **voisines**, à moins de 2 000 km. On n’en a dit aucune, à personne. Une copie n’y peut rien : la ligne recopiée décrit le voisinage d’une autre.
# %% [markdown] lang="en"
# And here is the wager on which the two pictures differ most: the distances of the hidden islands to their **neighbours**, less than 2,000 km away. Nobody was told a single one. A copy is no help there: the row that is copied describes the neighbourhood of another island.
# %%
hidden_km = {
    how: cities.median_km(hidden_places, at) for how, at in hidden_read.items()
}
# %%
near_pairs = islands.with_known(islands.hidden)
near_pairs = near_pairs[islands.pair_km(near_pairs) < cities.FAR]
near_km = island_rivals.errors_km(near_pairs)
near_km["network"] = islands.errors_km(islander, near_pairs).mean()
print(*figures.hidden_lines(hidden_km, near_km), sep="\n")
# %% [markdown] lang="fr"
# Trois réponses à la première question, en kilomètres de la vraie place. La dernière se passe de réseau : un compas, et les distances lues, suffisent. Puis, pour la seconde, l’erreur de chacun sur les voisines. Les copieurs se trompent de quelque mille kilomètres, le réseau nettement moins ; la complétion fait mieux que lui, et qui tient la géométrie les laisse tous loin derrière. Le réseau a donc *relié les points*, sans finesse : comme le grand modèle de Treutlein, il répond moins bien tout près que loin.
#
# ## 8. Un vrai modèle (10 min, facultatif)
#
# SmolLM2 n’a jamais reçu de distances en dictée ; il a lu des textes. Donnons-lui des noms de villes et sondons ce que contiennent ses activations au dernier jeton du nom.
# %% [markdown] lang="en"
# Three answers to the first question, in kilometres from the true place. The last does without a network: compasses, and the distances read, are enough. Then, for the second, the error of each on the neighbours. The copiers err by about a thousand kilometres, the network by clearly less; completion does better, and whoever holds the geometry leaves them all far behind. So the network has *connected the dots*, without finesse: like the large model of Treutlein, it answers less well close by than far away.
#
# ## 8. A real model (10 min, optional)
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
llm_map = dict(llm_read=best.predictions, llm_interval=best.interval)
llm_map = llm_map if llm else dict.fromkeys(llm_map)
figures.llm_map(best.predictions, llm_atlas, llm_layers) if llm else print(nothing)
# %% [markdown] lang="fr"
# (La carte est celle de l’avant-dernière couche examinée, choisie d’avance : l’élire après coup, parce qu’elle est la meilleure, serait se flatter.) La courbe monte avec la profondeur, puis se tasse. Un $R^2$ de l’ordre d’un demi : les continents se devinent, les pays non. C’est peu à côté de notre petit modèle, mais celui-ci ne lisait que des distances. SmolLM2 a 135 millions de paramètres ; Gurnee et Tegmark trouvent 0,91 avec les 70 milliards de Llama-2. Les deux invites se valent presque : les noms sont les mêmes, et c’est le nom qui porte la place.
#
# ## 9. Ce que nous avons mesuré
# %% [markdown] lang="en"
# (The map is that of the last layer but one among those examined, chosen beforehand: to elect it afterwards because it is the best would be flattering oneself.) The curve rises with depth, then levels off. An $R^2$ of about a half: continents can be made out, countries cannot. That is little beside our small model, but that one read nothing but distances. SmolLM2 has 135 million parameters; Gurnee and Tegmark find 0.91 with the 70 billion of Llama-2. The two prompts are nearly as good: the names are the same, and it is the name that carries the place.
#
# ## 9. What we have measured
# %%
lk.record(
    **dict(rivals_km=rivals_km, run=run, atlas=atlas, llm_atlas=llm_atlas),
    **dict(raw_km=cities.median_km(world.positions, raw.predictions)),
    **dict(island_run=island_run, island_maps=island_maps, at_once_run=at_once_run),
    **dict(island_atlas=island_atlas, island_interval=island_reading.interval),
    **dict(code_r2=code_reading.r2, dose=doses.means(), slopes=slopes),
    **dict(stirred=doses.sizes()),
    **dict(controls=controls, near_km=near_km, rough_steps=P.rough_steps),
    **dict(hidden_names=hidden_names, hidden_places=hidden_places),
    **dict(hidden_km=hidden_km, hidden_read=hidden_read, llm_layers=llm_layers),
    **dict(llm_r2s=llm_r2s, llm_median_km=off_km, **llm_map),
)
# %% [markdown] lang="fr"
# ## 10. Ce que cet atelier ne montre pas
#
# - **Que les grands modèles font leur carte ainsi.** Le nôtre reçoit des distances, toutes justes à 200 km près ; eux lisent des phrases. Nous montrons qu’une carte *peut* naître de la prédiction, non comment la leur est née.
# - **Qu’un tel réseau trouve toujours sa carte.** Il l’a trouvée parce qu’on lui a donné une première marche. Nous montrons qu’il le peut.
# - **Que SmolLM2 se sert de sa carte.** Nous l’avons lue, sans y écrire.
# - **Qu’une carte est une compréhension.** Nous appelons *représentation* un état interne qui varie avec le monde, que l’on peut lire sur des cas neufs et dont les réponses dépendent. Que ce soit là tout ce que « représenter » veut dire, les philosophes en débattent ; le chapitre leur laisse la parole.
#
# ## Sources
#
# Treutlein et al. (2024) pour les villes cachées ; Park (2026) pour la carte apprise à partir de zéro et l’effet de plusieurs tâches ; Gurnee et Tegmark (2024) pour les lieux dans Llama-2 ; Hewitt et Liang (2019) pour les témoins ; Li et al. (2023) et Nanda et al. (2023) pour Othello. Villes : GeoNames, CC BY 4.0. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 10. What this lab does not show
#
# - **That large models make their map this way.** Ours is given distances, all of them right to within 200 km; they read sentences. We show that a map *can* arise from prediction, not how theirs arose.
# - **That such a network always finds its map.** It found it because it was given a first stair. We show that it can.
# - **That SmolLM2 uses its map.** We have read it, not written in it.
# - **That a map is understanding.** We call a *representation* an inner state that varies with the world, that can be read on new cases, and on which the answers depend. Whether that is all that “to represent” means is a matter of debate among philosophers; the chapter lets them speak.
#
# ## Sources
#
# Treutlein et al. (2024) for the hidden cities; Park (2026) for the map learnt from scratch and the effect of several tasks; Gurnee and Tegmark (2024) for places in Llama-2; Hewitt and Liang (2019) for controls; Li et al. (2023) and Nanda et al. (2023) for Othello. Cities: GeoNames, CC BY 4.0. Full references in the [chapter]({{chapter}}).
