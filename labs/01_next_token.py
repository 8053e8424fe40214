# %% [markdown] lang="fr"
# # Atelier 1 · Prédire le jeton suivant
#
# {{colab}}
#
# **La question.** Un roman policier s’achève sur ces mots : « le nom du coupable est donc… ». Une machine qui ne sait que prédire le mot suivant peut-elle donner le nom ? Et si elle le donne, qu’est-ce que cela prouve ?
#
# | Joueur | Un maillon : la pièce du crime est dite | Deux maillons : seule l’arme est dite |
# |---|---|---|
# | le perroquet, qui répète ce qui suit d’ordinaire | le hasard : un suspect sur quatre | le hasard |
# | la carte, qui retient qui était où | le bon nom | le bon nom |
# | le meilleur adversaire imaginé : un copieur de dix lignes | le bon nom | le hasard |
#
# Calcul : une à deux minutes sur un processeur ordinaire, quelques minutes à l’échelle `gpu`. Travail : {{minutes}} minutes, exercices compris. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 1 · Predicting the next token
#
# {{colab}}
#
# **The question.** A detective novel ends with the words “so the culprit is…”. Can a machine that only knows how to predict the next word supply the name? And if it does, what does that prove?
#
# | Player | One hop: the room of the crime is told | Two hops: only the weapon is told |
# |---|---|---|
# | the parrot, which repeats what usually follows | chance: one suspect in four | chance |
# | the map, which keeps track of who was where | the right name | the right name |
# | the best opponent we could think of: a copier of ten lines | the right name | chance |
#
# Computing: a minute or two on an ordinary processor, a few minutes at `gpu` scale. Work: {{minutes}} minutes, exercises included. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="01_next_token")
# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages de l’atelier. `smoke` sert aux tests, `cpu` à votre portable, `gpu` à une carte graphique ; le reste du code ne change pas.
# %% [markdown] lang="en"
# The next cell holds all the settings of the lab. `smoke` is for tests, `cpu` for your laptop, `gpu` for a graphics card; the rest of the code does not change.
# %%
small = dict(batch=16, d_model=64, layers=2, heads=4, lr=3e-3)
P = lk.preset(
    smoke=dict(stories=300, tests=40, primer=5, steps=20, every=10, hops=5, few=10)
    | dict(rounds=20),
    cpu=small
    | dict(stories=6000, tests=800, primer=450, steps=250, every=50, hops=100)
    | dict(few=200, rounds=300),
    gpu=dict(batch=256, d_model=256, layers=4, lr=1e-3)
    | dict(stories=100_000, primer=300, steps=3000, every=100, hops=1000),
)
# %% [markdown] lang="fr"
# ## 1. Un monde où tout se sait (10 min)
#
# Nos histoires sortent d’un générateur. Des suspects sont vus, chacun dans une pièce ; de fausses pistes s’en mêlent ; l’inspectrice note quelques déductions ; enfin le lieu du crime est révélé. En voici une.
# %% [markdown] lang="en"
# ## 1. A world where everything is known (10 min)
#
# Our stories come from a generator. Suspects are seen, each in a room of their own; red herrings get in the way; the inspector notes a few deductions; at last the scene of the crime is revealed. Here is one.
# %%
from labkit import detective

world = dict(suspects=4, red_herrings=1, notes=3)
test_stories = detective.stories(P.tests, **world, seed=session.seed, split="test")
story = test_stories[0]
print(story)
# %% [markdown] lang="fr"
# Le dernier nom découle des indices, et de rien d’autre : ni l’heure, ni les ragots n’y font quoi que ce soit. Et les histoires d’entraînement et de test n’ont jamais la même combinaison de suspects et de pièces : apprendre par cœur ne servira pas.
#
# Un modèle ne lit pas des lettres mais des **jetons**. Ici un jeton est un mot, ou un groupe de mots qui vont toujours ensemble ; dans les grands modèles, c’est un morceau de mot fréquent.
# %% [markdown] lang="en"
# The last name follows from the clues, and from nothing else: neither the hour nor the gossip has any say. And training and test stories never share a combination of suspects and rooms: learning by heart will not help.
#
# A model reads not letters but **tokens**. Here a token is a word, or a group of words that always go together; in large models it is a frequent piece of a word.
# %%
vocabulary = detective.vocabulary()
print(len(vocabulary), vocabulary.words[:6])
# fr: out: 87 ['<start>', '<pad>', 'par_une', 'nuit', ',', 'on_tua']
# en: out: 87 ['<start>', '<pad>', 'on_a', 'night', ',', 'someone']
# %% [markdown] lang="fr"
# Tout ce qui peut s’écrire dans ce monde se compose de 87 jetons. Deux ne sont pas des mots : `<start>` ouvre chaque texte, `<pad>` comble la fin des textes courts. Chaque jeton a un numéro, son rang dans cette liste, à partir de 0.
# %% [markdown] lang="en"
# Everything that can be written in this world is made of 87 tokens. Two of them are no words: `<start>` opens every text, `<pad>` fills up the end of short ones. Each token has a number, its rank in this list, counted from 0.
# %%
print(len(story.tokens))
print(story.tokens[:12])
print(vocabulary.encode(story.tokens)[:12])
# %% [markdown] lang="fr"
# L’histoire compte une soixantaine de jetons. Le modèle ne verra que la dernière ligne : des numéros.
#
# Le générateur connaît la probabilité $p$ de chacun de ses choix. La **surprise** d’un jeton, en bits, est $-\log_2 p$ : 0 bit s’il était certain, 1 bit pour un pile ou face, 3 bits pour un choix parmi huit. Teintons l’histoire par la surprise qu’elle causerait à un lecteur parfait.
# %% [markdown] lang="en"
# The story is some sixty tokens long. The model will only see the last line: numbers.
#
# The generator knows the probability $p$ of each of its choices. The **surprisal** of a token, in bits, is $-\log_2 p$: 0 bits if it was certain, 1 bit for the toss of a coin, 3 bits for one choice in eight. Let us tint the story by the surprise it would cause a perfect reader.
# %%
from labkit.next_token import figures

figures.tinted(story.tokens, story.bits, boxed=story.answers)
# %% [markdown] lang="fr"
# Les noms encadrés n’ont pas de teinte : pour qui a lu les indices, ils ne coûtent rien. Tout l’orange est un vrai hasard (quelle nuit ? quelle pièce ?) que nul ne peut prévoir. La moyenne par jeton est l’**entropie de la source** : aucun modèle ne descendra en dessous.
# %% [markdown] lang="en"
# The framed names have no tint: to someone who has read the clues, they cost nothing. All the orange is real chance (which night? which room?) that nobody can foresee. The mean per token is the **entropy of the source**: no model will go below it.
# %%
_, entropy = detective.entropy(**world)
print(lk.number(entropy, 3))
# fr: out: 1,001
# en: out: 0.954
# %% [markdown] lang="fr"
# C’est un nombre de bits par jeton. Retenez-le.
#
# ### {{exercise difficulty=1 minutes=5}} Mesurer la surprise
#
# Écrivez la fonction qui donne la surprise, en bits, d’un événement de probabilité `p`. Servez-vous du module `math`.
# %% [markdown] lang="en"
# It is a number of bits per token. Remember it.
#
# ### {{exercise difficulty=1 minutes=5}} Measuring surprise
#
# Write the function that gives the surprisal, in bits, of an event of probability `p`. Use the module `math`.
# %%
import math

from labkit.next_token import checks as check


def surprisal(p):
    ### BEGIN SOLUTION
    return -math.log2(p)
    ### END SOLUTION


check.surprisal(surprisal)
# %% [markdown] lang="fr"
# ## 2. Le perroquet : compter (10 min)
#
# Le plus simple des modèles de langage tient un registre : après ce jeton, quels jetons a-t-on vus, et combien de fois ? Ouvrons-le à une page.
# %% [markdown] lang="en"
# ## 2. The parrot: counting (10 min)
#
# The simplest of language models keeps a register: after this token, which tokens have been seen, and how often? Let us open it at one page.
# %%
from labkit.next_token import ngram

train_stories = detective.stories(P.stories, **world, seed=session.seed)
room = detective.WORLDS[session.language]["slots"]["room"][0]
followers = ngram.followers(train_stories, room)
room, followers.most_common()
# %% [markdown] lang="fr"
# Divisés par leur somme, ces comptes sont des probabilités.
# %% [markdown] lang="en"
# Divided by their sum, these counts are probabilities.
# %%
figures.next_words(
    [(token, n / followers.total()) for token, n in followers.most_common()],
    title=room.replace("_", " ") + " …",
)
# %% [markdown] lang="fr"
# Voilà un modèle de langage complet : une **distribution sur le jeton suivant**. Il n’y a rien d’autre à prédire dans ce cours. Un *n-gramme* fait de même avec les $n-1$ derniers jetons ; quand un contexte n’a jamais été vu, il se rabat sur un contexte plus court.
#
# **Pronostic.** Notez-le avant d’exécuter : de $n = 1$ à $n = 6$, la perte sur les histoires de test va-t-elle toujours baisser ? Et le coupable, combien de fois sera-t-il trouvé parmi les quatre suspects ?
# %% [markdown] lang="en"
# That is a complete language model: a **probability distribution over the next token**. There is nothing else to predict in this course. An *n-gram* does the same with the last $n-1$ tokens; where a context has never been seen, it falls back on a shorter one.
#
# **Predict first.** Write it down before you run: from $n = 1$ to $n = 6$, will the loss on the test stories keep falling? And the culprit, how often will they be found among the four suspects?
# %%
train_ids = [vocabulary.encode(s.tokens) for s in train_stories]
test_ids = [vocabulary.encode(s.tokens) for s in test_stories]
ngrams = {n: ngram.NGram(n, len(vocabulary)).fit(train_ids) for n in range(1, 7)}
# %%
ngram_bits = {
    "train": [model.mean_bits(train_ids[:400]) for model in ngrams.values()],
    "test": [model.mean_bits(test_ids) for model in ngrams.values()],
}
figures.overfitting(ngram_bits, entropy)
# %% [markdown] lang="fr"
# Sur les histoires d’entraînement, plus $n$ est grand, mieux cela va. Sur les histoires de test, la courbe remonte à la fin : le 6-gramme a retenu des suites qui ne reviendront pas. C’est le **surapprentissage**. Et le coupable ?
# %% [markdown] lang="en"
# On the training stories, the larger $n$, the better. On the test stories the curve turns up at the end: the 6-gram has learnt sequences that will not come back. That is **overfitting**. And the culprit?
# %%
from labkit.next_token import opponents

ngram_accuracy = [
    opponents.named(opponents.counting(parrot), test_stories)
    for parrot in ngrams.values()
]
print([lk.percent(share) for share in ngram_accuracy])
# %% [markdown] lang="fr"
# Le hasard : un sur quatre. Ce n’est pas faute de données. La pièce du crime est nommée deux jetons plus tôt, l’indice trente jetons plus tôt ; aucun registre des derniers mots ne relie l’une à l’autre, car dans chaque histoire le lien est neuf.
# %% [markdown] lang="en"
# Chance: one in four. It is not for want of data. The room of the crime is named two tokens earlier, the clue thirty tokens earlier; no register of the last few words links one to the other, because in each story the link is new.
# %% [markdown] lang="fr"
# ## 3. Un petit transformeur (15 min)
#
# Changeons d’élève. Un **transformeur** donne à chaque jeton un vecteur, puis laisse chaque position regarder les précédentes (l’*attention*) et en tirer ce qui lui sert. Le nôtre est minuscule. Ici, chaque position lit aussi directement les trois qui la précèdent (`reach=3`) : sans cette aide, le modèle reste au niveau du hasard pendant tout l’entraînement de cet atelier (nous l’avons vérifié avec cinq graines, sur le monde anglais). Et un même jeton y a deux vecteurs, l’un pour être lu, l’autre pour être prédit (`tied=False`).
# %% [markdown] lang="en"
# ## 3. A small transformer (15 min)
#
# Let us change pupils. A **transformer** gives each token a vector, then lets each position look at those before it (*attention*) and take from them what it needs. Ours is tiny. Here each position also reads the three before it directly (`reach=3`): without that help, the model stays at chance throughout this lab’s training (we checked with five seeds). And a token has two vectors, one for being read, another for being predicted (`tied=False`).
# %%
import torch

config = lk.TransformerConfig(
    len(vocabulary),
    context=128,
    d_model=P.d_model,
    n_layers=P.layers,
    n_heads=P.heads,
    reach=3,
    tied=False,
)
parameters = sum(p.numel() for p in lk.Transformer(config).parameters())
print(lk.number(parameters, 0))
# %% [markdown] lang="fr"
# C’est le nombre de ses poids. Donnons-lui à lire.
# %% [markdown] lang="en"
# That is the number of its weights. Let us give it something to read.
# %%
inputs, targets = vocabulary.batch([s.tokens for s in test_stories[:8]])
print(inputs.shape, "->", lk.Transformer(config)(inputs).shape)


# %% [markdown] lang="fr"
# Huit histoires entrent ; pour chacune, à chaque position, sort un score par jeton du vocabulaire. La fonction *softmax* en fait des probabilités. Les poids sont encore tirés au hasard, la distribution ne vaut donc rien.
#
# De quoi sera faite sa lecture ? Un lot sur deux, d’histoires comme celle-ci ; l’autre, d’histoires plus longues, où la fin donne l’**arme**, puis l’étape (`written=True`) : la pièce où cette arme se trouvait. À l’examen l’étape manquera (`hard`) ; nous y reviendrons dans la partie 4.
# %% [markdown] lang="en"
# Eight stories go in; for each of them, at each position, out comes one score per token of the vocabulary. The *softmax* function turns the scores into probabilities. The weights are still random, so the distribution is worthless.
#
# What will it read? Every other batch, stories like this one; in between, longer stories, whose end gives the **weapon**, then the step (`written=True`): the room where it was kept. At the exam the step will be missing (`hard`); we shall come back to it in part 4.
# %%
import itertools

hard = world | dict(depth=2, notes_by="weapon")
kinds = world, hard | dict(written=True)


def batches(suspects, seed, *kinds):
    cast = dict(suspects=suspects, notes=min(world["notes"], suspects))
    streams = [detective.stream(**kind | cast, seed=seed) for kind in kinds]
    for stories in itertools.cycle(streams):
        yield vocabulary.batch([next(stories).tokens for _ in range(P.batch)])


# %% [markdown] lang="fr"
# Entraîner, c’est répéter quelques lignes. Les voici en entier, une seule fois.
# %% [markdown] lang="en"
# Training means repeating a few lines. Here they are in full, just once.
# %%
beginner = lk.Transformer(config, seed=session.seed).to(session.device)
lessons = batches(4, session.seed + 1, *kinds)
for _ in range(10):
    inputs, targets = next(lessons)
    logits = beginner(inputs.to(session.device))
    loss = lk.metrics.cross_entropy_bits(logits, targets.to(session.device))
    beginner.zero_grad()
    loss.backward()
    with torch.no_grad():
        for weight in beginner.parameters():
            weight -= 0.03 * weight.grad
    print(lk.number(loss.item()), end="  ")
# %% [markdown] lang="fr"
# La perte est l’**entropie croisée** : la surprise moyenne par jeton, en bits ; en dix pas elle baisse déjà. `backward` calcule pour chaque poids sa pente, `grad` : de combien la perte monterait si ce poids grandissait un peu. Les trois lignes suivantes le poussent dans l’autre sens. Rien, nulle part, ne parle de coupable. Désormais cette boucle s’appellera `lk.train`, où AdamW règle la longueur de chaque poussée.
#
# Il nous faut un tableau de bord. `network.sit` fait passer l’examen à un modèle : la surprise moyenne sur les histoires de test, avec et sans le nom du coupable, et la part de coupables trouvés.
# %% [markdown] lang="en"
# The loss is the **cross-entropy**: the mean surprisal per token, in bits; within ten steps it is already falling. `backward` works out the slope of each weight, `grad`: by how much the loss would rise if it grew a little. The next three lines push it the other way. Nothing, anywhere, mentions a culprit. From now on this loop goes by the name of `lk.train`, where AdamW tunes the length of each push.
#
# We need a dashboard. `network.sit` sets a model the exam: the mean surprisal on the test stories, with the culprit’s name and without, and the share of culprits found.
# %%
import time

from labkit.next_token import network

print(lk.number(network.sit(beginner, test_stories)["average"]))
# %% [markdown] lang="fr"
# Un transformeur tout neuf va lire des histoires à deux suspects pendant les `primer` premiers pas (une mise en train), puis à quatre. Chaque histoire n’est lue qu’une fois. Un quart des histoires de test suffit à suivre ses progrès ; l’examen entier vient à la fin. Le taux d’apprentissage monte pendant `warmup` pas, reste constant, puis décroît sur les deux derniers cinquièmes (`"wsd"`).
#
# **Pronostic.** Sa perte tombera-t-elle sous celle du meilleur n-gramme ? Trouvera-t-il le coupable : peu à peu, ou d’un coup ?
# %% [markdown] lang="en"
# A brand-new transformer will read stories with two suspects during the first `primer` steps (a warm-up), then with four. Each story is read only once. A quarter of the test stories is enough to follow its progress; the whole exam comes at the end. The learning rate rises over `warmup` steps, stays constant, then falls over the last two fifths (`"wsd"`).
#
# **Predict first.** Will its loss fall below that of the best n-gram? Will it find the culprit: little by little, or all at once?
# %%
started = time.perf_counter()
model = lk.Transformer(config, seed=session.seed).to(session.device)
snapshots = {0: network.sit(model, test_stories[: P.few])}
lessons = itertools.islice(batches(2, session.seed + 2, *kinds), P.primer)
lessons = itertools.chain(lessons, batches(4, session.seed + 3, *kinds))
options = dict(lr=P.lr, weight_decay=0.1, warmup=20, schedule="wsd")
for step, _ in lk.train(model, lessons, steps=P.primer + P.steps, **options):
    if step % P.every == 0:
        snapshots[step] = network.sit(model, test_stories[: P.few])
train_seconds = time.perf_counter() - started
# %%
snapshots[P.primer + P.steps] = network.sit(model, test_stories)
curves = lk.History()
for step, marks in snapshots.items():
    if step > 0:
        curves.add(step, average=marks["average"], others=marks["others"])
        curves.add(step, culprit=marks["culprit"], accuracy=marks["accuracy"])
# %%
figures.jump(curves, entropy)
# %% [markdown] lang="fr"
# En bas, le modèle passe du hasard à la quasi-certitude. En haut, les deux courbes, avec et sans le nom du coupable, se distinguent à peine. L’examen a quatre suspects : tant que le modèle n’en a vu que deux, les autres lui coûtent cher. La grande chute est la fin de la mise en train (et le taux d’apprentissage commence alors à baisser) : la moyenne descend, mais presque pas **à cause du coupable**.
#
# Pourquoi cette discrétion ? Le coupable est **un jeton sur soixante** : même passé de trois bits à zéro, il n’allège la moyenne que de quelques centièmes de bit. Une moyenne peut cacher une découverte ; elle peut aussi cacher une lacune.
# %% [markdown] lang="en"
# Below, the model goes from chance to near certainty. Above, the two curves, with the culprit’s name and without, can hardly be told apart. The exam has four suspects: while the model has met only two, the others cost it dear. The great fall is the end of the warm-up (and the learning rate then begins to fall): the average falls, but hardly **because of the culprit**.
#
# Why so discreet? The culprit is **one token in sixty**: even when it goes from three bits to none, it lightens the mean by a few hundredths of a bit. An average can hide a discovery; it can also hide a gap.
# %%
bits_per_token = curves["average"][1][-1]
figures.scale(ngram_bits, bits_per_token, entropy)
# %% [markdown] lang="fr"
# Sur une même échelle : du hasard pur aux n-grammes, des n-grammes au transformeur, et en pointillé ce que nul ne peut franchir. Ce qui reste au transformeur au-dessus du plancher, c’est ce qu’il n’a pas encore appris.
#
# Et voici la même histoire, teintée par la surprise **du modèle**. Déplacez le curseur : avant, pendant, après l’apprentissage. Suivez les noms encadrés.
# %% [markdown] lang="en"
# On one scale: from pure chance to n-grams, from n-grams to the transformer, and dashed, what nobody can cross. What is left between the transformer and the floor is what it has not learnt yet.
#
# And here is the same story, tinted by **the model’s** surprise. Move the slider: before, during and after learning. Keep an eye on the framed names.
# %%
shown = [*list(snapshots)[:2], *list(snapshots)[2:-1:2], max(snapshots)]
tale = dict(
    tokens=story.tokens,
    answers=story.answers,
    steps=shown,
    bits=[snapshots[step]["bits"] for step in shown],
)
figures.story(tale)


# %% [markdown] lang="fr"
# ### {{exercise difficulty=2 minutes=10 optional}} Ce que la moyenne cache
#
# Un texte compte `length` jetons. L’un d’eux, décisif, coûtait `before` bits au modèle ; il n’en coûte plus que `after`. De combien la perte moyenne par jeton a-t-elle baissé ?
# %% [markdown] lang="en"
# ### {{exercise difficulty=2 minutes=10 optional}} What the average hides
#
# A text has `length` tokens. One of them, the decisive one, used to cost the model `before` bits; now it costs only `after`. By how much has the mean loss per token fallen?
# %%
def drop_of_the_average(length, before, after):
    ### BEGIN SOLUTION
    return (before - after) / length
    ### END SOLUTION


check.drop_of_the_average(drop_of_the_average)


# %% [markdown] lang="fr"
# ## 4. Un meilleur perroquet (15 min)
#
# Le transformeur a gagné. Mais contre qui ? Donnons au perroquet un meilleur avocat : dix lignes, pas un poids, aucun apprentissage. Le **copieur** prend la pièce que la question nomme, remonte à la dernière phrase où elle figure avec un nom, et rend ce nom.
# %% [markdown] lang="en"
# ## 4. A better parrot (15 min)
#
# The transformer has won. But against whom? Let us give the parrot a better lawyer: ten lines, not one weight, no learning. The **copier** takes the room that the question names, goes back to the last sentence where it stands with a name, and gives that name.
# %%
def copier(words):
    *past, question = opponents.sentences(words)
    things = opponents.ROOMS | opponents.WEAPONS
    asked = [word for word in question if word in things][-1]
    for sentence in reversed(past):
        names = [word for word in sentence if word in opponents.PERSONS]
        if asked in sentence and names:
            return names[0]
    return None


print(lk.percent(opponents.named(copier, test_stories)))
# fr: out: 100 %
# en: out: 100%
# %% [markdown] lang="fr"
# Tous. Donc réussir cet examen ne prouve pas que l’on tient une carte : un perroquet qui sait **où** copier y suffit. Le n-gramme était un adversaire trop faible.
#
# Quand le perroquet s’améliore, c’est l’examen qui doit monter d’un échelon. Dans ces histoires-ci, la fin ne donne plus que l’**arme**. Il faut deux maillons : de l’arme à la pièce, de la pièce au nom.
# %% [markdown] lang="en"
# All of them. So to pass this exam does not prove that one keeps a map: a parrot that knows **where** to copy is enough. The n-gram was too weak an opponent.
#
# When the parrot gets better, it is the exam that must go up a rung. In the stories that follow, the end only tells the **weapon**. It takes two hops: from the weapon to the room, from the room to the name.
# %%
hard_stories = detective.stories(P.tests, **hard, seed=session.seed, split="test")
print(hard_stories[0])
print(lk.percent(opponents.named(copier, hard_stories)))
# %% [markdown] lang="fr"
# La phrase où se trouve l’arme ne contient aucun nom : le copieur n’a rien à rendre et devine, un sur quatre.
#
# Reste-t-il un raccourci ? Nous en avons cherché : le dernier nommé, le plus nommé, le suspect absent des notes, celui dont on jase, le même rang que l’arme… et une mémoire, qui imite l’histoire d’entraînement la plus semblable. Chacun passe les deux examens.
# %% [markdown] lang="en"
# The sentence with the weapon has no name in it: the copier has nothing to give and guesses, one in four.
#
# Is there a shortcut left? We looked for some: the last one named, the one named most, the suspect whom no note names, the one people gossip about, the one with the weapon’s rank… and a memory, which imitates the most similar training story. Each sits both exams.
# %%
hard_train = detective.stories(P.stories // 3, **hard, seed=session.seed)
cheap = opponents.OPPONENTS | {"memoriser": opponents.memoriser(hard_train)}
# %%
rules = opponents.exam(cheap, test_stories, hard_stories)
for name, shares in rules.items():
    print(f"{name:20}", *map(lk.percent, shares))


# %% [markdown] lang="fr"
# À gauche, un maillon : une règle au moins y réussit sans rien copier exprès (`name_before`, le dernier nom avant la première mention de la pièce). À droite, deux maillons : plus personne ne dépasse le hasard. Voilà un examen qui décide.
#
# ### {{exercise difficulty=2 minutes=10}} Écrire un meilleur perroquet
#
# Votre règle reçoit la liste des mots jusqu’au nom manquant et rend un nom. Elle doit réussir aux deux examens, sans apprendre. `opponents.look_up(past, word, kind)` rend le mot du genre demandé (`opponents.PERSONS`, `ROOMS` ou `WEAPONS`) dans la dernière phrase qui l’a avec `word`, ou `None`.
# %% [markdown] lang="en"
# On the left, one hop: at least one rule does well there without meaning to copy (`name_before`, the last name before the first mention of the room). On the right, two hops: nobody beats chance any more. Here is an exam that decides.
#
# ### {{exercise difficulty=2 minutes=10}} Writing a better parrot
#
# Your rule is given the list of the words up to the missing name and returns a name. It must pass both exams, and learn nothing. `opponents.look_up(past, word, kind)` gives the word of the kind asked for (`opponents.PERSONS`, `ROOMS` or `WEAPONS`) in the last sentence that has it with `word`, or `None`.
# %%
def better_parrot(words):
    ### BEGIN SOLUTION
    *past, question = opponents.sentences(words)
    things = opponents.ROOMS | opponents.WEAPONS
    asked = [word for word in question if word in things][-1]
    room = opponents.look_up(past, asked, opponents.ROOMS)
    return opponents.look_up(past, room, opponents.PERSONS)
    ### END SOLUTION


check.better_parrot(better_parrot)
# %% [markdown] lang="fr"
# ## 5. Deux maillons (10 min)
#
# Au tour du réseau. Depuis le début, la moitié de ses histoires ont deux maillons, avec **l’étape écrite** : « l’arme du crime est la hache, *qui se trouvait dans la cave*, le nom du coupable est donc… ». Il a donc appris chaque maillon.
#
# À l’examen, sur la moitié des histoires de test, il reçoit l’histoire coupée juste après l’arme. La suite, pièce comprise, il l’écrit lui-même. **Pronostic** : combien de coupables ? Et pour un jumeau qui n’écrit pas l’étape ?
# %% [markdown] lang="en"
# ## 5. Two hops (10 min)
#
# Now for the network. From the start, half of its stories have had two hops, with **the step written**: “the weapon was the axe, *which was kept in the cellar*, so the culprit is…”. So it has learnt each hop.
#
# At the exam, on half of the test stories, it is given the story cut off right after the weapon. What follows, the room included, it writes itself. **Predict first**: how many culprits? And for a twin that does not write the step?
# %%
sitting = hard_stories[: P.tests // 2]
cut = [s.tokens[: s.asked + 1] for s in sitting]
written = network.finish(model, cut)
lk.percent(network.named(written, sitting))
# %% [markdown] lang="fr"
# Presque tous, en écrivant lui-même la pièce. Son jumeau, maintenant : même réseau, encore quelques pas, sur d’autres histoires du même genre, **sans l’étape**.
# %% [markdown] lang="en"
# Nearly all of them, and it wrote the room itself. Now its twin: the same network, some more steps, on more stories of the same kind, **without the step**.
# %%
from copy import deepcopy

started = time.perf_counter()
at_once = deepcopy(model)
lessons = batches(4, session.seed + 4, hard)
for _ in lk.train(at_once, lessons, steps=P.hops, **options):
    pass
hops_seconds = time.perf_counter() - started
# %%
guessed = network.finish(at_once, cut)
lk.percent(network.named(guessed, sitting))
# %%
print(detective.readable(cut[0]), *guessed[0])
print(detective.readable(cut[0]), *written[0])
# %%
hard_ids = [vocabulary.encode(s.tokens) for s in hard_train]
table = ngram.NGram(4, len(vocabulary)).fit(train_ids + hard_ids)
flock = dict(ngram=opponents.counting(table), copier=copier)
flock["copier_twice"] = opponents.copier_twice
ladder = opponents.exam(flock, test_stories, hard_stories)
# %%
ladder["at_once"] = [
    curves["accuracy"][1][-1],
    network.named(guessed, sitting),
]
ladder["step_by_step"] = [None, network.named(written, sitting)]
figures.ladder(ladder, rules)
# %% [markdown] lang="fr"
# Une échelle, un barreau par nouveau perroquet. D’un coup, le réseau ne fait que deviner sur deux maillons, dans ce budget. S’il écrit l’étape, il y parvient : **deux copies à la suite sont à sa portée**, les deux d’un coup ne le sont pas encore. En haut, la règle de douze lignes qui copie deux fois : cet examen-ci ne la distingue pas du réseau.
#
# Fait-il en dedans ce que fait le copieur ? Regardons où il regarde : pendant qu’il écrit la pièce, puis le nom.
# %% [markdown] lang="en"
# A ladder, one rung for each better parrot. In one go, the network stays at chance on two hops, in this budget. If it writes the step, it gets there: **two copies in a row are within its reach**, one jump of two is not, yet. At the top, the rule of a dozen lines that copies twice: this exam does not tell it from the network.
#
# Does the network do inside what the copier does? Let us look where it looks: while it writes the room, then the name.
# %%
spelt_out = detective.stories(
    P.tests // 4, **hard, written=True, seed=session.seed, split="test"
)
gaze = network.gaze(model, spelt_out)
figures.gaze(gaze)
# %% [markdown] lang="fr"
# Regarder n’est pas s’en servir. Deux interventions tranchent. Cachons à la question les seules phrases que le copieur consulterait, ou bien, pour comparer, celles d’un autre suspect. Puis écrivons nous-mêmes une **fausse pièce** à la place de l’étape : qui le réseau nomme-t-il ?
# %% [markdown] lang="en"
# Looking is not using. Two interventions settle it. Let us hide from the question the very sentences that the copier would consult, or, to compare, those of another suspect. Then let us write a **wrong room** ourselves in place of the step: whom does the network name?
# %%
blinded = network.blinded(model, spelt_out)
for name, shares in blinded.items():
    print(name, *map(lk.percent, shares))
# %%
misled = network.misled(model, spelt_out)
print(*map(lk.percent, misled))
# %% [markdown] lang="fr"
# Les deux premières lignes donnent les pièces et les noms trouvés quand on ne cache rien, quand on cache les phrases d’un autre, quand on cache celles qu’il faut. La dernière : le réseau nomme qui se trouvait dans la **fausse** pièce, et presque jamais le coupable. Il copie donc deux fois, à partir de ce qu’il vient d’écrire.
#
# **Un copieur qui copie deux fois raisonne-t-il ?** *Non*, dit l’avocat du perroquet : chaque pas rend un mot déjà là, et une fausse étape le mène où l’on veut. *Si*, dit l’autre : il sait quelle question poser ensuite, et enchaîner deux faits jamais réunis est ce que l’on appelait raisonner, avant de savoir l’écrire en douze lignes. Nos mesures donnent raison aux deux sur les faits ; le mot reste à définir.
# %% [markdown] lang="en"
# The first two lines give the rooms and the names found with nothing hidden, with another suspect’s sentences hidden, with the right ones hidden. The last one: the network names whoever was in the **wrong** room, and hardly ever the culprit. So it copies twice, starting from what it has just written.
#
# **Is a copier that copies twice a reasoner?** *No*, says counsel for the parrot: each step gives a word that was there already, and a false step leads it anywhere. *Yes*, says the other: it knows which question to ask next, and to chain two facts never met together is what we used to call reasoning, before we could write it in a dozen lines. Our measurements bear out both on the facts; the word is still to be defined.
# %% [markdown] lang="fr"
# ## 6. Température : imiter une foule (10 min)
#
# Un modèle donne une distribution ; pour écrire, il faut y tirer un jeton. La **température** $T$ aiguise ou aplatit la distribution : chaque probabilité devient $p^{1/T}$, puis on divise par la somme. À $T = 1$ rien ne change, vers 0 seul le favori demeure.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Changer la température
# %% [markdown] lang="en"
# ## 6. Temperature: imitating a crowd (10 min)
#
# A model gives a distribution; to write, one must draw a token from it. The **temperature** $T$ sharpens or flattens the distribution: each probability becomes $p^{1/T}$, then all are divided by their sum. At $T = 1$ nothing changes, towards 0 only the favourite remains.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Changing the temperature
# %%
import numpy as np


def at_temperature(probabilities, T):
    ### BEGIN SOLUTION
    weights = np.asarray(probabilities) ** (1 / T)
    return weights / weights.sum()
    ### END SOLUTION


check.at_temperature(at_temperature)


# %% [markdown] lang="fr"
# Laissons maintenant le modèle écrire, jeton par jeton, une histoire entière de son cru.
# %% [markdown] lang="en"
# Now let the model write, token by token, a whole story of its own.
# %%
def write(temperature, seed, longest=90):
    generator = torch.Generator().manual_seed(seed)
    ids = [0]
    while len(ids) < longest and not detective.is_over(vocabulary.decode(ids)):
        read = torch.tensor([ids], device=session.device)
        logits = model(read, last_only=True)[0].detach().cpu()
        p = (logits / temperature).softmax(-1)
        ids.append(torch.multinomial(p, 1, generator=generator).item())
    return detective.readable(vocabulary.decode(ids))


print(write(temperature=0.7, seed=session.seed))
# %% [markdown] lang="fr"
# La grammaire y est. Vérifiez l’intrigue vous-même : le coupable était-il dans la bonne pièce ? Changez `temperature` (0,1 puis 2) et `seed`, et regardez ce qui cède en premier, la langue ou la logique.
#
# Une foule, maintenant : les champions d’échecs en miniature. Peut-on dépasser ceux qu’on imite ? Quinze joueurs connaissent chacun le bon coup dans 60 % des positions, et se trompent dans les autres, chacun à sa façon. Un modèle apprend à prédire leurs coups, sans jamais voir qui joue ni qui gagne.
# %% [markdown] lang="en"
# The grammar is there. Check the plot for yourself: was the culprit in the right room? Change `temperature` (0.1, then 2) and `seed`, and see what gives way first, language or logic.
#
# Now for a crowd: chess champions in miniature. Can one surpass those one imitates? Fifteen players each know the right move in 60% of the positions, and err in the others, each in their own way. A model learns to predict their moves, never seeing who plays or who wins.
# %%
from labkit.next_token import experts

panels = {
    name: experts.panel(skill=0.6, shared=shared, seed=session.seed)
    for name, shared in {"alone": False, "school": True}.items()
}
print(panels["alone"].answers.shape, lk.percent(panels["alone"].accuracy))
# fr: out: (15, 100) 60 %
# en: out: (15, 100) 60%
# %% [markdown] lang="fr"
# Quinze joueurs, cent positions. Dans ce groupe chacun se trompe à sa façon ; dans un second, tous sortent de la même école et font les mêmes erreurs. D’un groupe à l’autre, un joueur vaut autant.
#
# **Pronostic.** À quelle température le modèle jouera-t-il le mieux, et dépassera-t-il ses maîtres ? Et ceux de l’école ?
# %% [markdown] lang="en"
# Fifteen players, a hundred positions. In this group each errs in their own way; in a second one, all come from the same school and make the same mistakes. From one group to the other, a player is worth the same.
#
# **Predict first.** At which temperature will the model play best, and will it surpass its masters? And those of the school?
# %%
temperatures = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0]
crowd = {}
for name, panel in panels.items():
    moves = experts.imitate(
        panel, steps=P.rounds, seed=session.seed, device=session.device
    )
    crowd[name] = temperatures, [panel.score(moves, T) for T in temperatures]
figures.crowd(crowd, panels["alone"].accuracy)
# %% [markdown] lang="fr"
# À température 1, le modèle imite : il vaut un de ses maîtres. À basse température, il joue le coup **le plus fréquent** : c’est un vote à la majorité, et les erreurs dispersées s’annulent. Il dépasse alors chacun d’eux. Mais si tous partagent les mêmes erreurs, la majorité se trompe avec eux, et le froid n’y change rien.
#
# « Il ne fait qu’imiter » ne dit donc pas *qui* il imite : personne en particulier, mais ce que tous ont en commun.
#
# ## 7. Un vrai modèle (5 min)
#
# SmolLM2 a 135 millions de paramètres et a lu deux mille milliards de jetons, surtout en anglais : nos invites restent donc dans cette langue. L’objet est le même, une distribution sur le jeton suivant.
# %% [markdown] lang="en"
# At temperature 1 the model imitates: it is worth one of its masters. At low temperature it plays **the most frequent** move: that is a majority vote, and scattered mistakes cancel out. It then surpasses each of them. But if all share the same mistakes, the majority is wrong with them, and no cold will help.
#
# “It only imitates” does not say *whom* it imitates: nobody in particular, but what they all have in common.
#
# ## 7. A real model (5 min)
#
# SmolLM2 has 135 million parameters and has read two trillion tokens, mostly English, so our prompts are in English too. The object is the same: a distribution over the next token.
# %%
llm = lk.pretrained.load()
likeliest = llm.next_tokens("The capital of France is", k=8)
figures.next_words(likeliest)


# %% [markdown] lang="fr"
# Essayez vos propres invites (dans Jupyter ou Colab, tapez et validez ; sur le site, choisissez). Cherchez-en une où le modèle hésite, une où il est sûr et se trompe.
# %% [markdown] lang="en"
# Try prompts of your own (in Jupyter or Colab, type and press Enter; on the site, choose). Look for one where the model wavers, and one where it is sure and wrong.
# %%
def bars(prompt):
    return figures.next_words(llm.next_tokens(prompt, k=6), title=f"{prompt} …")


lk.widgets.prompt(
    bars,
    examples=[
        "The opposite of hot is",
        "The cat sat on the",
        "To be or not to",
        "Two plus two is",
    ],
    caption=lk.say("next_token.prompt_caption"),
)
# %% [markdown] lang="fr"
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# ## 8. What we have measured
# %%
sizes = dict(
    parameters=parameters,
    tokens_per_story=np.mean([len(s.tokens) for s in test_stories]),
    train_seconds=train_seconds,
    hops_seconds=hops_seconds,
    hop_steps=P.hops,
)
hops = dict(ladder=ladder, cheap=rules, gaze=gaze, misled=misled)
hops["blinded"] = blinded
hops["rooms_written"] = network.rooms_found(written, sitting)
# %%
lk.record(
    **hops,
    entropy_bits_per_token=entropy,
    sizes=sizes,
    ngram_bits=ngram_bits,
    ngram_accuracy=ngram_accuracy,
    curves=curves,
    tale=tale,
    crowd=crowd,
    expert_accuracy=panels["alone"].accuracy,
    likeliest=likeliest if llm else [],
)
# %% [markdown] lang="fr"
# ## 9. Ce que cet atelier ne montre pas
#
# - **Que le modèle raisonne.** Avec l’étape écrite, il copie deux fois ; d’un coup, il devine. Une règle de douze lignes fait de même.
# - **Qu’il ne peut pas franchir deux maillons d’un coup.** Seulement qu’il n’y vient pas dans ce budget, ni dans un budget dix fois plus grand (`labs/controls/01_one_go.py`) : ce qu’il y faudrait reste une question ouverte.
# - **Qu’il apprend toujours.** La mise en train à deux suspects, plusieurs déductions par histoire et `reach=3` rendent la découverte rapide. Privé de ces aides, le même modèle reste longtemps au niveau du hasard. Même avec elles, une graine que nous avons essayée n’a jamais appris à écrire la pièce : si cela vous arrive, changez de graine, et dites-le.
# - **Qu’il comprend.** Le mot promet plus que la mesure. « Il ne fait que prédire le mot suivant » décrit l’objectif, pas ce qu’il faut savoir pour l’atteindre.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=20 optional}} Sans les béquilles
#
# Reprenez l’entraînement en retirant une aide à la fois : `reach=0` ; la mise en train (`primer=0, steps=750`, pour garder la longueur) ; `notes=0`. Avant chaque essai, écrivez votre pronostic ; gardez la graine. Qu’est-ce qui retarde le plus la découverte ?
#
# <details>
# <summary>Une réponse</summary>
#
# Sans `reach`, deux couches doivent d’abord apprendre à transporter l’information d’une position à sa voisine : le modèle n’y parvient pas dans le temps de cet atelier. Sans mise en train, il doit tout découvrir à la fois ; sans notes, une seule déduction par histoire donne un signal faible au milieu du bruit des choix imprévisibles. Comparez plusieurs graines avant de conclure : une seule ne dit pas si l’aide manquait ou si le tirage était mauvais.
#
# </details>
#
# ### {{exercise difficulty=3 minutes=20 optional}} Encore un perroquet
#
# Ajoutez à `opponents.OPPONENTS` une règle de votre cru qui ne suive pas l’enquête et batte le hasard sur deux maillons. Si vous y parvenez, notre examen a un raccourci : écrivez-nous.
#
# <details>
# <summary>Une réponse</summary>
#
# Le générateur tire l’arme du crime en dernier, parmi les quatre, à chances égales et sans égard au reste. Tout ce qui précède laisse donc les quatre suspects à égalité ; l’arme seule aussi. Il faut joindre les deux, et le seul lien est la pièce.
#
# </details>
#
# ## Sources
#
# Shannon (1948, 1951) pour les n-grammes et l’entropie ; Vaswani et al. (2017) pour le transformeur ; Li et al. (2019) pour les requêtes et clés qui lisent leurs voisines ; Zhang et al. (2024) pour les échecs. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 9. What this lab does not show
#
# - **That the model reasons.** With the step written it copies twice; in one go it stays at chance. A rule of a dozen lines does the same.
# - **That it cannot make two hops in one go.** Only that it does not get there in this budget, nor in one ten times larger (`labs/controls/01_one_go.py`): what it would take is an open question.
# - **That it always learns.** The warm-up with two suspects, several deductions per story and `reach=3` make the discovery quick. Without these aids the same model stays at chance for a long time. Even with them, one seed that we tried never learned to write the room: should it happen to you, change the seed, and say so.
# - **That it understands.** The word promises more than the measurement. “It only predicts the next word” describes the objective, not what one must know to reach it.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=20 optional}} Without the crutches
#
# Train again with one aid removed at a time: `reach=0`; the warm-up (`primer=0, steps=750`, to keep the length); `notes=0`. Before each trial, write down your prediction; keep the seed. What delays the discovery most?
#
# <details>
# <summary>An answer</summary>
#
# Without `reach`, two layers must first learn to carry information from one position to the next: the model does not manage it in the time of this lab. Without the warm-up, it must discover everything at once; without notes, a single deduction per story gives a weak signal amid the noise of unpredictable choices. Compare several seeds before you conclude: a single one does not tell whether the aid was missing or the draw was bad.
#
# </details>
#
# ### {{exercise difficulty=3 minutes=20 optional}} One more parrot
#
# Add to `opponents.OPPONENTS` a rule of your own that does not follow the case and beats chance on two hops. If you manage it, our exam has a shortcut: write to us.
#
# <details>
# <summary>An answer</summary>
#
# The generator draws the weapon of the crime last, one of the four, all alike and whatever the rest. So all that comes before leaves the four suspects equal; so does the weapon alone. The two must be joined, and the only joint is the room.
#
# </details>
#
# ## Sources
#
# Shannon (1948, 1951) for n-grams and entropy; Vaswani et al. (2017) for the transformer; Li et al. (2019) for queries and keys that read their neighbours; Zhang et al. (2024) for chess. Full references in the [chapter]({{chapter}}).
