"""Facts about the assignment in a notebook's metadata: titles, points, names, and the prompts of written answers."""

from typing import Any

from pydantic import BaseModel, ValidationError

from autograder.model.language import ENGLISH, Language

KEY = "autograder"  # in the notebook's metadata


class QuestionFacts(BaseModel):
    """A question as a student sees it. `prompt` is the initial text in the cell of a written answer."""

    title: str
    points: float
    prompt: str | None = None

    @property
    def is_written(self) -> bool:
        return self.prompt is not None


class HandoutFacts(BaseModel):
    """The facts of a hand-out; empty for a notebook without them.

    `texts` are the course's translations of what its checks say; `names` maps names in the given code to their questions.
    """

    title: str = ""
    language: str = ENGLISH
    texts: dict[str, str] = {}
    questions: dict[str, QuestionFacts] = {}
    names: dict[str, str] = {}

    @property
    def speech(self) -> Language:
        """The language of what the checks say."""
        return Language(self.language, self.texts)

    @classmethod
    def of(cls, notebook: Any) -> "HandoutFacts":
        """Read the facts in a notebook's JSON tree; empty if they are not valid, since a student can edit them."""
        try:
            return cls.model_validate(notebook["metadata"][KEY])
        except (KeyError, TypeError, ValidationError):
            return cls()
