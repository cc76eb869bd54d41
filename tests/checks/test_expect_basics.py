"""The smallest expectations: several at once, pairs, and dictionaries of arrays."""

import numpy as np
import pytest

from autograder import expect


def failing(message):
    return lambda: expect.that(False, message)


def test_all_of_passes_where_all_pass():
    expect.all_of(lambda: expect.equal(1, 1, "One"), lambda: None)


def test_all_of_tells_everything_that_fails_and_nothing_twice():
    with pytest.raises(expect.CheckFailed, match=r"^First\. Second\.$"):
        expect.all_of(failing("First."), lambda: None, failing("Second."), failing("First."))


def test_all_of_hides_no_fault_of_ours():
    with pytest.raises(ZeroDivisionError):
        expect.all_of(failing("First."), lambda: 1 / 0)


def test_for_each_tries_every_item():
    with pytest.raises(expect.CheckFailed, match=r"^2 is even\? 4 is even\?$"):
        expect.for_each([1, 2, 3, 4], lambda n: expect.that(n % 2 == 1, f"{n} is even?"))
    expect.for_each([], failing("Never."))


@pytest.mark.parametrize("value", [[[1, 2], [3.5, 4]], [(1, 2), (3.5, 4)], np.array([[1, 2], [3.5, 4]])])
def test_pairs(value):
    value = [list(pair) for pair in value]  # in order of arrival
    assert expect.pairs(value, "SIZES") == [(1, 2), (3.5, 4)]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (3, "SIZES should be a list"),
        ([3], "Each of SIZES should be a list"),
        ([[1, 2, 3]], "SIZES should hold pairs of numbers"),
        ([[1, "2"]], "Each number in SIZES should be a number"),
    ],
)
def test_what_is_not_a_list_of_pairs(value, message):
    with pytest.raises(expect.CheckFailed, match=message):
        expect.pairs(value, "SIZES")


def test_close_records_tells_every_wrong_key():
    wanted = {"W": np.ones((2, 2)), "b": np.zeros(2), "c": np.ones(1)}
    expect.close_records({**wanted, "more": 1}, wanted, "The step")
    with pytest.raises(expect.CheckFailed, match=r"The step: W should be .*The step: c should have the shape"):
        expect.close_records({"W": np.zeros((2, 2)), "b": np.zeros(2), "c": np.ones(2)}, wanted, "The step")
    with pytest.raises(expect.CheckFailed, match=r"The step has no 'c'"):
        expect.close_records({"W": 1, "b": 2}, wanted, "The step")


def test_a_known_mistake_is_named():
    with pytest.raises(
        expect.CheckFailed, match=r"should be \[1, 2\], but is \[2, 4\]. That is what comes out if it is doubled."
    ):
        expect.close([2, 4], [1, 2], "It", mistakes={"it is halved": [0.5, 1], "it is doubled": [2, 4]})
    with pytest.raises(expect.CheckFailed) as failed:
        expect.close(5, 1, "It", mistakes={"it is doubled": 2})
    assert "comes out" not in str(failed.value)
