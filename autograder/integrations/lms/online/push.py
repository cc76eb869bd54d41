"""The rules of sending grades, for every system: look first, write down, send, look again.

A system may take a request and not answer, or answer and not take it; and this program may be ended at any moment. So what counts is
what the system is seen to have. The journal in the store says what was ever sent: by it a grade of ours, which may be replaced, is comment_text
from one that a person gave there, which may not, and feedback that has arrived is not sent again, even where somebody removed it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from autograder.grading.store import Sent, Store
from autograder.integrations.lms.grade_sheets import Grade, scaled
from autograder.integrations.lms.online.connection import Busy, Unanswered, with_retries
from autograder.integrations.lms.online.grade_comment import comment_text, mark_of
from autograder.integrations.lms.uploads import UploadRow

ERRORS = 3  # so often a system has to fail over one student, while it answers otherwise, before the others go on


class GradeRefused(Exception):
    """The system refuses what is sent of one student; the message says why."""


@dataclass(frozen=True)
class Delivery:
    """What is to be sent of a student."""

    student: str  # as the system knows them
    name: str
    points: float
    maximum: float  # of `points`
    mark: str  # stands in `comment_text`, so that the feedback is known again
    comment_text: str  # a few lines for the student
    page: Path
    upload: UploadRow | None = None  # what was graded
    newer: str = ""  # what is known to be handed in after it, as a sentence
    told_before: tuple[str, ...] = ()  # what the journal says was comment_text there, which this replaces

    @property
    def sent(self) -> Sent:
        """What the journal says of it."""
        return Sent(self.points, self.mark)


@dataclass(frozen=True)
class RemoteGrade:
    """What a system has of a student."""

    points: float | None = None
    closed: str = ""  # why it takes no grade: "excused"
    graded_by_us: bool = True  # whether the account that sends gave the grade, as far as that is said
    changed: int | None = None  # when the grade was changed, in the system's time
    hides_feedback: bool = False  # there may be feedback that cannot be seen, and is lost when ours is sent


@dataclass(frozen=True)
class RemoteSubmission:
    """What a student handed in last, as the system says."""

    attempt: int  # 0 where it does not count them
    at: datetime | None  # None: nothing is handed in for this attempt


class RemoteAssignment(Protocol):
    """An assignment in a system. Every method raises Busy, and LmsError where nobody's grades can be sent."""

    place: str  # names it in the journal
    maximum: float  # of its points

    def has(self, students: Sequence[str]) -> Mapping[str, RemoteGrade]:
        """What it has of these students; those whom it does not know are missing."""

    def has_feedback(self, student: str, mark: str) -> bool | None:
        """Whether feedback with this mark is there; None where that cannot be seen."""

    def tool_uploads(self, student: str) -> RemoteSubmission | None:
        """What the student handed in last; None where the system does not say."""

    def has_notebook(self, delivery: Delivery) -> bool | None:
        """Whether the notebook that was graded is among what the student handed in last; None where that cannot be seen."""

    def send(self, delivery: Delivery, feedback: bool) -> None:
        """Put the points there, and the feedback unless it is there already; none where the points are not taken. Raises GradeRefused."""


class Arrival(StrEnum):
    """What became of a delivery."""

    SENT = "sent"
    THERE = "there already"
    KEPT = "changed there"
    REFUSED = "refused"


@dataclass(frozen=True)
class Receipt:
    """A delivery, and what became of it."""

    delivery: Delivery
    arrival: Arrival
    why: str = ""  # a sentence, where it did not arrive


def deliveries(grades: Mapping[str, Grade], pages: Mapping[str, Path], maximum: float, scale: bool) -> list[Delivery]:
    """What is to be sent of everybody who is not held back. Raises LmsError where the system's maximum is another one."""
    made = []
    for student, grade in grades.items():
        if grade.points is not None:
            points = round(scaled(grade, maximum, scale, "The assignment"), 2)
            mark = mark_of(grade)
            name = grade.student.name or student
            made.append(
                Delivery(student, name, points, maximum, mark, comment_text(grade, mark), pages[student], grade.student)
            )
    return made


def push(
    system: RemoteAssignment,
    wanted: Sequence[Delivery],
    journal: Store,
    overwrite: bool = False,
    done: Callable[[], None] = lambda: None,
) -> list[Receipt]:
    """Send what the system lacks; call `done` after each student. Raises LmsError, StoreError.

    What a person changed in the system stays, unless `overwrite`.
    """
    students, receipts = [delivery.student for delivery in wanted], list[Receipt]()
    before = with_retries(lambda: system.has(students))
    failed = False
    for delivery in wanted:
        try:
            receipts.append(_one(system, delivery, before.get(delivery.student), journal, overwrite))
            failed = False
        except Unanswered as error:  # about one student, or about all
            if not error.is_error and (failed or len(wanted) == 1):
                raise
            if error.is_error:  # it fails over this one; does it answer at all?
                with_retries(lambda student=delivery.student: system.has([student]))  # type: ignore[misc]
            receipts.append(Receipt(delivery, Arrival.REFUSED, error.why))
            failed = not error.is_error
        done()
    sent = [receipt.delivery.student for receipt in receipts if receipt.arrival is Arrival.SENT]
    after = with_retries(lambda: system.has(sent)) if sent else {}
    return [_seen(system, receipt, after, journal) for receipt in receipts]


def _one(system: RemoteAssignment, delivery: Delivery, there: RemoteGrade | None, journal: Store, overwrite: bool) -> Receipt:
    if there is None:
        return Receipt(
            delivery, Arrival.REFUSED, "the assignment has no such student; whoever dropped the course gets no grade there"
        )
    if there.closed:
        return Receipt(delivery, Arrival.KEPT, f"{there.closed} there")
    has, ever = there.points, journal.sent(system.place, delivery.student)
    feedback = not any(seen for sent, seen in ever.items() if sent.feedback == delivery.mark)
    feedback = feedback and with_retries(lambda: system.has_feedback(delivery.student, delivery.mark)) is not True
    if _same(has, delivery.points) and not feedback:
        return Receipt(delivery, Arrival.THERE)
    ours = has is None or _same(has, delivery.points) or any(_same(has, sent.points) for sent in ever)
    if not ours and not overwrite:
        return Receipt(delivery, Arrival.KEPT, f"{has:g} points are there, which were not sent from here")
    if there.hides_feedback and _somebody_was_there(there, delivery.student, ever, system.place, journal):
        said = "somebody else graded there, and what they wrote cannot be seen before it is released; push again after that"
        return Receipt(delivery, Arrival.KEPT, said)
    if newer := _newer(system, delivery, journal):
        return Receipt(delivery, Arrival.REFUSED, f"{newer}; import and grade the class again")
    delivery = replace(delivery, told_before=tuple(journal.sent_texts(system.place, delivery.student)))
    journal.note_sending(system.place, delivery.student, delivery.sent, delivery.comment_text)
    try:
        _send(system, delivery, feedback)
    except GradeRefused as refusal:
        return Receipt(delivery, Arrival.REFUSED, str(refusal))
    if feedback and with_retries(lambda: system.has_feedback(delivery.student, delivery.mark)) is False:
        now = with_retries(lambda: system.has([delivery.student])).get(delivery.student, RemoteGrade()).points
        why = "it took the feedback without a word, and does not have it"
        return Receipt(delivery, Arrival.REFUSED, why if _same(now, delivery.points) else not_taken(delivery.points, now))
    return Receipt(delivery, Arrival.SENT)


def _somebody_was_there(there: RemoteGrade, student: str, ever: Mapping[Sent, bool], place: str, journal: Store) -> bool:
    """Whether a person graded before or after us: by the grader, and, where that is the account that sends, by the time."""
    if there.changed is None:
        return False
    if not there.graded_by_us or not ever:
        return True
    last = journal.last_changed(place, student)
    return (last is None or there.changed > last) and not journal.is_interrupted(place, student)


def _newer(system: RemoteAssignment, delivery: Delivery, journal: Store) -> str:
    """What was handed in after the notebook that was graded, as a sentence; empty where nothing was, or the system does not say."""
    graded = delivery.upload
    there = None if graded is None or delivery.newer else with_retries(lambda: system.tool_uploads(delivery.student))
    if graded is None or there is None:
        return delivery.newer
    when = there.at.astimezone(UTC).isoformat(timespec="seconds") if there.at else ""
    known = journal.upload_at_sending(system.place, delivery.student, graded.digest)
    if known is not None:
        later = there.attempt > known[0] or when > known[1]
    else:
        later = there.at is not None and graded.downloaded is not None and there.at > graded.downloaded
    if not later:
        journal.note_upload(system.place, delivery.student, graded.digest, there.attempt, when)
        return ""
    if with_retries(lambda: system.has_notebook(delivery)):
        return ""
    attempt = f"attempt {there.attempt}" if there.attempt else ""
    if there.at is None:
        return f"{attempt or 'another attempt'} is open there, and nothing is handed in for it"
    said = ", ".join(filter(None, [attempt, f"{there.at.astimezone():%Y-%m-%d %H:%M}"]))
    return f"something newer than the graded notebook is handed in there ({said})"


def _send(system: RemoteAssignment, delivery: Delivery, feedback: bool) -> None:
    """Send until it is answered. What was not answered may have been taken all the same, and feedback is not sent twice.

    A system that fails over one student, while it answers when it is asked about them, refuses that student. Raises GradeRefused.
    """
    unanswered, failures = False, 0

    def attempt() -> None:
        nonlocal unanswered, failures
        lacking = feedback and not (unanswered and system.has_feedback(delivery.student, delivery.mark))
        try:
            system.send(delivery, lacking)
        except Busy as busy:
            unanswered, failures = True, failures + busy.is_error
            if failures >= ERRORS and system.has([delivery.student]):
                raise GradeRefused(f"{busy}, though it answers otherwise") from None
            raise

    with_retries(attempt)


def _seen(system: RemoteAssignment, receipt: Receipt, there: Mapping[str, RemoteGrade], journal: Store) -> Receipt:
    """Compare what was sent with what the system has, and write into the journal what has arrived."""
    delivery = receipt.delivery
    has = there.get(delivery.student, RemoteGrade()).points
    if receipt.arrival is Arrival.SENT and not _same(has, delivery.points):
        return Receipt(delivery, Arrival.REFUSED, not_taken(delivery.points, has))
    if receipt.arrival in (Arrival.SENT, Arrival.THERE):
        journal.note_sending(system.place, delivery.student, delivery.sent, delivery.comment_text)
        changed = there[delivery.student].changed if receipt.arrival is Arrival.SENT else None
        journal.note_acknowledged(system.place, delivery.student, delivery.sent, changed)
    return receipt


def not_taken(points: float, has: float | None) -> str:
    """What is said where a system answers that all is well, and has other points."""
    if has is None:
        return f"it took {points:g} points without a word, and has no grade"
    return f"it keeps {has:g} points, and took {points:g} without a word: if the grade is locked or overridden there, undo that there"


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= 0.01
