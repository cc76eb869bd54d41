"""Grade in a container of otter or Gradescope with the engine, and write the results for `otter grade` or Gradescope.

Otter itself does not run there: its kernel would start in the folder of the submission, and import the files in it.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import dill
from otter.test_files import GradingResults

from autograder.integrations.otter.gradescope_results import gradescope_results
from autograder.integrations.otter.otter_results import fill_results
from autograder.integrations.otter.unpacked import Unpacked
from autograder.model.submission import NoSubmissions, SubmittedFile
from autograder.model.submission_files import every_file
from autograder.model.verdict import Verdict
from autograder.report.terminal import say

OTTER, GRADESCOPE = "results.pkl", "results.json"  # the files in results/ that they read
MAX_BYTES = 2**30
NO_TEXT = b"\xff"  # between files; the joined text is not a notebook


def main(folder: Path) -> None:
    """Grade `folder`/submission with the zip in `folder`/source; write `folder`/results."""
    here = Unpacked.at(folder)
    verdict = _grade(here, _notebooks(folder / "submission"))
    results = GradingResults([])
    fill_results(results, verdict, here.assignment, in_a_class=True)
    (folder / "results" / OTTER).write_bytes(dill.dumps(results))
    _write_for_gradescope(here, verdict)
    points = "no points" if verdict.earned is None else f"{verdict.earned:g} of {verdict.points:g} points"
    say(f"{verdict.outcome}: {points}. {verdict.explanation}")
    say(f"Sandbox: {verdict.layers}.")
    for note in verdict.notes:
        say(note, lines=True)


def _notebooks(folder: Path) -> list[SubmittedFile]:
    """Return the notebooks in the folder, and in zips such as those of `grader.export()`."""
    found: list[SubmittedFile] = []
    for path in sorted(path for path in folder.iterdir() if not path.is_symlink()):
        try:
            files = [SubmittedFile(path.name, path.read_bytes())] if path.suffix == ".ipynb" else every_file(path, MAX_BYTES)
            found += [file for file in files if file.name.lower().endswith(".ipynb")]
        except NoSubmissions as error:
            say(str(error))
    return found


def _grade(here: Unpacked, found: Sequence[SubmittedFile]) -> Verdict:
    """Grade the notebook. No notebook, or several, give the outcome UNREADABLE."""
    if len(found) == 1:
        return here.grade(found[0])
    verdict = here.grade(SubmittedFile("submission", NO_TEXT.join([b"", *(file.content for file in found)])))
    names = f": {', '.join(file.name for file in found)}" if found else ""
    verdict.explanation = f"Submit exactly one notebook (an .ipynb file). This submission has {len(found)}{names}."
    for question in verdict.questions:
        for check in question.checks:
            check.message = verdict.explanation
    return verdict


def _write_for_gradescope(here: Unpacked, verdict: Verdict) -> None:
    file = here.folder / "results" / GRADESCOPE
    results = gradescope_results(verdict, here.assignment)
    if results is None:
        file.unlink(missing_ok=True)  # Gradescope then reports a failed autograder, and stores no score
    else:
        file.write_text(json.dumps(results, indent=1, allow_nan=False), encoding="utf-8")
