"""The verdict on a submission. Verdicts are plain data: they are stored as JSON, and reports are made from them."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from autograder.model.language import ENGLISH, Language, english, mark, tr

LONGEST = 4_000  # characters of a text that may come from a student: a name, a message, evidence
LONGEST_ANSWER = 100_000  # of a written answer, which a person reads in full
LONGEST_DATA = 4 * LONGEST  # of arguments or an answer, as JSON
MOST_VALUES = 200_000  # of a list in a picture's data
MOST_ENTRIES = 100  # of a list whose length a student controls


def cut(text: str, longest: int = LONGEST) -> str:
    """Shorten a long text to its beginning and its end. All text from students enters a verdict through this function."""
    if len(text) <= longest:
        return text
    mark = f" … ({len(text):,} characters in all) … "
    kept = max(0, longest - len(mark))
    end = kept // 4
    return f"{text[: kept - end]}{mark}{text[len(text) - end :]}"


def _cut_data(value: Any) -> Any:
    """Return JSON data unchanged if they are short, or else the beginning and the end of their text."""
    text = json.dumps(value, default=str)
    return value if len(text) <= LONGEST_DATA else cut(text)


def _cut_picture(value: Any) -> Any:
    """Limit the data of a picture: cut names, and bound lists of numbers."""
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, dict):
        return {cut(str(key)): _cut_picture(item) for key, item in list(value.items())[:MOST_ENTRIES]}
    return [_cut_picture(item) for item in value[:MOST_VALUES]] if isinstance(value, list) else value


Said = Annotated[
    str, AfterValidator(lambda text: cut(text))
]  # pydantic 2.7 gives a function of two parameters its own second one
Data = Annotated[Any, AfterValidator(_cut_data)]


class Outcome(StrEnum):
    """The outcome of grading a submission. `GRADER_ERROR` is a fault of the grader: the submission has no grade, and a person checks it."""

    GRADED = mark("graded")
    CRASHED = mark("crashed")
    TIMED_OUT = mark("timed out")
    OUT_OF_MEMORY = mark("out of memory")
    UNREADABLE = mark("unreadable")
    GRADER_ERROR = mark("grader error")


class _Model(BaseModel):
    model_config = ConfigDict(validate_assignment=True)  # also cut values that are assigned later


class Picture(_Model):
    """Data of a picture for people. `data` by kind:

    histogram   values (n,), bound: the Glorot bound
    confusion   matrix (10, 10): rows are labels, columns predictions
    comparison  names (k,), train_cost (k,), test_accuracy (k,)
    """

    kind: Literal["histogram", "confusion", "comparison"]
    title: Said
    data: Annotated[dict[str, Any], AfterValidator(_cut_picture)]


class Asked(_Model):
    """A judge's call of a probe, with a summary of the answer."""

    probe: Said
    arguments: Data
    answer: Data


# Reports are JSON, which has no NaN.
Measured = Annotated[float, BeforeValidator(lambda value: math.nan if value is None else value)]


def blanks_left(places: Sequence[str]) -> str:
    """A sentence with the places of the blanks that are left; empty if there are none."""
    found = list(dict.fromkeys(places))
    if len(found) < 2:
        return tr("There is still a blank to fill in: {}.", found[0]) if found else ""
    return tr("There are still {} blanks to fill in: {}.", len(found), "; ".join(found))


class CheckVerdict(_Model):
    name: Said
    points: float  # the most it can earn
    passed: bool
    message: Said = ""  # the reason for the failure; empty if it passed
    waits: bool = False  # it failed without running, since a check that it rests on had failed
    cause: Said = ""  # failures with the same cause are reported once; empty if the message is the cause
    blanks: Annotated[
        list[Said], AfterValidator(lambda blanks: blanks[:MOST_ENTRIES])
    ] = []  # places of blanks in the code that it used
    hint: Said = ""
    seconds: float = 0.0
    measured: dict[str, Measured] = {}  # values by the name of their threshold in the test file
    evidence: list[Asked] = []  # only of a failed check
    pictures: list[Picture] = []

    def note_failure(self, message: str, blanks: Sequence[str], cause: str) -> None:
        """Set the reason for the failure."""
        self.message, self.blanks, self.cause = message, list(blanks), cause

    @property
    def earned(self) -> float:
        return self.points if self.passed else 0.0


class QuestionVerdict(_Model):
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
    """A person's points and comment for a written answer."""

    earned: float
    comment: str = ""


MediaType = Literal["image/png", "image/jpeg", "image/gif", "image/webp"]


class AnswerPicture(_Model):
    """A picture in a written answer, whose text has "[picture 2]" in its place."""

    number: int = 0
    media_type: MediaType
    data: str  # base64


class WrittenAnswer(_Model):
    """An answer that a person grades. `earned` is None while it awaits points."""

    name: str
    title: str
    points: float
    answer: Annotated[str, AfterValidator(lambda text: cut(text, LONGEST_ANSWER))]
    pictures: list[AnswerPicture] = []
    remark: Said = ""  # for the reader: the cell is missing, a picture cannot be shown
    earned: float | None = None
    comment: str = ""  # the reader's, for the student


class CellError(_Model):
    """A cell of the submission that stopped with an error."""

    cell: Said  # "the cell with `criterion`, Question 4"
    message: Said


class Verdict(_Model):
    submission: Said  # the file's original name
    language: str = ENGLISH  # of the messages for the student
    texts: dict[str, str] = {}  # the course's translations of the titles, names and hints below
    assignment: Said
    title: Said = ""  # of the assignment, for people
    course: Said = ""
    graded_at: str = ""  # in UTC, as "2026-11-29 13:05"
    due: str = ""  # until when it can be submitted again, as the course said when the report was written
    contact: Said = ""  # whom students ask about their grade
    digest: str  # SHA-256 of the submission, hexadecimal
    outcome: Outcome
    explanation: Said = ""  # a sentence, in English, if the outcome is not `graded`
    explanation_shown: Said = ""  # the same in the student's language, if that is another one
    behaves_as_if: str = ""  # the known mistake with this pattern of failed checks
    questions: list[QuestionVerdict] = []
    written: list[WrittenAnswer] = []
    cell_errors: Annotated[list[CellError], AfterValidator(lambda errors: errors[:MOST_ENTRIES])] = []
    missing: list[str] = []  # imported packages that are not installed
    notes: Annotated[list[Said], AfterValidator(lambda notes: notes[:MOST_ENTRIES])] = []
    seconds: dict[str, float] = Field(default_factory=dict)  # by phase
    cpu_seconds: dict[str, float] = Field(default_factory=dict)  # processor time of the submission and of the judges
    versions: dict[str, str] = Field(default_factory=dict)
    layers: str = ""  # the sandbox's working and missing layers
    seed: str = ""  # the seed material: the same value gives the same seeds and images

    @property
    def speech(self) -> Language:
        """The language of the reports for the student."""
        return Language(self.language, self.texts)

    def keep_translations(self, language: Language) -> None:
        """Keep a course's translations of what this verdict shows of its questions."""
        checks = [check for question in self.questions for check in question.checks]
        shown = [question.title for question in self.questions] + [answer.title for answer in self.written]
        shown += [text for check in checks for text in (check.name, check.hint)] + [self.behaves_as_if, self.course]
        shown += [picture.title for check in checks for picture in check.pictures]
        self.texts = {text: language.texts[text] for text in shown if text in language.texts}

    @property
    def points(self) -> float:
        """The sum of the points that checks can earn."""
        return sum(question.points for question in self.questions)

    @property
    def earned(self) -> float | None:
        """The points earned by checks; None if the grading itself failed."""
        if self.outcome is Outcome.GRADER_ERROR:
            return None
        return sum(question.earned for question in self.questions)

    def explain(self, why: str) -> None:
        """Set the explanation, which `tr` may have made."""
        self.explanation = english(why)
        self.explanation_shown = str(why) if str(why) != self.explanation else ""

    @property
    def said(self) -> str:
        """The explanation in the language that is spoken."""
        return self.explanation_shown or tr(self.explanation)

    @property
    def likely_cause(self) -> str:
        """A sentence that names the known mistake, in the language that is spoken; empty if there is none."""
        return tr("Your submission behaves as if {}.", tr(self.behaves_as_if).rstrip(".")) if self.behaves_as_if else ""

    def with_points(self, given: Mapping[str, Points]) -> "Verdict":
        """Return the verdict with the points `given` for written answers, by name; the other answers await points."""
        written = []
        for answer in self.written:
            points = given.get(answer.name)
            earned, comment = (points.earned, points.comment) if points else (None, "")
            written.append(answer.model_copy(update={"earned": earned, "comment": comment}))
        return self.model_copy(update={"written": written})

    def with_advice(self, due: datetime | None, contact: str | None) -> "Verdict":
        """Return the verdict with the due date and the contact that the course states now; neither changes a grade."""
        until = "" if due is None else due.isoformat(" ", "minutes")
        return self.model_copy(update={"due": until, "contact": contact or ""})

    def outline(self) -> "Verdict":
        """Return the verdict without its details: small, but enough for tables."""
        questions = [
            question.model_copy(
                update={"checks": [CheckVerdict(name=c.name, points=c.points, passed=c.passed) for c in question.checks]}
            )
            for question in self.questions
        ]
        written = [answer.model_copy(update={"answer": "", "comment": "", "pictures": []}) for answer in self.written]
        return self.model_copy(update={"questions": questions, "written": written, "cell_errors": [], "notes": [], "texts": {}})

    def to_json(self) -> bytes:
        """Serialize the verdict. Unlike pydantic's serializer, keep NaN, and lone surrogates in students' texts."""
        return json.dumps(self.model_dump()).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Read a verdict that `to_json` wrote."""
        return cls.model_validate(json.loads(data))

    @property
    def awaiting(self) -> float:
        """The points of written answers that nobody has graded yet."""
        return sum(answer.points for answer in self.written if answer.earned is None)
