"""Cases from a real Moodle 5.1: teachers' comments, the marking workflow, locked grades, hidden names, teams, attempts."""

import re
import time

import pytest
from helpers.lms_class import course_with, graded_class, verdict_on
from standins.moodle import TEACHER, Moodle, Student, Submission
from test_push import TITLE, Course, graded_again, moodle_course, no_keyring, ours, pauses, writes  # noqa: F401

from autograder.integrations.lms.online.comment import with_ours, without_ours
from autograder.integrations.lms.uploads import Upload
from autograder.model.submission import SubmittedFile

pytestmark = pytest.mark.usefixtures("pauses", "no_keyring")
NAMES = ["Kim Seoyeon", "Lee Ann"]
OTHER_TEACHER = 77


def site(**settings):
    people = [Student(1000 + number, 100 + number, name) for number, name in enumerate(NAMES)]
    return Moodle(people, **({"name": TITLE, "maximum": 40.0} | settings))


def course_of(tmp_path, moodle, verdict=verdict_on):
    return moodle_course(tmp_path, moodle, verdict=verdict, names=NAMES)


def imported(tmp_path, moodle, sources, verdict=verdict_on):
    """A class with other names than the students' own."""
    where = f"lms: {{awaiting: mark, moodle: {{url: '{moodle.url}', course: {moodle.course}}}}}\nassignments:\n"
    course_with(tmp_path, ("assignments:\n", where))
    uploads = [
        Upload(SubmittedFile(source, f"{{}}{source}".encode()), id, name=source.partition("_")[0])
        for source, id in sources.items()
    ]
    return Course(tmp_path, graded_class(tmp_path, uploads, verdict), "moodle", environment={"MOODLE_TOKEN": moodle.token})


# A comment that people also edit

TEXT = "22 of 40 points.\nNot in full: q1 20 of 38 & more.\n(abcdef012345)"
OURS = with_ours("", TEXT)


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        (OURS, ""),
        (f"<p>Hello</p>{OURS}<p>Bye</p>", "<p>Hello</p><p>Bye</p>"),
        (OURS.replace("</div>", " Well done!</div>"), "<div>Well done!</div>"),
        (OURS.replace("</div>", "<br>Well done!</div>"), "<div>Well done!</div>"),
        (OURS.replace("22", "Dear Kim,<br>22", 1), "<div>Dear Kim,</div>"),
        (f'{OURS}<div class="dl-autograder">After Enter</div>', "<div>After Enter</div>"),
        (
            '<div dir="ltr" class="dl-autograder"><p>22&nbsp;of 40&#32;points.</p><p>Not in full: q1 20 of 38 &amp; more.</p>'
            "<p>(abcdef012345)</p><p>Mine</p></div>",
            '<div dir="ltr"><p>Mine</p></div>',
        ),
        (OURS.replace("points.", "points. <b>Great</b>"), "<div><b>Great</b></div>"),
        (OURS.replace("Not in full", "Nearly in full"), "<div>Nearly in full: q1 20 of 38 &amp; more.</div>"),
        (OURS.replace("(abcdef012345)", ""), OURS.replace("(abcdef012345)", "")),  # without the mark, no text is certainly ours
        ("<p>You have 22 of 40 points.</p>" + OURS.replace("22 of 40 points.<br>", ""), "<p>You have 22 of 40 points.</p>"),
        ("<p>22 of 40 points.</p>", "<p>22 of 40 points.</p>"),
        (OURS + OURS, ""),
        ('<p title="a > b">x < y</p>' + OURS, '<p title="a > b">x < y</p>'),
        ("", ""),
    ],
)
def test_what_was_sent_goes_and_every_other_word_stays(comment, left):
    assert without_ours(comment, [TEXT]) == left
    assert without_ours(left, [TEXT]) == left


@pytest.mark.parametrize(
    ("edit", "stays"),
    [
        (lambda comment: comment.replace("</div>", " Come and see me.</div>"), "Come and see me."),
        (lambda comment: f'{comment}<div class="dl-autograder">Come and see me.</div>', "Come and see me."),
        (lambda comment: comment.replace('class="dl-autograder"', 'dir="ltr" class="dl-autograder"') + "<p>Bravo</p>", "Bravo"),
        (lambda comment: re.sub(r"<div[^>]*>(.*?)</div>", r"<p>\1</p><p>Bravo</p>", comment).replace(" ", "&nbsp;"), "Bravo"),
        (lambda comment: comment.replace("<br>", " (a mistake?)<br>", 1), "(a mistake?)"),
    ],
)
def test_words_of_a_teacher_survive_every_push(tmp_path, edit, stays):
    with site() as moodle:
        course = course_of(tmp_path, moodle).push()
        record = moodle.assignments[0].find(1000)
        record.comment = edit(record.comment)
        for points in (20.0, 30.0, 10.0):
            graded_again(course, lambda file, points=points: verdict_on(file, earned=points))
            assert course.push().output == "2 sent\n"
            assert moodle.comments[1000].count(stays) == 1
            assert len(ours(moodle.comments[1000])) == 1 and f"{points + 2:g} of 40 points." in moodle.comments[1000]
        assert course.push().output == "2 there already\n"


def test_files_of_a_teacher_keep_their_folders(tmp_path):
    with site() as moodle:
        record = moodle.assignments[0].find_or_create(1000)
        record.files = {"/a/notes.pdf": b"one", "/b/notes.pdf": b"two"}
        course_of(tmp_path, moodle).push()
        files = moodle.assignments[0].find(1000).files
        assert (files["/a/notes.pdf"], files["/b/notes.pdf"], len(files)) == (b"one", b"two", 3)


# The marking workflow before the release hides existing feedback


@pytest.mark.parametrize("by", [OTHER_TEACHER, TEACHER])
@pytest.mark.parametrize("options", [(), ("--overwrite",)])
def test_who_graded_after_us_is_not_overwritten(tmp_path, by, options):
    with site(marking_workflow=True) as moodle:
        course = course_of(tmp_path, moodle).push()
        assert course.output == "2 sent\n"
        moodle.touch(1000, by, comment="<p>My own words</p>")
        moodle.assignments[0].find(1000).files["/mine.pdf"] = b"%PDF"
        graded_again(course, lambda file: verdict_on(file, earned=20.0))
        assert course.push(*options).code == 1
        assert (
            "Changed there: Kim Seoyeon (100): another person graded in the system, and the system hides that feedback"
            in course.output
        )
        assert "1 sent, 1 changed there" in course.output
        assert moodle.comments[1000] == "<p>My own words</p>" and moodle.grades == {1000: 40.0, 1001: 22.0}
        assert "mine.pdf" in moodle.files[1000] and len(ours(moodle.comments[1001])) == 1
        moodle.assignments[0].states[1000] = "released"  # now it is visible
        moodle.assignments[0].gradebook[1000] = 40.0
        assert course.push().output == "1 sent, 1 there already\n"
        assert moodle.comments[1000].startswith("<p>My own words</p><div") and "mine.pdf" in moodle.files[1000]


def test_who_wrote_before_us_is_not_overwritten_either(tmp_path):
    with site(marking_workflow=True) as moodle:
        moodle.touch(1000, OTHER_TEACHER, comment="Read this first")
        moodle.assignments[0].find_or_create(1001)  # somebody only viewed it
        course = course_of(tmp_path, moodle).push()
        assert "1 sent, 1 changed there" in course.output and moodle.comments[1000] == "Read this first"


def test_ours_is_replaced_before_the_release(tmp_path):
    with site(marking_workflow=True) as moodle:
        course = course_of(tmp_path, moodle).push()
        for points in (20.0, 30.0):
            graded_again(course, lambda file, points=points: verdict_on(file, earned=points))
            assert course.push().output == "2 sent\n"
            assert all(len(ours(comment)) == 1 for comment in moodle.comments.values())


# Locked grades


@pytest.mark.parametrize("workflow", [False, True])
def test_where_points_are_refused_no_comment_with_them_arrives(tmp_path, workflow):
    with site(marking_workflow=workflow) as moodle:
        course = course_of(tmp_path, moodle).push()
        before = moodle.comments[1000], moodle.files[1000]
        moodle.assignments[0].locked = {1000}
        assert course.push().output == "2 there already\n"
        graded_again(course, lambda file: verdict_on(file, earned=20.0))
        assert course.push().code == 1
        assert (
            "Refused: Kim Seoyeon (100): the system accepted 22 points without an error but keeps 40: if the grade is locked"
            in course.output
        )
        assert (moodle.comments[1000], moodle.files[1000]) == before and moodle.grades[1001] == 22.0
        moodle.assignments[0].locked = set()
        assert course.push().output == "1 sent, 1 there already\n"
        assert "22 of 40" in moodle.comments[1000]


def test_a_student_over_whom_moodle_fails_stops_nobody(tmp_path):
    """Status 500 concerns one student if Moodle otherwise answers; 503 concerns all of it."""
    with site(failing={1000}) as moodle:
        course = course_of(tmp_path, moodle).push()
        assert "Refused: Kim Seoyeon (100): 127.0.0.1:" in course.output and "but answers other requests" in course.output
        assert course.output.endswith("1 sent, 1 refused\n") and moodle.grades == {1001: 40.0}


# Hidden names


@pytest.mark.parametrize("word", ["Participant", "참여자"])
@pytest.mark.parametrize("sees_names", [False, True])
def test_anonymous_submissions(tmp_path, word, sees_names):
    """In any language of the download."""
    sources = {f"{word}_{id}_assignsubmission_file/hw.ipynb": str(id) for id in (100, 101)}
    with site(blind_marking=True, sees_names=sees_names) as moodle:
        course = imported(tmp_path, moodle, sources).push()
        assert course.output == "2 sent\n"
        assert moodle.grades == {1000: 40.0, 1001: 40.0}
        assert course.push().output == "2 there already\n"


def test_a_name_is_compared_where_names_are_hidden(tmp_path):
    with site(blind_marking=True) as moodle:
        course = imported(tmp_path, moodle, {"Team Blue_100_assignsubmission_file/hw.ipynb": "100"}).push()
        assert "submitted under another name" in course.output and not moodle.grades


# Teams

TEAMS = {1000: (100, "Team Red"), 1001: (101, "Team Blue"), 1002: (101, "Team Blue")}  # also numbers of participants


def test_every_member_of_a_team_gets_its_grade(tmp_path):
    sources = {
        "Team Red_100_assignsubmission_file/hw.ipynb": "100",
        "Team Blue_101_assignsubmission_file_hw.ipynb": "101",
        "Default group_assignsubmission_file/hw.ipynb": "0",
        "Team Gone_102_assignsubmission_file/hw.ipynb": "102",
    }
    points = {"Team Red.ipynb": 8.0, "Team Blue.ipynb": 18.0, "Default group.ipynb": 28.0, "Team Gone.ipynb": 38.0}
    people = [Student(1000 + number, 100 + number, f"Student {'ABCD'[number]}") for number in range(4)]
    with Moodle(people, name=TITLE, maximum=40.0, teams=TEAMS) as moodle:
        course = imported(tmp_path, moodle, sources, lambda file: verdict_on(file, points[file])).push()
        assert moodle.grades == {1000: 10.0, 1001: 20.0, 1002: 20.0, 1003: 30.0}
        assert "Refused: Team Gone (group 102): the assignment does not have this student, " in course.output
        assert {len(ours(comment)) for comment in moodle.comments.values()} == {1}
        assert course.push().output.endswith("4 there already, 1 refused\n")


def test_a_group_with_a_participants_number_is_not_the_participant(tmp_path):
    with site() as moodle:  # downloaded as teams, but students hand in individually now
        course = imported(tmp_path, moodle, {"Team Blue_100_assignsubmission_file/hw.ipynb": "100"}).push()
        assert "Participant 100 is 'Kim Seoyeon' in Moodle, but the file was submitted under another name" in course.output
        assert not moodle.grades and not moodle.comments


# Submissions after the import


def later(**fields):
    return Submission(**({"modified": int(time.time()) + 3600} | fields))


@pytest.mark.parametrize("pushed_before", [True, False])
@pytest.mark.parametrize(
    ("submission", "said"),
    [
        (later(attempt=1), "a newer submission than the graded notebook exists (attempt 2, "),
        (later(attempt=1, status="reopened"), "attempt 2 is open, and nothing has been submitted for it yet"),
        (later(files={"hw.ipynb": b"{}another"}), "a newer submission than the graded notebook exists (attempt 1, "),
        (later(attempt=1, files={"copy.ipynb": b"{}100"}), ""),  # the same notebook, copied into the new attempt
    ],
)
@pytest.mark.parametrize("teams", [None, {1000: (1, "Kim Seoyeon")}])
def test_a_new_attempt_does_not_get_the_points_of_the_old_notebook(tmp_path, pushed_before, submission, said, teams):
    with site() as moodle:
        work = moodle.assignments[0]
        work.submissions = {1000 + number: Submission(modified=int(time.time()) - 3600) for number in range(2)}
        course = course_of(tmp_path, moodle)
        if pushed_before:
            course.push()
        work.submissions[1000] = submission
        work.attempts[1000] = submission.attempt
        if submission.attempt == 0 or (submission.status == "reopened" and not pushed_before):
            graded_again(course, lambda file: verdict_on(file, earned=20.0))
        course.push()
        if not said:
            assert course.code == 0 and moodle.grades[1000] == 40.0
            return
        if submission.status == "reopened" and not pushed_before:
            return  # its opening time is unknown
        assert f"Refused: Kim Seoyeon (100): {said}" in course.output
        assert "import and grade the class again." in course.output and course.code == 1
        assert moodle.grades.get(1000) in ((None,) if submission.attempt else (40.0, None)) and 1001 in moodle.grades


def test_what_is_there_already_is_not_asked_for(tmp_path):
    with site() as moodle:
        course = course_of(tmp_path, moodle).push()
        before = len(writes(moodle))
        assert course.push().output == "2 there already\n" and len(writes(moodle)) == before
