"""The LTI 1.3 launch: messages of a platform, checked by PyLTI1p3. https://www.imsglobal.org/spec/lti/v1p3, https://www.imsglobal.org/spec/security/v1p0

Nothing is stored before a launch is verified: the state is a cookie, and the tool signs the nonce.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.exception import LtiException
from pylti1p3.lineitem import LineItem as NewLineItem
from pylti1p3.message_launch import MessageLaunch
from pylti1p3.roles import TeacherRole, TeachingAssistantRole
from starlette.responses import Response

from autograder.integrations.lms.online.key import public_key
from autograder.integrations.lti_tool.headers import origin
from autograder.integrations.lti_tool.languages import preferred
from autograder.integrations.lti_tool.pylti_adapter import (
    Cookies,
    Login,
    PlatformConfig,
    PlatformKeys,
    ReceivedLaunch,
    Request,
    StatelessSession,
)
from autograder.integrations.lti_tool.records import Visitor
from autograder.model.course import Assignment, Course
from autograder.model.course_settings import LtiPlatform
from autograder.model.language import tr
from autograder.report.text import one_line

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
NONCE_MINUTES = 10
NEW_WINDOW = "lti1p3_new_window"  # the parameter of a login in a separate window
LOGIN_PARAMETERS = ("iss", "login_hint", "target_link_uri", "lti_message_hint", "lti_deployment_id", "client_id")


class NotForUs(Exception):
    """A launch that names no assignment of the course; the message contains the remedy."""


class Tool:
    """The registration of this tool with the platform, and the steps of a launch."""

    def __init__(self, course: Course, platform: LtiPlatform, private_key: str):
        self.course, self.platform = course, platform
        self.url = course.serve.url.rstrip("/")
        self.public_key = public_key(private_key)
        self.keys = PlatformKeys(platform.keys_url)
        self._nonce_key = hashlib.sha256(b"nonce" + private_key.encode()).digest()
        self.config = PlatformConfig(
            {
                platform.issuer: [
                    {
                        "client_id": platform.client_id,
                        "auth_login_url": platform.login_url,
                        "auth_token_url": platform.token_url,
                        "auth_audience": platform.audience,
                        "key_set_url": platform.keys_url,
                        "deployment_ids": list(platform.deployments),
                    }
                ]
            }
        )
        self.config.set_private_key(platform.issuer, private_key, platform.client_id)
        self.config.set_public_key(platform.issuer, self.public_key, platform.client_id)

    @property
    def launch_url(self) -> str:
        return f"{self.url}/lti/launch"

    def new_nonce(self, login: str, own_tab: bool) -> str:
        """Return a signed nonce for a launch within some minutes in the browser with this login."""
        end = datetime.now(UTC) + timedelta(minutes=NONCE_MINUTES)
        said = {"exp": end, "jti": secrets.token_urlsafe(16), "login": login, "own_tab": own_tab}
        return jwt.encode(said, self._nonce_key, "HS256")

    def is_in_own_tab(self, nonce: str) -> bool:
        """Whether the launch with this nonce is in a tab that a frame of this tool opened."""
        return bool(jwt.decode(nonce, self._nonce_key, ["HS256"]).get("own_tab"))

    def is_our_nonce(self, nonce: str, state: str) -> bool:
        """Whether this tool made the nonce for the login with this state."""
        try:
            made = jwt.decode(nonce, self._nonce_key, ["HS256"])
        except jwt.InvalidTokenError:
            return False
        return state == f"state-{made['login']}"

    def login_again(self, parameters: Mapping[str, str]) -> str:
        """Return the URL that repeats this login after the cookie test; empty if the test is done."""
        if parameters.get(NEW_WINDOW):
            return ""
        again = {name: parameters[name] for name in LOGIN_PARAMETERS if parameters.get(name)}
        return f"{self.url}/lti/login?{urlencode(again | {NEW_WINDOW: '1'})}"

    def login(self, parameters: Mapping[str, str]) -> Response:
        """Send the browser to the platform, which authenticates it. Raises OIDCException."""
        request = Request(parameters, {})
        cookies = Cookies(request)
        login = Login(request, self.config, StatelessSession(request, self.is_our_nonce), cookies, self.new_nonce)
        return cookies.added_to(login.redirect(self.launch_url))

    def launch(self, parameters: Mapping[str, str], cookies: Mapping[str, str]) -> "Launch":
        """Check the message that the platform sends through the browser. Raises LtiException, Busy, LmsError."""
        request = Request(parameters, cookies)
        found = ReceivedLaunch(request, self.config, StatelessSession(request, self.is_our_nonce), Cookies(request))
        found.keys = self.keys
        with _reading_claims():
            return Launch(self, found.validate())


@contextmanager
def _reading_claims() -> Iterator[None]:
    """Raise LtiException if a claim does not have the form that the specification prescribes."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise LtiException(f"The platform's message cannot be read ({type(error).__name__}: {error})") from error


class Launch:
    """A verified launch. Raises LtiException if it was made for another tool, or comes from another course."""

    def __init__(self, tool: Tool, found: MessageLaunch[Any, Any, Any, Any]):
        self._tool, self._found = tool, found
        self._claims = cast(Mapping[str, Any], found.get_launch_data())
        if not {"exp", "iat"} <= self._claims.keys():
            raise LtiException("The message does not state when it expires")
        several = isinstance(self._claims["aud"], list) and len(self._claims["aud"]) > 1
        if self._claims.get("azp", None if several else tool.platform.client_id) != tool.platform.client_id:
            raise LtiException("The message was made for another tool")
        course = self._course
        if tool.platform.courses and course not in tool.platform.courses:
            raise LtiException(f"grader.yml does not list the course with the id {course!r} in `lms: {{lti: {{courses: …}}}}`")

    @property
    def nonce(self) -> str:
        return str(self._claims["nonce"])

    @property
    def in_own_tab(self) -> bool:
        """Whether the launch is in a tab that a frame of this tool opened, while the platform's page waits."""
        return self._tool.is_in_own_tab(self.nonce)

    @property
    def chooses(self) -> bool:
        """Whether an instructor is to choose the assignment of a link in the course (deep linking)."""
        return self._found.is_deep_link_launch()

    @property
    def teaches(self) -> bool:
        """Whether the user teaches in this course."""
        return teaches(self._claims)

    @property
    def _course(self) -> str:
        return _id((self._claims.get(f"{CLAIM}context") or {}).get("id"))

    @property
    def _link_id(self) -> str:
        """The id of the link: unique in the platform, the deployment, or the course, since platforms differ."""
        return _id(self._claims[f"{CLAIM}resource_link"]["id"])

    @_reading_claims()
    def visitor(self) -> Visitor:
        """Return the user and the assignment of the launch. Raises NotForUs, LtiException."""
        endpoint = self._claims.get(AGS) or {}
        line_item = _id(endpoint.get("lineitem")) if SCORE in endpoint.get("scope", ()) else ""
        return Visitor(
            student=_id(self._claims.get("sub")),
            name=self._name(),
            email=one_line(str(self._claims.get("email") or "")),
            instructor=self.teaches,
            assignment=self._assignment().name,
            link=json.dumps([_id(self._claims[f"{CLAIM}deployment_id"]), self._course, self._link_id]),
            line_item=line_item,
            page=self._page(),
            language=self._language(),
        )

    def _language(self) -> str:
        """The language that the platform speaks with the user; empty if the launch names none that this package has."""
        presentation = self._claims.get(f"{CLAIM}launch_presentation") or {}
        return preferred(str(presentation.get("locale") or ""))

    def _page(self) -> str:
        """The origin of the page that shows the tool, if the launch names it."""
        presentation = self._claims.get(f"{CLAIM}launch_presentation") or {}
        return origin(str(presentation.get("return_url") or ""))

    def _name(self) -> str:
        parts = (str(self._claims.get(part) or "") for part in ("given_name", "family_name"))
        return one_line(str(self._claims.get("name") or "") or " ".join(filter(None, parts)))

    def _assignment(self) -> Assignment:
        """The assignment that the link names: by a custom parameter, in its URL, or by its title."""
        course = self._tool.course
        target = parse_qs(urlsplit(str(self._claims.get(f"{CLAIM}target_link_uri") or "")).query)
        custom = (self._claims.get(f"{CLAIM}custom") or {}).get("assignment")
        named = str(custom or (target.get("assignment") or [""])[0])
        title = str((self._claims.get(f"{CLAIM}resource_link") or {}).get("title") or "").strip()
        for name, assignment in course.assignments.items():
            if named == name or (not named and title in assignment.title.values()):
                return assignment
        if not self.teaches:
            raise NotForUs(tr("This link names no assignment of this course. Tell your instructor, who can correct the link."))
        link = f"This link names {'the assignment ' + repr(named) if named else 'no assignment'}"
        raise NotForUs(
            f"{link} of this course. Give the link the custom parameter assignment=… with one of: {', '.join(course.assignments)}."
        )

    @_reading_claims()
    def choices(self) -> list[tuple[Assignment, str]]:
        """Return each assignment with the token that links it on the platform. Raises LtiException."""
        deep_link = self._found.get_deep_link()
        return [(one, deep_link.get_response_jwt([self._link(one)])) for one in self._tool.course.assignments.values()]

    @property
    def return_url(self) -> str:
        """The URL that receives the choice. Raises LtiException."""
        settings = self._claims["https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"]
        url = str(settings["deep_link_return_url"])
        if not url.startswith(("https://", "http://")):
            raise LtiException("The platform does not name a URL for the choice")
        return url

    def _link(self, assignment: Assignment) -> DeepLinkResource:
        title = next(iter(assignment.title.values()))
        column = NewLineItem().set_label(title).set_score_maximum(assignment.points).set_resource_id(assignment.name)
        link = DeepLinkResource().set_title(title).set_url(self._tool.launch_url).set_lineitem(column)
        return link.set_custom_params({"assignment": assignment.name})


def _id(claim: object) -> str:
    """Return the claim as a text. Raises ValueError if it is not a text that can be stored."""
    text = str(claim or "")
    text.encode()
    return text


def teaches(claims: Mapping[str, Any]) -> bool:
    """Whether the roles include one that teaches in this course; an employee of the institution may be a student here."""
    return TeacherRole(claims).check() or TeachingAssistantRole(claims).check()
