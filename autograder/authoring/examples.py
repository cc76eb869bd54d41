"""The bank: fills that are right in another way, wrong, or hostile, by which the tests and the sandbox are tested.

A fill is a Python file in `tests/solutions/<assignment>/right`, `…/wrong` or `…/hostile`. Its docstring says what is different in its
first line; a wrong one goes on with `misconception: …`, with `loses: q2`, and, for what the mistake reaches with some seeds only,
`may_lose: q7`. A hostile one says with `start: blank` that it begins with the notebook as handed out, and must earn nothing; others
begin with the reference, and `loses` is what their honest code would not earn. `earns: q1` tells where a blank one does some of the work.
Each section `# %% <cell name>` replaces that cell of the notebook; `# %% after <cell name>` adds a cell, and `# %% first` one at the top.
`preamble: leave_a_trace` puts the code of `preambles/leave_a_trace.py`, beside the fill, in front of that first cell; several names go
in their order. `stopped: <part of a message>` says which error has to end one of a hostile fill's own cells: any other error there, or
none, means that the attack did not begin.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.authoring.handout import assemble
from autograder.authoring.master import MasterError, read_master, solved, stubbed, with_fills
from autograder.model.course import Assignment, Course
from autograder.model.errors import UserError
from autograder.model.source_text import SourceError, read_source
from autograder.model.submission import SubmittedFile

SECTION = re.compile(r"^# %% (after )?(\w+)[ \t]*$", re.M)


class BankError(UserError):
    """A fill that cannot be read; the message names the file and says what to do."""


@dataclass(frozen=True)
class Fill:
    """One entry of the bank."""

    name: str  # "wrong/dropout_keep_rate"
    summary: str
    misconception: str  # empty if right
    loses: frozenset[str]  # the questions that must lose points; empty if right
    may_lose: frozenset[str]  # those that the mistake reaches by chance: trained worse, but not always below the threshold
    starts_blank: bool
    earns: frozenset[str]
    stopped: str  # part of the message by which the sandbox refuses the attack; empty where its cells must not fail
    cells: dict[str, str]
    extra: dict[str, str]

    @property
    def is_right(self) -> bool:
        return not self.loses


def read_bank(folder: Path, questions: set[str]) -> list[Fill]:
    """All fills of an assignment, right ones first. Raises BankError for one that cannot be read or names unknown questions."""
    fills = [read_fill(path, questions) for kind in ("right", "wrong") for path in sorted((folder / kind).glob("*.py"))]
    if not fills:
        raise BankError(f"{folder}: there are no fills in right/ and wrong/.")
    return fills


def read_hostile(folder: Path, questions: set[str]) -> list[Fill]:
    """All hostile fills of an assignment. Raises BankError like `read_bank`."""
    return [read_fill(path, questions) for path in sorted((folder / "hostile").glob("*.py"))]


def read_fill(path: Path, questions: set[str]) -> Fill:
    """Parse one fill. Raises BankError."""
    try:
        text = read_source(path)
    except SourceError as error:
        raise BankError(str(error)) from None
    first = SECTION.search(text)
    if not first:
        raise BankError(f"{path}: no section `# %% <cell name>` says what it fills in.")
    try:
        docstring = ast.get_docstring(ast.parse(text[: first.start()])) or ""
    except SyntaxError as error:
        raise BankError(
            f"{path}, line {error.lineno}: what comes before the first section has to be a docstring ({error.msg})."
        ) from None
    summary, _, rest = docstring.partition("\n")
    fields = {key: " ".join(value.split()) for key, value in re.findall(r"^(\w+):(.*(?:\n[ \t]+.*)*)", rest, re.M)}
    loses, may_lose, earns = (frozenset(re.findall(r"\w+", fields.get(key, ""))) for key in ("loses", "may_lose", "earns"))
    _validate(path, summary, fields, loses, loses | may_lose | earns, questions)
    cells, extra = _sections(text)
    if preambles := fields.get("preamble", "").split():
        extra[""] = "\n\n\n".join([*(read_preamble(path, one) for one in preambles), extra.get("", "")]).rstrip("\n")
    name = f"{path.parent.name}/{path.stem}"
    starts_blank = fields.get("start") == "blank"
    stopped = fields.get("stopped", "")
    return Fill(name, summary, fields.get("misconception", ""), loses, may_lose, starts_blank, earns, stopped, cells, extra)


def read_preamble(path: Path, name: str) -> str:
    """The code of a preamble, for the fill in the file `path`. Raises BankError."""
    preamble = path.parent / "preambles" / f"{name}.py"
    try:
        return read_source(preamble).strip("\n")
    except FileNotFoundError:
        raise BankError(f"{path}: there is no preamble {name}; it would be the file {preamble}.") from None
    except SourceError as error:
        raise BankError(str(error)) from None


def _validate(
    path: Path, summary: str, fields: dict[str, str], loses: frozenset[str], named: frozenset[str], questions: set[str]
) -> None:
    if not summary:
        raise BankError(f"{path}: the docstring has to say in its first line what is different.")
    if path.parent.name == "wrong" and not (loses and fields.get("misconception")):
        raise BankError(f"{path}: a wrong fill needs the lines `misconception: …` and `loses: …` in its docstring.")
    if path.parent.name == "right" and named:
        raise BankError(f"{path}: a right fill loses nothing.")
    if named - questions:
        raise BankError(f"{path}: it names the unknown question {', '.join(sorted(named - questions))}.")


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


def notebook_of(fill: Fill, course: Course, assignment: Assignment, language: str = "en") -> nbformat.NotebookNode:
    """The notebook that a student with this fill would submit. Raises BankError where it fills a cell that is not there."""
    start = stubbed if fill.starts_blank else solved
    try:
        master = with_fills(start(read_master(course.master(assignment.name))), fill.cells, fill.extra)
    except MasterError as error:
        raise BankError(f"{course.examples_folder(assignment.name) / fill.name}.py: {error}") from None
    return assemble(master, course, assignment, language)


def submission_of(fill: Fill, course: Course, assignment: Assignment) -> SubmittedFile:
    """The same as a submitted file, named after the fill."""
    return SubmittedFile(f"{fill.name}.ipynb", nbformat.writes(notebook_of(fill, course, assignment)).encode())
