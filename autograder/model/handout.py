"""The student notebooks that `autograder build` wrote; written answers are found by comparing submissions with them."""

from collections.abc import Iterator, Mapping

from autograder.model.course import Assignment, Course
from autograder.model.handout_names import file_name
from autograder.model.language import ENGLISH
from autograder.model.notebook_file import read_notebook
from autograder.model.submission import Notebook, NotebookCell, SubmittedFile, Unreadable


def text_in(texts: Mapping[str, str], language: str) -> str:
    """Return the text in `language`, or in English where there is none, or else the first."""
    return texts.get(language) or texts.get(ENGLISH) or next(iter(texts.values()))


def built_handouts(course: Course, assignment: Assignment) -> dict[str, bytes]:
    """Read the built notebooks of all languages, by file name; languages that have not been built are missing."""
    folder = course.handout_folder(assignment.name)
    paths = [folder / file_name(assignment.name, language) for language in assignment.title]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def handed_out(course: Course, assignment: Assignment) -> list[list[NotebookCell]]:
    """Return the cells of the built notebooks, one list for each language with a readable notebook."""
    return [notebook.all_cells for notebook in _readable(built_handouts(course, assignment))]


def _readable(handouts: dict[str, bytes]) -> Iterator[Notebook]:
    for name, content in handouts.items():
        try:
            yield read_notebook(SubmittedFile(name, content), len(content))
        except Unreadable:  # `autograder build --check` reports it; then only the cells' names identify the answers
            continue
