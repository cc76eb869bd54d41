"""Moodle: the zip of all submissions, the grading worksheet of an assignment, and the zip of feedback files.

Formats as Moodle 4.3 reads and writes them (mod/assign: locallib.php, feedback/offline, feedback/file/importziplib.php).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.lms.errors import LmsError
from autograder.lms.grades import Grade, Sheet, as_number
from autograder.lms.handins import Handin
from autograder.report.text import number
from autograder.submission import SubmittedFile

# {full name}_{participant}_assignsubmission_{plugin}[_]/{file}: underscores of a name became spaces.
FOLDER = re.compile(r"(?P<name>[^_/]*)_(?P<id>\d+)_assignsubmission_(?P<plugin>[a-z]+)_?/.+", re.DOTALL)
PARTICIPANT = re.compile(r"\D*(\d+)")  # "Participant 12", in the language of whoever exported it
# The headers that Moodle writes in English and in Korean; others are named in grader.yml.
GRADE = ("Grade", "성적")
FEEDBACK = ("Feedback comments", "피드백 댓글", "피드백 의견")
LOCKED = {"No", "Non", "Nein", "아니오", "아니요", "いいえ", "否"}


def handins(files: Sequence[SubmittedFile]) -> Iterator[Handin | tuple[str, str]]:
    """The notebooks in a zip of all submissions."""
    for file in files:
        found = FOLDER.search(file.name)
        if not found or found["plugin"] != "file":
            why = (
                "no file that was handed in" if found else "its folder is not as Moodle makes them, so nobody knows whose it is"
            )
            yield file.name, why
        elif not file.name.lower().endswith(".ipynb"):
            yield file.name, "no notebook"
        else:
            yield Handin(file, found["id"], name=found["name"])


def worksheet(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> list[list[str]]:
    """The worksheet with the points filled in, and what there is to say as a feedback comment.

    Every other cell is as Moodle wrote it: it compares "Last modified (grade)" with what it has, and skips rows that are stale without
    a word, and rows above the maximum too; so do not wait with the import, and none is written above it. Raises LmsError.
    """
    identifier = sheet.columns[0]
    whose = [_participant(sheet, row[identifier]) for row in sheet.rows]
    grade_column = column or _one_of(sheet, GRADE, "the grade")
    sheet.insist_on(grade_column)
    sheet.insist_on_students(set(whose), grades)
    maximum_column, changeable = _after(sheet, grade_column)
    rows = [sheet.columns]
    for participant, row in zip(whose, sheet.rows, strict=True):
        grade, changed = grades.get(participant), dict(row)
        if grade is not None and grade.points is not None:
            sheet.insist_on_points(row[maximum_column], {participant: grade})
            if row[changeable].strip() in LOCKED:
                raise LmsError(
                    f"{sheet.file}: the grade of {grade.student.name} ({participant}) is locked in Moodle; unlock it."
                )
            changed[grade_column] = number(sheet.scaled(grade, row[maximum_column]))
            for name in FEEDBACK:
                if name in row and grade.why not in row[name]:
                    changed[name] = "\n".join(filter(None, [row[name], grade.why]))
        rows.append(list(changed.values()))
    return rows


def _after(sheet: Sheet, grade_column: str) -> tuple[str, str]:
    """The two columns that follow the grade's, whatever they are called: the maximum, and whether the grade can be changed."""
    place = sheet.columns.index(grade_column)
    following = sheet.columns[place + 1 : place + 3]
    if len(following) < 2 or any(as_number(row[following[0]]) is None for row in sheet.rows):
        raise LmsError(
            f"{sheet.file}: the column after {grade_column!r} has to be the maximum grade, as Moodle writes it; "
            "export the worksheet again, and leave its columns as they are."
        )
    return following[0], following[1]


def _participant(sheet: Sheet, cell: str) -> str:
    found = PARTICIPANT.fullmatch(cell.strip())
    if not found:
        raise LmsError(
            f"{sheet.file}: {cell!r} in the first column is no participant of an assignment; "
            "export the grading worksheet of the assignment, not the gradebook."
        )
    return found[1]


def _one_of(sheet: Sheet, names: Sequence[str], what: str) -> str:
    found = [name for name in names if name in sheet.columns]
    if len(found) != 1:
        raise LmsError(
            f"{sheet.file}: which column has {what}? Say it in grader.yml, `columns: {{moodle: …}}`, as one of: "
            f"{', '.join(sheet.columns)}."
        )
    return found[0]


def feedback_name(source: str) -> Path:
    """Where in the zip of feedback files the page of the submission `source` goes: into the folder that it came in."""
    found = FOLDER.search(source)
    if not found:
        raise LmsError(f"{source} did not come from Moodle, so its student's folder is not known; import Moodle's zip.")
    return Path(found[0].partition("/")[0]) / "feedback.html"
