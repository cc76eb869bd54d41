"""Canvas: the zip of "Download Submissions", the gradebook's CSV, and the zip that "Upload Submissions" takes.

Formats: https://community.canvaslms.com (Instructor Guide: gradebook) and Canvas's source, which is open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from autograder.lms.errors import LmsError
from autograder.lms.grades import Grade, Sheet
from autograder.lms.handins import Handin
from autograder.report.text import number
from autograder.submission import SubmittedFile

# {sortable name without what is no letter}[_LATE]_{user id}_{attachment id}_{file name}; the name may be empty, or hold an underscore.
NAMED = re.compile(r"(?P<name>.*?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<id>\w+?)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
ASSIGNMENT = re.compile(r"(?P<title>.*)\s\((?P<id>\d+)\)")
INFORMATION = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")
EXCUSED = {"EX", "EXCUSED"}


def handins(files: Sequence[SubmittedFile]) -> Iterator[Handin | tuple[str, str]]:
    """The notebooks in a download of submissions."""
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
    chosen = _column(sheet, titles, column)
    possible = next((row for row in sheet.rows if row["Student"].strip() == "Points Possible"), None)
    students = [row for row in sheet.rows if row["ID"].strip()]
    sheet.insist_on_students({row["ID"].strip() for row in students}, grades)
    maximum = possible[chosen] if possible else ""
    sheet.insist_on_points(maximum, grades)
    kept = [name for name in INFORMATION if name in sheet.columns]
    rows = [[*kept, chosen]]
    for row in students:
        grade = grades.get(row["ID"].strip())
        points = None if grade is None or row[chosen].strip().upper() in EXCUSED else sheet.scaled(grade, maximum)
        rows.append([*(row[name] for name in kept), row[chosen] if points is None else number(points)])
    return rows


def _column(sheet: Sheet, titles: Sequence[str], column: str | None) -> str:
    known = [name for name in sheet.columns if ASSIGNMENT.fullmatch(name)]
    matching = [name for name in known if name == column or (not column and _title(name) in titles)]
    if len(matching) == 1:
        return matching[0]
    wanted = repr(column) if column else " or ".join(map(repr, titles))
    raise LmsError(
        f"{sheet.file}: {len(matching) or 'no'} columns are of the assignment {wanted}; say which in grader.yml, "
        f"`columns: {{canvas: …}}`, as one of: {', '.join(known) or 'none'}."
    )


def _title(name: str) -> str:
    found = ASSIGNMENT.fullmatch(name)
    return found["title"] if found else ""


def feedback_name(source: str) -> Path:
    """Where in the zip for "Upload Submissions" the page of the submission `source` goes: Canvas knows the student by the file's name."""
    return Path(f"{PurePosixPath(source).name}.html")
