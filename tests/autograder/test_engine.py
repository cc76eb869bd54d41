"""The engine takes tasks as they come: what has a task is at work, what has none waits for one."""

import time

import nbformat
import pytest

from autograder.engine import Engine, Task
from autograder.grading import Grader
from autograder.submission import SubmittedFile
from autograder.verdict import Outcome

SLEEPS = "\n\nimport time; time.sleep(2)"


def task(grader, notebook, name):
    return Task(grader, SubmittedFile(name, nbformat.writes(notebook).encode()))


@pytest.fixture(scope="module")
def grader(course, assignment):
    return Grader(course, assignment, only=frozenset({"q1"}))


def test_tasks_that_come_later_are_begun_when_they_come(grader, stub):
    """A short one that comes while a long one is graded does not wait for its end."""
    long = nbformat.from_dict({**stub, "cells": [*stub["cells"], nbformat.v4.new_code_cell(SLEEPS)]})
    handed_out = []

    def tasks():
        yield None
        yield task(grader, long, "long")
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            yield None
        handed_out.append("short")
        yield task(grader, stub, "short")
        while len(handed_out) == 1:
            yield None

    with Engine([grader], jobs=2) as engine:
        found = []
        for number, verdict in engine.grade(tasks()):
            found.append((number, verdict.submission, verdict.outcome))
            handed_out.append("done")
    assert found == [(1, "short", Outcome.GRADED), (0, "long", Outcome.GRADED)]


def test_nothing_at_all_ends_at_once(grader):
    with Engine([grader], jobs=1) as engine:
        assert list(engine.grade([])) == [] and list(engine.grade([None, None])) == []
