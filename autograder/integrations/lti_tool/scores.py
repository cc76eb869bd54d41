"""Send scores to the platform by the rules of `push`.

If a platform does not answer at all, its line item waits. If it answers but refuses the score of one student (Moodle answers a locked
grade with status 500), only that score waits.
"""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder.grading.store import StoreError
from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.grade_sheets import Grade, grade_of
from autograder.integrations.lms.online.connection import Busy, Unanswered, with_retries
from autograder.integrations.lms.online.lti import LineItem
from autograder.integrations.lms.online.push import Delivery, deliveries, push
from autograder.integrations.lms.uploads import UploadRow
from autograder.integrations.lti_tool.records import Records, ToolUpload
from autograder.integrations.lti_tool.visibility import shown
from autograder.model.course import Course
from autograder.model.course_settings import LtiPlatform
from autograder.model.language import english
from autograder.model.verdict import Verdict
from autograder.report.terminal import say
from autograder.report.text import one_line

SECONDS = 1.0  # between two checks for scores to send
TRY_AGAIN_SECONDS = 300.0  # after minutes without an answer from the platform
# After the platform refuses a student's score: soon at first, since the fault may be temporary, then with growing pauses.
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, GROWTH = 10.0, 3600.0, 4.0


class NotTaken(Exception):
    """The platform answers but refuses the score of one student."""


class Column(LineItem):
    """A line item that distinguishes the refusal of one score from a platform that does not answer."""

    def send(self, delivery: Delivery, feedback: bool) -> None:
        """Send a score. Raises NotTaken if it is refused but the results can be read; Busy if they cannot."""
        try:
            super().send(delivery, feedback)
        except Busy as busy:
            if busy.seconds:  # the platform asks to wait, for all scores
                raise
            has = self.has([delivery.student])[delivery.student].points
            if has is None or abs(has - delivery.points) > 0.01:
                raise NotTaken(
                    f"{busy} for this score, but the results are readable: the grade may be locked in the platform"
                ) from None


class ScoreSender(threading.Thread):
    """A thread that sends scores until `stop`, and retries failed ones after some minutes."""

    def __init__(self, course: Course, platform: LtiPlatform, private_key: str):
        super().__init__(name="scores", daemon=True)
        self._course, self._platform, self._key = course, platform, private_key
        self._stopped = threading.Event()
        self._again_at = dict[int | str, float]()  # by the upload's number, or by the line item that does not answer
        self._pauses = dict[int, float]()  # the latest pause, by the upload's number

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        while not self._stopped.wait(SECONDS):
            try:
                with Records(self._course.store_file()) as records:
                    for upload in records.unsent():
                        again_at = (self._again_at.get(what, 0.0) for what in (upload.number, upload.line_item))
                        if time.monotonic() >= max(again_at) and not self._stopped.is_set():
                            self._send(records, upload)
            except StoreError as error:
                say(str(error))

    def _send(self, records: Records, upload: ToolUpload) -> None:
        """Send one score and record the result."""
        try:
            records.set_score(upload.number, self._sent(records, upload))
        except StoreError:
            raise
        except Unanswered as error:
            self._again_at[upload.line_item] = time.monotonic() + TRY_AGAIN_SECONDS
            self._put_off(records, upload, error.why, TRY_AGAIN_SECONDS)
        except (LmsError, NotTaken) as error:
            self._put_off_one(records, upload, str(error))
        except Exception as error:  # any error: the next student's score must be sent
            self._put_off_one(records, upload, f"{type(error).__name__}: {error}")

    def _put_off_one(self, records: Records, upload: ToolUpload, why: str) -> None:
        """Send the score of this student again later, after growing pauses."""
        pause = min(max(FIRST_PAUSE_SECONDS, GROWTH * self._pauses.get(upload.number, 0.0)), LONGEST_PAUSE_SECONDS)
        self._pauses[upload.number] = pause
        self._again_at[upload.number] = time.monotonic() + pause
        self._put_off(records, upload, why, pause)

    def _put_off(self, records: Records, upload: ToolUpload, why: str, pause: float) -> None:
        again = datetime.now(UTC) + timedelta(seconds=pause)
        said = f"{one_line(why).rstrip('.')}; sent again at {again:%H:%M} UTC"
        say(f"Score of {upload.name or upload.student}: {said}.")
        records.put_off(upload.number, said)

    def _sent(self, records: Records, upload: ToolUpload) -> str:
        """Send the score; return the result as a text. Raises LmsError, StoreError."""
        if upload.assignment not in self._course.assignments:
            return f"grader.yml no longer has the assignment {upload.assignment}"
        verdict = records.verdict_on(upload)
        if verdict is None:
            return "the verdict is no longer in the store"
        grade = grade_of_upload(upload, verdict, self._course)
        return english(grade.why) if grade.points is None else self._delivered(records, upload, grade)

    def _delivered(self, records: Records, upload: ToolUpload, grade: Grade) -> str:
        assignment = self._course.assignment(upload.assignment)
        visible = replace(grade, verdict=shown(grade.verdict, assignment, datetime.now(UTC)))
        column = Column(self._platform, self._key, upload.line_item, assignment.points)
        wanted = deliveries({upload.student: visible}, {upload.student: Path()}, assignment.points, self._course.lms.scale)
        receipt = with_retries(lambda: push(column, wanted, records))[0]
        return f"{receipt.arrival}: {receipt.why}" if receipt.why else str(receipt.arrival)


def grade_of_upload(upload: ToolUpload, verdict: Verdict, course: Course) -> Grade:
    """Return the grade by the rules of the course. Raises LmsError."""
    student = UploadRow(
        file=upload.file,
        digest=upload.digest,
        id=upload.student,
        name=upload.name,
        email=upload.email,
        attempt=str(upload.number),
        late=None,
        submitted=upload.at,
        source=upload.line_item,
    )
    return grade_of(student, verdict, course, course.assignment(upload.assignment))
