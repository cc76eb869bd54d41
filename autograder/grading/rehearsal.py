"""Run a test submission in the sandbox before a class is graded: it finds packages that students' code cannot import there."""

import ast
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.checks.missing import is_colab, where_installed
from autograder.model.course_settings import Limits
from autograder.model.source_text import SourceError, read_source
from autograder.model.submission import Cell
from autograder.sandbox.client import SandboxError, WarmParent

LIMITS = Limits(cell_seconds=60, submission_seconds=300)
# Packages that the parent has imported must also be readable: libraries load more of their files on use.
READ_ALL = """\
import sys
for name, module in list(sys.modules.items()):
    file = vars(module).get("__file__") if hasattr(module, "__dict__") else None
    if name.partition(".")[0] in ("autograder", "__main__", "__mp_main__"):  # closed: this package, and the sandbox's program
        continue
    try:
        open(file or "/dev/null", "rb").close()
    except (FileNotFoundError, NotADirectoryError):  # made up, or within a zip
        pass
"""


def rehearse(parent: WarmParent, masters: Iterable[Path] = ()) -> None:
    """Run the imports of the existing master notebooks as a submission. Raises SandboxError if one fails."""
    statements = dict.fromkeys(statement for master in masters for statement in _imports(master))
    cells = [Cell(statement, statement) for statement in (*statements, READ_ALL)]
    with parent.sandbox() as sandbox, sandbox.open(cells, {}, LIMITS) as session:
        failed = session.run_cells()
    for package in sorted(session.missing):
        raise SandboxError(_not_there(package))
    for error in failed:
        raise SandboxError(
            f"a test submission failed, so nothing is graded: {error['message']}. Students' code may run as another user and must be able to "
            f"read every library; reinstall the package for {sys.executable}, readable for all users and outside the course's folder."
        )


def _imports(master: Path) -> Iterable[str]:
    """Return the top-level import statements of a master notebook, which is a Python file."""
    try:
        body = ast.parse(read_source(master)).body
    except (OSError, SourceError, SyntaxError, ValueError):  # missing, or not valid Python: `build` reports that
        return []
    found = [node for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
    return [ast.unparse(node) for node in found if not _is_for_the_notebook_alone(node)]


def _is_for_the_notebook_alone(node: ast.Import | ast.ImportFrom) -> bool:
    modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return any(is_colab(module) or module.split(".")[0] in ("autograder", "otter", "__future__") for module in modules)


def _not_there(package: str) -> str:
    place = where_installed(package)
    if place is None:
        return (
            f"{package}, which the course's notebooks import, is not installed, so nothing is graded. To install it, run: "
            f"{sys.executable} -m pip install {package}"
        )
    return (
        f"{package}, which the course's notebooks import, is installed in {place}, where students' code cannot read it, since the "
        f"course's folder is closed to students' code. Install {package} for {sys.executable} outside that folder, without `--editable`."
    )
