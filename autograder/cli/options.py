"""Options that several commands have."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from autograder.model.errors import UserError

CourseOption = Annotated[
    Path | None, typer.Option("--course", help="grader.yml or its folder; by default searched from here upwards.")
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Submissions graded at once; one for each core by default.")
]


@contextmanager
def online_extra() -> Iterator[None]:
    """What speaks with systems is installed apart, since no student needs it."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        raise UserError(f"{package} is not installed; get it with: pip install 'dl-autograder[online]'.") from None
