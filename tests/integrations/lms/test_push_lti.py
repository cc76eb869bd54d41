"""Scores by LTI 1.3 with a real platform, Open edX's consumer. Its results are read with PyLTI1p3."""

import re
import shutil
import subprocess
from contextlib import suppress
from datetime import datetime

import pytest
import requests
from helpers.lms_class import IDS, MLP, NAMES, course_with, graded_class, verdict_on
from helpers.repository import lti_platform
from jwcrypto.jwk import JWK
from pylti1p3.grade import Grade
from test_push import Course, Killed, ends_at, graded_again, no_keyring, pauses  # noqa: F401

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online import connection, lti
from autograder.integrations.lms.online.lti import LineItem
from autograder.integrations.lms.uploads import Upload
from autograder.model.course_settings import LtiPlatform
from autograder.model.submission import SubmittedFile

KEY = JWK.generate(kty="RSA", size=2048)
PEM = KEY.export_to_pem(private_key=True, password=None).decode()
ASSIGNMENTS = [{"name": "mnist_mlp", "title": f"An MLP, {number}", "points": 40} for number in range(40)]


@pytest.fixture(scope="module")
def platform():
    tool = {"login_url": "http://localhost:1/login", "launch_url": "http://localhost:1/launch"}
    people = [{"id": "1", "name": "A student", "email": "a@example.edu", "role": "student"}]
    with lti_platform(**tool, public_key=KEY.export_to_pem().decode(), assignments=ASSIGNMENTS, people=people) as running:
        yield running


@pytest.fixture
def line_item(platform):
    """A separate column for each test."""
    return platform["line_items"].pop()


def lti_course(tmp_path, platform, line_item, *changes, verdict=verdict_on, source="", names=NAMES):
    told = ", ".join(f"{key}: {value!r}" for key, value in platform["platform"].items())
    online = "" if source else f"    online: {{lti: '{line_item}'}}\n"
    course_with(
        tmp_path, ("assignments:\n", f"lms: {{awaiting: mark, lti: {{{told}}}}}\nassignments:\n"), (MLP, MLP + online), *changes
    )
    uploads = [
        Upload(SubmittedFile(f"{id}/hw.ipynb", f"{{}}{id}".encode()), id, name=name, source=source)
        for name, id in zip(names, IDS, strict=False)
    ]
    return Course(tmp_path, graded_class(tmp_path, uploads, verdict), "lti", environment={"AUTOGRADER_LTI_KEY": PEM})


def results(platform, line_item):
    """The platform's points and comment by user."""
    item = LineItem(
        LtiPlatform(**platform["platform"] | {"deployments": tuple(platform["platform"]["deployments"])}), PEM, line_item, 40.0
    )
    listed, _ = item._page(f"{line_item}/results")
    return {result["userId"]: (result["resultScore"], result.get("comment", "")) for result in listed}


def test_everybody_gets_a_score_and_a_comment_once(platform, line_item, tmp_path, pauses):  # noqa: F811
    course = lti_course(tmp_path, platform, line_item, verdict=lambda file: verdict_on(file, earned=20.0)).push()
    assert course.code == 0 and course.output == "10 sent\n"
    found = results(platform, line_item)
    assert {user: score for user, (score, _) in found.items()} == dict.fromkeys(IDS, 22.0)
    assert all(
        re.fullmatch(r"22 of 40 points\.\nNot in full: q1 20 of 38\.\n\([0-9a-f]{12}\)", told) for _, told in found.values()
    )
    assert course.push().output == "10 there already\n" and not pauses


def test_the_launch_says_where_the_score_goes(platform, line_item, tmp_path, pauses):  # noqa: F811
    lti_course(tmp_path, platform, line_item, source=line_item).push()
    assert len(results(platform, line_item)) == 10


def test_another_grade_replaces_the_first_but_not_a_persons(platform, line_item, tmp_path, pauses):  # noqa: F811
    course = lti_course(tmp_path, platform, line_item).push()
    item = LineItem(LtiPlatform(**platform["platform"] | {"deployments": ("1",)}), PEM, line_item, 40.0)
    by_hand = (
        Grade().set_user_id("103").set_score_given(31).set_score_maximum(40).set_timestamp("2100-01-01T00:00:00.000000+00:00")
    )
    item._service.put_grade(by_hand.set_activity_progress("Completed").set_grading_progress("FullyGraded"))
    graded_again(course, lambda file: verdict_on(file, earned=20.0))
    assert course.push().output.endswith("9 sent, 1 changed there\n")
    assert results(platform, line_item)["103"][0] == 31 and results(platform, line_item)["104"][0] == 22
    # The person's grade is newer than any score to send: the platform refuses it, and that is reported.
    course.push("--overwrite")
    assert course.code == 1 and "Refused: מרים כהן (103): the platform answers 400" in course.output


class Yesterday(datetime):
    @classmethod
    def now(cls, zone):
        return datetime(2020, 1, 1, tzinfo=zone)


def test_a_score_that_the_platform_has_already_is_delivered(platform, line_item, tmp_path, pauses, monkeypatch):  # noqa: F811
    """Sent again with an earlier clock, as after an interruption, it is refused as not newer, although it has arrived."""
    course = lti_course(tmp_path, platform, line_item).push()
    shutil.rmtree(tmp_path / ".autograder")
    monkeypatch.setattr(LineItem, "has_feedback", lambda self, student, mark: None)
    monkeypatch.setattr(lti, "datetime", Yesterday)
    assert course.push().output == "10 sent\n"


@pytest.mark.slow
@pytest.mark.parametrize("answered", [True, False])
def test_wherever_the_command_is_ended_the_next_one_goes_on(platform, tmp_path, pauses, monkeypatch, answered):  # noqa: F811
    for request in range(1, 14, 4):
        line_item = platform["line_items"].pop()
        course = lti_course(tmp_path / str(request), platform, line_item, names=NAMES[:2])
        with ends_at(monkeypatch, request, answered), suppress(Killed):
            course.push()
        assert course.push().code == 0
        assert {user: score for user, (score, _) in results(platform, line_item).items()} == dict.fromkeys(IDS[:2], 40.0)
        assert course.push().output == "2 there already\n"


def test_an_access_token_that_ran_out_is_renewed(platform, line_item, tmp_path, pauses, monkeypatch):  # noqa: F811
    send, count = connection._Adapter.send, iter(range(1000))

    def spoiled(self, request, *arguments, **options):
        if "Authorization" in request.headers and next(count) == 5:
            request.headers["Authorization"] = "Bearer e30.e30.e30"
        return send(self, request, *arguments, **options)

    monkeypatch.setattr(connection._Adapter, "send", spoiled)
    assert lti_course(tmp_path, platform, line_item).push().output.endswith("\n10 sent\n")
    assert len(pauses) == 1


def test_a_key_that_the_platform_does_not_have(platform, line_item, tmp_path, pauses):  # noqa: F811
    course = lti_course(tmp_path, platform, line_item)
    course.environment = {"AUTOGRADER_LTI_KEY": ""}
    with pytest.raises(
        LmsError, match="The platform refused an access token .* check that the platform has this tool's public key"
    ):
        course.push()
    made = (tmp_path / ".lti-key").read_text()
    assert made.startswith("-----BEGIN PRIVATE KEY-----") and (tmp_path / ".lti-key").stat().st_mode & 0o077 == 0
    with pytest.raises(LmsError, match="refused an access token"):
        course.push()
    assert (tmp_path / ".lti-key").read_text() == made
    course.environment = {"AUTOGRADER_LTI_KEY": "nonsense"}
    with pytest.raises(LmsError, match="not an RSA key in PEM format"):
        course.push()


def test_a_key_in_git_is_refused(platform, line_item, tmp_path, pauses):  # noqa: F811
    course = lti_course(tmp_path, platform, line_item)
    (tmp_path / ".lti-key").write_text(PEM)
    course.environment = {"AUTOGRADER_LTI_KEY": ""}
    assert course.push().code == 0
    for command in (["init", "-q"], ["add", ".lti-key"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    with pytest.raises(LmsError, match=r"\.lti-key is in git, where others can read it"):
        course.push()


@pytest.mark.parametrize(
    "source, message",
    [
        ("kim_12_34_hw.ipynb", "was imported from a download, so its student ids are not LTI ids"),
        ("Kim_12_assignsubmission_file/hw.ipynb", "was imported from a download"),
        ("hw.ipynb", "The line item of mnist_mlp is unknown"),
    ],
)
def test_ids_of_other_systems_are_refused(platform, line_item, tmp_path, pauses, source, message):  # noqa: F811
    course = lti_course(tmp_path, platform, line_item, source=source)
    with pytest.raises(LmsError, match=message):
        course.push()
    assert not results(platform, line_item)


def test_the_platform_is_really_open_edx(platform):
    assert requests.get(platform["platform"]["keys_url"]).json()["keys"][0]["kty"] == "RSA"
    assert requests.get(platform["line_items"][0]).status_code in (401, 403)
