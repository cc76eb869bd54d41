"""Downloads of learning management systems are read, and their import files are written: difficult names, refusals, lateness."""

import base64
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from helpers.lms_class import IDS, MLP, NAMES, NOTEBOOK, course_with, graded_class, verdict_on
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from autograder.cli import app
from autograder.integrations.lms import blackboard, canvas_files, folder, gradescope, moodle_files, nbgrader, spool
from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.grade_sheets import Sheet, as_number
from autograder.integrations.lms.people import names_agree, same_name
from autograder.integrations.lms.systems import Source, Target
from autograder.integrations.lms.transfer import export, graded, read_download
from autograder.integrations.lms.uploads import UPLOADS_FILE, Upload, read_uploads, sort_out, write_uploads
from autograder.model.course_errors import CourseError
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome
from autograder.report.files import write_reports


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
    """A file name in Canvas's format."""
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
    found = list(canvas_files.uploads(files))
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
    download = sort_out(canvas_files.uploads(files))
    assert [(one.id, one.late, one.file.name) for one in download.uploads] == [
        ("a1B2", True, "LATE_anon_a1B2_40_hw.ipynb"),
        ("12", True, "kim_LATE_12_240_hw-1.ipynb"),
    ]
    assert [one.file.name for one in download.superseded] == ["kim_12_31_hw.ipynb"]
    assert [name for name, _ in download.left_out] == ["kim_12_text.html", "lee_13_41_data.csv", "notes.ipynb"]


def test_canvas_round_trip(tmp_path):
    """The zip is imported; the gradebook is exported with one column filled in; feedback has Canvas's file names."""
    course = course_with(tmp_path / "course")
    handed_in = {canvas_name(name, id, late=id == "101"): NOTEBOOK for name, id in zip(NAMES[:-1], IDS, strict=False)}
    download = read_download(Source.CANVAS, [zipped(tmp_path / "submissions.zip", handed_in)], course, None)
    results = graded_class(tmp_path, download.uploads)
    assert len(list((tmp_path / "imported").glob("*.ipynb"))) == len(NAMES) - 1
    excused = ["Excused, Ed", "777", "", "", "A", "EX", ""]
    roster = canvas_roster(tmp_path / "gradebook.csv", [excused, ["Student, Test", "999", "", "", "A", "3.00", ""]])
    found, assignment = graded(results, course)
    table, feedback = export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    header, *rows = rows_of(table)
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "An MLP that trains well (4711)"]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        *((name, id, "40") for name, id in zip(NAMES[:-1], IDS, strict=False)),
        (NAMES[-1], IDS[-1], ""),  # no submission
        ("Excused, Ed", "777", "EX"),
        ("Student, Test", "999", "3.00"),
    ]
    with zipfile.ZipFile(feedback) as packed:
        assert sorted(packed.namelist()) == sorted(f"{name}.html" for name in handed_in)
        assert all("In words" in packed.read(name).decode() for name in packed.namelist())


def test_an_excused_student_stays_excused(tmp_path):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, canvas_files.uploads(files_of(["kim_100_1_hw.ipynb"])))
    roster = tmp_path / "gradebook.csv"
    roster.write_text("Student;ID;Section;An MLP that trains well (1)\nKim;100;A;EX\n", encoding="utf-8")
    found, assignment = graded(results, course)
    table, _ = export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    assert rows_of(table)[1][-1] == "EX"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"extra": ["An MLP that trains well (4712)"]}, "has 2 columns for the assignment"),
        ({"column": "Something else (4711)"}, "has no columns for the assignment"),
        ({"points": "100"}, "100 points in the system, and 40 in grader.yml"),
    ],
)
def test_canvas_refuses_rather_than_guesses(tmp_path, change, said):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, canvas_files.uploads(files_of(["kimseoyeon_100_1_hw.ipynb"])))
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
        tmp_path, canvas_files.uploads(files_of(["kimseoyeon_100_1_hw.ipynb"])), lambda file: verdict_on(file, 18.0)
    )
    found, assignment = graded(results, course)
    roster = canvas_roster(tmp_path / "gradebook.csv", extra=["An MLP that trains well (4712)"])
    table, _ = export(Target.CANVAS, found, course, assignment, roster, tmp_path / "out")
    header, first, *_ = rows_of(table)
    assert (header[-1], first[-1]) == ("An MLP that trains well (4712)", "5")  # 20 of 40, for a maximum of 10


def test_a_roster_of_another_class_is_refused(tmp_path):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, canvas_files.uploads(files_of(["stranger_555_1_hw.ipynb"])))
    found, assignment = graded(results, course)
    with pytest.raises(LmsError, match=r"lacks 1 of the students with submissions: stranger \(555\)"):
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
    assert [one.id for one in moodle_files.uploads(files)] == [str(100 + i) for i in range(len(people))]


def test_moodle_before_4_1():
    [found] = moodle_files.uploads(files_of(["Lee_108_assignsubmission_file_/hw.ipynb"]))
    assert (found.id, found.name) == ("108", "Lee")
    assert moodle_files.feedback_name(found.file.name).parent.name == "Lee_108_assignsubmission_file_"


def test_moodle_round_trip(tmp_path):
    course = course_with(tmp_path / "course", ("assignments:\n", "lms: {awaiting: mark}\nassignments:\n"))
    handed_in = {moodle_name(name, id): NOTEBOOK for name, id in zip(NAMES[:-1], IDS, strict=False)}
    online = {"Kim, Seoyeon_100_assignsubmission_onlinetext/onlinetext.html": "<p>Hello.</p>"}
    download = read_download(Source.MOODLE, [zipped(tmp_path / "all.zip", handed_in | online)], course, None)
    assert len(download.uploads) == len(NAMES) - 1
    assert [why for _, why in download.left_out] == ["not a submitted file"]
    results = graded_class(tmp_path, download.uploads, lambda file: verdict_on(file, 30.5, written=None))
    found, assignment = graded(results, course)
    worksheet = moodle_worksheet(tmp_path / "worksheet.csv")
    table, feedback = export(Target.MOODLE, found, course, assignment, worksheet, tmp_path / "out")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    given, written = rows_of(worksheet), rows_of(table)
    assert written[0] == given[0] == WORKSHEET
    for before, after, name in zip(given[1:], written[1:], NAMES, strict=True):
        handed = after[0] != f"Participant {IDS[-1]}"
        assert after[4] == ("30.5" if handed else "")
        assert after[9] == ("Written answers worth 2 points will be added later." if handed else "")
        assert after[1] == name
        assert [cell for i, cell in enumerate(after) if i not in (4, 9)] == [c for i, c in enumerate(before) if i not in (4, 9)]
    with zipfile.ZipFile(feedback) as packed:
        folders = {Path(name).parent.as_posix() for name in packed.namelist()}
    assert len(folders) == len(NAMES) - 1
    assert {len(folder.split("_")) for folder in folders} == {4}  # name, participant, plugin's type and name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"maximum": "10.00"}, "10 points in the system, and 40 in grader.yml"),
        ({"changeable": "No"}, "is locked in Moodle"),
        (
            {"header": ["Kennung", "Name", "E-Mail", "Status", "Bewertung", *WORKSHEET[5:]]},
            "the column with the grade is unknown",
        ),
        ({"header": ["First name", *WORKSHEET[1:]]}, None),
        ({"maximum": "yes"}, "have to be the maximum grade"),
    ],
)
def test_moodle_refuses_rather_than_guesses(tmp_path, change, said):
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, moodle_files.uploads(files_of([moodle_name(NAMES[0], "100")])))
    found, assignment = graded(results, course)
    worksheet = moodle_worksheet(tmp_path / "worksheet.csv", **change)
    if said is None:  # the first column decides, under any name
        export(Target.MOODLE, found, course, assignment, worksheet, tmp_path / "out")
        return
    with pytest.raises(LmsError, match=said):
        export(Target.MOODLE, found, course, assignment, worksheet, tmp_path / "out")


def test_a_gradebook_is_no_worksheet(tmp_path):
    path = tmp_path / "gradebook.csv"
    path.write_text("First name,Grade\nSeoyeon,\n", encoding="utf-8")
    with pytest.raises(LmsError, match="export the grading worksheet of the assignment"):
        moodle_files.worksheet(Sheet.read(path), [], None, {})


# Moodle: downloads without folders, teams, hidden names, locked rows, the marking workflow


DATE = "Saturday, 21 November 2026, 11:25 PM"


def worksheet_of(path, rows, header=WORKSHEET):
    path.write_text("\ufeff" + sheet_text([header, *rows]), encoding="utf-8")
    return path


def moodle_row(id, name, grade="", changeable="Yes", comment=""):
    return [f"Participant {id}", name, f"{id}@example.org", "Submitted", grade, "40.00", changeable, DATE, "-", comment]


def moodle_class(tmp_path, names, verdict=verdict_on):
    """A class, imported from a zip with these names, and graded."""
    course = course_with(tmp_path / "course")
    download = read_download(Source.MOODLE, [zipped(tmp_path / "all.zip", dict.fromkeys(names, NOTEBOOK))], course, None)
    return graded(graded_class(tmp_path, download.uploads, verdict), course), course


def exported(tmp_path, graded_and_assignment, course, roster, target=Target.MOODLE):
    """Rows by the first cell, the names in the zip of pages, and the students left out."""
    found, assignment = graded_and_assignment
    left_out = {}
    table, *feedback = export(target, found, course, assignment, roster, tmp_path / "out", left_out.__setitem__)
    pages = zipfile.ZipFile(feedback[0]).namelist() if feedback else []
    return {row[0]: row for row in rows_of(table)[1:]}, sorted(pages), left_out


@pytest.mark.parametrize("folder", ["", "MLP-502/"])
def test_moodle_without_folders(tmp_path, folder):
    """ "Download submissions in folders" is off: the file's name contains everything, and a student's own file name does not matter."""
    names = [
        "Kim Minsu_501_assignsubmission_file_mnist_mlp.ipynb",
        "Lee Ann_502_assignsubmission_file_Kim Minsu_501_assignsubmission_file_hw.ipynb",
        "Oh So_505_assignsubmission_onlinetext_onlinetext.html",
        "Han Bo_503_assignsubmission_file_data.csv",
        "notes.ipynb",
    ]
    names = [folder + name for name in names]
    got, course = moodle_class(tmp_path, names)
    assert {id: grade.student.name for id, grade in got[0].grades.items()} == {"501": "Kim Minsu", "502": "Lee Ann"}
    rows = [moodle_row(501, "Kim Minsu"), moodle_row(502, "Lee Ann"), moodle_row(503, "Han Bo")]
    written, pages, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows))
    assert [row[4] for row in written.values()] == ["40", "40", ""] and not left_out
    assert pages == [f"{name}_assignsubmission_file/feedback.html" for name in ("Kim Minsu_501", "Lee Ann_502")]


TEAMS = ["Team Blue_501_assignsubmission_file/hw.ipynb", "Team Red_502_assignsubmission_file/hw.ipynb"]
TEAM_HEADER = [*WORKSHEET[:4], "Group", *WORKSHEET[4:]]


def team_row(id, name, team, **more):
    row = moodle_row(id, name, **more)
    return [*row[:4], team, *row[4:]]


def test_a_number_of_a_group_is_nobodys(tmp_path):
    """Participants 501 and 502 are other people; the worksheet does not list the members of teams."""
    got, course = moodle_class(tmp_path, TEAMS)
    rows = [moodle_row(501, "Kim Minsu"), moodle_row(502, "Lee Ann")]
    with pytest.raises(
        LmsError, match=r"501 is 'Kim Minsu' in this sheet, but 'Team Blue_501.*column 'Group'.*autograder push moodle"
    ):
        exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows))
    assert not list((tmp_path / "out").iterdir())


def test_a_group_that_has_a_family_s_name_is_nobody_of_the_family(tmp_path):
    names = ["Kim_501_assignsubmission_file/hw.ipynb", moodle_name("Lee Ann", 502), moodle_name("Han Bo", 503)]
    got, course = moodle_class(tmp_path, names)
    rows = [moodle_row(501, "Kim Minsu"), moodle_row(502, "Lee Ann"), moodle_row(503, "Han Bo")]
    written, _, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows))
    assert [row[4] for row in written.values()] == ["", "40", "40"] and "'Kim Minsu' in this sheet" in left_out["501"]


@pytest.mark.parametrize("group", ["Group", "Gruppe", "그룹", "Groupe"])
def test_every_member_of_a_team_gets_its_grade(tmp_path, group):
    names = [*TEAMS, "Default group_assignsubmission_file/hw.ipynb"]
    points = {"Default group.ipynb": 8.0, "Team Blue.ipynb": 18.0, "Team Red.ipynb": 28.0}
    got, course = moodle_class(tmp_path, names, lambda file: verdict_on(file, points[file]))
    rows = [
        team_row(501, "Kim Minsu", "Team Red"),
        team_row(502, "Lee Ann", "Team Blue"),
        team_row(503, "Han Bo", "Team Blue"),
        team_row(504, "Oh So", "Default group"),
        team_row(505, "Team Blue", "Team Green"),  # a student with a team's name
    ]
    header = [group if name == "Group" else name for name in TEAM_HEADER]
    written, pages, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows, header))
    assert [row[5] for row in written.values()] == ["30", "20", "20", "10", ""] and not left_out
    numbered = ("Han Bo_503", "Kim Minsu_501", "Lee Ann_502", "Oh So_504")
    assert pages == [f"{name}_assignsubmission_file/feedback.html" for name in numbered]


def test_two_teams_of_one_name_are_left_out(tmp_path):
    got, course = moodle_class(
        tmp_path, ["Blue_1_assignsubmission_file/hw.ipynb", "Blue_2_assignsubmission_file/hw.ipynb", *TEAMS]
    )
    rows = [team_row(7, "Kim", "Blue"), team_row(8, "Lee", "Team Blue"), team_row(9, "Han", "Team Red")]
    written, _, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows, TEAM_HEADER))
    assert [row[5] for row in written.values()] == ["", "40", "40"] and set(left_out) == {"1", "2"}


@pytest.mark.parametrize("word", ["Participant", "참여자", "Teilnehmer/in"])
def test_anonymous_submissions(tmp_path, word):
    """Names are hidden: the folder has Moodle's word for a participant, and the worksheet has no names."""
    in_file = word.replace("/", "")
    got, course = moodle_class(tmp_path, [f"{in_file}_{id}_assignsubmission_file/hw.ipynb" for id in (36, 37)])
    header = [name for name in WORKSHEET if name not in ("Full name", "Email address")]
    rows = [[f"{word} {id}", *moodle_row(id, "")[3:]] for id in (36, 37, 38)]
    written, _, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows, header))
    assert [row[2] for row in written.values()] == ["40", "40", ""] and not left_out


WORKFLOW = [*WORKSHEET[:6], "Marking workflow state", *WORKSHEET[6:]]
GERMAN = ["ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Grade", "Höchstbewertung", "Status des Bewertungsworkflows",
          "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)", "Zuletzt geändert (Bewertung)", "Feedback"]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "state", "yes", "no"),
    [
        (WORKSHEET, None, "Yes", "No"),
        (WORKFLOW, "Not marked", "Yes", "No"),
        (GERMAN, "Nicht bewertet", "Ja", "Nein"),
        (WORKFLOW, "Haijasahihishwa", "Ndiyo", "Hapana"),  # an unlisted language
        (WORKFLOW, "No", "Yes", "No"),  # any name of a state
    ],
)
def test_one_locked_row_stops_nobody(tmp_path, header, state, yes, no):
    """Equal points are fine; otherwise the row is left out, with its comment and its page."""
    names = [moodle_name(name, id) for name, id in (("Kim", 1), ("Lee", 2), ("Han", 3), ("Oh", 4))]
    late = {"Lee.ipynb": 20.0}
    got, course = moodle_class(tmp_path, names, lambda file: verdict_on(file, late.get(file, 38.0)))
    rows = [
        moodle_row(1, "Kim", changeable=yes),
        moodle_row(2, "Lee", "30.00", no),
        moodle_row(3, "Han", "40.00", no),
        moodle_row(4, "Oh", changeable=yes),
    ]
    if state:
        rows = [[*row[:6], state, *row[6:]] for row in rows]
    written, pages, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows, header))
    assert [row[4] for row in written.values()] == ["40", "30.00", "40.00", "40"]
    assert left_out == {
        "2": "the grade of Lee (2) is locked in Moodle at 30.00 points, but is 22 here; unlock it in Moodle to change it"
    }
    assert [page.partition("_")[0] for page in pages] == ["Han", "Kim", "Oh"]


def test_who_dropped_the_course_is_named_and_the_others_get_their_grades(tmp_path):
    got, course = moodle_class(tmp_path, [moodle_name(name, id) for name, id in (("Kim", 1), ("Lee", 2), ("Gone", 3))])
    rows = [moodle_row(1, "Kim"), moodle_row(2, "<span class='usersuspended'>Lee <img src='x' title='Suspended'></span>")]
    written, _, left_out = exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows))
    assert [row[4] for row in written.values()] == ["40", "40"]
    assert list(left_out) == ["3"] and "if the student still takes the course" in left_out["3"]
    with pytest.raises(LmsError, match="lacks 2 of the students with submissions"):
        exported(tmp_path, got, course, worksheet_of(tmp_path / "w.csv", rows[:1]))


# A number alone identifies nobody


@pytest.mark.parametrize(
    ("in_file", "known", "agree"),
    [
        ("kimseoyeon", "Kim, Seoyeon", True),
        ("김서연", "김서연", True),
        ("김서연", "מרים כהן", False),  # neither name has a letter from a to z
        ("***", "🐙", False),
        ("🐙", "🐙", True),
        ("", "", False),
        ("ZOE BA CON", "Zoe\u0301 Ba_con", True),
        ("Seoyeon Kim", "Kim, Seoyeon", True),
        ("ONeil Smith", "O'Neil-Smith", True),
        ("Participant", "Participant 36", True),
        ("Kim", "Kim Minsu", False),  # the name of a group, or of a family member
        ("김", "김 민수", False),
        ("Kim Minsu", "Kim Minsu Daniel", True),
        ("Participant", "Participant 36 (Kim Minsu)", True),
        ("Ki", "Kim Minsu", False),
        ("A", "Ann Lee", False),
        ("Maximiliana Schwarzen", "Maximiliana Schwarzenberger", True),
        ("Team Blue", "Kim Minsu", False),
    ],
)
def test_names_agree_or_not(in_file, known, agree):
    assert names_agree(in_file, known) is names_agree(known, in_file) is agree


@given(names)
def test_a_name_agrees_with_itself_as_systems_write_it(people):
    for name in people:
        if re.sub(r"[\s_&<>\"`|':\\/]", "", unicodedata.normalize("NFKC", name)):
            assert same_name(name, name) and names_agree(name.replace("_", " "), unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(("name", "given"), [("מרים כהן", ""), ("김서연", "40")])
def test_canvas_compares_names_without_latin_letters_too(tmp_path, name, given):
    course = course_with(tmp_path / "course")
    handed_in = [canvas_name("김서연", "102"), canvas_name("Lee", "108"), canvas_name("Kim, Seoyeon", "100")]
    got = graded(graded_class(tmp_path, canvas_files.uploads(files_of(handed_in))), course)
    roster = tmp_path / "gradebook.csv"
    rows = [["Student", "ID", "Section", "An MLP that trains well (1)"], ["Kim, Seoyeon", "100", "A", ""]]
    roster.write_text(sheet_text([*rows, [name, "102", "A", ""], ["Lee", "108", "A", ""]]), encoding="utf-8")
    written, pages, left_out = exported(tmp_path, got, course, roster, Target.CANVAS)
    assert (written[name][-1], written["Lee"][-1]) == (given, "40")
    assert (len(pages), list(left_out)) == ((3, []) if given else (2, ["102"]))


def test_a_canvas_group_is_named_with_the_way_out(tmp_path):
    """The file has the group's name, and the number of one member, the only one who would get the grade."""
    course = course_with(tmp_path / "course")
    handed_in = [canvas_name("Project Group 1", "100"), canvas_name("Lee", "108")]
    got = graded(graded_class(tmp_path, canvas_files.uploads(files_of(handed_in))), course)
    written, _, left_out = exported(tmp_path, got, course, canvas_roster(tmp_path / "gradebook.csv"), Target.CANVAS)
    assert written["Kim, Seoyeon"][-1] == "" and "autograder push canvas` grades every member" in left_out["100"]


def test_one_number_with_two_names_is_nobodys():
    files = files_of(
        ["Kim_100_assignsubmission_file/hw.ipynb", "Team_100_assignsubmission_file/hw.ipynb", moodle_name("Lee", 2)]
    )
    download = sort_out(moodle_files.uploads(files))
    assert [one.id for one in download.uploads] == ["2"] and len(download.left_out) == 2
    assert "import each download separately" in download.left_out[0][1]


# Blackboard


def blackboard_files(name, username, time, assignment="HW_1: MLP", file="my_hw.ipynb"):
    stem = f"{assignment}_{username}_attempt_{time}"
    about = (
        f"Name: {name} ({username})\r\nAssignment: {assignment}\r\nDate Submitted: Sunday\r\nCurrent Grade: Needs Grading\r\n"
    )
    return {f"{stem}.txt": about, f"{stem}_{file}": NOTEBOOK}


def test_blackboard_round_trip(tmp_path):
    """Usernames and titles contain underscores; the later of two attempts counts."""
    course = course_with(
        tmp_path / "course", (MLP, MLP + "    columns: {blackboard: 'HW_1: MLP [Total Pts: 40 Score] |123456'}\n")
    )
    files = {}
    for number, name in enumerate(NAMES):
        files |= blackboard_files(name, f"a_b_{number}", "2026-11-20-10-00-00")
    files |= blackboard_files("Lee", "a_b_8", "2026-11-21-10-00-00")
    download = read_download(Source.BLACKBOARD, [zipped(tmp_path / "gradebook.zip", files)], course, None)
    assert {one.id: one.name for one in download.uploads} == {f"a_b_{i}": name for i, name in enumerate(NAMES)}
    assert next(one for one in download.uploads if one.id == "a_b_8").submitted == datetime(2026, 11, 21, 10)
    assert len(download.superseded) == 1
    results = graded_class(tmp_path, download.uploads)
    roster = tmp_path / "gc.csv"
    column = "HW_1: MLP [Total Pts: 40 Score] |123456"
    rows = [["Last Name", "First Name", "Username", "Student ID", column, "Total [Total Pts: 40 Score] |9"]]
    rows += [["", name, f"a_b_{number}", "", "", ""] for number, name in enumerate(NAMES)] + [
        ["N", "Nobody", "nobody", "", "7", ""]
    ]
    roster.write_bytes(sheet_text(rows, "\t").encode("utf-16"))  # in the format for spreadsheets
    found, assignment = graded(results, course)
    [table] = export(Target.BLACKBOARD, found, course, assignment, roster, tmp_path / "out")
    header, *written = rows_of(table)
    assert header == ["Last Name", "First Name", "Username", "Student ID", column]
    assert [(row[1], row[-1]) for row in written] == [*((name, "40") for name in NAMES), ("Nobody", "7")]


@pytest.mark.parametrize(
    ("row", "points"),
    [
        (["Kim", "Seoyeon", "kim1"], "40"),
        (["KIM", "SEOYEON", "kim1"], "40"),
        (["", "", "kim1"], "40"),  # exported without names: the username identifies the student
        (["Park", "Minsu", "kim1"], None),
    ],
)
def test_blackboard_compares_the_name_beside_a_username(tmp_path, row, points):
    course = course_with(tmp_path / "course")
    files = {}
    for name, username in (("Seoyeon Kim", "kim1"), ("Ann Lee", "lee"), ("Bo Han", "han")):
        files |= blackboard_files(name, username, "2026-11-20-10-00-00")
    download = read_download(Source.BLACKBOARD, [zipped(tmp_path / "gradebook.zip", files)], course, None)
    got = graded(graded_class(tmp_path, download.uploads), course)
    column = "An MLP that trains well [Total Pts: 40 Score] |1"
    rows = [["Last Name", "First Name", "Username", column], [*row, "7"], ["Lee", "Ann", "lee", ""], ["Han", "Bo", "han", ""]]
    (tmp_path / "gc.csv").write_text(sheet_text(rows), encoding="utf-8")
    left_out = {}
    found, assignment = got
    roster, out = tmp_path / "gc.csv", tmp_path / "out"
    [table] = export(Target.BLACKBOARD, found, course, assignment, roster, out, left_out.__setitem__)
    written = {line[2]: line[-1] for line in rows_of(table)[1:]}
    assert written == {"kim1": points or "7", "lee": "40", "han": "40"}
    assert points or left_out.pop("kim1").startswith("is 'Minsu Park' in this sheet, but 'HW_1: MLP_kim1_attempt")
    assert not left_out


def test_blackboard_without_the_text_file_of_an_attempt():
    files = blackboard_files("Kim", "kim", "2026-11-20-10-00-00")
    files |= {"HW_lee_attempt_2026-11-20-10-00-00_hw.ipynb": NOTEBOOK}
    download = sort_out(blackboard.uploads([SubmittedFile(name, text.encode()) for name, text in files.items()]))
    assert [one.id for one in download.uploads] == ["kim"]
    assert "names the student, is missing" in download.left_out[0][1]


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
    """A group's notebook belongs to each member; the export is in the format of Gradescope's harness."""
    course = course_with(tmp_path / "course")
    files = {
        "assignment_5_export/submission_metadata.yml": EXPORT,
        "assignment_5_export/submission_11/hw.ipynb": NOTEBOOK,
        "assignment_5_export/submission_12/hw.ipynb": NOTEBOOK,
    }
    download = read_download(Source.GRADESCOPE, [zipped(tmp_path / "export.zip", files)], course, None)
    assert [(one.id, one.name) for one in download.uploads] == [("lee@example.org", 'Lee: "L"'), ("kim@example.org", "김서연")]
    assert download.uploads[0].submitted == datetime(2026, 11, 20, 18, 0, 0, 123456, UTC)
    assert download.left_out == [
        ("assignment_5_export/submission_12/hw.ipynb", "submission_metadata.yml does not list this submission")
    ]
    found, assignment = graded(graded_class(tmp_path, download.uploads), course)
    written = export(Target.GRADESCOPE, found, course, assignment, None, tmp_path / "out")
    assert {path.relative_to(tmp_path / "out").as_posix() for path in written} == {"submission_11/results.json"}
    assert json.loads(written[0].read_text())["score"] == 40  # including the points of the written answer


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [", "submission_1: 7\n", "\xff"])
def test_a_broken_export_of_gradescope(text):
    files = [SubmittedFile("submission_metadata.yml", text.encode("latin-1")), *files_of(["submission_1/hw.ipynb"])]
    with pytest.raises(LmsError, match="cannot be read"):
        list(gradescope.uploads(files))


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
    assert [(one.id, one.submitted) for one in download.uploads] == [
        ("kim", datetime(2026, 11, 21, 10, 0, 0, 1, UTC)),
        ("lee_2", datetime(2026, 11, 20, 9, tzinfo=UTC)),
    ]
    assert len(download.superseded) == 1
    found, assignment = graded(graded_class(tmp_path, download.uploads), course)
    [table] = export(Target.NBGRADER, found, course, assignment, None, tmp_path / "out")
    header, *rows = rows_of(table)
    assert tuple(header) == nbgrader.HEADER
    assert [(row[0], row[3], *row[7:]) for row in rows] == [
        ("mnist_mlp", "kim", "40", "0", "40", "40"),
        ("mnist_mlp", "lee_2", "40", "0", "40", "40"),
    ]


def test_nbgrader_releases_the_feedback(tmp_path):
    """The pages are where `nbgrader release_feedback` looks for them, with the files that identify their students."""
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
    found, assignment = graded(graded_class(tmp_path, download.uploads), course)
    export(Target.NBGRADER, found, course, assignment, top, top)
    for student, time in times.items():
        folder = top / "feedback" / student / "mnist_mlp"
        assert (folder / "mnist_mlp.html").read_bytes() == found.pages[student].read_bytes()
        assert (folder / "timestamp.txt").read_text() == time
        assert (folder / "submission_secret.txt").read_text() == f"secret of {student}"
    (top / "submitted/kim/mnist_mlp/timestamp.txt").write_text("2026-11-21 10:00:00.000001 UTC")
    with pytest.raises(LmsError, match="kim/mnist_mlp holds a submission from another time than the graded one"):
        export(Target.NBGRADER, found, course, assignment, top, top)
    (top / "submitted/kim/mnist_mlp/timestamp.txt").unlink()
    with pytest.raises(
        LmsError, match="timestamp.txt does not exist; run `nbgrader collect`, and name nbgrader's course folder with --roster"
    ):
        export(Target.NBGRADER, found, course, assignment, top, top)


@pytest.mark.parametrize("top", ["course/submitted/", "submitted/", ""])
def test_a_course_folder_of_nbgrader(top):
    files = files_of([f"{top}kim/hw/hw.ipynb", f"{top}lee/hw/hw.ipynb"])
    assert [one.id for one in sort_out(nbgrader.uploads(files)).uploads] == ["kim", "lee"]


# A plain folder, GitHub Classroom, and a table for people


@pytest.mark.parametrize(
    ("paths", "students"),
    [
        (["kim.ipynb", "lee.ipynb"], ["kim", "lee"]),
        (["class/kim/hw.ipynb", "class/lee/hw.ipynb"], ["kim", "lee"]),
        (["class/kim/a/hw.ipynb", "class/kim/b/hw.ipynb", "class/lee/hw.ipynb"], ["lee"]),  # which of Kim's?
        (["class/김서연.ipynb", "class/_.ipynb"], ["_", "김서연"]),
    ],
)
def test_a_plain_folder(paths, students):
    files = [SubmittedFile(path, f"{NOTEBOOK} {' ' * number}".encode()) for number, path in enumerate(paths)]
    assert [one.id for one in sort_out(folder.uploads(files)).uploads] == students


def test_github_classroom(tmp_path):
    course = course_with(tmp_path / "course")
    found, assignment = graded(
        graded_class(tmp_path, folder.uploads(files_of(["kim.ipynb"])), lambda f: verdict_on(f, 30)), course
    )
    [file] = export(Target.GITHUB, found, course, assignment, None, tmp_path / "out")
    result = json.loads(base64.b64decode(file.read_text()))
    assert (result["status"], result["max_score"], sum(test["score"] for test in result["tests"])) == ("fail", 40, 32)
    assert [test["status"] for test in result["tests"]] == ["pass", "fail", "pass"]
    assert "Hint: Look again." in result["tests"][1]["message"]


# Lateness, answers that await points, grader errors


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
    upload = Upload(*files_of(["hw.ipynb"]), "kim", submitted=(DUE + after).astimezone())
    found, assignment = graded(graded_class(tmp_path, [upload]), course)
    assert (found.grades["kim"].points, found.grades["kim"].why) == (points, why)
    [table] = export(Target.CSV, found, course, assignment, None, tmp_path / "out")
    assert dict(zip(*rows_of(table), strict=True))["points"] == str(points)


def test_a_flag_without_a_time(tmp_path):
    uploads = [Upload(*files_of(["a.ipynb"]), "kim", late=True), Upload(*files_of(["b.ipynb"]), "lee", late=False)]
    results = graded_class(tmp_path, uploads)
    found, _ = graded(results, course_with(tmp_path / "course", LATE, DUE_LINE))
    assert {id: grade.points for id, grade in found.grades.items()} == {"kim": 32, "lee": 40}
    with pytest.raises(LmsError, match=r"kim is late by an unknown time.*flagged"):
        graded(results, course_with(tmp_path / "other", (LATE[0], LATE[1].replace(", flagged: 20", ""))))


def test_what_awaits_points_is_held_back_or_marked(tmp_path):
    verdicts = {"kim.ipynb": {"written": None}, "lee.ipynb": {}, "fault.ipynb": {"outcome": Outcome.GRADER_ERROR}}
    results = graded_class(tmp_path, folder.uploads(files_of(verdicts)), lambda file: verdict_on(file, **verdicts[file]))
    blocked, _ = graded(results, course_with(tmp_path / "block"))
    assert {id: grade.points for id, grade in blocked.grades.items()} == {"kim": None, "lee": 40, "fault": None}
    assert blocked.grades["kim"].why == "Written answers worth 2 points have not been graded yet."
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
    results = graded_class(tmp_path, folder.uploads(files_of(["kim.ipynb"])))
    with pytest.raises(LmsError, match="The submission time of kim is unknown"):
        graded(results, course_with(tmp_path / "course", LATE, DUE_LINE))
    listed = results / UPLOADS_FILE
    listed.write_text(listed.read_text().replace(",,,kim.ipynb", ",in time,,kim.ipynb"))
    found, _ = graded(results, course_with(tmp_path / "course", LATE, DUE_LINE))
    assert found.grades["kim"].points == 40


@pytest.mark.parametrize("target", [Target.GRADESCOPE, Target.GITHUB])
def test_every_target_is_told_the_same_points(tmp_path, target):
    """Points after lateness, and no held-back grades."""
    verdicts = {"kim.ipynb": {}, "lee.ipynb": {"written": None}}
    sources = files_of(["submission_1/hw.ipynb", "submission_2/hw.ipynb"])
    uploads = [
        Upload(file, name, name=name, attempt=str(number), submitted=DUE + timedelta(days=2))
        for number, (file, name) in enumerate(zip(sources, ("kim", "lee"), strict=True), 1)
    ]
    results = graded_class(tmp_path, uploads, lambda file: verdict_on(file, **verdicts[file]))
    course = course_with(tmp_path / "course", LATE, DUE_LINE)
    found, assignment = graded(results, course)
    [file] = export(target, found, course, assignment, None, tmp_path / "out")
    if target is Target.GRADESCOPE:
        told = json.loads(file.read_text())
        assert told["score"] == 32 and "2 days late: 20 % off." in told["output"]
    else:
        told = json.loads(base64.b64decode(file.read_text()))
        assert sum(test["score"] for test in told["tests"]) == 32


# Names that students choose do not affect others


def test_nobody_hands_in_as_somebody_else_by_the_name_of_a_file():
    forged = "x_attempt_2026-11-30-10-00-00"
    files = blackboard_files("Mallory", "mallory", "2026-11-20-10-00-00", file=f"{forged}_hw.ipynb")
    files |= {f"HW_1: MLP_mallory_attempt_2026-11-20-10-00-00_{forged}.txt": "Name: Victim (victim)\n"}
    files |= {"HW_1: MLP_mallory_attempt_2026-11-21-10-00-00.txt": "Name: Victim (victim)\n"}  # another file's id
    files |= {"HW_1: MLP_mallory_attempt_2026-11-21-10-00-00_hw.ipynb": NOTEBOOK}
    download = sort_out(blackboard.uploads([SubmittedFile(name, text.encode()) for name, text in files.items()]))
    assert [(one.id, one.submitted.day) for one in download.uploads] == [("mallory", 20)]
    inside = [
        "inbound/kim+hw+2026-11-20 10:00:00 UTC+x/lee+hw+2030-01-01 10:00:00 UTC/hw.ipynb",
        "submitted/kim/hw/lee/hw.ipynb",
    ]
    own = ["inbound/kim+hw+2026-11-20 10:00:00 UTC+x/hw.ipynb"]
    assert [one.id for one in sort_out(nbgrader.uploads(files_of([*inside, *own]))).uploads] == ["kim"]
    source = "Kim_100_assignsubmission_file/Lee_101_assignsubmission_file_.ipynb"
    assert moodle_files.feedback_name(source) == Path("Kim_100_assignsubmission_file/feedback.html")
    with pytest.raises(LmsError, match="did not come from Moodle"):
        moodle_files.feedback_name("kim.ipynb")


OF_OTHERS = {
    Source.CANVAS: ("kim_1_7_hw.ipynb", "mallory_2_8_hw.zip", "kim_1_9_hw.ipynb", {"1": "kim", "2": "mallory"}),
    Source.MOODLE: (
        "Kim_1_assignsubmission_file/hw.ipynb",
        "Mallory_2_assignsubmission_file/hw.zip",
        "Kim_1_assignsubmission_file/new.ipynb",
        {"1": "Kim", "2": "Mallory"},
    ),
    Source.FOLDER: ("kim/hw.ipynb", "mallory.zip", "kim/new.ipynb", {"kim": "kim", "mallory": "mallory"}),
    Source.NBGRADER: (
        "submitted/kim/hw/hw.ipynb",
        "submitted/mallory/hw/hw.zip",
        "submitted/kim/hw/new.ipynb",
        {"kim": "", "mallory": ""},
    ),
}
FLAT = ("Kim_1_assignsubmission_file_hw.ipynb", "Mallory_2_assignsubmission_file_hw.zip", "Kim_1_assignsubmission_file_new.ipynb",
        {"1": "Kim", "2": "Mallory"})  # fmt: skip


@pytest.mark.parametrize(("source", "case"), [*OF_OTHERS.items(), (Source.MOODLE, FLAT)])
@pytest.mark.parametrize("nested", [False, True])
def test_nobody_hands_in_as_somebody_else_by_a_name_in_a_zip(tmp_path, source, case, nested):
    """The zip's name identifies the student, even with several notebooks in it."""
    theirs, own, forged, people = case
    course = course_with(tmp_path / "course")
    mine = json.dumps(json.loads(NOTEBOOK) | {"metadata": {"otter": {"assignment_name": "mnist_mlp"}}})
    inside = {forged: NOTEBOOK, "a/mine.ipynb": mine}
    if nested:
        inside = {"deeper.zip": zipped(tmp_path / "deeper.zip", inside).read_bytes(), f"b/{forged}": NOTEBOOK + " "}
    packed = zipped(tmp_path / "own.zip", inside).read_bytes()
    download = read_download(source, [zipped(tmp_path / "all.zip", {theirs: mine + " ", own: packed})], course, None)
    assert {one.id: one.name for one in download.uploads} == people
    contents = {one.id: one.file.content.decode() for one in download.uploads}
    assert [contents[id] for id in people] == [mine + " ", mine]
    write_uploads(download, tmp_path / "imported")
    assert {row.source for row in read_uploads(tmp_path / "imported" / UPLOADS_FILE).values()} == {theirs, own}


@pytest.mark.parametrize("around", ["", "hw_2026_11_25/", "a/hw_2026_11_25/"])
@pytest.mark.parametrize("slash", ["/", "\\"])
def test_nobody_hands_in_as_somebody_else_by_a_slash_in_a_name(tmp_path, around, slash):
    """Canvas keeps a file's name; the folder around all files may have any name."""
    course = course_with(tmp_path / "course")
    files = {f"{around}kim_1_7_hw.ipynb": NOTEBOOK, f"{around}mallory_2_8_x{slash}kim_1_9_hw.ipynb": NOTEBOOK + " "}
    download = read_download(Source.CANVAS, [zipped(tmp_path / "all.zip", files)], course, None)
    assert [(one.id, one.name, one.attempt) for one in download.uploads] == [("1", "kim", "1"), ("2", "mallory", "1")]
    assert [one.file.content.decode() for one in download.uploads] == [NOTEBOOK, NOTEBOOK + " "]
    files = blackboard_files("Kim", "kim", "2026-11-20-10-00-00") | blackboard_files("Mal", "mal", "2026-11-21-10-00-00")
    forged = f"HW_1: MLP_mal_attempt_2026-11-21-10-00-00_x{slash}HW_1: MLP_kim_attempt_2026-11-20-10-00-00_x.ipynb"
    wrapped = {f"{around}{name}": text for name, text in files.items() | {forged: NOTEBOOK}.items()}
    download = read_download(Source.BLACKBOARD, [zipped(tmp_path / "blackboard.zip", wrapped)], course, None)
    assert [one.id for one in download.uploads] == ["kim", "mal"]


def test_a_name_that_reads_as_anothers_id_is_refused(tmp_path):
    """Canvas keeps digits and underscores in names; a student who can change the name could choose another's id."""
    course = course_with(tmp_path / "course")
    found, assignment = graded(
        graded_class(tmp_path, canvas_files.uploads(files_of(["mallory_100_99999_777_31_hw.ipynb"]))), course
    )
    with pytest.raises(LmsError, match="was submitted under another name"):
        export(Target.CANVAS, found, course, assignment, canvas_roster(tmp_path / "gradebook.csv"), tmp_path / "out")


@pytest.mark.parametrize("id", ["", " ", ".", "..", "/etc", "a/b", "a\\b"])
def test_an_id_that_is_none_is_left_out(id):
    download = sort_out([Upload(*files_of(["a.ipynb"]), id), Upload(*files_of(["b.ipynb"]), "kim")])
    assert [one.id for one in download.uploads] == ["kim"]
    assert [name for name, _ in download.left_out] == ["a.ipynb"]


def test_of_several_notebooks_in_one_attempt_the_one_of_the_assignment_counts(tmp_path):
    course = course_with(tmp_path / "course")
    mine = json.dumps(json.loads(NOTEBOOK) | {"metadata": {"otter": {"assignment_name": "mnist_mlp"}}})
    files = {
        "Kim_100_assignsubmission_file/scratch.ipynb": NOTEBOOK,
        "Kim_100_assignsubmission_file/a.ipynb": mine,
        "Lee_101_assignsubmission_file/a.ipynb": mine,
        "Lee_101_assignsubmission_file/b.ipynb": mine + "\n",
        "Ann_102_assignsubmission_file/other.ipynb": mine.replace("mnist_mlp", "somebody_elses"),
    }
    download = read_download(Source.MOODLE, [zipped(tmp_path / "all.zip", files)], course, None)
    assert [(one.id, one.file.name.rpartition("/")[2]) for one in download.uploads] == [
        ("102", "other.ipynb"),
        ("100", "a.ipynb"),
    ]
    assert [why for _, why in download.left_out] == [
        "one attempt of Lee has 2 notebooks, so it is unclear which one to grade"
    ] * 2


def test_one_notebook_that_came_twice_is_one(tmp_path):
    """Such as a notebook alone and in a zip."""
    course = course_with(tmp_path / "course")
    files = {f"Kim_100_assignsubmission_file/{name}": NOTEBOOK for name in ("hw.ipynb", "hw (1).ipynb")}
    inner = zipped(tmp_path / "hw.zip", {"hw/mnist_mlp.ipynb": NOTEBOOK}).read_bytes()
    path = zipped(tmp_path / "all.zip", files | {"Kim_100_assignsubmission_file/all.zip": inner})
    download = read_download(Source.MOODLE, [path], course, None)
    assert [one.id for one in download.uploads] == ["100"] and not download.left_out


def test_links_are_not_followed(tmp_path):
    course = course_with(tmp_path / "course")
    (tmp_path / "class" / "kim").mkdir(parents=True)
    (tmp_path / "class" / "lee").mkdir()
    (tmp_path / "solution.ipynb").write_text(NOTEBOOK)
    (tmp_path / "class" / "kim" / "hw.ipynb").symlink_to(tmp_path / "solution.ipynb")
    (tmp_path / "class" / "lee" / "hw.ipynb").write_text(NOTEBOOK)
    assert [one.id for one in read_download(Source.FOLDER, [tmp_path / "class"], course, None).uploads] == ["lee"]


def test_what_a_student_wrote_does_not_stop_the_class():
    """A file with the export's name, an invalid time, a text that is slow to search."""
    own = SubmittedFile("x/submission_11/submission_metadata.yml", b"- mine\n")
    files = [SubmittedFile("x/submission_metadata.yml", EXPORT.encode()), own, *files_of(["x/submission_11/hw.ipynb"])]
    assert len([one for one in gradescope.uploads(files) if isinstance(one, Upload)]) == 2
    for stamp in (b"2026-13-45 99:99:99 UTC", b"2026-11-20 19:00:00.000000 KST"):  # no time; an unknown time zone
        stamped = [SubmittedFile("submitted/kim/hw/timestamp.txt", stamp), *files_of(["submitted/kim/hw/hw.ipynb"])]
        assert [one.submitted for one in nbgrader.uploads(stamped)] == [None]
    long = b"Name:" + b" " * 200_000 + b"(kim"
    assert list(blackboard.uploads([SubmittedFile("HW_kim_attempt_2026-11-20-10-00-00.txt", long)])) == []


@pytest.mark.parametrize(
    ("cell", "number"),
    [("40", 40), ("40.00", 40), ("12,5", 12.5), ("1,000.00", 1000), ("1,000", None), ("(read only)", None), ("", None)],
)
def test_numbers_in_a_table(cell, number):
    assert as_number(cell) == number


def test_grades_are_a_persons_by_the_file_that_was_graded(tmp_path):
    """The name alone is not enough: another class may have the same one."""
    course = course_with(tmp_path / "course")
    results = graded_class(tmp_path, folder.uploads(files_of(["kim.ipynb"])))
    listed = (results / UPLOADS_FILE).read_text()
    (results / UPLOADS_FILE).write_text(re.sub("[0-9a-f]{64}", "0" * 64, listed))
    with pytest.raises(LmsError, match=r"does not list kim.ipynb as it was graded"):
        graded(results, course)
    (results / UPLOADS_FILE).write_text(listed + listed.splitlines()[1] + "\n")
    with pytest.raises(LmsError, match="occurs twice"):
        graded(results, course)


def test_a_class_that_was_graded_for_other_points_is_graded_again_first(tmp_path):
    course = course_with(tmp_path / "course")
    results = graded_class(
        tmp_path, folder.uploads(files_of(["kim.ipynb"])), lambda file: verdict_on(file).model_copy(update={"written": []})
    )
    with pytest.raises(LmsError, match="run `autograder grade` again"):
        graded(results, course)


# Large classes


IMPORT = """
import re, sys
from pathlib import Path
from autograder.model.course_file import load_course
from autograder.integrations.lms.uploads import write_uploads
from autograder.integrations.lms.systems import Source
from autograder.integrations.lms.transfer import read_download

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024

course, folder = load_course(Path(sys.argv[1])), Path(sys.argv[2])
for students in ("few", "many"):
    for source in sys.argv[3:]:
        download = read_download(Source(source), [folder / f"{source}-{students}.zip"], course, None)
        write_uploads(download, folder / f"{source}-{students}")
    print(peak())
"""
NAMED = {
    Source.CANVAS: "kim_{0}_1_hw.ipynb",
    Source.MOODLE: "Kim_{0}_assignsubmission_file/hw.ipynb",
    Source.NBGRADER: "submitted/s{0}/mnist_mlp/hw.ipynb",
    Source.FOLDER: "class/s{0}/hw.ipynb",
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_class_takes_the_memory_of_one_notebook(tmp_path):
    """A small zip may contain large files: the peak memory of a class of 25 equals that of a class of 2."""
    course_with(tmp_path / "course")
    notebook = NOTEBOOK + " " * (3 * 2**20)
    for source, name in NAMED.items():
        for size, students in (("few", 2), ("many", 25)):
            with zipfile.ZipFile(tmp_path / f"{source}-{size}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
                for number in range(students):
                    out.writestr(name.format(number), f"{notebook}{number}")
    command = [sys.executable, "-c", IMPORT, str(tmp_path / "course"), str(tmp_path), *NAMED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    few, many = map(float, done.stdout.split())
    assert all(len(list((tmp_path / f"{source}-many").glob("*.ipynb"))) == 25 for source in NAMED)
    assert many - few < 40, f"{few:.0f} MB for 2 students, {many:.0f} MB for 25"


def test_a_download_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(spool, "MOST_BYTES", 5 * len(NOTEBOOK))
    course = course_with(tmp_path / "course")
    files = {canvas_name(f"Kim {number}", 100 + number): NOTEBOOK for number in range(5)}
    assert len(read_download(Source.CANVAS, [zipped(tmp_path / "all.zip", files)], course, None).uploads) == 5
    files |= {canvas_name("Lee", 200): NOTEBOOK}
    with pytest.raises(
        LmsError, match="far more than the notebooks of a class: check lee_200_7_hw_1_2.ipynb and the files before"
    ):
        read_download(Source.CANVAS, [zipped(tmp_path / "more.zip", files)], course, None)


def test_notebooks_come_out_as_they_went_in(tmp_path):
    """With any bytes."""
    course = course_with(tmp_path / "course")
    contents = {canvas_name(f"Kim {number}", 100 + number): bytes([number]) * number for number in range(20)}
    download = read_download(Source.CANVAS, [zipped(tmp_path / "all.zip", contents)], course, None)
    assert {one.file.name: one.file.content for one in download.uploads} == contents


# The commands


def test_the_commands_from_a_download_to_a_gradebook(tmp_path, monkeypatch):
    """`import` and `export` on the command line; other tests cover the grading in between."""
    course_with(tmp_path)
    monkeypatch.chdir(tmp_path)
    handed_in = {canvas_name("Kim, Seoyeon", "100"): NOTEBOOK, canvas_name("Lee", "108"): NOTEBOOK, "readme.txt": "?"}
    zipped(tmp_path / "submissions.zip", handed_in)
    done = CliRunner().invoke(app, ["import", "canvas", "submissions.zip"])
    assert done.exit_code == 0, done.output
    assert "2 notebooks are in submissions" in done.output and "Left out: readme.txt (not a notebook)" in done.output
    write_reports([verdict_on("kimseoyeon.ipynb"), verdict_on("lee.ipynb", written=None)], tmp_path / "results")
    shutil.copy(tmp_path / "submissions" / UPLOADS_FILE, tmp_path / "results")
    canvas_roster(tmp_path / "gradebook.csv")
    done = CliRunner().invoke(app, ["export", "canvas", "--roster", "gradebook.csv"])
    assert done.exit_code == 0, done.output
    assert "Grades of 1 of 2 students written" in done.output
    assert "Held back: lee: Written answers worth 2 points have not been graded yet." in done.output
    assert "autograder points results/written.csv" in done.output
    with pytest.raises(LmsError, match="is not empty"):
        CliRunner().invoke(app, ["import", "canvas", "submissions.zip"], catch_exceptions=False)
