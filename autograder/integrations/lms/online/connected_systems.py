"""Which system grades are pushed to: what grader.yml says of it, its secret, and whose grades belong into which of its assignments."""

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
    """Each assignment of the system that something goes to, and what. Raises LmsError, StoreError."""
    return with_retries(lambda: list(_systems(online, found, course, assignment, journal)))


def _systems(online: Online, found: Graded, course: Course, assignment: Assignment, journal: Store) -> Iterator[Wanted]:
    if online is Online.LTI:
        yield from _line_items(found, course, assignment, journal)
    else:
        system = _canvas(course, assignment) if online is Online.CANVAS else _moodle(course, assignment)
        wanted = deliveries(found.grades, found.pages, system.maximum, course.lms.scale)
        missing = [str(delivery.page) for delivery in wanted if not delivery.page.is_file()]
        if missing:
            raise LmsError(f"{missing[0]} is not there, which the student is to get; run `autograder grade` again.")
        yield system, [each for delivery in wanted for each in system.recipients(delivery)]


def _canvas(course: Course, assignment: Assignment) -> Canvas:
    where = _stated(course.lms.canvas, "canvas")
    return Canvas(where, secret(CANVAS_TOKEN, where.url, "An access token of Canvas"), assignment)


def _moodle(course: Course, assignment: Assignment) -> Moodle:
    where = _stated(course.lms.moodle, "moodle")
    return Moodle(where, secret(MOODLE_TOKEN, where.url, "A token of Moodle's web service"), assignment)


def _stated(where: OnlineCourse | None, system: str) -> OnlineCourse:
    if where is None:
        raise LmsError(f"Say in grader.yml where the course is: `lms: {{{system}: {{url: https://…, course: …}}}}`.")
    return where


def _line_items(found: Graded, course: Course, assignment: Assignment, journal: Store) -> Iterator[Wanted]:
    platform = course.lms.lti
    if platform is None:
        raise LmsError("Say in grader.yml which platform knows this tool: `lms: {lti: {issuer: …, client_id: …, …}}`.")
    key, belonging = private_key(course), defaultdict[str, dict[str, Grade]](dict)
    for student, grade in found.grades.items():
        belonging[_line_item(grade, assignment)][student] = grade
    for address, grades in belonging.items():
        system = LineItem(platform, key, address, assignment.points)
        wanted = deliveries(grades, found.pages, assignment.points, course.lms.scale)
        yield system, [replace(delivery, newer=_newer(delivery, journal)) for delivery in wanted]


def _newer(delivery: Delivery, journal: Store) -> str:
    """What was handed in through `serve` after a notebook that was imported from there: the platform itself knows of no notebook."""
    newest = journal.newest_upload(delivery.upload.source, delivery.student) if delivery.upload else None
    if delivery.upload is None or newest is None or newest[0] == delivery.upload.digest:
        return ""
    return f"something newer than the graded notebook was handed in through `autograder serve` ({newest[1]})"


def _line_item(grade: Grade, assignment: Assignment) -> str:
    """Where the student's launch came from, or what grader.yml says for everybody."""
    source = grade.student.source
    if source.startswith(("https://", "http://")):
        return source
    if moodle_files.parts_of_name(source) or canvas_files.is_canvas(source):
        raise LmsError(
            f"{source} was imported from a download, whose ids are not those of LTI; "
            "push it with `autograder push canvas` or `autograder push moodle`."
        )
    if assignment.online.lti is None:
        raise LmsError(
            f"Nothing says into which line item {assignment.name} goes; say `online: {{lti: https://…}}` in grader.yml."
        )
    return assignment.online.lti
