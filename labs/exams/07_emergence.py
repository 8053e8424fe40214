"""Questions of unit 07: zeros of short tests, partial credit, multiple choice, the axis, a control, leaps that survive."""

import itertools
import math

import numpy as np
from exam_questions import Function, Number, Statements, Word, table

from labkit import messages
from labkit.emergence import scoring
from labkit.messages import number, percent

NETWORKS = "ABCDEF"


def drawn_sizes(rng, count: int = 6) -> list[int]:
    """Numbers of parameters, in millions, each from about one and a half to five times the one before."""
    sizes = [int(rng.integers(2, 8))]
    while len(sizes) < count:
        sizes.append(round(sizes[-1] * float(rng.choice([1.6, 2, 2.5, 3, 4, 5]))))
    return sizes


class Zero(Number):
    name, points = "zero", 3
    text = {
        "fr": "Quand la réponse a {short} jetons, un modèle l'écrit sans faute pour {share} des questions. On lui posera des "
        "questions de la même sorte, mais dont la réponse a {long} jetons. Les jetons sont tous aussi difficiles, et justes "
        "indépendamment les uns des autres ; seule compte la réponse entière. Combien de questions le test doit-il avoir, "
        "au moins, pour que le modèle n'y obtienne zéro qu'une fois sur {tests} au plus ? N'arrondissez pas en chemin.",
        "en": "Where the answer has {short} tokens, a model writes it without a mistake for {share} of the questions. It will "
        "be asked questions of the same kind, but whose answer has {long} tokens. All tokens are equally hard, and right "
        "independently of each other; only the whole answer counts. How many questions must the test have at least, if the "
        "model is to score zero on it at most one time in {tests}? Do not round on the way.",
    }
    mistakes = {
        "same": {
            "fr": "Vous gardez la part de réponses justes des réponses courtes : plus longues, elles le sont moins souvent.",
            "en": "You keep the share of right answers of the short ones: long answers are right less often.",
        },
        "token": {
            "fr": "Vous prenez {share} pour l'exactitude d'un jeton : c'est celle de {short} jetons à la fois.",
            "en": "You take {share} for the accuracy of one token: it is that of {short} tokens at once.",
        },
        "inverse": {
            "fr": "Avec si peu de questions, on attend une bonne réponse en moyenne, et un test sur trois environ n'en montre "
            "aucune.",
            "en": "With so few questions one right answer is expected on average, and about one test in three shows none.",
        },
        "below": {
            "fr": "À ce nombre de questions, zéro vient encore plus d'une fois sur {tests} : il en faut une de plus.",
            "en": "At this number of questions zero still comes more than one time in {tests}: one more is wanted.",
        },
    }

    def draw(self, rng):
        short = int(rng.integers(2, 5))
        return {
            "share": int(rng.integers(30, 71)),
            "short": short,
            "long": short + int(rng.integers(3, 8)),
            "tests": int(rng.choice([10, 20, 25, 50, 100])),
        }

    def shown(self, world):
        return world | {"share": percent(world["share"] / 100)}

    def _share(self, world):
        """Of the long answers, those that are right."""
        return (world["share"] / 100) ** (world["long"] / world["short"])

    def _questions(self, world, share):
        return math.ceil(-math.log(world["tests"]) / math.log1p(-share))

    def key(self, world):
        return self._questions(world, self._share(world))

    def typical(self, world):
        share = world["share"] / 100
        return {
            "same": self._questions(world, share),
            "token": self._questions(world, share ** world["long"]),
            "inverse": math.ceil(1 / self._share(world)),
            "below": self.key(world) - 1,
        }

    def distinct(self, world, key):
        return 20 <= key <= 500 and super().distinct(world, key)

    def code(self, world, key):
        return (
            f"token = ({world['share']} / 100) ** (1 / {world['short']})\nright = token ** {world['long']}\n"
            f"answer_{{n}} = 1\nwhile (1 - right) ** answer_{{n}} > 1 / {world['tests']}:\n    answer_{{n}} += 1"
        )


class Credit(Function):
    name, points = "credit", 4
    stub = "def answer_{n}(accuracies):\n    ..."
    text = {
        "fr": "Pour adoucir le tout ou rien, on note ainsi une réponse : 1 point si tous ses jetons sont justes, {credit} "
        "point s'il y en a de faux, mais {most} au plus, rien au-delà. Les jetons sont justes indépendamment les uns des "
        "autres, mais n'ont pas tous la même difficulté. Écrivez `answer_{{n}}(accuracies)` : `accuracies` est la liste des "
        "probabilités que chaque jeton soit juste, du premier au dernier. La fonction rend la note que la réponse obtient "
        "en moyenne.",
        "en": "To soften all or nothing, answers are marked as follows: 1 point if all tokens are right, {credit} of a point "
        "if some are wrong, but {most} at most, nothing beyond. The tokens are right independently of each other, but they "
        "are not equally hard. Write `answer_{{n}}(accuracies)`: `accuracies` is the list of the probabilities that each "
        "token is right, from the first to the last. The function returns the mark that the answer gets on average.",
    }
    mistakes = {
        "exact": {
            "fr": "C'est la correspondance exacte : avec quelques jetons faux, {most} au plus, une réponse rapporte encore quelque chose.",
            "en": "This is exact match: with some wrong tokens, {most} at most, an answer still earns something.",
        },
        "full": {
            "fr": "Vous donnez un point entier aux réponses qui ont des jetons faux, {most} au plus : elles ne valent que {credit}.",
            "en": "You give a whole point to answers that have wrong tokens, {most} at most: they are worth {credit} only.",
        },
        "mean": {
            "fr": "Vous remplacez chaque probabilité par leur moyenne : avec des jetons inégaux, ce n'est pas la même chose.",
            "en": "You put the mean in the place of each probability: with unequal tokens that is not the same thing.",
        },
    }

    def draw(self, rng):
        lengths = rng.integers(5, 8, size=5)
        return {
            "most": int(rng.integers(2, 4)),
            "credit": int(rng.integers(3, 18)) / 20,
            "cases": [rng.uniform(0.25, 0.99, size=length).round(2).tolist() for length in lengths],
        }

    def shown(self, world):
        return {"most": world["most"], "credit": number(world["credit"])}

    def cases(self, world):
        return [[accuracies] for accuracies in world["cases"]]

    def _mark(self, accuracies, most, credit):
        """Adds up all patterns of right and wrong tokens."""
        total = 0.0
        for right in itertools.product([True, False], repeat=len(accuracies)):
            chance = math.prod(p if r else 1 - p for p, r in zip(accuracies, right, strict=True))
            wrong = right.count(False)
            total += chance * (credit if 1 <= wrong <= most else wrong == 0)
        return total

    def key(self, world):
        return [self._mark(accuracies, world["most"], world["credit"]) for accuracies in world["cases"]]

    def typical(self, world):
        most, credit, cases = world["most"], world["credit"], world["cases"]
        return {
            "exact": [self._mark(p, most, 0) for p in cases],
            "full": [self._mark(p, most, 1) for p in cases],
            "mean": [self._mark([sum(p) / len(p)] * len(p), most, credit) for p in cases],
        }

    def code(self, world, key):
        return (
            "import numpy as np\n\n\ndef answer_{n}(accuracies):\n"
            "    wrong = np.ones(1)  # the chances of 0, 1, 2... wrong tokens\n"
            "    for p in accuracies:\n        wrong = np.convolve(wrong, [p, 1 - p])\n"
            f"    return wrong[0] + {world['credit']} * wrong[1 : {world['most'] + 1}].sum()"
        )


class Choice(Number):
    name, points, tolerance, digits = "choice", 3, 0.005, 3
    text = {
        "fr": "À un test à choix multiple, où chaque question offre {options} options dont une seule est juste, un modèle "
        "choisit bien {result} du temps. Voici comment il s'y prend : quand il sait la réponse, il la choisit ; sinon, il "
        "écarte sans se tromper {out} des mauvaises options, puis tire au sort parmi celles qui restent. Quelle part des "
        "mêmes questions réussirait-il s'il devait écrire lui-même la réponse, sans options ? (Le tirage au sort n'y "
        "rapporte jamais rien.) Donnez un nombre entre 0 et 1, à 0,005 près.",
        "en": "On a multiple-choice test, where each question offers {options} options and one is right, a model chooses "
        "well {result} of the time. This is how it goes about it: where it knows the answer, it chooses it; elsewhere it "
        "rules out {out} of the wrong options, without a mistake, then draws lots among those that are left. What share of "
        "the same questions would it get right if it had to write the answer itself, without options? (Drawing lots "
        "never earns anything there.) Give a number between 0 and 1, within 0.005.",
    }
    mistakes = {
        "same": {
            "fr": "C'est le résultat du choix multiple : il compte aussi ce que le tirage au sort a rapporté.",
            "en": "This is the multiple-choice result: it also counts what drawing lots has earned.",
        },
        "blind": {
            "fr": "Vous tirez au sort parmi les {options} options : il en reste moins une fois les {out} écartées.",
            "en": "You draw lots among the {options} options: fewer are left once {out} are ruled out.",
        },
        "minus": {
            "fr": "Vous ôtez le hasard comme si le modèle tirait toujours au sort : il ne le fait que là où il ne sait pas.",
            "en": "You take chance away as if the model always drew lots: it does so only where it does not know.",
        },
    }

    def draw(self, rng):
        options = int(rng.integers(4, 9))
        out = int(rng.integers(1, options - 1))
        known = float(rng.uniform(0.08, 0.45))
        return {"options": options, "out": out, "result": round(known + (1 - known) / (options - out), 3)}

    def shown(self, world):
        return world | {"result": percent(world["result"], 1)}

    def _known(self, result, left):
        return (result - 1 / left) / (1 - 1 / left)

    def key(self, world):
        return round(self._known(world["result"], world["options"] - world["out"]), 4)

    def typical(self, world):
        result, options, left = world["result"], world["options"], world["options"] - world["out"]
        return {"same": result, "blind": self._known(result, options), "minus": result - 1 / left}

    def code(self, world, key):
        left = world["options"] - world["out"]
        return (
            "import numpy as np\n\nknown = np.linspace(0, 1, 10_001)\n"
            f"answer_{{n}} = known[np.abs(known + (1 - known) / {left} - {world['result']}).argmin()].item()"
        )


class Axis(Number):
    name, points, tolerance, digits = "axis", 3, 0.02, 2
    text = {
        "fr": "Voici la part de réponses exactes de six modèles.\n\n{grid}\n\nOn relie les points sur deux graphiques de même "
        "largeur et de même hauteur, dont l'axe horizontal va du plus petit modèle au plus grand ; il est ordinaire sur "
        "l'un, logarithmique sur l'autre. Prenez la marche (entre deux tailles voisines) où la courbe monte le plus. Par "
        "combien sa pente, mesurée sur le papier, est-elle multipliée quand on passe de l'axe ordinaire à l'axe "
        "logarithmique ? À 0,02 près ; si elle diminue, le nombre est plus petit que 1.",
        "en": "Here is the share of exact answers of six models.\n\n{grid}\n\nThe dots are joined on two graphs of the same "
        "width and height, whose horizontal axis goes from the smallest model to the largest; it is ordinary on one, "
        "logarithmic on the other. Take the step (between two neighbouring sizes) where the curve rises most. By how much "
        "is its slope, measured on the paper, multiplied on the way from the ordinary axis to the logarithmic one? Within "
        "0.02; if it gets smaller, the number is below 1.",
    }
    heads = {"fr": ["paramètres (millions)", "exactes"], "en": ["parameters (millions)", "exact"]}
    mistakes = {
        "inverse": {
            "fr": "Vous divisez dans l'autre sens : à hauteur égale, moins la marche est large, plus elle est raide.",
            "en": "You divide the other way round: at equal height, the narrower a step, the steeper it is.",
        },
        "spaced": {
            "fr": "Vous placez les six tailles à distances égales : sur un axe logarithmique, la largeur d'une marche dépend "
            "du rapport des deux tailles.",
            "en": "You place the six sizes at equal distances: on a logarithmic axis, the width of a step depends on the "
            "ratio of the two sizes.",
        },
        "share": {
            "fr": "C'est la part de la largeur que la marche occupe sur l'axe logarithmique : comparez-la à celle de l'axe "
            "ordinaire.",
            "en": "This is the share of the width that the step takes on the logarithmic axis: compare it with that on the "
            "ordinary axis.",
        },
    }

    def draw(self, rng):
        rises = rng.uniform(0.01, 0.1, size=5)
        rises[int(rng.integers(1, 5))] = rng.uniform(0.35, 0.5)
        curve = float(rng.uniform(0, 0.05)) + np.array([0, *rises.cumsum()])
        return {"sizes": drawn_sizes(rng), "exact": curve.round(3).tolist()}

    def shown(self, world):
        rows = [[number(n, 0), percent(e, 1)] for n, e in zip(world["sizes"], world["exact"], strict=True)]
        return {"grid": table(self.heads[messages.get_language()], rows)}

    def distinct(self, world, key):
        wrong = sorted(self.typical(world).values())  # each must be told from the others
        apart = all(b - a > 2 * self.tolerance for a, b in itertools.pairwise(wrong))
        return apart and super().distinct(world, key)

    def _widths(self, world):
        """The share of the width that the steepest step takes, on the ordinary axis and on the logarithmic one."""
        place = int(np.diff(world["exact"]).argmax())
        axes = [np.array(world["sizes"], dtype=float), np.log(world["sizes"])]
        return [float((x[place + 1] - x[place]) / (x[-1] - x[0])) for x in axes]

    def key(self, world):
        ordinary, logarithmic = self._widths(world)
        return round(ordinary / logarithmic, 4)

    def typical(self, world):
        ordinary, logarithmic = self._widths(world)
        return {"inverse": logarithmic / ordinary, "spaced": 5 * ordinary, "share": logarithmic}

    def code(self, world, key):
        return (
            f"import math\n\nsizes, exact = {world['sizes']}, {world['exact']}\n"
            "rise, a, b = max((exact[i + 1] - exact[i], sizes[i], sizes[i + 1]) for i in range(5))\n"
            "ordinary = rise / ((b - a) / (sizes[-1] - sizes[0]))\n"
            "logarithmic = rise / (math.log10(b / a) / math.log10(sizes[-1] / sizes[0]))\n"
            "answer_{n} = logarithmic / ordinary"
        )


class Control(Word):
    name, points = "control", 3
    text = {
        "fr": "Six réseaux apprennent la parité de trois pièces secrètes parmi trente. Au même pas de l'entraînement, voici "
        "leur perte sur des tirages neufs, en bits, puis la part des carrés des poids de la première couche qui va aux trois "
        "pièces secrètes, et à trois autres choisies au hasard : chacune est divisée par ce qu'elle était au départ.\n\n"
        "{grid}\n\nUn seul de ces réseaux montre un **progrès caché** : ses réponses ne valent encore rien, et pourtant ses "
        'poids ont commencé à distinguer le secret. Lequel ? Donnez sa lettre, par exemple `"G"`.',
        "en": "Six networks learn the parity of three secret coins out of thirty. At the same step of training, here is "
        "their loss on new draws, in bits, then the share of the first layer’s squared weights that goes to the three secret coins, "
        "and to three others taken at random: each is divided by what it was at the start.\n\n{grid}\n\nJust one of these "
        "networks shows **hidden progress**: its answers are still worth nothing, and yet its weights have begun to tell "
        'the secret coins from the rest. Which one? Give its letter, such as `"G"`.',
    }
    heads = {"fr": ["réseau", "bits", "secrètes", "autres"], "en": ["network", "bits", "secret", "others"]}
    mistakes = {
        "general": {
            "fr": "Chez celui-là, trois pièces sans rapport avec le secret ont grossi autant : c'est ce que montre le témoin.",
            "en": "In that one, three coins that have nothing to do with the secret have grown as much: so the control shows.",
        },
        "fallen": {
            "fr": "Celui-là a bien progressé, mais rien n'est caché : sa perte le montre déjà.",
            "en": "That one has made progress, but nothing is hidden: its loss shows it already.",
        },
        "column": {
            "fr": "Celui-là n'a rien appris du secret : ce sont les trois autres pièces, le témoin, qui ont grossi.",
            "en": "That one has learnt nothing of the secret: the three other coins, the control, have grown.",
        },
    }

    def draw(self, rng):
        def chance():
            return rng.uniform(1, 1.02)

        still = [chance(), rng.uniform(0.96, 1.04), rng.uniform(0.95, 1.06)]
        grown = rng.uniform(2.2, 2.9)
        rows = [
            [chance(), rng.uniform(1.5, 1.9), rng.uniform(0.9, 1.08)],  # hidden progress
            [chance(), grown, grown * rng.uniform(0.97, 1.04)],
            [rng.uniform(0.2, 0.5), rng.uniform(4, 6), rng.uniform(0.6, 0.9)],
            [chance(), rng.uniform(0.9, 1.1), rng.uniform(1.6, 2.2)],
            [rng.uniform(0.6, 0.8), rng.uniform(2.4, 3.2), rng.uniform(0.8, 1)],
            still,
        ]
        rows = [[round(float(x), 2) for x in rows[i]] for i in rng.permutation(6)]
        return {"rows": rows}

    def shown(self, world):
        rows = [
            [name, number(bits), f"× {number(secret)}", f"× {number(others)}"]
            for name, (bits, secret, others) in zip(NETWORKS, world["rows"], strict=True)
        ]
        return {"grid": table(self.heads[messages.get_language()], rows)}

    def _named(self, world, wanted):
        """The network whose secret coins have grown most (in the eyes of `wanted`: a score, or None for the others)."""
        found = {name: wanted(*row) for name, row in zip(NETWORKS, world["rows"], strict=True)}
        return max((name for name in found if found[name] is not None), key=lambda name: found[name])

    def key(self, world):
        return self._named(world, lambda bits, secret, others: secret / others if bits > 0.97 else None)

    def typical(self, world):
        return {
            "general": self._named(world, lambda bits, secret, others: secret if bits > 0.97 else None),
            "fallen": self._named(world, lambda bits, secret, others: secret / others),
            "column": self._named(world, lambda bits, secret, others: others / secret),
        }

    def code(self, world, key):
        return (
            f"rows = {world['rows']}\n"
            "found = [\n    name\n"
            f'    for name, (bits, secret, others) in zip("{NETWORKS}", rows)\n'
            "    if bits >= 0.99 and secret > 1.3 and others < 1.2\n]\n"
            "answer_{n}, = found"
        )


class Survives(Statements):
    name, points = "survives", 4
    text = {
        "fr": "Six modèles, un par taille, chacun entraîné une seule fois, répondent aux mêmes {questions} questions. Chaque "
        "réponse a {tokens} jetons, et les modèles en écrivent toujours autant : la distance d'édition compte ici ceux qu'il "
        "faut remplacer.\n\n{grid}\n\nLa "
        "correspondance exacte fait un bond. Disons qu'il **survit** à une autre métrique si celle-ci fait aussi plus de la "
        "moitié de tout son changement entre deux tailles voisines. Quelles affirmations ce tableau permet-il de "
        'soutenir ? Donnez leurs lettres, par exemple `"AC"`.',
        "en": "Six models, one for each size and each trained only once, answer the same {questions} questions. Every answer "
        "has {tokens} tokens, and the models always write as many: here the edit distance counts those to be replaced.\n\n{grid}\n\nExact match "
        "makes a leap. Let us say that it **survives** another metric if that one, too, makes more than half of its whole "
        "change between two neighbouring sizes. Which statements does this table support? Give their letters, such as "
        '`"AC"`.',
    }
    heads = {
        "fr": ["paramètres (millions)", "exactes", "distance d'édition moyenne", "bits par jeton"],
        "en": ["parameters (millions)", "exact", "mean edit distance", "bits per token"],
    }

    def draw(self, rng):
        kind = int(rng.choice([0, 0, 1, 2, 2]))  # exact match alone leaps, or the edit distance too, or the bits too
        powers = bool(rng.integers(2))
        tokens, questions = int(rng.integers(6, 9)), int(rng.choice([100, 150, 200, 250]))
        after = int(rng.integers(3, 5))  # the first size after the leap, where it can be chosen
        exact, token = self._curves(kind, powers, tokens, after, rng)
        rare = bool(rng.integers(2))
        return {
            "sizes": drawn_sizes(rng),
            "tokens": tokens,
            "questions": questions,
            "exact": ((exact * questions).round() / questions).tolist(),
            "edits": (tokens * (1 - token)).round(2).tolist(),
            "bits": self._bits(kind == 2, after, rng).round(2).tolist(),
            "kind": kind,
            "powers": powers,
            "hidden": round(float(rng.uniform(0.7, 1.8) if rare else rng.uniform(5, 8)) / questions, 3),
            "axis": bool(rng.integers(2)),
            "beyond": bool(rng.integers(2)),
            "order": rng.permutation(5).tolist(),
        }

    def _curves(self, kind, powers, tokens, after, rng):
        """Shares of exact answers and of right tokens by size; where `powers`, the first is a power of the second."""
        sizes = np.arange(6)
        slow = rng.uniform(0.7, 1.3, size=6).cumsum()
        if kind == 0 and powers:
            token = rng.uniform(0.15, 0.22) + np.array([0, *rng.uniform(0.8, 1.2, size=5).cumsum()]) * 0.15
            return token**tokens, token.clip(max=0.985)
        if kind == 0:  # one token of each answer is much harder than the others, and comes late
            easy = np.array([0.35, 0.6, 0.8, 0.9, 0.95, 0.98]) + rng.uniform(-0.015, 0.015, size=6)
            hard = np.where(sizes < max(after, 4), 0.02, 0.88) + sizes * 0.01
            return easy ** (tokens - 1) * hard, ((tokens - 1) * easy + hard) / tokens
        if powers:
            token = np.where(sizes < after, rng.uniform(0.12, 0.2), 0.91) + slow * 0.011
            return token**tokens, token
        whole = np.where(sizes < after, 0, rng.uniform(0.62, 0.7)) + (slow - slow[0]) * rng.uniform(0.015, 0.04)
        guess = rng.uniform(0.12, 0.22)  # a whole answer is known, or each of its tokens guessed
        return whole, whole + (1 - whole) * guess

    def _bits(self, leaps, after, rng):
        if leaps:
            slow = rng.uniform(0.06, 0.14, size=6).cumsum()
            return np.where(np.arange(6) < after, rng.uniform(3.3, 3.5), rng.uniform(0.9, 1)) - slow
        falls = rng.uniform(0.8, 1.2, size=5)
        return rng.uniform(3.2, 3.4) - np.array([0, *falls.cumsum() / falls.sum()]) * rng.uniform(2.8, 3)

    def shown(self, world):
        columns = (world[name] for name in ("sizes", "exact", "edits", "bits"))
        rows = [[number(n, 0), percent(e, 1), number(d), number(b)] for n, e, d, b in zip(*columns, strict=True)]
        return world | {"grid": table(self.heads[messages.get_language()], rows)}

    def _gap(self, world):
        """How far, at most, the power of the share of right tokens is from the share of exact answers."""
        token = 1 - np.array(world["edits"]) / world["tokens"]
        return float(np.abs(token ** world["tokens"] - world["exact"]).max())

    def _zeros(self, world):
        """How often a model that knows the hidden share of the answers would score zero."""
        return (1 - world["hidden"]) ** world["questions"]

    def distinct(self, world, key):
        """Whether no statement is a near thing, and exact match does leap."""
        steps = {name: scoring.steepest_share(world[name]) for name in ("exact", "edits", "bits")}
        leaps = steps["exact"] > 0.55 and world["exact"][0] == 0 and sorted(world["exact"]) == world["exact"]
        clear = all((share > 0.6) == (world["kind"] >= n) and not 0.4 < share < 0.6 for n, share in self._told(steps))
        gap = self._gap(world)
        sure = gap < 0.03 if world["powers"] else gap > 0.1
        return leaps and clear and sure and not 0.02 < self._zeros(world) < 0.12 and super().distinct(world, key)

    def _told(self, steps):
        return [(1, steps["edits"]), (2, steps["bits"])]

    def statements(self, world):
        tokens, questions = world["tokens"], world["questions"]
        hidden = percent(world["hidden"], 1)
        return [
            (
                scoring.steepest_share(world["edits"]) > 0.5,
                {
                    "fr": "Le bond survit à la distance d'édition.",
                    "en": "The leap survives the edit distance.",
                },
                {
                    "fr": "divisez la plus grande marche de cette distance par toute sa chute.",
                    "en": "divide the largest step of that distance by the whole of its fall.",
                },
            ),
            (
                scoring.steepest_share(world["bits"]) > 0.5,
                {
                    "fr": "Le bond survit aux bits par jeton.",
                    "en": "The leap survives the bits per token.",
                },
                {
                    "fr": "divisez la plus grande marche des bits par toute leur chute ; la distance d'édition, qui ne regarde "
                    "que le jeton le plus probable, n'en décide pas.",
                    "en": "divide the largest step of the bits by the whole of their fall; the edit distance, which looks at "
                    "the likeliest token alone, does not decide.",
                },
            ),
            (
                self._gap(world) <= 0.05,
                {
                    "fr": "À chaque taille, la part de jetons justes, élevée à la puissance "
                    f"{tokens}, donne la correspondance exacte à 5 points près.",
                    "en": f"At each size the share of right tokens, to the power {tokens}, gives exact match within 5 points.",
                },
                {
                    "fr": f"la part de jetons justes est 1 − distance/{tokens} ; la puissance ne vaut que pour des jetons "
                    "aussi difficiles les uns que les autres, et indépendants.",
                    "en": f"the share of right tokens is 1 − distance/{tokens}; the power holds only for tokens that are "
                    "equally hard, and independent.",
                },
            ),
            (
                self._zeros(world) > 0.05,
                {
                    "fr": f"Si le plus petit modèle savait {hidden} des réponses, plus d'un test sur vingt, de {questions} "
                    "questions chacun, lui donnerait quand même zéro.",
                    "en": f"If the smallest model knew {hidden} of the answers, more than one test in twenty, of {questions} "
                    "questions each, would still give it zero.",
                },
                {
                    "fr": f"la probabilité de zéro est celle d'échouer {questions} fois de suite.",
                    "en": f"the probability of zero is that of failing {questions} times in a row.",
                },
            ),
            (not world["beyond"], *self._beyond(world)),
        ]

    def _beyond(self, world):
        """What the table says nothing of: the course of training, or other seeds."""
        if world["axis"]:
            why = {
                "fr": "le tableau compare des modèles finis ; il ne suit l'entraînement d'aucun.",
                "en": "the table compares finished models; it follows the training of none.",
            }
            if world["beyond"]:
                return {
                    "fr": "Au cours de son entraînement, le plus grand modèle a tout appris d'un coup.",
                    "en": "In the course of its training the largest model learnt everything at once.",
                }, why
            return {
                "fr": "Le tableau ne dit pas si le plus grand modèle a progressé d'un coup au cours de son entraînement.",
                "en": "The table does not say whether the largest model improved at one stroke in the course of its training.",
            }, why
        why = {
            "fr": "il n'y a qu'un réseau par taille : un coup de chance n'y est pas exclu.",
            "en": "there is only one network for each size: a stroke of luck is not ruled out.",
        }
        if world["beyond"]:
            return {
                "fr": "Si l'on recommençait avec une autre graine, le bond viendrait entre les deux mêmes tailles.",
                "en": "If all was done again with another seed, the leap would come between the same two sizes.",
            }, why
        return {
            "fr": "Le tableau ne dit pas entre quelles tailles le bond viendrait avec une autre graine.",
            "en": "The table does not say between which sizes the leap would come with another seed.",
        }, why


QUESTIONS = [Zero(), Credit(), Choice(), Axis(), Control(), Survives()]
