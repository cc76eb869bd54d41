"""The score of what is graded goes to the platform, by the rules of `push`."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.course import Course, LtiPlatform
from autograder.lms.errors import LmsError
from autograder.lms.grades import Grade, grade_of
from autograder.lms.handins import Listed
from autograder.lms.online.connection import Unanswered, patiently
from autograder.lms.online.lti import LineItem
from autograder.lms.online.push import deliveries, push
from autograder.serve.feedback import shown
from autograder.serve.records import Handin, Records
from autograder.store import StoreError

SECONDS = 1.0  # between two looks for what is to be sent
TRY_AGAIN_SECONDS = 300.0  # after a platform did not take a score, or did not answer for minutes


class ScoreSender(threading.Thread):
    """Sends scores until `stop`; what could not be sent is tried again after some minutes."""

    def __init__(self, course: Course, platform: LtiPlatform, private_key: str):
        super().__init__(name="scores", daemon=True)
        self._course, self._platform, self._key = course, platform, private_key
        self._stopped = threading.Event()
        self._again_at = dict[int | str, float]()  # by the hand-in's number, or by a line item that nobody answers for

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        while not self._stopped.wait(SECONDS):
            try:
                with Records(self._course.store_file()) as records:
                    for handin in records.unsent():
                        again_at = (self._again_at.get(what, 0.0) for what in (handin.number, handin.line_item))
                        if time.monotonic() >= max(again_at):
                            self._send(records, handin)
            except StoreError as error:
                print(error, flush=True)

    def _send(self, records: Records, handin: Handin) -> None:
        """Send one score and note what became of it."""
        try:
            records.set_score(handin.number, self._sent(records, handin))
        except StoreError:
            raise
        except Unanswered as error:
            self._later(handin, handin.line_item, error.why)
        except LmsError as error:
            self._later(handin, handin.number, str(error))
        except Exception as error:  # of whatever kind: the next student's score has to go
            self._later(handin, handin.number, f"{type(error).__name__}: {error}")

    def _later(self, handin: Handin, what: int | str, why: str) -> None:
        print(f"Score of {handin.name or handin.student}: {why.rstrip('.')}; tried again in a few minutes.", flush=True)
        self._again_at[what] = time.monotonic() + TRY_AGAIN_SECONDS

    def _sent(self, records: Records, handin: Handin) -> str:
        """Send the score; what became of it. Raises LmsError, StoreError."""
        if handin.assignment not in self._course.assignments:
            return f"grader.yml has no assignment {handin.assignment} any more"
        grade = grade_of_handin(records, handin, self._course)
        if grade is None:
            return "its verdict is gone"
        return grade.why if grade.points is None else self._delivered(records, handin, grade)

    def _delivered(self, records: Records, handin: Handin, grade: Grade) -> str:
        assignment = self._course.assignment(handin.assignment)
        visible = replace(grade, verdict=shown(grade.verdict, assignment, datetime.now(UTC)))
        line_item = LineItem(self._platform, self._key, handin.line_item, assignment.points)
        wanted = deliveries({handin.student: visible}, {handin.student: Path()}, assignment.points, self._course.lms.scale)
        receipt = patiently(lambda: push(line_item, wanted, records))[0]
        return f"{receipt.arrival}: {receipt.why}" if receipt.why else str(receipt.arrival)


def grade_of_handin(records: Records, handin: Handin, course: Course) -> Grade | None:
    """The grade by the course's rules; None where there is no verdict. Raises LmsError."""
    verdict = records.verdict(handin.version, handin.digest) if handin.version else None
    if verdict is None:
        return None
    verdict = verdict.model_copy(update={"submission": handin.file})
    verdict = verdict.with_points(records.points(handin.assignment, handin.digest))
    student = Listed(
        file=handin.file,
        digest=handin.digest,
        id=handin.student,
        name=handin.name,
        email=handin.email,
        attempt=str(handin.number),
        late=None,
        submitted=handin.at,
        source=handin.line_item,
    )
    return grade_of(student, verdict, course, course.assignment(handin.assignment))
