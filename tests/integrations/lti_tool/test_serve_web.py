"""The web server of `autograder serve`: headers of every answer, time limits of connections, and the cost of a request."""

import logging
import re
import socket
import time
from contextlib import closing

import pytest
import requests
from standins.lti_platform import AGS, CLAIM, INSTRUCTOR
from test_serve_launch import DEEP_LINK, Web, platform, right_answers, web  # noqa: F401

from autograder.integrations.lms.online.push import Arrival
from autograder.integrations.lti_tool import connections
from autograder.integrations.lti_tool.app import Web as Endpoints
from autograder.integrations.lti_tool.records import Records

NAMES = {
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
PRESENTATION = CLAIM + "launch_presentation"


@pytest.fixture
def quick(monkeypatch):
    """Time limits of fractions of a second."""
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.05)
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "ANSWER_SECONDS"):
        monkeypatch.setattr(connections, name, 0.5)


def raw(server, *parts, pause=0.0):
    """A socket on which these bytes were sent one by one until the server closed it."""
    made = socket.create_connection(("localhost", server.port), timeout=20)
    try:
        for part in parts:
            made.sendall(part)
            time.sleep(pause)
    except (ConnectionResetError, BrokenPipeError):
        pass
    return made


def ended(made):
    """The server's answer until it closes the connection, which it must do within the socket's time-out."""
    said = b""
    with closing(made):
        try:
            while part := made.recv(65536):
                said += part
        except ConnectionResetError:
            pass
    return said


def headers_of(said):
    head = said.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    return head[0], {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}


def insist_on_headers(headers, page):
    assert {name: headers.get(name) for name in NAMES} == NAMES
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and policy.count("frame-ancestors") == 1
    assert policy.partition("frame-ancestors ")[2].split()[0] == page


# Echoed text


@pytest.mark.parametrize("word", ["items", "get", "keys", "__class__", "format", "copy", "too-large.__class__", "<b>", "", "0"])
def test_only_words_of_ours_are_answered(platform, web, word):  # noqa: F811
    where = platform.launch(web.url).headers["Location"]
    page = requests.get(where, params={"said": word}).text
    assert 'role="alert"' not in page and "built-in" not in page and "&lt;b&gt;" not in page
    assert 'role="alert"' in requests.get(where, params=[("said", word), ("said", "too-large")]).text


# Headers


def test_every_answer_has_the_headers(platform, web, monkeypatch):  # noqa: F811
    where = platform.launch(web.url).headers["Location"]
    web.hand_in(where)
    web.graded("q1")
    [feedback] = re.findall(r'href="([^"]*/feedback/\d+)"', requests.get(where).text)
    settings = {"deep_link_return_url": "https://p.example.edu", "accept_types": ["ltiResourceLink"]}
    settings |= {"accept_presentation_document_targets": ["iframe"]}
    asked = {CLAIM + "message_type": "LtiDeepLinkingRequest", CLAIM + "roles": [INSTRUCTOR], DEEP_LINK: settings}
    login = {"iss": platform.url, "login_hint": "u"}
    answers = {
        "home": requests.get(web.url),
        "keys": requests.get(f"{web.url}/lti/keys"),
        "a login": requests.get(f"{web.url}/lti/login", params=login),
        "a login that goes on": requests.get(
            f"{web.url}/lti/login", params=login | {"lti1p3_new_window": "1"}, allow_redirects=False
        ),
        "somebody else's login": requests.get(f"{web.url}/lti/login", params={"lti1p3_new_window": "1"}),
        "a launch": platform.launch(web.url),
        "a launch that is refused": platform.launch(web.url, aud="another tool"),
        "a choice": platform.launch(web.url, **asked),
        "a script": requests.get(f"{web.url}/static/work.js"),
        "no script": requests.get(f"{web.url}/static/../app.py"),
        "a page": requests.get(where),
        "feedback": requests.get(feedback),
        "no feedback": requests.get(f"{where}/feedback/x"),
        "an upload": web.hand_in(where),
        "an upload that is none": web.hand_in(where, name="a.txt"),
        "an upload by nobody": web.hand_in(f"{web.url}/work/nobody"),
        "too much": requests.post(f"{web.url}/lti/launch", data={"x": "x" * 300_000}),
        "nothing": requests.get(f"{web.url}/nothing"),
        "another host": requests.get(web.url, headers={"Host": "elsewhere.example.edu"}),
        "a folder": requests.get(f"{web.url}/static/", allow_redirects=False),
        "no folder": requests.get(f"{web.url}/lti/keys/", allow_redirects=False),
        **{method: requests.request(method, web.url) for method in ("HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PROPFIND")},
        "GET of an upload": requests.get(f"{where}/handin"),
        "POST of a page": requests.post(where),
    }
    monkeypatch.setattr(Endpoints, "_own", lambda *_: 1 / 0)
    answers["a fault of ours"] = requests.get(where)
    for what, answer in answers.items():
        assert (answer.status_code == 500) == (what == "a fault of ours"), what
        insist_on_headers(answer.headers, platform.url)
    assert "kept. Try again" in answers["a fault of ours"].text
    assert (
        answers["feedback"].headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'; img-")
    )


@pytest.mark.parametrize(
    "request_line",
    [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02"],
)
def test_what_is_no_http_is_answered_with_the_headers_too(platform, web, request_line):  # noqa: F811
    status, headers = headers_of(ended(raw(web, request_line, b"\r\n" * 2)))
    assert status == "HTTP/1.1 400 Bad Request"
    insist_on_headers(headers, platform.url)


def test_who_wants_another_protocol_gets_an_answer(web):  # noqa: F811
    upgrade = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n"
    status, headers = headers_of(ended(raw(web, upgrade)))
    assert status == "HTTP/1.1 200 OK" and headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://school.example.edu/courses/1?x=1", "https://school.example.edu"),
        ("https://user:secret@school.example.edu:8443/", "https://school.example.edu:8443"),
        ("https://school.example.edu; script-src *", None),
        ("https://school.example.edu' *", None),
        ("https://*", None),
        ("javascript:alert(1)", None),
        ("https://[x", None),
        ("", None),
        (3, None),
    ],
)
def test_the_page_that_the_launch_names_may_show_the_tool(platform, web, url, page):  # noqa: F811
    where = platform.launch(web.url, **{PRESENTATION: {"return_url": url}}).headers["Location"]
    policy = requests.get(where).headers["content-security-policy"]
    assert policy.partition("; frame-ancestors ")[2].split() == [platform.url, *filter(None, [page])]
    assert "school" not in requests.get(web.url).headers["content-security-policy"]


def test_pages_of_the_platform_elsewhere(platform, tmp_path):  # noqa: F811
    other = Web(tmp_path, platform, pages=("https://courses.example.edu/x",), issuer="https://canvas.instructure.com")
    policy = requests.get(other.url).headers["content-security-policy"]
    assert policy.partition("; frame-ancestors ")[2].split() == [
        "https://canvas.instructure.com",
        platform.url,
        "https://courses.example.edu",
        "https://*.instructure.com",
    ]
    other.stop()


@pytest.mark.parametrize("path", ["/static", "/lti/keys/", "/work/x/", "//evil.example.edu", "/work/x/handin/"])
def test_nobody_is_sent_to_a_host_that_the_request_names(web, path):  # noqa: F811
    answer = requests.get(web.url + path, headers={"Host": "evil.example.edu"}, allow_redirects=False)
    assert answer.status_code == 404 and "evil" not in answer.text and "location" not in answer.headers


@pytest.mark.parametrize("path", ["/lti/launch", "/lti/login", "/work/{token}/handin"])
def test_who_breaks_off_is_no_fault_of_ours(platform, web, path, caplog, monkeypatch):  # noqa: F811
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "handlers", [caplog.handler])
    caplog.set_level(logging.ERROR, "uvicorn.error")
    token = platform.launch(web.url).headers["Location"].rpartition("/")[2]
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        head = f"POST {path.format(token=token)} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Type: {kind}\r\n\r\n--x"
        raw(web, head.encode()).close()
    where = platform.launch(web.url, sub="after").headers["Location"]
    assert web.hand_in(where).headers["Location"] == where
    assert not [record for record in caplog.records if record.exc_info]


# Slow and endless connections


def test_headers_that_trickle_are_not_waited_for(web, quick):  # noqa: F811
    trickling = (b"GET / HTTP/1.1\r\n", *(b"X-%d: x\r\n" % number for number in range(100)))
    assert ended(raw(web, *trickling, pause=0.05)) == b""


def test_a_connection_on_which_nothing_comes_is_ended(web, quick):  # noqa: F811
    assert ended(raw(web)) == b""


def test_headers_that_trickle_after_an_answer(web, quick):  # noqa: F811
    asked = b"GET /lti/keys HTTP/1.1\r\nHost: x\r\n\r\n"
    said = ended(raw(web, asked, *[b"GET / HTTP/1.1\r\n"], *(b"X-%d: x\r\n" % number for number in range(60)), pause=0.05))
    assert said.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("path", ["/lti/launch", "/lti/login", "/work/{token}/handin", "/nothing"])
def test_a_body_that_trickles_is_not_waited_for(platform, web, quick, path):  # noqa: F811
    token = platform.launch(web.url).headers["Location"].rpartition("/")[2]
    head = f"POST {path.format(token=token)} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
    head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    said = ended(raw(web, head.encode(), *[b"x"] * 60, pause=0.05))
    assert b" 200 " not in said
    where = platform.launch(web.url, sub="another").headers["Location"]
    assert web.hand_in(where).headers["Location"] == where


def test_an_answer_that_is_never_read_is_not_kept(web, quick):  # noqa: F811
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(20)
    made.connect(("127.0.0.1", web.port))
    with closing(made), pytest.raises((ConnectionResetError, BrokenPipeError)):
        for _ in range(400):  # times a hundred answers of some kilobytes each, none of which it reads
            made.sendall(100 * b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.05)  # otherwise the system's buffers would take the answers before the server checks


def test_a_notebook_over_a_slow_line_is_taken(platform, web, quick):  # noqa: F811
    """It takes longer than the base limit, but arrives steadily."""
    where = platform.launch(web.url, sub="slow").headers["Location"]
    body = (
        b'--x\r\nContent-Disposition: form-data; name="notebook"; filename="a.ipynb"\r\n\r\n'
        + b"x" * 100_000
        + b"\r\n--x--\r\n"
    )
    head = (
        f"POST {where.removeprefix(web.url)}/handin HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    )
    head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    parts = [body[place : place + 5000] for place in range(0, len(body), 5000)]
    status, headers = headers_of(ended(raw(web, head.encode(), *parts, pause=0.1)))
    assert status == "HTTP/1.1 303 See Other" and headers["location"] == where


def test_a_crowd_of_idle_connections_keeps_nobody_out(web, monkeypatch):  # noqa: F811
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 20)
    idle = [raw(web) for _ in range(60)]
    assert requests.get(web.url).ok
    assert ended(idle[0]) == b""  # the oldest connections were closed
    for made in idle:
        made.close()


# The cost of a request


def test_a_look_does_not_read_what_led_to_a_verdict(platform, web, monkeypatch):  # noqa: F811
    """The page is requested every two seconds, and the details of a verdict may be large."""
    where = platform.launch(web.url, sub="looks").headers["Location"]
    teacher = platform.launch(web.url, sub="t", **{CLAIM + "roles": [INSTRUCTOR]}).headers["Location"]
    for number in range(3):
        web.hand_in(where, b"%d" % number)
        web.graded("q1", "q2")
    before = [requests.get(address).text for address in (where, teacher)]
    assert all("0 / 40" in page for page in before)
    with web.records() as records, records._transaction() as database:  # in the format of an earlier version
        database.execute("UPDATE verdict SET outline = NULL")
    assert "0 / 40" in requests.get(where).text and "0 / 40" in requests.get(teacher).text
    monkeypatch.setattr(Records, "verdict", lambda *_: 1 / 0)
    assert "0 / 40" in requests.get(where).text and "0 / 40" in requests.get(teacher).text


# The text of the pages


def test_what_was_put_off_is_in_the_table_of_the_class(platform, web):  # noqa: F811
    where = platform.launch(web.url, sub="locked", name="Locked").headers["Location"]
    teacher = platform.launch(web.url, sub="t", **{CLAIM + "roles": [INSTRUCTOR]}).headers["Location"]
    web.hand_in(where)
    web.graded("q1")
    with web.records() as records:
        [upload] = [one for one in records.unsent() if one.student == "locked"]
        records.put_off(upload.number, "it answers with status 500 <to this>; sent again at 12:00 UTC")
    page = requests.get(teacher).text
    assert "delayed: it answers with status 500 &lt;to this&gt;; sent again at 12:00 UTC" in page
    assert (
        "check whether that grade is locked in the platform" in page and "not in the gradebook yet" in requests.get(where).text
    )
    with web.records() as records:
        records.set_score(upload.number, str(Arrival.SENT))
    assert "delayed" not in requests.get(teacher).text and "in the gradebook<" in requests.get(where).text


@pytest.mark.parametrize(
    ("locale", "accepted", "language"),
    [
        ("ko-KR", "en-US,en;q=0.9", "ko"),
        ("en_GB", "ko", "en"),
        (None, "fr, ko-KR;q=0.9, en;q=0.8", "ko"),
        ("fr", "de", "en"),
        (["ko"], "ko;q=x, en;q=0..1", "en"),
        ("", "ko;q=0, de", "en"),
        ("", "ko" + "_" * 500 + "!", "en"),
        ("../ko", "", "en"),
    ],
)
def test_the_language_is_the_platform_s_or_else_the_browser_s(platform, web, locale, accepted, language):  # noqa: F811
    where = platform.launch(web.url, sub="kim", **{PRESENTATION: {"locale": locale}}).headers["Location"]
    page = requests.get(where, params={"said": "nothing"}, headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}"' in page
    words = {"ko": ("잘 학습되는 MLP 만들기", "노트북"), "en": ("An MLP that trains well", "Choose your notebook first.")}
    assert all(word in page for word in words[language])
    assert ("Save your notebook" in page) == (language == "en")


def test_instructors_and_errors(platform, web):  # noqa: F811
    korean = {"Accept-Language": "ko"}
    teacher = platform.launch(web.url, sub="t", **{CLAIM + "roles": [INSTRUCTOR], PRESENTATION: {"locale": "ko"}})
    assert '<html lang="en"' in requests.get(teacher.headers["Location"], headers=korean).text
    lost = requests.get(f"{web.url}/nowhere", headers=korean)
    assert lost.status_code == 404 and '<html lang="ko"' in lost.text and "Page not found" not in lost.text


def test_a_student_is_told_that_an_older_one_is_not_graded(platform, web):  # noqa: F811
    where = platform.launch(web.url, sub="often").headers["Location"]
    for number in range(3):
        web.hand_in(where, b"often %d" % number)
    page = requests.get(where).text
    assert page.count("Not graded: you submitted a newer notebook") == 2 and page.count("Waiting") + page.count("Next in") == 1
    web.graded("q1")
    page = requests.get(where).text
    assert 'data-waiting="no"' in page and page.count("/feedback/") == 1
    assert AGS  # the score goes to the line item of the launch
