"""The audit: runs the bank through the engine. A wrong fill that keeps its points is a survivor; a right one that loses any, a false alarm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from autograder.authoring.examples import Fill, read_bank, submission_of
from autograder.grading import known_mistakes
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.course import Assignment, Course
from autograder.model.verdict import Outcome, Verdict


@dataclass(frozen=True)
class Trial:
    """A fill and the verdict on it, in one of the repeats."""

    fill: Fill
    repeat: int
    verdict: Verdict

    @property
    def lost(self) -> frozenset[str]:
        return frozenset(q.name for q in self.verdict.questions if q.earned < q.points)

    @property
    def failed(self) -> frozenset[str]:
        """The questions in which a check failed by itself: what waits for another question follows from that one."""
        return frozenset(q.name for q in self.verdict.questions if any(not (c.passed or c.waits) for c in q.checks))

    @property
    def complaint(self) -> str:
        """What is wrong with the tests, in a sentence; empty if they did what they should."""
        if self.verdict.outcome is not Outcome.GRADED:
            return f"the grading ended as {self.verdict.outcome}: {self.verdict.explanation} {' '.join(self.verdict.notes)}"
        survived, extra = self.fill.loses - self.lost, self.failed - self.fill.loses - self.fill.may_lose
        parts = []
        if survived:
            parts.append(f"survives {', '.join(sorted(survived))}")
        if extra:
            parts.append(f"{'false alarm' if self.fill.is_right else 'loses too'} in {self._messages(extra)}")
        return "; ".join(parts)

    def _messages(self, questions: frozenset[str]) -> str:
        failed = [
            f"{q.name} ({check.name}: {check.message})"
            for q in self.verdict.questions
            if q.name in questions
            for check in q.checks
            if not (check.passed or check.waits)
        ]
        return ", ".join(failed)


def audit(
    course: Course, assignment: Assignment, repeats: int, jobs: int, done: Callable[[Verdict], None] = lambda verdict: None
) -> list[Trial]:
    """Grade every fill of the bank `repeats` times, each time with other challenges."""
    fills = read_bank(course.examples_folder(assignment.name), {question.name for question in assignment.checked})
    graders = [Grader(course, assignment, repeat) for repeat in range(repeats)]
    submissions = {fill.name: submission_of(fill, course, assignment) for fill in fills}
    pairs = [(fill, grader) for grader in graders for fill in fills]
    verdicts = grade_all([Task(grader, submissions[fill.name]) for fill, grader in pairs], jobs, done)
    return [Trial(fill, grader.repeat, verdict) for (fill, grader), verdict in zip(pairs, verdicts, strict=True)]


def matrix(trials: Sequence[Trial]) -> Table:
    """A row for each fill, a column for each check: `·` passed, `✗` failed where it should, `!` failed where it should not."""
    first = [trial for trial in trials if trial.repeat == 0]
    table = Table(box=None, padding=(0, 0), header_style="bold")
    table.add_column("fill", no_wrap=True, max_width=34)
    for question in first[0].verdict.questions:
        table.add_column(f" {question.name}", no_wrap=True)
    for trial in first:
        table.add_row(trial.fill.name, *(_marks(trial, q.name) for q in trial.verdict.questions))
    return table


def _marks(trial: Trial, question: str) -> Text:
    verdict = next(q for q in trial.verdict.questions if q.name == question)
    text = Text(" ")
    expected = question in trial.fill.loses
    allowed = expected or question in trial.fill.may_lose
    for check in verdict.checks:
        mark, style = ("·", "dim") if check.passed else ("✗", "green") if allowed or check.waits else ("!", "bold red")
        text.append(mark, style)
    if expected and verdict.earned == verdict.points:
        text.append("?", "bold red")
    return text


def learn(course: Course, assignment: Assignment, trials: Sequence[Trial]) -> int:
    """Store the patterns by which reports recognize the bank's mistakes; return how many there are."""
    wrong = [(trial.fill.summary, trial.verdict) for trial in trials if not trial.fill.is_right]
    return known_mistakes.learn(wrong, course.examples_folder(assignment.name))
