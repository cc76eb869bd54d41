"""Assemble the hand-out: one language, a first cell that works anywhere, and the tests in the metadata."""

import nbformat
from nbformat import NotebookNode

from autograder.authoring.code_texts import translated_code
from autograder.authoring.first_cell import first_cell
from autograder.authoring.markers import resembles
from autograder.authoring.master import MasterError, clean_metadata, in_language, line_of, read_master, solved, stubbed
from autograder.checks.packed_tests import PackedTests
from autograder.model.cell_names import defined_functions, questions_of_cells
from autograder.model.course import Assignment, Course
from autograder.model.course_texts import code_texts, course_texts
from autograder.model.handout_facts import KEY, HandoutFacts, QuestionFacts
from autograder.model.handout_names import file_name
from autograder.model.source_text import SourceError, read_source


def assemble(notebook: NotebookNode, course: Course, assignment: Assignment, language: str) -> NotebookNode:
    """Make the notebook in `language` from a master (stubbed, solved or filled)."""
    result = in_language(notebook, language)
    texts = code_texts(course, assignment, language)
    for cell in result.cells:
        if cell.cell_type == "code":
            cell.source = translated_code(cell.source, texts)
    tests = {question.name: _test(course, assignment, question.name) for question in assignment.checked}
    name = file_name(assignment.name, language)
    facts = _facts(course, assignment, language)
    source = first_cell(name, language, assignment.frameworks, course.install, PackedTests(facts, tests))
    result.cells.insert(0, nbformat.v4.new_code_cell(source))
    return clean_metadata(result, _metadata(assignment, tests, facts))


def reference(course: Course, assignment: Assignment) -> NotebookNode:
    """Return the notebook with the reference solutions, in English. Raises MasterError."""
    return assemble(solved(read_master(course.master(assignment.name))), course, assignment, "en")


def stub(course: Course, assignment: Assignment, language: str = "en") -> NotebookNode:
    """Return the notebook for students. Raises MasterError."""
    master = read_master(course.master(assignment.name))
    _refuse_model_answers(master, assignment)
    _require_answer_cells(in_language(master, language), course, assignment, language)
    return assemble(stubbed(master), course, assignment, language)


def _refuse_model_answers(master: NotebookNode, assignment: Assignment) -> None:
    """Raise MasterError for a text cell that would give students its model answer."""
    written = {question.name for question in assignment.by_hand}
    for cell in master.cells:
        labels = [str(label) for label in (cell.metadata.get("name"), *cell.metadata.get("tags", ())) if label]
        prompt = cell.metadata.get("prompt")
        if cell.cell_type == "markdown" and prompt is None:
            named = [label for label in labels if label in written or resembles(label) is not None]
            if named:
                raise MasterError(
                    f"{line_of(cell, 0)}: students would get the model answer in the cell {named[0]}, since the cell has no prompt. "
                    'Add prompt="…" to this line, with the text for students.'
                )
        elif prompt is not None and (cell.cell_type != "markdown" or not isinstance(prompt, str)):
            raise MasterError(f"{line_of(cell, 0)}: `prompt` must be text in quotes, and only a Markdown cell may have it.")


def _require_answer_cells(notebook: NotebookNode, course: Course, assignment: Assignment, language: str) -> None:
    """Raise MasterError if students would have no cell for a written answer."""
    names = {cell.metadata.get("name") for cell in notebook.cells if cell.cell_type == "markdown"}
    for question in assignment.by_hand:
        if question.name not in names:
            raise MasterError(
                f"{course.master(assignment.name)}: no Markdown cell in the language {language} is named {question.name}, so students "
                f'would have no place for this written answer. Add a cell with name="{question.name}" lang="{language}" prompt="…".'
            )


def _metadata(assignment: Assignment, tests: dict[str, str], facts: HandoutFacts) -> dict[str, object]:
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        KEY: facts.model_dump(exclude_none=True),
        "otter": {
            "OK_FORMAT": False,
            "assignment_name": assignment.name,
            "tests": tests,
        },
    }


def _facts(course: Course, assignment: Assignment, language: str) -> HandoutFacts:
    """The facts about the assignment for the notebook; stub and reference have the same."""
    notebook = in_language(stubbed(read_master(course.master(assignment.name))), language)
    prompts = {cell.metadata.get("name"): cell.source for cell in notebook.cells if cell.cell_type == "markdown"}
    questions = {
        question.name: QuestionFacts(
            title=question.title, points=question.points, prompt=prompts.get(question.name, "") if question.by_hand else None
        )
        for question in assignment.questions
    }
    stated = [(cell.cell_type, cell.source) for cell in notebook.cells]
    names = {
        name: question
        for (kind, source), question in zip(stated, questions_of_cells(stated), strict=True)
        if kind == "code" and question
        for name in defined_functions(source)
    }
    return HandoutFacts(
        title=assignment.title[language],
        language=language,
        texts=course_texts(course, assignment, language),
        questions=questions,
        names=names,
    )


def _test(course: Course, assignment: Assignment, question: str) -> str:
    path = course.tests_folder(assignment.name) / f"{question}.py"
    try:
        return read_source(path)
    except FileNotFoundError:
        raise MasterError(f"{path}: the test file of question {question} is missing.") from None
    except SourceError as error:
        raise MasterError(str(error)) from None
