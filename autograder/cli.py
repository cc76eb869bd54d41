"""The commands: `autograder build | image | import | grade | points | export | push | serve | show | doctor | audit | calibrate`."""

import shlex
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.authoring.audit import audit as run_audit
from autograder.authoring.audit import learn, matrix
from autograder.authoring.build import BuildError, build_assignment
from autograder.authoring.calibrate import CalibrationError
from autograder.authoring.calibrate import calibrate as run_calibrate
from autograder.authoring.examples import BankError
from autograder.authoring.master import MasterError
from autograder.grading.answer_points import AnswerBook
from autograder.grading.engine import GIVEN_UP, GRADE_AGAIN, Engine, default_jobs
from autograder.grading.gradebook import Entry, Gradebook, assignment_of, take_in
from autograder.grading.grader import Grader, max_bytes
from autograder.grading.rehearsal import rehearse
from autograder.grading.store import Store, StoreError
from autograder.integrations.lms import LmsError
from autograder.integrations.lms.handins import FILE as HANDINS
from autograder.integrations.lms.handins import write_handins
from autograder.integrations.lms.online import Online
from autograder.integrations.lms.transfer import Graded, Source, Target, graded, read_download
from autograder.integrations.lms.transfer import export as export_to
from autograder.integrations.lti_tool.download import handed_in
from autograder.integrations.lti_tool.grading_loop import grade_as_it_comes
from autograder.integrations.lti_tool.records import Records
from autograder.integrations.otter.zip_file import write_image
from autograder.model.course import Assignment, Course, CourseError, Frameworks, Layer, LtiPlatform, load_course
from autograder.model.submission import LeftOut, NoSubmissions, Submissions
from autograder.model.verdict import Outcome, Verdict, cut
from autograder.report import ReportError, ReportFolder, SheetError, read_sheet, read_verdicts, results_table
from autograder.report.terminal import errors, say, say_table
from autograder.report.text import one_line
from autograder.sandbox import PURPOSE, REMEDY, Layers, SandboxError, WarmParent

EXPECTED = (
    BankError, BuildError, CalibrationError, CourseError, LmsError, MasterError, NoSubmissions, ReportError, SandboxError, SheetError,
    StoreError,
)  # fmt: skip
MOST_LISTED = 50  # names in one line
MOST_PACKAGES = 20  # that are listed
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

CourseOption = Annotated[
    Path | None, typer.Option("--course", help="grader.yml or its folder; by default searched from here upwards.")
]
JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="Submissions graded at once; one for each core by default.")
]


class Stopped(Exception):
    """Ctrl-C during the grading; the message says what is kept."""


def main() -> None:
    """Run the command line. What a user can mend ends in one sentence and exit code 2."""
    try:
        app()
    except EXPECTED as error:
        say(("autograder:", "bold red"), " ", str(error), to=errors, lines=isinstance(error, BuildError))
        sys.exit(2)
    except OSError as error:
        if not error.filename or not error.strerror:
            raise
        say(
            ("autograder:", "bold red"),
            f" {error.filename} cannot be read or written ({error.strerror}); check the folder.",
            to=errors,
        )
        sys.exit(2)
    except (Stopped, KeyboardInterrupt) as stopped:
        say(str(stopped) or "Stopped.", to=errors)
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
            say(line)


@app.command()
def image(
    folder: Annotated[Path, typer.Argument(help="Where the Dockerfile and what it copies go.")] = Path("dist/image"),
    course: CourseOption = None,
) -> None:
    """Write the Dockerfile of a ready image, in which `otter grade` and this program find all that they need."""
    write_image(load_course(course), folder)
    place = shlex.quote(str(folder))
    say(
        f"{folder}/Dockerfile: written. For `otter grade --image autograder`: docker build --target otter --tag autograder {place}"
    )
    say(f"To run this program in a container, as an ordinary user: docker build --tag autograder-engine {place}")


@app.command()
def grade(
    submissions: Annotated[list[Path], typer.Argument(help="Notebooks, folders of notebooks, and zips.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where grades.csv and the reports go.")] = Path("results"),
    assignment: Annotated[str | None, typer.Option("--assignment", "-a", help="By default what the notebooks say.")] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Grade again what has not changed, too.")] = False,
    jobs: JobsOption = default_jobs(),
    course: CourseOption = None,
) -> None:
    """Grade what is new or changed: a table here; in the output folder grades.csv, written.csv, and a JSON file and a page for each
    submission.
    """
    loaded = load_course(course)
    handed_in = _handins(submissions)
    found = Submissions(submissions, max_bytes(loaded.limits))
    with Store(loaded.store_file()) as store:
        entries = take_in(found, loaded, store)
        chosen = loaded.assignment(assignment) if assignment else assignment_of(entries, loaded)
        book = Gradebook(entries, Grader(loaded, chosen), store)
        reports = ReportFolder(output, [(entry.name, entry.digest) for entry in entries])
        _grade(book, book.distinct() if regrade else book.ungraded(), jobs)
        for number, verdict in book.verdicts():
            reports.add(number, verdict)
        not_entered = _finish(reports, AnswerBook(chosen, {entry.digest for entry in entries}, store))
    say_table(results_table(list(reports.outlines.values())))
    given_up = sum(outline.explanation == GIVEN_UP for outline in reports.outlines.values())
    if given_up:
        say(f"{given_up} not graded to the end: the machine ended the grading, most likely for lack of memory. {GRADE_AGAIN}")
    _keep_handins(handed_in, output)
    _say_left_out([(name, why) for name, why in found.left_out if name != HANDINS])
    _say_others(entries, chosen)
    say(f"Grades: {output / 'grades.csv'}; a page for each submission: {output}/*.html")
    for line in _not_installed(list(reports.outlines.values())):
        say(line)
    if any(verdict.awaiting for verdict in reports.outlines.values()):
        say(f"Written answers await points: fill in `earned` in {reports.sheet}, then run: {_points_command(reports)}")
    say(not_entered)


def _say_left_out(left_out: list[LeftOut]) -> None:
    """What was not graded, by why."""
    names = defaultdict[str, list[str]](list)
    for name, why in left_out:
        names[why].append(name)
    for why, of_them in names.items():
        more = f" and {len(of_them) - MOST_LISTED} more" if len(of_them) > MOST_LISTED else ""
        say(f"Left out ({why}): {', '.join(of_them[:MOST_LISTED])}{more}")


def _say_others(entries: list[Entry], chosen: Assignment) -> None:
    """Which submissions say that they belong to another assignment; they have no points in this one."""
    others = [entry for entry in entries if entry.assignment not in ("", chosen.name)]
    if others:
        listed = ", ".join(f"{entry.name} ({cut(entry.assignment, 80)})" for entry in others[:MOST_LISTED])
        more = f" and {len(others) - MOST_LISTED} more" if len(others) > MOST_LISTED else ""
        say(
            f"Not of {chosen.name}, and so not graded: {listed}{more}. Grade them with --assignment, into another output folder."
        )


def _not_installed(verdicts: list[Verdict]) -> Iterator[str]:
    """Which packages submissions import in vain, and what to do."""
    counts = Counter(package for verdict in verdicts for package in verdict.missing).most_common()
    for package, count in counts[:MOST_PACKAGES]:
        who = "1 submission imports" if count == 1 else f"{count} submissions import"
        yield f"{who} {package}, which is not installed here."
    if len(counts) > MOST_PACKAGES:
        yield f"{len(counts) - MOST_PACKAGES} more packages are missing; see `missing` in the JSON files."
    if counts:
        yield (
            f"To install a package: {shlex.quote(sys.executable)} -m pip install NAME. The same command then grades these submissions "
            "again. A file of a student's own has to be in the notebook; the page says so."
        )


def _handins(submissions: list[Path]) -> Path | None:
    """The file that says whose the submissions are, where a class was imported. Raises LmsError where there are two of them."""
    listed = [path / HANDINS for path in submissions if (path / HANDINS).is_file()]
    if len(listed) > 1:
        raise LmsError(
            f"{listed[0]} and {listed[1]} may name the same files; grade each class into an output folder of its own."
        )
    return listed[0] if listed else None


def _keep_handins(handed_in: Path | None, output: Path) -> None:
    """Beside the reports, and none of an earlier class."""
    if handed_in is None:
        (output / HANDINS).unlink(missing_ok=True)
    elif handed_in.resolve() != (output / HANDINS).resolve():
        shutil.copyfile(handed_in, output / HANDINS)


@app.command(name="import")
def import_(
    source: Annotated[Source, typer.Argument(help="What the notebooks come from; lti: what `autograder serve` took in.")],
    downloads: Annotated[
        list[Path] | None, typer.Argument(help="What was downloaded: zips, or folders of what was in them.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="A new folder, to be graded.")] = Path("submissions"),
    assignment: Annotated[str | None, typer.Option("--assignment", "-a", help="By default what the notebooks say.")] = None,
    course: CourseOption = None,
) -> None:
    """Take each student's newest notebook out of a download, into a folder for `autograder grade`; list what is left out."""
    loaded = load_course(course)
    if source is Source.LTI and downloads:
        raise LmsError(f"What was handed in through `autograder serve` is in the store; leave {downloads[0]} out.")
    if source is Source.LTI:
        with Records(loaded.store_file()) as records:
            download = handed_in(records, loaded, assignment)
            write_handins(download, output)
    elif downloads:
        download = read_download(source, downloads, loaded, assignment)
        write_handins(download, output)
    else:
        raise LmsError(f"Name what was downloaded from {source}: zips or folders.")
    late = sum(handin.late is True for handin in download.handins)
    flagged = f", {late} of them flagged as late" if late else ""
    say(f"{len(download.handins)} notebooks are in {output}, whose they are in {output / HANDINS}{flagged}.")
    for handin in download.superseded:
        say(f"Not the newest of {handin.name or handin.id}: {handin.file.name}")
    for name, why in download.left_out:
        say(f"Left out: {name} ({why})")


@app.command()
def export(
    target: Annotated[Target, typer.Argument(help="What the grades go to.")],
    results: Annotated[Path, typer.Argument(help="An output folder of `autograder grade`.")] = Path("results"),
    roster: Annotated[
        Path | None, typer.Option("--roster", help="The class's table as the system exports it; nbgrader: its course folder.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the files go.")] = Path("export"),
    course: CourseOption = None,
) -> None:
    """Write what a learning management system imports: grades, and feedback where it takes it; list what is held back."""
    loaded = load_course(course)
    found, assignment = graded(results, loaded)
    left_out = dict[str, str]()
    files = export_to(target, found, loaded, assignment, roster, output, left_out.__setitem__)
    shown = [str(path) for path in files[:3]] + (["…"] if len(files) > 3 else [])
    written = {id: grade for id, grade in found.grades.items() if grade.points is not None and id not in left_out}
    say(f"Written for {len(written)} of {len(found.grades)} students: {', '.join(shown)}")
    for grade in written.values():
        if grade.why:
            say(f"{grade.student.name or grade.student.id}: {grade.why}")
    for id, why in left_out.items():
        say(f"Left out: {found.grades[id].student.name} ({id}): {why}.")
    _say_held_back(found, results)


@app.command()
def push(
    system: Annotated[Online, typer.Argument(help="What the grades are sent to.")],
    results: Annotated[Path, typer.Argument(help="An output folder of `autograder grade`.")] = Path("results"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace grades, too, that were not sent from here.")] = False,
    course: CourseOption = None,
) -> None:
    """Send grades and feedback, and look whether they have arrived. The same command sends again only what is missing."""
    with _online_extra():
        from autograder.integrations.lms.online.push import Arrival, Receipt
        from autograder.integrations.lms.online.push import push as send
        from autograder.integrations.lms.online.systems import connected
    loaded = load_course(course)
    found, assignment = graded(results, loaded)
    receipts = list[Receipt]()
    with Store(loaded.store_file()) as store:
        for place, wanted in connected(system, found, loaded, assignment, store):
            with _progress(f"Sending to {system}", len(wanted)) as advance, _stoppable():
                receipts += send(place, wanted, store, overwrite, advance)
    for receipt in receipts:
        if receipt.why:
            who = f"{receipt.delivery.name} ({receipt.delivery.student})"
            say(f"{receipt.arrival.capitalize()}: {who}: {receipt.why}.")
    counts = Counter(receipt.arrival for receipt in receipts)
    if counts[Arrival.KEPT] and not overwrite:
        say(
            "What a person changed there stays; --overwrite replaces points, but not that somebody is excused, "
            "nor what cannot be seen."
        )
    say(", ".join(f"{counts[arrival]} {arrival}" for arrival in Arrival if counts[arrival]) or "Nothing to send")
    _say_held_back(found, results)
    if any(receipt.why for receipt in receipts):
        raise typer.Exit(1)


def _say_held_back(found: Graded, results: Path) -> None:
    """Whose grade the system is not told yet, and what to do."""
    whose = defaultdict[str, list[str]](list)
    for grade in found.held_back:
        whose[grade.why].append(grade.student.name or grade.student.id)
    for why, names in whose.items():
        say(f"Held back: {', '.join(names)}: {why}")
    if any(grade.verdict.awaiting for grade in found.held_back):
        say(
            f"To give written answers their points, fill in {results / 'written.csv'} and run: autograder points "
            f"{shlex.quote(str(results / 'written.csv'))}. Or send the rest without them: `lms: {{awaiting: mark}}` in grader.yml."
        )


@contextmanager
def _online_extra() -> Iterator[None]:
    """What speaks with systems is installed apart, since no student needs it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise LmsError(f"{error.name} is not installed; get it with: pip install 'dl-autograder[online]'.") from None


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped("Stopped. The journal knows what was sent; the same command goes on.") from None


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="The address that it listens on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="And the port.")] = 8000,
    jobs: JobsOption = default_jobs(),
    course: CourseOption = None,
) -> None:
    """Be the tool that a learning management system launches by LTI 1.3: students hand in, see their feedback, and scores go back."""
    with _online_extra():
        from autograder.integrations.lms.online.key import private_key
        from autograder.integrations.lti_tool.web import insist_on_port, start_web
    loaded = load_course(course)
    url = loaded.serve.url.rstrip("/")
    if loaded.lms.lti is None:
        needed = ", ".join(name for name, field in LtiPlatform.model_fields.items() if field.is_required())
        raise LmsError(
            f"Say in grader.yml which platform launches it, `lms: {{lti: {{{needed}}}}}`, and register there: login URL {url}/lti/login, "
            f"redirect URL {url}/lti/launch, public keys {url}/lti/keys (docs/online.md has all of it)."
        )
    if (near := urlsplit(url)).hostname == "localhost" and (near.port or 80) != port:
        raise LmsError(f"grader.yml says `serve: {{url: {url}}}`, and the port is {port}; make them the same.")
    private_key(loaded)
    insist_on_port(host, port)
    say("Starting the sandbox …", to=errors)
    graders = [Grader(loaded, assignment) for assignment in loaded.assignments.values()]
    with Records(loaded.store_file()) as records, Engine(graders, jobs) as engine:
        say(f"Sandbox: {engine.layers}.", to=errors)
        web = start_web(loaded.folder, host, port)
        say(
            f"Serving {loaded.serve.url} on {host}:{port}. Ctrl-C ends it; what was handed in is kept, and graded when it runs again."
        )
        grade_as_it_comes(records, graders, engine, web.is_alive, lambda line: say(line, to=errors))
    raise LmsError(f"The web server on {host}:{port} has ended; see above.")


@app.command()
def points(
    sheet: Annotated[Path, typer.Argument(help="The written.csv of an output folder, or part of it beside it, filled in.")],
    course: CourseOption = None,
) -> None:
    """Enter the points that people gave written answers in a sheet, and write the reports beside it again."""
    loaded = load_course(course)
    rows = read_sheet(sheet)
    reports = ReportFolder.again(sheet.parent)
    outlines = [verdict.outline() for _, verdict in reports.verdicts()]
    with Store(loaded.store_file()) as store:
        answers = AnswerBook(loaded.assignment(outlines[0].assignment), {verdict.digest for verdict in outlines}, store)
        entered = answers.enter(rows)
        for number, verdict in reports.verdicts():
            reports.add(number, verdict.with_points(store.points(verdict.assignment, verdict.digest)))
        not_entered = _finish(reports, answers)
    written = [answer for verdict in reports.outlines.values() for answer in verdict.written]
    awaiting = sum(answer.earned is None for answer in written)
    have, await_ = _answers_have(len(written) - awaiting), "awaits" if awaiting == 1 else "await"
    say(f"{entered.given} entered, {entered.taken_back} taken back: {have} points now, {awaiting} still {await_} them.")
    if entered.untouched:
        say(f"{_answers_have(entered.untouched)} no points in this sheet, but some from another one, which stay.")
    say(not_entered)


def _finish(reports: ReportFolder, answers: AnswerBook) -> str:
    """Write the tables of the reports' folder. Points that are in its sheet but not in the store stay there: say so, if there are any."""
    reports.finish()
    if not answers.assignment.by_hand:
        return ""
    try:
        kept = answers.not_entered(reports.sheet)
    except SheetError as error:
        return f"The sheet stays as it is, since it could not be entered: {error}"
    reports.write_sheet(kept)
    filled = sum(row.earned is not None for row in kept)
    if not filled:
        return ""
    return f"{_answers_have(filled)} points in the sheet that are not entered yet; to enter them: {_points_command(reports)}"


def _points_command(reports: ReportFolder) -> str:
    return shlex.join(["autograder", "points", str(reports.sheet)])


def _answers_have(count: int) -> str:
    return f"{count} answer has" if count == 1 else f"{count} answers have"


def _grade(book: Gradebook, entries: list[Entry], jobs: int) -> None:
    """Grade `entries` with a display of how far it is, and say what is not graded again."""
    unchanged = len(book.distinct()) - len(entries)
    if unchanged:
        say(f"{unchanged} graded before and unchanged; {len(entries)} to grade.", to=errors)
    if not entries:
        return
    with Engine([book.grader], min(jobs, len(entries))) as engine, _progress("Grading", len(entries)) as advance:
        say(f"Sandbox: {engine.layers}.", to=errors)
        done = 0
        try:
            for verdict in book.grade(entries, engine):
                advance(verdict)
                done += 1
        except KeyboardInterrupt:
            raise Stopped(f"Stopped. {done} of {len(entries)} are graded and kept; the same command goes on.") from None


@app.command()
def doctor(course: CourseOption = None) -> None:
    """Say which layers of the sandbox hold on this machine, what each is for, and how to get those that do not."""
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
        say(f"A trial submission ran in it, with all that notebooks with {', '.join(frameworks)} import.")
    below = layers.below(rules.floor)
    if below:
        say("\n", ("Grading is refused:", "bold red"), f" grader.yml asks for {', '.join(below)}.", lines=True)
        raise typer.Exit(1)
    say(f"grader.yml asks for {', '.join(rules.floor) or 'nothing'}: grading goes ahead.")


def _by_frameworks(course: Course) -> dict[Frameworks, list[Assignment]]:
    grouped: dict[Frameworks, list[Assignment]] = {}
    for assignment in course.assignments.values():
        grouped.setdefault(assignment.frameworks, []).append(assignment)
    return grouped


def _layer_table(layers: Layers, floor: Collection[Layer]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for heading in ("layer", "holds", "what it is for"):
        table.add_column(heading)
    for layer in Layer:
        asked = " (asked for)" if layer in floor else ""
        if layer in layers:
            holds = Text(f"yes{asked}", style="green")
        elif layer in layers.missing:
            holds = Text(f"no{asked}", style="bold red" if asked else "yellow")
        else:
            holds = Text("not needed", style="dim")
        table.add_row(layer.value, holds, PURPOSE[layer])
    return table


def _what_is_missing(layers: Layers) -> Iterator[tuple[str, str]]:
    """The layers that do not hold, those with one reason together, and why, and how to get them."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for layer, why in layers.missing.items():
        reasons.setdefault((why, REMEDY[layer]), []).append(layer.value)
    for (why, remedy), names in reasons.items():
        yield ", ".join(names), f"{why}. To get it: {remedy}."


@app.command()
def show(
    results: Annotated[Path, typer.Argument(help="An output folder of `autograder grade`, or one submission's JSON file.")],
) -> None:
    """Show results again: a folder's table, or one submission check by check."""
    verdicts = read_verdicts(results)
    if results.is_dir():
        say_table(results_table(verdicts))
    else:
        _print_checks(verdicts[0])


@app.command()
def audit(
    assignment: Annotated[str, typer.Argument(help="The assignment whose tests are tested.")],
    repeats: Annotated[
        int, typer.Option("--repeats", min=1, help="How often each fill is graded, with other challenges each time.")
    ] = 1,
    remember: Annotated[
        bool, typer.Option("--learn", help="Store which checks each mistake fails: reports recognize it by them.")
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
        say(
            f"{name} = {entry['threshold']}: a right solution fails {entry['false_fail_rate']} of the time ({entry['runs']} runs)"
        )


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[..., None]]:
    """Show on a terminal how far it is, what did not end as graded, and how long it will take; say nothing elsewhere."""
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[troubles]}"),
        TimeRemainingColumn(),
    )
    # Without a thread that draws: workers that are started anew are forks of this process.
    with Progress(*columns, console=errors, transient=True, auto_refresh=False, disable=not errors.is_terminal) as progress:
        task = progress.add_task(what, total=total, troubles="")
        troubles: Counter[Outcome] = Counter()

        def advance(verdict: Verdict | None = None) -> None:
            if verdict is not None and verdict.outcome is not Outcome.GRADED:
                troubles[verdict.outcome] += 1
            said = ", ".join(f"{count} {outcome}" for outcome, count in troubles.items())
            progress.update(task, advance=1, troubles=said, refresh=True)

        progress.refresh()
        yield advance


def _print_checks(verdict: Verdict) -> None:
    say((one_line(verdict.submission), "bold"), f": {verdict.outcome}. {verdict.explanation}")
    for question in verdict.questions:
        say(
            "\n",
            (question.name, "bold"),
            f" {one_line(question.title)}: {question.earned:g} of {question.points:g}",
            lines=True,
        )
        for check in question.checks:
            say("  ", ("✓", "green") if check.passed else ("✗", "red"), f" {check.name}")
            if not check.passed:
                _print_aside(check.message)
    for answer in verdict.written:
        state = "awaits a person" if answer.earned is None else f"{answer.earned:g} of {answer.points:g}"
        say("\n", (answer.name, "bold"), f" {one_line(answer.title)}: {state}", lines=True)
        _print_aside(answer.remark)
        _print_aside(answer.comment)
    for note in verdict.notes:  # a fault of ours comes with its traceback, which no student's page has
        _print_aside(note)


def _print_aside(text: str) -> None:
    """Indented, so that no line of it looks like one of ours."""
    for line in text.splitlines():
        say((f"      {line}", "dim"))
