"""Connect to the system that receives the grades: its settings in grader.yml, its secret, and its assignments with their grades."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from autograder.grading.store import Store
from autograder.integrations.lms import canvas_files, moodle_files
from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.grade_sheets import Grade
from autograder.integrations.lms.online.canvas import TOKEN as CANVAS_TOKEN
from autograder.integrations.lms.online.canvas import Canvas
from autograder.integrations.lms.online.connection import with_retries
from autograder.integrations.lms.online.key import private_key
from autograder.integrations.lms.online.lti import LineItem
from autograder.integrations.lms.online.moodle import TOKEN as MOODLE_TOKEN
from autograder.integrations.lms.online.moodle import Moodle
from autograder.integrations.lms.online.push import Delivery, RemoteAssignment, deliveries
from autograder.integrations.lms.online.secret import secret
from autograder.integrations.lms.systems import Online
from autograder.integrations.lms.transfer import Graded
from autograder.model.course import Assignment, Course
from autograder.model.course_settings import OnlineCourse

Wanted = tuple[RemoteAssignment, list[Delivery]]


def connected(online: Online, found: Graded, course: Course, assignment: Assignment, journal: Store) -> list[Wanted]:
    """Return each remote assignment with the deliveries for it. Raises LmsError, StoreError."""
    return with_retries(lambda: list(_systems(online, found, course, assignment, journal)))


def _systems(online: Online, found: Graded, course: Course, assignment: Assignment, journal: Store) -> Iterator[Wanted]:
    if online is Online.LTI:
        yield from _line_items(found, course, assignment, journal)
    else:
        system = _canvas(course, assignment) if online is Online.CANVAS else _moodle(course, assignment)
        wanted = deliveries(found.grades, found.pages, system.maximum, course.lms.scale)
        missing = [str(delivery.page) for delivery in wanted if not delivery.page.is_file()]
        if missing:
            raise LmsError(f"{missing[0]}, the feedback page of a student, is missing; run `autograder grade` again.")
        yield system, [each for delivery in wanted for each in system.recipients(delivery)]


def _canvas(course: Course, assignment: Assignment) -> Canvas:
    where = _stated(course.lms.canvas, "canvas")
    return Canvas(where, secret(CANVAS_TOKEN, where.url, "An access token of Canvas"), assignment)


def _moodle(course: Course, assignment: Assignment) -> Moodle:
    where = _stated(course.lms.moodle, "moodle")
    return Moodle(where, secret(MOODLE_TOKEN, where.url, "A token of Moodle's web service"), assignment)


def _stated(where: OnlineCourse | None, system: str) -> OnlineCourse:
    if where is None:
        raise LmsError(f"Name the course in grader.yml: `lms: {{{system}: {{url: https://…, course: …}}}}`.")
    return where


def _line_items(found: Graded, course: Course, assignment: Assignment, journal: Store) -> Iterator[Wanted]:
    platform = course.lms.lti
    if platform is None:
        raise LmsError("Name the platform in grader.yml: `lms: {lti: {issuer: …, client_id: …, …}}`.")
    key, belonging = private_key(course), defaultdict[str, dict[str, Grade]](dict)
    for student, grade in found.grades.items():
        belonging[_line_item(grade, assignment)][student] = grade
    for address, grades in belonging.items():
        system = LineItem(platform, key, address, assignment.points)
        wanted = deliveries(grades, found.pages, assignment.points, course.lms.scale)
        yield system, [replace(delivery, newer=_newer(delivery, journal)) for delivery in wanted]


def _newer(delivery: Delivery, journal: Store) -> str:
    """A sentence on an upload to `serve` after the imported notebook; empty if there is none. The platform itself stores no notebooks."""
    newest = journal.newest_upload(delivery.upload.source, delivery.student) if delivery.upload else None
    if delivery.upload is None or newest is None or newest[0] == delivery.upload.digest:
        return ""
    return f"a newer notebook than the graded one was uploaded to `autograder serve` ({newest[1]})"


def _line_item(grade: Grade, assignment: Assignment) -> str:
    """The line item of the student's launch, or else the one in grader.yml."""
    source = grade.student.source
    if source.startswith(("https://", "http://")):
        return source
    if moodle_files.parts_of_name(source) or canvas_files.is_canvas(source):
        raise LmsError(
            f"{source} was imported from a download, so its student ids are not LTI ids; "
            "push it with `autograder push canvas` or `autograder push moodle`."
        )
    if assignment.online.lti is None:
        raise LmsError(f"The line item of {assignment.name} is unknown; set `online: {{lti: https://…}}` in grader.yml.")
    return assignment.online.lti
