"""Names of cells in messages: by their definitions and their question."""

import pytest

from autograder.model.cell_names import cell_name, defined_functions, question_label, questions_of_cells


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("q5", "Question 5"),
        ("q12", "Question 12"),
        ("q1a", "Question 1a"),
        ("q8_written", "Question 8 (written)"),
        ("warm_up", "Question warm_up"),
    ],
)
def test_what_a_question_is_called(name, label):
    assert question_label(name) == label


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("def train(x):\n    y = 1\n    return y", "the cell with `train`"),
        ("%%time\n# Train\nclass Net: pass\nrate: float = 1\nother = 2", "the cell with `Net` and `rate`"),
        ("async  def run(): pass", "the cell with `run`"),
        ("# only a comment", "the cell that begins with `# only a comment`"),
        ("\n# a comment\nprint(`1`)", "the cell that begins with `print( 1 )`"),
        ("a == b", "the cell that begins with `a == b`"),
        ("model.fit(" + "x" * 100, "the cell that begins with `model.fit(" + "x" * 30 + "…`"),
        (" \n", "an empty cell"),
    ],
)
def test_what_a_cell_is_called(source, title):
    assert str(cell_name(source)) == title
    assert str(cell_name(source, "q3")) == f"{title}, Question 3"


def test_functions_at_the_outermost_level():
    assert defined_functions("def a():\n    def b(): pass\n\nasync def c(): pass\nclass D: pass") == ["a", "c"]


CHECK = 'grader.check("q1")'


@pytest.mark.parametrize(
    ("cells", "questions"),
    [
        (["x", "# Title", "y", CHECK], ["", "q1", "q1", "q1"]),
        (["# One", "x", CHECK, "after", "# Two", "y", 'grader.check("q2")'], ["q1"] * 4 + ["q2"] * 3),
        (["# One", "x", CHECK, "y", 'grader.check("q2")'], ["q1", "q1", "q1", "q2", "q2"]),
        (["x", "y"], ["", ""]),
        ([], []),
    ],
)
def test_the_question_of_a_cell_is_that_of_its_section(cells, questions):
    kinds = ["markdown" if source.startswith("# ") else "code" for source in cells]
    assert questions_of_cells(zip(kinds, cells, strict=True)) == questions
