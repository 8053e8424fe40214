"""Every lab: the checks refuse the stub of each exercise and accept its solution.

The code of a lab is the same in both languages, so one serves for each lab, in turn. That all notebooks run as students
get them is nbval's part: `pytest --nbval-lax labs/fr labs/en`.
"""

from itertools import cycle

import nbformat
import pytest
from lab_sources import ROOT, build
from nbclient import NotebookClient

CHECK = "check."  # labs say: from labkit.next_token import checks as check
LABS = [
    pytest.param(source, language, id=f"{source.stem}-{language}")
    for source, language in zip(build.sources(), cycle(build.LANGUAGES))
]


def with_stubs_first(source, language):
    """The notebook with its solutions, each exercise's code preceded by the same code as the student gets it.

    The cells of the stubs are tagged: they may raise.
    """
    student = nbformat.reads(build.notebooks(source)[language], as_version=4)
    notebook = nbformat.reads(build.notebooks(source, solutions=True)[language], as_version=4)
    stubs = {cell.id: cell for cell in student.cells}
    cells, exercise = [], []
    for cell in [*notebook.cells, nbformat.v4.new_markdown_cell()]:
        if cell.cell_type == "code" and (exercise or cell.source != stubs[cell.id].source):
            exercise.append(cell)
            continue
        for done in exercise:
            stub = stubs[done.id]
            stub.id, stub.metadata["tags"] = f"stub-{done.id}"[:64], ["raises-exception"]
            cells.append(stub)
        cells += [*exercise, cell]
        exercise = []
    notebook.cells = cells
    return notebook


def errors(cell) -> list[str]:
    return [output.ename for output in cell.get("outputs", []) if output.output_type == "error"]


@pytest.mark.slow
@pytest.mark.parametrize(("source", "language"), LABS)
def test_checks_refuse_the_stub_and_accept_the_solution(source, language, monkeypatch, tmp_path):
    monkeypatch.setenv("LABKIT_SCALE", "smoke")
    monkeypatch.setenv("LABKIT_STRICT", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = with_stubs_first(source, language)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": tmp_path}}).execute()
    stubs = [cell for cell in notebook.cells if cell.id.startswith("stub-")]
    for stub in stubs:
        expected = ["CheckFailed"] if CHECK in stub.source else []
        assert errors(stub) == expected, f"the check of this stub:\n\n{stub.source}"
    assert any(CHECK in stub.source for stub in stubs)
