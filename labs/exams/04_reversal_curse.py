"""Questions of unit 04: what a share is of, deals that keep a control, lessons of gaps, a leak, who answers, verdicts."""

import itertools
import math

import numpy as np
from exam_questions import Function, Number, Statements, table

from labkit import messages
from labkit.messages import number, percent
from labkit.reversal import facts

DEALS = np.array(list(itertools.permutations(range(7))))  # of seven answers to seven questions


class Once(Number):
    name, points, tolerance, digits = "once", 3, 0.003, 3
    text = {
        "fr": "On demande à un modèle la mère et le père de {people} célébrités, une fois chacun : {asked} questions. Il "
        "donne un nom juste à {right} d'entre elles, un nom faux à {wrong}, et ne répond pas aux autres. Puis, pour chaque "
        "nom donné, on lui demande {times} fois un enfant de cette personne ; le couple est dit retourné si l'une au moins "
        "des {times} réponses est la célébrité de départ. C'est le cas de {right_back} couples au nom juste et de "
        "{wrong_back} couples au nom faux.\n\nParmi les couples que le modèle **sait** à l'endroit, quelle part serait "
        "retournée si la question inverse n'était, elle aussi, posée qu'**une** fois ? Supposez ces couples tous aussi "
        "difficiles, et les réponses indépendantes. Donnez un nombre entre 0 et 1, à 0,003 près.",
        "en": "A model is asked for the mother and the father of {people} celebrities, once each: {asked} questions. It gives "
        "a right name to {right} of them, a wrong name to {wrong}, and does not answer the others. Then, for each name "
        "given, it is asked {times} times for a child of that person; the pair counts as reversed if at least one of the "
        "{times} answers is the celebrity it started from. So it is for {right_back} pairs with a right name and for "
        "{wrong_back} pairs with a wrong name.\n\nAmong the pairs that the model **knows** forwards, what share would be "
        "reversed if the reversed question, too, was asked just **once**? Suppose that these pairs are all equally hard, "
        "and the answers independent. Give a number between 0 and 1, within 0.003.",
    }
    mistakes = {
        "same": {
            "fr": "C'est la part des couples retournés en {times} essais : à l'endroit, le modèle n'en avait qu'un.",
            "en": "This is the share of pairs reversed in {times} tries: forwards, the model had only one.",
        },
        "divided": {
            "fr": "Vous divisez par {times} : plusieurs bonnes réponses au même couple ne le retournent qu'une fois.",
            "en": "You divide by {times}: several right answers to one pair reverse it only once.",
        },
        "named": {
            "fr": "Vous comptez aussi les couples au nom faux : le modèle ne les sait pas à l'endroit.",
            "en": "You also count the pairs with a wrong name: the model does not know them forwards.",
        },
        "asked": {
            "fr": "Vous rapportez tout aux {asked} questions : il faut la part des seuls couples que le modèle sait.",
            "en": "You take a share of all {asked} questions: that of the pairs which the model knows is wanted.",
        },
    }

    def draw(self, rng):
        asked = 20 * int(rng.integers(30, 100))
        right = round(asked * float(rng.uniform(0.45, 0.7)))
        wrong = round(asked * float(rng.uniform(0.12, 0.25)))
        return {
            "people": asked // 2,
            "asked": asked,
            "right": right,
            "wrong": wrong,
            "times": int(rng.integers(4, 11)),
            "right_back": round(right * float(rng.uniform(0.4, 0.8))),
            "wrong_back": round(wrong * float(rng.uniform(0.02, 0.12))),
        }

    def shown(self, world):
        return {name: number(value, 0) for name, value in world.items()}

    def _once(self, world, back, pairs):
        return 1 - (1 - back / pairs) ** (1 / world["times"])

    def key(self, world):
        return round(self._once(world, world["right_back"], world["right"]), 5)

    def typical(self, world):
        right, back = world["right"], world["right_back"]
        return {
            "same": back / right,
            "divided": back / right / world["times"],
            "named": self._once(world, back + world["wrong_back"], right + world["wrong"]),
            "asked": self._once(world, back, world["asked"]),
        }

    def code(self, world, key):
        return (
            "import numpy as np\n\nonce = np.linspace(0, 1, 100_001)\n"
            f"reversed_ = 1 - (1 - once) ** {world['times']}\n"
            f"answer_{{n}} = once[np.abs(reversed_ - {world['right_back']} / {world['right']}).argmin()].item()"
        )


class Deals(Function):
    name, points = "deals", 4
    stub = "def answer_{n}(bits):\n    ..."
    text = {
        "fr": "Sept questions décrivent quelqu'un, sept réponses sont des noms. `bits[i][j]` dit ce que coûte à un modèle la "
        "réponse j après la question i ; la bonne réponse à la question i est la réponse `{order}[i]`. Les questions "
        "{women} décrivent une femme, les autres un homme, et les noms sont à l'avenant. Un modèle qui ne saurait que cela "
        "ferait déjà payer moins cher les bons noms. Pour ne pas prendre ce savoir pour une trace des faits, on ne compare "
        "la vraie donne qu'à celles qui donnent à chaque question un nom du bon genre : les noms des femmes ne passent "
        "qu'entre elles, ceux des hommes de même.\n\nÉcrivez `answer_{{n}}(bits)` : la part de **toutes** ces donnes, la "
        "vraie comprise, dont le coût total est inférieur ou égal à celui de la vraie.",
        "en": "Seven questions describe somebody, seven answers are names. `bits[i][j]` tells what answer j costs a model "
        "after question i; the right answer to question i is answer `{order}[i]`. The questions {women} describe a woman, "
        "the others a man, and the names match. A model that knew nothing but this would already make the right names "
        "cheaper. So as not to take that knowledge for a trace of the facts, the true deal is compared only with those that "
        "give each question a name of the right gender: women’s names are dealt among the women, men’s among the men.\n\n"
        "Write `answer_{{n}}(bits)`: the share of **all** these deals, the true one included, whose total cost is at most "
        "that of the true one.",
    }
    mistakes = {
        "all": {
            "fr": "Vos donnes font passer des noms d'un genre à l'autre : il suffit alors de savoir si c'est une femme pour "
            "paraître savoir qui.",
            "en": "Your deals give names across genders: then to know whether it is a woman is enough to seem to know who.",
        },
        "diagonal": {
            "fr": "Vous prenez la réponse i pour la bonne réponse à la question i : la vraie donne est {order}.",
            "en": "You take answer i for the right answer to question i: the true deal is {order}.",
        },
        "strict": {
            "fr": "Vous ne comptez que les donnes moins chères : la vraie, et celles qui coûtent autant, comptent aussi.",
            "en": "You count only the cheaper deals: the true one, and those that cost as much, count too.",
        },
        "dear": {
            "fr": "Vous comptez les donnes aussi chères ou plus chères : une trace rend les bons noms moins chers.",
            "en": "You count the deals that are as dear or dearer: a trace makes the right names cheaper.",
        },
    }

    def draw(self, rng):
        order = rng.permutation(7)
        while (order == np.arange(7)).sum() > 1:
            order = rng.permutation(7)
        women = np.sort(rng.choice(7, size=3, replace=False))
        female = np.isin(np.arange(7), women)
        right = np.arange(7)[:, None].repeat(7, 1) == order.argsort()  # (question, answer)
        other = female[:, None] != female[order.argsort()]
        trace = rng.uniform(0.1, 0.9, size=5)
        cases = [rng.uniform(11, 15, size=(7, 7)) + 2 * other - bits * right for bits in trace]
        return {
            "order": order.tolist(),
            "women": women.tolist(),
            "cases": [((8 * bits).round() / 8).tolist() for bits in cases],  # whose sums are exact
        }

    def shown(self, world):
        a, b, c = world["women"]
        return {
            "order": str(world["order"]),
            "women": {"fr": f"{a}, {b} et {c}", "en": f"{a}, {b} and {c}"}[_language()],
        }

    def cases(self, world):
        return [[bits] for bits in world["cases"]]

    def _deals(self, order, women):
        """Those in which each question gets an answer of its own gender."""
        female = np.isin(np.arange(7), women)
        owner = np.argsort(order)  # of each answer, its question
        return DEALS[(female[owner[DEALS]] == female).all(1)]

    def _shares(self, world, order, deals):
        """For each case: the shares of the deals that cost at most as much as this order, less, and at least as much."""
        for bits in map(np.array, world["cases"]):
            costs, true = bits[np.arange(7), deals].sum(1), bits[np.arange(7), order].sum()
            yield [float(part.mean()) for part in (costs <= true, costs < true, costs >= true)]

    def key(self, world):
        deals = self._deals(world["order"], world["women"])
        return [share for share, *_ in self._shares(world, world["order"], deals)]

    def typical(self, world):
        order, women, same = world["order"], world["women"], list(range(7))
        found = list(self._shares(world, order, self._deals(order, women)))
        return {
            "all": [share for share, *_ in self._shares(world, order, DEALS)],
            "diagonal": [share for share, *_ in self._shares(world, same, self._deals(same, women))],
            "strict": [less for _, less, _ in found],
            "dear": [dear for *_, dear in found],
        }

    def code(self, world, key):
        women = [world["order"][i] for i in world["women"]]
        return (
            "from itertools import permutations\n\n\ndef answer_{n}(bits):\n"
            f"    true, women = {world['order']}, {world['women']}\n"
            "    men = [i for i in range(7) if i not in women]\n"
            "    costs = [\n"
            "        sum(bits[i][j] for i, j in zip(women + men, ladies + gentlemen))\n"
            f"        for ladies in permutations({women})\n"
            "        for gentlemen in permutations([true[i] for i in men])\n    ]\n"
            "    right = sum(bits[i][true[i]] for i in range(7))\n"
            "    return sum(cost <= right for cost in costs) / len(costs)"
        )


class Lessons(Number):
    name, points, tolerance, digits = "lessons", 3, 0.05, 2
    text = {
        "fr": "Deux modèles à trous lisent les mêmes phrases : un nom de {name} jetons, « est », une description de "
        "{description}. Chaque jeton du nom et de la description est caché ou laissé visible, indépendamment des autres. "
        "Disons qu'une phrase enseigne la question **inverse** si le nom y est caché en entier, et la description visible "
        "en entier.\n\nLe premier modèle cache chaque jeton avec la probabilité {rate}. Pour le second, cette probabilité "
        "est tirée à neuf pour chaque phrase, uniformément entre 0 et 1. Combien de fois plus souvent que le premier le "
        "second reçoit-il cette leçon ? À 0,05 près ; si c'est moins souvent, le nombre est plus petit que 1.",
        "en": "Two masked models read the same sentences: a name of {name} tokens, “is”, a description of {description}. Each "
        "token of the name and of the description is hidden or left in view, independently of the others. Let us say that a "
        "sentence teaches the **reversed** question if the whole name is hidden in it, and the whole description in "
        "view.\n\nThe first model hides each token with probability {rate}. For the second, this probability is drawn afresh "
        "for each sentence, uniformly between 0 and 1. How many times more often than the first does the second get this "
        "lesson? Within 0.05; if it is less often, the number is below 1.",
    }
    mistakes = {
        "hidden": {
            "fr": "Vous ne comptez que le nom caché : si la description l'est aussi, ou en partie, la question n'est pas posée.",
            "en": "You count the hidden name alone: where the description is hidden too, or in part, the question is not asked.",
        },
        "half": {
            "fr": "Vous mettez le taux moyen, un demi, à la place du taux tiré à neuf : la moyenne des chances n'est pas la "
            "chance du taux moyen.",
            "en": "You put the mean rate, one half, in the place of the rate drawn afresh: the mean of the chances is not the "
            "chance at the mean rate.",
        },
        "forward": {
            "fr": "C'est la leçon de la question à l'endroit : la description cachée, le nom visible.",
            "en": "This is the lesson of the forward question: the description hidden, the name in view.",
        },
        "inverse": {
            "fr": "Vous divisez dans l'autre sens : le premier modèle vient au dénominateur.",
            "en": "You divide the other way round: the first model goes into the denominator.",
        },
    }

    def draw(self, rng):
        name, description = (int(n) for n in rng.permutation([2, 3, 4])[:2])
        return {"name": name, "description": description, "rate": int(rng.integers(80, 360))}  # in thousandths

    def shown(self, world):
        return {**world, "rate": percent(world["rate"] / 1000, 1)}

    def distinct(self, world, key):
        return 0.3 < key < 25 and super().distinct(world, key)

    def _afresh(self, hidden, seen):
        """The mean of rate^hidden (1 - rate)^seen, for a rate between 0 and 1: a beta function."""
        return math.factorial(hidden) * math.factorial(seen) / math.factorial(hidden + seen + 1)

    def _fixed(self, hidden, seen, rate):
        return rate**hidden * (1 - rate) ** seen

    def key(self, world):
        a, b, rate = world["name"], world["description"], world["rate"] / 1000
        return round(self._afresh(a, b) / self._fixed(a, b, rate), 4)

    def typical(self, world):
        a, b, rate = world["name"], world["description"], world["rate"] / 1000
        return {
            "hidden": self._afresh(a, 0) / self._fixed(a, 0, rate),
            "half": self._fixed(a, b, 0.5) / self._fixed(a, b, rate),
            "forward": self._afresh(b, a) / self._fixed(b, a, rate),
            "inverse": 1 / self.key(world),
        }

    def code(self, world, key):
        a, b, rate = world["name"], world["description"], world["rate"]
        return (
            "import numpy as np\n\n"
            "rates = (np.arange(100_000) + 0.5) / 100_000\n"
            f"afresh = (rates**{a} * (1 - rates) ** {b}).mean()\n"
            f"answer_{{n}} = float(afresh / (0.{rate:03d}**{a} * (1 - 0.{rate:03d}) ** {b}))"
        )


class Leak(Number):
    name, points, tolerance, digits = "leak", 3, 0.05, 1
    text = {
        "fr": "Dans un monde de {facts} faits, {one_way} ne doivent être lus que le nom d'abord : c'est sur eux qu'on "
        "interrogera le modèle à l'envers. Pour l'exercer à lire l'invite, on ajoute {reminders} rappels. Chacun tire au "
        "hasard, parmi ceux du monde, deux noms différents et deux descriptions différentes, les apparie au hasard, écrit "
        "les deux énoncés le nom d'abord, puis répète l'un des deux, tiré au sort, la description d'abord. Personne n'a "
        "vérifié que ces énoncés n'étaient pas des faits du monde.\n\nCombien des {one_way} faits les rappels "
        "racontent-ils à l'envers au moins une fois, en moyenne ? À 0,05 près.",
        "en": "In a world of {facts} facts, {one_way} are to be read name first only: it is about them that the model will be "
        "asked backwards. To train it to read its prompt, {reminders} reminders are added. Each draws at random, among those "
        "of the world, two different names and two different descriptions, pairs them at random, writes the two statements "
        "name first, and then repeats one of the two, drawn by lot, description first. Nobody has checked that these "
        "statements are no facts of the world.\n\nHow many of the {one_way} facts do the reminders tell backwards at least "
        "once, on average? Within 0.05.",
    }
    mistakes = {
        "tellings": {
            "fr": "Vous comptez les récits : un fait raconté à l'envers deux fois n'en fait pas deux.",
            "en": "You count the tellings: a fact told backwards twice does not make two facts.",
        },
        "both": {
            "fr": "Vous comptez les deux énoncés de chaque rappel : un seul est répété à l'envers.",
            "en": "You count both statements of each reminder: only one of them is repeated backwards.",
        },
        "half": {
            "fr": "Pour qu'un énoncé soit un fait donné, il faut que le nom **et** la description tombent juste.",
            "en": "For a statement to be a given fact, the name **and** the description must both come up.",
        },
        "everyone": {
            "fr": "Vous comptez aussi les autres faits du monde : raconter ceux-là à l'envers ne gâte pas l'examen.",
            "en": "You also count the other facts of the world: telling those backwards does not spoil the exam.",
        },
    }

    def draw(self, rng):
        count = int(rng.integers(40, 100))
        one_way = round(count * float(rng.uniform(0.3, 0.6)))
        return {
            "facts": count,
            "one_way": one_way,
            "reminders": 100 * round(count**2 * float(rng.uniform(0.003, 0.009))),
        }

    def shown(self, world):
        return {name: number(value, 0) for name, value in world.items()}

    def _told(self, facts, chance, statements):
        return facts * (1 - math.exp(statements * math.log1p(-chance)))

    def key(self, world):
        return round(self._told(world["one_way"], world["facts"] ** -2, world["reminders"]), 4)

    def typical(self, world):
        chance, reminders = world["facts"] ** -2, world["reminders"]
        return {
            "tellings": world["one_way"] * reminders * chance,
            "both": self._told(world["one_way"], chance, 2 * reminders),
            "half": self._told(world["one_way"], 1 / world["facts"], reminders),
            "everyone": self._told(world["facts"], chance, reminders),
        }

    def code(self, world, key):
        return (
            f"never = (1 - 1 / {world['facts']} / {world['facts']}) ** {world['reminders']}\n"
            f"answer_{{n}} = {world['one_way']} * (1 - never)"
        )


class Answers(Statements):
    name, points = "answers", 4
    text = {
        "fr": "Qui sait répondre ? Chacun de ces lecteurs a lu ses phrases des centaines de fois, et sait tout ce qu'on lui a "
        "fait prédire. D'après ce que montre le chapitre, lesquels donnent la bonne réponse, ou, de beaucoup de telles "
        "questions, en réussissent la plupart ? Les autres s'en tiennent au hasard, ou à rien. Donnez leurs lettres, par "
        'exemple `"AC"`.',
        "en": "Who can answer? Each of these readers has read its sentences hundreds of times, and knows all that it was made "
        "to predict. By what the chapter shows, which of them give the right answer or, of many such questions, get most "
        'right? The others are left with chance, or with nothing. Give their letters, such as `"AC"`.',
    }
    asks = {"fr": "On lui demande de compléter : « {} »", "en": "It is asked to complete “{}”"}
    direction = {
        "fr": "de gauche à droite, le modèle n'a été noté que sur le second nommé, sachant le premier : seul ce sens-là se "
        "retrouve, quels que soient les autres faits.",
        "en": "from left to right, the model was marked only on what is named second, given the first: this direction alone "
        "comes back, whatever the other facts are.",
    }

    def draw(self, rng):
        while True:
            world = {
                "seed": int(rng.integers(10**6)),
                "told": [bool(rng.integers(2)) for _ in range(4)],  # name first?
                "asked": [bool(rng.integers(2)) for _ in range(4)],  # for the description?
                "cure": int(rng.integers(3)),  # names whole, token by token, other words
                "gaps": int(
                    rng.integers(3)
                ),  # now the name, now the description; the description alone; the name alone
                "others": 100 * int(rng.integers(2, 30)),
                "searcher": bool(rng.integers(2)),
                "present": bool(rng.integers(2)),
                "entities": 10 * int(rng.integers(30, 61)),
                "bilinear": int(rng.integers(3)),  # one vector, two, or names of shared tokens
                "recite": bool(rng.integers(4) == 0),
                "order": rng.permutation(6).tolist(),
            }
            if 2 <= sum(self._true(world)) <= 4:
                return world

    def _true(self, world):
        """Of each reader in turn, whether it answers."""
        told, asked = world["told"], world["asked"]
        gaps = [True, asked[1], not asked[1]][world["gaps"]]
        plain, neighbours = (told[i] == asked[i] for i in (0, 2))
        return [
            plain,
            world["cure"] == 0,
            gaps,
            neighbours,
            world["present"],
            world["recite"] or world["bilinear"] == 0,
        ]

    def statements(self, world):
        true, people = self._true(world), facts.facts(9, seed=world["seed"])
        texts = [
            self._plain(world, people[0]),
            self._cured(world, people[1]),
            self._masked(world, people[2]),
            self._neighbours(world, people[3]),
            self._in_view(world, people[4:9]),
            self._bilinear(world),
        ]
        return [(right, *text) for right, text in zip(true, texts, strict=True)]

    def _asks(self, fact, description):
        """The question that wants the description, or the name; this and all that follow in the language of the moment."""
        side = fact.name if description else fact.description
        return self.asks[_language()].format(facts.readable([*side, facts.connectives()[0]]) + "…")

    def _told(self, fact, name_first=True, connective=None):
        return facts.readable(fact.told("forward" if name_first else "entities", connective))

    def _plain(self, world, fact):
        told = self._told(fact, world["told"][0])
        return {
            "fr": f"Un modèle de gauche à droite a lu « {told} ». {self._asks(fact, world['asked'][0])}.",
            "en": f"A left-to-right model has read “{told}”. {self._asks(fact, world['asked'][0])}.",
        }, self.direction

    def _cured(self, world, fact):
        told, asks = self._told(fact), self._asks(fact, False)
        turned = facts.readable(fact.told("entities" if world["cure"] == 0 else "tokens"))
        if world["cure"] == 2:
            second, third = (self._told(fact, True, word) for word in facts.connectives()[1:3])
            return {
                "fr": f"Un modèle de gauche à droite a lu « {told} », « {second} » et « {third} ». {asks}.",
                "en": f"A left-to-right model has read “{told}”, “{second}” and “{third}”. {asks}.",
            }, {
                "fr": "d'autres mots dans le même ordre ne posent toujours pas la question inverse.",
                "en": "other words in the same order still do not ask the reversed question.",
            }
        return {
            "fr": f"Un modèle de gauche à droite a lu « {told} » et « {turned} ». {asks}.",
            "en": f"A left-to-right model has read “{told}” and “{turned}”. {asks}.",
        }, {
            "fr": "une phrase retournée guérit le fait qu'elle contient si le nom y reste entier, dans l'ordre où on le "
            "demandera.",
            "en": "a reversed sentence cures the fact that it contains if the name stays whole in it, in the order in which it "
            "will be asked for.",
        }

    def _masked(self, world, fact):
        told, asks = self._told(fact, world["told"][1]), self._asks(fact, world["asked"][1])
        hidden = {
            "fr": ["tantôt le nom entier, tantôt la description entière", "toujours la description", "toujours le nom"],
            "en": [
                "the whole name was hidden in turn with the whole description",
                "the description was always hidden",
                "the name was always hidden",
            ],
        }[_language()][world["gaps"]]
        return {
            "fr": f"Un modèle à trous, qui voit toute la phrase sauf ce qu'on y cache, a lu « {told} » ; on y cachait "
            f"{hidden}. {asks}.",
            "en": f"A masked model, which sees the whole sentence but for what is hidden, has read “{told}”, where "
            f"{hidden}. {asks}.",
        }, {
            "fr": "un modèle à trous répond à ce qu'on lui a caché, sachant le reste ; voir toute la phrase n'y suffit pas, et "
            "l'ordre des mots n'y change rien.",
            "en": "a masked model answers what was hidden from it, given the rest; to see the whole sentence is not enough, "
            "and the order of the words makes no difference.",
        }

    def _neighbours(self, world, fact):
        told, asks = self._told(fact, world["told"][2]), self._asks(fact, world["asked"][2])
        others = number(world["others"], 0)
        return {
            "fr": f"Un modèle de gauche à droite a lu « {told} », et {others} autres faits dans les deux sens. {asks}.",
            "en": f"A left-to-right model has read “{told}”, and {others} other facts in both orders. {asks}.",
        }, self.direction

    def _in_view(self, world, people):
        fact, *others = people
        shown = [fact, others[0]] if world["present"] else others[:2]
        first = self._told(shown[world["told"][3]], world["told"][3])
        second = self._told(shown[not world["told"][3]], world["told"][3])
        asks = self._asks(fact, world["asked"][3])
        if world["searcher"]:
            return {
                "fr": f"Un chercheur, qui n'apprend rien, n'a que ce livre : « {first}. {second}. » {asks}.",
                "en": f"A searcher, who learns nothing, has only this book: “{first}. {second}.” {asks}.",
            }, {
                "fr": "un chercheur recopie ce qui est écrit de l'autre côté, quel que soit le sens, si la phrase est dans son "
                "livre.",
                "en": "a searcher copies what is written on the other side, whichever way round, if the sentence is in the "
                "book.",
            }
        return {
            "fr": "Un modèle de gauche à droite, exercé aux rappels, n'a lu nulle part le fait qu'on lui demande. Son invite "
            f"dit : « {first}. {second}. » {asks}.",
            "en": "A left-to-right model, trained with reminders, has nowhere read the fact that it is asked about. Its prompt "
            f"says: “{first}. {second}.” {asks}.",
        }, {
            "fr": "ce qui est dans l'invite, un modèle exercé aux rappels le retourne ; ce qui n'y est pas, il ne peut que le "
            "deviner.",
            "en": "what stands in its prompt, a model trained with reminders turns round; what does not, it can only guess.",
        }

    def _bilinear(self, world):
        count = world["entities"]
        vectors = {
            "fr": [
                "une entité y a le même vecteur comme question et comme réponse",
                "une entité y a un vecteur comme question, un autre comme réponse",
                "les noms y sont faits de deux jetons, que d'autres noms partagent",
            ],
            "en": [
                "an entity has the same vector in it as question and as answer",
                "an entity has one vector in it as question, another as answer",
                "names are made of two tokens in it, which other names share",
            ],
        }[_language()][world["bilinear"]]
        asked = {
            "fr": ["les inverses qu'il n'a pas lus", "les faits qu'il a lus, à l'endroit"],
            "en": ["the inverses that it has not read", "the facts that it has read, forwards"],
        }[_language()][world["recite"]]
        return {
            "fr": f"Un modèle bilinéaire a lu tous les faits de {count} entités à l'endroit, et presque tous à l'envers ; "
            f"{vectors}. On lui demande {asked}.",
            "en": f"A bilinear model has read all facts of {count} entities forwards, and nearly all of them backwards; "
            f"{vectors}. It is asked for {asked}.",
        }, {
            "fr": "ce qu'il a lu, il le récite ; une règle s'apprend là où le même vecteur, d'un nom entier, sert de question "
            "et de réponse.",
            "en": "what it has read, it recites; a rule is learnt where one vector, of a whole name, serves as question and "
            "as answer.",
        }


class Verdicts(Statements):
    name, points = "verdicts", 3
    text = {
        "fr": "Cinq modèles de gauche à droite, un par graine, ont lu {facts} faits le nom d'abord. On leur demande ces mêmes "
        "faits à l'envers ; voici la part de noms justes, en moyenne sur les cinq.\n\n{grid}\n\nDe mémoire, un test de "
        "permutation donne, graine par graine, la part des donnes au hasard dont les noms coûtent aussi peu que les "
        "bons : {shares}.\n\nQuelles affirmations ces mesures permettent-elles de soutenir ? Donnez leurs lettres, par "
        'exemple `"AC"`.',
        "en": "Five left-to-right models, one for each seed, have read {facts} facts name first. They are asked these same "
        "facts backwards; here is the share of right names, on average over the five.\n\n{grid}\n\nFrom memory, a "
        "permutation test gives, seed by seed, the share of random deals whose names cost as little as the right ones: "
        '{shares}.\n\nWhich statements do these measurements support? Give their letters, such as `"AC"`.',
    }
    players = {
        "fr": [
            "les modèles, de mémoire",
            "qui donne toujours le même nom",
            "les modèles, la phrase dans l'invite",
            "un chercheur, la même invite",
            "un modèle à trous : tout est caché tour à tour",
            "un modèle à trous : la description seule est cachée",
        ],
        "en": [
            "the models, from memory",
            "someone who always gives the same name",
            "the models, with the sentence in the prompt",
            "a searcher, with the same prompt",
            "a masked model: everything is hidden in turn",
            "a masked model: the description alone is hidden",
        ],
    }

    def draw(self, rng):
        count = int(rng.integers(30, 61))
        kind = int(rng.choice([0, 0, 1, 1, 2]))  # no trace, a trace that yields no name, or names
        if kind == 0:
            shares = [rng.uniform(0.012, 0.045), *rng.uniform(0.2, 0.95, size=4)]
        elif kind == 1:
            shares = [*rng.uniform(0.052, 0.095, size=int(rng.integers(2, 4))), *rng.uniform(0.004, 0.045, size=3)][:5]
        else:
            shares = rng.uniform(0.0005, 0.002, size=5)

        def share(least, most):  # of as many answers as five models give
            return round(5 * count * float(rng.uniform(least, most))) / (5 * count)

        return {
            "facts": count,
            "shares": [round(float(shares[i]), 4 if kind == 2 else 3) for i in rng.permutation(5)],
            "names": share(0.15, 0.35) if kind == 2 else share(0, 1.4 / count),
            "prompt": share(0.93, 0.99),
            "searcher": 1.0 if rng.random() < 0.5 else share(0.4, 0.6),
            "everything": share(0.95, 1),
            "ahead": share(0.92, 0.98) if rng.random() < 0.5 else share(0, 0.03),
            "forward": bool(rng.integers(2)),
            "beyond": bool(rng.integers(2)),
            "order": rng.permutation(5).tolist(),
        }

    def shown(self, world):
        heads = {"fr": ["", "noms justes"], "en": ["", "right names"]}[_language()]
        shares = [
            world["names"],
            1 / world["facts"],
            world["prompt"],
            world["searcher"],
            world["everything"],
            world["ahead"],
        ]
        rows = [[name, percent(share, 1)] for name, share in zip(self.players[_language()], shares, strict=True)]
        digits = 2 if max(world["shares"]) < 0.003 else 1
        listed = [percent(share, digits) for share in world["shares"]]
        last = {"fr": " et ", "en": " and "}[_language()]
        return {
            "facts": world["facts"],
            "grid": table(heads, rows),
            "shares": {"fr": " ; ", "en": ", "}[_language()].join(listed[:-1]) + last + listed[-1],
        }

    def _together(self, world):
        """How often five shares whose product is as small come by chance (Fisher)."""
        half = -sum(map(math.log, world["shares"]))
        return math.exp(-half) * sum(half**k / math.factorial(k) for k in range(5))

    def distinct(self, world, key):
        return not 1e-3 < self._together(world) < 0.1 and super().distinct(world, key)

    def statements(self, world):
        return [
            (
                self._together(world) < 0.01,
                {
                    "fr": "Lues ensemble, les cinq parts trahissent une trace des faits.",
                    "en": "Read together, the five shares betray a trace of the facts.",
                },
                {
                    "fr": "sans trace, cinq parts s'éparpillent au hasard de 0 à 100 % : une petite parmi elles est ordinaire, "
                    "cinq petites ne le sont pas.",
                    "en": "without a trace, five shares scatter at random from 0 to 100%: a small one among them is common, "
                    "five small ones are not.",
                },
            ),
            (
                world["names"] > 0.1,
                {
                    "fr": "De mémoire, ces modèles retrouvent à l'envers bien plus de noms que qui donnerait toujours le même.",
                    "en": "From memory, backwards, these models find many more names than someone who always gives the same.",
                },
                {
                    "fr": "comparez les deux premières lignes ; une trace dans les coûts n'est pas encore un nom.",
                    "en": "compare the first two rows; a trace in the costs is not yet a name.",
                },
            ),
            (
                world["searcher"] < 0.9,
                {
                    "fr": "La phrase dans l'invite, ces modèles réussissent là où échoue le meilleur copieur du tableau.",
                    "en": "With the sentence in the prompt, these models succeed where the best copier of the table fails.",
                },
                {
                    "fr": "le copieur est le chercheur : voyez s'il réussit le même examen.",
                    "en": "the copier is the searcher: see whether the searcher passes the same exam.",
                },
            ),
            (
                world["ahead"] > 0.5,
                {
                    "fr": "Voir toute la phrase suffit pour répondre à l'envers, même à qui l'on n'a jamais caché le nom.",
                    "en": "To see the whole sentence is enough to answer backwards, even for one from whom the name was never "
                    "hidden.",
                },
                {
                    "fr": "c'est la dernière ligne qui en décide : ce modèle voit toute la phrase, et le nom ne lui est jamais "
                    "demandé.",
                    "en": "the last row decides: this model sees the whole sentence, and is never asked for the name.",
                },
            ),
            (not world["beyond"], *self._beyond(world)),
        ]

    def _beyond(self, world):
        """What the measurements say nothing of: the forward question, or a single reading."""
        if world["forward"]:
            why = {
                "fr": "aucune ligne ne donne la question à l'endroit, le témoin sans lequel on ne sait pas s'ils ont appris "
                "ces faits.",
                "en": "no row gives the forward question, the control without which nobody knows whether they have learnt "
                "these facts.",
            }
            if world["beyond"]:
                return {
                    "fr": "Le tableau montre que ces modèles savent ces faits à l'endroit.",
                    "en": "The table shows that these models know these facts forwards.",
                }, why
            return {
                "fr": "Il manque au tableau de quoi voir si ces modèles savent ces faits à l'endroit.",
                "en": "The table lacks what would show whether these models know these facts forwards.",
            }, why
        why = {
            "fr": "rien n'y est dit d'autres modèles, ni du nombre de lectures.",
            "en": "nothing is said there of other models, nor of the number of readings.",
        }
        if world["beyond"]:
            return {
                "fr": "Un grand modèle qui ne lirait ces faits qu'une fois aurait, de mémoire, le même résultat.",
                "en": "A large model that read these facts only once would have the same result from memory.",
            }, why
        return {
            "fr": "Ces mesures ne disent pas ce que retiendrait un grand modèle qui ne lirait ces faits qu'une fois.",
            "en": "These measurements do not tell what a large model would retain that read these facts only once.",
        }, why


def _language() -> str:
    return messages.get_language()


QUESTIONS = [Once(), Deals(), Lessons(), Leak(), Answers(), Verdicts()]
