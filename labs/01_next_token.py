# %% [markdown] lang="fr"
# # Atelier 1 · Prédire le jeton suivant
#
# {{colab}}
#
# **La question.** Un roman policier s’achève sur ces mots : « le nom du coupable est donc… ». Une machine qui ne sait que prédire le mot suivant peut-elle donner le nom ?
#
# | Image | Ce qu’elle prédit pour le nom du coupable |
# |---|---|
# | le perroquet, qui répète ce qui suit d’ordinaire | le hasard : un suspect sur quatre |
# | la carte, qui retient qui était où | le bon nom, même dans une histoire jamais lue |
#
# Calcul : moins d’une minute sur un processeur ordinaire, quelques minutes à l’échelle `gpu`. Travail : {{minutes}} minutes, exercices compris. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 1 · Predicting the next token
#
# {{colab}}
#
# **The question.** A detective novel ends with the words “so the culprit is…”. Can a machine that only knows how to predict the next word supply the name?
#
# | Picture | What it predicts for the culprit’s name |
# |---|---|
# | the parrot, which repeats what usually follows | chance: one suspect in four |
# | the map, which keeps track of who was where | the right name, even in a story never read before |
#
# Computing: under a minute on an ordinary processor, a few minutes at `gpu` scale. Work: {{minutes}} minutes, exercises included. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="01_next_token")
# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages de l’atelier. `smoke` sert aux tests, `cpu` à votre portable, `gpu` à une carte graphique ; le reste du code ne change pas.
# %% [markdown] lang="en"
# The next cell holds all the settings of the lab. `smoke` is for tests, `cpu` for your laptop, `gpu` for a graphics card; the rest of the code does not change.
# %%
small = dict(batch=32, d_model=64, layers=2, heads=4, lr=4e-3)
P = lk.preset(
    smoke=dict(stories=300, tests=40, primer=5, steps=20, every=10, rounds=20),
    cpu=small
    | dict(stories=6000, tests=800, primer=100, steps=500, every=25, rounds=300),
    gpu=dict(batch=256, d_model=256, layers=4, lr=1e-3)
    | dict(stories=100_000, primer=300, steps=3000, every=100),
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
from labkit.next_token import detective

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
# fr: out: 86 ['<start>', '<pad>', 'par_une', 'nuit', ',', 'on_tua']
# en: out: 86 ['<start>', '<pad>', 'on_a', 'night', ',', 'someone']
# %% [markdown] lang="fr"
# Tout ce qui peut s’écrire dans ce monde se compose de 86 jetons. Deux ne sont pas des mots : `<start>` ouvre chaque texte, `<pad>` comble la fin des textes courts. Chaque jeton a un numéro, son rang dans cette liste, à partir de 0.
# %% [markdown] lang="en"
# Everything that can be written in this world is made of 86 tokens. Two of them are no words: `<start>` opens every text, `<pad>` fills up the end of short ones. Each token has a number, its rank in this list, counted from 0.
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
entropy_per_story, entropy = detective.entropy(**world)
print(lk.number(entropy_per_story, 1), lk.number(entropy, 3))
# fr: out: 56,9 1,001
# en: out: 56.9 0.954
# %% [markdown] lang="fr"
# Le premier nombre est en bits par histoire, le second en bits par jeton. Retenez le second.
#
# ### {{exercise difficulty=1 minutes=5}} Mesurer la surprise
#
# Écrivez la fonction qui donne la surprise, en bits, d’un événement de probabilité `p`. Servez-vous du module `math`.
# %% [markdown] lang="en"
# The first number is in bits per story, the second in bits per token. Remember the second.
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
# ## 2. Le perroquet : compter (15 min)
#
# Le plus simple des modèles de langage tient un registre : après ce jeton, quels jetons a-t-on vus, et combien de fois ? Ouvrons-le à une page.
# %% [markdown] lang="en"
# ## 2. The parrot: counting (15 min)
#
# The simplest of language models keeps a register: after this token, which tokens have been seen, and how often? Let us open it at one page.
# %%
from collections import Counter
from itertools import islice, pairwise

train_stories = detective.stories(P.stories, **world, seed=session.seed)
room = detective.WORLDS[session.language]["slots"]["room"][0]
pairs = (pair for s in train_stories for pair in pairwise(s.tokens))
followers = Counter(b for a, b in pairs if a == room)
room, followers.most_common()
# %% [markdown] lang="fr"
# Divisés par leur somme, ces comptes sont des probabilités.
# %% [markdown] lang="en"
# Divided by their sum, these counts are probabilities.
# %%
shares = [(token, n / followers.total()) for token, n in followers.most_common()]
figures.next_words(shares, title=room.replace("_", " ") + " …")
# %% [markdown] lang="fr"
# Voilà un modèle de langage complet : une **distribution sur le jeton suivant**. Il n’y a rien d’autre à prédire dans ce cours. Un *n-gramme* fait de même avec les $n-1$ derniers jetons ; quand un contexte n’a jamais été vu, il se rabat sur un contexte plus court.
#
# **Pronostic.** Notez-le avant d’exécuter : de $n = 1$ à $n = 6$, la perte sur les histoires de test va-t-elle toujours baisser ? Et le coupable, combien de fois sera-t-il trouvé parmi les quatre suspects ?
# %% [markdown] lang="en"
# That is a complete language model: a **probability distribution over the next token**. There is nothing else to predict in this course. An *n-gram* does the same with the last $n-1$ tokens; where a context has never been seen, it falls back on a shorter one.
#
# **Predict first.** Write it down before you run: from $n = 1$ to $n = 6$, will the loss on the test stories keep falling? And the culprit, how often will they be found among the four suspects?
# %%
from labkit.next_token import ngram

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
import numpy as np

before_culprit = [
    ids[: s.culprit_position + 1]
    for ids, s in zip(test_ids, test_stories, strict=True)
]
ngram_accuracy = []
for n, parrot in ngrams.items():
    guesses = [parrot.probabilities(context) for context in before_culprit]
    accuracy = detective.culprit_accuracy(test_stories, np.stack(guesses))
    ngram_accuracy.append(accuracy)
    print(n, lk.percent(accuracy))
# %% [markdown] lang="fr"
# Le hasard : un sur quatre. Ce n’est pas faute de données. La pièce du crime est nommée deux jetons plus tôt, l’indice trente jetons plus tôt ; aucun registre des derniers mots ne relie l’une à l’autre, car dans chaque histoire le lien est neuf.
#
# ### {{exercise difficulty=1 minutes=5}} Le prix de l’ignorance
#
# Combien de bits coûte le nom du coupable à un lecteur qui sait qui sont les quatre suspects, mais n’a retenu aucun indice ? Et à un 3-gramme, qui ne sait même pas lesquels des huit personnages sont suspects ?
# %% [markdown] lang="en"
# Chance: one in four. It is not for want of data. The room of the crime is named two tokens earlier, the clue thirty tokens earlier; no register of the last few words links one to the other, because in each story the link is new.
#
# ### {{exercise difficulty=1 minutes=5}} The price of ignorance
#
# How many bits does the culprit’s name cost a reader who knows the four suspects but has remembered no clue? And a trigram, which does not even know which of the eight characters are suspects?
# %%
### BEGIN SOLUTION
bits_of_reader = math.log2(4)
### END SOLUTION
### BEGIN SOLUTION
bits_of_trigram = math.log2(8)
### END SOLUTION
check.price_of_ignorance(bits_of_reader, bits_of_trigram)
# %% [markdown] lang="fr"
# ## 3. Un petit transformeur (20 min)
#
# Changeons d’élève. Un **transformeur** donne à chaque jeton un vecteur, puis laisse chaque position regarder les précédentes (l’*attention*) et en tirer ce qui lui sert. Le nôtre est minuscule. Ici, chaque position lit aussi directement les trois qui la précèdent (`reach=3`) : sans cette aide, le modèle reste au niveau du hasard pendant tout l’entraînement de cet atelier (nous l’avons vérifié avec trois graines).
# %% [markdown] lang="en"
# ## 3. A small transformer (20 min)
#
# Let us change pupils. A **transformer** gives each token a vector, then lets each position look at those before it (*attention*) and take from them what it needs. Ours is tiny. Here each position also reads the three before it directly (`reach=3`): without that help, the model stays at chance throughout this lab’s training (we checked with three seeds).
# %%
import torch

config = lk.TransformerConfig(
    len(vocabulary),
    context=128,
    d_model=P.d_model,
    n_layers=P.layers,
    n_heads=P.heads,
    reach=3,
)
untrained = lk.Transformer(config, seed=session.seed).to(session.device)
parameters = sum(p.numel() for p in untrained.parameters())
print(lk.number(parameters, 0))
# %% [markdown] lang="fr"
# C’est le nombre de ses poids. Donnons-lui à lire.
# %% [markdown] lang="en"
# That is the number of its weights. Let us give it something to read.
# %%
texts, _ = vocabulary.batch([s.tokens for s in test_stories[:8]])
print(texts.shape, "->", untrained(texts.to(session.device)).shape)


# %% [markdown] lang="fr"
# Huit histoires entrent ; pour chacune, à chaque position, sort un score par jeton du vocabulaire. La fonction *softmax* en fait des probabilités. Les poids sont encore tirés au hasard, la distribution ne vaut donc rien.
#
# Entraîner, c’est répéter quatre lignes. Les voici en entier, une seule fois ; ensuite elles s’appelleront `lk.train`.
# %% [markdown] lang="en"
# Eight stories go in; for each of them, at each position, out comes one score per token of the vocabulary. The *softmax* function turns the scores into probabilities. The weights are still random, so the distribution is worthless.
#
# Training means repeating four lines. Here they are in full, just once; from then on their name is `lk.train`.
# %%
def batches(suspects, seed):
    cast = world | dict(suspects=suspects, notes=min(3, suspects))
    stories = detective.stream(**cast, seed=seed)
    while True:
        yield vocabulary.batch([next(stories).tokens for _ in range(P.batch)])


# %%
beginner = lk.Transformer(config, seed=session.seed).to(session.device)
optimizer = torch.optim.AdamW(beginner.parameters(), lr=1e-3)
for inputs, targets in islice(batches(4, session.seed + 1), 10):
    logits = beginner(inputs.to(session.device))
    loss = lk.metrics.cross_entropy_bits(logits, targets.to(session.device))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(lk.number(loss.item()), end="  ")
# %% [markdown] lang="fr"
# La perte est l’**entropie croisée** : la surprise moyenne par jeton, en bits ; en dix pas elle baisse déjà. `backward` calcule dans quel sens pousser chaque poids pour la réduire ; `step` pousse un peu. Rien, nulle part, ne parle de coupable.
#
# Il faut maintenant un tableau de bord : sur des histoires de test, la surprise de chaque jeton, et la part de coupables trouvés.
# %% [markdown] lang="en"
# The loss is the **cross-entropy**: the mean surprisal per token, in bits; within ten steps it is already falling. `backward` works out which way to push each weight to lower it; `step` pushes a little. Nothing, anywhere, mentions a culprit.
#
# We now need a dashboard: on test stories, the surprisal of every token, and the share of culprits found.
# %%
exam, answers = (
    tensor.to(session.device)
    for tensor in vocabulary.batch([s.tokens for s in test_stories])
)
rows = torch.arange(P.tests)
places = torch.tensor([s.culprit_position for s in test_stories])


# %%
@torch.no_grad()
def dashboard(model):
    logits = model(exam)
    bits = lk.metrics.token_bits(logits, answers).cpu()  # (story, pos)
    guesses = logits[rows, places].softmax(-1).cpu().numpy()
    return bits, detective.culprit_accuracy(test_stories, guesses)


# %% [markdown] lang="fr"
# **Pronostic.** Le transformeur va lire d’abord des histoires à un seul suspect (une mise en train), puis à quatre. Sa perte tombera-t-elle sous celle du meilleur n-gramme ? Trouvera-t-il le coupable : peu à peu, ou d’un coup ?
# %% [markdown] lang="en"
# **Predict first.** The transformer will first read stories with a single suspect (a warm-up), then with four. Will its loss fall below that of the best n-gram? Will it find the culprit: little by little, or all at once?
# %%
import time
from copy import deepcopy

started = time.perf_counter()
options = dict(lr=P.lr, weight_decay=0.1, warmup=20)
primed = deepcopy(beginner)
for _ in lk.train(primed, batches(1, session.seed + 2), steps=P.primer, **options):
    pass
primer_seconds = time.perf_counter() - started
# %% [markdown] lang="fr"
# Voilà pour la mise en train. Quatre suspects, maintenant. Chaque histoire n’est lue qu’une fois.
# %% [markdown] lang="en"
# So much for the warm-up. Now for four suspects. Each story is read only once.
# %%
started = time.perf_counter()
model = deepcopy(primed)
snapshots = {0: dashboard(beginner), P.primer: dashboard(primed)}
for step, _ in lk.train(
    model, batches(4, session.seed + 3), steps=P.steps, schedule="linear", **options
):
    if step % P.every == 0:
        snapshots[P.primer + step] = dashboard(model)
train_seconds = primer_seconds + time.perf_counter() - started
# %%
scored = answers.cpu() != -100  # (story, pos)
others = scored.clone()
others[rows, places] = False
tokens_per_story = scored.sum().item() / P.tests
curves = lk.History()
for step, (bits, accuracy) in snapshots.items():
    if step > P.primer:
        curves.add(step, average=bits[scored].mean(), others=bits[others].mean())
        curves.add(step, culprit=bits[rows, places].mean(), accuracy=accuracy)
# %%
figures.jump(curves, entropy)
# %% [markdown] lang="fr"
# En bas, le modèle passe du hasard à la quasi-certitude. En haut, les deux courbes, avec et sans le nom du coupable, se distinguent à peine : la moyenne descend, mais presque pas **à cause de lui**.
#
# Pourquoi cette discrétion ? Le coupable est **un jeton sur soixante** : même passé de deux bits à zéro, il n’allège la moyenne que de quelques centièmes de bit. Une moyenne peut cacher une découverte ; elle peut aussi cacher une lacune.
# %% [markdown] lang="en"
# Below, the model goes from chance to near certainty. Above, the two curves, with the culprit’s name and without, can hardly be told apart: the average falls, but hardly **because of it**.
#
# Why so discreet? The culprit is **one token in sixty**: even when it goes from two bits to none, it lightens the mean by a few hundredths of a bit. An average can hide a discovery; it can also hide a gap.
# %%
bits_per_token = curves["average"][1][-1]
figures.ladder(ngram_bits, bits_per_token, entropy)
# %% [markdown] lang="fr"
# Sur une même échelle : du hasard pur aux n-grammes, des n-grammes au transformeur, et en pointillé ce que nul ne peut franchir. Ce qui reste au transformeur au-dessus du plancher, c’est ce qu’il n’a pas encore appris.
#
# Et voici la même histoire, teintée par la surprise **du modèle**. Déplacez le curseur : avant, pendant, après l’apprentissage. Suivez les noms encadrés.
# %% [markdown] lang="en"
# On one scale: from pure chance to n-grams, from n-grams to the transformer, and dashed, what nobody can cross. What is left between the transformer and the floor is what it has not learnt yet.
#
# And here is the same story, tinted by **the model’s** surprise. Move the slider: before, during and after learning. Keep an eye on the framed names.
# %%
steps = list(snapshots)
shown = steps[:2] + steps[2:-1:2] + steps[-1:]
told = [snapshots[step][0][0, : len(story.tokens)] for step in shown]
tale = dict(tokens=story.tokens, answers=story.answers, steps=shown, bits=told)
figures.story(tale)


# %% [markdown] lang="fr"
# ### {{exercise difficulty=2 minutes=10}} Ce que la moyenne cache
#
# Un texte compte `length` jetons. L’un d’eux, décisif, coûtait `before` bits au modèle ; il n’en coûte plus que `after`. De combien la perte moyenne par jeton a-t-elle baissé ?
# %% [markdown] lang="en"
# ### {{exercise difficulty=2 minutes=10}} What the average hides
#
# A text has `length` tokens. One of them, the decisive one, used to cost the model `before` bits; now it costs only `after`. By how much has the mean loss per token fallen?
# %%
def drop_of_the_average(length, before, after):
    ### BEGIN SOLUTION
    return (before - after) / length
    ### END SOLUTION


check.drop_of_the_average(drop_of_the_average)


# %% [markdown] lang="fr"
# ### {{exercise difficulty=2 minutes=10}} Et s’il avait tout appris par cœur ?
#
# Un sceptique objecte : le modèle a peut-être déjà lu ces affaires. Chaque histoire porte ses indices dans `story.clues`, un ensemble figé de couples (suspect, pièce). Comptez les combinaisons d’indices présentes dans les deux listes.
# %% [markdown] lang="en"
# ### {{exercise difficulty=2 minutes=10}} What if it had learnt everything by heart?
#
# A sceptic objects: perhaps the model had read these cases before. Each story carries its clues in `story.clues`, a frozen set of (suspect, room) pairs. Count the combinations of clues that occur in both lists.
# %%
def shared_combinations(some, others):
    ### BEGIN SOLUTION
    return len({s.clues for s in some} & {s.clues for s in others})
    ### END SOLUTION


check.shared_combinations(shared_combinations)


# %% [markdown] lang="fr"
# ## 4. Température et tirage (10 min)
#
# Un modèle donne une distribution ; pour écrire, il faut y tirer un jeton. La **température** $T$ aiguise ou aplatit la distribution : chaque probabilité devient $p^{1/T}$, puis on divise par la somme. À $T = 1$ rien ne change, vers 0 seul le favori demeure.
#
# ### {{exercise difficulty=2 minutes=10}} Changer la température
# %% [markdown] lang="en"
# ## 4. Temperature and sampling (10 min)
#
# A model gives a distribution; to write, one must draw a token from it. The **temperature** $T$ sharpens or flattens the distribution: each probability becomes $p^{1/T}$, then all are divided by their sum. At $T = 1$ nothing changes, towards 0 only the favourite remains.
#
# ### {{exercise difficulty=2 minutes=10}} Changing the temperature
# %%
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
# ## 5. Les champions d’échecs en miniature (10 min)
#
# Peut-on dépasser ceux qu’on imite ? Quinze joueurs connaissent chacun le bon coup dans 60 % des positions, et se trompent dans les autres, chacun à sa façon. Un modèle apprend à prédire leurs coups, sans jamais voir qui joue ni qui gagne.
# %% [markdown] lang="en"
# The grammar is there. Check the plot for yourself: was the culprit in the right room? Change `temperature` (0.1, then 2) and `seed`, and see what gives way first, language or logic.
#
# ## 5. Chess champions in miniature (10 min)
#
# Can one surpass those one imitates? Fifteen players each know the right move in 60% of the positions, and err in the others, each in their own way. A model learns to predict their moves, never seeing who plays or who wins.
# %%
from labkit.next_token import experts

lone, school = (
    experts.panel(experts=15, skill=0.6, shared=shared, seed=session.seed)
    for shared in (False, True)
)
print(lone.answers.shape, lk.percent(lone.accuracy), lk.percent(school.accuracy))
# fr: out: (15, 100) 60 % 60 %
# en: out: (15, 100) 60% 60%
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
for name, panel in {"alone": lone, "school": school}.items():
    moves = experts.imitate(
        panel, steps=P.rounds, seed=session.seed, device=session.device
    )
    crowd[name] = temperatures, [panel.score(moves, T) for T in temperatures]
figures.crowd(crowd, lone.accuracy)
# %% [markdown] lang="fr"
# À température 1, le modèle imite : il vaut un de ses maîtres. À basse température, il joue le coup **le plus fréquent** : c’est un vote à la majorité, et les erreurs dispersées s’annulent. Il dépasse alors chacun d’eux. Mais si tous partagent les mêmes erreurs, la majorité se trompe avec eux, et le froid n’y change rien.
#
# « Il ne fait qu’imiter » ne dit donc pas *qui* il imite : personne en particulier, mais ce que tous ont en commun.
#
# ## 6. Un vrai modèle (10 min)
#
# SmolLM2 a 135 millions de paramètres et a lu deux mille milliards de jetons, surtout en anglais : nos invites restent donc dans cette langue. L’objet est le même, une distribution sur le jeton suivant.
# %% [markdown] lang="en"
# At temperature 1 the model imitates: it is worth one of its masters. At low temperature it plays **the most frequent** move: that is a majority vote, and scattered mistakes cancel out. It then surpasses each of them. But if all share the same mistakes, the majority is wrong with them, and no cold will help.
#
# “It only imitates” does not say *whom* it imitates: nobody in particular, but what they all have in common.
#
# ## 6. A real model (10 min)
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
# ## 7. Ce que nous avons mesuré
# %% [markdown] lang="en"
# ## 7. What we have measured
# %%
lk.record(
    entropy_bits_per_token=entropy,
    sizes=dict(parameters=parameters, tokens_per_story=tokens_per_story),
    ngram_bits=ngram_bits,
    ngram_accuracy=ngram_accuracy,
    curves=curves,
    train_seconds=train_seconds,
    tale=tale,
    crowd=crowd,
    expert_accuracy=lone.accuracy,
    likeliest=likeliest,
)
# %% [markdown] lang="fr"
# ## 8. Ce que cet atelier ne montre pas
#
# - **Que le modèle raisonne.** Retrouver dans l’histoire qui était dans une pièce est une déduction à un seul fait. Avec `depth=2`, seule l’arme est donnée, et il faut deux faits : essayez, dans « Pour aller plus loin ».
# - **Qu’il apprend toujours.** La mise en train à un suspect, plusieurs déductions par histoire et `reach=3` rendent la découverte rapide. Privé de ces aides, le même modèle reste longtemps au niveau du hasard.
# - **Qu’il tient une carte.** Un copieur qui chercherait la dernière phrase où paraît la pièce du crime, et en recopierait le nom, trouverait lui aussi tous les coupables. Seuls sont réfutés les registres qui ne remontent qu’à quelques mots.
# - **Qu’il comprend.** Le mot promet plus que la mesure. Nous avons montré qu’« il ne fait que prédire le mot suivant » décrit l’objectif, pas ce qu’il faut savoir pour l’atteindre.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=20}} Sans les béquilles
#
# Reprenez l’entraînement avec `reach=0`, puis sans la mise en train, puis avec `notes=0`, enfin avec `depth=2`. Avant chaque essai, écrivez votre pronostic ; gardez la graine. Qu’est-ce qui retarde le plus la découverte ?
#
# <details>
# <summary>Une réponse</summary>
#
# Sans `reach`, deux couches doivent d’abord apprendre à transporter l’information d’une position à sa voisine : le modèle n’y parvient pas dans le temps de cet atelier. Sans mise en train, il doit tout découvrir à la fois ; sans notes, une seule déduction par histoire donne un signal faible au milieu du bruit des choix imprévisibles. `depth=2` demande d’enchaîner deux recherches. Comparez plusieurs graines avant de conclure : une seule ne dit pas si l’aide manquait ou si le tirage était mauvais.
#
# </details>
#
# ## Sources
#
# Shannon (1948, 1951) pour les n-grammes et l’entropie ; Vaswani et al. (2017) pour le transformeur ; Li et al. (2019) pour les requêtes et clés qui lisent leurs voisines ; Zhang et al. (2024) pour les échecs. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 8. What this lab does not show
#
# - **That the model reasons.** Finding in the story who was in a room is a deduction from a single fact. With `depth=2` only the weapon is given, and it takes two facts: try it, under “Further”.
# - **That it always learns.** The warm-up with one suspect, several deductions per story and `reach=3` make the discovery quick. Without these aids the same model stays at chance for a long time.
# - **That it keeps a map.** A copier that looked for the last sentence with the room of the crime in it, and copied the name there, would find every culprit too. Only registers that go back no more than a few words are refuted.
# - **That it understands.** The word promises more than the measurement. We have shown that “it only predicts the next word” describes the objective, not what one must know to reach it.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=20}} Without the crutches
#
# Train again with `reach=0`, then without the warm-up, then with `notes=0`, and last with `depth=2`. Before each trial, write down your prediction; keep the seed. What delays the discovery most?
#
# <details>
# <summary>An answer</summary>
#
# Without `reach`, two layers must first learn to carry information from one position to the next: the model does not manage it in the time of this lab. Without the warm-up, it must discover everything at once; without notes, a single deduction per story gives a weak signal amid the noise of unpredictable choices. `depth=2` asks for two look-ups in a row. Compare several seeds before you conclude: a single one does not tell whether the aid was missing or the draw was bad.
#
# </details>
#
# ## Sources
#
# Shannon (1948, 1951) for n-grams and entropy; Vaswani et al. (2017) for the transformer; Li et al. (2019) for queries and keys that read their neighbours; Zhang et al. (2024) for chess. Full references in the [chapter]({{chapter}}).
