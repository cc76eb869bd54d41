"""Grade a class: store the submissions, grade new and changed ones, and store every verdict before it is reported."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from autograder.grading.engine import Engine, Task
from autograder.grading.grader import Grader, max_bytes
from autograder.grading.store import Store
from autograder.model.course import Assignment, Course
from autograder.model.notebook_file import read_notebook
from autograder.model.submission import NoSubmissions, SubmittedFile, Unreadable
from autograder.model.submission_files import Submissions
from autograder.model.verdict import Verdict


@dataclass(frozen=True)
class Entry:
    """A submission in the store, with the name of its file. Two students may have submitted the same file."""

    name: str
    digest: str
    assignment: str = ""  # as named in the notebook


def take_in(submissions: Submissions, course: Course, store: Store) -> list[Entry]:
    """Store the submissions; return their entries. Raises NoSubmissions, StoreError."""
    entries: list[Entry] = []

    def noted() -> Iterator[SubmittedFile]:
        for file in submissions:
            named = ""
            with suppress(Unreadable):  # the verdict will report it
                named = read_notebook(file, max_bytes(course.limits)).assignment or ""
            entries.append(Entry(file.name, file.digest, named))
            yield file

    store.keep(noted())
    return entries


def assignment_of(entries: Sequence[Entry], course: Course) -> Assignment:
    """Return the assignment that most notebooks name or, if they name none, the only one of the course. Raises NoSubmissions."""
    named = [entry.assignment for entry in entries if entry.assignment in course.assignments]
    chosen = most_named(named)
    if named and chosen is None:
        raise NoSubmissions(
            f"The notebooks belong to several assignments ({', '.join(sorted(set(named)))}). Name one with --assignment."
        )
    if not named and len(course.assignments) > 1:
        raise NoSubmissions("The notebooks do not name their assignment. Name it with --assignment.")
    return course.assignment(chosen or next(iter(course.assignments)))


def most_named(names: Sequence[str]) -> str | None:
    """Return the name that makes up more than half of `names`, so that a few stray notebooks do not matter; None if there is none."""
    for name, count in Counter(names).most_common(1):
        if 2 * count > len(names):
            return name
    return None


class Gradebook:
    """The entries of one assignment, and their verdicts in the store."""

    def __init__(self, entries: Sequence[Entry], grader: Grader, store: Store):
        self.entries, self.grader, self._store = entries, grader, store

    def distinct(self) -> list[Entry]:
        """Return each submission once, even if it has several names."""
        return list({entry.digest: entry for entry in self.entries}.values())

    def ungraded(self) -> list[Entry]:
        """Return the entries without a final verdict for the current version of the assignment."""
        return [entry for entry in self.distinct() if not self._store.is_graded(self.grader.version, entry.digest)]

    def grade(self, entries: Sequence[Entry], engine: Engine) -> Iterator[Verdict]:
        """Grade `entries`; yield each verdict after it has been stored."""
        tasks = (Task(self.grader, SubmittedFile(e.name, self._store.content(e.digest))) for e in entries)
        for _, verdict in engine.grade(tasks):
            self._store.record(self.grader.version, verdict)
            yield verdict

    def verdicts(self) -> Iterator[tuple[int, Verdict]]:
        """Yield the number and the verdict of each graded entry, with the points for its written answers."""
        for number, entry in enumerate(self.entries):
            verdict = self._store.verdict(self.grader.version, entry.digest)
            if verdict is not None:
                given = self._store.points(verdict.assignment, verdict.digest)
                yield number, verdict.model_copy(update={"submission": entry.name}).with_points(given)
