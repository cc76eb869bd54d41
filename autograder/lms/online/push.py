"""The rules of sending grades, for every system: look first, write down, send, look again.

A system may take a request and not answer, or answer and not take it; and this program may be ended at any moment. So what counts is
what the system is seen to have. The journal in the store says what was ever sent: by it a grade of ours, which may be replaced, is told
from one that a person gave there, which may not, and feedback that has arrived is not sent again, even where somebody removed it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from autograder.lms.grades import Grade, scaled
from autograder.lms.online.connection import Busy, Unanswered, patiently
from autograder.lms.online.feedback import mark_of, told
from autograder.store import Sent, Store


class Refused(Exception):
    """The system refuses what is sent of one student; the message says why."""


@dataclass(frozen=True)
class Delivery:
    """What is to be sent of a student."""

    student: str  # as the system knows them
    name: str
    points: float
    maximum: float  # of `points`
    mark: str  # stands in `told`, so that the feedback is known again
    told: str  # a few lines for the student
    page: Path

    @property
    def sent(self) -> Sent:
        """What the journal says of it."""
        return Sent(self.points, self.mark)


@dataclass(frozen=True)
class Has:
    """What a system has of a student."""

    points: float | None = None
    closed: str = ""  # why it takes no grade: "excused"


class System(Protocol):
    """An assignment in a system. Every method raises Busy, and LmsError where nobody's grades can be sent."""

    place: str  # names it in the journal
    maximum: float  # of its points

    def has(self, students: Sequence[str]) -> Mapping[str, Has]:
        """What it has of these students; those whom it does not know are missing."""

    def has_feedback(self, student: str, mark: str) -> bool | None:
        """Whether feedback with this mark is there; None where that cannot be seen."""

    def send(self, delivery: Delivery, feedback: bool) -> None:
        """Put the points there, and the feedback unless it is there already. Raises Refused."""


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
            made.append(Delivery(student, name, points, maximum, mark, told(grade, mark), pages[student]))
    return made


def push(
    system: System,
    wanted: Sequence[Delivery],
    journal: Store,
    overwrite: bool = False,
    done: Callable[[], None] = lambda: None,
) -> list[Receipt]:
    """Send what the system lacks; call `done` after each student. Raises LmsError, StoreError.

    What a person changed in the system stays, unless `overwrite`.
    """
    students, receipts = [delivery.student for delivery in wanted], list[Receipt]()
    before = patiently(lambda: system.has(students))
    failed = False
    for delivery in wanted:
        try:
            receipts.append(_one(system, delivery, before.get(delivery.student), journal, overwrite))
            failed = False
        except Unanswered as error:  # about one student, or about all
            if failed or len(wanted) == 1:
                raise
            receipts.append(Receipt(delivery, Arrival.REFUSED, error.why))
            failed = True
        done()
    sent = [receipt.delivery.student for receipt in receipts if receipt.arrival is Arrival.SENT]
    after = patiently(lambda: system.has(sent)) if sent else {}
    return [_seen(system, receipt, after, journal) for receipt in receipts]


def _one(system: System, delivery: Delivery, there: Has | None, journal: Store, overwrite: bool) -> Receipt:
    if there is None:
        return Receipt(delivery, Arrival.REFUSED, "the assignment has no such student")
    if there.closed:
        return Receipt(delivery, Arrival.KEPT, f"{there.closed} there")
    has, ever = there.points, journal.sent(system.place, delivery.student)
    feedback = not any(seen for sent, seen in ever.items() if sent.feedback == delivery.mark)
    feedback = feedback and patiently(lambda: system.has_feedback(delivery.student, delivery.mark)) is not True
    if _same(has, delivery.points) and not feedback:
        return Receipt(delivery, Arrival.THERE)
    ours = has is None or _same(has, delivery.points) or any(_same(has, sent.points) for sent in ever)
    if not ours and not overwrite:
        return Receipt(delivery, Arrival.KEPT, f"{has:g} points are there, which were not sent from here")
    journal.note_sending(system.place, delivery.student, delivery.sent)
    try:
        _send(system, delivery, feedback)
    except Refused as refusal:
        return Receipt(delivery, Arrival.REFUSED, str(refusal))
    if feedback and patiently(lambda: system.has_feedback(delivery.student, delivery.mark)) is False:
        return Receipt(delivery, Arrival.REFUSED, "it took the feedback without a word, and does not have it")
    return Receipt(delivery, Arrival.SENT)


def _send(system: System, delivery: Delivery, feedback: bool) -> None:
    """Send until it is answered. What was not answered may have been taken all the same, and feedback is not sent twice."""
    unanswered = False

    def attempt() -> None:
        nonlocal unanswered
        lacking = feedback and not (unanswered and system.has_feedback(delivery.student, delivery.mark))
        try:
            system.send(delivery, lacking)
        except Busy:
            unanswered = True
            raise

    patiently(attempt)


def _seen(system: System, receipt: Receipt, there: Mapping[str, Has], journal: Store) -> Receipt:
    """Compare what was sent with what the system has, and write into the journal what has arrived."""
    delivery = receipt.delivery
    has = there.get(delivery.student, Has()).points
    if receipt.arrival is Arrival.SENT and not _same(has, delivery.points):
        shown = "no grade" if has is None else f"{has:g} points"
        return Receipt(delivery, Arrival.REFUSED, f"it took {delivery.points:g} points without a word, and has {shown}")
    if receipt.arrival in (Arrival.SENT, Arrival.THERE):
        journal.note_acknowledged(system.place, delivery.student, delivery.sent)
    return receipt


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= 0.01
