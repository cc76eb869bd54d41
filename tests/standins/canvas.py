"""A local stand-in for the REST API of Canvas, for tests of `autograder push canvas`, since no live Canvas was available.

Its behavior follows the source of instructure/canvas-lms (copies of 2024 to 2026) and its doc/api; comments name the file.
`api` is app/controllers/submissions_api_controller.rb, `assignment` app/models/abstract_assignment.rb, `submission`
app/models/submission.rb. Answers contain the fields that a grading client reads. Not modeled: sections, rubrics, provisional
grades, anonymous grading, inactive enrollments, drafts of comments, JSON bodies, the cost of requests.
"""

import json
import mimetypes
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

TEACHER = 7  # the user that the token belongs to
NOW = "2026-11-21T09:00:00Z"
Json = dict[str, Any]
SCHEME = {"A": 100, "A-": 93, "B+": 89, "B": 86, "B-": 83, "C+": 79, "C": 76, "C-": 73, "D+": 69, "D": 66, "D-": 63, "F": 0}


@dataclass
class Comment:
    """A comment of the teacher; `attempt` is null unless the client set it."""

    text: str
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    attempt: int | None = None
    files: list[int] = field(default_factory=list)


@dataclass
class File:
    """A file for a comment; before the upload is confirmed it exists, but "may not appear" (doc/api/file_uploads.md)."""

    id: int
    name: str
    params: dict[str, str]
    content: bytes = b""
    received: bool = False
    available: bool = False


class Request(NamedTuple):
    """A received request; `path` with its query, `form` the fields of query and body, a file as its bytes."""

    method: str
    path: str
    headers: Message
    form: list[tuple[str, Any]]


class Fault(NamedTuple):
    path: str
    kind: str
    method: str | None
    headers: Mapping[str, str]


class Answer(NamedTuple):
    body: Any
    status: int = 200
    headers: Mapping[str, str] = {}


class Refused(Exception):
    """An answer that stops the processing of a request; earlier changes stay, since Canvas uses no transaction."""

    def __init__(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        self.answer = Answer(body, status, headers or {})


CHALLENGE = {"WWW-Authenticate": 'Bearer realm="canvas-lms"'}  # only here canvasapi raises InvalidAccessToken
NOT_FOUND = {"errors": [{"message": "The specified resource does not exist."}]}  # application_controller.rb api_error_json


def nested(pairs: Iterable[tuple[str, Any]]) -> Json:
    """Form fields as Rails reads them: `a[b][]=x` becomes {"a": {"b": ["x"]}}; of equal names the last one counts."""
    tree: Json = {}
    for name, value in pairs:
        *path, last = re.findall(r"[^\[\]]+|\[\]", name)
        node: Any = tree
        for key, after in zip(path, [*path, last][1:], strict=True):
            node = node.setdefault(key, [] if after == "[]" else {})
        if last == "[]":
            node.append(value)
        else:
            node[last] = value
    return tree


def number(text: Any) -> int | None:
    return int(text) if re.fullmatch(r"\d+", str(text)) else None


def truth(value: Any) -> bool:
    """Canvas::Plugin.value_to_boolean."""
    return str(value).lower() in ("true", "yes", "on", "1")


class Canvas:
    """The site: a course with one complete assignment, and `others`, which only have an id and a name."""

    def __init__(
        self,
        students: Mapping[int, str],  # id and "Last, First"
        *,
        points_possible: float = 40,
        name: str = "MNIST MLP",
        others: Mapping[int, str] | None = None,
        logins: Mapping[int, str] | None = None,
        sis_ids: Mapping[int, str] | None = None,
        grading_type: str = "points",  # percent, pass_fail, letter_grade, gpa_scale, not_graded
        published: bool = True,
        concluded: bool = False,  # the course is concluded: no manage_grades, but reading
        may_grade: bool = True,
        moderated: bool = False,  # and its grades not published
        closed_period: Iterable[int] = (),  # users whose grading period is closed; comments still pass
        manual_posting: bool = False,
        unassigned: Iterable[int] = (),  # in the course, but the assignment is not theirs
        groups: Sequence[Iterable[int]] = (),
        grade_individually: bool = False,
        attempts: Mapping[int, int] | None = None,  # user → number of attempts, 1 by default
        deductions: Mapping[int, float] | None = None,  # points that the late policy takes away
        anonymous: bool = False,  # answers do not name the students
        silently_ignore: Iterable[
            int
        ] = (),  # grades: 200 without a change; not in the source, to test that grades are read back
        silent_comments: Iterable[int] = (),  # the same for comments
        max_per_page: int = 100,  # lib/api.rb MAX_PER_PAGE
        upload_status: int = 201,  # 201: InstFS (the hosted Canvas); 3xx: S3 (303) or local storage (302), to be confirmed
        refusal_status: int = 403,  # 401 until about 2025: lib/authentication_methods.rb render_json_unauthorized
        progress_polls: int = 2,  # a bulk update is complete after this number of requests for its state
        progress_fails: bool = False,
    ) -> None:
        self.students, self.names = dict(students), {71: name, **(others or {})}
        self.logins, self.sis_ids = dict(logins or {}), dict(sis_ids or {})
        self.points_possible, self.grading_type, self.upload_status = points_possible, grading_type, upload_status
        self.published, self.concluded, self.may_grade, self.moderated = published, concluded, may_grade, moderated
        self.closed_period, self.unassigned, self.anonymous = set(closed_period), set(unassigned), anonymous
        self.silently_ignore, self.silent_comments = set(silently_ignore), set(silent_comments)
        self.manual_posting = manual_posting
        self.groups, self.grade_individually = [set(group) for group in groups], grade_individually
        self.attempts, self.deductions = dict(attempts or {}), dict(deductions or {})
        self.submitted_at: dict[int, str] = {}  # NOW by default
        self.attachments: dict[int, list[int]] = {}  # ids of the files of the latest attempt, for students in it
        self.max_per_page, self.refusal_status = max_per_page, refusal_status
        self.progress_polls, self.progress_fails = progress_polls, progress_fails
        self.token, self.course, self.assignment = "7~Fh2kQx0pTr9LwZc4VbN8sYdJmE3uGaX6", 9, 71
        self.grades: dict[int, float | None] = dict.fromkeys(self.students)  # after deductions: `score`, not `entered_score`
        self.excused: set[int] = set()
        self.posted: set[int] = set()
        self.comments: dict[int, list[Comment]] = {user: [] for user in self.students}
        self.requests: list[Request] = []
        self.files: dict[int, File] = {}
        self._unread: dict[int, str] = {}  # invalid grades, which are stored and shown nevertheless
        self._progress: list[Json] = []
        self._jobs: dict[int, Callable[[], str]] = {}
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def fault(
        self, path: str, kind: str, method: str | None = None, times: int = 1, headers: Mapping[str, str] | None = None
    ) -> None:
        """Let the next requests with this pattern in the path fail: busy, limited, limited403, before, after, slow (2 s), redirect.
        The headers are added to the answer, such as Retry-After, which Canvas itself does not send.
        """
        if kind not in ("busy", "limited", "limited403", "before", "after", "slow", "redirect"):
            raise ValueError(kind)
        self._faults += [Fault(path, kind, method, headers or {})] * times

    def __enter__(self) -> "Canvas":
        bound = type("BoundHandler", (Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), bound)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    # --- permissions ---

    def _refuse(self) -> Refused:
        """authentication_methods.rb render_json_unauthorized; no reason is ever given."""
        errors = [{"message": "user not authorized to perform that action"}]
        return Refused(self.refusal_status, {"status": "unauthorized", "errors": errors})

    def _authenticate(self, headers: Message) -> None:
        """application_controller.rb api_error_json; the agent: Instructure's announcement of September 2025, in force in 2026."""
        if not headers.get("User-Agent"):
            raise Refused(403, {"error": "Forbidden", "message": "You have not provided a valid user agent."})
        given = headers.get("Authorization", "")
        if not given.startswith("Bearer "):
            errors = [{"message": "user authorization required"}]
            raise Refused(401, {"status": "unauthenticated", "errors": errors}, CHALLENGE)
        if given != f"Bearer {self.token}":
            raise Refused(401, {"errors": [{"message": "Invalid access token."}]}, CHALLENGE)

    def _student(self, text: str) -> int:
        """api get_user_considering_section: users who are not students of the course are not found."""
        by_sis = {f"sis_user_id:{sis}": user for user, sis in self.sis_ids.items()}
        user = by_sis.get(text, number(text))
        if user not in self.students:
            raise Refused(404, NOT_FOUND)
        return user

    def _check_rights(self, user: int, grading: bool) -> None:
        """submission set_policy and can_grade_symbolic_status: `comment` needs less than `grade`."""
        if user in self.unassigned or not self.published or self.concluded or not self.may_grade:
            raise self._refuse()
        if grading and (self.moderated or user in self.closed_period):
            raise self._refuse()

    # --- reading ---

    def _course(self) -> Answer:
        state = "completed" if self.concluded else "available"
        return Answer({"id": self.course, "name": "Deep Learning", "course_code": "DL", "workflow_state": state})

    def _describe(self, assignment: int, name: str) -> Json:
        ids = {"id": assignment, "course_id": self.course, "name": name, "grading_type": self.grading_type}
        grouped: Json = {"group_category_id": 5 if self.groups else None}
        grouped["grade_group_students_individually"] = self.grade_individually
        modes = {"published": self.published, "moderated_grading": self.moderated, "post_manually": self.manual_posting}
        modes |= {"anonymous_grading": self.anonymous, "omit_from_final_grade": False, "muted": self.manual_posting}
        page = {"html_url": f"{self.url}/courses/{self.course}/assignments/{assignment}"}
        return {**ids, "points_possible": self.points_possible, **grouped, **modes, **page}

    def _assignments(self, path: str, form: Json) -> Answer:
        """app/controllers/assignments_api_controller.rb index; lib/search_term_helper.rb."""
        term = form.get("search_term")
        if term is not None and len(term) < 2:
            error = {"field": "search_term", "code": "invalid", "message": "2 or more characters is required"}
            raise Refused(400, {"errors": [error]})
        found = {key: name for key, name in self.names.items() if (term or "").lower() in name.lower()}
        return self._page(path, form, [self._describe(key, name) for key, name in found.items()])

    def _page(self, path: str, form: Json, rows: list[Json], bookmarks: bool = False) -> Answer:
        """lib/api.rb paginate: ten unless asked, never above the maximum, absolute links; no `last` where there are bookmarks."""
        size = min(max(number(form.get("per_page", 10)) or 0, 1), self.max_per_page)
        page = number(str(form.get("page", 1)).removeprefix("bookmark:")) or 1
        pages = {"current": page, "next": page + 1, "prev": page - 1, "first": 1, "last": max(-(-len(rows) // size), 1)}
        absent = {"next": page >= pages["last"], "prev": page == 1 or bookmarks, "last": bookmarks}
        query = [pair for pair in parse_qsl(urlsplit(path).query) if pair[0] not in ("page", "per_page")]
        links = []
        for rel, target in pages.items():
            if not absent.get(rel):
                mark = f"bookmark:{target}" if bookmarks else target
                where = urlencode([*query, ("page", mark), ("per_page", size)])
                links.append(f'<{self.url}{urlsplit(path).path}?{where}>; rel="{rel}"')
        return Answer(rows[(page - 1) * size : page * size], 200, {"Link": ",".join(links)})

    def _submissions(self, path: str, form: Json) -> Answer:
        """api index: all assigned students, with or without a submission, by user id; `student_ids` is not an argument."""
        include = form.get("include", [])
        users = sorted(set(self.students) - self.unassigned)
        return self._page(path, form, [self._submission(user, include) for user in users])

    def _for_students(self, path: str, form: Json) -> Answer:
        """api for_students."""
        wanted = form.get("student_ids", [])
        users = set(self.students) if "all" in wanted else {number(text) for text in wanted}
        if users - set(self.students):
            raise self._refuse()
        if "all" not in wanted and len(users) > 100:
            raise Refused(400, {"error": "too many students"})
        shown = sorted(users - self.unassigned)
        shown = shown if str(self.assignment) in form.get("assignment_ids", [str(self.assignment)]) else []
        return self._page(path, form, [self._submission(user, form.get("include", [])) for user in shown], bookmarks=True)

    def _submission(self, user: int, include: Sequence[str] = ()) -> Json:
        """lib/api/v1/submission.rb; `entered_score` is the posted score, `score` the one after the late policy."""
        score, excused, attempt = self.grades[user], user in self.excused, self.attempts.get(user, 1)
        taken = self.deductions.get(user, 0.0)
        entered = None if score is None else score + taken
        graded = excused or score is not None
        state = "graded" if graded else "submitted" if attempt else "unsubmitted"
        answer: Json = {"id": 5000 + user, "user_id": user, "assignment_id": self.assignment, "attempt": attempt or None}
        answer |= {"score": score, "grade": self._text(user, score), "excused": excused, "workflow_state": state}
        answer |= {"entered_score": entered, "entered_grade": self._text(user, entered), "late": bool(taken), "missing": False}
        answer |= {"points_deducted": taken or None, "late_policy_status": None, "grade_matches_current_submission": True}
        answer |= {"graded_at": NOW if graded else None, "grader_id": TEACHER if graded else None}
        answer |= {
            "posted_at": NOW if user in self.posted else None,
            "submitted_at": self.submitted_at.get(user, NOW) if attempt else None,
        }
        if user in self.attachments:
            answer["attachments"] = [{"id": file, "display_name": "hw.ipynb"} for file in self.attachments[user]]
        if "submission_comments" in include:
            answer["submission_comments"] = [self._comment(*pair) for pair in enumerate(self.comments[user], 100 * user)]
        if "group" in include:  # lib/api/v1/submission.rb submission_minimal_group_json
            number = next((place for place, group in enumerate(self.groups) if user in group), None)
            answer["group"] = {"id": number and number + 1, "name": None}
            if number is not None:
                answer["group"] = {"id": number + 1, "name": f"Project Group {number + 1}"}
        if "user" in include:
            answer["user"] = self._user(user)
        if self.anonymous:  # not verified in detail
            del answer["user_id"]
            answer |= {"anonymous_id": f"a{user}", "user": {}}
        return answer

    def _user(self, user: int) -> Json:
        last, _, first = self.students[user].partition(", ")
        names = dict.fromkeys(("name", "short_name"), f"{first} {last}".strip()) | {"sortable_name": self.students[user]}
        return {"id": user, **names, "login_id": self.logins.get(user), "sis_user_id": self.sis_ids.get(user)}

    def _comment(self, key: int, comment: Comment) -> Json:
        """lib/api/v1/submission_comment.rb: without files there is no `attachments`."""
        author = {"author_id": TEACHER, "author_name": "Tea Cher", "author": {"id": TEACHER, "display_name": "Tea Cher"}}
        times = {"created_at": NOW, "edited_at": None}
        answer: Json = {"id": key, "comment": comment.text, "attempt": comment.attempt, **times, **author}
        if comment.files:
            answer["attachments"] = [self._file(self.files[file]) for file in comment.files]
        return answer

    def _file(self, file: File) -> Json:
        """lib/api/v1/attachment.rb; `filename` is escaped, `display_name` is the name."""
        kind = mimetypes.guess_type(file.name)[0] or "unknown/unknown"
        url = f"{self.url}/files/{file.id}/download?download_frd=1&verifier=uuid{file.id}"
        names = {"display_name": file.name, "filename": urlencode({"": file.name})[1:]}
        return {"id": file.id, "uuid": f"uuid{file.id}", **names, "content-type": kind, "size": len(file.content), "url": url}

    # --- grades ---

    def _score(self, grade: str) -> float | None:
        """assignment interpret_grade and grade_to_score: above the maximum or below zero is fine, "38,5" and "1e1" are nothing."""
        score = None
        if re.fullmatch(r"[+-]?\d*\.?\d+%", grade):
            score = self.points_possible * float(grade[:-1]) / 100
        elif re.fullmatch(r"[+-]?\d*\.?\d+", grade):
            score = float(grade)
        elif grade in ("pass", "complete", "fail", "incomplete"):
            score = self.points_possible if grade in ("pass", "complete") else 0.0
        elif self.grading_type in ("letter_grade", "gpa_scale") and grade in SCHEME:
            score = self.points_possible * SCHEME[grade] / 100
        refused = self.grading_type == "pass_fail" and score not in (0, self.points_possible)
        return None if refused or self.grading_type == "not_graded" else score

    def _text(self, user: int, score: float | None) -> str | None:
        """assignment score_to_grade."""
        if score is None:
            return self._unread.get(user)
        percent = 100 * score / self.points_possible if self.points_possible else 0.0
        if self.grading_type in ("letter_grade", "gpa_scale"):
            return next(letter for letter, top in reversed(SCHEME.items()) if percent <= top or top == 100)
        if self.grading_type == "pass_fail":
            return "complete" if score else "incomplete"
        value = round(percent if self.grading_type == "percent" else score, 2)
        return f"{int(value) if value == int(value) else value}{'%' * (self.grading_type == 'percent')}"

    def _mates(self, user: int) -> set[int]:
        return next((group for group in self.groups if user in group), {user})

    def _grade(self, user: int, grade: str | None, excuse: bool) -> set[int]:
        """assignment grade_student and save_grade_to_submission; returns the graded users. Two traps, both silent: a grade removes an
        excuse, and an invalid grade, or `excuse=false` alone, empties the score.
        """
        if excuse and grade is not None:
            raise Refused(400, {"error": "Cannot simultaneously grade and excuse an assignment"})
        users = {user} if excuse or self.grade_individually else self._mates(user)
        users = {member for member in users if member == user or member not in self.excused}  # excused mates: passed over
        for member in users - self.silently_ignore:
            score = self._score(grade) if grade else None
            self.excused.discard(member)
            self._unread.pop(member, None)
            if excuse:
                self.excused.add(member)
            elif score is None and grade:
                self._unread[member] = grade
            self.grades[member] = None if score is None else max(score - self.deductions.get(member, 0.0), min(score, 0.0))
            if (excuse or score is not None) and not self.manual_posting:
                self.posted.add(member)
        return users

    def _add_comment(self, user: int, given: Json, bulk: bool = False) -> None:
        """api update, then submission add_comment."""
        known = [self.files[key] for text in given.get("file_ids", []) if (key := number(text)) in self.files]
        files = [file for file in known if file.available]  # unknown ids are ignored; a file may be used again
        text = (given.get("text_comment") or "").strip()
        if not text and "file_ids" in given and (known or not bulk):
            text = "Please see attached files."  # even without a known id: in Ruby 0 is true
        if not text:
            return
        attempt = number(given.get("attempt"))
        if attempt and attempt > max(self.attempts.get(user, 1), 1):  # app/models/submission_comment.rb; 400 is not verified
            message = "attempt must not be larger than number of submission attempts"
            raise Refused(400, {"errors": {"attempt": [{"attribute": "attempt", "message": message}]}})
        everyone = self._mates(user) if "text_comment" in given and truth(given.get("group_comment")) else {user}
        for member in everyone - self.silent_comments:
            attachments = [(file.name, file.content) for file in files]
            self.comments[member].append(Comment(text, attachments, attempt, [file.id for file in files]))
            if not self.manual_posting:
                self.posted.add(member)  # comment_causes_posting

    def _put(self, user: int, form: Json) -> Answer:
        """api update: first the grade, then the comment; a refused comment leaves the grade stored."""
        given = form.get("submission")
        self._check_rights(user, given is not None)
        graded = {user}
        if given and ("posted_grade" in given or "excuse" in given):
            graded = self._grade(user, given.get("posted_grade"), truth(given.get("excuse")))
        if isinstance(form.get("comment"), dict):
            self._add_comment(user, form["comment"])
        everyone = [self._submission(member) for member in sorted(graded)]
        return Answer(self._submission(user, ["submission_comments"]) | {"all_submissions": everyone})

    # --- bulk update ---

    def _bulk(self, form: Json) -> Answer:
        """api bulk_update; closed periods and moderation cause errors only in the job."""
        data = form.get("grade_data")
        if not isinstance(data, dict) or not data:
            raise Refused(400, {"error": "'grade_data' parameter required"})
        if not self.published or self.concluded or not self.may_grade:
            raise self._refuse()
        key = len(self._progress) + 1
        about = {"context_id": self.course, "context_type": "Course", "user_id": None, "tag": "submissions_update"}
        state = {"completion": None, "workflow_state": "queued", "message": None, "created_at": NOW, "updated_at": NOW}
        self._progress.append({"id": key, **about, **state, "url": f"{self.url}/api/v1/progress/{key}", "polls": 0})
        self._jobs[key] = lambda: self._job(data)
        return Answer({name: value for name, value in self._progress[-1].items() if name != "polls"})

    def _job(self, data: Json) -> str:
        """submission process_bulk_update: the error, if any. Unknown users are skipped and listed at the end; any other error
        stops the job (Progress::Work; the text is not verified).
        """
        missing = []
        for text, given in data.items():
            user = number(text)
            if user not in self.students or user in self.unassigned:
                missing.append(f"'{text}'")
                continue
            if "posted_grade" in given or "excuse" in given:
                if self.moderated or user in self.closed_period or self.progress_fails:
                    return "Unexpected error, ID: 4711"
                self._grade(user, given.get("posted_grade"), truth(given.get("excuse")))
            self._add_comment(user, given, bulk=True)
        return f"Couldn't find User(s) with API ids {', '.join(missing)}" if missing else ""

    def _poll(self, key: int) -> Answer:
        if not 1 <= key <= len(self._progress):
            raise Refused(404, NOT_FOUND)
        progress = self._progress[key - 1]
        progress["polls"] += 1
        if progress["polls"] < self.progress_polls:
            progress |= {"workflow_state": "running", "completion": 0.0}
        elif key in self._jobs:
            message = self._jobs.pop(key)()
            progress |= {"workflow_state": "failed" if message else "completed", "completion": None if message else 100.0}
            progress["message"] = message or None
        return Answer({name: value for name, value in progress.items() if name != "polls"})

    # --- files: doc/api/file_uploads.md ---

    def _announce(self, form: Json) -> Answer:
        """submission_comments_api_controller.rb create_file, lib/api/v1/attachment.rb api_attachment_preflight; no quota."""
        if self.concluded or not self.may_grade:
            raise self._refuse()
        key = 3000 + len(self.files)
        name = form.get("name") or form.get("filename") or "unnamed"
        kind = form.get("content_type") or mimetypes.guess_type(name)[0] or "unknown/unknown"
        params = {"filename": name, "content_type": kind, "token": "e30="}
        if self.upload_status != 201:
            params = {
                "Filename": "",
                "key": f"account_1/{key}/{name}",
                "acl": "private",
                "Policy": "eyJjb25k",
                "Signature": "x+/=",
            }
        self.files[key] = File(key, name, params)
        return Answer({"upload_url": f"{self.url}/upload/{key}", "upload_params": params, "file_param": "file"})

    def _upload(self, key: int, request: Request) -> Answer:
        """The store: it gets no token, the parameters are signed, the file comes last. Local storage accepts the file once:
        app/models/attachment.rb decode_policy, files_controller.rb api_create; for InstFS this is unknown.
        """
        file = self.files.get(key)
        if file is None or "Authorization" in request.headers or dict(request.form[:-1]) != file.params:
            raise Refused(400, "")
        if request.form[-1][0] != "file" or (file.received and self.upload_status == 302):
            raise Refused(400, "")
        file.content, file.received, file.available = request.form[-1][1], True, self.upload_status == 201
        if file.available:
            return Answer(self._file(file), 201, {"Location": f"{self.url}/api/v1/files/{key}"})
        return Answer("", self.upload_status, {"Location": f"{self.url}/api/v1/files/{key}/create_success?uuid=uuid{key}"})

    def _confirm(self, key: int, form: Json) -> Answer:
        """files_controller.rb api_create_success: 400 the second time. The source accepts anyone with the uuid, but the
        documentation requires the token, so it is required here.
        """
        file = self.files.get(key)
        if file is None or form.get("uuid") != f"uuid{key}" or file.available or not file.received:
            raise Refused(400, "")
        file.available = True
        return Answer(self._file(file))

    def _show_file(self, key: int) -> Answer:
        if key not in self.files or not self.files[key].available:
            raise Refused(404, NOT_FOUND)
        return Answer(self._file(self.files[key]))

    # --- requests ---

    def _route(self, request: Request) -> Answer:
        path, form = urlsplit(request.path).path, nested(request.form)
        if request.method == "POST" and (match := re.fullmatch(r"/upload/(\d+)", path)):
            return self._upload(int(match[1]), request)
        if match := re.fullmatch(r"/files/(\d+)/download", path):
            file = self.files.get(int(match[1]))
            return Answer(file.content, 200) if file and form.get("verifier") == f"uuid{file.id}" else Answer("", 404)
        self._authenticate(request.headers)
        course, work = (
            f"GET /api/v1/courses/{self.course}",
            rf"/api/v1/courses/{self.course}/assignments/{self.assignment}/submissions",
        )
        routes: list[tuple[str, Callable[..., Answer]]] = [
            ("GET /api/v1/users/self", lambda: Answer({"id": TEACHER, "name": "Tea Cher"})),
            (course, self._course),
            (rf"{course}/assignments", lambda: self._assignments(request.path, form)),
            (rf"{course}/assignments/(\d+)", self._show_assignment),
            (rf"{course}/students/submissions", lambda: self._for_students(request.path, form)),
            (rf"GET {work}", lambda: self._submissions(request.path, form)),
            (rf"POST {work}/update_grades", lambda: self._bulk(form)),
            (rf"GET {work}/([^/]+)", lambda user: Answer(self._submission(self._student(user), form.get("include", [])))),
            (rf"PUT {work}/([^/]+)", lambda user: self._put(self._student(user), form)),
            (rf"POST {work}/([^/]+)/comments/files", lambda user: (self._student(user), self._announce(form))[1]),
            (r"GET /api/v1/progress/(\d+)", lambda key: self._poll(int(key))),
            (r"GET /api/v1/files/(\d+)/create_success", lambda key: self._confirm(int(key), form)),
            (r"GET /api/v1/files/(\d+)", lambda key: self._show_file(int(key))),
        ]
        for pattern, handle in routes:
            if match := re.fullmatch(pattern, f"{request.method} {path}"):
                return handle(*match.groups())
        raise Refused(404, NOT_FOUND)

    def _show_assignment(self, key: str) -> Answer:
        if int(key) not in self.names:
            raise Refused(404, NOT_FOUND)
        return Answer(self._describe(int(key), self.names[int(key)]))

    def _take_fault(self, request: Request) -> Fault | None:
        for position, fault in enumerate(self._faults):
            if fault.method in (None, request.method) and re.search(fault.path, request.path):
                return self._faults.pop(position)
        return None

    def answer(self, request: Request) -> Answer | None:
        """The answer to a request, None for a connection that is closed without one."""
        with self._lock:
            self.requests.append(request)
            fault = self._take_fault(request)
        kind = fault.kind if fault else ""
        if fault and kind in STOPS:
            status, text, headers = STOPS[kind]
            return Answer(text, status, {**headers, **fault.headers})
        if kind == "slow":
            time.sleep(2)
        if kind == "before":
            return None
        with self._lock:
            try:
                answer = self._route(request)
            except Refused as refused:
                answer = refused.answer
        budget = {"X-Request-Cost": "0.0318", "X-Rate-Limit-Remaining": "599.97"}
        return None if kind == "after" else answer._replace(headers={**budget, **answer.headers})


# app/middleware/request_throttle.rb rate_limit_exceeded: 403 until October 2025, 429 since (its text is not verified). There is
# no Retry-After and, on these answers, no X-Request-Cost; 503 comes from a server in front of Canvas.
STOPS: dict[str, tuple[int, str, dict[str, str]]] = {
    "busy": (503, "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>\n", {}),
    "limited": (429, "429 Too Many Requests (Rate Limit Exceeded)\n", {"X-Rate-Limit-Remaining": "0.0"}),
    "redirect": (302, "", {}),  # like a proxy, or an address that has moved
    "limited403": (403, "403 Forbidden (Rate Limit Exceeded)\n", {"X-Rate-Limit-Remaining": "0.0"}),
}


def multipart(body: bytes, boundary: str) -> list[tuple[str, Any]]:
    """Fields in their order, files as bytes."""
    fields: list[tuple[str, Any]] = []
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        name = re.search(r'\bname="([^"]*)"', head.decode())
        if name:
            fields.append((name[1], content if b"; filename" in head else content.decode()))
    return fields


class Handler(BaseHTTPRequestHandler):
    """HTTP for a `Canvas`."""

    site: Canvas
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # an answer is one packet

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        form: list[tuple[str, Any]] = list(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if self.headers.get_content_type() == "multipart/form-data":
            form += multipart(body, str(self.headers.get_param("boundary")))
        else:
            form += parse_qsl(body.decode(), keep_blank_values=True)
        answer = self.site.answer(Request(self.command, self.path, self.headers, form))
        if answer is None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        raw = isinstance(answer.body, str | bytes)
        content = answer.body if isinstance(answer.body, bytes) else (answer.body if raw else json.dumps(answer.body)).encode()
        self.send_response(answer.status)
        kind = "text/plain; charset=utf-8" if raw else "application/json; charset=utf-8"
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _answer

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""
