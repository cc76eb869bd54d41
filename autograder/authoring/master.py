"""Masters: the percent notebooks in `solutions/`, with text in every language, reference solutions, and blanks to be made of them.

They use otter assign's own markers (see `markers`). A Markdown cell's `lang` says which notebook it goes into; a cell's `name` says what
an example replaces; its `prompt` is what students get in place of a model answer.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from autograder.authoring.markers import MarkerError, read_code, read_text_cell, reference_lines, student_lines
from autograder.model.errors import UserError
from autograder.model.source_text import SourceError, read_source

PLACE = "master"  # in a cell's metadata: where it stands in the file
BLANK_COMMENT = "# Fill this blank!"
NotebookNode = nbformat.NotebookNode


class MasterError(UserError):
    """A master that cannot be built; the message says where and what to do."""


def read_master(path: Path) -> NotebookNode:
    """Parse a percent notebook. Raises MasterError if there is none, or where a marker cannot be followed or is misspelt."""
    try:
        text = read_source(path)
    except FileNotFoundError:
        raise MasterError(f"{path}: the assignment's master is missing.") from None
    except SourceError as error:
        raise MasterError(str(error)) from None
    return copy.deepcopy(_read(path, text))


@lru_cache(maxsize=8)  # the examples fill the same master in hundreds of ways
def _read(path: Path, text: str) -> NotebookNode:
    master = _parse(path, text)
    for cell, before in zip(master.cells, _lines_before(text, master), strict=True):
        cell.metadata[PLACE] = {"file": str(path), "before": before}
        with _placed(cell):
            if cell.cell_type == "code":
                student_lines(read_code(cell.source), BLANK_COMMENT)
            else:
                read_text_cell(cell.source)
    return master


def _parse(path: Path, text: str) -> NotebookNode:
    try:
        master: NotebookNode = jupytext.reads(text, fmt="py:percent")
        if master.cells and not master.cells[0].source and not master.cells[0].metadata:
            del master.cells[0]  # made of the empty line after a declaration of the encoding
        return master
    except Exception as error:  # whatever jupytext trips over
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise MasterError(f"{path} cannot be read as a percent notebook ({type(error).__name__}: {error}).") from None
        # PyYAML's, about the header: the comment between two lines `# ---` with which the file begins.
        problem = f"the notebook's header is not valid YAML ({getattr(error, 'problem', '')})"
        raise MasterError(f"{path}, line {mark.line + 2}: {problem}. Indent it with spaces, or remove the header.") from None


def _lines_before(text: str, master: NotebookNode) -> list[int]:
    """How many lines of the file come before each cell's first."""
    lines, found, position = text.split("\n"), [], 0
    for cell in master.cells:
        wanted = cell.source.split("\n")
        for start in range(position, len(lines) - len(wanted) + 1):
            if all(_is_line(written, line) for written, line in zip(lines[start:], wanted, strict=False)):
                position = start
                break
        found.append(position)
        position += len(wanted)
    return found


def _is_line(written: str, line: str) -> bool:
    """Whether a line of a cell stands so in the file: text and magics are comments there."""
    return written.rstrip() in (line.rstrip(), f"# {line}".rstrip(), f"#{line}".rstrip())


@contextmanager
def _placed(cell: NotebookNode) -> Iterator[None]:
    """Turn a MarkerError into a MasterError that says in which line of the master it is."""
    try:
        yield
    except MarkerError as error:
        place = cell.metadata[PLACE]
        line, message = error.at(place["before"])
        named = f" (cell {cell.metadata['name']})" if "name" in cell.metadata else ""
        raise MasterError(f"{place['file']}, line {line}{named}: {message}") from None


def line_of(cell: NotebookNode, number: int = 1) -> str:
    """Where line `number` of a master's cell stands: "solutions/course.py, line 7"."""
    return f"{cell.metadata[PLACE]['file']}, line {cell.metadata[PLACE]['before'] + number}"


def in_language(master: NotebookNode, language: str) -> NotebookNode:
    """The notebook with the Markdown cells of one language only (and those of none)."""
    notebook = copy.deepcopy(master)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("lang", language) == language]
    return notebook


def with_blanks_filled(notebook: NotebookNode, blanks: dict[str, str], extra: dict[str, str] | None = None) -> NotebookNode:
    """Replace the code cells named in `blanks` (name → source), and put `extra` cells after those they name ("" is the very beginning).

    Raises MasterError for a name that no code cell has.
    """
    notebook = copy.deepcopy(notebook)
    names = {cell.metadata.get("name") for cell in notebook.cells if cell.cell_type == "code"}
    extra = extra or {}
    unknown = (blanks.keys() | extra.keys()) - names - {""}
    if unknown:
        raise MasterError(
            f"No code cell is named {', '.join(sorted(unknown))}; there are {', '.join(sorted(n for n in names if n))}."
        )
    cells = [nbformat.v4.new_code_cell(extra[""], id="before-all")] if "" in extra else []
    for cell in notebook.cells:
        name = cell.metadata.get("name") if cell.cell_type == "code" else None
        if name in blanks:
            cell.source = blanks[name]
        cells.append(cell)
        if name in extra:
            cells.append(nbformat.v4.new_code_cell(extra[name], id=f"after-{name}"))
    notebook.cells = cells
    return notebook


def solved(master: NotebookNode) -> NotebookNode:
    """The reference: solutions in place, the markers around them gone."""
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = "\n".join(reference_lines(read_code(cell.source)))
        cell.metadata.pop("prompt", None)
    return notebook


def stubbed(master: NotebookNode) -> NotebookNode:
    """What students get: every solution a blank, every written answer its prompt."""
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = "\n".join(student_lines(read_code(cell.source), BLANK_COMMENT))
        elif "prompt" in cell.metadata:
            cell.source = cell.metadata.pop("prompt")
    return notebook


def clean_metadata(notebook: NotebookNode, metadata: dict[str, Any]) -> NotebookNode:
    """Set the notebook's metadata and give cells stable ids, so that building twice gives the same bytes."""
    notebook = copy.deepcopy(notebook)
    notebook.metadata = nbformat.from_dict(metadata)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i:03d}"
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in ("name", "tags") if key in cell.metadata})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook
