"""Complete probes that call one student function: `computed = probe(probes.computed)`, `figure = probe(probes.figure_from("plot"))`."""

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
    """The `value` of the student's function with this name for the arguments, and the arguments after the call.

    `more` are keyword arguments. With a `seed`, a NumPy generator is the last argument, and `again` is the value of a second call with
    an equal generator and equal arguments.
    """
    call, copies = getattr(student, function), deepcopy(arguments)

    def generator() -> list[np.random.Generator]:
        return [] if seed is None else [np.random.default_rng(seed)]

    found = {"value": call(*arguments, *generator(), **(more or {})), "arguments": arguments}
    return found if seed is None else found | {"again": call(*copies, *generator(), **(more or {}))}


def figure_from(name: str) -> Callable[..., Evidence]:
    """A probe that passes its arguments, in order, to the student's plot function `name`, and returns `figure_data` of the figure."""
    return _returned_by(name, figure_data)


def table_from(name: str) -> Callable[..., Evidence]:
    """A probe that passes its arguments, in order, to the student's function `name`, and returns `table_data` of its DataFrame."""
    return _returned_by(name, table_data)


def _returned_by(name: str, describe: Callable[[Any], Evidence]) -> Callable[..., Evidence]:
    def run(student: Any, **arguments: Evidence) -> Evidence:
        return describe(getattr(student, name)(*arguments.values()))  # students may rename parameters

    run.__name__ = name
    return run
