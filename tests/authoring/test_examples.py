"""The bank is readable, large enough, and its audit tells survivors and false alarms."""

import json

import pytest
from helpers.repository import REPOSITORY

from autograder.authoring.audit import audit, learn, matrix
from autograder.authoring.examples import BankError, notebook_of, read_bank, read_fill, read_hostile, submission_of
from autograder.grading.grader import Grader
from autograder.grading.known_mistakes import FILE
from autograder.model.course_file import load_course

RIGHT = '"""Nothing is different."""\n\n# %% sizes\nHIDDEN_SIZES = [(100, 100), (200, 150), (9, 9), (999, 999)]\n'
WRONG = '''"""The smallest size is missing.

misconception: Only large networks are worth a look.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(100, 100), (200, 150), (300, 300)]
'''


@pytest.fixture
def questions(assignment):
    return {question.name for question in assignment.checked}


@pytest.mark.slow
@pytest.mark.parametrize("name", load_course(REPOSITORY).assignments)
def test_the_bank_holds_what_is_promised(course, name):
    assignment = course.assignment(name)
    questions = {question.name for question in assignment.checked}
    fills = read_bank(course.examples_folder(name), questions)
    assert sum(fill.is_right for fill in fills) >= 15
    assert sum(not fill.is_right for fill in fills) >= 30
    assert {question for fill in fills for question in fill.loses} == questions
    for fill in fills:
        submission_of(fill, course, assignment)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("wrong/no_misconception", WRONG.replace("misconception:", "idea:"), "needs the lines"),
        ("wrong/loses_nothing", WRONG.replace("loses: q8", ""), "needs the lines"),
        ("wrong/unknown_question", WRONG.replace("q8", "q88"), "the unknown question q88"),
        ("right/loses", WRONG, "a right fill loses nothing"),
        ("right/no_section", '"""Nothing."""\n', "no section"),
        ("right/no_summary", "# %% sizes\nHIDDEN_SIZES = []\n", "first line"),
    ],
)
def test_a_fill_that_cannot_be_read_is_named(tmp_path, questions, name, text, said):
    path = tmp_path / f"{name}.py"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(BankError, match=said) as raised:
        read_fill(path, questions)
    assert name in str(raised.value)


HOSTILE = '''"""Reaches for something.

start: blank
preamble: one two
stopped: no such
  thing
"""

# %% first
three = one + two

# %% after sizes
four = three
'''


@pytest.fixture
def hostile(tmp_path):
    """Write a hostile fill beside the preambles `one` and `two`, and return its path."""

    def write(text):
        for name in ("one", "two"):
            preamble = tmp_path / "hostile" / "preambles" / f"{name}.py"
            preamble.parent.mkdir(parents=True, exist_ok=True)
            preamble.write_text(f'"""Gives {name}."""\n\n{name} = "{name}"\n')
        path = tmp_path / "hostile" / "reaches.py"
        path.write_text(text)
        return path

    return write


def test_preambles_come_first_in_their_order(hostile, course, assignment, questions):
    fill = read_fill(hostile(HOSTILE), questions)
    cells = [cell.source for cell in notebook_of(fill, course, assignment).cells if cell.cell_type == "code"]
    first = next(cell for cell in cells if "three" in cell)
    variables = {}
    exec(first, variables)
    assert (variables["three"], variables["__doc__"]) == ("onetwo", "Gives one.")
    assert first.index("one =") < first.index("two =") < first.index("three =")
    assert cells.index(first) < cells.index("four = three")
    assert fill.stopped == "no such thing"


def test_a_fill_without_a_first_section_begins_with_its_preamble(hostile, questions):
    fill = read_fill(hostile(HOSTILE.replace("# %% first\nthree = one + two\n", "")), questions)
    assert fill.extra[""].endswith('two = "two"')
    assert fill.extra["sizes"] == "four = three"


def test_a_preamble_is_no_fill(hostile, questions):
    hostile(HOSTILE)
    assert [fill.name for fill in read_hostile(hostile(HOSTILE).parents[1], questions)] == ["hostile/reaches"]


def test_a_preamble_that_is_not_there_is_named(hostile, questions):
    with pytest.raises(BankError, match=r"reaches\.py: there is no preamble three; .*preambles/three\.py"):
        read_fill(hostile(HOSTILE.replace("one two", "one three")), questions)


def test_a_fill_of_a_cell_that_is_not_there(tmp_path, course, assignment, questions):
    path = tmp_path / "right" / "lost.py"
    path.parent.mkdir()
    path.write_text(RIGHT.replace("# %% sizes", "# %% sizs"))
    with pytest.raises(BankError, match="No code cell is named sizs"):
        submission_of(read_fill(path, questions), course, assignment)


@pytest.fixture(scope="module")
def small_bank(tmp_path_factory, course):
    """The course with a bank of four: a right fill, a wrong one, a survivor and a false alarm."""
    folder = tmp_path_factory.mktemp("small") / "course"
    for part in ("solutions", "tests/assignments"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).symlink_to(course.folder / part)
    bank = folder / "tests" / "examples" / "mnist_mlp"
    fills = {
        "right/fine": RIGHT,
        "wrong/caught": WRONG,
        "wrong/survivor": WRONG.replace("(300, 300)", "(300, 300), (9, 9)"),
        "right/false_alarm": '"""Not right at all."""\n\n# %% sizes\nHIDDEN_SIZES = []\n',
    }
    for name, text in fills.items():
        (bank / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / f"{name}.py").write_text(text)
    return course.model_copy(update={"folder": folder})


@pytest.fixture(scope="module")
def trials(small_bank, assignment):
    return audit(small_bank, assignment, repeats=1, jobs=1)


def test_survivors_and_false_alarms_are_told(trials):
    complaints = {trial.fill.name: trial.complaint for trial in trials}
    assert complaints["right/fine"] == ""
    assert complaints["wrong/caught"] == ""
    assert complaints["wrong/survivor"] == "survives q8"
    assert complaints["right/false_alarm"].startswith("false alarm in q8 (The sizes to compare")
    assert matrix(trials).row_count == 4


def test_known_mistakes_are_recognized(trials, small_bank, assignment, sandbox, questions):
    assert learn(small_bank, assignment, [trial for trial in trials if trial.fill.name != "wrong/survivor"]) == 1
    assert list(json.loads((small_bank.examples_folder("mnist_mlp") / FILE).read_text()).values()) == [
        "the smallest size is missing"
    ]
    caught = read_fill(small_bank.examples_folder("mnist_mlp") / "wrong" / "caught.py", questions)
    verdict = Grader(small_bank, assignment).grade(submission_of(caught, small_bank, assignment), sandbox)
    assert verdict.behaves_as_if == "the smallest size is missing"
