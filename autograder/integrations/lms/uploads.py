"""The student of each upload: read from a download, stored beside the notebooks in `uploads.csv`, and read again for the export."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Protocol

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.people import names_agree
from autograder.report.file_names import file_stems
from autograder.report.spreadsheet import Line, csv_text, read_csv

UPLOADS_FILE = "uploads.csv"
COLUMNS = ("file", "digest", "id", "name", "email", "attempt", "late", "submitted", "source")
DOWNLOADED = "downloaded"  # a column that older versions did not write
LATE = {True: "late", False: "in time", None: ""}
NO_ID = re.compile(r"\s*|\.{1,2}|.*[/\\\0].*", re.DOTALL)  # ids become names of folders


class File(Protocol):
    """A file of a download. Only `uploaded_as` identifies the student: for a file inside a student's zip it is the name of the zip.

    `content` may read the file from a disk at each access, so process files one by one."""

    @property
    def name(self) -> str: ...

    @property
    def uploaded_as(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def content(self) -> bytes: ...


@dataclass(frozen=True)
class StoredFile:
    """A file whose content is read at each access, so that a class takes the memory of one file."""

    name: str
    uploaded_as: str
    digest: str
    read: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        return self.read()


@dataclass(frozen=True)
class Upload:
    """A notebook, and the facts that the system states about it; empty or None if unknown."""

    file: File  # the original name, with folders and the system's additions
    id: str = ""  # the student's id in the system's import
    name: str = ""
    email: str = ""
    attempt: str = ""  # orders a student's uploads: the greatest is the newest
    late: bool | None = None
    submitted: datetime | None = None
    source: str = ""  # its origin, if that is not the file's name
    left_out: str = ""  # the reason if it is not a student's notebook


@dataclass
class Download:
    """The content of a download: the newest notebook of each student, and the names of all other files."""

    uploads: list[Upload] = field(default_factory=list)
    superseded: list[Upload] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)  # name, and the reason
    at: datetime | None = None  # later than every upload in it


def parts_of(files: Sequence[File]) -> list[tuple[str, ...]]:
    """Split each path into folders and name, without the folders around all files, which come from unpacking.

    The outermost part comes from the system; inner ones may be a student's choice.
    """
    paths = [PurePosixPath(file.uploaded_as) for file in files]
    levels = zip(*(path.parent.parts for path in paths), strict=False)
    around = len(list(takewhile(lambda level: len(set(level)) == 1, levels)))
    return [path.parts[around:] for path in paths]


Reader = Callable[[Sequence[File]], Iterator[Upload]]


def sort_out(found: Iterable[Upload], is_meant: Callable[[Upload], bool] = lambda upload: False) -> Download:
    """Keep the newest notebook of each student, sorted by name. Raises LmsError if there is none at all.

    If one attempt has several different notebooks, `is_meant` selects one; if it selects none or several, the student is left out.
    """
    download, of_each = Download(), defaultdict[str, list[Upload]](list)
    for one in found:
        if one.left_out:
            download.left_out.append((one.file.name, one.left_out))
        elif NO_ID.fullmatch(one.id):
            download.left_out.append((one.file.name, f"{one.id!r} is not a student id"))
        else:
            of_each[one.id].append(one)
    for uploads in of_each.values():
        others = [upload for upload in uploads if upload.name and not names_agree(upload.name, uploads[0].name)]
        if others:  # the same number in two systems, or of a person and a group
            why = (
                f"{uploads[0].id} is the id of both {uploads[0].name!r} and {others[0].name!r}; import each download separately"
            )
            download.left_out += [(upload.file.name, why) for upload in uploads]
            continue
        newest = max(_in_order(upload) for upload in uploads)
        attempt = [upload for upload in uploads if _in_order(upload) == newest]
        chosen = (
            attempt[:1]
            if len({upload.file.digest for upload in attempt}) == 1
            else [upload for upload in attempt if is_meant(upload)]
        )
        if len(chosen) == 1:
            download.uploads += chosen
            download.superseded += [upload for upload in uploads if upload is not chosen[0]]
        else:
            why = f"one attempt of {attempt[0].name or attempt[0].id} has {len(attempt)} notebooks, so it is unclear which one to grade"
            download.left_out += [(upload.file.name, why) for upload in attempt]
    download.uploads.sort(key=lambda upload: (upload.name.casefold(), upload.id))
    if not download.uploads:
        raise LmsError("The download contains no student's notebook; check that it comes from this system.")
    return download


def _in_order(upload: Upload) -> tuple[int, str]:
    """A sort key that compares numeric attempts as numbers."""
    number = upload.attempt.isascii() and upload.attempt.isdigit()
    return (int(upload.attempt), "") if number else (0, upload.attempt)


def write_uploads(download: Download, folder: Path) -> None:
    """Write the notebooks and `uploads.csv` into `folder`, which has to be new or empty. Raises LmsError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LmsError(f"{folder} is not empty; name a new folder, so that old notebooks are not graded with the new ones.")
        stems = file_stems([(f"{upload.name or upload.id}.ipynb", upload.file.digest) for upload in download.uploads])
        downloaded = (download.at or datetime.now(UTC)).isoformat(timespec="seconds")
        rows: list[Sequence[str]] = [[*COLUMNS, DOWNLOADED]]
        for stem, upload in zip(stems, download.uploads, strict=True):
            (folder / f"{stem}.ipynb").write_bytes(upload.file.content)
            rows.append([*_row(f"{stem}.ipynb", upload), downloaded])
        (folder / UPLOADS_FILE).write_text(csv_text(rows), encoding="utf-8", newline="")
    except OSError as error:
        raise LmsError(f"{folder} cannot be written ({error.strerror}); choose another folder.") from None


def _row(name: str, upload: Upload) -> list[str]:
    submitted = upload.submitted.isoformat() if upload.submitted else ""
    who = [upload.id, upload.name, upload.email, upload.attempt]
    return [name, upload.file.digest, *who, LATE[upload.late], submitted, upload.source or upload.file.uploaded_as]


@dataclass(frozen=True)
class UploadRow:
    """A row of `uploads.csv`."""

    file: str
    digest: str
    id: str
    name: str
    email: str
    attempt: str
    late: bool | None
    submitted: datetime | None
    source: str
    downloaded: datetime | None = None  # later submissions are not the graded one


def read_uploads(file: Path) -> dict[str, UploadRow]:
    """Read the rows of an `uploads.csv`, by file name. Raises SheetError, LmsError."""
    listed: dict[str, UploadRow] = {}
    for line in read_csv(file, COLUMNS):
        row = _listed(line)
        if row.file in listed or any(row.id == other.id for other in listed.values()):
            raise LmsError(f"{line.place}: the file {row.file} or the student {row.id} occurs twice; import the class again.")
        listed[row.file] = row
    return listed


def _listed(line: Line) -> UploadRow:
    cell = dict(line.cells)
    late = {said: flag for flag, said in LATE.items()}.get(cell["late"].strip().lower(), ...)
    if late is ...:
        raise LmsError(f"{line.place}: `late` is {cell['late']!r}; write `late`, `in time`, or nothing.")
    submitted, downloaded = (_time(line, cell.get(name, "")) for name in ("submitted", DOWNLOADED))
    texts = {name: cell[name] for name in COLUMNS if name not in ("late", "submitted", DOWNLOADED)}
    return UploadRow(**texts, late=late, submitted=submitted, downloaded=downloaded)


def _time(line: Line, cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell) if cell else None
    except ValueError:
        raise LmsError(f"{line.place}: {cell!r} is not a time; write it as 2026-11-22T18:30:00+09:00.") from None
