"""Search the hand-outs for lines of a solution, independently of markers and blanks.

Given code may share a line with a solution in another cell if the line is short or only calls a function by name (an idiom such as
`optimizer = make_optimizer(model, rate)`), but not two lines in a row, nor everything that a blank hides. Text, comments, metadata and the
solution's own cell may share none.
"""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nbformat import NotebookNode

from autograder.authoring.markers import read_code, solution_lines
from autograder.authoring.master import line_of

LEAST_CHARACTERS, LEAST_WORDS = 16, 3  # of a distinctive line of code
LONE_CHARACTERS, LONE_WORDS = 24, 5  # of a line that is a solution by itself
SHORT_CHARACTERS, SHORT_WORDS = 8, 2  # of a line of text
WITHIN_CODE, WITHIN_TEXT = 24, 16  # characters from which code, and a model answer, is also searched for inside longer lines
NEARBY_LINES = 3  # lines: two common lines this near are a piece of the solution
TESTS = "tests"


@dataclass(frozen=True)
class GivenLine:
    """A line of text and its place."""

    where: str  # "course.ipynb, cell 3, line 2"
    text: str
    cell: str = ""  # the code cell or the test that contains it; "" if it is not code
    number: int = 0  # of the line in the cell
    is_whole: bool = False  # whether a blank hides nothing else

    @cached_property
    def squeezed(self) -> str:
        """The text for comparisons, without white space and the marks of comments, quotations, lists and code."""
        return re.sub(r"\s", "", self.text).strip("#>*-`").removesuffix(";")

    @cached_property
    def is_distinctive(self) -> bool:
        """Whether this line of code is unlikely to occur by chance; only the beginning of a call or block does not count."""
        return len(self.squeezed) >= LEAST_CHARACTERS and self._words >= LEAST_WORDS and self.squeezed[-1] not in "([{:"

    @cached_property
    def is_telling(self) -> bool:
        """Whether this line of code is a solution by itself, at any place."""
        return len(self.squeezed) >= LONE_CHARACTERS and self._words >= LONE_WORDS

    @cached_property
    def is_mere_use(self) -> bool:
        """Whether the line only calls functions by name, as given code calls students' functions: `y = f(x, g(z))`."""
        try:
            (statement,) = ast.parse(self.text).body
        except (SyntaxError, ValueError):  # a part of a statement
            return False
        return isinstance(getattr(statement, "value", None), ast.Call) and _is_plain(statement.value)  # type: ignore[attr-defined]

    @cached_property
    def is_distinctive_text(self) -> bool:
        """Whether this comment or line of text is unlikely to occur by chance."""
        return len(self.squeezed) >= SHORT_CHARACTERS and self._words >= SHORT_WORDS

    @property
    def _words(self) -> int:
        return len(re.findall(r"\w+", self.text))

    def after(self, other: "GivenLine") -> int:
        """The number of lines by which it follows another line of the same code; 0 for any other line."""
        together = self.cell and (self.file, self.cell) == (other.file, other.cell)
        return self.number - other.number if together else 0

    @property
    def file(self) -> str:
        return self.where.partition(",")[0]


def leaks(master: NotebookNode, handouts: Mapping[str, NotebookNode]) -> Iterator[str]:
    """Yield a sentence for each line of a solution or model answer of `master` that occurs in one of `handouts` (by file name)."""
    handed_out = [place for name, notebook in handouts.items() for place in _lines_of(name, notebook) if place.text]
    alike: dict[str, list[GivenLine]] = defaultdict(list)
    for place in handed_out:
        alike[place.squeezed].append(place)
    secrets = list(_secrets(master))
    for secret in secrets:
        companions = [other for other in secrets if other.is_distinctive and 0 < abs(other.after(secret)) <= NEARBY_LINES]
        for place in [*alike[secret.squeezed], *_holding(secret, handed_out)]:
            if _gives_away(secret, companions, place, alike):
                yield f"{secret.where}: this line of a solution is handed out in {place.where}: {secret.text[:80]}"
                break


def _holding(secret: GivenLine, places: list[GivenLine]) -> Iterator[GivenLine]:
    """Yield the longer lines that contain a long one."""
    if len(secret.squeezed) >= (WITHIN_CODE if secret.cell else WITHIN_TEXT) and secret.is_distinctive:
        yield from (place for place in places if secret.squeezed in place.squeezed)


def _gives_away(secret: GivenLine, companions: list[GivenLine], place: GivenLine, alike: Mapping[str, list[GivenLine]]) -> bool:
    if not place.cell:
        return secret.is_distinctive_text
    if not secret.is_distinctive:
        return False
    if place.cell == secret.cell or not secret.cell:
        return True
    if (secret.is_whole or secret.is_telling) and not secret.is_mere_use:
        return True
    return any(twin.after(place) == other.after(secret) for other in companions for twin in alike[other.squeezed])


def _secrets(master: NotebookNode) -> Iterator[GivenLine]:
    """The lines of a master's solutions and model answers."""
    names = _code_names(master)
    for index, cell in enumerate(master.cells):
        if cell.cell_type == "code":
            for number, text, is_whole in solution_lines(read_code(cell.source)):
                yield GivenLine(line_of(cell, number), text.strip(), names[index], number, is_whole)
        elif "prompt" in cell.metadata:
            prompt = str(cell.metadata["prompt"]).split("\n")
            for number, text in enumerate(cell.source.split("\n"), 1):
                if text not in prompt:  # a line that students also get is not hidden
                    yield GivenLine(line_of(cell, number), text.strip())


def _is_plain(value: ast.expr) -> bool:
    """Whether an expression is a name, perhaps with attributes, a constant, or a call by name of such."""
    if isinstance(value, ast.Call):
        arguments = [*value.args, *(keyword.value for keyword in value.keywords)]
        return isinstance(value.func, ast.Name) and all(map(_is_plain, arguments))
    return isinstance(value, ast.Name | ast.Constant) or (isinstance(value, ast.Attribute) and _is_plain(value.value))


def _code_names(notebook: NotebookNode) -> dict[int, str]:
    """Return labels that match code cells of master and hand-out. They count from the end, since the hand-out has one more at the top."""
    code = [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    return {index: f"code cell {number} from the end" for number, index in enumerate(reversed(code), 1)}


def _lines_of(name: str, notebook: NotebookNode) -> Iterator[GivenLine]:
    """Yield every line of text in a notebook: cells, outputs, metadata and tests."""
    names = _code_names(notebook)
    for index, cell in enumerate(notebook.cells):
        where = f"{name}, cell {index + 1}"
        if cell.cell_type == "code":
            yield from _code_lines(where, cell.source, names[index])
        else:
            yield from _text_lines(where, cell.source)
        yield from _text_lines(where, {key: value for key, value in cell.items() if key != "source"})
    otter = notebook.metadata.get("otter", {})
    for test, source in otter.get(TESTS, {}).items():
        yield from _code_lines(f"{name}, the test {test}", source, f"test {test}")
    yield from _text_lines(f"{name}, metadata", {**notebook.metadata, "otter": {**otter, TESTS: None}})


def _code_lines(where: str, source: str, cell: str) -> Iterator[GivenLine]:
    """Yield the code of each line and, separately, its comment or its part of a multi-line string."""
    lines = source.split("\n")
    for number, (code, rest) in enumerate(_without_text(lines), 1):
        yield GivenLine(f"{where}, line {number}", code.strip(), cell, number)
        yield GivenLine(f"{where}, line {number}", rest.strip())


def _without_text(lines: list[str]) -> list[tuple[str, str]]:
    """Split each line into code and comment or multi-line string; lines that cannot be parsed stay whole."""
    parts = [(line, "") for line in lines]
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline):
            first, last = token.start[0] - 1, token.end[0] - 1
            if token.type == tokenize.COMMENT:
                parts[first] = (lines[first][: token.start[1]], token.string)
            elif token.type == tokenize.STRING and last > first:
                parts[first : last + 1] = [("", line) for line in lines[first : last + 1]]
    except (tokenize.TokenError, SyntaxError):
        return [(line, line if "#" in line else "") for line in lines]
    return parts


def _text_lines(where: str, value: Any) -> Iterator[GivenLine]:
    if isinstance(value, str):
        for number, text in enumerate(value.split("\n"), 1):
            yield GivenLine(f"{where}, line {number}", text.strip())
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _text_lines(f"{where}, {key}", item)
    elif isinstance(value, list):
        for item in value:
            yield from _text_lines(where, item)
