"""What a notebook carries of its assignment besides the tests: titles, points, names, and the prompts of written answers."""

from typing import Any

from pydantic import BaseModel, ValidationError

KEY = "autograder"  # in the notebook's metadata


class QuestionFacts(BaseModel):
    """A question as its student sees it. `prompt` is the text in the cell of a written answer before there is one."""

    title: str
    points: float
    prompt: str | None = None

    @property
    def is_written(self) -> bool:
        return self.prompt is not None


class HandoutFacts(BaseModel):
    """The facts of a hand-out; empty for a notebook that has none. `names`: the question that each name of the given code belongs to."""

    title: str = ""
    language: str = "en"
    questions: dict[str, QuestionFacts] = {}
    names: dict[str, str] = {}

    @classmethod
    def of(cls, notebook: Any) -> "HandoutFacts":
        """Read the facts in a notebook's JSON tree. Whatever does not fit counts as none: a student can edit it."""
        try:
            return cls.model_validate(notebook["metadata"][KEY])
        except (KeyError, TypeError, ValidationError):
            return cls()
