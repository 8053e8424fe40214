# %% [markdown] lang="fr"
# # Atelier 4 · La malédiction de l’inversion
#
# {{colab}}
#
# **La question.** Un modèle a lu cent fois que A est B. Sait-il dire qui est B ?
#
# | Image | Ce qu’elle prédit |
# |---|---|
# | le perroquet, qui récite dans l’ordre entendu | non : il n’a jamais entendu la suite de « B est… » |
# | la carte, où A et B sont reliés | oui : un lien se parcourt dans les deux sens |
#
# Calcul : environ une minute sur un processeur ordinaire. Travail : {{minutes}} minutes, exercices compris. Les exercices facultatifs viennent en plus. Le [chapitre]({{chapter}}) raconte d’où viennent ces idées.
# %% [markdown] lang="en"
# # Lab 4 · The reversal curse
#
# {{colab}}
#
# **The question.** A model has read a hundred times that A is B. Can it say who B is?
#
# | Picture | What it predicts |
# |---|---|
# | the parrot, which recites in the order it heard | no: it has never heard what follows “B is…” |
# | the map, on which A and B are linked | yes: a link can be walked both ways |
#
# Computing: about a minute on an ordinary processor. Work: {{minutes}} minutes, exercises included. The exercises marked optional come on top. The [chapter]({{chapter}}) tells where these ideas come from.
# %%
import labkit as lk

session = lk.start("fr", unit="04_reversal_curse")
# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages de l’atelier. `smoke` sert aux tests, `cpu` à votre portable, `gpu` à une carte graphique ; le reste du code ne change pas. `recall.LEARNING` et `bilinear.WORLD` sont communs à l’atelier et aux expériences qui le complètent dans le chapitre ; la dernière ligne affiche tout.
# %% [markdown] lang="en"
# The next cell holds all the settings of the lab. `smoke` is for tests, `cpu` for your laptop, `gpu` for a graphics card; the rest of the code does not change. `recall.LEARNING` and `bilinear.WORLD` are common to the lab and to the experiments that complete it in the chapter; the last line shows everything.
# %%
from labkit.reversal import bilinear, facts, recall

P = lk.preset(
    smoke=dict(facts=10, reminders=8, entities=30, one_way=5, families=2)
    | dict(steps=6, gap_steps=10, lookup_steps=8, link_steps=20),
    cpu=dict(facts=60, shared=False, reminders=24, d_model=64, decay=1.0)
    | dict(steps=120, gap_steps=200, lookup_steps=200, link_steps=150, families=6)
    | recall.LEARNING
    | bilinear.WORLD,
    gpu=dict(facts=400, shared=True, reminders=256, d_model=256, lr=1e-3)
    | dict(steps=1500, gap_steps=4000, lookup_steps=3000),
)
P
# %% [markdown] lang="fr"
# ## 1. La malédiction (20 min)
#
# Pour savoir ce qu’un modèle tire d’un fait, il faut des faits que personne ne connaît. Les nôtres sont inventés : un nom, une description, appariés au hasard.
# %% [markdown] lang="en"
# ## 1. The curse (20 min)
#
# To know what a model makes of a fact, one needs facts that nobody knows. Ours are invented: a name, a description, paired at random.
# %%
everyone = facts.facts(P.facts, shared=P.shared, seed=session.seed)
two_way, one_way = facts.halves(everyone)
facts.require_disjoint(two_way, one_way)
for fact in (two_way[0], one_way[0]):
    print(fact.told(), "|", facts.readable(fact.told("entities")))
# %%
vocabulary = facts.vocabulary()
len(vocabulary)
# out: 410
# %% [markdown] lang="fr"
# Un nom compte deux jetons, une description aussi. Le vocabulaire en a 410, dont cent prénoms et cent patronymes : au hasard, on donnerait le bon nom une fois sur dix mille. La première moitié des faits sera racontée **dans les deux sens**, le nom d’abord puis la description d’abord. L’autre moitié ne le sera que **dans un sens**, le nom d’abord.
#
# ### {{exercise difficulty=1 minutes=5}} Pronostic : les quatre cases
#
# Qui saura répondre ? Remplissez le tableau avant de continuer : `forward` donne le nom et attend la description ; `backward` donne la description et attend le nom. Répondez par `True` ou `False`.
# %% [markdown] lang="en"
# A name has two tokens, and so has a description. The vocabulary has 410, among them a hundred first names and a hundred surnames: by chance one would give the right name once in ten thousand. The first half of the facts will be told **both ways**, name first and then description first. The other half only **one way**, name first.
#
# ### {{exercise difficulty=1 minutes=5}} Predict first: the four cells
#
# Who will be able to answer? Fill in the table before you go on: `forward` gives the name and expects the description; `backward` gives the description and expects the name. Answer `True` or `False`.
# %%
from labkit.reversal import checks as check

### BEGIN SOLUTION
two_way_forward = True
### END SOLUTION
### BEGIN SOLUTION
two_way_backward = True
### END SOLUTION
### BEGIN SOLUTION
one_way_forward = True
### END SOLUTION
### BEGIN SOLUTION
one_way_backward = False
### END SOLUTION
check.predict_table(
    two_way_forward, two_way_backward, one_way_forward, one_way_backward
)
# %% [markdown] lang="fr"
# Le modèle est le petit transformeur de l’atelier 1. À côté des faits, il lit des **rappels** : deux affirmations, puis l’une des deux retournée. Noms et descriptions y sont rebattus à chaque fois ; il n’y a rien à retenir, seulement à chercher dans le texte. Les faits, eux, reviennent à chaque pas : chacun est relu cent à deux cents fois.
# %% [markdown] lang="en"
# The model is the small transformer of lab 1. Besides the facts it reads **reminders**: two statements, then one of the two turned round. Names and descriptions are reshuffled every time; there is nothing to remember, only something to look up in the text. The facts come back at every step: each is reread one to two hundred times.
# %%
(example,) = next(facts.reminders(everyone, batch=1, seed=session.seed))
print(facts.readable(example))


# %%
def lesson(told):
    reminders = facts.reminders(everyone, batch=P.reminders, seed=session.seed)
    texts = facts.rows(told, vocabulary)
    while True:
        yield texts, facts.rows(next(reminders), vocabulary)


# %%
def both_losses(model, batch):
    texts, reminders = batch
    recite = lk.metrics.cross_entropy_bits(model(texts[:, :-1]), texts[:, 1:])
    # fr: d’un rappel, seule compte la réponse, ses deux derniers jetons
    # en: of a reminder only the answer counts, its last two tokens
    answer = model(reminders[:, :-1])[:, -2:]
    return recite + lk.metrics.cross_entropy_bits(answer, reminders[:, -2:])


# %%
forward = [fact.told() for fact in everyone]
half_reversed = [fact.told("entities") for fact in two_way]
size = dict(d_model=P.d_model, n_layers=2, n_heads=4)
options = dict(lr=P.lr, weight_decay=P.weight_decay, schedule="linear")
# %% [markdown] lang="fr"
# **Pronostic.** Votre tableau est rempli : entraînons. Et si, pour un fait lu dans un seul sens, on glisse le fait lui-même dans le texte avant la question ?
# %% [markdown] lang="en"
# **Predict first.** Your table is filled in: let us train. And what if, for a fact read one way only, the fact itself is slipped into the text before the question?
# %%
reader = lk.TransformerConfig(len(vocabulary), context=20, reach=3, **size)
model = lk.Transformer(reader, seed=session.seed).to(session.device)
batches = lesson(forward + half_reversed)
for _ in lk.train(
    model, batches, steps=P.lookup_steps, loss_fn=both_losses, **options
):
    pass
# %%
looked_up = facts.reminders_of(one_way)
in_context = recall.recalled(model, vocabulary, one_way, "entities", looked_up)
print(facts.readable(looked_up[0]), lk.percent(in_context))
# %%
from labkit.reversal import figures

recalled = {
    "two_way": recall.both_ways(model, vocabulary, two_way),
    "one_way": recall.both_ways(model, vocabulary, one_way),
}
figures.groups(recalled)
# %% [markdown] lang="fr"
# Trois cases pleines, une vide. Le modèle récite sans faute « A est… », et il ne sait **rien** répondre à « B est… » pour les faits lus dans un sens. Il sait pourtant manier cette forme de phrase : la case du dessus le prouve. Et quand le fait est sous ses yeux (le pourcentage imprimé plus haut), il le retourne le plus souvent. Ce qui manque n’est pas la logique : c’est le **souvenir**, à partir des poids.
#
# Qui ferait mieux, sans rien apprendre ? Un **chercheur**, qui garde les phrases telles quelles, y cherche la description et recopie ce qui est écrit de l’autre côté de « est ». Faisons-lui passer les deux examens : de mémoire (il cherche dans toutes les phrases d’entraînement), puis avec le rappel.
# %% [markdown] lang="en"
# Three full cells, one empty. The model recites “A is…” without a mistake, and can answer **nothing** to “B is…” for the facts it read one way. Yet it can handle that form of sentence: the cell above proves it. And when the fact is before its eyes (the percentage printed earlier), it turns it round most of the time. What is missing is not logic: it is **recall**, from the weights.
#
# Who would do better without learning anything? A **searcher**, who keeps the sentences as they are, looks for the description and copies what stands on the other side of “is”. Let the searcher sit both exams: from memory (in all the training sentences), then with the reminder.
# %%
from labkit.reversal import opponents

book = [word for told in forward for word in (*told, facts.STOP)]
searcher = {
    "memory": opponents.search_score(one_way, [book] * len(one_way)),
    "prompt": opponents.search_score(one_way, looked_up),
}
print(*(lk.percent(score) for score in searcher.values()))
# fr: out: 100 % 100 %
# en: out: 100% 100%
# %% [markdown] lang="fr"
# Tout, deux fois. La phrase sous les yeux, le modèle ne fait donc pas mieux qu’un copieur ; et de mémoire il fait bien pis que quiconque aurait gardé son livre. La malédiction n’est pas dans les données : elle est dans ce que l’entraînement en a écrit dans les poids.
#
# Exiger le nom entier est sévère : peut-être le bon nom arrive-t-il second ? Demandons combien de bits coûte **chaque** nom après **chaque** description.
# %% [markdown] lang="en"
# Everything, twice. With the sentence in view, then, the model does no better than a copier; and from memory it does far worse than anyone who had kept the book. The curse is not in the data: it is in what training wrote of them into the weights.
#
# Asking for the whole name is harsh: perhaps the right name comes second? Let us ask how many bits **each** name costs after **each** description.
# %%
bits = {
    direction: recall.answer_bits(model, vocabulary, one_way, order)
    for direction, order in recall.DIRECTIONS.items()
}
# %%
costs = {name: recall.right_and_others(table) for name, table in bits.items()}
figures.curse(costs)
# %% [markdown] lang="fr"
# À gauche, la bonne description est presque certaine, les autres exclues. À droite, les deux tas se recouvrent : le bon nom surprend le modèle à peu près autant qu’un autre. Une figure ne suffit pas ; il faut un test.
#
# Prenons trois questions et trois réponses. Le bon **appariement** sert à chaque question sa réponse ; il y en a cinq autres. Que coûte chacun, en bits ?
# %% [markdown] lang="en"
# On the left, the right description is all but certain and the others are ruled out. On the right the two heaps overlap: the right name surprises the model about as much as any other. A figure is not enough; we need a test.
#
# Take three questions and three answers. The right **pairing** serves each question its own answer; there are five others. What does each cost, in bits?
# %%
import itertools

import numpy as np

small = np.array([[0, 7, 8], [9, 1, 6], [5, 4, 2]])
for pairing in itertools.permutations(range(3)):
    print(pairing, sum(small[i, answer] for i, answer in enumerate(pairing)))


# out: (0, 1, 2) 3
# out: (0, 2, 1) 10
# out: (1, 0, 2) 18
# out: (1, 2, 0) 18
# out: (2, 0, 1) 21
# out: (2, 1, 0) 14
# %% [markdown] lang="fr"
# Le bon appariement, (0, 1, 2), est le moins cher. Si le modèle ne savait rien, chacun des six aurait la même chance de l’être, une sur six : trois faits ne prouvent rien, trente le peuvent.
#
# ### {{exercise difficulty=2 minutes=10}} Le bon contre le hasard
#
# `bits[i, j]` est le coût de la réponse `j` après la question `i`. Si le modèle ne sait rien, le bon appariement (réponse `i` pour la question `i`) est un appariement comme un autre. Écrivez la part des `pairings` (chacun est une permutation : sa case `i` donne la réponse servie à la question `i`) dont le coût moyen est **inférieur ou égal** à celui du bon.
# %% [markdown] lang="en"
# The right pairing, (0, 1, 2), is the cheapest. If the model knew nothing, each of the six would have the same chance of being so, one in six: three facts prove nothing, thirty can.
#
# ### {{exercise difficulty=2 minutes=10}} The right one against chance
#
# `bits[i, j]` is the cost of answer `j` after question `i`. If the model knows nothing, the right pairing (answer `i` to question `i`) is a pairing like any other. Write the share of the `pairings` (each is a permutation: its entry `i` gives the answer served to question `i`) whose mean cost is **at most** that of the right one.
# %%
def share_as_cheap(bits, pairings):
    ### BEGIN SOLUTION
    questions = np.arange(len(bits))
    costs = [bits[questions, pairing].mean() for pairing in pairings]
    return float(np.mean(np.array(costs) <= bits.diagonal().mean()))
    ### END SOLUTION


check.share_as_cheap(share_as_cheap)
# %% [markdown] lang="fr"
# `recall.pairing_p_value` fait ce calcul avec deux mille appariements tirés au sort, et compte le bon parmi eux : sa réponse n’est jamais tout à fait nulle. Plus elle est petite, moins le hasard suffit à l’expliquer ; sous 5 %, on soupçonne une trace. `recall.evidence` y joint les deux coûts moyens.
# %% [markdown] lang="en"
# `recall.pairing_p_value` does this with two thousand pairings drawn by lot, and counts the right one among them: its answer is never quite zero. The smaller it is, the less chance can account for it; below 5%, one suspects a trace. `recall.evidence` adds the two mean costs.
# %%
evidence = {
    name: recall.evidence(table, seed=session.seed) for name, table in bits.items()
}
for name, found in evidence.items():
    means = [lk.number(found[kind], 1) for kind in ("right_bits", "random_bits")]
    print(lk.say(f"reversal.{name}"), *means, "p =", lk.number(found["p"], 4))


# %% [markdown] lang="fr"
# Pour chaque sens : les bits de la bonne réponse, ceux d’une autre, et la part des appariements au hasard qui font aussi bien. À l’endroit, l’écart est énorme. À l’envers, il est d’un bit environ, et il ne donne jamais la réponse ; mais sur chacune de nos cinq graines, la part est sous 10 %. Cinq parts aussi petites ne se lisent pas une à une : ensemble, elles n’arrivent pas par hasard une fois sur dix mille. C’est une trace. Notre modèle n’est pas le plus naïf des témoins, il s’est exercé à retourner des rappels. La section 2 refait le test sur un modèle qui a lu les mêmes faits, sans rappels.
#
# Un test sert aussi à surveiller ses propres données. Dans une première version de cet atelier, un ou deux rappels sur cent retournaient **par hasard** un fait véritable ; presque aucune réponse entière ne le montrait, le test si.
#
# ## 2. Des remèdes, et ce qu’ils guérissent (10 min)
#
# Le premier remède vient à l’esprit de tous : raconter aussi les faits à l’envers. Encore faut-il dire ce que « à l’envers » signifie.
#
# ### {{exercise difficulty=1 minutes=5}} Retourner sans casser
#
# Écrivez la phrase retournée : la description d’abord, le nom ensuite, chaque entité **entière**.
# %% [markdown] lang="en"
# For each direction: the bits of the right answer, those of another, and the share of random pairings that do as well. Forward, the gap is huge. Backward it is a bit or so, and never yields the answer; but on each of our five seeds the share is under 10%. Five shares as small as these are not to be read singly: together they would come by chance less than once in ten thousand times. It is a trace. Our model is not the most naive of witnesses, it has practised turning reminders round. Section 2 repeats the test on a model that has read the same facts, without reminders.
#
# A test also keeps watch over one’s own data. In a first version of this lab, one or two reminders in a hundred turned a true fact round **by chance**; hardly any whole answer showed it, the test did.
#
# ## 2. Cures, and what they cure (10 min)
#
# The first cure occurs to everyone: tell the facts backwards as well. But what does “backwards” mean?
#
# ### {{exercise difficulty=1 minutes=5}} Turning round without breaking
#
# Write the reversed sentence: the description first, the name after it, each entity **whole**.
# %%
def told_backwards(name, description, connective):
    ### BEGIN SOLUTION
    return [*description, connective, *name]
    ### END SOLUTION


check.told_backwards(told_backwards)


# %% [markdown] lang="fr"
# Quatre régimes, un modèle neuf pour chacun : la moitié des faits retournés ; tous, entités entières ; tous, jeton par jeton ; ou aucun, mais chaque fait raconté de trois façons, toujours le nom d’abord. Voici les mots de liaison : le premier est celui des faits, les deux suivants servent aux deux autres façons.
# %% [markdown] lang="en"
# Four diets, a fresh model for each: half of the facts reversed; all of them, entities whole; all of them, token by token; or none, but each fact told in three ways, always name first. Here are the linking words: the first is that of the facts, the next two serve for the two other ways.
# %%
facts.connectives()
# fr: out: ['est', 'reste', 'a_toujours_été', 'demeure', 'est_aussi']
# en: out: ['is', 'remains', 'has_always_been', 'is_known_as', 'is_also']
# %% [markdown] lang="fr"
# **Pronostic.** Classez-les. La question reste la même : « B est… ? », posée pour les faits de la seconde moitié.
# %% [markdown] lang="en"
# **Predict first.** Rank them. The question stays the same: “B is…?”, asked for the facts of the second half.
# %%
added = {
    "half": half_reversed,
    "entities": [fact.told("entities") for fact in everyone],
    "tokens": [fact.told("tokens") for fact in everyone],
}
other_ways = facts.connectives()[1:3]
added["paraphrases"] = [f.told(connective=c) for f in everyone for c in other_ways]


# %%
def learn(told):
    config = lk.TransformerConfig(len(vocabulary), context=8, **size)
    model = lk.Transformer(config, seed=session.seed).to(session.device)
    batches = recall.whole(facts.rows(told, vocabulary))
    for _ in lk.train(model, batches, steps=P.steps, progress=False, **options):
        pass
    return model


# %%
pupils = {name: learn(forward + more) for name, more in added.items()}
# %%
diets = {}
for name, pupil in pupils.items():
    table = recall.answer_bits(pupil, vocabulary, one_way, "entities")
    diets[name] = recall.both_ways(pupil, vocabulary, one_way)
    diets[name] |= recall.evidence(table, seed=session.seed)
figures.cures(diets)
# %%
for name in diets:
    print(lk.say(f"reversal.{name}"), "p =", lk.number(diets[name]["p"], 4))


# %% [markdown] lang="fr"
# Un seul régime guérit : celui où chaque fait est retourné, entités entières. Retourner **d’autres** faits n’apprend pas à retourner celui-ci. Lire les jetons par la fin apprend à dire le patronyme, puis le prénom : ce n’est pas la réponse demandée. Les lignes imprimées donnent, régime par régime, le test de la section 1 : presque nul après la lecture par la fin, donc une trace bien réelle ; pour la moitié retournée et les paraphrases, d’ordinaire au-dessus de 5 %, donc rien que le hasard ne fasse aussi. Et les paraphrases, qui aident tant à la mémoire, laissent toujours le nom devant.
#
# Le remède guérit donc les faits qu’on lui donne, un par un. Il n’enseigne pas que « est » va dans les deux sens.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Guérir sans la phrase du test
#
# Composez un jeu de phrases qui s’attaque à la question « B **est**… » sans jamais la contenir : la phrase du test, `fact.told("entities")`, est interdite. Les mots de liaison sont dans `facts.connectives()`, et `fact.told(order, connective)` écrit un fait.
# %% [markdown] lang="en"
# Only one diet cures: that in which every fact is reversed, entities whole. Reversing **other** facts does not teach how to reverse this one. Reading the tokens backwards teaches to say the last name, then the first: it is not the answer asked for. The printed lines give the test of section 1, diet by diet: next to nothing after tokens read backwards, hence a trace that is real; for the half reversed and the paraphrases usually above 5%, hence nothing that chance would not do as well. And the paraphrases, so good for memory, always leave the name in front.
#
# So the cure heals the facts it is given, one by one. It does not teach that “is” goes both ways.
#
# ### {{exercise difficulty=2 minutes=10 optional}} A cure without the sentence of the test
#
# Compose a set of sentences that tackles the question “B **is**…” without ever containing it: the sentence of the test, `fact.told("entities")`, is forbidden. The linking words are in `facts.connectives()`, and `fact.told(order, connective)` writes a fact.
# %%
def cure_without_the_sentence(some_facts):
    ### BEGIN SOLUTION
    other_words = facts.connectives()[1]
    return [fact.told("entities", other_words) for fact in some_facts]
    ### END SOLUTION


check.cure_without_the_sentence(cure_without_the_sentence)
# %%
other = facts.connectives()[1]
orders = ("forward", "entities")
reworded = [fact.told(order, other) for fact in everyone for order in orders]
attempts = {"backward_only": reworded[1::2], "both": half_reversed + reworded}
# %%
rewording = {}
for name, more in attempts.items():
    pupil = learn(forward + more)
    rewording[name] = recall.recalled(pupil, vocabulary, one_way, "entities")
    print(name, lk.percent(rewording[name]))


# %% [markdown] lang="fr"
# Voici deux essais. Le premier (`backward_only`) est la réponse de l’exercice : les faits ne sont dits à l’envers qu’avec un autre mot de liaison. C’est un remède bien partiel, car rien ne dit au modèle que les deux mots se valent. Le second (`both`) le lui montre, en prenant une liberté avec la règle : l’autre mot dans les deux sens, pour tous, et « est » dans les deux sens pour la première moitié, non pour celle que l’on interroge. Ce qui compte n’est donc pas la phrase du test : c’est d’avoir eu à **produire** ce nom après cette description, et de savoir que les deux tournures disent la même chose.
#
# ## 3. La faute à la lecture de gauche à droite ? (15 min)
#
# Objection : nos modèles lisent de gauche à droite. BERT, lui, voit toute la phrase et remplit des trous. Donnons-lui les mêmes faits, **toujours le nom d’abord**, et cachons des jetons au hasard : chacun avec 15 % de chances, comme BERT, ou à un taux tiré au sort pour chaque phrase.
#
# ### {{exercise difficulty=2 minutes=10}} Cachés ensemble
#
# Pour qu’il doive trouver le nom entier d’après la description, les **deux** jetons du nom doivent être cachés à la fois. Avec quelle probabilité le sont-ils à un taux `rate` ? Et, en moyenne, quand le taux est tiré uniformément entre 0 et 1 ?
# %% [markdown] lang="en"
# Here are two attempts. The first (`backward_only`) is the answer to the exercise: the facts are told backwards with another linking word only. It is a very partial cure, for nothing tells the model that the two words are worth the same. The second (`both`) shows it, taking a liberty with the rule: the other word both ways, for all, and “is” both ways for the first half, not for the half that is asked. So what counts is not the sentence of the test: it is having had to **produce** this name after this description, and knowing that the two turns of phrase say the same.
#
# ## 3. The fault of reading left to right? (15 min)
#
# Objection: our models read from left to right. BERT sees the whole sentence and fills in gaps. Let us give it the same facts, **always name first**, and hide tokens at random: each with a 15% chance, as for BERT, or at a rate drawn anew for each sentence.
#
# ### {{exercise difficulty=2 minutes=10}} Hidden together
#
# For it to have to find the whole name from the description, **both** tokens of the name must be hidden at once. With what probability are they, at a rate `rate`? And on average, when the rate is drawn uniformly between 0 and 1?
# %%
def both_hidden(rate):
    ### BEGIN SOLUTION
    return rate**2
    ### END SOLUTION


### BEGIN SOLUTION
on_average = 1 / 3
### END SOLUTION
check.both_hidden(both_hidden, on_average)


# %% [markdown] lang="fr"
# **Pronostic.** Dans chaque sens, au fil des pas : lequel des deux régimes de trous guérit, et lequel guérit le plus vite ?
# %% [markdown] lang="en"
# **Predict first.** In each direction, step by step: which of the two ways of hiding cures, and which cures faster?
# %%
def fill_gaps(rate, first=1):
    config = lk.TransformerConfig(len(vocabulary), context=8, causal=False, **size)
    model = lk.Transformer(config, seed=session.seed).to(session.device)
    texts, mask = facts.rows(forward, vocabulary), vocabulary.index[facts.MASK]
    hiding = dict(rate=rate, mask=mask, first=first, seed=session.seed)
    batches, curves = recall.masked(texts, **hiding), lk.History()
    for step, _ in lk.train(
        model, batches, steps=P.gap_steps, progress=False, **options
    ):
        if step % max(1, P.gap_steps // 10) == 0:
            curves.add(step, **recall.both_ways(model, vocabulary, everyone))
    return curves


# %%
gaps = {"rate_15": fill_gaps(0.15), "rate_uniform": fill_gaps(None)}
figures.filling(gaps)
# %% [markdown] lang="fr"
# (On interroge ce modèle avec la seule phrase qu’il connaisse, le nom caché : « ▢ ▢ est l’archiviste… ».) Dans les deux régimes, les deux sens montent **ensemble** : un modèle qui remplit des trous ne connaît pas la malédiction, du moins dans ce petit monde et avec assez de pas. Et le taux, ici, n’y change presque rien : à 15 %, un nom est rarement caché en entier, mais chacun de ses jetons l’est assez souvent pour être relié à tout ce qui l’accompagne.
#
# Kitouni et ses collègues rapportent que 15 % ne guérit pas ; c’était avec d’autres données et un autre budget.
#
# Mais ce modèle diffère des autres de deux façons : il voit toute la phrase, **et** on lui demande le nom autant que la description. Laquelle le sauve ? Séparons-les : le même modèle, qui voit tout, mais auquel on ne cache jamais que la description. **Pronostic** : que deviennent les deux sens ?
# %% [markdown] lang="en"
# (This model is asked with the only sentence it knows, the name hidden: “▢ ▢ is the archivist…”.) Under both, the two directions rise **together**: a model that fills in gaps does not know the curse, at least in this small world and with enough steps. And here the rate changes next to nothing: at 15% a whole name is seldom hidden, but each of its tokens is, often enough to be linked to all that goes with it.
#
# Kitouni and colleagues report that 15% does not cure; that was with other data and another budget.
#
# But this model differs from the others in two ways: it sees the whole sentence, **and** it is asked for the name as well as for the description. Which of the two saves it? Let us separate them: the same model, which sees everything, but from which only the description is ever hidden. **Predict first.**
# %%
ahead_only = fill_gaps(None, first=4)
print(*(lk.percent(ahead_only[name][1][-1]) for name in recall.DIRECTIONS))


# %% [markdown] lang="fr"
# La malédiction est revenue : tout sur « A est… », rien sur « B est… ». Voir toute la phrase ne protège de rien ; inversement, à la section 2, un modèle de gauche à droite nourri de phrases retournées répondait dans les deux sens. La faute n’est donc pas dans l’attention qui regarde à gauche seulement, mais dans **ce qu’on demande de prédire à partir de quoi**.
#
# ## 4. Peut-on apprendre que l’égalité va dans les deux sens ? (10 min)
#
# Chez les transformeurs ci-dessus, lire la moitié des faits dans les deux sens n’a rien appris sur l’autre. Est-ce impossible ? Prenons le plus petit modèle qui puisse le faire : une entité est un vecteur, une relation une matrice $M_r$, et le score de $t$ comme réponse à « qui est le $r$ de $h$ ? » vaut $(e_h M_r) \cdot o_t$.
#
# ### {{exercise difficulty=3 minutes=15 optional}} La matrice de la question retournée
#
# Supposons qu’une entité ait le même vecteur dans les deux rôles ($o = e$). Quelle matrice donne à « de qui $t$ est-il le $r$ ? » et à la réponse $h$ le même score ?
# %% [markdown] lang="en"
# The curse is back: everything on “A is…”, nothing on “B is…”. Seeing the whole sentence protects from nothing; conversely, in section 2, a left-to-right model fed with reversed sentences answered both ways. So the fault is not in attention that only looks left, but in **what the model is asked to predict from what**.
#
# ## 4. Can it be learnt that equality goes both ways? (10 min)
#
# For the transformers above, reading half of the facts both ways taught nothing about the other half. Is it impossible? Take the smallest model that could do it: an entity is a vector, a relation a matrix $M_r$, and the score of $t$ as the answer to “who is the $r$ of $h$?” is $(e_h M_r) \cdot o_t$.
#
# ### {{exercise difficulty=3 minutes=15 optional}} The matrix of the reversed question
#
# Suppose that an entity has the same vector in both roles ($o = e$). Which matrix gives “whose $r$ is $t$?” with the answer $h$ the same score?
# %%
def inverse_matrix(M):
    ### BEGIN SOLUTION
    return M.T
    ### END SOLUTION


check.inverse_matrix(inverse_matrix)
# %% [markdown] lang="fr"
# La solution existe donc. Sera-t-elle trouvée ? Chaque relation apparie toutes les entités une à une. Tous les faits sont donnés à l’endroit, et leurs inverses aussi, sauf ceux dont la réponse est l’une des entités mises de côté : le test. Le voici en réduction : quatre entités, une relation, l’entité 0 mise de côté.
# %% [markdown] lang="en"
# So the solution exists. Will it be found? Each relation pairs all entities one to one. All facts are given forward, and their inverses too, except those whose answer is one of the entities set aside: the test. Here it is in miniature: four entities, one relation, entity 0 set aside.
# %%
small_train, small_test = bilinear.world(4, 1, one_way=1, seed=1)
print(small_train.tolist(), small_test.tolist(), sep="\n")


# out: [[1, 3, 2, 0], [3, -100, 2, 1]]
# out: [[-100, -100, -100, -100], [-100, 0, -100, -100]]
# %% [markdown] lang="fr"
# Ligne du haut, l’entraînement : d’abord la réponse de chaque entité à l’endroit (celle de 0 est 1, celle de 1 est 3…), puis à l’envers. −100 veut dire « non demandé » : que la réponse à l’envers de 1 soit 0, seul le test le demande, ligne du bas.
#
# **Pronostic.** Plongements **liés** ($o = e$) ou **deux tables** : combien d’inverses jamais lus chaque modèle trouvera-t-il ?
# %% [markdown] lang="en"
# Top line, the training: first the answer of every entity forward (that of 0 is 1, that of 1 is 3…), then backward. −100 means “not asked”: that the backward answer of 1 is 0, only the test asks, on the bottom line.
#
# **Predict first.** Embeddings **tied** ($o = e$), or **two tables**: how many inverses never read will each model find?
# %%
def relate(tied, seed=session.seed):
    world = dict(entities=P.entities, relations=P.relations)
    train, test = bilinear.world(**world, one_way=P.one_way, seed=seed)
    model = bilinear.Bilinear(**world, tied=tied, seed=seed).to(session.device)
    curves = lk.History()
    for step, _ in bilinear.fit(model, train, steps=P.link_steps, decay=P.decay):
        if step % max(1, P.link_steps // 10) == 0:
            seen = bilinear.accuracy(model, train)
            curves.add(step, seen=seen, held_out=bilinear.accuracy(model, test))
    return curves


# %%
links = {"tied": relate(True), "untied": relate(False)}
figures.inverses(links)
# %% [markdown] lang="fr"
# Les deux modèles récitent tout ce qu’ils ont lu. Le modèle aux plongements liés trouve en outre la plupart des inverses **jamais lus** ; l’autre, aucun. L’égalité peut donc s’apprendre, à des conditions étroites : un jeton par entité, un vecteur pour ses deux rôles, beaucoup de paires dans les deux sens. La décroissance des poids aide, jusqu’à un certain point. Le chapitre fait varier, graine par graine, les plongements, le nombre de paires et la décroissance.
#
# ## 5. Une flèche dans les poids (10 min)
#
# Où le fait se trouve-t-il dans le transformeur ? Faisons-lui lire une question, et remplaçons son vecteur interne **à un seul endroit** (l’entité, ou le mot « est ») par celui qu’il y a en lisant la question d’à côté. S’il donne la réponse d’à côté, c’est que cet endroit la portait. Cela s’appelle une **greffe d’activations**.
# %% [markdown] lang="en"
# Both models recite all they have read. The one with tied embeddings also finds most of the inverses **never read**; the other finds none. So equality can be learnt, on narrow conditions: one token per entity, one vector for both its roles, many pairs told both ways. Weight decay helps, up to a point. The chapter varies, seed by seed, the embeddings, the number of pairs and the decay.
#
# ## 5. An arrow in the weights (10 min)
#
# Where in the transformer is the fact? Let it read a question, and replace what it holds **in just one place** (the entity, or the word “is”) by what it holds there when reading the next question. If it gives the next answer, then that place carried it. This is called **activation patching**.
# %%
half = pupils["half"]
swaps = {
    "forward": recall.swaps(half, vocabulary, one_way),
    "backward": recall.swaps(half, vocabulary, one_way, "entities"),
    "backward_seen": recall.swaps(half, vocabulary, two_way, "entities"),
}
figures.direction(swaps)
# %% [markdown] lang="fr"
# Chaque case : la part des questions où, l’échange fait, le premier jeton de la réponse devient celui de la réponse d’à côté. À gauche et à droite, là où le fait a été lu dans le sens demandé, l’échange déplace la réponse : à l’entrée, tout tient à l’entité lue ; dès le premier bloc, tout est passé au mot « est », d’où la réponse sort. Au milieu, même modèle, mêmes personnages qu’à gauche, mais dans l’autre sens : rien, ou presque. On devait s’y attendre : une réponse qui ne sort jamais ne peut suivre aucun échange. À elle seule, la greffe ne prouve donc rien ici ; le tableau de droite montre seulement qu’elle verrait ce qui s’y trouverait. Jointe aux réponses de la section 1, elle dit ceci : là où B est lu, rien ne mène à A, ou une trace. Le fait ressemble à une **flèche** plus qu’à un lien.
#
# ## 6. Un vrai modèle (10 min)
#
# SmolLM2 a lu deux mille milliards de jetons. Demandons-lui le parent puis l’enfant, pour six familles célèbres. Comme plus haut : le coût, en bits, de chaque réponse après chaque question, et l’avantage de la bonne.
# %% [markdown] lang="en"
# Each cell: the share of questions in which, after the swap, the first token of the answer becomes that of the next answer. On the left and on the right, where the fact was read in the direction asked for, the swap moves the answer: at the entrance everything hangs on the entity read; from the first block on, everything has passed to the word “is”, where the answer comes out. In the middle, same model, same people as on the left, but the other direction: nothing, or next to nothing. We had to expect it: an answer that never comes out can follow no swap. So the swap alone proves nothing here; the table on the right only shows that it would see what was there. Together with the answers of section 1 it says this: where B is read, nothing leads to A, or a trace does. The fact looks like an **arrow** more than like a link.
#
# ## 6. A real model (10 min)
#
# SmolLM2 has read two trillion tokens. Let us ask it for the parent, then for the child, in six famous families. As above: the cost in bits of each answer after each question, and the advantage of the right one.
# %%
llm = lk.pretrained.load()
llm
# %%
families = recall.FAMILIES[: P.families]
parents = [f" {parent}" for _, _, parent, _ in families]
children = [f" {child}" for child, _, _, _ in families]
ask_parent = [f"The {role} of {child} is" for child, role, _, _ in families]
ask_child = [f"The {kin} of {parent} is" for _, _, parent, kin in families]
print(ask_parent[0] + parents[0], ask_child[0] + children[0], sep="\n")
# out: The mother of Tom Cruise is Mary Lee Pfeiffer
# out: The son of Mary Lee Pfeiffer is Tom Cruise
# %%
family_bits = {}
if llm:
    family_bits["parent"] = llm.answer_bits(ask_parent, parents)
    family_bits["child"] = llm.answer_bits(ask_child, children)
else:
    print(lk.say("reversal.not_measured"))
# %%
advantage = {"parent": None, "child": None}
for name, table in family_bits.items():
    right, others = recall.right_and_others(table).values()
    advantage[name] = float(others.mean() - right.mean())
    best = (table.argmin(0) == np.arange(len(table))).mean()
    print(
        lk.say(f"reversal.{name}"), lk.number(advantage[name], 1), lk.percent(best)
    )
# %% [markdown] lang="fr"
# Le premier nombre dit de combien de bits la bonne réponse est moins chère qu’une autre ; le second, dans combien de familles une réponse coûte le moins après **sa** question plutôt qu’après celle d’une autre famille. Six familles ne font pas une étude, et le modèle a pu lire ces faits dans les deux sens : on ne sait pas ce que contient sa mémoire. C’est toute la raison d’être des faits inventés.
#
# ## 7. Ce que nous avons mesuré
# %% [markdown] lang="en"
# The first number says by how many bits the right answer is cheaper than another; the second, in how many families an answer costs least after **its own** question rather than after another family’s. Six families are no study, and the model may have read these facts both ways: nobody knows what its memory holds. That is the whole point of invented facts.
#
# ## 7. What we have measured
# %%
answered = dict(recalled=recalled, in_context=in_context, searcher=searcher)
lk.record(
    **answered,
    costs=recall.sampled(costs),
    evidence=evidence,
    diets=diets,
    rewording=rewording,
    gaps=gaps | {"ahead_only": ahead_only},
    links=links,
    swaps=swaps,
    advantage=advantage,
)
# %% [markdown] lang="fr"
# ## 8. Ce que cet atelier ne montre pas
#
# - **Que les grands modèles ignorent qui est B.** Ce qu’ils ont lu dans les deux sens, ils le disent dans les deux sens ; et ce qui se trouve dans l’invite, ils le retournent.
# - **Qu’aucun transformeur ne peut apprendre l’égalité.** Nous avons échoué avec deux jetons par nom, trente faits lus dans les deux sens et cent à deux cents pas. Le modèle bilinéaire dit que l’obstacle n’est pas de principe.
# - **Que les masques guérissent tout.** Nos phrases ont cinq jetons et une seule forme. À grande échelle, les gains publiés sont bien plus modestes.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=20 optional}} Combien de paires pour comprendre « est » ?
#
# Dans la section 4, faites varier `P.entities` (100, 200, 400, 800), puis `P.decay` (0 ; 0,1 ; 1 ; 3), avec trois graines chacun (`relate(True, seed=1)`). Avec `P.one_way` constant, la part mise de côté change avec le nombre d’entités : gardez-la égale au huitième. Écrivez d’abord ce que vous attendez.
#
# <details>
# <summary>Une réponse</summary>
#
# Plus il y a de paires lues dans les deux sens, moins il reste de manières de les réciter sans que la matrice inverse soit la transposée : la part d’inverses trouvés monte. La décroissance des poids pousse dans le même sens en décourageant les solutions par cœur ; sans elle, le modèle récite aussi bien et trouve moins d’inverses ; trop forte, elle gêne jusqu’à la récitation. Regardez les graines une à une avant de conclure.
#
# </details>
#
# ## Sources
#
# Berglund et al. (2024) pour la malédiction ; Golovneva et al. (2024) pour les données retournées ; Kitouni et al. (2024) pour les taux uniformes ; Kim et al. (2026) pour la structure bilinéaire ; Meng et al. (2022) pour les greffes d’activations. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 8. What this lab does not show
#
# - **That large models do not know who B is.** What they have read both ways, they say both ways; and what stands in the prompt, they turn round.
# - **That no transformer can learn equality.** We failed with two tokens a name, thirty facts told both ways and one to two hundred steps. The bilinear model says that the obstacle is not one of principle.
# - **That masks cure everything.** Our sentences have five tokens and a single form. At scale, the published gains are far more modest.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=20 optional}} How many pairs to understand “is”?
#
# In section 4, vary `P.entities` (100, 200, 400, 800), then `P.decay` (0; 0.1; 1; 3), with three seeds each (`relate(True, seed=1)`). With `P.one_way` constant, the share set aside changes with the number of entities: keep it at one eighth. First write down what you expect.
#
# <details>
# <summary>An answer</summary>
#
# The more pairs are read both ways, the fewer ways remain to recite them without the inverse matrix being the transpose: the share of inverses found goes up. Weight decay pushes the same way by discouraging solutions by heart; without it the model recites just as well and finds fewer inverses; too strong, it hinders even the reciting. Look at the seeds one by one before you conclude.
#
# </details>
#
# ## Sources
#
# Berglund et al. (2024) for the curse; Golovneva et al. (2024) for reversed data; Kitouni et al. (2024) for uniform rates; Kim et al. (2026) for the bilinear structure; Meng et al. (2022) for activation patching. Full references in the [chapter]({{chapter}}).
