"""The score of a verdict, as the reports show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from autograder.model.verdict import QuestionVerdict, Verdict, WrittenAnswer

State = Literal["full", "part", "none"]


@dataclass(frozen=True)
class Score:
    """The points of all graded checks and written answers; `awaiting` comes on top of `possible`."""

    earned: float | None  # None if the grading itself failed
    possible: float
    awaiting: float


def score(verdict: Verdict) -> Score:
    """Add up the checks and the written answers that a person has graded."""
    graded = [answer for answer in verdict.written if answer.earned is not None]
    by_hand = sum(answer.earned or 0.0 for answer in graded)
    return Score(
        earned=None if verdict.earned is None else verdict.earned + by_hand,
        possible=verdict.points + sum(answer.points for answer in graded),
        awaiting=verdict.awaiting,
    )


def state(question: QuestionVerdict) -> State:
    """Whether all, some or none of the question's points were earned."""
    if all(check.passed for check in question.checks):
        return "full"
    return "part" if question.earned > 0 else "none"


def written_state(answer: WrittenAnswer) -> State | Literal["wait"]:
    """Like `state`, and "wait" while nobody has graded the answer."""
    if answer.earned is None:
        return "wait"
    if answer.earned >= answer.points:
        return "full"
    return "part" if answer.earned > 0 else "none"


def question_names(verdicts: Iterable[Verdict]) -> list[str]:
    """The names of all questions, in the order in which they first appear."""
    return list(dict.fromkeys(question.name for verdict in verdicts for question in verdict.questions))


def written_names(verdicts: Iterable[Verdict]) -> list[str]:
    """The names of all written answers, in the order in which they first appear."""
    return list(dict.fromkeys(answer.name for verdict in verdicts for answer in verdict.written))
