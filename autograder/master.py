"""Masters: the percent notebooks in `solutions/`, with text in every language, reference solutions, and blanks to be made of them.

They use otter assign's own markers (`# SOLUTION`, `# BEGIN SOLUTION` … `# END SOLUTION`, `# BEGIN PROMPT` …). A Markdown cell's `lang`
says which notebook it goes into; a cell's `name` says what the bank replaces.
"""

import copy
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from otter.assign.solutions import remove_ignored_lines, replace_solutions

OWN = "\0"
BLANK_COMMENT = "# Fill this blank!"
NotebookNode = nbformat.NotebookNode


class MasterError(Exception):
    """A master that cannot be built; the message says where and what to do."""


def read_master(path: Path) -> NotebookNode:
    """Parse a percent notebook. Raises MasterError if there is none."""
    try:
        return jupytext.read(path, fmt="py:percent")
    except FileNotFoundError:
        raise MasterError(f"{path}: the assignment's master is missing.") from None


def in_language(master: NotebookNode, language: str) -> NotebookNode:
    """The notebook with the Markdown cells of one language only (and those of none)."""
    notebook = copy.deepcopy(master)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("lang", language) == language]
    return notebook


def with_fills(notebook: NotebookNode, fills: dict[str, str], extra: dict[str, str] | None = None) -> NotebookNode:
    """Replace the code cells named in `fills` (name → source), and put `extra` cells after those they name ("" is the very beginning).

    Raises MasterError for a name that no code cell has.
    """
    notebook = copy.deepcopy(notebook)
    names = {cell.metadata.get("name") for cell in notebook.cells if cell.cell_type == "code"}
    extra = extra or {}
    unknown = (fills.keys() | extra.keys()) - names - {""}
    if unknown:
        raise MasterError(
            f"No code cell is named {', '.join(sorted(unknown))}; there are {', '.join(sorted(n for n in names if n))}."
        )
    cells = [nbformat.v4.new_code_cell(extra[""], id="before-all")] if "" in extra else []
    for cell in notebook.cells:
        name = cell.metadata.get("name") if cell.cell_type == "code" else None
        if name in fills:
            cell.source = fills[name]
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
            cell.source = "\n".join(_without_markers(cell.source.split("\n")))
        cell.metadata.pop("prompt", None)
    return notebook


def _without_markers(lines: list[str]) -> list[str]:
    kept, in_prompt = [], False
    for line in lines:
        mark = line.strip()
        if mark.endswith("# BEGIN PROMPT"):  # otter's manual has the prompt in a string: `""" # BEGIN PROMPT`
            in_prompt = True
        elif mark.endswith("# END PROMPT"):
            in_prompt = False
        elif not in_prompt and not mark.startswith(("# BEGIN SOLUTION", "# END SOLUTION")):
            kept.append(line.removesuffix("# SOLUTION NO PROMPT").removesuffix("# SOLUTION").rstrip())
    return kept


def stubbed(master: NotebookNode) -> NotebookNode:
    """What students get: every solution a blank, every written answer its prompt."""
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            try:
                cell.source = "\n".join(_blanked(cell.source.split("\n")))
            except AssertionError as error:  # otter's way to say that markers do not match
                raise MasterError(f"The code cell {cell.metadata.get('name', '')}: {error}") from None
        elif "prompt" in cell.metadata:
            cell.source = cell.metadata.pop("prompt")
    return notebook


def _blanked(lines: list[str]) -> list[str]:
    """Otter's own stripping, with each blank it leaves marked."""
    # A `...` of the master's own is kept apart from those that take a solution's place.
    given = [f"{line}{OWN}" if line.endswith("...") else line for line in remove_ignored_lines(lines)]
    stripped: list[str] = replace_solutions(given, "python")
    return [f"{line}  {BLANK_COMMENT}" if line.endswith("...") else line.removesuffix(OWN) for line in stripped]


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
