"""Tables of results: any order and a little rounding pass; missing and wrong values are reported."""

import numpy as np
import pandas as pd
import pytest

from autograder import expect, probes
from autograder.model.evidence import copy

COLUMNS = ["h1", "h2", "cost"]


@pytest.fixture
def rows():
    return expect.made_up_rows(
        np.random.default_rng(0), {"h1": [50, 50, 90], "model": [None] * 3}, {"h2": (20, 80), "cost": (0.1, 0.9)}
    )


def judge(frame, rows):
    expect.table_shows(copy(probes.table_data(frame)), rows, COLUMNS, named_by=["h1", "h2"])


@pytest.mark.parametrize("seed", range(30))
def test_made_up_columns_are_in_no_order_and_survive_rounding(seed):
    rows = expect.made_up_rows(np.random.default_rng(seed), {"h1": [1, 1, 2, 2, 3]}, {"h2": (20, 95), "cost": (0.01, 0.4)})
    assert (
        len({row["h1"] + row["h2"] for row in rows}) == len({row["h1"] * row["h2"] for row in rows}) == 5
    )  # a figure may name them so
    assert [row["h1"] for row in rows] == [1, 1, 2, 2, 3]
    assert all(isinstance(row["h2"], int) and isinstance(row["cost"], float) for row in rows)
    for key, low, high in (("h2", 20, 95), ("cost", 0.01, 0.4)):
        values = [row[key] for row in rows]
        assert min(values) >= low and max(values) <= high
        assert np.diff(sorted(values)).min() >= (high - low) / 10 - 1
        assert values not in (sorted(values), sorted(values, reverse=True))


def test_right_tables_pass(rows):
    frame = pd.DataFrame(rows).drop(columns="model")
    judge(frame, rows)
    judge(frame[["cost", "h2", "h1"]].iloc[::-1], rows)
    judge(frame.round(2), rows)
    judge(frame.assign(more="text"), rows)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.drop(columns="cost"), "The table has no column cost"),
        (lambda frame: frame.iloc[:2], "should have 3 rows, one for each result, but has 2"),
        (lambda frame: frame.assign(h2=[1, 2, 3]), r"The table has no row for \(50, "),
        (lambda frame: frame.assign(cost=frame["cost"].to_numpy()[::-1]), r"cost of \(50, \d+\) should be"),
        (lambda frame: frame.assign(cost="low"), "cost should be a number"),
    ],
)
def test_wrong_tables_fail(rows, change, message):
    with pytest.raises(expect.CheckFailed, match=message):
        judge(change(pd.DataFrame(rows).drop(columns="model")), rows)
