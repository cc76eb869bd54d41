"""Read the notebook in a submitted file."""

import json
import re
from typing import Any

import nbformat

from autograder.model.cell_names import questions_of_cells
from autograder.model.handout_facts import HandoutFacts
from autograder.model.language import tr
from autograder.model.other_files import other_kind, why_not_json
from autograder.model.source_text import korean_text
from autograder.model.submission import Cell, Notebook, NotebookCell, SubmittedFile, Unreadable
from autograder.model.verdict import cut

IGNORE_TAG = "otter_ignore"  # otter's tag for cells that are not graded
MOST_CONTAINERS, MOST_VALUES = 700_000, 2_000_000  # the most containers in a notebook's JSON, and values in them
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[{,]', re.S)  # a string, or the beginning of a container or another value
BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # white space, byte order marks, and the zeros that a full disk leaves
TEXT_MAGIC = re.compile(r"\s*%(%markdown|%html|%latex|md|md-sandbox)[ \t]*(\n|$)")  # the last two are from Databricks


def read_notebook(file: SubmittedFile, max_bytes: int) -> Notebook:
    """Parse a submission. Raises Unreadable if it is not a notebook."""
    if len(file.content) > max_bytes:
        raise Unreadable(
            tr("The file is larger than {:.0f} MB. Clear the outputs of your notebook and submit it again.", max_bytes / 2**20)
        )
    text = _decode(file.content)
    _refuse_bomb(text)
    tree = _parse(text)
    cells = [cell for cell in tree["cells"] if isinstance(cell, dict)]
    otter = tree.get("metadata", {}).get("otter", {})
    name = otter.get("assignment_name") if isinstance(otter, dict) else None
    return Notebook(
        assignment=name if isinstance(name, str) else None,
        cells=_code_cells(cells),
        all_cells=[_as_it_stands(cell) for cell in cells],
        language=HandoutFacts.of(tree).language,
    )


def _decode(content: bytes) -> str:
    if not content.strip(BLANK):
        raise Unreadable("The file is empty. Save your notebook and submit it again.")
    other = other_kind(content)
    if other:
        raise Unreadable(other)
    try:
        return content.decode(_encoding(content))
    except UnicodeDecodeError:
        korean = korean_text(content) if content.lstrip().startswith(b"{") else None
        if korean is None:
            raise Unreadable("The file is not a notebook: it does not contain text. Submit the .ipynb file itself.") from None
        return korean


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    # Without a byte order mark, the zero beside the opening brace shows it.
    return {b"{\0": "utf-16-le", b"\0{": "utf-16-be"}.get(content[:2], "utf-8-sig")


def _refuse_bomb(text: str) -> None:
    """Raise Unreadable for JSON with too many small values, which take about a hundred times their size in memory."""
    if text.count("[") + text.count("{") <= MOST_CONTAINERS and text.count(",") <= MOST_VALUES:
        return  # counting those in strings, too
    containers = values = 0
    for token in TOKEN.finditer(text):
        mark = text[token.start()]
        containers += mark in "[{"
        values += mark == ","
        if containers > MOST_CONTAINERS or values > MOST_VALUES:
            raise Unreadable(
                "The notebook contains too many small values to be read. Clear the outputs of your notebook and submit it again."
            )


def _parse(text: str) -> dict[str, Any]:
    try:
        tree = json.loads(text)
    except RecursionError:
        raise Unreadable("The file is not a notebook: it is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(why_not_json(text, error)) from None
    except ValueError as error:  # an integer of more than 4,300 digits
        raise Unreadable(tr("The file is not a notebook ({}).", error)) from None
    if not isinstance(tree, dict) or "nbformat" not in tree:
        raise Unreadable("The file is not a notebook. Submit the .ipynb file that you worked in.")
    return _as_version_4(tree)


def _as_version_4(tree: dict[str, Any]) -> dict[str, Any]:
    if tree["nbformat"] != 4:
        try:
            tree = nbformat.convert(nbformat.from_dict(tree), 4)
        except Exception as error:  # nbformat's converters raise any exception
            version, why = cut(str(tree["nbformat"]), 80), cut(str(error), 200)
            raise Unreadable(
                tr("The notebook's format {} cannot be read ({}). Save it with Jupyter and submit it again.", version, why)
            ) from None
    if not isinstance(tree.get("cells"), list) or not isinstance(tree.get("metadata", {}), dict):
        raise Unreadable("The notebook has no list of cells. Save it with Jupyter and submit it again.")
    return tree


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = "".join(str(part) for part in source) if isinstance(source, list) else str(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _metadata(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _code_cells(cells: list[dict[str, Any]]) -> list[Cell]:
    """Return the code cells to run; cells that are ignored or contain text still count for the labels."""
    stated = [(str(cell.get("cell_type")), _source(cell)) for cell in cells]
    questions = [question for (kind, _), question in zip(stated, questions_of_cells(stated), strict=True) if kind == "code"]
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    return [
        Cell(f"code cell {number}", _source(cell), question)
        for number, (cell, question) in enumerate(zip(code, questions, strict=True), 1)
        if not _is_ignored(cell)
    ]


def _is_ignored(cell: dict[str, Any]) -> bool:
    tags = _metadata(cell).get("tags")
    return (isinstance(tags, list) and IGNORE_TAG in tags) or TEXT_MAGIC.match(_source(cell)) is not None


def _as_it_stands(cell: dict[str, Any]) -> NotebookCell:
    name, id_ = _metadata(cell).get("name"), cell.get("id")
    kind, source = str(cell.get("cell_type")), _source(cell)
    if text := kind == "code" and TEXT_MAGIC.match(source):
        kind, source = "markdown", source[text.end() :]
    return NotebookCell(
        kind=kind,
        source=source,
        name=name if isinstance(name, str) else None,
        id=id_ if isinstance(id_, str) else None,
        attachments=_attachments(cell),
    )


def _attachments(cell: dict[str, Any]) -> dict[str, str]:
    found = cell.get("attachments")
    contents = {
        name: next((data for kind, data in content.items() if kind.startswith("image/")), None)
        for name, content in (found.items() if isinstance(found, dict) else ())
        if isinstance(content, dict)
    }
    joined = {name: "".join(map(str, data)) if isinstance(data, list) else data for name, data in contents.items()}
    return {name: data for name, data in joined.items() if isinstance(data, str)}
