"""Find submissions in files, folders, zips, and zips inside zips."""

import itertools
import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from autograder.model.submission import LeftOut, NoSubmissions, SubmittedFile
from autograder.model.verdict import cut

SKIPPED_FOLDERS = {".ipynb_checkpoints", "__MACOSX", ".git", ".venv"}
SKIPPED, NO_NOTEBOOK = "a folder for copies or programs", "not a notebook"
# hw.ipynb.txt, hw.ipynb.json, hw.ipynb.download, hw.ipynb (1), hw.ipynb.txt (1)
BEHIND = re.compile(
    r"(?P<stem>.*)(?P<ending>\.ipynb)(\.(json|txt|download|part))*(?P<number> ?\(\d+\))?(\.(json|txt|download|part))*\s*",
    re.IGNORECASE | re.DOTALL,
)
ENCRYPTED = 1  # the flag of an encrypted file in a zip
DEEPEST, MOST_IN_A_ZIP, TIMES_UNPACKED = 2, 10_000, 10  # nested zips, files, size in largest notebooks
OTHER_NAME = re.compile(r"[^.]*|.*\.(json|txt)", re.IGNORECASE | re.DOTALL)  # names that browsers give a notebook
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError)


class Submissions:
    """The submissions in files, folders and zips, in a stable order, read one by one.

    A file that is named directly is a submission in any case. After an iteration, `left_out` lists the other files with the reasons.
    Iterating raises NoSubmissions if a path does not exist, or if there is no submission.
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
                f"There is no notebook (.ipynb) in {', '.join(str(path) for path in self._paths)}.{f' Left out: {others}.' if others else ''}"
            )


def is_notebook(name: str) -> bool:
    """Whether the name is one of a notebook."""
    return name.lower().endswith(".ipynb")


def notebook_name(name: str) -> str:
    """Remove the endings that browsers, phones and editors append to `.ipynb`; other names stay unchanged."""
    found = BEHIND.fullmatch(name)
    return f"{found['stem']}{found['number'] or ''}{found['ending']}" if found else name


def submitted_file(name: str, content: bytes) -> SubmittedFile:
    """Return the file, with a notebook's name if it is a notebook by its name or, if the name is unclear, by its content."""
    name = notebook_name(name)
    if OTHER_NAME.fullmatch(name.rpartition("/")[2]) and _looks_like_a_notebook(content):
        name += ".ipynb"
    return SubmittedFile(cut(name), content)


def _looks_like_a_notebook(content: bytes) -> bool:
    return content.lstrip()[:1] == b"{" and b'"nbformat"' in content and b'"cells"' in content


def every_file(path: Path, max_bytes: int, left_out: list[LeftOut] | None = None) -> Iterator[SubmittedFile]:
    """Yield all files in a folder or zip, or the file itself; of zips inside, which come from students, only the notebooks.

    Skipped files are added to `left_out`. Raises NoSubmissions if the path cannot be read.
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
            raise NoSubmissions(f"{path} does not exist; check the path.")
    except BROKEN_ZIP as error:
        if isinstance(error, OSError) and error.strerror:
            raise NoSubmissions(f"{error.filename or path} cannot be read ({error.strerror}).") from None
        raise NoSubmissions(f"{path} is not a readable zip file: {error}.") from None


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _in_folder(folder: Path, within: str, max_bytes: int, left_out: list[LeftOut]) -> Iterator[SubmittedFile]:
    for path in sorted(folder.iterdir()):
        name = within + path.name.replace("\\", "/")  # some programs unpack zips from Windows into a single folder
        why = _why_not(name)
        if path.is_symlink():  # a link in a submission may point to an instructor's file
            left_out.append((name, "a symbolic link"))
        elif path.is_dir() and path.name not in SKIPPED_FOLDERS:
            yield from _in_folder(path, f"{name}/", max_bytes, left_out)
        elif path.is_dir():
            left_out.append((f"{name}/", SKIPPED))
        elif why or not path.is_file():
            left_out.append((name, why or "not a regular file"))
        elif _is_zip(name):
            with path.open("rb") as file:
                yield from _in_student_zip(file, name, max_bytes, left_out)
        else:
            yield submitted_file(name, _read(path, max_bytes))


def _why_not(name: str) -> str:
    """Return the reason to skip a file with this name; empty if it is not skipped."""
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
    """Yield the entries that are not skipped, with their names. Raises ValueError for an encrypted entry."""
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
    """Yield the notebooks in a student's zip; a single one gets the name of the zip.

    A faulty zip does not stop the others: it is left out, with its fault as the reason.
    """
    try:
        with _unpacked(file, max_bytes) as content, zipfile.ZipFile(content) as archive:
            entries = list(itertools.islice(_entries(archive, []), MOST_IN_A_ZIP + 1))
            inside = [(entry, notebook_name(inner)) for entry, inner in entries]
            looked_at = [
                (entry, inner) for entry, inner in inside if is_notebook(inner) or (_is_zip(inner) and depth < DEEPEST)
            ]
            if len(entries) > MOST_IN_A_ZIP or sum(entry.file_size for entry, _ in looked_at) > TIMES_UNPACKED * max_bytes:
                raise ValueError("its contents are too large")
            if not looked_at:
                left_out.append((name, "a zip without a notebook"))
            elif len(looked_at) < len(inside):
                left_out.append((name, f"{len(inside) - len(looked_at)} of its files are not notebooks"))
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
    """Unpack a zip inside a zip into a temporary file, since seeking would unpack it again each time. Raises ValueError."""
    with tempfile.TemporaryFile() as copied:
        while piece := file.read(2**20):
            copied.write(piece)
            if copied.tell() > max_bytes:
                raise ValueError(f"it is larger than {max_bytes / 2**20:.0f} MB")
        yield copied


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a zip entry with slashes. Windows writes backslashes, and Korean names in an undeclared code page."""
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
