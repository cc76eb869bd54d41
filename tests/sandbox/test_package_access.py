"""The grader's own package cannot do the homework: what a submission can and cannot import, read and find of it in the sandbox."""

import json
import subprocess
import sys
import textwrap

import pytest
from helpers.repository import REPOSITORY

from autograder.authoring import examples
from autograder.grading.grader import Grader
from autograder.grading.question_tests import load_tests
from autograder.model.course import Question
from autograder.model.course_errors import CourseError
from autograder.model.course_settings import Limits
from autograder.model.submission import Cell
from autograder.sandbox.client import one_sandbox

SENTENCE = "the grader's own package is not available while a notebook is graded"
BY_IMPORTING = {
    "from import": "from autograder import expect",
    "from import as": "from autograder import probes as f",
    "checks": "from autograder import check, probe",
    "star": "from autograder.checks.expect.losses import *",
    "module": "import autograder.checks.expect.reference",
    "another module": "import autograder.sandbox.child",
    "attribute": "import autograder\nautograder.probes.seed(1)",
    "importlib": "import importlib\nimportlib.import_module('autograder.checks.probes')",
    "__import__": "__import__('autograder.checks.expect.losses')",
    "find_spec": "import importlib.util\nimportlib.util.find_spec('autograder.checks.expect')",
    "reload": "import importlib, autograder\nimportlib.reload(autograder)",
    "forgotten module": "import sys\ndel sys.modules['autograder']\nimport autograder.checks.expect",
    "runpy": "import runpy\nrunpy.run_module('autograder.checks.expect.reference')",
    "magic": "%run -m autograder.checks.probes",
}
BY_READING = {
    "source": "open(package + '/checks/expect/reference.py')",
    "bytecode": "import os\nos.listdir(package + '/checks/__pycache__')",
    "folder": "import os\nos.listdir(package)",
    "loader": "import importlib.machinery as m\nm.SourceFileLoader('own', package + '/checks/probes/figures.py').load_module()",
    "run_path": "import runpy\nrunpy.run_path(package + '/checks/probes/figures.py')",
    "without the finder": "import sys\nsys.meta_path[:] = sys.meta_path[1:]\nsys.modules.pop('autograder')\nimport autograder.checks.expect",
    "resources": "from importlib import resources\nresources.files('autograder').joinpath('checks/probes/figures.py').read_text()",
    "inspect": "import inspect\nfrom autograder import notebook\nassert not inspect.getsource(notebook)",
}
IN_MEMORY = """
import gc, sys
gc.unfreeze()  # what the parent froze is not listed otherwise
known = {str(getattr(thing, "__module__", "")) for thing in gc.get_objects() if callable(thing)} | set(sys.modules)
closed = ("autograder.checks.expect", "autograder.checks.probes", "autograder.checks.check", "autograder.grading")
found = sorted(name for name in known if name.startswith(closed))
"""
WORKS = """
from autograder import notebook
grader = notebook("mnist_mlp.ipynb")
grader.check("q1")
import autograder, inspect
version = autograder.__version__
inspect.getmembers(autograder), dir(autograder), repr(autograder), hasattr(autograder, "__wrapped__")
from torchvision import datasets
images = len(datasets.MNIST("elsewhere", download=True))
"""


@pytest.fixture(scope="module")
def tried(sandbox):
    """The message of each cell that failed."""
    cells = {
        name: f"import os, autograder\npackage = os.path.dirname(autograder.__file__)\n{code}"
        for name, code in BY_READING.items()
    }
    cells = {"memory": IN_MEMORY, "memory found": "assert 0, found", "works": WORKS, **BY_IMPORTING, **cells}
    found = {}
    for name, source in cells.items():
        if name != "memory found":
            with sandbox.open([Cell(name, source), Cell("memory found", cells["memory found"])], {}, Limits()) as session:
                errors = {error["cell"]: error["message"] for error in session.run_cells()}
            found[name] = errors.get(name, "it worked")
            if name == "memory":
                found["memory found"] = errors["memory found"]
    return found


@pytest.mark.parametrize("way", BY_IMPORTING)
def test_importing_the_package_is_refused_with_a_sentence(tried, way):
    assert SENTENCE in tried[way]
    assert "yourself" in tried[way]


@pytest.mark.parametrize("way", BY_READING)
def test_the_packages_files_are_closed(tried, way):
    assert tried[way] != "it worked"


def test_nothing_that_knows_answers_is_in_memory_while_the_cells_run(tried):
    assert tried["memory"] == "it worked"
    assert tried["memory found"] == "AssertionError: []"


def test_what_a_notebook_needs_of_the_package_is_there(tried):
    assert tried["works"] == "it worked"


def test_files_beside_a_closed_folder_stay_readable(tmp_path):
    """The package is usually installed beside others in site-packages."""
    packages = tmp_path / "lib" / "site-packages"
    for name in ("autograder/checks/expect", "autograder/checks/data", "numpy"):
        (packages / name).mkdir(parents=True)
        (packages / name / "file.py").write_text(name)
    (tmp_path / "lib64").symlink_to("lib")
    (packages / "loop").symlink_to(tmp_path)
    (packages / "single.py").write_text("single")
    program = f"""
        import json, os, pathlib
        from autograder.sandbox import landlock, libraries, linux
        packages = {str(packages)!r}
        libraries.PACKAGE = pathlib.Path(packages, "autograder")
        opened = libraries.without_package([{str(tmp_path)!r}])
        linux.no_new_privileges()
        landlock.restrict(opened.readable, [], opened.listable)
        def read(path):
            try:
                return open(path).read()
            except PermissionError:
                return None
        names = ("autograder/checks/expect/file.py", "autograder/checks/data/file.py", "numpy/file.py", "single.py")
        print(json.dumps([read(f"{{folder}}/{{name}}") for folder in (packages, packages.replace("/lib/", "/lib64/")) for name in names]))
        assert os.listdir(packages)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert json.loads(done.stdout) == [None, "autograder/checks/data", "numpy", "single"] * 2


@pytest.mark.parametrize("name", ["foundations", "mnist_mlp"])
def test_blanks_that_call_the_package_earn_nothing_and_are_told(course, sandbox, name):
    earns_nothing(course, sandbox, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["optimizers", "initialization", "regularization"])
def test_blanks_that_call_the_package_earn_nothing_with_keras(course, name):
    with one_sandbox(course.assignment(name).frameworks) as running:
        earns_nothing(course, running, name)


def earns_nothing(course, sandbox, name):
    assignment = course.assignment(name)
    file = "reference_functions_of_the_package" if name == "mnist_mlp" else "package_does_the_homework"
    example = examples.read_example(
        course.examples_folder(name) / "hostile" / f"{file}.py", {q.name for q in assignment.checked}
    )
    verdict = Grader(course, assignment).grade(examples.submission_of(example, course, assignment), sandbox)
    assert (verdict.outcome, verdict.earned) == ("graded", 0), [q.name for q in verdict.questions if q.earned]
    messages = [check.message for question in verdict.questions for check in question.checks]
    assert sum(SENTENCE in message for message in messages) >= 4


# --- the parts of a test file that reach the sandbox

TEST_FILE = '''
import math

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q1"
SCALE = 3


def scaled(value):
    return SCALE * value


@probe
def area(student, radius):
    answers = [scaled(student.area(radius))]
    return answers


def answers(ask):
    """A judge's, called as the probe's own variable is."""
    return [expect.number(value, "The area") for value in ask(area, radius=2.0)]


@check("It is π r²", points=1)
def right(ask):
    expect.close(answers(ask)[0], SCALE * math.pi * 4, "The area")
'''


@pytest.fixture
def load(tmp_path):
    def loader(text):
        (tmp_path / "q1.py").write_text(text, encoding="utf-8")
        return load_tests(Question(name="q1", title="Area", points=1), tmp_path)

    return loader


def test_only_what_stands_above_the_last_probe_reaches_the_sandbox(load):
    names = set(load(TEST_FILE).probes.co_names)
    assert {"probe", "area", "scaled", "SCALE"} <= names
    assert not names & {"check", "expect", "right"}
    assert "The area" not in str(all_constants(load(TEST_FILE).probes))


@pytest.mark.parametrize(
    "used", ["expect.number(1, 'x')", "__import__('os') and expect", "(lambda: expect)()", "[expect for _ in range(2)]"]
)
def test_a_probe_that_needs_the_judges_expectations_is_refused(load, used):
    text = TEST_FILE.replace("    return answers\n", f"    {used}\n    return answers\n", 1)
    with pytest.raises(CourseError, match=r"q1\.py, line 18: a probe uses expect\. The student's process gets"):
        load(text)


def test_a_probe_that_imports_the_reference_inside_is_refused(load):
    text = TEST_FILE.replace(
        "    return answers\n", "    from autograder.checks.expect import reference\n    return reference\n", 1
    )
    with pytest.raises(CourseError, match=r"q1\.py, line 18: a probe imports reference"):
        load(text)


def test_what_a_probe_needs_stands_above_it(load):
    text = (
        TEST_FILE.replace("def scaled(value):\n    return SCALE * value\n", "")
        + "\n\ndef scaled(value):\n    return SCALE * value\n"
    )
    with pytest.raises(
        CourseError, match=r"q1\.py, line 15: a probe uses scaled\. .* move a function that probes need above it"
    ):
        load(text)


def test_a_check_above_a_probe_is_refused(load):
    text = TEST_FILE + "\n\n@probe\ndef other(student):\n    return 1\n"
    with pytest.raises(CourseError, match=r"q1\.py, line \d+: a @check stands above a probe"):
        load(text)


def all_constants(code):
    return [*code.co_consts, *(all_constants(part) for part in code.co_consts if hasattr(part, "co_consts"))]
