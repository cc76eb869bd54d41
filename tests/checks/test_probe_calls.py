"""Probes that call one student function, and the records of calls to other functions."""

import types

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from autograder import probe, probes
from autograder.checks.ask import StudentError
from autograder.checks.check import InProcessAsk

CELL = """
import numpy as np

def double(values, factor=2, add=0):
    return factor * values + add

def shrink(values):
    values *= 0.5
    return values

def draw(count, rng, low=0.0):
    return low + rng.random(count)

def draw_from_own(count, rng):
    return np.random.default_rng().random(count)

def step(rows, p, rng):
    rows *= 2
    return rng.random()

def train(rows, epochs, scale=1.0):
    for _ in range(epochs):
        step(rows, p={}, rng=np.random.default_rng(0))
    return rows
"""


@pytest.fixture
def variables():
    found = {"__name__": "cell"}
    exec(CELL, found)
    return found


def test_what_a_function_computes_and_its_arguments_afterwards(variables):
    ask, computed = InProcessAsk("q1", variables), probe(probes.computed)
    assert ask(computed, function="double", arguments=[np.arange(3)])["value"].tolist() == [0, 2, 4]
    more = ask(computed, function="double", arguments=[np.arange(3), 3], more={"add": 1})
    assert more["value"].tolist() == [1, 4, 7] and "again" not in more
    shrunk = ask(computed, function="shrink", arguments=[np.ones(2)])
    assert shrunk["arguments"][0].tolist() == [0.5, 0.5]
    with pytest.raises(StudentError, match="`triple` is not defined"):
        ask(computed, function="triple", arguments=[])


def test_a_seed_gives_equal_generators_and_fresh_arguments(variables):
    ask, computed = InProcessAsk("q1", variables), probe(probes.computed)
    drawn = ask(computed, function="draw", arguments=[4], seed=7, more={"low": 1.0})
    assert np.array_equal(drawn["value"], drawn["again"])
    assert np.array_equal(drawn["value"], 1 + np.random.default_rng(7).random(4))
    own = ask(computed, function="draw_from_own", arguments=[4], seed=7)
    assert not np.array_equal(own["value"], own["again"])
    once = ask(computed, function="step", arguments=[np.ones(2), {}], seed=7)
    assert once["arguments"][0].tolist() == [2, 2]


def test_figures_and_tables_come_from_functions_whatever_their_parameters_are_called():
    def plot(curves):
        figure, ax = plt.subplots()
        ax.plot(curves["a"])
        return figure

    ask = InProcessAsk("q1", {"plot": plot, "table": lambda lines: pd.DataFrame(lines)})
    drawn = ask(probe(probes.figure_from("plot")), paths={"a": [1.0, 2.0]})
    assert drawn["axes"][0]["lines"][0]["y"].tolist() == [1.0, 2.0]
    shown = ask(probe(probes.table_from("table")), results=[{"a": 1, "b": 2.5}])
    assert shown == {"columns": ["a", "b"], "rows": [{"a": 1, "b": 2.5}]}


def test_probes_from_names_are_called_by_them():
    assert [probe(probes.figure_from("plot")).name, probe(probes.table_from("table")).name] == ["plot", "table"]


def test_calls_are_noted_with_their_arguments_by_name(variables):
    student = types.SimpleNamespace(**variables)
    with probes.called(student.train, "step") as steps, probes.called(student.train, "missing") as none:
        student.train(np.ones(2), 2)
    assert [step["rows"].tolist() for step in steps] == [[1, 1], [2, 2]]  # the values at the time of the call
    assert all(step.keys() == {"rows"} for step in steps)  # a dictionary and a generator are not recorded
    assert none == []
    assert variables["step"] is student.step
