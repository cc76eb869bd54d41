"""The progress bar of a long command, and the exception that stops it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autograder.report.terminal import errors

if TYPE_CHECKING:
    from autograder.model.verdict import Verdict


class Stopped(Exception):
    """Ctrl-C during a long command; the message says which results are kept."""


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[..., None]]:
    """Show a progress bar with the time left and the counts of unusual outcomes; show nothing outside a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from autograder.model.verdict import Outcome

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[troubles]}"),
        TimeRemainingColumn(),
    )
    # No drawing thread: the engine restarts workers as forks of this process.
    with Progress(*columns, console=errors, transient=True, auto_refresh=False, disable=not errors.is_terminal) as progress:
        task = progress.add_task(what, total=total, troubles="")
        troubles: Counter[Outcome] = Counter()

        def advance(verdict: Verdict | None = None) -> None:
            if verdict is not None and verdict.outcome is not Outcome.GRADED:
                troubles[verdict.outcome] += 1
            said = ", ".join(f"{count} {outcome}" for outcome, count in troubles.items())
            progress.update(task, advance=1, troubles=said, refresh=True)

        progress.refresh()
        yield advance
