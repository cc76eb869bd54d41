"""Places of code in a notebook: the function or the cell, the question, and the line in the cell."""

import ast
import contextlib
import inspect
import linecache
import re
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

from autograder.model.cell_names import CellName, cell_name, question_label
from autograder.model.language import tr

WRAPPER = re.compile(r"\s*%%(time|capture|prun)\b")  # cell magics that run the cell's code unchanged
CELL = re.compile(r"In\[(\d+)\]")
LINES_AROUND = 1  # lines shown above and below the line in question
LONGEST_LINE = 200  # characters shown of a line

# Cells that IPython does not keep, by the file name they are compiled under (see `cell_label`): the sandbox enters all of its cells.
known_cells: dict[str, CellName] = {}
# The question of a cell, by its source: a student's notebook looks it up in its own file.
question_of: Callable[[str], str] = lambda source: ""
# Advice for a missing name: a student's notebook gives a better one from its own file.
why_missing: Callable[[str], str] = lambda name: tr("Run the cell that defines it first.")


@dataclass(frozen=True)
class CodePlace:
    """A cell and its lines as the student sees them. The code's own line numbers skip the first `above` lines."""

    cell: CellName
    lines: list[str]
    above: int = 0

    def line(self, number: int) -> int:
        """The line's number in the student's cell, given its number in the code."""
        return number + self.above

    def of(self, code: types.CodeType, line: int) -> str:
        """The place in words: "`train_one_epoch`, Question 5, line 4"; `line` is the student's number."""
        function = code.co_qualname.partition(".<locals>")[0]
        said = self.cell.title if function.startswith("<") else f"`{function}`"
        within = [question_label(self.cell.question)] if self.cell.question else []
        return ", ".join([said, *within, tr("line {}", line)])

    def excerpt(self, number: int) -> str:
        """The line with this number in the code, and its neighbors, as aligned text; an arrow points to it."""
        meant = number + self.above
        shown = range(max(1, meant - LINES_AROUND), min(len(self.lines), meant + LINES_AROUND) + 1)
        lines = {one: self.lines[one - 1].rstrip()[:LONGEST_LINE] for one in shown}
        return "\n".join(
            f"  {'→' if one == meant else ' '} {one:>3}  {text}".rstrip() for one, text in lines.items() if text.strip()
        )

    def block(self, code: types.CodeType) -> list[str]:
        """The lines of a function, or of the whole cell."""
        lines = self.lines[code.co_firstlineno + self.above - 1 :]
        if code.co_name != "<module>":
            with contextlib.suppress(
                Exception
            ):  # inspect fails on a cell that it cannot tokenize; then all lines to the end count
                return inspect.getblock(lines)
        return lines


def place_of(code: types.CodeType) -> CodePlace | None:
    """The cell that a code object comes from; None if it does not come from a cell."""
    shell = get_ipython()
    if shell is None:
        return None
    label = cell_label(code.co_filename)
    if label is None:
        return _under_a_wrapper(code, shell)
    lines, raw = linecache.getlines(code.co_filename), _raw_cell(label, shell)
    above = lines_above(raw)
    with contextlib.suppress(SyntaxError):
        if raw and shell.transform_cell("".join(raw[above:])) == "".join(lines):
            return CodePlace(name_of(label, "".join(raw)), raw, above)
    # A magic ran this code, under a number that may be the next cell's.
    return _under_a_wrapper(code, shell) or CodePlace(name_of(label, "".join(lines)), lines)


def name_of(label: str, source: str) -> CellName:
    """The name of the cell with this label and source."""
    return known_cells.get(label) or cell_name(source, question_of(source))


def cell_label(filename: str) -> str | None:
    """IPython's unique name for the cell that was compiled under `filename`; None for a file that is not a cell."""
    shell = get_ipython()
    if shell is None:
        return None
    if not hasattr(shell.compile, "format_code_name"):  # IPython 7
        number = _newest_run(linecache.getlines(filename), shell) if _is_cell_of_ipython_7(filename) else None
        return f"cell In[{number}]" if number else None
    name = shell.compile.format_code_name(filename)
    return " ".join(name).lower().replace("in[", "In[") if name else None


def _is_cell_of_ipython_7(filename: str) -> bool:
    return filename in getattr(linecache, "_ipython_cache", {})


def _newest_run(code: list[str], shell: InteractiveShell) -> int | None:
    """The number of the newest cell that was compiled to these lines."""
    cells = reversed(list(enumerate(_history(shell))))
    return next((number for number, cell in cells if number and _transformed(cell, shell) == "".join(code).rstrip()), None)


def _transformed(cell: str, shell: InteractiveShell) -> str:
    with contextlib.suppress(SyntaxError):
        return str(shell.transform_cell(cell)).rstrip()
    return ""


def lines_above(lines: list[str]) -> int:
    """Count the lines of a cell above its code: empty lines, magics that only wrap it, and the comments above these."""
    above = 0
    for number, line in enumerate(lines):
        if WRAPPER.match(line) or (above == number and not line.strip()):
            above = number + 1
        elif not _is_comment(line):
            break
    return above


def _is_comment(line: str) -> bool:
    """Whether a line is empty or a comment. Colab keeps a cell's title in a comment above a magic."""
    return not line.strip() or line.lstrip().startswith("#")


def _raw_cell(label: str, shell: InteractiveShell) -> list[str]:
    number = CELL.search(label)
    return dict(enumerate(_history(shell))).get(int(number[1]), "").splitlines(keepends=True) if number else []


def _history(shell: InteractiveShell) -> list[str]:
    """The source of each cell that ran, as the student wrote it; the index is the cell's number."""
    return shell.history_manager.input_hist_raw if shell.history_manager else []


def _under_a_wrapper(code: types.CodeType, shell: InteractiveShell) -> CodePlace | None:
    """The newest cell with this code under a magic such as `%%time`: IPython compiles that code separately from its cell."""
    for number, cell in reversed(list(enumerate(_history(shell)))):
        lines = cell.splitlines(keepends=True)
        above = lines_above(lines)
        if any(WRAPPER.match(line) for line in lines[:above]):
            with contextlib.suppress(SyntaxError, ValueError):
                body = shell.compile(shell.transform_cell("".join(lines[above:])), "<cell>", "exec")
                if any(code == one for one in all_code(body)):
                    return CodePlace(name_of(f"cell In[{number}]", cell), lines, above)
    return None


def with_its_lines(cell: str) -> str:
    """The cell's code for IPython to run directly, with the line numbers of the student's cell.

    Lines above the code become comments, since IPython would drop them. A cell under another magic stays as it is.
    """
    lines = cell.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not _is_comment(line) and not WRAPPER.match(line)), len(lines))
    if "".join(lines[first:]).startswith("%%"):
        return "".join(lines[first:])
    above = lines_above(lines)
    return "".join([f"# {line.lstrip()}" if line.strip() else f"#{line}" for line in lines[:above]] + lines[above:])


def captured_under(cell: str) -> str | None:
    """The variable that `%%capture name` above a cell's code binds to its output."""
    lines = cell.splitlines()
    words = [line.split() for line in lines[: lines_above(lines)] if line.lstrip().startswith("%%capture")]
    names = [word for line in words for word in line[1:] if word.isidentifier()]
    return names[-1] if names else None


def definitions(code: str) -> dict[str, int]:
    """The names that a cell defines at the top level, and the line of the last definition of each."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return {name: line for statement in tree.body for name, line in _defined_by(statement)}


def _defined_by(statement: ast.stmt) -> Iterator[tuple[str, int]]:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield statement.name, statement.lineno
        case ast.Assign() | ast.AnnAssign():
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for name in (node for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)):
                if isinstance(name.ctx, ast.Store):
                    yield name.id, statement.lineno
        case ast.ImportFrom():  # importing a module in two cells does not define it twice
            for alias in statement.names:
                yield alias.asname or alias.name, statement.lineno
        case ast.If() | ast.With() | ast.Try() | ast.For() | ast.While():
            for child in ast.iter_child_nodes(statement):
                if isinstance(child, ast.stmt):
                    yield from _defined_by(child)
                elif isinstance(child, ast.ExceptHandler):
                    for inner in child.body:
                        yield from _defined_by(inner)


def all_code(code: types.CodeType) -> Iterator[types.CodeType]:
    """A code object and all code objects inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from all_code(constant)
