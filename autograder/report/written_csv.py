"""`written.csv`: a row for each written answer, in which a person enters the points."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from autograder.model.verdict import Points, Verdict, WrittenAnswer, cut
from autograder.report.spreadsheet import SheetError, csv_text, read_csv
from autograder.report.text import number

COLUMNS = ("submission", "digest", "question", "title", "answer", "points", "earned", "comment", "entered")
NEEDED = ("digest", "question", "earned", "comment")  # the other columns are for people
LONGEST_ANSWER = 16_000  # Excel's limit is 32,767 UTF-16 units (two for an emoji); it puts the rest into the next row
LONGEST_REMARK = 200
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")


@dataclass(frozen=True)
class AnswerRow:
    """The row of one answer, with `earned` and `comment` from a person.

    `entered` is the value of `earned` when the sheet was written. It distinguishes an emptied cell from a cell that nobody has filled in
    yet: if two people fill in copies of a sheet, neither removes the points of the other.
    """

    submission: str
    digest: str
    question: str
    title: str
    answer: str
    points: str
    earned: float | None
    comment: str
    entered: float | None
    place: str = ""  # "written.csv, line 7", if the row was read from a file

    @property
    def key(self) -> tuple[str, str]:
        """The key of the answer. If two students submit the same file, two rows share it."""
        return self.digest, self.question

    @property
    def decides(self) -> bool:
        """Whether the row sets the points of the answer: it has points, or had points that were emptied."""
        return self.earned is not None or self.entered is not None

    @property
    def given(self) -> Points | None:
        return None if self.earned is None else Points(self.earned, self.comment)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has filled in the row."""
        return not self.decides and not self.comment

    def changes(self, stored: Points | None) -> bool:
        """Whether entering the row changes the stored points."""
        return self.decides and self.given != stored

    def has_draft(self, stored: Points | None) -> bool:
        """Whether the row has a comment that is not stored, since it has no points yet."""
        return self.earned is None and self.comment not in ("", stored.comment if stored else "")


def rows_of(verdict: Verdict, page: str = "") -> list[AnswerRow]:
    """Return the rows of a submission's written answers with their current points; pictures are on its page."""
    return [
        AnswerRow(
            submission=verdict.submission,
            digest=verdict.digest,
            question=answer.name,
            title=answer.title,
            answer=_in_a_cell(answer, page),
            points=number(answer.points),
            earned=answer.earned,
            comment=answer.comment,
            entered=answer.earned,
        )
        for answer in verdict.written
    ]


def sheet(rows: Sequence[AnswerRow], kept: Iterable[AnswerRow]) -> str:
    """Return the text of the file: `rows` with the entries of `kept`; rows of `kept` for other answers come last."""
    unseen = {row.key: row for row in kept}
    filled = [_filled(row, unseen.get(row.key)) for row in rows]
    for row in rows:
        unseen.pop(row.key, None)
    return csv_text([COLUMNS, *(_cells(row) for row in [*filled, *unseen.values()])])


def read_sheet(file: Path) -> list[AnswerRow]:
    """Read the rows of a sheet that a person has filled in. Raises SheetError."""
    return [
        AnswerRow(
            **{name: line.cells.get(name, "") for name in ("submission", "title", "answer", "points")},
            digest=line.cells["digest"].strip(),
            question=line.cells["question"].strip(),
            earned=_number(line.cells["earned"], f"{line.place}: earned"),
            comment=line.cells["comment"].strip(),
            entered=_number(line.cells.get("entered", ""), f"{line.place}: entered"),
            place=line.place,
        )
        for line in read_csv(file, NEEDED)
    ]


def each_once(rows: Iterable[AnswerRow]) -> list[AnswerRow]:
    """Merge the rows of each answer. Raises SheetError if two rows of an answer differ."""
    found: dict[tuple[str, str], AnswerRow] = {}
    for row in rows:
        found[row.key] = _both(found[row.key], row) if row.key in found else row
    return list(found.values())


def _both(one: AnswerRow, other: AnswerRow) -> AnswerRow:
    if one.decides and other.decides and one.earned != other.earned:
        raise _disagree(one, other, "different points")
    if one.comment and other.comment and one.comment != other.comment:
        raise _disagree(one, other, "different comments")
    return replace(one if one.decides else other, comment=one.comment or other.comment)


def _disagree(one: AnswerRow, other: AnswerRow, what: str) -> SheetError:
    line = one.place.rpartition(", ")[2]
    return SheetError(f"{other.place}: {line} is a row of the same answer, but with {what}; enter the same in both rows.")


def _filled(row: AnswerRow, kept: AnswerRow | None) -> AnswerRow:
    if kept is None:
        return row
    return replace(row, earned=kept.earned if kept.decides else row.earned, comment=kept.comment)


def _cells(row: AnswerRow) -> list[str]:
    given = _exact(row.earned), row.comment, _exact(row.entered)
    return [row.submission, row.digest, row.question, row.title, row.answer, row.points, *given]


def _exact(points: float | None) -> str:
    return "" if points is None else f"{Decimal(repr(points)):f}".removesuffix(".0")


def _number(cell: str, what: str) -> float | None:
    text = cell.strip()
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise SheetError(f"{what} is {text[:40]!r}, which is not a number; write points such as 1.5, or leave the cell empty.")
    points = float(text.replace(",", "."))
    if points < 0:
        raise SheetError(f"{what} is {text[:40]}, which is below 0; write points such as 1.5, or leave the cell empty.")
    return points


def _in_a_cell(answer: WrittenAnswer, page: str) -> str:
    """Return the answer for a cell, followed by remarks for the reader in parentheses."""
    text = answer.answer
    if len(text) > LONGEST_ANSWER:
        text = f"{text[:LONGEST_ANSWER]}… (the rest is on the submission's page)"
    many = len(answer.pictures)
    pictures = f"{many} picture{'s' if many > 1 else ''}: see {page or 'the page of the submission'}" if many else ""
    return "\n".join(filter(None, [text, *(f"({said})" for said in (pictures, cut(answer.remark, LONGEST_REMARK)) if said)]))
