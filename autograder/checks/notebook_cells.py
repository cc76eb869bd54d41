"""The cells of the student's notebook as last saved: the question of each, and whether code that ran is still in it."""

import json
import time
import types
from pathlib import Path
from typing import Any

from IPython.core.getipython import get_ipython

from autograder.checks import places
from autograder.checks.missing import definition_of
from autograder.model.cell_names import cell_name, defined_functions, questions_of_cells
from autograder.model.handout_facts import HandoutFacts
from autograder.model.language import tr

Stated = list[tuple[str, str, str]]  # of each cell: kind, source, name


class NotebookCells:
    """Reads the notebook's file whenever it has changed. Without a file, every answer is empty."""

    def __init__(self, path: Path | None, facts: HandoutFacts):
        self._path, self._facts = path, facts
        self._saved = 0.0  # the file's modification time, in seconds
        self._cells: Stated = []
        self._questions: dict[str, str] = {}  # of code cells, by their sources
        self._ran: dict[str, float] = {}  # start time of each cell's latest run, by its source
        self._note_runs()

    def _note_runs(self) -> None:
        """Note from now on when each cell runs, in place of an earlier run of the notebook's first cell."""
        shell = get_ipython()
        if shell is not None:
            for called in list(shell.events.callbacks["pre_run_cell"]):
                if isinstance(getattr(called, "__self__", None), type(self)):
                    shell.events.unregister("pre_run_cell", called)
            shell.events.register("pre_run_cell", self._note_run)

    def use(self) -> None:
        """Use these cells to explain places and missing names from now on."""
        places.question_of, places.why_missing = self.question_of, self.why_missing

    def question_of(self, source: str) -> str:
        """The question of the section that holds a cell with this source, or of the functions in it; empty if there is none."""
        self._read()
        known = (self._facts.names.get(name, "") for name in defined_functions(source))
        return self._questions.get(source.strip(), "") or next(known, "")

    def why_missing(self, name: str) -> str:
        """Advice for a name that the kernel does not know."""
        self._read()
        source = self._defining(name)
        if source is not None:
            return tr("Run {}, which defines it, first.", cell_name(source, self.question_of(source)))
        if self._cells:
            instead = self._renamed(name)
            renamed = tr(": `{}` stands where it should be", instead) if instead else ""
            return tr("No cell of the saved notebook defines it{}. Keep the names that the given code uses.", renamed)
        return tr("Run the cell that defines it first.")

    def stale(self, name: str, value: Any) -> str:
        """The remark that a function's cell has changed, or is gone, since it ran; empty if it is still there."""
        code = getattr(value, "__code__", None)
        place = places.place_of(code) if isinstance(code, types.CodeType) else None
        self._read()
        if place is None or not self._cells:
            return ""
        source = "".join(place.lines).strip()
        if source in self._questions or self._saved <= self._ran.get(source, float("inf")):
            return ""
        if self._defining(name) is not None:
            return tr("`{}` was changed since its cell ran. Run the cell again: this result is of the old code.", name)
        return tr(
            "`{}` is in no cell of the saved notebook any more. Only the kernel remembers it, and grading will not.", name
        )

    def answer(self, name: str) -> str | None:
        """The text of the written answer with this name; None if its cell is not found."""
        self._read()
        return next((source for kind, source, named in self._cells if named == name and kind == "markdown"), None)

    def _defining(self, name: str) -> str | None:
        """The source of the first cell that defines a name; None if none does."""
        defines = definition_of(name)
        return next((source for kind, source, _ in self._cells if kind == "code" and defines.search(source)), None)

    def _renamed(self, name: str) -> str:
        """The only function in the same question's section that the hand-out does not have."""
        question = self._facts.names.get(name)
        if question is None:
            return ""
        own = [source for kind, source, _ in self._cells if kind == "code" and self.question_of(source) == question]
        new = [one for source in own for one in defined_functions(source) if one not in self._facts.names]
        return new[0] if len(new) == 1 else ""

    def _read(self) -> None:
        try:
            saved = self._path.stat().st_mtime if self._path else 0.0
            if self._path is None or saved == self._saved:
                return
            cells = json.loads(self._path.read_text(encoding="utf-8"))["cells"]
            self._cells = [(str(cell["cell_type"]), _source(cell), str(cell.get("metadata", {}).get("name"))) for cell in cells]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):  # it is being saved, or it is not a notebook
            return
        self._saved = saved
        questions = questions_of_cells([(kind, source) for kind, source, _ in self._cells])
        pairs = zip(self._cells, questions, strict=True)
        self._questions = {source.strip(): question for (kind, source, _), question in pairs if kind == "code"}

    def _note_run(self, info: Any) -> None:
        self._ran[str(info.raw_cell).strip()] = time.time()


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else str(source)
