"""A class is graded: what comes in is stored, what is new or changed is graded, and every verdict is stored before it is reported."""

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
    """A submission in the store, by the name that it came under. Two students may have handed in the same file."""

    name: str
    digest: str
    assignment: str = ""  # that it says it belongs to


def take_in(submissions: Submissions, course: Course, store: Store) -> list[Entry]:
    """Store the submissions; return their entries. Raises NoSubmissions, StoreError."""
    entries: list[Entry] = []

    def noted() -> Iterator[SubmittedFile]:
        for file in submissions:
            named = ""
            with suppress(Unreadable):  # its verdict will say so
                named = read_notebook(file, max_bytes(course.limits)).assignment or ""
            entries.append(Entry(file.name, file.digest, named))
            yield file

    store.keep(noted())
    return entries


def assignment_of(entries: Sequence[Entry], course: Course) -> Assignment:
    """The assignment that most of the notebooks name; the only one of the course where they name none. Raises NoSubmissions."""
    named = [entry.assignment for entry in entries if entry.assignment in course.assignments]
    chosen = most_named(named)
    if named and chosen is None:
        raise NoSubmissions(
            f"The notebooks belong to several assignments ({', '.join(sorted(set(named)))}). Name one with --assignment."
        )
    if not named and len(course.assignments) > 1:
        raise NoSubmissions("The notebooks do not say which assignment they belong to. Name it with --assignment.")
    return course.assignment(chosen or next(iter(course.assignments)))


def most_named(names: Sequence[str]) -> str | None:
    """The name that more than half of `names` are: what somebody handed in to the wrong assignment stops nobody."""
    for name, count in Counter(names).most_common(1):
        if 2 * count > len(names):
            return name
    return None


class Gradebook:
    """The entries of one assignment, and the verdicts on them that the store has."""

    def __init__(self, entries: Sequence[Entry], grader: Grader, store: Store):
        self.entries, self.grader, self._store = entries, grader, store

    def distinct(self) -> list[Entry]:
        """Every submission once, though it came under several names."""
        return list({entry.digest: entry for entry in self.entries}.values())

    def ungraded(self) -> list[Entry]:
        """What has no verdict that stands, of the assignment as it is now."""
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
