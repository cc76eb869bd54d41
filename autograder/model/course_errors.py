"""What is wrong with a course, in one sentence: where, what, and what to do."""

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
    """Something about the course is wrong. The message is one sentence for whoever wrote it: where, what, and what to do."""


def error_at(file: Path, line: int, message: str) -> CourseError:
    """The error at a line of the file."""
    return CourseError(f"{file.name}, line {line}: {message}")


def explain(file: Path, lines: CommentedMap, errors: list[ErrorDetails], model: type[BaseModel]) -> CourseError:
    """The error to correct first: an unknown key, since another key is often missing because of it, or the uppermost one."""
    first = min(errors, key=lambda error: (error["type"] != "extra_forbidden", line_of(lines, error["loc"])))
    return error_at(file, line_of(lines, first["loc"]), _message(first, model))


# What a value must be, by pydantic's type of the error.
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
    "string_type": "text (in quotes, if it looks like something else)",
}


def _model_at(path: Iterable[int | str], model: Any) -> type[BaseModel]:
    """The model of the mapping that `path` leads to in a file of this model."""
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = next(field for name, field in model.model_fields.items() if step in (name, field.alias))
            model = field.annotation
        else:
            model = get_args(model)[1]  # of dict[str, …]: the step is one of its keys
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
    """What `path` leads to, in words: "points of q1 of mnist_mlp"."""
    around = [step for step in path[:-1] if step not in ("assignments", "questions")]
    return " of ".join(str(step) for step in reversed([*around, *path[-1:]])) or "the course"


def line_of(lines: CommentedMap, path: tuple[int | str, ...]) -> int:
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


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a mapping of this model can have."""
    return [field.alias or name for name, field in model.model_fields.items()]


def suggestion(name: str, known: Iterable[str]) -> str:
    """Which known name may be meant, in parentheses; empty if none resembles it."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def shown(value: object) -> str:
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
