"""Send grades to any system: read its state, write the journal, send, and read the state again.

A system may accept a request without answering, or answer without accepting it, and this program may be ended at any moment. So only
the state that the system shows counts. The journal in the store lists everything ever sent: it distinguishes our grades, which may be
replaced, from grades that a person entered, which may not. Feedback that has arrived is never sent again, even if somebody removed it.
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

ERRORS = 3  # failures on one student, while the system answers otherwise, before the next student


class GradeRefused(Exception):
    """The system refuses the grade of one student; the message gives the reason."""


@dataclass(frozen=True)
class Delivery:
    """The grade and feedback to send for one student."""

    student: str  # the system's id of the student
    name: str
    points: float
    maximum: float  # of `points`
    mark: str  # the mark in `comment_text` that identifies the feedback
    comment_text: str  # a few lines for the student
    page: Path
    upload: UploadRow | None = None  # the graded file
    newer: str = ""  # a sentence on a later submission, if one is known
    told_before: tuple[str, ...] = ()  # earlier values of comment_text in the journal, which this one replaces

    @property
    def sent(self) -> Sent:
        """The entry of the journal."""
        return Sent(self.points, self.mark)


@dataclass(frozen=True)
class RemoteGrade:
    """The grade of a student in a system."""

    points: float | None = None
    closed: str = ""  # the reason for refusing a grade: "excused"
    graded_by_us: bool = True  # whether the sending account gave the grade, if known
    changed: int | None = None  # when the grade was changed, in the system's time
    hides_feedback: bool = False  # there may be invisible feedback, which ours would replace


@dataclass(frozen=True)
class RemoteSubmission:
    """The latest submission of a student, as the system states it."""

    attempt: int  # 0 if the system does not count attempts
    at: datetime | None  # None if this attempt has no submission


class RemoteAssignment(Protocol):
    """An assignment in a system. Every method raises Busy, and LmsError if no grade at all can be sent."""

    place: str  # its name in the journal
    maximum: float  # of its points

    def has(self, students: Sequence[str]) -> Mapping[str, RemoteGrade]:
        """Return the grades of these students; students unknown to the system are missing."""

    def has_feedback(self, student: str, mark: str) -> bool | None:
        """Whether the system has feedback with this mark; None if unknown."""

    def tool_uploads(self, student: str) -> RemoteSubmission | None:
        """The latest submission of the student; None if unknown."""

    def has_notebook(self, delivery: Delivery) -> bool | None:
        """Whether the student's latest submission includes the graded notebook; None if unknown."""

    def send(self, delivery: Delivery, feedback: bool) -> None:
        """Send the points and, if they are accepted and `feedback` is set, the feedback. Raises GradeRefused."""


class Arrival(StrEnum):
    """The result of a delivery."""

    SENT = "sent"
    THERE = "there already"
    KEPT = "changed there"
    REFUSED = "refused"


@dataclass(frozen=True)
class Receipt:
    """A delivery and its result."""

    delivery: Delivery
    arrival: Arrival
    why: str = ""  # a sentence, if it did not arrive


def deliveries(grades: Mapping[str, Grade], pages: Mapping[str, Path], maximum: float, scale: bool) -> list[Delivery]:
    """Return the deliveries for all grades that are not held back. Raises LmsError if the system has a different maximum."""
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
    """Send the grades that the system lacks; call `done` after each student. Raises LmsError, StoreError.

    Grades that a person changed in the system are kept unless `overwrite` is set.
    """
    students, receipts = [delivery.student for delivery in wanted], list[Receipt]()
    before = with_retries(lambda: system.has(students))
    failed = False
    for delivery in wanted:
        try:
            receipts.append(_one(system, delivery, before.get(delivery.student), journal, overwrite))
            failed = False
        except Unanswered as error:  # a failure on one student, or on all
            if not error.is_error and (failed or len(wanted) == 1):
                raise
            if error.is_error:  # it fails on this student: test whether it answers at all
                with_retries(lambda student=delivery.student: system.has([student]))  # type: ignore[misc]
            receipts.append(Receipt(delivery, Arrival.REFUSED, error.why))
            failed = not error.is_error
        done()
    sent = [receipt.delivery.student for receipt in receipts if receipt.arrival is Arrival.SENT]
    after = with_retries(lambda: system.has(sent)) if sent else {}
    return [_seen(system, receipt, after, journal) for receipt in receipts]


def _one(system: RemoteAssignment, delivery: Delivery, there: RemoteGrade | None, journal: Store, overwrite: bool) -> Receipt:
    if there is None:
        return Receipt(delivery, Arrival.REFUSED, "the assignment does not have this student, who may have dropped the course")
    if there.closed:
        return Receipt(delivery, Arrival.KEPT, f"{there.closed} in the system")
    has, ever = there.points, journal.sent(system.place, delivery.student)
    feedback = not any(seen for sent, seen in ever.items() if sent.feedback == delivery.mark)
    feedback = feedback and with_retries(lambda: system.has_feedback(delivery.student, delivery.mark)) is not True
    if _same(has, delivery.points) and not feedback:
        return Receipt(delivery, Arrival.THERE)
    ours = has is None or _same(has, delivery.points) or any(_same(has, sent.points) for sent in ever)
    if not ours and not overwrite:
        return Receipt(delivery, Arrival.KEPT, f"the system has {has:g} points, which were not sent from here")
    if there.hides_feedback and _somebody_was_there(there, delivery.student, ever, system.place, journal):
        said = "another person graded in the system, and the system hides that feedback until its release; push again after the release"
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
        why = "the system accepted the feedback without an error but does not have it"
        return Receipt(delivery, Arrival.REFUSED, why if _same(now, delivery.points) else not_taken(delivery.points, now))
    return Receipt(delivery, Arrival.SENT)


def _somebody_was_there(there: RemoteGrade, student: str, ever: Mapping[Sent, bool], place: str, journal: Store) -> bool:
    """Whether a person graded before or after us, by the grader or, if that is our account, by the time of the change."""
    if there.changed is None:
        return False
    if not there.graded_by_us or not ever:
        return True
    last = journal.last_changed(place, student)
    return (last is None or there.changed > last) and not journal.is_interrupted(place, student)


def _newer(system: RemoteAssignment, delivery: Delivery, journal: Store) -> str:
    """A sentence on a submission newer than the graded notebook; empty if there is none, or if the system does not tell."""
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
        return f"{attempt or 'another attempt'} is open, and nothing has been submitted for it yet"
    said = ", ".join(filter(None, [attempt, f"{there.at.astimezone():%Y-%m-%d %H:%M}"]))
    return f"a newer submission than the graded notebook exists ({said})"


def _send(system: RemoteAssignment, delivery: Delivery, feedback: bool) -> None:
    """Send until the system answers. Unanswered requests may have been accepted, so feedback is checked before it is sent again.

    If the system fails for one student but answers questions about the student, that counts as a refusal. Raises GradeRefused.
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
                raise GradeRefused(f"{busy} for this student, but answers other requests") from None
            raise

    with_retries(attempt)


def _seen(system: RemoteAssignment, receipt: Receipt, there: Mapping[str, RemoteGrade], journal: Store) -> Receipt:
    """Compare the sent grade with the one in the system, and note its arrival in the journal."""
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
    """The reason for a refusal in which a system reports success but has other points."""
    if has is None:
        return f"the system accepted {points:g} points without an error but has no grade"
    return (
        f"the system accepted {points:g} points without an error but keeps {has:g}: "
        "if the grade is locked or overridden, undo that in the system"
    )


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= 0.01
