"""`autograder push moodle` with a real Moodle. It writes grades: use a course for tests.

MOODLE_URL and MOODLE_TOKEN name the site and a token as docs/instructors/online.md describes it; MOODLE_COURSE and
MOODLE_ASSIGNMENT, the numbers in the addresses of the pages of a course and of an assignment with points that has
submissions, and whose submissions were once downloaded.
"""

import os

import pytest
from helpers.lms_class import course_with, graded_class, verdict_on
from ruamel.yaml import YAML
from test_push import Course, graded_again

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online.moodle import Moodle
from autograder.integrations.lms.uploads import Upload
from autograder.model.course_file import load_course
from autograder.model.course_settings import OnlineCourse
from autograder.model.submission import SubmittedFile

WANTED = ("MOODLE_URL", "MOODLE_TOKEN", "MOODLE_COURSE", "MOODLE_ASSIGNMENT")
needs_moodle = pytest.mark.skipif(not all(map(os.environ.get, WANTED)), reason=f"needs {', '.join(WANTED)}")


@pytest.fixture
def course(tmp_path):
    """A course with a grade for everybody in the assignment."""
    url, token, number, assignment = (os.environ[name] for name in WANTED)
    course_with(tmp_path)
    say_in(tmp_path / "grader.yml", url, int(number), int(assignment))
    moodle = seen(tmp_path)
    uploads = [
        Upload(
            SubmittedFile(f"{name.replace('_', ' ')}_{id}_assignsubmission_file/hw.ipynb", f"{{}}{id}".encode()), id, name=name
        )
        for id, name in everybody(moodle).items()
    ]
    assert uploads, "nobody is in the assignment, or its submissions were never downloaded"
    return Course(tmp_path, graded_class(tmp_path, uploads), "moodle", environment={"MOODLE_TOKEN": token})


def say_in(file, url, course, assignment):
    """Add the live course to grader.yml, whatever LMS it already names."""
    yaml = YAML()
    told = yaml.load(file.read_text(encoding="utf-8"))
    told.setdefault("lms", {}).update({"awaiting": "mark", "scale": True, "moodle": {"url": url, "course": course}})
    told["assignments"]["mnist_mlp"].setdefault("online", {})["moodle"] = assignment
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(told, out)


def everybody(moodle):
    """The names of the participants, by their numbers in the assignment."""
    moodle.has([])
    return {participant: moodle._people[user]["fullname"] for participant, user in moodle._users.items()}


def seen(folder):
    """The grades in Moodle, read independently."""
    url, token, number, _ = (os.environ[name] for name in WANTED)
    return Moodle(OnlineCourse(url=url, course=int(number)), token, load_course(folder).assignment("mnist_mlp"))


@needs_moodle
def test_grades_comments_and_files_arrive_once(course):
    moodle = seen(course.folder)
    students = list(everybody(moodle))
    assert course.push("--overwrite").code == 0, course.output
    assert {has.points for has in moodle.has(students).values()} == {moodle.maximum}
    assert course.push().output == f"{len(students)} there already\n"
    graded_again(course, lambda file: verdict_on(file, earned=18.0))
    assert course.push().output == f"{len(students)} sent\n"
    assert {has.points for has in moodle.has(students).values()} == {moodle.maximum / 2}
    for student in students:
        comment, files = moodle._feedback(student)
        if moodle._takes("comments"):
            assert (comment or "").count("20 of 40 points.") == 1
        if moodle._takes("file"):
            assert sum(path.startswith("/feedback-") for path in files) == 1


@needs_moodle
def test_a_wrong_token_is_said(course):
    course.environment = {"MOODLE_TOKEN": "wrong"}
    with pytest.raises(LmsError, match="Moodle refuses core_webservice_get_site_info: .*invalidtoken"):
        course.push()


@pytest.mark.parametrize(
    "there", ["", "lms: {awaiting: block, scale: false}\n", "lms:\n  canvas: {url: https://c.example.edu, course: 1}\n"]
)
def test_a_grader_yml_that_says_something_of_its_lms_already(tmp_path, there):
    course_with(tmp_path, ("assignments:\n", f"{there}assignments:\n"))
    say_in(tmp_path / "grader.yml", "https://moodle.example.edu", 12, 345)
    loaded = load_course(tmp_path)
    assert loaded.lms.moodle == OnlineCourse(url="https://moodle.example.edu", course=12) and loaded.lms.awaiting == "mark"
    assert loaded.assignment("mnist_mlp").online.moodle == 345
