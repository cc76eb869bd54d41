"""`autograder push moodle` at a real Moodle. It writes grades there: give it a course for tests.

MOODLE_URL and MOODLE_TOKEN name the site and a token as docs/online.md describes it; MOODLE_COURSE and MOODLE_ASSIGNMENT, the numbers in
the addresses of the pages of a course and of an assignment with points that has submissions, and whose submissions were once downloaded.
"""

import os

import pytest
from lms_class import MLP, course_with, graded_class, verdict_on
from test_push import Course, graded_again

from autograder.course import OnlineCourse, load_course
from autograder.lms import LmsError
from autograder.lms.handins import Handin
from autograder.lms.online.moodle import Moodle
from autograder.submission import SubmittedFile

WANTED = ("MOODLE_URL", "MOODLE_TOKEN", "MOODLE_COURSE", "MOODLE_ASSIGNMENT")
pytestmark = pytest.mark.skipif(not all(map(os.environ.get, WANTED)), reason=f"needs {', '.join(WANTED)}")


@pytest.fixture
def course(tmp_path):
    """Everybody who is in the assignment, graded."""
    url, token, number, assignment = (os.environ[name] for name in WANTED)
    where = f"lms: {{awaiting: mark, scale: true, moodle: {{url: '{url}', course: {number}}}}}\nassignments:\n"
    course_with(tmp_path, ("assignments:\n", where), (MLP, f"{MLP}    online: {{moodle: {assignment}}}\n"))
    moodle = seen(tmp_path)
    moodle.has([])
    handins = [
        Handin(
            SubmittedFile(f"{name.replace('_', ' ')}_{id}_assignsubmission_file/hw.ipynb", f"{{}}{id}".encode()), id, name=name
        )
        for id, name in moodle._names.items()
    ]
    assert handins, "nobody is in the assignment, or its submissions were never downloaded"
    return Course(tmp_path, graded_class(tmp_path, handins), "moodle", environment={"MOODLE_TOKEN": token})


def seen(folder):
    """What Moodle has, by our own eyes."""
    url, token, number, _ = (os.environ[name] for name in WANTED)
    return Moodle(OnlineCourse(url=url, course=int(number)), token, load_course(folder).assignment("mnist_mlp"))


def test_grades_comments_and_files_arrive_once(course):
    moodle = seen(course.folder)
    moodle.has([])
    everybody = list(moodle._names)
    assert course.push("--overwrite").code == 0, course.output
    assert {has.points for has in moodle.has(everybody).values()} == {moodle.maximum}
    assert course.push().output == f"{len(everybody)} there already\n"
    graded_again(course, lambda file: verdict_on(file, earned=18.0))
    assert course.push().output == f"{len(everybody)} sent\n"
    assert {has.points for has in moodle.has(everybody).values()} == {moodle.maximum / 2}
    for student in everybody:
        comment, files = moodle._feedback(student)
        if moodle._takes("comments"):
            assert (comment or "").count("20 of 40 points.") == 1
        if moodle._takes("file"):
            assert sum(name.startswith("feedback-") for name in files) == 1


def test_a_wrong_token_is_said(course):
    course.environment = {"MOODLE_TOKEN": "wrong"}
    with pytest.raises(LmsError, match="Moodle refuses core_webservice_get_site_info: .*invalidtoken"):
        course.push()
