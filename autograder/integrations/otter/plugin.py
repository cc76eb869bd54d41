"""The otter plugin that grades with the engine, so that no code of the submission runs in otter's own processes."""

import shutil
from pathlib import Path

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.run import AutograderConfig
from otter.run.run_autograder.utils import OtterRuntimeError
from otter.test_files import GradingResults

from autograder.integrations.otter.otter_results import fill_results
from autograder.integrations.otter.unpacked import Unpacked
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome


class EnginePlugin(AbstractOtterPlugin):
    """Grade the notebook before otter executes anything, and fill in otter's results afterwards.

    Otter gets an empty notebook, no tests, and no files of the student, not even its log, which otter would unpickle. For `otter run`;
    containers use `container` without otter.
    """

    def before_grading(self, config: AutograderConfig) -> None:
        """Move everything but the notebook away: otter's kernel starts in this folder, and imports the files in it.

        Raises OtterRuntimeError for a submission that is not a notebook.
        """
        submission = Path(self.submission_path)
        self._zip = Unpacked(submission.parent.parent, self.plugin_config)
        for path in submission.parent.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path != submission or path.suffix != ".ipynb":
                path.unlink()
        if submission.suffix != ".ipynb":
            raise OtterRuntimeError(f"{submission.name} is not a notebook; submit the .ipynb file.")

    def before_execution(self, submission: nbformat.NotebookNode) -> nbformat.NotebookNode:
        """Grade, and return an empty notebook for otter to execute.

        Raises OtterRuntimeError after a grader error, which gives no grade.
        """
        path = Path(self.submission_path)
        self._verdict = self._zip.grade(SubmittedFile(path.name, path.read_bytes()))
        if self._verdict.outcome is Outcome.GRADER_ERROR:
            raise OtterRuntimeError(" ".join([self._verdict.explanation, *self._verdict.notes]))
        return nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})

    def after_grading(self, results: GradingResults) -> None:
        """Fill in the results of the engine."""
        fill_results(results, self._verdict, self._zip.assignment, in_a_class=False)

    def generate_report(self) -> str:
        """Report the outcome, and the layers of the sandbox."""
        verdict = self._verdict
        return "\n".join([f"{verdict.outcome}. {verdict.explanation}".strip(), f"Sandbox: {verdict.layers}.", *verdict.notes])
