"""Questions of unit 08: a query's price, a reader of liars, a prompt that unmasks, two mechanisms, wordings, networks."""

import functools
import itertools
import math

import numpy as np
import torch
from exam_questions import Function, Number, Statements, Word, table

from labkit import messages
from labkit.messages import number, percent
from labkit.programs import readers, worlds

MEANINGS = "ABCDEF"


def asked(x, y, question: int, symbols: int) -> worlds.Prompts:
    """One prompt with its demonstrations; its right answer is not used."""
    x, y = torch.tensor([[*x, question]]), torch.tensor([[*y, 0]])
    return worlds.Prompts(x, y, torch.zeros(1, dtype=torch.long), symbols)


@functools.cache
def shuffled(rows: int, sums: tuple[int, ...]) -> dict[int, float]:
    """How likely each spread between rows is, where each column has so many right answers, on rows drawn at random."""
    chances = {(0,) * rows: 1.0}  # of counts up to a common part, whatever their order
    for right in sums:
        ways, after = list(itertools.combinations(range(rows), right)), {}
        for (counts, chance), way in itertools.product(chances.items(), ways):
            found = sorted(count + (row in way) for row, count in enumerate(counts))
            found = tuple(count - found[0] for count in found)
            after[found] = after.get(found, 0) + chance / len(ways)
        chances = after
    spreads = {}
    for counts, chance in chances.items():
        spreads[counts[-1]] = spreads.get(counts[-1], 0) + chance
    return spreads


class Query(Number):
    name, points = "query", 3
    text = {
        "fr": "Une liste de dictionnaires de {symbols} mots, tirés au sort : chacun donne à chaque mot l'un de {symbols} "
        "sens, jamais deux fois le même. Chaque invite vient de l'un d'eux. Elle montre {shown} paires sans mensonge, mais "
        "certaines se répètent : elle n'a que {different} mots différents. Appelons **rival** un autre dictionnaire de la "
        "liste qui s'accorde avec toute l'invite. Combien de dictionnaires la liste peut-elle compter, au plus, si l'on veut "
        "que {prompts} invites n'aient en moyenne pas plus d'un rival, **à elles toutes** ?",
        "en": "A list of dictionaries of {symbols} words, drawn at random: each gives every word one of {symbols} meanings, "
        "never the same twice. Each prompt comes from one of them. It shows {shown} pairs without a lie, but some are "
        "repeated: it has only {different} different words. Let us call a **rival** another dictionary of the list that "
        "agrees with the whole prompt. How many dictionaries can the list have, at most, if {prompts} prompts are to have no "
        "more than one rival on average, **all of them together**?",
    }
    mistakes = {
        "independent": {
            "fr": "Vous comptez une chance sur {symbols} pour chaque paire : un sens déjà donné ne revient pas.",
            "en": "You count one chance in {symbols} for each pair: a meaning that was given does not come back.",
        },
        "repeated": {
            "fr": "Vous comptez les {shown} paires : une paire répétée n'apprend rien et n'écarte personne.",
            "en": "You count all {shown} pairs: a repeated pair tells nothing and rules nobody out.",
        },
        "others": {
            "fr": "C'est le nombre des autres : la liste compte aussi le dictionnaire de l'invite.",
            "en": "This is the number of the others: the list also holds the dictionary of the prompt.",
        },
        "one": {
            "fr": "Avec une telle liste, chaque invite a un rival en moyenne : il en faut {prompts} fois moins.",
            "en": "With such a list each prompt has one rival on average: {prompts} times fewer are wanted.",
        },
    }

    def draw(self, rng):
        different = int(rng.integers(3, 5))
        return {
            "symbols": int(rng.integers(11, 25)),
            "different": different,
            "shown": different + int(rng.integers(1, 3)),
            "prompts": int(rng.choice([10, 15, 20, 25, 30, 40, 50, 60])),
        }

    def shown(self, world):
        return world

    def key(self, world):
        return math.perm(world["symbols"], world["different"]) // world["prompts"] + 1

    def typical(self, world):
        p, prompts = world["symbols"], world["prompts"]
        return {
            "independent": p ** world["different"] // prompts + 1,
            "repeated": math.perm(p, world["shown"]) // prompts + 1,
            "others": self.key(world) - 1,
            "one": math.perm(p, world["different"]) + 1,
        }

    def code(self, world, key):
        return (
            "agree = 1  # the chance that another dictionary agrees\n"
            f"for n in range({world['different']}):\n    agree /= {world['symbols']} - n\n"
            f"answer_{{n}} = int(1 / agree / {world['prompts']} + 1e-6) + 1"
        )


class Liars(Function):
    name, points = "liars", 4
    stub = "def answer_{n}(programs, x, y, question, answer):\n    ..."
    text = {
        "fr": "Un lecteur a en main une liste de dictionnaires, tous aussi probables au départ. L'invite vient de l'un d'eux, "
        "mais il sait qu'elle peut mentir : indépendamment des autres, chaque démonstration est un mensonge avec la "
        "probabilité {share}, et sa réponse est alors tirée au sort parmi **{among}**. Sinon, c'est celle du dictionnaire."
        "\n\nÉcrivez `answer_{{n}}(programs, x, y, question, answer)` : `programs[k][m]` est la réponse du dictionnaire k au "
        "mot m, et il y a autant de réponses possibles que de mots ; `x` et `y` sont les mots démontrés, tous différents, et les "
        "réponses montrées. La fonction rend la probabilité, pour ce lecteur, que le dictionnaire de l'invite donne "
        "`answer` au mot `question`.",
        "en": "A reader has a list of dictionaries in hand, all equally likely at first. The prompt comes from one of them, "
        "but the reader knows that it may lie: independently of the others, each demonstration is a lie with probability "
        "{share}, and its answer is then drawn at random among **{among}**. Else it is the dictionary’s.\n\nWrite "
        "`answer_{{n}}(programs, x, y, question, answer)`: `programs[k][m]` is the answer of dictionary k to word m, and "
        "there are as many possible answers as words; `x` and `y` are the demonstrated words, all different, and the answers "
        "shown. The function returns the probability, for this reader, that the dictionary of the prompt gives `answer` to "
        "the word `question`.",
    }
    among = {
        "fr": ["toutes les réponses possibles, la vraie comprise", "toutes les réponses possibles sauf la vraie"],
        "en": ["all possible answers, the true one included", "all possible answers but the true one"],
    }
    mistakes = {
        "strict": {
            "fr": "Vous rayez tout dictionnaire qu'une seule démonstration dément : elle peut être un mensonge.",
            "en": "You cross out every dictionary that a single demonstration contradicts: it may be a lie.",
        },
        "librarian": {
            "fr": "C'est le bibliothécaire, qui ne garde que les dictionnaires les plus proches : les autres restent "
            "possibles.",
            "en": "This is the librarian, who keeps only the nearest dictionaries: the others remain possible.",
        },
        "kind": {
            "fr": "Relisez parmi quoi un mensonge est tiré : ici, parmi {among}.",
            "en": "Read again among what a lie is drawn: here, among {among}.",
        },
        "table": {
            "fr": "Vous comptez les réponses de la liste sans lire les démonstrations.",
            "en": "You count the answers of the list without reading the demonstrations.",
        },
    }

    def draw(self, rng):
        return {
            "share": int(rng.integers(10, 46)),
            "other": int(rng.integers(2)),
            "cases": [self._case(rng) for _ in range(5)],
        }

    def _case(self, rng):
        """A prompt in which a demonstration or two differ from its dictionary, and an answer that some dictionary gives."""
        p, count, shown = int(rng.integers(5, 8)), int(rng.integers(4, 7)), int(rng.integers(3, 5))
        programs = [rng.permutation(p).tolist() for _ in range(count)]
        x = rng.permutation(p)[:shown].tolist()
        y = [programs[0][word] for word in x]
        for place in range(int(rng.integers(1, 3))):
            y[place] = (y[place] + int(rng.integers(1, p))) % p
        turn, question = rng.permutation(shown), int(rng.integers(p))
        answer = programs[int(rng.integers(count))][question]
        return [programs, [x[i] for i in turn], [y[i] for i in turn], question, answer]

    def shown(self, world):
        among = self.among[messages.get_language()][world["other"]]
        return {"share": number(world["share"] / 100), "among": among}

    def cases(self, world):
        return world["cases"]

    def _given(self, case):
        programs, x, y, question, answer = case
        return torch.tensor(programs), asked(x, y, question, len(programs[0])), answer

    def _told(self, case, share, other):
        """The posterior of each dictionary by how many demonstrations it agrees with, then its vote."""
        programs, prompt, answer = self._given(case)
        p, found = programs.shape[1], readers.matches(programs, prompt)[0].double()
        wrong = share / (p - 1) if other else share / p
        right = 1 - share if other else 1 - share + share / p
        weights = right**found * wrong ** (prompt.demonstrations - found)
        votes = programs[:, case[3]] == answer
        return float(weights[votes].sum() / weights.sum())

    def key(self, world):
        return [self._told(case, world["share"] / 100, world["other"]) for case in world["cases"]]

    def typical(self, world):
        def told(reader):
            return [float(reader(*given[:2])[0, given[2]]) for given in map(self._given, world["cases"])]

        return {
            "strict": told(readers.bayes),
            "librarian": told(readers.nearest),
            "kind": [self._told(case, world["share"] / 100, not world["other"]) for case in world["cases"]],
            "table": told(readers.frequencies),
        }

    def distinct(self, world, key):
        return max(key) < 0.99 and super().distinct(world, key)

    def code(self, world, key):
        q = world["share"] / 100
        right, wrong = (f"{1 - q}", f"{q} / (p - 1)") if world["other"] else (f"{1 - q} + {q} / p", f"{q} / p")
        return (
            "def answer_{n}(programs, x, y, question, answer):\n"
            "    p, whole, part = len(programs[0]), 0, 0\n"
            "    for program in programs:\n        weight = 1\n"
            "        for word, meaning in zip(x, y):\n"
            f"            weight *= {right} if program[word] == meaning else {wrong}\n"
            "        whole += weight\n        part += weight * (program[question] == answer)\n"
            "    return part / whole"
        )


class Unmask(Word):
    name, points = "unmask", 3
    text = {
        "fr": "Une base connaît ces cinq dictionnaires de six mots.\n\n{list}\n\nVoici six invites.\n\n{grid}\n\nDeux lecteurs "
        "les lisent. Le **bibliothécaire** répond d'après le dictionnaire de la liste qui s'accorde avec le plus de "
        "démonstrations ; si plusieurs s'accordent autant et répondent différemment, il se tait. Le **copiste** rend la "
        "réponse que l'invite donne au mot demandé ; si elle n'en donne pas, il se tait.\n\nUne seule invite les fait "
        "répondre **tous deux, et différemment**. Donnez son numéro, puis la réponse du bibliothécaire, puis celle du "
        'copiste : par exemple `"2AE"`.',
        "en": "A database knows these five dictionaries of six words.\n\n{list}\n\nHere are six prompts.\n\n{grid}\n\nTwo "
        "readers read them. The **librarian** answers by the dictionary of the list that agrees with most demonstrations; if "
        "several agree with as many and give different answers, it is silent. The **copyist** gives the answer that the "
        "prompt gives to the word asked for; if it gives none, it is silent.\n\nJust one prompt makes them **both answer, and "
        "differently**. Give its number, then the librarian’s answer, then the copyist’s: such as "
        '`"2AE"`.',
    }
    heads = {
        "list": {"fr": "dictionnaire", "en": "dictionary"},
        "grid": {"fr": ["invite", "démonstrations", "question"], "en": ["prompt", "demonstrations", "question"]},
    }
    mistakes = {
        "swapped": {
            "fr": "C'est la bonne invite, mais vous donnez les deux réponses dans l'autre ordre.",
            "en": "This is the right prompt, but you give the two answers in the other order.",
        },
        "tie": {
            "fr": "Dans cette invite, plusieurs dictionnaires sont aussi proches et se contredisent : le bibliothécaire se "
            "tait.",
            "en": "In this prompt several dictionaries are equally near and contradict each other: the librarian is silent.",
        },
        "harmless": {
            "fr": "Cette invite ment bien, mais sur un autre mot que celui qu'on demande : les deux lecteurs y sont d'accord.",
            "en": "This prompt does lie, but about another word than the one asked for: there the two readers agree.",
        },
        "strict": {
            "fr": "C'est la bonne invite ; mais le bibliothécaire n'exige pas que toutes les démonstrations s'accordent.",
            "en": "This is the right prompt; but the librarian does not ask that all demonstrations agree.",
        },
    }
    kinds = ("lie", "tie", "harmless", "true", "absent", "stranger")

    def draw(self, rng):
        words = sorted(int(n) for n in rng.permutation(16)[:6])
        programs = [rng.permutation(6).tolist() for _ in range(5)]
        order = rng.permutation(self.kinds).tolist()
        return {"words": words, "programs": programs, "order": order, "prompts": self._prompts(rng, programs, order)}

    def _prompts(self, rng, programs, order):
        """A prompt of each kind, in this order: random ones until all kinds are found."""
        found = {}
        for _ in range(600):
            source = programs[int(rng.integers(5))] if rng.random() < 0.75 else rng.permutation(6).tolist()
            x = rng.permutation(6)[:4].tolist()
            y, question = [source[word] for word in x], int(rng.integers(6))
            if rng.random() < 0.6:
                y[int(rng.integers(4))] = int(rng.integers(6))
            if len(set(y)) == 4:
                kind = self._kind(programs, source, x, y, question)
                found.setdefault(kind, [x, y, question])
        return [found.get(kind) for kind in order]

    def _kind(self, programs, source, x, y, question):
        """What a prompt is good for; None: nothing that this question asks for."""
        librarian, copied = self._librarian(programs, x, y, question), dict(zip(x, y, strict=True)).get(question)
        known, true = source in programs, all(source[word] == meaning for word, meaning in zip(x, y, strict=True))
        if copied is None:
            return "absent" if known and true and len(librarian) == 1 else None
        if len(librarian) > 1:
            return "tie" if len(librarian) == 2 else None
        if librarian != [copied]:
            return "lie" if known and librarian == [source[question]] else None
        return ("true" if true else "harmless") if known else "stranger"

    def _librarian(self, programs, x, y, question):
        """The answers of the nearest dictionaries, by plain counting; the key has them from labkit."""
        agree = [sum(row[word] == meaning for word, meaning in zip(x, y, strict=True)) for row in programs]
        near = (row[question] for row, n in zip(programs, agree, strict=True) if n == max(agree))
        return list(dict.fromkeys(near))

    def _answers(self, programs, prompt):
        """What the two readers answer; None: nothing."""
        prompt = asked(*prompt, 6)
        told = [readers.nearest(torch.tensor(programs), prompt)[0], readers.copier(prompt)[0]]
        return [int(p.argmax()) if p.max() > 0.999 else None for p in told]

    def shown(self, world):
        language, words = messages.get_language(), [worlds.WORDS[n] for n in world["words"]]
        rows = [[f"**{n}**", *(MEANINGS[m] for m in row)] for n, row in enumerate(world["programs"], 1)]
        prompts = [
            [
                str(n),
                "`" + ", ".join(f"{words[a]} → {MEANINGS[b]}" for a, b in zip(x, y, strict=True)) + "`",
                f"`{words[q]} → ?`",
            ]
            for n, (x, y, q) in enumerate(world["prompts"], 1)
        ]
        heads = [self.heads["list"][language], *(f"`{word}`" for word in words)]
        return {"list": table(heads, rows), "grid": table(self.heads["grid"][language], prompts)}

    def _written(self, world, kind):
        place = world["order"].index(kind)
        told = self._answers(world["programs"], world["prompts"][place])
        return str(place + 1) + "".join("?" if answer is None else MEANINGS[answer] for answer in told)

    def key(self, world):
        return self._written(world, "lie") if all(world["prompts"]) else ""

    def typical(self, world):
        right, tie = self._written(world, "lie"), self._written(world, "tie")
        near = self._librarian(world["programs"], *world["prompts"][world["order"].index("tie")])
        first = next(answer for answer in near if MEANINGS[answer] != tie[2])
        return {
            "swapped": right[0] + right[2] + right[1],
            "tie": tie[0] + MEANINGS[first] + tie[2],
            "harmless": self._written(world, "harmless"),
            "strict": right[0] + "?" + right[2],
        }

    def distinct(self, world, key):
        return all(world["prompts"]) and super().distinct(world, key)

    def code(self, world, key):
        return (
            f"programs = {world['programs']}\nprompts = {world['prompts']}\n"
            "for n, (x, y, question) in enumerate(prompts, 1):\n"
            "    agree = [sum(row[a] == b for a, b in zip(x, y)) for row in programs]\n"
            "    found = {row[question] for row, m in zip(programs, agree) if m == max(agree)}\n"
            "    copied = dict(zip(x, y)).get(question)\n"
            "    if len(found) == 1 and copied is not None and copied not in found:\n"
            f'        answer_{{n}} = str(n) + "{MEANINGS}"[found.pop()] + "{MEANINGS}"[copied]'
        )


class Together(Number):
    name, points, tolerance, digits = "together", 3, 0.004, 3
    text = {
        "fr": "Les dictionnaires ont {symbols} mots et {symbols} sens. Une invite montre {shown} paires de mots différents, "
        "puis pose une question. Dans un réseau, deux mécanismes travaillent indépendamment l'un de l'autre : l'un reconnaît "
        "parfois le dictionnaire, s'il est connu, et donne sa réponse ; l'autre rend parfois la réponse de l'invite, si le "
        "mot y est démontré. Quand aucun n'aboutit, le réseau devine : si le mot est démontré, il répète au hasard l'une des "
        "{shown} réponses montrées ; sinon, il donne au hasard l'une de celles qui ne l'ont pas été.\n\nIl répond juste à "
        "{known} des questions non démontrées sur des dictionnaires connus, et à {new} des questions démontrées sur des "
        "inédits. Quelle part de réponses justes faut-il attendre de lui aux questions **démontrées** sur des dictionnaires "
        "**connus** ? Donnez un nombre entre 0 et 1, à 0,004 près.",
        "en": "The dictionaries have {symbols} words and {symbols} meanings. A prompt shows {shown} pairs of different words, "
        "then asks a question. In a network two mechanisms work independently of each other: one recognises the dictionary "
        "at times, if it is known, and gives its answer; the other gives back at times the answer of the prompt, if the word is "
        "demonstrated there. Where neither comes through, the network guesses: if the word is demonstrated, it repeats one of "
        "the {shown} answers shown, at random; if not, it gives one of those that were not shown, at random.\n\nIt is "
        "right on {known} of the questions not demonstrated about known dictionaries, and on {new} of the demonstrated ones "
        "about new dictionaries. What share of right answers is to be expected from it on **demonstrated** questions about **known** "
        "dictionaries? Give a number between 0 and 1, within 0.004.",
    }
    mistakes = {
        "raw": {
            "fr": "Vous prenez les deux résultats pour ce que font les mécanismes : chacun contient aussi des réponses "
            "devinées.",
            "en": "You take the two results for what the mechanisms do: each contains guessed answers too.",
        },
        "unguessed": {
            "fr": "Vous oubliez que, là où aucun mécanisme n'aboutit, le réseau devine encore.",
            "en": "You forget that, where neither mechanism comes through, the network still guesses.",
        },
        "blind": {
            "fr": "Une question non démontrée ne se devine pas parmi {symbols} sens : ceux de l'invite sont écartés.",
            "en": "A question not demonstrated is not guessed among {symbols} meanings: those of the prompt are ruled out.",
        },
        "minus": {
            "fr": "Vous ôtez le hasard comme si le réseau devinait toujours : il ne devine que là où il n'a pas reconnu.",
            "en": "You take chance away as if the network always guessed: it guesses only where it has not recognised.",
        },
        "best": {
            "fr": "Vous donnez le meilleur des deux résultats : deux mécanismes indépendants font mieux que l'un d'eux.",
            "en": "You give the better of the two results: two independent mechanisms do better than one of them.",
        },
    }

    def draw(self, rng):
        symbols = int(rng.integers(8, 15))
        shown = int(rng.integers(3, symbols - 3))
        find, copy = rng.uniform(0.2, 0.6, size=2)
        known, new = find + (1 - find) / (symbols - shown), copy + (1 - copy) / shown
        return {"symbols": symbols, "shown": shown, "known": round(float(known), 3), "new": round(float(new), 3)}

    def shown(self, world):
        return world | {"known": percent(world["known"], 1), "new": percent(world["new"], 1)}

    def _mechanisms(self, world):
        """How often each comes through: what is left of the two results without the guesses."""
        chances = 1 / (world["symbols"] - world["shown"]), 1 / world["shown"]
        return [(world[name] - c) / (1 - c) for name, c in zip(("known", "new"), chances, strict=True)]

    def key(self, world):
        find, copy = self._mechanisms(world)
        either = find + copy - find * copy
        return round(either + (1 - either) / world["shown"], 5)

    def typical(self, world):
        p, known, new = world["symbols"], world["known"], world["new"]
        find, copy = self._mechanisms(world)
        blind = (known - 1 / p) / (1 - 1 / p)
        minus = known - 1 / (p - world["shown"])
        return {
            "raw": 1 - (1 - known) * (1 - new),
            "unguessed": find + copy - find * copy,
            "blind": 1 - (1 - blind) * (1 - new),
            "minus": 1 - (1 - minus) * (1 - new),
            "best": max(known, new),
        }

    def distinct(self, world, key):
        wrong = sorted(self.typical(world).values())  # each must be told from the others
        apart = all(b - a > 2 * self.tolerance for a, b in itertools.pairwise(wrong))
        return apart and super().distinct(world, key)

    def code(self, world, key):
        left = world["symbols"] - world["shown"]
        return (
            f"unknown = (1 - {world['known']}) / (1 - 1 / {left})  # how often the dictionary is not recognised\n"
            f"answer_{{n}} = 1 - unknown * (1 - {world['new']})"
        )


class Luck(Number):
    name, points, tolerance, digits = "luck", 3, 0.015, 3
    text = {
        "fr": "{wordings} formulations d'une même consigne ont été essayées sur {questions} questions. Dans la cellule qui suit, "
        "`right` a une ligne par formulation et une colonne par question : 1 pour une réponse juste, 0 pour une fausse. "
        "L'**écart** est le nombre de réponses justes de la meilleure formulation, moins celui de la pire.\n\nSi toutes "
        "se valaient, avec quelle probabilité verrait-on un écart **au moins aussi grand** ? Question par question, tous les "
        "partages des mêmes réponses justes entre les {wordings} formulations sont alors aussi probables. Donnez un nombre entre "
        "0 et 1, à 0,015 près ; compter tous les cas, ou en tirer des milliers au sort, convient.",
        "en": "{wordings} wordings of one instruction were tried on {questions} questions. In the next cell, `right` has a row for "
        "each wording and a column for each question: 1 for a right answer, 0 for a wrong one. The **spread** is the number "
        "of right answers of the best wording, minus that of the worst.\n\nIf all were equally good, with what "
        "probability would one see a spread **at least as large**? Question by question, all ways to share out the same "
        "right answers among the {wordings} wordings are then equally likely. Give a number between 0 and 1, within 0.015; "
        "counting all cases will do, and so will drawing thousands of them.",
    }
    mistakes = {
        "larger": {
            "fr": "C'est la probabilité d'un écart plus grand : un écart égal compte aussi.",
            "en": "This is the probability of a larger spread: an equal one counts too.",
        },
        "loose": {
            "fr": "Vous partagez les réponses justes entre toutes les cases : une question facile ou difficile pour tous "
            "l'est encore si les formulations se valent. On bat les cartes question par question.",
            "en": "You share the right answers out among all cells: a question that is easy or hard for all remains so if the "
            "wordings are equally good. The cards are shuffled question by question.",
        },
        "pair": {
            "fr": "Vous ne battez les cartes qu'entre la meilleure et la pire : elles ont été choisies après coup.",
            "en": "You shuffle the cards between the best and the worst alone: these were chosen afterwards.",
        },
    }

    def draw(self, rng):
        wordings, questions = int(rng.integers(3, 5)), int(rng.integers(14, 20))
        ease = rng.choice([0.03, 0.5, 0.97], size=questions, p=[0.25, 0.5, 0.25])
        gain = rng.permutation(np.linspace(-0.15, 0.15, wordings))[:, None] * ((ease > 0.1) & (ease < 0.9))
        return {"right": (rng.random((wordings, questions)) < ease + gain).astype(int).tolist()}

    def shown(self, world):
        return {"wordings": len(world["right"]), "questions": len(world["right"][0])}

    def given(self, world):
        rows = ",\n".join(f"    {row}" for row in world["right"])
        return f"right = [\n{rows},\n]"

    def _loose(self, world, spread):
        """The same where the right answers may fall on any cell."""
        rows, m, whole = len(world["right"]), len(world["right"][0]), sum(map(sum, world["right"]))

        def ways(low, high):
            """In how many ways all rows have from `low` to `high` right answers."""
            found = {0: 1}
            for _ in range(rows):
                after = {}
                for (before, n), count in itertools.product(found.items(), range(low, min(high, m) + 1)):
                    after[before + count] = after.get(before + count, 0) + n * math.comb(m, count)
                found = after
            return found.get(whole, 0)

        smaller = sum(ways(low, low + spread - 1) - ways(low + 1, low + spread - 1) for low in range(m + 1))
        return 1 - smaller / math.comb(rows * m, whole)

    def _spread(self, rows):
        return max(map(sum, rows)) - min(map(sum, rows))

    def _at_least(self, rows, spread):
        sums = tuple(sorted(map(sum, zip(*rows, strict=True))))
        return sum(chance for value, chance in shuffled(len(rows), sums).items() if value >= spread)

    def key(self, world):
        return round(self._at_least(world["right"], self._spread(world["right"])), 5)

    def typical(self, world):
        rows, spread = world["right"], self._spread(world["right"])
        ends = [max(rows, key=sum), min(rows, key=sum)]
        return {
            "larger": self._at_least(rows, spread + 1),
            "loose": self._loose(world, spread),
            "pair": self._at_least(ends, spread),
        }

    def distinct(self, world, key):
        telling = sum(len(set(column)) > 1 for column in zip(*world["right"], strict=True))
        if telling < 6 or not 0.08 < key < 0.9:
            return False
        wrong = sorted(self.typical(world).values())  # each must be told from the others
        return all(b - a > 2 * self.tolerance for a, b in itertools.pairwise(wrong)) and super().distinct(world, key)

    def code(self, world, key):
        return (
            f"import numpy as np\n\nright = np.array({world['right']})\ndraw = np.random.default_rng(0)\n"
            "shuffled = draw.permuted(np.repeat(right[None], 20_000, axis=0), axis=1)\n"
            "answer_{n} = float((np.ptp(shuffled.sum(2), axis=1) >= np.ptp(right.sum(1))).mean())"
        )


class Verdicts(Statements):
    name, points = "verdicts", 4
    text = {
        "fr": "Trois réseaux ont lu chacun sa liste de dictionnaires de seize mots. Une invite montre huit paires. Voici leur "
        "part de réponses justes, et celle du bibliothécaire qui a la même liste en main.\n\n{grid}\n\nPuis on touche à "
        "l'attention de {copyist}, dans des invites de dictionnaires inédits dont il rend la réponse démontrée. La paire qui "
        "répond et une autre échangent l'attention que la question leur accorde : il donne alors la réponse de l'autre "
        "{follows} du temps. Deux paires sans rapport avec la question échangent la leur : sa réponse change {control} du "
        "temps.\n\nEnfin, deux des huit "
        "paires viennent d'un second dictionnaire connu ; la question n'est pas démontrée. {base} répond comme le premier "
        "{first} du temps, comme le second {second} ; le bibliothécaire, {switch} et {other}.\n\nQuelles affirmations ces "
        'mesures permettent-elles de soutenir ? Donnez leurs lettres, par exemple `"AC"`.',
        "en": "Three networks have each read a list of dictionaries of sixteen words. A prompt shows eight pairs. Here is their "
        "share of right answers, and that of the librarian who has the same list in hand.\n\n{grid}\n\nThen the attention of "
        "{copyist} is touched, in prompts of new dictionaries of which it gives the demonstrated answer. The pair that "
        "answers and another one exchange the attention that the question pays them: the network then gives the other’s "
        "answer {follows} of the time. Two pairs that have nothing to do with the question exchange theirs: its answer changes "
        "{control} of the time.\n\nLastly, two of the eight pairs come from a second known dictionary; the question is not demonstrated. {base} "
        "answers as the first does {first} of the time, as the second {second}; the librarian, {switch} and {other}.\n\nWhich "
        'statements do these measurements support? Give their letters, such as `"AC"`.',
    }
    heads = {
        "fr": ["réseau", "connus, non démontrées", "inédits, démontrées", "bibliothécaire, inédits, démontrées"],
        "en": ["network", "known, not demonstrated", "new, demonstrated", "librarian, new, demonstrated"],
    }

    def draw(self, rng):
        def share(low, high):
            return round(float(rng.uniform(low, high)), 3)

        kinds = [int(n) for n in rng.permutation(4)[:3]]  # whether it finds, and whether it copies, in binary
        librarian = [share(0.2, 0.3) for _ in kinds]
        finds = [share(0.9, 0.99) if kind & 1 else share(0.115, 0.14) for kind in kinds]
        copies = [
            share(0.88, 0.98) if kind & 2 else round(best - share(0.003, 0.02), 3)
            for kind, best in zip(kinds, librarian, strict=True)
        ]
        attention, switches = int(rng.choice([0, 0, 1, 2])), bool(rng.integers(2))
        switch = share(0.97, 0.995)
        first = round(switch - share(0, 0.02), 3) if switches else share(0.71, 0.77)
        return {
            "finds": finds,
            "copies": copies,
            "librarian": librarian,
            "copyist": next(n for n, kind in enumerate(kinds) if kind & 2),
            "base": next(n for n, kind in enumerate(kinds) if kind & 1),
            "follows": share(0.03, 0.09) if attention == 2 else share(0.85, 0.96),
            "control": share(0.8, 0.92) if attention == 1 else share(0.01, 0.05),
            "switch": [switch, round(float(0.6 * (1 - switch)), 3)],
            "mix": [first, round(float((1 - first) * rng.uniform(0.75, 0.95)), 3)],
            "accused": rng.integers(3, size=2).tolist(),
            "longer": bool(rng.integers(2)),
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        columns = ([percent(share, 1) for share in world[name]] for name in ("finds", "copies", "librarian"))
        rows = [list(row) for row in zip("XYZ", *columns, strict=True)]
        told = {name: percent(world[name], 1) for name in ("follows", "control")}
        told |= dict(zip(("first", "second"), (percent(s, 1) for s in world["mix"]), strict=True))
        told |= dict(zip(("switch", "other"), (percent(s, 1) for s in world["switch"]), strict=True))
        told |= {name: "XYZ"[world[name]] for name in ("copyist", "base")}
        return told | {"grid": table(self.heads[messages.get_language()], rows)}

    def statements(self, world):
        finder, copier = world["accused"]
        base, lost = "XYZ"[world["base"]], world["finds"].index(min(world["finds"]))
        return [
            (
                world["finds"][finder] > 0.5,
                {
                    "fr": f"{'XYZ'[finder]} reconnaît des dictionnaires qu'il a lus : deviner parmi les réponses que l'invite "
                    "n'a pas montrées n'expliquerait pas son résultat.",
                    "en": f"{'XYZ'[finder]} recognises dictionaries that it has read: guessing among the answers that the "
                    "prompt has not shown would not explain its result.",
                },
                {
                    "fr": "huit des seize réponses sont montrées ; qui devine parmi les autres a raison une fois sur huit.",
                    "en": "eight of the sixteen answers are shown; guessing among the others is right one time in eight.",
                },
            ),
            (
                world["copies"][copier] > 0.5,
                {
                    "fr": f"{'XYZ'[copier]} tire de l'invite d'un dictionnaire inédit plus que n'en tire un lecteur qui ne "
                    "cherche que dans sa liste.",
                    "en": f"{'XYZ'[copier]} gets more out of the prompt of a new dictionary than a reader does who looks only "
                    "in its list.",
                },
                {
                    "fr": "comparez-le au bibliothécaire de la même ligne, et non au hasard, une fois sur seize.",
                    "en": "compare it with the librarian of the same row, and not with chance, one time in sixteen.",
                },
            ),
            (
                world["follows"] > 0.5 > world["control"],
                {
                    "fr": f"{'XYZ'[world['copyist']]} recopie en passant par l'attention à la paire qui répond, et non à "
                    "n'importe laquelle.",
                    "en": f"{'XYZ'[world['copyist']]} copies by way of the attention to the pair that answers, and not to just "
                    "any pair.",
                },
                {
                    "fr": "il faut que le premier échange décide de la réponse, et que le second, le témoin, n'y change rien.",
                    "en": "the first exchange must decide the answer, and the second one, the control, must change nothing.",
                },
            ),
            (
                world["mix"][0] > 0.9,
                {
                    "fr": f"Devant deux intruses sur huit, {base} se conduit comme un aiguillage plutôt que comme un mélange "
                    "proportionnel.",
                    "en": f"Faced with two strangers in eight, {base} behaves as a switch rather than as a proportional "
                    "mixture.",
                },
                {
                    "fr": "un aiguillage, celui du bibliothécaire, laisserait presque tout au premier ; un mélange "
                    "proportionnel, les trois quarts.",
                    "en": "a switch, as the librarian’s, would leave the first nearly all; a proportional mixture, three "
                    "quarters.",
                },
            ),
            (
                not world["longer"],
                {
                    "fr": f"Si {'XYZ'[lost]} avait lu chaque dictionnaire plus souvent, il ne saurait pas mieux sa liste.",
                    "en": f"If {'XYZ'[lost]} had read each dictionary more often, it would not know its list any better.",
                }
                if world["longer"]
                else {
                    "fr": f"Rien ne dit ici si {'XYZ'[lost]} saurait mieux sa liste s'il l'avait lue plus souvent.",
                    "en": f"Nothing here tells whether {'XYZ'[lost]} would know its list better if it had read it more often.",
                },
                {
                    "fr": "chaque réseau n'a été entraîné qu'une fois, d'une seule durée.",
                    "en": "each network was trained only once, for a single length of time.",
                },
            ),
        ]


QUESTIONS = [Query(), Liars(), Unmask(), Together(), Luck(), Verdicts()]
