"""What students need installs and works without the rest: the hand-out in a fresh environment, old versions, other systems."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile

import nbformat
import pytest
from helpers import run_cells
from helpers.repository import REPOSITORY
from packaging.requirements import Requirement

from autograder.authoring.handout import stub
from autograder.authoring.handout_zip import write_handout_zip
from autograder.integrations.otter.wheel import wheel_name
from autograder.model.course_file import load_course

CORE = [Requirement(line) for line in tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["dependencies"]]
# Modules of the extras that otter does not bring.
EXTRAS = "canvasapi jwcrypto keras keyring pylti1p3 rich ruamel sklearn starlette tenacity tensorflow torch torchvision typer uvicorn"
STUDENTS_HALF = """\
import importlib, pkgutil
from autograder import check, expect, notebook, probe, probes
import autograder.checks, autograder.report.page
for module in pkgutil.walk_packages(autograder.checks.__path__, "autograder.checks."):
    importlib.import_module(module.name)
"""
REFUSE = """\
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}.split():
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Refuse())
for name in {names!r}.split():
    sys.modules.pop(name, None)
"""
THEIR_IMPORTS = """\
import otter, IPython, ipykernel.ipkernel, numpy, jinja2, markupsafe, pydantic, safetensors.numpy, tempfile, unittest.mock
import matplotlib.pyplot, scipy.stats, scipy.special, scipy.sparse, scipy.spatial
"""
NO_PROC = """\
def refuse(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith(("/proc", "/sys", "/dev/shm")):
        raise OSError(arguments[0])
sys.addaudithook(refuse)
"""


def run_program(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr


def test_the_students_half_imports_without_the_extras():
    run_program(REFUSE.format(names=EXTRAS) + STUDENTS_HALF)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_students_half_imports_on_another_system(platform):
    """As far as Linux can tell: of the other libraries, which are its own here, nothing is tried."""
    posix = "fcntl resource pwd grp termios" if platform == "win32" else "spwd ossaudiodev"
    program = f"{THEIR_IMPORTS}{REFUSE.format(names=posix)}{NO_PROC}sys.platform = {platform!r}\n{STUDENTS_HALF}"
    run_program(program)


# In fresh environments

GRADER_YML = """\
course: A course
assignments:
  tiny:
    title: {en: Tiny, ko: 작은 과제}
    frameworks: []
    points: 2
    questions:
      q1: {title: Double, points: 2}
"""
MASTER = """\
# %% [markdown] lang="en"
# Double a number.

# %% name="double"
def double(x):
    return 2 * x  # SOLUTION

# %%
grader.check("q1")
"""
TEST = """\
from autograder import check, expect, probe

OK_FORMAT = False
name = "q1"
points = 2


@probe
def doubled(student, x):
    return student.double(x)


@check("Numbers are doubled", points=2, hint="Multiply.")
def numbers(ask):
    expect.equal(ask(doubled, x=3), 6, "double(3)")
"""
ABSENT = f"import importlib.util; print([name for name in {EXTRAS!r}.split() if importlib.util.find_spec(name)])"
VERSIONS = f"from importlib.metadata import version; print(*[version(name) for name in {[one.name for one in CORE]}])"
RIGHT, WRONG, BROKEN = (f"def double(x):\n    return {value}" for value in ("2 * x", "x", "1 / 0"))


@pytest.fixture
def handed_out(tmp_path):
    """A folder with the unpacked zip of a tiny assignment."""
    folder = tmp_path / "course"
    for name, text in (("grader.yml", GRADER_YML), ("solutions/tiny.py", MASTER), ("tests/assignments/tiny/q1.py", TEST)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    course = load_course(folder)
    write_handout_zip(tmp_path / "tiny.zip", "tiny.ipynb", nbformat.writes(stub(course, course.assignment("tiny"))), "en")
    with zipfile.ZipFile(tmp_path / "tiny.zip") as packed:
        packed.extractall(tmp_path / "homework")
    return tmp_path / "homework"


class Environment:
    """A virtual environment in which pip keeps to `constraints`."""

    def __init__(self, folder, constraints=()):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        self.python = folder / "bin" / "python"
        file = folder / "constraints.txt"
        file.write_text("\n".join(constraints))
        self.variables = {**os.environ, "PIP_CONSTRAINT": str(file), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        self.variables.pop("PYTHONPATH", None)

    def pip(self, *words):
        return subprocess.run(
            [self.python, "-m", "pip", *words], capture_output=True, text=True, env=self.variables, check=False
        )

    def run_cells(self, folder, *cells, **variables):
        done = subprocess.run(
            [self.python, run_cells.__file__],
            input=json.dumps(cells),
            capture_output=True,
            text=True,
            cwd=folder,
            env=self.variables | variables,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def oldest():
    """The lower bounds of the core dependencies, as far as the registry has wheels of them for this Python."""
    pins = [f"{one.name}=={spec.version}" for one in CORE for spec in one.specifier if spec.operator == ">="]
    options = ["--dry-run", "--quiet", "--no-deps", "--ignore-installed", "--only-binary", ":all:"]
    pip = [sys.executable, "-m", "pip", "install", *options]
    return [pin for pin in pins if subprocess.run([*pip, pin], capture_output=True).returncode == 0]


@pytest.mark.slow
@pytest.mark.parametrize("versions", ["newest", "oldest"])
def test_the_hand_out_in_a_fresh_environment(handed_out, tmp_path, versions):
    pins = oldest() if versions == "oldest" else []
    assert versions == "newest" or len(pins) > len(CORE) / 2
    environment = Environment(tmp_path / "environment", pins)
    installed = environment.pip("install", "--quiet", "ipykernel")
    assert installed.returncode == 0, installed.stderr
    first = nbformat.read(handed_out / "tiny.ipynb", as_version=4).cells[0].source
    check = 'grader.check("q1")'

    said = environment.run_cells(handed_out, first, WRONG, check, BROKEN, check, RIGHT, check, ABSENT, VERSIONS)
    assert "Error" not in said[0]
    assert said[2].startswith("Question 1. Double: 0 of 2 points\n✗ Numbers are doubled (2 points)") and "double(3)" in said[2]
    assert "Your code stopped in `double`, Question 1, line 2: ZeroDivisionError" in said[4]
    assert said[6].startswith("Question 1. Double: 2 of 2 points")
    assert said[7] == "[]\n"
    if pins:
        exact = {pin.partition("==")[0]: pin.partition("==")[2] for pin in pins}
        found = dict(zip((one.name for one in CORE), said[8].split(), strict=True))
        assert all(found[name].startswith(version) for name, version in exact.items())

    # Once it is installed, pip is not called; in another folder, without the file, the tests are the cell's own.
    said = environment.run_cells(tmp_path, first, RIGHT, check, PIP_NO_INDEX="1")
    assert said[0] == "" and said[2].startswith("Question 1. Double: 2 of 2 points")

    command = subprocess.run([environment.python, "-m", "autograder", "grade", "x"], capture_output=True, text=True)
    assert command.stderr == "autograder: typer is not installed; to install it, run: pip install 'dl-autograder[grading]'\n"


def test_the_zip_holds_the_notebook_the_wheel_and_two_lines(handed_out):
    assert sorted(path.name for path in handed_out.iterdir()) == ["README.txt", wheel_name(), "tiny.ipynb"]
    assert len((handed_out / "README.txt").read_text(encoding="utf-8").splitlines()) == 2
