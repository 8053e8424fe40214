"""Questions of unit 05: twins, dials, waves, curves and ablations, with a table and a clock of the student's own."""

import math

import torch
from exam_questions import Function, Number, Statements, table

from labkit import messages
from labkit.grokking import fourier, modular
from labkit.grokking.measures import KNOWN, first
from labkit.messages import number, percent

PRIMES = [p for p in range(53, 128) if all(p % d for d in range(2, p))]


class Twins(Number):
    name, points, tolerance, digits = "twins", 3, 0.005, 3
    text = {
        "fr": "Voici une table d'addition modulo {p}. Les cases montrées à un réseau portent leur réponse ; les autres, "
        "marquées d'un point, sont cachées.\n\n{grid}\n\nQuelle part des cases **cachées** sont des **jumelles** "
        "(montrées dans l'autre ordre) ? Donnez un nombre entre 0 et 1, à 0,005 près.",
        "en": "Here is a table of addition modulo {p}. The cells shown to a network hold their answer; the others, marked "
        "with a dot, are hidden.\n\n{grid}\n\nWhat share of the **hidden** cells are **twins** (shown in the other "
        "order)? Give a number between 0 and 1, within 0.005.",
    }
    mistakes = {
        "new": {
            "fr": "C'est la part des cases inédites, montrées dans aucun ordre.",
            "en": "This is the share of the new cells, shown in neither order.",
        },
        "all": {
            "fr": "Vous divisez par toutes les cases de la table : seules les cases cachées comptent.",
            "en": "You divide by all cells of the table: only the hidden ones count.",
        },
    }

    def draw(self, rng):
        p = int(rng.choice([6, 7]))
        count = round(float(rng.uniform(0.35, 0.55)) * p * p)
        return {"p": p, "shown": sorted(rng.permutation(p * p)[:count].tolist())}

    def _table(self, world):
        p = world["p"]
        shown = torch.zeros(p * p, dtype=torch.bool)
        shown[world["shown"]] = True
        cells = torch.arange(p * p)
        return modular.Table(p, "a + b", (cells // p + cells % p) % p, shown)

    def shown(self, world):
        p, made = world["p"], self._table(world)
        answers = [str(int(r)) if s else "·" for r, s in zip(made.answers, made.train, strict=True)]
        rows = [[f"**{a}**", *answers[a * p : (a + 1) * p]] for a in range(p)]
        return {"p": p, "grid": table(["+", *map(str, range(p))], rows)}

    def key(self, world):
        made = self._table(world)
        return round(int(made.twins.sum()) / int(made.test.sum()), 6)

    def typical(self, world):
        made = self._table(world)
        new, twins, hidden = (int(part.sum()) for part in (made.new, made.twins, made.test))
        return {"new": new / hidden, "all": twins / world["p"] ** 2}


class Score(Number):
    name, points, tolerance, digits = "score", 3, 0.01, 3
    text = {
        "fr": "Un réseau additionne modulo {p} avec le seul cadran {k}. Il reçoit la question {a} + {b}. Quel score, "
        "entre −1 et 1, donne-t-il à la réponse {c} ? À 0,01 près.",
        "en": "A network adds modulo {p} with dial {k} alone. It is asked {a} + {b}. What score, between −1 and 1, does "
        "it give to the answer {c}? Within 0.01.",
    }
    mistakes = {
        "turn": {
            "fr": "Un tour complet vaut 2π : l'angle est 2πk(a + b − c)/p, et non k(a + b − c)/p.",
            "en": "A full turn is 2π: the angle is 2πk(a + b − c)/p, and not k(a + b − c)/p.",
        },
        "dial": {
            "fr": "C'est le score du cadran 1 : multipliez l'angle par le numéro du cadran.",
            "en": "This is the score of dial 1: multiply the angle by the number of the dial.",
        },
        "sine": {"fr": "C'est le sinus : il faut le cosinus.", "en": "This is the sine: the cosine is wanted."},
    }

    def draw(self, rng):
        p = int(rng.choice(PRIMES))
        a, b, c = (int(n) for n in rng.integers(1, p, size=3))
        return {"p": p, "k": int(rng.integers(3, p // 2)), "a": a, "b": b, "c": c}

    def shown(self, world):
        return world

    def key(self, world):
        cosine, _ = fourier.wave(world["p"], world["k"])
        return round(cosine[(world["a"] + world["b"] - world["c"]) % world["p"]].item(), 4)

    def typical(self, world):
        p, k, d = world["p"], world["k"], world["a"] + world["b"] - world["c"]
        turn = 2 * math.pi * d / p
        return {"turn": math.cos(k * d / p), "dial": math.cos(turn), "sine": math.sin(k * turn)}


class Neighbour(Number):
    name, points = "neighbour", 3
    text = {
        "fr": "Sur le cadran {k}, les nombres de 0 à {last} (modulo {p}) sont posés sur un cercle. Lequel des nombres de 1 "
        "à {half} y est le plus proche de 0 ?",
        "en": "On dial {k}, the numbers from 0 to {last} (modulo {p}) stand on a circle. Which of the numbers from 1 to "
        "{half} is nearest to 0 there?",
    }
    mistakes = {
        "itself": {
            "fr": "Le voisin n'est pas à la distance {k} : sur le cadran {k}, un nombre n est à l'angle de {k} × n heures.",
            "en": "The neighbour is not at distance {k}: on dial {k} a number n stands at the angle of {k} × n hours.",
        },
        "turn": {
            "fr": "Vous vous arrêtez après un tour du cadran : en plusieurs tours on tombe plus près de 0.",
            "en": "You stop after one round of the dial: several rounds bring one nearer to 0.",
        },
        "first": {
            "fr": "Sur le cadran 1, oui ; pas sur le cadran {k}.",
            "en": "On dial 1, yes; not on dial {k}.",
        },
    }

    def draw(self, rng):
        p = int(rng.choice(PRIMES))
        return {"p": p, "k": int(rng.integers(3, p // 2))}

    def shown(self, world):
        return world | {"last": world["p"] - 1, "half": world["p"] // 2}

    def key(self, world):
        p, k = world["p"], world["k"]
        cosine, _ = fourier.wave(p, k)
        return int(cosine[1 : p // 2 + 1].argmax()) + 1

    def typical(self, world):
        return {"itself": world["k"], "turn": round(world["p"] / world["k"]), "first": 1}


class Energy(Function):
    name, points = "energy", 4
    stub = "def answer_{n}(values):\n    ..."
    text = {
        "fr": "Écrivez `answer_{{n}}(values)` : `values` est une liste de {p} nombres, un pour chaque nombre modulo {p}. "
        "La fonction rend la part de leur énergie (somme des carrés) que portent **ensemble** les ondes de fréquences "
        "{k} et {m}, la fréquence 0 étant mise de côté : les parts des fréquences 1 à {half} font 1.",
        "en": "Write `answer_{{n}}(values)`: `values` is a list of {p} numbers, one for each number modulo {p}. The "
        "function returns the share of their energy (sum of squares) that the waves of frequencies {k} and {m} hold "
        "**together**, frequency 0 being left out: the shares of frequencies 1 to {half} sum to 1.",
    }
    mistakes = {
        "constant": {
            "fr": "La fréquence 0, qui est la moyenne, est comptée dans le total : laissez-la de côté.",
            "en": "Frequency 0, which is the mean, is counted in the total: leave it out.",
        },
        "size": {
            "fr": "Vous additionnez des amplitudes : l'énergie est leur carré.",
            "en": "You add amplitudes: the energy is their square.",
        },
        "one": {
            "fr": "Vous ne comptez que la fréquence {k} : il faut aussi {m}.",
            "en": "You count frequency {k} alone: {m} is wanted too.",
        },
    }

    def draw(self, rng):
        p = int(rng.choice([15, 17, 19, 21]))
        k, m = sorted(int(n) for n in rng.choice(range(1, p // 2 + 1), size=2, replace=False))
        values = rng.normal(0.8, 1, size=(4, p)).round(2).tolist()
        return {"p": p, "k": k, "m": m, "cases": values}

    def shown(self, world):
        return {"p": world["p"], "k": world["k"], "m": world["m"], "half": world["p"] // 2}

    def cases(self, world):
        return [[values] for values in world["cases"]]

    def key(self, world):
        return [share / (1 - constant) for share, constant, *_ in self._shares(world)]

    def _shares(self, world):
        """For each case: the share of the two waves, that of the constant, that of the first, and by amplitudes."""
        for values in world["cases"]:
            energy = fourier.spectrum(torch.tensor(values)[:, None]).double()
            size, both = energy.sqrt(), [world["k"], world["m"]]
            by_size = (size[both].sum() / size[1:].sum()).item()
            yield energy[both].sum().item(), energy[0].item(), energy[world["k"]].item(), by_size

    def typical(self, world):
        found = list(self._shares(world))
        return {
            "constant": [both for both, *_ in found],
            "size": [by_size for *_, by_size in found],
            "one": [one / (1 - constant) for _, constant, one, _ in found],
        }

    def code(self, world, key):
        both = f"{world['k']}, {world['m']}"
        return (
            "import numpy as np\n\n\ndef answer_{n}(values):\n"
            "    energy = np.abs(np.fft.rfft(values))[1:] ** 2  # from frequency 1 on\n"
            f"    return sum(energy[k - 1] for k in ({both})) / energy.sum()"
        )


class Delay(Number):
    name, points = "delay", 3
    text = {
        "fr": "Voici la part de réponses justes d'un réseau au cours de son entraînement.\n\n{grid}\n\nLe cahier est su, "
        "ou l'examen réussi, à la première ligne qui atteint 99 %. L'examen porte sur les cases que personne n'a vues "
        "dans aucun ordre. Combien de pas séparent les deux moments ?",
        "en": "Here is the share of right answers of a network in the course of its training.\n\n{grid}\n\nThe book is "
        "known, or the exam passed, at the first row that reaches 99%. The exam is about the cells that nobody has seen "
        "in either order. How many steps lie between the two moments?",
    }
    heads = {
        "fr": ["pas", "cahier", "jumelles", "inédites"],
        "en": ["step", "book", "twins", "new"],
    }
    mistakes = {
        "twins": {
            "fr": "Vous lisez la colonne des jumelles : savoir que a + b = b + a y suffit.",
            "en": "You read the column of the twins: to know that a + b = b + a is enough there.",
        },
        "start": {
            "fr": "C'est le pas où l'examen est réussi, compté depuis le début : ôtez-en celui où le cahier est su.",
            "en": "This is the step where the exam is passed, counted from the start: take away that where the book is known.",
        },
    }

    def draw(self, rng):
        every = int(rng.choice([10, 15, 20, 25, 30, 40, 50]))
        book = int(rng.integers(2, 4))
        new = book + int(rng.integers(5, 8))
        twins = new - int(rng.integers(2, 4))
        starts = {"book": book, "twins": twins, "new": new}
        curves = {name: self._curve(at, rng) for name, at in starts.items()}
        return {"steps": [every * row for row in range(13)], **curves}

    def _curve(self, at, rng):
        """Shares that reach 99% at row `at`, and not before."""
        rows = range(13)
        rise = [1 / (1 + math.exp(-1.6 * (row - at + 2.2))) for row in rows]
        noisy = [share * float(rng.uniform(0.93, 1)) for share in rise]
        return [
            round(min(share, 0.978) if row < at else float(rng.uniform(0.991, 1)), 3)
            for row, share in zip(rows, noisy, strict=True)
        ]

    def shown(self, world):
        parts = ("book", "twins", "new")
        rows = [
            [number(step, 0), *(percent(world[part][row], 1) for part in parts)]
            for row, step in enumerate(world["steps"])
        ]
        return {"grid": table(self.heads[messages.get_language()], rows)}

    def _passed(self, world, part):
        return first((world["steps"], world[part]), KNOWN)

    def key(self, world):
        return self._passed(world, "new") - self._passed(world, "book")

    def typical(self, world):
        book = self._passed(world, "book")
        return {
            "twins": self._passed(world, "twins") - book,
            "start": self._passed(world, "new"),
        }


class Ablation(Statements):
    name, points = "ablation", 4
    text = {
        "fr": "On retire des ondes aux scores d'un réseau qui additionne modulo {p}, et l'on compte ses réponses justes sur "
        "toute la table.\n\n{grid}\n\nQuelles affirmations ce tableau permet-il de soutenir ? Donnez leurs lettres, "
        'par exemple `"AC"`.',
        "en": "Waves are taken out of the scores of a network that adds modulo {p}, and its right answers are counted over "
        'the whole table.\n\n{grid}\n\nWhich statements does this table support? Give their letters, such as `"AC"`.',
    }
    rows = {
        "fr": [
            "rien n'est retiré",
            "il ne reste que les ondes clés",
            "sans les ondes clés",
            "sans autant d'autres ondes",
        ],
        "en": [
            "nothing is taken out",
            "the key waves alone are left",
            "without the key waves",
            "without as many other waves",
        ],
    }

    def draw(self, rng):
        p = int(rng.choice(PRIMES))
        enough, needed, control, seed, chance = (bool(rng.integers(2)) for _ in range(5))
        return {
            "p": p,
            "only": round(float(rng.uniform(0.93, 0.99) if enough else rng.uniform(0.35, 0.7)), 3),
            "without": round(float(rng.uniform(0.6, 1.4) / p if needed else rng.uniform(0.3, 0.5)), 3),
            "others": round(float(rng.uniform(0.95, 0.99) if control else rng.uniform(0.02, 0.1)), 3),
            "seed": seed,
            "chance": chance,
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        shares = [1.0, world["only"], world["without"], world["others"]]
        names = self.rows[messages.get_language()]
        heads = {"fr": ["scores", "réponses justes"], "en": ["scores", "right answers"]}[messages.get_language()]
        rows = [[name, percent(share, 1)] for name, share in zip(names, shares, strict=True)]
        return {"p": world["p"], "grid": table(heads, rows)}

    def statements(self, world):
        p = world["p"]
        chance = 1 / p if world["chance"] else 1 / 2
        return [
            (
                world["only"] >= 0.9,
                {
                    "fr": "Les ondes clés suffisent à neuf réponses sur dix.",
                    "en": "The key waves are enough for nine answers in ten.",
                },
                {
                    "fr": "lisez la deuxième ligne : ce qui reste juste quand il n'y a plus qu'elles.",
                    "en": "read the second row: what stays right when nothing else is left.",
                },
            ),
            (
                world["without"] <= 2 / p,
                {
                    "fr": "Sans les ondes clés, le réseau répond comme au hasard.",
                    "en": "Without the key waves the network answers as if at random.",
                },
                {
                    "fr": "comparez la troisième ligne au hasard, une réponse juste sur le nombre de réponses possibles.",
                    "en": "compare the third row with chance, one right answer in the number of possible ones.",
                },
            ),
            (
                world["others"] >= 0.9,
                {
                    "fr": "Le dégât vient des ondes retirées, et non du seul fait d'en retirer.",
                    "en": "The harm comes from the waves taken out, not from taking out as such.",
                },
                {
                    "fr": "c'est la quatrième ligne, le témoin, qui en décide : en retirer autant d'autres doit laisser "
                    "les réponses intactes.",
                    "en": "the fourth row, the control, decides: taking out as many others must leave the answers intact.",
                },
            ),
            (
                not world["seed"],
                {
                    "fr": "Un réseau entraîné avec une autre graine aurait les mêmes fréquences clés.",
                    "en": "A network trained with another seed would have the same key frequencies.",
                }
                if world["seed"]
                else {
                    "fr": "Le tableau ne dit rien des fréquences clés qu'aurait une autre graine.",
                    "en": "The table says nothing of the key frequencies that another seed would have.",
                },
                {
                    "fr": "le tableau porte sur un seul réseau.",
                    "en": "the table is about one network only.",
                },
            ),
            (
                world["chance"],
                {
                    "fr": f"Le hasard répondrait juste à {percent(chance, 1)} des questions.",
                    "en": f"Chance would answer {percent(chance, 1)} of the questions right.",
                },
                {
                    "fr": f"il y a {p} réponses possibles, une seule est juste.",
                    "en": f"there are {p} possible answers, and one is right.",
                },
            ),
        ]


QUESTIONS = [Twins(), Score(), Neighbour(), Energy(), Delay(), Ablation()]
