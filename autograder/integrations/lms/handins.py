"""Who handed in what: read from a system's download, kept beside the notebooks in `handins.csv`, read again for the way back."""

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

FILE = "handins.csv"
COLUMNS = ("file", "digest", "id", "name", "email", "attempt", "late", "submitted", "source")
DOWNLOADED = "downloaded"  # a column that is missing in what older versions wrote
LATE = {True: "late", False: "in time", None: ""}
NO_ID = re.compile(r"\s*|\.{1,2}|.*[/\\\0].*", re.DOTALL)  # an id becomes the name of a folder


class File(Protocol):
    """A file of a download. `handed_in_as` tells whose it is, and no other name does: of what is in a student's zip it is the zip's.

    Where it is not in memory, `content` reads it each time: take one after the other."""

    @property
    def name(self) -> str: ...

    @property
    def handed_in_as(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def content(self) -> bytes: ...


@dataclass(frozen=True)
class StoredFile:
    """A file whose content lies elsewhere, and is read each time that it is asked for: a class takes the memory of one file."""

    name: str
    handed_in_as: str
    digest: str
    read: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        return self.read()


@dataclass(frozen=True)
class Handin:
    """A notebook, and what the system says about it; empty or None where it does not say."""

    file: File  # its name as it came: with folders, and whatever the system put into it
    id: str  # what the system's import knows the student by
    name: str = ""
    email: str = ""
    attempt: str = ""  # orders what one student handed in: the greatest is the newest
    late: bool | None = None
    submitted: datetime | None = None
    source: str = ""  # where it came from, if that is not the file's name


@dataclass
class Download:
    """What a system's download holds: of each student the newest notebook, and everything else by its name."""

    handins: list[Handin] = field(default_factory=list)
    superseded: list[Handin] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)  # name, and why
    at: datetime | None = None  # nothing in it was handed in later


def parts_of(files: Sequence[File]) -> list[tuple[str, ...]]:
    """Of each file's path the folders and the name, without the folders around all of them, which whoever unpacked it has made.

    Of these the outermost is the system's; what stands further inside may be a student's choice.
    """
    paths = [PurePosixPath(file.handed_in_as) for file in files]
    levels = zip(*(path.parent.parts for path in paths), strict=False)
    around = len(list(takewhile(lambda level: len(set(level)) == 1, levels)))
    return [path.parts[around:] for path in paths]


Reader = Callable[[Sequence[File]], Iterator[Handin | tuple[str, str]]]


def sort_out(found: Iterable[Handin | tuple[str, str]], is_meant: Callable[[Handin], bool] = lambda handin: False) -> Download:
    """Keep the newest notebook of each student, in the order of the names. Raises LmsError where there is none at all.

    Of several that differ in one attempt it is the one that `is_meant` says; where that is none or several, the student is left out by name.
    """
    download, of_each = Download(), defaultdict[str, list[Handin]](list)
    for one in found:
        if isinstance(one, tuple):
            download.left_out.append(one)
        elif NO_ID.fullmatch(one.id):
            download.left_out.append((one.file.name, f"{one.id!r} does not say whose it is"))
        else:
            of_each[one.id].append(one)
    for handins in of_each.values():
        others = [handin for handin in handins if handin.name and not names_agree(handin.name, handins[0].name)]
        if others:  # one number of two systems, or of a person and a group
            why = f"{handins[0].id} is {handins[0].name!r} here and {others[0].name!r} there; import each download by itself"
            download.left_out += [(handin.file.name, why) for handin in handins]
            continue
        newest = max(_in_order(handin) for handin in handins)
        attempt = [handin for handin in handins if _in_order(handin) == newest]
        chosen = (
            attempt[:1]
            if len({handin.file.digest for handin in attempt}) == 1
            else [handin for handin in attempt if is_meant(handin)]
        )
        if len(chosen) == 1:
            download.handins += chosen
            download.superseded += [handin for handin in handins if handin is not chosen[0]]
        else:
            why = f"{len(attempt)} notebooks in one attempt of {attempt[0].name or attempt[0].id}, and nothing says which is meant"
            download.left_out += [(handin.file.name, why) for handin in attempt]
    download.handins.sort(key=lambda handin: (handin.name.casefold(), handin.id))
    if not download.handins:
        raise LmsError("No notebook in it is a student's; check that it is this system's download.")
    return download


def _in_order(handin: Handin) -> tuple[int, str]:
    """Numbers as numbers."""
    number = handin.attempt.isascii() and handin.attempt.isdigit()
    return (int(handin.attempt), "") if number else (0, handin.attempt)


def write_handins(download: Download, folder: Path) -> None:
    """Write each student's notebook and `handins.csv` into `folder`, which has to be new or empty. Raises LmsError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LmsError(f"{folder} is not empty; name a new folder, so that no old notebook is taken for a new one.")
        stems = file_stems([(f"{handin.name or handin.id}.ipynb", handin.file.digest) for handin in download.handins])
        downloaded = (download.at or datetime.now(UTC)).isoformat(timespec="seconds")
        rows: list[Sequence[str]] = [[*COLUMNS, DOWNLOADED]]
        for stem, handin in zip(stems, download.handins, strict=True):
            (folder / f"{stem}.ipynb").write_bytes(handin.file.content)
            rows.append([*_row(f"{stem}.ipynb", handin), downloaded])
        (folder / FILE).write_text(csv_text(rows), encoding="utf-8", newline="")
    except OSError as error:
        raise LmsError(f"{folder} cannot be written ({error.strerror}); choose another folder.") from None


def _row(name: str, handin: Handin) -> list[str]:
    submitted = handin.submitted.isoformat() if handin.submitted else ""
    who = [handin.id, handin.name, handin.email, handin.attempt]
    return [name, handin.file.digest, *who, LATE[handin.late], submitted, handin.source or handin.file.handed_in_as]


@dataclass(frozen=True)
class Listed:
    """A row of `handins.csv`."""

    file: str
    digest: str
    id: str
    name: str
    email: str
    attempt: str
    late: bool | None
    submitted: datetime | None
    source: str
    downloaded: datetime | None = None  # what is handed in later is not what was graded


def read_handins(file: Path) -> dict[str, Listed]:
    """The rows of a `handins.csv`, by the file's name. Raises SheetError, LmsError."""
    listed: dict[str, Listed] = {}
    for line in read_csv(file, COLUMNS):
        row = _listed(line)
        if row.file in listed or any(row.id == other.id for other in listed.values()):
            raise LmsError(f"{line.place}: {row.file} of {row.id} is there twice; import the class again.")
        listed[row.file] = row
    return listed


def _listed(line: Line) -> Listed:
    cell = dict(line.cells)
    late = {said: flag for flag, said in LATE.items()}.get(cell["late"].strip().lower(), ...)
    if late is ...:
        raise LmsError(f"{line.place}: `late` is {cell['late']!r}; write `late`, `in time`, or nothing.")
    submitted, downloaded = (_time(line, cell.get(name, "")) for name in ("submitted", DOWNLOADED))
    return Listed(**{name: cell[name] for name in COLUMNS} | {"late": late, "submitted": submitted, "downloaded": downloaded})  # type: ignore[arg-type]


def _time(line: Line, cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell) if cell else None
    except ValueError:
        raise LmsError(f"{line.place}: {cell!r} is no time; write it as 2026-11-22T18:30:00+09:00.") from None
