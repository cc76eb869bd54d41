"""PyLTI1p3 for Starlette: the classes that it needs from a web framework. Nothing is stored between requests."""

from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic
from typing import Any

from pylti1p3.cookie import CookieService
from pylti1p3.exception import LtiException
from pylti1p3.message_launch import MessageLaunch
from pylti1p3.oidc_login import OIDCLogin
from pylti1p3.redirect import Redirect
from pylti1p3.request import Request as LtiRequest
from pylti1p3.session import SessionService
from pylti1p3.tool_config.dict import ToolConfDict
from starlette.responses import RedirectResponse, Response

from autograder.integrations.lms.online.connection import Busy, session

# The time for which the cached keys count as current: if they contain the requested key, and if not.
KNOWN_KEYS_SECONDS, FRESH_KEYS_SECONDS = 3600.0, 30.0
KEYS_TIMEOUT_SECONDS = 10
OWN_TAB = "own_tab"  # this tool's own parameter of the login


class UnknownPlatform(LtiException):
    """A login or launch from a platform other than the course's."""


class PlatformConfig(ToolConfDict):
    """The configuration with the one platform in grader.yml."""

    def get_iss_config(self, iss: str, client_id: str | None = None) -> Any:
        try:
            return super().get_iss_config(iss, client_id)
        except Exception:  # PyLTI1p3 raises no narrower one
            raise UnknownPlatform("The platform is not the one in grader.yml under `lms: {lti: …}`") from None


class Request(LtiRequest):
    """The parameters and cookies of a request."""

    def __init__(self, parameters: Mapping[str, str], cookies: Mapping[str, str]):
        self._parameters, self.cookies = parameters, cookies
        self._session: dict[str, Any] = {}

    @property
    def session(self) -> dict[str, Any]:
        return self._session

    def is_secure(self) -> bool:
        return True  # grader.yml allows no other URL but localhost, which browsers treat as secure

    def get_param(self, key: str) -> str:
        return self._parameters.get(key, "")


class Cookies(CookieService):
    """The cookies of a request and of its answer."""

    def __init__(self, request: Request):
        self._request, self._new = request, dict[str, tuple[str, int | None]]()

    def get_cookie(self, name: str) -> str | None:
        return self._request.cookies.get(f"{self._cookie_prefix}-{name}")

    def set_cookie(self, name: str, value: str | int, exp: int | None = 3600) -> None:
        self._new[f"{self._cookie_prefix}-{name}"] = (str(value), exp)

    def added_to(self, response: Response) -> Response:
        for name, (value, seconds) in self._new.items():
            # "none": also in a frame.
            response.set_cookie(name, value, max_age=seconds, secure=True, httponly=True, samesite="none")
        return response


class StatelessSession(SessionService):
    """A session that stores nothing, since the tool signs the nonce."""

    def __init__(self, request: Request, is_our_nonce: Callable[[str, str], bool]):
        super().__init__(request)
        self._request, self._is_our_nonce = request, is_our_nonce

    def check_nonce(self, nonce: str) -> bool:
        return self._is_our_nonce(nonce, self._request.get_param("state"))


class BrowserRedirect(Redirect[Response]):
    """A redirect of the browser to a URL."""

    def __init__(self, url: str):
        self._url = url

    def do_redirect(self) -> Response:
        return RedirectResponse(self._url, 302)

    def do_js_redirect(self) -> Response:
        raise NotImplementedError  # never called

    def set_redirect_url(self, location: str) -> None:
        self._url = location

    def get_redirect_url(self) -> str:
        return self._url


class Login(OIDCLogin[Request, ToolConfDict, StatelessSession, Cookies, Response]):
    """The first step of a launch. `new_nonce(login, own_tab)` makes the nonce."""

    def __init__(
        self,
        request: Request,
        config: PlatformConfig,
        session: StatelessSession,
        cookies: Cookies,
        new_nonce: Callable[[str, bool], str],
    ):
        super().__init__(request, config, session, cookies)
        self._new_nonce = new_nonce

    def _get_uuid(self) -> str:
        """Return the UUID of the state, which a cookie of this browser holds and the next nonce signs."""
        self._login = super()._get_uuid()
        return self._login

    def _generate_nonce(self) -> str:
        return self._new_nonce(self._login, bool(self._get_request_param(OWN_TAB)))

    def get_redirect(self, url: str) -> Redirect[Response]:
        return BrowserRedirect(url)


class ReceivedLaunch(MessageLaunch[Request, ToolConfDict, StatelessSession, Cookies]):
    """A message that the platform sent through the browser."""

    keys: "PlatformKeys"

    def _get_request_param(self, key: str) -> str:
        return self._request.get_param(key)

    def fetch_public_key(self, key_set_url: str) -> Any:
        return self.keys.with_id(str(self._jwt["header"].get("kid")))


class PlatformKeys:
    """The platform's public keys, cached, since anybody can cause a look-up."""

    def __init__(self, url: str):
        self._url, self._lock = url, Lock()
        self._set: dict[str, Any] = {}
        self._asked = -FRESH_KEYS_SECONDS

    def with_id(self, kid: str) -> dict[str, Any]:
        """Return the key set, including this key if the platform has it. Raises Busy, LmsError, LtiException."""
        known = any(key.get("kid") == kid for key in self._set.get("keys", []))
        seconds = KNOWN_KEYS_SECONDS if known else FRESH_KEYS_SECONDS
        if monotonic() - self._asked >= seconds and self._lock.acquire(blocking=not self._set):
            try:
                if monotonic() - self._asked >= seconds:  # no other thread has asked in the meantime
                    self._ask()
            finally:
                self._lock.release()
        if not self._set:
            raise Busy(f"{self._url} does not return the platform's keys")
        return self._set

    def _ask(self) -> None:
        self._asked = monotonic()
        answer = session().get(self._url, timeout=KEYS_TIMEOUT_SECONDS)
        try:
            self._set = {"keys": [dict(key) for key in answer.json()["keys"]]}
        except (ValueError, TypeError, LookupError):
            raise LtiException(f"{self._url} does not contain the keys of a platform (status {answer.status_code})") from None
