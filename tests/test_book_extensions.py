"""The Sphinx extensions of the book: numbers, glossary, drawn figures, light style sheets, cached labs."""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import yaml
from IPython.display import HTML

ROOT = Path(__file__).parents[1]
pytest.importorskip("sphinx", reason="the book's tools are not installed")
sys.path.insert(0, str(ROOT / "book/_ext"))

import accessible  # noqa: E402
import bilingual  # noqa: E402
import drawn  # noqa: E402
import glossary  # noqa: E402
import guide  # noqa: E402
import labs_cache  # noqa: E402
import lean  # noqa: E402
import mathml  # noqa: E402
import results  # noqa: E402
import search_index  # noqa: E402
import units  # noqa: E402
from docutils import nodes  # noqa: E402
from jupyter_cache import get_cache  # noqa: E402
from sphinx_design.dropdown import dropdown_main  # noqa: E402

import labkit.results  # noqa: E402
from labkit import messages  # noqa: E402


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Results of four runs: three seeds in French, one in English."""
    monkeypatch.setenv("LABKIT_RESULTS", str(tmp_path))
    for language, seed, accuracy in [("fr", 0, 0.99), ("fr", 1, 0.97), ("fr", 2, 0.9934), ("en", 0, 0.5)]:
        measured = {"accuracy": accuracy, "change": -1234.5, "nearly_nothing": -0.001, "curve": [1, 2]}
        run = {"language": language, "seed": seed, "seconds": 1.0, "measured": measured}
        labkit.results.keep("01_unit", "cpu", run)
    return tmp_path


def printed(text, language):
    messages.set_language(language)
    return results.printed(text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("01_unit.cpu.accuracy .1%", "fr", "99,0\u00a0%"),
        ("01_unit.cpu.accuracy .1%", "en", "50.0%"),
        ("01_unit.cpu.accuracy.min .0%", "fr", "97\u00a0%"),
        ("01_unit.cpu.accuracy.max .2%", "fr", "99,34\u00a0%"),
        ("01_unit.cpu.change ,.1f", "fr", "−1\u202f234,5"),
        ("01_unit.cpu.change ,.1f", "en", "−1,234.5"),
        ("01_unit.cpu.nearly_nothing .2f", "fr", "0,00"),
    ],
)
def test_a_result_is_the_median_of_the_language_written_in_it(folder, text, language, expected):
    assert printed(text, language) == expected


def test_all_runs_count_where_the_language_has_none(folder):
    file = folder / "01_unit.cpu.json"
    runs = [run for run in json.loads(file.read_text("utf-8"))["runs"] if run["language"] == "fr"]
    file.write_text(json.dumps({"runs": runs}), "utf-8")
    assert printed("01_unit.cpu.accuracy .2f", "en") == "0.99"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("01_unit.cpu.acuracy .1%", "'acuracy', only accuracy, change"),
        ("01_unit.cpu.curve .1f", "'curve'"),
        ("01_unit.cpu.accuracy", "FORMAT"),
        ("01_unit.cpu.accuracy.mean .1%", "FORMAT"),
        ("01_unit.accuracy .1%", "FORMAT"),
        ("01_unit.cpu.accuracy .1q", "format"),
    ],
)
def test_a_wrong_result_says_what_is_wrong(folder, text, hint):
    with pytest.raises(ValueError, match=hint):
        printed(text, "fr")


def test_results_of_an_unknown_unit_or_scale_are_an_error(folder):
    with pytest.raises(OSError, match=r"01_unit\.gpu"):
        printed("01_unit.gpu.accuracy .1%", "fr")


def test_twins_are_the_same_page_in_each_language():
    assert bilingual.twins_of("labs/fr/01_unit") == {"fr": "labs/fr/01_unit", "en": "labs/en/01_unit"}
    assert bilingual.twins_of("book/index") == {}


def test_the_glossary_ignores_accents_and_capitals_when_it_sorts():
    terms = ["perte", "échelle", "Entropie", "écho", "grokking", "ébauche"]
    expected = ["ébauche", "échelle", "écho", "Entropie", "grokking", "perte"]
    assert sorted(terms, key=glossary.alphabetical) == expected


def test_the_cover_has_a_text_alternative_in_both_languages():
    cover = drawn.load(ROOT / "book/figures/cover.py").cover
    assert "un perroquet" in cover("fr").data
    assert "a parrot" in cover("en").data


@pytest.mark.parametrize(
    "kept",
    [
        "a{b:c}",
        ".used:hover{b:c}",
        ".absent,.used .here{b:c}",
        "#here:not(.absent,.gone){b:c}",
        ".used[class*='.x']{b:c}",
        "@media print{.used{b:c}}",
        "@font-face{src:url(a.woff2)}",
        "@import 'x.css';",
        '.used::before{content:"}"}',
    ],
)
def test_a_rule_that_a_page_can_use_stays(kept):
    assert lean.lean(kept, {"used", "here"}) == kept


@pytest.mark.parametrize(
    "dropped", [".absent{b:c}", ".used .absent{b:c}", "#gone.used,.absent{b:c}", "@media print{.absent{b:c}}"]
)
def test_a_rule_that_no_page_can_use_goes(dropped):
    assert lean.lean(f"/* why */ {dropped} a{{b:c}}", {"used", "here"}) == "a{b:c}"


def test_a_lab_runs_again_for_the_core_its_own_unit_or_the_scale_and_not_for_another_unit(tmp_path, monkeypatch):
    monkeypatch.setenv("LABKIT_SCALE", "cpu")

    def state(file=None):
        if file:
            (tmp_path / "labkit" / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "labkit" / file).write_text(f"k = {len(seen)}", "utf-8")
        return labs_cache.state(tmp_path, "05_grokking")

    seen = []
    for file in ("plots.py", "grokking/texts.py", "plots.py", "grokking/worlds/modular.py", "grokking/recorded.json"):
        seen.append(state(file))
    assert len(set(seen)) == 5
    assert state("emergence/texts.py") == state() == seen[-1]
    monkeypatch.setenv("LABKIT_SCALE", "smoke")
    assert state() not in seen


def test_labs_at_a_time_share_the_memory_that_is_free(monkeypatch):
    assert labs_cache.free_memory() > 0
    monkeypatch.setattr(labs_cache.Path, "read_text", lambda *a, **k: "MemTotal: 9 kB\nMemAvailable:   3000 kB\n")
    assert labs_cache.free_memory() == 3000 * 1024
    monkeypatch.setattr(labs_cache.Path, "read_text", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):  # only what a system without that file does is foreseen
        labs_cache.free_memory()


def in_a_thread(function, *arguments):
    """For what runs an event loop of its own: the browser of other tests may have one here."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(function, *arguments).result()


def test_labs_run_side_by_side_and_once_and_one_that_fails_is_left_to_its_page(tmp_path, monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    foreign = tmp_path / "hub" / "kernels" / "python3"  # as a hub puts one before that of the environment
    foreign.mkdir(parents=True)
    foreign.joinpath("kernel.json").write_text('{"argv": ["false"], "display_name": "another", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "hub"))
    cells = {"good": "import os; print(6 * 7, *map(os.getenv, ['OMP_NUM_THREADS', 'LABKIT_RESULTS']))", "bad": "1 / 0"}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for name, code in cells.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)], metadata=kernel)
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    config = SimpleNamespace(nb_execution_cache_path=str(tmp_path / "cache"), nb_execution_timeout=60)
    app = SimpleNamespace(config=config, srcdir=str(tmp_path), outdir=str(tmp_path / "site"))
    env = SimpleNamespace(doc2path=lambda name: str(tmp_path / f"{name}.ipynb"), path2doc=lambda path: Path(path).stem)
    env.found_docs = set(cells)
    assert sorted(labs_cache.labs_to_read(app, env, set(), set(), set())) == ["bad", "good"]
    in_a_thread(labs_cache.run_labs, app, env, list(cells))
    assert labs_cache.labs_to_read(app, env, set(), set(), set()) == ["bad"]
    cache = get_cache(app.config.nb_execution_cache_path)
    found = {record.uri for record in cache.list_cache_records()}
    assert found == {str(tmp_path / "good.ipynb")}
    _, done = cache.merge_match_into_notebook(nbformat.read(tmp_path / "good.ipynb", as_version=4))
    answer, threads, kept_in = done.cells[0].outputs[0].text.split()
    assert (answer, int(threads) >= 1, kept_in) == ("42", True, str(tmp_path / "runs" / tmp_path.name))
    monkeypatch.setattr(labs_cache, "NotebookClient", lambda *args, **options: pytest.fail("run twice"))
    in_a_thread(labs_cache.run_labs, app, env, ["good"])
    monkeypatch.setattr(labs_cache, "state", lambda root, unit: "another")
    assert sorted(labs_cache.labs_to_read(app, env, set(), set(), set())) == ["bad", "good"]
    assert "OMP_NUM_THREADS" not in os.environ


@pytest.mark.parametrize(
    ("rule", "undecided"),
    [
        ("html[data-theme=light] a{b:c}", 'html[data-theme="auto"] a{b:c}'),
        (
            'html[data-theme="dark"]{b:c}',
            '@media screen and (prefers-color-scheme:dark){html[data-theme="auto"]{b:c}}',
        ),
        ("html[data-theme=light] a,html[data-theme=dark] a{b:c}", ""),
        ("a{b:c}", ""),
    ],
)
def test_without_scripts_the_system_decides_on_the_theme(rule, undecided):
    assert lean.lean(rule, set()) == rule + undecided


@pytest.mark.parametrize(
    ("html", "indexed"),
    [
        ("<p>l’attention qu’on</p>", "<p>l’\u200aattention qu’\u200aon</p>"),
        ("<p>l’<a>attention</a></p>", "<p>l’\u200a<a>attention</a></p>"),
        ("<p>aujourd’hui, n\u2011gramme</p>", "<p>aujourd’hui, n-gramme</p>"),
        ('<span class="pre">lk.train</span> a.b', '<span class="pre">lk.\u200atrain</span> a.b'),
        ('<pre>a<span class="o">.</span>b</pre>', '<pre>a<span class="o">.</span>\u200ab</pre>'),
        ('<section class="c" id="a">\n<h2>A</h2>', '<section class="c">\n<h2 id="a">A</h2>'),
        ('<dt id="term-bit">bit</dt>', '<h4 id="term-bit">bit</h4>'),
    ],
)
def test_the_index_reads_words_and_sections(html, indexed):
    assert search_index.searchable(html) == indexed


def test_an_answer_is_named_after_its_exercise():
    def answer():
        return dropdown_main("", nodes.inline("", "Answer", classes=["sd-summary-text"]))

    exercise = nodes.paragraph("", "", nodes.strong("", "1. Eight doors."), nodes.Text(" How many bits?"))
    section = nodes.section("", exercise, answer(), nodes.paragraph("", "Why?"), answer())
    accessible.name_answers(None, section, "page")
    assert [node.astext() for node in section.findall(dropdown_main)] == ["Answer – 1. Eight doors"] * 2


def test_mathematics_becomes_mathml():
    assert mathml.to_mathml(r"\frac{1}{2}", displaystyle=False).startswith(r'<math data-tex="\frac{1}{2}"><mfrac>')
    with pytest.raises(mathml.LatexError):
        mathml.to_mathml(r"\nonsense", displaystyle=False)


def test_a_unit_is_there_when_its_chapter_and_its_lab_are(tmp_path):
    listed = [{"unit": f"0{n}_u", "fr": {"title": f"T{n}", "question": f"Q{n} ?"}} for n in (1, 2, 3, 0)]
    listed[2]["lab"] = False
    listed[3]["chapter"] = False
    (tmp_path / "book/fr").mkdir(parents=True)
    (tmp_path / "labs").mkdir()
    (tmp_path / "book/units.yml").write_text(yaml.safe_dump(listed), "utf-8")
    for file in ("book/fr/01_u.md", "labs/01_u.py", "book/fr/02_u.md", "book/fr/03_u.md"):
        (tmp_path / file).touch()
    sections = ("## 1. Un (15\u00a0min)", "## 1. One (15 min)", "## 2. Deux (20\u00a0min)", "## 2. Two (20 min)")
    (tmp_path / "labs/01_u.py").write_text("".join(f"# {line}\n" for line in sections), "utf-8")
    (tmp_path / "labs/00_u.py").write_text("".join(f"# {line}\n" for line in sections[2:]), "utf-8")
    found = units.units(tmp_path)
    assert [unit["there"] for unit in found] == [True, False, True, True]
    rows = units.table(found, "fr").splitlines()[2:]
    lab = "../../labs/fr/00_u.ipynb"
    assert rows[3] == f"| Atelier 0\u00a0: [T0]({lab}) | Q0 ? | 20 min | disponible\u00a0: [atelier]({lab}) |"
    assert rows[0].startswith("| 01. [T1](01_u.md) | Q1 ? | 15–25 + 35 min | disponible")
    assert "[atelier](../../labs/fr/01_u.ipynb)" in rows[0]
    assert rows[1] == "| 02. T2 | Q2 ? | 15–25 + 60–90 min | en préparation |"
    assert "atelier" not in rows[2]
    assert [units.listed(["02", "06", "08"][:n], "en") for n in (1, 2, 3)] == ["02", "02 and 06", "02, 06 and 08"]


COURSE = [  # lab 0, then 02 and 03 after 01, and 04 after 03
    {"unit": "00_u", "chapter": False, "there": True, "minutes": 45},
    {"unit": "01_u", "paths": ["evening"], "there": True, "minutes": 70},
    {"unit": "02_u", "needs": "01_u", "there": False, "minutes": "60–90"},
    {"unit": "03_u", "needs": "01_u", "there": True, "minutes": 75},
    {"unit": "04_u", "needs": "03_u", "lab": False, "paths": ["evening"], "there": True, "minutes": "60–90"},
]
COURSE = [row | {"en": {"title": f"T{row['unit'][1]}"}} for row in COURSE]


def test_the_map_hangs_each_unit_from_the_one_that_it_needs():
    assert units.tree(COURSE, "en") == [
        "- Lab 0: [T0](../../labs/en/00_u.ipynb) (45 min)",
        "- 01\\. [T1](01_u.md) (15–25 + 70 min)",
        "  - 02\\. T2 (15–25 + 60–90 min)",
        "  - 03\\. [T3](03_u.md) (15–25 + 75 min)",
        "    - 04\\. [T4](04_u.md) (15–25 min)",
    ]


def test_a_path_adds_up_the_minutes_of_its_chapters_and_labs():
    evening = units.on_path(COURSE, "evening")
    assert [unit["unit"] for unit in evening] == ["01_u", "04_u"]
    assert units.duration(evening, "en") == "100 to 120 minutes"
    assert units.on_path(COURSE, "whole") == COURSE
    assert units.duration(COURSE, "fr") == "de 5 à 7\u00a0heures"  # 310 to 380 minutes


def test_the_guide_tells_how_the_bets_that_support_it_ended():
    """And leaves out a unit that is not there."""
    messages.set_language("en")
    text = {"kind": "A kind", "bet": "Bet.", "over": "This."}
    row = {"bets": {"05_grokking": ["first"], "99_later": []}, "en": text}
    assert guide.entry(row, {"05_grokking": {}}, "en") == (
        "A kind\n: Bet.\n\n  *What supports it:* [05](05_grokking.md), New cells, the book only just known "
        "→ the parrot, on 5 seeds.\n\n  *What would overturn it:* This."
    )
    assert "supports" not in guide.entry(row, {}, "en")


PAGE = """# Titre

{result}`01_unit.cpu.accuracy .1%`, {gloss}`token`, {gloss}`les jetons <token>`

```{terms}
```

```{drawn} 01_unit.curve
Une *légende*.
```

```{drawn} flag.flag
```
"""
TERMS = """
- id: token
  fr: {term: jeton, definition: "Le *morceau* de texte."}
  en: {term: token, definition: "The *piece* of text."}
- id: accuracy
  fr: {term: exactitude, definition: "La part de réponses justes."}
  en: {term: accuracy, definition: "The share of right answers."}
"""

FLAG = """
from IPython.display import HTML

def flag(language):
    return HTML(f"<b>{language}</b>")
"""


def curve(curve, change):
    """A figure of unit 01: one argument is recorded, the other derived."""
    return HTML(f"<p>{messages.get_language()} {curve} {change}</p>")


@pytest.fixture
def build(folder, tmp_path_factory, monkeypatch):
    """build(text): the French page of a small book with that text, as HTML, and the warnings."""
    from sphinx.testing.util import SphinxTestApp

    monkeypatch.setattr("labkit.next_token.figures.curve", curve, raising=False)
    source = tmp_path_factory.mktemp("source")
    files = {
        "conf.py": "extensions = ['myst_parser', 'results', 'glossary', 'drawn']\nlanguage = 'fr'\n",
        "index.md": "# Index\n\n```{toctree}\nbook/fr/page\n```\n",
        "book/terms.yml": TERMS,
        "book/figures/flag.py": FLAG,
    }
    apps = []

    def build(text):
        for name, content in (files | {"book/fr/page.md": text}).items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(content, "utf-8")
        app = SphinxTestApp("html", srcdir=source)
        apps.append(app)
        app.build()
        return (app.outdir / "book/fr/page.html").read_text("utf-8"), app.warning.getvalue()

    yield build
    for app in apps:
        app.cleanup()


def test_a_page_with_all_that_the_extensions_offer(build):
    html, warnings = build(PAGE)
    assert warnings == ""
    assert '<span class="result">99,0\u00a0%</span>' in html
    assert 'href="glossary.html#term-token">jeton</a>' in html
    assert 'href="glossary.html#term-token">les jetons</a>' in html
    assert html.index('id="term-accuracy"') < html.index('id="term-token"')
    assert '<span lang="en">token</span>' in html
    assert "<p>fr [1, 2] -1234.5</p>" in html
    assert "<b>fr</b>" in html
    assert "<em>légende</em>" in html


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("{result}`01_unit.cpu.acuracy .1%`", 3, "acuracy"),
        ("{result}`02_unit.cpu.accuracy .1%`", 3, "02_unit.cpu.json"),
        ("{gloss}`tokken`", 3, "no entry 'tokken'"),
        ("```{drawn} 01_unit.curves\n```", 3, "curves"),
        ("```{drawn} flags.flag\n```", 3, "flags.py"),
    ],
)
def test_a_wrong_name_is_a_warning_with_file_and_line(build, text, line, hint):
    _, warnings = build(f"# Titre\n\n{text}\n")
    assert f"page.md:{line}: WARNING" in warnings
    assert hint in warnings
