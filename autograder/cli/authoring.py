"""Writing a course: `build`, `audit`, `calibrate`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.options import CourseOption, JobsOption
from autograder.cli.progress import progress
from autograder.report.terminal import say, say_table

if TYPE_CHECKING:
    pass


def build(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="By default all of them.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where what is committed is not what would be built.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Build the notebooks that students get, the executed reference, and the otter autograder zip."""
    from autograder.authoring.build import build_assignment
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    for name in names or loaded.assignments:
        for line in build_assignment(loaded, loaded.assignment(name), check):
            say(line)


def audit(
    assignment: Annotated[str, typer.Argument(help="The assignment whose tests are tested.")],
    repeats: Annotated[
        int, typer.Option("--repeats", min=1, help="How often each fill is graded, with other challenges each time.")
    ] = 1,
    remember: Annotated[
        bool, typer.Option("--learn", help="Store which checks each mistake fails: reports recognize it by them.")
    ] = False,
    jobs: JobsOption = None,
    course: CourseOption = None,
) -> None:
    """Test the tests: grade every fill of the bank, and list wrong ones that survive and right ones that lose points."""
    from autograder.authoring.audit import audit as run_audit
    from autograder.authoring.audit import learn, matrix
    from autograder.grading.engine import default_jobs
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    chosen = loaded.assignment(assignment)
    total = repeats * len(list(loaded.examples_folder(assignment).glob("*/*.py")))
    with progress("Auditing", total) as advance:
        trials = run_audit(loaded, chosen, repeats, jobs or default_jobs(), advance)
    say_table(matrix(trials))
    complaints = [trial for trial in trials if trial.complaint]
    for trial in complaints:
        say((trial.fill.name, "bold red"), f" (repeat {trial.repeat}): {trial.complaint}", lines=True)
    right = len({trial.fill.name for trial in trials if trial.fill.is_right})
    wrong = len({trial.fill.name for trial in trials}) - right
    say(f"{right} right fills and {wrong} wrong ones, {repeats} time(s) each: {len(complaints)} complaint(s).")
    if remember:
        say(f"{learn(loaded, chosen, trials)} mistakes can be recognized by the checks they fail.")
    if complaints:
        raise typer.Exit(1)


def calibrate(
    assignment: Annotated[str, typer.Argument(help="The assignment whose thresholds are set.")],
    repeats: Annotated[int, typer.Option("--repeats", min=20, help="How often the reference is run.")] = 200,
    jobs: JobsOption = None,
    course: CourseOption = None,
) -> None:
    """Measure how right solutions and near misses do, set the thresholds in the test files, and say how often a right one fails."""
    from autograder.authoring.calibrate import calibrate as run_calibrate
    from autograder.grading.engine import default_jobs
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    with progress("Calibrating", repeats) as advance:
        found = run_calibrate(loaded, loaded.assignment(assignment), repeats, jobs or default_jobs(), advance)
    for name, entry in found.items():
        say(
            f"{name} = {entry['threshold']}: a right solution fails {entry['false_fail_rate']} of the time ({entry['runs']} runs)"
        )
