"""The course, as `grader.yml` states it: assignments, questions, points, limits; where their files are; the course secret."""

import difflib
import math
import os
import re
import secrets
import tempfile
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from autograder.model.errors import UserError

FILE = "grader.yml"
SECRET_FILE = ".course-secret"
STORE_FILE = ".autograder/store.sqlite"
SECRET_VARIABLE = "AUTOGRADER_SECRET"


class CourseError(UserError):
    """Something about the course is wrong. The message is one sentence for whoever wrote it: where, what, and what to do."""


def _assignment_name(name: str) -> str:
    # A name becomes a folder and part of file names, on every system: no Unicode, no dots, no slashes.
    if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name):
        raise ValueError(f"{name!r} cannot name an assignment; use letters, digits and underscores, and no digit first")
    return name


def _question_name(name: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError(f"{name!r} cannot name a question; use small letters, digits and underscores, and a letter first")
    return name


def _language(code: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", code):
        raise ValueError(f"{code!r} is no language; use its code, such as en or ko")
    return code


def _sorted_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


Text = Annotated[str, Field(min_length=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class Layer(StrEnum):
    """The layers of the sandbox, by the names that `grader.yml`, results and `autograder doctor` use. See `sandbox.layers`."""

    USER = "user"
    PID = "pid"
    MOUNT = "mount"
    NETWORK = "network"
    IPC = "ipc"
    LIMITS = "limits"
    UID = "uid"
    LANDLOCK = "landlock"
    SECCOMP = "seccomp"


Framework = Literal["torch", "tensorflow"]
Visibility = Literal["visible", "after_due_date", "after_published", "hidden"]  # to students, on Gradescope
Frameworks = tuple[Framework, ...]  # that submissions of an assignment use, each once; none where NumPy is enough


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Limits(_Model):
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


class LatePolicy(_Model):
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


class OnlineCourse(_Model):
    """A course in Canvas or Moodle."""

    url: Address
    course: Annotated[int, Field(ge=1)]  # the number in the address of its page


class LtiPlatform(_Model):
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


class LmsRules(_Model):
    """How grades go to learning management systems."""

    awaiting: Literal["block", "mark"] = "block"  # a grade with written answers that await points: hold it back, or say so
    scale: bool = False  # to the system's maximum, where that is another than the assignment's points
    canvas: OnlineCourse | None = None
    moodle: OnlineCourse | None = None
    lti: LtiPlatform | None = None


class ServeRules(_Model):
    """What `autograder serve` allows."""

    url: Address = "http://localhost:8000"  # by which browsers reach it
    notebook_megabytes: Positive = 20
    uploads_an_hour: Annotated[int, Field(ge=1)] = 20  # of one student


class SandboxRules(_Model):
    """What the sandbox must be like, wherever the course is graded."""

    # In YAML a layer is a string, which strict validation would not take for one.
    floor: Annotated[tuple[Annotated[Layer, Field(strict=False)], ...], Field(strict=False)] = (
        Layer.LIMITS,
        Layer.LANDLOCK,
        Layer.SECCOMP,
    )


# In the file a name is the key of what it names; in the models it is a field. So each thing has a shape in the file as well.


class _QuestionInFile(_Model):
    title: Text
    points: Positive
    by_hand: bool = False  # a person grades it, no check does
    visibility: Visibility | None = None  # of its checks; None: as the assignment says


class Question(_QuestionInFile):
    name: str


class AssignmentOnline(_Model):
    """Which assignment of each system it is, where the titles do not tell."""

    canvas: Annotated[int, Field(ge=1)] | None = None  # the number in the address of its page
    moodle: Annotated[int, Field(ge=1)] | None = None  # the same
    lti: Address | None = None  # its line item


class _AssignmentBase(_Model):
    title: Annotated[dict[Annotated[str, AfterValidator(_language)], Text], Field(min_length=1)]  # by language
    frameworks: Annotated[Frameworks, AfterValidator(_sorted_once), Field(strict=False)]
    points: Positive
    visibility: Visibility = "visible"
    leaderboard: dict[Text, str] = {}  # Gradescope's: a title, and the question whose first measured number it shows
    due: Annotated[datetime, AfterValidator(_with_time_zone)] | None = None
    columns: dict[Literal["canvas", "moodle", "blackboard"], Text] = {}  # of the assignment, in each system's table
    online: AssignmentOnline = AssignmentOnline()


class _AssignmentInFile(_AssignmentBase):
    questions: Annotated[dict[Annotated[str, AfterValidator(_question_name)], _QuestionInFile], Field(min_length=1)]


class Assignment(_AssignmentBase):
    name: str
    questions: list[Question]

    def column(self, system: str) -> str | None:
        """What the assignment's column is called in the table of `system`, where grader.yml says it."""
        return next((column for key, column in self.columns.items() if key == system), None)

    @property
    def checked(self) -> list[Question]:
        """The questions that checks grade."""
        return [question for question in self.questions if not question.by_hand]

    def visibility_of(self, question: Question) -> Visibility:
        """When students see the checks of `question` on Gradescope."""
        return question.visibility or self.visibility

    @property
    def by_hand(self) -> list[Question]:
        """The questions that a person grades."""
        return [question for question in self.questions if question.by_hand]


class _CourseBase(_Model):
    name: Text = Field(alias="course")
    install: Text  # what pip installs when a notebook is opened on Colab
    limits: Limits = Limits()
    sandbox: SandboxRules = SandboxRules()
    late: LatePolicy | None = None
    lms: LmsRules = LmsRules()
    serve: ServeRules = ServeRules()


class _CourseInFile(_CourseBase):
    assignments: Annotated[dict[Annotated[str, AfterValidator(_assignment_name)], _AssignmentInFile], Field(min_length=1)]


class Course(_CourseBase):
    """A course and the folder that it is in; `load_course` makes it. No path that it returns need exist."""

    folder: Path
    assignments: dict[str, Assignment]

    def assignment(self, name: str) -> Assignment:
        """The assignment of this name. Raises CourseError where there is none."""
        if name not in self.assignments:
            guess = _suggest(name, self.assignments)
            raise CourseError(f"{FILE} has no assignment {name!r}{guess}; it has {', '.join(self.assignments)}")
        return self.assignments[name]

    def master(self, name: str) -> Path:
        """The master notebook of assignment `name`."""
        return self.folder / "solutions" / f"{name}.py"

    def tests_folder(self, name: str) -> Path:
        """Where the test files of assignment `name` are."""
        return self.folder / "tests" / "assignments" / name

    def bank_folder(self, name: str) -> Path:
        """Where the known solutions and mistakes of assignment `name` are."""
        return self.folder / "tests" / "examples" / name

    def handout_folder(self, name: str) -> Path:
        """Where what students get of assignment `name` is."""
        return self.folder / "assignments" / name

    def store_file(self) -> Path:
        """Where submissions and verdicts are stored."""
        return self.folder / STORE_FILE

    def secret(self) -> bytes:
        """The course secret: the environment's AUTOGRADER_SECRET or else `.course-secret`, a file that the first use creates.

        The file's text is the secret, so a copy of it in the environment of another machine is the same secret.
        """
        if given := os.environ.get(SECRET_VARIABLE, "").strip():
            return os.fsencode(given)
        file = self.folder / SECRET_FILE
        try:
            if not file.exists():
                create_secret(file, secrets.token_hex(32))
            secret = file.read_bytes().strip()
        except OSError as error:
            reason = error.strerror or error
            raise CourseError(
                f"{file} cannot be read or created ({reason}); see to its folder, or set {SECRET_VARIABLE}"
            ) from error
        if not secret:
            raise CourseError(f"{file} is empty; restore the course secret from a copy, or delete the file to get a new one")
        return secret


def create_secret(file: Path, text: str) -> None:
    """Put a line of text into `file`, for its owner only; leave a file that is there. Raises OSError."""
    # Written beside (mkstemp: O_EXCL, mode 0600) and linked: of two processes one wins, and neither ever sees half a secret.
    handle, draft = tempfile.mkstemp(prefix=f"{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(text + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def load_course(path: Path | None = None) -> Course:
    """Read and validate a course: `path` is its grader.yml or its folder; None looks in the working directory and its parents.

    Raises CourseError, which names the file and the line.
    """
    file = _find(path)
    data, lines = _read(file)
    try:
        found = _CourseInFile.model_validate(data)
    except ValidationError as error:
        raise _explain(file, lines, error.errors()) from None
    for name, assignment in found.assignments.items():
        total = math.fsum(question.points for question in assignment.questions.values())
        if not math.isclose(total, assignment.points):
            line = _line(lines, ("assignments", name, "points"))
            stated = f"points of {name} are {assignment.points:.10g}, but its questions add up to {total:.10g}"
            raise _error(file, line, f"{stated}; change the one or the others")
        for title, question in assignment.leaderboard.items():
            if question not in assignment.questions:
                line = _line(lines, ("assignments", name, "leaderboard", title))
                known = _suggest(question, assignment.questions)
                raise _error(file, line, f"the leaderboard of {name} names the unknown question {question!r}{known}")
    assignments = {name: _assignment(name, assignment) for name, assignment in found.assignments.items()}
    stated_alike = found.model_dump(by_alias=True, exclude={"assignments"})
    return Course(folder=file.parent.resolve(), assignments=assignments, **stated_alike)


def _assignment(name: str, found: _AssignmentInFile) -> Assignment:
    questions = [Question(name=key, **question.model_dump()) for key, question in found.questions.items()]
    return Assignment(name=name, questions=questions, **found.model_dump(exclude={"questions"}))


def _find(path: Path | None) -> Path:
    if path is not None:
        return path / FILE if path.is_dir() else path
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    raise CourseError(f"there is no {FILE} in {here} or a folder above it; go to the folder of the course, or say where it is")


def _read(file: Path) -> tuple[dict[Any, Any], CommentedMap]:
    """Return the file's mapping twice: as plain data, and as ruamel's round-trip data, which knows the lines."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise CourseError(f"{file} does not exist; write it, or say where the course's {FILE} is") from None
    except OSError as error:
        raise CourseError(f"{file} cannot be read ({error.strerror or error}); see to its permissions") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _error(file, line, "this is not UTF-8; save the file as UTF-8") from None
    try:
        data = YAML(typ="safe", pure=True).load(text)
        lines = YAML(typ="rt").load(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _error(file, line, f"the character {error.character:#x} is not allowed in YAML; remove it") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context).splitlines()[0]
        if duplicate := re.match('found duplicate key "(.*?)" with value', problem):
            problem = f"the key {duplicate[1]!r} is there twice in one mapping; make one of the two"
        else:
            problem = f"this is not valid YAML ({problem}); correct it"
        raise _error(file, mark.line + 1 if mark else 1, problem) from None
    except (ValueError, RecursionError) as error:  # a date such as 2020-99-99; brackets without end
        raise CourseError(f"{file.name} is not valid YAML ({error}); correct it") from None
    if not isinstance(data, dict):
        keys = ", ".join(_keys(_CourseInFile))
        raise _error(file, 1, f"the file must be a mapping with the keys {keys}, but is {_show(data)}")
    return data, lines


def _error(file: Path, line: int, message: str) -> CourseError:
    return CourseError(f"{file.name}, line {line}: {message}")


def _explain(file: Path, lines: CommentedMap, errors: list[ErrorDetails]) -> CourseError:
    """The error to correct first: an unknown key, since another key is often missing because of it, or the uppermost one."""
    first = min(errors, key=lambda error: (error["type"] != "extra_forbidden", _line(lines, error["loc"])))
    return _error(file, _line(lines, first["loc"]), _message(first))


# What a value must be, by pydantic's type of the error.
WANTED = {
    "bool_type": "true or false",
    "datetime_type": "a time with its zone, such as 2026-11-22 23:59:00+09:00",
    "dict_type": "a mapping",
    "finite_number": "a finite number",
    "float_type": "a number",
    "greater_than": "above 0",
    "int_type": "a whole number",
    "model_type": "a mapping",
    "string_too_short": "some text",
    "tuple_type": 'a list, such as ["1"]',
    "string_type": "text (in quotes, if it looks like something else)",
}


def _model_at(path: Iterable[int | str]) -> type[BaseModel]:
    """The model of the mapping that `path` leads to in the file."""
    model: Any = _CourseInFile
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = next(field for name, field in model.model_fields.items() if step in (name, field.alias))
            model = field.annotation
        else:
            model = get_args(model)[1]  # of dict[str, …]: the step is one of its keys
        while get_origin(model) in (Annotated, Union, UnionType):
            model = get_args(model)[0]
    return model


def _message(error: ErrorDetails) -> str:
    kind, path = error["type"], error["loc"]
    what, around, value = _name(path), _name(path[:-1]), error["input"]
    match kind:
        case "string_type" if what.startswith("[key]"):
            return f"the name {_show(value)} must be text; put it in quotes"
        case "missing":
            return f"{around} lacks the key {path[-1]!r}; add it"
        case "extra_forbidden" | "invalid_key":
            keys = _keys(_model_at(path[:-1]))
            key = str(path[-1])
            return f"unknown key {key!r} in {around}{_suggest(key, keys)}; the keys are {', '.join(keys)}"
        case "too_short":
            return f"{what} must not be empty; add at least one"
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            return f"{what} must be {error['ctx']['expected']}, but is {_show(value)}"
    return f"{what} must be {WANTED[kind]}, but is {_show(value)}" if kind in WANTED else f"{what}: {error['msg']}"


def _name(path: tuple[int | str, ...]) -> str:
    """What `path` leads to, in words: "points of q1 of mnist_mlp"."""
    around = [step for step in path[:-1] if step not in ("assignments", "questions")]
    return " of ".join(str(step) for step in reversed([*around, *path[-1:]])) or "the course"


def _line(lines: CommentedMap, path: tuple[int | str, ...]) -> int:
    """The line of the key that `path` leads to, counted from 1; where that is missing, of the last key on the way to it."""
    node: object = lines
    line: int = lines.lc.line
    for step in path:
        # A key that is no text, such as 1, has its text in `path`. Merged keys (<<) have no line of their own.
        keys = [key for key in node.lc.data or {} if str(key) == str(step)] if isinstance(node, CommentedMap) else []
        if not keys:
            break
        line = node.lc.key(keys[0])[0]  # type: ignore[attr-defined]
        node = node[keys[0]]  # type: ignore[index]
    return line + 1


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _suggest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _show(value: object) -> str:
    """A value as the file's author would call it."""
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case "":
            return "empty"
        case str():
            return repr(value if len(value) <= 40 else value[:39] + "…")
    return str(value)
