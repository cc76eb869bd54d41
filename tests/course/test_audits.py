"""The examples of every assignment, through the engine: right examples keep all points, and wrong ones lose points as declared.

Examples that go through every door are judged in `test_doors.py`. Of the others, only the questions that a wrong example names are
graded, and a different part of them each day, which saves more than an hour; `autograder audit` grades all questions of all examples.
"""

from functools import cache

import pytest
from helpers.samples import COURSE, for_the_audit

from autograder.authoring.audit import GradedExample
from autograder.authoring.examples import submission_of
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader

pytestmark = pytest.mark.slow


PART = {False: 4, True: 8}  # one in this many examples is graded, by whether the assignment uses TensorFlow


@pytest.mark.parametrize("name", COURSE.assignments)
def test_every_example_does_as_it_says(name):
    assignment = COURSE.assignment(name)
    examples = for_the_audit(assignment, PART["tensorflow" in assignment.frameworks])
    grader = cache(lambda only: Grader(COURSE, assignment, only=only))
    tasks = [Task(grader(asked(example)), submission_of(example, COURSE, assignment)) for example in examples]
    graded_examples = [
        GradedExample(example, 0, verdict) for example, verdict in zip(examples, grade_all(tasks, jobs=1), strict=True)
    ]
    assert graded_examples
    assert not {graded.example.name: graded.complaint for graded in graded_examples if graded.complaint}


def asked(example):
    """The questions to grade for an example; None: all of them."""
    return None if example.is_right else example.loses | example.may_lose
