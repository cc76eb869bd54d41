"""Options that several commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from autograder.model.errors import UserError

CourseOption = Annotated[
    Path | None,
    typer.Option("--course", help="grader.yml or its folder. Default: the nearest one from the current folder upwards."),
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Number of submissions graded at once. Default: one per core.")
]


@contextmanager
def online_extra() -> Iterator[None]:
    """Raise UserError, with the command that installs the extra `online`, if one of its packages is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        raise UserError(f"{package} is not installed; to install it, run: pip install 'dl-autograder[online]'.") from None
