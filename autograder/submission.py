"""Submissions as they come: notebooks, folders of them, zips; and what to say about those that cannot be read."""

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

IGNORE_TAG = "otter_ignore"  # otter's own tag for cells that grading leaves out
ANSWER_CHARACTERS = 100_000  # what is kept of a written answer
SKIPPED_FOLDERS = {".ipynb_checkpoints", "__MACOSX", ".git", ".venv"}


class Unreadable(Exception):
    """A submission that is no notebook of this assignment; the message is a sentence for the student."""


class NoSubmissions(Exception):
    """What the instructor named holds no submission; the message says what and why."""


@dataclass(frozen=True)
class SubmittedFile:
    """The bytes of a submission, and the name that reports use: the file's name, or its path in the folder or zip."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Cell:
    label: str  # "code cell 7", counted from 1 among the notebook's code cells
    source: str


@dataclass(frozen=True)
class Notebook:
    """What grading needs of a notebook: the code to run, and the text cells that have a name."""

    assignment: str | None
    cells: list[Cell]
    written: dict[str, str] = field(default_factory=dict)


class Submissions:
    """The submissions in files, folders and zips, in a stable order, read one after the other.

    A file that is named outright is a submission whatever it is. `left_out` has, after a pass, the names of files that are none
    because they are no notebooks. Iterating raises NoSubmissions for a path that does not exist, or where nothing is found.
    """

    def __init__(self, paths: Sequence[Path], max_bytes: int):
        self._paths, self._max_bytes = paths, max_bytes
        self.left_out: list[str] = []

    def __iter__(self) -> Iterator[SubmittedFile]:
        self.left_out = []
        found = False
        for path in self._paths:
            for file in every_file(path, self._max_bytes):
                if file.name.lower().endswith(".ipynb") or not (path.is_dir() or _is_zip(path)):
                    found = True
                    yield file
                else:
                    self.left_out.append(file.name)
        if not found:
            raise NoSubmissions(f"No notebook (.ipynb) is in {', '.join(str(path) for path in self._paths)}.")


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def every_file(path: Path, max_bytes: int) -> Iterator[SubmittedFile]:
    """The files in a folder or zip, notebooks or not, or the file itself. Raises NoSubmissions where it cannot be read."""
    if not path.exists():
        raise NoSubmissions(f"{path}: there is no such file or folder.")
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            relative = file.relative_to(path)
            # A link in what students handed in may lead to what is the instructor's.
            if file.is_file() and not file.is_symlink() and not _is_skipped(relative.parts):
                yield SubmittedFile(relative.as_posix(), _read(file, max_bytes))
    elif _is_zip(path):
        yield from _zipped_files(path, max_bytes)
    else:
        yield SubmittedFile(path.name, _read(path, max_bytes))


def _is_skipped(parts: Sequence[str]) -> bool:
    return any(part in SKIPPED_FOLDERS for part in parts) or parts[-1].startswith(".")


def _read(path: Path, max_bytes: int) -> bytes:
    # One byte more than is allowed shows that the file is too large, without reading all of it.
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except OSError as error:
        raise NoSubmissions(f"{path} cannot be read ({error.strerror}).") from None


def _zipped_files(path: Path, max_bytes: int) -> Iterator[SubmittedFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                name = _entry_name(entry)
                if not entry.is_dir() and not _is_skipped(Path(name).parts):
                    with archive.open(entry) as file:
                        yield SubmittedFile(name, file.read(max_bytes + 1))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise NoSubmissions(f"{path} is no zip file that can be read: {error}.") from None


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name in the zip. Windows writes Korean names in its own code page and does not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def read_notebook(file: SubmittedFile, max_bytes: int) -> Notebook:
    """Parse a submission. Raises Unreadable for what is no notebook."""
    if len(file.content) > max_bytes:
        raise Unreadable(
            f"The file is larger than {max_bytes / 2**20:.0f} MB. Clear the outputs of your notebook and submit it again."
        )
    tree = _parse(_decode(file.content))
    cells = [cell for cell in tree["cells"] if isinstance(cell, dict)]
    otter = tree.get("metadata", {}).get("otter", {})
    name = otter.get("assignment_name") if isinstance(otter, dict) else None
    return Notebook(name if isinstance(name, str) else None, _code_cells(cells), _written_answers(cells))


def _decode(content: bytes) -> str:
    if not content.strip():
        raise Unreadable("The file is empty. Save your notebook and submit it again.")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("The file is not a notebook: it is not text. Submit the .ipynb file itself.") from None


def _parse(text: str) -> dict[str, Any]:
    try:
        tree = json.loads(text)
    except RecursionError:
        raise Unreadable("The file is not a notebook: it is nested too deep.") from None
    except json.JSONDecodeError as error:
        if (text.lstrip().startswith("{") and error.pos >= len(text.rstrip()) - 1) or error.msg.startswith(
            "Unterminated string"
        ):
            raise Unreadable("The notebook ends in the middle: it was cut off on its way. Submit it again.") from None
        place = f"line {error.lineno}: {error.msg}"
        raise Unreadable(f"The file is not a notebook ({place}). Submit the .ipynb file that you worked in.") from None
    except ValueError as error:  # an integer of more than 4,300 digits
        raise Unreadable(f"The file is not a notebook ({error}).") from None
    if not isinstance(tree, dict) or "nbformat" not in tree:
        raise Unreadable("The file is not a notebook. Submit the .ipynb file that you worked in.")
    return _as_version_4(tree)


def _as_version_4(tree: dict[str, Any]) -> dict[str, Any]:
    if tree["nbformat"] != 4:
        try:
            tree = nbformat.convert(nbformat.from_dict(tree), 4)
        except Exception as error:  # nbformat raises whatever its converters trip over
            raise Unreadable(
                f"The notebook's format {tree['nbformat']} cannot be read ({error}). Save it with Jupyter and submit it again."
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
    """The code cells that grading runs; ignored ones count for the labels."""
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    return [Cell(f"code cell {i}", _source(cell)) for i, cell in enumerate(code, 1) if not _is_ignored(cell)]


def _is_ignored(cell: dict[str, Any]) -> bool:
    tags = _metadata(cell).get("tags")
    return isinstance(tags, list) and IGNORE_TAG in tags


def _written_answers(cells: list[dict[str, Any]]) -> dict[str, str]:
    """The text of each Markdown cell that has a name, with the text cells a student put below it."""
    answers: dict[str, list[str]] = {}
    current: str | None = None
    for cell in cells:
        text, name = _source(cell).strip(), _metadata(cell).get("name")
        if cell.get("cell_type") != "markdown":
            current = None
        elif isinstance(name, str):
            current = name
            answers.setdefault(name, []).append(text)  # copying a cell copies its name
        elif text.startswith("#"):
            current = None
        elif current:
            answers[current].append(text)
    return {name: _readable("\n\n".join(texts)) for name, texts in answers.items()}


def _readable(answer: str) -> str:
    """No more of it than somebody reads."""
    if len(answer) <= ANSWER_CHARACTERS:
        return answer
    return f"{answer[:ANSWER_CHARACTERS]}\n\n(Cut off here, after {ANSWER_CHARACTERS:,} characters.)"
