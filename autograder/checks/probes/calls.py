"""Whole probes that call one function of the student's: `computed = probe(probes.computed)`, `figure = probe(probes.figure_from("plot"))`."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

from autograder.checks.probes.figures import figure_data
from autograder.checks.probes.tables import table_data
from autograder.model.evidence import Evidence


def computed(
    student: Any,
    function: str,
    arguments: Sequence[Evidence],
    seed: int | None = None,
    more: Mapping[str, Evidence] | None = None,
) -> dict[str, Evidence]:
    """What the student's function of this name makes of its arguments (`value`), and the arguments afterwards.

    `more` are given by keyword. With a `seed`, the last argument is a NumPy generator, and `again` is the value that an equal
    generator and equal arguments give.
    """
    call, copies = getattr(student, function), deepcopy(arguments)

    def generator() -> list[np.random.Generator]:
        return [] if seed is None else [np.random.default_rng(seed)]

    found = {"value": call(*arguments, *generator(), **(more or {})), "arguments": arguments}
    return found if seed is None else found | {"again": call(*copies, *generator(), **(more or {}))}


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
