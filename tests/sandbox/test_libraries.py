"""The places of libraries: the files that students' code may read, and the error for an installation that it cannot read."""

import os
import subprocess
import sys
import venv

import pytest
from helpers.repository import REPOSITORY, copy_course

from autograder.grading.rehearsal import rehearse
from autograder.sandbox.client import SandboxError, WarmParent
from autograder.sandbox.libraries import library_paths

INSTALLED = next(path for path in sys.path if path.endswith("site-packages"))
PROGRAM = """\
import sys
from autograder.model.course_settings import Limits
from autograder.sandbox.client import one_sandbox
from autograder.model.submission import Cell
with one_sandbox(("torch",)) as sandbox:
    with sandbox.open([Cell("code cell 1", sys.argv[1])], {}, Limits()) as session:
        print(session.run_cells())
"""
USES = "import torch, sklearn.datasets, {package}.late\nimport matplotlib.pyplot as plt\nplt.plot([1])\nplt.savefig('x.png')"


@pytest.fixture
def on_the_path(tmp_path, monkeypatch):
    """Put a folder on sys.path, with these files in it."""

    def put(*files, folder="path"):
        for file in files:
            (tmp_path / folder / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / file).write_text("")
        monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / folder)])
        return tmp_path / folder

    return put


def readable(path):
    """Whether students' code may read `path`."""
    real = os.path.realpath(path)
    return any(real == opened or real.startswith(opened + os.sep) for opened in map(os.path.realpath, library_paths()))


def test_of_a_folder_on_the_path_only_what_can_be_imported_is_opened(on_the_path):
    folder = on_the_path(
        "package/__init__.py", "package/data/x.csv", "module.py", "notes/solution.py", "grades.csv", "p-1.dist-info/RECORD"
    )
    assert readable(folder / "package" / "data" / "x.csv") and readable(folder / "module.py")
    assert readable(folder / "p-1.dist-info" / "RECORD")
    assert not readable(folder) and not readable(folder / "notes" / "solution.py") and not readable(folder / "grades.csv")


def test_namespaces_that_a_distribution_lists_are_opened(on_the_path):
    folder = on_the_path("space/part/__init__.py", "p-1.dist-info/RECORD", "other/part/__init__.py")
    (folder / "p-1.dist-info" / "RECORD").write_text("space/part/__init__.py,,\n../bin/p,,\n")
    assert readable(folder / "space" / "part" / "__init__.py") and not readable(folder / "other" / "part")


@pytest.mark.parametrize("below", ["", "solutions", "tests/deep"])
def test_nothing_of_a_course_is_opened_though_it_is_on_the_path(on_the_path, below):
    on_the_path("grader.yml", ".course-secret", folder="course")
    folder = on_the_path("answers.py", "helpers/__init__.py", folder=f"course/{below}")
    assert not any(readable(path) for path in (folder, folder / "answers.py", folder / "helpers" / "__init__.py"))


def test_a_course_that_is_a_package_itself_is_closed(on_the_path):
    folder = on_the_path("course/__init__.py", "course/grader.yml", "course/solutions/q1.py", "package/__init__.py")
    assert not readable(folder / "course" / "solutions" / "q1.py") and readable(folder / "package")


def test_this_courses_own_folder_is_closed_though_the_package_is_installed_from_it():
    assert readable(REPOSITORY / "autograder") and not readable(REPOSITORY / "solutions") and not readable(REPOSITORY / "tests")


@pytest.mark.parametrize("linked", ["whole", "file by file"])
def test_packages_that_are_linked_from_an_installation_are_opened(on_the_path, tmp_path, linked):
    on_the_path("package/__init__.py", "package/part.py", "package.libs/x.so", "secret.txt", folder="cache/archive")
    site = on_the_path("here.py", folder="env/site-packages")
    if linked == "whole":
        (site / "package").symlink_to(tmp_path / "cache/archive/package")
        (site / "package.libs").symlink_to(tmp_path / "cache/archive/package.libs")
    else:
        for file in ("package/__init__.py", "package/part.py", "package.libs/x.so"):
            (site / file).parent.mkdir(exist_ok=True)
            (site / file).symlink_to(tmp_path / "cache/archive" / file)
    sys.path.remove(str(tmp_path / "cache/archive"))
    assert readable(site / "package" / "part.py") and readable(site / "package.libs" / "x.so")
    assert not readable(tmp_path / "cache/archive/secret.txt")


def test_a_zip_on_the_path_is_opened(on_the_path, monkeypatch):
    folder = on_the_path("library.egg", "other.txt")
    monkeypatch.setattr(sys, "path", [*sys.path[:-1], str(folder / "library.egg")])
    assert readable(folder / "library.egg") and not readable(folder / "other.txt")


@pytest.fixture
def environment(tmp_path):
    """A new environment, which finds this one's packages by a link; and a function that writes a package."""
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env").glob("lib/python*/site-packages"))
    (site / "elsewhere.pth").write_text(f"import site; site.addsitedir({INSTALLED!r})\n")

    def write(folder, name):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text("")
        (folder / name / "late.py").write_text("")
        return folder

    return tmp_path / "env" / "bin" / "python", site, write


def sandboxed(python, source, **variables):
    done = subprocess.run(
        [python, "-P", "-c", PROGRAM, source], capture_output=True, text=True, env=os.environ | variables, timeout=300
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("how", ["pth", "PYTHONPATH", "a linked PYTHONPATH", "user", "linked package", "linked site-packages"])
def test_students_code_imports_what_the_command_can(environment, tmp_path, how):
    """Each place is closed to other users; each used to make every cell of a class fail."""
    python, site, write = environment
    closed, variables = tmp_path / "closed", {}
    closed.mkdir(mode=0o700)
    if how == "pth":
        (site / "other.pth").write_text(f"{write(closed / 'libraries', 'package')}\n")
    elif how == "PYTHONPATH":
        variables = {"PYTHONPATH": f"{write(closed / 'libraries', 'package')}:"}
    elif how == "a linked PYTHONPATH":
        (closed / "link").symlink_to(write(tmp_path / "open", "package"))
        variables = {"PYTHONPATH": str(closed / "link")}
    elif how == "user":
        settings = tmp_path / "env" / "pyvenv.cfg"
        settings.write_text(settings.read_text().replace("system-site-packages = false", "system-site-packages = true"))
        write(closed / site.relative_to(tmp_path / "env"), "package")
        variables = {"PYTHONUSERBASE": str(closed)}
    elif how == "linked package":
        (site / "package").symlink_to(write(closed / "cache", "package") / "package")
    else:
        write(site, "package")
        site.rename(closed / "site-packages")
        site.symlink_to(closed / "site-packages")
    assert sandboxed(python, USES.format(package="package"), **variables) == "[]"


@pytest.mark.slow
def test_a_library_that_cannot_be_read_stops_the_command_before_anything_is_graded(environment, tmp_path, stub, as_file):
    python, site, write = environment
    course = copy_course(tmp_path / "course")
    master = course / "solutions" / "mnist_mlp.py"
    master.write_text(master.read_text().replace("import pandas as pd\n", "import pandas as pd\nimport package.late\n"))
    file = as_file(stub, tmp_path / "kim.ipynb")

    def command(*words):
        program = [python, "-P", "-c", "from autograder.cli import main; main()", *words, "--course", course]
        return subprocess.run(program, capture_output=True, text=True, timeout=300)

    def refusal():
        done = command("grade", file, "-o", tmp_path / "results")
        assert done.returncode == 2 and "Traceback" not in done.stderr and not (tmp_path / "results" / "grades.csv").exists()
        return " ".join(done.stderr.split())

    assert "package, which the course's notebooks import, is not installed, so nothing is graded" in refusal()
    write(course / "libraries", "package")
    (site / "other.pth").write_text(f"{course / 'libraries'}\n")
    said = refusal()
    assert f"is installed in {course / 'libraries' / 'package'}" in said and "course's folder is closed" in said
    (site / "other.pth").write_text(f"{write(tmp_path / 'libraries', 'package')}\n")
    closed = tmp_path / "libraries" / "package" / "late.py"
    closed.chmod(0)
    if os.geteuid() == 0:  # students' code runs as another user
        said = refusal()
        assert "Permission denied" in said and str(closed) in said and "readable for all" in said
    closed.chmod(0o644)
    assert command("grade", file, "-o", tmp_path / "results").returncode == 0


def test_what_a_master_imports_is_imported_in_a_trial(tmp_path):
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(
        "# %%\nimport torch\nfrom sklearn import datasets\nfrom google.colab import drive\nif False:\n    import no_such_package\n"
    )
    bad.write_text("# %%\nimport torch\nfrom no_such_package import part\n")
    with WarmParent(("torch",)) as parent:
        rehearse(parent, [good, tmp_path / "not there.py"])
        with pytest.raises(
            SandboxError, match="no_such_package, which the course's notebooks import, is not installed"
        ) as refused:
            rehearse(parent, [good, bad])
    assert f"{sys.executable} -m pip install no_such_package" in str(refused.value)


def test_frameworks_that_cannot_be_imported_are_told_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "torchvision.py").write_text("raise ImportError('no operators')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(
        SandboxError, match=r"torch or another package for students cannot be imported \(ImportError: no operators\)"
    ):
        WarmParent(("torch",))
