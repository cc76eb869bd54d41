"""The command line. One module for each group of commands parses the arguments and prints; other packages do the work.

Each command imports its dependencies when it is called, so that `autograder --help` answers at once.
"""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from autograder.cli import authoring, grading, lms, lti_tool, machine
from autograder.cli.progress import Stopped
from autograder.model.errors import UserError
from autograder.report.terminal import errors, say

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
GROUPS: dict[str, list[Callable[..., None]]] = {
    "Grading": [grading.grade, grading.points, grading.show],
    "Learning management systems": [lms.import_, lms.export, lms.push, lti_tool.serve],
    "Authoring assignments": [authoring.build, authoring.translate, authoring.audit, authoring.calibrate],
    "This machine": [machine.doctor, machine.image],
}
for group, commands in GROUPS.items():
    for command in commands:
        app.command(name=command.__name__.rstrip("_"), rich_help_panel=group)(command)


def main() -> None:
    """Run the command line. An error that the user can fix prints one sentence and exits with code 2."""
    try:
        app()
    except UserError as error:
        say(("autograder:", "bold red"), " ", str(error), to=errors, lines=error.has_lines)
        sys.exit(2)
    except OSError as error:
        if not error.filename or not error.strerror:
            raise
        say(
            ("autograder:", "bold red"),
            f" {error.filename} cannot be read or written ({error.strerror}); check the path and its permissions.",
            to=errors,
        )
        sys.exit(2)
    except (Stopped, KeyboardInterrupt) as stopped:
        say(str(stopped) or "Stopped.", to=errors)
        sys.exit(130)


def _print_version(wanted: bool) -> None:
    if wanted:
        from autograder import __version__

        say(f"autograder {__version__}")
        raise typer.Exit


@app.callback()
def autograder(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Grade the notebooks of a deep-learning course, exchange grades with learning management systems, and author assignments."""
