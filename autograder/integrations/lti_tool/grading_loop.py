"""Grade uploads as they arrive; every verdict is in the store before anybody sees it."""

from collections.abc import Callable, Iterator, Sequence

from autograder.grading.engine import Engine, Task
from autograder.grading.grader import Grader
from autograder.integrations.lti_tool.records import Records
from autograder.model.submission import SubmittedFile


def grade_uploads(
    records: Records, graders: Sequence[Grader], engine: Engine, goes_on: Callable[[], bool], done: Callable[[str], None]
) -> None:
    """Grade uploads while `goes_on()` is true; call `done` with a line on each. Raises StoreError, SandboxError."""
    by_name = {grader.assignment.name: grader for grader in graders}
    being_graded = set[tuple[str, str]]()
    records.reopen()

    def tasks() -> Iterator[Task | None]:
        while goes_on():
            yield next_task()

    def next_task() -> Task | None:
        """Return the first task in the current queue; None if it is empty."""
        for upload in records.ungraded(list(by_name)):
            grader, key = by_name[upload.assignment], (upload.digest, upload.assignment)
            if key in being_graded:
                continue
            if records.is_graded(grader.version, upload.digest):  # the same notebook has been graded already
                records.set_graded(upload.digest, upload.assignment, grader.version)
            elif records.begin(upload.number):
                being_graded.add(key)
                return Task(grader, SubmittedFile(upload.file, records.content(upload.digest)))
        return None

    records.resume()
    for _, verdict in engine.grade(tasks()):
        version = by_name[verdict.assignment].version
        records.record(version, verdict)
        records.set_graded(verdict.digest, verdict.assignment, version)
        being_graded.discard((verdict.digest, verdict.assignment))
        done(f"{verdict.assignment}: {verdict.digest[:12]} {verdict.outcome}")
