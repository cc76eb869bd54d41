"""A whole build: the notebooks for students, the zip, and the reference run from top to bottom in a kernel."""

import shutil
import zipfile

import nbformat
import pytest
from helpers.repository import REPOSITORY

from autograder.authoring.build import build_assignment
from autograder.integrations.otter.wheel import wheel_name
from autograder.model.course_file import load_course


@pytest.fixture
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    for part in ("locale", "solutions", "tests/assignments", "tests/examples"):
        shutil.copytree(REPOSITORY / part, folder / part)
    shutil.copy(REPOSITORY / "grader.yml", folder)
    course = load_course(folder)
    list(build_assignment(course, course.assignment("mnist_mlp"), check=False))
    return course


def what_is_built_is_what_is_committed(built):
    for name in ("mnist_mlp.ipynb", "mnist_mlp.ko.ipynb"):
        path = f"assignments/mnist_mlp/{name}"
        assert (built.folder / path).read_text(encoding="utf-8") == (REPOSITORY / path).read_text(encoding="utf-8")
    lines = list(build_assignment(built, built.assignment("mnist_mlp"), check=True))
    assert any("up to date" in line for line in lines)


def what_students_get_holds_no_solution(built):
    text = (built.folder / "assignments/mnist_mlp/mnist_mlp.ipynb").read_text(encoding="utf-8")
    cells = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
    for solution in ("xavier_uniform_(", "CrossEntropyLoss()", "Adam(", ".backward()", "SOLUTION", "I would choose"):
        assert solution not in cells


def the_zip_holds_tests_and_no_solution(built):
    with zipfile.ZipFile(built.folder / "dist/mnist_mlp/mnist_mlp-autograder.zip") as archive:
        names = set(archive.namelist())
        assert {f"tests/q{i}.py" for i in range(1, 9)} <= names
        assert {"setup.sh", "run_autograder", "otter_config.json"} <= names
        assert not any("solution" in name or "secret" in name for name in names)


def the_zips_for_students_hold_the_notebook_of_their_language(built):
    for language, name in (("en", "mnist_mlp.ipynb"), ("ko", "mnist_mlp.ko.ipynb")):
        with zipfile.ZipFile(built.folder / f"dist/mnist_mlp/mnist_mlp-{language}.zip") as archive:
            assert set(archive.namelist()) == {name, "README.txt", wheel_name()}
            assert archive.read(name) == (built.folder / "assignments/mnist_mlp" / name).read_bytes()


def the_executed_reference_has_trained(built):
    notebook = nbformat.read(built.folder / "dist/mnist_mlp/mnist_mlp-reference.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    printed = "".join(output.get("text", "") for output in outputs)
    last = next(line for line in printed.splitlines() if line.startswith("epoch 15"))
    assert float(last.split()[-1]) > 0.95
    cards = [str(output.get("data", {}).get("text/html", "")) for output in outputs]
    assert sum('class="top full"' in card for card in cards) == 8


PARTS = [
    what_is_built_is_what_is_committed,
    what_students_get_holds_no_solution,
    the_zip_holds_tests_and_no_solution,
    the_zips_for_students_hold_the_notebook_of_their_language,
    the_executed_reference_has_trained,
]


@pytest.mark.slow
def test_a_whole_build(built, subtests):
    """One build, which takes minutes, serves all parts, whichever worker runs them."""
    for part in PARTS:
        with subtests.test(part.__name__):
            part(built)
