"""Find the texts that students read: what to translate in Python modules, templates, notebooks' code, and grader.yml."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

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
SECOND = {"SessionLost": 1}  # where the text is not the first argument
# Calls whose texts no student reads: purposes of random numbers, and errors for the author of a test.
UNREAD = {"rng", "remember", "compile", "LookupError", "NotImplementedError", "RuntimeError", "TypeError", "ValueError"}


class NotTranslatable(UserError):
    """A text that is put together where a text to translate is needed; the message names the place and the remedy."""


def marked_texts(source: str) -> Iterator[Message]:
    """Yield the texts of a Python module that are given to `tr` and its like."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name, texts = _name(call.func), [_text(argument) for argument in call.args]
            if name == PLURAL and len(texts) > 1 and texts[0]:
                yield texts[0], texts[1]
            elif name in TRANSLATORS:
                yield from filter(None, texts[SECOND.get(name, 0) :][:1])


def all_texts(source: str, path: Path) -> Iterator[Message]:
    """Yield all texts of a test file or another module that only speaks to students, except docstrings; and the marked ones.

    Raises NotTranslatable for a text that is put together, as an f-string: its translation could not be looked up.
    """
    yield from marked_texts(source)
    yield from _texts_in(ast.parse(source), path)


def _texts_in(node: ast.AST, path: Path) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(child, ast.Call) and (_name(child.func) in UNREAD or _name(child.func) == PLURAL):
            continue
        if _is_put_together(child):
            raise NotTranslatable(
                f"{path}, line {getattr(child, 'lineno', 1)}: a text that is put together cannot be translated; write "
                'tr("{} should be {}.", name, value) in its place.'
            )
        if _is_prose(child):
            yield str(child.value)
        yield from _texts_in(child, path)


def _is_put_together(node: ast.AST) -> bool:
    """Whether an expression makes a text of words and values: an f-string, `+` or `%`, or `.format`."""
    if isinstance(node, ast.JoinedStr):
        return is_prose("".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
    if isinstance(node, ast.BinOp):
        return _is_prose(node.left) or _is_prose(node.right)
    method = node.func if isinstance(node, ast.Call) else None
    return isinstance(method, ast.Attribute) and method.attr in ("format", "join") and _is_prose(method.value)


def _is_prose(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and is_prose(node.value)


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
