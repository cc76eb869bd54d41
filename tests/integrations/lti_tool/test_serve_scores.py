"""Scores of `autograder serve` for a platform with faulty answers: the next student's score is sent anyway."""

import time

import pytest
from helpers.repository import copy_course
from jwcrypto.jwk import JWK
from standins.lti_platform import lti_standin

from autograder.integrations.lms.online import connection
from autograder.integrations.lti_tool import scores
from autograder.integrations.lti_tool.records import Records, Visitor
from autograder.integrations.lti_tool.scores import ScoreSender
from autograder.model.course_file import load_course
from autograder.model.course_settings import LmsRules
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict


class Class:
    """Students with graded notebooks, and the sender of their scores."""

    def __init__(self, folder, platform):
        self.platform, settings = platform, platform.settings
        self.course = load_course(copy_course(folder)).model_copy(update={"lms": LmsRules(lti=settings)})
        self.key = JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()
        self.sender = ScoreSender(self.course, settings, self.key)
        self.sender.start()

    def graded(self, student, item="item/1", assignment="mnist_mlp"):
        """An upload with 40 points, with a score to send to a column."""
        file = SubmittedFile("a.ipynb", f"{student} {assignment}".encode())
        column = item if "//" in item or not item else f"{self.platform.url}/{item}"
        questions = [QuestionVerdict(name="q1", title="", checks=[CheckVerdict(name="", points=40, passed=True, message="")])]
        verdict = Verdict(
            submission="a", assignment="mnist_mlp", digest=file.digest, outcome=Outcome.GRADED, questions=questions
        )
        with Records(self.course.store_file()) as records:
            records.hand_in(Visitor(student, student, "", False, assignment, "link", column), file, 99)
            records.record("v", verdict)
            records.set_graded(file.digest, assignment, "v")

    def upload(self, student):
        with Records(self.course.store_file()) as records:
            return {one.student: one for name in ("mnist_mlp", "gone") for one in records.newest(name)}[student]

    def score(self, student):
        return self.upload(student).score

    def wait_for_put_off(self, student):
        end = time.monotonic() + 20
        while self.upload(student).put_off is None:
            assert time.monotonic() < end and self.sender.is_alive()
            time.sleep(0.02)
        return self.upload(student).put_off

    def wait_for_score(self, student):
        end = time.monotonic() + 20
        while self.score(student) is None:
            assert time.monotonic() < end and self.sender.is_alive()
            time.sleep(0.02)
        return self.score(student)


@pytest.fixture
def platform():
    with lti_standin() as standin:
        yield standin


@pytest.fixture
def students(platform, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "sleep", lambda seconds: None)
    monkeypatch.setattr(scores, "SECONDS", 0.02)
    monkeypatch.setattr(scores, "TRY_AGAIN_SECONDS", 0.3)
    monkeypatch.setattr(scores, "FIRST_PAUSE_SECONDS", 0.3)
    monkeypatch.setattr(scores, "LONGEST_PAUSE_SECONDS", 0.3)
    running = Class(tmp_path, platform)
    yield running
    running.sender.stop()
    running.sender.join(20)


ODD = {
    "an access token that is none": ("/token", 200, {}, {"error": "x"}),
    "a list in place of an access token": ("/token", 200, {}, []),
    "no JSON for an access token": ("/token", 200, {}, b"<html>"),
    "no access token": ("/token", 403, {}, b"no"),
    "results that break off": ("/results", 200, {"Content-Length": "100", "Connection": "close"}, b"["),
    "results that are packed wrongly": ("/results", 200, {"Content-Encoding": "gzip"}, b"xx"),
    "results that are no JSON": ("/results", 200, {}, b"<html>"),
    "results that are not to be seen": ("/results", 404, {}, b""),
    "a score of letters": ("/results", 200, {}, [{"userId": "first", "resultScore": "abc"}]),
    "a score of its own shape": ("/results", 200, {}, [{"userId": "first", "resultScore": {}}]),
    "a maximum of letters": ("/results", 200, {}, [{"userId": "first", "resultScore": 1, "resultMaximum": "x"}]),
    "a circle": ("/results", 302, {"Location": "results"}, b""),
    "an error of its own": ("/results", 500, {}, b""),
    "a redirect of a score": ("/scores", 302, {"Location": "http://elsewhere.example.edu/"}, b""),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_answer_does_not_end_the_sending(platform, students, odd):
    end, *answer = ODD[odd]
    platform.answers[end] = tuple(answer)
    students.graded("first")
    time.sleep(0.3)
    assert students.sender.is_alive() and students.score("first") is None
    platform.answers.clear()
    students.graded("second")
    assert students.wait_for_score("second") == "sent"
    assert students.wait_for_score("first") == "sent"  # after a while


@pytest.mark.parametrize("item", ["ftp://platform.example.edu/item", "http://[x", "http://", "//item"])
def test_a_column_that_is_nowhere(students, item):
    students.graded("first", item)
    students.graded("second")
    assert students.wait_for_score("second") == "sent"
    assert students.score("first") is None


def test_a_refused_score_is_listed(platform, students):
    platform.answers["/scores"] = (422, {}, b"no such user")
    students.graded("first")
    assert students.wait_for_score("first") == "refused: the platform answers 422: no such user"


def test_an_assignment_that_grader_yml_does_not_have_any_more(students):
    students.graded("first", assignment="gone")
    students.graded("second")
    assert students.wait_for_score("second") == "sent"
    assert students.score("first") == "grader.yml no longer has the assignment gone"


def test_a_column_that_does_not_answer_holds_nobody_up(platform, students, monkeypatch):
    """Eight tries with pauses take minutes: once for all students, not once for each."""
    monkeypatch.setattr(scores, "TRY_AGAIN_SECONDS", 3600.0)
    platform.answers["/1/results"] = (503, {}, b"")
    for number in range(5):
        students.graded(f"waits {number}")
    students.graded("other", "item/2")
    assert students.wait_for_score("other") == "sent"
    assert sum(path == "/item/1/results" for path, _ in platform.asked) == connection.MAX_TRIES


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "answers with status 500"),
        (502, "answers with status 502"),
        (401, "The platform no longer accepts the access token"),
        (403, "The platform no longer accepts the access token"),
        (429, "asks for fewer requests"),
        (None, "does not answer"),
    ],
)
def test_a_locked_grade_keeps_only_its_own_student_waiting(platform, students, status, said):
    platform.locked = {"locked 1": status, "locked 2": status}
    for student in ("locked 1", "locked 2", "after them"):
        students.graded(student)
    assert students.wait_for_score("after them") == "sent"
    for student in ("locked 1", "locked 2"):
        why = students.wait_for_put_off(student)
        assert (
            said in why and "the grade may be locked in the platform; sent again at " in why and students.score(student) is None
        )
    students.graded("later")
    assert students.wait_for_score("later") == "sent"
    platform.locked.clear()  # the teacher unlocks them
    for student in ("locked 1", "locked 2"):
        assert students.wait_for_score(student) == "sent" and students.upload(student).put_off is None


def test_a_locked_grade_is_asked_for_less_and_less_often(platform, students, monkeypatch):
    monkeypatch.setattr(scores, "LONGEST_PAUSE_SECONDS", 3600.0)
    monkeypatch.setattr(scores, "GROWTH", 1e6)
    platform.locked = {"locked": 500}
    students.graded("locked")
    students.wait_for_put_off("locked")
    for number in range(3):
        students.graded(f"other {number}")
        students.wait_for_score(f"other {number}")
        time.sleep(0.3)
    assert [user for user in platform.posted if user == "locked"] == ["locked"] * 2


def test_a_score_that_was_taken_without_an_answer_is_sent(platform, students):
    """The score arrived, whatever the answer was."""
    platform.says_after_keeping = {"first": 500}
    students.graded("first")
    assert students.wait_for_score("first") == "sent" and platform.posted == ["first"]


def test_a_platform_that_is_down_keeps_its_line_item_waiting(platform, students, monkeypatch):
    monkeypatch.setattr(scores, "TRY_AGAIN_SECONDS", 3600.0)
    platform.answers |= {"/1/scores": (500, {}, b""), "/1/results": (500, {}, b"")}
    students.graded("first")
    assert "answers with status 500, after 8 attempts; sent again at " in students.wait_for_put_off("first")
    students.graded("second")
    students.graded("other", "item/2")
    assert students.wait_for_score("other") == "sent"
    assert (students.score("second"), students.upload("second").put_off) == (None, None)


def test_the_access_token_goes_to_no_other_host(platform, students):
    with lti_standin() as other:
        link = {"Link": f'<{other.url}/item/1/results>; rel="next"'}
        platform.answers["/results"] = (200, link, [])
        students.graded("first")
        end = time.monotonic() + 20
        while not any(path.endswith("/results") for path, _ in platform.asked):
            assert time.monotonic() < end
            time.sleep(0.02)
        time.sleep(0.2)
        assert not other.asked and students.score("first") is None


def test_pages_that_lead_in_a_circle_end(platform, students):
    platform.answers["/results"] = (200, {"Link": f'<{platform.url}/item/1/results>; rel="next"'}, [])
    students.graded("first")
    assert students.wait_for_score("first").startswith("refused: the system accepted")
