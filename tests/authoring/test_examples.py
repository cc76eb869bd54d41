"""The examples are readable and complete, and the audit finds survivors and false alarms."""

import json

import pytest
from helpers.repository import REPOSITORY

from autograder.authoring.audit import audit, learn, matrix
from autograder.authoring.examples import ExampleError, notebook_of, read_example, read_examples, read_hostile, submission_of
from autograder.grading.grader import Grader
from autograder.grading.known_mistakes import MISTAKES_FILE
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
    examples = read_examples(course.examples_folder(name), questions)
    assert sum(example.is_right for example in examples) >= 15
    assert sum(not example.is_right for example in examples) >= 30
    assert {question for example in examples for question in example.loses} == questions
    for example in examples:
        submission_of(example, course, assignment)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("wrong/no_misconception", WRONG.replace("misconception:", "idea:"), "needs the lines"),
        ("wrong/loses_nothing", WRONG.replace("loses: q8", ""), "needs the lines"),
        ("wrong/unknown_question", WRONG.replace("q8", "q88"), "the unknown question q88"),
        ("right/loses", WRONG, "a right example must not name"),
        ("right/no_section", '"""Nothing."""\n', "there is no section"),
        ("right/no_summary", "# %% sizes\nHIDDEN_SIZES = []\n", "first line"),
    ],
)
def test_a_fill_that_cannot_be_read_is_named(tmp_path, questions, name, text, said):
    path = tmp_path / f"{name}.py"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(ExampleError, match=said) as raised:
        read_example(path, questions)
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
    """Write a hostile example beside the preambles `one` and `two`, and return its path."""

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
    example = read_example(hostile(HOSTILE), questions)
    cells = [cell.source for cell in notebook_of(example, course, assignment).cells if cell.cell_type == "code"]
    first = next(cell for cell in cells if "three" in cell)
    variables = {}
    exec(first, variables)
    assert (variables["three"], variables["__doc__"]) == ("onetwo", "Gives one.")
    assert first.index("one =") < first.index("two =") < first.index("three =")
    assert cells.index(first) < cells.index("four = three")
    assert example.stopped == "no such thing"


def test_a_fill_without_a_first_section_begins_with_its_preamble(hostile, questions):
    example = read_example(hostile(HOSTILE.replace("# %% first\nthree = one + two\n", "")), questions)
    assert example.extra[""].endswith('two = "two"')
    assert example.extra["sizes"] == "four = three"


def test_a_preamble_is_no_example(hostile, questions):
    hostile(HOSTILE)
    assert [example.name for example in read_hostile(hostile(HOSTILE).parents[1], questions)] == ["hostile/reaches"]


def test_a_preamble_that_is_not_there_is_named(hostile, questions):
    with pytest.raises(ExampleError, match=r"reaches\.py: there is no preamble three; .*preambles/three\.py"):
        read_example(hostile(HOSTILE.replace("one two", "one three")), questions)


def test_a_fill_of_a_cell_that_is_not_there(tmp_path, course, assignment, questions):
    path = tmp_path / "right" / "lost.py"
    path.parent.mkdir()
    path.write_text(RIGHT.replace("# %% sizes", "# %% sizs"))
    with pytest.raises(ExampleError, match="No code cell is named sizs"):
        submission_of(read_example(path, questions), course, assignment)


@pytest.fixture(scope="module")
def small_course(tmp_path_factory, course):
    """The course with four examples: a right example, a wrong one, a survivor and a false alarm."""
    folder = tmp_path_factory.mktemp("small") / "course"
    for part in ("locale", "solutions", "tests/assignments"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).symlink_to(course.folder / part)
    target = folder / "tests" / "examples" / "mnist_mlp"
    examples = {
        "right/fine": RIGHT,
        "wrong/caught": WRONG,
        "wrong/survivor": WRONG.replace("(300, 300)", "(300, 300), (9, 9)"),
        "right/false_alarm": '"""Not right at all."""\n\n# %% sizes\nHIDDEN_SIZES = []\n',
    }
    for name, text in examples.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / f"{name}.py").write_text(text)
    return course.model_copy(update={"folder": folder})


@pytest.fixture(scope="module")
def graded_examples(small_course, assignment):
    return audit(small_course, assignment, repeats=1, jobs=1)


def test_survivors_and_false_alarms_are_told(graded_examples):
    complaints = {graded.example.name: graded.complaint for graded in graded_examples}
    assert complaints["right/fine"] == ""
    assert complaints["wrong/caught"] == ""
    assert complaints["wrong/survivor"] == "survives q8"
    assert complaints["right/false_alarm"].startswith("false alarm in q8 (The sizes to compare")
    assert matrix(graded_examples).row_count == 4


def test_known_mistakes_are_recognized(graded_examples, small_course, assignment, sandbox, questions):
    assert (
        learn(small_course, assignment, [graded for graded in graded_examples if graded.example.name != "wrong/survivor"]) == 1
    )
    assert list(json.loads((small_course.examples_folder("mnist_mlp") / MISTAKES_FILE).read_text()).values()) == [
        "the smallest size is missing"
    ]
    caught = read_example(small_course.examples_folder("mnist_mlp") / "wrong" / "caught.py", questions)
    verdict = Grader(small_course, assignment).grade(submission_of(caught, small_course, assignment), sandbox)
    assert verdict.behaves_as_if == "the smallest size is missing"
