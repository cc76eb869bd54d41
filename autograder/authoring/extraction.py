"""Find the texts that students read: what to translate in Python modules, templates, notebooks' code, and grader.yml."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from autograder.model.errors import UserError

Message = str | tuple[str, str]  # a text, or a singular and a plural
PROSE = re.compile(r"[^\W\d_]{2,}.* |  *[^\W\d_]{2,}", re.S)  # a word, and a space somewhere
PATTERN = re.compile(r"\\[sSwWdb(]|\(\?|\[\^")  # a regular expression
TRANSLATORS = (
    "tr",
    "tr_all",
    "mark",
    "CheckFailed",
    "StudentError",
    "Unreadable",
    "SessionLost",
)  # these exceptions translate, too
PLURAL = "tr_plural"
# Calls whose texts no student reads: purposes of random numbers, and errors for the author of a test.
UNREAD = {"rng", "remember", "compile", "LookupError", "NotImplementedError", "RuntimeError", "TypeError", "ValueError"}


class NotTranslatable(UserError):
    """An f-string where a text to translate is needed; the message names the place and the remedy."""


def marked_texts(source: str) -> Iterator[Message]:
    """Yield the texts of a Python module that are given to `tr` and its like."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name, texts = _name(call.func), [text for argument in call.args if (text := _text(argument))]
            if name in TRANSLATORS and texts:
                yield texts[0]
            elif name == PLURAL and len(texts) > 1:
                yield texts[0], texts[1]


def all_texts(source: str, path: Path) -> Iterator[Message]:
    """Yield all texts of a test file or another module that only speaks to students, except docstrings; and the marked ones.

    Raises NotTranslatable for an f-string with words: its translation could not be looked up.
    """
    yield from marked_texts(source)
    yield from _texts_in(ast.parse(source), path)


def _texts_in(node: ast.AST, path: Path) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(child, ast.Call) and (_name(child.func) in UNREAD or _name(child.func) == PLURAL):
            continue
        if isinstance(child, ast.JoinedStr):
            words = "".join(str(part.value) for part in child.values if isinstance(part, ast.Constant))
            if is_prose(words):
                raise NotTranslatable(
                    f"{path}, line {child.lineno}: an f-string cannot be translated; write "
                    'tr("{} should be {}.", name, value) in its place.'
                )
        elif isinstance(child, ast.Constant):
            if isinstance(child.value, str) and is_prose(child.value):
                yield child.value
        else:
            yield from _texts_in(child, path)


def is_prose(text: str) -> bool:
    """Whether a text is words to read, and no name, key, or pattern."""
    return PROSE.search(text) is not None and PATTERN.search(text) is None


def template_texts(source: str) -> Iterator[Message]:
    """Yield the texts in the calls of `tr` and `tr_plural` in a Jinja template."""
    for _, name, message in extract_from_ast(Environment().parse(source), [*TRANSLATORS, PLURAL]):
        parts = [message] if isinstance(message, str) else [part for part in message or () if part is not None]
        yield from [(parts[0], parts[1])] if name == PLURAL else parts[:1]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(argument: ast.expr) -> str:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""
