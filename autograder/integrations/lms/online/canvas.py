"""Canvas: grades and comments through its REST API, with canvasapi.

Upload of a comment's file: https://canvas.instructure.com/doc/api/file.file_uploads.html
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from canvasapi.assignment import Assignment as CanvasAssignment
from canvasapi.course import Course as CanvasCourse
from canvasapi.exceptions import CanvasException, InvalidAccessToken, ResourceDoesNotExist, Unauthorized
from canvasapi.requester import Requester

from autograder.integrations.lms.canvas_files import attachment_of
from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online.connection import checked_reply, quoted, session
from autograder.integrations.lms.online.push import Delivery, GradeRefused, RemoteGrade, RemoteSubmission, not_taken
from autograder.integrations.lms.people import same_name
from autograder.model.course import Assignment
from autograder.model.course_settings import OnlineCourse

TOKEN = "CANVAS_TOKEN"
logging.getLogger("canvasapi").setLevel(logging.INFO)  # its DEBUG messages contain grades, names, and a part of the token


class Canvas:
    """An assignment in Canvas, a RemoteAssignment. Raises LmsError if it cannot be found or does not accept points."""

    def __init__(self, where: OnlineCourse, token: str, assignment: Assignment):
        self._url, self._token, self._session = where.url.rstrip("/"), token, session()
        self._requester = Requester(self._url, token)
        self._requester._session = self._session
        self._course = CanvasCourse(self._requester, {"id": where.course})
        number = assignment.online.canvas
        with self._errors(f"assignment {number} in course {where.course}" if number else f"course {where.course}"):
            self._found = self._find(assignment)
        if self._found.grading_type in ("not_graded", "pass_fail"):
            raise LmsError(
                f"{self._found.name} does not accept points in Canvas (grading type {self._found.grading_type}); change the type in Canvas."
            )
        self.maximum = float(self._found.points_possible or 0)
        self.place = f"canvas {where.url} course {where.course} assignment {self._found.id}"
        self._listed: dict[str, Any] = {}  # submissions, by user

    def _find(self, assignment: Assignment) -> CanvasAssignment:
        if assignment.online.canvas is not None:
            return self._course.get_assignment(assignment.online.canvas)
        titles = list(assignment.title.values())
        found = [one for one in self._course.get_assignments(per_page=100) if one.name in titles]
        if len(found) != 1:
            raise LmsError(
                f"{len(found) or 'No'} assignments of the course in Canvas are called {' or '.join(map(repr, titles))}; "
                f"give {assignment.name} the key `online: {{canvas: …}}` in grader.yml, with the number in the URL of the assignment's page."
            )
        return found[0]

    def has(self, students: Sequence[str]) -> Mapping[str, RemoteGrade]:
        self._look_up()
        return {student: _has(one) for student, one in self._listed.items()}

    def _look_up(self) -> None:
        with self._errors("the submissions"):
            listed = list(self._found.get_submissions(include=["user", "group"], per_page=100))
        if any(not hasattr(one, "user_id") for one in listed):
            raise LmsError(
                "Canvas grades this assignment anonymously and hides the students; reveal the names in Canvas first."
            )
        self._listed = {str(one.user_id): one for one in listed}

    def recipients(self, delivery: Delivery) -> list[Delivery]:
        """The delivery of each student; a group's file has the group's name and one member's id, and every member gets its points."""
        if not getattr(self._found, "group_category_id", None):
            return [delivery]
        if not self._listed:
            self._look_up()
        one = self._listed.get(delivery.student)
        group = _group(one)
        if one is None or not group or same_name(delivery.name, _name(one)) or not same_name(delivery.name, group["name"]):
            return [delivery]
        members = [student for student, each in self._listed.items() if _group(each).get("id") == group["id"]]
        return [replace(delivery, student=student, name=_name(self._listed[student])) for student in members]

    def has_feedback(self, student: str, mark: str) -> bool | None:
        with self._errors(f"the comments of {student}"):
            submission = self._found.get_submission(student, include=["submission_comments"])
        return any(mark in (comment.get("comment") or "") for comment in submission.submission_comments)

    def tool_uploads(self, student: str) -> RemoteSubmission | None:
        one = self._listed.get(student)
        at = getattr(one, "submitted_at", None)
        if one is None or not hasattr(one, "submitted_at"):
            return None
        return RemoteSubmission(getattr(one, "attempt", None) or 0, datetime.fromisoformat(at) if at else None)

    def has_notebook(self, delivery: Delivery) -> bool | None:
        """Compare the attachment id in the name of the file."""
        attachments = getattr(self._listed.get(delivery.student), "attachments", None)
        if attachments is None or delivery.upload is None:
            return None
        return attachment_of(delivery.upload.source) in {str(_field(one, "id")) for one in attachments}

    def send(self, delivery: Delivery, feedback: bool) -> None:
        known = _name(self._listed.get(delivery.student))
        if not same_name(delivery.name, known):
            raise GradeRefused(f"{delivery.student} is {known!r} in Canvas, but the file was submitted under another name")
        with self._errors(delivery.name, of_one=True):
            self._put(delivery, {"submission": {"posted_grade": f"{delivery.points:.2f}"}})
            if feedback:  # after the points, so that no comment mentions refused points
                told = {"text_comment": delivery.comment_text, "file_ids": [self._upload(delivery)]}
                if attempt := getattr(self._listed[delivery.student], "attempt", None):  # or Canvas shows it with the first
                    told["attempt"] = attempt
                self._put(delivery, {"comment": told})

    def _put(self, delivery: Delivery, options: Mapping[str, Mapping[str, Any]]) -> None:
        """Send a change. Raises GradeRefused if Canvas answers with other points, so that no comment follows."""
        answer = self._requester.request("PUT", self._path(delivery.student), _kwargs=_flat(options)).json()
        has = answer.get("entered_score", answer.get("score"))
        if has is None or abs(has - delivery.points) > 0.01:
            raise GradeRefused(not_taken(delivery.points, has))

    def _path(self, student: str) -> str:
        return f"courses/{self._course.id}/assignments/{self._found.id}/submissions/{student}"

    def _upload(self, delivery: Delivery) -> int:
        """Upload the page for use in a comment; return its id.

        Canvas names the upload URL, possibly on a different server, which in turn names the URL of the result at Canvas.
        """
        content, name = delivery.page.read_bytes(), f"feedback-{delivery.mark}.html"
        asked = {"name": name, "size": len(content), "content_type": "text/html"}
        place = self._requester.request("POST", f"{self._path(delivery.student)}/comments/files", **asked).json()
        files = {"file": (name, content, "text/html")}  # must follow the parameters
        answer = self._session.post(place["upload_url"], data=place["upload_params"], files=files, allow_redirects=False)
        where = answer.headers.get("Location", "")
        if answer.status_code >= 400 or (not where and answer.status_code != 201):
            raise GradeRefused(f"Canvas did not accept the feedback page (status {answer.status_code})")
        if where:  # only Canvas gets the token
            answer = self._requester.request("GET", _url=where, use_auth=urlsplit(where).netloc == urlsplit(self._url).netloc)
        return int(answer.json()["id"])

    @contextmanager
    def _errors(self, what: str, of_one: bool = False) -> Iterator[None]:
        """Translate the errors of Canvas: GradeRefused if they concern one student (`of_one`), else LmsError."""
        try:
            with checked_reply(self._url, "Canvas"):
                yield
        except InvalidAccessToken:
            raise LmsError(f"Canvas does not know this token; check {TOKEN}.") from None
        except Unauthorized as error:
            if of_one:  # such as a closed grading period
                raise GradeRefused(
                    f"Canvas says: {self._quoted(error)}; if it says so for every student, check {TOKEN}"
                ) from None
            raise LmsError(
                f"Canvas does not let this token read or write {what}: {self._quoted(error)}; check {TOKEN}."
            ) from None
        except ResourceDoesNotExist as error:
            if of_one:
                raise GradeRefused("Canvas has no submission of this student to grade") from error
            raise LmsError(f"Canvas has no {what}, or this token may not see it; check grader.yml.") from None
        except CanvasException as error:
            if of_one:
                raise GradeRefused(f"Canvas says: {self._quoted(error)}") from None
            raise LmsError(f"Canvas refuses {what}: {self._quoted(error)}.") from None

    def _quoted(self, error: CanvasException) -> str:
        return quoted(str(error.message), self._token)


def _name(submission: Any) -> str:
    return str(getattr(submission, "user", {}).get("sortable_name", ""))


def _group(submission: Any) -> dict[str, Any]:
    """The student's group in a group assignment; empty if there is none."""
    group = getattr(submission, "group", None) or {}
    return group if group.get("id") and group.get("name") else {}


def _field(found: Any, name: str) -> Any:
    """Read a field; canvasapi returns objects for some lists, and dicts for others."""
    return found.get(name) if isinstance(found, dict) else getattr(found, name, None)


def _has(submission: Any) -> RemoteGrade:
    """The grade of a submission. Its points are the entered ones, before the late policy of Canvas."""
    entered = getattr(submission, "entered_score", None)
    points = entered if entered is not None else getattr(submission, "score", None)
    return RemoteGrade(points, closed="excused" if getattr(submission, "excused", False) else "")


def _flat(options: Mapping[str, Mapping[str, Any]]) -> Sequence[tuple[str, Any]]:
    """Flatten options to parameter names as Rails writes them: comment[file_ids][]."""
    flat: list[tuple[str, Any]] = []
    for outer, fields in options.items():
        for inner, value in fields.items():
            several = isinstance(value, list)
            flat += [(f"{outer}[{inner}]{'[]' if several else ''}", one) for one in (value if several else [value])]
    return flat
