"""Questions of unit 02: entropy, Huffman, arithmetic coding, Kraft, the price of the weights, what bits say of models."""

import math
from fractions import Fraction

from exam_questions import NATS, Function, Number, Statements, Word, table

from labkit import messages
from labkit.compression import coding
from labkit.messages import number

NAMES = "abcdef"


def drawn_weights(rng, count: int) -> list[int]:
    """Whole weights, all different, that are not all powers of two."""
    return [int(w) for w in rng.choice([1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15, 17, 19], size=count, replace=False)]


def probabilities(world) -> dict[str, Fraction]:
    """The distribution of a world, exactly."""
    return {name: Fraction(w, sum(world["weights"])) for name, w in zip(NAMES, world["weights"], strict=False)}


def alphabet(world) -> str:
    heads = {"fr": ["symbole", "probabilité"], "en": ["symbol", "probability"]}[messages.get_language()]
    return table(heads, [[f"`{name}`", f"{p.numerator}/{p.denominator}"] for name, p in probabilities(world).items()])


class Entropy(Number):
    name, points, tolerance, digits = "entropy", 3, 0.01, 3
    text = {
        "fr": "Une source écrit des symboles indépendants.\n\n{grid}\n\nQuelle est son entropie, en bits par symbole, à 0,01 "
        "près ?",
        "en": "A source writes independent symbols.\n\n{grid}\n\nWhat is its entropy, in bits per symbol, within 0.01?",
    }
    mistakes = {
        "nats": NATS,
        "uniform": {
            "fr": "C'est l'entropie de symboles tous aussi probables.",
            "en": "This is the entropy of symbols that are all equally likely.",
        },
        "mean": {
            "fr": "Vous faites la moyenne simple des coûts : chacun doit compter selon sa probabilité.",
            "en": "You take the plain mean of the costs: each must count by its probability.",
        },
    }

    def draw(self, rng):
        return {"weights": drawn_weights(rng, int(rng.integers(4, 7)))}

    def shown(self, world):
        return {"grid": alphabet(world)}

    def key(self, world):
        return round(-sum(float(p) * math.log2(p) for p in probabilities(world).values()), 4)

    def typical(self, world):
        p = [float(x) for x in probabilities(world).values()]
        mean = -sum(map(math.log2, p)) / len(p)
        return {"nats": self.key(world) * math.log(2), "uniform": math.log2(len(p)), "mean": mean}


class Huffman(Number):
    name, points, tolerance, digits = "huffman", 3, 0.005, 3
    text = {
        "fr": "Une autre source.\n\n{grid}\n\nCombien de bits par symbole faut-il en moyenne au meilleur code qui donne à "
        "chaque symbole un mot de bits entiers (Huffman) ? À 0,005 près.",
        "en": "Another source.\n\n{grid}\n\nHow many bits per symbol does the best code need on average that gives each "
        "symbol a word of whole bits (Huffman)? Within 0.005.",
    }
    mistakes = {
        "entropy": {
            "fr": "C'est l'entropie, que des mots de bits entiers n'atteignent pas ici.",
            "en": "This is the entropy, which words of whole bits do not reach here.",
        },
        "fixed": {
            "fr": "C'est la longueur de mots tous égaux : les symboles fréquents peuvent être plus courts.",
            "en": "This is the length of words all alike: frequent symbols may be shorter.",
        },
        "shannon": {
            "fr": "Vous arrondissez chaque coût au bit supérieur : ce code-là existe, mais Huffman fait mieux.",
            "en": "You round each cost up to a whole bit: that code exists, but Huffman’s is better.",
        },
        "plain": {
            "fr": "Vous faites la moyenne simple des longueurs : chacune doit compter selon sa probabilité.",
            "en": "You take the plain mean of the lengths: each must count by its probability.",
        },
    }

    def draw(self, rng):
        return {"weights": drawn_weights(rng, int(rng.integers(4, 6)))}

    def shown(self, world):
        return {"grid": alphabet(world)}

    def _lengths(self, world):
        return [len(word) for word in coding.huffman(probabilities(world)).values()]

    def key(self, world):
        p = probabilities(world).values()
        return round(float(sum(q * n for q, n in zip(p, self._lengths(world), strict=True))), 4)

    def typical(self, world):
        p, lengths = list(probabilities(world).values()), self._lengths(world)
        return {
            "entropy": -sum(float(q) * math.log2(q) for q in p),
            "fixed": math.ceil(math.log2(len(p))),
            "shannon": float(sum(q * math.ceil(-math.log2(q)) for q in p)),
            "plain": sum(lengths) / len(lengths),
        }


class Digits(Word):
    name, points = "digits", 4
    text = {
        "fr": "Codage arithmétique à la main. Dans l'intervalle [0, 1[, chaque symbole garde sa part, dans l'ordre du "
        "tableau.\n\n{grid}\n\nQuels sont les chiffres binaires les moins nombreux qui désignent le message `{message}` : "
        'quoi qui les suive, on reste dans son intervalle ? Donnez un texte, par exemple `"0110"`.',
        "en": "Arithmetic coding by hand. In the interval [0, 1) each symbol keeps its share, in the order of the "
        "table.\n\n{grid}\n\nWhich are the fewest binary digits that name the message `{message}`: whatever follows them "
        'stays in its interval? Give a text, such as `"0110"`.',
    }
    mistakes = {
        "huffman": {
            "fr": "Ce sont les mots de Huffman mis bout à bout.",
            "en": "These are the words of Huffman put end to end.",
        },
        "low": {
            "fr": "Vous écrivez le début de l'intervalle : ce qui suit ces chiffres peut en sortir, ou il y en a de trop.",
            "en": "You write the beginning of the interval: what follows these digits may leave it, or they are too many.",
        },
        "reversed": {
            "fr": "Vous lisez le message à l'envers : le premier symbole choisit le premier intervalle.",
            "en": "You read the message backwards: the first symbol chooses the first interval.",
        },
    }

    def draw(self, rng):
        weights = drawn_weights(rng, 3)
        return {"weights": weights, "message": "".join(rng.choice(list(NAMES[:3]), size=4))}

    def shown(self, world):
        return {"grid": alphabet(world), "message": world["message"]}

    def _digits(self, world, message):
        return coding.shortest_binary(*coding.narrowed(message, probabilities(world))[-1])

    def key(self, world):
        return self._digits(world, world["message"])

    def typical(self, world):
        message, words, right = world["message"], coding.huffman(probabilities(world)), self.key(world)
        low = coding.narrowed(message, probabilities(world))[-1][0]
        return {
            "huffman": "".join(words[symbol] for symbol in message),
            "low": format(math.floor(low * 2 ** len(right)), f"0{len(right)}b"),
            "reversed": self._digits(world, message[::-1]),
        }

    def distinct(self, world, key):
        return len(key) >= 5 and super().distinct(world, key)


class Spare(Function):
    name, points, tolerance = "spare", 4, 0
    stub = "def answer_{n}(lengths):\n    ..."
    text = {
        "fr": "Un code à préfixe écrit ses mots avec {base} chiffres différents (et non deux). Écrivez "
        "`answer_{{n}}(lengths)` : `lengths` est la liste des longueurs des mots déjà pris. La fonction rend combien de "
        "nouveaux mots de longueur {length} on peut encore ajouter, au plus, si l'on veut en garder {reserve} de cette "
        "longueur en réserve ; 0 s'il ne reste rien.",
        "en": "A prefix code writes its words with {base} different digits (instead of two). Write "
        "`answer_{{n}}(lengths)`: `lengths` is the list of the lengths of the words already taken. The function returns "
        "how many new words of length {length} can still be added, at most, if {reserve} of that length are to be kept in "
        "reserve; 0 if nothing is left.",
    }
    mistakes = {
        "binary": {
            "fr": "Vous comptez avec deux chiffres : ici il y en a {base}.",
            "en": "You count with two digits: here there are {base}.",
        },
        "reserve": {
            "fr": "Il faut en ôter les {reserve} mots gardés en réserve.",
            "en": "The {reserve} words kept in reserve must be taken away.",
        },
        "taken": {
            "fr": "Vous comptez la place prise, et non celle qui reste.",
            "en": "You count the room that is taken, and not what is left.",
        },
    }

    def draw(self, rng):
        base, length, reserve = int(rng.integers(3, 6)), int(rng.integers(4, 6)), int(rng.integers(2, 9))
        cases = [rng.integers(1, length + 2, size=int(rng.integers(2, 6))).tolist() for _ in range(5)]
        return {"base": base, "length": length, "reserve": reserve, "cases": cases}

    def shown(self, world):
        return world

    def cases(self, world):
        return [[lengths] for lengths in world["cases"]]

    def _spare(self, lengths, base, length, reserve):
        left = 1 - sum(Fraction(1, base**n) for n in lengths)
        return max(0, math.floor(left * base**length) - reserve)

    def key(self, world):
        return [self._spare(lengths, world["base"], world["length"], world["reserve"]) for lengths in world["cases"]]

    def typical(self, world):
        base, length, reserve = world["base"], world["length"], world["reserve"]
        taken = [sum(Fraction(1, base**n) for n in lengths) for lengths in world["cases"]]
        return {
            "binary": [self._spare(lengths, 2, length, reserve) for lengths in world["cases"]],
            "reserve": [self._spare(lengths, base, length, 0) for lengths in world["cases"]],
            "taken": [max(0, math.floor(share * base**length) - reserve) for share in taken],
        }

    def distinct(self, world, key):
        return min(key) > 0 and super().distinct(world, key)

    def code(self, world, key):
        base, length = world["base"], world["length"]
        return (
            "from fractions import Fraction\n\n\ndef answer_{n}(lengths):\n"
            f"    left = 1 - sum(Fraction(1, {base}**n) for n in lengths)\n"
            f"    return max(0, left * {base}**{length} // 1 - {world['reserve']})"
        )


class PayOff(Number):
    name, points = "pay_off", 3
    text = {
        "fr": "Pour archiver des histoires, deux moyens.\n\n{grid}\n\nÀ partir de combien d'histoires le modèle donne-t-il une "
        "archive **strictement** plus petite que gzip, ses poids étant joints ?",
        "en": "There are two ways to archive stories.\n\n{grid}\n\nFrom how many stories on does the model give an archive "
        "that is **strictly** smaller than gzip’s, its weights included?",
    }
    mistakes = {
        "bits": {
            "fr": "Les poids sont donnés en octets, les histoires en bits : il faut une seule unité.",
            "en": "The weights are given in bytes, the stories in bits: one unit is wanted.",
        },
        "gzip": {
            "fr": "Vous divisez les poids par le prix d'une histoire pour gzip : comptez ce que chaque histoire fait gagner.",
            "en": "You divide the weights by what a story costs gzip: count what each story saves.",
        },
        "below": {
            "fr": "À ce nombre d'histoires, gzip est encore aussi petit ou plus petit : il en faut une de plus.",
            "en": "At this number of stories gzip is still as small or smaller: one more is wanted.",
        },
    }

    def draw(self, rng):
        gzip = int(rng.integers(500, 900))
        return {
            "gzip": gzip,
            "model": gzip - int(rng.integers(150, 320)),
            "weights": int(rng.integers(100_000, 900_000)),
        }

    def shown(self, world):
        french = messages.get_language() == "fr"
        names = ["gzip", "modèle" if french else "model"]
        heads = ["", "bits par histoire", "octets de poids"] if french else ["", "bits a story", "bytes of weights"]
        rows = [
            [names[0], number(world["gzip"], 0), "0"],
            [names[1], number(world["model"], 0), number(world["weights"], 0)],
        ]
        return {"grid": table(heads, rows)}

    def _first(self, world, weights):
        return math.floor(weights / (world["gzip"] - world["model"])) + 1

    def key(self, world):
        return self._first(world, 8 * world["weights"])

    def typical(self, world):
        return {
            "bits": self._first(world, world["weights"]),
            "gzip": 8 * world["weights"] // world["gzip"] + 1,
            "below": self.key(world) - 1,
        }


class Verdicts(Statements):
    name, points = "verdicts", 3
    text = {
        "fr": "Trois modèles lisent des textes dont la source coûte en moyenne {floor} bits par jeton.\n\n{grid}\n\nQuelles "
        'affirmations ce tableau permet-il de soutenir ? Donnez leurs lettres, par exemple `"AC"`.',
        "en": "Three models read texts whose source costs {floor} bits per token on average.\n\n{grid}\n\nWhich statements "
        'does this table support? Give their letters, such as `"AC"`.',
    }

    def draw(self, rng):
        floor = round(float(rng.uniform(1.2, 2.4)), 2)
        fresh = sorted(round(floor + float(gap), 2) for gap in rng.choice([0.1, 0.25, 0.4, 0.6, 0.8], 3, replace=False))
        fresh = [fresh[i] for i in rng.permutation(3)]
        learnt = [round(f - 0.03, 2) for f in fresh]
        heart = int(rng.integers(3))
        learnt[heart] = round(floor - float(rng.uniform(0.3, 0.7)), 2)  # below the floor: by heart
        return {
            "floor": floor,
            "fresh": fresh,
            "learnt": learnt,
            "best": int(rng.integers(3)),
            "accused": int(rng.integers(3)),
            "tokens": int(rng.integers(2, 10)) * 1000,
            "bytes": bool(rng.integers(2)),
            "below": bool(rng.integers(2)),
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        french = messages.get_language() == "fr"
        heads = ["modèle", "texte appris", "texte neuf"] if french else ["model", "training text", "new text"]
        pairs = zip("XYZ", world["learnt"], world["fresh"], strict=True)
        return {"floor": number(world["floor"]), "grid": table(heads, [[m, number(a), number(b)] for m, a, b in pairs])}

    def statements(self, world):
        learnt, fresh, floor = world["learnt"], world["fresh"], world["floor"]
        best, accused, tokens = world["best"], world["accused"], world["tokens"]
        size = tokens * fresh[0] / (8 if world["bytes"] else 1)
        winner = learnt.index(min(learnt)) == fresh.index(min(fresh))
        return [
            (
                fresh[best] == min(fresh),
                {
                    "fr": f"C'est {'XYZ'[best]} qui compresse le mieux les textes neufs.",
                    "en": f"{'XYZ'[best]} compresses new texts best.",
                },
                {"fr": "comparez la dernière colonne.", "en": "compare the last column."},
            ),
            (
                learnt[accused] < floor,
                {
                    "fr": f"{'XYZ'[accused]} sait par cœur une partie de son texte d'entraînement.",
                    "en": f"{'XYZ'[accused]} knows part of its training text by heart.",
                },
                {
                    "fr": "on ne passe sous le coût de la source qu'en ayant retenu le texte.",
                    "en": "nobody gets below the cost of the source without having memorised the text.",
                },
            ),
            (
                world["bytes"],
                {
                    "fr": f"{number(tokens, 0)} jetons d'un texte neuf, codés avec X, font environ {number(size, 0)} octets.",
                    "en": f"{number(tokens, 0)} tokens of a new text, coded with X, make about {number(size, 0)} bytes.",
                },
                {"fr": "un octet fait huit bits.", "en": "a byte is eight bits."},
            ),
            (
                not world["below"],
                {
                    "fr": f"Un réseau plus grand passerait sous {number(floor)} bits, en moyenne, sur des textes neufs.",
                    "en": f"A larger network would get below {number(floor)} bits, on average, on new texts.",
                }
                if world["below"]
                else {
                    "fr": f"Aucun modèle ne passe sous {number(floor)} bits, en moyenne, sur des textes neufs.",
                    "en": f"No model gets below {number(floor)} bits, on average, on new texts.",
                },
                {
                    "fr": "le coût de la source est un plancher pour tous, sur des textes neufs.",
                    "en": "the cost of the source is a floor for all, on new texts.",
                },
            ),
            (
                winner,
                {
                    "fr": "Le modèle qui perd le moins sur son texte appris est aussi le meilleur sur un texte neuf.",
                    "en": "The model with the lowest loss on its training text is also the best on a new one.",
                },
                {
                    "fr": "cherchez le plus petit nombre de chaque colonne.",
                    "en": "look for the smallest number of each column.",
                },
            ),
        ]


QUESTIONS = [Entropy(), Huffman(), Digits(), Spare(), PayOff(), Verdicts()]
