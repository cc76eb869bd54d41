"""The random data of questions: no right answer equals a mistake's by chance."""

import ast
import importlib
import importlib.util
import inspect
import re

import numpy as np
import pytest
from helpers.repository import REPOSITORY
from otter.test_files.exception_test import ExceptionTestFile


def question(assignment, name):
    """The module of a question's tests."""
    path = REPOSITORY / "tests" / "assignments" / assignment / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"{assignment}_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(100))
def test_the_mean_cost_of_an_epoch_is_not_the_last_batch_s(seed):
    *_, expected = question("mnist_mlp", "q5").draw_with_telling_costs(np.random.default_rng(seed))
    assert abs(expected.costs[-1] / np.mean(expected.costs) - 1) > 0.01


FILES = sorted((REPOSITORY / "tests" / "assignments").glob("*/q*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_question_file_says_first_what_is_asked_and_is_short(path):
    text = path.read_text()
    docstring = ast.get_docstring(ast.parse(text)) or ""
    assert text.startswith(f'"""{docstring}"""\n'), "the first line is the docstring"
    assert docstring.endswith(".") and ". " not in docstring, "in one sentence"
    assert len(text.splitlines()) <= 120
    assert not re.search(r"^points\b", text, re.M), "points stand at the checks alone"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_otter_itself_gives_a_question_the_sum_of_its_checks(path, course):
    file = ExceptionTestFile.from_file(str(path))
    assignment = course.assignment(path.parent.name)
    stated = next(question.points for question in assignment.checked if question.name == path.stem)
    assert file.possible == sum(case.body.points for case in file.test_cases) == stated


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_a_question_uses_of_expect_and_probes_is_there(path):
    """Otherwise a wrong name in a judge would be found only by a submission that reaches its line."""
    used = re.findall(r"\b(expect|probes)\.(\w+)(?:\.(\w+))?", path.read_text())
    for package, name, inner in used:
        found = getattr(importlib.import_module(f"autograder.checks.{package}"), name)
        assert not (inner and inspect.ismodule(found)) or hasattr(found, inner), f"{package}.{name}.{inner}"


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda folder: folder.name)
def test_what_a_check_rests_on_is_there(folder):
    """A check that rests on a missing check would never wait."""
    files = {path.stem: ExceptionTestFile.from_file(str(path)) for path in folder.glob("q*.py")}
    bodies = [case.body for file in files.values() for case in file.test_cases]
    known = {body.key for body in bodies} | files.keys()
    assert [(body.key, entry) for body in bodies for entry in body.rests_on if entry not in known] == []
