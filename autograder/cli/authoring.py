"""The commands for authors: `build`, `translate`, `audit`, `calibrate`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.options import CourseOption, JobsOption
from autograder.cli.progress import progress
from autograder.report.terminal import say, say_table

if TYPE_CHECKING:
    pass


def build(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ASSIGNMENT", help="Assignments to build. Default: all of them.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a committed file differs from a fresh build.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Build the student notebooks, a zip of each with the package for students, the executed reference, and the otter autograder zip."""
    from autograder.authoring.build import build_assignment
    from autograder.authoring.catalogs import check_catalogs
    from autograder.model.course_file import load_course
    from autograder.model.course_texts import CatalogError

    loaded = load_course(course)
    for name in names or loaded.assignments:
        for line in build_assignment(loaded, loaded.assignment(name), check):
            say(line)
    try:
        check_catalogs(loaded)
    except CatalogError as error:
        if check:
            raise
        say(("Note: ", "bold"), str(error), lines=True)  # a course may be handed out before all is translated


def translate(
    package: Annotated[
        bool, typer.Option("--package", help="Update the catalogs of the package itself. For those who work on it.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Update the catalogs in the folder `locale`: a .po file with the texts to translate for each language of the notebooks."""
    from autograder.authoring.catalogs import languages, update_catalogs, update_package_catalogs
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    for line in update_package_catalogs(languages(loaded)) if package else update_catalogs(loaded):
        say(line)


def audit(
    assignment: Annotated[str, typer.Argument(help="Assignment to audit.")],
    repeats: Annotated[
        int,
        typer.Option("--repeats", min=1, help="Number of times to grade each example, each time with different challenges."),
    ] = 1,
    remember: Annotated[
        bool, typer.Option("--learn", help="Store the checks that each mistake fails, so that reports can name the mistake.")
    ] = False,
    jobs: JobsOption = None,
    course: CourseOption = None,
) -> None:
    """Test the tests: grade every example, and list the wrong ones that pass and the right ones that lose points."""
    from autograder.authoring.audit import audit as run_audit
    from autograder.authoring.audit import learn, matrix
    from autograder.grading.engine import default_jobs
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    chosen = loaded.assignment(assignment)
    total = repeats * len(list(loaded.examples_folder(assignment).glob("*/*.py")))
    with progress("Auditing", total) as advance:
        graded_examples = run_audit(loaded, chosen, repeats, jobs or default_jobs(), advance)
    say_table(matrix(graded_examples))
    complaints = [graded for graded in graded_examples if graded.complaint]
    for graded in complaints:
        say((graded.example.name, "bold red"), f" (repeat {graded.repeat}): {graded.complaint}", lines=True)
    right = len({graded.example.name for graded in graded_examples if graded.example.is_right})
    wrong = len({graded.example.name for graded in graded_examples}) - right
    say(f"{right} right and {wrong} wrong examples, graded {repeats} time(s) each: {len(complaints)} complaint(s).")
    if remember:
        say(f"{learn(loaded, chosen, graded_examples)} mistakes can be recognized by the checks that they fail.")
    if complaints:
        raise typer.Exit(1)


def calibrate(
    assignment: Annotated[str, typer.Argument(help="Assignment to calibrate.")],
    repeats: Annotated[int, typer.Option("--repeats", min=20, help="Number of runs of the reference solution.")] = 200,
    jobs: JobsOption = None,
    course: CourseOption = None,
) -> None:
    """Measure right solutions and near misses, set the thresholds in the test files, and report how often a right solution fails."""
    from autograder.authoring.calibrate import calibrate as run_calibrate
    from autograder.grading.engine import default_jobs
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    with progress("Calibrating", repeats) as advance:
        found = run_calibrate(loaded, loaded.assignment(assignment), repeats, jobs or default_jobs(), advance)
    for name, entry in found.items():
        say(
            f"{name} = {entry['threshold']}: a right solution fails with probability {entry['false_fail_rate']} ({entry['runs']} runs)"
        )
