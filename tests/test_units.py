"""What each unit must have, so that whoever adds one is told what is missing; and labs that read well."""

import ast
import json
import pkgutil
import re
import statistics

import pytest
import yaml
from claims import SEEDS, record
from lab_sources import ROOT, build

from labkit import results
from labkit.messages import LANGUAGES, TEXTS

LABS = build.sources()
UNITS = {row["unit"]: row for row in yaml.safe_load((ROOT / "book/units.yml").read_text("utf-8"))}
MODULES = ("measures", "figures", "checks", "texts")
TESTS = ("test_checks", "test_claims", "test_measures")


def code_cells(source):
    """The code cells of a lab, as its author wrote them."""
    return [build.solved(cell.text) for cell in build.read(source) if cell.kind == "code"]


def names(source):
    """The top-level names of a lab, by the kinds of thing they are given."""
    found = {}
    for cell in code_cells(source):
        for node in ast.parse(cell).body:
            for name, kind in bound(node):
                found.setdefault(name, set()).add(kind)
    return found


def bound(node):
    """The (name, kind) pairs that a statement binds at top level."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [(node.name, "function")]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [((alias.asname or alias.name).partition(".")[0], "module") for alias in node.names]
    inner = [pair for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt) for pair in bound(child)]
    stored = [n for n in walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return inner + [(name.id, "value") for name in stored]


def walk(node):
    """The nodes of a statement, apart from what has a scope of its own and from statements inside it."""
    yield node
    for child in ast.iter_child_nodes(node):
        scope = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.stmt)
        if not isinstance(child, scope):
            yield from walk(child)


@pytest.mark.parametrize("source", LABS, ids=lambda source: source.stem)
def test_a_unit_is_whole(source, report):
    """What any lab has, then what a chapter asks for: `chapter: false` in book/units.yml says that there is none."""
    unit, package = source.stem, results.package_of(source.stem)
    report(package, f"a package of labkit whose UNIT is {unit!r}")
    report(unit in UNITS, f"{unit} in book/units.yml")
    if not package:
        return
    chapter = UNITS.get(unit, {}).get("chapter", True)
    for module in MODULES if chapter else ("checks", "texts"):
        report((ROOT / f"labkit/{package}/{module}.py").is_file(), f"labkit/{package}/{module}.py")
    for test in TESTS if chapter else ("test_checks",):
        report((ROOT / f"tests/{package}/{test}.py").is_file(), f"tests/{package}/{test}.py")
    listed = json.dumps(yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8")))
    for language in LANGUAGES:
        for folder in ("book", "labs") if chapter else ("labs",):
            report(f'"{folder}/{language}/{unit}"' in listed, f"{folder}/{language}/{unit} in _toc.yml")
    card = getattr(results.module_of(unit, "measures"), "CARD", {})
    for name in card:
        report(f"{package}.card.{name}" in TEXTS, f"the text {package}.card.{name}")
    exact = [cell for cell in code_cells(source) if "# out:" in build.comments_in("en", cell)]
    report(len(exact) >= 3, f"three cells with their exact output (# out:) in the lab, not {len(exact)}")
    if not chapter:
        report("{{chapter}}" not in source.read_text("utf-8"), f"{unit} has no chapter to link to")
        report(not record.languages(unit), f"RECORDED_IN = () in labkit/{package}: no text quotes what it measures")
        return
    report(8 <= len(card) <= 14, f"a dozen rows in CARD of labkit/{package}/measures.py, not {len(card)}")
    for language in LANGUAGES:
        page = ROOT / f"book/{language}/{unit}.md"
        report(page.is_file(), f"the chapter {page.relative_to(ROOT)}")
        report(page.is_file() and f"{{drawn}} {unit}." in page.read_text("utf-8"), f"a figure in {page.name}")
    file = ROOT / "labs/results" / f"{unit}.cpu.json"
    report(file.is_file(), f"recorded runs: python labs/record.py {unit}")
    runs = json.loads(file.read_text("utf-8"))["runs"] if file.is_file() else []
    for language in record.languages(unit):
        seeds = {run["seed"] for run in runs if run["language"] == language}
        report(set(SEEDS) <= seeds, f"recorded runs in {language} with seeds 0 to 4, not {sorted(seeds)} alone")


@pytest.mark.parametrize("unit", [name for name, row in UNITS.items() if not row.get("lab", True)])
def test_a_unit_without_a_lab_is_whole(unit, report):
    """`lab: false` in book/units.yml: a chapter that counts what the labs of others recorded, and measures nothing."""
    package = results.package_of(unit)
    report(package, f"a package of labkit whose UNIT is {unit!r}")
    report(not (ROOT / f"labs/{unit}.py").exists(), f"labs/{unit}.py is there, and book/units.yml says lab: false")
    report(not list((ROOT / "labs/results").glob(f"{unit}.*")), f"recorded runs of {unit}, which has no lab")
    for module in ("measures", "figures", "texts"):
        report((ROOT / f"labkit/{package}/{module}.py").is_file(), f"labkit/{package}/{module}.py")
    report(results.counts(unit), f"a function `counted` in labkit/{package}/measures.py")
    for test in ("test_claims", "test_measures", "test_figures"):
        report((ROOT / f"tests/{package}/{test}.py").is_file(), f"tests/{package}/{test}.py")
    listed = json.dumps(yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8")))
    for language in LANGUAGES:
        page = ROOT / f"book/{language}/{unit}.md"
        report(page.is_file() and f"{{drawn}} {unit}." in page.read_text("utf-8"), f"{page.name} with a figure")
        report(f'"book/{language}/{unit}"' in listed, f"book/{language}/{unit} in _toc.yml")


def test_what_a_unit_needs_is_a_unit_before_it_and_paths_lead_through_units_that_are_met(report):
    names = list(UNITS)
    for name, row in UNITS.items():
        needs = row.get("needs")
        report(needs is None or needs in names[: names.index(name)], f"{name} needs {needs}")
        for path in row.get("paths", ()):
            report(needs is None or path in UNITS[needs].get("paths", ()), f"{name} is on {path}, {needs} is not")


def test_every_function_that_a_project_names_is_there(report):
    named = {}
    for language in LANGUAGES:
        text = (ROOT / f"book/{language}/projects.md").read_text("utf-8")
        named[language] = re.findall(r"`(labkit(?:\.\w+)+)`", text)
        projects = re.findall(r"^\*\*\d+\. ", text, flags=re.M)
        report(len(projects) == 10, f"{len(projects)} projects in book/{language}/projects.md")
    report(named["fr"] == named["en"], "the same functions in both languages, in the same order")
    for name in named["en"]:
        try:
            pkgutil.resolve_name(name)
        except (ImportError, AttributeError) as error:
            report(False, f"{name}: {error}")


def test_the_pages_say_how_long_the_labs_are():
    minutes = [build.minutes_of(build.read(source)) for source in LABS if not source.stem.startswith("00")]
    shortest, longest = min(minutes), max(minutes)
    english, french = (" ".join((ROOT / f"book/{x}/using.md").read_text("utf-8").split()) for x in ("en", "fr"))
    assert f"A lab takes {shortest} to {longest} minutes" in english
    assert f"Un atelier demande de {shortest} à {longest} minutes" in french


@pytest.mark.parametrize("source", LABS, ids=lambda source: source.stem)
def test_a_lab_has_one_idea_a_cell_and_few_names(source, report):
    cells = [build.comments_in("en", cell) for cell in code_cells(source)]
    size = statistics.median(len(cell) for cell in cells)
    report(size <= 220, f"the median cell has {size} characters; at most 220")
    found = names(source)
    report(len(found) <= 90, f"{len(found)} top-level names; at most 90")
    for name, kinds in found.items():
        report(len(kinds) == 1 or name == "_", f"{name} is {' and '.join(sorted(kinds))}")


def test_no_unit_imports_another_and_the_core_imports_none(report):
    packages = set(results.packages().values())
    for file in sorted((ROOT / "labkit").rglob("*.py")):
        here = file.relative_to(ROOT / "labkit").parts[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            asked = {part for module in modules if module.startswith("labkit.") for part in module.split(".")[1:2]}
            report(not (asked & packages) - {here}, f"{file.relative_to(ROOT)} imports {sorted(asked & packages)}")
