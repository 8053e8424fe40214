"""Worlds of facts: those that are written, those that follow from two of them, and the exams on what follows.

Every fact and every question has one form, three tokens and the answer, a row (4,) of token ids:

    comparison     written: [attribute, entity, "?"] → value        follows: [attribute, entity, entity] → <, = or >
    composition    written: [entity, relation, "?"] → entity        follows: [entity, relation, relation] → entity

The written facts, called atomic, are all shown in training. Some of them, drawn at random, are kept out of every
training question that combines two facts. Hence three exams on questions that follow from two facts:

    training    shown in training
    familiar    not shown, but both their facts are used in training questions
    outside     both their facts are shown, and used in no training question at all
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import torch
from jaxtyping import Bool, Int
from torch import Tensor

from labkit import arguments
from labkit.arguments import MOST, Below, Count, Device, Natural, Positive, Range, Seed
from labkit.messages import get_language, say

EXAMS = ("training", "familiar", "outside")
SIGNS = ("<", "=", ">")
Exam = Literal["training", "familiar", "outside"]
Rows = Int[Tensor, "_ 4"]  # each world has exams of several lengths
Several = Annotated[int, Range(2, MOST)]
Part = Annotated[float | int, Range(0, 1, open=True)]


@dataclass(frozen=True)
class World:
    """Atomic facts, questions, and the two facts that each question follows from.

    `facts[name]` has, for each question of the exam, the rows in `atoms` of its two facts, (question, 2).
    `outside` says of each atomic fact whether it is kept out of all training questions.
    """

    task: str  # "comparison" or "composition"
    atoms: Rows
    outside: Bool[Tensor, " atom"]
    exams: Mapping[str, Rows]
    facts: Mapping[str, Int[Tensor, "_ 2"]]
    sizes: Mapping[str, int]  # of each kind of tokens, in the order of their ids

    @property
    def vocabulary(self) -> int:
        return sum(self.sizes.values())

    @property
    def answers(self) -> int:
        """How many answers a question that combines facts can have."""
        return len(SIGNS) if self.task == "comparison" else self.sizes["entities"]

    @property
    def ratio(self) -> float:
        """φ: training questions for each atomic fact that they use."""
        return len(self.exams["training"]) / int((~self.outside).sum())

    def to(self, device: Device) -> "World":
        """The same world, its rows on another device."""
        moved = {name: {k: v.to(device) for k, v in getattr(self, name).items()} for name in ("exams", "facts")}
        return World(self.task, self.atoms.to(device), self.outside.to(device), sizes=self.sizes, **moved)


def require_rows(world: World, rows: Rows, *, name: str = "rows") -> None:
    """Refuses rows of token ids that this world does not have, such as those of another one."""
    arguments.require_within(name, rows, world.vocabulary - 1)


def require_task(world: World, task: str) -> None:
    """Refuses a world of the other task."""
    if world.task != task:
        raise ValueError(say("session.bad_value", name="world.task", allowed=task, value=world.task))


def require_model(model: torch.nn.Module, world: World) -> None:
    """Refuses a model that was built for another world."""
    if model.config.vocab_size != world.vocabulary or model.config.context != 3:
        found = f"{model.config.vocab_size}, {model.config.context}"
        raise ValueError(say("implicit_reasoning.other_model", allowed=f"{world.vocabulary}, 3", value=found))


def start_of(world: World, kind: str) -> int:
    """The id of the first token of a kind."""
    names = list(world.sizes)
    if kind not in names:
        raise ValueError(say("session.bad_value", name="kind", allowed=", ".join(names), value=kind))
    return sum(world.sizes[name] for name in names[: names.index(kind)])


def comparison(
    *,
    entities: Several = 100,
    attributes: Count = 3,
    values: Several = 10,
    ratio: Positive | None = None,
    outside: Part = 0.2,
    exam: Count = 2000,
    seed: Seed = 0,
) -> World:
    """Entities with a value for each attribute; questions: is the value of the first less, equal, greater?

    Args:
        entities, attributes, values: How many.
        ratio: Training questions for each atomic fact used in them; None: half of those that there are.
        outside: The share of entities that are never compared in training.
        exam: At most so many questions in an exam.
        seed: Of the values, of who stays outside, and of the questions shown.

    Raises:
        ValueError: for sizes out of range, an empty exam, a ratio that the facts cannot give.
    """
    draw = torch.Generator().manual_seed(seed)
    given = torch.randint(values, (attributes, entities), generator=draw)
    apart = torch.zeros(entities, dtype=torch.bool)
    apart[torch.randperm(entities, generator=draw)[: round(outside * entities)]] = True
    sizes = {"entities": entities, "attributes": attributes, "mark": 1, "values": values, "signs": len(SIGNS)}
    mark, first_value, first_sign = entities + attributes, entities + attributes + 1, entities + attributes + 1 + values

    a, e = _grid(attributes, entities)
    atoms = torch.stack([entities + a, e, torch.full_like(e, mark), first_value + given[a, e]], 1)
    questions = compared(given, first_sign)
    return _world("comparison", atoms, apart.repeat(attributes), questions, ratio, exam, sizes, draw)


def composition(
    *,
    entities: Several = 40,
    relations: Count = 20,
    degree: Count | None = None,
    ratio: Positive | None = None,
    outside: Part = 0.2,
    exam: Count = 2000,
    seed: Seed = 0,
) -> World:
    """Entities bound by relations; questions: which is the second relation of the first relation of the entity?

    Args:
        entities, relations: How many.
        degree: How many relations each entity has, drawn among all; None: all of them. Questions grow with its square.
        ratio: Training questions for each atomic fact used in them; None: nine tenths of those that there are.
        outside: The share of atomic facts that are used in no training question.
        exam: At most so many questions in an exam.
        seed: Of the facts, of those that stay outside, and of the questions shown.

    Raises:
        ValueError: for sizes out of range, an empty exam, a ratio that the facts cannot give.
    """
    each = relations if degree is None else degree
    if each > relations:
        raise ValueError(say("argument.range", name="degree", allowed=f"1 … {relations}", value=degree))
    draw = torch.Generator().manual_seed(seed)
    tail = torch.randint(entities, (entities, each), generator=draw)
    apart = torch.zeros(entities * each, dtype=torch.bool)
    apart[torch.randperm(len(apart), generator=draw)[: round(outside * len(apart))]] = True
    relation = torch.arange(relations).expand(entities, -1)
    if each < relations:
        relation = torch.rand(entities, relations, generator=draw).argsort(1)[:, :each].sort(1).values
    mark = entities + relations
    sizes = {"entities": entities, "relations": relations, "mark": 1}

    h, i = _grid(entities, each)
    atoms = torch.stack([h, entities + relation[h, i], torch.full_like(h, mark), tail[h, i]], 1)
    return _world("composition", atoms, apart, composed(tail, relation), ratio, exam, sizes, draw)


Questions = tuple[Rows, Int[Tensor, "_ 2"]]  # and the two facts that each follows from


def compared(given: Annotated[Int[Tensor, "attribute entity"], Range(0)], first_sign: Count) -> Questions:
    """All comparisons of two entities, from the values of each.

    Args:
        first_sign: The id of the first of the three signs.
    """
    attributes, entities = given.shape
    a, left, right = _grid(attributes, entities, entities)
    a, left, right = (part[left != right] for part in (a, left, right))
    sign = 1 + torch.sign(given[a, left] - given[a, right])  # 0, 1, 2
    rows = torch.stack([entities + a, left, right, first_sign + sign], 1)
    return rows, torch.stack([a * entities + left, a * entities + right], 1)


def composed(
    tail: Annotated[Int[Tensor, "entity degree"], Below("entity")],
    relation: Annotated[Int[Tensor, "entity degree"], Range(0)],
) -> Questions:
    """All compositions of two relations, from the relations of each entity and where they lead."""
    entities, degree = tail.shape
    h, first, second = _grid(entities, degree, degree)
    bridge = tail[h, first]
    names = entities + relation[h, first], entities + relation[bridge, second]
    rows = torch.stack([h, *names, tail[bridge, second]], 1)
    return rows, torch.stack([h * degree + first, bridge * degree + second], 1)


SHOWN = {"comparison": 0.5, "composition": 0.9}  # of the questions about familiar facts, where no ratio is asked for


def _world(task, atoms, outside, questions, ratio, exam, sizes, draw):
    """Draws the training questions and the exams."""
    rows, used = questions
    apart = outside[used]  # (question, 2)
    inside, beyond = (torch.nonzero(way)[:, 0] for way in (~apart.any(1), apart.all(1)))
    inside = inside[torch.randperm(len(inside), generator=draw)]
    beyond = beyond[torch.randperm(len(beyond), generator=draw)[:exam]]
    kept = int((~outside).sum())
    if ratio is None:
        shown = round(SHOWN[task] * len(inside))
    else:
        shown, most = round(ratio * kept), (len(inside) - 1) / max(kept, 1)
        if not 1 <= shown < len(inside):
            raise ValueError(say("implicit_reasoning.ratio", allowed=f"{most:.1f}", value=ratio))
    parts = {"training": inside[:shown], "familiar": inside[shown:][:exam], "outside": beyond}
    for name, part in parts.items():
        if not len(part):
            raise ValueError(say("implicit_reasoning.empty_exam", name=name))
    exams = {name: rows[part] for name, part in parts.items()}
    return World(task, atoms, outside, exams, {name: used[part] for name, part in parts.items()}, sizes)


def _grid(*sizes):
    """All combinations of numbers below the sizes, one flat tensor for each."""
    return [axis.flatten() for axis in torch.meshgrid(*map(torch.arange, sizes), indexing="ij")]


# Names for the reader

SYLLABLES = "ba de fi go ku la mo ni pu ra so te vi zu".split()
RELATIONS = {
    "fr": "mère père sœur frère tante oncle maître élève voisin médecin juge rival ami hôte guide tailleur notaire "
    "parrain banquier cuisinier".split(),
    "en": "mother father sister brother aunt uncle teacher pupil neighbour doctor judge rival friend host guide tailor "
    "lawyer godfather banker cook".split(),
}
ATTRIBUTES = {
    "fr": "âge taille poids fortune rang adresse".split(),
    "en": "age height weight wealth rank skill".split(),
}


def readable(world: World, row: Sequence[int] | Tensor) -> str:
    """A fact or a question with its answer in the reader's words: "height · bade · fila → <"."""
    if len(row) != 4:
        raise ValueError(say("argument.range", name="len(row)", allowed="4", value=len(row)))
    *tokens, answer = (token_name(world, int(token)) for token in row)
    if tokens[2] == "?":
        tokens = tokens[:2]
    return f"{' · '.join(tokens)} → {answer}"


def token_name(world: World, token: Natural) -> str:
    """One token in the reader's words."""
    if token >= world.vocabulary:
        raise ValueError(say("argument.range", name="token", allowed=f"0 … {world.vocabulary - 1}", value=token))
    kind = next(name for name in reversed(world.sizes) if token >= start_of(world, name))
    token, language = token - start_of(world, kind), get_language()
    if kind == "entities":
        return SYLLABLES[token // len(SYLLABLES) % len(SYLLABLES)] + SYLLABLES[token % len(SYLLABLES)]
    if kind == "values":
        return str(token)
    if kind in ("signs", "mark"):
        return SIGNS[token] if kind == "signs" else "?"
    words = (ATTRIBUTES if kind == "attributes" else RELATIONS)[language]
    return words[token] if token < len(words) else f"{words[token % len(words)]} {token // len(words) + 1}"


arguments.check(__name__)
