"""Reading a MyST page for its structure and its prose, and the typography of either language."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

EXTENSIONS = {"amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"}
PARSER = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)
OPAQUE = {
    "bibliography",
    "code",
    "code-block",
    "code-cell",
    "drawn",
    "literalinclude",
    "math",
    "raw",
    "terms",
    "vote",
}
UNTITLED = OPAQUE | {"figure", "grid", "image", "include", "notes"}  # what follows their name is no text
THING = "¤"  # stands in prose for code, a formula or a number that a role will print


class Item(NamedTuple):
    """Something on a page: a heading, directive, label, formula, image, code, table row, role or prose."""

    line: int  # from 1
    kind: str
    value: str


def items(text: str, line: int = 1) -> Iterator[Item]:
    """Everything on a page that begins at `line`, directives inside directives included."""
    for token in PARSER.parse(text):
        here = line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            yield Item(here, "heading", token.tag)
        elif token.type == "myst_target":
            yield Item(here, "label", token.content)
        elif token.type in ("math_block", "math_block_label", "amsmath"):
            yield Item(here, "formula", "")
            if token.info:
                yield Item(here, "label", token.info)
        elif token.type == "tr_open":
            yield Item(here, "row", "")
        elif token.type == "html_block":
            for number, words in enumerate(re.sub("<[^>]*>", "", token.content).splitlines()):
                yield Item(here + number, "prose", words)
        elif token.type in ("fence", "colon_fence"):
            yield from block(token.info, token.content, here)
        elif token.type == "inline":
            yield from inline(token.children, here)


def block(info: str, content: str, line: int) -> Iterator[Item]:
    """A fence: a directive with its title, options and content, or code."""
    match = re.match(r"\{([\w:-]+)\}\s*(.*)", info)
    if not match:
        yield Item(line, "code", info)
        return
    name, title = match.groups()
    yield Item(line, "directive", name)
    if name not in UNTITLED and title:
        yield from items(title, line)
    lines = content.splitlines()
    head = 0
    while head < len(lines) and (option := re.match(r":([\w-]+):\s*(.*)", lines[head])):
        head += 1
        if option[1] in ("name", "label"):
            yield Item(line + head, "label", option[2])
        elif option[1] == "alt":
            yield Item(line + head, "alt", option[2])
    if name == "math":
        yield Item(line, "formula", "")
    if name not in OPAQUE:
        yield from items("\n".join(lines[head:]), line + 1 + head)


def inline(children: list, line: int) -> Iterator[Item]:
    """The roles, formulas and images of a paragraph, and its prose line by line."""
    prose = ""
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield Item(line, "prose", prose)
            line, prose = line + 1, ""
        elif child.type == "text":
            prose += child.content
        elif child.type == "image":
            yield Item(line, "image", child.attrs["src"])
            yield Item(line, "alt", child.content)
        elif child.type == "myst_role":
            yield Item(line, child.meta["name"], child.content)
            prose += shown(child.content)
        elif child.type == "math_inline":
            yield Item(line, "formula", "")
            prose += THING
        elif child.type == "code_inline":
            prose += THING
        line += child.content.count("\n")
    yield Item(line, "prose", prose)


def shown(role: str) -> str:
    """The text of a role: `text <target>` shows its text."""
    match = re.fullmatch(r"(.+?)\s*<[^>]*>", role, re.S)
    return match[1] if match else THING


def shape(page: list[Item]) -> dict:
    """What twin pages have in common."""
    count = Counter(item.kind for item in page)
    cited = [key for item in page if item.kind.startswith("cite") for key in re.split(r"[,\s]+", item.value)]
    return {
        "heading levels": [item.value for item in page if item.kind == "heading"],
        "labels": [re.sub("^(fr|en)-", "", item.value) for item in page if item.kind == "label"],
        "directives": [item.value for item in page if item.kind == "directive"],
        "code blocks": [item.value for item in page if item.kind == "code"],
        "formulas": count["formula"],
        "images": count["image"],
        "table rows": count["row"],
        "cited works": sorted(set(cited)),
        "results": sorted(item.value for item in page if item.kind == "result"),
    }


def words(page: list[Item]) -> int:
    """How many words the prose of a page has, without code, formulas and options."""
    return sum(len(re.findall(r"\S*[^\W\d_]\S*", item.value)) for item in page if item.kind == "prose")


# Typography

NO_BREAK = "\u00a0\u202f"
NAMED = r"(Python|PyTorch|torch|Book|BY|BY-SA|version|arXiv|Llama|Gemini|Claude|Qwen|Mistral|WCAG)[ \u00a0]$"
COMMON = {
    r'"': "straight quotation mark",
    r"'": "straight apostrophe: write ’",
}
FRENCH = COMMON | {
    rf"(?<![{NO_BREAK}!?…(\[])[;!?]": "no-break space missing before {found}",
    rf"(?<![{NO_BREAK}]):(?=\s|$)": "no-break space missing before {found}",
    rf"[\d{THING}] ?%": "no-break space missing before %",
    rf"«(?![{NO_BREAK}])": "no-break space missing after «",
    rf"(?<![{NO_BREAK}])»": "no-break space missing before »",
    r"(?<![\w.:=/-])\d+\.\d+(?![.\w])": "decimal point in {found}: write a comma",
    r"(?<!\d)\d{1,3} \d{3}(?!\d)": "no-break space missing inside {found}",
}
ENGLISH = COMMON | {
    rf"[\s{NO_BREAK}][;:!?,.](?=\s|$)": "space before {found}",
    rf"[\d{THING}][\s{NO_BREAK}]%": "space before %",
    r"[«»]": "French quotation mark",
    r"(?<![\d,])\d{1,3}(?!(,\d{3})+(?!\d))(,\d+)+": "decimal comma in {found}: write a point",
}


def typography(text: str, language: str) -> list[str]:
    """What is wrong with one line of prose."""
    problems = []
    for pattern, message in {"fr": FRENCH, "en": ENGLISH}[language].items():
        for match in re.finditer(pattern, text):
            if "decimal point" in message and re.search(NAMED, text[: match.start()]):
                continue  # the number of a version
            around = text[max(0, match.start() - 20) : match.end() + 20]
            problems.append(f"{message.format(found=match[0].strip())} in “{around}”")
    return problems


def abandoned(text: str, terms: list[dict]) -> list[str]:
    """The phrases of `abandoned_fr` that a French text holds, each with the word that this course has for the thing."""
    text = re.sub(rf"[\s{NO_BREAK}]+", " ", text)
    return [
        f"“{phrase}”: write “{word}”"
        for term in terms
        for phrase, word in term.get("abandoned_fr", {}).items()
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
    ]


def false_friends(text: str, terms: list[dict]) -> list[str]:
    """The phrases of `avoid_fr` that a French text holds, each with what to write."""
    text = re.sub(rf"[\s{NO_BREAK}]+", " ", text)
    return [
        f"“{phrase}”: write “{term['fr']['term']}”"
        for term in terms
        for phrase in term.get("avoid_fr", [])
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
    ]
