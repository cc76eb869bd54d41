"""The commands for grading: `grade`, `points`, `show`."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.options import CourseOption, JobsOption
from autograder.cli.progress import Stopped, progress
from autograder.report.terminal import errors, say, say_table

if TYPE_CHECKING:
    from autograder.grading.answer_points import AnswerBook
    from autograder.grading.gradebook import Entry, Gradebook
    from autograder.model.course import Assignment, Course
    from autograder.model.submission import LeftOut
    from autograder.model.verdict import Verdict
    from autograder.report.files import ReportFolder

MOST_LISTED = 50  # names in one line
MOST_PACKAGES = 20  # to list


def grade(
    submissions: Annotated[list[Path], typer.Argument(help="Notebooks, folders of notebooks, or zip files.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for grades.csv and the reports.")] = Path("results"),
    assignment: Annotated[
        str | None, typer.Option("--assignment", "-a", help="Assignment to grade. Default: the one that the notebooks name.")
    ] = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Grade every submission again, even if it has not changed.")
    ] = False,
    jobs: JobsOption = None,
    course: CourseOption = None,
) -> None:
    """Grade new and changed submissions. Print a table, and write grades.csv, written.csv, and a JSON file and a page for each submission
    into the output folder.
    """
    from autograder.grading.answer_points import AnswerBook
    from autograder.grading.engine import GIVEN_UP, GRADE_AGAIN, default_jobs
    from autograder.grading.gradebook import Gradebook, assignment_of, take_in
    from autograder.grading.grader import Grader, max_bytes
    from autograder.grading.store import Store
    from autograder.integrations.lms.uploads import UPLOADS_FILE
    from autograder.model.course_file import load_course
    from autograder.model.submission_files import Submissions
    from autograder.report.files import ReportFolder
    from autograder.report.table import results_table

    loaded = load_course(course)
    upload_list = _uploads(submissions)
    found = Submissions(submissions, max_bytes(loaded.limits))
    with Store(loaded.store_file()) as store:
        entries = take_in(found, loaded, store)
        chosen = loaded.assignment(assignment) if assignment else assignment_of(entries, loaded)
        book = Gradebook(entries, Grader(loaded, chosen), store)
        reports = ReportFolder(output, [(entry.name, entry.digest) for entry in entries])
        _grade(book, book.distinct() if regrade else book.ungraded(), jobs or default_jobs())
        for number, verdict in book.verdicts():
            reports.add(number, verdict.with_advice(chosen.due, loaded.contact))
        not_entered = _finish(reports, AnswerBook(chosen, {entry.digest for entry in entries}, store))
    say_table(results_table(list(reports.outlines.values())))
    given_up = sum(outline.explanation == GIVEN_UP for outline in reports.outlines.values())
    if given_up:
        say(
            f"{given_up} not graded completely: the machine stopped the grading, most likely because it ran out of memory. {GRADE_AGAIN}"
        )
    _keep_uploads(upload_list, output)
    _say_left_out([(name, why) for name, why in found.left_out if name != UPLOADS_FILE])
    _say_others(entries, chosen)
    _say_not_built(loaded, chosen)
    say(f"Grades: {output / 'grades.csv'}. Pages for students: {output}/*.html")
    for line in _not_installed(list(reports.outlines.values())):
        say(line)
    if any(verdict.awaiting for verdict in reports.outlines.values()):
        say(
            f"Written answers await points. Fill in the column `earned` of {reports.sheet}, then run: {_points_command(reports)}"
        )
    say(not_entered)


def points(
    sheet: Annotated[Path, typer.Argument(help="A filled-in written.csv, or a part of it saved in the same folder.")],
    course: CourseOption = None,
) -> None:
    """Enter the points for written answers from a filled-in sheet, and rewrite the reports in its folder."""
    from autograder.grading.answer_points import AnswerBook
    from autograder.grading.store import Store
    from autograder.model.course_file import load_course
    from autograder.report.files import ReportFolder
    from autograder.report.written_csv import read_sheet

    loaded = load_course(course)
    rows = read_sheet(sheet)
    reports = ReportFolder.again(sheet.parent)
    outlines = [verdict.outline() for _, verdict in reports.verdicts()]
    with Store(loaded.store_file()) as store:
        answers = AnswerBook(loaded.assignment(outlines[0].assignment), {verdict.digest for verdict in outlines}, store)
        entered = answers.enter(rows)
        for number, verdict in reports.verdicts():
            graded = verdict.with_points(store.points(verdict.assignment, verdict.digest))
            reports.add(number, graded.with_advice(loaded.assignment(verdict.assignment).due, loaded.contact))
        not_entered = _finish(reports, answers)
    written = [answer for verdict in reports.outlines.values() for answer in verdict.written]
    awaiting = sum(answer.earned is None for answer in written)
    have, await_ = _answers_have(len(written) - awaiting), "awaits" if awaiting == 1 else "await"
    say(f"{entered.given} entered, {entered.taken_back} removed: {have} points now, {awaiting} still {await_} them.")
    if entered.untouched:
        say(f"{_answers_have(entered.untouched)} no points in this sheet; the points from another sheet are kept.")
    say(not_entered)


def show(
    results: Annotated[Path, typer.Argument(help="Output folder of `autograder grade`, or the JSON file of one submission.")],
) -> None:
    """Show earlier results: the table of a folder, or the checks of one submission."""
    from autograder.report.files import read_verdicts
    from autograder.report.table import results_table

    verdicts = read_verdicts(results)
    if results.is_dir():
        say_table(results_table(verdicts))
    else:
        _print_checks(verdicts[0])


def _grade(book: Gradebook, entries: list[Entry], jobs: int) -> None:
    """Grade `entries` with a progress bar, and say how many unchanged submissions are not graded again."""
    from autograder.grading.engine import Engine

    unchanged = len(book.distinct()) - len(entries)
    if unchanged:
        say(f"{unchanged} unchanged since the last grading; {len(entries)} to grade.", to=errors)
    if not entries:
        return
    with Engine([book.grader], min(jobs, len(entries))) as engine, progress("Grading", len(entries)) as advance:
        say(f"Sandbox: {engine.layers}.", to=errors)
        done = 0
        try:
            for verdict in book.grade(entries, engine):
                advance(verdict)
                done += 1
        except KeyboardInterrupt:
            raise Stopped(
                f"Stopped. {done} of {len(entries)} are graded and saved; run the same command to continue."
            ) from None


def _finish(reports: ReportFolder, answers: AnswerBook) -> str:
    """Write the tables of the report folder. Return a sentence on points that are in its sheet but not in the store; they stay in the sheet."""
    from autograder.report.spreadsheet import SheetError

    reports.finish()
    if not answers.assignment.by_hand:
        return ""
    try:
        kept = answers.not_entered(reports.sheet)
    except SheetError as error:
        return f"The sheet was left unchanged because it could not be read: {error}"
    reports.write_sheet(kept)
    filled = sum(row.earned is not None for row in kept)
    if not filled:
        return ""
    return (
        f"{_answers_have(filled)} points in the sheet that are not entered yet. To enter them, run: {_points_command(reports)}"
    )


def _say_left_out(left_out: list[LeftOut]) -> None:
    """List the files that were not graded, grouped by reason."""
    names = defaultdict[str, list[str]](list)
    for name, why in left_out:
        names[why].append(name)
    for why, of_them in names.items():
        more = f" and {len(of_them) - MOST_LISTED} more" if len(of_them) > MOST_LISTED else ""
        say(f"Left out ({why}): {', '.join(of_them[:MOST_LISTED])}{more}")


def _say_others(entries: list[Entry], chosen: Assignment) -> None:
    """List the submissions that name another assignment; they get no points in this one."""
    from autograder.model.verdict import cut

    others = [entry for entry in entries if entry.assignment not in ("", chosen.name)]
    if others:
        listed = ", ".join(f"{entry.name} ({cut(entry.assignment, 80)})" for entry in others[:MOST_LISTED])
        more = f" and {len(others) - MOST_LISTED} more" if len(others) > MOST_LISTED else ""
        say(
            f"Not graded, because they belong to an assignment other than {chosen.name}: {listed}{more}. "
            "Grade them with --assignment into another output folder."
        )


def _say_not_built(course: Course, assignment: Assignment) -> None:
    """Warn if the notebooks for students are missing, since a written answer then cannot be distinguished from its prompt."""
    from autograder.model.handout import built_handouts
    from autograder.model.handout_names import file_name

    names = {file_name(assignment.name, language) for language in assignment.title}
    missing = sorted(names - built_handouts(course, assignment).keys())
    if assignment.by_hand and missing:
        folder = course.handout_folder(assignment.name)
        say(
            f"{folder} lacks {', '.join(missing)}, so written answers are found by their cells' names only, and prompts count as "
            f"answers. Run `autograder build {assignment.name}`, and grade again."
        )


def _not_installed(verdicts: list[Verdict]) -> Iterator[str]:
    """Sentences on the missing packages that submissions import, and on how to install them."""
    counts = Counter(package for verdict in verdicts for package in verdict.missing).most_common()
    for package, count in counts[:MOST_PACKAGES]:
        who = "1 submission imports" if count == 1 else f"{count} submissions import"
        yield f"{who} {package}, which is not installed here."
    if len(counts) > MOST_PACKAGES:
        yield f"{len(counts) - MOST_PACKAGES} more packages are missing; the JSON files list them under `missing`."
    if counts:
        yield (
            f"To install a package, run: {shlex.quote(sys.executable)} -m pip install NAME. Then run the same command to grade these "
            "submissions again. If NAME is a student's own file, its code has to be in the notebook; the student's page says so."
        )


def _uploads(submissions: list[Path]) -> Path | None:
    """The uploads.csv of an imported class, if there is one. Raises LmsError if there are two."""
    from autograder.integrations.lms.errors import LmsError
    from autograder.integrations.lms.uploads import UPLOADS_FILE

    listed = [path / UPLOADS_FILE for path in submissions if (path / UPLOADS_FILE).is_file()]
    if len(listed) > 1:
        raise LmsError(f"{listed[0]} and {listed[1]} may name the same files; grade each class into its own output folder.")
    return listed[0] if listed else None


def _keep_uploads(handed_in: Path | None, output: Path) -> None:
    """Copy uploads.csv to the reports, or remove the one of an earlier class."""
    from autograder.integrations.lms.uploads import UPLOADS_FILE

    if handed_in is None:
        (output / UPLOADS_FILE).unlink(missing_ok=True)
    elif handed_in.resolve() != (output / UPLOADS_FILE).resolve():
        shutil.copyfile(handed_in, output / UPLOADS_FILE)


def _points_command(reports: ReportFolder) -> str:
    return shlex.join(["autograder", "points", str(reports.sheet)])


def _answers_have(count: int) -> str:
    return f"{count} answer has" if count == 1 else f"{count} answers have"


def _print_checks(verdict: Verdict) -> None:
    from autograder.report.text import one_line

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
        state = "awaits points" if answer.earned is None else f"{answer.earned:g} of {answer.points:g}"
        say("\n", (answer.name, "bold"), f" {one_line(answer.title)}: {state}", lines=True)
        _print_aside(answer.remark)
        _print_aside(answer.comment)
    for note in verdict.notes:  # a grader error has a traceback, which is not on the student's page
        _print_aside(note)


def _print_aside(text: str) -> None:
    """Print `text` indented, so that none of its lines looks like one of ours."""
    for line in text.splitlines():
        say((f"      {line}", "dim"))
