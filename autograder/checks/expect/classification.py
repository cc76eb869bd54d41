"""Scores of classifiers, and the losses and accuracies that follow from them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, matches, number, that
from autograder.checks.expect.reference import cross_entropy, cross_entropy_gradient, log_softmax
from autograder.model.language import tr

Array = np.ndarray[Any, Any]


def raw_scores(scores: Array) -> None:
    """Expect the rows of `scores` (n, classes) to be neither probabilities nor their logarithms."""
    totals = np.exp(scores).sum(axis=1), scores.sum(axis=1)
    that(
        not any(np.allclose(total, 1) for total in totals),
        "The outputs are probabilities or their logarithms: leave softmax out.",
    )


def mean_cross_entropy(cost: Any, gradient: Any, scores: Array, labels: Array, rtol: float = 1e-4) -> None:
    """Expect `cost` to be the mean cross-entropy of `scores` (n, classes) at `labels` (n,), and `gradient` its gradient, (n, classes).

    `rtol` is the relative tolerance of the cost, 1e-4 for float32; the gradient's is ten times as large. The message names two
    mistakes: a sum instead of the mean, and a softmax before a loss that contains one.
    """
    value, expected = number(cost, "The cost"), cross_entropy(scores, labels)
    mistakes = {
        "summed over the rows, not averaged": len(labels) * expected,
        "the cross-entropy of probabilities: a softmax was applied before it": cross_entropy(
            np.exp(log_softmax(scores)), labels
        ),
    }
    for mistake, wrong in mistakes.items():
        that(not abs(value - wrong) <= rtol, tr("The cost is {}.", mistake))
    close(value, expected, tr("The cost of {} rows", len(labels)), rtol=rtol, atol=rtol / 10)
    close(gradient, cross_entropy_gradient(scores, labels), "The gradient of the cost", rtol=10 * rtol, atol=rtol / 100)


def undecided(scores: Array, within: float = 1e-4) -> int:
    """Count the rows of `scores` (n, classes) with two best scores so close that rounding decides."""
    ordered = np.sort(scores, axis=1)
    return int((ordered[:, -1] - ordered[:, -2] < within).sum())


def rows_among(rows: object, known: Array, distance: float = 1e-2) -> bool:
    """Whether each of the rows (n, k) equals some row of `known` (m, k)."""
    from scipy import spatial

    found = array(rows, "The scores")
    if found.ndim != 2 or found.shape[1] != known.shape[1]:
        return False
    distances, _ = spatial.cKDTree(known).query(found)
    return bool((distances < distance).all())


def scores_follow(
    scores: object, inputs: object, network: Callable[[Array], Array], rtol: float = 1e-3, atol: float = 1e-2
) -> bool:
    """Whether the first rows of `scores` (m, classes) are the scores of `network` for `inputs` (n, features), with 1 ≤ n ≤ m.

    To forge a call of a network, a submission would have to use the network.
    """
    found, rows = array(scores, "The scores"), array(inputs, "The inputs")
    if found.ndim != 2 or rows.ndim != 2 or not 1 <= len(rows) <= len(found):
        return False
    try:
        expected = network(rows)
    except ValueError:  # another number of features
        return False
    return matches(found[: len(rows)], expected, rtol, atol)
