"""A question's test file: load it as otter does, and cut off the part for the sandbox."""

import ast
import dis
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any

from otter.test_files.exception_test import ExceptionTestFile

from autograder.checks.ask import Probe
from autograder.checks.check import check
from autograder.checks.places import all_code
from autograder.model.course import Question
from autograder.model.course_errors import CourseError
from autograder.model.source_text import SourceError, read_source
from autograder.sandbox.package_access import FOR_PROBES, PACKAGE, is_ours

USES, DEFINITIONS = frozenset({"LOAD_GLOBAL", "LOAD_NAME"}), frozenset({"STORE_NAME"})
ADVICE = (
    "The student's process gets the file down to its last probe, without what only judges can import: move a function that probes need "
    f"above it, and judge in the @check. Probes can import {', '.join(FOR_PROBES)} from {PACKAGE}."
)


@dataclass(frozen=True)
class QuestionTests:
    """One question's test file."""

    name: str
    title: str
    source: str
    checks: list[check]

    @cached_property
    def probes(self) -> CodeType:
        """The file down to its last probe, compiled. The judges below, and the answers that they know, stay outside the sandbox.

        Raises CourseError if a check stands above a probe, or if a probe needs what stands below or what only judges can import.
        """
        body, variables = ast.parse(self.source).body, self.checks[0].test_func.__globals__
        last = max((i for i, part in enumerate(body) if _defines(part, variables, Probe)), default=-1)
        upper = body[: last + 1]
        for part in upper:
            if _defines(part, variables, check):
                raise self._error(part, "a @check stands above a probe. Put all probes above the checks.")
            for node in ast.walk(part):
                if node is not part and (closed := _closed(node)):
                    raise self._error(node, f"a probe imports {', '.join(alias.name for alias in closed)}. {ADVICE}")
        parts = [part for part in map(_without_closed, upper) if part is not None]
        code = compile(ast.Module(parts, type_ignores=[]), f"{self.name}.py", "exec")
        missing = _globals_of(code, USES) & variables.keys() - _globals_of(code, DEFINITIONS)
        for node in (node for part in upper for node in ast.walk(part) if isinstance(node, ast.Name) and node.id in missing):
            raise self._error(node, f"a probe uses {node.id}. {ADVICE}")
        return code

    def _error(self, node: ast.AST, message: str) -> CourseError:
        return CourseError(f"{self.name}.py, line {getattr(node, 'lineno', 1)}: {message}")


def _globals_of(code: CodeType, instructions: frozenset[str]) -> set[str]:
    """The global names that code and the functions in it use or define."""
    parts = all_code(code) if instructions is USES else [code]
    return {found.argval for part in parts for found in dis.get_instructions(part) if found.opname in instructions}


def _defines(part: ast.stmt, variables: dict[str, Any], kind: type) -> bool:
    """Whether a statement binds a name whose value is of this kind."""
    if isinstance(part, ast.FunctionDef):
        return isinstance(variables.get(part.name), kind)
    targets = part.targets if isinstance(part, ast.Assign) else []
    return any(isinstance(target, ast.Name) and isinstance(variables.get(target.id), kind) for target in targets)


def _closed(part: ast.AST) -> list[ast.alias]:
    """What an import statement imports of this package that only judges can have; empty for other statements."""
    if not isinstance(part, (ast.Import, ast.ImportFrom)):
        return []
    prefix = f"{part.module}." if isinstance(part, ast.ImportFrom) else ""
    open_ = {f"{PACKAGE}.{name}" for name in FOR_PROBES}
    return [alias for alias in part.names if is_ours(prefix + alias.name) and prefix + alias.name not in open_]


def _without_closed(part: ast.stmt) -> ast.stmt | None:
    """The statement; an import without what only judges can have, or None if nothing is left of it."""
    closed = _closed(part)
    if closed and isinstance(part, (ast.Import, ast.ImportFrom)):
        part.names = [alias for alias in part.names if alias not in closed]
        return part if part.names else None
    return part


def load_tests(question: Question, folder: Path) -> QuestionTests:
    """Load `folder`/<question>.py. Raises CourseError if it is missing, fails, or does not fit grader.yml."""
    path = folder / f"{question.name}.py"
    try:
        file = ExceptionTestFile.from_string(read_source(path), str(path))
    except FileNotFoundError:
        raise CourseError(f"{path}: the test file of question {question.name} is missing.") from None
    except SourceError as error:
        raise CourseError(str(error)) from None
    except Exception as error:  # any exception while the file is executed
        raise CourseError(f"{path} cannot be loaded: {type(error).__name__}: {error}") from None
    checks = [case.body for case in file.test_cases]
    if not all(isinstance(body, check) for body in checks) or file.name != question.name:
        raise CourseError(f"{path}: `name` must be {question.name!r}, and every test case must be a @check.")
    total = sum(body.points or 0 for body in checks)
    if total != question.points:
        raise CourseError(
            f"{path}: the checks have {total:g} points together, but grader.yml gives question {question.name} {question.points:g}."
        )
    tests = QuestionTests(question.name, question.title, file.source, checks)
    try:
        tests.probes  # noqa: B018  raises if a probe cannot run in the sandbox
    except CourseError as error:
        raise CourseError(f"{folder}/{error}") from None
    return tests
