"""Moodle: grades and feedback through its web service (REST): mod/assign/externallib.php, webservice/upload.php, as of 4.2 and 4.3.

Errors come with HTTP 200. Moodle silently skips a grade that is above the maximum, locked, or for an unknown user, but accepts its
feedback: so points are sent first, and feedback only after they have been seen to arrive. A feedback comment is one text, and feedback
files are replaced all at once: the teachers' own parts are read before and sent along.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.moodle_files import NO_GROUP
from autograder.integrations.lms.online.comment import with_ours, without_ours
from autograder.integrations.lms.online.connection import checked_reply, quoted, session
from autograder.integrations.lms.online.push import Delivery, GradeRefused, RemoteGrade, RemoteSubmission, not_taken
from autograder.integrations.lms.people import names_agree, same_name
from autograder.model.course import Assignment
from autograder.model.course_settings import OnlineCourse

TOKEN = "MOODLE_TOKEN"
FUNCTIONS = (
    "mod_assign_get_assignments",
    "mod_assign_get_grades",
    "mod_assign_get_submission_status",
    "mod_assign_get_user_mappings",
    "mod_assign_list_participants",
    "mod_assign_save_grade",
)
WORKFLOW_FUNCTION = "mod_assign_get_user_flags"
HTML = 1  # FORMAT_HTML
OUR_FILE = re.compile(r"/feedback-[0-9a-f]{12}\.html")
# "Participant" in the folder's name of an anonymous submission; students cannot choose the number beside it.
HIDDEN = {
    "Participant",
    "참여자",
    "참가자",
    "Teilnehmer/in",
    "Participante",
    "Partecipante",
    "Deelnemer",
    "Katılımcı",
    "参加者",
    "参与者",
    "Partaidea",
}


class Moodle:
    """An assignment in Moodle, a RemoteAssignment. Students are identified by their numbers in it ("Participant 12").

    Raises LmsError if it cannot be found, does not accept points, or the token lacks a permission.
    """

    def __init__(self, where: OnlineCourse, token: str, assignment: Assignment):
        self._url, self._token, self._session = where.url.rstrip("/"), token, session()
        with checked_reply(self._url, "Moodle"):
            site = self._call("core_webservice_get_site_info")
            self._found = self._find(where.course, assignment)
            self._may(site)
            if self._found["grade"] <= 0:
                raise LmsError(
                    f"{self._found['name']} is graded with a scale in Moodle, not with points; change that in Moodle."
                )
            self.maximum = float(self._found["grade"])
            self.place = f"moodle {where.url} assignment {self._found['cmid']}"
        self._me = site.get("userid")
        self._users: dict[str, int] = {}  # by participant
        self._people: dict[int, dict[str, Any]] = {}  # by user
        self._grades: dict[int, dict[str, Any]] = {}  # the latest, by user

    def recipients(self, delivery: Delivery) -> list[Delivery]:
        """The delivery of each student; in a team assignment every member of the group gets the points of its notebook."""
        if not self._found.get("teamsubmission"):
            return [delivery]
        with checked_reply(self._url, "Moodle"):
            if not self._people:
                self._look_up()
            users = {user: participant for participant, user in self._users.items()}
            members = [user for user, person in self._people.items() if user in users and _is_in(person, delivery)]
            made = [replace(delivery, student=users[user], name=self._people[user]["fullname"]) for user in members]
            return made or [replace(delivery, student=f"group {delivery.student}")]  # users who are not in the assignment

    def has(self, students: Sequence[str]) -> Mapping[str, RemoteGrade]:
        with checked_reply(self._url, "Moodle"):
            self._look_up()
            self._grades = self._graded(since=0)
            states = self._states() if self._found["markingworkflow"] else None
            return {student: self._has(self._users[student], states) for student in students if student in self._users}

    def _has(self, user: int, states: Mapping[int, str] | None) -> RemoteGrade:
        row = self._grades.get(user)
        hidden = states is not None and states.get(user) != "released"
        if row is None:
            return RemoteGrade(hides_feedback=hidden)
        grader = row.get("grader", self._me)
        changed = row.get("timemodified") if grader > 0 else None  # viewing a student creates a row without a grader
        return RemoteGrade(_points(row["grade"]), graded_by_us=grader == self._me, changed=changed, hides_feedback=hidden)

    def _look_up(self) -> None:
        """Read the participants."""
        mapped = self._call("mod_assign_get_user_mappings", {"assignmentids[0]": self._found["id"]})
        rows = [row for one in mapped["assignments"] for row in one["mappings"]]
        if not rows:
            raise LmsError(
                "Moodle does not show this token the participants: either its user lacks the capability mod/assign:revealidentities, "
                "which editing teachers have, or the submissions were never downloaded from this assignment."
            )
        listed = self._call("mod_assign_list_participants", {"assignid": self._found["id"], "groupid": 0, "filter": ""})
        self._people = {person["id"]: person for person in listed}
        self._users = {str(row["id"]): row["userid"] for row in rows if row["userid"] in self._people}

    def _graded(self, since: int) -> dict[int, dict[str, Any]]:
        """Return the grades that changed since that time: the row of the latest attempt of each student."""
        listed = self._call("mod_assign_get_grades", {"assignmentids[0]": self._found["id"], "since": since})
        grades = [grade for one in listed["assignments"] for grade in one["grades"]]
        return {grade["userid"]: grade for grade in sorted(grades, key=lambda grade: grade["attemptnumber"])}

    def has_feedback(self, student: str, mark: str) -> bool | None:
        with checked_reply(self._url, "Moodle"):
            if not self._takes("comments") and not self._takes("file"):
                return None
            comment, files = self._feedback(student)
            if comment is None:
                return None
            told = not self._takes("comments") or mark in comment
            return told and (not self._takes("file") or f"/{_file_name(mark)}" in files)

    def tool_uploads(self, student: str) -> RemoteSubmission | None:
        with checked_reply(self._url, "Moodle"):
            submission = self._submission(student)
            if not submission:
                return None
            lacking = submission.get("status") in ("new", "reopened")
            at = None if lacking else datetime.fromtimestamp(submission["timemodified"], UTC)
            return RemoteSubmission(submission["attemptnumber"] + 1, at)

    def has_notebook(self, delivery: Delivery) -> bool | None:
        with checked_reply(self._url, "Moodle"):
            plugins = self._submission(delivery.student).get("plugins") or []
            areas = [area for one in plugins if one["type"] == "file" for area in one.get("fileareas", [])]
            files = [file for area in areas for file in area.get("files", []) if file["filename"].lower().endswith(".ipynb")]
            graded = delivery.upload.digest if delivery.upload else ""
            return (
                any(hashlib.sha256(self._download(file["fileurl"])).hexdigest() == graded for file in files) if areas else None
            )

    def _submission(self, student: str) -> dict[str, Any]:
        """The latest submission of the student or the team; empty if there is none."""
        last = self._status(student).get("lastattempt") or {}
        return last.get("teamsubmission") or last.get("submission") or {}

    def _status(self, student: str) -> dict[str, Any]:
        asked = {"assignid": self._found["id"], "userid": self._users[student]}
        answer = self._call("mod_assign_get_submission_status", asked, of_one=True)
        if not isinstance(answer, dict):
            raise TypeError(f"mod_assign_get_submission_status answers {answer!r}")
        return answer

    def send(self, delivery: Delivery, feedback: bool) -> None:
        with checked_reply(self._url, "Moodle"):
            user = self._users[delivery.student]
            self._compare_names(delivery, self._people[user]["fullname"])
            comment, files = self._feedback(delivery.student)
            # An invisible comment has not been edited by anybody: it is the latest one sent.
            ours = with_ours("", delivery.told_before[-1]) if delivery.told_before else ""
            theirs = ours if comment is None else comment
            given: dict[str, Any] = {
                "assignmentid": self._found["id"],
                "userid": user,
                "grade": f"{delivery.points:.2f}",
                "attemptnumber": -1,
                "addattempt": 0,
                "workflowstate": self._workflow_state(user),
                "applytoall": 0,
            }
            if self._takes("comments"):  # Moodle fails without it if there is a comment
                given["plugindata[assignfeedbackcomments_editor][text]"] = theirs
                given["plugindata[assignfeedbackcomments_editor][format]"] = HTML
            row = self._grades.get(user)
            if not feedback or not _is(row, delivery.points):
                self._call("mod_assign_save_grade", given, of_one=True)
            if feedback and (self._takes("comments") or self._takes("file")):
                self._require_points(user, delivery.points)
                if self._takes("comments"):
                    left = without_ours(theirs, [*delivery.told_before, delivery.comment_text])
                    given["plugindata[assignfeedbackcomments_editor][text]"] = with_ours(left, delivery.comment_text)
                if self._takes("file"):
                    given["plugindata[files_filemanager]"] = self._upload(delivery, files)
                self._call("mod_assign_save_grade", given, of_one=True)

    def _require_points(self, user: int, points: float) -> None:
        """Raise GradeRefused if Moodle does not have the points that were sent."""
        latest = max((row.get("timemodified") or 0 for row in self._grades.values()), default=0)
        for since in (latest, 0):  # the new rows; all rows if the site's clock went back
            if not _is(self._grades.get(user), points):
                self._grades |= self._graded(since)
        row = self._grades.get(user)
        if not _is(row, points):
            raise GradeRefused(not_taken(points, _points(row["grade"]) if row else None))

    def _compare_names(self, delivery: Delivery, known: str) -> None:
        """Raise GradeRefused if the number belongs to somebody else. Anonymous submissions have names such as "Participant 12"."""
        team = self._found.get("teamsubmission")
        hidden = self._found.get("blindmarking") and not team and any(same_name(delivery.name, word) for word in HIDDEN)
        if not hidden and not names_agree(delivery.name, known):
            raise GradeRefused(
                f"Participant {delivery.student} is {known!r} in Moodle, but the file was submitted under another name"
            )

    def _find(self, course: int, assignment: Assignment) -> dict[str, Any]:
        answer = self._call("mod_assign_get_assignments", {"courseids[0]": course})
        if not answer["courses"]:
            raise LmsError(
                f"Moodle does not show this token the course {course}: enroll its user in the course, and check the number in grader.yml."
            )
        listed, titles = answer["courses"][0]["assignments"], list(assignment.title.values())
        chosen = assignment.online.moodle
        found = [one for one in listed if one["cmid"] == chosen or (chosen is None and one["name"] in titles)]
        if len(found) != 1:
            wanted = f"have the number {chosen}" if chosen else f"are called {' or '.join(map(repr, titles))}"
            raise LmsError(
                f"{len(found) or 'No'} assignments of the course in Moodle {wanted}; give {assignment.name} the key "
                f"`online: {{moodle: …}}` in grader.yml, with the number in the URL of the assignment's page."
            )
        return found[0]

    def _may(self, site: Mapping[str, Any]) -> None:
        """Raise LmsError if the token's service lacks a function or permission."""
        needed = [*FUNCTIONS, *([WORKFLOW_FUNCTION] if self._found["markingworkflow"] else [])]
        missing = sorted(set(needed) - {function["name"] for function in site["functions"]})
        if missing:
            raise LmsError(
                f"The token's service in Moodle lacks {', '.join(missing)}; add the missing functions to the service."
            )
        if self._takes("file") and not (site.get("uploadfiles") and site.get("downloadfiles")):
            raise LmsError(
                "The token's service in Moodle may not upload and download files; allow both, since feedback files need them."
            )

    def _takes(self, plugin: str) -> bool:
        """Whether the assignment has feedback of this kind."""
        on = {"plugin": plugin, "subtype": "assignfeedback", "name": "enabled", "value": "1"}
        return any(on.items() <= config.items() for config in self._found["configs"])

    def _feedback(self, student: str) -> tuple[str | None, dict[str, dict[str, Any]]]:
        """Return the comment, and the files by path; None for the comment if Moodle hides it before the release."""
        plugins = {one["type"]: one for one in (self._status(student).get("feedback") or {}).get("plugins", [])}
        if not plugins:
            return None if self._found["markingworkflow"] else "", {}
        comment = "".join(field["text"] or "" for field in plugins.get("comments", {}).get("editorfields", []))
        files = [file for area in plugins.get("file", {}).get("fileareas", []) for file in area["files"]]
        return comment, {f"{file.get('filepath') or '/'}{file['filename']}": file for file in files}

    def _states(self) -> dict[int, str]:
        """The states of the marking workflow, by user, if any was ever set."""
        flags = self._call(WORKFLOW_FUNCTION, {"assignmentids[0]": self._found["id"]})
        return {flag["userid"]: flag["workflowstate"] for one in flags["assignments"] for flag in one["userflags"]}

    def _workflow_state(self, user: int) -> str:
        """The user's state, unchanged; without one, the last state before the release, which the teacher decides."""
        return self._states().get(user) or "readyforrelease" if self._found["markingworkflow"] else ""

    def _upload(self, delivery: Delivery, files: Mapping[str, Mapping[str, Any]]) -> int:
        """Upload the page and the teachers' own files as a draft; return its id."""
        kept = {path: file for path, file in files.items() if not OUR_FILE.fullmatch(path)}
        contents = {path: self._download(file["fileurl"], file.get("filesize")) for path, file in kept.items()}
        contents[f"/{_file_name(delivery.mark)}"] = delivery.page.read_bytes()
        draft = 0
        for path, content in contents.items():
            folder, _, name = path.rpartition("/")
            answer = self._session.post(
                f"{self._url}/webservice/upload.php",
                data={"token": self._token, "itemid": draft, "filepath": f"{folder}/"},
                files={"file": (name, content)},
            ).json()
            if not isinstance(answer, list):
                raise GradeRefused(f"Moodle did not accept the feedback file: {self._quoted(answer)}")
            draft = answer[0]["itemid"]
        return draft

    def _download(self, url: str, size: int | None = None) -> bytes:
        """Download a file. Raises GradeRefused for any other content, since an error page would replace a teacher's file."""
        answer = self._session.post(url, data={"token": self._token})
        if answer.status_code != 200 or (size is not None and len(answer.content) != size):
            raise GradeRefused(f"an existing feedback file could not be downloaded from Moodle (status {answer.status_code})")
        return answer.content

    def _call(self, function: str, parameters: Mapping[str, Any] | None = None, of_one: bool = False) -> Any:
        """Call a web service function. An error raises GradeRefused if the call concerns one student (`of_one`), else LmsError."""
        given = {"wstoken": self._token, "wsfunction": function, "moodlewsrestformat": "json", "moodlewssettingraw": 1}
        answer = self._session.post(f"{self._url}/webservice/rest/server.php", data=given | dict(parameters or {}))
        try:
            said = answer.json()
        except ValueError:
            raise LmsError(
                f"{self._url} is not a Moodle site with an enabled REST service (status {answer.status_code}); check the URL in grader.yml."
            ) from None
        if isinstance(said, dict) and "exception" in said:
            if of_one:
                raise GradeRefused(f"Moodle says: {self._quoted(said)}")
            raise LmsError(f"Moodle refuses {function}: {self._quoted(said)}; check {TOKEN} and its service.")
        return said

    def _quoted(self, said: Mapping[str, Any]) -> str:
        return quoted(f"{said.get('message') or said.get('error')} ({said.get('errorcode')})", self._token)


def _points(grade: str | None) -> float | None:
    """Parse a grade; Moodle writes -1 for none."""
    return None if not grade or float(grade) < 0 else float(grade)


def _is(row: Mapping[str, Any] | None, points: float) -> bool:
    has = _points(row["grade"]) if row else None
    return has is not None and abs(has - points) <= 0.01


def _is_in(person: Mapping[str, Any], delivery: Delivery) -> bool:
    """Whether a person belongs to the submitting group, by its number and name, or to no group."""
    if not person.get("groupid"):
        return delivery.student == NO_GROUP
    return str(person["groupid"]) == delivery.student and same_name(person.get("groupname", ""), delivery.name)


def _file_name(mark: str) -> str:
    return f"feedback-{mark}.html"
