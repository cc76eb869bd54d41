"""LTI Advantage: the Assignment and Grade Services of a platform, with PyLTI1p3: https://www.imsglobal.org/spec/lti-ags/v2p0"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from pylti1p3.assignments_grades import AssignmentsGradesService
from pylti1p3.exception import LtiException, LtiServiceException
from pylti1p3.grade import Grade as Score
from pylti1p3.registration import Registration
from pylti1p3.service_connector import ServiceConnector
from requests.utils import parse_header_links

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online.connection import Busy, quoted, session
from autograder.integrations.lms.online.key import public_key
from autograder.integrations.lms.online.push import Delivery, GradeRefused, RemoteGrade, RemoteSubmission
from autograder.model.course_settings import LtiPlatform

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/"
RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json"
SCOPES = [SCOPE + "score", SCOPE + "result.readonly"]
NOT_NEWER = (400, 409)  # platforms' answers to a score that is not newer than theirs


class LineItem:
    """A column of a platform's gradebook, a RemoteAssignment. Students are identified by the user ids of their launches.

    Each score carries its maximum, so `maximum` is the assignment's. Raises LmsError if the URL of the line item cannot be used.
    """

    def __init__(self, platform: LtiPlatform, private_key: str, line_item: str, maximum: float):
        if urlsplit(line_item).scheme not in ("https", urlsplit(platform.token_url).scheme):
            raise LmsError(f"The platform gives {quoted(line_item)} as the URL for scores, which is not an https:// URL.")
        self.place, self.maximum = f"lti {line_item}", maximum
        self._registration = registration(platform, private_key)
        self._platform, self._line_item = platform, line_item
        self._renewed_for = set[str]()
        self._renew()

    def has(self, students: Sequence[str]) -> Mapping[str, RemoteGrade]:
        path, mark, query = self._line_item.partition("?")
        page, found, seen = f"{path.rstrip('/')}/results{mark}{query}", dict[str, RemoteGrade](), set[str]()
        while page and page not in seen:
            seen.add(page)
            results, page = self._page(page)
            found |= {str(result.get("userId")): RemoteGrade(self._points(result)) for result in results}
        # Platforms list only students with results.
        return {student: found.get(student, RemoteGrade()) for student in students}

    def has_feedback(self, student: str, mark: str) -> bool | None:
        result = self._result(student)
        if result is None:
            return False
        return mark in str(result["comment"]) if result.get("comment") else None

    def tool_uploads(self, student: str) -> RemoteSubmission | None:
        """None: a platform knows scores, not notebooks."""

    def has_notebook(self, delivery: Delivery) -> bool | None:
        """None, for the same reason."""

    def send(self, delivery: Delivery, feedback: bool) -> None:
        """Send a score. A refusal as outdated counts as success if the platform has the same score."""
        score = Score().set_user_id(delivery.student).set_timestamp(datetime.now(UTC).isoformat(timespec="microseconds"))
        score.set_score_given(delivery.points).set_score_maximum(delivery.maximum).set_comment(delivery.comment_text)
        score.set_activity_progress("Completed").set_grading_progress("FullyGraded")
        try:
            with self._errors(f"the score of {delivery.name}"):
                self._service.put_grade(score)
        except _NotTaken as answer:
            result = self._result(delivery.student)
            if answer.status not in NOT_NEWER or result is None or abs((self._points(result) or -1) - delivery.points) > 0.01:
                raise GradeRefused(f"the platform answers {answer}") from None

    def _points(self, result: Mapping[str, Any]) -> float | None:
        score, maximum = result.get("resultScore"), result.get("resultMaximum") or self.maximum
        with self._errors("the results"):
            return None if score is None else float(score) * self.maximum / float(maximum)

    def _result(self, student: str) -> Mapping[str, Any] | None:
        """The current result of one student on the platform."""
        path, _, query = self._line_item.partition("?")
        query = "&".join(filter(None, [query, urlencode({"user_id": student})]))
        listed = self._page(f"{path.rstrip('/')}/results?{query}")[0]
        return next((one for one in listed if str(one.get("userId")) == student), None)

    def _page(self, url: str) -> tuple[list[dict[str, Any]], str]:
        """Return a page of results, and the URL of the next page; PyLTI1p3 itself would turn that URL to lower case."""
        with self._errors("the results"):
            answer = self._connector.make_service_request(SCOPES, url, accept=RESULTS, case_insensitive_headers=True)
        links = parse_header_links(answer["headers"].get("Link", ""))
        following = next((urljoin(url, link["url"]) for link in links if link.get("rel") == "next"), "")
        if following and urlsplit(following)[:2] != urlsplit(self._line_item)[:2]:  # it would receive the access token
            raise LmsError(
                f"The next page of the platform's results is on another host, {urlsplit(following).netloc}; it was not requested."
            )
        body = answer["body"] if isinstance(answer["body"], list) else []
        return [one for one in body if isinstance(one, dict)], following

    def _renew(self) -> None:
        """Drop the access token: PyLTI1p3 keeps it forever, but platforms accept it for about an hour."""
        self._token_was_taken = False
        self._connector = ServiceConnector(self._registration, session())
        self._service = AssignmentsGradesService(self._connector, {"scope": SCOPES, "lineitem": self._line_item})  # type: ignore[typeddict-item]

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
            self._token_was_taken = True
            self._renewed_for.discard(what)
        except LtiServiceException as error:
            response = error.response
            if response.url == self._platform.token_url:
                raise LmsError(
                    f"The platform refused an access token ({response.status_code}: {quoted(response.text)}); "
                    "check that the platform has this tool's public key, and grader.yml the right client_id."
                ) from None
            if response.status_code in (401, 403) and self._token_was_taken and what not in self._renewed_for:
                self._renew()
                self._renewed_for.add(what)  # a second failure, with a new token, would concern this score only
                raise Busy("The platform no longer accepts the access token") from None
            if what == "the results":
                raise LmsError(
                    f"The platform refused access to {what} ({response.status_code}: {quoted(response.text)})."
                ) from None
            raise _NotTaken(response.status_code, f"{response.status_code}: {quoted(response.text)}") from None
        except (LtiException, ValueError, TypeError, AttributeError, LookupError) as error:
            said = quoted(f"{type(error).__name__}: {error}")
            raise LmsError(f"The platform's answer about {what} cannot be read ({said}).") from error


class _NotTaken(Exception):
    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


def registration(platform: LtiPlatform, private_key: str) -> Registration:
    """Return the platform's registration for PyLTI1p3."""
    made = Registration().set_issuer(platform.issuer).set_client_id(platform.client_id).set_key_set_url(platform.keys_url)
    made.set_auth_login_url(platform.login_url).set_auth_token_url(platform.token_url).set_tool_private_key(private_key)
    made.set_tool_public_key(public_key(private_key))  # tokens contain its id
    return made.set_auth_audience(platform.audience) if platform.audience else made
