"""The course file: its content, every kind of error in it, and the course secret."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.model.course import Course
from autograder.model.course_errors import CourseError
from autograder.model.course_file import load_course
from autograder.model.course_settings import Limits

ROOT = Path(__file__).parents[2]

GOOD = """\
# A comment.
course: A course
install: dl-autograder
limits:
  cell_seconds: 5
  probe_seconds: 6.5
assignments:
  first:
    title: {en: One, ko: 하나}
    frameworks: [torch]
    points: 5
    questions:
      q1: {title: Data, points: 2.5}
      q2:
        title: Network
        points: 1.5
      q2_written: {title: Words, points: 1, by_hand: true}
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)
    (tmp_path / "grader.yml").write_text(GOOD, encoding="utf-8")
    return load_course(tmp_path)


def error_of(folder: Path, content: str | bytes) -> str:
    file = folder / "grader.yml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CourseError) as caught:
        load_course(file)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_repository_has_a_valid_course() -> None:
    course = load_course(ROOT)
    assert course.folder == ROOT
    assert course.limits == Limits()
    for assignment in course.assignments.values():
        assert assignment.points == sum(question.points for question in assignment.questions)


def test_what_the_file_says(course: Course, tmp_path: Path) -> None:
    assert (course.name, course.install, course.folder) == ("A course", "dl-autograder", tmp_path)
    assert course.limits == Limits(cell_seconds=5, probe_seconds=6.5, submission_seconds=300, notebook_megabytes=200)
    first = course.assignment("first")
    assert (first.name, first.frameworks, first.points) == ("first", ("torch",), 5)
    assert first.title == {"en": "One", "ko": "하나"}
    assert [question.name for question in first.questions] == ["q1", "q2", "q2_written"]
    assert [question.name for question in first.checked] == ["q1", "q2"]
    assert [question.name for question in first.by_hand] == ["q2_written"]
    assert (first.questions[0].title, first.questions[0].points) == ("Data", 2.5)


def test_where_the_files_are(course: Course, tmp_path: Path) -> None:
    assert course.master("first") == tmp_path / "solutions" / "first.py"
    assert course.tests_folder("first") == tmp_path / "tests" / "assignments" / "first"
    assert course.examples_folder("first") == tmp_path / "tests" / "examples" / "first"
    assert course.handout_folder("first") == tmp_path / "assignments" / "first"


def test_an_unknown_assignment(course: Course) -> None:
    with pytest.raises(CourseError, match=re.escape("no assignment 'frist' (did you mean 'first'?); it has first")):
        course.assignment("frist")


def test_the_file_is_found_from_below(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert load_course() == course == load_course(tmp_path / "grader.yml") == load_course(Path("../.."))


def test_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="there is no grader.yml in .*; change to the folder of the course"):
        load_course()
    for path in (tmp_path, tmp_path / "grader.yml"):
        with pytest.raises(CourseError, match="grader.yml does not exist; create it"):
            load_course(path)
    (tmp_path / "grader.yml").mkdir()
    with pytest.raises(CourseError, match="cannot be read"):
        load_course(tmp_path)


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path, course: Course) -> None:
    (tmp_path / "grader.yml").write_bytes(("\ufeff" + GOOD.replace("\n", "\r\n")).encode())
    assert load_course(tmp_path) == course
    message = error_of(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n").replace("points: 1.5", "points: x"))
    assert message.startswith("grader.yml, line 16: ")


def test_limits_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "grader.yml").write_text(re.sub("limits:\n(  .*\n){2}", "", GOOD), encoding="utf-8")
    assert load_course(tmp_path).limits == Limits()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # Unknown keys at every depth; the models' own fields are not keys.
        (
            "  cell_seconds",
            "  cel_seconds",
            "line 5: unknown key 'cel_seconds' in limits (did you mean 'cell_seconds'?); the keys are cell_seconds, ",
        ),
        (
            "install:",
            "instal:",
            "line 3: unknown key 'instal' in the course (did you mean 'install'?); the keys are course, install, ",
        ),
        ("install:", "folder: /\ninstall:", "line 3: unknown key 'folder' in the course; "),
        ("install:", "name: x\ninstall:", "line 3: unknown key 'name' in the course; "),
        ("install:", "1: x\ninstall:", "line 3: unknown key '1' in the course; "),
        (
            "    frameworks",
            "    deadline: now\n    frameworks",
            "line 10: unknown key 'deadline' in first; the keys are title, ",
        ),
        ("    frameworks", "    due: now\n    frameworks", "line 10: due of first must be a time with its zone, such as "),
        ("limits:\n", "sandbox: {flor: []}\nlimits:\n", "line 4: unknown key 'flor' in sandbox (did you mean 'floor'?)"),
        ("limits:\n", "late: {percent: 5}\nlimits:\n", "line 4: unknown key 'percent' in late (did you mean 'percent_a_day'?)"),
        (
            "    frameworks",
            "    leaderboard: {Best: q9}\n    frameworks",
            "line 10: the leaderboard of first names the unknown ",
        ),
        ("points: 1.5", "name: q9", "line 16: unknown key 'name' in q2 of first; the keys are title, points, by_hand"),
        # Missing keys: the line of the mapping around them.
        ("course: A course\n", "", "line 2: the course lacks the key 'course'; add it"),
        ("    frameworks: [torch]\n", "", "line 8: first lacks the key 'frameworks'; add it"),
        ("        title: Network\n", "", "line 14: q2 of first lacks the key 'title'; add it"),
        (", points: 2.5", "", "line 13: q1 of first lacks the key 'points'; add it"),
        # Wrong types and values.
        ("cell_seconds: 5", "cell_seconds: '5'", "line 5: cell_seconds of limits must be a number, but is '5'"),
        ("cell_seconds: 5", "cell_seconds: true", "line 5: cell_seconds of limits must be a number, but is true"),
        ("cell_seconds: 5", "cell_seconds:", "line 5: cell_seconds of limits must be a number, but is empty"),
        ("cell_seconds: 5", "cell_seconds: 0", "line 5: cell_seconds of limits must be above 0, but is 0"),
        ("cell_seconds: 5", "cell_seconds: .nan", "line 5: cell_seconds of limits must be a finite number, but is nan"),
        ("points: 1.5", "points: -1.5", "line 16: points of q2 of first must be above 0, but is -1.5"),
        ("points: 1.5", "points: [1]", "line 16: points of q2 of first must be a number, but is a list"),
        ("by_hand: true", "by_hand: yes", "line 17: by_hand of q2_written of first must be true or false, but is 'yes'"),
        ("A course", "2024", "line 2: course must be text (in quotes, if YAML reads it as something else), but is 2024"),
        ("A course", "''", "line 2: course must be some text, but is empty"),
        ("{en: One, ko: 하나}", "One", "line 9: title of first must be a mapping, but is 'One'"),
        ("{en: One, ko: 하나}", "{}", "line 9: title of first must not be empty; add at least one"),
        ("{en: One,", "{english: One,", "line 9: 'english' is not a language code; use a code such as en or ko"),
        ("torch", "numpy", "line 10: 0 of frameworks of first must be 'torch' or 'tensorflow', but is 'numpy'"),
        ("{title: Data, points: 2.5}", "2.5", "line 13: q1 of first must be a mapping, but is 2.5"),
        # Names.
        ("  first:", "  ../first:", "line 8: '../first' is not a valid assignment name; use letters"),
        ("  first:", "  1st:", "line 8: '1st' is not a valid assignment name; "),
        ("  first:", "  첫째:", "line 8: '첫째' is not a valid assignment name; "),
        ("  first:", "  1:", "line 8: the name 1 must be text; put it in quotes"),
        ("q1:", "Q1:", "line 13: 'Q1' is not a valid question name; use lower-case letters, digits and underscores"),
        ("q2_written:", "q2-written:", "line 17: 'q2-written' is not a valid question name; "),
        # Totals.
        (
            "points: 5",
            "points: 6",
            "line 11: points of first are 6, but its questions add up to 5; change the total or the questions",
        ),
        # Not YAML.
        (
            "title: Network",
            "title: Net: work",
            "line 15: the text is not valid YAML (mapping values are not allowed here); correct it",
        ),
        (
            "{en: One",
            "{en: !!python/name:os.system One",
            "line 9: the text is not valid YAML (could not determine a constructor",
        ),
        ("Network", "Net\0work", "line 15: the character 0x0 is not allowed in YAML; remove it"),
        ("q2:", "q1:", "line 14: the key 'q1' occurs twice in one mapping; merge the two entries"),
        ("title: Data,", "title: Data, title: Data,", "line 13: the key 'title' occurs twice in one mapping; "),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in GOOD
    assert error_of(tmp_path, GOOD.replace(old, new, 1)).startswith(f"grader.yml, {message}")


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        ("", "line 8: first lacks the key 'questions'"),
        ("    questions:\n", "line 12: questions of first must be a mapping, but is empty"),
        ("    questions: {}\n", "line 12: questions of first must not be empty; add at least one"),
        ("    questions: [q1]\n", "line 12: questions of first must be a mapping, but is a list"),
    ],
)
def test_no_questions(questions: str, message: str, tmp_path: Path) -> None:
    before = GOOD.split("    questions:")[0]
    assert error_of(tmp_path, before + questions).startswith(f"grader.yml, {message}")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"",
            "line 1: the file must be a mapping with the keys course, install, contact, limits, sandbox, late, lms, serve, assignments, "
            "but is empty",
        ),
        (b"# only a comment\n", "line 1: the file must be a mapping with the keys .*, but is empty"),
        (b"- course\n", "line 1: the file must be a mapping with the keys .*, but is a list"),
        (b"course", "line 1: the file must be a mapping with the keys .*, but is 'course'"),
        (GOOD.encode("cp949"), "line 9: the text is not UTF-8; save the file as UTF-8"),
        (GOOD.encode("utf-16"), "line 1: the text is not UTF-8; save the file as UTF-8"),
        (b"a: 1\n---\nb: 2\n", "line 2: the text is not valid YAML"),
    ],
)
def test_not_even_a_mapping(content: bytes, message: str, tmp_path: Path) -> None:
    assert re.match(f"grader.yml, {message}", error_of(tmp_path, content))


@pytest.mark.parametrize("value", ["2024-99-99", "[" * 5000])
def test_yaml_that_its_reader_chokes_on(value: str, tmp_path: Path) -> None:
    assert error_of(tmp_path, f"course: {value}").startswith("grader.yml is not valid YAML (")


def test_totals_are_compared_as_decimals(tmp_path: Path) -> None:
    text = GOOD.replace("points: 5", "points: 0.6")
    for old, new in (("points: 2.5", "points: 0.1"), ("points: 1.5", "points: 0.2"), ("points: 1,", "points: 0.3,")):
        text = text.replace(old, new)
    (tmp_path / "grader.yml").write_text(text, encoding="utf-8")
    assert load_course(tmp_path).assignment("first").points == 0.6


def test_the_secret_is_created_once(course: Course, tmp_path: Path) -> None:
    secret = course.secret()
    file = tmp_path / ".course-secret"
    assert re.fullmatch(b"[0-9a-f]{64}", secret)
    assert file.read_bytes().strip() == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert course.secret() == secret == load_course(tmp_path).secret()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".course-secret", "grader.yml"]


def test_everyone_who_comes_first_gets_the_same_secret(course: Course) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: course.secret(), range(64)))) == 1


def test_the_secret_of_the_environment_wins(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_SECRET", "of the environment\n")
    assert course.secret() == b"of the environment"
    assert not (tmp_path / ".course-secret").exists()
    monkeypatch.setenv("AUTOGRADER_SECRET", "")
    from_the_file = course.secret()
    monkeypatch.setenv("AUTOGRADER_SECRET", from_the_file.decode())
    assert course.secret() == from_the_file


def test_no_secret_can_be_had(course: Course, tmp_path: Path) -> None:
    file = tmp_path / ".course-secret"
    file.touch()
    with pytest.raises(CourseError, match=".course-secret is empty; restore"):
        course.secret()
    file.unlink()
    file.mkdir()
    with pytest.raises(CourseError, match="cannot be read or created .*, or set AUTOGRADER_SECRET"):
        course.secret()
    nowhere = course.model_copy(update={"folder": tmp_path / "nowhere"})
    with pytest.raises(CourseError, match=r"cannot be read or created \(No such file or directory\)"):
        nowhere.secret()


@pytest.mark.parametrize(
    "stated, message",
    [
        (
            "lms: {canvas: {ur: x, course: 3}}",
            "unknown key 'ur' in canvas of lms (did you mean 'url'?); the keys are url, course",
        ),
        ("lms: {canvas: {url: x, course: 3}}", "'x' must be an https:// URL"),
        ("lms: {canvas: {url: 'http://lms.example.edu', course: 3}}", "'http://lms.example.edu' must be an https:// URL"),
        (
            "lms: {canvas: {url: 'https://me:secret@lms.example.edu', course: 3}}",
            "line 1: a URL in this file must not contain a password",
        ),
        (
            "lms: {canvas: {url: 'https://lms.example.edu', course: '3'}}",
            "course of canvas of lms must be a whole number, but is '3'",
        ),
        ("lms: {moodle: {url: 'https://lms.example.edu'}}", "moodle of lms lacks the key 'course'; add it"),
        ("lms: {lti: {issue: x}}", "unknown key 'issue' in lti of lms (did you mean 'issuer'?)"),
        ("serve: {a: 1}", "unknown key 'a' in serve; the keys are url, notebook_megabytes, uploads_an_hour"),
        ("serve: {uploads_an_hour: 0}", "uploads_an_hour of serve: Input should be greater than or equal to 1"),
    ],
)
def test_systems_online(stated: str, message: str, tmp_path: Path) -> None:
    said = error_of(tmp_path, f"{stated}\n{GOOD}".encode())
    assert said.startswith("grader.yml, line 1: ") and message in said


def test_systems_online_are_read(tmp_path: Path) -> None:
    stated = "lms: {canvas: {url: 'https://lms.example.edu', course: 3}, moodle: {url: 'http://localhost:80', course: 4}}"
    (tmp_path / "grader.yml").write_text(f"{stated}\n{GOOD}")
    course = load_course(tmp_path)
    assert course.lms.canvas and course.lms.canvas.course == 3 and course.lms.moodle and course.lms.lti is None
