"""A check with training waits for the checks that it rests on: the same code gets the same points with every seed."""

import pytest
from otter.test_files.exception_test import ExceptionTestFile

from autograder.authoring.examples import read_example, submission_of
from autograder.grading.grader import Grader
from autograder.grading.question_tests import load_tests
from autograder.model.course_file import load_course

FIRST = """
from autograder import check, expect, probe

OK_FORMAT = False
name = "q1"


@probe
def number(student):
    return student.number


@check("It is 1", points=1)
def one(ask):
    expect.equal(ask(number), 1, "The number")


@check("It is a number", points=1)
def any_number(ask):
    expect.number(ask(number), "The number")
"""
SECOND = """
from autograder import check, expect, probe

OK_FORMAT = False
name = "q2"


@check("It follows", points=1, rests_on=["q1"])
def follows(ask):
    pass


@check("It follows from one judge", points=1, rests_on=["q1.any_number"])
def follows_from_one(ask):
    pass


@check("It follows from the one above", points=1, rests_on=["q2.follows"])
def follows_from_above(ask):
    pass
"""


def run(source, variables):
    """The checks that pass, and the messages of the others."""
    file = ExceptionTestFile.from_string(source)
    file.run(variables)
    return [result.passed for result in file.test_case_results], " ".join(r.message for r in file.test_case_results)


def test_a_check_waits_for_what_failed_before_it():
    variables = {"number": 2}
    assert run(FIRST, variables)[0] == [False, True]
    passed, said = run(SECOND, variables)
    assert passed == [False, True, False]
    assert "Because of Question 1: " in said
    assert "the checks above" in said


def test_it_is_decided_once_that_is_mended_and_checked_again():
    variables = {"number": 2}
    run(FIRST, variables)
    variables["number"] = 1
    assert run(SECOND, variables)[0] == [False, True, False]
    assert run(FIRST, variables)[0] == [True, True]
    assert run(SECOND, variables)[0] == [True, True, True]


def test_another_notebook_s_question_of_that_name_is_forgotten():
    variables = {"number": 2}
    run(FIRST.replace("def one", "def elsewhere"), variables)  # an earlier notebook in the same kernel
    variables["number"] = 1
    assert run(FIRST, variables)[0] == [True, True]
    assert run(SECOND, variables)[0] == [True, True, True]


def test_what_was_never_asked_keeps_nothing_waiting():
    run(FIRST, {"number": 2})
    assert run(SECOND, {"number": 2})[0] == [True, True, True]


@pytest.mark.parametrize("assignment", sorted(load_course().assignments))
def test_what_the_course_s_checks_rest_on_is_there_and_comes_before_them(assignment):
    course = load_course()
    before = set()
    for question in course.assignment(assignment).checked:
        for check in load_tests(question, course.tests_folder(assignment)).checks:
            for entry in check.rests_on:
                assert any(key == entry or key.startswith(f"{entry}.") for key in before), f"{check.key} rests on {entry}"
            before.add(check.key)


@pytest.mark.slow
@pytest.mark.parametrize(
    "example", ["loss_nll_of_softmax", "train_softmax_before_the_criterion", "model_dropout_keeps_30_percent"]
)
def test_wrong_code_gets_the_same_points_with_other_seeds(course, assignment, sandbox, example):
    names = {question.name for question in assignment.checked}
    submission = submission_of(
        read_example(course.examples_folder(assignment.name) / "wrong" / f"{example}.py", names), course, assignment
    )
    verdicts = [Grader(course, assignment, repeat).grade(submission, sandbox) for repeat in range(2)]
    assert verdicts[0].earned == verdicts[1].earned
    waiting = [check.name for question in verdicts[0].questions for check in question.checks if check.waits]
    assert waiting[-2:] == ["The network reads digits it has not seen", "A wide network costs less than a very narrow one"]
