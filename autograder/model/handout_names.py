"""The file names of the notebooks for students: one for each language."""

from autograder.model.language import ENGLISH

ENDING = ".ipynb"


def file_name(assignment: str, language: str) -> str:
    """Return the name of the notebook: `mnist_mlp.ipynb` in English, `mnist_mlp.ko.ipynb` in Korean."""
    return f"{assignment}{ENDING}" if language == ENGLISH else f"{assignment}.{language}{ENDING}"


def language_in(name: str) -> str:
    """Return the language of the notebook with this name."""
    return name.removesuffix(ENDING).partition(".")[2] or ENGLISH
