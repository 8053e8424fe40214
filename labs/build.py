"""Write the French and the English notebook of every lab from its one source.

    python labs/build.py                  # labs/NN_slug.py -> labs/{fr,en}/NN_slug.ipynb, README tables
    python labs/build.py --check          # write nothing; exit 1 if anything is out of date, missing, orphan
    python labs/build.py --solutions DIR  # DIR/{fr,en}/NN_slug.ipynb with the exercises done
    python labs/build.py --student DIR    # the same without any solution: what a teacher hands out
    python labs/build.py --checked DIR    # DIR/NN_slug.ipynb, in one language each, for nbval: see `checked`

A source is a percent script (jupytext) that holds both languages, and the code once:

- each markdown cell `lang="fr"` is followed at once by its twin `lang="en"`, of the same structure;
- comments in words are `# fr:` lines, then as many `# en:` lines; the rest of the code is common to both;
- `# out:` lines at the end of a cell are its exact output, stored in the notebook for nbval to check;
- `{{colab}}` (first cell) and `{{chapter}}` become links made from `repository` in _config.yml; a lab without a chapter
  (`chapter: false` in book/units.yml) has no `{{chapter}}`;
- the start cell begins with `import labkit as lk`; the installation for Colab is added to it, of the tag or commit
  `repository.revision` where _config.yml names one;
- `{{minutes}}` becomes the sum of the minutes that the sections announce, `## 1. Title (15 min)`;
- `### {{exercise difficulty=2 minutes=10}} Title` opens an exercise, `minutes=10 optional` one that a session may leave
  out; in its code cell, what stands between
  `### BEGIN SOLUTION` and `### END SOLUTION` goes to a folded cell and leaves `...` behind.

A source that breaks a rule stops the build with `file:line: message`.
"""

import argparse
import ast
import difflib
import functools
import io
import os
import re
import sys
import textwrap
import tokenize
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import jupytext
import nbformat
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")
READMES = {"fr": "README.fr.md", "en": "README.md"}
WORDS = {
    "fr": {
        "colab": "▶ Ouvrir dans Colab",
        "install": "Colab : l’installer depuis le dépôt du cours",
        "pinned": "Colab : le labkit de ce carnet ; plus récent : @{branch}",
        "exercise": "Exercice {number} · {title}",
        "effort": "{dots} difficulté {difficulty} sur 3 · {minutes} min",
        "optional": " · facultatif",
        "todo": "votre code ici",
        "solution": "Solution de l’exercice {number}",
        "table": "| Atelier | Chapitre | Sans rien installer |",
        "chapter": "lire",
        "there": "**Unités complètes** ({count})\u00a0: {titles}",
        "to_come": "**À venir** ({count})\u00a0: {titles}",
    },
    "en": {
        "colab": "▶ Open in Colab",
        "install": "Colab: install it from the course’s repository",
        "pinned": "Colab: the labkit of this notebook; a newer one: @{branch}",
        "exercise": "Exercise {number} · {title}",
        "effort": "{dots} difficulty {difficulty} of 3 · {minutes} min",
        "optional": " · optional",
        "todo": "your code here",
        "solution": "Solution to exercise {number}",
        "table": "| Lab | Chapter | Nothing to install |",
        "chapter": "read",
        "there": "**Complete units** ({count}): {titles}",
        "to_come": "**To come** ({count}): {titles}",
    },
}
MAX_LINES = 12  # non-blank lines in a code cell
MAX_WIDTH = 84  # characters in a line of code: the column of a page
INSTALL = (  # stands for the start cell's first line; Colab has nearly all that labkit requires
    "try:",
    "    import labkit as lk",
    "except ImportError:  # {why}",
    '    %pip install -q "parrots-maps-mirages[llm] @ git+{url}@{revision}"',
    "    import labkit as lk",
)
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
EXERCISE = re.compile(r"^(#{2,5}) \{\{exercise difficulty=([123]) minutes=(\d+)( optional)?\}\} (\S.*)$", re.M)
EXERCISE_FORM = "### {{exercise difficulty=1..3 minutes=N}} Title, or minutes=N optional"
SECTION = re.compile(r"^## .*\((\d+)[ \u00a0]min\)$", re.M)
NOT_PLAIN = {  # what Jupyter Book renders and Colab does not
    r"^\s*:::": "a directive (:::)",
    r"^\s*(`{3,}|~{3,})\{": "a directive (```{name})",
    r"\{[a-z][\w:+-]*\}`": "a role ({name}`...`)",
    r"^\([\w-]+\)=\s*$": "a label ((name)=)",
}
MARKDOWN = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)


class LabError(Exception):
    """A source that breaks a rule; the text is `file:line: message`."""


@dataclass(frozen=True)
class Cell:
    """A cell of a source."""

    kind: str  # "markdown" or "code"
    language: str | None  # None for code
    text: str
    metadata: dict  # tags and the like
    file: Path
    line: int  # of the cell's "# %%"

    def error(self, message: str, offset: int = -1) -> LabError:
        """An error at line `offset` (from 0) of the cell's text, or at its "# %%"."""
        return LabError(f"{shown(self.file)}:{self.line + 1 + offset}: {message}")


@dataclass(frozen=True)
class Links:
    """The addresses that follow from `repository` and `html.baseurl` in _config.yml."""

    url: str
    branch: str
    site: str
    revision: str  # of labkit in Colab: a tag, a commit, or else the branch

    def colab(self, unit: str, language: str) -> str:
        """A link that opens the lab in Colab; empty where the repository is not on GitHub, as Colab needs."""
        _, _, repository = self.url.partition("github.com/")
        file = f"{repository}/blob/{self.branch}/labs/{language}/{unit}.ipynb"
        link = f"[{WORDS[language]['colab']}](https://colab.research.google.com/github/{file})"
        return link if repository else ""

    def chapter(self, unit: str, language: str) -> str:
        """The chapter on the site or, where the site's address is not known, in the repository."""
        page = f"book/{language}/{unit}"
        return f"{self.site}{page}.html" if self.site else f"{self.url}/blob/{self.branch}/{page}.md"


def links() -> Links:
    return _links((ROOT / "_config.yml").read_text("utf-8"))


@functools.cache  # each cell of each notebook asks, and reading YAML takes a hundredth of a second
def _links(text: str) -> Links:
    config = yaml.safe_load(text)
    repository, site = config["repository"], config["html"].get("baseurl") or ""
    branch = repository["branch"]
    return Links(repository["url"].rstrip("/"), branch, site, str(repository.get("revision") or branch))


def shown(file: Path) -> str:
    """A file as messages name it."""
    return file.relative_to(ROOT).as_posix()


# Reading a source and checking it


def read(file: Path) -> list[Cell]:
    """The cells of a source."""
    text = file.read_text("utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("# %%")]
    cells = jupytext.reads(text, fmt="py:percent").cells
    if len(lines) != len(cells):
        raise LabError(f'{shown(file)}:1: text before the first "# %%", or a "# %%" line inside a string')
    found = []
    for line, cell in zip(lines, cells, strict=True):
        metadata = {k: v for k, v in cell.metadata.items() if k not in ("lang", "lines_to_next_cell")}
        found.append(Cell(cell.cell_type, cell.metadata.get("lang"), cell.source, metadata, file, line))
    return found


def check(cells: list[Cell]) -> None:
    """Stop at the first cell that breaks a rule."""
    check_opening(cells)
    french = None  # the cell whose twin must come now
    exercise = False
    for cell in cells:
        if french and (cell.kind, cell.language) != ("markdown", "en"):
            break
        if cell.kind == "code":
            check_code(cell)
            if BEGIN in cell.text and not exercise:
                raise cell.error(f"a solution needs an exercise just above it: {EXERCISE_FORM}")
            continue
        if cell.kind != "markdown" or cell.language not in LANGUAGES:
            raise cell.error('a text cell begins with # %% [markdown] lang="fr", or lang="en"')
        if cell.language == "en" and not french:
            raise cell.error('this lang="en" cell does not follow a lang="fr" twin')
        check_markdown(cell)
        if french:
            check_twins(french, cell)
        french = None if french else cell
        exercise = bool(EXERCISE.search(cell.text))
    if french:
        raise french.error('this lang="fr" cell is not followed by its lang="en" twin')


def check_opening(cells: list[Cell]) -> None:
    """The title with the Colab link, and one start cell."""
    first, *others = cells
    if first.kind != "markdown" or not first.text.startswith("# ") or "{{colab}}" not in first.text:
        raise first.error("a lab begins with a text cell: # Title, then {{colab}}")
    starts = [cell for cell in others if cell.kind == "code" and "lk.start(" in cell.text]
    if len(starts) != 1:
        raise [first, *starts][-1].error(f"a lab calls lk.start once, this one {len(starts)} times")
    start = starts[0]
    if not start.text.startswith("import labkit as lk\n"):
        raise start.error("the start cell begins with: import labkit as lk")
    if f'lk.start("fr", unit="{start.file.stem}")' not in start.text:
        raise start.error(f'the start cell calls lk.start("fr", unit="{start.file.stem}")')
    if lines_of(start.text) + len(INSTALL) > MAX_LINES:
        raise start.error(f"{MAX_LINES - len(INSTALL)} lines at most: the installation comes on top")


def check_markdown(cell: Cell) -> None:
    """Plain Markdown, known marks, links that work in a notebook opened alone."""
    for offset, line in enumerate(cell.text.splitlines()):
        for pattern, name in NOT_PLAIN.items():
            if re.search(pattern, line):
                raise cell.error(f"Colab does not render {name}: use plain Markdown", offset)
        if "{{exercise" in line and not EXERCISE.match(line):
            raise cell.error(f"an exercise is written {EXERCISE_FORM}", offset)
        for mark in re.findall(r"\{\{([a-z]+)", line):
            if mark not in ("colab", "chapter", "exercise", "minutes"):
                raise cell.error(f"unknown mark {{{{{mark}}}}}", offset)
    for token in tokens(cell.text):
        offset, target = token.meta["line"], str(token.attrs.get("href") or token.attrs.get("src"))
        if token.type == "image" and not target.startswith("data:"):
            raise cell.error(f"image {target}: Colab has no such file; draw it in a code cell", offset)
        if token.type == "link_open" and not re.match(r"https?://|mailto:|#", target):
            raise cell.error(f"link {target} leads nowhere in Colab: write the full address", offset)


def check_twins(french: Cell, english: Cell) -> None:
    there, here = structure(french.text), structure(english.text)
    for name in there:
        if there[name] != here[name]:
            raise english.error(f"{name}: {here[name]} here but {there[name]} in the French twin")


def check_code(cell: Cell) -> None:
    """At most MAX_LINES lines of valid Python, solution marks in pairs, comments in both languages."""
    expected = [BEGIN, END]
    for offset, line in enumerate(cell.text.splitlines()):
        if len(re.sub(r"# (fr|en): ", "# ", line)) > MAX_WIDTH and not line.startswith("# out:"):
            raise cell.error(f"{len(line)} characters in a line of code; at most {MAX_WIDTH}", offset)
        if re.match(r"\s*[%!]", line):
            raise cell.error("no % or ! commands: the source also runs as a plain script", offset)
        if re.search("(BEGIN|END) SOLUTION", line):
            if line.strip() != expected[0]:
                raise cell.error(f"{line.strip()!r} where {expected[0]!r} must stand", offset)
            expected.reverse()
    if expected[0] == END:
        raise cell.error(f"{END!r} is missing")
    for text in (solved(cell.text), stub(cell, "")):
        try:
            ast.parse(text)
        except SyntaxError as error:
            raise cell.error(f"not valid Python: {error.msg}: {(error.text or '').strip()}") from error
        size = lines_of(output(comments_in("fr", text))[0])
        if size > MAX_LINES:
            raise cell.error(f"{size} lines in a code cell; at most {MAX_LINES}")
    check_comments(cell)


def check_comments(cell: Cell) -> None:
    """Comments in words come as `# fr:` lines, then as many `# en:` lines."""
    matches = [re.match(r"\s*# (fr: |en: |out:)", line) for line in cell.text.splitlines()]
    kinds = "".join(match[1][0] if match else " " for match in matches)  # such as " ffee  fe o"
    for group in re.finditer("f+e*|e+", kinds):
        if group[0].count("f") != group[0].count("e"):
            raise cell.error("as many # en: lines must follow as there are # fr: lines", group.start())
    for token in tokenize.generate_tokens(io.StringIO(cell.text + "\n").readline):
        offset = token.start[0] - 1
        if token.type != tokenize.COMMENT or kinds[offset] != " " or token.string in (BEGIN, END):
            continue
        if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", token.string):
            raise cell.error("a comment in words needs # fr: and # en: lines of its own", offset)


def lines_of(code: str) -> int:
    return sum(bool(line.strip()) for line in code.splitlines())


def tokens(text: str) -> list:
    """The Markdown tokens of a text, inline ones included; `meta["line"]` counts from 0."""
    text = text.replace("{{chapter}}", "https://")
    found = []
    for block in MARKDOWN.parse(text):
        for token in [block, *(block.children or [])]:
            token.meta["line"] = block.map[0] if block.map else 0
            found.append(token)
    return found


def structure(text: str) -> dict:
    """What twin cells have in common."""
    found = tokens(text)
    count = Counter(token.type for token in found)
    html = " ".join(token.content for token in found if token.type.startswith("html"))
    return {
        "heading levels": [token.tag for token in found if token.type == "heading_open"],
        "code blocks": count["fence"] + count["code_block"],
        "images": count["image"],
        "links": count["link_open"],
        "formulas": count["math_inline"] + count["math_block"],
        "table rows": count["tr_open"],
        "<details>": html.count("<details"),
        "minutes": SECTION.findall(text),
        "exercise marks": [match.groups()[1:4] for match in EXERCISE.finditer(text)],
        "{{marks}}": Counter(re.findall(r"\{\{(?:colab|chapter|minutes)\}\}", text)),
    }


# Writing a notebook


def comments_in(language: str, code: str) -> str:
    """The code with the comment lines of one language, their prefix removed."""
    (other,) = set(LANGUAGES) - {language}
    code = re.sub(rf"^[ \t]*# {other}: .*\n?", "", code, flags=re.M)
    return re.sub(rf"^([ \t]*# ){language}: ", r"\1", code, flags=re.M)


def solved(code: str) -> str:
    """The code with its solution, without the marks."""
    return re.sub(rf"^[ \t]*({BEGIN}|{END})[ \t]*\n?", "", code, flags=re.M).rstrip("\n")


def stub(cell: Cell, todo: str) -> str:
    """The code with `...` in place of each solution; what a solution ends by assigning keeps its name."""

    def blank(region: re.Match) -> str:
        offset = cell.text[: region.start()].count("\n")
        try:
            last = ast.parse(textwrap.dedent(region[2])).body[-1]
        except (SyntaxError, IndexError) as error:
            raise cell.error("a solution holds whole statements, at least one", offset) from error
        if isinstance(last, ast.FunctionDef | ast.ClassDef):
            raise cell.error("leave the line of def or class outside, or the stub loses the name", offset)
        targets = last.targets if isinstance(last, ast.Assign) else []
        targets = [last.target] if isinstance(last, ast.AnnAssign) else targets
        nodes = [node for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
        names = [node.id for node in nodes if isinstance(node.ctx, ast.Store)]  # in counts[word] = 1 there is none
        return f"{region[1]}{' = '.join([*names, '...'])}  # {todo}"

    return re.sub(rf"^([ \t]*){BEGIN}\n(.*?)^[ \t]*{END}", blank, cell.text, flags=re.M | re.S)


def start_cell(code: str, language: str) -> str:
    """The start cell with the notebook's language, and the installation where labkit is missing.

    A copy that a student keeps goes on installing the labkit it was made with, where `repository.revision` in
    _config.yml names it; a comment says how to take a newer one.
    """
    at = links()
    why = WORDS[language]["install" if at.revision == at.branch else "pinned"].format(branch=at.branch)
    install = "\n".join(INSTALL).format(why=why, url=at.url, revision=at.revision)
    code = code.replace('lk.start("fr"', f'lk.start("{language}"')
    return code.replace("import labkit as lk", install, 1)


def minutes_of(cells: list[Cell]) -> int:
    """The minutes of work of a lab: the sum of what its sections announce."""
    french = [cell.text for cell in cells if cell.language == "fr"]
    return sum(int(found) for text in french for found in SECTION.findall(text))


def text_cell(cell: Cell, number: int, minutes: int) -> str:
    """The text of a cell with its marks replaced; `number` is that of the first exercise in it, `minutes` the lab's."""
    language, unit, at = cell.language, cell.file.stem, links()

    def exercise(mark: re.Match) -> str:
        nonlocal number
        level, difficulty, minutes, optional, title = mark.groups()
        dots = "●" * int(difficulty) + "○" * (3 - int(difficulty))
        heading = WORDS[language]["exercise"].format(number=number, title=title)
        number += 1
        effort = WORDS[language]["effort"].format(dots=dots, difficulty=difficulty, minutes=minutes)
        effort += WORDS[language]["optional"] if optional else ""
        return f"{level} {heading}\n\n{effort}"

    colab = at.colab(unit, language)
    text = EXERCISE.sub(exercise, cell.text)
    text = text.replace("{{colab}}", f"**{colab}**" if colab else "").replace("{{minutes}}", str(minutes))
    return text.replace("{{chapter}}", at.chapter(unit, language))


def checked(cells: list[Cell], language: str) -> list[tuple[str, str, dict]]:
    """The cells of a notebook that fails unless each check refuses the stub above it and accepts the solution.

    The cells of an exercise come as the student gets them, then done. Each cell comes twice, for running one again must
    change nothing that the lab measures; tests/same.py compares that with what the lab's own notebooks measured.
    """
    todo = WORDS[language]["todo"]
    made = [("code", "import os\nos.environ['LABKIT_STRICT'] = '1'  # an answer that does not pass is an error", {})]
    exercise = []  # its code cells so far: the first one has a solution to write

    def close():
        stubs = [comments_in(language, output(stub(cell, todo))[0]) for cell in exercise]
        made.extend(("code", refused(text) if "check." in text else text, {}) for text in stubs)
        for cell in exercise:
            twice(output(comments_in(language, solved(cell.text)))[0], {})
        exercise.clear()

    def twice(code, metadata):
        made.extend([("code", code, metadata)] * 2)

    for cell in cells:
        if cell.kind == "code" and (BEGIN in cell.text or exercise):
            exercise.append(cell)
        elif cell.kind == "code":
            code = comments_in(language, cell.text)
            twice(start_cell(code, language) if "lk.start(" in code else code, cell.metadata)
        elif cell.language == language:
            close()
            made.append(("text", text_cell(cell, 0, minutes_of(cells)), cell.metadata))
    close()
    return made


def refused(code: str) -> str:
    """Code that must end in a check that refuses the answer."""
    lines = ["import pytest", "from labkit.checks import CheckFailed", "with pytest.raises(CheckFailed):"]
    return "\n".join([*lines, textwrap.indent(code, "    ")])


def output(code: str) -> tuple[str, list]:
    """The code without its `# out:` lines, and the output they announce: printed, or the last value."""
    code, *announced = re.split(r"^# out: ?(.*)\n?", code.rstrip("\n") + "\n", flags=re.M)
    text = "\n".join(announced[::2])
    if not announced:
        return code.rstrip("\n"), []
    last = ast.parse(code).body[-1]
    shown_last = isinstance(last, ast.Expr) and not ast.unparse(last).startswith("print(")
    new = nbformat.v4.new_output
    printed, value = {"text": text + "\n"}, {"data": {"text/plain": text}, "execution_count": 1}
    return code.rstrip("\n"), [new("execute_result", **value) if shown_last else new("stream", **printed)]


def folded(code: str, language: str, number: int) -> str:
    summary = WORDS[language]["solution"].format(number=number)
    return f"<details>\n<summary>{summary}</summary>\n\n```python\n{code}\n```\n\n</details>"


def notebook_cells(cells: list[Cell], language: str, *, solutions: bool | None) -> list[tuple[str, str, dict]]:
    """The cells of one notebook: (kind, text, metadata), the kind "text", "code" or "solution" (folded)."""
    made, pending, number = [], [], 0
    for cell in cells:
        if cell.kind == "code":
            code = comments_in(language, solved(cell.text))
            if BEGIN in cell.text and not solutions:
                if solutions is not None:
                    pending.append(("solution", folded(code, language, number), {}))  # after the exercise's code
                code = comments_in(language, stub(cell, WORDS[language]["todo"]))
            if "lk.start(" in code:
                code = start_cell(code, language)
            made.append(("code", code, cell.metadata))
        elif cell.language == language:
            made += [*pending, ("text", text_cell(cell, number + 1, minutes_of(cells)), cell.metadata)]
            number += len(EXERCISE.findall(cell.text))
            pending = []
    return made + pending


def cell_ids(cells: list[tuple[str, str, dict]]) -> list[str]:
    """One id a cell, from the heading above it: editing a section leaves the ids of the others alone."""
    section, count, ids = "", Counter(), []
    for kind, text, _ in cells:
        if kind == "text" and (heading := re.search(r"^#{1,6} (?:Exercise \d+ · )?(.*)", text, re.M)):
            plain = unicodedata.normalize("NFKD", heading[1]).encode("ascii", "ignore").decode().lower()
            section = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
        count[section, kind] += 1
        ids.append(f"{section}-{kind}-{count[section, kind]}")
    return ids


def notebooks(file: Path, *, solutions: bool | None = False) -> dict[str, str]:
    """The twin notebooks of a source, by language, each as the text of its file.

    Args:
        file: The source, labs/NN_slug.py.
        solutions: False: folded under each exercise; True: the exercises are done; None: no solution anywhere.

    Raises:
        LabError: where the source breaks a rule, with file and line.
    """
    cells = read(file)
    check(cells)
    twins = {language: notebook_cells(cells, language, solutions=solutions) for language in LANGUAGES}
    ids = cell_ids(twins["en"])  # the same in both
    return {language: notebook(twin, ids) for language, twin in twins.items()}


def notebook(cells: list[tuple[str, str, dict]], ids: list[str]) -> str:
    made = []
    for (kind, text, metadata), cell_id in zip(cells, ids, strict=True):
        if kind != "code":
            made.append(nbformat.v4.new_markdown_cell(text, metadata=metadata, id=cell_id))
            continue
        code, outputs = output(text)
        if outputs:
            metadata = metadata | {"tags": [*metadata.get("tags", []), "nbval-check-output"]}
        count = 1 if outputs else None  # nbval takes a cell without a number for one that was never run
        options = {"metadata": metadata, "id": cell_id, "outputs": outputs, "execution_count": count}
        made.append(nbformat.v4.new_code_cell(code, **options))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    # Colab's assistant would write the exercises; whoever wants it can turn it on again
    metadata = {"colab": {"generative_ai_disabled": True}, "kernelspec": kernel, "language_info": {"name": "python"}}
    book = nbformat.v4.new_notebook(cells=made, metadata=metadata)
    nbformat.validate(book)
    return nbformat.writes(book).rstrip("\n") + "\n"


# All that is generated


def sources() -> list[Path]:
    return sorted((ROOT / "labs").glob("[0-9][0-9]_*.py"))


def generated() -> dict[Path, str]:
    """Every generated file, with the text it must have."""
    files = {}
    for source in sources():
        for language, text in notebooks(source).items():
            files[ROOT / "labs" / language / f"{source.stem}.ipynb"] = text
    for language, name in READMES.items():
        if (ROOT / name).exists():
            files[ROOT / name] = readme(ROOT / name, language)
    return files


def readme(file: Path, language: str) -> str:
    """A README with its table of labs."""
    words, rows = WORDS[language], []
    for source in sources():
        unit = source.stem
        title = next(cell.text for cell in read(source) if cell.language == language).splitlines()[0][2:]
        chapter = f"book/{language}/{unit}.md"
        chapter = f"[{words['chapter']}]({chapter})" if (ROOT / chapter).exists() else "–"
        colab = links().colab(unit, language)
        rows.append(f"| [{title}](labs/{language}/{unit}.ipynb) | {chapter} | {colab} |")
    table = "\n".join(["", words["table"], "|---|---|---|", *rows, "", ""])
    text = between_marks(file, file.read_text("utf-8"), "labs", table)
    return between_marks(file, text, "units", status(language))


def between_marks(file: Path, text: str, name: str, content: str) -> str:
    """The text of a file with `content` between <!-- name:begin --> and <!-- name:end -->."""
    marks = rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)"
    text, found = re.subn(marks, lambda marks: marks[1] + content + marks[2], text, flags=re.S)
    if found != 1:
        raise LabError(f"{file.name}:1: once <!-- {name}:begin --> and <!-- {name}:end -->, not {found} times")
    return text


def status(language: str) -> str:
    """Which units are there and which are to come, from book/units.yml: one is there when its chapter and lab are.

    A lab without a chapter (`chapter: false`), which only prepares for the units, is not counted.
    """
    listed = yaml.safe_load((ROOT / "book" / "units.yml").read_text("utf-8"))
    units = [unit for unit in listed if unit.get("chapter", True)]

    def exists(unit):
        lab = (ROOT / "labs" / f"{unit['unit']}.py").is_file() or not unit.get("lab", True)
        return lab and (ROOT / "book" / language / f"{unit['unit']}.md").is_file()

    lines = []
    for name, there in (("there", True), ("to_come", False)):
        titles = [unit[language]["title"] for unit in units if exists(unit) == there]
        if titles:
            lines += [WORDS[language][name].format(count=len(titles), titles=" · ".join(titles)), ""]
    return "\n".join(["", *lines, ""])


def difference(file: Path, text: str, *, longest: int = 30) -> str:
    """What is wrong with a generated file; empty if nothing."""
    if not file.exists():
        return f"{shown(file)}: missing"
    present = file.read_text("utf-8")
    if present == text:
        return ""
    names = (f"{shown(file)} now", f"{shown(file)} from its source")
    lines = list(difflib.unified_diff(present.splitlines(), text.splitlines(), *names, n=1, lineterm=""))
    more = ["..."] if len(lines) > longest else []
    return "\n".join([f"{shown(file)}: out of date", *lines[:longest], *more])


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    print(f"wrote {os.path.relpath(file)}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the twin notebooks of every lab from its source.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if out of date")
    parser.add_argument("--solutions", type=Path, metavar="DIR", help="write them with the exercises done")
    parser.add_argument("--student", type=Path, metavar="DIR", help="write them without any solution")
    parser.add_argument("--checked", type=Path, metavar="DIR", help="write, for nbval, what tests stubs and solutions")
    options = parser.parse_args()
    try:
        for folder, solutions in ((options.solutions, True), (options.student, None)):
            for source in sources() if folder else ():
                for language, text in notebooks(source, solutions=solutions).items():
                    write(folder / language / f"{source.stem}.ipynb", text)
        if options.solutions or options.student:
            return 0
        if options.checked:
            for source, language in zip(sources(), cycle(LANGUAGES)):  # the code is the same in both
                cells = checked(read(source), language)
                write(options.checked / f"{source.stem}.ipynb", notebook(cells, cell_ids(cells)))
            if not options.check:
                return 0
        files = generated()
    except LabError as error:
        print(error, file=sys.stderr)
        return 1
    stale = {file: text for file, text in files.items() if difference(file, text)}
    present = [file for language in LANGUAGES for file in sorted((ROOT / "labs" / language).glob("*.ipynb"))]
    problems = [f"{shown(file)}: has no source, delete it" for file in present if file not in files]
    if options.check:
        problems += [difference(file, text) for file, text in stale.items()]
        problems += ["To write them again: python labs/build.py"] if stale else []
    else:
        for file, text in stale.items():
            write(file, text)
    if problems:
        print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
