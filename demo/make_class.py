"""Writes the bundled class, `demo/submissions`, out of the examples: right, right in another way, wrong, and broken notebooks."""

from pathlib import Path

import nbformat

from autograder.authoring.examples import notebook_of, read_example
from autograder.authoring.handout import reference, stub
from autograder.model.course_file import load_course

HERE = Path(__file__).parent
ASSIGNMENT = "mnist_mlp"
STUDENTS = {
    "choi_minseo": "right/model_subclass_functional",
    "garcia_lucia": "right/everything_differently",
    "김서연": "right/korean_identifiers",
    "lee_junho": "wrong/model_dropout_keeps_30_percent",
    "mueller_anna": "wrong/model_softmax_on_the_output",
    "nguyen_linh": "wrong/train_no_zero_grad",
    "okafor_chidi": "wrong/eval_pixels_0_to_255",
    "park_jiwoo": "wrong/init_xavier_normal",
}


def write_class(folder: Path) -> None:
    """Write the class's notebooks into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _class().items():
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")


def _class() -> dict[str, str]:
    course = load_course(HERE.parent)
    assignment = course.assignment(ASSIGNMENT)
    questions = {question.name for question in assignment.checked}
    right = reference(course, assignment)
    examples = {
        name: read_example(course.examples_folder(ASSIGNMENT) / f"{example}.py", questions)
        for name, example in STUDENTS.items()
    }
    notebooks = {name: _text(notebook_of(example, course, assignment)) for name, example in examples.items()}
    notebooks["adams_olivia"] = _text(right)
    notebooks["rossi_marco"] = _text(stub(course, assignment))
    notebooks["smith_jack"] = _text(_with_syntax_error(right))
    notebooks["tanaka_yui"] = _text(right)[:30_000]  # cut off on its way
    return notebooks


def _with_syntax_error(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    broken = nbformat.from_dict(notebook)
    cell = next(cell for cell in broken.cells if cell.metadata.get("name") == "initialize")
    cell.source = cell.source.replace("def initialize(model):", "def initialize(model)")
    return broken


def _text(notebook: nbformat.NotebookNode) -> str:
    return nbformat.writes(notebook) + "\n"


if __name__ == "__main__":
    write_class(HERE / "submissions")
