"""Models of the settings in `grader.yml`: of the course, of an assignment, of a question."""

import re
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from autograder.model.layers import Layer


def _language(code: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", code):
        raise ValueError(f"{code!r} is not a language code; use a code such as en or ko")
    return code


def _installable(source: str) -> str:
    # It stands in the first cell, within quotes and braces.
    if not re.fullmatch(r"(git\+)?https://[\w.~:/?#@!&+,;=%-]+|[A-Za-z0-9][\w.-]*( ?[<>=!~]=?[\w.,<>=!~* -]+)?", source):
        raise ValueError(f"{source!r} is neither the https:// address of a wheel nor the name of a package in a registry")
    return source


def _sorted_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


Text = Annotated[str, Field(min_length=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]

Framework = Literal["torch", "tensorflow"]
Visibility = Literal["visible", "after_due_date", "after_published", "hidden"]  # to students, on Gradescope
Frameworks = tuple[Framework, ...]  # each framework that submissions use; empty if NumPy is enough


class Settings(BaseModel):
    """The base of these models: strict, frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Limits(Settings):
    """The limits that grading sets on a submission."""

    cell_seconds: Positive = 20
    """Processor time for one cell. Beyond it, grading interrupts the cell and runs the next. The wall-clock limit is four times as long."""
    probe_seconds: Positive = 60
    """Processor time for one answer to a probe. The wall-clock limit is four times as long."""
    submission_seconds: Positive = 300
    """Wall-clock time from the first cell to the last answer."""
    cpu_seconds: Positive = 300
    """Processor time of the whole submission."""
    memory_megabytes: Positive = 4000
    """Address space, without the memory that the frameworks have mapped already."""
    threads: Annotated[int, Field(ge=1)] = 64
    """Threads at the same time. A submission cannot start other processes."""
    scratch_megabytes: Positive = 200
    """Files that the submission writes. They are deleted when it ends."""
    output_megabytes: Positive = 200
    """All answers of the submission together."""
    notebook_megabytes: Positive = 200
    """The largest notebook. A larger file is not read."""


def _with_time_zone(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone; add one, as in 2026-11-22 23:59:00+09:00")
    return time


class LatePolicy(Settings):
    """The deduction for late submissions, in percent of the points."""

    percent_a_day: Percent
    """Deduction for each day that has begun."""
    at_most: Percent = 100.0
    """The largest deduction."""
    grace_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """Minutes after the due date that cost nothing."""
    flagged: Percent | None = None
    """Deduction if a system marks a submission as late without the time."""


def _address(url: str) -> str:
    # Tokens are sent to it: without encryption only on this machine.
    parts = urlsplit(url)
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.username or parts.password:
        raise ValueError("a URL in this file must not contain a password; remove the password, and change it in the system")
    if not parts.hostname or parts.scheme not in ({"https", "http"} if near else {"https"}):
        raise ValueError(f"{url!r} must be an https:// URL, or a URL of this machine such as http://localhost:8000")
    return url


Address = Annotated[str, AfterValidator(_address)]


class OnlineCourse(Settings):
    """A course in Canvas or Moodle."""

    url: Address
    """The address of the system."""
    course: Annotated[int, Field(ge=1)]
    """The number in the address of the course's page."""


class LtiPlatform(Settings):
    """A system that launches `autograder serve` by LTI 1.3, as the system knows the tool."""

    issuer: Text
    """The platform's issuer (also: platform ID)."""
    client_id: Text
    """The client ID that the platform gave the tool."""
    deployments: Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
    """The deployment IDs that the platform gave the tool."""
    courses: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    """The IDs of the courses that may launch the tool. An empty list allows every course of the platform."""
    login_url: Address
    """The platform's authentication request URL (OIDC)."""
    token_url: Address
    """The platform's access token URL."""
    keys_url: Address
    """The platform's public keyset URL (JWKS)."""
    audience: Text | None = None
    """The audience of access tokens, if it is not `token_url`."""
    pages: Annotated[tuple[Address, ...], Field(strict=False)] = ()
    """Origins of platform pages that show the tool in a frame, if they differ from the addresses above."""


class LmsRules(Settings):
    """How grades go to learning management systems."""

    awaiting: Literal["block", "mark"] = "block"
    """Grades with written answers that await points: hold them back (`block`), or send them with a remark (`mark`)."""
    scale: bool = False
    """Scale grades to the system's maximum, if it differs from the assignment's points. If false, a different maximum is an error."""
    canvas: OnlineCourse | None = None
    """The course in Canvas, for `autograder push canvas`."""
    moodle: OnlineCourse | None = None
    """The course in Moodle, for `autograder push moodle`."""
    lti: LtiPlatform | None = None
    """The platform that launches `autograder serve`."""


class ServeRules(Settings):
    """Settings of `autograder serve`."""

    url: Address = "http://localhost:8000"
    """The address at which browsers reach the tool."""
    notebook_megabytes: Positive = 20
    """A larger upload is refused."""
    uploads_an_hour: Annotated[int, Field(ge=1)] = 20
    """Uploads of one student per hour."""


class SandboxRules(Settings):
    """Requirements on the sandbox, on every machine that grades the course."""

    # In YAML a layer is a string, which strict validation would refuse.
    floor: Annotated[tuple[Annotated[Layer, Field(strict=False)], ...], Field(strict=False)] = (
        Layer.LIMITS,
        Layer.LANDLOCK,
        Layer.SECCOMP,
    )
    """Required layers: without them nothing is graded."""


class QuestionSettings(Settings):
    """A question; its name is the key of the mapping."""

    title: Text
    """The title in reports."""
    points: Positive
    """The points of the question. Its checks must add up to them."""
    by_hand: bool = False
    """Whether a person grades the question, instead of checks."""
    visibility: Visibility | None = None
    """When students see the checks on Gradescope and in `autograder serve`. By default, as the assignment says."""


class AssignmentOnline(Settings):
    """The assignment's identity in each system, if its titles do not identify it."""

    canvas: Annotated[int, Field(ge=1)] | None = None
    """The number in the address of its page in Canvas."""
    moodle: Annotated[int, Field(ge=1)] | None = None
    """The number in the address of its page in Moodle."""
    lti: Address | None = None
    """The address of its line item."""


class AssignmentSettings(Settings):
    """An assignment, apart from its questions; its name is the key of the mapping."""

    title: Annotated[dict[Annotated[str, AfterValidator(_language)], Text], Field(min_length=1)]
    """The title by language code. One notebook is built for each language."""
    frameworks: Annotated[Frameworks, AfterValidator(_sorted_once), Field(strict=False)]
    """The frameworks that submissions use. An empty list means that NumPy is enough."""
    points: Positive
    """The sum of the questions' points."""
    visibility: Visibility = "visible"
    """When students see the checks on Gradescope and in `autograder serve`."""
    leaderboard: dict[Text, str] = {}
    """Gradescope's leaderboard: a title, and the question whose first measured number it shows."""
    due: Annotated[datetime, AfterValidator(_with_time_zone)] | None = None
    """The due date, with its time zone, as in `2026-11-22 23:59:00+09:00`."""
    columns: dict[Literal["canvas", "moodle", "blackboard"], Text] = {}
    """The title of the assignment's column in each system's table, if it is not one of the assignment's titles."""
    online: AssignmentOnline = AssignmentOnline()
    """The assignment's identity in the systems that receive grades."""


class CourseSettings(Settings):
    """The course, apart from its assignments."""

    name: Text = Field(alias="course")
    """The name of the course."""
    install: Annotated[str, AfterValidator(_installable)] | None = None
    """What a notebook installs if the wheel of the package does not lie beside it: the address of the wheel, which must begin with
    `https://` (or `git+https://`, for a repository), or, if a registry has the package, its name, with a version if you like."""
    contact: Text | None = None
    """Whom students ask about their grade, as their page says: a name, an address, a forum. By default, their instructor."""
    limits: Limits = Limits()
    """The limits that grading sets on a submission."""
    sandbox: SandboxRules = SandboxRules()
    """Requirements on the sandbox."""
    late: LatePolicy | None = None
    """The deduction for late submissions. By default there is none."""
    lms: LmsRules = LmsRules()
    """How grades go to learning management systems."""
    serve: ServeRules = ServeRules()
    """Settings of `autograder serve`."""
