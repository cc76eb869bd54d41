"""A class is graded: what comes in is stored, what is new or changed is graded, and every verdict is stored before it is reported."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from autograder.course import Assignment, Course
from autograder.engine import Engine, Task
from autograder.grading import Grader, max_bytes
from autograder.store import Store
from autograder.submission import NoSubmissions, Submissions, SubmittedFile, Unreadable, read_notebook
from autograder.verdict import Verdict


@dataclass(frozen=True)
class Entry:
    """A submission in the store, by the name that it came under. Two students may have handed in the same file."""

    name: str
    digest: str


def take_in(submissions: Submissions, course: Course, store: Store) -> tuple[list[Entry], set[str]]:
    """Store the submissions; return their entries, and the names of the assignments that they say they belong to.

    Raises NoSubmissions, StoreError.
    """
    entries: list[Entry] = []
    named: set[str] = set()

    def noted() -> Iterator[SubmittedFile]:
        for file in submissions:
            entries.append(Entry(file.name, file.digest))
            with suppress(Unreadable):  # its verdict will say so
                named.add(read_notebook(file, max_bytes(course.limits)).assignment or "")
            yield file

    store.keep(noted())
    return entries, named - {""}


def assignment_of(named: set[str], course: Course) -> Assignment:
    """The assignment that the notebooks name; the only one of the course where they name none. Raises NoSubmissions."""
    known = sorted(name for name in named if name in course.assignments)
    if len(known) > 1:
        raise NoSubmissions(f"The notebooks belong to several assignments ({', '.join(known)}). Name one with --assignment.")
    if not known and len(course.assignments) > 1:
        raise NoSubmissions("The notebooks do not say which assignment they belong to. Name it with --assignment.")
    return course.assignment(known[0] if known else next(iter(course.assignments)))


class Gradebook:
    """The entries of one assignment, and the verdicts on them that the store has."""

    def __init__(self, entries: Sequence[Entry], grader: Grader, store: Store):
        self.entries, self.grader, self._store = entries, grader, store

    def distinct(self) -> list[Entry]:
        """Every submission once, though it came under several names."""
        return list({entry.digest: entry for entry in self.entries}.values())

    def ungraded(self) -> list[Entry]:
        """What has no verdict of the assignment as it is now."""
        return [entry for entry in self.distinct() if not self._store.is_graded(self.grader.version, entry.digest)]

    def grade(self, entries: Sequence[Entry], engine: Engine) -> Iterator[Verdict]:
        """Grade `entries`; yield each verdict when it is stored."""
        tasks = (Task(self.grader, SubmittedFile(e.name, self._store.content(e.digest))) for e in entries)
        for _, verdict in engine.grade(tasks):
            self._store.record(self.grader.version, verdict)
            yield verdict

    def verdicts(self) -> Iterator[tuple[int, Verdict]]:
        """By its number, the verdict on each entry that has one, with the points that its written answers have."""
        for number, entry in enumerate(self.entries):
            verdict = self._store.verdict(self.grader.version, entry.digest)
            if verdict is not None:
                given = self._store.points(verdict.assignment, verdict.digest)
                yield number, verdict.model_copy(update={"submission": entry.name}).with_points(given)
