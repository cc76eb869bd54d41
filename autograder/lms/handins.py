"""Who handed in what: read from a system's download, kept beside the notebooks in `handins.csv`, read again for the way back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.lms.errors import LmsError
from autograder.report.names import file_stems
from autograder.report.spreadsheet import csv_text, read_csv
from autograder.submission import SubmittedFile

FILE = "handins.csv"
COLUMNS = ("file", "id", "name", "email", "attempt", "late", "submitted", "source")


@dataclass(frozen=True)
class Handin:
    """A notebook, and what the system says about it; empty where it does not say."""

    file: SubmittedFile  # its name as it came: with folders, and whatever the system put into it
    id: str  # what the system's import knows the student by
    name: str = ""
    email: str = ""
    attempt: str = ""  # orders what one student handed in: the greatest is the newest
    late: bool = False
    submitted: datetime | None = None


@dataclass
class Download:
    """What a system's download holds: of each student the newest notebook, and everything else by its name."""

    handins: list[Handin] = field(default_factory=list)
    superseded: list[Handin] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)  # name, and why


Reader = Callable[[Sequence[SubmittedFile]], Iterator[Handin | tuple[str, str]]]


def sort_out(found: Iterable[Handin | tuple[str, str]]) -> Download:
    """Keep the newest notebook of each student, in the order of the names. Raises LmsError where there is none at all."""
    download, of_each = Download(), defaultdict[str, list[Handin]](list)
    for one in found:
        if isinstance(one, tuple):
            download.left_out.append(one)
        else:
            of_each[one.id].append(one)
    for handins in of_each.values():
        *older, newest = sorted(handins, key=lambda handin: (_in_order(handin.attempt), handin.file.name))
        download.handins.append(newest)
        download.superseded += older
    download.handins.sort(key=lambda handin: (handin.name.casefold(), handin.id))
    if not download.handins:
        raise LmsError("No notebook in it is a student's; check that it is this system's download.")
    return download


def _in_order(attempt: str) -> tuple[int, str]:
    """Numbers as numbers."""
    return (int(attempt), "") if attempt.isascii() and attempt.isdigit() else (0, attempt)


def write_handins(download: Download, folder: Path) -> None:
    """Write each student's notebook and `handins.csv` into `folder`, which has to be new or empty. Raises LmsError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LmsError(f"{folder} is not empty; name a new folder, so that no old notebook is taken for a new one.")
        stems = file_stems([(f"{handin.name or handin.id}.ipynb", handin.file.digest) for handin in download.handins])
        rows: list[Sequence[str]] = [COLUMNS]
        for stem, handin in zip(stems, download.handins, strict=True):
            (folder / f"{stem}.ipynb").write_bytes(handin.file.content)
            rows.append(_row(f"{stem}.ipynb", handin))
        (folder / FILE).write_text(csv_text(rows), encoding="utf-8")
    except OSError as error:
        raise LmsError(f"{folder} cannot be written ({error.strerror}); choose another folder.") from None


def _row(name: str, handin: Handin) -> list[str]:
    late, submitted = "late" if handin.late else "", handin.submitted.isoformat() if handin.submitted else ""
    return [name, handin.id, handin.name, handin.email, handin.attempt, late, submitted, handin.file.name]


@dataclass(frozen=True)
class Listed:
    """A row of `handins.csv`."""

    file: str
    id: str
    name: str
    email: str
    late: bool
    submitted: datetime | None
    source: str


def read_handins(file: Path) -> dict[str, Listed]:
    """The rows of a `handins.csv`, by the file's name. Raises SheetError, LmsError."""
    listed = {}
    for line in read_csv(file, COLUMNS):
        cell = line.cells
        try:
            submitted = datetime.fromisoformat(cell["submitted"]) if cell["submitted"] else None
        except ValueError:
            raise LmsError(f"{line.place}: {cell['submitted']!r} is no time; write it as 2026-11-22T18:30:00+09:00.") from None
        listed[cell["file"]] = Listed(
            cell["file"], cell["id"], cell["name"], cell["email"], bool(cell["late"]), submitted, cell["source"]
        )
    return listed
