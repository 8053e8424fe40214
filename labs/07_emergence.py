# %% [markdown] lang="fr"
# # Atelier 7 · Émergence ou mirage
#
# {{colab}}
#
# **La question.** « Les petits modèles en sont incapables ; à partir d’une certaine taille, la capacité apparaît d’un coup. » Est-ce le modèle qui saute, ou la règle avec laquelle on le mesure ?
#
# | Image | Ce qu’elle prédit quand la métrique devient plus fine |
# |---|---|
# | D’un seul tenant : une règle, ou rien | le bond reste, quelle que soit la métrique |
# | Par bribes : toujours un peu plus | le bond disparaît : tout montait déjà, en douceur |
#
# Calcul : moins d’une minute et demie sur un processeur ordinaire. Travail : {{minutes}} minutes, exercices compris. La section 8 et les exercices facultatifs viennent en plus. Le [chapitre]({{chapter}}) raconte le débat.
# %% [markdown] lang="en"
# # Lab 7 · Emergence or mirage
#
# {{colab}}
#
# **The question.** “Small models cannot do it at all; from a certain size on, the ability suddenly appears.” Is it the model that leaps, or the yardstick we hold against it?
#
# | Picture | What it predicts when the metric becomes finer |
# |---|---|
# | In one piece: a rule, or nothing | the leap stays, whatever the metric |
# | Piecemeal: always a little more | the leap is gone: everything was already rising, gently |
#
# Computing: under a minute and a half on an ordinary processor. Work: {{minutes}} minutes, exercises included. Section 8 and the exercises marked optional come on top. The [chapter]({{chapter}}) tells the story of the debate.
# %%
import labkit as lk

session = lk.start("fr", unit="07_emergence")
# %% [markdown] lang="fr"
# La cellule suivante contient tous les réglages. Nos modèles vont d’un millier à près de deux cent mille paramètres ; pour chaque taille, nous en entraînons plusieurs à la fois.
# %% [markdown] lang="en"
# The next cell holds all the settings. Our models range from a thousand to nearly two hundred thousand parameters; at each size we train several at once.
# %%
P = lk.preset(
    smoke=dict(names=50, books=2, batch=50, steps=80, widths=[2, 8, 32, 128])
    | dict(sum_widths=[6, 12, 24, 48], sum_steps=20, sum_tests=50)
    | dict(parity_steps=60, page=10, small_test=20),
    cpu=dict(names=2000, books=5, batch=500, steps=200, every=20)
    | dict(widths=[12, 32, 64, 96, 136, 192, 272, 384], page=50, small_test=50)
    | dict(sum_widths=[6, 10, 16, 26, 42, 64, 100, 160], sum_members=3)
    | dict(sum_steps=600, sum_tests=2000, parity_steps=1300),
    gpu=dict(names=10_000, books=10, batch=2000, steps=1000, sum_members=10)
    | dict(widths=[12, 32, 64, 136, 272, 512, 768, 1024])
    | dict(sum_widths=[6, 10, 16, 26, 42, 64, 100, 160, 320], sum_steps=3000),
)
# %% [markdown] lang="fr"
# ## 1. L’annuaire (15 min)
#
# Pour savoir ce que fait une métrique, il faut une tâche dont on sait tout. Voici un annuaire : à chaque nom, cinq chiffres tirés au hasard. Aucune règle à découvrir, rien à déduire. On sait un numéro, ou on ne le sait pas.
# %% [markdown] lang="en"
# ## 1. The phone book (15 min)
#
# To learn what a metric does, we need a task about which everything is known. Here is a phone book: to each name, five digits drawn at random. No rule to discover, nothing to deduce. One knows a number, or one does not.
# %%
from labkit.emergence import phonebook

# fr: des annuaires différents pour chaque graine de la session
# en: other phone books for each seed of the session
first_seed = 1000 * session.seed
books = phonebook.phone_books(books=P.books, names=P.names, seed=first_seed)
for row in range(4):
    print(*books.entry(0, row))
# %% [markdown] lang="fr"
# Chaque réseau lit un nom et donne d’un coup les cinq chiffres : pour chacun, une distribution sur 0, 1… 9. Il n’a ni le temps ni la place de tout retenir s’il est petit. Nous entraînons ensemble tous les réseaux d’une même taille, un par annuaire ; chacun apprend comme s’il était seul.
# %% [markdown] lang="en"
# Each network reads a name and gives all five digits at once: for each of them, a distribution over 0, 1… 9. If it is small, it has neither the time nor the room to remember everything. We train all networks of one size together, one per phone book; each learns as if it were alone.
# %%
import torch

from labkit.emergence import ensemble, scoring


@torch.no_grad()
def recite(networks):
    names = books.names.to(session.device)
    return networks(names).cpu()  # (book, name, digit, option)


# %%
def learn(width):
    # fr: un nom : quatre syllabes parmi dix, soit 40 nombres
    # en: a name: four syllables, each one of ten, that is 40 numbers
    shape = dict(answers=5, options=10, members=P.books, seed=first_seed)
    networks = ensemble.Ensemble(40, (width, width), **shape).to(session.device)
    readings = books.batches(P.batch, seed=first_seed)
    # fr: exemples lus -> part de numéros justes, en cours de route
    # en: examples read -> share of numbers right, on the way
    growth = lk.History()
    for step, _ in ensemble.fit(networks, readings, steps=P.steps, lr=1e-2):
        if step % P.every == 0:
            known = recite(networks).argmax(-1) == books.numbers
            growth.add(step * P.batch, exact=scoring.exact_share(known))
    return networks, growth


# %%
networks, growth = learn(P.widths[1])
print(networks.parameters_each, *books.entry(0, 0))
print(recite(networks).argmax(-1)[0, 0].tolist())
# %% [markdown] lang="fr"
# Ce petit réseau se trompe sur la plupart des chiffres. Entraînons toute la famille.
#
# **Pronostic.** Notez-le avant d’exécuter. La part de numéros entièrement justes va-t-elle monter peu à peu avec la taille, ou d’un coup ? Et la perte ?
# %% [markdown] lang="en"
# This small network gets most digits wrong. Let us train the whole family.
#
# **Predict first.** Write it down before you run. Will the share of numbers that are right from end to end rise little by little with size, or all at once? And the loss?
# %%
family = [learn(width) for width in P.widths]
parameters = [networks.parameters_each for networks, _ in family]
logits = [recite(networks) for networks, _ in family]
# %%
options = dict(targets=books.numbers, seed=session.seed)
scores = scoring.by_metric([scoring.scores(x, **options) for x in logits])
for metric, values in scores.items():
    print(f"{metric:7}", *(lk.number(value, 3) for value in values))
# %%
from labkit.emergence import figures

figures.two_faces(parameters, scores)
# %% [markdown] lang="fr"
# Les mêmes modèles, les mêmes réponses, deux graphiques. À gauche, un miracle : rien, rien, rien, puis tout. À droite, pas de miracle : chaque modèle perd un peu moins que le précédent, dès le plus petit.
#
# L’explication tient en une ligne. Si chaque chiffre est juste avec une probabilité $p$, indépendamment des autres, un numéro de $L$ chiffres est juste avec une probabilité $p^L$. Et $p^L$ reste près de zéro tant que $p$ n’est pas grand. Pour $L = 5$ :
# %% [markdown] lang="en"
# The same models, the same answers, two graphs. On the left, a miracle: nothing, nothing, nothing, then everything. On the right, no miracle: each model loses a little less than the one before, from the smallest on.
#
# The explanation fits on one line. If each digit is right with probability $p$, independently of the others, a number of $L$ digits is right with probability $p^L$. And $p^L$ stays close to zero as long as $p$ is not large. For $L = 5$:
# %%
for p in (0.3, 0.5, 0.8, 0.9, 1.0):
    print(p, "->", f"{p**5:.3f}")
# out: 0.3 -> 0.002
# out: 0.5 -> 0.031
# out: 0.8 -> 0.328
# out: 0.9 -> 0.590
# out: 1.0 -> 1.000
# %% [markdown] lang="fr"
# Entre 0,3 et 0,5, presque rien ne bouge ; entre 0,8 et 1, presque tout.
#
# ### {{exercise difficulty=1 minutes=5}} Où la courbe se plie
#
# À quelle exactitude par chiffre une part `share` des réponses de `length` chiffres est-elle exacte ?
# %% [markdown] lang="en"
# Between 0.3 and 0.5 hardly anything moves; between 0.8 and 1, nearly everything.
#
# ### {{exercise difficulty=1 minutes=5}} Where the curve bends
#
# At which accuracy per digit is a share `share` of the answers of `length` digits exact?
# %%
import numpy as np

from labkit.emergence import checks as check


def bend(share, length):
    ### BEGIN SOLUTION
    return share ** (1 / length)
    ### END SOLUTION


check.bend(bend)
# %% [markdown] lang="fr"
# **Le bond, calculé avant d’être vu.** Prenons l’exactitude par chiffre de chaque taille, élevons-la à la puissance $L$, et comparons à la part de numéros justes quand on ne demande que les $L$ premiers chiffres.
# %% [markdown] lang="en"
# **The leap, computed before it is seen.** Take the accuracy per digit at each size, raise it to the power $L$, and compare with the share of right numbers when only the first $L$ digits are asked for.
# %%
right = [x.argmax(-1) == books.numbers for x in logits]  # (book, name, digit)
by_length = [[scoring.exact_share(r[..., :n]) for r in right] for n in range(1, 6)]
figures.power(parameters, scores, by_length)
# %%
digit = np.array(scores["digit"])
print(lk.number(np.abs(digit**5 - scores["exact"]).max(), 3))
# %% [markdown] lang="fr"
# Ce nombre est le plus grand écart entre $p^5$ et la part mesurée : les points suivent les lignes. Le bond n’est pas une découverte du modèle, c’est une puissance. Plus la réponse est longue, plus « l’émergence » est brutale et tardive.
#
# Les points sont même un peu au-dessus des lignes. Pour savoir pourquoi, mesurons si les chiffres justes d’un même numéro viennent ensemble : 0 s’ils s’ignorent, 1 s’ils sont inséparables.
# %% [markdown] lang="en"
# This number is the largest gap between $p^5$ and the share measured: the dots follow the lines. The leap is no discovery of the model’s, it is a power. The longer the answer, the more abrupt and the later the “emergence”.
#
# The dots are even a little above the lines. To learn why, let us measure whether the right digits of one number come together: 0 if they ignore each other, 1 if they are inseparable.
# %%
partly = [r for r, share in zip(right, digit, strict=True) if share < 0.99]
correlation = np.mean([scoring.digit_correlation(r) for r in partly])
print(lk.number(correlation, 3))
# %% [markdown] lang="fr"
# La corrélation est faible, mais positive : les chiffres justes d’un même numéro viennent un peu plus souvent ensemble que par hasard. Si les chiffres d’une réponse étaient fortement liés, $p^L$ ne vaudrait plus rien.
#
# ## 2. Six métriques (15 min)
#
# Un seul jeu de prédictions, six façons de les noter. Quatre vous sont connues ou presque : la correspondance exacte, l’exactitude par chiffre, la distance d’édition (combien de chiffres corriger), l’entropie croisée. Le score de Brier est l’écart quadratique entre les probabilités données et la bonne réponse : 0 est parfait. Le choix entre quatre place le vrai numéro parmi ceux de trois autres noms ; le hasard y vaut 25 %.
# %% [markdown] lang="en"
# The correlation is weak, but positive: the right digits of one number come together slightly more often than by chance. If the digits of an answer were strongly tied, $p^L$ would be worth nothing.
#
# ## 2. Six metrics (15 min)
#
# One set of predictions, six ways of marking them. Four you know, or nearly: exact match, accuracy per digit, edit distance (how many digits to correct), cross-entropy. The Brier score is the squared gap between the probabilities given and the right answer: 0 is perfect. The choice among four puts the true number among those of three other names; chance is worth 25% there.
# %%
figures.six_metrics(parameters, scores)
# %% [markdown] lang="fr"
# L’exactitude par chiffre, la distance d’édition, le score de Brier et l’entropie croisée changent d’un bout à l’autre. Le choix entre quatre numéros triche dans l’autre sens : il donne un fort bon résultat à des modèles qui savent à peine un numéro entier sur cent.
#
# Pour ne pas juger à l’œil, deux mesures. Le **score de brusquerie** de BIG-bench (*emergence score*), repris par Schaeffer et al., compare l’étendue d’une courbe à l’écart médian entre tailles voisines : 7 pour une ligne droite de huit points. Et la **plus grande marche** : la part de toute la montée faite entre deux tailles voisines.
# %% [markdown] lang="en"
# Accuracy per digit, edit distance, Brier score and cross-entropy change from end to end. The choice among four numbers cheats the other way: it gives a very good mark to models that know barely one whole number in a hundred.
#
# So as not to judge by eye, two measures. The **suddenness score** of BIG-bench (*emergence score*), taken up by Schaeffer et al., compares the range of a curve with the median gap between neighbouring sizes: 7 for a straight line of eight points. And the **largest step**: the share of the whole rise that is made between two neighbouring sizes.
# %%
for metric, values in scores.items():
    score, rise = scoring.emergence_score(values), scoring.steepest_share(values)
    print(f"{metric:7}", lk.number(abs(score), 1), lk.percent(rise))
# %% [markdown] lang="fr"
# La correspondance exacte a un score plusieurs fois supérieur à celui des métriques continues, qui sont voisines de la ligne droite. Ce sera notre critère pour la suite : si une métrique continue fait plus de la moitié de son chemin en une seule marche, le bond n’est pas un effet de la métrique.
#
# **Doux ne veut pas dire prévisible.** Schaeffer et al. supposent que $-\ln p$ est une puissance de la taille. Ajustons cette loi sur les plus petits modèles, et prévoyons les trois plus grands.
# %% [markdown] lang="en"
# Exact match has a score several times that of the continuous metrics, which are close to the straight line. This will be our criterion for what follows: if a continuous metric goes more than half of its way in a single step, the leap is no effect of the metric.
#
# **Gentle does not mean predictable.** Schaeffer et al. assume that $-\ln p$ is a power of the size. Let us fit that law to the smallest models, and forecast the three largest.
# %%
known = max(2, len(parameters) - 3)
foreseen = scoring.forecast(parameters[:known], digit[:known], at=parameters) ** 5
for row in range(known, len(parameters)):
    seen = scores["exact"][row]
    print(parameters[row], lk.percent(foreseen[row]), lk.percent(seen))
# %% [markdown] lang="fr"
# La prévision est beaucoup trop basse : nos courbes sont douces, mais elles ne suivent pas cette loi. Deux sens du mot « émergence » se séparent ici : *brusque dans une métrique donnée*, et *imprévisible d’après les petits modèles* (la définition de Wei et al.). Changer de métrique supprime le premier ; pas toujours le second.
#
# ### {{exercise difficulty=2 minutes=10}} Quels bonds survivent ?
#
# Quatre familles imaginaires, A à D. `exact` est ce qu’un journal montrerait, `bits` l’entropie croisée des mêmes modèles. Pour lesquelles les bits eux-mêmes font-ils plus de la moitié de leur chute en un seul pas ? Répondez par un ensemble de lettres.
# %% [markdown] lang="en"
# The forecast is far too low: our curves are gentle, but they do not follow that law. Two meanings of the word “emergence” part ways here: *sharp in a given metric*, and *unpredictable from smaller models* (Wei et al.’s definition). Changing the metric removes the first; not always the second.
#
# ### {{exercise difficulty=2 minutes=10}} Which leaps survive?
#
# Four imaginary families, A to D. `exact` is what a newspaper would show, `bits` the cross-entropy of the same models. For which of them do the bits themselves make more than half of their fall in a single step? Answer with a set of letters.
# %%
steps = np.arange(8)
bits_of = {
    "A": 3.3 - 0.45 * steps,
    "B": np.where(steps < 5, 3.3 - 0.02 * steps, 0.05),
    "C": 3.3 * 0.6**steps,
    "D": np.where(steps < 3, 1.0, 0.02),
}
# %%
for name, bits in bits_of.items():
    print(name, "exact", *(f"{x:3.0f}" for x in 100 * 2 ** (-5 * bits)), end="  ")
    print("bits", *(f"{x:.2f}" for x in bits))
# out: A exact   0   0   0   0   1   3  13  59  bits 3.30 2.85 2.40 1.95 1.50 1.05 0.60 0.15
# out: B exact   0   0   0   0   0  84  84  84  bits 3.30 3.28 3.26 3.24 3.22 0.05 0.05 0.05
# out: C exact   0   0   2   8  23  41  59  73  bits 3.30 1.98 1.19 0.71 0.43 0.26 0.15 0.09
# out: D exact   3   3   3  93  93  93  93  93  bits 1.00 1.00 1.00 0.02 0.02 0.02 0.02 0.02
# %%
### BEGIN SOLUTION
surviving = {"B", "D"}
### END SOLUTION
check.survives(surviving, curves=bits_of)
# %% [markdown] lang="fr"
# ## 3. Trop peu de questions (10 min)
#
# Jusqu’ici, chaque taille a répondu à toutes les questions que nous avions. Faisons passer aux mêmes modèles un examen plus court.
#
# **Pronostic.** Un modèle sait un numéro sur cent. Avec cinquante questions, quel résultat aura-t-il ?
# %% [markdown] lang="en"
# ## 3. Too few questions (10 min)
#
# So far, each size has answered all the questions we had. Let us give the same models a shorter test.
#
# **Predict first.** A model knows one number in a hundred. With fifty questions, what will it score?
# %%
options = dict(questions=P.small_test, tests=1000, seed=session.seed)
exams = np.stack(
    [scoring.small_tests(r.all(-1).flatten().numpy(), **options) for r in right]
)
zeros = (exams == 0).mean(1)
short_test = dict(questions=P.small_test, marks=exams[:, 0], zeros=zeros)
figures.few_questions(parameters, scores, short_test)
# %%
for size, seen, zero in zip(parameters, scores["exact"], zeros, strict=True):
    print(f"{size:7}", lk.percent(seen, 2), lk.percent(zero))


# %% [markdown] lang="fr"
# À droite, la part des examens courts où le modèle obtient zéro. Des modèles qui savent plus de dix numéros y paraissent, plus d’une fois sur deux, n’en savoir aucun : un test de $n$ questions ne peut donner aucun résultat entre 0 et $1/n$. La bande colorée, l’intervalle de confiance, le disait : « zéro sur cinquante » est compatible avec plusieurs pour cent.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Ce qu’un zéro permet
#
# Un modèle n’a réussi aucune des `questions` d’un test. Quelle exactitude aurait encore donné ce zéro avec une probabilité de 5 % ?
# %% [markdown] lang="en"
# On the right, the share of short tests on which the model scores zero. Models that know more than ten numbers seem, more often than not, to know none: a test of $n$ questions can give no mark between 0 and $1/n$. The coloured band, the confidence interval, told us so: “none in fifty” is compatible with several per cent.
#
# ### {{exercise difficulty=2 minutes=10 optional}} What a zero allows
#
# A model has passed none of the `questions` of a test. Which accuracy would still have given that zero with a probability of 5%?
# %%
def smallest_visible(questions):
    ### BEGIN SOLUTION
    return 1 - 0.05 ** (1 / questions)
    ### END SOLUTION


check.smallest_visible(smallest_visible)
# %% [markdown] lang="fr"
# ## 4. Sur quel axe ? (10 min)
#
# La même correspondance exacte, quatre abscisses : la taille en logarithme, la taille telle quelle, trois tailles seulement, et la perte. (Le calcul dépensé n’ajouterait rien ici : toutes les tailles lisent autant d’exemples, il est proportionnel à la taille.) La dernière figure suit une seule taille, la plus grande, pendant que ses modèles lisent.
# %% [markdown] lang="en"
# ## 4. On which axis? (10 min)
#
# The same exact answers, four abscissas: size on a logarithmic axis, size as it is, only three sizes, and the loss. (Compute would add nothing here: all sizes read equally many examples, so it is proportional to size.) The last chart follows a single size, the largest, while its models read.
# %%
networks, growth = family[-1]
figures.axes(parameters, scores, growth)


# %% [markdown] lang="fr"
# L’axe logarithmique tasse les grands modèles et dresse la falaise ; l’axe linéaire la couche. Avec trois tailles, on ne saurait distinguer une pente d’une marche. Et sur l’axe de la perte, la correspondance exacte monte dès que la perte est assez basse : c’est l’axe que Du et al. proposent pour comparer des modèles.
#
# Une confusion guette : le **temps** et la **taille**. Une courbe d’entraînement suit un modèle qui apprend ; une courbe d’échelle compare des modèles différents, arrêtés chacun quelque part. Déplacez l’arrêt.
# %% [markdown] lang="en"
# The logarithmic axis squeezes the large models together and raises the cliff; the linear axis lays it down. With three sizes, nobody could tell a slope from a step. And on the axis of the loss, exact match rises as soon as the loss is low enough: that is the axis on which Du et al. propose to compare models.
#
# A confusion lies in wait: **time** and **size**. A training curve follows one model as it learns; a scaling curve compares different models, each stopped somewhere. Move the stop.
# %%
figures.time_and_size(parameters, [growth for _, growth in family])


# %% [markdown] lang="fr"
# À gauche, une ligne par taille, la plus grande en bleu ; à droite, ce que valent toutes les tailles au moment de l’arrêt. La même famille donne une courbe plate, une falaise ou une pente, selon l’heure. Qui parle d’un bond doit donc dire sur quel axe : un *grokking* a lieu à gauche, une « émergence » à droite.
#
# ## 5. Émergence sur commande (5 min)
#
# Schaeffer et al. ont fait « émerger » des capacités chez des réseaux de vision qui n’avaient rien demandé : il suffit d’un seuil. Déclarons une page de l’annuaire *sue* si une part `threshold` au moins de ses chiffres est juste.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Choisir qui émerge
#
# `curve` est une exactitude par taille, toujours croissante. Rendez un seuil que le modèle numéro `k` (à partir de 0) est le premier à atteindre.
# %% [markdown] lang="en"
# On the left, one line for each size, the largest in blue; on the right, what all sizes are worth when the clock stops. The same family gives a flat curve, a cliff or a slope, according to the hour. So whoever speaks of a leap must say along which axis: grokking happens on the left, “emergence” on the right.
#
# ## 5. Emergence on demand (5 min)
#
# Schaeffer et al. made abilities “emerge” in vision networks that had asked for nothing: all it takes is a threshold. Let us declare a page of the phone book *mastered* if at least a share `threshold` of its digits is right.
#
# ### {{exercise difficulty=2 minutes=10 optional}} Choosing who emerges
#
# `curve` is an accuracy by size, always rising. Return a threshold that model number `k` (counted from 0) is the first to reach.
# %%
def make_it_emerge(curve, k):
    ### BEGIN SOLUTION
    return (curve[k - 1] + curve[k]) / 2
    ### END SOLUTION


check.make_it_emerge(make_it_emerge)
# %%
middle = len(digit) // 2
thresholds = [(digit[k - 1] + digit[k]) / 2 for k in range(middle - 1, middle + 2)]


def mastered(threshold):
    return [
        scoring.pages_mastered(r, page=P.page, threshold=threshold) for r in right
    ]


pages = dict(thresholds=thresholds, mastered=[mastered(t) for t in thresholds])
figures.induced(parameters, pages)
# %% [markdown] lang="fr"
# Trois seuils, trois « tailles critiques », et rien n’a changé dans les modèles. Une page compte des centaines de chiffres : la moyenne y varie peu, et le seuil la change en tout ou rien.
#
# ## 6. Additionner (10 min)
#
# L’annuaire était fait pour le mirage. Prenons une tâche que nous n’avons pas choisie pour cela : l’addition de deux nombres de deux chiffres. Un perceptron lit tous les chiffres, chacun à sa place, et écrit la somme en commençant par les unités : ainsi, chaque chiffre ne dépend que de deux autres et d’une retenue. Par exemple, pour 58 + 67 :
# %% [markdown] lang="en"
# Three thresholds, three “critical sizes”, and nothing has changed in the models. A page holds hundreds of digits: the mean varies little there, and the threshold turns it into all or nothing.
#
# ## 6. Adding (10 min)
#
# The phone book was made for the mirage. Let us take a task that we did not choose for it: adding two numbers of two digits. A perceptron reads all the digits, each in a place of its own, and writes the sum from the units on: that way, each digit depends on just two others and a carry. For 58 + 67, say:
# %%
from labkit.emergence import addition

problem = torch.tensor([[[58, 67]]])
print(addition.answers(problem, digits=2, reversed=True).tolist())
print(*(list(x.shape) for x in addition.by_digit(problem, digits=2)))


# out: [[[5, 2, 1]]]
# out: [1, 3, 63] [1, 3, 1]
# %% [markdown] lang="fr"
# Cent vingt-cinq, de droite à gauche. Avant chacun des trois chiffres, le réseau lit 63 nombres : les quatre chiffres des termes et les deux places déjà écrites ou vides, dix nombres pour chacun, et trois qui disent où il en est.
#
# **Pronostic.** Bond ou pente ? Et l’entropie croisée ?
# %% [markdown] lang="en"
# One hundred and twenty-five, from right to left. Before each of the three digits the network reads 63 numbers: the four digits of the terms and two places, written already or empty, ten numbers for each, and three that say where it stands.
#
# **Predict first.** A leap or a slope? And the cross-entropy?
# %%
def learn_sums(width):
    shape = dict(options=10, members=P.sum_members, seed=first_seed)
    networks = ensemble.Ensemble(63, (width, width), **shape)
    drawn = dict(members=P.sum_members, batch=128, digits=2, seed=first_seed)
    problems = addition.batches(**drawn)
    for _ in ensemble.fit(networks, problems, steps=P.sum_steps, lr=5e-3):
        pass
    return networks


adders = [learn_sums(width) for width in P.sum_widths]
# %%
draw = torch.Generator().manual_seed(first_seed + 900)
pairs = addition.problems(P.sum_members, P.sum_tests, digits=2, generator=draw)
truth = addition.answers(pairs, digits=2, reversed=True)
written = [
    addition.write(networks, pairs, digits=2) == truth for networks in adders
]
# %%
places = np.array([w.double().mean((0, 1)).tolist() for w in written])
asked = addition.by_digit(pairs, digits=2)
sums = dict(
    parameters=[networks.parameters_each for networks in adders],
    exact=[scoring.exact_share(w) for w in written],
    digit=places.mean(1),
    bits=[ensemble.member_bits(n, *asked).mean().item() for n in adders],
)
# %%
figures.perceptrons(sums)
# %% [markdown] lang="fr"
# Une pente, dans toutes les métriques : plus le perceptron est grand, mieux il additionne. Pas de falaise à expliquer.
#
# Regardons les chiffres un par un : unités, dizaines, centaines.
# %% [markdown] lang="en"
# A slope, in every metric: the larger the perceptron, the better it adds. No cliff to explain.
#
# Let us look at the digits one by one: units, tens, hundreds.
# %%
columns = sums["parameters"], places, sums["exact"]
for size, by_place, seen in zip(*columns, strict=True):
    print(f"{size:6}", *map(lk.percent, by_place), "|", lk.percent(seen))


# %% [markdown] lang="fr"
# Les chiffres ne sont pas également difficiles : celui des centaines (0 ou 1) est presque donné. La moyenne des trois, élevée au cube, promet alors une correspondance exacte plus haute que celle des petits modèles.
#
# ### {{exercise difficulty=2 minutes=5 optional}} Des chiffres inégaux
#
# Les chiffres d’une réponse sont justes indépendamment, chacun avec sa probabilité, donnée dans la liste `accuracies`. Quelle part des réponses est exacte ?
# %% [markdown] lang="en"
# The digits are not equally hard: that of the hundreds (0 or 1) comes almost free. The mean of the three, cubed, then promises more exact answers than the small models have.
#
# ### {{exercise difficulty=2 minutes=5 optional}} Unequal digits
#
# The digits of an answer are right independently, each with a probability of its own, given in the list `accuracies`. What share of the answers is exact?
# %%
def product_of_positions(accuracies):
    ### BEGIN SOLUTION
    return np.prod(accuracies)
    ### END SOLUTION


check.product_of_positions(product_of_positions)
# %%
print(lk.number(np.abs(sums["digit"] ** 3 - sums["exact"]).max(), 3))
print(lk.number(np.abs(places.prod(1) - sums["exact"]).max(), 3))
# %% [markdown] lang="fr"
# Le plus grand écart à la correspondance exacte mesurée, avec la moyenne au cube, puis avec votre produit. Ni l’un ni l’autre n’est parfait : les chiffres d’une somme ne sont pas indépendants.
#
# **Et un transformeur ?** Nous avons fait apprendre l’addition de nombres de trois chiffres à de petits transformeurs, qui doivent d’abord découvrir *quels* chiffres vont ensemble. L’expérience prend trois minutes par graine : voici les courbes enregistrées (`labs/controls/07_transformer.py`), une ligne mince par graine et leur moyenne.
# %% [markdown] lang="en"
# The largest gap to the exact answers measured, with the mean cubed, then with your product. Neither is perfect: the digits of a sum are not independent.
#
# **And a transformer?** We had small transformers learn to add numbers of three digits; they must first find out *which* digits belong together. The experiment takes three minutes a seed: here are the recorded curves (`labs/controls/07_transformer.py`), one thin line per seed and their mean.
# %%
figures.transformers()
# %%
runs = np.array(addition.recorded_transformers()["bits"])  # (seed, size)
print(*map(lk.percent, -np.diff(runs).min(1) / np.ptp(runs, axis=1)))
# fr: out: 42 % 78 % 50 % 54 % 63 %
# en: out: 42% 78% 50% 54% 63%
# %% [markdown] lang="fr"
# Cette fois, le bond est aussi dans l’entropie croisée : d’une taille à la suivante, une graine passe souvent de presque rien à presque tout. Les pourcentages le disent graine par graine : la plus grande marche des bits, que notre critère compare à la moitié du chemin (la troisième s’arrête juste avant). Mais toutes les graines ne sautent pas à la même taille, et le plus grand modèle échoue parfois là où de plus petits réussissent. La moyenne, elle, dessine une montée que presque aucun modèle ne suit : la distribution est **bimodale**, comme Zhao et al. l’ont montré à plus grande échelle.
#
# Deux architectures, et des nombres d’un chiffre de plus : deux verdicts. Nous ne savons pas lequel des deux changements fait le bond ; mais « l’addition émerge », dit sans préciser pour qui, ne veut déjà plus rien dire.
#
# ## 7. Un bond qui n’est pas un mirage (10 min)
#
# Trente signes, $+1$ ou $-1$, tirés au hasard. La réponse : le produit de trois d’entre eux est-il positif ? Ni un signe, ni une paire ne dit rien ; il faut les trois. Comptons sur les huit cas les accords moins les désaccords :
# %% [markdown] lang="en"
# This time the leap is in the cross-entropy too: from one size to the next, a seed often goes from next to nothing to nearly everything. The percentages say it seed by seed: the largest step of the bits, which our criterion compares with half of the way (the third stops just short of it). But not all seeds leap at the same size, and the largest model sometimes fails where smaller ones succeed. The mean draws a rise that hardly any model follows: the distribution is **bimodal**, as Zhao et al. showed at larger scale.
#
# Two architectures, and numbers one digit longer: two verdicts. We do not know which of the two changes makes the leap; but “addition emerges”, without saying for whom, already means nothing.
#
# ## 7. A leap that is no mirage (10 min)
#
# Thirty signs, $+1$ or $-1$, drawn at random. The answer: is the product of three of them positive? No single sign, and no pair, says anything; it takes all three. Over the eight cases, let us count agreements less disagreements:
# %%
cases = np.array([(a, b, c) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
products = cases.prod(1)
# fr: avec chacun des trois signes, puis avec le produit de deux d’entre eux
# en: with each of the three signs, then with the product of two of them
print(cases.T @ products, cases[:, 0] * cases[:, 1] @ products)
# out: [0 0 0] 0
# %% [markdown] lang="fr"
# Zéro, autant d’accords que de désaccords. Cinq réseaux apprennent, avec cinq graines.
#
# **Pronostic.** L’entropie croisée vaut 1 bit au hasard. Descendra-t-elle doucement ?
# %% [markdown] lang="en"
# Zero: as many agreements as disagreements. Five networks learn, with five seeds.
#
# **Predict first.** Cross-entropy is 1 bit at chance. Will it come down gently?
# %%
from labkit.emergence import parity

draw = torch.Generator().manual_seed(first_seed + 900)
exam = parity.draw(5, 2000, generator=draw)
print(*(x[0, 0].int().tolist() for x in exam))
# %%
networks = ensemble.Ensemble(30, (200,), options=2, members=5, seed=first_seed)
start = {k: parity.relevant_share(networks.weights[0], first=k) for k in (0, 3)}
questions = parity.batches(members=5, batch=256, seed=first_seed)
fitting = dict(lr=2e-3, schedule="constant", weight_decay=0.01)
falls = dict(steps=[], bits=[], weight=[], control=[])
for step, _ in ensemble.fit(networks, questions, steps=P.parity_steps, **fitting):
    if step % 20 == 0:
        falls["steps"].append(step)
        falls["bits"].append(ensemble.member_bits(networks, *exam).tolist())
        for name, row in (("weight", 0), ("control", 3)):
            share = parity.relevant_share(networks.weights[0], first=row)
            falls[name].append((share / start[row]).tolist())
# %%
figures.parity(falls)
# %% [markdown] lang="fr"
# À gauche, une métrique continue, aucun seuil, et pourtant : un long plateau au niveau du hasard, puis la chute, qui dure à peu près autant. (Les tout premiers pas ne font qu’effacer l’assurance du tirage initial.) Aucune règle de notation n’effacera ce coude-là. Chaque réseau tombe à son heure ; la moyenne (en gras) mêle leurs chutes et n’en est aucune.
#
# À droite, ce que les réponses ne montrent pas : la part des poids de la première couche qui lit les trois signes utiles, rapportée à sa valeur de départ. Elle monte déjà un peu **pendant le plateau**. Un progrès caché, visible seulement pour qui sait déjà quels signes regarder (Barak et al.).
# %% [markdown] lang="en"
# On the left, a continuous metric, no threshold, and yet: a long plateau at chance level, then the fall, which takes about as long. (The very first steps only wear off the confidence of the initial draw.) This bend will not go away with another way of marking. Each network falls in its own time; the mean (bold) blends their falls and is none of them.
#
# On the right, what the answers do not show: the share of the first layer’s weights that reads the three useful signs, relative to its starting value. It already rises a little **during the plateau**. Hidden progress, visible only to someone who already knows which signs to look at (Barak et al.).
# %%
for last, half, hidden, control in parity.turning_points(*falls.values()):
    print(last, half or "–", lk.number(hidden, 2), lk.number(control, 2))
# %% [markdown] lang="fr"
# Pour chaque réseau : le dernier pas où il en est encore au niveau du hasard, celui où la moitié de la perte est tombée et, au premier de ces pas, son progrès caché, puis un témoin : la même part pour trois signes qui ne servent à rien. La première a monté dans chaque réseau, le témoin n’a guère bougé.
#
# ## 8. Les chiffres publiés (10 min, facultatif)
#
# « À 13 milliards de paramètres, GPT-3 a soudain su additionner. » Voici la table de l’article (Brown et al., 2020) pour les additions de trois chiffres : huit modèles, 2 000 problèmes chacun. Convertissons : si la réponse a en moyenne $L$ chiffres, $p = \text{exactes}^{1/L}$. Puis ajustons la loi de Schaeffer sur les six petits modèles, et prévoyons les deux grands.
# %% [markdown] lang="en"
# For each network: the last step at which it is still at chance, the one by which half of the loss has fallen and, at the first of these, its hidden progress, then a control: the same share for three signs that are of no use. The former has risen in each network, the control has hardly moved.
#
# ## 8. Published numbers (10 min, optional)
#
# “At 13 billion parameters, GPT-3 could suddenly add.” Here is the paper’s table (Brown et al., 2020) for three-digit additions: eight models, 2,000 problems each. Let us convert: if the answer has $L$ digits on average, $p = \text{exact}^{1/L}$. Then let us fit Schaeffer’s law to the six small models, and forecast the two large ones.
# %%
from labkit.emergence import published

gpt3, length = published.gpt3("3D+"), published.mean_sum_length(3)
per_digit = gpt3 ** (1 / length)
flops = published.GPT3_FLOPS
law = scoring.forecast(flops[:6], per_digit[:6], at=flops)
figures.gpt3(gpt3, per_digit, law)
# %%
print(*(lk.percent(scoring.steepest_share(curve)) for curve in (gpt3, per_digit)))
# fr: out: 90 % 57 %
# en: out: 90% 57%
# %%
columns = published.GPT3_NAMES, gpt3, per_digit, law**length
for name, seen, p, forecast in zip(*columns, strict=True):
    interval = lk.metrics.wilson_interval(round(seen * 2000), 2000)
    print(f"{name:6}", lk.percent(seen, 2), end=" ")
    print("[" + " ; ".join(lk.percent(x, 1) for x in interval) + "]", end=" ")
    print(lk.percent(p), lk.percent(forecast, 1))
# fr: out: Small  0,15 % [0,1 % ; 0,4 %] 16 % 0,2 %
# fr: out: Medium 0,45 % [0,2 % ; 0,9 %] 21 % 0,3 %
# fr: out: Large  0,30 % [0,1 % ; 0,7 %] 19 % 0,4 %
# fr: out: XL     0,55 % [0,3 % ; 1,0 %] 23 % 0,5 %
# fr: out: 2.7B   0,75 % [0,5 % ; 1,2 %] 25 % 0,7 %
# fr: out: 6.7B   0,90 % [0,6 % ; 1,4 %] 26 % 1,0 %
# fr: out: 13B    8,40 % [7,3 % ; 9,7 %] 49 % 1,2 %
# fr: out: 175B   80,40 % [78,6 % ; 82,1 %] 94 % 2,7 %
# en: out: Small  0.15% [0.1% ; 0.4%] 16% 0.2%
# en: out: Medium 0.45% [0.2% ; 0.9%] 21% 0.3%
# en: out: Large  0.30% [0.1% ; 0.7%] 19% 0.4%
# en: out: XL     0.55% [0.3% ; 1.0%] 23% 0.5%
# en: out: 2.7B   0.75% [0.5% ; 1.2%] 25% 0.7%
# en: out: 6.7B   0.90% [0.6% ; 1.4%] 26% 1.0%
# en: out: 13B    8.40% [7.3% ; 9.7%] 49% 1.2%
# en: out: 175B   80.40% [78.6% ; 82.1%] 94% 2.7%
# %% [markdown] lang="fr"
# Les colonnes : le modèle, la correspondance exacte et son intervalle à 95 %, l’exactitude par chiffre qui en découle, la prévision de la loi. Trois choses à lire, et à ne pas mélanger.
#
# - **« Apparaît à 13 milliards »** : à cette taille, la réponse est juste moins d’une fois sur dix ; avec deux chiffres (`published.gpt3("2D+")`), elle l’était déjà près d’une fois sur dix à 2,7 milliards. La date de l’« apparition » change avec le nombre de chiffres.
# - **Le mirage explique une part** : par chiffre, la montée est plus douce que la falaise de la correspondance exacte ; c’est ce que disent les deux pourcentages sous la figure, la plus grande marche de l’une et de l’autre.
# - **Mais pas tout** : par chiffre, une seule marche fait encore plus de la moitié de la montée, et la loi ajustée sur les petits modèles ne prévoit pas les grands, de très loin. Il reste un coude. Huit tailles, dont un bond de plus de dix fois en calcul à la fin, ne permettent pas de dire ce qu’il est. Et « par chiffre » est lui-même une hypothèse : ces modèles lisent des groupes de chiffres.
#
# ## 9. Ce que nous avons mesuré
#
# La dernière cellule garde ce qui a été mesuré : le chapitre en tire ses nombres et ses figures. La fiche en montre l’essentiel.
# %% [markdown] lang="en"
# The columns: the model, the share of exact answers and its 95% interval, the accuracy per digit that follows, the forecast of the law. Three things to read, and not to mix up.
#
# - **“Appears at 13 billion”**: at that size the answer is right less than one time in ten; with two digits (`published.gpt3("2D+")`), it was already right nearly one time in ten at 2.7 billion. The date of the “appearance” changes with the number of digits.
# - **The mirage explains a part**: per digit, the rise is gentler than the cliff of exact answers; so say the two percentages below the figure, the largest step of either.
# - **But not all**: per digit, a single step still makes more than half of the rise, and the law fitted to the small models does not forecast the large ones, by a wide margin. A bend remains. Eight sizes, with a leap of more than tenfold in compute at the end, cannot tell what it is. And “per digit” is itself an assumption: these models read groups of digits.
#
# ## 9. What we have measured
#
# The last cell keeps what was measured: the chapter takes its numbers and its figures from it. The card shows the essentials.
# %%
lk.record(
    parameters=parameters,
    scores=scores,
    by_length=by_length,
    questions=P.books * P.names,
    correlation=correlation,
    short_test=short_test,
    pages=pages,
    sums=sums,
    falls=falls,
    growths=[growth for _, growth in family],
)
# %% [markdown] lang="fr"
# ## 10. Ce que cet atelier ne montre pas
#
# - **Que l’émergence est un mirage.** Notre annuaire a été construit pour que seule la métrique puisse sauter. Schaeffer et al. ne parlent eux-mêmes que de capacités *déjà annoncées*, et n’excluent pas qu’il en existe d’autres.
# - **Que l’émergence est réelle.** La parité saute, mais dans le temps de l’apprentissage, sur un problème fait pour résister. Du jouet aux grands modèles, rien ne se transpose tout seul.
# - **Ce qui compte pour l’usage.** Un numéro de téléphone juste à 80 % ne sonne chez personne : un numéro entier est souvent ce dont on a besoin, et un progrès par chiffre n’y change rien.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=15 optional}} Le résumé honnête
#
# Un communiqué annonce : « Notre modèle de 50 milliards de paramètres résout 60 % des problèmes ; celui de 10 milliards n’en résolvait aucun. La compréhension émerge. » Le test compte 40 problèmes, dont la réponse fait six chiffres. Écrivez deux phrases honnêtes, et la liste de ce que vous demanderiez à voir.
#
# <details>
# <summary>Une réponse</summary>
#
# « Le grand modèle réussit plus de la moitié de ces 40 problèmes, le petit moins de 8 % selon toute vraisemblance : c’est tout ce que zéro sur 40 permet de dire. Comme seuls comptent les six chiffres justes à la fois, on ne peut pas dire si le progrès est brusque ou continu, et “compréhension” n’a pas été mesuré. » À demander : l’exactitude par chiffre ou la vraisemblance, des tailles intermédiaires, plusieurs graines, plus de problèmes, l’intervalle de confiance.
#
# </details>
#
# ## Sources
#
# Wei et al. (2022) et Schaeffer, Miranda et Koyejo (2023) pour le débat ; Srivastava et al. (2023) pour BIG-bench ; Brown et al. (2020) pour la table ; Du et al. (2024), Zhao et al. (2026), Barak et al. (2022) et Lee et al. (2024) pour les nuances. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 10. What this lab does not show
#
# - **That emergence is a mirage.** Our phone book was built so that only the metric could leap. Schaeffer et al. themselves speak only of abilities *already claimed*, and do not rule out that there are others.
# - **That emergence is real.** Parity leaps, but in training time, on a problem made to resist. From the toy to large models, nothing carries over by itself.
# - **What counts in use.** A phone number that is 80% right reaches nobody: the exact answer is often what one needs, and progress per digit does not change that.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=15 optional}} The honest summary
#
# A press release says: “Our model with 50 billion parameters solves 60% of the problems; the one with 10 billion solved none. Understanding emerges.” The test has 40 problems, with answers of six digits. Write two honest sentences, and the list of what you would ask to see.
#
# <details>
# <summary>An answer</summary>
#
# “The large model passes more than half of these 40 problems, the small one most likely less than 8%: that is all that none in 40 allows us to say. As only the exact answer of six digits counts, nobody can say whether progress is sudden or continuous, and ‘understanding’ was not measured.” To ask for: accuracy per digit or likelihoods, sizes in between, several seeds, more problems, the confidence interval.
#
# </details>
#
# ## Sources
#
# Wei et al. (2022) and Schaeffer, Miranda and Koyejo (2023) for the debate; Srivastava et al. (2023) for BIG-bench; Brown et al. (2020) for the table; Du et al. (2024), Zhao et al. (2026), Barak et al. (2022) and Lee et al. (2024) for the nuances. Full references in the [chapter]({{chapter}}).
