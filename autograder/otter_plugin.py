"""What the autograder zip adds to `otter run` and `otter grade`."""

import re

import nbformat
from otter.plugins import AbstractOtterPlugin

CHECK = re.compile(r"^(\s*)\w+\.(check|check_all|export|to_pdf)\(.*\)[\s;]*$", re.M)


class AskAtTheEnd(AbstractOtterPlugin):
    """Takes `grader.check(…)` out of the notebook, so that otter asks every question once, when all cells have run.

    Otherwise otter keeps the verdict of the moment at which a cell with `grader.check` happened to run; a student who moved or
    copied such a cell would get other points here than from the engine.
    """

    def before_execution(self, submission: nbformat.NotebookNode) -> nbformat.NotebookNode:
        for cell in submission.cells:
            if cell.cell_type == "code":
                cell.source = CHECK.sub(r"\1None", cell.source)
        return submission
