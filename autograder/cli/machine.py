"""The commands about the machine that grades: `doctor`, `image`."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from autograder.cli.options import CourseOption
from autograder.report.terminal import say, say_table

if TYPE_CHECKING:
    from autograder.model.course import Assignment, Course
    from autograder.model.course_settings import Frameworks
    from autograder.model.layers import Layer
    from autograder.sandbox.layers import Layers


def doctor(course: CourseOption = None) -> None:
    """Show which layers of the sandbox work on this machine, the purpose of each, and how to enable the missing ones."""
    from autograder.grading.rehearsal import rehearse
    from autograder.model.course_file import load_course
    from autograder.sandbox.client import WarmParent

    loaded = load_course(course)
    rules = loaded.sandbox
    for number, (frameworks, assignments) in enumerate(_by_frameworks(loaded).items()):
        with WarmParent(frameworks) as parent:
            layers = parent.layers
            if number == 0:
                say_table(_layer_table(layers, rules.floor))
                for names, said in _what_is_missing(layers):
                    say("\n", (names, "bold"), f": {said}", lines=True)
                say("\n", lines=True)
            rehearse(parent, [loaded.master(assignment.name) for assignment in assignments])
        say(f"A test submission ran in the sandbox, with everything that notebooks with {', '.join(frameworks)} import.")
    below = layers.below(rules.floor)
    if below:
        say("\n", ("Grading is refused:", "bold red"), f" grader.yml requires {', '.join(below)}.", lines=True)
        raise typer.Exit(1)
    say(f"grader.yml requires {', '.join(rules.floor) or 'no layer'}: this machine can grade.")


def image(
    folder: Annotated[Path, typer.Argument(help="Folder for the Dockerfile and the files that it copies.")] = Path(
        "dist/image"
    ),
    course: CourseOption = None,
) -> None:
    """Write the Dockerfile of an image with everything that `otter grade` and this program need."""
    from autograder.integrations.otter.zip_file import write_image
    from autograder.model.course_file import load_course

    write_image(load_course(course), folder)
    place = shlex.quote(str(folder))
    say(
        f"{folder}/Dockerfile written. For `otter grade --image autograder`, run: docker build --target otter --tag autograder {place}"
    )
    say(f"To run this program in a container as an ordinary user, run: docker build --tag autograder-engine {place}")


def _by_frameworks(course: Course) -> dict[Frameworks, list[Assignment]]:

    grouped: dict[Frameworks, list[Assignment]] = {}
    for assignment in course.assignments.values():
        grouped.setdefault(assignment.frameworks, []).append(assignment)
    return grouped


def _layer_table(layers: Layers, floor: Collection[Layer]) -> Table:
    from autograder.model.layers import Layer
    from autograder.sandbox.layers import PURPOSE

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for heading in ("layer", "works", "purpose"):
        table.add_column(heading)
    for layer in Layer:
        asked = " (required)" if layer in floor else ""
        if layer in layers:
            holds = Text(f"yes{asked}", style="green")
        elif layer in layers.missing:
            holds = Text(f"no{asked}", style="bold red" if asked else "yellow")
        else:
            holds = Text("not needed", style="dim")
        table.add_row(layer.value, holds, PURPOSE[layer])
    return table


def _what_is_missing(layers: Layers) -> Iterator[tuple[str, str]]:
    """Yield the names of the missing layers, grouped by reason, and the reason with its remedy."""
    from autograder.sandbox.layers import REMEDY

    reasons: dict[tuple[str, str], list[str]] = {}
    for layer, why in layers.missing.items():
        reasons.setdefault((why, REMEDY[layer]), []).append(layer.value)
    for (why, remedy), names in reasons.items():
        yield ", ".join(names), f"{why}. To enable: {remedy}."
