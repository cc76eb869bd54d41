"""Grades and comments for Canvas through canvasapi, with a stand-in, since no live Canvas was available."""

import itertools
import logging
import shutil
from contextlib import suppress
from types import SimpleNamespace

import pytest
from helpers.lms_class import IDS, MLP, NAMES, course_with, graded_class, verdict_on
from standins.canvas import Canvas
from test_push import Course, Killed, answering, ends_at, graded_again, no_keyring, ours, pauses  # noqa: F401

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online import connection
from autograder.integrations.lms.uploads import Upload
from autograder.model.submission import SubmittedFile

PEOPLE = {int(id): name for id, name in zip(IDS, NAMES, strict=True)}


def letters(name):
    return "".join(letter for letter in name.lower() if letter.isalnum())


def canvas_course(tmp_path, canvas, *changes, verdict=verdict_on, people=PEOPLE):
    where = f"lms: {{awaiting: mark, canvas: {{url: '{canvas.url}/', course: {canvas.course}}}}}\nassignments:\n"
    course_with(tmp_path, ("assignments:\n", where), *changes)
    uploads = [
        Upload(SubmittedFile(f"{letters(name)}_{id}_7_hw.ipynb", f"{{}}{id}".encode()), str(id), name=letters(name))
        for id, name in people.items()
    ]
    results = graded_class(tmp_path, uploads, verdict)
    return Course(tmp_path, results, "canvas", environment={"CANVAS_TOKEN": canvas.token})


TITLE = "An MLP that trains well"


@pytest.fixture(params=[201, 302, 303])
def canvas(request):
    """Files go to Instructure's own store, to Canvas's disk, or to S3."""
    with Canvas(PEOPLE, name=TITLE, upload_status=request.param, max_per_page=4) as running:
        yield running


def writes(canvas):
    return [request for request in canvas.requests if request.method != "GET"]


def assert_everybody_has(canvas, points=40.0, comments=1):
    assert set(canvas.grades.values()) == {points}
    for said in canvas.comments.values():
        assert len(said) == comments
        [mark] = ours(said[-1].text)
        [(name, page)] = said[-1].attachments
        assert name == f"feedback-{mark}.html" and page.startswith(b"<!DOCTYPE html>")


def test_canvas_gets_grades_comments_and_pages_once(canvas, tmp_path, pauses):  # noqa: F811
    course = canvas_course(tmp_path, canvas).push()
    assert course.code == 0 and course.output == "10 sent\n"
    assert_everybody_has(canvas)
    before = len(writes(canvas))
    assert course.push().output == "10 there already\n"
    assert len(writes(canvas)) == before and not pauses
    # The token goes to Canvas, but not to the store of its files.
    assert not any("Authorization" in request.headers for request in canvas.requests if request.path.startswith("/upload/"))


def test_another_grade_is_another_comment(canvas, tmp_path, pauses):  # noqa: F811
    course = canvas_course(tmp_path, canvas).push()
    graded_again(course, lambda file: verdict_on(file, earned=20.0))
    assert course.push().output == "10 sent\n"
    assert_everybody_has(canvas, 22.0, comments=2)


def test_a_comment_that_somebody_removed_is_not_sent_again(canvas, tmp_path, pauses):  # noqa: F811
    course = canvas_course(tmp_path, canvas).push()
    canvas.comments[103].clear()
    assert course.push().output == "10 there already\n" and not canvas.comments[103]
    canvas.grades[103] = None  # but there is a grade
    assert course.push().output == "1 sent, 9 there already\n"
    assert canvas.grades[103] == 40 and not canvas.comments[103]


def test_what_a_person_did_in_canvas_stays(canvas, tmp_path, pauses):  # noqa: F811
    canvas.excused = {101}
    canvas.grades[102] = 12.0
    course = canvas_course(tmp_path, canvas).push()
    assert course.code == 1
    assert "Changed there: bobbytables (101): excused in the system." in course.output
    assert "Changed there: 김서연 (102): the system has 12 points, which were not sent from here." in course.output
    assert canvas.grades[102] == 12 and 101 in canvas.excused
    course.push("--overwrite")
    assert canvas.grades[102] == 40 and 101 in canvas.excused


def test_what_canvas_passes_over_in_silence_is_told(tmp_path, pauses):  # noqa: F811
    with Canvas(PEOPLE, name=TITLE, silently_ignore={101}, silent_comments={102}) as canvas:
        course = canvas_course(tmp_path, canvas).push()
        assert "Refused: bobbytables (101): the system accepted 40 points without an error but has no grade." in course.output
        assert "Refused: 김서연 (102): the system accepted the feedback without an error but does not have it." in course.output
        assert course.output.endswith("8 sent, 2 refused\n") and course.code == 1
        canvas.silently_ignore.clear()
        canvas.silent_comments.clear()
        assert course.push().output == "2 sent, 8 there already\n"
        assert {user: len(said) for user, said in canvas.comments.items()} == dict.fromkeys(PEOPLE, 1)


def test_a_closed_grading_period_refuses_its_students_only(tmp_path, pauses):  # noqa: F811
    with Canvas(PEOPLE, name=TITLE, closed_period={102}) as canvas:
        course = canvas_course(tmp_path, canvas).push()
        assert "Refused: 김서연 (102): Canvas says: " in course.output and course.output.endswith("9 sent, 1 refused\n")


def test_canvas_deducts_for_lateness_by_itself(tmp_path, pauses):  # noqa: F811
    """The entered points count, not those after Canvas's late policy."""
    with Canvas(PEOPLE, name=TITLE, deductions={103: 4.0}) as canvas:
        course = canvas_course(tmp_path, canvas)
        assert course.push().output == "10 sent\n" and canvas.grades[103] == 36
        assert course.push().output == "10 there already\n"


def test_an_older_canvas_says_401_of_one_student(tmp_path, pauses):  # noqa: F811
    people = dict(itertools.islice(PEOPLE.items(), 3))
    with Canvas(people, name=TITLE, closed_period={101}, refusal_status=401) as canvas:
        course = canvas_course(tmp_path, canvas, people=people).push()
        assert "Refused: bobbytables (101): Canvas says: " in course.output
        assert course.output.endswith("2 sent, 1 refused\n")


def test_no_comment_where_points_are_not_taken(tmp_path, pauses):  # noqa: F811
    people = dict(itertools.islice(PEOPLE.items(), 2))
    with Canvas(people, name=TITLE, silently_ignore={101}) as canvas:
        assert canvas_course(tmp_path, canvas, people=people).push().code == 1
        assert not canvas.comments[101] and len(canvas.comments[100]) == 1


@pytest.mark.parametrize("individually", [True, False])
def test_every_member_of_a_group_gets_its_grade(tmp_path, pauses, individually):  # noqa: F811
    """The file has the group's name and one member's number; if members are graded individually, each has an own file."""
    people = dict(itertools.islice(PEOPLE.items(), 3))
    with Canvas(people, name=TITLE, groups=[{100, 102}], grade_individually=individually) as canvas:
        files = {100: "Project Group 1", 101: people[101]}
        course = canvas_course(tmp_path, canvas, people=files).push()
        assert course.output == "3 sent\n"
        assert_everybody_has(canvas)
        assert course.push().output == "3 there already\n"


def test_a_name_without_latin_letters_is_compared_too(tmp_path, pauses):  # noqa: F811
    with Canvas({102: "מרים כהן"}, name=TITLE) as canvas:
        course = canvas_course(tmp_path, canvas, people={102: "김서연"}).push()
        assert "102 is 'מרים כהן' in Canvas, but the file was submitted under another name" in course.output
        assert canvas.grades == {102: None}


@pytest.mark.parametrize(
    ("attempt", "at", "files", "refused"),
    [
        (2, "2100-11-21T09:00:00Z", None, True),
        (1, "2100-11-21T09:00:00Z", [8], True),
        (2, "2100-11-21T09:00:00Z", [8, 7], False),  # the graded file, again
        (1, "2026-11-21T09:00:00Z", [7], False),
    ],
)
def test_a_newer_attempt_does_not_get_the_points_of_the_old_notebook(tmp_path, pauses, attempt, at, files, refused):  # noqa: F811
    people = dict(itertools.islice(PEOPLE.items(), 2))
    with Canvas(people, name=TITLE) as canvas:
        course = canvas_course(tmp_path, canvas, people=people).push()
        canvas.attempts[100], canvas.submitted_at[100], canvas.grades[100] = attempt, at, None
        if files:
            canvas.attachments[100] = files
        course.push()
        assert canvas.grades[100] == (None if refused else 40)
        said = "Refused: kimseoyeon (100): a newer submission than the graded notebook exists"
        assert (said in course.output) is refused and ("import and grade the class again" in course.output) is refused


@pytest.mark.parametrize("refused", [{"published": False}, {"concluded": True}, {"may_grade": False}, {"moderated": True}])
def test_a_token_that_may_not_grade(tmp_path, pauses, refused):  # noqa: F811
    with Canvas(PEOPLE, name=TITLE, **refused) as canvas:
        course = canvas_course(tmp_path, canvas).push()
        assert course.code == 1 and "user not authorized to perform that action" in course.output
        assert set(canvas.grades.values()) == {None}


@pytest.mark.parametrize("kind", ["busy", "limited", "limited403", "before", "after"])
@pytest.mark.parametrize("path", [r"submissions/\d+$", "comments/files", "upload/", "create_success", r"submissions\?"])
def test_a_canvas_that_does_not_answer_is_asked_again(tmp_path, pauses, path, kind):  # noqa: F811
    with Canvas(PEOPLE, name=TITLE, upload_status=303) as canvas:
        canvas.fault(path, kind, times=2, headers={"Retry-After": "7"} if kind == "limited" else None)
        course = canvas_course(tmp_path, canvas).push()
        assert course.output.endswith("\n10 sent\n"), course.output
        assert_everybody_has(canvas)
        assert len(pauses) == 2 and (kind != "limited" or min(pauses) >= 7)


@pytest.mark.slow
@pytest.mark.parametrize("answered", [True, False])
def test_wherever_the_command_is_ended_the_next_one_goes_on(tmp_path, pauses, monkeypatch, answered):  # noqa: F811
    people = dict(itertools.islice(PEOPLE.items(), 2))
    for request in itertools.count():
        with Canvas(people, name=TITLE) as canvas:
            folder = tmp_path / str(request)
            course, ended = canvas_course(folder, canvas, people=people), True
            with ends_at(monkeypatch, request, answered), suppress(Killed):
                course.push()
                ended = False
            if request % 3 == 2:
                shutil.rmtree(folder / ".autograder", ignore_errors=True)
            with ends_at(monkeypatch, request // 2, answered), suppress(Killed):
                course.push()
            assert course.push().code == 0
            assert_everybody_has(canvas)
            assert course.push().output == "2 there already\n"
        if not ended:
            assert request > 10
            return


@pytest.mark.parametrize(
    "site, changes, message",
    [
        ({"points_possible": 100.0}, (), "The assignment has 100 points in the system, and 40 in grader.yml"),
        ({"points_possible": 0.0}, (), "The assignment has 0 points in the system"),
        ({"grading_type": "pass_fail"}, (), "does not accept points in Canvas"),
        (
            {"name": "Essay"},
            (),
            "No assignments of the course in Canvas are called 'An MLP that trains well' or",
        ),
        (
            {"others": {72: "잘 학습되는 MLP 만들기"}},
            (),
            "2 assignments of the course",
        ),
        ({"anonymous": True}, (), "grades this assignment anonymously"),
        ({}, ((MLP, f"{MLP}    online: {{canvas: 99}}\n"),), "Canvas has no assignment 99 in course 9"),
    ],
)
def test_what_cannot_be_pushed_to_canvas(tmp_path, pauses, site, changes, message):  # noqa: F811
    with Canvas(PEOPLE, **({"name": TITLE} | site)) as canvas:
        course = canvas_course(tmp_path, canvas, *changes)
        with pytest.raises(LmsError, match=message):
            course.push()
        assert not writes(canvas)


def test_the_number_of_the_assignment_decides(tmp_path, pauses):  # noqa: F811
    with Canvas(PEOPLE, name="Another title", others={72: TITLE}) as canvas:
        course = canvas_course(tmp_path, canvas, (MLP, f"{MLP}    online: {{canvas: 71}}\n"))
        assert course.push().output == "10 sent\n"


def test_strangers_and_other_names_are_refused(tmp_path, pauses):  # noqa: F811
    with Canvas({100: "Kim, Seoyeon", 101: "Somebody Else"}, name=TITLE) as canvas:
        course = canvas_course(tmp_path, canvas).push()
        assert (
            "Refused: bobbytables (101): 101 is 'Somebody Else' in Canvas, but the file was submitted under another name."
            in course.output
        )
        assert course.output.count("the assignment does not have this student") == 8
        assert canvas.grades == {100: 40.0, 101: None}


def test_tokens(canvas, tmp_path, pauses, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    course = canvas_course(tmp_path, canvas).push()
    assert canvas.token not in caplog.text + course.output and canvas.token[2:] not in caplog.text
    course.environment = {"CANVAS_TOKEN": "1~wrong"}
    with pytest.raises(LmsError, match="Canvas does not know this token; check CANVAS_TOKEN") as refused:
        course.push()
    assert "1~wrong" not in str(refused.value) + caplog.text
    course.environment = {"CANVAS_TOKEN": ""}
    with pytest.raises(LmsError, match="An access token of Canvas is required: set the environment variable CANVAS_TOKEN"):
        course.push()


def test_an_address_that_is_no_canvas(tmp_path, pauses, monkeypatch):  # noqa: F811
    with Canvas(PEOPLE, name=TITLE) as canvas:
        course = canvas_course(tmp_path, canvas)
    monkeypatch.setattr(connection, "MAX_TRIES", 2)
    with pytest.raises(LmsError, match=r"127.0.0.1:\d+ does not answer, after 2 attempts"):
        course.push()


def test_the_comment_is_of_the_attempt_that_was_graded(tmp_path, pauses):  # noqa: F811
    with Canvas(PEOPLE, name=TITLE, attempts={100: 3, 101: 0}) as canvas:
        assert canvas_course(tmp_path, canvas).push().code == 0
        assert [canvas.comments[user][0].attempt for user in (100, 101, 102)] == [3, None, 1]


def test_points_of_every_size_arrive(tmp_path, pauses):  # noqa: F811
    for number, earned in enumerate([0.004, 1 / 3, 37.995, 0.0]):
        with Canvas(PEOPLE, name=TITLE) as canvas:
            made = canvas_course(
                tmp_path / str(number), canvas, verdict=lambda file, e=earned: verdict_on(file, earned=e, written=0.0)
            )
            assert made.push().output == "10 sent\n"
            assert canvas.grades[100] == pytest.approx(earned, abs=0.0051)


@pytest.mark.parametrize(
    "status, body", [(200, b"<html>log in</html>"), (200, b""), (200, b"[1, 2]"), (401, b"<html>"), (418, b"{}")]
)
def test_answers_that_are_no_canvas(tmp_path, pauses, status, body):  # noqa: F811
    with answering(status, body) as url:
        course = canvas_course(tmp_path, SimpleNamespace(url=url, course=1, token="7~secret"))
        with pytest.raises(LmsError):
            course.push()


def test_a_redirect_elsewhere_gets_neither_token_nor_grade(tmp_path, pauses):  # noqa: F811
    seen = []
    with answering(200, b"{}", seen=seen) as elsewhere, Canvas(PEOPLE, name=TITLE) as canvas:
        course = canvas_course(tmp_path, canvas)
        canvas.fault(r"submissions/\d+$", "redirect", method="PUT", headers={"Location": f"{elsewhere}/x"})
        with pytest.raises(LmsError, match=r"127.0.0.1:\d+ redirects to 127.0.0.1:\d+; correct its URL"):
            course.push()
        assert not seen
