"""A local stand-in for the REST web service of Moodle 4.3, for tests of `autograder push moodle` without a Moodle.

Its behavior follows Moodle's source (4.2.3 of the day on which 4.3.0 was built; save_grade and the comments plugin are the
same in 4.4dev); comments name the file and the function: `externallib` and `locallib` are those of mod/assign. Answers contain the
fields that a grading client reads. Not modeled: rubrics, capabilities other than `can_reveal`, filters, HTML Purifier in full.
"""

import html
import json
import mimetypes
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

TEACHER = 3  # the user that the token belongs to
Json = dict[str, Any]


@dataclass
class Student:
    """Someone enrolled in the courses; `participant` is the number that the worksheet and the zip show."""

    id: int
    participant: int
    name: str
    email: str = ""
    submitted: bool = True


@dataclass
class Record:
    """A row of assign_grades with the data of the feedback plugins."""

    id: int
    user: int
    attempt: int
    grade: float = -1.0  # "no grade yet": locallib get_user_grade
    grader: int = -1
    created: int = field(default_factory=lambda: int(time.time()))
    modified: int = field(default_factory=lambda: int(time.time()))
    comment: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Submission:
    """A row of assign_submission: a student's latest attempt, or their team's."""

    attempt: int = 0
    modified: int = field(default_factory=lambda: int(time.time()))
    status: str = "submitted"  # new, draft, submitted, reopened
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Assignment:
    """One assignment: its settings and stored data. A negative maximum is a scale: −(scale id)."""

    id: int = 71
    cmid: int = 502
    course: int = 9
    name: str = "MNIST MLP"
    course_name: str = "Deep Learning"
    maximum: float = 100.0
    scale: Sequence[str] = ("Poor", "Fair", "Good")
    comments_enabled: bool = True
    files_enabled: bool = True
    marking_workflow: bool = False
    blind_marking: bool = False
    teams: dict[int, tuple[int, str]] | None = None  # teamsubmission: user → number and name of the group
    submissions: dict[int, Submission] = field(default_factory=dict)  # by user, for users in it
    failing: set[int] = field(default_factory=set)  # users for whom save_grade ends with a fatal error
    reopen: str = "none"  # attemptreopenmethod; "manual" makes `addattempt` do something
    locked: set[int] = field(default_factory=set)  # users whose gradebook grade is locked or overridden
    records: list[Record] = field(default_factory=list)
    attempts: dict[int, int] = field(default_factory=dict)  # user → number of the latest attempt
    states: dict[int, str] = field(default_factory=dict)  # user → workflow state, of assign_user_flags
    gradebook: dict[int, float | None] = field(default_factory=dict)

    @property
    def context(self) -> int:
        return 10_000 + self.cmid

    def find(self, user: int, attempt: int = -1) -> Record | None:
        """The grade of an attempt, -1 for the latest."""
        attempt = self.attempts.get(user, 0) if attempt < 0 else attempt
        return next((record for record in self.records if (record.user, record.attempt) == (user, attempt)), None)

    def find_or_create(self, user: int, attempt: int = -1) -> Record:
        """locallib get_user_grade with $create: creates submission and grade for **any** number as the user."""
        attempt = self.attempts.get(user, 0) if attempt < 0 else attempt
        self.attempts[user] = max(attempt, self.attempts.get(user, 0))
        record = self.find(user, attempt)
        if record is None:
            record = Record(30_000 + 100 * self.id + len(self.records), user, attempt)
            self.records.append(record)
        return record

    @property
    def latest(self) -> list[Record]:
        """The rows of mod_assign_get_grades: an inner join with the latest submission, so a reopened attempt hides the grade."""
        return [record for record in self.records if record.attempt == self.attempts[record.user]]


ERRORS = {  # errorcode: class and message; lang/en/{error,debug,webservice}.php, lib/dmllib.php
    "accessexception": ("webservice_access_exception", "Access control exception"),
    "dmlwriteexception": ("dml_write_exception", "Error writing to database"),
    "filenotfound": ("moodle_exception", "Sorry, the requested file could not be found"),
    "invalidparameter": ("invalid_parameter_exception", "Invalid parameter value detected"),
    "invalidrecord": ("dml_missing_record_exception", "Can't find data record in database table {}."),
    "invalidtoken": ("moodle_exception", "Invalid token - token not found"),
    "invaliduser": ("dml_missing_record_exception", "Invalid user"),
    "missingparam": ("moodle_exception", "A required parameter ({}) was missing"),
}


class Refusal(Exception):
    """A moodle_exception. Without debugging, its message does not name the wrong parameter, or the forbidden function."""

    def __init__(self, errorcode: str, subject: str = "") -> None:
        exception, message = ERRORS[errorcode]
        self.errorcode, message = errorcode, message.format(subject)
        self.rest = {"exception": exception, "errorcode": errorcode, "message": message}  # rest/locallib.php generate_error
        self.ajax = {"error": message, "errorcode": errorcode, "stacktrace": None, "debuginfo": None, "reproductionlink": None}


# --- parameters -----------------------------------------------------------------------------------------------------------------


class Optional(NamedTuple):
    """An optional parameter; `default` replaces it (VALUE_DEFAULT), or Ellipsis for nothing (VALUE_OPTIONAL)."""

    kind: Any
    default: Any = ...


def nested(pairs: Iterable[tuple[str, str]]) -> Json:
    """Form fields as PHP reads them: `a[b][0]=x` becomes {"a": {"b": {"0": "x"}}}."""
    tree: Json = {}
    for name, value in pairs:
        head, *rest = [part.rstrip("]") for part in name.split("[")]
        node, key = tree, head
        for part in rest:
            node = node.setdefault(key, {})
            key = part or str(len(node))
        node[key] = value
    return tree


# lib/moodlelib.php validate_param: the cleaned value must equal the given one.
SCALARS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "int": (r"0|-?[1-9]\d*", int),
    "float": (r"(?i)[+-]?(?=\.?\d)\d*\.?\d*(e[-+]?\d+)?", float),  # never a decimal comma
    "bool": (r"[01]", lambda text: text == "1"),  # "true" and "" are refused
    "alpha": (r"[a-zA-Z]*", str),
    "raw": (r"(?s)[^\0]*", str),
}


def validated(kind: Any, value: Any) -> Any:
    """lib/external/classes/external_api.php validate_parameters; a dict is a single structure, a list a multiple one."""
    if isinstance(kind, str):
        pattern, convert = SCALARS[kind]
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise Refusal("invalidparameter")
        return convert(value)
    if not isinstance(value, dict):
        raise Refusal("invalidparameter")
    if isinstance(kind, list):
        return [validated(kind[0], item) for item in value.values()]
    result = {}
    for key, wanted in kind.items():
        optional = isinstance(wanted, Optional)
        if key in value:
            result[key] = validated(wanted.kind if optional else wanted, value[key])
        elif not optional:
            raise Refusal("invalidparameter")
        elif wanted.default is not ...:
            result[key] = wanted.default
    if value.keys() - kind.keys():
        raise Refusal("invalidparameter")
    return result


# An editor's `itemid` is not in the structure, so it is refused: feedback/comments and feedback/file get_external_parameters.
FEEDBACK = {
    "assignfeedbackcomments_editor": Optional({"text": "raw", "format": "int"}),
    "files_filemanager": Optional("int"),
}
GRADE = {
    "userid": "int",
    "grade": "float",
    "attemptnumber": "int",
    "addattempt": "bool",
    "workflowstate": "alpha",
    "plugindata": Optional(FEEDBACK, {}),
    "advancedgradingdata": Optional({}, {}),
}
FUNCTIONS: dict[str, Json] = {
    "core_webservice_get_site_info": {"serviceshortnames": Optional(["raw"], [])},
    "mod_assign_get_assignments": {
        "courseids": Optional(["int"], []),
        "capabilities": Optional(["raw"], []),
        "includenotenrolledcourses": Optional("bool", False),
    },
    "mod_assign_get_grades": {"assignmentids": ["int"], "since": Optional("int", 0)},
    "mod_assign_get_user_flags": {"assignmentids": ["int"]},
    "mod_assign_get_user_mappings": {"assignmentids": ["int"]},
    "mod_assign_list_participants": {
        "assignid": "int",
        "groupid": "int",  # required, 0 for all
        "filter": "raw",  # required, may be empty
        "skip": Optional("int", 0),
        "limit": Optional("int", 0),
        "onlyids": Optional("bool", False),
        "includeenrolments": Optional("bool", True),
        "tablesort": Optional("bool", False),
    },
    "mod_assign_get_submission_status": {"assignid": "int", "userid": Optional("int", 0), "groupid": Optional("int", 0)},
    "mod_assign_save_grade": {"assignmentid": "int", "applytoall": "bool", **GRADE},
    "mod_assign_save_grades": {"assignmentid": "int", "applytoall": "bool", "grades": [GRADE]},
}


def formatted(text: str) -> str:
    """A comment as returned. It is read as FORMAT_MOODLE **whatever format it was saved in**, since the comments plugin has no
    get_editor_format (assignmentplugin.php returns 0): lib/weblib.php text_to_html, then clean_text, here only its main effects.
    """
    text = re.sub(r">\s+<", "><", text)
    text = re.sub(r">[\n\r]", "> ", re.sub(r"[\n\r]<", " <", text))
    text = re.sub(r"(\r\n|\n\r|\n|\r)", r"<br />\1", text)
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|\s+on\w+=(\"[^\"]*\"|'[^']*')", "", text)
    text = re.sub(r"&(?!(lt|gt|amp);)#?\w+;", lambda match: html.unescape(match[0]), re.sub(r"<br\s*/?>", "<br />", text))
    return re.sub(r"&(?!#?\w+;)", "&amp;", text)


# --- the site -------------------------------------------------------------------------------------------------------------------


class Moodle:
    """The site; every other keyword is a setting of its first assignment."""

    def __init__(
        self,
        students: Sequence[Student],
        *,
        others: Sequence[Assignment] = (),
        missing_functions: Iterable[str] = (),
        transfers: bool = True,
        can_reveal: bool = True,
        mapped: bool = True,
        sees_names: bool = False,
        hidden_user: str = "Participant",
        **settings: Any,
    ) -> None:
        self.students = list(students)
        self.assignments = [Assignment(**settings), *others]
        self.missing_functions = set(missing_functions)
        self.transfers = transfers  # the service may upload and download files
        self.can_reveal = can_reveal  # mod/assign:revealidentities: editing teachers and managers, not non-editing teachers
        self.mapped = mapped  # participant numbers exist only after something has shown them, such as the worksheet or the zip
        self.sees_names = sees_names  # mod/assign:viewblinddetails: managers
        self.hidden_user = hidden_user  # the string `hiddenuser`, in the language of the token's user
        self.token = "5f0e1c7a9b3d42688e6b7d1c2a4f9e30"
        self.calls: list[tuple[str, Json]] = []
        self.drafts: dict[int, dict[str, bytes]] = {}
        self._faults: list[tuple[str, str, str]] = []
        self._lock = threading.Lock()

    # Data of the first assignment for tests.
    course = property(lambda self: self.assignments[0].course)
    assignment = property(lambda self: self.assignments[0].id)
    cmid = property(lambda self: self.assignments[0].cmid)

    @property
    def grades(self) -> dict[int, float]:
        return {record.user: record.grade for record in self.assignments[0].latest if record.grade != -1}

    @property
    def comments(self) -> dict[int, str]:
        return {record.user: record.comment for record in self.assignments[0].latest if record.comment is not None}

    @property
    def files(self) -> dict[int, dict[str, bytes]]:
        found = {record.user: record.files for record in self.assignments[0].latest if record.files}
        return {user: {path.lstrip("/"): content for path, content in files.items()} for user, files in found.items()}

    def touch(self, user: int, by: int, comment: str | None = None, grade: float | None = None) -> None:
        """A person grades on Moodle's page."""
        record = self.assignments[0].find_or_create(user)
        record.comment = record.comment if comment is None else comment
        record.grade = record.grade if grade is None else grade
        record.grader, record.modified = by, max(int(time.time()), record.modified) + 1

    def fault(self, function: str, kind: str, times: int = 1, errorcode: str = "dmlwriteexception") -> None:
        """Let the next calls of a function, "upload" or "download" fail: busy, limited, before, after or exception."""
        self._faults += [(function, kind, errorcode)] * times

    def __enter__(self) -> "Moodle":
        moodle = self

        class BoundHandler(Handler):
            site = moodle

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), BoundHandler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    # --- reading ---

    def _assignment(self, number: int) -> Assignment:
        """mod/assign/classes/external/external_api.php validate_assign."""
        for work in self.assignments:
            if work.id == number:
                return work
        raise Refusal("invalidrecord", "assign")

    def _participant(self, work: Assignment, student: Student) -> int:
        """Ids of assign_user_mapping are unique in the site: each assignment has its own."""
        return student.participant + 1000 * self.assignments.index(work)

    def core_webservice_get_site_info(self, _: Json, raw: bool) -> Json:
        offered = [{"name": name, "version": "2023100900"} for name in FUNCTIONS if name not in self.missing_functions]
        site = {"sitename": "Stand-in", "siteurl": self.url, "username": "teacher", "fullname": "Tea Cher", "userid": TEACHER}
        files = {"downloadfiles": int(self.transfers), "uploadfiles": int(self.transfers)}
        return {**site, **files, "functions": offered, "release": "4.3 (Build: 20231009)", "version": "2023100900"}

    def mod_assign_get_assignments(self, given: Json, raw: bool) -> Json:
        """externallib get_assignments; only courses in which the token's user is **enrolled**."""
        courses = {work.course: work.course_name for work in self.assignments}
        message = "User is not enrolled or does not have requested capability"
        unknown = [number for number in given["courseids"] if number not in courses]
        warnings = [{"item": "course", "itemid": number, "warningcode": "2", "message": message} for number in unknown]
        wanted = [number for number in given["courseids"] or courses if number in courses]
        answer = []
        for number in wanted:
            listed = [self._describe(work) for work in self.assignments if work.course == number]
            answer.append({"id": number, "fullname": courses[number], "shortname": courses[number], "assignments": listed})
        return {"courses": answer, "warnings": warnings}

    def _describe(self, work: Assignment) -> Json:
        """A plugin that is not enabled has no configs; `comments` is also the type of a submission plugin, so mind the subtype."""
        plugins = [
            ("file", "assignsubmission", {"enabled": "1", "maxfilesubmissions": "20"}),
            ("comments", "assignsubmission", {"enabled": "1"}),
            ("comments", "assignfeedback", {"enabled": "1", "commentinline": "0"} if work.comments_enabled else {}),
            ("file", "assignfeedback", {"enabled": "1"} if work.files_enabled else {}),
        ]
        configs = [
            {"plugin": plugin, "subtype": subtype, "name": name, "value": value}
            for plugin, subtype, config in plugins
            for name, value in config.items()
        ]
        ids = {"id": work.id, "cmid": work.cmid, "course": work.course, "name": work.name, "grade": int(work.maximum)}
        modes = {"markingworkflow": int(work.marking_workflow), "blindmarking": int(work.blind_marking), "revealidentities": 0}
        rest = {
            "teamsubmission": int(work.teams is not None),
            "attemptreopenmethod": work.reopen,
            "maxattempts": -1,
            "duedate": 0,
            "cutoffdate": 0,
        }
        return {**ids, **modes, **rest, "configs": configs}

    def mod_assign_get_grades(self, given: Json, raw: bool) -> Json:
        """externallib get_grades; a user without a row is left out, one whose grade was viewed may have "-1.00000"."""

        def rows(number: int) -> list[Json]:
            works = [work for work in self.assignments if work.id == number]
            return [_grade(record) for work in works for record in work.latest if record.modified >= given["since"]]

        return self._per_assignment(given["assignmentids"], "grades", rows, "No grades found")

    def mod_assign_get_user_mappings(self, given: Json, raw: bool) -> Json:
        """externallib get_user_mappings: participant number (`id`) and user; it needs mod/assign:revealidentities."""
        if not self.can_reveal:
            refused = [_warning(number, "1", "No access rights in module context") for number in given["assignmentids"]]
            return {"assignments": [], "warnings": refused}

        def rows(number: int) -> list[Json]:
            works = [work for work in self.assignments if work.id == number and self.mapped]
            pairs = sorted((self._participant(work, student), student.id) for work in works for student in self.students)
            return [{"id": participant, "userid": user} for participant, user in pairs]

        return self._per_assignment(given["assignmentids"], "mappings", rows, "No mappings found")

    def mod_assign_get_user_flags(self, given: Json, raw: bool) -> Json:
        """externallib get_user_flags: only users for whom a flag was ever set."""

        def rows(number: int) -> list[Json]:
            flags = [pair for work in self.assignments if work.id == number for pair in work.states.items()]
            none = {"locked": 0, "mailed": 0, "extensionduedate": 0, "allocatedmarker": 0}
            return [{"id": user, "userid": user, "workflowstate": state, **none} for user, state in flags]

        return self._per_assignment(given["assignmentids"], "userflags", rows, "No user flags found")

    def _per_assignment(self, numbers: list[int], name: str, rows: Callable[[int], list[Any]], none: str) -> Json:
        found = {number: rows(number) for number in sorted(set(numbers))}
        answer = [{"assignmentid": number, name: entries} for number, entries in found.items() if entries]
        return {"assignments": answer, "warnings": [_warning(number, "3", none) for number in numbers if not found[number]]}

    def mod_assign_list_participants(self, given: Json, raw: bool) -> list[Json]:
        """externallib list_participants; `recordid` is the participant number with blind marking only, else -1."""
        work = self._assignment(given["assignid"])
        listed = []
        for student in self.students:
            number = self._participant(work, student)
            fullname = f"{self.hidden_user} {number}" if work.blind_marking else student.name  # locallib fullname
            if work.blind_marking and self.sees_names:  # viewblinddetails
                fullname += f" ({student.name})"
            if given["filter"].lower() not in fullname.lower():
                continue
            record = work.find(student.id)
            status: Json = {"submitted": student.submitted, "requiregrading": student.submitted and record is None}
            status |= {"submissionstatus": "submitted" if student.submitted else "", "grantedextension": False}
            user = {"id": student.id, "fullname": fullname, **status, "recordid": number if work.blind_marking else -1}
            if work.teams and student.id in work.teams:  # locallib get_submission_info_for_participants
                user |= dict(zip(("groupid", "groupname"), work.teams[student.id], strict=True))
            if student.email and not work.blind_marking and not given["onlyids"]:
                user["email"] = student.email
            listed.append(user)
        return listed[given["skip"] :][: given["limit"] or None]

    def mod_assign_get_submission_status(self, given: Json, raw: bool) -> Json:
        """externallib get_submission_status; without a visible grade or feedback the key `feedback` is missing."""
        work, user = self._assignment(given["assignid"]), given["userid"] or TEACHER
        if user != TEACHER and user not in {student.id for student in self.students}:
            raise Refusal("invaliduser")
        answer: Json = {"warnings": [], "assignmentdata": []}
        if user != TEACHER:
            answer["lastattempt"] = {"gradingstatus": self._status(work, user), "blindmarking": work.blind_marking}
            if user in work.submissions:
                key = "submission" if work.teams is None else "teamsubmission"
                answer["lastattempt"][key] = self._submission(work, user)
        feedback = self._feedback(work, user, raw)
        if feedback is not None:
            answer["feedback"] = feedback
        return answer

    def _submission(self, work: Assignment, user: int) -> Json:
        """externallib get_submission_structure, with the files of the file plugin."""
        one = work.submissions[user]
        base = f"{self.url}/webservice/pluginfile.php/{work.context}/assignsubmission_file/submission_files/{user}"
        files = [
            {"filename": name, "filepath": "/", "filesize": len(content), "fileurl": f"{base}/{quote(name)}"}
            for name, content in one.files.items()
        ]
        plugins = [{"type": "file", "name": "File", "fileareas": [{"area": "submission_files", "files": files}]}]
        whose = {"id": 900 + user, "userid": user if work.teams is None else 0, "groupid": 0, "latest": 1}
        return {**whose, "attemptnumber": one.attempt, "timemodified": one.modified, "status": one.status, "plugins": plugins}

    def _status(self, work: Assignment, user: int) -> str:
        """locallib get_grading_status."""
        if work.marking_workflow:
            return work.states.get(user) or "notmarked"
        record = work.find(user)
        return "graded" if record and record.grade >= 0 else "notgraded"

    def _feedback(self, work: Assignment, user: int, raw: bool) -> Json | None:
        """locallib get_assign_feedback_status_renderable: reads the gradebook, which is empty before the release and with blind marking."""
        record, final = work.find(user), work.gradebook.get(user)
        comment = bool(record and record.comment and work.comments_enabled)
        anything = comment or bool(record and record.files and work.files_enabled)
        if work.marking_workflow and self._status(work, user) != "released":
            anything = False
        if final is None and not anything:
            return None
        shown = None
        if final is not None and work.maximum > 0:
            shown = f"{final:.2f}&nbsp;/&nbsp;{work.maximum:.2f}"  # with a decimal comma in some languages
        elif final is not None:
            shown = work.scale[int(final) - 1] if 1 <= int(final) <= len(work.scale) else "-"
        answer: Json = {"gradefordisplay": shown, "gradeddate": record.modified if record and final is not None else None}
        if record:
            answer |= {"grade": {**_grade(record), "assignment": work.id}, "plugins": self._plugins(work, record, raw)}
        return answer

    def _plugins(self, work: Assignment, record: Record, raw: bool) -> list[Json]:
        """externallib get_plugins_data, of the enabled plugins."""
        plugins = []
        if work.comments_enabled:
            text = record.comment or ""
            content = {"text": text, "format": 0} if raw or not text else {"text": formatted(text), "format": 1}
            editor = {"name": "comments", "description": "Feedback comments", **content}
            areas: list[Json] = [{"area": "feedback", "files": []}]
            plugins.append({"type": "comments", "name": "Feedback comments", "fileareas": areas, "editorfields": [editor]})
        if work.files_enabled:
            files = [self._file(work, record, path) for path in sorted(record.files)]
            areas = [{"area": "feedback_files", "files": files}]
            plugins.append({"type": "file", "name": "Feedback files", "fileareas": areas})
        return plugins

    def _file(self, work: Assignment, record: Record, path: str) -> Json:
        """lib/external/classes/util.php get_area_files."""
        folder, _, name = path.rpartition("/")
        base = f"{self.url}/webservice/pluginfile.php/{work.context}/assignfeedback_file/feedback_files/{record.id}"
        kind = mimetypes.guess_type(name)[0] or "document/unknown"
        place = {"filename": name, "filepath": f"{folder}/", "fileurl": base + quote(path)}
        size = {"filesize": len(record.files[path]), "timemodified": record.modified}
        return {**place, **size, "mimetype": kind, "isexternalfile": False}

    # --- writing ---

    def mod_assign_save_grade(self, given: Json, raw: bool) -> None:
        self._apply(self._assignment(given["assignmentid"]), given)

    def mod_assign_save_grades(self, given: Json, raw: bool) -> None:
        """externallib save_grades: one after the other, no transaction around them."""
        work = self._assignment(given["assignmentid"])
        for grade in given["grades"]:
            self._apply(work, grade)

    def _apply(self, work: Assignment, given: Json) -> None:
        """locallib apply_grade_to_user; the feedback is stored before the grade is checked, even if the grade is then refused."""
        user, data = given["userid"], given["plugindata"]
        record = work.find_or_create(user, given["attemptnumber"])
        grade = record.grade
        if user not in work.locked:  # grading_disabled: neither grade nor workflow state change, feedback does
            grade = round(given["grade"], 5)
            before = work.states.get(user, "")
            work.states[user] = given["workflowstate"]  # also "", which revokes a release; the state is not checked
            if before != given["workflowstate"] and user not in {student.id for student in self.students}:
                raise Refusal("invaliduser")  # only the event needs the user
        changed = [work.comments_enabled and self._save_comment(record, data.get("assignfeedbackcomments_editor"))]
        changed.append(work.files_enabled and self._save_files(record, data.get("files_filemanager")))
        if given["addattempt"] or record.grade != -1 or grade != -1 or any(changed):
            self._update_grade(work, record, grade, given["addattempt"])

    def _save_comment(self, record: Record, editor: Json | None) -> bool:
        """feedback/comments is_feedback_modified and save."""
        text = editor["text"] if editor else ""
        if (record.comment or "") == text:
            return False
        if editor is None:  # NULL for commentformat, which is NOT NULL: without plugindata an existing comment stops the grade
            raise Refusal("dmlwriteexception")
        record.comment = text
        return True

    def _save_files(self, record: Record, draft: int | None) -> bool:
        """feedback/file is_feedback_modified and save: the draft area replaces the whole area, even an empty one; 0 and -1 do not."""
        new = self.drafts.get(draft or 0, {})
        if draft is None or record.files == new:
            return False
        if draft not in (0, -1):  # filelib.php file_postupdate_standard_filemanager; IGNORE_FILE_MERGE
            record.files = dict(new)
        return True

    def _update_grade(self, work: Assignment, record: Record, grade: float, reopen: bool) -> None:
        """locallib update_grade (its false is ignored), then gradebook_item_update."""
        user = record.user
        if grade and grade != -1:
            if work.maximum > 0 and not 0 <= grade <= work.maximum:
                return
            if work.maximum < 0 and not 1 <= int(grade) <= len(work.scale):  # 0 is falsy in PHP, so it passes for a scale
                return
        record.grade, record.grader, record.modified = grade, TEACHER, int(time.time())
        if record.attempt != work.attempts[user]:
            return
        if not work.blind_marking and user not in work.locked:
            hidden = work.marking_workflow and self._status(work, user) != "released"
            work.gradebook[user] = None if hidden or grade == -1 else grade
        if reopen and work.reopen == "manual":  # reopen_submission_if_required, add_attempt
            work.attempts[user] += 1

    # --- requests ---

    def rest(self, form: Json) -> Any:
        """webservice/rest/locallib.php parse_request, webservice/lib.php run."""
        if form.pop("wstoken", None) != self.token:
            raise Refusal("invalidtoken")
        name = form.pop("wsfunction", "")
        form.pop("moodlewsrestformat", None)
        settings = {key: form.pop(key) for key in list(form) if key.startswith("moodlewssetting")}
        if not name:
            raise Refusal("invalidparameter")
        if name not in FUNCTIONS:
            raise Refusal("invalidrecord", "external_functions")
        if name in self.missing_functions:
            raise Refusal("accessexception")
        return getattr(self, name)(validated(FUNCTIONS[name], form), settings.get("moodlewssettingraw") == "1")

    def check_transfer(self, form: Json) -> None:
        """webservice/upload.php and pluginfile.php."""
        if "token" not in form:
            raise Refusal("missingparam", "token")
        if form["token"] != self.token:
            raise Refusal("invalidtoken")
        if not self.transfers:
            raise Refusal("accessexception")

    def upload(self, form: Json, files: list[tuple[str, bytes]]) -> list[Json]:
        """webservice/upload.php; an existing name gives an entry with `error`, in an answer that looks like success."""
        self.check_transfer(form)
        folder, item = form.get("filepath", "/"), int(form.get("itemid") or 0)
        item = item if item > 0 else 700_000_000 + len(self.drafts)
        area, results = self.drafts.setdefault(item, {}), []
        for given, content in files:
            name = re.sub(r"[\x00-\x1f\x7f&<>\"`|':\\/]", "", given)  # PARAM_FILE
            if folder + name in area:
                error = f"File name already exists: {name}"
                results.append({"filename": name, "size": len(content), "errortype": "filenameexist", "error": error})
                continue
            area[folder + name] = content
            place = {"component": "user", "contextid": 25, "userid": str(TEACHER), "filearea": "draft"}
            results.append({**place, "filename": name, "filepath": folder, "itemid": item, "filesize": len(content)})
        return results

    def download(self, path: str, form: Json) -> bytes:
        """webservice/pluginfile.php and feedback/file/lib.php assignfeedback_file_pluginfile."""
        self.check_transfer(form)
        for work in self.assignments:
            for user, submission in work.submissions.items():
                prefix = f"/{work.context}/assignsubmission_file/submission_files/{user}/"
                if path.startswith(prefix) and path.removeprefix(prefix) in submission.files:
                    return submission.files[path.removeprefix(prefix)]
            for record in work.records:
                prefix = f"/{work.context}/assignfeedback_file/feedback_files/{record.id}"
                if path.startswith(prefix + "/") and path[len(prefix) :] in record.files:
                    return record.files[path[len(prefix) :]]
        raise Refusal("filenotfound")

    def taken(self, name: str, parameters: Json) -> tuple[str, str]:
        """Record the call; return kind and errorcode of the fault set for it, if any."""
        self.calls.append((name, parameters))
        for number, (function, *_) in enumerate(self._faults):
            if function == name:
                return self._faults.pop(number)[1:]
        return "", ""


def _grade(record: Record) -> Json:
    """externallib get_grade_structure; the column is NUMBER(10,5), so the grade is text with five decimals and a point."""
    times = {"timecreated": record.created, "timemodified": record.modified, "grader": record.grader}
    return {"id": record.id, "userid": record.user, "attemptnumber": record.attempt, **times, "grade": f"{record.grade:.5f}"}


def _warning(number: int, code: str, message: str) -> Json:
    return {"item": "assignment", "itemid": number, "warningcode": code, "message": message}


# --- HTTP -----------------------------------------------------------------------------------------------------------------------


def multipart(body: bytes, boundary: str) -> tuple[list[tuple[str, str]], list[tuple[str, bytes]]]:
    """Fields and files; like PHP it reads `filename=` in UTF-8, and treats a part with only `filename*=` as a field."""
    fields, files = [], []
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        header = head.decode("utf-8")
        name = re.search(r'\bname="([^"]*)"', header)
        filename = re.search(r'\bfilename="((?:\\.|[^"\\])*)"', header)
        if filename:
            files.append((re.sub(r"\\(.)", r"\1", filename[1]).rpartition("/")[2], content))
        elif name:
            fields.append((name[1], content.decode("utf-8")))
    return fields, files


class Handler(BaseHTTPRequestHandler):
    """Routes a request, triggers faults, and writes errors as Moodle does: HTTP 200 with JSON."""

    site: Moodle
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = -1  # head and body in one packet

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self) -> None:
        address = urlsplit(self.path)
        fields, files = self._body()
        form = nested([*parse_qsl(address.query, keep_blank_values=True), *fields])
        path = unquote(address.path)
        if path == "/webservice/rest/server.php":
            secret = {"wstoken", "wsfunction", "moodlewsrestformat"}
            noted = {key: value for key, value in form.items() if key not in secret}
            self._answer(form.get("wsfunction", ""), noted, "rest", lambda: self.site.rest(form))
        elif path == "/webservice/upload.php":
            noted = {**{key: value for key, value in form.items() if key != "token"}, "files": dict(files)}
            self._answer("upload", noted, "ajax", lambda: self.site.upload(form, files))
        elif path.startswith("/webservice/pluginfile.php/"):
            stored = path.removeprefix("/webservice/pluginfile.php")
            self._answer("download", {"path": stored}, "ajax", lambda: self.site.download(stored, form))
        else:
            self._send(404, b"Not found", "text/html")

    do_GET = do_POST = _serve

    def _body(self) -> tuple[list[tuple[str, str]], list[tuple[str, bytes]]]:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get_content_type() == "multipart/form-data":
            return multipart(body, str(Message.get_boundary(self.headers)))
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True), []

    def _answer(self, name: str, noted: Json, style: str, run: Callable[[], Any]) -> None:
        with self.site._lock:
            kind, errorcode = self.site.taken(name, noted)
            if kind == "busy":
                return self._send(503, b"Service Unavailable", "text/html")
            if kind == "limited":
                return self._send(429, b"Too Many Requests", "text/html", ("Retry-After", "0"))
            if kind == "before":
                return self._hang_up()
            if name == "mod_assign_save_grade" and int(noted["userid"]) in self.site.assignments[0].failing:
                return self._send(500, b"", "text/html")
            try:
                if kind == "exception":
                    raise Refusal(errorcode)
                result = run()
            except Refusal as refusal:
                status = 404 if refusal.errorcode == "filenotfound" else 200
                result = getattr(refusal, style)
            else:
                status = 200
        if kind == "after":
            self._hang_up()
        elif isinstance(result, bytes):
            self._send(status, result, "application/octet-stream")
        else:
            self._send(status, json.dumps(result).encode(), "text/plain" if name == "upload" else "application/json")

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: int, body: bytes, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
