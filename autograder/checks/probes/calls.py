"""Whole probes that call one function of the student's: `figure = probe(probes.figure_from("loss_plot"))`."""

from collections.abc import Callable
from typing import Any

from autograder.checks.probes.figures import figure_data
from autograder.checks.probes.tables import table_data
from autograder.model.evidence import Evidence


def figure_from(name: str) -> Callable[..., Evidence]:
    """A probe that calls the student's plot function `name` with its arguments, in their order, and returns `figure_data` of it."""
    return _returned_by(name, figure_data)


def table_from(name: str) -> Callable[..., Evidence]:
    """A probe that calls the student's function `name` with its arguments, in their order, and returns `table_data` of its DataFrame."""
    return _returned_by(name, table_data)


def _returned_by(name: str, describe: Callable[[Any], Evidence]) -> Callable[..., Evidence]:
    def run(student: Any, **arguments: Evidence) -> Evidence:
        return describe(getattr(student, name)(*arguments.values()))  # students may call their parameters as they like

    run.__name__ = name
    return run
