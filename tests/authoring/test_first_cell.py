"""The first cell of a notebook: when it installs, what it installs, and what it says where that fails."""

import importlib.metadata
import importlib.util
import sys
from types import ModuleType, SimpleNamespace

import pytest
from IPython.core.inputtransformer2 import TransformerManager
from pydantic import ValidationError

from autograder import __version__
from autograder.authoring.first_cell import first_cell
from autograder.checks.packed_tests import PackedTests
from autograder.integrations.otter.wheel import wheel_name
from autograder.model.course_settings import CourseSettings
from autograder.model.handout_facts import HandoutFacts

WHEEL = wheel_name()
ADDRESS = f"https://example.org/course/{WHEEL}"


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a first cell in `tmp_path` where `installed` (name → version) are the distributions; return what pip was told, and the error."""

    def run(cell, installed, frameworks=(), package=None):
        told, namespace = [], {}

        def run_line_magic(name, line):
            told.append(f"{name} {line.format(**namespace)}")

        namespace["get_ipython"] = lambda: SimpleNamespace(run_line_magic=run_line_magic)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(
            importlib.metadata,
            "distributions",
            lambda name: [SimpleNamespace(version=installed[name])] if name in installed else [],
        )
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: name in frameworks or None)
        monkeypatch.setitem(sys.modules, "autograder", package)  # None: it cannot be imported
        try:
            exec(TransformerManager().transform_cell(cell), namespace)
        except ImportError as error:
            return told, str(error)
        return told, ""

    return run


def package(**names):
    module = ModuleType("autograder")
    vars(module).update(names)
    return module


OURS = package(notebook=lambda file_name, tests: None)


def cell(frameworks=("torch",), install=None, language="en"):
    return first_cell("mnist_mlp.ipynb", language, frameworks, install, PackedTests(HandoutFacts(), {"q1": "points = 1\n"}))


def test_nothing_is_installed_where_everything_is_there(run):
    assert run(cell(), {"dl-autograder": __version__}, ["torch"], OURS) == ([], "")
    assert run(cell(()), {"dl-autograder": __version__}, [], OURS) == ([], "")


@pytest.mark.parametrize(
    ("installed", "frameworks"),
    [({}, ["torch"]), ({"dl-autograder": "0.0.1"}, ["torch"]), ({"dl-autograder": __version__}, [])],
    ids=["nothing", "another version", "no framework"],
)
def test_the_wheel_beside_the_notebook_is_installed(run, tmp_path, installed, frameworks):
    (tmp_path / WHEEL).touch()
    for install in (None, ADDRESS, "dl-autograder"):
        assert run(cell(install=install), installed, frameworks, OURS) == ([f'pip install -q "{WHEEL}[torch]"'], "")


@pytest.mark.parametrize(
    ("install", "source"),
    [
        (None, f"{WHEEL}[tensorflow,torch]"),  # never a bare name from a registry
        (ADDRESS, f"dl-autograder[tensorflow,torch] @ {ADDRESS}"),
        ("git+https://example.org/course.git@v1", "dl-autograder[tensorflow,torch] @ git+https://example.org/course.git@v1"),
        ("our-course>=0.2", "our-course[tensorflow,torch]>=0.2"),
    ],
)
def test_where_there_is_no_wheel_it_is_what_the_course_says(run, install, source):
    assert run(cell(("tensorflow", "torch"), install), {}, (), OURS) == ([f'pip install -q "{source}"'], "")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "run `%pip uninstall -y autograder dl-autograder`"), ("ko", "다시 시작하고")]
)
def test_a_strangers_package_is_left_alone_and_said(run, language, said):
    told, error = run(cell(language=language), {"autograder": "3.1"}, (), package(main=print))
    assert told == [] and said in error and WHEEL in error


def test_what_to_do_where_pip_fails_is_said(run):
    told, error = run(cell(), {}, ())
    assert len(told) == 1
    assert error.startswith("The package of this course is not installed, or another") and f"Put {WHEEL} beside" in error


def test_it_is_short():
    assert len(cell(install=ADDRESS).splitlines()) <= 22


@pytest.mark.parametrize("install", [ADDRESS, "git+https://example.org/x.git", "dl-autograder", "dl-autograder >=0.2,<1"])
def test_what_grader_yml_may_say(install):
    assert CourseSettings(course="A course", install=install).install == install
    assert CourseSettings(course="A course").install is None


@pytest.mark.parametrize("install", ["", "http://example.org/x.whl", "x.whl; rm -r /", 'a"b', "{x}", "file:///x.whl", "a b"])
def test_what_grader_yml_may_not_say(install):
    with pytest.raises(ValidationError, match="neither the https:// address of a wheel nor the name of a package"):
        CourseSettings(course="A course", install=install)
