"""`ask.at_least` compares a statistic with a constant of the test file, and records it for `autograder calibrate`."""

import math

import pytest
from otter.test_files.exception_test import ExceptionTestFile

from autograder.checks.check import InProcessAsk
from autograder.checks.expect import CheckFailed

SOURCE = """
from autograder import check

OK_FORMAT = False
name = "q1"
LEAST = 0.5


@check("High", points=1)
def high(ask):
    ask.at_least("LEAST", 0.75, "Too low.")


@check("Low", points=1)
def low(ask):
    ask.at_least("LEAST", 0.25, "The value is 0.25; at least 0.5 is required.")


@check("Without a constant", points=1)
def without(ask):
    ask.at_least("MOST", 1.0, "Too low.")
"""


def ask_with(**constants):
    ask = InProcessAsk("q1", {})
    ask.begin_check(constants)
    return ask


@pytest.mark.parametrize("value", [0.5, 0.7, 3, math.inf])
def test_what_reaches_the_constant_passes_and_is_noted(value):
    ask = ask_with(LEAST=0.5)
    ask.at_least("LEAST", value, "Too low.")
    assert ask.measured == {"LEAST": value}


@pytest.mark.parametrize("value", [0.499, -1, math.nan])
def test_what_lies_below_fails_with_the_message_and_is_noted(value):
    ask = ask_with(LEAST=0.5)
    with pytest.raises(CheckFailed, match=r"^Too low\.$"):
        ask.at_least("LEAST", value, "Too low.")
    assert ask.measured == {"LEAST": pytest.approx(value, nan_ok=True)}


def test_the_next_check_begins_without_what_was_noted():
    ask = ask_with(LEAST=0.5)
    ask.at_least("LEAST", 1.0, "Too low.")
    ask.begin_check({"LEAST": 2.0})
    assert ask.measured == {}
    with pytest.raises(CheckFailed):
        ask.at_least("LEAST", 1.0, "Too low.")


@pytest.mark.parametrize("constants", [{}, {"LEAST": "0.5"}, {"LEAST": True}, {"least": 0.5}])
def test_a_constant_that_is_missing_is_the_authors_fault_not_the_students(constants):
    ask = ask_with(**constants)
    with pytest.raises(LookupError, match=r"q1\.py: `ask\.at_least` needs a line `LEAST = …`") as raised:
        ask.at_least("LEAST", 1.0, "Too low.")
    assert not isinstance(raised.value, CheckFailed)


def test_otter_gives_a_check_its_own_files_constants():
    file = ExceptionTestFile.from_string(SOURCE)
    file.run({})
    assert [result.passed for result in file.test_case_results] == [True, False, False]
    assert "at least 0.5 is required" in file.test_case_results[1].message
    assert "LookupError: q1.py: `ask.at_least` needs a line `MOST = …`" in file.test_case_results[2].message
