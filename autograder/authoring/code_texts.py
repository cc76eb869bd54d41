"""The comments and docstrings of the code that students are given: find them, and put translations in their place."""

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import indent

from autograder.authoring.extraction import is_prose
from autograder.authoring.master import BLANK_COMMENT


@dataclass(frozen=True)
class Place:
    """A comment's or a docstring's text, and where its token begins and ends: lines from 1, columns from 0."""

    text: str
    start: tuple[int, int]
    end: tuple[int, int]
    quotes: str = ""  # of a docstring


def texts_of_code(source: str) -> Iterator[str]:
    """Yield the comments and docstrings of a cell; nothing of a cell with syntax that Python does not have."""
    yield from (place.text for place in _places(source))


def translated_code(source: str, texts: Mapping[str, str]) -> str:
    """Return the cell with the comments and docstrings that `texts` translates."""
    lines = source.split("\n")
    for place in sorted(_places(source), key=lambda place: place.start, reverse=True):
        if place.text in texts:
            (first, begin), (last, end) = place.start, place.end
            shown = _shown(texts[place.text], place.quotes, begin)
            lines[first - 1 : last] = (lines[first - 1][:begin] + shown + lines[last - 1][end:]).split("\n")
    return "\n".join(lines)


def _shown(text: str, quotes: str, column: int) -> str:
    if not quotes:
        return f"# {' '.join(text.splitlines())}"
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    text += " " if text.endswith('"') else ""
    if "\n" not in text:
        return f"{quotes}{text}{quotes}"
    return f"{quotes}{indent(text, ' ' * column).lstrip()}\n{' ' * column}{quotes}"


def _places(source: str) -> list[Place]:
    try:
        tree, tokens = ast.parse(source), list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (SyntaxError, tokenize.TokenError):  # a cell with a magic
        return []
    return [*_comments(tokens), *_docstrings(tree, source.split("\n"))]


def _comments(tokens: list[tokenize.TokenInfo]) -> Iterator[Place]:
    for token in tokens:
        text = token.string.removeprefix("# ")
        if (
            token.type == tokenize.COMMENT
            and token.string.startswith("# ")
            and token.string != BLANK_COMMENT
            and is_prose(text)
        ):
            yield Place(text, token.start, token.end)


def _docstrings(tree: ast.Module, lines: list[str]) -> Iterator[Place]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (text := ast.get_docstring(node)):
            string = node.body[0]
            last = string.end_lineno or string.lineno
            end = lines[last - 1].encode()[: string.end_col_offset].decode()  # Python counts bytes
            yield Place(text, (string.lineno, string.col_offset), (last, len(end)), '"""')
