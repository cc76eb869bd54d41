"""A course's own translations: of the titles of its questions, of what its checks say, and of the code that students are given."""

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.model.course import Assignment, Course
from autograder.model.errors import UserError
from autograder.model.language import ENGLISH

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


class CatalogError(UserError):
    """A catalog of translations that cannot be read, or that lacks some; the message names the file and the remedy."""

    has_lines = True


def course_texts(course: Course, assignment: Assignment, language: str) -> dict[str, str]:
    """Return what the checks and titles of an assignment say in `language`, by their English texts. Raises CatalogError."""
    titles = {course.name, *(question.title for question in assignment.questions)}
    folders = [course.tests_folder(assignment.name), course.examples_folder(assignment.name)]
    return {
        message: text
        for message, (text, places) in _entries(course, language).items()
        if message in titles or any((course.folder / place).parent in folders for place in places)
    }


def code_texts(course: Course, assignment: Assignment, language: str) -> dict[str, str]:
    """Return the comments and docstrings of an assignment's code in `language`, by their English texts. Raises CatalogError."""
    master = course.master(assignment.name)
    entries = _entries(course, language).items()
    return {message: text for message, (text, places) in entries if any(course.folder / place == master for place in places)}


def _entries(course: Course, language: str) -> dict[str, tuple[str, list[str]]]:
    """The translations in the course's catalog, with the files, as paths in the course, that they are for."""
    path = course.catalog(language)
    if language == ENGLISH or not path.is_file():
        return {}
    return {
        str(message.id): (str(message.string), [place for place, _ in message.locations])
        for message in read_catalog(path)
        if message.id and message.string and not message.fuzzy
    }


def read_catalog(path: Path) -> "Catalog":
    """Read a file of translations (.po). Do not change the result, which is kept for the same content. Raises CatalogError."""
    from babel.messages.pofile import PoFileError

    try:
        return _parsed(path.read_bytes())
    except OSError as error:
        raise CatalogError(f"{path} cannot be read ({error.strerror}).") from None
    except (PoFileError, ValueError) as error:
        raise CatalogError(f"{path} is not a catalog of translations ({error}).") from None


@lru_cache(maxsize=8)  # every assignment and every notebook of a course reads the same catalog
def _parsed(content: bytes) -> "Catalog":
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(content), abort_invalid=True)
