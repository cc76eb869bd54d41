"""Submissions as they come: notebooks, folders of them, zips; and what to say about those that cannot be read."""

import hashlib
import itertools
import json
import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import nbformat

from autograder.model.errors import UserError
from autograder.model.source_text import korean_text
from autograder.model.verdict import cut

IGNORE_TAG = "otter_ignore"  # otter's own tag for cells that grading leaves out
MOST_CONTAINERS, MOST_VALUES = 700_000, 2_000_000  # lists and dictionaries in a notebook's JSON, and what is in them
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[{,]', re.S)  # a string, or what begins a container or another value
SKIPPED_FOLDERS = {".ipynb_checkpoints", "__MACOSX", ".git", ".venv"}
SKIPPED, NO_NOTEBOOK = "a folder of copies and programs", "no notebook"
# hw.ipynb.txt, hw.ipynb.json, hw.ipynb.download, hw.ipynb (1), hw.ipynb.txt (1)
BEHIND = re.compile(
    r"(?P<stem>.*)(?P<ending>\.ipynb)(\.(json|txt|download|part))*(?P<number> ?\(\d+\))?(\.(json|txt|download|part))*\s*",
    re.IGNORECASE | re.DOTALL,
)
ENCRYPTED = 1  # a flag of a file in a zip
DEEPEST, MOST_IN_A_ZIP, TIMES_UNPACKED = 2, 10_000, 10  # zips in zips, files, and their size by that of the largest notebook
OTHER_NAME = re.compile(r"[^.]*|.*\.(json|txt)", re.IGNORECASE | re.DOTALL)  # that browsers give a notebook
BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # white space, byte order marks, and what a disk that was full leaves
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError)
# Files that people hand in under the name of a notebook, by their first bytes. With a colon, the advice is said as well.
KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x1f\x8b": "a compressed file (gzip): unpack it, and submit the notebook that is in it",
    b"7z\xbc\xaf": "an archive (7z): unpack it, and submit the notebook that is in it",
    b"Rar!": "an archive (RAR): unpack it, and submit the notebook that is in it",
    b"BZh": "a compressed file (bzip2): unpack it, and submit the notebook that is in it",
    b"\xfd7zXZ": "a compressed file (xz): unpack it, and submit the notebook that is in it",
    b"ALZ\1": "an archive (ALZ): unpack it, and submit the notebook that is in it",
    b"EGGA": "an archive (EGG): unpack it, and submit the notebook that is in it",
    b"\xd0\xcf\x11\xe0": "an old document of Microsoft Office",
    b"{\\rtf": "a document (RTF)",
    b"\x80\x04\x95": "a pickle",
    b"\x89HDF": "a file of weights (HDF5)",
    b"SQLite format 3": "a database",
}
OFFICE = {b"word/": "a Word document", b"xl/": "an Excel workbook", b"ppt/": "a PowerPoint presentation"}
CONFLICT = re.compile(r"^[ \t]*(<<<<<<< |>>>>>>> ).*$", re.MULTILINE)
WEB_PAGE = re.compile(r"(<!doctype html|<html|<head|<\?xml|<!--|<script|<body)", re.IGNORECASE)
PYTHON = re.compile(r"(import|from|def|class|print\(|#|%%)")
TEXT_MAGIC = re.compile(r"\s*%(%markdown|%html|%latex|md|md-sandbox)[ \t]*(\n|$)")  # Databricks' are the last two
LeftOut = tuple[str, str]  # a name, and why


class Unreadable(Exception):
    """A submission that is no notebook of this assignment; the message is a sentence for the student."""


class NoSubmissions(UserError):
    """What the instructor named holds no submission; the message says what and why."""


@dataclass(frozen=True)
class SubmittedFile:
    """The bytes of a submission, and the name that reports use: the file's name, or its path in the folder or zip."""

    name: str
    content: bytes
    zip: str = ""  # the name of the zip that a student handed in, if it was in one: the names inside are that student's choice

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def handed_in_as(self) -> str:
        """The name that tells whose it is."""
        return self.zip or self.name


@dataclass(frozen=True)
class Cell:
    label: str  # "code cell 7", counted from 1 among the notebook's code cells
    source: str


@dataclass(frozen=True)
class NotebookCell:
    """A cell as it stands in the notebook, whatever it is."""

    kind: str  # "code", "markdown", "raw"
    source: str
    name: str | None = None
    id: str | None = None
    attachments: dict[str, str] = field(default_factory=dict)  # pictures that were pasted into it: base64, by their names


@dataclass(frozen=True)
class Notebook:
    """What grading needs of a notebook: the code to run, and all of its cells, among which the written answers are."""

    assignment: str | None
    cells: list[Cell]
    all_cells: list[NotebookCell] = field(default_factory=list)


class Submissions:
    """The submissions in files, folders and zips, in a stable order, read one after the other.

    A file that is named outright is a submission whatever it is. `left_out` has, after a pass, the names of what is none, and why.
    Iterating raises NoSubmissions for a path that does not exist, or where nothing is found.
    """

    def __init__(self, paths: Sequence[Path], max_bytes: int):
        self._paths, self._max_bytes = paths, max_bytes
        self.left_out: list[LeftOut] = []

    def __iter__(self) -> Iterator[SubmittedFile]:
        self.left_out.clear()
        found = False
        for path in self._paths:
            for file in every_file(path, self._max_bytes, self.left_out):
                if is_notebook(file.name) or not (path.is_dir() or _is_zip(path.name)):
                    found = True
                    yield file
                else:
                    self.left_out.append((file.name, NO_NOTEBOOK))
        if not found:
            others = "; ".join(f"{name}: {why}" for name, why in self.left_out[:3])
            raise NoSubmissions(
                f"No notebook (.ipynb) is in {', '.join(str(path) for path in self._paths)}.{f' Left out: {others}.' if others else ''}"
            )


def is_notebook(name: str) -> bool:
    """Whether a file of this name is taken for a notebook."""
    return name.lower().endswith(".ipynb")


def notebook_name(name: str) -> str:
    """The name without what browsers, phones and editors put behind `.ipynb`; any other name as it is."""
    found = BEHIND.fullmatch(name)
    return f"{found['stem']}{found['number'] or ''}{found['ending']}" if found else name


def submitted_file(name: str, content: bytes) -> SubmittedFile:
    """The file, under the name of a notebook if it is one: by its name, or by its content where that says nothing."""
    name = notebook_name(name)
    if OTHER_NAME.fullmatch(name.rpartition("/")[2]) and _looks_like_a_notebook(content):
        name += ".ipynb"
    return SubmittedFile(cut(name), content)


def _looks_like_a_notebook(content: bytes) -> bool:
    return content.lstrip()[:1] == b"{" and b'"nbformat"' in content and b'"cells"' in content


def every_file(path: Path, max_bytes: int, left_out: list[LeftOut] | None = None) -> Iterator[SubmittedFile]:
    """The files in a folder or zip, notebooks or not, or the file itself; of zips inside, which are students', the notebooks.

    What is passed over is added to `left_out`. Raises NoSubmissions where the path cannot be read.
    """
    aside = [] if left_out is None else left_out
    try:
        if path.is_dir():
            yield from _in_folder(path, "", max_bytes, aside)
        elif path.is_file() and _is_zip(path.name):
            with zipfile.ZipFile(path) as archive:
                yield from _in_zip(archive, max_bytes, aside)
        elif path.exists():
            yield submitted_file(path.name, _read(path, max_bytes))
        else:
            raise NoSubmissions(f"{path}: there is no such file or folder.")
    except BROKEN_ZIP as error:
        if isinstance(error, OSError) and error.strerror:
            raise NoSubmissions(f"{error.filename or path} cannot be read ({error.strerror}).") from None
        raise NoSubmissions(f"{path} is no zip file that can be read: {error}.") from None


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _in_folder(folder: Path, within: str, max_bytes: int, left_out: list[LeftOut]) -> Iterator[SubmittedFile]:
    for path in sorted(folder.iterdir()):
        name = within + path.name.replace("\\", "/")  # some programs unpack what Windows packed into one folder
        why = _why_not(name)
        if path.is_symlink():  # what students handed in may lead to what is the instructor's
            left_out.append((name, "a link"))
        elif path.is_dir() and path.name not in SKIPPED_FOLDERS:
            yield from _in_folder(path, f"{name}/", max_bytes, left_out)
        elif path.is_dir():
            left_out.append((f"{name}/", SKIPPED))
        elif why or not path.is_file():
            left_out.append((name, why or "no ordinary file"))
        elif _is_zip(name):
            with path.open("rb") as file:
                yield from _in_student_zip(file, name, max_bytes, left_out)
        else:
            yield submitted_file(name, _read(path, max_bytes))


def _why_not(name: str) -> str:
    """Why the file of this name in a folder or zip is not looked at; empty if it is."""
    *folders, last = name.split("/")
    if any(folder in SKIPPED_FOLDERS for folder in folders):
        return SKIPPED
    return "its name begins with a dot" if last.startswith(".") else ""


def _read(path: Path, max_bytes: int) -> bytes:
    # One byte more than is allowed shows that the file is too large, without reading all of it.
    with path.open("rb") as file:
        return file.read(max_bytes + 1)


def _in_zip(archive: zipfile.ZipFile, max_bytes: int, left_out: list[LeftOut]) -> Iterator[SubmittedFile]:
    for entry, name in _entries(archive, left_out):
        with archive.open(entry) as file:
            if _is_zip(name):
                yield from _in_student_zip(file, name, max_bytes, left_out)
            else:
                yield submitted_file(name, file.read(max_bytes + 1))


def _entries(archive: zipfile.ZipFile, left_out: list[LeftOut]) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files that are looked at, and their names. Raises ValueError for one that nobody can read."""
    folders = set[str]()
    for entry in archive.infolist():
        name = _entry_name(entry)
        why = "" if name.endswith("/") else _why_not(name)
        if why == SKIPPED:
            parts = name.split("/")
            first = next(i for i, part in enumerate(parts) if part in SKIPPED_FOLDERS)
            folders.add("/".join(parts[: first + 1]) + "/")
        elif why:
            left_out.append((name, why))
        elif entry.flag_bits & ENCRYPTED:
            raise ValueError("it is protected by a password")
        elif not name.endswith("/"):
            yield entry, name
    left_out += [(folder, SKIPPED) for folder in sorted(folders)]


def _in_student_zip(
    file: IO[bytes], name: str, max_bytes: int, left_out: list[LeftOut], outermost: str = "", depth: int = 1
) -> Iterator[SubmittedFile]:
    """The notebooks in a zip that somebody handed in; a single one stands for the zip and has its name.

    It stops nobody else: what is wrong with it is the reason why it is left out.
    """
    try:
        with _unpacked(file, max_bytes) as content, zipfile.ZipFile(content) as archive:
            entries = list(itertools.islice(_entries(archive, []), MOST_IN_A_ZIP + 1))
            inside = [(entry, notebook_name(inner)) for entry, inner in entries]
            looked_at = [
                (entry, inner) for entry, inner in inside if is_notebook(inner) or (_is_zip(inner) and depth < DEEPEST)
            ]
            if len(entries) > MOST_IN_A_ZIP or sum(entry.file_size for entry, _ in looked_at) > TIMES_UNPACKED * max_bytes:
                raise ValueError("it unpacks to too much")
            if not looked_at:
                left_out.append((name, "a zip without a notebook"))
            elif len(looked_at) < len(inside):
                left_out.append((name, f"{len(inside) - len(looked_at)} of the files in it, which are no notebooks"))
            for entry, inner in looked_at:
                with archive.open(entry) as inner_file:
                    inner_name = f"{name[:-4]}/{inner}" if len(looked_at) > 1 else f"{name[:-4]}{inner[inner.rindex('.') :]}"
                    if is_notebook(inner):
                        yield SubmittedFile(cut(inner_name), inner_file.read(max_bytes + 1), cut(outermost or name))
                    else:
                        yield from _in_student_zip(inner_file, inner_name, max_bytes, left_out, outermost or name, depth + 1)
    except BROKEN_ZIP as error:
        left_out.append((name, f"a zip that cannot be read: {error}"))


@contextmanager
def _unpacked(file: IO[bytes], max_bytes: int) -> Iterator[IO[bytes]]:
    """The bytes of a zip in a zip, in a file of their own: going back in them would unpack them again. Raises ValueError."""
    with tempfile.TemporaryFile() as copied:
        while piece := file.read(2**20):
            copied.write(piece)
            if copied.tell() > max_bytes:
                raise ValueError(f"it is larger than {max_bytes / 2**20:.0f} MB")
        yield copied


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name in the zip, with slashes. Windows writes backslashes, and Korean names in its own code page without saying so."""
    return _decoded_name(entry).replace("\\", "/")


def _decoded_name(entry: zipfile.ZipInfo) -> str:
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
    text = _decode(file.content)
    _refuse_bomb(text)
    tree = _parse(text)
    cells = [cell for cell in tree["cells"] if isinstance(cell, dict)]
    otter = tree.get("metadata", {}).get("otter", {})
    name = otter.get("assignment_name") if isinstance(otter, dict) else None
    return Notebook(name if isinstance(name, str) else None, _code_cells(cells), [_as_it_stands(cell) for cell in cells])


def _decode(content: bytes) -> str:
    if not content.strip(BLANK):
        raise Unreadable("The file is empty. Save your notebook and submit it again.")
    other = _something_else(content)
    if other:
        raise Unreadable(other)
    try:
        return content.decode(_encoding(content))
    except UnicodeDecodeError:
        korean = korean_text(content) if content.lstrip().startswith(b"{") else None
        if korean is None:
            raise Unreadable("The file is not a notebook: it is not text. Submit the .ipynb file itself.") from None
        return korean


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    # Without a mark, the zero beside the opening brace tells.
    return {b"{\0": "utf-16-le", b"\0{": "utf-16-be"}.get(content[:2], "utf-8-sig")


def _something_else(content: bytes) -> str:
    """What to say of a file of another kind, by its first bytes; empty where it may be a notebook."""
    kind = next((kind for magic, kind in KINDS.items() if content.startswith(magic)), "")
    if content.startswith(b"PK\x03\x04"):
        office = next((kind for folder, kind in OFFICE.items() if folder in content[:4000]), "")
        kind = office or "a zip file under another name: unpack it, and submit the notebook that is in it"
    if content[257:262] == b"ustar":
        kind = "an archive (tar): unpack it, and submit the notebook that is in it"
    if not kind:
        return ""
    advice = "" if ":" in kind else ". Submit the .ipynb file that you worked in"
    return f"The file is not a notebook, but {kind}{advice}."


def _told_by_text(text: str, error: json.JSONDecodeError) -> str:
    """The cause, as far as the text tells it, for which it is no JSON."""
    conflict = CONFLICT.search(text)
    start = text.lstrip()
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        return (
            f"The notebook has a merge conflict of Git in it, at line {line} of the file ({cut(conflict[0].strip(), 60)}). "
            "Decide which version to keep, save the notebook, run it, and submit it again."
        )
    if WEB_PAGE.match(start):
        return (
            "The file is not a notebook, but a web page: a page for signing in, or one that shows the notebook, was saved in its place. "
            "Download the notebook itself (in Jupyter and Colab: File, Download, .ipynb), and submit that."
        )
    if start.startswith("version https://git-lfs"):
        return "The file is not a notebook, but a pointer of Git LFS. Fetch the notebook with `git lfs pull`, and submit that."
    if (start.startswith("{") and error.pos >= len(text.rstrip()) - 1) or error.msg.startswith("Unterminated string"):
        return "The notebook ends in the middle: it was cut off on its way. Submit it again."
    if PYTHON.match(start):
        return "The file is not a notebook, but plain text, such as a program. Submit the .ipynb file that you worked in."
    place = f"line {error.lineno}: {error.msg}"
    return f"The file is not a notebook ({place}). Submit the .ipynb file that you worked in."


def _refuse_bomb(text: str) -> None:
    """Raise Unreadable for JSON of very many small values: each takes a hundred times the memory of its two characters."""
    if text.count("[") + text.count("{") <= MOST_CONTAINERS and text.count(",") <= MOST_VALUES:
        return  # even if none of them stands within a string
    containers = values = 0
    for token in TOKEN.finditer(text):
        mark = text[token.start()]
        containers += mark in "[{"
        values += mark == ","
        if containers > MOST_CONTAINERS or values > MOST_VALUES:
            raise Unreadable(
                "The notebook consists of too many small pieces to be read. Clear the outputs of your notebook and submit it again."
            )


def _parse(text: str) -> dict[str, Any]:
    try:
        tree = json.loads(text)
    except RecursionError:
        raise Unreadable("The file is not a notebook: it is nested too deep.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(_told_by_text(text, error)) from None
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
            version, why = cut(str(tree["nbformat"]), 80), cut(str(error), 200)
            raise Unreadable(
                f"The notebook's format {version} cannot be read ({why}). Save it with Jupyter and submit it again."
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
    """The code cells that grading runs; ignored ones, and those of text, count for the labels."""
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    return [Cell(f"code cell {i}", _source(cell)) for i, cell in enumerate(code, 1) if not _is_ignored(cell)]


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
