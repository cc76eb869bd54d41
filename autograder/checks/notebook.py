"""`notebook(file_name)`, called by the first cell of a student's notebook."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from autograder.checks import mnist_patches
from autograder.checks.one_thread import settle_for_one_thread
from autograder.checks.packed_tests import PackedTests
from autograder.model.handout_facts import HandoutFacts
from autograder.model.handout_names import language_in
from autograder.model.language import Language, speaking, tr

_folders: dict[str, TemporaryDirectory[str]] = {}  # of packed tests


class NotebookNotFound(FileNotFoundError):
    """The notebook's own file, which contains its tests, was not found."""


def notebook(file_name: str, tests: str = "") -> Any:
    """Return otter's `grader` for the notebook `file_name`, and let torchvision and Keras take MNIST from this package.

    A renamed notebook is found by the assignment in its metadata. Where a notebook is not a file that its kernel can read (Colab,
    Kaggle), the tests are those of the first cell itself, `tests`. All paths are absolute: a later cell may change the working folder.
    """
    import otter

    mnist_patches.serve()
    settle_for_one_thread()
    if getattr(otter.Notebook, "_grading_mode", False):  # otter brings its own folder of tests
        return otter.Notebook()
    try:
        with speaking(Language(language_in(file_name))):
            path = _locate(file_name)
    except NotebookNotFound:
        if not tests:
            raise
        _log_in(Path.cwd())
        with speaking(Language(language_in(file_name))):
            packed = PackedTests.unpack(tests)
        return _grader(None, packed.facts, _folder_of(packed))
    _log_in(path.parent)
    # No folder of tests: one that happens to lie beside the notebook would be preferred to the notebook's own tests.
    return _grader(path, HandoutFacts.of(json.loads(path.read_text(encoding="utf-8"))), "")


def _grader(path: Path | None, facts: HandoutFacts, tests: str) -> Any:
    from autograder.checks.notebook_grader import NotebookGrader

    return NotebookGrader(path, facts, tests)


def _folder_of(packed: PackedTests) -> str:
    """Write packed tests into a folder, once; it is removed when the kernel ends."""
    key = packed.facts.model_dump_json()
    if key not in _folders:
        folder = TemporaryDirectory(prefix="autograder-tests-", ignore_cleanup_errors=True)
        packed.write(Path(folder.name))
        _folders[key] = folder
    return _folders[key].name


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
    many = tr("{} notebooks of this assignment are", len(found)) if found else tr("no notebook of this assignment is")
    raise NotebookNotFound(
        tr(
            "{} is not in {}, and {} there. Start the notebook in its own folder, or write its name into this cell.",
            file_name,
            folders[-1],
            many,
        )
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
