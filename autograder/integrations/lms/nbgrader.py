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
    """Yield the submitted notebooks of one or several assignments."""
    # The path may be the folder `submitted` itself.
    paths = [PurePosixPath(file.uploaded_as) for file in files]
    shallow = not {path.parts[0] for path in paths} & STEPS and all(len(path.parts) >= 3 for path in paths)
    times = {PurePosixPath(f.name).parent: _time(f.content.decode(errors="replace")) for f in files if _is_timestamp(f)}
    for file, path in zip(files, paths, strict=True):
        student, inbound = _student(path, shallow)
        if path.name in (TIMESTAMP, SECRET):
            continue
        if student is None:
            yield Upload(file, left_out=f"neither in {STEP}/ nor in inbound/ of an exchange")
        elif not file.name.lower().endswith(".ipynb"):
            yield Upload(file, left_out="not a notebook")
        else:
            time = times.get(path.parent) or _time(inbound)
            yield Upload(file, student, attempt=time.isoformat() if time else "", submitted=time)


def _is_timestamp(file: File) -> bool:
    return PurePosixPath(file.name).name == TIMESTAMP


def _student(path: PurePosixPath, shallow: bool) -> tuple[str | None, str]:
    """Return the student, and the time in the name of the exchange's folder. The outermost folder decides: inner ones are the student's own."""
    folders = path.parts[:-1]
    for place, part in enumerate(folders):
        inbound = INBOUND.fullmatch(part)
        if inbound:
            return (inbound["id"], inbound["time"]) if place == len(folders) - 1 else (None, "")
        if part == STEP:
            return (folders[place + 1] if len(folders) == place + 3 else None), ""
    return (folders[0] if shallow and len(folders) == 2 else None), ""


def _time(text: str) -> datetime | None:
    found = TIME.fullmatch(text.strip())  # a time zone with an unknown name
    if not found:
        return None
    zone = "+00:00" if found[4] in ("UTC", "Z", None) else found[4]
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '')[:7]}{zone}")
    except ValueError:
        return None


def table(assignment: str, due: datetime | None, grades: Mapping[str, Grade]) -> list[list[str]]:
    """Return the rows as `nbgrader export` writes them; a student without a grade has no row."""
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
    """The path of the page in the course's folder, where `nbgrader release_feedback` looks for it."""
    return Path("feedback") / grade.student.id / assignment / f"{PurePosixPath(grade.student.source).stem}.html"


def release_files(course: Path, assignment: str, grade: Grade) -> list[Path]:
    """Return the files that `nbgrader release_feedback` needs beside a page to find the student's submission.

    Raises LmsError if the course's folder does not have them, or has those of another submission.
    """
    folder = course / STEP / grade.student.id / assignment
    files = [folder / TIMESTAMP, folder / SECRET]
    missing = next((file for file in files if not file.is_file()), None)
    if missing:
        raise LmsError(f"{missing} does not exist; run `nbgrader collect`, and name nbgrader's course folder with --roster.")
    if _time(files[0].read_text(encoding="utf-8", errors="replace")) != grade.student.submitted:
        raise LmsError(f"{folder} holds a submission from another time than the graded one; import and grade the class again.")
    return files
