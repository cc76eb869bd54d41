"""Optimizer steps against a double-precision reference."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, matches, that
from autograder.checks.expect.reference import AdamState, adam
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr

Array = np.ndarray[Any, Any]


def all_moved(before: dict[str, Array], after: dict[str, Array]) -> None:
    """Expect every parameter to have changed."""
    still = [name for name in before if name in after and np.array_equal(before[name], after[name])]
    that(not still, tr("{} of {} parameters did not change: {}.", len(still), len(before), ", ".join(still)))


def displacement(before: dict[str, Array], after: dict[str, Array]) -> Array:
    """Return the differences of all numbers in the arrays, concatenated in the order of their names."""
    return np.concatenate(
        [(array(after.get(name), name, before[name].shape) - before[name]).ravel() for name in sorted(before)]
    )


def adam_steps(
    start: dict[str, Array],
    gradients: list[dict[str, Array]],
    path: list[dict[str, Array]],
    learning_rate: float,
    state: dict[str, dict[str, Array]] | None = None,
) -> None:
    """Expect `path` (the parameters after each step) to follow Adam with the given gradients and learning rate.

    The tolerance is a thousandth of the learning rate, since Adam's steps are about as long as the learning rate. `state` is torch's
    Adam state after the last step (`exp_avg`, `exp_avg_sq`, `step`) of the parameters that have one.
    """
    for name, initial in start.items():
        expected, last = adam(array(initial, name), [array(g[name], name) for g in gradients], learning_rate)
        for i, value in enumerate(expected):
            actual = array(path[i][name], name, value.shape)
            if not matches(actual, value, rtol=2e-6, atol=1e-3 * learning_rate):
                raise CheckFailed(_what_moved_wrong(name, i, array(initial, name), gradients, path, learning_rate))
        if state and name in state:
            _adam_state(name, state[name], last)


def _what_moved_wrong(
    name: str, step: int, start: Array, gradients: list[dict[str, Array]], path: list[dict[str, Array]], learning_rate: float
) -> str:
    first_gradient = array(gradients[0][name], name)
    first_move = array(path[0][name], name) - start
    where = np.unravel_index(np.abs(first_gradient).argmax(), first_gradient.shape)
    size, expected = abs(float(first_move[where])), learning_rate
    said = tr(
        "After step {} the parameter {} is not the result of Adam with learning rate {:g}.", step + 1, name, learning_rate
    )
    if matches(first_move, -learning_rate * first_gradient, rtol=1e-2, atol=1e-7):
        return tr("{} It moved by learning rate times gradient: that is plain gradient descent.", said)
    if size > 0 and abs(size / expected - 1) > 0.02:
        return tr("{} Adam's first step is as long as the learning rate; yours is {:.4g} long.", said, size)
    return tr(
        "{} The step has about the right length, but not Adam's exact value (another optimizer, or an extra option?).", said
    )


def _adam_state(name: str, actual: dict[str, Array], expected: AdamState) -> None:
    close(actual["exp_avg"], expected.exp_avg, tr("Adam's first moment of {}", name), 1e-4, 1e-7)
    close(actual["exp_avg_sq"], expected.exp_avg_sq, tr("Adam's second moment of {}", name), 1e-4, 1e-9)
    close(actual["step"], expected.step, tr("Adam's step counter of {}", name))


def adagrad_steps(start: Array, gradients: Array, path: Sequence[dict[str, Any]]) -> None:
    """Expect `path`, as recorded by `probes.keras_steps`, to follow AdaGrad: steps of η·∇/√h, h a sum of squares (Duchi et al., 2011).

    `start` (n,), `gradients` (steps, n), large enough that ε does not matter. The initial sum and the learning rate are free: h is the
    one of the optimizer's arrays that grows by the squares.
    """
    places = [start, *(step["array"] for step in path)]
    squares = np.cumsum(gradients.astype(np.float64) ** 2, axis=0)
    for states in zip(*(step["states"] for step in path), strict=False):
        initial = np.asarray(states, np.float64) - squares
        if np.allclose(initial, initial[0, 0], atol=1e-4) and initial[0, 0] > -1e-4:
            scaled = -np.diff(places, axis=0) * np.sqrt(squares + initial[0, 0]) / gradients
            what = "AdaGrad's steps, each times √h and divided by its gradient,"
            return close(scaled / scaled[0, 0], np.ones_like(squares), what, rtol=1e-2)
    raise CheckFailed("The optimizer keeps no sum of squared gradients: it is not AdaGrad.")
