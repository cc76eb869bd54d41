"""Check the points for written answers in a sheet, and store them for the submitted text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.store import Store
from autograder.model.course import Assignment
from autograder.model.verdict import Points
from autograder.report.spreadsheet import SheetError
from autograder.report.written_csv import AnswerRow, each_once, read_sheet


@dataclass(frozen=True)
class Entered:
    """The effect of entering a sheet: the numbers of answers that got points, lost points, or kept points that the sheet lacks."""

    given: int
    taken_back: int
    untouched: int


@dataclass(frozen=True)
class AnswerBook:
    """The written answers in the submissions `digests` to an assignment, with their points in the store."""

    assignment: Assignment
    digests: Collection[str]
    store: Store

    def enter(self, rows: Sequence[AnswerRow]) -> Entered:
        """Store the points in the rows, or nothing if one row is wrong. Raises SheetError, StoreError."""
        answers = self._checked(rows)
        changed = {row.key: row.given for row in answers if row.changes(self._stored(row))}
        untouched = sum(not row.decides and self._stored(row) is not None for row in answers)
        self.store.give(self.assignment.name, changed)
        taken_back = sum(points is None for points in changed.values())
        return Entered(len(changed) - taken_back, taken_back, untouched)

    def not_entered(self, sheet: Path) -> list[AnswerRow]:
        """Return the rows of `sheet` whose entries are not in the store. Raises SheetError if the sheet is wrong."""
        if not sheet.exists():
            return []
        answers = self._checked([row for row in read_sheet(sheet) if not row.is_empty])
        return [row for row in answers if row.changes(self._stored(row)) or row.has_draft(self._stored(row))]

    def _checked(self, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
        """Return one row per answer. Raises SheetError for an unknown answer, or for too many points."""
        worth = {question.name: question.points for question in self.assignment.by_hand}
        for row in rows:
            if row.question not in worth:
                known = ", ".join(worth) or "none"
                raise SheetError(
                    f"{row.place}: {self.assignment.name} has no written question {row.question[:40]!r} ({known}); "
                    "correct the name, or remove the row."
                )
            if not self._is_known(row.digest):
                raise SheetError(
                    f"{row.place}: no submission to {self.assignment.name} has the digest {row.digest[:80]!r}; "
                    "copy the digest from `written.csv`, or remove the row."
                )
            if row.earned is not None and row.earned > worth[row.question]:
                raise SheetError(
                    f"{row.place}: earned is {row.earned:g}, but {row.question} is worth {worth[row.question]:g}; "
                    "enter at most that."
                )
        return each_once(rows)

    def _is_known(self, digest: str) -> bool:
        # A newer submission replaces this one in the class; the points for the earlier text are kept.
        return digest in self.digests or self.assignment.name in self.store.assignments(digest)

    def _stored(self, row: AnswerRow) -> Points | None:
        return self.store.points(self.assignment.name, row.digest).get(row.question)
