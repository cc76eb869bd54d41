"""HTTP to a system, with time limits, and retries for errors that may be temporary."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential
from urllib3.exceptions import NameResolutionError

from autograder.integrations.lms.errors import LmsError
from autograder.report.terminal import errors, say
from autograder.report.text import one_line

CONNECT_SECONDS, ANSWER_SECONDS = 10, 60
MAX_TRIES, LONGEST_SECONDS = 8, 60
SERVER_ERROR = 500
# Canvas's text with status 403, where other systems use status 429.
THROTTLED = b"Rate Limit Exceeded"
Result = TypeVar("Result")


class Busy(Exception):
    """The system does not answer, or asks to wait. It may or may not have carried out the request, and a retry may succeed."""

    def __init__(self, message: str, seconds: float = 0.0, is_error: bool = False):
        super().__init__(message)
        self.seconds = seconds  # requested by the system
        self.is_error = is_error  # the system is running but fails on the request: 500, not 503


class Unanswered(LmsError):
    """A system failed to answer after all retries; `why` is the message without advice."""

    def __init__(self, why: str, is_error: bool = False):
        super().__init__(f"{why}. The journal lists the grades sent so far; run the same command to continue.")
        self.why, self.is_error = why, is_error


class _Adapter(HTTPAdapter):
    """Raise Busy if a retry may succeed, whichever library sends the request."""

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        options["timeout"] = options.get("timeout") or (CONNECT_SECONDS, ANSWER_SECONDS)
        host = urlsplit(request.url or "").netloc
        try:
            response = super().send(request, *arguments, **options)
        except requests.exceptions.SSLError:
            raise LmsError(f"This machine does not trust the certificate of {host}; nothing was sent.") from None
        except (requests.ConnectionError, requests.Timeout) as error:
            if isinstance(getattr(error.args[0] if error.args else None, "reason", None), NameResolutionError):
                raise LmsError(f"The host {host} cannot be found on this network; check its URL in grader.yml.") from None
            raise Busy(f"{host} does not answer") from None
        if response.status_code == 429 or (response.status_code == 403 and THROTTLED in response.content):
            raise Busy(f"{host} asks for fewer requests", _seconds(response.headers.get("Retry-After", "")))
        if response.status_code >= 500:
            seconds = _seconds(response.headers.get("Retry-After", ""))
            raise Busy(f"{host} answers with status {response.status_code}", seconds, response.status_code == SERVER_ERROR)
        return response


def _seconds(retry_after: str) -> float:
    """The seconds of a Retry-After header; 0 if it holds a date."""
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 0.0


class _Session(requests.Session):
    """Follow redirects of GET requests only; otherwise a grade could be lost, or a token sent to another host."""

    def request(self, method: str | bytes, url: str | bytes, *arguments: Any, **options: Any) -> requests.Response:
        try:
            return super().request(method, url, *arguments, **options)
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError, requests.ConnectionError):
            raise Busy(f"{_host(url)} sends an incomplete answer") from None
        except requests.RequestException as error:  # an invalid URL, or a redirect loop
            raise LmsError(f"The request to {_host(url)} failed: {quoted(str(error)).rstrip('.')}.") from None

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        follows = options.get("allow_redirects", True)
        options["allow_redirects"] = follows and request.method == "GET"
        response = super().send(request, **options)
        if follows and response.is_redirect:
            other = urlsplit(response.headers["Location"]).netloc
            raise LmsError(f"{_host(request.url)} redirects to {other or 'another page'}; correct its URL in grader.yml.")
        return response


def _host(url: str | bytes | None) -> str:
    """The host of a URL, without the other parts, which may contain a secret."""
    text = url.decode(errors="replace") if isinstance(url, bytes) else url or ""
    try:
        return urlsplit(text).netloc or "an invalid URL"
    except ValueError:
        return "an invalid URL"


def session() -> requests.Session:
    """Return a session whose requests raise Busy, or LmsError if the URL is wrong."""
    made = _Session()
    for scheme in ("https://", "http://"):
        made.mount(scheme, _Adapter())
    return made


def with_retries(act: Callable[[], Result]) -> Result:
    """Call `act`, and again with growing pauses while it raises Busy. Raises Unanswered after MAX_TRIES calls."""
    backing_off = wait_random_exponential(multiplier=1, max=LONGEST_SECONDS)

    def pause(state: RetryCallState) -> float:
        busy = state.outcome.exception() if state.outcome else None
        asked = busy.seconds if isinstance(busy, Busy) else 0.0
        return max(backing_off(state), min(asked, 5 * LONGEST_SECONDS))

    def say_so(state: RetryCallState) -> None:
        busy = state.outcome.exception() if state.outcome else None
        say(f"{busy}; trying again in {state.upcoming_sleep:.0f} s.", to=errors)

    trying = Retrying(
        retry=retry_if_exception_type(Busy),
        wait=pause,
        stop=stop_after_attempt(MAX_TRIES),
        before_sleep=say_so,
        sleep=lambda seconds: sleep(seconds),
        reraise=True,
    )
    try:
        return trying(act)
    except Busy as busy:
        raise Unanswered(f"{busy}, after {MAX_TRIES} attempts", busy.is_error) from None


@contextmanager
def checked_reply(address: str, system: str) -> Iterator[None]:
    """Raise LmsError if an answer from `address` does not have the form that `system` uses."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        said = f"The answer from {address} does not look like {system} ({type(error).__name__}: {error})"
        raise LmsError(f"{quoted(said)}; check the URL in grader.yml.") from error


def quoted(text: str, secret: str = "") -> str:
    """Quote a system's text for a message: in one line, cut, and without the secret."""
    said = one_line(text.replace(secret, "…") if secret else text)
    return said if len(said) <= 300 else said[:299] + "…"
