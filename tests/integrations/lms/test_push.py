"""`push`: after any interruption, refusal or change, every student has the right grade and one comment."""

import itertools
import logging
import re
import shutil
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers.lms_class import IDS, MLP, NAMES, course_with, graded_class, verdict_on
from standins.moodle import Assignment as MoodleAssignment
from standins.moodle import Moodle, Student
from typer.testing import CliRunner

from autograder.cli import app
from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online import connection
from autograder.integrations.lms.uploads import Upload
from autograder.model.submission import SubmittedFile

TITLE = "An MLP that trains well"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def pauses(monkeypatch):
    """The pauses in seconds, without waiting."""
    asked = []
    monkeypatch.setattr(connection, "sleep", asked.append)
    return asked


@dataclass
class Course:
    """The folder and results of a course, and the command."""

    folder: Path
    results: Path
    system: str
    output: str = ""
    code: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def push(self, *options):
        arguments = ["push", self.system, str(self.results), "--course", str(self.folder), *options]
        result = CliRunner().invoke(app, arguments, env=self.environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.output, self.code = result.output, result.exit_code
        return self


def moodle_course(tmp_path, moodle, *changes, verdict=verdict_on, names=NAMES):
    """A graded class of Moodle, and its settings in grader.yml."""
    where = f"lms: {{awaiting: mark, moodle: {{url: '{moodle.url}', course: {moodle.course}}}}}\nassignments:\n"
    course_with(tmp_path, ("assignments:\n", where), *changes)
    uploads = [
        Upload(
            SubmittedFile(f"{name.replace('_', ' ')}_{id}_assignsubmission_file/hw.ipynb", f"{{}}{id}".encode()), id, name=name
        )
        for name, id in zip(names, IDS, strict=False)
    ]
    results = graded_class(tmp_path, uploads, verdict)
    return Course(tmp_path, results, "moodle", environment={"MOODLE_TOKEN": moodle.token})


def people(names=NAMES):
    return [Student(1000 + number, int(id), name) for number, (name, id) in enumerate(zip(names, IDS, strict=False))]


@pytest.fixture
def moodle():
    with Moodle(people(), name=TITLE, maximum=40.0) as running:
        yield running


def writes(moodle):
    return [name for name, _ in moodle.calls if name in ("mod_assign_save_grade", "upload")]


def ours(comment):
    """The marks of our comments in a text."""
    return re.findall(r"\(([0-9a-f]{12})\)", comment)


def assert_everybody_has(moodle, points=40.0, count=len(NAMES)):
    assert moodle.grades == {1000 + number: points for number in range(count)}
    for user, comment in moodle.comments.items():
        [mark] = ours(comment)
        [(name, page)] = moodle.files[user].items()
        assert name == f"feedback-{mark}.html" and b"<!DOCTYPE html>" in page


def test_moodle_gets_grades_comments_and_pages_once(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle).push()
    assert course.code == 0 and course.output == "10 sent\n"
    assert_everybody_has(moodle)
    assert moodle.comments[1000].startswith('<div class="dl-autograder">40 of 40 points.<br>')
    before = len(writes(moodle))
    assert course.push().output == "10 there already\n"
    assert len(writes(moodle)) == before and not pauses


def test_moodle_leaves_what_teachers_wrote(moodle, tmp_path, pauses):
    work = moodle.assignments[0]
    record = work.find_or_create(1002)
    record.comment, record.files = "<p>Come and see me. 김 교수</p>", {"/주석.pdf": b"%PDF"}
    moodle_course(tmp_path, moodle).push()
    assert moodle.comments[1002].startswith('<p>Come and see me. 김 교수</p><div class="dl-autograder">40 of 40')
    assert moodle.files[1002]["주석.pdf"] == b"%PDF" and len(moodle.files[1002]) == 2


def graded_again(course, verdict):
    """The same class with other results."""
    from autograder.integrations.lms.uploads import UPLOADS_FILE, read_uploads
    from autograder.report.files import write_reports

    listed = read_uploads(course.results / UPLOADS_FILE)
    write_reports([verdict(file).model_copy(update={"digest": row.digest}) for file, row in listed.items()], course.results)


def test_another_grade_of_ours_replaces_the_first(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle).push()
    graded_again(course, lambda file: verdict_on(file, earned=20.0))
    assert course.push().output == "10 sent\n"
    assert_everybody_has(moodle, 22.0)
    assert moodle.comments[1000].count("dl-autograder") == 1


def test_seconds_and_versions_are_no_news(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle).push()
    graded_again(
        course, lambda file: verdict_on(file).model_copy(update={"seconds": {"total": 3.0}, "versions": {"torch": "9"}})
    )
    assert course.push().output == "10 there already\n"


def test_a_grade_that_a_person_gave_stays(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle).push()
    moodle.assignments[0].find(1003).grade = 31.0
    graded_again(course, lambda file: verdict_on(file, earned=20.0))
    assert course.push().code == 1
    assert (
        "Changed there: מרים כהן (103): the system has 31 points, which were not sent from here.\nGrades that a person"
        in course.output
    )
    assert moodle.grades[1003] == 31.0
    assert course.push("--overwrite").code == 0
    assert_everybody_has(moodle, 22.0)


def test_a_grade_that_was_there_before_anything_was_sent_stays(moodle, tmp_path, pauses):
    moodle.assignments[0].find_or_create(1001).grade = 12.5
    course = moodle_course(tmp_path, moodle).push()
    assert course.code == 1 and "the system has 12.5 points" in course.output and moodle.grades[1001] == 12.5


def test_what_moodle_passes_over_in_silence_is_told(moodle, tmp_path, pauses):
    moodle.assignments[0].locked = {1004}
    course = moodle_course(tmp_path, moodle).push()
    assert course.code == 1
    assert "Refused: O’Neil-Smith (104): the system accepted 40 points without an error but has no grade." in course.output
    assert "9 sent, 1 refused" in course.output
    moodle.assignments[0].locked = set()
    assert course.push().output == "1 sent, 9 there already\n"


@pytest.mark.parametrize("kind", ["busy", "limited", "before", "after"])
@pytest.mark.parametrize(
    "function", ["mod_assign_save_grade", "upload", "mod_assign_get_grades", "mod_assign_get_submission_status"]
)
def test_a_system_that_does_not_answer_is_asked_again(moodle, tmp_path, pauses, function, kind):
    moodle.fault(function, kind, times=3)
    course = moodle_course(tmp_path, moodle).push()
    assert course.code == 0 and course.output.endswith("10 sent\n"), course.output
    assert_everybody_has(moodle)
    assert len(pauses) == 3


def test_a_system_that_never_answers_ends_the_command_and_the_next_goes_on(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle)
    for _ in range(8):  # some requests arrive: each student's points, then the feedback
        moodle.fault("mod_assign_save_grade", "none")
    moodle.fault("mod_assign_save_grade", "busy", times=2 * connection.MAX_TRIES)
    with pytest.raises(
        LmsError, match=r"127.0.0.1:\d+ answers with status 503, after 8 attempts. .* run the same command to continue"
    ):
        course.push()
    assert len(moodle.grades) == 4
    assert course.push().output == "6 sent, 4 there already\n"
    assert_everybody_has(moodle)


def test_a_system_that_fails_over_one_student_gets_the_others(moodle, tmp_path, pauses):
    moodle.fault("mod_assign_save_grade", "busy", times=connection.MAX_TRIES)
    course = moodle_course(tmp_path, moodle).push()
    assert course.code == 1 and 'Refused: "Bobby" Tables (101): 127.0.0.1:' in course.output
    assert "answers with status 503, after 8 attempts.\n9 sent, 1 refused" in course.output
    assert course.push().output == "1 sent, 9 there already\n"
    assert_everybody_has(moodle)


def test_one_refused_does_not_hold_up_the_others(moodle, tmp_path, pauses):
    moodle.fault("mod_assign_save_grade", "exception")
    course = moodle_course(tmp_path, moodle).push()
    assert course.code == 1 and "Refused: " in course.output and "dmlwriteexception" in course.output
    assert "9 sent, 1 refused" in course.output


def test_strangers_and_other_names_are_refused(tmp_path, pauses):
    with Moodle([*people()[:-2], Student(1008, 108, "Somebody Else")], name=TITLE, maximum=40.0) as moodle:
        course = moodle_course(tmp_path, moodle).push()
    assert (
        "Refused: Lee (108): Participant 108 is 'Somebody Else' in Moodle, but the file was submitted under another name."
        in course.output
    )
    assert "Refused: Lee (109): the assignment does not have this student, who may have dropped the course." in course.output
    assert course.code == 1 and 1008 not in moodle.grades


@pytest.mark.parametrize(
    "site, changes, message",
    [
        (
            {"maximum": 100.0},
            (),
            r"The assignment has 100 points in the system, and 40 in grader.yml; change them in the system, or scale the points",
        ),
        ({"maximum": -3.0}, (), "is graded with a scale in Moodle"),
        (
            {"name": "Another"},
            (),
            r"No assignments of the course in Moodle are called 'An MLP that trains well' or .*online: {moodle: …}",
        ),
        ({"others": [MoodleAssignment(id=72, cmid=503, name=TITLE)]}, (), "2 assignments of the course in Moodle are called"),
        ({}, ((MLP, f"{MLP}    online: {{moodle: 9}}\n"),), "No assignments of the course in Moodle have the number 9"),
        ({"can_reveal": False}, (), "lacks the capability mod/assign:revealidentities"),
        ({"missing_functions": ["mod_assign_save_grade"]}, (), "service in Moodle lacks mod_assign_save_grade; add"),
        ({"transfers": False}, (), "may not upload and download files"),
    ],
)
def test_what_cannot_be_pushed_to_moodle(tmp_path, pauses, site, changes, message):
    with Moodle(people(), **({"name": TITLE, "maximum": 40.0} | site)) as moodle:
        course = moodle_course(tmp_path, moodle, *changes)
        with pytest.raises(LmsError, match=message):
            course.push()
        assert not moodle.grades and not moodle.comments


def test_a_course_that_the_token_does_not_see(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle)
    file = tmp_path / "grader.yml"
    file.write_text(file.read_text().replace(f"course: {moodle.course}", "course: 77"))
    with pytest.raises(LmsError, match="Moodle does not show this token the course 77: enroll its user in the course"):
        course.push()


def test_points_are_scaled_where_that_is_allowed(tmp_path, pauses):
    with Moodle(people(), name=TITLE, maximum=100.0) as moodle:
        course = moodle_course(
            tmp_path, moodle, ("awaiting: mark", "awaiting: mark, scale: true"), verdict=lambda f: verdict_on(f, 20.0)
        )
        course.push()
        assert_everybody_has(moodle, 55.0)


@pytest.mark.parametrize("state, kept", [("released", "released"), ("inreview", "inreview"), (None, "readyforrelease")])
def test_the_workflow_of_moodle_is_the_teachers(tmp_path, pauses, state, kept):
    with Moodle(people(), name=TITLE, maximum=40.0, marking_workflow=True) as moodle:
        moodle.assignments[0].states = {1000 + n: state for n in range(10)} if state else {}
        course = moodle_course(tmp_path, moodle)
        assert course.push().output == "10 sent\n"
        assert set(moodle.assignments[0].states.values()) == {kept}
        assert course.push().output == "10 there already\n"
        assert_everybody_has(moodle)


@pytest.mark.parametrize("comments, files", [(True, False), (False, True), (False, False)])
def test_feedback_that_moodle_does_not_take_is_not_sent(tmp_path, pauses, comments, files):
    with Moodle(people(), name=TITLE, maximum=40.0, comments_enabled=comments, files_enabled=files) as moodle:
        course = moodle_course(tmp_path, moodle)
        assert course.push().output == "10 sent\n"
        assert course.push().output == "10 there already\n"
        assert bool(moodle.comments) == comments and bool(moodle.files) == files


@contextmanager
def answering(status, body, seen=None):
    """A server with a fixed answer."""

    class Same(BaseHTTPRequestHandler):
        def do_GET(self):
            if seen is not None:
                seen.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_GET

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Same)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Killed(BaseException):
    """Raised where the command ends, as with kill -9."""


@contextmanager
def ends_at(monkeypatch, request, answered):
    """End the command at the request with this number, after its answer or before it is sent."""
    count, send = itertools.count(), connection._Adapter.send

    def counted(self, *arguments, **options):
        last = next(count) == request
        if last and not answered:
            raise Killed
        response = send(self, *arguments, **options)
        if last:
            raise Killed
        return response

    with monkeypatch.context() as patch:
        patch.setattr(connection._Adapter, "send", counted)
        yield


@pytest.mark.slow
@pytest.mark.parametrize("answered", [True, False])
def test_wherever_the_command_is_ended_the_next_one_goes_on(tmp_path, pauses, monkeypatch, answered):
    """Twice in a row, at every request, with and without the store."""
    names = NAMES[:2]
    for request in itertools.count():
        with Moodle(people(names), name=TITLE, maximum=40.0) as moodle:
            folder = tmp_path / str(request)
            course = moodle_course(folder, moodle, names=names)
            with ends_at(monkeypatch, request, answered):
                try:
                    course.push()
                except Killed:
                    ended = True
                else:
                    ended = False
            if request % 3 == 2:
                shutil.rmtree(folder / ".autograder")
            with ends_at(monkeypatch, request // 2, answered), suppress(Killed):
                course.push()
            assert course.push().code == 0
            assert_everybody_has(moodle, count=2)
            assert all(comment.count("dl-autograder") == 1 for comment in moodle.comments.values())
            assert course.push().output == "2 there already\n"
        if not ended:
            assert request > 10
            return


def test_held_back_grades_are_not_sent(moodle, tmp_path, pauses):
    course = moodle_course(
        tmp_path, moodle, ("awaiting: mark", "awaiting: block"), verdict=lambda f: verdict_on(f, written=None)
    )
    course.push()
    assert course.code == 0 and not writes(moodle)
    first, second, advice, _ = course.output.split("\n")
    assert (
        first == "Nothing to send"
        and second.endswith(": Written answers worth 2 points have not been graded yet.")
        and second.count(",") >= 9
    )
    assert "autograder points" in advice and "awaiting: mark" in advice


def test_the_token_comes_from_the_environment_or_the_keyring(moodle, tmp_path, pauses, monkeypatch):
    course = moodle_course(tmp_path, moodle)
    course.environment = {"MOODLE_TOKEN": ""}
    with pytest.raises(
        LmsError, match=r"environment variable MOODLE_TOKEN, or store it in the keyring with `keyring set autograder http://127"
    ):
        course.push()
    asked = []
    monkeypatch.setattr("keyring.get_password", lambda *name: asked.append(name) or moodle.token)
    assert course.push().code == 0
    assert asked == [("autograder", moodle.url)]


def test_a_wrong_token_is_said_and_no_token_is_in_any_output_or_log(moodle, tmp_path, pauses, caplog):
    caplog.set_level(logging.DEBUG)
    moodle.fault("mod_assign_save_grade", "busy")
    course = moodle_course(tmp_path, moodle).push()
    assert moodle.token not in course.output + caplog.text
    course.environment = {"MOODLE_TOKEN": "wrong0token"}
    with pytest.raises(LmsError, match=r"Moodle refuses core_webservice_get_site_info: Invalid token") as refused:
        course.push()
    assert "wrong0token" not in str(refused.value) + caplog.text


@pytest.mark.parametrize(
    "status, body",
    [(200, b"<html>log in</html>"), (200, b""), (200, b"[1, 2]"), (200, b"{}"), (200, b"null"), (403, b""), (404, b"no")],
)
def test_answers_that_are_no_moodle(tmp_path, pauses, status, body):
    with answering(status, body) as url:
        course = moodle_course(tmp_path, SimpleNamespace(url=url, course=1, token="secret"))
        with pytest.raises(LmsError, match="127.0.0.1"):
            course.push()


def test_a_page_that_is_missing_is_told_before_anything_is_sent(moodle, tmp_path, pauses):
    course = moodle_course(tmp_path, moodle)
    next(course.results.glob("*.html")).unlink()
    with pytest.raises(LmsError, match="the feedback page of a student, is missing; run `autograder grade` again"):
        course.push()
    assert not writes(moodle)
