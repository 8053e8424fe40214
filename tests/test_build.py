"""labs/build.py on a small lab of its own: what it writes, and what it refuses with file and line."""

import difflib
import json
import re
import subprocess
import sys

import jupytext
import nbformat
import pytest
import yaml
from lab_sources import PYTHON, ROOT, build

LAB = """\
# %% [markdown] lang="fr"
# # Une démonstration
#
# {{colab}} et [le chapitre]({{chapter}})
# %% [markdown] lang="en"
# # A demonstration
#
# {{colab}} and [the chapter]({{chapter}})
# %%
import labkit as lk

session = lk.start("fr", unit="01_demo")
# %% [markdown] lang="fr"
# ## Compter
# %% [markdown] lang="en"
# ## Counting
# %%
# fr: une ligne
# en: one line
numbers = [1, 2, 3]  # (number,)
sum(numbers)
# out: 6
# %% tags=["keep"]
print("a", "b")
# out: a b
# %% [markdown] lang="fr"
# ### {{exercise difficulty=2 minutes=10}} Doubler
# %% [markdown] lang="en"
# ### {{exercise difficulty=2 minutes=10}} Doubling
# %%
from labkit.checks import exercise, expect


@exercise
def check(double, answer):
    expect(double(answer) == 6, "checks.wrong")


# %%
def double(x):
    ### BEGIN SOLUTION
    # fr: deux fois
    # en: twice
    return 2 * x
    ### END SOLUTION


### BEGIN SOLUTION
half = len(numbers)
answer = half
### END SOLUTION
check(double, answer)
# %% [markdown] lang="fr"
# ### {{exercise difficulty=3 minutes=5}} À l’écrit
#
# Combien font $1 + 1$ ?
# %% [markdown] lang="en"
# ### {{exercise difficulty=3 minutes=5}} In writing
#
# How much is $1 + 1$?
"""


class Course:
    """A course of one lab in a temporary folder."""

    def __init__(self, root, monkeypatch):
        self.root, self.monkeypatch = root, monkeypatch
        monkeypatch.setattr(build, "ROOT", root)
        (root / "labs").mkdir()
        self.write("labs/01_demo.py", LAB)
        self.configure("https://github.com/someone/course")

    def configure(self, url, *, site="", **more):
        config = {"repository": {"url": url, "branch": "main"} | more, "html": {"baseurl": site}}
        self.write("_config.yml", yaml.safe_dump(config))

    def write(self, name, text):
        (self.root / name).write_text(text, "utf-8")

    def read(self, name):
        return (self.root / name).read_text("utf-8")

    def build(self, *options) -> int:
        self.monkeypatch.setattr(sys, "argv", ["build.py", *map(str, options)])
        return build.main()

    def notebook(self, language, folder="labs"):
        return nbformat.read(self.root / folder / language / "01_demo.ipynb", as_version=4)


@pytest.fixture
def course(tmp_path, monkeypatch):
    return Course(tmp_path, monkeypatch)


def sources_of(notebook, kind="code"):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


# What it writes


def test_building_twice_changes_nothing(course, capsys):
    assert course.build() == 0
    assert capsys.readouterr().out.count("wrote") == 2
    files = {name: course.read(name) for name in ("labs/fr/01_demo.ipynb", "labs/en/01_demo.ipynb")}
    assert course.build() == 0
    assert capsys.readouterr().out == ""
    assert course.build("--check") == 0
    assert files == {name: course.read(name) for name in files}


def test_notebooks_are_clean(course):
    course.build()
    for language in build.LANGUAGES:
        notebook = course.notebook(language)
        nbformat.validate(notebook)
        assert notebook.metadata == {
            "colab": {"generative_ai_disabled": True},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
        metadata = [dict(cell.metadata) for cell in notebook.cells if cell.metadata]
        assert metadata == [{"tags": ["nbval-check-output"]}, {"tags": ["keep", "nbval-check-output"]}]
        assert "{{" not in json.dumps(notebook)


def test_code_differs_in_language_and_comments_only(course):
    course.build()
    french, english = ("\n".join(sources_of(course.notebook(code))).splitlines() for code in ("fr", "en"))
    differ = [line for line in difflib.ndiff(french, english) if line[0] in "-+"]
    assert all(" #" in line or "lk.start(" in line for line in differ)
    assert len(french) == len(english)
    assert "# une ligne" in french
    assert "# one line" in english


def test_start_cell_has_the_language_and_the_repository(course):
    course.build()
    start = sources_of(course.notebook("en"))[0]
    assert 'lk.start("en", unit="01_demo")' in start
    assert "git+https://github.com/someone/course@main" in start
    assert "\n    import labkit as lk\n\nsession = " in start


def test_links_follow_the_configuration(course):
    course.build()
    first = course.notebook("fr").cells[0].source
    colab = "https://colab.research.google.com/github/someone/course/blob/main/labs/fr/01_demo.ipynb"
    assert f"**[▶ Ouvrir dans Colab]({colab})**" in first
    assert "(https://github.com/someone/course/blob/main/book/fr/01_demo.md)" in first
    course.configure("https://gitlab.example.org/someone/course", site="https://example.org/")
    assert course.build("--check") == 1
    course.build()
    assert "Colab" not in course.notebook("fr").cells[0].source
    assert "(https://example.org/book/fr/01_demo.html)" in course.notebook("fr").cells[0].source


@pytest.mark.parametrize("revision", [None, "", "v1.2.0", "3f2a9c1d5b7e4a60c8d2f19b0e7a6c5d4b3f2e1a", 2026])
def test_a_kept_copy_installs_the_labkit_it_was_made_with(course, revision):
    """A tag, a commit, or the branch where neither is known; a comment says how to take a newer one."""
    course.configure("https://github.com/someone/course", revision=revision)
    course.build()
    for language, words in {"fr": "plus récent : @main", "en": "a newer one: @main"}.items():
        start = sources_of(course.notebook(language))[0]
        assert f'git+https://github.com/someone/course@{revision or "main"}"' in start
        assert (words in start) == bool(revision)


def test_exact_outputs_are_stored_and_no_others(course):
    course.build()
    outputs = [cell.outputs for cell in course.notebook("fr").cells if cell.get("outputs")]
    assert [output[0].output_type for output in outputs] == ["execute_result", "stream"]
    assert outputs[0][0].data == {"text/plain": "6"}
    assert outputs[1][0].text == "a b\n"


def test_cell_ids_are_shared_and_survive_edits_elsewhere(course):
    course.build()
    french, english = ([cell.id for cell in course.notebook(code).cells] for code in ("fr", "en"))
    assert french == english
    assert len(set(french)) == len(french)
    assert "doubling-solution-1" in french
    more = "# %%\nlen(numbers)\n"
    course.write(
        "labs/01_demo.py",
        LAB.replace('# %% [markdown] lang="fr"\n# ###', more + '# %% [markdown] lang="fr"\n# ###', 1),
    )
    course.build()
    assert set(french) < {cell.id for cell in course.notebook("fr").cells}


def test_exercise_becomes_a_stub_and_a_folded_solution(course):
    course.build()
    notebook = course.notebook("fr")
    texts, codes = sources_of(notebook, "markdown"), sources_of(notebook)
    assert "### Exercice 1 · Doubler\n\n●●○ difficulté 2 sur 3 · 10 min" in texts
    assert any(text.startswith("### Exercice 2 · À l’écrit\n\n●●● difficulté 3 sur 3 · 5 min") for text in texts)
    assert (
        "def double(x):\n    ...  # votre code ici\n\n\nanswer = ...  # votre code ici\ncheck(double, answer)" in codes
    )
    (solution,) = (text for text in texts if text.startswith("<details>"))
    assert solution.startswith("<details>\n<summary>Solution de l’exercice 1</summary>\n\n```python\ndef double(x):\n")
    assert "    # deux fois\n    return 2 * x" in solution
    assert solution.endswith("\n```\n\n</details>")
    assert "SOLUTION" not in json.dumps(notebook)


def run_cells(notebook) -> dict:
    names = {}
    for source in sources_of(notebook)[1:]:  # the start cell is IPython
        exec(source, names)
    return names


@pytest.mark.parametrize("language", build.LANGUAGES)
def test_stub_runs_and_solution_passes(course, capsys, language):
    course.configure("https://github.com/someone/course")
    course.build()
    names = run_cells(course.notebook(language))
    assert names["answer"] is ...
    assert "Your turn" in capsys.readouterr().out
    course.build("--solutions", course.root / "done")
    names = run_cells(course.notebook(language, "done"))
    assert names["double"](names["answer"]) == 6
    assert "That is right" in capsys.readouterr().out


@pytest.mark.parametrize("language", build.LANGUAGES)
def test_what_students_are_handed_holds_no_solution(course, language):
    course.build()
    assert any("return 2 * x" in cell.source for cell in course.notebook(language).cells)
    course.build("--student", course.root / "handed")
    cells = course.notebook(language, "handed").cells
    assert not [cell.source for cell in cells if "return 2 * x" in cell.source or "<details>" in cell.source]
    open_edition = course.notebook(language).cells
    assert [cell.id for cell in cells] == [cell.id for cell in open_edition if "<details>" not in cell.source]


@pytest.mark.parametrize(
    ("solution", "left"),
    [
        ("a = b = f(1)", "a = b = ..."),
        ("a: int = 1", "a = ..."),
        ("x = 1; counts[word] = x", "..."),
        ("a, b[0] = 1, 2", "a = ..."),
        ("f(x)", "..."),
    ],
)
def test_a_stub_keeps_the_names_that_the_solution_gives_and_no_others(course, solution, left):
    cell = build.Cell("code", None, f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION", {}, course.root / "x.py", 1)
    assert build.stub(cell, "your code here") == f"{left}  # your code here"


def test_a_checked_notebook_refuses_each_stub_and_runs_all_else_twice(course):
    course.write("labs/01_demo.py", LAB.replace("\ncheck(double, answer)", "\ncheck.double(double, answer)"))
    course.build("--checked", course.root / "checked")
    codes = sources_of(nbformat.read(course.root / "checked" / "01_demo.ipynb", as_version=4))
    assert "LABKIT_STRICT" in codes[0]
    (stub,) = (code for code in codes if "with pytest.raises(CheckFailed):" in code)
    assert "    def double(x):\n        ...  # votre code ici" in stub
    assert stub.endswith("\n    check.double(double, answer)")
    done, again = codes[codes.index(stub) + 1 :][:2]
    assert done.startswith("def double(x):\n    # deux fois\n    return 2 * x")
    assert done.endswith("\ncheck.double(double, answer)")
    assert again == done
    others = [code for code in codes[1:] if "raises(CheckFailed)" not in code]
    assert others[::2] == others[1::2]


def test_source_opens_in_jupytext_and_runs_as_a_script(course):
    opened = jupytext.read(course.root / "labs/01_demo.py")
    assert len(opened.cells) == LAB.count("# %%")
    run = subprocess.run(
        [*PYTHON, course.root / "labs/01_demo.py"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "LABKIT_SCALE": "smoke", "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "C’est juste" in run.stdout


def test_readme_tables(course):
    (course.root / "book/en").mkdir(parents=True)
    course.write("book/en/01_demo.md", "# A chapter\n")
    units = [{"unit": unit, "en": {"title": unit[3:].title()}} for unit in ("01_demo", "02_later", "03_too")]
    units.append({"unit": "00_ready", "chapter": False, "en": {"title": "Ready"}})  # prepares for the units: is none
    course.write("book/units.yml", yaml.safe_dump(units))
    marks = "<!-- labs:begin -->\nold\n<!-- labs:end -->\n<!-- units:begin -->\nold\n<!-- units:end -->\n"
    course.write("README.md", f"before\n{marks}after\n")
    assert course.build("--check") == 1
    assert course.build() == 0
    text = course.read("README.md")
    assert text.startswith("before\n")
    assert text.endswith("<!-- units:end -->\nafter\n")
    assert "old" not in text
    assert "**Complete units** (1): Demo\n\n**To come** (2): Later · Too\n" in text
    assert (
        "| [A demonstration](labs/en/01_demo.ipynb) | [read](book/en/01_demo.md) | [▶ Open in Colab](https://" in text
    )
    assert course.build("--check") == 0
    course.write("README.md", "no marks\n")
    assert course.build("--check") == 1


def test_the_time_of_a_lab_is_the_sum_of_its_sections_and_an_exercise_may_be_optional(course):
    lab = LAB.replace("# ## Compter", "# ## Compter (15\u00a0min)").replace("# ## Counting", "# ## Counting (15 min)")
    lab = lab.replace("difficulty=3 minutes=5}}", "difficulty=3 minutes=5 optional}}")
    course.write("labs/01_demo.py", lab.replace("{{colab}}", "{{colab}} {{minutes}} min"))
    assert course.build() == 0
    texts = sources_of(course.notebook("en"), "markdown")
    assert " 15 min" in texts[0]
    assert any("●●● difficulty 3 of 3 · 5 min · optional" in text for text in texts)


def test_a_line_of_code_is_no_wider_than_a_page(course, capsys):
    wide = "# %%\nnumber = 1" + " + 1" * 20
    course.write("labs/01_demo.py", LAB.replace("# %% tags", f"{wide}\n# %% tags", 1))
    assert course.build() == 1
    assert "90 characters in a line of code; at most 84" in capsys.readouterr().err


# What --check notices


def test_edited_notebook_is_out_of_date(course, capsys):
    course.build()
    file = "labs/en/01_demo.ipynb"
    course.write(file, course.read(file).replace("1, 2, 3", "1, 2, 4"))
    assert course.build("--check") == 1
    said = capsys.readouterr().err
    assert f"{file}: out of date" in said
    assert re.search(r"^-.*1, 2, 4.*\n\+.*1, 2, 3", said, re.M)
    assert "labs/fr" not in said


def test_missing_and_orphan_notebooks(course, capsys):
    course.build()
    (course.root / "labs/fr/01_demo.ipynb").rename(course.root / "labs/fr/99_gone.ipynb")
    assert course.build("--check") == 1
    said = capsys.readouterr().err
    assert "labs/fr/01_demo.ipynb: missing" in said
    assert "labs/fr/99_gone.ipynb: has no source" in said
    assert course.build() == 1  # an orphan is for its owner to delete
    assert (course.root / "labs/fr/99_gone.ipynb").exists()


# What it refuses

FRENCH_HEADING = '# %% [markdown] lang="fr"\n# ## Compter\n'
ENGLISH_HEADING = '# %% [markdown] lang="en"\n# ## Counting\n'


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (FRENCH_HEADING, "", 13, 'this lang="en" cell does not follow'),
        (ENGLISH_HEADING, "", 13, 'this lang="fr" cell is not followed'),
        ("# How much is $1 + 1$?\n", "# How much?\n", 57, "formulas: 0 here but 1"),
        ('lang="fr"\n# ## Compter', "\n# ## Compter", 13, "a text cell begins with"),
        ("# ## Counting", "# ### Counting", 15, "heading levels"),
        ("# ## Counting", "# ## Counting\n#\n# | a |\n# |---|\n# | b |", 15, "table rows"),
        ("# ## Counting", "# ## Counting\n#\n# ```\n# a\n# ```", 15, "code blocks"),
        ("# ## Counting", "# ## Counting\n#\n# [a](https://a.org)", 15, "links"),
        ("# ## Counting", "# ## Counting\n#\n# <details>\n# </details>", 15, "<details>"),
        ("# ## Counting", "# ## Counting\n#\n# :::{note}", 18, "a directive (:::)"),
        ("# ## Counting", "# ## Counting\n#\n# ```{note}\n# ```", 18, "a directive (```{name})"),
        ("# ## Counting", "# ## Counting {cite:p}`a`", 16, "a role"),
        ("# ## Counting", "# ## Counting\n#\n# [a](../b.md)", 18, "link ../b.md leads nowhere"),
        ("# ## Counting", "# ## Counting\n#\n# ![a](b.png)", 18, "image b.png"),
        ("# ## Counting", "# ## Counting {{collab}}", 16, "unknown mark {{collab}}"),
        ("minutes=10}} Doubling", "minutes=9}} Doubling", 28, "exercise marks"),
        ("minutes=10}} Doubling", "}} Doubling", 29, "an exercise is written"),
        ("# # A demonstration", "# A demonstration", 5, "heading levels"),
        ("# {{colab}} et", "#  et", 1, "a lab begins with"),
        ('unit="01_demo"', 'unit="02_demo"', 9, 'calls lk.start("fr", unit="01_demo")'),
        ("import labkit as lk\n", "import labkit.lk\n", 9, "begins with: import labkit as lk"),
        ('lk.start("fr", unit="01_demo")', "None", 1, "0 times"),
        ("# en: one line\n", "", 18, "as many # en: lines"),
        ("# fr: une ligne\n# en: one line\n", "# one line\n", 18, "needs # fr: and # en:"),
        ("# (number,)", "# one number each", 20, "needs # fr: and # en:"),
        ("sum(numbers)", "%timeit 1", 21, "no % or ! commands"),
        ("sum(numbers)", "sum(numbers", 17, "not valid Python"),
        ("sum(numbers)", "sum(numbers)\n" * 12, 17, "14 lines in a code cell"),
        ("    ### END SOLUTION\n", "", 47, "where '### END SOLUTION' must stand"),
        ("    ### BEGIN SOLUTION\n", "", 44, "where '### BEGIN SOLUTION' must stand"),
        ("    # en: twice\n    return 2 * x\n", "    # en: twice\n", 41, "at least one"),
        ("# ### {{exercise difficulty=2 minutes=10}} ", "# ### ", 39, "a solution needs an exercise"),
        (
            '# %% [markdown] lang="fr"\n# # Une',
            '# text\n# %% [markdown] lang="fr"\n# # Une',
            1,
            "text before",
        ),
    ],
)
def test_a_rule_is_broken(course, capsys, old, new, line, message):
    assert old in LAB
    course.write("labs/01_demo.py", LAB.replace(old, new))
    assert course.build() == 1
    said = capsys.readouterr().err
    assert said.startswith(f"labs/01_demo.py:{line}: "), said
    assert message in said
    assert not (course.root / "labs/fr").exists()
