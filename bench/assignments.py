"""Measure the time of each assignment: of a grading, and of a complete run by a student.

    assignments.py REPEATS

Prints a line for each: its name, CPU seconds of a submission and of its judging (medians), and the minutes that the notebook takes in
a kernel of its own, every cell and every check included, with as many threads as the frameworks take by themselves.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from common import COURSE
from nbclient import NotebookClient
from threadpoolctl import threadpool_limits

from autograder.authoring.handout import file_name, reference
from autograder.grading.grader import Grader
from autograder.model.course import Assignment
from autograder.model.submission import SubmittedFile
from autograder.sandbox.client import one_sandbox


def main() -> None:
    repeats = int(sys.argv[1])
    for assignment in COURSE.assignments.values():
        notebook = reference(COURSE, assignment)
        submission, judging = graded(assignment, notebook, repeats)
        print(assignment.name, f"{submission:.2f} {judging:.2f} {run_minutes(assignment, notebook):.1f}", flush=True)


def graded(assignment: Assignment, notebook: nbformat.NotebookNode, repeats: int) -> tuple[float, float]:
    """CPU seconds of the submission and of the judging."""
    file = SubmittedFile("reference.ipynb", nbformat.writes(notebook).encode())
    with one_sandbox(assignment.frameworks) as sandbox, threadpool_limits(1):
        verdicts = [Grader(COURSE, assignment, repeat).grade(file, sandbox) for repeat in range(repeats)]
    assert all(verdict.earned == verdict.points for verdict in verdicts)
    submission, judging = (statistics.median(v.cpu_seconds[part] for v in verdicts) for part in ("submission", "judging"))
    return submission, judging


def run_minutes(assignment: Assignment, notebook: nbformat.NotebookNode) -> float:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / file_name(assignment.name, "en")).write_text(nbformat.writes(notebook), encoding="utf-8")
        client = NotebookClient(notebook, timeout=None, kernel_name="python3", resources={"metadata": {"path": folder}})
        started = time.monotonic()
        client.execute()
        return (time.monotonic() - started) / 60


if __name__ == "__main__":
    main()
