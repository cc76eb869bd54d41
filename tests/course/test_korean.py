"""What students of a Korean notebook read is Korean: the messages of today's part of the wrong examples, and their pages."""

import re
from functools import cache

import nbformat
import pytest
from helpers.samples import COURSE, for_the_audit
from helpers.words import english_words

from autograder.authoring.examples import notebook_of
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.submission import SubmittedFile
from autograder.report.page import page

pytestmark = pytest.mark.slow
PART = {False: 16, True: 24}  # one in this many examples is graded, by whether the assignment uses TensorFlow


@pytest.mark.parametrize("name", COURSE.assignments)
def test_messages_and_pages_are_korean(name):
    assignment = COURSE.assignment(name)
    today = for_the_audit(assignment, PART["tensorflow" in assignment.frameworks])
    examples = [example for example in today if not example.is_right]
    grader = cache(lambda only: Grader(COURSE, assignment, only=only))
    tasks = [Task(grader(example.loses | example.may_lose), in_korean(example, assignment)) for example in examples]
    for verdict in grade_all(tasks, jobs=1):
        said = [check.message for question in verdict.questions for check in question.checks if not check.passed]
        assert said and not [message for message in said if english_words(message)]
        shown = re.sub(r"<dl>.*?</dl>|<title>.*?</title>|<span class=.file.>.*?</span>", "", page(verdict), flags=re.S)
        assert not english_words(shown)


def in_korean(example, assignment):
    return SubmittedFile(f"{example.name}.ipynb", nbformat.writes(notebook_of(example, COURSE, assignment, "ko")).encode())
