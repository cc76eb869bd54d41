"""Blackboard: the zip of an assignment's files, and the Grade Center's table. After what its community has published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from autograder.lms.grades import Grade, Sheet
from autograder.lms.handins import Handin
from autograder.report.text import number
from autograder.submission import SubmittedFile

# {assignment}_{username}_attempt_{time}[_{file}]; the assignment and the username may hold underscores themselves.
NAMED = re.compile(r"(?P<whose>.+?)_attempt_(?P<time>\d{4}(?:-\d{2}){5})(?:_(?P<file>.+)|\.txt)", re.DOTALL)
STATED = re.compile(r"Name: *(?P<name>.*) \((?P<id>[^()]+)\) *")
COLUMN = re.compile(r"(?P<title>.*?)\s*\[Total Pts: (?P<points>[\d.,]+)[^\]]*\]\s*\|(?P<id>\d+)", re.DOTALL)
INFORMATION = ("Last Name", "First Name", "Username", "Student ID")


def handins(files: Sequence[SubmittedFile]) -> Iterator[Handin | tuple[str, str]]:
    """The notebooks in a download of an assignment's files. The text file of each attempt says whose it is."""
    people = {}
    for file in files:
        found = _parts(file)
        if found and found["file"] is None:
            people[found["whose"], found["time"]] = _stated(file, found["whose"])
    for file in files:
        found = _parts(file)
        if not found or (found["file"] is not None and not found["file"].lower().endswith(".ipynb")):
            yield file.name, "no notebook" if found else "its name is not as Blackboard makes them, so nobody knows whose it is"
        elif found["file"] is not None:
            person = people.get((found["whose"], found["time"]))
            if person is None:
                yield file.name, "the text file of its attempt, which says whose it is, is not there"
            else:
                submitted = datetime.strptime(found["time"], "%Y-%m-%d-%H-%M-%S")
                yield Handin(file, person["id"], name=person["name"], attempt=found["time"], submitted=submitted)


def _stated(file: SubmittedFile, whose: str) -> re.Match[str] | None:
    """The line of an attempt's text file that names the student, if the file's name agrees."""
    first = file.content[:2000].decode("utf-8-sig", errors="replace").partition("\n")[0].strip()
    found = STATED.fullmatch(first)
    return found if found and whose.endswith(f"_{found['id']}") else None


def _parts(file: SubmittedFile) -> re.Match[str] | None:
    return NAMED.fullmatch(PurePosixPath(file.name).name)


def grade_center(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> list[list[str]]:
    """The rows that the Grade Center imports: who, and one column. Raises LmsError."""
    sheet.insist_on("Username")
    titled = {name: found["title"] for name in sheet.columns if (found := COLUMN.fullmatch(name))}
    chosen = sheet.column_of("blackboard", titled, titles, column)
    found = COLUMN.fullmatch(chosen)
    maximum = found["points"] if found else ""
    sheet.insist_on_students({row["Username"] for row in sheet.rows}, grades)
    sheet.insist_on_points(maximum, grades)
    kept = [name for name in INFORMATION if name in sheet.columns]
    rows = [[*kept, chosen]]
    for row in sheet.rows:
        grade = grades.get(row["Username"])
        told = grade is not None and grade.points is not None
        rows.append([*(row[name] for name in kept), number(sheet.scaled(grade, maximum)) if grade and told else row[chosen]])
    return rows
