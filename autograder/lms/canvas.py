"""Canvas: the zip of "Download Submissions", the gradebook's CSV, and the zip that "Upload Submissions" takes.

Formats: https://community.canvaslms.com (Instructor Guide: gradebook) and Canvas's source, which is open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from autograder.lms.errors import LmsError
from autograder.lms.grades import Grade, Sheet
from autograder.lms.handins import FILE as HANDINS
from autograder.lms.handins import Handin
from autograder.report.text import number
from autograder.submission import SubmittedFile

# {sortable name without what is no letter}[_LATE]_{user id}_{attachment id}_{file name}; the name may be empty, or hold an underscore.
NAMED = re.compile(r"(?P<name>.*?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?!LATE_)(?P<id>[A-Za-z0-9]+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
AGAIN = re.compile(r"-\d+(?=\.ipynb$)", re.IGNORECASE)  # Canvas numbers a file that is handed in again: hw-1.ipynb
ASSIGNMENT = re.compile(r"(?P<title>.*)\s\((?P<id>\d+)\)")
INFORMATION = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")
EXCUSED = {"EX", "EXCUSED"}


def handins(files: Sequence[SubmittedFile]) -> Iterator[Handin | tuple[str, str]]:
    """The notebooks in a download of submissions.

    Of a file that was handed in again the one with the greatest attachment id is the newest; several files may be one attempt.
    """
    found = list(_parsed(files))
    newest: dict[tuple[str, str], int] = {}
    for one in found:
        if isinstance(one, Handin):
            newest[_same(one)] = max(newest.get(_same(one), 0), int(one.attempt))
    for one in found:
        if isinstance(one, Handin):
            yield replace(one, attempt=str(int(newest[_same(one)] == int(one.attempt))))
        else:
            yield one


def _same(handin: Handin) -> tuple[str, str]:
    """Whose it is, and the file's name without Canvas's number."""
    name = PurePosixPath(handin.file.name).name
    found = ANONYMOUS.fullmatch(name) or NAMED.fullmatch(name)
    return handin.id, AGAIN.sub("", found["file"]) if found else name


def _parsed(files: Sequence[SubmittedFile]) -> Iterator[Handin | tuple[str, str]]:
    for file in files:
        name = PurePosixPath(file.name).name
        found = ANONYMOUS.fullmatch(name) or NAMED.fullmatch(name)
        if not name.lower().endswith(".ipynb"):
            yield file.name, "no notebook"
        elif not found:
            yield file.name, "its name is not as Canvas makes them, so nobody knows whose it is"
        else:
            part = found.groupdict()
            yield Handin(file, part["id"], name=part.get("name") or "", attempt=part["attachment"], late=bool(part["late"]))


def gradebook(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> list[list[str]]:
    """The rows that Canvas's gradebook imports: whom they are about, and the column of one assignment.

    There is no row with the points possible, since importing one would change the assignment. Who is excused stays so, and who handed
    nothing in keeps what is there. Raises LmsError.
    """
    sheet.insist_on("Student", "ID", "Section")
    titled = {name: found["title"] for name in sheet.columns if (found := ASSIGNMENT.fullmatch(name))}
    chosen = sheet.column_of("canvas", titled, titles, column)
    possible = next((row for row in sheet.rows if row["Student"].strip() == "Points Possible"), None)
    students = [row for row in sheet.rows if row["ID"].strip()]
    sheet.insist_on_students({row["ID"].strip() for row in students}, grades)
    _insist_on_names(sheet, {row["ID"].strip(): row["Student"] for row in students}, grades)
    maximum = possible[chosen] if possible else ""
    sheet.insist_on_points(maximum, grades)
    kept = [name for name in INFORMATION if name in sheet.columns]
    rows = [[*kept, chosen]]
    for row in students:
        grade = grades.get(row["ID"].strip())
        told = grade is not None and grade.points is not None and row[chosen].strip().upper() not in EXCUSED
        rows.append([*(row[name] for name in kept), number(sheet.scaled(grade, maximum)) if grade and told else row[chosen]])
    return rows


def _insist_on_names(sheet: Sheet, known: Mapping[str, str], grades: Mapping[str, Grade]) -> None:
    """Raises LmsError where a file's name is another student's: who may choose a name could choose one that reads as another's id."""
    for key, grade in grades.items():
        if grade.student.name and letters(grade.student.name) != letters(known[key]):
            raise LmsError(
                f"{sheet.file}: {key} is {known[key]!r} there, but {grade.student.source!r} was handed in by another name; "
                f"correct the id in {HANDINS}, if it is right to."
            )


def letters(name: str) -> str:
    """What Canvas surely leaves of a name in a file's."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def feedback_name(source: str) -> Path:
    """Where in the zip for "Upload Submissions" the page of the submission `source` goes: Canvas knows the student by the file's name."""
    return Path(f"{PurePosixPath(source).name}.html")
