"""A question's test file: load it as otter does, and select the parts for the sandbox."""

import ast
import symtable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType

from otter.test_files.exception_test import ExceptionTestFile

from autograder.checks.ask import Probe
from autograder.checks.check import check
from autograder.model.course import Question
from autograder.model.course_errors import CourseError
from autograder.model.source_text import SourceError, read_source
from autograder.sandbox.package_access import FOR_PROBES, PACKAGE, is_ours


@dataclass(frozen=True)
class QuestionTests:
    """One question's test file."""

    name: str
    title: str
    source: str
    checks: list[check]

    @cached_property
    def probes(self) -> CodeType:
        """The compiled probes with everything they use; the judges, and what only they use, stay outside the sandbox."""
        variables, judges = self.checks[0].test_func.__globals__, {judge.test_func.__name__ for judge in self.checks}
        body = [part for part in ast.parse(self.source).body if not _defined(part) & judges]
        uses = [_names_in(symtable.symtable(ast.unparse(part), "", "exec")) for part in body]
        used, before = {name for name, value in variables.items() if isinstance(value, Probe)}, -1
        while len(used) > before:
            before = len(used)
            used = used.union(*(names for part, names in zip(body, uses, strict=True) if _defined(part) & used))
        needed = [_only(part, used) for part in body if _defined(part) & used]
        self._refuse_unavailable(needed)
        return compile(ast.Module(needed, type_ignores=[]), f"{self.name}.py", "exec")

    def _refuse_unavailable(self, needed: list[ast.stmt]) -> None:
        """Raise CourseError if a probe imports a module that only judges can import."""
        allowed = {f"{PACKAGE}.{name}" for name in FOR_PROBES}
        for part in (node for statement in needed for node in ast.walk(statement)):
            wrong = [name for name in _imported(part) if is_ours(name) and name not in allowed]
            if wrong:
                line = getattr(part, "lineno", 1)
                raise CourseError(
                    f"{self.name}.py, line {line}: a probe uses {', '.join(wrong)}, which is not available in the student's process. "
                    "Return plain data from the probe, and judge them in the @check. "
                    f"Probes can import {', '.join(FOR_PROBES)} from {PACKAGE}."
                )


def _imported(part: ast.AST) -> list[str]:
    """The full names that an import statement imports; empty for other statements."""
    if isinstance(part, ast.ImportFrom):
        return [f"{part.module}.{alias.name}" for alias in part.names]
    return [alias.name for alias in part.names] if isinstance(part, ast.Import) else []


def _defined(part: ast.stmt) -> set[str]:
    """The names that a statement of a test file binds."""
    if isinstance(part, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in part.names}
    if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
        return {part.name}
    return {node.id for node in ast.walk(part) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _names_in(scope: symtable.SymbolTable) -> set[str]:
    """The global names that a statement uses; a function's local variables do not count, even under the same name."""
    names = {s.get_name() for s in scope.get_symbols() if s.is_referenced() and (scope.get_type() == "module" or s.is_global())}
    return names.union(*map(_names_in, scope.get_children()))


def _only(part: ast.stmt, used: set[str]) -> ast.stmt:
    """An import reduced to the used names; any other statement unchanged."""
    if isinstance(part, (ast.Import, ast.ImportFrom)):
        part.names = [alias for alias in part.names if (alias.asname or alias.name.partition(".")[0]) in used]
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
