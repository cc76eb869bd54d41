"""A question's test file: loaded as otter loads it, and what of it goes into the sandbox."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from otter.test_files.exception_test import ExceptionTestFile

from autograder.asking import Probe
from autograder.checks import check
from autograder.course import CourseError, Question


@dataclass(frozen=True)
class QuestionTests:
    """One question's test file."""

    name: str
    title: str
    source: str
    checks: list[check]

    @cached_property
    def probes(self) -> str:
        """The source of the probes and of what they use: nobody in the sandbox needs the judges, or what only these import."""
        variables, judges = self.checks[0].test_func.__globals__, {judge.test_func.__name__ for judge in self.checks}
        body = [part for part in ast.parse(self.source).body if not _defined(part) & judges]
        used, before = {name for name, value in variables.items() if isinstance(value, Probe)}, -1
        while len(used) > before:
            before = len(used)
            for part in body:
                if _defined(part) & used:
                    used |= {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
        return "\n\n".join(ast.unparse(part) for part in body if _defined(part) & used)


def _defined(part: ast.stmt) -> set[str]:
    """The names that a statement of a test file gives a value."""
    if isinstance(part, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in part.names}
    if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
        return {part.name}
    return {node.id for node in ast.walk(part) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def load_tests(question: Question, folder: Path) -> QuestionTests:
    """Load `folder`/<question>.py. Raises CourseError where it is missing, fails, or does not fit grader.yml."""
    path = folder / f"{question.name}.py"
    try:
        file = ExceptionTestFile.from_file(str(path))
    except FileNotFoundError:
        raise CourseError(f"{path}: the test file of question {question.name} is missing.") from None
    except Exception as error:  # whatever executing a test file raises
        raise CourseError(f"{path} cannot be loaded: {type(error).__name__}: {error}") from None
    checks = [case.body for case in file.test_cases]
    if not all(isinstance(body, check) for body in checks) or file.name != question.name:
        raise CourseError(f"{path}: `name` has to be {question.name!r}, and every test case a @check.")
    if {sum(body.points for body in checks), _declared_points(file.source)} != {question.points}:
        raise CourseError(f"{path}: the checks' points and `points` have to be the {question.points:g} of grader.yml.")
    return QuestionTests(question.name, question.title, file.source, checks)


def _declared_points(source: str) -> float | None:
    """What a test file's line `points = …` says; otter itself does not keep it."""
    assigned = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    values = [ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "points"]
    return float(values[0]) if values and isinstance(values[0], (int, float)) else None
