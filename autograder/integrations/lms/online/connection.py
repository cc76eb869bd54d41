"""HTTP to a system: time limits, and what may go well later told apart from what will not."""

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
# What Canvas says with status 403 where others say 429.
THROTTLED = b"Rate Limit Exceeded"
Result = TypeVar("Result")


class Busy(Exception):
    """The system does not answer, or asks for patience: it may have done what was asked, or not, and may do it later."""

    def __init__(self, message: str, seconds: float = 0.0, is_error: bool = False):
        super().__init__(message)
        self.seconds = seconds  # that it asks for
        self.is_error = is_error  # it is there, and fails over what was asked: 500, not 503


class Unanswered(LmsError):
    """A system was asked often, and did not answer as it should; `why` is that without advice."""

    def __init__(self, why: str, is_error: bool = False):
        super().__init__(f"{why}. What was sent is in the journal; the same command goes on.")
        self.why, self.is_error = why, is_error


class _Adapter(HTTPAdapter):
    """Raises Busy where it is worth to ask again, whatever library is in between."""

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        options["timeout"] = options.get("timeout") or (CONNECT_SECONDS, ANSWER_SECONDS)
        host = urlsplit(request.url or "").netloc
        try:
            response = super().send(request, *arguments, **options)
        except requests.exceptions.SSLError:
            raise LmsError(f"{host} has no certificate that this machine trusts; nothing was sent.") from None
        except (requests.ConnectionError, requests.Timeout) as error:
            if isinstance(getattr(error.args[0] if error.args else None, "reason", None), NameResolutionError):
                raise LmsError(f"{host} is not known on this network; check its address in grader.yml.") from None
            raise Busy(f"{host} does not answer") from None
        if response.status_code == 429 or (response.status_code == 403 and THROTTLED in response.content):
            raise Busy(f"{host} asks for fewer requests", _seconds(response.headers.get("Retry-After", "")))
        if response.status_code >= 500:
            seconds = _seconds(response.headers.get("Retry-After", ""))
            raise Busy(f"{host} answers with status {response.status_code}", seconds, response.status_code == SERVER_ERROR)
        return response


def _seconds(retry_after: str) -> float:
    """A date, which the header may hold too, asks for no certain time here."""
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 0.0


class _Session(requests.Session):
    """Follows a redirect only where something is read: else a grade would be lost, or somebody else be told a token."""

    def request(self, method: str | bytes, url: str | bytes, *arguments: Any, **options: Any) -> requests.Response:
        try:
            return super().request(method, url, *arguments, **options)
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError, requests.ConnectionError):
            raise Busy(f"{_host(url)} breaks off its answer") from None
        except requests.RequestException as error:  # no address, or one that leads in a circle
            raise LmsError(f"Nothing can be asked of {_host(url)}: {quoted(str(error)).rstrip('.')}.") from None

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        follows = options.get("allow_redirects", True)
        options["allow_redirects"] = follows and request.method == "GET"
        response = super().send(request, **options)
        if follows and response.is_redirect:
            other = urlsplit(response.headers["Location"]).netloc
            raise LmsError(f"{_host(request.url)} redirects to {other or 'another page'}; see to its address in grader.yml.")
        return response


def _host(url: str | bytes | None) -> str:
    """Without what else is in an address, which may be a secret."""
    text = url.decode(errors="replace") if isinstance(url, bytes) else url or ""
    try:
        return urlsplit(text).netloc or "an address that is none"
    except ValueError:
        return "an address that is none"


def session() -> requests.Session:
    """A session whose requests raise Busy, or LmsError where the address is wrong."""
    made = _Session()
    for scheme in ("https://", "http://"):
        made.mount(scheme, _Adapter())
    return made


def with_retries(act: Callable[[], Result]) -> Result:
    """Do `act`, and again with growing pauses while it raises Busy. Raises Unanswered where that does not end."""
    backing_off = wait_random_exponential(multiplier=1, max=LONGEST_SECONDS)

    def pause(state: RetryCallState) -> float:
        busy = state.outcome.exception() if state.outcome else None
        asked = busy.seconds if isinstance(busy, Busy) else 0.0
        return max(backing_off(state), min(asked, 5 * LONGEST_SECONDS))

    def say_so(state: RetryCallState) -> None:
        busy = state.outcome.exception() if state.outcome else None
        say(f"{busy}; asked again in {state.upcoming_sleep:.0f} s.", to=errors)

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
        raise Unanswered(f"{busy}, though asked {MAX_TRIES} times", busy.is_error) from None


@contextmanager
def checked_reply(address: str, system: str) -> Iterator[None]:
    """Raises LmsError where an answer from `address` has another shape than those of `system`."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        said = f"{address} does not answer as {system} does ({type(error).__name__}: {error})"
        raise LmsError(f"{quoted(said)}; see to grader.yml.") from error


def quoted(text: str, secret: str = "") -> str:
    """What a system said, in one line, without the secret, for a message."""
    said = one_line(text.replace(secret, "…") if secret else text)
    return said if len(said) <= 300 else said[:299] + "…"
