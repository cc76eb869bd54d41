"""Submissions and their notebooks, as data."""

import hashlib
from dataclasses import dataclass, field

from autograder.model.errors import UserError
from autograder.model.language import ENGLISH, tr

LeftOut = tuple[str, str]  # a name, and the reason


class Unreadable(Exception):
    """A submission that is not a notebook of this assignment; the message is a sentence for the student."""

    def __init__(self, message: str):
        super().__init__(tr(message))


class NoSubmissions(UserError):
    """The given paths contain no submission; the message contains the path and the reason."""


@dataclass(frozen=True)
class SubmittedFile:
    """The bytes of a submission, with the name for reports: the file name, or the path in the folder or zip."""

    name: str
    content: bytes
    zip: str = ""  # the name of the student's zip, if the file was in one: the student chose the names inside

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def uploaded_as(self) -> str:
        """The name that identifies the student."""
        return self.zip or self.name


@dataclass(frozen=True)
class Cell:
    """A code cell. `label` identifies it by its number among the notebook's code cells, from 1; messages to students use its name."""

    label: str
    source: str
    question: str = ""  # the question of its section; empty if there is none


@dataclass(frozen=True)
class NotebookCell:
    """A cell of any kind, unchanged."""

    kind: str  # "code", "markdown", "raw"
    source: str
    name: str | None = None
    id: str | None = None
    attachments: dict[str, str] = field(default_factory=dict)  # pasted pictures in base64, by name


@dataclass(frozen=True)
class Notebook:
    """The parts of a notebook that grading needs: the code to run, and all cells, which include the written answers."""

    assignment: str | None
    cells: list[Cell]
    all_cells: list[NotebookCell] = field(default_factory=list)
    language: str = ENGLISH  # what the hand-out was written in, as its metadata say
