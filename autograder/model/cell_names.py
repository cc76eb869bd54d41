"""The names of cells in messages: by their definitions and their question, never by a number that changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.model.language import tr, tr_all
from autograder.model.verdict import cut

HEADING = re.compile(r"\s{0,3}#{1,6}\s")
CHECK = re.compile(r"\bcheck\(\s*[\"'](\w+)[\"']")
DEFINES = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]+)?=(?!=)", re.M)
FUNCTION = re.compile(r"^(?:async[ \t]+)?def[ \t]+(\w+)", re.M)
NUMBERED = re.compile(r"q(\d+[a-z]?)(?:_(\w+))?")
MOST_NAMES = 2
LONGEST_LINE = 40  # characters of the line that names a cell without definitions


@dataclass(frozen=True)
class CellName:
    """A cell's name in a message, such as "the cell with `criterion`", and its question, empty if it has none."""

    title: str
    question: str = ""

    def __str__(self) -> str:
        return f"{self.title}, {question_label(self.question)}" if self.question else self.title


def as_beginning(words: str) -> str:
    """Make the first letter of a sentence a capital one."""
    return words[:1].upper() + words[1:]


def question_label(name: str) -> str:
    """The label of a question: "Question 5" for q5, "Question 8 (written)" for q8_written, "Question warm_up" for warm_up."""
    numbered = NUMBERED.fullmatch(name)
    if numbered is None:
        return tr("Question {}", name)
    part = tr("written") if numbered[2] == "written" else numbered[2]
    return tr("Question {} ({})", numbered[1], part) if part else tr("Question {}", numbered[1])


def question_heading(name: str, title: str) -> str:
    """A question's label with its title, if it has one: "Question 5. One epoch of training"."""
    return f"{question_label(name)}. {title}" if title else question_label(name)


def cell_name(source: str, question: str = "") -> CellName:
    """Name a code cell by the first names that it defines, or by its first line of code."""
    names = list(dict.fromkeys(found[1] or found[2] for found in DEFINES.finditer(source)))
    if names:
        said = tr_all("{} and {}", (f"`{cut(name, 60)}`" for name in names[:MOST_NAMES]))
        return CellName(tr("the cell with {}", said), question)
    lines = [line.strip() for line in source.splitlines()]
    code = [line for line in lines if line and not line.startswith("#")] or [line for line in lines if line]
    if not code:
        return CellName(tr("an empty cell"), question)
    shown = code[0] if len(code[0]) <= LONGEST_LINE else f"{code[0][:LONGEST_LINE]}…"
    return CellName(tr("the cell that begins with `{}`", shown.replace("`", " ")), question)


def defined_functions(source: str) -> list[str]:
    """The names of the functions that a cell defines at its top level."""
    return [found[1] for found in FUNCTION.finditer(source)]


def questions_of_cells(cells: Iterable[tuple[str, str]]) -> list[str]:
    """The question of each cell of a notebook, given as (kind, source); empty for cells without one.

    A heading begins a section. The code of a section belongs to the question of the next check in the section or, after the last
    check, to that of the last one.
    """
    return [question for section in _sections(cells) for question in _within(section)]


def _sections(cells: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    section: list[tuple[str, str]] = []
    for kind, source in cells:
        if kind == "markdown" and HEADING.match(source):
            yield section
            section = []
        section.append((kind, source))
    yield section


def _within(section: list[tuple[str, str]]) -> list[str]:
    checked = [found[1] if kind == "code" and (found := CHECK.search(source)) else "" for kind, source in section]
    questions, last = [], ""
    for here in reversed(checked):
        last = here or last
        questions.append(last)
    questions.reverse()
    latest = ""
    for number, here in enumerate(checked):  # cells after the last check
        latest = here or latest
        questions[number] = questions[number] or latest
    return questions
