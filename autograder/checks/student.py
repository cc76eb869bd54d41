"""The student's side of a question: run a probe among the student's variables, leave no trace, and explain errors by cell and line.

Runs wherever the student's code runs: in their notebook's kernel, or in the sandbox.
"""

import ast
import builtins
import contextlib
import dis
import re
import textwrap
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from IPython.utils.capture import capture_output

from autograder.checks import drawing, library_defaults
from autograder.checks.ask import Answer, Notes, Probe, StudentError
from autograder.checks.exception_messages import advice, message_of
from autograder.checks.missing import NotImported
from autograder.checks.places import CodePlace, all_code, place_of
from autograder.model.evidence import Evidence, NotPlain, plain
from autograder.model.language import quoted, tr, tr_all, tr_plural

LONGEST_CAUSE = 300  # characters kept of a message before advice
BLANK = re.compile(r"^\s*([\w., ]+=\s*)?\.\.\.\s*(#.*)?$")


class Student:
    """The student's variables as attributes. A missing name, or a blank in its place, raises StudentError."""

    def __init__(self, variables: dict[str, Any], why_missing: Callable[[str], str], asked: dict[str, bool]):
        self._variables, self._asked = variables, asked
        self._why_missing = why_missing
        self._touched: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables or isinstance(self._variables[name], NotImported):
            self._asked[name] = False
            why = self._why_missing(name)
            raise StudentError(tr("`{}` is not defined. {}", name, why), cause=why)
        self._asked[name] = True
        value = self._touched[name] = self._variables[name]
        if value is ...:
            raise StudentError(tr("`{}` is still a blank to fill in.", name), [f"`{name}`"])
        return value


def answer(
    probe: Probe,
    variables: dict[str, Any],
    arguments: dict[str, Evidence],
    why_missing: Callable[[str], str],
    defined_twice: Callable[[str], str | None] = lambda name: None,
    asked: dict[str, bool] | None = None,
) -> Answer:
    """Run `probe` among the student's `variables`, and leave them as they were.

    Returns its evidence, whose arrays may be the student's own, and notes about the code it used: `defined_twice` gives the places
    where a name is defined. Raises StudentError if the student's code raises or its result is not evidence. Fills `asked` with the
    names that the probe used, and whether each is defined.
    """
    student = Student(variables, why_missing, {} if asked is None else asked)
    try:
        with _guest(variables):
            evidence = plain(probe.function(student, **arguments))
    except StudentError as error:
        remarks = _notes(student, defined_twice, evidence=True).remarks
        raise StudentError(Notes(remarks=remarks).about(str(error)), error.blanks, error.cause) from None
    except NotPlain as error:
        raise _told(
            tr("What your code returned cannot be judged: {}.", error), _notes(student, defined_twice, evidence=None)
        ) from None
    except (Exception, SystemExit) as error:  # any exception of the student's code
        raise _explain(error, _notes(student, defined_twice, evidence=None)) from None
    return evidence, _notes(student, defined_twice, evidence)


@contextlib.contextmanager
def _guest(variables: dict[str, Any]) -> Iterator[None]:
    """Restore variables, figures and settings afterwards; hide prints, warnings and displays from the student."""
    before = dict(variables)
    for name in _hiding_a_function(variables):
        del variables[name]
    with library_defaults.defaults(), drawing.apart(), capture_output():
        try:
            yield
        finally:
            _restore(variables, before)


def _hiding_a_function(variables: dict[str, Any]) -> list[str]:
    """Variables that hide a builtin function and cannot be called: after `sum = 0`, functions that call `sum` fail."""
    return [
        name
        for name, value in variables.items()
        if not name.startswith("_") and not callable(value) and callable(vars(builtins).get(name))
    ]


def _restore(variables: dict[str, Any], before: dict[str, Any]) -> None:
    for name in variables.keys() - before.keys():
        del variables[name]
    variables.update(before)


def _notes(student: Student, defined_twice: Callable[[str], str | None], evidence: Evidence) -> Notes:
    """Notes about the code that the probe used: blanks, and remarks; if its answer is None, also on the function that returns nothing."""
    used = used_functions(student._touched, student._variables)
    blanks = [blank for name in used for blank in _blanks_of(student._variables[name])]
    remarks = [said for name in used if (said := defined_twice(name))]
    if evidence is None or (isinstance(evidence, dict) and any(value is None for value in evidence.values())):
        remarks += [said for value in student._touched.values() if (said := _returns_nothing(value))]
    remarks += [said for name in used if (said := _ignores_arguments(student._variables[name]))]
    return Notes(blanks, remarks)


def _returns_nothing(value: Any) -> str:
    """The remark that a student's function has no `return` with a value; empty for anything else."""
    found = _function_in_cell(value)
    if found is None or any(_gives_a_value(node) for node in _own_statements(found[0])):
        return ""
    return tr("{}: the function returns nothing. Is a `return` missing?", found[1])


def _ignores_arguments(value: Any) -> str:
    """The remark that a student's function does not use some of its arguments; empty for anything else, and while blanks are left."""
    found = _function_in_cell(value)
    if found is None or _blanks_of(value):
        return ""
    function, place = found
    used = {node.id for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Name)}
    given = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    ignored = [f"`{name}`" for name in given if name not in used and not name.startswith("_")]
    if not ignored:
        return ""
    listed = tr_all("{} and {}", ignored)
    return tr_plural("{1}: the argument {2} is not used.", "{1}: the arguments {2} are not used.", len(ignored), place, listed)


def _function_in_cell(value: Any) -> tuple[ast.FunctionDef, str] | None:
    """The definition of a function of a student's cell, and its place; None for anything else."""
    code = getattr(value, "__code__", None)
    if not isinstance(code, types.CodeType) or (place := place_of(code)) is None:
        return None
    try:
        (function,) = ast.parse(textwrap.dedent("".join(place.block(code)))).body
    except (SyntaxError, ValueError):
        return None
    return (function, place.of(code, place.line(code.co_firstlineno))) if isinstance(function, ast.FunctionDef) else None


def _own_statements(function: ast.AST) -> Iterator[ast.AST]:
    """The syntax nodes of a function without those of the functions inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            yield node
            yield from _own_statements(node)


def _gives_a_value(node: ast.AST) -> bool:
    return (isinstance(node, ast.Return) and node.value is not None) or isinstance(node, (ast.Yield, ast.YieldFrom))


def used_functions(asked: Iterable[str], variables: Mapping[str, Any]) -> list[str]:
    """The names that the probe used, and the student's functions that these call, directly or not."""
    names = list(asked)
    for name in names:  # the list grows during the loop
        code = getattr(variables.get(name), "__code__", None)
        for part in all_code(code) if isinstance(code, types.CodeType) else ():
            loaded = [each.argval for each in dis.get_instructions(part) if each.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
            functions = [one for one in loaded if isinstance(variables.get(one), types.FunctionType)]
            names += [one for one in dict.fromkeys(functions) if one not in names]
    return names


def _told(message: str, notes: Notes, cause: str = "") -> StudentError:
    return StudentError(notes.about(message), notes.blanks, cause)


def _explain(error: BaseException, notes: Notes) -> StudentError:
    """The error's message, and its place in the student's cells."""
    frames = list(_student_frames(error.__traceback__))
    message = message_of(error)
    said = f"{type(error).__name__}: {message}" if message else type(error).__name__
    advised = advice(error)
    if advised:  # torch lists all its backends in the message
        said = f"{said.splitlines()[0][:LONGEST_CAUSE]}{advised}"
    notes.blanks = [
        blank for code in {id(code): code for _, code, _ in frames}.values() for blank in _blanks_in(code)
    ] or notes.blanks
    if not frames:
        return _told(tr("What your code returned could not be used: {}", quoted(said)), notes, type(error).__name__)
    place, code, line = frames[-1]
    where = place.of(code, place.line(line))
    return _told(
        tr("Your code stopped in {}: {}\n{}", where, quoted(said), quoted(place.excerpt(line))),
        notes,
        f"{where}: {type(error).__name__}",
    )


def at_line(error: BaseException) -> str:
    """The line of the student's cell that raised the error, as the beginning of a message."""
    lines = [place.line(line) for place, _, line in _student_frames(error.__traceback__)]
    return tr("Line {}: ", lines[0]) if lines else ""


def _student_frames(traceback: types.TracebackType | None) -> Iterator[tuple[CodePlace, types.CodeType, int]]:
    places: dict[int, CodePlace | None] = {}  # infinite recursion leaves a thousand frames
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if id(code) not in places:
            places[id(code)] = place_of(code)
        place = places[id(code)]
        if place:
            yield place, code, traceback.tb_lineno
        traceback = traceback.tb_next


def _blanks_of(value: Any) -> list[str]:
    code = getattr(value, "__code__", None)
    return _blanks_in(code) if isinstance(code, types.CodeType) else []


def _blanks_in(code: types.CodeType) -> list[str]:
    """The places of `...` in a function of a student's cell."""
    place = place_of(code)
    if place is None:
        return []
    first = place.line(code.co_firstlineno)
    return [place.of(code, first + i) for i, line in enumerate(place.block(code)) if BLANK.match(line)]
