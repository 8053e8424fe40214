"""Questions of unit 03: a copier of rows, a probe on cities kept apart, a hidden island, present or used, low rank."""

import itertools
import math

import numpy as np
from exam_questions import Function, Number, Statements, Word, table

from labkit import messages
from labkit.messages import number, percent

PLACES = "ABCDEFGH"
UNKNOWN = -1


def apart(values, gap: float) -> bool:
    """Whether no two numbers are closer than that."""
    return all(b - a > gap for a, b in itertools.pairwise(sorted(values)))


class Copier(Function):
    name, points, tolerance = "copier", 4, 0.01
    stub = "def answer_{n}(table, i, j):\n    ..."
    text = {
        "fr": "`table[a][b]` est la distance de a à b, en km, si quelqu'un l'a dite, et −1 sinon (dans la diagonale aussi) ; "
        "`table[b][a]` est pareil. Personne n'a dit celle de i à j. Voici un copieur.\n\n"
        "- Deux lignes diffèrent autant que leurs nombres, dans les colonnes que **toutes deux** connaissent : on prend "
        "{measure}.\n"
        "- Sont candidats les lieux qui connaissent leur distance à j, et dont la ligne a au moins {shared} colonnes en "
        "commun avec celle de i.\n"
        "- Il prend les {rows} candidats dont la ligne diffère le moins de celle de i, et rend la moyenne de leurs distances "
        "à j.\n\nÉcrivez `answer_{{n}}(table, i, j)`, qui donne sa réponse. (Il y a toujours assez de candidats.)",
        "en": "`table[a][b]` is the distance from a to b, in km, if somebody has told it, and −1 if not (on the diagonal too); "
        "`table[b][a]` is the same. Nobody has told the distance from i to j. Here is a copier.\n\n"
        "- Two rows differ by as much as their numbers do, in the columns that **both** know: {measure} is taken.\n"
        "- The candidates are the places that know their distance to j, and whose row has at least {shared} columns in "
        "common with that of i.\n"
        "- It takes the {rows} candidates whose row differs least from that of i, and returns the mean of their distances "
        "to j.\n\nWrite `answer_{{n}}(table, i, j)`, which gives its answer. (There are always enough candidates.)",
    }
    measures = {
        "fr": ["la moyenne des écarts absolus", "la moyenne des carrés des écarts", "le plus grand des écarts absolus"],
        "en": [
            "the mean of the absolute differences",
            "the mean of the squared differences",
            "the largest absolute difference",
        ],
    }
    mistakes = {
        "gaps": {
            "fr": "Vous prenez les −1 pour des distances : seules comptent les colonnes que les deux lignes connaissent.",
            "en": "You take the −1 for distances: only the columns that both rows know count.",
        },
        "near": {
            "fr": "Vous copiez les {rows} lieux les plus proches de i : ce copieur ne connaît que des lignes qui se "
            "ressemblent.",
            "en": "You copy the {rows} places that are nearest to i: this copier knows nothing but rows that are alike.",
        },
        "one": {
            "fr": "Vous ne copiez qu'une ligne, la plus ressemblante : il en faut {rows}.",
            "en": "You copy a single row, the most alike: {rows} are wanted.",
        },
        "all": {
            "fr": "Vous faites la moyenne de tous les candidats, sans choisir les plus ressemblants.",
            "en": "You take the mean of all the candidates, without choosing the most alike.",
        },
    }

    def draw(self, rng):
        kind, shared, rows = int(rng.integers(3)), int(rng.integers(2, 4)), int(rng.integers(2, 4))
        cases = []
        others = [((kind + 1) % 3, shared, rows), ((kind + 2) % 3, shared, rows)]
        for _ in range(4000):
            case = self._case(rng)
            right = self._answer(case, kind, shared, rows)
            answers = [] if right is None else [*self._wrong(case, kind, shared, rows).values()]
            if right is None or None in answers or min(abs(right - wrong) for wrong in answers) <= 1:
                continue
            if all(self._answer(case, *rule) != right for rule in others):  # another student's copier would be wrong
                cases.append(case)
            if len(cases) == 5:
                break
        return {"kind": kind, "shared": shared, "rows": rows, "cases": cases}

    def _case(self, rng):
        """Ten places on a plane, a third of whose distances are unknown, and a pair to ask about."""
        points = rng.uniform(0, 1000, size=(10, 2))
        km = np.hypot(*(points[:, None] - points[None]).T).round().astype(int)
        gaps = np.triu(rng.random((10, 10)) < 0.33)
        i, j = (int(n) for n in rng.permutation(10)[:2])
        gaps[i, j] = True
        km[gaps | gaps.T | np.eye(10, dtype=bool)] = UNKNOWN
        return [km.tolist(), i, j]

    def _candidates(self, case, kind, shared):
        """(difference, distance to j) of those who may be copied."""
        km, i, j = np.array(case[0], dtype=float), *case[1:]
        both = (km != UNKNOWN) & (km[i] != UNKNOWN)
        good = (km[:, j] != UNKNOWN) & (both.sum(1) >= shared) & (np.arange(10) != i)
        found = []
        for k in np.flatnonzero(good):
            gaps = np.abs(km[k] - km[i])[both[k]]
            found.append((float([gaps.mean(), (gaps**2).mean(), gaps.max()][kind]), float(km[k, j])))
        return sorted(found)

    def _answer(self, case, kind, shared, rows):
        """None: too few candidates, or two that are as much alike."""
        found = self._candidates(case, kind, shared)
        if len(found) <= rows or not apart([difference for difference, _ in found], 1e-6):
            return None
        return sum(km for _, km in found[:rows]) / rows

    def _wrong(self, case, kind, shared, rows):
        km, i, j = case
        found = self._candidates(case, kind, shared)
        near = sorted((km[i][k], km[k][j]) for k in range(10) if min(km[i][k], km[k][j]) != UNKNOWN)[:rows]
        measure = [lambda gaps: sum(gaps) / 10, lambda gaps: sum(gap * gap for gap in gaps) / 10, max][kind]
        blind = sorted(
            (measure([abs(a - b) for a, b in zip(km[i], km[k], strict=True)]), km[k][j])
            for k in range(10)
            if k not in (i, j) and km[k][j] != UNKNOWN
        )
        return {
            "gaps": sum(told for _, told in blind[:rows]) / rows,
            "near": sum(told for _, told in near) / rows if len(near) == rows else None,
            "one": found[0][1] if found else None,
            "all": sum(told for _, told in found) / len(found) if found else None,
        }

    def shown(self, world):
        measure = self.measures[messages.get_language()][world["kind"]]
        return {"measure": measure, "shared": world["shared"], "rows": world["rows"]}

    def cases(self, world):
        return world["cases"]

    def _told(self, world):
        return world["kind"], world["shared"], world["rows"]

    def key(self, world):
        return [self._answer(case, *self._told(world)) for case in world["cases"]]

    def typical(self, world):
        wrong = [self._wrong(case, *self._told(world)) for case in world["cases"]]
        return {name: [case[name] for case in wrong] for name in self.mistakes}

    def distinct(self, world, key):
        return len(key) == 5 and super().distinct(world, key)

    def code(self, world, key):
        measure = ["sum(gaps) / len(gaps)", "sum(gap**2 for gap in gaps) / len(gaps)", "max(gaps)"][world["kind"]]
        return (
            "def answer_{n}(table, i, j):\n    found = []\n    for row in table:\n"
            "        gaps = [abs(a - b) for a, b in zip(row, table[i]) if a != -1 and b != -1]\n"
            f"        if row is not table[i] and row[j] != -1 and len(gaps) >= {world['shared']}:\n"
            f"            found.append(({measure}, row[j]))\n"
            f"    return sum(km for _, km in sorted(found)[:{world['rows']}]) / {world['rows']}"
        )


class HeldOut(Number):
    name, points, tolerance, digits = "held_out", 3, 0.01, 3
    text = {
        "fr": "Un réseau lit des paires de villes. Dans la cellule qui suit, `rows` a une ligne pour chaque fois qu'il a lu une "
        "ville : son nom, les trois nombres qu'il en garde à ce moment-là, et la latitude de la ville. Une sonde linéaire "
        "(trois poids et une constante, moindres carrés ordinaires) doit y lire la latitude.\n\nOn veut savoir si une carte "
        "s'y lit, pour des villes dont la sonde ignore tout : {held}. Que vaut R² sur leurs lignes, la sonde étant "
        "réglée sur toutes les autres ? R² vaut 0 pour qui répond toujours la moyenne des latitudes à lire. À 0,01 près ; il "
        "peut être négatif.",
        "en": "A network reads pairs of cities. In the next cell, `rows` has a row for each time that it has read a city: its "
        "name, the three numbers that the network holds of it at that moment, and the latitude of the city. A linear probe "
        "(three weights and a constant, ordinary least squares) is to read the latitude there.\n\nThe question is whether a "
        "map can be read for cities of which the probe knows nothing: {held}. What is R² on their rows, if the probe is fitted "
        "on all the others? R² is 0 for whoever always answers the mean of the latitudes to be read. Within 0.01; it may be "
        "negative.",
    }
    mistakes = {
        "fitted": {
            "fr": "C'est R² sur les lignes qui ont réglé la sonde : il dit ce qu'elle a retenu, non ce qu'elle lit.",
            "en": "This is R² on the rows that the probe was fitted on: it tells what the probe has retained, not what it reads.",
        },
        "leak": {
            "fr": "La sonde a été réglée sur une ligne de chaque ville, puis jugée sur l'autre : elle connaissait ces villes. "
            "Ce sont des villes entières qu'il faut mettre à part.",
            "en": "The probe was fitted on one row of each city, then judged on the other: it knew these cities. Whole cities "
            "must be kept apart.",
        },
        "correlation": {
            "fr": "C'est le carré de la corrélation, qui pardonne une lecture décalée ou trop étirée : R² compte les erreurs.",
            "en": "This is the squared correlation, which forgives a reading that is shifted or stretched: R² counts errors.",
        },
        "everything": {
            "fr": "La sonde a été réglée sur toutes les lignes, celles de {held} comprises.",
            "en": "The probe was fitted on all rows, those of {held} included.",
        },
    }

    def draw(self, rng):
        lat = rng.permutation(np.linspace(-50, 60, 8)) + rng.uniform(-5, 5, size=8)
        code = rng.normal(size=(8, 3))
        code[:, 0] += float(rng.uniform(1.5, 3.5)) * (lat - lat.mean()) / 35
        turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
        rows = [
            [
                PLACES[city],
                *((code[city] + rng.normal(size=3) * 0.25) @ turn).round(2).tolist(),
                round(float(lat[city]), 1),
            ]
            for city in [*range(8), *range(8)]
        ]
        held = sorted(int(n) for n in rng.permutation(8)[:3])
        return {"rows": rows, "held": [PLACES[n] for n in held]}

    def shown(self, world):
        *first, last = world["held"]
        return {"held": ", ".join(first) + {"fr": " et ", "en": " and "}[messages.get_language()] + last}

    def given(self, world):
        return "rows = [\n" + "".join(f"    {tuple(row)},\n" for row in world["rows"]) + "]"

    def _readings(self, world, fit, judged):
        """What a probe fitted on some rows reads in others, and what is true of these."""
        X = np.array([[*row[1:4], 1.0] for row in world["rows"]])
        y = np.array([row[4] for row in world["rows"]])
        return X[judged] @ np.linalg.pinv(X[fit]) @ y[fit], y[judged]

    def _r2(self, world, fit, judged):
        read, true = self._readings(world, fit, judged)
        return float(1 - ((read - true) ** 2).sum() / ((true - true.mean()) ** 2).sum())

    def _held(self, world):
        return np.array([row[0] in world["held"] for row in world["rows"]])

    def key(self, world):
        held = self._held(world)
        return round(self._r2(world, ~held, held), 5)

    def typical(self, world):
        held, first = self._held(world), np.arange(16) < 8
        return {
            "fitted": self._r2(world, ~held, ~held),
            "leak": self._r2(world, first, ~first & held),
            "correlation": float(np.corrcoef(*self._readings(world, ~held, held))[0, 1] ** 2),
            "everything": self._r2(world, held | ~held, held),
        }

    def distinct(self, world, key):
        told = apart(self.typical(world).values(), 2 * self.tolerance)  # each must be told from the others
        return told and -1 < key < 0.9 and super().distinct(world, key)

    def code(self, world, key):
        return (
            "import numpy as np\n\n" + self.given(world) + f"\nheld = {world['held']}\n"
            "names = [row[0] for row in rows]\n"
            "X = np.array([[1, *row[1:4]] for row in rows], dtype=float)\ny = np.array([row[4] for row in rows])\n"
            "judged = np.isin(names, held)\n"
            "weights, *_ = np.linalg.lstsq(X[~judged], y[~judged], rcond=None)\n"
            "errors = X[judged] @ weights - y[judged]\n"
            "answer_{n} = float(1 - np.mean(errors**2) / np.var(y[judged]))"
        )


class Hidden(Number):
    name, points, tolerance, digits = "hidden", 3, 2, 0
    text = {
        "fr": "Une mer assez petite pour que sa carte soit plate ; x et y sont en km.\n\n{grid}\n\nD'une île cachée, on n'a dit "
        "que les distances lointaines : {told}. Personne n'a dit à quelle distance elle est de T, sa voisine.\n\nLe copieur "
        "d'une ligne connaît toutes les distances entre les autres îles. De P, Q, R et S, il prend celle dont les distances à "
        "A, B et C ressemblent le plus à celles de l'île cachée (la moyenne des écarts absolus est la plus petite), et "
        "rend sa distance à T. De combien de km se trompe-t-il ? À 2 km près.",
        "en": "A sea small enough for its map to be flat; x and y are in km.\n\n{grid}\n\nOf a hidden island only distances "
        "far away have been told: {told}. Nobody has told how far it is from T, its neighbour.\n\nThe copier of one row knows "
        "all distances between the other islands. Of P, Q, R and S it takes the one whose distances to A, B and C are most "
        "like those of the hidden island (the mean of the absolute differences is smallest), and returns its distance to T. By "
        "how many km is it wrong? Within 2 km.",
    }
    mistakes = {
        "copied": {
            "fr": "C'est la réponse du copieur : il faut l'écart entre elle et la vraie distance, que la carte donne.",
            "en": "This is the copier’s answer: its difference from the true distance is wanted, which the map gives.",
        },
        "true": {
            "fr": "C'est la vraie distance de l'île cachée à T : il faut ce que le copieur y ajoute ou en ôte.",
            "en": "This is the true distance from the hidden island to T: what the copier adds to it or takes from it is wanted.",
        },
        "mirror": {
            "fr": "Vous placez l'île cachée au second point de rencontre des cercles de A et de B : C tranche.",
            "en": "You place the hidden island at the other point where the circles of A and B meet: C decides.",
        },
        "alike": {
            "fr": "C'est la distance de l'île cachée à celle que l'on copie : l'erreur du copieur ne la dépasse jamais, mais "
            "en diffère.",
            "en": "This is the distance from the hidden island to the one that is copied: the copier’s error never exceeds it, "
            "but differs from it.",
        },
    }
    islands = "ABCPQRST"

    def draw(self, rng):
        home = rng.integers(-100, 101, size=2)
        far = rng.uniform(0, 2 * math.pi) + np.array([0, 2.1, 4.2]) + rng.uniform(-0.4, 0.4, size=3)
        near = rng.uniform(0, 2 * math.pi, size=5)
        angles = [*far, *near]
        km = [*rng.uniform(600, 1100, size=3), *rng.uniform(60, 280, size=5)]
        at = [home + np.array([math.cos(a), math.sin(a)]) * r for a, r in zip(angles, km, strict=True)]
        return {"home": home.tolist(), "at": [[round(float(z)) for z in point] for point in at]}

    def _told(self, world):
        """The distances to A, B and C that were told."""
        return [round(math.dist(world["home"], point)) for point in world["at"][:3]]

    def shown(self, world):
        language, told = messages.get_language(), self._told(world)
        heads = {"fr": ["île", "x", "y"], "en": ["island", "x", "y"]}[language]
        rows = [[name, *(number(z, 0) for z in at)] for name, at in zip(self.islands, world["at"], strict=True)]
        phrase = {"fr": "{} km jusqu'à {}", "en": "{} km to {}"}[language]
        listed = [phrase.format(number(km, 0), name) for km, name in zip(told, "ABC", strict=True)]
        return {"grid": table(heads, rows), "told": ", ".join(listed)}

    def _alike(self, world):
        """Where the island lies that is copied, and whether it is so beyond doubt."""
        told = self._told(world)
        unlike = [
            sum(abs(math.dist(p, beacon) - km) for beacon, km in zip(world["at"][:3], told, strict=True))
            for p in world["at"][3:7]
        ]
        best = sorted(unlike)
        return world["at"][3 + unlike.index(best[0])], best[1] - best[0] > 10

    def _mirror(self, world):
        a, b = (np.array(point, dtype=float) for point in world["at"][:2])
        line = (b - a) / np.linalg.norm(b - a)
        off = np.array(world["home"]) - a
        return a + 2 * line * (line @ off) - off

    def _errors(self, world, home):
        goal = world["at"][7]
        return abs(math.dist(self._alike(world)[0], goal) - math.dist(home, goal))

    def key(self, world):
        return round(self._errors(world, world["home"]), 2)

    def typical(self, world):
        alike, goal = self._alike(world)[0], world["at"][7]
        return {
            "copied": math.dist(alike, goal),
            "true": math.dist(world["home"], goal),
            "mirror": self._errors(world, self._mirror(world)),
            "alike": math.dist(alike, world["home"]),
        }

    def distinct(self, world, key):
        told = apart(self.typical(world).values(), 2 * self.tolerance)  # each must be told from the others
        return told and key > 15 and self._alike(world)[1] and super().distinct(world, key)

    def code(self, world, key):
        return (
            "import numpy as np\n\n"
            f"at = dict(zip('{self.islands}', np.array({world['at']}, dtype=float)))\n"
            f"told = dict(zip('ABC', {self._told(world)}))\n\n\n"
            "def km(p, q):\n    return float(np.hypot(*(p - q)))\n\n\n"
            "grid = np.stack(np.meshgrid(np.arange(-150, 151), np.arange(-150, 151)), -1).reshape(-1, 2)\n"
            "misfit = sum((np.hypot(*(grid - at[name]).T) - far) ** 2 for name, far in told.items())\n"
            "home = grid[misfit.argmin()]\n"
            "alike = min('PQRS', key=lambda p: sum(abs(km(at[p], at[name]) - far) for name, far in told.items()))\n"
            "answer_{n} = abs(km(at[alike], at['T']) - km(home, at['T']))"
        )


class Used(Word):
    name, points = "used", 3
    text = {
        "fr": "Six réseaux ont lu des distances. Voici R² pour une sonde, sur les villes qui l'ont réglée et sur d'autres ; puis, "
        "quand on pousse une ville dans le réseau, la part du changement exigé par la géométrie que suivent ses réponses : "
        "une poussée le long de la carte lue, puis une autre, aussi forte, dans une direction au hasard.\n\n{grid}\n\nPour "
        "chacun, dans l'ordre du tableau, donnez une lettre : `N` si rien ne montre qu'une carte s'y lise ; `P` si une "
        "carte y est présente, sans que rien montre qu'elle serve ; `U` si elle est présente et utilisée. Par exemple "
        '`"NPUNPU"`.',
        "en": "Six networks have read distances. Here is R² for a probe, on the cities that it was fitted on and on others; then, "
        "as a city is pushed inside the network, the share of the change demanded by geometry that its answers follow: a push "
        "along the map that was read, then another, equally hard, in a random direction.\n\n{grid}\n\nFor each of them, in "
        "the order of the table, give a letter: `N` if nothing shows that a map can be read in it; `P` if a map is present "
        "while nothing shows that it is of use; `U` if it is present and used. Such as "
        '`"NPUNPU"`.',
    }
    heads = {
        "fr": ["réseau", "R², réglage", "R², autres villes", "poussée, carte", "poussée, hasard"],
        "en": ["network", "R², fitted", "R², other cities", "push, map", "push, random"],
    }
    mistakes = {
        "fitted": {
            "fr": "Vous jugez la sonde sur les villes qui l'ont réglée : avec assez de nombres, elle y lit tout, même du bruit.",
            "en": "You judge the probe on the cities that it was fitted on: with enough numbers it reads anything there, even "
            "noise.",
        },
        "readable": {
            "fr": "Lisible ne veut pas dire utilisée : il faut que les réponses suivent la carte.",
            "en": "Readable is not used: the answers must follow the map.",
        },
        "control": {
            "fr": "Vous oubliez le témoin : si une poussée au hasard en fait autant, rien ne montre que la carte serve.",
            "en": "You forget the control: if a random push does as much, nothing shows that the map is of use.",
        },
    }

    def draw(self, rng):
        def share(low, high):
            return round(float(rng.uniform(low, high)), 2)

        def row(kind):
            good = kind in ("used", "still", "general")
            fit = share(0.93, 0.99) if good else share(0.97, 1) if kind == "wide" else share(0.15, 0.35)
            held = share(0.84, 0.92) if good else share(-0.5, 0.04)
            follows = {"used": (0.6, 0.97), "general": (0.35, 0.5)}.get(kind, (0, 0.05))
            follows = share(*follows)
            control = max(0, round(follows + share(-0.03, 0.03), 2)) if kind == "general" else share(0, 0.05)
            return [fit, held, follows, control]

        kinds = [
            "used",
            "still",
            "general",
            "wide",
            *rng.choice(["used", "used", "still", "general", "wide", "none"], size=2),
        ]
        return {"rows": [row(kind) for kind in rng.permutation(kinds)]}

    def shown(self, world):
        rows = [
            [str(n), number(fit), number(held), percent(follows), percent(control)]
            for n, (fit, held, follows, control) in enumerate(world["rows"], 1)
        ]
        return {"grid": table(self.heads[messages.get_language()], rows)}

    def _letters(self, world, read, used):
        return "".join("N" if not read(*row) else "U" if used(*row) else "P" for row in world["rows"])

    def key(self, world):
        return self._letters(world, lambda _, held, *__: held > 0.5, lambda *row: row[2] > 2 * row[3] + 0.1)

    def typical(self, world):
        def read(fit, held, *_):
            return held > 0.5

        return {
            "fitted": self._letters(world, lambda fit, *_: fit > 0.5, lambda *row: row[2] - row[3] > 0.3),
            "readable": self._letters(world, read, lambda *_: True),
            "control": self._letters(world, read, lambda *row: row[2] > 0.2),
        }

    def distinct(self, world, key):
        wrong = list(self.typical(world).values())
        return len(set(wrong)) == len(wrong) and super().distinct(world, key)

    def code(self, world, key):
        return (
            f"rows = {world['rows']}\nanswer_{{n}} = ''\n"
            "for _, held, follows, control in rows:\n"
            "    answer_{n} += 'N' if held < 0.1 else 'U' if follows - control > 0.5 else 'P'"
        )


class LowRank(Number):
    name, points, tolerance, digits = "low_rank", 3, 0.05, 2
    text = {
        "fr": "Dans ce tableau, le nombre d'une ligne et d'une colonne s'obtient exactement ainsi : chaque ligne a un code de "
        "deux nombres, chaque colonne aussi ; on multiplie les premiers entre eux, les seconds entre eux, et l'on additionne. "
        "Les codes ne sont pas donnés. Un nombre manque.\n\n{grid}\n\nQuel est-il, d'après la complétion de matrice ? À 0,05 "
        "près.",
        "en": "In this table the number in a row and a column comes about exactly as follows: each row has a code of two "
        "numbers, and so has each column; the first ones are multiplied, the second ones are multiplied, and the two products "
        "are added. The codes are not given. One number is missing.\n\n{grid}\n\nWhat is it, according to matrix completion? "
        "Within 0.05.",
    }
    mistakes = {
        "copied": {
            "fr": "Vous recopiez la ligne la plus ressemblante : c'est le copieur, qui se passe de codes.",
            "en": "You copy the row that is most alike: this is the copier, who does without codes.",
        },
        "parrot": {
            "fr": "Vous ajoutez à la moyenne ce que la ligne et la colonne ont de plus : c'est le perroquet naïf.",
            "en": "You add to the mean what the row and the column have on top of it: this is the naive parrot.",
        },
        "scaled": {
            "fr": "Vous mettez une seule ligne à l'échelle : cela revient à des codes d'un seul nombre.",
            "en": "You scale a single row: that amounts to codes of one number only.",
        },
    }

    def draw(self, rng):
        rows, columns = rng.integers(1, 10, size=(5, 2)), rng.integers(1, 10, size=(4, 2))
        return {"rows": rows.tolist(), "columns": columns.tolist(), "gap": [int(rng.integers(5)), int(rng.integers(4))]}

    def _table(self, world):
        return np.array(world["rows"]) @ np.array(world["columns"]).T

    def shown(self, world):
        cells, (row, column) = self._table(world), world["gap"]
        lines = [[f"**{name}**", *map(str, line)] for name, line in zip("PQRST", cells.tolist(), strict=True)]
        lines[row][column + 1] = "`?`"
        return {"grid": table(["", "a", "b", "c", "d"], lines)}

    def key(self, world):
        return int(self._table(world)[tuple(world["gap"])])

    def _others(self, world):
        """The known numbers of the row with the gap, and of the other rows; those of the others in its column."""
        cells, (row, column) = self._table(world).astype(float), world["gap"]
        rest = np.delete(cells, column, 1)
        return rest[row], np.delete(rest, row, 0), np.delete(cells[:, column], row)

    def typical(self, world):
        mine, others, told = self._others(world)
        alike = int(np.abs(others - mine).sum(1).argmin())
        mean = (mine.sum() + others.sum() + told.sum()) / 19
        return {
            "copied": float(told[alike]),
            "parrot": float(mine.mean() + told.mean() - mean),
            "scaled": float(told[alike] * mine.sum() / others[alike].sum()),
        }

    def distinct(self, world, key):
        """Whether the gap can be filled in one way alone, and no other row or column is a multiple of its own."""
        mine, others, told = self._others(world)
        rank = np.linalg.matrix_rank
        every = np.column_stack([others, told])
        good = rank(others) == 2 and all(rank(np.stack([mine, other])) == 2 for other in others)
        clear = len(set(np.abs(others - mine).sum(1))) == 4
        far = all(abs(value - key) > 1 for value in self.typical(world).values())
        apiece = all(rank(np.stack([told, column])) == 2 for column in others.T)
        return bool(good and apiece and rank(every) == 2 and clear and far) and apart(self.typical(world).values(), 0.2)

    def code(self, world, key):
        mine, others, told = self._others(world)
        return (
            f"import numpy as np\n\nmine = np.array({mine.tolist()})\nothers = np.array({others.tolist()})\n"
            f"told = np.array({told.tolist()})\n"
            "U, sizes, V = np.linalg.svd(others)\n"
            "codes = others @ V[:2].T  # of the other rows; the same directions for the row that has the gap\n"
            "column, *_ = np.linalg.lstsq(codes, told, rcond=None)\n"
            "answer_{n} = float(V[:2] @ mine @ column)"
        )


class Verdicts(Statements):
    name, points = "verdicts", 4
    text = {
        "fr": "Deux mondes, les mêmes phrases. Voici, sur des paires jamais lues, l'erreur moyenne de chacun, en km.\n\n{grid}"
        "\n\nSur des villes mises à part, une sonde lit le réseau des villes avec un R² de {network_r2}, le tableau brut des "
        "distances montrées avec un R² de {table_r2}, et un réseau jamais entraîné avec un R² de {untrained_r2}. Quand on "
        "pousse une île le long de la carte lue, dans le réseau des îles, ses réponses suivent {follows} du changement exigé ; "
        "poussée aussi fort au hasard, {control}. Le même réseau, quand on lui dit tout dès le début, est resté sur son "
        "plateau pour {stayed} graines sur dix, jusqu'au dernier des mille pas.\n\nQuelles affirmations ces mesures permettent-elles de soutenir ? Donnez leurs lettres, par "
        'exemple `"AC"`.',
        "en": "Two worlds, the same sentences. Here is the mean error of each, in km, on pairs that were never read.\n\n{grid}"
        "\n\nOn cities kept apart, a probe reads the network of the cities with an R² of {network_r2}, the bare table of the "
        "distances shown with an R² of {table_r2}, and a network that was never trained with an R² of {untrained_r2}. When an "
        "island is pushed along the map that was read, in the network of the islands, its answers follow {follows} of the "
        "change demanded; pushed as hard at random, {control}. The same network, told all from the start, stayed on its plateau "
        "with {stayed} seeds of ten, to the last of a thousand steps.\n\nWhich statements do these measurements support? Give their letters, such as "
        '`"AC"`.',
    }
    players = {
        "fr": [
            "toujours la même distance",
            "le copieur d'une ligne",
            "le meilleur copieur",
            "la complétion de matrice",
            "le réseau",
        ],
        "en": [
            "always the same distance",
            "the copier of one row",
            "the best copier",
            "matrix completion",
            "the network",
        ],
    }

    def draw(self, rng):
        def share(low, high):
            return float(rng.uniform(low, high))

        ahead, alone, more, longer = (bool(rng.integers(2)) for _ in range(4))
        pushed = int(rng.choice([0, 0, 1, 2]))  # the map is used; any push does as much; none does anything
        columns = []
        for world, wins in (("cities", ahead), ("islands", alone)):
            copier = share(150, 220) if world == "cities" else share(420, 560)
            network = copier * (share(0.25, 0.4) if wins else share(1.02, 1.15))
            completion = network * share(0.9, 1.3) if wins else copier * share(0.9, 1.1)
            constant = share(3700, 4300) if world == "cities" else share(4000, 4500)
            columns.append([round(km) for km in (constant, copier * share(1.3, 1.6), copier, completion, network)])
        network_r2 = share(0.84, 0.9)
        follows = share(0.75, 0.95) if pushed == 0 else share(0.35, 0.5) if pushed == 1 else share(0.01, 0.05)
        return {
            "columns": columns,
            "network_r2": round(network_r2, 2),
            "table_r2": round(network_r2 - share(0.25, 0.4) if more else network_r2 + share(0.03, 0.08), 2),
            "untrained_r2": round(share(-0.1, 0.08), 2),
            "follows": round(follows, 3),
            "control": round(follows + share(-0.03, 0.03) if pushed == 1 else share(0.005, 0.04), 3),
            "stayed": int(rng.integers(3, 9)),
            "longer": longer,
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        language = messages.get_language()
        heads = {"fr": ["", "villes", "îles"], "en": ["", "cities", "islands"]}[language]
        columns = ([number(km, 0) for km in column] for column in world["columns"])
        rows = [list(row) for row in zip(self.players[language], *columns, strict=True)]
        told = {name: number(world[name]) for name in ("network_r2", "table_r2", "untrained_r2")}
        told |= {name: percent(world[name], 1) for name in ("follows", "control")}
        return told | {"grid": table(heads, rows), "stayed": world["stayed"]}

    def statements(self, world):
        cities, islands = ({"copier": column[2], "network": column[4]} for column in world["columns"])
        return [
            (
                cities["network"] < 0.8 * cities["copier"],
                {
                    "fr": "Parmi les villes, le réseau répond mieux que qui ne fait que copier.",
                    "en": "Among cities, the network answers better than whoever does nothing but copy.",
                },
                {
                    "fr": "comparez-le au meilleur copieur, et non à celui d'une ligne.",
                    "en": "compare it with the best copier, and not with that of one row.",
                },
            ),
            (
                islands["network"] < 0.8 * islands["copier"],
                {
                    "fr": "Parmi les îles, aucun copieur de ce tableau ne suit le réseau.",
                    "en": "Among islands, no copier of this table follows the network.",
                },
                {
                    "fr": "c'est le meilleur copieur qu'il faut laisser loin derrière ; la complétion n'est pas un copieur.",
                    "en": "it is the best copier that must be left far behind; completion is no copier.",
                },
            ),
            (
                world["network_r2"] > world["table_r2"],
                {
                    "fr": "La sonde lit mieux dans le réseau des villes que dans les distances qu'il a lues.",
                    "en": "The probe reads better in the network of the cities than in the distances that it has read.",
                },
                {
                    "fr": "la comparaison qui compte est celle du tableau brut, et non celle d'un réseau jamais entraîné.",
                    "en": "the comparison that counts is with the bare table, and not with a network that was never trained.",
                },
            ),
            (
                world["follows"] > 0.5 > world["control"],
                {
                    "fr": "Le réseau des îles se sert de la carte que la sonde y lit.",
                    "en": "The network of the islands makes use of the map that the probe reads in it.",
                },
                {
                    "fr": "il faut que les réponses suivent la carte, et qu'une poussée au hasard n'en fasse pas autant.",
                    "en": "the answers must follow the map, and a random push must not do as much.",
                },
            ),
            (
                not world["longer"],
                {
                    "fr": "Les réseaux restés sur leur plateau ne l'auraient jamais quitté.",
                    "en": "The networks that stayed on their plateau would never have left it.",
                }
                if world["longer"]
                else {
                    "fr": "Rien ne dit ici si les réseaux restés sur leur plateau auraient fini par le quitter.",
                    "en": "Nothing here tells whether the networks that stayed on their plateau would have left it in the end.",
                },
                {
                    "fr": "on s'est arrêté là : ce qu'ils auraient fait ensuite n'a pas été mesuré.",
                    "en": "training ended there: what they would have done later was not measured.",
                },
            ),
        ]


QUESTIONS = [Copier(), HeldOut(), Hidden(), Used(), LowRank(), Verdicts()]
