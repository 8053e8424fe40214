"""The questions of a unit, in both languages, from one file: `book/questions/UNIT.yml`. No page is needed to read them.

    - id: price_of_four             # letters, digits, _; its own in the unit; also the address of the question
      kind: single                  # single, multiple or numeric
      level: 1                      # 1: say again, or compute in one step; 2: apply, compare or criticise
      section: Counting surprise    # the heading, in the English chapter, of what supports it
      ask:
        fr: Combien coûte un nom à qui hésite entre quatre suspects ?
        en: What does a name cost to someone who hesitates between four suspects?
      choices:                      # single: one right; multiple: at least one right and one wrong
        - right: true               # left out: wrong
          fr: 2 bits
          en: 2 bits
          because: {fr: "…", en: "…"}   # what is said to whoever chose it

A numeric question has no choices but

      answer: log2(4)               # a number, or arithmetic on numbers and on measured("01_next_token.cpu.NAME")
      form: .1f                     # how it is written: a Python format
      tolerance: 0.05               # on either side; an expression too
      unit: {fr: bits, en: bits}    # may be left out
      because: {fr: "…", en: "…"}
      mistakes:                     # at least one: what a known mistake gives; its tolerance is that of the answer
        - {value: 4, because: {fr: "…", en: "…"}}
      otherwise: {fr: "…", en: "…"} # what is said to any other number

Texts are Markdown: paragraphs, lists, `code`, *emphasis*, $formulas$, and measured numbers as in the chapters,
{result}`01_next_token.cpu.culprit_accuracy .1%`, never typed. Choices are shown in an order of their own, the same in
both languages, so that the right one may be written first.
"""

import ast
import hashlib
import math
import operator
import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from statistics import median

import yaml
from bilingual import LANGUAGES
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from results import measured, printed

from labkit import messages

FOLDER = "book/questions"
KINDS = ("single", "multiple", "numeric")
LEVELS = (1, 2)
COMMON = {"id", "kind", "level", "section", "ask"}
OWN = {
    "single": {"choices"},
    "multiple": {"choices"},
    "numeric": {"answer", "form", "tolerance", "because", "mistakes", "otherwise"},
}
OPTIONAL = {"unit"}  # of a number
NAME = re.compile(r"[a-z][a-z0-9_]*")
HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*$")
FENCE = re.compile(r"(`{3,}|~{3,}|:{3,})")
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}
FUNCTIONS = {name: getattr(math, name) for name in ("cos", "exp", "log", "log2", "log10", "sin", "sqrt")}


@dataclass(frozen=True)
class Choice:
    text: dict  # by language, as `because`
    because: dict
    right: bool = False


@dataclass(frozen=True)
class Mistake:
    value: float
    because: dict


@dataclass(frozen=True)
class Question:
    bank: str  # the unit of the file, such as 01_next_token
    number: int  # from 1
    id: str
    kind: str
    level: int
    place: int  # of its section among the headings of the chapter
    headings: dict  # the title of that section, by language
    ask: dict
    choices: tuple[Choice, ...] = ()  # in the order in which they are shown
    answer: float = math.nan
    tolerance: float = math.nan
    form: str = ""
    unit: dict = field(default_factory=dict)
    because: dict = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    otherwise: dict = field(default_factory=dict)

    @cached_property
    def name(self):
        """Its name wherever questions of several units meet: 01.price_of_four."""
        return f"{self.bank[:2]}.{self.id}"

    def texts(self, language):
        """Every text of the question in a language, each with the key it stands under."""
        yield "ask", self.ask[language]
        for i, choice in enumerate(self.choices, 1):
            yield f"choice {i}", choice.text[language]
            yield f"choice {i}, because", choice.because[language]
        for i, mistake in enumerate(self.mistakes, 1):
            yield f"mistake {i}, because", mistake.because[language]
        for key in ("because", "otherwise", "unit"):
            if getattr(self, key):
                yield key, getattr(self, key)[language]

    def written(self, value, language):
        """The answer or a mistake, as a reader of the language would write it: a whole number without decimals."""
        messages.set_language(language)
        return messages.written(value, ",.0f" if float(value).is_integer() else self.form)


def banks(root):
    """The units that have questions: {"01_next_token": its file}."""
    return {file.stem: file for file in sorted(Path(root, FOLDER).glob("*.yml"))}


def headings(file):
    """The headings of a chapter in their order, as they are written there."""
    found, fence = [], ""
    for line in Path(file).read_text("utf-8").splitlines():
        mark = FENCE.match(line)
        if fence:
            fence = "" if mark and line.strip() == fence else fence
        elif mark:
            fence = mark[1]
        elif heading := HEADING.match(line):
            found.append(heading[2])
    return found


def read(root, unit):
    """The questions of a unit.

    Raises:
        ValueError: Something in its file is wrong; every problem is named, with the question and what is allowed.
    """
    file = Path(root, FOLDER, f"{unit}.yml")
    where = f"{FOLDER}/{unit}.yml"
    try:
        rows = yaml.safe_load(file.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{where}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{where}: write a list of questions, each beginning with “- id: NAME”")
    titles = {language: headings(Path(root, f"book/{language}/{unit}.md")) for language in LANGUAGES}
    problems, found = [], []
    for number, row in enumerate(rows, 1):
        name = row.get("id", f"question {number}")
        wrong = list(check(row, titles["en"]))
        if name in [question.id for question in found]:
            wrong.append(f"id: {name!r} twice; each question has its own")
        problems += [f"{where}, {name}: {problem}" for problem in wrong]
        if not wrong:
            found.append(question(row, unit, number, titles))
    if problems:
        raise ValueError("\n".join(problems))
    return found


def check(row, titles):
    """What is wrong with a question as the file has it."""
    kind = row.get("kind")
    if kind not in KINDS:
        yield f"kind: one of {', '.join(KINDS)}, got {kind!r}"
        return
    allowed = COMMON | OWN[kind] | (OPTIONAL if kind == "numeric" else set())
    for key in [key for key in row if key not in allowed]:
        yield f"{key}: no such key for a {kind} question, only {', '.join(sorted(allowed))}"
    missing = sorted((COMMON | OWN[kind]) - set(row))
    if missing:
        yield f"{', '.join(missing)}: missing"
        return
    if not isinstance(row["id"], str) or not NAME.fullmatch(row["id"]):
        yield f"id: small letters, digits and _, beginning with a letter, got {row['id']!r}"
    if row["level"] not in LEVELS:
        yield f"level: one of {', '.join(map(str, LEVELS))}, got {row['level']!r}"
    if row["section"] not in titles[1:]:
        yield f"section: a heading of the English chapter ({' / '.join(titles[1:])}), got {row['section']!r}"
    yield from in_both(row["ask"], "ask")
    yield from (check_number if kind == "numeric" else check_choices)(row)


def in_both(texts, key, others=()):
    """What is wrong with a text in both languages."""
    if not isinstance(texts, dict) or set(texts) - set(others) != set(LANGUAGES):
        yield f"{key}: write {{fr: …, en: …}}, got {texts!r}"
        return
    for language in LANGUAGES:
        if not isinstance(texts[language], str) or not texts[language].strip():
            yield f"{key}, {language}: a text between quotation marks, got {texts[language]!r}"
            continue
        try:
            html(texts[language], language)
        except ValueError as error:
            yield f"{key}, {language}: {error}"


def check_choices(row):
    choices = row["choices"]
    if not isinstance(choices, list) or not 3 <= len(choices) <= 8 or not all(isinstance(c, dict) for c in choices):
        yield f"choices: a list of 3 to 8, got {choices!r:.60}"
        return
    for i, choice in enumerate(choices, 1):
        key = f"choice {i}"
        yield from in_both(choice, key, others=("right", "because"))
        if choice.get("right", True) is not True:
            yield f"{key}, right: true, or left out where it is wrong, got {choice['right']!r}"
        if "because" in choice:
            yield from in_both(choice["because"], f"{key}, because")
        else:
            yield f"{key}, because: missing; every choice has its feedback"
    right = sum("right" in choice for choice in choices)
    if row["kind"] == "single" and right != 1:
        yield f"choices: exactly one with “right: true” where kind is single, got {right}"
    if row["kind"] == "multiple" and not 1 <= right < len(choices):
        yield f"choices: at least one with “right: true” and one without where kind is multiple, got {right} right"


def check_number(row):
    for key in ("because", "otherwise", "unit"):
        if key in row:
            yield from in_both(row[key], key)
    mistakes = row["mistakes"]
    if not isinstance(mistakes, list) or not mistakes or not all(isinstance(m, dict) for m in mistakes):
        yield f"mistakes: a list of at least one {{value: …, because: …}}, got {mistakes!r:.60}"
        return
    for i, mistake in enumerate(mistakes, 1):
        if set(mistake) != {"value", "because"}:
            yield f"mistake {i}: write {{value: …, because: …}}, got the keys {', '.join(mistake)}"
            return
        yield from in_both(mistake["because"], f"mistake {i}, because")
    try:
        tolerance, answer, *values = map(value_of, [row["tolerance"], row["answer"], *(m["value"] for m in mistakes)])
        format(answer, row["form"])
    except (ValueError, TypeError) as error:
        yield f"a number: {error}"
        return
    if not tolerance > 0:
        yield f"tolerance: above 0, got {row['tolerance']!r}"
    shown = float(format(answer, row["form"].replace(",", "")).rstrip("%")) / (100 if "%" in row["form"] else 1)
    if abs(shown - answer) > tolerance:
        yield f"form: {row['form']} writes the answer {answer:g} as {shown:g}, outside the tolerance {tolerance:g}"
    if "%" in row["form"]:
        yield f"form: no %, since readers type numbers; ask for the percentage itself, got {row['form']!r}"
    taken = [answer]
    for i, value in enumerate(values, 1):
        if any(abs(value - other) <= 2 * tolerance for other in taken):
            yield f"mistake {i}: its value {value:g} is within twice the tolerance of the answer or of another mistake"
        taken.append(value)


def value_of(expression):
    """The number of an answer: a number, or arithmetic as text.

    Raises:
        ValueError: It holds anything else.
    """
    if isinstance(expression, int | float) and not isinstance(expression, bool):
        return float(expression)
    try:
        return float(evaluated(ast.parse(str(expression), mode="eval").body))
    except (SyntaxError, ArithmeticError, OSError) as error:
        raise ValueError(f"{expression!r}: {error}") from error


def evaluated(node):
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return node.value
        case ast.UnaryOp() if type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](evaluated(node.operand))
        case ast.BinOp() if type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](evaluated(node.left), evaluated(node.right))
        case ast.Name(id="pi"):
            return math.pi
        case ast.Call(func=ast.Name(id="measured"), args=[ast.Constant(value=str(name))], keywords=[]):
            return median(measured(*parts)) if len(parts := name.split(".")) == 3 else _unknown(name)
        case ast.Call(func=ast.Name(id=name), keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*map(evaluated, node.args))
    return _unknown(ast.unparse(node))


def _unknown(text):
    allowed = f'numbers, + - * / **, pi, {", ".join(FUNCTIONS)}, measured("UNIT.SCALE.NAME")'
    raise ValueError(f"{text!r}: only {allowed}")


def question(row, unit, number, titles):
    """A question whose row is known to be right."""
    place = titles["en"].index(row["section"])
    common = {key: row[key] for key in ("id", "kind", "level", "ask")}
    common |= dict(bank=unit, number=number, place=place)
    common["headings"] = {language: known[place] if place < len(known) else "" for language, known in titles.items()}
    if row["kind"] != "numeric":
        choices = [
            Choice({language: choice[language] for language in LANGUAGES}, choice["because"], "right" in choice)
            for choice in row["choices"]
        ]
        return Question(**common, choices=tuple(arranged(choices, unit, number, row)))
    mistakes = tuple(Mistake(value_of(mistake["value"]), mistake["because"]) for mistake in row["mistakes"])
    numbers = {key: value_of(row[key]) for key in ("answer", "tolerance")}
    others = {key: row[key] for key in ("form", "because", "otherwise", "unit") if key in row}
    return Question(**common, **numbers, **others, mistakes=mistakes)


def arranged(choices, unit, number, row):
    """The choices in the order in which they are shown: the right one of a single choice takes each place in turn."""
    shown = shuffled(choices, f"{unit}.{row['id']}")
    if row["kind"] == "single":
        turn, i = divmod(number, len(choices))
        (right,) = (choice for choice in shown if choice.right)
        shown.remove(right)
        shown.insert(shuffled(range(len(choices)), f"{unit} {turn}")[i], right)
    return shown


def shuffled(items, name):
    """A list in an order that a name decides, on every machine and in both languages."""
    numbered = enumerate(items)
    return [x for _, x in sorted(numbered, key=lambda pair: hashlib.sha256(f"{name} {pair[0]}".encode()).digest())]


# Markdown as the plain HTML that Moodle and Canvas show

PARSER = create_md_parser(MdParserConfig(enable_extensions={"amsmath", "dollarmath"}), RendererHTML)


def _role(renderer, tokens, i, options, env):
    name, text = tokens[i].meta["name"], tokens[i].content
    if name != "result":
        raise ValueError(f"the role {{{name}}}: only {{result}} in a question")
    try:
        return escape(printed(text))
    except (OSError, ValueError) as error:
        raise ValueError(f"{{result}}`{text}`: {error}") from error


def _formula(renderer, tokens, i, options, env):
    return rf"\({escape(tokens[i].content.strip(), quote=False)}\)"  # the marks that MathJax looks for in either


def _formula_block(renderer, tokens, i, options, env):
    return rf"<p>\[{escape(tokens[i].content.strip(), quote=False)}\]</p>"


def _tag(renderer, tokens, i, options, env):
    raise ValueError(f"{tokens[i].content.strip()}: no HTML in a question; write it as `code`")


_RULES = {"myst_role": _role, "math_inline": _formula, "math_block": _formula_block}
_RULES |= {"html_inline": _tag, "html_block": _tag}
for _name, _rule in _RULES.items():
    PARSER.add_render_rule(_name, _rule)


def html(text, language, *, inline=False):
    """A text as HTML, its formulas as TeX between \\( and \\); `inline`: without the paragraph around it.

    Raises:
        ValueError: a role other than {result}, or a number that was not measured.
    """
    messages.set_language(language)
    written = PARSER.render(text).strip()
    only = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", written, flags=re.DOTALL)
    return only[1] if inline and only else written
