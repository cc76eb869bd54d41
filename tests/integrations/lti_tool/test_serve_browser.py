"""The web tool as a student and a teacher see it: Chromium, a real platform's page, a real launch, in a tab and in a frame."""

import nbformat
import pytest
from helpers.accessibility import barriers
from helpers.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tool(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def page(chromium):
    """A browser of its own, which must not complain about our scripts or policies."""
    context = chromium.new_context(locale="en-GB", timezone_id="Asia/Seoul")
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
    yield page
    context.close()
    assert not [said for said in complaints if "frame-ancestors" not in said]


@pytest.fixture
def file(tmp_path, reference):
    path = tmp_path / "내 과제.ipynb"
    path.write_text(nbformat.writes(reference), encoding="utf-8")
    return path


def hand_in(place, file):
    place.locator("input[type=file]").set_input_files(file)
    place.get_by_role("button", name="Hand in").click()


def test_a_student_hands_in_sees_progress_and_reads_feedback(tool, page, file):
    page.goto(tool.platform["url"])
    page.get_by_text("An MLP that trains well, as 김서연").click()
    page.get_by_role("heading", name="An MLP that trains well").wait_for()
    hand_in(page, file)
    going = page.locator(".state.wait")
    going.wait_for()
    assert going.inner_text().startswith(("Next", "Being graded"))
    page.locator(".points.full").wait_for(timeout=90_000)  # without anybody reloading the page
    assert barriers(page) == []
    assert page.locator(".attempt").inner_text().replace("\n", " ").startswith("내 과제.ipynb")
    assert "38 / 38" in page.locator(".attempt").inner_text()
    page.get_by_role("link", name="Feedback").click()
    assert page.locator(".total").inner_text().startswith("38")
    assert barriers(page) == []
    page.get_by_role("link", name="Your submissions").click()
    assert page.locator(".attempt").count() == 1
    tool.wait_for(lambda: tool.score("s1") and tool.score("s1")[0] == 38)


def test_in_a_frame_of_the_platform(tool, page, file):
    page.goto(f"{tool.platform['url']}/?frame=/open/0/s2")
    frame = page.frame_locator("iframe")
    hand_in(frame, file)
    frame.locator(".points.full").wait_for(timeout=90_000)
    frame.get_by_role("link", name="Feedback").click()
    assert frame.locator(".total").inner_text().startswith("38")


def test_what_is_refused_is_said(tool, page, tmp_path):
    page.goto(f"{tool.platform['url']}/open/0/s3")
    wrong = tmp_path / "homework.txt"
    wrong.write_text("print()")
    hand_in(page, wrong)
    assert "not a notebook" in page.get_by_role("alert").inner_text()
    assert barriers(page) == []


def test_who_teaches(tool, page):
    page.goto(f"{tool.platform['url']}/open/0/t1")
    page.get_by_role("heading", name="Latest submissions").wait_for()
    assert page.locator("form").count() == 0
    assert barriers(page) == []


def test_a_choice_of_content_reaches_the_platform(tool, page):
    page.goto(f"{tool.platform['url']}/open/0/t1?choose=1")
    page.get_by_role("button", name="Choose").first.wait_for()
    assert barriers(page) == []
    with page.expect_request(lambda request: "lti-dl/response" in request.url) as sent:
        page.get_by_role("button", name="Choose").click()
    assert "JWT=" in sent.value.post_data


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The tool at a platform of another site, in whose frames Chromium keeps no cookies of the tool."""
    with served(tmp_path_factory.mktemp("elsewhere"), host="127.0.0.1") as running:
        yield running


def test_in_a_frame_of_another_site_where_cookies_are_not_kept(elsewhere, page):
    """The tool offers a tab of its own."""
    page.goto(f"{elsewhere.platform['url']}/?frame=/open/0/s2")
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_text("Open the assignment in a new tab.").click()
    opened.value.get_by_role("heading", name="An MLP that trains well").wait_for()


def test_a_choice_in_a_tab_of_its_own_reaches_the_frame_that_the_platform_listens_to(elsewhere, page):
    page.goto(f"{elsewhere.platform['url']}/?frame=/open/0/t1%3Fchoose%3D1")
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_text("Open the assignment in a new tab.").click()
    choose = opened.value.get_by_role("button", name="Choose")
    choose.wait_for()
    with page.expect_request(lambda request: "lti-dl/response" in request.url) as sent, opened.value.expect_event("close"):
        choose.click()
    assert sent.value.method == "POST" and "JWT=" in sent.value.post_data
    assert sent.value.frame.parent_frame == page.main_frame  # in the frame, and not in the tab, which is closed


def test_a_choice_that_the_platform_cannot_hear_is_said(elsewhere, page):
    page.goto(f"{elsewhere.platform['url']}/?frame=/open/0/t1%3Fchoose%3D1")
    address = page.frame_locator("iframe").get_by_text("Open the assignment in a new tab.").get_attribute("href")
    alone, asked = page.context.new_page(), []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(address)
    alone.get_by_role("button", name="Choose").click()
    said = alone.get_by_role("alert").inner_text()
    assert "Your course did not receive the choice" in said and "assignment=…" in said and "mnist_mlp" in said
    assert not any("lti-dl/response" in url for url in asked)


def test_no_other_site_shows_it_in_a_frame(tool, page):
    """The browser refuses, as the header says."""
    address = tool.launched("s1")[1].url
    page.route("**/elsewhere", lambda route: route.fulfill(body=f'<iframe src="{address}"></iframe>', content_type="text/html"))
    page.goto("http://127.0.0.2/elsewhere")
    page.wait_for_timeout(2000)
    assert page.frame_locator("iframe").get_by_role("heading", name="An MLP that trains well").count() == 0
    page.goto(f"{tool.platform['url']}/?frame={address}")
    page.frame_locator("iframe").get_by_role("heading", name="An MLP that trains well").wait_for()
