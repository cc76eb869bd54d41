"""What learning management systems hand out is read, and what they take back is written: awkward names, refusals, lateness."""

import base64
import csv
import io
import json
import re
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lms_class import IDS, MLP, NAMES, NOTEBOOK, course_with, graded_class, verdict_on
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course import CourseError
from autograder.lms import LmsError, blackboard, canvas, folder, gradescope, moodle, nbgrader
from autograder.lms.grades import Sheet, as_number
from autograder.lms.handins import FILE, Handin, sort_out
from autograder.lms.transfer import Source, Target, export, graded, read_download
from autograder.report import write_reports
from autograder.submission import SubmittedFile
from autograder.verdict import Outcome


def files_of(names):
    return [SubmittedFile(name, NOTEBOOK.encode()) for name in names]


def rows_of(path, encoding="utf-8-sig"):
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.reader(file))


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    return path


def sheet_text(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


names = st.lists(st.text(st.characters(exclude_characters="/\\\0", exclude_categories=["Cs", "Cc"]), max_size=20), max_size=6)


# Canvas


def canvas_name(name, id, late=False, attachment=7, file="hw_1_2.ipynb"):
    """As Canvas makes them."""
    letters = "".join(letter for letter in name.lower() if letter.isalnum())
    return f"{letters}{'_LATE' if late else ''}_{id}_{attachment}_{file}"


def canvas_roster(path, rows=(), column="An MLP that trains well (4711)", points="40", extra=()):
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column, *extra, "Final Score"]
    people = [
        [name, id, f"sis{id}", f"login{id}", "A, and B", "", *("" for _ in extra), ""]
        for name, id in zip(NAMES, IDS, strict=True)
    ]
    lines = [header, ["    Points Possible", "", "", "", "", points, *("10" for _ in extra), "(read only)"], *people, *rows]
    path.write_text("\ufeff" + sheet_text(lines), encoding="utf-8")
    return path


@given(names)
def test_canvas_knows_whose_a_file_is(people):
    files = files_of(canvas_name(name, 100 + i, late=i % 2 == 1) for i, name in enumerate(people))
    found = list(canvas.handins(files))
    assert [(one.id, one.late, one.file) for one in found] == [(str(100 + i), i % 2 == 1, f) for i, f in enumerate(files)]


def test_canvas_newest_attempt_anonymous_and_what_is_no_notebook():
    files = files_of(
        [
            "kim_12_31_hw.ipynb",
            "kim_LATE_12_240_hw-1.ipynb",  # later, though "240" sorts before "31" as text
            "LATE_anon_a1B2_40_hw.ipynb",
            "kim_12_text.html",
            "lee_13_41_data.csv",
            "notes.ipynb",
        ]
    )
    download = sort_out(canvas.handins(files))
    assert [(one.id, one.late, one.file.name) for one in download.handins] == [
        ("a1B2", True, "LATE_anon_a1B2_40_hw.ipynb"),
        ("12", True, "kim_LATE_12_240_hw-1.ipynb"),
    ]
    assert [one.file.name for one in download.superseded] == ["kim_12_31_hw.ipynb"]
    assert [name for name, _ in download.left_out] == ["kim_12_text.html", "lee_13_41_data.csv", "notes.ipynb"]


def test_canvas_round_trip(tmp_path):
    """The zip is imported; the gradebook comes back with one column filled in; feedback is named as Canvas wants it."""
    course = course_with(tmp_path / "course")
    handed_in = {canvas_name(name, id, late=id == "101"): NOTEBOOK for name, id in zip(NAMES[:-1], IDS, strict=False)}
    download = read_download(Source.CANVAS, [zipped(tmp_path / "submissions.zip", handed_in)], course, None)
    results = graded_class(tmp_path, download.handins)
    assert len(list((tmp_path / "imported").glob("*.ipynb"))) == len(NAMES) - 1
    excused = ["Excused, Ed", "777", "", "", "A", "EX", ""]
    roster = canvas_roster(tmp_path / "gradebook.csv", [excused, ["Student, Test", "999", "", "", "A", "3.00", ""]])
    found, assignment = graded(results, course)
    table, feedback = export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    header, *rows = rows_of(table)
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "An MLP that trains well (4711)"]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        *((name, id, "40") for name, id in zip(NAMES[:-1], IDS, strict=False)),
        (NAMES[-1], IDS[-1], ""),  # handed nothing in
        ("Excused, Ed", "777", "EX"),
        ("Student, Test", "999", "3.00"),
    ]
    with zipfile.ZipFile(feedback) as packed:
        assert sorted(packed.namelist()) == sorted(f"{name}.html" for name in handed_in)
        assert all("In words" in packed.read(name).decode() for name in packed.namelist())


def test_an_excused_student_stays_excused(tmp_path):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, canvas.handins(files_of(["kim_100_1_hw.ipynb"])))
    roster = tmp_path / "gradebook.csv"
    roster.write_text("Student;ID;Section;An MLP that trains well (1)\nKim;100;A;EX\n", encoding="utf-8")
    found, assignment = graded(results, course)
    table, _ = export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    assert rows_of(table)[1][-1] == "EX"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"extra": ["An MLP that trains well (4712)"]}, "2 columns are of the assignment"),
        ({"column": "Something else (4711)"}, "no columns are of the assignment"),
        ({"points": "100"}, "100 points there, and 40 here"),
    ],
)
def test_canvas_refuses_rather_than_guesses(tmp_path, change, said):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, canvas.handins(files_of(["kimseoyeon_100_1_hw.ipynb"])))
    found, assignment = graded(results, course)
    roster = canvas_roster(tmp_path / "gradebook.csv", **change)
    with pytest.raises(LmsError, match=said):
        export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_grader_yml_says_which_column_and_that_points_are_scaled(tmp_path):
    course = course_with(
        tmp_path / "course",
        (MLP, MLP + "    columns: {canvas: An MLP that trains well (4712)}\n"),
        ("assignments:\n", "lms: {scale: true}\nassignments:\n"),
    )
    results = graded_class(
        tmp_path, canvas.handins(files_of(["kimseoyeon_100_1_hw.ipynb"])), lambda file: verdict_on(file, 18.0)
    )
    found, assignment = graded(results, course)
    roster = canvas_roster(tmp_path / "gradebook.csv", extra=["An MLP that trains well (4712)"])
    table, _ = export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    header, first, *_ = rows_of(table)
    assert (header[-1], first[-1]) == ("An MLP that trains well (4712)", "5")  # 20 of 40, where there are 10


def test_a_roster_of_another_class_is_refused(tmp_path):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, canvas.handins(files_of(["stranger_555_1_hw.ipynb"])))
    found, assignment = graded(results, course)
    with pytest.raises(LmsError, match=r"does not have 1 of those who handed in: stranger \(555\)"):
        export(Target.CANVAS, found, course, assignment, canvas_roster(tmp_path / "gradebook.csv"), tmp_path / "out")


# Moodle


WORKSHEET = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
             "Last modified (submission)", "Last modified (grade)", "Feedback comments"]  # fmt: skip


def moodle_name(name, id):
    return f"{name.replace('_', ' ')}_{id}_assignsubmission_file/hw.ipynb"


def moodle_worksheet(path, maximum="40.00", changeable="Yes", header=WORKSHEET):
    date = "Saturday, 21 November 2026, 11:25 PM"
    rows = [
        [f"Participant {id}", name, f"{id}@example.org", "Submitted for grading", "", maximum, changeable, date, "-", ""]
        for name, id in zip(NAMES, IDS, strict=True)
    ]
    path.write_text("\ufeff" + sheet_text([header, *rows]), encoding="utf-8")
    return path


@given(names)
def test_moodle_knows_whose_a_file_is(people):
    files = files_of(moodle_name(name, 100 + i) for i, name in enumerate(people))
    assert [one.id for one in moodle.handins(files)] == [str(100 + i) for i in range(len(people))]


def test_moodle_before_4_1():
    [found] = moodle.handins(files_of(["Lee_108_assignsubmission_file_/hw.ipynb"]))
    assert (found.id, found.name) == ("108", "Lee")
    assert moodle.feedback_name(found.file.name).parent.name == "Lee_108_assignsubmission_file_"


def test_moodle_round_trip(tmp_path):
    course = course_with(tmp_path / "course", ("assignments:\n", "lms: {awaiting: mark}\nassignments:\n"))
    handed_in = {moodle_name(name, id): NOTEBOOK for name, id in zip(NAMES[:-1], IDS, strict=False)}
    online = {"Kim, Seoyeon_100_assignsubmission_onlinetext/onlinetext.html": "<p>Hello.</p>"}
    download = read_download(Source.MOODLE, [zipped(tmp_path / "all.zip", handed_in | online)], course, None)
    assert len(download.handins) == len(NAMES) - 1
    assert [why for _, why in download.left_out] == ["no file that was handed in"]
    results = graded_class(tmp_path, download.handins, lambda file: verdict_on(file, 30.5, written=None))
    found, assignment = graded(results, course)
    worksheet = moodle_worksheet(tmp_path / "worksheet.csv")
    table, feedback = export(Target.MOODLE, found, course, assignment, worksheet, tmp_path / "out")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    given, written = rows_of(worksheet), rows_of(table)
    assert written[0] == given[0] == WORKSHEET
    for before, after, name in zip(given[1:], written[1:], NAMES, strict=True):
        handed = after[0] != f"Participant {IDS[-1]}"
        assert after[4] == ("30.5" if handed else "")
        assert after[9] == ("2 points of written answers are still to come." if handed else "")
        assert after[1] == name
        assert [cell for i, cell in enumerate(after) if i not in (4, 9)] == [c for i, c in enumerate(before) if i not in (4, 9)]
    with zipfile.ZipFile(feedback) as packed:
        folders = {Path(name).parent.as_posix() for name in packed.namelist()}
    assert len(folders) == len(NAMES) - 1
    assert {len(folder.split("_")) for folder in folders} == {4}  # name, participant, plugin's type and name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"maximum": "10.00"}, "10 points there, and 40 here"),
        ({"changeable": "No"}, "is locked in Moodle"),
        ({"header": ["Kennung", "Name", "E-Mail", "Status", "Bewertung", *WORKSHEET[5:]]}, "which column has the grade"),
        ({"header": ["First name", *WORKSHEET[1:]]}, None),
        ({"maximum": "yes"}, "has to be the maximum grade"),
    ],
)
def test_moodle_refuses_rather_than_guesses(tmp_path, change, said):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, moodle.handins(files_of([moodle_name("Kim", "100")])))
    found, assignment = graded(results, course)
    worksheet = moodle_worksheet(tmp_path / "worksheet.csv", **change)
    if said is None:  # the first column is what tells, whatever it is called
        export(Target.MOODLE, found, course, assignment, worksheet, tmp_path / "out")
        return
    with pytest.raises(LmsError, match=said):
        export(Target.MOODLE, found, course, assignment, worksheet, tmp_path / "out")


def test_a_gradebook_is_no_worksheet(tmp_path):
    path = tmp_path / "gradebook.csv"
    path.write_text("First name,Grade\nSeoyeon,\n", encoding="utf-8")
    with pytest.raises(LmsError, match="export the grading worksheet of the assignment"):
        moodle.worksheet(Sheet.read(path), [], None, {})


# Blackboard


def blackboard_files(name, username, time, assignment="HW_1: MLP", file="my_hw.ipynb"):
    stem = f"{assignment}_{username}_attempt_{time}"
    about = (
        f"Name: {name} ({username})\r\nAssignment: {assignment}\r\nDate Submitted: Sunday\r\nCurrent Grade: Needs Grading\r\n"
    )
    return {f"{stem}.txt": about, f"{stem}_{file}": NOTEBOOK}


def test_blackboard_round_trip(tmp_path):
    """Usernames and titles hold underscores; of two attempts the later counts."""
    course = course_with(
        tmp_path / "course", (MLP, MLP + "    columns: {blackboard: 'HW_1: MLP [Total Pts: 40 Score] |123456'}\n")
    )
    files = {}
    for number, name in enumerate(NAMES):
        files |= blackboard_files(name, f"a_b_{number}", "2026-11-20-10-00-00")
    files |= blackboard_files("Lee", "a_b_8", "2026-11-21-10-00-00")
    download = read_download(Source.BLACKBOARD, [zipped(tmp_path / "gradebook.zip", files)], course, None)
    assert {one.id: one.name for one in download.handins} == {f"a_b_{i}": name for i, name in enumerate(NAMES)}
    assert next(one for one in download.handins if one.id == "a_b_8").submitted == datetime(2026, 11, 21, 10)
    assert len(download.superseded) == 1
    results = graded_class(tmp_path, download.handins)
    roster = tmp_path / "gc.csv"
    column = "HW_1: MLP [Total Pts: 40 Score] |123456"
    rows = [["Last Name", "First Name", "Username", "Student ID", column, "Total [Total Pts: 40 Score] |9"]]
    rows += [["L", name, f"a_b_{number}", "", "", ""] for number, name in enumerate(NAMES)] + [
        ["N", "Nobody", "nobody", "", "7", ""]
    ]
    roster.write_bytes(sheet_text(rows, "\t").encode("utf-16"))  # as it comes for a spreadsheet
    found, assignment = graded(results, course)
    [table] = export(Target.BLACKBOARD, found, course, assignment, roster, tmp_path / "out")
    header, *written = rows_of(table)
    assert header == ["Last Name", "First Name", "Username", "Student ID", column]
    assert [(row[1], row[-1]) for row in written] == [*((name, "40") for name in NAMES), ("Nobody", "7")]


def test_blackboard_without_the_text_file_of_an_attempt():
    files = blackboard_files("Kim", "kim", "2026-11-20-10-00-00")
    files |= {"HW_lee_attempt_2026-11-20-10-00-00_hw.ipynb": NOTEBOOK}
    download = sort_out(blackboard.handins([SubmittedFile(name, text.encode()) for name, text in files.items()]))
    assert [one.id for one in download.handins] == ["kim"]
    assert "says whose it is, is not there" in download.left_out[0][1]


# Gradescope


EXPORT = """---
submission_11:
  :submitters:
  - :name: 김서연
    :sid: '1'
    :email: kim@example.org
  - :name: "Lee: \\"L\\""
    :sid: '2'
    :email: lee@example.org
  :created_at: 2026-11-20 10:00:00.123456000 -08:00
  :score: 0.0
  :status: processed
"""


def test_gradescope_both_ways(tmp_path):
    """A group's notebook is each member's; what goes back is what Gradescope's harness reads."""
    course = course_with(tmp_path / "course")
    files = {
        "assignment_5_export/submission_metadata.yml": EXPORT,
        "assignment_5_export/submission_11/hw.ipynb": NOTEBOOK,
        "assignment_5_export/submission_12/hw.ipynb": NOTEBOOK,
    }
    download = read_download(Source.GRADESCOPE, [zipped(tmp_path / "export.zip", files)], course, None)
    assert [(one.id, one.name) for one in download.handins] == [("lee@example.org", 'Lee: "L"'), ("kim@example.org", "김서연")]
    assert download.handins[0].submitted == datetime(2026, 11, 20, 18, 0, 0, 123456, UTC)
    assert download.left_out == [
        ("assignment_5_export/submission_12/hw.ipynb", "submission_metadata.yml does not say whose it is")
    ]
    found, assignment = graded(graded_class(tmp_path, download.handins), course)
    written = export(Target.GRADESCOPE, found, course, assignment, None, tmp_path / "out")
    assert {path.relative_to(tmp_path / "out").as_posix() for path in written} == {"submission_11/results.json"}
    assert json.loads(written[0].read_text())["score"] == 40  # the points of the written answer, too


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [", "submission_1: 7\n", "\xff"])
def test_a_broken_export_of_gradescope(text):
    files = [SubmittedFile("submission_metadata.yml", text.encode("latin-1")), *files_of(["submission_1/hw.ipynb"])]
    with pytest.raises(LmsError, match="cannot be read"):
        list(gradescope.handins(files))


# nbgrader


def test_nbgrader_both_ways(tmp_path):
    course = course_with(tmp_path / "course")
    inbound = "exchange/dl/inbound"
    files = {
        f"{inbound}/kim+mnist_mlp+2026-11-20 10:00:00.000001 UTC+x1/mnist_mlp.ipynb": NOTEBOOK,
        f"{inbound}/kim+mnist_mlp+2026-11-20 10:00:00.000001 UTC+x1/timestamp.txt": "2026-11-20 10:00:00.000001 UTC",
        f"{inbound}/kim+mnist_mlp+2026-11-21 10:00:00.000001 UTC+x2/mnist_mlp.ipynb": NOTEBOOK + " ",
        f"{inbound}/kim+mnist_mlp+2026-11-21 10:00:00.000001 UTC+x2/timestamp.txt": "2026-11-21 10:00:00.000001 UTC",
        f"{inbound}/lee_2+mnist_mlp+2026-11-20 09:00:00.000000 UTC+y/mnist_mlp.ipynb": NOTEBOOK,
    }
    download = read_download(Source.NBGRADER, [zipped(tmp_path / "exchange.zip", files)], course, None)
    assert [(one.id, one.submitted) for one in download.handins] == [
        ("kim", datetime(2026, 11, 21, 10, 0, 0, 1, UTC)),
        ("lee_2", datetime(2026, 11, 20, 9, tzinfo=UTC)),
    ]
    assert len(download.superseded) == 1
    found, assignment = graded(graded_class(tmp_path, download.handins), course)
    [table] = export(Target.NBGRADER, found, course, assignment, None, tmp_path / "out")
    header, *rows = rows_of(table)
    assert tuple(header) == nbgrader.HEADER
    assert [(row[0], row[3], *row[7:]) for row in rows] == [
        ("mnist_mlp", "kim", "40", "0", "40", "40"),
        ("mnist_mlp", "lee_2", "40", "0", "40", "40"),
    ]


def test_nbgrader_releases_the_feedback(tmp_path):
    """The pages lie where `nbgrader release_feedback` looks for them, with what says whose they are."""
    course, top = course_with(tmp_path / "course"), tmp_path / "nbgrader"
    times = {"kim": "2026-11-20 10:00:00.000001 UTC", "lee_2": "2026-11-20 09:00:00.000000 UTC"}
    for student, time in times.items():
        folder = top / "submitted" / student / "mnist_mlp"
        folder.mkdir(parents=True)
        (folder / "mnist_mlp.ipynb").write_text(NOTEBOOK)
        (folder / "timestamp.txt").write_text(time)
        (folder / "submission_secret.txt").write_text(f"secret of {student}")
    download = read_download(Source.NBGRADER, [top], course, None)
    assert not download.left_out
    found, assignment = graded(graded_class(tmp_path, download.handins), course)
    export(Target.NBGRADER, found, course, assignment, top, top)
    for student, time in times.items():
        folder = top / "feedback" / student / "mnist_mlp"
        assert (folder / "mnist_mlp.html").read_bytes() == found.pages[student].read_bytes()
        assert (folder / "timestamp.txt").read_text() == time
        assert (folder / "submission_secret.txt").read_text() == f"secret of {student}"
    (top / "submitted/kim/mnist_mlp/timestamp.txt").write_text("2026-11-21 10:00:00.000001 UTC")
    with pytest.raises(LmsError, match="kim/mnist_mlp is not what was graded, but was handed in at another time"):
        export(Target.NBGRADER, found, course, assignment, top, top)
    (top / "submitted/kim/mnist_mlp/timestamp.txt").unlink()
    with pytest.raises(LmsError, match="timestamp.txt is not there; name nbgrader's course folder with --roster, after"):
        export(Target.NBGRADER, found, course, assignment, top, top)


@pytest.mark.parametrize("top", ["course/submitted/", "submitted/", ""])
def test_a_course_folder_of_nbgrader(top):
    files = files_of([f"{top}kim/hw/hw.ipynb", f"{top}lee/hw/hw.ipynb"])
    assert [one.id for one in sort_out(nbgrader.handins(files)).handins] == ["kim", "lee"]


# A plain folder, GitHub Classroom, and a table for people


@pytest.mark.parametrize(
    ("paths", "students"),
    [
        (["kim.ipynb", "lee.ipynb"], ["kim", "lee"]),
        (["class/kim/hw.ipynb", "class/lee/hw.ipynb"], ["kim", "lee"]),
        (["class/kim/a/hw.ipynb", "class/kim/b/hw.ipynb", "class/lee/hw.ipynb"], ["lee"]),  # which of Kim's is meant?
        (["class/김서연.ipynb", "class/_.ipynb"], ["_", "김서연"]),
    ],
)
def test_a_plain_folder(paths, students):
    assert [one.id for one in sort_out(folder.handins(files_of(paths))).handins] == students


def test_github_classroom(tmp_path):
    course = course_with(tmp_path / "course")
    found, assignment = graded(
        graded_class(tmp_path, folder.handins(files_of(["kim.ipynb"])), lambda f: verdict_on(f, 30)), course
    )
    [file] = export(Target.GITHUB, found, course, assignment, None, tmp_path / "out")
    result = json.loads(base64.b64decode(file.read_text()))
    assert (result["status"], result["max_score"], sum(test["score"] for test in result["tests"])) == ("fail", 40, 32)
    assert [test["status"] for test in result["tests"]] == ["pass", "fail", "pass"]
    assert "Hint: Look again." in result["tests"][1]["message"]


# Lateness, answers that await points, faults of ours


DUE = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
LATE = ("assignments:\n", "late: {percent_a_day: 10, at_most: 50, grace_minutes: 15, flagged: 20}\nassignments:\n")
DUE_LINE = (MLP, MLP + "    due: 2026-11-20 23:59:00+00:00\n")


@pytest.mark.parametrize(
    ("after", "points", "why"),
    [
        (timedelta(hours=-1), 40, ""),
        (timedelta(minutes=15), 40, ""),
        (timedelta(minutes=16), 36, "1 day late: 10 % off."),
        (timedelta(days=2), 32, "2 days late: 20 % off."),
        (timedelta(days=2, minutes=15), 32, "2 days late: 20 % off."),
        (timedelta(days=99), 20, "99 days late: 50 % off."),
    ],
)
def test_the_late_policy(tmp_path, after, points, why):
    course = course_with(tmp_path / "course", LATE, DUE_LINE)
    handin = Handin(*files_of(["hw.ipynb"]), "kim", submitted=(DUE + after).astimezone())
    found, assignment = graded(graded_class(tmp_path, [handin]), course)
    assert (found.grades["kim"].points, found.grades["kim"].why) == (points, why)
    [table] = export(Target.CSV, found, course, assignment, None, tmp_path / "out")
    assert dict(zip(*rows_of(table), strict=True))["points"] == str(points)


def test_a_flag_without_a_time(tmp_path):
    handins = [Handin(*files_of(["a.ipynb"]), "kim", late=True), Handin(*files_of(["b.ipynb"]), "lee", late=False)]
    results = graded_class(tmp_path, handins)
    found, _ = graded(results, course_with(tmp_path / "course", LATE, DUE_LINE))
    assert {id: grade.points for id, grade in found.grades.items()} == {"kim": 32, "lee": 40}
    with pytest.raises(LmsError, match=r"kim is late, but nothing says by how much.*flagged"):
        graded(results, course_with(tmp_path / "other", (LATE[0], LATE[1].replace(", flagged: 20", ""))))


def test_what_awaits_points_is_held_back_or_marked(tmp_path):
    verdicts = {"kim.ipynb": {"written": None}, "lee.ipynb": {}, "fault.ipynb": {"outcome": Outcome.GRADER_ERROR}}
    results = graded_class(tmp_path, folder.handins(files_of(verdicts)), lambda file: verdict_on(file, **verdicts[file]))
    blocked, _ = graded(results, course_with(tmp_path / "block"))
    assert {id: grade.points for id, grade in blocked.grades.items()} == {"kim": None, "lee": 40, "fault": None}
    assert blocked.grades["kim"].why == "2 points of written answers are awaited."
    marking = ("assignments:\n", "lms: {awaiting: mark}\nassignments:\n")
    marked, _ = graded(results, course_with(tmp_path / "mark", marking))
    assert {id: grade.points for id, grade in marked.grades.items()} == {"kim": 38, "lee": 40, "fault": None}


def test_rules_that_make_no_sense_are_named(tmp_path):
    for change, said in (
        ((MLP, MLP + "    due: 2026-11-20 23:59:00\n"), "has no time zone"),
        (("assignments:\n", "late: {percent_a_day: 110}\nassignments:\n"), "percent_a_day of late"),
        ((MLP, MLP + "    columns: {sakai: HW1}\n"), "columns"),
        (("assignments:\n", "lms: {awaiting: zero}\nassignments:\n"), "'block' or 'mark'"),
    ):
        with pytest.raises(CourseError, match=said):
            course_with(tmp_path / "course", change)


def test_late_or_not_has_to_be_known_where_it_costs_points(tmp_path):
    results = graded_class(tmp_path, folder.handins(files_of(["kim.ipynb"])))
    with pytest.raises(LmsError, match="Nothing says when kim handed in"):
        graded(results, course_with(tmp_path / "course", LATE, DUE_LINE))
    listed = results / FILE
    listed.write_text(listed.read_text().replace(",,,kim.ipynb", ",in time,,kim.ipynb"))
    found, _ = graded(results, course_with(tmp_path / "course", LATE, DUE_LINE))
    assert found.grades["kim"].points == 40


@pytest.mark.parametrize("target", [Target.GRADESCOPE, Target.GITHUB])
def test_every_target_is_told_the_same_points(tmp_path, target):
    """After lateness; and nothing of those who are held back."""
    verdicts = {"kim.ipynb": {}, "lee.ipynb": {"written": None}}
    sources = files_of(["submission_1/hw.ipynb", "submission_2/hw.ipynb"])
    handins = [
        Handin(file, name, name=name, attempt=str(number), submitted=DUE + timedelta(days=2))
        for number, (file, name) in enumerate(zip(sources, ("kim", "lee"), strict=True), 1)
    ]
    results = graded_class(tmp_path, handins, lambda file: verdict_on(file, **verdicts[file]))
    course = course_with(tmp_path / "course", LATE, DUE_LINE)
    found, assignment = graded(results, course)
    [file] = export(target, found, course, assignment, None, tmp_path / "out")
    if target is Target.GRADESCOPE:
        told = json.loads(file.read_text())
        assert told["score"] == 32 and "2 days late: 20 % off." in told["output"]
    else:
        told = json.loads(base64.b64decode(file.read_text()))
        assert sum(test["score"] for test in told["tests"]) == 32


# What students can choose does not choose for others


def test_nobody_hands_in_as_somebody_else_by_the_name_of_a_file():
    forged = "x_attempt_2026-11-30-10-00-00"
    files = blackboard_files("Mallory", "mallory", "2026-11-20-10-00-00", file=f"{forged}_hw.ipynb")
    files |= {f"HW_1: MLP_mallory_attempt_2026-11-20-10-00-00_{forged}.txt": "Name: Victim (victim)\n"}
    files |= {"HW_1: MLP_mallory_attempt_2026-11-21-10-00-00.txt": "Name: Victim (victim)\n"}  # an id that is not the file's
    files |= {"HW_1: MLP_mallory_attempt_2026-11-21-10-00-00_hw.ipynb": NOTEBOOK}
    download = sort_out(blackboard.handins([SubmittedFile(name, text.encode()) for name, text in files.items()]))
    assert [(one.id, one.submitted.day) for one in download.handins] == [("mallory", 20)]
    inside = [
        "inbound/kim+hw+2026-11-20 10:00:00 UTC+x/lee+hw+2030-01-01 10:00:00 UTC/hw.ipynb",
        "submitted/kim/hw/lee/hw.ipynb",
    ]
    own = ["inbound/kim+hw+2026-11-20 10:00:00 UTC+x/hw.ipynb"]
    assert [one.id for one in sort_out(nbgrader.handins(files_of([*inside, *own]))).handins] == ["kim"]
    source = "Kim_100_assignsubmission_file/Lee_101_assignsubmission_file_.ipynb"
    assert moodle.feedback_name(source) == Path("Kim_100_assignsubmission_file/feedback.html")
    with pytest.raises(LmsError, match="did not come from Moodle"):
        moodle.feedback_name("kim.ipynb")


def test_a_name_that_reads_as_anothers_id_is_refused(tmp_path):
    """Canvas leaves digits and underscores in names; who may change their own could choose another's id."""
    course = course_with(tmp_path / "course")
    found, assignment = graded(graded_class(tmp_path, canvas.handins(files_of(["mallory_100_99999_777_31_hw.ipynb"]))), course)
    with pytest.raises(LmsError, match="was handed in by another name"):
        export(Target.CANVAS, found, course, assignment, canvas_roster(tmp_path / "gradebook.csv"), tmp_path / "out")


@pytest.mark.parametrize("id", ["", " ", ".", "..", "/etc", "a/b", "a\\b"])
def test_an_id_that_is_none_is_left_out(id):
    download = sort_out([Handin(*files_of(["a.ipynb"]), id), Handin(*files_of(["b.ipynb"]), "kim")])
    assert [one.id for one in download.handins] == ["kim"]
    assert [name for name, _ in download.left_out] == ["a.ipynb"]


def test_of_several_notebooks_in_one_attempt_the_one_of_the_assignment_counts(tmp_path):
    course = course_with(tmp_path / "course")
    mine = json.dumps(json.loads(NOTEBOOK) | {"metadata": {"otter": {"assignment_name": "mnist_mlp"}}})
    files = {
        "Kim_100_assignsubmission_file/scratch.ipynb": NOTEBOOK,
        "Kim_100_assignsubmission_file/a.ipynb": mine,
        "Lee_101_assignsubmission_file/a.ipynb": mine,
        "Lee_101_assignsubmission_file/b.ipynb": mine,
        "Ann_102_assignsubmission_file/other.ipynb": mine.replace("mnist_mlp", "somebody_elses"),
    }
    download = read_download(Source.MOODLE, [zipped(tmp_path / "all.zip", files)], course, None)
    assert [(one.id, one.file.name.rpartition("/")[2]) for one in download.handins] == [
        ("102", "other.ipynb"),
        ("100", "a.ipynb"),
    ]
    assert [why for _, why in download.left_out] == ["2 notebooks in one attempt of Lee, and nothing says which is meant"] * 2


def test_links_are_not_followed(tmp_path):
    course = course_with(tmp_path / "course")
    (tmp_path / "class" / "kim").mkdir(parents=True)
    (tmp_path / "class" / "lee").mkdir()
    (tmp_path / "solution.ipynb").write_text(NOTEBOOK)
    (tmp_path / "class" / "kim" / "hw.ipynb").symlink_to(tmp_path / "solution.ipynb")
    (tmp_path / "class" / "lee" / "hw.ipynb").write_text(NOTEBOOK)
    assert [one.id for one in read_download(Source.FOLDER, [tmp_path / "class"], course, None).handins] == ["lee"]


def test_what_a_student_wrote_does_not_stop_the_class():
    """A file of the export's name, a broken time, a text that takes long to search."""
    own = SubmittedFile("x/submission_11/submission_metadata.yml", b"- mine\n")
    files = [SubmittedFile("x/submission_metadata.yml", EXPORT.encode()), own, *files_of(["x/submission_11/hw.ipynb"])]
    assert len([one for one in gradescope.handins(files) if isinstance(one, Handin)]) == 2
    for stamp in (b"2026-13-45 99:99:99 UTC", b"2026-11-20 19:00:00.000000 KST"):  # no time; a zone that we do not know
        stamped = [SubmittedFile("submitted/kim/hw/timestamp.txt", stamp), *files_of(["submitted/kim/hw/hw.ipynb"])]
        assert [one.submitted for one in nbgrader.handins(stamped)] == [None]
    long = b"Name:" + b" " * 200_000 + b"(kim"
    assert list(blackboard.handins([SubmittedFile("HW_kim_attempt_2026-11-20-10-00-00.txt", long)])) == []


@pytest.mark.parametrize(
    ("cell", "number"),
    [("40", 40), ("40.00", 40), ("12,5", 12.5), ("1,000.00", 1000), ("1,000", None), ("(read only)", None), ("", None)],
)
def test_numbers_in_a_table(cell, number):
    assert as_number(cell) == number


def test_grades_are_a_persons_by_the_file_that_was_graded(tmp_path):
    """Not by its name alone: another class may have one of the same."""
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, folder.handins(files_of(["kim.ipynb"])))
    listed = (results / FILE).read_text()
    (results / FILE).write_text(re.sub("[0-9a-f]{64}", "0" * 64, listed))
    with pytest.raises(LmsError, match=r"does not say whose kim.ipynb is, as it was graded"):
        graded(results, course)
    (results / FILE).write_text(listed + listed.splitlines()[1] + "\n")
    with pytest.raises(LmsError, match="is there twice"):
        graded(results, course)


def test_a_class_that_was_graded_for_other_points_is_graded_again_first(tmp_path):
    course = course_with(tmp_path / "course")
    results = graded_class(
        tmp_path, folder.handins(files_of(["kim.ipynb"])), lambda file: verdict_on(file).model_copy(update={"written": []})
    )
    with pytest.raises(LmsError, match="run `autograder grade` again"):
        graded(results, course)


# The commands


def test_the_commands_from_a_download_to_a_gradebook(tmp_path, monkeypatch):
    """`import` and `export` as typed; grading in between is other tests' business."""
    course_with(tmp_path)
    monkeypatch.chdir(tmp_path)
    handed_in = {canvas_name("Kim, Seoyeon", "100"): NOTEBOOK, canvas_name("Lee", "108"): NOTEBOOK, "readme.txt": "?"}
    zipped(tmp_path / "submissions.zip", handed_in)
    done = CliRunner().invoke(app, ["import", "canvas", "submissions.zip"])
    assert done.exit_code == 0, done.output
    assert "2 notebooks are in submissions" in done.output and "Left out: readme.txt (no notebook)" in done.output
    write_reports([verdict_on("kimseoyeon.ipynb"), verdict_on("lee.ipynb", written=None)], tmp_path / "results")
    shutil.copy(tmp_path / "submissions" / FILE, tmp_path / "results")
    canvas_roster(tmp_path / "gradebook.csv")
    done = CliRunner().invoke(app, ["export", "canvas", "--roster", "gradebook.csv"])
    assert done.exit_code == 0, done.output
    assert "Written for 1 of 2 students" in done.output
    assert "Held back: lee: 2 points of written answers are awaited." in done.output
    assert "autograder points results/written.csv" in done.output
    with pytest.raises(LmsError, match="is not empty"):
        CliRunner().invoke(app, ["import", "canvas", "submissions.zip"], catch_exceptions=False)
