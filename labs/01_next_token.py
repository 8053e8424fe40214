# %% [markdown] lang="fr"
# # Atelier 1 · Prédire le jeton suivant
#
# {{colab}}
#
# **La question.** Un roman policier s’achève sur ces mots : « le nom du coupable est donc… ». Une machine qui ne sait que prédire le mot suivant peut-elle donner le nom ?
#
# | Image mentale | Ce qu’elle prédit pour le nom du coupable |
# |---|---|
# | le perroquet, qui répète ce qui suit d’ordinaire | le hasard : un suspect sur quatre |
# | la carte, qui retient qui était où | le bon nom, même dans une histoire jamais lue |
#
# Calcul : moins d’une minute sur un processeur ordinaire, quelques minutes à l’échelle `gpu`. Travail : 75 minutes, exercices compris. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 1 · Predicting the next token
#
# {{colab}}
#
# **The question.** A detective novel ends with the words “so the culprit is…”. Can a machine that only knows how to predict the next word supply the name?
#
# | Mental model | What it predicts for the culprit’s name |
# |---|---|
# | the parrot, which repeats what usually follows | chance: one suspect in four |
# | the map, which keeps track of who was where | the right name, even in a story never read before |
#
# Computing: under a minute on an ordinary processor, a few minutes at `gpu` scale. Work: 75 minutes, exercises included. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="01_next_token")
# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages de l’atelier. `smoke` sert aux tests, `cpu` à votre portable, `gpu` à une carte graphique ; le reste du code ne change pas.
# %% [markdown] lang="en"
# The next cell holds all the settings of the lab. `smoke` is for tests, `cpu` for your laptop, `gpu` for a graphics card; the rest of the code does not change.
# %%
model_size = dict(batch=32, d_model=64, layers=2, heads=4, lr=4e-3)
P = lk.preset(
    smoke=dict(stories=300, tests=40, primer=5, steps=20, every=10, rounds=20),
    cpu=model_size
    | dict(stories=6000, tests=800, primer=100, steps=500, every=25, rounds=300),
    gpu=dict(
        stories=100_000,
        primer=300,
        steps=3000,
        every=100,
        batch=256,
        d_model=256,
        layers=4,
        lr=1e-3,
    ),
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
train_stories = detective.stories(P.stories, **world, seed=session.seed)
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
print(story.tokens[:12])
vocabulary = detective.vocabulary()
print(len(story.tokens), "/", len(vocabulary))
print(vocabulary.encode(story.tokens)[:12])
# %% [markdown] lang="fr"
# L’histoire compte une soixantaine de jetons, tirés d’un vocabulaire qui en a moins de cent. Le modèle ne verra que la dernière ligne : des numéros.
#
# Le générateur connaît la probabilité $p$ de chacun de ses choix. La **surprise** d’un jeton, en bits, est $-\log_2 p$ : 0 bit s’il était certain, 1 bit pour un pile ou face, 3 bits pour un choix parmi huit. Teintons l’histoire par la surprise qu’elle causerait à un lecteur parfait.
# %% [markdown] lang="en"
# The story is some sixty tokens long, out of a vocabulary of fewer than a hundred. The model will only see the last line: numbers.
#
# The generator knows the probability $p$ of each of its choices. The **surprisal** of a token, in bits, is $-\log_2 p$: 0 bits if it was certain, 1 bit for the toss of a coin, 3 bits for one choice in eight. Let us tint the story by the surprise it would cause a perfect reader.
# %%
from IPython.display import HTML

HTML(
    lk.plots.tinted(
        detective.printed(story.tokens), story.bits, boxed=story.answers
    )
)
# %% [markdown] lang="fr"
# Les noms encadrés sont blancs : pour qui a lu les indices, ils ne coûtent rien. Tout le reste de l’orange est un vrai hasard (quelle nuit ? quelle pièce ?) que nul ne peut prévoir. La moyenne par jeton est l’**entropie de la source** : aucun modèle ne descendra en dessous.
# %% [markdown] lang="en"
# The framed names are white: to someone who has read the clues, they cost nothing. All the other orange is real chance (which night? which room?) that nobody can foresee. The mean per token is the **entropy of the source**: no model will go below it.
# %%
bits_per_story, entropy = detective.entropy(**world)
print(lk.messages.number(bits_per_story, 1), lk.messages.number(entropy, 3))
# %% [markdown] lang="fr"
# Le premier nombre est en bits par histoire, le second en bits par jeton. Retenez le second.
#
# ### {{exercise difficulty=1 minutes=5}} Mesurer la surprise
#
# Écrivez la fonction qui donne la surprise, en bits, d’un événement de probabilité `p`. Le module `math` est votre ami.
# %% [markdown] lang="en"
# The first number is in bits per story, the second in bits per token. Remember the second.
#
# ### {{exercise difficulty=1 minutes=5}} Measuring surprise
#
# Write the function that gives the surprisal, in bits, of an event of probability `p`. The module `math` is your friend.
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
from itertools import pairwise

pairs = Counter(pair for s in train_stories for pair in pairwise(s.tokens))
room = detective.WORLDS[session.language]["slots"]["room"][0]
after = {b: n for (a, b), n in pairs.most_common() if a == room}
shares = [(token, n / sum(after.values())) for token, n in after.items()]
lk.plots.next_tokens(shares, title=room.replace("_", " ") + " …")
# %% [markdown] lang="fr"
# Voilà un modèle de langage complet : une **loi de probabilité sur le jeton suivant**. Il n’y a rien d’autre à prédire dans ce cours. Un *n-gramme* fait de même avec les $n-1$ derniers jetons ; quand un contexte n’a jamais été vu, il se rabat sur un contexte plus court.
#
# **Pronostic.** Notez-le avant d’exécuter : de $n = 1$ à $n = 6$, la perte sur les histoires de test va-t-elle toujours baisser ? Et le coupable, combien de fois sera-t-il trouvé parmi les quatre suspects ?
# %% [markdown] lang="en"
# That is a complete language model: a **probability distribution over the next token**. There is nothing else to predict in this course. An *n-gram* does the same with the last $n-1$ tokens; where a context has never been seen, it falls back on a shorter one.
#
# **Predict first.** Write it down before you run: from $n = 1$ to $n = 6$, will the loss on the test stories keep falling? And the culprit, how often will they be found among the four suspects?
# %%
import numpy as np

train_ids = [vocabulary.encode(s.tokens) for s in train_stories]
test_ids = [vocabulary.encode(s.tokens) for s in test_stories]
before_culprit = [
    ids[: s.culprit_position + 1]
    for ids, s in zip(test_ids, test_stories, strict=True)
]
ngrams = {n: lk.NGram(n, len(vocabulary)).fit(train_ids) for n in range(1, 7)}


def mean_bits(model, texts):
    return float(np.concatenate(model.bits(texts)).mean())


# %%
train_bits = [mean_bits(model, train_ids[:400]) for model in ngrams.values()]
test_bits = [mean_bits(model, test_ids) for model in ngrams.values()]
lk.plots.lines(
    list(ngrams),
    {
        lk.messages.say("next_token.train"): train_bits,
        lk.messages.say("next_token.test"): test_bits,
    },
    xlabel="n",
    ylabel=lk.messages.say("plots.bits_per_token"),
    reference=(
        lk.messages.say("plots.floor", value=lk.messages.number(entropy, 2)),
        entropy,
    ),
)
# %% [markdown] lang="fr"
# Sur les histoires d’entraînement, plus $n$ est grand, mieux cela va. Sur les histoires de test, la courbe remonte à la fin : le 6-gramme a retenu des suites qui ne reviendront pas. C’est le **surapprentissage**. Et le coupable ?
# %% [markdown] lang="en"
# On the training stories, the larger $n$, the better. On the test stories the curve turns up at the end: the 6-gram has learnt sequences that will not come back. That is **overfitting**. And the culprit?
# %%
ngram_accuracy = {}
for n, model in ngrams.items():
    guesses = np.stack([model.probabilities(context) for context in before_culprit])
    ngram_accuracy[n] = detective.culprit_accuracy(test_stories, guesses)
    print(n, lk.messages.percent(ngram_accuracy[n]))
best_n = min(ngrams, key=lambda n: test_bits[n - 1])
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
# Changeons d’élève. Un **transformeur** donne à chaque jeton un vecteur, puis laisse chaque position regarder les précédentes (l’*attention*) et en tirer ce qui lui sert. Le nôtre est minuscule. Ici, chaque position lit aussi directement les trois qui la précèdent (`reach=3`) : sans cette aide, le modèle reste au hasard pendant tout l’entraînement de cet atelier (nous l’avons vérifié avec trois graines).
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
model = lk.Transformer(config, seed=session.seed).to(session.device)
inputs, targets = vocabulary.batch([s.tokens for s in test_stories[:8]])
logits = model(inputs.to(session.device))
print(
    inputs.shape,
    "->",
    logits.shape,
    "|",
    sum(p.numel() for p in model.parameters()),
)


# %% [markdown] lang="fr"
# Huit histoires entrent ; pour chacune, à chaque position, sort une note par jeton du vocabulaire. La fonction *softmax* en fait des probabilités. Les poids sont encore tirés au hasard, la loi ne vaut donc rien.
#
# Entraîner, c’est répéter quatre lignes. Les voici en entier, une seule fois ; ensuite elles s’appelleront `lk.train`.
# %% [markdown] lang="en"
# Eight stories go in; for each of them, at each position, out comes one score per token of the vocabulary. The *softmax* function turns the scores into probabilities. The weights are still random, so the distribution is worthless.
#
# Training means repeating four lines. Here they are in full, just once; from then on their name is `lk.train`.
# %%
def batches(suspects, seed):
    stories = detective.stream(
        **(world | dict(suspects=suspects, notes=min(3, suspects))), seed=seed
    )
    while True:
        yield vocabulary.batch([next(stories).tokens for _ in range(P.batch)])


optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
for _, (inputs, targets) in zip(
    range(10), batches(suspects=4, seed=session.seed + 1), strict=False
):
    logits = model(inputs.to(session.device))
    loss = lk.metrics.cross_entropy_bits(logits, targets.to(session.device))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
# %% [markdown] lang="fr"
# La perte est l’**entropie croisée** : la surprise moyenne par jeton, en bits. `backward` calcule dans quel sens pousser chaque poids pour la réduire ; `step` pousse un peu. Rien, nulle part, ne parle de coupable.
#
# Il faut maintenant un tableau de bord : sur des histoires de test, la surprise de chaque jeton, et la part de coupables trouvés.
# %% [markdown] lang="en"
# The loss is the **cross-entropy**: the mean surprisal per token, in bits. `backward` works out which way to push each weight to lower it; `step` pushes a little. Nothing, anywhere, mentions a culprit.
#
# We now need a dashboard: on test stories, the surprisal of every token, and the share of culprits found.
# %%
inputs, targets = (
    t.to(session.device) for t in vocabulary.batch([s.tokens for s in test_stories])
)
rows, places = (
    torch.arange(P.tests),
    torch.tensor([s.culprit_position for s in test_stories]),
)


@torch.no_grad()
def dashboard():
    logits = model(inputs)
    bits = lk.metrics.token_bits(logits, targets).cpu()
    guesses = logits[rows, places].softmax(-1).cpu().numpy()
    return bits, detective.culprit_accuracy(test_stories, guesses)


# %% [markdown] lang="fr"
# **Pronostic.** Le transformeur va lire d’abord des histoires à un seul suspect (une mise en train), puis à quatre. Sa perte tombera-t-elle sous celle du meilleur n-gramme ? Trouvera-t-il le coupable : peu à peu, ou d’un coup ?
# %% [markdown] lang="en"
# **Predict first.** The transformer will first read stories with a single suspect (a warm-up), then with four. Will its loss fall below that of the best n-gram? Will it find the culprit: little by little, or all at once?
# %%
import time

started = time.perf_counter()
snapshots = {0: dashboard()}
options = dict(lr=P.lr, weight_decay=0.1, warmup=20)
for step, loss in lk.train(
    model, batches(1, session.seed + 2), steps=P.primer, **options
):
    if step == P.primer:
        snapshots[step] = dashboard()
for step, loss in lk.train(
    model, batches(4, session.seed + 3), steps=P.steps, schedule="linear", **options
):
    if step % P.every == 0:
        snapshots[P.primer + step] = dashboard()
train_seconds = time.perf_counter() - started
# %%
steps = [step for step in snapshots if step > P.primer]
scored = targets.cpu() != -100
others = scored.clone()
others[rows, places] = False  # (story, pos)
average = [float(snapshots[step][0][scored].mean()) for step in steps]
without = [float(snapshots[step][0][others].mean()) for step in steps]
accuracy = [snapshots[step][1] for step in steps]
# %%
say = lk.messages.say
losses = {
    say("next_token.all_tokens"): average,
    say("next_token.but_culprit"): without,
}
found = say("next_token.culprits"), accuracy
lk.plots.two_curves(
    steps,
    losses,
    found,
    title=say("next_token.average"),
    floor=entropy,
    chance=0.25,
)
# %% [markdown] lang="fr"
# En bas, le modèle passe du hasard à la quasi-certitude. En haut, les deux courbes, avec et sans le nom du coupable, se distinguent à peine : la moyenne descend, mais presque pas **à cause de lui**.
#
# Pourquoi cette discrétion ? Le coupable est **un jeton sur soixante** : même passé de deux bits à zéro, il n’allège la moyenne que de quelques centièmes de bit. Une moyenne peut cacher une découverte ; elle peut aussi cacher une lacune.
# %% [markdown] lang="en"
# Below, the model goes from chance to near certainty. Above, the two curves, with the culprit’s name and without, can hardly be told apart: the average falls, but hardly **because of it**.
#
# Why so discreet? The culprit is **one token in sixty**: even when it goes from two bits to none, it lightens the mean by a few hundredths of a bit. An average can hide a discovery; it can also hide a gap.
# %%
transformer_bits, transformer_accuracy = average[-1], accuracy[-1]
kinds = {
    say("next_token.ngram", n=n): bits
    for n, bits in zip(ngrams, test_bits, strict=True)
}
uniform = {say("next_token.uniform"): math.log2(len(vocabulary))}
ours = {say("next_token.transformer"): transformer_bits}
lk.plots.ladder(uniform | kinds | ours, floor=entropy)
# %% [markdown] lang="fr"
# Sur une même échelle : du hasard pur aux n-grammes, des n-grammes au transformeur, et en pointillé ce que nul ne peut franchir. Ce qui reste au transformeur au-dessus du plancher, c’est ce qu’il n’a pas encore appris.
#
# Et voici la même histoire, teintée par la surprise **du modèle**. Déplacez le curseur : avant, pendant, après l’apprentissage. Suivez les noms encadrés.
# %% [markdown] lang="en"
# On one scale: from pure chance to n-grams, from n-grams to the transformer, and dashed, what nobody can cross. What is left between the transformer and the floor is what it has not learnt yet.
#
# And here is the same story, tinted by **the model’s** surprise. Move the slider: before, during and after learning. Keep an eye on the framed names.
# %%
shown = [0, P.primer, *steps[:: max(1, len(steps) // 8)], steps[-1]]
shown = list(dict.fromkeys(shown))


def tinted_story(step):
    bits = snapshots[step][0][0, : len(story.tokens)].tolist()
    return lk.plots.tinted(
        detective.printed(story.tokens), bits, boxed=story.answers
    )


labels = lk.messages.say("plots.step"), lk.messages.say("next_token.story_caption")
lk.widgets.explore_html(tinted_story, caption=labels[1], step=(labels[0], shown))


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
# Un modèle donne une loi ; pour écrire, il faut y tirer un jeton. La **température** $T$ aiguise ou aplatit la loi : chaque probabilité devient $p^{1/T}$, puis on divise par la somme. À $T = 1$ rien ne change, vers 0 seul le favori demeure.
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
    generator, ids = torch.Generator().manual_seed(seed), [0]
    while len(ids) < longest:
        logits = (
            model(torch.tensor([ids], device=session.device), last_only=True)[0]
            .detach()
            .cpu()
        )
        ids.append(
            torch.multinomial(
                (logits / temperature).softmax(-1), 1, generator=generator
            ).item()
        )
        if (
            vocabulary.words[ids[-1]] == "."
            and vocabulary.words[ids[-3]] == story.tokens[-3]
        ):
            break
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


def imitate(panel):
    questions = len(panel.right)
    config = lk.TransformerConfig(
        questions + panel.moves, context=1, d_model=32, n_layers=1, tied=False
    )
    imitator = lk.Transformer(config, seed=session.seed).to(session.device)
    games = panel.games(batch=256, seed=session.seed)
    for _ in lk.train(
        imitator, games, steps=P.rounds, lr=1e-2, schedule="linear", progress=False
    ):
        pass
    asked = torch.arange(questions, device=session.device)[:, None]
    return (
        imitator(asked, last_only=True)[:, questions:]
        .softmax(-1)
        .detach()
        .cpu()
        .numpy()
    )


# %% [markdown] lang="fr"
# **Pronostic.** À quelle température jouera-t-il le mieux, et dépassera-t-il ses maîtres ? Et si tous sortaient de la même école, avec les mêmes erreurs ?
# %% [markdown] lang="en"
# **Predict first.** At which temperature will it play best, and will it surpass its masters? And what if they all came from the same school, with the same mistakes?
# %%
temperatures = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0]
crowds = {}
for name, shared in (
    (lk.messages.say("next_token.alone"), False),
    (lk.messages.say("next_token.school"), True),
):
    panel = experts.panel(experts=15, skill=0.6, shared=shared, seed=session.seed)
    moves = imitate(panel)
    played = [
        moves ** (1 / T) / (moves ** (1 / T)).sum(1, keepdims=True)
        for T in temperatures
    ]
    crowds[name] = [float(p[np.arange(len(p)), panel.right].mean()) for p in played]
words = dict(
    xlabel=lk.messages.say("next_token.temperature"),
    ylabel=lk.messages.say("next_token.right_moves"),
)
master = (lk.messages.say("next_token.master"), panel.accuracy)
lk.plots.lines(
    temperatures, crowds, **words, proportion=True, reference=master, log_x=True
)
# %% [markdown] lang="fr"
# À température 1, le modèle imite : il vaut un de ses maîtres. À basse température, il joue le coup **le plus fréquent** : c’est un vote à la majorité, et les erreurs dispersées s’annulent. Il dépasse alors chacun d’eux. Mais si tous partagent les mêmes erreurs, la majorité se trompe avec eux, et le froid n’y change rien.
#
# « Il ne fait qu’imiter » ne dit donc pas *qui* il imite : personne en particulier, mais ce que tous ont en commun.
#
# ## 6. Un vrai modèle (10 min)
#
# SmolLM2 a 135 millions de paramètres et a lu des milliards de mots, surtout en anglais : nos amorces restent donc dans cette langue. L’objet est le même, une loi sur le jeton suivant.
# %% [markdown] lang="en"
# At temperature 1 the model imitates: it is worth one of its masters. At low temperature it plays **the most frequent** move: that is a majority vote, and scattered mistakes cancel out. It then surpasses each of them. But if all share the same mistakes, the majority is wrong with them, and no cold will help.
#
# “It only imitates” does not say *whom* it imitates: nobody in particular, but what they all have in common.
#
# ## 6. A real model (10 min)
#
# SmolLM2 has 135 million parameters and has read billions of words, mostly English, so our prompts are in English too. The object is the same: a distribution over the next token.
# %%
llm = lk.pretrained.load()
likeliest = llm.next_tokens("The capital of France is", k=8)
lk.plots.next_tokens(likeliest, title="The capital of France is …")


# %% [markdown] lang="fr"
# Essayez vos propres amorces (dans Jupyter ou Colab, tapez et validez ; sur le site, choisissez). Cherchez-en une où le modèle hésite, une où il est sûr et se trompe.
# %% [markdown] lang="en"
# Try prompts of your own (in Jupyter or Colab, type and press Enter; on the site, choose). Look for one where the model wavers, and one where it is sure and wrong.
# %%
def draw(ax, prompt):
    lk.plots.next_tokens(llm.next_tokens(prompt, k=6), ax=ax)


prompts = [
    "The opposite of hot is",
    "The cat sat on the",
    "To be or not to",
    "Two plus two is",
]
lk.widgets.prompt(
    draw,
    examples=prompts,
    caption=lk.messages.say("next_token.prompt_caption"),
    alt=lambda prompt: (
        lk.plots.next_tokens(llm.next_tokens(prompt, k=6), title=prompt).alt
    ),
)
# %% [markdown] lang="fr"
# ## 7. Ce que nous avons mesuré
# %% [markdown] lang="en"
# ## 7. What we have measured
# %%
before, after = (
    float(snapshots[step][0][rows, places].mean()) for step in (steps[0], steps[-1])
)
tokens_per_story = float(scored.sum() / P.tests)
alone, school = crowds.values()
record = lk.record
record(
    culprit_accuracy=transformer_accuracy,
    ngram_culprit_accuracy=ngram_accuracy[best_n],
    culprit_bits=after,
)
record(bits_per_token=transformer_bits, ngram_bits_per_token=min(test_bits))
record(entropy_bits_per_token=entropy, entropy_bits_per_story=bits_per_story)
record(
    jump_drop_bits=(before - after) / tokens_per_story, train_seconds=train_seconds
)
record(
    expert_accuracy=panel.accuracy,
    crowd_accuracy=alone[4],
    crowd_cold_accuracy=alone[0],
)
record(
    crowd_shared_accuracy=school[0],
    parameters=sum(p.numel() for p in model.parameters()),
)
record(llm_paris=dict(likeliest).get(" Paris", 0.0))
# %% [markdown] lang="fr"
# Le chapitre dessine aussi ses figures avec ces mesures ; voici de quoi les refaire.
# %% [markdown] lang="en"
# The chapter draws its figures from these measurements too; here is what it takes to draw them again.
# %%
record(steps=steps, average_bits=average, other_bits=without, accuracy=accuracy)
record(
    ladder=[*uniform.values(), *test_bits, transformer_bits],
    ngram_train_bits=train_bits,
)
record(temperatures=temperatures, crowd=alone, crowd_shared=school)
record(
    llm_tokens=[t for t, _ in likeliest],
    llm_probabilities=[p for _, p in likeliest],
)
record(story_tokens=story.tokens, story_answers=story.answers, story_steps=shown)
for step in shown:
    record(**{f"story_bits_{step}": snapshots[step][0][0, : len(story.tokens)]})
# %% [markdown] lang="fr"
# ## 8. Ce que cet atelier ne montre pas
#
# - **Que le modèle raisonne.** Retrouver dans l’histoire qui était dans une pièce est une déduction à un seul fait. Avec `depth=2`, seule l’arme est donnée, et il faut deux faits : essayez, dans « Pour aller plus loin ».
# - **Qu’il apprend toujours.** La mise en train à un suspect, plusieurs déductions par histoire et `reach=3` rendent la découverte rapide. Privé de ces aides, le même modèle reste longtemps au hasard.
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
