"""Read masters: the percent notebooks in `solutions/`, with text in every language and the reference solutions.

Masters use the markers of otter assign (see `markers`). The `lang` of a Markdown cell selects the notebook; the `name` of a cell identifies it
for examples; its `prompt` replaces the model answer in the hand-out.
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

PLACE = "master"  # in a cell's metadata: its line in the file
BLANK_COMMENT = "# Fill this blank!"
NotebookNode = nbformat.NotebookNode


class MasterError(UserError):
    """A master that cannot be built; the message contains the place and the remedy."""


def read_master(path: Path) -> NotebookNode:
    """Parse a percent notebook. Raises MasterError if it is missing, or if a marker is misplaced or misspelled."""
    try:
        text = read_source(path)
    except FileNotFoundError:
        raise MasterError(f"{path} does not exist; the assignment needs this master.") from None
    except SourceError as error:
        raise MasterError(str(error)) from None
    return copy.deepcopy(_read(path, text))


@lru_cache(maxsize=8)  # hundreds of examples use the same master
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
            del master.cells[0]  # from the empty line after a declaration of the encoding
        return master
    except Exception as error:  # jupytext raises any exception
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise MasterError(f"{path} cannot be read as a percent notebook ({type(error).__name__}: {error}).") from None
        # PyYAML's error about the header, the first comment, between two lines `# ---`.
        problem = f"the notebook's header is not valid YAML ({getattr(error, 'problem', '')})"
        raise MasterError(f"{path}, line {mark.line + 2}: {problem}. Indent it with spaces, or remove the header.") from None


def _lines_before(text: str, master: NotebookNode) -> list[int]:
    """Return the number of lines in the file before the first line of each cell."""
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
    """Whether `written`, a line of the file, is the line of a cell; text and magics are comments in the file."""
    return written.rstrip() in (line.rstrip(), f"# {line}".rstrip(), f"#{line}".rstrip())


@contextmanager
def _placed(cell: NotebookNode) -> Iterator[None]:
    """Turn a MarkerError into a MasterError with the line in the master."""
    try:
        yield
    except MarkerError as error:
        place = cell.metadata[PLACE]
        line, message = error.at(place["before"])
        named = f" (cell {cell.metadata['name']})" if "name" in cell.metadata else ""
        raise MasterError(f"{place['file']}, line {line}{named}: {message}") from None


def line_of(cell: NotebookNode, number: int = 1) -> str:
    """Return the place of line `number` of a master's cell: "solutions/course.py, line 7"."""
    return f"{cell.metadata[PLACE]['file']}, line {cell.metadata[PLACE]['before'] + number}"


def in_language(master: NotebookNode, language: str) -> NotebookNode:
    """Return the notebook with the Markdown cells of one language, and those without a language."""
    notebook = copy.deepcopy(master)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("lang", language) == language]
    return notebook


def with_blanks_filled(notebook: NotebookNode, blanks: dict[str, str], extra: dict[str, str] | None = None) -> NotebookNode:
    """Replace the code cells named in `blanks` (name → source), and insert the cells of `extra` after the named ones ("": at the top).

    Raises MasterError for an unknown name.
    """
    notebook = copy.deepcopy(notebook)
    names = {cell.metadata.get("name") for cell in notebook.cells if cell.cell_type == "code"}
    extra = extra or {}
    unknown = (blanks.keys() | extra.keys()) - names - {""}
    if unknown:
        raise MasterError(
            f"No code cell is named {', '.join(sorted(unknown))}; the names are {', '.join(sorted(n for n in names if n))}."
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
    """Return the reference: with the solutions, without their markers."""
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = "\n".join(reference_lines(read_code(cell.source)))
        cell.metadata.pop("prompt", None)
    return notebook


def stubbed(master: NotebookNode) -> NotebookNode:
    """Return the notebook for students: blanks in place of solutions, prompts in place of written answers."""
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
