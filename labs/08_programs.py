# %% [markdown] lang="fr"
# # Atelier 8 · La base de programmes : une invite enseigne-t-elle une tâche, ou en désigne-t-elle une ?
#
# {{colab}}
#
# **La question.** Vous montrez à un modèle quelques exemples d’une tâche, puis vous posez une question. Il répond juste. A-t-il **appris** la tâche dans votre invite, l’a-t-il **retrouvée** parmi celles qu’il connaissait, ou a-t-il **recopié** une réponse qui se trouvait sous ses yeux ?
#
# | Image | Ce qu’elle prédit |
# |---|---|
# | la base de programmes | juste pour toute tâche connue, perdue devant une tâche inédite, même quand la réponse est dans l’invite |
# | le perroquet qui recopie (l’induction) | juste dès que la réponse est dans l’invite, quelle que soit la tâche ; perdu sinon |
#
# Calcul : une à deux minutes sur un processeur ordinaire. Travail : {{minutes}} minutes, exercices compris ; les exercices facultatifs viennent en plus. Le [chapitre]({{chapter}}) raconte d’où vient l’image.
# %% [markdown] lang="en"
# # Lab 8 · The program database: does a prompt teach a task, or find one?
#
# {{colab}}
#
# **The question.** You show a model a few examples of a task, then you ask a question. It answers rightly. Has it **learned** the task in your prompt, has it **found** it among those it knew, or has it **copied** an answer that stood before its eyes?
#
# | Picture | What it predicts |
# |---|---|
# | the program database | right for any known task, lost before a new one, even when the answer is in the prompt |
# | the parrot that copies (induction) | right as soon as the answer is in the prompt, whatever the task; lost otherwise |
#
# Computing: a minute or two on an ordinary processor. Work: {{minutes}} minutes, exercises included; the optional exercises come on top. The [chapter]({{chapter}}) tells where the picture comes from.
# %%
import labkit as lk

session = lk.start("fr", unit="08_programs")
# %% [markdown] lang="fr"
# Tous les réglages sont ici. Un seul nous occupera : `lists`, le nombre de programmes qu’un réseau rencontre à l’entraînement (gardez 16 parmi les trois premiers).
# %% [markdown] lang="en"
# All the settings are here. A single one will keep us busy: `lists`, the number of programs that a network meets in training (keep 16 among the first three).
# %%
P = lk.preset(
    smoke=dict(lists=(4, 16, 64), steps=6, shift_steps=6, prompts=40, some=20)
    | dict(new=20, reads=4, tasks=2, questions=3, wordings=2, layers=(10,)),
    cpu=dict(lists=(4, 16, 64, 256, 4096), steps=1200, shift_steps=300, lr=5e-3)
    | dict(prompts=1000, some=300, new=256, shares=(0.0, 0.25, 0.5, 0.75, 1.0))
    | dict(reads=60, tasks=7, questions=8, wordings=4, layers=(10, 15)),
    gpu=dict(lists=(4, 16, 64, 256, 1024, 4096), steps=2000)
    | dict(questions=16, layers=(4, 8, 12, 16, 20)),
)
# %% [markdown] lang="fr"
# ## 1. Seize mots et leurs traductions (10 min)
#
# Voici une langue inventée de seize mots. Un **programme** est un dictionnaire : à chaque mot il donne l’un des seize sens, jamais deux fois le même. Autrement dit, une permutation. Il y en a $16!$, plus de vingt mille milliards ; nous en tirons quelques-unes au sort.
# %% [markdown] lang="en"
# ## 1. Sixteen words and their translations (10 min)
#
# Here is an invented language of sixteen words. A **program** is a dictionary: to each word it gives one of sixteen meanings, never the same one twice. In other words, a permutation. There are $16!$ of them, more than twenty trillion; we draw a few at random.
# %%
import math

f"{math.factorial(16):,}"
# out: '20,922,789,888,000'
# %%
from labkit.programs import worlds

seed = session.seed
lists = {K: worlds.permutations(K, seed=seed) for K in P.lists}
new = worlds.permutations(P.new, seed=seed + 1000)
first, second = lists[16][:2]
for x in range(4):
    print(worlds.readable(x, first[x]), "|", worlds.readable(x, second[x]))


# %% [markdown] lang="fr"
# Deux programmes, deux traductions du même mot. Une **invite** montre un programme à l’œuvre : quelques **démonstrations**, tirées d’un même dictionnaire, puis une question.
# %% [markdown] lang="en"
# Two programs, two translations of the same word. A **prompt** shows a program at work: a few **demonstrations** out of one dictionary, then a question.
# %%
def shown(prompts, i=0):
    *pairs, last = prompts.x[i]
    lines = map(worlds.readable, pairs, prompts.y[i, :-1])
    print(*lines, worlds.readable(last), sep="\n")


one = worlds.prompts(lists[16], 1, demonstrations=4, demonstrated=True)
shown(one)
# %% [markdown] lang="fr"
# Le mot demandé est ici l’un des mots démontrés : la réponse est dans l’invite, il suffit de remonter de quelques lignes. Avec `demonstrated=False`, ce serait un autre mot, et il faudrait **connaître** le dictionnaire.
#
# Le réseau ne lit pas des mots, mais des numéros : de 0 à 15 pour les questions, de 16 à 31 pour les réponses.
# %% [markdown] lang="en"
# The word asked for is here one of the demonstrated words: the answer is in the prompt, a few lines up. With `demonstrated=False` it would be another word, and one would have to **know** the dictionary.
#
# The network does not read words but numbers: 0 to 15 for questions, 16 to 31 for answers.
# %%
import torch

x, y = torch.tensor([[3, 0, 5]]), torch.tensor([[7, 1, 2]])
worlds.tokens(x, y, 16).tolist()
# out: [[3, 23, 0, 17, 5]]
# %% [markdown] lang="fr"
# L’examen a donc quatre cases : le programme est **connu** (rencontré à l’entraînement) ou **inédit** ; la question est **démontrée** ou non.
#
# ### {{exercise difficulty=1 minutes=5}} Remplir les quatre cases d’avance
#
# Dites dans quelles cases chaque mécanisme répond juste (`True`) ou au hasard (`False`), dans cet ordre : connu et démontré, connu et non démontré, inédit et démontré, inédit et non démontré. La `database` cherche dans sa liste le programme de l’invite, puis l’applique, et ne sait rien faire d’autre. L’`induction` recopie ce qui suivait la même question, et ne sait rien faire d’autre.
# %% [markdown] lang="en"
# So the exam has four cells: the program is **known** (met in training) or **new**; the question is **demonstrated** or not.
#
# ### {{exercise difficulty=1 minutes=5}} Fill the four cells beforehand
#
# Say in which cells each mechanism answers rightly (`True`) or by chance (`False`), in this order: known and demonstrated, known and not demonstrated, new and demonstrated, new and not demonstrated. The `database` looks in its list for the program of the prompt, then applies it, and can do nothing else. `induction` copies what followed the same question, and can do nothing else.
# %%
from labkit.programs import checks as check

### BEGIN SOLUTION
database, induction = [True, True, False, False], [True, False, True, False]
### END SOLUTION

check.four_cells(database, induction)
# %% [markdown] lang="fr"
# Deux cases les départagent. La plus parlante est l’inédit démontré : la réponse y est sous les yeux du lecteur ; une base, pourtant, n’en ferait rien.
#
# ## 2. Tourner un seul bouton (15 min)
#
# Le réseau est le transformeur de l’atelier 1 : deux couches, deux têtes ; chaque position lit aussi celle qui la précède (`reach=1`), ce qui lui donne la moitié d’une tête d’induction. Ses textes d’entraînement ont tous la même forme : huit démonstrations, puis quatre questions avec leurs réponses ; chacune est démontrée quatre fois sur cinq. D’un réseau à l’autre, tout est pareil, jusqu’aux poids de départ ; seul change le **nombre de programmes** qui ont écrit les textes (et donc les lectures de chacun).
#
# **Pronostic.** Avec 16 programmes, avec 256, lequel des deux mécanismes le réseau va-t-il apprendre ? Et entre les deux ?
# %% [markdown] lang="en"
# Two cells tell them apart. The more telling is the new program, demonstrated: there the answer stands before the reader’s eyes; yet a database would make nothing of it.
#
# ## 2. Turning a single dial (15 min)
#
# The network is the transformer of lab 1: two layers, two heads; each position also reads the one before it (`reach=1`), which gives it half of an induction head. Its training texts all have the same form: eight demonstrations, then four questions with their answers, four in five of which were demonstrated. From one network to the next everything is the same, down to the starting weights; only the **number of programs** that wrote the texts changes (and so the readings of each).
#
# **Predict first.** With 16 programs, with 256, which of the two mechanisms will the network learn? And in between?
# %%
import time

from labkit.programs import network

started = time.perf_counter()
recipe = dict(lr=P.lr, seed=seed, device=session.device)
models = network.trained(lists, steps=P.steps, **recipe)
train_seconds = time.perf_counter() - started
# %% [markdown] lang="fr"
# L’examen : mille invites par case, de huit démonstrations. Les programmes inédits n’ont servi à aucun entraînement.
# %% [markdown] lang="en"
# The exam: a thousand prompts a cell, with eight demonstrations. The new programs were used in no training.
# %%
exams = {K: network.exam(lists[K], new, count=P.prompts, seed=seed) for K in lists}
cells = {
    K: {cell: network.accuracy(models[K], asked) for cell, asked in exam.items()}
    for K, exam in exams.items()
}
# %%
from labkit.programs import figures

figures.dial(cells)
# %% [markdown] lang="fr"
# Lisez la figure de gauche à droite. Avec peu de programmes, le réseau répond à toute question d’un programme connu, démontrée ou non. Mais devant un programme inédit, il ne rend pas **une réponse qui se trouve dans son invite** : il tombe au niveau du hasard, ou presque. À droite, tout s’inverse : il recopie la réponse d’un programme jamais vu, et ne sait presque plus rien de ceux qu’il a lus. Au milieu, l’un et l’autre : avec 64, il recopie presque tout, et sait la moitié.
#
# Quel est ici le hasard ? Qui répond sans lire a une chance sur 16. Qui sait que les réponses ne se répètent pas écarte les huit démontrées, et en a une sur huit quand la question n’est pas dans l’invite.
#
# Où regarde le réseau ? Voici la part d’attention que la tête la plus attentive, dans l’une ou l’autre couche, accorde depuis la question à la paire qui la démontre.
# %% [markdown] lang="en"
# Read the figure from left to right. With few programs the network answers any question about a known program, demonstrated or not. But before a new program it does not give back **an answer that stands in its prompt**: it falls to chance, or nearly. On the right everything is the other way round: it copies the answer of a program never seen, and hardly knows anything of those it has read. In the middle, both: with 64, most of the copying and half of the knowing.
#
# What is chance here? Whoever answers without reading has one chance in 16. Whoever knows that answers do not repeat rules out the eight demonstrated ones, and has one in eight when the question is not in the prompt.
#
# Where does the network look? Here is the share of attention that the most attentive head, in either layer, pays from the question to the pair that demonstrates it.
# %%
attention = {}
for K, exam in exams.items():
    attention[K] = network.attention_to_the_demonstration(
        models[K], exam["new_demonstrated"]
    )
    print(f"{K:5}", lk.percent(attention[K]))
# %% [markdown] lang="fr"
# Une attention égale pour toutes les positions donnerait 2 sur 17, soit 12 %. Une tête qui va chercher la réponse là où elle est s’appelle une **tête d’induction**. Or parmi les copistes des grandes listes, il s’en trouve qui recopient à la perfection sans qu’aucune de leurs têtes regarde la paire plus que les autres. D’où savent-ils la réponse ?
#
# Regarder n’est pas prouver : **touchons**. À la position de la question, échangeons, dans une couche, l’attention accordée à la bonne paire et celle que reçoit une autre. Le réseau donne-t-il alors la réponse de cette autre paire ?
# %% [markdown] lang="en"
# Equal attention to all positions would give 2 of 17, that is 12%. A head that goes to fetch the answer where it is, is called an **induction head**. Yet among the copyists of the long lists there are some that copy to perfection while none of their heads looks at the pair more than at the others. How do they know the answer?
#
# Looking is no proof: let us **touch**. At the place of the question, let the right pair and another one exchange, in one layer, the attention paid to them. Does the network then give the answer of that other pair?
# %%
follows = {}
for K, exam in exams.items():
    follows[K] = network.follows_attention(models[K], exam["new_demonstrated"])
    print(f"{K:5}", lk.percent(follows[K]))
# %% [markdown] lang="fr"
# Les copistes suivent : leur réponse passe bien par l’attention à cette paire. Quand aucune tête ne lui en accorde plus qu’aux autres, il se peut que le réseau recopie par soustraction, et marque une paire en s’en *détournant* ; nous n’avons pas démonté ce mécanisme. Il n’y a là de tête d’induction que dans l’effet. Les réseaux des petites listes, eux, n’avaient rien à suivre : de ces programmes inédits, ils ne rendaient déjà pas la réponse.
#
# ## 3. De bons adversaires (15 min)
#
# Avant de conclure, faisons passer le même examen à des lecteurs qui n’ont rien appris. Le meilleur possible, si l’on connaît la liste, est celui de **Bayes** : il raye les programmes que les démonstrations démentent, et laisse voter les autres.
#
# ### {{exercise difficulty=2 minutes=10}} Le lecteur de Bayes
#
# `programs` est la liste, une ligne par programme ; `x` et `y` sont les questions et les réponses démontrées, `question` celle que l’on pose. Rendez la probabilité de chacune des réponses. Si aucun programme ne convient, toutes se valent.
# %% [markdown] lang="en"
# The copyists follow: their answer does pass through the attention to that pair. Where no head pays it more than the others, the network may copy by subtraction, marking a pair by looking *away* from it; we have not taken this mechanism apart. That is an induction head in its effect alone. The networks of the short lists had nothing to follow: of these new programs they did not give the answer in the first place.
#
# ## 3. Good opponents (15 min)
#
# Before we conclude, let us set the same exam to readers that have learned nothing. The best possible one, if the list is known, is that of **Bayes**: it crosses out the programs that the demonstrations contradict, and lets the others vote.
#
# ### {{exercise difficulty=2 minutes=10}} The Bayes reader
#
# `programs` is the list, one row for each program; `x` and `y` are the demonstrated questions and answers, `question` the one that is asked. Return the probability of each of the answers. If no program fits, all are equally likely.
# %%
import numpy as np


def bayes(programs, x, y, question):
    ### BEGIN SOLUTION
    fits = (programs[:, x] == y).all(1)
    symbols = programs.shape[1]
    if not fits.any():
        return np.full(symbols, 1 / symbols)
    votes = np.bincount(programs[fits, question], minlength=symbols)
    return votes / votes.sum()
    ### END SOLUTION


check.bayes(bayes)
# %% [markdown] lang="fr"
# D’autres adversaires : le **bibliothécaire**, qui apporte toujours un livre, le programme de la liste le plus proche de l’invite ; le **copiste**, l’induction toute pure ; le **radoteur**, qui répète une réponse de l’invite, n’importe laquelle ; la **table**, qui ne lit pas l’invite et donne la réponse la plus fréquente à cette question dans la liste.
# %% [markdown] lang="en"
# Other opponents: the **librarian**, who always brings a book, the program of the list that is nearest to the prompt; the **copyist**, pure induction; the **babbler**, who repeats an answer of the prompt, no matter which; the **table**, which does not read the prompt and gives the most frequent answer to this question in the list.
# %%
from labkit.programs import readers

opponents = {K: readers.opponents(lists[K], exams[K]) for K in lists}
figures.opponents(opponents, cells)
# %% [markdown] lang="fr"
# Avec 16 programmes, le réseau vaut Bayes sur les programmes connus. Sur les inédits il fait **moins bien** que le bibliothécaire, qui choisit le programme le plus ressemblant et tombe parfois juste, et moins bien que le radoteur : devant un étranger, le réseau ne cherche pas le plus proche voisin, il se perd.
#
# Et avec une longue liste ?
# %% [markdown] lang="en"
# With 16 programs the network is as good as Bayes on known programs. On new ones it does **less well** than the librarian, who picks the most similar program and is sometimes right, and less well than the babbler: faced with a stranger the network does not look for the nearest neighbour, it is lost.
#
# And with a long list?
# %%
figures.opponents(opponents, cells, K=max(lists))


# %% [markdown] lang="fr"
# Ici, Bayes saurait encore tout : la liste est longue, mais elle est finie, et huit démonstrations suffisent à désigner un programme parmi des milliers. Le réseau, qui n’a lu chacun d’eux qu’une dizaine de fois, a pris un autre chemin. Il n’est pas devenu un mauvais bayésien : il est devenu un copiste.
#
# ### {{exercise difficulty=2 minutes=5}} Combien de démonstrations faut-il à une requête ?
#
# Une liste de `K` programmes tirés au sort, `p` symboles, `n` démonstrations. Combien d’**autres** programmes de la liste s’accordent en moyenne, par hasard, avec ces démonstrations ? (Deux questions n’ont jamais la même réponse.)
# %% [markdown] lang="en"
# Here Bayes would still know everything: the list is long but finite, and eight demonstrations are enough to single out one program among thousands. The network, which has read each of them some ten times, has taken another path. It has not become a bad Bayesian: it has become a copyist.
#
# ### {{exercise difficulty=2 minutes=5}} How many demonstrations does a query need?
#
# A list of `K` programs drawn at random, `p` symbols, `n` demonstrations. How many **other** programs of the list agree with these demonstrations by chance, on average? (Two questions never have the same answer.)
# %%
def rivals(K, p, n):
    ### BEGIN SOLUTION
    return (K - 1) * math.factorial(p - n) / math.factorial(p)
    ### END SOLUTION


check.rivals(rivals)
# %% [markdown] lang="fr"
# Quinze rivaux sans démonstration, moins d’un après une seule si la liste a 16 programmes ; pour 4 096, il en faut quatre. Comparons le réseau et Bayes, démonstration après démonstration.
# %% [markdown] lang="en"
# Fifteen rivals without a demonstration, less than one after a single one if the list has 16 programs; 4,096 take four. Let us compare the network and Bayes, demonstration by demonstration.
# %%
numbers = [0, 1, 2, 3, 4, 6, 8]
shots = {K: {"known_other": [], "new_demonstrated": []} for K in lists}
bayes_shots = {K: [] for K in lists}
for K, n in ((K, n) for K in lists for n in numbers):
    exam = network.exam(lists[K], new, demonstrations=n, count=P.some)
    for cell, column in shots[K].items():
        asked = exam.get(cell)
        column.append(asked and network.accuracy(models[K], asked))
    known = exam["known_other"]
    bayes_shots[K].append(readers.opponent("bayes", lists[K], known))
# %%
figures.shots(numbers, shots, bayes_shots)


# %% [markdown] lang="fr"
# En haut, les lignes pointillées sont celles de Bayes. Avec 4 ou 16 programmes, le réseau suit de près la requête idéale, ou demande une ou deux démonstrations de plus qu’elle : l’invite est bien une **requête**, et elle a un prix en exemples. À partir de 64, les deux courbes se séparent. En bas, une surprise : avec 256 et plus, les copistes ne recopient qu’après huit démonstrations (avec 64, cela dépend de la graine). Dans leurs textes, une question déjà démontrée n’arrivait jamais plus tôt ; avant, ils tiennent toute question pour une démonstration de plus. Un mécanisme appris n’est pas le mécanisme idéal dont il porte le nom.
#
# ## 4. Apprendre ou retrouver ? (10 min)
#
# Une démonstration ment. Dans l’invite d’un programme connu, celle qui porte sur la question posée reçoit une autre réponse que celle du programme. Que répond le réseau : ce que **dit l’invite**, ou ce que **sait la liste** ?
#
# ### {{exercise difficulty=2 minutes=10}} L’invite qui démasque
#
# `programs` est une liste de 8 programmes. Rendez `x`, `y` et `question` : une invite à laquelle la base et l’induction répondent toutes deux, mais différemment. (La base répond ici d’après le programme le plus proche de l’invite, même si l’une des démonstrations le dément.)
# %% [markdown] lang="en"
# Above, the dotted lines are Bayes. With 4 or 16 programs the network follows the ideal query closely, or asks for one or two demonstrations more: the prompt is indeed a **query**, and it has a price in examples. With 64 and more the two curves part. Below, a surprise: with 256 and more, the copyists copy only after eight demonstrations (with 64 it depends on the seed). In their texts a question that had been demonstrated never came sooner; before that, they take every question for one more demonstration. A mechanism that was learned is not the ideal mechanism whose name it bears.
#
# ## 4. Learning or finding? (10 min)
#
# One demonstration lies. In the prompt of a known program, the one about the question asked is given another answer than the program’s. What does the network answer: what **the prompt says**, or what **the list knows**?
#
# ### {{exercise difficulty=2 minutes=10}} The prompt that unmasks
#
# `programs` is a list of 8 programs. Return `x`, `y` and `question`: a prompt that the database and induction both answer, but differently. (The database answers here by the program nearest to the prompt, even if one of the demonstrations contradicts it.)
# %%
def trap(programs):
    ### BEGIN SOLUTION
    x = list(range(8))
    y = [int(answer) for answer in programs[0, x]]
    y[3] = int(programs[0, 12])
    return x, y, 3
    ### END SOLUTION


check.trap(trap)
# %% [markdown] lang="fr"
# Tendons ce piège à nos réseaux, mille fois à chacun.
# %% [markdown] lang="en"
# Let us set this trap for our networks, a thousand times each.
# %%
conflict = {}
for K in lists:
    lying = worlds.contradicted(exams[K]["known_demonstrated"], seed=seed)
    told = network.probabilities(models[K], lying).argmax(-1)
    here = lying.x[:, :-1] == lying.x[:, -1:]
    program = (told == lying.answers).double().mean().item()
    prompt = (told == lying.y[:, :-1][here]).double().mean().item()
    conflict[K] = dict(program=program, prompt=prompt)
    conflict[K]["other"] = 1 - program - prompt
figures.conflict(conflict)
# %% [markdown] lang="fr"
# Un même texte, deux autorités. Les petites listes corrigent l’invite ; les grandes lui obéissent.
#
# Et si **toutes** les démonstrations pouvaient mentir ? Remplaçons une part croissante des réponses démontrées par des réponses tirées au sort, et posons une question non démontrée, d’un programme connu.
# %% [markdown] lang="en"
# One text, two authorities. Short lists correct the prompt; long ones obey it.
#
# And what if **all** the demonstrations could lie? Let us replace a growing share of the demonstrated answers by answers drawn at random, and ask a question that is not demonstrated, about a known program.
# %%
lies = {K: [] for K in lists} | {"nearest": []}
for share, K in ((share, K) for share in P.shares for K in lists):
    asked = worlds.corrupted(exams[K]["known_other"], share, seed=seed)
    lies[K].append(network.accuracy(models[K], asked))
    if K == 16:
        lies["nearest"].append(readers.opponent("nearest", lists[K], asked))
figures.lies(P.shares, lies)
# %% [markdown] lang="fr"
# Une base retrouve son programme malgré quelques mensonges, moins souvent toutefois que le bibliothécaire, et pas si tout est faux. (Les copistes des longues listes n’ont rien à perdre : ils ne savaient presque rien de ce qu’on demande ici.) En cela notre monde diffère des tâches où Min et ses coauteurs (2022) ont tiré les étiquettes au sort presque sans dommage : chez eux, les **questions** suffisent à faire reconnaître la tâche (des critiques de films, favorables ou non). Chez nous, les mots sont les mêmes pour tous les programmes.
#
# ## 5. Le programme est-il un vecteur ? (10 min)
#
# Si la base est faite de « programmes vectoriels », comme l’écrit Chollet, on doit pouvoir prendre le vecteur d’un programme dans une invite et le poser dans une autre. Soit un endroit du réseau. Le vecteur d’un programme est ce que les démonstrations y **ajoutent**, en moyenne, à la position de la question. Ajoutons-le dans une invite sans aucune démonstration.
#
# Deux réseaux : celui des 16 permutations, et un autre, entraîné sur les 16 **décalages** $x \to x + b$ modulo 16, une famille où une seule démonstration suffit.
# %% [markdown] lang="en"
# A database finds its program in spite of a few lies, though less often than the librarian, and not without any truth. (The copyists of long lists have nothing to lose: they knew hardly anything of what is asked here.) In this our world differs from the tasks in which Min and co-authors (2022) drew labels at random with hardly any harm: there the **questions** are enough to have the task recognised (reviews of films, favourable or not). Here the words are the same for all programs.
#
# ## 5. Is the program a vector? (10 min)
#
# If the database is made of “vector programs”, as Chollet writes, one should be able to take the vector of a program from one prompt and put it into another. Consider a place in the network. The vector of a program is what demonstrations **add** there, on average, at the place of the question. Let us add it in a prompt without any demonstration.
#
# Two networks: the one of 16 permutations, and another, trained on the 16 **shifts** $x \to x + b$ modulo 16, a family in which a single demonstration is enough.
# %%
[worlds.shifts()[b, 3].item() for b in (0, 1, 15)]
# out: [3, 4, 2]
# %%
from labkit.programs import vectors

started = time.perf_counter()
shifting = network.trained(
    {"shifts": worlds.shifts()}, steps=P.shift_steps, **recipe
)["shifts"]
shift_seconds = time.perf_counter() - started
pupils = dict(
    permutations=(models[16], lists[16]), shifts=(shifting, worlds.shifts())
)
asked = network.exam(worlds.shifts(), new, count=P.some)["known_other"]
shifts_known = network.accuracy(shifting, asked)
lk.percent(shifts_known)
# %%
found, kept = {}, {}
for kind, (model, programs) in pupils.items():
    found[kind] = vectors.everywhere(model, programs, count=P.reads, seed=seed)
    kept[kind] = {}
    for place, taken in found[kind].items():
        told = vectors.with_vectors(model, taken, place)
        kept[kind][place] = vectors.kept(told, programs)
        print(f"{kind:12} {place:22} {lk.percent(kept[kind][place])}")
# %% [markdown] lang="fr"
# Voilà un échec franc, aux trois endroits et dans les deux familles : avec ses démonstrations, le réseau des 16 permutations sait tout ; avec le seul vecteur, il dépasse de peu ce qu’il répond sans aucune démonstration (une fois sur cinq environ : dans la liste, certaines réponses sont plus fréquentes), et celui des décalages devine. Ce qu’ils tirent de l’invite, nous ne l’avons pas trouvé résumé en **un** vecteur, le même pour toutes les questions. Dong et ses coauteurs (2026) prédisent cet échec pour les bijections ; un vrai modèle fera mieux, pour quelques tâches.
#
# Reste « continue et interpolative ». Une invite dont les démonstrations viennent de **deux** programmes : à mi-chemin, trois issues. L’un des deux programmes (un **aiguillage**), tantôt l’un et tantôt l’autre (un **mélange**), ou autre chose. Pariez.
# %% [markdown] lang="en"
# That is a plain failure, at the three places and in both families: with its demonstrations, the network of 16 permutations knows everything; with the vector alone, it does little better than without any demonstration (about one in five: some answers are more frequent in the list), and that of shifts stays at chance. What they get out of the prompt we have not found summed up in **one** vector, the same for all questions. Dong and co-authors (2026) predict this failure for bijections; with a real model we shall see better, for some tasks.
#
# There remains “continuous and interpolative”. A prompt whose demonstrations come from **two** programs: halfway there are three outcomes. One of the two programs (a **switch**), now the one and now the other (a **mixture**), or something else. Place your bet.
# %%
mix = dict(counts=list(range(9)), first=[], second=[], other=[])
for count in mix["counts"]:
    asked, theirs = worlds.mixed(
        lists[16], P.prompts, demonstrations=8, second=count, seed=seed
    )
    told = network.probabilities(models[16], asked).argmax(-1)
    for name, answers in (("first", asked.answers), ("second", theirs)):
        mix[name].append((told == answers).double().mean().item())
    mix["other"].append(1 - mix["first"][-1] - mix["second"][-1])
figures.mixtures(mix)
# %% [markdown] lang="fr"
# ## 6. Un vrai modèle (10 min)
#
# SmolLM2-135M a lu deux mille milliards de jetons : sa liste de programmes, personne ne la connaît. Essayons sept petites tâches. Les deux dernières suivent **une même règle**, avancer de quelques lettres : d’une (`a → b`), comme dans tout alphabet ; de trois (`a → d`), le code de César. Laquelle suivra-t-il ? Les invites sont en anglais, la seule langue que ce modèle lise bien.
# %% [markdown] lang="en"
# ## 6. A real model (10 min)
#
# SmolLM2-135M has read two trillion tokens: nobody knows its list of programs. Let us try seven small tasks. The last two follow **one and the same rule**, to move on by a few letters: by one (`a → b`), as in every alphabet; by three (`a → d`), Caesar’s code. Which will it follow? The prompts are in English, the only language that this model reads well.
# %%
from labkit.programs import real

asked = real.questions("capital", 1, demonstrations=2)
print(asked[0].prompt, "|", asked[0].answer)
# %%
llm = lk.pretrained.load()
llm
# %% [markdown] lang="fr"
# La règle est stricte : de tous les jetons du vocabulaire, le premier de la bonne réponse doit être le plus probable. Cinq conditions : aucune démonstration ; une ; cinq ; cinq dont les réponses sont celles d’**autres** questions de la tâche ; enfin aucune, mais avec le **vecteur de la tâche**, pris dans les invites à cinq démonstrations des autres questions.
# %% [markdown] lang="en"
# The rule is strict: of all the tokens of the vocabulary, the first one of the right answer must be the likeliest. Five conditions: no demonstration; one; five; five whose answers are those of **other** questions of the task; lastly none, but with the **vector of the task**, taken from the prompts with five demonstrations of the other questions.
# %%
options = dict(count=P.questions, seed=seed)
llm_started = time.perf_counter()
tasks, by_layer = {}, {}
for task in list(real.TASKS)[: P.tasks]:
    marks = real.examined(llm, task, layers=P.layers, **options)
    tasks[task], by_layer[task] = marks
# %%
figures.tasks(tasks)
# %% [markdown] lang="fr"
# Lisez ligne à ligne. Une démonstration fait souvent l’essentiel du chemin : le modèle savait, il ne savait pas ce qu’on lui demandait. Avec des réponses de hasard, certaines tâches tiennent et d’autres s’effondrent. Et la règle des lettres ? Cinq exemples suffisent une fois sur deux environ pour avancer d’une lettre ; de trois, presque jamais. À une place, il suffit de savoir par cœur quelles lettres se suivent, sans aucune règle : c’est le meilleur adversaire. (La dernière colonne garde la meilleure des quelques couches essayées, ce qui la flatte un peu.)
#
# **Pour quelles tâches résiste-t-il à l’invite ?** Tendons-lui le piège de la partie 4, ici avec cinq démonstrations : l’une ment, et la question porte sur elle. Qui s’en tient à la tâche corrige ; qui recopie répète. Dites d’avance ce qui l’emportera, pour les capitales et pour le code de César.
# %% [markdown] lang="en"
# Read it row by row. One demonstration often goes most of the way: the model knew, it did not know what it was being asked. With answers drawn at random, some tasks hold and others collapse. And the rule of the letters? Five examples are enough about half of the time to move on by one; to move on by three, hardly ever. At one place it is enough to know by heart which letter follows which, without any rule: that is the best opponent. (The last column keeps the best of the few layers tried, which flatters it a little.)
#
# **On which tasks does it resist the prompt?** Let us set it the trap of part 4, here with five demonstrations: one lies, and the question is about it. Whoever keeps to the task corrects; whoever copies repeats. Say beforehand which will win, for capitals and for Caesar’s code.
# %%
traps = {task: real.contradicted(llm, task, **options) for task in tasks}
figures.traps(traps) if llm else print(lk.say("programs.not_measured"))
# %% [markdown] lang="fr"
# Un même modèle résiste à l’invite pour les capitales et les pluriels, et non pour le code de César : il ne le corrige presque jamais, et répète une partie des mensonges. Le piège dit quel mécanisme l’emporte, non lesquels sont là : notre réseau de 64 programmes en savait près de la moitié, et croyait l’invite. Pourquoi telle tâche plutôt que telle autre ? Aucun bouton tourné ici ne le dit. (Huit questions par tâche : une barre courte ne veut pas dire grand-chose.)
#
# La même tâche peut se demander de plusieurs façons. Voici, pour les tâches sans règle simple, plusieurs consignes de même sens, sans démonstration, puis avec une.
# %% [markdown] lang="en"
# One model resists the prompt on capitals and plurals, and not on Caesar’s code: it hardly ever corrects that, and repeats a part of the lies. The trap tells which mechanism wins, not which are there: our network of 64 programs knew nearly half of them, and believed the prompt. Why one task rather than another? No dial was turned here to tell. (Eight questions a task: a short bar does not mean much.)
#
# One task can be asked for in several ways. Here are, for those that do not follow a mere rule, several instructions that mean the same, without a demonstration, then with one.
# %%
right = {
    task: real.worded(llm, task, wordings=P.wordings, **options)
    for task in tasks
    if task not in real.RULES
}
llm_seconds = time.perf_counter() - llm_started
# %%
wordings = {
    task: {name: np.mean(rows, 1).tolist() for name, rows in marks.items()}
    for task, marks in right.items()
    if llm
}
figures.wordings(wordings) if llm else print(lk.say("programs.not_measured"))


# %% [markdown] lang="fr"
# ### {{exercise difficulty=3 minutes=10}} Mesurer honnêtement la sensibilité
#
# La meilleure formulation bat la pire de tant de points : est-ce beaucoup ? Sur huit questions, le hasard seul creuse un écart. `right` est un tableau de booléens (formulation, question). Rendez deux nombres : l’écart mesuré entre la meilleure et la pire formulation ; l’écart moyen quand, **question par question**, on bat au hasard les cartes entre les formulations, `draws` fois.
# %% [markdown] lang="en"
# ### {{exercise difficulty=3 minutes=10}} Measuring sensitivity honestly
#
# The best wording beats the worst by so many points: is that much? On eight questions luck alone opens a gap. `right` is an array of booleans (wording, question). Return two numbers: the measured difference between the best and the worst wording; the mean difference when, **question by question**, the cards are shuffled between wordings, `draws` times.
# %%
def spread(right, draws, seed):
    ### BEGIN SOLUTION
    draw = np.random.default_rng(seed)
    shares = right.mean(1)
    luck = [np.ptp(draw.permuted(right, axis=0).mean(1)) for _ in range(draws)]
    return shares.max() - shares.min(), np.mean(luck)
    ### END SOLUTION


check.spread(spread)
# %%
spreads = {task: {} for task in wordings}
for task, name in ((t, n) for t in wordings for n in ("none", "one")):
    table = np.array(right[task][name])
    spreads[task][name] = real.spread(table, draws=300, seed=seed)
    print(f"{task:12} {name:5}", *map(lk.percent, spreads[task][name]))
# %% [markdown] lang="fr"
# Le premier nombre n’a de sens qu’à côté du second. Et le maximum d’une recherche sur beaucoup de formulations n’est pas ce qu’un lecteur rencontrera : montrez la dispersion, et combien de formulations vous avez essayées.
#
# ## 7. À vous de tourner les boutons (5 min)
#
# Une invite, les quatre cases : choisissez le nombre de programmes, celui des démonstrations, et la question.
# %% [markdown] lang="en"
# The first number means nothing without the second. And the maximum of a search over many wordings is not what a reader will meet: show the spread, and how many wordings you tried.
#
# ## 7. Your turn at the dials (5 min)
#
# One prompt, the four cells: choose the number of programs, that of demonstrations, and the question.
# %%
slides = {}
for K, n in ((K, n) for K in lists for n in (1, 2, 4, 8)):
    exam = network.exam(lists[K], new, demonstrations=n, count=P.some, seed=seed)
    told = {c: network.probabilities(models[K], q) for c, q in exam.items()}
    slides[f"{K}|{n}"] = network.slide(exam, told)
figures.explorer(slides)
# %% [markdown] lang="fr"
# ### {{exercise difficulty=3 minutes=10 optional}} Sans issue
#
# Inventez une liste de programmes de `p` symboles devant laquelle ni la base ni l’induction ne peuvent rien, quand la question n’est pas démontrée : qui connaît la liste par cœur devine encore parmi les réponses qui restent. Rendez un tableau (programme, symbole).
# %% [markdown] lang="en"
# ### {{exercise difficulty=3 minutes=10 optional}} No way out
#
# Invent a list of programs of `p` symbols before which neither the database nor induction can do anything when the question is not demonstrated: whoever knows the list by heart still guesses among the answers that are left. Return an array (program, symbol).
# %%
import itertools


def no_way_out(p):
    ### BEGIN SOLUTION
    return np.array(list(itertools.permutations(range(p))))
    ### END SOLUTION


check.no_way_out(no_way_out)
# %% [markdown] lang="fr"
# Votre liste montre ce que `K` mesure au fond : combien un texte en dit sur le suivant. Quand tous les programmes sont dans la liste, il n’y a plus rien à chercher, et recopier est tout ce qu’un lecteur peut faire.
#
# ## 8. Ce que nous avons mesuré
# %% [markdown] lang="en"
# Your list shows what `K` measures in the end: how much one text says about the next. When all programs are in the list there is nothing left to look up, and copying is all that a reader can do.
#
# ## 8. What we have measured
# %%
measured = dict(cells=cells, attention=attention, follows=follows)
measured |= dict(opponents=opponents)
measured |= dict(counts=numbers, shots=shots, bayes=bayes_shots)
measured |= dict(conflict=conflict, shares=list(P.shares), lies=lies)
measured |= dict(kept=kept, shifts_known=shifts_known, mix=mix, slides=slides)
measured |= dict(llm=tasks, by_layer=by_layer, traps=traps, wordings=wordings)
measured |= dict(spreads=spreads, layers=list(P.layers))
measured |= dict(parameters=sum(w.numel() for w in shifting.parameters()))
lk.record(**measured, train_seconds=train_seconds, llm_seconds=llm_seconds)
# %% [markdown] lang="fr"
# ## 9. Ce que cet atelier ne montre pas
#
# - **Qu’un grand modèle soit une base, ou un copiste.** Nos réseaux n’ont appris qu’à faire cela, sur des listes dont nous connaissons la longueur. Un modèle de langage lit tout, et personne ne connaît sa liste.
# - **Que le nombre de programmes décide seul.** Le croisement dépend du nombre de pas, de démonstrations, de répétitions : l’exercice de la fin le déplace.
# - **Que toute graine se tienne aussi bien.** Sur les vingt départs du témoin `08_seeds`, les copistes des longues listes recopient tous ; mais quelques bases de 16 programmes recopient un peu plus que le hasard, et deux d’entre elles souvent.
# - **Que rien n’existe entre retrouver et recopier.** Une permutation n’a pas de règle. Devant une famille qui en a une (des droites, une arithmétique), une troisième voie s’ouvre : calculer. Il faut pour cela plus de programmes et beaucoup plus d’entraînement.
# - **Que les vecteurs de tâche marchent partout.** Dans le tableau, les lignes où ils ne donnent rien comptent autant que les autres.
#
# ## Pour aller plus loin
#
# ### {{exercise difficulty=3 minutes=30 optional}} Déplacer le croisement
#
# Entraînez d’autres réseaux avec 64 programmes. D’abord `model = network.build(seed=seed)`, puis `for step, loss in network.learn(model, lists[64], steps=P.steps, seed=seed, repeat=0.5): pass` (sans la boucle, rien ne s’apprend) ; ensuite `0.9` ; des textes de longueurs mêlées, `fewest=1` ; moitié moins de pas ; deux fois plus. Écrivez d’abord votre pronostic : qu’est-ce qui favorise la copie, qu’est-ce qui favorise la liste ? Recommencez avec trois graines avant de conclure.
#
# <details>
# <summary>Une réponse</summary>
#
# Nous avons mesuré plusieurs de ces entraînements, avec cinq graines (témoin `08_crossing`, cité au chapitre). En moitié moins de pas, la copie est déjà en route, la liste est sue pour un quart ; en cinq fois plus de pas, la liste l’a rattrapée, et la copie n’a guère perdu. Avec `repeat=0.5`, presque pas de copie, et plus de la moitié de la liste. Deux fois plus de symboles, ou deux fois moins de démonstrations, et c’est un copiste. Ce sont les textes de longueurs mêlées qui aident le plus la copie : même 16 programmes sont alors sus et recopiés, après n’importe quel nombre de démonstrations. Deux mécanismes s’apprennent, chacun à sa vitesse ; l’un ne chasse pas l’autre.
#
# </details>
#
# ## Sources
#
# Chollet (2023) pour l’image ; Olsson et al. (2022) pour les têtes d’induction ; Raventós et al. (2023) pour la diversité des tâches ; Pan et al. (2023) pour « reconnaître » et « apprendre » une tâche ; Hendel et al. (2023) et Todd et al. (2024) pour les vecteurs ; Sclar et al. (2024) pour les formulations. Références complètes dans le [chapitre]({{chapter}}).
# %% [markdown] lang="en"
# ## 9. What this lab does not show
#
# - **That a large model is a database, or a copyist.** Our networks have learned to do just that, on lists whose length we know. A language model reads everything, and nobody knows its list.
# - **That the number of programs decides alone.** The crossing depends on the number of steps, of demonstrations, of repetitions: the exercise at the end moves it.
# - **That every seed behaves as well.** Of the twenty starts of the control `08_seeds`, the copyists of long lists all copy; but a few databases of 16 programs copy a little more than chance, and two of them often.
# - **That there is nothing between finding and copying.** A permutation has no rule. Before a family that has one (straight lines, an arithmetic), a third way opens: to compute. That takes more programs and much more training.
# - **That task vectors work everywhere.** In the table, the rows where they give nothing count as much as the others.
#
# ## Further
#
# ### {{exercise difficulty=3 minutes=30 optional}} Moving the crossing
#
# Train other networks with 64 programs. First `model = network.build(seed=seed)`, then `for step, loss in network.learn(model, lists[64], steps=P.steps, seed=seed, repeat=0.5): pass` (without the loop nothing is learned); then `0.9`; texts of mixed lengths, `fewest=1`; half as many steps; twice as many. First write down your forecast: what favours copying, what favours the list? Do it again with three seeds before you conclude.
#
# <details>
# <summary>An answer</summary>
#
# We measured several of these trainings, with five seeds (control `08_crossing`, quoted in the chapter). After half the steps copying is on its way and a quarter of the list is known; after five times as many the list has caught up, and copying has hardly lost anything. With `repeat=0.5` there is next to no copying, and more than half of the list. Twice as many symbols, or half as many demonstrations, and it is a copyist. Texts of mixed lengths help copying most: even 16 programs are then known and copied, after any number of demonstrations. Two mechanisms are learned, each at its own speed; one does not drive the other out.
#
# </details>
#
# ## Sources
#
# Chollet (2023) for the picture; Olsson et al. (2022) for induction heads; Raventós et al. (2023) for task diversity; Pan et al. (2023) for “recognising” and “learning” a task; Hendel et al. (2023) and Todd et al. (2024) for vectors; Sclar et al. (2024) for wordings. Full references in the [chapter]({{chapter}}).
