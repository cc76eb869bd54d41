"""Blackboard: the zip of an assignment's files, and the table of the Grade Center. Formats as published by its community."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from autograder.integrations.lms.grade_sheets import Filled, Grade, Sheet
from autograder.integrations.lms.people import names_agree
from autograder.integrations.lms.uploads import File, Upload, parts_of
from autograder.report.text import number

# {assignment}_{username}_attempt_{time}[_{file}]; the assignment and the username may hold underscores themselves.
FILE_NAME = re.compile(r"(?P<whose>.+?)_attempt_(?P<time>\d{4}(?:-\d{2}){5})(?:_(?P<file>.+)|\.txt)", re.DOTALL)
NAME_LINE = re.compile(r"Name: *(?P<name>.*) \((?P<id>[^()]+)\) *")
COLUMN = re.compile(r"(?P<title>.*?)\s*\[Total Pts: (?P<points>[\d.,]+)[^\]]*\]\s*\|(?P<id>\d+)", re.DOTALL)
INFORMATION = ("Last Name", "First Name", "Username", "Student ID")


def uploads(files: Sequence[File]) -> Iterator[Upload]:
    """Yield the notebooks in a download of an assignment's files. The text file of each attempt names its student."""
    people = {}
    named = [next(filter(None, map(FILE_NAME.fullmatch, parts)), None) for parts in parts_of(files)]
    for file, found in zip(files, named, strict=True):
        if found and found["file"] is None:
            people[found["whose"], found["time"]] = _stated(file, found["whose"])
    for file, found in zip(files, named, strict=True):
        if not found or (found["file"] is not None and not file.name.lower().endswith(".ipynb")):
            yield Upload(
                file,
                left_out="not a notebook"
                if found
                else "the file name does not follow the pattern of Blackboard, so its student is unknown",
            )
        elif found["file"] is not None:
            person = people.get((found["whose"], found["time"]))
            if person is None:
                yield Upload(file, left_out="the text file of its attempt, which names the student, is missing")
            else:
                submitted = datetime.strptime(found["time"], "%Y-%m-%d-%H-%M-%S")
                yield Upload(file, person["id"], name=person["name"], attempt=found["time"], submitted=submitted)


def _stated(file: File, whose: str) -> re.Match[str] | None:
    """Return the line of an attempt's text file that names the student, if the file name agrees."""
    first = file.content[:2000].decode("utf-8-sig", errors="replace").partition("\n")[0].strip()
    found = NAME_LINE.fullmatch(first)
    return found if found and whose.endswith(f"_{found['id']}") else None


def grade_center(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> Filled:
    """Return the rows that the Grade Center imports: the students, and one column. Raises LmsError."""
    sheet.require("Username")
    titled = {name: found["title"] for name in sheet.columns if (found := COLUMN.fullmatch(name))}
    chosen = sheet.column_of("blackboard", titled, titles, column)
    found = COLUMN.fullmatch(chosen)
    maximum = found["points"] if found else ""
    left_out = sheet.strangers({row["Username"]: _full_name(row) for row in sheet.rows}, grades, _agree)
    sheet.require_points(maximum, grades)
    kept = [name for name in INFORMATION if name in sheet.columns]
    rows = [[*kept, chosen]]
    for row in sheet.rows:
        grade = None if row["Username"] in left_out else grades.get(row["Username"])
        told = grade is not None and grade.points is not None
        rows.append([*(row[name] for name in kept), number(sheet.scaled(grade, maximum)) if grade and told else row[chosen]])
    return Filled(rows, left_out=left_out)


def _full_name(row: Mapping[str, str]) -> str:
    return f"{row.get('First Name', '')} {row.get('Last Name', '')}".strip()


def _agree(stated: str, known: str) -> bool:
    """Whether the names agree. A table may be exported without names; then the username alone decides."""
    return not known or not stated or names_agree(stated, known)
