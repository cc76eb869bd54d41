"""Build an assignment: the student notebooks and their zips, the executed reference, and the otter autograder zip."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from autograder.authoring.handout import reference, stub
from autograder.authoring.handout_zip import write_handout_zip
from autograder.authoring.leaks import leaks
from autograder.authoring.master import read_master
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.integrations.otter.zip_file import write_zip
from autograder.model.course import Assignment, Course
from autograder.model.errors import UserError
from autograder.model.handout_names import file_name
from autograder.model.source_text import SourceError, read_source
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome, Verdict

LEAKS_SHOWN = 5


class BuildError(UserError):
    """The built notebooks must not be handed out; the message contains the reason and the remedy."""

    has_lines = True


def build_assignment(course: Course, assignment: Assignment, check: bool) -> Iterator[str]:
    """Build one assignment and yield a line for each step. With `check`, compare and write nothing.

    Raises MasterError if the master cannot be built, and BuildError if a line of a solution is handed out, the reference loses a point,
    an unchanged hand-out earns one, or, with `check`, a committed notebook is out of date.
    """
    folder = course.handout_folder(assignment.name)
    names = {language: file_name(assignment.name, language) for language in assignment.title}
    stubs = {name: stub(course, assignment, language) for language, name in names.items()}
    _refuse_leaks(course, assignment, stubs)
    handouts = {folder / name: _text(notebook) for name, notebook in stubs.items()}
    solution = reference(course, assignment)
    yield _judge(course, assignment, solution, list(handouts.values()))
    for path, text in handouts.items():
        yield _compare(path, text) if check else _write(path, text)
    if not check:
        built = course.folder / "dist" / assignment.name
        for language, name in names.items():
            yield write_handout_zip(built / f"{assignment.name}-{language}.zip", name, handouts[folder / name], language)
        yield write_zip(course, assignment, built.absolute() / f"{assignment.name}-autograder.zip")
        yield _write(built / f"{assignment.name}-reference.ipynb", _text(_executed(solution)))


def _refuse_leaks(course: Course, assignment: Assignment, stubs: dict[str, NotebookNode]) -> None:
    found = list(leaks(read_master(course.master(assignment.name)), stubs))
    if found:
        more = f" (and {len(found) - LEAKS_SHOWN} more)" if len(found) > LEAKS_SHOWN else ""
        raise BuildError("\n".join(found[:LEAKS_SHOWN]) + f"{more}\nChange the line in one of the two places, or remove it.")


def _text(notebook: NotebookNode) -> str:
    return nbformat.writes(notebook) + "\n"


def _judge(course: Course, assignment: Assignment, solution: NotebookNode, stubs: list[str]) -> str:
    """Grade the reference, which must earn all points, and the stubs, which must earn none."""
    files = [SubmittedFile("the reference", _text(solution).encode())]
    files += [SubmittedFile(f"stub {i}", stub.encode()) for i, stub in enumerate(stubs)]
    grader = Grader(course, assignment)
    solved_verdict, *stub_verdicts = grade_all([Task(grader, file) for file in files], jobs=1)
    if solved_verdict.outcome is not Outcome.GRADED or solved_verdict.earned != solved_verdict.points:
        raise BuildError(f"{assignment.name}: the reference does not earn all points. {_failures(solved_verdict)}")
    for verdict in stub_verdicts:
        if verdict.outcome is not Outcome.GRADED or verdict.earned:
            earning = [f"{q.name} ({c.name})" for q in verdict.questions for c in q.checks if c.passed]
            raise BuildError(
                f"{assignment.name}: the unchanged hand-out has the outcome {verdict.outcome} and earns points in {', '.join(earning)}."
            )
    return f"{assignment.name}: the reference earns {solved_verdict.earned:g} of {solved_verdict.points:g}, the unchanged hand-outs 0"


def _failures(verdict: Verdict) -> str:
    failed = [f"{q.name}, {c.name}: {c.message}" for q in verdict.questions for c in q.checks if not c.passed]
    return " ".join([verdict.explanation, *failed, *verdict.notes]).strip()


def _compare(path: Path, text: str) -> str:
    try:
        committed = read_source(path)
    except (FileNotFoundError, SourceError):
        committed = ""
    if committed != text:
        raise BuildError(
            f"{path} is out of date with its master and tests; run `autograder build` and commit the written files."
        )
    return f"{path}: up to date"


def _write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return f"{path}: written"


def _executed(solution: NotebookNode) -> NotebookNode:
    """Run the reference from top to bottom in a real kernel, including the cells for students only."""
    with tempfile.TemporaryDirectory() as scratch:
        name = Path(solution.metadata.otter.assignment_name).with_suffix(".ipynb")
        (Path(scratch) / name).write_text(_text(solution), encoding="utf-8")  # the notebook looks for its own file
        client = NotebookClient(solution, timeout=None, kernel_name="python3", resources={"metadata": {"path": scratch}})
        try:
            # One thread: the networks are small, and on a busy machine a second one costs many times the work.
            executed: NotebookNode = client.execute(env={**os.environ, "OMP_NUM_THREADS": "1"})
        except CellExecutionError as error:
            raise BuildError(f"{name}: a cell of the reference fails. {error}") from None
    return executed
