"""`grades.csv`: a row for each submission, for spreadsheets and gradebooks."""

import csv
import io
from collections.abc import Sequence

from autograder.report.score import question_names, score, written_names
from autograder.report.text import number, printable
from autograder.verdict import Outcome, Verdict, WrittenAnswer

FORMULA_STARTS = tuple("=+-@＝＋－＠")  # spreadsheets of East Asia also take the wide forms


def grades_csv(verdicts: Sequence[Verdict]) -> str:
    """Return the file's text. A grader error has no points: its cells stay empty, so that nobody takes them for a zero."""
    questions, written = question_names(verdicts), written_names(verdicts)
    header = ["submission", "outcome", *questions, *written, "points", "possible", "awaiting", "explanation"]
    file = io.StringIO()
    writer = csv.writer(file)
    for row in [header, *(_row(verdict, questions, written) for verdict in verdicts)]:
        writer.writerow([_defused(cell) for cell in row])
    return file.getvalue()


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


def _defused(cell: str) -> str:
    """`cell` such that no spreadsheet runs it: what looks like a formula gets the apostrophe that means "text"."""
    cell = printable(cell)
    return f"'{cell}" if cell.lstrip().startswith(FORMULA_STARTS) else cell
