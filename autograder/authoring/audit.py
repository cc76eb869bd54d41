"""The audit: grade the examples. A wrong example that keeps its points is a survivor; a right one that loses points is a false alarm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from autograder.authoring.examples import Example, read_examples, submission_of
from autograder.grading import known_mistakes
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.course import Assignment, Course
from autograder.model.verdict import Outcome, Verdict


@dataclass(frozen=True)
class GradedExample:
    """An example and the verdict on it in one of the repeats."""

    example: Example
    repeat: int
    verdict: Verdict

    @property
    def lost(self) -> frozenset[str]:
        return frozenset(q.name for q in self.verdict.questions if q.earned < q.points)

    @property
    def failed(self) -> frozenset[str]:
        """The questions with a check that failed by itself, not because it waits for another question."""
        return frozenset(q.name for q in self.verdict.questions if any(not (c.passed or c.waits) for c in q.checks))

    @property
    def complaint(self) -> str:
        """Describe the fault of the tests in a sentence; empty if the tests judged the example as expected."""
        if self.verdict.outcome is not Outcome.GRADED:
            return f"the outcome is {self.verdict.outcome}: {self.verdict.explanation} {' '.join(self.verdict.notes)}"
        survived, extra = self.example.loses - self.lost, self.failed - self.example.loses - self.example.may_lose
        parts = []
        if survived:
            parts.append(f"survives {', '.join(sorted(survived))}")
        if extra:
            parts.append(f"{'false alarm' if self.example.is_right else 'also loses points'} in {self._messages(extra)}")
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
) -> list[GradedExample]:
    """Grade every example `repeats` times, each time with different challenges."""
    examples = read_examples(course.examples_folder(assignment.name), {question.name for question in assignment.checked})
    graders = [Grader(course, assignment, repeat) for repeat in range(repeats)]
    submissions = {example.name: submission_of(example, course, assignment) for example in examples}
    pairs = [(example, grader) for grader in graders for example in examples]
    verdicts = grade_all([Task(grader, submissions[example.name]) for example, grader in pairs], jobs, done)
    return [GradedExample(example, grader.repeat, verdict) for (example, grader), verdict in zip(pairs, verdicts, strict=True)]


def matrix(graded_examples: Sequence[GradedExample]) -> Table:
    """Return a table with a row per example and a column per check: `·` passed, `✗` failed as expected, `!` failed unexpectedly."""
    first = [graded for graded in graded_examples if graded.repeat == 0]
    table = Table(box=None, padding=(0, 0), header_style="bold")
    table.add_column("example", no_wrap=True, max_width=34)
    for question in first[0].verdict.questions:
        table.add_column(f" {question.name}", no_wrap=True)
    for graded in first:
        table.add_row(graded.example.name, *(_marks(graded, q.name) for q in graded.verdict.questions))
    return table


def _marks(graded: GradedExample, question: str) -> Text:
    verdict = next(q for q in graded.verdict.questions if q.name == question)
    text = Text(" ")
    expected = question in graded.example.loses
    allowed = expected or question in graded.example.may_lose
    for check in verdict.checks:
        mark, style = ("·", "dim") if check.passed else ("✗", "green") if allowed or check.waits else ("!", "bold red")
        text.append(mark, style)
    if expected and verdict.earned == verdict.points:
        text.append("?", "bold red")
    return text


def learn(course: Course, assignment: Assignment, graded_examples: Sequence[GradedExample]) -> int:
    """Store the patterns by which reports recognize the mistakes of the examples; return their number."""
    wrong = [(graded.example.summary, graded.verdict) for graded in graded_examples if not graded.example.is_right]
    return known_mistakes.learn(wrong, course.examples_folder(assignment.name))
