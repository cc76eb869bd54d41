"""Read a course from its `grader.yml`."""

import math
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from autograder.model.course import Assignment, Course, Question
from autograder.model.course_errors import CourseError, error_at, explain, keys_of, line_of, shown, suggestion
from autograder.model.course_settings import AssignmentSettings, CourseSettings, QuestionSettings
from autograder.model.paths import COURSE_FILE


def _assignment_name(name: str) -> str:
    # A name becomes a folder and part of file names, on every system: no Unicode, no dots, no slashes.
    if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name):
        raise ValueError(
            f"{name!r} is not a valid assignment name; use letters, digits and underscores, and do not begin with a digit"
        )
    return name


def _question_name(name: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError(
            f"{name!r} is not a valid question name; use lower-case letters, digits and underscores, and begin with a letter"
        )
    return name


# In the file a name is a key; in the models it is a field. So assignments and courses also have a model of their form in the file.


class _AssignmentInFile(AssignmentSettings):
    """An assignment; its name is the key of the mapping."""

    questions: Annotated[dict[Annotated[str, AfterValidator(_question_name)], QuestionSettings], Field(min_length=1)]
    """The questions by name. A question's checks are in `tests/assignments/<assignment>/<question>.py`."""


class _CourseInFile(CourseSettings):
    """The whole file."""

    assignments: Annotated[dict[Annotated[str, AfterValidator(_assignment_name)], _AssignmentInFile], Field(min_length=1)]
    """The assignments by name. The name is also the name of the master and of the assignment's folders."""


def load_course(path: Path | None = None) -> Course:
    """Read and validate a course. `path` is its grader.yml or its folder; None searches the working directory and its parents.

    Raises CourseError, which names the file and the line.
    """
    file = _find(path)
    data, lines = _read(file)
    try:
        found = _CourseInFile.model_validate(data)
    except ValidationError as error:
        raise explain(file, lines, error.errors(), _CourseInFile) from None
    for name, assignment in found.assignments.items():
        total = math.fsum(question.points for question in assignment.questions.values())
        if not math.isclose(total, assignment.points):
            line = line_of(lines, ("assignments", name, "points"))
            stated = f"points of {name} are {assignment.points:.10g}, but its questions add up to {total:.10g}"
            raise error_at(file, line, f"{stated}; change the total or the questions")
        for title, question in assignment.leaderboard.items():
            if question not in assignment.questions:
                line = line_of(lines, ("assignments", name, "leaderboard", title))
                known = suggestion(question, assignment.questions)
                raise error_at(file, line, f"the leaderboard of {name} names the unknown question {question!r}{known}")
    assignments = {name: _assignment(name, assignment) for name, assignment in found.assignments.items()}
    stated_alike = found.model_dump(by_alias=True, exclude={"assignments"})
    return Course(folder=file.parent.resolve(), assignments=assignments, **stated_alike)


def _assignment(name: str, found: _AssignmentInFile) -> Assignment:
    questions = [Question(name=key, **question.model_dump()) for key, question in found.questions.items()]
    return Assignment(name=name, questions=questions, **found.model_dump(exclude={"questions"}))


def _find(path: Path | None) -> Path:
    if path is not None:
        return path / COURSE_FILE if path.is_dir() else path
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / COURSE_FILE).is_file():
            return folder / COURSE_FILE
    raise CourseError(
        f"there is no {COURSE_FILE} in {here} or in a folder above it; change to the folder of the course, or name the file with --course"
    )


def _read(file: Path) -> tuple[dict[Any, Any], CommentedMap]:
    """Return the file's mapping twice: as plain data, and as ruamel's round-trip data, which knows the lines."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise CourseError(f"{file} does not exist; create it, or name the course's {COURSE_FILE} with --course") from None
    except OSError as error:
        raise CourseError(f"{file} cannot be read ({error.strerror or error}); check its permissions") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise error_at(file, line, "the text is not UTF-8; save the file as UTF-8") from None
    try:
        data = YAML(typ="safe", pure=True).load(text)
        lines = YAML(typ="rt").load(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise error_at(file, line, f"the character {error.character:#x} is not allowed in YAML; remove it") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context).splitlines()[0]
        if duplicate := re.match('found duplicate key "(.*?)" with value', problem):
            problem = f"the key {duplicate[1]!r} occurs twice in one mapping; merge the two entries"
        else:
            problem = f"the text is not valid YAML ({problem}); correct it"
        raise error_at(file, mark.line + 1 if mark else 1, problem) from None
    except (ValueError, RecursionError) as error:  # a date such as 2020-99-99; brackets without end
        raise CourseError(f"{file.name} is not valid YAML ({error}); correct it") from None
    if not isinstance(data, dict):
        keys = ", ".join(keys_of(_CourseInFile))
        raise error_at(file, 1, f"the file must be a mapping with the keys {keys}, but is {shown(data)}")
    return data, lines
