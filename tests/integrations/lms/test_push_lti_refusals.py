"""`push lti` with a platform that refuses one score, keeps another grade, or is down: see standins/lti_platform.py."""

import pytest
from helpers.lms_class import MLP, course_with, graded_class, verdict_on
from standins.lti_platform import lti_standin
from test_push import Course, graded_again, no_keyring, pauses  # noqa: F401
from test_push_lti import PEM

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.uploads import Upload
from autograder.integrations.lti_tool.records import Records, Visitor
from autograder.model.course_file import load_course
from autograder.model.submission import SubmittedFile

pytestmark = pytest.mark.usefixtures("pauses", "no_keyring")
STUDENTS = {"s1": "Kim", "s2": "Lee", "s3": "Han", "s4": "Oh"}


@pytest.fixture
def platform():
    with lti_standin() as running:
        yield running


def lti_class(tmp_path, platform, source="", contents=None):
    told = platform.settings
    names = ("login_url", "token_url", "keys_url", "issuer", "client_id")
    lti = ", ".join(f"{name}: {getattr(told, name)!r}" for name in names)
    item = f"{platform.url}/item/1"
    online = "" if source else f"    online: {{lti: '{item}'}}\n"
    where = f"lms: {{awaiting: mark, lti: {{{lti}, deployments: ['1']}}}}\nassignments:\n"
    course_with(tmp_path, ("assignments:\n", where), (MLP, MLP + online))
    uploads = [
        Upload(SubmittedFile(f"{id}/hw.ipynb", (contents or {}).get(id, f"{{}}{id}").encode()), id, name=name, source=source)
        for id, name in STUDENTS.items()
    ]
    return Course(tmp_path, graded_class(tmp_path, uploads), "lti", environment={"AUTOGRADER_LTI_KEY": PEM})


def points(platform):
    return {user: score["scoreGiven"] for user, score in platform.scores.get("/item/1", {}).items()}


@pytest.mark.parametrize("status", [400, 403, 404, 422, 500])
def test_a_refused_score_is_one_students(tmp_path, platform, status, pauses):  # noqa: F811
    """Two students for whom Moodle answers 500: the others are sent, without minutes of waiting."""
    platform.locked = {"s2": status, "s3": status}
    course = lti_class(tmp_path, platform).push()
    assert course.code == 1 and course.output.count("Refused: ") == 2 and str(status) in course.output
    assert course.output.endswith("2 sent, 2 refused\n") and points(platform) == {"s1": 40, "s4": 40}
    assert len(pauses) <= 4
    platform.locked = {}
    assert course.push().output == "2 sent, 2 there already\n"


def test_a_platform_that_is_down_ends_the_command_early(tmp_path, platform, pauses):  # noqa: F811
    course = lti_class(tmp_path, platform)
    platform.answers["/scores"] = (503, {}, b"")
    with pytest.raises(LmsError, match="answers with status 503, after 8 attempts"):
        course.push()
    platform.answers = {"/results": (500, {}, b""), "/scores": (500, {}, b"")}
    with pytest.raises(LmsError, match="answers with status 500, after 8 attempts"):
        course.push()
    assert not points(platform)


def test_an_overridden_grade_is_said_to_be_that(tmp_path, platform):
    course = lti_class(tmp_path, platform).push()
    platform.overridden = {"s2": 31}
    graded_again(course, lambda file: verdict_on(file, earned=20.0))
    course.push("--overwrite")
    assert (
        "Refused: Lee (s2): the system accepted 22 points without an error but keeps 31: if the grade is locked or overridden"
        in (course.output)
    )
    assert course.output.endswith("3 sent, 1 refused\n")


def test_old_results_do_not_replace_what_was_handed_in_through_serve_since(tmp_path, platform):
    """The platform does not know notebooks, but the store does."""
    item = f"{platform.url}/item/1"
    course = lti_class(tmp_path, platform, source=item)
    with Records(load_course(tmp_path).store_file()) as records:
        who = Visitor("s1", "Kim", "", False, "mnist_mlp", "link 1", item)
        assert records.hand_in(who, SubmittedFile("hw.ipynb", b"{}s1"), 20)
    assert course.push().output == "4 sent\n"
    graded_again(course, lambda file: verdict_on(file, earned=20.0))
    with Records(load_course(tmp_path).store_file()) as records:
        assert records.hand_in(who, SubmittedFile("hw.ipynb", b"{}a newer one"), 20)
    course.push()
    assert "Refused: Kim (s1): a newer notebook than the graded one was uploaded to `autograder serve`" in course.output
    assert "import and grade the class again" in course.output and points(platform)["s1"] == 40
