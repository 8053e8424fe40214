"""Questions of unit 06: an exam that leaks, a ranking, cases apart, the gap, reading and swapping, three exams."""

import itertools
import math
from fractions import Fraction
from functools import lru_cache

import torch
from exam_questions import Function, Number, Statements, Word, table

from labkit import messages
from labkit.implicit_reasoning import readers, worlds
from labkit.messages import number, percent

RELATIONS = 6
NAMES = ["Ada", "Ben", "Cora", "Dan", "Eva", "Finn"]  # the same in both languages
NETWORKS = "ABCDEF"


@lru_cache
def facts_of(beings: int, a: int, b: int, c: int, bridge: bool):
    """Of each question (h, r1, r2) the numbers of its two facts, by labkit; bridge: whether the second starts there."""
    h, r = torch.meshgrid(torch.arange(beings), torch.arange(RELATIONS), indexing="ij")
    _, used = worlds.composed((a * h + b * r + c) % beings if bridge else h, r)
    return used.view(beings, RELATIONS, RELATIONS, 2)


class Leak(Function):
    name, points = "leak", 4
    stub = "def answer_{n}(training, exam):\n    ..."
    text = {
        "fr": "Dans un monde de {beings} êtres, numérotés de 0 à {last}, et de relations numérotées de 0 à 5, le fait (h, r) "
        "mène à l'être `({a} * h + {b} * r + {c}) % {beings}`. Une question (h, r1, r2) découle de deux faits : celui qui part "
        "de h par r1 et mène au pont, puis celui qui part du pont par r2.\n\nUne collègue annonce un examen « hors "
        "distribution ». Écrivez `answer_{{n}}(training, exam)` : les questions d'entraînement et celles de l'examen, deux "
        "listes de triplets (h, r1, r2). La fonction rend la part des questions de l'examen qui méritent ce nom : leurs "
        "**deux** faits sont restés à l'écart, et aucune question d'entraînement ne se sert de l'un ni de l'autre, à quelque "
        "place que ce soit.",
        "en": "In a world of {beings} beings, numbered from 0 to {last}, and of relations numbered from 0 to 5, the fact "
        "(h, r) leads to the being `({a} * h + {b} * r + {c}) % {beings}`. A question (h, r1, r2) follows from two facts: the "
        "one that starts from h by r1 and leads to the bridge, then the one that starts from the bridge by r2.\n\nA colleague "
        "announces an exam “out of distribution”. Write `answer_{{n}}(training, exam)`: the training questions and those of "
        "the exam, two lists of triples (h, r1, r2). The function returns the share of the exam’s questions that deserve the "
        "name: **both** their facts have been kept apart, and no training question uses either of them, in whichever place.",
    }
    mistakes = {
        "questions": {
            "fr": "Vous n'écartez que les questions déjà posées : une question nouvelle peut reprendre des faits familiers.",
            "en": "You rule out only the questions asked before: a new question may use familiar facts.",
        },
        "either": {
            "fr": "Vous gardez les questions mixtes : un seul de leurs faits est à l'écart.",
            "en": "You keep the mixed questions: only one of their facts is apart.",
        },
        "place": {
            "fr": "Vous comparez les premiers faits aux premiers et les seconds aux seconds : un fait qui a servi à l'autre "
            "place n'est pas à l'écart.",
            "en": "You compare first facts with first ones and second with second ones: a fact used in the other place is not "
            "apart.",
        },
        "bridge": {
            "fr": "Vous faites partir le second fait de h : il part du pont.",
            "en": "You have the second fact start from h: it starts from the bridge.",
        },
    }

    def draw(self, rng):
        beings = int(rng.choice([17, 19, 23, 29, 31]))
        a, b, c = (int(n) for n in rng.integers(2, beings, size=3))
        world = {"beings": beings, "a": a, "b": b, "c": c, "cases": []}
        while len(world["cases"]) < 5:
            case = self._case(world, rng)
            found = [self._share(world, *case, name) for name in ("", *self.mistakes)]
            if len(set(found)) == len(found) and found[0] > 0.1:
                world["cases"].append(case)
        return world

    def _case(self, world, rng):
        """Questions of training and an exam of which some were asked before."""
        count = int(rng.integers(12, 20))
        drawn = rng.choice(world["beings"] * RELATIONS**2, size=count + int(rng.integers(50, 70)), replace=False)
        drawn = [[int(n) // RELATIONS**2, int(n) // RELATIONS % RELATIONS, int(n) % RELATIONS] for n in drawn]
        training, exam = drawn[:count], drawn[count:]
        again = int(rng.integers(2, 6))
        exam[:again] = training[:again]
        return [training, exam]

    def shown(self, world):
        return {name: world[name] for name in ("beings", "a", "b", "c")} | {"last": world["beings"] - 1}

    def cases(self, world):
        return world["cases"]

    def _share(self, world, training, exam, mistake=""):
        used = facts_of(*(world[name] for name in ("beings", "a", "b", "c")), mistake != "bridge")
        shown, asked = (used[tuple(torch.tensor(part).T)] for part in (training, exam))
        if mistake == "questions":
            apart = [question not in training for question in exam]
        elif mistake == "place":
            apart = ~(torch.isin(asked[:, 0], shown[:, 0]) | torch.isin(asked[:, 1], shown[:, 1]))
        elif mistake == "either":
            apart = ~torch.isin(asked, shown).all(1)
        else:
            apart = ~torch.isin(asked, shown).any(1)
        return sum(map(bool, apart)) / len(exam)

    def key(self, world):
        return [self._share(world, *case) for case in world["cases"]]

    def typical(self, world):
        return {name: [self._share(world, *case, name) for case in world["cases"]] for name in self.mistakes}

    def code(self, world, key):
        return (
            "def answer_{n}(training, exam):\n"
            "    def facts(h, r1, r2):\n"
            f"        return {{(h, r1), (({world['a']} * h + {world['b']} * r1 + {world['c']}) % {world['beings']}, r2)}}\n\n"
            "    used = set().union(*(facts(*question) for question in training))\n"
            "    return sum(not facts(*question) & used for question in exam) / len(exam)"
        )


class Ranking(Word):
    name, points = "ranking", 3
    text = {
        "fr": "Voici l'âge de six êtres, puis les comparaisons d'âge que l'entraînement a montrées.\n\n{grid}\n\n{shown}\n\n"
        "L'avocat du perroquet propose un **classement**, qui ne connaît que ces comparaisons. Chaque être y a pour score la "
        "moyenne de ses comparaisons, qu'il y soit à gauche ou à droite : 1 s'il est le plus âgé, −1 s'il est le plus "
        "jeune ; qui n'a jamais été comparé a 0. Il répond `>` ou `<` selon les scores, et `=` s'ils diffèrent de moins de 0,1. "
        "Que répond-il à ces questions ?\n\n{asked}\n\nDonnez ses cinq signes dans l'ordre, par exemple "
        '`"<>=<<"`.',
        "en": "Here is the age of six beings, and then the comparisons of age that training has shown.\n\n{grid}\n\n{shown}\n\n"
        "The parrot’s lawyer proposes a **ranking**, which knows these comparisons alone. Each being’s score in it is the "
        "mean of its comparisons, whether it stands left or right in them: 1 where it is the elder, −1 where it is the younger; "
        "who was never compared has 0. It answers `>` or `<` by the scores, and `=` if they differ by less than 0.1. What "
        "does it answer to these questions?\n\n{asked}\n\nGive its five signs in this order, such as "
        '`"<>=<<"`.',
    }
    mistakes = {
        "ages": {
            "fr": "Vous comparez les âges : le classement ne les connaît pas.",
            "en": "You compare the ages: the ranking does not know them.",
        },
        "wins": {
            "fr": "Vous ne comptez que les victoires : une défaite vaut −1, et non 0.",
            "en": "You count the wins alone: a defeat is worth −1, and not 0.",
        },
        "left": {
            "fr": "Vous ne comptez un être que là où il est à gauche : à droite, il est comparé aussi.",
            "en": "You count a being only where it stands on the left: on the right it is compared, too.",
        },
        "last": {
            "fr": "Vous classez derniers ceux qui n'ont jamais été comparés : leur score est 0.",
            "en": "You rank last those that were never compared: their score is 0.",
        },
    }

    def draw(self, rng):
        place = rng.permutation(6).tolist()  # the first four are familiar, the last two apart
        pairs = [(a, b) for a in place[:4] for b in place[:4] if a != b]
        shown = [pairs[i] for i in rng.choice(12, size=8, replace=False)]
        both = [pair for pair in pairs if pair[0] < pair[1]]
        asked = [both[i] for i in rng.choice(6, size=2, replace=False)]
        asked += [[place[int(rng.integers(4))], apart] for apart in place[4:]] + [place[4:]]
        asked = [[int(i) for i in rng.permutation(pair)] for pair in asked]
        return {
            "ages": rng.choice(10, size=6, replace=False).tolist(),
            "shown": shown,
            "asked": [asked[i] for i in rng.permutation(5)],
        }

    def shown(self, world):
        ages = world["ages"]
        shown = [f"{NAMES[a]} {self._sign(ages[a] - ages[b])} {NAMES[b]}" for a, b in world["shown"]]
        asked = [f"{n}. {NAMES[a]} ? {NAMES[b]}" for n, (a, b) in enumerate(world["asked"], 1)]
        return {
            "grid": table(NAMES, [list(map(str, ages))]),
            "shown": " · ".join(f"`{comparison}`" for comparison in shown),
            "asked": "\n".join(f"{line[:3]}`{line[3:]}`" for line in asked),
        }

    def _sign(self, difference):
        return worlds.SIGNS[1 + (difference > 0) - (difference < 0)]

    def _world(self, world):
        """The comparisons as labkit's ranking reads them: one attribute, ages from 0 to 9."""
        ages = torch.tensor([world["ages"]])
        sizes = {"entities": 6, "attributes": 1, "mark": 1, "values": 10, "signs": 3}
        rows, _ = worlds.compared(ages, 18)
        row = {tuple(pair): one for one in rows for pair in [one[1:3].tolist()]}
        exams = {name: torch.stack([row[tuple(pair)] for pair in world[part]]) for name, part in self._parts}
        return worlds.World("comparison", rows[:0], torch.zeros(0, dtype=torch.bool), exams, {}, sizes)

    _parts = (("training", "shown"), ("familiar", "asked"))

    def key(self, world):
        made = self._world(world)
        return "".join(worlds.SIGNS[sign - 18] for sign in readers.ranking(made, made.exams["familiar"]).tolist())

    def _compared(self, world):
        """The comparisons of each being, from its side: standing on the left, and in all."""
        left, both = ([[] for _ in range(6)] for _ in range(2))
        for a, b in world["shown"]:
            sign = (world["ages"][a] > world["ages"][b]) - (world["ages"][a] < world["ages"][b])
            left[a].append(sign)
            both[a].append(sign)
            both[b].append(-sign)
        return left, both

    def _answers(self, world, scores):
        apart = [scores[a] - scores[b] for a, b in world["asked"]]
        return "".join("=" if abs(d) < Fraction(1, 10) else self._sign(d) for d in apart)

    def typical(self, world):
        left, both = self._compared(world)

        def mean(signs, never=0):
            return Fraction(sum(signs), len(signs)) if signs else never

        return {
            "ages": self._answers(world, world["ages"]),
            "wins": self._answers(world, [mean([max(0, sign) for sign in signs]) for signs in both]),
            "left": self._answers(world, [mean(signs) for signs in left]),
            "last": self._answers(world, [mean(signs, -2) for signs in both]),
        }

    def distinct(self, world, key):
        _, both = self._compared(world)
        scores = [Fraction(sum(signs), max(1, len(signs))) for signs in both]
        near = any(abs(scores[a] - scores[b]) == Fraction(1, 10) for a, b in world["asked"])
        wrong = self.typical(world)
        told = len({key, "<>=<<", *wrong.values()}) == 2 + len(wrong)  # each apart, and the example of the text
        errs = sum(a != b for a, b in zip(key, wrong["ages"], strict=True))
        return not near and told and errs >= 2 and len(set(key)) == 3

    def code(self, world, key):
        return (
            f"ages, shown = {world['ages']}, {world['shown']}\n"
            "results = [[] for _ in ages]\n"
            "for a, b in shown:\n"
            "    sign = (ages[a] > ages[b]) - (ages[a] < ages[b])\n"
            "    results[a].append(sign)\n    results[b].append(-sign)\n"
            "scores = [sum(r) / max(1, len(r)) for r in results]\n"
            'answer_{n} = ""\n'
            f"for a, b in {world['asked']}:\n"
            "    apart = scores[a] - scores[b]\n"
            '    answer_{n} += "=" if abs(apart) < 0.1 else ">" if apart > 0 else "<"'
        )


class Apart(Number):
    name, points, tolerance, digits = "apart", 3, 0.005, 3
    text = {
        "fr": "Cent êtres ont chacun une taille entière de 0 à {top}, tirée au hasard, toutes également probables. Un réseau "
        "répond par oui ou par non à la question : « {question} » On l'interroge sur des paires d'êtres à l'écart, tirées de "
        "même : il répond juste dans {result} des cas, et dans {common} de ceux dont la bonne réponse est la plus fréquente "
        "des deux. Dans quelle part des **autres** cas répond-il juste ? Donnez un nombre entre 0 et 1, à 0,005 près.",
        "en": "A hundred beings each have a height, a whole number from 0 to {top} drawn at random, all equally likely. A network "
        "answers yes or no to the question: “{question}” It is asked about pairs of beings kept apart, drawn likewise: it is "
        "right in {result} of the cases, and in {common} of those whose right answer is the more frequent of the two. In "
        "what share of the **other** cases is it right? Give a number between 0 and 1, within 0.005.",
    }
    asks = {
        "fr": [
            "Leurs tailles diffèrent-elles de plus de {} ?",
            "Leurs tailles dépassent-elles toutes deux {} ?",
            "L'une de leurs tailles au moins dépasse-t-elle {} ?",
        ],
        "en": [
            "Do their heights differ by more than {}?",
            "Are both their heights above {}?",
            "Is at least one of their heights above {}?",
        ],
    }
    mistakes = {
        "plain": {
            "fr": "Vous comptez autant de cas d'une réponse que de l'autre : l'une est bien plus fréquente.",
            "en": "You count as many cases of one answer as of the other: one of them is far more frequent.",
        },
        "swapped": {
            "fr": "Vous donnez aux autres cas la fréquence des plus fréquents, et inversement.",
            "en": "You give the other cases the frequency of the more frequent ones, and the other way round.",
        },
        "whole": {
            "fr": "Vous rapportez ces réponses justes à tous les cas : il faut leur part parmi les autres seulement.",
            "en": "You take these right answers as a share of all cases: their share among the others alone is wanted.",
        },
    }

    def draw(self, rng):
        top, kind = int(rng.integers(7, 16)), int(rng.integers(3))
        world = {"top": top, "kind": kind, "limit": int(rng.integers(1, top - 1))}
        often, common, rare = self._often(world), float(rng.uniform(0.93, 0.99)), float(rng.uniform(0.15, 0.7))
        common = round(common, 3)
        return world | {"common": common, "result": round(often * common + (1 - often) * rare, 3)}

    def shown(self, world):
        question = self.asks[messages.get_language()][world["kind"]].format(world["limit"])
        shares = {name: percent(world[name], 1) for name in ("result", "common")}
        return {"top": world["top"], "question": question} | shares

    def _often(self, world):
        """How often the more frequent of the two answers is right, by counting all pairs of heights."""
        heights, limit = range(world["top"] + 1), world["limit"]
        rule = [lambda x, y: abs(x - y) > limit, lambda x, y: min(x, y) > limit, lambda x, y: max(x, y) > limit]
        yes = [rule[world["kind"]](x, y) for x, y in itertools.product(heights, heights)]
        return max(sum(yes), len(yes) - sum(yes)) / len(yes)

    def _rare(self, world, often):
        return (world["result"] - often * world["common"]) / (1 - often)

    def key(self, world):
        return round(self._rare(world, self._often(world)), 4)

    def typical(self, world):
        often = self._often(world)
        return {
            "plain": self._rare(world, 0.5),
            "swapped": self._rare(world, 1 - often),
            "whole": self._rare(world, often) * (1 - often),
        }

    def distinct(self, world, key):
        return 0.7 < self._often(world) < 0.93 and 0.1 < key < 0.75 and super().distinct(world, key)

    def code(self, world, key):
        count, limit = world["top"] + 1, world["limit"]
        above = Fraction(count - 1 - limit, count)
        yes = [Fraction((count - limit) * (count - limit - 1), count**2), above**2, 1 - (1 - above) ** 2][world["kind"]]
        return (
            f"yes = {yes.numerator} / {yes.denominator}\noften = max(yes, 1 - yes)\n"
            f"answer_{{n}} = ({world['result']} - often * {world['common']}) / (1 - often)"
        )


class Gap(Number):
    name, points, tolerance, digits = "gap", 3, 0.003, 3
    text = {
        "fr": "On pose à un modèle des questions à deux pas, d'un trait, puis chacun de leurs deux faits, seul. Voici les "
        "questions selon ce qu'est leur pont : combien il y en a, la part des premiers faits sus, celle des seconds, et celle "
        "des questions réussies.\n\n{grid}\n\nParmi les questions d'une même sorte, savoir l'un des deux faits n'aide pas à "
        "savoir l'autre. Sur l'ensemble des questions, quel est l'écart de composition : de combien la part des questions "
        "réussies reste-t-elle au-dessous de ce que promettent les faits sus ? Donnez un nombre entre 0 et 1, à 0,003 près.",
        "en": "A model is asked questions of two steps, in one go, and then each of their two facts alone. Here are the "
        "questions by what their bridge is: how many there are, the share of first facts known, that of second facts, and "
        "that of the questions answered.\n\n{grid}\n\nAmong questions of one kind, to know one of the two facts does not "
        "help to know the other. Over all questions, what is the compositionality gap: by how much does the share of "
        "questions answered stay below what the facts known promise? Give a number between 0 and 1, within 0.003.",
    }
    heads = {
        "fr": ["pont", "questions", "premiers faits", "seconds faits", "réussies"],
        "en": ["bridge", "questions", "first facts", "second facts", "answered"],
    }
    bridges = {"fr": ["un pays", "une personne", "une année"], "en": ["a country", "a person", "a year"]}
    mistakes = {
        "all": {
            "fr": "C'est la distance à 100 % : ce que le modèle ne sait pas, il ne peut pas le composer.",
            "en": "This is the distance to 100%: what the model does not know, it cannot compose.",
        },
        "means": {
            "fr": "Vous faites le produit des deux moyennes : il faut la moyenne des produits, car une sorte de questions peut "
            "être facile deux fois.",
            "en": "You take the product of the two means: the mean of the products is wanted, for one kind of questions may be "
            "easy twice.",
        },
        "weaker": {
            "fr": "Vous prenez la plus petite des deux parts : il faut savoir les deux faits à la fois.",
            "en": "You take the smaller of the two shares: both facts must be known at once.",
        },
        "plain": {
            "fr": "Vous comptez autant chaque sorte : il y a bien plus de certaines questions.",
            "en": "You count each kind as much: there are many more of some questions.",
        },
    }

    def draw(self, rng):
        ease = rng.permutation([0.92, rng.uniform(0.65, 0.8), rng.uniform(0.3, 0.5)])
        counts = rng.permutation([rng.integers(60, 120), rng.integers(150, 300), rng.integers(400, 900)]).tolist()
        first, second = ([round(float(e + rng.uniform(-0.05, 0.05)), 2) for e in ease] for _ in range(2))
        answered = [float(rng.uniform(*ends)) * a * b for ends, a, b in zip(self.kept(rng), first, second, strict=True)]
        return {
            "counts": [int(n) for n in counts],
            "first": first,
            "second": second,
            "answered": [round(n, 2) for n in answered],
        }

    def kept(self, rng):
        """Between which shares of its promise each kind of questions is answered."""
        return [[(0.75, 0.9), (0.4, 0.6), (0.05, 0.2)][i] for i in rng.permutation(3)]

    def shown(self, world):
        language = messages.get_language()
        shares = zip(*(map(percent, world[name]) for name in ("first", "second", "answered")), strict=True)
        counts = [number(n, 0) for n in world["counts"]]
        rows = [[bridge, n, *row] for bridge, n, row in zip(self.bridges[language], counts, shares, strict=True)]
        return {"grid": table(self.heads[language], rows)}

    def _mean(self, world, values, counts=None):
        counts = counts or world["counts"]
        return float(sum(n * v for n, v in zip(counts, values, strict=True)) / sum(counts))

    def _parts(self, world):
        """Shares as exact fractions."""
        return ([Fraction(round(100 * x), 100) for x in world[name]] for name in ("first", "second", "answered"))

    def key(self, world):
        first, second, answered = self._parts(world)
        return round(self._mean(world, [a * b - c for a, b, c in zip(first, second, answered, strict=True)]), 5)

    def typical(self, world):
        first, second, answered = self._parts(world)
        right, kinds = self._mean(world, answered), list(zip(first, second, answered, strict=True))
        return {
            "all": 1 - right,
            "means": self._mean(world, first) * self._mean(world, second) - right,
            "weaker": self._mean(world, map(min, first, second)) - right,
            "plain": float(sum(a * b - c for a, b, c in kinds) / 3),
        }

    def code(self, world, key):
        return (
            f"import numpy as np\n\nn = np.array({world['counts']})\n"
            f"promised = np.array({world['first']}) * {world['second']}\n"
            f"answer_{{n}} = float(n @ (promised - {world['answered']}) / n.sum())"
        )


class Swap(Word):
    name, points = "swap", 3
    text = {
        "fr": "Six réseaux composent. À chacun on prend son état au deuxième mot de questions aux faits familiers, et l'on y "
        "**lit** le pont par la moyenne la plus proche. Puis on **échange** cet état contre celui d'un autre début de question : un "
        "début qui mène au même pont, puis un qui mène à un autre. La réponse « reste » si elle est toujours celle de la question, "
        "elle « suit » si elle devient celle qu'il faudrait avec le pont échangé. Le hasard est à {chance}.\n\n{grid}\n\nDans "
        "quel réseau le pont se lit-il à cet endroit **et** sert-il à répondre ? Dans quel autre s'y lit-il **sans** que la "
        'réponse dépende de cet endroit ? Donnez les deux lettres dans cet ordre, par exemple `"GH"`.',
        "en": "Six networks compose. For each, its state is taken at the second word of questions about familiar facts, and the "
        "bridge is **read** there by the nearest mean. Then that state is **swapped** for that of another beginning of a "
        "question: one that leads to the same bridge, then one that leads to another. The answer “stays” if it is still that of "
        "the question, it “follows” if it becomes that which the swapped bridge demands. Chance is {chance}.\n\n{grid}\n\nIn "
        "which network is the bridge read in this place **and** used for the answer? In which other one is it read there "
        '**without** the answer depending on this place? Give the two letters in this order, such as `"GH"`.',
    }
    heads = {
        "fr": [
            "réseau",
            "pont lu",
            "réponses justes, sans échange",
            "même pont : reste",
            "autre pont : suit",
            "autre pont : reste",
        ],
        "en": [
            "network",
            "bridge read",
            "right answers, no swap",
            "same bridge: stays",
            "other bridge: follows",
            "other bridge: stays",
        ],
    }
    mistakes = {
        "order": {
            "fr": "Vous donnez les deux lettres dans l'ordre inverse.",
            "en": "You give the two letters in the reverse order.",
        },
        "unread": {
            "fr": "Dans le premier que vous nommez, la réponse suit bien le pont échangé, mais notre lecture n'y trouve pas "
            "le pont.",
            "en": "In the first one that you name, the answer does follow the swapped bridge, but our reading does not find "
            "the bridge there.",
        },
        "broken": {
            "fr": "Dans le second que vous nommez, tout échange casse la réponse, même à pont égal : elle dépend bien de cet "
            "endroit.",
            "en": "In the second one that you name, any swap breaks the answer, even with the same bridge: it does depend on "
            "this place.",
        },
        "mute": {
            "fr": "Le second que vous nommez ne répond pas même sans échange : une réponse qui ne sort jamais ne peut ni "
            "rester ni suivre.",
            "en": "The second one that you name does not answer even without a swap: an answer that never comes out can "
            "neither stay nor follow.",
        },
        "nothing": {
            "fr": "Dans le second que vous nommez, la réponse ne dépend pas de cet endroit, mais le pont ne s'y lit pas non "
            "plus.",
            "en": "In the second one that you name, the answer does not depend on this place, but neither is the bridge "
            "read there.",
        },
    }
    kinds = ("used", "idle", "unread", "broken", "mute", "nothing")

    def draw(self, rng):
        beings = int(rng.integers(25, 61))

        def much():
            return rng.uniform(0.9, 0.98)

        def chance():
            return rng.uniform(0.4, 1.8) / beings

        rows = {  # read, without a swap, same bridge, other bridge: follows, stays
            "used": [much(), much(), None, rng.uniform(0.8, 0.9), chance()],
            "idle": [much(), much(), None, chance(), None],
            "unread": [rng.uniform(0.04, 0.1), much(), None, rng.uniform(0.82, 0.93), chance()],
            "broken": [much(), much(), rng.uniform(0.05, 0.12), chance(), chance()],
            "mute": [much(), *(chance() for _ in range(4))],
            "nothing": [chance(), much(), None, chance(), None],
        }
        for row in rows.values():  # as right as without a swap
            row[:] = [row[1] - rng.uniform(0, 0.02) if share is None else share for share in row]
        placed = [self.kinds[i] for i in rng.permutation(6)]
        return {
            "beings": beings,
            "placed": placed,
            "rows": [[round(float(s), 3) for s in rows[kind]] for kind in placed],
        }

    def shown(self, world):
        rows = [[name, *(percent(s) for s in row)] for name, row in zip(NETWORKS, world["rows"], strict=True)]
        return {"grid": table(self.heads[messages.get_language()], rows), "chance": percent(1 / world["beings"], 1)}

    def key(self, world):
        """By what the table shows, and not by how it was drawn."""
        good = {name: row for name, row in zip(NETWORKS, world["rows"], strict=True) if min(row[:3]) > 0.5}
        (used,) = [name for name, row in good.items() if row[3] > 0.5 > row[4]]
        (idle,) = [name for name, row in good.items() if row[4] > 0.5 > row[3]]
        return used + idle

    def typical(self, world):
        at = {kind: NETWORKS[place] for place, kind in enumerate(world["placed"])}
        return {
            "order": at["idle"] + at["used"],
            "unread": at["unread"] + at["idle"],
            **{kind: at["used"] + at[kind] for kind in ("broken", "mute", "nothing")},
        }


class Exams(Statements):
    name, points = "exams", 4
    text = {
        "fr": "Dans un monde de {beings} êtres, un réseau a appris des faits et des questions à deux pas, φ valant {ratio}. "
        "Voici ses réponses justes, et celles de lecteurs qui n'ont rien appris ; on n'a dit la règle qu'au "
        "dernier.\n\n{grid}\n\nInterrogé seul sur les faits à l'écart dont se servent ces questions, le réseau sait {first} des "
        "premiers et {second} des seconds. Si l'on pose les deux questions l'une après l'autre, en lui rendant sa première "
        "réponse, il réussit {written} des questions aux faits à l'écart.\n\nQuelles affirmations ces mesures permettent-elles "
        'de soutenir ? Donnez leurs lettres, par exemple `"AC"`.',
        "en": "In a world of {beings} beings a network has learnt facts and questions of two steps, with φ at {ratio}. Here are "
        "its right answers, and those of readers that have learnt nothing; only the last one was told the rule.\n\n{grid}\n\n"
        "Asked about them alone, the network knows {first} of the first and {second} of the second facts that the questions "
        "about facts kept apart use. If the two questions are asked one after the other, and its first answer is given back "
        "to it, it gets {written} of the questions about facts kept apart.\n\nWhich statements do these measurements "
        'support? Give their letters, such as `"AC"`.',
    }
    heads = {
        "fr": ["", "entraînement", "faits familiers", "faits à l'écart"],
        "en": ["", "training", "familiar facts", "facts apart"],
    }
    players = {
        "fr": ["le réseau", "la plus fréquente", "un voisin", "une association", "un programme qui cherche deux faits"],
        "en": ["the network", "most frequent", "a neighbour", "an association", "a program that looks up two facts"],
    }

    def draw(self, rng):
        def share(least, most):
            return round(float(rng.uniform(least, most)), 3)

        common = share(0.22, 0.4)
        composed, shortcut, outside, good = (bool(rng.random() < p) for p in (0.8, 0.4, 0.6, 0.5))
        low, high = (0.83, 0.89) if good else (0.95, 0.98)
        first, second = share(low, high), share(low, high)
        product = first * second
        familiar = share(0.9, 0.98) if composed or shortcut else round(common + share(-0.02, 0.02), 3)
        apart = round(product * share(0.92, 0.98) if outside and familiar > 0.5 else common + share(-0.015, 0.015), 3)
        short = [share(0.9, 0.96), share(0.4, 0.6)] if shortcut else [share(0.4, 0.55), share(0.4, 0.55)]
        neighbour, association = (short[i] for i in rng.permutation(2))
        return {
            "beings": int(rng.integers(30, 70)),
            "ratio": int(rng.integers(4, 16)),
            "network": [share(0.985, 1), familiar, apart],
            "common": [round(common + share(-0.01, 0.01), 3) for _ in range(3)],
            "readers": [
                [1.0, neighbour, share(0.2, 0.3)],
                [round(association + share(0.005, 0.03), 3), association, share(0.2, 0.3)],
            ],
            "first": first,
            "second": second,
            "written": round(product - (share(0, 0.01) if good else share(0.17, 0.24)), 3),
            "table": bool(rng.integers(2)),
            "dial": bool(rng.integers(2)),
            "beyond": bool(rng.integers(2)),
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        language = messages.get_language()
        rows = [world["network"], world["common"], *world["readers"], [1.0, 1.0, 1.0]]
        grid = [[name, *(percent(s, 1) for s in row)] for name, row in zip(self.players[language], rows, strict=True)]
        shares = {name: percent(world[name], 1) for name in ("first", "second", "written")}
        return {"beings": world["beings"], "ratio": world["ratio"], "grid": table(self.heads[language], grid)} | shares

    def _short(self, world):
        """How far the network is above the best reader that was not told the rule, in the middle exam."""
        return world["network"][1] - max(row[1] for row in [world["common"], *world["readers"]])

    def _missing(self, world):
        return world["first"] * world["second"] - world["written"]

    def distinct(self, world, key):
        gaps = self._short(world), world["network"][2] - max(row[2] for row in [world["common"], *world["readers"]])
        return not any(0.05 < gap < 0.3 for gap in gaps) and super().distinct(world, key)

    def statements(self, world):
        common, outside = world["common"][2], world["network"][2]
        return [
            (
                self._short(world) > 0.2,
                {
                    "fr": "À l'examen des faits familiers, ce réseau laisse loin derrière lui tous les lecteurs à qui l'on "
                    "n'a pas dit la règle.",
                    "en": "In the exam on familiar facts, this network leaves far behind all readers that were not told the "
                    "rule.",
                },
                {
                    "fr": "cherchez dans la colonne du milieu le meilleur lecteur, hors le programme, qui connaît la règle.",
                    "en": "look in the middle column for the best reader, apart from the program, which knows the rule.",
                },
            ),
            (
                outside > common + 0.2,
                {
                    "fr": "D'un trait, ce réseau compose aussi des faits à l'écart.",
                    "en": "In one go, this network composes facts kept apart, too.",
                },
                {
                    "fr": f"comparez ses {percent(outside, 1)} à la réponse la plus fréquente, et non au hasard, de "
                    f"{percent(1 / world['beings'], 1)}.",
                    "en": f"compare its {percent(outside, 1)} with the most frequent answer, and not with chance, "
                    f"{percent(1 / world['beings'], 1)}.",
                },
            ),
            (
                self._missing(world) < 0.05,
                {
                    "fr": "Le pont écrit, il ne manque presque rien à ce que promettent les faits qu'il sait.",
                    "en": "With the bridge written, next to nothing is missing from what the facts that it knows promise.",
                },
                {
                    "fr": "l'aune est le produit des deux parts de faits sus, et non 100 %.",
                    "en": "the yardstick is the product of the two shares of facts known, and not 100%.",
                },
            ),
            (world["table"], *self._cut(world)),
            (not world["beyond"], *self._beyond(world)),
        ]

    def _cut(self, world):
        """Who cut the question in two, and who else would pass."""
        why = {
            "fr": "c'est nous qui avons coupé la question en deux, et une table des faits, interrogée deux fois, réussit aussi.",
            "en": "it was we who cut the question in two, and a table of the facts, asked twice, passes as well.",
        }
        if world["table"]:
            return {
                "fr": "Une simple table des faits, interrogée deux fois, réussirait elle aussi l'examen du pont écrit.",
                "en": "A mere table of the facts, asked twice, would pass the exam with the bridge written, too.",
            }, why
        return {
            "fr": "Ce que le réseau réussit avec le pont écrit montre qu'il sait découper une question en deux.",
            "en": "What the network gets with the bridge written shows that it can cut a question in two.",
        }, why

    def _beyond(self, world):
        """What the measurements say nothing of: another φ, or another seed."""
        if world["dial"]:
            why = {
                "fr": "un seul φ a été essayé ; rien n'est dit d'un autre.",
                "en": "a single φ was tried; nothing is said of another.",
            }
            ratio = math.ceil(1.5 * world["ratio"])
            if world["beyond"]:
                return {
                    "fr": f"Avec φ à {ratio}, le réseau réussirait davantage de questions aux faits à l'écart.",
                    "en": f"With φ at {ratio}, the network would get more of the questions about facts kept apart.",
                }, why
            return {
                "fr": f"Ces mesures ne disent pas ce que donnerait, à l'écart, un φ de {ratio}.",
                "en": f"These measurements do not tell what a φ of {ratio} would give for facts kept apart.",
            }, why
        why = {
            "fr": "un seul réseau a été entraîné : rien n'est dit d'une autre graine.",
            "en": "a single network was trained: nothing is said of another seed.",
        }
        if world["beyond"]:
            return {
                "fr": "Un réseau entraîné avec une autre graine aurait les mêmes résultats, à un point près.",
                "en": "A network trained with another seed would have the same results, within a point.",
            }, why
        return {
            "fr": "Ces mesures ne disent pas de combien les résultats changent avec la graine.",
            "en": "These measurements do not tell by how much the results change with the seed.",
        }, why


QUESTIONS = [Leak(), Ranking(), Apart(), Gap(), Swap(), Exams()]
