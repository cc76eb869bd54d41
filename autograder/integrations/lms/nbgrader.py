"""nbgrader: a course's folder or its exchange, the table that `nbgrader export` writes, and the folder of feedback."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.grade_sheets import Grade
from autograder.integrations.lms.uploads import File, Upload
from autograder.report.text import number

# exchange: {course}/inbound/{student}+{assignment}+{time}[+{random}]/…; course: submitted/{student}/{assignment}/…
INBOUND = re.compile(r"(?P<id>[^+]+)\+(?P<assignment>[^+]+)\+(?P<time>[^+]+)(\+[^+]*)?")
STEP, TIMESTAMP, SECRET = "submitted", "timestamp.txt", "submission_secret.txt"
STEPS = {
    "source",
    "release",
    "submitted",
    "autograded",
    "feedback",
    "inbound",
    "outbound",
}  # folders of a course or an exchange
TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)?")
HEADER = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
          "late_submission_penalty", "score", "max_score")  # fmt: skip


def uploads(files: Sequence[File]) -> Iterator[Upload]:
    """The notebooks that students submitted; several assignments may be there, and grading asks for one."""
    # The folder `submitted` itself may have been named.
    paths = [PurePosixPath(file.uploaded_as) for file in files]
    shallow = not {path.parts[0] for path in paths} & STEPS and all(len(path.parts) >= 3 for path in paths)
    times = {PurePosixPath(f.name).parent: _time(f.content.decode(errors="replace")) for f in files if _is_timestamp(f)}
    for file, path in zip(files, paths, strict=True):
        student, inbound = _student(path, shallow)
        if path.name in (TIMESTAMP, SECRET):
            continue
        if student is None:
            yield Upload(file, left_out=f"it is neither in {STEP}/ nor in an exchange's inbound/")
        elif not file.name.lower().endswith(".ipynb"):
            yield Upload(file, left_out="no notebook")
        else:
            time = times.get(path.parent) or _time(inbound)
            yield Upload(file, student, attempt=time.isoformat() if time else "", submitted=time)


def _is_timestamp(file: File) -> bool:
    return PurePosixPath(file.name).name == TIMESTAMP


def _student(path: PurePosixPath, shallow: bool) -> tuple[str | None, str]:
    """Whose it is, and what the exchange's folder says of the time. The outermost folder decides: those inside are the student's own."""
    folders = path.parts[:-1]
    for place, part in enumerate(folders):
        inbound = INBOUND.fullmatch(part)
        if inbound:
            return (inbound["id"], inbound["time"]) if place == len(folders) - 1 else (None, "")
        if part == STEP:
            return (folders[place + 1] if len(folders) == place + 3 else None), ""
    return (folders[0] if shallow and len(folders) == 2 else None), ""


def _time(text: str) -> datetime | None:
    found = TIME.fullmatch(text.strip())  # a zone by its name is none that we know
    if not found:
        return None
    zone = "+00:00" if found[4] in ("UTC", "Z", None) else found[4]
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '')[:7]}{zone}")
    except ValueError:
        return None


def table(assignment: str, due: datetime | None, grades: Mapping[str, Grade]) -> list[list[str]]:
    """The rows as `nbgrader export` writes them; a student without a grade has none."""
    rows = [list(HEADER)]
    for student, grade in sorted(grades.items()):
        submitted = grade.student.submitted
        last, _, first = grade.student.name.partition(", ")
        numbers = ["", "", ""]
        if grade.earned is not None and grade.points is not None:
            numbers = [number(value) for value in (grade.earned, grade.earned - grade.points, grade.points)]
        rows.append(
            [
                assignment,
                due.isoformat() if due else "",
                submitted.isoformat() if submitted else "",
                student,
                last,
                first,
                grade.student.email,
                *numbers,
                number(grade.possible),
            ]
        )
    return rows


def feedback_name(assignment: str, grade: Grade) -> Path:
    """Where in the course's folder the page goes: `nbgrader release_feedback` takes it from there."""
    return Path("feedback") / grade.student.id / assignment / f"{PurePosixPath(grade.student.source).stem}.html"


def release_files(course: Path, assignment: str, grade: Grade) -> list[Path]:
    """What `nbgrader release_feedback` needs beside a page: by them it is given to the student whose submission it is about.

    Raises LmsError where the course's folder has them not, or of another submission.
    """
    folder = course / STEP / grade.student.id / assignment
    files = [folder / TIMESTAMP, folder / SECRET]
    missing = next((file for file in files if not file.is_file()), None)
    if missing:
        raise LmsError(f"{missing} is not there; name nbgrader's course folder with --roster, after `nbgrader collect`.")
    if _time(files[0].read_text(encoding="utf-8", errors="replace")) != grade.student.submitted:
        raise LmsError(f"{folder} is not what was graded, but was handed in at another time; import and grade the class again.")
    return files
