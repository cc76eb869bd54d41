"""Cells with failing imports: the rest of them runs, each line once, and the missing package is named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from helpers.repository import copy_course

from autograder.checks.missing import is_installed, missing_package
from autograder.grading.grader import Grader
from autograder.model.course_settings import Limits
from autograder.model.submission import Cell, SubmittedFile
from autograder.model.verdict import Outcome

AUTOGRADER = str(Path(sys.executable).parent / "autograder")


@pytest.fixture
def run(sandbox):
    """Run cells as a submission; return the failures by cell, and the missing packages."""

    def run_cells(*sources):
        cells = [Cell(f"code cell {number}", source) for number, source in enumerate(sources, 1)]
        with sandbox.open(cells, {}, Limits()) as session:
            failed = session.run_cells()
        found = {}
        for error in failed:
            found.setdefault(error["cell"].removeprefix("code cell "), []).append(error["message"])
        return found, session.missing

    return run_cells


@pytest.fixture(scope="module")
def grade(course, assignment, sandbox):
    def run(notebook):
        content = nbformat.writes(notebook).encode()
        return Grader(course, assignment).grade(SubmittedFile("submission.ipynb", content), sandbox)

    return run


def copy_of(notebook):
    return nbformat.reads(nbformat.writes(notebook), as_version=4)


def cell_with(notebook, text):
    return next(cell for cell in notebook.cells if cell.cell_type == "code" and text in cell.source)


def with_imports(reference, before="", after=""):
    notebook = copy_of(reference)
    cell = cell_with(notebook, "import pandas")
    cell.source = f"{before}{cell.source}{after}"
    return notebook


@pytest.mark.parametrize(
    "cell",
    [
        "import no_such_package\n{rest}",
        "import math, no_such_package, json\nassert math and json\n{rest}",
        "from no_such_package import thing, other as another\n{rest}",
        "from math import pi, no_such_name, tau\nassert pi < tau\n{rest}",
        "import no_such_package.part as part\n{rest}",
        "from . import helper\n{rest}",
        "import no_such_package\nno_such_package.set_theme(style='white')\nlen(no_such_package)\n{rest}",
        "if True:\n    import no_such_package\n    {rest}",
        "with open('written', 'w') as file:\n    import no_such_package\n    {rest}",
        "for _ in range(1):\n    import no_such_package\n    {rest}",
        "try:\n    import no_such_package\nfinally:\n    pass\n{rest}",
        "try:\n    import no_such_package\nexcept ZeroDivisionError:\n    pass\n{rest}",
        "from __future__ import annotations\nimport no_such_package\n{rest}",
        "%matplotlib inline\n%pip install no_such_package\n!pip install it\nimport no_such_package\n{rest}",
        "%%time\nimport no_such_package\n{rest}",
        "def needs_it():\n    import no_such_package\nneeds_it()\n{rest}",
        "import importlib\nimportlib.import_module('no_such_package')\n{rest}",
        "from no_such_package import *\n{rest}",
        "import no_such_package as p\ndef f(x: p.Tensor['batch'] | None = p.default) -> p.Other: return x\n{rest}",
        "from no_such_package import Base, mark\nclass A(Base): pass\n@mark\ndef f(): pass\n{rest}",
    ],
)
def test_the_rest_of_a_cell_with_a_failed_import_runs_once(run, cell):
    found, _ = run("count = 0", cell.format(rest="count += 1"), "assert count == 1, count")
    assert found.keys() <= {"2"}


def test_the_line_of_each_failed_import_is_told_and_the_package_is_named(run):
    found, missing = run(
        "x = 1\nimport no_such_package, numpy\nfrom no_such_other import thing\nimport math.nonsense\n1 / 0\ny = 1"
    )
    assert [message.split(":")[0] for message in found["1"]] == ["Line 2", "Line 3", "Line 4", "ZeroDivisionError"]
    assert "`no_such_package` is not installed where this ran" in found["1"][0]
    assert missing == {"no_such_package", "no_such_other"}


def test_a_package_is_noted_once_for_a_cell(run):
    found, _ = run("import no_such_package as p\np.a()\np.b()\np.c()", "p.d()")
    assert [len(messages) for messages in found.values()] == [1, 1]


def test_what_the_notebook_catches_itself_stays_as_it_is(run):
    found, missing = run(
        "try:\n    import no_such_package\nexcept ImportError:\n    no_such_package = None\nassert no_such_package is None",
        "try:\n    import tqdm.nonsense as progress\nexcept:\n    from tqdm import tqdm as progress\nassert list(progress([1])) == [1]",
        "from contextlib import suppress\nwith suppress(ImportError):\n    import no_such_other\nassert 'no_such_other' not in globals()",
    )
    assert not found and not missing


COLAB = [
    "from google.colab import drive\ndrive.mount('/content/drive', force_remount=True)\ndrive.flush_and_unmount()",
    "import google.colab\ngoogle.colab.drive.mount('/content/drive')",
    "import google.colab.drive as drive\ndrive.mount('/content/drive')",
    "from google import colab\ncolab.drive.mount('/content/drive')",
    "from google.colab import files\nfor name in files.upload():\n    open(name)\nfiles.download('model.pt')",
    "from google.colab import userdata, auth, output, data_table\nimport os\nos.environ['KEY'] = userdata.get('KEY')\n"
    "auth.authenticate_user()\ndata_table.enable_dataframe_formatter()\nwith output.use_tags('some'):\n    pass\noutput.clear()",
    "from google.colab import userdata\ntry:\n    userdata.get('KEY')\nexcept (userdata.SecretNotFoundError, TimeoutError):\n    pass",
    "from google.colab.patches import cv2_imshow\ncv2_imshow([[0]])",
    "def save():\n    from google.colab import files\n    files.download('model.pt')\nsave()",
    "from google.colab import *",
]


@pytest.mark.parametrize("source", COLAB)
def test_colabs_modules_do_nothing(run, source):
    assert run(source) == ({}, set())


def test_a_notebook_that_asks_whether_it_is_on_colab_is_not(run):
    found, missing = run(
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "try:\n    import google.colab\n    colab = True\nexcept ImportError:\n    colab = False\nassert not colab",
        "import sys\nassert 'google.colab' not in sys.modules",
        "import importlib.util\ntry:\n    found = importlib.util.find_spec('google.colab')\nexcept ModuleNotFoundError:\n    found = None\n"
        "assert found is None",
        "from google.protobuf import message",
    )
    assert not found and not missing


@pytest.mark.parametrize("module", ["tqdm", "tqdm.auto", "tqdm.notebook"])
def test_progress_bars_work(run, module):
    source = f"from {module} import tqdm, trange\nassert [*tqdm(range(3)), *trange(2)] == [0, 1, 2, 0, 1]"
    bar = "with tqdm(total=2) as bar:\n    bar.update(1)\n    bar.set_postfix(loss=0.5)\n    bar.set_description('epoch')\n    bar.write('x')"
    assert run(source, bar) == ({}, set())


@pytest.mark.parametrize(
    "before",
    [
        "from google.colab import drive\ndrive.mount('/content/drive')\n",
        "import no_such_seaborn as sns\nsns.set_theme()\n",
        "import torch, no_such_package\n",
        "from tqdm.notebook import tqdm\nimport ipywidgets as widgets\nfrom IPython.display import HTML, clear_output, display\n",
    ],
)
def test_a_failed_import_costs_a_right_notebook_nothing(grade, reference, before):
    verdict = grade(with_imports(reference, before))
    assert (verdict.outcome, verdict.earned) == (Outcome.GRADED, 38)
    assert verdict.missing == [word for word in ("no_such_seaborn", "no_such_package") if word in before]


def test_a_package_that_an_answer_needs_is_named_in_its_messages(grade, reference):
    notebook = copy_of(reference)
    cell_with(notebook, "def evaluate").source = "def evaluate(model, dataset):\n    import no_such_package\n    return 1"
    cell_with(notebook, "def build_model").source = "from no_such_file import build_model"
    verdict = grade(notebook)
    messages = {question.name: question.checks[0].message for question in verdict.questions}
    assert "`no_such_package` is not installed where this ran" in messages["q6"] and "line 2" in messages["q6"]
    assert "`build_model` is not defined" in messages["q2"] and "put its code into the notebook" in messages["q2"]
    assert verdict.missing == ["no_such_file", "no_such_package"]


def test_no_path_of_ours_is_told(run):
    found, _ = run("from numpy import no_such_name")
    assert found == {"1": ["Line 1: ImportError: cannot import name 'no_such_name' from 'numpy'"]}


def test_why_a_package_is_missing():
    def failure(statement):
        try:
            exec(statement)
        except ImportError as error:
            return missing_package(error)

    assert failure("import no_such_package.part") == "no_such_package"
    assert failure("import google.no_such_part") == "google.no_such_part"  # the namespace of Protocol Buffers exists
    assert failure("import torch.nonsense") == failure("from torch import nonsense") == ""
    assert failure("import google.colab") == ""
    assert is_installed("torch") and not is_installed("no_such_package")


@pytest.mark.slow
def test_a_package_that_is_installed_later_has_its_submissions_graded_again(tmp_path, reference, stub, as_file):
    course, submissions, output = copy_course(tmp_path / "course"), tmp_path / "class", tmp_path / "results"
    needs = copy_of(reference)
    cell_with(needs, "def evaluate").source = "from late_package import evaluate"
    for name, notebook in {
        "kim": needs,
        "lee": with_imports(reference, "import late_package, never_there\n"),
        "han": stub,
    }.items():
        as_file(notebook, submissions / f"{name}.ipynb")
    packages = tmp_path / "packages"
    packages.mkdir()

    def graded():
        command = [AUTOGRADER, "grade", str(submissions), "-o", str(output), "--course", str(course)]
        environment = os.environ | {"PYTHONPATH": str(packages)}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
        assert done.returncode == 0, done.stderr
        verdicts = {file.stem: json.loads(file.read_text()) for file in output.glob("*.json")}
        points = {
            name: sum(c["points"] for q in v["questions"] for c in q["checks"] if c["passed"]) for name, v in verdicts.items()
        }
        return done, points

    first, points = graded()
    assert points["lee"] == 38 and points["kim"] < 38
    assert "2 submissions import late_package, which is not installed here." in first.stdout
    assert "1 submission imports never_there, which is not installed here." in first.stdout
    assert "`</code>" not in (page := (output / "kim.html").read_text()) and "late_package" in page
    assert "3 unchanged since the last grading; 0 to grade." in graded()[0].stderr
    source = cell_with(reference, "def evaluate").source
    (packages / "late_package").mkdir()
    (packages / "late_package" / "__init__.py").write_text(f"import torch\nfrom torch.utils.data import DataLoader\n{source}")
    second, points = graded()
    assert "1 unchanged since the last grading; 2 to grade." in second.stderr
    assert points["kim"] == points["lee"] == 38
    assert "late_package" not in second.stdout and "never_there" in second.stdout
