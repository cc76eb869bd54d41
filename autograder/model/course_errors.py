"""Error messages about a course: one sentence with the place, the fault, and the remedy."""

import difflib
from collections.abc import Iterable
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap

from autograder.model.errors import UserError


class CourseError(UserError):
    """A fault in the course. The message is one sentence for its author, with the place, the fault, and the remedy."""


def error_at(file: Path, line: int, message: str) -> CourseError:
    """Return an error about a line of the file."""
    return CourseError(f"{file.name}, line {line}: {message}")


def explain(file: Path, lines: CommentedMap, errors: list[ErrorDetails], model: type[BaseModel]) -> CourseError:
    """Return the error to correct first: an unknown key, which often causes a missing one, or else the first in the file."""
    first = min(errors, key=lambda error: (error["type"] != "extra_forbidden", line_of(lines, error["loc"])))
    return error_at(file, line_of(lines, first["loc"]), _message(first, model))


# The requirement on a value, by pydantic's type of the error.
EXPECTED_KINDS = {
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
    "string_type": "text (in quotes, if YAML reads it as something else)",
}


def _model_at(path: Iterable[int | str], model: Any) -> type[BaseModel]:
    """Return the model of the mapping at `path` in a file of this model."""
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = next(field for name, field in model.model_fields.items() if step in (name, field.alias))
            model = field.annotation
        else:
            model = get_args(model)[1]  # dict[str, …]: the step is one of its keys
        while get_origin(model) in (Annotated, Union, UnionType):
            model = get_args(model)[0]
    found: type[BaseModel] = model
    return found


def _message(error: ErrorDetails, model: type[BaseModel]) -> str:
    kind, path = error["type"], error["loc"]
    what, around, value = _name(path), _name(path[:-1]), error["input"]
    match kind:
        case "string_type" if what.startswith("[key]"):
            return f"the name {shown(value)} must be text; put it in quotes"
        case "missing":
            return f"{around} lacks the key {path[-1]!r}; add it"
        case "extra_forbidden" | "invalid_key":
            keys = keys_of(_model_at(path[:-1], model))
            key = str(path[-1])
            return f"unknown key {key!r} in {around}{suggestion(key, keys)}; the keys are {', '.join(keys)}"
        case "too_short":
            return f"{what} must not be empty; add at least one"
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            return f"{what} must be {error['ctx']['expected']}, but is {shown(value)}"
    return (
        f"{what} must be {EXPECTED_KINDS[kind]}, but is {shown(value)}" if kind in EXPECTED_KINDS else f"{what}: {error['msg']}"
    )


def _name(path: tuple[int | str, ...]) -> str:
    """Describe the place at `path` in words: "points of q1 of mnist_mlp"."""
    around = [step for step in path[:-1] if step not in ("assignments", "questions")]
    return " of ".join(str(step) for step in reversed([*around, *path[-1:]])) or "the course"


def line_of(lines: CommentedMap, path: tuple[int | str, ...]) -> int:
    """Return the line of the key at `path`, counted from 1; if it is missing, the line of the last existing key on the way."""
    node: object = lines
    line: int = lines.lc.line
    for step in path:
        # `path` contains the text of a key that is not a string, such as 1. Merged keys (<<) have no line.
        keys = [key for key in node.lc.data or {} if str(key) == str(step)] if isinstance(node, CommentedMap) else []
        if not keys:
            break
        line = node.lc.key(keys[0])[0]  # type: ignore[attr-defined]
        node = node[keys[0]]  # type: ignore[index]
    return line + 1


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that a mapping of this model may have."""
    return [field.alias or name for name, field in model.model_fields.items()]


def suggestion(name: str, known: Iterable[str]) -> str:
    """Suggest the most similar known name, in parentheses; empty if none is similar."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def shown(value: object) -> str:
    """Describe a value for the author of the file."""
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
