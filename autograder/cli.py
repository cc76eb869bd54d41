"""The commands: `autograder build | grade | show | audit | calibrate`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.audit import audit as run_audit
from autograder.audit import learn, matrix
from autograder.bank import BankError
from autograder.build import BuildError, build_assignment
from autograder.calibrate import CalibrationError
from autograder.calibrate import calibrate as run_calibrate
from autograder.course import Assignment, Course, CourseError, load_course
from autograder.engine import Task, default_jobs, grade_all
from autograder.grading import Grader, max_bytes
from autograder.master import MasterError
from autograder.report import ReportError, read_verdicts, results_table, write_reports
from autograder.sandbox import SandboxError
from autograder.submission import NoSubmissions, SubmittedFile, Unreadable, collect, read_notebook
from autograder.verdict import Verdict

EXPECTED = (BankError, BuildError, CalibrationError, CourseError, MasterError, NoSubmissions, ReportError, SandboxError)
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
console = Console()
errors = Console(stderr=True)

CourseOption = Annotated[
    Path | None, typer.Option("--course", help="grader.yml or its folder; by default searched from here upwards.")
]
JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="Submissions graded at once; one for each core by default.")
]


def main() -> None:
    """Run the command line. What a user can mend ends in one sentence and exit code 2."""
    try:
        app()
    except EXPECTED as error:
        errors.print(f"[bold red]autograder:[/] {_escaped(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(2)
    except KeyboardInterrupt:
        errors.print("Stopped.")
        sys.exit(130)


@app.command()
def build(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="By default all of them.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where what is committed is not what would be built.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Build the notebooks that students get, the executed reference, and the otter autograder zip."""
    loaded = load_course(course)
    for name in names or loaded.assignments:
        for line in build_assignment(loaded, loaded.assignment(name), check):
            console.print(line, highlight=False, soft_wrap=True)


@app.command()
def grade(
    submissions: Annotated[list[Path], typer.Argument(help="Notebooks, folders of notebooks, and zips.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where grades.csv and the reports go.")] = Path("results"),
    assignment: Annotated[str | None, typer.Option("--assignment", "-a", help="By default what the notebooks say.")] = None,
    jobs: JobsOption = default_jobs(),
    course: CourseOption = None,
) -> None:
    """Grade submissions: a table here, and grades.csv, a JSON file and a page for each submission in the output folder."""
    loaded = load_course(course)
    files, left_out = collect(submissions, max_bytes(loaded.limits))
    chosen = loaded.assignment(assignment) if assignment else _assignment_of(files, loaded)
    write_reports([], output)  # an output folder that cannot be written is better known before an hour of grading
    grader = Grader(loaded, chosen)
    with _progress("Grading", len(files)) as advance:
        verdicts = grade_all([Task(grader, file) for file in files], jobs, advance)
    write_reports(verdicts, output)
    console.print(results_table(verdicts))
    if left_out:
        console.print(f"Left out, since they are no notebooks: {_escaped(', '.join(left_out))}", soft_wrap=True)
    console.print(
        f"Grades: {_escaped(str(output / 'grades.csv'))}; a page for each submission: {_escaped(str(output))}/*.html",
        soft_wrap=True,
    )


@app.command()
def show(
    results: Annotated[Path, typer.Argument(help="An output folder of `autograder grade`, or one submission's JSON file.")],
) -> None:
    """Show results again: a folder's table, or one submission check by check."""
    verdicts = read_verdicts(results)
    if results.is_dir():
        console.print(results_table(verdicts))
    else:
        _print_checks(verdicts[0])


@app.command()
def audit(
    assignment: Annotated[str, typer.Argument(help="The assignment whose tests are tested.")],
    repeats: Annotated[
        int, typer.Option("--repeats", min=1, help="How often each fill is graded, with other challenges each time.")
    ] = 1,
    remember: Annotated[
        bool, typer.Option("--learn", help="Store which checks each mistake fails: reports recognise it by them.")
    ] = False,
    jobs: JobsOption = default_jobs(),
    course: CourseOption = None,
) -> None:
    """Test the tests: grade every fill of the bank, and list wrong ones that survive and right ones that lose points."""
    loaded = load_course(course)
    chosen = loaded.assignment(assignment)
    total = repeats * len(list(loaded.bank_folder(assignment).glob("*/*.py")))
    with _progress("Auditing", total) as advance:
        trials = run_audit(loaded, chosen, repeats, jobs, advance)
    console.print(matrix(trials))
    complaints = [trial for trial in trials if trial.complaint]
    for trial in complaints:
        console.print(
            f"[bold red]{trial.fill.name}[/] (repeat {trial.repeat}): {_escaped(trial.complaint)}",
            highlight=False,
            soft_wrap=True,
        )
    right = len({trial.fill.name for trial in trials if trial.fill.is_right})
    wrong = len({trial.fill.name for trial in trials}) - right
    console.print(f"{right} right fills and {wrong} wrong ones, {repeats} time(s) each: {len(complaints)} complaint(s).")
    if remember:
        console.print(f"{learn(loaded, chosen, trials)} mistakes can be recognised by the checks they fail.")
    if complaints:
        raise typer.Exit(1)


@app.command()
def calibrate(
    assignment: Annotated[str, typer.Argument(help="The assignment whose thresholds are set.")],
    repeats: Annotated[int, typer.Option("--repeats", min=20, help="How often the reference is run.")] = 200,
    jobs: JobsOption = default_jobs(),
    course: CourseOption = None,
) -> None:
    """Measure how right solutions and near misses do, set the thresholds in the test files, and say how often a right one fails."""
    loaded = load_course(course)
    with _progress("Calibrating", repeats) as advance:
        found = run_calibrate(loaded, loaded.assignment(assignment), repeats, jobs, advance)
    for name, entry in found.items():
        console.print(
            f"{name} = {entry['threshold']}: a right solution fails {entry['false_fail_rate']} of the time ({entry['runs']} runs)"
        )


def _assignment_of(files: list[SubmittedFile], course: Course) -> Assignment:
    """The assignment that the notebooks name; the only one of the course where they name none."""
    names = set()
    for file in files:
        try:
            names.add(read_notebook(file, max_bytes(course.limits)).assignment)
        except Unreadable:
            continue
    known = sorted(name for name in names if name in course.assignments)
    if len(known) > 1:
        raise NoSubmissions(f"The notebooks belong to several assignments ({', '.join(known)}). Name one with --assignment.")
    if not known and len(course.assignments) > 1:
        raise NoSubmissions("The notebooks do not say which assignment they belong to. Name it with --assignment.")
    return course.assignment(known[0] if known else next(iter(course.assignments)))


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[Verdict], None]]:
    """Show progress on a terminal; say nothing elsewhere."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda verdict: progress.advance(task)


def _print_checks(verdict: Verdict) -> None:
    console.print(
        f"[bold]{_escaped(verdict.submission)}[/]: {verdict.outcome}. {_escaped(verdict.explanation)}", highlight=False
    )
    for question in verdict.questions:
        console.print(
            f"\n[bold]{question.name}[/] {_escaped(question.title)}: {question.earned:g} of {question.points:g}",
            highlight=False,
        )
        for check in question.checks:
            console.print(
                f"  [{'green' if check.passed else 'red'}]{'✓' if check.passed else '✗'}[/] {_escaped(check.name)}",
                highlight=False,
            )
            if not check.passed:
                console.print(f"      {_escaped(check.message)}", highlight=False, style="dim")
    for answer in verdict.written:
        state = "awaits a person" if answer.earned is None else f"{answer.earned:g} of {answer.points:g}"
        console.print(f"\n[bold]{answer.name}[/] {_escaped(answer.title)}: {state}", highlight=False)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
