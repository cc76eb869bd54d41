"""Examples: submissions that are right in another way, wrong, or hostile. They test the tests and the sandbox.

An example is a Python file in `tests/examples/<assignment>/right`, `…/wrong` or `…/hostile`. The first line of its docstring describes
it; fields follow. A wrong example has `misconception: …`, `loses: q2`, and `may_lose: q7` for questions that the mistake affects with
some seeds only. A hostile example with `start: blank` changes the notebook as handed out, and must earn nothing except for the
questions in `earns: q1`, which it answers; other examples change the reference, and `loses` names the questions that they leave
unanswered. Each section `# %% <cell name>` replaces that cell of the notebook; `# %% after <cell name>` adds a cell, and `# %% first`
one at the top. `preamble: leave_a_trace` puts the code of `preambles/leave_a_trace.py`, beside the example, before that first cell;
several names keep their order. `stopped: <part of a message>` names the error that must end one of a hostile example's own cells: any
other error there, or none, means that the attack did not begin.
"""

import ast
import re
from dataclasses import dataclass
from email import message_from_string
from pathlib import Path

import nbformat

from autograder.authoring.handout import assemble
from autograder.authoring.master import MasterError, read_master, solved, stubbed, with_blanks_filled
from autograder.model.course import Assignment, Course
from autograder.model.errors import UserError
from autograder.model.source_text import SourceError, read_source
from autograder.model.submission import SubmittedFile

SECTION = re.compile(r"^# %% (after )?(\w+)[ \t]*$", re.M)


class ExampleError(UserError):
    """An example that cannot be read; the message contains the file and the remedy."""


@dataclass(frozen=True)
class Example:
    """One example."""

    name: str  # "wrong/dropout_keep_rate"
    summary: str
    misconception: str  # empty if right
    loses: frozenset[str]  # the questions that must lose points; empty if right
    may_lose: frozenset[str]  # questions that the mistake affects by chance: not always below the threshold
    starts_blank: bool
    earns: frozenset[str]
    stopped: str  # part of the sandbox's refusal of the attack; empty if its cells must not fail
    cells: dict[str, str]
    extra: dict[str, str]

    @property
    def is_right(self) -> bool:
        return not self.loses


def read_examples(folder: Path, questions: set[str]) -> list[Example]:
    """All examples of an assignment, right ones first. Raises ExampleError if one cannot be read or names unknown questions."""
    examples = [read_example(path, questions) for kind in ("right", "wrong") for path in sorted((folder / kind).glob("*.py"))]
    if not examples:
        raise ExampleError(f"{folder}: there are no examples in right/ and wrong/.")
    return examples


def read_hostile(folder: Path, questions: set[str]) -> list[Example]:
    """All hostile examples of an assignment. Raises ExampleError like `read_examples`."""
    return [read_example(path, questions) for path in sorted((folder / "hostile").glob("*.py"))]


def read_example(path: Path, questions: set[str]) -> Example:
    """Parse one example. Raises ExampleError."""
    try:
        text = read_source(path)
    except SourceError as error:
        raise ExampleError(str(error)) from None
    first = SECTION.search(text)
    if not first:
        raise ExampleError(f"{path}: there is no section `# %% <cell name>`, so the example replaces no cell.")
    try:
        docstring = ast.get_docstring(ast.parse(text[: first.start()])) or ""
    except SyntaxError as error:
        raise ExampleError(
            f"{path}, line {error.lineno}: the text before the first section must be a docstring ({error.msg})."
        ) from None
    summary, _, rest = docstring.partition("\n")
    fields = {key: " ".join(value.split()) for key, value in message_from_string(rest.lstrip("\n")).items()}
    loses, may_lose, earns = (
        frozenset(fields.get(key, "").replace(",", " ").split()) for key in ("loses", "may_lose", "earns")
    )
    _validate(path, summary, fields, loses, loses | may_lose | earns, questions)
    cells, extra = _sections(text)
    if preambles := fields.get("preamble", "").split():
        extra[""] = "\n\n\n".join([*(read_preamble(path, one) for one in preambles), extra.get("", "")]).rstrip("\n")
    name = f"{path.parent.name}/{path.stem}"
    starts_blank = fields.get("start") == "blank"
    stopped = fields.get("stopped", "")
    return Example(name, summary, fields.get("misconception", ""), loses, may_lose, starts_blank, earns, stopped, cells, extra)


def read_preamble(path: Path, name: str) -> str:
    """The code of a preamble for the example in `path`. Raises ExampleError."""
    preamble = path.parent / "preambles" / f"{name}.py"
    try:
        return read_source(preamble).strip("\n")
    except FileNotFoundError:
        raise ExampleError(f"{path}: there is no preamble {name}; create the file {preamble}, or correct the name.") from None
    except SourceError as error:
        raise ExampleError(str(error)) from None


def _validate(
    path: Path, summary: str, fields: dict[str, str], loses: frozenset[str], named: frozenset[str], questions: set[str]
) -> None:
    if not summary:
        raise ExampleError(f"{path}: the first line of the docstring must describe the difference.")
    if path.parent.name == "wrong" and not (loses and fields.get("misconception")):
        raise ExampleError(f"{path}: a wrong example needs the lines `misconception: …` and `loses: …` in its docstring.")
    if path.parent.name == "right" and named:
        raise ExampleError(f"{path}: a right example must not name `loses`, `may_lose` or `earns`.")
    if named - questions:
        raise ExampleError(f"{path}: the docstring names the unknown question {', '.join(sorted(named - questions))}.")


def _sections(text: str) -> tuple[dict[str, str], dict[str, str]]:
    cells: dict[str, str] = {}
    extra: dict[str, str] = {}
    marks = list(SECTION.finditer(text))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        body = text[mark.end() : following.start() if following else len(text)].strip("\n")
        name = mark.group(2)
        if name == "first":
            extra[""] = body
        else:
            (extra if mark.group(1) else cells)[name] = body
    return cells, extra


def notebook_of(example: Example, course: Course, assignment: Assignment, language: str = "en") -> nbformat.NotebookNode:
    """The example as a notebook. Raises ExampleError if it replaces a cell that does not exist."""
    start = stubbed if example.starts_blank else solved
    try:
        master = with_blanks_filled(start(read_master(course.master(assignment.name))), example.cells, example.extra)
    except MasterError as error:
        raise ExampleError(f"{course.examples_folder(assignment.name) / example.name}.py: {error}") from None
    return assemble(master, course, assignment, language)


def submission_of(example: Example, course: Course, assignment: Assignment) -> SubmittedFile:
    """The example as a submitted file, named after the example."""
    return SubmittedFile(f"{example.name}.ipynb", nbformat.writes(notebook_of(example, course, assignment)).encode())
