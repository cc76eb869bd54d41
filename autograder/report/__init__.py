"""Reports made from verdicts: `grades.csv` for the gradebook, a JSON and a page for each submission, a table; and `written.csv`, in which
people give points to written answers.
"""

from autograder.report.files import ReportError, ReportFolder, read_verdicts, write_reports
from autograder.report.spreadsheet import SheetError
from autograder.report.table import results_table
from autograder.report.written_csv import AnswerRow, each_once, read_sheet

__all__ = [
    "AnswerRow",
    "ReportError",
    "ReportFolder",
    "SheetError",
    "each_once",
    "read_sheet",
    "read_verdicts",
    "results_table",
    "write_reports",
]
