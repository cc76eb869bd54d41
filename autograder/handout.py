"""The notebook as it is handed out: one language, a first cell that works anywhere, and its tests in its metadata."""

import nbformat
from nbformat import NotebookNode

from autograder.course import Assignment, Course
from autograder.master import clean_metadata, in_language, read_master, solved, stubbed

FIRST_CELL = """\
{comment}
try:
    from autograder import notebook
except ModuleNotFoundError:
    %pip install -q {install}
    from autograder import notebook

grader = notebook("{file_name}")"""
COMMENTS = {
    "en": "# Run this cell first. On Colab it installs what the notebook needs.",
    "ko": "# 이 셀을 먼저 실행하세요. Colab에서는 필요한 패키지를 설치합니다.",
}


def file_name(assignment: str, language: str) -> str:
    """`mnist_mlp.ipynb` in English, `mnist_mlp.ko.ipynb` in Korean."""
    return f"{assignment}.ipynb" if language == "en" else f"{assignment}.{language}.ipynb"


def assemble(notebook: NotebookNode, course: Course, assignment: Assignment, language: str) -> NotebookNode:
    """Make of a master (stubbed, solved or filled) the notebook in `language`."""
    result = in_language(notebook, language)
    name = file_name(assignment.name, language)
    source = FIRST_CELL.format(comment=COMMENTS.get(language, COMMENTS["en"]), install=course.install, file_name=name)
    result.cells.insert(0, nbformat.v4.new_code_cell(source))
    return clean_metadata(result, _metadata(course, assignment))


def reference(course: Course, assignment: Assignment) -> NotebookNode:
    """The notebook, in English, of a student who did everything right. Raises MasterError."""
    return assemble(solved(read_master(course.master(assignment.name))), course, assignment, "en")


def stub(course: Course, assignment: Assignment, language: str = "en") -> NotebookNode:
    """The notebook as it is handed out. Raises MasterError."""
    return assemble(stubbed(read_master(course.master(assignment.name))), course, assignment, language)


def _metadata(course: Course, assignment: Assignment) -> dict[str, object]:
    folder = course.tests_folder(assignment.name)
    tests = {question.name: (folder / f"{question.name}.py").read_text(encoding="utf-8") for question in assignment.checked}
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "otter": {"OK_FORMAT": False, "assignment_name": assignment.name, "tests": tests},
    }
