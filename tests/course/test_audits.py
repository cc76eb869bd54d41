"""The bank of every assignment, through the engine: right fills keep all points, and wrong ones lose what they say.

Wrong fills are asked only the questions that they name, and of every assignment a part of the fills is taken, another one each day,
which saves more than an hour; `autograder audit` asks all of them everything.
"""

from datetime import date
from functools import cache
from zlib import crc32

import pytest
from helpers.repository import REPOSITORY

from autograder.authoring.audit import Trial
from autograder.authoring.examples import read_bank, submission_of
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.course_file import load_course

pytestmark = pytest.mark.slow
COURSE = load_course(REPOSITORY)


PART = {False: 4, True: 8}  # one in so many fills is graded, by whether the assignment uses TensorFlow, which takes longer


@pytest.mark.parametrize("name", COURSE.assignments)
def test_every_fill_does_as_it_says(name):
    assignment = COURSE.assignment(name)
    bank = read_bank(COURSE.examples_folder(name), {question.name for question in assignment.checked})
    fills = [fill for fill in bank if is_chosen(fill, PART["tensorflow" in assignment.frameworks])]
    grader = cache(lambda only: Grader(COURSE, assignment, only=only))
    tasks = [Task(grader(asked(fill)), submission_of(fill, COURSE, assignment)) for fill in fills]
    trials = [Trial(fill, 0, verdict) for fill, verdict in zip(fills, grade_all(tasks, jobs=1), strict=True)]
    assert trials
    assert not {trial.fill.name: trial.complaint for trial in trials if trial.complaint}


def is_chosen(fill, part):
    """Whether a fill is in today's part: in `part` days in a row, each fill is once."""
    return (crc32(fill.name.encode()) + date.today().toordinal()) % part == 0


def asked(fill):
    """The questions that a fill is asked; None: all of them."""
    return None if fill.is_right else fill.loses | fill.may_lose
