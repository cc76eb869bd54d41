"""What runs in a container, otter's or Gradescope's: otter with the plugin, and then what Gradescope reads."""

import json
from collections.abc import Sequence
from pathlib import Path

import dill
from otter.run.run_autograder import main as run_otter
from otter.test_files import GradingResults

from autograder.otter_zip.gradescope import gradescope_results
from autograder.otter_zip.results import fill
from autograder.otter_zip.unpacked import Unpacked
from autograder.submission import SubmittedFile
from autograder.verdict import Verdict

OTTER, GRADESCOPE = "results.pkl", "results.json"  # what `otter grade` and Gradescope read, in results/


def main(folder: Path) -> None:
    """Grade what is in `folder`/submission by the zip in `folder`/source; write `folder`/results."""
    here = Unpacked.at(folder)
    metadata = folder / "submission_metadata.json"
    if not metadata.read_bytes():
        metadata.write_text("{}")  # otter's Dockerfile leaves an empty file, which otter cannot read
    try:
        run_otter(str(folder))
        verdict = Verdict.from_json(here.verdict_file.read_bytes())
    except Exception as error:
        print(f"otter: {error}")
        verdict = _grade_what_otter_refuses(here)
    _write_for_gradescope(here, verdict)


def _grade_what_otter_refuses(here: Unpacked) -> Verdict:
    """A file that is no notebook, two of them, one of another assignment: each gets a verdict, and a row in the class's table."""
    found = sorted((here.folder / "submission").glob("*.ipynb"))
    content = found[0].read_bytes() if len(found) == 1 else b""
    verdict = here.grade(SubmittedFile(found[0].name if found else "submission", content))
    if len(found) != 1:
        verdict = verdict.model_copy(update={"explanation": _one_notebook(found)})
    results = GradingResults([])
    fill(results, verdict, here.assignment, in_a_class=True)
    (here.folder / "results" / OTTER).write_bytes(dill.dumps(results))
    return verdict


def _one_notebook(found: Sequence[Path]) -> str:
    names = f": {', '.join(path.name for path in found)}" if found else ""
    return f"Hand in one notebook, an .ipynb file. There are {len(found)}{names}."


def _write_for_gradescope(here: Unpacked, verdict: Verdict) -> None:
    file = here.folder / "results" / GRADESCOPE
    results = gradescope_results(verdict, here.assignment)
    if results is None:
        file.unlink(missing_ok=True)
        print("\n".join(["There is no grade:", verdict.explanation, *verdict.notes]))
    else:
        file.write_text(json.dumps(results, indent=1), encoding="utf-8")
