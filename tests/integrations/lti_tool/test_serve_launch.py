"""Launches of the web server of `autograder serve`: valid ones, the pages that each visitor sees, and refused messages.

In this process, with a stand-in platform that signs any message; test_serve.py tests the whole command with a real one.
"""

import re
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import requests
import uvicorn
from helpers.repository import copy_course, free_port
from jwcrypto.jwk import JWK
from standins.lti_platform import AGS, CLAIM, INSTRUCTOR, lti_standin

from autograder.integrations.lti_tool import pylti_adapter
from autograder.integrations.lti_tool.app import app
from autograder.integrations.lti_tool.launch import Tool
from autograder.integrations.lti_tool.records import Records
from autograder.integrations.lti_tool.web import SETTINGS
from autograder.model.course_file import load_course
from autograder.model.course_settings import LmsRules
from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict

DEEP_LINK = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"


class NoScores:
    def start(self):
        pass

    def stop(self):
        pass


class Web:
    """The web server of a course, without the engine."""

    def __init__(self, folder, platform, **lti):
        settings = platform.settings.model_copy(update=lti)
        self.course = load_course(copy_course(folder)).model_copy(update={"lms": LmsRules(lti=settings)})
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.course = self.course.model_copy(update={"serve": self.course.serve.model_copy(update={"url": self.url})})
        key = JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()
        made = app(Tool(self.course, settings, key), NoScores())
        self.server = uvicorn.Server(uvicorn.Config(made, port=self.port, log_level="critical", **SETTINGS))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self):
        self.server.should_exit = True
        self.thread.join(10)

    def records(self):
        return Records(self.course.store_file())

    def hand_in(self, address, content=b"{}", name="a.ipynb"):
        return requests.post(f"{address}/handin", files={"notebook": (name, content)}, allow_redirects=False)

    def graded(self, *names):
        """Give every waiting upload a verdict with one check in each of these questions."""
        with self.records() as records:
            for upload in records.ungraded(["mnist_mlp"]):
                questions = [
                    QuestionVerdict(
                        name=name,
                        title="A title",
                        checks=[CheckVerdict(name=f"the check of {name}", points=20, passed=False, message="a message")],
                    )
                    for name in names
                ]
                verdict = Verdict(
                    submission="a", assignment="mnist_mlp", digest=upload.digest, outcome=Outcome.GRADED, questions=questions
                )
                records.record("v", verdict)
                records.set_graded(upload.digest, "mnist_mlp", "v")


@pytest.fixture(scope="module")
def platform():
    with lti_standin() as standin:
        yield standin


@pytest.fixture(scope="module")
def web(tmp_path_factory, platform):
    running = Web(tmp_path_factory.mktemp("course"), platform)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def right_answers(platform):
    platform.answers.clear()
    platform.asked.clear()


def said(answer):
    return re.sub(r"<style>.*?</style>|<[^>]*>|\s+", " ", answer.text, flags=re.DOTALL)


def test_a_launch_is_admitted(platform, web):
    answer = platform.launch(web.url)
    assert answer.status_code == 303 and requests.get(answer.headers["Location"]).ok


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": None},
        {"iat": None},
        {"aud": "another tool"},
        {"aud": ["another tool", "the tool"]},
        {"aud": ["the tool", "another tool"]},
        {"aud": ["the tool", "another tool"], "azp": "another tool"},
        {"azp": "another tool"},
        {"aud": []},
        {CLAIM + "deployment_id": "2"},
        {CLAIM + "custom": "assignment"},
        {CLAIM + "resource_link": {"id": "1", "title": 3}, CLAIM + "custom": [1]},
        {AGS + "claim/endpoint": "https://platform.example.edu/item"},
        {CLAIM + "target_link_uri": "http://[x", CLAIM + "custom": {}},
        {CLAIM + "context": "a course"},
        {"sub": None},
        {"sub": "\ud800"},
    ],
)
def test_claims_that_no_launch_has(platform, web, changes):
    answer = platform.launch(web.url, **changes)
    assert answer.status_code == 403, said(answer)


def test_a_message_for_several_tools_names_this_one(platform, web):
    assert platform.launch(web.url, aud=["the tool", "another tool"], azp="the tool").status_code == 303


@pytest.mark.parametrize("token", ["W10.W10.W10", "MQ.MQ.MQ", "e30.W10.e30", "..", "e30.e30.e30"])
def test_what_is_no_message_at_all(platform, web, token):
    state, _, cookie = platform.logged_in(web.url)
    form = {"state": state, "id_token": token}
    answer = requests.post(f"{web.url}/lti/launch", data=form, headers={"Cookie": cookie}, allow_redirects=False)
    assert answer.status_code == 403 and "could not be opened" in answer.text


def test_a_message_that_was_taken_from_somebody_else_is_of_no_use(platform, web):
    """Even with a login of the thief's own browser."""
    _, nonce, _ = platform.logged_in(web.url)
    stolen = platform.signed(platform.claims(nonce))
    state, _, cookie = platform.logged_in(web.url)
    form = {"state": state, "id_token": stolen}
    answer = requests.post(f"{web.url}/lti/launch", data=form, headers={"Cookie": cookie}, allow_redirects=False)
    assert answer.status_code == 403 and "Nonce" in answer.text


def test_names_are_made_fit_to_be_kept_and_shown(platform, web):
    answer = platform.launch(web.url, name="A\ud800 \u202eB\n<b>", email="a\ud800@b")
    assert answer.status_code == 303
    assert requests.get(answer.headers["Location"]).ok
    assert web.hand_in(answer.headers["Location"]).status_code == 303


def test_the_keys_are_not_asked_for_at_each_launch(tmp_path, monkeypatch):
    def launch(kid):
        state, nonce, cookie = platform.logged_in(web.url)
        form = {"state": state, "id_token": platform.signed(platform.claims(nonce), kid=kid)}
        return requests.post(f"{web.url}/lti/launch", data=form, headers={"Cookie": cookie}, allow_redirects=False).status_code

    with lti_standin() as platform:
        web = Web(tmp_path, platform)
        assert {launch(f"unknown {number}") for number in range(10)} == {403}
        assert launch("its key") == 303
        assert sum(path == "/keys" for path, _ in platform.asked) == 1
        platform.key = JWK.generate(kty="RSA", size=2048, kid="its new key", alg="RS256")
        assert launch("its new key") == 403  # the keys were requested a moment ago
        monkeypatch.setattr(pylti_adapter, "FRESH_KEYS_SECONDS", 0.0)
        assert launch("its new key") == 303
        web.stop()


def test_while_the_platform_has_no_keys_nobody_is_admitted(platform, tmp_path):
    fresh = Web(tmp_path, platform)
    platform.answers["/keys"] = (200, {}, b"<html>")
    first, second = platform.launch(fresh.url), platform.launch(fresh.url)
    assert "does not contain the keys of a platform" in first.text and first.status_code == 403
    assert "does not return the platform" in said(second) and second.status_code == 403
    fresh.stop()


def test_who_teaches_another_course_sees_nothing_of_this_one(platform, web):
    nowhere = {AGS + "claim/endpoint": None}
    student = platform.launch(web.url, sub="alice", name="Alice", **nowhere).headers["Location"]
    web.hand_in(student)
    web.graded("q1")
    number = re.findall(r"/feedback/(\d+)", requests.get(student).text)[0]
    teaches = {CLAIM + "roles": [INSTRUCTOR], "sub": "bob", **nowhere}
    here = platform.launch(web.url, **teaches).headers["Location"]
    assert "Alice" in requests.get(here).text and requests.get(f"{here}/feedback/{number}").ok
    for claim in ("resource_link", "context"):
        elsewhere = platform.launch(web.url, **teaches, **{CLAIM + claim: {"id": "of another course"}}).headers["Location"]
        assert "Alice" not in requests.get(elsewhere).text
        assert requests.get(f"{elsewhere}/feedback/{number}").status_code == 404


def test_who_teaches_hands_nothing_in(platform, web):
    """In the teacher's own course, feedback would show everything that is hidden from students."""
    address = platform.launch(web.url, **{CLAIM + "roles": [INSTRUCTOR]}).headers["Location"]
    assert web.hand_in(address).status_code == 403


def test_a_notebook_is_taken_whatever_a_browser_called_it(platform, web):
    address = platform.launch(web.url, sub="renames").headers["Location"]
    notebook = b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'
    for name, content, taken in [
        ("hw.ipynb.txt", b"1", True),
        ("hw.json", notebook, True),
        ("hw", notebook, True),
        ("hw.json", b'{"a": 1}', False),
        ("hw.pdf", notebook, False),
    ]:
        answer = requests.post(f"{address}/handin", files={"notebook": (name, content)}, allow_redirects=False)
        assert answer.headers["Location"].endswith("?said=no-notebook") is not taken


def test_another_link_gives_no_more_uploads(platform, web):
    links = [{CLAIM + "resource_link": {"id": name}} for name in ("link 1", "link 2")]
    first, second = (platform.launch(web.url, sub="often", **link).headers["Location"] for link in links)
    for number in range(20):
        assert web.hand_in(first, b"%d" % number).headers["Location"] == first
    answer = web.hand_in(second, b"one more")
    assert answer.headers["Location"].endswith("?said=too-often")


def test_only_the_courses_that_are_listed(platform, tmp_path):
    listed = Web(tmp_path, platform, courses=("7",))
    assert platform.launch(listed.url, **{CLAIM + "context": {"id": "7"}}).status_code == 303
    other = platform.launch(listed.url, **{CLAIM + "context": {"id": "8"}})
    assert other.status_code == 403 and "does not list the course with the id '8'" in other.text.replace("&#39;", "'")
    assert platform.launch(listed.url).status_code == 403
    listed.stop()


@pytest.mark.parametrize(
    "changes",
    [
        {CLAIM + "roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]},
        {DEEP_LINK: {"deep_link_return_url": "javascript:alert(1)"}},
        {DEEP_LINK: {"deep_link_return_url": 3}},
    ],
)
def test_a_choice_is_for_those_who_teach(platform, web, changes):
    settings = {"deep_link_return_url": "https://p.example.edu", "accept_types": ["ltiResourceLink"]}
    settings |= {"accept_presentation_document_targets": ["iframe"]}
    asked = {CLAIM + "message_type": "LtiDeepLinkingRequest", CLAIM + "roles": [INSTRUCTOR], DEEP_LINK: settings}
    assert platform.launch(web.url, **asked).ok
    changes = {name: settings | value if name == DEEP_LINK else value for name, value in changes.items()}
    answer = platform.launch(web.url, **asked | changes)
    assert answer.status_code == 403 and "JWT" not in answer.text


@pytest.mark.parametrize(
    ("visibility", "due", "seen"),
    [
        ("visible", None, True),
        ("hidden", None, False),
        ("after_published", timedelta(-1), False),
        ("after_due_date", None, False),
        ("after_due_date", timedelta(1), False),
        ("after_due_date", timedelta(-1), True),
    ],
)
def test_what_a_student_sees_is_what_visibility_says(platform, tmp_path, visibility, due, seen):
    """The assignment no longer has q99, so it has no visibility."""
    changed = Web(tmp_path, platform)
    said_of_it = {"visibility": visibility, "due": due and datetime.now(UTC) + due}
    changed.course.assignments["mnist_mlp"] = changed.course.assignment("mnist_mlp").model_copy(update=said_of_it)
    student = platform.launch(changed.url).headers["Location"]
    changed.hand_in(student)
    changed.graded("q1", "q99")
    [address] = re.findall(r'href="([^"]*/feedback/\d+)"', requests.get(student).text)
    page = requests.get(address).text
    assert ("the check of q1" in page) == seen and "the check of q99" not in page
    teacher = platform.launch(changed.url, sub="t", **{CLAIM + "roles": [INSTRUCTOR]}).headers["Location"]
    page = requests.get(teacher + address[len(student) :]).text
    assert "the check of q1" in page and "the check of q99" in page
    changed.stop()


def test_odd_requests_are_answered_with_a_page(platform, web):
    address = platform.launch(web.url).headers["Location"]
    for charset in ("punycode", "idna", "undefined", "nothing"):
        headers = {"Content-Type": f'multipart/form-data; boundary=x; charset="{charset}"'}
        body = b'--x\r\nContent-Disposition: form-data; name="notebook"; filename="a\xff.ipynb"\r\n\r\n{}\r\n--x--\r\n'
        assert requests.post(f"{address}/handin", data=body, headers=headers, allow_redirects=False).status_code == 303
        assert requests.post(f"{web.url}/lti/launch", data=body, headers=headers).status_code in (400, 403)
    for number in ("9" * 5000, "-1", "x", "%00"):
        assert requests.get(f"{address}/feedback/{number}").status_code == 404
    assert requests.post(f"{web.url}/lti/launch", data={"x": "x" * 300_000}).status_code == 413
    error = requests.post(f"{web.url}/lti/launch", data={"error": "x", "error_description": "Send your password to …"})
    assert error.status_code == 403 and "password" not in error.text
    login = requests.get(f"{web.url}/lti/login", params={"iss": platform.url, "login_hint": "u"})
    assert login.headers["Cache-Control"] == "no-store"


def test_an_assignment_that_the_course_does_not_have_any_more(platform, tmp_path):
    changed = Web(tmp_path, platform)
    address = platform.launch(changed.url).headers["Location"]
    changed.hand_in(address)
    del changed.course.assignments["mnist_mlp"]
    assert requests.get(address).status_code == 404 and changed.hand_in(address).status_code == 404
    changed.stop()
