"""Moodle over its web service (REST): mod/assign/externallib.php, webservice/upload.php, as of 4.2 and 4.3.

Errors come with HTTP 200. A grade that is above the maximum, locked, or of a stranger is passed over in silence, so what is there is
read afterwards. A student's feedback comment is one text, and their feedback files are replaced all together: what teachers put there
is read before and sent along.
"""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.course import Assignment, OnlineCourse
from autograder.lms.errors import LmsError
from autograder.lms.online.connection import quoted, session, understood
from autograder.lms.online.push import Delivery, Has, Refused

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
OURS = re.compile(r'\s*<div class="dl-autograder">.*?</div>', re.DOTALL)  # of a comment
OUR_FILE = re.compile(r"feedback-[0-9a-f]{12}\.html")


class Moodle:
    """An assignment in Moodle: a System. Students are known by their numbers in it ("Participant 12").

    Raises LmsError where it cannot be found, takes no points, or the token may not do what is needed.
    """

    def __init__(self, where: OnlineCourse, token: str, assignment: Assignment):
        self._url, self._token, self._session = where.url.rstrip("/"), token, session()
        with understood(self._url, "Moodle"):
            site = self._call("core_webservice_get_site_info")
            self._found = self._find(where.course, assignment)
            self._may(site)
            if self._found["grade"] <= 0:
                raise LmsError(f"{self._found['name']} has a scale in Moodle, and no points; change it there.")
            self.maximum = float(self._found["grade"])
            self.place = f"moodle {where.url} assignment {self._found['cmid']}"
        self._users: dict[str, int] = {}  # by participant
        self._names: dict[str, str] = {}

    def has(self, students: Sequence[str]) -> Mapping[str, Has]:
        with understood(self._url, "Moodle"):
            number = self._found["id"]
            mapped = self._call("mod_assign_get_user_mappings", {"assignmentids[0]": number})
            rows = [row for one in mapped["assignments"] for row in one["mappings"]]
            if not rows:
                raise LmsError(
                    "Moodle does not tell this token who the participants are: its user needs the capability "
                    "mod/assign:revealidentities, which editing teachers have; or the submissions were never downloaded from this assignment."
                )
            names = self._people()
            self._users = {str(row["id"]): row["userid"] for row in rows if row["userid"] in names}
            self._names = {participant: names[user] for participant, user in self._users.items()}
            listed = self._call("mod_assign_get_grades", {"assignmentids[0]": number})
            grades = [grade for one in listed["assignments"] for grade in one["grades"]]
            points = {
                grade["userid"]: _points(grade["grade"]) for grade in sorted(grades, key=lambda grade: grade["attemptnumber"])
            }
            return {student: Has(points.get(self._users[student])) for student in students if student in self._users}

    def has_feedback(self, student: str, mark: str) -> bool | None:
        with understood(self._url, "Moodle"):
            if not self._takes("comments") and not self._takes("file"):
                return None
            comment, files = self._feedback(student)
            if comment is None:
                return None
            told = not self._takes("comments") or mark in comment
            return told and (not self._takes("file") or _file_name(mark) in files)

    def send(self, delivery: Delivery, feedback: bool) -> None:
        with understood(self._url, "Moodle"):
            known = self._names.get(delivery.student, "")
            if _letters(known) != _letters(delivery.name):
                raise Refused(f"Participant {delivery.student} is {known!r} in Moodle, and the file came under another name")
            user = self._users[delivery.student]
            comment, files = self._feedback(delivery.student)
            ours = f'<div class="dl-autograder">{html.escape(delivery.told).replace(chr(10), "<br>")}</div>' if feedback else ""
            theirs = comment or ""
            given: dict[str, Any] = {
                "assignmentid": self._found["id"],
                "userid": user,
                "grade": f"{delivery.points:.2f}",
                "attemptnumber": -1,
                "addattempt": 0,
                "workflowstate": self._workflow_state(user),
                "applytoall": 0,
            }
            if self._takes("comments"):  # without it, Moodle fails where there is a comment
                given["plugindata[assignfeedbackcomments_editor][text]"] = OURS.sub("", theirs) + ours if feedback else theirs
                given["plugindata[assignfeedbackcomments_editor][format]"] = HTML
            if feedback and self._takes("file"):
                given["plugindata[files_filemanager]"] = self._upload(delivery, files)
            self._call("mod_assign_save_grade", given, of_one=True)

    def _find(self, course: int, assignment: Assignment) -> dict[str, Any]:
        answer = self._call("mod_assign_get_assignments", {"courseids[0]": course})
        if not answer["courses"]:
            raise LmsError(f"Moodle shows this token no course {course}: its user has to be enrolled there; see to grader.yml.")
        listed, titles = answer["courses"][0]["assignments"], list(assignment.title.values())
        chosen = assignment.online.moodle
        found = [one for one in listed if one["cmid"] == chosen or (chosen is None and one["name"] in titles)]
        if len(found) != 1:
            wanted = f"have the number {chosen}" if chosen else f"are called {' or '.join(map(repr, titles))}"
            raise LmsError(
                f"{len(found) or 'No'} assignments of the course in Moodle {wanted}; say which in grader.yml: "
                f"`online: {{moodle: …}}` of {assignment.name}, the number in the address of its page."
            )
        return found[0]

    def _may(self, site: Mapping[str, Any]) -> None:
        """Raises LmsError where the service lacks something."""
        needed = [*FUNCTIONS, *([WORKFLOW_FUNCTION] if self._found["markingworkflow"] else [])]
        missing = sorted(set(needed) - {function["name"] for function in site["functions"]})
        if missing:
            raise LmsError(f"The token's service in Moodle lacks {', '.join(missing)}; add them to it.")
        if self._takes("file") and not (site.get("uploadfiles") and site.get("downloadfiles")):
            raise LmsError("The token's service in Moodle may not upload and download files; allow it, for the feedback files.")

    def _takes(self, plugin: str) -> bool:
        """Whether the assignment has feedback of this kind."""
        on = {"plugin": plugin, "subtype": "assignfeedback", "name": "enabled", "value": "1"}
        return any(on.items() <= config.items() for config in self._found["configs"])

    def _people(self) -> dict[int, str]:
        listed = self._call("mod_assign_list_participants", {"assignid": self._found["id"], "groupid": 0, "filter": ""})
        return {person["id"]: person["fullname"] for person in listed}

    def _feedback(self, student: str) -> tuple[str | None, dict[str, str]]:
        """The comment, and the files' addresses by name; no comment where Moodle shows none before it is released."""
        asked = {"assignid": self._found["id"], "userid": self._users[student]}
        plugins = {
            one["type"]: one
            for one in (self._call("mod_assign_get_submission_status", asked).get("feedback") or {}).get("plugins", [])
        }
        if not plugins:
            return None if self._found["markingworkflow"] else "", {}
        comment = "".join(field["text"] or "" for field in plugins.get("comments", {}).get("editorfields", []))
        files = [file for area in plugins.get("file", {}).get("fileareas", []) for file in area["files"]]
        return comment, {file["filename"]: file["fileurl"] for file in files}

    def _workflow_state(self, user: int) -> str:
        """The state stays as it is; who has none gets the one before the release, which is the teacher's."""
        if not self._found["markingworkflow"]:
            return ""
        flags = self._call(WORKFLOW_FUNCTION, {"assignmentids[0]": self._found["id"]})
        states = {flag["userid"]: flag["workflowstate"] for one in flags["assignments"] for flag in one["userflags"]}
        return states.get(user) or "readyforrelease"

    def _upload(self, delivery: Delivery, files: Mapping[str, str]) -> int:
        """Put the page and the teachers' own files into a draft; return its id."""
        kept = {name: url for name, url in files.items() if not OUR_FILE.fullmatch(name)}
        contents = {name: self._session.post(url, data={"token": self._token}).content for name, url in kept.items()}
        contents[_file_name(delivery.mark)] = delivery.page.read_bytes()
        draft = 0
        for name, content in contents.items():
            answer = self._session.post(
                f"{self._url}/webservice/upload.php",
                data={"token": self._token, "itemid": draft, "filepath": "/"},
                files={"file": (name, content)},
            ).json()
            if not isinstance(answer, list):
                raise Refused(f"Moodle does not take the feedback file: {self._quoted(answer)}")
            draft = answer[0]["itemid"]
        return draft

    def _call(self, function: str, parameters: Mapping[str, Any] | None = None, of_one: bool = False) -> Any:
        """What the function answers; where the call is `of_one` student, an error of Moodle raises Refused."""
        given = {"wstoken": self._token, "wsfunction": function, "moodlewsrestformat": "json", "moodlewssettingraw": 1}
        answer = self._session.post(f"{self._url}/webservice/rest/server.php", data=given | dict(parameters or {}))
        try:
            said = answer.json()
        except ValueError:
            raise LmsError(
                f"{self._url} is no Moodle whose web service (REST) is switched on (status {answer.status_code})."
            ) from None
        if isinstance(said, dict) and "exception" in said:
            if of_one:
                raise Refused(f"Moodle says: {self._quoted(said)}")
            raise LmsError(f"Moodle refuses {function}: {self._quoted(said)}; see to {TOKEN} and its service.")
        return said

    def _quoted(self, said: Mapping[str, Any]) -> str:
        return quoted(f"{said.get('message') or said.get('error')} ({said.get('errorcode')})", self._token)


def _points(grade: str | None) -> float | None:
    """What Moodle writes for no grade is -1."""
    return None if not grade or float(grade) < 0 else float(grade)


def _file_name(mark: str) -> str:
    return f"feedback-{mark}.html"


def _letters(name: str) -> str:
    """What Moodle surely leaves of a name in a folder's."""
    return "".join(letter for letter in unicodedata.normalize("NFC", name).casefold() if letter.isalnum())
