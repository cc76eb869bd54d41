"""`autograder serve`: launches by a real platform, uploads, limits, scores, and forbidden actions."""

import csv
import io
import re
import signal
import subprocess
import time

import jwt
import nbformat
import pytest
import requests
from helpers.serving import served

from autograder.integrations.lti_tool.launch import teaches
from autograder.integrations.lti_tool.records import Records, Visitor
from autograder.model.submission import SubmittedFile

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tool(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served"), limits={"submission_seconds": 60}) as running:
        yield running


@pytest.fixture(scope="module")
def right(reference):
    return nbformat.writes(reference).encode()


@pytest.fixture(scope="module")
def blank(stub):
    return nbformat.writes(stub).encode()


LIS = "http://purl.imsglobal.org/vocab/lis/v2"


@pytest.mark.parametrize(
    "roles, may",
    [
        ([f"{LIS}/membership#Instructor"], True),
        ([f"{LIS}/membership/Instructor#TeachingAssistant"], True),
        ([f"{LIS}/membership#Administrator"], True),
        (["Instructor"], True),
        ([f"{LIS}/membership#Learner", f"{LIS}/institution/person#Staff"], False),  # an employee who is a student here
        ([f"{LIS}/membership#Learner", f"{LIS}/institution/person#Faculty"], False),
        ([f"{LIS}/membership#Learner", f"{LIS}/institution/person#Instructor"], False),
        ([f"{LIS}/system/person#SysAdmin"], False),
        ([f"{LIS}/membership#Mentor"], False),
        ([], False),
    ],
)
def test_who_teaches_is_who_teaches_in_this_course(roles, may):
    assert teaches({"https://purl.imsglobal.org/spec/lti/claim/roles": roles}) == may


def test_of_each_student_the_newest_score_is_sent(tmp_path):
    """In any order of grading."""
    with Records(tmp_path / "store.sqlite") as records:
        somebody = Visitor("s1", "", "", False, "mnist_mlp", "link", "https://lms.example.edu/item")
        nowhere = Visitor("s2", "", "", False, "mnist_mlp", "link", "")
        kept = []
        for number, visitor in enumerate([somebody, somebody, somebody, nowhere]):
            assert records.hand_in(visitor, SubmittedFile("a.ipynb", b"%d" % number), 99)
            kept.append(next(one for one in records.ungraded(["mnist_mlp"]) if one.number == number + 1))
            assert records.begin(number + 1)  # at the same time, so that none supersedes another
        first, second, third, fourth = kept
        assert [records.before(upload.number) for upload in (first, third, fourth)] == [0, 3, 1]  # after a turn, wait
        records.set_graded(second.digest, "mnist_mlp", "v")
        assert [upload.number for upload in records.unsent()] == [second.number]
        records.set_graded(first.digest, "mnist_mlp", "v")  # later, but older
        records.set_graded(fourth.digest, "mnist_mlp", "v")
        assert [upload.number for upload in records.unsent()] == [second.number]
        records.set_score(second.number, "sent")
        assert records.unsent() == [] and [one.number for one in records.ungraded(["mnist_mlp"])] == [third.number]
        records.set_graded(third.digest, "mnist_mlp", "v")
        assert [upload.number for upload in records.unsent()] == [third.number]
        became = {upload.number: upload.score for upload in [*records.uploads_of(somebody), *records.uploads_of(nowhere)]}
        assert became == {1: "superseded", 2: "sent", 3: None, 4: "no column in the platform"}


def rows(page):
    """The text of each attempt's row."""
    return [re.sub(r"<[^>]*>|\s+", " ", row) for row in re.findall(r'<div class="attempt">(.*?)</div>', page.text, re.DOTALL)]


def graded(tool, browser, url):
    """The page when no upload waits."""
    return tool.wait_for(lambda: (page := browser.get(url)).ok and 'data-waiting="no"' in page.text and page)


def test_from_the_launch_to_the_score(tool, right, blank):
    browser, page = tool.launched("s1")
    assert page.ok and "김서연" in page.text and "No submissions yet." in page.text
    handed_in = tool.hand_in(browser, page, blank, "내 과제.ipynb")
    assert handed_in.url == page.url and 'data-waiting="yes"' in handed_in.text
    [row] = rows(graded(tool, browser, page.url))
    assert "내 과제.ipynb" in row and "0 / 38" in row and "+ 2 not graded yet" in row
    tool.wait_for(lambda: (tool.score("s1") or [None])[0] == 0)
    tool.hand_in(browser, page, right)
    page = graded(tool, browser, page.url)
    assert "38 / 38" in rows(page)[0] and "0 / 38" in rows(page)[1]
    _, comment = tool.wait_for(lambda: (score := tool.score("s1")) and score[0] == 38 and score)
    assert re.fullmatch(r"38 of 40 points\.\nWritten answers worth 2 points will be added later\.\n\([0-9a-f]{12}\)", comment)
    first = re.findall(r'href="([^"]*/feedback/\d+)"', page.text)[0]
    feedback = browser.get(first)
    assert "my homework.ipynb" in feedback.text and f'<a href="{page.url}">' in feedback.text
    tool.wait_for(lambda: "in the gradebook" in rows(browser.get(page.url))[0])


def test_the_written_answers_of_a_class(tool, right, tmp_path):
    browser, page = tool.launched("s2")
    tool.hand_in(browser, page, right + b"\n")
    graded(tool, browser, page.url)
    said = tool.run("import", "lti", "-o", str(tmp_path / "class"))
    assert re.match(r"\d notebooks are in", said)
    tool.run("grade", str(tmp_path / "class"), "-o", str(tmp_path / "results"))
    sheet = tmp_path / "results" / "written.csv"
    text = sheet.read_text(encoding="utf-8-sig")
    header = text.splitlines()[0].split(",")
    filled = [row | {"earned": "1.5"} for row in csv.DictReader(io.StringIO(text))]
    out = io.StringIO()
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    writer.writerows(filled)
    sheet.write_text(out.getvalue(), encoding="utf-8")
    tool.run("points", str(sheet))
    tool.wait_for(lambda: tool.score("s2"))
    said = tool.run("push", "lti", str(tmp_path / "results"))
    assert re.fullmatch(r"\d sent\n", said)
    assert tool.score("s2")[0] == 39.5


def test_who_teaches_sees_the_class(tool, right):
    browser, page = tool.launched("s2")
    tool.hand_in(browser, page, right + b"\n\n")
    graded(tool, browser, page.url)
    teacher, overview = tool.launched("t1")
    assert "Zoé, &#34;Z&#34; &lt;b&gt;O’Neil&lt;/b&gt;" in overview.text and "38 / 38" in overview.text
    assert "upload" not in overview.text
    [address] = re.findall(rf'O’Neil.*?href="({tool.url}[^"]*/feedback/\d+)"', overview.text, re.DOTALL)
    assert "q8" in teacher.get(address).text


def test_what_is_not_taken(tool, right):
    browser, page = tool.launched("s3")

    def said(content, name="a.ipynb"):
        return re.search(r'role="alert"><p>(.*?)</p>', tool.hand_in(browser, page, content, name).text)[1]

    assert said(b"x", "homework.py").startswith("The file is not a notebook.")
    assert said(b"", "a.ipynb").startswith("No file was uploaded.")
    assert said(b" " * (21 * 2**20)).startswith("The file is larger than 20 MB.")
    assert "No file was uploaded" in browser.post(f"{page.url}/handin", data={"notebook": "text"}).text
    assert "No file was uploaded" in browser.post(f"{page.url}/handin", data=b"nonsense").text
    files = [("notebook", ("a.ipynb", right)), ("notebook", ("b.ipynb", right))]
    assert "No file was uploaded" in browser.post(f"{page.url}/handin", files=files).text
    assert "No submissions yet." in browser.get(page.url).text


def test_how_often_is_limited_for_each_student(tool):
    browser, page = tool.launched("s3")
    for number in range(20):
        assert 'role="alert"' not in tool.hand_in(browser, page, b"%d" % number).text
    assert "You have reached the limit of 20 uploads per hour" in tool.hand_in(browser, page, b"one more").text
    again, page = tool.launched("s3")  # a new launch does not help
    assert "You have reached the limit of 20 uploads per hour" in tool.hand_in(again, page, b"and one").text
    other, page = tool.launched("s1")
    assert "You have reached the limit" not in tool.hand_in(other, page, b"other").text


def test_a_file_that_is_no_notebook_is_told(tool):
    browser, page = tool.launched("s1")
    tool.hand_in(browser, page, b"\x00\xff")
    graded(tool, browser, page.url)
    address = re.findall(r'href="([^"]*/feedback/\d+)"', browser.get(page.url).text)[0]
    assert "unreadable" in browser.get(address).text


def test_whose_feedback_it_is_nobody_else_sees(tool, right):
    browser, page = tool.launched("s2")
    tool.hand_in(browser, page, right)
    page = graded(tool, browser, page.url)
    number = re.findall(r"/feedback/(\d+)", page.text)[0]
    other, theirs = tool.launched("s1")
    assert other.get(f"{theirs.url}/feedback/{number}").status_code == 404
    assert other.get(f"{theirs.url}/feedback/999999").status_code == 404
    assert requests.get(f"{tool.url}/work/guessed").status_code == 403
    assert requests.post(f"{tool.url}/work/guessed/handin", files={"notebook": ("a.ipynb", b"x")}).status_code == 403
    assert requests.get(f"{tool.url}/static/../app.py").status_code == 404


def test_launches_that_are_none(tool):
    browser, form = tool.launch_form("s1")
    address = f"{tool.url}/lti/launch"
    assert requests.post(address, data=form).status_code == 403  # another browser, without the cookie
    changed = form["id_token"].split(".")
    claims = jwt.decode(form["id_token"], options={"verify_signature": False})
    for token in (
        ".".join([changed[0], changed[1][:-4] + "AAAA", changed[2]]),
        jwt.encode(claims | {"sub": "t1"}, "", "none"),
        jwt.encode(claims, "secret" * 8, "HS256", {"kid": jwt.get_unverified_header(form["id_token"])["kid"]}),
        jwt.encode(claims | {"iss": "https://elsewhere.example.edu"}, "secret" * 8, "HS256"),
        jwt.encode(claims | {"aud": "somebody-else"}, "secret" * 8, "HS256"),
        "",
        "nonsense",
    ):
        answer = browser.post(address, data=form | {"id_token": token})
        assert answer.status_code == 403 and "could not be opened" in answer.text, token
    assert browser.post(address, data=form).ok
    again = browser.post(address, data=form)
    assert again.status_code == 403 and "already used" in again.text  # a launch can be used once
    assert requests.post(address, data={"error": "login_required"}).status_code == 403
    assert requests.post(address, data=b"x" * 300_000).status_code in (403, 413)


def test_a_login_of_somebody_else(tool):
    parameters = {"iss": "https://elsewhere.example.edu", "login_hint": "1", "client_id": "x", "lti1p3_new_window": "1"}
    answer = requests.get(f"{tool.url}/lti/login", params=parameters)
    assert answer.status_code == 400 and "The platform is not the one in grader.yml" in answer.text
    assert requests.get(f"{tool.url}/lti/login").status_code in (200, 400)


def test_a_link_that_names_no_assignment(tool):
    _, page = tool.launched("s1", link=1)
    assert page.status_code == 400 and "Tell your instructor, who can correct the link" in page.text
    _, page = tool.launched("t1", link=1)
    assert page.status_code == 400 and "Give the link the custom parameter assignment=… with one of: mnist_mlp." in page.text


def test_an_instructor_chooses_what_a_link_leads_to(tool):
    _, page = tool.launched("t1", choose=True)
    [address] = re.findall(r'<form class="card" method="post" action="([^"]*)"', page.text)
    assert address.startswith(tool.platform["url"])
    [token] = re.findall(r'name="JWT" value="([^"]*)"', page.text)
    key = jwt.PyJWKClient(f"{tool.url}/lti/keys").get_signing_key_from_jwt(token).key
    claims = jwt.decode(token, key, ["RS256"], audience=tool.platform["url"])
    [item] = claims["https://purl.imsglobal.org/spec/lti-dl/claim/content_items"]
    assert item["custom"] == {"assignment": "mnist_mlp"} and item["lineItem"]["scoreMaximum"] == 40


def test_no_token_and_no_key_in_the_log_and_none_in_the_store(tool):
    _, page = tool.launched("s1")
    token = page.url.rpartition("/")[2]
    assert len(token) > 30 and token not in (tool.folder / "log").read_text()
    assert token.encode() not in (tool.folder / ".autograder" / "store.sqlite").read_bytes()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killed_while_it_grades_it_goes_on_when_it_runs_again(tool, right, how):
    browser, page = tool.launched("s2")
    before = len(rows(page))
    for number in range(3):
        tool.hand_in(browser, page, right + b"\n" * (5 + number + (3 if how is signal.SIGINT else 0)))
    time.sleep(1)
    tool.stop(how)
    tool.start()
    page = graded(tool, browser, page.url)  # the visit has also survived it
    newest, *older = rows(page)
    assert len(older) == before + 2 and "38 / 38" in newest
    assert all("38 / 38" in row or "Not graded: you submitted a newer notebook" in row for row in older[:2])
    tool.wait_for(lambda: (tool.score("s2") or [None])[0] in (38, 39.5))


def test_a_second_one_on_the_same_port_says_so(tool):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        tool.run("serve", "--port", str(tool.port))
    said = refused.value.stderr
    assert refused.value.returncode == 2 and "Address already in use" in said and "choose another --port" in said
    assert "Starting" not in said


def test_a_port_that_is_not_the_addresss_says_so(tool):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        tool.run("serve", "--port", str(tool.port + 1))
    assert f"but --port is {tool.port + 1}; use the same port in both" in refused.value.stderr
