"""Questions of unit 01: surprisal and floor, a parrot that counts, copiers, what an average hides, a crowd, an exam."""

import math
from fractions import Fraction

import numpy as np
from exam_questions import NATS, Function, Number, Statements, Word, table

from labkit import detective, messages
from labkit.messages import number, percent
from labkit.next_token import experts, ngram, opponents

NAMES = ["Alice", "Bruno", "Clara", "David", "Emma", "Hugo", "Irma", "Lucas"]  # the same in both languages
MEANS = {
    "fr": "Vous faites la moyenne des probabilités avant le logarithme : ce sont les surprises dont on fait la moyenne.",
    "en": "You average the probabilities before the logarithm: it is the surprisals that are averaged.",
}


def phrases(slot: str) -> list[str]:
    """What a slot of the detective world can hold, in the language of the moment: rooms, weapons."""
    return [text.replace("_", " ") for text in detective.WORLDS[messages.get_language()]["slots"][slot]]


class Ignorance(Number):
    name, points, tolerance, digits = "ignorance", 3, 0.01, 3
    text = {
        "fr": "Voici une phrase d'une histoire neuve, jeton par jeton : la probabilité que l'auteur donnait à chacun, au vu "
        "des précédents, et celle que lui donnait un modèle.\n\n{grid}\n\nSur cette phrase, combien de bits par jeton le "
        "modèle paie-t-il **de plus** qu'un lecteur parfait ? À 0,01 près.",
        "en": "Here is a sentence of a new story, token by token: the probability that the author gave each of them, in "
        "view of those before, and that which a model gave it.\n\n{grid}\n\nOn this sentence, how many bits per token does "
        "the model pay **on top of** what a perfect reader pays? Within 0.01.",
    }
    words = {
        "fr": ["à minuit", ",", "Hugo", "lisait", "seul", "dans la serre", "."],
        "en": ["at midnight", ",", "Hugo", "sat", "reading", "in the greenhouse", "."],
    }
    mistakes = {
        "loss": {
            "fr": "C'est la perte du modèle : ôtez-en ce que paie aussi un lecteur parfait, pour les tirages de l'auteur.",
            "en": "This is the model’s loss: take away what a perfect reader pays too, for the author’s draws.",
        },
        "sum": {
            "fr": "C'est le total de la phrase : il faut la moyenne par jeton.",
            "en": "This is the total of the sentence: the mean per token is wanted.",
        },
        "nats": NATS,
        "means": MEANS,
    }

    def draw(self, rng):
        ways = [1 if place in (1, 6) else int(rng.choice([2, 3, 4, 5, 6, 8])) for place in range(7)]
        model = [rng.uniform(0.85, 0.99) if n == 1 else rng.uniform(0.15, 1.1) / n for n in ways]
        return {"ways": ways, "model": [max(0.01, round(float(q), 2)) for q in model]}

    def shown(self, world):
        heads = {"fr": ["jeton", "auteur", "modèle"], "en": ["token", "author", "model"]}[messages.get_language()]
        source = ["1" if n == 1 else f"1/{n}" for n in world["ways"]]
        rows = zip(self.words[messages.get_language()], source, map(percent, world["model"]), strict=True)
        return {"grid": table(heads, [[f"`{word}`", p, q] for word, p, q in rows])}

    def key(self, world):
        pairs = zip(world["ways"], world["model"], strict=True)
        return round(sum(-math.log2(q) - math.log2(n) for n, q in pairs) / len(world["ways"]), 4)

    def typical(self, world):
        right, model = self.key(world), world["model"]
        source = [1 / n for n in world["ways"]]
        return {
            "loss": sum(-math.log2(q) for q in model) / len(model),
            "sum": right * len(model),
            "nats": right * math.log(2),
            "means": math.log2(sum(source) / sum(model)),
        }

    def distinct(self, world, key):
        return key > 0.2 and super().distinct(world, key)

    def code(self, world, key):
        return (
            f"import numpy as np\n\np = 1 / np.array({world['ways']})\nq = np.array({world['model']})\n"
            "answer_{n} = float(np.log2(p / q).mean())"
        )


class Parrot(Function):
    name, points = "parrot", 4
    stub = "def answer_{n}(train, test):\n    ..."
    text = {
        "fr": "Un perroquet qui compte : un n-gramme d'ordre {order}, pour un vocabulaire de {size} jetons. Dans `train`, un "
        "contexte a été suivi N fois d'un jeton, et de T jetons **différents** ; le perroquet donne alors au jeton x la "
        "probabilité (c + T × p) / (N + T), où c dit combien de fois x a suivi ce contexte, et p est la probabilité de x "
        "après le même contexte privé de son premier jeton. Si rien n'a jamais suivi le contexte, c'est p. Le contexte "
        "vide, que suit chaque jeton de `train`, obéit à la même règle avec p = 1/{size}.\n\nÉcrivez `answer_{{n}}(train, test)` : deux listes de "
        "jetons (des nombres entiers). La fonction rend la perte, en bits par jeton de `test`, du perroquet qui n'a lu que "
        "`train`. Les premiers jetons de `test`, trop près du début pour avoir un contexte entier, sont lus mais ne "
        "comptent pas.",
        "en": "A parrot that counts: an n-gram of order {order}, for a vocabulary of {size} tokens. In `train` a context was "
        "followed N times by a token, and by T **different** tokens; the parrot then gives token x the probability "
        "(c + T × p) / (N + T), where c says how often x followed this context, and p is the probability of x after the "
        "same context without its first token. If nothing ever followed the context, it is p. The empty context, which "
        "each token of `train` follows, obeys the same rule with p = 1/{size}.\n\nWrite `answer_{{n}}(train, test)`: two lists of tokens (whole numbers). "
        "The function returns the loss, in bits per token of `test`, of the parrot that has read `train` alone. The first "
        "tokens of `test`, too near the beginning to have a whole context, are read but do not count.",
    }
    mistakes = {
        "order": {
            "fr": "Votre contexte a un jeton de trop : l'ordre {order} compte aussi le jeton à prédire.",
            "en": "Your context is one token too long: order {order} counts the token to predict, too.",
        },
        "train": {
            "fr": "C'est la perte sur le texte appris : un perroquet se juge sur un texte neuf.",
            "en": "This is the loss on the training text: a parrot is judged on new text.",
        },
        "nats": NATS,
        "means": MEANS,
    }

    def draw(self, rng):
        size = int(rng.integers(12, 60))
        cases = [self._texts(rng, size) for _ in range(5)]
        return {"order": int(rng.integers(2, 4)), "size": size, "cases": cases}

    def _texts(self, rng, size):
        """A text to count and a new one from the same source, which has one token that the first does not know."""
        after = rng.integers(1, 7, size=(7, 2))

        def told(length):
            text = [int(rng.integers(1, 7))]
            while len(text) < length:
                usual = rng.random() < 0.85
                text.append(int(rng.choice(after[text[-1]]) if usual else rng.integers(1, 7)))
            return text

        test = told(9)
        test[int(rng.integers(4, 9))] = int(rng.integers(8, size))
        return [told(int(rng.integers(22, 30))), test]

    def shown(self, world):
        return {"order": world["order"], "size": world["size"]}

    def cases(self, world):
        return world["cases"]

    def _bits(self, world, order, train, test):
        """The surprisal of each token that has a whole context; token 0 opens both texts and is in neither."""
        model = ngram.NGram(order, world["size"]).fit([[0, *train]])
        return model.bits([[0, *test]])[0][order - 1 :]

    def key(self, world):
        return [float(self._bits(world, world["order"], *texts).mean()) for texts in world["cases"]]

    def typical(self, world):
        order, cases, right = world["order"], world["cases"], self.key(world)
        return {
            "order": [float(self._bits(world, order + 1, *texts).mean()) for texts in cases],
            "train": [float(self._bits(world, order, train, train).mean()) for train, _ in cases],
            "nats": [bits * math.log(2) for bits in right],
            "means": [float(-np.log2((2 ** -self._bits(world, order, *texts)).mean())) for texts in cases],
        }

    def code(self, world, key):
        return (
            "from math import log2\n\n\ndef answer_{n}(train, test):\n"
            "    def p(x, context):\n"
            f"        shorter = p(x, context[1:]) if context else 1 / {world['size']}\n"
            "        k = len(context)\n"
            "        after = [train[i + k] for i in range(len(train) - k) if train[i : i + k] == context]\n"
            "        kinds = len(set(after))\n"
            "        return (after.count(x) + kinds * shorter) / (len(after) + kinds) if after else shorter\n\n"
            f"    k = {world['order'] - 1}\n"
            "    bits = [-log2(p(test[i], test[i - k : i])) for i in range(k, len(test))]\n"
            "    return sum(bits) / len(bits)"
        )


class Readers(Word):
    name, points = "readers", 4
    text = {
        "fr": "La dernière page manque.\n\n> {story}\n\nQui chacun de ces lecteurs nomme-t-il ? On ne tue que dans la pièce "
        "où l'on a été vu, et avec l'arme qui s'y trouve.\n\n"
        "1. Qui a suivi l'histoire.\n"
        "2. Le copieur : il prend l'arme, remonte à la dernière phrase où elle figure avec un nom, et rend ce nom.\n"
        "3. Le copieur qui copie deux fois : il prend l'arme, puis la pièce de la dernière phrase où elle figure avec une "
        "pièce, puis le nom de la dernière phrase où cette pièce figure avec un nom.\n"
        "4. Un réseau qui écrit l'étape et copie de même, mais à qui l'on souffle une étape fausse : « qui se trouvait "
        "{false} ».\n\n"
        'Donnez quatre initiales dans cet ordre, `?` pour un lecteur sans nom à rendre : par exemple `"AB?D"`.',
        "en": "The last page is missing.\n\n> {story}\n\nWhom does each of these readers name? Murderers kill only in the room "
        "where they were seen, with the weapon that is kept there.\n\n"
        "1. Someone who has followed the story.\n"
        "2. The copier: it takes the weapon, goes back to the last sentence where it stands with a name, and gives that "
        "name.\n"
        "3. The copier that copies twice: it takes the weapon, then the room of the last sentence where it stands with a "
        "room, then the name of the last sentence where this room stands with a name.\n"
        "4. A network that writes the step and copies in the same way, but for which we write a wrong step: “which was kept "
        "{false}”.\n\n"
        'Give four initials in this order, `?` for whoever has no name to give: such as `"AB?D"`.',
    }
    sentences = {
        "fr": {
            "seen": "{person} était {room}.",
            "kept": "{weapon} se trouvait {room}.",
            "room": "À ce qu'on raconte, {person} a horreur de s'attarder {room}.",
            "weapon": "{person} avait souvent admiré {weapon}.",
            "end": "L'arme du crime est {weapon}, le nom du coupable est donc…",
        },
        "en": {
            "seen": "{person} was {room}.",
            "kept": "{weapon} was kept {room}.",
            "room": "Rumour has it that {person} hates to linger {room}.",
            "weapon": "{person} had often admired {weapon}.",
            "end": "The weapon was {weapon}, so the culprit is…",
        },
    }
    mistakes = {
        "culprit": {
            "fr": "Vous donnez partout le coupable : un copieur rend ce que trouve sa règle, juste ou non.",
            "en": "You give the culprit everywhere: a copier gives what its rule finds, right or wrong.",
        },
        "gossip": {
            "fr": "Vous faites ignorer les ragots aux copieurs : leur règle ne regarde que les mots d'une phrase, non ce "
            "qu'elle dit.",
            "en": "You have the copiers ignore the gossip: their rule looks only at the words of a sentence, not at what it "
            "says.",
        },
        "hops": {
            "fr": "Le copieur du 2 ne cherche qu'une fois : il ne passe pas par la pièce.",
            "en": "The copier of 2 looks up only once: it does not go by way of the room.",
        },
        "step": {
            "fr": "Le réseau du 4 part de la pièce qui est écrite, même fausse, et non de celle de l'arme.",
            "en": "The network of 4 starts from the room that is written, even a wrong one, and not from that of the weapon.",
        },
    }

    def draw(self, rng):
        people, rooms, weapons = (rng.permutation(8)[:4].tolist() for _ in range(3))  # those of one rank go together
        crime, false = (int(n) for n in rng.permutation(4)[:2])
        told = [["seen", people[i], rooms[i], None] for i in range(4)]
        told += [["kept", None, rooms[i], weapons[i]] for i in range(4)]
        told.append(["room", self._other(rng, people, rank := int(rng.choice([crime, false]))), rooms[rank], None])
        admired = weapons[crime] if rng.random() < 0.5 else weapons[false]
        told.append(["weapon", self._other(rng, people, crime), None, admired])
        return {
            "culprit": people[crime],
            "weapon": weapons[crime],
            "false": rooms[false],
            "told": [told[i] for i in rng.permutation(len(told))],
        }

    def _other(self, rng, people, rank):
        """Anybody but the suspect of this rank."""
        return int(rng.choice([person for person in range(8) if person != people[rank]]))

    def shown(self, world):
        rooms, weapons, forms = phrases("room"), phrases("weapon"), self.sentences[messages.get_language()]
        lines = []
        for form, person, room, weapon in [*world["told"], ["end", None, None, world["weapon"]]]:
            named = {"person": "" if person is None else NAMES[person], "room": "" if room is None else rooms[room]}
            line = forms[form].format(**named, weapon="" if weapon is None else weapons[weapon])
            lines.append(line[0].upper() + line[1:])
        return {"story": " ".join(lines), "false": rooms[world["false"]]}

    def _named(self, world, gossip=True):
        """Whom the four readers name; with gossip=False, if copiers ignored it."""
        told = [line[1:] for line in world["told"] if gossip or line[0] in ("seen", "kept")]
        kinds = ("person", "room", "weapon")
        past = [[f"{kind}{n}" for kind, n in zip(kinds, line, strict=True) if n is not None] for line in told]
        people, rooms = ({f"{kind}{n}": n for n in range(8)} for kind in kinds[:2])
        weapon = f"weapon{world['weapon']}"
        room = opponents.look_up(past, weapon, rooms)
        found = [opponents.look_up(past, wanted, people) for wanted in (weapon, room, f"room{world['false']}")]
        return [NAMES[world["culprit"]][0], *("?" if name is None else NAMES[people[name]][0] for name in found)]

    def key(self, world):
        return "".join(self._named(world))

    def typical(self, world):
        right = self._named(world)
        return {
            "culprit": right[0] * 4,
            "gossip": "".join(self._named(world, gossip=False)),
            "hops": "".join([right[0], right[2], *right[2:]]),
            "step": "".join([*right[:3], right[2]]),
        }


class Share(Number):
    name, points, tolerance, digits = "share", 3, 0.003, 3
    text = {
        "fr": "Entre deux moments de son entraînement, un réseau a appris à nommer le coupable. Voici ce que lui coûte un "
        "jeton de chaque sorte, en bits, sur des histoires neuves.\n\n{grid}\n\nDans la baisse de sa perte moyenne, quelle "
        "part revient au nom du coupable ? Donnez un nombre entre 0 et 1, à 0,003 près.",
        "en": "Between two moments of its training a network has learnt to name the culprit. Here is what a token of each "
        "kind costs it, in bits, on new stories.\n\n{grid}\n\nWhat share of the fall of its mean loss is due to the "
        "culprit’s name? Give a number between 0 and 1, within 0.003.",
    }
    heads = {
        "fr": ["sorte de jetons", "combien par histoire", "avant", "après"],
        "en": ["kind of tokens", "how many a story", "before", "after"],
    }
    kinds = {
        "fr": ["mots de grammaire", "tirages de l'auteur", "noms des notes", "nom du coupable"],
        "en": ["words of grammar", "the author’s draws", "names in the notes", "culprit’s name"],
    }
    mistakes = {
        "plain": {
            "fr": "Vous comptez chaque sorte pour un jeton : il y en a bien plus de certaines dans une histoire.",
            "en": "You count each kind as one token: a story has many more of some.",
        },
        "bits": {
            "fr": "C'est ce que la perte y gagne, en bits par jeton : divisez-le par toute la baisse.",
            "en": "This is what the loss gains by it, in bits per token: divide it by the whole fall.",
        },
        "tokens": {
            "fr": "C'est la part de ce nom dans les jetons : il faut celle qu'il a dans la baisse.",
            "en": "This is the share of this name among the tokens: its share of the fall is wanted.",
        },
    }

    def draw(self, rng):
        counts = [int(rng.integers(30, 45)), int(rng.integers(14, 23)), int(rng.integers(2, 5)), 1]
        after = [rng.uniform(*ends) for ends in ((0.01, 0.03), (2.3, 2.6), (0.3, 0.9), (0.1, 0.5))]
        fall = [rng.uniform(*ends) for ends in ((0.03, 0.12), (0.03, 0.15), (0.9, 1.8), (1.4, 2.4))]
        return {
            "counts": counts,
            "before": [round(float(a + f), 2) for a, f in zip(after, fall, strict=True)],
            "after": [round(float(a), 2) for a in after],
        }

    def shown(self, world):
        language = messages.get_language()
        columns = [map(str, world["counts"]), map(number, world["before"]), map(number, world["after"])]
        rows = [list(row) for row in zip(self.kinds[language], *columns, strict=True)]
        return {"grid": table(self.heads[language], rows)}

    def _falls(self, world):
        """What a token of each kind costs less, in hundredths of a bit."""
        return [round(100 * b) - round(100 * a) for b, a in zip(world["before"], world["after"], strict=True)]

    def key(self, world):
        falls = self._falls(world)
        return round(float(Fraction(falls[-1], sum(map(int.__mul__, world["counts"], falls)))), 5)

    def typical(self, world):
        falls, length = self._falls(world), sum(world["counts"])
        return {"plain": falls[-1] / sum(falls), "bits": falls[-1] / 100 / length, "tokens": 1 / length}

    def code(self, world, key):
        return (
            "import numpy as np\n\n"
            f"fall = np.array({world['before']}) - np.array({world['after']})\n"
            f"fall = fall * {world['counts']}\n"
            "answer_{n} = float(fall[-1] / fall.sum())"
        )


class Crowd(Number):
    name, points, tolerance, digits = "crowd", 3, 0.005, 3
    text = {
        "fr": "{players} joueurs ont chacun donné leur coup dans quatre positions. Voici combien ont choisi chacun des trois "
        "coups possibles.\n\n{grid}\n\nUn modèle les imite : à température 1, il donne à un coup la part des joueurs qui "
        "l'ont choisi. À température 1/{inverse}, à quelle part de coups justes faut-il s'attendre, en moyenne sur les "
        "quatre positions ? Donnez un nombre entre 0 et 1, à 0,005 près.",
        "en": "{players} players have each given their move in four positions. Here is how many chose each of the three "
        "possible moves.\n\n{grid}\n\nA model imitates them: at temperature 1 it gives a move the share of the players who "
        "chose it. At temperature 1/{inverse}, what share of right moves is to be expected, on average over the four "
        "positions? Give a number between 0 and 1, within 0.005.",
    }
    mistakes = {
        "one": {
            "fr": "C'est la part à température 1, celle d'un joueur tiré au sort.",
            "en": "This is the share at temperature 1, that of a player drawn by lot.",
        },
        "vote": {
            "fr": "C'est le vote à la majorité, que l'on n'atteint que tout près de la température 0.",
            "en": "This is the majority vote, which is reached only close to temperature 0.",
        },
        "hot": {
            "fr": "Vous réchauffez au lieu de refroidir : l'exposant est 1/T, ici {inverse}, et non T.",
            "en": "You warm up instead of cooling down: the exponent is 1/T, here {inverse}, and not T.",
        },
        "pooled": {
            "fr": "Vous additionnez les positions avant de refroidir : chaque position a sa propre distribution.",
            "en": "You add up the positions before cooling: each position has a distribution of its own.",
        },
    }

    def draw(self, rng):
        players = int(rng.integers(24, 41))
        shared = int(rng.integers(4))  # there most players make the same mistake
        votes, right = [], rng.integers(3, size=4).tolist()
        for position in range(4):
            first = round(players * float(rng.uniform(0.45, 0.58)))
            second = round((players - first) * float(rng.uniform(0.5, 0.75)))
            counts = [first, second, players - first - second]
            good = counts.pop(int(rng.integers(1, 3)) if position == shared else 0)
            others = [counts[i] for i in rng.permutation(2)]
            votes.append([*others[: right[position]], good, *others[right[position] :]])
        return {"votes": votes, "right": right, "inverse": int(rng.integers(2, 4))}

    def shown(self, world):
        heads = {
            "fr": ["position", "coup juste", "`a`", "`b`", "`c`"],
            "en": ["position", "right move", "`a`", "`b`", "`c`"],
        }[messages.get_language()]
        rows = zip("1234", world["right"], world["votes"], strict=True)
        grid = table(heads, [[n, f"`{'abc'[good]}`", *map(str, votes)] for n, good, votes in rows])
        return {"players": sum(world["votes"][0]), "inverse": world["inverse"], "grid": grid}

    def _score(self, world, temperature):
        votes, right = np.array(world["votes"]), np.array(world["right"])
        answers = np.array([[move for move, n in enumerate(row) for _ in range(n)] for row in world["votes"]]).T
        shares = votes / votes.sum(1, keepdims=True)
        return experts.Panel(right, answers, 3).score(shares, temperature)

    def key(self, world):
        return round(self._score(world, 1 / world["inverse"]), 5)

    def typical(self, world):
        votes, right, k = world["votes"], world["right"], world["inverse"]
        good = sum(row[move] for row, move in zip(votes, right, strict=True)) ** k
        second, third = (sum(row[(move + far) % 3] for row, move in zip(votes, right, strict=True)) for far in (1, 2))
        return {
            "one": self._score(world, 1.0),
            "vote": sum(max(row) == row[move] for row, move in zip(votes, right, strict=True)) / 4,
            "hot": self._score(world, float(k)),
            "pooled": good / (good + second**k + third**k),
        }

    def code(self, world, key):
        return (
            f"votes, right = {world['votes']}, {world['right']}\n"
            f"shares = [row[move] ** {world['inverse']} / sum(n ** {world['inverse']} for n in row)"
            " for row, move in zip(votes, right)]\n"
            "answer_{n} = sum(shares) / 4"
        )


class Verdicts(Statements):
    name, points = "verdicts", 3
    text = {
        "fr": "Chaque histoire est neuve et compte {suspects} suspects. Un maillon : la fin dit la pièce du crime. Deux "
        "maillons : elle ne dit que l'arme. Voici la part des coupables nommés ; aux deux dernières lignes, des phrases "
        "sont cachées au réseau qui écrit l'étape.\n\n{grid}\n\nQuelles affirmations ce tableau permet-il de soutenir ? "
        'Donnez leurs lettres, par exemple `"AC"`.',
        "en": "Each story is new and has {suspects} suspects. One hop: the end tells the room of the crime. Two hops: it tells only "
        "the weapon. Here is the share of culprits named; in the last two rows, sentences are hidden from the network that "
        'writes the step.\n\n{grid}\n\nWhich statements does this table support? Give their letters, such as `"AC"`.',
    }
    players = {
        "fr": [
            "le meilleur n-gramme",
            "le copieur",
            "le copieur qui copie deux fois",
            "le réseau, d'un coup",
            "le réseau qui écrit l'étape",
            "sans les phrases du coupable et de son arme",
            "sans celles d'un autre suspect",
        ],
        "en": [
            "the best n-gram",
            "the copier",
            "the copier that copies twice",
            "the network, in one go",
            "the network that writes the step",
            "without the sentences of the culprit and the weapon",
            "without those of another suspect",
        ],
    }

    def draw(self, rng):
        suspects = int(rng.integers(3, 7))

        def share(least, most):
            return round(float(rng.uniform(least, most)), 3)

        def chance():
            return share(1 / suspects - 0.02, 1 / suspects + 0.02)

        lured = int(rng.choice([0, 1, 1, 2]))  # gossip lures copiers: nowhere, on two hops, on one hop too
        hidden = int(rng.choice([0, 0, 1, 2]))  # the harm is that of the sentences, of hiding, or there is none
        one = share(0.97, 1) if lured < 2 else share(0.4, 0.55)
        return {
            "suspects": suspects,
            "ngram": [chance(), chance()],
            "copier": [one, chance()],
            "twice": [one, share(0.975, 1) if lured == 0 else share(0.4, 0.55)],
            "at_once": [share(0.95, 0.99), chance() if rng.random() < 0.5 else share(0.65, 0.85)],
            "written": share(0.95, 0.985),
            "hidden": share(0.88, 0.94) if hidden == 2 else share(0.03, 0.12),
            "control": share(0.03, 0.12) if hidden == 1 else share(0.88, 0.94),
            "longer": bool(rng.integers(2)),
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        language = messages.get_language()
        heads = {"fr": ["", "un maillon", "deux maillons"], "en": ["", "one hop", "two hops"]}[language]
        shares = [world[name] for name in ("ngram", "copier", "twice", "at_once")]
        shares += [[None, world[name]] for name in ("written", "hidden", "control")]
        rows = [
            [player, *("" if share is None else percent(share, 1) for share in pair)]
            for player, pair in zip(self.players[language], shares, strict=True)
        ]
        return {"suspects": world["suspects"], "grid": table(heads, rows)}

    def statements(self, world):
        return [
            (
                world["copier"][0] >= 0.9,
                {
                    "fr": "Sur un maillon, il se peut que le réseau ne fasse rien de plus que le copieur.",
                    "en": "On one hop, the network may be doing nothing more than the copier does.",
                },
                {
                    "fr": "voyez si le copieur réussit aussi bien que le réseau dans la première colonne.",
                    "en": "see whether the copier does as well as the network in the first column.",
                },
            ),
            (
                world["twice"][1] <= 0.6,
                {
                    "fr": "Sur deux maillons, le réseau qui écrit l'étape laisse loin derrière lui toutes les règles du tableau.",
                    "en": "On two hops the network that writes the step leaves every rule of the table far behind.",
                },
                {
                    "fr": "comparez-le au meilleur adversaire, le copieur qui copie deux fois, et non au plus faible.",
                    "en": "compare it with the best opponent, the copier that copies twice, and not with the weakest.",
                },
            ),
            (
                world["at_once"][1] <= 1 / world["suspects"] + 0.05,
                {
                    "fr": "D'un coup, sur deux maillons, le réseau ne fait pas mieux que deviner entre les suspects.",
                    "en": "In one go, on two hops, the network does no better than guessing among the suspects.",
                },
                {
                    "fr": f"deviner entre {world['suspects']} suspects nomme le coupable "
                    f"{number(100 / world['suspects'], 0)} fois sur 100.",
                    "en": f"guessing among {world['suspects']} suspects names the culprit "
                    f"{number(100 / world['suspects'], 0)} times in 100.",
                },
            ),
            (
                world["hidden"] < 0.5 < world["control"],
                {
                    "fr": "Le réseau qui écrit l'étape a besoin des phrases du coupable et de son arme, et non de celles d'un "
                    "autre.",
                    "en": "The network that writes the step needs the sentences of the culprit and the weapon, and not those "
                    "of another suspect.",
                },
                {
                    "fr": "il faut une chute à l'avant-dernière ligne, et aucune à la dernière, le témoin.",
                    "en": "a fall is wanted in the last row but one, and none in the last, the control.",
                },
            ),
            (
                world["longer"],
                {
                    "fr": "Le tableau ne dit pas ce que vaudrait, d'un coup, un réseau entraîné plus longtemps.",
                    "en": "The table does not tell what a network trained for longer would do in one go.",
                }
                if world["longer"]
                else {
                    "fr": "Entraîné plus longtemps, le réseau ne ferait pas mieux d'un coup.",
                    "en": "Trained for longer, the network would do no better in one go.",
                },
                {
                    "fr": "le tableau porte sur un seul entraînement, d'une seule durée.",
                    "en": "the table is about a single training, of a single length.",
                },
            ),
        ]


QUESTIONS = [Ignorance(), Parrot(), Readers(), Share(), Crowd(), Verdicts()]
