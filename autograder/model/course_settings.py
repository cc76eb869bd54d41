"""What `grader.yml` can say, as models: of the course, of an assignment, of a question."""

import re
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from autograder.model.layers import Layer


def _language(code: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", code):
        raise ValueError(f"{code!r} is no language; use its code, such as en or ko")
    return code


def _sorted_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


Text = Annotated[str, Field(min_length=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]

Framework = Literal["torch", "tensorflow"]
Visibility = Literal["visible", "after_due_date", "after_published", "hidden"]  # to students, on Gradescope
Frameworks = tuple[Framework, ...]  # that submissions of an assignment use, each once; none where NumPy is enough


class Settings(BaseModel):
    """The base of these models: strict, frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Limits(Settings):
    """What grading allows a submission."""

    cell_seconds: Positive = 20  # of processor time, for one cell; past it, the cell is interrupted and the rest goes on
    probe_seconds: Positive = 60  # of processor time, for one question put to the student's code
    submission_seconds: Positive = 300  # from its first cell to its last answer
    cpu_seconds: Positive = 300  # of processor time in all
    memory_megabytes: Positive = 4000  # address space beyond what the frameworks have mapped already
    threads: Annotated[int, Field(ge=1)] = 64  # at once; other processes it may not start at all
    scratch_megabytes: Positive = 200  # files that it writes; they are gone when it ends
    output_megabytes: Positive = 200  # all that it answers the grader
    notebook_megabytes: Positive = 200  # a larger file is not read


def _with_time_zone(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone; write it with one, as in 2026-11-22 23:59:00+09:00")
    return time


class LatePolicy(Settings):
    """What being late costs, in percent of the points."""

    percent_a_day: Percent  # for each day that has begun
    at_most: Percent = 100.0
    grace_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    flagged: Percent | None = None  # where a system says that something is late, and not by how much


def _address(url: str) -> str:
    # Tokens are sent to it: readable on the way only where there is no way.
    parts = urlsplit(url)
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.username or parts.password:
        raise ValueError("an address in this file must hold no password; take it out, and change it where it is known")
    if not parts.hostname or parts.scheme not in ({"https", "http"} if near else {"https"}):
        raise ValueError(f"{url!r} must be an https:// address, or one of this machine, as http://localhost:8000")
    return url


Address = Annotated[str, AfterValidator(_address)]


class OnlineCourse(Settings):
    """A course in Canvas or Moodle."""

    url: Address
    course: Annotated[int, Field(ge=1)]  # the number in the address of its page


class LtiPlatform(Settings):
    """A system that launches `autograder serve` by LTI 1.3, as it knows the tool."""

    issuer: Text
    client_id: Text
    deployments: Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
    courses: Annotated[
        tuple[Text, ...], Field(strict=False)
    ] = ()  # the ids of those that may launch it; none: all of the platform
    login_url: Address  # where it authenticates its users (OIDC)
    token_url: Address
    keys_url: Address  # of its public keys (JWKS)
    audience: Text | None = None  # of tokens, where it is not token_url
    pages: Annotated[tuple[Address, ...], Field(strict=False)] = ()  # where it shows the tool in a frame, if at other addresses


class LmsRules(Settings):
    """How grades go to learning management systems."""

    awaiting: Literal["block", "mark"] = "block"  # a grade with written answers that await points: hold it back, or say so
    scale: bool = False  # to the system's maximum, where that is another than the assignment's points
    canvas: OnlineCourse | None = None
    moodle: OnlineCourse | None = None
    lti: LtiPlatform | None = None


class ServeRules(Settings):
    """What `autograder serve` allows."""

    url: Address = "http://localhost:8000"  # by which browsers reach it
    notebook_megabytes: Positive = 20
    uploads_an_hour: Annotated[int, Field(ge=1)] = 20  # of one student


class SandboxRules(Settings):
    """What the sandbox must be like, wherever the course is graded."""

    # In YAML a layer is a string, which strict validation would not take for one.
    floor: Annotated[tuple[Annotated[Layer, Field(strict=False)], ...], Field(strict=False)] = (
        Layer.LIMITS,
        Layer.LANDLOCK,
        Layer.SECCOMP,
    )


class QuestionSettings(Settings):
    """A question; its name is the key of the mapping."""

    title: Text
    points: Positive
    by_hand: bool = False  # a person grades it, no check does
    visibility: Visibility | None = None  # of its checks; None: as the assignment says


class AssignmentOnline(Settings):
    """Which assignment of each system it is, where the titles do not tell."""

    canvas: Annotated[int, Field(ge=1)] | None = None  # the number in the address of its page
    moodle: Annotated[int, Field(ge=1)] | None = None  # the same
    lti: Address | None = None  # its line item


class AssignmentSettings(Settings):
    """An assignment, apart from its questions; its name is the key of the mapping."""

    title: Annotated[dict[Annotated[str, AfterValidator(_language)], Text], Field(min_length=1)]  # by language
    frameworks: Annotated[Frameworks, AfterValidator(_sorted_once), Field(strict=False)]
    points: Positive
    visibility: Visibility = "visible"
    leaderboard: dict[Text, str] = {}  # Gradescope's: a title, and the question whose first measured number it shows
    due: Annotated[datetime, AfterValidator(_with_time_zone)] | None = None
    columns: dict[Literal["canvas", "moodle", "blackboard"], Text] = {}  # of the assignment, in each system's table
    online: AssignmentOnline = AssignmentOnline()


class CourseSettings(Settings):
    """The course, apart from its assignments."""

    name: Text = Field(alias="course")
    install: Text  # what pip installs when a notebook is opened on Colab
    limits: Limits = Limits()
    sandbox: SandboxRules = SandboxRules()
    late: LatePolicy | None = None
    lms: LmsRules = LmsRules()
    serve: ServeRules = ServeRules()
