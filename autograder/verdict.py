"""What grading one submission results in. Verdicts are data: they are stored as JSON and reports are made from them."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field


class Outcome(StrEnum):
    """How the grading of a submission ended. Only `GRADER_ERROR` is our fault: such a submission has no grade, and a person looks."""

    GRADED = "graded"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    UNREADABLE = "unreadable"
    GRADER_ERROR = "grader error"


class Picture(BaseModel):
    """Something that people would rather look at. `data` by kind:

    histogram   values (n,), bound: the Glorot bound
    confusion   matrix (10, 10): rows are labels, columns predictions
    comparison  names (k,), train_cost (k,), test_accuracy (k,)
    """

    kind: Literal["histogram", "confusion", "comparison"]
    title: str
    data: dict[str, Any]


class Asked(BaseModel):
    """One question that a judge put to the student's code, and what came back, in short."""

    probe: str
    arguments: Any
    answer: Any


# A report is JSON, which has no NaN.
Measured = Annotated[float, BeforeValidator(lambda value: math.nan if value is None else value)]


class CheckVerdict(BaseModel):
    name: str
    points: float  # that it is worth
    passed: bool
    message: str = ""  # why it failed; empty if it passed
    hint: str = ""
    seconds: float = 0.0
    measured: dict[str, Measured] = {}  # by the name of the constant in the test file that bounds it from below
    evidence: list[Asked] = []  # of a check that failed
    pictures: list[Picture] = []

    @property
    def earned(self) -> float:
        return self.points if self.passed else 0.0


class QuestionVerdict(BaseModel):
    name: str
    title: str
    checks: list[CheckVerdict]

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks)

    @property
    def earned(self) -> float:
        return sum(check.earned for check in self.checks)


@dataclass(frozen=True)
class Points:
    """What a person gave a written answer."""

    earned: float
    comment: str = ""


class WrittenAnswer(BaseModel):
    """An answer that a person grades. `earned` is None while it awaits them."""

    name: str
    title: str
    points: float
    answer: str
    earned: float | None = None
    comment: str = ""  # theirs, for the student


class CellError(BaseModel):
    """A cell of the submission that did not run to its end."""

    cell: str  # "code cell 7"
    message: str


class Verdict(BaseModel):
    submission: str  # the file's name as it came
    assignment: str
    digest: str  # SHA-256 of the submission, hexadecimal
    outcome: Outcome
    explanation: str = ""  # a sentence for the student, where the outcome is not `graded`
    behaves_as_if: str = ""  # the known mistake whose pattern of failed checks this submission shows
    questions: list[QuestionVerdict] = []
    written: list[WrittenAnswer] = []
    cell_errors: list[CellError] = []
    notes: list[str] = []
    seconds: dict[str, float] = Field(default_factory=dict)  # by phase
    cpu_seconds: dict[str, float] = Field(default_factory=dict)  # of processor time: the submission's, and the judges'
    versions: dict[str, str] = Field(default_factory=dict)
    layers: str = ""  # of the sandbox, those that held and those that did not
    seed: str = ""  # what the challenges derive from: repeat it to repeat them

    @property
    def points(self) -> float:
        """The sum of the points that checks can earn."""
        return sum(question.points for question in self.questions)

    @property
    def earned(self) -> float | None:
        """The points earned by checks; None where the grading itself failed."""
        if self.outcome is Outcome.GRADER_ERROR:
            return None
        return sum(question.earned for question in self.questions)

    def with_points(self, given: Mapping[str, Points]) -> "Verdict":
        """The verdict in which the written answers, by name, have the points `given`, and the others await theirs."""
        written = []
        for answer in self.written:
            points = given.get(answer.name)
            earned, comment = (points.earned, points.comment) if points else (None, "")
            written.append(answer.model_copy(update={"earned": earned, "comment": comment}))
        return self.model_copy(update={"written": written})

    def outline(self) -> "Verdict":
        """The verdict without what led to it: enough for tables, and small."""
        questions = [
            question.model_copy(
                update={"checks": [CheckVerdict(name=c.name, points=c.points, passed=c.passed) for c in question.checks]}
            )
            for question in self.questions
        ]
        written = [answer.model_copy(update={"answer": "", "comment": ""}) for answer in self.written]
        return self.model_copy(update={"questions": questions, "written": written, "cell_errors": [], "notes": []})

    def to_json(self) -> bytes:
        """The whole verdict. Unlike pydantic's own, it keeps NaN and the halves of characters that a student's text may hold."""
        return json.dumps(self.model_dump()).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """The verdict that `to_json` wrote."""
        return cls.model_validate(json.loads(data))

    @property
    def awaiting(self) -> float:
        """The points of written answers that nobody has graded yet."""
        return sum(answer.points for answer in self.written if answer.earned is None)
