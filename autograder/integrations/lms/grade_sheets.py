"""Grades after the late policy, and the exported sheets of a system that they are written into."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.uploads import UPLOADS_FILE, UploadRow
from autograder.model.course import Assignment, Course
from autograder.model.language import speaking, tr, tr_plural
from autograder.model.verdict import Outcome, Verdict
from autograder.report.score import score
from autograder.report.spreadsheet import Line, read_csv

NUMBER = re.compile(r"(?P<thousands>\d{1,3}(,\d{3})+\.\d+)|\d+([.,]\d{1,2}|\.\d+)?")


@dataclass(frozen=True)
class Grade:
    """The points of one student, and the reason for any deduction."""

    student: UploadRow
    verdict: Verdict
    earned: float | None  # before the late policy; None if there is no grade, or it is held back
    possible: float
    percent_off: float  # the deduction for lateness
    why: str  # a sentence, in the student's language, on a deduction, on awaited points, or on a grade held back; empty if there is none

    @property
    def points(self) -> float | None:
        """The points that the system receives."""
        return None if self.earned is None else self.earned * (1 - self.percent_off / 100)


def grade_of(student: UploadRow, verdict: Verdict, course: Course, assignment: Assignment) -> Grade:
    """Apply the course's rules for late submissions and for written answers that await points. Raises LmsError."""
    earned, awaiting = score(verdict).earned, verdict.awaiting
    if earned is not None and not math.isclose(verdict.points + sum(w.points for w in verdict.written), assignment.points):
        raise LmsError(
            f"{verdict.submission} was graded before the points of {assignment.name} changed; run `autograder grade` again."
        )
    with speaking(verdict.speech):
        percent, said = _lateness(student, course, assignment)
        if verdict.outcome is Outcome.GRADER_ERROR:
            earned, said = None, tr("The grader failed on this submission; a person has to look at it.")
        elif awaiting and course.lms.awaiting == "block":
            earned, said = None, tr("Written answers worth {:g} points have not been graded yet.", awaiting)
        elif awaiting:
            later = tr("Written answers worth {:g} points will be added later.", awaiting)
            said = tr("{} {}", later, said) if said else later
    return Grade(student, verdict, earned, assignment.points, percent, said)


def _lateness(student: UploadRow, course: Course, assignment: Assignment) -> tuple[float, str]:
    """Return the deduction in percent, and a sentence on it."""
    policy, due = course.late, assignment.due
    if policy is None:
        return 0.0, ""
    if due and student.submitted:
        days = _days_late(student.submitted, due, policy.grace_minutes)
        percent = min(policy.at_most, days * policy.percent_a_day)
        return percent, tr_plural("{} day late: {:g} % off.", "{} days late: {:g} % off.", days, percent) if days else ""
    if student.late is None and due:
        raise LmsError(
            f"The submission time of {student.name or student.id} is unknown, and grader.yml has a late policy; "
            f"fill in `submitted` or `late` in the {UPLOADS_FILE} of the results folder."
        )
    if not student.late:
        return 0.0, ""
    if policy.flagged is None:
        raise LmsError(
            f"{student.name or student.id} is late by an unknown time; "
            "set the deduction for this case in grader.yml: `flagged:` of `late`, in percent."
        )
    return policy.flagged, tr("Late: {:g} % off.", policy.flagged)


def _days_late(submitted: datetime, due: datetime, grace_minutes: float) -> int:
    if submitted.tzinfo is None:
        submitted = submitted.replace(tzinfo=due.tzinfo)
    seconds = (submitted - due).total_seconds() - 60 * grace_minutes
    return max(0, math.ceil(seconds / 86400))


@dataclass(frozen=True)
class Filled:
    """A table with the points filled in. Students are named by the keys of the grades."""

    rows: list[list[str]]
    feedback: list[tuple[str, Path]] = field(default_factory=list)  # the path in the zip of pages, by student
    left_out: dict[str, str] = field(default_factory=dict)  # the reason for each student whose grade is missing


@dataclass(frozen=True)
class Sheet:
    """A table that a system exported and imports again: the roster of the class."""

    file: Path
    columns: list[str]
    lines: list[Line]
    scale: bool = False  # whether points are scaled to a different maximum

    @classmethod
    def read(cls, file: Path, scale: bool = False) -> "Sheet":
        """Read a sheet. Raises SheetError, LmsError."""
        lines = read_csv(file, ())
        if not lines:
            raise LmsError(f"{file} has no rows below its header; export it from the system again.")
        return cls(file, list(lines[0].cells), lines, scale)

    @property
    def rows(self) -> list[dict[str, str]]:
        return [line.cells for line in self.lines]

    def cells(self, column: str) -> list[str]:
        """The cells of a column, from top to bottom."""
        return [line.cells.get(column, "") for line in self.lines]

    def require(self, *columns: str) -> None:
        """Raise LmsError if a column is missing."""
        missing = [name for name in columns if name not in self.columns]
        if missing:
            raise LmsError(
                f"{self.file} has no column {', '.join(map(repr, missing))}; it has {', '.join(map(repr, self.columns))}. "
                "Export it from the system again."
            )

    def column_of(self, system: str, known: Mapping[str, str], titles: Sequence[str], column: str | None) -> str:
        """Return the column of an assignment: `column` if given, else the one with a title in `titles`; `known` maps columns to titles.

        Raises LmsError unless exactly one column matches.
        """
        matching = [name for name, title in known.items() if name == column or (not column and title in titles)]
        if len(matching) == 1:
            return matching[0]
        wanted = repr(column) if column else " or ".join(map(repr, titles))
        raise LmsError(
            f"{self.file} has {len(matching) or 'no'} columns for the assignment {wanted}; name the column in grader.yml, "
            f"`columns: {{{system}: …}}`. The columns are: {', '.join(map(repr, known)) or 'none'}."
        )

    def strangers(
        self,
        known: Mapping[str, str],
        grades: Mapping[str, Grade],
        agree: Callable[[str, str], bool],
        advice: str = "",
    ) -> dict[str, str]:
        """Return the students whose id and name do not match the sheet, with the reason; `known` maps its ids to names.

        Raises LmsError if they are more than half of the class: then the sheet belongs to another class.
        """
        missing = {key for key in grades if key not in known}
        others = {key for key, grade in grades.items() if key in known and not agree(grade.student.name, known[key])}
        if 2 * len(missing | others) > len(grades):
            said = [*self._another_class(sorted(missing), sorted(others), known, grades), f"{advice}." if advice else ""]
            raise LmsError(" ".join(filter(None, said)))
        why = {key: ". ".join(filter(None, [_other_name(grades[key], known[key]), advice])) for key in others}
        return {key: why.get(key, self._is_missing) for key in grades if key in missing | others}

    @property
    def _is_missing(self) -> str:
        return (
            f"not in {self.file}; if the student still takes the course, "
            "export the table from the system again, with the whole class in it"
        )

    def _another_class(
        self, missing: Sequence[str], others: Sequence[str], known: Mapping[str, str], grades: Mapping[str, Grade]
    ) -> Iterator[str]:
        """Yield the sentences of the error."""
        if missing:
            names = [f"{grades[key].student.name} ({key})".strip() for key in missing[:5]]
            yield (
                f"{self.file} lacks {len(missing)} of the students with submissions: {', '.join(names)}"
                f"{', …' if len(missing) > 5 else ''}. Check that it is the sheet of this course and assignment."
            )
        for key in others[:5]:
            yield f"{self.file}: {key} {_other_name(grades[key], known[key])}."

    def require_points(self, stated: str, grades: Mapping[str, Grade]) -> None:
        """Raise LmsError if the system's maximum differs from the assignment's and points are not scaled. `stated` is the cell's text."""
        if as_number(stated) is None and (stated.strip() or self.scale):
            raise LmsError(
                f"{self.file}: {stated!r} is not a number of points; correct the maximum in the column of the assignment."
            )
        for grade in grades.values():
            self.scaled(grade, stated)

    def scaled(self, grade: Grade, stated: str) -> float:
        """Return the points of `grade` for the maximum in the cell `stated`, which may be empty. Raises LmsError as `scaled` does."""
        maximum = as_number(stated)
        return (grade.points or 0.0) if maximum is None else scaled(grade, maximum, self.scale, f"{self.file}: the assignment")


def _other_name(grade: Grade, known: str) -> str:
    return (
        f"is {known!r} in this sheet, but {grade.student.source!r} was submitted under another name; "
        f"if it is the same person, correct `name` in the {UPLOADS_FILE} of the results folder"
    )


def scaled(grade: Grade, maximum: float, scale: bool, what: str) -> float:
    """Return the points of `grade` in a system where `what` has `maximum`. Raises LmsError if the maxima differ and `scale` is not set."""
    points = grade.points or 0.0
    if maximum <= 0 or (not scale and abs(maximum - grade.possible) > 0.005):
        raise LmsError(
            f"{what} has {maximum:g} points in the system, and {grade.possible:g} in grader.yml; "
            "change them in the system, or scale the points with `scale: true` of `lms` in grader.yml."
        )
    return points * maximum / grade.possible if scale else points


def as_number(text: str) -> float | None:
    """Parse a cell such as 12.5, 12,5 or 1,000.00; None if it is not a number, or ambiguous."""
    found = NUMBER.fullmatch(text.strip())
    if not found:
        return None
    return float(text.replace(",", "") if found["thousands"] else text.replace(",", "."))
