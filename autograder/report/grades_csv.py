"""`grades.csv`: a row for each submission, for spreadsheets and gradebooks."""

from collections.abc import Mapping
from pathlib import Path

from autograder.model.verdict import Outcome, Verdict, WrittenAnswer
from autograder.report.score import question_names, score, written_names
from autograder.report.spreadsheet import csv_text, read_csv
from autograder.report.text import number

PAGE = ".html"  # the ending keeps spreadsheets from reading a report's name as a number


def grades_csv(verdicts: Mapping[str, Verdict]) -> str:
    """Return the text of the file. The keys of `verdicts` are the names of the reports, without the ending.

    After a grader error the cells for points stay empty, so that nobody mistakes them for a zero.
    """
    questions, written = question_names(verdicts.values()), written_names(verdicts.values())
    header = ["submission", "outcome", *questions, *written, "points", "possible", "awaiting", "explanation", "report"]
    return csv_text([header, *([*_row(verdict, questions, written), name + PAGE] for name, verdict in verdicts.items())])


def reported(file: Path) -> list[str]:
    """Read the names of the reports, without the ending, from a `grades.csv`. Raises SheetError."""
    return [line.cells["report"].removesuffix(PAGE) for line in read_csv(file, ["report"])]


def _row(verdict: Verdict, questions: list[str], written: list[str]) -> list[str]:
    total = score(verdict)
    earned = {} if verdict.outcome is Outcome.GRADER_ERROR else {q.name: number(q.earned) for q in verdict.questions}
    answers = {answer.name: _written_cell(answer) for answer in verdict.written}
    return [
        verdict.submission,
        verdict.outcome.value,
        *(earned.get(name, "") for name in questions),
        *(answers.get(name, "") for name in written),
        "" if total.earned is None else number(total.earned),
        number(total.possible),
        number(total.awaiting),
        verdict.explanation,
    ]


def _written_cell(answer: WrittenAnswer) -> str:
    return "awaiting" if answer.earned is None else number(answer.earned)
