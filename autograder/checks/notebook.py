"""`notebook(file_name)`, called by the first cell of a student's notebook."""

import json
from pathlib import Path
from typing import Any

from autograder.checks import mnist_patches
from autograder.checks.one_thread import settle_for_one_thread


class NotebookNotFound(FileNotFoundError):
    """The notebook's own file, which contains its tests, was not found."""


def notebook(file_name: str) -> Any:
    """Return otter's `grader` for the notebook `file_name`, and let torchvision and Keras take MNIST from this package.

    A renamed notebook is found by the assignment in its metadata. On Colab a notebook cannot see its own file, so the tests
    come from the notebook in the browser. All paths are absolute: a later cell may change the working folder.
    """
    import otter

    mnist_patches.serve()
    settle_for_one_thread()
    if getattr(otter.Notebook, "_grading_mode", False):  # otter brings its own folder of tests
        return otter.Notebook()
    if _on_colab():
        tests = Path("tests").resolve()
        _log_in(tests.parent)
        notebook = _notebook_in_the_browser()
        _write_tests(notebook, tests)
        return _grader(None, notebook, str(tests))
    path = _locate(file_name)
    _log_in(path.parent)
    # No folder of tests: otter would prefer one beside the notebook to the notebook's own tests.
    return _grader(path, json.loads(path.read_text(encoding="utf-8")), "")


def _grader(path: Path | None, notebook: dict[str, Any], tests: str) -> Any:
    from autograder.checks.notebook_grader import NotebookGrader
    from autograder.model.handout_facts import HandoutFacts

    return NotebookGrader(path, HandoutFacts.of(notebook), tests)


def _log_in(folder: Path) -> None:
    """Let otter write its log here, whatever the working folder becomes: otter's check fails in a read-only folder."""
    from otter.check import notebook as check

    check.OTTER_LOG_FILENAME = str(folder / Path(check.OTTER_LOG_FILENAME).name)


def _locate(file_name: str) -> Path:
    """The notebook's file, in the working folder or in the kernel's first one: this cell may run again after a `%cd`."""
    folders = [Path.cwd(), _started_in()]
    for folder in folders:
        if (folder / file_name).is_file():
            return folder / file_name
    assignment = file_name.split(".")[0]
    for folder in folders:
        found = [other for other in sorted(folder.glob("*.ipynb")) if _assignment_of(other) == assignment]
        if len(found) == 1:
            return found[0]
    many = f"{len(found)} notebooks of this assignment are" if found else "no notebook of this assignment is"
    raise NotebookNotFound(
        f"{file_name} is not in {folders[-1]}, and {many} there. "
        "Start the notebook in its own folder, or write its name into this cell."
    )


def _started_in() -> Path:
    """The folder in which the kernel was started, as IPython notes it before any `%cd`."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    visited = shell.user_ns.get("_dh") if shell is not None else None
    return Path(visited[0]) if visited else Path.cwd()


def _assignment_of(path: Path) -> str | None:
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]["otter"]
        return str(metadata["assignment_name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _on_colab() -> bool:
    try:
        import google.colab  # noqa: F401
    except ImportError:
        return False
    return True


def _notebook_in_the_browser() -> dict[str, Any]:
    from google.colab import _message

    notebook: dict[str, Any] = _message.blocking_request("get_ipynb")["ipynb"]
    return notebook


def _write_tests(notebook: dict[str, Any], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, source in notebook["metadata"]["otter"]["tests"].items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
