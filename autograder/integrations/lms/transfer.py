"""Import and export: the reader of each system's download, and the writer of its files."""

import json
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.grading.gradebook import most_named
from autograder.grading.grader import max_bytes
from autograder.integrations.lms import blackboard, canvas_files, folder, github, gradescope, moodle_files, nbgrader
from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.grade_sheets import Grade, Sheet, grade_of
from autograder.integrations.lms.spool import Spool
from autograder.integrations.lms.systems import Source, Target
from autograder.integrations.lms.uploads import UPLOADS_FILE, Download, Reader, Upload, read_uploads, sort_out
from autograder.integrations.otter.gradescope_results import gradescope_results
from autograder.model.course import Assignment, Course
from autograder.model.language import english
from autograder.model.notebook_file import read_notebook
from autograder.model.submission import LeftOut, SubmittedFile, Unreadable
from autograder.model.submission_files import every_file
from autograder.report.files import ReportFolder
from autograder.report.spreadsheet import csv_of, csv_text
from autograder.report.text import number

READERS: dict[Source, Reader] = {  # of a whole download
    Source.CANVAS: canvas_files.uploads,
    Source.MOODLE: moodle_files.uploads,
    Source.BLACKBOARD: blackboard.uploads,
    Source.GRADESCOPE: gradescope.uploads,
    Source.NBGRADER: nbgrader.uploads,
    Source.FOLDER: folder.uploads,
}
SHEETS = {
    Target.CANVAS: canvas_files.gradebook,
    Target.MOODLE: moodle_files.worksheet,
    Target.BLACKBOARD: blackboard.grade_center,
}


def read_download(source: Source, paths: Sequence[Path], course: Course, assignment: str | None) -> Download:
    """Read a download that consists of zip files or folders. Raises NoSubmissions, LmsError."""
    if assignment is not None:
        course.assignment(assignment)
    left_out: list[LeftOut] = []
    files = Spool().stored(file for path in paths for file in every_file(path, max_bytes(course.limits), left_out))
    found = list(READERS[source](files))
    named = {id(one): _assignment_of(one, course) for one in found if not one.left_out}
    known = [name for name in named.values() if name in course.assignments]
    wanted = assignment or most_named(known) or ""
    if known and not wanted:
        several = ", ".join(sorted(set(known)))
        raise LmsError(f"The notebooks belong to several assignments ({several}). Name one with --assignment.")
    others = [one for one in found if not one.left_out and named[id(one)] in course.assignments and named[id(one)] != wanted]
    aside = {id(other) for other in others}
    kept = [one for one in found if id(one) not in aside]
    download = sort_out(kept, lambda upload: bool(wanted) and named[id(upload)] == wanted)
    download.left_out += left_out
    download.left_out += [(other.file.name, f"belongs to {named[id(other)]}") for other in others]
    download.at = min(map(_downloaded, paths))
    return download


def _downloaded(path: Path) -> datetime:
    """The time of the download. A zip has it; the files of an unpacked folder may have earlier times from inside the zip."""
    now = datetime.now(UTC)
    return now if path.is_dir() else min(now, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _assignment_of(upload: Upload, course: Course) -> str:
    """The assignment that the notebook names; empty if it names none or cannot be read (its verdict will report that)."""
    try:
        return read_notebook(SubmittedFile(upload.file.name, upload.file.content), max_bytes(course.limits)).assignment or ""
    except Unreadable:
        return ""


@dataclass(frozen=True)
class Graded:
    """A graded class: grades and pages by the student ids of the system."""

    grades: dict[str, Grade]
    pages: dict[str, Path]

    @property
    def held_back(self) -> list[Grade]:
        """The grades that are not sent to the system yet."""
        return [grade for grade in self.grades.values() if grade.points is None]


def graded(results: Path, course: Course) -> tuple[Graded, Assignment]:
    """Read an output folder of `autograder grade`. Raises ReportError, SheetError, LmsError."""
    reports = ReportFolder.again(results)
    if not (results / UPLOADS_FILE).is_file():
        raise LmsError(
            f"{results} has no {UPLOADS_FILE}, so the students of its submissions are unknown; "
            "import the class with `autograder import`, and grade the folder that it writes."
        )
    listed, verdicts = read_uploads(results / UPLOADS_FILE), list(reports.verdicts())
    assignment = course.assignment(verdicts[0][1].assignment)
    grades, pages = dict[str, Grade](), dict[str, Path]()
    for index, verdict in verdicts:
        student = listed.get(verdict.submission)
        if student is None or student.digest != verdict.digest:
            raise LmsError(
                f"{results / UPLOADS_FILE} does not list {verdict.submission} as it was graded; import and grade the class again."
            )
        grades[student.id] = grade_of(student, verdict, course, assignment)
        pages[student.id] = reports.page(index)
    return Graded(grades, pages), assignment


def export(
    target: Target,
    found: Graded,
    course: Course,
    assignment: Assignment,
    roster: Path | None,
    output: Path,
    left_out: Callable[[str, str], None] = lambda student, why: None,
) -> list[Path]:
    """Write the files that `target` imports into the folder `output`, and return them. Raises SheetError, LmsError.

    `left_out` is called with each student whose grade is ready but in none of the files, and the reason.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        if target in SHEETS:
            files, why = _sheet(target, found, course, assignment, roster, output)
            for student, reason in why.items():
                left_out(student, reason)
            return files
        if target is Target.NBGRADER:
            return _nbgrader(found, assignment, roster, output)
        return OTHERS[target](found, assignment, output)
    except OSError as error:
        raise LmsError(
            f"{error.filename or output} cannot be read or written ({error.strerror}); check its folder and permissions."
        ) from None


def _sheet(
    target: Target, found: Graded, course: Course, assignment: Assignment, roster: Path | None, output: Path
) -> tuple[list[Path], dict[str, str]]:
    """Write the table of the class with the points filled in, and a zip of the pages if the system accepts one."""
    if roster is None:
        raise LmsError(f"Export the table of the class from {target.capitalize()} first, and name it with --roster.")
    sheet = Sheet.read(roster, course.lms.scale)
    filled = SHEETS[target](sheet, list(assignment.title.values()), assignment.column(target.value), found.grades)
    if filled.left_out and not set(found.grades) - set(filled.left_out):
        raise LmsError(
            "; ".join(f"{found.grades[student].student.name}: {why}" for student, why in filled.left_out.items()) + "."
        )
    table = output / f"{assignment.name}-{target}.csv"
    table.write_text(csv_of(filled.rows, byte_order_mark=target is not Target.CANVAS), encoding="utf-8", newline="")
    if target is Target.BLACKBOARD:
        return [table], filled.left_out
    feedback = output / f"{assignment.name}-{target}-feedback.zip"
    with zipfile.ZipFile(feedback, "w", zipfile.ZIP_DEFLATED) as out:
        for student, name in filled.feedback:
            if found.grades[student].points is not None:
                out.write(found.pages[student], name.as_posix())
    return [table, feedback], filled.left_out


def _gradescope(found: Graded, assignment: Assignment, output: Path) -> list[Path]:
    """Write a results.json for each submission, in a folder with its Gradescope id; a group has one."""
    written: dict[Path, None] = {}
    for grade in found.grades.values():
        results = gradescope_results(grade.verdict, assignment)
        if "submission_" not in grade.student.source:
            raise LmsError(f"{grade.student.source} did not come from Gradescope; import an export from Gradescope.")
        if results is not None and grade.points is not None:
            results |= {"score": grade.points, "output": "\n\n".join(filter(None, [results["output"], grade.why]))}
            file = output / f"submission_{grade.student.attempt}" / "results.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(results, indent=1, allow_nan=False), encoding="utf-8")
            written[file] = None
    return list(written)


def _nbgrader(found: Graded, assignment: Assignment, course: Path | None, output: Path) -> list[Path]:
    """Write the table and, if nbgrader's course folder is named, the feedback files that it releases."""
    table = output / "grades.csv"
    rows = nbgrader.table(assignment.name, assignment.due, found.grades)
    table.write_text(csv_of(rows), encoding="utf-8", newline="")
    written = [table]
    told = {student: grade for student, grade in found.grades.items() if grade.points is not None}
    for student, grade in told.items() if course else ():
        page = output / nbgrader.feedback_name(assignment.name, grade)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(found.pages[student].read_bytes())
        for file in nbgrader.release_files(course, assignment.name, grade) if course else ():
            shutil.copyfile(file, page.parent / file.name)
        written.append(page)
    return written


def _github(found: Graded, assignment: Assignment, output: Path) -> list[Path]:
    written = []
    for student, grade in found.grades.items():
        if grade.points is not None:
            file = output / f"{found.pages[student].stem}.result"
            file.write_text(github.result(grade), encoding="ascii")
            written.append(file)
    return written


def _csv(found: Graded, assignment: Assignment, output: Path) -> list[Path]:
    """Write a table for people: the points of each student, and the reason for any deduction."""
    rows: list[Sequence[str]] = [("id", "name", "email", "outcome", "earned", "percent off", "points", "possible", "why")]
    for student, grade in found.grades.items():
        numbers = ["" if value is None else number(value) for value in (grade.earned, grade.percent_off, grade.points)]
        who = (student, grade.student.name, grade.student.email, grade.verdict.outcome.value)
        rows.append([*who, *numbers, number(grade.possible), english(grade.why)])
    file = output / f"{assignment.name}.csv"
    file.write_text(csv_text(rows), encoding="utf-8", newline="")
    return [file]


OTHERS = {Target.GRADESCOPE: _gradescope, Target.GITHUB: _github, Target.CSV: _csv}
