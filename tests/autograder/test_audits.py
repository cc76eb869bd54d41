"""The bank of every assignment, through the engine: right fills keep all points, and wrong ones lose what they say.

Wrong fills are asked only the questions that they name, and of every assignment a part of the fills is taken, another one after each
commit, which saves more than an hour; `autograder audit` asks all of them everything.
"""

import subprocess
from functools import cache

import pytest
from conftest import REPOSITORY

from autograder.audit import Trial
from autograder.bank import read_bank, submission_of
from autograder.course import load_course
from autograder.engine import Task, grade_all
from autograder.grading import Grader

pytestmark = pytest.mark.slow
COURSE = load_course(REPOSITORY)


@pytest.mark.parametrize("name", COURSE.assignments)
def test_every_fill_does_as_it_says(name):
    assignment = COURSE.assignment(name)
    every = 4 if "tensorflow" in assignment.frameworks else 2
    fills = read_bank(COURSE.bank_folder(name), {question.name for question in assignment.checked})[commits() % every :: every]
    grader = cache(lambda only: Grader(COURSE, assignment, only=only))
    tasks = [Task(grader(asked(fill)), submission_of(fill, COURSE, assignment)) for fill in fills]
    trials = [Trial(fill, 0, verdict) for fill, verdict in zip(fills, grade_all(tasks, jobs=1), strict=True)]
    assert not {trial.fill.name: trial.complaint for trial in trials if trial.complaint}


def commits():
    """How many there are so far; 0 where the course is no repository."""
    counted = subprocess.run(["git", "-C", REPOSITORY, "rev-list", "--count", "HEAD"], capture_output=True, text=True)
    return int(counted.stdout or 0)


def asked(fill):
    """The questions that a fill is asked; None: all of them."""
    return None if fill.is_right else fill.loses | fill.may_lose
