"""An MkDocs hook that generates the reference of grader.yml from the models, and the reference of the commands from the commands.

The comment `<!-- grader.yml -->` or `<!-- commands -->` marks the place in a page.
"""

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args

import griffe
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typer.main import get_command

from autograder.cli import app
from autograder.model.course_file import _CourseInFile

Schema = dict[str, Any]


def on_page_markdown(markdown: str, **_: object) -> str:
    """MkDocs calls this with each page."""
    for marker, make in GENERATED.items():
        if marker in markdown:
            markdown = markdown.replace(marker, make())
    return markdown


# --- grader.yml


def keys_of_grader_yml() -> str:
    """A heading and a table of keys for the file and for each mapping in it."""
    parts = []
    for path, model in mappings(_CourseInFile):
        heading = f"## `{path}`" if path else "## The whole file"
        introduction = "" if path == "" else f"{_first_line(model)}\n\n"
        rows = [_row(model, name, field) for name, field in model.model_fields.items()]
        parts.append(
            f"{heading}\n\n{introduction}| key | value | default | meaning |\n| --- | --- | --- | --- |\n" + "\n".join(rows)
        )
    return "\n\n".join(parts)


def mappings(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """The mappings of the file, each with its path: "", "limits", "assignments.NAME", …"""
    yield path, model
    for name, field in model.model_fields.items():
        inner, many = _model_in(field.annotation)
        if inner:
            steps = [path, field.alias or name, "NAME" if many else ""]
            yield from mappings(inner, ".".join(step for step in steps if step))


def _model_in(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model in a type, and whether it is the value of a dictionary."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    for part in get_args(annotation):
        inner, many = _model_in(part)
        if inner:
            return inner, many or getattr(annotation, "__origin__", None) is dict
    return None, False


def _row(model: type[BaseModel], name: str, field: FieldInfo) -> str:
    key = field.alias or name
    schema = model.model_json_schema()
    value = _words(schema["properties"][key], schema.get("$defs", {}))
    if field.is_required():
        default = "required"
    elif _model_in(field.annotation)[0] or field.default in (None, {}, ()):
        default = ""
    else:
        default = f"`{_as_yaml(field.default)}`"
    return f"| `{key}` | {value} | {default} | {_description(model, name)} |"


def _words(schema: Schema, definitions: dict[str, Schema]) -> str:
    """A type in the words of the file's author."""
    if "$ref" in schema:
        return _words(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        return " or ".join(_words(one, definitions) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    match schema.get("type"):
        case "array":
            return f"a list of: {_words(schema['items'], definitions)}"
        case "object" if "properties" in schema:
            return "a mapping, below"
        case "object":
            values = schema.get("additionalProperties", {})
            return "mappings, below" if "$ref" in values else f"a mapping of names to {_words(values, definitions)}"
        case "string":
            return "a date and time" if schema.get("format") == "date-time" else "text"
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"a whole number{_bounds(schema)}"
        case "number":
            return f"a number{_bounds(schema)}"
    raise ValueError(f"no words for {schema}")


def _bounds(schema: Schema) -> str:
    if "exclusiveMinimum" in schema:
        return f" above {schema['exclusiveMinimum']:g}"
    if "maximum" in schema:
        return f" from {schema['minimum']:g} to {schema['maximum']:g}"
    return f", at least {schema['minimum']:g}" if "minimum" in schema else ""


def _as_yaml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _description(model: type[BaseModel], name: str) -> str:
    """The docstring below the field, in the class that declares it."""
    for owner in model.__mro__:
        if name in inspect.get_annotations(owner):
            docstring = _source(owner.__module__)[owner.__name__][name].docstring
            if docstring is None:
                raise ValueError(f"{owner.__name__}.{name} has no docstring")
            return " ".join(docstring.value.split())
    raise ValueError(f"{model.__name__} has no field {name}")


@cache
def _source(module: str) -> griffe.Object | griffe.Alias:
    return griffe.load(module)


# --- the commands


def commands() -> dict[str, Any]:
    """The commands by name, in the order in which `autograder --help` lists them."""
    found: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return found


def all_commands() -> str:
    """A heading for each group of commands, and for each command its usage, its text, and a table of its arguments and options."""
    parts: list[str] = []
    group = ""
    for name, command in commands().items():
        panel = command.rich_help_panel
        if isinstance(panel, str) and panel != group:
            group = panel
            parts.append(f"## {group}")
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
        usage = " ".join(["autograder", name, *(["[OPTIONS]"] if options else []), *map(_placeholder, arguments)])
        rows = [f"| `{_placeholder(one)}` | {_default(one)} | {one.help or ''} |" for one in arguments]
        rows += [f"| {_names(one)} | {_default(one)} | {one.help or ''} |" for one in options]
        table = "| argument or option | default | meaning |\n| --- | --- | --- |\n" + "\n".join(rows)
        parts.append(f"### {name}\n\n```text\n{usage}\n```\n\n{' '.join((command.help or '').split())}\n\n{table}")
    return "\n\n".join(parts)


def _placeholder(argument: Any) -> str:
    if argument.metavar:
        return str(argument.metavar)
    name = argument.name.upper() if argument.required else f"[{argument.name.upper()}]"
    return f"{name}..." if argument.nargs == -1 else name


def _names(option: Any) -> str:
    spelled = ", ".join(f"`{name}`" for name in option.opts)
    return spelled if option.is_flag else f"{spelled} {option.name.upper()}"


def _default(parameter: Any) -> str:
    if parameter.required:
        choices = ", ".join(f"`{choice}`" for choice in _choices(parameter))
        return f"required; one of {choices}" if choices else "required"
    return "" if parameter.default in (None, False) or callable(parameter.default) else f"`{parameter.default}`"


def _choices(parameter: Any) -> list[str]:
    """The values of an argument, if it has a fixed list. The place of the type depends on Typer's version."""
    descriptor = getattr(parameter, "type_descriptor", None)
    if descriptor is not None:
        is_enum = isinstance(descriptor.annotation, type) and issubclass(descriptor.annotation, Enum)
        return [str(member.value) for member in descriptor.annotation] if is_enum else []
    return list(getattr(parameter.type, "choices", []))


GENERATED: dict[str, Callable[[], str]] = {
    "<!-- grader.yml -->": keys_of_grader_yml,
    "<!-- commands -->": all_commands,
}
