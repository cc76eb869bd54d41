"""Reports made from verdicts: `grades.csv` for the gradebook, a JSON and a page for each submission, a table."""

from autograder.report.files import ReportError, ReportFolder, read_verdicts, write_reports
from autograder.report.table import results_table

__all__ = ["ReportError", "ReportFolder", "read_verdicts", "results_table", "write_reports"]
