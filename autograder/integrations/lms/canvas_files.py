"""Canvas: the zip of "Download Submissions", the gradebook's CSV, and the zip for "Upload Submissions".

Formats: https://community.canvaslms.com (Instructor Guide: gradebook) and Canvas's source, which is open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from autograder.integrations.lms.grade_sheets import Filled, Grade, Sheet
from autograder.integrations.lms.people import same_name
from autograder.integrations.lms.uploads import File, Upload, parts_of
from autograder.report.text import number

# {sortable name, letters only}[_LATE]_{user id}_{attachment id}_{file name}; the name may be empty, or contain an underscore.
FILE_NAME = re.compile(r"(?P<name>.*?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?!LATE_)(?P<id>[A-Za-z0-9]+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
RESUBMISSION_NUMBER = re.compile(r"-\d+(?=\.\w+$)")  # Canvas numbers a file that is submitted again: hw-1.ipynb
ASSIGNMENT = re.compile(r"(?P<title>.*)\s\((?P<id>\d+)\)")
INFORMATION = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")
EXCUSED = {"EX", "EXCUSED"}


def uploads(files: Sequence[File]) -> Iterator[Upload]:
    """Yield the notebooks in a download of submissions.

    If a file was submitted more than once, the greatest attachment id is the newest. One attempt may have several files.
    """
    found = list(_parsed(files))
    newest: dict[tuple[str, str], int] = {}
    for one in found:
        if not one.left_out:
            newest[_same(one)] = max(newest.get(_same(one), 0), int(one.attempt))
    for one in found:
        yield one if one.left_out else replace(one, attempt=str(int(newest[_same(one)] == int(one.attempt))))


def _same(upload: Upload) -> tuple[str, str]:
    """The student, and the file name without the number that Canvas adds."""
    found = _named(upload.source)
    return upload.id, RESUBMISSION_NUMBER.sub("", found["file"]) if found else upload.source


def _named(part: str) -> re.Match[str] | None:
    return ANONYMOUS.fullmatch(part) or FILE_NAME.fullmatch(part)


def _parsed(files: Sequence[File]) -> Iterator[Upload]:
    for file, parts in zip(files, parts_of(files), strict=True):
        found = next(filter(None, map(_named, parts)), None)
        if not file.name.lower().endswith(".ipynb"):
            yield Upload(file, left_out="not a notebook")
        elif not found:
            yield Upload(file, left_out="the file name does not follow the pattern of Canvas, so its student is unknown")
        else:
            part = found.groupdict()
            late, name = bool(part["late"]), part.get("name") or ""
            yield Upload(file, part["id"], name=name, attempt=part["attachment"], late=late, source=found[0])


def is_canvas(source: str) -> bool:
    """Whether a file name follows the pattern of Canvas."""
    return _named(PurePosixPath(source).name) is not None


def attachment_of(source: str) -> str:
    """The attachment id of a file; empty if the name does not follow the pattern of Canvas."""
    found = FILE_NAME.fullmatch(PurePosixPath(source).name)
    return found["attachment"] if found else ""


def gradebook(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> Filled:
    """Return the rows that Canvas's gradebook imports: the students, and the column of one assignment.

    The row "Points Possible" is left out, since importing it would change the assignment. Excused students and students without a
    submission keep their cells. Raises LmsError.
    """
    sheet.require("Student", "ID", "Section")
    titled = {name: found["title"] for name in sheet.columns if (found := ASSIGNMENT.fullmatch(name))}
    chosen = sheet.column_of("canvas", titled, titles, column)
    possible = next((row for row in sheet.rows if row["Student"].strip() == "Points Possible"), None)
    students = [row for row in sheet.rows if row["ID"].strip()]
    left_out = sheet.strangers(
        {row["ID"].strip(): row["Student"] for row in students},
        grades,
        same_name,
        "A group's file carries the name of the group; `autograder push canvas` grades every member",
    )
    maximum = possible[chosen] if possible else ""
    sheet.require_points(maximum, grades)
    kept = [name for name in INFORMATION if name in sheet.columns]
    rows = [[*kept, chosen]]
    for row in students:
        key = row["ID"].strip()
        grade = None if key in left_out else grades.get(key)
        told = grade is not None and grade.points is not None and row[chosen].strip().upper() not in EXCUSED
        rows.append([*(row[name] for name in kept), number(sheet.scaled(grade, maximum)) if grade and told else row[chosen]])
    pages = [(key, feedback_name(grade.student.source)) for key, grade in grades.items() if key not in left_out]
    return Filled(rows, pages, left_out)


def feedback_name(source: str) -> Path:
    """The path of a page in the zip for "Upload Submissions". Canvas identifies the student by the name of the file, `source`."""
    return Path(f"{PurePosixPath(source).name}.html")
